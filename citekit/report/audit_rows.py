"""An audit as JSON, JSON Lines, CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec

from citekit.audit.verdict import LinkCheck, Verdict

COLUMNS: Final = (
    "source", "line", "column", "start", "end", "key", "url", "accessed", "verdict", "reason", "message",
    "status", "final_url", "correction", "memento", "memento_date", "memento_days", "likeness",
    "confidence", "checked_at",
)  # fmt: skip


def describe_check(check: LinkCheck) -> dict[str, Any]:
    """Return a result as plain values; the keys are always the same."""
    target, memento, drift = check.target, check.memento, check.drift
    return {
        "source": target.source,
        "line": target.line,
        "column": target.column,
        "span": [target.span.start, target.span.end] if target.span else None,
        "key": target.key,
        "field": target.field,
        "url": target.url,
        "candidates": list(target.candidates),
        "accessed": str(target.accessed) if target.accessed else None,
        "context": target.context,
        "verdict": check.verdict.value,
        "reason": check.reason,
        "message": check.message,
        "status": check.status,
        "chain": [{"url": hop.url, "status": hop.status, "kind": hop.kind} for hop in check.chain],
        "final_url": check.final_url,
        "correction": check.correction,
        "evidence": list(check.evidence),
        "confidence": check.confidence,
        "requests": check.requests,
        "seconds": check.seconds,
        "checked_at": check.checked_at,
        "memento": {"url": memento.url, "date": memento.when, "days": memento.days} if memento else None,
        "drift": {
            "likeness": drift.likeness,
            "changed": drift.changed,
            "removed": list(drift.removed),
            "added": list(drift.added),
        }
        if drift
        else None,
    }


def count_verdicts(checks: Iterable[LinkCheck]) -> dict[str, int]:
    """Return the number of links by verdict, in the order of the verdicts."""
    counts = Counter(check.verdict for check in checks)
    return {verdict.value: counts[verdict] for verdict in Verdict if counts[verdict]}


def dump_json(checks: Sequence[LinkCheck]) -> str:
    """Return an audit as one JSON object: `version`, `counts`, `links`."""
    described = {
        "version": 1,
        "counts": count_verdicts(checks),
        "links": [describe_check(check) for check in checks],
    }
    return msgspec.json.format(msgspec.json.encode(described), indent=2).decode() + "\n"


def dump_jsonl(checks: Iterable[LinkCheck]) -> str:
    """Return an audit as JSON Lines, one object a link."""
    return "".join(write_jsonl(checks))


def write_jsonl(checks: Iterable[LinkCheck]) -> Iterator[str]:
    """Yield an audit as JSON Lines, line by line."""
    encoder = msgspec.json.Encoder()
    for check in checks:
        yield encoder.encode(describe_check(check)).decode() + "\n"


def dump_csv(checks: Iterable[LinkCheck]) -> str:
    """Return an audit as CSV (RFC 4180) with a heading line."""
    return "".join(write_csv(checks))


def write_csv(checks: Iterable[LinkCheck]) -> Iterator[str]:
    """Yield an audit as CSV (RFC 4180), line by line, the heading first."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, extrasaction="ignore", restval="", lineterminator="\r\n")
    writer.writeheader()
    for check in checks:
        row = describe_check(check)
        span, memento = row["span"] or ("", ""), row["memento"] or {}
        row |= {"start": span[0], "end": span[1], "memento": memento.get("url", "")}
        row |= {"likeness": check.drift.likeness if check.drift else ""}
        row |= {"memento_date": memento.get("date", ""), "memento_days": memento.get("days", "")}
        writer.writerow({name: _keep_text(value) for name, value in row.items()})
        yield _take(buffer)
    yield _take(buffer)


def _take(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _keep_text(value: object) -> object:
    """Keep a spreadsheet from taking text for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "@", "-", "\t", "\r"} else value


def dump_markdown(checks: Sequence[LinkCheck]) -> str:
    """Return an audit as Markdown: the counts, then a table of the links that are not `ok`."""
    counts = ", ".join(f"{number} {verdict}" for verdict, number in count_verdicts(checks).items())
    lines = [f"{len(checks)} links: {counts or 'none'}", ""]
    shown = [check for check in checks if check.verdict is not Verdict.OK or is_drifted(check)]
    if shown:
        lines += ["| place | verdict | address | reason | instead |", "|---|---|---|---|---|"]
    for check in shown:
        instead = check.correction or (check.memento.url if check.memento else "")
        why = f"{check.message}; {write_drift(check)}" if check.drift else check.message
        cells = (write_place(check), check.verdict.value, f"<{check.target.url}>", why, instead)
        lines.append("| " + " | ".join(_escape(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def is_drifted(check: LinkCheck) -> bool:
    """Tell whether a page has changed since its snapshot, beyond the threshold."""
    return check.drift is not None and check.drift.changed


def write_drift(check: LinkCheck) -> str:
    """Return in words how much of a page is as it was, or an empty string."""
    if check.drift is None:
        return ""
    word = "changed" if check.drift.changed else "much the same"
    return f"{word} since the snapshot ({check.drift.likeness:.0%} alike)"


def _escape(cell: str) -> str:
    return " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|").replace("`", "\\`")


def write_place(check: LinkCheck) -> str:
    """Return where a link stands: `file:line:column`, or `file: key`."""
    target = check.target
    place = ":".join(str(part) for part in (target.source, target.line, target.column) if part)
    return f"{place} [{target.key}]" if target.key else place
