"""Drift: how far a page that still stands has moved from what it said on the access date.

The main text of today's page is held against that of the snapshot closest to the access date. Menus, adverts
and footers are left out by trafilatura, which is asked for the same of both.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.audit.address import parse_address
from citekit.audit.archives import ask_archive
from citekit.audit.check import Steps
from citekit.audit.exchange import Request, Response
from citekit.audit.page import HTML_TYPES, decode_body
from citekit.audit.verdict import Drift, Memento
from citekit.errors import AuditError

#: Bytes of a page, and words and sentences of its text, that are compared.
PAGE_LIMIT: Final = 1024 * 1024
WORD_LIMIT: Final = 20_000
#: Sentences that are shown of what is gone, and of what is new; and the length of each.
SHOWN: Final = 5
SHOWN_LENGTH: Final = 240
#: Below this likeness a page counts as changed, where nothing else is asked for.
THRESHOLD: Final = 0.8
_WAYBACK: Final = re.compile(r"(/web/\d{14})(?:[a-z]{2}_)?/")
_WORD: Final = re.compile(r"\w+")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s++|\n++")


def find_drift(url: str, memento: Memento, threshold: float) -> Steps[Drift | None]:
    """Compare a page with its snapshot.

    Args:
        url: Where the page is today.
        memento: The snapshot.
        threshold: Likeness, 0 to 1, below which the page counts as changed.

    Returns:
        How alike they are and what differs; None where either cannot be read as text.

    Raises:
        AuditError: trafilatura is not installed.
    """
    today, then = parse_address(url), parse_address(name_raw(memento.url))
    if today is None or then is None:
        return None
    page = yield Request(today, body_limit=PAGE_LIMIT)
    snapshot = yield from ask_archive(Request(then, body_limit=PAGE_LIMIT))
    for _ in range(3):
        place = parse_address(snapshot.header("location")) if 300 <= snapshot.status < 400 else None
        if place is None:
            break
        snapshot = yield from ask_archive(Request(place, body_limit=PAGE_LIMIT))
    texts = read_main_text(page), read_main_text(snapshot)
    if texts[0] is None or texts[1] is None:
        return None
    return compare_versions(texts[1], texts[0], threshold)


def name_raw(url: str) -> str:
    """Return where a snapshot of a Wayback Machine is without the archive's own banner and links."""
    return _WAYBACK.sub(r"\1id_/", url, count=1)


def read_main_text(response: Response) -> str | None:
    """Return the main text of a page, or None where there is none."""
    if response.status != 200 or response.fault is not None or response.truncated:
        return None
    if response.content_type == "text/plain":
        return decode_body(response)
    if response.content_type not in HTML_TYPES:
        return None
    try:
        import trafilatura  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise AuditError("trafilatura is not installed", hint='pip install "citekit[drift]"') from error
    try:
        text = trafilatura.extract(decode_body(response), include_comments=False, favor_recall=True)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None
    return str(text) if text else None


def compare_versions(before: str, after: str, threshold: float = THRESHOLD) -> Drift:
    """Compare two versions of a text by the longest common run of their words (Indel likeness)."""
    one, other = _list_words(before), _list_words(after)
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - slow to import, seldom needed

    likeness = Indel.normalized_similarity(one, other) if one or other else 1.0
    old, new = _list_sentences(before), _list_sentences(after)
    return Drift(
        likeness=round(likeness, 3),
        changed=likeness < threshold,
        removed=_list_missing(old, new),
        added=_list_missing(new, old),
    )


def _list_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())[:WORD_LIMIT]


def _list_sentences(text: str) -> dict[str, str]:
    """Return sentences by their words alone, so that a comma more is no difference."""
    sentences = (" ".join(sentence.split()) for sentence in _SENTENCE.split(text)[:WORD_LIMIT])
    return {" ".join(_WORD.findall(sentence.casefold())): sentence for sentence in sentences if sentence}


def _list_missing(these: dict[str, str], others: dict[str, str]) -> tuple[str, ...]:
    missing = [sentence for words, sentence in these.items() if words and words not in others]
    return tuple(
        sentence if len(sentence) <= SHOWN_LENGTH else f"{sentence[: SHOWN_LENGTH - 1]}…"
        for sentence in missing[:SHOWN]
    )
