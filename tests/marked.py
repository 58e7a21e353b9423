"""Reads a marked reference: `{author|Громов П. С.} {title|Река}` is the text with its fields."""

from __future__ import annotations

import re

_FIELD = re.compile(r"\{([\w-]+)\|([^{}]*)\}")


def read_marked(marked: str) -> tuple[str, list[tuple[str, str, int]]]:
    """Return the text and its fields in order: (name, value, start)."""
    fields, text, last = [], "", 0
    for found in _FIELD.finditer(marked):
        text += marked[last : found.start()]
        fields.append((found[1], found[2], len(text)))
        text += found[2]
        last = found.end()
    return text + marked[last:], fields
