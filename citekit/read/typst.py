"""Typst sources: running text, `#footnote`, `@key` and `#cite`, links, bibliographies.

The text is what the document would show, as far as that can be told without running it: content in brackets
is shown, code is not. A citation shows as `[key, supplement]`. Files that `#include` names are read where
they lie inside the folder of the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from citekit.diagnostics import Diagnostic, Severity
from citekit.model import BlockKind, Citation, Document, Link, Note, NotePlace, Origin, Span
from citekit.read.encoding import decode
from citekit.read.file_offsets import FileOffsets, SourceFile
from citekit.read.key_cites import write_cites
from citekit.read.project_folder import find_beside
from citekit.read.text_builder import TextBuilder
from citekit.read.typst_scan import (
    match_brackets,
    read_name,
    skip_comment,
    skip_raw,
    skip_statement,
    skip_string,
    split_arguments,
)

MAX_DEPTH: Final = 120
MAX_FILES: Final = 200
_PLAIN: Final = re.compile(r"[^\\#@<*_`$/~\-.\n\[\]h]{1,10000}+")
_ADDRESS: Final = re.compile(r"https?://[^\s\[\]<>\"`\\]{1,2000}")
_LABEL: Final = re.compile(r"<[^\W\d][\w.:-]{0,100}>")
#: A label that is attached to something, and no argument of a function.
_ATTACHED: Final = re.compile(r"(?<![(,])(?<![(,] )<([^\W\d][\w.:-]{0,100})>")
_KEY: Final = re.compile(r"@([^\W\d][\w:.-]{0,100})")
_LINE: Final = re.compile(r"(?P<heading>={1,6})[ \t]+|(?P<item>[-+]|\d{1,6}\.)[ \t]+|(?P<term>/)[ \t]+")
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.){0,2000})"')
_BLANK: Final = re.compile(r"\n[ \t]*+(?:\n[ \t]*+)*+")
_UNICODE: Final = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")
_DASHES: Final = re.compile(r"-{2,3}|-\?|\.{3}")
_DASH_SIGNS: Final = {"--": "–", "---": "—", "-?": "\u00ad", "...": "…"}
#: Statements: nothing that follows in their line is shown.
_STATEMENTS: Final = frozenset({"set", "show", "let", "import", "context", "if", "for", "while", "return"})
#: Functions whose content is not shown in the running text.
_SILENT: Final = frozenset(
    "h v image line rect circle counter label metadata state pagebreak colbreak outline place.flush".split()
)
#: Named arguments that hold content which is shown.
_SHOWN_ARGUMENTS: Final = frozenset({"body", "caption", "attribution"})


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A note whose body is read after the running text."""

    number: str
    call: Span
    file: int
    start: int
    end: int


