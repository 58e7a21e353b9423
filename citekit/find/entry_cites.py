"""Cites in brackets that name an entry of the list by its label or its first words.

A work without an author is cited by its title, `[Философия культуры, с. 176]` (GOST R 7.0.5-2008, 7.5.3), one
with a label by that, `[Даль I: 317; СУС: № 425]`, one in several volumes by all its years or a volume,
`[Даль 1880–1882; Фасмер 1: 137]`; what tells such a cite from other words in brackets is the list, whose
entry has that label or begins so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from citekit.find.author_date import make_author_cites, read_author_cluster
from citekit.find.bare_author_dates import ListedWorks
from citekit.find.brackets import Stretch, split_cluster
from citekit.find.reference_cues import CAPITAL
from citekit.find.reflist import RefList
from citekit.model import Citation, Cite, CiteForm, Locator, Span
from citekit.parse.locators import match_locators, mend_value
from citekit.parse.patterns import defer_pattern

_WORD: Final = re.compile(r"\w+")
#: A word, or what may end a title.
_WORD_OR_SIGN: Final = defer_pattern(r"\w+|[.:/(]|//|\s[–—-]\s")
_SIGN: Final = "."
_BROKEN: Final = defer_pattern(r"(?<=[^\W\d_])[-\xad‐]\n\s{0,8}(?=[^\W\d_])")
_SEPARATOR: Final = defer_pattern(r"[,:.]\s{0,4}")
_YEAR: Final = defer_pattern(r"[\s,.]{1,3}\(?((?:1[4-9]|20)\d\d[a-zа-я]?)\)?\Z")
_YEAR_BEHIND: Final = defer_pattern(r"[\s,]{1,3}((?:1[4-9]|20)\d\d[a-zа-я]?)(?=\s?[,:]|\Z)")
#: A label of capitals.
_CAPITALS: Final = defer_pattern(rf"(?P<label>[{CAPITAL}]{{2,10}})(?=[\s,:]|\Z)")
#: A volume behind a label, and what parts it from the place.
_VOLUME: Final = defer_pattern(r"[\s,]{1,4}(?:т\.\s?|vol\.\s?|Bd\.\s?)?([IVXLC]{1,6}|\d{1,3})(?=\s?[:,]|\Z)")
_PLACE_GAP: Final = defer_pattern(r"\s{0,2}[:,]\s{0,4}")
#: An author, all years of a work in volumes or one of them, and what may follow: `Даль 1880–1882, 1: 57`.
_AUTHOR_AND_YEARS: Final = defer_pattern(
    rf"(?P<name>[{CAPITAL}][\w’'-]{{1,40}})(?:[\s,]{{1,3}}(?P<year>(?:1[4-9]|20)\d\d[a-zа-я]?"
    rf"(?P<later>[–—-](?:(?:1[4-9]|20)\d\d|\d\d)?)?)(?![\w/]))?(?=[\s,:]|\Z)"
)
_LONGEST_SUFFIX: Final = 24
#: A label of capitals cannot be taken for a word; what it is cited with may be a whole provenance.
_LONGEST_PROVENANCE: Final = 90
#: No more labels than these are tried that begin with one word.
_MOST_LABELS: Final = 200
#: How many characters of an entry a cite may repeat, and how many a part of a cluster may have.
_OPENING: Final = 240
_LONGEST: Final = 200
#: So many words, without a place behind them, are too few to name an entry that goes on.
_MOST_DOUBTFUL: Final = 3
_LEAST_LETTERS: Final = 5


def find_entry_cites(
    text: str, stretches: Iterable[Stretch], lists: Sequence[RefList], works: ListedWorks
) -> list[Citation]:
    """Find the brackets all of whose parts are the beginnings of entries.

    Args:
        text: The document's text.
        stretches: Brackets that hold no numeric cluster, and parentheses that hold a span of years.
        lists: The reference lists.
        works: The authors of their entries with the years.

    Returns:
        Citations whose cites have the first words as their only name, in the order of the stretches.
    """
    likely = [
        stretch
        for stretch in stretches
        if stretch.end - stretch.start <= _LONGEST
        and ((begun := text[stretch.start + 1]).isupper() or begun in '«“"')
    ]
    if not likely:
        return []
    listed = _Listed(_Openings(text, lists), _read_labels(lists), works)
    found = []
    for stretch in likely:
        parts = _read_parts(text, stretch, listed)
        if any(cite is not None for cite in parts.values()):
            cites = [cite or _read_unlisted(text, place) for place, cite in parts.items()]
            if all(cites):
                whole = tuple(cite for cite in cites if cite is not None)
                found.append(Citation(whole, Span(stretch.start, stretch.end)))
    return found


class _Openings:
    """The first words of all entries, for the question whether words begin one."""

    def __init__(self, text: str, lists: Sequence[RefList]) -> None:
        found: set[tuple[str, ...]] = set()
        #: The words of an entry up to a sign that may end its title.
        self._heads: set[tuple[str, ...]] = set()
        for reflist in lists:
            for entry in reflist.entries:
                place = entry.span
                words = _fold(text[place.start : min(place.end, place.start + _OPENING)], signs=True)
                plain: list[str] = []
                for word in words:
                    if word == _SIGN:
                        self._heads.add(tuple(plain))
                    else:
                        plain.append(word)
                found.add(tuple(plain))
        self._sorted = sorted(found)

    def begin_with(self, words: tuple[str, ...], *, placed: bool) -> bool:
        """Tell whether words are the beginning of an entry, and enough of it to name it.

        One word needs a place behind it; two or three without a place must be all that stands before a sign.
        """
        if sum(map(len, words)) < _LEAST_LETTERS or (len(words) == 1 and not placed):
            return False
        if words in self._heads:
            return True
        if not placed and len(words) <= _MOST_DOUBTFUL:
            return False
        index = bisect_left(self._sorted, words)
        return index < len(self._sorted) and self._sorted[index][: len(words)] == words


def _fold(text: str, *, signs: bool = False) -> tuple[str, ...]:
    """Return the words of a text in lower case; with `signs`, what may end a title stands among them."""
    pattern = _WORD_OR_SIGN if signs else _WORD
    return tuple(
        word if word[0].isalnum() else _SIGN
        for word in pattern.findall(_BROKEN.sub("", text).casefold().replace("ё", "е"))
    )


def _read_labels(lists: Sequence[RefList]) -> dict[str, list[str]]:
    """Return the labels that are words, the longest first, by their first words."""
    labels: dict[str, list[str]] = defaultdict(list)
    found = {entry.label for reflist in lists for entry in reflist.entries if not entry.label.isdecimal()}
    for label in sorted(found, key=len, reverse=True):
        if first := _WORD.search(label):
            labels[first[0]].append(label)
    return labels


class _Listed(NamedTuple):
    """What the entries of the lists are named by: first words, labels, authors with years."""

    openings: _Openings
    labels: dict[str, list[str]]
    works: ListedWorks


def _read_parts(text: str, stretch: Stretch, listed: _Listed) -> dict[Span, Cite | None]:
    """Return the parts of a bracket, each with the cite that it is, or None where no entry is named so."""
    return {
        place: _read_label(text, place.start, place.end, listed.labels)
        or _read_volumes(text, place.start, place.end, listed)
        or _read_part(text, place.start, place.end, listed.openings)
        or _read_author(text, place.start, place.end, listed.works)
        for place in split_cluster(text, stretch.start + 1, stretch.end - 1)
    }


def _read_label(text: str, start: int, end: int, labels: dict[str, list[str]]) -> Cite | None:
    """Return the cite that `[start, end)` is: a label, a volume and a place: `Даль I: 317`."""
    first = _WORD.search(text, start, end)
    for label in labels.get(first[0], [])[:_MOST_LABELS] if first else []:
        position = start + len(label)
        if not text.startswith(label, start) or text[position : position + 1].isalnum():
            continue
        dated = None if _YEAR.search(label) else _YEAR_BEHIND.match(text, position, end)
        position = dated.end() if dated else position
        places = _read_places(text, position, end)
        longest = _LONGEST_PROVENANCE if label.isupper() else _LONGEST_SUFFIX
        if len(places.suffix) <= longest and (places.parted or not places.suffix):
            named = f"{label} {dated[1]}" if dated else label
            return _make_cite(named, Span(start, end), places.locators, places.suffix)
    return None


class _Places(NamedTuple):
    """What stands behind the name of a work: volume and place, the rest, whether a sign parts them."""

    locators: tuple[Locator, ...]
    suffix: str
    parted: bool


def _read_places(text: str, position: int, end: int) -> _Places:
    """Read a volume, a place and the rest."""
    locators: tuple[Locator, ...] = ()
    if volume := _VOLUME.match(text, position, end):
        locators = (Locator("volume", volume[1], Span(*volume.span(1))),)
        position = volume.end()
    gap = _PLACE_GAP.match(text, position, end)
    position = gap.end() if gap else position
    places, behind = match_locators(text, position, end, bare=True)
    suffix = mend_value(text[max(position, behind) : end]).strip(" .")
    return _Places(locators + places, suffix, gap is not None)


def _read_volumes(text: str, start: int, end: int, listed: _Listed) -> Cite | None:
    """Return the cite that `[start, end)` is: an author with all years of a work, or with a volume of it."""
    named = _AUTHOR_AND_YEARS.match(text, start, end)
    if named is None:
        return None
    name, year = named["name"], named["year"] or ""
    places = _read_places(text, named.end(), end)
    volume = places.locators and places.locators[0].label == "volume"
    if places.suffix or not (volume or named["later"]):
        return None
    known = (
        listed.works.hold_name(name, year[:4])
        if year
        else listed.openings.begin_with(_fold(name), placed=True)
    )
    span = Span(start, end)
    return (
        Cite(CiteForm.AUTHOR_DATE, named[0], span, places.locators, names=(name,), year=year)
        if known
        else None
    )


def _read_unlisted(text: str, place: Span) -> Cite | None:
    """Return the cite that a part is which no list has: an author with a year, or a label of capitals.

    Only beside a part that names an entry, which tells that the bracket cites.
    """
    parts = read_author_cluster(text, place.start, place.end)
    if len(parts) == 1 and parts[0].years:
        return make_author_cites(parts)[0]
    found = _CAPITALS.match(text, place.start, place.end)
    return _read_label(text, place.start, place.end, {found["label"]: [found["label"]]}) if found else None


def _read_author(text: str, start: int, end: int, works: ListedWorks) -> Cite | None:
    """Return the cite that `[start, end)` is: listed authors with a year, beside parts of other forms."""
    parts = read_author_cluster(text, start, end)
    return make_author_cites(parts)[0] if len(parts) == 1 and works.hold(parts[0]) else None


def _make_cite(named: str, span: Span, locators: tuple[Locator, ...], suffix: str = "") -> Cite:
    dated = _YEAR.search(named)
    name, year = (named[: dated.start()], dated[1]) if dated else (named, "")
    return Cite(CiteForm.AUTHOR_DATE, named, span, locators, suffix=suffix, names=(name,), year=year)


def _read_part(text: str, start: int, end: int, openings: _Openings) -> Cite | None:
    """Return the cite that `[start, end)` is: the first words of an entry, and a place in it."""
    for stop, locators in _cut_locators(text, start, end):
        words = _fold(text[start:stop])
        if openings.begin_with(words, placed=bool(locators)):
            named = mend_value(text[start:stop]).strip(' \t\n.,:;«»“”"')
            return _make_cite(named, Span(start, end), locators)
    return None


def _cut_locators(text: str, start: int, end: int) -> Iterator[tuple[int, tuple[Locator, ...]]]:
    """Yield where the words may end and the places behind, the longest words first."""
    yield end, ()
    for separator in _SEPARATOR.finditer(text, start, end):
        locators, behind = match_locators(text, separator.end(), end, bare=text[separator.start()] == ":")
        if locators and not text[behind:end].strip(" .\n"):
            yield separator.start(), locators
