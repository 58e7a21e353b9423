"""Finds the identifiers of a document: in the running text, in notes, in addresses, over page ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from citekit.diagnostics import diagnose
from citekit.find.streams import Streams, lay_streams, skip_blanks
from citekit.model import Document, Found, Identifier, Span
from citekit.parse.identifiers.scan import keep_longest, scan_all
from citekit.parse.identifiers.scholarly import FAILED

#: How much text on both sides of an interruption is read for what it cuts in two.
_REACH: Final = 240
_SENTENCE_ENDS: Final = ".!?:"


def find_identifiers(document: Document | str) -> Found[Identifier]:
    """Find the identifiers of a document.

    Args:
        document: A document with its notes, or plain text.

    Returns:
        Identifiers in the order of the text, none overlapping another; every occurrence is given, so that a
        symbol in the text, in a note and in an address comes three times. A diagnostic CK311 for each ISBN,
        ISSN or ORCID whose check digit is wrong; such a number is not among the identifiers.
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    streams = lay_streams(document)
    text = _hide_calls(document)
    found = list(scan_all(text))
    if streams.starts or streams.walls:
        found = [one for identifier in found for one in _keep_within(text, identifier, streams)]
        found.extend(_iterate_across(text, streams))
        found = list(keep_longest(found))
    if text is not document.text:
        found = [replace(one, raw=document.slice(one.span)) for one in found]
    diagnostics = [
        diagnose(
            document,
            "CK311",
            f"{identifier.scheme.upper()} {identifier.raw} has a wrong check digit",
            identifier.span,
            hint="compare it with the source",
        )
        for identifier in found
        if identifier.parts.get("check") == FAILED
    ]
    return Found((one for one in found if one.parts.get("check") != FAILED), diagnostics)


def _hide_calls(document: Document) -> str:
    """Return the text with blanks for the calls of notes: in `№ 155-ФЗ6` the 6 is no part of the number."""
    text = document.text
    calls = sorted(note.call for note in document.notes if note.call is not None)
    pieces, position = [], 0
    for call in calls:
        if call.start >= position and text[call.start : call.end].isdigit():
            pieces += [text[position : call.start], " " * (call.end - call.start)]
            position = call.end
    return "".join([*pieces, text[position:]]) if pieces else text


def _keep_within(text: str, identifier: Identifier, streams: Streams) -> Iterator[Identifier]:
    """Yield an identifier that one stretch of text holds; of one that crosses its end, what it holds."""
    start = identifier.span.start
    stop, _ = streams.stop_after(start)
    if identifier.span.end <= stop:
        yield identifier
        return
    for one in scan_all(text[start:stop]):
        yield replace(one, span=one.span.shift(start))


def _iterate_across(text: str, streams: Streams) -> Iterator[Identifier]:
    """Yield the identifiers that notes or page furniture cut in two."""
    for index, start in enumerate(streams.starts):
        for stop, resume in ((start, streams.resumes[index]), (streams.ends[index], streams.onward[index])):
            if resume < 0 or (stop == start and index and streams.resumes[index - 1] == resume):
                continue
            low = max(streams.start_before(max(0, stop - 1)), stop - _REACH)
            before = text[low:stop].rstrip()
            if not before or before[-1] in _SENTENCE_ENDS:
                continue
            onward = skip_blanks(text, resume)
            joined = f"{before}\n{text[onward : min(streams.stop_after(onward)[0], onward + _REACH)]}"
            for one in scan_all(joined):
                if one.span.start < len(before) < one.span.end:
                    span = Span(low + one.span.start, onward + one.span.end - len(before) - 1)
                    yield replace(one, span=span, raw=text[span.start : span.end])
