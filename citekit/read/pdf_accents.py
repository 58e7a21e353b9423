r"""Letters with accents that old fonts draw in two strokes: `¨` over `a` is `ä`.

TeX's encoding OT1 has no accented letters: its `\accent` draws a spacing accent, goes back, and draws the
letter under it. What belongs together is told by the boxes of the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

#: Spacing accents with the marks that they are over or under a letter.
_MARKS: Final = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c",
    "˚": "\u030a", "˘": "\u0306", "˙": "\u0307", "˝": "\u030b", "¯": "\u0304", "˛": "\u0328", "^": "\u0302",
    "~": "\u0303",
}  # fmt: skip
ACCENT: Final = re.compile("[¨´`ˆ˜¸ˇ˚˘˙˝¯˛^~]")
_BLANKS: Final = re.compile(r"\s{0,3}")
_DOTLESS: Final = str.maketrans("ıȷ", "ij")
#: How far before and behind its accent a letter may stand in the order of the file.
_BEFORE: Final = 160
_BEHIND: Final = 40
#: So many accents of a page are sought far from their letters; signs of keyboards, as in code, never are.
_MOST_FAR: Final = 400
#: What is drawn but not read, inside a word and beside it.
NOTHING: Final = "\u2060"
_GAP: Final = "\x00"

#: Tells which of some characters stands under the accent at a place.
FindUnder = Callable[[int, Sequence[int]], int | None]


def compose_accents(text: str, find_under: FindUnder) -> tuple[str, list[tuple[int, int]]]:
    """Put accents and the letters under them together.

    Args:
        text: The characters of a page in the order of the file.
        find_under: Which of the letters at some places stands under the accent at a place.

    Returns:
        The text, as long as before: a composed letter at the letter's place, and at the accent's a sign that
        is not read; and the places inside of words that are now empty, each with that of its letter.
    """
    made = list(text)
    moved: list[tuple[int, int]] = []
    sought = 0
    for accent in ACCENT.finditer(text):
        place = accent.start()
        mark = _MARKS[accent[0]]
        behind = _BLANKS.match(text, place + 1)
        near = [behind.end() if behind else place + 1, place - 1]
        far = [*range(place - 2, max(-1, place - _BEFORE), -1), *range(place + 2, place + _BEHIND)]
        for choices in (near, far):
            if choices is far:
                sought += 1
                if sought > _MOST_FAR or accent[0].isascii():
                    break
            fitting = [n for n in choices if 0 <= n < len(made) and _compose(made[n], mark)]
            letter = find_under(place, fitting) if fitting else None
            if letter is None:
                continue
            made[letter] = _compose(made[letter], mark)
            if choices is far and not (
                text[place - 1 : place].strip() and text[place + 1 : place + 2].strip()
            ):
                made[place] = _GAP
                break
            for empty in range(place, letter) if place < letter and choices is near else (place,):
                made[empty] = NOTHING
                moved.append((empty, letter if choices is near else place - 1))
            break
    return "".join(made), moved


def _compose(letter: str, mark: str) -> str:
    """Return a letter with a mark, or nothing where there is no such letter."""
    if not letter.isalpha():
        return ""
    composed = unicodedata.normalize("NFC", letter.translate(_DOTLESS) + mark)
    return composed if len(composed) == 1 else ""
