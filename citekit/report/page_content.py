"""What a report's page shows of an analysis: rows of its panel, and the marks of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from citekit.audit.verdict import LinkCheck, Verdict
from citekit.diagnostics import Diagnostic
from citekit.model import (
    Analysis,
    BlockKind,
    Citation,
    Cite,
    Document,
    Entry,
    Evidence,
    Identifier,
    Link,
    Missing,
    Note,
    Resolution,
    Span,
)
from citekit.parse.hyphens import join_flow, join_lines
from citekit.report.page_links import index_checks, state_of_checked
from citekit.report.page_states import (
    State,
    state_of_note,
    state_of_resolution,
    worst_of,
)
from citekit.report.page_text import Mark, clean_text

_CONTEXT: Final = 70
_LONGEST_NOTE: Final = 600
_WEB: Final = frozenset({"http", "https", "ftp"})


@dataclass(frozen=True, slots=True)
class CiteRow:
    """One cite of a citation: the cite, its resolution, state and entries by number."""

    cite: Cite
    resolution: Resolution | None
    state: State
    entry: int | None
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation with its state, its line, and the words before and after it."""

    citation: Citation
    state: State
    cites: tuple[CiteRow, ...]
    line: int
    text: str
    before: str
    after: str
    note: int | None


@dataclass(slots=True)
class EntryRow:
    """An entry with what leads to it: citations by number, references, notes, links; evidence of a stub."""

    entry: Entry
    state: State
    number: str = ""
    citations: list[int] = field(default_factory=list)
    references: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with its state, text, line, and the entries that it names."""

    note: Note
    state: State
    text: str
    line: int
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link with its state, line and entry, the address if a browser may open it, and its audit.

    Of the audit: the result, the address to write instead, and the archived copy.
    """

    link: Link
    state: State
    line: int
    entry: int | None
    address: str
    check: LinkCheck | None = None
    instead: str = ""
    archived: str = ""


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """An identifier with its state, line, and the address if a browser may open it."""

    identifier: Identifier
    state: State
    line: int
    address: str


