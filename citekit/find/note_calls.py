"""Numbers that may call a note: glued to a word, a quote, a bracket or a full stop."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Final

from citekit.find.note_bodies import SUPERSCRIPT
from citekit.model.slots import store_by_slot
from citekit.parse.patterns import defer_pattern


class CallForm(Enum):
    """How a number stands in the running text."""

    GLUED = "glued"
    RAISED = "raised"
    BRACKET = "bracket"
    PARENTHESIS = "parenthesis"
    SPACED = "spaced"


@store_by_slot
@dataclass(frozen=True, slots=True)
class CallCandidate:
    """A number that may call a note.

    Attributes:
        number: Its value.
        start: First position of the digits.
        end: Position after the last digit.
        form: How it stands.
        score: How much the place looks like a call; above 0 speaks for it.
        token: The word that it hangs on, in lower case.
    """

    number: int
    start: int
    end: int
    form: CallForm
    score: float
    token: str


#: Runs of digits in a text whose digits are all `0` and whose other signs are blanks.
_DIGITS: Final = re.compile(rb"00*+")
_ZEROED: Final = bytes(ord("0") if chr(code) in "0123456789" else ord(" ") for code in range(256))
_RAISED: Final = defer_pattern(r"[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}+")
#: A word read backwards; a short ending behind an apostrophe is part of it: `Thompson’s`.
_LETTERS_BACK: Final = defer_pattern(r"(?:[^\W\d_]{1,2}[’'](?=[^\W\d_]{2}))?[^\W\d_]+")
_PAIR: Final = defer_pattern(r"(\d{1,3}), ?(\d{1,3})(?![\w%°/])")
_FIRST_OF_PAIR: Final = defer_pattern(r"([^\s\d])(\d{1,3})\Z")
_ADDRESS: Final = defer_pattern(
    r"://|www\.|@|[?&]\w{0,20}=|10\.\d{4}|\.(?:ru|com|org|net|html?|pdf|php|int|eu|gov)\b", re.IGNORECASE
)
#: Words that a number belongs to when it is glued to them, with or without a full stop.
_NUMBERED: Final = frozenset(
    """рис рисунок табл таблица стр ст статья п пп пункт гл глава т том ч часть кн вып сек с раздел
    схема график
    прил приложение абз разд изд № нр мал fig figure table tab p pp no nr nos vol ch chap sec art eq app ed
    bd abs s jg hft abb nro núm n cap par bl f ff л лл д оп ф versión version ver iphone windows""".split()
)
#: Those of them that are no short forms: a full stop behind one ends its sentence.
_WHOLE_WORDS: Final = frozenset(
    """рисунок таблица статья пункт глава часть раздел схема график приложение figure table version""".split()
)
#: Short forms after whose full stop a call may stand.
_ABBREVIATIONS: Final = frozenset(
    """г гг в вв др пр т.д т.п руб коп тыс млн млрд н.э э etc al inc ltd jr sr usw bzw u.a ca dr u.s e.v co
    corp рр ст.ст им обл р""".split()
)
#: Units and formula letters: what stands behind them is a power or an index.
_UNITS: Final = frozenset("м км см мм дм га m km cm mm dm ft".split())
_FORMULAS: Final = frozenset(
    """co so no nh ch pm mp mh co h o n x y z a b c d e f g k l p q r s t u v w covid sars web html mp
    usb g ph
    b2b p2p н со у х а б т в ил ту ан як ми миг су бмп рс пк ф к""".split()
)
#: Units that no power stands behind, where a number stands before them: `до 60 млн т2`.
_MEASURES: Final = frozenset("т га л г кг ц шт".split())
_HIGHEST_POWER: Final = 3
_COUNTED: Final = defer_pattern(r"(?:\d|млн|млрд|тыс\.?)[\s\u00a0]\Z")
_UNIT_AFTER: Final = re.compile(
    r"\s?(?:%|°|\$|€|£|₽|процент|тыс|млн|млрд|трлн|руб|лет\b|год|г\.|гг\.|чел|шт|раз\b|месяц|дн|час|"
    r"мин|км|м\b|кг|"
    r"percent|per cent|million|billion|thousand|years?\b|months?\b|days?\b|people|members|states|Jahr|Tage|"
    r"Prozent|Mio|Mrd|Euro|ans\b|pour cent|anni\b|por ciento|años|января|февраля|марта|апреля|мая|июня|июля|"
    r"августа|сентября|октября|ноября|декабря|стран|государств|член|пункт|стат|Januar|Februar|März|April|"
    r"Mai\b|Juni|Juli|August|September|Oktober|November|Dezember|January|February|March|May\b|June|July|"
    r"October|December|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|"
    r"грудня|років|року|janvier|février|mars\b|avril|mai\b|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|dicembre|de\s)"
)
_YEAR: Final = defer_pattern(r"(?<!\d)(?:1[0-9]|20)\d\d\Z")
#: The end of a number of a document, which is no decimal: `49/28,6`.
_COMPOUND: Final = defer_pattern(r"\d[/-]\d{1,4}\Z")
#: A number behind a figure's full stop, the sentence done: `rose to £8,200.11 The accounts`.
_NEXT_SENTENCE: Final = defer_pattern(r"[1-9]\d{0,2}(?:\s{1,4}[^\W\d_a-zà-öø-ÿа-яёіїєґ]|\s*\n\s*\n)")
#: The symbol of a document up to its last number; an address holds none that counts.
_SYMBOL: Final = defer_pattern(r"(?<![\w/.=])[A-ZАЕС]{1,6}/(?:[A-ZА-Я\d][\w.]{0,12}/){0,4}\Z")
_NUMBER_SIGNS: Final = "№N"
_CENTURIES: Final = frozenset({"15", "16", "17", "18", "19", "20"})
_NO_CALL_AFTER: Final = frozenset(
    """в на с со из от до за по к о об и или на не ни а но у для при более менее около свыше через лишь только
    the of in to from and or by about over than article section chapter page volume part table figure number
    rule under some only at on with for am vom bis im seit über rund artikel kapitel abschnitt seite und les
    des de du le la en à chapitre del el los las di il version type phase stage step day level grade статья
    статьи статье статью пункт пункта пункте главы глава главе часть части раздел раздела номер страница
    рисунок таблица таблице приложение приложении приложением № § п. пп. ст. стр. с. гл. т. ч. рис.
    табл. no. nr.
    vol. p. pp. fig. art. s. bd. abs. ca. около""".split()
)
_QUOTES: Final = frozenset("»”\"'’“›«‹")
#: Within this distance the same word with the next number is a series of names, not two calls.
_SERIES: Final = 200
_BLANKS: Final = frozenset(" \t\n\f\u00a0\u2009\u202f")
_STOPS: Final = frozenset(".,;:!?…")
_CLOSING: Final = frozenset(".,;)")
#: What never follows a call, and what may join digits to more digits.
_NO_CALL_BEFORE: Final = frozenset("%°‰/\\_=+^@&#$€£")
_JOINING: Final = frozenset(".,:-–")
_AFTER_SIGN: Final = {")": 2.5, "]": 2.5, "%": 1.0}
_AFTER_LONG: Final = {",": 2.0, ";": 2.0, ":": 0.0, "!": 3.0, "?": 3.0, "…": 3.0}
_AFTER_SHORT: Final = {",": -1.0, ";": -1.0, ":": 0.0, "!": 3.0, "?": 3.0, "…": 3.0}
#: Words of one or two letters, by whether they are capitals and whether they are Cyrillic.
_SHORT_WORD: Final = {(False, False): 0.5, (False, True): 0.5, (True, True): 0.5, (True, False): -3.0}


def find_call_candidates(text: str) -> list[CallCandidate]:
    """Return the numbers that may call a note, in the order of the text."""
    found: list[CallCandidate] = []
    # One sign is sought ten times as fast as a class of signs; one byte stands for each character.
    for match in _DIGITS.finditer(text.encode("ascii", "replace").translate(_ZEROED)):
        start, end = match.span()
        size = end - start
        if not start or size > 7 or text[start] == "0":
            continue
        if size > 1 and (calls := _split_document_number(text, start, end)) is not None:
            found.extend(calls)
            continue
        if size > 3:
            candidate = _weigh_after_year(text, start, end)
        elif text[start - 1] in _BLANKS:
            candidate = _weigh_spaced(text, start, end)
        else:
            candidate = _weigh_call(text, start, end)
        if candidate is not None:
            found.append(candidate)
    if any(digit in text for digit in "¹²³⁴⁵⁶⁷⁸⁹"):
        found.extend(_find_raised(text))
        found.sort(key=lambda candidate: candidate.start)
    return _discount_terms(found)


def _follows_number_sign(text: str, start: int) -> bool:
    """Tell whether `№` or `N` stands before a number, with a blank between them or without."""
    before = text[start - 1]
    if before.isspace():
        before = text[start - 2 : start - 1]
    return bool(before) and before in _NUMBER_SIGNS


def _split_document_number(text: str, start: int, end: int) -> list[CallCandidate] | None:
    """Weigh calls glued to the number of a document, behind `№` or ending a symbol; None elsewhere."""
    if _follows_number_sign(text, start):
        return _split_number(text, start, end)
    symbol = _SYMBOL.search(text, max(0, start - 40), start) if text[start - 1] == "/" else None
    if symbol is None:
        return None
    return [
        replace(call, score=3.0) if _stands_elsewhere(text, symbol.start(), call.start) else call
        for call in _split_number(text, start, end)
    ]


def _stands_elsewhere(text: str, start: int, end: int) -> bool:
    """Tell whether a symbol, without the figures behind `end`, stands elsewhere in the text."""
    place = -1
    for _ in range(20):
        place = text.find(text[start:end], place + 1)
        if place < 0 or (place != start and not text[place + end - start :][:1].isdigit()):
            break
    return place >= 0 and place != start


def _discount_terms(found: list[CallCandidate]) -> list[CallCandidate]:
    """Lower the score of what comes back: a word with its number (`G20`), or the next (`file1 file2`)."""
    counts = Counter((call.token, call.number) for call in found if call.token)
    counted: dict[str, list[CallCandidate]] = defaultdict(list)
    for call in found:
        if call.token and call.form is CallForm.GLUED:
            counted[call.token].append(call)
    series = {
        call.start
        for calls in counted.values()
        for pair in pairwise(calls)
        for call in pair
        if pair[1].number == pair[0].number + 1 and pair[1].start - pair[0].end < _SERIES
    }
    return [
        replace(call, score=call.score - 2.5)
        if call.token
        and call.form is CallForm.GLUED
        and (counts[call.token, call.number] > 1 or call.start in series)
        else call
        for call in found
    ]


def _find_raised(text: str) -> list[CallCandidate]:
    """Return the numbers in superscript digits; behind a unit or a formula's letter they are powers."""
    found = []
    for match in _RAISED.finditer(text):
        start, end = match.span()
        number = int(match[0].translate(SUPERSCRIPT))
        previous = text[start - 1 : start]
        if not number or not previous or previous in "\n\f":
            continue
        word = _word_before(text, start).lower()
        score = 4.5
        if word in _UNITS or (len(word) == 1 and word not in "яиуо") or previous.isdigit():
            score = -2.0
        elif previous == " ":
            score = 3.0
        found.append(CallCandidate(number, start, end, CallForm.RAISED, score, word))
    return found


