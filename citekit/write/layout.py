"""The paragraphs of a document: page furniture, moved notes and reference lists taken out, lines joined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from citekit.find.reflist import RefList
from citekit.model import Block, BlockKind, Document, Span
from citekit.read.blocks import split_blocks

#: Formats whose paragraphs are broken into lines, and by the ends of pages.
_WRAPPED: Final = frozenset({"plain", "pdf"})
_BLANKS: Final = " \t\u00a0"
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_LETTER: Final = re.compile(r"[^\W_]")
#: What ends a sentence, and an abbreviation that only looks so.
_ENDS: Final = frozenset(".!?…:;")
_ABBREVIATION: Final = re.compile(r"(?:\A|[\s(])[^\W\d_]{1,4}\.\Z")
_HYPHENS: Final = frozenset("-\u00ad\u2010\u00ac\x02")
_INSERTED: Final = frozenset({BlockKind.CAPTION, BlockKind.TABLE_CELL})
#: A line is full from this part of the longest line of its paragraph on.
_FULL: Final = 0.6


@dataclass(slots=True)
class Paragraph:
    """A paragraph, put together of the stretches of the source that belong to it.

    Attributes:
        kind: What it is.
        level: Depth of a heading or list item.
        spans: In the order of the text.
        headed: A heading of which only what moved away or was taken out followed.
    """

    kind: BlockKind
    level: int
    spans: list[Span] = field(default_factory=list)
    headed: bool = False


def find_entry_starts(lists: Iterable[RefList]) -> list[int]:
    """Return where the entries of reference lists begin, their labels included, rising."""
    entries = (entry for one in lists for entry in one.entries)
    return sorted({(entry.label_span or entry.span).start for entry in entries})


def lay_paragraphs(
    document: Document, taken: Sequence[Span], notes: frozenset[str], breaks: Sequence[int] = ()
) -> list[Paragraph]:
    """Return the paragraphs of a document in order.

    Args:
        document: The document with its notes.
        taken: Stretches that are left out, in the order of the text: reference lists.
        notes: Ids of the notes that are moved; the text of the others stays where it is.
        breaks: Where a paragraph begins in any case, rising: the entries of a list.
    """
    away = _merge([*taken, *_note_spans(document, notes)])
    wrapped = document.format in _WRAPPED
    paragraphs: list[Paragraph] = []
    for block in _iterate_blocks(document):
        if block.kind is BlockKind.PAGE_FURNITURE:
            continue
        left = list(_subtract(block.span, away))
        if block.kind is BlockKind.NOTE and block.note in notes:
            left = []
        elif len(left) != 1 or left[0] != block.span:
            left = [span for span in left if _LETTER.search(document.text, span.start, span.end)]
        if not left:
            _mark_heading(paragraphs)
            continue
        pieces = _split_indented(document.text, block, left) if wrapped else [left]
        for part in (one for piece in pieces for one in _split_at(piece, breaks)):
            new = Paragraph(block.kind, block.level, part)
            index = bisect_left(breaks, part[0].start)
            fixed = index < len(breaks) and breaks[index] == part[0].start
            _add_paragraph(document.text, paragraphs, new, wrapped=wrapped and not fixed)
    return paragraphs


def _iterate_blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks; text that no reader has taken apart is taken apart here."""
    for block in document.blocks or (Block(BlockKind.PARAGRAPH, Span(0, len(document.text))),):
        text = document.slice(block.span)
        if block.kind is BlockKind.PARAGRAPH and document.format in _WRAPPED and _BLANK_LINE.search(text):
            for part in split_blocks(text):
                yield replace(part, span=part.span.shift(block.span.start))
        else:
            yield block


def _note_spans(document: Document, notes: frozenset[str]) -> Iterator[Span]:
    for note in document.notes:
        if note.id in notes:
            yield from note.parts
            if note.mark is not None:
                # A bracket that opens before the mark goes with it, and the one that closes behind it.
                lead = document.text[max(0, note.mark.start - 2) : note.mark.start]
                start = note.mark.start - (2 if lead == "[^" else lead[-1:] in {"[", "("})
                yield Span(start, max(note.mark.end, note.body.start))


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif len(span):
            merged.append(span)
    return merged


