"""Reads dates as people write them: in figures, in words, in ranges, in eleven languages.

Every function takes text and positions and gives values; a pattern is tried only where a date may begin.
EDTF (ISO 8601-2) strings of bibliography files are read by `citekit.parse.edtf`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from citekit.model import PartialDate
from citekit.parse.date_words import (
    ABOUT,
    BEFORE_DATE,
    MONTHS,
    ORDINAL,
    RANGE_WORD,
    ROMAN_MONTHS,
    SEASONS,
    YEAR_WORD,
)
from citekit.parse.patterns import defer_pattern


class Order(StrEnum):
    """Which of two figures is the day where both could be: `07/02/2018`."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class DateMatch(NamedTuple):
    """A date found in a text.

    Attributes:
        date: The best reading.
        start: First character of the date, words such as `le` outside.
        end: End of the date, half-open; `г.` and `року` belong to it.
        other: The other reading, where the order of day and month is ambiguous.
    """

    date: PartialDate
    start: int
    end: int
    other: PartialDate | None = None


_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WORD: Final = r"[^\W\d_]{2,12}"
_YEAR: Final = r"(?:1\d|20|21)\d\d(?!\d)"
_DAY: Final = r"[«\"“„]?([0-3]?\d)[»\"”“]?"
_OF: Final = r"(?:(?:of|de|del|do)\s{1,3}|d['’]\s?)?"
_NOT_MORE: Final = r"(?![\d])(?!\s?[./]\s?\d)"
_FLAGS: Final = re.IGNORECASE


def _compile(pattern: str) -> re.Pattern[str]:
    return defer_pattern(pattern, _FLAGS)


_PREFIX = _compile(rf"\s{{0,3}}{BEFORE_DATE}{{0,2}}")
_CIRCA = _compile(ABOUT)
_AFTER = _compile(YEAR_WORD)


class _Reading(NamedTuple):
    date: PartialDate
    other: PartialDate | None = None


_Build = Callable[[re.Match[str], Order | None], "_Reading | None"]


def is_day_of_month(day: int, month: int) -> bool:
    """Tell whether a month can have such a day."""
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def _full_year(figures: str) -> int:
    """Return a year of two figures in full: 00-49 in this century, 50-99 in the last."""
    year = int(figures)
    if len(figures) == 2:
        return 2000 + year if year < 50 else 1900 + year
    return year


def _make(year: str, month: int | None, day: str | None = None) -> PartialDate | None:
    if month is None or (day is not None and not is_day_of_month(int(day), month)):
        return None
    return PartialDate(_full_year(year), month, None if day is None else int(day))


def _month(word: str) -> int | None:
    return MONTHS.get(word.lower())


def _read(date: PartialDate | None) -> _Reading | None:
    return None if date is None else _Reading(date)


def _read_figures(found: re.Match[str], order: Order | None) -> _Reading | None:
    first, mark, second, year = found.groups()
    day_first = _make(year, int(second), first) if int(second) <= 12 else None
    if mark == ".":
        return _read(day_first)
    month_first = _make(year, int(first), second) if int(first) <= 12 else None
    if day_first is None or month_first is None or first == second:
        return _read(day_first or month_first)
    if order is Order.MONTH_FIRST:
        return _Reading(month_first, day_first)
    return _Reading(day_first, None if order is Order.DAY_FIRST else month_first)


def _read_spaced_figures(found: re.Match[str], _order: Order | None) -> _Reading | None:
    return _read(_make(found[4], int(found[3]), found[1]))


def _read_iso(found: re.Match[str], _order: Order | None) -> _Reading | None:
    return _read(_make(found[1], int(found[3]), found[4]))


def _read_iso_month(found: re.Match[str], _order: Order | None) -> _Reading | None:
    month = int(found[2])
    return _read(_make(found[1], month)) if 1 <= month <= 12 else None


def _read_month_figures(found: re.Match[str], _order: Order | None) -> _Reading | None:
    month = int(found[1])
    return _read(_make(found[2], month)) if 1 <= month <= 12 else None


def _read_roman(found: re.Match[str], _order: Order | None) -> _Reading | None:
    return _read(_make(found[3], ROMAN_MONTHS.get(found[2].upper()), found[1]))


