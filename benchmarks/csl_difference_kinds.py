"""Kinds of difference between two renderings of one entry or citation, told from the two texts alone.

The kinds are those that docs/csl-conformance.md explains; what fits none is `other`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final

Pair = tuple[str, str]
_TAG: Final = re.compile(r"<[^<>]*>")
_MARKS: Final = str.maketrans("", "", ".,;:")
_BRACKETS: Final = str.maketrans("[]", "()")
#: What a label without its value looks like: a short word or two, with a full stop or a blank.
_LABEL: Final = re.compile(r"[\s,.:;(\xa0]*[^\W\d]{1,12}\.?(?:\s?[^\W\d]{1,6}\.?)?[\s,.:;\xa0]*\Z")


def _changes(theirs: str, ours: str) -> list[Pair]:
    """Return what differs: pairs of their piece and ours."""
    matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
    return [
        (theirs[first:last], ours[start:end])
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _is_year_suffix(pairs: list[Pair]) -> bool:
    return all(re.fullmatch(r"[-.\s]*[a-z]?|[a-z]", piece) for pair in pairs for piece in pair)


def _after_range(theirs: str, ours: str) -> bool:
    """Tell whether they repeat affixes of a date inside a range, or lose blanks there."""
    bare = re.compile(r"\s*–[\s(\[,.]*(?:[^\W\d]{4,12}\s)?|(?<=\d)[\s)\].]+|(?<=–)(\d+)\s*")
    return "–" in theirs and bare.sub("–\\1", theirs) == bare.sub("–\\1", ours)


def _is_reordered(theirs: str, ours: str) -> bool:
    return sorted(re.split(r"[;,.()\[\]\s]+", theirs)) == sorted(re.split(r"[;,.()\[\]\s]+", ours))


def _label_only(pairs: list[Pair]) -> bool:
    return all(not mine.strip(" ,.") and _LABEL.match(other) for other, mine in pairs)


#: Kind to the test on (their text, our text), without markup; the first that holds names the difference.
KINDS: Final[tuple[tuple[str, Callable[[str, str], bool]], ...]] = (
    ("markup only", lambda theirs, ours: theirs == ours),
    ("blanks", lambda theirs, ours: re.sub(r"\s+", "", theirs) == re.sub(r"\s+", "", ours)),
    ("affixes inside a date range", _after_range),
    ("brackets in notes", lambda theirs, ours: theirs.translate(_BRACKETS) == ours.translate(_BRACKETS)),
    ("marks", lambda theirs, ours: theirs.translate(_MARKS).split() == ours.translate(_MARKS).split()),
    ("case", lambda theirs, ours: theirs.casefold() == ours.casefold()),
    ("quotation marks", lambda theirs, ours: re.sub(r"[“”‘’«»„‚\"'\s]", "", theirs)
        == re.sub(r"[“”‘’«»„‚\"'\s]", "", ours)),
    ("order of cites", _is_reordered),
    ("year suffix", lambda theirs, ours: _is_year_suffix(_changes(theirs, ours))),
    ("label of an empty variable", lambda theirs, ours: _label_only(_changes(theirs, ours))),
)  # fmt: skip


def name_kind(theirs: str, ours: str) -> str:
    """Return the kind of a difference.

    Args:
        theirs: The peer's rendering, HTML.
        ours: Ours.
    """
    theirs, ours = _TAG.sub("", theirs).strip(), _TAG.sub("", ours).strip()
    return next((name for name, test in KINDS if test(theirs, ours)), "other")
