"""`citekit convert`: one bibliography format into another."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from citekit.cli.inputs import Kind, Urls, take_one
from citekit.cli.streams import FailOn, exit_code, print_diagnostics, write_output
from citekit.errors import CitekitError


class BibliographyFormat(StrEnum):
    """The bibliography formats that citekit reads and writes."""

    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    CSL_JSON = "csl-json"
    RIS = "ris"


FORMAT_OF_SUFFIX = {
    ".bib": BibliographyFormat.BIBTEX,
    ".bibtex": BibliographyFormat.BIBTEX,
    ".json": BibliographyFormat.CSL_JSON,
    ".ris": BibliographyFormat.RIS,
}


def convert(
    source: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="Bibliography, also in a zip archive; - is standard input."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    read_as: Annotated[
        BibliographyFormat | None, typer.Option("--from", help="Format of the input; guessed without it.")
    ] = None,
    write_as: Annotated[
        BibliographyFormat | None,
        typer.Option("--to", help="Format to write; by default what the output's ending names."),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 on diagnostics at or above this severity.")
    ] = FailOn.NEVER,
    url: Urls = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> None:
    """Convert a bibliography between BibTeX, biblatex, CSL-JSON and RIS."""
    from citekit.bibliography import dump_bibliography

    target = write_as or FORMAT_OF_SUFFIX.get(output.suffix.lower() if output else "")
    if target is None:
        raise typer.BadParameter("name the format to write with --to, or an output file", param_hint="--to")
    given = take_one(source, url or [], Kind.BIBLIOGRAPHY)
    bibliography = given.load(read_as.value if read_as else None)
    print_diagnostics(bibliography.diagnostics, quiet=quiet)
    if not bibliography.entries and not bibliography.failed:
        raise CitekitError("no entries found", source=given.name, code="CK802")
    write_output(dump_bibliography(bibliography, format=target.value), output)
    raise typer.Exit(exit_code(bibliography.diagnostics, fail_on))
