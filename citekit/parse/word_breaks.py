"""Makes words cut at line ends whole, and leaves every other character where it is.

Terms are looked for in such text ('резо-⏎люция' is 'резолюция'): unlike `citekit.parse.hyphens`, which
makes readable text, nothing here weighs true hyphens, and line breaks stay.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.model import Flow

_LINE_HYPHEN: Final = re.compile(r"-[ \t]{0,4}+\n\s{0,20}+(?=[^\W\d_])")
_SPECIAL_HYPHEN: Final = re.compile("[\u00ad\u00ac\u2010\x02](?:[ \t]{0,4}+\n\\s{0,20}+)?")
_SPECIALS: Final = ("\u00ad", "\u00ac", "\x02", "\u2010\n")


def _breaks_word(text: str, before: int, after: int) -> bool:
    return before > 0 and text[before - 1].isalpha() and text[after : after + 1].islower()


def mend_words(text: str, start: int = 0, end: int | None = None) -> Flow:
    """Return a stretch of text without the hyphens that line ends put into words.

    Args:
        text: Any text.
        start: First position.
        end: Position after the last one; the end of the text if not given.

    Returns:
        The flow: letters on both sides of a line-end hyphen, a soft hyphen or U+0002 stand together.
        Without any such break the flow's text is the stretch itself.
    """
    end = len(text) if end is None else min(end, len(text))
    cuts = [
        found.span()
        for found in _LINE_HYPHEN.finditer(text, start, end)
        if _breaks_word(text, found.start(), found.end())
    ]
    special = [
        found.span()
        for mark in _SPECIALS
        if text.find(mark, start, end) >= 0
        for found in _SPECIAL_HYPHEN.finditer(text, start, end)
        if text[found.start()] == mark[0]
        and (mark[0] == "\u00ad" or _breaks_word(text, found.start(), found.end()))
    ]
    if special:
        cuts = sorted(cuts + special)
    if not cuts:
        return Flow.of(text[start:end] if start or end < len(text) else text, start)
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for cut_start, cut_end in (*cuts, (end, end)):
        if cut_start > start:
            parts.append(text[start:cut_start])
            starts.append(length)
            origins.append(start)
            length += cut_start - start
        start = max(start, cut_end)
    return Flow("".join(parts), tuple(starts or (0,)), tuple(origins or (start,)))
