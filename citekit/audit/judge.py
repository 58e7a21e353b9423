"""The judgement on one answer: rules, each with a name, tried in order.

`judge_response` looks at status and headers, `judge_page` at what a successful page says. A page is held
against what the same host answers for a path that cannot exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from citekit.audit.address import Address, join_address
from citekit.audit.exchange import TLS_FAULTS, Fault, Response
from citekit.audit.page import Page, compare_texts
from citekit.audit.page_words import (
    CHALLENGE,
    CHALLENGE_SOURCE,
    LOGIN,
    LOGIN_PATH,
    NOT_FOUND,
    PARKED,
    SHELL,
)
from citekit.audit.verdict import Verdict

#: Visible text below this many characters is short: what it says, the page says.
SHORT_TEXT: Final = 600
#: Below this a page is as good as empty.
EMPTY_TEXT: Final = 3
#: Texts this much alike are one page.
SAME_PAGE: Final = 0.92
_LANGUAGE: Final = r"(?:ar|cs|de|en|es|fr|it|ja|kk|pl|pt|ru|ua|uk|zh)(?:[-_][a-z]{2})?"
_INDEX: Final = r"(?:index|default|home|main)(?:\.\w{2,5})?"
HOME_PATHS: Final = re.compile(rf"/?(?:{_LANGUAGE}/?)?(?:{_INDEX}/?)?(?:{_LANGUAGE}/?)?", re.IGNORECASE)
BINARY_SUFFIX: Final = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|rtf|odt|djvu?|epub|zip|rar|7z|gz|tgz|jpe?g|png|gif|tiff?|svg|mp[34]|avi|wav|csv)$",
    re.IGNORECASE,
)
CHALLENGE_HEADERS: Final = ("cf-mitigated", "x-datadome", "x-amzn-waf-action", "x-sucuri-block")
BLOCKED_STATUS: Final = {
    403: "the host refuses access; it may refuse robots only",
    406: "the host refuses the request's headers",
    418: "the host refuses robots",
    429: "the host answers that there were too many requests, also after waiting",
    430: "the host refuses robots",
    444: "the host refuses robots",
    451: "the page is withheld for legal reasons",
    402: "the page is behind a payment",
    999: "the host refuses robots",
}
GONE_STATUS: Final = {404: "not found", 410: "gone", 400: "bad request", 414: "address too long"}
#: Besides all of 500 to 599.
TEMPORARY_STATUS: Final = frozenset({408, 421, 423, 425})
FAULT_VERDICTS: Final = {
    Fault.DNS: (Verdict.DNS, "the host's name does not resolve"),
    Fault.REFUSED: (Verdict.TEMPORARY, "the host refuses connections"),
    Fault.UNREACHABLE: (Verdict.TEMPORARY, "the host cannot be reached"),
    Fault.RESET: (Verdict.TEMPORARY, "the connection broke off"),
    Fault.TIMEOUT: (Verdict.TIMEOUT, "no answer within the time limit"),
    Fault.PROTOCOL: (Verdict.TEMPORARY, "the answer is no HTTP"),
    Fault.UNSAFE: (Verdict.UNSAFE, "the address is not on the public internet"),
    Fault.LIMIT: (Verdict.SKIPPED, "the limit of requests is reached"),
    Fault.OFFLINE: (Verdict.SKIPPED, "offline"),
    Fault.TLS_EXPIRED: (Verdict.TLS, "the certificate has expired"),
    Fault.TLS_SELF_SIGNED: (Verdict.TLS, "the certificate is self-signed"),
    Fault.TLS_WRONG_HOST: (Verdict.TLS, "the certificate is for another host"),
    Fault.TLS_INCOMPLETE: (Verdict.TLS, "the chain of certificates is incomplete"),
    Fault.TLS_OTHER: (Verdict.TLS, "no secure connection comes about"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the rule that gave it.

    Attributes:
        verdict: What became of the link.
        reason: The rule's name.
        message: The reason in words.
        confidence: 0 to 1.
    """

    verdict: Verdict
    reason: str
    message: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Sight:
    """What a rule for pages looks at.

    Attributes:
        asked: The address that was asked for first.
        response: The last answer.
        page: What it shows.
        redirected: The address changed on the way.
        unlike: The host's answer for a path that cannot exist, or None where it was not asked.
        unlike_page: What that shows.
    """

    asked: Address
    response: Response
    page: Page
    redirected: bool
    unlike: Response | None = None
    unlike_page: Page | None = None


