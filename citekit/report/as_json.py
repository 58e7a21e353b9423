"""An analysis as JSON: everything that was found, with every span.

The shape is stable: each object always has the same keys; what is not known is null or empty. A place
is `[start, end]` in code points of the document's text, and `line` and `column` count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from citekit.diagnostics import Diagnostic
from citekit.model import (
    Analysis,
    Citation,
    Cite,
    Document,
    Entry,
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

Json = dict[str, Any]

#: Rises when a key changes its meaning or goes; new keys may come at any time.
SCHEMA_VERSION = 1


def describe_analysis(analysis: Analysis, *, with_text: bool = False) -> Json:
    """Return an analysis as plain dictionaries and lists.

    Args:
        analysis: What `citekit.analyze` gave.
        with_text: Put the document's whole text in as well.
    """
    document = analysis.document
    resolutions = {id(resolution.cite): resolution for resolution in analysis.resolutions}
    described: Json = {
        "source": document.source,
        "format": document.format,
        "language": document.language,
        "length": len(document.text),
        "metadata": dict(document.metadata),
        "counts": count_findings(analysis),
        "citations": [describe_citation(c, document, resolutions) for c in analysis.citations],
        "notes": [describe_note(note, document) for note in document.notes],
        "references": [describe_reference(r, document) for r in analysis.references],
        "links": [describe_link(link, document) for link in analysis.links],
        "identifiers": [describe_identifier(i, document) for i in analysis.identifiers],
        "entries": [describe_entry(entry) for entry in analysis.entries],
        "missing": [describe_missing(missing) for missing in analysis.missing],
        "diagnostics": [describe_diagnostic(diagnostic) for diagnostic in analysis.diagnostics],
    }
    if with_text:
        described["text"] = document.text
    return described


def dump_analyses(analyses: Iterable[Analysis], *, with_text: bool = False) -> str:
    """Return analyses as one JSON text: `{"schema": 1, "documents": [...]}`."""
    documents = [describe_analysis(analysis, with_text=with_text) for analysis in analyses]
    encoded = msgspec.json.encode({"schema": SCHEMA_VERSION, "documents": documents})
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def count_findings(analysis: Analysis) -> dict[str, int]:
    """Return how many of each kind were found."""
    numbers = {cite.target for c in analysis.citations for cite in c.cites if cite.form == "number"}
    return {
        "citations": len(analysis.citations),
        "cites": len(analysis.resolutions),
        "distinct_numbers": len(numbers),
        "notes": len(analysis.document.notes),
        "calls": sum(note.call is not None for note in analysis.document.notes),
        "references": len(analysis.references),
        "entries": len(analysis.entries),
        "missing": len(analysis.missing),
        "unresolved": sum(is_unresolved(resolution) for resolution in analysis.resolutions),
        "links": len(analysis.links),
        "identifiers": len(analysis.identifiers),
    }


def is_unresolved(resolution: Resolution) -> bool:
    """Tell whether a cite leads to no entry, or only to a stub."""
    return resolution.key is None or resolution.method in {"stub", "unresolved"}


def describe_span(span: Span | None) -> list[int] | None:
    """Return `[start, end]`."""
    return None if span is None else [span.start, span.end]


def describe_place(span: Span, document: Document) -> Json:
    """Return span, line and column, and where it stands in the file."""
    line, column = document.line_and_column(span.start)
    return {
        "span": [span.start, span.end],
        "line": line,
        "column": column,
        "origin": describe_origin(document.origin_of(span)),
    }


def describe_origin(origin: Origin) -> Json:
    """Return the place in the file that was read."""
    return {
        "part": origin.part,
        "offset": origin.offset,
        "page": origin.page,
        "box": None if origin.box is None else [round(edge, 2) for edge in origin.box],
        "paragraph": origin.paragraph,
        "run": origin.run,
    }


def describe_citation(citation: Citation, document: Document, resolutions: dict[int, Resolution]) -> Json:
    """Return a citation with its cites and what became of them."""
    return {
        **describe_place(citation.span, document),
        "text": document.slice(citation.span),
        "note": citation.note,
        "cites": [describe_cite(cite, resolutions.get(id(cite))) for cite in citation.cites],
    }


def describe_cite(cite: Cite, resolution: Resolution | None) -> Json:
    """Return a cite with its resolution."""
    return {
        "form": cite.form.value,
        "target": cite.target,
        "span": describe_span(cite.span),
        "locators": [describe_locator(locator) for locator in cite.locators],
        "prefix": cite.prefix,
        "suffix": cite.suffix,
        "names": list(cite.names),
        "year": cite.year,
        "key": cite.key,
        "resolution": None
        if resolution is None
        else {
            "key": resolution.key,
            "method": resolution.method,
            "confidence": round(resolution.confidence, 3),
            "candidates": list(resolution.candidates),
        },
    }


def describe_locator(locator: Locator) -> Json:
    """Return a locator."""
    return {"label": locator.label, "value": locator.value, "span": describe_span(locator.span)}


def describe_note(note: Note, document: Document) -> Json:
    """Return a note with its call and the text of its body."""
    return {
        "id": note.id,
        "number": note.number,
        "place": note.place.value,
        "call": None if note.call is None else describe_place(note.call, document),
        "mark": describe_span(note.mark),
        "body": [describe_place(part, document) for part in note.parts],
        "text": "\n".join(document.slice(part) for part in note.parts),
    }


def describe_reference(reference: Reference, document: Document) -> Json:
    """Return a reference with its fields."""
    return {
        **describe_place(reference.span, document),
        "raw": document.slice(reference.span),
        "text": reference.text,
        "label": reference.label,
        "note": reference.note,
        "type": reference.type,
        "language": reference.language,
        "confidence": round(reference.confidence, 3),
        "fields": [describe_field(field) for field in reference.fields],
        "names": describe_names(reference.names.items()),
        "dates": {role: describe_date(date) for role, date in reference.dates.items()},
    }


def describe_field(field: Field) -> Json:
    """Return a field."""
    return {
        "name": field.name,
        "value": field.value,
        "span": describe_span(field.span),
        "confidence": round(field.confidence, 3),
    }


def describe_names(roles: Iterable[tuple[str, Sequence[Name]]]) -> dict[str, list[dict[str, str]]]:
    """Return names by role, each with the parts that it has."""
    return {role: [describe_name(name) for name in names] for role, names in roles}


def describe_name(name: Name) -> dict[str, str]:
    """Return the parts of a name that are there, under CSL-JSON's keys."""
    parts = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}


