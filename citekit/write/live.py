"""Live citations: what stands in place of a typed citation, whatever the format written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from citekit.model import Locator, Span


class CiteMode(StrEnum):
    """How much of itself a citation prints.

    The words are pandoc's: normal, the author left out since the sentence names it, or the author in
    the sentence.
    """

    NORMAL = "normal"
    SUPPRESS_AUTHOR = "suppress-author"
    AUTHOR_IN_TEXT = "author-in-text"


@dataclass(frozen=True, slots=True)
class LiveCite:
    """One cite.

    Attributes:
        key: The entry.
        prefix: Words before it.
        locator: The place in the work, where there is just one.
        typed: All places as they were typed, line breaks mended; empty without any.
        suffix: Words after that.
    """

    key: str
    prefix: str = ""
    locator: Locator | None = None
    typed: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class LiveCitation:
    """A cluster of live cites.

    Attributes:
        cites: At least one.
        mode: Normal, or without the author.
    """

    cites: tuple[LiveCite, ...]
    mode: CiteMode = CiteMode.NORMAL


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A call whose note is moved to it.

    Attributes:
        label: What the note is called in Markdown; no other note has it.
        parts: Where the note's text stands.
    """

    label: str
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the source, and what takes its place: an address that a line end broke is text."""

    span: Span
    by: LiveCitation | NoteCall | str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what is written.

    Attributes:
        source: Where it comes from; an empty span for what the format needs besides.
        text: What is written.
    """

    source: Span
    text: str
