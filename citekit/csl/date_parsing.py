"""Dates of items: date-parts, raw text, EDTF and literals, in one form.

CSL-JSON schema, 'date'; EDTF levels 0 and 1 (ISO 8601-2); raw text as people write it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class DateParts:
    """A date or a range.

    Attributes:
        year: None when unknown; negative before the common era.
        season: 1 to 4, or a season's name as written.
        end: The other end of a range, or None; an open end has no year.
        circa: The date is approximate.
        literal: Words that stand for the date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""
    end: DateParts | None = None
    circa: bool = False
    literal: str = ""

    def is_empty(self) -> bool:
        """Tell whether there is nothing to render."""
        return not (self.year or self.month or self.day or self.season or self.literal)


#: Longer text is no date.
_LONGEST: Final = 200
NO_DATE: Final = DateParts()
_MONTHS: Final = tuple("jan feb mar apr may jun jul aug sep oct nov dec spr sum fal win".split())
_EDTF: Final = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)(?:T\S*)?\Z")
_INTEGER: Final = re.compile(r"\s*(-?\d{1,9})")
_TIME: Final = re.compile(r"(?<=\d)T\d.*\Z")
_CLOCK: Final = re.compile(r"\s*\d{2}:\d{2}(?::\d+)?")
_EPOCHS: Final = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_EPOCH_YEAR: Final = re.compile("(" + "|".join(_EPOCHS) + r")(\d+)")
_WORD: Final = re.compile(
    r"([?0-9]{1,2}(?:-[?0-9]{1,2})?-[?0-9]{4}(?![0-9])|[?0-9]{4}(?:-[?0-9]{1,2}){0,2}(?![0-9])"
    r"|[?0-9]{1,3}|-|[?~]|[^-/~?0-9]+)"
)
_WORD_RANGE_SLASH: Final = re.compile(
    r"([?0-9]{1,2}(?:-[?0-9]{1,2})?-[?0-9]{4}(?![0-9])|[?0-9]{4}(?:-[?0-9]{1,2}){0,2}(?![0-9])"
    r"|[?0-9]{1,3}|/|[?~]|[^-/~?0-9]+)"
)
_WORD_RANGE_DASH: Final = re.compile(
    r"([?0-9]{1,2}(?:/[?0-9]{1,2})?/[?0-9]{4}(?![0-9])|[?0-9]{4}(?:/[?0-9]{1,2}){0,2}(?![0-9])"
    r"|[?0-9]{1,3}|-|[?~]|[^-/~?0-9]+)"
)


def _integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value == value and abs(value) < 1e9 else None  # noqa: PLR0124 - not a number
    if isinstance(value, str):
        match = _INTEGER.match(value)
        return int(match[1]) if match else None
    return None


def read_date(value: Any) -> DateParts:  # noqa: ANN401 - JSON
    """Return a CSL-JSON date.

    Args:
        value: A mapping with `date-parts`, `raw`, `literal`, `edtf`, `season`, `circa`; or text, read as EDTF
            or raw.

    Raises:
        ValueError: The shape is wrong.
    """
    if isinstance(value, (str, int)):
        return parse_raw_date(str(value))
    if not isinstance(value, Mapping):
        raise ValueError(f"{type(value).__name__} where a date is wanted")  # noqa: TRY004 - one kind to catch
    circa = bool(value.get("circa")) and str(value.get("circa")).lower() not in {"false", "0"}
    parts = value.get("date-parts")
    literal = value.get("literal")
    literal = str(literal) if isinstance(literal, (str, int)) else ""
    season = value.get("season")
    season_text = "" if season is None else str(season).strip()
    if not parts and isinstance(value.get("raw"), (str, int)):
        date = parse_raw_date(str(value["raw"]))
    elif not parts and isinstance(value.get("edtf"), str):
        date = parse_raw_date(value["edtf"])
    else:
        date = _read_parts(parts if parts is not None else [], value)
    return DateParts(
        date.year,
        date.month,
        date.day,
        season_text or date.season,
        date.end,
        circa or date.circa,
        literal or date.literal,
    )


def _read_parts(parts: object, value: Mapping[str, Any]) -> DateParts:
    if not isinstance(parts, (list, tuple)):
        raise ValueError("date-parts is not a list")  # noqa: TRY004 - as above
    points = [point if isinstance(point, (list, tuple)) else [point] for point in parts[:2]]
    if not points:
        points = [[value.get(name) for name in ("year", "month", "day")]]
    dates = [_make_point(point) for point in points]
    return replace(dates[0], end=dates[1]) if len(dates) > 1 else dates[0]


def _make_point(point: Sequence[object]) -> DateParts:
    """Return one end of a date from its numbers; a month above 12 is a season."""
    year, month, day = (_integer(point[index]) if index < len(point) else None for index in range(3))
    season = ""
    if month is not None and not 1 <= month <= 12:
        if 13 <= month <= 24:
            season = str((month - 13) % 4 + 1)
        month = None
    return DateParts(year, month, day, season)


def _parse_edtf(text: str) -> DateParts | None:
    """Return an EDTF date or range, or None."""
    first, slash, last = text.partition("/")
    if not slash:
        return _parse_edtf_point(text)
    begin = _parse_edtf_point(first)
    if begin is None:
        return None
    if last in {"", ".."}:
        end: DateParts | None = DateParts(0)
    else:
        end = _parse_edtf_point(last)
    if end is None:
        return None
    return DateParts(begin.year, begin.month, begin.day, begin.season, end, begin.circa or end.circa)


