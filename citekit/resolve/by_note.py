"""Repeats to what they repeat: `Там же`, `Указ. соч.`, `op. cit.`, `supra note 5`.

GOST R 7.0.5-2008, 4.6: `Там же` means the work of the note just before, which must hold that one work only.
Where it holds several, or the author has several works, the answer is the last of them and says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from citekit.model import Cite, CiteForm, Document
from citekit.parse.short_names import find_short_names
from citekit.resolve.answers import UNRESOLVED, Answer
from citekit.resolve.by_author import AuthorTable, same_family
from citekit.resolve.folding import fold_title
from citekit.resolve.works import Work

#: How many notes without a work may stand between `Там же` and the one that it repeats.
_FARTHEST: Final = 3
_SHORTEST_TITLE: Final = 6
_FRONT: Final = 120
#: What a shortened title leaves out in front.
_ARTICLES: Final = ("the", "a", "an", "le", "la", "les", "der", "die", "das", "il", "el", "los")
#: Volume and reporter of an American case, the page behind: `427 U.S. 212`.
_REPORT: Final = re.compile(r"\b(\d{1,4}\s[A-Z][A-Za-z0-9.’' ]{1,24}?)\s\d")


class _Words(NamedTuple):
    """What a work may be called by besides its authors, read off its references; all folded."""

    short_names: list[str]
    reports: list[str]
    openings: list[str]
    words: list[str]


class RepeatReader:
    """Follows one stream of citations: the notes in order, or the citations of the running text.

    Args:
        document: The document; a note cited by number is looked up in its notes.
        table: All works of the document, for an author who was not cited before.
        asked: Whether anything will be resolved; otherwise only the order of the works is followed.
    """

    def __init__(self, document: Document, table: AuthorTable, *, asked: bool = True) -> None:
        self._asked = asked
        self._known: dict[int, _Words] = {}
        self._groups: list[list[Work]] = []
        self._cited = AuthorTable()
        self._table = table
        self._order = {note.id: index for index, note in enumerate(document.notes)}
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for index, note in enumerate(document.notes):
            self._numbers[note.number].append(index)
        self._of_note: dict[int, list[Work]] = {}
        self._note = -1
        self._words: dict[str, list[Work]] = defaultdict(list)
        self._openings: dict[str, list[Work]] = defaultdict(list)
        self._reports: dict[str, list[Work]] = defaultdict(list)
        self._short_names: dict[str, Work] = {}

    def open_group(self, note: str | None = None) -> None:
        """Begin the next note, or the next citation of the text."""
        self._groups.append([])
        if note is not None:
            self._note = self._order.get(note, -1)
            self._of_note[self._note] = self._groups[-1]
        else:
            self._note = -1

    def take_notes(self, other: RepeatReader) -> None:
        """Know the works of the notes that another reader has followed."""
        self._of_note = other._of_note

    @property
    def last(self) -> Work | None:
        """The work cited last."""
        return next((group[-1] for group in reversed(self._groups[-_FARTHEST - 2 :]) if group), None)

    def put(self, works: Iterable[Work]) -> None:
        """Take note of works cited in the group that is open."""
        for work in works:
            self._groups[-1].append(work)
            if self._asked:
                self._learn(work)

    def _learn(self, work: Work) -> None:
        """Take note of what a work may be called by."""
        known = self._known.get(id(work))
        if known is None:
            known = self._known[id(work)] = _read_words(work)
        for name in known.short_names:
            self._short_names[name] = work
        for report in known.reports:
            self._reports[report].append(work)
        for word in known.openings:
            if work not in self._openings[word]:
                self._openings[word].append(work)
        for word in known.words:
            named = self._words[word]
            if not named or named[-1] is not work:
                named.append(work)
        self._cited.add(work)

    def resolve(self, cite: Cite) -> Answer:
        """Return the work that a repeat means."""
        if cite.form is CiteForm.NOTE:
            return self._resolve_note(cite)
        if cite.form is CiteForm.OP_CIT and cite.target[:1].isdigit():
            return self._resolve_case(cite)
        if cite.names:
            return self._resolve_author(cite)
        if (named := self._short_names.get(fold_title(cite.target))) is not None:
            return Answer(named, "op-cit", 0.95)
        titled = self._find_title(cite.target)
        return titled if titled.work is not None else self._resolve_same(cite)

    def _resolve_same(self, cite: Cite) -> Answer:
        """Resolve `Там же`, and `Указ. соч.` without an author: the work cited last."""
        method = "ibid" if cite.form is CiteForm.IBID else "op-cit"
        if self._groups and self._groups[-1]:
            return Answer(self._groups[-1][-1], method, 0.95)
        for back, group in enumerate(reversed(self._groups[:-1][-_FARTHEST - 1 :])):
            distinct = _keep_last(group)
            if len(distinct) == 1:
                return Answer(distinct[0], method, 0.95 if back == 0 else 0.6)
            if distinct:
                return Answer(distinct[-1], method, 0.5, tuple(distinct[-2:-10:-1]))
        return UNRESOLVED

    def _resolve_case(self, cite: Cite) -> Answer:
        """Resolve `Harrow, 427 U.S. at 230`: the case of that volume and reporter, by its name if several."""
        found = list(dict.fromkeys(self._reports.get(fold_title(cite.target), ())))
        name = fold_title(cite.names[0]) if cite.names else ""
        named = [
            work
            for work in found
            if any(fold_title(one.text[:_FRONT]).startswith(name) for one in work.references)
        ]
        if not (found := named or found):
            return self._resolve_author(cite) if cite.names else UNRESOLVED
        return Answer(found[-1], "op-cit", 0.95 if len(found) == 1 else 0.6, tuple(found[:-1]))

    def _resolve_author(self, cite: Cite) -> Answer:
        """Resolve `Соколова Н. В. Указ. соч.`, or the author with a shortened title."""
        found, confidence = self._cited.find_by_author(cite.names)
        if not found:
            found, confidence = self._table.find_by_author(cite.names)
            confidence *= 0.8
        if not found:
            titled_by_name = self._find_title(f"{' '.join(cite.names)} {cite.target}")
            opened = self._openings.get(fold_title(cite.names[0]).rpartition(" ")[2], [])
            if titled_by_name.work is None and not opened and len(cite.target) > _SHORTEST_TITLE:
                titled_by_name = self._find_title(cite.target)
            if titled_by_name.work is not None or not opened:
                return titled_by_name
            return Answer(opened[-1], "op-cit", 0.7, tuple(opened[:-1]))
        titled = _with_title(found, cite.target)
        if titled:
            return Answer(titled[-1], "op-cit", 0.95 * confidence, tuple(titled[:-1]))
        last = found[-1]
        sure = 0.95 if len(found) == 1 else 0.6
        return Answer(last, "op-cit", sure * confidence, tuple(reversed(found[:-1])))

    def _find_titled(self, title: str) -> list[Work]:
        """Return the works whose titles begin so, those cited before any other."""
        return self._cited.find_by_title(title) or self._table.find_by_title(title)

    def _find_title(self, title: str) -> Answer:
        """Return the work that was cited last of those whose titles begin so."""
        found = self._find_titled(title)
        if not found:
            found = next(
                (works for article in _ARTICLES if (works := self._find_titled(f"{article} {title}"))), []
            )
        if not found:
            word = fold_title(title).split(" ")[0]
            found = self._words.get(word, []) if len(word) >= _SHORTEST_TITLE else []
        if not found or len(fold_title(title)) < _SHORTEST_TITLE:
            return UNRESOLVED
        return Answer(found[-1], "op-cit", 0.85, tuple(found[:-1]))

    def _resolve_note(self, cite: Cite) -> Answer:
        """Resolve `см. сноску 3`: the works of the nearest note before that has the number."""
        indexes = self._numbers.get(cite.target, [])
        before = [index for index in indexes if index < self._note or self._note < 0]
        if not before:
            return UNRESOLVED
        if cite.names:
            return self._resolve_named_note(cite, before)
        works = _keep_last(self._of_note.get(before[-1], ()))
        if not works:
            return UNRESOLVED
        return Answer(works[0], "note", 0.95 if len(works) == 1 else 0.5, tuple(works[1:]))

    def _resolve_named_note(self, cite: Cite, before: Sequence[int]) -> Answer:
        """Resolve `Costa (n 3)`: the author's work in the nearest note of that number that has one."""
        for index in reversed(before[-_FARTHEST - 1 :]):
            works = _keep_last(self._of_note.get(index, ()))
            own = [work for work in works if _is_by(work, cite.names[0])]
            if own:
                return Answer(own[0], "note", 0.95 if len(own) == 1 else 0.5, tuple(own[1:]))
        cited = self._resolve_author(cite)
        works = _keep_last(self._of_note.get(before[-1], ()))
        if cited.work is None and works:
            return Answer(works[0], "note", 0.5, tuple(works[1:]))
        return cited


