"""HTML pages: main text, notes in the usual kinds of markup, links, and works given as metadata.

A note is told by its links: a short anchor in the text leads to an element further on, and that element
leads back (MediaWiki, WordPress, pandoc, OJS, Word's and LibreOffice's export all do so, each with names
of their own), or the anchor says by its role or class that it is a note's.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote, urljoin

import lxml.html
from lxml import etree

from citekit.errors import ReadError
from citekit.model import BlockKind, Document, Link, Note, NotePlace, Span
from citekit.read.encoding import decode
from citekit.read.file_offsets import SourceFile
from citekit.read.markup_offsets import TextPlaces
from citekit.read.page_metadata import read_coins, read_metadata
from citekit.read.text_builder import TextBuilder

SKIPPED: Final = frozenset(
    """
    script style noscript template svg math head nav form button select textarea iframe object
    embed canvas audio video map
    """.split()
)
BLOCKS: Final = {
    "p": BlockKind.PARAGRAPH,
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "pre": BlockKind.CODE,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}
#: Elements that end a line without being a kind of block.
BREAKING: Final = frozenset(
    """
    address article aside body center details dialog div dl fieldset figure footer header hr html
    main ol section summary table tbody tfoot thead tr ul
    """.split()
)
NOTE_ROLES: Final = frozenset({"doc-noteref"})
NOTE_CLASSES: Final = re.compile(
    r"(?:^|[\s_-])(?:footnote|endnote|noteref|note-ref|fn|fnref|sdfootnoteanc|sdendnoteanc|reference)(?:$|[\s_-])",
    re.IGNORECASE,
)
BACK_WORDS: Final = re.compile(
    r"[\s\u21a9\u2191^\ufe0e\[\]().↑]{0,9}(?:[0-9]{1,4}|[a-z]|\*{1,4}|[†‡§]{1,4})?[\s\u21a9\u2191^\ufe0e\[\]().↑]{0,9}"
)
CALL_TEXT: Final = re.compile(
    r"[\s\[({]{0,3}([0-9]{1,4}|[a-zа-яivxlc]{1,5}|[*†‡§]{1,4})[\s\])}]{0,3}", re.IGNORECASE
)
MAX_DEPTH: Final = 400


def read_html(content: bytes, source: str) -> Document:
    """Read an HTML page.

    Args:
        content: The bytes of the page.
        source: Name that errors print.

    Returns:
        The document: the page's main text, its notes where the markup ties calls to bodies, its links,
        the page's own metadata, and works given as COinS as `items`.

    Raises:
        ReadError: There is no element in it.
    """
    root = parse_html(content, source)
    places = TextPlaces()
    places.add_tree(root, describe_page(content, ""))
    return read_tree(root, source, "html", read_metadata(root), places)


def read_tree(
    root: etree._Element,
    source: str,
    format: str,  # noqa: A002 - as in Document
    metadata: Mapping[str, str],
    places: TextPlaces,
) -> Document:
    """Read a page that was parsed already; the other arguments go into the document as they are."""
    return _HtmlReader(root, source, format, metadata, places).read()


def parse_html(content: bytes, source: str) -> etree._Element:
    """Parse a page in the encoding that it declares, or the one that its bytes suggest.

    Raises:
        ReadError: There is no element in it.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text = _decode_page(content, source)[0].replace("\x00", "")
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ReadError("no HTML in it", source=source, code="CK114") from error


