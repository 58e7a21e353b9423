"""From a field as written to its value: ranges, Roman numbers, editions, places.

`Field.value` keeps what the source says; these functions say what it means.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from citekit.parse.patterns import defer_pattern

#: Cyrillic letters typed for Latin ones in Roman numbers: `ХХУ` for XXV, `ІУ` for IV, `Ш` for III.
_ROMAN_LOOKALIKES: Final = str.maketrans(
    {"Х": "X", "х": "X", "І": "I", "і": "I", "У": "V", "у": "V", "С": "C", "с": "C", "М": "M", "м": "M", "П": "II",
     "Ш": "III", "Л": "L", "Ѵ": "V", "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅹ": "X", "1": "I"}
)  # fmt: skip
_ROMAN = defer_pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS: Final = MappingProxyType({"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000})

_RANGE = defer_pattern(r"\s?[–—‒‐‑−-]{1,2}\s?")
_LEADING = defer_pattern(
    r"(?:pages?|pag\.?|págs?\.?|pp?\.?|[сСcC]тр\.?|стор\.?|[СCcс]\.|Seiten?|S\.|[Vv]ols?\.?|[Vv]olumes?|[Тт]ом|[ТTт]\.|Bd\.?|Band|"
    r"№№?|[Nn]o?\.?|Nr\.?|[Вв]ып\.?|[Вв]ип\.?|Heft|H\.|[Ii]ss(?:ue|\.)?|t\.|tomo?e?|fasc\.?|núm\.?)\s?(?=[\dIVXLCivxlcХІ])"
)
_ORDINAL = defer_pattern(
    r"(?P<number>\d{1,3}|[IVXLC]{1,6})(?:-?(?:е|є|те|ге|ое|nd|rd|th|st|er|e|ème|re|ª|a|º|o)\b\.?|\.)?",
    re.IGNORECASE,
)
_ORDINAL_WORDS: Final = MappingProxyType(
    {
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "первое": 1, "второе": 2, "третье": 3, "четвертое": 4, "пятое": 5, "перше": 1, "друге": 2, "третє": 3,
        "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "première": 1, "deuxième": 2, "seconde": 2, "troisième": 3,
        "prima": 1, "seconda": 2, "terza": 3, "quarta": 4, "primera": 1, "segunda": 2, "tercera": 3, "cuarta": 4,
    }
)  # fmt: skip

#: Places that GOST R 7.0.12-2011 and custom shorten.
PLACES: Final = MappingProxyType(
    {
        "М": "Москва", "СПб": "Санкт-Петербург", "С.-Пб": "Санкт-Петербург", "Спб": "Санкт-Петербург",
        "Л": "Ленинград", "Пг": "Петроград", "Н. Новгород": "Нижний Новгород", "Ростов н/Д": "Ростов-на-Дону",
        "Ростов н/Дону": "Ростов-на-Дону", "К": "Київ", "Х": "Харків", "Од": "Одеса", "Мн": "Минск",
        "Алма-Ата": "Алма-Ата", "Екб": "Екатеринбург", "Новосиб": "Новосибирск", "Каз": "Казань",
        "N. Y": "New York", "N.Y": "New York", "NY": "New York", "L": "London", "P": "Paris", "B": "Berlin",
        "Lpz": "Leipzig", "Frankfurt a. M": "Frankfurt am Main", "Frankfurt/M": "Frankfurt am Main",
        "Frankfurt a.M": "Frankfurt am Main", "Freiburg i. Br": "Freiburg im Breisgau", "Fft": "Frankfurt am Main",
    }
)  # fmt: skip


def read_roman(text: str) -> int | None:
    """Read a Roman number, also one typed in Cyrillic letters.

    Args:
        text: The number alone: `XIV`, `ХХУ`, `ІІІ`.

    Returns:
        Its value, or None where it is no Roman number.
    """
    letters = text.strip(" .").translate(_ROMAN_LOOKALIKES).upper()
    if not letters or len(letters) > 15 or not _ROMAN.fullmatch(letters):
        return None
    total = 0
    for letter, following in zip(letters, (*letters[1:], "I"), strict=True):
        value = _ROMAN_DIGITS[letter]
        total += -value if value < _ROMAN_DIGITS[following] else value
    return total


def strip_label(value: str) -> str:
    """Drop a word such as `Vol.`, `С.`, `№` before a number."""
    return _LEADING.sub("", value.strip(), count=1) if _LEADING.match(value.strip()) else value.strip()


def expand_pages(value: str) -> str:
    """Write a page range in full with en dashes: `462-8` becomes `462–468`, `S. 11-3` `11–13`.

    Args:
        value: Pages as written; several ranges may be parted by commas.

    Returns:
        The pages; what is no number stays as it is.
    """
    ranges = []
    for part in strip_label(value).split(","):
        ends = _RANGE.split(part.strip())
        if len(ends) == 2 and ends[0].isdigit() and ends[1].isdigit() and len(ends[1]) < len(ends[0]):
            full = ends[0][: len(ends[0]) - len(ends[1])] + ends[1]
            if int(full) > int(ends[0]):
                ends[1] = full
        ranges.append("–".join(ends))
    return ", ".join(ranges)


def read_number(value: str) -> str:
    """Reduce a volume or issue to its number: `Vol. 30` to `30`, `Т. ХІV` to `14`; else as it is."""
    bare = strip_label(value).strip(" .,;:()[]")
    if bare and not bare[0].isdigit():
        roman = read_roman(bare)
        if roman:
            return str(roman)
    return bare


def read_edition(value: str) -> str:
    """Reduce an edition to its number where it has one: `2-е изд., испр.` to `2`; else as it is."""
    stripped = value.strip()
    word = stripped.split(" ", 1)[0].lower().strip(".,")
    if word in _ORDINAL_WORDS:
        return str(_ORDINAL_WORDS[word])
    found = _ORDINAL.match(stripped)
    if found:
        number = found["number"]
        return number if number.isdigit() else str(read_roman(number) or stripped)
    return stripped


def split_places(value: str, *, expand: bool = False) -> tuple[str, ...]:
    """Split a list of places: `М.; СПб.` gives two.

    Args:
        value: Places as written, parted by `;`, ` – ` or ` / `.
        expand: Whether to write the usual abbreviations in full.

    Returns:
        The places, in order.
    """
    places = [
        place.strip(" ,.[]:") for place in re.split(r"\s?;\s?|\s[–—/-]\s|\s?/\s?(?=[^\W\d_]{3})", value)
    ]
    return tuple(PLACES.get(place, place) if expand else place for place in places if place)
