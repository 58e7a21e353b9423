"""Reading any file: bytes in, the right reader asked, a Document out."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Final

from citekit.errors import ReadError
from citekit.model import Document
from citekit.read.sniff import FOREIGN, FORMATS, sniff_format

#: Largest input, in bytes.
MAX_BYTES: Final = 64 * 1024 * 1024
#: Code points of the text that the language is guessed from.
_LANGUAGE_SAMPLE: Final = 20_000


def read_document(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    format: str | None = None,  # noqa: A002 - the word of the field, and of the command line
    max_bytes: int = MAX_BYTES,
    language: str | None = None,
    isolate: bool = False,
) -> Document:
    """Read a document.

    Args:
        source: The path of a file, `-` for standard input, or the bytes of a file.
        name: What diagnostics call it; the path if not given. Its suffix helps to tell text formats apart.
        format: `plain`, `markdown`, `docx`, ... where the content should not decide.
        max_bytes: Largest input that is read.
        language: BCP 47 primary language; guessed from the text if not given.
        isolate: Read it in a child process with limits of time and memory, for files from unknown hands.

    Returns:
        The document with its blocks; its notes too where the format marks them.

    Raises:
        ReadError: There is no such file, it may not be read, it is a directory, empty, too large, binary,
            damaged, or of a format that is not read; or the child process failed (CK136).
    """
    content, called = load_bytes(source, max_bytes)
    called = name or called
    if isolate:
        from citekit.read.isolated import read_isolated  # noqa: PLC0415 - only when asked for

        return read_isolated(content, called, format=format, language=language, max_bytes=max_bytes)
    if not content.strip(b" \t\r\n\f\x00\xef\xbb\xbf\xff\xfe"):
        raise ReadError("the input is empty", code="CK106", source=called)
    chosen = format or sniff_format(content, called)
    document = find_reader(chosen, called)(content, called)
    if language is None and document.language is None:
        language = _guess_language(document.text)
    return replace(document, language=language) if language is not None else document


def load_bytes(source: str | os.PathLike[str] | bytes, max_bytes: int = MAX_BYTES) -> tuple[bytes, str]:
    """Return the bytes of a source with its name.

    Raises:
        ReadError: There is no such file, it may not be read, it is a directory or too large.
    """
    if isinstance(source, bytes):
        _check_size(len(source), max_bytes, "<bytes>")
        return source, "<bytes>"
    path = os.fspath(source)
    if path == "-":
        content = sys.stdin.buffer.read(max_bytes + 1)
        _check_size(len(content), max_bytes, "-")
        return content, "-"
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a path object would turn some names around
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                _check_size(status.st_size, max_bytes, path)
            content = file.read(max_bytes + 1)
    except IsADirectoryError:
        raise ReadError("is a directory", code="CK105", source=path, hint="give the files in it") from None
    except FileNotFoundError:
        raise ReadError("no such file", code="CK103", source=path) from None
    except PermissionError:
        if os.path.isdir(path):  # noqa: PTH112 - Windows refuses to open a directory
            raise ReadError("is a directory", code="CK105", source=path, hint="give its files") from None
        raise ReadError("may not be read: permission denied", code="CK104", source=path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"cannot be read: {reason}", source=path) from error
    _check_size(len(content), max_bytes, path)
    return content, path


def find_reader(format: str, source: str = "") -> Callable[[bytes, str], Document]:  # noqa: A002 - as above
    """Return the reader of a format: `read_<format>` of the module `citekit.read.<format>`.

    Raises:
        ReadError: The format is unknown, binary, or known but not read.
    """
    if format in FOREIGN:
        what, hint = FOREIGN[format]
        raise ReadError(f"is {what}, which is not read", code="CK109", source=source, hint=hint)
    if format == "binary":
        raise ReadError("is binary, not a text", code="CK108", source=source)
    if format not in FORMATS:
        known = ", ".join(FORMATS)
        raise ReadError(f"unknown format {format!r}", code="CK109", source=source, hint=f"one of {known}")
    module = f"citekit.read.{format}"
    try:
        reader = getattr(import_module(module), f"read_{format}")
    except ModuleNotFoundError as error:
        missing = error.name or ""
        hint = f"install {missing}" if missing != module else "convert it to plain text, Markdown or DOCX"
        raise ReadError(
            f"{FORMATS[format]} is not read here", code="CK109", source=source, hint=hint
        ) from error
    return reader  # type: ignore[no-any-return] # the module's name fixes what its reader is


def _check_size(size: int, max_bytes: int, source: str) -> None:
    if size > max_bytes:
        limit = f"{max_bytes / 1048576:.3g} MB"
        raise ReadError(
            f"is larger than {limit}", code="CK107", source=source, hint="split it, or raise the limit"
        )


def _guess_language(text: str) -> str | None:
    try:
        from citekit.parse.language import guess_language  # noqa: PLC0415 - not needed when it is given
    except ImportError:
        return None
    middle = max(0, len(text) // 2 - _LANGUAGE_SAMPLE // 2)
    return guess_language(text[middle : middle + _LANGUAGE_SAMPLE])
