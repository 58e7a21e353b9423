"""Segments of a citation's output: finished text, and numbers that may still join into ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.output import Format, Node, NumberSlot

if TYPE_CHECKING:
    from citekit.csl.writers.base import Active, QuoteMarks, Writer


class NumberSegment:
    """A number with its own affixes and formatting.

    Attributes:
        slot: The number.
        splice: What stands before it where it follows no neighbour.
    """

    __slots__ = ("active", "formats", "locale", "prefix", "slot", "splice", "suffix", "text", "tight")

    def __init__(self, node: Node, slot: NumberSlot, locale: QuoteMarks, active: Active) -> None:
        self.slot = slot
        self.text = node.text or ""
        self.prefix = node.prefix
        self.suffix = node.suffix
        self.formats: tuple[Format, ...] = node.formats
        self.locale = locale
        self.active = active
        self.splice = ""
        self.tight = False

    def write(self, writer: Writer) -> str:
        """Return the number as output, without what joins it to others."""
        node = Node(self.text, None, self.prefix, self.suffix, "", self.formats)
        return writer.write(node, self.locale, self.active)


Segment = str | NumberSegment


def write_segments(node: Node, writer: Writer, locale: QuoteMarks, active: Active) -> list[Segment]:  # noqa: C901, PLR0911 - one pass over the cases of the specification
    """Return a tree as text with the numbers at its end left open."""
    if node.locale is not None:
        locale = node.locale  # type: ignore[assignment]
    if node.text is not None:
        if node.number is not None:
            return [NumberSegment(node, node.number, locale, active)]
        text = writer.write(node, locale, active)
        return [text] if text else []
    if not _ends_open(node):
        text = writer.write(node, locale, active)
        return [text] if text else []
    inner = active if not node.formats else active + node.formats[::-1]
    made: list[Segment] = []
    for child in node.children:
        own = write_segments(child, writer, locale, inner)
        if own and made and node.delimiter:
            _delimit(made, own, node.delimiter, writer)
        made.extend(own)
    if not made:
        return []
    if len(made) == 1 and isinstance(made[0], NumberSegment) and not node.display:
        only = made[0]
        only.prefix = node.prefix + only.prefix
        only.suffix += node.suffix
        only.formats += node.formats
        return [only]
    if node.formats or node.suffix or node.display:
        shell = Node(None, [], node.prefix, node.suffix, "", node.formats)
        shell.display = node.display
        return [_wrap(shell, join_segments(made, writer), writer, locale, active)]
    last_text = max((index for index, part in enumerate(made) if isinstance(part, str)), default=-1)
    if last_text >= 0:
        text = join_segments(made[: last_text + 1], writer)
        made = [writer.escape(node.prefix) + text if node.prefix else text, *made[last_text + 1 :]]
    elif node.prefix and isinstance(made[0], NumberSegment):
        made[0].prefix = node.prefix + made[0].prefix
    return made


def _ends_open(node: Node) -> bool:
    """Tell whether a number stands anywhere below."""
    if node.number is not None:
        return True
    return any(_ends_open(child) for child in node.children)


def _delimit(made: list[Segment], own: list[Segment], delimiter: str, writer: Writer) -> None:
    """Put a delimiter between two children's segments."""
    last, first = made[-1], own[0]
    if isinstance(last, str):
        made[-1] = last + writer.escape(delimiter)
    elif isinstance(first, str):
        own[0] = writer.escape(delimiter) + first
    else:
        last.suffix += delimiter
        first.tight = True


def _wrap(shell: Node, content: str, writer: Writer, locale: QuoteMarks, active: Active) -> str:
    """Return finished text with the formatting and affixes of a node."""
    if not content:
        return ""
    if shell.formats:
        content = writer._wrap(content, shell.formats, active, locale)  # noqa: SLF001 - one family
    if shell.prefix:
        content = writer.escape(shell.prefix) + content
    if shell.suffix:
        content += writer.escape(shell.suffix)
    return writer.display(shell.display, content) if shell.display else content


def join_segments(segments: list[Segment], writer: Writer) -> str:
    """Return segments as text, runs of three and more numbers as ranges.

    Args:
        segments: In order.
        writer: The format.
    """
    made: list[str] = []
    index = 0
    count = len(segments)
    last_starts = _last_starts(segments)
    while index < count:
        part = segments[index]
        if isinstance(part, str):
            made.append(part)
            index += 1
            continue
        end = index
        while end + 1 < count and _follows(part, segments[end], segments[end + 1]):
            end += 1
        made.append(_joint(segments, index, last_starts, writer) + part.write(writer))
        if end - index >= 2 and part.slot.range_delimiter:
            final = segments[end]
            if isinstance(final, NumberSegment):
                made.append(writer.escape(part.slot.range_delimiter) + final.write(writer))
            index = end + 1
            continue
        for place in range(index + 1, end + 1):
            follower = segments[place]
            if isinstance(follower, NumberSegment):
                joint = "" if follower.tight else writer.escape(follower.slot.successor_delimiter)
                made.append(joint + follower.write(writer))
        index = end + 1
    return "".join(made)


def _follows(first: NumberSegment, left: Segment, right: Segment) -> bool:
    return (
        isinstance(left, NumberSegment)
        and isinstance(right, NumberSegment)
        and left.slot.kind == right.slot.kind == first.slot.kind
        and right.slot.value == left.slot.value + 1
    )


def _last_starts(segments: list[Segment]) -> set[int]:
    """Return, for each block of numbers, the place of the last that continues no run."""
    found = set()
    open_block = True
    for index in range(len(segments) - 1, 0, -1):
        part, before = segments[index], segments[index - 1]
        if isinstance(part, str):
            open_block = True
        elif open_block and not isinstance(before, str) and not _follows(part, before, part):
            found.add(index)
            open_block = False
    return found


def _joint(segments: list[Segment], index: int, last_starts: set[int], writer: Writer) -> str:
    """Return what stands before a number that continues no run."""
    part = segments[index]
    if isinstance(part, str) or not index or part.tight:
        return ""
    if index in last_starts:
        return writer.escape(part.slot.successor_delimiter)
    return writer.escape(part.splice)
