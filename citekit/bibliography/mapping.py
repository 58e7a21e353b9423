"""Entries to CSL items and back, by the table in `citekit.bibliography.mapping_tables`.

A CSL item is a plain dict as CSL-JSON has it. What CSL has no variable for goes into the item's `custom`
object under the field's own name, and comes back from there: nothing is lost on the way, in either direction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from citekit.bibliography.bibnames import format_name_list
from citekit.bibliography.csl_values import (
    csl_to_date,
    csl_to_names,
    date_to_csl,
    names_to_csl,
)
from citekit.bibliography.languages import to_langid, to_language_tag
from citekit.bibliography.mapping_tables import (
    ARTICLES,
    AUTHORITIES,
    CHAPTERS,
    CSL_TO_TYPE,
    CSL_TYPES,
    DATE_VARIABLES,
    DATES,
    EDITOR_TYPES,
    EPRINT_URLS,
    GENRE_KEYS,
    GENRES,
    ITEM_KEYS,
    NAME_VARIABLES,
    NAMES,
    OWN_NAMES,
    RICH,
    SERIAL_BOOKS,
    SUBTYPES,
    TEXT,
    TYPE_TO_CSL,
)
from citekit.bibliography.richtext import has_markup, rich_to_tex, strip_markup
from citekit.bibliography.tex import decode_tex, to_rich_text
from citekit.bibliography.vocabulary import DATE_PARTS, FIELD_ALIASES, IMPLIED_TYPES
from citekit.model import Entry, Name, PartialDate, Reference

Item = dict[str, Any]

_DASHES: Final = re.compile(r"\s*(?:-{2,3}|[‐‑‒–—−])\s*")
_ADDRESS: Final = re.compile(r"https?://[^\s{}<>]+")
_MEDIUM: Final = re.compile(
    r"(?i)\b(?:электрон|онлайн|текст\b|cd-?rom|dvd|online|print\b|web\b|internet|elektron|électron|elettron)"
)
_ENDS_SENTENCE: Final = (".", "?", "!", ":", "…")
_OWN_FIELDS: Final = MappingProxyType({name.lower(): name for name in OWN_NAMES})
_TEXT_VARIABLES: Final = MappingProxyType({variable: name for name, variable in reversed(TEXT)})
_NUMERIC: Final = frozenset(
    ("volume", "number-of-volumes", "edition", "issue", "chapter-number", "part-number")
)


def _join_title(title: str, subtitle: str) -> str:
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title.endswith(_ENDS_SENTENCE) else f"{title}: {subtitle}"


@dataclass(slots=True)
class _ItemMaker:
    """Makes one CSL item of one entry; `done` holds the fields that found a place."""

    entry: Entry
    rich: bool
    item: Item = field(default_factory=dict)

    def text(self, *names: str, variable: str = "title") -> str:
        """Return the first of some fields that is not empty, as rich text where the variable takes it."""
        for name in names:
            value = self.entry.fields.get(name)
            if not value:
                continue
            raw = self.entry.resolved.get(name) if self.rich and variable in RICH else None
            if raw and raw != value and decode_tex(raw).text == value:
                return to_rich_text(raw)
            return value
        return ""

    def put(self, variable: str, value: str) -> None:
        if value and variable not in self.item:
            self.item[variable] = value

    def make(self) -> Item:
        entry = self.entry
        self.item["id"] = entry.key
        self.item["type"] = kind = self.find_type()
        for role, names in entry.names.items():
            self.put_names(role, names)
        for name, date in entry.dates.items():
            if name in DATES:
                self.item[DATES[name]] = date_to_csl(date)
        self.put_titles(kind)
        for name, variable in TEXT:
            if name in entry.fields or name in FIELD_ALIASES.values():
                self.put(variable, self.text(name, *_ALIASES_OF.get(name, ()), variable=variable))
        for name, value in entry.fields.items():
            if name in _OWN_FIELDS and name != "number" and value:
                variable = _OWN_FIELDS[name]
                self.put(variable, self.text(name, variable=variable))
        self.put_publication(kind)
        self.put_numbers(kind)
        self.put_rest(kind)
        return self.item

    def find_type(self) -> str:
        entry = self.entry
        subtype = entry.get("entrysubtype").strip().lower()
        if subtype in CSL_TYPES:
            return subtype
        if subtype in SUBTYPES:
            return SUBTYPES[subtype]
        if entry.type in TYPE_TO_CSL:
            kind = TYPE_TO_CSL[entry.type]
            if entry.type == "unpublished" and entry.get("eventtitle"):
                return "speech"
            return kind
        return entry.type if entry.type in CSL_TYPES else "document"

    def put_names(self, role: str, names: tuple[Name, ...]) -> None:
        variable = NAMES.get(role)
        if role in {"editor", "editora", "editorb", "editorc"}:
            kind = self.entry.get(f"{role}type", "editor" if role == "editor" else "")
            variable = EDITOR_TYPES.get(kind.strip().lower())
        if variable and names and variable not in self.item:
            self.item[variable] = names_to_csl(names, others=role in self.entry.others)

    def titled(self, prefix: str, variable: str) -> str:
        return _join_title(
            self.text(f"{prefix}title", variable=variable), self.text(f"{prefix}subtitle", variable=variable)
        )

    def put_titles(self, kind: str) -> None:
        """Set `title`, `container-title` and `volume-title`; a work in volumes contains the volume."""
        title, main, book = (
            self.titled("", "title"),
            self.titled("main", "title"),
            self.titled("book", "title"),
        )
        journal = _join_title(
            self.text("journaltitle", "journal", variable="title"),
            self.text("journalsubtitle", variable="title"),
        )
        if main and not book and kind not in CHAPTERS and kind not in ARTICLES:
            self.put("title", main)
            self.put("volume-title", title)
        else:
            self.put("title", title)
            container = journal if kind in ARTICLES else book
            if main and book:
                self.put("container-title", main)
                self.put("volume-title", book)
            self.put("container-title", container or book or journal or main)
        if kind in ARTICLES:
            self.put("volume-title", self.titled("issue", "title"))

    def put_publication(self, kind: str) -> None:
        """Set publisher, place, authority and medium out of the fields that biblatex has for them."""
        entry = self.entry
        issuer = self.text("institution", "school", "organization", variable="publisher")
        if kind in AUTHORITIES:
            self.put("authority", issuer)
        self.put("publisher", self.text("publisher", variable="publisher"))
        if kind not in AUTHORITIES:
            self.put("publisher", issuer)
        place = self.text("location", "address", variable="publisher-place")
        self.put("jurisdiction" if kind == "patent" else "publisher-place", place)
        published = entry.get("howpublished")
        if found := _ADDRESS.search(published):
            self.put("URL", found[0].rstrip(".,;)"))
        elif published and ("publisher" in self.item or _MEDIUM.search(published)):
            self.put("medium", published)
        else:
            self.put("publisher", published)

    def put_numbers(self, kind: str) -> None:
        """Set pages, issue and number; what `number` means depends on the type."""
        number = self.text("number", variable="number")
        if kind in ARTICLES or kind == "periodical":
            self.put("issue", number or self.text("issue", variable="issue"))
            self.put("number", self.text("eid", variable="number"))
        elif number and kind in SERIAL_BOOKS and "collection-title" in self.item:
            self.put("collection-number", number)
        else:
            self.put("number", number)
            self.put("issue", self.text("issue", variable="issue"))
        self.put("page", _DASHES.sub("-", self.text("pages", variable="page")))

    def put_rest(self, kind: str) -> None:
        """Set genre, language and where the text is kept."""
        entry = self.entry
        genre = entry.get("type") or (
            IMPLIED_TYPES.get(entry.type, "") if kind in {"thesis", "report"} else ""
        )
        if entry.type == "techreport" and not entry.get("type"):
            genre = ""
        self.put("genre", GENRES.get(genre.lower(), genre))
        for name in ("language", "langid", "hyphenation"):
            if tag := to_language_tag(entry.get(name)):
                self.put("language", tag)
        self.put_eprint()

    def put_eprint(self) -> None:
        eprint = self.entry.get("eprint")
        scheme = self.text("eprinttype", "archiveprefix", variable="archive")
        if not eprint:
            return
        folded = scheme.lower()
        if folded in {"pubmed", "pmid"}:
            self.put("PMID", eprint)
        elif folded in {"pmc", "pmcid"}:
            self.put("PMCID", eprint)
        else:
            if scheme:
                self.put("archive", "arXiv" if folded == "arxiv" else scheme)
            self.put("archive_location", eprint)
        if folded in EPRINT_URLS and "DOI" not in self.item:
            self.put("URL", EPRINT_URLS[folded] + eprint.removeprefix("arXiv:"))


_ALIASES_OF: Final = MappingProxyType(
    {
        target: tuple(alias for alias, name in FIELD_ALIASES.items() if name == target)
        for target in set(FIELD_ALIASES.values())
    }
)


def _normal(value: str) -> str:
    return _DASHES.sub("-", value).casefold()


def _find_lost(entry: Entry, item: Item) -> dict[str, str]:
    """Return the fields of an entry that would not come back from its item."""
    back = csl_to_entry(item)
    lost: dict[str, str] = {}
    dated = {part for name, parts in DATE_PARTS.items() if name in back.dates for part in parts}
    for name, value in entry.fields.items():
        target = FIELD_ALIASES.get(name, name)
        if target in back.names and entry.names.get(name) == back.names[target]:
            if (name in entry.others) == (target in back.others):
                continue
        elif (name in dated or target in back.dates) and entry.dates.get(target, entry.dates.get("date")) == (
            back.dates.get(target, back.dates.get("date"))
        ):
            continue
        elif name == "organization" and back.get("institution") == value:
            continue
        elif target in back.fields and _normal(back.fields[target]) == _normal(value):
            continue
        elif _is_whole_title(entry, back, name):
            continue
        elif not value or (name in {"langid", "language", "hyphenation"} and _same_language(value, item)):
            continue
        lost[name] = value
    if back.type != entry.type and TYPE_TO_CSL.get(entry.type) != TYPE_TO_CSL.get(back.type, ""):
        lost["entrytype"] = entry.type
    elif back.type != entry.type:
        lost["entrytype"] = entry.type
    return lost


def _is_whole_title(entry: Entry, back: Entry, name: str) -> bool:
    """Tell whether a title came back joined to its subtitle, which `custom` holds."""
    if not name.endswith("title"):
        return False
    subtitle = entry.fields.get(name.removesuffix("title") + "subtitle")
    return bool(subtitle) and back.fields.get(name) == _join_title(entry.fields[name], subtitle or "")


def _same_language(value: str, item: Item) -> bool:
    return to_language_tag(value) == item.get("language")


def entry_to_csl(entry: Entry, *, rich: bool = True) -> Item:
    r"""Return an entry as a CSL item.

    Args:
        entry: From any source.
        rich: Keep markup as CSL-JSON rich text (`\emph{x}` as `<i>x</i>`, protected braces as nocase).

    Returns:
        A CSL-JSON object (CSL 1.0.2): names as objects, dates as `date-parts`; `custom` holds the fields that
        CSL has no variable for, under their own names, and `entrytype` where the type would not come back.
    """
    item = _ItemMaker(entry, rich).make()
    if lost := _find_lost(entry, item):
        item["custom"] = lost
    return item


@dataclass(slots=True)
class _EntryMaker:
    """Makes one entry of one CSL item."""

    item: Mapping[str, Any]
    fields: dict[str, str] = field(default_factory=dict)
    resolved: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    dates: dict[str, PartialDate] = field(default_factory=dict)

    def put(self, name: str, value: object) -> None:
        """Set a field from a CSL value, which may hold markup."""
        if value is None or value == "" or name in self.fields:
            return
        text = value if isinstance(value, str) else _write_json(value)
        if has_markup(text):
            self.resolved[name] = rich_to_tex(text)
            text = decode_tex(self.resolved[name]).text
        self.fields[name] = text

    def make(self, key: str) -> Entry:
        item = self.item
        kind = str(item.get("type") or "document").replace("_", "_")
        entry_type, subtype = CSL_TO_TYPE.get(kind, ("misc", "" if kind == "document" else kind))
        for variable, value in item.items():
            if variable in NAME_VARIABLES:
                self.put_names(NAME_VARIABLES[variable], value)
        self.put_titles(kind)
        for variable, value in item.items():
            if variable in DATE_VARIABLES and (date := csl_to_date(value)) is not None:
                name = DATE_VARIABLES[variable]
                self.dates[name] = date
                self.fields[name] = str(date) or date.literal
        self.put_numbers(kind)
        self.put_publication(kind)
        entry_type = self.put_genre(kind, entry_type)
        self.put("entrysubtype", subtype)
        for variable, value in item.items():
            if variable in _TEXT_VARIABLES:
                self.put(_TEXT_VARIABLES[variable], value)
        if isinstance(language := item.get("language"), str) and language:
            langid = to_langid(language)
            if langid:
                self.put("langid", langid)
            if langid is None or to_language_tag(langid) != language:
                self.put("language", language)
        self.put_unknown()
        entry_type = self.take_custom(entry_type)
        return Entry(
            key=key,
            type=entry_type,
            fields=MappingProxyType(self.fields),
            names=MappingProxyType(self.names),
            others=frozenset(self.others),
            dates=MappingProxyType(self.dates),
            resolved=MappingProxyType(self.resolved),
        )

    def put_names(self, role: str, value: object) -> None:
        names, others = csl_to_names(value)
        if names or others:
            self.names[role] = names
            self.fields[role] = format_name_list(names, others=others)
            if others:
                self.others.add(role)

    def put_titles(self, kind: str) -> None:
        item = self.item
        volume_title = item.get("volume-title")
        if volume_title and kind not in CHAPTERS and kind not in ARTICLES and "container-title" not in item:
            self.put("maintitle", item.get("title"))
            self.put("title", volume_title)
        elif volume_title and kind in CHAPTERS:
            self.put("title", item.get("title"))
            self.put("booktitle", volume_title)
            self.put("maintitle", item.get("container-title"))
        else:
            self.put("title", item.get("title"))
            self.put("booktitle" if kind in CHAPTERS else "journaltitle", item.get("container-title"))
            if kind in ARTICLES:
                self.put("issuetitle", volume_title)
            else:
                self.put("volume-title", volume_title)

    def put_publication(self, kind: str) -> None:
        item = self.item
        issuer = "institution" if kind in {"thesis", "report"} else "publisher"
        if kind in {"webpage", "post", "post-weblog"}:
            issuer = "organization"
        self.put(issuer, item.get("publisher"))
        if kind in AUTHORITIES:
            self.put("institution", item.get("authority"))
        else:
            self.put("authority", item.get("authority"))
        self.put("location", item.get("publisher-place"))
        if kind == "patent" and "publisher-place" not in item:
            self.put("location", item.get("jurisdiction"))
        else:
            self.put("jurisdiction", item.get("jurisdiction"))
        archive = item.get("archive")
        if str(archive).lower() in EPRINT_URLS and "archive_location" in item:
            self.put("eprinttype", "arxiv" if str(archive).lower() == "arxiv" else archive)
            self.put("eprint", item.get("archive_location"))

    def put_numbers(self, kind: str) -> None:
        item = self.item
        if isinstance(page := item.get("page"), str | int):
            self.put("pages", re.sub(r"(?<=\w)\s*[-‐‑–—]\s*(?=\w)", "–", str(page)))
        if kind in ARTICLES or kind == "periodical":
            self.put("number", item.get("issue"))
            self.put("eid", item.get("number"))
        else:
            self.put("issue", item.get("issue"))
            if kind in SERIAL_BOOKS and "collection-title" in item and "number" not in item:
                self.put("number", item.get("collection-number"))
            self.put("number", item.get("number"))
        if "number" in self.fields:
            self.put("collection-number", None)

    def put_genre(self, kind: str, entry_type: str) -> str:
        genre = self.item.get("genre")
        if not isinstance(genre, str):
            return entry_type
        known = (
            GENRE_KEYS.get(genre.lower().replace("'", "’"))
            if kind in {"thesis", "report", "patent"}
            else None
        )
        self.put("type", known or genre)
        return entry_type

    def put_unknown(self) -> None:
        """Keep every variable that the table does not know under its own name."""
        for variable, value in self.item.items():
            if variable in ITEM_KEYS or variable in _HANDLED or value in (None, ""):
                continue
            name = variable.lower()
            if variable in _CONDITIONAL and self.holds(value):
                continue
            self.put(name if name not in self.fields else f"csl-{name}", value)

    def holds(self, value: object) -> bool:
        text = strip_markup(value) if isinstance(value, str) else _write_json(value)
        return text in self.fields.values() or text.lower() == self.fields.get("eprinttype")

    def take_custom(self, entry_type: str) -> str:
        """Take back what `custom` kept of an entry; a field there replaces what stood for it."""
        custom = self.item.get("custom")
        if not isinstance(custom, Mapping):
            if custom not in (None, ""):
                self.put("csl-custom", custom)
            return entry_type
        for name, value in custom.items():
            if name == "entrytype" and isinstance(value, str):
                entry_type = value
                continue
            folded = str(name).lower()
            text = value if isinstance(value, str) else _write_json(value)
            if folded in {"subtitle", "mainsubtitle", "booksubtitle", "journalsubtitle", "issuesubtitle"}:
                self.cut_subtitle(folded, text)
            self.fields[folded] = text
            self.resolved.pop(folded, None)
        return entry_type

    def cut_subtitle(self, name: str, subtitle: str) -> None:
        title = name.removesuffix("subtitle") + "title"
        whole = self.fields.get(title, "")
        if whole.endswith(subtitle) and len(whole) > len(subtitle):
            self.fields[title] = whole[: -len(subtitle)].rstrip(" ").removesuffix(":")
            self.resolved.pop(title, None)


#: Variables that `_EntryMaker` reads in their own places.
_HANDLED: Final = (
    frozenset(NAME_VARIABLES)
    | frozenset(DATE_VARIABLES)
    | frozenset(_TEXT_VARIABLES)
    | frozenset(
        "title container-title page issue publisher publisher-place genre language volume-title authority "
        "jurisdiction".split()
    )
)
#: Variables that are read in one type and kept as they are in another.
_CONDITIONAL: Final = frozenset(("number", "collection-number", "archive", "archive_location"))


def _write_json(value: object) -> str:
    """Return a value that is no text as text; objects and lists as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def csl_to_entry(item: Mapping[str, Any], key: str | None = None) -> Entry:
    """Return a CSL item as an entry in biblatex's terms.

    Args:
        item: A CSL-JSON object; numbers may be strings or integers.
        key: The citekey; `citation-key` or `id` of the item when left out.

    Returns:
        The entry. Variables that biblatex has no field for keep CSL's name, and the members of `custom` become
        fields; objects that no field can hold stand there as JSON.
    """
    if key is None:
        key = str(item.get("citation-key") or item.get("id") or "")
    return _EntryMaker(item).make(key)


