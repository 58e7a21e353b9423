"""Plain text: any encoding, any line break, form feeds as pages."""

from __future__ import annotations

from citekit.errors import ReadError
from citekit.model import Document
from citekit.read.blocks import split_blocks
from citekit.read.byte_offsets import ByteOffsets, normalize_breaks
from citekit.read.encoding import decode


def read_plain(content: bytes, source: str) -> Document:
    """Read a plain text file.

    Args:
        content: The bytes of the file.
        source: Name that diagnostics print.

    Returns:
        The document: text with line breaks as line feeds and nothing else changed, and its blocks.
        Offsets lead back to bytes.

    Raises:
        ReadError: There is nothing but blanks.
    """
    decoded = decode(content)
    text = normalize_breaks(decoded.text)
    if not text or text.isspace():
        raise ReadError("the input is empty", code="CK106", source=source)
    return Document(
        source=source,
        format="plain",
        text=text,
        blocks=split_blocks(text),
        offsets=ByteOffsets(content, decoded.encoding, decoded.mark),
        diagnostics=decoded.diagnose(source),
    )
