"""What the interface takes and gives, as types: they check requests and make its description."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from citekit.report.page_states import State
from citekit.serve.corrections import Correction, Id

SpanPair = Annotated[tuple[int, int], Meta(description="Code points of the text, half-open.")]


class Problem(msgspec.Struct, omit_defaults=False):
    """What went wrong (RFC 9457)."""

    title: str
    status: int
    detail: str
    code: str
    hint: str = ""
    version: int | None = None


class SessionSummary(msgspec.Struct):
    """A session: a document with its corrections. Times are seconds since 1970."""

    id: str
    name: str
    language: str | None
    created: float
    changed: float
    status: Literal["waiting", "ready", "failed"]
    message: str
    size: int
    version: int
    stage: str = ""


class SessionList(msgspec.Struct):
    """The sessions, the one changed last first."""

    sessions: list[SessionSummary]


class UploadQuery(msgspec.Struct):
    """What is said of a document that is sent."""

    name: Annotated[str, Meta(min_length=1, max_length=1000, description="Its file name.")] = "text.txt"
    language: Annotated[str, Meta(pattern=r"^[a-z]{2,3}$", description="BCP 47 primary language.")] | None = (
        None
    )


class Check(msgspec.Struct):
    """What an audit says of an address."""

    verdict: str
    reason: str
    message: str
    status: int
    final_url: str
    correction: str
    checked_at: str
    memento: str = ""
    memento_when: str = ""


class EvidenceView(msgspec.Struct):
    """What the text says of a work whose entry is missing."""

    kind: str
    value: str
    span: SpanPair
    confidence: float


class EntryView(msgspec.Struct):
    """An entry with what leads to it, all by ids."""

    id: str
    key: str
    type: str
    fields: dict[str, str]
    state: State
    number: str
    changed: bool
    evidence: list[EvidenceView]
    citations: list[str]
    references: list[str]
    links: list[str]


class LocatorView(msgspec.Struct):
    """A place inside a work."""

    label: str
    value: str


class CiteView(msgspec.Struct):
    """One cite with the entry that it leads to."""

    form: str
    target: str
    text: str
    span: SpanPair
    locators: list[LocatorView]
    names: list[str]
    year: str
    entry: str | None
    method: str
    confidence: float
    candidates: list[str]
    state: State


class CitationView(msgspec.Struct):
    """A citation with the words around it."""

    id: str
    span: SpanPair
    text: str
    before: str
    after: str
    line: int
    note: str | None
    state: State
    changed: bool
    confirmed: bool
    cites: list[CiteView]


class NoteView(msgspec.Struct):
    """A note with its call and its text."""

    id: str
    number: str
    call: SpanPair | None
    body: list[SpanPair]
    text: str
    line: int
    state: State
    changed: bool
    confirmed: bool
    entries: list[str]


class LinkView(msgspec.Struct):
    """A link; `address` is empty where a browser may not open it."""

    id: str
    span: SpanPair
    url: str
    raw: str
    address: str
    candidates: list[str]
    accessed: str
    entry: str | None
    line: int
    state: State
    changed: bool
    confirmed: bool
    check: Check | None


class IdentifierView(msgspec.Struct):
    """An identifier; `address` is empty where a browser may not open it."""

    id: str
    span: SpanPair
    scheme: str
    value: str
    address: str
    line: int
    state: State
    changed: bool
    confirmed: bool


class FieldView(msgspec.Struct):
    """A field of a reference."""

    name: str
    value: str
    span: SpanPair
    confidence: float


class ReferenceView(msgspec.Struct):
    """A reference string with its fields."""

    id: str
    span: SpanPair
    text: str
    label: str
    note: str | None
    type: str
    entry: str | None
    confidence: float
    changed: bool
    confirmed: bool
    fields: list[FieldView]


class DiagnosticView(msgspec.Struct):
    """Something that was noticed."""

    code: str
    severity: str
    message: str
    hint: str
    line: int | None
    span: SpanPair | None


class DocumentView(msgspec.Struct):
    """The document without its text."""

    name: str
    format: str
    language: str | None
    length: int
    metadata: dict[str, str]


class AuditView(msgspec.Struct):
    """How far an audit is."""

    running: bool
    done: int
    total: int
    message: str = ""


class SessionState(msgspec.Struct):
    """All that a session shows, the text aside. `undo` and `redo` name the correction that they concern."""

    session: SessionSummary
    document: DocumentView
    entries: list[EntryView]
    citations: list[CitationView]
    notes: list[NoteView]
    links: list[LinkView]
    identifiers: list[IdentifierView]
    references: list[ReferenceView]
    diagnostics: list[DiagnosticView]
    duplicates: list[list[str]]
    undo: str | None
    redo: str | None
    audit: AuditView
    checks: dict[str, Check]


class Chunk(msgspec.Struct):
    """A piece of the text as HTML, with the position of its first code point."""

    start: int
    html: str


class TextView(msgspec.Struct):
    """The text with everything marked: `data-c`, `data-e` and the like count in the order of the state."""

    version: int
    flows: Annotated[bool, Meta(description="Line ends are those of a page: paragraphs may flow.")]
    chunks: list[Chunk]


class CorrectionRequest(msgspec.Struct, forbid_unknown_fields=True):
    """A correction, with the version that it was made of."""

    version: Annotated[int, Meta(ge=0)]
    correction: Correction


class VersionRequest(msgspec.Struct, forbid_unknown_fields=True):
    """The version that is to be undone or redone from."""

    version: Annotated[int, Meta(ge=0)]


class Confirmed(msgspec.Struct):
    """A correction is on the disk. `added` is the id of what it added, if it did."""

    version: int
    added: str | None = None


class HistoryRow(msgspec.Struct):
    """A row of the log."""

    version: int
    kind: Literal["correction", "undo", "redo"]
    written: float
    correction: Correction | None


class History(msgspec.Struct):
    """The log, oldest first."""

    rows: list[HistoryRow]


class LookupRequest(msgspec.Struct, forbid_unknown_fields=True):
    """Something that tells of a work: a reference as written, BibTeX, CSL-JSON or RIS, or a DOI.

    Of several works those come first that fit what the text tells of `entry`.
    """

    text: Annotated[str, Meta(min_length=1, max_length=1_000_000)]
    kind: Literal["auto", "reference", "bibliography", "doi"] = "auto"
    entry: Id | None = None


class Proposal(msgspec.Struct):
    """A work that was found, as `fill-entry` and `add-entry` take it."""

    origin: Literal["reference", "bibliography", "doi"]
    key: str
    type: str
    fields: dict[str, str]
    confidence: float


class Proposals(msgspec.Struct):
    """The works that were found, with what was noticed."""

    proposals: list[Proposal]
    messages: list[str]


class AuditRequest(msgspec.Struct, forbid_unknown_fields=True):
    """How links are audited: with their snapshots in archives or without; all, or those not yet checked."""

    archives: bool = False
    again: bool = False


class ExportQuery(msgspec.Struct):
    """Style and interface of the report; for gold, what a person has seen or all."""

    style: Annotated[str, Meta(max_length=200, pattern=r"^[a-z0-9-]{1,200}$")] | None = None
    interface: Literal["en", "ru"] | None = None
    scope: Literal["corrected", "all"] = "corrected"
