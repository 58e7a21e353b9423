"""Cites by author and year, by key, and by title, to works."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from citekit.model import Cite
from citekit.parse.patterns import defer_pattern
from citekit.resolve.answers import UNRESOLVED, Answer
from citekit.resolve.folding import fold_family, fold_title, spell_forms
from citekit.resolve.works import Work, iterate_authors

_YEAR: Final = defer_pattern(r"(\d{4})([^\W\d_])?")
#: The year of the edition behind that of the first: `1981/1996`.
_SECOND_YEAR: Final = defer_pattern(r"/(\d{4})")
#: The short name of a body, in capitals.
_ACRONYM: Final = defer_pattern(r"[A-ZА-Я]{3,8}")
_CYRILLIC: Final = defer_pattern(r"[\u0400-\u04ff]")
#: No more works than these are weighed for one cite.
_MOST: Final = 40
#: How much of a reference its first words are looked for in.
_OPENING: Final = 200
_LETTERS: Final = {letter: index for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz")} | {
    letter: index for index, letter in enumerate("абвгдежзиклмнопрстуфхцчшщэюя")
}


class AuthorTable:
    """The works by the family names of their first authors, and by the beginnings of their titles.

    Args:
        works: The works.
    """

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self._exact: dict[str, dict[int, Work]] = defaultdict(dict)
        self._stems: dict[str, dict[int, Work]] = defaultdict(dict)
        self._dated: dict[tuple[str, int], dict[int, Work]] = defaultdict(dict)
        self._titles: dict[str, dict[int, Work]] = defaultdict(dict)
        #: By the word before the family name: the first of two Spanish or Portuguese family names.
        self._firsts: dict[str, dict[int, Work]] = defaultdict(dict)
        self._keys: dict[str, Work] = {}
        #: The first words of what names each work, in order; laid at the first question.
        self._openings: list[tuple[str, int, Work]] | None = None
        self._works: list[Work] = []
        for work in works:
            self.add(work)

    def add(self, work: Work) -> None:
        """Add a work; one that is there becomes the last."""
        self._works.append(work)
        self._openings = None
        year = work.year
        for family, _ in iterate_authors((work,)):
            exact, stem = spell_forms(family)
            _put_last(self._exact[exact], work)
            _put_last(self._stems[stem], work)
            if year is not None:
                _put_last(self._dated[exact, year], work)
                _put_last(self._dated[f"{stem}~", year], work)
            if initials := _take_initials(family):
                _put_last(self._exact[initials], work)
                if year is not None:
                    _put_last(self._dated[initials, year], work)
        for name in work.authors[:1]:
            first = name.given.rpartition(" ")
            if first[0] and "." not in first[2]:
                _put_last(self._firsts[fold_family(first[2])], work)
        words = fold_title(work.entry.get("title")).split()
        if words:
            _put_last(self._titles[words[0]], work)
        for key in (work.entry.key, *work.aliases):
            if key:
                self._keys.setdefault(key.casefold(), work)

    def find_key(self, key: str) -> Answer:
        """Return the work that has this key."""
        work = self._keys.get(key.casefold())
        return Answer(work, "key", 1.0) if work is not None else UNRESOLVED

    def find_by_author(self, names: Sequence[str], year: int | None = None) -> tuple[list[Work], float]:
        """Return works by these authors (of a year), in the order added, and how surely the names meet."""
        if not names:
            return [], 0.0
        exact, stem = spell_forms(names[0])
        found, confidence = self._look_up(exact, stem, year)
        if not found and _ACRONYM.fullmatch(names[0]):
            found, confidence = self._look_up(f"={names[0].lower()}", "", year)
            confidence *= 0.9
        if not found and (twofold := self._firsts.get(exact)):
            found = [work for work in twofold.values() if year is None or work.year == year][-_MOST:]
            confidence = 0.8
        if not found and " " in names[0]:
            return self.find_by_author((names[0].rpartition(" ")[2], *names[1:]), year)
        if len(names) > 1 and len(found) > 1:
            second = set(spell_forms(names[1]))
            found = [work for work in found if second & _second_forms(work)] or found
        return found, confidence

    def _look_up(self, exact: str, stem: str, year: int | None) -> tuple[list[Work], float]:
        if year is not None:
            found = self._dated.get((exact, year))
            found, confidence = (found, 1.0) if found else (self._dated.get((f"{stem}~", year)), 0.9)
        else:
            found = self._exact.get(exact)
            found, confidence = (found, 1.0) if found else (self._stems.get(stem), 0.9)
        return list(islice(reversed(found.values()), _MOST))[::-1] if found else [], confidence

    def find_by_title(self, title: str) -> list[Work]:
        """Return the works whose titles begin so."""
        folded = fold_title(title)
        first = folded.split(" ", 1)[0]
        if not first:
            return []
        found = islice(self._titles.get(first, {}).values(), _MOST)
        return [work for work in found if fold_title(work.entry.get("title")).startswith(folded)]

    def find_by_opening(self, words: str) -> list[Work]:
        """Return the works whose references begin with these words: `ECA Special Report No. 11/2014`."""
        if self._openings is None:
            works = list(dict.fromkeys(self._works))
            openings = (
                (f"{fold_title(reference.text[:_OPENING])} ", number, work)
                for number, work in enumerate(works)
                for reference in work.references[:_MOST]
            )
            self._openings = sorted(openings, key=lambda opening: opening[:2])
        folded = f"{fold_title(words)} "
        first = bisect_left(self._openings, folded, key=lambda opening: opening[0])
        found = []
        for opening, _, work in self._openings[first : first + _MOST]:
            if folded == " " or not opening.startswith(folded):
                break
            found.append(work)
        return list(dict.fromkeys(found))

    def _find_dated_opening(self, cite: Cite) -> list[Work]:
        """Return the works of the cite's year whose references begin with its name, whatever it is there."""
        if not cite.names or not cite.year:
            return []
        return [work for work in self.find_by_opening(cite.names[0]) if str(work.year) == cite.year[:4]]

    def resolve(self, cite: Cite) -> Answer:
        """Return the work that an author-date cite means."""
        found, confidence = self.find_by_author(cite.names)
        if not found:
            titled = self.find_by_title(cite.names[0] if cite.names else cite.target)
            titled = titled or self.find_by_opening(cite.target) or self._find_dated_opening(cite)
            titled.sort(key=lambda work: bool(cite.year) and str(work.year) != cite.year[:4])
            return Answer(titled[0], "author-date", 0.8, tuple(titled[1:])) if titled else UNRESOLVED
        stated = _YEAR.search(cite.year)
        if stated is None:
            if len(found) > 1 and cite.target:
                titled = [work for work in self.find_by_title(cite.target) if work in found]
                found = titled or found
            sure = 0.9 if len(found) == 1 else 0.4
            return Answer(found[0], "author-date", sure * confidence, tuple(found[1:]))
        year, letter = int(stated[1]), stated[2] or ""
        dated, confidence = self.find_by_author(cite.names, year)
        if not dated and (edition := _SECOND_YEAR.search(cite.year)):
            dated, confidence = self.find_by_author(cite.names, int(edition[1]))
        if not dated:
            return self._guess_year(found, year)
        dated = _prefer_script(dated, cite.names)
        return _choose_letter(dated, letter, confidence)

    @staticmethod
    def _guess_year(found: Sequence[Work], year: int) -> Answer:
        """Return a work whose years span that one, or which states it as another edition's, or a near one.

        Near is a work without a year or one a year off.
        """
        spanning = [work for work in found if work.year is not None and work.year < year <= work.last_year]
        spanning = spanning or [work for work in found if work.states(year)]
        near = spanning or [work for work in found if work.year is None or abs(work.year - year) == 1]
        if not near:
            return UNRESOLVED
        if len(spanning) == 1:
            return Answer(near[0], "author-date", 0.8)
        return Answer(near[0], "author-date", 0.4, tuple(near[1:]))