@dataclass(slots=True)
class _TypstReader:
    """Reads one document; each instance is used once."""

    source: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    builder: TextBuilder = field(default_factory=TextBuilder)
    files: list[SourceFile] = field(default_factory=list)
    texts: list[tuple[str, dict[int, int]]] = field(default_factory=list)
    file: int = 0
    text: str = ""
    closing: dict[int, int] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    queue: list[_Waiting] = field(default_factory=list)
    called: dict[str, Span] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    bibliographies: list[str] = field(default_factory=list)
    block_start: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    item: int = 0
    current_note: str | None = None

    def read_file(self, content: bytes, path: str) -> None:
        """Read one file; also for the files that it includes."""
        decoded = decode(content)
        self.diagnostics.extend(decoded.diagnose(path))
        text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
        held = (self.file, self.text, self.closing)
        self.files.append(SourceFile(path, content, decoded.encoding, decoded.mark))
        self.texts.append((text, match_brackets(text)))
        self.labels |= {found[1] for found in _ATTACHED.finditer(text)}
        self.file, self.text, self.closing = len(self.files) - 1, *self.texts[-1]
        self._read_metadata()
        self._read(0, len(text), 0)
        self._end_block()
        if held[1] or len(self.files) > 1:
            self.file, self.text, self.closing = held

    def finish(self) -> Document:
        """Return the document."""
        self._read_notes()
        return Document(
            source=self.source,
            format="typst",
            text=self.builder.text(),
            blocks=tuple(self.builder.blocks),
            notes=tuple(self.notes),
            language=self.metadata.get("language"),
            offsets=FileOffsets(self.builder.offsets(), tuple(self.files)),
            citations=tuple(self.citations),
            bibliographies=tuple(dict.fromkeys(self.bibliographies)),
            links=tuple(self.links),
            metadata=self.metadata,
            diagnostics=tuple(self.diagnostics),
        )

    def _read_metadata(self) -> None:
        for name, pattern in (
            ("title", r'#set document\([^()]{0,500}title: "([^"]{1,500})"'),
            ("author", r'#set document\([^()]{0,500}author: (?:\("|")([^"]{1,500})"'),
            ("language", r'#set text\([^()]{0,500}lang: "([a-z]{2,3})"'),
        ):
            found = re.search(pattern, self.text)
            if found:
                self.metadata.setdefault(name, found[1])

    # The scanner.

    def _read(self, position: int, end: int, depth: int) -> None:
        """Read `self.text[position:end]` as markup."""
        if depth > MAX_DEPTH:
            self._report("CK122", "the document nests too deep; what lies deeper is left out")
            return
        text = self.text
        fresh = depth == 0
        while position < end:
            if fresh:
                position = self._open_line(position, end)
                fresh = False
                continue
            plain = _PLAIN.match(text, position, end)
            if plain:
                self._add(plain[0], position)
                position = plain.end()
                continue
            sign = text[position]
            reader = SIGNS.get(sign)
            if sign == "\n":
                position, fresh = self._end_line(position, end)
            elif reader is None:
                self._add(sign, position)
                position += 1
            else:
                position = reader(self, position, end, depth)

    def _open_line(self, position: int, end: int) -> int:
        """Read what the beginning of a line says of its block."""
        while position < end and self.text[position] in " \t":
            position += 1
        opened = _LINE.match(self.text, position, end)
        if opened is None or self.current_note is not None:
            return position
        self._end_block()
        if opened["heading"]:
            self.kind, self.level = BlockKind.HEADING, len(opened["heading"])
        elif opened["item"]:
            self.kind, self.level = BlockKind.LIST_ITEM, 1
            if opened["item"] != "-":
                self.item = int(opened["item"][:-1]) if opened["item"] != "+" else self.item + 1
                self.builder.add(f"{self.item}. ", self._origin(position))
        return opened.end()

    def _end_line(self, position: int, end: int) -> tuple[int, bool]:
        found = _BLANK.match(self.text, position, end)
        stop = position + 1 if found is None else found.end()
        if self.text.count("\n", position, stop) > 1:
            self._end_block()
            self.item = 0 if _LINE.match(self.text, stop) is None else self.item
        elif self.kind is BlockKind.HEADING:
            self._end_block()
        else:
            self._add(" ", position)
        return stop, True

    def _escape(self, position: int, _end: int, _depth: int) -> int:
        unicode = _UNICODE.match(self.text, position)
        if unicode:
            code = int(unicode[1], 16)
            self._add(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd", position)
            return unicode.end()
        following = self.text[position + 1 : position + 2]
        if not following or following.isspace():
            self.builder.add("\n")
            return position + 1
        self.builder.add(following, self._origin(position + 1))
        return position + 2

    def _mark(self, position: int, _end: int, _depth: int) -> int:
        """Pass over a star or underscore that is markup; inside a word it is itself."""
        before, after = self.text[position - 1 : position], self.text[position + 1 : position + 2]
        if before.isalnum() and after.isalnum():
            self._add(self.text[position], position)
        return position + 1

    def _dash(self, position: int, _end: int, _depth: int) -> int:
        found = _DASHES.match(self.text, position)
        shown = _DASH_SIGNS[found[0]] if found else self.text[position]
        self._add(shown, position)
        return found.end() if found else position + 1

    def _blank(self, position: int, _end: int, _depth: int) -> int:
        self._add("\u00a0", position)
        return position + 1

    def _slash(self, position: int, _end: int, _depth: int) -> int:
        if self.text.startswith(("//", "/*"), position):
            return skip_comment(self.text, position)
        self._add("/", position)
        return position + 1

    def _raw(self, position: int, end: int, _depth: int) -> int:
        stop = min(skip_raw(self.text, position), end)
        self.builder.add(self.text[position:stop].strip("`"), self._origin(position))
        return stop

    def _math(self, position: int, end: int, _depth: int) -> int:
        stop = self.text.find("$", position + 1, min(end, position + 20_000))
        stop = position + 1 if stop < 0 else stop + 1
        self.builder.add(self.text[position:stop], self._origin(position))
        return stop

    def _address(self, position: int, end: int, _depth: int) -> int:
        found = _ADDRESS.match(self.text, position, end)
        if found is None:
            self._add("h", position)
            return position + 1
        url = found[0].rstrip(".,;:!?'\"")
        while url.endswith(")") and url.count("(") < url.count(")"):
            url = url[:-1]
        self._add_link(url, url, position)
        return position + len(url)

    def _label(self, position: int, end: int, _depth: int) -> int:
        found = _LABEL.match(self.text, position, end)
        if found is None:
            self._add("<", position)
            return position + 1
        return found.end()

    # Text and blocks.

    def _origin(self, position: int) -> Origin:
        return Origin(part=str(self.file), offset=position)

    def _add(self, text: str, position: int) -> None:
        """Add running text, white space folded."""
        folded = re.sub(r"[ \t]+", " ", text)
        last = self.builder.pieces[-1][-1:] if self.builder.length > self.block_start else " "
        if folded.startswith(" ") and last in {" ", "\n", ""}:
            folded = folded[1:]
        self.builder.add(folded, self._origin(position))

    def _end_block(self, kind: BlockKind | None = None) -> None:
        self.builder.trim_end(self.block_start)
        kind = BlockKind.NOTE if self.current_note is not None else (kind or self.kind)
        self.builder.close_block(self.block_start, kind, level=self.level, note=self.current_note)
        self.block_start = self.builder.length
        self.kind, self.level = BlockKind.PARAGRAPH, 0

    # Code.

    def _code(self, position: int, end: int, depth: int) -> int:
        """Read what follows a `#`: a statement, a call, a block, a value."""
        text = self.text
        after = position + 1
        opening = text[after : after + 1]
        if opening in {"{", "("}:
            return min(self.closing.get(after, after) + 1, end)
        if opening == "[":
            return self._content(after, end, depth)
        name, after = read_name(text, after)
        if not name:
            if opening == '"':
                after = skip_string(text, after)
                self._add(text[position + 2 : after - 1], position)
            else:
                self._add("#", position)
            return after
        if name in _STATEMENTS:
            return skip_statement(text, self.closing, after, end)
        if name == "include":
            return self._include(after, end)
        return self._call_function(name, after, end, depth)

    def _content(self, position: int, end: int, depth: int) -> int:
        """Read a content block `[...]`."""
        stop = min(self.closing.get(position, end), end)
        self._read(position + 1, stop, depth + 1)
        return min(stop + 1, end)

    def _call_function(self, name: str, position: int, end: int, depth: int) -> int:
        """Read a call with its arguments in parentheses and its content behind them."""
        arguments: list[tuple[str, int, int]] = []
        after = position
        if self.text.startswith("(", after):
            stop = min(self.closing.get(after, after), end)
            arguments = split_arguments(self.text, self.closing, after + 1, stop)
            after = min(stop + 1, end)
        while self.text.startswith("[", after) and after < end:
            stop = min(self.closing.get(after, end) + 1, end)
            arguments.append(("", after, stop))
            after = stop
        if self.text.startswith(";", after):
            after += 1
        short = name.rpartition(".")[2]
        reader = FUNCTIONS.get(short)
        if reader is not None:
            reader(self, arguments, depth + 1)
        elif name not in _SILENT:
            self._show_contents(arguments, depth + 1)
        return after

    def _show_contents(self, arguments: list[tuple[str, int, int]], depth: int) -> None:
        for name, start, end in arguments:
            if name and name not in _SHOWN_ARGUMENTS:
                continue
            if self.text.startswith("[", start):
                self._content(start, end, depth)
            elif self.text.startswith("#", start):
                self._read(start, end, depth)
            else:
                called, after = read_name(self.text, start)
                if called and self.text.startswith(("(", "["), after):
                    self._call_function(called, after, end, depth)

    def _show_blocks(self, kind: BlockKind, arguments: list[tuple[str, int, int]], depth: int) -> None:
        """Show each content as a block of its own."""
        for argument in arguments:
            self._end_block()
            self._show_contents([argument], depth)
            self._end_block(kind)

    def _string_of(self, arguments: list[tuple[str, int, int]], *names: str) -> str:
        for name, start, end in arguments:
            found = _STRING.match(self.text, start, end)
            if name in names and found:
                return re.sub(r"\\(.)", r"\1", found[1])
        return ""

    def _read_footnote(self, arguments: list[tuple[str, int, int]], _depth: int) -> None:
        body = next(((s, e) for name, s, e in arguments if name in {"", "body"}), None)
        if body is None:
            return
        start, end = body
        if self.text.startswith("<", start):  # the call of a note that stands elsewhere
            return
        if self.text.startswith("[", start):
            start, end = start + 1, end - 1
        number = str(len(self.queue) + 1)
        place = self.builder.length
        self.builder.add(number, self._origin(start))
        self.queue.append(_Waiting(number, Span(place, self.builder.length), self.file, start, end))

    def _read_cite(self, arguments: list[tuple[str, int, int]], _depth: int) -> None:
        keys = [
            found[0][1:-1]
            for name, start, end in arguments
            if not name and (found := _LABEL.match(self.text, start, end))
        ]
        keys += [self._string_of([argument], "") for argument in arguments if not argument[0]]
        supplement = next((self._plain(s, e) for name, s, e in arguments if name == "supplement"), "")
        self._cite([key for key in keys if key], supplement, arguments[0][1] if arguments else 0)

    def _reference(self, position: int, end: int, depth: int) -> int:
        """Read `@key[supplement]`; a label of the document itself is no citation."""
        found = _KEY.match(self.text, position, end)
        before = self.text[position - 1 : position]
        if found is None or before.isalnum():
            self._add("@", position)
            return position + 1
        key = found[1].rstrip(".:-")
        after = position + 1 + len(key)
        supplement = ""
        if self.text.startswith("[", after):
            stop = min(self.closing.get(after, after), end)
            supplement = self._plain(after, min(stop + 1, end))
            after = min(stop + 1, end)
        if key in self.labels:
            self._add(supplement, position)
            return after
        _ = depth
        self._cite([key], supplement, position)
        return after

    def _plain(self, start: int, end: int) -> str:
        inside = self.text[start:end].strip().removeprefix("[").removesuffix("]")
        shown = re.sub(r"\\(.)", r"\1", inside.replace("~", " ").replace("--", "–"))
        return " ".join(shown.split())

    def _cite(self, keys: list[str], supplement: str, position: int) -> None:
        if not keys:
            return
        start = self.builder.length
        previous = self.citations[-1] if self.citations else None
        glued = previous is not None and not self.builder.text_from(previous.span.end).strip()
        self.builder.add("[", self._origin(position))
        cites = write_cites(self.builder, keys, "", supplement, self._origin(position))
        self.builder.add("]")
        cluster = Citation(tuple(cites), Span(start, self.builder.length), self.current_note)
        if glued and previous is not None and previous.note == self.current_note:
            # Typst joins citations that follow each other.
            joined = (*previous.cites, *cites)
            cluster = Citation(joined, Span(previous.span.start, cluster.span.end), previous.note)
            self.citations.pop()
        self.citations.append(cluster)

    def _read_link(self, arguments: list[tuple[str, int, int]], depth: int) -> None:
        url = self._string_of(arguments, "", "dest")
        start = self.builder.length
        self._show_contents(arguments[1:], depth)
        if self.builder.length == start and url:
            self.builder.add(url, self._origin(arguments[0][1]))
        if re.match(r"(?:https?|ftp)://", url) and self.builder.length > start:
            span = Span(start, self.builder.length)
            self.links.append(Link(url, span, self.builder.text_from(start)))

    def _add_link(self, url: str, shown: str, position: int) -> None:
        start = self.builder.length
        self.builder.add(shown, self._origin(position))
        self.links.append(Link(url, Span(start, self.builder.length), shown))

    def _read_bibliography(self, arguments: list[tuple[str, int, int]], _depth: int) -> None:
        for name, start, end in arguments:
            if name:
                continue
            for found in _STRING.finditer(self.text, start, end):
                path = find_beside(self.source, found[1], ".bib")
                if path is not None and path.suffix.lower() == ".bib":
                    self.bibliographies.append(str(path))
                else:
                    self._report("CK125", f"bibliography {found[1]!r} is not in the folder of the document")

    def _read_quote(self, arguments: list[tuple[str, int, int]], depth: int) -> None:
        block = any(name == "block" and self.text[s:e].strip() == "true" for name, s, e in arguments)
        if block:
            self._show_blocks(BlockKind.QUOTE, arguments, depth)
        else:
            self._add("“", arguments[0][1] if arguments else 0)
            self._show_contents(arguments, depth)
            self._add("”", arguments[-1][2] if arguments else 0)

    def _read_table(self, arguments: list[tuple[str, int, int]], depth: int) -> None:
        self._show_blocks(BlockKind.TABLE_CELL, arguments, depth)

    def _read_figure(self, arguments: list[tuple[str, int, int]], depth: int) -> None:
        self._show_blocks(BlockKind.PARAGRAPH, [one for one in arguments if one[0] != "caption"], depth)
        self._show_blocks(BlockKind.CAPTION, [one for one in arguments if one[0] == "caption"], depth)

    def _read_list(self, arguments: list[tuple[str, int, int]], depth: int) -> None:
        self._show_blocks(BlockKind.LIST_ITEM, arguments, depth)

    def _read_numbered(self, arguments: list[tuple[str, int, int]], depth: int) -> None:
        number = 0
        for argument in arguments:
            self._end_block()
            if not argument[0]:
                number += 1
                self.builder.add(f"{number}. ", self._origin(argument[1]))
            self._show_contents([argument], depth)
            self._end_block(BlockKind.LIST_ITEM)

    def _read_heading(self, arguments: list[tuple[str, int, int]], depth: int) -> None:
        level = next((self.text[s:e].strip() for name, s, e in arguments if name == "level"), "1")
        self._end_block()
        self._show_contents(arguments, depth)
        self.level = int(level) if level.isdecimal() else 1
        self._end_block(BlockKind.HEADING)

    def _break_paragraph(self, _arguments: list[tuple[str, int, int]], _depth: int) -> None:
        self._end_block()

    # Notes and other files.

    def _read_notes(self) -> None:
        for note in self.queue:
            self.file = note.file
            self.text, self.closing = self.texts[note.file]
            self.current_note = f"fn{note.number}"
            mark = Span(self.builder.length, self.builder.length + len(note.number))
            self.builder.add(note.number + " ")
            body = self.builder.length
            self._read(note.start, note.end, 1)
            self.builder.trim_end(body)
            end = self.builder.length
            self._end_block()
            span = Span(body, max(body, end))
            self.notes.append(Note(self.current_note, note.number, note.call, span, NotePlace.FOOTNOTE, mark))
        self.current_note = None

    def _include(self, position: int, end: int) -> int:
        while position < end and self.text[position] in " \t":
            position += 1
        found = _STRING.match(self.text, position, end)
        if found is None:
            return position
        path = find_beside(self.source, found[1], ".typ")
        if path is None or len(self.files) >= MAX_FILES:
            self._report("CK125", f"{found[1]!r} is not in the folder of the document, and is left out")
            return found.end()
        try:
            content = path.read_bytes()
        except OSError as error:
            self._report("CK125", f"{found[1]!r} cannot be read: {error.strerror or error}")
            return found.end()
        self.read_file(content, str(path))
        return found.end()

    def _report(self, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, Severity.WARNING, self.source))


