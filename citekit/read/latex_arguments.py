"""The arguments of LaTeX's commands: braces, brackets, and where they end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Longest optional argument.
MAX_OPTION: Final = 5_000
#: By the closing sign, what an optional argument holds beside groups and commands.
OPTION_TEXT: Final = {
    "]": re.compile(r"[^\[\]{}\\]{1,5000}+"),
    ")": re.compile(r"[^(){}\\]{1,5000}+"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """An argument: where its inside begins and ends, and where the text goes on after it."""

    start: int
    end: int
    after: int


def match_braces(text: str) -> dict[int, int]:
    """Return the position of each opening brace with that of its closing one, escapes and comments passed."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for found in re.finditer(r"\\.|%[^\n]*+|[{}]", text):
        sign = found[0]
        if sign == "{":
            opened.append(found.start())
        elif sign == "}" and opened:
            closing[opened.pop()] = found.start()
    return closing


def find_group(text: str, closing: Mapping[int, int], position: int, end: int) -> Group:
    """Return the braced argument at `position`; an empty one at `position` where there is none.

    Args:
        text: The source.
        closing: What `match_braces` gave for it.
        position: Where to look; blanks and line ends are passed over.
        end: Where to stop.
    """
    place = position
    while place < end and text[place] in " \t\n":
        place += 1
    close = closing.get(place, end) if text.startswith("{", place) else -1
    if close < 0 or close >= end:
        return Group(position, position, position)
    return Group(place + 1, close, close + 1)


def find_option(
    text: str, closing: Mapping[int, int], position: int, end: int, left: str = "[", right: str = "]"
) -> Group:
    """Return the optional argument at `position`; an empty one at `position` where there is none."""
    if not text.startswith(left, position):
        return Group(position, position, position)
    place = position + 1
    limit = min(end, position + MAX_OPTION)
    while place < limit:
        plain = OPTION_TEXT[right].match(text, place, limit)
        place = place if plain is None else plain.end()
        character = text[place : place + 1]
        if character == right and place < limit:
            return Group(position + 1, place, place + 1)
        if character == "{":
            place = closing.get(place, limit) + 1
        elif character == "\\":
            place += 2
        else:
            break  # a second opening bracket: the first was not an option's
    return Group(position, position, position)
