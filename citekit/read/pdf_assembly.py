"""Puts the document together from the lines of a PDF: text, blocks, notes with calls, links, offsets.

Running text goes on over the end of a column or page; what stands between (notes, heads, page numbers,
floats) follows the paragraph that it would cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from citekit.model import Block, BlockKind, Link, Note, NotePlace, Span
from citekit.read.pdf_blocks import (
    Paragraph,
    goes_on,
    measure_body,
    part_furniture,
    rank_headings,
    split_paragraphs,
)
from citekit.read.pdf_lines import Line
from citekit.read.pdf_links import place_links
from citekit.read.pdf_notes import PageNote, part_notes, show_raised, tie_calls
from citekit.read.pdf_offsets import PdfOffsets
from citekit.read.pdf_pages import PdfContent
from citekit.read.text_builder import TextBuilder

#: Kinds that may stand in the middle of a paragraph without being part of it.
_FLOATS: Final = frozenset({BlockKind.TABLE_CELL, BlockKind.CAPTION, BlockKind.PAGE_FURNITURE})


@dataclass(slots=True)
class Assembly:
    """A document under construction.

    Attributes:
        builder: Its text.
        offsets: The way back to the pages.
        blocks: Its blocks.
        starts: Where each line begins in the text, by the line's identity.
        pending: What waits for the end of the paragraph: furniture and notes.
        spans: Spans of the parts of each note, by the note's identity.
        marks: Place of the mark of each note.
        linked: Links of the lines: start, end and address.
        names: Ids of the notes, by the note's identity.
    """

    builder: TextBuilder = field(default_factory=TextBuilder)
    offsets: PdfOffsets = field(default_factory=PdfOffsets)
    blocks: list[Block] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    pending: list[Paragraph | tuple[PageNote, int]] = field(default_factory=list)
    spans: dict[int, list[Span]] = field(default_factory=dict)
    marks: dict[int, Span] = field(default_factory=dict)
    linked: list[tuple[int, int, str]] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    def add_lines(
        self, lines: Sequence[tuple[int, Line]], *, first: bool = True, linked: bool = True
    ) -> None:
        """Append lines, with a break before each but the first."""
        for number, (page, line) in enumerate(lines):
            if number or not first:
                self.builder.add("\n")
            start = self.builder.length
            self.starts[id(line)] = start
            self.offsets.add(start, page, line)
            self.builder.add(line.text)
            if linked:
                self.linked.extend((start + low, start + high, address) for low, high, address in line.links)

    def add_block(self, paragraph: Paragraph, *, note: str | None = None) -> None:
        """Append a paragraph as a block."""
        start = self.builder.length
        # The box of a link that goes on on the next page may reach over the foot and head of pages.
        self.add_lines(paragraph.lines, linked=paragraph.kind is not BlockKind.PAGE_FURNITURE)
        self.close(paragraph.kind, start, paragraph.page, level=paragraph.level, note=note)

    def close(
        self, kind: BlockKind, start: int, page: int, *, level: int = 0, note: str | None = None
    ) -> None:
        """End a block that began at `start`, with a blank line behind it."""
        if self.builder.length > start:
            span = Span(start, self.builder.length)
            self.blocks.append(Block(kind, span, level, page=page, note=note))
            self.builder.add("\n\n")

    def flush(self) -> None:
        """Append what has waited."""
        for item in self.pending:
            if isinstance(item, Paragraph):
                self.add_block(item)
            else:
                self._add_note_part(*item)
        self.pending.clear()

    def _add_note_part(self, note: PageNote, number: int) -> None:
        lines = note.parts[number]
        start = self.builder.length
        name = self.names[id(note)]
        if number == 0:
            page, line = lines[0]
            low = start
            head, tail = line.text[: note.start].rstrip(), line.text[note.start :]
            self.offsets.add(start, page, line)
            self.builder.add(head)
            self.marks[id(note)] = Span(low + note.mark[0], low + note.mark[1])
            self.builder.add(" ")
            begin = self.builder.length
            shift = begin - note.start
            self.starts[id(line)] = shift
            self.offsets.add(begin, page, line, note.start)
            self.builder.add(tail)
            self.linked.extend((shift + low, shift + high, address) for low, high, address in line.links)
            self.add_lines(lines[1:], first=False)
        else:
            begin = start
            self.add_lines(lines)
        self.spans.setdefault(id(note), []).append(Span(begin, self.builder.length))
        self.close(BlockKind.NOTE, start, lines[0][0], note=name)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The parts of a document that come of the layout."""

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    links: tuple[Link, ...]
    offsets: PdfOffsets


