"""Writes an output tree as text: one class does the walk, its subclasses the marks of a format."""

from __future__ import annotations

from typing import ClassVar, Final, Protocol

from citekit.csl.output import Format, Node

#: A formatting and the value that undoes it.
NORMAL: Final[dict[str, str]] = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
}
_OPPOSITE: Final[dict[tuple[str, str], str]] = {
    ("font-style", "italic"): "normal",
    ("font-style", "oblique"): "normal",
    ("font-style", "normal"): "italic",
    ("font-variant", "small-caps"): "normal",
    ("font-variant", "normal"): "small-caps",
    ("font-weight", "bold"): "normal",
    ("font-weight", "normal"): "bold",
    ("font-weight", "light"): "bold",
    ("quotes", "true"): "inner",
    ("quotes", "inner"): "true",
    ("quotes", "false"): "true",
}
Active = tuple[Format, ...]


class QuoteMarks(Protocol):
    """Anything with the quotation marks of a locale."""

    quotes: tuple[str, str, str, str]


class Writer:
    """A format of output.

    A subclass says how text is escaped and how a piece of finished output is wrapped.

    Attributes:
        name: Name of the format.
        marks: For each formatting what stands before and after, already escaped.
    """

    name: ClassVar[str] = "text"
    marks: ClassVar[dict[Format, tuple[str, str]]] = {}

    def escape(self, text: str) -> str:
        """Return text so that the format shows it literally."""
        return text

    def format(self, formatting: Format, content: str) -> str:
        """Return finished output in a formatting."""
        marks = self.marks.get(formatting)
        return marks[0] + content + marks[1] if marks else content

    def display(self, kind: str, content: str) -> str:
        """Return finished output as a block (specification, 'Display')."""
        if kind == "left-margin":
            return content + " "
        if kind == "block":
            return "\n" + content
        if kind == "indent":
            return "\n    " + content
        return content

    def entry(self, content: str) -> str:
        """Return one bibliography entry, its line break included."""
        return content + "\n"

    def bibliography(self, entries: list[str]) -> str:
        """Return all entries as one text."""
        return "".join(entries)

    def write(self, node: Node, locale: QuoteMarks, active: Active = ()) -> str:
        """Return a tree as output.

        Args:
            node: The tree.
            locale: Where the quotation marks come from.
            active: Formatting that already holds around the tree, outermost first.
        """
        if node.locale is not None:
            locale = node.locale  # type: ignore[assignment]
        text = node.text
        formats = node.formats
        if text is not None:
            if not text:
                return ""
            content = self.escape(text)
            if formats:
                content = self._wrap(content, formats, active, locale)
        else:
            content = self._write_children(node, locale, active)
            if not content:
                return ""
        if node.prefix:
            content = self.escape(node.prefix) + content
        if node.suffix:
            content += self.escape(node.suffix)
        if node.display:
            content = self.display(node.display, content)
        return content

    def _write_children(self, node: Node, locale: QuoteMarks, active: Active) -> str:
        formats = node.formats
        inner = active
        flip = node.flip
        if flip is not None:
            formats = self._resolve_flip(flip, active)
            inner = (*active, *formats)
        elif formats:
            inner = active + formats[::-1]
        write = self.write
        pieces = [piece for child in node.children if (piece := write(child, locale, inner))]
        if not pieces:
            return ""
        delimiter = node.delimiter
        content = (self.escape(delimiter) if delimiter else "").join(pieces)
        return self._wrap(content, formats, active, locale) if formats else content

    @staticmethod
    def _resolve_flip(flip: Format, active: Active) -> tuple[Format, ...]:
        """Return the formatting that markup in text means where `active` already holds."""
        name, value = flip
        if name == "nodecor":
            return tuple(
                (attribute, "normal")
                for attribute in ("font-weight", "font-style", "font-variant")
                if _current(attribute, active) not in {"", "normal"}
            )
        current = _current(name, active)
        if current:
            return ((name, _OPPOSITE.get((name, current), value)),)
        return (flip,)

    def _wrap(self, content: str, formats: tuple[Format, ...], active: Active, locale: QuoteMarks) -> str:
        for formatting in formats:
            name, value = formatting
            if name == "quotes":
                content = self._quote(content, value, locale)
            elif value == NORMAL.get(name):
                if any(other == name and setting not in {"", value} for other, setting in active):
                    content = self.format(formatting, content)
            else:
                content = self.format(formatting, content)
        return content

    def _quote(self, content: str, value: str, locale: QuoteMarks) -> str:
        marks = locale.quotes
        if value == "inner":
            return self.escape(marks[2]) + content + self.escape(marks[3])
        if value == "true":
            return self.escape(marks[0]) + content + self.escape(marks[1])
        return content


def _current(name: str, active: Active) -> str:
    """Return the value of a formatting that holds, or an empty string."""
    for attribute, value in reversed(active):
        if attribute == name:
            return value
    return ""
