"""The way back to the bytes of one or more source files, for readers that count in decoded text."""

from __future__ import annotations

from dataclasses import dataclass, field

from citekit.model import Origin, SegmentOffsets
from citekit.read.byte_offsets import ByteOffsets


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a document was read from.

    Attributes:
        path: Its path, as the document's source names it.
        content: Its bytes.
        encoding: The codec that decoded them.
        mark: Length of the byte order mark.
    """

    path: str
    content: bytes = field(repr=False)
    encoding: str
    mark: int = 0


class FileOffsets:
    """Leads from a position in a document's text to a file and a byte in it.

    Args:
        segments: Origins whose `part` is the number of a file and whose `offset` counts code points in it.
        files: The files; the first is the document itself.
    """

    __slots__ = ("_bytes", "_files", "_segments")

    def __init__(self, segments: SegmentOffsets, files: tuple[SourceFile, ...]) -> None:
        self._segments = segments
        self._files = files
        self._bytes = tuple(ByteOffsets(file.content, file.encoding, file.mark) for file in files)

    def __getstate__(self) -> tuple[SegmentOffsets, tuple[SourceFile, ...]]:
        return self._segments, self._files

    def __setstate__(self, state: tuple[SegmentOffsets, tuple[SourceFile, ...]]) -> None:
        self.__init__(*state)  # type: ignore[misc] # what __init__ does is what is to be done

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FileOffsets) and self.__getstate__() == other.__getstate__()

    def __hash__(self) -> int:
        return hash(self._files)

    def origin_at(self, position: int) -> Origin:
        """Return the byte offset of the character at `position`; `part` names a file beside the first."""
        found = self._segments.origin_at(position)
        number = int(found.part or 0)
        place = self._bytes[number].origin_at(found.offset)
        return Origin(
            part=self._files[number].path if number else "", offset=place.offset, paragraph=found.paragraph
        )
