"""Bytes to text: byte order marks, UTF-8, UTF-16, and code pages guessed by the letters they would give."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from citekit.diagnostics import Diagnostic, Severity

#: Bytes looked at when the encoding has to be guessed.
_SAMPLE: Final = 65_536
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CYRILLIC: Final = ("cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic", "iso8859-5")
LATIN: Final = ("cp1252", "mac-roman", "cp850", "cp1250")

#: Letters in per mille of running text, Russian with the Ukrainian letters beside them.
_CYRILLIC_LETTERS: Final = MappingProxyType(
    {
        "о": 110, "е": 85, "а": 80, "и": 74, "н": 67, "т": 63, "с": 55, "р": 47, "в": 45, "л": 44, "к": 35,
        "м": 32, "д": 30, "п": 28, "у": 26, "я": 20, "ы": 19, "ь": 17, "г": 17, "з": 16, "б": 16, "ч": 14,
        "й": 12, "х": 10, "ж": 9, "ш": 7, "ю": 6, "ц": 5, "щ": 4, "э": 3, "ф": 3, "ъ": 1, "ё": 2,
        "і": 12, "ї": 4, "є": 4, "ґ": 1, "ў": 1,
    }
)  # fmt: skip
#: Letters with marks in French, German, Italian, Spanish, Portuguese, Polish, Czech text.
_LATIN_LETTERS: Final = MappingProxyType(
    {
        "é": 40, "è": 14, "à": 18, "ê": 7, "ç": 5, "ô": 4, "û": 3, "î": 3, "â": 4, "ù": 3, "ë": 2, "ï": 2,
        "œ": 1, "ä": 18, "ö": 12, "ü": 20, "ß": 8, "í": 12, "ó": 18, "á": 14, "ú": 6, "ñ": 6, "ò": 5, "ì": 4,
        "ã": 5, "õ": 2, "å": 4, "ø": 3, "ł": 6, "ż": 3, "ś": 3, "ą": 4, "ę": 4, "ć": 2, "ń": 2, "ř": 3,
        "š": 4, "č": 4, "ž": 4, "ě": 4, "ý": 3, "ů": 2, "ő": 1, "ű": 1, "æ": 1,
    }
)  # fmt: skip
_TYPOGRAPHY: Final = frozenset("«»„“”‘’–—…№§°©\u00a0·•€±×")
#: A byte above 127 that stands alone, and one at the edge of a word: there quotes and dashes stand.
_LONE: Final = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff](?![A-Za-z\x80-\xff])")
_EDGE: Final = re.compile(
    rb"(?<![A-Za-z\x80-\xff])[\x80-\xff](?=[A-Za-z])|(?<=[A-Za-z.,!?])[\x80-\xff](?![A-Za-z\x80-\xff])"
)
_LONE_LETTERS: Final = frozenset("àéèáÀÉÈ")
_RUN: Final = re.compile(rb"[\x80-\xff]{2,}")
_BAD: Final = re.compile("[\udc80-\udcff]")
#: Control characters that text never has.
_BINARY: Final = bytes((*range(2), *range(3, 8), *range(0x0E, 0x1A), 0x1B))


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text out of bytes.

    Attributes:
        text: The text, line breaks as they came, without a byte order mark.
        encoding: The codec's name.
        mark: Bytes of the byte order mark.
        guessed: Neither a mark nor valid UTF-8 told the encoding.
        damaged: Bytes that could not be decoded; each became U+FFFD.
    """

    text: str
    encoding: str
    mark: int = 0
    guessed: bool = False
    damaged: int = 0

    def diagnose(self, source: str) -> tuple[Diagnostic, ...]:
        """Return what a reader should say about the decoding."""
        found = []
        if self.guessed:
            found.append(
                Diagnostic(
                    "CK101",
                    f"the encoding is not stated and not UTF-8; read as {self.encoding}",
                    Severity.INFO,
                    source,
                    hint="convert the file to UTF-8 if letters look wrong",
                )
            )
        if self.damaged:
            found.append(
                Diagnostic(
                    "CK102",
                    f"{self.damaged} damaged byte{'s' * (self.damaged > 1)} replaced by U+FFFD",
                    Severity.WARNING,
                    source,
                )
            )
        return tuple(found)


