"""The overview of a folder's report: a table of the documents, each leading to its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from citekit.audit.verdict import LinkCheck
from citekit.model import Analysis
from citekit.report.as_json import count_findings
from citekit.report.page import dump_data, fill_template
from citekit.report.page_links import Health, health_of, index_checks
from citekit.report.page_terms import choose_interface
from citekit.report.page_text import clean_text

COLUMNS = ("citations", "unresolved", "notes", "references", "entries", "missing", "links", "identifiers")


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A document: its name, the address of its page, its language and its counts."""

    name: str
    address: str
    language: str
    counts: tuple[int, ...]
    problems: int
    dead: int | None = None


def write_overview(
    pages: Sequence[tuple[str, Analysis]],
    *,
    interface: str | None = None,
    checks: Iterable[LinkCheck] = (),
) -> str:
    """Return the overview as an HTML page.

    Args:
        pages: File name of each page, beside the overview, and the analysis that it shows.
        interface: `en` or `ru`; the language of most documents decides when left out.
        checks: What an audit says of links; then dead links are counted too.
    """
    gone = {url: health_of(check) is Health.DEAD for url, check in index_checks(checks).items()}
    rows = [
        OverviewRow(
            clean_text(PurePath(analysis.document.source).name or analysis.document.source),
            quote(name),
            clean_text(analysis.document.language or ""),
            tuple(count_findings(analysis)[column] for column in COLUMNS),
            len(analysis.diagnostics),
            sum(gone.get(link.url, False) for link in analysis.links) if gone else None,
        )
        for name, analysis in pages
    ]
    languages = Counter(analysis.document.language for _, analysis in pages).most_common(1)
    shown = interface or choose_interface(languages[0][0] if languages else None)
    sums = tuple(map(sum, zip(*(row.counts for row in rows), strict=True))) if rows else (0,) * len(COLUMNS)
    return fill_template(
        "overview.html",
        shown,
        rows=rows,
        sums=sums,
        problems=sum(row.problems for row in rows),
        dead=sum(row.dead or 0 for row in rows) if gone else None,
        columns=COLUMNS,
        data=dump_data(),
    )
