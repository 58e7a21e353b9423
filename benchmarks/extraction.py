"""How much of what the gold marks is found, and what changed since the last run that was kept.

    python benchmarks/extraction.py [FOLDER] [--save] [--all]

FOLDER holds documents with gold in its `gold/` (see `corpus/README.md`); without it, the corpus. Printed are
precision, recall and F1 by kind, over all documents and by document, spans exact; then gains and losses
against `extraction.json`, which `--save` writes anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.score import KINDS, Score, load_golds, score_analysis
from citekit.pipeline import analyze

ROOT = Path(__file__).parent
CORPUS = ROOT.parent / "corpus"
BASELINE = ROOT / "extraction.json"

Faults = dict[str, dict[str, list[str]]]


def main() -> None:
    """Print the tables."""
    options = parse_arguments()
    scores = {path.name: score_analysis(gold, analyze(path)) for path, gold in load_golds(options.folder)}
    if not scores:
        sys.exit(f"no gold in {options.folder / 'gold'}")
    total = {kind: sum((score[kind] for score in scores.values()), Score()) for kind in KINDS}
    print_overall(total, len(scores))
    print_documents(scores)
    faults = list_faults(scores)
    if options.all:
        for line in sorted(flatten(faults)):
            print(line)
    if options.folder.resolve() == CORPUS.resolve():
        print_changes(faults)
        if options.save:
            BASELINE.write_text(json.dumps(faults, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
            print(f"kept in {BASELINE.name}")


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Precision and recall against gold.")
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--save", action="store_true", help="keep this run as the one to compare with")
    parser.add_argument("--all", action="store_true", help="list everything lost and extra")
    return parser.parse_args()


def print_overall(total: dict[str, Score], documents: int) -> None:
    """Print the table over all documents."""
    print(f"{documents} documents")
    print(f"{'':16}{'gold':>7}{'right':>7}{'lost':>6}{'extra':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for kind, one in total.items():
        gold = one.right + len(one.lost)
        print(
            f"{kind:16}{gold:7}{one.right:7}{len(one.lost):6}{len(one.extra):7}"
            f"{one.precision:8.3f}{one.recall:8.3f}{one.f1:8.3f}"
        )


def print_documents(scores: dict[str, dict[str, Score]]) -> None:
    """Print F1 by document for the kinds that are not perfect there."""
    print("\nF1 by document, where it is below 1")
    for name, kinds in scores.items():
        below = [
            f"{kind} {one.f1:.3f} (-{len(one.lost)} +{len(one.extra)})"
            for kind, one in kinds.items()
            if one.lost or one.extra
        ]
        print(f"{name:30}{', '.join(below) or 'all right'}")


def list_faults(scores: dict[str, dict[str, Score]]) -> Faults:
    """Return what is lost (`-`) and extra (`+`), by document and kind."""
    return {
        name: {
            kind: sorted([f"- {item}" for item in one.lost] + [f"+ {item}" for item in one.extra])
            for kind, one in kinds.items()
            if one.lost or one.extra
        }
        for name, kinds in scores.items()
    }


def flatten(faults: Faults) -> set[str]:
    """Return each fault as one line."""
    return {
        f"{name}: {kind} {item}"
        for name, kinds in faults.items()
        for kind, items in kinds.items()
        for item in items
    }


def print_changes(faults: Faults) -> None:
    """Print what is right now and was not, and the other way round."""
    before = flatten(json.loads(BASELINE.read_text(encoding="utf-8"))) if BASELINE.exists() else set()
    now = flatten(faults)
    print(f"\nagainst the kept run: {len(before - now)} gains, {len(now - before)} losses")
    for line in sorted(before - now):
        print(f"  gained  {line}")
    for line in sorted(now - before):
        print(f"  lost    {line}")


if __name__ == "__main__":
    main()
