"""The words of a PDF page with their places: PDFium's characters, two calls each, all in C.

A word is a stretch without blanks, gaps, or a change of size or baseline. Superscripts set as glyphs of the
full size (OpenType `sups`) are told by the tight box of the glyph.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from itertools import pairwise, repeat
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

#: Characters of one page that are read at most.
MAX_CHARACTERS: Final = 200_000
#: A gap inside a word, in ems, that parts two words although no blank was drawn.
_WIDE_GAP: Final = 0.2
#: Height of a usual box, in ems; how far apart baselines and sizes of one word may be, in points.
_BOX_HEIGHT: Final = 1.15
_SAME_BASE: Final = 0.05
_SAME_SIZE: Final = 0.05
#: Where a superscript glyph of the full size begins and how tall it is, in ems (text figures are lower).
_RAISED_BOTTOM: Final = 0.22
_RAISED_HEIGHT: Final = 0.52
_TOKEN: Final = re.compile(r"[^\s\x00]+")
_DIGITS: Final = re.compile(r"[0-9]{1,3}+(?![0-9])")
_DIGIT: Final = re.compile(r"[0-9]")
_LONGEST_RAISED: Final = 80
#: Characters that become one other character: U+0002, U+FFFE and U+00AD are drawn hyphens.
_TRANSLATED: Final = {
    **dict.fromkeys((*range(1, 9), *range(14, 32), 11, 12, 0x7F), "\ufffd"),
    **dict.fromkeys((0x02, 0xFFFE, 0xAD), "-"),
}
_ODD: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\ufffe]")
#: Codes below the blank that fonts of TeX without a map give: Cork encoding (T1, T2A), one for one.
_CORK: Final = {
    0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", 0x1B: "\ufb00",
    0x1C: "\ufb01", 0x1D: "\ufb02", 0x1E: "\ufb03", 0x1F: "\ufb04",
}  # fmt: skip
_CORK_CODES: Final = re.compile("[\x10-\x16\x1b-\x1f]")
#: Characters that become several, or none.
_LONGER: Final = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st", "\ufeff": "", "\u200b": "", "\u2060": "",
    }
)  # fmt: skip
_SPREAD: Final = re.compile("[\ufb00-\ufb06\ufeff\u200b\u2060]")
_HANDLE: Final = ctypes.c_void_p
#: These calls are short: the interpreter's lock is kept over them.
_Unicode = ctypes.PYFUNCTYPE(ctypes.c_uint, _HANDLE, ctypes.c_int)
_LooseBox = ctypes.PYFUNCTYPE(ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE)


class Word(NamedTuple):
    """A word of a page, in points from the bottom left corner of the page as it is shown.

    Attributes:
        left: Left edge.
        right: Right edge.
        base: Height of the baseline.
        size: Size of the type.
        text: What it says.
        raised: Whether it is a superscript.
    """

    left: float
    right: float
    base: float
    size: float
    text: str
    raised: bool = False


class _Style(NamedTuple):
    base: float
    size: float
    upright: bool


def read_words(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> list[Word]:
    """Return the words of a page in the order of the file, rotated text left out.

    Args:
        page: The page.
        textpage: Its text.

    Returns:
        The words, in the coordinates of the page as it is shown.
    """
    count = min(raw.FPDFText_CountChars(textpage), MAX_CHARACTERS)
    if count <= 0:
        return []
    return _Scan(page, textpage, count).read()


class _Scan:
    """Reads one page; each instance is used once."""

    def __init__(self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, count: int) -> None:
        self.textpage = textpage
        self.handle = ctypes.cast(textpage.raw, _HANDLE).value
        self.count = count
        self.rotation = page.get_rotation() % 360
        left, bottom, right, top = page.get_bbox()
        self.frame: tuple[float, float, float, float] = (left, bottom, right, top)
        self.styles: dict[tuple[float, float], _Style] = {}
        self.numbers = (ctypes.c_double * 4)()

    def read(self) -> list[Word]:
        text = self._read_text()
        buffer = (ctypes.c_float * (4 * self.count))()
        base = ctypes.addressof(buffer)
        get_box = ctypes.cast(raw.FPDFText_GetLooseCharBox, _LooseBox)
        boxes = range(base, base + 16 * self.count, 16)
        deque(map(get_box, repeat(self.handle), range(self.count), boxes), maxlen=0)
        numbers = list(buffer)
        lefts, tops, rights, bottoms = numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4]
        return self._split(text, *self._turn(lefts, rights, bottoms, tops))

    def _read_text(self) -> str:
        """Return one code point for each character of the page."""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        if raw.FPDFText_GetText(self.textpage, 0, self.count, buffer) == self.count + 1:
            text = bytes(buffer)[: 2 * self.count].decode("utf-16-le", "replace")
            if len(text) == self.count:
                return text
        get_unicode = ctypes.cast(raw.FPDFText_GetUnicode, _Unicode)
        codes = map(get_unicode, repeat(self.handle), range(self.count))
        return "".join(
            [chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes]
        )

    def _turn(self, *boxes: list[float]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Return lefts, rights, bottoms and tops as the page shows them, from its bottom left corner."""
        lefts, rights, bottoms, tops = boxes
        x0, y0, x1, y1 = self.frame
        if self.rotation == 90:
            turned = [y - y0 for y in bottoms], [y - y0 for y in tops], [x1 - x for x in rights]
            return *turned, [x1 - x for x in lefts]
        if self.rotation == 180:
            turned = [x1 - x for x in rights], [x1 - x for x in lefts], [y1 - y for y in tops]
            return *turned, [y1 - y for y in bottoms]
        if self.rotation == 270:
            turned = [y1 - y for y in tops], [y1 - y for y in bottoms], [x - x0 for x in lefts]
            return *turned, [x - x0 for x in rights]
        if x0 or y0:
            turned = [x - x0 for x in lefts], [x - x0 for x in rights], [y - y0 for y in bottoms]
            return *turned, [y - y0 for y in tops]
        return lefts, rights, bottoms, tops

    def _split(
        self, text: str, lefts: list[float], rights: list[float], bottoms: list[float], tops: list[float]
    ) -> list[Word]:
        text = text.replace("\ufffe", "\x02")
        if _CORK_CODES.search(text):
            text = text.translate(_CORK)
        if "\x02" in text:
            # The hyphen at a line end has a box of its own kind; the letter before it tells the line.
            for place in [index for index, character in enumerate(text) if character == "\x02" and index]:
                bottoms[place], tops[place] = bottoms[place - 1], tops[place - 1]
        shown = text.translate(_TRANSLATED) if _ODD.search(text) else text
        spread = _SPREAD.search(shown) is not None
        boxes = (lefts, rights, bottoms, tops)
        words: list[Word] = []
        seen: set[tuple[str, int, int]] = set()
        for token in _TOKEN.finditer(text):
            for first, last, style in self._cut(text, *token.span(), boxes):
                if not style.upright:
                    continue
                part = shown[first:last]
                word = Word(lefts[first], rights[last - 1], style.base, style.size, part)
                key = (part, round(word.left), round(style.base))
                if key in seen or not self._is_inside(word):
                    continue
                seen.add(key)
                if _DIGIT.search(part) and last - first <= _LONGEST_RAISED:
                    words.extend(self._raise_digits(word, first, lefts, rights))
                else:
                    words.append(word)
        return [self._spell_out(word) for word in words] if spread else words

    def _cut(
        self, text: str, start: int, end: int, boxes: tuple[list[float], ...]
    ) -> list[tuple[int, int, _Style]]:
        """Cut a token where its baseline or size changes, a hyphen ends a line, or a gap is wide."""
        lefts, rights, bottoms, tops = boxes
        height = (tops[start] - bottoms[start]) or 10.0
        even = bottoms[start:end].count(bottoms[start]) == end - start == tops[start:end].count(tops[start])
        if even:
            gaps = map(float.__sub__, lefts[start + 1 : end], rights[start : end - 1])
            back = min(map(float.__sub__, lefts[start + 1 : end], lefts[start : end - 1]), default=0.0)
            tight = max(gaps, default=0.0) <= _WIDE_GAP * height and back >= -height
            if tight and text.find("\x02", start, end - 1) < 0:
                return [(start, end, self._style_of(start, boxes))]
        cuts = [start]
        wide, back = _WIDE_GAP * height, height
        for index in range(start + 1, end):
            before = index - 1
            if (
                bottoms[index] != bottoms[before]
                or tops[index] != tops[before]
                or lefts[index] - rights[before] > wide
                or text[before] == "\x02"
                or lefts[index] < lefts[before] - back
            ):
                cuts.append(index)
        return self._join_pieces(text, list(pairwise([*cuts, end])), boxes)

    def _join_pieces(
        self, text: str, pieces: list[tuple[int, int]], boxes: tuple[list[float], ...]
    ) -> list[tuple[int, int, _Style]]:
        """Put pieces of one baseline and size together: boxes of some fonts are as tall as their glyphs."""
        lefts, rights = boxes[0], boxes[1]
        joined: list[tuple[int, int, _Style]] = []
        for start, end in pieces:
            style = self._style_of(start, boxes)
            if joined and text[start - 1] != "\x02":
                first, _, before = joined[-1]
                if (
                    abs(style.base - before.base) < _SAME_BASE
                    and abs(style.size - before.size) < _SAME_SIZE
                    and style.upright == before.upright
                    and lefts[start] - rights[start - 1] <= _WIDE_GAP * _BOX_HEIGHT * style.size
                    and lefts[start] >= lefts[start - 1] - style.size
                ):
                    joined[-1] = (first, end, before)
                    continue
            joined.append((start, end, style))
        return joined

    def _style_of(self, index: int, boxes: tuple[list[float], ...]) -> _Style:
        edges = (boxes[2][index], boxes[3][index])
        return self.styles.get(edges) or self._measure(index, *edges)

    def _measure(self, index: int, bottom: float, top: float) -> _Style:
        """Ask for baseline, size and angle of the characters that share a box height."""
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self.textpage, index, x, y)
        matrix = raw.FS_MATRIX()
        size = raw.FPDFText_GetFontSize(self.textpage, index)
        if raw.FPDFText_GetMatrix(self.textpage, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        if not 0.5 < size < 2_000:
            size = max(1.0, min(top - bottom, 100.0))
        angle = raw.FPDFText_GetCharAngle(self.textpage, index)
        across, along = math.sin(angle), math.cos(angle)
        upright = {0: along > 0.9, 180: along < -0.9}.get(self.rotation, abs(across) > 0.9)
        x0, y0, x1, y1 = self.frame
        base = {0: y.value - y0, 90: x1 - x.value, 180: y1 - y.value}.get(self.rotation, x.value - x0)
        style = _Style(base, size, upright)
        self.styles[bottom, top] = style
        return style

    def _is_inside(self, word: Word) -> bool:
        width, height = self.frame[2] - self.frame[0], self.frame[3] - self.frame[1]
        if self.rotation in {90, 270}:
            width, height = height, width
        return -5 < word.left < width + 5 and -5 < word.base < height + 5

    def _raise_digits(self, word: Word, first: int, lefts: list[float], rights: list[float]) -> list[Word]:
        """Part digits whose glyphs hang high from the word they are glued to."""
        text = word.text
        pieces: list[Word] = []
        place = 0
        for digits in _DIGITS.finditer(text):
            start, end = digits.span()
            if (start and text[start - 1].isdigit()) or not self._hangs_high(first + start, word):
                continue
            if start > place:
                right = rights[first + start - 1]
                pieces.append(word._replace(text=text[place:start], right=right, left=lefts[first + place]))
            pieces.append(
                Word(lefts[first + start], rights[first + end - 1], word.base, word.size,
                     text[start:end], raised=True)
            )  # fmt: skip
            place = end
        if not pieces:
            return [word]
        if place < len(text):
            pieces.append(word._replace(text=text[place:], left=lefts[first + place]))
        return pieces

    def _hangs_high(self, index: int, word: Word) -> bool:
        if self.rotation:
            return False
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self.textpage, index, left, right, bottom, top)
        low: float = bottom.value - self.frame[1] - word.base
        height: float = top.value - bottom.value
        high: bool = low > _RAISED_BOTTOM * word.size
        return high and 0.0 < height < _RAISED_HEIGHT * word.size

    @staticmethod
    def _spell_out(word: Word) -> Word:
        """Write ligatures as letters, and leave out characters without width."""
        if word.text.isascii():
            return word
        return word._replace(text=word.text.translate(_LONGER))


def read_links(page: pdfium.PdfPage) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return the addresses that link annotations of a page lead to, each with its box.

    Returns:
        Pairs of the address and (left, bottom, right, top); a link over two lines gives two boxes.
    """
    found: list[tuple[str, tuple[float, float, float, float]]] = []
    document = page.pdf.raw
    position = ctypes.c_int(0)
    link: Any = raw.FPDF_LINK()
    x, y = page.get_bbox()[:2]
    while len(found) < 2_000 and raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        if not 0 < length < 4_000:
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document, action, buffer, length)
        address = buffer.raw[: length - 1].decode("utf-8", "replace")
        quads = raw.FPDFLink_CountQuadPoints(link)
        quad = raw.FS_QUADPOINTSF()
        for number in range(min(quads, 50)):
            if raw.FPDFLink_GetQuadPoints(link, number, quad):
                xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                found.append((address, (min(xs) - x, min(ys) - y, max(xs) - x, max(ys) - y)))
        rectangle = raw.FS_RECTF()
        if quads <= 0 and raw.FPDFLink_GetAnnotRect(link, rectangle):
            box = (rectangle.left - x, rectangle.bottom - y, rectangle.right - x, rectangle.top - y)
            found.append((address, box))
    return found
