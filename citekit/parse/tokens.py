"""A reference as tokens and the gaps between them.

A token is a word or a number; punctuation belongs to the gaps, which the features read. An anchor is no
token: a private letter stands for it in its gap, so that no tagger can label it anew.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Final, NamedTuple
from unicodedata import normalize

from citekit.parse.anchors import Tag
from citekit.parse.patterns import defer_pattern

#: One group, so that splitting at it gives gaps and words in turn.
_TOKEN = re.compile(r"(\d+(?:[-–—‒‐‑]\d+)+|[^\W_]+(?:[’'ʼ‐‑\-][^\W_]+)*)")
#: The same for ASCII, where letters can be told by a table.
_PLAIN_TOKEN = re.compile(
    r"([A-Za-z][0-9A-Za-z]*(?:['-][0-9A-Za-z]+)*|[0-9]+(?:(?:-[0-9]+)+|[0-9A-Za-z]*(?:['-][0-9A-Za-z]+)*))"
)
#: As above, but a word may go on behind a hyphen and a blank, as of a broken line, and hold loose accents.
_BROKEN_TOKEN = defer_pattern(
    r"(\d+(?:[-–—‒‐‑]\d+)+|[^\W_][\w\u0300-\u036f]*(?:(?:[’'ʼ‐‑\-]|\s?[-¬]\s(?!(?:und|oder|and|or|et|ed|e|y|и|bzw)\b)(?=[a-zà-ÿа-я]{2}))[^\W_][\w\u0300-\u036f]*)*)"
)
_BROKEN = re.compile(r"[^\W\d_][-¬]\s[a-zà-ÿа-я]|\s[-¬]\s[a-zà-ÿа-я]|[\u0300-\u036f]")
_LOOSE_ACCENT = re.compile("[\u0300-\u036f]")
_BREAK = defer_pattern(r"\s?[-¬]\s")

#: The private letter that stands for an anchor in its gap.
ANCHOR_LETTERS: Final = MappingProxyType(
    {
        "URL": "\ue001", "accessed": "\ue002", "DOI": "\ue003", "ISBN": "\ue004", "ISSN": "\ue004",
        "genre": "\ue005", "citation-number": "\ue006", "PMID": "\ue007", "PMCID": "\ue007",
    }
)  # fmt: skip
_ALIKE: Final = str.maketrans(
    {"–": "-", "—": "-", "‒": "-", "−": "-", "‐": "-", "‑": "-", "„": "“", "«": "“", "»": "”", "‚": "‘",
     "‹": "‘", "›": "’", "‟": "“", "`": "‘", "´": "’", "'": "’", "…": "."}
)  # fmt: skip
_LONGEST_GAP: Final = 7


class Tokens(NamedTuple):
    """Tokens of a reference.

    Attributes:
        words: As written, but for hyphens of broken lines and loose accents.
        starts: First character of each.
        ends: End of each, half-open.
        gaps: One more than words: what stands before each word, and after the last, in normal form.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]


def tokenize(text: str, anchors: tuple[Tag, ...]) -> Tokens:
    """Split a reference into words and gaps.

    Args:
        text: The reference with blanks for line breaks.
        anchors: What `find_anchors` found in it.

    Returns:
        The tokens outside the anchors.
    """
    plain = text.isascii()
    if anchors:
        parts: list[str] = []
        last = 0
        for anchor in anchors:
            start, end = anchor.outer_start, anchor.outer_end
            parts += (text[last:start], ANCHOR_LETTERS[anchor.label], " " * (end - start - 1))
            last = end
        parts.append(text[last:])
        text = "".join(parts)
    if plain:
        broken = "- " in text and _BROKEN.search(text) is not None
    else:
        hyphened = "-" in text or "¬" in text
        broken = (_BROKEN if hyphened else _LOOSE_ACCENT).search(text) is not None
    pieces = (_BROKEN_TOKEN if broken else _PLAIN_TOKEN if plain else _TOKEN).split(text)
    bounds = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    if broken:
        words = [normalize("NFC", _BREAK.sub("", word)) for word in words]
    return Tokens(words, bounds[:-1:2], bounds[1::2], list(map(_fold_gap, pieces[::2])))


@lru_cache(maxsize=1024)
def _fold_gap(gap: str) -> str:
    """Write a gap in normal form: no blanks beside marks, one kind of dash and of quotes."""
    marks = "".join(gap.split()).translate(_ALIKE)
    if not marks:
        return " " if gap else "|"
    cut = marks[_LONGEST_GAP:]
    anchor = (
        "" if not cut or cut.isascii() else next((mark for mark in cut if "\ue001" <= mark <= "\ue007"), "")
    )
    return marks[: _LONGEST_GAP - len(anchor)] + anchor
