"""A reference string becomes fields.

Three stages: `anchors` finds what a pattern finds for certain, the tagger labels the rest, and the fields
become names, dates, identifiers and a type. The precedence is stated once: an anchor (address, access
date, DOI, ISBN, ISSN, mark of the medium, list number) before the tagger; the tagger before the rules,
which speak only where there is no tagger.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from citekit.collector import pause_collection
from citekit.diagnostics import Diagnostic, Severity
from citekit.model import Field, Flow, Identifier, Name, PartialDate, Reference, Span
from citekit.parse.anchors import Tag, find_anchors
from citekit.parse.bilingual import mask_romanized
from citekit.parse.dates import parse_date
from citekit.parse.gates import Gates, open_gates
from citekit.parse.hyphens import join_lines
from citekit.parse.item_types import choose_type
from citekit.parse.language import guess_language
from citekit.parse.mends import mend_reference
from citekit.parse.names import parse_names
from citekit.parse.patterns import defer_pattern
from citekit.parse.rules import tag_by_rules
from citekit.parse.tagger import load_tagger, tag_tokens
from citekit.parse.tokens import tokenize
from citekit.parse.twofold_names import read_twofold
from citekit.parse.urls import scan_addresses

if TYPE_CHECKING:
    from concurrent.futures import Future

#: No reference is longer; of a longer string the beginning is parsed, with a low confidence.
LONGEST: Final = 6000
#: Below this a string is no reference.
DOUBTFUL: Final = 0.25

#: Fields that hold names.
_NAMES: Final = frozenset({"author", "editor", "translator", "container-author"})
_DASHES: Final = "—–―_- ."
_DATES: Final = frozenset({"issued", "accessed", "event-date", "original-date"})
#: One of these makes a string a reference.
_TELLING: Final = frozenset(
    {
        "issued",
        "URL",
        "DOI",
        "page",
        "publisher-place",
        "archive_location",
        "number",
        "cross-reference",
        "ISBN",
        "volume",
        "issue",
    }
)
#: The rating of a whole to the field F1 of references so rated, on held-out strings.
CALIBRATION: Final = (
    (0.0, 0.0), (0.2, 0.2), (0.4, 0.74), (0.6, 0.84), (0.75, 0.878), (0.85, 0.897), (0.92, 0.951),
    (1.0, 0.99),
)  # fmt: skip
#: The ratings at which its stretches end.
_RATINGS: Final = tuple(rating for rating, _stated in CALIBRATION[1:])
_WORD = re.compile(r"[^\W\d_]+")
#: Between two initials that are run together.
_JOINED_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)")
_BROKEN = re.compile("[\n\r\x02\u00ad\u00ac]")
#: Blanks and controls that are no plain blank.
_BREAKS = re.compile(r"[^\S ]|[\x00-\x1f\x7f]")
_BLANKS = defer_pattern(r"\s\s+")
_PLAIN_YEAR = re.compile(r"1[1-9][0-9][0-9]|20[0-9][0-9]")
#: The letter that tells the works of one author and year apart.
#: The new style's day beside the old style's: `14 (26) янв.`
_SECOND_CALENDAR = defer_pattern(r"\s?\(\d{1,2}(?:\s[а-яёіїє]{3,9}\.?)?\)(?:\s|\Z)")
_LETTERED_YEAR = defer_pattern(r"\b((?:1[5-9]|20)\d\d)[a-zа-я]\b")


def parse_reference(text: str, language: str | None = None) -> Reference:
    """Parse one reference string.

    Args:
        text: The reference as it stands, its number and line breaks included.
        language: BCP 47 primary language; guessed where not given.

    Returns:
        The reference. Spans count code points of `text`; field values have their line breaks mended.
        What is no reference gets few fields and a low confidence; nothing raises.
    """
    with pause_collection():
        return _parse_string(text, language)


def _parse_string(text: str, language: str | None) -> Reference:
    """Parse one reference string; its many small values are gone before the collector need look at them."""
    given = text[:LONGEST]
    flow: Flow | None = None
    if given.isprintable() and "¬" not in given:
        flat = given  # no breaks, no controls and no other blanks
    elif _BROKEN.search(given):
        flow = join_lines(given, language=language)
        flat = _BREAKS.sub(" ", flow.text)
    else:
        flat = _BREAKS.sub(" ", given)
    if not flat or flat.isspace():
        return Reference(text="", span=Span(0, len(text)))
    if language is None:
        language = guess_language(flat)
    gates = open_gates(flat)
    anchors = find_anchors(flat, _map_addresses(given, flow) if flow else None, gates.anchors)
    tags = [*anchors, *_tag(mask_romanized(flat, anchors), anchors, language)]
    tags.sort(key=lambda tag: tag.start)
    tags = mend_reference(flat, tags, language, gates.mends)
    return _build_reference(text, flat, flow, tags, language, gates)


def parse_references(
    texts: Iterable[str], language: str | None = None, *, processes: int = 1, chunk: int = 500
) -> Iterator[Reference]:
    """Parse many reference strings in constant memory.

    Args:
        texts: The references.
        language: BCP 47 primary language of all; guessed for each where not given.
        processes: How many processes share the work; 1 works in this one.
        chunk: How many strings a process takes at a time.

    Yields:
        For each string, in order, what `parse_reference` gives.
    """
    if processes <= 1:
        for text in texts:
            yield parse_reference(text, language)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only where it is asked for
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    waiting: deque[Future[list[Reference]]] = deque()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for batch in _take_chunks(texts, chunk):
            waiting.append(pool.submit(_parse_chunk, batch, language))
            if len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _take_chunks(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    """Cut a stream into lists."""
    stream = iter(texts)
    while batch := list(islice(stream, size)):
        yield batch


def _parse_chunk(texts: list[str], language: str | None) -> list[Reference]:
    """Parse a list; runs in a worker."""
    return [parse_reference(text, language) for text in texts]


def check_reference(text: str, reference: Reference) -> tuple[Diagnostic, ...]:
    """Say what is wrong with a parsed string: empty, too long, no reference; or with the tagger.

    Args:
        text: What was given to `parse_reference`.
        reference: What it returned.

    Returns:
        Diagnostics CK410 to CK422.
    """
    found = []
    missing = load_tagger()[1]
    if missing is not None:
        found.append(missing)
    if not reference.text:
        found.append(Diagnostic("CK420", "the string is empty", Severity.WARNING, span=reference.span))
    elif len(text) > LONGEST:
        found.append(
            Diagnostic(
                "CK421",
                f"{len(text)} characters are no single reference; the first {LONGEST} were parsed",
                span=reference.span,
            )
        )
    elif reference.confidence < DOUBTFUL:
        found.append(Diagnostic("CK422", "this does not look like a reference", span=reference.span))
    return tuple(found)


def _tag(flat: str, anchors: tuple[Tag, ...], language: str | None) -> Sequence[Tag]:
    """Label what the anchors left, by the tagger or else by the rules."""
    tagger = load_tagger()[0]
    if tagger is None:
        return tag_by_rules(flat, anchors, language)
    return tag_tokens(tagger, flat, tokenize(flat, anchors))


def _map_addresses(given: str, flow: Flow) -> list[tuple[int, int, str]]:
    """Find addresses in the text as given, where line breaks still tell, and map them into the flow."""
    return [
        (_flow_position(flow, address.start), _flow_position(flow, address.end - 1) + 1, address.url)
        for address in scan_addresses(given)
    ]


def _flow_position(flow: Flow, origin: int) -> int:
    """Return the place in the flow of a character of the original."""
    index = max(0, bisect_right(flow.origins, origin) - 1)
    last = flow.starts[index + 1] - 1 if index + 1 < len(flow.starts) else len(flow.text) - 1
    return max(0, min(flow.starts[index] + origin - flow.origins[index], last))


def _clean_date(value: str) -> str:
    """Return a date without a year's letter and without the day in a second calendar."""
    plain = _LETTERED_YEAR.sub(r"\1", value)
    return _SECOND_CALENDAR.sub(" ", plain) if ")" in plain else plain