def _read_day_word(found: re.Match[str], _order: Order | None) -> _Reading | None:
    return _read(_make(found[3], _month(found[2]), found[1]))


def _read_word_day(found: re.Match[str], _order: Order | None) -> _Reading | None:
    return _read(_make(found[3], _month(found[1]), found[2]))


def _read_word_year(found: re.Match[str], _order: Order | None) -> _Reading | None:
    if (month := _month(found[1])) is not None:
        return _read(_make(found[2], month))
    season = SEASONS.get(found[1].lower())
    return None if season is None else _Reading(PartialDate(int(found[2]), season=season))


def _read_year_first(found: re.Match[str], _order: Order | None) -> _Reading | None:
    return _read(_make(found[1], _month(found[3]), found[2] or found[4]))


def _read_day_range(found: re.Match[str], _order: Order | None) -> _Reading | None:
    first, last, word, year = found.groups()
    return _span(_make(year, _month(word), first), _make(year, _month(word), last))


def _read_word_day_range(found: re.Match[str], _order: Order | None) -> _Reading | None:
    word, first, last, year = found.groups()
    return _span(_make(year, _month(word), first), _make(year, _month(word), last))


def _read_days_of_two_months(found: re.Match[str], _order: Order | None) -> _Reading | None:
    day, word, last_day, last_word, year = found.groups()
    return _span(_make(year, _month(word), day), _make(year, _month(last_word), last_day))


def _read_words_of_two_months(found: re.Match[str], _order: Order | None) -> _Reading | None:
    word, day, last_word, last_day, year = found.groups()
    return _span(_make(year, _month(word), day), _make(year, _month(last_word), last_day))


def _read_month_range(found: re.Match[str], _order: Order | None) -> _Reading | None:
    word, last_word, year = found.groups()
    if (first := _month(word)) is not None:
        return _span(_make(year, first), _make(year, _month(last_word)))
    season, last = SEASONS.get(word.lower()), SEASONS.get(last_word.lower())
    if season is None or last is None:
        return None
    # A winter that follows in the list began in the year before, or ends in the year after: the year
    # written is the one of the first season.
    return _span(PartialDate(int(year), season=season), PartialDate(int(year), season=last))


def _read_figure_range(found: re.Match[str], _order: Order | None) -> _Reading | None:
    first, first_month, last, last_month, year = found.groups()
    return _span(_make(year, int(first_month or last_month), first), _make(year, int(last_month), last))


def _read_year_range(found: re.Match[str], _order: Order | None) -> _Reading | None:
    first, last = found.groups()
    if len(last) == 2:
        last = first[:2] + last
    return _span(PartialDate(int(first)), PartialDate(int(last)))


def _read_year(found: re.Match[str], _order: Order | None) -> _Reading | None:
    return _Reading(PartialDate(int(found[1])))


def _span(first: PartialDate | None, last: PartialDate | None) -> _Reading | None:
    """Return a range whose ends are in order, or None."""
    if first is None or last is None or _rank(first) >= _rank(last):
        return None
    return _Reading(replace(first, end=last))


def _rank(date: PartialDate) -> tuple[int, int, int]:
    month = date.month or ((date.season or 0) * 3)
    return date.year or 0, month, date.day or 0


