"""Runs the mends of a labelled reference: what a pattern knows better than the tagger.

The rules run in the order of `citekit.parse.mend_rules`, each over the tags of the whole string in the order of
the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import AGAIN, ODD, Fact
from citekit.parse.mend_rules import RULES
from citekit.parse.rule_masks import list_numbers, mask_labels

_YEAR_LENGTH: Final = 4
_FEW_LETTERS: Final = 5
#: Labels of numbers, and labels behind which what parts a field from the next is told.
_COUNTED: Final = frozenset({"issued", "page", "volume", "issue", "number", "number-of-pages"})
_NAMED: Final = frozenset({"author", "title", "container-title", "publisher-place"})

# Sets of rules are whole numbers with a bit for each.
_choose_rules: Final = lru_cache(maxsize=2048)(
    mask_labels([(rule.needs, rule.either, rule.lacks) for rule in RULES]).choose
)
_UNSIGNED: Final = sum(1 << number for number, rule in enumerate(RULES) if not rule.signs)
_CONTENT: Final = sum(1 << number for number, rule in enumerate(RULES) if not rule.wants)


def _map_facts() -> dict[Fact, int]:
    """Return the rules that want each fact."""
    wanting: dict[Fact, int] = {}
    for number, rule in enumerate(RULES):
        for fact in rule.wants:
            wanting[fact] = wanting.get(fact, 0) | 1 << number
    return wanting


_WANTING: Final = _map_facts()


def mend_reference(text: str, tags: list[Tag], language: str | None, signed: int) -> list[Tag]:
    """Return the tags with what cannot be set right.

    Args:
        text: The reference, line breaks as blanks.
        tags: In the order of the text.
        language: BCP 47 primary language, or None.
        signed: The rules one of whose signs stands in the text (`citekit.parse.gates`).
    """
    allowed = signed | _UNSIGNED
    mended = tags
    waiting = _select_rules(text, mended) & allowed
    while waiting:
        for number in list_numbers(waiting):
            found = RULES[number].mend(text, [*mended], language)
            if found != mended:
                mended = found
                allowed &= -1 << number + 1
                waiting = _select_rules(text, mended) & allowed
                break
        else:
            break
    return mended


def _select_rules(text: str, tags: Sequence[Tag]) -> int:
    """Return the rules that may have something to mend in these tags."""
    held: set[str] = set()
    wanted = _CONTENT
    before, end = "", 0
    for label, start, stop, _confidence, _outer_start, _outer_end, _value in tags:
        if label in held:
            wanted |= _WANTING.get((label, AGAIN), 0)
        else:
            held.add(label)
        if before in _NAMED:
            wanted |= _WANTING.get((before, label, text[end:start]), 0)
        wanted |= _WANTING.get((before, label), 0)
        if label in _COUNTED:
            if _is_odd(text, label, start, stop):
                wanted |= _WANTING.get((label, ODD), 0)
        elif label == "container-title" and stop - start <= _FEW_LETTERS:
            wanted |= _WANTING.get((label, ODD), 0)
        before, end = label, stop
    return wanted & _choose_rules(frozenset(held))


def _is_odd(text: str, label: str, start: int, stop: int) -> bool:
    """Tell whether a field is more than a year or a plain number, or has a letter behind or a `§` before it."""
    value = text[start:stop]
    if label == "issued":
        if stop - start != _YEAR_LENGTH or not value.isdecimal():
            return True
    elif not (value.isdecimal() or value.replace("–", "-").replace("-", "", 1).isdecimal()):
        return True
    behind = text[stop : stop + 2].lstrip()
    return behind[:1].isalpha() or "§" in text[max(0, start - 2) : start]
