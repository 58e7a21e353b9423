"""Numeric clusters in parentheses or slashes, where a document cites its list so: `(2, с. 15)`, `/3, с. 5/`.

Parentheses hold too much else to be read so everywhere: the document must have a numbered list, no cluster in
square brackets, and two clusters at least that give a place; or numbers alone that go through the whole list.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from citekit.find.brackets import Cluster, read_numbers
from citekit.parse.locators import find_label
from citekit.parse.patterns import defer_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_PLACE: Final = r"\d{1,3},\s?(?:[сcpSлТт]|pp|стр|стор|арк|гл|ст|ч)\.\s?\d"
#: For each shape a number with a place behind it, as a cheap test, and the shape itself.
_SHAPES: Final = (
    (
        defer_pattern(rf"\({_PLACE}"),
        defer_pattern(r"\((?:[^\W\d_][^()\d]{1,40})?\d{1,3}(?!\d)[^()]{0,200}+\)"),
    ),
    (
        defer_pattern(rf"/(?<![\w/:]/){_PLACE}"),
        defer_pattern(r"/(?<![\w/:.]/)(?:[^\W\d_][^/\d\n]{1,40})?\d{1,3}(?![\d.])[^/]{0,120}+/(?![\w/])"),
    ),
)
_WORD_BEFORE: Final = defer_pattern(r"([^\W\d_]{1,24})\.?\s\Z")
_CLOSES_CLAUSE: Final = defer_pattern(r"[.,;:!?»)](?!\s?\()|\s*\Z")
#: Numbers alone, as journals of the natural sciences cite; one cluster of several must be there.
_PLAIN: Final = defer_pattern(r"\(\d{1,3}(?:(?:,\s?|\s?[–-]\s?)\d{1,3}){0,12}\)")
_PLAIN_SIGN: Final = defer_pattern(r"\(\d{1,3}(?:,\s?|\s?[–-]\s?)\d{1,3}[),–-]")
#: What may stand before such a cluster: a word of two letters that counts nothing, a figure, a closing mark.
_CITED_BEFORE: Final = defer_pattern(
    r"(?<!\b[Ee]q\.)(?<!\b[Ee]qs\.)(?<!quation)(?<!quations)(?<!\bFig\.)(?<!\bTable)"
    r"(?<![=+*/<>])(?:\w\w|[\d%)”»’ÅK])[.,]?\s\Z"
)
_FEWEST_PLAIN: Final = 3
_LEAST_PLAIN: Final = 4
_MOST_CITED: Final = 0.6
_FEWEST: Final = 2
_LEAST_LIST: Final = 3


def find_round_clusters(text: str, find_highest: Callable[[], int]) -> list[Cluster]:
    """Find the numeric clusters in parentheses, or else in slashes.

    Args:
        text: The text of a document without clusters in square brackets.
        find_highest: Gives the highest number of its reference list, or 0; asked only where needed.

    Returns:
        The clusters in order, brackets included; none where the document does not cite so.
    """
    for sign, shape in _SHAPES:
        if len(sign.findall(text)) >= _FEWEST and (highest := find_highest()) >= _LEAST_LIST:
            found = _read_clusters(text, shape, highest)
            if found:
                return found
    return _read_plain_clusters(text, find_highest) if _PLAIN_SIGN.search(text) else []


def _read_plain_clusters(text: str, find_highest: Callable[[], int]) -> list[Cluster]:
    """Return the clusters of numbers alone, `(2, 3)`, `(5–7)`, where they go through the whole list."""
    shapes = [
        match
        for match in _PLAIN.finditer(text)
        if _CITED_BEFORE.search(text, max(0, match.start() - 24), match.start())
    ]
    if len(shapes) < _FEWEST_PLAIN or (highest := find_highest()) < _LEAST_PLAIN:
        return []
    read = [read_numbers(text, match.start(), match.end()) for match in shapes]
    clusters = [one for one in read if one and one.plain and all(item.last <= highest for item in one.items)]
    cited = [number for one in clusters for item in one.items for number in range(item.first, item.last + 1)]
    firsts = list(dict.fromkeys(cited))
    rising = sum(low < high for low, high in pairwise(firsts))
    closing = sum(_CLOSES_CLAUSE.match(text, one.end) is not None for one in clusters)
    whole = len(firsts) >= _MOST_CITED * highest and 10 * rising >= 8 * (len(firsts) - 1)
    return clusters if whole and 2 * closing >= len(clusters) else []


def _read_clusters(text: str, shape: re.Pattern[str], highest: int) -> list[Cluster]:
    """Return the clusters of a shape, if two of them at least give a place."""
    read = [read_numbers(text, match.start(), match.end()) for match in shape.finditer(text)]
    clusters = [
        cluster for cluster in read if cluster and all(item.last <= highest for item in cluster.items)
    ]
    placed = [cluster for cluster in clusters if any(item.locators for item in cluster.items)]
    if len(placed) < _FEWEST:
        return []
    return [cluster for cluster in clusters if not cluster.plain or _cites(text, cluster)]


def _cites(text: str, cluster: Cluster) -> bool:
    """Tell whether mere numbers cite: several with a semicolon, or one that closes a clause."""
    if not cluster.single:
        return ";" in text[cluster.start : cluster.end]
    before = _WORD_BEFORE.search(text[max(0, cluster.start - 26) : cluster.start])
    labelled = before is not None and find_label(before[1]) is not None
    return before is not None and not labelled and _CLOSES_CLAUSE.match(text, cluster.end) is not None
