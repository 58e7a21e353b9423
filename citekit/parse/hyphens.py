"""Joins lines for matching: soft line-end hyphenation undone, true hyphens kept, line breaks to blanks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from citekit.model import Flow, Span
from citekit.parse.hyphen_rules import SUSPENDED, keeps_hyphen
from citekit.parse.patterns import defer_pattern

_BLANKS: Final = " \t\r\v\f\u00a0\u2007\u202f\u3000"
_HYPHENS: Final = "-\u2010\u2011"
#: Characters that stand for a hyphen which only a line break made visible.
_SOFT: Final = "\u00ad\u00ac"
#: What PDFium writes for 'hyphen, then line break'.
_PDF_BREAK: Final = "\x02"
_SPECIAL: Final = defer_pattern("[\u00ad\u00ac\x02]")
#: A line without the blanks around it.
_LINE: Final = re.compile(r"\S(?:[^\n]*\S)?")
_PLAIN_ENDS: Final = frozenset(".,;:)]»”")
#: The word before a hyphen, read from its end.
_FIRST_BACK: Final = defer_pattern(r"(?:[^\W_]++|['’\-\u2010\u2011\u00ad]++)++")
_SECOND: Final = defer_pattern(r"(?:[^\W_]++|['’\u00ad]++)++")
_HYPHENATED: Final = defer_pattern(r"[-\u2010\u2011](?=[^\W\d_])([^\W_]{2,30})")
#: The same for a text with the common hyphen alone, which is sought much faster.
_PLAINLY_HYPHENATED: Final = defer_pattern(r"-(?=[^\W\d_])([^\W_]{2,30})")
_BEFORE_BACK: Final = defer_pattern(r"[^\W_]{1,30}+")
_WORD: Final = defer_pattern(r"[^\W\d_]{3,}+")
_ADDRESS: Final = defer_pattern(
    r"(?:https?|ftp|hxxps?)\s?:|www\.|[\w-]\.[a-z]{2,6}/|10\.\d{4,9}/", re.IGNORECASE
)
#: How far back the word or the address before a line end is looked for.
_REACH: Final = 60
_ADDRESS_REACH: Final = 200
_STEM: Final = 5


@lru_cache(maxsize=4)
def _list_hyphenated(text: str) -> frozenset[str]:
    """Return the hyphenated words that stand inside a line: `first-secon`, in lower case."""
    found = set()
    plain = "\u2010" not in text and "\u2011" not in text
    for match in (_PLAINLY_HYPHENATED if plain else _HYPHENATED).finditer(text):
        start = match.start()
        before = _BEFORE_BACK.match(text[max(0, start - 30) : start][::-1])
        if before:
            found.add(f"{before[0][::-1].lower()}-{match[1][:_STEM].lower()}")
    return frozenset(found)


@lru_cache(maxsize=4)
def _holds_special(text: str) -> bool:
    """Tell whether there is a soft hyphen, or what stands for one, anywhere in a text."""
    return any(sign in text for sign in (*_SOFT, _PDF_BREAK))


@lru_cache(maxsize=4)
def _list_words(text: str) -> tuple[str, ...]:
    """Return the words of the text, in lower case and sorted."""
    return tuple(sorted(set(_WORD.findall(text.lower()))))


def _occurs(text: str, prefix: str) -> bool:
    words = _list_words(text)
    index = bisect_left(words, prefix)
    return index < len(words) and words[index].startswith(prefix)


def keeps_line_hyphen(text: str, before: int, after: int) -> bool:
    """Tell whether the hyphen before a line break belongs to the word.

    Two cues: the words of the document itself, then the pattern of the two halves.

    Args:
        text: The whole text.
        before: Position of the hyphen.
        after: Position of the first character of the next line.

    Returns:
        True when the hyphen is kept: a compound, a range of numbers, an address.
    """
    token = (text[max(0, before - _REACH) : before].rsplit(None, 1) or ["-"])[-1]
    if not (token[-1].isalpha() and text[after : after + 1].isalpha()):
        return True
    second_match = _SECOND.match(text, after, after + _REACH)
    first_match = _FIRST_BACK.match(token[::-1])
    if not (second_match and first_match):
        return True
    first, second = first_match[0][::-1], second_match[0]
    if not first.isalpha():
        first = first.replace("\u2010", "-").replace("\u2011", "-").replace("\u00ad", "").strip("-'’")
    if not second.isalpha():
        second = second.replace("\u00ad", "").rstrip("'’")
    if (len(token) > len(first) or first.startswith("http")) and _in_address(text, before - len(first)):
        return True
    by_rule = keeps_hyphen(first, second) or _joins_acronyms(text, before, first, second)
    part, low = first.rpartition("-")[2].lower(), second.lower()
    stem = part + low[: max(4, len(low) - 3)]
    if by_rule:
        return len(part) == 1 or len(low) <= 3 or _is_hyphenated(text, part, low) or not _occurs(text, stem)
    return _is_hyphenated(text, part, low) and not _occurs(text, stem)


def _is_hyphenated(text: str, part: str, second: str) -> bool:
    return f"{part}-{second[:_STEM]}" in _list_hyphenated(text)


def _joins_acronyms(text: str, before: int, first: str, second: str) -> bool:
    """Tell whether two acronyms meet in a line that is not itself set in capitals."""
    if not (second.isupper() and first.isupper() and len(first) <= 5 and len(second) <= 5):
        return False
    line = text[max(0, before - _REACH) : before].rpartition("\n")[2]
    return any(character.islower() for character in line)


def _in_address(text: str, position: int) -> bool:
    """Tell whether the word at `position` stands inside a URL or a DOI."""
    previous = text[position - 1 : position]
    if not previous or previous in ' \n(«"“„,;':
        return text.startswith(("http", "www."), position)
    low = max(0, position - _ADDRESS_REACH)
    start = max(
        low,
        text.rfind(" ", low, position) + 1,
        text.rfind("\n", low, position) + 1,
        text.rfind("\t", low, position) + 1,
    )
    if text.find(".", start, position) < 0 and text.find(":", start, position) < 0:
        return False
    return _ADDRESS.search(text, start, min(len(text), position + 8)) is not None


class _Joiner:
    """Puts the pieces of a flow together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.length = 0
        self.next_origin = -1
        self.special = False

    def note_special(self, span: Span) -> None:
        """Look once whether there are soft hyphens in a stretch of a text that has some."""
        self.special = _SPECIAL.search(self.text, span.start, span.end) is not None

    def add(self, part: str, origin: int) -> None:
        if not part:
            return
        if origin != self.next_origin:
            self.starts.append(self.length)
            self.origins.append(origin)
        self.parts.append(part)
        self.length += len(part)
        self.next_origin = origin + len(part)

    def add_line(self, start: int, end: int) -> None:
        """Add a stretch without line breaks, soft hyphens left out."""
        if not self.special:
            self.add(self.text[start:end], start)
            return
        for match in _SPECIAL.finditer(self.text, start, end):
            place = match.start()
            self.add(self.text[start:place], start)
            start = place + 1
            if self.text[place] == _PDF_BREAK and place + 1 < end and place > 0:
                if self.text[place - 1] not in _HYPHENS and keeps_line_hyphen(self.text, place, place + 1):
                    self.add("-", place)
            elif self.text[place] == "\u00ac" and not self.text[place - 1 : place].isalpha():
                self.add("\u00ac", place)
        self.add(self.text[start:end], start)

    def join(self, line: tuple[int, int], following: int) -> None:
        """Add `line`, and what parts it from the next one, which begins at `following`."""
        text = self.text
        start, end = line
        last = text[end - 1]
        if not self.special and (last.isalnum() or last in _PLAIN_ENDS):
            # Most lines: nothing at their end to be settled, and the blank stands where the line broke.
            self.add(f"{text[start:end]} ", start)
            return
        if last in _SOFT or last == _PDF_BREAK:
            self.add_line(start, end - 1)
            if last == _PDF_BREAK and end - 1 > start and keeps_line_hyphen(text, end - 1, following):
                self.add("-", end - 1)
            return
        glued = end - 1 > start and text[end - 2] not in _BLANKS
        if last in _HYPHENS and glued:
            if keeps_line_hyphen(text, end - 1, following):
                self.add_line(start, end)
                if self._suspends(following):
                    self.add(" ", end)
            else:
                self.add_line(start, end - 1)
            return
        self.add_line(start, end)
        if not (last in "/–—" and glued and text[following].isalnum()):
            self.add(" ", end)

    def _suspends(self, following: int) -> bool:
        second = _SECOND.match(self.text, following, following + _REACH)
        return second is not None and second[0] in SUSPENDED

    def finish(self) -> Flow:
        if not self.starts:
            return Flow("", (0,), (0,))
        joined = "".join(self.parts)
        text = joined.strip()
        if len(text) == len(joined):
            return Flow(text, tuple(self.starts), tuple(self.origins))
        if not text:
            return Flow("", (0,), (0,))
        # A soft hyphen at the end of the stretch kept the blank behind it from being cut.
        lead = len(joined) - len(joined.lstrip())
        flow = Flow(joined, tuple(self.starts), tuple(self.origins))
        kept = [(start - lead, origin) for start, origin in zip(self.starts, self.origins, strict=True)]
        inside = [(0, flow.origin_of(lead)), *((start, origin) for start, origin in kept if start > 0)]
        return Flow(text, tuple(start for start, _ in inside), tuple(origin for _, origin in inside))


