"""Punctuation on the output tree: doubled marks merge, and marks move in or out of quotation marks.

Specification 1.0.2, 'Affixes' and 'Style Options' (punctuation-in-quote). The four passes run in the
order of `settle_punctuation`: prefixes up, marks left to the sibling before, suffixes down, quotes.
"""

from __future__ import annotations

from typing import Final

from citekit.csl.output import Node

#: What a mark followed by another becomes; a pair that is missing here stays as it is.
MERGED: Final[dict[str, dict[str, str]]] = {
    "!": {".": "!", "?": "!?", ":": "!", ",": "!,", ";": "!;"},
    "?": {"!": "?!", ".": "?", ":": "?", ",": "?,", ";": "?;"},
    ".": {"!": ".!", "?": ".?", ":": ".:", ",": ".,", ";": ".;"},
    ":": {"!": "!", "?": "?", ".": ":", ",": ":,", ";": ":;"},
    ",": {"!": ",!", "?": ",?", ":": ",:", ".": ",.", ";": ",;"},
    ";": {"!": "!", "?": "?", ":": ";", ",": ";,", ".": ";"},
}
MARKS: Final = frozenset(MERGED)
MARKS_OR_SPACE: Final = MARKS | {" ", "\u00a0"}
#: Marks that move into closing quotation marks, and those that move out.
MOVES_IN: Final = frozenset(".,!?")
MOVES_OUT: Final = frozenset(":,;")
_FONT: Final = frozenset({"font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"})


def settle_punctuation(root: Node, *, in_quotes: bool) -> None:
    """Settle the punctuation of a pruned tree, in place.

    Args:
        root: The tree of one entry or one cite.
        in_quotes: Full stops and commas go inside closing quotation marks.
    """
    _lift_prefixes(root)
    _merge_leftward(root)
    _merge_downward(root, in_quotes=in_quotes)
    _settle_quotes(root, in_quotes=in_quotes)


def _is_formatted(node: Node) -> bool:
    """Tell whether the node has formatting of its own, quotation marks left out."""
    if node.flip is not None and node.flip[0] in _FONT:
        return True
    return any(name in _FONT for name, _ in node.formats)


def _is_marked(node: Node) -> bool:
    """Tell whether the node has formatting of its own or quotation marks."""
    return bool(node.formats) or node.flip is not None


def join_left(left: str, right: str) -> tuple[str, str]:
    """Merge the first mark of `right` into the end of `left`; return both."""
    if not right:
        return left, right
    second = right[0]
    if left.endswith(second):
        return left, right[1:]
    if second in MARKS:
        merged = MERGED.get(left[-1:], {}).get(second)
        if merged is not None:
            return left[:-1] + merged, right[1:]
        return left + second, right[1:]
    return left, right


def _join_right(left: str, right: str) -> tuple[str, str]:
    """Merge the last mark of `left` into the beginning of `right`; return both."""
    first = left[-1:]
    if not first:
        return left, right
    if right.startswith(first):
        return left[:-1], right
    if first in MARKS:
        merged = MERGED[first].get(right[:1])
        if merged is not None:
            return left[:-1], merged + right[1:]
        return left[:-1], first + right
    return left, right


def _drop_doubled_suffix(leaf: Node) -> None:
    suffix = leaf.suffix
    if suffix and suffix[0] in MARKS and leaf.text and leaf.text[-1] == suffix[0]:
        leaf.suffix = suffix[1:]


def _lift_prefixes(parent: Node) -> None:  # noqa: C901 - one pass over the cases of the specification
    """Lift spaces and marks that begin the first child's prefix to a parent without one."""
    if parent.text is not None:
        if parent.suffix:
            _drop_doubled_suffix(parent)
        return
    children = parent.children
    last = len(children) - 1
    delimiter = parent.delimiter
    for index in range(last, -1, -1):
        child = children[index]
        if child.text is None or child.suffix:
            _lift_prefixes(child)
        if index == 0 and child.prefix:
            if child.prefix[0] == " " and parent.prefix.endswith(" "):
                child.prefix = child.prefix[1:]
            if (
                child.prefix
                and child.prefix[0] in MARKS_OR_SPACE
                and not parent.prefix
                and not _is_marked(parent)
            ):
                parent.prefix = child.prefix[0]
                child.prefix = child.prefix[1:]
        if index == last and child.suffix.endswith(" ") and not _is_marked(parent):
            if not parent.suffix.startswith(" "):
                parent.suffix = " " + parent.suffix
            child.suffix = child.suffix[:-1]
        if (
            index
            and delimiter
            and child.prefix
            and delimiter[-1] in MARKS_OR_SPACE
            and delimiter[-1] == child.prefix[0]
        ):
            child.prefix = child.prefix[1:]


def _merge_leftward(parent: Node) -> None:
    """Move a mark that begins a prefix to the sibling before, where no delimiter parts them."""
    if parent.text is not None:
        return
    children = parent.children
    for index in range(len(children) - 1, -1, -1):
        child = children[index]
        if child.text is None:
            _merge_leftward(child)
        if index == len(children) - 1 or parent.delimiter:
            continue
        sibling = children[index + 1]
        mark = sibling.prefix[:1]
        if not mark or mark not in MARKS or _is_formatted(child) or _is_formatted(sibling):
            continue
        if child.suffix[-1:] == mark or (not child.suffix and child.text and child.text[-1] == mark):
            sibling.prefix = sibling.prefix[1:]
        else:
            child.suffix, sibling.prefix = join_left(child.suffix, sibling.prefix)


