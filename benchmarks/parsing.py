# ruff: noqa: E402, PLC0415 - the package is found through the lines that set the path
"""Field F1 of the reference parser on held-out strings, with gains and losses against the committed run.

    CITEKIT_SHARED=... python benchmarks/parsing.py [--update] [--rules] [--limit N] [--set FILE ...]
    CITEKIT_SHARED=... python benchmarks/parsing.py --batch 100000
    CITEKIT_SHARED=... python benchmarks/parsing.py --refextract /path/to/python

Where AnyStyle is installed (`gem install anystyle-cli`), it parses the same strings in the same run; so does
refextract, where `--refextract` names an interpreter that has it. Sets of one's own, kept away from training,
are given with `--set`: one reference a line, its fields marked as in tests/cases/reference. `--batch`
measures nothing but so many lines through `citekit parse`.

Held out is one string in ten, by its folded letters over all public sets at once; none of them was trained
on. The case tables of tests/cases/reference are scored too: they were written for the tests. A field counts
when label and text agree after trimming punctuation and key words; `note`, addresses and identifiers are
left out of the sum, since the sets label them each in its own way.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice, pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from anystyle import find_anystyle, run_anystyle
from refextract import run_refextract

from citekit.parse import reference as module
from citekit.parse import tagger
from citekit.parse.train.examples import Example, fold_text, split_of
from citekit.parse.train.fit import coarsen
from citekit.parse.train.real_sets import SETS, find_shared, read_set
from citekit.parse.train.scoring import Score, trim_field

RUN = Path(__file__).parent / "runs" / "parsing.json"
LABELS = (
    "author",
    "editor",
    "title",
    "container",
    "date",
    "volume",
    "issue",
    "pages",
    "publisher",
    "location",
)
#: Field F1 as the project's issue quotes it for other tools, on sets that are not here.
QUOTED = """
Quoted, not run here (other sets): AnyStyle 1.6 has .874 on EXCITE English lists, .759 on German lists,
.577 on German footnotes, .732 on French/English notes, .553 on LinkedBooks test, .545-.610 on GOST;
refextract .231-.434 and BILBO2 .234-.516 on the same; 525-553, 25 and 225-246 references a CPU second.
"""


def read_examples(limit: int) -> Iterator[Example]:
    """Yield the held-out strings of each set, and the case tables."""
    from case_files import load_cases
    from marked import read_marked

    folder = find_shared()
    seen: set[str] = set()
    for name in SETS if folder else ():
        count = 0
        for example in read_set(folder, name):
            folded = fold_text(example.text)
            if folded not in seen and split_of(example.text) == "dev" and count < limit:
                count += 1
                yield example
            seen.add(folded)
    for case in load_cases("reference"):
        text, fields = read_marked(case.blocks["marked"])
        spans = tuple((start, start + len(value), label) for label, value, start in fields)
        yield Example(text, spans, f"cases: {case.path.stem}", None)


def read_own(path: Path) -> Iterator[Example]:
    """Yield the references of a marked file; blank lines and lines with `#` are passed over."""
    from marked import read_marked

    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, fields = read_marked(line.strip())
            spans = tuple((start, start + len(value), label) for label, value, start in fields)
            yield Example(text, spans, path.stem, None)


def print_anystyle(examples: list[Example], own: dict[str, Score]) -> None:
    """Print AnyStyle's F1 on the same strings beside ours, where it is installed."""
    command = find_anystyle()
    if command is None:
        print("\nAnyStyle is not installed here: gem install anystyle-cli")
        return
    found, seconds = run_anystyle(command, [example.text for example in examples])
    scores: dict[str, Score] = defaultdict(Score)
    for example, fields in zip(examples, found, strict=True):
        gold = coarsen([label for *_, label in example.spans], example.source)
        names = coarsen([label for label, _ in fields], example.source)
        scores[example.source].add(
            [
                (label, example.text[start:end])
                for label, (start, end, _) in zip(gold, example.spans, strict=True)
                if label in LABELS
            ],
            [(label, text) for label, (_, text) in zip(names, fields, strict=True) if label in LABELS],
        )
    print(f"\n{'':26}{'AnyStyle':>9}{'citekit':>9}{'ahead':>8}")
    for name, score in sorted(scores.items()):
        print(f"{name:26}{score.f1():>9.4f}{own[name].f1():>9.4f}{own[name].f1() - score.f1():>+8.4f}")
    print(f"AnyStyle: {len(examples) / seconds:.0f} references a CPU second")


