"""Writes an analysed document with live citations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from citekit.diagnostics import Diagnostic, diagnose
from citekit.errors import CitekitError
from citekit.find.reflist import RefList, locate_reflists
from citekit.model import Analysis, BlockKind, CiteForm, Document, Entry, Flow, Span
from citekit.parse.hyphens import join_flow
from citekit.write.changes import Changes, changes_in, lies_in, plan_changes, warn_stubs
from citekit.write.formats import Format, NoteMode
from citekit.write.latex import Latex
from citekit.write.layout import Paragraph, find_entry_starts, lay_paragraphs
from citekit.write.live import Change, LiveCitation, NoteCall, Piece
from citekit.write.markdown import Markdown
from citekit.write.target import Frame, Target
from citekit.write.typst import Typst

#: A heading that is left alone when the notes below it have moved.
_NOTES_HEADING: Final = re.compile(
    r"[\W\d]*(?:примечания|сноски|примітки|виноски|(?:end|foot)?notes|anmerkungen|fußnoten|notas|note)\W*",
    re.IGNORECASE,
)
#: Letters for each entry of a list that may stand outside of the entries: labels, a short word before one.
_MOST_OTHER: Final = 4
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?=(?:---|\.\.\.)[ \t]*(?:\n|\Z))")
_BIBLIOGRAPHY: Final = re.compile(r"^bibliography:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How a document is written.

    Attributes:
        to: The format.
        bibliography: Address of the bibliography file, as the document shall name it.
        notes: What becomes of references in notes.
        keep_list: The reference list stays as text.
        standalone: The document gets the head that it needs to be rendered alone.
    """

    to: Format = Format.MARKDOWN
    bibliography: str = "references.bib"
    notes: NoteMode = NoteMode.CITE
    keep_list: bool = False
    standalone: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """A document as written.

    Attributes:
        pieces: What it is made of, in order.
        entries: What its bibliography file has to hold.
        citations: How many live citations it has.
        diagnostics: What stays as typed, and which entries are stubs.
    """

    pieces: tuple[Piece, ...]
    entries: tuple[Entry, ...]
    citations: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)


def write_document(analysis: Analysis, options: WriteOptions | None = None) -> Written:
    """Write a document with live citations in place of the typed ones.

    Args:
        analysis: What `citekit.analyze` gave.
        options: How; pandoc's Markdown without any.

    Returns:
        The document in pieces, each with its place in the source, and the entries that it cites.

    Raises:
        CitekitError: A Markdown source is to be written as something else: pandoc does that better.
    """
    options = options or WriteOptions()
    document = analysis.document
    raw = document.format == "markdown"
    if raw and options.to is not Format.MARKDOWN:
        raise CitekitError(
            f"a Markdown document is written as Markdown; pandoc makes {options.to.value} of that",
            source=document.source,
            code="CK806",
        )
    found = locate_reflists(document)
    bodies = [one.body for one in found]
    changes = plan_changes(analysis, options.notes, bodies, move_notes=not raw, every_key=not raw)
    lists, staying = ([], ()) if options.keep_list else _sort_lists(analysis, found)
    writer = _Writer(analysis, options, changes, lists, find_entry_starts(found))
    pieces = tuple(writer.write_raw() if raw else writer.write())
    keys = writer.keys
    stubs = [missing.key for missing in analysis.missing if missing.key in keys]
    wanted = keys | set(writer.frame.uncited)
    return Written(
        pieces,
        tuple(entry for entry in analysis.entries if entry.key in wanted),
        writer.citations,
        (*changes.kept, *staying, *([warn_stubs(len(stubs), document)] if stubs else ())),
    )


