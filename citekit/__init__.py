"""citekit: citations, footnotes, identifiers and links out of documents, and bibliographies from them.

The public names are loaded when they are first used (PEP 562), so that importing the package is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.audit.run import check_links
    from citekit.bibliography import dump_bibliography, load_bibliography
    from citekit.diagnostics import Diagnostic, Severity
    from citekit.errors import (
        AuditError,
        BibliographyError,
        CitekitError,
        ItemError,
        ReadError,
        StyleError,
    )
    from citekit.find import find_citations, find_identifiers, find_links, find_notes, find_references
    from citekit.model import (
        Analysis,
        Bibliography,
        Block,
        BlockKind,
        Citation,
        Cite,
        CiteForm,
        Document,
        Entry,
        Evidence,
        Field,
        Identifier,
        Link,
        Locator,
        Missing,
        Name,
        Note,
        Origin,
        PartialDate,
        Reference,
        Resolution,
        Span,
    )
    from citekit.parse import parse_reference, parse_references
    from citekit.pipeline import analyze
    from citekit.read import read_document
    from citekit.resolve import resolve_citations

__version__ = "0.1.0"

_MODULE_OF = {
    "analyze": "citekit.pipeline",
    "check_links": "citekit.audit.run",
    "dump_bibliography": "citekit.bibliography",
    "find_citations": "citekit.find",
    "find_identifiers": "citekit.find",
    "find_links": "citekit.find",
    "find_notes": "citekit.find",
    "find_references": "citekit.find",
    "load_bibliography": "citekit.bibliography",
    "parse_reference": "citekit.parse",
    "parse_references": "citekit.parse",
    "read_document": "citekit.read",
    "resolve_citations": "citekit.resolve",
    "Diagnostic": "citekit.diagnostics",
    "Severity": "citekit.diagnostics",
    **dict.fromkeys(
        ("AuditError", "BibliographyError", "CitekitError", "ItemError", "ReadError", "StyleError"),
        "citekit.errors",
    ),
    **dict.fromkeys(
        (
            "Analysis", "Bibliography", "Block", "BlockKind", "Citation", "Cite", "CiteForm", "Document",
            "Entry", "Evidence", "Field", "Identifier", "Link", "Locator", "Missing", "Name", "Note",
            "Origin", "PartialDate", "Reference", "Resolution", "Span",
        ),
        "citekit.model",
    ),
}  # fmt: skip

__all__ = [
    "Analysis",
    "AuditError",
    "Bibliography",
    "BibliographyError",
    "Block",
    "BlockKind",
    "Citation",
    "Cite",
    "CiteForm",
    "CitekitError",
    "Diagnostic",
    "Document",
    "Entry",
    "Evidence",
    "Field",
    "Identifier",
    "ItemError",
    "Link",
    "Locator",
    "Missing",
    "Name",
    "Note",
    "Origin",
    "PartialDate",
    "ReadError",
    "Reference",
    "Resolution",
    "Severity",
    "Span",
    "StyleError",
    "analyze",
    "check_links",
    "dump_bibliography",
    "find_citations",
    "find_identifiers",
    "find_links",
    "find_notes",
    "find_references",
    "load_bibliography",
    "parse_reference",
    "parse_references",
    "read_document",
    "resolve_citations",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562 leaves no better type
    """Load a public name when it is first used."""
    try:
        module = _MODULE_OF[name]
    except KeyError:
        raise AttributeError(f"module 'citekit' has no attribute {name!r}") from None
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted((*globals(), *__all__))
