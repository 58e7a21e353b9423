"""Field F1: a field counts when label and text agree after trimming punctuation and key words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from citekit.parse.train.examples import fold_text

#: Our labels to the coarse ones that the public sets share.
COARSE = {
    "issued": "date", "page": "pages", "container-title": "container", "publisher-place": "location", "URL": "url",
    "DOI": "doi", "ISBN": "isbn", "genre": "note", "edition": "note", "translator": "editor", "number": "note",
    "collection-title": "note", "archive": "note", "archive_location": "note", "cross-reference": "note",
    "number-of-pages": "pages", "section": "note", "authority": "note", "ISSN": "note", "PMID": "note", "PMCID": "note",
}  # fmt: skip
_KEYWORDS = re.compile(
    r"^(?:[\W_]*(?:pages?|pp?|pag|vols?|volume|v|t|bd|no|nr|n|с|т|№|in|s|hrsg|eds?|ed|vol|p)\b[\W_]*)+(?=\w)|"
    r"(?:[\W_]*\b(?:eds?|hrsg|hg|с|s|p)\b[\W_]*)$",
    re.IGNORECASE,
)


@dataclass
class Score:
    """Counts of right, wrong and missed fields, by label."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[tuple[str, str]], found: Iterable[tuple[str, str]]) -> None:
        """Count one reference; both sides are `(label, text)`."""
        wanted = Counter((label, trim_field(text)) for label, text in gold)
        got = Counter((label, trim_field(text)) for label, text in found)
        for (label, _text), count in wanted.items():
            self.gold[label] += count
        for (label, _text), count in got.items():
            self.found[label] += count
        for (label, _text), count in (wanted & got).items():
            self.right[label] += count

    def f1(self, label: str | None = None) -> float:
        """Return the micro F1 of one label, or of all."""
        if label is None:
            right, total = sum(self.right.values()), sum(self.found.values()) + sum(self.gold.values())
        else:
            right, total = self.right[label], self.found[label] + self.gold[label]
        return 2 * right / total if total else 0.0

    def precision(self, label: str) -> float:
        """Return the share of found fields that are right."""
        return self.right[label] / self.found[label] if self.found[label] else 0.0

    def recall(self, label: str) -> float:
        """Return the share of wanted fields that were found."""
        return self.right[label] / self.gold[label] if self.gold[label] else 0.0


def trim_field(text: str) -> str:
    """Fold a field for comparison: no punctuation, key words, case or blanks."""
    return fold_text(_KEYWORDS.sub("", text.strip())) or fold_text(text)


def spans_of(
    text: str, labels: Sequence[str], starts: Sequence[int], ends: Sequence[int], outside: str = "O"
) -> list[tuple[str, str]]:
    """Join neighbouring tokens of one label to `(label, text)`."""
    fields: list[tuple[str, str]] = []
    begin = 0
    for index in range(1, len(labels) + 1):
        if index == len(labels) or labels[index] != labels[begin]:
            if labels[begin] != outside:
                fields.append((labels[begin], text[starts[begin] : ends[index - 1]]))
            begin = index
    return fields