@lru_cache(maxsize=16)
def _weigh_bytes(encoding: str) -> Mapping[int, int]:
    """Return a weight for each byte above 127: how much it speaks for the encoding."""
    letters = _CYRILLIC_LETTERS if encoding in CYRILLIC else _LATIN_LETTERS
    weights = {}
    for byte in range(128, 256):
        character = bytes((byte,)).decode(encoding, "replace")
        if character in letters:
            weight = letters[character]
        elif character.lower() in letters:
            weight = min(8, letters[character.lower()] // 3)
        elif character in _TYPOGRAPHY:
            weight = 2
        else:
            weight = -30
        weights[byte] = weight
    return weights


def _guess_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark, or None: one half of the bytes hardly varies."""
    sample = data[: min(len(data), _SAMPLE) & ~1]
    if len(sample) < 8:
        return None
    for name, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        plain = sum(high.count(byte) for byte in (0, 4, 0x20))
        if plain >= 0.97 * len(high) and high.count(0) and low.count(0) <= 0.02 * len(low):
            return name
    return None


def guess_code_page(data: bytes) -> str:
    """Return the code page that gives the likeliest letters.

    Args:
        data: Bytes that are not UTF-8.

    Returns:
        The name of a codec; `cp1252` when nothing speaks for another one.
    """
    sample = data[:_SAMPLE]
    high = Counter(byte for byte in sample if byte > 127)
    total = sum(high.values())
    in_runs = sum(map(len, _RUN.findall(sample)))
    pages = CYRILLIC if 2 * in_runs > total else LATIN
    scores = {
        page: sum(count * weights[byte] for byte, count in high.items())
        for page in pages
        for weights in (_weigh_bytes(page),)
    }
    if pages is LATIN:
        for page in pages:
            scores[page] += _weigh_edges(sample, page)
    best = max(pages, key=lambda page: (scores[page], -pages.index(page)))
    if scores[best] >= 5 * total or (pages is LATIN and scores[best] >= 0):
        return best
    return _ask_charset_normalizer(sample) or best


def _weigh_edges(sample: bytes, page: str) -> int:
    """Return how well the bytes at the edges of words and between them fit a Latin code page."""
    score = 0
    for pattern, letter, typography in ((_LONE, -15, 15), (_EDGE, 0, 12)):
        for byte, count in Counter(pattern.findall(sample)).items():
            character = byte.decode(page, "replace")
            if character in _TYPOGRAPHY:
                score += count * typography
            elif character not in _LONE_LETTERS:
                score += count * (letter - _LATIN_LETTERS.get(character, 0) // 2)
    return score


def _ask_charset_normalizer(sample: bytes) -> str | None:
    """Return the guess of charset-normalizer for scripts that the tables here do not know."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 30 ms, seldom needed

    match = from_bytes(sample[:8192]).best()
    return match.encoding if match is not None else None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode the bytes of a text file.

    Args:
        data: The whole file.
        encoding: The codec, where it is known; otherwise a byte order mark, then UTF-8, then UTF-16
            without a mark, then a code page guessed by letter frequency.

    Returns:
        The text with how it was decoded. Every byte sequence can be decoded.
    """
    for mark, name in _MARKS:
        if data.startswith(mark) and encoding is None:
            return _decode_as(data, name, len(mark))
    if encoding is not None:
        return _decode_as(data, encoding, 0)
    wide = _guess_utf16(data) if b"\x00" in data[:_SAMPLE] else None
    if wide is not None:
        return _decode_as(data, wide, 0, guessed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", "surrogateescape")
    bad = len(_BAD.findall(text))
    letters = len(sample) - len(text)
    if letters > 8 * bad or (len(data) > _SAMPLE and not bad):
        return _decode_as(data, "utf-8", 0)
    return _decode_as(data, guess_code_page(data), 0, guessed=True)


def _decode_as(data: bytes, encoding: str, mark: int, *, guessed: bool = False) -> Decoded:
    body = data[mark:]
    try:
        return Decoded(body.decode(encoding), encoding, mark, guessed)
    except UnicodeDecodeError:
        pass
    if encoding == "utf-8":
        text, damaged = _BAD.subn("\ufffd", body.decode(encoding, "surrogateescape"))
        return Decoded(text, encoding, mark, guessed, damaged)
    text = body.decode(encoding, "replace")
    return Decoded(text, encoding, mark, guessed, text.count("\ufffd"))


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text: more than one in 200 is a control character that text never has."""
    sample = data[:_SAMPLE]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return False
    controls = len(sample) - len(sample.translate(None, _BINARY))
    if controls * 200 <= len(sample):
        return False
    return _guess_utf16(data) is None
