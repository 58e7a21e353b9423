"""Which literals stand in a reference, found in one pass.

Mends, types, anchors and identifiers are sought only where one of some seven hundred literals stands in the
text. Asking for each costs more than all that is then found, so that an automaton looks for all of them at
once; without its library each is asked for, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from citekit.parse.anchors import ANCHORS
from citekit.parse.item_types import RULES as TYPES
from citekit.parse.mend_rules import RULES as MENDS

#: Without one of these, in lower case, no identifier need be sought.
IDENTIFIED: Final = tuple(
    (
        "10.|isbn|issn|pmid|pmc|arxiv|hdl|urn:|orcid|edn|удк|elibrary|ecli|celex|com(|com (|swd|"
        "join(|eli/|unts|treaty series|wt/|bisd|reports|coe|ets no|cm/|dec/|/res|/pv.|/sr.|/l.|a/|а/|"
        "s/|e/|st/|/c/|td/|cccp|fccc|unep|федер|закон|указ|постановл|резолюц|resolution|regulation|"
        "directive|директив|регламент|решени|приказ|распоряж|конвенц|convention|сз рф|ст. |определен|"
        "суда рф|art. |статья"
    ).split("|")
)


class Gates(NamedTuple):
    """What a text may hold, a bit for each rule in its order.

    Attributes:
        mends: The mends of `citekit.parse.mend_rules` one of whose signs or hints stands in the text.
        types: The rules of `citekit.parse.item_types` one of whose hints does.
        anchors: Those of `citekit.parse.anchors`.
        identified: Whether there may be an identifier.
    """

    mends: int
    types: int
    anchors: int
    identified: bool


#: Finds which literals stand in a text; one may come more than once.
_Finder = Callable[[str], Iterable[str]]

_TYPES_AT: Final = len(MENDS)
_ANCHORS_AT: Final = _TYPES_AT + len(TYPES)
_IDENTIFIED_AT: Final = _ANCHORS_AT + len(ANCHORS)
_MENDS_MASK: Final = (1 << len(MENDS)) - 1
_TYPES_MASK: Final = (1 << len(TYPES)) - 1
_ANCHORS_MASK: Final = (1 << len(ANCHORS)) - 1


def _map_literals(owners: Iterable[tuple[int, tuple[str, ...]]]) -> dict[str, int]:
    """Return the rules that each literal opens."""
    opened: dict[str, int] = {}
    for number, literals in owners:
        for literal in literals:
            opened[literal] = opened.get(literal, 0) | 1 << number
    return opened


#: Literals that are sought as they are, and those sought in lower case.
_PLAIN: Final = _map_literals((number, rule.signs) for number, rule in enumerate(MENDS))
_FOLDED: Final = _map_literals(
    chain(
        ((number, rule.hints) for number, rule in enumerate(MENDS)),
        ((_TYPES_AT + number, rule.hints) for number, rule in enumerate(TYPES)),
        ((_ANCHORS_AT + number, literals) for number, (_name, literals, _scan) in enumerate(ANCHORS)),
        [(_IDENTIFIED_AT, IDENTIFIED)],
    )
)


def open_gates(text: str) -> Gates:
    """Tell what a text may hold.

    Args:
        text: A reference, line breaks as blanks.
    """
    find_plain, find_folded = _load_finders()
    bits = 0
    for literal in find_plain(text):
        bits |= _PLAIN[literal]
    for literal in find_folded(text.lower()):
        bits |= _FOLDED[literal]
    return Gates(
        bits & _MENDS_MASK,
        bits >> _TYPES_AT & _TYPES_MASK,
        bits >> _ANCHORS_AT & _ANCHORS_MASK,
        bool(bits >> _IDENTIFIED_AT),
    )


@cache
def _load_finders() -> tuple[_Finder, _Finder]:
    """Return what finds the literals that are sought as they are, and those in lower case."""
    return _make_finder(_PLAIN), _make_finder(_FOLDED)


def _make_finder(literals: Iterable[str]) -> _Finder:
    """Return what finds some literals, an automaton where its library is there."""
    sought = tuple(literals)
    try:
        from ahocorasick_rs import AhoCorasick, Implementation  # noqa: PLC0415 - seen here whether it is there
    except ImportError:
        return lambda text: [literal for literal in sought if literal in text]
    find = AhoCorasick(sought, store_patterns=True, implementation=Implementation.DFA).find_matches_as_strings
    return lambda text: find(text, overlapping=True)
