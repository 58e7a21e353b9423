"""What a page says of itself and of the works that it cites, in its metadata.

Highwire (`citation_title`), Dublin Core (`DC.title`), JSON-LD and COinS (OpenURL, Z39.88-2004).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec
from lxml import etree

META_NAMES: Final = {
    "citation_title": "title",
    "citation_author": "author",
    "citation_doi": "doi",
    "citation_journal_title": "container-title",
    "citation_publication_date": "issued",
    "citation_date": "issued",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_firstpage": "page-first",
    "citation_lastpage": "page-last",
    "citation_issn": "issn",
    "citation_language": "language",
    "dc.title": "title",
    "dc.creator": "author",
    "dc.date": "issued",
    "dc.language": "language",
    "dc.identifier.doi": "doi",
    "dcterms.title": "title",
    "dcterms.creator": "author",
    "og:title": "title",
    "author": "author",
}
JSON_LD_TYPES: Final = frozenset(
    {"ScholarlyArticle", "Article", "NewsArticle", "Book", "Report", "Chapter", "Thesis"}
)
COINS_FIELDS: Final = {
    "rft.atitle": "title",
    "rft.title": "title",
    "rft.btitle": "title",
    "rft.jtitle": "container-title",
    "rft.volume": "volume",
    "rft.issue": "issue",
    "rft.pages": "page",
    "rft.pub": "publisher",
    "rft.place": "publisher-place",
    "rft.edition": "edition",
    "rft.isbn": "ISBN",
    "rft.issn": "ISSN",
}
COINS_TYPES: Final = {
    "article": "article-journal",
    "book": "book",
    "bookitem": "chapter",
    "proceeding": "paper-conference",
    "report": "report",
    "dissertation": "thesis",
}


def read_metadata(root: etree._Element) -> dict[str, str]:
    """Return title, authors (parted by `; `), date, DOI and the like, as far as the page states them.

    The first source that states a field wins: Highwire, Dublin Core, JSON-LD, the page's own title.
    """
    found: dict[str, list[str]] = {}
    for wanted in ("citation_", "dc", ""):
        stated: dict[str, list[str]] = {}
        for meta in root.iter("meta"):
            name = (meta.get("name") or meta.get("property") or "").lower()
            field = META_NAMES.get(name)
            content = (meta.get("content") or "").strip()
            if field and content and name.startswith(wanted):
                stated.setdefault(field, []).append(content)
        for field, values in stated.items():
            found.setdefault(field, values)
    for field, value in read_json_ld(root).items():
        found.setdefault(field, [value])
    title = root.find(".//title")
    if title is not None and (title.text or "").strip():
        found.setdefault("title", [" ".join((title.text or "").split())])
    return {field: "; ".join(dict.fromkeys(values)) for field, values in found.items()}


def read_json_ld(root: etree._Element) -> dict[str, str]:
    """Return what a JSON-LD block of a scholarly type (schema.org) states."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > 1_000_000:
            continue
        try:
            data = msgspec.json.decode((script.text or "").strip())
        except (msgspec.DecodeError, RecursionError):
            continue
        for node in _iterate_nodes(data):
            kinds = node.get("@type")
            if JSON_LD_TYPES & set(kinds if isinstance(kinds, list) else [kinds]):
                return _describe_node(node)
    return {}


def _iterate_nodes(data: object) -> Iterator[dict[str, Any]]:
    nodes = data if isinstance(data, list) else [data]
    for node in nodes:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (
                (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()
            )


def _describe_node(node: dict[str, Any]) -> dict[str, str]:
    described: dict[str, str] = {}
    for name, field in (
        ("headline", "title"),
        ("name", "title"),
        ("datePublished", "issued"),
        ("inLanguage", "language"),
    ):
        if isinstance(node.get(name), str):
            described.setdefault(field, node[name])
    authors = node.get("author")
    names = [
        author.get("name", "") if isinstance(author, dict) else str(author)
        for author in (authors if isinstance(authors, list) else [authors])
        if author
    ]
    if any(names):
        described["author"] = "; ".join(name for name in names if isinstance(name, str) and name)
    return described


def read_coins(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Yield a CSL-JSON item for each work that the page gives as COinS."""
    number = 0
    for span in root.iter("span"):
        title = span.get("title", "")
        if "Z3988" in span.get("class", "").split() and 0 < len(title) <= 20_000:
            number += 1
            yield _read_open_url(parse_qs(title, max_num_fields=200), f"coins-{number}")


def _read_open_url(values: dict[str, list[str]], key: str) -> dict[str, Any]:
    item: dict[str, Any] = {"id": key, "type": COINS_TYPES.get(values.get("rft.genre", [""])[0], "document")}
    for name, variable in COINS_FIELDS.items():
        if values.get(name):
            item.setdefault(variable, values[name][0])
    for identifier in values.get("rft_id", []):
        if identifier.startswith("info:doi/"):
            item["DOI"] = identifier.removeprefix("info:doi/")
        elif identifier.startswith("http"):
            item.setdefault("URL", identifier)
    authors = [{"literal": name} for name in values.get("rft.au", [])]
    if values.get("rft.aulast"):
        first = {"family": values["rft.aulast"][0], "given": values.get("rft.aufirst", [""])[0]}
        authors = [first, *(author for author in authors if first["family"] not in author["literal"])]
    if authors:
        item["author"] = authors
    date = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", values.get("rft.date", [""])[0])
    if date:
        item["issued"] = {"date-parts": [[int(part) for part in date.groups() if part]]}
    return item
