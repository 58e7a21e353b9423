"""What is taken away from a session: bibliographies, a list by GOST, the report, and gold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from citekit.bibliography import dump_bibliography
from citekit.model import Entry
from citekit.serve import shapes
from citekit.serve.draft import Corrected
from citekit.serve.gold import dump_gold, dump_references
from citekit.serve.store import SessionRow

_GOST: Final = "gost-r-7-0-5-2008-numeric"
_BAD_IN_NAME: Final = re.compile(r"[^\w.-]+")

Writer = Callable[[Corrected, SessionRow, shapes.ExportQuery], str]


@dataclass(frozen=True, slots=True)
class Export:
    """An export: how it is written, its media type, and what its file's name ends in."""

    write: Writer
    media: str
    suffix: str


def _write_bibliography(dialect: str) -> Writer:
    def write(corrected: Corrected, _row: SessionRow, _query: shapes.ExportQuery) -> str:
        return dump_bibliography(corrected.analysis.entries, dialect)

    return write


def _known(corrected: Corrected) -> list[Entry]:
    """Return the entries but stubs: a list has no place for what nobody knows."""
    stubs = {gap.key for gap in corrected.analysis.missing}
    return [entry for entry in corrected.analysis.entries if entry.key not in stubs]


def _write_gost(corrected: Corrected, _row: SessionRow, query: shapes.ExportQuery) -> str:
    from citekit.csl.rendering import render_bibliography  # noqa: PLC0415 - slow to import, only here

    entries = _known(corrected)
    return render_bibliography(entries, query.style or _GOST, item_locale=True) if entries else ""


def _write_report(corrected: Corrected, _row: SessionRow, query: shapes.ExportQuery) -> str:
    from citekit.report.page import write_page  # noqa: PLC0415 - slow to import, only here

    return write_page(corrected.analysis, style=query.style, interface=query.interface)


def _write_live(form: str) -> Writer:
    def write(corrected: Corrected, row: SessionRow, _query: shapes.ExportQuery) -> str:
        from citekit.write import Format, WriteOptions, write_document  # noqa: PLC0415 - slow, only here

        options = WriteOptions(Format(form), bibliography=name_export(row, EXPORTS["biblatex"]))
        return write_document(corrected.analysis, options).text

    return write


def _write_gold(corrected: Corrected, row: SessionRow, _query: shapes.ExportQuery) -> str:
    return dump_gold(corrected, row.name)


def _write_references(corrected: Corrected, row: SessionRow, query: shapes.ExportQuery) -> str:
    return dump_references(corrected, row.id, everything=query.scope == "all")


#: Name of an export to how it is made.
EXPORTS: Final[Mapping[str, Export]] = MappingProxyType(
    {
        "bibtex": Export(_write_bibliography("bibtex"), "application/x-bibtex", ".bib"),
        "biblatex": Export(_write_bibliography("biblatex"), "application/x-bibtex", ".bib"),
        "csl-json": Export(
            _write_bibliography("csl-json"), "application/vnd.citationstyles.csl+json", ".csl.json"
        ),
        "ris": Export(_write_bibliography("ris"), "application/x-research-info-systems", ".ris"),
        "gost": Export(_write_gost, "text/plain", ".list.txt"),
        "report": Export(_write_report, "text/html", ".report.html"),
        "markdown": Export(_write_live("markdown"), "text/markdown", ".cited.md"),
        "latex": Export(_write_live("latex"), "application/x-tex", ".cited.tex"),
        "typst": Export(_write_live("typst"), "text/x-typst", ".cited.typ"),
        "gold": Export(_write_gold, "application/x-ndjson", ".gold.jsonl"),
        "references": Export(_write_references, "application/x-ndjson", ".references.jsonl"),
    }
)


def name_export(row: SessionRow, export: Export) -> str:
    """Return the file name of an export, in ASCII: a header holds nothing else safely."""
    stem = _BAD_IN_NAME.sub("-", PurePath(row.name).stem)[:80].strip("-.")
    return f"{stem.encode('ascii', 'ignore').decode().strip('-.') or 'document'}{export.suffix}"
