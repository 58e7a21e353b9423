"""CSL items and parsed references to entries, by the table in `citekit.bibliography.mapping_tables`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from citekit.bibliography.bibdates import read_dates
from citekit.bibliography.bibnames import format_name_list, parse_name_list
from citekit.bibliography.csl_values import csl_to_date, csl_to_names, date_to_csl, names_to_csl
from citekit.bibliography.languages import to_langid, to_language_tag
from citekit.bibliography.mapping_tables import (
    ARTICLES,
    AUTHORITIES,
    CHAPTERS,
    CSL_TO_TYPE,
    DATE_VARIABLES,
    EPRINT_URLS,
    GENRE_KEYS,
    ITEM_KEYS,
    NAME_VARIABLES,
    SERIAL_BOOKS,
    TEXT,
)
from citekit.bibliography.richtext import has_markup, rich_to_tex, strip_markup
from citekit.bibliography.tex import decode_tex
from citekit.bibliography.vocabulary import DATE_FIELDS, DATE_PARTS, FIELD_ALIASES, NAME_FIELDS
from citekit.model import Entry, Name, PartialDate, Reference
from citekit.parse.patterns import defer_pattern

Item = dict[str, Any]

_ENDS_SENTENCE: Final = (".", "?", "!", ":", "…")
_PAGE_DASH: Final = re.compile(r"(?<=\w)\s*[-‐‑–—]\s*(?=\w)")
_TEXT_VARIABLES: Final = MappingProxyType({variable: name for name, variable in reversed(TEXT)})
_DATED: Final = DATE_FIELDS | {part for parts in DATE_PARTS.values() for part in parts}


def join_title(title: str, subtitle: str) -> str:
    """Return a title with its subtitle, parted by a colon where no sentence ends."""
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title.endswith(_ENDS_SENTENCE) else f"{title}: {subtitle}"


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
        kind = str(item.get("type") or "document")
        entry_type, subtype = CSL_TO_TYPE.get(kind, ("misc", "" if kind == "document" else kind))
        if kind == "manuscript" and "event-title" in item:
            subtype = kind
        for variable, value in item.items():
            if variable in NAME_VARIABLES:
                self.put_names(NAME_VARIABLES[variable], value)
        self.put_titles(kind)
        self.put_dates()
        self.put_numbers(kind)
        self.put_publication(kind)
        self.put_genre(kind)
        self.put("entrysubtype", subtype)
        for variable, value in item.items():
            if variable in _TEXT_VARIABLES:
                self.put(_TEXT_VARIABLES[variable], value)
        self.put_language()
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

    def put_dates(self) -> None:
        """Set the dates, and their fields in EDTF."""
        for variable, value in self.item.items():
            if variable in DATE_VARIABLES and (date := csl_to_date(value)) is not None:
                name = DATE_VARIABLES[variable]
                self.dates[name] = date
                self.fields[name] = str(date) or date.literal

    def put_language(self) -> None:
        """Set `langid`, and `language` where that alone would not lead back."""
        language = self.item.get("language")
        if isinstance(language, str) and language:
            langid = to_langid(language)
            self.put("langid", langid)
            if langid is None or to_language_tag(langid) != language:
                self.put("language", language)

    def put_names(self, role: str, value: object) -> None:
        """Set the names of a role."""
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
        escaped = kind == "patent" and "jurisdiction" not in item
        self.put("csl-publisher-place" if escaped else "location", item.get("publisher-place"))
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
            self.put("pages", _PAGE_DASH.sub("–", str(page)))
        if kind in ARTICLES or kind == "periodical":
            self.put("number", item.get("issue"))
            self.put("eid", item.get("number"))
        else:
            self.put("issue", item.get("issue"))
            serial = kind in SERIAL_BOOKS and "collection-title" in item
            if serial and "number" in item and "collection-number" not in item:
                self.put("csl-number", item["number"])
            elif serial and "number" not in item:
                self.put("number", item.get("collection-number"))
            else:
                self.put("number", item.get("number"))

    def put_genre(self, kind: str) -> None:
        genre = self.item.get("genre")
        if isinstance(genre, str):
            known = GENRE_KEYS.get(genre.lower().replace("'", "’")) if kind in _WITH_GENRES else None
            self.put("type", known or genre)

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
            else:
                self.take_field(str(name).lower(), value if isinstance(value, str) else _write_json(value))
        return entry_type

    def take_field(self, name: str, text: str) -> None:
        """Take one field back, in the place of what stood for it in the item."""
        if name in {"subtitle", "mainsubtitle", "booksubtitle", "journalsubtitle", "issuesubtitle"}:
            self.cut_subtitle(name, text)
        for stand_in in _STAND_INS.get(name, ()):
            if self.fields.get(stand_in, "").casefold() == text.casefold():
                del self.fields[stand_in]
        target = FIELD_ALIASES.get(name, name)
        if target != name and self.fields.get(target) == text:
            del self.fields[target]
        self.fields[name] = text
        self.resolved.pop(name, None)
        if name in NAME_FIELDS:
            found = parse_name_list(text)
            self.names[name] = found.names
            self.others = self.others | {name} if found.others else self.others - {name}
        elif name in _DATED:
            self.dates |= read_dates(self.fields)

    def cut_subtitle(self, name: str, subtitle: str) -> None:
        title = name.removesuffix("subtitle") + "title"
        whole = self.fields.get(title, "")
        if whole.endswith(subtitle) and len(whole) > len(subtitle):
            self.fields[title] = whole[: -len(subtitle)].rstrip(" ").removesuffix(":")
            self.resolved.pop(title, None)


_WITH_GENRES: Final = frozenset(("thesis", "report", "patent"))
#: A field that `custom` kept, and the fields that stood for it.
_STAND_INS: Final = MappingProxyType(
    {
        "howpublished": ("publisher", "medium"),
        "organization": ("publisher", "institution"),
        "institution": ("publisher",),
        "school": ("publisher", "institution"),
        "publisher": ("organization", "institution"),
        "booktitle": ("journaltitle",),
        "journaltitle": ("booktitle",),
        "journal": ("booktitle", "journaltitle"),
        "maintitle": ("journaltitle", "booktitle"),
        "issue": ("number",),
        "eprint": ("pmid", "pmcid", "archive_location"),
        "eprinttype": ("archive",),
        "archiveprefix": ("archive",),
    }
)
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
        The entry. Variables that biblatex has no field for keep CSL's name, and the members of `custom`
        become fields; objects that no field can hold stand there as JSON.
    """
    if key is None:
        key = str(item.get("citation-key") or item.get("id") or "")
    return _EntryMaker(item).make(key)


