"""What the lines of a PDF are: page furniture, headings, paragraphs, list items, captions, rows of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from citekit.model import BlockKind
from citekit.read.page_furniture import find_furniture
from citekit.read.pdf_lines import Line, PageContent

#: A wider gap than this, in usual gaps between lines, parts two paragraphs.
_PARTING: Final = 1.28
#: Least indent, in ems.
_INDENT: Final = 0.7
#: A line this much shorter than its column, in ems, ends a paragraph if a sentence ends there.
_SHORT: Final = 2.5
_MUCH_SHORTER: Final = 8.0
#: Share of all characters that the type of the running text holds at least.
_FAIR_PART: Final = 0.15
#: Headings are this much larger than the text.
_LARGER: Final = 1.1
_LONGEST_HEADING: Final = 300
#: Lines at the top and at the bottom of a page that may be furniture.
_EDGE: Final = 3
_TERMINAL: Final = tuple('.!?:;…»”"')
_CAPTION: Final = re.compile(
    r"(?:Рис(?:унок|\.)|Табл(?:ица|\.)|Схема|Диаграмма|Мал(?:юнок|\.)|Таблиця|Fig(?:ure|\.)|Table|Tab(?:elle|leau|la|\.)"
    r"|Abb(?:ildung|\.)|Figura|Figure)\s?(?:№\s?)?\d{1,3}\b"
)
_LABEL: Final = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)](?=\s)|[•▪–—‣◦](?=\s))")
_BLANKS: Final = re.compile(r"\s{1,20}")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        kind: What it is.
        page: Page on which it begins.
        lines: Its lines with their pages.
        level: Depth of a heading.
        joins: Whether it goes on from the paragraph before, over the end of a column or page.
    """

    kind: BlockKind
    page: int
    lines: list[tuple[int, Line]] = field(default_factory=list)
    level: int = 0
    joins: bool = False


def measure_body(pages: Sequence[PageContent]) -> float:
    """Return the size of the running text, in points.

    Notes may hold more text than the pages above them: the text is the largest type that a fair part of
    the document is set in.
    """
    sizes: Counter[float] = Counter()
    places: Counter[float] = Counter()
    for page in pages:
        here: Counter[float] = Counter()
        for region in page.regions:
            for line in region:
                here[round(line.size, 1)] += len(line.text)
        sizes.update(here)
        places.update(here.keys())
    if not sizes:
        return 10.0
    total = sizes.total()
    often = [
        size
        for size, count in sizes.items()
        if count >= _FAIR_PART * total and 3 * places[size] >= len(pages)
    ]
    return max(often, default=sizes.most_common(1)[0][0])


def part_furniture(pages: Sequence[PageContent]) -> dict[int, list[Line]]:
    """Return running heads and page numbers, by page number; the lines are taken out of their regions."""
    rows: list[list[Line]] = []
    texts: list[str] = []
    starts: list[int] = []
    edges: dict[int, float] = {}
    for page in pages:
        starts.append(len(rows))
        top, bottom = _edge_rows(page)
        for number, row in enumerate(top):
            edges[len(rows)] = _gap_below(top, number)
            rows.append(row)
        for number, row in enumerate(bottom):
            edges[len(rows)] = _gap_above(bottom, number)
            rows.append(row)
    texts = [_BLANKS.sub(" ", " ".join(line.text for line in row)).strip() for row in rows]
    if not rows:
        return {}
    found = find_furniture(texts, starts) if len(pages) > 1 else _find_single(texts, edges)
    kept = _check_places(pages, rows, starts, found, edges)
    furniture: dict[int, list[Line]] = {}
    ends = [*starts[1:], len(rows)]
    for page, first, last in zip(pages, starts, ends, strict=True):
        lines = [line for number in range(first, last) if number in kept for line in rows[number]]
        gone = {id(line) for line in lines}
        if gone:
            page.regions = [[line for line in region if id(line) not in gone] for region in page.regions]
            page.regions = [region for region in page.regions if region]
        lines.extend(page.margins)
        if lines:
            furniture[page.number] = lines
    return furniture


