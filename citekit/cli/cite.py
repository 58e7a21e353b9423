"""`citekit cite`: a Markdown document with citation keys becomes one with formatted citations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citekit.cli.extract import merge_bibliographies
from citekit.cli.render import ProcessorName
from citekit.cli.streams import write_output
from citekit.errors import CitekitError


def cite(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Markdown document; - is standard input.")],
    bib: Annotated[
        list[Path], typer.Option("--bib", help="Bibliography with the cited entries; may be repeated.")
    ],
    style: Annotated[
        str, typer.Option("--style", "-s", help="Style: an id, a title, a URI, or a .csl file.")
    ] = "apa",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    locale: Annotated[str | None, typer.Option(help="Locale, such as ru-RU; else the style's.")] = None,
    heading: Annotated[str | None, typer.Option(help="Heading above the bibliography.")] = None,
    item_locale: Annotated[
        bool, typer.Option("--item-locale", help="Terms and dates of an entry in the entry's own language.")
    ] = False,
    processor: Annotated[
        ProcessorName, typer.Option(help="Which CSL processor renders.")
    ] = ProcessorName.CITEKIT,
) -> None:
    """Replace citations such as [@key, p. 3] by formatted ones, and append the bibliography."""
    from citekit.csl import cite_document
    from citekit.read import load_bytes
    from citekit.read.encoding import decode

    bibliography = merge_bibliographies(bib)
    if bibliography is None or not bibliography.entries:
        raise CitekitError("no entries to cite", source=", ".join(map(str, bib)), code="CK802")
    content, _ = load_bytes(file)
    text = cite_document(
        decode(content).text.replace("\r\n", "\n"),
        bibliography.entries,
        style,
        locale=locale,
        force_locale=locale is not None,
        item_locale=item_locale,
        processor=processor.value,
        heading=heading,
    )
    write_output(text, output)
