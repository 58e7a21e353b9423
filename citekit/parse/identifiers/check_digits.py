"""Check digits of ISBN (ISO 2108), ISSN (ISO 3297) and ORCID (ISO 7064, MOD 11-2)."""

from __future__ import annotations


def is_isbn(compact: str) -> bool:
    """Tell whether ten or thirteen characters without hyphens are an ISBN with the right check digit."""
    if len(compact) == 13:
        if not compact.isdecimal() or compact[:3] not in {"978", "979"}:
            return False
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(compact)) % 10 == 0
    if (
        len(compact) != 10
        or not compact[:9].isdecimal()
        or not (compact[9].isdecimal() or compact[9] in "Xx")
    ):
        return False
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(compact[:9]))
    return (total + _value(compact[9])) % 11 == 0


def is_issn(compact: str) -> bool:
    """Tell whether eight characters without a hyphen are an ISSN with the right check digit."""
    if len(compact) != 8 or not compact[:7].isdecimal() or not (compact[7].isdecimal() or compact[7] in "Xx"):
        return False
    total = sum(int(digit) * (8 - place) for place, digit in enumerate(compact[:7]))
    return (total + _value(compact[7])) % 11 == 0


def is_orcid(compact: str) -> bool:
    """Tell whether sixteen characters without hyphens are an ORCID with the right check digit."""
    if (
        len(compact) != 16
        or not compact[:15].isdecimal()
        or not (compact[15].isdecimal() or compact[15] in "Xx")
    ):
        return False
    total = 0
    for digit in compact[:15]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == _value(compact[15])


def _value(character: str) -> int:
    return 10 if character in "Xx" else int(character)
