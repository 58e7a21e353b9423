"""Columns and the order of reading: a page cut at its gutters, stretch by stretch, from geometry alone.

The order in which a file draws its words counts for nothing, so that a hostile one does no harm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from citekit.read.pdf_chars import Word

#: Two words stand in one row when their baselines differ by less than this, in ems.
_SAME_ROW: Final = 0.18
#: Least width of a gutter, in ems and in points.
_GUTTER: Final = (0.6, 5.0)
#: A gap that may be a gutter, in ems.
_WIDE: Final = 0.85
#: How far before the left edge of the column behind a gutter is tried, and how exactly lines keep that edge.
_EDGE: Final = 2.0
_EXACT: Final = 1.0
#: From this many lines on, a deeper edge of theirs is one of the column too.
_OFTEN: Final = 3
#: How much of its width a column fills at least.
_FILLED: Final = 0.5
#: In a stretch with fewer lines than this, a gutter must be this wide, in ems.
_FEW_LINES: Final = 9
_SURE_GUTTER: Final = 1.3
_DEEPEST: Final = 3
#: Raised words nearer than this, in ems, and no longer than this together, are raised as one.
_GLUED: Final = 0.35
_LONGEST_RAISED: Final = 24
#: Gutters that are tried.
_TRIED: Final = 4
#: How far the text of a list stands behind its labels at most, in points.
_LABELS: Final = 40.0
_BY_BASE: Final = attrgetter("base")
_BY_LEFT: Final = attrgetter("left")

Row = list[Word]


class _Cut(NamedTuple):
    """A way to cut a stretch of rows at a gutter: the bands in which two columns stand side by side."""

    place: float
    bands: tuple[tuple[int, int], ...]
    rows: int


def group_rows(words: Iterable[Word]) -> list[Row]:
    """Return the words in rows from top to bottom, each from left to right.

    Superscripts and subscripts drawn on a baseline of their own join the row they belong to.
    """
    rows: list[Row] = []
    row: Row = []
    base = size = 0.0
    for word in sorted(words, key=_BY_BASE, reverse=True):
        apart = base - word.base
        if row and (not apart or apart <= _SAME_ROW * min(word.size, size)):
            row.append(word)
        else:
            row = [word]
            rows.append(row)
            base, size = word.base, word.size
    for row in rows:
        row.sort(key=_BY_LEFT)
    return _join_raised(rows)


def _join_raised(rows: list[Row]) -> list[Row]:
    """Move small words above or below a baseline into the row that they touch."""
    sizes = [max([word.size for word in row]) for row in rows]
    least = [min([word.size for word in row]) for row in rows]
    gone: set[int] = set()
    for index, row in enumerate(rows):
        if least[index] >= 0.87 * max(sizes[max(0, index - 2) : index + 3]):
            continue
        for other, above in ((index + 1, True), (index + 2, True), (index - 1, False), (index - 2, False)):
            if (
                not 0 <= other < len(rows)
                or other in gone
                or sizes[other] * 0.87 < min([w.size for w in row])
            ):
                continue
            moved = [
                word
                for part in split_row(row, _GLUED)
                if sum(len(word.text) for word in part) <= _LONGEST_RAISED
                and any(_touches(word, rows[other], above=above) for word in part)
                for word in part
            ]
            if not moved:
                continue
            rows[other].extend(word._replace(raised=True) if above else word for word in moved)
            rows[other].sort(key=_BY_LEFT)
            row[:] = [word for word in row if word not in moved]
            if not row:
                gone.add(index)
                break
            sizes[index] = max(word.size for word in row)
    return [row for index, row in enumerate(rows) if index not in gone]


def _touches(word: Word, row: Row, *, above: bool) -> bool:
    for host in row:
        if word.size > 0.87 * host.size or host.raised:
            continue
        rise = word.base - host.base
        fits = 0.12 * host.size < rise < 0.75 * host.size if above else -0.45 * host.size < rise < 0
        behind = -0.3 * host.size <= word.left - host.right <= 0.4 * host.size
        before = -0.3 * host.size <= host.left - word.right <= 0.6 * host.size
        if fits and (behind or before):
            return True
    return False


def order_words(words: Sequence[Word], known: Sequence[float] = ()) -> tuple[list[list[Row]], list[float]]:
    """Cut a page into regions in the order of reading.

    Args:
        words: The words of the page in any order.
        known: Gutters of the pages before: one seen there needs less evidence here.

    Returns:
        The regions, each one as rows from top to bottom; and the gutters found.
    """
    gutters: list[float] = []
    regions = _order_rows(group_rows(words), known, gutters, 0)
    return [region for region in regions if region], gutters


def _order_rows(rows: list[Row], known: Sequence[float], gutters: list[float], depth: int) -> list[list[Row]]:
    cut = _choose_cut(rows, known) if depth < _DEEPEST and len(rows) > 1 else None
    if cut is None:
        return [rows]
    gutters.append(cut.place)
    regions: list[list[Row]] = []
    start = 0
    for first, last in cut.bands:
        if first > start:
            regions.extend(_order_rows(rows[start:first], known, gutters, depth + 1))
        inside = [word for row in rows[first:last] for word in row]
        left = [word for word in inside if word.left < cut.place]
        right = [word for word in inside if word.left >= cut.place]
        for part in (left, right):
            regions.extend(_order_rows(group_rows(part), known, gutters, depth + 1))
        start = last
    if start < len(rows):
        regions.extend(_order_rows(rows[start:], known, gutters, depth + 1))
    return regions


def split_row(row: Row, wide: float = _WIDE) -> list[Row]:
    """Cut a row at its wide gaps, given in ems."""
    parts = [[row[0]]]
    for before, word in pairwise(row):
        if word.left - before.right > wide * max(before.size, word.size):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _choose_cut(rows: list[Row], known: Sequence[float]) -> _Cut | None:
    """Return the cut that puts most rows into columns, if there is one."""
    starts: Counter[int] = Counter()
    left = min([row[0].left for row in rows])
    for row in rows:
        end = -1e9
        size = 0.0
        for word in row:
            start = word.left
            gap = start - end
            if gap > _WIDE * size and start > left + 40 and gap > _WIDE * word.size:
                starts[round(start)] += 1
            end, size = word.right, word.size
    candidates = {
        place: count + starts[place - 1] + starts[place + 1]
        for place, count in starts.items()
        if count + starts[place - 1] + starts[place + 1] >= 3
    }
    best: _Cut | None = None
    tried = sorted(candidates, key=lambda place: (-candidates[place], place))[:_TRIED]
    for place in (*(edge - _EDGE for edge in tried), *dict.fromkeys(known)):
        if place <= left + 20:
            continue
        cut = _try_cut(rows, place, seen=any(abs(place - other) < 4 for other in known))
        if cut is not None and (best is None or _is_better(cut, best)):
            best = cut
    return best


def _is_better(cut: _Cut, best: _Cut) -> bool:
    """Tell whether a cut takes more rows; of two near places, that before the labels of a list is right."""
    if abs(cut.place - best.place) < _LABELS:
        more = cut.rows >= 0.9 * best.rows
        return more if cut.place < best.place else cut.rows * 0.9 > best.rows
    return cut.rows > best.rows


def _try_cut(rows: list[Row], place: float, *, seen: bool) -> _Cut | None:
    bands: list[tuple[int, int]] = []
    start = 0
    flags = _find_crossing(rows, place)
    flags.append(True)
    for index, crossed in enumerate(flags):
        if crossed:
            if index > start:
                band = _trim_band(rows, start, index, place, seen=seen)
                if band is not None:
                    bands.append(band)
            start = index + 1
    total = sum(last - first for first, last in bands)
    return _Cut(place, tuple(bands), total) if bands else None


def _find_crossing(rows: list[Row], place: float) -> list[bool]:
    """Tell of each row whether its text runs over a place.

    A line too long for its column may fill the gutter: it does not run over it where the column behind goes
    on beside it, as in the rows above and below.
    """
    flags = [_crosses(row, place) for row in rows]
    if not any(flags):
        return flags
    beside = [not flag and row[0].left < place < row[-1].left for row, flag in zip(rows, flags, strict=True)]
    starts: list[float] = []
    for index, row in enumerate(rows):
        near = [
            beside[other]
            for other in (index - 1, index + 1)
            if 0 <= other < len(rows) and abs(rows[other][0].base - row[0].base) < 2 * row[0].size
        ]
        if flags[index] and near and all(near):
            starts = starts or _list_starts(rows, beside, place)
            flags[index] = not any(abs(word.left - start) < _EXACT for word in row for start in starts)
    return flags


def _list_starts(rows: list[Row], beside: Sequence[bool], place: float) -> list[float]:
    """Return where the lines of the column behind a gutter begin: at its edge, and deeper where many do."""
    edges: Counter[float] = Counter()
    for row, is_beside in zip(rows, beside, strict=True):
        if is_beside:
            edges[round(next(word.left for word in row if word.left > place), 1)] += 1
    return [place + _EDGE, *(edge for edge, count in edges.items() if count >= _OFTEN)]


def _crosses(row: Row, place: float) -> bool:
    """Tell whether the text of a row runs over a place: no gap there is wide enough for a gutter."""
    last = None
    for word in row:
        if word.left >= place - 0.5:
            if last is None:
                return False
            return word.left - last.right < max(_GUTTER[0] * min(word.size, last.size), _GUTTER[1])
        if word.right > place + 1:
            return True
        last = word
    return False


def _trim_band(rows: list[Row], first: int, last: int, place: float, *, seen: bool) -> tuple[int, int] | None:
    """Return the band if it holds two columns of text."""
    lefts: list[tuple[float, float]] = []
    rights: list[tuple[float, float]] = []
    for row in rows[first:last]:
        left = [word for word in row if word.left < place]
        right = [word for word in row if word.left >= place]
        if left:
            lefts.append((left[0].left, left[-1].right))
        if right:
            rights.append((right[0].left, right[-1].right))
    least = 1 if seen else 3
    if len(lefts) < least or len(rights) < least:
        return None
    # Blanks of justified lines may stand above each other by chance, but not over many lines.
    if not seen and len(lefts) + len(rights) < _FEW_LINES:
        gap = min(start for start, _ in rights) - max(end for _, end in lefts)
        if gap < _SURE_GUTTER * rows[first][0].size:
            return None
    if not (_is_column(lefts, seen=seen) and _is_column(rights, seen=seen)):
        return None
    aligned = Counter(round(start / 2) for start, _ in rights)
    edge = round((place + _EDGE) / 2)
    near = sum(aligned[edge + shift] for shift in (-1, 0, 1))
    hanging = sum(aligned[deeper] for deeper in range(edge + 2, edge + round(_LABELS / 2)))
    if not seen and (near < 2 or near + (hanging if near > 0.1 * len(rights) else 0) < 0.4 * len(rights)):
        return None
    return first, last


def _is_column(lines: list[tuple[float, float]], *, seen: bool) -> bool:
    """Tell whether lines fill their column as running text does, and cells of a table do not."""
    width = max(end for _, end in lines) - min(start for start, _ in lines)
    if width < 60:
        return False
    filled = sum(end - start for start, end in lines) / (width * len(lines))
    return filled >= (_FILLED if not seen else 0.3)
