"""Puts a document's text together piece by piece, with its blocks and the way back to the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from citekit.model import Block, BlockKind, Origin, SegmentOffsets, Span


@dataclass(slots=True)
class TextBuilder:
    """Text under construction.

    Attributes:
        pieces: The text so far.
        length: Its length in code points.
        blocks: The blocks closed so far.
        starts: Where a segment begins; see `SegmentOffsets`.
        origins: Where it came from.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)

    def add(self, text: str, origin: Origin | None = None) -> None:
        """Append text that came from `origin`."""
        if not text:
            return
        if origin is not None:
            self.starts.append(self.length)
            self.origins.append(origin)
        self.pieces.append(text)
        self.length += len(text)

    def close_block(
        self, start: int, kind: BlockKind, *, level: int = 0, note: str | None = None, label: str = ""
    ) -> None:
        """End a block that began at `start` with a line break; an empty one leaves nothing."""
        if self.length > start:
            self.blocks.append(Block(kind, Span(start, self.length), level, note=note, label=label))
            self.add("\n")

    def trim_end(self, start: int) -> None:
        """Take white space off the end, back to `start` at most."""
        while self.pieces and self.length > start:
            piece = self.pieces[-1]
            kept = max(len(piece.rstrip()), len(piece) - (self.length - start))
            self.length -= len(piece) - kept
            if kept:
                self.pieces[-1] = piece[:kept]
                return
            self.pieces.pop()

    def text(self) -> str:
        """Return the text so far."""
        return "".join(self.pieces)

    def text_from(self, start: int) -> str:
        """Return the text from a position to the end, at the cost of that part alone."""
        tail: list[str] = []
        position = self.length
        for piece in reversed(self.pieces):
            if position <= start:
                break
            position -= len(piece)
            tail.append(piece)
        return "".join(reversed(tail))[max(0, start - position) :]

    def offsets(self) -> SegmentOffsets:
        """Return the way back to the source."""
        return SegmentOffsets(tuple(self.starts), tuple(self.origins))
