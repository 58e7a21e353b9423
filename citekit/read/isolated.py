"""Reading in a child process with limits: a file that breaks a reader does not break the caller.

The child sends the document back pickled, and the parent takes nothing from it but citekit's own values.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from typing import Any, Final

import msgspec

from citekit.children import end_child, limit_resources
from citekit.errors import ReadError
from citekit.model import Document

#: Seconds of processor time and of the clock, and bytes of memory, that the child may take.
MAX_SECONDS: Final = 180
MAX_MEMORY: Final = 2 * 1024**3
#: Formats whose program is a child with limits of its own, and needs more memory.
_OTHER_PROGRAMS: Final = frozenset({"rtf", "doc"})
#: Modules whose values a document is made of.
_KNOWN_MODULES: Final = frozenset(
    {
        "citekit.diagnostics",
        "citekit.model.cite",
        "citekit.model.entry",
        "citekit.model.pickling",
        "citekit.model.text",
        "citekit.read.byte_offsets",
        "citekit.read.escapes",
        "citekit.read.file_offsets",
        "citekit.read.markup_offsets",
        "citekit.read.pdf_offsets",
    }
)


class _Wish(msgspec.Struct):
    """What the child is asked for."""

    name: str
    format: str | None
    language: str | None
    max_bytes: int
    seconds: int


class _Refusal(msgspec.Struct):
    """What the child says of a file that it does not read."""

    message: str
    code: str
    hint: str
    line: int | None = None
    column: int | None = None


class _OwnUnpickler(pickle.Unpickler):
    """Makes citekit's own values and no others."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class has it
        if module in _KNOWN_MODULES and not name.startswith("_") and "." not in name:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")


def read_isolated(
    content: bytes,
    name: str,
    *,
    format: str | None = None,  # noqa: A002 - as in `read_document`
    language: str | None = None,
    max_bytes: int,
    seconds: int = MAX_SECONDS,
) -> Document:
    """Read a document in a child process.

    Args:
        content: The bytes of the file.
        name: Name that errors print, and whose folder holds the files that the document names.
        format: As for `read_document`.
        language: As for `read_document`.
        max_bytes: As for `read_document`.
        seconds: Time that the child may take.

    Raises:
        ReadError: As for `read_document`; or the child stopped, or took too much time or memory (CK136).
    """
    wish = msgspec.json.encode(_Wish(name, format, language, max_bytes, seconds))
    command = [sys.executable, "-I", "-c", _PROGRAM, *sys.path]
    silent = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - the command is fixed
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=silent, start_new_session=True
    ) as child:
        try:
            answer, _ = child.communicate(wish + b"\n" + content, timeout=seconds)
        except subprocess.TimeoutExpired:
            end_child(child)
            message = f"was not read within {seconds} seconds"
            raise ReadError(message, code="CK136", source=name) from None
        except BaseException:
            end_child(child)
            raise
    return _take_answer(answer, name, child.returncode)


def _take_answer(answer: bytes, name: str, status: int) -> Document:
    kind, rest = answer[:1], answer[1:]
    try:
        if kind == b"-":
            refusal = msgspec.json.decode(rest, type=_Refusal)
            raise ReadError(
                refusal.message, code=refusal.code, source=name, hint=refusal.hint,
                line=refusal.line, column=refusal.column,
            )  # fmt: skip
        if kind == b"+":
            document = _OwnUnpickler(io.BytesIO(rest)).load()
            if isinstance(document, Document):
                return document
    except (msgspec.DecodeError, pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError):
        pass
    hint = "the file is damaged, or too large"
    raise ReadError(f"the reader stopped with status {status}", code="CK136", source=name, hint=hint)


#: What the child runs: it looks for modules where its parent does.
_PROGRAM: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; from citekit.read.isolated import answer_parent; answer_parent()"
)


def answer_parent() -> None:
    """Read a document from standard input, and write it to standard output; run in the child."""
    from citekit.read.document import read_document  # noqa: PLC0415 - which imports this module
    from citekit.read.sniff import sniff_format  # noqa: PLC0415 - as above

    output = sys.stdout.buffer
    sys.stdout = sys.stderr
    wish = msgspec.json.decode(sys.stdin.buffer.readline(), type=_Wish)
    content = sys.stdin.buffer.read()
    chosen = wish.format or sniff_format(content, wish.name)
    limit_resources(wish.seconds, None if chosen in _OTHER_PROGRAMS else MAX_MEMORY)
    try:
        document = read_document(
            content, name=wish.name, format=chosen, language=wish.language, max_bytes=wish.max_bytes
        )
        answer = b"+" + pickle.dumps(document, protocol=5)
    except ReadError as error:
        answer = b"-" + msgspec.json.encode(
            _Refusal(error.message, error.code, error.hint, error.line, error.column)
        )
    output.write(answer)
    output.flush()
