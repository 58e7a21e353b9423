"""A page as the judgement sees it: title, headings, visible text, and what it asks a browser to do."""

from __future__ import annotations

import html
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from citekit.audit.exchange import Response

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", ""})
_HIDDEN: Final = re.compile(
    r"<(script|style|noscript|template|svg)\b[^<>]{0,2000}>.{0,65536}?(?:</\1\s{0,9}>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_HIDDEN_NAMES: Final = ("<script", "<style", "<noscript", "<template", "<svg")
_COMMENT: Final = re.compile(r"<!--.{0,65536}?(?:-->|\Z)", re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]{0,4000}>")
_TITLE: Final = re.compile(r"<title\b[^<>]{0,500}>([^<]{0,2000})", re.IGNORECASE)
_HEADING: Final = re.compile(
    r"<h[1-3]\b[^<>]{0,500}>((?:[^<]|<(?!/?h[1-3]\b)){0,1000}+)</h[1-3]", re.IGNORECASE
)
_META: Final = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_REFRESH: Final = re.compile(
    r"""^\s{0,9}(\d{1,6})(?:\.\d{0,6})?\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?["']?([^"']{1,4000})""",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(
    r"""([a-zA-Z-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'<>]{1,4000}))"""
)
_CHARSET: Final = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,30})", re.IGNORECASE)
_CHARSET_INSIDE: Final = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,30})", re.IGNORECASE)
_REFRESH_WORD: Final = re.compile(r"http-equiv\s{0,5}=\s{0,5}[\"']?refresh", re.IGNORECASE)
#: A page with more text than this is read, not passed through.
SCRIPT_TEXT: Final = 200
SCRIPT_LENGTH: Final = 1000
#: So much of a page is searched for scripts.
SCRIPT_PAGE: Final = 16_384
_SCRIPT: Final = re.compile(r"<script\b[^<>]{0,500}>(.{1,2000}?)</script", re.IGNORECASE | re.DOTALL)
_LOCATION: Final = re.compile(
    r"""(?<![\w.])(?:(?:window|document|self|top|parent)\.)?location(?:\.href)?(?:\s{0,5}=\s{0,5}|\.(?:replace|assign)\s{0,5}\(\s{0,5})["']([^"'<>\s]{1,2000})["']"""
)
_CONDITIONAL: Final = re.compile(r"\b(?:function|if|addEventListener|onclick|case)\b|=>|\?[^\"']{0,80}:")
_WORD: Final = re.compile(r"\w{2,}")
#: Tags that end a line for the reader.
_BLOCK: Final = re.compile(
    r"</?(?:p|div|h[1-6]|li|[uod]l|d[dt]|t[dhr]|table|br|hr|title|section|article|header|footer|nav|main|aside|form|body|a"
    r"|address|blockquote|figure|figcaption|pre|option|button|label|legend|caption)\b[^<>]{0,4000}>",
    re.IGNORECASE,
)  # fmt: skip
#: What a body that is no text begins with, whatever its type says.
_BINARY_MARKS: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"AT&TFORM",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)


#: Codings of a body that are not undone here.
_UNREADABLE: Final = frozenset({"zstd", "compress", "x-compress", "dcb", "dcz", "exi"})


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser would show, without running scripts.

    Attributes:
        source: The page's HTML.
        title: Its title.
        headings: Its headings, three levels deep.
        text: Its visible text, white space folded.
        refresh: Where it sends the browser on, or empty.
        refresh_delay: Seconds until then.
        script_target: Where a script sends the browser on at once, of a page that shows next to nothing.
    """

    source: str
    title: str
    headings: tuple[str, ...]
    text: str
    refresh: str = ""
    refresh_delay: int = 0
    script_target: str = ""


def read_page(response: Response) -> Page | None:
    """Return the page that a response holds, or None where it is no HTML."""
    body = response.body
    if response.content_type not in HTML_TYPES or (not response.content_type and b"<" not in body[:1024]):
        return None
    if body.lstrip()[:8].startswith(_BINARY_MARKS):
        return None
    if response.header("content-encoding").strip().lower() in _UNREADABLE:
        return None
    return read_source(decode_body(response))


@lru_cache(maxsize=32)
def read_source(source: str) -> Page:
    """Return what a page shows; a host's answer for what it does not have comes again and again."""
    lowered = source.lower()
    visible = _COMMENT.sub(" ", source) if "<!--" in lowered else source
    if any([name in lowered for name in _HIDDEN_NAMES]):  # noqa: C419 - a list is faster than a generator here
        visible = _HIDDEN.sub(" ", visible)
    title = _TITLE.search(visible)
    refresh, delay = "", 0
    if "http-equiv" in lowered and _REFRESH_WORD.search(visible):
        refresh, delay = _read_meta_refresh(visible)
    text = _clean(_TITLE.sub(" ", visible))
    return Page(
        source=source,
        title=_clean(title[1]) if title else "",
        headings=tuple(_clean(found) for found in _HEADING.findall(visible)[:20]),
        text=text,
        refresh=refresh,
        refresh_delay=delay,
        script_target=_read_script_target(source) if len(text) < SCRIPT_TEXT else "",
    )


def _read_script_target(source: str) -> str:
    """Return where a short script that stands by itself sends the browser on, or an empty string."""
    for script in _SCRIPT.findall(source[:SCRIPT_PAGE]):
        found = _LOCATION.search(script) if len(script) < SCRIPT_LENGTH else None
        if found and not _CONDITIONAL.search(script):
            return html.unescape(found[1]).strip()
    return ""


def decode_body(response: Response) -> str:
    """Return a body as text, in the charset that it states, else UTF-8, else the likeliest code page."""
    kind = response.header("content-type")
    stated = _CHARSET.search(kind) if "charset" in kind.lower() else None
    names = [stated[1]] if stated else []
    start = response.body[:2048]
    if b"charset" in start.lower():
        names += [name.decode("ascii", "replace") for name in _CHARSET_INSIDE.findall(start)[:1]]
    for name in (*names, "utf-8"):
        try:
            return response.body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    if response.truncated and not names:
        with suppress(UnicodeDecodeError):
            return response.body[:-4].decode("utf-8", "strict")
    from citekit.read.encoding import decode  # noqa: PLC0415 - rare, and slow to import

    return response.body.decode("utf-8", "replace") if names else decode(response.body).text


def list_segments(source: str) -> tuple[str, ...]:
    """Return the lines that a reader would see, white space folded; menus and paragraphs stay apart."""
    visible = _TITLE.sub(" ", _HIDDEN.sub(" ", _COMMENT.sub(" ", source)))
    lines = (_clean(line) for line in _BLOCK.sub("\n", " ".join(visible.split())).split("\n"))
    return tuple(line for line in lines if line)


def _clean(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def read_refresh(text: str) -> tuple[str, int]:
    """Return where a Refresh header, or a meta element in its place, leads, and after how many seconds."""
    found = _REFRESH.match(text) if text else None
    return (found[2].strip(), int(found[1])) if found else ("", 0)


def _read_meta_refresh(source: str) -> tuple[str, int]:
    for meta in _META.findall(source):
        attributes = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(meta)}
        if attributes.get("http-equiv", "").lower() == "refresh":
            return read_refresh(html.unescape(attributes.get("content", "")))
    return "", 0


def compare_texts(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: the share of their words that both have (Dice)."""
    first, second = Counter(_WORD.findall(one.lower())), Counter(_WORD.findall(other.lower()))
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 1.0
