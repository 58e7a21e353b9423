"""Cools the weights of a margin-based fit down, so that its probabilities say how sure it is.

Such a fit (passive-aggressive, or a perceptron) settles the order of the labelings, not their distance: its
probabilities say little. Dividing every weight by one number changes no labeling; the number is the one under
which held-out labels are likeliest (temperature scaling).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pycrfsuite

from citekit.parse.features import make_features
from citekit.parse.train.examples import Aligned

#: Temperatures that are tried.
TEMPERATURES: Final = (
    0.25,
    0.35,
    0.5,
    0.6,
    0.7,
    0.85,
    1.0,
    1.4,
    2.0,
    3.0,
    4.0,
    6.0,
    8.0,
    12.0,
    16.0,
    24.0,
    32.0,
    48.0,
    64.0,
    96.0,
)
_HEADER: Final = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK: Final = struct.Struct("<4sII")
_FEATURE: Final = struct.Struct("<IIId")
_SMALLEST: Final = 1e-12


def temper_model(path: Path, examples: Sequence[Aligned]) -> float:
    """Divide the weights of a model by the best of the temperatures, in place.

    Args:
        path: A model as CRFsuite writes it.
        examples: Held-out, with their labels.

    Returns:
        The temperature.

    Raises:
        ValueError: The file is no model of a kind that is known.
    """
    model = path.read_bytes()
    costs = {}
    for temperature in TEMPERATURES:
        tagger = pycrfsuite.Tagger()
        cooled = scale_weights(model, 1 / temperature)
        tagger.open_inmemory(cooled)
        costs[temperature] = _measure_cost(tagger, examples)
    best = min(costs, key=costs.__getitem__)
    path.write_bytes(scale_weights(model, 1 / best))
    return best


def scale_weights(model: bytes, factor: float) -> bytes:
    """Return a model with every weight multiplied.

    Args:
        model: The bytes of CRFsuite's file: a header with the offset of the features, each of them type,
            source, target and weight.
        factor: For the weights.

    Raises:
        ValueError: The bytes are no such model.
    """
    magic, _size, kind, _version, _count, _labels, _attributes, offset, *_ = _HEADER.unpack_from(model)
    name, _length, count = _CHUNK.unpack_from(model, offset)
    if (magic, kind, name) != (b"lCRF", b"FOMC", b"FEAT"):
        raise ValueError("this is no model of CRFsuite")
    scaled = bytearray(model)
    start = offset + _CHUNK.size
    for place in range(start, start + count * _FEATURE.size, _FEATURE.size):
        *ends, weight = _FEATURE.unpack_from(model, place)
        _FEATURE.pack_into(scaled, place, *ends, weight * factor)
    return bytes(scaled)


def _measure_cost(tagger: pycrfsuite.Tagger, examples: Sequence[Aligned]) -> float:
    """Return the mean negative logarithm of the probability of the right label of a word."""
    cost, words = 0.0, 0
    known = set(tagger.labels())
    for example in examples:
        if not example.labels:
            continue
        tagger.set(make_features(example.tokens))
        for position, label in enumerate(example.labels):
            probability = tagger.marginal(label, position) if label in known else 0.0
            cost -= math.log(min(1.0, max(_SMALLEST, probability)))
            words += 1
    return cost / max(1, words)