def _build_reference(
    text: str, flat: str, flow: Flow | None, tags: list[Tag], language: str | None, gates: Gates
) -> Reference:
    """Make fields, names, dates and a type from the tags."""
    fields = []
    label = ""
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, PartialDate] = {}
    values: dict[str, str] = {}
    for name, start, end, confidence, _outer_start, _outer_end, mended in tags:
        value = mended or flat[start:end]
        if "  " in value and not mended:
            value = _BLANKS.sub(" ", value)
        if name == "citation-number":
            label = label or value
        span = flow.span(start, end) if flow else Span(start, end)
        fields.append(Field(name, value, span, round(confidence, 4)))
        values.setdefault(name, value)
        if name in _NAMES and not value.strip(_DASHES):
            continue  # dashes for the author of the entry before name nobody
        if name in _NAMES:
            found = tuple(map(_part_initials, read_twofold(value) or parse_names(value, language)[0]))
            names[name] = _join_names(names[name], found) if name in names else found
        elif name in _DATES and name not in dates:
            year = _PLAIN_YEAR.fullmatch(value)
            date = PartialDate(int(value)) if year else parse_date(_clean_date(value), language)
            if date is not None:
                dates[name] = date
    type_, type_confidence = choose_type(values, flat, gates.types)
    return Reference(
        text=(_BLANKS.sub(" ", flat) if "  " in flat else flat).strip(),
        span=Span(0, len(text)),
        label=label,
        type=type_,
        fields=tuple(fields),
        identifiers=_scan_identifiers(flat, flow) if gates.identified else (),
        confidence=_rate(flat, tags, values, type_confidence, len(text)),
        names=names,
        dates=dates,
        language=language,
    )