#: Marks of the medium in a description (GOST 7.0.100-2018, 5.10): styles set their own from the URL.
_MEDIUM: Final = defer_pattern(
    r"(?:электрон(?:н\w{2}|\.)\s(?:ресурс|текст)|текст|електронн\w{2}\sресурс|electronic\s(?:resource|text)|text$"
    r"|elektronische\s(?:ressource|quelle)|ressource\sélectronique|risorsa\selettronica|recurso\selectrónico"
    r"|internet$|online$|en\sligne$)",
    re.IGNORECASE,
)


def reference_to_item(reference: Reference) -> Item:
    """Return a parsed reference as a CSL item without `id`: the first value of each variable."""
    item = _gather_values(reference)
    for variable, value in item.items():
        if isinstance(value, tuple):
            item[variable] = names_to_csl(value)
        elif isinstance(value, PartialDate):
            item[variable] = date_to_csl(value)
    return item


def _gather_values(reference: Reference) -> Item:
    """Return the item of a reference with names and dates as values, not as objects of CSL-JSON."""
    item: Item = {"type": reference.type or "document"}
    for found in reference.fields:
        if found.name in NAME_VARIABLES or found.name in DATE_VARIABLES:
            continue
        is_medium = found.name == "genre" and _MEDIUM.match(found.value) is not None
        item.setdefault("medium" if is_medium else found.name, found.value)
    for role, names in reference.names.items():
        if names:
            item[role] = names if role in NAME_VARIABLES else names_to_csl(names)
    for variable, date in reference.dates.items():
        item[variable] = date if variable in DATE_VARIABLES else date_to_csl(date)
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
    return csl_to_entry(_gather_values(reference), key)
