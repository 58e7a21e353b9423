"""Folds names and titles, so that a cite and an entry meet across scripts, spellings and case endings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

#: Spellings of one sound in different romanizations (ALA-LC, BGN, ISO 9, scholarly, French), in this order.
_SPELLINGS: Final = (
    ("shch", "s"), ("schtsch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("tch", "c"), ("tsch", "c"),
    ("ch", "c"), ("kh", "h"), ("ts", "c"), ("tz", "c"), ("cz", "c"), ("ph", "f"), ("ou", "u"), ("x", "ks"),
    ("w", "v"), ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("yo", "e"),
    ("jo", "e"), ("io", "e"), ("ye", "e"), ("je", "e"), ("ie", "e"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_NOT_LETTER: Final = re.compile(r"[^a-z]")
_TWICE: Final = re.compile(r"(.)\1")
_CYRILLIC: Final = re.compile(r"[а-яёіїєґ]")
#: Case endings of Russian and Ukrainian family names, longest first.
_ENDINGS: Final = (
    "ого", "ому", "ыми", "ими", "ової", "ою", "ею", "ой", "ый", "ий", "ым", "им", "ом", "ем", "ей", "ах",
    "ая", "яя", "ую", "юю", "их", "ых", "ої", "ій", "ові", "еві",
    "а", "я", "у", "ю", "е", "и", "ы", "о", "ь", "й", "і",
)  # fmt: skip
_SHORTEST_STEM: Final = 3
_WORD: Final = re.compile(r"\w+")


@lru_cache(maxsize=8192)
def fold_family(name: str) -> str:
    """Return a family name in one spelling for all scripts and romanizations, or empty."""
    folded = anyascii(name).lower()
    for spelling, sound in _SPELLINGS:
        if spelling in folded:
            folded = folded.replace(spelling, sound)
    folded = _TWICE.sub(r"\1", _NOT_LETTER.sub("", folded))
    return folded[:-1] + "v" if folded.endswith("of") else folded


@lru_cache(maxsize=8192)
def fold_stem(name: str) -> str:
    """Return a Cyrillic family name folded and without its case ending; another name only folded."""
    low = name.lower()
    if _CYRILLIC.search(low):
        for ending in _ENDINGS:
            if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
                return fold_family(low[: -len(ending)])
    return fold_family(low)


def spell_forms(name: str) -> tuple[str, str]:
    """Return the two forms by which a name is looked up: as it is, and without its ending."""
    return fold_family(name), fold_stem(name)


@lru_cache(maxsize=2048)
def fold_title(title: str) -> str:
    """Return the words of a title in lower case, without punctuation."""
    return " ".join(_WORD.findall(title.lower().replace("ё", "е")))
