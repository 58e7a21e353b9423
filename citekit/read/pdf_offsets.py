"""The way from the text of a PDF back to its pages: for each character its page and the box of its word.

What is kept is flat: twelve bytes a word or blank and twenty a line, so that a file of thousands of pages
stays small.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

from citekit.model import Origin

if TYPE_CHECKING:
    from citekit.read.pdf_lines import Line

_State = tuple[bytes, ...]


class PdfOffsets:
    """Leads from a position in the text to a page and a box on it."""

    __slots__ = ("_bottoms", "_edges", "_firsts", "_lines", "_pages", "_shifts", "_starts", "_tops", "_words")

    def __init__(self) -> None:
        #: Where a stretch of one line begins in the text, which line it is, and where in the line it begins.
        self._starts = array("I")
        self._lines = array("I")
        self._shifts = array("I")
        #: Page, bottom and top of each line, and its first word.
        self._pages = array("I")
        self._bottoms = array("f")
        self._tops = array("f")
        self._firsts = array("I", (0,))
        #: Where a word or blank begins in its line, and its left and right edge.
        self._words = array("I")
        self._edges = array("f")

    def add(self, position: int, page: int, line: Line, shift: int = 0) -> None:
        """Note that the text from a position on is a line, from its character `shift` on."""
        _, bottom, _, top = line.box
        self._starts.append(position)
        self._lines.append(len(self._pages))
        self._shifts.append(shift)
        self._pages.append(page)
        self._bottoms.append(bottom)
        self._tops.append(top)
        self._words.extend(line.starts)
        self._edges.extend(line.edges)
        self._firsts.append(len(self._words))

    def origin_at(self, position: int) -> Origin:
        """Return the page and the box of the word that holds the character at `position`.

        `offset` counts the characters of the line before it; a line break belongs to the line that it ends.
        """
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return Origin(offset=position)
        line = self._lines[index]
        offset = self._shifts[index] + position - self._starts[index]
        first, end = self._firsts[line], self._firsts[line + 1]
        word = max(first, bisect_right(self._words, offset, first, end) - 1)
        left, right = self._edges[2 * word : 2 * word + 2]
        box = (left, self._bottoms[line], right, self._tops[line])
        return Origin(offset=offset, page=self._pages[line], box=box)

    def __getstate__(self) -> _State:
        return tuple(getattr(self, name).tobytes() for name in self.__slots__)

    def __setstate__(self, state: _State) -> None:
        self.__init__()  # type: ignore[misc] # what __init__ does is what is to be done
        del self._firsts[:]
        for name, content in zip(self.__slots__, state, strict=True):
            getattr(self, name).frombytes(content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PdfOffsets) and self.__getstate__() == other.__getstate__()

    def __hash__(self) -> int:
        return hash(self.__getstate__())
