"""Markdown and pandoc's Markdown: blocks, and footnotes with their exact calls.

The text stays as written but for backslash escapes. Syntax after CommonMark 0.31 (leaf and container blocks,
as far as they matter here) and the pandoc manual's extensions
`footnotes`, `inline_notes` and `yaml_metadata_block`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from citekit.diagnostics import Diagnostic, Severity, diagnose
from citekit.errors import ReadError
from citekit.model import Block, BlockKind, Document, Note, Span
from citekit.read.byte_offsets import ByteOffsets, normalize_breaks
from citekit.read.encoding import decode
from citekit.read.escapes import drop_escapes

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
_DEFINITION: Final = re.compile(r" {0,3}\[\^([^\[\]\s^]{1,80})\]:[ \t]*")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]|\Z)")
_SETEXT: Final = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,100}|(?:-[ \t]*){3,100}|(?:_[ \t]*){3,100})")
_ITEM: Final = re.compile(r" {0,12}(?:[-*+]|\d{1,9}[.)]|\(?@?[A-Za-z\d]{0,6}\))[ \t]+\S")
_QUOTE: Final = re.compile(r" {0,3}>")
_CALL: Final = re.compile(r"\[\^([^\[\]\s^]{1,80})\](?!:)")
_CODE_SPAN: Final = re.compile(r"(`+)(?!`)")
_YAML_LINE: Final = re.compile(r"([A-Za-z][\w-]{0,40}):[ \t]*(.*)")
_YAML_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(.*)")
_METADATA: Final = MappingProxyType(
    {"title": "title", "subtitle": "subtitle", "author": "author", "date": "date", "doi": "DOI",
     "lang": "language", "abstract": "abstract", "keywords": "keywords", "csl": "csl"}
)  # fmt: skip
_BRACKET: Final = re.compile(r"[\[\]]|\n[ \t]*+\n")
#: Length of the longest inline note.
_LONGEST_INLINE: Final = 5_000


@dataclass(slots=True)
class _Definition:
    """The definition of a note: its label, the place of its mark, its text's lines."""

    label: str
    mark: Span
    start: int
    end: int
    first_line: int
    last_line: int


@dataclass(slots=True)
class _Lines:
    """The lines of a text, and what has been made of them so far."""

    text: str
    lines: list[str]
    starts: list[int]
    blocks: list[Block] = field(default_factory=list)
    definitions: list[_Definition] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH

    def add(self, kind: BlockKind, first: int, last: int, level: int = 0) -> None:
        """Add a block over whole lines, without the blanks around it."""
        start, end = self.starts[first], self.starts[last] + len(self.lines[last])
        piece = self.text[start:end]
        stripped = piece.strip()
        if stripped:
            start += len(piece) - len(piece.lstrip())
            self.blocks.append(Block(kind, Span(start, start + len(stripped)), level))

    def close(self) -> None:
        """End the paragraph, list item or quotation that is open."""
        if self.group:
            level = int(self.kind is BlockKind.LIST_ITEM)
            self.add(self.kind, self.group[0], self.group[-1], level)
            self.group = []
        self.kind = BlockKind.PARAGRAPH


def read_markdown(content: bytes, source: str) -> Document:
    """Read a Markdown file.

    Args:
        content: The bytes of the file.
        source: Name that diagnostics print.

    Returns:
        The document: the text as written without backslash escapes, blocks, notes with their calls, what the
        front matter says, and the bibliography files that it names. A call, like a mark, is the label within
        `[^1]`, or the `^` of an inline note.

    Raises:
        ReadError: There is nothing but blanks.
    """
    decoded = decode(content)
    text = normalize_breaks(decoded.text)
    if not text or text.isspace():
        raise ReadError("the input is empty", code="CK106", source=source)
    lines = text.split("\n")
    state = _Lines(text, lines, list(accumulate((len(line) + 1 for line in lines), initial=0)))
    values, first = _read_front_matter(state)
    _split_lines(state, first)
    code = _find_code(state)
    document = Document(
        source=source,
        format="markdown",
        text=text,
        language=_language_of(values),
        offsets=ByteOffsets(content, decoded.encoding, decoded.mark),
        bibliographies=tuple(values.get("bibliography", ())),
        metadata=MappingProxyType(
            {
                _METADATA[name]: "; ".join(found)
                for name, found in values.items()
                if name in _METADATA and found
            }
        ),
    )
    notes, problems = _make_notes(document, state, code)
    blocks = _carve(state, code, notes)
    made = replace(document, blocks=blocks, notes=notes, diagnostics=(*decoded.diagnose(source), *problems))
    return drop_escapes(made, code)


