"""Parsing: a string becomes a value. Pure functions that know nothing of documents or files."""
