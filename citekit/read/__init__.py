"""Reading: a file becomes a Document, one module a format."""
