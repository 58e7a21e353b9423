"""Entries that are one work: found by identifiers, or by title, year and names; merged without loss.

Comparing every entry with every other would be quadratic. So entries meet only in blocks: those with one
identifier, and those whose titles, or whose first author and year, are near each other in sorted order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from anyascii import anyascii
from rapidfuzz import fuzz

from citekit.bibliography.vocabulary import FIELD_ALIASES
from citekit.model import Bibliography, Entry, Name

_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")
_ISBN: Final = re.compile(r"[\d-]{9,17}[\dXx]")
_SCHEME: Final = re.compile(r"^https?://(?:www\.)?")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_NUMERAL: Final = re.compile(r"\b(?:\d+|[ivxlc]+)\b")
#: How many neighbours in sorted order an entry is compared with.
_WINDOW: Final = 8
_TITLE_SCORE: Final = 92.0
_SURE_TITLE_SCORE: Final = 97.0
#: Fields that say which part or printing is meant: two entries that differ there are two.
_TELLING: Final = ("volume", "part", "edition", "chapter", "issue", "version")


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Entries that are one work.

    Attributes:
        entries: In source order, two or more.
        reason: `doi`, `identifier`, `shared` (ISBN or address) or `title`: what brought them together first.
        score: 0 to 100; 100 for an identifier.
    """

    entries: tuple[Entry, ...]
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class _Profile:
    """What of an entry is compared."""

    title: str
    numerals: tuple[str, ...]
    year: int | None
    authors: frozenset[str]
    first_author: str
    container: str
    identifiers: frozenset[str]
    doi: str


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _NOT_WORD.sub(" ", folded).strip()


def _fold_name(name: Name) -> str:
    return _fold(anyascii(name.literal or name.family or name.given))


def _read_identifiers(entry: Entry) -> tuple[frozenset[str], str]:
    """Return the identifiers that stand for one work each, and the DOI among them."""
    found = set()
    doi = _DOI.search(entry.get("doi") or entry.get("url"))
    value = doi[0].rstrip(".,;)").casefold() if doi else ""
    if value:
        found.add(f"doi:{value}")
    for field in ("pmid", "pmcid", "edn"):
        if number := entry.get(field).strip():
            found.add(f"{field}:{number.casefold()}")
    if eprint := entry.get("eprint").strip():
        scheme = (entry.get("eprinttype") or entry.get("archiveprefix")).casefold()
        if scheme:
            found.add(f"{scheme}:{re.sub(r'v[0-9]+$', '', eprint.casefold())}")
    return frozenset(found), value


def _make_profile(entry: Entry) -> _Profile:
    title = _fold(f"{entry.get('title')} {entry.get('subtitle')}")
    names = entry.names.get("author") or entry.names.get("editor") or ()
    date = entry.dates.get("date")
    folded = [_fold_name(name) for name in names]
    identifiers, doi = _read_identifiers(entry)
    container = _fold(entry.get("journaltitle") or entry.get("journal") or entry.get("booktitle"))
    return _Profile(
        title=title,
        numerals=tuple(_NUMERAL.findall(title)),
        year=date.year if date is not None else None,
        authors=frozenset(folded),
        first_author=folded[0] if folded else "",
        container=container,
        identifiers=identifiers,
        doi=doi,
    )


def _contradict(left: Entry, right: Entry) -> bool:
    """Tell whether two entries state different parts or printings."""
    for field in _TELLING:
        one, other = _fold(left.get(field)), _fold(right.get(field))
        if one and other and one != other:
            return True
    return False


def _may_be_one(one: _Profile, other: _Profile) -> bool:
    """Tell whether nothing but the titles' wording could part two works: numerals, DOI, year, host."""
    if not one.title or not other.title or one.numerals != other.numerals:
        return False
    if one.doi and other.doi and one.doi != other.doi:
        return False
    if one.year is not None and other.year is not None and abs(one.year - other.year) > 1:
        return False
    hosts = one.container and other.container
    return not hosts or fuzz.token_set_ratio(one.container, other.container) >= 70


