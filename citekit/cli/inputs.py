"""What the commands read: files, folders, patterns, archives, standard input, and addresses by option."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from citekit.errors import CitekitError, ReadError

if TYPE_CHECKING:
    from citekit.model import Bibliography, Document

#: Files that one pattern or folder may give.
MAX_FILES: Final = 100_000
#: Bytes of a file that tell whether it is a document.
_HEAD: Final = 65_536

#: Endings of bibliographies, and of lists of addresses, which lie in folders beside other files.
BIBLIOGRAPHY_SUFFIXES: Final = frozenset({".bib", ".bibtex", ".json", ".ris"})
LIST_SUFFIXES: Final = frozenset({".urls", ".lst", ".list"})

Recursive = Annotated[
    bool, typer.Option("--recursive", "-r", help="Read the files of folders, and of the folders in them.")
]
Urls = Annotated[
    list[str] | None,
    typer.Option("--url", metavar="URL", help="Address of a file to fetch and read; may be repeated."),
]
Isolate = Annotated[
    bool,
    typer.Option("--isolate", help="Read each document in a process with limits of time and memory."),
]


class Kind(Enum):
    """What a command reads in folders and archives; a file given by name is read whatever it is called."""

    DOCUMENT = "document"
    BIBLIOGRAPHY = "bibliography"
    ANY = "document, bibliography or list of addresses"


@dataclass(frozen=True, slots=True)
class Input:
    """One document or bibliography to read.

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

    def load(self, format: str | None = None) -> Bibliography:
        """Load the bibliography.

        Raises:
            CitekitError: It cannot be read.
        """
        from citekit.bibliography import load_bibliography

        if self.content is None:
            return load_bibliography(Path(self.name), format=format)
        name = "<stdin>" if self.name == "-" else self.name
        return load_bibliography(self.content, format=format, name=name)

    def load_bytes(self) -> bytes:
        """Return its bytes.

        Raises:
            ReadError: It cannot be read.
        """
        from citekit.read import load_bytes

        return load_bytes(self.name)[0] if self.content is None else self.content


def take_one(file: str | None, urls: Sequence[str], kind: Kind = Kind.DOCUMENT) -> Input:
    """Return the one input of a command that reads a single file.

    Raises:
        CitekitError: It cannot be had.
        BadParameter: There is none, or more than one.
    """
    found = list(islice(iterate_inputs([file] if file else [], urls, kind=kind), 2))
    for given in found:
        if isinstance(given, CitekitError):
            raise given
    if len(found) != 1 or isinstance(found[0], CitekitError):
        message = "give one file, or --url" if not found else "this command reads one file"
        raise typer.BadParameter(message, param_hint="FILE")
    return found[0]


def iterate_inputs(
    files: Sequence[str], urls: Sequence[str] = (), *, recursive: bool = False, kind: Kind = Kind.DOCUMENT
) -> Iterator[Input | CitekitError]:
    """Yield the documents that a command is given.

    Args:
        files: Paths; `-`; folders, with `recursive`; patterns such as `papers/*.docx` that the shell has left
            alone (`**` goes into folders); zip archives, whose files are read one by one.
        urls: Addresses to fetch, with the limits of an audit.
        recursive: Whether folders are read.
        kind: What is read of folders and archives.

    Yields:
        Inputs in the order given; in place of one that cannot be had, the error that says why.
    """
    accepts = _choose_test(kind)
    for file in files:
        yield from _iterate_file(file, accepts, recursive=recursive)
    for url in urls:
        try:
            fetched = _fetch(url)
        except CitekitError as error:
            yield error
        else:
            yield from _open_content(fetched, accepts)


_Test = Callable[[bytes, str], bool]


def _choose_test(kind: Kind) -> _Test:
    from citekit.read.archives import is_document

    def is_bibliography(content: bytes, name: str) -> bool:
        suffix = Path(name).suffix.lower()
        if suffix == ".json":  # much else is JSON; CSL-JSON items have an id and a type
            return b'"id"' in content and b'"type"' in content
        return bool(content) and suffix in BIBLIOGRAPHY_SUFFIXES

    def is_any(content: bytes, name: str) -> bool:
        listed = Path(name).suffix.lower() in LIST_SUFFIXES
        return listed or is_bibliography(content, name) or is_document(content, name)

    return {Kind.DOCUMENT: is_document, Kind.BIBLIOGRAPHY: is_bibliography, Kind.ANY: is_any}[kind]


def _iterate_file(file: str, accepts: _Test, *, recursive: bool) -> Iterator[Input | CitekitError]:
    if file == "-":
        yield from _open_archive(file, accepts)
    elif os.path.isdir(file):  # noqa: PTH112 - a name with odd bytes is no path
        if not recursive:
            hint = "read the files in it with --recursive"
            yield ReadError("is a directory", code="CK105", source=file, hint=hint)
            return
        found = list(_walk(file, accepts))
        if not found:
            yield ReadError("holds nothing to read", code="CK103", source=file)
        for path in found:
            yield from _open_archive(path, accepts)
    elif not os.path.lexists(file) and glob.has_magic(file):
        paths = [path for path in sorted(glob.iglob(file, recursive=True)) if not os.path.isdir(path)]  # noqa: PTH207, PTH112 - a pattern is no path
        if not paths:
            yield ReadError("no file has such a name", code="CK103", source=file)
        for path in paths[:MAX_FILES]:
            yield from _open_archive(path, accepts)
    else:
        yield from _open_archive(file, accepts)


def _open_archive(file: str, accepts: _Test) -> Iterator[Input | CitekitError]:
    """Yield a file, or the files in it that are wanted where it is an archive."""
    from citekit.read import load_bytes

    try:
        if file != "-" and not _begins_like_zip(file):
            yield Input(file)
            return
        content, name = load_bytes(file)
    except CitekitError as error:
        yield error
    else:
        yield from _open_content(Input(name, content), accepts)


def _open_content(given: Input, accepts: _Test) -> Iterator[Input | CitekitError]:
    """Yield bytes at hand, or the files in them that are wanted where they are an archive."""
    from citekit.read.archives import iterate_documents
    from citekit.read.sniff import sniff_format

    content = given.content or b""
    if not content.startswith(b"PK") or sniff_format(content, given.name) != "zip":
        yield given
        return
    try:
        for inner, member in iterate_documents(content, given.name, accepts=accepts):
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


def _walk(folder: str, accepts: _Test) -> Iterator[str]:
    """Yield the wanted files of a folder and those in it, sorted, without hidden ones and linked folders."""
    from citekit.read import MAX_BYTES
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
            if accepts(head, name) or sniff_format(head, name) == "zip":
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
