"""What a page that answers with success says of itself: rules, each with a name, tried in order.

A page is held against what the same host answers for a path that cannot exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from citekit.audit.address import Address, join_address
from citekit.audit.exchange import Response
from citekit.audit.judge import SHORT_TEXT, Judgement
from citekit.audit.notices import find_notice, is_about, is_notice, is_titled_about, says_only
from citekit.audit.page import Page, compare_texts
from citekit.audit.page_words import (
    ERROR_PATH,
    ERROR_QUERY,
    LOGIN,
    LOGIN_PATH,
    NOT_FOUND,
    PARKED,
    PARKED_ALONE,
    SHELL,
    TROUBLE,
    UNDER_CONSTRUCTION,
    WITHHELD,
)
from citekit.audit.verdict import Verdict


class Sight(Struct, frozen=True, gc=False):
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


#: Texts this much alike are one page.
SAME_PAGE: Final = 0.92
#: Less text than this has nothing beside the notice that it holds.
BARE_TEXT: Final = 160
#: With less text than this, a page that has a script is built by it.
SHELL_TEXT: Final = 60
#: A notice among at most so much text is what the page has to say; more where the host is not known to be honest.
NOTICE_TEXT: Final = 1500
_LANGUAGE: Final = r"(?:ar|cs|de|en|es|fr|it|ja|kk|pl|pt|ru|ua|uk|zh)(?:[-_][a-z]{2})?"
_INDEX: Final = r"(?:index|default|home|main|start|welcome|startseite|accueil|inicio)(?:\.\w{2,5})?"
#: A query that changes nothing about the page: where the reader comes from, or that the page was missed.
_IDLE_QUERY: Final = re.compile(
    r"(?:(?:utm_\w{1,20}|ref|referrer|from|source|src|lang|language|error|err|msg|status|code|notfound|not_found|missing|404"
    r"|redirect\w{0,10})(?:=[^&]{0,200})?(?:&|$)){0,10}",
    re.IGNORECASE,
)
#: A query that says where a login leads back to.
_BACK: Final = re.compile(
    r"(?:^|&)(?:return\w{0,10}|next|back\w{0,5}|redirect\w{0,10}|continue|goto|dest\w{0,10})=", re.IGNORECASE
)
HOME_PATHS: Final = re.compile(rf"/?(?:{_LANGUAGE}/?)?(?:{_INDEX}/?)?(?:{_LANGUAGE}/?)?", re.IGNORECASE)
BINARY_SUFFIX: Final = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|rtf|odt|djvu?|epub|zip|rar|7z|gz|tgz|jpe?g|png|gif|tiff?|svg|mp[34]|avi|wav|csv)$",
    re.IGNORECASE,
)
#: Paths of pages that describe a file, and bear its name: of wikis and of repositories.
_FILE_PAGE: Final = re.compile(
    r"/[^/:]{2,20}:[^/]{1,300}$|/(?:blob|tree|wiki|viewer|view|preview)/", re.IGNORECASE
)
#: Services whose short addresses may stand for a whole site.
_SHORTENERS: Final = frozenset(
    {"bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "v.gd", "buff.ly", "clck.ru", "vk.cc", "t.ly", "rb.gy",
     "doi.org", "dx.doi.org", "hdl.handle.net", "purl.org", "purl.oclc.org", "w3id.org", "n2t.net", "ark.net", "youtu.be"}
)  # fmt: skip


def is_shell(page: Page) -> bool:
    """Tell whether scripts would build the page, so that its text says nothing."""
    length = len(page.text)
    if length >= 200 or "<script" not in page.source.lower():
        return False
    return length < SHELL_TEXT or SHELL.search(page.source) is not None


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
        name in holder.lower()
        or (
            holder[1] not in "aA"
            and (ending in holder.lower() or f"application/{ending[1:]}" in holder.lower())
        )
        for holder in holders
    ):
        return None
    if is_shell(sight.page) or re.search(r"\bpdfjs\b|pdf\.js|viewerContainer", sight.page.source):
        return None
    if _FILE_PAGE.search(sight.asked.path):
        return None
    return Judgement(
        Verdict.SOFT_DEAD, "type-changed", f"the address of a {suffix[1].lower()} file gives a page", 0.85
    )


def _judge_shell(sight: Sight) -> Judgement | None:
    """A page that scripts build cannot be judged, and is taken to stand."""
    if is_shell(sight.page):
        return Judgement(Verdict.OK, "script-page", "scripts build the page; its text cannot be seen", 0.5)
    return None


_WORD: Final = re.compile(r"\w")
_EMBEDS: Final = re.compile(
    r"<(?:img|i?frame|embed|object|video|audio|canvas|svg|applet|math|script|input|button)\b", re.IGNORECASE
)


def _judge_empty(sight: Sight) -> Judgement | None:
    page = sight.page
    if sight.response.truncated or _WORD.search(page.text) or _EMBEDS.search(page.source):
        return None
    return Judgement(Verdict.SOFT_DEAD, "empty", "the page is empty", 0.9)


def _judge_home(sight: Sight) -> Judgement | None:
    asked, final = sight.asked, sight.response.address
    if not sight.redirected or (HOME_PATHS.fullmatch(asked.path) and not asked.query):
        return None
    if asked.host in _SHORTENERS and final.host != asked.host:
        return None
    if HOME_PATHS.fullmatch(final.path) and _IDLE_QUERY.fullmatch(final.query):
        return Judgement(Verdict.SOFT_DEAD, "redirect-to-home", "the address leads to the home page", 0.85)
    return None


def _judge_error_path(sight: Sight) -> Judgement | None:
    asked, final = sight.asked, sight.response.address
    if not sight.redirected:
        return None
    by_path = ERROR_PATH.search(final.path) and not ERROR_PATH.search(asked.path)
    if by_path or (ERROR_QUERY.search(final.query) and not ERROR_QUERY.search(asked.query)):
        message = f"the address leads to an error page, {final.path[:80]}"
        return Judgement(Verdict.SOFT_DEAD, "redirect-to-error", message, 0.85)
    return None


def _judge_login(sight: Sight) -> Judgement | None:
    final = sight.response.address
    if not sight.redirected or LOGIN_PATH.search(sight.asked.path):
        return None
    asks = re.search(r"""<input\b[^<>]{0,500}type=["']?password""", sight.page.source, re.IGNORECASE)
    if LOGIN_PATH.search(final.path) or (
        asks and (LOGIN.search(sight.page.title) or _BACK.search(final.query))
    ):
        return Judgement(Verdict.SOFT_DEAD, "redirect-to-login", "the address leads to a login", 0.8)
    return None


