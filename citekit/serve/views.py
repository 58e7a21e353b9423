"""The state of a session as the interface gives it, typed and with ids; the text as safe HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from citekit.audit.verdict import LinkCheck
from citekit.bibliography.dedupe import find_duplicates
from citekit.model import Span
from citekit.report.page_content import PageContent, gather_content, iterate_marks
from citekit.report.page_paragraphs import find_paragraphs, mark_hyphens
from citekit.report.page_text import mark_text, split_chunks
from citekit.serve import shapes
from citekit.serve.audits import view_check
from citekit.serve.draft import Corrected
from citekit.serve.entries import show_fields
from citekit.serve.store import SessionRow

#: Beyond so many entries duplicates are not looked for with each correction.
_MOST_FOR_DUPLICATES: Final = 3_000
_LONGEST_NOTE: Final = 4_000


def view_summary(row: SessionRow, stage: str = "") -> shapes.SessionSummary:
    """Return a session's summary."""
    return shapes.SessionSummary(
        row.id,
        row.name,
        row.language,
        row.created,
        row.changed,
        row.status,  # type: ignore[arg-type] # the store writes no other
        row.message,
        row.size,
        row.version,
        stage,
    )


def view_state(
    summary: shapes.SessionSummary,
    corrected: Corrected,
    undo: str | None,
    redo: str | None,
    audit: shapes.AuditView,
    checks: Mapping[str, LinkCheck],
) -> shapes.SessionState:
    """Return all that a session shows, the text aside."""
    analysis = corrected.analysis
    document = analysis.document
    content = gather_content(analysis, checks.values())
    return shapes.SessionState(
        session=summary,
        document=shapes.DocumentView(
            summary.name, document.format, document.language, len(document.text), dict(document.metadata)
        ),
        entries=_view_entries(corrected, content),
        citations=_view_citations(corrected, content),
        notes=_view_notes(corrected, content),
        links=_view_links(corrected, content),
        identifiers=[
            shapes.IdentifierView(
                name,
                _pair(row.identifier.span),
                row.identifier.scheme,
                row.identifier.value,
                row.address,
                row.line,
                row.state,
                name in corrected.changed,
                name in corrected.confirmed,
            )
            for name, row in zip(corrected.ids["identifier"], content.identifiers, strict=True)
        ],
        references=_view_references(corrected),
        diagnostics=[
            shapes.DiagnosticView(
                found.code,
                found.severity.value,
                found.message,
                found.hint,
                found.line,
                None if found.span is None else _pair(found.span),
            )
            for found in analysis.diagnostics
        ],
        duplicates=_view_duplicates(corrected),
        undo=undo,
        redo=redo,
        audit=audit,
        checks={url: view_check(check) for url, check in checks.items()},
    )


def view_text(corrected: Corrected, version: int, checks: Mapping[str, LinkCheck]) -> shapes.TextView:
    """Return the text as HTML with everything marked; all that is not a mark is escaped."""
    document = corrected.analysis.document
    paragraphs = find_paragraphs(document)
    content = gather_content(corrected.analysis, checks.values())
    marked = mark_text(
        document.text, (*iterate_marks(content), *mark_hyphens(paragraphs.hyphens)), paragraphs.starts
    )
    places = split_chunks(document.text, paragraphs.starts)
    chunks = [shapes.Chunk(place.start, str(html)) for place, html in zip(places, marked, strict=True)]
    return shapes.TextView(version, bool(paragraphs.starts), chunks)


def _pair(span: Span) -> tuple[int, int]:
    return (span.start, span.end)


