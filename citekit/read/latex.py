r"""LaTeX sources: running text, `\footnote`, the `\cite` family, `thebibliography`, links.

The text is what the document would show, as far as that can be told without running TeX; unknown
commands give way to their arguments. A citation shows as `[key, locator]`. Files that `\input` names are
read where they lie inside the folder of the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from citekit.diagnostics import Diagnostic, Severity
from citekit.model import (
    BlockKind,
    Citation,
    Cite,
    Document,
    Link,
    Note,
    NotePlace,
    Origin,
    Span,
)
from citekit.read.byte_offsets import normalize_breaks
from citekit.read.encoding import decode
from citekit.read.file_offsets import FileOffsets, SourceFile
from citekit.read.key_cites import write_cites
from citekit.read.latex_arguments import Group, find_group, find_option, match_braces
from citekit.read.latex_commands import (
    CITE,
    CODE_ENVIRONMENTS,
    HEADINGS,
    LISTS,
    MATH_ENVIRONMENTS,
    QUOTES,
    SECOND_SHOWN,
    SILENT,
)
from citekit.read.project_folder import find_beside
from citekit.read.tex_symbols import ACCENTS, SYMBOLS, compose_accent, join_ligatures
from citekit.read.text_builder import TextBuilder

TEXT: Final = re.compile(r"[^\\{}%$&\n]{1,10000}")
MAX_DEPTH: Final = 120
MAX_FILES: Final = 100


def read_latex(content: bytes, source: str) -> Document:
    r"""Read a LaTeX document.

    Args:
        content: The bytes of the file.
        source: Its path; files that it names are looked for beside it.

    Returns:
        The document; citations carry citekeys, a `\bibitem` is a reference block with its key as label,
        and `bibliographies` names the `.bib` files that lie in the folder.
    """
    reader = _LatexReader(source, [])
    reader.read_file(content, source)
    return reader.finish()


@dataclass(slots=True)
class _LatexReader:
    """Reads one document; each instance is used once."""

    source: str
    diagnostics: list[Diagnostic]
    builder: TextBuilder = field(default_factory=TextBuilder)
    text: str = ""
    closing: dict[int, int] = field(default_factory=dict)
    queue: list[tuple[str, Span, int, int, int]] = field(default_factory=list)
    foot_cites: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    bibliographies: list[str] = field(default_factory=list)
    open_marks: dict[str, int] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    environments: list[str] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    texts: list[tuple[str, dict[int, int]]] = field(default_factory=list)
    file: int = 0
    block_start: int = 0
    label: str = ""
    current_note: str | None = None

    def read_file(self, content: bytes, path: str) -> None:
        """Read one file; also for the files that it names."""
        decoded = decode(content)
        self.diagnostics.extend(decoded.diagnose(path))
        held = (self.text, self.closing, self.file)
        self.file = len(self.files)
        self.files.append(SourceFile(path, content, decoded.encoding, decoded.mark))
        self.text = normalize_breaks(decoded.text)
        self.closing = match_braces(self.text)
        self.texts.append((self.text, self.closing))
        begin = self.text.find("\\begin{document}")
        if begin >= 0:
            self._read_preamble(begin)
        stop = self.text.find("\\end{document}", max(begin, 0))
        self._read(
            0 if begin < 0 else begin + len("\\begin{document}"),
            len(self.text) if stop < 0 else stop,
            0,
        )
        if held[0] == "":
            self._end_block()
            self._read_notes()
        self.text, self.closing, self.file = held

    def finish(self) -> Document:
        """Return the document."""
        return Document(
            source=self.source,
            format="latex",
            text=self.builder.text(),
            blocks=tuple(self.builder.blocks),
            notes=tuple(self.notes),
            offsets=FileOffsets(self.builder.offsets(), tuple(self.files)),
            citations=tuple(self.citations),
            bibliographies=tuple(dict.fromkeys(self.bibliographies)),
            links=tuple(self.links),
            metadata=self.metadata,
            diagnostics=tuple(self.diagnostics),
        )

    def _read_preamble(self, end: int) -> None:
        for name in ("title", "author", "date"):
            found = re.compile(r"\\" + name + r"\s{0,20}\{").search(self.text, 0, end)
            if found and found.end() - 1 in self.closing:
                inside = self.text[found.end() : self.closing[found.end() - 1]]
                self.metadata[name] = " ".join(
                    join_ligatures(re.sub(r"\\[A-Za-z]{1,30}|[{}]", " ", inside)).split()
                )
        for found in re.finditer(
            r"\\(?:addbibresource|bibliography)(?:\[[^\[\]]{0,200}\])?\{([^{}]{1,2000})\}", self.text[:end]
        ):
            self._add_bibliographies(found[1])

    # The scanner.

    def _read(self, position: int, end: int, depth: int) -> None:
        """Read `self.text[position:end]`; what cannot be understood is taken as it stands."""
        if depth > MAX_DEPTH:
            self._report("CK122", "the document nests too deep; what lies deeper is left out")
            return
        text = self.text
        while position < end:
            plain = TEXT.match(text, position, end)
            if plain:
                self._add(plain[0], position)
                position = plain.end()
                continue
            position = SIGNS[text[position]](self, position, end, depth)

    def _read_group(self, position: int, end: int, depth: int) -> int:
        close = min(self.closing.get(position, end), end)
        self._read(position + 1, close, depth + 1)
        return close + 1

    def _read_stray(self, position: int, _end: int, _depth: int) -> int:
        return position + 1

    def _read_comment(self, position: int, end: int, _depth: int) -> int:
        stop = self.text.find("\n", position, end)
        return end if stop < 0 else self._skip_blanks(stop + 1, end)

    def _read_cell_end(self, position: int, _end: int, _depth: int) -> int:
        self.builder.add("\t")
        return position + 1

    def _read_line_end(self, position: int, end: int, _depth: int) -> int:
        blank = re.compile(r"\n[ \t]*+(?:\n[ \t]*+)*+").match(self.text, position, end)
        stop = position + 1 if blank is None else blank.end()
        if self.text.count("\n", position, stop) > 1:
            self._end_block()
        else:
            self._add(" ", position)
        return stop

    def _read_math(self, position: int, end: int, _depth: int) -> int:
        fence = "$$" if self.text.startswith("$$", position) else "$"
        stop = self.text.find(fence, position + len(fence), min(end, position + 20_000))
        stop = position + 1 if stop < 0 else stop + len(fence)
        self.builder.add(self.text[position:stop], self._origin(position))
        return stop

    def _read_command(self, position: int, end: int, depth: int) -> int:
        named = re.compile(r"\\([A-Za-z@]{1,60})\*?").match(self.text, position, end)
        if named is None:
            return self._read_symbol(position, end)
        name, after = named[1], named.end()
        if name in COMMANDS:
            return COMMANDS[name](self, after, end, depth)
        if name in HEADINGS:
            return self._read_heading(name, after, end, depth)
        if CITE.fullmatch(name):
            return self._read_cite(name, after, end)
        if name in SYMBOLS:
            self._add(SYMBOLS[name], position)
            after = self._skip_blanks(after, end)
        elif name in ACCENTS and len(name) == 1:
            after = self._read_accent(name, after, end)
        elif name in SILENT:
            after = self._skip_arguments(after, end, SILENT[name])
        elif name in SECOND_SHOWN:
            after = self._skip_arguments(after, end, 1)
        else:
            after = self._option(after, end).after
        return after

    def _read_symbol(self, position: int, end: int) -> int:
        sign = self.text[position + 1 : position + 2]
        if sign in {"(", "["}:
            stop = self.text.find("\\)" if sign == "(" else "\\]", position, min(end, position + 20_000))
            stop = position + 2 if stop < 0 else stop + 2
            self.builder.add(self.text[position:stop], self._origin(position))
            return stop
        if sign in ACCENTS:
            return self._read_accent(sign, position + 2, end)
        self._add(SYMBOLS.get(sign, sign), position)
        after = position + 2
        if sign == "\\":
            option = self._option(after, end)
            after = option.after
        return after

    def _read_accent(self, accent: str, position: int, end: int) -> int:
        position = self._skip_blanks(position, end)
        group = self._group(position, end)
        start, after = (group.start, group.after) if group.after > position else (position, position + 1)
        command = re.compile(r"\\([A-Za-z]{1,2})[ \t]*+").match(self.text, start, end)
        if command is None:
            letter = self.text[start : max(group.end, start + 1)]
        else:
            letter = SYMBOLS.get(command[1], "")
            after = max(group.after, command.end())
        self._add(compose_accent(accent, letter), position)
        return after

    # Arguments.

    def _skip_blanks(self, position: int, end: int) -> int:
        while position < end and self.text[position] in " \t":
            position += 1
        return position

    def _group(self, position: int, end: int) -> Group:
        return find_group(self.text, self.closing, position, end)

    def _option(self, position: int, end: int, opening: str = "[", closing: str = "]") -> Group:
        return find_option(self.text, self.closing, position, end, opening, closing)

    def _skip_arguments(self, position: int, end: int, count: int) -> int:
        for _ in range(3):
            position = self._option(position, end).after
        for _ in range(count):
            if self.text.startswith("\\", position):  # \newcommand\name
                position = position + len(re.match(r"\\[A-Za-z@]*", self.text[position : position + 60])[0])  # type: ignore[index] # always matches
            else:
                position = self._group(position, end).after
            for _ in range(2):
                position = self._option(position, end).after
        return position

    # Text and blocks.

    def _origin(self, position: int) -> Origin:
        return Origin(str(self.file), position, paragraph=len(self.builder.blocks))

    def _add(self, text: str, position: int) -> None:
        """Add running text, white space folded."""
        folded = re.sub(r"[ \t]+", " ", join_ligatures(text))
        last = self.builder.pieces[-1][-1:] if self.builder.length > self.block_start else " "
        if folded.startswith(" ") and last in {" ", "\n", ""}:
            folded = folded[1:]
        self.builder.add(folded, self._origin(position))

    def _end_block(self, kind: BlockKind | None = None, level: int = 0) -> None:
        self.builder.trim_end(self.block_start)
        if kind is None:
            kind = self._kind_here()
        if self.builder.length > self.block_start:
            self.builder.close_block(
                self.block_start,
                kind,
                level=level,
                note=self.current_note,
                label=self.label if kind is BlockKind.REFERENCE else "",
            )
        self.block_start = self.builder.length

    def _kind_here(self) -> BlockKind:
        if self.current_note is not None:
            return BlockKind.NOTE
        for environment in reversed(self.environments):
            if environment in LISTS:
                return BlockKind.LIST_ITEM
            if environment in QUOTES:
                return BlockKind.QUOTE
            if environment == "thebibliography":
                return BlockKind.REFERENCE
            if environment in {"tabular", "tabularx", "longtable"}:
                return BlockKind.TABLE_CELL
        return BlockKind.PARAGRAPH

    def _read_heading(self, name: str, position: int, end: int, depth: int) -> int:
        option = self._option(position, end)
        group = self._group(option.after, end)
        if group.after == option.after:
            return group.after
        self._end_block()
        self._read(group.start, group.end, depth + 1)
        self._end_block(BlockKind.HEADING, HEADINGS[name])
        return group.after

    def _make_title(self, position: int, _end: int, _depth: int) -> int:
        self._end_block()
        self.builder.add(self.metadata.get("title", ""))
        self._end_block(BlockKind.HEADING, 1)
        return position

    def _begin(self, position: int, end: int, _depth: int) -> int:
        group = self._group(position, end)
        name = self.text[group.start : group.end].rstrip("*")
        after = group.after
        if name in CODE_ENVIRONMENTS or name in MATH_ENVIRONMENTS:
            stop = self.text.find("\\end{" + self.text[group.start : group.end] + "}", after, end)
            stop = end if stop < 0 else stop
            self._end_block()
            self.builder.add(self.text[after:stop].strip("\n"), self._origin(after))
            self._end_block(BlockKind.CODE)
            return min(end, stop + len("\\end{}") + group.end - group.start)
        if name == "comment":
            stop = self.text.find("\\end{comment}", after, end)
            return end if stop < 0 else stop + len("\\end{comment}")
        self._end_block()
        self.environments.append(name)
        if name == "enumerate":
            self.items.append(0)
        after = self._option(after, end).after
        if name in {"thebibliography", "tabular", "tabularx", "longtable", "minipage", "multicols"}:
            after = self._skip_arguments(after, end, 2 if name == "tabularx" else 1)
        if name == "thebibliography":
            self.label = ""
        return after

    def _end(self, position: int, end: int, _depth: int) -> int:
        group = self._group(position, end)
        name = self.text[group.start : group.end].rstrip("*")
        self._end_block()
        if self.environments and name in self.environments:
            while (closed := self.environments.pop()) != name:
                del self.items[len(self.items) - (closed == "enumerate") :]
            del self.items[len(self.items) - (name == "enumerate") :]
        return group.after

    def _item(self, position: int, end: int, depth: int) -> int:
        self._end_block()
        option = self._option(self._skip_blanks(position, end), end)
        if option.end > option.start:
            self._read(option.start, option.end, depth + 1)
            self._add(" ", option.end)
        elif self.items and self.environments and self.environments[-1] == "enumerate":
            self.items[-1] += 1
            self.builder.add(f"{self.items[-1]}. ", self._origin(position))
        return self._skip_blanks(option.after, end)

    def _define(self, position: int, end: int, _depth: int) -> int:
        r"""Pass over `\def\name#1{...}`."""
        opened = self.text.find("{", position, min(end, position + 200))
        line = self.text.find("\n", position, end)
        if opened < 0 or 0 <= line < opened:
            return end if line < 0 else line
        return min(end, self.closing.get(opened, opened) + 1)

    def _bibitem(self, position: int, end: int, _depth: int) -> int:
        self._end_block()
        option = self._option(position, end)
        group = self._group(option.after, end)
        self.label = self.text[group.start : group.end].strip()
        return group.after

    def _caption(self, position: int, end: int, depth: int) -> int:
        group = self._group(self._option(position, end).after, end)
        self._end_block()
        self._read(group.start, group.end, depth + 1)
        self._end_block(BlockKind.CAPTION)
        return group.after

    # Notes.

    def _footnote(self, position: int, end: int, _depth: int) -> int:
        group = self._group(self._option(position, end).after, end)
        if group.after > position:
            self._call(group.start, group.end)
        return group.after

    def _call(self, start: int, stop: int) -> None:
        number = str(len(self.queue) + 1)
        place = self.builder.length
        self.builder.add(number, self._origin(start))
        self.numbers.add(number)
        self.queue.append((number, Span(place, self.builder.length), self.file, start, stop))

    def _footnote_mark(self, position: int, end: int, _depth: int) -> int:
        r"""Call a note whose text comes with `\footnotetext`; a taken number calls its note again."""
        option = self._option(position, end)
        wanted = self.text[option.start : option.end].strip()
        place = self.builder.length
        number = wanted if wanted.isdecimal() else str(len(self.queue) + 1)
        self.builder.add(number, self._origin(position))
        if number not in self.numbers:
            self.numbers.add(number)
            self.open_marks[number] = len(self.queue)
            self.queue.append((number, Span(place, self.builder.length), -1, 0, 0))
        return option.after

    def _footnote_text(self, position: int, end: int, _depth: int) -> int:
        r"""Give the text of the note that `\footnotemark` called: of its number, else the first without."""
        option = self._option(position, end)
        group = self._group(option.after, end)
        wanted = self.text[option.start : option.end].strip()
        number = wanted or next(iter(self.open_marks), "")
        index = self.open_marks.pop(number, -1)
        if index >= 0:
            self.queue[index] = (*self.queue[index][:2], self.file, group.start, group.end)
        return group.after

    def _read_notes(self) -> None:
        held = (self.text, self.closing, self.file)
        for number, call, file, start, stop in self.queue:
            if file < 0:  # a mark without a text
                continue
            self.file = file
            self.text, self.closing = self.texts[file]
            self.current_note = f"fn{number}"
            mark = Span(self.builder.length, self.builder.length + len(number))
            self.builder.add(number + " ")
            body = self.builder.length
            self._read(start, stop, 1)
            self.builder.trim_end(body)
            end = self.builder.length
            self._end_block(BlockKind.NOTE)
            self.notes.append(
                Note(self.current_note, number, call, Span(body, max(body, end)), NotePlace.FOOTNOTE, mark)
            )
        self.current_note = None
        self.text, self.closing, self.file = held

    # Citations and links.

    def _read_cite(self, name: str, position: int, end: int) -> int:
        r"""Read a citation command with its optional arguments; `\cites` takes several works."""
        if self.text.startswith("*", position):
            position += 1
        if "foot" in name.lower() and self.current_note is None:
            stop = self._skip_cite(position, end)
            start = self.text.rfind("\\", 0, position)
            self._call(start, stop)
            return stop
        several = name.rstrip("*").endswith("s")
        for opening, closing in (("(", ")"), ("(", ")")) if several else ():
            position = self._option(position, end, opening, closing).after
        cites: list[Cite] = []
        start = self.builder.length
        self.builder.add("[", self._origin(position))
        after = position
        while True:
            first = self._option(after, end)
            second = self._option(first.after, end)
            group = self._group(second.after, end)
            if group.after == second.after:
                break
            prefix, suffix = (first, second) if second.after > first.after else (second, first)
            cites += self._make_cites(group, self._clean(prefix), self._clean(suffix))
            after = group.after
            if not several:
                break
        if not cites:
            self.builder.pieces.pop()
            self.builder.length -= 1
            return after
        self.builder.add("]")
        self.citations.append(Citation(tuple(cites), Span(start, self.builder.length), self.current_note))
        return after

    def _skip_cite(self, position: int, end: int) -> int:
        for _ in range(2):
            position = self._option(position, end).after
        return self._group(position, end).after

    def _clean(self, option: Group) -> str:
        inside = self.text[option.start : option.end]
        return " ".join(join_ligatures(re.sub(r"\\[A-Za-z]{1,30} ?|[{}]", "", inside)).split())

    def _make_cites(self, group: Group, prefix: str, suffix: str) -> list[Cite]:
        keys = [key.strip() for key in self.text[group.start : group.end].split(",")]
        return write_cites(self.builder, [*filter(None, keys)], prefix, suffix, self._origin(group.start))

    def _url(self, position: int, end: int, _depth: int) -> int:
        group = self._group(position, end)
        url = re.sub(r"\\([%#&_~{}])", r"\1", self.text[group.start : group.end].strip())
        start = self.builder.length
        self.builder.add(url, self._origin(group.start))
        if re.match(r"(?:https?|ftp)://", url):
            self.links.append(Link(url, Span(start, self.builder.length), url))
        return group.after

    def _href(self, position: int, end: int, depth: int) -> int:
        target = self._group(self._option(position, end).after, end)
        shown = self._group(target.after, end)
        url = re.sub(r"\\([%#&_~{}])", r"\1", self.text[target.start : target.end].strip())
        start = self.builder.length
        self._read(shown.start, shown.end, depth + 1)
        if re.match(r"(?:https?|ftp)://", url) and self.builder.length > start:
            self.links.append(Link(url, Span(start, self.builder.length), self.builder.text_from(start)))
        return shown.after

    def _bibliography(self, position: int, end: int, _depth: int) -> int:
        group = self._group(self._option(position, end).after, end)
        self._add_bibliographies(self.text[group.start : group.end])
        return group.after

    # Other files.

    def _add_bibliographies(self, names: str) -> None:
        for name in names.split(","):
            path = find_beside(self.source, name.strip(), ".bib")
            if path is not None:
                self.bibliographies.append(str(path))
            else:
                self._report("CK125", f"bibliography {name.strip()!r} is not in the folder of the document")

    def _input(self, position: int, end: int, _depth: int) -> int:
        group = self._group(position, end)
        name = self.text[group.start : group.end].strip()
        path = find_beside(self.source, name, ".tex")
        if path is None or len(self.files) >= MAX_FILES:
            self._report("CK125", f"{name!r} is not in the folder of the document, and is left out")
            return group.after
        try:
            content = path.read_bytes()
        except OSError as error:
            self._report("CK125", f"{name!r} cannot be read: {error.strerror or error}")
            return group.after
        self.read_file(content, str(path))
        return group.after

    def _report(self, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, Severity.WARNING, self.source))


CommandReader = Callable[[_LatexReader, int, int, int], int]
#: The characters that are not plain text, and what reads on from each.
SIGNS: Final[dict[str, CommandReader]] = {
    "\\": _LatexReader._read_command,  # noqa: SLF001 - the table of the class's own readers
    "{": _LatexReader._read_group,  # noqa: SLF001
    "}": _LatexReader._read_stray,  # noqa: SLF001
    "%": _LatexReader._read_comment,  # noqa: SLF001
    "\n": _LatexReader._read_line_end,  # noqa: SLF001
    "$": _LatexReader._read_math,  # noqa: SLF001
    "&": _LatexReader._read_cell_end,  # noqa: SLF001
}
COMMANDS: Final[dict[str, CommandReader]] = {
    "maketitle": _LatexReader._make_title,  # noqa: SLF001
    "begin": _LatexReader._begin,  # noqa: SLF001 - the table of the class's own readers
    "end": _LatexReader._end,  # noqa: SLF001
    "item": _LatexReader._item,  # noqa: SLF001
    "bibitem": _LatexReader._bibitem,  # noqa: SLF001
    "caption": _LatexReader._caption,  # noqa: SLF001
    "def": _LatexReader._define,  # noqa: SLF001
    "footnotemark": _LatexReader._footnote_mark,  # noqa: SLF001
    "footnotetext": _LatexReader._footnote_text,  # noqa: SLF001
    "endnotemark": _LatexReader._footnote_mark,  # noqa: SLF001
    "endnotetext": _LatexReader._footnote_text,  # noqa: SLF001
    "footnote": _LatexReader._footnote,  # noqa: SLF001
    "endnote": _LatexReader._footnote,  # noqa: SLF001
    "url": _LatexReader._url,  # noqa: SLF001
    "nolinkurl": _LatexReader._url,  # noqa: SLF001
    "path": _LatexReader._url,  # noqa: SLF001
    "href": _LatexReader._href,  # noqa: SLF001
    "bibliography": _LatexReader._bibliography,  # noqa: SLF001
    "addbibresource": _LatexReader._bibliography,  # noqa: SLF001
    "input": _LatexReader._input,  # noqa: SLF001
    "include": _LatexReader._input,  # noqa: SLF001
    "subfile": _LatexReader._input,  # noqa: SLF001
}
