"""`citekit styles`: which CSL styles there are."""

from __future__ import annotations

from typing import Annotated

import typer

from citekit.cli.streams import EXIT_FINDINGS

app = typer.Typer(help="Search the CSL styles.", no_args_is_help=True)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words of the id or title.")],
) -> None:
    """List the styles whose id or title holds all the words."""
    from citekit.csl import search_styles

    found = search_styles(" ".join(words))
    for style in found:
        typer.echo(f"{style.name}\t{style.title}")
    if not found:
        typer.echo("no style found", err=True)
        raise typer.Exit(EXIT_FINDINGS)
