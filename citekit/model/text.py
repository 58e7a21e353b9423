"""Text, spans, blocks and notes: what reading a file gives.

Every position in citekit counts code points of `Document.text`; a span is half-open.
`Document.offsets` leads from such a position back to the file that was read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from citekit.model.pickling import reduce_value
from citekit.model.slots import store_by_slot

if TYPE_CHECKING:
    from citekit.diagnostics import Diagnostic
    from citekit.model.cite import Citation, Link


@store_by_slot
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        """Return the number of code points covered."""
        return self.end - self.start

    def __bool__(self) -> bool:
        """Return True: also an empty span is a place."""
        return True

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """Return the span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


class BlockKind(StrEnum):
    """What a block of the document is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"
    NOTE = "note"
    REFERENCE = "reference"
    CODE = "code"
    PAGE_FURNITURE = "page_furniture"


class NotePlace(StrEnum):
    """Where the bodies of the notes stand."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


@store_by_slot
@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document of one kind.

    Attributes:
        kind: What the block is.
        span: Its place in `Document.text`.
        level: Depth of a heading or list item, 1 at the top; 0 elsewhere.
        page: Page number, counted from 1, where the format has pages.
        note: The id of the note whose body this block holds, if any.
        label: The number or key that the format itself gives a reference, else empty.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    page: int | None = None
    note: str | None = None
    label: str = ""


@store_by_slot
@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote.

    Attributes:
        id: Unique within the document, for example `fn3`, or `fn3-2` for the second note numbered 3.
        number: The mark as printed, `3` or `*`.
        call: Place of the mark in the running text; None when it was not found.
        body: Place of the note's text, without its own mark.
        place: Footnote or endnote.
        mark: Place of the mark that opens the body.
        continued: Further parts of a body that other text interrupts, in order.
    """

    id: str
    number: str
    call: Span | None
    body: Span
    place: NotePlace = NotePlace.FOOTNOTE
    mark: Span | None = None
    continued: tuple[Span, ...] = ()

    @property
    def parts(self) -> tuple[Span, ...]:
        """The body and its continuations, in reading order."""
        return (self.body, *self.continued)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a character came from.

    Attributes:
        part: The file inside a package (`word/footnotes.xml`), or empty for a plain file.
        offset: Byte offset in a text format; character offset within the run or line elsewhere.
        page: Page number, counted from 1, in a paged format.
        box: Left, bottom, right, top in points, in a PDF.
        paragraph: Paragraph number, counted from 0, in an office format.
        run: Run number within the paragraph, counted from 0, in an office format.
    """

    part: str = ""
    offset: int = 0
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    run: int | None = None


class Offsets(Protocol):
    """Leads from a position in `Document.text` back to the source."""

    def origin_at(self, position: int) -> Origin:
        """Return the origin of the character at `position`."""
        ...


@dataclass(frozen=True, slots=True)
class IdentityOffsets:
    """Offsets of text that never was a file: each character is its own origin."""

    def origin_at(self, position: int) -> Origin:
        """Return `position` as the offset."""
        return Origin(offset=position)


@dataclass(frozen=True, slots=True)
class SegmentOffsets:
    """Offsets kept a segment at a time: a character's offset grows by one inside its segment.

    Attributes:
        starts: First position of each segment, rising.
        origins: Origin of each segment's first character.
    """

    starts: tuple[int, ...]
    origins: tuple[Origin, ...]

    def origin_at(self, position: int) -> Origin:
        """Return the segment's origin, moved by the distance from the segment's start."""
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return Origin(offset=position)
        first = self.origins[index]
        moved = first.offset + position - self.starts[index]
        return Origin(first.part, moved, first.page, first.box, first.paragraph, first.run)


@lru_cache(maxsize=2)
def _find_line_starts(text: str) -> tuple[int, ...]:
    """Return where each line begins; kept, since one text is asked for very many places."""
    lines = text.split("\n")
    lines.pop()
    return (0, *accumulate(len(line) + 1 for line in lines))


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read, before and after its notes were found.

    Attributes:
        source: Path or name that diagnostics print; `-` for standard input.
        format: `plain`, `markdown`, `docx`, `pdf`, ...
        text: The whole text, with line breaks as line feeds and nothing else changed.
        blocks: In the order of the text, not overlapping.
        notes: In the order of their calls.
        language: BCP 47 primary language (`ru`), or None when unknown.
        offsets: The way back to the source.
        citations: Citations that the format itself marks (live citation fields, `<xref>`).
        items: CSL-JSON items that the format itself carries (live citation fields, word processors'
            own sources); a citation of the format leads to one by its `id`.
        bibliographies: Paths of bibliography files that the document names.
        links: Links that the format itself marks (hyperlinks, PDF annotations).
        metadata: Title, authors, DOI and the like, where the format states them.
        diagnostics: What went wrong while reading.
    """

    source: str
    format: str
    text: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    language: str | None = None
    offsets: Offsets = field(default_factory=IdentityOffsets)
    citations: tuple[Citation, ...] = ()
    items: tuple[Mapping[str, object], ...] = ()
    bibliographies: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    diagnostics: tuple[Diagnostic, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return reduce_value(self)

    @classmethod
    def from_text(cls, text: str, source: str = "<text>", language: str | None = None) -> Document:
        """Return a plain document that holds `text` and nothing else."""
        return cls(source=source, format="plain", text=text, language=language)

    def slice(self, span: Span) -> str:
        """Return the text that `span` covers."""
        return self.text[span.start : span.end]

    def line_and_column(self, position: int) -> tuple[int, int]:
        """Return line and column of a position, both counted from 1."""
        starts = _find_line_starts(self.text)
        line = bisect_right(starts, position)
        return line, position - starts[line - 1] + 1

    def origin_of(self, span: Span) -> Origin:
        """Return where the text of a span begins in the source; a box reaches over all of its first line."""
        first = self.offsets.origin_at(span.start)
        if first.box is None or len(span) < 2:
            return first
        left, bottom, right, top = first.box
        end = span.start + 1
        line_end = self.text.find("\n", span.start, span.end)
        last = self.offsets.origin_at(max(end, span.end if line_end < 0 else line_end) - 1)
        if last.box is not None and last.page == first.page and last.box[1::2] == (bottom, top):
            left, right = min(left, last.box[0]), max(right, last.box[2])
        return replace(first, box=(left, bottom, right, top))

    def blocks_of(self, kind: BlockKind) -> Iterator[Block]:
        """Yield the blocks of one kind."""
        return (block for block in self.blocks if block.kind is kind)


@store_by_slot
@dataclass(frozen=True, slots=True)
class Flow:
    """Text joined for matching, with the way back to the text that it was made of.

    Line breaks become blanks, soft hyphens and line-end hyphenation vanish, interruptions are left
    out. `starts[i]` is a position in `text` at which a run of unchanged characters begins, and
    `origins[i]` the position in the original of that run's first character.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Flow:
        """Return `text` unchanged, as a flow that begins at `start` in the original."""
        return cls(text, (0,), (start,))

    def origin_of(self, position: int) -> int:
        """Return the position in the original of the character at `position`."""
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return position
        return self.origins[index] + position - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original that covers `text[start:end]`."""
        if len(self.starts) == 1 and not self.starts[0] and start >= 0:
            # Most flows: one run, and nothing to look up.
            shift = self.origins[0]
            return Span(start + shift, max(start, end) + shift)
        if end <= start:
            place = self.origin_of(start)
            return Span(place, place)
        return Span(self.origin_of(start), self.origin_of(end - 1) + 1)
