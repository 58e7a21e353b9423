"""The check of one link: which requests to make, and what their answers mean together.

A check is a generator: it yields a `Request`, is sent the `Response`, and returns a `LinkCheck`. It knows
neither sockets nor clocks but what the options give it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, TypeVar

from msgspec import structs

from citekit.audit.address import FTP_SCHEMES, WEB_SCHEMES, Address, join_address, parse_address
from citekit.audit.cookies import CookieJar
from citekit.audit.exchange import BODY_LIMIT, Fault, Request, Response
from citekit.audit.judge import Judgement, is_tls, judge_response
from citekit.audit.page import Page, read_page, read_refresh
from citekit.audit.page_rules import BINARY_SUFFIX, HOME_PATHS, Sight, judge_page
from citekit.audit.plan import LinkTarget
from citekit.audit.retry_after import read_retry_after
from citekit.audit.verdict import ALIVE, GONE, Hop, LinkCheck, Verdict

T = TypeVar("T")
Steps = Generator[Request, Response, T]

PERMANENT: Final = frozenset({301, 308})
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
MAX_HOPS: Final = 20
#: A page that sends the browser on after at most this many seconds is a redirect.
REFRESH_DELAY: Final = 10
#: Statuses by which a host may refuse HEAD alone.
HEAD_REFUSED: Final = frozenset(
    {400, 401, 403, 404, 405, 406, 409, 410, 411, 415, 429, 500, 501, 502, 503, 504, 999}
)
#: Schemes of what is no page on the web.
SCHEMES_WITHOUT_PAGE: Final = frozenset(
    "mailto tel data javascript vbscript about file urn news nntp magnet ftp ftps sftp sip sips sms geo blob irc ircs ws wss ssh"
    " git svn telnet gopher ldap xmpp webcal chrome view-source skype callto whatsapp viber tg bitcoin ipfs feed mms rtsp rtmp smb"
    " nfs s3 gs jar cid mid tag info zotero itms market".split()
)  # fmt: skip
#: Tried once more at the end of the run.
LATE: Final = frozenset({Verdict.TEMPORARY, Verdict.TIMEOUT, Verdict.DNS})
#: Share of the time limit that HEAD, and a request made for comparison only, may take.
SHORT_PATIENCE: Final = 0.34
#: Where less of the time limit is left to a chain of redirects, it is over.
LAST_PATIENCE: Final = 0.02
#: Where less of it is left after a time-out, the address is not tried again.
RETRY_PATIENCE: Final = 0.1
_SUFFIX: Final = re.compile(r"\.\w{2,5}$")
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]{0,30}):")
#: Below this many characters of text a page's own folder is probed too.
PROBE_TEXT: Final = 1500
#: Bytes that are read to find a fragment.
FRAGMENT_LIMIT: Final = 1024 * 1024
#: A path that no host has.
UNLIKELY: Final = "citekit-no-such-page-7f3a91c4"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How a link is checked.

    Attributes:
        retries: How often a request is tried again after trouble that may pass.
        backoff: Seconds before the first retry; each further one waits twice as long.
        max_wait: Longest wait that a Retry-After can ask for, in seconds.
        last_try: Try once more when all other links are done.
        probe: Hold pages against the host's answer for a path that cannot exist.
        fragments: Check that the fragment is there.
        ftp: Check addresses of ftp too.
        accepted: Statuses that count as success.
        clock: Gives the time in seconds since 1970.
    """

    retries: int = 2
    backoff: float = 1.0
    max_wait: float = 60.0
    last_try: bool = True
    probe: bool = True
    fragments: bool = False
    ftp: bool = False
    accepted: frozenset[int] = frozenset()
    clock: Callable[[], float] = time.time


@dataclass(slots=True)
class Trail:
    """What the check of one address went through.

    Attributes:
        hops: What was asked for, in order.
        evidence: What speaks for the verdict.
        cookies: Those that were set on the way.
        requests: How many requests were made.
        patience: Share of the time limit that is left, less what time-outs and redirects have taken.
        late: The next request is to wait until all else is done.
        wait: Seconds to wait before it.
    """

    hops: list[Hop] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    cookies: CookieJar = field(default_factory=CookieJar)
    requests: int = 0
    patience: float = 1.0
    late: bool = False
    wait: float = 0.0


