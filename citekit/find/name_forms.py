"""Family names in an oblique case led back to the nominative, where a rule of the ending is safe.

The rules are those of Russian and Ukrainian declension; the governing word decides the case: `по Орлову`
is a dative, `работа Орлова` a genitive. Where an ending has two readings (`Орлова` is a man's genitive
or a woman's nominative), nothing is guessed without a governing word.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Case(StrEnum):
    """The case that the governing word asks for."""

    UNKNOWN = "unknown"
    GENITIVE = "genitive"
    DATIVE = "dative"
    INSTRUMENTAL = "instrumental"


#: Endings that have one reading whatever governs them: ending, nominative.
_SAFE: Final = (
    ("скому", "ский"), ("ского", "ский"), ("ским", "ский"),
    ("цкому", "цкий"), ("цкого", "цкий"), ("цким", "цкий"),
    ("ському", "ський"), ("ського", "ський"), ("цького", "цький"), ("цькому", "цький"),
    ("ской", "ская"), ("цкой", "цкая"), ("ською", "ська"), ("цькою", "цька"),
    ("ову", "ов"), ("еву", "ев"), ("ёву", "ёв"), ("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"),
    ("иным", "ин"), ("ыным", "ын"),
    ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына"),
    ("енка", "енко"), ("енку", "енко"), ("енком", "енко"),
    ("овою", "ова"), ("евою", "ева"),
)  # fmt: skip
#: Endings that the governing case decides: case, ending, nominative.
_GOVERNED: Final = (
    (Case.GENITIVE, "ова", "ов"), (Case.GENITIVE, "ева", "ев"), (Case.GENITIVE, "ёва", "ёв"),
    (Case.GENITIVE, "ина", "ин"), (Case.GENITIVE, "ына", "ын"),
    (Case.DATIVE, "ину", "ин"), (Case.DATIVE, "ыну", "ын"),
    (Case.GENITIVE, "евича", "евич"), (Case.GENITIVE, "ича", "ич"), (Case.DATIVE, "ичу", "ич"),
)  # fmt: skip
_CONSONANTS: Final = frozenset("бвгджзклмнпрстфхцчшщ")
_ENDING_OF: Final = {Case.GENITIVE: "а", Case.DATIVE: "у", Case.INSTRUMENTAL: "ом"}


def guess_nominative(name: str, case: Case = Case.UNKNOWN) -> str | None:
    """Return the nominative of a Cyrillic family name, or None where no rule is safe or nothing changes.

    Args:
        name: One family name as written; a name with a hyphen is left alone.
        case: What the governing word asks for.
    """
    lower = name.casefold()
    if len(lower) < 4 or "-" in lower or not "а" <= lower[0] <= "ї" or not lower.isalpha():
        return None
    for ending, nominative in _SAFE:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return name[: -len(ending)] + nominative
    for wanted, ending, nominative in _GOVERNED:
        if case is wanted and lower.endswith(ending) and len(lower) > len(ending) + 1:
            return name[: -len(ending)] + nominative
    ending = _ENDING_OF.get(case, "")
    if ending and lower.endswith(ending) and lower[-len(ending) - 1] in _CONSONANTS:
        return name[: -len(ending)]
    return None