def _subtract(span: Span, away: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a span; `away` is in order and does not overlap."""
    start = span.start
    for index in range(bisect_right(away, start, key=lambda gone: gone.end), len(away)):
        gone = away[index]
        if gone.start >= span.end:
            break
        if gone.start > start:
            yield Span(start, gone.start)
        start = max(start, gone.end)
    if start < span.end:
        yield Span(start, span.end)


def _split_indented(text: str, block: Block, spans: list[Span]) -> Iterator[list[Span]]:
    """Yield the paragraphs of a block that marks them by indents and not by blank lines."""
    if block.kind is not BlockKind.PARAGRAPH:
        yield spans
        return
    part: list[Span] = []
    for span in spans:
        start = span.start
        indented = True
        position = span.start
        while position < span.end:
            end = text.find("\n", position, span.end)
            following = span.end if end < 0 else end + 1
            now = text[position] in _BLANKS
            if now and not indented and position > start:
                yield [*part, Span(start, position)]
                part, start = [], position
            indented = now
            position = following
        part.append(Span(start, span.end))
    yield part


def _split_at(spans: list[Span], breaks: Sequence[int]) -> Iterator[list[Span]]:
    """Yield the spans of a paragraph cut at the breaks inside them."""
    part: list[Span] = []
    for span in spans:
        start = span.start
        for index in range(bisect_right(breaks, span.start), bisect_left(breaks, span.end)):
            yield [*part, Span(start, breaks[index])]
            part, start = [], breaks[index]
        part.append(Span(start, span.end))
    yield part


def _mark_heading(paragraphs: list[Paragraph]) -> None:
    if paragraphs and paragraphs[-1].kind is BlockKind.HEADING:
        paragraphs[-1].headed = True


def _add_paragraph(text: str, paragraphs: list[Paragraph], new: Paragraph, *, wrapped: bool) -> None:
    """Add a paragraph, or join it to the one that it continues; what a page put between them follows."""
    if paragraphs and paragraphs[-1].headed and new.kind is not BlockKind.HEADING:
        paragraphs[-1].headed = False
    if wrapped:
        place = len(paragraphs) - 1
        while place >= 0 and paragraphs[place].kind in _INSERTED and len(paragraphs) - place < 4:
            place -= 1
        if place >= 0 and _continues(text, paragraphs[place], new, apart=place < len(paragraphs) - 1):
            paragraphs[place].spans += new.spans
            return
    paragraphs.append(new)


def _continues(text: str, old: Paragraph, new: Paragraph, *, apart: bool) -> bool:
    """Tell whether a paragraph goes on where another was broken off."""
    if old.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE}:
        return False
    end = old.spans[-1].end
    tail = text[max(old.spans[-1].start, end - 200) : end].rstrip()
    start = new.spans[0].start
    head = text[start : start + 80].lstrip()
    if not tail or not head:
        return False
    if new.kind is BlockKind.LIST_ITEM:
        near = not apart and text.count("\n", end, start + 1) <= 1
        return near and tail[-1] not in _ENDS and _is_full(text, old)
    if new.kind is not BlockKind.PARAGRAPH:
        return False
    if tail[-1] in _HYPHENS and len(tail) > 1 and tail[-2].isalpha():
        return head[0].islower()
    ended = tail[-1] in _ENDS and not (tail[-1] == "." and _ABBREVIATION.search(tail))
    return head[0].islower() and not ended


def _is_full(text: str, paragraph: Paragraph) -> bool:
    """Tell whether the last line of a paragraph is about as long as its longest."""
    span = paragraph.spans[-1]
    lines = text[span.start : span.end].split("\n")
    return len(lines[-1]) >= _FULL * max(map(len, lines)) and len(lines[-1]) >= 30
