"""A reference string becomes fields.

Three stages: `anchors` finds what a pattern finds for certain, a tagger labels the rest, and the
fields become names, dates, identifiers and a type. What an anchor took, the tagger cannot take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from citekit.model import Field, Identifier, Name, PartialDate, Reference, Span
from citekit.parse.anchors import Tag, find_anchors
from citekit.parse.item_types import choose_type
from citekit.parse.language import guess_language
from citekit.parse.names import parse_names
from citekit.parse.rules import tag_by_rules

#: No reference is longer; of a longer string the beginning is parsed, with a low confidence.
LONGEST: Final = 6000

#: Fields that hold names.
_NAMES: Final = frozenset({"author", "editor", "translator", "container-author"})
_DATES: Final = frozenset({"issued", "accessed", "event-date", "original-date"})
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\u00a0\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")


def parse_reference(text: str, language: str | None = None) -> Reference:
    """Parse one reference string.

    Args:
        text: The reference as it stands, its number and line breaks included.
        language: BCP 47 primary language; guessed where not given.

    Returns:
        The reference; spans count code points of `text`. What is no reference gets few fields and a low
        confidence; nothing raises.
    """
    flat = _BREAKS.sub(" ", text[:LONGEST])
    if not flat.strip():
        return Reference(text="", span=Span(0, len(text)))
    if language is None:
        language = guess_language(flat)
    anchors = find_anchors(flat)
    tags = sorted((*anchors, *tag_by_rules(flat, anchors, language)), key=lambda tag: tag.start)
    return _build_reference(text, flat, tags, language)


def parse_references(texts: Iterable[str], language: str | None = None) -> Iterator[Reference]:
    """Parse many reference strings, one after the other, in constant memory.

    Args:
        texts: The references.
        language: BCP 47 primary language of all; guessed for each where not given.

    Yields:
        For each string what `parse_reference` gives.
    """
    for text in texts:
        yield parse_reference(text, language)


def _build_reference(text: str, flat: str, tags: list[Tag], language: str | None) -> Reference:
    """Make fields, names, dates and a type from the tags."""
    fields = []
    label = ""
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, PartialDate] = {}
    values: dict[str, str] = {}
    for tag in tags:
        value = _BLANKS.sub(" ", flat[tag.start : tag.end])
        if tag.label == "citation-number":
            label = label or value
        fields.append(Field(tag.label, value, Span(tag.start, tag.end), tag.confidence))
        values.setdefault(tag.label, value)
        if tag.label in _NAMES:
            found, _others = parse_names(value, language)
            names[tag.label] = tuple(dict.fromkeys((*names.get(tag.label, ()), *found)))
        elif tag.label in _DATES and tag.label not in dates:
            date = _read_date(value, language)
            if date is not None:
                dates[tag.label] = date
    type_, type_confidence = choose_type(values, flat)
    return Reference(
        text=_BLANKS.sub(" ", flat).strip(),
        span=Span(0, len(text)),
        label=label,
        type=type_,
        fields=tuple(fields),
        identifiers=_scan_identifiers(flat),
        confidence=_rate(flat, tags, values, type_confidence, len(text)),
        names=names,
        dates=dates,
        language=language,
    )


def _rate(flat: str, tags: list[Tag], values: dict[str, str], type_confidence: float, length: int) -> float:
    """Rate the whole: how sure the fields are, how much they cover, and whether the main ones are there."""
    letters = sum(map(str.isalnum, flat))
    if not tags or not letters or length > LONGEST:
        return 0.05 if tags else 0.0
    covered = sum(sum(map(str.isalnum, flat[tag.outer_start : tag.outer_end])) for tag in tags)
    mean = sum(tag.confidence for tag in tags) / len(tags)
    kinds = len({tag.label for tag in tags} - {"citation-number", "genre"})
    enough = min(1.0, 0.2 + 0.2 * kinds)
    if not values.keys() & {"issued", "URL", "DOI", "page", "publisher-place", "archive_location", "number"}:
        enough *= 0.4
    return round(mean * min(1.0, covered / letters) * enough * (0.7 + 0.3 * type_confidence), 4)


def _read_date(value: str, language: str | None) -> PartialDate | None:
    """Read a date as far as it goes."""
    try:
        from citekit.parse.dates import parse_date  # noqa: PLC0415 - guarded until the module is there
    except ImportError:
        found = _YEAR.search(value)
        return PartialDate(year=int(found[0])) if found else None
    return parse_date(value, language)


def _scan_identifiers(text: str) -> tuple[Identifier, ...]:
    """Find all identifiers in the string."""
    try:
        from citekit.parse.identifiers import scan_identifiers  # noqa: PLC0415 - guarded until the module is there
    except ImportError:
        return ()
    return scan_identifiers(text)
