"""The pages of the workbench and their files: templates filled, scripts and style sheets as they are."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from citekit.parse.locator_terms import LOCATOR_TERMS
from citekit.report.page import escape_json
from citekit.serve.exports import EXPORTS
from citekit.serve.shapes import SessionSummary
from citekit.serve.terms import TERMS

if TYPE_CHECKING:
    from jinja2 import Environment

_SCRIPT: Final = "text/javascript"
#: The files that are served, and nothing else: name to media type.
FILES: Final = MappingProxyType(
    {
        "common.js": _SCRIPT,
        "start.js": _SCRIPT,
        "workbench.js": _SCRIPT,
        "rows.js": _SCRIPT,
        "forms.js": _SCRIPT,
        "dialogs.js": _SCRIPT,
        "workbench.css": "text/css",
        "early.js": _SCRIPT,
        "page.css": "text/css",
    }
)
#: Those of them that belong to the report.
_REPORT_FILES: Final = frozenset({"early.js", "page.css"})
_TABS: Final = ("entries", "citations", "notes", "links", "identifiers", "problems", "history")
_FIELDS: Final = (
    "author editor translator title subtitle date journaltitle booktitle maintitle series number volume "
    "issue pages pagetotal edition publisher location institution organization url urldate doi isbn issn "
    "eprint eprinttype note annotation langid keywords howpublished type eventtitle chapter"
).split()
_TYPES: Final = (
    "article book inbook incollection collection inproceedings proceedings thesis report online misc "
    "manual patent dataset software legislation jurisdiction legal standard unpublished periodical"
).split()
_VARIABLES: Final = (
    "author editor translator title container-title collection-title edition volume issue page "
    "number-of-pages publisher publisher-place issued genre number section URL DOI ISBN ISSN "
    "PMID PMCID accessed archive archive_location citation-number cross-reference note"
).split()


@cache
def read_file(name: str) -> str:
    """Return a file of the templates.

    Args:
        name: A key of `FILES`, or a template's name.
    """
    package = "citekit.report" if name in _REPORT_FILES else "citekit.serve"
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - only for pages

    return Environment(
        autoescape=True,
        loader=FunctionLoader(read_file),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def choose_interface(accepted: str) -> str:
    """Return the language of the interface by what a browser asks for (RFC 9110, 12.5.4): `ru` or `en`."""
    first = accepted.split(",", maxsplit=1)[0].strip().lower()
    return "ru" if first.startswith(("ru", "uk", "be", "kk")) else "en"


def write_index(interface: str) -> str:
    """Return the first page."""
    return _fill("index.html", interface)


def write_session(session: SessionSummary, interface: str) -> str:
    """Return the page of a session."""
    return _fill(
        "session.html",
        interface,
        session=session,
        tabs=_TABS,
        exports=tuple(EXPORTS),
        fields=_FIELDS,
        types=_TYPES,
        variables=_VARIABLES,
        locators=tuple(dict.fromkeys(label for label, _ in LOCATOR_TERMS)),
    )


def _fill(name: str, interface: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template takes
    place = 1 if interface == "ru" else 0
    words = {term: both[place] for term, both in TERMS.items()}

    def tell(term: str) -> Markup:
        """Return a word that the page can switch to the other language."""
        return Markup('<span data-t="{}">{}</span>').format(term, words[term])

    def tell_in(attribute: str, term: str) -> Markup:
        """Return an attribute whose words the page can switch."""
        return Markup('{0}="{1}" data-t-{0}="{2}"').format(attribute, words[term], term)

    dumped = json.dumps({term: list(both) for term, both in TERMS.items()}, ensure_ascii=False)
    return str(
        _environment()
        .get_template(name)
        .render(
            t=tell, ta=tell_in, interface=interface, words=words, dictionary=escape_json(dumped), **values
        )
    )
