"""What an audit may do to others: connections, delays, time limits, and rules for single hosts."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from citekit.audit.address import Address

USER_AGENT: Final = "citekit/0.1 (link audit for scholarly references)"


@dataclass(frozen=True, slots=True)
class HostLimits:
    """Limits and credentials of one host.

    Attributes:
        connections: Requests under way at once.
        delay: Seconds between the starts of two requests.
        headers: Sent with each request.
        client_certificate: Path of a certificate in PEM form.
        client_key: Path of its key.
    """

    connections: int = 4
    delay: float = 0.0
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    client_certificate: str = ""
    client_key: str = ""


@dataclass(frozen=True)
class FetchLimits:
    """Limits of one run.

    Attributes:
        connections: Requests under way at once, over all hosts.
        timeout: Seconds that one request may take.
        connect_timeout: Seconds until a connection stands.
        max_requests: Requests in all, or None for no limit.
        allow_private: Ask addresses inside the own network too.
        allowed: Names, addresses and networks (`10.1.0.0/16`) that may be asked although they are not public.
        user_agent: What the requests say they come from.
        proxy: URL of a proxy; None takes it from the environment, an empty string uses none.
        certificates: Path of a file with certificates to trust instead of the system's.
        default_host: Limits of a host that has none of its own.
        hosts: Limits by host name; `*.example.org` stands for all below.
    """

    connections: int = 256
    timeout: float = 20.0
    connect_timeout: float = 10.0
    max_requests: int | None = None
    allow_private: bool = False
    allowed: tuple[str, ...] = ()
    user_agent: str = USER_AGENT
    proxy: str | None = None
    certificates: str = ""
    default_host: HostLimits = field(default_factory=HostLimits)
    hosts: Mapping[str, HostLimits] = field(default_factory=lambda: MappingProxyType({}))

    def allows(self, host: str) -> bool:
        """Tell whether a host or address that is not public may be asked all the same."""
        return bool(self.allowed) and _is_allowed(host, self.allowed)

    def host_limits(self, host: str) -> HostLimits:
        """Return the limits of a host: its own, those of the nearest domain above, or the default."""
        if not self.hosts:
            return self.default_host
        if host in self.hosts:
            return self.hosts[host]
        labels = host.split(".")
        for index in range(1, len(labels)):
            rule = self.hosts.get("*." + ".".join(labels[index:]))
            if rule is not None:
                return rule
        return self.default_host

    def uses_proxy(self, address: Address) -> bool:
        """Tell whether a request to this address goes through a proxy."""
        if self.proxy is not None:
            return bool(self.proxy)
        return _environment_proxy(address.scheme, address.host)


@lru_cache(maxsize=1024)
def _environment_proxy(scheme: str, host: str) -> bool:
    names = [f"{scheme}_proxy", "all_proxy", "ALL_PROXY"] + (["HTTPS_PROXY"] if scheme == "https" else [])
    if not any(os.environ.get(name) for name in names):
        return False
    excluded = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    suffixes = [entry.strip().lstrip(".").lower() for entry in excluded.split(",") if entry.strip()]
    return not any(entry in {"*", host} or host.endswith(f".{entry}") for entry in suffixes)


@lru_cache(maxsize=4096)
def _is_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host in allowed
    for entry in allowed:
        with suppress(ValueError):
            if ip in ipaddress.ip_network(entry, strict=False):
                return True
    return False
