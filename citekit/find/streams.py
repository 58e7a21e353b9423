"""Where running text goes on: past the footnotes and page furniture that a page end puts into a sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from citekit.model import BlockKind, Document

#: Formats whose line breaks may stand inside a paragraph; elsewhere a block's end is a paragraph's end.
_WRAPPED_FORMATS: Final = frozenset({"plain", "markdown", "pdf", "latex"})


@dataclass(frozen=True, slots=True)
class Streams:
    """The stretches of a document that are not running text, and where each leads on.

    Attributes:
        starts: Start of each stretch (a note's part, a piece of page furniture), rising.
        ends: Its end.
        onward: Where the text of the stretch itself goes on: the next part of a note; -1 if nowhere.
        resumes: Where the running text that the stretch interrupts goes on.
        walls: Ends of paragraphs that no address or term crosses, rising.
        length: Length of the text.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    onward: tuple[int, ...]
    resumes: tuple[int, ...]
    walls: tuple[int, ...]
    length: int

    def stop_after(self, position: int) -> tuple[int, int]:
        """Return where the stretch of text at a position ends, and where it goes on (-1: nowhere)."""
        index = bisect_right(self.starts, position) - 1
        if index >= 0 and position < self.ends[index]:
            stop, resume = self.ends[index], self.onward[index]
        elif index + 1 < len(self.starts):
            stop, resume = self.starts[index + 1], self.resumes[index + 1]
        else:
            stop, resume = self.length, -1
        wall = bisect_right(self.walls, position)
        if wall < len(self.walls) and self.walls[wall] < stop:
            return self.walls[wall], -1
        return stop, resume

    def start_before(self, position: int) -> int:
        """Return where the stretch of text at a position begins."""
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return 0
        return self.starts[index] if position < self.ends[index] else self.ends[index]


def skip_blanks(text: str, position: int) -> int:
    """Return the position of the first character from `position` on that is not white space."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def lay_streams(document: Document) -> Streams:
    """Return the streams of a document whose notes are known.

    Args:
        document: With `notes` as found, in any order.

    Returns:
        The streams; none overlapping.
    """
    parts: list[tuple[int, int, int]] = []
    for note in document.notes:
        spans = note.parts
        for number, span in enumerate(spans):
            start = (
                note.mark.start if number == 0 and note.mark and note.mark.start <= span.start else span.start
            )
            following = spans[number + 1].start if number + 1 < len(spans) else -1
            parts.append((start, span.end, following))
    parts.extend(
        (block.span.start, block.span.end, -1)
        for block in document.blocks
        if block.kind is BlockKind.PAGE_FURNITURE
    )
    parts.sort()
    starts: list[int] = []
    ends: list[int] = []
    onward: list[int] = []
    for start, end, then in parts:
        if end > start and (not ends or start >= ends[-1]):
            starts.append(start)
            ends.append(end)
            onward.append(then)
    resumes = list(ends)
    text = document.text
    for index in range(len(starts) - 2, -1, -1):
        if starts[index + 1] - ends[index] < 200 and not text[ends[index] : starts[index + 1]].strip():
            resumes[index] = resumes[index + 1]
    walls = (
        ()
        if document.format in _WRAPPED_FORMATS
        else tuple(block.span.end for block in document.blocks if block.kind is not BlockKind.PAGE_FURNITURE)
    )
    return Streams(tuple(starts), tuple(ends), tuple(onward), tuple(resumes), walls, len(text))
