"""Styles: reads a CSL file into elements with line numbers, and checks it.

Specification 1.0.2, 'File Types' and 'Styles - Structure'. XML is read without network, entities or
document type; what is wrong is a `StyleError` with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Final

from lxml import etree

from citekit.errors import StyleError

MAX_DEPTH: Final = 100
MAX_BYTES: Final = 4_000_000
NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
_REFERENCE: Final = re.compile(r"&#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6});")
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

#: Every element of a style that is rendered, with where it may hold a macro call.
KNOWN_ELEMENTS: Final = frozenset(
    {
        "text",
        "date",
        "date-part",
        "number",
        "names",
        "name",
        "name-part",
        "et-al",
        "label",
        "substitute",
        "group",
        "choose",
        "if",
        "else-if",
        "else",
        "layout",
        "sort",
        "key",
        "institution",
        "institution-part",
        "conditions",
        "condition",
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One element of a style or a locale: local name, attributes, children, text and line."""

    name: str
    attributes: dict[str, str]
    children: tuple[Element, ...]
    text: str
    line: int

    def get(self, attribute: str, default: str | None = None) -> str | None:
        """Return an attribute, or `default`."""
        return self.attributes.get(attribute, default)

    def find(self, name: str) -> Element | None:
        """Return the first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def find_all(self, name: str) -> tuple[Element, ...]:
        """Return the children of that name."""
        return tuple(child for child in self.children if child.name == name)


@dataclass(frozen=True, eq=False)
class Style:
    """A style that was read and checked; immutable, so it may be shared by threads.

    Attributes:
        root: The cs:style element.
        source: Path or name that errors print.
        title: From cs:info.
        id: From cs:info, a URI as a rule.
        parent: URI of the independent parent for a dependent style, or None.
    """

    root: Element
    source: str
    title: str = ""
    id: str = ""
    parent: str | None = None
    macros: dict[str, Element] = field(default_factory=dict)

    @property
    def citation_class(self) -> str:
        """`note` or `in-text`."""
        return self.root.get("class") or "in-text"

    @property
    def default_locale(self) -> str | None:
        """The locale that the style is bound to, or None."""
        return self.root.get("default-locale")

    @cached_property
    def citation(self) -> Element | None:
        """The cs:citation element."""
        return self.root.find("citation")

    @cached_property
    def bibliography(self) -> Element | None:
        """The cs:bibliography element, or None for a style without one."""
        return self.root.find("bibliography")

    @cached_property
    def locales(self) -> tuple[tuple[str, Element], ...]:
        """The cs:locale elements with their language, or an empty one for all languages."""
        return tuple((locale.get("xml:lang") or "", locale) for locale in self.root.find_all("locale"))


def read_xml(content: bytes, source: str) -> Element:
    """Read CSL from bytes.

    Args:
        content: A style or a locale file.
        source: Path or name for errors.

    Returns:
        The root element.

    Raises:
        StyleError: The file is no well-formed XML, or nests deeper than `MAX_DEPTH`.
    """
    if len(content) > MAX_BYTES:
        raise StyleError(f"the file is larger than {MAX_BYTES:,} bytes", source=source)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise StyleError(f"no well-formed XML: {error}", source=source, line=line) from None
    return _element_of(root, source, 0)


def _line_of(node: etree._Element) -> int:
    line: object = node.sourceline
    return line if isinstance(line, int) else 1


def _read_reference(value: str) -> str:
    """Return an attribute whose character references were escaped twice (`&amp;#160;`) as it is meant."""
    return _REFERENCE.sub(lambda match: unescape(match[0]), value) if "&#" in value else value


def _element_of(node: etree._Element, source: str, depth: int) -> Element:
    """Return an lxml node as an element, with all below it."""
    line = _line_of(node)
    if depth > MAX_DEPTH:
        raise StyleError(f"elements nest deeper than {MAX_DEPTH}", source=source, line=line)
    attributes = {
        ("xml:lang" if name == XML_LANG else etree.QName(str(name)).localname): _read_reference(str(value))
        for name, value in node.attrib.items()
    }
    children = tuple(_element_of(child, source, depth + 1) for child in node.iterchildren(etree.Element))
    return Element(etree.QName(node).localname, attributes, children, node.text or "", line)


def parse_style(content: bytes | str, source: str = "<style>") -> Style:
    """Read and check a style.

    Args:
        content: The file as bytes, or as text (its encoding declaration is ignored).
        source: Path or name for errors.

    Returns:
        The style; for a dependent style its `parent` is set and it cannot render by itself.

    Raises:
        StyleError: Malformed XML, no style, a macro that is missing or calls itself, or too deep nesting.
    """
    if isinstance(content, str):
        content = content.encode("utf-8")
        declaration = content.find(b"?>")
        if content.lstrip().startswith(b"<?xml") and declaration > 0:
            content = content[declaration + 2 :].lstrip()
    root = read_xml(content.lstrip(), source)
    if root.name != "style":
        raise StyleError(f"the root element is <{root.name}>, not <style>", source=source, line=root.line)
    info = root.find("info")
    title, identifier, parent = "", "", None
    for child in info.children if info else ():
        if child.name == "title":
            title = " ".join(child.text.split())
        elif child.name == "id":
            identifier = child.text.strip()
        elif child.name == "link" and child.get("rel") == "independent-parent":
            parent = child.get("href")
    macros = {macro.get("name") or "": macro for macro in root.find_all("macro")}
    style = Style(root, source, title, identifier, parent, macros)
    _check_style(style)
    return style


def read_style(path: Path) -> Style:
    """Read and check the style in a file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StyleError(f"the style cannot be read: {error.strerror}", source=str(path)) from None
    return parse_style(content, str(path))


def _check_style(style: Style) -> None:
    """Raise `StyleError` for what would make rendering impossible."""
    if style.citation is None:
        if style.parent is None:
            raise StyleError("the style has no <citation>", source=style.source, line=style.root.line)
        return
    for section in (style.citation, style.bibliography):
        if section is not None and section.find("layout") is None:
            raise StyleError(f"<{section.name}> has no <layout>", source=style.source, line=section.line)
    depths: dict[str, int] = {}
    for name in style.macros:
        _macro_depth(style, name, style.macros[name].line, (), depths)
    for section in (style.citation, style.bibliography):
        if section is not None:
            _element_depth(style, section, (), depths, 0)


def _macro_depth(style: Style, name: str, line: int, calls: tuple[str, ...], depths: dict[str, int]) -> int:
    """Return how deep a macro nests with all macros that it calls; refuse a cycle."""
    if name in calls:
        cycle = " > ".join((*calls[calls.index(name) :], name))
        raise StyleError(f"the macro calls itself: {cycle}", source=style.source, line=line)
    if name not in depths:
        macro = style.macros.get(name)
        if macro is None:
            raise StyleError(f'there is no macro "{name}"', source=style.source, line=line)
        depths[name] = _element_depth(style, macro, (*calls, name), depths, 0)
    return depths[name]


def _element_depth(
    style: Style, element: Element, calls: tuple[str, ...], depths: dict[str, int], depth: int
) -> int:
    """Return how deep an element nests, macros that it calls included."""
    deepest = 0
    for child in element.children:
        deepest = max(deepest, _element_depth(style, child, calls, depths, depth + 1))
    macro = element.get("macro") if element.name in {"text", "key"} else None
    if macro is not None:
        deepest = max(deepest, _macro_depth(style, macro, element.line, calls, depths))
    if depth + deepest + 1 > 2 * MAX_DEPTH:
        raise StyleError("the style nests too deep", source=style.source, line=element.line)
    return deepest + 1
