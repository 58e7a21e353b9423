"""The formats that are written, and what becomes of notes: the words of the command line."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The formats that can be written."""

    MARKDOWN = "markdown"
    LATEX = "latex"
    TYPST = "typst"


class NoteMode(StrEnum):
    """What becomes of the references in notes.

    `cite`: they become citations inside the note. `inline`: a note that holds nothing else becomes a
    citation in the text. `text`: the notes stay as they are typed.
    """

    CITE = "cite"
    INLINE = "inline"
    TEXT = "text"
