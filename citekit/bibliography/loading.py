"""From blocks to entries: strings, values, decoding, names, dates, duplicates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.bibliography.bibdates import read_dates
from citekit.bibliography.bibnames import parse_name_list
from citekit.bibliography.bibtex import find_lost_heads, split_blocks
from citekit.bibliography.blocks import HEAD, BlockReader, RawBlock, RawField
from citekit.bibliography.fields import decode_value, kind_of
from citekit.bibliography.inherit import inherit_fields
from citekit.bibliography.places import LineIndex
from citekit.bibliography.tex import needs_decoding
from citekit.bibliography.values import Value, join_parts
from citekit.collector import pause_collection
from citekit.diagnostics import Diagnostic, Severity
from citekit.model import Bibliography, Entry, Name, Span

_ODD_KEY: Final = re.compile(r"[\s,={}()\"#%\\~']")
_LONGEST_STRING: Final = 65_536
_SEVERITIES: Final = MappingProxyType(
    {
        "CK210": Severity.ERROR, "CK211": Severity.ERROR, "CK212": Severity.ERROR, "CK213": Severity.ERROR,
        "CK215": Severity.ERROR, "CK222": Severity.ERROR, "CK223": Severity.ERROR, "CK224": Severity.ERROR,
        "CK217": Severity.ERROR, "CK214": Severity.INFO, "CK220": Severity.INFO, "CK221": Severity.INFO,
        "CK227": Severity.INFO, "CK233": Severity.INFO,
    }
)  # fmt: skip


class _Loader:
    """One run over one BibTeX file."""

    def __init__(self, text: str, source: str | None) -> None:
        self.text = text
        self.source = source
        self.strings: dict[str, Value] = {}
        self.string_names: dict[str, str] = {}
        self.later: dict[str, Value] = {}
        self.entries: list[Entry] = []
        self.preambles: list[str] = []
        self.comments: list[str] = []
        self.failed: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.layout: list[str | Span] = []
        self.kinds: dict[str, tuple[str, str]] = {}
        self.first_places: dict[str, int] = {}
        self._lines: LineIndex | None = None
        self._reader: BlockReader | None = None
        self._reread: RawBlock | None = None

    def note(self, code: str, message: str, start: int, end: int | None = None, hint: str = "") -> None:
        """Add a diagnostic at a place of the text."""
        line, column = self.find_place(start)
        severity = _SEVERITIES.get(code, Severity.WARNING)
        span = Span(start, start + 1 if end is None else end)
        self.diagnostics.append(Diagnostic(code, message, severity, self.source, span, line, column, hint))

    def find_place(self, position: int) -> tuple[int, int]:
        """Return line and column of a position."""
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines.place(position)

    def locate_field(self, block: RawBlock, name: str, index: int = -1) -> int:
        """Return where a field of a block stands; sound blocks were split without positions."""
        fields = block.fields
        if fields and fields[0].start < 0:
            if self._reader is None:
                self._reader = BlockReader(self.text)
            if self._reread is None or self._reread.start != block.start:
                self._reread = self._reader.read_block(block.start)
            fields = self._reread.fields
        if 0 <= index < len(fields) and fields[index].name.lower() == name:
            return fields[index].start
        return next((field.start for field in fields if field.name.lower() == name), block.start)

    def load(self) -> Bibliography:
        blocks = split_blocks(self.text)
        self.collect_strings(blocks)
        place = 0
        for block in blocks:
            self.take_text(place, block.start)
            place = block.end
            for trouble in block.troubles:
                self.note(trouble.code, trouble.message, trouble.position)
            if block.kind == "entry":
                self.take_entry(block)
                continue
            raw = self.text[block.start : block.end]
            self.layout.append(raw)
            if block.kind == "string":
                self.define_strings(block)
            elif block.kind == "preamble":
                self.preambles.append(raw[raw.index("{" if "{" in raw[:20] else "(") + 1 : -1].strip())
            elif block.kind == "comment":
                self.comments.append(raw)
            else:
                self.failed.append(raw)
        self.take_text(place, len(self.text))
        for trouble in find_lost_heads(self.text, blocks):
            self.note(trouble.code, trouble.message, trouble.position)
        if not blocks and self.text.strip():
            self.note("CK203", "there are no entries in this text", 0)
        entries = self.inherit()
        self.diagnostics.sort(key=lambda found: found.span.start if found.span else 0)
        return Bibliography(
            entries=entries,
            strings=MappingProxyType(
                {self.string_names[name]: value.text for name, value in self.strings.items()}
            ),
            preambles=tuple(self.preambles),
            comments=tuple(self.comments),
            failed=tuple(self.failed),
            diagnostics=tuple(self.diagnostics),
            source=self.source,
            layout=tuple(self.layout),
        )

    def inherit(self) -> tuple[Entry, ...]:
        if not any("crossref" in entry.fields or "xdata" in entry.fields for entry in self.entries):
            return tuple(self.entries)
        entries, troubles = inherit_fields(self.entries)
        for trouble in troubles:
            span = trouble.entry.span
            self.note(trouble.code, trouble.message, span.start if span else 0)
        return entries

    def take_text(self, start: int, end: int) -> None:
        """Keep the text between two blocks; anything but blanks and `%` lines is worth a word."""
        if start >= end:
            return
        text = self.text[start:end]
        self.layout.append(text)
        stripped = text.strip()
        if not stripped:
            return
        self.comments.append(stripped)
        position = start
        noted = False
        for line in text.splitlines(keepends=True):
            words = line.lstrip()
            if words.startswith("%"):
                if head := HEAD.search(line):
                    self.note("CK221", "an entry after '%' is not read", position + head.start())
            elif words and not noted and not words.lower().startswith("@comment"):
                self.note("CK220", "text between entries", position + len(line) - len(words))
                noted = True
            position += len(line)

    def collect_strings(self, blocks: list[RawBlock]) -> None:
        """Read all macros ahead, for those that are used before they are defined."""
        for block in blocks:
            if block.kind == "string":
                for field in block.fields:
                    value = join_parts(field.parts, self.later)
                    if len(value.text) <= _LONGEST_STRING:
                        self.later.setdefault(field.name.lower(), value)

    def define_strings(self, block: RawBlock) -> None:
        for field in block.fields:
            name = field.name.lower()
            value = self.join(block, field)
            if len(value.text) > _LONGEST_STRING:
                start = self.locate_field(block, name)
                self.note("CK219", f"string '{field.name}' grows beyond {_LONGEST_STRING} characters", start)
                continue
            if name in self.strings and self.strings[name].text != value.text:
                start = self.locate_field(block, name)
                self.note("CK218", f"string '{field.name}' is defined again", start)
            self.strings[name] = value
            self.string_names.setdefault(name, field.name)

    def join(self, block: RawBlock, field: RawField) -> Value:
        """Put a value together, and report the macros that nothing defines."""
        value = join_parts(field.parts, self.strings)
        if not value.undefined:
            return value
        start = field.start if field.start >= 0 else self.locate_field(block, field.name.lower())
        known = self.later.keys() - ({field.name.lower()} if block.kind == "string" else set())
        missing = [name for name in value.undefined if name.lower() not in known]
        early = [name for name in value.undefined if name.lower() in known]
        if early:
            value = join_parts(field.parts, {name: self.later[name] for name in known} | self.strings)
            self.note("CK217", f"string '{early[0]}' is used before it is defined", start)
        for name in missing:
            self.note("CK217", f"undefined string '{name}' in '{field.name}'", start)
        return value

    def take_entry(self, block: RawBlock) -> None:
        raw = self.text[block.start : block.end]
        key = block.key
        if key and key in self.first_places:
            first = self.find_place(self.first_places[key])[0]
            message = f"citekey '{key}' was used before, in line {first}; this entry is left out"
            self.note("CK215", message, block.start)
            self.failed.append(raw)
            self.layout.append(raw)
            return
        if _ODD_KEY.search(key):
            self.note(
                "CK214", f"odd citekey '{key}'", block.key_start if block.key_start >= 0 else block.start
            )
        self.first_places[key] = block.start
        span = Span(block.start, block.end)
        self.layout.append(span)
        self.entries.append(self.make_entry(block, raw, span))
        block.fields = []

    def make_entry(self, block: RawBlock, raw: str, span: Span) -> Entry:
        fields: dict[str, str] = {}
        resolved: dict[str, str] = {}
        names: dict[str, tuple[Name, ...]] = {}
        others: list[str] = []
        dated = False
        kinds = self.kinds
        useprefix = self.useprefix(block) if "useprefix" in raw else None
        for index, field in enumerate(block.fields):
            name, kind = kinds.get(field.name) or self.learn_kind(field.name)
            if name in resolved:
                start = self.locate_field(block, name, index)
                self.note("CK216", f"field '{name}' occurs twice in '{block.key}'; the first counts", start)
                continue
            parts = field.parts
            if len(parts) == 1 and parts[0].kind != "macro":
                text = parts[0].text
            else:
                text = self.join(block, field).text
            resolved[name] = text
            special = needs_decoding(text)
            fields[name] = self.decode(block, name, kind, text) if special else text.strip(" ")
            if kind == "names":
                found = parse_name_list(text, useprefix=useprefix)
                names[name] = found.names
                if found.others:
                    others.append(name)
                for message in found.troubles:
                    self.note("CK231", f"{message} in '{name}'", self.locate_field(block, name))
            elif kind == "date":
                dated = True
        return Entry(
            key=block.key,
            type=block.type.lower(),
            fields=MappingProxyType(fields),
            names=MappingProxyType(names),
            others=frozenset(others),
            dates=MappingProxyType(read_dates(fields) if dated else {}),
            resolved=MappingProxyType(resolved),
            raw=raw,
            source=self.source,
            span=span,
        )

    def learn_kind(self, written: str) -> tuple[str, str]:
        """Return a field's name in lower case, and what it holds."""
        name = written.lower()
        self.kinds[written] = found = name, kind_of(name)
        return found

    def decode(self, block: RawBlock, name: str, kind: str, text: str) -> str:
        """Return the plain text of a field, and report the commands that nothing knows."""
        decoded = decode_value(kind, text)
        if decoded.unknown:
            self.note_unknown(block, name, decoded.unknown)
        return decoded.text

    def useprefix(self, block: RawBlock) -> bool | None:
        """Return biblatex's option `useprefix` of this entry, or None."""
        for field in block.fields:
            if field.name == "options" and field.parts and "useprefix" in field.parts[0].text:
                return "useprefix=false" not in field.parts[0].text.replace(" ", "")
        return None

    def note_unknown(self, block: RawBlock, name: str, commands: tuple[str, ...]) -> None:
        shown = ", ".join(f"\\{command}" for command in dict.fromkeys(commands))
        self.note("CK227", f"unknown TeX command {shown} in '{name}' is kept", self.locate_field(block, name))


def load_bibtex(
    text: str, source: str | None = None, strings: Mapping[str, str] | None = None
) -> Bibliography:
    """Read a BibTeX or biblatex file.

    Args:
        text: The whole file.
        source: Path or name, for diagnostics.
        strings: Macros defined elsewhere (by a style, or in another file), name to value.

    Returns:
        Entries, strings, preambles, comments and what could not be read, with diagnostics; nothing is lost,
        and `layout` puts the file together again byte for byte.
    """
    loader = _Loader(text, source)
    for name, value in (strings or {}).items():
        loader.strings[name.lower()] = Value(value)
        loader.string_names[name.lower()] = name
    with pause_collection():
        return loader.load()
