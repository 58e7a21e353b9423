"""The works that a document cites: its references, gathered so that each work is there once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from citekit.bibliography.dedupe import find_duplicates
from citekit.bibliography.mapping import csl_to_entry, reference_to_entry
from citekit.find.reference_cues import SAME_AUTHOR
from citekit.find.references import SAME_AUTHOR_WORDS
from citekit.find.reflist import RefList, locate_reflists
from citekit.model import Bibliography, Document, Entry, Name, Reference, Span
from citekit.parse.patterns import defer_pattern
from citekit.resolve.folding import fold_family, fold_title

_CYRILLIC: Final = defer_pattern(r"[а-яёіїєґ]", re.IGNORECASE)
#: The file of an archive: its fonds, inventory and number stand for one work, whatever the folio.
_FILE: Final = re.compile(
    r"(?P<archive>[А-ЯІЇЄ]{3,12}(?:\s[А-ЯІЇЄ]{1,3})?)[.,]?\s{0,2}Ф\.\s?(?P<fonds>[\w-]{1,10})[.,]?\s{0,2}"
    r"Оп\.\s?(?P<inventory>[\w-]{1,8})[.,]?\s{0,2}(?:Д|Ед\.\s?хр|Спр)\.\s?(?P<file>[\w-]{1,8})"
)
_LETTERED: Final = defer_pattern(r"(?<!\d)((?:1[5-9]|20)\d\d)((?!г\.)[a-zа-е])(?=[).,:;\s]|$)")
#: Fields in which two editions or volumes of one title differ.
_TELLING: Final = ("volume", "edition", "number", "journaltitle")
_SHORTEST_TITLE: Final = 8
_SHORTEST_PREFIX: Final = 12
_MOST_TITLES: Final = 30
_READABLE_KEY: Final = defer_pattern(r"(?!ITEM-)[A-Za-z][\w:.-]{2,60}")
_RANGE: Final = defer_pattern(r"\d\s?[-–—]")
_SAME_HOST: Final = defer_pattern(r"//\s?(?:Там же|Там само|[Ii]bid(?:em)?|[Ee]bd|[Ee]benda)\b")


@dataclass(slots=True, eq=False)
class Work:
    """One work while it is gathered.

    Attributes:
        entry: What is known of it; the key is empty until the end, unless it was given.
        first: Position of its first appearance in the text.
        references: The references that name it.
        places: Where it was found, in words.
        given: It comes from a given bibliography, or from what the document's format carries.
        aliases: Further keys by which the document cites it.
        stub: The number it is cited by, where nothing else is known.
        lettered: The first year with a letter among its references, as far as they were searched.
        searched: How many of them were: a work that is named very often is asked for its year as often.
    """

    entry: Entry
    first: int
    references: list[Reference] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    given: bool = False
    aliases: tuple[str, ...] = ()
    stub: str = ""
    lettered: re.Match[str] | None = None
    searched: int = 0

    def appear(self, position: int) -> None:
        """Take note of an appearance."""
        self.first = min(self.first, position)

    @property
    def authors(self) -> tuple[Name, ...]:
        """Its authors, or else its editors."""
        return self.entry.names.get("author") or self.entry.names.get("editor") or ()

    @property
    def year(self) -> int | None:
        """The year of publication, also where only a year with a letter in the text tells it."""
        date = self.entry.dates.get("date") or self.entry.dates.get("origdate")
        if date is not None and date.year is not None:
            return date.year
        lettered = self._find_lettered()
        return int(lettered[1]) if lettered else None

    @property
    def last_year(self) -> int:
        """The last year of a work that came out over several, or 0."""
        date = self.entry.dates.get("date")
        return (date.end.year or 0) if date is not None and date.end is not None else 0

    def states(self, year: int) -> bool:
        """Tell whether it has the year beside its own, as of the original: `М., 1997. (… Halle, 1927.)`."""
        return any(
            name in _DATES and value.strip("[]() .") == str(year)
            for reference in self.references
            for name, value in ((field.name, field.value) for field in reference.fields)
        )

    @property
    def letter(self) -> str:
        """The letter behind the year: `a` in `2011a`."""
        lettered = self._find_lettered()
        return lettered[2] if lettered else ""

    def _find_lettered(self) -> re.Match[str] | None:
        while self.lettered is None and self.searched < len(self.references):
            reference = self.references[self.searched]
            self.searched += 1
            self.lettered = _LETTERED.search(f"{reference.label} ") or _LETTERED.search(reference.text)
        return self.lettered


_DATES: Final = frozenset({"issued", "original-date"})
NEVER: Final = 1 << 60


@dataclass(slots=True)
class Works:
    """All works, and the ways to them from the document's references.

    Attributes:
        works: In no special order.
        lists: The reference lists: for each its references' labels and works, in order.
        of_reference: The work of each reference, by the reference's number in order.
        list_starts: Where each list begins.
    """

    works: list[Work]
    lists: list[list[tuple[str, Work]]]
    of_reference: list[Work]
    list_starts: list[int]

    def number_of_list(self, body: Span) -> int | None:
        """Return which of `lists` stands at a place, or None."""
        index = bisect_left(self.list_starts, body.start)
        found = index < len(self.list_starts) and self.list_starts[index] < body.end
        return index if found else None

    @staticmethod
    def references_in(references: Sequence[Reference], place: Span) -> range:
        """Return which of the references, in the order of the text, begin in a place."""
        first = bisect_left(references, place.start, key=lambda one: one.span.start)
        return range(first, bisect_left(references, place.end, first, key=lambda one: one.span.start))


def gather_works(
    document: Document,
    references: Sequence[Reference],
    bibliography: Bibliography | None = None,
    reflists: Sequence[RefList] | None = None,
) -> Works:
    """Gather the works of a document's references.

    Args:
        document: The document.
        references: Of its lists and notes, in the order of the text.
        bibliography: Given entries: where one is the work of a reference, it stands for it.
        reflists: The document's lists, where the caller has located them.

    Returns:
        The works. The same work in several notes, or in a note and a list, is one; so are an entry and its
        transliteration in a second list.
    """
    groups = _group_lists(references, locate_reflists(document) if reflists is None else reflists)
    twins = _find_twins(references, groups)
    works = [Work(entry, NEVER, given=True) for entry in (bibliography.entries if bibliography else ())]
    works.extend(_read_items(document, {work.entry.key for work in works}))
    own = [index for index in range(len(references)) if index not in twins]
    entries = [_make_entry(references[index]) for index in own]
    in_list = {index: number for number, group in enumerate(groups) for index in group}
    files = [_read_file(references[index].text) for index in own]
    made = dict(zip(own, _unite(works, entries, [in_list.get(index) for index in own], files), strict=True))
    positions = {note.id: note.call.start if note.call else note.body.start for note in document.notes}
    of_reference: list[Work] = []
    for index, reference in enumerate(references):
        work = made[twins.get(index, index)]
        of_reference.append(work)
        work.references.append(reference)
        work.places.append(_name_place(reference, in_list.get(index), len(groups)))
        note_position = positions.get(reference.note or "", reference.span.start)
        work.appear(min(note_position, reference.span.start))
    for group in groups:
        for before, index in pairwise(group):
            inherit_authors(of_reference[index], references[index], of_reference[before])
    lists = [[(references[index].label, of_reference[index]) for index in group] for group in groups]
    starts = [references[group[0]].span.start for group in groups]
    return Works(works, lists, of_reference, starts)


def _read_items(document: Document, taken: set[str]) -> Iterator[Work]:
    """Yield the works of the items that the document's format carries, each with its `id` as an alias."""
    for item in document.items:
        name = str(item.get("id", ""))
        entry = csl_to_entry(item, name)
        key = name if _READABLE_KEY.fullmatch(name) and name not in taken else ""
        taken.add(key)
        yield Work(replace(entry, key=key), NEVER, given=True, aliases=(name,))


