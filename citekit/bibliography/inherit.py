"""Inheritance between entries: `crossref` with biblatex's rules, and `xdata` containers.

Source: biblatex manual 3.20, section 2.4.1 and appendix B (default inheritance setup). A field that the child
has is never touched, fields that belong to one entry alone are not handed on, and a chain is followed as
long as it does not come back to itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.model import Entry

#: Fields that no child takes over (appendix B, plus what describes the database entry itself).
NEVER_INHERITED: Final = frozenset(
    "ids crossref xref entryset entrysubtype execute label options presort related relatedoptions "
    "relatedstring relatedtype shorthand shorthandintro sortkey xdata key timestamp owner "
    "date-added date-modified".split()
)
_TITLE_FIELDS: Final = ("title", "subtitle", "titleaddon")
#: Fields that do not come from a parent under their own name where titles are renamed.
_PARENT_TITLES: Final = frozenset(("shorttitle", "sorttitle", "indextitle", "indexsorttitle"))

_MV_TO_VOLUME: Final = ("mvbook",), ("book", "inbook", "bookinbook", "suppbook")
#: Parent types, child types, what the parent's title becomes, and whether author becomes bookauthor.
_RULES: Final[tuple[tuple[tuple[str, ...], tuple[str, ...], str, bool], ...]] = (
    (*_MV_TO_VOLUME, "main", False),
    (("mvcollection", "mvreference"), ("collection", "reference", "incollection", "inreference", "suppcollection"),
     "main", False),
    (("mvproceedings",), ("proceedings", "inproceedings"), "main", False),
    (("book",), ("inbook", "bookinbook", "suppbook"), "book", True),
    (("book",), ("incollection",), "book", False),
    (("collection", "reference"), ("incollection", "inreference", "suppcollection"), "book", False),
    (("proceedings",), ("inproceedings", "conference"), "book", False),
    (("periodical",), ("article", "suppperiodical"), "journal", False),
)  # fmt: skip


class InheritTrouble(NamedTuple):
    """What was wrong with a reference between entries."""

    code: str
    message: str
    entry: Entry


def _title_prefix(parent: str, child: str) -> tuple[str, bool]:
    for parents, children, prefix, bookauthor in _RULES:
        if parent in parents and child in children:
            return prefix, bookauthor
    return "", False


def map_fields(parent: Entry, child_type: str) -> dict[str, str]:
    """Return which fields a child of a type takes from a parent: the child's name to the parent's name."""
    prefix, bookauthor = _title_prefix(parent.type, child_type)
    mapped: dict[str, str] = {}
    for name in parent.fields:
        if name in NEVER_INHERITED:
            continue
        if prefix and name in _TITLE_FIELDS:
            target = {"title": "title", "subtitle": "subtitle", "titleaddon": "titleaddon"}[name]
            if prefix == "journal" and name == "titleaddon":
                continue
            mapped.setdefault(prefix + target, name)
        elif (prefix and name in _PARENT_TITLES) or (prefix == "main" and name == "volume"):
            continue
        elif bookauthor and name == "author":
            mapped.setdefault("author", name)
            mapped.setdefault("bookauthor", name)
        else:
            mapped.setdefault(name, name)
    return mapped


def _take_over(child: Entry, parent: Entry, mapped: dict[str, str]) -> Entry:
    """Return the child with the parent's fields that it lacks."""
    has_date = "date" in child.fields or "year" in child.fields
    wanted = {
        name: origin
        for name, origin in mapped.items()
        if name not in child.fields
        and not (has_date and name in {"date", "year", "month", "day"})
        and not (name == "journaltitle" and "journal" in child.fields)
    }
    if not wanted:
        return child
    fields = {**child.fields, **{name: parent.fields[origin] for name, origin in wanted.items()}}
    resolved = {
        **child.resolved,
        **{name: parent.resolved[origin] for name, origin in wanted.items() if origin in parent.resolved},
    }
    names = {
        **child.names,
        **{name: parent.names[origin] for name, origin in wanted.items() if origin in parent.names},
    }
    dates = dict(child.dates)
    for date, value in parent.dates.items():
        if date not in dates and (date in wanted or (date == "date" and "year" in wanted)):
            dates[date] = value
    others = child.others | {name for name, origin in wanted.items() if origin in parent.others}
    return replace(
        child,
        fields=MappingProxyType(fields),
        resolved=MappingProxyType(resolved),
        names=MappingProxyType(names),
        dates=MappingProxyType(dates),
        others=others,
    )