def _word_before(text: str, end: int) -> str:
    """Return the letters that end at a position; at most 40."""
    match = _LETTERS_BACK.match(text[max(0, end - 40) : end][::-1])
    return match[0][::-1] if match else ""


def _weigh_call(text: str, start: int, end: int) -> CallCandidate | None:
    """Weigh a number that is glued to what stands before it."""
    previous = text[start - 1]
    following = text[end : end + 1]
    if following in _NO_CALL_BEFORE or (following in _JOINING and _continues_number(text, start, end)):
        return None
    number = int(text[start:end])
    if previous == "[":
        return CallCandidate(number, start, end, CallForm.BRACKET, 1.0, "") if following == "]" else None
    if previous == "<":
        return CallCandidate(number, start, end, CallForm.BRACKET, 3.0, "") if following == ">" else None
    if previous == "(":
        return CallCandidate(number, start, end, CallForm.PARENTHESIS, 1.0, "") if following == ")" else None
    score, token = _weigh_before(text, start, number)
    if score > -4:
        score += _weigh_following(text, end, following)
    if score <= -4 or _is_in_address(text, start):
        return None
    return CallCandidate(number, start, end, CallForm.GLUED, score, token)


def weigh_glued(text: str, start: int, number: int) -> float:
    """Weigh what a number at a position is glued to: above 0 it may be raised there, below -4 it cannot."""
    score, _ = _weigh_before(text, start, number)
    return -9.0 if score > -4 and _is_in_address(text, start) else score


