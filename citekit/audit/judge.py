"""The judgement on one answer by its fault, status and headers; `page_rules` judges what a page says."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from citekit.audit.exchange import TLS_FAULTS, Fault, Response
from citekit.audit.notices import is_about, says_only
from citekit.audit.page import Page
from citekit.audit.page_words import CHALLENGE, CHALLENGE_PATH, CHALLENGE_SOURCE
from citekit.audit.verdict import Verdict

#: Visible text below this many characters is short: what it says, the page says.
SHORT_TEXT: Final = 600
CHALLENGE_HEADERS: Final = frozenset({"cf-mitigated", "x-amzn-waf-action", "x-sucuri-block"})
#: So much of a page's source is searched for what its scripts do.
SCRIPT_PAGE: Final = 8192
#: A page that sets a cookie by script and loads itself again, and shows nothing else.
_COOKIE_TEST: Final = re.compile(
    r"document\.cookie\s{0,5}=.{0,4000}?(?:location\.reload|location(?:\.href)?\s{0,5}=|location\.replace)",
    re.DOTALL,
)
BLOCKED_STATUS: Final = {
    403: "the host refuses access; it may refuse robots only",
    405: "the host refuses to be asked for it; it may refuse robots only",
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
    Fault.ENCODING: (Verdict.TEMPORARY, "the answer cannot be decoded"),
    Fault.MALFORMED: (Verdict.DEAD, "the address is malformed"),
    Fault.PROTOCOL: (Verdict.TEMPORARY, "the answer is no HTTP"),
    Fault.UNSAFE: (Verdict.UNSAFE, "the address is not on the public internet"),
    Fault.LIMIT: (Verdict.SKIPPED, "the limit of requests is reached"),
    Fault.OFFLINE: (Verdict.SKIPPED, "offline"),
    Fault.TLS_EXPIRED: (Verdict.TLS, "the certificate has expired"),
    Fault.TLS_NOT_YET_VALID: (Verdict.TLS, "the certificate is not valid yet"),
    Fault.TLS_UNTRUSTED: (Verdict.TLS, "the certificate comes from an authority that is not trusted"),
    Fault.TLS_SELF_SIGNED: (Verdict.TLS, "the certificate is self-signed"),
    Fault.TLS_WRONG_HOST: (Verdict.TLS, "the certificate is for another host"),
    Fault.TLS_INCOMPLETE: (Verdict.TLS, "the chain of certificates is incomplete"),
    Fault.TLS_OTHER: (Verdict.TLS, "no secure connection comes about"),
}


class Judgement(Struct, frozen=True, gc=False):
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
    if not CHALLENGE_HEADERS.isdisjoint(response.headers):
        return True
    if response.header("x-datadome") and response.status in {401, 403, 405, 429}:
        return True
    if page is None or response.status not in {200, 202, 401, 403, 405, 429, 503}:
        return False
    length = len(page.text)
    if CHALLENGE_PATH.search(response.address.path) and length < SHORT_TEXT * 2:
        return True
    if length >= SHORT_TEXT * 2 or (is_about(page) and not says_only(page.title, CHALLENGE)):
        return False
    if CHALLENGE.search(page.title) and (response.status != 200 or length < SHORT_TEXT):
        return True
    if response.status == 401 or length >= SHORT_TEXT:
        return False
    if CHALLENGE.search(page.text):
        return True
    if length >= SHORT_TEXT // 2:
        return False
    return bool(
        CHALLENGE_SOURCE.search(page.source)
        or (length < SHORT_TEXT // 4 and _COOKIE_TEST.search(page.source[:SCRIPT_PAGE]))
    )


def is_tls(response: Response) -> bool:
    """Tell whether the certificate was the trouble."""
    return response.fault in TLS_FAULTS
