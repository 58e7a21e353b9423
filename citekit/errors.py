"""Exceptions: raised only where citekit cannot go on.

    CitekitError
    ├── ReadError              a document cannot be read
    ├── BibliographyError      a bibliography cannot be read at all (line, column)
    ├── StyleError             a CSL style or locale is missing or malformed (line)
    ├── ItemError              a CSL item is malformed (item id, field)
    ├── AuditError             an audit cannot start or go on
    └── ServeError             the workbench cannot start, or cannot do what it is asked

All that can be reported and passed over is a `Diagnostic` instead.
"""

from __future__ import annotations


class CitekitError(Exception):
    """Root of all errors of citekit: one line that a user can act on.

    Args:
        message: What is wrong.
        code: A code of the table in `citekit.diagnostics`.
        source: Path or name of the input.
        line: Line in the input, counted from 1.
        column: Column in the input, counted from 1.
        hint: What to do about it.
    """

    default_code = "CK100"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        source: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.source = source
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        """Return `source:line:column: code message (hint)` as far as known."""
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)
        text = f"{place}: {self.code} {self.message}" if place else f"{self.code} {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


class ReadError(CitekitError):
    """A document cannot be read."""

    default_code = "CK100"


class BibliographyError(CitekitError):
    """A bibliography cannot be read at all."""

    default_code = "CK200"


class StyleError(CitekitError):
    """A CSL style or locale is missing or malformed."""

    default_code = "CK600"


class ItemError(CitekitError):
    """A CSL item is malformed."""

    default_code = "CK601"


class AuditError(CitekitError):
    """An audit cannot start or go on."""

    default_code = "CK700"


class ServeError(CitekitError):
    """The workbench cannot start, or cannot do what it is asked."""

    default_code = "CK810"
