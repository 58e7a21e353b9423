"""What LinkedBooks runs together in one title: work, journal, place, year, volume, `cit.`, key words of the next field.

Its labels are those of many hands: most end a title at its comma, others go on to the place or to `cit.`. Mapped to
one habit, so that the tagger need not learn both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.parse.cue_words import CUES

_Span = tuple[int, int, str]

#: Key words of the field that follows: `…, p .`, `…, a` before `cura di`, `…, vol .`.
_KEY: Final = re.compile(
    r"[\s,.]+(?:vol|voi|pp|p|pag|cc|c|ff|f|fol|reg|col|lib|tom|t|ed)\s?\.\s*$|\s,\s(?:a|in|vol)\s*$"
)
_CITED: Final = re.compile(r"\s?,\s(?P<rest>(?:(?:op|art|loc)\s?\.\s?)?cit\s?\.?)[\s,.;:)]*$")
_JOURNAL: Final = re.compile(
    r"[,.]\s(?:in\s:?\s?)?[«“\"]\s?(?P<rest>[^«»“”\"]{3,110}?)\s?[»”\"][\s,.;]*$", re.IGNORECASE
)
_HOST: Final = re.compile(r"\s?,\sin\s(?::\s)?[«“]?\s?(?P<rest>(?:I\sl|[A-ZÀ-Þ])[^,]{7,})[\s,.;]*$")
_DATED: Final = re.compile(
    r"[,.]\s(?:(?P<place>[A-ZÀ-Þ][^\W\d_]+(?:\s-\s[^\W\d_]+|\s[A-ZÀ-Þ][^\W\d_]+)?)\s?,?\s)?(?P<issued>1[4-9]\d\d|20\d\d)[\s,.;]*$"
)
_PLACE: Final = re.compile(r"[,.]\s(?:[Ii]n\s)?(?P<place>[A-ZÀ-Þ][^\W\d_]+(?:\s-\s[^\W\d_]+)?)[\s,.;:]*$")
_NUMBER: Final = re.compile(r"\s,\s(?P<rest>[IVX]{1,5})[\s,.;]*$")
_SHORTEST: Final = 6


def part_title(text: str, start: int, end: int, following: str | None) -> list[_Span]:
    """Part a title span of LinkedBooks into what it holds.

    Args:
        text: The reference.
        start: Of the span.
        end: Of the span.
        following: The original label of the next span.

    Returns:
        Spans with our labels, the title first.
    """
    parts: list[_Span] = []
    if key := _KEY.search(text, start + _SHORTEST, end):
        end = key.start()
    if cited := _CITED.search(text, start + 1, end):
        parts.insert(0, (*cited.span("rest"), "cross-reference"))
        end = cited.start()
    for pattern, part in (
        (_DATED, following != "year"),
        (_PLACE, following in {"year", "date", "publisher"}),
    ):
        found = pattern.search(text, start + _SHORTEST, end) if part else None
        if found is None:
            continue
        place = found["place"]
        if place and not _is_place(place):
            continue
        parts = [*((*found.span(group), label) for group, label in _list_groups(found)), *parts]
        end = found.start()
    if number := _NUMBER.search(text, start + _SHORTEST, end):
        parts.insert(0, (*number.span("rest"), "volume"))
        end = number.start()
    for pattern in (_JOURNAL, _HOST):
        if host := pattern.search(text, start + _SHORTEST, end):
            parts.insert(0, (*host.span("rest"), "container-title"))
            end = host.start()
            break
    return [(start, end, "title"), *parts]


def _list_groups(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the groups of an imprint that are there, with their labels."""
    labels = {"place": "publisher-place", "issued": "issued"}
    for group in found.re.groupindex:
        if found[group]:
            yield group, labels[group]


def _is_place(words: str) -> bool:
    """Tell whether a place is known."""
    return any("place" in CUES.get(word.lower(), ()) for word in words.split())
