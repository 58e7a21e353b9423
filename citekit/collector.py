"""The garbage collector, kept still while very many small values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
