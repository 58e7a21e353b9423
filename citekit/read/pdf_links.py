"""The link annotations of a PDF, tied to the text that they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from citekit.model import Link, Span

_ADDRESS: Final = re.compile(r"(?:https?|ftp)://[^\s]{3,}", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[a-z]{3,5}://(?:www\.)?", re.IGNORECASE)
_BEGINS: Final = re.compile(r"(?:https?|ftp|hxxps?)\s?:|www\.|doi", re.IGNORECASE)


def place_links(text: str, linked: Sequence[tuple[int, int, str]]) -> tuple[Link, ...]:
    """Return the links that annotations mark.

    Args:
        text: The text of the document.
        linked: The words that an annotation covers: start, end and address.

    Returns:
        The links in order. Where the text shows the address, the span is that of the address, line breaks
        included; where it shows other words, that of the words. An annotation that covers only a part of
        a printed address tells nothing.
    """
    found: list[Link] = []
    end = 0
    for start, stop, address in _join_parts(text, sorted(linked)):
        if start < end or not _ADDRESS.fullmatch(address):
            continue
        span = _find_address(text, start, stop, address)
        if span is None:
            if _BEGINS.search(text, start, stop) or _is_fragment(text[start:stop], address):
                continue
            span = Span(start, stop)
        elif text[span.end : span.end + 1] in set("/-_=&%#~?") or text[span.end : span.end + 1].isalnum():
            continue
        found.append(Link(address, span, text[span.start : span.end]))
        end = span.end
    return tuple(found)


def _is_fragment(shown: str, address: str) -> bool:
    """Tell whether words are a part of the address that is printed, which goes on elsewhere."""
    compact = "".join(shown.split())
    whole = f"{address} {unquote(address)}"
    return not compact.isalpha() and (compact in whole or compact.replace("-", "") in whole.replace("-", ""))


def _join_parts(text: str, linked: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches that lead to one address, over blanks and line ends."""
    current: tuple[int, int, str] | None = None
    for start, end, address in linked:
        gap = text[current[1] : start] if current is not None else ""
        if current is not None and address == current[2] and not gap.strip() and "\n\n" not in gap:
            current = (current[0], max(end, current[1]), address)
            continue
        if current is not None:
            yield current
        current = (start, end, address)
    if current is not None:
        yield current


def _find_address(text: str, start: int, stop: int, address: str) -> Span | None:
    """Find an address as it is shown in a stretch, line breaks and line-end hyphens left out."""
    places = [place for place in range(start, stop) if not text[place].isspace()]
    shown = "".join([text[place] for place in places])
    softened = [place for place in places if not (text[place] == "-" and text[place + 1 : place + 2] == "\n")]
    without = "".join([text[place] for place in softened])
    bare = _SCHEME.sub("", address, count=1)
    for variant in dict.fromkeys((address, unquote(address), bare, unquote(bare), bare.rstrip("/"))):
        for compact, origin in ((shown, places), (without, softened)):
            index = compact.find(variant) if variant else -1
            if index < 0:
                continue
            first = index
            if variant not in {address, unquote(address)}:
                scheme = re.search(r"(?:https?://)?(?:www\.)?\Z", compact[:index], re.IGNORECASE)
                first = scheme.start() if scheme else index
            return Span(origin[first], origin[index + len(variant) - 1] + 1)
    return None
