"""The way back from the text of HTML and XML to the bytes of the file.

The parser gives no places, but the characters of the text nodes stand in the file in the same order: the n-th
that is no white space in the tree is the n-th in the file. Where the counts differ, the file is so malformed
that the parser has moved text, and nothing is claimed.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from citekit.model import Origin, SegmentOffsets
from citekit.read.byte_offsets import ByteOffsets, normalize_breaks
from citekit.read.file_offsets import SourceFile
from citekit.read.text_builder import TextBuilder

_SHOWN: Final = re.compile(r"[^\s\x00]")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TAG: Final = re.compile(
    r"</?([A-Za-z][^\s/>]{0,100}+)(?:[^>\"']{1,4000}+|\"[^\"]{0,20000}+\"|'[^']{0,20000}+'){0,400}+>"
)
#: Elements of HTML whose text is not parsed.
_RAW: Final = frozenset({"script", "style"})


def count_shown(text: str | None) -> int:
    """Return how many characters of a text are no white space."""
    return len("".join(text.split()).replace("\x00", "")) if text else 0


@dataclass(slots=True)
class TextPlaces:
    """Numbers the characters of the text nodes of parsed files.

    Attributes:
        files: The files.
        totals: How many characters each has in its tree.
        counts: File and number of the first character of a text node: the element, and whether it is the
            text behind it.
    """

    files: list[SourceFile] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    counts: dict[tuple[etree._Element, bool], tuple[int, int]] = field(default_factory=dict)

    def add_tree(self, root: etree._Element, file: SourceFile) -> None:
        """Number the text nodes of a file."""
        number, count = len(self.files), 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tail = event == "end"
            self.counts[element, tail] = (number, count)
            if not tail or element is not root:
                count += count_shown(element.tail if tail else element.text)
        self.files.append(file)
        self.totals.append(count)

    def origin(self, element: etree._Element, *, tail: bool, paragraph: int) -> Origin:
        """Return the origin of a text node, for `MarkupOffsets`."""
        found = self.counts.get((element, tail))
        if found is None:
            return Origin(part="-", paragraph=paragraph)
        return Origin(str(found[0]), found[1], paragraph=paragraph)

    def offsets(self, builder: TextBuilder) -> MarkupOffsets:
        """Return the offsets of a finished text."""
        return MarkupOffsets(builder.offsets(), builder.text(), tuple(self.files), tuple(self.totals))


class MarkupOffsets:
    """Leads from a position in a document's text to a file and a byte in it.

    The tables are made when a place is first asked for.

    Args:
        segments: Origins whose `part` is the number of a file and whose `offset` counts shown characters.
        text: The document's text.
        files: The files.
        totals: How many shown characters each file's tree has.
    """

    __slots__ = ("_bytes", "_files", "_segments", "_tables", "_text", "_totals")

    def __init__(
        self, segments: SegmentOffsets, text: str, files: tuple[SourceFile, ...], totals: tuple[int, ...]
    ) -> None:
        self._segments = segments
        self._text = text
        self._files = files
        self._totals = totals
        self._tables: dict[int, array[int]] = {}
        self._bytes = tuple(ByteOffsets(file.content, file.encoding, file.mark) for file in files)

    def __getstate__(self) -> tuple[SegmentOffsets, str, tuple[SourceFile, ...], tuple[int, ...]]:
        return self._segments, self._text, self._files, self._totals

    def __setstate__(
        self, state: tuple[SegmentOffsets, str, tuple[SourceFile, ...], tuple[int, ...]]
    ) -> None:
        self.__init__(*state)  # type: ignore[misc] # what __init__ does is what is to be done

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MarkupOffsets) and self.__getstate__() == other.__getstate__()

    def __hash__(self) -> int:
        return hash(self._files)

    def origin_at(self, position: int) -> Origin:
        """Return the byte of the character at `position`; `part` names the file within a package."""
        index = bisect_right(self._segments.starts, position) - 1
        if index < 0:
            return Origin()
        first = self._segments.origins[index]
        if not first.part.isdecimal():
            return Origin(paragraph=first.paragraph)
        number = int(first.part)
        file = self._files[number]
        place = first.offset + count_shown(self._text[self._segments.starts[index] : position])
        table = self._table(number)
        if place >= len(table):
            return Origin(part=file.path, paragraph=first.paragraph)
        byte = self._bytes[number].origin_at(table[place]).offset
        return Origin(part=file.path, offset=byte, paragraph=first.paragraph)

    def _table(self, number: int) -> array[int]:
        if number not in self._tables:
            file = self._files[number]
            errors = "surrogateescape" if file.encoding == "utf-8" else "replace"
            text = normalize_breaks(file.content[file.mark :].decode(file.encoding, errors))
            places = find_shown(text)
            self._tables[number] = places if len(places) == self._totals[number] else array("I")
        return self._tables[number]


def find_shown(source: str) -> array[int]:
    """Return the places of the characters of HTML or XML that are text and no white space."""
    places: array[int] = array("I")
    place = 0
    while place < len(source):
        opened = source.find("<", place)
        stop = len(source) if opened < 0 else opened
        _add_text(places, source, place, stop)
        if opened < 0:
            break
        place = _skip_markup(places, source, opened)
    return places


def _skip_markup(places: array[int], source: str, opened: int) -> int:
    """Return where the text goes on behind the markup that begins at `opened`."""
    if source.startswith("<!--", opened):
        return _behind(source, "-->", opened + 4)
    if source.startswith("<![CDATA[", opened):
        end = source.find("]]>", opened)
        end = len(source) if end < 0 else end
        places.extend(found.start() for found in _SHOWN.finditer(source, opened + 9, end))
        return min(len(source), end + 3)
    if source.startswith(("<!", "<?"), opened):
        return _behind(source, ">", opened)
    return _skip_tag(places, source, opened)


def _skip_tag(places: array[int], source: str, opened: int) -> int:
    """Return where the text goes on behind a tag; the text of a script is none, but the tree has it."""
    tag = _TAG.match(source, opened)
    if tag is None:
        following = source[opened + 1 : opened + 2]
        if not following or following == "/" or following.isalpha():
            return _behind(source, ">", opened)
        places.append(opened)
        return opened + 1
    name = tag[1].lower()
    if name not in _RAW or source.startswith("</", opened) or tag[0].endswith("/>"):
        return tag.end()
    closing = re.compile(f"</{name}", re.IGNORECASE).search(source, tag.end())
    stop = len(source) if closing is None else closing.start()
    places.extend(found.start() for found in _SHOWN.finditer(source, tag.end(), stop))
    return stop


def _behind(source: str, sign: str, start: int) -> int:
    end = source.find(sign, start)
    return len(source) if end < 0 else end + len(sign)


def _add_text(places: array[int], source: str, start: int, stop: int) -> None:
    place = start
    while place < stop:
        entity = source.find("&", place, stop)
        end = stop if entity < 0 else entity
        places.extend(found.start() for found in _SHOWN.finditer(source, place, end))
        if entity < 0:
            return
        found = _ENTITY.match(source, entity, stop)
        shown = "&" if found is None else html.unescape(found[0])
        if found is None or shown == found[0]:
            places.append(entity)
            place = entity + 1
            continue
        places.extend([entity] * count_shown(shown))
        place = found.end()


def describe_xml(root: etree._Element, content: bytes) -> SourceFile:
    """Return an XML file as a source of offsets, with the encoding that it was parsed in."""
    encoding = root.getroottree().docinfo.encoding or "utf-8"
    return SourceFile("", content, encoding.lower(), 3 if content.startswith(b"\xef\xbb\xbf") else 0)
