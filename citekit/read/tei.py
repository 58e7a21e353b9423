"""TEI P5 (also as GROBID and OpenEdition write it): text, notes in place, references with their parts.

`<ref type="bibr">` becomes a citation, a `<note>` in the text or a `<ref>` to one a call. `<biblStruct>` also
gives a CSL-JSON item (TEI Guidelines, chapters 3.9, 3.12 and 13).
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
from citekit.read.tei_items import describe_structure, text_of
from citekit.read.text_builder import TextBuilder

XML: Final = "{http://www.w3.org/XML/1998/namespace}"
MAX_DEPTH: Final = 200
BLOCKS: Final = {
    "head": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "ab": BlockKind.PARAGRAPH,
    "l": BlockKind.QUOTE,
    "item": BlockKind.LIST_ITEM,
    "cell": BlockKind.TABLE_CELL,
    "figDesc": BlockKind.CAPTION,
    "label": BlockKind.PARAGRAPH,
    "signed": BlockKind.PARAGRAPH,
    "dateline": BlockKind.PARAGRAPH,
    "titlePart": BlockKind.HEADING,
    "byline": BlockKind.PARAGRAPH,
}
#: Elements that are not shown.
SKIPPED: Final = frozenset("teiHeader fw figure_graphic formula sic orig facsimile standOff del".split())
#: References by their type: to a work, to a note.
WORKS: Final = frozenset({"bibr", "bibl", "biblio", "bib"})
NOTES: Final = frozenset({"foot", "note", "fn", "footnote", "noteAnchor", "endnote"})
REFERENCES: Final = frozenset({"bibl", "biblStruct", "biblFull"})
ENDNOTES: Final = frozenset({"end", "endnote", "back"})


def read_tei(content: bytes, source: str) -> Document:
    """Read a TEI document.

    Args:
        content: The bytes of the file.
        source: Name that errors print.

    Returns:
        The document. A reference of a list is a block with its number or id as label.

    Raises:
        ReadError: The XML is malformed or declares entities.
    """
    root = parse_xml(content, source)
    places = TextPlaces()
    places.add_tree(root, describe_xml(root, content))
    return _TeiReader(root, source, places).read()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


@dataclass(slots=True)
class _TeiReader:
    """Reads one document; each instance is used once."""

    root: etree._Element
    source: str
    places: TextPlaces
    builder: TextBuilder = field(default_factory=TextBuilder)
    labels: dict[str, str] = field(default_factory=dict)
    targets: dict[str, etree._Element] = field(default_factory=dict)
    referred: set[str] = field(default_factory=set)
    calls: list[tuple[etree._Element, str, Span]] = field(default_factory=list)
    called: dict[etree._Element, str] = field(default_factory=dict)
    citations: list[Citation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    block_start: int = 0
    current_note: str | None = None
    label: str = ""
    held: int = -1

    def read(self) -> Document:
        """Return the document."""
        self._index()
        texts = [element for element in self.root.iter("{*}text") if self._is_outermost(element)]
        for text in texts:
            self._read(text, 0, BlockKind.PARAGRAPH, 0)
            self._end_block(BlockKind.PARAGRAPH, 0)
        notes = self._read_notes()
        return Document(
            source=self.source,
            format="tei",
            text=self.builder.text(),
            blocks=tuple(self.builder.blocks),
            notes=tuple(notes),
            language=self._find_language(texts),
            offsets=self.places.offsets(self.builder),
            citations=tuple(sorted(self.citations, key=lambda citation: citation.span)),
            items=tuple(self.items),
            links=tuple(self.links),
            metadata=self._read_metadata(),
        )

    def _is_outermost(self, text: etree._Element) -> bool:
        return next(text.iterancestors("{*}text"), None) is None

    def _index(self) -> None:
        """Number the references, and note what the references of the text lead to."""
        number = 0
        for element in self.root.iter("{*}bibl", "{*}biblStruct", "{*}biblFull", "{*}note"):
            identity = element.get(f"{XML}id", "")
            if identity:
                self.targets.setdefault(identity, element)
            if _name(element) in REFERENCES and self._is_listed(element):
                number += 1
                self.labels[identity or f"#{number}"] = (element.get("n") or "").strip(" []().")
        for element in self.root.iter("{*}ref", "{*}ptr"):
            self.referred.update(element.get("target", "").replace("#", " ").split())

    def _is_listed(self, element: etree._Element) -> bool:
        parent = element.getparent()
        return parent is not None and _name(parent) in {"listBibl", "biblGrp"}

    def _find_language(self, texts: list[etree._Element]) -> str | None:
        for element in (*texts, self.root, *self.root.iter("{*}language")):
            value = element.get(f"{XML}lang") or element.get("ident") or ""
            if value:
                return value.split("-")[0].lower()
        return None

    def _read_metadata(self) -> dict[str, str]:
        header = self.root.find(".//{*}teiHeader")
        if header is None:
            return {}
        people = list(header.iterfind(".//{*}titleStmt/{*}author"))
        people = people or list(header.iterfind(".//{*}sourceDesc//{*}author/{*}persName"))
        authors = [" ".join(" ".join(map(str, one.itertext())).split()) for one in people]
        stated = {
            "title": text_of(header.find(".//{*}titleStmt/{*}title")),
            "author": "; ".join(filter(None, authors)),
            "doi": text_of(header.find(".//{*}idno[@type='DOI']")),
            "issued": text_of(header.find(".//{*}publicationStmt/{*}date")),
        }
        return {name: value for name, value in stated.items() if value}

    # Text.

    def _read(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        name = _name(element)
        if depth > MAX_DEPTH or not name or name in SKIPPED:
            return
        reader = READERS.get(name)
        if reader is not None and reader(self, element, depth, kind, level):
            return
        own = BLOCKS.get(name)
        if own is BlockKind.PARAGRAPH and kind in {
            BlockKind.LIST_ITEM,
            BlockKind.QUOTE,
            BlockKind.TABLE_CELL,
        }:
            own = kind
        if own is not None:
            self._end_block(kind, level)
            if own is BlockKind.LIST_ITEM and name == "item":
                self._number_item(element)
        inner = kind if own is None else own
        inner_level = level + (name.startswith("div") or name == "list")
        self._read_children(element, depth, inner, inner_level)
        if own is not None:
            self._end_block(inner, max(1, inner_level) if inner is BlockKind.HEADING else inner_level)

    def _read_children(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        self._add(element.text, element)
        for child in element:
            self._read(child, depth + 1, kind, level)
            self._add(child.tail, child, tail=True)

    def _number_item(self, item: etree._Element) -> None:
        """Write the number of an item of a numbered list; a label before it stands there already."""
        parent = item.getparent()
        if parent is None or (parent.get("rend") or parent.get("type") or "") not in {
            "ordered", "numbered", "ordered:arabic", "arabic",
        }:  # fmt: skip
            return
        number = item.get("n") or str(1 + sum(1 for _ in item.itersiblings("{*}item", preceding=True)))
        self.builder.add(f"{number.rstrip('.')}. ", self._origin())
        self.held = self.builder.length

    def _origin(self) -> Origin:
        return Origin(part="-", paragraph=len(self.builder.blocks))

    def _add(self, text: str | None, element: etree._Element | None = None, *, tail: bool = False) -> None:
        if not text:
            return
        origin = Origin(part="-", paragraph=len(self.builder.blocks))
        if element is not None:
            origin = self.places.origin(element, tail=tail, paragraph=len(self.builder.blocks))
        folded = re.sub(r"[ \t\n\r]+", " ", text)
        at_start = self.builder.length == self.block_start
        if folded[0] == " " and (at_start or self.builder.pieces[-1][-1:] in {" ", "\n"}):
            folded = folded[1:]
        self.builder.add(folded, origin)

    def _end_block(self, kind: BlockKind, level: int) -> None:
        if self.builder.length == self.held:  # a mark or number: its text goes on in the same block
            return
        self.builder.trim_end(self.block_start)
        if self.builder.length > self.block_start:
            kind = BlockKind.NOTE if self.current_note is not None else kind
            label = self.label if kind is BlockKind.REFERENCE else ""
            self.builder.close_block(self.block_start, kind, level=level, note=self.current_note, label=label)
        self.block_start = self.builder.length

    def _read_line_break(self, element: etree._Element, _depth: int, _kind: BlockKind, _level: int) -> bool:
        """A line break parts words, unless it says that it does not."""
        if element.get("break") == "no":
            pieces = self.builder.pieces
            if pieces and self.builder.length > self.block_start and pieces[-1].endswith("-"):
                self.builder.trim_end(self.block_start)
        else:
            self._add(" ")
        return True

    def _read_choice(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> bool:
        """Of an abbreviation and its expansion what is printed; of an error its correction."""
        for name in ("abbr", "corr", "reg"):
            chosen = element.find(f"{{*}}{name}")
            if chosen is not None:
                self._read_children(chosen, depth, kind, level)
                return True
        return False

    def _read_quote(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> bool:
        parent = element.getparent()
        if parent is not None and _name(parent) in {"p", "note", "item", "cell", "bibl"}:
            return False
        self._end_block(kind, level)
        self._read_children(element, depth, BlockKind.QUOTE, level)
        self._end_block(BlockKind.QUOTE, level)
        return True

    # References and what leads to them.

    def _read_reference(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> bool:
        """Read an entry of a list of references; a `bibl` in running text is part of it."""
        if not self._is_listed(element):
            return False
        self._end_block(kind, level)
        identity = element.get(f"{XML}id", "")
        self.label = self.labels.get(identity, "") or identity
        structured = _name(element) != "bibl"
        printed = element.find("{*}note[@type='raw_reference']") if structured else element
        item = describe_structure(element, self.label) if structured or len(element) else None
        if printed is not None:
            self._read_children(printed, depth, BlockKind.REFERENCE, level)
        elif item is not None:
            self.builder.add(item.pop("printed", ""), self._origin())
        self._end_block(BlockKind.REFERENCE, 0)
        if item is not None and item.get("issued"):
            item.pop("printed", None)
            self.items.append(item)
        self.label = ""
        return True

    def _read_ref(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> bool:
        start = self.builder.length
        self._read_children(element, depth, kind, level)
        span = Span(start, self.builder.length)
        target = element.get("target", "")
        identities = [one[1:] for one in target.split() if one.startswith("#")]
        shown = self.builder.text_from(start)
        led = [self.targets[one] for one in identities if one in self.targets]
        if re.match(r"(?:https?|ftp)://", target):
            if shown.strip():
                self.links.append(Link(target, span, shown))
        elif led and _name(led[0]) == "note":
            number = shown.strip(" []()")
            offset = start + shown.find(number)
            if number and self.current_note is None:
                self.calls.append((led[0], number, Span(offset, offset + len(number))))
        elif led and shown.strip() and all(_name(one) in REFERENCES for one in led):
            cites = tuple(self._make_cite(one, span) for one in identities if one in self.targets)
            self.citations.append(Citation(cites, span, self.current_note))
        return True

    def _make_cite(self, identity: str, span: Span) -> Cite:
        label = self.labels.get(identity, "")
        if label.isdecimal():
            return Cite(CiteForm.NUMBER, label, span)
        key = label or identity
        return Cite(CiteForm.KEY, key, span, key=key)

    # Notes.

    def _read_note(self, element: etree._Element, _depth: int, _kind: BlockKind, _level: int) -> bool:
        """Make a call where a note stands in the text; one that a reference calls is read at its call."""
        if element.get("type") in {"raw_reference", "report_type"}:
            return True
        if self.current_note is not None:
            return False
        if element.get(f"{XML}id", "") in self.referred:
            return True
        parent = element.getparent()
        if parent is not None and _name(parent) in {"listBibl", "biblStruct", "back"}:
            return False
        number = (element.get("n") or "").strip(" []().") or str(len(self.calls) + 1)
        start = self.builder.length
        if element.get("place") not in {"margin", "inline"}:
            self.builder.add(number, self._origin())
            self.calls.append((element, number, Span(start, self.builder.length)))
            return True
        return False

    def _read_notes(self) -> list[Note]:
        notes: list[Note] = []
        for element, number, call in self.calls:
            if element in self.called:
                continue
            place = NotePlace.ENDNOTE if element.get("place") in ENDNOTES else NotePlace.FOOTNOTE
            identity = element.get(f"{XML}id") or f"fn{len(notes) + 1}"
            self.called[element] = identity
            self.current_note = identity
            mark = Span(self.builder.length, self.builder.length + len(number))
            self.builder.add(number + " ", Origin(part="-"))
            start = self.held = self.builder.length
            self._read_children(element, 1, BlockKind.NOTE, 0)
            self.held = -1
            self._end_block(BlockKind.NOTE, 0)
            text = self.builder.text_from(start)
            begin = start + len(text) - len(text.lstrip())
            body = Span(begin, max(begin, start + len(text.rstrip())))
            notes.append(Note(identity, number, call, body, place, mark))
        self.current_note = None
        return notes


ElementReader = Callable[[_TeiReader, Any, int, BlockKind, int], bool]
#: Elements that are more than their text; a reader that returns False leaves the element to the usual way.
READERS: Final[dict[str, ElementReader]] = {
    "note": _TeiReader._read_note,  # noqa: SLF001 - the table of the class's own readers
    "ref": _TeiReader._read_ref,  # noqa: SLF001
    "bibl": _TeiReader._read_reference,  # noqa: SLF001
    "biblStruct": _TeiReader._read_reference,  # noqa: SLF001
    "biblFull": _TeiReader._read_reference,  # noqa: SLF001
    "quote": _TeiReader._read_quote,  # noqa: SLF001
    "lb": _TeiReader._read_line_break,  # noqa: SLF001
    "choice": _TeiReader._read_choice,  # noqa: SLF001
}
