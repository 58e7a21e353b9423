"""Typst: `@key[p. 97]`, `#footnote[]`, and text in which nothing is markup.

See Typst's reference: 'Syntax' (escapes, shorthands) and `cite`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from citekit.write.live import CiteMode, LiveCitation, LiveCite
from citekit.write.target import Frame, replace_all

_SPECIAL: Final = re.compile(r"[\\*_`$#\[\]<>@~\"'{}]|-{2,}|-(?=[\d?])|\.{3,}|/(?=[/*])|(?<=/)/")
_OPENS: Final = re.compile(r"[ \t\u00a0]*(?:([=+/-])|\d{1,9}(\.)(?=\s|\Z))")
_TABLE: Final[dict[str, str]] = {}
#: What a label may be written of between `<` and `>`.
_LABEL: Final = re.compile(r"[\w.:-]+")
_REFERENCE: Final = re.compile(r"\w+(?:[-.:]\w+)*")
_STYLES: Final = MappingProxyType(
    {"number": "ieee", "author_date": "chicago-author-date", "note": "chicago-notes"}
)
_RUSSIAN_STYLES: Final = MappingProxyType(
    {"number": "gost-r-705-2008-numeric", "author_date": "chicago-author-date", "note": "chicago-notes"}
)
#: Right behind a call in code these would go on with it.
_CONTINUES: Final = frozenset("([.;")


class Typst:
    """Writes Typst."""

    name = "typst"
    moves_notes = True

    def escape(
        self, text: str, *, opens: bool, after_change: bool, before_change: bool
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the places of characters that must be escaped; see `Target.escape`."""
        del after_change, before_change
        start = 0
        if opens and (found := _OPENS.match(text)):
            at = found.start(found.lastindex or 0)
            yield at, at + 1, f"\\{text[at]}"
            start = at + 1
        for found in _SPECIAL.finditer(text, start):
            yield found.start(), found.end(), "".join(f"\\{sign}" for sign in found[0])

    def cite(self, citation: LiveCitation, following: str) -> str:
        """Return references or calls of `cite`, one for each work."""
        cites = citation.cites
        if citation.mode is CiteMode.SUPPRESS_AUTHOR:
            return "(" + ", ".join(_call(cite, "year") for cite in cites) + ")"
        if citation.mode is CiteMode.AUTHOR_IN_TEXT:
            return " ".join(_call(cite, "prose") for cite in cites) + _end_call(following)
        # Typst has no place for words inside a citation: they are typed around it.
        worded = any(cite.prefix for cite in cites)
        last = ")" if worded else following
        written = [
            _refer(cite, last if number == len(cites) else " ") for number, cite in enumerate(cites, 1)
        ]
        joined = written[0]
        for cite, one in zip(cites[1:], written[1:], strict=True):
            joined += f"; {one}" if cite.prefix else f" {one}"
        return f"({joined})" if worded else joined

    def open_note(self, label: str) -> str:
        """Return what opens a note."""
        del label
        return "#footnote["

    def close_note(self, following: str) -> str:
        """Return what closes a note."""
        return "]" + _end_call(following)

    def define_note(self, label: str) -> str:
        """Return nothing: the text stands at the call."""
        del label
        return ""

    def open_heading(self, level: int) -> tuple[str, str]:
        """Return the signs of a heading."""
        return "=" * level + " ", ""

    def mark_bibliography(self, frame: Frame) -> str:
        """Return the call that prints the bibliography; its heading stands in the text."""
        styles = _RUSSIAN_STYLES if frame.language in {"ru", "uk"} else _STYLES
        uncited = "".join(f"#cite({_write_label(key)}, form: none)\n" for key in frame.uncited)
        name, style = _write_string(frame.bibliography), _write_string(styles[frame.form])
        return f"{uncited}#bibliography({name}, title: none, style: {style})"

    def open_document(self, frame: Frame) -> str:
        """Return the settings."""
        return f"#set text(lang: {_write_string(frame.language)})\n\n" if frame.language else ""

    def close_document(self, frame: Frame) -> str:
        """Return nothing."""
        del frame
        return ""


def _write_string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write_label(key: str) -> str:
    return f"<{key}>" if _LABEL.fullmatch(key) else f"label({_write_string(key)})"


def _end_call(following: str) -> str:
    return ";" if following[:1] in _CONTINUES and following else ""


def _refer(cite: LiveCite, following: str) -> str:
    """Return `prefix @key[places]`, as a call where the reference would run into what follows."""
    prefix = f"{escape_words(cite.prefix)} " if cite.prefix else ""
    places = ", ".join(part for part in (cite.typed, cite.suffix) if part)
    if _REFERENCE.fullmatch(cite.key) and (places or not re.match(r"\w|[.:-]\w", following)):
        return f"{prefix}@{cite.key}" + (f"[{escape_words(places)}]" if places else "")
    return prefix + _call(cite, "") + _end_call(following)


def _call(cite: LiveCite, form: str) -> str:
    places = ", ".join(part for part in (cite.typed, cite.suffix) if part)
    options = f', form: "{form}"' if form else ""
    options += f", supplement: [{escape_words(places)}]" if places else ""
    return f"#cite({_write_label(cite.key)}{options})"


def escape_words(words: str) -> str:
    """Return words inside brackets."""
    written, position = [], 0
    for start, end, escaped in replace_all(words, _SPECIAL, _TABLE):
        written += [words[position:start], escaped]
        position = end
    return "".join([*written, words[position:]])