def _read_words(work: Work) -> _Words:
    """Return what the references of a work call it by."""
    known = _Words([], [], [], [])
    for reference in work.references[:4]:
        text = reference.text
        known.short_names.extend(fold_title(named.name) for named in find_short_names(text))
        known.reports.extend(map(fold_title, _REPORT.findall(text[: 2 * _FRONT])))
        words = fold_title(text[:_FRONT]).split()
        known.openings.extend(words[:1])
        known.words.extend(word for word in words if len(word) >= _SHORTEST_TITLE)
    return known


def _keep_last(group: Sequence[Work]) -> list[Work]:
    """Return the works of a group in the order in which each was cited last."""
    return list(dict.fromkeys(reversed(group)))[::-1]


def _with_title(works: Sequence[Work], title: str) -> list[Work]:
    """Return the works whose titles hold the shortened title at their beginning, or anywhere."""
    folded = fold_title(title)
    if len(folded) < 3:
        return []
    titles = [(fold_title(work.entry.get("title")), work) for work in works]
    opened = [work for words, work in titles if words.startswith(folded)]
    return opened or [work for words, work in titles if len(folded) > 5 and folded in words]


def _is_by(work: Work, family: str) -> bool:
    return any(same_family(name.family or name.literal, family) for name in work.authors)
