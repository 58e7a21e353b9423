"""Authors in the sentence with the year in parentheses: `Smith (2010)`, `Иванов и Петров (2010, с. 5)`."""

from __future__ import annotations

from typing import Final

from citekit.find.author_date import AuthorCite, read_author_cluster, read_names
from citekit.find.author_rules import Candidate
from citekit.find.name_stops import STOP_WORDS
from citekit.model import Span
from citekit.parse.patterns import defer_pattern

_REACH: Final = 96
_BEGINNING: Final = defer_pattern(
    r"(?<![\w.’'-])(?:[^\W\d_a-zß-öø-ÿа-яёіїєґ]|(?:von|van|de|der|di|da|del|la|le|фон|ван|де)\s)"
)
_LISTED_NAME: Final = defer_pattern(
    r"(?:\A|\n|[\].]\s)\s{0,8}[^\W\d_a-zß-öø-ÿа-яёіїєґ][\w’'-]{1,40},\s{1,3}\Z"
)
_INVERTED: Final = defer_pattern(r"[^\W\d_],\s?[^\W\d_]\.")
#: What the name of a body ends in: `World Bank (2014)` at the beginning of a sentence.
_BODY_WORDS: Final = frozenset(
    "bank organization organisation council commission ministry group fund agency union committee office "
    "institute court watch international department nations assembly programme association centre center "
    "foundation authority bureau statistics service secretariat observatory amnesty greenpeace".split()
)
#: Within one family name: `García de Cortázar`.
_PARTICLES: Final = frozenset("de del della di da dos du la le van von der den y".split())
_POSSESSIVE: Final = defer_pattern(r"['’]s?\Z")
_SENTENCE_END: Final = defer_pattern(r"(?:\A|[.!?…:»”]\s{1,4}|\n\s{0,8})\Z")


def read_narrative(text: str, start: int, end: int) -> Candidate | None:
    """Read `[start, end)`, a stretch in parentheses that begins with a year, with the name before it.

    Returns:
        The reading, whose span begins with the name, or None where no name stands before.
    """
    name_end = start
    while name_end > 0 and text[name_end - 1].isspace() and start - name_end < 10:
        name_end -= 1
    if name_end == 0 or not (text[name_end - 1].isalpha() or text[name_end - 1] in ".’'"):
        return None
    floor = max(0, name_end - _REACH)
    for begun in _BEGINNING.finditer(text, floor, name_end):
        before = _read_author(text, begun.start(), name_end)
        if before is None:
            continue
        parts = read_author_cluster(text, start + 1, end - 1, before)
        if not parts or not all(part.years for part in parts):
            return None
        first = parts[0]._replace(start=before.start)
        opens = _opens_line(text, before.start)
        if not opens and text[end : end + 1] == ".":
            opens = _opens_line(text, _word_before(text, before.start))
        return Candidate((first, *parts[1:]), Span(before.start, end), "narrative", opens)
    return None


def _read_author(text: str, position: int, end: int) -> AuthorCite | None:
    """Read the names that begin at `position` and end at `end`."""
    authors = read_names(text, position, end)
    if authors is None or authors.end != end:
        return None
    names = [_POSSESSIVE.sub("", name) for name in authors.names]
    words = names[0].split(" ")
    if len(names) > 1 and not authors.conjunction:
        return None
    if (
        words[0].casefold() in STOP_WORDS
        or _INVERTED.search(text, position, end)
        or _LISTED_NAME.search(text, max(0, position - 48), position)
    ):
        return None
    several = (
        len(words) > 1
        and words[0][:1].isupper()
        and words[0] != "St."
        and len(names) == 1
        and words[-1].casefold() not in _BODY_WORDS
        and not any(word in _PARTICLES for word in words[1:-1])
    )
    if several and ("Ѐ" <= words[0][0] <= "ӿ" or _SENTENCE_END.search(text, max(0, position - 12), position)):
        return None
    return AuthorCite(
        names=tuple(names),
        start=position,
        end=end,
        others=authors.others,
        conjunction=authors.conjunction,
        initials=authors.initials,
    )


def _word_before(text: str, position: int) -> int:
    """Return where the word before `position` begins."""
    before = text[max(0, position - 40) : position].rstrip()
    return (
        position - len(text[max(0, position - 40) : position]) + before.rfind(" ") + 1 if before else position
    )


def _opens_line(text: str, position: int) -> bool:
    """Tell whether only blanks, a bullet or a number stand before `position` on its line."""
    before = text[max(0, position - 24) : position]
    line = before[before.rfind("\n") + 1 :]
    begun = "\n" in before or position <= 24
    return begun and not any(sign.isalpha() for sign in line)
