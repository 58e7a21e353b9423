"""Snapshots in archives: the memento closest to the access date, by RFC 7089 or the Wayback's interfaces."""

from __future__ import annotations

import email.utils
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from msgspec import structs

from citekit.audit.address import join_address, parse_address
from citekit.audit.check import Steps
from citekit.audit.exchange import Request, Response
from citekit.audit.retry_after import read_retry_after
from citekit.audit.verdict import Memento
from citekit.model import PartialDate

#: How often an archive that asks to wait is asked again, the longest wait, and the wait where it names none.
RETRIES: Final = 2
LONGEST_WAIT: Final = 60.0
BACKOFF: Final = 5.0
#: A TimeMap lists every snapshot of a page.
TIMEMAP_LIMIT: Final = 1024 * 1024
_LINK: Final = re.compile(
    r"<([^<>]{1,4000})>((?:\s{0,5};\s{0,5}[\w-]{1,30}\s{0,3}=\s{0,3}(?:\"[^\"]{0,500}\"|[^\s;,\"]{1,200})){1,12})"
)
_PARAMETER: Final = re.compile(r"([\w-]{1,30})\s{0,3}=\s{0,3}\"?([^\";]{0,500})")


@dataclass(frozen=True, slots=True)
class ArchiveServices:
    """Base addresses of the archives; an empty one is not asked. The page's address goes behind each.

    Attributes:
        timegate: TimeGate (RFC 7089, 2.1.3).
        timemap: TimeMap in link format (RFC 7089, 5).
        availability: Wayback availability API.
        cdx: Wayback CDX server.
        save: Save Page Now.
    """

    timegate: str = "https://web.archive.org/web/"
    timemap: str = "https://web.archive.org/web/timemap/link/"
    availability: str = "https://archive.org/wayback/available?url="
    cdx: str = "https://web.archive.org/cdx/search/cdx?url="
    save: str = "https://web.archive.org/save/"


def find_memento(url: str, accessed: PartialDate | None, services: ArchiveServices) -> Steps[Memento | None]:
    """Look for the snapshot closest to an access date; without one, for the latest.

    The TimeGate is asked first, then the TimeMap, the availability API and the CDX server.
    """
    wanted = read_date(accessed)
    for way in (_ask_timegate, _ask_timemap, _ask_availability, _ask_cdx):
        mementos = yield from way(url, wanted, services)
        if mementos:
            when, place = min(
                mementos, key=lambda found: abs((found[0] - (wanted or datetime.now(UTC))).total_seconds())
            )
            days = abs((when.date() - wanted.date()).days) if wanted else None
            return Memento(place, when.strftime("%Y-%m-%dT%H:%M:%SZ"), days)
    return None


def read_date(accessed: PartialDate | None) -> datetime | None:
    """Return an access date as a moment: noon, the middle of the month, or the middle of the year."""
    if accessed is None or accessed.year is None:
        return None
    try:
        return datetime(
            accessed.year, accessed.month or 7, accessed.day or (15 if accessed.month else 1), 12, tzinfo=UTC
        )
    except ValueError:
        return None


Found = list[tuple[datetime, str]]


def _ask(
    base: str,
    rest: str,
    *,
    method: str = "GET",
    limit: int = TIMEMAP_LIMIT,
    headers: Mapping[str, str] | None = None,
) -> Steps[Response | None]:
    place = parse_address(base + rest) if base else None
    if place is None:
        return None
    return (yield from ask_archive(Request(place, method, headers=headers or {}, body_limit=limit)))


def ask_archive(request: Request) -> Steps[Response]:
    """Ask an archive within its own limits; where it asks to wait, wait and ask again."""
    asked = structs.replace(request, lane=f"archive {request.address.host}")
    response = yield asked
    for _ in range(RETRIES):
        wait = read_retry_after(response, time.time())
        if response.status not in {429, 503} or (wait or 0.0) > LONGEST_WAIT:
            break
        response = yield structs.replace(asked, delay=wait if wait is not None else BACKOFF)
    return response


