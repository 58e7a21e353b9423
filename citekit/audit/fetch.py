"""Fetching: many checks at once over one pool of connections, each host within its limits.

Built on libcurl's multi interface with an own event loop: one thread, no task switching.
An address is checked when the connection to it is about to be made, so that neither a redirect nor a
name that changes its meaning leads into the own network.
"""

from __future__ import annotations

import heapq
import resource
import select
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, Generic, TypeVar

from citekit.audit.address import FTP_SCHEMES, WEB_SCHEMES, is_local_name
from citekit.audit.engine import pycurl
from citekit.audit.exchange import Fault, Request, Response
from citekit.audit.handle import Handle
from citekit.audit.limits import FetchLimits, HostLimits
from citekit.audit.retry_after import read_retry_after

T = TypeVar("T")
Check = Generator[Request, Response, T]

#: Checks that are under way at once, for each connection that may be open.
CHECKS_PER_CONNECTION: Final = 4


#: A host that has left so many requests without an answer, and has never answered, is asked no more.
SILENT: Final = 4
#: Seconds between two looks for requests on connections that have gone silent.
LOOK_INTERVAL: Final = 0.25
_SCHEMES: Final = WEB_SCHEMES | FTP_SCHEMES


@dataclass(slots=True)
class Transfer(Generic[T]):
    """A check with the request that it waits for; one that has begun goes before those that have not."""

    check: Check[T]
    request: Request
    begun: bool = False


@dataclass(slots=True)
class Host(Generic[T]):
    """What waits for one host, what is under way there, and how it answers."""

    limits: HostLimits
    waiting: deque[Transfer[T]] = field(default_factory=deque)
    active: int = 0
    next_start: float = 0.0
    listed: bool = False
    answers: int = 0
    silences: int = 0

    @property
    def is_silent(self) -> bool:
        """The host has never answered, though it was asked often enough."""
        return not self.answers and self.silences >= max(SILENT, self.limits.connections)

    @property
    def has_room(self) -> bool:
        """Another request may be sent; to a host that has never answered, few enough to tell its silence."""
        if self.active >= self.limits.connections:
            return False
        return bool(self.answers) or self.active + self.silences < max(SILENT, self.limits.connections)


