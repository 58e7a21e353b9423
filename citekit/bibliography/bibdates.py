"""The dates of an entry: EDTF in biblatex's date fields, `year` and `month` in BibTeX's."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from citekit.bibliography.vocabulary import DATE_FIELDS, DATE_PARTS, MONTH_NAMES
from citekit.model import PartialDate
from citekit.parse.edtf import parse_edtf
from citekit.parse.patterns import defer_pattern

_ISO: Final = defer_pattern(r"(\d{4})-(\d\d)-(\d\d)")
_YEAR: Final = defer_pattern(r"(?<!\d)(\d{4})(?!\d)")
_YEAR_RANGE: Final = defer_pattern(r"(\d{4})\s*(-{1,3}|[–—/])\s*(\d{4}|\d{2})(?!\d)")
_CIRCA: Final = defer_pattern(
    r"\b(?:ca?|circa|um|около|ок|прибл|vers|env|verso)\b\.?|\[.*\]|\?|~", re.IGNORECASE
)
_DAY_MONTH_YEAR: Final = defer_pattern(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_YEAR_MONTH_DAY: Final = defer_pattern(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_WORD: Final = defer_pattern(r"[^\W\d_]{2,}")
_NUMBER: Final = defer_pattern(r"(?<!\d)(\d{1,2})(?!\d)")

_MONTH_STEMS: Final = (
    ("january", "jan", "янв", "січ", "januar", "janv", "genn", "ene", "jänner"),
    ("february", "feb", "фев", "лют", "févr", "fév", "febr"),
    ("march", "mar", "март", "мар", "берез", "märz", "mars", "marz"),
    ("april", "apr", "апр", "квіт", "avr", "abr"),
    ("may", "май", "мая", "мае", "трав", "mai", "magg", "mayo"),
    ("june", "jun", "июн", "черв", "juin", "giug"),
    ("july", "jul", "июл", "лип", "juil", "lugl"),
    ("august", "aug", "авг", "серп", "août", "agos"),
    ("september", "sep", "сен", "верес", "sett"),
    ("october", "oct", "окт", "жовт", "okt", "ott"),
    ("november", "nov", "ноя", "листоп"),
    ("december", "dec", "дек", "груд", "dez", "déc", "dic"),
)
_STEM_MONTHS: Final = {stem: index for index, stems in enumerate(_MONTH_STEMS, 1) for stem in stems}
_SEASONS: Final = {
    "spring": 1, "весна": 1, "frühjahr": 1, "frühling": 1, "printemps": 1, "primavera": 1, "summer": 2,
    "лето": 2, "sommer": 2, "été": 2, "estate": 2, "verano": 2, "autumn": 3, "fall": 3, "осень": 3,
    "herbst": 3, "automne": 3, "autunno": 3, "otoño": 3, "winter": 4, "зима": 4, "hiver": 4, "inverno": 4,
    "invierno": 4,
}  # fmt: skip


_MONTH_NUMBERS: Final = {
    text: number
    for number, name in enumerate(MONTH_NAMES, 1)
    for text in (name.lower(), name[:3].lower(), str(number), f"{number:02d}")
}


def month_number(word: str) -> int | None:
    """Return the month that a word begins to name, in one of eight languages, or None."""
    word = word.lower()
    for length in range(min(len(word), 9), 2, -1):
        if (found := _STEM_MONTHS.get(word[:length])) is not None:
            return found
    return None


def _valid(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """Return the date, or None where there is no such month or day."""
    if month is not None and not 1 <= month <= 12:
        return None
    if month is not None and day is not None and not 1 <= day <= monthrange(2000 + year % 400, month)[1]:
        return None
    return PartialDate(year=year, month=month, day=day if month is not None else None)


def read_date(value: str) -> PartialDate | None:
    """Read the value of a date or year field.

    Args:
        value: Decoded text: EDTF, `2001--2003`, `2001/02`, `c. 1850`, `[1999]`, `12.05.2001`, `in press`.

    Returns:
        The date; words without a year come back as `literal`; None for an empty value.
    """
    value = " ".join(value.split())
    if not value:
        return None
    if value.isdecimal() and len(value) == 4:
        return PartialDate(year=int(value))
    if (found := _ISO.fullmatch(value)) and (made := _valid(int(found[1]), int(found[2]), int(found[3]))):
        return made
    return parse_edtf(value) or _read_figures(value) or _read_words(value)


def _read_figures(value: str) -> PartialDate | None:
    """Read a range of years, or a date in figures in either order; None where there is none."""
    if found := _YEAR_RANGE.search(value):
        start, end = int(found[1]), found[3]
        last = int(end) if len(end) == 4 else start // 100 * 100 + int(end)
        month = len(end) == 2 and (found[2] == "-" or value[found.end() : found.end() + 1] in {"-", "/"})
        if last >= start and not month:
            return PartialDate(year=start, end=PartialDate(year=last), circa=bool(_CIRCA.search(value)))
    if found := _DAY_MONTH_YEAR.fullmatch(value):
        made = _valid(int(found[3]), int(found[2]), int(found[1]))
        return made or PartialDate(year=int(found[3]), literal=value)
    if found := _YEAR_MONTH_DAY.fullmatch(value):
        made = _valid(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
        return made or PartialDate(year=int(found[1]), literal=value)
    return None


def _read_words(value: str) -> PartialDate:
    """Read a date written with words around its year."""
    year = _YEAR.search(value)
    if year is None:
        return PartialDate(literal=value)
    circa = bool(_CIRCA.search(value))
    words = [word.lower() for word in _WORD.findall(value)]
    month = next((number for word in words if (number := month_number(word))), None)
    rest = value[: year.start()] + value[year.end() :]
    day = _NUMBER.search(rest) if month else None
    made = _valid(int(year[1]), month, int(day[1]) if day else None) or PartialDate(year=int(year[1]))
    if not circa and month is None and words and rest.strip(" .,г") not in {"", "року", "р"}:
        return replace(made, literal=value)
    return replace(made, circa=circa)


def read_year_month(year: str, month: str, day: str) -> PartialDate | None:
    """Put a date together from the fields `year`, `month` and `day`.

    Args:
        year: As for `read_date`.
        month: A number, a name, `10 January`, `May--June`, a season.
        day: A number.
    """
    date = read_date(year)
    if date is None or date.year is None or not month or date.end is not None:
        return date
    if (number := _MONTH_NUMBERS.get(month.lower())) and not date.circa and not date.literal:
        made = _valid(date.year, number, int(day) if day.isdecimal() else None)
        if made is not None:
            return made
    return _read_month(date, month, day)


def _read_month(date: PartialDate, month: str, day: str) -> PartialDate:
    """Add to a year what the fields `month` and `day` say: a season, one month or two, a day or two."""
    year = date.year or 0
    words = [word.lower() for word in _WORD.findall(month)]
    season = next((_SEASONS[word] for word in words if word in _SEASONS), None)
    if season is not None:
        return replace(date, season=season)
    numbers = [int(found) for found in _NUMBER.findall(month)]
    months = [number for word in words if (number := month_number(word))]
    if not months:
        months = [number for number in numbers if 1 <= number <= 12][:1]
        numbers = []
    if not months:
        return date
    first = int(day) if day.isdecimal() else (numbers[0] if numbers else None)
    start = _valid(year, months[0], first) or _valid(year, months[0]) or date
    start = replace(start, circa=date.circa, literal=date.literal)
    if len(months) > 1 and months[-1] > months[0]:
        return replace(start, end=_valid(year, months[-1]))
    if len(numbers) > 1 and numbers[1] > numbers[0] and not day:
        return replace(start, end=_valid(year, months[0], numbers[1]))
    return start


def read_dates(fields: Mapping[str, str]) -> dict[str, PartialDate]:
    """Return the dates that an entry's fields state.

    Args:
        fields: Decoded fields by name.

    Returns:
        Date field (`date`, `urldate`, `origdate`, `eventdate`, ...) to date. A field `year` counts as `date`
        where `date` is missing (biblatex 2.3.8).
    """
    dates: dict[str, PartialDate] = {}
    for name in DATE_FIELDS & fields.keys():
        if (date := read_date(fields[name])) is not None:
            dates[name] = date
    for name, (year, month, day) in DATE_PARTS.items():
        if name not in dates and year in fields:
            date = read_year_month(fields[year], fields.get(month, ""), fields.get(day, ""))
            if date is not None:
                dates[name] = date
    return dates
