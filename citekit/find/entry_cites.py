"""Cites in brackets that name an entry of the list by its label or its first words.

A work without an author is cited by its title, `[Философия культуры, с. 176]` (GOST R 7.0.5-2008, 7.5.3), one
with a label by that, `[Даль I: 317; СУС: № 425]`; what tells such a cite from other words in brackets is the
list, whose entry has that label or begins so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from citekit.find.brackets import Stretch
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
#: A volume behind a label, and what parts it from the place.
_VOLUME: Final = defer_pattern(r"[\s,]{1,4}(?:т\.\s?|vol\.\s?|Bd\.\s?)?([IVXLC]{1,6}|\d{1,3})(?=\s?[:,]|\Z)")
_PLACE_GAP: Final = defer_pattern(r"\s{0,2}[:,]\s{0,4}")
_LONGEST_SUFFIX: Final = 24
#: No more labels than these are tried that begin with one word.
_MOST_LABELS: Final = 200
#: How many characters of an entry a cite may repeat, and how many a part of a cluster may have.
_OPENING: Final = 240
_LONGEST: Final = 200
#: So many words, without a place behind them, are too few to name an entry that goes on.
_MOST_DOUBTFUL: Final = 3
_LEAST_LETTERS: Final = 5


def find_entry_cites(text: str, stretches: Iterable[Stretch], lists: Sequence[RefList]) -> list[Citation]:
    """Find the brackets all of whose parts are the beginnings of entries.

    Args:
        text: The document's text.
        stretches: Brackets that hold no numeric cluster.
        lists: The reference lists.

    Returns:
        Citations whose cites have the first words as their only name, in the order of the text.
    """
    openings = _Openings(text, lists)
    labels = _read_labels(lists)
    found = []
    for stretch in stretches:
        begun = text[stretch.start + 1]
        if stretch.end - stretch.start > _LONGEST or not (begun.isupper() or begun in '«“"'):
            continue
        parts = list(_read_parts(text, stretch, openings, labels))
        cites = tuple(cite for cite in parts if cite is not None)
        if cites and len(cites) == len(parts):
            found.append(Citation(cites, Span(stretch.start, stretch.end)))
    return found


class _Openings:
    """The first words of all entries, for the question whether words begin one."""

    def __init__(self, text: str, lists: Sequence[RefList]) -> None:
        found: set[tuple[str, ...]] = set()
        #: The words of an entry up to a sign that may end its title.
        self._heads: set[tuple[str, ...]] = set()
        for reflist in lists:
            for entry in reflist.entries:
                stop = min(entry.span.end, entry.span.start + _OPENING)
                words = _fold(text[entry.span.start : stop], signs=True)
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


def _read_parts(
    text: str, stretch: Stretch, openings: _Openings, labels: dict[str, list[str]]
) -> Iterator[Cite | None]:
    """Yield the cite that each part of a bracket is, or None for a part that is none."""
    start, stop = stretch.start + 1, stretch.end - 1
    while start < stop:
        end = text.find(";", start, stop)
        end = stop if end < 0 else end
        start += len(text[start:end]) - len(text[start:end].lstrip())
        yield _read_label(text, start, end, labels) or _read_part(text, start, end, openings)
        start = end + 1


def _read_label(text: str, start: int, end: int, labels: dict[str, list[str]]) -> Cite | None:
    """Return the cite that `[start, end)` is: a label, a volume and a place: `Даль I: 317`."""
    first = _WORD.search(text, start, end)
    for label in labels.get(first[0], [])[:_MOST_LABELS] if first else []:
        position = start + len(label)
        if not text.startswith(label, start) or text[position : position + 1].isalnum():
            continue
        locators: tuple[Locator, ...] = ()
        if volume := _VOLUME.match(text, position, end):
            locators = (Locator("volume", volume[1], Span(*volume.span(1))),)
            position = volume.end()
        gap = _PLACE_GAP.match(text, position, end)
        position = gap.end() if gap else position
        places, behind = match_locators(text, position, end, bare=True)
        suffix = mend_value(text[max(position, behind) : end]).strip(" .")
        if len(suffix) <= _LONGEST_SUFFIX and (gap or not suffix):
            return _make_cite(label, Span(start, end), locators + places, suffix)
    return None


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
