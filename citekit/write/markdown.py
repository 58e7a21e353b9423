"""Pandoc's Markdown: `[@key, p. 97]`, `[^1]`, and text in which nothing is markup.

See 'Pandoc's Markdown' in the manual of pandoc 3: citations, footnotes, backslash escapes, smart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.write.live import CiteMode, LiveCitation, LiveCite
from citekit.write.locator_labels import OPENS_NUMBER, PANDOC_LABELS, PLAIN_VALUE
from citekit.write.target import Frame, replace_all

#: Characters that are or may become markup; quotes, dashes and dots are changed by `smart`.
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>$^~@|\"'{}&]|-{2,}|\.{3,}")
#: What opens a block at the beginning of a paragraph: headings, lists, rules, divs, definitions.
_OPENS: Final = re.compile(
    r"[ \t\u00a0]*(?:([#%:=+-])|\(?(?:\d{1,9}|#|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9})([.)])(?=\s|\Z)|(\()(?=[#\w]))"
)
_KEY: Final = re.compile(r"[^\W]\w*(?:[:.#$%&+?<>~/-]\w+)*")
_TABLE: Final[dict[str, str]] = {}
_FIRST: Final = frozenset("([{:")


class Markdown:
    """Writes pandoc's Markdown."""

    name = "markdown"
    moves_notes = False

    def escape(
        self, text: str, *, opens: bool, after_change: bool, before_change: bool
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the places of characters that must be escaped; see `Target.escape`."""
        start = 0
        if opens and (found := _OPENS.match(text)):
            group = found.lastindex or 0
            at = found.start(group)
            if group == 1 and text.startswith("--", at):
                pass  # escaped below
            else:
                yield at, at + 1, f"\\{text[at]}"
                start = at + 1
        elif after_change and text[:1] in _FIRST:
            yield 0, 1, f"\\{text[0]}"
            start = 1
        for at, end, written in replace_all(text[start:], _SPECIAL, _TABLE):
            yield start + at, start + end, written
        if before_change and text[start:].endswith("!"):
            yield len(text) - 1, len(text), "\\!"

    def cite(self, citation: LiveCitation, following: str) -> str:
        """Return a citation in brackets."""
        del following
        if citation.mode is CiteMode.AUTHOR_IN_TEXT and len(citation.cites) == 1:
            cite = citation.cites[0]
            places = _write_places(cite)
            return f"@{_write_key(cite.key)}" + (f" [{places.removeprefix(', ')}]" if places else "")
        sign = "-@" if citation.mode is CiteMode.SUPPRESS_AUTHOR else "@"
        return "[" + "; ".join(_write_cite(cite, sign) for cite in citation.cites) + "]"

    def open_note(self, label: str) -> str:
        """Return the call of a note."""
        return f"[^{label}]"

    def close_note(self, following: str) -> str:
        """Return nothing: the text stands behind the paragraph."""
        del following
        return ""

    def define_note(self, label: str) -> str:
        """Return what opens the text of a note."""
        return f"[^{label}]: "

    def open_heading(self, level: int) -> tuple[str, str]:
        """Return the signs of a heading."""
        return "#" * min(level, 6) + " ", ""

    def mark_bibliography(self, frame: Frame) -> str:
        """Return the div that citeproc fills."""
        del frame
        return "::: {#refs}\n:::"

    def open_document(self, frame: Frame) -> str:
        """Return the metadata block."""
        lines = ["---", f"bibliography: {quote_yaml(frame.bibliography)}"]
        if frame.uncited:
            keys = ", ".join(f"@{_write_key(key)}" for key in frame.uncited)
            lines.append(f"nocite: |\n  {keys}")
        return "\n".join([*lines, "---", "", ""])

    def close_document(self, frame: Frame) -> str:
        """Return nothing."""
        del frame
        return ""


def quote_yaml(value: str) -> str:
    """Return a YAML double-quoted scalar."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\x{ord(found[0]):02x}", escaped) + '"'


def _write_key(key: str) -> str:
    return key if _KEY.fullmatch(key) else "{" + key + "}"


def _write_cite(cite: LiveCite, sign: str) -> str:
    prefix = f"{escape_words(cite.prefix)} " if cite.prefix else ""
    return f"{prefix}{sign}{_write_key(cite.key)}{_write_places(cite)}"


def _write_places(cite: LiveCite) -> str:
    suffix = f", {escape_words(cite.suffix)}" if cite.suffix else ""
    if cite.locator is not None and (label := PANDOC_LABELS.get(cite.locator.label)):
        value = escape_words(cite.locator.value)
        if PLAIN_VALUE.fullmatch(cite.locator.value):
            return f", {label} {value}{suffix}"
        return f", {{{label} {value}}}{suffix}"
    if not cite.typed:
        return suffix
    typed = escape_words(cite.typed)
    # Without the empty braces pandoc would take figures at the beginning for a page.
    return (f", {{}} {typed}" if OPENS_NUMBER.match(cite.typed) else f", {typed}") + suffix


def escape_words(words: str) -> str:
    """Return words inside a citation, where a semicolon parts cites."""
    written, position = [], 0
    for start, end, escaped in replace_all(words, re.compile(rf"{_SPECIAL.pattern}|;"), _TABLE):
        written += [words[position:start], escaped]
        position = end
    return "".join([*written, words[position:]])
