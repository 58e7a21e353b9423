"""Reading BibTeX: CPU time an entry, beside bibtexparser's own default stack, in one run.

    python benchmarks/bibtex.py [--entries N] [--peer-entries N]

Every second entry has accents as TeX commands, braces or macros; names are split and values decoded on both
sides. Each figure is the best of three runs in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable

FAMILIES = [
    r"M{\"u}ller", "Lindqvist", "Каменев", r"{\O}stergaard", "de la Vega", r"Bo\v{z}i\'{c}", "van der Meer",
    "Holm", "Сосновская", r"Garc{\'\i}a", "O'Hara", "Дубов", "Nakamura", r"\L{}ukasik",
]  # fmt: skip
GIVEN = ["Anna", "J. R.", "Илья П.", r"Andr{\'e}", "Bo", "Marie-Claire", "П. С.", "Ida Luise"]
WORDS = (
    "river border trade {North} region harbour policy of the and law history water "
    r"{UN} m\'etier caf{\'e} Handel Stra{\ss}e граница порт торговля река {ЕАЭС} общество право"
).split()
PLAIN = "studies in the economy of ports and rivers with notes on law history and method".split()


def make_name(pick: random.Random) -> str:
    """Return a name in one of the forms of BibTeX."""
    family, given = pick.choice(FAMILIES), pick.choice(GIVEN)
    return f"{family}, {given}" if pick.random() < 0.8 or " " in family else f"{given} {family}"


def make_entry(number: int, pick: random.Random) -> str:
    """Return a book, a page or an article."""
    names = " and ".join(make_name(pick) for _ in range(pick.choice((1, 1, 2, 2, 3, 5))))
    title = " ".join(pick.choice(WORDS if number % 2 else PLAIN) for _ in range(pick.randint(4, 12)))
    year = pick.randint(1950, 2024)
    shared = f"  author = {{{names}}},\n  title = {{{title}}},\n"
    if number % 5 == 0:
        return (
            f"@book{{key{number},\n{shared}  publisher = {{Oak \\& Sons}},\n  address = {{Lund}},\n"
            f"  year = {year},\n  isbn = {{978-3-16-148410-0}},\n  note = {{2nd ed.}}\n}}\n"
        )
    if number % 5 == 1:
        return (
            f"@online{{key{number},\n{shared}  date = {{{year}-05-1{number % 10}}},\n"
            f"  url = {{https://example.org/a_b/{number}?q=%20x&y={number}}},\n  urldate = {{2024-02-03}},\n"
            f"  langid = {{russian}}\n}}\n"
        )
    return (
        f'@article{{key{number},\n{shared}  journal = jrs # ", new series",\n  year = {year},\n'
        f"  month = sep,\n  volume = {number % 60},\n  number = {{{number % 12}}},\n"
        f"  pages = {{{number}--{number + 14}}},\n  doi = {{10.1000/abc_{number}}},\n"
        f"  abstract = {{{' '.join(pick.choice(PLAIN) for _ in range(40))}.}}\n}}\n"
    )


def make_file(count: int) -> str:
    """Return a file of `count` entries, always the same."""
    pick = random.Random(7)  # noqa: S311 - no secret, only repeatable
    entries = (make_entry(number, pick) for number in range(count))
    return '@string{jrs = "Journal of River Studies"}\n\n' + "\n".join(entries)


def read_ours(text: str) -> int:
    """Read with citekit."""
    from citekit.bibliography import load_bibliography  # noqa: PLC0415 - each reader in a process of its own

    return len(load_bibliography(text))


def read_split(text: str) -> int:
    """Read with bibtexparser's splitter alone."""
    import logging  # noqa: PLC0415 - each reader in a process of its own

    from bibtexparser.splitter import Splitter  # noqa: PLC0415 - each reader in a process of its own

    logging.disable(logging.CRITICAL)
    return len(Splitter(text).split().entries)


def read_theirs(text: str) -> int:
    """Read with bibtexparser's default stack, with decoding and names."""
    import logging  # noqa: PLC0415 - each reader in a process of its own

    import bibtexparser  # noqa: PLC0415 - each reader in a process of its own
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts  # noqa: PLC0415 - each reader in a process of its own

    logging.disable(logging.CRITICAL)
    stack = [LatexDecodingMiddleware(), SeparateCoAuthors(), SplitNameParts()]
    return len(bibtexparser.parse_string(text, append_middleware=stack).entries)


READERS: dict[str, Callable[[str], int]] = {
    "citekit": read_ours,
    "splitter": read_split,
    "bibtexparser": read_theirs,
}


def measure(reader: str, count: int, runs: int) -> None:
    """Print the best CPU time of some runs, in microseconds an entry, and the number of entries read."""
    text = make_file(count)
    best, found = float("inf"), 0
    for _ in range(runs):
        start = time.process_time()
        found = READERS[reader](text)
        best = min(best, time.process_time() - start)
    print(f"{best / count * 1e6:.1f} {found}")


def run_child(reader: str, count: int, runs: int) -> tuple[float, int]:
    """Measure in a process of its own."""
    arguments = [sys.executable, __file__, "--child", reader, "--entries", str(count), "--runs", str(runs)]
    words = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.split()
    return float(words[0]), int(words[1])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--peer-entries", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", choices=READERS)
    options = parser.parse_args()
    if options.child:
        measure(options.child, options.entries, options.runs)
        return
    size = len(make_file(1000).encode()) / 1000
    print(f"{size:.0f} bytes an entry; CPU time, best of {options.runs}")
    print(f"{'reader':46} {'entries':>8} {'read':>8} {'µs an entry':>12}")
    rows = [
        ("citekit: names, values, dates, decoding", "citekit", options.entries // 10),
        ("citekit: names, values, dates, decoding", "citekit", options.entries // 2),
        ("citekit: names, values, dates, decoding", "citekit", options.entries),
        ("bibtexparser: splitter alone", "splitter", options.entries // 10),
        ("bibtexparser: default stack, decoding, names", "bibtexparser", options.peer_entries),
    ]
    for label, reader, count in rows:
        cost, found = run_child(reader, count, options.runs if reader != "bibtexparser" else 1)
        print(f"{label:46} {count:8} {found:8} {cost:12.1f}")


if __name__ == "__main__":
    main()