def join_flow(text: str, spans: Iterable[Span]) -> Flow:
    """Join several stretches of a text, in the order given, as if nothing stood between them.

    Args:
        text: The whole text.
        spans: The stretches, for example the paragraph before and after a block of footnotes.

    Returns:
        The flow: a word cut in two by a line end or by the gap between two spans is whole again, a true
        hyphen is kept, line breaks with the blanks around them are one blank, soft hyphens are gone, and
        there is no blank at either end.
    """
    spans = tuple(spans)
    special = _holds_special(text)
    if len(spans) == 1 and not special:
        start, end = max(spans[0].start, 0), spans[0].end
        if text.find("\n", start, end) < 0:
            # Most stretches of text are one line.
            stretch = text[start:end]
            bare = stretch.lstrip()
            origin = start + len(stretch) - len(bare) if bare else 0
            return Flow(bare.rstrip(), (0,), (origin,))
    joiner = _Joiner(text)
    line: tuple[int, int] | None = None
    for span in spans:
        if special:
            joiner.note_special(span)
        for found in _LINE.finditer(text, max(span.start, 0), max(0, min(span.end, len(text)))):
            following = found.span()
            if line is not None:
                joiner.join(line, following[0])
            line = following
    if line is not None:
        joiner.add_line(*line)
    return joiner.finish()


def join_lines(text: str, start: int = 0, end: int | None = None, language: str | None = None) -> Flow:
    """Join the lines of a stretch of a text.

    Args:
        text: The whole text: its other words help to tell a soft hyphen from a true one.
        start: First position.
        end: Position after the last one; the end of the text if not given.
        language: Not needed today: the script and the two halves of a word tell enough.

    Returns:
        The flow, as `join_flow` makes it.
    """
    del language
    return join_flow(text, (Span(start, len(text) if end is None else end),))
