"""Gives a document other names and other years, so that no cache of whole strings counts in a measurement.

The same name and the same year become the same other ones throughout a text: citations still lead to
their entries, and lists, dates, numbers of documents and key words stay as they are.
"""

from __future__ import annotations

import re

_UPPER = "A-ZÄÖÜÉА-ЯЁІЇЄҐ"
#: A family name before or behind initials.
_FAMILY = re.compile(
    rf"(?<![\w.])(?:(?:[{_UPPER}]\.[ \u00a0-]?){{1,3}}(?P<behind>[{_UPPER}][^\W\d_]{{3,30}})"
    rf"|(?P<before>[{_UPPER}][^\W\d_]{{3,30}}),?[ \u00a0](?=[{_UPPER}]\.))"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"(?<![\d./-])(?:19|20[01])\d\d(?![\d/-])")
_LATIN = ("bdfgklmnprstv", "aeiou")
_CYRILLIC = ("бвгдзклмнпрст", "аеиоу")


def vary_text(text: str, number: int) -> str:
    """Return the text with a syllable of this number in each family name, and each year moved by it.

    Args:
        text: A document.
        number: Of the repetition; 0 returns the text itself.
    """
    if number == 0:
        return text
    families = {found["behind"] or found["before"] for found in _FAMILY.finditer(text)}

    def rename(found: re.Match[str]) -> str:
        word = found[0]
        return f"{word[:-1]}{_spell(number, word)}{word[-1]}" if word in families else word

    def move(found: re.Match[str]) -> str:
        return f"{found[0][:3]}{(int(found[0][3]) + number) % 10}"

    return _YEAR.sub(move, _WORD.sub(rename, text))


def _spell(number: int, word: str) -> str:
    """Write a number in syllables of the letters of a word."""
    consonants, vowels = _CYRILLIC if word[0] > "Ͱ" else _LATIN
    syllables = ""
    while number:
        number, rest = divmod(number, 65)
        syllables += consonants[rest % 13] + vowels[rest // 13]
    return syllables
