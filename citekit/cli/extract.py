"""`citekit extract`: a document in, its bibliography and everything found in it out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.inputs import Isolate, Recursive, Urls, iterate_inputs
from citekit.cli.streams import (
    EXIT_UNREADABLE,
    FailOn,
    error_console,
    exit_code,
    print_diagnostics,
    print_error,
    write_output,
)
from citekit.errors import CitekitError

if TYPE_CHECKING:
    from citekit.model import Analysis, Bibliography


class ExtractFormat(StrEnum):
    """What `extract` writes."""

    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    CSL_JSON = "csl-json"
    RIS = "ris"
    JSON = "json"
    CSV = "csv"


class Provenance(StrEnum):
    """How an entry tells where it was found."""

    NONE = "none"
    COMMENT = "comment"
    FIELD = "field"


#: The format that a file name's ending asks for.
FORMAT_OF_SUFFIX = {
    ".bib": ExtractFormat.BIBTEX,
    ".ris": ExtractFormat.RIS,
    ".csv": ExtractFormat.CSV,
    ".json": ExtractFormat.JSON,
}


def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Documents, folders, zip archives; - is standard input."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    format: Annotated[
        ExtractFormat | None,
        typer.Option("--format", "-f", help="What to write; by default what the output's ending names."),
    ] = None,
    bib: Annotated[
        list[Path] | None,
        typer.Option("--bib", help="Given bibliography that fills missing entries; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json: every span.")] = False,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="In JSON, the document's text as well.")
    ] = False,
    language: Annotated[
        str | None, typer.Option(help="Language of the documents, such as ru; guessed without it.")
    ] = None,
    key_pattern: Annotated[
        str | None, typer.Option(help="Pattern of the citekeys, such as {author}{year}{title}.")
    ] = None,
    provenance: Annotated[
        Provenance, typer.Option(help="How an entry tells where it was found.")
    ] = Provenance.NONE,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 on diagnostics at or above this severity.")
    ] = FailOn.NEVER,
    recursive: Recursive = False,
    url: Urls = None,
    isolate: Isolate = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary, and only errors.")] = False,
) -> None:
    """Find citations, notes, links and identifiers in documents, and write their bibliography."""
    chosen = choose_format(format, output, as_json=as_json)
    if not files and not url:
        raise typer.BadParameter("give a document, or --url")
    analyses, unreadable = analyze_files(
        files or [],
        bib or [],
        language=language,
        key_pattern=key_pattern,
        quiet=quiet,
        urls=url or [],
        recursive=recursive,
        isolate=isolate,
    )
    several = len(analyses) + unreadable > 1
    if analyses or several:
        write_output(write_analyses(analyses, chosen, with_text=with_text, provenance=provenance), output)
    if analyses and not quiet:
        from citekit.report.summary import make_summary

        error_console().print(make_summary(analyses))
    if unreadable and several:
        typer.echo(f"{unreadable} of {len(analyses) + unreadable} files could not be read", err=True)
    if unreadable:
        raise typer.Exit(EXIT_UNREADABLE)
    raise typer.Exit(exit_code((d for a in analyses for d in a.diagnostics), fail_on))


def choose_format(asked: ExtractFormat | None, output: Path | None, *, as_json: bool) -> ExtractFormat:
    """Return the format asked for, else the one that the output's ending names, else BibTeX."""
    if as_json:
        return ExtractFormat.JSON
    if asked is not None:
        return asked
    return FORMAT_OF_SUFFIX.get(output.suffix.lower() if output else "", ExtractFormat.BIBTEX)


def analyze_files(
    files: Sequence[str],
    bibliographies: Sequence[Path],
    *,
    language: str | None,
    key_pattern: str | None,
    quiet: bool,
    urls: Sequence[str] = (),
    recursive: bool = False,
    isolate: bool = False,
) -> tuple[list[Analysis], int]:
    """Analyse each document; one that cannot be read is reported and passed over.

    Returns:
        The analyses, and the number of files that could not be read.
    """
    from citekit.pipeline import analyze

    given = merge_bibliographies(bibliographies)
    analyses = []
    unreadable = 0
    for given_input in iterate_inputs(files, urls, recursive=recursive):
        try:
            if isinstance(given_input, CitekitError):
                raise given_input
            document = given_input.read(language=language, isolate=isolate)
            analysis = analyze(document, bibliography=given, language=language, key_pattern=key_pattern)
        except CitekitError as error:
            print_error(error)
            unreadable += 1
            continue
        print_diagnostics(analysis.diagnostics, quiet=quiet)
        analyses.append(analysis)
    return analyses, unreadable


def merge_bibliographies(paths: Sequence[Path]) -> Bibliography | None:
    """Load the given bibliographies as one; None where there is none."""
    from citekit.bibliography import load_bibliography
    from citekit.model import Bibliography

    if not paths:
        return None
    loaded = [load_bibliography(path) for path in paths]
    for bibliography in loaded:
        print_diagnostics(bibliography.diagnostics, quiet=True)
    if len(loaded) == 1:
        return loaded[0]
    return Bibliography(entries=tuple(entry for bibliography in loaded for entry in bibliography))


def write_analyses(
    analyses: Sequence[Analysis], format: ExtractFormat, *, with_text: bool, provenance: Provenance
) -> str:
    """Return the result in one of the formats."""
    if format is ExtractFormat.JSON:
        from citekit.report.as_json import dump_analyses

        return dump_analyses(analyses, with_text=with_text)
    if format is ExtractFormat.CSV:
        from citekit.report.as_csv import dump_rows

        return dump_rows(analyses)
    from citekit.bibliography import dump_bibliography

    entries = [entry for analysis in analyses for entry in analysis.entries]
    return dump_bibliography(entries, format=format.value, provenance=provenance.value)
