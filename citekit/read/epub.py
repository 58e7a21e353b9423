"""EPUB books (EPUB 3.3): the documents of the spine as one page, so that notes of other files are found."""

from __future__ import annotations

import posixpath
from typing import Final
from urllib.parse import unquote

import lxml.html
from lxml import etree

from citekit.errors import ReadError
from citekit.model import Document
from citekit.read.html import describe_page, parse_html, read_tree
from citekit.read.markup_offsets import TextPlaces
from citekit.read.package import Package

CONTAINER: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF: Final = "{http://www.idpf.org/2007/opf}"
DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"
METADATA: Final = {
    "title": "title",
    "creator": "author",
    "date": "issued",
    "language": "language",
    "publisher": "publisher",
}
EPUB_TYPE: Final = "{http://www.idpf.org/2007/ops}type"


def read_epub(content: bytes, source: str) -> Document:
    """Read an EPUB book.

    Args:
        content: The bytes of the file.
        source: Name that errors print.

    Raises:
        ReadError: The package is damaged, or has no readable document.
    """
    package = Package.open(content, source)
    container = package.parse("META-INF/container.xml")
    rootfile = container.find(f".//{CONTAINER}rootfile")
    path = "" if rootfile is None else rootfile.get("full-path", "")
    opf = package.parse(path)
    folder = posixpath.dirname(path)
    manifest = {item.get("id", ""): item for item in opf.iter(f"{OPF}item")}
    merged = lxml.html.Element("html")
    body = etree.SubElement(merged, "body")
    places = TextPlaces()
    for reference in opf.iter(f"{OPF}itemref"):
        item = manifest.get(reference.get("idref", ""))
        if item is None or "html" not in item.get("media-type", ""):
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if name in package:
            content = package.read(name)
            root = parse_html(content, f"{source}!{name}")
            places.add_tree(root, describe_page(content, name))
            body.append(_prepare_part(root, name))
    if not len(body):
        raise ReadError("the book has no readable text", source=source, code="CK110")
    return read_tree(merged, source, "epub", _read_metadata(opf), places)


def _prepare_part(root: etree._Element, name: str) -> etree._Element:
    """Return a file's body as a section; its names and inner links made unique within the book."""
    part = root.find("body")
    section = etree.Element("section") if part is None else part
    section.tag = "section"
    for element in section.iter():
        for attribute in ("id", "name"):
            if element.get(attribute):
                element.set(attribute, f"{name}#{element.get(attribute)}")
        href = element.get("href")
        if href is not None and ":" not in href.split("/")[0]:
            target, _, fragment = href.partition("#")
            goal = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target)))
                if target
                else name
            )
            element.set("href", f"#{goal}#{unquote(fragment)}")
        if "noteref" in (element.get("epub:type") or element.get(EPUB_TYPE) or ""):
            element.set("role", "doc-noteref")
    return section


def _read_metadata(opf: etree._Element) -> dict[str, str]:
    found = {}
    for name, field in METADATA.items():
        values = [(element.text or "").strip() for element in opf.iter(f"{DUBLIN_CORE}{name}")]
        if any(values):
            found[field] = "; ".join(value for value in values if value)
    return found