def _weigh_before(text: str, start: int, number: int) -> tuple[float, str]:
    """Weigh what stands right before a number; return the word, too, in lower case."""
    previous = text[start - 1]
    if previous.isalpha():
        return _weigh_word(text, start, number)
    if previous in _STOPS:
        return _weigh_stop(text, start, number)
    if previous in _QUOTES:
        return _weigh_quote(text, start), ""
    return _AFTER_SIGN.get(previous, -9.0), ""


def _continues_number(text: str, start: int, end: int) -> bool:
    """Tell whether digits go on after a sign: `3.5`, `2010-2012`; but `1,2` behind a word calls two notes."""
    if not text[end + 1 : end + 2].isdigit():
        return False
    pair = _PAIR.match(text, start)
    return pair is None or int(pair[2]) != int(pair[1]) + 1 or not _can_hold_call(text[start - 1])


def _can_hold_call(character: str) -> bool:
    return character.isalpha() or character in _QUOTES or character in ".)]!?…"


def _weigh_following(text: str, end: int, following: str) -> float:
    """Weigh what stands after a glued number: a call is followed by a blank, a stop or a closing sign."""
    if not following or following.isspace() or following in ".,;:!?…)]»”\"’'«“":
        return 0.5
    if following in "-–—":
        return -4.0 if text[end + 1 : end + 2].isalnum() else 0.0
    return -3.5 if following.isalpha() else -1.0


