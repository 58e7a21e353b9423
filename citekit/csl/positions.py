"""Positions of cites: first, subsequent, ibid, ibid with locator; near notes; the first note.

Specification 1.0.2, 'Choose' (position) and 'Note-Distance'. Citations in the text and in notes are
counted apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from citekit.csl.context import Cite

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = range(4)


@dataclass(slots=True)
class CitationState:
    """A citation in the order of the document.

    Attributes:
        id: Its id.
        cites: Sorted.
        note: Number of its note, 0 for a citation in the text.
        mode: `author-only`, `suppress-author`, `composite` or empty.
        infix: Between the names and the rest of a composite citation.
        prefix: Before the whole citation.
        suffix: After the whole citation.
    """

    id: str
    cites: list[Cite]
    note: int = 0
    mode: str = ""
    infix: str = ""
    prefix: str = ""
    suffix: str = ""
    unsorted: bool = False
    output: str = ""
    shown: bool = field(default=True)


def set_positions(citations: list[CitationState], near_distance: int) -> None:
    """Set position, near-note and first-note of every cite.

    Args:
        citations: In the order of the document.
        near_distance: near-note-distance of the style.
    """
    _set_positions([citation for citation in citations if not citation.note], near_distance)
    _set_positions([citation for citation in citations if citation.note], near_distance)


def _set_positions(citations: list[CitationState], near_distance: int) -> None:
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    in_note: Counter[int] = Counter()
    for place, citation in enumerate(citations):
        note = citation.note
        if place and note and citations[place - 1].note > note:
            first, last, in_note = {}, {}, Counter()
        in_note[note] += len(citation.cites)
        for index, cite in enumerate(citation.cites):
            cite.first_note = 0
            cite.near_note = False
            if cite.id not in last and citation.mode != "author-only":
                first[cite.id] = last[cite.id] = note
                cite.position = FIRST
            else:
                before = _same_before(citations, place, index, in_note)
                cite.position = _repeat_position(cite, before)
                if citation.mode == "author-only":
                    cite.position = FIRST
                if first.get(cite.id, note) != note:
                    cite.first_note = first[cite.id]
            if note:
                if cite.position != FIRST and note - last.get(cite.id, note) <= near_distance:
                    cite.near_note = True
                last[cite.id] = note
            elif cite.position != FIRST:
                cite.near_note = True


def _same_before(  # noqa: PLR0911 - one pass over the cases of the specification
    citations: list[CitationState], place: int, index: int, in_note: Counter[int]
) -> Cite | None:
    """Return the cite right before, if it is of the same item and alone where that counts."""
    citation = citations[place]
    cite = citation.cites[index]
    if index:
        before = citation.cites[index - 1]
        return before if before.id == cite.id else None
    if not place or not citations[place - 1].cites:
        return None
    previous = citations[place - 1]
    if previous.note != citation.note:
        same = previous.cites[0]
        if same.id == cite.id and previous.note >= citation.note - 1 and in_note[previous.note] == 1:
            return same
        return None
    if previous.mode == "author-only" and place > 1:
        earlier = citations[place - 2].cites
        return previous.cites[0] if earlier and earlier[-1].id == cite.id else None
    if previous.cites[-1].id == cite.id:
        return previous.cites[0] if previous.note == 0 and len(previous.cites) == 1 else previous.cites[-1]
    return None


def _repeat_position(cite: Cite, before: Cite | None) -> int:
    if before is None:
        return SUBSEQUENT
    earlier = (before.locator, before.label) if before.locator else None
    current = (cite.locator, cite.label) if cite.locator else None
    if current == earlier:
        return IBID
    if current is None:
        return SUBSEQUENT
    return IBID_WITH_LOCATOR
