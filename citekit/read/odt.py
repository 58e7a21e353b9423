"""ODT, straight from its package (OpenDocument 1.3 part 3): text, notes with exact calls, live citations.

The bodies of the notes follow the running text; tracked deletions are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from citekit.diagnostics import Diagnostic, Severity
from citekit.model import BlockKind, Citation, Cite, CiteForm, Document, Link, Note, NotePlace, Origin, Span
from citekit.read.live_citations import LiveCitation, read_csl_citation
from citekit.read.odt_lists import ListNumbers
from citekit.read.package import Package
from citekit.read.text_builder import TextBuilder

TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
HREF: Final = "{http://www.w3.org/1999/xlink}href"
DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"

MAX_DEPTH = 200
MAX_BLANKS = 10_000
#: Elements whose content is not shown, or is read elsewhere.
SKIPPED = frozenset(
    (
        f"{TEXT}tracked-changes",
        f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls",
        f"{TEXT}note-citation",
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}forms",
    )
)
METADATA = {"title": "title", "creator": "author", "language": "language"}
#: LibreOffice's own bibliography types, and CSL's.
BIBLIOGRAPHY_TYPES = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "www": "webpage",
    "journal": "article-journal",
}
BIBLIOGRAPHY_FIELDS = {
    "title": "title",
    "journal": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "publisher": "publisher",
    "address": "publisher-place",
    "edition": "edition",
    "url": "URL",
    "isbn": "ISBN",
    "note": "note",
}


def read_odt(content: bytes, source: str) -> Document:
    """Read an ODT file.

    Args:
        content: The bytes of the file.
        source: Name that errors print.

    Raises:
        ReadError: The package or its content is damaged, or unpacks to too much.
    """
    return _OdtReader(Package.open(content, source)).read()


@dataclass(slots=True)
class OpenMark:
    """A reference mark whose end has not come."""

    name: str
    start: int


@dataclass(slots=True)
class _OdtReader:
    """Reads one package; each instance is used once."""

    package: Package
    builder: TextBuilder = field(default_factory=TextBuilder)
    queue: list[tuple[etree._Element, Span, str]] = field(default_factory=list)
    marks: dict[str, OpenMark] = field(default_factory=dict)
    citations: list[Citation] = field(default_factory=list)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    captions: frozenset[str] = frozenset()
    lists: ListNumbers = field(default_factory=ListNumbers)
    paragraph: int = 0
    run: int = 0
    current_note: str | None = None

    def read(self) -> Document:
        """Return the document."""
        root = self.package.parse("content.xml")
        self.captions = self._load_caption_styles(root)
        styles = self.package.find("styles.xml")
        self.lists.load(root if styles is None else styles)
        self.lists.load(root)
        body = root.find(f"{OFFICE}body/{OFFICE}text")
        if body is not None:
            self._read_blocks(body, 0, 0)
        notes = self._read_notes()
        return Document(
            source=self.package.source,
            format="odt",
            text=self.builder.text(),
            blocks=tuple(self.builder.blocks),
            notes=tuple(notes),
            offsets=self.builder.offsets(),
            citations=tuple(self.citations),
            items=tuple(self.items.values()),
            links=tuple(self.links),
            metadata=self._load_metadata(),
            diagnostics=tuple(self.diagnostics),
        )

    def _load_caption_styles(self, root: etree._Element) -> frozenset[str]:
        names = {"Illustration", "Table", "Drawing", "Figure", "Caption"}
        for style in root.iter(f"{STYLE}style"):
            if style.get(f"{STYLE}parent-style-name") in names:
                names.add(style.get(f"{STYLE}name", ""))
        return frozenset(names)

    def _load_metadata(self) -> dict[str, str]:
        root = self.package.find("meta.xml")
        if root is None:
            return {}
        found = {name: root.find(f".//{DUBLIN_CORE}{name}") for name in METADATA}
        return {
            METADATA[name]: (element.text or "").strip()
            for name, element in found.items()
            if element is not None and (element.text or "").strip()
        }

    # Blocks.

    def _read_blocks(
        self, parent: etree._Element, depth: int, list_level: int, start: int | None = None
    ) -> None:
        """Read paragraphs, headings, lists and tables; the first block begins at `start` if given."""
        if depth > MAX_DEPTH:
            self._report("CK122", "the document nests too deep; what lies deeper is left out")
            return
        for child in parent:
            tag = child.tag
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                begin = self.builder.length if start is None else start
                label = self.lists.take_label()
                if label and self.current_note is None:
                    self.builder.add(f"{label} ", self._origin())
                self._read_inline(child, 0)
                self._close_paragraph(child, begin, list_level)
                start = None
            elif tag == f"{TEXT}list":
                self.lists.open_list(child)
                self._read_blocks(child, depth + 1, list_level + 1, start)
                self.lists.close_list()
            elif tag not in SKIPPED:
                if tag == f"{TEXT}list-item":
                    self.lists.open_item(child)
                self._read_blocks(child, depth + 1, list_level, start)

    def _close_paragraph(self, element: etree._Element, begin: int, list_level: int) -> None:
        kind, level = BlockKind.PARAGRAPH, 0
        outline = element.get(f"{TEXT}outline-level", "1")
        if self.current_note is not None:
            kind = BlockKind.NOTE
        elif element.tag == f"{TEXT}h":
            kind, level = BlockKind.HEADING, int(outline) if outline.isdecimal() else 1
        elif list_level:
            kind, level = BlockKind.LIST_ITEM, list_level
        elif element.get(f"{TEXT}style-name", "") in self.captions:
            kind = BlockKind.CAPTION
        elif any(True for _ in element.iterancestors(f"{TABLE}table-cell")):
            kind = BlockKind.TABLE_CELL
        elif any(True for _ in element.iterancestors(f"{TEXT}bibliography")):
            kind = BlockKind.REFERENCE
        self.builder.close_block(begin, kind, level=level, note=self.current_note)
        self.paragraph += 1
        self.run = 0

    # Inline content.

    def _read_inline(self, parent: etree._Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            self._report("CK122", "the document nests too deep; what lies deeper is left out")
            return
        self._add(parent.text)
        for child in parent:
            reader = INLINE_READERS.get(str(child.tag))
            if reader is not None:
                reader(self, child, depth + 1)
            elif child.tag not in SKIPPED:
                self._read_inline(child, depth + 1)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        """Add text with white space folded, as OpenDocument 1.3 part 3, 6.1.2 asks."""
        if text:
            folded = re.sub(r"[ \t\r\n]+", " ", text)
            self.builder.add(folded, self._origin())
            self.run += 1

    def _origin(self) -> Origin:
        return Origin("content.xml", paragraph=self.paragraph, run=self.run)

    def _read_blanks(self, element: etree._Element, _depth: int) -> None:
        count = element.get(f"{TEXT}c", "1")
        self.builder.add(" " * min(int(count) if count.isdecimal() else 1, MAX_BLANKS))

    def _read_tab(self, _element: etree._Element, _depth: int) -> None:
        self.builder.add("\t")

    def _read_line_break(self, _element: etree._Element, _depth: int) -> None:
        self.builder.add("\n")

    def _read_link(self, element: etree._Element, depth: int) -> None:
        start = self.builder.length
        self._read_inline(element, depth)
        url = element.get(HREF, "")
        if re.match(r"(?:https?|ftp)://", url) and self.builder.length > start:
            span = Span(start, self.builder.length)
            self.links.append(Link(url, span, self.builder.text_from(start)))

    # Notes.

    def _read_call(self, element: etree._Element, _depth: int) -> None:
        cited = element.find(f"{TEXT}note-citation")
        number = "" if cited is None else (cited.get(f"{TEXT}label") or "".join(map(str, cited.itertext())))
        start = self.builder.length
        self.builder.add(number, self._origin())
        self.queue.append((element, Span(start, self.builder.length), number))

    def _read_notes(self) -> list[Note]:
        notes = []
        counts = {NotePlace.FOOTNOTE: 0, NotePlace.ENDNOTE: 0}
        for element, call, number in self.queue:
            place = NotePlace(element.get(f"{TEXT}note-class", "footnote"))
            counts[place] += 1
            self.current_note = f"{'fn' if place is NotePlace.FOOTNOTE else 'en'}{counts[place]}"
            mark = Span(self.builder.length, self.builder.length + len(number))
            self.builder.add(number + " ")
            start = self.builder.length
            body = element.find(f"{TEXT}note-body")
            if body is not None:
                self._read_blocks(body, 0, 0, mark.start)
            text = self.builder.text_from(start)
            begin = start + len(text) - len(text.lstrip())
            span = Span(begin, max(begin, start + len(text.rstrip())))
            notes.append(Note(self.current_note, number, call, span, place, mark))
        self.current_note = None
        return notes

    # Live citations.

    def _open_mark(self, element: etree._Element, _depth: int) -> None:
        name = element.get(f"{TEXT}name", "")
        self.marks[name] = OpenMark(name, self.builder.length)

    def _close_mark(self, element: etree._Element, _depth: int) -> None:
        mark = self.marks.pop(element.get(f"{TEXT}name", ""), None)
        if mark is None or not re.match(r"(?:ZOTERO_ITEM )?CSL_CITATION ", mark.name):
            return
        span = Span(mark.start, self.builder.length)
        try:
            live = read_csl_citation(mark.name[mark.name.index("{") : mark.name.rindex("}") + 1], span)
        except (ValueError, TypeError, AttributeError, KeyError):
            self._report("CK123", "a citation mark could not be understood", span)
            return
        self._add_citation(live, span)

    def _read_bibliography_mark(self, element: etree._Element, depth: int) -> None:
        """Read a citation of LibreOffice's own bibliography; its fields stand in the attributes."""
        start = self.builder.length
        self._read_inline(element, depth)
        values = {str(name).removeprefix(TEXT): str(value) for name, value in element.attrib.items()}
        key = values.get("identifier", "")
        item: dict[str, Any] = {
            "id": key,
            "type": BIBLIOGRAPHY_TYPES.get(values.get("bibliography-type", ""), "document"),
        }
        item |= {
            BIBLIOGRAPHY_FIELDS[name]: value
            for name, value in values.items()
            if name in BIBLIOGRAPHY_FIELDS and value
        }
        if values.get("author"):
            item["author"] = [{"literal": name.strip()} for name in values["author"].split(";")]
        if values.get("year", "").isdecimal():
            item["issued"] = {"date-parts": [[int(values["year"])]]}
        span = Span(start, self.builder.length)
        self._add_citation(LiveCitation((item,), (Cite(CiteForm.KEY, key, span, key=key),)), span)

    def _add_citation(self, live: LiveCitation, span: Span) -> None:
        self.citations.append(Citation(live.cites, span, self.current_note))
        for item in live.items:
            self.items.setdefault(str(item["id"]), item)

    def _report(self, code: str, message: str, span: Span | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, Severity.WARNING, self.package.source, span))


INLINE_READERS: dict[str, Callable[..., None]] = {
    f"{TEXT}s": _OdtReader._read_blanks,  # noqa: SLF001 - the table of the class's own readers
    f"{TEXT}tab": _OdtReader._read_tab,  # noqa: SLF001
    f"{TEXT}line-break": _OdtReader._read_line_break,  # noqa: SLF001
    f"{TEXT}a": _OdtReader._read_link,  # noqa: SLF001
    f"{TEXT}note": _OdtReader._read_call,  # noqa: SLF001
    f"{TEXT}reference-mark-start": _OdtReader._open_mark,  # noqa: SLF001
    f"{TEXT}reference-mark-end": _OdtReader._close_mark,  # noqa: SLF001
    f"{TEXT}bibliography-mark": _OdtReader._read_bibliography_mark,  # noqa: SLF001
}
