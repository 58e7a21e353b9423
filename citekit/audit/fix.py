"""Bibliographies brought up to date: new addresses, archived ones, and what became of the old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from citekit.audit.verdict import GONE, LinkCheck, Verdict
from citekit.model import Bibliography, Entry

#: The value of `urlstatus` by verdict, in the words of citation templates.
URL_STATUS: Final[Mapping[Verdict, str]] = {
    Verdict.DEAD: "dead",
    Verdict.DNS: "dead",
    Verdict.SOFT_DEAD: "unfit",
}


def fix_bibliography(bibliography: Bibliography, checks: Iterable[LinkCheck]) -> Bibliography:
    """Write corrections and snapshots into the entries that they belong to.

    Args:
        bibliography: As it was loaded; entries that nothing is to be said of stay byte for byte.
        checks: Results for its links, with their keys and fields.

    Returns:
        The bibliography with `url` corrected where an address has moved or was broken, and with
        `archiveurl`, `archivedate` and `urlstatus` where the page is gone.
    """
    found: dict[str, list[LinkCheck]] = {}
    for check in checks:
        if check.target.key and check.target.field:
            found.setdefault(check.target.key, []).append(check)
    entries = tuple(fix_entry(entry, found.get(entry.key, ())) for entry in bibliography.entries)
    return replace(bibliography, entries=entries)


def fix_entry(entry: Entry, checks: Iterable[LinkCheck]) -> Entry:
    """Return an entry with what its checks say of it; the same entry where they say nothing."""
    fields = dict(entry.fields)
    for check in checks:
        if check.target.field != "url" or check.target.url != entry.get("url").strip():
            continue
        if check.correction:
            fields["url"] = check.correction
        if check.verdict in GONE:
            fields["urlstatus"] = URL_STATUS[check.verdict]
            if check.memento is not None:
                fields["archiveurl"] = check.memento.url
                fields["archivedate"] = check.memento.when[:10]
    return entry if fields == dict(entry.fields) else replace(entry, fields=fields)