#: Forms that begin with a day or month in figures, the longest first.
_DAY_FORMS: Final[tuple[tuple[re.Pattern[str], _Build], ...]] = (
    (_compile(rf"([0-3]?\d)\s?([./-])\s?([0-3]?\d)\s?\2\s?({_YEAR}|\d\d(?!\d)){_NOT_MORE}"), _read_figures),
    (_compile(rf"([0-3]?\d)[-/]({_WORD})[-/.]?({_YEAR}|\d\d(?!\d))"), _read_day_word),
    (_compile(rf"([0-3]\d)( )([01]\d) ({_YEAR})"), _read_spaced_figures),
    (
        _compile(rf"{_DAY}{ORDINAL}\s{{0,3}}{_OF}({_WORD})\.?,?\s{{0,3}}{_OF}({_YEAR})"),
        _read_day_word,
    ),
    (
        _compile(
            rf"([0-3]?\d)(?:\.([01]?\d))?\.?\s?[-–—]\s?([0-3]?\d)\s?\.\s?([01]?\d)\s?\."
            rf"\s?({_YEAR}){_NOT_MORE}"
        ),
        _read_figure_range,
    ),
    (
        _compile(
            rf"([0-3]?\d){ORDINAL}{RANGE_WORD}(?:el\s|the\s|"
            rf"il\s)?([0-3]?\d){ORDINAL}\s{{0,3}}{_OF}({_WORD})\.?,?"
            rf"\s{{0,3}}{_OF}({_YEAR})"
        ),
        _read_day_range,
    ),
    (
        _compile(
            rf"([0-3]?\d){ORDINAL}\s{{0,3}}{_OF}({_WORD})\.?(?:{RANGE_WORD})(?:el\s|the\s|"
            rf"il\s)?([0-3]?\d){ORDINAL}"
            rf"\s{{0,3}}{_OF}({_WORD})\.?,?\s{{0,3}}{_OF}({_YEAR})"
        ),
        _read_days_of_two_months,
    ),
    (_compile(rf"([0-3]?\d)\s?[./ -]\s?([IVX]{{1,4}})\s?[./ -]\s?({_YEAR}|\d\d(?!\d))"), _read_roman),
    (_compile(rf"([01]?\d)\s?[./]\s?({_YEAR}){_NOT_MORE}"), _read_month_figures),
)
#: The form whose day may stand in quotation marks.
_QUOTED_FORMS: Final = tuple(form for form in _DAY_FORMS if form[0].pattern.startswith(_DAY))
#: Forms that begin with a year.
_YEAR_FORMS: Final[tuple[tuple[re.Pattern[str], _Build], ...]] = (
    (_compile(rf"({_YEAR})\s?([-./])\s?([01]?\d)\s?\2\s?([0-3]?\d)(?!\d)"), _read_iso),
    (
        _compile(
            rf"({_YEAR})(?:\s?г\.|\s?г(?=\s)|"
            rf"[.,])?\s{{0,3}}[–—-]?\s{{0,3}}(?:([0-3]?\d)\.?\s{{1,3}}{_OF})?({_WORD})"
            r"(?:\.?\s{1,3}([0-3]?\d)(?!\d))?\b\.?"
        ),
        _read_year_first,
    ),
    (_compile(rf"({_YEAR})-([01]\d)(?![\d-])"), _read_iso_month),
    (_compile(rf"({_YEAR})\s?(?:[-–—/]|по|to|bis)\s?({_YEAR}|\d\d(?!\d)){_NOT_MORE}"), _read_year_range),
    (_compile(rf"({_YEAR})"), _read_year),
)
#: Forms that begin with a word.
_WORD_FORMS: Final[tuple[tuple[re.Pattern[str], _Build], ...]] = (
    (_compile(rf"({_WORD})\.?\s{{1,3}}([0-3]?\d){ORDINAL},?\s{{1,3}}({_YEAR})"), _read_word_day),
    (_compile(rf"({_WORD})\.?,?\s{{0,3}}{_OF}({_YEAR})"), _read_word_year),
    (
        _compile(
            rf"({_WORD})\.?\s{{1,3}}([0-3]?\d){ORDINAL}{RANGE_WORD}([0-3]?\d){ORDINAL},?\s{{1,3}}({_YEAR})"
        ),
        _read_word_day_range,
    ),
    (
        _compile(
            rf"({_WORD})\.?\s{{1,3}}([0-3]?\d){ORDINAL}{RANGE_WORD}({_WORD})\.?"
            rf"\s{{1,3}}([0-3]?\d){ORDINAL},?\s{{1,3}}({_YEAR})"
        ),
        _read_words_of_two_months,
    ),
    (_compile(rf"({_WORD})\.?(?:{RANGE_WORD})({_WORD})\.?,?\s{{0,3}}{_OF}({_YEAR})"), _read_month_range),
)
#: What a second date after a first one can begin with; the empty string is the end of the text.
_JOINTS: Final = " \t\n\u00a0-–—"
_LONG_RANGE = _compile(r"\s{0,3}[-–—]\s{0,3}|\s{1,3}(?:по|to|bis|au|al)\s{1,3}")
_MONTH_FIRST_LANGUAGES: Final = frozenset({"en"})
_QUOTES: Final = '«"“„'