def _ends_mergeable(mark: str, node: Node) -> bool:
    """Tell whether `mark` would melt into a mark that ends `node` or a last child below."""
    while True:
        end = node.suffix[-1:] or (node.text[-1:] if node.text is not None else "")
        merged = MERGED.get(end, {}).get(mark)
        if merged is not None and len(merged) == 1:
            return True
        if node.text is not None or not node.children:
            return False
        node = node.children[-1]


def _ends_quoted(node: Node) -> bool:
    """Tell whether `node` or a last child below has quotation marks."""
    while True:
        if node.quoted:
            return True
        if node.text is not None or not node.children:
            return False
        node = node.children[-1]


def _ends_with_number(node: Node) -> bool:
    while node.number is None:
        if node.text is not None or not node.children:
            return node.numeral
        node = node.children[-1]
    return True


def _ends_with(node: Node, mark: str) -> bool:
    """Tell whether the text or suffix that ends below `node` ends in `mark`."""
    while node.text is None:
        if not node.children:
            return False
        node = node.children[-1]
        if node.suffix:
            return node.suffix[-1] == mark
    return node.text[-1:] == mark


def _merge_downward(parent: Node, *, in_quotes: bool) -> None:  # noqa: C901, PLR0912 - one pass over the cases of the specification
    """Move marks of suffixes and delimiters down to where they meet other marks."""
    if parent.text is not None:
        if parent.suffix:
            _drop_doubled_suffix(parent)
        return
    children = parent.children
    last = len(children) - 1
    if parent.delimiter and parent.delimiter[0] in MARKS:
        mark = parent.delimiter[0]
        for child in children[:-1]:
            if child.suffix[-1:] != mark:
                child.suffix += mark
        parent.delimiter = parent.delimiter[1:]
    for index in range(last, -1, -1):
        child = children[index]
        if index == last:
            if parent.suffix or child.suffix:
                _merge_last_suffix(parent, child, in_quotes=in_quotes)
        elif child.suffix:
            end = child.suffix[-1]
            if parent.delimiter:
                if parent.delimiter[0] == end and end in MARKS_OR_SPACE:
                    child.suffix = child.suffix[:-1]
            elif end in MARKS_OR_SPACE and not _is_marked(child) and child.number is None:
                sibling = children[index + 1]
                if sibling.prefix[:1] == end:
                    sibling.prefix = sibling.prefix[1:]
        if (
            child.suffix
            and child.text is not None
            and child.suffix[0] in MARKS
            and not _is_marked(child)
            and child.number is None
        ):
            child.text, child.suffix = join_left(child.text, child.suffix)
        if child.text is None or child.suffix:
            _merge_downward(child, in_quotes=in_quotes)


def _merge_last_suffix(parent: Node, child: Node, *, in_quotes: bool) -> None:
    """Let the suffix of the last child and that of its parent meet."""
    mark = parent.suffix[:1]
    if (
        mark
        and mark in MARKS
        and (_ends_mergeable(mark, child) or (in_quotes and _ends_quoted(child)))
        and not _ends_with_number(child)
    ):
        if child.text is not None:
            child.text, parent.suffix = join_left(child.text, parent.suffix)
        else:
            child.suffix, parent.suffix = join_left(child.suffix, parent.suffix)
        if parent.suffix.startswith("."):
            child.suffix += "."
            parent.suffix = parent.suffix[1:]
    if child.suffix.endswith(" ") and parent.suffix.startswith(" "):
        parent.suffix = parent.suffix[1:]
    if child.suffix and child.suffix[0] in MARKS_OR_SPACE:
        if child.text is not None and child.text[-1:] == child.suffix[0]:
            child.suffix = child.suffix[1:]
        if child.suffix[-1:] == parent.suffix[:1]:
            # the doubled mark goes and a blank behind it stays; of two marks the first stays
            rest = parent.suffix[1:]
            parent.suffix = rest if rest[:1] in {"", " ", "\u00a0"} else parent.suffix[:-1]
    mark = parent.suffix[:1]
    if mark in MARKS and mark and _ends_with(parent, mark):
        parent.suffix = parent.suffix[1:]


def _settle_quotes(parent: Node, *, in_quotes: bool) -> None:  # noqa: C901 - one pass over the cases of the specification
    """Move marks into or out of closing quotation marks, from the outside in."""
    for child in parent.children:
        if child.quoted:
            if in_quotes:
                while child.suffix and child.suffix[0] in MOVES_IN:
                    if child.text is not None:
                        child.text, child.suffix = join_left(child.text, child.suffix)
                    elif child.children:
                        inner = child.children[-1]
                        inner.suffix, child.suffix = join_left(inner.suffix, child.suffix)
                    else:
                        break
            elif child.text is not None:
                while child.text and child.text[-1] in MOVES_OUT:
                    child.text, child.suffix = _join_right(child.text, child.suffix)
            elif child.children:
                inner = child.children[-1]
                while inner.suffix and inner.suffix[-1] in MOVES_OUT:
                    inner.suffix, child.suffix = _join_right(inner.suffix, child.suffix)
        if child.text is None:
            _settle_quotes(child, in_quotes=in_quotes)