def _language_of(values: Mapping[str, list[str]]) -> str | None:
    found = values.get("lang", ())
    return found[0].partition("-")[0].lower() if found and found[0] else None


def _read_front_matter(state: _Lines) -> tuple[dict[str, list[str]], int]:
    """Read the simple keys of a YAML block at the top; return them with the number of the line after it."""
    lines = state.lines
    if lines[0].rstrip() != "---" or len(lines) < 3 or not lines[1].strip():
        return {}, 0
    last = next((n for n, line in enumerate(lines[1:500], 1) if line.rstrip() in {"---", "..."}), 0)
    if not last:
        return {}, 0
    values: dict[str, list[str]] = {}
    name = ""
    for line in lines[1:last]:
        if match := _YAML_LINE.fullmatch(line):
            name = match[1].lower()
            inner = match[2].strip()
            pieces = inner[1:-1].split(",") if inner.startswith("[") and inner.endswith("]") else [inner]
            values[name] = [piece.strip().strip("\"'") for piece in pieces if piece.strip()]
        elif name and (match := _YAML_ITEM.fullmatch(line)):
            values[name].append(match[1].strip().strip("\"'"))
    state.add(BlockKind.CODE, 0, last)
    return values, last + 1


def _split_lines(state: _Lines, first: int) -> None:
    """Go through the lines once and make blocks and definitions of them."""
    number = first
    lines = state.lines
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            state.close()
            number += 1
        elif fence := _FENCE.fullmatch(line):
            number = _read_fence(state, number, fence)
        elif definition := _DEFINITION.match(line):
            number = _read_definition(state, number, definition)
        elif line.startswith(("    ", "\t")) and not state.group and not _follows_item(state):
            number = _read_indented_code(state, number)
        else:
            _read_line(state, number, line)
            number += 1
    state.close()


def _read_fence(state: _Lines, number: int, fence: re.Match[str]) -> int:
    sign, size = fence[1][0], len(fence[1])
    if sign == "`" and "`" in fence[2]:
        _read_line(state, number, state.lines[number])
        return number + 1
    state.close()
    last = number + 1
    while last < len(state.lines):
        closing = state.lines[last].strip()
        if (
            len(closing) >= size
            and closing == sign * len(closing)
            and not state.lines[last].startswith("    ")
        ):
            break
        last += 1
    last = min(last, len(state.lines) - 1)
    state.add(BlockKind.CODE, number, last)
    return last + 1


def _read_indented_code(state: _Lines, number: int) -> int:
    last = end = number
    while last < len(state.lines) and (
        state.lines[last].startswith(("    ", "\t")) or not state.lines[last].strip()
    ):
        if state.lines[last].strip():
            end = last
        last += 1
    state.add(BlockKind.CODE, number, end)
    return end + 1


def _follows_item(state: _Lines) -> bool:
    return bool(state.blocks) and state.blocks[-1].kind is BlockKind.LIST_ITEM


