r"""Takes backslash escapes out of a Markdown document (CommonMark 0.31, 2.4): `\[3\]` is `[3]`.

pandoc writes them before every bracket of a citation. Spans move along, and the offsets still lead to the
bytes of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from citekit.model import Document, Offsets, Origin, Span

#: A sign that is escaped; one that would call a note or cite a key without its backslash keeps it.
_ESCAPED_PAIR: Final = re.compile(r"\\(?:[!-/:-?\\\]^_`{-~]|\[(?!\^|-?@))")


@dataclass(frozen=True, slots=True)
class ShortenedOffsets:
    """Offsets of a text from which characters were taken out.

    Attributes:
        base: Offsets of the text before.
        dropped: For each character taken out, the position in the shorter text that follows it, rising.
    """

    base: Offsets
    dropped: tuple[int, ...]

    def origin_at(self, position: int) -> Origin:
        """Return the origin of the character in the text before."""
        return self.base.origin_at(position + bisect_right(self.dropped, position))


def drop_escapes(document: Document, code: Sequence[Span]) -> Document:
    """Return the document without the backslashes that only escape.

    Args:
        document: As written.
        code: Its code, in order, where backslashes are themselves.
    """
    text = document.text
    if "\\" not in text:
        return document
    places: list[int] = []
    start = 0
    for span in (*code, Span(len(text), len(text))):
        places += [found.start() for found in _ESCAPED_PAIR.finditer(text, start, span.start)]
        start = max(start, span.end)
    if not places:
        return document

    def move(position: int) -> int:
        return position - bisect_left(places, position)

    def shift(span: Span) -> Span:
        return Span(move(span.start), move(span.end))

    pieces = [text[low + 1 : high] for low, high in zip([-1, *places], [*places, len(text)], strict=True)]
    return replace(
        document,
        text="".join(pieces),
        blocks=tuple(replace(block, span=shift(block.span)) for block in document.blocks),
        notes=tuple(
            replace(
                note,
                call=None if note.call is None else shift(note.call),
                body=shift(note.body),
                mark=None if note.mark is None else shift(note.mark),
                continued=tuple(map(shift, note.continued)),
            )
            for note in document.notes
        ),
        offsets=ShortenedOffsets(document.offsets, tuple(place - n for n, place in enumerate(places))),
        diagnostics=tuple(
            replace(one, span=None if one.span is None else shift(one.span)) for one in document.diagnostics
        ),
    )
