"""Raised numbers that a converter set flush with the text: `sleep.1`, `two reviews8,9`, `at night.4–7`.

They are read only where the document has a numbered list and cites it in no other way, and where the numbers
come as in a list made by the order of citing (the Vancouver style): each was cited before or is next.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from citekit.find.bracket_rules import lies_in
from citekit.find.note_calls import weigh_glued
from citekit.model import Citation, Cite, CiteForm, Span
from citekit.parse.patterns import defer_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: The figure comes first in the pattern, since it is rarer than what must stand before it.
_CLUSTER: Final = defer_pattern(
    r"[1-9](?<=[^\s\d(\[{/\\_=+*@#&$€£<>~^|−–-][1-9])\d{0,2}(?:\s?[,–-]\s?[1-9]\d{0,2}){0,12}(?![\w%°/])(?![.,:]\d)"
)
_NUMBER: Final = defer_pattern(r"(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?")
#: Words of prose, which the line of the authors and their affiliations lacks.
_SMALL_WORDS: Final = defer_pattern(r"\b[^\W\d_A-ZÀ-ÞА-Я]{2,}\s")
_NEAR: Final = 80
_FEWEST_WORDS: Final = 3
#: A cluster counts from this weight on; the figure of a sentence's end may open a further one.
_LEAST_WEIGHT: Final = -3.5
_SURE: Final = 1.0
_FEWEST: Final = 3
_LEAST_SHARE: Final = 0.6
#: So many numbers may be missing between two: those that tables and figures cite.
_LARGEST_STEP: Final = 3


def find_glued_numbers(
    text: str, find_highest: Callable[[], int], find_lists: Callable[[], Sequence[Span]]
) -> list[Citation]:
    """Find the numbers of a list that stand flush with the words that they support.

    Args:
        text: The text of a document without clusters in brackets and without numbered notes.
        find_highest: Gives the highest number of its reference list, or 0; asked only where needed.
        find_lists: Gives the places of its lists, where no citation stands.

    Returns:
        The citations in order; none where the document does not cite so.
    """
    found = list(_scan(text))
    if sum(weight >= _SURE for _, _, weight in found) < _FEWEST or (highest := find_highest()) < _FEWEST:
        return []
    lists = find_lists()
    edges = [edge for place in sorted(lists) for edge in (place.start, place.end)]
    outside = [one for one in found if not lies_in(one[0].start, edges)]
    kept, refused, last = [], 0, 0
    cited: set[int] = set()
    for span, numbers, weight in outside:
        if numbers[-1] <= highest and _goes_on(numbers, last, weight):
            kept.append(_make_citation(text, span))
            last = max(last, numbers[-1])
            cited.update(numbers)
        elif weight >= _SURE:
            refused += 1
    if len(kept) < _FEWEST or len(cited) < _LEAST_SHARE * highest or refused * 3 > len(kept):
        return []
    return kept


def _scan(text: str) -> Iterator[tuple[Span, list[int], float]]:
    """Yield the clusters that may cite, each with its numbers and a weight."""
    for match in _CLUSTER.finditer(text):
        numbers = [int(number) for pair in _NUMBER.findall(match[0]) for number in pair if number]
        if any(after <= before for before, after in pairwise(numbers)):
            continue
        weight = weigh_glued(text, match.start(), numbers[0])
        if weight > _LEAST_WEIGHT and _stands_in_prose(text, match.start()):
            yield Span(match.start(), match.end()), numbers, weight


def _stands_in_prose(text: str, position: int) -> bool:
    low = max(0, position - _NEAR)
    low = max(low, text.rfind("\n\n", low, position))
    high = text.find("\n\n", position, position + _NEAR)
    near = text[low : position + _NEAR if high < 0 else high]
    return len(_SMALL_WORDS.findall(near)) >= _FEWEST_WORDS


def _goes_on(numbers: Sequence[int], last: int, weight: float) -> bool:
    """Tell whether numbers were cited before, or go on from the highest so far."""
    step = 1 if weight < _SURE else _LARGEST_STEP
    new = [number for number in numbers if number > last]
    return not new or (new[0] <= last + step and (weight >= _SURE or new[0] == last + 1))


def _make_citation(text: str, span: Span) -> Citation:
    cites: list[Cite] = []
    for number in _NUMBER.finditer(text, span.start, span.end):
        first = int(number[1])
        place = Span(number.start(), number.end())
        cites += [
            Cite(CiteForm.NUMBER, str(each), place)
            for each in range(first, (int(number[2]) if number[2] else first) + 1)
        ]
    return Citation(tuple(cites), span)