def describe_date(date: PartialDate | None) -> Json | None:
    """Return a date as EDTF, with its parts."""
    if date is None:
        return None
    return {
        "edtf": str(date),
        "year": date.year,
        "month": date.month,
        "day": date.day,
        "circa": date.circa,
        "literal": date.literal,
    }


def describe_link(link: Link, document: Document) -> Json:
    """Return a link."""
    return {
        **describe_place(link.span, document),
        "url": link.url,
        "raw": link.raw,
        "candidates": list(link.candidates),
        "accessed": describe_date(link.accessed),
        "accessed_span": describe_span(link.accessed_span),
        "entry": link.entry,
    }


def describe_identifier(identifier: Identifier, document: Document) -> Json:
    """Return an identifier."""
    return {
        **describe_place(identifier.span, document),
        "scheme": identifier.scheme,
        "value": identifier.value,
        "raw": identifier.raw or document.slice(identifier.span),
        "parts": dict(identifier.parts),
        "url": identifier.url,
    }


def describe_entry(entry: Entry) -> Json:
    """Return an entry."""
    return {
        "key": entry.key,
        "type": entry.type,
        "fields": dict(entry.fields),
        "names": describe_names(entry.names.items()),
        "dates": {field: describe_date(date) for field, date in entry.dates.items()},
        "provenance": list(entry.provenance),
    }


def describe_missing(missing: Missing) -> Json:
    """Return a missing entry with its evidence."""
    return {
        "number": missing.number,
        "key": missing.key,
        "evidence": [
            {
                "kind": evidence.kind.value,
                "value": evidence.value,
                "span": describe_span(evidence.span),
                "confidence": round(evidence.confidence, 3),
            }
            for evidence in missing.evidence
        ],
    }


def describe_diagnostic(diagnostic: Diagnostic) -> Json:
    """Return a diagnostic."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "source": diagnostic.source,
        "span": describe_span(diagnostic.span),
        "line": diagnostic.line,
        "column": diagnostic.column,
        "hint": diagnostic.hint,
    }
