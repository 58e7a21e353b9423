"""`citekit check`: what is wrong with a bibliography."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.inputs import Kind, Recursive, Urls, iterate_inputs
from citekit.cli.streams import (
    EXIT_UNREADABLE,
    FailOn,
    exit_code,
    print_diagnostics,
    print_error,
    write_output,
)
from citekit.errors import CitekitError

if TYPE_CHECKING:
    from citekit.diagnostics import Diagnostic


class CheckFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE", help="Bibliographies, folders, patterns, zip archives; - is standard input."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    format: Annotated[CheckFormat, typer.Option("--format", "-f", help="How to print.")] = CheckFormat.TEXT,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 on findings at or above this severity.")
    ] = FailOn.WARNING,
    recursive: Recursive = False,
    url: Urls = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No closing line.")] = False,
) -> None:
    """Check bibliographies: missing fields, duplicates, malformed identifiers, mixed scripts, damage."""
    from citekit.bibliography import check_bibliography

    if not files and not url:
        raise typer.BadParameter("give a bibliography, or --url")
    findings: list[Diagnostic] = []
    entries = unreadable = 0
    for given in iterate_inputs(files or [], url or [], recursive=recursive, kind=Kind.BIBLIOGRAPHY):
        try:
            if isinstance(given, CitekitError):
                raise given
            bibliography = given.load()
        except CitekitError as error:
            print_error(error)
            unreadable += 1
            continue
        entries += len(bibliography)
        findings += check_bibliography(bibliography)
    if format is CheckFormat.JSON:
        import msgspec

        from citekit.report.as_json import describe_diagnostic

        encoded = msgspec.json.encode([describe_diagnostic(finding) for finding in findings])
        write_output(msgspec.json.format(encoded, indent=2).decode() + "\n", output)
    elif output is not None:
        write_output("".join(f"{finding.severity}: {finding}\n" for finding in findings), output)
    else:
        print_diagnostics(findings, to_stdout=True)
    if not quiet:
        typer.echo(f"{entries} entries, {len(findings)} findings", err=True)
    if unreadable:
        raise typer.Exit(EXIT_UNREADABLE)
    raise typer.Exit(exit_code(findings, fail_on))