def print_refextract(examples: list[Example], python: Path, limit: int) -> None:
    """Print refextract's F1 and its references a CPU second on the same strings, beside ours.

    It needs long for each, so that the first strings of each set are taken. Neither process has met them.
    Editors and places, which it does not tell, count for neither.
    """
    counts: Counter[str] = Counter()
    chosen = []
    for example in examples:
        counts[example.source] += 1
        if counts[example.source] <= limit:
            chosen.append(example)
    texts = [example.text for example in chosen]
    found, spent = run_refextract(python, texts)
    own_spent = time_parser([example.text for example in examples if example not in chosen][:500], texts)
    theirs: dict[str, Score] = defaultdict(Score)
    ours: dict[str, Score] = defaultdict(Score)
    for example, fields in zip(chosen, found, strict=True):
        gold = [(label, example.text[start:end]) for start, end, label in example.spans]
        wanted = choose_fields(gold, example.source)
        theirs[example.source].add(wanted, choose_fields(fields, example.source))
        reference = module.parse_reference(example.text)
        own = [(one.name, example.text[one.span.start : one.span.end]) for one in reference.fields]
        ours[example.source].add(wanted, choose_fields(own, example.source))
    print(f"\n{'':26}{'refextract':>11}{'citekit':>9}{'ahead':>8}")
    for name, score in sorted(theirs.items()):
        print(f"{name:26}{score.f1():>11.4f}{ours[name].f1():>9.4f}{ours[name].f1() - score.f1():>+8.4f}")
    rate, own_rate = len(texts) / spent, len(texts) / own_spent
    print(
        f"references a CPU second, {len(texts)} strings in one run: refextract {rate:.1f}, "
        f"citekit {own_rate:.0f}, {own_rate / rate:.0f} times as many"
    )


def choose_fields(fields: list[tuple[str, str]], source: str) -> list[tuple[str, str]]:
    """Return fields with coarse labels, those left out that refextract does not tell."""
    labels = coarsen([label for label, _ in fields], source)
    known = [label for label in LABELS if label not in {"editor", "location"}]
    return [(label, text) for label, (_, text) in zip(labels, fields, strict=True) if label in known]


def time_parser(before: list[str], texts: list[str]) -> float:
    """Return the CPU seconds that these strings cost in a process that has parsed others before."""
    code = (
        "import json, sys, time\n"
        "before, texts = json.load(sys.stdin)\n"
        "from citekit.parse import parse_reference\n"
        "for text in before:\n"
        "    parse_reference(text)\n"
        "started = time.process_time()\n"
        "for text in texts:\n"
        "    parse_reference(text)\n"
        "print(time.process_time() - started)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps([before, texts]), capture_output=True, text=True,
        check=True, cwd=ROOT,
    )  # fmt: skip
    return float(done.stdout)


@dataclass
class Run:
    """What a run gives: scores by set and language, and (stated, right) of each field and reference."""

    by_set: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    by_language: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    fields: list[tuple[float, float]] = field(default_factory=list)
    wholes: list[tuple[float, float]] = field(default_factory=list)

    def add(self, example: Example) -> None:
        """Parse one example and score it."""
        reference = module.parse_reference(example.text)
        gold = zip(
            coarsen([label for *_, label in example.spans], example.source),
            (example.text[start:end] for start, end, _ in example.spans),
            strict=True,
        )
        names = coarsen([one.name for one in reference.fields], example.source)
        found = [
            (label, example.text[one.span.start : one.span.end], one.confidence)
            for label, one in zip(names, reference.fields, strict=True)
            if label in LABELS
        ]
        wanted = [pair for pair in gold if pair[0] in LABELS]
        score = Score()
        score.add(wanted, [(label, text) for label, text, _ in found])
        for scores, key in ((self.by_set, example.source), (self.by_language, reference.language or "und")):
            for counter in ("right", "found", "gold"):
                getattr(scores[key], counter).update(getattr(score, counter))
        left = Counter((label, trim_field(text)) for label, text in wanted)
        for label, text, confidence in found:
            key = (label, trim_field(text))
            self.fields.append((confidence, float(left[key] > 0)))
            left[key] -= 1
        if wanted and found:
            self.wholes.append((reference.confidence, score.f1()))


def print_table(scores: dict[str, Score], before: dict[str, float]) -> None:
    """Print one line a set: F1, change, and the F1 of each label."""
    print(f"{'':26}{'fields':>7}{'F1':>8}{'change':>8}  " + "".join(f"{label[:9]:>10}" for label in LABELS))
    for name, score in sorted(scores.items()):
        change = f"{score.f1() - before[name]:+.4f}" if name in before else "new"
        cells = "".join(
            f"{score.f1(label):>10.3f}" if score.gold[label] else f"{'-':>10}" for label in LABELS
        )
        print(f"{name:26}{sum(score.gold.values()):>7}{score.f1():>8.4f}{change:>8}  {cells}")


