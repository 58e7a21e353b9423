"""Lists whose entries are written like notes: `2. Там же. С. 45`, `3. См.: A …; B …`.

Such lists stand under 'Примечания' or 'Ссылки' and are cited by number like any other. An entry may repeat
an earlier one, or hold several works; in a plain list every entry is one reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.find.note_cuts import LEAD
from citekit.find.note_segments import Segment, SegmentKind, settle_titles
from citekit.find.reference_cues import REPEAT_WORDS
from citekit.find.reflist import RefList
from citekit.find.reflist_entries import ListEntry
from citekit.model import Document, Flow
from citekit.parse.hyphens import join_flow

_LONGEST: Final = 4000


def reads_as_notes(document: Document, reflist: RefList) -> bool:
    """Tell whether the entries of a list are written like notes: one repeats another, or is led to."""
    text = document.text
    body = reflist.body
    if REPEAT_WORDS.search(text, body.start, body.end):
        return True
    return any(LEAD.match(text, entry.span.start, entry.span.end) for entry in reflist.entries)


def read_entries(
    document: Document, reflist: RefList
) -> Iterator[tuple[ListEntry, Flow, tuple[Segment, ...]]]:
    """Yield the entries of a list in order, each with its text as a flow and its segments in that.

    An entry of a plain list is one reference. So is one that holds nothing but prose: nothing that is cited
    gets lost.
    """
    like_notes = reads_as_notes(document, reflist)
    known: set[str] = set()
    for entry in reflist.entries:
        flow = join_flow(document.text, entry.parts)
        whole = Segment(SegmentKind.REFERENCE, 0, len(flow.text))
        if not like_notes or len(flow.text) > _LONGEST:
            yield entry, flow, (whole,)
            continue
        segments = tuple(one for one in settle_titles(flow.text, known) if one.kind is not SegmentKind.PROSE)
        if not segments or (len(segments) == 1 and segments[0].kind is SegmentKind.REFERENCE):
            start = segments[0].start if segments and segments[0].lead else 0
            segments = (whole._replace(start=start),)
        yield entry, flow, segments
