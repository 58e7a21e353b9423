"""DOCX, straight from its package (ECMA-376): text, notes with exact calls, links, live citations.

The text is what a reader of the document sees: deletions are left out, insertions are kept, list and
note numbers stand where Word draws them. The bodies of the notes follow the running text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from citekit.diagnostics import Diagnostic, Severity
from citekit.model import (
    BlockKind,
    Citation,
    Document,
    Link,
    Note,
    NotePlace,
    Origin,
    Span,
)
from citekit.read.live_citations import (
    MENDELEY_TAG,
    LiveCitation,
    name_manager,
    read_live_citation,
    read_mendeley_tag,
    read_word_sources,
)
from citekit.read.package import Package
from citekit.read.text_builder import TextBuilder
from citekit.read.word_numbering import Numbering, W, format_number

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CORE_FIELDS = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}language": "language",
    "{http://purl.org/dc/elements/1.1/}identifier": "identifier",
}
#: Elements whose content is not shown, or is read elsewhere.
SKIPPED = frozenset(
    f"{W}{name}"
    for name in """
        del moveFrom delText delInstrText rPr pPr sectPr tblPr tblGrid tcPr trPr sdtPr sdtEndPr
    """.split()
)
CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
    f"{W}ptab": "\t",
}
MAX_DEPTH = 200


@dataclass(slots=True)
class OpenField:
    """A field whose end has not come: its code so far, and where its visible text began."""

    code: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    shown: int | None = None


@dataclass(slots=True)
class NoteNumbers:
    """How one kind of notes is numbered, and the notes whose calls were met, in order."""

    place: NotePlace
    numeral: str = "decimal"
    next: int = 1
    called: list[tuple[str, str, Span]] = field(default_factory=list)


def read_docx(content: bytes, source: str) -> Document:
    """Read a DOCX file.

    Args:
        content: The bytes of the file.
        source: Name that errors print.

    Returns:
        The document. Live citations stand in `citations`, their works in `items`.

    Raises:
        ReadError: The package or its main part is damaged, encrypted, or unpacks to too much.
    """
    package = Package.open(content, source)
    return _DocxReader(package).read()


class _DocxReader:
    """Reads one package; each instance is used once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.builder = TextBuilder()
        self.part = self._find_main_part()
        self.targets = self._load_relationships(self.part)
        folder = posixpath.dirname(self.part)
        self.numbering = Numbering.load(package.find(f"{folder}/numbering.xml"))
        self.styles = self._load_styles(folder)
        self.note_numbers = self._load_note_numbers(folder)
        self.fields: list[OpenField] = []
        self.citations: list[Citation] = []
        self.items: dict[str, dict[str, Any]] = {}
        self.links: list[Link] = []
        self.diagnostics: list[Diagnostic] = []
        self.paragraph = 0
        self.run = -1
        self.run_start = 0
        self.current_note: str | None = None
        self.run_readers: dict[str, Callable[[etree._Element, int], None]] = {
            f"{W}br": self._read_break,
            f"{W}fldChar": self._turn_field,
            f"{W}instrText": self._read_instruction,
            f"{W}fldSimple": self._read_simple_field,
            f"{W}hyperlink": self._read_hyperlink,
            f"{W}sdt": self._read_inline_control,
            f"{W}footnoteReference": self._call_note,
            f"{W}endnoteReference": self._call_note,
        }

    def read(self) -> Document:
        """Return the document."""
        body = self.package.parse(self.part).find(f"{W}body")
        if body is not None:
            self._read_blocks(body, 0)
        notes = [note for numbers in self.note_numbers.values() for note in self._read_notes(numbers)]
        for item in self._read_sources():
            self.items.setdefault(str(item["id"]), item)
        return Document(
            source=self.package.source,
            format="docx",
            text=self.builder.text(),
            blocks=tuple(self.builder.blocks),
            notes=tuple(sorted(notes, key=lambda note: (note.call or note.body).start)),
            offsets=self.builder.offsets(),
            citations=tuple(self.citations),
            items=tuple(self.items.values()),
            links=tuple(self.links),
            metadata=self._load_metadata(),
            diagnostics=tuple(self.diagnostics),
        )

    # Parts beside the main one.

    def _find_main_part(self) -> str:
        relationships = self.package.find("_rels/.rels")
        if relationships is not None:
            for relationship in relationships.iter(RELATIONSHIP):
                if relationship.get("Type", "").endswith("/officeDocument"):
                    return relationship.get("Target", "").lstrip("/")
        return "word/document.xml"

    def _load_relationships(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        root = self.package.find(f"{folder}/_rels/{name}.rels")
        if root is None:
            return {}
        return {r.get("Id", ""): r.get("Target", "") for r in root.iter(RELATIONSHIP)}

    def _load_styles(self, folder: str) -> dict[str, tuple[BlockKind, int]]:
        """Return what kind of block each paragraph style makes, with its level."""
        root = self.package.find(f"{folder}/styles.xml")
        kinds: dict[str, tuple[BlockKind, int]] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.find(f"{W}name")
            words = "" if name is None else name.get(f"{W}val", "").casefold()
            identity = style.get(f"{W}styleId", "")
            heading = re.fullmatch(r"heading ([1-9])", words)
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if heading:
                kinds[identity] = (BlockKind.HEADING, int(heading[1]))
            elif words == "title":
                kinds[identity] = (BlockKind.HEADING, 1)
            elif outline is not None and outline.get(f"{W}val", "9") < "9":
                kinds[identity] = (BlockKind.HEADING, int(outline.get(f"{W}val", "0")) + 1)
            elif words == "caption":
                kinds[identity] = (BlockKind.CAPTION, 0)
            elif words in {"quote", "intense quote"}:
                kinds[identity] = (BlockKind.QUOTE, 0)
            elif words == "bibliography":
                kinds[identity] = (BlockKind.REFERENCE, 0)
        return kinds

    def _load_note_numbers(self, folder: str) -> dict[str, NoteNumbers]:
        numbers = {
            "footnote": NoteNumbers(NotePlace.FOOTNOTE),
            "endnote": NoteNumbers(NotePlace.ENDNOTE, "lowerRoman"),
        }
        settings = self.package.find(f"{folder}/settings.xml")
        for kind, numbering in numbers.items():
            if settings is None:
                continue
            numeral = settings.find(f"{W}{kind}Pr/{W}numFmt")
            start = settings.find(f"{W}{kind}Pr/{W}numStart")
            if numeral is not None:
                numbering.numeral = numeral.get(f"{W}val", "decimal")
            if start is not None and start.get(f"{W}val", "").isdecimal():
                numbering.next = int(start.get(f"{W}val", "1"))
        return numbers

    def _read_sources(self) -> tuple[dict[str, Any], ...]:
        """Return Word's own sources, from whichever custom part holds them."""
        for name in self.package.archive.namelist():
            if re.fullmatch(r"customXml/item\d{1,4}\.xml", name):
                root = self.package.parse(name)
                if etree.QName(root).localname == "Sources":
                    return read_word_sources(root)
        return ()

    def _load_metadata(self) -> dict[str, str]:
        root = self.package.find("docProps/core.xml")
        if root is None:
            return {}
        return {
            CORE_FIELDS[str(child.tag)]: (child.text or "").strip()
            for child in root
            if str(child.tag) in CORE_FIELDS and (child.text or "").strip()
        }

    # Notes.

    def _read_notes(self, numbers: NoteNumbers) -> list[Note]:
        folder = posixpath.dirname(self.part)
        kind = numbers.place.value
        self.part = f"{folder}/{kind}s.xml"
        self.targets = self._load_relationships(self.part)
        root = self.package.find(self.part)
        bodies, firsts, count = {}, {}, 0
        for found in root.iter(f"{W}{kind}") if root is not None else ():
            bodies[found.get(f"{W}id", "")] = found
            firsts[found] = count
            count += sum(1 for _ in found.iter(f"{W}p"))
        notes = []
        for order, (identity, number, call) in enumerate(numbers.called, 1):
            note_id = f"{'fn' if numbers.place is NotePlace.FOOTNOTE else 'en'}{order}"
            body = bodies.get(identity)
            if body is None:
                self._report("CK121", f"note {number} has no text", call)
                continue
            self.current_note = note_id
            self.paragraph = firsts[body]
            mark_start = self.builder.length
            self.builder.add(number)
            mark = Span(mark_start, self.builder.length)
            self.builder.add(" " if number else "")
            start = self.builder.length
            self._read_blocks(body, 0, mark_start)
            text = self.builder.text_from(start)
            begin = start + len(text) - len(text.lstrip())
            span = Span(begin, max(begin, start + len(text.rstrip())))
            notes.append(Note(note_id, number, call, span, numbers.place, mark))
        self.current_note = None
        return notes

    def _call_note(self, element: etree._Element, _depth: int) -> None:
        numbers = self.note_numbers[str(element.tag).removeprefix(W).removesuffix("Reference")]
        if element.get(f"{W}customMarkFollows") in {"1", "true", "on"}:
            run = element.getparent()
            number = "" if run is None else "".join(t.text or "" for t in run.iter(f"{W}t")).strip()
            start = self.builder.length
            numbers.called.append((element.get(f"{W}id", ""), number, Span(start, start + len(number))))
            return
        number = format_number(numbers.next, numbers.numeral)
        numbers.next += 1
        start = self.builder.length
        self.builder.add(number, self._origin())
        numbers.called.append((element.get(f"{W}id", ""), number, Span(start, self.builder.length)))

    # Blocks and runs.

    def _read_blocks(self, parent: etree._Element, depth: int, start: int | None = None) -> None:
        """Read paragraphs and tables; the first block begins at `start` where that is given."""
        if depth > MAX_DEPTH:
            self._report("CK122", "the document nests too deep; what lies deeper is left out")
            return
        for child in parent:
            if child.tag == f"{W}p":
                self._read_paragraph(child, BlockKind.TABLE_CELL if parent.tag == f"{W}tc" else None, start)
                start = None
            elif child.tag == f"{W}sdt":
                self._read_content_control(child, lambda inner: self._read_blocks(inner, depth + 1))
            elif child.tag not in SKIPPED:
                self._read_blocks(child, depth + 1, start)

    def _read_paragraph(self, paragraph: etree._Element, kind: BlockKind | None, start: int | None) -> None:
        begin = self.builder.length if start is None else start
        properties = paragraph.find(f"{W}pPr")
        level = 0
        if kind is None and properties is not None:
            style = properties.find(f"{W}pStyle")
            kind, level = self.styles.get("" if style is None else style.get(f"{W}val", ""), (None, 0))
            numbered = properties.find(f"{W}numPr")
            if numbered is not None:
                kind, level = self._number_paragraph(numbered, kind, level)
        self._read_runs(paragraph, 0)
        if self.current_note is not None:
            kind, level = BlockKind.NOTE, 0
        self.builder.close_block(begin, kind or BlockKind.PARAGRAPH, level=level, note=self.current_note)
        self.paragraph += 1
        self.run = -1

    def _number_paragraph(
        self, numbered: etree._Element, kind: BlockKind | None, level: int
    ) -> tuple[BlockKind, int]:
        values = {child.tag: child.get(f"{W}val", "") for child in numbered}
        depth = values.get(f"{W}ilvl", "0")
        label = self.numbering.draw(values.get(f"{W}numId", ""), int(depth) if depth.isdecimal() else 0)
        if label:
            self.builder.add(label + " ", self._origin())
        return (kind, level) if kind is not None else (BlockKind.LIST_ITEM, int(depth or 0) + 1)

    def _read_runs(self, parent: etree._Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            self._report("CK122", "the document nests too deep; what lies deeper is left out")
            return
        for child in parent:
            tag = str(child.tag)
            if tag == f"{W}r":
                self.run += 1
                self.run_start = self.builder.length
            if tag == f"{W}t":
                self._add_text(child.text or "")
            elif tag in CHARACTERS:
                self._add_text(CHARACTERS[tag])
            elif tag in self.run_readers:
                self.run_readers[tag](child, depth + 1)
            elif tag not in SKIPPED and not tag.endswith("}Fallback"):
                self._read_runs(child, depth + 1)

    def _read_break(self, element: etree._Element, _depth: int) -> None:
        self._add_text("\f" if element.get(f"{W}type") == "page" else "\n")

    def _read_instruction(self, element: etree._Element, _depth: int) -> None:
        if self.fields and self.fields[-1].shown is None:
            self.fields[-1].code.append(element.text or "")

    def _add_text(self, text: str) -> None:
        if all(open_field.shown is not None for open_field in self.fields):
            self.builder.add(text, self._origin())

    def _origin(self) -> Origin:
        return Origin(
            self.part, self.builder.length - self.run_start, paragraph=self.paragraph, run=max(self.run, 0)
        )

    # Links, fields and content controls.

    def _read_hyperlink(self, element: etree._Element, depth: int) -> None:
        start = self.builder.length
        self._read_runs(element, depth)
        target = self.targets.get(element.get(f"{R}id", ""), "")
        anchor = element.get(f"{W}anchor", "")
        if target:
            self._add_link(f"{target}#{anchor}" if anchor and "#" not in target else target, start)

    def _add_link(self, url: str, start: int) -> None:
        span = Span(start, self.builder.length)
        if len(span) and re.match(r"(?:https?|ftp)://", url):
            self.links.append(Link(url, span, self.builder.text_from(start)))

    def _turn_field(self, element: etree._Element, _depth: int) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            opened = OpenField()
            data = element.find(f"{W}fldData")
            if data is not None and data.text:
                opened.data.append(data.text)
            self.fields.append(opened)
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = self.builder.length
        elif kind == "end" and self.fields:
            closed = self.fields.pop()
            if self.fields and self.fields[-1].shown is None:
                self.fields[-1].data += closed.data
            self._close_field("".join(closed.code), closed.data, closed.shown)

    def _read_simple_field(self, element: etree._Element, depth: int) -> None:
        start = self.builder.length
        self._read_runs(element, depth)
        self._close_field(element.get(f"{W}instr", ""), [], start)

    def _close_field(self, code: str, data: list[str], shown: int | None) -> None:
        start = self.builder.length if shown is None else shown
        words = code.split(maxsplit=1)
        if words and words[0] == "HYPERLINK" and len(words) > 1:
            target = re.match(r'\s{0,9}"([^"]{1,4000})"|([^\s"\\]{1,4000})', words[1])
            if target:
                self._add_link(target[1] or target[2], start)
            return
        manager = name_manager(code)
        if manager in {None, "bibliography"}:
            return
        span = Span(start, self.builder.length)
        if manager == "endnote" and "<EndNote>" not in code:
            if "EN.CITE.DATA" in code:
                return  # the outer field has taken the data
            code += "".join(_decode_field_data(encoded) for encoded in data)
        self._add_citation(read_live_citation(code, span), span, manager or "")

    def _read_inline_control(self, element: etree._Element, depth: int) -> None:
        self._read_content_control(element, lambda content: self._read_runs(content, depth))

    def _read_content_control(
        self, element: etree._Element, read_content: Callable[[etree._Element], None]
    ) -> None:
        start = self.builder.length
        for content in element.iterchildren(f"{W}sdtContent"):
            read_content(content)
        tag = element.find(f"{W}sdtPr/{W}tag")
        value = "" if tag is None else tag.get(f"{W}val", "")
        if value.startswith(MENDELEY_TAG):
            span = Span(start, start + len(self.builder.text_from(start).rstrip("\n")))
            self._add_citation(read_mendeley_tag(value, span), span, "mendeley")

    def _add_citation(self, live: LiveCitation | None, span: Span, manager: str) -> None:
        if live is None or not live.cites:
            self._report("CK123", f"a citation field of {manager} could not be understood", span)
            return
        self.citations.append(Citation(live.cites, span, self.current_note))
        for item in live.items:
            self.items.setdefault(str(item["id"]), item)
        typed = self.builder.text_from(span.start)
        if live.plain and _fold(live.plain) != _fold(typed):
            message = f"typed text differs from the live citation: {typed[:60]!r}, {live.plain[:60]!r}"
            self._report("CK124", message, span, Severity.INFO)

    def _report(
        self, code: str, message: str, span: Span | None = None, severity: Severity = Severity.WARNING
    ) -> None:
        self.diagnostics.append(Diagnostic(code, message, severity, self.package.source, span))


def _decode_field_data(encoded: str) -> str:
    """Return the text that a field's data holds in base64; EndNote ends it with a zero byte."""
    import base64  # noqa: PLC0415 - rare
    import binascii  # noqa: PLC0415 - rare

    try:
        return base64.b64decode("".join(encoded.split())).decode("utf-8", "replace").rstrip("\0")
    except (ValueError, binascii.Error):
        return ""


def _fold(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
