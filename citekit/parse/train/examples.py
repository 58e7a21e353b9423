"""Labelled references: their form, and the split that keeps a string on one side."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NamedTuple

from citekit.parse.anchors import Tag, find_anchors
from citekit.parse.tokens import Tokens, tokenize

#: The label of a token that belongs to no field.
OUTSIDE = "O"

_WORDS = re.compile(r"\w+")


class Example(NamedTuple):
    """A labelled reference.

    Attributes:
        text: The reference.
        spans: `(start, end, label)` in order, none overlapping.
        source: The set that it comes from.
        language: BCP 47 primary language, or None.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    source: str
    language: str | None


class Aligned(NamedTuple):
    """An example as the tagger sees it: anchors, tokens and a label for each token."""

    anchors: tuple[Tag, ...]
    tokens: Tokens
    labels: list[str]


def align_example(example: Example) -> Aligned:
    """Give each token the label of the span that covers its first character."""
    anchors = find_anchors(example.text)
    tokens = tokenize(example.text, anchors)
    labels = []
    position = 0
    spans = example.spans
    for start in tokens.starts:
        while position < len(spans) and spans[position][1] <= start:
            position += 1
        inside = position < len(spans) and spans[position][0] <= start
        labels.append(spans[position][2] if inside else OUTSIDE)
    return Aligned(anchors, tokens, labels)


def fold_text(text: str) -> str:
    """Fold a string for comparison: letters and digits only, in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(_WORDS.findall("".join(c for c in plain if not unicodedata.combining(c))))


def split_of(text: str) -> str:
    """Say on which side a string belongs: one in ten is held out, by its folded letters."""
    digest = hashlib.sha256(fold_text(text).encode()).digest()
    return "dev" if digest[0] % 10 == 0 else "train"
