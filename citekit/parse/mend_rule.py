"""What a mend is: its name, what it does, and what must stand in a reference for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from citekit.parse.anchors import Tag

Mend = Callable[[str, list[Tag], str | None], list[Tag]]
#: Two labels side by side, the same with what parts them, or a label with `ODD` or `AGAIN`.
Fact = tuple[str, ...]

ODD: Final = "odd"
AGAIN: Final = "again"


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
    """

    name: str
    mend: Mend
    needs: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    wants: frozenset[Fact] = frozenset()
    signs: tuple[str, ...] = ()


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
    signs: tuple[str, ...] = (),
) -> Rule:
    """Make a rule.

    Args:
        name: What it is about.
        mend: What it does.
        needs: Labels all of which it needs.
        either: Labels of which it needs one.
        lacks: Labels with one of which it has nothing to do.
        beside: Two labels that must stand one behind the other somewhere.
        gaps: What must stand between those two.
        odd: Labels of numbers of which one must be more than a plain number or a year, or of hosts of a
            few letters; one of these, or what `beside` and `again` name, is enough.
        again: Labels of which one must stand twice.
        signs: What of which one must stand in the text.
    """
    wants: set[Fact] = {(label, ODD) for label in odd.split()} | {(label, AGAIN) for label in again.split()}
    if beside is not None:
        wants |= {(*beside, gap) for gap in gaps} if gaps else {beside}
    return Rule(
        name,
        mend,
        frozenset(needs.split()),
        frozenset(either.split()),
        frozenset(lacks.split()),
        frozenset(wants),
        signs,
    )
