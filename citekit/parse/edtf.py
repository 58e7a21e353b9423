"""Dates in EDTF (ISO 8601-2:2019, levels 0 and 1), as biblatex writes them (biblatex manual 2.3.8)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from typing import Final

from citekit.model import PartialDate
from citekit.parse.patterns import defer_pattern

_DATE: Final = defer_pattern(
    r"([-+]?)([0-9]{4}|[0-9]{3}[Xx]|[0-9]{2}[Xx]{2}|[0-9][Xx]{3}|[0-9]{2,3}u{1,2})"
    r"(?:-([0-9]{2}|[Xx]{2}|uu)(?:-([0-9]{2}|[Xx]{2}|uu))?)?"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[-+][0-9]{2}(?::?[0-9]{2})?)?)?"
    r"([?~%]?)"
)
_LONG_YEAR: Final = defer_pattern(r"[yY](-?)([0-9]{5,12})([?~%]?)")
_SEASONS: Final = range(21, 25)
_OPEN: Final = frozenset(("", ".."))
#: Months are counted without regard to the calendar's reform: the proleptic Gregorian year, as EDTF does.
_LEAP_CYCLE: Final = 2000


def _days_in(year: int, month: int) -> int:
    return monthrange(_LEAP_CYCLE + year % 400, month)[1]


def _read_month(date: PartialDate, month: str, day: str | None) -> PartialDate | None:
    """Add month or season and day to a date that has its year."""
    if not month.isdigit():
        return replace(date, literal="X")
    number = int(month)
    if number in _SEASONS:
        return replace(date, season=number - 20) if day is None else None
    if not 1 <= number <= 12:
        return None
    if day is None or not day.isdigit():
        return replace(date, month=number, literal="" if day is None else "X")
    fits = 1 <= int(day) <= _days_in(date.year or 0, number)
    return replace(date, month=number, day=int(day)) if fits else None


def _parse_one(text: str) -> PartialDate | None:
    """Parse one date; a literal tells that part of it was left unspecified."""
    if long := _LONG_YEAR.fullmatch(text):
        year = int(long[2])
        return PartialDate(year=-year if long[1] else year, circa=bool(long[3]))
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    sign, year_text, month, day, mark = found.groups()
    digits = re.sub("[Xxu]", "0", year_text)
    year = -int(digits) if sign == "-" else int(digits)
    date = PartialDate(year=year, circa=bool(mark))
    if digits != year_text:
        last = int(re.sub("[Xxu]", "9", year_text))
        end = PartialDate(year=-last if sign == "-" else last)
        return replace(date, end=end, literal=text) if month is None else None
    if month is None:
        return date
    made = _read_month(date, month, day)
    return replace(made, literal=text) if made is not None and made.literal else made


def _parse_range(text: str) -> PartialDate | None:
    """Parse two dates parted by a slash, one of which may be open."""
    first, _, last = text.partition("/")
    if "/" in last or (first in _OPEN and last in _OPEN):
        return None
    end = PartialDate() if last in _OPEN else _parse_one(last)
    if end is None:
        return None
    if first in _OPEN:
        return PartialDate(end=end, literal=text)
    start = _parse_one(first)
    if start is None:
        return None
    if end.end is not None:
        end = end.end
    return replace(start, end=end, circa=start.circa or end.circa)


def parse_edtf(text: str) -> PartialDate | None:
    """Parse a date or a range of dates in EDTF.

    Args:
        text: `1999`, `1999-05-12`, `1999-21` (a season), `1990/1995`, `1990/..`, `../1990`, `199X`, `1850~`,
            `-0044-03-15`, `2004-05-12T10:00:00Z` (the time is dropped), `y12000`.

    Returns:
        The date, or None where the text is not EDTF or no such day exists. A decade (`199X`) becomes a range;
        an open beginning has `year` None and its end in `end`.
    """
    text = text.strip()
    if not text or len(text) > 80:
        return None
    return _parse_range(text) if "/" in text else _parse_one(text)
