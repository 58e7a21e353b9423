"""Cites by the lettered labels of a list: `[Gri87]`, `[Sch+01, Theorem 4.2; LM, § 3]` (style alpha)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.find.brackets import Stretch, read_places
from citekit.model import Citation, Cite, CiteForm, Span
from citekit.parse.locators import mend_value
from citekit.parse.patterns import defer_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

#: What a label may look like, as a cheap test of a stretch's beginning.
_LIKE_LABEL: Final = defer_pattern(r"\[(?:[a-z][\w.,]{1,12}\s){0,3}[^\W\d_][\w+*’.-]{0,24}\s?[,;\]]")
_SIGNAL: Final = defer_pattern(
    r"(?:(?:see|cf\.|e\.g\.|also|vgl\.|siehe|voir|см\.|ср\.|напр\.|также),?\s){1,3}"
)
_LABEL: Final = defer_pattern(r"[^\W\d_][\w+*’.-]{0,24}")
_NEXT: Final = defer_pattern(r"\s{0,3}[;,]\s{0,3}")
_LONGEST_SUFFIX: Final = 60
_MOST: Final = 60


def find_lettered(
    text: str, stretches: Iterable[Stretch], find_labels: Callable[[], Mapping[str, int]]
) -> list[Citation]:
    """Find the cites by lettered labels.

    Args:
        text: The text.
        stretches: Its bracketed stretches that hold no numbers.
        find_labels: Gives the labels of the lists that hold a letter, each with its place, where no citation
            stands; asked only where a stretch looks like a label.

    Returns:
        The citations in order.
    """
    likely = [one for one in stretches if _LIKE_LABEL.match(text, one.start, one.end)]
    labels = find_labels() if likely else {}
    if not labels:
        return []
    own = frozenset(labels.values())
    found = []
    for stretch in likely:
        cites = _read_cluster(text, stretch, labels) if stretch.start not in own else []
        if cites:
            found.append(Citation(tuple(cites), Span(stretch.start, stretch.end)))
    return found


def _read_cluster(text: str, stretch: Stretch, labels: Mapping[str, int]) -> list[Cite]:
    """Return the cites of a stretch, or nothing where it holds anything else."""
    cites: list[Cite] = []
    position, end = stretch.start + 1, stretch.end - 1
    while len(cites) < _MOST:
        signal = _SIGNAL.match(text, position, end)
        start = signal.end() if signal else position
        label = _LABEL.match(text, start, end)
        if label is None or label[0] not in labels:
            return []
        locators, suffix, behind = read_places(text, label.end(), end)
        following = _find_next(text, behind, end, labels)
        rest = mend_value(text[behind : following[0]]).strip(" ,")
        if len(rest) > _LONGEST_SUFFIX or rest.startswith(";"):
            return []
        stop = behind + len(text[behind : following[0]].rstrip())
        prefix = signal[0].strip() if signal else ""
        suffix = f"{suffix} {rest}".strip()
        cites.append(Cite(CiteForm.KEY, label[0], Span(start, stop), locators, prefix, suffix, key=label[0]))
        if following[1] >= end:
            break
        position = following[1]
    return cites


def _find_next(text: str, position: int, end: int, labels: Mapping[str, int]) -> tuple[int, int]:
    """Return where an item ends and where the next one begins: behind a sign, at a signal or a label."""
    for sign in _NEXT.finditer(text, position, end):
        signal = _SIGNAL.match(text, sign.end(), end)
        label = _LABEL.match(text, signal.end() if signal else sign.end(), end)
        if label is not None and label[0] in labels:
            return sign.start(), sign.end()
    return end, end
