"""The lines of a PDF page in the order of reading: words put together, superscripts and links marked."""

from __future__ import annotations

import re
from array import array
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
_FEWEST_NUMBERS: Final = 5
_LINE_NUMBER: Final = re.compile(r"\d{1,4}")
#: Signs without a meaning: what could not be read, and private use.
_BROKEN: Final = re.compile("[\ufffd\ue000-\uf8ff]")
#: Marks of notes in TeX's encoding TS1, as fonts without a map give them.
_RAISED_SIGNS: Final = {0x84: "†", 0x85: "‡", 0x2026: "‡", 0x86: "‖"}
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
        starts: Where each of its words and blanks begins.
        edges: Left and right edge of each of them, one after the other.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    raised: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    cells: int = 1
    starts: array[int] = field(default_factory=lambda: array("I"))
    edges: array[float] = field(default_factory=lambda: array("f"))

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
    text = "".join([word.text for word in words])
    page.characters = len(text)
    page.broken = 0 if text.isascii() else len(_BROKEN.findall(text))
    return gutters


def _part_line_numbers(words: Sequence[Word]) -> tuple[Sequence[Word], list[Row]]:
    """Take the numbers of the lines out of the margin: one under the other, rising by a constant step."""
    if len(words) < 10:
        return words, []
    numbers = [word for word in words if word.text.isdigit() and _LINE_NUMBER.fullmatch(word.text)]
    if len(numbers) < _FEWEST_NUMBERS:
        return words, []
    left = min([word.left for word in words])
    right = max([word.right for word in words])
    for edge in (left, right):
        column = [word for word in numbers if min(abs(word.left - edge), abs(word.right - edge)) < 14]
        if len(column) < _FEWEST_NUMBERS:
            continue
        column.sort(key=lambda word: -word.base)
        counted = [int(word.text) for word in column]
        steps = Counter(later - earlier for earlier, later in pairwise(counted))
        step, count = steps.most_common(1)[0]
        others = [word for word in words if word not in column]
        if step not in {1, 2, 5, 10} or count < 0.8 * (len(counted) - 1) or not others:
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
    first = row[0]
    size, base = first.size, first.base
    right = max([word.right for word in row])
    if any([word.raised or word.size != size for word in row]):  # noqa: C419 - a list is faster here
        size, base = _measure_type(row)
    line = Line("", first.left, right, base, size)
    row = _join_spaced(row)
    near = (
        [link for link in links if link[1][1] <= base + size and base - size <= link[1][3]] if links else []
    )
    cell = _CELL * size
    pieces: list[str] = []
    starts: list[int] = []
    edges: list[float] = []
    length = 0
    before: Word | None = None
    for word in row:
        if before is not None:
            gap = word.left - before.right
            if gap > _BLANK * min(word.size, before.size):
                pieces.append("\t" if gap > cell else " ")
                line.cells += gap > cell
                starts.append(length)
                edges += (before.right, word.left)
                length += 1
        start = length
        starts.append(start)
        edges += (word.left, word.right)
        pieces.append(word.text.translate(_RAISED_SIGNS) if word.raised else word.text)
        length += len(word.text)
        if word.raised:
            if line.raised and line.raised[-1][1] == start:
                line.raised[-1] = (line.raised[-1][0], length)
            else:
                line.raised.append((start, length))
        for address, box in near:
            middle = word.base + 0.25 * word.size
            if box[1] <= middle <= box[3] and word.right > box[0] + 1 and word.left < box[2] - 1:
                line.links.append((start, length, address))
        before = word
    line.text = "".join(pieces)
    line.starts, line.edges = array("I", starts), array("f", edges)
    return line


def _measure_type(row: Row) -> tuple[float, float]:
    """Return size and baseline of most of a row that is set in several."""
    sizes: Counter[float] = Counter()
    for word in row:
        if not word.raised:
            sizes[word.size] += len(word.text)
    size = sizes.most_common(1)[0][0] if sizes else row[0].size
    bases = [word.base for word in row if not word.raised and word.size == size]
    return size, bases[0] if bases else row[0].base


def _join_spaced(row: Row) -> Row:
    """Put letter-spaced words together: single letters at even gaps, wider gaps between words."""
    if len(row) < _SPACED or [len(word.text) for word in row].count(1) < _SPACED:
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
