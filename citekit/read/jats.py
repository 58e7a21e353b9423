"""JATS and NLM article XML (NISO Z39.96): text, notes, references with labels, cross references.

Cross references to references become citations, those to notes become calls. A structured reference
(`element-citation`) also gives a CSL-JSON item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from citekit.model import (
    BlockKind,
    Citation,
    Cite,
    CiteForm,
    Document,
    Link,
    Note,
    NotePlace,
    Origin,
    Span,
)
from citekit.read.markup_offsets import TextPlaces, describe_xml
from citekit.read.package import parse_xml
from citekit.read.text_builder import TextBuilder

HREF: Final = "{http://www.w3.org/1999/xlink}href"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
BLOCKS: Final = {
    "article-title": BlockKind.HEADING,
    "title": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "disp-quote": BlockKind.QUOTE,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "preformat": BlockKind.CODE,
    "code": BlockKind.CODE,
    "verse-line": BlockKind.QUOTE,
    "attrib": BlockKind.PARAGRAPH,
    "term": BlockKind.LIST_ITEM,
}
SKIPPED: Final = frozenset(
    """
    journal-meta contrib-group aff author-notes pub-date history permissions article-id counts
    article-categories volume issue elocation-id fpage lpage funding-group custom-meta-group
    inline-formula disp-formula math tex-math object-id self-uri related-article kwd-group alternatives
    """.split()
)
REFERENCE_TYPES: Final = {
    "journal": "article-journal",
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "confproc": "paper-conference",
    "conf-proc": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "web": "webpage",
    "webpage": "webpage",
    "patent": "patent",
    "newspaper": "article-newspaper",
    "data": "dataset",
}
REFERENCE_FIELDS: Final = {
    "article-title": "title",
    "chapter-title": "title",
    "data-title": "title",
    "source": "container-title",
    "volume": "volume",
    "issue": "issue",
    "publisher-name": "publisher",
    "publisher-loc": "publisher-place",
    "edition": "edition",
    "isbn": "ISBN",
    "issn": "ISSN",
    "conf-name": "event-title",
    "comment": "note",
    "elocation-id": "number",
}
IDENTIFIERS: Final = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN"}
ROLES: Final = {"author": "author", "editor": "editor", "translator": "translator"}
MAX_DEPTH: Final = 200


def read_jats(content: bytes, source: str) -> Document:
    """Read a JATS or NLM article.

    Args:
        content: The bytes of the file.
        source: Name that errors print.

    Returns:
        The document. A reference is a block with its label; a cite of one with a numeric label is a
        number, any other leads to the reference by its id.

    Raises:
        ReadError: The XML is malformed or declares entities.
    """
    root = parse_xml(content, source)
    places = TextPlaces()
    places.add_tree(root, describe_xml(root, content))
    return _JatsReader(root, source, places).read()


@dataclass(slots=True)
class _JatsReader:
    """Reads one article; each instance is used once."""

    root: etree._Element
    source: str
    places: TextPlaces
    builder: TextBuilder = field(default_factory=TextBuilder)
    labels: dict[str, str] = field(default_factory=dict)
    notes: dict[str, etree._Element] = field(default_factory=dict)
    names: dict[etree._Element, str] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    calls: list[tuple[str, str, Span]] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    block_start: int = 0
    current_note: str | None = None
    current_label: str = ""
    in_reference: bool = False
    held: int = -1

    def read(self) -> Document:
        """Return the document."""
        for reference in self.root.iter("ref"):
            self.labels[reference.get("id", "")] = clean_label(_text_of(reference.find("label")))
        for number, note in enumerate(self.root.iter("fn"), 1):
            identity = note.get("id") or f"fn-{number}"
            self.notes.setdefault(identity, note)
            self.names[note] = identity
        for xref in self.root.iter("xref"):
            self.called.update(xref.get("rid", "").split())
        for part in ("front", "body", "back"):
            for element in self.root.findall(part) or self.root.findall(f".//article/{part}"):
                self._read(element, 0, BlockKind.PARAGRAPH, 0)
        self._end_block(BlockKind.PARAGRAPH, 0)
        notes = self._read_notes()
        language = (self.root.get(LANGUAGE) or "").split("-")[0].lower()
        return Document(
            source=self.source,
            format="jats",
            text=self.builder.text(),
            blocks=tuple(self.builder.blocks),
            notes=tuple(notes),
            language=language or None,
            offsets=self.places.offsets(self.builder),
            citations=tuple(sorted(self.citations, key=lambda citation: citation.span)),
            items=tuple(self.items),
            links=tuple(self.links),
            metadata=self._read_metadata(),
        )

    def _read_metadata(self) -> dict[str, str]:
        meta = self.root.find(".//article-meta")
        if meta is None:
            return {}
        names = [_describe_person(name) for name in meta.iterfind(".//contrib[@contrib-type='author']/name")]
        stated = {
            "title": _text_of(meta.find(".//article-title")),
            "doi": _text_of(meta.find("article-id[@pub-id-type='doi']")),
            "container-title": _text_of(self.root.find(".//journal-title")),
            "volume": _text_of(meta.find("volume")),
            "issue": _text_of(meta.find("issue")),
            "issued": _text_of(meta.find("pub-date/year")),
            "author": "; ".join(f"{name['family']}, {name['given']}".strip(", ") for name in names),
        }
        return {field: value for field, value in stated.items() if value}

    # Text.

    def _read(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        tag = str(element.tag)
        if depth > MAX_DEPTH or (tag in SKIPPED and not self.in_reference):
            return
        if tag == "fn":
            if self.names[element] not in self.called:
                self._call_inline(element)
            return
        if tag == "ref":
            self._read_reference(element)
            return
        if tag == "xref":
            self._read_cross_reference(element, depth, kind, level)
            return
        own = None if self.in_reference else BLOCKS.get(tag)
        parent = element.getparent()
        if own is BlockKind.PARAGRAPH and parent is not None:
            own = {
                "list-item": BlockKind.LIST_ITEM,
                "caption": BlockKind.CAPTION,
                "disp-quote": BlockKind.QUOTE,
            }.get(str(parent.tag), kind if kind is BlockKind.TABLE_CELL else own)
        if own is not None:
            self._end_block(kind, level)
        inner = kind if own is None else own
        inner_level = level + (tag in {"sec", "list"})
        start = self.builder.length
        self._read_children(element, depth, inner, inner_level)
        if own is not None:
            self._end_block(inner, max(1, inner_level) if inner is BlockKind.HEADING else inner_level)
        elif tag in {"ext-link", "uri"}:
            self._keep_link(element, start)

    def _read_children(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        self._add(element.text, element)
        for child in element:
            self._read(child, depth + 1, kind, level)
            self._add(child.tail, child, tail=True)

    def _add(self, text: str | None, element: etree._Element | None = None, *, tail: bool = False) -> None:
        if not text:
            return
        origin = Origin(part="-", paragraph=len(self.builder.blocks))
        if element is not None:
            origin = self.places.origin(element, tail=tail, paragraph=len(self.builder.blocks))
        folded = re.sub(r"[ \t\n\r]+", " ", text)
        if folded[0] == " " and (
            self.builder.length == self.block_start or self.builder.pieces[-1][-1:] in {" ", "\n"}
        ):
            folded = folded[1:]
        self.builder.add(folded, origin)

    def _end_block(self, kind: BlockKind, level: int) -> None:
        if self.builder.length == self.held:  # the mark of a note: its text goes on in the same block
            return
        if self.builder.text_from(self.block_start).strip():
            kind = BlockKind.NOTE if self.current_note is not None else kind
            label = self.current_label if kind is BlockKind.REFERENCE else ""
            self.builder.close_block(self.block_start, kind, level=level, note=self.current_note, label=label)
        self.block_start = self.builder.length

    def _keep_link(self, element: etree._Element, start: int) -> None:
        shown = self.builder.text_from(start)
        url = element.get(HREF) or shown
        if re.match(r"(?:https?|ftp)://", url) and shown:
            self.links.append(Link(url, Span(start, self.builder.length), shown))

    # References and cross references.

    def _read_reference(self, reference: etree._Element) -> None:
        self._end_block(BlockKind.PARAGRAPH, 0)
        identity = reference.get("id", "")
        label = self.labels.get(identity, "")
        self.current_label = label or identity
        self.in_reference = True
        for child in reference:
            if child.tag == "element-citation":
                pieces = [piece.rstrip(".") for piece in map(_write_element, child)]
                self.builder.add(". ".join(filter(None, pieces)) + ".")
            elif child.tag != "label":
                self._read_children(child, 1, BlockKind.REFERENCE, 0)
            self._add(" ")
        self.in_reference = False
        self.builder.trim_end(self.block_start)
        self._end_block(BlockKind.REFERENCE, 0)
        structured = reference.find("element-citation")
        if structured is None:
            structured = reference.find("mixed-citation")
        if structured is not None and structured.find("year") is not None:
            self.items.append(describe_citation(structured, self.current_label))

    def _read_cross_reference(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        start = self.builder.length
        self._read_children(element, depth, kind, level)
        span = Span(start, self.builder.length)
        targets = element.get("rid", "").split()
        if not targets or not len(span):
            return
        shown = self.builder.text_from(start)
        if element.get("ref-type") in {"fn", "table-fn"} and targets[0] in self.notes:
            number = shown.strip(" []()")
            offset = start + shown.find(number)
            if self.current_note is None and number:
                self.calls.append((targets[0], number, Span(offset, offset + len(number))))
        elif all(target in self.labels for target in targets):
            cites = tuple(self._make_cite(target, span) for target in targets)
            self.citations.append(Citation(cites, span, self.current_note))

    def _make_cite(self, target: str, span: Span) -> Cite:
        label = self.labels[target]
        if label.isdecimal():
            return Cite(CiteForm.NUMBER, label, span)
        key = label or target
        return Cite(CiteForm.KEY, key, span, key=key)

    # Notes.

    def _call_inline(self, note: etree._Element) -> None:
        """Make a call where a note stands inside a paragraph."""
        parent = note.getparent()
        if parent is None or parent.tag in {"fn-group", "back", "table-wrap-foot"}:
            return
        identity = self.names[note]
        number = clean_label(_text_of(note.find("label"))) or str(len(self.calls) + 1)
        start = self.builder.length
        self.builder.add(number, Origin(part="-"))
        self.calls.append((identity, number, Span(start, self.builder.length)))

    def _read_notes(self) -> Iterable[Note]:
        notes = []
        called = set()
        for identity, number, call in self.calls:
            if identity in called:
                continue
            called.add(identity)
            note = self.notes[identity]
            self.current_note = identity
            mark = Span(self.builder.length, self.builder.length + len(number))
            self.builder.add(number + " ", Origin(part="-"))
            start = self.held = self.builder.length
            for child in note:
                if child.tag != "label":
                    self._read_children(child, 1, BlockKind.NOTE, 0)
                    self._end_block(BlockKind.NOTE, 0)
            self.held = -1
            text = self.builder.text_from(start)
            begin = start + len(text) - len(text.lstrip())
            notes.append(
                Note(
                    identity,
                    number,
                    call,
                    Span(begin, max(begin, start + len(text.rstrip()))),
                    NotePlace.FOOTNOTE,
                    mark,
                )
            )
        self.current_note = None
        return notes


def clean_label(label: str) -> str:
    """Return a label without brackets, full stop and blanks: `[12].` gives `12`."""
    return label.strip(" \t\n[]().:")


def describe_citation(citation: etree._Element, key: str) -> dict[str, Any]:
    """Return a structured reference as a CSL-JSON item."""
    kind = citation.get("publication-type") or citation.get("citation-type") or ""
    item: dict[str, Any] = {"id": key, "type": REFERENCE_TYPES.get(kind, "document")}
    for child in citation.iter():
        variable = REFERENCE_FIELDS.get(str(child.tag))
        if variable and _text_of(child):
            item.setdefault(variable, _text_of(child))
        elif child.tag == "pub-id" and child.get("pub-id-type") in IDENTIFIERS:
            item[IDENTIFIERS[child.get("pub-id-type", "")]] = _text_of(child)
        elif child.tag in {"ext-link", "uri"}:
            item.setdefault("URL", child.get(HREF) or _text_of(child))
    if (
        "title" not in item
        and "container-title" in item
        and item["type"] in {"book", "thesis", "report", "document"}
    ):
        item["title"] = item.pop("container-title")
    first, last = _text_of(citation.find("fpage")), _text_of(citation.find("lpage"))
    if first:
        item["page"] = f"{first}-{last}" if last and last != first else first
    year = re.match(r"\d{4}", _text_of(citation.find("year")))
    if year:
        item["issued"] = {"date-parts": [[int(year[0])]]}
    return item | dict(_iterate_people(citation))


def _iterate_people(citation: etree._Element) -> Iterable[tuple[str, list[dict[str, str]]]]:
    groups = citation.findall("person-group")
    for group in groups or [citation]:
        role = ROLES.get(group.get("person-group-type", "author"), "author")
        people = [_describe_person(name) for name in (*group.findall("name"), *group.findall("string-name"))]
        people += [{"literal": _text_of(collab)} for collab in group.findall("collab")]
        if people:
            yield role, people


def _write_element(element: etree._Element) -> str:
    """Return an element of a structured reference as words; its people are parted by commas."""
    people = [*element.iter("name"), *element.iter("string-name")]
    return ", ".join(map(_text_of, people)) if people else _text_of(element)


def _describe_person(name: etree._Element) -> dict[str, str]:
    family, given = _text_of(name.find("surname")), _text_of(name.find("given-names"))
    return {"family": family, "given": given} if family else {"family": _text_of(name), "given": ""}


def _text_of(element: etree._Element | None) -> str:
    if element is None:
        return ""
    parting = " " if element.tag in {"name", "string-name"} else ""
    return " ".join(parting.join(map(str, element.itertext())).split())
