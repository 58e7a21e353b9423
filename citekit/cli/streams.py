"""What the commands share: reading inputs, writing results, printing diagnostics, exit codes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from citekit.diagnostics import Diagnostic, Severity
from citekit.errors import CitekitError, ReadError

if TYPE_CHECKING:
    from rich.console import Console

    from citekit.model import Bibliography

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3
EXIT_INTERRUPTED = 130

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_COLOUR = {Severity.INFO: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "red"}


class FailOn(StrEnum):
    """The severity from which findings make the command fail."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    NEVER = "never"


def exit_code(diagnostics: Iterable[Diagnostic], fail_on: FailOn) -> int:
    """Return 1 where a diagnostic is at or above `fail_on`, else 0."""
    if fail_on is FailOn.NEVER:
        return EXIT_CLEAN
    least = _RANK[Severity(fail_on.value)]
    return EXIT_FINDINGS if any(_RANK[d.severity] >= least for d in diagnostics) else EXIT_CLEAN


def error_console() -> Console:
    """Return a console on standard error; it obeys NO_COLOR and the width of the terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], *, quiet: bool = False, to_stdout: bool = False
) -> None:
    """Print diagnostics to standard error, one a line; with `quiet` only errors."""
    to_stderr = not to_stdout
    for diagnostic in diagnostics:
        if quiet and diagnostic.severity is not Severity.ERROR:
            continue
        colour = _COLOUR[diagnostic.severity]
        typer.secho(f"{diagnostic.severity.value}: ", fg=colour, err=to_stderr, nl=False)
        typer.echo(str(diagnostic), err=to_stderr)


def print_error(error: CitekitError) -> None:
    """Print an error to standard error in one line."""
    typer.secho("error: ", fg="red", bold=True, err=True, nl=False)
    typer.echo(str(error), err=True)


def write_output(text: str, path: Path | None) -> None:
    """Write a result to a file, all or nothing, or to standard output.

    Raises:
        ReadError: The file cannot be written.
    """
    write_bytes(text.encode("utf-8", "surrogateescape"), path)


def write_bytes(content: bytes, path: Path | None) -> None:
    """Write bytes to a file, all or nothing, or to standard output.

    Raises:
        ReadError: The file cannot be written.
    """
    if path is None or str(path) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        _replace_file(path, (content,))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"cannot write: {reason}", source=str(path), code="CK801") from error


def write_lines(lines: Iterable[str], path: Path | None) -> None:
    """Write lines as they come to a file, all or nothing, or to standard output; none is kept in memory.

    Raises:
        ReadError: The file cannot be written.
    """
    write_chunks((f"{line}\n" for line in lines), path)


def write_chunks(chunks: Iterable[str], path: Path | None) -> None:
    """Write a long result piece by piece, to a file all or nothing, or to standard output.

    Raises:
        ReadError: The file cannot be written.
    """
    pieces = (chunk.encode("utf-8", "surrogateescape") for chunk in chunks)
    if path is None or str(path) == "-":
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    try:
        _replace_file(path, pieces)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"cannot write: {reason}", source=str(path), code="CK801") from error


def _replace_file(path: Path, pieces: Iterable[bytes]) -> None:
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        if path.is_dir():
            raise IsADirectoryError(21, "it is a directory")
        with path.open("wb") as stream:
            stream.writelines(pieces)
        return
    target = path.resolve()
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_read_umask()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def load_source(source: str, format: str | None) -> Bibliography:
    """Load a bibliography from a path, or from standard input for `-`.

    Raises:
        CitekitError: It cannot be read.
    """
    from citekit.bibliography import load_bibliography

    if source == "-":
        return load_bibliography(sys.stdin.buffer.read(), format=format, name="<stdin>")
    return load_bibliography(Path(source), format=format)
