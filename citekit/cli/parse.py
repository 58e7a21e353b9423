"""`citekit parse`: reference strings into fields."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.streams import error_console, write_lines, write_output

if TYPE_CHECKING:
    from citekit.model import Entry, Reference


class ParseFormat(StrEnum):
    """What `parse` writes."""

    TABLE = "table"
    JSONL = "jsonl"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    CSL_JSON = "csl-json"
    RIS = "ris"


def parse(
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="REFERENCE", help="Reference strings; without any, lines of standard input."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    format: Annotated[
        ParseFormat | None,
        typer.Option("--format", "-f", help="What to write; a table on a terminal, else JSON Lines."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of the references, such as ru; guessed without it.")
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="Below this, keep the raw string instead of a guess."),
    ] = 0.0,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", "-j", min=0, help="Processes that share the work; 0 takes all cores for long lists."
        ),
    ] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Take reference strings apart into fields: author, title, container, date, pages, link."""
    from citekit.parse import parse_references

    to_terminal = output is None and sys.stdout.isatty()
    chosen = format or (ParseFormat.TABLE if to_terminal else ParseFormat.JSONL)
    processes, strings = share_work(iterate_strings(references), jobs)
    if not quiet and not to_terminal and sys.stderr.isatty():
        strings = show_progress(strings)
    parsed = parse_references(strings, language=language, processes=processes)
    if chosen is ParseFormat.JSONL:
        write_lines((describe_line(reference, min_confidence) for reference in parsed), output)
    elif chosen is ParseFormat.TABLE:
        for reference in parsed:
            print_table(reference, min_confidence)
    else:
        from citekit.bibliography import dump_bibliography

        write_output(dump_bibliography(make_entries(parsed, min_confidence), format=chosen.value), output)


#: From here on processes are worth their start.
LONG_LIST = 2000


def share_work(strings: Iterator[str], jobs: int) -> tuple[int, Iterator[str]]:
    """Choose the number of processes: as told, or all cores where the list is long.

    Args:
        strings: The references; no more than the first 2,000 are read ahead.
        jobs: As the user said; 0 to choose.

    Returns:
        The number of processes, and all strings.
    """
    if jobs == 1:
        return 1, strings
    ahead = list(islice(strings, LONG_LIST))
    whole = chain(ahead, strings)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(ahead) < LONG_LIST:
        return 1, whole
    return jobs or cores, whole


def show_progress(strings: Iterator[str]) -> Iterator[str]:
    """Yield the strings and show on standard error how many were taken up."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("[bold]references[/]"),
        BarColumn(),
        TextColumn("{task.completed:.0f}"),
        TimeElapsedColumn(),
    )
    first = next(strings, None)
    if first is None:
        return
    with Progress(*columns, console=error_console(), transient=True) as progress:
        task = progress.add_task("references", total=None)
        for string in chain([first], strings):
            yield string
            progress.advance(task)


def iterate_strings(references: list[str] | None) -> Iterator[str]:
    """Yield the strings given, or the lines of standard input that are not blank."""
    if references and references != ["-"]:
        yield from references
        return
    for line in sys.stdin.buffer:
        if text := line.decode("utf-8", "replace").strip():
            yield text


def describe_line(reference: Reference, min_confidence: float) -> str:
    """Return a reference as one line of JSON; fields below the confidence are left in the text."""
    import msgspec

    from citekit.report.as_json import describe_date, describe_field, describe_names

    trusted = [field for field in reference.fields if field.confidence >= min_confidence]
    kept = {field.name for field in trusted}
    described = {
        "text": reference.text,
        "type": reference.type,
        "language": reference.language,
        "confidence": round(reference.confidence, 3),
        "fields": [describe_field(field) for field in trusted],
        "names": describe_names((role, names) for role, names in reference.names.items() if role in kept),
        "dates": {role: describe_date(date) for role, date in reference.dates.items() if role in kept},
    }
    return msgspec.json.encode(described).decode()


def print_table(reference: Reference, min_confidence: float) -> None:
    """Print a reference as a table of fields; those below the confidence are marked."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(
        title=escape(f"{reference.type} · {reference.confidence:.0%}"),
        title_justify="left",
        box=None,
        pad_edge=False,
        show_header=False,
    )
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(justify="right")
    for field in reference.fields:
        doubt = " ?" if field.confidence < max(min_confidence, 0.5) else ""
        table.add_row(field.name, escape(field.value), f"{field.confidence:.0%}{doubt}")
    console = Console(highlight=False)
    console.print(table)
    console.print()


def make_entries(references: Iterator[Reference], min_confidence: float) -> list[Entry]:
    """Return entries with fresh keys; below the confidence the string stays whole in `note`."""
    from citekit.bibliography import make_keys, reference_to_entry
    from citekit.model import Entry

    entries = [
        reference_to_entry(reference)
        if reference.confidence >= min_confidence
        else Entry(key="", type="misc", fields={"note": reference.text})
        for reference in references
    ]
    return list(make_keys(entries))
