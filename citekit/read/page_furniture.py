"""Running heads and page numbers between the pages of a plain text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_PAGE_NUMBER: Final = re.compile(
    r"(?:[-–—|*•~\[(]\s?|(?:page|p\.|seite|s\.|стр\.|с\.|стор\.|pág\.|pag\.)\s?)?(\d{1,4})"
    r"(?:\s?[-–—|*•~\])]|\s?(?:of|из|von|sur|de|di|/)\s?\d{1,4})?",
    re.IGNORECASE,
)
_EDGE_NUMBER: Final = re.compile(r"\A(\d{1,4})\b|\b(\d{1,4})\Z")
#: The same with the gap that a page number keeps to its head; the mark of a note keeps none.
_APART_NUMBER: Final = re.compile(r"\A(\d{1,4})\s{2}|\s{2}(\d{1,4})\Z")
#: Capitals and a page number, a gap between: `214          MARY DELANEY`.
_PAGED_HEAD: Final = re.compile(
    r"(\d{1,4})\s{3,}(?=[^a-zа-яёà-ÿ]{4,80}\Z)\S.{3,80}|(?=[^a-zа-яёà-ÿ]{4,110}\Z)\S.{3,80}?\s{3,}(\d{1,4})"
)
#: A line that rather opens a note than heads a page: a number, then words that end in a stop.
_OPENS_NOTE: Final = re.compile(r"\d{1,3}\s?[^\W\d_].*[.,;:)!?]\Z")
_FIGURES: Final = frozenset("0123456789")
_EDGE: Final = "0123456789 \t\u00a0|–—-·•.№*[]()"
#: Distance in lines between two page numbers, or two running heads, where no form feed marks the pages.
_NEAREST: Final = 10
_LONGEST_HEAD: Final = 120
#: A head of so many letters is one from its second coming on.
_SURE_HEAD: Final = 16


def find_furniture(lines: Sequence[str], page_starts: Sequence[int]) -> set[int]:
    """Return the numbers of the lines that belong to the page and not to the text.

    Args:
        lines: The lines without the blanks around them; a form feed is no part of them.
        page_starts: Number of the first line of each page, rising, beginning with 0. One page means that
            the text does not mark its pages.

    Returns:
        Line numbers: page numbers that stand alone, and heads that come back from page to page.
    """
    if len(page_starts) > 1:
        return _find_at_edges(lines, page_starts)
    return _find_by_sequence(lines)


def _edge_lines(lines: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """Return the first two and last two lines that are not blank of lines `first` to `last`.

    Each comes with the line between it and the edge of the page: itself where it is the outermost one.
    """
    top: list[int] = []
    for number in range(first, min(last, first + 8)):
        if lines[number]:
            top.append(number)
            if len(top) == 2:
                break
    bottom: list[int] = []
    for number in range(last - 1, max(first, last - 8) - 1, -1):
        if lines[number]:
            bottom.append(number)
            if len(bottom) == 2:
                break
    outer = {number: edge[0] for edge in (bottom, top) for number in edge}
    return [(number, outer[number]) for number in dict.fromkeys(top + bottom)]


def _head_key(line: str) -> str:
    return line.strip(_EDGE).casefold()


def _find_at_edges(lines: Sequence[str], page_starts: Sequence[int]) -> set[int]:
    ends = [*page_starts[1:], len(lines)]
    edges = [_edge_lines(lines, first, last) for first, last in zip(page_starts, ends, strict=True)]
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    found = set()
    inner: list[tuple[int, int, int]] = []
    for page, numbers in enumerate(edges):
        for number, outer in numbers:
            line = lines[number]
            if match := _PAGE_NUMBER.fullmatch(line):
                if number == outer:
                    found.add(number)
                else:
                    inner.append((number, outer, int(match[1]) - page))
            elif len(line) <= _LONGEST_HEAD and len(key := _head_key(line)) >= 4:
                places[key].append((page, number))
    least = 2 if len(page_starts) <= 4 else 3
    for where in places.values():
        if len(where) < least:
            continue
        same = Counter(lines[number] for _, number in where)
        paged = _count_pages([(page, lines[number]) for page, number in where])
        for _, number in where:
            line = lines[number]
            if paged or (same[line] >= least and not _OPENS_NOTE.match(line) and line[-1] not in ".;"):
                found.add(number)
    # A number with a line of text between it and the edge may be the mark of a note that stands by itself.
    shifts = Counter(shift for _, _, shift in inner)
    return found | {number for number, outer, shift in inner if outer in found or shifts[shift] >= 3}


def _count_pages(heads: Sequence[tuple[int, str]]) -> bool:
    """Tell whether the number at the edge of each head is that of its page, counted from any first page."""
    shifts = set()
    for page, head in heads:
        match = _EDGE_NUMBER.search(head)
        if match is None:
            return False
        shifts.add(int(match[1] or match[2]) - page)
    return len(shifts) == 1


def _find_by_sequence(lines: Sequence[str]) -> set[int]:
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for number in [number for number, line in enumerate(lines) if 0 < len(line) <= 14]:
        match = _PAGE_NUMBER.fullmatch(lines[number])
        if match is None:
            continue
        page = int(match[1])
        if run and 1 <= page - run[-1][1] <= 2 and number - run[-1][0] >= _NEAREST:
            run.append((number, page))
            continue
        found.update(place for place, _ in run if len(run) >= 2)
        run = [(number, page)]
    found.update(place for place, _ in run if len(run) >= 2)
    return found | _find_repeated_heads(lines, found) | _find_paged_heads(lines)


def _find_paged_heads(lines: Sequence[str]) -> set[int]:
    """Return the heads of left and right pages: words in capitals, a wide gap, numbers that rise by one.

    A blank line stands below each, and above all but the first.
    """
    found: set[int] = set()
    before: tuple[int, int] | None = None
    for number, line in enumerate(lines):
        match = _PAGED_HEAD.fullmatch(line) if len(line) <= _LONGEST_HEAD and "   " in line else None
        if match is None or (number + 1 < len(lines) and lines[number + 1]) or (number and lines[number - 1]):
            continue
        page = int(match[1] or match[2])
        if before is not None and page - before[1] == 1 and number - before[0] >= _NEAREST:
            found |= {before[0], number}
        before = (number, page)
    return found


def _find_repeated_heads(lines: Sequence[str], numbers: set[int]) -> set[int]:
    """Return lines that come back three times or more, a page apart, each at the joint of two pages."""
    heads = [
        number
        for number, line in enumerate(lines)
        if 8 <= len(line) <= _LONGEST_HEAD and (line[-1] in _FIGURES or line[0] in _FIGURES)
    ]
    if len(set(lines)) < len(lines):
        counts = Counter(lines)
        repeated = {
            line
            for line, count in counts.items()
            if count >= 3 and 8 <= len(line) <= _LONGEST_HEAD and line[-1] not in ".;"
        }
        heads = sorted({*heads, *(number for number, line in enumerate(lines) if line in repeated)})
    places: dict[str, list[int]] = defaultdict(list)
    for number in heads:
        places[_head_key(lines[number])].append(number)
    found: set[int] = set()
    for key, where in places.items():
        if len(key) < 8 or any(_OPENS_NOTE.match(lines[number]) for number in where):
            continue
        if len(where) < 3 and not (len(where) == 2 and len(key) >= _SURE_HEAD and _are_pages(lines, where)):
            continue
        apart = all(later - earlier >= _NEAREST for earlier, later in pairwise(where))
        if apart and (_numbers_rise(lines, where) or _stand_at_joints(lines, where, numbers)):
            found.update(where)
    return found


def _are_pages(lines: Sequence[str], where: Sequence[int]) -> bool:
    """Tell whether the figures at the edges of two lines may be pages: set apart, and no years."""
    figures = [match for number in where if (match := _APART_NUMBER.search(lines[number]))]
    return len(figures) == 2 and not any(1800 <= int(match[1] or match[2]) < 2100 for match in figures)


def _numbers_rise(lines: Sequence[str], where: Sequence[int]) -> bool:
    """Tell whether the numbers at the edge of the lines count pages."""
    pages = [_EDGE_NUMBER.search(lines[number]) for number in where]
    values = [int(match[1] or match[2]) for match in pages if match]
    return len(values) == len(where) and all(1 <= later - earlier <= 2 for earlier, later in pairwise(values))


def _stand_at_joints(lines: Sequence[str], where: Sequence[int], numbers: set[int]) -> bool:
    """Tell whether most of the lines stand beside a page number or between blank lines."""
    joints = 0
    for number in where:
        near = {number - 2, number - 1, number + 1, number + 2} & numbers
        blank = number and not lines[number - 1] and number + 1 < len(lines) and not lines[number + 1]
        joints += bool(near or blank)
    return joints * 3 >= len(where) * 2
