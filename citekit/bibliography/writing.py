"""Entries to BibTeX and biblatex: an untouched entry as it came, any other written anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from citekit.bibliography.bibnames import format_name_list, parse_name_list
from citekit.bibliography.bibtex import write_entry
from citekit.bibliography.blocks import BlockReader
from citekit.bibliography.dialects import order_fields, to_biblatex, to_bibtex
from citekit.bibliography.fields import decode_value, kind_of
from citekit.bibliography.inherit import own_fields
from citekit.bibliography.tex import encode_tex, is_balanced
from citekit.bibliography.vocabulary import (
    ADDRESS_FIELDS,
    MONTH_MACROS,
)
from citekit.model import Bibliography, Entry, Name, PartialDate, Span

Dialect = Callable[[str, dict[str, str], dict[str, PartialDate]], tuple[str, dict[str, str]]]

_MACRO_CUE: Final = re.compile(r"=\s*[^\W\d]|#")
_HEAD: Final = re.compile(r"@\s*([^\W\d][\w.:+/-]*)\s*[{(]\s*")
_AFTER_KEY: Final = frozenset(",}) \t\r\n%") | {""}
_MONTHS: Final = {name: macro for macro, name in MONTH_MACROS.items()}
#: A line in a value that a reader would take for the next entry.
_HEAD_LINE: Final = re.compile(r"[ \t]*[\r\n]\s*(?=@)")
_BAD_KEY: Final = re.compile(r"[\s,={}()\"#%\\~]+")
_BAD_NAME: Final = re.compile(r"[^\w.:+/-]+")


def decodes_to(name: str, raw: str, value: str) -> bool:
    """Tell whether a value before decoding still stands for the decoded value of its field."""
    return raw == value or decode_value(kind_of(name), raw).text == value


def _has_head(raw: str, kind: str, key: str) -> bool:
    """Tell whether a source text opens an entry of this type and key."""
    head = _HEAD.match(raw)
    if head is None or head[1].lower() != kind:
        return False
    end = head.end() + len(key)
    if key and raw[head.end() : end] == key and raw[end : end + 1] in _AFTER_KEY:
        return True
    return BlockReader(raw).read_block(0).key == key


def is_untouched(entry: Entry) -> bool:
    """Tell whether an entry still says what its source text says, so that this can be written again."""
    raw = entry.raw
    if raw is None or entry.resolved.keys() != entry.fields.keys():
        return False
    if not _has_head(raw, entry.type, entry.key):
        return False
    for name, value in entry.fields.items():
        before = entry.resolved[name]
        if before != value and not decodes_to(name, before, value):
            return False
    for role, names in entry.names.items():
        found = parse_name_list(entry.resolved.get(role, ""))
        if found.names != names and not entry.fields.get("options"):
            return False
        if found.others != (role in entry.others):
            return False
    return True


def _encode_name(name: Name) -> Name:
    parts = ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")
    return replace(name, **{part: encode_tex(value) for part in parts if (value := getattr(name, part))})


def _encode_verbatim(name: str, value: str) -> str:
    if is_balanced(value):
        return value
    if name in ADDRESS_FIELDS:
        return value.replace("{", "%7B").replace("}", "%7D")
    return encode_tex(value)


def encode_field(entry: Entry, name: str) -> str:
    """Return the value of a field as it is written, without its delimiters.

    The value from the source is kept where it still stands for the same text.
    """
    value = entry.fields[name]
    before = entry.resolved.get(name)
    if before is not None and is_balanced(before) and decodes_to(name, before, value):
        return before
    if name in entry.names:
        names = tuple(map(_encode_name, entry.names[name]))
        return format_name_list(names, others=name in entry.others)
    if kind_of(name) in {"address", "verbatim"}:
        return _encode_verbatim(name, value)
    return encode_tex(value)


def _clean_key(key: str) -> str:
    return _BAD_KEY.sub("-", key).strip("-") or "entry"


class _Writer:
    """Writes the entries of one bibliography."""

    def __init__(
        self,
        entries: Sequence[Entry],
        dialect: str | None,
        *,
        provenance: str | None,
        align: bool,
        in_place: bool,
    ) -> None:
        self.entries = entries
        self.keys = {entry.key for entry in entries}
        self.dialect: Dialect = to_biblatex if dialect == "biblatex" else to_bibtex
        self.convert = dialect is not None
        self.provenance = provenance
        self.align = align
        self.in_place = in_place

    def write(self, entry: Entry) -> str:
        """Return one entry as text, with its provenance."""
        comment = ""
        if self.provenance == "comment":
            comment = "".join(f"% {' '.join(line.split())}\n" for line in entry.provenance)
        asked = self.provenance == "field" and entry.provenance
        if entry.raw is None or asked or not self.can_repeat(entry) or not is_untouched(entry):
            return comment + self.write_anew(entry)
        return comment + entry.raw

    def can_repeat(self, entry: Entry) -> bool:
        """Tell whether the source text means the same where it is going: macros and parents are there."""
        raw = entry.raw or ""
        if self.convert:
            kind, values = self.dialect(entry.type, dict(entry.fields), dict(entry.dates))
            if kind != entry.type or values.keys() != entry.fields.keys():
                return False
        if self.in_place:
            return True
        if not is_balanced(raw):
            return False
        for name in ("crossref", "xdata"):
            if name in entry.fields and entry.fields[name] not in self.keys:
                return False
        if not _MACRO_CUE.search(raw):
            return True
        block = BlockReader(raw).read_block(0)
        return not block.troubles and all(
            part.kind != "macro" or part.text.lower() in MONTH_MACROS
            for field in block.fields
            for part in field.parts
        )

    def write_anew(self, entry: Entry) -> str:
        names = self.names_to_write(entry)
        values = {name: encode_field(entry, name) for name in entry.fields if name in names}
        if self.provenance == "field" and entry.provenance:
            values["provenance"] = encode_tex("; ".join(entry.provenance))
        kind = entry.type
        if self.convert or entry.raw is None:
            kind, values = self.dialect(kind, values, dict(entry.dates))
        if entry.raw is None:
            values = order_fields(values)
        pairs = []
        sources = self.find_macros(entry)
        for name, written in values.items():
            value = _HEAD_LINE.sub(" ", written) if "@" in written else written
            macro = _MONTHS.get(value) if name == "month" else None
            digits = value.isascii() and value.isdecimal() and name in {"year", "volume", "number"}
            text = (
                sources.get(written)
                or macro
                or (value if digits and not value.startswith("0") else f"{{{value}}}")
            )
            pairs.append((_BAD_NAME.sub("-", name) or "field", text))
        return write_entry(kind or "misc", _clean_key(entry.key), pairs, align=self.align)

    def find_macros(self, entry: Entry) -> dict[str, str]:
        """Return the values that stand for macros of the file, with how its source writes them."""
        raw = entry.raw
        if raw is None or not self.in_place or not _MACRO_CUE.search(raw):
            return {}
        found = {}
        for field in BlockReader(raw).read_block(0).fields:
            value = entry.resolved.get(field.name.lower())
            kinds = {part.kind for part in field.parts}
            if value and "macro" in kinds and "bare" not in kinds:
                found[value] = raw[field.value_start : field.value_end]
        return found

    def names_to_write(self, entry: Entry) -> frozenset[str]:
        parents = {entry.fields[name] for name in ("crossref", "xdata") if name in entry.fields}
        if not parents:
            return frozenset(entry.fields)
        if parents <= self.keys:
            return own_fields(entry, self.entries)
        return frozenset(entry.fields) - {"crossref", "xdata"}


def dump_bibtex(
    bibliography: Bibliography | Iterable[Entry],
    dialect: str | None = None,
    *,
    provenance: str | None = None,
    align: bool = False,
) -> str:
    """Write BibTeX or biblatex.

    Args:
        bibliography: A bibliography, whose strings, comments and order are kept, or entries.
        dialect: `bibtex` or `biblatex` to put every entry into its terms; None to leave entries that come
            from such a file in the terms they have.
        provenance: `comment` for lines before the entry, `field` for a field `provenance`, else neither.
        align: Set the values of an entry that is written anew under each other.

    Returns:
        The text. An entry that still says what its source said is repeated byte for byte, and so is all that
        stands between entries.
    """
    whole = isinstance(bibliography, Bibliography)
    entries = bibliography.entries if isinstance(bibliography, Bibliography) else tuple(bibliography)
    layout = bibliography.layout if isinstance(bibliography, Bibliography) else ()
    writer = _Writer(entries, dialect, provenance=provenance, align=align, in_place=whole and bool(layout))
    if not layout:
        pieces = [f"{writer.write(entry)}\n" for entry in entries]
        return "\n".join(pieces)
    by_span: dict[Span, Entry] = {entry.span: entry for entry in entries if entry.span is not None}
    placed: set[Span] = set()
    out: list[str] = []
    for piece in layout:
        if isinstance(piece, str):
            out.append(piece)
        elif (entry := by_span.get(piece)) is not None and piece not in placed:
            placed.add(piece)
            out.append(writer.write(entry))
    added = [entry for entry in entries if entry.span is None or entry.span not in placed]
    if added:
        text = "".join(out)
        gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        out = [text, gap, "\n".join(f"{writer.write(entry)}\n" for entry in added)]
    return "".join(out)