@dataclass(frozen=True, slots=True)
class PageContent:
    """All rows of a page, each in the order of the text; rows name each other by their numbers."""

    analysis: Analysis
    entries: tuple[EntryRow, ...]
    citations: tuple[CitationRow, ...]
    notes: tuple[NoteRow, ...]
    links: tuple[LinkRow, ...]
    identifiers: tuple[IdentifierRow, ...]
    entry_of_reference: tuple[int | None, ...]

    @property
    def document(self) -> Document:
        """The document."""
        return self.analysis.document

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was noticed."""
        return self.analysis.diagnostics

    def line_of(self, span: Span) -> int:
        """Return the line of a place, counted from 1."""
        return self.document.line_and_column(span.start)[0]

    def page_of(self, span: Span) -> int | None:
        """Return the page of a place, counted from 1, where the document has pages."""
        return self.document.offsets.origin_at(span.start).page

    def slice(self, span: Span) -> str:
        """Return the text of a place, without what a page may not hold."""
        return clean_text(self.document.slice(span))


def make_address(url: str) -> str:
    """Return an address that a browser may open, or nothing: `javascript:` and its like never are links."""
    stripped = url.strip()
    if not stripped.isprintable():
        return ""
    try:
        parts = urlsplit(stripped)
    except ValueError:
        return ""
    return stripped if parts.scheme.lower() in _WEB and parts.netloc else ""


def gather_content(analysis: Analysis, checks: Iterable[LinkCheck] = ()) -> PageContent:
    """Return the rows of a page for an analysis, and for what an audit says of its links."""
    checked = index_checks(checks)
    document = analysis.document
    numbers = {entry.key: number for number, entry in enumerate(analysis.entries)}
    notes = {note.id: number for number, note in enumerate(document.notes)}
    resolutions = {id(resolution.cite): resolution for resolution in analysis.resolutions}
    citations = tuple(
        _make_citation(citation, document, resolutions, numbers, notes) for citation in analysis.citations
    )
    keys = analysis.reference_keys or (None,) * len(analysis.references)
    entry_of_reference = tuple(numbers.get(key or "") for key in keys)
    entries = _make_entries(analysis, citations, entry_of_reference, numbers)
    entries_of_note: dict[str, list[int]] = defaultdict(list)
    for reference, entry in zip(analysis.references, entry_of_reference, strict=True):
        if reference.note is not None and entry is not None:
            entries_of_note[reference.note].append(entry)
    for row in citations:
        if row.citation.note is not None:
            entries_of_note[row.citation.note] += [c.entry for c in row.cites if c.entry is not None]
    wrong = {d.span for d in analysis.diagnostics if d.code == "CK311"}
    return PageContent(
        analysis=analysis,
        entries=entries,
        citations=citations,
        notes=tuple(
            NoteRow(
                note,
                state_of_note(note),
                _read_note(note, document),
                document.line_and_column((note.call or note.body).start)[0],
                tuple(dict.fromkeys(entries_of_note[note.id])),
            )
            for note in document.notes
        ),
        links=tuple(
            _make_link(link, document, numbers.get(link.entry or ""), checked.get(link.url))
            for link in analysis.links
        ),
        identifiers=tuple(
            IdentifierRow(
                identifier,
                State.INFERRED if identifier.span in wrong else State.RESOLVED,
                document.line_and_column(identifier.span.start)[0],
                make_address(identifier.url),
            )
            for identifier in analysis.identifiers
        ),
        entry_of_reference=entry_of_reference,
    )


def _make_link(link: Link, document: Document, entry: int | None, check: LinkCheck | None) -> LinkRow:
    instead = check.correction if check is not None else ""
    if check is not None and not instead and check.verdict in {Verdict.MOVED, Verdict.REPAIRED}:
        instead = check.final_url
    memento = check.memento.url if check is not None and check.memento is not None else ""
    return LinkRow(
        link,
        state_of_checked(link, check),
        document.line_and_column(link.span.start)[0],
        entry,
        make_address(link.url),
        check,
        instead,
        make_address(memento),
    )


def _make_citation(
    citation: Citation,
    document: Document,
    resolutions: Mapping[int, Resolution],
    numbers: Mapping[str, int],
    notes: Mapping[str, int],
) -> CitationRow:
    cites = []
    for cite in citation.cites:
        resolution = resolutions.get(id(cite))
        entry = None if resolution is None or resolution.key is None else numbers.get(resolution.key)
        others = () if resolution is None else resolution.candidates
        candidates = tuple(numbers[key] for key in others if key in numbers)
        cites.append(CiteRow(cite, resolution, state_of_resolution(resolution), entry, candidates))
    span = citation.span
    start, end = max(0, span.start - _CONTEXT), span.end + _CONTEXT
    before = join_lines(document.text, start, span.start).text
    after = join_lines(document.text, span.end, min(end, len(document.text))).text
    spaced = (
        document.text[span.start - 1 : span.start].isspace(),
        document.text[span.end : span.end + 1].isspace(),
    )
    before, after = before + " " * spaced[0], " " * spaced[1] + after
    return CitationRow(
        citation,
        worst_of(row.state for row in cites),
        tuple(cites),
        document.line_and_column(span.start)[0],
        clean_text(join_lines(document.text, span.start, span.end).text),
        clean_text(before.partition(" ")[2] if start else before),
        clean_text(after.rpartition(" ")[0] or after if end < len(document.text) else after),
        notes.get(citation.note or ""),
    )


def _make_entries(
    analysis: Analysis,
    citations: Sequence[CitationRow],
    entry_of_reference: Sequence[int | None],
    numbers: Mapping[str, int],
) -> tuple[EntryRow, ...]:
    missing = {row.key: row for row in analysis.missing}
    rows = [_make_entry(entry, missing.get(entry.key)) for entry in analysis.entries]
    for place, citation in enumerate(citations):
        for number in dict.fromkeys(cite.entry for cite in citation.cites if cite.entry is not None):
            rows[number].citations.append(place)
    for place, owner in enumerate(entry_of_reference):
        if owner is not None:
            rows[owner].references.append(place)
    for place, link in enumerate(analysis.links):
        if (owner := numbers.get(link.entry or "")) is not None:
            rows[owner].links.append(place)
    for row in rows:
        if row.state is State.RESOLVED and row.entry.provenance and not row.references:
            row.state = State.INFERRED
    return tuple(rows)


def _make_entry(entry: Entry, gap: Missing | None) -> EntryRow:
    if gap is None:
        return EntryRow(entry, State.RESOLVED)
    return EntryRow(entry, State.MISSING, number=gap.number, evidence=gap.evidence)


def _read_note(note: Note, document: Document) -> str:
    text = join_flow(document.text, note.parts).text
    return clean_text(text if len(text) <= _LONGEST_NOTE else f"{text[:_LONGEST_NOTE]}…")


def iterate_marks(content: PageContent) -> Iterator[Mark]:
    """Yield the marks of the text: headings, references, notes, links, identifiers and citations."""
    document = content.document
    for block in document.blocks_of(BlockKind.HEADING):
        yield Mark(block.span, "heading", rank=0)
    yield from _mark_references(content)
    yield from _mark_notes(content)
    for number, link in enumerate(content.links):
        yield Mark(link.link.span, f"lk s-{link.state}", f"#rl{number}", f"l{number}", rank=4)
    for number, found in enumerate(content.identifiers):
        yield Mark(found.identifier.span, f"id s-{found.state}", f"#ri{number}", f"i{number}", rank=5)
    for number, row in enumerate(content.citations):
        yield from _mark_citation(number, row)


def _mark_references(content: PageContent) -> Iterator[Mark]:
    for number, reference in enumerate(content.analysis.references):
        entry = content.entry_of_reference[number]
        data = () if entry is None else (("e", str(entry)),)
        state = State.INFERRED if entry is None else content.entries[entry].state
        yield Mark(reference.span, f"rf s-{state}", id=f"r{number}", data=data, rank=2)


def _mark_notes(content: PageContent) -> Iterator[Mark]:
    for number, row in enumerate(content.notes):
        note, data = row.note, (("n", str(number)),)
        if note.call is not None:
            yield Mark(note.call, f"nt s-{row.state}", f"#rn{number}", f"n{number}", data, rank=7)
        back = f"#n{number}" if note.call is not None else f"#rn{number}"
        if note.mark is not None:
            yield Mark(note.mark, f"nt nm s-{row.state}", back, data=data, rank=7)
        for place, part in enumerate(note.parts):
            yield Mark(part, f"nb s-{row.state}", id="" if place else f"nb{number}", data=data, rank=1)


def _mark_citation(number: int, row: CitationRow) -> Iterator[Mark]:
    whole = row.citation.span
    yield Mark(whole, f"cn s-{row.state}", id=f"c{number}", data=(("c", str(number)),), rank=3)
    by_span: dict[Span, list[CiteRow]] = defaultdict(list)
    for cite in row.cites:
        by_span[cite.cite.span].append(cite)
    for span, cites in by_span.items():
        entries = [cite.entry for cite in cites if cite.entry is not None]
        target = f"#e{entries[0]}" if len(cites) == 1 and entries else f"#rc{number}"
        data = (("e", " ".join(map(str, entries))),) if entries else ()
        state = worst_of(cite.state for cite in cites)
        yield Mark(span, f"ct s-{state}", target, data=data, rank=6)
