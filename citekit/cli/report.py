"""`citekit report`: documents in, pages for a reader out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from citekit.cli.extract import analyze_files
from citekit.cli.inputs import Isolate, Urls
from citekit.cli.streams import EXIT_UNREADABLE, FailOn, exit_code, write_output
from citekit.errors import ReadError

if TYPE_CHECKING:
    from citekit.audit.verdict import LinkCheck
    from citekit.model import Analysis

_BAD_IN_NAME = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


class Interface(StrEnum):
    """The languages of the page."""

    EN = "en"
    RU = "ru"


def report(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOC", help="Documents, folders of them, patterns or zip archives; - is standard input."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Page to write, or folder for several documents; else standard output."
        ),
    ] = None,
    style: Annotated[
        str | None, typer.Option("--style", "-s", help="Style shown first; GOST or APA by the language.")
    ] = None,
    interface: Annotated[
        Interface | None, typer.Option(help="Language of the page; by default the document's.")
    ] = None,
    bib: Annotated[
        list[Path] | None,
        typer.Option("--bib", help="Given bibliography that fills missing entries; may be repeated."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of the documents, such as ru; guessed without it.")
    ] = None,
    audit: Annotated[
        bool,
        typer.Option("--audit", help="Check the links, as citekit audit does, and show what became of them."),
    ] = False,
    audit_results: Annotated[
        list[Path] | None,
        typer.Option(help="Show results of citekit audit: its store, JSON or JSON Lines; may be repeated."),
    ] = None,
    styles: Annotated[
        int | None,
        typer.Option(min=1, help="How many styles a page offers; 13, but fewer for a large bibliography."),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 on diagnostics at or above this severity.")
    ] = FailOn.NEVER,
    url: Urls = None,
    isolate: Isolate = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> None:
    """Write documents as HTML pages with every citation, note, link and entry marked."""
    files, urls = documents or [], url or []
    if not files and not urls:
        raise typer.BadParameter("give a document, or --url")
    whole = len(files) + len(urls) > 1 or any(Path(given).is_dir() for given in files)
    no_folder = output is None or output.is_file()
    if whole and no_folder:
        raise typer.BadParameter("several documents need a folder", param_hint="--output")
    analyses, unreadable = analyze_files(
        files,
        bib or [],
        language=language,
        key_pattern=None,
        quiet=quiet,
        urls=urls,
        recursive=True,
        isolate=isolate,
    )
    if len(analyses) > 1 and no_folder:
        raise typer.BadParameter("several documents need a folder", param_hint="--output")
    whole = whole or len(analyses) > 1
    looks = Looks(style, interface.value if interface else None, styles)
    checks = gather_checks(analyses, audit_results or [], run=audit, quiet=quiet)
    if whole and output is not None and analyses:
        write_folder(analyses, output, looks, checks)
    else:
        for analysis in analyses:
            write_output(write_one(analysis, looks, checks), output)
    if unreadable:
        raise typer.Exit(EXIT_UNREADABLE)
    raise typer.Exit(exit_code((d for a in analyses for d in a.diagnostics), fail_on))


@dataclass(frozen=True, slots=True)
class Looks:
    """How pages look: the style shown first, the language, and how many styles there are."""

    style: str | None
    interface: str | None
    most_styles: int | None


def gather_checks(
    analyses: Sequence[Analysis], paths: Sequence[Path], *, run: bool, quiet: bool
) -> list[LinkCheck]:
    """Return results of earlier audits, and of one made now; the later count.

    Raises:
        CitekitError: A file holds no results, or the audit cannot go on.
    """
    if not paths and not run:
        return []
    from citekit.report.page_links import read_checks

    checks = [check for path in paths for check in read_checks(path)]
    if run:
        from citekit.audit.config import load_config
        from citekit.audit.plan import plan_document
        from citekit.cli.audit import default_store, make_options, run_audit
        from citekit.cli.audit_links import Links, Results

        settings = load_config(None)
        given: dict[str, Any] = {
            "services": None,
            "exclude": None,
            "save": False,
            "offline": False,
        }
        given["archive"] = settings.values.get("archive") or "failed"
        targets = [target for analysis in analyses for target in plan_document(analysis)]
        store = Path(settings.get("store", None, None) or default_store())
        age = settings.get("max-age", None, 1.0) * 86_400
        links = Links([targets], total=len(targets))
        with Results() as results:
            run_audit(links, make_options(settings, given), store, age, results, quiet=quiet)
            checks += results
    return checks


def write_one(analysis: Analysis, looks: Looks, checks: Sequence[LinkCheck], index: str = "") -> str:
    """Return the page of one document."""
    from citekit.report.page import write_page

    return write_page(
        analysis,
        style=looks.style,
        interface=looks.interface,
        index=index,
        checks=checks,
        most_styles=looks.most_styles,
    )


def write_folder(
    analyses: Sequence[Analysis], folder: Path, looks: Looks, checks: Sequence[LinkCheck] = ()
) -> None:
    """Write a page for each document, and `index.html` that leads to them.

    Raises:
        ReadError: The folder or a file cannot be written.
    """
    from citekit.report.overview import write_overview

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"cannot write: {reason}", source=str(folder), code="CK801") from error
    pages = [
        (name_page(analysis.document.source, number), analysis) for number, analysis in enumerate(analyses, 1)
    ]
    for name, analysis in pages:
        write_output(write_one(analysis, looks, checks, index="index.html"), folder / name)
    overview = write_overview(pages, interface=looks.interface, checks=checks)
    write_output(overview, folder / "index.html")


def name_page(source: str, number: int) -> str:
    """Return the file name of a document's page: its number, so that none is there twice, and its name."""
    stem = _BAD_IN_NAME.sub("-", Path(source).stem)[:_LONGEST_NAME].strip("-.")
    return f"{number:03d}-{stem}.html" if stem else f"{number:03d}.html"
