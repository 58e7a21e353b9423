"""Authors with a year without brackets around them: `Vgl. Lüders 1987, S. 12`, `См.: Неверов 2011: 14`.

Journals that cite by author and year within footnotes write so. A name before a year is such a cite where
the reference list has that author with that year; without a list, where the notes of the document consist
of such cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from citekit.find.author_date import AuthorCite, match_places, read_names, read_years
from citekit.find.brackets import SIGNALS, are_signals
from citekit.find.name_stops import has_family_ending, is_stop
from citekit.find.reference_cues import CAPITAL, FAMILY_INITIALS, INITIALS_FAMILY
from citekit.find.reflist import RefList
from citekit.model import Document, Span
from citekit.parse.patterns import defer_pattern

#: A year behind a word; the figures come first in the pattern, since they are rarer than words.
NAMED_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d(?:(?<=[^\W\d_.,(][\s(]\d{4})|(?<=[^\W\d_.],\s\d{4}))")
#: What a name, or the words for further authors, end in before the year.
_TOKEN: Final = re.compile(
    rf"(?<!\w)(?:[{CAPITAL}][\w’'-]{{0,40}}\.?|al\.?|др\.|ін\.|a\.|coll\.),?[\s(]{{1,3}}\Z"
)
_LETTER_OR_END: Final = re.compile(r"[a-zа-я]?(?![\w/–-])")
_NAME_START: Final = defer_pattern(rf"(?<![\w.’'-])(?:[{CAPITAL}]|(?:von|van|de|der|di|da|del|фон|ван|де)\s)")
#: How far before a year its names may begin.
NAME_REACH: Final = 80
_ENTRY: Final = 320
_ENTRY_WORD: Final = defer_pattern(rf"[{CAPITAL}][\w’'-]{{1,40}}")
_ENTRY_YEAR: Final = defer_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d[a-zа-я]?(?!\d)")
#: The authors at the beginning of an entry, with initials behind or before; else its first words count.
_AUTHORS: Final = (
    defer_pattern(rf"(?:{FAMILY_INITIALS.pattern}(?:,|\s?/|;|\s(?:и|and|und|et|e|y|&))?\s?){{1,6}}"),
    defer_pattern(rf"(?:{INITIALS_FAMILY.pattern}(?:,|\s?/|;|\s(?:и|and|und|et|e|y|&))?\s?){{1,6}}"),
)
_FIRST_WORDS: Final = 44
#: What stands before a cite that is a piece of its note: nothing, a semicolon, words that join or lead to it.
_BEFORE: Final = defer_pattern(r"(?:\A|[;(])\s{0,3}\Z")
#: Words that lead to it, or a dash, read back from it.
_WORDS_BACK: Final = defer_pattern(r"(?:\s{1,3}+:?,?\.?[^\W\d_]{1,14}+){1,4}+|\s[—–]")
_WORD: Final = defer_pattern(r"[^\W\d_]+")
_JOINING: Final = frozenset("и а также та й і and und et e y sowie bei у в in by".split())
_EDITING: Final = frozenset("di ред ed eds hg hrsg dir von by par por".split())
_BEHIND: Final = defer_pattern(r"\s{0,2}(?:[.;)]|\Z)")
_FEWEST: Final = 3


class BareCite(NamedTuple):
    """One reading: the author with years and locators, and its place."""

    part: AuthorCite
    span: Span


class ListedWorks:
    """The authors of the entries of reference lists, with their years; read at the first question.

    Args:
        text: The document's text.
        lists: Its lists.
    """

    def __init__(self, text: str, lists: Sequence[RefList]) -> None:
        self._text = text
        self._lists = lists

    @cached_property
    def _years(self) -> dict[str, set[str]]:
        """The years of the entries by the words in capitals among their authors."""
        known: dict[str, set[str]] = {}
        text = self._text
        for reflist in self._lists:
            for entry in reflist.entries:
                place = entry.span
                start = entry.label_span.start if entry.label_span else place.start
                opening = text[start : min(place.end, place.start + _ENTRY)]
                years = set(_ENTRY_YEAR.findall(opening))
                years |= {year[:4] for year in years}
                for word in _ENTRY_WORD.findall(_cut_authors(opening)):
                    known.setdefault(word.casefold(), set()).update(years)
        return known

    def hold(self, part: AuthorCite) -> bool:
        """Tell whether entries have all the authors and one of the years."""
        keys = [name.rpartition(" ")[2].casefold() for name in part.names]
        found: list[set[str]] = [self._years.get(key, set()) for key in keys]
        return any(all(one.year in years or one.year[:4] in years for years in found) for one in part.years)

    def hold_name(self, name: str, year: str) -> bool:
        """Tell whether an entry has the author and the year."""
        return year in self._years.get(name.casefold(), set())


def _cut_authors(opening: str) -> str:
    """Return the beginning of an entry that holds its authors."""
    for pattern in _AUTHORS:
        if authors := pattern.match(opening):
            return authors[0]
    first = _ENTRY_YEAR.search(opening, 0, _FIRST_WORDS)
    return opening[: first.start() if first else _FIRST_WORDS]


def find_bare_cites(text: str, start: int, end: int, *, in_note: bool) -> Iterator[BareCite]:
    """Yield every name with a year in `[start, end)` that may be such a cite, in order.

    Args:
        text: The text.
        start: Where to begin.
        end: Where to stop.
        in_note: Whether it is a note: there a bare number behind the year is a page.
    """
    done = start
    for year in NAMED_YEAR.finditer(text, start, end):
        if (
            year.start() < done
            or _LETTER_OR_END.match(text, year.end(), end) is None
            or _TOKEN.search(text[max(0, year.start() - 48) : year.start()]) is None
        ):
            continue
        found = _read_at(text, max(done, year.start() - NAME_REACH), year.start(), end, in_note=in_note)
        if found is not None:
            done = found.span.end
            yield found


def _read_at(text: str, low: int, year: int, end: int, *, in_note: bool) -> BareCite | None:
    """Read the cite whose year begins at a position."""
    opened = text[year - 1] == "("
    name_end = year - 1 if opened else year
    for begun in _NAME_START.finditer(text, low, name_end):
        authors = read_names(text, begun.start(), name_end)
        if authors is None or text[authors.end : name_end].strip() not in {"", ","}:
            continue
        years = read_years(text, year, end)
        if not years:
            return None
        locators, behind = match_places(text, years[-1].end, end, bare=in_note)
        if opened:
            if text[behind : behind + 1] != ")":
                return None
            behind += 1
        part = AuthorCite(
            authors.names,
            begun.start(),
            behind - opened,
            years,
            locators,
            others=authors.others,
            conjunction=authors.conjunction,
            initials=authors.initials,
        )
        return BareCite(part, Span(begun.start(), behind))
    return None


def select_note_cites(document: Document, listed: ListedWorks | None) -> list[BareCite]:
    """Return the bare cites within the notes of a document, in the order of the text.

    Args:
        document: The document.
        listed: The works of its lists; None where it has none.
    """
    text = document.text
    found: list[BareCite] = []
    for note in document.notes:
        for part in note.parts:
            for one in find_bare_cites(text, part.start, part.end, in_note=True):
                if listed is not None and not listed.hold(one.part):
                    continue
                if _begins_piece(text, part.start, one, any_word=listed is not None):
                    found.append(one)
    found.sort(key=lambda one: one.span)
    if listed is not None:
        return found
    alone = [one for one in found if _stands_alone(text, one)]
    return alone if len(alone) >= _FEWEST else []


def select_text_cites(document: Document, listed: ListedWorks, taken: Sequence[Span]) -> list[BareCite]:
    """Return the bare cites of the running text: listed works with a place, `Neri 2011, pp. 14-19`."""
    text = document.text
    closed = sorted([*taken, *(part for note in document.notes for part in note.parts)])
    found = []
    position = 0
    for hole in [*closed, Span(len(text), len(text))]:
        if hole.start > position:
            found += [
                one
                for one in find_bare_cites(text, position, hole.start, in_note=False)
                if one.part.locators and listed.hold(one.part)
            ]
        position = max(position, hole.end)
    return found


def _begins_piece(text: str, start: int, one: BareCite, *, any_word: bool) -> bool:
    """Tell whether a cite is a piece of its note, which begins at `start`, and not the end of a reference.

    With `any_word`, any word in small letters may stand before it, but those that lead to an editor.
    """
    before = text[max(start, one.span.start - 60) : one.span.start]
    if _BEFORE.search(before):
        return True
    found = _WORDS_BACK.match(before[::-1])
    if found is None:
        return False
    leading = found[0][::-1]
    words = [word.casefold() for word in _WORD.findall(leading)]
    if any_word and leading.rstrip()[-1:].islower() and words[-1] not in _EDITING:
        return True
    return not words or words[-1] in _JOINING or words[-1] in SIGNALS or are_signals(words[-3:])


def _stands_alone(text: str, one: BareCite) -> bool:
    """Tell whether nothing follows a cite in its piece, and its name ends as names do."""
    likely = one.part.locators or one.part.others or one.part.conjunction
    return (
        bool(likely)
        and not any(is_stop(name) for name in one.part.names)
        and has_family_ending(one.part.names[0])
        and _BEHIND.match(text, one.span.end) is not None
    )
