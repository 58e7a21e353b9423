"""Cyrillic that old fonts give as Western letters: `Ïðèâåò` is Windows-1251 read as Windows-1252."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from citekit.read.pdf_lines import PageContent

_WESTERN: Final = re.compile("[À-ÿ]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_RUN: Final = re.compile("[À-ÿ¨¸¹³¯¿ªº²´]{2,}")
#: Share of a page's letters that are accented Western ones: no language has so many.
_MOST: Final = 0.6
_LEAST: Final = 40
#: The vowels of Russian and Ukrainian are about two letters in five.
_VOWELS: Final = re.compile("[аеиоуыэюяіїє]", re.IGNORECASE)
_VOWEL_SHARE: Final = (0.3, 0.55)


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
    """Write Cyrillic letters where a page shows Western ones in their stead.

    Args:
        pages: The pages; their lines are changed in place, one letter for one.

    Returns:
        The number of pages changed.
    """
    changed = 0
    for page in pages:
        lines = [line for region in page.regions for line in region]
        text = "\n".join(line.text for line in lines)
        western = len(_WESTERN.findall(text))
        if western < _LEAST or western < _MOST * len(_LETTER.findall(text)) or not _reads_well(text):
            continue
        for line in lines:
            line.text = line.text.translate(_TABLE)
        changed += 1
    return changed


def _reads_well(text: str) -> bool:
    """Tell whether the letters, read as Cyrillic, have the vowels of a Slavic language."""
    words = "".join(_RUN.findall(text)).translate(_TABLE)
    vowels = Counter(bool(_VOWELS.match(letter)) for letter in words)
    low, high = _VOWEL_SHARE
    return bool(words) and low <= vowels[True] / len(words) <= high
