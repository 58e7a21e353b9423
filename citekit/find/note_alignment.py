"""Bodies and calls put together: one chain of rising numbers, the best of all by dynamic programming."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citekit.find.note_bodies import BodyCandidate, MarkStyle
from citekit.find.note_calls import CallCandidate
from citekit.find.note_sections import Section
from citekit.model.slots import store_by_slot

#: What a step costs or gives.
MISSING_CALL: Final = -4.0
NEXT: Final = 1.0
GAP: Final = -2.0
RESTART: Final = -4.0
RESTART_AT_PAGE: Final = -0.5
LATE_START: Final = -1.0
CALL_AFTER_BODY: Final = -3.0
CALL_BEFORE_BLOCK: Final = -2.0
#: A chain, and a stretch of it between two restarts, counts for nothing below these.
LEAST_CHAIN: Final = 4.5
LEAST_STRETCH: Final = 2.5

_LONGEST_GAP: Final = 4
_CALLS: Final = 6
_NEAREST_CALLS: Final = 48
_STATES: Final = 10
_AFTER: Final = 3_000
#: Distance from call to body that costs one point, by mark style, and the most that distance costs. A list
#: of numbered paragraphs is set like notes with a full stop; endnotes may be far away.
_REACH: Final = {
    MarkStyle.PLAIN: (10_000, 3.0),
    MarkStyle.DOT: (5_000, 5.0),
    MarkStyle.PARENTHESIS: (5_000, 5.0),
    MarkStyle.BRACKET: (60_000, 2.0),
}
#: Marks nearer than this may stand in one block of notes.
_BLOCK: Final = 1_500


@store_by_slot
@dataclass(frozen=True, slots=True)
class Pair:
    """A note of the chain: its body, and its call where there is one."""

    body: BodyCandidate
    call: CallCandidate | None


@dataclass(slots=True)
class _State:
    index: int
    call_end: int
    body: BodyCandidate
    call: CallCandidate | None
    value: float
    stretch: float
    before: _State | None
    restarted: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best chain.

    Attributes:
        pairs: The notes, in the order of their bodies.
        value: What the chain is worth.
        starts: Indexes of the pairs at which the numbers begin anew.
    """

    pairs: tuple[Pair, ...] = ()
    value: float = 0.0
    starts: tuple[int, ...] = ()


def align_notes(
    bodies: Sequence[BodyCandidate], calls: Sequence[CallCandidate], page_breaks: Sequence[int] = ()
) -> Alignment:
    """Find the best chain of bodies and calls.

    Numbers rise by one from body to body, or begin anew at 1; calls rise with them; a call normally stands
    before its body, and after the notes of the page before. Every candidate brings its own score, and every
    departure from that order costs something; the chain with the highest sum wins.

    Args:
        bodies: Candidates of one mark style, in the order of the text.
        calls: Candidates, in the order of the text.
        page_breaks: Positions at which a page ends, rising.

    Returns:
        The chain, without the stretches that are too weak to stand alone; empty if nothing is left.
    """
    by_number: dict[int, list[CallCandidate]] = defaultdict(list)
    wanted = {body.number for body in bodies}
    for candidate in calls:
        if candidate.number in wanted:
            by_number[candidate.number].append(candidate)
    starts_of = {number: [call.start for call in found] for number, found in by_number.items()}
    states: dict[int, list[_State]] = defaultdict(list)
    recent: list[_State] = []
    best: _State | None = None
    for body in bodies:
        made: list[_State] = []
        for call, score in _choose_calls(body, by_number[body.number], starts_of.get(body.number, [])):
            state = _extend(body, call, score, states, recent, page_breaks)
            if state is not None:
                made.append(state)
                if best is None or state.value > best.value:
                    best = state
        if made:
            _keep(states[body.number], made, _STATES)
            _keep(recent, made, _STATES)
    return _trace(best)


def _keep(kept: list[_State], made: list[_State], limit: int) -> None:
    """Add states, and keep the best ones among all and among the latest."""
    kept.extend(made)
    if len(kept) > 4 * limit:
        latest = kept[-limit:]
        best = sorted(kept[:-limit], key=lambda state: -state.value)[:limit]
        kept[:] = sorted([*best, *latest], key=lambda state: state.index)


