"""A handle of libcurl, used for one request after another: its options, and what it receives.

An address is checked when the connection to it is about to be made, so that neither a redirect nor a name
that changes its meaning leads into the own network.
"""

from __future__ import annotations

import re
import socket
import time
import zlib
from contextlib import suppress
from typing import Any, Final

from citekit.audit.address import FTP_SCHEMES, is_public
from citekit.audit.engine import pycurl
from citekit.audit.exchange import BODY_LIMIT, Fault, Request, Response
from citekit.audit.faults import name_fault
from citekit.audit.limits import FetchLimits

#: The window that a server sees, and with it how much it sends before a cut reaches it.
RECEIVE_BUFFER: Final = 32_768
#: The same inside the own network, where no distance has to be filled; and the size of segments there, which
#: on loopback are of 64 KiB else: a server's system buffers ten of them, megabytes, before a cut reaches it.
LOCAL_BUFFER: Final = 4_096
LOCAL_SEGMENT: Final = 1_400
MAX_HEADER_BYTES: Final = 128 * 1024
#: What is read of a file that is no page: enough to tell what it is.
SKIM_BYTES: Final = 1024
#: So much of a page is enough where its content began well before.
ENOUGH_BYTES: Final = 32 * 1024
_CONTENT: Final = re.compile(rb"<(?:body|p|h1|h2|div|table|article|main)\b", re.IGNORECASE)
_HEAD: Final = re.compile(rb"<(?:head|style|script)\b", re.IGNORECASE)
#: A connection that was used before and is silent for this share of the time limit, and for so many seconds,
#: may be one that nobody reads any more: the rest of the time goes to a new one.
STALE_SHARE: Final = 0.25
STALE_SECONDS: Final = 1.0
#: A request has at least so long, in seconds.
MIN_TIMEOUT: Final = 0.25
ACCEPT: Final = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
ACCEPT_LANGUAGE: Final = "en,ru;q=0.8,*;q=0.5"


class _OwnSocket(socket.socket):
    """A socket that closes in silence: libcurl works on a duplicate of it."""

    __slots__ = ()

    def __del__(self) -> None:
        """Close it."""
        self.close()


