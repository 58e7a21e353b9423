"""Which format a file is in, told by its content first and by its name only where content cannot tell."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from citekit.read.encoding import decode, is_binary

#: Format to what a message calls it. Each is read by `read_<format>` in `citekit.read.<format>`.
FORMATS: Final = MappingProxyType(
    {
        "plain": "plain text",
        "markdown": "Markdown",
        "docx": "DOCX",
        "odt": "ODT",
        "pdf": "PDF",
        "html": "HTML",
        "latex": "LaTeX",
        "typst": "Typst",
        "jats": "JATS XML",
        "tei": "TEI XML",
        "epub": "EPUB",
        "rtf": "RTF",
        "doc": "Word 97-2003",
    }
)
#: Formats that are recognised only to say so, with what a user can do.
FOREIGN: Final = MappingProxyType(
    {
        "ole": ("an OLE file that is no Word document", "save it as DOCX or PDF"),
        "image": ("an image", "run text recognition first"),
        "djvu": ("a DjVu file", "convert it with djvutxt"),
        "postscript": ("PostScript", "convert it with ps2pdf"),
        "zip": ("an archive", "unpack it and give the files in it"),
        "gzip": ("a compressed file", "unpack it first"),
        "xlsx": ("a spreadsheet", "save it as CSV or text"),
        "pptx": ("a presentation", "save it as PDF"),
        "media": ("a sound or video file", "give a text"),
        "program": ("a program or library", "give a text"),
        "database": ("a database file", "give a text"),
    }
)
_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"AT&TFORM", "djvu"),
    (b"%!PS", "postscript"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "gzip"),
    (b"\xfd7zXZ\x00", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"Rar!\x1a\x07", "zip"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"RIFF", "media"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"SQLite format 3\x00", "database"),
)
_BY_SUFFIX: Final = MappingProxyType(
    {
        ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".qmd": "markdown",
        ".rmd": "markdown", ".tex": "latex", ".ltx": "latex", ".typ": "typst", ".html": "html",
        ".htm": "html", ".xhtml": "html", ".txt": "plain", ".text": "plain",
    }
)  # fmt: skip
#: What the first kilobytes of a text hold, tried in this order.
_TEXT_CUES: Final = (
    (
        "html",
        re.compile(r"\s{0,200}+(?:<\?xml[^<>]{0,200}>\s{0,50}+)?<(?:!doctype html|html)\b", re.IGNORECASE),
    ),
    ("tei", re.compile(r"<(?:\w{1,9}:)?TEI(?:\.2|CorpUS)?[\s>]")),
    (
        "jats",
        re.compile(r"<article[\s>][^<]{0,900}<front\b|<!DOCTYPE article\b|<article [^<>]{0,900}dtd-version="),
    ),
    ("typst", re.compile(r"^#(?:set|show|import|let) [a-z\"]", re.MULTILINE)),
    ("latex", re.compile(r"\\(?:documentclass[\[{\s]|begin\{document\})")),
    ("markdown", re.compile(r"^ {0,3}\[\^[^\[\]\s]{1,40}\]:[ \t\n]", re.MULTILINE)),
)
#: The name of the stream that holds a Word document, as the directory of an OLE file has it.
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
#: The header before a member of a package, with its name.
_LOCAL_HEADER: Final = re.compile(rb"PK\x03\x04[\x00-\xff]{26}([\w./\[\]-]{1,100})")
_MEMBERS: Final = 20_000
_HEAD: Final = 65_536


def sniff_format(content: bytes, name: str = "") -> str:
    """Return the format of a file.

    Args:
        content: The whole file.
        name: Its name; only the suffix counts, and only between formats that are text.

    Returns:
        A key of `FORMATS` or of `FOREIGN`, or `binary` for bytes that are neither text nor known.
    """
    head = content[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:16]
    for magic, found in _MAGIC:
        if head.startswith(magic) or (found in {"pdf", "rtf"} and start.startswith(magic)):
            return "doc" if found == "ole" and _WORD_STREAM in content else found
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_package(content)
    if head[4:8] == b"ftyp":
        return "media"
    if is_binary(content):
        return "binary"
    return _sniff_text(content, name)


def _sniff_package(content: bytes) -> str:
    """Tell zip packages apart by the names of their members."""
    head = content[:300]
    if b"mimetypeapplication/epub+zip" in head:
        return "epub"
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return "odt"
    names = _list_members(content)
    for member, found in (
        ("word/", "docx"),
        ("xl/workbook", "xlsx"),
        ("ppt/presentation", "pptx"),
        ("META-INF/container.xml", "epub"),
    ):
        if any(name.startswith(member) for name in names):
            return found
    return "zip"


def _list_members(content: bytes) -> list[str]:
    """Return the names in a package; of a damaged one those whose headers are left."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()[:_MEMBERS]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError):
        found = _LOCAL_HEADER.finditer(content, 0, _HEAD)
        return [header[1].decode("latin-1") for header in found]


def _sniff_text(content: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix in {".md", ".markdown", ".mdown", ".qmd", ".rmd", ".typ", ".tex", ".ltx"}:
        return _BY_SUFFIX[suffix]
    if content[:_HEAD].isascii() or content[:3] == b"\xef\xbb\xbf":
        sample = content[:_HEAD].decode("utf-8", "replace")
    else:
        sample = decode(content[: _HEAD & ~3]).text
    sample = sample.replace("\r\n", "\n")
    for found, cue in _TEXT_CUES[:-1]:
        if cue.search(sample, 0, 8_192) if found != "html" else cue.match(sample):
            return found
    _, notes = _TEXT_CUES[-1]
    if b"[^" in content and notes.search(decode(content).text.replace("\r", "\n")):
        return "markdown"
    if suffix in {".txt", ".text"}:
        return "plain"
    return _BY_SUFFIX.get(suffix, "plain")
