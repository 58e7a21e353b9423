"""A cheap test before a pattern: the literals of which it needs one."""

from __future__ import annotations


def holds_literal(text: str, literals: tuple[str, ...]) -> bool:
    """Tell whether one of the literals stands in a text; a plain loop costs half of `any` here."""
    for literal in literals:  # noqa: SIM110 - as said
        if literal in text:
            return True
    return False
