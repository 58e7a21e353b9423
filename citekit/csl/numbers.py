"""Numbers: reads the value of a number variable or a locator, and writes numbers in words and letters.

Specification 1.0.2, 'Number', 'Label' (plural by content) and 'Choose' (is-numeric). A value is cut at
`,`, `;`, `&`, `and` and hyphens into parts; a part may bring a label of its own, as in `12, sec. 3`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from citekit.csl.locale import Locale
from citekit.csl.page_ranges import format_range
from citekit.csl.variables import ABBREVIATION_OF_LABEL, LABEL_ABBREVIATIONS

_AND: Final = r",\s++and\s++|\s++and\s++"
_AMPERSAND: Final = r"\s*+&\s*+"
_TAIL: Final = r";\s++|,\s++"
_HYPHENS: Final = r"\s*+\\*+[-–]++\s*+"
_EMBEDDED: Final = re.compile(
    r"((?:^| )(?:subpara|subch|amend|bibliog|annot|illus|princ|intro|sched|subdiv|subsec|[a-z]{1,4})"
    r"(?:\.| ) *+)"
)
_SIMPLE: Final = re.compile(r"\d++\Z")
_PLAIN_NUMBER: Final = re.compile(r"[0-9]+[-;,:a-zA-Z]*\Z")
_LETTERED: Final = re.compile(r"([0-9]*+[a-zA-Z]++0*+)?([0-9]++(?:[-,a-zA-Z]*+))\Z")
_NUMERIC: Final = re.compile(r"(?:[0-9]+|[ixv]+)(?:[-,:a-zA-Z]*|-[-0-9]+)\Z")
_ROMAN: Final = re.compile(r"[ivxlcmIVXLCM]+\Z")
_LEADING_INT: Final = re.compile(r"\s*[+-]?\d")
_END_POINT: Final = re.compile(r"([0-9]+|[ivxlcmIVXLCM]+)\Z")
_SUBSECTION: Final = re.compile(r"(?:[a-z]{1,4}\. +)*[0-9]+[,a-zA-Z]+\Z")
_SUBSECTION_END: Final = re.compile(r"[,a-zA-Z]+\Z")
_FRACTION: Final = re.compile(r"[0-9]+(?:/[0-9]+)+\Z")
_SAFE_NUMBER: Final = re.compile(r"[1-9][0-9]{0,15}\Z")
_MANGLED: Final = re.compile(
    r"((?:[0-9]*[a-zA-Z]+0*)?)([0-9]+[a-z]*)(\s*[^0-9]+?\s*)((?:[-,a-zA-Z]?0*))([0-9]+[a-z]*)\Z"
)

#: A longer value is no number.
_LONGEST: Final = 500
#: Variables whose own parts may carry any label.
LABELLED: Final = frozenset({"locator", "number", "page"})
_RANGED: Final = frozenset(
    {
        "page",
        "chapter-number",
        "collection-number",
        "edition",
        "issue",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "volume",
        "locator",
    }
)
_DASHED: Final = frozenset({"locator", "issue", "volume", "edition", "number"})


@dataclass(slots=True)
class NumberPart:
    """One part of a number: its label, letters before the digits, value, and what joins it to the next."""

    label: str
    particle: str
    value: str
    joiner: str
    label_suffix: str = ""
    plural: bool = False
    numeric: bool = False
    collapsible: bool = False
    label_visible: bool = False

    @property
    def text(self) -> str:
        """The part as written, without its label."""
        return self.particle + self.value


@dataclass(slots=True)
class NumberValue:
    """The value of a number variable.

    Attributes:
        parts: In order.
        label: The term that the first part's label stands for, or empty.
        label_form: The form that a label of this number was given in.
        ranged: Ranges were already put into the style's format.
    """

    parts: list[NumberPart]
    label: str = ""
    numeric: bool = False
    plural: bool = False
    label_form: str = ""
    bold_label: bool = False
    ranged: bool = False


def label_term(abbreviation: str) -> str:
    """Return the term that a label abbreviation stands for, or an empty string."""
    return LABEL_ABBREVIATIONS.get(abbreviation, "")


def parse_number(value: object, variable: str, locale: Locale, label: str = "") -> NumberValue:  # noqa: C901 - one pass over the cases of the specification
    """Read a number.

    Args:
        value: The field's value.
        variable: The CSL variable; a page's first page counts as a page.
        locale: For the word that means 'and', and for which labels exist.
        label: For a locator its label.
    """
    text = str(value).strip()
    variable = "page" if variable == "page-first" else variable
    if _SIMPLE.match(text) and variable not in {"locator", "page"}:
        abbreviation = ABBREVIATION_OF_LABEL.get(variable, "")
        part = NumberPart(abbreviation or "var:" + variable, "", text, "", " " if abbreviation else "")
        part.numeric = part.collapsible = True
        number = NumberValue([part], label_term(abbreviation), numeric=True)
        if variable.startswith("number-of-") and int(text[:9]) > 1:
            part.plural = number.plural = True
        return number
    if len(text) > _LONGEST:
        return NumberValue([NumberPart("var:" + variable, "", text, "")])
    number = NumberValue(_split_parts(text, variable, locale, label))
    parts = number.parts
    for index in range(len(parts) - 1):
        if not parts[index].joiner and parts[index + 1].label:
            parts[index].joiner = " "
    _mark_parts(parts, variable, locale)
    if parts and parts[0].numeric and variable.startswith("number-of-") and _leading_int(text) > 1:
        parts[0].plural = True
    for part in parts:
        part.plural = part.plural and part.numeric
    if parts:
        first = parts[0]
        number.numeric, number.plural = first.numeric, first.plural
        number.label = label_term(first.label)
        if variable == "number" and number.label == "issue" and locale.term("number"):
            number.label = "number"
        if len(parts) == 1 and _FRACTION.match(first.value):
            first.numeric = number.numeric = True
            first.plural = number.plural = False
            first.collapsible = False
    return number


def _leading_int(text: str) -> int:
    match = re.match(r"\s*(\d{1,9})", text)
    return int(match[1]) if match else 0


def _split_parts(text: str, variable: str, locale: Locale, label: str) -> list[NumberPart]:
    """Cut a value into parts with their labels."""
    first_word = text.split(" ", 1)[0]
    default = ABBREVIATION_OF_LABEL.get(variable, "")
    if first_word and first_word not in LABEL_ABBREVIATIONS:
        if variable in {"locator", "page"}:
            embedded = ABBREVIATION_OF_LABEL.get(label.replace(" ", "-"), "") if label else "p."
        else:
            embedded = default
        if embedded:
            text = f"{embedded} {text}"
    if variable == "page":
        text = text.replace("–", "-")
    hyphens = _HYPHENS
    if "\\-" in text:
        text = "\\-".join(piece.replace("-", "–") for piece in text.split("\\-")).replace("\\", "")
        hyphens = r"\s*+\\*+–++\s*+"
    word = re.escape(locale.term("and") or "and")
    joiners = re.compile(f"({_AMPERSAND}|{_AND}|,\\s++{word}\\s++|\\s++{word}\\s++|{_TAIL}|{hyphens})")
    elements = joiners.split(text)
    ampersand = locale.term("and", "symbol") or "&"
    if ampersand == locale.term("and"):
        ampersand = "&"
    for index in range(1, len(elements), 2):
        if elements[index].strip() == "&":
            elements[index] = f" {ampersand} "
    elements = _join_subsections(elements)
    parts: list[NumberPart] = []
    current, original = default, ""
    for index in range(0, len(elements), 2):
        joiner = elements[index + 1] if index + 1 < len(elements) else ""
        current, original = _add_element(
            parts, elements[index], joiner, variable, locale, current, original, first=index == 0
        )
    return parts


def _join_subsections(elements: list[str]) -> list[str]:
    """Keep `12a-c` together."""
    for index in range(len(elements) - 2, 0, -2):
        if (
            elements[index] == "-"
            and _SUBSECTION.match(elements[index - 1])
            and _SUBSECTION_END.match(elements[index + 1])
        ):
            elements[index - 1 : index + 2] = ["".join(elements[index - 1 : index + 2])]
    return elements


def _add_element(
    parts: list[NumberPart],
    element: str,
    joiner: str,
    variable: str,
    locale: Locale,
    current: str,
    original: str,
    *,
    first: bool,
) -> tuple[str, str]:
    """Add the parts of one element; return the label that holds now and the original one."""
    pieces = _EMBEDDED.split(element)
    strings, labels = pieces[0::2], pieces[1::2]
    if not labels:
        parts.append(_make_part(current, element, joiner, variable, first=False))
        return current, original
    for index in range(len(strings) - 1, 0, -1):
        if strings[index - 1] and not (
            _PLAIN_NUMBER.match(strings[index]) and _PLAIN_NUMBER.match(strings[index - 1])
        ):
            strings[index - 1 : index + 1] = [strings[index - 1] + labels[index - 1] + strings[index]]
            del labels[index - 1]
    if labels:
        slug = labels[0].strip()
        term = label_term(slug)
        if not term or locale.term(term) is None or (variable not in LABELLED and term != variable):
            if first:
                del labels[0]
                strings[0:2] = [f"{strings[0]} {slug} {strings[1]}"]
        else:
            original = slug
    for index, string in enumerate(strings):
        if string or index == len(strings) - 1:
            if 0 < index <= len(labels):
                current = labels[index - 1]
            last = index == len(strings) - 1
            parts.append(_make_part(current, string.strip(), joiner if last else "", variable, first=first))
    return current, original


def _make_part(label: str, value: str, joiner: str, variable: str, *, first: bool) -> NumberPart:
    if not label and variable not in ABBREVIATION_OF_LABEL:
        label = "var:" + variable
    bare = label.strip()
    suffix = label[len(label.rstrip()) :]
    match = _LETTERED.match(value)
    particle, digits = (match[1] or "", match[2]) if match else ("", value)
    if joiner.strip() == "-":
        joiner = "-"
    part = NumberPart(bare, particle, digits, joiner, suffix)
    if variable == "page" and first and bare not in {"p.", "pp."}:
        part.label_visible = True
    return part


def _mark_parts(parts: list[NumberPart], variable: str, locale: Locale) -> None:
    """Tell of each part whether it is numeric, plural, and shows its label."""
    start = 0
    for index in range(1, len(parts) + 1):
        if index < len(parts) and parts[index].label == parts[start].label:
            continue
        group = parts[start:index]
        head = group[0]
        numeric = bool(head.value) and bool(_NUMERIC.match(head.value))
        collapsible = bool(_LEADING_INT.match(head.value)) or bool(_ROMAN.match(head.value))
        count = len(group) - (head.joiner == "\\-")
        for part in group:
            part.numeric, part.collapsible = numeric, collapsible
            part.plural = count > 1 and collapsible
        if not head.label.startswith("var:"):
            if start:
                head.label_visible = True
            elif variable in LABELLED:
                if locale.term(label_term(head.label)) is None:
                    head.label_visible = True
            elif label_term(head.label) != variable:
                head.label_visible = True
        start = index


def settle_ranges(number: NumberValue, variable: str, locale: Locale, style: str | None) -> None:
    """Put the ranges of a number into the style's page-range-format, once."""
    if number.ranged:
        return
    number.ranged = True
    variable = "page" if variable == "page-first" else variable
    if variable not in _RANGED:
        return
    parts = number.parts
    count, label = 0, ""
    for index, part in enumerate(parts):
        if not part.collapsible:
            count, label = 0, ""
            part.joiner = _range_delimiter(part.joiner, variable, part, locale, numeric=part.numeric)
        elif label == part.label and part.joiner == "-":
            count = 1
        elif label == part.label:
            count += 1
            if count == 2:
                count = _settle_range(parts, index, variable, locale, style)
        else:
            label, count = part.label, 1
    if count == 2:
        _settle_range(parts, len(parts) - 1, variable, locale, style)


