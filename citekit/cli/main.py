"""The command line application: commands, the errors that end it, and the exit codes.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 wrong usage, 3 an input cannot be read.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Final

import typer

from citekit.cli.streams import EXIT_INTERRUPTED, EXIT_UNREADABLE, print_error
from citekit.collector import ease_collection
from citekit.errors import CitekitError

EXIT_BROKEN_PIPE = 141

COMMANDS: Final = (
    "extract", "parse", "convert", "check", "audit", "render", "report", "cite", "read", "serve", "styles",
)  # fmt: skip


def _print_version(value: bool) -> None:
    if value:
        from citekit import __version__

        typer.echo(f"citekit {__version__}")
        raise typer.Exit


def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Find citations, footnotes, identifiers and links; write bibliographies; audit links."""


def make_app(commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """Return the application with these commands; a module is imported where its command is wanted."""
    app = typer.Typer(
        name="citekit",
        help="Find citations, footnotes, identifiers and links; write bibliographies; audit links.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    app.callback()(root)
    for name in commands:
        module = import_module(f"citekit.cli.{name}")
        if name == "styles":
            app.add_typer(module.app, name=name)
        else:
            app.command()(getattr(module, name))
    return app


def main() -> None:
    """Run the command line; what ends it is printed in one line, never as a traceback."""
    named = tuple(name for name in sys.argv[1:2] if name in COMMANDS)
    try:
        with ease_collection():
            make_app(named or COMMANDS)()
    except CitekitError as error:
        print_error(error)
        sys.exit(EXIT_UNREADABLE)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone; point stdout elsewhere so that closing it stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_BROKEN_PIPE if hasattr(signal, "SIGPIPE") else 1)