def count_kept(connections: int) -> int:
    """Return how many connections are kept open: more than are in use, as far as the system lets us."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = files // 2 if files != resource.RLIM_INFINITY else 4 * connections
    return max(min(connections, free), min(4 * connections, free))


def make_poll() -> tuple[Any, int]:
    """Return what tells which sockets are ready, and its units in a second: epoll, or poll where that is not.

    Unlike `selectors` both let a socket stay registered that is closed and opened anew under its number.
    """
    if hasattr(select, "epoll"):
        return select.epoll(), 1
    return select.poll(), 1000


class Fetcher(Generic[T]):
    """Runs checks until each has given its result.

    Args:
        limits: Connections, time limits, user agent, proxies.
        on_request: Called with each request that goes out, for counting.
        on_turn: Called before each wait, when all results so far have been taken.
        recall: Asked for the result of a check whose first request is about to be sent; where it knows one,
            nothing is sent.
    """

    def __init__(
        self,
        limits: FetchLimits,
        on_request: Callable[[Request], None] | None = None,
        on_turn: Callable[[], None] | None = None,
        recall: Callable[[Check[T]], T | None] | None = None,
    ) -> None:
        self.limits = limits
        self.on_request = on_request
        self.on_turn = on_turn
        self.recall = recall
        self.sent = 0
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch_socket)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._set_timer)
        kept = count_kept(limits.connections)
        self._multi.setopt(pycurl.M_MAX_TOTAL_CONNECTIONS, kept)
        self._multi.setopt(pycurl.M_MAXCONNECTS, kept)
        self._poll, self._poll_unit = make_poll()
        self._wanted: set[int] = set()
        self._timer: float | None = 0.0
        self._next_look = 0.0
        self._idle: list[Handle] = []
        self._hosts: dict[str, Host[T]] = {}
        self._ready: deque[Host[T]] = deque()
        self._delayed: list[tuple[float, int, Transfer[T] | Host[T]]] = []
        self._late: list[Transfer[T]] = []
        self._order = count()
        self._active: dict[Any, tuple[Handle, Transfer[T]]] = {}
        self._open_checks = 0
        self._results: deque[T] = deque()
        self._shared: dict[str, Response | list[Transfer[T]]] = {}

    def run(self, checks: Iterable[Check[T]]) -> Iterator[T]:
        """Run checks and yield their results as they come.

        The iterable is drawn from only as room gets free, so that it may be endless.
        """
        source = iter(checks)
        exhausted = False
        try:
            while True:
                while not exhausted and self._open_checks < self.limits.connections * CHECKS_PER_CONNECTION:
                    check = next(source, None)
                    if check is None:
                        exhausted = True
                    else:
                        self._open_checks += 1
                        self._advance(Transfer(check, None), None)  # type: ignore[arg-type] # the first request comes now
                while self._results:
                    yield self._results.popleft()
                if not self._open_checks and exhausted:
                    return
                self._start_ready()
                if not self._active and not self._ready and not self._delayed and self._late:
                    late, self._late = self._late, []
                    for transfer in late:
                        self._enqueue(transfer)
                    continue
                if not self._results:
                    if self.on_turn is not None:
                        self.on_turn()
                    self._wait()
        finally:
            self.close()

    def close(self) -> None:
        """Close all connections; what is under way ends."""
        for handle, transfer in list(self._active.values()):
            self._multi.remove_handle(handle.curl)
            transfer.check.close()
            handle.close()
        self._active.clear()
        for handle in self._idle:
            handle.close()
        self._idle.clear()
        self._multi.close()
        if hasattr(self._poll, "close"):
            self._poll.close()

    # Checks go on.

    def _advance(self, transfer: Transfer[T], response: Response | None) -> None:
        """Give a check its response, and take its next request, or its result."""
        while True:
            try:
                if response is None:
                    request = next(transfer.check)
                else:
                    transfer.begun = True
                    request = transfer.check.send(response)
            except StopIteration as stop:
                self._open_checks -= 1
                self._results.append(stop.value)
                return
            transfer.request = request
            if request.share:
                shared = self._shared.get(request.share)
                if isinstance(shared, list):
                    shared.append(transfer)
                    return
                if shared is not None:
                    response = shared
                    continue
                self._shared[request.share] = []
            refused = self._refuse(request)
            if refused is None:
                break
            response = refused
            self._share(request, response)
        if request.late:
            self._late.append(transfer)
        elif request.delay > 0:
            heapq.heappush(self._delayed, (time.monotonic() + request.delay, next(self._order), transfer))
        else:
            self._enqueue(transfer)

    def _refuse(self, request: Request) -> Response | None:
        address = request.address
        if address.scheme not in _SCHEMES:
            return Response(address, request.method, fault=Fault.PROTOCOL, detail=f"scheme {address.scheme}")
        if is_local_name(address.host) and not self.limits.may_ask(address):
            return Response(
                address, request.method, fault=Fault.UNSAFE, detail=f"{address.host} is not public"
            )
        if self.limits.max_requests is not None and self.sent >= self.limits.max_requests:
            return Response(address, request.method, fault=Fault.LIMIT, detail="--max-requests is reached")
        self.sent += 1
        return None

    def _enqueue(self, transfer: Transfer[T]) -> None:
        request = transfer.request
        name = request.lane or request.address.host
        host = self._hosts.get(name)
        if host is None:
            limits = self.limits.archive if request.lane else self.limits.host_limits(name)
            host = self._hosts[name] = Host(limits)
        if transfer.begun:
            host.waiting.appendleft(transfer)
        else:
            host.waiting.append(transfer)
        self._list(host)

    def _list(self, host: Host[T]) -> None:
        if not host.listed and host.waiting and (host.has_room or host.is_silent):
            host.listed = True
            self._ready.append(host)

    def _start_ready(self) -> None:
        now = time.monotonic()
        while self._delayed and self._delayed[0][0] <= now:
            _, _, held = heapq.heappop(self._delayed)
            if isinstance(held, Host):
                held.listed = False
                self._list(held)
            else:
                self._enqueue(held)
        while self._ready and len(self._active) < self.limits.connections:
            host = self._ready.popleft()
            if host.next_start > now:
                heapq.heappush(self._delayed, (host.next_start, next(self._order), host))
                continue
            host.listed = False
            if host.is_silent:
                self._give_up(host)
            elif host.waiting and host.has_room:
                transfer = host.waiting.popleft()
                if not self._recall(transfer):
                    self._start(host, transfer)
                self._list(host)

    def _recall(self, transfer: Transfer[T]) -> bool:
        """End a check that has not begun where its result has come to be known meanwhile."""
        if self.recall is None or transfer.begun or transfer.request.share:
            return False
        known = self.recall(transfer.check)
        if known is None:
            return False
        transfer.check.close()
        self.sent -= 1
        self._open_checks -= 1
        self._results.append(known)
        return True

    def _give_up(self, host: Host[T]) -> None:
        """Tell all that wait for a silent host that it does not answer."""
        waiting, host.waiting = host.waiting, deque()
        detail = f"the host left {host.silences} requests without an answer, and was not asked again"
        for transfer in waiting:
            self.sent -= 1
            request = transfer.request
            response = Response(
                request.address, request.method, fault=Fault.TIMEOUT, detail=detail, asked=False
            )
            self._share(request, response)
            self._advance(transfer, response)

    # Transfers.

    def _start(self, host: Host[T], transfer: Transfer[T]) -> None:
        handle = self._idle.pop() if self._idle else Handle(self.limits)
        handle.prepare(transfer.request)
        host.active += 1
        if host.limits.delay:
            host.next_start = handle.started + host.limits.delay
        self._active[handle.curl] = handle, transfer
        if self.on_request is not None:
            self.on_request(transfer.request)
        self._multi.add_handle(handle.curl)

    def _renew_stale(self, now: float) -> None:
        """Send what waits on a connection that has gone silent over a new one."""
        self._next_look = now + LOOK_INTERVAL
        for handle, _ in self._active.values():
            if handle.is_stale(now):
                self._multi.remove_handle(handle.curl)
                handle.renew(now)
                self._multi.add_handle(handle.curl)

    def _finish(self, curl: Any, error: int, detail: str) -> None:  # noqa: ANN401 - pycurl has no types
        handle, transfer = self._active.pop(curl)
        self._multi.remove_handle(curl)
        response = handle.make_response(error, detail)
        self._idle.append(handle)
        request = transfer.request
        host = self._hosts[request.lane or request.address.host]
        host.active -= 1
        if response.fault is Fault.TIMEOUT:
            host.silences += 1
        else:
            host.answers += 1
        if response.status == 429:
            wait = read_retry_after(response, time.time())
            if wait is not None and wait <= self.limits.max_wait:
                host.next_start = max(host.next_start, time.monotonic() + wait)
        self._list(host)
        self._share(transfer.request, response)
        self._advance(transfer, response)

    def _share(self, request: Request, response: Response) -> None:
        """Give a shared answer to all that wait for it, and keep it for those to come."""
        if not request.share:
            return
        waiting = self._shared.get(request.share)
        self._shared[request.share] = response
        for transfer in waiting if isinstance(waiting, list) else ():
            self._advance(transfer, response)

    # The event loop.

    def _watch_socket(self, what: int, descriptor: int, _multi: Any, _data: Any) -> None:  # noqa: ANN401
        """Note what libcurl waits for; a connection that rests stays registered for its next request."""
        if what == pycurl.POLL_REMOVE:
            self._wanted.discard(descriptor)
            return
        self._wanted.add(descriptor)
        events = (select.POLLIN if what & pycurl.POLL_IN else 0) | (
            select.POLLOUT if what & pycurl.POLL_OUT else 0
        )
        try:
            self._poll.modify(descriptor, events)
        except FileNotFoundError:
            self._poll.register(descriptor, events)

    def _act(self, descriptor: int, mask: int) -> None:
        """Let libcurl read and write what it can."""
        if descriptor not in self._wanted:  # a resting connection that the host has closed
            with suppress(OSError, KeyError):
                self._poll.unregister(descriptor)
            return
        flags = (pycurl.CSELECT_IN if mask & ~select.POLLOUT else 0) | (
            pycurl.CSELECT_OUT if mask & select.POLLOUT else 0
        )
        self._multi.socket_action(descriptor, flags)

    def _set_timer(self, milliseconds: int) -> None:
        self._timer = None if milliseconds < 0 else time.monotonic() + milliseconds / 1000

    def _wait(self) -> None:
        """Wait for sockets or timers, and let libcurl and the checks go on."""
        now = time.monotonic()
        if now >= self._next_look:
            self._renew_stale(now)
        wakes = [self._next_look] if self._timer is None else [self._timer, self._next_look]
        if self._delayed and len(self._active) < self.limits.connections:
            wakes.append(self._delayed[0][0])
        timeout = max(0.0, min(wakes) - now)
        if self._wanted:
            for descriptor, mask in self._poll.poll(timeout * self._poll_unit):
                self._act(descriptor, mask)
        elif timeout:
            time.sleep(timeout)
        if self._timer is not None and self._timer <= time.monotonic():
            self._timer = None
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        self._collect()

    def _collect(self) -> None:
        """Take the transfers that have ended."""
        while True:
            remaining, done, failed = self._multi.info_read()
            for easy in done:
                self._finish(easy, 0, "")
            for easy, error, detail in failed:
                self._finish(easy, error, detail)
            if not remaining:
                return
