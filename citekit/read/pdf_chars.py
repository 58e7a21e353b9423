"""The words of a PDF page with their places: PDFium's characters, two calls each, all in C.

A word is a stretch without blanks, gaps, or a change of size or baseline. Superscripts set as glyphs of the
full size (OpenType `sups`) are told by the tight box of the glyph.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Sequence
from itertools import pairwise, repeat
from operator import sub
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from citekit.read.pdf_accents import ACCENT, compose_accents

#: Characters of one page that are read at most.
MAX_CHARACTERS: Final = 200_000
#: A gap inside a word, in ems, that parts two words although no blank was drawn.
_WIDE_GAP: Final = 0.2
#: Height of a usual box, in ems; how far apart baselines and sizes of one word may be, in points.
_BOX_HEIGHT: Final = 1.15
_SAME_BASE: Final = 0.05
_SAME_SIZE: Final = 0.05
#: How far letters of one word may be set higher or lower, in ems: logos, ordinals, small capitals.
_SHIFT: Final = 0.4
#: How wide the letters of a word are at most on the average, in ems; wider ones are set apart.
_WIDEST_LETTER: Final = 0.75
#: How far off the page a word may stand, in points.
_OFF_PAGE: Final = 5.0
#: How far the middle of an accent is from that of its letter at most, in heights of the taller box.
_ACCENT_RISE: Final = 0.9
#: Where a superscript glyph of the full size begins and how tall it is, in ems (text figures are lower).
_RAISED_BOTTOM: Final = 0.22
_RAISED_HEIGHT: Final = 0.52
#: A word of letters alone, of which the first and the last character tell all; or any other.
_TOKEN: Final = re.compile(
    r"([^\w\s\x00\x02*∗†‡§¶‖]{0,2}+[^\W\d_⁰¹²³⁴-⁹]{1,30}+(?:[-'’][^\W\d_⁰¹²³⁴-⁹]{1,30}+){0,3}+"
    r"[^\w\s\x00\x02*∗†‡§¶‖]{0,3}+(?![^\s\x00]|\x85))|(?:[^\s\x00\x02]|\x85)++\x02?|\x02"
)
_DIGITS: Final = re.compile(r"[0-9]{1,3}+(?![0-9])|[⁰¹²³⁴-⁹]{1,3}+")
_DIGIT: Final = re.compile(r"[0-9⁰¹²³⁴-⁹]")
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LONGEST_RAISED: Final = 80
#: Characters that become one other character: U+0002, U+FFFE and U+00AD are drawn hyphens.
_TRANSLATED: Final = {
    **dict.fromkeys((*range(1, 9), *range(14, 32), 11, 12, 0x7F), "\ufffd"),
    **dict.fromkeys((0x02, 0xFFFE, 0xAD), "-"),
    0x85: "…",
}
_ODD: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u00ad\ufffe]")
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
_LEFT, _TOP, _RIGHT, _BOTTOM = range(4)
_HANDLE: Final = ctypes.c_void_p
#: These calls are short: the interpreter's lock is kept over them.
_get_unicode: Final = ctypes.cast(
    raw.FPDFText_GetUnicode, ctypes.PYFUNCTYPE(ctypes.c_uint, _HANDLE, ctypes.c_int)
)
_get_box: Final = ctypes.cast(
    raw.FPDFText_GetLooseCharBox, ctypes.PYFUNCTYPE(ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE)
)


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


class _Axes(NamedTuple):
    """Which numbers of a box are its edges on the page as it is shown, and how large the page is."""

    left: int
    right: int
    sign: float
    shift: float
    low: int
    high: int
    width: float
    height: float


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
    """Reads one page; each instance is used once.

    Boxes are kept as PDFium gives them, four numbers a character; `axes` says which of them is what on the
    page as it is shown.
    """

    def __init__(self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, count: int) -> None:
        self.textpage = textpage
        self.handle = ctypes.cast(textpage.raw, _HANDLE).value
        self.count = count
        self.rotation = page.get_rotation() % 360
        left, bottom, right, top = page.get_bbox()
        self.frame: tuple[float, float, float, float] = (left, bottom, right, top)
        self.axes = {
            90: _Axes(_BOTTOM, _TOP, 1.0, -bottom, _LEFT, _RIGHT, top - bottom, right - left),
            180: _Axes(_RIGHT, _LEFT, -1.0, right, _BOTTOM, _TOP, right - left, top - bottom),
            270: _Axes(_TOP, _BOTTOM, -1.0, top, _LEFT, _RIGHT, top - bottom, right - left),
        }.get(self.rotation, _Axes(_LEFT, _RIGHT, 1.0, -left, _BOTTOM, _TOP, right - left, top - bottom))
        self.styles: dict[tuple[float, float], _Style] = {}
        self.x, self.y, self.matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
        self.buffer = (ctypes.c_float * (4 * count))()
        self.boxes = memoryview(self.buffer).cast("B").cast("f")

    def read(self) -> list[Word]:
        text = self._read_text().replace("\ufffe", "\x02")
        if _CORK_CODES.search(text):
            text = text.translate(_CORK)
        composed: list[tuple[int, int]] = []
        if ACCENT.search(text):
            text, composed = compose_accents(text, self._find_under)
        shown = text.replace("\x02", "-")
        if _ODD.search(shown):
            shown = shown.translate(_TRANSLATED)
        tokens: list[tuple[int, int, bool]] = []
        places: list[int] = []
        for token in _TOKEN.finditer(text):
            start, end = token.span()
            plain = token.lastindex == 1
            tokens.append((start, end, plain))
            if plain:
                places += (start, end - 1)
            else:
                places += range(start, end)
        hyphens = _find_all(text, "\x02")
        places += [place - 1 for place in hyphens]
        self._read_boxes(places)
        for place in hyphens:
            # The hyphen at a line end has a box of its own kind; the letter before it tells the line.
            for edge in (self.axes.low, self.axes.high):
                self.boxes[4 * place + edge] = self.boxes[4 * place - 4 + edge]
        for place, letter in composed:
            self.boxes[4 * place : 4 * place + 4] = self.boxes[4 * letter : 4 * letter + 4]
        words = self._split(text, shown, tokens)
        return [self._spell_out(word) for word in words] if _SPREAD.search(shown) else words

    def _read_text(self) -> str:
        """Return one code point for each character of the page."""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        if raw.FPDFText_GetText(self.textpage, 0, self.count, buffer) == self.count + 1:
            text = bytes(buffer)[: 2 * self.count].decode("utf-16-le", "replace")
            if len(text) == self.count:
                return text
        codes = map(_get_unicode, repeat(self.handle), range(self.count))
        return "".join(
            [chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes]
        )

    def _find_under(self, accent: int, letters: Sequence[int]) -> int | None:
        """Return which of some letters an accent is drawn over or under."""
        self._read_boxes((accent, *letters))
        left, right, _, _, low, high, _, _ = self.axes
        over = self.boxes[4 * accent : 4 * accent + 4]
        middle, level = over[left] + over[right], over[low] + over[high]
        for letter in letters:
            under = self.boxes[4 * letter : 4 * letter + 4]
            height = max(abs(over[high] - over[low]), abs(under[high] - under[low]))
            apart = abs(level - under[low] - under[high])
            if apart < 2 * _ACCENT_RISE * height and abs(middle - under[left] - under[right]) < abs(
                under[right] - under[left]
            ):
                return letter
        return None

    def _read_boxes(self, places: Sequence[int]) -> None:
        """Fill in the boxes of the characters at some places."""
        base = ctypes.addressof(self.buffer)
        deque(map(_get_box, repeat(self.handle), places, [base + 16 * place for place in places]), maxlen=0)

    def _split(self, text: str, shown: str, tokens: Sequence[tuple[int, int, bool]]) -> list[Word]:
        """Return the words of the tokens, each once, without those that stand off the page."""
        width, height = self.axes.width + _OFF_PAGE, self.axes.height + _OFF_PAGE
        words: list[Word] = []
        seen: set[tuple[str, int, int]] = set()
        for start, end, plain in tokens:
            whole = self._read_plain(shown, start, end) if plain else None
            found = (whole,) if whole is not None else self._read_pieces(text, shown, start, end, plain=plain)
            for word in found:
                left, _, base, _, part, _ = word
                key = (part, round(left), round(base))
                if key not in seen and -_OFF_PAGE < left < width and -_OFF_PAGE < base < height:
                    seen.add(key)
                    words.append(word)
        return words

    def _read_plain(self, shown: str, start: int, end: int) -> Word | None:
        """Return a word whose first and last letter have the same style; None where they have not."""
        boxes = self.boxes
        left, right, sign, shift, low, high, _, _ = self.axes
        first, last = 4 * start, 4 * end - 4
        edges = (boxes[first + low], boxes[first + high])
        style = self.styles.get(edges) or self._measure(start, edges)
        ends = (boxes[last + low], boxes[last + high])
        if ends != edges and not _are_same(style, self.styles.get(ends) or self._measure(end - 1, ends)):
            return None
        begin, stop = shift + sign * boxes[first + left], shift + sign * boxes[last + right]
        if not style.upright or not begin <= stop <= begin + _WIDEST_LETTER * style.size * (end - start):
            return None
        return Word(begin, stop, style.base, style.size, shown[start:end])

    def _read_pieces(self, text: str, shown: str, start: int, end: int, *, plain: bool) -> list[Word]:
        """Return the words of a token, cut where its style changes."""
        if plain:  # the boxes between its first and last letter are not known yet
            self._read_boxes(range(start, end - 1 if text[end - 1] == "\x02" else end))
        left, right, sign, shift = self.axes[:4]
        lefts = [shift + sign * edge for edge in self.boxes[4 * start + left : 4 * end : 4]]
        rights = [shift + sign * edge for edge in self.boxes[4 * start + right : 4 * end : 4]]
        token = shown[start:end]
        words: list[Word] = []
        for first, last, style in self._cut(token, start, lefts, rights):
            if style.upright:
                word = Word(lefts[first], rights[last - 1], style.base, style.size, token[first:last])
                words += self._raise_digits(word, start + first, lefts[first:last], rights[first:last])
        return words

    def _cut(
        self, token: str, start: int, lefts: Sequence[float], rights: Sequence[float]
    ) -> list[tuple[int, int, _Style]]:
        """Cut a token where its baseline or size changes, or a gap is wide; places count from its start."""
        end = start + len(token)
        lows = self.boxes[4 * start + self.axes.low : 4 * end : 4].tolist()
        highs = self.boxes[4 * start + self.axes.high : 4 * end : 4].tolist()
        height = abs(highs[0] - lows[0]) or 10.0
        wide, back = _WIDE_GAP * height, height
        cuts = [0]
        if not (
            lows.count(lows[0]) == len(token) == highs.count(highs[0])
            and max(map(sub, lefts[1:], rights), default=0.0) <= wide
            and min(map(sub, lefts[1:], lefts), default=0.0) >= -back
        ):
            cuts += [
                index
                for index in range(1, len(token))
                if lows[index] != lows[index - 1]
                or highs[index] != highs[index - 1]
                or lefts[index] - rights[index - 1] > wide
                or lefts[index] < lefts[index - 1] - back
            ]
        # Boxes of some fonts are as tall as their glyphs: pieces of one baseline and size are one word.
        joined: list[tuple[int, int, _Style]] = []
        for low, high in pairwise([*cuts, len(token)]):
            edges = (lows[low], highs[low])
            style = self.styles.get(edges) or self._measure(start + low, edges)
            if joined and lefts[low] >= lefts[low - 1] - style.size:
                first, _, other = joined[-1]
                near = lefts[low] - rights[low - 1] <= _WIDE_GAP * _BOX_HEIGHT * style.size
                if near and (_are_same(style, other) or _spell(token[low - 1 : high], style, other)):
                    longer = (other.size, low - first) >= (style.size, high - low)
                    joined[-1] = (first, high, other if longer else style)
                    continue
            joined.append((low, high, style))
        return joined

    def _measure(self, index: int, edges: tuple[float, float]) -> _Style:
        """Ask for baseline, size and angle of the characters that share a box height."""
        x, y, matrix = self.x, self.y, self.matrix
        raw.FPDFText_GetCharOrigin(self.textpage, index, x, y)
        size = raw.FPDFText_GetFontSize(self.textpage, index)
        known = raw.FPDFText_GetMatrix(self.textpage, index, matrix)
        if known:
            size *= math.hypot(matrix.c, matrix.d)
        if not 0.5 < size < 2_000:
            size = max(1.0, min(abs(edges[1] - edges[0]), 100.0))
        x0, y0, x1, y1 = self.frame
        if known and not self.rotation and matrix.a > 0 and not matrix.b and not matrix.c:
            upright, base = True, y.value - y0
        else:
            angle = raw.FPDFText_GetCharAngle(self.textpage, index)
            across, along = math.sin(angle), math.cos(angle)
            upright = {0: along > 0.9, 180: along < -0.9}.get(self.rotation, abs(across) > 0.9)
            base = {0: y.value - y0, 90: x1 - x.value, 180: y1 - y.value}.get(self.rotation, x.value - x0)
        style = _Style(base, size, upright)
        self.styles[edges] = style
        return style

    def _raise_digits(
        self, word: Word, first: int, lefts: Sequence[float], rights: Sequence[float]
    ) -> list[Word]:
        """Part digits whose glyphs hang high from the word they are glued to."""
        text = word.text
        if len(text) > _LONGEST_RAISED or not _DIGIT.search(text):
            return [word]
        pieces: list[Word] = []
        place = 0
        for digits in _DIGITS.finditer(text):
            start, end = digits.span()
            if digits[0].isascii() and (
                (start and text[start - 1].isdigit()) or not self._hangs_high(first + start, word)
            ):
                continue
            if start > place:
                part = text[place:start]
                pieces.append(word._replace(text=part, right=rights[start - 1], left=lefts[place]))
            left, right = lefts[start], rights[end - 1]
            number = digits[0].translate(_SUPERSCRIPTS)
            pieces.append(Word(left, right, word.base, word.size, number, raised=True))
            place = end
        if not pieces:
            return [word]
        if place < len(text):
            pieces.append(word._replace(text=text[place:], left=lefts[place]))
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


def _are_same(style: _Style, other: _Style) -> bool:
    """Tell whether two characters stand on one baseline in one size."""
    return (
        abs(style.base - other.base) < _SAME_BASE
        and abs(style.size - other.size) < _SAME_SIZE
        and style.upright == other.upright
    )


def _spell(letters: str, style: _Style, other: _Style) -> bool:
    """Tell whether letters go on with a word although they are set higher, lower or in another size."""
    rise = abs(style.base - other.base)
    return (
        style.upright == other.upright and rise < _SHIFT * min(style.size, other.size) and letters.isalpha()
    )


def _find_all(text: str, character: str) -> list[int]:
    """Return where a character stands, but not at the very beginning."""
    found: list[int] = []
    place = text.find(character, 1)
    while place >= 0:
        found.append(place)
        place = text.find(character, place + 1)
    return found


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
