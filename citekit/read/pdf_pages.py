"""The pages of a PDF file: opened with PDFium, one page in memory at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from citekit.errors import ReadError
from citekit.read.pdf_chars import read_links, read_words
from citekit.read.pdf_lines import PageContent, lay_page
from citekit.read.pdf_rules import read_rules

#: Pages that are read at most.
MAX_PAGES: Final = 10_000
_MOST_OUTLINE: Final = 5_000
_KNOWN_GUTTERS: Final = 6
_DOI: Final = re.compile(
    rb"(?:prism:doi|pdfx:doi|dc:identifier)[^<>]{0,20}>(?:doi:)?(10\.\d{4,9}/[^\s<>]{1,200})<"
)
_PLAIN_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s<>]{1,200}")
#: PDFium must not be entered by two threads at once.
_PDFIUM: Final = Lock()


@dataclass(slots=True)
class PdfContent:
    """What a PDF file holds.

    Attributes:
        pages: Its pages with their lines.
        outline: Titles of its outline with their depth, counted from 1.
        labels: Page labels where they differ from the page numbers.
        metadata: Title, author and the like.
        unread: Numbers of pages that PDFium cannot load.
    """

    pages: list[PageContent] = field(default_factory=list)
    outline: list[tuple[str, int]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)


def load_pages(content: bytes, source: str) -> PdfContent:
    """Read all pages of a PDF file.

    Args:
        content: The bytes of the file.
        source: Name that errors print.

    Raises:
        ReadError: The file is encrypted, damaged, or has too many pages.
    """
    with _PDFIUM:
        document = _open(content, source)
        try:
            count = len(document)
            if count > MAX_PAGES:
                raise ReadError(
                    f"has {count} pages, more than {MAX_PAGES}", code="CK133", source=source, hint="split it"
                )
            found = PdfContent(metadata=_load_metadata(document, content))
            found.outline = _load_outline(document)
            found.labels = _load_labels(document, count)
            known: Sequence[float] = ()
            for index in range(count):
                known = _load_page(document, index, found, known)
        finally:
            document.close()
    if not found.pages:
        raise ReadError("none of its pages can be read", code="CK131", source=source)
    return found


def _open(content: bytes, source: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            hint = "save it without the password"
            raise ReadError("is encrypted", code="CK130", source=source, hint=hint) from error
        hint = "open it in a viewer and print it to a new PDF"
        raise ReadError("is not a readable PDF", code="CK131", source=source, hint=hint) from error


def _load_page(
    document: pdfium.PdfDocument, index: int, found: PdfContent, known: Sequence[float]
) -> Sequence[float]:
    """Read one page, and return the gutters known by now."""
    try:
        page = document[index]
    except (pdfium.PdfiumError, IndexError):
        found.unread.append(index + 1)
        return known
    try:
        textpage = page.get_textpage()
        try:
            words = read_words(page, textpage)
        finally:
            textpage.close()
        content = PageContent(index + 1, *page.get_size())
        content.rules = read_rules(page)
        gutters = lay_page(content, words, read_links(page), known)
        found.pages.append(content)
        return (*known, *gutters)[-_KNOWN_GUTTERS:]
    except pdfium.PdfiumError:
        found.unread.append(index + 1)
        return known
    finally:
        page.close()


def _load_metadata(document: pdfium.PdfDocument, content: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    try:
        given = document.get_metadata_dict(skip_empty=True)
    except (pdfium.PdfiumError, UnicodeError, ValueError):
        return found
    for key, name in (
        ("Title", "title"),
        ("Author", "author"),
        ("Subject", "subject"),
        ("Keywords", "keywords"),
    ):
        value = " ".join(str(given.get(key, "")).replace("\x00", "").split())
        if value:
            found[name] = value[:2_000]
    doi = _DOI.search(content)
    if doi is not None:
        found["doi"] = doi[1].decode("ascii", "replace")
    else:
        plain = _PLAIN_DOI.search(" ".join(found.values()))
        if plain is not None:
            found["doi"] = plain[0].rstrip(".,;")
    return found


def _load_outline(document: pdfium.PdfDocument) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    try:
        for item in document.get_toc(max_depth=8):
            title = " ".join(item.get_title().split())
            if title:
                found.append((title, item.level + 1))
            if len(found) >= _MOST_OUTLINE:
                break
    except (pdfium.PdfiumError, UnicodeError, ValueError, RecursionError):
        return found
    return found


def _load_labels(document: pdfium.PdfDocument, count: int) -> list[str]:
    try:
        labels = [document.get_page_label(index) for index in range(count)]
    except (pdfium.PdfiumError, UnicodeError, ValueError):
        return []
    plain = [str(index + 1) for index in range(count)]
    return labels if any(labels) and labels != plain else []
