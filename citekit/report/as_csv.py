"""An analysis as CSV (RFC 4180): one row a finding, in the order of the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from citekit.model import Analysis, Locator, Span

COLUMNS = (
    "source", "kind", "line", "column", "start", "end", "text", "target", "locator", "note",
    "entry", "method", "confidence", "url", "accessed", "page", "part",
)  # fmt: skip

Row = dict[str, object]


def dump_rows(analyses: Iterable[Analysis]) -> str:
    """Return cites, notes, references, links and identifiers as CSV with a heading line."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for analysis in analyses:
        writer.writerows(sorted(iterate_rows(analysis), key=lambda row: (row["start"], row["end"])))
    return buffer.getvalue()


def iterate_rows(analysis: Analysis) -> Iterator[Row]:
    """Yield one row for each finding, kind by kind."""
    document = analysis.document

    def make_row(kind: str, span: Span, **values: object) -> Row:
        line, column = document.line_and_column(span.start)
        origin = document.offsets.origin_at(span.start)
        return {
            "source": document.source, "kind": kind, "line": line, "column": column,
            "start": span.start, "end": span.end, "text": document.slice(span),
            "page": origin.page or "", "part": origin.part, **values,
        }  # fmt: skip

    resolutions = {id(resolution.cite): resolution for resolution in analysis.resolutions}
    for citation in analysis.citations:
        for cite in citation.cites:
            resolution = resolutions.get(id(cite))
            yield make_row(
                "cite",
                cite.span,
                target=cite.target,
                locator=write_locators(cite.locators),
                note=citation.note or "",
                entry=(resolution.key if resolution else None) or "",
                method=resolution.method if resolution else "",
                confidence=f"{resolution.confidence:.2f}" if resolution else "",
            )
    for note in document.notes:
        if note.call is not None:
            yield make_row("call", note.call, target=note.number, note=note.id)
        for part in note.parts:
            yield make_row("note", part, target=note.number, note=note.id)
    for reference in analysis.references:
        yield make_row(
            "reference",
            reference.span,
            target=reference.label,
            note=reference.note or "",
            confidence=f"{reference.confidence:.2f}",
        )
    for link in analysis.links:
        yield make_row(
            "link", link.span, entry=link.entry or "", url=link.url, accessed=str(link.accessed or "")
        )
    for identifier in analysis.identifiers:
        yield make_row(
            "identifier",
            identifier.span,
            target=f"{identifier.scheme}:{identifier.value}",
            url=identifier.url,
        )


def write_locators(locators: Iterable[Locator]) -> str:
    """Return locators as `page 8-26; paragraph 2`."""
    return "; ".join(f"{locator.label} {locator.value}" for locator in locators)
