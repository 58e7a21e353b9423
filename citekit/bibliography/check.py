"""The lint behind `citekit check`: every finding with its line and column in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.bibliography.blocks import BlockReader, RawField
from citekit.bibliography.check_rules import RULES, Finding, Rule
from citekit.bibliography.dedupe import find_duplicates
from citekit.bibliography.places import LineIndex
from citekit.diagnostics import Diagnostic, Severity
from citekit.model import Bibliography, Entry, Span

_WORD: Final = re.compile(r"[^\W\d][\w.:+/'&*!?<>|;-]*")


def restore_text(bibliography: Bibliography) -> str | None:
    """Return the source that a bibliography was read from, or None where it was no BibTeX or has changed."""
    raws = {entry.span: entry.raw for entry in bibliography.entries if entry.span is not None}
    pieces = []
    for piece in bibliography.layout:
        text = piece if isinstance(piece, str) else raws.get(piece)
        if text is None or (isinstance(piece, Span) and len(text) != len(piece)):
            return None
        pieces.append(text)
    return "".join(pieces) if pieces else None


class _Placer:
    """Gives findings their places in the source."""

    def __init__(self, bibliography: Bibliography) -> None:
        self.source = bibliography.source
        self.text = restore_text(bibliography)
        self.lines = LineIndex(self.text) if self.text is not None else None
        self.reader = BlockReader(self.text) if self.text is not None else None
        self.fields: dict[int, list[RawField]] = {}

    def place(self, entry: Entry, finding: Finding) -> Diagnostic:
        """Return a finding as a diagnostic at the words, the field or the entry that it is about."""
        span = self.find_span(entry, finding)
        line = column = None
        if span is not None and self.lines is not None:
            line, column = self.lines.place(span.start)
        return Diagnostic(
            finding.code, finding.message, finding.severity, self.source, span, line, column, finding.hint
        )

    def find_span(self, entry: Entry, finding: Finding) -> Span | None:
        span = entry.span
        if span is None or self.reader is None or self.text is None:
            return None
        if not finding.field:
            return span
        if span.start not in self.fields:
            self.fields[span.start] = self.reader.read_block(span.start).fields
        field = next(
            (known for known in self.fields[span.start] if known.name.lower() == finding.field), None
        )
        if field is None:
            return span
        start = self.text.find(finding.text, field.value_start, field.value_end) if finding.text else -1
        if start >= 0:
            return Span(start, start + len(finding.text))
        return Span(field.start, field.value_end)


def _check_duplicates(entries: Sequence[Entry], placer: _Placer) -> Iterator[Diagnostic]:
    for group in find_duplicates(entries):
        first = group.entries[0]
        for entry in group.entries[1:]:
            message = f"'{entry.key}' and '{first.key}' are one work, by {group.reason} ({group.score:.0f} %)"
            yield placer.place(entry, Finding("CK241", message))


def _check_keys(entries: Sequence[Entry], placer: _Placer) -> Iterator[Diagnostic]:
    """Yield keys that differ only in case: BibTeX takes them for one (btxdoc 4)."""
    seen: dict[str, str] = {}
    for entry in entries:
        folded = entry.key.casefold()
        if seen.setdefault(folded, entry.key) != entry.key:
            message = f"citekey '{entry.key}' differs from '{seen[folded]}' only in case"
            yield placer.place(entry, Finding("CK253", message))


def _check_strings(bibliography: Bibliography, placer: _Placer) -> Iterator[Diagnostic]:
    """Yield the strings that nothing uses."""
    if not bibliography.strings or placer.text is None or placer.reader is None or placer.lines is None:
        return
    unused = {name.lower(): name for name in bibliography.strings}
    places: dict[str, int] = {}
    offset = 0
    for piece in bibliography.layout:
        length = len(piece)
        text = placer.text[offset : offset + length]
        if isinstance(piece, Span) or text.lstrip()[:8].lower().startswith("@string"):
            words = {word.lower() for word in _WORD.findall(text)}
            if isinstance(piece, str) or words & unused.keys():
                block = placer.reader.read_block(offset)
                for field in block.fields:
                    if isinstance(piece, str):
                        places.setdefault(field.name.lower(), field.start)
                    for part in field.parts:
                        if part.kind == "macro":
                            unused.pop(part.text.lower(), None)
        offset += length
    for name, written in unused.items():
        start = places.get(name, 0)
        line, column = placer.lines.place(start)
        span = Span(start, start + len(written))
        message = f"string '{written}' is never used"
        yield Diagnostic("CK251", message, Severity.INFO, bibliography.source, span, line, column)


def check_bibliography(bibliography: Bibliography, rules: Sequence[Rule] = RULES) -> tuple[Diagnostic, ...]:
    """Check a bibliography.

    Args:
        bibliography: From any format; lines and columns are known for BibTeX.
        rules: The rules for single entries.

    Returns:
        What was noticed while reading and what the rules found, in the order of the file: missing fields,
        duplicates, malformed identifiers, addresses and dates, mixed scripts, damaged text, unknown types and
        fields, unused strings, page ranges and more. The codes are explained in `citekit.diagnostics.CODES`.
    """
    placer = _Placer(bibliography)
    found = list(bibliography.diagnostics)
    for entry in bibliography.entries:
        if entry.type == "xdata":
            continue
        for rule in rules:
            found.extend(placer.place(entry, finding) for finding in rule(entry))
    found.extend(_check_keys(bibliography.entries, placer))
    found.extend(_check_duplicates(bibliography.entries, placer))
    found.extend(_check_strings(bibliography, placer))
    return tuple(sorted(found, key=_order))


def _order(found: Diagnostic) -> tuple[int, int]:
    return found.line or 0, found.column or 0
