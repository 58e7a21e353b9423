"""Decides whether a web address goes on after a break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from citekit.parse.patterns import defer_pattern
from citekit.parse.url_words import ACCESS_BEGINS, FILE_EXTENSIONS, PROSE_WORDS, TOP_LEVEL_DOMAINS


class Joint(NamedTuple):
    """How two pieces of an address are put together.

    Attributes:
        ways: What stands between them, best first: a hyphen, or nothing.
        drop: How many characters of the first piece's end the way replaces.
    """

    ways: tuple[str, ...]
    drop: int = 0


class Verdict(NamedTuple):
    """What was decided: joined; not joined but plausible (a joint alone); or out of the question."""

    joined: bool
    joint: Joint | None


_APART: Final = Verdict(joined=False, joint=None)


@dataclass(frozen=True, slots=True)
class Break:
    """A break with all that is known about it.

    Attributes:
        text: The whole text.
        start: Where the address begins.
        stop: Where its last token ends.
        resume: Where the next token begins.
        right_end: Where the next token ends, trailing punctuation included.
        left: The address so far, with its scheme, breaks mended, trailing punctuation off.
        trailing: That punctuation.
        right: The next token, trailing punctuation off.
        right_trailing: Its punctuation.
        enclosed: The address stands in angle brackets that close after the break.
        hard_end: Where the text to be read ends.
        broken: White space in mid-line broke the address before.
    """

    text: str
    start: int
    stop: int
    resume: int
    right_end: int
    left: str
    trailing: str
    right: str
    right_trailing: str
    enclosed: bool
    hard_end: int
    broken: bool


class _Stop(IntEnum):
    """How an address stops at a break."""

    COMPLETE = 0
    OPEN = 1
    INCOMPLETE = 2


class _Look(IntEnum):
    """How the token after the break looks."""

    PROSE = 0
    NAME = 1
    WORD = 2
    LIKELY = 3
    ADDRESS = 4


class _Gap(IntEnum):
    """How wide the break is."""

    BLANK = 0
    LINE = 1
    PARAGRAPH = 2


_HEX_OPEN: Final = defer_pattern(r"%[0-9A-Fa-f]?\Z")
_DOI_OPEN: Final = defer_pattern(r"doi\.org/(?:10\.\d{4,9}/)?\Z", re.IGNORECASE)
_HOST_ONLY: Final = defer_pattern(r"(?:[a-z]{3,5}://)?([^/?#]*)\Z", re.IGNORECASE)
_NEW_ADDRESS: Final = defer_pattern(
    r"(?:https?|hxxps?|ftp):|www\.|10\.\d{4,9}/|doi:|urn:|hdl:", re.IGNORECASE
)
_DATE_LIKE: Final = defer_pattern(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
)
#: The number of a journal with what stands behind it in a page's foot: `0022-1996/©`.
_ISSN_LIKE: Final = defer_pattern(r"\d{4}-\d{3}[\dXx](?:/.{0,60})?")
_ABBREVIATION: Final = defer_pattern(r"(?:[a-z]\.){1,4}[a-z]", re.IGNORECASE)
_SYMBOL_LIKE: Final = defer_pattern(r"[A-Z]{1,5}/(?:[A-Z][\w.]*|\d)[\w./()-]*")
_WORD_PAIR: Final = defer_pattern(r"[A-Za-z]{2,}/[A-Za-z]{2,}|[A-Z]{1,5}/[A-Z]{1,5}")
_NAME: Final = defer_pattern(r"[A-Z][a-z]*(?:-[A-Z][a-z]+)*|[A-Z]{2,}")
_PLAIN: Final = defer_pattern(r"[a-z]{2,}")
_PERCENT: Final = defer_pattern(r"%[0-9A-Fa-f]{2}")
_EXTENSION: Final = defer_pattern(r"\.([a-z0-9]{2,5})(?:[?#].*)?\Z", re.IGNORECASE)
_SLUG: Final = defer_pattern(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+){2,}")
_NUMBERED: Final = defer_pattern(r"(?=\w*\d)(?=\w*[A-Za-z])\w{8,}")
_GLUED_PATH: Final = defer_pattern(r"\s?/\s?[A-Za-z0-9]")
_MIXED_CASE: Final = defer_pattern(r"(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[\w-]{6,}")
_RANDOM_CASE: Final = defer_pattern(r"(?=\w*[a-z][A-Z])[A-Za-z0-9_-]{8,}")
_FIRST_LABEL: Final = defer_pattern(r"([a-z]{2,24}|рф)(?=[/?#:.]|\Z)", re.IGNORECASE)
_CYRILLIC: Final = defer_pattern("[Ѐ-ӿ]")
_LATIN_WORD_AHEAD: Final = defer_pattern(r"[\s.,;:]{1,4}[a-z]{2,}\s", re.IGNORECASE)
_ENTRY_AHEAD: Final = defer_pattern(
    r"[.,;)\]»>\s]{0,4}(?:\Z|\n\s*\n|\n\s{0,8}(?:\[?\d{1,3}[\].)\s]|[•–—*-]\s))"
)
_ENTRY_NUMBER: Final = defer_pattern(r"\d{1,3}(?:[.)]\s|\s{1,3}[^\W\d_a-zа-яё])")
_SPLIT_ENDING: Final = defer_pattern(r"\.([a-z]{1,5})-\Z", re.IGNORECASE)
_HEX_HYPHEN: Final = defer_pattern(r"%[0-9A-Fa-f]?-\Z")
_DELIMITED_HYPHEN: Final = defer_pattern(r"[/.?&=_#~]-\Z")
_IN_DOI: Final = defer_pattern(r"doi\.org/10\.\d{4,9}/(?:[^\s/]{1,60}/){0,3}[^\s/]{1,80}\Z", re.IGNORECASE)
_DOI_NUMBERS: Final = defer_pattern(r"0\d{1,6}|\d{1,4}(?:\.\d{1,6}){1,3}|\d{5,9}")
_DOI_FIGURES: Final = defer_pattern(r"\d{5,9}")
_LINE_ENDS: Final = defer_pattern(r"[ \t]{0,8}(?:\n|\Z)")
_START_DELIMITERS: Final = "/?&=#_%"


def is_complete_host(host: str) -> bool:
    """Tell whether a host has at least two labels and ends in a known top-level domain."""
    labels = host.rstrip(".").lower().removeprefix("www.").split(".")
    return len(labels) >= 2 and labels[-1].split(":")[0] in TOP_LEVEL_DOMAINS


def judge_break(place: Break) -> Verdict:
    """Decide whether the token after a break belongs to the address.

    Args:
        place: The break.

    Returns:
        The verdict; where joining is plausible but not taken, the joint without `joined`.
    """
    if any(mark not in ".,:?#-\u00ad" for mark in place.trailing) or len(place.trailing) > 2:
        return _APART
    gap = _measure_gap(place)
    look = _look_at(place)
    if look is _Look.PROSE or gap is None:
        return _APART
    joint = _make_joint(place)
    if place.enclosed:
        return Verdict(joined=True, joint=joint)
    stop = _stop_of(place)
    dated = (
        ACCESS_BEGINS.match(place.text, place.right_end - len(place.right_trailing), place.hard_end)
        is not None
    )
    joined = _RULES[gap](place, stop, look, dated=dated)
    if joined:
        return Verdict(joined=True, joint=joint)
    plausible = (
        gap is not _Gap.PARAGRAPH
        and look >= _Look.WORD
        and (stop is not _Stop.COMPLETE or look >= _Look.LIKELY)
    )
    return Verdict(joined=False, joint=joint if plausible else None)


def _measure_gap(place: Break) -> _Gap | None:
    gap = place.text[place.stop : place.resume]
    lines = gap.count("\n") + gap.count("\x02")
    if "\f" in gap:
        lines += 1
    return _Gap.BLANK if not lines else _Gap.LINE if lines == 1 else _Gap.PARAGRAPH if lines <= 4 else None


def _make_joint(place: Break) -> Joint:
    """Return the ways to put the pieces together: with the line-end hyphen, or without it."""
    if place.text[place.stop : place.stop + 1] == "\x02":
        return Joint(("",)) if place.left.endswith("-") else Joint(("-", ""))
    trailing = place.trailing
    if trailing.endswith("\u00ad"):
        return Joint((trailing, trailing[:-1]))
    if trailing:
        return Joint((trailing, "")) if trailing != "?" else Joint(("?",))
    if not place.left.endswith("-") or "\n" not in place.text[place.stop : place.resume]:
        return Joint(("",))
    return _join_hyphen(place.left, place.right)


def _join_hyphen(left: str, right: str) -> Joint:
    """Return the ways of a line-end hyphen: kept, unless it stands where no address has one."""
    if _HEX_HYPHEN.search(left) or (_DELIMITED_HYPHEN.search(left) and right[:1].isalnum()):
        return Joint(("", "-"), 1)
    ending = _SPLIT_ENDING.search(left)
    front = _FIRST_LABEL.match(right)
    if ending and front and ending[1].lower() not in FILE_EXTENSIONS:
        word = (ending[1] + front[1]).lower()
        in_host = _HOST_ONLY.match(left) is not None
        if word in (TOP_LEVEL_DOMAINS if in_host else FILE_EXTENSIONS):
            return Joint(("", "-"), 1)
    return Joint(("-", ""), 1)


def _stop_of(place: Break) -> _Stop:
    left, trailing = place.left, place.trailing
    cut_short = place.text[place.stop : place.stop + 1] == "\x02" or trailing.endswith(("\u00ad", "?"))
    unfinished = not trailing and (
        left[-1:] in "-=&_%#~+@" or left.endswith("://") or _HEX_OPEN.search(left) is not None
    )
    if cut_short or unfinished or left.endswith("#") or _DOI_OPEN.search(left):
        return _Stop.INCOMPLETE
    host = _HOST_ONLY.match(left)
    if host and not is_complete_host(host[1]):
        return _Stop.INCOMPLETE
    return _Stop.OPEN if trailing or left.endswith("/") else _Stop.COMPLETE


def _look_at(place: Break) -> _Look:
    """Classify the token after the break."""
    right = place.right
    first = right[0]
    if _NEW_ADDRESS.match(right) and not _DOI_OPEN.search(place.left):
        return _Look.PROSE
    if place.left[-1:] not in "/=-" and _ISSN_LIKE.fullmatch(right):
        return _Look.PROSE
    if not right.isascii():
        return _look_at_letters(place)
    if first == "(":
        return _Look.WORD if right.endswith(")") and place.left.endswith("_") else _Look.PROSE
    return _Look.PROSE if _is_prose(place, right) else _look_at_ascii(place, right)


def _is_prose(place: Break, right: str) -> bool:
    """Tell whether a token is surely none of the address: a word, a date, a number of an entry."""
    first = right[0]
    label = place.right_trailing.startswith(":") and right.replace("-", "").isalpha()
    return (
        not (first.isalnum() or first in "/?#&=%._~+-@:")
        or label
        or right.lower() in PROSE_WORDS
        or _ABBREVIATION.fullmatch(right) is not None
        or ("@" in right[1:] and "/" not in right)
        or _DATE_LIKE.fullmatch(right) is not None
        or _is_entry_number(place)
        or (first == "-" and len(right) < 3)
        or right == "/"
    )


def _look_at_ascii(place: Break, right: str) -> _Look:
    look = _Look.NAME
    if first_is_mark(right):
        look = _Look.ADDRESS if right[1:2].isalnum() or right[1:2] in {"~", "%", "_"} else _Look.PROSE
    elif _PLAIN.fullmatch(right):
        look = _Look.WORD
    elif _NAME.fullmatch(right):
        look = _Look.NAME
    elif _SYMBOL_LIKE.fullmatch(right):
        look = _Look.LIKELY if place.left.endswith(("/", "=", "_", "-")) else _Look.PROSE
    elif _WORD_PAIR.fullmatch(right):
        look = _Look.LIKELY
    elif _is_address_like(right):
        look = _Look.ADDRESS
    elif any(character.isdigit() for character in right) or "-" in right or "." in right:
        look = _Look.LIKELY if right[0].islower() or right[0].isdigit() or "." not in right else _Look.NAME
    return look


def _is_address_like(right: str) -> bool:
    return (
        any(mark in right for mark in "/=&_?~")
        or _PERCENT.search(right) is not None
        or _ends_in_extension(right)
        or _MIXED_CASE.fullmatch(right) is not None
        or _RANDOM_CASE.fullmatch(right) is not None
    )


def first_is_mark(right: str) -> bool:
    """Tell whether a token begins with a mark that only addresses begin with."""
    return right[0] in _START_DELIMITERS or (right[0] == "." and right[1:2].isalpha())


def _look_at_letters(place: Break) -> _Look:
    """Classify a token with letters beyond ASCII: it fits only an address that has such letters."""
    left, right = place.left, place.right
    head, slash, _ = right.partition("/")
    if slash and head.isascii() and head[:1].isalnum():
        return _Look.ADDRESS
    own = any(character.isalpha() and not character.isascii() for character in left)
    marked = any(mark in right for mark in "/_=&%")
    if not (right[0].isalnum() or right[0] in "/?&=_%("):
        return _Look.PROSE
    if left[-1:] in "_=/%-" and (own or left[-1:] in "=/_"):
        if marked:
            return _Look.ADDRESS
        return _Look.WORD if own or left[-1:] in "=_" else _Look.PROSE
    return _Look.ADDRESS if own and marked and not right[0].isupper() else _Look.PROSE


def _ends_in_extension(right: str) -> bool:
    found = _EXTENSION.search(right)
    return found is not None and found[1].lower() in FILE_EXTENSIONS


def _is_entry_number(place: Break) -> bool:
    """Tell whether the token is the number of the next entry, note or paragraph."""
    if not place.right.isdigit() or len(place.right) > 3 or place.right.startswith("0"):
        return False
    return _ENTRY_NUMBER.match(place.text, place.resume, place.hard_end) is not None


def _in_cyrillic(place: Break) -> bool:
    """Tell whether the text around the address is Cyrillic, so that Latin letters stand out."""
    before = place.text[max(0, place.start - 120) : place.start]
    after = place.text[place.right_end : place.right_end + 60]
    return _CYRILLIC.search(before) is not None or _CYRILLIC.search(after) is not None


def _ends_entry(place: Break) -> bool:
    at = place.right_end - len(place.right_trailing)
    return _ENTRY_AHEAD.match(place.text, at, place.hard_end) is not None


def _is_ending(place: Break) -> bool:
    """Tell whether the token is a file extension or top-level domain that a full stop was cut from."""
    front = _FIRST_LABEL.match(place.right)
    if front is None or place.trailing != ".":
        return False
    word = front[1].lower()
    if _HOST_ONLY.match(place.left):
        return word in TOP_LEVEL_DOMAINS and (front.end() < len(place.right) or word not in PROSE_WORDS)
    return word in FILE_EXTENSIONS and word not in {"do", "action", "pl"} and not place.left.endswith("/")


def _joins_over_blank(place: Break, stop: _Stop, look: _Look, *, dated: bool) -> bool:
    right = place.right
    if first_is_mark(right):
        return not place.trailing and look is _Look.ADDRESS
    if stop is _Stop.COMPLETE:
        whole_file = _ends_in_extension(right) and ("/" in right or dated or _ends_entry(place))
        return whole_file or (right[0] == "-" and right[1:2].isalnum() and right.count("-") > 2)
    if stop is _Stop.INCOMPLETE:
        label = place.left.endswith("www") and place.right_trailing == "."
        return look >= _Look.LIKELY or (look is _Look.WORD and (dated or label or place.left[-1:] in "=&%/~"))
    if not place.trailing:
        word = look is _Look.LIKELY or (look is _Look.WORD and _in_cyrillic(place))
        return look is _Look.ADDRESS or (dated and word) or _continues_path(place, look)
    if place.trailing != ".":
        return False
    return _is_ending(place) or (look is _Look.ADDRESS and (dated or "/" in right) and not right[0].isupper())


def _continues_path(place: Break, look: _Look) -> bool:
    """Tell whether a token after a slash and a blank goes on with the path."""
    right = place.right
    if look is _Look.PROSE or not place.left.endswith("/"):
        return False
    if place.broken and look >= _Look.LIKELY:
        return True
    if _SLUG.fullmatch(right) or (_NUMBERED.fullmatch(right) and not right.isdigit()):
        return True
    return _GLUED_PATH.match(place.text, place.right_end) is not None and not place.right_trailing


def _joins_over_line(place: Break, stop: _Stop, look: _Look, *, dated: bool) -> bool:
    if first_is_mark(place.right):
        return not place.trailing and look is _Look.ADDRESS
    if stop is _Stop.INCOMPLETE:
        return look >= _Look.WORD or place.left[-1:] in "-=_&%/+~"
    if stop is _Stop.OPEN:
        rule = _joins_after_punctuation if place.trailing else _joins_after_slash
        return rule(place, look, dated=dated)
    return look is _Look.ADDRESS or _ends_word(place, look, dated=dated) or _ends_doi(place)


def _ends_word(place: Break, look: _Look, *, dated: bool) -> bool:
    """Tell whether a token is the rest of a word that a line end cut without a hyphen."""
    if look is _Look.LIKELY and dated:
        return True
    return look in {_Look.WORD, _Look.LIKELY} and (dated or _ends_entry(place)) and _in_cyrillic(place)


def _joins_after_punctuation(place: Break, look: _Look, *, dated: bool) -> bool:
    if _is_ending(place) or _ends_doi(place):
        return True
    if place.trailing != ".":
        return look is _Look.ADDRESS and place.right[0].islower()
    if look is _Look.ADDRESS:
        return dated or not place.right[0].isupper()
    return dated and (look is _Look.LIKELY or (look is _Look.NAME and "." in place.right))


def _ends_doi(place: Break) -> bool:
    """Tell whether numbers alone on a line go on with a DOI: `…2009.` and `12.003`, `…/135678` and `90346`.

    A short bare number may be that of a page.
    """
    return (
        place.trailing in {".", ""}
        and _IN_DOI.search(place.left) is not None
        and (_DOI_NUMBERS if place.trailing else _DOI_FIGURES).fullmatch(place.right) is not None
        and _LINE_ENDS.match(place.text, place.right_end, place.hard_end) is not None
    )


def _joins_after_slash(place: Break, look: _Look, *, dated: bool) -> bool:
    if look is _Look.ADDRESS or dated:
        return look >= _Look.WORD
    if look is _Look.LIKELY:
        return not place.right.isdigit() or len(place.right) > 4 or _ends_entry(place)
    if look is _Look.WORD:
        if _ends_entry(place):
            return True
        return _in_cyrillic(place) and _LATIN_WORD_AHEAD.match(place.text, place.right_end) is None
    return False


def _joins_over_paragraph(place: Break, stop: _Stop, look: _Look, *, dated: bool) -> bool:
    open_end = stop is _Stop.INCOMPLETE or (place.left.endswith("/") and dated)
    return open_end and (look is _Look.ADDRESS or (dated and look >= _Look.WORD))


_RULES: Final = {
    _Gap.BLANK: _joins_over_blank,
    _Gap.LINE: _joins_over_line,
    _Gap.PARAGRAPH: _joins_over_paragraph,
}