def _parse_edtf_point(text: str) -> DateParts | None:
    match = _EDTF.match(text)
    if not match:
        return None
    month = int(match[2]) if match[2] else None
    season = ""
    if month is not None and 21 <= month <= 24:
        season, month = str(month - 20), None
    day = int(match[3]) if match[3] else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return DateParts(int(match[1]), month, day, season, None, bool(match[4]))


def parse_raw_date(text: str) -> DateParts:  # noqa: C901, PLR0912 - one pass over the cases of the specification
    """Return a date written as text: EDTF, `12 May 2003`, `5/12/2003`, `June-August 1999`, `c. 1850`.

    What cannot be read is kept as a literal.
    """
    original = text
    if len(text) > _LONGEST:
        return DateParts(literal=text)
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return DateParts(literal=text[1:-1])
    edtf = _parse_edtf(text.strip())
    if edtf is not None:
        return edtf
    text = _TIME.sub("", text)
    negative = text.startswith("-")
    text = text[1:] if negative else text
    if re.fullmatch(r"\d{1,3}", text):
        text = text.zfill(4)
    text = _CLOCK.sub("", text)
    if "月" in text or "年" in text:
        text = _from_kanji(text)
    text = re.sub(r"([A-Za-z])\.", r"\1", text)
    pattern, range_mark, date_mark = _WORD, "-", "-"
    if "/" in text and "-" in text:
        if text.count("/") >= 3:
            pattern, date_mark = _WORD_RANGE_DASH, "/"
            text = text.replace("_", "-")
        else:
            pattern, range_mark = _WORD_RANGE_SLASH, "/"
            text = text.replace("_", "/")
    else:
        text = text.replace("/", "-").replace("_", "-")
    words = [word.strip() for word in pattern.findall(text)]
    words = [word for word in words if word]
    if range_mark in words:
        place = words.index(range_mark)
        halves = [words[:place], words[place + 1 :]]
    else:
        halves = [words]
    read = [_read_words(half, date_mark) for half in halves]
    circa = any(half.pop("circa", 0) for half in read)
    if len(read) > 1:
        for name in ("year", "month", "day", "season"):
            if name in read[0] and name not in read[1]:
                read[1][name] = read[0][name]
            elif name in read[1] and name not in read[0]:
                read[0][name] = read[1][name]
    first = read[0]
    if not first.get("year") or ("day" in first and "month" not in first):
        return DateParts(literal=original)
    dates = [_from_words(half, negative=negative and index == 0) for index, half in enumerate(read)]
    end = dates[1] if len(dates) > 1 else None
    start = dates[0]
    return DateParts(start.year, start.month, start.day, start.season, end, circa)


def _from_kanji(text: str) -> str:
    text = re.sub(r"\s+", "", text).replace("日", "")
    text = text.replace("月", "-").replace("年", "-").replace("〜", "/").replace("-/", "/").rstrip("-")
    return _EPOCH_YEAR.sub(lambda match: str(_EPOCHS[match[1]] + int(match[2])), text)


def _from_words(found: dict[str, Any], *, negative: bool) -> DateParts:
    year = found.get("year")
    if year is not None and negative:
        year = -year
    month, season = found.get("month"), found.get("season", "")
    if month is not None and month > 12:
        season, month = str((month - 13) % 4 + 1), None
    return DateParts(year, month, found.get("day"), str(season))


def _read_words(words: list[str], mark: str) -> dict[str, Any]:  # noqa: C901 - one pass over the cases of the specification
    """Return the parts of one end of a raw date."""
    found: dict[str, Any] = {}
    number, note = "", ""
    for word in words:
        lower = word.lower()
        if mark in word and word != mark:
            _read_numeric(found, word.split(mark))
            continue
        if re.search(r"\d{4}", word):
            digits = word.strip("?").lstrip("0")
            if digits.isdecimal():
                found["year"] = int(digits)
            continue
        if word in {"~", "?", "c", "ca"} or lower.startswith("cir"):
            found["circa"] = True
            if word in {"~", "?"}:
                continue
        month = next((index + 1 for index, name in enumerate(_MONTHS) if name in lower), 0)
        if month:
            found["month"] = month
            continue
        if word.isdecimal():
            number = word
        if lower.startswith(("bc", "ad")) and number:
            found["year"] = -int(number) if lower.startswith("bc") else int(number)
            number = ""
            continue
        if re.search("mic|tri|hil|eas", lower) and "season" not in found:
            note = word
    if number:
        found["day"] = int(number)
    if note and "season" not in found:
        found["season"] = note.strip()
    return found


def _read_numeric(found: dict[str, Any], parts: list[str]) -> None:
    rest = parts
    for index, part in enumerate(parts):
        if len(part) == 4:
            digits = part.strip("?").lstrip("0")
            if digits.isdecimal():
                found["year"] = int(digits)
            rest = parts[1:] if index == 0 else parts[:index]
            break
    numbers = [int(part) if part.isdecimal() else 0 for part in rest]
    if len(numbers) == 1 or (len(numbers) == 2 and not numbers[1]):
        if numbers[0]:
            found["month"] = numbers[0]
    elif len(numbers) == 2:
        month, day = numbers
        if month > 12:
            month, day = day, month
        if month:
            found["month"] = month
            if day:
                found["day"] = day
