"""Bibliographies in and out: BibTeX, biblatex, CSL-JSON and RIS.

`load_bibliography` reads, `dump_bibliography` writes, `check_bibliography` lints. The modules behind them are
imported when first used.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import BibliographyError
from citekit.model import Bibliography, Entry

if TYPE_CHECKING:
    from citekit.bibliography.check import check_bibliography
    from citekit.bibliography.dedupe import find_duplicates, merge_duplicates
    from citekit.bibliography.keys import make_keys
    from citekit.bibliography.mapping import csl_to_entry, entry_to_csl, reference_to_entry

__all__ = [
    "check_bibliography",
    "csl_to_entry",
    "dump_bibliography",
    "entry_to_csl",
    "find_duplicates",
    "load_bibliography",
    "make_keys",
    "merge_duplicates",
    "reference_to_entry",
]

#: Format to the module and the function that read it.
_LOADERS: Final = {
    "bibtex": ("loading", "load_bibtex"),
    "biblatex": ("loading", "load_bibtex"),
    "csl-json": ("csljson", "load_csl_json"),
    "ris": ("ris", "load_ris"),
}
_HOMES: Final = {
    "check_bibliography": "check",
    "csl_to_entry": "mapping",
    "entry_to_csl": "mapping",
    "find_duplicates": "dedupe",
    "make_keys": "keys",
    "merge_duplicates": "dedupe",
    "reference_to_entry": "mapping",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    """Import the module behind a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def load_bibliography(
    source: str | bytes | Path,
    format: str | None = None,  # noqa: A002 - the word of the command line
    *,
    name: str | None = None,
) -> Bibliography:
    """Read a bibliography.

    Args:
        source: A path, the bytes of a file, or text: a string with a line break, or one that begins with
            `@`, `[`, `{` or `%`.
        format: `bibtex`, `biblatex`, `csl-json` or `ris`; found out by content and suffix when left out.
        name: What diagnostics call a source that is no path, `<stdin>`.

    Returns:
        Entries with what stood around them, and diagnostics with line and column.

    Raises:
        BibliographyError: The file cannot be read or decoded, or is no JSON where JSON is asked for.
    """
    from dataclasses import replace  # noqa: PLC0415 - as below

    from citekit.bibliography.source import FORMATS, read_source, sniff_format  # noqa: PLC0415 - as below

    read = read_source(source, name)
    kind = format or sniff_format(read)
    if kind not in FORMATS:
        raise BibliographyError(f"unknown format '{kind}'", hint=f"one of {', '.join(FORMATS)}")
    home, function = _LOADERS[kind]
    found: Bibliography = getattr(import_module(f"{__name__}.{home}"), function)(read.text, read.name)
    if read.diagnostics:
        found = replace(found, diagnostics=(*read.diagnostics, *found.diagnostics))
    return found


def dump_bibliography(
    bibliography: Bibliography | Iterable[Entry],
    format: str | None = None,  # noqa: A002 - the word of the command line
    *,
    provenance: str | None = None,
    align: bool = False,
) -> str:
    """Write a bibliography.

    Args:
        bibliography: A bibliography or entries.
        format: `csl-json` or `ris`; or `bibtex` or `biblatex`, which puts every entry into the terms of that
            dialect. Without it BibTeX syntax is written, and what came from there keeps its terms.
        provenance: `comment` or `field`: where each entry was found, in BibTeX.
        align: Set values under each other, in BibTeX.

    Returns:
        The text. In BibTeX syntax an entry that still says what its source said is repeated byte for byte,
        with all that stands between entries.

    Raises:
        BibliographyError: There is no such format.
    """
    entries = bibliography.entries if isinstance(bibliography, Bibliography) else tuple(bibliography)
    if format == "csl-json":
        from citekit.bibliography.csljson import dump_csl_json  # noqa: PLC0415 - only here

        return dump_csl_json(entries)
    if format == "ris":
        from citekit.bibliography.ris import dump_ris  # noqa: PLC0415 - only here

        return dump_ris(entries)
    if format not in {None, "bibtex", "biblatex"}:
        raise BibliographyError(f"unknown format '{format}'", hint="one of bibtex, biblatex, csl-json, ris")
    from citekit.bibliography.writing import dump_bibtex  # noqa: PLC0415 - only here

    whole = bibliography if isinstance(bibliography, Bibliography) else entries
    return dump_bibtex(whole, format, provenance=provenance, align=align)
