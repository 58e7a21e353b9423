"""What a terminal shows while links are checked: the last failures, counts, a bar, the time left."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citekit.cli.streams import error_console

if TYPE_CHECKING:
    from rich.console import Console, Group

    from citekit.audit.verdict import LinkCheck, Verdict

#: Failures that the table shows at once, where the terminal is high enough.
SHOWN: Final = 8
#: Lines of a terminal that the table leaves free.
KEPT_FREE: Final = 8


def show_progress(
    results: Iterator[LinkCheck], total: int, console: Console | None = None
) -> Iterator[LinkCheck]:
    """Pass results on, and show how far the audit is; nothing stays on the terminal afterwards."""
    from rich.live import Live
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from citekit.audit.verdict import ALIVE, Verdict

    console = console or error_console()
    bar = Progress(
        TextColumn("checking"), BarColumn(bar_width=None), MofNCompleteColumn(), TimeRemainingColumn(),
        expand=True,
    )  # fmt: skip
    task = bar.add_task("links", total=total)
    counts: Counter[Verdict] = Counter()
    failed: deque[LinkCheck] = deque(maxlen=max(1, min(SHOWN, console.height - KEPT_FREE)))
    with Live(
        console=console,
        transient=True,
        refresh_per_second=8,
        get_renderable=lambda: draw(failed, counts, bar),
    ):
        for check in results:
            counts[check.verdict] += 1
            if check.verdict not in ALIVE and check.verdict is not Verdict.SKIPPED:
                failed.append(check)
            bar.advance(task)
            yield check


def draw(failed: deque[LinkCheck], counts: Counter[Verdict], bar: object) -> Group:
    """Return the table of the last failures, the counts by verdict and the bar."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from citekit.audit.verdict import Verdict
    from citekit.report.audit_table import choose_colour

    table = Table(box=None, pad_edge=False, show_header=False, expand=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    for check in failed:
        name = Text(check.verdict.value, style=choose_colour(check.verdict))
        table.add_row(name, Text(check.target.url))
    line = Text()
    for verdict in Verdict:
        if counts[verdict]:
            line.append(f"{verdict.value} {counts[verdict]}  ", style=choose_colour(verdict))
    return Group(table, line, bar)  # type: ignore[arg-type] # a progress bar is a renderable
