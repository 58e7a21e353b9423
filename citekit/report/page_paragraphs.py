"""Where a page breaks a text into paragraphs, and which line ends it hides to let them flow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from citekit.find.reflist import locate_reflists
from citekit.model import BlockKind, Document, Span
from citekit.parse.hyphens import join_flow
from citekit.report.page_text import Mark
from citekit.write.layout import find_entry_starts, lay_paragraphs

_BREAK: Final = re.compile(r"[ \t]*\n\s*")
#: Formats whose lines end where a page's column did.
_WRAPPED: Final = frozenset({"plain", "pdf"})


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of a text whose lines are broken.

    Attributes:
        starts: Where each begins, rising.
        hyphens: The places of line ends, with their hyphens, that a word goes on over.
    """

    starts: tuple[int, ...] = ()
    hyphens: tuple[Span, ...] = ()


def find_paragraphs(document: Document, links: Iterable[Span] = ()) -> Paragraphs:
    """Return the paragraphs of a text with broken lines; nothing for a format that has paragraphs.

    Args:
        document: The document with its notes.
        links: Addresses; a line end inside one is hidden too.
    """
    if document.format not in _WRAPPED:
        return Paragraphs()
    laid = lay_paragraphs(document, (), frozenset(), find_entry_starts(locate_reflists(document)))
    spans = [span for one in laid for span in _join_spans(document.text, one.spans)]
    spans += [block.span for block in document.blocks_of(BlockKind.PAGE_FURNITURE)]
    spans.sort()
    hyphens = {hyphen for span in spans for hyphen in _find_hyphens(document.text, span)}
    hidden = {hyphen.end for hyphen in hyphens}
    for link in links:
        for found in _BREAK.finditer(document.text, link.start, link.end):
            if found.end() not in hidden:
                hyphens.add(Span(*found.span()))
    return Paragraphs(tuple(sorted({span.start for span in spans})), tuple(sorted(hyphens)))


def _join_spans(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the stretches of a paragraph, two with nothing but blanks between them as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _find_hyphens(text: str, span: Span) -> Iterator[Span]:
    """Yield the stretches of a span that its flow leaves out together with a line end and no blank."""
    if text.find("\n", span.start, span.end) < 0:
        return
    flow = join_flow(text, (span,))
    ends = [*flow.starts[1:], len(flow.text)]
    runs = [
        (origin, origin + end - start)
        for start, origin, end in zip(flow.starts, flow.origins, ends, strict=True)
    ]
    for (_, end), (start, _) in pairwise(runs):
        if start > end and not text[end].isspace() and "\n" in text[end:start]:
            yield Span(end, start)


def mark_hyphens(hyphens: Sequence[Span]) -> Iterator[Mark]:
    """Yield the marks that hide the hyphens of line ends."""
    return (Mark(span, "hy", rank=9) for span in hyphens)
