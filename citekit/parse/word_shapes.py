"""The shape of a word: what its letters, digits and capitals look like, one of about thirty."""

from __future__ import annotations

import re

from citekit.parse.patterns import defer_pattern

_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-e]?")
_YEARS = re.compile(r"(?:1[4-9]|20)\d\d[-–—‒‐‑](?:(?:1[4-9]|20)\d\d|\d\d)")
_RANGE = re.compile(r"\d+(?:[-–—‒‐‑]\d+)+")
_ROMAN = defer_pattern(r"[IVXLCІХ]{1,7}")
_ORDINAL = defer_pattern(r"\d{1,3}(?:-?(?:е|є|те|ге|ое|й|я|nd|rd|th|st|e|er|ème|ª|º))")


def shape_of(word: str) -> str:  # noqa: C901, PLR0911, PLR0912 - a list of shapes, the first that fits
    """Return the shape of a word, one of about thirty."""
    first = word[0]
    length = len(word)
    if length > 1 and word.islower() and not first.isdigit():
        return "x1" if length <= 2 else "x2" if length <= 4 else "x" if "-" not in word else "x-x"
    if first.isdigit():
        if _YEAR.fullmatch(word):
            return "Y"
        if word.isdigit():
            return f"D{min(len(word), 5)}"
        if _YEARS.fullmatch(word):
            return "YY"
        if _RANGE.fullmatch(word):
            return "R"
        if _ORDINAL.fullmatch(word):
            return "O"
        return "Da"
    if length == 1:
        return "A" if first.isupper() else "a"
    if word.isupper():
        if _ROMAN.fullmatch(word):
            return "M"
        return f"A{min(length, 4)}" if "-" not in word else "A-A"
    if first.isupper():
        if word[1:].islower() and word.isalpha():
            return "X2" if length == 2 else "X3" if length <= 4 else "X"
        if any(character.isdigit() for character in word):
            return "Xd"
        if "-" in word:
            return "X-X" if any(part[:1].isupper() for part in word.split("-")[1:]) else "X-x"
        if "’" in word or "'" in word:
            return "X’"
        if not word[1:].islower():
            return "XxX"
        return "X2" if length == 2 else "X3" if length <= 4 else "X"
    return "xd" if any(character.isdigit() for character in word) else "xX"
