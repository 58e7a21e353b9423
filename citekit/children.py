"""Child processes that are kept within limits: what they may take, and how they are ended.

A child is started with `start_new_session=True`, so that it leads a group of its own; what it starts itself
then ends with it.
"""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress


def end_child(child: subprocess.Popen[bytes]) -> None:
    """End a child with all that it has started; one that has ended is left alone."""
    with suppress(OSError):
        if child.returncode is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def limit_resources(seconds: int, memory: int | None = None, grace: int = 0) -> None:
    """Set what this process may take, where the system knows such limits; called in the child.

    Args:
        seconds: Of processor time.
        memory: Bytes of address space; None sets no limit.
        grace: Seconds between the signal that tells of the spent time (SIGXCPU) and the end; with 0 the
            process is ended at once.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + grace))
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
