"""Zip packages (DOCX, ODT, EPUB) and their XML parts, opened with limits.

A package may be hostile: bombs, climbing paths, entities. Members are only ever read into memory under
their name in the package, never extracted; XML with a document type declaration that defines entities
is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from citekit.errors import ReadError

#: Bytes that one part of a package, and all parts read together, may unpack to.
MAX_PART = 256 * 1024 * 1024
MAX_TOTAL = 512 * 1024 * 1024
MAX_MEMBERS = 20_000
#: How many times its packed size a part above `RATIO_FROM` bytes may unpack to.
MAX_RATIO = 1_000
RATIO_FROM = 1024 * 1024


@dataclass(slots=True)
class Package:
    """An open zip package.

    Attributes:
        source: Name that errors print.
        archive: The open archive.
        unpacked: Bytes read from it so far.
    """

    source: str
    archive: zipfile.ZipFile
    unpacked: int = 0

    @classmethod
    def open(cls, content: bytes, source: str) -> Package:
        """Open a package.

        Raises:
            ReadError: It is damaged, or holds too many members.
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadError("the package is damaged", source=source, code="CK110", hint=str(error)) from error
        if len(archive.infolist()) > MAX_MEMBERS:
            raise ReadError("the package holds too many files", source=source, code="CK111")
        return cls(source, archive)

    def __contains__(self, name: str) -> bool:
        """Tell whether the package has this member."""
        try:
            self.archive.getinfo(name)
        except KeyError:
            return False
        return True

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            ReadError: It is missing, damaged, encrypted, or unpacks to too much.
        """
        try:
            info = self.archive.getinfo(name)
            with self.archive.open(info) as stream:
                content = stream.read(MAX_PART + 1)
        except KeyError:
            raise ReadError(f"the package has no {name}", source=self.source, code="CK110") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise ReadError(
                f"{name} is damaged", source=self.source, code="CK110", hint=str(error)
            ) from error
        except (RuntimeError, NotImplementedError) as error:
            raise ReadError(
                f"{name} cannot be unpacked: {error}", source=self.source, code="CK112"
            ) from error
        self.unpacked += len(content)
        packed_small = len(content) > RATIO_FROM and len(content) > MAX_RATIO * max(info.compress_size, 1)
        if len(content) > MAX_PART or self.unpacked > MAX_TOTAL or packed_small:
            raise ReadError(f"{name} unpacks to too much", source=self.source, code="CK111")
        return content

    def parse(self, name: str) -> etree._Element:
        """Return the root element of an XML member.

        Raises:
            ReadError: It is missing or malformed.
        """
        return parse_xml(self.read(name), f"{self.source}!{name}")

    def find(self, name: str) -> etree._Element | None:
        """Return the root element of an XML member, or None where there is no such member."""
        return self.parse(name) if name in self else None


def parse_xml(content: bytes, source: str, *, recover: bool = False) -> etree._Element:
    """Parse XML without network, entities or huge trees.

    Args:
        content: The bytes, in whatever encoding they declare.
        source: Name that errors print.
        recover: Go on past errors of form as far as possible.

    Raises:
        ReadError: It is malformed, nests too deep, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = (error.msg or "malformed").split(", line ", maxsplit=1)[0]
        raise ReadError(f"XML: {reason}", source=source, line=line, column=column, code="CK113") from error
    except ValueError as error:
        raise ReadError(f"XML: {error}", source=source, code="CK113") from error
    if root is None:
        raise ReadError("XML: no element", source=source, code="CK113")
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise ReadError("XML: entities are not allowed", source=source, code="CK113")
    return root
