"""The way back: a map beside a written document, and the original made again with it.

The map holds the source and the places of all pieces. Where the written document was edited since, what
was edited is carried over, and every citation that was left alone becomes what had been typed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

import msgspec

from citekit.errors import CitekitError
from citekit.model import Span
from citekit.write.document import Written
from citekit.write.live import Piece

_VERSION: Final = 1
#: Edited stretches longer than this are carried over whole.
_LONGEST_EDIT: Final = 20_000


class CiteMap(msgspec.Struct, frozen=True, kw_only=True):
    """What leads from a written document back to its source.

    Attributes:
        version: Of this layout.
        name: Name of the source.
        to: The format written.
        sha256: Of the document as written, in UTF-8.
        encoding: Encoding of the source's file, empty where it was no text.
        mark: Byte order mark of that file, in hexadecimal figures.
        newline: Its line break.
        source: The text of the source.
        pieces: `[start, end, written]`; null for a stretch written as it stands.
    """

    version: int
    name: str
    to: str
    sha256: str
    encoding: str
    mark: str
    newline: str
    source: str
    pieces: tuple[tuple[int, int, str | None], ...]


def make_map(
    written: Written,
    source: str,
    *,
    name: str,
    to: str,
    encoding: str = "",
    mark: str = "",
    newline: str = "\n",
) -> CiteMap:
    """Return the map of a document that was written of a source text."""
    return CiteMap(
        version=_VERSION,
        name=name,
        to=to,
        sha256=_digest(written.text),
        encoding=encoding,
        mark=mark,
        newline=newline,
        source=source,
        pieces=tuple(_pack(written.pieces, source)),
    )


def _pack(pieces: Sequence[Piece], source: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield the pieces, neighbours that stand as in the source put together."""
    start = end = -1
    for piece in pieces:
        span = piece.source
        if source[span.start : span.end] == piece.text:
            if span.start == end:
                end = span.end
                continue
            if end > start:
                yield start, end, None
            start, end = span.start, span.end
            continue
        if end > start:
            yield start, end, None
        start = end = -1
        yield span.start, span.end, piece.text
    if end > start:
        yield start, end, None


def dump_map(made: CiteMap) -> str:
    """Return a map as JSON."""
    return msgspec.json.format(msgspec.json.encode(made), indent=0).decode() + "\n"


def load_map(content: bytes, name: str = "<map>") -> CiteMap:
    """Return the map that a file holds.

    Raises:
        CitekitError: It is no map, or one of a later version.
    """
    try:
        made = msgspec.json.decode(content, type=CiteMap)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CitekitError(
            f"this is no map of a written document: {error}", source=name, code="CK807"
        ) from error
    length = len(made.source)
    if made.version != _VERSION:
        raise CitekitError(f"version {made.version} of a map is not known", source=name, code="CK807")
    if any(not 0 <= piece[0] <= piece[1] <= length for piece in made.pieces):
        raise CitekitError("a place in the map lies outside its source", source=name, code="CK807")
    return made


def restore_document(text: str, made: CiteMap) -> str:
    """Return the source of a written document; edits made since are carried over.

    Args:
        text: The document as it is now.
        made: The map that was written beside it.

    Returns:
        The source's text, exactly as it was where the document was not edited.
    """
    if _digest(text) == made.sha256:
        return made.source
    pieces = [
        Piece(Span(start, end), made.source[start:end] if written is None else written)
        for start, end, written in made.pieces
    ]
    return _Restorer(made.source, pieces).restore(text)


def encode_source(made: CiteMap, text: str) -> bytes:
    """Return a source's text as bytes, in the encoding of its file where that is known and can hold it."""
    if made.encoding:
        try:
            content = text.replace("\n", made.newline).encode(made.encoding, "surrogateescape")
            return bytes.fromhex(made.mark) + content
        except (UnicodeEncodeError, LookupError, ValueError):
            pass
    return text.encode("utf-8", "surrogateescape")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of the written document that was replaced: `written[start:end]` by `text`."""

    start: int
    end: int
    text: str


class _Restorer:
    """Carries the edits of a written document over to its source."""

    def __init__(self, source: str, pieces: Sequence[Piece]) -> None:
        self.source = source
        self.pieces = pieces
        self.ends = list(accumulate(len(piece.text) for piece in pieces))
        self.written = "".join(piece.text for piece in pieces)

    def restore(self, text: str) -> str:
        """Return the source with the edits."""
        edits = list(_find_edits(self.written, text))
        #: Place in the source, its end, and what stands there now.
        changed: list[tuple[int, int, str]] = []
        number = 0
        for edit in edits:
            while (
                number < len(self.pieces)
                and self.ends[number] <= edit.start
                and number + 1 < len(self.pieces)
            ):
                number += 1
            changed.append(self._carry(edit, number))
        result: list[str] = []
        position = 0
        for start, end, new in sorted(changed, key=lambda one: (one[0], one[1])):
            begin = max(start, position)
            result += [self.source[position:begin], new]
            position = max(position, end)
        return "".join([*result, self.source[position:]])

    def _carry(self, edit: _Edit, number: int) -> tuple[int, int, str]:
        """Return the place in the source of an edit, and what stands there then."""
        first = self._place(edit.start, number)
        last = first
        text = edit.text
        before = ""
        if first is None:
            # The edit begins inside something written anew: what is left of it goes along.
            piece = self.pieces[number]
            before = piece.text[: edit.start - self._start(number)]
            begin = piece.source.start
        else:
            begin = first
        stop = number
        while self.ends[stop] < edit.end and stop + 1 < len(self.pieces):
            stop += 1
        piece = self.pieces[stop]
        inside = edit.end - self._start(stop)
        if edit.end == edit.start:
            last = begin if first is not None else piece.source.end
            rest = "" if first is not None else piece.text[inside:]
        elif self._is_same(piece):
            last, rest = piece.source.start + inside, ""
        else:
            last, rest = piece.source.end, piece.text[inside:]
        return begin, max(begin, last or begin), before + text + rest

    def _start(self, number: int) -> int:
        return self.ends[number] - len(self.pieces[number].text)

    def _is_same(self, piece: Piece) -> bool:
        return self.source[piece.source.start : piece.source.end] == piece.text

    def _place(self, position: int, number: int) -> int | None:
        """Return the place in the source of a position, or None inside of what was written anew."""
        piece = self.pieces[number]
        inside = position - self._start(number)
        if self._is_same(piece):
            return piece.source.start + inside
        if inside <= 0:
            return piece.source.start
        return piece.source.end if inside >= len(piece.text) else None


def _find_edits(old: str, new: str) -> Iterator[_Edit]:
    """Yield the differences of two texts, found by lines and then inside the lines that differ."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_ends = [0, *accumulate(map(len, old_lines))]
    new_ends = [0, *accumulate(map(len, new_lines))]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        before, after = old[old_ends[i1] : old_ends[i2]], new[new_ends[j1] : new_ends[j2]]
        if len(before) + len(after) > _LONGEST_EDIT:
            yield _Edit(old_ends[i1], old_ends[i2], after)
            continue
        for inner, k1, k2, m1, m2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if inner != "equal":
                yield _Edit(old_ends[i1] + k1, old_ends[i1] + k2, after[m1:m2])