def _sort_lists(analysis: Analysis, lists: Sequence[RefList]) -> tuple[list[RefList], tuple[Diagnostic, ...]]:
    """Return the reference lists that can be left out: those whose every word belongs to an entry."""
    document = analysis.document
    found: list[RefList] = []
    staying: list[Diagnostic] = []
    entries = [
        reference.span
        for reference, key in zip(analysis.references, analysis.reference_keys, strict=False)
        if key is not None and reference.note is None
    ]
    for one in lists:
        body = one.body
        furniture = [
            block.span for block in document.blocks_of(BlockKind.PAGE_FURNITURE) if body.contains(block.span)
        ]
        labels = [entry.label_span for entry in one.entries if entry.label_span is not None]
        other = _count_letters(document.text, body, sorted([*entries, *furniture, *labels]))
        if other <= _MOST_OTHER * len(one.entries):
            found.append(one)
            continue
        reason = "the list of references stays: it has words that belong to no entry"
        staying.append(diagnose(document, "CK804", reason, body))
    return found, tuple(staying)


def _count_letters(text: str, span: Span, spans: Sequence[Span]) -> int:
    """Return how many letters of a span stand outside of others, given in order."""
    count, position = 0, span.start
    for one in spans:
        if one.end <= position or one.start >= span.end:
            continue
        count += sum(map(str.isalpha, text[position : one.start]))
        position = one.end
    return count + sum(map(str.isalpha, text[position : span.end]))


def _make_target(to: Format) -> Target:
    if to is Format.LATEX:
        return Latex()
    return Typst() if to is Format.TYPST else Markdown()


