"""Numbers that may call a note: glued to a word, a quote, a bracket or a full stop."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import Final

from citekit.find.note_bodies import SUPERSCRIPT


class CallForm(Enum):
    """How a number stands in the running text."""

    GLUED = "glued"
    RAISED = "raised"
    BRACKET = "bracket"
    SPACED = "spaced"


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


_DIGITS: Final = re.compile(r"[0-9]+")
_RAISED: Final = re.compile(r"[⁰¹²³⁴-⁹]{1,3}+")
_TOKEN: Final = re.compile(r"[^\W\d_]{1,40}\Z")
_ADDRESS: Final = re.compile(
    r"://|www\.|@|[?&]\w{0,20}=|10\.\d{4}|\.(?:ru|com|org|net|html?|pdf|php|int|eu|gov)\b", re.IGNORECASE
)
#: Words that a number belongs to when it is glued to them, with or without a full stop.
_NUMBERED: Final = frozenset(
    """рис рисунок табл таблица стр ст статья п пп пункт гл глава т том ч часть кн вып сек с раздел схема график
    прил приложение абз разд изд № нр мал fig figure table tab p pp no nr nos vol ch chap sec art eq app ed
    bd abs s jg hft abb nro núm n cap par bl f ff л лл д оп ф versión version ver iphone windows""".split()
)
#: Short forms after whose full stop a call may stand.
_ABBREVIATIONS: Final = frozenset(
    """г гг в вв др пр т.д т.п руб коп тыс млн млрд н.э э etc al inc ltd jr sr usw bzw u.a ca dr u.s e.v co
    corp рр ст.ст им обл р""".split()
)
#: Units and formula letters: what stands behind them is a power or an index.
_UNITS: Final = frozenset("м км см мм дм га m km cm mm dm ft".split())
_FORMULAS: Final = frozenset(
    """co so no nh ch pm mp mh co h o n x y z a b c d e f g k l p q r s t u v w covid sars web html mp usb g ph
    b2b p2p н со у х а б т в ил ту ан як ми миг су бмп рс пк ф к""".split()
)
_UNIT_AFTER: Final = re.compile(
    r"\s?(?:%|°|\$|€|£|₽|процент|тыс|млн|млрд|трлн|руб|лет\b|год|г\.|гг\.|чел|шт|раз\b|месяц|дн|час|мин|км|м\b|кг|"
    r"percent|per cent|million|billion|thousand|years?\b|months?\b|days?\b|people|members|states|Jahr|Tage|"
    r"Prozent|Mio|Mrd|Euro|ans\b|pour cent|anni\b|por ciento|años|января|февраля|марта|апреля|мая|июня|июля|"
    r"августа|сентября|октября|ноября|декабря|стран|государств|член|пункт|стат|Januar|Februar|März|April|"
    r"Mai\b|Juni|Juli|August|September|Oktober|November|Dezember|January|February|March|May\b|June|July|"
    r"October|December|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|"
    r"грудня|років|року|janvier|février|mars\b|avril|mai\b|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|dicembre|de\s)"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d\Z")
_CENTURIES: Final = frozenset({"15", "16", "17", "18", "19", "20"})
_NO_CALL_AFTER: Final = frozenset(
    """в на с со из от до за по к о об и или на не ни а но у для при более менее около свыше через лишь только
    the of in to from and or by about over than article section chapter page volume part table figure number
    rule under some only at on with for am vom bis im seit über rund artikel kapitel abschnitt seite und les
    des de du le la en à chapitre del el los las di il version type phase stage step day level grade статья
    статьи статье статью пункт пункта пункте главы глава главе часть части раздел раздела номер страница
    рисунок таблица таблице приложение приложении приложением № § п. пп. ст. стр. с. гл. т. ч. рис. табл. no. nr.
    vol. p. pp. fig. art. s. bd. abs. ca. около""".split()
)
_QUOTES: Final = frozenset("»”\"'’“›«‹")


def find_call_candidates(text: str) -> list[CallCandidate]:
    """Return the numbers that may call a note, in the order of the text."""
    found: list[CallCandidate] = []
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if not start:
            continue
        if end - start <= 3:
            candidate = _weigh_call(text, start, end) if text[start] != "0" else None
        elif end - start <= 7:
            candidate = _weigh_after_year(text, start, end)
        else:
            continue
        if candidate is not None:
            found.append(candidate)
    if any(digit in text for digit in "¹²³⁴⁵⁶⁷⁸⁹"):
        found.extend(_find_raised(text))
        found.sort(key=lambda candidate: candidate.start)
    return _discount_terms(found)


def _discount_terms(found: list[CallCandidate]) -> list[CallCandidate]:
    """Lower the score of a word and number that come back: a term (`G20`), not a call."""
    counts = Counter(
        (call.token, call.number) for call in found if call.form is CallForm.GLUED and call.token
    )
    return [
        call
        if call.form is not CallForm.GLUED or not call.token or counts[call.token, call.number] < 2
        else CallCandidate(call.number, call.start, call.end, call.form, call.score - 2.5, call.token)
        for call in found
    ]


def _find_raised(text: str) -> list[CallCandidate]:
    found = []
    for match in _RAISED.finditer(text):
        start, end = match.span()
        number = int(match[0].translate(SUPERSCRIPT))
        before = text[max(0, start - 40) : start]
        if not number or not before.strip() or before[-1] in "\n\f":
            continue
        token = _TOKEN.search(before)
        word = token[0].lower() if token else ""
        score = 4.5
        if word in _UNITS or (len(word) == 1 and word not in "яиуо") or before[-1].isdigit():
            score = -2.0
        elif before[-1] == " ":
            score = 3.0
        found.append(CallCandidate(number, start, end, CallForm.RAISED, score, word))
    return found


def _weigh_call(text: str, start: int, end: int) -> CallCandidate | None:
    previous = text[start - 1]
    following = text[end : end + 1]
    if following in "%°‰/\\_=+^@&#$€£" and following:
        return None
    if following in ".,:-–" and following and text[end + 1 : end + 2].isdigit():
        return None
    number = int(text[start:end])
    token = ""
    form = CallForm.GLUED
    if previous.isalpha():
        score, token = _weigh_word(text, start)
    elif previous in _QUOTES:
        closing = text[start - 2 : start - 1]
        spaced = previous in "»›" and closing.isspace()
        score = 3.5 if spaced or (closing and (closing.isalnum() or closing in ".,!?…)]%»”")) else -9.0
    elif previous in ")]":
        score = 2.5
    elif previous in ".,;:!?…":
        score, token = _weigh_stop(text, start)
    elif previous == "%":
        score = 1.0
    elif previous == "[" and following == "]":
        score, form = 1.0, CallForm.BRACKET
    elif previous.isspace():
        return _weigh_spaced(text, start, end, number)
    else:
        return None
    if following and form is CallForm.GLUED:
        score += _weigh_following(text, end, following)
    if score <= -4:
        return None
    if form is CallForm.GLUED and _is_in_address(text, start):
        return None
    return CallCandidate(number, start, end, form, score, token)


def _weigh_following(text: str, end: int, following: str) -> float:
    """Weigh what stands after a glued number: a call is followed by a blank, a stop or a closing sign."""
    if following.isspace() or following in ".,;:!?…)]»”\"’'":
        return 0.5
    if following in "-–—":
        return -4.0 if text[end + 1 : end + 2].isalnum() else 0.0
    if following.isalpha():
        return -3.5
    return -1.0


def _weigh_word(text: str, start: int) -> tuple[float, str]:
    """Weigh a number glued to a word."""
    match = _TOKEN.search(text, max(0, start - 40), start)
    word = match[0] if match else ""
    before = text[start - len(word) - 1 : start - len(word)] if start > len(word) else ""
    low = word.lower()
    if before and (before.isdigit() or before in "_/#&=@\\"):
        # `90-х3` keeps its hyphen apart; here letters and digits alternate, as in a code or a formula
        return (-9.0 if before != "/" or word.islower() else 2.0), low
    if low in _NUMBERED:
        return (-5.0 if word != "no" else -0.5), low
    if low in _UNITS or low in _FORMULAS:
        return (-5.0 if len(word) > 1 or before != "-" else 0.0), low
    if len(word) <= 2:
        if not word.isupper():
            return (1.0 if word.islower() and len(word) == 2 else 0.0), low
        return (0.5 if word[0] > "Ѐ" else -3.0), low
    if word.isupper():
        return 2.0, low
    if not word[1:].islower():
        return 1.0, low
    return 3.5, low


def _weigh_after_year(text: str, start: int, end: int) -> CallCandidate | None:
    """Weigh a call glued to a year: `in 20123`."""
    if end - start == 4 or text[start : start + 2] not in _CENTURIES or text[start + 4] == "0":
        return None
    following = text[end : end + 1]
    if text[start - 1] not in " \n\u00a0–-(" or not (
        not following or following.isspace() or following in ".,;:)»"
    ):
        return None
    if following in ".," and text[end + 1 : end + 2].isdigit():
        return None
    return CallCandidate(int(text[start + 4 : end]), start + 4, end, CallForm.GLUED, 0.5, "")


def _weigh_stop(text: str, start: int) -> tuple[float, str]:
    """Weigh a number glued to a full stop, a comma or another sign after a word."""
    previous = text[start - 1]
    place = start - 1
    if text[place - 1 : place] in _QUOTES or text[place - 1 : place] in {")", "]"}:
        return 3.0, ""
    match = _TOKEN.search(text, max(0, place - 40), place)
    if not match and previous in ".," and _YEAR.search(text, max(0, place - 5), place):
        return 1.0, ""
    if not match:
        return (-9.0 if previous in ".,:" else 1.0), ""
    word = match[0]
    low = word.lower()
    if previous in "!?…":
        return 3.0, low
    if previous == ":":
        return 0.0, low
    if previous in ",;":
        return (2.0 if len(word) > 2 else -1.0), low
    if low in _NUMBERED and not (low in {"т", "п", "д"} and text[place - 4 : place - 1].endswith("т.")):
        return -6.0, low
    if low in _ABBREVIATIONS or text[place - 3 : place - 1].endswith(("т.", "н.")):
        return 1.5, low
    if len(word) == 1:
        return -2.5, low
    if len(word) <= 3:
        return (0.0 if word.islower() else 1.5), low
    return 2.5, low


def _weigh_spaced(text: str, start: int, end: int, number: int) -> CallCandidate | None:
    """Weigh a number that stands apart: some converters set a blank before the call."""
    following = text[end : end + 1]
    before = text[max(0, start - 34) : start]
    if "\n" in before[-3:] or "\f" in before[-3:]:
        return None
    stripped = before.rstrip()
    if not stripped or not (stripped[-1].isalpha() or stripped[-1] in _QUOTES or stripped[-1] in ".,)"):
        if not stripped or not (_YEAR.search(stripped[-5:]) and following in ".,;)" and following):
            return None
    word = stripped.rpartition(" ")[2].lower()
    if word in _NO_CALL_AFTER or _UNIT_AFTER.match(text, end):
        return None
    if len(word) < 3 and word[-1:].isalpha():
        return None
    if following in ".,;:" and following:
        after = text[end + 1 : end + 2]
        if after and not after.isspace():
            return None
        score = -0.5
    elif following == ")" or following in _QUOTES:
        score = -1.5
    elif not following or following.isspace():
        score = -1.5 if stripped[-1] in '.»”"' else -2.0
        if following == " " and text[end + 1 : end + 2].isdigit():
            return None
    else:
        return None
    return CallCandidate(number, start, end, CallForm.SPACED, score, "")


def _is_in_address(text: str, start: int) -> bool:
    low = max(0, start - 120)
    chunk = text[low:start].rsplit(None, 1)[-1]
    if "/" not in chunk and "." not in chunk and "@" not in chunk:
        return False
    return _ADDRESS.search(chunk) is not None
