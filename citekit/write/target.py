"""What a format has to know to be written, and the text that it must escape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from citekit.write.live import LiveCitation


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a document.

    Attributes:
        bibliography: Address of the bibliography file, as the document names it.
        language: BCP 47 primary language, or empty.
        uncited: Keys of entries of the reference list that no citation names.
        form: `number`, `author_date` or `note`: how the document cites.
        listed: The place of the bibliography is marked in the text.
    """

    bibliography: str
    language: str
    uncited: Sequence[str]
    form: str
    listed: bool


class Target(Protocol):
    """A format that is written.

    Attributes:
        name: What the command line calls it.
        moves_notes: A note's text stands at its call; else behind the paragraph.
    """

    name: str
    moves_notes: bool

    def escape(
        self, text: str, *, opens: bool, after_change: bool, before_change: bool
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the places of characters that must be written in another way, in order, and how.

        Args:
            text: A stretch of running text.
            opens: It opens a paragraph.
            after_change: A citation or a call stands right before it.
            before_change: One stands right behind it.
        """
        ...

    def cite(self, citation: LiveCitation, following: str) -> str:
        """Return a citation; `following` are the two characters behind it."""
        ...

    def open_note(self, label: str) -> str:
        """Return what stands at a call, before the note's text where that moves."""
        ...

    def close_note(self, following: str) -> str:
        """Return what stands behind the text of a note that moved to its call."""
        ...

    def define_note(self, label: str) -> str:
        """Return what opens a note behind the paragraph of its call."""
        ...

    def open_heading(self, level: int) -> tuple[str, str]:
        """Return what stands before and behind a heading."""
        ...

    def mark_bibliography(self, frame: Frame) -> str:
        """Return the place of the bibliography."""
        ...

    def open_document(self, frame: Frame) -> str:
        """Return the head of a document that stands alone."""
        ...

    def close_document(self, frame: Frame) -> str:
        """Return its end."""
        ...


def replace_all(text: str, pattern: re.Pattern[str], table: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield the matches of a pattern with what the table, or else a backslash before each, makes of them."""
    for found in pattern.finditer(text):
        written = table.get(found[0])
        if written is None:
            written = "".join(table.get(sign) or f"\\{sign}" for sign in found[0])
        yield found.start(), found.end(), written
