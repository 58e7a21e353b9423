"""Trains the shipped tagger: `python -m citekit.parse.train`.

Needs CITEKIT_SHARED (the folder that holds `reference-strings/`) and about six minutes on one core. The same
data and seeds give the same file. Writes the model, its checksum and `docs/model-card.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pycrfsuite

from citekit.parse import tagger
from citekit.parse.features import make_features
from citekit.parse.train.csl_sets import make_csl_examples
from citekit.parse.train.examples import Aligned, Example, fold_text, split_of
from citekit.parse.train.fit import align_all, fit_model, mark_edges, score_tagger
from citekit.parse.train.gost import make_gost_examples
from citekit.parse.train.model_card import write_model_card
from citekit.parse.train.pools import gather_pools
from citekit.parse.train.real_sets import SETS, find_shared, read_set
from citekit.parse.train.style_sets import make_style_examples
from citekit.parse.train.temper import temper_model
from citekit.parse.train.template_sets import make_template_examples

PACKAGE = Path(tagger.__file__).parent
ROOT = PACKAGE.parent.parent
_CLEAN = ("anystyle", "openres")


def gather_examples(
    folder: Path, seed: int, limits: Mapping[str, int], made: Mapping[str, int], repeat: int = 1
) -> tuple[list[Example], list[Example]]:
    """Gather the training side and the held-out side.

    Args:
        folder: Where the public sets are.
        seed: Of sampling and of the generators.
        limits: Most examples of a set on the training side.
        made: How many references each generator makes: `gost`, `styles`, `csl`, `templates`.
        repeat: How often the sets without OCR and with whole labels are taken.

    Returns:
        Training examples in random order, and held-out ones: real strings whose folded text occurs on no
        other side, and generated ones of another seed.
    """
    train: list[Example] = []
    held: list[Example] = []
    seen: set[str] = set()
    for name in SETS:
        examples = list(read_set(folder, name))
        random.Random(seed).shuffle(examples)
        kept = 0
        for example in examples:
            folded = fold_text(example.text)
            if folded in seen:
                continue
            seen.add(folded)
            if split_of(example.text) == "dev":
                held.append(example)
            elif kept < limits.get(name, 10**9):
                train.append(example)
                kept += 1
    values, names = gather_pools(train)
    train += [example for example in train if example.source.startswith(_CLEAN)] * (repeat - 1)
    train += make_gost_examples(made["gost"], seed)
    train += make_style_examples(made["styles"], seed + 1, values, names)
    train += make_csl_examples(made["csl"], seed + 2, values, names)
    train += make_template_examples(made["templates"], seed + 3, values, names)
    held += make_gost_examples(600, seed + 1000)
    random.Random(seed).shuffle(train)
    return train, held


def take_few(examples: Sequence[Example]) -> list[Example]:
    """Take the first hundred real examples of each set."""
    taken: dict[str, list[Example]] = {}
    for example in examples:
        if example.source in SETS:
            taken.setdefault(example.source, []).append(example)
    return [example for few in taken.values() for example in few[:100]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PACKAGE / "model")
    parser.add_argument("--card", type=Path, default=ROOT / "docs" / "model-card.md")
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--repeat", type=int, default=2, help="how often the clean sets are taken")
    parser.add_argument("--linkedbooks", type=int, default=16_000)
    parser.add_argument("--gost", type=int, default=12_000)
    parser.add_argument("--styles", type=int, default=4_000)
    parser.add_argument("--csl", type=int, default=16_000)
    parser.add_argument("--templates", type=int, default=24_000)
    parser.add_argument("--minimum", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    folder = find_shared()
    if folder is None:
        sys.stderr.write("CITEKIT_SHARED does not name a folder with reference-strings/\n")
        return 2
    limits = {"linkedbooks_train": options.linkedbooks}
    made = {name: getattr(options, name) for name in ("gost", "styles", "csl", "templates")}
    train, held = gather_examples(folder, options.seed, limits, made, repeat=options.repeat)
    started = time.process_time()
    aligned = align_all(train)
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / tagger.MODEL
    fit_model(aligned, path, passes=options.passes, minimum=options.minimum)
    few = [one._replace(labels=mark_edges(one.labels)) for _, one in align_all(take_few(held))]
    temperature = temper_model(path, few)
    spent = time.process_time() - started
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (options.out / tagger.CHECKSUM).write_text(f"{digest}  {tagger.MODEL}\n", encoding="ascii")
    crf = pycrfsuite.Tagger()
    crf.open(str(path))

    def tag(_example: Example, one: Aligned) -> list[str]:
        return [label.partition("|")[0] for label in crf.tag(make_features(one.tokens))] if one.labels else []

    scores = score_tagger(tag, align_all(held))
    write_model_card(
        options.card,
        size=path.stat().st_size,
        digest=digest,
        sources=Counter(example.source for example in train),
        scores=scores,
        options={**vars(options), "temperature": temperature},
        seconds=spent,
    )
    for name, score in scores.items():
        sys.stdout.write(f"{name:20} {score.f1():.4f} {sum(score.gold.values())}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
