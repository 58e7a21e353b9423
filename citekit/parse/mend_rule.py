"""What a mend is: its name, what it does, what must stand in a reference for it; and how many lay fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Final, NamedTuple

from citekit.parse.anchors import Tag

Mend = Callable[[str, list[Tag], str | None], list[Tag]]
#: Two labels side by side, the same with what parts them, or a label with `ODD`, `AGAIN` or `LOOSE`.
Fact = tuple[str, ...]

ODD: Final = "odd"
AGAIN: Final = "again"
LOOSE: Final = "loose"
#: What stands for any gap between two labels that is longer than this.
LONG: Final = "long"
LONGEST_GAP: Final = 4


class Rule(NamedTuple):
    """A mend.

    Attributes:
        name: What it is about.
        mend: Takes the text, the tags (which it may change) and the language, and returns the tags.
        needs: Labels without all of which it has nothing to do.
        either: Labels without one of which it has nothing to do; none means that it always has.
        lacks: Labels with one of which it has nothing to do.
        wants: Facts of which one must hold; none means that there need be none.
        signs: What of which one must stand in the text; none means nothing in particular.
        hints: The same in lower case; one of either is enough.
        languages: Those of the text for which it is; none means any.
    """

    name: str
    mend: Mend
    needs: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    wants: frozenset[Fact] = frozenset()
    signs: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()


def make_rule(
    name: str,
    mend: Mend,
    needs: str = "",
    either: str = "",
    *,
    lacks: str = "",
    beside: tuple[str, str] | None = None,
    gaps: frozenset[str] = frozenset(),
    odd: str = "",
    again: str = "",
    loose: str = "",
    signs: tuple[str, ...] = (),
    hints: tuple[str, ...] = (),
    languages: str = "",
) -> Rule:
    """Make a rule.

    Args:
        name: What it is about.
        mend: What it does.
        needs: Labels all of which it needs.
        either: Labels of which it needs one.
        lacks: Labels with one of which it has nothing to do.
        beside: Two labels that must stand one behind the other somewhere, or several for one of which the
            same is enough.
        gaps: What must stand between those two; `LONG` is anything longer than `LONGEST_GAP`.
        odd: Labels of numbers of which one must be more than a plain number or a year, or of hosts of a
            few letters or with a digit at an end; one of these, or what the other conditions on single
            fields name, is enough.
        again: Labels of which one must stand twice.
        loose: Labels of which one must stand at least two signs behind the field before it.
        signs: What of which one must stand in the text.
        hints: The same in lower case; one of either is enough.
        languages: Those of the text for which it is.
    """
    wants: set[Fact] = {(label, ODD) for label in odd.split()} | {(label, AGAIN) for label in again.split()}
    wants |= {(label, LOOSE) for label in loose.split()}
    if beside is not None:
        pairs = set(product(beside[0].split(), beside[1].split()))
        wants |= {(*pair, gap) for pair in pairs for gap in gaps} if gaps else pairs
    return Rule(
        name,
        mend,
        frozenset(needs.split()),
        frozenset(either.split()),
        frozenset(lacks.split()),
        frozenset(wants),
        signs,
        hints,
        frozenset(languages.split()),
    )


def list_gaps(marks: str, longest: int = LONGEST_GAP) -> frozenset[str]:
    """Return all gaps made of some signs, up to a length, and `LONG`."""
    return frozenset(
        "".join(gap) for length in range(longest + 1) for gap in product(marks, repeat=length)
    ) | {LONG}


#: How sure a field is that the form of a reference tells.
LAID: Final = 0.9


def lay_fields(
    tags: list[Tag], found: re.Match[str], labels: dict[str, str], text: str, *, trim: str = " ,.;:(“‘\"'"
) -> list[Tag]:
    """Return the tags with the groups of a match as fields; what reaches into the match is cut or dropped.

    Args:
        tags: In the order of the text.
        found: The match; its groups are named.
        labels: Group to label; a group that is not here is no field.
        text: The reference.
        trim: What a field that ends before the match does not end in.
    """
    start, end = found.span()
    made = [
        Tag(label, *found.span(group), LAID, *found.span(group))
        for group, label in labels.items()
        if found[group]
    ]
    for tag in tags:
        if tag.end <= start or tag.start >= end:
            made.append(tag)
        elif tag.start < start:
            stop = tag.start + len(text[tag.start : start].rstrip(trim))
            if stop > tag.start:
                made.append(tag._replace(end=stop, outer_end=stop))
        elif tag.end > end and (begin := tag.end - len(text[end : tag.end].lstrip(" ,.;:)"))) < tag.end:
            made.append(tag._replace(start=begin, outer_start=begin))
    return sorted(made, key=lambda tag: tag.start)
