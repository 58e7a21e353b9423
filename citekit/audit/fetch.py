"""Fetching: many checks at once over one pool of connections, each host within its limits.

Built on libcurl's multi interface with an own event loop (`selectors`): one thread, no task switching.
An address is checked when the connection to it is about to be made, so that neither a redirect nor a
name that changes its meaning leads into the own network.
"""

from __future__ import annotations

import heapq
import resource
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, Generic, TypeVar

from citekit.audit.address import WEB_SCHEMES, is_local_name, is_public, read_ip
from citekit.audit.exchange import Fault, Request, Response
from citekit.audit.limits import FetchLimits, HostLimits
from citekit.errors import AuditError

try:
    import pycurl
except ImportError as error:
    raise AuditError("pycurl is not installed", hint='pip install "citekit[audit]"') from error

from citekit.audit.faults import name_fault

T = TypeVar("T")
Check = Generator[Request, Response, T]

#: The window that a server sees, and with it how much it sends before a cut reaches it.
RECEIVE_BUFFER: Final = 32_768
#: Segments on loopback are of 64 KiB, for ten of which a server buffers megabytes at once.
LOCAL_SEGMENT: Final = 1_400
MAX_HEADER_BYTES: Final = 128 * 1024
#: Checks that are under way at once, for each connection that may be open.
CHECKS_PER_CONNECTION: Final = 4


@dataclass(slots=True)
class Transfer(Generic[T]):
    """A check with the request that it waits for."""

    check: Check[T]
    request: Request
    easy: Any = None
    started: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    header_bytes: int = 0
    chunks: list[bytes] = field(default_factory=list)
    size: int = 0
    truncated: bool = False
    unsafe: str = ""


@dataclass(slots=True)
class Host(Generic[T]):
    """What waits for one host, and what is under way there."""

    limits: HostLimits
    waiting: deque[Transfer[T]] = field(default_factory=deque)
    active: int = 0
    next_start: float = 0.0
    listed: bool = False


