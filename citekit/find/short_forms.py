"""Finds the short forms that repeat a work within the notes: `Там же. С. 12`, `Dorn, op. cit., p. 4`.

Those in brackets or parentheses in the running text are `find_citations`' own.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from citekit.find.list_notes import read_entries, reads_as_notes
from citekit.find.note_segments import NoteReading, Segment, read_notes
from citekit.find.reflist import RefList, locate_reflists
from citekit.find.repeat_forms import move_cite
from citekit.model import Citation, Cite, Document, Flow, Found
from citekit.parse.patterns import defer_pattern

_BY_PLACE: Final = attrgetter("span.start", "span.end")
#: A further sentence behind a short form.
_NEXT_SENTENCE: Final = defer_pattern(r"\.\s[^\W\d_]{2,}$")


def find_short_forms(
    document: Document | str,
    reflists: Sequence[RefList] | None = None,
    readings: Sequence[NoteReading] | None = None,
) -> Found[Citation]:
    """Find the short forms within the notes of a document, and within lists written like notes.

    Args:
        document: The document with its notes; a plain text has none.
        reflists: Its reference lists, where the caller has located them.
        readings: Its notes as `read_notes` reads them, where the caller has read them.

    Returns:
        One citation with one cite for each short form, in the order of the text. Its form is `ibid` (the
        work just cited), `op_cit` (an earlier work, by author or by a shortened title, which is then the
        target) or `note` (the work of the note whose number is the target).
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    found = []
    for reflist in locate_reflists(document) if reflists is None else reflists:
        if not reads_as_notes(document, reflist):
            continue
        for _, flow, segments in read_entries(document, reflist):
            found += [_make_citation(flow, segment, segment.cite) for segment in segments if segment.cite]
    for note, flow, segments in read_notes(document) if readings is None else readings:
        for segment in segments:
            if segment.cite is not None:
                found.append(_make_citation(flow, segment, segment.cite, note.id))
    return Found(sorted(found, key=_BY_PLACE))


def _make_citation(flow: Flow, segment: Segment, cite: Cite, note: str | None = None) -> Citation:
    """Return the citation of a segment that repeats a work, its places those in the document."""
    end = _find_end(flow.text, cite.span.end, segment.end)
    return Citation((move_cite(cite, flow),), flow.span(cite.span.start, end), note)


def _find_end(text: str, position: int, end: int) -> int:
    """Return where a short form ends: behind the signs that close it, or at `end` where no words follow."""
    rest = text[position:end]
    return end if not _NEXT_SENTENCE.search(rest) else position + len(rest) - len(rest.lstrip(".)»”"))
