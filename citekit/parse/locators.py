"""Locators: `с. 8-26`, `п.2 Статьи 9`, `pp. 7–9`, `S. 12 f.`, `§ 5` to CSL 1.0.2 locator labels.

Reads the words in Russian, Ukrainian, English, German, French, Italian and Spanish, in any case, with
or without full stop and blank, broken over a line end, and with Latin letters for Cyrillic ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citekit.model import Locator, Span
from citekit.parse.locator_terms import LABEL_OF, TO_CYRILLIC, TO_LATIN
from citekit.parse.patterns import defer_pattern

_GAP: Final = r"[^\S\n]{0,4}(?:\n\n?[^\S\n]{0,8})?"
_DASH: Final = r"[-‐‑‒–—−]"

_LABEL_WORD: Final = re.compile(
    r"[№§¶]{1,2}|[NnFf][°º]|[^\W\d_]{1,24}+(?:[-‐\xad][^\S\n]{0,3}\n[^\S\n]{0,8}[^\W\d_]{1,24}+)?"
)
_DOUBLED: Final = re.compile(r"([^\W\d_]{1,3})\.[^\S\n]?\1(?=\.)")
_JOINT: Final = re.compile(r"[-‐\xad][^\S\n]{0,3}\n[^\S\n]{0,8}|\xad")
_SUB_VERBO: Final = re.compile(r"(?:[Ss]\.[^\S\n]?v{1,2}\.|[Ss]ub (?:verbo|voce)|[Пп]од сл(?:овом|\.))")
_HEADWORD: Final = defer_pattern(
    _GAP + r"(?:«[^«»\n]{1,60}»|“[^“”\n]{1,60}”|„[^„“”\n]{1,60}[“”]"
    r"|\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|[^\W\d][^\n,;:()\[\]]{0,60})"
)
_AFTER_LABEL: Final = re.compile(
    r"\.?:?" + _GAP + r"(?:(?:№|[Nn][°º]|[Nn]o\.|[Nn]r\.|N)" + _GAP + r"(?=\d))?"
)

_ARABIC: Final = (
    r"\d{1,7}+(?:\.\d{1,5}+){0,6}(?:\((?:\d{1,3}|[a-zivx]{1,4})\)){0,4}"
    r"(?:-(?:й|я|е|го|му|ю|ой|ая|ої|ша|х|м|th|st|nd|rd|e|ème)(?!\w)"
    r"|(?!(?:ff?|ss?|sqq?|сл|об|зв)\.)[a-zа-яёіªº]{1,3}(?!\w)|°)?"
    r"(?:[^\S\n]?\(?(?:об|зв)(?:\.|(?!\w))\)?|\.?[^\S\n](?:bis|ter|quater|quinquies)(?!\w))?"
)
_ROMAN: Final = (
    r"[IVX]{1,5}-[A-Z](?:\.?\d{1,2})?(?!\w)|[IVXLCDMІХУС]{1,10}(?!\w)|[ivxlc]{2,10}(?!\w)|[ivx](?![\w.])"
)
_ATOM: Final = rf"(?:{_ARABIC}|{_ROMAN})"
_RANGE: Final = re.compile(rf"{_ATOM}(?:{_GAP}{_DASH}{_GAP}{_ATOM})?")
_COMMA: Final = re.compile(rf"{_GAP},{_GAP}(?={_ATOM})")
_AND: Final = re.compile(
    rf"{_GAP}(?<=\s)(?:и|й|і|та|and|und|et|e|y|&|u\.)\s{_GAP}(?={_ATOM})(?![иоу]б)(?!(?:19|20)\d\d(?!\d))",
    re.IGNORECASE,
)
_SEPARATOR: Final = defer_pattern(rf"{_GAP}[,:]?{_GAP}")
_TAIL: Final = re.compile(
    rf"{_GAP}(?:(?:f{{1,2}}|ss?|sqq?|sgg?|сл|слл|след)(?!\w)\.?(?!\s?\d)"
    r"|(?:,\s)?(?:и|та|й|і)\s(?:слл?|след|далее|далі|наст|др|ін)(?!\w)\.?"
    r"|(?:et|y|e)\s(?:seqq?|suiv|suivantes|ss?|segg?)(?!\w)\.?"
    r"|(?:,\s)?(?:et\s)?passim(?!\w))"
)
#: The number of an act in a collection of thousands: `№ 12 159`.
_THOUSANDS: Final = defer_pattern(r"[1-9]\d{0,2}[ \u00a0\u202f]\d{3}(?![\w\u00a0\u202f-]|\s\d)")
#: The last of several numbers: `№ 77, 78;` - a number behind that of an issue else is a page.
_LAST_NUMBER: Final = defer_pattern(r",[^\S\n]?\d{1,4}(?=[^\S\n]?(?:;|\]|\)|\Z))")
_DIGITS: Final = re.compile(r"\d{1,7}")
_ORDINAL_WORD: Final = defer_pattern(
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|перш|друг|четверт|шост|сьом)"
    r"[а-яёіїє]{1,4}(?!\w)",
    re.IGNORECASE,
)
_LETTER: Final = defer_pattern(
    r"[«\"'“„‘(]?(?:[a-zа-яё](?=[»\"'”“’)])|[A-ZА-ЯЁa-hj-nа-жк-н](?![\w.’']))[»\"'”“’)]?"
)
_ENCLOSED: Final = defer_pattern(r"\(\d{1,3}(?:[.–-]\d{1,3}){0,2}[a-zа-я]?\)")
_TIME: Final = re.compile(r"\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:])")
_POSTFIXED: Final = re.compile(rf"(\d{{1,4}}(?:-[а-яіїє]{{1,3}}|th|st|nd|rd|[ªºe]|\.)?){_GAP}")
_BARE: Final = defer_pattern(rf"{_RANGE.pattern}(?:(?=(?:ff?|sqq?)\.)|(?=nn?\.?\d)|(?!\w))")
#: Between a page and a note on it: `pp. 40–41 e nota 22`.
_AND_NOTE: Final = defer_pattern(
    r",?\s(?:and|und|et|e|y|и)\s(?=(?:nn?\.|not[aeи]|notes?|Anm\.|прим\.|fn\.)\s?\d)"
)
_BETWEEN: Final = re.compile(r"[\s,:.(–—-]{1,12}+")
_WORD: Final = defer_pattern(r"\w{1,400}+")
_SHORT_WITHOUT_STOP: Final = defer_pattern(r"[^\W\d_]{1,2}(?![\w.:])[^\S\n]")
_WORD_BEHIND: Final = defer_pattern(r"[^\S\n]{1,3}[^\W\d_A-ZА-ЯЁ]{2,}")
_SKIP: Final = defer_pattern(r"[\s,;:.()\[\]–—-]{1,40}+")
_BREAK: Final = defer_pattern(r"(?<=[-‐‑–—])[^\S\n]{0,8}\n[^\S\n]{0,8}")
_BLANKS: Final = defer_pattern(r"[^\S\n]{0,8}\n[^\S\n]{0,8}")
_FOLIO_SIDE: Final = defer_pattern(r"\d{1,5}[rv](?!\w)")

#: Labels whose number may be a list with commas; after a volume a further number is a page or an item.
_LISTED: Final = frozenset(
    {"page", "article-locator", "section", "paragraph", "chapter", "folio", "figure", "table", "column"}
    | {"line", "note", "verse"}
)
_CONTAINERS: Final = frozenset({"volume", "book", "part", "issue"})
#: Labels whose value may be a single letter: `подп. «б»`, `lit. a`, `Appendix B`.
_LETTERED: Final = frozenset({"paragraph", "appendix", "part", "section", "table", "figure"})


def mend_value(raw: str) -> str:
    """Return `raw` on one line: a break after a dash vanishes, any other becomes a blank."""
    if "\n" not in raw and "\xad" not in raw:
        return raw
    return _BLANKS.sub(" ", _BREAK.sub("", raw)).replace("\xad", "")


@lru_cache(maxsize=4096)
def find_label(word: str) -> str | None:
    """Return the CSL label that a word form stands for, or None.

    Args:
        word: One word or sign, in any case; look-alike letters of the other alphabet are accepted.
    """
    form = _JOINT.sub("", word).casefold().replace("ё", "е")
    label = LABEL_OF.get(form) or LABEL_OF.get(word.casefold())
    if label or len(form) > 12:
        return label
    cyrillic = any("Ѐ" <= letter <= "ӿ" for letter in form)
    latin = any("a" <= letter <= "z" for letter in form)
    if cyrillic and latin:
        return LABEL_OF.get(form.translate(TO_CYRILLIC)) or LABEL_OF.get(form.translate(TO_LATIN))
    if latin and len(form) > 2:
        return LABEL_OF.get(form.translate(TO_CYRILLIC))
    return LABEL_OF.get(form.translate(TO_LATIN)) if cyrillic and len(form) < 4 else None


def match_label(text: str, position: int, end: int) -> tuple[str, int] | None:
    """Return the label that begins at `position` and the position behind its word, or None."""
    if sub_verbo := _SUB_VERBO.match(text, position, end):
        return "sub-verbo", sub_verbo.end()
    word = _LABEL_WORD.match(text, position, end)
    if word is None:
        return None
    if doubled := _DOUBLED.match(text, position, end):
        label = find_label(doubled[1])
        return (label, doubled.end()) if label else None
    label = find_label(word[0])
    if label is None and "\n" in word[0]:
        head = _JOINT.split(word[0], maxsplit=1)[0]
        label = find_label(head)
        return (label, position + len(head)) if label else None
    return (label, word.end()) if label else None


def match_locator(text: str, position: int, end: int) -> Locator | None:
    """Return the locator that begins at `position`, or None: a label with a value, or a time stamp.

    Args:
        text: The text.
        position: Where the locator must begin.
        end: Where to stop reading.
    """
    if time := _TIME.match(text, position, end):
        return Locator("timestamp", time[0], Span(position, time.end()))
    found = match_label(text, position, end)
    if found is None:
        return _match_postfixed(text, position, end)
    label, behind = found
    gap = _AFTER_LABEL.match(text, behind, end)
    start = gap.end() if gap else behind
    value_end = _match_value(text, start, end, label)
    if value_end is None:
        return None
    value = mend_value(text[start:value_end])
    if label == "page" and text[position] in "cC" and _FOLIO_SIDE.match(value):
        label = "folio"
    return Locator(label, value, Span(position, value_end))


def _match_value(text: str, start: int, end: int, label: str) -> int | None:
    """Return the end of the value that begins at `start`, or None."""
    if label == "sub-verbo":
        headword = _HEADWORD.match(text, start, end)
        return start + len(text[start : headword.end()].rstrip()) if headword else None
    number = _THOUSANDS.match(text, start, end) if label == "issue" else None
    number = number or _RANGE.match(text, start, end)
    if number is None:
        if label == "equation" and (enclosed := _ENCLOSED.match(text, start, end)):
            return enclosed.end()
        if label in _LETTERED and (letter := _LETTER.match(text, start, end)):
            return letter.end()
        if ordinal := _ORDINAL_WORD.match(text, start, end):
            return ordinal.end()
        return None
    return _extend_value(text, number, end, label)


def _extend_value(text: str, number: re.Match[str], end: int, label: str) -> int:
    """Return the end of a value whose first number or range is `number`, its list and tail included."""
    stop = number.end()
    last = _last_number(number[0])
    for _ in range(40):
        joint = _AND.match(text, stop, end)
        if joint is None and (label in _LISTED or (label == "issue" and _LAST_NUMBER.match(text, stop, end))):
            joint = _COMMA.match(text, stop, end)
            if joint is not None and not _continues(text, joint.end(), end, last):
                joint = None
        if joint is None:
            break
        following = _RANGE.match(text, joint.end(), end)
        if following is None:
            break
        stop, last = following.end(), _last_number(following[0])
    tail = _TAIL.match(text, stop, end)
    return tail.end() if tail else stop


def _last_number(value: str) -> int:
    """Return the last whole number in a value, or 0 for a Roman one."""
    numbers = _DIGITS.findall(value)
    return int(numbers[-1]) if numbers else 0


def _continues(text: str, position: int, end: int, last: int) -> bool:
    """Tell whether the number at `position` goes on a list of places that has reached `last`.

    A number that does not rise, or that has a locator of its own, is the next item: in
    `[12, с. 5, 13, с. 7]` the 13 is no page. Nor is a year that follows a page.
    """
    number = _RANGE.match(text, position, end)
    if number is None or not number[0][0].isdigit():
        return False
    first = _first_number(number[0])
    if first <= last or (last < 1000 and 1500 <= first < 2100):
        return False
    after = _SEPARATOR.match(text, number.end(), end)
    behind = after.end() if after else number.end()
    label = match_label(text, behind, end)
    return label is None or _match_value_after(text, label, end) is None


def _match_value_after(text: str, label: tuple[str, int], end: int) -> re.Match[str] | None:
    """Return the number behind a label, or None."""
    gap = _AFTER_LABEL.match(text, label[1], end)
    return _RANGE.match(text, gap.end() if gap else label[1], end)


def _first_number(value: str) -> int:
    """Return the whole number that a value begins with."""
    digits = _DIGITS.match(value)
    return int(digits[0]) if digits else 0


def _match_postfixed(text: str, position: int, end: int) -> Locator | None:
    """Return a locator whose number comes first: `2-я глава`, `33 стр.`, `3rd chapter`."""
    number = _POSTFIXED.match(text, position, end)
    if number is None:
        return None
    found = match_label(text, number.end(), end)
    if found is None:
        return None
    label, behind = found
    plain = number[1].isdigit()
    if (plain and behind - number.end() < 3) or _match_value_after(text, found, end):
        return None
    if text[behind : behind + 1] == "." and behind < end:
        behind += 1
    return Locator(label, number[1].rstrip("."), Span(position, behind))


def match_locators(text: str, start: int, end: int, *, bare: bool = False) -> tuple[tuple[Locator, ...], int]:
    """Read the locators that stand one after another from `start` on.

    Args:
        text: The text.
        start: Where they begin; separators before the first are passed over.
        end: Where to stop reading.
        bare: Take a number without a label at the beginning for a page (`2010: 5`).

    Returns:
        The locators, and the position behind the last one (`start` when there is none).
    """
    found: list[Locator] = []
    position = behind = start
    while position < end and len(found) < 20:
        between = (_AND_NOTE.match(text, position, end) if found else None) or _BETWEEN.match(
            text, position, end
        )
        position = between.end() if between else position
        locator = match_locator(text, position, end)
        if locator is None and ((bare and not found) or _awaits_page(text, found, position)):
            locator = _match_bare(text, position, end)
        if locator is None or locator.span is None:
            break
        found.append(_settle(locator, found, text))
        position = behind = locator.span.end
    return tuple(found), behind


def _awaits_page(text: str, found: list[Locator], position: int) -> bool:
    """Tell whether a number behind a volume and a colon is a page: `т. 2: 5`."""
    if not found or found[-1].span is None or found[-1].label not in _CONTAINERS:
        return False
    return text[found[-1].span.end : position].strip() == ":"


def _match_bare(text: str, position: int, end: int) -> Locator | None:
    """Return the page that a number without a label stands for, or None."""
    number = _BARE.match(text, position, end)
    if number is None:
        return None
    stop = _extend_value(text, number, end, "page")
    return Locator("page", mend_value(text[position:stop]), Span(position, stop))


def _settle(locator: Locator, before: list[Locator], text: str) -> Locator:
    """Return the locator with the label that its neighbours decide.

    After an article or a paragraph of a law, `c. 2` (comma) and `S. 2` (Satz) are no pages.
    """
    if locator.label != "page" or not before or locator.span is None:
        return locator
    letter = text[locator.span.start]
    behind = text[locator.span.start + 1 : locator.span.start + 2]
    if behind.isalpha():
        return locator
    legal = before[-1].label in {"article-locator", "paragraph"} and before[-1].span is not None
    latin = legal and before[-1].span is not None and text[before[-1].span.start].isascii()
    if latin and (letter == "c" or (letter == "S" and before[-1].label == "paragraph")):
        return Locator("paragraph", locator.value, locator.span)
    return locator


def parse_locators(text: str, start: int = 0, end: int | None = None) -> tuple[Locator, ...]:
    """Find all locators in a stretch of a citation.

    A number without a label counts as a page only at the beginning. Other words are passed over; a
    one-letter label without its full stop counts only at the beginning or after a separator.

    Args:
        text: Any text.
        start: Where the stretch begins.
        end: Where it ends; None for the end of the text.

    Returns:
        The locators in the order written, with values as written and spans in `text`.
    """
    stop = len(text) if end is None else min(end, len(text))
    found: list[Locator] = []
    position, opening = start, True
    while position < stop:
        skipped = _SKIP.match(text, position, stop)
        if skipped:
            position = skipped.end()
            continue
        locator = None
        if position == start or not text[position - 1].isalnum():
            locator = match_locator(text, position, stop)
            if locator is None and opening:
                locator = _match_bare(text, position, stop)
        opening = False
        if locator and locator.span and _stands_alone(text, position, start, locator.span.end):
            found.append(_settle(locator, found, text))
            position = locator.span.end
            continue
        word = _WORD.match(text, position, stop)
        position = word.end() if word else position + 1
    return tuple(found)


def _stands_alone(text: str, position: int, start: int, end: int) -> bool:
    """Tell whether a locator may begin here in running words: `с 5 до 7` holds no page."""
    if not _SHORT_WITHOUT_STOP.match(text, position, end):
        return True
    if _WORD_BEHIND.match(text, end):
        return False
    before = text[max(start, position - 8) : position].rstrip()
    return not before or not before[-1].isalnum()
