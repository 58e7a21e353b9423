"""What a cue of a reference is: a named pattern with a weight and what a text must hold for it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citekit.parse.patterns import defer_pattern

#: A year as patterns hold it.
YEAR: Final = r"(?:1[4-9]|20)\d\d"
#: Cues in whose pattern a digit stands in one alternative only.
_WITHOUT_DIGITS: Final = frozenset(
    {"doi", "arXiv", "treaty or document symbol", "nothing but an address", "place and year", "archive"}
)
#: Cues that may go without the year in their pattern.
_WITHOUT_YEAR: Final = frozenset({"newspaper of a day"})


class Cue(NamedTuple):
    """One cue, with what must be there before its pattern is tried.

    Attributes:
        name: What it is.
        pattern: How it is found.
        opens: Whether it is bound to the beginning.
        weight: What it weighs.
        most: How often it may count.
        needs: A literal that the text holds.
        words: Words in lower case of which the text holds one; none for no such condition.
        digits: Whether the text holds a digit.
        year: Whether it holds a year.
    """

    name: str
    pattern: re.Pattern[str]
    opens: bool
    weight: float
    most: int = 1
    needs: str = ""
    words: frozenset[str] = frozenset()
    digits: bool = False
    year: bool = False


def make_cue(
    name: str, pattern: str, weight: float, most: int = 1, flags: int = 0, needs: str = "", words: str = ""
) -> Cue:
    """Return a cue, with what its pattern asks of the text read off the pattern."""
    digits = "\\d" in pattern and "\\d?" not in pattern and name not in _WITHOUT_DIGITS
    year = YEAR in pattern and name not in _WITHOUT_YEAR
    return Cue(
        name,
        defer_pattern(pattern, flags),
        pattern.startswith("^"),
        weight,
        most,
        needs,
        frozenset(words.split()),
        digits,
        year,
    )
