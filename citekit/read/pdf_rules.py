"""Horizontal rules of a PDF page: a short one at the left edge of a column parts the notes from the text."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import repeat
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from citekit.read.pdf_lines import Line

#: Objects of a page that are looked at, and rules that are kept.
MAX_OBJECTS: Final = 20_000
MAX_RULES: Final = 200
#: Least width and greatest height of a rule, in points.
_WIDTH: Final = 20.0
_HEIGHT: Final = 2.5
#: A rule above notes is not wider than this part of its column; wider ones also frame tables.
_SHORT: Final = 0.67
#: How far from the edge of its column it begins, in points.
_AWAY: Final = 8.0
#: A rule nearer than this below a baseline, in ems, underlines words.
_BELOW: Final = 0.3
#: The first line of the notes stands no deeper below its rule than this, in ems.
_NEAR: Final = 3.0
_HANDLE: Final = ctypes.c_void_p
#: These calls are short: the interpreter's lock is kept over them.
_GetObject = ctypes.PYFUNCTYPE(_HANDLE, _HANDLE, ctypes.c_int)
_GetType = ctypes.PYFUNCTYPE(ctypes.c_int, _HANDLE)


def read_rules(page: pdfium.PdfPage) -> list[tuple[float, float, float]]:
    """Return the horizontal rules of an upright page.

    Returns:
        Left edge, right edge and height above the bottom of the page, in points.
    """
    if page.get_rotation() % 360:
        return []
    count = min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)
    handle = ctypes.cast(page.raw, _HANDLE).value
    objects = list(map(ctypes.cast(raw.FPDFPage_GetObject, _GetObject), repeat(handle), range(max(count, 0))))
    kinds = map(ctypes.cast(raw.FPDFPageObj_GetType, _GetType), objects)
    x, y = page.get_bbox()[:2]
    edges = [ctypes.c_float() for _ in range(4)]
    found: list[tuple[float, float, float]] = []
    for item, kind in zip(objects, kinds, strict=True):
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        path = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
        if not raw.FPDFPageObj_GetBounds(path, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if right - left >= _WIDTH and top - bottom <= _HEIGHT:
            found.append((left - x, right - x, (bottom + top) / 2 - y))
            if len(found) >= MAX_RULES:
                break
    return found


def find_ruled_zone(
    region: Sequence[Line], rules: Sequence[tuple[float, float, float]]
) -> tuple[int, bool] | None:
    """Return where the lines below the lowest rule of a region begin.

    Args:
        region: The lines of a column, from top to bottom.
        rules: The rules of the page.

    Returns:
        The index of the first line below, and whether the rule is a short one; None where no rule stands at
        the left edge of the column above some line.
    """
    if not region or not rules:
        return None
    left, right = min(line.left for line in region), max(line.right for line in region)
    lowest: tuple[int, bool] | None = None
    for start, end, height in sorted(rules, key=lambda rule: -rule[2]):
        if not left - _AWAY <= start <= left + _AWAY or end > right + _AWAY:
            continue
        cut = next((i for i, line in enumerate(region) if line.base + 0.5 * line.size < height), len(region))
        if cut and _underlines(region[cut - 1], start, end, height):
            continue
        if cut < len(region) and height - region[cut].base < _NEAR * region[cut].size:
            lowest = (cut, end - start <= _SHORT * (right - left))
    return lowest


def _underlines(line: Line, start: float, end: float, height: float) -> bool:
    """Tell whether a rule underlines words of a line."""
    return 0 <= line.base - height < _BELOW * line.size and start < line.right and end > line.left
