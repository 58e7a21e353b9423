"""Requests and responses, as the checks see them: what to ask, and what came back.

A check is a generator that yields requests and is sent responses; it never touches the network itself,
so that every rule can be tested with responses made by hand. Several are made for every link: as structs of
msgspec they cost a tenth of what frozen dataclasses of so many fields do.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from citekit.audit.address import Address

#: Bytes of a body that are read at most, before and after decompression.
BODY_LIMIT: Final = 64 * 1024
_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})


class Fault(StrEnum):
    """Why no response came."""

    DNS = "dns"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    TIMEOUT = "timeout"
    TLS_EXPIRED = "tls-expired"
    TLS_NOT_YET_VALID = "tls-not-yet-valid"
    TLS_SELF_SIGNED = "tls-self-signed"
    TLS_UNTRUSTED = "tls-untrusted"
    TLS_WRONG_HOST = "tls-wrong-host"
    TLS_INCOMPLETE = "tls-incomplete-chain"
    TLS_OTHER = "tls-other"
    PROTOCOL = "protocol"
    ENCODING = "encoding"
    MALFORMED = "malformed"
    UNSAFE = "unsafe"
    LIMIT = "limit"
    OFFLINE = "offline"


TLS_FAULTS: Final = frozenset(fault for fault in Fault if fault.value.startswith("tls-"))


class Request(Struct, frozen=True, gc=False):
    """One request.

    Attributes:
        address: What to ask for.
        method: `HEAD` or `GET`.
        headers: Further headers.
        cookies: Cookies of this chain, by site, as `name=value` pairs.
        verify: Check the certificate.
        body_limit: Bytes of the body that are wanted.
        delay: Seconds to wait before it is sent, for a retry.
        late: Send it when everything else is done.
        data: Body of a POST, or None.
        patience: Share of the time limit that it may take.
        skim: Of a body that is no page, read only the beginning.
        decode: Decompress the body as its header says.
        lane: Service whose own limits hold, apart from those of the host that it stands on.
        share: Requests with the same name get one answer: the first is sent, the others wait for it.
    """

    address: Address
    method: str = "GET"
    headers: Mapping[str, str] = _NO_HEADERS
    cookies: tuple[str, ...] = ()
    verify: bool = True
    body_limit: int = BODY_LIMIT
    delay: float = 0.0
    late: bool = False
    data: bytes | None = None
    patience: float = 1.0
    skim: bool = False
    decode: bool = True
    lane: str = ""
    share: str = ""


class Response(Struct, frozen=True, gc=False):
    """What came back.

    Attributes:
        address: What was asked for.
        method: How.
        status: HTTP status, or 0 where none came.
        headers: By lower-case name; of several the last, `set-cookie` joined by line feeds.
        body: Decompressed, at most `body_limit` bytes.
        truncated: There was more of the body.
        fault: Why nothing came, or None.
        detail: The words of the client for it.
        ip: The address that was reached, where there is a fault.
        seconds: From sending to the end.
        patience: The same as a share of the time limit.
        asked: The request was sent at all.
    """

    address: Address
    method: str
    status: int = 0
    headers: Mapping[str, str] = _NO_HEADERS
    body: bytes = b""
    truncated: bool = False
    fault: Fault | None = None
    detail: str = ""
    ip: str = ""
    seconds: float = 0.0
    patience: float = 0.0
    asked: bool = True

    def header(self, name: str) -> str:
        """Return the value of a header, named in lower case, or an empty string."""
        return self.headers.get(name, "")

    @property
    def content_type(self) -> str:
        """The media type in lower case, without parameters."""
        return read_media_type(self.headers.get("content-type", ""))


@lru_cache(maxsize=256)
def read_media_type(value: str) -> str:
    """Return the media type that a Content-Type header states, in lower case (RFC 9110, 8.3)."""
    return value.partition(";")[0].strip().lower()
