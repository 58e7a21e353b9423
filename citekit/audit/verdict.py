"""The verdict on a link, with its reason and the evidence for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from citekit.audit.plan import LinkTarget


class Verdict(StrEnum):
    """What became of a link."""

    OK = "ok"
    MOVED = "moved"
    REDIRECTED = "redirected"
    REPAIRED = "repaired"
    DEAD = "dead"
    SOFT_DEAD = "soft-dead"
    BLOCKED = "blocked"
    AUTH = "auth"
    TEMPORARY = "temporary"
    TIMEOUT = "timeout"
    TLS = "tls"
    DNS = "dns"
    UNSAFE = "unsafe"
    SKIPPED = "skipped"


#: The source still stands.
ALIVE: Final = frozenset({Verdict.OK, Verdict.MOVED, Verdict.REDIRECTED, Verdict.REPAIRED})
#: The source no longer stands at this address.
GONE: Final = frozenset({Verdict.DEAD, Verdict.SOFT_DEAD, Verdict.DNS})
#: Nothing is known of the source; asking again may tell.
UNKNOWN: Final = frozenset({Verdict.BLOCKED, Verdict.AUTH, Verdict.TEMPORARY, Verdict.TIMEOUT, Verdict.TLS})


class Hop(Struct, frozen=True, gc=False):
    """One step of a chain of redirects.

    Attributes:
        url: What was asked for.
        status: HTTP status; 0 where none came.
        kind: `permanent`, `temporary`, `meta-refresh`, or empty for the last.
    """

    url: str
    status: int
    kind: str = ""


class Memento(Struct, frozen=True, gc=False):
    """A snapshot of a page in an archive (RFC 7089).

    Attributes:
        url: Where it is.
        when: ISO 8601, to the second, in UTC.
        days: Days between it and the access date, or None where there is no such date.
    """

    url: str
    when: str
    days: int | None = None


class Drift(Struct, frozen=True, gc=False):
    """How a page differs from its snapshot.

    Attributes:
        likeness: 0 to 1, by the words that both have in the same order.
        changed: The likeness is below the threshold.
        removed: Sentences that the page no longer has, shortened; the first few.
        added: Sentences that it did not have then.
    """

    likeness: float
    changed: bool
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class LinkCheck(Struct, frozen=True, gc=False):
    """What an audit says of one link.

    Attributes:
        target: The link, with its place in the source.
        verdict: What became of it.
        reason: Name of the rule that decided, for programs: `status-404`, `title-says-not-found`.
        message: The reason in words.
        status: HTTP status of the last answer; 0 where none came.
        chain: All that was asked for, in order.
        final_url: Where the link leads today, or empty.
        correction: What to write instead, where that is known.
        evidence: What speaks for the verdict, in words.
        confidence: 0 to 1.
        requests: How many requests it took.
        seconds: From the first request to the verdict.
        checked_at: ISO 8601 with time zone.
        memento: The snapshot closest to the access date, or None.
        drift: How today's page differs from it, where that was asked for and both can be read.
    """

    target: LinkTarget
    verdict: Verdict
    reason: str
    message: str = ""
    status: int = 0
    chain: tuple[Hop, ...] = ()
    final_url: str = ""
    correction: str = ""
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0
    requests: int = 0
    seconds: float = 0.0
    checked_at: str = ""
    memento: Memento | None = None
    drift: Drift | None = None