def _edge_rows(page: PageContent) -> tuple[list[list[Line]], list[list[Line]]]:
    """Return the first and the last rows of a page over all columns, from top to bottom, with one more."""
    lines = sorted(
        (line for region in page.regions for line in region), key=lambda line: (-line.base, line.left)
    )
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][0].base - line.base < 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    if len(rows) <= 2 * _EDGE:
        half = (len(rows) + 1) // 2
        return rows[:half], rows[half:]
    return rows[:_EDGE], rows[-_EDGE:]


def _gap_below(rows: list[list[Line]], number: int) -> float:
    if number + 1 >= len(rows):
        return 0.0
    line = rows[number][0]
    return (line.base - rows[number + 1][0].base) / max(line.size, 1.0)


def _gap_above(rows: list[list[Line]], number: int) -> float:
    if not number:
        return 0.0
    line = rows[number][0]
    return (rows[number - 1][0].base - line.base) / max(line.size, 1.0)


def _find_single(texts: Sequence[str], edges: dict[int, float]) -> set[int]:
    """A single page: a number alone at the edge, well apart from the text."""
    return {
        number
        for number, text in enumerate(texts)
        if number in {0, len(texts) - 1} and text.strip("-–— ").isdigit() and edges[number] > 1.8
    }


def _check_places(
    pages: Sequence[PageContent],
    rows: Sequence[Sequence[Line]],
    starts: Sequence[int],
    found: set[int],
    edges: dict[int, float],
) -> set[int]:
    """Keep what stands at the same height on several pages, or apart from the text."""
    heights = Counter(round(rows[number][0].base / 4) for number in found)
    ends = [*starts[1:], len(rows)]
    kept: set[int] = set()
    for first, last in zip(starts, ends, strict=True):
        for number in range(first, last):
            if number not in found:
                continue
            height = round(rows[number][0].base / 4)
            same = sum(heights[height + shift] for shift in (-1, 0, 1))
            if same >= max(2, len(pages) // 5) or edges[number] > 1.8:
                kept.add(number)
    return kept


def split_paragraphs(region: Sequence[Line], page: int, body: float) -> list[Paragraph]:
    """Return the paragraphs of a region in order.

    Args:
        region: Its lines from top to bottom, without notes and furniture.
        page: The number of its page.
        body: Size of most of the text.
    """
    if not region:
        return []
    gaps = [a.base - b.base for a, b in pairwise(region) if a.base - b.base > 0.5 * a.size]
    leading = median(gaps) if gaps else 1.2 * body
    if len(gaps) > 3:
        leading = min(leading, 1.15 * sorted(gaps)[len(gaps) // 4])
    margin, right = _find_margins(region)
    tables = _find_table_rows(region)
    hanging = _find_hanging(region, margin, right, leading)
    found: list[Paragraph] = []
    for index, line in enumerate(region):
        if index in tables:
            found.append(Paragraph(BlockKind.TABLE_CELL, page, [(page, line)]))
            continue
        previous = region[index - 1] if index and index - 1 not in tables else None
        if previous is None or _parts(previous, line, margin, right, leading, hangs=index in hanging):
            found.append(Paragraph(BlockKind.PARAGRAPH, page, [(page, line)]))
            if index == 0 and index in hanging and line.left > margin + _INDENT * line.size:
                found[-1].joins = True
        else:
            found[-1].lines.append((page, line))
    for paragraph in found:
        _name_kind(paragraph, body)
    return found


def _find_margins(region: Sequence[Line]) -> tuple[float, float]:
    lefts = Counter(round(line.left) for line in region)
    often = [left for left, count in lefts.items() if count >= max(1, len(region) // 6)]
    margin = min(often) if often else min(lefts)
    rights = sorted(line.right for line in region)
    return float(margin), rights[int(len(rights) * 0.9)] if len(rights) > 4 else rights[-1]


def _find_table_rows(region: Sequence[Line]) -> set[int]:
    """Return the lines that are rows of a table: several of them with cells, one under the other."""
    found: set[int] = set()
    start = 0
    while start < len(region):
        if region[start].cells < 2:
            start += 1
            continue
        end = start
        while end < len(region) and region[end].cells >= 2:
            end += 1
        run = region[start:end]
        if (len(run) >= 2 and min(line.cells for line in run) >= 3) or len(run) >= 3:
            found.update(range(start, end))
        start = end
    return found


def _find_hanging(region: Sequence[Line], margin: float, right: float, leading: float) -> set[int]:
    """Return the lines of stretches in which all lines of a paragraph but the first are indented."""
    found: set[int] = set()
    start = 0
    for index in range(1, len(region) + 1):
        ends = index == len(region) or abs(region[index].size - region[index - 1].size) > 0.6
        wide = not ends and region[index - 1].base - region[index].base > 2.2 * leading
        if not (ends or wide):
            continue
        stretch = range(start, index)
        start = index
        inner = [n for n in stretch if region[n].left > margin + _INDENT * region[n].size]
        outer = len(stretch) - len(inner)
        if len(stretch) < 3 or not inner or not outer:
            continue
        behind = [n for n in inner if n - 1 in stretch]
        full = [n for n in behind if region[n - 1].right > right - _SHORT * region[n].size]
        depth = Counter(round(region[n].left) for n in inner).most_common(1)[0][1]
        if len(inner) >= 0.35 * outer and len(full) >= 0.75 * len(behind) and depth >= 0.6 * len(inner):
            loose = sum(1 for n in full if not region[n - 1].text.endswith((".", "!", "?")))
            if loose >= 0.4 * len(full):
                found.update(stretch)
    return found


def _parts(previous: Line, line: Line, margin: float, right: float, leading: float, *, hangs: bool) -> bool:
    """Tell whether a new paragraph begins at `line`."""
    gap = previous.base - line.base
    if gap > _PARTING * leading or gap < -leading or abs(previous.size - line.size) > 0.6:
        return True
    indented = line.left > margin + _INDENT * line.size
    if hangs:
        return not indented
    ended = previous.text.endswith(_TERMINAL) or previous.text.endswith((")", "]"))
    was_indented = previous.left > margin + _INDENT * line.size
    rest = (right - previous.right) / line.size
    if indented and not was_indented and (ended or rest > _SHORT):
        return True
    if rest > _SHORT and ended and not was_indented:
        return True
    if rest > _MUCH_SHORTER and line.text[:1].isupper():
        return True
    return ended and _LABEL.match(line.text) is not None


def _name_kind(paragraph: Paragraph, body: float) -> None:
    line = paragraph.lines[0][1]
    if paragraph.kind is BlockKind.TABLE_CELL:
        return
    length = sum(len(part.text) for _, part in paragraph.lines)
    if line.size >= _LARGER * body and len(paragraph.lines) <= 5 and length <= _LONGEST_HEADING:
        paragraph.kind = BlockKind.HEADING
        paragraph.level = 1
    elif (
        _CAPTION.match(line.text) and (line.size < 0.97 * body or length < 250) and len(paragraph.lines) <= 6
    ):
        paragraph.kind = BlockKind.CAPTION
    elif _LABEL.match(line.text):
        paragraph.kind = BlockKind.LIST_ITEM


def rank_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Give headings their levels: the largest type is the first."""
    sizes = sorted(
        {round(p.lines[0][1].size) for p in paragraphs if p.kind is BlockKind.HEADING}, reverse=True
    )
    for paragraph in paragraphs:
        if paragraph.kind is BlockKind.HEADING:
            paragraph.level = 1 + sizes.index(round(paragraph.lines[0][1].size))


def goes_on(paragraph: Paragraph, following: Paragraph) -> bool:
    """Tell whether a paragraph goes on in the first one of the next column or page."""
    running = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    if paragraph.kind not in running or following.kind is not BlockKind.PARAGRAPH:
        return False
    last, first = paragraph.lines[-1][1], following.lines[0][1]
    if abs(last.size - first.size) > 0.4:
        return False
    if following.joins:
        return True
    text = first.text.lstrip("«“„\"'([")
    if text[:1].islower() or _leaves_open(last.text):
        return True
    return not last.text.endswith(_TERMINAL) and (
        last.text.endswith(("-", ",", "‐")) or not text[:1].isalpha() or len(last.text) > 25
    )


def _leaves_open(text: str) -> bool:
    """Tell whether a bracket that opens in a line does not close there: `[13, с.`."""
    return any(text.rfind(left) > text.rfind(right) for left, right in ("[]", "()"))
