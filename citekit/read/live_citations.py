"""Live citations of reference managers, as they stand in the fields of a word processor's document.

Each reader takes the text of a field (or the value of a tag) and gives the CSL-JSON items that the field
carries, and the cites in it. An item's `id` is what a cite's `key` leads to.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from lxml import etree

from citekit.errors import ReadError
from citekit.model import Cite, CiteForm, Locator, Span
from citekit.read.package import parse_xml

Item = dict[str, Any]

#: The field codes by the words that they begin with, and who writes them.
MANAGERS = {
    "ADDIN ZOTERO_ITEM": "zotero",
    "ADDIN ZOTERO_BIBL": "bibliography",
    "ADDIN CSL_CITATION": "mendeley",
    "ADDIN Mendeley Bibliography": "bibliography",
    "ADDIN EN.CITE": "endnote",
    "ADDIN EN.REFLIST": "bibliography",
    "ADDIN CitaviPlaceholder": "citavi",
    "CITATION": "word",
    "BIBLIOGRAPHY": "bibliography",
}
MENDELEY_TAG = "MENDELEY_CITATION_v3_"


@dataclass(frozen=True, slots=True)
class LiveCitation:
    """What one field holds.

    Attributes:
        items: CSL-JSON items, each with a string `id`.
        cites: One for each cited item, in order, all spanning the field's visible text.
        plain: The text that the manager last wrote, or empty where it does not say.
    """

    items: tuple[Item, ...]
    cites: tuple[Cite, ...]
    plain: str = ""


def name_manager(code: str) -> str | None:
    """Return who wrote a field code (`zotero`, `endnote`, ...), or None."""
    code = code.strip()
    return next((manager for start, manager in MANAGERS.items() if code.startswith(start)), None)


def read_live_citation(code: str, span: Span) -> LiveCitation | None:
    """Take the code of a citation field apart.

    Args:
        code: The whole field code, its instruction runs joined.
        span: Place of the field's visible text.

    Returns:
        The citation, or None where the field is none or cannot be understood.
    """
    manager = name_manager(code)
    try:
        if manager in {"zotero", "mendeley"}:
            return read_csl_citation(code[code.index("{") : code.rindex("}") + 1], span)
        if manager == "endnote":
            return read_endnote(code, span)
        if manager == "citavi":
            return read_citavi(code, span)
        if manager == "word":
            return read_word_citation(code, span)
    except (ValueError, TypeError, AttributeError, KeyError, ReadError):
        return None  # the caller reports a citation field that could not be understood
    return None


def read_mendeley_tag(tag: str, span: Span) -> LiveCitation | None:
    """Take the tag of a content control of Mendeley Cite apart (base64 of JSON)."""
    if not tag.startswith(MENDELEY_TAG):
        return None
    encoded = tag.removeprefix(MENDELEY_TAG)
    try:
        decoded = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
        return read_csl_citation(decoded.decode("utf-8"), span)
    except (ValueError, TypeError, AttributeError, KeyError, binascii.Error):
        return None


def read_csl_citation(text: str, span: Span) -> LiveCitation:
    """Take the CSL citation object of Zotero or Mendeley apart (schema csl-citation.json).

    Raises:
        ValueError: It is not JSON, or not of that form.
    """
    citation = msgspec.json.decode(text)
    items: list[Item] = []
    cites: list[Cite] = []
    for cited in citation["citationItems"]:
        data = cited.get("itemData") or cited.get("item") or {}
        uris = cited.get("uris") or cited.get("uri") or []
        key = str(uris[0] if uris else data.get("id", cited.get("id", "")))
        items.append({**data, "id": key})
        locator = str(cited.get("locator") or "")
        cites.append(
            Cite(
                CiteForm.KEY,
                key,
                span,
                (Locator(str(cited.get("label") or "page"), locator, None),) if locator else (),
                prefix=str(cited.get("prefix") or "").strip(),
                suffix=str(cited.get("suffix") or "").strip(),
                key=key,
            )
        )
    properties = citation.get("properties") or citation.get("manualOverride") or {}
    mendeley = citation.get("mendeley") or {}
    plain = properties.get("plainCitation") or mendeley.get("plainTextFormattedCitation") or ""
    return LiveCitation(tuple(items), tuple(cites), str(plain))


# EndNote's names of reference types, and CSL's.
_ENDNOTE_TYPES = {
    "Journal Article": "article-journal",
    "Book": "book",
    "Edited Book": "book",
    "Book Section": "chapter",
    "Conference Paper": "paper-conference",
    "Conference Proceedings": "paper-conference",
    "Thesis": "thesis",
    "Report": "report",
    "Web Page": "webpage",
    "Newspaper Article": "article-newspaper",
    "Magazine Article": "article-magazine",
    "Statute": "legislation",
    "Legal Rule or Regulation": "legislation",
    "Case": "legal_case",
    "Patent": "patent",
}
_ENDNOTE_FIELDS = {
    "titles/title": "title",
    "titles/secondary-title": "container-title",
    "periodical/full-title": "container-title",
    "pages": "page",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "electronic-resource-num": "DOI",
    "urls/related-urls/url": "URL",
    "language": "language",
    "abstract": "abstract",
}


def read_endnote(code: str, span: Span) -> LiveCitation | None:
    """Take an EndNote field apart: XML with one `<Cite>` a work."""
    start, end = code.find("<EndNote>"), code.rfind("</EndNote>")
    if start < 0 or end < 0:
        return None
    root = parse_xml(code[start : end + len("</EndNote>")].encode(), "EndNote field")
    items, cites = [], []
    for cited in root.iter("Cite"):
        record = cited.find("record")
        number = _text(cited, "RecNum") or _text(cited, "record/rec-number")
        key = f"endnote-{number}" if number else f"{_text(cited, 'Author')}{_text(cited, 'Year')}"
        if record is not None:
            items.append(_endnote_item(record, key))
        pages = _text(cited, "Pages")
        cites.append(
            Cite(
                CiteForm.KEY,
                key,
                span,
                (Locator("page", pages, None),) if pages else (),
                prefix=_text(cited, "Prefix").strip(),
                suffix=_text(cited, "Suffix").strip(),
                key=key,
            )
        )
    return LiveCitation(tuple(items), tuple(cites), _text(root, ".//DisplayText"))


def _endnote_item(record: etree._Element, key: str) -> Item:
    kind = record.find("ref-type")
    item: Item = {
        "id": key,
        "type": _ENDNOTE_TYPES.get(kind.get("name", "") if kind is not None else "", "document"),
    }
    for path, variable in _ENDNOTE_FIELDS.items():
        if (value := _text(record, path)) and variable not in item:
            item[variable] = value
    isbn = _text(record, "isbn")
    if isbn:
        item["ISSN" if re.fullmatch(r"\d{4}-\d{3}[\dXx]", isbn.strip()) else "ISBN"] = isbn
    for path, role in (("authors", "author"), ("secondary-authors", "editor")):
        names = [_own_text(author) for author in record.findall(f"contributors/{path}/author")]
        if names:
            item[role] = [_split_name(name) for name in names]
    if year := _text(record, "dates/year"):
        item["issued"] = _csl_year(year)
    return item


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else _own_text(found)


def _own_text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext()).strip()


def _split_name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": name.strip()}


def _csl_year(year: str) -> dict[str, Any]:
    return {"date-parts": [[int(year)]]} if year.strip().isdecimal() else {"literal": year}


_CITAVI_TYPES = {
    "JournalArticle": "article-journal",
    "Book": "book",
    "BookEdited": "book",
    "Contribution": "chapter",
    "ConferenceProceedings": "book",
    "InternetDocument": "webpage",
    "NewspaperArticle": "article-newspaper",
    "Thesis": "thesis",
    "StatuteOrRegulation": "legislation",
    "CourtDecision": "legal_case",
}
_CITAVI_FIELDS = {
    "Title": "title",
    "Doi": "DOI",
    "Isbn": "ISBN",
    "Volume": "volume",
    "Number": "issue",
    "Edition": "edition",
    "PlaceOfPublication": "publisher-place",
    "OnlineAddress": "URL",
    "Language": "language",
}


def read_citavi(code: str, span: Span) -> LiveCitation:
    """Take a Citavi field apart: base64 of JSON, one entry a work."""
    encoded = code[code.index("{") + 1 : code.rindex("}")]
    placeholder = msgspec.json.decode(base64.b64decode(encoded))
    items, cites = [], []
    for entry in placeholder["Entries"]:
        reference = entry.get("Reference") or {}
        key = str(reference.get("Id") or entry.get("ReferenceId") or entry.get("Id"))
        items.append(_citavi_item(reference, key))
        pages = _citavi_pages(entry.get("PageRange"))
        cites.append(
            Cite(
                CiteForm.KEY,
                key,
                span,
                (Locator("page", pages, None),) if pages else (),
                prefix=str(entry.get("Prefix") or "").strip(),
                suffix=str(entry.get("Suffix") or "").strip(),
                key=key,
            )
        )
    shown = placeholder.get("Text") or placeholder.get("FormattedText", {}).get("Text") or ""
    return LiveCitation(tuple(items), tuple(cites), str(shown))


def _citavi_item(reference: Mapping[str, Any], key: str) -> Item:
    item: Item = {"id": key, "type": _CITAVI_TYPES.get(str(reference.get("ReferenceType")), "document")}
    for name, variable in _CITAVI_FIELDS.items():
        if value := reference.get(name):
            item[variable] = str(value)
    for role, variable in (("Authors", "author"), ("Editors", "editor")):
        if people := reference.get(role):
            item[variable] = [
                {
                    "family": str(person.get("LastName") or ""),
                    "given": " ".join(str(person[p]) for p in ("FirstName", "MiddleName") if person.get(p)),
                }
                for person in people
            ]
    if periodical := reference.get("Periodical"):
        item["container-title"] = str(periodical.get("Name") or periodical.get("StandardAbbreviation") or "")
    if publishers := reference.get("Publishers"):
        item["publisher"] = "; ".join(str(publisher.get("Name")) for publisher in publishers)
    if pages := _citavi_pages(reference.get("PageRange")):
        item["page"] = pages
    if year := reference.get("Year") or reference.get("YearResolved"):
        item["issued"] = _csl_year(str(year))
    return item


def _citavi_pages(pages: object) -> str:
    """Return `12-15` from Citavi's page range, given as its own small XML, an object, or text."""
    if isinstance(pages, Mapping):
        return str(pages.get("OriginalString") or pages.get("PrettyString") or "")
    if isinstance(pages, str):
        original = re.search(r"<os>([^<]{0,100})</os>", pages)
        return original[1] if original else "" if pages.startswith("<") else pages
    return ""


