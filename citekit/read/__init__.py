"""Reading: a file becomes a Document, one module a format."""

from citekit.read.document import MAX_BYTES, find_reader, load_bytes, read_document

__all__ = ["MAX_BYTES", "find_reader", "load_bytes", "read_document"]