def count_kept(connections: int) -> int:
    """Return how many connections are kept open: more than are in use, as far as the system lets us."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = files // 2 if files != resource.RLIM_INFINITY else 4 * connections
    return max(min(connections, free), min(4 * connections, free))


class _OwnSocket(socket.socket):
    """A socket that closes in silence: libcurl works on a duplicate of it."""

    __slots__ = ()

    def __del__(self) -> None:
        """Close it."""
        self.close()


class Fetcher(Generic[T]):
    """Runs checks until each has given its result.

    Args:
        limits: Connections, time limits, user agent, proxies.
        on_request: Called with each request that goes out, for counting.
    """

    def __init__(self, limits: FetchLimits, on_request: Callable[[Request], None] | None = None) -> None:
        self.limits = limits
        self.on_request = on_request
        self.sent = 0
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch_socket)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._set_timer)
        kept = count_kept(limits.connections)
        self._multi.setopt(pycurl.M_MAX_TOTAL_CONNECTIONS, kept)
        self._multi.setopt(pycurl.M_MAXCONNECTS, kept)
        self._selector = selectors.DefaultSelector()
        self._timer: float | None = 0.0
        self._idle: list[Any] = []
        self._hosts: dict[str, Host[T]] = {}
        self._ready: deque[Host[T]] = deque()
        self._delayed: list[tuple[float, int, Transfer[T] | Host[T]]] = []
        self._late: list[Transfer[T]] = []
        self._order = count()
        self._active: dict[Any, Transfer[T]] = {}
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
                    self._wait()
        finally:
            self.close()

    def close(self) -> None:
        """Close all connections; what is under way ends."""
        for easy, transfer in list(self._active.items()):
            self._multi.remove_handle(easy)
            transfer.check.close()
            easy.close()
        self._active.clear()
        for easy in self._idle:
            easy.close()
        self._idle.clear()

    # Checks go on.

    def _advance(self, transfer: Transfer[T], response: Response | None) -> None:
        """Give a check its response, and take its next request, or its result."""
        while True:
            try:
                request = next(transfer.check) if response is None else transfer.check.send(response)
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
        if address.scheme not in WEB_SCHEMES:
            return Response(address, request.method, fault=Fault.PROTOCOL, detail=f"scheme {address.scheme}")
        if (
            not self.limits.allow_private
            and is_local_name(address.host)
            and not self.limits.allows(read_ip(address.host) or address.host)
        ):
            return Response(
                address, request.method, fault=Fault.UNSAFE, detail=f"{address.host} is not public"
            )
        if self.limits.max_requests is not None and self.sent >= self.limits.max_requests:
            return Response(address, request.method, fault=Fault.LIMIT, detail="--max-requests is reached")
        self.sent += 1
        return None

    def _enqueue(self, transfer: Transfer[T]) -> None:
        name = transfer.request.address.host
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(self.limits.host_limits(name))
        host.waiting.append(transfer)
        self._list(host)

    def _list(self, host: Host[T]) -> None:
        if not host.listed and host.waiting and host.active < host.limits.connections:
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
            if host.waiting and host.active < host.limits.connections:
                self._start(host, host.waiting.popleft())
                self._list(host)

    # Transfers.

    def _start(self, host: Host[T], transfer: Transfer[T]) -> None:
        easy = self._idle.pop() if self._idle else pycurl.Curl()
        transfer.easy = easy
        transfer.headers, transfer.chunks = {}, []
        transfer.header_bytes = transfer.size = 0
        transfer.truncated, transfer.unsafe = False, ""
        self._set_options(easy, transfer)
        transfer.started = time.monotonic()
        host.active += 1
        if host.limits.delay:
            host.next_start = transfer.started + host.limits.delay
        self._active[easy] = transfer
        if self.on_request is not None:
            self.on_request(transfer.request)
        self._multi.add_handle(easy)

    def _set_options(self, easy: Any, transfer: Transfer[T]) -> None:  # noqa: ANN401 - pycurl has no types
        request, limits = transfer.request, self.limits
        host_limits = limits.host_limits(request.address.host)
        easy.setopt(pycurl.URL, str(request.address))
        easy.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
        easy.setopt(pycurl.NOSIGNAL, 1)
        if request.method == "HEAD":
            easy.setopt(pycurl.NOBODY, 1)
        elif request.data is not None:
            easy.setopt(pycurl.POSTFIELDS, request.data)
        headers = {
            "Accept": "*/*",
            "Accept-Language": "en, ru;q=0.8, *;q=0.5",
            **host_limits.headers,
            **request.headers,
        }
        easy.setopt(pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in headers.items()])
        easy.setopt(pycurl.USERAGENT, limits.user_agent)
        easy.setopt(pycurl.ACCEPT_ENCODING, "")
        easy.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_2TLS)
        easy.setopt(pycurl.CONNECTTIMEOUT_MS, int(limits.connect_timeout * 1000))
        easy.setopt(pycurl.TIMEOUT_MS, int(limits.timeout * 1000))
        easy.setopt(pycurl.BUFFERSIZE, 16_384)
        if request.cookies:
            easy.setopt(pycurl.COOKIE, "; ".join(request.cookies))
        if limits.proxy is not None:
            easy.setopt(pycurl.PROXY, limits.proxy)
        if host_limits.client_certificate:
            easy.setopt(pycurl.SSLCERT, host_limits.client_certificate)
        if host_limits.client_key:
            easy.setopt(pycurl.SSLKEY, host_limits.client_key)
        if limits.certificates:
            easy.setopt(pycurl.CAINFO, limits.certificates)
        if not request.verify:
            easy.setopt(pycurl.SSL_VERIFYPEER, 0)
            easy.setopt(pycurl.SSL_VERIFYHOST, 0)
        easy.setopt(pycurl.OPENSOCKETFUNCTION, self._make_socket_opener(transfer))
        easy.setopt(pycurl.HEADERFUNCTION, self._make_header_reader(transfer))
        easy.setopt(pycurl.WRITEFUNCTION, self._make_body_reader(transfer))

    def _make_socket_opener(self, transfer: Transfer[T]) -> Callable[[int, Any], Any]:
        limits = self.limits
        allow_private = limits.allow_private or limits.uses_proxy(transfer.request.address)

        def open_socket(_purpose: int, address: Any) -> Any:  # noqa: ANN401 - pycurl has no types
            family, kind, protocol, place = address
            ip = place[0].decode() if isinstance(place[0], bytes) else place[0]
            if not allow_private and not is_public(ip) and not limits.allows(ip):
                transfer.unsafe = ip
                return pycurl.SOCKET_BAD
            opened = _OwnSocket(family, kind, protocol)
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
            if not is_public(ip):
                with suppress(OSError):
                    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, LOCAL_SEGMENT)
            return opened

        return open_socket

    def _make_header_reader(self, transfer: Transfer[T]) -> Callable[[bytes], int | None]:
        headers = transfer.headers

        def read_header(line: bytes) -> int | None:
            transfer.header_bytes += len(line)
            if transfer.header_bytes > MAX_HEADER_BYTES:
                return -1
            name, colon, value = line.partition(b":")
            if not colon:
                if line.startswith(b"HTTP/"):
                    headers.clear()  # an informational response went before
                return None
            key, text = name.strip().lower().decode("latin-1"), value.strip().decode("utf-8", "replace")
            headers[key] = f"{headers[key]}\n{text}" if key == "set-cookie" and key in headers else text
            return None

        return read_header

    def _make_body_reader(self, transfer: Transfer[T]) -> Callable[[bytes], int | None]:
        limit = transfer.request.body_limit

        def read_body(chunk: bytes) -> int | None:
            room = limit - transfer.size
            transfer.chunks.append(chunk[:room])
            transfer.size += len(chunk)
            if len(chunk) > room:
                transfer.truncated = True
                return -1
            return None

        return read_body

    def _finish(self, easy: Any, error: int, detail: str) -> None:  # noqa: ANN401 - pycurl has no types
        transfer = self._active.pop(easy)
        self._multi.remove_handle(easy)
        response = self._make_response(transfer, easy, error, detail)
        easy.reset()
        self._idle.append(easy)
        transfer.easy = None
        host = self._hosts[transfer.request.address.host]
        host.active -= 1
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

    def _make_response(self, transfer: Transfer[T], easy: Any, error: int, detail: str) -> Response:  # noqa: ANN401
        status = easy.getinfo(pycurl.RESPONSE_CODE)
        fault = None
        if transfer.unsafe and error:
            fault, detail = Fault.UNSAFE, f"{transfer.unsafe} is not a public address"
        elif error and not (status and error == pycurl.E_WRITE_ERROR):
            fault = name_fault(
                error, detail, easy.getinfo(pycurl.OS_ERRNO), easy.getinfo(pycurl.SSL_VERIFYRESULT)
            )
            cut = fault is Fault.TIMEOUT or error == pycurl.E_PARTIAL_FILE
            if cut and transfer.chunks and status:
                fault = None  # a slow drip or a wrong length: what came is enough to judge by
                transfer.truncated = True
        return Response(
            address=transfer.request.address,
            method=transfer.request.method,
            status=0 if fault else status,
            headers=transfer.headers,
            body=b"".join(transfer.chunks),
            truncated=transfer.truncated,
            fault=fault,
            detail=detail,
            ip=easy.getinfo(pycurl.PRIMARY_IP) or "",
            seconds=time.monotonic() - transfer.started,
        )

    # The event loop.

    def _watch_socket(self, what: int, descriptor: int, _multi: Any, _data: Any) -> None:  # noqa: ANN401
        if what == pycurl.POLL_REMOVE:
            self._selector.unregister(descriptor)
            return
        events = (selectors.EVENT_READ if what & pycurl.POLL_IN else 0) | (
            selectors.EVENT_WRITE if what & pycurl.POLL_OUT else 0
        )
        try:
            self._selector.modify(descriptor, events)
        except KeyError:
            self._selector.register(descriptor, events)

    def _set_timer(self, milliseconds: int) -> None:
        self._timer = None if milliseconds < 0 else time.monotonic() + milliseconds / 1000

    def _wait(self) -> None:
        """Wait for sockets or timers, and let libcurl and the checks go on."""
        now = time.monotonic()
        wakes = [self._timer] if self._timer is not None else []
        if self._delayed and len(self._active) < self.limits.connections:
            wakes.append(self._delayed[0][0])
        timeout = max(0.0, min(wakes) - now) if wakes else 1.0
        if self._selector.get_map():
            for key, mask in self._selector.select(timeout):
                flags = (pycurl.CSELECT_IN if mask & selectors.EVENT_READ else 0) | (
                    pycurl.CSELECT_OUT if mask & selectors.EVENT_WRITE else 0
                )
                self._multi.socket_action(key.fd, flags)
        elif timeout:
            time.sleep(timeout)
        if self._timer is not None and self._timer <= time.monotonic():
            self._timer = None
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        while True:
            remaining, done, failed = self._multi.info_read()
            for easy in done:
                self._finish(easy, 0, "")
            for easy, error, detail in failed:
                self._finish(easy, error, detail)
            if not remaining:
                return