def inherit_authors(work: Work, reference: Reference, before: Work | None) -> None:
    """Give a work whose reference begins with `Его же` or a dash the authors of the work before it."""
    if before is None or work.given or work.entry.names.get("author") or not before.entry.names.get("author"):
        return
    if SAME_AUTHOR_WORDS.match(reference.text) or SAME_AUTHOR.match(reference.text):
        entry = work.entry
        fields = {"author": before.entry.get("author"), **entry.fields}
        names = {**entry.names, "author": before.entry.names["author"]}
        work.entry = replace(entry, fields=MappingProxyType(fields), names=MappingProxyType(names))


def inherit_host(work: Work, reference: Reference, before: Work | None) -> None:
    """Give a work whose host is only repeated (`Title // Там же. № 4`) the host of the work before it.

    The year is that of the work before as well, where the reference states none (GOST R 7.0.5-2008, 6.6).
    """
    if before is None or work.given or not _SAME_HOST.search(reference.text):
        return
    hosts = {name: before.entry.get(name) for name in ("journaltitle", "booktitle") if before.entry.get(name)}
    if not hosts:
        return
    replaced = {"journaltitle", "booktitle", "cross-reference"}
    own = {name: value for name, value in work.entry.fields.items() if name not in replaced}
    if "journaltitle" in hosts and "issue" in own and "number" not in own:
        own["number"] = own.pop("issue")
    dates = dict(work.entry.dates)
    if "date" not in dates and "date" in before.entry.dates:
        own["date"] = before.entry.get("date")
        dates["date"] = before.entry.dates["date"]
    entry = replace(
        work.entry,
        type=before.entry.type,
        fields=MappingProxyType({**own, **hosts}),
        dates=MappingProxyType(dates),
    )
    work.entry = entry


