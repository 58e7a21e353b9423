"""References given twice, then romanized in brackets: `Лузин С. Китай. М., 2014. [Luzin S. Kitai …]`.

Journals that are indexed abroad print their lists so. The brackets repeat the work and are no part of its
fields; an address or an identifier in them belongs to both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.parse.patterns import defer_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parse.anchors import Tag

_OPENING: Final = defer_pattern(r"(?<=[\s.])\[(?=[A-Z][^\W\d_]*[\s,.’'])")
_CYRILLIC: Final = defer_pattern(r"[\u0400-\u04ff]")
_LATIN: Final = defer_pattern(r"[A-Za-z]")
#: What the repetition holds beside words: a year, or the translated title in brackets of its own.
_WHOLE: Final = defer_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\[")
_LEAST_CYRILLIC: Final = 12
_LEAST_LATIN: Final = 20
_SHARE: Final = 0.9
_LONGEST: Final = 1500


def mask_romanized(text: str, anchors: Sequence[Tag]) -> str:
    """Return a reference with the romanized repetition of it blanked, and all else at its place.

    Args:
        text: The reference on one line.
        anchors: The addresses, dates and identifiers in it; these stay.
    """
    if "[" not in text:
        return text
    for opening in _OPENING.finditer(text):
        close = _find_close(text, opening.start())
        inner = text[opening.end() : close]
        if close < 0 or not _repeats(text[: opening.start()], inner):
            continue
        kept = {place for tag in anchors for place in range(tag.start, tag.end)}
        blanked = "".join(
            sign if place in kept else " "
            for place, sign in enumerate(text[opening.start() : close + 1], opening.start())
        )
        return text[: opening.start()] + blanked + text[close + 1 :]
    return text


def _find_close(text: str, start: int) -> int:
    """Return where the bracket that opens at `start` closes, or -1."""
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST)):
        if text[place] == "[":
            depth += 1
        elif text[place] == "]":
            depth -= 1
            if depth == 0:
                return place
    return -1


def _repeats(before: str, inner: str) -> bool:
    """Tell whether a bracket repeats in Latin letters the Cyrillic reference before it."""
    latin = len(_LATIN.findall(inner))
    return (
        latin >= _LEAST_LATIN
        and latin >= _SHARE * (latin + len(_CYRILLIC.findall(inner)))
        and len(_CYRILLIC.findall(before)) >= _LEAST_CYRILLIC
        and _WHOLE.search(inner) is not None
    )