def assemble(content: PdfContent) -> Assembled:
    """Return text, blocks, notes and links of a PDF.

    Args:
        content: Its pages; their regions are emptied on the way.
    """
    body = measure_body(content.pages)
    furniture = part_furniture(content.pages)
    notes = part_notes(content.pages, body)
    regions = [(page.number, region) for page in content.pages for region in page.regions]
    calls = tie_calls(notes, regions)
    show_raised(calls)
    assembly = Assembly(names=_name_notes(notes))
    by_page: dict[int, list[tuple[PageNote, int]]] = {}
    for note in notes:
        for number, part in enumerate(note.parts):
            _close_cells(part)
            by_page.setdefault(part[0][0], []).append((note, number))
    paragraphs: list[Paragraph] = []
    for page in content.pages:
        for region in page.regions:
            for number, paragraph in enumerate(split_paragraphs(region, page.number, body)):
                paragraph.joins = paragraph.joins and number == 0
                if paragraph.kind is not BlockKind.TABLE_CELL:
                    _close_cells(paragraph.lines)
                paragraphs.append(paragraph)
        paragraphs.append(Paragraph(BlockKind.PAGE_FURNITURE, page.number))
    _use_outline(paragraphs, content.outline)
    rank_headings(paragraphs)
    _lay_out(assembly, paragraphs, furniture, by_page)
    text = assembly.builder.text()
    made = _make_notes(notes, assembly)
    blocks = tuple(assembly.blocks)
    return Assembled(text, blocks, made, place_links(text, assembly.linked), assembly.offsets)


def _close_cells(lines: Sequence[tuple[int, Line]]) -> None:
    """Write wide blanks of justified lines as blanks: only rows of tables have cells."""
    for _, line in lines:
        line.text = line.text.replace("\t", " ")


def _lay_out(
    assembly: Assembly,
    paragraphs: Sequence[Paragraph],
    furniture: dict[int, list[Line]],
    notes: dict[int, list[tuple[PageNote, int]]],
) -> None:
    """Write the paragraphs; one that goes on later is written whole, and what stands between follows it."""
    opened: Paragraph | None = None
    start = 0
    turned = False
    for paragraph in paragraphs:
        if paragraph.kind is BlockKind.PAGE_FURNITURE:
            assembly.pending.extend(notes.get(paragraph.page, ()))
            assembly.pending.extend(
                Paragraph(BlockKind.PAGE_FURNITURE, paragraph.page, [(paragraph.page, line)])
                for line in furniture.get(paragraph.page, ())
            )
            turned = True
            continue
        if opened is not None and paragraph.kind in _FLOATS:
            assembly.pending.append(paragraph)
            continue
        if opened is not None and _may_join(opened, paragraph, turned=turned) and goes_on(opened, paragraph):
            assembly.add_lines(paragraph.lines, first=False)
            opened.lines.extend(paragraph.lines)
            turned = False
            continue
        if opened is not None:
            assembly.close(opened.kind, start, opened.page, level=opened.level)
        assembly.flush()
        opened, start, turned = paragraph, assembly.builder.length, False
        if paragraph.kind in _FLOATS:
            assembly.add_block(paragraph)
            opened = None
            continue
        assembly.add_lines(paragraph.lines)
    if opened is not None:
        assembly.close(opened.kind, start, opened.page, level=opened.level)
    assembly.flush()


def _may_join(opened: Paragraph, paragraph: Paragraph, *, turned: bool) -> bool:
    """Tell whether a paragraph stands at the head of a new column or page, or a float parts the two."""
    last_page, last = opened.lines[-1]
    first_page, first = paragraph.lines[0]
    return turned or first_page != last_page or first.base > last.base or first.left > last.right


def _use_outline(paragraphs: Sequence[Paragraph], outline: Sequence[tuple[str, int]]) -> None:
    """Make headings of the short paragraphs that the outline names."""
    titles = {"".join(title.split()).casefold() for title, _ in outline}
    if not titles:
        return
    for paragraph in paragraphs:
        if paragraph.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} or len(paragraph.lines) > 4:
            continue
        shown = "".join("".join(line.text.split()) for _, line in paragraph.lines).casefold()
        if shown in titles:
            paragraph.kind = BlockKind.HEADING


def _name_notes(notes: Sequence[PageNote]) -> dict[int, str]:
    seen: Counter[str] = Counter()
    names: dict[int, str] = {}
    for note in notes:
        seen[note.number] += 1
        count = seen[note.number]
        names[id(note)] = f"fn{note.number}" if count == 1 else f"fn{note.number}-{count}"
    return names


def _make_notes(notes: Sequence[PageNote], assembly: Assembly) -> tuple[Note, ...]:
    made: list[Note] = []
    for note in notes:
        spans = assembly.spans.get(id(note))
        if not spans:
            continue
        call = None
        if note.call is not None and id(note.call[0]) in assembly.starts:
            shift = assembly.starts[id(note.call[0])]
            call = Span(shift + note.call[1], shift + note.call[2])
        mark = assembly.marks[id(note)]
        made.append(
            Note(
                assembly.names[id(note)],
                note.number,
                call,
                spans[0],
                NotePlace.FOOTNOTE,
                mark,
                tuple(spans[1:]),
            )
        )
    return tuple(sorted(made, key=lambda note: note.call or note.body))
