"""What is taken away from a session: bibliographies, a list by GOST, the report, and gold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from citekit.audit.verdict import LinkCheck
from citekit.bibliography import dump_bibliography
from citekit.model import Entry
from citekit.serve import shapes
from citekit.serve.draft import Corrected
from citekit.serve.gold import dump_gold, dump_references
from citekit.serve.store import SessionRow

_GOST: Final = "gost-r-7-0-5-2008-numeric"
_BAD_IN_NAME: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export is made of: the corrected analysis, the session, the query, and audit results."""

    corrected: Corrected
    row: SessionRow
    query: shapes.ExportQuery
    checks: Mapping[str, LinkCheck]


Writer = Callable[[Exported], str]


@dataclass(frozen=True, slots=True)
class Export:
    """An export: how it is written, its media type, and what its file's name ends in."""

    write: Writer
    media: str
    suffix: str


def _write_bibliography(dialect: str) -> Writer:
    def write(given: Exported) -> str:
        return dump_bibliography(given.corrected.analysis.entries, dialect)

    return write


def _known(corrected: Corrected) -> list[Entry]:
    """Return the entries but stubs: a list has no place for what nobody knows."""
    stubs = {gap.key for gap in corrected.analysis.missing}
    return [entry for entry in corrected.analysis.entries if entry.key not in stubs]


def _write_gost(given: Exported) -> str:
    from citekit.csl.rendering import render_bibliography  # noqa: PLC0415 - slow to import, only here

    entries = _known(given.corrected)
    return render_bibliography(entries, given.query.style or _GOST, item_locale=True) if entries else ""


def _write_report(given: Exported) -> str:
    from citekit.report.page import write_page  # noqa: PLC0415 - slow to import, only here

    query = given.query
    return write_page(
        given.corrected.analysis, style=query.style, interface=query.interface, checks=given.checks.values()
    )


def _write_live(form: str) -> Writer:
    def write(given: Exported) -> str:
        from citekit.write import Format, WriteOptions, write_document  # noqa: PLC0415 - slow, only here

        options = WriteOptions(Format(form), bibliography=name_export(given.row, EXPORTS["biblatex"]))
        return write_document(given.corrected.analysis, options).text

    return write


def _write_gold(given: Exported) -> str:
    return dump_gold(given.corrected, given.row.name)


def _write_references(given: Exported) -> str:
    return dump_references(given.corrected, given.row.id, everything=given.query.scope == "all")


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
