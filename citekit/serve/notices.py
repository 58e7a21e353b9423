"""Telling the pages of a session what happens: corrections made elsewhere, progress, results of an audit."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, Final

import msgspec

#: Notices that wait for one page at most; one that does not take them is told to load anew.
_MOST_WAITING: Final = 200
#: Seconds after which a silent stream shows that it lives.
_PING: Final = 15.0

Notice = dict[str, Any]
_Listener = tuple[asyncio.AbstractEventLoop, "asyncio.Queue[Notice | None]"]


class Notices:
    """Passes notices from any thread to the streams of a session (server-sent events, HTML 9.2)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[str, set[_Listener]] = defaultdict(set)
        self._closed = False

    def publish(self, session: str, notice: Notice) -> None:
        """Tell all pages of a session."""
        with self._lock:
            listeners = list(self._listeners.get(session, ()))
        for loop, queue in listeners:
            with suppress(RuntimeError):  # its loop has ended
                loop.call_soon_threadsafe(_put, queue, notice)

    def close(self) -> None:
        """End all streams."""
        with self._lock:
            self._closed = True
            listeners = [one for several in self._listeners.values() for one in several]
        for loop, queue in listeners:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(_put, queue, None)

    async def stream(self, session: str, first: Notice) -> AsyncIterator[bytes]:
        """Yield the notices of a session as an event stream, until the page leaves or the server ends.

        Args:
            session: The session.
            first: What a page is told when it begins to listen.
        """
        listener: _Listener = (asyncio.get_running_loop(), asyncio.Queue(_MOST_WAITING))
        with self._lock:
            if self._closed:
                return
            self._listeners[session].add(listener)
        try:
            yield _write(first)
            while True:
                try:
                    notice = await asyncio.wait_for(listener[1].get(), _PING)
                except TimeoutError:
                    yield b": here\n\n"
                    continue
                if notice is None:
                    return
                yield _write(notice)
        finally:
            with self._lock:
                self._listeners[session].discard(listener)
                if not self._listeners[session]:
                    del self._listeners[session]


def _put(queue: asyncio.Queue[Notice | None], notice: Notice | None) -> None:
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait({"kind": "reload"})
    queue.put_nowait(notice)


def _write(notice: Notice) -> bytes:
    return b"data: " + msgspec.json.encode(notice) + b"\n\n"