class Handle:
    """One handle of libcurl with its callbacks; what does not change between requests is set once.

    Args:
        limits: Time limits, user agent, proxies, addresses that may be asked.
    """

    __slots__ = (
        "_changed",
        "_chunks",
        "_header_bytes",
        "_header_lines",
        "_limit",
        "_limits",
        "_looked_in",
        "_new_connection",
        "_size",
        "_truncated",
        "_unsafe",
        "curl",
        "headers",
        "request",
        "started",
        "timeout",
    )

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self.request: Request
        self.curl: Any = pycurl.Curl()
        self._set_constants()

    def _set_constants(self) -> None:
        limits, setopt = self._limits, self.curl.setopt
        setopt(pycurl.PROTOCOLS, _PROTOCOLS)
        setopt(pycurl.NOSIGNAL, 1)
        setopt(pycurl.USERAGENT, limits.user_agent)
        setopt(pycurl.HTTPHEADER, [f"Accept: {ACCEPT}", f"Accept-Language: {ACCEPT_LANGUAGE}"])
        setopt(pycurl.ACCEPT_ENCODING, "")
        setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_2TLS)
        setopt(pycurl.CONNECTTIMEOUT_MS, int(min(limits.connect_timeout, limits.timeout / 2) * 1000))
        setopt(pycurl.TIMEOUT_MS, int(limits.timeout * 1000))
        setopt(pycurl.BUFFERSIZE, 16_384)
        setopt(pycurl.DNS_CACHE_TIMEOUT, -1)  # for the run: else every request looks through all names
        setopt(pycurl.PROXY, "")
        if limits.certificates:
            setopt(pycurl.CAINFO, limits.certificates)
        if limits.connect_to:
            setopt(pycurl.CONNECT_TO, [rule.write() for rule in limits.connect_to])
        setopt(pycurl.OPENSOCKETFUNCTION, self._open_socket)
        setopt(pycurl.HEADERFUNCTION, self._read_header)
        setopt(pycurl.WRITEFUNCTION, self._read_body)
        self._changed = False

    def prepare(self, request: Request) -> None:
        """Set the options of a request."""
        if self._changed:
            self.curl.reset()
            self._set_constants()
        self.request = request
        self.headers: dict[str, str] | None = None
        self._header_lines: list[bytes] = []
        self._chunks: list[bytes] = []
        self._header_bytes = self._size = 0
        self._limit = request.body_limit
        self._truncated = self._looked_in = self._new_connection = False
        self._unsafe = ""
        self.curl.setopt(pycurl.URL, str(request.address))
        self.timeout = self._limits.timeout
        changes = self._list_changes(request)
        if changes or not request.decode:
            self._changed = True
            for option, value in changes:
                self.curl.setopt(option, value)
            if not request.decode:
                self.curl.unsetopt(pycurl.ACCEPT_ENCODING)
        self.started = time.monotonic()

    def _list_changes(self, request: Request) -> list[tuple[int, Any]]:
        """Return the options in which a request differs from others."""
        limits, address = self._limits, request.address
        changes: list[tuple[int, Any]] = []
        if request.patience != 1.0:
            self.timeout = max(MIN_TIMEOUT, limits.timeout * request.patience)
            changes.append((pycurl.TIMEOUT_MS, int(self.timeout * 1000)))
        if request.method == "HEAD":
            changes.append((pycurl.NOBODY, 1))
        elif request.data is not None:
            changes.append((pycurl.POSTFIELDS, request.data))
        host = limits.host_limits(address.host)
        if host.headers or request.headers:
            named = {"Accept": ACCEPT, "Accept-Language": ACCEPT_LANGUAGE, **host.headers, **request.headers}
            changes.append((pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in named.items()]))
        if request.cookies:
            changes.append((pycurl.COOKIE, "; ".join(request.cookies)))
        if host.client_certificate:
            changes.append((pycurl.SSLCERT, host.client_certificate))
        if host.client_key:
            changes.append((pycurl.SSLKEY, host.client_key))
        if not request.verify:
            changes += [(pycurl.SSL_VERIFYPEER, 0), (pycurl.SSL_VERIFYHOST, 0)]
        proxy = limits.find_proxy(address)
        if proxy:
            changes += [(pycurl.PROXY, proxy), (pycurl.NOPROXY, "")]
        return changes

    def is_stale(self, now: float) -> bool:
        """Tell whether the request went over a connection that was used before and has gone silent."""
        if self._new_connection or self._header_lines or self.request.data is not None:
            return False
        if now - self.started <= max(STALE_SECONDS, self.timeout * STALE_SHARE):
            return False
        return bool(self.curl.getinfo(pycurl.PRETRANSFER_TIME))  # else the name is still being looked up

    def renew(self, now: float) -> None:
        """Prepare the same request once more, over a new connection, within what is left of its time."""
        self._changed = self._new_connection = True
        left = max(MIN_TIMEOUT, self.timeout - (now - self.started))
        self.curl.setopt(pycurl.TIMEOUT_MS, int(left * 1000))
        self.curl.setopt(pycurl.FRESH_CONNECT, 1)

    def close(self) -> None:
        """Give the handle back to libcurl."""
        self.curl.close()

    def _open_socket(self, _purpose: int, address: Any) -> Any:  # noqa: ANN401 - pycurl has no types
        family, kind, protocol, place = address
        ip = place[0].decode() if isinstance(place[0], bytes) else place[0]
        public = is_public(ip)
        if not public and not self._limits.may_connect(self.request.address, ip, place[1]):
            self._unsafe = ip
            return pycurl.SOCKET_BAD
        self._new_connection = True
        opened = _OwnSocket(family, kind, protocol)
        buffer = RECEIVE_BUFFER if public else LOCAL_BUFFER
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        if not public:
            with suppress(OSError):
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, LOCAL_SEGMENT)
        return opened

    def _read_header(self, line: bytes) -> int | None:
        self._header_bytes += len(line)
        if self._header_bytes > MAX_HEADER_BYTES:
            return -1
        self._header_lines.append(line)
        return None

    def _read_body(self, chunk: bytes) -> int | None:
        if not self._size:
            self.headers = read_headers(self._header_lines)
            if self.request.skim and not _may_be_page(self.headers, chunk):
                self._limit = min(self._limit, SKIM_BYTES)
        elif self._size >= ENOUGH_BYTES and self.request.skim and not self._looked_in:
            self._looked_in = True
            start = b"".join(self._chunks)[: ENOUGH_BYTES * 3 // 4]
            if self._limit <= BODY_LIMIT and (_CONTENT.search(start) or not _HEAD.search(start)):
                self._limit = self._size
        room = self._limit - self._size
        self._chunks.append(chunk[:room] if len(chunk) > room else chunk)
        self._size += len(chunk)
        if len(chunk) > room:
            self._truncated = True
            return -1
        return None

    def make_response(self, error: int, detail: str) -> Response:
        """Return the response, or the fault, that the transfer has ended with."""
        request, getinfo = self.request, self.curl.getinfo
        status = getinfo(pycurl.RESPONSE_CODE)
        fault = None
        if request.address.scheme in FTP_SCHEMES and (not error or error in _FTP_STATUS):
            status = _FTP_STATUS.get(error, 200)
        elif error:
            if self._unsafe:
                fault, detail = Fault.UNSAFE, f"{self._unsafe} is not a public address"
            elif self._header_bytes > MAX_HEADER_BYTES:
                fault, detail = Fault.PROTOCOL, "the head of the answer never ends"
            elif not status or error != pycurl.E_WRITE_ERROR:
                fault = name_fault(error, detail, getinfo(pycurl.OS_ERRNO), getinfo(pycurl.SSL_VERIFYRESULT))
                cut = fault is Fault.TIMEOUT or error == pycurl.E_PARTIAL_FILE
                if cut and self._chunks and status:
                    fault = None  # a slow drip or a wrong length: what came is enough to judge by
                    self._truncated = True
        elif not self._chunks and (not self._header_lines or self._header_lines[-1].strip()):
            fault, detail = Fault.RESET, "the head of the answer has no end"
        body = b"".join(self._chunks)
        if not request.decode and body.startswith(b"\x1f\x8b"):
            body = _decompress(body, request.body_limit)
        seconds = time.monotonic() - self.started
        return Response(
            address=request.address,
            method=request.method,
            status=0 if fault else status,
            headers=read_headers(self._header_lines) if self.headers is None else self.headers,
            body=body,
            truncated=self._truncated,
            fault=fault,
            detail=detail,
            ip=getinfo(pycurl.PRIMARY_IP) or "" if error else "",
            seconds=seconds,
            patience=seconds / self._limits.timeout,
        )


_PROTOCOLS: Final = pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS | pycurl.PROTO_FTP | pycurl.PROTO_FTPS
#: What a server of ftp says, as a status of HTTP.
_FTP_STATUS: Final = {
    pycurl.E_REMOTE_FILE_NOT_FOUND: 404,
    pycurl.E_REMOTE_ACCESS_DENIED: 404,
    pycurl.E_FTP_COULDNT_RETR_FILE: 404,
    pycurl.E_LOGIN_DENIED: 401,
}


def read_headers(lines: list[bytes]) -> dict[str, str]:
    """Return the headers of the last of the heads that the lines hold (RFC 9112, 2.1): others only inform."""
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if line.startswith(b"HTTP/"):
            headers.clear()
        elif colon:
            key, text = name.strip().lower().decode("latin-1"), value.strip().decode("utf-8", "replace")
            headers[key] = f"{headers[key]}\n{text}" if key == "set-cookie" and key in headers else text
    return headers


def _may_be_page(headers: dict[str, str], chunk: bytes) -> bool:
    """Tell whether a body may be HTML: by its type, or where that says nothing by how it begins."""
    kind = headers.get("content-type", "").lower()
    if not kind or "html" in kind or "xml" in kind:
        return True
    return chunk[:512].lstrip()[:1] == b"<"


def _decompress(body: bytes, limit: int) -> bytes:
    """Decompress what came of a gzip body."""
    with suppress(zlib.error):
        return zlib.decompressobj(wbits=31).decompress(body, limit)
    return body
