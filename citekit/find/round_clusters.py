"""Numeric clusters in parentheses or slashes, where a document cites its list so: `(2, с. 15)`, `/3, с. 5/`.

Parentheses hold too much else to be read so everywhere: the document must have a numbered list, no cluster in
square brackets, and two clusters at least that give a place.
"""

from __future__ import annotations

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
    return []


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
