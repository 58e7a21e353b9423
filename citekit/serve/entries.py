"""Entries as a person edits them: fields as text in, an entry with names and dates taken apart out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from citekit.bibliography.bibdates import read_dates
from citekit.bibliography.bibnames import format_name_list, parse_name_list
from citekit.bibliography.keys import make_keys
from citekit.bibliography.vocabulary import DATE_FIELDS, DATE_PARTS, NAME_FIELDS
from citekit.model import Entry

_DATED: Final = DATE_FIELDS | {part for parts in DATE_PARTS.values() for part in parts}
#: What no field may hold: controls but tabs and line ends.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean_value(value: str) -> str:
    """Return a value without control characters and blanks at its ends."""
    return _CONTROL.sub(" ", value).strip()


def change_entry(
    entry: Entry,
    *,
    key: str | None = None,
    type: str | None = None,  # noqa: A002 - the field's own word
    fields: Mapping[str, str | None] = MappingProxyType({}),
) -> Entry:
    """Return an entry with some of its parts changed.

    Args:
        entry: The entry as it is.
        key: Its new citekey.
        type: Its new type.
        fields: New values by field; None and blank ones take the field away. Names are in BibTeX's syntax.
    """
    values, resolved = dict(entry.fields), dict(entry.resolved)
    names, others = dict(entry.names), set(entry.others)
    for name, given in fields.items():
        value = clean_value(given or "")
        resolved.pop(name, None)
        names.pop(name, None)
        others.discard(name)
        if not value:
            values.pop(name, None)
            continue
        values[name] = value
        if name in NAME_FIELDS:
            found = parse_name_list(value)
            names[name] = found.names
            others |= {name} if found.others else set()
    dates = dict(entry.dates)
    if _DATED & fields.keys():
        dates = read_dates(values)
    return replace(
        entry,
        key=entry.key if key is None else key,
        type=entry.type if type is None else type,
        fields=MappingProxyType(values),
        resolved=MappingProxyType(resolved),
        names=MappingProxyType(names),
        others=frozenset(others),
        dates=MappingProxyType(dates),
        raw=None,
        span=None,
    )


def make_entry(key: str, type: str, fields: Mapping[str, str]) -> Entry:  # noqa: A002 - as above
    """Return a new entry; see `change_entry`."""
    return change_entry(Entry(key, type), fields=fields)


def show_fields(entry: Entry) -> dict[str, str]:
    """Return an entry's fields as a person edits them: names in BibTeX's syntax, so that they come back."""
    return {
        name: format_name_list(entry.names[name], others=name in entry.others)
        if entry.names.get(name)
        else value
        for name, value in entry.fields.items()
    }


def choose_key(entry: Entry, taken: Iterable[str]) -> str:
    """Return a key made of an entry's author, year and title that no other entry has."""
    others = [Entry(key, "misc") for key in taken]
    return make_keys([*others, replace(entry, key="")])[-1].key
