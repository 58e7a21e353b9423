"""Finds the references of a document: in its lists, within its notes, and in full within its text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter
from typing import Final

from citekit.find.bare_author_dates import (
    NAME_REACH,
    NAMED_YEAR,
    ListedWorks,
    find_bare_cites,
    select_note_cites,
)
from citekit.find.inline_references import find_inline_references
from citekit.find.list_notes import read_entries
from citekit.find.note_segments import NoteReading, SegmentKind, read_notes
from citekit.find.reference_cues import CAPITAL
from citekit.find.reflist import RefList, locate_reflists
from citekit.model import Document, Field, Flow, Found, Reference, Span
from citekit.parse.patterns import defer_pattern
from citekit.parse.reference import parse_reference
from citekit.parse.urls import read_address

_WIDE: Final = defer_pattern(r"(?<= ) {1,40}")
#: An author in a sentence, the year in brackets behind the name, at the beginning of a stretch.
_NARRATIVE: Final = defer_pattern(
    rf"(?P<name>[{CAPITAL}][\w’'-]{{1,30}})"
    rf"(?:,?\s(?:and|und|et|e|y|и|та|&|al\.|др\.|[{CAPITAL}][\w.’'-]{{0,30}})){{0,6}}"
    r"\s\((?P<year>(?:1[5-9]|20)\d\d)[a-zа-я]?(?:[,:][^()]{1,40})?\)"
)
_WORDS: Final = defer_pattern(r"[^\W\d_]{3,}")
_FEW_WORDS: Final = 3
_BY_PLACE: Final = attrgetter("span.start", "span.end")
_MOST_ADDRESSES: Final = 20
_ADDRESS: Final = re.compile(r"https?:|hxxps?:|www\.")
#: Words that stand for the author of the reference before; the title follows.
SAME_AUTHOR_WORDS: Final = re.compile(
    r"(?:(?:[Ее]го|[Её]ё|[Ее]е|[Ии]х)\sже|[Йй]ого\sж|[Її]ї\sж|[Оо]на?\sже|[Dd]ers\.|[Dd]ies\."
    r"|[Dd]erselbe|[Dd]ieselbe"
    r"|[Ii]dem|[Ee]adem|[Ii]d\.|ID\.|EAD\.|[Íí]d(?:\.|em)|[Ee]ad\.|ders\.|dies\.|dems\.|dens\.)[.,:]?\s{0,2}"
)


def find_references(
    document: Document | str,
    reflists: Sequence[RefList] | None = None,
    readings: Sequence[NoteReading] | None = None,
) -> Found[Reference]:
    """Find and parse the references of a document.

    Args:
        document: The document with its notes, or a plain text.
        reflists: Its reference lists, where the caller has located them.
        readings: Its notes as `read_notes` reads them, where the caller has read them.

    Returns:
        The entries of the reference lists, the references within the notes, and those in full within the
        running text, in the order of the text.
        A note may hold several, or none: what is prose in it yields no reference, and neither do short
        forms such as `Там же. С. 12`, which `find_short_forms` finds. `label` is the label of the entry or
        the number of the note, without the marks around it.
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    lists = locate_reflists(document) if reflists is None else reflists
    parser = _Parser(document)
    found = [reference for reflist in lists for reference in parser.parse_list(reflist)]
    for flow, stretch, place in find_inline_references(document, [one.span for one in lists]):
        found.append(parser.parse_flow(flow, (stretch,), place))
    cites_bare: bool | None = None
    listed = cache(lambda: ListedWorks(document.text, lists))
    for note, flow, segments in read_notes(document) if readings is None else readings:
        for segment in segments:
            if segment.kind is SegmentKind.REFERENCE:
                if cites_bare is not False and _only_cites(flow.text[segment.start : segment.end]):
                    # Asked late and once: few documents have a note that looks so.
                    if cites_bare is None:
                        cites_bare = bool(select_note_cites(document, listed() if lists else None))
                    if cites_bare:
                        continue
                if lists and _names_listed(flow.text[segment.start : segment.end], listed):
                    continue
                place = Span(segment.start, segment.end)
                found.append(parser.parse_flow(flow, note.parts, place, note.number, note.id))
    return Found(sorted(found, key=_BY_PLACE))


def _names_listed(text: str, listed: Callable[[], ListedWorks]) -> bool:
    """Tell whether a stretch of a note names a listed work and little else: `Head et al. (2010) for more`."""
    cite = _NARRATIVE.match(text)
    if cite is None or len(_WORDS.findall(text, cite.end())) > _FEW_WORDS:
        return False
    return listed().hold_name(cite["name"], cite["year"])