def _is_page(variable: str, part: NumberPart) -> bool:
    return variable == "page" or (variable == "locator" and part.label == "p.")


def _range_delimiter(joiner: str, variable: str, part: NumberPart, locale: Locale, *, numeric: bool) -> str:
    known = variable not in {"locator", "page"} or bool(locale.term(label_term(part.label)))
    if joiner == "-" and numeric and known:
        if _is_page(variable, part) or variable in _DASHED:
            return locale.term("page-range-delimiter") or "–"
        if variable == "collection-number":
            return locale.term("year-range-delimiter") or "–"
    return joiner


def _settle_range(
    parts: list[NumberPart], index: int, variable: str, locale: Locale, style: str | None
) -> int:
    """Settle the range that ends at `index`; return the count to go on with."""
    if index < 1:
        return 2
    first, last = parts[index - 1], parts[index]
    if first.particle != last.particle:
        return 2
    if first.joiner != "-":
        return 1
    if not style and _leading_int(first.value) > _leading_int(last.value) > 0:
        first.joiner = _range_delimiter(first.joiner, variable, last, locale, numeric=True)
        return 2
    delimiter = locale.term("page-range-delimiter") or "–"
    if _is_page(variable, last) and first.value[:1].isdecimal() and last.value[:1].isdecimal():
        text = format_range(f"{first.text}-{last.text}", style, delimiter)
    else:
        if _END_POINT.match(first.value) and _END_POINT.match(last.value):
            first.joiner = delimiter
        text = first.value + first.joiner + last.value
    match = _MANGLED.match(text)
    if match:
        first.particle, first.value, joiner, last.particle, last.value = match.groups()
        first.joiner = _range_delimiter(joiner, variable, last, locale, numeric=last.numeric)
    return 0


def format_roman(number: int) -> str:
    """Return a number below 6000 in lower-case Roman numerals."""
    if not 0 < number < 6000:
        return str(number)
    text = ""
    for value, letters in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        text += letters * (number // value)
        number %= value
    return text


def format_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """Return a number with its ordinal suffix, as `2nd`."""
    return f"{number}{locale.ordinal_suffix(number, gender)}"


def format_long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """Return a number as an ordinal word, as `second`; above ten with a suffix."""
    word = locale.term(f"long-ordinal-{number:02d}", gender=gender)
    return word or format_ordinal(number, locale, gender)


def format_letters(number: int) -> str:
    """Return a number counted from 0 as letters: a, b, ... z, aa, ab."""
    text = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(97 + digit) + text
    return text


def safe_int(text: str) -> int | None:
    """Return a number of up to sixteen digits without leading zeros, or None."""
    return int(text) if _SAFE_NUMBER.match(text) else None