# Word's own switches (ECMA-376 part 1, 17.16.5.6): \p page, \v volume, \f prefix, \s suffix, \m another.
_SWITCH = re.compile(r'\\([a-zA-Z])(?:\s{1,4}(?:"([^"]{0,500})"|([^\s\\"]{1,200})))?')


def read_word_citation(code: str, span: Span) -> LiveCitation:
    """Take Word's own `CITATION` field apart; the sources themselves stand in a part of the package."""
    words = code.split(maxsplit=2)
    tags: list[dict[str, str]] = [{"tag": words[1].strip('"')}]
    for switch in _SWITCH.finditer(words[2] if len(words) > 2 else ""):
        value = switch[2] if switch[2] is not None else switch[3] or ""
        if switch[1] == "m":
            tags.append({"tag": value})
        else:
            tags[-1][switch[1]] = value
    cites = tuple(
        Cite(
            CiteForm.KEY,
            cited["tag"],
            span,
            tuple(
                Locator(label, cited[switch], None)
                for switch, label in (("v", "volume"), ("p", "page"))
                if cited.get(switch)
            ),
            prefix=cited.get("f", "").strip(),
            suffix=cited.get("s", "").strip(),
            key=cited["tag"],
        )
        for cited in tags
    )
    return LiveCitation((), cites)


