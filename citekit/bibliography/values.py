r"""The values of BibTeX fields: delimited text, numbers and macros, joined by `#`.

A value stands for a text only together with the `@string` macros that the file defines (btxdoc 3.2). What is
read here stays undecoded: braces and TeX commands are left for `citekit.bibliography.tex`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def is_one_group(value: str) -> bool:
    """Tell whether `value` is one braced group from its first to its last character, at any depth."""
    if BRACED.fullmatch(value):
        return True
    if value.count("{") < 5 or value[0] != "{" or value[-1] != "}":
        return False
    depth, last = 0, len(value) - 1
    for found in _BRACE.finditer(value):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start() == last
    return False


def is_sound(value: str) -> bool:
    """Tell whether a splitter's value is one part that needs no second look."""
    if not value:
        return False
    first = value[0]
    if first == "{":
        return is_one_group(value)
    if first == '"':
        return QUOTED.fullmatch(value) is not None
    return value.isdigit() or MACRO.fullmatch(value) is not None


def join_parts(parts: list[Part], strings: Mapping[str, Value]) -> Value:
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


def read_sound_part(value: str) -> Part:
    """Return the one part of a value for which `is_sound` holds."""
    first = value[0]
    if first == "{":
        return Part("braced", value[1:-1])
    if first == '"':
        return Part("quoted", value[1:-1])
    return Part("number" if value.isdigit() else "macro", value)
