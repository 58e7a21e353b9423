"""A report as one HTML page that needs no network: the text with its findings marked, and a panel."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from citekit.audit.verdict import LinkCheck
from citekit.model import Analysis
from citekit.report.page_bibliography import STYLES, RenderedStyle, choose_style, render_styles
from citekit.report.page_charts import draw_charts
from citekit.report.page_content import PageContent, gather_content, iterate_marks
from citekit.report.page_paragraphs import find_paragraphs, mark_hyphens
from citekit.report.page_states import State
from citekit.report.page_terms import LOCATOR_TERMS, TERMS, choose_interface, terms_of
from citekit.report.page_text import clean_text, mark_text

if TYPE_CHECKING:
    from jinja2 import Environment

#: So many entries are rendered in all, in as many styles as that allows, but in four at least.
_MOST_RENDERED: Final = 4000
_FEW_STYLES: Final = 4
EMPTY: Final[Mapping[str, object]] = MappingProxyType({})
_TABS: Final = ("entries", "citations", "notes", "links", "identifiers", "problems", "charts")


def write_page(
    analysis: Analysis,
    *,
    style: str | None = None,
    interface: str | None = None,
    index: str = "",
    checks: Iterable[LinkCheck] = (),
    most_styles: int | None = None,
) -> str:
    """Return the report of one document as a self-contained HTML page.

    Args:
        analysis: What `citekit.analyze` gave.
        style: CSL id or path of the style shown first; GOST or APA by the document's language.
        interface: `en` or `ru`; by the document's language when left out. The page can switch.
        index: Relative address of an overview to lead back to.
        checks: What an audit says of links; those of other documents do no harm.
        most_styles: How many styles the reader can switch among; by the number of entries when left out.

    Raises:
        CitekitError: The style is missing or malformed.
    """
    content = gather_content(analysis, checks)
    language = analysis.document.language
    chosen = style or choose_style(language)
    stubs = {missing.key for missing in analysis.missing}
    known = [entry for entry in analysis.entries if entry.key not in stubs]
    names = [chosen, *(name for name in STYLES if name != chosen)]
    most = most_styles if most_styles is not None else count_styles(len(known))
    styles = render_styles(known, names[: max(1, most)], language)
    paragraphs = find_paragraphs(analysis.document, [link.span for link in analysis.links])
    marks = (*iterate_marks(content), *mark_hyphens(paragraphs.hyphens))
    shown = interface or choose_interface(language)
    return fill_template(
        "page.html",
        shown,
        content=content,
        document=analysis.document,
        title=_make_title(analysis),
        chunks=mark_text(analysis.document.text, marks, paragraphs.starts),
        flows=bool(paragraphs.starts),
        order=_order_entries(content, styles[0]),
        rendered=styles[0].entries,
        bibtex=[write_bibtex(content, number) for number in range(len(content.entries))],
        styles=sorted(styles, key=lambda made: list(STYLES).index(made.name) if made.name in STYLES else -1),
        chosen=styles[0].name,
        counts=count_rows(content),
        charts=draw_charts(
            analysis,
            [len(row.citations) for row in content.entries],
            [(row.citation.span.start, row.state) for row in content.citations],
            content.links,
        ),
        states=list(State),
        tabs=_TABS,
        index=index,
        data=dump_data(_list_rendered(content, styles)),
    )


def count_styles(entries: int) -> int:
    """Return in how many styles so many entries are rendered: a large bibliography would take minutes."""
    return max(_FEW_STYLES, min(len(STYLES), _MOST_RENDERED // max(1, entries)))


def count_rows(content: PageContent) -> dict[str, int]:
    """Return how many rows each tab has, and how many of each need a look."""
    return {
        "entries": len(content.entries),
        "entries-missing": sum(row.state is State.MISSING for row in content.entries),
        "citations": len(content.citations),
        "citations-missing": sum(row.state is State.MISSING for row in content.citations),
        "notes": len(content.notes),
        "notes-missing": sum(row.state is State.MISSING for row in content.notes),
        "links": len(content.links),
        "links-dead": sum(row.state is State.DEAD for row in content.links),
        "links-missing": sum(row.state is State.INFERRED for row in content.links),
        "identifiers": len(content.identifiers),
        "identifiers-missing": sum(row.state is not State.RESOLVED for row in content.identifiers),
        "problems": len(content.diagnostics),
    }


def write_bibtex(content: PageContent, number: int) -> str:
    """Return one entry as BibTeX."""
    from citekit.bibliography import dump_bibliography  # noqa: PLC0415 - slow to import, only here

    return clean_text(dump_bibliography([content.entries[number].entry], format="bibtex").strip())


def fill_template(name: str, interface: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template takes
    """Return a template filled, with the style sheet, the scripts and the policy that allows just these."""
    words = terms_of(interface)

    def tell(term: str) -> Markup:
        """Return a word that the page can switch to the other language."""
        return Markup('<span data-t="{}">{}</span>').format(term, words[term])

    def tell_in(attribute: str, term: str) -> Markup:
        """Return an attribute whose words the page can switch."""
        return Markup('{0}="{1}" data-t-{0}="{2}"').format(attribute, words[term], term)

    style, early, script = (read_template(part) for part in ("page.css", "early.js", "page.js"))
    return str(
        _environment()
        .get_template(name)
        .render(
            t=tell,
            ta=tell_in,
            interface=interface,
            css=Markup(style),  # noqa: S704 - our own file
            early=Markup(early),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=make_policy((early, script), (style,)),
            clean=clean_text,
            terms=words,
            **values,
        )
    )


def make_policy(scripts: Sequence[str], sheets: Sequence[str]) -> str:
    """Return a Content-Security-Policy that runs these inline scripts and sheets and loads nothing."""
    return (
        f"default-src 'none'; script-src {_list_hashes(scripts)}; style-src {_list_hashes(sheets)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _list_hashes(texts: Sequence[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


@cache
def read_template(name: str) -> str:
    """Return a file of the templates."""
    return files("citekit.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - only for pages

    return Environment(
        autoescape=True,
        loader=FunctionLoader(read_template),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )


def _make_title(analysis: Analysis) -> str:
    document = analysis.document
    return clean_text(document.metadata.get("title") or PurePath(document.source).name or document.source)


def _order_entries(content: PageContent, style: RenderedStyle) -> list[int]:
    """Return the entries' numbers in the order of a style, the stubs by their numbers at the end."""
    numbers = {row.entry.key: number for number, row in enumerate(content.entries)}
    ordered = [numbers[key] for key in style.entries]
    rest = sorted(
        set(range(len(content.entries))) - set(ordered), key=lambda number: _rank_stub(content, number)
    )
    return ordered + rest


def _rank_stub(content: PageContent, number: int) -> tuple[int, int]:
    label = content.entries[number].number
    return (int(label) if label.isdecimal() and len(label) < 10 else -1, number)


def _list_rendered(content: PageContent, styles: Sequence[RenderedStyle]) -> dict[str, object]:
    """Return for each style the numbers of its entries, in its order, each with its HTML."""
    numbers = {row.entry.key: number for number, row in enumerate(content.entries)}
    return {
        style.name: [[numbers[key], str(html)] for key, html in style.entries.items()] for style in styles
    }


def dump_data(styles: Mapping[str, object] = EMPTY) -> Markup:
    """Return what a page's script needs, as JSON that cannot end its element."""
    data = {
        "styles": dict(styles),
        "terms": {term: list(words) for term, words in (TERMS | LOCATOR_TERMS).items()},
    }
    return escape_json(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def escape_json(dumped: str) -> Markup:
    """Return JSON as it may stand in a script element: no `<` can end that element or open a comment."""
    safe = dumped.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(safe)  # noqa: S704 - made safe above
