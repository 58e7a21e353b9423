"""The output tree: what evaluation makes and the writers read.

A node holds text or children, its affixes and delimiter, and its formatting; nothing is a string of
markup before a writer runs, so that punctuation, quotation marks and flip-flop formatting can still be
settled on the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

#: One formatting, `("font-style", "italic")`.
Format = tuple[str, str]
#: The formatting attributes of CSL, innermost first.
FORMAT_ATTRIBUTES: Final = (
    "font-style",
    "font-variant",
    "font-weight",
    "text-decoration",
    "vertical-align",
    "quotes",
)
QUOTES: Final[Format] = ("quotes", "true")
NO_FORMATS: Final[tuple[Format, ...]] = ()


class Node:
    """One node of the output tree.

    Attributes:
        text: The text of a leaf, or None for a node with children.
        children: Child nodes, for a node without text.
        prefix: Text before, outside the formatting.
        suffix: Text after, outside the formatting.
        delimiter: Text between the children.
        formats: Formatting from the style, innermost first.
        flip: Formatting from markup in the text, which turns into its opposite inside itself.
        display: Value of the display attribute, or empty.
        number: For a citation number or year suffix its value, else None.
        numeral: The text is the value of a number variable: a mark behind it does not melt into the next.
        quoted: The node ends inside quotation marks of its own.
        closed: Parentheses below keep their form where notes turn nested ones.
        locale: The locale whose quotation marks hold below this node, or None.
        variable: The variable whose value this node prints, `term ibid` and the like for a term, or empty.
    """

    __slots__ = (
        "children",
        "closed",
        "delimiter",
        "display",
        "flip",
        "formats",
        "inverted",
        "locale",
        "number",
        "numeral",
        "prefix",
        "quoted",
        "suffix",
        "text",
        "variable",
    )

    def __init__(
        self,
        text: str | None = None,
        children: list[Node] | None = None,
        prefix: str = "",
        suffix: str = "",
        delimiter: str = "",
        formats: tuple[Format, ...] = NO_FORMATS,
    ) -> None:
        self.text = text
        self.children: list[Node] = children if children is not None else []
        self.prefix = prefix
        self.suffix = suffix
        self.delimiter = delimiter
        self.formats = formats
        self.flip: Format | None = None
        self.display = ""
        self.number: NumberSlot | None = None
        self.numeral = False
        self.quoted = bool(formats) and formats[-1] == QUOTES
        self.inverted = False
        self.closed = False
        self.locale: object | None = None
        self.variable = ""

    def is_empty(self) -> bool:
        """Tell whether nothing below would be printed."""
        if self.text is not None:
            return not self.text
        return all(child.is_empty() for child in self.children)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def __repr__(self) -> str:
        """Return a short form for debugging."""
        inner = repr(self.text) if self.text is not None else repr(self.children)
        return f"<{self.prefix!r} {inner} {self.suffix!r} {self.delimiter!r} {self.formats}>"


class NumberSlot:
    """A number that may be joined with its neighbours into a range.

    Attributes:
        value: The number, counted from 0 for a year suffix.
        kind: `citation-number` or `year-suffix`; only numbers of one kind make a range.
        range_delimiter: Between the ends of a range; empty when no ranges are wanted.
        successor_delimiter: Before a number that follows its neighbour's.
    """

    __slots__ = ("kind", "range_delimiter", "successor_delimiter", "suppress_splice", "value")

    def __init__(self, value: int, kind: str, range_delimiter: str, successor_delimiter: str) -> None:
        self.value = value
        self.kind = kind
        self.range_delimiter = range_delimiter
        self.successor_delimiter = successor_delimiter
        self.suppress_splice = False


def prune(node: Node) -> bool:
    """Take out empty nodes below `node`; return whether anything is left of it."""
    if node.text is not None:
        return bool(node.text)
    children = node.children
    kept = [child for child in children if (child.text if child.text is not None else prune(child))]
    if len(kept) != len(children):
        node.children = kept
    return bool(kept)


def plain_text(node: Node, parts: list[str]) -> None:
    """Add the bare text of a tree to `parts`, affixes and delimiters included."""
    text = node.text
    if text is not None:
        if text:
            parts.append(node.prefix)
            parts.append(text)
            parts.append(node.suffix)
        return
    if not node.children:
        return
    start = len(parts)
    delimiter = node.delimiter
    for child in node.children:
        before = len(parts)
        plain_text(child, parts)
        if delimiter and before > start and len(parts) > before:
            parts.insert(before, delimiter)
    if len(parts) > start:
        if node.prefix:
            parts.insert(start, node.prefix)
        if node.suffix:
            parts.append(node.suffix)