def _only_cites(text: str) -> bool:
    """Tell whether a stretch of a note holds authors with years, and no more than a word or two beside."""
    year = NAMED_YEAR.search(text)
    if year is None or len(_WORDS.findall(text, 0, max(0, year.start() - NAME_REACH))) > _FEW_WORDS:
        return False
    rest, position = "", 0
    for cite in find_bare_cites(text, 0, len(text), in_note=True):
        rest += text[position : cite.span.start]
        position = cite.span.end
    rest += text[position:]
    return position > 0 and len(_WORDS.findall(rest)) <= _FEW_WORDS


class _Parser:
    """Parses stretches of one document; one that comes again word for word is parsed once.

    Notes repeat a work in full, and lists come in two places.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._parse = lru_cache(maxsize=256)(parse_reference)

    def parse_list(self, reflist: RefList) -> Iterator[Reference]:
        """Yield the references of a list."""
        for entry, flow, segments in read_entries(self._document, reflist):
            for segment in segments:
                if segment.kind is SegmentKind.REFERENCE:
                    place = Span(segment.start, segment.end)
                    yield self.parse_flow(flow, entry.parts, place, entry.label)

    def parse_flow(
        self, flow: Flow, parts: Sequence[Span], stretch: Span, label: str = "", note: str | None = None
    ) -> Reference:
        """Parse a stretch of a flow that was made of `parts` of the text; the spans lead to that text."""
        words = SAME_AUTHOR_WORDS.match(flow.text, stretch.start, stretch.end)
        first = words.end() if words else stretch.start
        mended = _mend_flow(self._document.text, flow, parts, Span(first, stretch.end))
        reference = self._parse(mended.text)
        place = mended.span
        return Reference(
            flow.text[stretch.start : first] + reference.text,
            flow.span(stretch.start, stretch.end),
            label or reference.label,
            reference.type,
            tuple(
                Field(name, value, place(span.start, span.end), confidence)
                for name, value, span, confidence in reference.fields
            ),
            tuple(
                replace(identifier, span=place(identifier.span.start, identifier.span.end))
                for identifier in reference.identifiers
            ),
            reference.confidence,
            reference.names,
            reference.dates,
            note,
            reference.language,
        )


def _mend_flow(text: str, flow: Flow, parts: Sequence[Span], stretch: Span) -> Flow:
    """Return a stretch of a flow with its web addresses mended and without needless blanks."""
    wide = _WIDE.finditer(flow.text, stretch.start, stretch.end) if "  " in flow.text else ()
    changes = [(match.start(), match.end(), "") for match in wide]
    changes.extend(_find_addresses(text, flow, parts, stretch))
    starts: list[int] = []
    origins: list[int] = []
    if not changes and stretch.start < stretch.end:
        _add_runs(flow, stretch, 0, starts, origins)
        return Flow(flow.text[stretch.start : stretch.end], tuple(starts), tuple(origins))
    changes.sort()
    pieces: list[str] = []
    length = 0
    low = stretch.start
    for start, end, new in [*changes, (stretch.end, stretch.end, "")]:
        if start < low:
            continue
        if start > low:
            _add_runs(flow, Span(low, start), length, starts, origins)
            pieces.append(flow.text[low:start])
            length += start - low
        if new:
            starts.extend((length, length + len(new) - 1))
            origins.extend((flow.origin_of(start), flow.origin_of(end - 1)))
            pieces.append(new)
            length += len(new)
        low = end
    return Flow("".join(pieces), tuple(starts), tuple(origins))


def _find_addresses(
    text: str, flow: Flow, parts: Sequence[Span], stretch: Span
) -> Iterator[tuple[int, int, str]]:
    """Yield the places in a flow of web addresses that line breaks damaged, with what they should be."""
    done = stretch.start
    for match in islice(_ADDRESS.finditer(flow.text, stretch.start, stretch.end), _MOST_ADDRESSES):
        if match.start() < done:
            continue
        origin = flow.origin_of(match.start())
        last = flow.origin_of(stretch.end - 1) + 1
        part = next((part for part in parts if part.start <= origin < part.end), None)
        address = read_address(text, origin, min(last, part.end) if part else last)
        if address is not None:
            end = done = _position_of(flow, address.end - 1) + 1
            if flow.text[match.start() : end] != address.url and end > match.start() + 4:
                yield match.start(), end, address.url


def _add_runs(flow: Flow, stretch: Span, length: int, starts: list[int], origins: list[int]) -> None:
    """Add the runs of a stretch of a flow to those of a new one that is `length` long so far."""
    starts.append(length)
    origins.append(flow.origin_of(stretch.start))
    for index in range(bisect_right(flow.starts, stretch.start), bisect_left(flow.starts, stretch.end)):
        starts.append(length + flow.starts[index] - stretch.start)
        origins.append(flow.origins[index])


def _position_of(flow: Flow, origin: int) -> int:
    """Return the position in a flow of a position in the original."""
    index = max(0, bisect_right(flow.origins, origin) - 1)
    position = flow.starts[index] + origin - flow.origins[index]
    following = flow.starts[index + 1] if index + 1 < len(flow.starts) else len(flow.text)
    return min(position, following - 1)
