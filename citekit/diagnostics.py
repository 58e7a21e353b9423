"""Diagnostics: problems as values, with a code, a severity and a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from citekit.model.slots import store_by_slot
from citekit.model.text import Span

if TYPE_CHECKING:
    from citekit.model.text import Document


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


#: Every code with what it means. CK1xx read, CK2xx bibliography, CK3xx find, CK4xx parse,
#: CK5xx resolve, CK6xx csl, CK7xx audit, CK8xx report, command line and workbench.
CODES = MappingProxyType(
    {
        # read
        "CK100": "the document cannot be read",
        "CK101": "the encoding was guessed",
        "CK102": "damaged bytes were replaced",
        "CK103": "no such file",
        "CK104": "the file may not be read",
        "CK105": "the input is a directory",
        "CK106": "the input is empty",
        "CK107": "the input is too large",
        "CK108": "the input is binary",
        "CK109": "the format is known but not read",
        "CK110": "the package is damaged",
        "CK111": "the package unpacks to too much",
        "CK112": "the package cannot be unpacked",
        "CK113": "the XML is malformed or declares entities",
        "CK114": "the page holds no HTML",
        "CK115": "the format is read through LibreOffice, which is not installed",
        "CK116": "LibreOffice did not convert the document",
        "CK121": "a note has no text",
        "CK122": "the document nests too deep",
        "CK123": "a live citation could not be understood",
        "CK124": "the typed text differs from the live citation",
        "CK125": "a file that the document names is not in its folder",
        "CK130": "the PDF is encrypted",
        "CK131": "the PDF is damaged",
        "CK132": "the PDF holds no text",
        "CK133": "the PDF has too many pages",
        "CK134": "the fonts of the PDF do not say what their characters are",
        "CK135": "the PDF's text was read in an old Cyrillic encoding",
        "CK136": "the reader stopped, or took too much time or memory",
        # bibliography
        "CK200": "the bibliography cannot be read",
        "CK201": "the encoding was guessed",
        "CK202": "damaged bytes were replaced",
        "CK203": "there are no entries",
        "CK210": "a block is not closed",
        "CK211": "a comma is missing",
        "CK212": "a value is not closed",
        "CK213": "the citekey is missing",
        "CK214": "the citekey is odd",
        "CK215": "the citekey was used before",
        "CK216": "a field occurs twice",
        "CK217": "a string is undefined, or used before it is defined",
        "CK218": "a string is defined again",
        "CK219": "a string grows too long",
        "CK220": "text stands between entries",
        "CK221": "an entry stands inside a comment",
        "CK222": "a block has no type",
        "CK223": "a line opens an entry that was not read as one",
        "CK224": "a field has no '=' or no value",
        "CK225": "a blank stands after '@'",
        "CK226": "text follows a value",
        "CK227": "a TeX command is unknown",
        "CK228": "the parent of an entry is missing",
        "CK229": "inheritance leads back to itself",
        "CK231": "a name is malformed",
        "CK233": "a field is commented out",
        "CK234": "a closing brace is surplus",
        "CK235": "a quote inside quotes needs braces",
        "CK236": "an item is malformed",
        "CK237": "a RIS line is malformed",
        "CK240": "a required field is missing",
        "CK241": "two entries are one work",
        "CK242": "a DOI is malformed",
        "CK243": "an ISBN is malformed",
        "CK244": "an ISSN is malformed",
        "CK245": "an address is malformed",
        "CK246": "a date is malformed",
        "CK247": "a word mixes scripts",
        "CK248": "the text is damaged by a wrong encoding",
        "CK249": "the entry type is unknown",
        "CK250": "the field is unknown",
        "CK251": "a string is never used",
        "CK252": "a page range is malformed",
        "CK253": "a citekey differs from another only in case",
        "CK254": "a name list is not parted by 'and'",
        "CK255": "an online source has no access date",
        "CK256": "a field is empty",
        "CK257": "the title is all capitals",
        "CK258": "a character needs escaping",
        "CK259": "an invisible character stands in a value",
        "CK260": "the language is unknown or does not fit the script",
        "CK261": "two fields contradict each other",
        # find
        "CK301": "a note has no call",
        "CK302": "a note is called, but has no text",
        "CK303": "a note is missing",
        "CK304": "a note breaks off",
        "CK310": "the order of day and month in an access date is ambiguous",
        "CK311": "the check digit of an identifier is wrong",
        # parse
        "CK410": "the library of the trained tagger is missing",
        "CK411": "the model of the trained tagger is missing",
        "CK412": "the model of the trained tagger is damaged",
        "CK420": "the string is empty",
        "CK421": "the string is too long for a reference",
        "CK422": "the string does not look like a reference",
        # resolve
        "CK501": "works are cited, but there is no list of references",
        "CK502": "a cited work is not in the list",
        "CK503": "entries of the list are never cited",
        "CK504": "a cite is ambiguous",
        "CK505": "a cite leads nowhere",
        "CK506": "numbers were filled from the given bibliography",
        # csl
        "CK600": "the style or locale is missing or malformed",
        "CK601": "the item is malformed",
        # audit
        "CK700": "the audit cannot go on",
        # report and command line
        "CK801": "the output cannot be written",
        "CK802": "the input holds no entries",
        "CK803": "no entry has this key",
        "CK804": "a citation stays as it is typed",
        "CK805": "citations lead to stubs",
        "CK806": "the document cannot be written in this format",
        "CK807": "the map of a written document is damaged",
        # workbench
        "CK810": "the workbench cannot start or go on",
        "CK811": "a correction does not fit the session",
    }
)


@store_by_slot
@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem that was noticed and passed over.

    Attributes:
        code: A key of `CODES`.
        message: What is wrong, in one line.
        severity: How bad it is.
        source: Path or name of the input.
        span: Its place, in code points, where known.
        line: Line, counted from 1.
        column: Column, counted from 1.
        hint: What to do about it.
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    source: str | None = None
    span: Span | None = None
    line: int | None = None
    column: int | None = None
    hint: str = ""

    def __str__(self) -> str:
        """Return `source:line:column: code message (hint)` as far as known."""
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)
        text = f"{place}: {self.code} {self.message}" if place else f"{self.code} {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


def diagnose(
    document: Document,
    code: str,
    message: str,
    span: Span,
    severity: Severity = Severity.WARNING,
    hint: str = "",
) -> Diagnostic:
    """Return a diagnostic at a place of a document, with its line and column."""
    line, column = document.line_and_column(span.start)
    return Diagnostic(code, message, severity, document.source, span, line, column, hint)
