"""Cookies of one chain of redirects (RFC 6265): kept while it lasts, and forgotten with it."""

from __future__ import annotations

import email.utils
import re
import time
from dataclasses import dataclass, field
from typing import Final

from citekit.audit.address import Address
from citekit.audit.exchange import Response

#: Cookies that a chain keeps at most, and how long each may be.
MAX_COOKIES: Final = 50
MAX_BYTES: Final = 4096
_ATTRIBUTE: Final = re.compile(r"\s{0,9}([\w-]{1,30})\s{0,9}(?:=\s{0,9}([^;]{0,1000}))?(?:;|$)")


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie.

    Attributes:
        name: Its name.
        value: Its value.
        domain: The host that set it, or the domain that it is for.
        path: The path that it is for (5.1.4).
        with_subdomains: It is for hosts below the domain too.
        secure: It is for https only.
    """

    name: str
    value: str
    domain: str
    path: str
    with_subdomains: bool = False
    secure: bool = False

    def suits(self, address: Address) -> bool:
        """Tell whether it goes with a request (5.4)."""
        host = address.host == self.domain or (
            self.with_subdomains and address.host.endswith(f".{self.domain}")
        )
        path = address.path or "/"
        inside = path == self.path or (
            path.startswith(self.path) and (self.path.endswith("/") or path[len(self.path)] == "/")
        )
        return host and inside and (not self.secure or address.scheme == "https")


@dataclass(slots=True)
class CookieJar:
    """The cookies of a chain, by name, domain and path."""

    _cookies: dict[tuple[str, str, str], Cookie] = field(default_factory=dict)

    def keep(self, response: Response) -> None:
        """Keep, or drop, what an answer says (5.3)."""
        written = response.headers.get("set-cookie")
        if not written:
            return
        for line in written.split("\n")[:MAX_COOKIES]:
            pair, _, rest = line.partition(";")
            name, equals, value = pair.partition("=")
            if not equals or len(pair) > MAX_BYTES:
                continue
            attributes = {
                key.lower(): (text or "").strip() for key, text in _ATTRIBUTE.findall(rest[:MAX_BYTES])
            }
            cookie = _make_cookie(name.strip(), value.strip(), attributes, response.address)
            if cookie is None:
                continue
            key = (cookie.name, cookie.domain, cookie.path)
            if _is_over(attributes):
                self._cookies.pop(key, None)
            elif key in self._cookies or len(self._cookies) < MAX_COOKIES:
                self._cookies[key] = cookie

    def write(self, address: Address) -> str:
        """Return the Cookie header for an address, longer paths first, or an empty string."""
        if not self._cookies:
            return ""
        suited = sorted(
            (c for c in self._cookies.values() if c.suits(address)), key=lambda cookie: -len(cookie.path)
        )
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in suited)


def _make_cookie(name: str, value: str, attributes: dict[str, str], address: Address) -> Cookie | None:
    domain = attributes.get("domain", "").lstrip(".").lower()
    shared = bool(domain) and "." in domain
    if shared and address.host != domain and not address.host.endswith(f".{domain}"):
        return None
    path = attributes.get("path", "")
    if not path.startswith("/"):
        path = address.path.rpartition("/")[0] or "/"
    return Cookie(name, value, domain if shared else address.host, path, shared, "secure" in attributes)


def _is_over(attributes: dict[str, str]) -> bool:
    """Tell whether a cookie has run out already, which is how a host deletes one."""
    age = attributes.get("max-age", "")
    if re.fullmatch(r"-?\d{1,15}", age):
        return int(age) <= 0
    try:
        return email.utils.parsedate_to_datetime(attributes["expires"]).timestamp() < time.time()
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):
        return False