def _weigh_quote(text: str, start: int) -> float:
    """Weigh a number glued to a quotation mark, which must be a closing one."""
    closed = text[start - 2 : start - 1]
    if closed.isspace():
        return 3.5 if text[start - 1] in "»›" else -9.0
    return 3.5 if closed and (closed.isalnum() or closed in ".,!?…)]%»”") else -9.0


def _weigh_word(text: str, start: int, number: int) -> tuple[float, str]:
    """Weigh a number glued to a word."""
    word = _word_before(text, start)
    before = text[start - len(word) - 1 : start - len(word)] if start > len(word) else ""
    low = word.lower()
    if before and (before.isdigit() or before in "_/#&=@\\"):
        # letters and digits alternate as in a code or a formula; `ТС/ЕЭП2` does not
        score = 2.0 if before == "/" and not word.islower() else -9.0
    elif (low in _MEASURES or (low in _UNITS and number > _HIGHEST_POWER)) and _COUNTED.search(
        text, max(0, start - len(word) - 12), start - len(word)
    ):
        score = 2.0
    elif low in _NUMBERED:
        score = -0.5 if word == "no" else -5.0
    elif low in _UNITS or low in _FORMULAS:
        score = 0.0 if len(word) == 1 and before == "-" else -5.0
    elif len(word) <= 2:
        score = _SHORT_WORD[word.isupper(), word[0] > "Ѐ"]
    elif word.isupper():
        score = 2.0
    else:
        score = 3.5 if word[1:].islower() else 1.0
    return score, low


def _weigh_after_year(text: str, start: int, end: int) -> CallCandidate | None:
    """Weigh a call glued to a year: `in 20123`."""
    following = text[end : end + 1]
    if (
        end - start == 4
        or text[start : start + 2] not in _CENTURIES
        or text[start + 4] == "0"
        or text[start - 1] not in " \n\u00a0–-("
        or not (not following or following.isspace() or following in ".,;:)»")
        or (following in ".," and text[end + 1 : end + 2].isdigit())
    ):
        return None
    return CallCandidate(int(text[start + 4 : end]), start + 4, end, CallForm.GLUED, 0.5, "")


