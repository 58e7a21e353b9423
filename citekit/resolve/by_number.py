"""Cites by number to the entries of the reference lists."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Final

from citekit.model import Cite
from citekit.resolve.answers import UNRESOLVED, Answer
from citekit.resolve.works import Work, Works

#: No more lists before or behind a cite are named as its candidates.
_NEAR: Final = 5


class NumberTable:
    """The labels of all lists, with the entries that bear them.

    Where several lists use one number (a list behind each chapter), a cite means the first list behind it,
    or else the last before it. Lists without labels are counted through, if the count covers what is cited.

    Args:
        works: The works with their lists.
        highest: The highest number that is cited.
    """

    def __init__(self, works: Works, highest: int) -> None:
        self._by_label: dict[str, list[tuple[int, Work]]] = defaultdict(list)
        self.labelled = False
        self.size = sum(len(entries) for entries in works.lists)
        seen: set[tuple[str, int]] = set()
        for start, entries in zip(works.list_starts, works.lists, strict=True):
            for label, work in entries:
                if label:
                    self.labelled = self.labelled or label.isdecimal()
                    place = label.casefold(), id(work)
                    if place not in seen:
                        seen.add(place)
                        self._by_label[label.casefold()].append((start, work))
        self._counted: list[Work] = []
        if not self.labelled and 0 < highest <= self.size:
            self._counted = [work for entries in works.lists for _, work in entries]

    def find_dated(self, cite: Cite) -> Answer:
        """Return the entry whose label is the author and year of a cite: `СУС 1979 – Сравнительный …`."""
        if len(cite.names) != 1:
            return UNRESOLVED
        if not cite.year:
            found = self._by_label.get(cite.target.casefold(), ())
            return Answer(found[0][1], "author-date", 1.0) if len(found) == 1 else UNRESOLVED
        for gap in (" ", ", "):
            found = self._by_label.get(f"{cite.names[0]}{gap}{cite.year}".casefold(), ())
            if len(found) == 1:
                return Answer(found[0][1], "author-date", 1.0)
        # A label of capitals names its work alone; the year is that of the volume: `ЭССЯ 1974, вып. 1`.
        found = self._by_label.get(cite.names[0].casefold(), ()) if cite.names[0].isupper() else ()
        return Answer(found[0][1], "author-date", 0.9) if len(found) == 1 else UNRESOLVED

    def resolve(self, cite: Cite) -> Answer:
        """Return the entry that a number or a key in brackets means."""
        found = self._by_label.get(cite.target.casefold())
        if not found:
            if self._counted and cite.target.isdecimal() and 0 < int(cite.target) <= len(self._counted):
                return Answer(self._counted[int(cite.target) - 1], "number", 0.6)
            return UNRESOLVED
        if len(found) == 1:
            return Answer(found[0][1], "number", 1.0)
        if found[0][0] == found[-1][0]:
            # One entry that holds several works.
            return Answer(found[0][1], "number", 0.7, tuple(work for _, work in found[1:]))
        behind = bisect_left(found, cite.span.start, key=lambda one: one[0])
        chosen = found[min(behind, len(found) - 1)][1]
        near = found[max(0, behind - _NEAR) : behind + _NEAR]
        others = tuple(work for _, work in near if work is not chosen)
        return Answer(chosen, "number", 0.75, others)
