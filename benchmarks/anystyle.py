"""AnyStyle beside the parser, where the command `anystyle` is installed (`gem install anystyle-cli`)."""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from citekit.parse.train.real_sets import map_anystyle

#: Label and text of each field of one reference.
Fields = list[tuple[str, str]]
_TIMEOUT = 1800


def find_anystyle() -> str | None:
    """Return the command's path, or None where it is not installed."""
    return shutil.which("anystyle")


def run_anystyle(command: str, texts: Sequence[str]) -> tuple[list[Fields], float]:
    """Parse references with AnyStyle's shipped model.

    Args:
        command: Path of the command.
        texts: One reference each, without line breaks.

    Returns:
        For each text its fields, mapped to the guideline as AnyStyle's own training sets are; and the CPU
        seconds, the start of Ruby included.

    Raises:
        ValueError: The command gave another number of references than it got.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "references.txt"
        path.write_text("\n".join(" ".join(text.split()) for text in texts) + "\n", encoding="utf-8")
        before = _children_seconds()
        done = subprocess.run(
            [command, "--stdout", "-f", "xml", "parse", str(path)],
            check=True,
            capture_output=True,
            timeout=_TIMEOUT,
        )
        spent = _children_seconds() - before
    return read_sequences(done.stdout, len(texts)), spent


def read_sequences(xml: bytes, count: int) -> list[Fields]:
    """Read AnyStyle's XML: one `sequence` a reference, one element a field.

    Raises:
        ValueError: There are not `count` sequences.
    """
    found = []
    for sequence in ET.fromstring(xml).iter("sequence"):  # noqa: S314 - written by a program on this machine
        text, spans = "", []
        for element in sequence:
            value = (element.text or "").strip()
            if value:
                start = len(text) + bool(text)
                text = f"{text} {value}".strip()
                spans.append((start, len(text), element.tag))
        found.append([(label, text[start:end]) for start, end, label in map_anystyle(text, spans)])
    if len(found) != count:
        raise ValueError(f"AnyStyle gave {len(found)} references for {count}")
    return found


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
