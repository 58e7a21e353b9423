"""The numbers of an ODT document's lists, as they are drawn (OpenDocument 1.3 part 3, 5.3 and 16.31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from lxml import etree

from citekit.read.word_numbering import format_number

TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
#: OpenDocument's number formats by the names that Word has for them.
NUMERALS: Final[Mapping[str, str]] = MappingProxyType(
    {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
)
MAX_NUMBER: Final = 20_000


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    Attributes:
        numeral: Word's name of the number format.
        prefix: What stands before the number.
        suffix: What stands behind it.
        shown: How many levels are shown: 2 gives `1.2`.
        start: The first number.
    """

    numeral: str
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1


@dataclass(slots=True)
class _OpenList:
    """A list that is being read."""

    style: str
    level: int
    number: int | None = None


@dataclass(slots=True)
class ListNumbers:
    """Counts the items of lists.

    Attributes:
        styles: Levels by the name of a list style and the level's number.
        opened: The lists around the place that is read, the innermost last.
        last: Where a list of a style ended, for one that continues it.
        label: The label that waits for its paragraph.
    """

    styles: dict[str, dict[int, Level]] = field(default_factory=dict)
    opened: list[_OpenList] = field(default_factory=list)
    last: dict[tuple[str, int], int] = field(default_factory=dict)
    label: str = ""

    def load(self, root: etree._Element) -> None:
        """Load the list styles of a part."""
        for style in root.iter(f"{TEXT}list-style"):
            levels = {}
            for level in style.iterchildren(f"{TEXT}list-level-style-number"):
                numeral = NUMERALS.get(level.get(f"{STYLE}num-format", ""))
                if numeral is not None:
                    levels[_number(level, f"{TEXT}level", 1)] = Level(
                        numeral,
                        level.get(f"{STYLE}num-prefix", ""),
                        level.get(f"{STYLE}num-suffix", ""),
                        _number(level, f"{TEXT}display-levels", 1),
                        _number(level, f"{TEXT}start-value", 1),
                    )
            self.styles[style.get(f"{STYLE}name", "")] = levels

    def open_list(self, element: etree._Element) -> None:
        """Begin a list; one in another has its style."""
        outer = self.opened[-1] if self.opened else None
        style = element.get(f"{TEXT}style-name") or (outer.style if outer else "")
        level = outer.level + 1 if outer else 1
        continues = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        number = self.last.get((style, level)) if continues else None
        self.opened.append(_OpenList(style, level, number))

    def close_list(self) -> None:
        """End the innermost list."""
        closed = self.opened.pop()
        if closed.number is not None:
            self.last[closed.style, closed.level] = closed.number
        self.label = ""

    def open_item(self, element: etree._Element) -> None:
        """Begin an item: its label is drawn before its first paragraph."""
        if not self.opened:
            return
        here = self.opened[-1]
        level = self.styles.get(here.style, {}).get(here.level)
        if level is None:
            self.label = ""
            return
        start = element.get(f"{TEXT}start-value", "")
        if start.isdecimal():
            here.number = min(int(start[:8]), MAX_NUMBER)
        else:
            here.number = level.start if here.number is None else here.number + 1
        numbers = [one.number for one in self.opened[-level.shown :] if one.number is not None]
        drawn = ".".join(format_number(number, level.numeral) for number in numbers)
        self.label = f"{level.prefix}{drawn}{level.suffix}"

    def take_label(self) -> str:
        """Return the label that waits, once."""
        label, self.label = self.label, ""
        return label


def _number(element: etree._Element, name: str, default: int) -> int:
    value = element.get(name, "")
    return min(int(value[:8]), MAX_NUMBER) if value.isdecimal() else default
