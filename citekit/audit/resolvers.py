"""Identifiers behind links: DOI and Handle asked of their registries, others brought to today's address."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from msgspec import structs

from citekit.audit.address import parse_address
from citekit.audit.check import Steps
from citekit.audit.exchange import Request
from citekit.audit.plan import LinkTarget
from citekit.audit.verdict import ALIVE, GONE, LinkCheck, Verdict


@dataclass(frozen=True, slots=True)
class ResolverServices:
    """Base addresses of the resolvers; an empty one is not asked.

    Attributes:
        doi: Handle API for DOIs.
        handle: Handle API for other handles.
        arxiv: Abstracts of arXiv.
        urn_nbn: Resolver of URN:NBN.
        un: Documents of the United Nations.
        elibrary: Items of eLIBRARY.
        cyberleninka: CyberLeninka.
    """

    doi: str = "https://doi.org/api/handles/"
    handle: str = "https://hdl.handle.net/api/handles/"
    arxiv: str = "https://arxiv.org/abs/"
    urn_nbn: str = "https://nbn-resolving.org/"
    un: str = "https://docs.un.org/en/"
    elibrary: str = "https://elibrary.ru/item.asp?id="
    cyberleninka: str = "https://cyberleninka.ru/"


_DOI: Final = r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s{0,2})(10\.\d{4,9}/\S{1,500})$"
_HANDLE: Final = r"(?:https?://hdl\.handle\.net/|hdl:\s{0,2})([\w.]{1,60}/\S{1,500})$"
_ISBN: Final = r"urn:isbn:([\dxX-]{10,17})$"
_ISSN: Final = r"urn:issn:(\d{4}-?\d{3}[\dxX])$"
#: Without one of these nothing below can match.
_HINTS: Final = (
    "doi",
    "hdl",
    "urn:",
    "un.org",
    "undocs.org",
    "arxiv",
    "lanl.gov",
    "elibrary.ru",
    "cyberleninka.ru",
)
_UN_LANGUAGES: Final = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}
#: Name, pattern of the address, service, and what to put behind the service's base address.
_TODAY: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("UN symbol", r"https?://(?:www\.)?un\.org/(?:[a-z]{2}/)?(?:ga|sc|docs)/(?:search/)?view_doc\.asp\?(?:[^#]{0,200}&)?symbol=([^&#]{3,80})", "un", r"\1"),
    ("UN symbol", r"https?://(?:www\.)?un\.org/docs/?\?symbol=([^&#]{3,80})", "un", r"\1"),
    ("UN symbol", r"https?://(?:www\.)?undocs\.org/(?:(?:en|ru|fr|es|ar|zh)/)?([A-Z][^?#]{2,80})", "un", r"\1"),
    ("UN symbol", r"https?://daccess-(?:ods|dds-ny)\.un\.org/access\.nsf/get(?:\?open)?[?&](?:[^#]{0,200}&)?ds=([^&#]{3,80})", "un", r"\1"),
    ("arXiv", r"(?:https?://(?:[a-z]{2,5}\.)?(?:arxiv\.org|lanl\.gov)/(?:abs|pdf|ps|html)/|arxiv:)((?:[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d{1,2})?)", "arxiv", r"\1"),
    ("URN:NBN", r"(?:https?://[\w.-]{3,60}/)?(urn:nbn:[a-z]{2}:[\w:.-]{3,120})$", "urn_nbn", r"\1"),
    ("eLIBRARY", r"https?://(?:www\.)?e(?:lib|LIB)rary\.ru/(?:item|download)\.asp\?(?:[^#]{0,100}&)?id=(\d{5,12})", "elibrary", r"\1"),
    ("CyberLeninka", r"https?://(?:www\.)?cyberleninka\.ru/(article/n/[\w-]{3,200})", "cyberleninka", r"\1"),
)  # fmt: skip


@lru_cache(maxsize=32)
def _compile(pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled; those for links of one kind wait until there is such a link."""
    return re.compile(pattern, re.IGNORECASE)


def resolve_target(
    target: LinkTarget, services: ResolverServices, check: Callable[[LinkTarget], Steps[LinkCheck]]
) -> Steps[LinkCheck]:
    """Check a link through what it identifies.

    Args:
        target: The link.
        services: Where to ask.
        check: The check of an ordinary address.
    """
    url = target.url.strip()
    lowered = url.lower()
    if not any([hint in lowered for hint in _HINTS]):  # noqa: C419 - a list is faster than a generator here
        return (yield from check(target))
    for pattern, base, name in ((_DOI, services.doi, "DOI"), (_HANDLE, services.handle, "Handle")):
        found = _compile(pattern).match(url)
        if found and base:
            return (yield from resolve_handle(target, unquote(found[1]).rstrip(".,;"), base, name, check))
    wrong = check_number(url)
    if wrong:
        return LinkCheck(target, Verdict.DEAD, "checksum", wrong)
    if _compile(_ISBN).match(url) or _compile(_ISSN).match(url):
        return LinkCheck(target, Verdict.OK, "checksum", "the check digit is right; a number has no page")
    name, today = find_today(url, services)
    if not today or today == url:
        return (yield from check(target))
    if parse_address(url) is None:
        result = yield from check(structs.replace(target, url=today))
        return structs.replace(result, target=target)
    result = yield from check(structs.replace(target, candidates=(*target.candidates, today)))
    note = f"{name}: today's address is {today}"
    return structs.replace(result, target=target, evidence=(*result.evidence, note))


