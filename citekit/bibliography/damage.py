"""Damage in text: mixed scripts in one word, text read in a wrong encoding, invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final, NamedTuple

_CYRILLIC_TWINS: Final = "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһԛԝ"
_LATIN_TWINS: Final = "ABESIJKMHOPCTYXaesijopcyxdhqw"
#: Cyrillic letter to the Latin letter that looks the same, and back.
LATIN_OF: Final = MappingProxyType(dict(zip(_CYRILLIC_TWINS, _LATIN_TWINS, strict=True)))
CYRILLIC_OF: Final = MappingProxyType({latin: cyrillic for cyrillic, latin in LATIN_OF.items()} | {"ё": "ё"})

_MIXED: Final = re.compile(r"[^\W\d_]*(?:[A-Za-z][Ѐ-ԯ]|[Ѐ-ԯ][A-Za-z])[^\W\d_]*")
_LATIN: Final = re.compile(r"[A-Za-z]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ԯ]")

_UTF8_AS_LATIN: Final = re.compile(r"(?:[ÐÑ][\x80-\xbf\u2010-\u2122ŠšŽžŸŒœƒˆ˜]){2,}")
_UTF8_AS_CP1252: Final = re.compile(
    r"Ã[\x80-\xbf\u2010-\u2122ŠšŽžŸŒœƒˆ˜]|Â[\xa0-\xbf]|â€[\x80-\xbf\u2010-\u2122ŠšŽžŸŒœƒˆ˜]?"
)
_UTF8_AS_CP1251: Final = re.compile(
    r"(?:[РС][\xa0-\xbfЂ-џ\u2010-\u2122ЎўЈ¤ҐЁЄЇІіґё№єјЅѕї]){3,}|вЂ[\u2010-\u2122]"
)
_CP1251_AS_LATIN: Final = re.compile(r"(?<![A-Za-z])[À-ÿ]{5,}(?![A-Za-z])")
_KOI8_AS_CP1251: Final = re.compile(r"\b[а-я][А-Я]{4,}\b")
_QUESTIONS: Final = re.compile(r"\?{4,}")
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CUE: Final = re.compile(r"[^\x00-\x7f]|\?{4}|[\x00-\x08\x0b-\x1f\x7f]")


#: Pattern, what it is, the encodings to undo it by, and whether it is damage even where that fails.
_MISREADINGS: Final = (
    (_UTF8_AS_LATIN, "UTF-8 read as Latin-1", (("latin-1", "utf-8"), ("cp1252", "utf-8")), True),
    (_UTF8_AS_CP1252, "UTF-8 read as cp1252", (("cp1252", "utf-8"), ("latin-1", "utf-8")), False),
    (_UTF8_AS_CP1251, "UTF-8 read as cp1251", (("cp1251", "utf-8"),), True),
    (_CP1251_AS_LATIN, "cp1251 read as Latin-1", (("latin-1", "cp1251"),), False),
    (_KOI8_AS_CP1251, "KOI8-R read as cp1251", (("cp1251", "koi8-r"),), True),
)


class Damage(NamedTuple):
    """A damaged place: what stands there, what is wrong, and what was probably meant."""

    text: str
    message: str
    hint: str = ""


def _name_of(letter: str) -> str:
    return f"{'Latin' if letter.isascii() else 'Cyrillic'} '{letter}' (U+{ord(letter):04X})"


def find_mixed_words(text: str) -> Iterator[Damage]:
    """Yield words of Latin and Cyrillic letters where the fewer of them only look like the others.

    Args:
        text: Decoded text. A word that needs both alphabets, such as an abbreviation with an ending, is left
            alone.
    """
    if text.isascii():
        return
    for found in _MIXED.finditer(text):
        word = found[0]
        latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
        to_cyrillic = all(letter in CYRILLIC_OF for letter in latin)
        to_latin = all(letter in LATIN_OF for letter in cyrillic)
        if to_cyrillic and (len(latin) <= len(cyrillic) or not to_latin):
            strange, table = latin, CYRILLIC_OF
        elif to_latin:
            strange, table = cyrillic, LATIN_OF
        else:
            continue
        meant = "".join(table.get(letter, letter) if letter in strange else letter for letter in word)
        listed = ", ".join(_name_of(letter) for letter in dict.fromkeys(strange))
        yield Damage(word, f"{listed} in '{word}'", f"probably '{meant}'")


def find_strange_initials(family: str, given: str) -> Iterator[Damage]:
    """Yield initials in another alphabet than the family name, if they look the same in both."""
    cyrillic, latin = bool(_CYRILLIC.search(family)), bool(_LATIN.search(family))
    if cyrillic == latin:
        return
    table = CYRILLIC_OF if cyrillic else LATIN_OF
    for word in re.findall(r"[^\W\d_]+", given):
        if len(word) <= 2 and all(letter in table for letter in word):
            meant = "".join(table[letter] for letter in word)
            listed = ", ".join(_name_of(letter) for letter in dict.fromkeys(word))
            yield Damage(f"{family}, {given}", f"{listed} as initial of '{family}'", f"probably '{meant}'")


def _reread(text: str, wrong: str, right: str) -> str:
    try:
        return text.encode(wrong).decode(right)
    except UnicodeError:
        return ""


def _hint(meant: str) -> str:
    return f"probably '{meant}'" if meant and meant.isprintable() else ""


def find_wrong_encoding(text: str) -> Iterator[Damage]:
    """Yield stretches that look like text read in a wrong encoding, or lost in one."""
    if not _CUE.search(text):
        return
    if "\ufffd" in text:
        yield Damage("\ufffd", "U+FFFD: a character was lost in a wrong encoding")
    for found in _QUESTIONS.finditer(text):
        yield Damage(found[0], "question marks: letters were lost in a wrong encoding")
    for pattern, read_as, rights, sure in _MISREADINGS:
        for found in pattern.finditer(text):
            meant = next((meant for wrong, right in rights if (meant := _reread(found[0], wrong, right))), "")
            if meant or sure:
                yield Damage(found[0], f"'{found[0][:20]}' is {read_as}", _hint(meant))


def find_invisible(text: str) -> Iterator[Damage]:
    """Yield control, zero-width and soft hyphen characters."""
    for letter in dict.fromkeys(_INVISIBLE.findall(text)):
        name = unicodedata.name(letter, "control character").lower()
        yield Damage(letter, f"invisible character U+{ord(letter):04X} ({name})")
