"""Analysing a document in a child process with limits, so that none can break or block the workbench.

The child gets the document on its standard input, tells its progress on standard error, and prints the
analysis as data on standard output (see `stored`). It works in an empty folder: a document that names other
files finds none.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from citekit.children import end_child, limit_resources
from citekit.errors import CitekitError, ReadError

#: Exit statuses of the child.
_REFUSED: Final = 3
_TOO_LARGE: Final = 4
#: The child has used up its processor time before the clock ran out.
_TIME_SPENT: Final = -getattr(signal, "SIGXCPU", 0)
#: What a line of progress begins with.
_STAGE: Final = "stage "


@dataclass(frozen=True, slots=True)
class AnalysisLimits:
    """What one analysis may take.

    Attributes:
        seconds: Of processor time and of the clock.
        memory: Bytes of address space.
    """

    seconds: int = 300
    memory: int = 4 * 1024**3


@dataclass(slots=True)
class Analyst:
    """Runs analyses, and stops them all when the workbench closes."""

    limits: AnalysisLimits = field(default_factory=AnalysisLimits)
    _children: set[subprocess.Popen[bytes]] = field(default_factory=set)
    _closed: bool = False

    def analyze(
        self, content: bytes, name: str, language: str | None, on_stage: Callable[[str], None]
    ) -> bytes:
        """Analyse a document.

        Args:
            content: The bytes of the document.
            name: Its file name; the suffix helps to tell the format.
            language: BCP 47 primary language, or None to guess it.
            on_stage: Called with the name of each stage as it begins.

        Returns:
            The analysis as `pack_analysis` packs it.

        Raises:
            ReadError: The document cannot be read, or takes too much time or memory.
        """
        limits = self.limits
        command = [
            sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM,
            str(limits.seconds), str(limits.memory), name, language or "", *sys.path,
        ]  # fmt: skip
        with tempfile.TemporaryDirectory(prefix="citekit-") as folder, tempfile.TemporaryFile() as source:
            source.write(content)
            source.seek(0)
            child = subprocess.Popen(  # noqa: S603 - the command is fixed
                command,
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=folder,
                start_new_session=True,  # an interrupt of the workbench is no failure of the document
            )
            self._children.add(child)
            timer = threading.Timer(limits.seconds, end_child, [child])
            timer.start()
            try:
                if self._closed:
                    end_child(child)
                packed, complaint = _listen(child, on_stage)
                return _judge(packed, child.wait(), complaint, name, in_time=timer.is_alive())
            finally:
                timer.cancel()
                end_child(child)
                child.wait()
                self._children.discard(child)

    def close(self) -> None:
        """Stop what is under way."""
        self._closed = True
        for child in list(self._children):
            end_child(child)


def _listen(child: subprocess.Popen[bytes], on_stage: Callable[[str], None]) -> tuple[bytes, str]:
    """Return what the child prints, and the last line of its complaints."""
    complaint = [""]

    def listen() -> None:
        for raw in child.stderr or ():
            line = raw.decode("utf-8", "replace").rstrip("\n")
            if line.startswith(_STAGE):
                on_stage(line.removeprefix(_STAGE))
            elif line:
                complaint[0] = line[:2000]

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    with child:
        packed = child.stdout.read() if child.stdout is not None else b""
        listener.join()
    return packed, complaint[0]


def _judge(packed: bytes, status: int, complaint: str, name: str, *, in_time: bool) -> bytes:
    """Return the analysis, or raise what kept the child from it."""
    if status == 0:
        return packed
    if status == _REFUSED:
        raise ReadError(complaint or "the document cannot be read", source=name)
    if status == _TOO_LARGE or "MemoryError" in complaint:
        raise ReadError("takes too much memory", code="CK136", source=name, hint="split it")
    if status < 0 and (not in_time or status == _TIME_SPENT):
        raise ReadError("takes too much time", code="CK136", source=name, hint="split it")
    raise ReadError(f"the analysis stopped with status {status}", code="CK136", source=name)


#: What the child runs: it looks for modules where its parent does.
_PROGRAM: Final = (
    "import sys; sys.path[:] = sys.argv[5:]; from citekit.serve.analysis import answer_parent; "
    "answer_parent(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4] or None)"
)


def answer_parent(seconds: int, memory: int, name: str, language: str | None) -> None:
    """Analyse the document on standard input; run in the child."""
    from citekit.pipeline import analyze  # noqa: PLC0415 - the parent never needs it
    from citekit.read import read_document  # noqa: PLC0415 - as above
    from citekit.serve.stored import pack_analysis  # noqa: PLC0415 - as above

    limit_resources(seconds, memory, grace=5)
    content = sys.stdin.buffer.read()
    try:
        _tell("read")
        document = read_document(content, name=name, language=language)
        _tell("find")
        analysis = analyze(replace(document, bibliographies=()), language=language)
        _tell("keep")
        packed = pack_analysis(analysis)
    except CitekitError as error:
        sys.stderr.write(f"{' '.join(error.message.split())}{f' ({error.hint})' if error.hint else ''}\n")
        sys.exit(_REFUSED)
    except (MemoryError, RecursionError):
        sys.exit(_TOO_LARGE)
    sys.stdout.buffer.write(packed)
    sys.stdout.buffer.flush()


def _tell(stage: str) -> None:
    sys.stderr.write(f"{_STAGE}{stage}\n")
    sys.stderr.flush()
