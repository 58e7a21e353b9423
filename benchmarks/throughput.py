"""How fast a document goes through `citekit.analyze`, beside a peer and beside the floor.

    python benchmarks/throughput.py [--megabytes 50] [--folder corpus ...]

The documents of each folder (corpus/, and the seeds of CITEKIT_SHARED where it is set) go through over and
over until the given amount of UTF-8 text has gone through, each time with other names and other years
(`varied_text.py`): no reference comes twice, so that no cache of whole strings counts. Measured is CPU
time of one process. Beside citekit run, on the same texts:

- eyecite's `get_citations` (US case law; the nearest peer that reads running text), on a share of them,
- the floor: a bare scan with a handful of the same expressions (brackets, URLs, DOIs, access dates).

Below each table stands where the time goes, and the bound that the tagger sets: the MB/s that there would
be if nothing but `parse_reference` ran, once for each reference of the text. Also printed, each in a fresh
process: CPU time of `import citekit`, of `citekit --help`, and of `citekit extract` of one document, with the
number of regular expressions compiled for it.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from citekit import pipeline
from citekit.find import references
from citekit.model import Document
from citekit.read import read_document

sys.path.insert(0, str(Path(__file__).parent))
from varied_text import vary_text

FLOOR = [
    re.compile(r"\[[^\[\]\n]{1,80}\]"),
    re.compile(r"https?://[^\s<>]{3,2000}"),
    re.compile(r"10\.\d{4,9}/[^\s]{1,200}"),
    re.compile(r"дата обращения:? \d{2}\.\d{2}\.\d{4}"),
    re.compile(r"[A-Z]/RES/\d{1,3}/\d{1,4}"),
]
STAGES = (
    "find_notes",
    "locate_reflists",
    "read_notes",
    "find_citations",
    "find_short_forms",
    "find_links",
    "find_identifiers",
    "find_references",
    "resolve_citations",
)


class Source(NamedTuple):
    """A document as it is varied: its text, its name, and its format."""

    text: str
    name: str
    format: str


def main() -> None:
    """Print the tables."""
    options = parse_arguments()
    for folder in options.folder:
        measure_folder(folder, options.megabytes)
    measure_starts(options.folder)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"import citekit       {1000 * measure_child(['-c', 'import citekit']):.0f} ms CPU")
    print(f"python, nothing else {1000 * measure_child(['-c', 'pass']):.0f} ms CPU")
    print(f"citekit --help       {1000 * measure_child(['-m', 'citekit', '--help']):.0f} ms CPU")


def parse_arguments() -> argparse.Namespace:
    """Return the command line options."""
    folders = [Path(__file__).parent.parent / "corpus"]
    if os.environ.get("CITEKIT_SHARED"):
        folders.append(Path(os.environ["CITEKIT_SHARED"]) / "seeds")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=50, help="UTF-8 text that goes through")
    parser.add_argument("--folder", type=Path, nargs="+", default=folders)
    return parser.parse_args()


def measure_folder(folder: Path, megabytes: float) -> None:
    """Print the table of one folder."""
    sources = []
    for path in sorted(folder.glob("*.*")):
        if path.suffix in {".txt", ".md"} and path.stem != "README":
            document = read_document(path)
            sources.append(Source(document.text, path.name, document.format))
    size = sum(len(source.text.encode()) for source in sources)
    rounds = max(1, round(megabytes * 1e6 / size))
    print(f"\n{folder.name}: {len(sources)} documents, {size / 1e6:.2f} MB of UTF-8, {rounds} rounds")
    print(f"{'':34}{'MB/s':>8}{'documents/s':>13}")
    pipeline.analyze(vary(sources[0], 0))
    report("citekit.analyze", sources, range(rounds), pipeline.analyze)
    report("floor: five expressions", sources, range(rounds), scan_floor)
    try:
        from eyecite import get_citations  # noqa: PLC0415 - a peer that need not be installed
    except ImportError:
        print("eyecite is not installed: pip install eyecite")
    else:
        get_citations("Smith v. Jones, 1 U.S. 2 (1990)")
        few = range(max(1, rounds // 50))
        report("eyecite.get_citations", sources, few, lambda document: get_citations(document.text))
    print_shares(sources, range(rounds, rounds + max(1, rounds // 10)))


def vary(source: Source, number: int) -> Document:
    """Return a document with the names and the years of one repetition."""
    return read_document(vary_text(source.text, number).encode(), name=source.name, format=source.format)


def report(
    name: str, sources: Sequence[Source], rounds: Sequence[int], work: Callable[[Document], object]
) -> None:
    """Run `work` over the documents and print its speed; reading and varying them is not measured."""
    spent = size = 0.0
    for number in rounds:
        documents = [vary(source, number) for source in sources]
        size += sum(len(document.text.encode()) for document in documents)
        start = time.process_time()
        for document in documents:
            work(document)
        spent += time.process_time() - start
    print(f"{name:34}{size / 1e6 / spent:8.2f}{len(rounds) * len(sources) / spent:13.1f}")


def print_shares(sources: Sequence[Source], rounds: Sequence[int]) -> None:
    """Print the share of each stage in the time, and the bound that parsing the references sets."""
    spent: Counter[str] = Counter()
    calls: Counter[str] = Counter()

    def watch(module: object, name: str) -> Callable[..., object]:
        plain: Callable[..., object] = getattr(module, name)

        def timed(*arguments: object, **options: object) -> object:
            start = time.process_time()
            try:
                return plain(*arguments, **options)
            finally:
                spent[name] += time.process_time() - start
                calls[name] += 1

        setattr(module, name, timed)
        return plain

    watched = [(pipeline, name) for name in STAGES] + [(references, "parse_reference")]
    plain = [watch(module, name) for module, name in watched]
    size = total = 0.0
    try:
        for number in rounds:
            documents = [vary(source, number) for source in sources]
            size += sum(len(document.text.encode()) for document in documents)
            start = time.process_time()
            for document in documents:
                pipeline.analyze(document)
            total += time.process_time() - start
    finally:
        for (module, name), function in zip(watched, plain, strict=True):
            setattr(module, name, function)
    documents_read = len(rounds) * len(sources)
    print(f"CPU ms a document ({1000 * total / documents_read:.1f} in all), and share of time: ")
    for name in STAGES:
        print(f"  {name:20}{1000 * spent[name] / documents_read:7.2f}{100 * spent[name] / total:6.0f} %")
    if count := calls["parse_reference"]:
        print(
            f"a reference every {size / count:.0f} bytes; parse_reference takes"
            f" {1e6 * spent['parse_reference'] / count:.0f} us each,"
            f" {100 * spent['parse_reference'] / total:.0f} % of the time:"
            f" alone it would allow {size / 1e6 / spent['parse_reference']:.2f} MB/s"
        )


#: Counts what `re.compile` is asked for while a document is analysed; deferred patterns ask it, too.
COUNT_PATTERNS = """
import re, sys
asked = []
compile_now = re.compile
re.compile = lambda *arguments: asked.append(arguments) or compile_now(*arguments)
from citekit import analyze
analyze(sys.argv[1])
print(len(asked))
"""


def measure_starts(folders: Sequence[Path]) -> None:
    """Print what `citekit extract` of the smallest and the largest document of each folder costs."""
    for folder in folders:
        texts = sorted(folder.glob("*.txt"), key=lambda path: path.stat().st_size)
        for path in dict.fromkeys((*texts[:1], *texts[-1:])):
            spent = measure_child(["-m", "citekit", "extract", str(path), "-o", os.devnull])
            counted = subprocess.run(
                [sys.executable, "-c", COUNT_PATTERNS, str(path)], check=True, capture_output=True, text=True
            )
            print(
                f"citekit extract {path.name} ({path.stat().st_size / 1000:.0f} KB)"
                f" {1000 * spent:.0f} ms CPU, {int(counted.stdout)} patterns compiled"
            )


def scan_floor(document: Document) -> int:
    """Count what a bare scan finds."""
    return sum(1 for pattern in FLOOR for _ in pattern.finditer(document.text))


def measure_child(arguments: Sequence[str], runs: int = 5) -> float:
    """Return the median CPU seconds of a fresh interpreter with these arguments."""
    spent = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
