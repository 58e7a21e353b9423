"""Titles in square brackets for what has none: a stub must render as something, and never as a fact.

Square brackets mark what the describer supplies (ISO 690:2021, 5.4; GOST R 7.0.100-2018, 4.8).
"""

from __future__ import annotations

import re
from typing import Any, Final

from citekit.model import Entry
from citekit.parse.patterns import defer_pattern

Item = dict[str, Any]

#: Variables of which one is enough for a line in a bibliography.
_SHOWN: Final = (
    "title author editor translator container-title container-author publisher URL DOI number archive"
    " archive_location event-title collection-title genre call-number"
).split()
#: Fields of a stub that are in the document's language.
_TELLING: Final = ("annotation", "annote", "x-author-hint", "author")
_STUB: Final = defer_pattern(r"ref-(\d{1,6})")
_HINT: Final = defer_pattern(r"\s?\((?:0|1)\.\d\d\)")
_CYRILLIC: Final = defer_pattern(r"[а-яёіїєґ]", re.IGNORECASE)
_MOST_HINTS: Final = 2
#: Letters in which two cases of one name agree, initials included.
_STEM: Final = 6


def supply_title(item: Item, entry: Entry) -> Item:
    """Return an item with a supplied title where nothing of it would be seen in a bibliography.

    Args:
        item: The CSL-JSON item of the entry.
        entry: The entry; a stub (`ref-25`, `ref-smith2011`) says what it is cited as and what the text
            suggests.

    Returns:
        The item itself, or a copy with a `title` in square brackets.
    """
    if any(item.get(name) for name in _SHOWN) and not _is_dated_stub(entry):
        return item
    return {**item, "title": f"[{_describe(entry)}]"}


def _is_dated_stub(entry: Entry) -> bool:
    """Tell whether an entry is a stub that states author and year, as the text cites them, and no more."""
    return (
        entry.key.startswith("ref-") and not entry.get("title") and entry.get("note").startswith("Cited as (")
    )


def _describe(entry: Entry) -> str:
    stub = _STUB.fullmatch(entry.key)
    told = next(filter(None, map(entry.get, _TELLING)), "")
    russian = _CYRILLIC.search(told) is not None
    if _is_dated_stub(entry):
        return "в списке литературы не найдено" if russian else "not found in the list of references"
    if stub is None or not entry.get("note").startswith("Cited as"):
        return entry.get("note") or f"no title: {entry.key}"
    hints = [*_read_hints(entry.get("x-author-hint"), _MOST_HINTS), *_read_hints(entry.get("x-year-hint"), 1)]
    if russian:
        guess = f"; судя по тексту: {', '.join(hints)}" if hints else ""
        return f"Источник № {stub[1]}: в списке литературы не найден{guess}"
    guess = f"; the text suggests: {', '.join(hints)}" if hints else ""
    return f"Source {stub[1]}: not found in the list of references{guess}"


def _read_hints(field: str, most: int) -> list[str]:
    """Return the surest hints without their confidence; two cases of one name count once."""
    hints: list[str] = []
    for hint in _HINT.sub("", field).split("; "):
        if hint and not any(hint[:_STEM] == other[:_STEM] for other in hints):
            hints.append(hint)
    return hints[:most]