def print_precision(scores: dict[str, Score]) -> None:
    """Print precision, recall and F1 of each label over all sets."""
    total = Score()
    for score in scores.values():
        for counter in ("right", "found", "gold"):
            getattr(total, counter).update(getattr(score, counter))
    print(f"\n{'label':12}{'precision':>10}{'recall':>10}{'F1':>10}")
    for label in LABELS:
        print(
            f"{label:12}{total.precision(label):>10.4f}{total.recall(label):>10.4f}{total.f1(label):>10.4f}"
        )


def print_reliability(name: str, pairs: list[tuple[float, float]]) -> None:
    """Print how often fields of a stated confidence are right, or the field F1 of such references."""
    print(f"\n{name:16}{'count':>8}{'stated':>9}{'right':>9}")
    edges = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
    error = 0.0
    for low, high in pairwise(edges):
        inside = [(stated, right) for stated, right in pairs if low <= stated < high]
        if inside:
            stated = sum(one for one, _ in inside) / len(inside)
            share = sum(one for _, one in inside) / len(inside)
            error += abs(stated - share) * len(inside) / len(pairs)
            print(f"{low:.2f}-{min(high, 1):.2f}       {len(inside):>8}{stated:>9.3f}{share:>9.3f}")
    print(f"expected calibration error {error:.4f}")