def _take_initials(name: str) -> str:
    """Return the initials of a body's name, marked as such: `=who` of `World Health Organization`."""
    words = [word for word in name.split() if word[:1].isupper()]
    return "=" + "".join(word[0] for word in words).lower() if len(words) > 2 else ""


def _put_last(works: dict[int, Work], work: Work) -> None:
    works.pop(id(work), None)
    works[id(work)] = work


def _second_forms(work: Work) -> set[str]:
    return {form for name in work.authors[1:2] for form in spell_forms(name.family or name.literal)}


def _choose_letter(dated: Sequence[Work], letter: str, confidence: float) -> Answer:
    """Return the one of an author's works of one year that bears the letter."""
    if len(dated) == 1:
        only = dated[0]
        sure = 1.0 if not letter or only.letter in {"", letter} or same_letter(only.letter, letter) else 0.7
        return Answer(only, "author-date", sure * confidence)
    if letter:
        lettered = [work for work in dated if work.letter and same_letter(work.letter, letter)]
        if lettered:
            return Answer(lettered[0], "author-date", confidence, tuple(lettered[1:]))
        order = _LETTERS.get(letter.lower(), 99)
        if order < len(dated) and not any(work.letter for work in dated):
            others = tuple(work for work in dated if work is not dated[order])
            return Answer(dated[order], "author-date", 0.6 * confidence, others)
    return Answer(dated[0], "author-date", 0.5 * confidence, tuple(dated[1:]))


def _prefer_script(works: list[Work], names: Sequence[str]) -> list[Work]:
    """Return the works whose author is written in the script of the cite, if there are such.

    A list in the original script is often followed by the same works romanized ('References').
    """
    if len(works) < 2 or not names:
        return works
    cyrillic = _CYRILLIC.search(names[0]) is not None
    own = [
        work
        for work in works
        if any(
            (_CYRILLIC.search(name.family or name.literal) is not None) == cyrillic
            for name in work.authors[:1]
        )
    ]
    return own or works


def same_letter(one: str, other: str) -> bool:
    """Tell whether two year letters are the same, a Cyrillic and a Latin one by their order."""
    return one == other or _LETTERS.get(one.lower(), -1) == _LETTERS.get(other.lower(), -2)


def same_family(one: str, other: str) -> bool:
    """Tell whether two spellings may be one family name."""
    first, second = spell_forms(one), spell_forms(other)
    return first[0] == second[0] or first[1] == second[1] or fold_family(one) == second[1]