def judge_response(response: Response, page: Page | None) -> Judgement | None:
    """Judge an answer by fault, status and headers; None for a success that the page must decide."""
    if response.fault is not None:
        verdict, message = FAULT_VERDICTS[response.fault]
        detail = f"{message}: {response.detail}" if response.detail else message
        return Judgement(verdict, f"fault-{response.fault.value}", detail)
    status = response.status
    if is_challenge(response, page):
        return Judgement(Verdict.BLOCKED, "challenge", "the host tests whether a person is reading", 0.9)
    if status in {401, 407}:
        return Judgement(Verdict.AUTH, f"status-{status}", "the page asks for a login")
    if status in BLOCKED_STATUS:
        return Judgement(Verdict.BLOCKED, f"status-{status}", BLOCKED_STATUS[status])
    if status in GONE_STATUS:
        return Judgement(Verdict.DEAD, f"status-{status}", GONE_STATUS[status])
    if status in TEMPORARY_STATUS or 500 <= status < 600:
        return Judgement(Verdict.TEMPORARY, f"status-{status}", "the host is in trouble")
    if 400 <= status < 500:
        return Judgement(Verdict.DEAD, f"status-{status}", f"the host answers {status}")
    if 300 <= status < 400 and status not in {300, 304}:
        return Judgement(Verdict.DEAD, "redirect-to-nowhere", f"a redirect ({status}) without a target")
    return None


