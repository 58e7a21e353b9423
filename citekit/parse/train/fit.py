"""Fits the tagger and measures it on held-out strings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pycrfsuite

from citekit.parse.features import make_features
from citekit.parse.tagger import EDGED
from citekit.parse.train.examples import Aligned, Example, align_example
from citekit.parse.train.scoring import COARSE, Score, spans_of


def fit_model(
    examples: Iterable[tuple[Example, Aligned]],
    path: Path,
    *,
    passes: int = 10,
    minimum: int = 3,
    verbose: bool = False,
) -> None:
    """Fit a linear-chain CRF passive-aggressively, weights averaged, and write it to `path`.

    Args:
        examples: With their tokens; one at a time is held.
        path: Where to.
        passes: Over all examples.
        minimum: How often a feature must occur.
        verbose: Print what the library prints.
    """
    trainer = pycrfsuite.Trainer(algorithm="pa", verbose=verbose)
    for _example, aligned in examples:
        if aligned.labels:
            trainer.append(make_features(aligned.tokens), mark_edges(aligned.labels))
    trainer.set_params(
        {"max_iterations": passes, "feature.minfreq": minimum, "feature.possible_transitions": True}
    )
    trainer.train(str(path))


def mark_edges(labels: Sequence[str]) -> list[str]:
    """Give the first and the last word of the fields that are told apart by their ends labels of their own.

    Args:
        labels: Of the words of one reference.

    Returns:
        The same with `title|B` for the first and `title|E` for the last of several words.
    """
    marked = list(labels)
    for index, label in enumerate(labels):
        if label not in EDGED:
            continue
        if index == 0 or labels[index - 1] != label:
            marked[index] = f"{label}|B"
        elif index + 1 == len(labels) or labels[index + 1] != label:
            marked[index] = f"{label}|E"
    return marked


def score_tagger(
    tag: Callable[[Example, Aligned], Sequence[str]], examples: Iterable[tuple[Example, Aligned]]
) -> dict[str, Score]:
    """Score a tagger over examples, by set, in the coarse labels; anchors count as found by both sides."""
    scores: dict[str, Score] = defaultdict(Score)
    for example, aligned in examples:
        tokens = aligned.tokens
        found = spans_of(
            example.text, coarsen(tag(example, aligned), example.source), tokens.starts, tokens.ends
        )
        gold = spans_of(example.text, coarsen(aligned.labels, example.source), tokens.starts, tokens.ends)
        scores[example.source].add(gold, found)
    return scores


def coarsen(labels: Sequence[str], source: str) -> list[str]:
    """Turn labels into the coarse ones; LinkedBooks tells neither container from title nor editor from author."""
    coarse = [COARSE.get(label, label) for label in labels]
    if source.startswith("linkedbooks"):
        merged = {"container": "title", "editor": "author", "issue": "volume"}
        coarse = [merged.get(label, label) for label in coarse]
    return coarse


def align_all(examples: Iterable[Example]) -> list[tuple[Example, Aligned]]:
    """Align examples with their tokens."""
    return [(example, align_example(example)) for example in examples]