def resolve_handle(
    target: LinkTarget, handle: str, base: str, name: str, check: Callable[[LinkTarget], Steps[LinkCheck]]
) -> Steps[LinkCheck]:
    """Ask a registry of handles, then check the page that it names (Handle.Net HTTP API, 14.1)."""
    place = parse_address(base + quote(handle, safe="/:;()<>.-_"))
    if place is None:
        return (yield from check(target))
    response = yield Request(place, headers={"Accept": "application/json"})
    code, landing = read_handle(response.body)
    if code in {100, 301} and response.fault is None:
        result = LinkCheck(
            target, Verdict.DEAD, "not-registered", f"the {name} {handle} is not registered",
            status=response.status, requests=1,
        )  # fmt: skip
        for candidate in target.candidates:
            found = _compile(_DOI).match(candidate) or _compile(_HANDLE).match(candidate)
            if found:
                other = yield from resolve_handle(
                    structs.replace(target, url=candidate, candidates=()),
                    unquote(found[1]),
                    base,
                    name,
                    check,
                )
                if other.verdict in ALIVE:
                    return structs.replace(
                        other, target=target, verdict=Verdict.REPAIRED, reason="candidate", correction=candidate,
                        message=f"the address as joined otherwise answers; as written: {result.message}",
                    )  # fmt: skip
        return result
    if code != 1 or not landing:
        result = yield from check(target)
        return structs.replace(result, evidence=(*result.evidence, f"the registry of {name}s did not answer"))
    result = yield from check(structs.replace(target, url=landing, candidates=()))
    evidence = (*result.evidence, f"the {name} {handle} is registered; it leads to {landing}")
    if result.verdict in ALIVE:
        return structs.replace(
            result, target=target, verdict=Verdict.OK, reason="registered", correction="", evidence=evidence,
            requests=result.requests + 1, message=f"the {name} is registered and its page stands",
        )  # fmt: skip
    if result.verdict in GONE:
        message = f"the {name} is registered, but its page is gone: {result.message}"
        return structs.replace(
            result, target=target, message=message, evidence=evidence, requests=result.requests + 1
        )
    return structs.replace(result, target=target, evidence=evidence, requests=result.requests + 1)


def read_handle(body: bytes) -> tuple[int, str]:
    """Return the response code of a handle API, and the URL that the handle leads to; 0 for no such answer."""
    try:
        answer = json.loads(body)
    except ValueError:
        return 0, ""
    code = answer.get("responseCode") if isinstance(answer, dict) else None
    if not isinstance(code, int):
        return 0, ""
    values = answer.get("values")
    for value in values if isinstance(values, list) else ():
        if isinstance(value, dict) and value.get("type") == "URL" and isinstance(value.get("data"), dict):
            return code, str(value["data"].get("value", ""))
    return code, ""


def find_today(url: str, services: ResolverServices) -> tuple[str, str]:
    """Return the name of the identifier in an address and its address today, or empty strings."""
    for name, pattern, service, rest in _TODAY:
        found = _compile(pattern).match(url)
        base = getattr(services, service)
        if found and base:
            value = unquote(found.expand(rest)).replace(" ", "")
            if service == "un":
                base = _choose_language(base, url)
            return name, base + quote(value, safe="/:().-_")
    return "", ""


def _choose_language(base: str, url: str) -> str:
    """Return the base address in the language of an old one: `/ru/` in its path, or `Lang=R`."""
    in_path = re.search(r"\.org/(ar|en|es|fr|ru|zh)/", url, re.IGNORECASE)
    stated = re.search(r"[?&]lang=([acefrs])", url, re.IGNORECASE)
    language = in_path[1].lower() if in_path else _UN_LANGUAGES.get(stated[1].upper()) if stated else None
    return re.sub(r"/en/$", f"/{language}/", base) if language else base


def check_number(url: str) -> str:
    """Return what is wrong with an ISBN (ISO 2108) or ISSN (ISO 3297) written as a URN, or an empty string."""
    found = _compile(_ISBN).match(url)
    if found:
        digits = found[1].replace("-", "").upper()
        return "" if is_isbn(digits) else f"the check digit of ISBN {found[1]} is wrong"
    found = _compile(_ISSN).match(url)
    if found:
        digits = found[1].replace("-", "").upper()
        total = sum(_digit(d) * w for d, w in zip(digits, range(8, 0, -1), strict=True))
        return "" if total % 11 == 0 else f"the check digit of ISSN {found[1]} is wrong"
    return ""


def is_isbn(digits: str) -> bool:
    """Tell whether ten or thirteen digits are an ISBN by their check digit."""
    if len(digits) == 10 and "X" not in digits[:9]:
        return sum(_digit(d) * w for d, w in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0
    if len(digits) == 13 and "X" not in digits:
        return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    return False


def _digit(character: str) -> int:
    return 10 if character == "X" else int(character)
