"""The garbage collector, kept still while very many small values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: Values that are made, less those given back, until the collector looks through the young ones.
SELDOM: Final = 50_000


class _Pause:
    """Keeps the collector still while it is entered; a class, since a generator costs three times as much."""

    __slots__ = ("enabled",)

    def __enter__(self) -> None:
        self.enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_raised: object) -> None:
        if self.enabled:
            gc.enable()


def pause_collection() -> _Pause:
    """Keep the collector still, and leave it afterwards as it was.

    Reading and analysing make many values and no cycles; looking through them again and again is all that
    would grow faster than the text.
    """
    return _Pause()


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
