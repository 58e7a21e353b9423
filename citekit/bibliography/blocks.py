"""Blocks of a BibTeX file, and the tolerant reader for those that a strict splitter gets wrong.

The reader never gives up on a file: an entry whose braces do not balance ends at the next line that opens an
entry, a value that is not closed ends before the next line that looks like a field, and everything it had to
assume becomes a `Trouble`. Time is linear: braces are matched once for the whole text, when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from citekit.bibliography.values import MACRO, Part

HEAD: Final = re.compile(r"@\s{0,80}+([^\W\d][\w.:+/-]*+)\s{0,80}+([{(])")
LINE_HEAD: Final = re.compile(r"(?m)^[ \t]{0,80}+(@)[ \t]{0,80}+[^\W\d][\w.:+/-]*+\s{0,80}+[{(]")
_NAME: Final = re.compile(r"([^\s=,{}\"#%()]++)\s*+=(?!=)\s*+")
_NAME_ALONE: Final = re.compile(r"([^\W\d][\w.:+-]{0,60}+)[ \t]{0,80}+(?=[{\"])")
_NEXT_FIELD: Final = re.compile(r"[ \t]*+[^\W\d][\w.:+-]{0,60}+[ \t]{0,80}+=[ \t]{0,80}+[{\"\w]")
_FIELD_LINE: Final = re.compile(r"[\r\n][ \t]{0,80}+[^\W\d][\w.:+-]{0,60}+[ \t]{0,80}+=[ \t]{0,80}+[{\"\w]")
_BLANK: Final = re.compile(r"(?:\s++|%[^\r\n]*+)*+")
_KEY: Final = re.compile(r"[^,={}\"\r\n%]*+")
_BARE: Final = re.compile(r"[^,{}\"#\r\n]*+")
_LINE_END: Final = re.compile(r"[\r\n]|\Z")
_CLOSER_LINE: Final = re.compile(r"[\r\n][ \t]{0,80}+[})][ \t]{0,80}+(?=[\r\n]|\Z)")
_SPACE: Final = re.compile(r"\s*+")
_BRACE: Final = re.compile(r"[{}]")
_QUOTE_STOP: Final = re.compile(r'["{}]')


class Trouble(NamedTuple):
    """Something that had to be assumed: diagnostic code, what it is, and where."""

    code: str
    message: str
    position: int


class RawField(NamedTuple):
    """A field as it stands in the source.

    Attributes:
        name: As written.
        parts: The parts of its value, joined by `#`.
        start: Position of the name.
        value_start: Position of the value.
        value_end: Position after the value.
    """

    name: str
    parts: Sequence[Part]
    start: int
    value_start: int
    value_end: int


@dataclass(slots=True)
class RawBlock:
    """A block of the file: `entry`, `string`, `preamble`, `comment` or `failed`.

    Attributes:
        kind: What it is.
        start: Position of the `@`.
        end: Position after the block.
        type: Entry type as written.
        key: Citekey as written.
        key_start: Position of the citekey.
        fields: Of an entry, or the macros of a `@string`.
        troubles: What had to be assumed.
    """

    kind: str
    start: int
    end: int
    type: str = ""
    key: str = ""
    key_start: int = -1
    fields: list[RawField] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


class BlockReader:
    """Reads blocks anywhere in a text, one at a time.

    Args:
        text: The whole source.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._closing: dict[int, int] | None = None
        self._spent = 0
        self._limit = -1
        self._limit_from = 0

    def close_of(self, opening: int) -> int:
        """Return the position of the brace that closes the one at `opening`, or -1."""
        if self._closing is None and self._spent < len(self.text):
            end = self._scan_close(opening)
            self._spent += abs(end) - opening if end > 0 else len(self.text)
            if end > 0:
                return end
        if self._closing is None:
            closing: dict[int, int] = {}
            stack: list[int] = []
            for found in _BRACE.finditer(self.text):
                if found[0] == "{":
                    stack.append(found.start())
                elif stack:
                    closing[stack.pop()] = found.start()
            self._closing = closing
        return self._closing.get(opening, -1)

    def _scan_close(self, opening: int) -> int:
        """Return the closing brace found by going on from `opening`, or -1: cheap where it is near."""
        depth = 0
        for found in _BRACE.finditer(self.text, opening):
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return found.start()
        return -1

    def next_head(self, position: int) -> int:
        """Return the position of the first line after `position` that opens a block, or the text's end."""
        if not self._limit_from <= position < self._limit:
            found = LINE_HEAD.search(self.text, position)
            while found and found.start(1) <= position:
                found = LINE_HEAD.search(self.text, found.end())
            self._limit = found.start(1) if found else len(self.text)
            self._limit_from = position
        return self._limit

    def read_block(self, start: int) -> RawBlock:
        """Read the block whose `@` stands at `start`."""
        head = HEAD.match(self.text, start)
        if head is None:
            return self._read_malformed(start)
        kind = head[1].lower()
        if kind == "comment":
            return self._read_comment(start, head.end() - 1)
        if kind == "preamble":
            return self._read_preamble(start, head)
        block = RawBlock("string" if kind == "string" else "entry", start, head.end(), head[1])
        if head[0][1:2].isspace():
            block.troubles.append(Trouble("CK225", "blank between '@' and the entry type", start))
        _EntryReader(self, block, head).read()
        return block

    def _read_malformed(self, start: int) -> RawBlock:
        opening = start + 1
        end = self.close_of(opening) if self.text[opening : opening + 1] == "{" else -1
        if end < 0 or end > self.next_head(start):
            found = _LINE_END.search(self.text, start)
            end = found.start() if found else len(self.text)
        else:
            end += 1
        trouble = Trouble("CK222", "block without a type", start)
        return RawBlock("failed", start, end, troubles=[trouble])

    def _read_comment(self, start: int, opening: int) -> RawBlock:
        """Read an `@comment`: to its closing brace, with all it holds, or else to the end of its line."""
        end = self.close_of(opening) if self.text[opening] == "{" else -1
        if self.text[opening] == "(":
            line = _LINE_END.search(self.text, start)
            end = self.text.rfind(")", opening, line.start() if line else None)
        block = RawBlock("comment", start, end + 1, "comment")
        if end < 0:
            found = _LINE_END.search(self.text, start)
            block.end = found.start() if found else len(self.text)
            block.troubles.append(Trouble("CK210", "@comment is not closed; it ends with its line", start))
        return block

    def _read_preamble(self, start: int, head: re.Match[str]) -> RawBlock:
        opening = head.end() - 1
        limit = self.next_head(start)
        end = self.close_of(opening) if head[2] == "{" else -1
        if head[2] == "(":
            end = self.text.rfind(")", opening, limit)
        if 0 <= end < limit:
            return RawBlock("preamble", start, end + 1, "preamble")
        end = limit
        while end > start and self.text[end - 1].isspace():
            end -= 1
        trouble = Trouble("CK210", "@preamble is not closed", start)
        return RawBlock("failed", start, end, "preamble", troubles=[trouble])