_BIBLIOGRAPHY = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_WORD_TYPES = {
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "Patent": "patent",
    "Case": "legal_case",
}
_WORD_FIELDS = {
    "Title": "title",
    "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title",
    "ConferenceName": "event-title",
    "InternetSiteTitle": "container-title",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Edition": "edition",
    "Publisher": "publisher",
    "City": "publisher-place",
    "URL": "URL",
    "DOI": "DOI",
    "StandardNumber": "number",
    "Comments": "note",
}


def read_word_sources(root: etree._Element) -> tuple[Item, ...]:
    """Return the items of Word's own source list (ECMA-376 part 1, 22.6)."""
    items = []
    for source in root.iter(f"{_BIBLIOGRAPHY}Source"):
        values = {child.tag.removeprefix(_BIBLIOGRAPHY): (child.text or "").strip() for child in source}
        item: Item = {
            "id": values.get("Tag", ""),
            "type": _WORD_TYPES.get(values.get("SourceType", ""), "document"),
        }
        for name, variable in _WORD_FIELDS.items():
            if values.get(name) and variable not in item:
                item[variable] = values[name]
        for role in ("Author", "Editor"):
            people = _word_people(source.find(f"{_BIBLIOGRAPHY}Author/{_BIBLIOGRAPHY}{role}"))
            if people:
                item[role.lower()] = people
        if values.get("Year"):
            item["issued"] = _csl_year(values["Year"])
        if values.get("YearAccessed"):
            item["accessed"] = _csl_year(values["YearAccessed"])
        items.append(item)
    return tuple(items)


def _word_people(role: etree._Element | None) -> list[dict[str, str]]:
    if role is None:
        return []
    bodies = role.iter(f"{_BIBLIOGRAPHY}Corporate")
    people = [{"literal": (corporate.text or "").strip()} for corporate in bodies]
    for person in role.iter(f"{_BIBLIOGRAPHY}Person"):
        parts = {child.tag.removeprefix(_BIBLIOGRAPHY): (child.text or "").strip() for child in person}
        given = " ".join(parts[name] for name in ("First", "Middle") if parts.get(name))
        people.append({"family": parts.get("Last", ""), "given": given})
    return people