def _group_lists(references: Sequence[Reference], reflists: Sequence[RefList]) -> list[list[int]]:
    """Return the references of each list, by their numbers in order; those within the text are in none."""
    if all(reference.note is not None for reference in references):
        return []
    bodies = [reflist.body for reflist in reflists]
    starts = [body.start for body in bodies]
    groups: list[list[int]] = []
    owner = -1
    for index, reference in enumerate(references):
        belongs = bisect_right(starts, reference.span.start) - 1
        if reference.note is not None or belongs < 0 or reference.span.start >= bodies[belongs].end:
            continue
        if belongs != owner:
            groups.append([])
            owner = belongs
        groups[-1].append(index)
    return groups


def _find_twins(references: Sequence[Reference], groups: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return for each entry of a transliterated second list the entry of the first that it repeats."""
    twins: dict[int, int] = {}
    for first, second in pairwise(groups):
        if abs(len(first) - len(second)) > max(1, len(first) // 8):
            continue
        cyrillic = [bool(_CYRILLIC.search(references[index].text)) for index in first]
        latin = [not _CYRILLIC.search(references[index].text) for index in second]
        if sum(cyrillic) * 2 < len(first) or sum(latin) * 10 < len(second) * 9:
            continue
        labels = {references[index].label: index for index in first if references[index].label}
        for order, index in enumerate(second):
            label = references[index].label
            if label and label in labels:
                twins[index] = labels[label]
            elif not label and len(first) == len(second):
                twins[index] = first[order]
    return twins


def _make_entry(reference: Reference) -> Entry:
    """Return the entry of a reference; pages that only a note points to are no part of a book's entry."""
    entry = reference_to_entry(reference)
    pages = entry.get("pages")
    if (
        reference.note is not None
        and pages
        and not reference.get("container-title")
        and not _RANGE.search(pages)
    ):
        fields = {name: value for name, value in entry.fields.items() if name != "pages"}
        entry = replace(entry, fields=MappingProxyType(fields))
    return entry


def _read_file(text: str) -> tuple[str, ...]:
    """Return archive, fonds, inventory and file of an archival reference, or nothing."""
    found = _FILE.search(text)
    return found.groups() if found else ()


def _unite(
    works: list[Work], entries: Sequence[Entry], lists: Sequence[int | None], files: Sequence[tuple[str, ...]]
) -> Iterator[Work]:
    """Yield the work of each entry; entries that are one work, or one file of an archive, share it."""
    given = len(works)
    everything = [*(work.entry for work in works), *entries]
    places = {id(entry): index for index, entry in enumerate(everything)}
    leader = list(range(len(everything)))
    for group in find_duplicates(everything) if len(everything) > 1 else ():
        members = sorted(places[id(entry)] for entry in group.entries)
        taken: dict[int | None, int] = {}
        for member in members:
            if member < given:
                continue
            in_list = lists[member - given]
            head = members[0] if in_list is None or in_list not in taken else member
            leader[member] = head
            if in_list is not None:
                taken.setdefault(in_list, member)
    _join_by_title(everything, leader, [*[None] * given, *lists])
    first_of: dict[tuple[str, ...], int] = {}
    for index, file in enumerate(files):
        if file and leader[given + index] == given + index:
            leader[given + index] = first_of.setdefault(file, given + index)
    made: dict[int, Work] = dict(enumerate(works))
    for index in range(given, len(everything)):
        head = leader[index]
        if head == index or head not in made:
            made[index] = Work(everything[index], NEVER)
            works.append(made[index])
        else:
            made[index] = made[head]
            if not made[head].given:
                made[head].entry = fill_entry(made[head].entry, everything[index])
        yield made[index]


def _join_by_title(entries: Sequence[Entry], leader: list[int], lists: Sequence[int | None]) -> None:
    """Join entries of one first author where one title begins with the other, and what else is known fits.

    Args:
        entries: All, the given ones first.
        leader: For each the entry that it is joined to; changed here.
        lists: The list that each stands in; two of one list are two works.

    A note often repeats a reference without its year, or a parser ends a title elsewhere.
    """
    by_author: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        names = entry.names.get("author") or ()
        title = fold_title(entry.get("title"))
        if not names or len(title) < _SHORTEST_TITLE:
            continue
        same = by_author[fold_family(names[0].family or names[0].literal)]
        if leader[index] == index:
            for other in same[-_MOST_TITLES:]:
                if (lists[index] is None or lists[index] != lists[other]) and _fits(entries[other], entry):
                    leader[index] = leader[other]
                    break
        if leader[index] == index:
            same.append(index)


def _fits(one: Entry, other: Entry) -> bool:
    first, second = fold_title(one.get("title")), fold_title(other.get("title"))
    short, long = sorted((first, second), key=len)
    if not long.startswith(short) or (short != long and len(short) < _SHORTEST_PREFIX):
        return False
    if any(one.get(name) and other.get(name) and one.get(name) != other.get(name) for name in _TELLING):
        return False
    years = {date.year for entry in (one, other) if (date := entry.dates.get("date")) is not None}
    if len(years) > 1:
        return False
    both_dated = bool(one.dates.get("date")) and bool(other.dates.get("date"))
    same_pages = bool(one.get("pages")) and one.get("pages").replace("–", "-") == other.get("pages").replace(
        "–", "-"
    )
    return both_dated or same_pages or first == second


def fill_entry(entry: Entry, other: Entry) -> Entry:
    """Return an entry with the fields, names and dates of another of the same work that it lacks."""
    better = other if _weigh(other) > _weigh(entry) else entry
    worse = entry if better is other else other
    known = better.fields.keys()
    fields = {name: value for name, value in worse.fields.items() if name not in known}
    return replace(
        better,
        key=entry.key or other.key,
        fields=MappingProxyType({**better.fields, **fields}),
        names=MappingProxyType({**worse.names, **better.names}),
        dates=MappingProxyType({**worse.dates, **better.dates}),
    )


def _weigh(entry: Entry) -> int:
    return len(entry.fields) + 2 * bool(entry.names) + bool(entry.get("title"))


def _name_place(reference: Reference, in_list: int | None, lists: int) -> str:
    if reference.note is not None:
        return f"note {reference.label}" if reference.label else f"note {reference.note}"
    if in_list is None:
        return "text"
    where = f"list {in_list + 1}" if lists > 1 and in_list is not None else "list"
    return f"{where}, entry {reference.label}" if reference.label else where


#: A body with its short name behind or before it in brackets.
_SHORT_AND_FULL: Final = defer_pattern(
    r"([^()\[\]]{2,120}?)\s[(\[]([^()\[\]]{2,120})[)\]]|(\w{2,10})\s[–—-]\s(.{6,120})"
)


def iterate_authors(works: Iterable[Work]) -> Iterator[tuple[str, Work]]:
    """Yield each work's first author's family name, or the name of the body, with the work."""
    for work in works:
        for name in work.authors[:1]:
            family = f"{name.non_dropping_particle} {name.family}".strip() if name.family else name.literal
            if family:
                yield family, work
            if name.literal and (parts := _SHORT_AND_FULL.fullmatch(name.literal)):
                yield parts[1] or parts[3], work
                yield parts[2] or parts[4], work
