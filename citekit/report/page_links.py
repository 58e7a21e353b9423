"""What an audit says of the links of a page: read from its results, and named as a page names it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from citekit.audit.plan import LinkTarget
from citekit.audit.store import read_check
from citekit.audit.store_results import read_results
from citekit.audit.verdict import GONE, LinkCheck, Verdict
from citekit.errors import AuditError
from citekit.model import Link
from citekit.report.page_states import State, state_of_link

#: The first bytes of a store of `citekit audit`.
_SQLITE: Final = b"SQLite format 3\x00"
_LARGEST: Final = 512 * 1024 * 1024


class Health(StrEnum):
    """How a link is, in the words of a chart; best first."""

    ALIVE = "alive"
    MOVED = "moved"
    UNKNOWN = "unknown"
    DEAD = "dead"


_HEALTH: Final = {
    Verdict.OK: Health.ALIVE,
    Verdict.REDIRECTED: Health.ALIVE,
    Verdict.MOVED: Health.MOVED,
    Verdict.REPAIRED: Health.MOVED,
    **dict.fromkeys(GONE, Health.DEAD),
}


def health_of(check: LinkCheck) -> Health:
    """Return how a link is: what was blocked, timed out or skipped is unknown."""
    return _HEALTH.get(check.verdict, Health.UNKNOWN)


def state_of_checked(link: Link, check: LinkCheck | None) -> State:
    """Return the state of a link: dead, repaired where the audit knows the address of today, else as read."""
    if check is None or check.verdict is Verdict.SKIPPED:
        return state_of_link(link)
    health = health_of(check)
    if health is Health.DEAD:
        return State.DEAD
    if health is Health.MOVED:
        return State.REPAIRED
    if health is Health.UNKNOWN:
        return State.INFERRED
    return State.REPAIRED if link.raw and link.raw != link.url else State.RESOLVED


def index_checks(checks: Iterable[LinkCheck]) -> dict[str, LinkCheck]:
    """Return results by address; of two for one address the later counts."""
    return {check.target.url: check for check in checks}


def read_checks(path: Path) -> list[LinkCheck]:
    """Return the results that `citekit audit` kept or wrote: its store, JSON or JSON Lines.

    Raises:
        AuditError: The file cannot be read, or is none of these.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_SQLITE))
            content = b"" if head == _SQLITE else head + stream.read(_LARGEST)
    except OSError as error:
        raise AuditError(f"cannot be read: {error.strerror or error}", source=str(path)) from error
    try:
        return list(read_results(path) if head == _SQLITE else _read_json(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = "holds no results of citekit audit (its store, JSON or JSON Lines)"
        raise AuditError(reason, source=str(path)) from error


def _read_json(content: bytes) -> Iterator[LinkCheck]:
    text = content.decode("utf-8-sig")
    try:
        whole = json.loads(text)
    except ValueError:
        whole = [json.loads(line) for line in text.splitlines() if line.strip()]
    links = whole.get("links", [whole]) if isinstance(whole, dict) else whole
    for link in links:
        yield _read_link(link)


def _read_link(link: Mapping[str, Any]) -> LinkCheck:
    """Return one result as `dump_json` and `dump_jsonl` write it."""
    memento = link.get("memento")
    values = {
        "verdict": link["verdict"],
        "reason": str(link.get("reason") or ""),
        "message": str(link.get("message") or ""),
        "status": int(link.get("status") or 0),
        "chain": [
            [str(hop["url"]), int(hop["status"]), str(hop.get("kind", ""))] for hop in link.get("chain") or ()
        ],
        "final_url": str(link.get("final_url") or ""),
        "correction": str(link.get("correction") or ""),
        "evidence": [str(one) for one in link.get("evidence") or ()],
        "confidence": float(link.get("confidence") or 0),
        "checked_at": str(link.get("checked_at") or ""),
        "memento": [str(memento["url"]), str(memento["date"]), memento.get("days")] if memento else None,
    }
    return read_check(values, LinkTarget(str(link["url"]), source=str(link.get("source") or "")))