class _Writer:
    """Puts one document together."""

    def __init__(
        self,
        analysis: Analysis,
        options: WriteOptions,
        planned: Changes,
        lists: Sequence[RefList],
        breaks: Sequence[int],
    ) -> None:
        self.document: Document = analysis.document
        self.text = analysis.document.text
        self.options = options
        self.planned = planned
        self.lists = lists
        self.breaks = breaks
        self.target = _make_target(options.to)
        self.taken = [one.body for one in lists]
        self.taken += [one.heading for one in lists[:-1] if one.heading is not None]
        self.taken.sort()
        self.changes = [one for one in planned.changes if not lies_in(one.span, self.taken)]
        self.keys = {
            cite.key for one in self.changes if isinstance(one.by, LiveCitation) for cite in one.by.cites
        }
        self.citations = sum(isinstance(one.by, LiveCitation) for one in self.changes)
        self.frame = Frame(
            options.bibliography,
            document_language(self.document),
            self._find_uncited(analysis),
            _find_form(analysis),
            listed=bool(lists),
        )
        self.calls = {note.call.start for note in self.document.notes if note.call is not None}
        self.pieces: list[Piece] = []

    def _find_uncited(self, analysis: Analysis) -> tuple[str, ...]:
        """Return the keys of the entries of the lists taken out that no citation names."""
        found = [
            key
            for reference, key in zip(analysis.references, analysis.reference_keys, strict=False)
            if key is not None and key not in self.keys and lies_in(reference.span, self.taken)
        ]
        return tuple(dict.fromkeys(found))

    def write(self) -> list[Piece]:
        """Return the pieces of a document whose text is escaped for the format."""
        if self.options.standalone:
            self._add(self.target.open_document(self.frame), 0)
        place = self.lists[-1].body.start if self.lists else -1
        paragraphs = [
            one
            for one in lay_paragraphs(self.document, self.taken, self.planned.moved, self.breaks)
            if not self._is_left(one)
        ]
        for paragraph in paragraphs:
            if 0 <= place <= paragraph.spans[0].start:
                self._add_marker(place)
                place = -1
            self._write_paragraph(paragraph)
        if place >= 0 or (not self.lists and self.options.standalone and self.keys):
            self._add_marker(max(place, 0) or len(self.text))
        if self.pieces and self.pieces[-1].text.endswith("\n\n"):
            self.pieces[-1] = replace(self.pieces[-1], text=self.pieces[-1].text[:-1])
        if self.options.standalone:
            self._add(self.target.close_document(self.frame), len(self.text))
        return self.pieces

    def _is_left(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph is the heading of notes that have all moved away."""
        if not (paragraph.headed and self.planned.moved):
            return False
        return _NOTES_HEADING.fullmatch(self.document.slice(paragraph.spans[0])) is not None

    def _add(self, text: str, place: int) -> None:
        if text:
            self.pieces.append(Piece(Span(place, place), text))

    def _add_marker(self, place: int) -> None:
        self._add(self.target.mark_bibliography(self.frame), place)
        self._add("\n\n", place)

    def _write_paragraph(self, paragraph: Paragraph) -> None:
        """Add a paragraph, and the notes whose text stands behind it."""
        flow = join_flow(self.text, paragraph.spans)
        if not flow.text:
            return
        start, end = paragraph.spans[0].start, paragraph.spans[-1].end
        before, behind = "", ""
        if paragraph.kind is BlockKind.HEADING:
            before, behind = self.target.open_heading(max(1, paragraph.level))
        self._add(before, start)
        inside = [one for span in paragraph.spans for one in changes_in(self.changes, span)]
        self._write_flow(flow, inside, opens=not before)
        self._add(behind + "\n\n", end)
        if not self.target.moves_notes:
            for one in inside:
                if isinstance(one.by, NoteCall):
                    self._add(self.target.define_note(one.by.label), one.by.parts[0].start)
                    self._write_note(one.by)
                    self._add("\n\n", one.by.parts[-1].end)

    def _write_note(self, note: NoteCall) -> None:
        flow = join_flow(self.text, note.parts)
        inside = [
            one
            for part in note.parts
            for one in changes_in(self.changes, part)
            if not isinstance(one.by, NoteCall)
        ]
        self._write_flow(flow, inside, opens=not self.target.moves_notes)

    def _write_flow(self, flow: Flow, changes: Sequence[Change], *, opens: bool) -> None:
        """Add a flow with its changes; a change that reaches beyond it stays as typed."""
        position, after = 0, False
        for change in changes:
            start, end = _place_in(flow, change.span)
            if start < position or end <= start:
                continue
            self._write_text(flow, position, start, opens=opens and not position, after=after, before=True)
            self._write_change(change, flow.text[end : end + 2])
            position, after = end, True
        self._write_text(
            flow, position, len(flow.text), opens=opens and not position, after=after, before=False
        )

    def _write_change(self, change: Change, following: str) -> None:
        if isinstance(change.by, str):
            self.pieces.append(Piece(change.span, self._escape(change.by)))
            return
        if isinstance(change.by, LiveCitation):
            last = self.pieces[-1].text[-1:] if self.pieces else ""
            gap = " " if len(change.span) and last and not last.isspace() and self._is_call(change) else ""
            self.pieces.append(Piece(change.span, gap + self.target.cite(change.by, following)))
            return
        self.pieces.append(Piece(change.span, self.target.open_note(change.by.label)))
        if self.target.moves_notes:
            self._write_note(change.by)
            self._add(self.target.close_note(following), change.by.parts[-1].end)

    def _escape(self, text: str) -> str:
        """Return a stretch of text inside a paragraph, escaped."""
        written, position = [], 0
        for first, last, escaped in self.target.escape(
            text, opens=False, after_change=False, before_change=False
        ):
            written += [text[position:first], escaped]
            position = last
        return "".join([*written, text[position:]])

    def _is_call(self, change: Change) -> bool:
        """Tell whether a citation takes the place of a note's call, which stands close to its word."""
        return change.span.start in self.calls or change.span.start + 1 in self.calls

    def _write_text(
        self, flow: Flow, start: int, end: int, *, opens: bool, after: bool, before: bool
    ) -> None:
        """Add a stretch of a flow, escaped."""
        text = flow.text[start:end]
        position = 0
        for first, last, written in self.target.escape(
            text, opens=opens, after_change=after, before_change=before
        ):
            self._copy(flow, start + position, start + first)
            self.pieces.append(Piece(flow.span(start + first, start + last), written))
            position = last
        self._copy(flow, start + position, end)

    def _copy(self, flow: Flow, start: int, end: int) -> None:
        """Add a stretch of a flow as it is, in pieces that are the same in the source."""
        while start < end:
            run = bisect_right(flow.starts, start)
            stop = min(end, flow.starts[run] if run < len(flow.starts) else end)
            origin = flow.origin_of(start)
            self._copy_run(flow.text[start:stop], origin)
            start = stop

    def _copy_run(self, text: str, origin: int) -> None:
        source = self.text[origin : origin + len(text)]
        if text == source:
            self.pieces.append(Piece(Span(origin, origin + len(text)), text))
            return
        begin = 0
        for place, (sign, original) in enumerate(zip(text, source, strict=False)):
            if sign != original:
                if place > begin:
                    self.pieces.append(Piece(Span(origin + begin, origin + place), text[begin:place]))
                self.pieces.append(Piece(Span(origin + place, origin + place + 1), sign))
                begin = place + 1
        if begin < len(text):
            self.pieces.append(Piece(Span(origin + begin, origin + len(text)), text[begin:]))

    def write_raw(self) -> list[Piece]:
        """Return the pieces of a Markdown source, in which everything but the citations stays as it is."""
        away = [*self.taken]
        if self.planned.moved:
            away += [block.span for block in self.document.blocks if block.note in self.planned.moved]
        marks = [Change(span, LiveCitation(())) for span in away]
        place = self.lists[-1].body.start if self.lists else -1
        position = self._write_front_matter() if self.options.standalone and (self.keys or self.lists) else 0
        for change in sorted([*self.changes, *marks], key=lambda one: (one.span.start, -one.span.end)):
            if change.span.start < position:
                continue
            self._copy_source(position, change.span.start)
            position = change.span.end
            if isinstance(change.by, LiveCitation) and change.by.cites:
                self._write_change(change, self.text[position : position + 2])
            elif change.span.start == place:
                self._add(self.target.mark_bibliography(self.frame) + "\n", place)
        self._copy_source(position, len(self.text))
        return self.pieces

    def _copy_source(self, start: int, end: int) -> None:
        if start < end:
            self.pieces.append(Piece(Span(start, end), self.text[start:end]))

    def _write_front_matter(self) -> int:
        """Add the metadata; return where the rest of the source begins."""
        found = _FRONT_MATTER.match(self.text[:20_000])
        if found is None:
            self._add(self.target.open_document(self.frame), 0)
            return 0
        self._copy_source(0, found.end())
        if not _BIBLIOGRAPHY.search(found[0]):
            lines = self.target.open_document(self.frame).split("\n")[1:-3]
            self._add("\n".join(lines) + "\n", found.end())
        return found.end()


def document_language(document: Document) -> str:
    """Return the primary language, or nothing."""
    return (document.language or "").split("-")[0]


def _find_form(analysis: Analysis) -> str:
    """Return how most of a document's works are cited: by number, author and date, or in notes."""
    counts: Counter[str] = Counter()
    for citation in analysis.citations:
        for cite in citation.cites:
            if cite.form in {CiteForm.NUMBER, CiteForm.KEY}:
                counts["number"] += 1
            elif cite.form is CiteForm.AUTHOR_DATE:
                counts["author_date"] += 1
            elif citation.note is not None:
                counts["note"] += 1
    counts["note"] += sum(reference.note is not None for reference in analysis.references)
    return max(("number", "author_date", "note"), key=lambda form: counts[form])


def _place_in(flow: Flow, span: Span) -> tuple[int, int]:
    """Return where a span of the source stands in a flow; `(0, 0)` where it does not lie wholly in it."""
    last = flow.origin_of(len(flow.text) - 1) + 1 if flow.text else 0
    if not flow.text or span.start < flow.origins[0] or span.end > last:
        return 0, 0
    return _to_flow(flow, span.start), _to_flow(flow, span.end - 1) + 1


def _to_flow(flow: Flow, origin: int) -> int:
    """Return the position in a flow of a place in the source, or of the next place that it has."""
    index = bisect_right(flow.origins, origin) - 1
    end = flow.starts[index + 1] if index + 1 < len(flow.starts) else len(flow.text)
    return min(flow.starts[index] + origin - flow.origins[index], end)