def _compare(left: Entry, right: Entry, one: _Profile, other: _Profile) -> float:
    """Return how surely two entries are one work by title, year and names: 0 to 100."""
    if not _may_be_one(one, other):
        return 0.0
    score = fuzz.ratio(one.title, other.title, score_cutoff=_TITLE_SCORE)
    if not score or _contradict(left, right):
        return 0.0
    named = bool(one.authors and other.authors)
    if named and not one.authors & other.authors and fuzz.ratio(one.first_author, other.first_author) < 85:
        return 0.0
    dated = one.year is not None and one.year == other.year
    sure = score >= _SURE_TITLE_SCORE and len(one.title) >= 20 and (named or dated)
    return float(score) if sure or (named and dated) else 0.0


class _Groups:
    """Union-find over positions, with the first reason of each join."""

    def __init__(self, size: int) -> None:
        self.parents = list(range(size))
        self.reasons: dict[int, tuple[str, float]] = {}

    def find(self, index: int) -> int:
        while self.parents[index] != index:
            self.parents[index] = self.parents[self.parents[index]]
            index = self.parents[index]
        return index

    def join(self, left: int, right: int, reason: str, score: float) -> None:
        left, right = sorted((self.find(left), self.find(right)))
        if left != right:
            self.parents[right] = left
            kept = self.reasons.get(left) or self.reasons.get(right) or (reason, score)
            self.reasons[left] = kept