def order_for(language: str | None) -> Order | None:
    """Return the order of day and month that a language implies; None where it is open.

    English has both orders, so that a date in figures stays ambiguous there.
    """
    return None if language is None or language in _MONTH_FIRST_LANGUAGES else Order.DAY_FIRST


def match_date(
    text: str, position: int, language: str | None = None, order: Order | None = None
) -> DateMatch | None:
    """Read the date that begins at a position.

    Args:
        text: Any text; blanks, line breaks, an article or a weekday may stand before the date.
        position: Where to begin.
        language: BCP 47 primary language, which settles `07/02/2018` unless it is English.
        order: The order of day and month in figures, where something else tells it.

    Returns:
        The date, or None. Where the order is ambiguous, `other` is the second reading: the first is
        month-first in English and day-first where no language is known.
    """
    circa = None
    start = position
    if not text[position : position + 1].isdigit():
        prefix = _PREFIX.match(text, position)
        start = prefix.end() if prefix else position
        circa = _CIRCA.match(text, start)
        position = circa.end() if circa else start
    one = _match_one(text, position, language, order)
    if one is None:
        return None
    end = one.end
    date = one.date
    if (
        date.day is not None
        and date.end is None
        and text[end : end + 1] in _JOINTS
        and (joint := _LONG_RANGE.match(text, end))
    ):
        last = _match_one(text, joint.end(), language, order)
        if last and last.date.day is not None and last.date.end is None and _rank(date) < _rank(last.date):
            return DateMatch(replace(date, end=last.date), start, last.end, one.other)
    if circa and circa.end() > circa.start():
        date = replace(date, circa=True)
    elif text.startswith("?", end):
        date = replace(date, circa=True)
        end += 1
    return DateMatch(date, start, end, one.other)


def _match_one(text: str, position: int, language: str | None, order: Order | None) -> DateMatch | None:
    first = text[position : position + 1]
    if first.isdigit():
        forms = (
            _YEAR_FORMS
            if text[position : position + 4].isdigit() and position + 4 <= len(text)
            else _DAY_FORMS
        )
    elif first in _QUOTES and first:
        forms = _QUOTED_FORMS
    elif first.isalpha():
        forms = _WORD_FORMS
    else:
        return None
    for pattern, build in forms:
        found = pattern.match(text, position)
        if found and (reading := build(found, order or order_for(language))):
            date, other = reading
            if other is not None and order is None and language in _MONTH_FIRST_LANGUAGES:
                date, other = other, date
            after = _AFTER.match(text, found.end())
            end = found.end()
            if after and date.year is not None and not (date.day is None and len(after[0].strip()) == 1):
                end = after.end()
            return DateMatch(date, position, end, other if order is None else None)
    return None


_OUTER: Final = " \t\r\n\f\u00a0\u202f()[]{}<>.,;:–—"


def read_date(text: str, language: str | None = None, order: Order | None = None) -> DateMatch | None:
    """Read a string that is a date and nothing else, brackets and punctuation around it apart.

    Args:
        text: The string.
        language: BCP 47 primary language.
        order: The order of day and month in figures, where known.

    Returns:
        The date with its place and, where ambiguous, its other reading; None if it is no date.
    """
    end = len(text.rstrip(_OUTER))
    start = len(text) - len(text.lstrip(_OUTER))
    if start >= end:
        return None
    found = match_date(text, start, language, order)
    if found is None or text[found.end : end].strip(_OUTER):
        return None
    if text[:start].rstrip().endswith("[") and found.date.day is None:
        return found._replace(date=replace(found.date, circa=True))
    return found


@lru_cache(maxsize=2048)
def parse_date(text: str, language: str | None = None) -> PartialDate | None:
    """Parse a string that is a date and nothing else.

    Args:
        text: `22.06.2018`, `22 июня 2018 года`, `July 2, 2018`, `le 1er mars 2018`, `2014–2020`,
            `весна 2017`; brackets and punctuation around it do not matter.
        language: BCP 47 primary language. It settles the order in `07/02/2018`: day first, in English
            month first; `read_date` tells that it was ambiguous.

    Returns:
        The date; None if the string is no date. A year in square brackets is one supplied by a
        cataloguer and so `circa`.
    """
    found = read_date(text, language)
    return None if found is None else found.date