class _EntryReader:
    """Reads the inside of one entry or `@string`."""

    def __init__(self, reader: BlockReader, block: RawBlock, head: re.Match[str]) -> None:
        self.reader = reader
        self.text = reader.text
        self.block = block
        self.place = head.end()
        self.closer = "}" if head[2] == "{" else ")"
        limit = reader.next_head(block.start)
        close = reader.close_of(head.end() - 1) if self.closer == "}" else -1
        self.broken = not 0 <= close < limit
        self.stop = limit if self.broken else close
        self.closed = False

    def note(self, code: str, message: str, position: int) -> None:
        self.block.troubles.append(Trouble(code, message, position))

    def read(self) -> None:
        if self.block.kind == "entry":
            self.read_key()
        self.read_fields()
        if not self.broken:
            self.block.end = self.stop + 1
            self.closed = True
            self.read_past_extra_brace()
        elif not self.closed:
            self.end_unclosed()

    def end_unclosed(self) -> None:
        """End the entry after the last thing read."""
        end = self.place
        while end > self.block.start + 1 and self.text[end - 1].isspace():
            end -= 1
        self.block.end = end
        self.note("CK210", f"entry is not closed: '{self.closer}' missing", self.block.start)

    def read_past_extra_brace(self) -> None:
        """Go on with an entry that a surplus brace closed in its middle."""
        after = self.skip_space(self.block.end)
        if self.text[after : after + 1] == ",":
            after = self.skip_space(after + 1)
        elif self.block.kind == "string" or not self.block.fields:
            return
        limit = self.reader.next_head(self.block.start)
        if after >= limit or not _NEXT_FIELD.match(self.text, after):
            if self.text[after : after + 1] == self.closer and not self.text[self.block.end : after].strip():
                self.note("CK234", "surplus closing brace", after)
                self.block.end = after + 1
            return
        self.note("CK234", "surplus closing brace inside the entry", self.block.end - 1)
        self.place, self.stop, self.broken, self.closed = after, limit, True, False
        self.read_fields()
        if not self.closed:
            self.end_unclosed()

    def skip_blank(self, place: int) -> int:
        """Return the position after blanks and `%` comments, within the entry."""
        found = _BLANK.match(self.text, place, self.stop)
        return found.end() if found else place

    def skip_space(self, place: int) -> int:
        """Return the position after white space."""
        found = _SPACE.match(self.text, place)
        return found.end() if found else place

    def skip_between(self) -> None:
        """Skip blanks, commas and `%` comments between fields; a commented field is worth a word."""
        while True:
            found = _BLANK.match(self.text, self.place, self.stop)
            if found and found.end() > self.place:
                if "%" in found[0]:
                    self.note_commented(found[0])
                self.place = found.end()
            if self.place < self.stop and self.text[self.place] == ",":
                self.place += 1
            else:
                return

    def note_commented(self, blank: str) -> None:
        """Report the first line of a comment that seems to hold a field."""
        place = self.place
        for line in blank.splitlines(keepends=True):
            if "=" in line:
                self.note("CK233", "a field is commented out with '%'", place + line.index("%"))
                return
            place += len(line)

    def read_key(self) -> None:
        start = self.skip_blank(self.place)
        found = _KEY.match(self.text, start, self.stop)
        end = found.end() if found else start
        if self.closer == ")" and (bracket := self.text.find(")", start, end)) >= 0:
            end = bracket
        following = self.text[end : end + 1] if end < self.stop else self.closer
        key = self.text[start:end].strip()
        if following == "=":
            self.note("CK213", "citekey missing", start)
            self.place = start
            return
        if following not in {",", self.closer} and not (following in "\r\n%" and key):
            comma = self.text.find(",", end, min(self.stop, end + 200))
            line = _LINE_END.search(self.text, end, min(self.stop, end + 200))
            if 0 <= comma < (line.start() if line else self.stop):
                end = comma
                key = self.text[start:end].strip()
        self.place = end
        self.block.key, self.block.key_start = key, start
        if not key:
            self.note("CK213", "citekey missing", start)
        self.skip_between_key(end)

    def skip_between_key(self, end: int) -> None:
        after = self.skip_blank(end)
        if after < self.stop and self.text[after] == ",":
            self.place = after + 1
        elif after < self.stop and _NAME.match(self.text, after):
            self.note("CK211", "comma missing after the citekey", end)

    def read_fields(self) -> None:
        while True:
            self.skip_between()
            if self.place >= self.stop:
                return
            name = _NAME.match(self.text, self.place, self.stop)
            if name is None and (name := _NAME_ALONE.match(self.text, self.place, self.stop)):
                self.note("CK224", f"'=' missing after '{name[1]}'", name.end())
            if name:
                self.read_field(name)
            elif self.text[self.place] == self.closer and self.broken:
                if not self.goes_on_after(self.place + 1):
                    self.closed = True
                    self.block.end = self.place + 1
                    return
                if not self.block.troubles or self.block.troubles[-1].code != "CK234":
                    self.note("CK234", "surplus closing brace inside the entry", self.place)
                self.place += 1
            else:
                self.skip_junk()

    def goes_on_after(self, place: int) -> bool:
        """Tell whether fields follow a closing brace: it was one too many, then."""
        after = self.skip_blank(place)
        comma = self.text[after : after + 1] == ","
        if comma:
            after = self.skip_blank(after + 1)
        if after >= self.stop:
            return False
        if self.text[after] == self.closer and not comma:
            return True
        return _NEXT_FIELD.match(self.text, after) is not None

    def skip_junk(self) -> None:
        """Skip to the next comma or line: text that is no field."""
        start = self.place
        if self.text[start] == "{":
            close = self.reader.close_of(start)
            self.place = close + 1 if 0 <= close < self.stop else start + 1
        elif self.text[start] in '"}#()=':
            self.place = start + 1
        else:
            found = _BARE.match(self.text, start, self.stop)
            self.place = max(found.end() if found else start, start + 1)
        junk = self.text[start : self.place].strip()
        if self.block.troubles and self.block.troubles[-1].code == "CK224":
            return
        self.note("CK224", f"'{junk[:40]}' is no field: '=' missing", start)

    def read_field(self, name: re.Match[str]) -> None:
        self.place = value_start = name.end()
        parts: list[Part] = []
        while True:
            part = self.read_part()
            if part is None:
                break
            parts.append(part)
            after = self.skip_blank(self.place)
            if after < self.stop and self.text[after] == "#":
                self.place = self.skip_blank(after + 1)
            else:
                break
        value_end = self.place
        if not parts:
            self.note("CK224", f"field '{name[1]}' has no value", name.start())
        value_end = self.read_trailing(name[1], parts, value_end)
        self.block.fields.append(RawField(name[1], parts, name.start(), value_start, value_end))

    def read_trailing(self, name: str, parts: list[Part], value_end: int) -> int:
        """Look what follows a value: a comma, the end, a field after a missing comma, or more text."""
        after = self.skip_blank(value_end)
        if after >= self.stop or self.text[after] in {",", self.closer}:
            self.place = max(after, value_end) if after < self.stop else self.place
            return value_end
        if _NAME.match(self.text, after, self.stop):
            if not self.block.troubles or self.block.troubles[-1].code != "CK212":
                self.note("CK211", f"comma missing after field '{name}'", value_end)
            self.place = after
            return value_end
        end = after
        while end < self.stop and self.text[end] not in {",", self.closer}:
            if self.text[end] == "{":
                close = self.reader.close_of(end)
                end = close + 1 if 0 <= close < self.stop else end + 1
                continue
            found = _BARE.match(self.text, end, self.stop)
            end = max(found.end() if found else end, end + 1)
            line = self.skip_space(end)
            if line > end and line < self.stop and _NAME.match(self.text, line):
                break
        extra = self.text[after:end].strip()
        if self.closer == ")" and ")" in extra:
            extra = extra[: extra.index(")")]
            end = after + len(extra)
        if extra:
            self.note("CK226", f"text after the value of '{name}': '{extra[:40]}'", after)
            if len(parts) == 1 and parts[0].kind in {"macro", "number"}:
                parts[0] = Part("bare", parts[0].text)
            blank = " " if after > value_end else ""
            parts.append(Part("bare", blank + extra))
        self.place = end
        return end

    def read_part(self) -> Part | None:
        if self.place >= self.stop:
            return None
        character = self.text[self.place]
        if character == "{":
            return self.read_braced()
        if character == '"':
            return self.read_quoted()
        if character.isdecimal():
            start = self.place
            while self.place < self.stop and self.text[self.place].isdecimal():
                self.place += 1
            return Part("number", self.text[start : self.place])
        found = MACRO.match(self.text, self.place, self.stop)
        if found:
            self.place = found.end()
            return Part("macro", found[0])
        return None

    def read_braced(self) -> Part:
        start = self.place
        close = self.reader.close_of(start)
        inside = 0 <= close < self.stop
        if inside and not self.broken:
            self.place = close + 1
            return Part("braced", self.text[start + 1 : close])
        line = _FIELD_LINE.search(self.text, start, close if inside else self.stop)
        if inside and line is None and not self.closes_entry(start, close):
            self.place = close + 1
            return Part("braced", self.text[start + 1 : close])
        return self.cut_value("braced", start, line)

    def closes_entry(self, start: int, close: int) -> bool:
        """Tell whether a brace alone on its line, with no comma after it, looks meant for the entry."""
        line = max(self.text.rfind("\n", start, close), self.text.rfind("\r", start, close))
        if line < 0 or not self.text[line:close].isspace():
            return False
        after = self.skip_space(close + 1)
        return after >= self.stop or self.text[after] not in {",", "#", self.closer}

    def cut_value(self, kind: str, start: int, line: re.Match[str] | None) -> Part:
        """End a value that is not closed before the next field, or where the entry must end."""
        end = line.start() if line else self.stop
        last = _CLOSER_LINE.search(self.text, start, end)
        text = self.text[start + 1 : last.start() if last else end].rstrip()
        if line is None and last is None and text.endswith(self.closer):
            text = text[:-1].rstrip()
        self.place = start + 1 + len(text)
        text = text.removesuffix(",").rstrip()
        if kind == "braced" and text.endswith("}") and text.count("}") > text.count("{"):
            text = text[:-1]
        if kind == "quoted":
            text = text.removesuffix('"')
        self.note("CK212", f"value is not closed: '{text[:30].strip()}'", start)
        return Part(kind, text.strip())

    def read_quoted(self) -> Part:
        start = self.place
        place = start + 1
        line: re.Match[str] | None = None
        sought = start
        while found := _QUOTE_STOP.search(self.text, place, self.stop):
            place = found.end()
            if found[0] == "{":
                close = self.reader.close_of(found.start())
                if 0 <= close < self.stop:
                    place = close + 1
            elif found[0] == '"':
                ends = self.ends_quoted(found.start())
                if ends is None:
                    line = line or _FIELD_LINE.search(self.text, sought, found.start())
                    sought = found.start()
                    ends = line is None
                if ends:
                    self.place = place
                    return Part("quoted", self.text[start + 1 : place - 1])
        return self.cut_value("quoted", start, _FIELD_LINE.search(self.text, start, self.stop))

    def ends_quoted(self, place: int) -> bool | None:
        """Tell by what follows whether the quote at `place` ends the value; None when a field follows."""
        after = self.skip_space(place + 1)
        if after >= self.stop or self.text[after] in {",", "#", "%", self.closer}:
            return True
        if self.text[place - 1] == "\\":
            self.note("CK235", "a quote inside quotes needs braces", place)
            return False
        return None if _NAME.match(self.text, after, self.stop) else False
