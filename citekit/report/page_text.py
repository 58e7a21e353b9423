"""The text of a document as HTML: escaped, in chunks, with every finding marked at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from citekit.model import Span

#: A chunk ends at the first line end after so many characters or lines; a longer line is cut.
_CHUNK: Final = 3000
_LONGEST: Final = 20_000
#: Characters that a page cannot or should not hold: controls, and halves of surrogate pairs.
_UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding to be marked.

    Attributes:
        span: Its place.
        classes: Classes of its element: the kind, then the state.
        target: Address of what it leads to, such as `#e5`; empty for a mark that leads nowhere itself.
        id: Id of its first element.
        data: Attributes `data-...` by their name without `data-`.
        rank: Of two marks of one place, the lower lies outside.
    """

    span: Span
    classes: str
    target: str = ""
    id: str = ""
    data: tuple[tuple[str, str], ...] = ()
    rank: int = 0


def clean_text(text: str) -> str:
    """Return text with the characters replaced that no page may hold."""
    return _UNFIT.sub("\ufffd", text) if _UNFIT.search(text) else text


def escape_text(text: str) -> Markup:
    """Return text as HTML."""
    return escape(clean_text(text))


def split_chunks(text: str, starts: Sequence[int] = ()) -> list[Span]:
    """Return the text cut into chunks at line ends, a line of more than 20,000 characters inside.

    The line breaks between two chunks belong to the first of them.

    Args:
        text: The whole text.
        starts: Where its paragraphs begin, rising; then a chunk is a paragraph.
    """
    if starts:
        borders = [0, *(start for start in starts if 0 < start < len(text)), len(text)]
        return [
            Span(start, min(start + _LONGEST, border))
            for begin, border in pairwise(borders)
            for start in range(begin, border, _LONGEST)
        ]
    chunks: list[Span] = []
    start, length = 0, len(text)
    while start < length:
        end = text.find("\n", min(start + _CHUNK, length))
        blank = text.find("\n\n", start, start + _CHUNK)
        if blank > start:
            end = blank + 1
            while end < length and text[end] == "\n":
                end += 1
        else:
            end = length if end < 0 else end + 1
        if end - start > _LONGEST:
            end = start + _LONGEST
        chunks.append(Span(start, end))
        start = end
    return chunks


def mark_text(text: str, marks: Iterable[Mark], paragraphs: Sequence[int] = ()) -> list[Markup]:
    """Return the chunks of a text as HTML, with its findings marked.

    Args:
        text: The whole text.
        marks: In any order; they may nest and cross. One that crosses a chunk's or another mark's end is
            cut there, and only its first piece bears its id.
        paragraphs: Where the paragraphs begin, if they are known; each is a chunk then.
    """
    chunks = split_chunks(text, paragraphs)
    starts = [chunk.start for chunk in chunks]
    pieces: list[list[Mark]] = [[] for _ in chunks]
    for mark in marks:
        if mark.span.end <= mark.span.start or mark.span.end > len(text):
            continue
        first = bisect_right(starts, mark.span.start) - 1
        for number in range(first, len(chunks)):
            chunk = chunks[number]
            if chunk.start >= mark.span.end:
                break
            cut = Span(max(mark.span.start, chunk.start), min(mark.span.end, chunk.end))
            pieces[number].append(replace(mark, span=cut, id=mark.id if number == first else ""))
    return [Markup("").join(_weave(text, chunk, own)) for chunk, own in zip(chunks, pieces, strict=True)]


def _weave(text: str, chunk: Span, marks: Sequence[Mark]) -> Iterator[Markup]:
    """Yield one chunk's HTML; elements nest properly, and no link stands in a link."""
    waiting = [(mark.span.start, -mark.span.end, mark.rank, order, mark) for order, mark in enumerate(marks)]
    heapify(waiting)
    order = len(waiting)
    open_marks: list[tuple[Mark, str]] = []
    position = chunk.start
    while waiting:
        start, _, rank, _, mark = heappop(waiting)
        while open_marks and open_marks[-1][0].span.end <= start:
            closed, tag = open_marks.pop()
            yield escape_text(text[position : closed.span.end])
            yield Markup(f"</{tag}>")  # noqa: S704 - one of two names
            position = closed.span.end
        if open_marks and mark.span.end > open_marks[-1][0].span.end:
            border = open_marks[-1][0].span.end
            rest = replace(mark, span=Span(border, mark.span.end), id="")
            heappush(waiting, (border, -mark.span.end, rank, order, rest))
            order += 1
            mark = replace(mark, span=Span(start, border))
        yield escape_text(text[position:start])
        position = start
        tag = "a" if mark.target and not any(name == "a" for _, name in open_marks) else "span"
        yield _open_element(mark, tag)
        open_marks.append((mark, tag))
    while open_marks:
        closed, tag = open_marks.pop()
        yield escape_text(text[position : closed.span.end])
        yield Markup(f"</{tag}>")  # noqa: S704 - one of two names
        position = closed.span.end
    yield escape_text(text[position : chunk.end])


def _open_element(mark: Mark, tag: str) -> Markup:
    parts = [f'<{tag} class="{escape(mark.classes)}"']
    if tag == "a":
        parts.append(f' href="{escape(mark.target)}"')
    if mark.id:
        parts.append(f' id="{escape(mark.id)}"')
    parts.extend(f' data-{name}="{escape(value)}"' for name, value in mark.data)
    parts.append(">")
    return Markup("".join(parts))  # noqa: S704 - every value is escaped above
