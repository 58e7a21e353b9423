"""Runs the mends of a labelled reference: what a pattern knows better than the tagger.

The rules run in the order of `citekit.parse.mend_rules`, each over the tags of the whole string in the order of
the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import AGAIN, LONG, LONGEST_GAP, LOOSE, ODD
from citekit.parse.mend_rules import RULES
from citekit.parse.rule_masks import list_numbers, mask_labels, mask_rules

_YEAR_LENGTH: Final = 4
_FEW_LETTERS: Final = 5

# Sets of rules are whole numbers with a bit for each.
_choose_rules: Final = lru_cache(maxsize=2048)(
    mask_labels([(rule.needs, rule.either, rule.lacks) for rule in RULES]).choose
)
_UNSIGNED: Final = mask_rules(not rule.signs and not rule.hints for rule in RULES)
_CONTENT: Final = mask_rules(not rule.wants for rule in RULES)
#: By a language, the rules that are for others alone.
_FOREIGN: Final = {
    language: mask_rules(bool(rule.languages) and language not in rule.languages for rule in RULES)
    for language in {None, *chain.from_iterable(rule.languages for rule in RULES)}
}


class _Pair(NamedTuple):
    """What two labels side by side open: rules, and more by what parts them."""

    rules: int
    gaps: Mapping[str, int]


def _map_fields(kind: str) -> dict[str, int]:
    """Return by a label the rules that want a field of this kind."""
    labels = {fact[0] for rule in RULES for fact in rule.wants if fact[1] == kind}
    return {label: mask_rules((label, kind) in rule.wants for rule in RULES) for label in labels}


def _map_pairs() -> dict[tuple[str, str], _Pair]:
    """Return the rules that want two labels side by side."""
    pairs: dict[tuple[str, str], _Pair] = {}
    facts = {fact for rule in RULES for fact in rule.wants if fact[1] not in {AGAIN, ODD, LOOSE}}
    for before, label in {fact[:2] for fact in facts}:
        gaps = {fact[2] for fact in facts if fact[:2] == (before, label) and len(fact) > 2}
        pairs[before, label] = _Pair(
            mask_rules((before, label) in rule.wants for rule in RULES),
            {gap: mask_rules((before, label, gap) in rule.wants for rule in RULES) for gap in gaps},
        )
    return pairs


_AGAIN: Final = _map_fields(AGAIN)
_ODD: Final = _map_fields(ODD)
_LOOSE: Final = _map_fields(LOOSE)
_PAIRS: Final = _map_pairs()


def mend_reference(text: str, tags: list[Tag], language: str | None, signed: int) -> list[Tag]:
    """Return the tags with what cannot be set right.

    Args:
        text: The reference, line breaks as blanks.
        tags: In the order of the text.
        language: BCP 47 primary language, or None.
        signed: The rules one of whose signs stands in the text (`citekit.parse.gates`).
    """
    allowed = (signed | _UNSIGNED) & ~_FOREIGN.get(language, _FOREIGN[None])
    mended = tags
    numbers = list_numbers(_select_rules(text, mended) & allowed)
    position = 0
    while position < len(numbers):
        number = numbers[position]
        position += 1
        found = RULES[number].mend(text, [*mended], language)
        if found != mended:
            mended = found
            allowed &= -1 << number + 1  # a rule runs once, in its turn
            numbers = list_numbers(_select_rules(text, mended) & allowed)
            position = 0
    return mended


def _select_rules(text: str, tags: Sequence[Tag]) -> int:
    """Return the rules that may have something to mend in these tags."""
    held: set[str] = set()
    wanted = _CONTENT
    before, end = "", 0
    for label, start, stop, _confidence, _outer_start, _outer_end, _value in tags:
        if label in held:
            wanted |= _AGAIN.get(label, 0)
        else:
            held.add(label)
        pair = _PAIRS.get((before, label))
        if pair is not None:
            wanted |= pair.rules
            if pair.gaps:
                wanted |= pair.gaps.get(text[end:start] if start - end <= LONGEST_GAP else LONG, 0)
        if start - end > 1:
            wanted |= _LOOSE.get(label, 0)
        if label in _ODD and _is_odd(text, label, start, stop):
            wanted |= _ODD[label]
        before, end = label, stop
    return wanted & _choose_rules(frozenset(held))


def _is_odd(text: str, label: str, start: int, stop: int) -> bool:
    """Tell whether a field is more than a year or a plain number, or has a letter behind or a `§` before it.

    A host is odd where it has few letters, or a digit at one of its ends.
    """
    if label == "container-title":
        return stop - start <= _FEW_LETTERS or text[start].isdecimal() or text[stop - 1].isdigit()
    value = text[start:stop]
    if label == "issued":
        if stop - start != _YEAR_LENGTH or not value.isdecimal():
            return True
    elif not (value.isdecimal() or value.replace("–", "-").replace("-", "", 1).isdecimal()):
        return True
    behind = text[stop : stop + 2].lstrip()
    return behind[:1].isalpha() or "§" in text[max(0, start - 2) : start]
