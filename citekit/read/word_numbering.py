"""The numbers that Word draws before list paragraphs and notes (ECMA-376 part 1, 17.9 and 17.18.59)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CHICAGO = "*†‡§"


def format_number(number: int, numeral: str) -> str:
    """Return a number in one of Word's numeral systems; an unknown one counts in digits."""
    if number < 1 or numeral == "none":
        return "" if numeral == "none" else str(number)
    if numeral in {"lowerRoman", "upperRoman"} and number < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
        return text.upper() if numeral == "upperRoman" else text
    if numeral in {"lowerLetter", "upperLetter"}:
        text = _LATIN[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return text.upper() if numeral == "upperLetter" else text
    if numeral in {"russianLower", "russianUpper"}:
        text = _RUSSIAN[(number - 1) % len(_RUSSIAN)] * ((number - 1) // len(_RUSSIAN) + 1)
        return text.upper() if numeral == "russianUpper" else text
    if numeral == "chicago":
        return _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: numeral system, pattern such as `%1.`, first number."""

    numeral: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """All lists of a document, and how far each has counted.

    Attributes:
        levels: (abstract list, level) to its form.
        abstract: List to abstract list.
        counts: (abstract list, level) to the last number drawn.
    """

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def load(cls, root: etree._Element | None) -> Numbering:
        """Read `word/numbering.xml`; None gives a document without lists."""
        numbering = cls()
        if root is None:
            return numbering
        for definition in root.iter(f"{W}abstractNum"):
            identity = definition.get(f"{W}abstractNumId", "")
            for level in definition.iter(f"{W}lvl"):
                number = _read_integer(level.get(f"{W}ilvl"), 0)
                numbering.levels[identity, number] = Level(
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText"),
                    _read_integer(_value(level, "start"), 1),
                )
        for used in root.iter(f"{W}num"):
            numbering.abstract[used.get(f"{W}numId", "")] = _value(used, "abstractNumId")
        return numbering

    def draw(self, list_id: str, level: int) -> str:
        """Count one paragraph of a list and return the label that Word draws before it.

        Bullets are drawn as `•`.
        """
        identity = self.abstract.get(list_id, "")
        form = self.levels.get((identity, level))
        if form is None:
            return ""
        if form.numeral == "bullet":
            return "•"
        self.counts[identity, level] = self.counts.get((identity, level), form.start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == identity and key[1] > level]:
            del self.counts[deeper]

        def number_of(match: re.Match[str]) -> str:
            wanted = int(match[1]) - 1
            shown = self.levels.get((identity, wanted), form)
            return format_number(self.counts.get((identity, wanted), shown.start), shown.numeral)

        return re.sub(r"%([1-9])", number_of, form.pattern)


def _value(element: etree._Element, child: str) -> str:
    found = element.find(f"{W}{child}")
    return "" if found is None else found.get(f"{W}val", "")


def _read_integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise
