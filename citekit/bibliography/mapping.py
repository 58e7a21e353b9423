"""Entries to CSL items, by the table in `citekit.bibliography.mapping_tables`.

A CSL item is a plain dict as CSL-JSON has it. What CSL has no variable for goes into the item's `custom`
object under the field's own name, and `csl_to_entry` takes it back from there: nothing is lost on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from citekit.bibliography.csl_values import date_to_csl, names_to_csl
from citekit.bibliography.languages import to_language_tag
from citekit.bibliography.mapping_entries import (
    csl_to_entry,
    join_title,
    reference_to_entry,
    reference_to_item,
)
from citekit.bibliography.mapping_tables import (
    ARTICLES,
    AUTHORITIES,
    CHAPTERS,
    CSL_TO_TYPE,
    CSL_TYPES,
    DATES,
    EDITOR_TYPES,
    EPRINT_URLS,
    GENRES,
    NAMES,
    OWN_NAMES,
    RICH,
    SERIAL_BOOKS,
    SUBTYPES,
    TEXT,
    TYPE_TO_CSL,
)
from citekit.bibliography.supplied import supply_title
from citekit.bibliography.tex import decode_tex, to_rich_text
from citekit.bibliography.vocabulary import DATE_PARTS, FIELD_ALIASES, IMPLIED_TYPES
from citekit.model import Entry, Name, PartialDate
from citekit.parse.patterns import defer_pattern

__all__ = ["Item", "csl_to_entry", "entry_to_csl", "reference_to_entry", "reference_to_item", "supply_title"]

Item = dict[str, Any]

_DASHES: Final = defer_pattern(r"\s*(?:-{2,3}|[‐‑‒–—−])\s*")
_ADDRESS: Final = defer_pattern(r"https?://[^\s{}<>]+")
_MEDIUM: Final = defer_pattern(
    r"(?i)\b(?:электрон|онлайн|текст\b|cd-?rom|dvd|online|web\b|internet|elektron|électron|elettron)"
)
_OWN_FIELDS: Final = MappingProxyType({name.lower(): name for name in OWN_NAMES if name != "number"})
#: Fields for variables whose own field means something else in the type.
_ESCAPED: Final = MappingProxyType({"csl-number": "number", "csl-publisher-place": "publisher-place"})
#: Every field that stands for a variable whatever the type, under all its names.
_TEXT_FIELDS: Final = MappingProxyType(
    dict(TEXT)
    | {
        alias: variable
        for name, variable in TEXT
        for alias, target in FIELD_ALIASES.items()
        if target == name
    }
)
_DATE_FIELDS: Final = MappingProxyType(
    {part: name for name, parts in DATE_PARTS.items() for part in parts} | {name: name for name in DATES}
)


def _is_exact(part: str, value: str, date: PartialDate) -> bool:
    """Tell whether a date says all that the text of its field says."""
    if date.literal or date.year is None:
        return False
    if part.endswith("month"):
        return date.month is not None or date.season is not None
    if part.endswith("day"):
        return date.day is not None
    return part.endswith("date") or value.isdecimal()


@dataclass(slots=True)
class _ItemMaker:
    """Makes one CSL item of one entry; `placed` holds the fields that will come back from it."""

    entry: Entry
    rich: bool
    item: Item = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)

    def read(self, name: str, variable: str) -> str:
        """Return a field, as rich text where the variable takes it."""
        value = self.entry.fields.get(name, "")
        if value and self.rich and variable in RICH:
            raw = self.entry.resolved.get(name)
            if raw and raw != value and decode_tex(raw).text == value:
                return to_rich_text(raw)
        return value

    def take(self, variable: str, *names: str) -> None:
        """Set a variable from the first of some fields that is not empty."""
        for name in names:
            if value := self.read(name, variable):
                if variable not in self.item:
                    self.item[variable] = value
                    self.placed.add(name)
                return

    def put(self, variable: str, value: str) -> None:
        """Set a variable that has no value yet."""
        if value and variable not in self.item:
            self.item[variable] = value

    def make(self) -> Item:
        """Return the item."""
        entry = self.entry
        self.item["id"] = entry.key
        self.item["type"] = kind = self.find_type()
        for role, names in entry.names.items():
            self.put_names(role, names)
        self.put_dates()
        self.put_titles(kind)
        for name in entry.fields:
            if name in _TEXT_FIELDS:
                self.take(_TEXT_FIELDS[name], name)
            elif name in _OWN_FIELDS:
                self.take(_OWN_FIELDS[name], name)
            elif name in _ESCAPED:
                self.take(_ESCAPED[name], name)
        self.put_publication(kind)
        self.put_numbers(kind)
        self.put_rest()
        lost = {name: value for name, value in entry.fields.items() if name not in self.placed and value}
        if CSL_TO_TYPE.get(kind, ("misc", ""))[0] != entry.type:
            lost["entrytype"] = entry.type
        if lost:
            self.item["custom"] = lost
        return self.item

    def find_type(self) -> str:
        """Return the CSL type: a subtype that is one, or else what the entry type stands for."""
        entry = self.entry
        subtype = entry.get("entrysubtype").strip().lower()
        found = subtype if subtype in CSL_TYPES else SUBTYPES.get(subtype)
        if found:
            self.placed.add("entrysubtype")
            return found
        if entry.type == "unpublished" and entry.get("eventtitle"):
            return "speech"
        kind = TYPE_TO_CSL.get(entry.type)
        return kind or (entry.type if entry.type in CSL_TYPES else "document")

    def put_names(self, role: str, names: tuple[Name, ...]) -> None:
        """Set the variable of a role; what an editor did may make it another one."""
        variable = NAMES.get(role)
        if role in {"editor", "editora", "editorb", "editorc"}:
            kind = self.entry.get(f"{role}type", "editor" if role == "editor" else "")
            variable = EDITOR_TYPES.get(kind.strip().lower())
        if variable and names and variable not in self.item:
            self.item[variable] = names_to_csl(names, others=role in self.entry.others)
            if NAMES.get(role) == variable:
                self.placed.add(role)

    def put_dates(self) -> None:
        """Set the dates; a field that says more than its date stays among those to keep."""
        entry = self.entry
        for name, date in entry.dates.items():
            if name in DATES:
                self.item[DATES[name]] = date_to_csl(date)
        for part in _DATE_FIELDS.keys() & entry.fields.keys():
            found = entry.dates.get(_DATE_FIELDS[part])
            if found is not None and _is_exact(part, entry.fields[part], found):
                self.placed.add(part)

    def titled(self, prefix: str) -> str:
        """Return a title with its subtitle."""
        return join_title(self.read(f"{prefix}title", "title"), self.read(f"{prefix}subtitle", "title"))

    def put_titles(self, kind: str) -> None:
        """Set `title`, `container-title` and `volume-title`; a work in volumes contains the volume."""
        title, main, book = self.titled(""), self.titled("main"), self.titled("book")
        journal = self.titled("journal") or join_title(
            self.read("journal", "title"), self.read("journalsubtitle", "title")
        )
        self.placed.add("title")
        if kind in CHAPTERS:
            self.put("title", title)
            self.put("container-title", (main if book else "") or book or main or journal)
            self.put("volume-title", book if main else "")
            self.placed |= {"booktitle", "maintitle"} if book else set()
        elif main and not book and not journal and kind not in ARTICLES:
            self.put("title", main)
            self.put("volume-title", title)
            self.placed.add("maintitle")
        else:
            self.put("title", title)
            self.put("container-title", journal or book or main)
            self.placed.add("journaltitle" if self.entry.get("journaltitle") else "journal")
        if kind in ARTICLES:
            self.put("volume-title", self.titled("issue"))
            self.placed.add("issuetitle")

    def put_publication(self, kind: str) -> None:
        """Set publisher, place, authority and medium out of the fields that biblatex has for them."""
        entry = self.entry
        if kind in AUTHORITIES:
            self.take("authority", "institution", "school", "organization")
            self.take("publisher", "publisher")
        else:
            self.take("publisher", "publisher", "institution", "school", "organization")
        back = {"thesis": "institution", "report": "institution", "webpage": "organization"}.get(
            kind, "publisher"
        )
        if kind in AUTHORITIES:
            back = "institution"
        self.placed -= {"institution", "school", "organization"} - {
            back,
            "school" if back == "institution" else "",
        }
        if back != "publisher" and kind not in AUTHORITIES:
            self.placed.discard("publisher")
        national = kind == "patent" and "jurisdiction" not in self.item
        self.take("jurisdiction" if national else "publisher-place", "location", "address")
        published = entry.get("howpublished")
        if found := _ADDRESS.search(published):
            self.put("URL", found[0].rstrip(".,;)"))
        elif published and ("publisher" in self.item or _MEDIUM.search(published)):
            self.put("medium", published)
        else:
            self.put("publisher", published)

    def put_numbers(self, kind: str) -> None:
        """Set pages, issue and number; what `number` means depends on the type."""
        if kind in ARTICLES or kind == "periodical":
            if self.entry.get("number"):
                self.take("issue", "number")
            else:
                self.put("issue", self.entry.get("issue"))
            self.take("number", "eid")
        else:
            serial = (
                kind in SERIAL_BOOKS
                and "collection-title" in self.item
                and "collection-number" not in self.item
            )
            self.take("collection-number" if serial else "number", "number")
            self.take("issue", "issue")
        if pages := self.entry.get("pages"):
            self.put("page", _DASHES.sub("-", pages))
            self.placed.add("pages")

    def put_rest(self) -> None:
        """Set genre, language and where the text is kept."""
        entry = self.entry
        genre = entry.get("type")
        if genre:
            self.placed.add("type")
        elif entry.type != "techreport":
            genre = IMPLIED_TYPES.get(entry.type, "")
        self.put("genre", GENRES.get(genre.lower(), genre))
        for name in ("language", "langid", "hyphenation"):
            if tag := to_language_tag(entry.get(name)):
                self.put("language", tag)
                if self.item["language"] == tag:
                    self.placed.add(name)
        self.put_eprint()

    def put_eprint(self) -> None:
        """Set where an electronic copy is kept, and its address where the archive is known."""
        entry = self.entry
        eprint, scheme = entry.get("eprint"), entry.get("eprinttype") or entry.get("archiveprefix")
        if not eprint:
            return
        folded = scheme.lower()
        if folded in {"pubmed", "pmid"}:
            self.put("PMID", eprint)
        elif folded in {"pmc", "pmcid"}:
            self.put("PMCID", eprint)
        else:
            self.put("archive", "arXiv" if folded == "arxiv" else scheme)
            self.put("archive_location", eprint)
            if folded in EPRINT_URLS:
                self.placed |= {"eprint", "eprinttype", "archiveprefix"}
        if folded in EPRINT_URLS and "DOI" not in self.item:
            self.put("URL", EPRINT_URLS[folded] + eprint.removeprefix("arXiv:"))


def entry_to_csl(entry: Entry, *, rich: bool = True) -> Item:
    r"""Return an entry as a CSL item.

    Args:
        entry: From any source.
        rich: Keep markup as CSL-JSON rich text (`\emph{x}` as `<i>x</i>`, protected braces as nocase).

    Returns:
        A CSL-JSON object (CSL 1.0.2): names as objects, dates as `date-parts`; `custom` holds the fields that
        CSL has no variable for, under their own names, and `entrytype` where the type would not come back.
    """
    return _ItemMaker(entry, rich).make()