def _view_entries(corrected: Corrected, content: PageContent) -> list[shapes.EntryView]:
    ids = corrected.ids
    by_entry: dict[str, list[str]] = {}
    for reference, owner in corrected.reference_entries.items():
        by_entry.setdefault(owner, []).append(reference)
    return [
        shapes.EntryView(
            name,
            row.entry.key,
            row.entry.type,
            show_fields(row.entry),
            row.state,
            row.number,
            name in corrected.changed,
            [
                shapes.EvidenceView(found.kind.value, found.value, _pair(found.span), found.confidence)
                for found in row.evidence
            ],
            [ids["citation"][number] for number in row.citations],
            by_entry.get(name, []),
            [ids["link"][number] for number in row.links],
        )
        for name, row in zip(ids["entry"], content.entries, strict=True)
    ]


def _view_citations(corrected: Corrected, content: PageContent) -> list[shapes.CitationView]:
    document = corrected.analysis.document
    notes = corrected.ids["note"]
    views = []
    for name, row in zip(corrected.ids["citation"], content.citations, strict=True):
        cites = [
            shapes.CiteView(
                cite.cite.form.value,
                cite.cite.target,
                document.slice(cite.cite.span),
                _pair(cite.cite.span),
                [shapes.LocatorView(place.label, place.value) for place in cite.cite.locators],
                list(cite.cite.names),
                cite.cite.year,
                answer.entry,
                answer.method,
                answer.confidence,
                list(answer.candidates),
                cite.state,
            )
            for cite, answer in zip(row.cites, corrected.answers[name], strict=True)
        ]
        views.append(
            shapes.CitationView(
                name,
                _pair(row.citation.span),
                row.text,
                row.before,
                row.after,
                row.line,
                None if row.note is None else notes[row.note],
                row.state,
                name in corrected.changed,
                name in corrected.confirmed,
                cites,
            )
        )
    return views


def _view_notes(corrected: Corrected, content: PageContent) -> list[shapes.NoteView]:
    entries = corrected.ids["entry"]
    return [
        shapes.NoteView(
            name,
            row.note.number,
            None if row.note.call is None else _pair(row.note.call),
            [_pair(part) for part in row.note.parts],
            row.text[:_LONGEST_NOTE],
            row.line,
            row.state,
            name in corrected.changed,
            name in corrected.confirmed,
            [entries[number] for number in row.entries],
        )
        for name, row in zip(corrected.ids["note"], content.notes, strict=True)
    ]


def _view_links(corrected: Corrected, content: PageContent) -> list[shapes.LinkView]:
    return [
        shapes.LinkView(
            name,
            _pair(row.link.span),
            row.link.url,
            row.link.raw,
            row.address,
            list(row.link.candidates[:20]),
            "" if row.link.accessed is None else str(row.link.accessed),
            corrected.link_entries.get(name),
            row.line,
            row.state,
            name in corrected.changed,
            name in corrected.confirmed,
            None if row.check is None else view_check(row.check),
        )
        for name, row in zip(corrected.ids["link"], content.links, strict=True)
    ]


def _view_references(corrected: Corrected) -> list[shapes.ReferenceView]:
    document = corrected.analysis.document
    return [
        shapes.ReferenceView(
            name,
            _pair(reference.span),
            document.slice(reference.span),
            reference.label,
            reference.note,
            reference.type,
            corrected.reference_entries.get(name),
            reference.confidence,
            name in corrected.changed,
            name in corrected.confirmed,
            [
                shapes.FieldView(found.name, found.value, _pair(found.span), found.confidence)
                for found in reference.fields
            ],
        )
        for name, reference in zip(corrected.ids["reference"], corrected.analysis.references, strict=True)
    ]


def _view_duplicates(corrected: Corrected) -> list[list[str]]:
    """Return groups of entries that look like one work; stubs are works that nobody knows yet."""
    stubs = {gap.key for gap in corrected.analysis.missing}
    entries = [entry for entry in corrected.analysis.entries if entry.key not in stubs]
    if len(entries) > _MOST_FOR_DUPLICATES:
        return []
    names = {
        id(entry): name
        for name, entry in zip(corrected.ids["entry"], corrected.analysis.entries, strict=True)
    }
    return [[names[id(entry)] for entry in group.entries] for group in find_duplicates(entries)]
