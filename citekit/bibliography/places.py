"""Places in a text: positions to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right


class LineIndex:
    """Finds line and column, both counted from 1, of positions in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]

    def place(self, position: int) -> tuple[int, int]:
        """Return line and column of a position."""
        index = bisect_right(self._starts, position) - 1
        return index + 1, position - self._starts[index] + 1