def read_typst(content: bytes, source: str) -> Document:
    """Read a Typst document.

    Args:
        content: The bytes of the file.
        source: Its path; files that it names are looked for beside it.

    Returns:
        The document; citations carry citekeys, and `bibliographies` names the `.bib` files in the folder.
    """
    reader = _TypstReader(source)
    reader.read_file(content, source)
    return reader.finish()


SignReader = Callable[[_TypstReader, int, int, int], int]
#: The characters that are not plain text, and what reads on from each.
SIGNS: Final[dict[str, SignReader]] = {
    "\\": _TypstReader._escape,  # noqa: SLF001 - the table of the class's own readers
    "#": _TypstReader._code,  # noqa: SLF001
    "@": _TypstReader._reference,  # noqa: SLF001
    "<": _TypstReader._label,  # noqa: SLF001
    "*": _TypstReader._mark,  # noqa: SLF001
    "_": _TypstReader._mark,  # noqa: SLF001
    "`": _TypstReader._raw,  # noqa: SLF001
    "$": _TypstReader._math,  # noqa: SLF001
    "/": _TypstReader._slash,  # noqa: SLF001
    "~": _TypstReader._blank,  # noqa: SLF001
    "-": _TypstReader._dash,  # noqa: SLF001
    ".": _TypstReader._dash,  # noqa: SLF001
    "h": _TypstReader._address,  # noqa: SLF001
}
FunctionReader = Callable[[_TypstReader, list[tuple[str, int, int]], int], None]
#: Functions that show more than their content.
FUNCTIONS: Final[dict[str, FunctionReader]] = {
    "footnote": _TypstReader._read_footnote,  # noqa: SLF001 - the table of the class's own readers
    "cite": _TypstReader._read_cite,  # noqa: SLF001
    "link": _TypstReader._read_link,  # noqa: SLF001
    "bibliography": _TypstReader._read_bibliography,  # noqa: SLF001
    "quote": _TypstReader._read_quote,  # noqa: SLF001
    "table": _TypstReader._read_table,  # noqa: SLF001
    "figure": _TypstReader._read_figure,  # noqa: SLF001
    "list": _TypstReader._read_list,  # noqa: SLF001
    "enum": _TypstReader._read_numbered,  # noqa: SLF001
    "heading": _TypstReader._read_heading,  # noqa: SLF001
    "parbreak": _TypstReader._break_paragraph,  # noqa: SLF001
}
