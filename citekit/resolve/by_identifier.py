"""Identifiers to works: the symbol of a resolution in the text, in a note and in an address is one entry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from citekit.bibliography.mapping import reference_to_entry
from citekit.model import Document, Entry, Field, Identifier, PartialDate, Reference, Span
from citekit.parse.edtf import parse_edtf
from citekit.parse.identifiers.describe import describe_identifier
from citekit.resolve.works import Work, Works

#: Schemes of which a mention in the text names a work: official documents, which are cited so.
_OFFICIAL: Final = frozenset(
    {
        "un-symbol",
        "celex",
        "ecli",
        "eli",
        "eu-act",
        "eu-doc",
        "unts",
        "wto",
        "eaeu-act",
        "ilo",
        "icj",
        "osce",
        "coe",
    }
)
#: Schemes that name a work too, but of which the document's head may bear its own.
_SCHOLARLY: Final = frozenset({"doi", "arxiv", "pmid", "pmcid", "handle", "urn"})
_OFFICIAL_TYPES: Final = frozenset(
    {"legislation", "bill", "legal_case", "report", "treaty", "regulation", "standard"}
)
#: How far from the beginning of a reference an identifier may stand that is its own.
_OPENING: Final = 60
_LONGEST_TITLE: Final = 300


def place_identifiers(
    document: Document, works: Works, references: Sequence[Reference], identifiers: Sequence[Identifier]
) -> dict[tuple[str, str], Work]:
    """Join identifiers to the works of the references that carry them, and make works of the others.

    Args:
        document: The document.
        works: The works; those made here are added to them.
        references: In the order of the text.
        identifiers: In the order of the text.

    Returns:
        Scheme and value of each identifier to its work.
    """
    dated = _find_dated(identifiers)
    identifiers = [
        replace(one, value=dated[one.value]) if one.scheme == "un-symbol" and one.value in dated else one
        for one in identifiers
    ]
    table = {key: work for work in reversed(works.works) if work.given for key in _read_keys(work.entry)}
    free = _place_owned(document, works, references, identifiers, table)
    notes = sorted(part for note in document.notes for part in note.parts)
    for identifier in free:
        key = identifier.scheme, identifier.value
        if key not in table:
            if not _names_work(identifier, notes):
                continue
            table[key] = Work(make_entry(identifier), identifier.span.start)
            works.works.append(table[key])
        table[key].appear(identifier.span.start)
        table[key].places.append("text")
    for bare, full in dated.items():
        if ("un-symbol", full) in table:
            table.setdefault(("un-symbol", bare), table["un-symbol", full])
    return table


def _find_dated(identifiers: Sequence[Identifier]) -> dict[str, str]:
    """Return for each `S/RES/1325` the `S/RES/1325 (2000)` by which the document names it as well."""
    return {
        one.value.partition(" (")[0]: one.value
        for one in identifiers
        if one.scheme == "un-symbol" and one.value.startswith("S/RES/") and " (" in one.value
    }


def _place_owned(
    document: Document,
    works: Works,
    references: Sequence[Reference],
    identifiers: Sequence[Identifier],
    table: dict[tuple[str, str], Work],
) -> list[Identifier]:
    """Put the identifiers that references carry into the table, and return those outside all references."""
    starts = [reference.span.start for reference in references]
    free: list[Identifier] = []
    for identifier in identifiers:
        index = bisect_right(starts, identifier.span.start) - 1
        owner = references[index] if index >= 0 and references[index].span.contains(identifier.span) else None
        if owner is None:
            free.append(identifier)
        elif _is_own(document, owner, identifier):
            work = works.of_reference[index]
            if table.setdefault((identifier.scheme, identifier.value), work) is work:
                _state_number(work, owner, identifier)
    return free


def _is_own(document: Document, owner: Reference, identifier: Identifier) -> bool:
    """Tell whether an identifier within a reference names the work itself, not one it is about."""
    if identifier.scheme in _SCHOLARLY:
        return True
    before = document.text[max(owner.span.start, identifier.span.start - 200) : identifier.span.start]
    if "://" in (before.split() or [""])[-1]:
        return True
    near = identifier.span.start - owner.span.start <= _OPENING
    if owner.names.get("author"):
        return near and owner.type == "legislation"
    return near or owner.type in _OFFICIAL_TYPES


def _state_number(work: Work, reference: Reference, identifier: Identifier) -> None:
    """Give the entry of an official document its number, and the title that holds it.

    Such a title is a phrase (`Резолюция A/RES/72/283, принятая …`); a parser may see an author in it.
    """
    if work.given or identifier.scheme != "un-symbol":
        return
    fields = {**work.entry.fields, "number": identifier.value}
    names = dict(work.entry.names)
    head, host, _ = reference.text.partition(" // ")
    if host and identifier.raw in head and len(head) < _LONGEST_TITLE:
        fields["title"] = head.strip(" .")
        if not any(name.family for name in names.get("author", ())):
            fields.pop("author", None)
            names.pop("author", None)
    work.entry = replace(work.entry, fields=MappingProxyType(fields), names=MappingProxyType(names))


def _names_work(identifier: Identifier, notes: Sequence[Span]) -> bool:
    """Tell whether an identifier outside all references is a work that is cited."""
    if identifier.scheme in _OFFICIAL or identifier.scheme.endswith("-law"):
        return True
    index = bisect_right(notes, identifier.span) - 1
    in_note = index >= 0 and notes[index].contains(identifier.span)
    return in_note and identifier.scheme in _SCHOLARLY


def make_entry(identifier: Identifier) -> Entry:
    """Return the entry of what an identifier names, without a key."""
    described = dict(describe_identifier(identifier))
    type_ = described.pop("type", "document")
    issued = parse_edtf(described.pop("issued", ""))
    dates: dict[str, PartialDate] = {"issued": issued} if issued is not None else {}
    fields = tuple(Field(name, value, identifier.span, 1.0) for name, value in described.items())
    reference = Reference(
        text=identifier.raw, span=identifier.span, type=type_, fields=fields, dates=dates, confidence=1.0
    )
    return replace(reference_to_entry(reference), key="")


def _read_keys(entry: Entry) -> list[tuple[str, str]]:
    """Return the identifiers that an entry states in its fields."""
    keys = []
    if doi := entry.get("doi"):
        keys.append(("doi", doi.lower()))
    if number := entry.get("number"):
        keys.append(("un-symbol", number))
    if eprint := entry.get("eprint"):
        keys.append((entry.get("eprinttype", "arxiv").lower(), eprint))
    return keys
