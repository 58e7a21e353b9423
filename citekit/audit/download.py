"""Fetching one document by its address, with the audit's limits: public hosts, sizes, times, redirects."""

from __future__ import annotations

from collections.abc import Generator
from typing import Final, NamedTuple
from urllib.parse import unquote

from citekit.audit.address import Address, join_address, parse_address
from citekit.audit.exchange import Request, Response
from citekit.audit.fetch import Fetcher
from citekit.audit.limits import FetchLimits
from citekit.errors import AuditError

#: Redirects that are followed.
MAX_REDIRECTS: Final = 10
#: Seconds for a document, which is larger than what an audit reads of a page.
TIMEOUT: Final = 60.0
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class Download(NamedTuple):
    """A document that was fetched.

    Attributes:
        url: Where it was found in the end.
        content: Its bytes, decompressed.
        content_type: The media type that the server states, with its parameters.
    """

    url: str
    content: bytes
    content_type: str

    @property
    def name(self) -> str:
        """The last part of its path."""
        return unquote(self.url.partition("?")[0].rstrip("/").rpartition("/")[2])


def download(url: str, *, max_bytes: int, limits: FetchLimits | None = None) -> Download:
    """Fetch a document.

    Args:
        url: Its address; http or https.
        max_bytes: Largest document that is taken.
        limits: Limits of the request.

    Raises:
        AuditError: The address is none, it leads into the own network, nothing came, or too much.
    """
    address = parse_address(url)
    if address is None or address.scheme not in {"http", "https"}:
        raise AuditError(f"{url}: no web address")
    limits = FetchLimits(timeout=TIMEOUT) if limits is None else limits
    fetcher: Fetcher[Response] = Fetcher(limits)
    response = next(iter(list(fetcher.run([_follow(address, max_bytes)]))))
    if response.fault is not None:
        reason = response.detail or response.fault.value
        raise AuditError(f"{url}: {response.fault.value}: {reason}")
    if response.status in _REDIRECTS:
        raise AuditError(f"{url}: its redirects lead nowhere")
    if response.status != 200:
        raise AuditError(f"{url}: the server answers with {response.status}")
    if response.truncated:
        raise AuditError(f"{url}: is larger than {max_bytes / 1048576:.3g} MB")
    return Download(str(response.address), response.body, response.header("content-type"))


def _follow(address: Address, max_bytes: int) -> Generator[Request, Response, Response]:
    response = yield Request(address, body_limit=max_bytes)
    for _ in range(MAX_REDIRECTS):
        if response.status not in _REDIRECTS:
            return response
        onward = join_address(response.address, response.header("location"))
        if onward is None:
            return response
        response = yield Request(onward, body_limit=max_bytes)
    return response
