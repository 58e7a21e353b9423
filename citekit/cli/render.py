"""`citekit render`: a bibliography in any CSL style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.streams import EXIT_CLEAN, load_source, print_diagnostics, write_output
from citekit.diagnostics import Diagnostic
from citekit.errors import CitekitError

if TYPE_CHECKING:
    from citekit.model import Entry


class RenderFormat(StrEnum):
    """The formats that a bibliography is rendered in."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    LATEX = "latex"
    RTF = "rtf"
    TYPST = "typst"


class ProcessorName(StrEnum):
    """The CSL processors to choose from."""

    CITEKIT = "citekit"
    CITEPROC_PY = "citeproc-py"


class SortOrder(StrEnum):
    """The order in which entries reach the style."""

    GIVEN = "given"
    KEY = "key"
    AUTHOR = "author"
    YEAR = "year"


FORMAT_OF_SUFFIX = {
    ".html": RenderFormat.HTML,
    ".htm": RenderFormat.HTML,
    ".md": RenderFormat.MARKDOWN,
    ".tex": RenderFormat.LATEX,
    ".rtf": RenderFormat.RTF,
    ".typ": RenderFormat.TYPST,
}


def render(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="BibTeX, biblatex, CSL-JSON or RIS; - is stdin."),
    ],
    style: Annotated[
        str, typer.Option("--style", "-s", help="Style: an id, a title, a URI, or a .csl file.")
    ] = "apa",
    locale: Annotated[str | None, typer.Option(help="Locale, such as ru-RU; else the style's.")] = None,
    format: Annotated[
        RenderFormat | None,
        typer.Option("--format", "-f", help="What to write; by default what the output's ending names."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    keys: Annotated[
        list[str] | None, typer.Option(help="Render only these entries; may be repeated.")
    ] = None,
    sort: Annotated[
        SortOrder, typer.Option(help="Order that numeric styles count in; sorting styles keep their own.")
    ] = SortOrder.GIVEN,
    cite: Annotated[
        list[str] | None,
        typer.Option(help="Print citations instead: keys joined by commas; may be repeated."),
    ] = None,
    item_locale: Annotated[
        bool, typer.Option("--item-locale", help="Terms and dates of an entry in the entry's own language.")
    ] = False,
    processor: Annotated[
        ProcessorName, typer.Option(help="Which CSL processor renders.")
    ] = ProcessorName.CITEKIT,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> None:
    """Render a bibliography, or citations, in a CSL style."""
    from citekit.csl import render_bibliography, render_citations
    from citekit.csl.locale import require_locale

    if locale is not None:
        require_locale(locale)
    chosen = format or FORMAT_OF_SUFFIX.get(output.suffix.lower() if output else "", RenderFormat.TEXT)
    entries: list[Entry] = []
    for file in files:
        bibliography = load_source(file, None)
        print_diagnostics(bibliography.diagnostics, quiet=quiet)
        entries += bibliography.entries
    entries, remarks = settle_keys(entries)
    print_diagnostics(remarks, quiet=quiet)
    entries = sort_entries(entries, sort, locale)
    wanted = {key.strip() for given in (*(keys or ()), *(cite or ())) for key in given.split(",")}
    unknown = wanted - {entry.key for entry in entries}
    if unknown:
        raise CitekitError(f"no entry with the key {', '.join(sorted(unknown))}", code="CK803")
    if not entries:
        raise CitekitError("no entries to render", source=", ".join(files), code="CK802")
    if cite:
        clusters = [[key.strip() for key in given.split(",")] for given in cite]
        rendered = render_citations(
            clusters,
            entries,
            style,
            locale=locale,
            force_locale=locale is not None,
            format=chosen.value,
            item_locale=item_locale,
            processor=processor.value,
        )
        text = "\n".join(rendered) + "\n"
    else:
        text = render_bibliography(
            [entry for entry in entries if not keys or entry.key in wanted],
            style,
            locale=locale,
            force_locale=locale is not None,
            format=chosen.value,
            item_locale=item_locale,
            processor=processor.value,
        )
    write_output(text if text.endswith("\n") else text + "\n", output)
    raise typer.Exit(EXIT_CLEAN)


def settle_keys(entries: Iterable[Entry]) -> tuple[list[Entry], list[Diagnostic]]:
    """Give every entry a key of its own, so that each can be rendered.

    Args:
        entries: Of one or several inputs; some may have no key, or one that was used before.

    Returns:
        The entries in their order, those that repeat an earlier one left out, and what was done.
    """
    from citekit.bibliography.keys import make_keys

    known: dict[str, Entry] = {}
    kept: list[Entry] = []
    renamed: list[tuple[int, str]] = []
    remarks: list[Diagnostic] = []
    for entry in entries:
        first = known.setdefault(entry.key, entry) if entry.key else None
        if entry.key and first is entry:
            kept.append(entry)
        elif first is not None and (first.type, first.fields) == (entry.type, entry.fields):
            remarks.append(Diagnostic("CK215", f'"{entry.key}" is given twice', source=entry.source))
        else:
            renamed.append((len(kept), entry.key))
            kept.append(replace(entry, key=""))
    keyed = list(make_keys(kept))
    for place, key in renamed:
        reason = f'the citekey "{key}" was used before' if key else "citekey missing"
        code = "CK215" if key else "CK213"
        message = f'{reason}: the entry is rendered as "{keyed[place].key}"'
        remarks.append(Diagnostic(code, message, source=keyed[place].source))
    return keyed, remarks


def sort_entries(entries: list[Entry], order: SortOrder, locale: str | None) -> list[Entry]:
    """Return entries by key, by author and year, or by year; equal ones keep their order.

    Args:
        entries: The entries.
        order: The order.
        locale: Whose alphabet decides between authors.
    """
    from citekit.csl.collation import find_collator

    if order is SortOrder.GIVEN:
        return entries
    if order is SortOrder.KEY:
        return sorted(entries, key=lambda entry: entry.key)
    fold = find_collator(locale or "en-US").key

    def year_of(entry: Entry) -> int:
        dates = [entry.dates[field].year for field in ("date", "year") if field in entry.dates]
        return next((year for year in dates if year is not None), 9999)

    if order is SortOrder.YEAR:
        return sorted(entries, key=year_of)
    return sorted(
        entries, key=lambda entry: (fold(entry.get("author") or entry.get("title")), year_of(entry))
    )