def fit_table(pairs: list[tuple[float, float]], knots: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    """Fit a rising line of the given knots to (rated, right): pool adjacent violators, then read it off."""
    pools: list[list[float]] = []
    for rated, right in sorted(pairs):
        pools.append([rated, right, 1.0])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [pools[-1][0] + last[0], pools[-1][1] + last[1], pools[-1][2] + last[2]]
    steps = [(rated / count, right / count) for rated, right, count in pools]
    table = []
    for knot in knots:
        below = [step for step in steps if step[0] <= knot] or steps[:1]
        above = [step for step in steps if step[0] >= knot] or steps[-1:]
        (low, stated), (high, next_stated) = below[-1], above[0]
        share = (knot - low) / (high - low) if high > low else 0.0
        table.append((knot, round(stated + (next_stated - stated) * share, 3)))
    return tuple(table)


def read_table(table: tuple[tuple[float, float], ...], rated: float) -> float:
    """Read a table between its knots."""
    for (low, stated), (high, next_stated) in pairwise(table):
        if rated <= high:
            return stated + (next_stated - stated) * (rated - low) / (high - low)
    return table[-1][1]


def print_calibration(examples: list[Example]) -> None:
    """Print the two tables `CALIBRATION`, of fields and of whole references, as these strings want them."""
    knots = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
    plain = ((0.0, 0.0), (1.0, 1.0))
    tagger.calibrate = lambda probability: probability
    module.CALIBRATION = plain
    run = Run()
    for example in examples:
        run.add(example)
    table = fit_table(run.fields, knots)
    print(f"citekit/parse/tagger.py: CALIBRATION = {table}")
    tagger.calibrate = lambda probability: read_table(table, probability)
    run = Run()
    for example in examples:
        run.add(example)
    whole = fit_table(run.wholes, (0.0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 1.0))
    print(f"citekit/parse/reference.py: CALIBRATION = {whole}")


def print_speed(texts: list[str]) -> None:
    """Print references a CPU second, one core, the time that the first reference needs, and the memory.

    Each string is parsed once, in a process that has met none of them, so that only what words have in
    common is known beforehand. After a quarter of the strings, which is not counted, the best quarter
    counts: another process on the same core makes any of them slower, none faster.
    """
    code = (
        "import json, random, resource, sys, time\n"
        "texts = json.load(sys.stdin)\n"
        "from citekit.parse import parse_reference\n"
        "started = time.process_time()\n"
        "parse_reference('Smith, J. (2001). A title. Journal, 3(2), 1-5.')\n"
        "first = time.process_time() - started\n"
        "random.Random(1).shuffle(texts)\n"
        "size = len(texts) // 4\n"
        "rates = []\n"
        "for part in range(4):\n"
        "    started = time.process_time()\n"
        "    for text in texts[part * size:(part + 1) * size]:\n"
        "        parse_reference(text)\n"
        "    rates.append(size / (time.process_time() - started))\n"
        "print(max(rates[1:]), first, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(texts), capture_output=True, text=True, check=True,
        cwd=ROOT,
    )  # fmt: skip
    rate, first, peak = map(float, done.stdout.split())
    letters = sum(map(len, texts)) / len(texts)
    print(
        f"\n{rate:.0f} references a CPU second, mean {letters:.0f} characters, peak memory {peak:.0f} MB;"
        f" the first one, with loading the model: {1000 * first:.0f} ms CPU"
    )


def vary_texts(texts: list[str], count: int) -> Iterator[str]:
    """Yield so many single lines, the strings again and again, each time with other years."""
    chance = random.Random(1)  # noqa: S311 - no secret
    for text in islice(cycle(texts), count):
        yield re.sub(r"\b(?:19|20)\d\d\b", lambda _: str(chance.randint(1950, 2024)), " ".join(text.split()))


def list_processes(pid: int) -> list[int]:
    """List a process and all that it started, as Linux tells them."""
    found = [pid]
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return found
    for child in children:
        found += list_processes(int(child))
    return found


def read_peak(pid: int) -> float:
    """Return the most memory that a process has had, in MB; 0 where that cannot be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def measure_batch(texts: list[str], count: int) -> None:
    """Parse so many lines through `citekit parse`, and print time, memory of each process, and order."""
    lines = list(vary_texts(texts, count))
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "lines", Path(folder) / "parsed"
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        started = time.monotonic()
        with source.open("rb") as stream, target.open("wb") as output:
            command = [sys.executable, "-m", "citekit", "parse", "--quiet", "--format", "jsonl"]
            process = subprocess.Popen(command, stdin=stream, stdout=output, cwd=ROOT)
            peaks: dict[int, float] = {}
            while process.poll() is None:
                for pid in list_processes(process.pid):
                    peaks[pid] = max(peaks.get(pid, 0.0), read_peak(pid))
                time.sleep(0.5)
        seconds = time.monotonic() - started
        parsed = [json.loads(line)["text"] for line in target.open(encoding="utf-8")]
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = spent.ru_utime + spent.ru_stime
    fold = re.compile(r"[\W_]+")
    kept = [fold.sub("", text) for text in parsed] == [fold.sub("", line) for line in lines]
    workers = [round(peak) for pid, peak in sorted(peaks.items()) if pid != process.pid]
    order = "kept" if kept else "LOST"
    print(
        f"{count} lines, exit {process.returncode}, {len(parsed)} parsed, order {order}: "
        f"{seconds:.0f} s, {cpu:.0f} s CPU ({count / cpu:.0f} references a CPU second), "
        f"peak memory {peaks.get(process.pid, 0):.0f} MB, of its processes {workers} MB"
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--update", action="store_true", help="write the run that later ones are compared with"
    )
    parser.add_argument("--rules", action="store_true", help="measure the rules without the tagger")
    parser.add_argument("--limit", type=int, default=500, help="strings of a set")
    parser.add_argument("--calibrate", action="store_true", help="fit the tables of confidence and end")
    parser.add_argument("--set", type=Path, nargs="*", default=[], help="files of marked references")
    parser.add_argument("--refextract", type=Path, help="an interpreter that has refextract")
    parser.add_argument("--batch", type=int, default=0, help="so many lines through the command, and end")
    options = parser.parse_args()
    if options.rules:
        module.load_tagger = lambda: (None, None)
    examples = [*read_examples(options.limit), *(one for path in options.set for one in read_own(path))]
    if options.batch:
        measure_batch(list(dict.fromkeys(example.text for example in examples)), options.batch)
        return
    if options.calibrate:
        print_calibration(examples)
        return
    run = Run()
    for example in examples:
        run.add(example)
    before = json.loads(RUN.read_text(encoding="utf-8")) if RUN.exists() else {"sets": {}, "languages": {}}
    print_table(run.by_set, before["sets"])
    print()
    print_table(run.by_language, before["languages"])
    print_precision(run.by_set)
    print_reliability("field", run.fields)
    print_reliability("reference", run.wholes)
    print_anystyle(examples, run.by_set)
    if options.refextract:
        print_refextract(examples, options.refextract, min(options.limit, 40))
    if not options.rules:
        print_speed(list(dict.fromkeys(example.text for example in examples)))
    print(QUOTED)
    if options.update:
        RUN.parent.mkdir(exist_ok=True)
        kept = {
            "sets": {name: round(score.f1(), 4) for name, score in sorted(run.by_set.items())},
            "languages": {name: round(score.f1(), 4) for name, score in sorted(run.by_language.items())},
        }
        RUN.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
