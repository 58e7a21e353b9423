"""Reads damaged files for as long as asked: only `ReadError` may come, in bounded time and memory.

    python benchmarks/fuzzing.py [--seconds 60] [--only docx] [--seed 1] [--keep FOLDER]

The files are those of `corpus/formats`, damaged in one to three ways (cut, bits turned, stretches moved,
signs nested thousands of times, members of packages damaged inside a whole package). RTF and DOC go through
LibreOffice, some seconds a file, and are read only with `--only rtf` or `--only doc`. The exit status is 1
where something else than `ReadError` came, or a file took more than `--limit` seconds of processor time.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from citekit.errors import ReadError
from citekit.read import read_document
from corpus.made.damage import damage

FORMATS = Path(__file__).parent.parent / "corpus" / "formats"
SLOW = {".rtf", ".doc"}


def fuzz(path: Path, seconds: float, seed: int, keep: Path | None) -> tuple[int, int, int, float]:
    """Read damaged copies of a file; return how many, how many were refused, failed, and the slowest time."""
    content = path.read_bytes()
    end = time.monotonic() + seconds
    read = refused = failed = 0
    slowest = 0.0
    while time.monotonic() < end:
        damaged = damage(content, random.Random(f"{path.name} {seed} {read}"))  # noqa: S311 - the same damage again
        start = time.process_time()
        try:
            read_document(damaged, name=path.name)
        except ReadError:
            refused += 1
        except Exception:  # noqa: BLE001 - that is what is looked for
            failed += 1
            traceback.print_exc()
            if keep is not None:
                keep.mkdir(exist_ok=True)
                (keep / f"{read}-{path.name}").write_bytes(damaged)
        taken = time.process_time() - start
        if taken > slowest and keep is not None and taken > 1:
            keep.mkdir(exist_ok=True)
            (keep / f"slow-{read}-{path.name}").write_bytes(damaged)
        slowest = max(slowest, taken)
        read += 1
    return read, refused, failed, slowest


def main() -> int:
    """Fuzz each format, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="for all formats together")
    parser.add_argument("--only", default="", help="suffix of the format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=10.0, help="processor seconds that one file may take")
    parser.add_argument("--keep", type=Path, help="folder for files that fail or are slow")
    options = parser.parse_args()
    paths = sorted(path for path in FORMATS.iterdir() if options.only in path.name)
    if not options.only:
        paths = [path for path in paths if path.suffix not in SLOW]
    wrong = 0
    print(f"{'':20}{'read':>8}{'refused':>9}{'failed':>8}{'slowest':>10}")
    for path in paths:
        read, refused, failed, slowest = fuzz(path, options.seconds / len(paths), options.seed, options.keep)
        wrong += failed + (slowest > options.limit)
        print(f"{path.name:20}{read:8}{refused:9}{failed:8}{slowest:9.2f}s", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
