"""What became of each finding, in the words that a report colours by."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from citekit.model import Link, Note, Resolution
from citekit.report.as_json import is_unresolved

#: A cite resolved with less confidence is shown as inferred.
SURE: Final = 0.8


class State(StrEnum):
    """What became of a finding, best first."""

    RESOLVED = "resolved"
    REPAIRED = "repaired"
    INFERRED = "inferred"
    DEAD = "dead"
    MISSING = "missing"


_RANK: Final = {state: rank for rank, state in enumerate(State)}


def state_of_resolution(resolution: Resolution | None) -> State:
    """Return the state of one cite: missing without an entry or with a stub, inferred where unsure."""
    if resolution is None or is_unresolved(resolution):
        return State.MISSING
    return State.RESOLVED if resolution.confidence >= SURE else State.INFERRED


def worst_of(states: Iterable[State]) -> State:
    """Return the worst of some states; resolved for none."""
    return max(states, key=_RANK.__getitem__, default=State.RESOLVED)


def state_of_note(note: Note) -> State:
    """Return the state of a note: missing where its call or its text is."""
    has_body = note.body.end > note.body.start
    return State.RESOLVED if note.call is not None and has_body else State.MISSING


def state_of_link(link: Link) -> State:
    """Return the state of a link: repaired where the address differs from what is written."""
    if link.candidates:
        return State.INFERRED
    return State.RESOLVED if not link.raw or link.raw == link.url else State.REPAIRED