def is_challenge(response: Response, page: Page | None) -> bool:
    """Tell whether an answer tests for a person instead of giving the page."""
    if any(response.header(name) for name in CHALLENGE_HEADERS):
        return True
    if page is None or response.status not in {200, 202, 401, 403, 405, 429, 503}:
        return False
    if len(page.text) >= SHORT_TEXT * 2:
        return False
    if CHALLENGE.search(page.title) and (response.status != 200 or len(page.text) < SHORT_TEXT):
        return True
    if response.status == 401 or len(page.text) >= SHORT_TEXT:
        return False
    return bool(
        CHALLENGE.search(page.text)
        or (len(page.text) < SHORT_TEXT // 2 and CHALLENGE_SOURCE.search(page.source))
    )


def is_shell(page: Page) -> bool:
    """Tell whether scripts would build the page, so that its text says nothing."""
    return len(page.text) < 200 and "<script" in page.source.lower() and SHELL.search(page.source) is not None


def judge_page(sight: Sight) -> Judgement | None:
    """Judge what a successful page says; None where nothing speaks against it."""
    for rule in PAGE_RULES:
        judgement = rule(sight)
        if judgement is not None:
            return judgement
    return None


_HOLDER: Final = re.compile(
    r"<(?:iframe|embed|object|a|source|img|video|audio)\b[^<>]{0,2000}", re.IGNORECASE
)


def _judge_type(sight: Sight) -> Judgement | None:
    """A file's address that now gives a page: gone, unless the page holds the file."""
    suffix = BINARY_SUFFIX.search(sight.asked.path)
    if suffix is None:
        return None
    name = sight.asked.path.rsplit("/", maxsplit=1)[-1].lower()
    ending = f".{suffix[1].lower()}"
    holders = _HOLDER.findall(sight.page.source)[:500]
    if any(
        name in holder.lower() or (ending in holder.lower() and holder[1] not in "aA") for holder in holders
    ):
        return None
    if is_shell(sight.page) or re.search(r"\bpdfjs\b|pdf\.js|viewerContainer", sight.page.source):
        return None
    return Judgement(
        Verdict.SOFT_DEAD, "type-changed", f"the address of a {suffix[1].lower()} file gives a page", 0.85
    )


def _judge_shell(sight: Sight) -> Judgement | None:
    """A page that scripts build cannot be judged, and is taken to stand."""
    if is_shell(sight.page):
        return Judgement(Verdict.OK, "script-page", "scripts build the page; its text cannot be seen", 0.5)
    return None


def _judge_empty(sight: Sight) -> Judgement | None:
    if len(sight.page.text) + len(sight.page.title) < EMPTY_TEXT and not re.search(
        r"<(?:img|iframe|frame|embed|object|video|audio|canvas|svg)\b", sight.page.source, re.IGNORECASE
    ):
        return Judgement(Verdict.SOFT_DEAD, "empty", "the page is empty", 0.9)
    return None


def _judge_home(sight: Sight) -> Judgement | None:
    final = sight.response.address
    if not sight.redirected or (HOME_PATHS.fullmatch(sight.asked.path) and not sight.asked.query):
        return None
    if HOME_PATHS.fullmatch(final.path) and not final.query:
        return Judgement(Verdict.SOFT_DEAD, "redirect-to-home", "the address leads to the home page", 0.85)
    return None


def _judge_login(sight: Sight) -> Judgement | None:
    final = sight.response.address
    if not sight.redirected or LOGIN_PATH.search(sight.asked.path):
        return None
    asks = re.search(r"""<input\b[^<>]{0,500}type=["']?password""", sight.page.source, re.IGNORECASE)
    if LOGIN_PATH.search(final.path) or (asks and LOGIN.search(sight.page.title)):
        return Judgement(Verdict.SOFT_DEAD, "redirect-to-login", "the address leads to a login", 0.8)
    return None


def _judge_parked(sight: Sight) -> Judgement | None:
    page = sight.page
    if len(page.text) < SHORT_TEXT * 3 and (PARKED.search(page.title) or PARKED.search(page.text)):
        return Judgement(Verdict.SOFT_DEAD, "parked", "the domain is parked or for sale", 0.9)
    return None


def _judge_words(sight: Sight) -> Judgement | None:
    page = sight.page
    length = len(page.text)
    honest = sight.unlike is not None and sight.unlike.status in {404, 410}
    if NOT_FOUND.search(page.title) and (length < SHORT_TEXT or (_says_only(page.title) and length < 4000)):
        return Judgement(Verdict.SOFT_DEAD, "title-says-not-found", f"the title says: {page.title[:80]}", 0.9)
    heading = next((heading for heading in page.headings[:3] if NOT_FOUND.search(heading)), None)
    if heading is not None and (
        length < SHORT_TEXT or (_says_only(heading) and length < SHORT_TEXT * (2 if honest else 5))
    ):
        return Judgement(Verdict.SOFT_DEAD, "heading-says-not-found", f"a heading says: {heading[:80]}", 0.85)
    if length < SHORT_TEXT:
        said = NOT_FOUND.search(page.text)
        if said is not None and (length < SHORT_TEXT // 2 or not honest):
            return Judgement(Verdict.SOFT_DEAD, "text-says-not-found", f"the page says: {said[0][:80]}", 0.75)
    return None


def _says_only(title: str) -> bool:
    """Tell whether a part of a title, as sites join them, says nothing else than 'not found'."""
    for part in re.split(r" [-–—|·•»:/] |[|»·•]|: ", title[:300]):
        found = NOT_FOUND.search(part.strip())
        if found is not None and len(found[0]) * 2 > len(part.strip()):
            return part is not None and len(title) - len(part) < 40
    return False


def _judge_same_redirect(sight: Sight) -> Judgement | None:
    """A redirect to where a path that cannot exist is sent too is the host's way to say 'not found'."""
    unlike = sight.unlike
    if unlike is None or not sight.redirected or not 300 <= unlike.status < 400:
        return None
    onward = join_address(unlike.address, unlike.header("location"))
    if onward is not None and str(onward) == str(sight.response.address) != str(sight.asked):
        message = "the host sends paths that cannot exist to the same page"
        return Judgement(Verdict.SOFT_DEAD, "redirect-as-random", message, 0.8)
    return None


def _judge_same(sight: Sight) -> Judgement | None:
    """A page like the one for a path that cannot exist is the host's way to say 'not found'."""
    unlike, other = sight.unlike, sight.unlike_page
    if unlike is None or other is None or unlike.status != 200 or HOME_PATHS.fullmatch(sight.asked.path):
        return None
    if is_shell(other) or (len(sight.page.text) < 20 and sight.page.title == ""):
        return None
    own, random = _without_path(sight.page, sight.response.address), _without_path(other, unlike.address)
    likeness = compare_texts(own, random)
    if likeness >= SAME_PAGE:
        message = f"the host answers alike for a path that cannot exist ({likeness:.0%})"
        return Judgement(Verdict.SOFT_DEAD, "same-as-random", message, 0.8)
    return None


def _without_path(page: Page, address: Address) -> str:
    text = f"{page.title} {page.text}"
    for piece in (address.path, *address.path.split("/"), *address.query.split("&")):
        if len(piece) > 2:
            text = text.replace(piece, " ")
    return text


PAGE_RULES: Final[tuple[Callable[[Sight], Judgement | None], ...]] = (
    _judge_parked,
    _judge_type,
    _judge_home,
    _judge_login,
    _judge_words,
    _judge_shell,
    _judge_empty,
    _judge_same_redirect,
    _judge_same,
)


def is_tls(response: Response) -> bool:
    """Tell whether the certificate was the trouble."""
    return response.fault in TLS_FAULTS
