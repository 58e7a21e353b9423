"""Notes numbered i, ii, iii, as word processors number endnotes: `a Sunday.[i]` and `[i] Pryce`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.model import Document, Note, NotePlace, Span
from citekit.parse.patterns import defer_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence
    from re import Match

_BODY: Final = defer_pattern(
    r"\n[ \t\f\u00a0]{0,40}+(?:\[(?P<closed>[ivxl]{1,9})\]|(?P<bare>[ivxl]{1,9}))[ \t\u00a0]{1,8}+(?=[^\s\d])"
)
_CALLS: Final = {
    "closed": defer_pattern(r"(?<=\S)[ \u00a0]?\[(?P<numeral>[ivxl]{1,9})\](?!\()"),
    "bare": defer_pattern(r"(?<=[.,;:!?…»”’\"')\]а-яёіїєґ])(?P<numeral>[ivxl]{1,9})(?=[\s.,;:)]|\Z)"),
}
_BLANK_LINE: Final = defer_pattern(r"\n[ \t\u00a0]{0,40}+\n")
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_FEWEST: Final = 3
_MOST: Final = 2_000


def find_roman_notes(document: Document) -> list[Note]:
    """Find the notes that small Roman numerals call.

    The numerals of the bodies must rise by one from i, and those of the calls with them; bare numerals count
    only behind a sign or a Cyrillic letter, and where every body has its call.

    Args:
        document: A document without notes in Arabic figures.

    Returns:
        The notes in order, or none.
    """
    text = document.text
    for style, pattern in _CALLS.items():
        bodies = _follow([match for match in _BODY.finditer(f"\n{text}") if match[style]], style)
        if len(bodies) < _FEWEST or len(bodies) > _MOST:
            continue
        marks = {match.start(style) - 1 for match in bodies}
        candidates = [one for one in pattern.finditer(text) if one.start("numeral") not in marks]
        calls = _follow(candidates, "numeral")[: len(bodies)]
        if len(calls) == len(bodies) or (style == "closed" and len(calls) >= _FEWEST):
            return _make_notes(text, style, bodies, calls)
    return []


def _follow(matches: Sequence[Match[str]], group: str) -> list[Match[str]]:
    """Return those of the matches whose numerals rise by one from i."""
    found: list[Match[str]] = []
    for match in matches:
        if read_numeral(match[group]) == len(found) + 1:
            found.append(match)
    return found


def read_numeral(numeral: str) -> int:
    """Return the value of a Roman numeral in small letters, or 0 where it is not well formed."""
    values = [_VALUES[letter] for letter in numeral]
    total = sum(-one if one < max(values[index:]) else one for index, one in enumerate(values))
    return total if total > 0 and write_numeral(total) == numeral else 0


def write_numeral(value: int) -> str:
    """Return a number below 90 as a Roman numeral in small letters."""
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")[value // 10 if value < 90 else 0]
    return tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[value % 10]


def _make_notes(
    text: str, style: str, bodies: Sequence[Match[str]], calls: Sequence[Match[str]]
) -> list[Note]:
    last_call = calls[-1].end()
    place = NotePlace.ENDNOTE if bodies[0].start() >= last_call else NotePlace.FOOTNOTE
    prefix = "en" if place is NotePlace.ENDNOTE else "fn"
    notes = []
    for index, body in enumerate(bodies):
        # The pattern ran over the text with a line break before it.
        start = body.end() - 1
        limit = bodies[index + 1].start() if index + 1 < len(bodies) else len(text)
        blank = _BLANK_LINE.search(text, start, limit)
        end = start + len(text[start : blank.start() if blank else limit].rstrip())
        call = calls[index] if index < len(calls) else None
        notes.append(
            Note(
                id=f"{prefix}{index + 1}",
                number=body[style],
                call=Span(*call.span("numeral")) if call else None,
                body=Span(start, end),
                place=place,
                mark=Span(body.start(style) - 1, body.end(style) - 1),
            )
        )
    return notes
