"""`citekit parse`: reference strings into fields."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.streams import write_output

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
) -> None:
    """Take reference strings apart into fields: author, title, container, date, pages, link."""
    from citekit.parse import parse_references

    to_terminal = output is None and sys.stdout.isatty()
    chosen = format or (ParseFormat.TABLE if to_terminal else ParseFormat.JSONL)
    parsed = parse_references(iterate_strings(references), language=language)
    if chosen is ParseFormat.JSONL and output is None:
        for reference in parsed:
            typer.echo(describe_line(reference, min_confidence))
    elif chosen is ParseFormat.JSONL:
        write_output("".join(describe_line(r, min_confidence) + "\n" for r in parsed), output)
    elif chosen is ParseFormat.TABLE:
        for reference in parsed:
            print_table(reference, min_confidence)
    else:
        from citekit.bibliography import dump_bibliography

        write_output(dump_bibliography(make_entries(parsed, min_confidence), format=chosen.value), output)


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
    described = {
        "text": reference.text,
        "type": reference.type,
        "language": reference.language,
        "confidence": round(reference.confidence, 3),
        "fields": [describe_field(field) for field in trusted],
        "names": describe_names(reference.names.items()),
        "dates": {role: describe_date(date) for role, date in reference.dates.items()},
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
