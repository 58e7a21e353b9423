"""An audit on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from citekit.audit.verdict import ALIVE, GONE, LinkCheck, Verdict
from citekit.report.audit_rows import count_verdicts, is_drifted, write_drift, write_place

if TYPE_CHECKING:
    from rich.table import Table

_SHOWN: Final = frozenset(Verdict) - {Verdict.OK, Verdict.SKIPPED}


def choose_colour(verdict: Verdict) -> str:
    """Return the colour that a verdict is shown in."""
    if verdict in GONE or verdict is Verdict.UNSAFE:
        return "red"
    return "green" if verdict in ALIVE else "yellow"


def make_table(checks: Iterable[LinkCheck], *, everything: bool = False) -> Table:
    """Return a table of the links that are not `ok`, or of all."""
    from rich.markup import escape  # noqa: PLC0415 - rich is slow to import and only needed here
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("verdict", no_wrap=True)
    table.add_column("link", overflow="fold", ratio=3)
    table.add_column("why", overflow="fold", ratio=2)
    for check in checks:
        if not everything and check.verdict not in _SHOWN and not is_drifted(check):
            continue
        link = f"{escape(write_place(check))}\n{escape(check.target.url)}"
        if check.target.accessed:
            link += f"\naccessed {check.target.accessed}"
        why = escape(check.message)
        if check.correction:
            why += f"\n→ {escape(check.correction)}"
        if check.memento:
            days = (
                f", {check.memento.days} days from the access date" if check.memento.days is not None else ""
            )
            why += f"\nsnapshot of {check.memento.when[:10]}{days}:\n{escape(check.memento.url)}"
        if check.drift:
            why += f"\n{write_drift(check)}"
        colour = choose_colour(check.verdict)
        table.add_row(f"[{colour}]{check.verdict.value}[/]", link, why)
    return table


def write_counts(checks: Iterable[LinkCheck]) -> str:
    """Return the closing line: `12 links: 10 ok, 2 dead`."""
    by_verdict = count_verdicts(checks)
    counts = ", ".join(f"{number} {verdict}" for verdict, number in by_verdict.items())
    return f"{sum(by_verdict.values())} links: {counts or 'none'}"
