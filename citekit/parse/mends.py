"""Runs the mends of a labelled reference: what a pattern knows better than the tagger.

The rules run in the order of `citekit.parse.mend_rules`, each over the tags of the whole string in the order of
the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import AGAIN, ODD, Fact
from citekit.parse.mend_rules import RULES

_HOW: Final = frozenset({ODD, AGAIN})
_YEAR_LENGTH: Final = 4
_FEW_LETTERS: Final = 5
#: Labels of numbers, and labels behind which what parts a field from the next is told.
_COUNTED: Final = frozenset({"issued", "page", "volume", "issue", "number", "number-of-pages"})
_NAMED: Final = frozenset({"author", "title", "container-title", "publisher-place"})


def mend_reference(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """Return the tags with what cannot be set right.

    Args:
        text: The reference, line breaks as blanks.
        tags: In the order of the text.
        language: BCP 47 primary language, or None.
    """
    mended = [*tags]
    plain = text.isascii()
    ready = _READY[plain]
    numbers = _number_rules(text, mended, plain=plain)
    position = 0
    while position < len(numbers):
        number = numbers[position]
        position += 1
        mend, signs = ready[number]
        if signs:
            for sign in signs:  # as `holds_literal`, without a call for each rule
                if sign in text:
                    break
            else:
                continue
        found = mend(text, [*mended], language)
        if found == mended:
            continue
        mended = found
        numbers = _number_rules(text, mended, plain=plain)
        position = bisect_right(numbers, number)
    return mended


def _number_rules(text: str, tags: Sequence[Tag], *, plain: bool) -> Sequence[int]:
    """Return the numbers of the rules that may have something to mend in these tags."""
    held: set[str] = set()
    facts: set[Fact] = set()
    before, end = "", 0
    for label, start, stop, _confidence, _outer_start, _outer_end, _value in tags:
        if label in held:
            facts.add((label, AGAIN))
        else:
            held.add(label)
        if before in _NAMED:
            facts.add((before, label, text[end:start]))
        facts.add((before, label))
        if label in _COUNTED:
            if _is_odd(text, label, start, stop):
                facts.add((label, ODD))
        elif label == "container-title" and stop - start <= _FEW_LETTERS:
            facts.add((label, ODD))
        before, end = label, stop
    always, wanting = _select_rules(frozenset(held), plain)
    wanted = [numbers for fact in facts if (numbers := wanting.get(fact))]
    return sorted({*always, *chain.from_iterable(wanted)}) if wanted else always


@lru_cache(maxsize=2048)
def _select_rules(
    labels: frozenset[str],
    plain: bool,  # noqa: FBT001 - a cached function is called without names
) -> tuple[tuple[int, ...], dict[Fact, list[int]]]:
    """Return the rules for these labels: those that want nothing more, and by a fact those that want it.

    Args:
        labels: Of all tags.
        plain: The text is ASCII, so that no other sign stands in it.
    """
    always: list[int] = []
    wanting: dict[Fact, list[int]] = {}
    known = labels | _HOW
    for number, rule in enumerate(RULES):
        if not (rule.needs <= labels and labels.isdisjoint(rule.lacks)):
            continue
        if rule.either and labels.isdisjoint(rule.either):
            continue
        if rule.signs and not _READY[plain][number][1]:
            continue
        if not rule.wants:
            always.append(number)
        for fact in rule.wants:
            if fact[0] in labels and fact[1] in known:
                wanting.setdefault(fact, []).append(number)
    return tuple(always), wanting


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


#: What each rule does, and the signs of which one must stand in the text: in any text, in one of ASCII.
_READY: Final = (
    tuple((rule.mend, rule.signs) for rule in RULES),
    tuple((rule.mend, tuple(filter(str.isascii, rule.signs))) for rule in RULES),
)