def _part_initials(name: Name) -> Name:
    """Return a name whose initials blanks part, as `Т. Э. Зуев` has them: `Зуев, Т.Э.`."""
    parted = _JOINED_INITIALS.sub(" ", name.given) if "." in name.given else name.given
    return name if parted == name.given else replace(name, given=parted)


def _join_names(known: Sequence[Name], more: Sequence[Name]) -> tuple[Name, ...]:
    """Return names with those of a second statement, whoever is named again once.

    `Зуев, Т.Э. Порт / Т. Э. Зуев, А. П. Рябов` names two persons; the fuller given names stay.
    """
    joined = {_key_of(name): name for name in known}
    for name in more:
        key = _key_of(name)
        before = joined.get(key)
        if before is None or len(name.given.replace(" ", "")) > len(before.given.replace(" ", "")):
            joined[key] = name
    return tuple(joined.values())


def _key_of(name: Name) -> tuple[str, str]:
    """Return what tells a person: the family name and the initials; or the name of a body."""
    initials = "".join(word[0] for word in _WORD.findall(name.given))
    return (name.family or name.literal).casefold().replace("ё", "е"), initials.casefold()


def _rate(flat: str, tags: list[Tag], values: dict[str, str], type_confidence: float, length: int) -> float:
    """Rate the whole: how sure the fields are, how much they cover, and whether a telling one is there."""
    if not tags or length > LONGEST:
        return 0.05 if tags else 0.0
    covered = 0
    mean = 0.0
    for tag in tags:
        covered += tag.outer_end - tag.outer_start
        mean += tag.confidence
    mean /= len(tags)
    rating = (
        mean
        * min(1.0, 1.25 * covered / len(flat))
        * min(1.0, 0.4 + 0.15 * len(values))
        * (0.8 + 0.2 * type_confidence)
    )
    if not values.keys() & _TELLING:
        rating *= 0.45 if {"author", "title"} <= values.keys() else 0.3
    place = bisect_left(_RATINGS, rating)
    if place == len(_RATINGS):
        return CALIBRATION[-1][1]
    (low, stated), (high, next_stated) = CALIBRATION[place : place + 2]
    return round(stated + (next_stated - stated) * (rating - low) / (high - low), 4)


def _scan_identifiers(flat: str, flow: Flow | None) -> tuple[Identifier, ...]:
    """Find all identifiers in the string."""
    from citekit.parse.identifiers import scan_identifiers  # noqa: PLC0415 - loaded where there may be one

    found = scan_identifiers(flat)
    if flow is None:
        return found
    return tuple(
        Identifier(
            one.scheme, one.value, flow.span(one.span.start, one.span.end), one.raw, one.parts, one.url
        )
        for one in found
    )