def _shared_blocks(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Return the entries that share an ISBN or an address: one work only if their titles are alike, too."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        for found in _ISBN.findall(entry.get("isbn")):
            digits = found.replace("-", "").upper()
            if len(digits) in {10, 13}:
                blocks[digits[3:12] if len(digits) == 13 else digits[:9]].append(index)
        if address := _SCHEME.sub("", entry.get("url").strip().casefold()).rstrip("/"):
            blocks[address].append(index)
    return blocks


def _neighbour_orders(profiles: Sequence[_Profile]) -> list[list[int]]:
    """Return the orders in which neighbours are compared: by title, by its end, by author and year."""
    titled = [index for index, profile in enumerate(profiles) if profile.title]
    named = [index for index in titled if profiles[index].first_author]
    return [
        sorted(titled, key=lambda index: (profiles[index].title, index)),
        sorted(titled, key=lambda index: (profiles[index].title[::-1], index)),
        sorted(
            named,
            key=lambda index: (
                profiles[index].first_author, profiles[index].year or 0, profiles[index].title, index
            ),
        ),
    ]  # fmt: skip


def _join_by_identifier(profiles: Sequence[_Profile], groups: _Groups) -> None:
    first: dict[str, int] = {}
    for index, profile in enumerate(profiles):
        for identifier in sorted(profile.identifiers):
            if identifier in first:
                reason = "doi" if identifier.startswith("doi:") else "identifier"
                groups.join(first[identifier], index, reason, 100.0)
            first.setdefault(identifier, index)


def _join_by_share(entries: Sequence[Entry], profiles: Sequence[_Profile], groups: _Groups) -> None:
    for block in _shared_blocks(entries).values():
        for index, left in enumerate(block):
            for right in block[index + 1 : index + 1 + _WINDOW]:
                alike = fuzz.token_set_ratio(profiles[left].title, profiles[right].title) >= 85
                if alike and not _contradict(entries[left], entries[right]):
                    groups.join(left, right, "shared", 100.0)


def _join_by_title(entries: Sequence[Entry], profiles: Sequence[_Profile], groups: _Groups) -> None:
    compared: set[tuple[int, int]] = set()
    for order in _neighbour_orders(profiles):
        for place, left in enumerate(order):
            for right in order[place + 1 : place + 1 + _WINDOW]:
                pair = (left, right) if left < right else (right, left)
                if pair in compared:
                    continue
                compared.add(pair)
                if groups.find(left) != groups.find(right):
                    score = _compare(entries[left], entries[right], profiles[left], profiles[right])
                    if score:
                        groups.join(left, right, "title", score)


def find_duplicates(entries: Iterable[Entry]) -> tuple[Duplicates, ...]:
    """Find the entries that are one work.

    Args:
        entries: Any number; time grows nearly in proportion.

    Returns:
        Groups of two or more, in the order of their first entries. Entries with one DOI (or PMID, arXiv
        number, EDN) are one work; so are those with one ISBN or address and like titles; and those with like
        titles whose years and names fit and whose volume, part or edition do not differ.
    """
    entries = tuple(entries)
    profiles = [_make_profile(entry) for entry in entries]
    groups = _Groups(len(entries))
    _join_by_identifier(profiles, groups)
    _join_by_share(entries, profiles, groups)
    _join_by_title(entries, profiles, groups)
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(len(entries)):
        members[groups.find(index)].append(index)
    return tuple(
        Duplicates(tuple(entries[index] for index in found), *groups.reasons[root])
        for root, found in members.items()
        if len(found) > 1
    )


def _richness(entry: Entry) -> tuple[int, int, int]:
    return (
        int(bool(entry.get("doi"))),
        len(entry.fields),
        sum(map(len, entry.fields.values())),
    )


def _name_in(fields: Mapping[str, str], name: str) -> str:
    """Return the name under which a field, or another name of it, stands among `fields`."""
    if name in fields:
        return name
    target = FIELD_ALIASES.get(name, name)
    return next((known for known in fields if FIELD_ALIASES.get(known, known) == target), name)


def _list_additions(entry: Entry, base: Entry, fields: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return an entry's fields, each with its name in the merged entry, but those that need no merging."""
    if entry is base:
        return []
    passed = {"ids", "keywords"} | ({"year", "month", "day"} if "date" in base.dates else set())
    named = [(own, _name_in(fields, own), value) for own, value in entry.fields.items()]
    return [found for found in named if found[1] not in passed]


def _add_alternative(fields: dict[str, str], name: str, value: str) -> None:
    """Keep what another entry says in a field that is filled, unless it says the same."""
    if _fold(fields[name]) == _fold(value) or name == "timestamp":
        return
    known = fields.get(f"alt-{name}", "").split(" || ")
    if value not in known:
        fields[f"alt-{name}"] = " || ".join([*filter(None, known), value])


def merge_entries(entries: Sequence[Entry]) -> Entry:
    """Merge entries that are one work into one.

    Args:
        entries: One or more.

    Returns:
        The fullest entry with the fields that only the others have. Where two say something else, the other
        words stand in a field `alt-<name>`; other keys go into biblatex's `ids`, so that cites still find
        their way; provenance is put together.
    """
    base = max(entries, key=_richness)
    fields, resolved = dict(base.fields), dict(base.resolved)
    names, dates = dict(base.names), dict(base.dates)
    others = set(base.others)
    for entry in entries:
        for own, name, value in _list_additions(entry, base, fields):
            if fields.get(name):
                _add_alternative(fields, name, value)
                continue
            fields[name] = value
            others |= {name} if own in entry.others else set()
            if own in entry.resolved:
                resolved[name] = entry.resolved[own]
            if own in entry.names:
                names[name] = entry.names[own]
        dates = {**entry.dates, **dates}
    keywords = _join_lists(entries, "keywords")
    if keywords:
        fields["keywords"] = keywords
        resolved.pop("keywords", None)
    aliases = [entry.key for entry in entries if entry.key and entry.key != base.key]
    ids = _join_lists(entries, "ids", aliases)
    if ids:
        fields["ids"] = ids
        resolved.pop("ids", None)
    return replace(
        base,
        fields=MappingProxyType(fields),
        resolved=MappingProxyType(resolved),
        names=MappingProxyType(names),
        dates=MappingProxyType(dates),
        others=frozenset(others),
        provenance=tuple(dict.fromkeys(line for entry in entries for line in entry.provenance)),
    )


def _join_lists(entries: Sequence[Entry], field: str, more: Sequence[str] = ()) -> str:
    parts = [
        part.strip() for entry in entries for part in re.split(r"[,;]", entry.get(field)) if part.strip()
    ]
    return ", ".join(dict.fromkeys([*parts, *more]))


def merge_duplicates(entries: Iterable[Entry] | Bibliography) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """Merge the entries that are one work.

    Args:
        entries: A bibliography or entries.

    Returns:
        The entries, each group in the place of its first, and a map from every key that went to the one that
        stayed.
    """
    entries = entries.entries if isinstance(entries, Bibliography) else tuple(entries)
    places = {id(entry): index for index, entry in enumerate(entries)}
    made: dict[int, Entry | None] = dict(enumerate(entries))
    aliases: dict[str, str] = {}
    for group in find_duplicates(entries):
        indexes = [places[id(entry)] for entry in group.entries]
        merged = merge_entries(group.entries)
        for index in indexes:
            made[index] = None
        made[indexes[0]] = merged
        aliases |= {entry.key: merged.key for entry in group.entries if entry.key != merged.key}
    return tuple(entry for entry in made.values() if entry is not None), aliases
