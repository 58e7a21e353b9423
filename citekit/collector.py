"""The garbage collector, kept still while very many small values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: Values that are made, less those given back, until the collector looks through the young ones.
SELDOM: Final = 50_000


@contextmanager
def pause_collection() -> Iterator[None]:
    """Keep the collector still, and leave it afterwards as it was.

    Reading and analysing make many values and no cycles; looking through them again and again is all that
    would grow faster than the text.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def ease_collection() -> Iterator[None]:
    """Let the collector look seldom, and leave it afterwards as it was.

    For what goes on without end: cycles are still found, but the values of each step, which are none, cost
    an eighth of the time no longer.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(SELDOM, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
