"""Gives each access date to the link that it was stated for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from citekit.find.streams import Streams
from citekit.model import Link, Span
from citekit.parse.access_dates import AccessDate, scan_access_dates
from citekit.parse.dates import Order, match_date
from citekit.parse.patterns import defer_pattern
from citekit.parse.url_words import find_address_lead

#: How far behind a link its date may stand, and how far before.
_BEHIND: Final = 300
_BEFORE: Final = 160
_SHARED: Final = 40
_BARE: Final = defer_pattern(r"\s{0,3}[.,]?\s{0,3}[(\[]\s?")
_LETTER: Final = defer_pattern(r"[^\W\d_]")
_ENTRY: Final = defer_pattern(r"\n[ \t]{0,8}(?:\[?\d{1,3}[\].)][ \t]|[•▪●]|\n)")
_CONNECTED: Final = defer_pattern(
    r"[\s.,;:)\]–—-]{0,6}(?:(?:from|von|sur|de|da|do|dal|via|at|en|su|on|auf|under|unter|with|з|из|с)\s{1,3})?"
    r"(?:https?\s?:?\s?)?[<(\[«\"“]?\s{0,3}\Z",
    re.IGNORECASE,
)
_FROM: Final = defer_pattern(r"[\s,]{0,4}(?:from|von|sur|de|da|dal|via|з|из)[\s:]{1,4}\Z", re.IGNORECASE)
_EACH: Final = defer_pattern(
    r"\b(?:both|all|each|beide|alle|jeweils|обе|оба|все|tous|tutti|todos)\s{1,3}\Z", re.IGNORECASE
)
_FROM_SITE: Final = defer_pattern(
    r"[\s,]{0,4}(?:from|von|sur|de|da|dal|via|з|из)\s(?:[^.;()\[\]\n]|\.(?=\w)|"
    r"\n(?=\S)){1,110}:\s{0,3}[<(\[]?\s?\Z",
    re.IGNORECASE,
)
_LEADING_MARKS: Final = "([—–-.;,:|/"
_SEPARATORS: Final = defer_pattern(
    r"[\s)\]>»”\"]{0,4}(?:[;,/|]|(?:\bи\b|\bта\b|\band\b|\bund\b|\bet\b|\be\b|\by\b|\bor\b|\bили\b|"
    r"\boder\b))[\s;,]{0,3}"
    r"(?:(?:и|та|and|und|et|e|y|также|also|см\.|see)[\s:]{1,3}){0,2}(?:(?:URL|UR[LI]s|зеркало|mirror|"
    r"PDF)\s?:?\s{0,3})?[<(\[«“\"]?",
    re.IGNORECASE,
)
_TO_ALL_LITERALS: Final = (
    *("ко всем", "до всіх", "All links", "All URL", "All web", "All online", "All internet", "All Internet"),
    *("All sites", "all links", "all URL", "all web", "all online", "all internet", "Alle Links", "Alle URL"),
    *(
        "Alle Internet",
        "Alle Web",
        "Alle Online",
        "Sämtliche",
        "Tous les",
        "Toutes les",
        "Tutti i",
        "Todos los",
    ),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """Links with their access dates.

    Attributes:
        links: As given, with `accessed` and `accessed_span` where a date was stated.
        ambiguous: The dates among them that can be read in two ways.
    """

    links: tuple[Link, ...]
    ambiguous: tuple[AccessDate, ...]


def date_links(text: str, links: list[Link], streams: Streams, order: Order | None) -> Dated:
    """Give each link its access date.

    A date belongs to the link before it, in the same note, entry or paragraph, unless it leads on to the link
    after it (`Retrieved … from`). Links that only a separator parts share the date that follows the last.

    Args:
        text: The whole text.
        links: In the order of the text.
        streams: Where notes and paragraphs end.
        order: The order of day and month that other dates of the text show.

    Returns:
        The links and the ambiguous dates.
    """
    owners: dict[int, AccessDate] = {}
    for index in range(-1, len(links)):
        for access in _iterate_between(text, links, index, streams, order):
            owner = _find_owner(text, links, index, access, owners, streams)
            if owner is not None:
                owners[owner] = access
    for index in range(len(links) - 2, -1, -1):
        if (
            index not in owners
            and index + 1 in owners
            and _shares(text, links[index], links[index + 1], owners[index + 1])
        ):
            owners[index] = owners[index + 1]
    if len(owners) < len(links):
        _date_all(text, links, owners, order)
    dated = tuple(
        replace(link, accessed=owners[index].date, accessed_span=owners[index].span)
        if index in owners
        else link
        for index, link in enumerate(links)
    )
    used = {access.span: access for access in owners.values() if access.other is not None}
    return Dated(dated, tuple(used[span] for span in sorted(used)))


def _iterate_between(
    text: str, links: list[Link], index: int, streams: Streams, order: Order | None
) -> Iterator[AccessDate]:
    """Yield the access dates between a link and the next one, in order."""
    next_start = links[index + 1].span.start if index + 1 < len(links) else len(text)
    low = 0
    if index >= 0:
        low = links[index].span.end
        stop, resume = streams.stop_after(max(links[index].span.start, low - 1))
        if bare := _match_bare(text, low, min(stop, next_start), order):
            yield bare
            low = bare.span.end
        high = min(low + _BEHIND, next_start, stop)
        found = scan_access_dates(text, low, high, order)
        yield from found
        if not found and 0 <= stop < low + _SHARED and resume >= 0 and not _LETTER.search(text, low, stop):
            yield from _scan_across(text, low, stop, resume, streams, order)
        low = high
    if index + 1 < len(links):
        low = max(low, next_start - _BEFORE, streams.start_before(next_start))
        if low < next_start:
            yield from scan_access_dates(text, low, next_start, order)


def _scan_across(
    text: str, start: int, stop: int, resume: int, streams: Streams, order: Order | None
) -> Iterator[AccessDate]:
    """Yield the access date that begins before or behind an interruption, where it stands at once."""
    end = min(streams.stop_after(resume)[0], resume + 60)
    front = text[start:stop]
    joined = front + text[resume:end]

    def place(position: int) -> int:
        return start + position if position < len(front) else resume + position - len(front)

    for access in scan_access_dates(joined, 0, None, order)[:1]:
        if not _LETTER.search(joined, 0, access.span.start):
            yield access._replace(
                span=Span(place(access.span.start), place(access.span.end - 1) + 1),
                date_span=Span(place(access.date_span.start), place(access.date_span.end - 1) + 1),
            )


def _match_bare(text: str, position: int, end: int, order: Order | None) -> AccessDate | None:
    """Read a full date that stands alone in brackets right behind a link."""
    opening = _BARE.match(text, position, end)
    if opening is None:
        return None
    found = match_date(text, opening.end(), None, order)
    if found is None or found.date.day is None or found.date.end is not None:
        return None
    if found.end >= end or text[found.end] not in ")]":
        return None
    span = Span(found.start, found.end)
    return AccessDate(found.date, span, span, None, found.other)


def _find_owner(
    text: str,
    links: list[Link],
    index: int,
    access: AccessDate,
    owners: dict[int, AccessDate],
    streams: Streams,
) -> int | None:
    """Return the link that a date between link `index` and the next one belongs to."""
    following = index + 1 if index + 1 < len(links) else None
    leads_on = False
    if following is not None:
        start = links[following].span.start
        gap = text[access.span.end : start]
        near = (
            len(gap) <= _BEFORE
            and not _ENTRY.search(gap)
            and streams.stop_after(access.span.start) == streams.stop_after(start)
        )
        if near and (_FROM.search(gap) or _FROM_SITE.match(gap)):
            return following
        leads_on = near and (_CONNECTED.fullmatch(gap) is not None or _is_lead(gap))
    if index >= 0 and index not in owners and _follows(text, links[index], access):
        return index
    return following if leads_on and following not in owners else None


def _is_lead(gap: str) -> bool:
    """Tell whether only words that lead to an address stand between a date and a link."""
    lead = find_address_lead(gap)
    return lead is not None and not _LETTER.search(gap, 0, lead)


def _follows(text: str, link: Link, access: AccessDate) -> bool:
    """Tell whether a date is stated for the link before it."""
    gap = _EACH.sub("", text[link.span.end : access.span.start])
    if len(gap) > _BEHIND or access.span.start < link.span.end:
        return len(gap) > _BEHIND and not _LETTER.search(gap[:_SHARED])
    if not _LETTER.search(gap):
        return True
    if _ENTRY.search(gap):
        return False
    return gap.rstrip()[-1:] in _LEADING_MARKS or text[
        access.span.start : access.date_span.start
    ].rstrip().endswith(":")


def _shares(text: str, link: Link, following: Link, access: AccessDate) -> bool:
    """Tell whether only a separator parts two links, the date standing behind the second."""
    gap = text[link.span.end : following.span.start]
    return (
        len(gap) <= _SHARED
        and access.span.start >= following.span.end
        and _SEPARATORS.fullmatch(gap) is not None
        and "\n\n" not in gap
    )


def _date_all(text: str, links: list[Link], owners: dict[int, AccessDate], order: Order | None) -> None:
    """Give the links without a date the one that is stated for all links of the text."""
    for literal in _TO_ALL_LITERALS:
        at = text.find(literal)
        while at >= 0:
            for access in scan_access_dates(text, max(0, at - 80), at + 160, order):
                if access.to_all:
                    for index in range(len(links)):
                        owners.setdefault(index, access)
                    return
            at = text.find(literal, at + 400)
