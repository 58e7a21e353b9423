"""PDF (ISO 32000) with its layout: columns, notes with calls, heads, links, by the places of characters."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from citekit.collector import pause_collection
from citekit.diagnostics import Diagnostic, Severity
from citekit.errors import ReadError
from citekit.model import Document
from citekit.read.pdf_assembly import assemble
from citekit.read.pdf_encodings import restore_cyrillic
from citekit.read.pdf_pages import PdfContent, load_pages

#: Share of characters without a meaning from which on the text cannot be trusted.
_BROKEN: Final = 0.05


def read_pdf(content: bytes, source: str) -> Document:
    """Read a PDF file.

    Args:
        content: The bytes of the file.
        source: Name that errors print.

    Returns:
        The document: running text in the order of reading, whatever the order of the file; footnotes with
        their calls; running heads, page and line numbers as page furniture; the links of annotations.
        `offsets` lead to the page and the box of a word. `metadata` holds `title`, `author`, `doi`, and
        `page_labels` where the file has labels of its own.

    Raises:
        ReadError: The file is encrypted (CK130), damaged (CK131), holds no text (CK132) or too many pages
            (CK133).
    """
    with pause_collection():
        return _read(content, source)


def _read(content: bytes, source: str) -> Document:
    pages = load_pages(content, source)
    characters = sum(page.characters for page in pages.pages)
    if not characters:
        raise ReadError(
            "holds no text, only images", code="CK132", source=source, hint="run text recognition first"
        )
    diagnostics = _diagnose(pages, source, characters)
    made = assemble(pages)
    metadata = dict(pages.metadata)
    if pages.labels:
        metadata["page_labels"] = " ".join(label or "-" for label in pages.labels)
    return Document(
        source=source,
        format="pdf",
        text=made.text,
        blocks=made.blocks,
        notes=made.notes,
        offsets=made.offsets,
        links=made.links,
        metadata=MappingProxyType(metadata),
        diagnostics=tuple(diagnostics),
    )


def _diagnose(pages: PdfContent, source: str, characters: int) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    if pages.unread:
        numbers = ", ".join(str(number) for number in pages.unread[:20])
        found.append(Diagnostic("CK131", f"pages that cannot be read: {numbers}", source=source))
    empty = [page.number for page in pages.pages if not page.characters]
    if len(empty) > len(pages.pages) // 2:
        message = f"{len(empty)} of {len(pages.pages)} pages hold no text"
        hint = "run text recognition first"
        found.append(Diagnostic("CK132", message, source=source, hint=hint))
    broken = sum(page.broken for page in pages.pages)
    if broken > _BROKEN * characters:
        message = f"{broken} of {characters} characters have no meaning: the fonts lack a usable map"
        hint = "run text recognition on it"
        found.append(Diagnostic("CK134", message, Severity.WARNING, source, hint=hint))
    restored = restore_cyrillic(pages.pages)
    if restored:
        message = f"Western letters were read as Cyrillic (Windows-1251) on {restored} pages"
        found.append(Diagnostic("CK135", message, Severity.INFO, source))
    return found
