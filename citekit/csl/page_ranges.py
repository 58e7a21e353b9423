"""Page and year ranges in the formats of the page-range-format attribute.

Specification 1.0.2, 'Page Ranges' and appendix V.
"""

from __future__ import annotations

import re
from typing import Final

_RANGE: Final = re.compile(
    r"((?:[0-9]*+[a-zA-Z]++0*+)?)([0-9]++[a-z]*+)\s*+[-–]\s*+((?:[0-9]*+[a-zA-Z]++0*+)?)([0-9]++[a-z]*+)"
)
_LEADING_DIGITS: Final = re.compile(r"\d+")


def _number(text: str) -> int:
    match = _LEADING_DIGITS.match(text)
    return int(match[0][:18]) if match else 0


def shorten_end(begin: str, end: str, least: int, *, year: bool = False) -> str:
    """Return the digits of `end` that differ from `begin`, `least` of them at the least."""
    if len(begin) != len(end):
        return end
    kept = len(end)
    for index, digit in enumerate(begin):
        if digit == end[index] and kept > least:
            kept -= 1
        else:
            if least and year and kept == 3:
                kept += index
            break
    return end[len(end) - kept :] if kept else ""


def _shorten_chicago(begin: str, end: str, edition: int) -> str:
    first, last = _number(begin), _number(end)
    if edition == 15:
        if first > 100 and first % 100 and first // 100 == last // 100:
            return str(last % 100)
        if first >= 10000:
            return str(last % 1000)
        return end
    if first > 100 and first % 100:
        for power in range(2, len(str(last))):
            if first // 10**power == last // 10**power:
                return str(last % 10**power)
    return end


def format_range(text: str, style: str | None, delimiter: str, *, year: bool = False) -> str:
    """Return the ranges in `text` in a page-range-format.

    Args:
        text: Ranges such as `321-8`, also with letters before (`L107-8`).
        style: `expanded`, `minimal`, `minimal-two`, `chicago`, `chicago-15`, `chicago-16`, or None to expand.
        delimiter: What stands between the ends.
        year: The range is one of years.
    """

    def replace(match: re.Match[str]) -> str:
        first_letters, first, last_letters, last = match.groups()
        if last_letters and last_letters != first_letters:
            return f"{first_letters}{first}{delimiter}{last_letters}{last}"
        expanded = first[: len(first) - len(last)] + last if len(last) < len(first) else last
        if _number(first) >= _number(expanded):
            return f"{first_letters}{first}{delimiter}{last_letters}{expanded}"
        letters = first_letters
        if style == "minimal":
            expanded, letters = shorten_end(first, expanded, 0), ""
        elif style == "minimal-two":
            expanded, letters = shorten_end(first, expanded, 2, year=year), ""
        elif style in {"chicago", "chicago-15"}:
            expanded, letters = _shorten_chicago(first, expanded, 15), ""
        elif style == "chicago-16":
            expanded, letters = _shorten_chicago(first, expanded, 16), ""
        return f"{first_letters}{first}{delimiter}{letters}{expanded}"

    return _RANGE.sub(replace, text)
