"""Sets of rules as whole numbers, a bit for each rule, so that many rules are chosen at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelMasks:
    """Which rules the labels of a reference leave.

    Attributes:
        needing: By a label, the rules that need it.
        either: By a label, the rules for which it is one of those of which they need one.
        lacking: By a label, the rules that must not have it.
        free: The rules that need none of several labels.
    """

    needing: Mapping[str, int]
    either: Mapping[str, int]
    lacking: Mapping[str, int]
    free: int

    def choose(self, labels: frozenset[str]) -> int:
        """Return the rules that these labels leave."""
        chosen = self.free
        for label in labels:
            chosen |= self.either.get(label, 0)
        barred = 0
        for label in labels:
            barred |= self.lacking.get(label, 0)
        for label, rules in self.needing.items():
            if label not in labels:
                barred |= rules
        return chosen & ~barred


def mask_labels(
    rules: Iterable[tuple[frozenset[str], frozenset[str], frozenset[str]]],
) -> LabelMasks:
    """Make the masks of rules.

    Args:
        rules: Of each, in their order, the labels all of which it needs, those of which it needs one, and
            those that must not be there.
    """
    needing: dict[str, int] = {}
    either: dict[str, int] = {}
    lacking: dict[str, int] = {}
    free = 0
    for number, (needs, choice, lacks) in enumerate(rules):
        bit = 1 << number
        if not choice:
            free |= bit
        for masks, labels in ((needing, needs), (either, choice), (lacking, lacks)):
            for label in labels:
                masks[label] = masks.get(label, 0) | bit
    return LabelMasks(needing, either, lacking, free)


def mask_rules(chosen: Iterable[bool]) -> int:
    """Return the rules of which, in their order, it is told that they are chosen."""
    return sum(1 << number for number, one in enumerate(chosen) if one)


def list_numbers(mask: int) -> list[int]:
    """Return the numbers of the bits that are set, the lowest first."""
    digits = bin(mask)[:1:-1]
    numbers = []
    found = digits.find("1")
    while found >= 0:
        numbers.append(found)
        found = digits.find("1", found + 1)
    return numbers
