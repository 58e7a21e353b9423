"""Reads web addresses out of text and mends their breaks (RFC 3986, RFC 3987).

A break is white space, a line end, a soft hyphen or U+0002 inside an address. Whether what follows a break
belongs to the address is decided by evidence: how the address stops, how the next token looks, whether the
statement of an access date follows it. A hyphen at a line end is kept unless something speaks against it.
The joinings that were not taken are candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.parse.patterns import defer_pattern
from citekit.parse.url_breaks import Break, Joint, judge_break
from citekit.parse.url_tokens import clean_token, cut_token, split_trailing
from citekit.parse.url_words import TOP_LEVEL_DOMAINS, find_address_lead

_LONGEST: Final = 2000
_MOST_JOINTS: Final = 16
_MOST_CANDIDATES: Final = 8


class Address(NamedTuple):
    """A web address found in a text.

    Attributes:
        url: The best repair, with a scheme.
        start: First character that belongs to it.
        end: Position after the last character that belongs to it.
        candidates: The other plausible joinings, best first, without `url`.
        breaks: How many breaks were mended.
    """

    url: str
    start: int
    end: int
    candidates: tuple[str, ...]
    breaks: int


class _Piece(NamedTuple):
    """A stretch of an address without breaks: its text, its end, and how the next piece is joined on."""

    text: str
    end: int
    trailing: str


_GAP: Final = defer_pattern(
    "\x02[ \\t]{0,4}\\n?[ \\t]{0,8}|[ \\t\\n\\r\\f\\v\u00a0\u202f\u2007\u2009\u200a\u3000]{1,60}"
)
_TOKEN: Final = defer_pattern(
    r"(?:[^\s<>\"«»“”„‟‹›`{}|^\\\x00-\x1f\x7f—]|(?<=_)—(?=_)|\\(?=[_%#&~.\-])){1,2000}+"
)
_SCHEME: Final = defer_pattern(
    r"(?:h(?:[tт]{2}|xx|хх)[pр]s?|s?ftps?)\s{0,2}(?::\s{0,3})?(?:/(?:\s{0,2}/){0,2}|\\\\)\s{0,3}",
    re.IGNORECASE,
)
_SCHEME_HEAD: Final = defer_pattern(r"(?:h(?:[tт]{2}|xx|хх)[pр]s?|s?ftps?)\s{0,2}\Z", re.IGNORECASE)
_SCHEME_MARK: Final = re.compile(r":(?:\s{0,3}/(?:\s{0,2}/|(?=www\.))|\\\\)")
_SCHEME_NO_COLON: Final = "ttp//", "ttps//"
_WWW: Final = "www.", "WWW.", "Www."
#: What no host begins with: a scheme again, or a mark.
_NO_HOST: Final = ("http:", "https:", "ftp:", "/", ".", ":", "?", "#", "-")
_DOMAIN_END: Final = re.compile(r"\.(?:[a-z]{2,13}|[а-яёқі]{2,6}|[A-Z]{2,4})(?![\w@])")
_HOST_BACK: Final = defer_pattern(r"[\w.-]{1,100}")
_LABEL: Final = defer_pattern(r"(?!-)[\w-]{1,63}")
_HOST: Final = defer_pattern(
    r"(?:[^\s/?#@]{1,100}@)?(?P<host>(?:[^\W_](?:[\w-]{0,62})?\.){1,10}(?P<top>[^\W\d_]{2,24}|xn--[\w-]{2,50})|\d{1,3}(?:\.\d{1,3}){3})"
    r"\.?(?::\d{1,5})?(?=[/?#]|\Z)"
)
_MIXED: Final = defer_pattern(r"[a-z][асеорхуіѕј]|[асеорхуіѕј][a-z]", re.IGNORECASE)
_LOOK_ALIKES: Final = str.maketrans("асеорхуіѕјАСЕОРХУ", "aceopxyisjACEOPXY")


def read_address(
    text: str, start: int, end: int | None = None, *, soft_hyphen: str | None = None
) -> Address | None:
    """Read the address that begins at a position, over its breaks.

    Args:
        text: Any text.
        start: Where the address begins: at its scheme or at its host.
        end: Where the text to be read ends.
        soft_hyphen: What U+00AD stands for: `-` where a converter wrote it for every hyphen, empty where it
            is invisible. By default a hyphen, unless the address has true ones.

    Returns:
        The address, or None where nothing like a host follows.
    """
    end = len(text) if end is None else min(end, len(text))
    scheme_match = _SCHEME.match(text, start, end)
    scheme = ""
    position = start
    if scheme_match:
        scheme = _write_scheme(scheme_match[0])
        position = scheme_match.end()
    if text.startswith(_NO_HOST, position):
        return None
    enclosed = _find_closing(text, start, end)
    if enclosed is not None:
        end = enclosed
    reader = _Reader(text, start, end, scheme, enclosed=enclosed is not None, soft_hyphen=soft_hyphen)
    return reader.read(position)


def read_tail(text: str, start: int, base: str, end: int | None = None) -> Address | None:
    """Read what follows a resolver's address, over its breaks: the DOI after `https://doi.org/`.

    Args:
        text: Any text.
        start: Where the tail begins; what stands before it does not matter.
        base: The resolver's address, with a slash at its end.
        end: Where the text to be read ends.

    Returns:
        The address, `base` included in `url` and `candidates`; None where nothing follows.
    """
    end = len(text) if end is None else min(end, len(text))
    reader = _Reader(text, start, end, base, enclosed=False, soft_hyphen=None, tail=True)
    return reader.read(start)


def _write_scheme(raw: str) -> str:
    letters = raw.lower().split(":")[0].split("/")[0].rstrip("\\ ")
    if letters.endswith(("ftp", "ftps")):
        return f"{letters}://"
    return "https://" if letters.endswith("s") else "http://"


def _find_closing(text: str, start: int, end: int) -> int | None:
    """Return the place of the `>` that closes an address in angle brackets."""
    before = text[max(0, start - 12) : start].rstrip().lower()
    if not before.endswith(("<", "<url:", "<url", "&lt;")):
        return None
    mark = "&gt;" if before.endswith("&lt;") else ">"
    closing = text.find(mark, start, min(end, start + 700))
    if closing < 0 or text.find("<", start, closing) >= 0 or text.find("\n\n", start, closing) >= 0:
        return None
    return closing


class _Reader:
    """Puts the pieces of one address together."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        scheme: str,
        *,
        enclosed: bool,
        soft_hyphen: str | None,
        tail: bool = False,
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.scheme = scheme
        self.enclosed = enclosed
        self.soft_hyphen = soft_hyphen
        self.tail = tail
        self.blanks = 0
        self.pieces: list[str] = []
        self.ends: list[int] = []
        self.joints: list[Joint] = []
        self.beyond: tuple[Joint, str] | None = None
        self.closing = ""

    def read(self, position: int) -> Address | None:
        """Read from the first character after the scheme."""
        first = self._take(position, "")
        if first is None:
            return None
        left, trailing, stop = first
        self.pieces.append(left)
        self.ends.append(stop - len(trailing))
        while len(self.joints) < _MOST_JOINTS and stop - self.start < _LONGEST:
            step = self._step(trailing, stop)
            if step is None:
                break
            trailing, stop = step
        return self._finish(trailing)

    def _take(self, position: int, so_far: str) -> tuple[str, str, int] | None:
        """Return the token at a position without and with what trails it, and its end."""
        found = _TOKEN.match(self.text, position, self.end)
        if found is None:
            return None
        raw = cut_token(found[0], so_far)
        core, trailing = split_trailing(raw, so_far)
        return core, trailing, position + len(raw)

    def _step(self, trailing: str, stop: int) -> tuple[str, int] | None:
        """Join the next token on if the evidence is for it."""
        gap = _GAP.match(self.text, stop, self.end)
        if gap is None or gap.end() >= self.end:
            return None
        so_far = self.scheme + self._compose(range(len(self.joints)))
        taken = self._take(gap.end(), so_far)
        if taken is None:
            return None
        right, right_trailing, right_end = taken
        if not right:
            return None
        verdict = judge_break(
            Break(
                self.text,
                self.start,
                stop,
                gap.end(),
                right_end,
                so_far,
                trailing,
                right,
                right_trailing,
                enclosed=self.enclosed,
                hard_end=self.end,
                broken=self.blanks > 0,
            )
        )
        if verdict.joint is None:
            return None
        if not verdict.joined:
            self.beyond = (verdict.joint, right)
            return None
        self.joints.append(verdict.joint)
        self.blanks += "\n" not in gap[0]
        self.pieces.append(right)
        self.ends.append(right_end - len(right_trailing))
        return right_trailing, right_end

    def _compose(self, joints: range, flip: int | None = None, *, flip_all: bool = False) -> str:
        """Return the pieces joined, with the first or the second way of the joints."""
        parts = [self.pieces[0]]
        for index in joints:
            joint = self.joints[index]
            way = joint.ways[-1] if flip_all or index == flip else joint.ways[0]
            last = parts[-1]
            parts[-1] = (last[: len(last) - joint.drop] if joint.drop else last) + way
            parts.append(self.pieces[index + 1])
        return "".join(parts)

    def _finish(self, trailing: str) -> Address | None:
        every = range(len(self.joints))
        best = self._write(self._compose(every))
        if best is None:
            return None
        others: list[str | None] = []
        if any(len(joint.ways) > 1 for joint in self.joints):
            others.extend(
                self._write(self._compose(every, index))
                for index in every
                if len(self.joints[index].ways) > 1
            )
            others.append(self._write(self._compose(every, flip_all=True)))
        if self.beyond is not None:
            joint, right = self.beyond
            composed = self._compose(every)
            kept = composed[: len(composed) - joint.drop] if joint.drop else composed
            others.extend(self._write(kept + way + right) for way in joint.ways)
        for last in reversed(every):
            shorter, _ = split_trailing(self._compose(range(last)), "")
            others.append(self._write(shorter.rstrip("-#")))
        if trailing[:1] == ")" and "(" not in self.text[max(0, self.start - 200) : self.start]:
            others.append(self._write(self._compose(every) + ")"))
        others.extend(self._vary(best))
        start = self.start
        unique = dict.fromkeys(url for url in others if url is not None and url != best)
        return Address(best, start, self.ends[-1], tuple(unique)[:_MOST_CANDIDATES], len(self.joints))

    def _write(self, body: str) -> str | None:
        """Return an address with its scheme, cleaned; None where its host cannot be one."""
        soft = self.soft_hyphen
        if soft is None:
            soft = "" if "-" in body else "-"
        cleaned = clean_token(body, soft)
        if self.tail:
            return self.scheme + cleaned if cleaned else None
        host = _HOST.match(cleaned)
        if host is None:
            return None
        if (
            not self.scheme
            and (host["top"] or "").lower() not in TOP_LEVEL_DOMAINS
            and not cleaned.lower().startswith("www.")
        ):
            return None
        stop = host.end()
        name = cleaned[:stop]
        if not name.isascii() and _MIXED.search(name):
            mended = name.translate(_LOOK_ALIKES)
            if mended.isascii():
                cleaned = mended + cleaned[stop:]
        return (self.scheme or "http://") + cleaned

    def _vary(self, best: str) -> Iterator[str]:
        """Yield readings that do not hang on a break."""
        if not self.scheme:
            yield "https://" + best.removeprefix("http://")
        if "\u2013" in best:
            yield best.replace("\u2013", "-")
        if any("\u00ad" in piece for piece in self.pieces):
            raw = "".join(self.pieces)
            body = best.removeprefix(self.scheme)
            with_hyphen = clean_token(raw, "-")
            without = clean_token(raw, "")
            other = without if body == with_hyphen else with_hyphen
            yield self.scheme + other


