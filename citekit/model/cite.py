"""Cites, citations, identifiers, links, references and how they were resolved.

The words are CSL's: a citation is a cluster of cites, and a cite points to one work, with a locator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

from citekit.model.entry import EMPTY, Entry, Name, PartialDate
from citekit.model.slots import store_by_slot
from citekit.model.text import Document, Span

if TYPE_CHECKING:
    from citekit.diagnostics import Diagnostic

T = TypeVar("T")


class Found(tuple[T, ...], Generic[T]):  # noqa: SLOT001 - a tuple cannot have filled slots
    """What a find function returns: a tuple of what was found, with the diagnostics beside it."""

    diagnostics: tuple[Diagnostic, ...]

    def __new__(cls, values: Iterable[T] = (), diagnostics: Iterable[Diagnostic] = ()) -> Self:
        """Make a tuple of `values` that carries `diagnostics`."""
        made = super().__new__(cls, tuple(values))
        made.diagnostics = tuple(diagnostics)
        return made


class CiteForm(StrEnum):
    """How a cite names its work."""

    NUMBER = "number"
    NOTE = "note"
    AUTHOR_DATE = "author_date"
    IBID = "ibid"
    OP_CIT = "op_cit"
    KEY = "key"
    IDENTIFIER = "identifier"


@store_by_slot
@dataclass(frozen=True, slots=True)
class Locator:
    """A place inside a work.

    Attributes:
        label: A CSL 1.0.2 locator term (`page`, `chapter`, `article-locator`, `paragraph`, ...).
        value: The number or range as written, without the label: `8-26`, `12 об.`.
        span: Its place, label included.
    """

    label: str
    value: str
    span: Span | None = None


@store_by_slot
@dataclass(frozen=True, slots=True)
class Cite:
    """One work pointed to.

    Attributes:
        form: How the work is named.
        target: The number, key, identifier or note number, as text.
        span: Its place in `Document.text`; the members of a range share the range's span.
        locators: Places inside the work, in the order written: `[4, п.2 Статьи 9]` has two.
        prefix: Words before, `см.`.
        suffix: Words after that are no locator.
        names: Family names as written, for an author-date cite or an antecedent by name.
        year: Year with its letter (`2011a`), for an author-date cite.
        key: The citekey, where the text states one.
    """

    form: CiteForm
    target: str
    span: Span
    locators: tuple[Locator, ...] = ()
    prefix: str = ""
    suffix: str = ""
    names: tuple[str, ...] = ()
    year: str = ""
    key: str = ""

    @property
    def locator(self) -> Locator | None:
        """The one locator that CSL can take: the page if there is one, else the last given."""
        for locator in self.locators:
            if locator.label == "page":
                return locator
        return self.locators[-1] if self.locators else None


@store_by_slot
@dataclass(frozen=True, slots=True)
class Citation:
    """A cluster of cites that stands at one place.

    Attributes:
        cites: In the order written.
        span: Its place, brackets included.
        note: The id of the note that it stands in, or None in the running text.
    """

    cites: tuple[Cite, ...]
    span: Span
    note: str | None = None


@store_by_slot
@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier found in the text.

    Attributes:
        scheme: doi isbn issn arxiv pmid pmcid handle urn orcid edn un-symbol celex ecli eli eu-act
            eu-doc unts wto ru-law eaeu-act ilo icj osce coe udc ...
        value: In its normal form (`10.1000/182`, `A/RES/72/283`).
        span: Its place.
        raw: As written.
        parts: What it is made of (`body`, `series`, `session`, `number`, ...).
        url: Where it leads today, or empty.
    """

    scheme: str
    value: str
    span: Span
    raw: str = ""
    parts: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    url: str = ""


