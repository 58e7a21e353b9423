"""Leaves of the output tree: text with its case, markup, periods and affixes settled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from citekit.csl.markup import HAS_ALPHABETIC
from citekit.csl.output import FORMAT_ATTRIBUTES, NO_FORMATS, Format, Node
from citekit.csl.text_case import change_case

if TYPE_CHECKING:
    from citekit.csl.context import Context
    from citekit.csl.style import Element

_UNUSUAL: Final = re.compile(r"\A[:.;!?]| [:;?!»]|« ")
_BEFORE_MARK: Final = re.compile(" ([:;?!»])")
_PERIODS: Final = re.compile(r"\.([^a-z]|\Z)")
_LEADING_MARKS: Final = re.compile(r"[:.;!?][:.;!? ]*")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The affixes and formatting of an element.

    Attributes:
        formats: Innermost first.
        case: Value of text-case, or empty.
        strip_periods: Periods are taken out.
        display: Value of display, or empty.
    """

    prefix: str = ""
    suffix: str = ""
    formats: tuple[Format, ...] = NO_FORMATS
    case: str = ""
    strip_periods: bool = False
    display: str = ""

    @property
    def is_plain(self) -> bool:
        """Tell whether the style changes nothing."""
        return not (self.prefix or self.suffix or self.formats or self.case or self.display)


PLAIN: Final = TextStyle()


def read_text_style(element: Element) -> TextStyle:
    """Return the affixes and formatting that an element states."""
    attributes = element.attributes
    formats = tuple(
        (name, attributes[name])
        for name in FORMAT_ATTRIBUTES
        if attributes.get(name) and not (name == "quotes" and attributes[name] != "true")
    )
    case = attributes.get("text-case", "")
    display = attributes.get("display", "")
    return TextStyle(
        attributes.get("prefix", ""),
        attributes.get("suffix", ""),
        formats,
        "" if case == "normal" else case,
        attributes.get("strip-periods") == "true",
        display if display in {"block", "left-margin", "right-inline", "indent"} else "",
    )


def make_leaf(ctx: Context, text: str, style: TextStyle = PLAIN) -> Node:
    """Return text as a node, its markup read.

    Args:
        ctx: For the locale, the item's language, and whether periods are being stripped.
        text: Not empty.
        style: Affixes, formatting and case.
    """
    prefix, formats = style.prefix, style.formats
    if _UNUSUAL.search(text):
        text = _BEFORE_MARK.sub("\u202f\\1", text).replace("« ", "«\u202f")
        marks = _LEADING_MARKS.match(text)
        if marks and marks.end() < len(text):
            prefix += marks[0]
            text = text[marks.end() :]
    if style.case:
        text = change_case(text, style.case, ctx.item.text_language or ctx.locale.language[:2])
    if style.strip_periods or ctx.strip:
        text = _PERIODS.sub(r"\1", text)
    if formats and formats[0][0] == "font-style" and not HAS_ALPHABETIC.search(text):
        formats = formats[1:]
    parsed = ctx.locale.markup.parse(text)
    if isinstance(parsed, str):
        return Node(parsed, None, prefix, style.suffix, "", formats)
    return Node(None, parsed, prefix, style.suffix, "", formats)


def strip_all_periods(ctx: Context, text: str, style: TextStyle) -> str:
    """Return a term, label or month without its periods where that is wanted."""
    return text.replace(".", "") if style.strip_periods or ctx.strip else text
