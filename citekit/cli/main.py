"""The command line application: commands, the errors that end it, and the exit codes.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 wrong usage, 3 an input cannot be read.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated

import typer

from citekit.cli import audit, check, cite, convert, extract, parse, read, render, report, serve, styles
from citekit.cli.streams import EXIT_INTERRUPTED, EXIT_UNREADABLE, print_error
from citekit.errors import CitekitError

EXIT_BROKEN_PIPE = 141

app = typer.Typer(
    name="citekit",
    help="Find citations, footnotes, identifiers and links; write bibliographies; audit links.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.command()(extract.extract)
app.command()(parse.parse)
app.command()(convert.convert)
app.command()(check.check)
app.command()(audit.audit)
app.command()(render.render)
app.command()(report.report)
app.command()(cite.cite)
app.command()(read.read)
app.command()(serve.serve)
app.add_typer(styles.app, name="styles")


def _print_version(value: bool) -> None:
    if value:
        from citekit import __version__

        typer.echo(f"citekit {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Find citations, footnotes, identifiers and links; write bibliographies; audit links."""


def main() -> None:
    """Run the command line; what ends it is printed in one line, never as a traceback."""
    try:
        app()
    except CitekitError as error:
        print_error(error)
        sys.exit(EXIT_UNREADABLE)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone; point stdout elsewhere so that closing it stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_BROKEN_PIPE if hasattr(signal, "SIGPIPE") else 1)
