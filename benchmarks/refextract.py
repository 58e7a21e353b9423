"""refextract beside the parser, where an interpreter that has it is named (`pip install refextract`).

It pins old releases of what it needs, so it is run in an environment of its own.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Label and text of each field of one reference.
Fields = list[tuple[str, str]]
_TIMEOUT = 3600
#: refextract's fields as the coarse labels of the score; `misc` is what it read into none.
_LABELS: Mapping[str, str] = {
    "author": "author",
    "title": "title",
    "journal_title": "container",
    "journal_volume": "volume",
    "journal_issue": "issue",
    "journal_page": "pages",
    "year": "date",
    "publisher": "publisher",
}
_CODE = """
import json, sys, time
from refextract import extract_references_from_string
texts = json.load(sys.stdin)
extract_references_from_string("Smith, J. A title. Phys. Rev. D 4, 12 (2001).", is_only_references=True)
found = []
started = time.process_time()
for text in texts:
    try:
        found.append(extract_references_from_string(text, is_only_references=True))
    except Exception as error:
        found.append([])
spent = time.process_time() - started
json.dump([found, spent], sys.stdout, default=str)
"""


def run_refextract(python: Path, texts: Sequence[str]) -> tuple[list[Fields], float]:
    """Parse references with refextract, as it ships.

    Args:
        python: An interpreter that can import it.
        texts: One reference each.

    Returns:
        For each text its fields, in the coarse labels; and the CPU seconds, loading not counted. Where it
        takes a string for several references, their fields are joined; where it raises, there is none.
    """
    done = subprocess.run(
        [str(python), "-I", "-c", _CODE],
        input=json.dumps([" ".join(text.split()) for text in texts]),
        check=True,
        capture_output=True,
        text=True,
        timeout=_TIMEOUT,
    )
    found, spent = json.loads(done.stdout[done.stdout.index("[[") :])
    return [read_fields(parts) for parts in found], spent


def read_fields(parts: Sequence[Mapping[str, Sequence[str]]]) -> Fields:
    """Read what refextract found in one string."""
    return list(
        dict.fromkeys(
            (label, value)
            for part in parts
            for name, label in _LABELS.items()
            for value in part.get(name, ())
            if value
        )
    )
