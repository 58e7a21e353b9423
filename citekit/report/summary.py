"""The summary of an extraction, for a terminal: a line a document, or a line a count for a single one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from citekit.model import Analysis
from citekit.report.as_json import count_findings

if TYPE_CHECKING:
    from rich.table import Table

#: Heading in a table of several documents, and the count that it shows.
COLUMNS = (
    ("cited", "citations"),
    ("notes", "notes"),
    ("refs", "references"),
    ("entries", "entries"),
    ("unres.", "unresolved"),
    ("links", "links"),
    ("ids", "identifiers"),
)


def make_summary(analyses: Sequence[Analysis]) -> Table:
    """Return a table of what was found, with the sums where there are several documents."""
    from rich.markup import escape  # noqa: PLC0415 - rich is slow to import and only needed here
    from rich.table import Table  # noqa: PLC0415 - as above

    if len(analyses) == 1:
        single = Table(box=None, pad_edge=False, show_header=False)
        for name, value in _count_kinds(analyses[0]).items():
            single.add_row(name, str(value))
        return single
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("document", overflow="fold", min_width=12)
    for heading, _ in COLUMNS:
        table.add_column(heading, justify="right", no_wrap=True)
    sums = dict.fromkeys((name for _, name in COLUMNS), 0)
    for analysis in analyses:
        counts = _count_kinds(analysis)
        for name in sums:
            sums[name] += counts[name]
        table.add_row(escape(analysis.document.source), *(str(counts[name]) for name in sums))
    table.add_section()
    table.add_row("all", *(str(value) for value in sums.values()))
    return table


def _count_kinds(analysis: Analysis) -> dict[str, int]:
    counts = count_findings(analysis)
    return {name: counts[name] for _, name in COLUMNS}
