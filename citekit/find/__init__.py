"""Finding: a Document gives citations, notes with their calls, references, identifiers and links."""
