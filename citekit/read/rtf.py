"""RTF, read through LibreOffice where it is installed."""

from __future__ import annotations

from dataclasses import replace

from citekit.model import Document
from citekit.read.docx import read_docx
from citekit.read.office import convert_to_docx


def read_rtf(content: bytes, source: str) -> Document:
    """Read an RTF file.

    Args:
        content: The bytes of the file.
        source: Name that errors print.

    Returns:
        The document; `offsets` count in the parts of the DOCX that LibreOffice makes of it.

    Raises:
        ReadError: LibreOffice is not installed (CK115), or did not convert it (CK116).
    """
    return replace(read_docx(convert_to_docx(content, "rtf", source), source), format="rtf")
