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


#: One item of each of the usual kinds, to show a style by.
SAMPLES = (
    {
        "id": "book",
        "type": "book",
        "author": [{"family": "Соколова", "given": "Н. В."}],
        "title": "История портовых городов",
        "publisher": "Невский берег",
        "publisher-place": "Санкт-Петербург",
        "issued": {"date-parts": [[2011]]},
        "language": "ru",
    },
    {
        "id": "article",
        "type": "article-journal",
        "author": [{"family": "Lee", "given": "Ann"}, {"family": "Hale", "given": "Robert"}],
        "title": "Ports and bridges",
        "container-title": "Harbour Review",
        "volume": "12",
        "issue": "3",
        "page": "41-57",
        "issued": {"date-parts": [[2016]]},
        "DOI": "10.5555/ports",
        "language": "en",
    },
    {
        "id": "page",
        "type": "webpage",
        "title": "Порт открыт для судов",
        "container-title": "Вестник гавани",
        "issued": {"date-parts": [[2018, 3, 14]]},
        "accessed": {"date-parts": [[2018, 6, 22]]},
        "URL": "http://port.example/a",
        "language": "ru",
    },
)


@app.command()
def show(
    style: Annotated[str, typer.Argument(metavar="STYLE", help="An id, a title, a URI, or a .csl file.")],
    locale: Annotated[str | None, typer.Option(help="Locale, such as ru-RU; else the style's.")] = None,
) -> None:
    """Show a style by three sample entries: their citations, and the bibliography."""
    from citekit.csl import render_bibliography, render_citations

    forced = locale is not None
    clusters = [[str(item["id"])] for item in SAMPLES]
    citations = render_citations(clusters, SAMPLES, style, locale=locale, force_locale=forced)
    for rendered in citations:
        typer.echo(rendered)
    typer.echo()
    typer.echo(render_bibliography(SAMPLES, style, locale=locale, force_locale=forced), nl=False)
