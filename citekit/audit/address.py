"""Which addresses may be asked: public hosts over http and https, and nothing inside the own network.

The check of names here is for telling early; what counts is the check of the address that a connection
is about to be made to (`is_public`), since a name may lead anywhere at any time.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

WEB_SCHEMES: Final = frozenset({"http", "https"})
#: Schemes that are asked for by option only.
FTP_SCHEMES: Final = frozenset({"ftp", "ftps"})
DEFAULT_PORTS: Final = {"http": 80, "https": 443, "ftp": 21, "ftps": 990}
LOCAL_SUFFIXES: Final = (
    ".local",
    ".localhost",
    ".internal",
    ".intranet",
    ".lan",
    ".home.arpa",
    ".corp",
    ".onion",
)
#: An address that is written as it is asked for.
_PLAIN: Final = re.compile(
    r"(https?)://([a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)(?::(\d{1,5}))?(/[\w/%:@!$&'()*+,;=~.\[\]|-]*+)?"
    r"(?:\?([\w/%:@!$&'()*+,;=~.?\[\]|-]*+))?(?:\#(.*))?",
    re.ASCII,
)
#: Translations of IPv4 addresses into IPv6 (RFC 6052, RFC 3056, RFC 4380).
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL: Final = ipaddress.ip_network("64:ff9b:1::/48")


class Address(Struct, frozen=True, gc=False):
    """A URL taken apart, as far as an audit needs it.

    Attributes:
        scheme: In lower case.
        host: In lower case, an internationalised name as punycode, an IPv6 address without brackets.
        port: The port, also where it is the scheme's own.
        path: Path, percent-encoded.
        query: Query, percent-encoded, without `?`.
        fragment: Fragment, without `#`.
    """

    scheme: str
    host: str
    port: int
    path: str
    query: str
    fragment: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what limits and cookies go by."""
        return f"{self.scheme}://{self.host}:{self.port}"

    def __str__(self) -> str:
        """Return the URL as it is asked for, without its fragment."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == DEFAULT_PORTS.get(self.scheme) else f":{self.port}"
        query = f"?{self.query}" if self.query else ""
        return f"{self.scheme}://{host}{port}{self.path or '/'}{query}"


def parse_address(url: str) -> Address | None:
    """Take a URL apart and bring it to the form in which it is asked for (RFC 3986, RFC 3987, RFC 5891).

    Returns:
        The address, or None where there is no host or no sensible port.
    """
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        scheme, host, digits, path, query, fragment = plain.groups("")
        stated = int(digits) if digits else DEFAULT_PORTS[scheme]
        if 0 < stated < 65_536 and ".." not in host:
            return Address(scheme, host, stated, path, query, fragment)
    cleaned = re.sub(r"[\t\r\n]", "", url.strip())
    try:
        parts = urlsplit(cleaned)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    ascii_host = encode_host(host)
    if not ascii_host or port == 0:
        return None
    return Address(
        scheme=scheme,
        host=ascii_host,
        port=port or DEFAULT_PORTS.get(scheme, 0),
        path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._[]|"),
        query=quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|"),
        fragment=parts.fragment,
    )


def encode_host(host: str) -> str:
    """Return a host in lower case and ASCII, or an empty string where it cannot be one."""
    host = host.strip(".").lower() if host not in {".", ".."} else ""
    if ":" in host:
        host = host.partition("%")[0]  # the zone of a link-local address is the machine's own business
    if not host or len(host) > 253 or re.search(r"[\s/\\@?#%<>^|`{}\"]", host):
        return ""
    if host.isascii():
        return host
    labels = []
    for label in re.split(r"[.\u3002\uff0e\uff61]", host):
        try:
            labels.append(label if label.isascii() else label.encode("idna").decode("ascii"))
        except UnicodeError:
            return ""
    return ".".join(labels)


def join_address(base: Address, location: str) -> Address | None:
    """Return where a redirect from `base` leads (RFC 9110, 10.2.2), its fragment inherited."""
    try:
        joined = parse_address(urljoin(str(base), re.sub(r"[\t\r\n]", "", location.strip())))
    except ValueError:
        return None
    if joined is None or joined.fragment or not base.fragment:
        return joined
    return Address(joined.scheme, joined.host, joined.port, joined.path, joined.query, base.fragment)


@lru_cache(maxsize=4096)
def is_local_name(host: str) -> bool:
    """Tell whether a host is local by its name, or by being a non-public address written out."""
    if host == "localhost" or host.endswith(LOCAL_SUFFIXES):
        return True
    written = read_ip(host)
    return written is not None and not is_public(written)


@lru_cache(maxsize=4096)
def read_ip(host: str) -> str | None:
    """Return the IP address that a host is, also in the odd forms that resolvers take, or None.

    Such are `0x7f.1`, `2130706433`, `0177.0.0.1`.
    """
    bare = host.strip("[]").split("%", maxsplit=1)[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    parts = bare.split(".")
    if not 1 <= len(parts) <= 4 or not all(
        re.fullmatch(r"0[xX][0-9a-fA-F]{0,8}|\d{1,11}", part) for part in parts
    ):
        return None
    numbers = [_read_number(part) for part in parts]
    last_size = 5 - len(numbers)
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256**last_size:
        return None
    value = numbers[-1]
    for index, number in enumerate(numbers[:-1]):
        value += number << (8 * (3 - index))
    return str(ipaddress.IPv4Address(value))


def _read_number(text: str) -> int:
    if text[:2].lower() == "0x":
        return int(text[2:] or "0", 16)
    octal = len(text) > 1 and text.startswith("0") and not set(text) & {"8", "9"}
    return int(text, 8) if octal else int(text)


@lru_cache(maxsize=4096)
def is_link_local(ip: str) -> bool:
    """Tell whether an IP address holds on one link only, where machines of a cloud keep their secrets."""
    address = ipaddress.ip_address(ip.split("%", maxsplit=1)[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_link_local


@lru_cache(maxsize=4096)
def is_public(ip: str) -> bool:
    """Tell whether an IP address lies on the public internet (IANA's special-purpose registries)."""
    try:
        address = ipaddress.ip_address(ip.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is None and address.teredo is not None:
            inner = address.teredo[1]
        if inner is not None:
            return is_public(str(inner))
        if address in _NAT64_LOCAL or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast
