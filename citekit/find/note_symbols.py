"""Notes marked by asterisks and daggers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from citekit.model import BlockKind, Document, Note, Span

_SIGNS: Final = "*†‡"
_BODY: Final = re.compile(r"\n[ \t\f\u00a0]{0,40}+(\*{1,4}+|[†‡]{1,3}+)(\)?[ \t\u00a0]{0,8}+)(?=[^\s*†‡_])")
_RULE_LINE: Final = re.compile(r"[_\-–—=*~\s]{3,200}")
_MARKUP: Final = re.compile(r"\*{1,3}[^\s*][^*\n]{0,200}?[^\s*]\*{1,3}")
_REACH: Final = 12_000
_MOST: Final = 2_000


def find_symbol_notes(document: Document, taken: Sequence[Span]) -> list[Note]:
    """Find the notes called by `*`, `**`, `†`.

    A call hangs on a word or a stop; its body is the next line that opens with the same sign. A line that
    opens with a sign that nothing called is an item of a list.

    Args:
        document: The document.
        taken: Spans of other notes, which hold no calls.

    Returns:
        The notes in the order of the text.
    """
    text = document.text
    if not any(sign in text for sign in _SIGNS):
        return []
    bodies = [(match.start(1), match.end(1), match.end()) for match in _BODY.finditer(text)]
    if not bodies or len(bodies) > _MOST:
        return []
    calls = _find_calls(text)
    used: set[int] = set()
    notes: list[Note] = []
    seen: Counter[str] = Counter()
    limits = [line for line, _, _ in bodies]
    spans = sorted(taken)
    starts = [span.start for span in spans]
    for line, mark_end, start in bodies:
        sign = text[line:mark_end]
        call = _choose_call(calls.get(sign, ()), line, used)
        if call is None:
            continue
        index = bisect_right(starts, call) - 1
        if index >= 0 and call < spans[index].end:
            continue
        place = bisect_right(limits, line)
        after = limits[place] if place < len(limits) else len(text)
        place = bisect_right(starts, start)
        if place < len(starts):
            after = min(after, text.rfind("\n", 0, starts[place]) + 1)
        end = _end_of_body(document, start, max(after, start + 1))
        used.add(call)
        seen[sign] += 1
        name = f"fn{sign}" if seen[sign] == 1 else f"fn{sign}-{seen[sign]}"
        notes.append(
            Note(name, sign, Span(call, call + len(sign)), Span(start, end), mark=Span(line, mark_end))
        )
    return notes


def _find_calls(text: str) -> dict[str, list[int]]:
    """Return the places at which each sign hangs on a word or a stop."""
    found: dict[str, list[int]] = {}
    for sign in _SIGNS:
        place = text.find(sign)
        while place >= 0:
            end = place + 1
            while end < len(text) and text[end] == sign and end - place < 5:
                end += 1
            before, after = text[place - 1 : place], text[end : end + 1]
            if (
                before
                and (before.isalpha() or before in '.,;:!?…»”"’)]')
                and not (after.isalnum() or (after in _SIGNS and after))
                and end - place <= 4
            ):
                found.setdefault(text[place:end], []).append(place)
            place = text.find(sign, end)
    return found


def _choose_call(calls: Sequence[int], line: int, used: set[int]) -> int | None:
    """Return the nearest call before a line that is still free."""
    for call in reversed(calls[: bisect_right(calls, line - 1)]):
        if line - call > _REACH:
            return None
        if call not in used:
            return call
    return None


def _end_of_body(document: Document, start: int, limit: int) -> int:
    """Return the end of the paragraph that a body is."""
    text = document.text
    stops = [limit, len(text)]
    for stop in ("\n\n", "\f", "\n \n"):
        place = text.find(stop, start, limit)
        if place >= 0:
            stops.append(place)
    stops.extend(
        block.span.start
        for block in document.blocks
        if block.kind is BlockKind.PAGE_FURNITURE and block.span.start > start
    )
    end = min(stops)
    return start + len(text[start:end].rstrip())
