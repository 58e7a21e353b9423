"""What a bibliography is read from: a path, bytes or text; its encoding; its format."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final, NamedTuple

from citekit.diagnostics import Diagnostic, Severity
from citekit.errors import BibliographyError

FORMATS: Final = ("bibtex", "biblatex", "csl-json", "ris")
_SUFFIXES: Final = {
    ".bib": "bibtex", ".bibtex": "bibtex", ".json": "csl-json", ".csljson": "csl-json", ".ris": "ris",
}  # fmt: skip
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_RIS: Final = re.compile(r"(?m)^TY {0,4}- ")
_JSON: Final = re.compile(r"\s*+(?:\[\s*+[{\]]|\{\s*+[\"}])")
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE: Final = 400_000


class Source(NamedTuple):
    """A text to read, what to call it, and what was noticed while decoding it."""

    text: str
    name: str | None
    diagnostics: tuple[Diagnostic, ...]


def _guess_single_byte(data: bytes) -> str:
    """Guess among cp1251, KOI8-R, cp1252 and Latin-1 by how the bytes above 127 stand together."""
    runs = _HIGH_RUN.findall(data[:_SAMPLE])
    high = sum(map(len, runs))
    if high and sum(len(run) for run in runs if len(run) >= 3) * 2 > high:
        joined = b"".join(runs)
        lower_1251 = sum(1 for byte in joined if byte >= 0xE0)
        lower_koi8 = sum(1 for byte in joined if 0xC0 <= byte < 0xE0)
        return "cp1251" if lower_1251 >= lower_koi8 else "koi8-r"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252" if re.search(rb"[\x80-\x9f]", data) else "latin-1"


def decode_bytes(data: bytes, name: str | None = None) -> Source:
    """Decode a file; anything but UTF-8 is reported.

    Args:
        data: UTF-8 or UTF-16 with or without a byte order mark, cp1251, KOI8-R, cp1252 or Latin-1.
        name: Path or name, for diagnostics.

    Returns:
        The text without its byte order mark.

    Raises:
        BibliographyError: The data is binary.
    """

    def warn(code: str, message: str, severity: Severity, line: int = 1) -> tuple[Diagnostic, ...]:
        return (Diagnostic(code, message, severity, name, None, line, 1),)

    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, errors="replace")
            if encoding == "utf-8" and "\ufffd" not in text:
                return Source(text, name, ())
            return Source(text, name, warn("CK201", f"read as {encoding}", Severity.INFO))
    if b"\0" in data[:_SAMPLE]:
        even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
        half = min(len(data), _SAMPLE) // 2
        if max(even, odd) * 4 > half and min(even, odd) * 20 < half:
            encoding = "utf-16-be" if even > odd else "utf-16-le"
            text = data.decode(encoding, errors="replace")
            return Source(text, name, warn("CK201", f"read as {encoding}", Severity.INFO))
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise BibliographyError("this is a binary file, not a bibliography", source=name, line=line, column=1)
    try:
        return Source(data.decode("utf-8"), name, ())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    sequences = b"".join(_MULTIBYTE.findall(data[:_SAMPLE]))
    high = sum(map(len, _HIGH_RUN.findall(data[:_SAMPLE])))
    if len(sequences) * 5 > high * 4:
        message = "bytes that are not UTF-8 were replaced"
        return Source(
            data.decode("utf-8", errors="replace"), name, warn("CK202", message, Severity.WARNING, line)
        )
    encoding = _guess_single_byte(data)
    message = f"not UTF-8; read as {encoding}, by its letters"
    return Source(
        data.decode(encoding, errors="replace"), name, warn("CK201", message, Severity.WARNING, line)
    )


def _looks_like_text(source: str) -> bool:
    return (
        "\n" in source or "\r" in source or source.lstrip()[:1] in {"@", "[", "{", "%"} or not source.strip()
    )


def read_source(source: str | bytes | Path, name: str | None = None) -> Source:
    """Return the text of a path, of bytes, or of a string that is text already.

    Args:
        source: See `load_bibliography`.
        name: What diagnostics call it; a path names itself.

    Raises:
        BibliographyError: There is no such file, it cannot be opened, or it is binary.
    """
    if isinstance(source, bytes):
        return decode_bytes(source, name)
    if isinstance(source, str) and _looks_like_text(source):
        return Source(source.removeprefix("\ufeff"), name, ())
    path = Path(source)
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BibliographyError(f"cannot read: {reason}", source=str(source), line=1) from error
    return decode_bytes(data, name or str(source))


def sniff_format(source: Source) -> str:
    """Return the format of a text by what it holds, or else by its suffix; BibTeX when neither tells."""
    if _RIS.search(source.text, 0, 20_000):
        return "ris"
    if _JSON.match(source.text):
        return "csl-json"
    suffix = Path(source.name).suffix.lower() if source.name else ""
    return _SUFFIXES.get(suffix, "bibtex")
