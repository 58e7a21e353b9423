"""Finds links: web addresses with their breaks mended, and the access dates stated with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from citekit.diagnostics import Diagnostic, Severity, diagnose
from citekit.find.access_owners import date_links
from citekit.find.link_hyphens import (
    choose_joining,
    count_words,
    judge_joints,
    leave_joints,
    prefers_cuts,
)
from citekit.find.streams import Streams, lay_streams, skip_blanks
from citekit.model import Document, Found, Link, Span
from citekit.parse.access_dates import observe_order
from citekit.parse.patterns import defer_pattern
from citekit.parse.urls import Address, find_address_starts, read_address

#: How far an address may go on behind an interruption.
_REACH: Final = 700
#: A hyphen inside a word, in mid-line: such a text does not write its hyphens as U+00AD.
_TRUE_HYPHEN: Final = defer_pattern(r"[^\W\d_]-[^\W\d_]")
_PUNCTUATION: Final = " \t\n\r\f\u00a0.,;:?-#"


@dataclass(frozen=True, slots=True)
class _Placed:
    """An address with its place in the document, which an interruption may part."""

    address: Address
    start: int
    end: int


def find_links(document: Document | str) -> Found[Link]:
    """Find the web addresses of a document.

    A DOI or handle is a link where it is written as an address (`https://doi.org/…`, `doi.org/…`,
    `hdl.handle.net/…`); `doi:10.…` alone is an identifier only. An e-mail address is none.

    Args:
        document: A document with its notes, or plain text.

    Returns:
        Links in the order of the text; a diagnostic CK310 for each access date whose order of day and
        month is ambiguous.
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    text = document.text
    starts = find_address_starts(text)
    if not starts:
        return Found()
    streams = lay_streams(document)
    soft_hyphen = _weigh_soft_hyphens(text)
    placed: list[_Placed] = []
    done = 0
    beyond = range(0)
    for start in starts:
        if start < done or start in beyond:
            continue
        found = _read_placed(text, start, streams, soft_hyphen)
        if found is None:
            continue
        placed.append(found)
        stop, resume = streams.stop_after(start)
        done = min(found.end, stop)
        if found.end > stop:
            beyond = range(resume, found.end)
    links = [
        Link(one.address.url, Span(one.start, one.end), text[one.start : one.end], one.address.candidates)
        for one in settle_hyphens(prefer_known(placed), text)
    ]
    order = observe_order(text)
    dated = date_links(text, links, streams, order)
    diagnostics = [
        diagnose(
            document,
            "CK310",
            f"the access date {text[access.date_span.start : access.date_span.end]!r} is read as "
            f"{access.date}; it may be {access.other}",
            access.span,
            Severity.WARNING,
            "write the month as a word, or the date as 2018-07-02",
        )
        for access in dated.ambiguous
        if access.other is not None
    ]
    return Found(dated.links, _unique(diagnostics))


def _unique(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(dict.fromkeys(diagnostics))


def _weigh_soft_hyphens(text: str) -> str | None:
    """Return what U+00AD stands for inside addresses; None where nothing in the text tells."""
    if "\u00ad" not in text:
        return None
    return "" if _TRUE_HYPHEN.search(text, 0, 200_000) else None


def _read_placed(text: str, start: int, streams: Streams, soft_hyphen: str | None) -> _Placed | None:
    """Read an address to the end of its stretch of text, and behind an interruption if it goes on there."""
    stop, resume = streams.stop_after(start)
    address = read_address(text, start, stop, soft_hyphen=soft_hyphen)
    if resume < 0 or stop - start > _REACH or (address and text[address.end : stop].strip(_PUNCTUATION)):
        return None if address is None else _Placed(address, start, address.end)
    front = text[start:stop].rstrip()
    resume = skip_blanks(text, resume)
    joined = f"{front}\n{text[resume : min(streams.stop_after(resume)[0], resume + _REACH)]}"
    whole = read_address(joined, 0, soft_hyphen=soft_hyphen)
    if whole is None or whole.end <= len(front):
        return None if address is None else _Placed(address, start, address.end)
    end = resume + whole.end - len(front) - 1
    return _Placed(whole._replace(start=start, end=start + len(front)), start, end)


def prefer_known(placed: list[_Placed]) -> list[_Placed]:
    """Prefer a joining that stands unbroken elsewhere in the document."""
    whole = {one.address.url for one in placed if not one.address.breaks}
    hosts = {_host_of(url) for url in whole}
    return [_prefer(one, whole, hosts) if one.address.breaks else one for one in placed]


def _prefer(one: _Placed, whole: set[str], hosts: set[str]) -> _Placed:
    address = one.address
    if address.url in whole:
        return one
    joinings = [url for url in address.candidates if abs(len(url) - len(address.url)) <= address.breaks]
    best = next((url for url in joinings if url in whole), None)
    if best is None and _host_of(address.url) not in hosts:
        best = next((url for url in joinings if _host_of(url) in hosts), None)
    if best is None:
        return one
    others = tuple(url for url in (address.url, *address.candidates) if url != best)
    return replace(one, address=address._replace(url=best, candidates=others))


def settle_hyphens(placed: list[_Placed], text: str) -> list[_Placed]:
    """Decide which hyphens at line ends belong to an address, by the words of all addresses."""
    broken = [index for index, one in enumerate(placed) if one.address.breaks]
    raws = {index: text[placed[index].start : placed[index].end] for index in broken}
    raws = {index: raw for index, raw in raws.items() if "-" in raw and "\n" in raw}
    if not raws:
        return placed
    whole = [one.address.url for index, one in enumerate(placed) if index not in raws]
    words = count_words((*whole, *map(leave_joints, raws.values())))
    cuts = prefers_cuts(verdict for raw in raws.values() for verdict in judge_joints(raw, words))
    settled = list(placed)
    for index, raw in raws.items():
        address = placed[index].address
        best = choose_joining(raw, (address.url, *address.candidates), words, cuts=cuts)
        if best is not None and best != address.url:
            others = tuple(url for url in (address.url, *address.candidates) if url != best)
            settled[index] = replace(placed[index], address=address._replace(url=best, candidates=others))
    return settled


def _host_of(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")
