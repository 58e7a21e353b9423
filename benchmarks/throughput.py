"""How fast a document goes through `citekit.analyze`, beside a peer and beside the floor.

    python benchmarks/throughput.py [--megabytes 50] [--folder corpus]

The documents of the folder are read over and over until the given amount of UTF-8 text has gone
through. Measured is CPU time of one process. Beside citekit run, on the same text:

- eyecite's `get_citations` (US case law; the nearest peer that reads running text), on a share of it,
- the floor: a bare scan with a handful of the same expressions (brackets, URLs, DOIs, access dates).

Also printed: CPU time of `import citekit` and of `citekit --help`, each in a fresh process.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from citekit.model import Document
from citekit.pipeline import analyze
from citekit.read import read_document

FLOOR = [
    re.compile(r"\[[^\[\]\n]{1,80}\]"),
    re.compile(r"https?://[^\s<>]{3,2000}"),
    re.compile(r"10\.\d{4,9}/[^\s]{1,200}"),
    re.compile(r"дата обращения:? \d{2}\.\d{2}\.\d{4}"),
    re.compile(r"[A-Z]/RES/\d{1,3}/\d{1,4}"),
]


def main() -> None:
    """Print the table."""
    options = parse_arguments()
    documents = [
        read_document(path)
        for path in sorted(options.folder.glob("*.*"))
        if path.suffix in {".txt", ".md"} and path.stem != "README"
    ]
    sizes = [len(document.text.encode()) for document in documents]
    rounds = max(1, round(options.megabytes * 1e6 / sum(sizes)))
    print(f"{len(documents)} documents, {sum(sizes) / 1e6:.2f} MB of UTF-8, {rounds} rounds")
    print(f"{'':34}{'MB/s':>8}{'documents/s':>13}")
    analyze(documents[0])
    report("citekit.analyze", documents, sizes, rounds, analyze)
    report("floor: five expressions", documents, sizes, rounds, scan_floor)
    try:
        from eyecite import get_citations  # noqa: PLC0415 - a peer that need not be installed
    except ImportError:
        print("eyecite is not installed: pip install eyecite")
    else:
        get_citations("Smith v. Jones, 1 U.S. 2 (1990)")
        report(
            "eyecite.get_citations",
            documents,
            sizes,
            max(1, rounds // 50),
            lambda document: get_citations(document.text),
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"import citekit       {1000 * measure_child(['-c', 'import citekit']):.0f} ms CPU")
    print(f"python, nothing else {1000 * measure_child(['-c', 'pass']):.0f} ms CPU")
    print(f"citekit --help       {1000 * measure_child(['-m', 'citekit', '--help']):.0f} ms CPU")


def parse_arguments() -> argparse.Namespace:
    """Return the command line options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=50, help="UTF-8 text that goes through")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent.parent / "corpus")
    return parser.parse_args()


def report(
    name: str,
    documents: Sequence[Document],
    sizes: Sequence[int],
    rounds: int,
    work: Callable[[Document], object],
) -> None:
    """Run `work` over the documents and print its speed."""
    start = time.process_time()
    for _ in range(rounds):
        for document in documents:
            work(document)
    spent = time.process_time() - start
    megabytes, count = rounds * sum(sizes) / 1e6, rounds * len(documents)
    print(f"{name:34}{megabytes / spent:8.2f}{count / spent:13.1f}")


def scan_floor(document: Document) -> int:
    """Count what a bare scan finds."""
    return sum(1 for pattern in FLOOR for _ in pattern.finditer(document.text))


def measure_child(arguments: Sequence[str], runs: int = 5) -> float:
    """Return the median CPU seconds of a fresh interpreter with these arguments."""
    spent = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
