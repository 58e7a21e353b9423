"""The way back from decoded text to the bytes of a text file."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Final

from citekit.model import Origin

_STEP: Final = 4_096
_PAIR: Final = re.compile("\r\n")


def normalize_breaks(text: str) -> str:
    """Return the text with CRLF and CR as line feeds."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


class ByteOffsets:
    """Leads from a position in the text of a plain file to the byte it came from.

    The table behind it is made when a place is first asked for, in one pass over the file.

    Args:
        content: The bytes of the file.
        encoding: The codec that decoded them.
        mark: Length of the byte order mark.
    """

    __slots__ = ("_breaks", "_content", "_encoding", "_mark", "_raw", "_sums")

    def __init__(self, content: bytes, encoding: str, mark: int = 0) -> None:
        self._content = content
        self._encoding = encoding
        self._mark = mark
        self._raw: str | None = None
        self._sums: list[int] = []
        self._breaks: list[int] = []

    def __getstate__(self) -> tuple[bytes, str, int]:
        return self._content, self._encoding, self._mark

    def __setstate__(self, state: tuple[bytes, str, int]) -> None:
        self._content, self._encoding, self._mark = state
        self._raw, self._sums, self._breaks = None, [], []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByteOffsets) and self.__getstate__() == other.__getstate__()

    def __hash__(self) -> int:
        return hash(self.__getstate__())

    def _load(self) -> str:
        errors = "surrogateescape" if self._encoding == "utf-8" else "replace"
        raw = self._content[self._mark :].decode(self._encoding, errors)
        steps = (self._measure(raw[start : start + _STEP]) for start in range(0, len(raw), _STEP))
        self._sums = list(accumulate(steps, initial=self._mark))
        self._breaks = [match.start() - index for index, match in enumerate(_PAIR.finditer(raw))]
        self._raw = raw
        return raw

    def _measure(self, text: str) -> int:
        errors = "surrogateescape" if self._encoding == "utf-8" else "replace"
        return len(text.encode(self._encoding, errors))

    def origin_at(self, position: int) -> Origin:
        """Return the byte offset of the first byte of the character at `position`."""
        raw = self._raw if self._raw is not None else self._load()
        place = position + bisect_left(self._breaks, position)
        step = min(place // _STEP, len(self._sums) - 1)
        return Origin(offset=self._sums[step] + self._measure(raw[step * _STEP : place]))
