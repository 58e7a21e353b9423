"""Makes words cut at line ends whole, and leaves every other character where it is.

Terms are looked for in such text ('резо-⏎люция' is 'резолюция'): unlike `citekit.parse.hyphens`, which
makes readable text, nothing here weighs true hyphens, and line breaks stay.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.model import Flow
from citekit.parse.patterns import defer_pattern

_LOWER: Final = "a-zß-öø-ÿа-яёіїєґўқғүұһәөңāčēģīķļņšūžąćęłńóśźż"
_LINE_HYPHEN: Final = re.compile(rf"-(?<=[^\W\d_]-)[ \t]{{0,4}}+\n\s{{0,20}}+(?=[{_LOWER}])")
_SOFT_HYPHEN: Final = defer_pattern("\u00ad(?:[ \t]{0,4}+\n\\s{0,20}+)?")
_SPECIAL_HYPHEN: Final = defer_pattern(
    f"[\u00ac\u2010\x02](?<=[^\\W\\d_].)(?:[ \\t]{{0,4}}+\\n\\s{{0,20}}+)?(?=[{_LOWER}])", re.DOTALL
)
_SPECIALS: Final = ("\u00ac", "\x02", "\u2010")


def join_broken_words(text: str) -> str:
    """Return text without the hyphens that line ends put into words; `mend_words` keeps the way back."""
    for pattern in _patterns_for(text):
        text = pattern.sub("", text)
    return text


def _patterns_for(text: str) -> list[re.Pattern[str]]:
    patterns = [_LINE_HYPHEN]
    if "\u00ad" in text:
        patterns.append(_SOFT_HYPHEN)
    if any(mark in text for mark in _SPECIALS):
        patterns.append(_SPECIAL_HYPHEN)
    return patterns


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
    whole = text if not start and end == len(text) else text[start:end]
    cuts = sorted(
        (start + found.start(), start + found.end())
        for pattern in _patterns_for(whole)
        for found in pattern.finditer(whole)
    )
    if not cuts:
        return Flow.of(whole, start)
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