def _starts_with_scheme(text: str, start: int, end: int) -> Iterator[int]:
    for mark in _SCHEME_MARK.finditer(text, start, end):
        low = max(start, mark.start() - 8)
        head = _SCHEME_HEAD.search(text[low : mark.start()])
        if head:
            yield low + head.start()
    for literal in _SCHEME_NO_COLON:
        found = text.find(literal, start, end)
        while found >= 0:
            if (
                found > start
                and text[found - 1] in "hH"
                and text[found + len(literal) : found + len(literal) + 1].isalnum()
            ):
                yield found - 1
            found = text.find(literal, found + 4, end)


def _starts_with_www(text: str, start: int, end: int) -> Iterator[int]:
    for literal in _WWW:
        found = text.find(literal, start, end)
        while found >= 0:
            before = text[found - 1 : found] if found else ""
            after = text[found + 4 : found + 5]
            if (after.isalnum() or after.isspace()) and not (
                before.isalnum() or before in {"/", "@", ".", "-", "_"}
            ):
                yield found
            found = text.find(literal, found + 4, end)


def _starts_with_host(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the starts of addresses without scheme: after a lead such as `URL:`, or with a path."""
    for dot in _DOMAIN_END.finditer(text, start, end):
        top = dot[0][1:].lower()
        if top not in TOP_LEVEL_DOMAINS:
            continue
        low = max(start, dot.start() - 100)
        back = _HOST_BACK.match(text[low : dot.start()][::-1])
        if back is None:
            continue
        host_start = dot.start() - back.end()
        name = text[host_start : dot.start()]
        labels = name.split(".")
        if not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
            continue
        before = text[host_start - 1 : host_start] if host_start > start else ""
        if before in {"@", "/", "\\", "=", "&", "%"}:
            continue
        lead_start = _extend_back(text, start, host_start)
        if _is_led(text, start, lead_start):
            yield lead_start
        elif name.isascii() and name.islower() and dot[0].islower() and _has_path(text, dot.end(), end):
            yield host_start


def _is_led(text: str, start: int, position: int) -> bool:
    return find_address_lead(text[max(start, position - 90) : position]) is not None


def _extend_back(text: str, start: int, host_start: int) -> int:
    """Return the start of a host that is broken after a full stop or hyphen: `tdh.⏎gov.tm`."""
    low = max(start, host_start - 60)
    before = text[low:host_start]
    stripped = before.rstrip()
    if stripped and len(stripped) < len(before) and stripped[-1] in ".-":
        back = _HOST_BACK.match(stripped[::-1])
        if back:
            return low + len(stripped) - back.end()
    return host_start


def _has_path(text: str, position: int, end: int) -> bool:
    if not text.startswith("/", position) or position + 1 >= end:
        return False
    following = text[position + 1]
    return following.isascii() and (following.isalnum() or following in "_?#%~-")


def scan_addresses(
    text: str, start: int = 0, end: int | None = None, *, soft_hyphen: str | None = None
) -> tuple[Address, ...]:
    """Find the web addresses of a stretch of text.

    Args:
        text: Any text.
        start: First position.
        end: Position after the last one; the end of the text if not given.
        soft_hyphen: As for `read_address`.

    Returns:
        Addresses in order, none overlapping another. A DOI counts where it is written as an address
        (`https://doi.org/…`, `doi.org/…`), not as `doi:…`; an e-mail address is none.
    """
    found: list[Address] = []
    done = start
    for position in find_address_starts(text, start, end):
        if position < done:
            continue
        address = read_address(text, position, end, soft_hyphen=soft_hyphen)
        if address is not None:
            found.append(address)
            done = address.end
    return tuple(found)


def find_address_starts(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return where web addresses may begin, in rising order: at a scheme, at `www.` or at a host.

    Args:
        text: Any text.
        start: First position.
        end: Position after the last one; the end of the text if not given.
    """
    end = len(text) if end is None else min(end, len(text))
    starts = {
        *_starts_with_scheme(text, start, end),
        *_starts_with_www(text, start, end),
        *_starts_with_host(text, start, end),
    }
    return sorted(starts)
