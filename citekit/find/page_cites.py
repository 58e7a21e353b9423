"""Cites by author and page, or by title and page, in parentheses: `(Brand 118)`, `(“Lost Atlas” 4; Okri)`.

The MLA Handbook cites so (ninth edition, 6.3–6.27): no year, no sign between name and page. What tells such a
cite from other words in parentheses is the list, one of whose entries has that author or that title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.find.author_date import read_names
from citekit.find.brackets import split_cluster
from citekit.find.reflist import RefList
from citekit.model import Citation, Cite, CiteForm, Locator, Span
from citekit.parse.locators import match_label, match_locators
from citekit.parse.patterns import defer_pattern

_PARENTHESIS: Final = re.compile(r"\((?=[“‘«„\"A-ZÀ-Þqsce])[^()]{3,160}\)")
_SIGNAL: Final = defer_pattern(
    r"(?:(?:qtd\. in|see also|see|cf\.|e\.g\.,|quoted in|cit\. in|citado en|cité par|cited in)\s)"
    r"(?=[“‘«„\"A-ZÀ-Þ])"
)
#: A page, or several, without a word: `118`, `9-11`, `12, 14`; behind them a note at most.
_PAGES: Final = defer_pattern(
    r"(?P<pages>[ivxl]{1,7}|\d{1,4}(?:[-–]\d{1,4})?(?:,\s\d{1,4}(?:[-–]\d{1,4})?){0,5})\s?\Z"
)
_QUOTED: Final = defer_pattern(
    r"(?:[“„](?=[^“”„]{2,90}[”“])|«(?=[^«»]{2,90}»)|\"(?=[^\"]{2,90}\")|‘)(?P<title>[^“”«»\"]{2,90}?),?(?:[”“»\"]|’(?!\w))\s?"
)
_TITLE: Final = defer_pattern(
    r"(?P<title>[A-ZÀ-Þ][\w’'-]{1,30}(?:\s(?:[A-ZÀ-Þ][\w’'-]{1,30}|of|the|and|in|a|to|de|la|der|di|et|und|del)){0,7})"
)
#: A place for which CSL has no locator: `def. 4b`.
_PART: Final = defer_pattern(r",?\s?(?P<part>[a-z]{2,6}\.\s?\w{1,4})\s?")
_WORD: Final = re.compile(r"\w+")
_ARTICLES: Final = frozenset(
    "the a an der die das le la les il lo el los las un une uno una ein eine".split()
)
#: What ends a title, or the authors before it.
_HEAD_END: Final = defer_pattern(r"[.?!,]?[”\"’»][\s.,]|[.?!:]\s|,\s")
_HEADINGS: Final = defer_pattern(
    r"\s*Works (?:Cited|Consulted)|\s*Opere citate|\s*Obras citadas", re.IGNORECASE
)
_OPENING: Final = 260
_MOST_HEADS: Final = 6
_YEARS: Final = range(1500, 2100)
_FEWEST: Final = 3
_LONG_WORD: Final = 5


#: The heads of entries, in words and as spelled, by their first words.
_Heads = dict[str, list[tuple[tuple[str, ...], str]]]
#: No more heads that begin with one word are compared.
_MOST_ALIKE: Final = 40


class _Entry(NamedTuple):
    """What may name an entry: its author in words, and the words and the spelling of each head."""

    author: tuple[str, ...]
    heads: tuple[tuple[tuple[str, ...], str], ...]


def find_page_cites(text: str, lists: Sequence[RefList], taken: Sequence[Span]) -> list[Citation]:
    """Find the parentheses all of whose parts name a listed work, at least one with its page.

    Args:
        text: The document's text.
        lists: Its reference lists.
        taken: Places that hold no such cites: the lists.

    Returns:
        The citations in order; none where they are too few to be the document's way to cite.
    """
    entries = [_read_entry(text, entry.span) for reflist in lists for entry in reflist.entries]
    authors = {entry.author for entry in entries if entry.author}
    heads: _Heads = defaultdict(list)
    for entry in entries:
        for words, spelled in entry.heads:
            if len(heads[words[0]]) < _MOST_ALIKE:
                heads[words[0]].append((words, spelled))
    low, high = min(span.start for span in taken), max(span.end for span in taken)
    found: list[Citation] = []
    bare: list[Citation] = []
    for match in _PARENTHESIS.finditer(text):
        if low <= match.start() < high:
            continue
        cites = tuple(_read_parts(text, match.start() + 1, match.end() - 1, authors, heads))
        if cites and all(cites):
            made = Citation(tuple(cite for cite in cites if cite), Span(*match.span()))
            (found if any(cite.locators for cite in made.cites) else bare).append(made)
    headed = any(one.heading and _HEADINGS.match(text, one.heading.start, one.heading.end) for one in lists)
    if not found or (len(found) < _FEWEST and not headed):
        return []
    return sorted([*found, *bare], key=lambda one: one.span)


def _fold(text: str) -> tuple[str, ...]:
    """Return the words in lower case, without an article in front."""
    words = tuple(_WORD.findall(text.casefold().replace("’s", "s").replace("'s", "s")))
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _read_entry(text: str, span: Span) -> _Entry:
    """Return what may name an entry."""
    opening = text[span.start : min(span.end, span.start + _OPENING)].replace("\n", " ")
    heads: list[tuple[tuple[str, ...], str]] = []
    position = 0
    author: tuple[str, ...] = ()
    for end in _HEAD_END.finditer(opening):
        piece = opening[position : end.start()].strip(" “‘«„\"'")
        if not position and end[0] == ", " and opening[0] not in '“‘«„"':
            author = _fold(piece)
        elif end[0] != ", " and len(heads) < _MOST_HEADS and (words := _fold(piece)):
            heads.append((words, piece))
        if end[0] != ", " or (not position and author):
            position = end.end()
    return _Entry(author, tuple(heads))


def _read_parts(
    text: str, start: int, stop: int, authors: set[tuple[str, ...]], heads: _Heads
) -> Iterator[Cite | None]:
    """Yield the cite of each part between semicolons, or None for a part that is none."""
    for place in split_cluster(text, start, stop):
        yield _read_part(text, place.start, place.end, authors, heads)


def _read_part(text: str, start: int, end: int, authors: set[tuple[str, ...]], heads: _Heads) -> Cite | None:
    """Read a name or a title, and the page behind it."""
    signal = _SIGNAL.match(text, start, end)
    prefix = signal[0].strip() if signal else ""
    start = signal.end() if signal else start
    title = ""
    names: tuple[str, ...] = ()
    position = start
    named = read_names(text, start, end)
    if named is not None and _fold(named.names[0]) in authors:
        names, position = named.names, named.end
        if text.startswith(", ", position):
            position += 2
            quoted = _QUOTED.match(text, position, end) or _TITLE.match(text, position, end)
            spelled = _find_head(quoted["title"], heads) if quoted else None
            if quoted is None or spelled is None:
                return None
            title, position = quoted["title"], quoted.end()
    else:
        quoted = _QUOTED.match(text, start, end) or _TITLE.match(text, start, end)
        spelled = _find_head(quoted["title"], heads) if quoted else None
        if quoted is None or spelled is None:
            return None
        names, position = (spelled,), quoted.end()
    locators = _read_pages(text, position, end)
    suffix = ""
    if locators is None and (part := _PART.fullmatch(text, position, end)):
        locators, suffix = (), part["part"]
    if locators is None:
        return None
    target = title or text[start:position].strip(' ,“”"«»‘’')
    return Cite(CiteForm.AUTHOR_DATE, target, Span(start, end), locators, prefix, suffix, names)


def _find_head(title: str, heads: _Heads) -> str | None:
    """Return the title that begins with these words, as the list spells it."""
    words = _fold(title)
    alike = heads.get(words[0], []) if words else []
    if not alike or (
        len(words) == 1
        and len(words[0]) < _LONG_WORD
        and not any(words == head for head, _ in alike)
        and not title.istitle()
    ):
        return None
    return next((spelled for head, spelled in alike if head[: len(words)] == words), None)


def _read_pages(text: str, position: int, end: int) -> tuple[Locator, ...] | None:
    """Return the places behind a name; None where something else stands there."""
    while position < end and text[position] in " ,\n":
        position += 1
    if position >= end:
        return ()
    if pages := _PAGES.match(text, position, end):
        span = Span(*pages.span("pages"))
        value = pages["pages"]
        return None if value.isdecimal() and int(value) in _YEARS else (Locator("page", value, span),)
    if match_label(text, position, end):
        locators, behind = match_locators(text, position, end)
        if locators and not text[behind:end].strip(" .,"):
            return locators
    return None