def _choose_calls(
    body: BodyCandidate, calls: list[CallCandidate], starts: list[int]
) -> list[tuple[CallCandidate | None, float]]:
    """Return the calls worth trying for a body, each with its score there, and 'no call' as the last."""
    middle = bisect_left(starts, body.line)
    reach, most = _REACH[MarkStyle.BRACKET if body.section is Section.NOTES else body.style]
    near: list[tuple[CallCandidate | None, float]] = [
        (call, call.score - min(most, (body.line - call.end) / reach))
        for call in calls[max(0, middle - _NEAREST_CALLS) : middle]
    ]
    near.extend(
        (call, call.score + CALL_AFTER_BODY)
        for call in calls[middle : middle + 2]
        if call.start - body.line < _AFTER and call.score > 1
    )
    if len(near) > _CALLS:
        near.sort(key=lambda pair: -pair[1])
        del near[_CALLS:]
    near.append((None, MISSING_CALL))
    return near


def _extend(
    body: BodyCandidate,
    call: CallCandidate | None,
    score: float,
    states: dict[int, list[_State]],
    recent: list[_State],
    page_breaks: Sequence[int],
) -> _State | None:
    """Return the best state that ends in this body with this call."""
    own = body.score + score
    number = body.number
    value = own + _weigh_start(number)
    stretch = value
    before: _State | None = None
    restarted = True
    call_start = call.start if call is not None else body.line + _AFTER
    for gap in range(1, min(_LONGEST_GAP + 1, number)):
        step = own + (NEXT if gap == 1 else GAP * (gap - 1))
        for state in states.get(number - gap, ()):
            if state.call_end > call_start or state.value + step <= value:
                continue
            total = state.value + step + _weigh_order(state, body, call)
            if total > value:
                value, before, restarted = total, state, False
                stretch = state.stretch + total - state.value
    if number == 1 and call is not None:
        last, total = _restart_after(recent, body, call_start, page_breaks)
        if last is not None and total + own > value:
            value, before, restarted, stretch = total + own, last, True, own
    if call is None and before is None:
        return None
    call_end = call.end if call is not None else before.call_end if before is not None else -1
    return _State(body.line, call_end, body, call, value, stretch, before, restarted)


def _weigh_start(number: int) -> float:
    """Weigh the number with which a chain begins: 1, or a later one in an excerpt."""
    return 0.0 if number == 1 else LATE_START * min(number - 1, 6) / 1.5 - 0.5


def _restart_after(
    recent: list[_State], body: BodyCandidate, call_start: int, page_breaks: Sequence[int]
) -> tuple[_State | None, float]:
    """Return the state after which the numbers best begin anew, with the value up to there."""
    best, value = None, 0.0
    for state in recent:
        if state.call_end > call_start or state.stretch < LEAST_STRETCH:
            continue
        broken = _crosses_page(page_breaks, state.body.line, body.line)
        total = state.value + (RESTART_AT_PAGE if broken else RESTART)
        if total > value:
            best, value = state, total
    return best, value


def _weigh_order(state: _State, body: BodyCandidate, call: CallCandidate | None) -> float:
    """Weigh where a call stands against the body before: the notes of a page close it."""
    if call is None or body.section is Section.NOTES:
        return 0.0
    if call.start > state.body.line:
        return 0.5
    return CALL_BEFORE_BLOCK if body.line - state.body.line > _BLOCK else 0.0


def _crosses_page(page_breaks: Sequence[int], start: int, end: int) -> bool:
    index = bisect_left(page_breaks, start)
    return index < len(page_breaks) and page_breaks[index] < end


def _trace(best: _State | None) -> Alignment:
    """Follow the chain back, and drop the stretches and the ends that are too weak."""
    stretches: list[list[_State]] = []
    current: list[_State] = []
    state = best
    while state is not None:
        current.append(state)
        if state.restarted:
            stretches.append(current[::-1])
            current = []
        state = state.before
    stretches.reverse()
    kept: list[Pair] = []
    starts: list[int] = []
    total = 0.0
    for stretch in stretches:
        value = stretch[-1].stretch
        if value < LEAST_STRETCH or not any(one.call for one in stretch):
            continue
        starts.append(len(kept))
        kept.extend(Pair(one.body, one.call) for one in stretch)
        total += value
    if total < LEAST_CHAIN:
        return Alignment()
    return Alignment(tuple(kept), total, tuple(starts))