def _decode_page(content: bytes, source: str) -> tuple[str, SourceFile]:
    """Return the text of a page, and the file with the codec that decodes it."""
    declared = re.search(
        rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_-]{2,40})""", content[:4096]
    )
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        # WHATWG: these labels mean the Windows code page.
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "windows-1251": "cp1251"}.get(
            name, name
        )
        try:
            codecs.lookup(name)
            return content.decode(name), SourceFile(source, content, name)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    decoded = decode(content)
    return decoded.text, SourceFile(source, content, decoded.encoding, decoded.mark)


def describe_page(content: bytes, part: str) -> SourceFile:
    """Return a page as a source of offsets; `part` is its name within a package, or empty."""
    return _decode_page(content, part)[1]


@dataclass(frozen=True, slots=True)
class Call:
    """An anchor that leads to a note: where its mark stands, and the id of the note."""

    target: str
    number: str
    span: Span


@dataclass(slots=True)
class _HtmlReader:
    """Reads one page; each instance is used once."""

    root: etree._Element
    source: str
    format: str
    metadata: Mapping[str, str]
    places: TextPlaces
    builder: TextBuilder = field(default_factory=TextBuilder)
    links: list[Link] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    bodies: dict[str, Span] = field(default_factory=dict)
    back_spans: list[Span] = field(default_factory=list)
    names: dict[str, etree._Element] = field(default_factory=dict)
    holders: dict[etree._Element, list[str]] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    base: str = ""
    block_start: int = 0
    block_note: str | None = None

    def read(self) -> Document:
        """Return the document."""
        base = self.root.find(".//base[@href]")
        self.base = "" if base is None else base.get("href", "")
        for element in self.root.iter():
            for name in _own_names(element):
                self.names.setdefault(name, element)
        self._pair_anchors()
        items = tuple(read_coins(self.root))
        self._read(choose_main(self.root), 0, BlockKind.PARAGRAPH, 0)
        self._end_block(BlockKind.PARAGRAPH, 0)
        text = self.builder.text()
        language = (self.root.get("lang") or self.metadata.get("language") or "").split("-")[0].lower()
        return Document(
            source=self.source,
            format=self.format,
            text=text,
            blocks=tuple(self.builder.blocks),
            notes=self._make_notes(text),
            language=language if re.fullmatch(r"[a-z]{2,3}", language) else None,
            offsets=self.places.offsets(self.builder),
            items=items,
            links=tuple(self.links),
            metadata=self.metadata,
        )

    # Notes.

    def _pair_anchors(self) -> None:
        """Find anchors whose target comes later and leads back to them, or that say they are a note's."""
        anchors = [a for a in self.root.iter("a") if a.get("href", "").startswith("#")]
        order = {element: place for place, element in enumerate(self.root.iter())}
        for anchor in anchors:
            target = unquote(anchor.get("href", "")[1:])
            body = self.names.get(target)
            shown = "".join(map(str, anchor.itertext()))
            if body is None or not CALL_TEXT.fullmatch(shown) or order[body] < order[anchor]:
                continue
            holder = _find_note_holder(body)
            if any(ancestor is holder for ancestor in anchor.iterancestors()):
                continue
            backs = {unquote(a.get("href", "")[1:]) for a in holder.iter("a")}
            if target not in self.targets and (
                backs & set(_near_names(anchor)) or _is_marked_as_call(anchor)
            ):
                self.targets.add(target)
                self.holders.setdefault(holder, []).append(target)

    def _make_notes(self, text: str) -> tuple[Note, ...]:
        notes = []
        used: set[str] = set()
        for call in self.calls:
            body = self.bodies.get(call.target)
            if body is None or call.target in used:
                continue
            used.add(call.target)
            mark, span = self._trim_body(text, body, call.number)
            notes.append(Note(call.target, call.number, call.span, span, NotePlace.FOOTNOTE, mark))
        return tuple(notes)

    def _trim_body(self, text: str, body: Span, number: str) -> tuple[Span | None, Span]:
        """Return the place of the note's own mark, and of its text without mark and back links."""
        start, end = body.start, body.end
        mark = None
        opened = re.compile(r"\s{0,9}[\[(]?" + re.escape(number) + r"[\])]?(?:[.:]|\b)?\s{0,9}").match(
            text, start, end
        )
        if opened and opened.end() > start and number:
            place = text.index(number, start)
            mark, start = Span(place, place + len(number)), opened.end()
        first = bisect_left(self.back_spans, Span(body.start, body.start))
        backs = self.back_spans[first : bisect_left(self.back_spans, Span(body.end, body.end))]
        changed = True
        while changed:
            changed = False
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            for span in backs:
                if span.start <= start < span.end:
                    start, changed = span.end, True
                elif span.start < end <= span.end and span.start >= start:
                    end, changed = span.start, True
        return mark, Span(min(start, end), end)

    # Text.

    def _read(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        if depth > MAX_DEPTH or element.tag in SKIPPED or element.get("hidden") is not None:
            return
        tag = str(element.tag)
        own_kind = BLOCKS.get(tag)
        breaking = own_kind is not None or tag in BREAKING
        if breaking:
            self._end_block(kind, level)
        inner_kind = own_kind if own_kind is not None else kind
        inner_level = int(tag[1]) if own_kind is BlockKind.HEADING else level + (tag in {"ul", "ol"})
        held = self.holders.get(element, ())
        outer_note = self.block_note
        if held:
            self.block_note = held[0]
        start = self.builder.length
        if tag == "a":
            self._read_anchor(element, depth, inner_kind, inner_level)
        elif tag == "br":
            self.builder.add("\n")
        else:
            self._read_children(element, depth, inner_kind, inner_level)
        if breaking:
            self._end_block(inner_kind, inner_level)
        for target in held:
            self.bodies[target] = Span(start, self.builder.length)
        self.block_note = outer_note

    def _read_children(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        keep = element.tag == "pre"
        self._add(element.text, element, keep=keep)
        for child in element:
            self._read(child, depth + 1, kind, level)
            self._add(child.tail, child, tail=True, keep=keep)

    def _read_anchor(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        start = self.builder.length
        self._read_children(element, depth, kind, level)
        span = Span(start, self.builder.length)
        shown = self.builder.text_from(start)
        href = element.get("href", "").strip()
        if href.startswith("#"):
            self._keep_call(unquote(href[1:]), shown, span)
        elif shown.strip():
            url = (
                urljoin(self.base, href) if self.base and not re.match(r"[a-z][a-z0-9+.-]*:", href) else href
            )
            if re.match(r"(?:https?|ftp)://", url):
                self.links.append(Link(url, span, shown))

    def _keep_call(self, target: str, shown: str, span: Span) -> None:
        called = CALL_TEXT.fullmatch(shown)
        if target in self.targets and called and self.block_note is None:
            offset = span.start + called.start(1)
            self.calls.append(Call(target, called[1], Span(offset, offset + len(called[1]))))
        elif BACK_WORDS.fullmatch(shown):
            self.back_spans.append(span)

    def _add(
        self, text: str | None, element: etree._Element, *, tail: bool = False, keep: bool = False
    ) -> None:
        """Add text with white space folded as a browser would."""
        if not text:
            return
        origin = self.places.origin(element, tail=tail, paragraph=len(self.builder.blocks))
        if keep:
            self.builder.add(text, origin)
            return
        folded = re.sub(r"[ \t\n\r\f]+", " ", text)
        if folded[0] == " " and (
            self.builder.length == self.block_start or self.builder.pieces[-1][-1:] in {" ", "\n"}
        ):
            folded = folded[1:]
        self.builder.add(folded, origin)

    def _end_block(self, kind: BlockKind, level: int) -> None:
        text = self.builder.text_from(self.block_start)
        if text.strip():
            kind = BlockKind.NOTE if self.block_note is not None else kind
            self.builder.close_block(self.block_start, kind, level=level, note=self.block_note)
        self.block_start = self.builder.length


def choose_main(root: etree._Element) -> etree._Element:
    """Return the element that holds the page's main text: its one `main` or `article`, else its body."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1:
            return found[0]
    body = root.find("body")
    return root if body is None else body


def _own_names(element: etree._Element) -> tuple[str, ...]:
    names = (element.get("id"), element.get("name") if element.tag == "a" else None)
    return tuple(name for name in names if name)


def _near_names(anchor: etree._Element) -> list[str]:
    """Return the names of an anchor, of what holds it closely (`<sup id>`) and of what it holds."""
    names = [*_own_names(anchor)]
    for child in anchor:
        names += _own_names(child)
    parent = anchor.getparent()
    for _ in range(2):
        if parent is not None and parent.tag in {"sup", "span", "a", "b", "i"}:
            names += _own_names(parent)
            parent = parent.getparent()
    previous = anchor.getprevious()
    if previous is not None and previous.tag == "a":
        names += _own_names(previous)
    return names


def _find_note_holder(element: etree._Element) -> etree._Element:
    """Return the block that holds a note: the named element itself, or the block around a bare anchor."""
    holder = element
    while holder.tag in {"a", "sup", "span", "b", "i", "em", "strong"}:
        parent = holder.getparent()
        if parent is None or parent.tag in {"body", "html"}:
            return holder
        holder = parent
    if holder.tag == "p" and holder is not element:
        parent = holder.getparent()
        if parent is not None and parent.tag in {"li", "div"} and parent.get("id") and len(parent) <= 20:
            return parent
    return holder


def _is_marked_as_call(anchor: etree._Element) -> bool:
    parent = anchor.getparent()
    marks: list[Any] = [anchor.get("class"), anchor.get("epub:type"), anchor.get("rel")]
    if parent is not None and parent.tag in {"sup", "span"}:
        marks.append(parent.get("class"))
    return anchor.get("role") in NOTE_ROLES or any(mark and NOTE_CLASSES.search(mark) for mark in marks)