def _read_definition(state: _Lines, number: int, match: re.Match[str]) -> int:
    """Read the definition of a note: its paragraph, and the indented ones after blank lines (pandoc)."""
    state.close()
    lines, starts = state.lines, state.starts
    last = following = number
    blank = False
    for following in range(number + 1, len(lines)):
        line = lines[following]
        if not line.strip():
            blank = True
        elif _ends_definition(line, after_blank=blank):
            break
        else:
            last, blank = following, False
    first = starts[number] + match.end()
    end = starts[last] + len(lines[last].rstrip())
    rest = state.text[first:end]
    start = first + len(rest) - len(rest.lstrip())
    mark = Span(starts[number] + match.start(1), starts[number] + match.end(1))
    state.definitions.append(
        _Definition(match[1], mark, min(start, max(first, end)), max(start, end), number, last)
    )
    return last + 1


def _ends_definition(line: str, *, after_blank: bool) -> bool:
    """Tell whether a line cannot belong to the note before it."""
    if _DEFINITION.match(line) or (after_blank and not line.startswith(("    ", "\t"))):
        return True
    return not after_blank and (_HEADING.match(line) is not None or _FENCE.fullmatch(line) is not None)


def _read_line(state: _Lines, number: int, line: str) -> None:
    """Read a line of a heading, a list, a quotation, a table or a paragraph."""
    if heading := _HEADING.match(line):
        state.close()
        state.add(BlockKind.HEADING, number, number, len(heading[1]))
    elif state.group and state.kind is BlockKind.PARAGRAPH and (setext := _SETEXT.fullmatch(line)):
        state.add(BlockKind.HEADING, state.group[0], number, 1 if setext[1][0] == "=" else 2)
        state.group = []
    elif _RULE.fullmatch(line):
        state.close()
    elif line.lstrip().startswith("|"):
        state.close()
        state.add(BlockKind.TABLE_CELL, number, number)
    elif _ITEM.match(line):
        state.close()
        state.kind = BlockKind.LIST_ITEM
        state.group.append(number)
    elif _QUOTE.match(line):
        if state.kind is not BlockKind.QUOTE:
            state.close()
            state.kind = BlockKind.QUOTE
        state.group.append(number)
    else:
        state.group.append(number)


def _find_code(state: _Lines) -> list[Span]:
    """Return the code: blocks, spans in backticks within a paragraph, and comments."""
    text = state.text
    blocks = [block.span for block in state.blocks if block.kind is BlockKind.CODE]
    starts = [span.start for span in blocks]
    spans = list(blocks)
    place = 0
    block = 0
    ends: dict[str, int] = {}
    while (opened := _CODE_SPAN.search(text, place)) is not None:
        start = opened.start()
        while block < len(blocks) and blocks[block].end <= start:
            block += 1
        if block < len(blocks) and blocks[block].start <= start:
            place = blocks[block].end
            continue
        ticks = opened[1]
        place = opened.end()
        if ends.get(ticks, 0) < 0:
            continue
        closed = re.compile(rf"(?<!`){ticks}(?!`)").search(text, place)
        ends[ticks] = closed.end() if closed else -1
        if closed and "\n\n" not in text[place : closed.start()]:
            spans.append(Span(start, closed.end()))
            place = closed.end()
    place = text.find("<!--")
    while place >= 0:
        end = text.find("-->", place)
        if end < 0:
            break
        if not _is_in(blocks, starts, place):
            spans.append(Span(place, end + 3))
        place = text.find("<!--", end)
    return _merge(spans)