def reference_to_item(reference: Reference) -> Item:
    """Return a parsed reference as a CSL item without `id`: the first value of each variable."""
    item: Item = {"type": reference.type or "document"}
    for found in reference.fields:
        if found.name in NAME_VARIABLES or found.name in DATE_VARIABLES:
            continue
        item.setdefault(found.name, found.value)
    for role, names in reference.names.items():
        if names:
            item[role] = names_to_csl(names)
    for variable, date in reference.dates.items():
        item[variable] = date_to_csl(date)
    for identifier in reference.identifiers:
        _put_identifier(item, identifier.scheme, identifier.value, identifier.url)
    if reference.language and "language" not in item:
        item["language"] = reference.language
    return item


_IDENTIFIER_VARIABLES: Final = MappingProxyType(
    {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
)
_NUMBER_SCHEMES: Final = frozenset(
    ("un-symbol", "celex", "ecli", "eu-doc", "wto", "ru-law", "eaeu-act", "coe", "osce")
)


def _put_identifier(item: Item, scheme: str, value: str, url: str) -> None:
    if scheme in _IDENTIFIER_VARIABLES:
        item.setdefault(_IDENTIFIER_VARIABLES[scheme], value)
    elif scheme == "arxiv":
        item.setdefault("archive", "arXiv")
        item.setdefault("archive_location", value.removeprefix("arXiv:"))
    elif scheme in _NUMBER_SCHEMES:
        item.setdefault("number", value)
        if url:
            item.setdefault("URL", url)
    elif scheme == "edn":
        item.setdefault("edn", value)
    elif url:
        item.setdefault("URL", url)


def reference_to_entry(reference: Reference, key: str = "") -> Entry:
    """Return a parsed reference, which speaks CSL, as an entry, which speaks biblatex.

    Args:
        reference: From `parse_reference` or `find_references`.
        key: The citekey of the entry.
    """
    return csl_to_entry(reference_to_item(reference), key)
