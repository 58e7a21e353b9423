"""PDFium in a child process with limits: a file that breaks the parser does not break the caller.

The child prints the pages as JSON, so that nothing but data comes back.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Final

import msgspec

from citekit.errors import ReadError
from citekit.read.pdf_pages import PdfContent, load_pages

#: Seconds of processor time and of the clock, and bytes of memory, that the child may take.
MAX_SECONDS: Final = 120
MAX_MEMORY: Final = 2 * 1024**3


class _Refusal(msgspec.Struct):
    """What the child says of a file that it does not read."""

    message: str
    code: str
    hint: str


class _Answer(msgspec.Struct):
    """What the child prints: one of the two."""

    content: PdfContent | None = None
    refusal: _Refusal | None = None


def load_pages_isolated(content: bytes, source: str, seconds: int = MAX_SECONDS) -> PdfContent:
    """Read all pages of a PDF file in a child process.

    Args:
        content: The bytes of the file.
        source: Name that errors print.
        seconds: Time that the child may take.

    Raises:
        ReadError: As `load_pages`; or the child stopped, or took too much time or memory (CK136).
    """
    command = [sys.executable, "-I", "-c", _PROGRAM, str(seconds)]
    try:
        child = subprocess.run(  # noqa: S603 - the command is fixed
            [*command, *sys.path], input=content, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        message = f"was not read within {seconds} seconds"
        raise ReadError(message, code="CK136", source=source) from None
    try:
        answer = msgspec.json.decode(child.stdout, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"the reader stopped with status {child.returncode}"
        hint = "the file is damaged, or too large"
        raise ReadError(message, code="CK136", source=source, hint=hint) from error
    if answer.refusal is not None:
        refusal = answer.refusal
        raise ReadError(refusal.message, code=refusal.code, source=source, hint=refusal.hint)
    if answer.content is None:
        raise ReadError("the reader gave no answer", code="CK136", source=source)
    return answer.content


#: What the child runs: it looks for modules where its parent does.
_PROGRAM: Final = (
    "import sys; sys.path[:] = sys.argv[2:]; from citekit.read.pdf_isolated import answer_parent; "
    "answer_parent(int(sys.argv[1]))"
)


def answer_parent(seconds: int) -> None:
    """Read a PDF file from standard input, and print its pages as JSON; run in the child."""
    _set_limits(seconds)
    try:
        answer = _Answer(content=load_pages(sys.stdin.buffer.read(), ""))
    except ReadError as error:
        answer = _Answer(refusal=_Refusal(error.message, error.code, error.hint))
    sys.stdout.buffer.write(msgspec.json.encode(answer))


def _set_limits(seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
