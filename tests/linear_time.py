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
