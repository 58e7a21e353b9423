"""Names and dates as CSL-JSON holds them (CSL 1.0.2, csl-data.json schema), to our values and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from citekit.bibliography.bibdates import read_date
from citekit.model import Name, PartialDate

#: The last name of a list that goes on: `and others`.
OTHERS: Final = "others"
_NAME_PARTS: Final = (
    ("family", "family"),
    ("given", "given"),
    ("dropping-particle", "dropping_particle"),
    ("non-dropping-particle", "non_dropping_particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)


def name_to_csl(name: Name) -> dict[str, str]:
    """Return a name as a CSL-JSON object, empty parts left out."""
    made = {key: value for key, part in _NAME_PARTS if (value := getattr(name, part))}
    return made or {"literal": ""}


def csl_to_name(value: object) -> Name:
    """Return a CSL-JSON name as a value; anything that is no object becomes a literal.

    A `Name` comes back as its object would: a literal beside a family or given name is dropped.
    """
    if isinstance(value, Name):
        return replace(value, literal="") if value.literal and (value.family or value.given) else value
    if not isinstance(value, Mapping):
        return Name(literal=str(value))
    found = {part: str(value[key]) for key, part in _NAME_PARTS if value.get(key) not in {None, ""}}
    if found.get("literal") and (found.get("family") or found.get("given")):
        del found["literal"]
    return Name(**found)


def names_to_csl(names: Iterable[Name], *, others: bool = False) -> list[dict[str, str]]:
    """Return names as CSL-JSON; a list that goes on ends in the literal `others`."""
    made = [name_to_csl(name) for name in names]
    return [*made, {"literal": OTHERS}] if others else made


def csl_to_names(value: object) -> tuple[tuple[Name, ...], bool]:
    """Return CSL-JSON names as values, and whether the list goes on."""
    items = value if isinstance(value, list | tuple) else [value]
    names = [csl_to_name(item) for item in items if item]
    others = bool(names) and names[-1] == Name(literal=OTHERS)
    return tuple(names[:-1] if others else names), others


def _date_parts(date: PartialDate) -> list[int]:
    parts = [date.year if date.year is not None else 0]
    if date.month:
        parts.append(date.month)
        if date.day:
            parts.append(date.day)
    return parts


def date_to_csl(date: PartialDate) -> dict[str, Any]:
    """Return a date as a CSL-JSON object.

    Args:
        date: A range becomes two `date-parts`, an open end `[0]`; a date without a year becomes a literal.
    """
    if date.year is None:
        if date.end is not None and date.end.year is not None:
            return {"date-parts": [[0], _date_parts(date.end)]}
        return {"literal": date.literal}
    made: dict[str, Any] = {"date-parts": [_date_parts(date)]}
    if date.end is not None:
        made["date-parts"].append(_date_parts(date.end))
    if date.season:
        made["season"] = date.season
    if date.circa:
        made["circa"] = True
    return made


def _read_parts(parts: object) -> PartialDate | None:
    if not isinstance(parts, list | tuple) or not parts:
        return None
    numbers: list[int] = []
    for part in parts[:3]:
        try:
            numbers.append(int(part))
        except (TypeError, ValueError, OverflowError):
            break
    if not numbers or numbers[0] == 0:
        return PartialDate()
    year = numbers[0]
    if len(numbers) > 1 and 1 <= numbers[1] <= 12:
        day = numbers[2] if len(numbers) > 2 and 1 <= numbers[2] <= 31 else None
        return PartialDate(year, numbers[1], day)
    season = (numbers[1] - 13) % 4 + 1 if len(numbers) > 1 and 13 <= numbers[1] <= 24 else None
    return PartialDate(year, season=season)


def _is_plain(date: PartialDate) -> bool:
    """Tell whether a date is a year, a month or a day and nothing else."""
    if not date.year or date.end is not None or date.season is not None or date.circa or date.literal:
        return False
    if date.month is None:
        return date.day is None
    return 1 <= date.month <= 12 and (date.day is None or 1 <= date.day <= 31)


def csl_to_date(value: object) -> PartialDate | None:
    """Return a CSL-JSON date as a value: `date-parts`, `raw`, `literal`, `season`, `circa`, or a string.

    A `PartialDate` comes back as its object would: with what CSL-JSON can say.
    """
    if isinstance(value, PartialDate):
        return value if _is_plain(value) else csl_to_date(date_to_csl(value))
    if isinstance(value, str | int):
        return read_date(str(value))
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    date = None
    if isinstance(parts, list | tuple) and parts:
        date = _read_parts(parts[0])
        if date is not None and len(parts) > 1:
            end = _read_parts(parts[1])
            date = replace(date, end=end) if end is not None else date
    if date is None and (raw := value.get("raw")):
        date = read_date(str(raw))
    if date is None or (date.year is None and date.end is None):
        literal = value.get("literal") or value.get("raw")
        return PartialDate(literal=str(literal)) if literal else None
    season = str(value.get("season") or "")
    if season.isdecimal() and 1 <= int(season) <= 4:
        date = replace(date, season=int(season), month=None, day=None)
    if value.get("circa"):
        date = replace(date, circa=True)
    return date
