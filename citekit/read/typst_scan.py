"""Where the pieces of Typst's code end: brackets, strings, comments, statements (its syntax reference)."""

from __future__ import annotations

import re
from typing import Final

_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}
_SIGN: Final = re.compile(r"[()\[\]{}\"`$]|\\.|//|/\*", re.DOTALL)
_NAME: Final = re.compile(r"[^\W\d][\w-]{0,80}+(?:\.[^\W\d][\w-]{0,80}+){0,8}+")


def match_brackets(text: str) -> dict[int, int]:
    """Return the position of each opening bracket with that of its closing one.

    Strings count inside parentheses and braces alone, so that a quotation mark in running text is no
    string; comments, raw text and escapes are passed over.
    """
    closing: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    place = 0
    while (found := _SIGN.search(text, place)) is not None:
        sign, start = found[0], found.start()
        place = found.end()
        if sign in _PAIRS:
            opened.append((sign, start))
        elif sign in {")", "]", "}"}:
            # A stray sign in running text closes nothing; one that skips inner brackets closes them too.
            for depth in range(len(opened) - 1, max(-1, len(opened) - 8), -1):
                if _PAIRS[opened[depth][0]] == sign:
                    closing[opened[depth][1]] = start
                    del opened[depth:]
                    break
        elif sign == '"':
            if opened and opened[-1][0] != "[":
                place = skip_string(text, start)
        elif sign == "`":
            place = skip_raw(text, start)
        elif sign in {"//", "/*"}:
            place = skip_comment(text, start)
    return closing


def skip_string(text: str, position: int) -> int:
    """Return the position behind a string that begins at `position`."""
    place = position + 1
    while place < len(text):
        end = text.find('"', place)
        if end < 0:
            return position + 1
        backslashes = end - len(text[place:end].rstrip("\\")) - place
        if backslashes % 2 == 0:
            return end + 1
        place = end + 1
    return position + 1


def skip_raw(text: str, position: int) -> int:
    """Return the position behind raw text that begins at `position` with one or more backticks."""
    ticks = len(text[position : position + 200]) - len(text[position : position + 200].lstrip("`"))
    if ticks == 2:
        return position + 2
    end = text.find("`" * ticks, position + ticks)
    return position + ticks if end < 0 else end + ticks


def skip_comment(text: str, position: int) -> int:
    """Return the position behind a comment; `position` itself moved on where none begins there."""
    if text.startswith("//", position):
        if text[position - 1 : position] == ":":  # the slashes of an address
            return position + 2
        end = text.find("\n", position)
        return len(text) if end < 0 else end
    end = text.find("*/", position + 2)
    return position + 2 if end < 0 else end + 2


def skip_statement(text: str, closing: dict[int, int], position: int, end: int) -> int:
    """Return the position behind a statement such as `#set`: its line, brackets over lines included."""
    place = position
    while place < end:
        character = text[place]
        if character in _PAIRS:
            place = closing.get(place, place) + 1
        elif character == '"':
            place = skip_string(text, place)
        elif character == ";":
            return place + 1
        elif character == "\n":
            before = text[position:place].rstrip()
            if not before.endswith(("=", "=>", ":", ",", "+", "and", "or", "in")):
                return place
            place += 1
        else:
            place += 1
    return end


def read_name(text: str, position: int) -> tuple[str, int]:
    """Return the name at `position`, methods included, and the position behind it."""
    found = _NAME.match(text, position)
    return (found[0], found.end()) if found else ("", position)


def split_arguments(text: str, closing: dict[int, int], start: int, end: int) -> list[tuple[str, int, int]]:
    """Return the arguments between two parentheses: name (or empty), start and end of the value."""
    found: list[tuple[str, int, int]] = []
    first = place = start
    while place <= end:
        character = text[place] if place < end else ","
        if character in _PAIRS:
            place = min(closing.get(place, place), end) + 1
            continue
        if character == '"':
            place = min(skip_string(text, place), end)
            continue
        if character == ",":
            if text[first:place].strip():
                found.append(_name_argument(text, first, place))
            first = place + 1
        place += 1
    return found


def _name_argument(text: str, start: int, end: int) -> tuple[str, int, int]:
    while start < end and text[start].isspace():
        start += 1
    name = re.compile(r"([A-Za-z][\w-]{0,60})\s{0,20}:(?!:)").match(text, start, end)
    if name is None:
        return "", start, end
    value = name.end()
    while value < end and text[value].isspace():
        value += 1
    return name[1], value, end