def check_link(target: LinkTarget, options: CheckOptions) -> Steps[LinkCheck]:
    """Check a link, and where it fails the other joinings of its address.

    Args:
        target: The link.
        options: How to check.

    Returns:
        The verdict, when the generator ends.
    """
    started = options.clock()
    trail = Trail()
    judgement, response = yield from check_address(target.url, options, trail)
    correction = ""
    if judgement.verdict in GONE:
        unknown = {read_host(target.url)} if judgement.verdict is Verdict.DNS else set()
        for candidate in target.candidates:
            if read_host(candidate) in unknown:
                continue  # the name that did not resolve will not under another path
            attempt = Trail(requests=trail.requests)
            other, answer = yield from check_address(candidate, options, attempt)
            trail.requests = attempt.requests
            if other.verdict in ALIVE:
                message = f"the address as joined otherwise answers; as written: {judgement.message}"
                judgement = Judgement(Verdict.REPAIRED, "candidate", message, other.confidence)
                correction, response = candidate, answer
                trail.hops = attempt.hops
                break
            trail.evidence.append(f"{candidate}: {other.message}")
            if other.verdict is Verdict.DNS:
                unknown.add(read_host(candidate))
    final = str(response.address) if response is not None and judgement.verdict in ALIVE else ""
    if judgement.verdict is Verdict.MOVED:
        correction = final
    return LinkCheck(
        target=target,
        verdict=judgement.verdict,
        reason=judgement.reason,
        message=judgement.message,
        status=response.status if response is not None else 0,
        chain=tuple(trail.hops),
        final_url=final,
        correction=correction,
        evidence=tuple(trail.evidence),
        confidence=judgement.confidence,
        requests=trail.requests,
        seconds=round(options.clock() - started, 3),
        checked_at=write_moment(int(started)),
    )


def read_host(url: str) -> str:
    """Return the host of an address, or an empty string."""
    address = parse_address(url)
    return address.host if address else ""


