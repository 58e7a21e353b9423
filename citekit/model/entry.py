"""Names, dates, entries and bibliographies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from citekit.model.pickling import reduce_value
from citekit.model.slots import store_by_slot
from citekit.model.text import Span

if TYPE_CHECKING:
    from citekit.diagnostics import Diagnostic

EMPTY: Final[Mapping[str, str]] = MappingProxyType({})


@store_by_slot
@dataclass(frozen=True, slots=True)
class Name:
    """A person or body, in the parts that CSL 1.0.2 (names) knows.

    A body, or a name that could not be taken apart, has only `literal`.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """Return the name as `van Family, Given, Jr`, or the literal."""
        if self.literal:
            return self.literal
        family = " ".join(
            part for part in (self.dropping_particle, self.non_dropping_particle, self.family) if part
        )
        return ", ".join(part for part in (family, self.given, self.suffix) if part)


@store_by_slot
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known as far as it is known: year; year and month; or all three.

    Attributes:
        year: Negative before the common era (astronomical count, EDTF level 0); None when open.
        month: 1 to 12.
        day: 1 to 31.
        end: The other end of a range; `PartialDate()` for an open end.
        season: 1 (spring) to 4 (winter), as CSL counts.
        circa: Approximate (EDTF `~`) or uncertain (`?`).
        literal: The words as written, where they say more than the numbers.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    end: PartialDate | None = None
    season: int | None = None
    circa: bool = False
    literal: str = ""

    def __str__(self) -> str:
        """Return the date as EDTF (ISO 8601-2), or the literal where there is no year."""
        if self.year is None:
            return self.literal
        sign = "-" if self.year < 0 else ""
        text = f"{sign}{abs(self.year):04d}"
        if self.season is not None:
            text += f"-{self.season + 20}"
        elif self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        if self.circa:
            text += "~"
        if self.end is not None:
            text += f"/{self.end}" if self.end.year is not None else "/.."
        return text


@store_by_slot
@dataclass(frozen=True, slots=True)
class Entry:
    r"""One work in a bibliography, in BibTeX's and biblatex's own terms.

    The field map is open: a field that nothing here knows is kept as it came.

    Attributes:
        key: The citekey, as written.
        type: Entry type in lower case without the `@` (`article`, `online`, `misc`).
        fields: Field name in lower case to its value decoded to plain Unicode, in source order.
            Names and dates stand here too, as text.
        names: Role (`author`, `editor`, `translator`, ...) to names, taken apart before decoding.
        others: The roles whose list ends in `and others`.
        dates: Field (`date`, `urldate`, `origdate`, `eventdate`) to the date that it states.
        resolved: Field to its value before decoding, with strings, months and `#` put together:
            what a writer needs to keep markup such as braces, `\\emph` and math.
        raw: The entry exactly as in its source, or None when made from something else.
        source: Path or name of the source, for diagnostics.
        span: Place in the source, in code points.
        provenance: Where in a document the entry was found, as text for a comment or a field.
    """

    key: str
    type: str
    fields: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=lambda: MappingProxyType({}))
    others: frozenset[str] = frozenset()
    dates: Mapping[str, PartialDate] = field(default_factory=lambda: MappingProxyType({}))
    resolved: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    raw: str | None = None
    source: str | None = None
    span: Span | None = None
    provenance: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return reduce_value(self)

    def get(self, name: str, default: str = "") -> str:
        """Return the decoded value of a field, or `default`."""
        return self.fields.get(name, default)

    def place(self, key: str, places: Iterable[str]) -> Entry:
        """Return the entry under another key, with further places where it was found."""
        return Entry(
            key,
            self.type,
            self.fields,
            self.names,
            self.others,
            self.dates,
            self.resolved,
            self.raw,
            self.source,
            self.span,
            (*self.provenance, *places),
        )


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Entries with what stood around them.

    Attributes:
        entries: In source order; of entries with one key the first is kept, with a diagnostic.
        strings: `@string` macros, as written.
        preambles: `@preamble` values, in order.
        comments: Text and `@comment` between entries, in order.
        failed: Raw text of entries that could not be read, in order; written back untouched.
        diagnostics: All that was noticed.
        source: Path or name of the source.
        layout: The source in pieces: text as it stands, and the spans of the entries between it. Put
            together they give the source back, with the entries that changed in their places.
    """

    entries: tuple[Entry, ...] = ()
    strings: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    preambles: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    source: str | None = None
    layout: tuple[str | Span, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return reduce_value(self)

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over the entries."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)

    def get(self, key: str) -> Entry | None:
        """Return the entry with this key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)
