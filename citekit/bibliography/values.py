r"""The values of BibTeX fields: delimited text, numbers and macros, joined by `#`.

A value stands for a text only together with the `@string` macros that the file defines (btxdoc 3.2). What is
read here stays undecoded: braces and TeX commands are left for `citekit.bibliography.tex`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from citekit.bibliography.vocabulary import MONTH_MACROS

_NEST: Final = r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^{}]*+)*+"
#: One braced group, nested up to four deep: nearly every value there is.
BRACED: Final = re.compile(r"\{" + _NEST + r"\}")
#: One quoted text, whose quotes inside stand in braces.
QUOTED: Final = re.compile(
    r'"[^"{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^"{}]*+)*+"'
)
MACRO: Final = re.compile(r"[^\W\d][\w.:+/'&*!?<>|;-]*+")
_PART: Final = re.compile(
    rf"\s*+(?:(?P<braced>{BRACED.pattern})|(?P<quoted>{QUOTED.pattern})|(?P<number>\d++)(?!\w)"
    rf"|(?P<macro>{MACRO.pattern}))\s*+"
)
_BRACE: Final = re.compile(r"[{}]")


class Value(NamedTuple):
    """A value with its macros replaced.

    Attributes:
        text: The value, undecoded.
        undefined: Macros that nothing defines; each stands in the text by its name.
        used: Macros that were replaced, in lower case, months left out.
    """

    text: str
    undefined: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


class Part(NamedTuple):
    """One part of a value: `kind` is `braced`, `quoted`, `number`, `macro` or `bare` (text undelimited)."""

    kind: str
    text: str


def _is_one_group(value: str) -> bool:
    """Tell whether a value nested deeper than `BRACED` sees is one group from end to end."""
    if value.count("{") < 5 or value[-1] != "}":
        return False
    depth, last = 0, len(value) - 1
    for found in _BRACE.finditer(value):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start() == last
    return False


def read_sound_parts(value: str) -> tuple[Part, ...]:
    """Read a splitter's value that needs no second look.

    Args:
        value: What stood between `=` and the comma, without blanks at its ends.

    Returns:
        Its parts; none where anything is odd about it: an empty value, braces that do not pair off, text
        after a part.
    """
    first = value[:1]
    if first == "{":
        if BRACED.fullmatch(value) or _is_one_group(value):
            return (Part("braced", value[1:-1]),)
    elif first == '"':
        if QUOTED.fullmatch(value):
            return (Part("quoted", value[1:-1]),)
    elif value.isdecimal():
        return (Part("number", value),)
    elif MACRO.fullmatch(value):
        return (Part("macro", value),)
    return _read_joined_parts(value) if "#" in value else ()


def _read_joined_parts(value: str) -> tuple[Part, ...]:
    """Read parts joined by `#`, or none where something else stands between them."""
    parts: list[Part] = []
    place = 0
    while found := _PART.match(value, place):
        kind = found.lastgroup or ""
        text = found[kind]
        parts.append(Part(kind, text[1:-1] if kind in {"braced", "quoted"} else text))
        place = found.end()
        if place == len(value):
            return tuple(parts)
        if value[place] != "#":
            break
        place += 1
    return ()


def join_parts(parts: Sequence[Part], strings: Mapping[str, Value]) -> Value:
    """Return the text that parts joined by `#` stand for.

    Args:
        parts: In source order.
        strings: Macro name in lower case to its value.
    """
    texts: list[str] = []
    undefined: list[str] = []
    used: list[str] = []
    for part in parts:
        if part.kind != "macro":
            texts.append(part.text)
            continue
        name = part.text.lower()
        if name in strings:
            texts.append(strings[name].text)
            used.append(name)
        elif name in MONTH_MACROS:
            texts.append(MONTH_MACROS[name])
        else:
            texts.append(part.text)
            undefined.append(part.text)
    return Value("".join(texts), tuple(undefined), tuple(used))
