"""Raised numbers: superscript digits `¹⁻³`, `<sup>3</sup>`, pandoc's `^3^`, LaTeX's `$^{1,2}$`.

A raised number behind a word calls a source, unless a note claims it. Behind a unit, a number or a
single letter it is a power, an isotope or an ion.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.model import Citation, Cite, CiteForm, Span
from citekit.parse.patterns import defer_pattern

_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒‚·", "0123456789-,,,")
_SUPERSCRIPTS: Final = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_RAISED: Final = defer_pattern(r"[¹²³⁴-⁹](?:[⁰¹²³⁴-⁹]|[⁻˒·,‚–-](?=[¹²³⁴-⁹])){0,60}+")
_TAGGED: Final = defer_pattern(
    r"<sup(?:\s[^<>]{0,80})?>\s{0,3}(?:<a(?:\s[^<>]{0,300})?>)?(?P<numbers>\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,30})(?:</a>)?\s{0,3}</sup>"
)
_CARETED: Final = defer_pattern(r"\^(?P<numbers>\d{1,3}(?:[,;–-][^\S\n]?\d{1,3}){0,30})\^")
_TYPESET: Final = defer_pattern(
    r"(?:\$\^\{?(?P<numbers>\d{1,3}(?:[,;–-]{1,2}[^\S\n]?\d{1,3}){0,30})\}?\$|\\textsuperscript\{(?P<text>\d{1,3}(?:[,;–-]{1,2}[^\S\n]?\d{1,3}){0,30})\})"
)
_NUMBER: Final = defer_pattern(r"(\d{1,3})(?:\s?[–—-]{1,2}\s?(\d{1,3}))?")
_CLOSING: Final = frozenset('.,:;!?…»”“"’)]')
_UNITS: Final = frozenset(
    "км м см мм дм нм мкм га кв куб мл л с сек ч мин кг г т вт квт гц па дж км/ч руб "
    "km m cm mm dm nm ha sq ft in yd mi l ml s sec h min kg g t w kw hz pa j mol kj px em".split()
)
_ION_BEHIND: Final = frozenset("⁺⁻ⁿˣ₀₁₂₃₄₅₆₇₈₉")
#: No power of a year is ever meant.
_YEAR_BEFORE: Final = defer_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d\Z")
MAX_NUMBER: Final = 999


class Raised(NamedTuple):
    """A raised stretch: its place, and the place and text of its numbers."""

    start: int
    end: int
    inner: int
    numbers: str


def find_superscripts(text: str) -> list[Citation]:
    """Find the raised numbers that call a source, in order.

    Numbers whose note body opens a line with the same raised number are calls of notes, and are left
    to the finder of notes.
    """
    raised = [stretch for stretch in _scan(text) if _is_call(text, stretch)]
    if not raised:
        return []
    bodies = _find_bodies(text)
    found = []
    for stretch in sorted(raised):
        cites = _make_cites(stretch)
        if cites and not any(cite.target in bodies for cite in cites):
            found.append(Citation(cites, Span(stretch.start, stretch.end)))
    return found


def _scan(text: str) -> Iterator[Raised]:
    """Yield every raised number."""
    if any(digit in text for digit in _SUPERSCRIPTS):
        for match in _RAISED.finditer(text):
            yield Raised(match.start(), match.end(), match.start(), match[0].translate(_DIGITS))
    if "<sup" in text:
        for match in _TAGGED.finditer(text):
            yield Raised(match.start(), match.end(), match.start("numbers"), match["numbers"])
    if "^" in text:
        for match in _CARETED.finditer(text):
            yield Raised(match.start(), match.end(), match.start("numbers"), match["numbers"])
        for match in _TYPESET.finditer(text):
            name = "numbers" if match["numbers"] else "text"
            yield Raised(match.start(), match.end(), match.start(name), match[name])


def _is_call(text: str, stretch: Raised) -> bool:
    """Tell whether the stretch stands where a call stands: behind a word, not behind a unit."""
    if text[stretch.end : stretch.end + 1] in _ION_BEHIND and stretch.end < len(text):
        return False
    if text[stretch.end : stretch.end + 1].isalnum():
        return False
    word_end = stretch.start
    while word_end > 0 and text[word_end - 1] in _CLOSING and stretch.start - word_end < 4:
        word_end -= 1
    word_start = word_end
    while word_start > 0 and text[word_start - 1].isalpha() and word_end - word_start < 40:
        word_start -= 1
    word = text[word_start:word_end]
    if not word and _YEAR_BEFORE.search(text, max(0, stretch.start - 5), stretch.start):
        return True
    if word_end == stretch.start:
        return len(word) > 2 and word.casefold() not in _UNITS
    return len(word) > 1


def _make_cites(stretch: Raised) -> tuple[Cite, ...]:
    """Return the cites of a raised stretch, or nothing for numbers that cannot be sources."""
    cites: list[Cite] = []
    for number in _NUMBER.finditer(stretch.numbers):
        first = int(number[1])
        last = int(number[2]) if number[2] else first
        if number[1][0] == "0" or not first <= last <= first + 100 or len(cites) > 200:
            return ()
        span = Span(stretch.inner + number.start(), stretch.inner + number.end())
        cites += [Cite(CiteForm.NUMBER, str(each), span) for each in range(first, last + 1)]
    return tuple(cites)


_BODY: Final = defer_pattern(
    r"(?:\n|\A|[;,.](?=\s[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}[^\W\d_a-zа-я]))[^\S\n]{0,8}(?:([¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})|<sup>(\d{1,3})</sup>|\^(\d{1,3})\^)\s?(?=\S)"
)


def _find_bodies(text: str) -> frozenset[str]:
    """Return the numbers that open a line, raised: the marks of notes."""
    return frozenset((match[1] or match[2] or match[3]).translate(_DIGITS) for match in _BODY.finditer(text))
