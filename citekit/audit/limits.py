"""What an audit may do to others: connections, delays, time limits, and rules for single hosts."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final

from citekit.audit.address import Address, is_link_local, read_ip

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


@dataclass(frozen=True, slots=True)
class ConnectTo:
    """Where the requests for a host are sent instead, as with curl's `--connect-to`; its name stays.

    Attributes:
        host: Host of the address, `*` for any.
        port: Its port, or 0 for any.
        address: Host or IP address to connect to.
        to_port: Port to connect to, or 0 for the same.
    """

    host: str
    port: int
    address: str
    to_port: int = 0

    def write(self) -> str:
        """Return the rule as libcurl takes it."""
        host, port = ("" if self.host == "*" else self.host), (self.port or "")
        address = f"[{self.address}]" if ":" in self.address else self.address
        return f"{host}:{port}:{address}:{self.to_port or ''}"

    @classmethod
    def read(cls, text: str) -> ConnectTo:
        """Read a rule as the command line takes it: `HOST:PORT:ADDRESS`, or with a port behind.

        Raises:
            ValueError: The rule is malformed.
        """
        found = re.fullmatch(
            r"(\*|[\w.-]+):(\d{1,5}|\*)?:(\[[0-9a-fA-F:.]+\]|[^:\s]+)(?::(\d{1,5}))?", text.strip()
        )
        if found is None:
            raise ValueError(f"'{text}' is not HOST:PORT:ADDRESS")
        host, port, address, to_port = found.groups("")
        return cls(host.lower(), int(port) if port.isdigit() else 0, address.strip("[]"), int(to_port or 0))

    def covers(self, address: Address) -> bool:
        """Tell whether the rule is for an address."""
        return self.host in {"*", address.host} and self.port in {0, address.port}


@dataclass(frozen=True)
class FetchLimits:
    """Limits of one run.

    Attributes:
        connections: Requests under way at once, over all hosts.
        timeout: Seconds that one request may take.
        connect_timeout: Seconds until a connection stands; half the time limit at most.
        max_requests: Requests in all, or None for no limit.
        max_wait: Longest wait that a Retry-After can ask for, in seconds.
        allow_private: Ask addresses inside the own network too, but for link-local ones.
        allowed: Names, addresses and networks (`10.1.0.0/16`) that may be asked although they are not public;
            a port behind a colon restricts the entry to it.
        connect_to: Where the requests for a host are sent instead; such places may be private.
        user_agent: What the requests say they come from.
        proxy: URL of a proxy; None takes it from the environment, an empty string uses none.
        certificates: Path of a file with certificates to trust instead of the system's.
        default_host: Limits of a host that has none of its own.
        archive: Limits of each interface of an archive.
        hosts: Limits by host name; `*.example.org` stands for all below.
    """

    connections: int = 256
    timeout: float = 20.0
    connect_timeout: float = 10.0
    max_requests: int | None = None
    max_wait: float = 60.0
    allow_private: bool = False
    allowed: tuple[str, ...] = ()
    connect_to: tuple[ConnectTo, ...] = ()
    user_agent: str = USER_AGENT
    proxy: str | None = None
    certificates: str = ""
    default_host: HostLimits = field(default_factory=HostLimits)
    archive: HostLimits = field(default_factory=lambda: HostLimits(1, 1.0))
    hosts: Mapping[str, HostLimits] = field(default_factory=lambda: MappingProxyType({}))

    def may_ask(self, address: Address) -> bool:
        """Tell whether an address that is local by its name may be asked for; the connection decides."""
        if self.find_rule(address) is not None:
            return True
        ip = read_ip(address.host)
        if ip is not None:
            return self._allows_ip(ip, address.port)
        if self.allow_private or _is_allowed(address.host, address.port, self.allowed):
            return True
        loopback = address.host == "localhost" or address.host.endswith(".localhost")
        return loopback and any(self._allows_ip(ip, address.port) for ip in ("127.0.0.1", "::1"))

    def may_connect(self, asked: Address, ip: str, port: int) -> bool:
        """Tell whether a connection to an IP address that is not public may be made.

        Args:
            asked: What is asked for.
            ip: Where its name, or the proxy's, leads.
            port: The port there.
        """
        if self.find_rule(asked) is not None or self.find_proxy(asked):
            return True
        return self._allows_ip(ip, port) or _is_allowed(asked.host, asked.port, self.allowed)

    def _allows_ip(self, ip: str, port: int) -> bool:
        if self.allow_private and not is_link_local(ip):
            return True
        return _is_allowed(ip, port, self.allowed)

    def find_rule(self, address: Address) -> ConnectTo | None:
        """Return the rule that says where the requests for an address are sent."""
        if not self.connect_to:
            return None
        return next((rule for rule in self.connect_to if rule.covers(address)), None)

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

    def find_proxy(self, address: Address) -> str:
        """Return the proxy for an address, or an empty string for none; NO_PROXY names the exceptions."""
        proxies, excluded = self._proxies
        proxy = proxies.get(address.scheme) if proxies else None
        return proxy if proxy and not _is_excepted(address.host, excluded) else ""

    @cached_property
    def _proxies(self) -> tuple[Mapping[str, str], str]:
        """The proxy of each scheme, and the hosts without one, as the environment names them."""
        environment = os.environ
        found = {
            scheme: self.proxy or next((environment[name] for name in names if environment.get(name)), "")
            for scheme, names in _PROXY_NAMES.items()
        }
        excluded = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
        return {} if self.proxy == "" else {s: p for s, p in found.items() if p}, excluded


_PROXY_NAMES: Final = {
    "http": ("http_proxy", "all_proxy", "ALL_PROXY"),
    "https": ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
}


@lru_cache(maxsize=4096)
def _is_excepted(host: str, excluded: str) -> bool:
    for entry in excluded.split(","):
        name = entry.strip().lstrip("*.").lower() or entry.strip()
        if name == "*" or (name and (host == name or host.endswith(f".{name}"))):
            return True
        with suppress(ValueError):
            if ipaddress.ip_address(host) in ipaddress.ip_network(name, strict=False):
                return True
    return False


@lru_cache(maxsize=4096)
def _is_allowed(host: str, port: int, allowed: tuple[str, ...]) -> bool:
    return any(_covers(entry, host, port) for entry in allowed)


def _covers(entry: str, host: str, port: int) -> bool:
    """Tell whether an entry (name, address or network, with or without a port) covers a host."""
    with_port = re.fullmatch(r"(\[[^\]]*\]|[^:]+):(\d{1,5})", entry)
    name, only = (with_port[1], int(with_port[2])) if with_port else (entry, port)
    name = name.strip("[]").lower()
    if only != port:
        return False
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host == name
    with suppress(ValueError):
        return ip in ipaddress.ip_network("127.0.0.0/8" if name == "localhost" else name, strict=False)
    return False