def _merge(spans: list[Span]) -> list[Span]:
    """Return spans in order, overlapping ones as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _is_in(spans: list[Span], starts: list[int], position: int) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < spans[index].end


def _make_notes(
    document: Document, state: _Lines, code: list[Span]
) -> tuple[tuple[Note, ...], tuple[Diagnostic, ...]]:
    """Bring calls and definitions together, with the inline notes."""
    text = state.text
    starts = [span.start for span in code]
    definitions = {definition.label: definition for definition in reversed(state.definitions)}
    calls: dict[str, Span] = {}
    problems: list[Diagnostic] = []
    for match in _CALL.finditer(text):
        label = match[1]
        if (
            label in calls
            or _is_in(code, starts, match.start())
            or text[match.start() - 1 : match.start()] == "\\"
        ):
            continue
        calls[label] = Span(*match.span(1))
        if label not in definitions:
            message = f"note {label} is called here, but its text was not found"
            problems.append(diagnose(document, "CK302", message, calls[label]))
    places = [(calls[label].start if label in calls else definition.mark.start, definition)
              for label, definition in definitions.items()]  # fmt: skip
    inline = [pair for pair in _find_inline_notes(text) if not _is_in(code, starts, pair[0])]
    ordered = sorted([*places, *((start, None) for start, _ in inline)], key=lambda pair: pair[0])
    ends = dict(inline)
    notes: list[Note] = []
    for number, (start, definition) in enumerate(ordered, 1):
        if definition is None:
            body = _strip_span(text, Span(start + 2, ends[start]))
            mark = Span(start + 1, start + 2)
            notes.append(Note(f"fn-inline{number}", str(number), Span(start, start + 1), body, mark=mark))
            continue
        call = calls.get(definition.label)
        body = Span(definition.start, definition.end)
        notes.append(Note(f"fn{definition.label}", definition.label, call, body, mark=definition.mark))
        if call is None:
            message = f"the call of note {definition.label} was not found"
            problems.append(diagnose(document, "CK301", message, definition.mark))
        if body.start >= body.end:
            message = f"note {definition.label} has no text"
            problems.append(diagnose(document, "CK121", message, definition.mark, Severity.WARNING))
    return tuple(notes), tuple(problems)


def _find_inline_notes(text: str) -> list[tuple[int, int]]:
    """Return the start of each `^[` with the position of the bracket that closes it in its paragraph."""
    if "^[" not in text:
        return []
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        place = match.start()
        if match[0][0] == "\n":
            opened.clear()
        elif text[place - 1 : place] == "\\":
            continue
        elif match[0] == "[":
            opened.append(place)
        elif opened:
            start = opened.pop() - 1
            raised = start >= 0 and text[start] == "^" and text[start - 1 : start] not in {"\\", "["}
            if raised and text[start + 2 : place].strip() and place - start <= _LONGEST_INLINE:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, place))
    return found


def _strip_span(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))


def _carve(state: _Lines, code: list[Span], notes: tuple[Note, ...]) -> tuple[Block, ...]:
    """Return all blocks in order: notes and code cut out of the paragraphs that hold them."""
    text = state.text
    inner: list[tuple[Span, BlockKind, str | None]] = [(span, BlockKind.CODE, None) for span in code]
    for note in notes:
        start = note.mark.start if note.mark else note.body.start
        start -= 2 * (text[start - 2 : start] == "[^" and note.call != Span(start - 1, start))
        inner.append((Span(start, max(note.body.end, start + 1)), BlockKind.NOTE, note.id))
    inner.sort(key=lambda place: (place[0].start, -place[0].end))
    kept: list[tuple[Span, BlockKind, str | None]] = []
    for place in inner:
        if not kept or place[0].start >= kept[-1][0].end:
            kept.append(place)
    blocks: list[Block] = [Block(kind, span, note=note) for span, kind, note in kept]
    index = 0
    for block in state.blocks:
        if block.kind is BlockKind.CODE:
            continue
        start = block.span.start
        while index < len(kept) and kept[index][0].end <= start:
            index += 1
        cursor = index
        while cursor < len(kept) and kept[cursor][0].start < block.span.end:
            _add_piece(text, blocks, block, start, kept[cursor][0].start)
            start = kept[cursor][0].end
            cursor += 1
        _add_piece(text, blocks, block, start, block.span.end)
    return tuple(sorted(blocks, key=lambda block: block.span))


def _add_piece(text: str, blocks: list[Block], block: Block, start: int, end: int) -> None:
    if start < end and not text[start:end].isspace():
        blocks.append(Block(block.kind, _strip_span(text, Span(start, end)), block.level))
