"""The parts of a TEI reference as a CSL-JSON item (TEI Guidelines 3.12, Bibliographic Citations)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

IDENTIFIERS: Final = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
ROLES: Final = {"author": "author", "editor": "editor"}
SCOPES: Final = {
    "volume": "volume", "vol": "volume", "issue": "issue", "number": "issue", "page": "page", "pp": "page",
    "pages": "page", "chapter": "chapter-number",
}  # fmt: skip
_YEAR: Final = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")


def text_of(element: etree._Element | None) -> str:
    """Return the text of an element with blanks folded."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def describe_structure(reference: etree._Element, key: str) -> dict[str, Any]:
    """Return a reference with marked parts as a CSL-JSON item.

    Args:
        reference: A `biblStruct`, or a `bibl` with marked parts.
        key: Its label or id.

    Returns:
        The item; `printed` holds the parts in order as text, for a reference that has no text of its own.
    """
    item: dict[str, Any] = {"id": key, "type": "document"}
    titles = {title.get("level", ""): text_of(title) for title in reversed(list(reference.iter("{*}title")))}
    host = titles.get("j") or titles.get("m") if "a" in titles else titles.get("s")
    own = titles.get("a") or titles.get("m") or titles.get("u") or titles.get("") or titles.get("j") or ""
    if own:
        item["title"] = own
    if host and host != own:
        item["container-title"] = host
    item["type"] = _name_type(titles)
    for name, people in _iterate_people(reference):
        item.setdefault(name, []).append(people)
    for element in reference.iter("{*}biblScope", "{*}idno", "{*}publisher", "{*}pubPlace", "{*}edition"):
        _read_part(element, item)
    for element in reference.iter("{*}date"):
        year = _YEAR.search(element.get("when") or text_of(element))
        if year and element.get("type") not in {"accessed", "access"}:
            item["issued"] = {"date-parts": [[int(year[0])]]}
            break
    for element in reference.iter("{*}ptr", "{*}ref"):
        if re.match(r"https?://", element.get("target", "")):
            item.setdefault("URL", element.get("target", ""))
    item["printed"] = _print_item(item)
    return item


def _name_type(titles: dict[str, str]) -> str:
    if titles.get("j"):
        return "article-journal"
    if titles.get("m"):
        return "chapter" if titles.get("a") else "book"
    return "document"


def _read_part(element: etree._Element, item: dict[str, Any]) -> None:
    name = etree.QName(element).localname
    value = text_of(element)
    if name == "biblScope":
        first, last = element.get("from", ""), element.get("to", "")
        field = SCOPES.get((element.get("unit") or element.get("type") or "").casefold())
        value = value or (f"{first}-{last}" if first and last and first != last else first)
        if field and value:
            item.setdefault(field, value)
    elif name == "idno":
        field = IDENTIFIERS.get(element.get("type", "").casefold())
        if field and value:
            item.setdefault(field, value)
    elif value:
        field = {"publisher": "publisher", "pubPlace": "publisher-place", "edition": "edition"}[name]
        item.setdefault(field, value)


def _iterate_people(reference: etree._Element) -> Iterator[tuple[str, dict[str, str]]]:
    for person in reference.iter("{*}author", "{*}editor"):
        role = ROLES[etree.QName(person).localname]
        family = text_of(person.find(".//{*}surname"))
        given = " ".join(filter(None, map(text_of, person.iterfind(".//{*}forename"))))
        if family:
            yield role, {"family": family, "given": given} if given else {"family": family}
        elif text_of(person):
            yield role, {"literal": text_of(person)}


def _print_item(item: dict[str, Any]) -> str:
    people = [
        one.get("literal") or f"{one['family']} {one.get('given', '')}".strip()
        for one in item.get("author", ())
    ]
    year = item["issued"]["date-parts"][0][0] if "issued" in item else ""
    before = [item.get(name, "") for name in ("title", "container-title", "publisher-place", "publisher")]
    behind = [item.get(name, "") for name in ("volume", "issue", "page")]
    pieces = [", ".join(people), *before, str(year), *behind, item.get("DOI", "") or item.get("URL", "")]
    kept = [piece.rstrip(".") for piece in pieces if piece]
    return ". ".join(kept) + "." if kept else ""