def _ask_timegate(url: str, wanted: datetime | None, services: ArchiveServices) -> Steps[Found]:
    stated = {"Accept-Datetime": email.utils.format_datetime(wanted, usegmt=True)} if wanted else {}
    response = yield from _ask(services.timegate, url, method="HEAD", headers=stated)
    if response is None or response.fault is not None or response.status >= 400:
        return []
    found = [(when, place) for when, place in read_link_format(response.header("link"))]
    stated_at = read_http_date(response.header("memento-datetime"))
    location = response.header("location")
    if stated_at is not None:
        found.append((stated_at, location or str(response.address)))
    elif location and not found:
        followed = parse_address(location)
        stamp = re.search(r"/(\d{14})(?:[a-z]{2}_)?/", location)
        if stamp:
            found.append((_read_stamp(stamp[1]), location))
        elif followed is not None:
            memento = yield from ask_archive(Request(followed, "HEAD"))
            at = read_http_date(memento.header("memento-datetime"))
            if at is not None and memento.status < 400:
                found.append((at, location))
    return [entry for entry in found if entry[0].year > 1]


def _ask_timemap(url: str, _wanted: datetime | None, services: ArchiveServices) -> Steps[Found]:
    response = yield from _ask(services.timemap, url)
    if response is None or response.status != 200:
        return []
    return list(read_link_format(response.body.decode("utf-8", "replace")))


def _ask_availability(url: str, wanted: datetime | None, services: ArchiveServices) -> Steps[Found]:
    stamp = f"&timestamp={wanted:%Y%m%d}" if wanted else ""
    response = yield from _ask(services.availability, quote(url, safe="") + stamp)
    if response is None or response.status != 200:
        return []
    try:
        closest = json.loads(response.body)["archived_snapshots"]["closest"]
        if closest.get("available") and str(closest.get("status", "200")).startswith(("2", "3")):
            return [(_read_stamp(str(closest["timestamp"])), str(closest["url"]))]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
    return []


def _ask_cdx(url: str, wanted: datetime | None, services: ArchiveServices) -> Steps[Found]:
    closest = f"&closest={wanted:%Y%m%d}&sort=closest" if wanted else ""
    response = yield from _ask(
        services.cdx,
        f"{quote(url, safe='')}&output=json&fl=timestamp,original,statuscode"
        f"&filter=statuscode:200&limit=5{closest}",
    )
    if response is None or response.status != 200:
        return []
    try:
        rows = json.loads(response.body)[1:]
        return [
            (_read_stamp(stamp), f"{services.timegate or ArchiveServices().timegate}{stamp}/{original}")
            for stamp, original, *_ in rows
        ]
    except (ValueError, TypeError, KeyError):
        return []


def read_link_format(text: str) -> Iterator[tuple[datetime, str]]:
    """Yield the mementos of a Link header or a TimeMap in link format (RFC 6690, RFC 7089)."""
    for place, parameters in _LINK.findall(text):
        named = {name.lower(): value for name, value in _PARAMETER.findall(parameters)}
        if "memento" in named.get("rel", "").split() and "datetime" in named:
            when = read_http_date(named["datetime"])
            if when is not None:
                yield when, place


def read_http_date(text: str) -> datetime | None:
    """Return an HTTP date as a moment, or None."""
    try:
        return email.utils.parsedate_to_datetime(text).astimezone(UTC) if text else None
    except (ValueError, TypeError, IndexError):
        return None


def _read_stamp(stamp: str) -> datetime:
    padded = (stamp + "00000101000000"[len(stamp) :])[:14]
    return datetime.strptime(padded, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def save_page(url: str, services: ArchiveServices) -> Steps[Memento | None]:
    """Ask the archive to keep a page as it is now; return the snapshot where it says which."""
    response = yield from _ask(services.save, url)
    if response is None or response.fault is not None or response.status >= 400:
        return None
    place = response.header("content-location") or response.header("location")
    stamp = re.search(r"/(\d{14})(?:[a-z]{2}_)?/", place)
    if not stamp:
        return None
    when = _read_stamp(stamp[1])
    snapshot = join_address(response.address, place)
    return Memento(str(snapshot or place), when.strftime("%Y-%m-%dT%H:%M:%SZ"), 0)