@lru_cache(maxsize=64)
def write_moment(seconds: int) -> str:
    """Return a moment, in seconds since 1970, as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def check_address(url: str, options: CheckOptions, trail: Trail) -> Steps[tuple[Judgement, Response | None]]:
    """Check one address: follow it, try again after trouble, judge what comes."""
    scheme = _SCHEME.match(url.strip())
    if scheme and options.ftp and scheme[1].lower() in FTP_SCHEMES:
        place = parse_address(url)
        if place is None:
            return Judgement(Verdict.DEAD, "malformed", "the address is malformed"), None
        return (yield from check_file(place, trail))
    if scheme and scheme[1].lower() in SCHEMES_WITHOUT_PAGE:
        return Judgement(Verdict.SKIPPED, "scheme", f"{scheme[1].lower()} addresses are not checked"), None
    address = parse_address(url)
    if address is None or address.scheme not in WEB_SCHEMES:
        return Judgement(Verdict.DEAD, "malformed", "the address is malformed"), None
    judgement, response = yield from follow_address(address, options, trail)
    wait = read_retry_after(response, options.clock()) or 0.0
    if options.last_try and judgement.verdict in LATE and response.asked and wait <= options.max_wait:
        # A time-out is tried again only within what it has left of the time limit.
        patience = trail.patience if judgement.verdict is Verdict.TIMEOUT else 1.0
        if patience >= RETRY_PATIENCE:
            again = Trail(requests=trail.requests, late=True, wait=wait, patience=patience)
            later, answer = yield from follow_address(address, options, again)
            trail.requests = again.requests
            trail.evidence.append(f"at first: {judgement.message}")
            judgement, response = later, answer
            trail.hops = again.hops
    if is_tls(response):
        yield from look_past_certificate(address, trail)
    return judgement, response


def check_file(address: Address, trail: Trail) -> Steps[tuple[Judgement, Response]]:
    """Check an address of ftp: whether the server has such a file (RFC 959)."""
    response = yield Request(address, "HEAD")
    trail.requests += response.asked
    trail.hops.append(Hop(str(address), response.status))
    judgement = judge_response(response, None)
    return judgement or Judgement(Verdict.OK, "file-there", "the server has the file"), response


def follow_address(
    address: Address, options: CheckOptions, trail: Trail
) -> Steps[tuple[Judgement, Response]]:
    """Ask for an address and go where it leads, up to a page, a refusal or a limit."""
    current = address
    kinds: list[str] = []
    seen: set[tuple[str, str]] = set()
    while True:
        response = yield from ask_address(current, options, trail)
        trail.cookies.keep(response)
        page = read_page(response) if response.status else None
        onward, kind = find_redirect(response, page)
        trail.hops.append(Hop(str(current), response.status, kind))
        if not kind or response.status in options.accepted:
            break
        kinds.append(kind)
        if onward is None or onward.scheme not in WEB_SCHEMES:
            if options.ftp and onward is not None and onward.scheme in FTP_SCHEMES:
                return (yield from check_file(onward, trail))
            return judge_nowhere(response), response
        state = (str(onward), trail.cookies.write(onward))
        if state in seen or len(kinds) > MAX_HOPS:
            return Judgement(Verdict.DEAD, "redirect-loop", "the redirects never end"), response
        seen.add(state)
        current = onward
        trail.patience -= response.patience
        if trail.patience < LAST_PATIENCE:
            message = "the redirects take longer than the time limit"
            return Judgement(Verdict.TIMEOUT, "redirects-too-slow", message), response
    if response.status in options.accepted:
        return Judgement(Verdict.OK, "accepted", f"{response.status} is accepted by configuration"), response
    judgement = judge_response(response, page)
    if judgement is None:
        judgement = yield from judge_success(address, response, page, options, trail, kinds)
    return judgement, response


def judge_nowhere(response: Response) -> Judgement:
    """Judge a redirect to what is no address on the web."""
    scheme = _SCHEME.match(response.header("location").strip())
    name = scheme[1].lower() if scheme else ""
    if name == "file":
        return Judgement(Verdict.UNSAFE, "redirect-to-file", "a redirect leads to a file of the reader's own")
    if name in FTP_SCHEMES:
        return Judgement(Verdict.SKIPPED, "redirect-to-ftp", "a redirect leads to ftp, which is not checked")
    return Judgement(Verdict.DEAD, "redirect-to-nowhere", "a redirect leads to no web address")


def judge_success(
    address: Address,
    response: Response,
    page: Page | None,
    options: CheckOptions,
    trail: Trail,
    kinds: list[str],
) -> Steps[Judgement]:
    """Judge an answer that claims success: what the page says, and whether the address changed."""
    if page is not None:
        unlike = None
        if options.probe and not HOME_PATHS.fullmatch(response.address.path):
            unlike = yield from look_beside(address, response, page, trail, redirected=bool(kinds))
        unlike_page = read_page(unlike) if unlike is not None and unlike.status == 200 else None
        judgement = judge_page(Sight(address, response, page, bool(kinds), unlike, unlike_page))
        if judgement is not None and judgement.verdict is not Verdict.OK:
            return judgement
        if judgement is not None and not kinds:
            return judgement
        if options.fragments and address.fragment and not has_fragment(page, address.fragment):
            return Judgement(Verdict.SOFT_DEAD, "fragment", f"the page has no #{address.fragment}", 0.8)
    elif response.method == "GET" and not response.body and response.status in {200, 203}:
        return Judgement(Verdict.SOFT_DEAD, "empty", "the answer is empty", 0.9)
    if not kinds:
        return Judgement(Verdict.OK, f"status-{response.status}", "the source stands")
    if set(kinds) == {"permanent"}:
        return Judgement(Verdict.MOVED, "permanent-redirect", f"moved for good to {response.address}")
    return Judgement(Verdict.REDIRECTED, "redirect", f"leads to {response.address}")


def ask_address(address: Address, options: CheckOptions, trail: Trail) -> Steps[Response]:
    """Ask for an address, trying again after trouble that may pass."""
    method = "HEAD" if BINARY_SUFFIX.search(address.path) else "GET"
    limit = FRAGMENT_LIMIT if options.fragments and address.fragment else BODY_LIMIT
    written = trail.cookies.write(address)
    delay, attempt, decode = trail.wait, 0, True
    while True:
        response = yield Request(
            address,
            method,
            cookies=(written,) if written else (),
            body_limit=limit,
            delay=delay,
            late=trail.late,
            patience=min(trail.patience, SHORT_PATIENCE) if method == "HEAD" else trail.patience,
            skim=True,
            decode=decode,
        )
        trail.requests += response.asked
        trail.late, trail.wait, delay = False, 0.0, 0.0
        if response.fault is Fault.TIMEOUT:
            trail.patience -= response.patience
            if trail.patience < LAST_PATIENCE:
                return response
        if method == "HEAD" and is_suspicious(response):
            method = "GET"
            continue
        if response.fault is Fault.ENCODING and decode:
            decode = False
            continue
        if attempt >= options.retries or not may_pass(response):
            return response
        wait = read_retry_after(response, options.clock())
        if wait is not None and wait > options.max_wait:
            return response
        delay = wait if wait is not None else options.backoff * 2**attempt
        attempt += 1


def is_suspicious(response: Response) -> bool:
    """Tell whether an answer to HEAD needs a look at the body, or may be HEAD's own fault."""
    return (
        response.status in HEAD_REFUSED
        or response.fault in {Fault.RESET, Fault.PROTOCOL, Fault.TIMEOUT}
        or (response.status < 300 and response.content_type in {"text/html", "application/xhtml+xml", ""})
        or response.header("content-length") == "0"
    )


