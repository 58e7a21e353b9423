"""BibTeX syntax: bibtexparser splits and writes, and everything it might get wrong is read again.

bibtexparser's splitter is fast and right on sound input, but it leaves `#` unread, takes a field after a
missing comma for part of the value before, reads `@ article` as a comment and loses what follows a surplus
brace. So its blocks are taken only where nothing is odd about them; the rest of the file goes through
`citekit.bibliography.blocks`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Block as ParserBlock
from bibtexparser.model import Entry as ParserEntry
from bibtexparser.model import Field as ParserField
from bibtexparser.model import ImplicitComment, ParsingFailedBlock
from bibtexparser.model import Preamble as ParserPreamble
from bibtexparser.model import String as ParserString
from bibtexparser.splitter import Splitter
from bibtexparser.writer import BibtexFormat

from citekit.bibliography.blocks import HEAD, LINE_HEAD, BlockReader, RawBlock, RawField, Trouble
from citekit.bibliography.values import read_sound_parts
from citekit.collector import pause_collection

_LOGGER: Final = logging.getLogger("bibtexparser.splitter")

_SOUND_TYPE: Final = re.compile(r"[^\W\d]\w*+")
_SOUND_KEY: Final = re.compile(r"[^\s,={}\"%#()\\]++")
_SOUND_NAME: Final = re.compile(r"[^\W\d][\w.:+-]*+")
_CONTINUES: Final = re.compile(r"\s*+(?:[,}]|[^\W\d][\w.:+-]{0,60}+[ \t]{0,80}+=[ \t]{0,80}+[{\"\w])")


@contextmanager
def _in_quiet() -> Iterator[None]:
    """Switch off what costs time and says nothing new while the splitter runs.

    Garbage collection passes grow with the number of objects made, and the splitter's warnings come back as
    diagnostics.
    """
    silent = _LOGGER.disabled
    _LOGGER.disabled = True
    try:
        with pause_collection():
            yield
    finally:
        _LOGGER.disabled = silent


def split_blocks(text: str) -> list[RawBlock]:
    """Split a BibTeX file into its blocks.

    Args:
        text: The whole file.

    Returns:
        The blocks in source order, not overlapping; between two of them stands text that is no block.
    """
    with _in_quiet():
        return list(_merge_blocks(text))


def _merge_blocks(text: str) -> Iterator[RawBlock]:
    reader = BlockReader(text)
    place = 0
    search = 0
    waiting = list(reversed(Splitter(text).split().blocks))
    while waiting:
        found = waiting.pop()
        if isinstance(found, ImplicitComment):
            continue
        raw = found.raw or ""
        start = text.find(raw, search)
        if start < 0:
            continue
        search = start + max(len(raw), 1)
        if start < place:
            continue
        if start > place and not text[place:start].isspace():
            for block in _read_gap(reader, place, start):
                yield block
                place = block.end
            if start < place or _is_commented(text, place, start):
                continue
        made = _take_sound(found, start, len(raw))
        if made is None or _CONTINUES.match(text, made.end):
            made = reader.read_block(start)
        yield made
        place = made.end
    yield from _read_gap(reader, place, len(text))


def _is_commented(text: str, place: int, start: int) -> bool:
    """Tell whether the block at `start` stands on a line that begins with `%`."""
    line = max(text.rfind("\n", place, start), text.rfind("\r", place, start)) + 1
    return text[max(line, place) : start].lstrip().startswith("%")


def _read_gap(reader: BlockReader, start: int, end: int) -> Iterator[RawBlock]:
    """Read the blocks that the splitter took for text: `@ article{`, or a type with a hyphen."""
    text = reader.text
    place = text.find("@", start, end)
    while 0 <= place < end:
        if HEAD.match(text, place) and not _is_commented(text, start, place):
            block = reader.read_block(place)
            yield block
            start = block.end
            place = text.find("@", start, end)
        else:
            place = text.find("@", place + 1, end)


def _take_sound(found: ParserBlock, start: int, length: int) -> RawBlock | None:
    """Return the splitter's block where nothing about it is odd, else None."""
    if isinstance(found, ParsingFailedBlock):
        inner = found.ignore_error_block
        if inner is None:
            return None
        found = inner
    if isinstance(found, ParserEntry):
        return _take_entry(found, start, length)
    if isinstance(found, ParserString):
        parts = read_sound_parts(found.value)
        if parts and _SOUND_NAME.fullmatch(found.key):
            return RawBlock("string", start, start + length, fields=[RawField(found.key, parts, -1, -1, -1)])
        return None
    if isinstance(found, ParserPreamble) and (found.raw or "").endswith("}"):
        return RawBlock("preamble", start, start + length, "preamble")
    return None


def _take_entry(found: ParserEntry, start: int, length: int) -> RawBlock | None:
    key, kind = found.key, found.entry_type
    if not _SOUND_KEY.fullmatch(key) or not _SOUND_TYPE.fullmatch(kind):
        return None
    fields = []
    is_name = _SOUND_NAME.fullmatch
    for field in found.fields:
        name = field.key
        parts = read_sound_parts(field.value)
        if not parts or not is_name(name):
            return None
        fields.append(RawField(name, parts, -1, -1, -1))
    return RawBlock("entry", start, start + length, kind, key, -1, fields)


def count_heads(text: str) -> list[int]:
    """Return the positions of all `@` that open a block at the start of a line: the one-line scan."""
    return [found.start(1) for found in LINE_HEAD.finditer(text)]


def find_lost_heads(text: str, blocks: Iterable[RawBlock]) -> list[Trouble]:
    """Compare a scan of the lines with the blocks read: every head must be a block or stand inside one.

    Returns:
        A trouble for each line that opens a block which is neither: hidden in a comment (`CK221`), or
        swallowed by a value or commented out (`CK223`).
    """
    ordered = sorted(blocks, key=lambda block: block.start)
    starts = {block.start for block in ordered}
    if text.count("\n@") + text.startswith("@") == sum(
        1 for start in starts if start == 0 or text[start - 1] == "\n"
    ):
        return []
    troubles = []
    index = 0
    for position in count_heads(text):
        if position in starts:
            continue
        while index + 1 < len(ordered) and ordered[index + 1].start < position:
            index += 1
        around = ordered[index] if ordered else None
        if around is not None and around.start < position < around.end and around.kind == "comment":
            troubles.append(Trouble("CK221", "an entry inside @comment is not read", position))
        else:
            troubles.append(Trouble("CK223", "this line opens an entry that was not read as one", position))
    return troubles


def write_entry(
    kind: str, key: str, fields: Iterable[tuple[str, str]], *, indent: str = "  ", align: bool = False
) -> str:
    """Return one entry as BibTeX, without a line break at its end.

    Args:
        kind: Entry type.
        key: Citekey.
        fields: Names and values, the values with their delimiters.
        indent: What stands before a field.
        align: Set the values under each other.
    """
    made = ParserEntry(kind, key, [ParserField(name, value) for name, value in fields])
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = indent
    layout.trailing_comma = True
    layout.block_separator = ""
    if align:
        layout.value_column = "auto"
    text: str = write_string(Library([made]), unparse_stack=[], bibtex_format=layout)
    return text.rstrip("\n")