def _judge_withheld(sight: Sight) -> Judgement | None:
    """A short page that keeps the reader out: for his country, by law, for having asked too much."""
    page = sight.page
    if len(page.text) >= SHORT_TEXT:
        return None
    said = WITHHELD.search(page.title) or WITHHELD.search(page.text)
    if said is None or is_titled_about(page):
        return None
    return Judgement(Verdict.BLOCKED, "withheld", f"the page says: {said[0][:80]}", 0.8)


def _judge_parked(sight: Sight) -> Judgement | None:
    page = sight.page
    said = is_notice(page.title, PARKED) or (len(page.text) < NOTICE_TEXT and find_notice(page, PARKED))
    if said and not is_titled_about(page):
        return Judgement(Verdict.SOFT_DEAD, "parked", "the domain is parked or for sale", 0.9)
    if len(page.text) >= NOTICE_TEXT:
        return None
    alone = PARKED_ALONE.search(page.title) or PARKED_ALONE.search(page.text[:200])
    if alone is None and len(page.text) < BARE_TEXT:
        alone = UNDER_CONSTRUCTION.search(page.text)
    if alone is not None and not is_about(page):
        return Judgement(
            Verdict.SOFT_DEAD, "placeholder", f"the host shows a placeholder: {alone[0][:80]}", 0.85
        )
    return None


def _judge_words(sight: Sight) -> Judgement | None:
    """A notice 'not found' in title, heading or text, unless the page tells about such things."""
    page = sight.page
    length = len(page.text)
    if not any(NOT_FOUND.search(words) for words in (page.title, *page.headings[:3])) and (
        length >= NOTICE_TEXT or not NOT_FOUND.search(page.text)
    ):
        return None
    if is_about(page):
        return None
    honest = sight.unlike is not None and sight.unlike.status in {404, 410}
    if length < SHORT_TEXT * 7 and (says_only(page.title) or (length < SHORT_TEXT and is_notice(page.title))):
        return Judgement(Verdict.SOFT_DEAD, "title-says-not-found", f"the title says: {page.title[:80]}", 0.9)
    heading = next((heading for heading in page.headings[:3] if is_notice(heading)), "")
    if heading and length < NOTICE_TEXT * (1 if honest else 2):
        return Judgement(Verdict.SOFT_DEAD, "heading-says-not-found", f"a heading says: {heading[:80]}", 0.85)
    said = find_notice(page) if length < NOTICE_TEXT else ""
    if said:
        return Judgement(Verdict.SOFT_DEAD, "text-says-not-found", f"the page says: {said[:80]}", 0.75)
    return None


def _judge_trouble(sight: Sight) -> Judgement | None:
    """A short page that says that the host is at rest for a while."""
    page = sight.page
    if len(page.text) >= SHORT_TEXT or is_about(page):
        return None
    said = page.title if is_notice(page.title, TROUBLE) else find_notice(page, TROUBLE)
    if said:
        return Judgement(Verdict.TEMPORARY, "says-trouble", f"the page says: {said[:80]}", 0.8)
    return None


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
    if is_shell(sight.page) or is_shell(other) or (len(sight.page.text) < 20 and sight.page.title == ""):
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
    _judge_withheld,
    _judge_parked,
    _judge_type,
    _judge_home,
    _judge_error_path,
    _judge_login,
    _judge_words,
    _judge_trouble,
    _judge_shell,
    _judge_empty,
    _judge_same_redirect,
    _judge_same,
)
