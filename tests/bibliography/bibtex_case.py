"""Says what a BibTeX case holds: the text it stands for, and what became of it."""

from __future__ import annotations

import re
from dataclasses import asdict

from citekit.bibliography import load_bibliography

_REPEAT = re.compile(r"⟦(\d+)×(.)⟧")


def expand(text: str) -> str:
    """Write out `⟦1500×{⟧`: 1500 opening braces."""
    return _REPEAT.sub(lambda found: found[2] * int(found[1]), text)


def encode(text: str, case: dict) -> bytes:
    text = expand(text).replace("\n", case.get("newline", "\n"))
    data = text.encode(case.get("encoding", "utf-8"))
    return b"\xef\xbb\xbf" + data if case.get("bom") else data


def shorten(values) -> dict:
    """Return a map of texts, the long ones as their length only."""
    return {
        name: value if len(value) <= 200 else f"{len(value)} characters" for name, value in values.items()
    }


def describe_entry(entry) -> dict:
    shown = {"key": entry.key, "type": entry.type, "fields": shorten(entry.fields)}
    if entry.names:
        shown["names"] = {
            role: [{part: value for part, value in asdict(name).items() if value} for name in names]
            for role, names in entry.names.items()
        }
    if entry.others:
        shown["others"] = sorted(entry.others)
    if entry.dates:
        shown["dates"] = {
            name: str(date) + (f" ({date.literal})" if date.literal and date.year is not None else "")
            for name, date in sorted(entry.dates.items())
        }
    return shown


def describe(text: str, case: dict) -> dict:
    found = load_bibliography(encode(text, case), format="bibtex")
    return {
        "entries": [describe_entry(entry) for entry in found],
        "strings": shorten(found.strings),
        "failed": len(found.failed),
        "comments": len(found.comments),
        "diagnostics": [f"{item.line}:{item.column} {item.code}" for item in found.diagnostics],
    }
