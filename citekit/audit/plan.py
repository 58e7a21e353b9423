"""What to audit: links out of documents, bibliographies and lists, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from citekit.model import Analysis, Bibliography, Document, PartialDate, Span

#: Code points of the text on each side of a link that its context shows.
CONTEXT = 120


class LinkTarget(Struct, frozen=True, gc=False):
    """A link to be audited.

    Attributes:
        url: The address.
        candidates: Other plausible joinings of a broken address, best first.
        accessed: The access date stated with it.
        source: Path or name of the file that it stands in.
        span: Its place there, in code points.
        line: Its line, counted from 1.
        column: Its column, counted from 1.
        context: The text around it, white space folded.
        key: The key of the entry that it belongs to, or empty.
        field: The field of the entry that it stands in (`url`, `doi`), or empty.
    """

    url: str
    candidates: tuple[str, ...] = ()
    accessed: PartialDate | None = None
    source: str = ""
    span: Span | None = None
    line: int | None = None
    column: int | None = None
    context: str = ""
    key: str = ""
    field: str = ""


def plan_document(analysis: Analysis) -> Iterator[LinkTarget]:
    """Yield the links of an analysed document, in the order of the text."""
    document = analysis.document
    for link in analysis.links:
        line, column = document.line_and_column(link.span.start)
        yield LinkTarget(
            url=link.url,
            candidates=link.candidates,
            accessed=link.accessed,
            source=document.source,
            span=link.span,
            line=line,
            column=column,
            context=take_context(document, link.span),
            key=link.entry or "",
        )


def take_context(document: Document, span: Span) -> str:
    """Return the text around a place, white space folded, cut at words."""
    before = document.text[max(0, span.start - CONTEXT) : span.start]
    after = document.text[span.end : span.end + CONTEXT]
    if span.start > CONTEXT:
        before = before.partition(" ")[2] or before
    if span.end + CONTEXT < len(document.text):
        after = after.rpartition(" ")[0] or after
    return " ".join(f"{before}{document.slice(span)}{after}".split())


def plan_bibliography(bibliography: Bibliography) -> Iterator[LinkTarget]:
    """Yield the addresses of a bibliography: `url`, and `doi` where the url is not the DOI's own."""
    for entry in bibliography:
        accessed = entry.dates.get("urldate") or entry.dates.get("accessed")
        doi = re.sub(
            r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", entry.get("doi"), flags=re.IGNORECASE
        ).strip()
        url = entry.get("url").strip()
        if url:
            yield LinkTarget(url, accessed=accessed, source=entry.source or "", key=entry.key, field="url")
        if doi and doi.lower() not in url.lower():
            yield LinkTarget(f"https://doi.org/{doi}", source=entry.source or "", key=entry.key, field="doi")


def plan_list(lines: Iterable[str], source: str) -> Iterator[LinkTarget]:
    """Yield the addresses of a list: one a line; blank lines and lines beginning with `#` are passed over."""
    for number, url in list_addresses(lines):
        yield LinkTarget(url, source=source, line=number, column=1)


def list_addresses(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the addresses of a list with their lines, counted from 1."""
    for number, line in enumerate(lines, 1):
        url = line.strip()
        if url and not url.startswith("#"):
            yield number, url