def _split_number(text: str, start: int, end: int) -> list[CallCandidate]:
    """Weigh calls glued to the number of a document: `№ 6053` is 605 and call 3."""
    following = text[end : end + 1]
    if following and not (following.isspace() or following in ".,;:)»"):
        return []
    if following and following in ".,:" and text[end + 1 : end + 2].isdigit():
        return []
    return [
        CallCandidate(int(text[place:end]), place, end, CallForm.GLUED, -2.0, "")
        for place in (end - 2, end - 1)
        if place > start and text[place] != "0"
    ]


def _weigh_stop(text: str, start: int, number: int) -> tuple[float, str]:
    """Weigh a number glued to a full stop, a comma or another sign."""
    sign = text[start - 1]
    place = start - 1
    closed = text[place - 1 : place]
    if closed in _QUOTES or closed in {")", "]", "%"}:
        return 3.0, ""
    word = _word_before(text, place)
    if word:
        low = word.lower()
        if sign != ".":
            return (_AFTER_SHORT if len(word) <= 2 else _AFTER_LONG)[sign], low
        return _weigh_full_stop(text, place, word), low
    return _weigh_figure_stop(text, start, number), ""


def _weigh_figure_stop(text: str, start: int, number: int) -> float:
    """Weigh a number behind a sign with no word before it."""
    sign, place = text[start - 1], start - 1
    first = _FIRST_OF_PAIR.search(text, max(0, place - 4), place) if sign == "," else None
    if first is not None and _can_hold_call(first[1]):
        return 2.0 if int(first[2]) == number - 1 else -9.0
    if sign in ".," and (
        _YEAR.search(text, max(0, place - 5), place) or _COMPOUND.search(text, max(0, place - 6), place)
    ):
        return 1.0
    if sign == "." and text[place - 1 : place].isdigit() and _NEXT_SENTENCE.match(text, start):
        return -3.0
    return -9.0 if sign in ".,:" else 1.0


def _weigh_full_stop(text: str, place: int, word: str) -> float:
    """Weigh a number after a word with a full stop: the stop may be that of an abbreviation."""
    low = word.lower()
    doubled = text[max(0, place - 4) : place - 1].strip().endswith(("т.", "н.", "a.", "u.", "e.", "i."))
    if low in _NUMBERED and low not in _WHOLE_WORDS and not doubled:
        return -6.0
    if low in _ABBREVIATIONS or doubled:
        return 1.5
    if len(word) == 1:
        return -2.5
    if len(word) <= 3:
        return 0.0 if word.islower() else 1.5
    return 2.5


def _weigh_spaced(text: str, start: int, end: int) -> CallCandidate | None:
    """Weigh a number that stands apart: some converters set a blank before the call."""
    before = text[max(0, start - 34) : start]
    stripped = before.rstrip()
    following = text[end : end + 1]
    if not stripped or "\n" in before[len(stripped) :] or "\f" in before[len(stripped) :]:
        return None
    last = stripped[-1]
    if not (_can_hold_call(last) or last == ",") and not (
        following in _CLOSING and _YEAR.search(stripped[-5:])
    ):
        return None
    word = stripped.rpartition(" ")[2].lower()
    if word in _NO_CALL_AFTER or (len(word) < 3 and last.isalpha()) or _UNIT_AFTER.match(text, end):
        return None
    score = _weigh_apart(text, end, following, last)
    return CallCandidate(int(text[start:end]), start, end, CallForm.SPACED, score, "") if score else None


def _weigh_apart(text: str, end: int, following: str, last: str) -> float:
    """Weigh what stands after a number that stands apart; 0 where no call can be."""
    after = text[end + 1 : end + 2]
    if following and following in ".,;:":
        return -0.5 if not after or after.isspace() else 0.0
    if following and (following == ")" or following in _QUOTES):
        return -1.5
    if not following or following.isspace():
        if following == " " and after.isdigit():
            return 0.0
        return -1.5 if last in '.»”"' else -2.0
    return 0.0


def _is_in_address(text: str, start: int) -> bool:
    """Tell whether a position lies in a URL, a DOI or a mail address."""
    chunk = text[max(0, start - 120) : start].rsplit(None, 1)[-1]
    if "/" not in chunk and "." not in chunk and "@" not in chunk:
        return False
    return _ADDRESS.search(chunk) is not None
