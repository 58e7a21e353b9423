"""Corrections: what a person says is wrong in an analysis, and what is right. Each is one row of the log.

Entries and findings are named by ids that never change: their number in the first analysis (`e3`, `c12`), or
the next free one for what a person adds. Places count code points of the document's text.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(pattern=r"^[a-z][0-9]{1,9}$", description="Id of an entry or finding.")]
FieldName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_+-]{0,63}$", description="Name of a field.")]
Value = Annotated[str, Meta(max_length=100_000)]
ShortValue = Annotated[str, Meta(max_length=2_000)]
Position = Annotated[int, Meta(ge=0, le=1_000_000_000, description="Code points of the text.")]
Key = Annotated[
    str,
    Meta(min_length=1, max_length=200, pattern=r"^[^\s,{}\"#%~\\()='<>]+$", description="A citekey."),
]
EntryType = Annotated[str, Meta(pattern=r"^[a-z][a-z_-]{0,39}$", description="A type of biblatex.")]
Kind = Literal["citation", "link", "identifier", "reference", "note"]


class _Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    """What all have in common: the kind stands under `do`."""


class EditEntry(_Correction, frozen=True, tag="edit-entry"):
    """Change key, type or fields of an entry; a field set to null goes.

    Names are written as BibTeX writes them (`Family, Given and Family, Given`, a body in braces).
    """

    entry: Id
    key: Key | None = None
    type: EntryType | None = None
    fields: Annotated[dict[FieldName, Value | None], Meta(max_length=200)] = {}


class FillEntry(_Correction, frozen=True, tag="fill-entry"):
    """Put a work in the place of an entry, such as a stub; `origin` tells where it comes from."""

    entry: Id
    type: EntryType
    fields: Annotated[dict[FieldName, Value], Meta(max_length=200)]
    key: Key | None = None
    origin: Literal["reference", "bibliography", "doi", "hand"] = "hand"


class AddEntry(_Correction, frozen=True, tag="add-entry"):
    """Add an entry."""

    type: EntryType
    fields: Annotated[dict[FieldName, Value], Meta(max_length=200)]
    key: Key | None = None


class RemoveEntry(_Correction, frozen=True, tag="remove-entry"):
    """Remove an entry; cites that led to it lead nowhere."""

    entry: Id


class MergeEntries(_Correction, frozen=True, tag="merge-entries"):
    """Make one entry of several that are one work; it keeps the id of the first, and all their cites."""

    entries: Annotated[list[Id], Meta(min_length=2, max_length=100)]


class ResolveCite(_Correction, frozen=True, tag="resolve-cite"):
    """Say which entry a cite means; null: none that is here."""

    citation: Id
    cite: Annotated[int, Meta(ge=0, le=100_000)]
    entry: Id | None


class EditCite(_Correction, frozen=True, tag="edit-cite"):
    """Change what a cite says: its target, its locator (a CSL label and a value)."""

    citation: Id
    cite: Annotated[int, Meta(ge=0, le=100_000)]
    target: ShortValue | None = None
    label: Annotated[str, Meta(pattern=r"^[a-z-]{1,40}$")] | None = None
    locator: ShortValue | None = None


class MoveSpan(_Correction, frozen=True, tag="move-span"):
    """Say where a finding stands; of a note, its `call` or its `body`."""

    kind: Kind
    finding: Id
    start: Position
    end: Position
    part: Literal["whole", "call", "body"] = "whole"


class EditFinding(_Correction, frozen=True, tag="edit-finding"):
    """Change what a link, an identifier or a note says.

    `value` is the address of a link, the value of an identifier, the number of a note; `scheme` that of an
    identifier; `accessed` the access date of a link as EDTF, empty for none.
    """

    kind: Literal["link", "identifier", "note"]
    finding: Id
    value: ShortValue | None = None
    scheme: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,29}$")] | None = None
    accessed: Annotated[str, Meta(max_length=40)] | None = None


class AddFinding(_Correction, frozen=True, tag="add-finding"):
    """Mark something that was not found.

    A citation takes `value` as its target, a link and an identifier as what they say, a note as its number
    (its place is its call, `body_start` and `body_end` its text); a reference is parsed.
    """

    kind: Kind
    start: Position
    end: Position
    value: ShortValue = ""
    scheme: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,29}$")] = "doi"
    entry: Id | None = None
    body_start: Position | None = None
    body_end: Position | None = None


class RemoveFinding(_Correction, frozen=True, tag="remove-finding"):
    """Say that a finding is none."""

    kind: Kind
    finding: Id


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a reference at its place in the document's text; `name` is a CSL variable."""

    name: Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z_-]{0,39}$")]
    start: Position
    end: Position


class LabelReference(_Correction, frozen=True, tag="label-reference"):
    """Say which words of a reference are which fields; all its fields at once."""

    reference: Id
    fields: Annotated[list[Label], Meta(max_length=200)]
    type: Annotated[str, Meta(pattern=r"^[a-z][a-z_-]{0,39}$")] | None = None


class ConfirmFinding(_Correction, frozen=True, tag="confirm-finding"):
    """Say that a finding is right as it is: it goes into the gold."""

    kind: Kind
    finding: Id


Correction = (
    EditEntry
    | FillEntry
    | AddEntry
    | RemoveEntry
    | MergeEntries
    | ResolveCite
    | EditCite
    | MoveSpan
    | EditFinding
    | AddFinding
    | RemoveFinding
    | LabelReference
    | ConfirmFinding
)
