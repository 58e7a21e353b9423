"""Notes marked by asterisks and daggers."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from citekit.model import BlockKind, Document, Note, Span
from citekit.parse.patterns import defer_pattern

_SIGNS: Final = "*†‡☆★"
_BODY: Final = defer_pattern(
    r"\n[ \t\f\u00a0]{0,40}+(\*{1,4}+|[†‡]{1,3}+|<\*{1,4}+>)(\)?[ \t\u00a0]{0,8}+)(?=[^\W\d_]|[«“„\"(])"
)
_NO_CALL_BEFORE: Final = defer_pattern(r"[^\W_]|[*†‡/\\=^$%({\[<>_]|[.,:;][^\W_]")
#: A word of prose with what may stand around it.
_HOLDER: Final = defer_pattern(
    r"[«“„\"'(\[]{0,3}[^\W_][^\W_]*(?:[-’'.&–][^\W_]+){0,6}\.?[.,;:!?…»”\"’')\]]{0,4}\d{0,3}|[»”)]"
)
#: A sign that opens emphasis, as `*` does in `*word*`.
_OPENING: Final = defer_pattern(r"(?:\A|[\s(«“„\"'])[*]{1,3}[^\s*]")
_REACH: Final = 12_000
_MOST: Final = 2_000


def find_symbol_notes(document: Document, taken: Sequence[Span]) -> list[Note]:
    """Find the notes called by `*`, `**`, `†`, and `<*>` as legal databases write it.

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
    bodies = [
        (match.start(1), match.end(1), match.end())
        for match in _BODY.finditer(text)
        if not _is_emphasized(text, match.start(1), match.end(1))
    ]
    if not bodies or len(bodies) > _MOST:
        return []
    calls = _find_calls(text)
    opened = Counter(text[line:mark_end] for line, mark_end, _ in bodies)
    listed = {sign for sign, count in opened.items() if count > 2 * len(calls.get(sign, ())) + 1}
    used: set[int] = set()
    notes: list[Note] = []
    begun: list[int] = []
    seen: Counter[str] = Counter()
    limits = [line for line, _, _ in bodies]
    spans = sorted(taken)
    starts = [span.start for span in spans]
    for line, mark_end, start in bodies:
        sign = text[line:mark_end]
        call = _choose_call(calls.get(sign, ()), line, used) if sign not in listed else None
        if call is None:
            continue
        index = bisect_right(starts, call) - 1
        if index >= 0 and call < spans[index].end:
            continue
        # Nor does the body of a note before hold a call; the bodies rise.
        index = bisect_right(begun, call) - 1
        if index >= 0 and call < notes[index].body.end:
            continue
        place = bisect_right(limits, line)
        after = limits[place] if place < len(limits) else len(text)
        place = bisect_right(starts, start)
        if place < len(starts):
            after = min(after, text.rfind("\n", 0, starts[place]) + 1)
        end = _end_of_body(document, start, max(after, start + 1))
        used.add(call)
        seen[sign] += 1
        number = sign.strip("<>")
        name = f"fn{number}" if seen[sign] == 1 else f"fn{number}-{seen[sign]}"
        called, mark = Span(call, call + len(sign)), Span(line, mark_end)
        if number != sign:
            called, mark = Span(called.start + 1, called.end - 1), Span(mark.start + 1, mark.end - 1)
        notes.append(Note(name, number, called, Span(start, end), mark=mark))
        begun.append(start)
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
            if text[place - 1 : place] == "<" and text[end : end + 1] == ">" and sign == "*":
                found.setdefault(text[place - 1 : end + 1], []).append(place - 1)
            elif _can_call(text, place, end):
                found.setdefault(text[place:end], []).append(place)
            place = text.find(sign, end)
    return found


def _can_call(text: str, place: int, end: int) -> bool:
    """Tell whether signs hang on a word of prose, or on the stop or closing mark after one."""
    after = text[end : end + 2]
    if end - place > 4 or not place or text[place - 1].isspace() or _NO_CALL_BEFORE.match(after):
        return False
    word = text[max(0, place - 60) : place].rsplit(None, 1)[-1:]
    return bool(word) and _HOLDER.fullmatch(word[0]) is not None and not _closes_emphasis(text, place)


def _is_emphasized(text: str, start: int, end: int) -> bool:
    """Tell whether the sign of a body opens emphasis: the same sign closes it in that line."""
    stop = text.find("\n", end)
    return text.find(text[start:end], end, stop if stop >= 0 else len(text)) >= 0


def _closes_emphasis(text: str, place: int) -> bool:
    """Tell whether a sign closes what another one opened in the same line."""
    line = max(text.rfind("\n", max(0, place - 400), place) + 1, place - 400, 0)
    return _OPENING.search(text, line, place) is not None


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
