"""How long something takes, for the tests of linear time."""

import gc
import time


def measure(work, text, runs=3):
    """Return the least processor time of some runs, without the collector, whose share grows with the heap."""
    times = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(runs):
            start = time.process_time()
            work(text)
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(times)


def assert_proportional(work, piece, small=40_000, large=80_000, attempts=5):
    """Assert that twice the text takes no more than twice the time.

    Other work on the machine can slow one of the two measurements, never make a quadratic one linear: one
    attempt in which both were left alone is enough, and a quadratic scanner fails them all.
    """
    for _ in range(attempts):
        first, second = (measure(work, piece * (size // len(piece))) for size in (small, large))
        if second <= 1.15 * large / small * first + 0.05:
            return
    raise AssertionError((first, second))
