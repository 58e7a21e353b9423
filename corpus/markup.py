"""Reads the marked-up source of a corpus document: settings, paragraphs, text, marks.

The markup is described in `corpus/README.md`. Its signs never occur in the documents themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: A line break that the document has here, whatever the width.
BREAK = "↵"
#: A word cut by the converter here: a hyphen and a line break that do not belong to the word.
CUT = "⸗"
#: A blank that is kept as it stands: not a place to wrap, not collapsed.
HARD_BLANK = "·"
_GLUE = "⏎"
_VERBATIM = "≡"
_OPENERS = {"⟪": "citation", "‹": "cite", "⟨": "part"}
_CLOSERS = {"⟫": "citation", "›": "cite", "⟩": "part", "⟦/n⟧": "note", "⟧": None}
_SIGN = re.compile(r"⟦\^([^⟦⟧]+)⟧|⟦/n⟧|⟦ff⟧|⟦n ([^⟦⟧]+)⟧|⟦(\w+)(?: ([^⟦⟧¦]*))?¦|[⟧⟪⟫‹›⟨⟩_]")
_SPEC = re.compile(r"([a-z]+:[^|‹›⟨⟩⟦⟧]*|[a-z]+:)\|")
#: Parts that hold names: in them `_Family_` marks a family name.
_NAMES = frozenset("AEH")
_PART = re.compile(r"([A-Za-z#-]+)=")
#: What the first signs inside a mark say of it.
_SPECS = {"⟪": re.compile(r"()(?!)"), "‹": _SPEC, "⟨": _PART}


@dataclass
class Mark:
    """A stretch of the text that the gold will speak of.

    Attributes:
        kind: `citation`, `cite`, `part`, `family`, `call`, `note`, `u` (link), `i` (identifier), `r`
            (reference), `s` (short form), `o` (may be taken for a reference), `h` (heading
            of the list).
        attrs: What follows the kind, as written.
        start: First code point of the plain text.
        end: Behind the last.
        inside: The mark that it stands in, or None.
        marks: The marks inside it.
    """

    kind: str
    attrs: str
    start: int
    end: int = -1
    inside: Mark | None = None
    marks: list[Mark] = field(default_factory=list)

    def walk(self) -> Iterator[Mark]:
        """Yield this mark and all inside it, in the order of the text."""
        yield self
        for mark in self.marks:
            yield from mark.walk()

    def enclosing(self, kind: str) -> Mark | None:
        """Return the nearest mark of a kind around this one, or None."""
        mark = self.inside
        while mark is not None and mark.kind != kind:
            mark = mark.inside
        return mark


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the plain text.

    Attributes:
        start: First code point.
        end: Behind the last.
        lead: What stands before it: line breaks.
        verbatim: Its lines are kept.
        note: It begins with the body of a note.
    """

    start: int
    end: int
    lead: str
    verbatim: bool
    note: bool


@dataclass(frozen=True)
class Source:
    """A marked-up document.

    Attributes:
        settings: The lines before `---`.
        text: The plain text before it is laid out, with the layout signs still in it.
        marks: The outermost marks.
        paragraphs: In order.
        unprinted: References behind a line `===`: works of the bibliography that the document does not
            print.
    """

    settings: dict[str, str]
    text: str
    marks: tuple[Mark, ...]
    paragraphs: tuple[Paragraph, ...]
    unprinted: Source | None = None

    def walk(self) -> Iterator[Mark]:
        """Yield all marks in the order of the text."""
        for mark in self.marks:
            yield from mark.walk()


class MarkupError(ValueError):
    """The markup of a source is wrong."""


