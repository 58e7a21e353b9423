"""What the commands read: files, folders, patterns, archives, standard input, and addresses by option."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from citekit.errors import CitekitError, ReadError

if TYPE_CHECKING:
    from citekit.model import Document

#: Files that one pattern or folder may give.
MAX_FILES: Final = 100_000
#: Bytes of a file that tell whether it is a document.
_HEAD: Final = 65_536

Recursive = Annotated[
    bool, typer.Option("--recursive", "-r", help="Read the documents of folders, and of the folders in them.")
]
Urls = Annotated[
    list[str] | None,
    typer.Option("--url", metavar="URL", help="Address of a document to fetch and read; may be repeated."),
]
Isolate = Annotated[
    bool,
    typer.Option("--isolate", help="Read each document in a process with limits of time and memory."),
]


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read.

    Attributes:
        name: What messages call it.
        content: Its bytes where they are at hand; else it is read from the path that `name` is.
    """

    name: str
    content: bytes | None = None

    def read(self, *, language: str | None = None, isolate: bool = False) -> Document:
        """Read the document.

        Raises:
            ReadError: It cannot be read.
        """
        from citekit.read import read_document

        source = self.name if self.content is None else self.content
        return read_document(source, name=self.name, language=language, isolate=isolate)


def iterate_inputs(
    files: Sequence[str], urls: Sequence[str] = (), *, recursive: bool = False
) -> Iterator[Input | CitekitError]:
    """Yield the documents that a command is given.

    Args:
        files: Paths; `-`; folders, with `recursive`; patterns such as `papers/*.docx` that the shell has left
            alone (`**` goes into folders); zip archives, whose documents are read one by one.
        urls: Addresses to fetch, with the limits of an audit.
        recursive: Whether folders are read.

    Yields:
        Inputs in the order given; in place of one that cannot be had, the error that says why.
    """
    for file in files:
        yield from _iterate_file(file, recursive=recursive)
    for url in urls:
        try:
            yield _fetch(url)
        except CitekitError as error:
            yield error


def _iterate_file(file: str, *, recursive: bool) -> Iterator[Input | CitekitError]:
    if file == "-":
        yield from _open_archive(file)
    elif os.path.isdir(file):  # noqa: PTH112 - a name with odd bytes is no path
        if not recursive:
            hint = "read the documents in it with --recursive"
            yield ReadError("is a directory", code="CK105", source=file, hint=hint)
            return
        found = list(_walk(file))
        if not found:
            yield ReadError("holds no document", code="CK103", source=file)
        for path in found:
            yield from _open_archive(path)
    elif not os.path.lexists(file) and glob.has_magic(file):
        paths = [path for path in sorted(glob.iglob(file, recursive=True)) if not os.path.isdir(path)]  # noqa: PTH207, PTH112 - a pattern is no path
        if not paths:
            yield ReadError("no file has such a name", code="CK103", source=file)
        for path in paths[:MAX_FILES]:
            yield from _open_archive(path)
    else:
        yield from _open_archive(file)


def _open_archive(file: str) -> Iterator[Input | CitekitError]:
    """Yield a file, or the documents in it where it is an archive."""
    from citekit.read import load_bytes
    from citekit.read.sniff import sniff_format

    try:
        if file != "-" and not _begins_like_zip(file):
            yield Input(file)
            return
        content, name = load_bytes(file)
        if not content.startswith(b"PK") or sniff_format(content, name) != "zip":
            yield Input(name, content)
            return
        from citekit.read.archives import iterate_documents

        for inner, member in iterate_documents(content, name):
            yield Input(inner, member)
    except CitekitError as error:
        yield error


def _begins_like_zip(file: str) -> bool:
    try:
        if not os.path.isfile(file):  # noqa: PTH113 - a pipe is not opened twice
            return False
        with open(file, "rb") as stream:  # noqa: PTH123 - as above
            return stream.read(2) == b"PK"
    except (OSError, ValueError):
        return False


def _walk(folder: str) -> Iterator[str]:
    """Yield the documents of a folder and of those in it, sorted, without hidden ones and linked folders."""
    from citekit.read import MAX_BYTES
    from citekit.read.archives import is_document
    from citekit.read.sniff import sniff_format

    count = 0
    for base, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith((".", "~$")):
                continue
            path = Path(base, name)
            try:
                if not path.is_file():
                    continue
                with path.open("rb") as stream:
                    head = stream.read(_HEAD)
                    if head.startswith(b"PK"):  # what a package is stands at its end
                        head += stream.read(MAX_BYTES)
            except OSError:
                yield str(path)  # reading it will say why it cannot be read
                continue
            if is_document(head, name) or sniff_format(head, name) == "zip":
                yield str(path)
                count += 1
                if count >= MAX_FILES:
                    return


def _fetch(url: str) -> Input:
    """Fetch a document; the extra `audit` holds the client."""
    from citekit.audit.download import download
    from citekit.read import MAX_BYTES

    fetched = download(url, max_bytes=MAX_BYTES)
    if not fetched.content:
        raise ReadError("the answer is empty", code="CK106", source=url)
    return Input(fetched.url, fetched.content)