class _Inheritance:
    """Resolves each entry once, its parents first; a chain that comes back is cut with a trouble."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.by_key: dict[str, Entry] = {}
        self.by_folded: dict[str, str] = {}
        for entry in entries:
            self.by_key.setdefault(entry.key, entry)
            self.by_folded.setdefault(entry.key.casefold(), entry.key)
            for alias in re.split(r"\s*,\s*", entry.fields.get("ids", "")):
                if alias:
                    self.by_folded.setdefault(alias.casefold(), entry.key)
        self.done: dict[str, Entry] = {}
        self.troubles: list[InheritTrouble] = []

    def parents_of(self, entry: Entry) -> list[tuple[str, str]]:
        """Return the fields that name parents and the parents' keys, xdata before crossref."""
        found = []
        for name in ("xdata", "crossref"):
            if value := entry.fields.get(name):
                keys = [value] if name == "crossref" else re.split(r"\s*,\s*", value)
                found += [(name, key.strip()) for key in keys if key.strip()]
        return found

    def find(self, key: str) -> str | None:
        return key if key in self.by_key else self.by_folded.get(key.casefold())

    def resolve(self, start: Entry) -> Entry:
        """Resolve one entry, with a stack of its own instead of recursion."""
        stack = [start.key]
        open_keys = {start.key}
        while stack:
            entry = self.by_key[stack[-1]]
            if entry.key in self.done:
                open_keys.discard(stack.pop())
                continue
            waiting = None
            for _, wanted in self.parents_of(entry):
                key = self.find(wanted)
                if key is not None and key not in self.done and key not in open_keys:
                    waiting = key
                    break
            if waiting is not None:
                stack.append(waiting)
                open_keys.add(waiting)
                continue
            self.done[entry.key] = self.merge(entry)
            open_keys.discard(stack.pop())
        return self.done[start.key]

    def merge(self, entry: Entry) -> Entry:
        made = entry
        for name, wanted in self.parents_of(entry):
            key = self.find(wanted)
            if key is None:
                message = f"{name} of '{entry.key}' names '{wanted}', which is not here"
                self.troubles.append(InheritTrouble("CK228", message, entry))
            elif key not in self.done:
                message = f"{name} of '{entry.key}' leads back to itself"
                self.troubles.append(InheritTrouble("CK229", message, entry))
            else:
                parent = self.done[key]
                mapped = (
                    {field: field for field in parent.fields if field not in NEVER_INHERITED}
                    if name == "xdata"
                    else map_fields(parent, entry.type)
                )
                made = _take_over(made, parent, mapped)
        return made


def inherit_fields(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], list[InheritTrouble]]:
    """Hand fields on from parents to children.

    Args:
        entries: All entries of a bibliography.

    Returns:
        The entries in the same order, each with its own fields first and the inherited ones after them, and
        the troubles: a parent that is missing (`CK228`), a chain that comes back to itself (`CK229`).
    """
    inheritance = _Inheritance(entries)
    made = tuple(
        inheritance.resolve(entry) if inheritance.by_key[entry.key] is entry else entry for entry in entries
    )
    return made, inheritance.troubles


def own_fields(entry: Entry, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the names of the fields that an entry would not get from its parents among `entries`."""
    names = frozenset(entry.fields)
    if "crossref" not in names and "xdata" not in names:
        return names
    inheritance = _Inheritance(entries)
    inherited: set[str] = set()
    for name, wanted in inheritance.parents_of(entry):
        key = inheritance.find(wanted)
        parent = inheritance.by_key.get(key or "")
        if parent is None:
            continue
        mapped = (
            {field: field for field in parent.fields} if name == "xdata" else map_fields(parent, entry.type)
        )
        inherited |= {
            field
            for field, origin in mapped.items()
            if field in names and entry.fields[field] == parent.fields.get(origin)
        }
    return names - inherited