def read_source(content: str) -> Source:
    """Read a source file.

    Args:
        content: Settings, a line `---`, and paragraphs parted by blank lines; lines that begin with
            `%%` are comments.

    Raises:
        MarkupError: A mark is not closed, or closed twice.
    """
    head, _, body = content.partition("\n---\n")
    settings = dict(re.findall(r"(?m)^(\w+):[ ]*(.*?)[ ]*$", head))
    body = re.sub(r"(?m)^%%.*\n", "", body)
    body, _, hidden = body.partition("\n===\n")
    unprinted = read_source(f"\n---\n{hidden}") if hidden else None
    reader = _Reader()
    between = "\n" if settings.get("between") == "line" else "\n\n"
    previous_note = False
    for number, written in enumerate(re.split(r"\n[ ]*\n+", body.strip("\n"))):
        glued = written.startswith(_GLUE)
        verbatim = _VERBATIM in written[:2] or settings.get("width") == "keep"
        block = written.lstrip(_GLUE + _VERBATIM).strip("\n")
        note = block.lstrip(HARD_BLANK).startswith("⟦n ")
        block = block if verbatim else re.sub(r"[ ]*\n[ ]*", " ", block)
        lead = "" if number == 0 else "\n" if glued or (note and previous_note) else between
        reader.read_paragraph(block, lead, verbatim=verbatim, note=note)
        previous_note = note
    return reader.finish(settings, unprinted)


class _Reader:
    """Collects text and marks."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[Mark] = []
        self.done: list[Mark] = []
        self.paragraphs: list[Paragraph] = []

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def read_paragraph(self, block: str, lead: str, *, verbatim: bool, note: bool) -> None:
        start = self.length
        position = 0
        while position < len(block):
            sign = _SIGN.search(block, position)
            if sign is None:
                self.add(block[position:])
                break
            self.add(block[position : sign.start()])
            position = self.read_sign(block, sign)
        self.paragraphs.append(Paragraph(start, self.length, lead, verbatim, note))

    def read_sign(self, block: str, sign: re.Match[str]) -> int:
        """Take one sign; return where the text goes on."""
        shown = sign[0]
        if sign[1]:
            self.begin("call", sign[1])
            self.add(self.call_text(sign[1]))
            self.end("call", block)
        elif sign[2]:
            self.begin("note", sign[2])
        elif sign[3]:
            self.begin(sign[3], (sign[4] or "").strip())
        elif shown in _OPENERS:
            spec = _SPECS[shown].match(block, sign.end())
            self.begin(_OPENERS[shown], spec[1] if spec else "")
            return spec.end() if spec else sign.end()
        elif shown == "⟦ff⟧":
            self.add("\f")
        elif shown == "_":
            self.read_underscore(block)
        else:
            self.end(_CLOSERS[shown], block)
        return sign.end()

    def read_underscore(self, block: str) -> None:
        """Take `_`: it opens or closes a family name in a part that holds names."""
        innermost = self.open[-1] if self.open else None
        if innermost is not None and innermost.kind == "family":
            self.end("family", block)
        elif innermost is not None and innermost.kind == "part" and innermost.attrs in _NAMES:
            self.begin("family", "")
        else:
            self.add("_")

    @staticmethod
    def call_text(attrs: str) -> str:
        """Return what a call prints: its number, or what follows `=`."""
        number, _, shown = attrs.partition("=")
        return shown or number.partition("#")[0]

    def begin(self, kind: str, attrs: str) -> None:
        mark = Mark(kind, attrs, self.length, inside=self.open[-1] if self.open else None)
        (self.open[-1].marks if self.open else self.done).append(mark)
        self.open.append(mark)

    def end(self, kind: str | None, block: str) -> None:
        if not self.open or (kind is not None and self.open[-1].kind != kind):
            raise MarkupError(f"cannot close {kind or 'a mark'} here: {block[:120]}")
        self.open.pop().end = self.length

    def finish(self, settings: dict[str, str], unprinted: Source | None) -> Source:
        if self.open:
            raise MarkupError(f"not closed: {self.open[-1].kind} {self.open[-1].attrs}")
        return Source(settings, "".join(self.pieces), tuple(self.done), tuple(self.paragraphs), unprinted)
