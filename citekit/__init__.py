"""citekit: citations, footnotes, identifiers and links out of documents, and bibliographies from them."""
