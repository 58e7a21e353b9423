"""The lines of a PDF page in the order of reading: words put together, superscripts and links marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from citekit.read.pdf_chars import Word
from citekit.read.pdf_columns import Row, order_words

Box = tuple[float, float, float, float]
#: A gap that is a blank, in ems.
_BLANK: Final = 0.13
#: A gap that parts the cells of a table, in ems.
_CELL: Final = 1.6
#: From this many single letters in a row on, a word is letter-spaced.
_SPACED: Final = 4
_LINE_NUMBER: Final = re.compile(r"\d{1,4}")
_SPACES: Final = re.compile(r"[\s\x85\u2028\u2029]+")


@dataclass(slots=True)
class Line:
    """A line of a region.

    Attributes:
        text: What it says; cells of a table are parted by a tab.
        left: Left edge, in points.
        right: Right edge.
        base: Height of the baseline.
        size: Size of most of its type.
        raised: Places of its superscripts, (start, end).
        links: Places of its links with their addresses: (start, end, address).
        cells: How many cells it has, if it looks like a row of a table.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    raised: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    cells: int = 1

    @property
    def box(self) -> Box:
        """Left, bottom, right, top, in points."""
        return (self.left, self.base - 0.25 * self.size, self.right, self.base + 0.8 * self.size)


@dataclass(slots=True)
class PageContent:
    """What a page holds.

    Attributes:
        number: Counted from 1.
        width: In points.
        height: In points.
        regions: Its columns and full-width stretches in the order of reading, each with its lines.
        margins: Line numbers in the margin, as lines of their own.
        rules: Horizontal rules, which may part the notes from the text: left, right, height.
        broken: Characters without a meaning.
        characters: All characters.
    """

    number: int
    width: float
    height: float
    regions: list[list[Line]] = field(default_factory=list)
    margins: list[Line] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    broken: int = 0
    characters: int = 0


def lay_page(
    page: PageContent,
    words: Sequence[Word],
    links: Sequence[tuple[str, Box]] = (),
    known: Sequence[float] = (),
) -> list[float]:
    """Fill a page with its lines in the order of reading.

    Args:
        page: The page, still empty.
        words: Its words in any order.
        links: Addresses of its link annotations with their boxes.
        known: Gutters of the pages before.

    Returns:
        The gutters of this page.
    """
    kept, margins = _part_line_numbers(words)
    page.margins = [_make_line(row, ()) for row in margins]
    regions, gutters = order_words(kept, known)
    page.regions = [[_make_line(row, links) for row in region] for region in regions]
    page.characters = sum(len(word.text) for word in words)
    page.broken = sum(_count_broken(word.text) for word in words if not word.text.isascii())
    return gutters


def _count_broken(text: str) -> int:
    return sum(1 for character in text if character == "\ufffd" or "\ue000" <= character <= "\uf8ff")


def _part_line_numbers(words: Sequence[Word]) -> tuple[Sequence[Word], list[Row]]:
    """Take the numbers of the lines out of the margin: one under the other, rising by a constant step."""
    if len(words) < 10:
        return words, []
    left = min(word.left for word in words)
    right = max(word.right for word in words)
    for edge in (left, right):
        column = [
            word
            for word in words
            if _LINE_NUMBER.fullmatch(word.text) and (min(abs(word.left - edge), abs(word.right - edge)) < 14)
        ]
        if len(column) < 5:
            continue
        column.sort(key=lambda word: -word.base)
        numbers = [int(word.text) for word in column]
        steps = Counter(later - earlier for earlier, later in pairwise(numbers))
        step, count = steps.most_common(1)[0]
        others = [word for word in words if word not in column]
        if step not in {1, 2, 5, 10} or count < 0.8 * (len(numbers) - 1) or not others:
            continue
        apart = (
            min(word.left for word in others) - max(word.right for word in column)
            if edge == left
            else min(word.left for word in column) - max(word.right for word in others)
        )
        if apart > 4:
            return others, [[word] for word in column]
    return words, []


def _make_line(row: Row, links: Sequence[tuple[str, Box]]) -> Line:
    sizes: Counter[float] = Counter()
    for word in row:
        if not word.raised:
            sizes[word.size] += len(word.text)
    size = sizes.most_common(1)[0][0] if sizes else row[0].size
    bases = [word.base for word in row if not word.raised and word.size == size]
    line = Line("", row[0].left, max(word.right for word in row), bases[0] if bases else row[0].base, size)
    row = _join_spaced(row)
    pieces: list[str] = []
    length = 0
    wide = [b.left - a.right for a, b in pairwise(row) if b.left - a.right > _CELL * size]
    before: Word | None = None
    for word in row:
        if before is not None:
            gap = word.left - before.right
            blank = (
                "\t"
                if wide and gap > _CELL * size
                else " "
                if gap > _BLANK * min(word.size, before.size)
                else ""
            )
            pieces.append(blank)
            length += len(blank)
        start = length
        pieces.append(word.text)
        length += len(word.text)
        if word.raised:
            if line.raised and line.raised[-1][1] == start:
                line.raised[-1] = (line.raised[-1][0], length)
            else:
                line.raised.append((start, length))
        for address, box in links:
            middle = word.base + 0.25 * word.size
            if box[1] <= middle <= box[3] and word.right > box[0] + 1 and word.left < box[2] - 1:
                line.links.append((start, length, address))
        before = word
    line.text = "".join(pieces)
    line.cells = 1 + len(wide)
    return line


def _join_spaced(row: Row) -> Row:
    """Put letter-spaced words together: single letters at even gaps, wider gaps between words."""
    if len(row) < _SPACED or sum(1 for word in row if len(word.text) == 1) < _SPACED:
        return row
    joined: Row = []
    index = 0
    while index < len(row):
        end = index
        while end < len(row) and len(row[end].text) == 1 and row[end].text.isalpha():
            end += 1
        run = row[index:end]
        if len(run) < _SPACED:
            joined.append(row[index])
            index += 1
            continue
        gaps = [after.left - before.right for before, after in pairwise(run)]
        limit = 1.7 * median(gaps) + 0.02 * run[0].size
        word = run[0]
        for gap, after in zip(gaps, run[1:], strict=True):
            if gap <= limit:
                word = word._replace(text=word.text + after.text, right=after.right)
            else:
                joined.append(word)
                word = after
        joined.append(word)
        index = end
    return joined