@store_by_slot
@dataclass(frozen=True, slots=True)
class Link:
    """A link found in the text.

    Attributes:
        url: The best repair of what is written.
        span: Its place, from the first to the last character that belongs to the address.
        raw: As written, line breaks included.
        candidates: The other plausible joinings, best first, without `url` itself.
        accessed: The access date stated with it.
        accessed_span: Where that date stands, its words included.
        entry: The key of the entry that it belongs to, once resolved.
    """

    url: str
    span: Span
    raw: str
    candidates: tuple[str, ...] = ()
    accessed: PartialDate | None = None
    accessed_span: Span | None = None
    entry: str | None = None


class Field(NamedTuple):
    """One field of a reference: CSL variable, value, place and confidence (0 to 1)."""

    name: str
    value: str
    span: Span
    confidence: float


@store_by_slot
@dataclass(frozen=True, slots=True)
class Reference:
    """A reference string, taken apart.

    Attributes:
        text: The string that was parsed, line breaks mended.
        span: Its place: in the document, or the whole string when parsed alone.
        label: Its number in the list, or the number of its note, or empty.
        type: A CSL 1.0.2 item type.
        fields: In the order of the text; a name may occur more than once.
        identifiers: Found inside it.
        confidence: Of the whole, 0 to 1.
        names: Role to names, taken apart.
        dates: `issued`, `accessed`, `event-date` to dates.
        note: The id of the note that it stands in, or None.
        language: BCP 47 primary language, or None.
    """

    text: str
    span: Span
    label: str = ""
    type: str = "document"
    fields: tuple[Field, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    confidence: float = 0.0
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: Mapping[str, PartialDate] = field(default_factory=dict)
    note: str | None = None
    language: str | None = None

    def get(self, name: str, default: str = "") -> str:
        """Return the value of the first field of that name, or `default`."""
        return next((found.value for found in self.fields if found.name == name), default)


@store_by_slot
@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one cite; an unresolved cite is a value too.

    Attributes:
        cite: The cite.
        key: The entry that it points to, or None.
        method: The rule that decided (`number`, `note`, `ibid`, `op-cit`, `author-date`, `key`,
            `identifier`, `stub`, `unresolved`).
        confidence: 0 to 1.
        candidates: Keys of entries that fit as well, best first.
    """

    cite: Cite
    key: str | None
    method: str
    confidence: float
    candidates: tuple[str, ...] = ()


class EvidenceKind(StrEnum):
    """What a piece of evidence tells of a missing entry."""

    CONTEXT = "context"
    AUTHOR = "author"
    YEAR = "year"
    LOCATOR = "locator"


@store_by_slot
@dataclass(frozen=True, slots=True)
class Evidence:
    """Something the text says of a work whose entry is missing.

    Attributes:
        kind: Context sentence, author hint, year hint or locator.
        value: The sentence, the name, the year, the locator as text.
        span: Where it stands.
        confidence: 0 to 1; a context sentence has 1.
    """

    kind: EvidenceKind
    value: str
    span: Span
    confidence: float


@store_by_slot
@dataclass(frozen=True, slots=True)
class Missing:
    """A cited work whose entry is not in the document.

    Attributes:
        number: The number as cited, or author and year (`Smith 2011a`).
        key: The stub entry made for it.
        evidence: In the order of the text.
    """

    number: str
    key: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one document.

    Attributes:
        document: As read, with its notes and their calls.
        citations: In the order of the text, those in notes included.
        references: In the order of the text: the list's entries and the notes' references.
        entries: One for each work: given, listed, cited in notes, or a stub.
        resolutions: One for each cite, in order.
        missing: Cited works without an entry: numbers in rising order, then authors with years.
        links: In the order of the text.
        identifiers: In the order of the text.
        diagnostics: Of all stages.
        reference_keys: For each reference the key of the entry that was made of it; empty where the
            analysis was not made by resolving.
    """

    document: Document
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    entries: tuple[Entry, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    missing: tuple[Missing, ...] = ()
    links: tuple[Link, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    reference_keys: tuple[str | None, ...] = ()
