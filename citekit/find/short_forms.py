"""Finds the short forms that repeat a work within the notes: `Там же. С. 12`, `Dorn, op. cit., p. 4`.

Those in brackets or parentheses in the running text are `find_citations`' own.
"""

from __future__ import annotations

from citekit.find.note_segments import read_notes
from citekit.find.repeat_forms import move_cite
from citekit.model import Citation, Document, Found


def find_short_forms(document: Document | str) -> Found[Citation]:
    """Find the short forms within the notes of a document.

    Args:
        document: The document with its notes; a plain text has none.

    Returns:
        One citation with one cite for each short form, in the order of the text. Its form is `ibid` (the
        work just cited), `op_cit` (an earlier work, by author or by a shortened title, which is then the
        target) or `note` (the work of the note whose number is the target).
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    found = []
    for note, flow, segments in read_notes(document):
        for segment in segments:
            if segment.cite is not None:
                cite = move_cite(segment.cite, flow)
                found.append(Citation((cite,), flow.span(segment.cite.span.start, segment.end), note.id))
    return Found(sorted(found, key=lambda citation: citation.span))
