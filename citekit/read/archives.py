"""Zip archives of documents: their members, one after the other, with limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from citekit.errors import ReadError
from citekit.read.document import MAX_BYTES
from citekit.read.sniff import FORMATS, sniff_format

#: Documents of one archive that are read.
MAX_DOCUMENTS = 2_000
#: Endings of files that lie beside documents and are none.
OTHER_SUFFIXES = frozenset(
    ".bib .ris .json .csv .tsv .py .js .css .log .aux .bbl .toc .out .sty .cls .csl .yml .yaml .toml .ini "
    ".cfg .sh .bat .r .xsl .xsd .dtd .svg".split()
)


def is_document(content: bytes, name: str) -> bool:
    """Tell whether a file is a document, by its content; its name only rules out what goes with documents."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix not in OTHER_SUFFIXES and bool(content) and sniff_format(content, name) in FORMATS


def iterate_documents(
    content: bytes,
    source: str,
    max_bytes: int = MAX_BYTES,
    accepts: Callable[[bytes, str], bool] = is_document,
) -> Iterator[tuple[str, bytes]]:
    """Yield the documents of a zip archive in the order of their names.

    Args:
        content: The bytes of the archive.
        source: Its name.
        max_bytes: Largest document that is read.
        accepts: Which files are wanted, by their content and name.

    Yields:
        The name, `archive.zip!folder/paper.docx`, and the bytes. Hidden files, files that are not wanted,
        and archives within the archive are passed over.

    Raises:
        ReadError: The archive is damaged, unpacks to too much (CK111), or holds no document (CK109).
    """
    from citekit.read.package import Package  # noqa: PLC0415 - lxml is needed for an archive only

    package = Package.open(content, source)
    found = 0
    for name in sorted(package.archive.namelist()):
        if not _may_be_document(name) or found >= MAX_DOCUMENTS:
            continue
        if package.archive.getinfo(name).file_size > max_bytes:
            raise ReadError(f"{name} is too large", code="CK111", source=source)
        member = package.read(name)
        if accepts(member, name):
            found += 1
            yield f"{source}!{name}", member
    if not found:
        hint = "unpack it and give the files in it"
        raise ReadError("the archive holds nothing to read", code="CK109", source=source, hint=hint)


def _may_be_document(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in parts)
    return not name.endswith("/") and not hidden
