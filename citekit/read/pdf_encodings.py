"""Cyrillic that old fonts give as Western letters: `Ïðèâåò` is Windows-1251 read as Windows-1252."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.read.pdf_lines import Line, PageContent

_WESTERN: Final = re.compile("[À-ÿ]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_RUN: Final = re.compile("[À-ÿ¨¸¹³¯¿ªº²´¼]{2,}")
_WORD: Final = re.compile("[A-Za-zÀ-ÿ¨¸¹³¯¿ªº²´¼¾\x9c\x9d]+")
#: Share of the letters of a size of type that are accented Western ones: no language has so many.
_MOST: Final = 0.6
_LEAST: Final = 40
#: The vowels of Russian and Ukrainian are about two letters in five.
_VOWELS: Final = re.compile("[аеиоуыэюяіїє]", re.IGNORECASE)
_VOWEL_SHARE: Final = (0.3, 0.55)
#: Where TeX's encoding T2A differs from Windows-1251.
_T2A: Final = {0x9D: "№", 0xBC: "ё", 0x9C: "Ё", 0xBE: "«", 0xBF: "»"}
_T2A_SIGNS: Final = re.compile("[\x9d\x9c¾]|(?<=[À-ÿ])¼")


def _make_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0x80, 0x100):
        byte = bytes((code,))
        western = byte.decode("cp1252", "ignore")
        cyrillic = byte.decode("cp1251", "ignore")
        if western and cyrillic and (cyrillic.isalpha() or cyrillic == "№"):
            table[ord(western)] = cyrillic
    return table


_TABLE: Final = _make_table()


def restore_cyrillic(pages: Sequence[PageContent]) -> int:
    """Write Cyrillic letters where a document shows Western ones in their stead.

    Fonts of one document may differ: the evidence is weighed for each size of type, and what is changed are
    the words that are made of such letters.

    Args:
        pages: The pages; their lines are changed in place, one letter for one.

    Returns:
        The number of pages changed.
    """
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for page in pages:
        for line in _iterate_lines(page):
            if _WESTERN.search(line.text):
                texts[round(2 * line.size)].append(line.text)
    evident = [text for lines in texts.values() if _is_cyrillic(text := "\n".join(lines))]
    if not evident:
        return 0
    # Notes full of addresses are no evidence for Cyrillic, but hold most of the signs that differ.
    shown = "\n".join("\n".join(lines) for lines in texts.values())
    newer = _T2A_SIGNS.search(shown) is not None and "¸" not in shown
    table = _TABLE | _T2A if newer else _TABLE

    def restore(word: re.Match[str]) -> str:
        letters = _LETTER.findall(word[0])
        western = _WESTERN.findall(word[0])
        return word[0].translate(table) if len(western) >= _MOST * len(letters) else word[0]

    changed = 0
    for page in pages:
        found = False
        for line in _iterate_lines(page):
            if not line.text.isascii():
                restored = _WORD.sub(restore, line.text)
                found = found or restored != line.text
                line.text = restored
        changed += found
    return changed


def _iterate_lines(page: PageContent) -> Iterator[Line]:
    for region in page.regions:
        yield from region


def _is_cyrillic(text: str) -> bool:
    western = len(_WESTERN.findall(text))
    return western >= _LEAST and western >= _MOST * len(_LETTER.findall(text)) and _reads_well(text)


def _reads_well(text: str) -> bool:
    """Tell whether the letters, read as Cyrillic, have the vowels of a Slavic language."""
    words = "".join(_RUN.findall(text)).translate(_TABLE)
    vowels = Counter(bool(_VOWELS.match(letter)) for letter in words)
    low, high = _VOWEL_SHARE
    return bool(words) and low <= vowels[True] / len(words) <= high
