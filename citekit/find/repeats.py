"""Repeated cites in brackets and parentheses: `[Там же, с. 17]`, `(Карпов, указ. соч., с. 5)`."""

from __future__ import annotations

import re
from typing import Final

from citekit.find.author_date import read_names, read_signal
from citekit.model import Cite, CiteForm, Locator, Span
from citekit.parse.locators import match_locators, mend_value
from citekit.parse.patterns import defer_pattern

_GAP: Final = r"[^\S\n]{0,4}(?:\n\n?[^\S\n]{0,8})?"
_SAME_PLACE: Final = defer_pattern(
    rf"(?:там{_GAP}же|там{_GAP}само|ibidem|ibídem|ibid|ibíd|idem|id\.|ebd\.|ebenda|ebendort|ivi|а?\.?{_GAP}a\.{_GAP}a\.{_GAP}O\."
    r"|loc\. cit\.)(?!\w)\.?",
    re.IGNORECASE,
)
_WORK_CITED: Final = defer_pattern(
    rf"(?:указ\.{_GAP}(?:соч|раб|ст|произв)\.|указанное сочинение|цит\.{_GAP}(?:соч|раб)\."
    rf"|зазн\.{_GAP}(?:праця|пр)\.?"
    rf"|вказ\.{_GAP}(?:праця|пр)\.?|[oó]p\.{_GAP}cit\.|art\.{_GAP}cit\.|ob(?:ra|\.){_GAP}cit(?:ada|\.)|loc\.{_GAP}cit\.|a\.{_GAP}a\.{_GAP}O\.)",
    re.IGNORECASE,
)
#: Words before a repeat in small letters: `vgl. ebd.`, `see ibid.`, `см. там же`.
_SIGNAL: Final = defer_pattern(
    rf"(?:vgl\.|siehe|s\.|see|cf\.?|cfr\.|voir|v\.|vedi|véase|vid\.|см\.|ср\.|див\.|пор\.)"
    rf"(?:{_GAP}(?:auch|dazu|hierzu|also|aussi|anche|también|также|також)){{0,1}}:?\s{{1,3}}"
    r"(?=там|ibi|ibí|ide|id\.|ebd|ebe|ivi|loc)",
    re.IGNORECASE,
)
_ABBREVIATED: Final = defer_pattern(r"(?:ibid|ibíd|id|ebd|cit|O)\.\Z", re.IGNORECASE)
_TO_LOCATOR: Final = defer_pattern(rf"{_GAP}[,.:;]?{_GAP}(?:[-–—]{_GAP})?")
_BETWEEN: Final = defer_pattern(rf"{_GAP}[,.:]?{_GAP}")
#: What such a stretch may begin with, in lower case: a cheap test before the patterns.
OPENINGS: Final = (
    "там",
    "ibi",
    "ibí",
    "ide",
    "id.",
    "ebd",
    "ebe",
    "ivi",
    "loc",
    "op.",
    "óp.",
    "ob.",
    "obra",
    "art. cit",
    "art.cit",
    "a. a. o",
    "a.a.o",
    "ука",
    "цит",
    "вказ",
    "зазн",
)


def read_repeat(text: str, start: int, end: int) -> Cite | None:
    """Read `[start, end)`, without its brackets, as a cite of a work cited before, or return None."""
    prefix, position = ("", start) if _SAME_PLACE.match(text, start, end) else read_signal(text, start, end)
    if not prefix and (signal := _SIGNAL.match(text, start, end)):
        prefix, position = mend_value(signal[0]).strip(), signal.end()
    while position < end and text[position].isspace():
        position += 1
    words = _SAME_PLACE.match(text, position, end)
    form = CiteForm.IBID
    names: tuple[str, ...] = ()
    begin = position
    if words is None:
        form = CiteForm.OP_CIT
        authors = read_names(text, position, end)
        if authors is not None and (gap := _BETWEEN.match(text, authors.end, end)):
            names, position = authors.names, gap.end()
        words = _WORK_CITED.match(text, position, end)
        if words is None:
            return None
    locators, behind = _read_places(text, words.end(), end)
    if text[behind:end].strip(" .\n"):
        return None
    stop = max(behind, words.end())
    target = mend_value(words[0])
    if not _ABBREVIATED.search(target):
        target = target.rstrip(".")
    return Cite(form, target, Span(begin, stop), locators, prefix, "", names)


def _read_places(text: str, position: int, end: int) -> tuple[tuple[Locator, ...], int]:
    """Read the locators behind the words."""
    gap = _TO_LOCATOR.match(text, position, end)
    locators, behind = match_locators(text, gap.end() if gap else position, end, bare=True)
    return (locators, behind) if locators else ((), position)