def may_pass(response: Response) -> bool:
    """Tell whether asking again may give another answer."""
    return response.status in {408, 425, 429, 500, 502, 503, 504} or response.fault in {
        Fault.RESET,
        Fault.REFUSED,
        Fault.UNREACHABLE,
        Fault.DNS,
    }


def find_redirect(response: Response, page: Page | None) -> tuple[Address | None, str]:
    """Return where an answer leads, and the kind of redirect; an empty kind where it leads nowhere."""
    location = response.header("location")
    if response.status in REDIRECTS and location:
        onward = join_address(response.address, location)
        return onward, "permanent" if response.status in PERMANENT else "temporary"
    if response.status != 200:
        return None, ""
    stated = read_refresh(response.header("refresh"))
    for target, delay, kind in (
        (stated[0], stated[1], "refresh"),
        (page.refresh if page else "", page.refresh_delay if page else 0, "meta-refresh"),
        (page.script_target if page else "", 0, "script"),
    ):
        if target and delay <= REFRESH_DELAY:
            onward = join_address(response.address, target)
            if onward is not None and onward.scheme in WEB_SCHEMES and str(onward) != str(response.address):
                return onward, kind
    return None, ""


def look_beside(
    asked: Address, response: Response, page: Page, trail: Trail, *, redirected: bool
) -> Steps[Response]:
    """Ask the host for a path that cannot exist; beside a short page once more, in its folder."""
    place = response.address
    unlike = yield make_probe(place, "/")
    trail.requests += 1
    beside_what = asked if redirected else place
    folder = beside_what.path.rpartition("/")[0] + "/"
    if unlike.status in {404, 410} and folder != "/" and (redirected or len(page.text) < PROBE_TEXT):
        beside = yield make_probe(beside_what, folder)
        trail.requests += 1
        if beside.status < 400 and beside.fault is None:
            unlike = beside
    return unlike


def make_probe(address: Address, folder: str) -> Request:
    """Return the request for a path that cannot exist; one answers for all that ask for it."""
    suffix = _SUFFIX.search(address.path)
    return _make_probe(
        address.scheme, address.host, address.port, f"{folder}{UNLIKELY}{suffix[0] if suffix else ''}"
    )


@lru_cache(maxsize=1024)
def _make_probe(scheme: str, host: str, port: int, path: str) -> Request:
    probe = Address(scheme, host, port, path, "", "")
    return Request(probe, "GET", patience=SHORT_PATIENCE, skim=True, share=f"probe {probe}")


def look_past_certificate(address: Address, trail: Trail) -> Steps[None]:
    """Note as evidence whether the page is there without checking the certificate, and over http."""
    unchecked = yield Request(address, "GET", verify=False, patience=SHORT_PATIENCE)
    trail.requests += 1
    told = f"status {unchecked.status}" if unchecked.status else str(unchecked.fault)
    trail.evidence.append(f"without checking the certificate: {told}")
    if address.port == 443:
        plain = structs.replace(address, scheme="http", port=80)
        answer = yield Request(plain, "GET", patience=SHORT_PATIENCE)
        trail.requests += 1
        told = f"status {answer.status}" if answer.status else str(answer.fault)
        trail.evidence.append(f"over http: {told}")


def has_fragment(page: Page, fragment: str) -> bool:
    """Tell whether a page has what a fragment points to: an id, a name, or the words of a text fragment."""
    from html import unescape  # noqa: PLC0415 - rare
    from urllib.parse import unquote  # noqa: PLC0415 - rare

    element, _, directive = fragment.partition(":~:")
    if directive.startswith("text="):
        words = [unquote(part) for part in directive.removeprefix("text=").split("&")[0].split(",")]
        wanted = [word for word in words if not word.endswith("-") and not word.startswith("-")]
        folded = " ".join(page.text.split()).casefold()
        return all(" ".join(word.split()).casefold() in folded for word in wanted)
    name = unquote(element)
    if name in {"", "top"} or name.startswith(("!", "/")):
        return True
    pattern = r"""\b(?:id|name)\s{0,9}=\s{0,9}["']?""" + re.escape(name) + r"""(?:["'\s>])"""
    return re.search(pattern, unescape(page.source)) is not None
