"""Reads access dates: 'дата обращения: 22.06.2018', '(accessed 2 July 2018)', 'Zugriff am 2.7.2018'.

A date counts only after words that say so; a publication date of the same shape has no such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.model import PartialDate, Span
from citekit.parse.date_words import ACCESS_WORDS, BEFORE_ACCESS_DATE
from citekit.parse.dates import Order, match_date
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern
from citekit.parse.word_breaks import mend_words


class AccessDate(NamedTuple):
    """An access date as stated.

    Attributes:
        date: The best reading.
        span: Its place, the words that say so included, brackets not.
        date_span: Place of the date alone.
        language: BCP 47 primary language of the words; None for a bare date in brackets.
        other: The other reading of an ambiguous date in figures.
        to_all: The words say that the date holds for all links of the text.
    """

    date: PartialDate
    span: Span
    date_span: Span
    language: str | None
    other: PartialDate | None = None
    to_all: bool = False


#: A piece of each access word, lower case: where none occurs, no pattern is tried.
_STEMS: Final = tuple(
    stem.replace("_", " ")
    for stem in (
        "обращ доступ посещ просмотр провер визит состояни актуальн запрос скача загруж получ копиров сохран "
        "выгруз вызов извлеч входа звернен звертан перегля відвід станом звароту прагляд күні "
        "взят отриман вилучен "
        "access retriev visited viewed consult checked cited seen download as_at status "
        "zugriff zugegriffen abruf abgerufen aufgerufen aufruf abgefragt eingesehen besuch prüft gesehen "
        "gelesen heruntergel stand visité visite récup vu_ vue_ accès accesso visita visual vision "
        "acceso accedid recuperad citad visto vista acesso acessado acedido dostęp odczyt stan_na"
    ).split()
)
#: The languages whose words are Cyrillic.
_CYRILLIC: Final = frozenset({"ru", "uk", "be", "kk"})
#: The words of each language, by whether they are Cyrillic.
_WORDS: Final = {
    cyrillic: tuple(
        (language, defer_pattern(rf"(?<!\w){words}(?!\w){BEFORE_ACCESS_DATE}", re.IGNORECASE))
        for language, words in ACCESS_WORDS.items()
        if (language in _CYRILLIC) is cyrillic
    )
    for cyrillic in (True, False)
}
_WORD_START: Final = defer_pattern(r"(?<!\w)\w")
_TO_ALL: Final = defer_pattern(
    r"\s(?:ко?\s+всем|all\b)|(?:\ball|sämtliche|alle|toutes?|tous|tutti|tutte|todos|todas|всех|усіх)\s[^.:;]{0,60}\Z",
    re.IGNORECASE,
)
#: What each of its words holds, in lower case.
_ALL_LITERALS: Final = ("всем", "all", "sämtliche", "tou", "tutt", "tod", "всех", "усіх")
#: How far before a stem the words may begin.
_REACH: Final = 32


def match_access_date(
    text: str, position: int, end: int | None = None, order: Order | None = None
) -> AccessDate | None:
    """Read the access date that begins at a position.

    Args:
        text: Text without hyphens at line ends.
        position: Where its words begin.
        end: Where the text to be read ends.
        order: The order of day and month in figures, where something else tells it.

    Returns:
        The access date, or None.
    """
    limit = len(text) if end is None else end
    for language, words in _WORDS["Ѐ" <= text[position : position + 1] <= "ӿ"]:
        lead = words.match(text, position, limit)
        if lead is None:
            continue
        found = match_date(text, lead.end(), language, order)
        if found is not None and found.end <= limit:
            to_all = _says_all(lead[0]) or _says_all(text[max(0, position - 60) : position])
            return AccessDate(
                found.date,
                Span(position, found.end),
                Span(found.start, found.end),
                language,
                found.other,
                to_all,
            )
    return None


def _says_all(words: str) -> bool:
    """Tell whether words say that a date holds for all links."""
    return holds_literal(words.lower(), _ALL_LITERALS) and _TO_ALL.search(words) is not None


def _iterate_starts(text: str) -> Iterator[int]:
    """Yield the word starts near a stem, in rising order."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = text
    hits: list[int] = []
    for stem in _STEMS:
        at = folded.find(stem)
        while at >= 0:
            hits.append(at)
            at = folded.find(stem, at + len(stem))
    done = 0
    for hit in sorted(hits):
        low = max(done, hit - _REACH)
        for found in _WORD_START.finditer(text, low, hit + 1):
            yield found.start()
        done = max(done, hit + 1)


def scan_access_dates(
    text: str, start: int = 0, end: int | None = None, order: Order | None = None
) -> tuple[AccessDate, ...]:
    """Find the access dates of a stretch of text.

    Args:
        text: Any text; words may be hyphenated at line ends.
        start: First position.
        end: Position after the last one; the end of the text if not given.
        order: The order of day and month in figures, where something else tells it.

    Returns:
        What was found, in order, with spans in `text`, none overlapping another.
    """
    flow = mend_words(text, start, end)
    found: list[AccessDate] = []
    done = 0
    for position in _iterate_starts(flow.text):
        if position < done:
            continue
        access = match_access_date(flow.text, position, None, order)
        if access is not None:
            done = access.span.end
            found.append(
                access._replace(
                    span=flow.span(access.span.start, access.span.end),
                    date_span=flow.span(access.date_span.start, access.date_span.end),
                )
            )
    return tuple(found)


def scan_access_date(
    text: str, position: int, end: int | None = None, order: Order | None = None
) -> AccessDate | None:
    """Find the first access date in `text[position:end]`, or None."""
    found = scan_access_dates(text, position, end, order)
    return found[0] if found else None


_SLASHED: Final = defer_pattern(r"(?<![\d/])([0-3]?\d)/([0-3]?\d)/(?:19|20)?\d\d(?![\d/])")


def observe_order(text: str, limit: int = 2000) -> Order | None:
    """Return the order of day and month that the other dates in figures of a text show.

    Args:
        text: The whole text.
        limit: How many dates are looked at.

    Returns:
        The order, where at least one date has a figure above 12 and none says otherwise; else None.
    """
    seen = set()
    slash = text.find("/")
    positions: list[int] = []
    while slash >= 0 and len(positions) < limit:
        if text[slash - 1 : slash].isdigit():
            positions.append(slash)
        slash = text.find("/", slash + 1)
    taken = 0
    for slash in positions:
        found = _SLASHED.match(text, slash - (2 if text[max(0, slash - 2) : slash].isdigit() else 1))
        if found is None or found.start() < taken:
            continue
        taken = found.end()
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            seen.add(Order.DAY_FIRST)
        elif second > 12 >= first:
            seen.add(Order.MONTH_FIRST)
    return seen.pop() if len(seen) == 1 else None
