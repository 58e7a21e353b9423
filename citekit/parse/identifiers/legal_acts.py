"""Reads legal acts by kind, authority, date and number: 'Федеральный закон от 27.07.2006 № 149-ФЗ'.

The number sign is looked for, then the date beside it, then the kind and the authority before. Acts of the
Russian Federation have the scheme `ru-law`, those of other states `<country>-law`, those of the Eurasian
Economic Union, its forerunners and the CIS `eaeu-act`, official gazettes `ru-gazette`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.model import Identifier, PartialDate, Span
from citekit.parse.dates import match_date
from citekit.parse.identifiers.legal_words import (
    CONSTITUTIONAL_LAW,
    FEDERAL_LAW,
    KIND,
    KIND_STEMS,
    KINDS,
    NATIONAL_AUTHORITIES,
    SHORTENED,
    UNION_AUTHORITY,
    Kind,
)
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern

_LOOK_BACK: Final = 320
_LATIN_N: Final = re.compile(r"N(?<!\w[N])(?:o\.?)?[ \t\n\u00a0]{0,2}(?=\d)")
_NUMBER: Final = defer_pattern(
    r"(?:[A-ZА-ЯЁ]{1,5}-)?\d{1,5}(?:[а-яіїєa-z](?=[-–/]))?(?:[-–/][A-ZА-ЯІЇa-zа-яё\d]{1,6}(?:\([A-ZА-Я]\))?){0,6}[а-яa-z]{0,3}"
    r"(?:[@])?|[А-Я]{2,5}-\d[\d/-]{0,8}@?"
)
_LAW_NUMBER: Final = defer_pattern(r"(\d{1,4})\s{0,2}[-–]?\s{0,3}(ФКЗ|ФЗ)(?!\w)")
_FROM: Final = defer_pattern(r"(?<!\w)(?:от|від|ад)\s{1,4}(?=[\d«\"“„])")
_AFTER_NUMBER: Final = defer_pattern(r"\s{0,3},?\s{0,3}(?:от|від|ад)\s{1,4}(?=[\d«\"“„])")
_SENTENCE_END: Final = defer_pattern(r"[^\W\d_]{3,}[.!?…]\s{1,3}(?=[А-ЯЁA-ZІЇЄ])")
#: An authority in front of its act: `Конституционный Суд РФ в постановлении от …`.
_AUTHORITY_BEFORE: Final = defer_pattern(
    r"((?:(?:Конституционн|Верховн|Высш[а-я]{2,3} Арбитражн)[а-я]{2,4} Суд[а-я]{0,3}|Правительств[а-я]{1,2}"
    r"|Президент[а-я]{0,2}|КС|ВС|ВАС|Пленум[а-я]{0,2} (?:Верховного Суда|ВС|ВАС))"
    r"(?: РФ| Российской Федерации)?)"
    r"\s(?:в|во|своим|принял[а-я]?|издал[а-я]?)(?:\s(?:сво[её]м|своем|его|этом))?\s\Z"
)
_AUTHORITIES: Final = (
    ("Конституционн", "Конституционного Суда"),
    ("Верховн", "Верховного Суда"),
    ("Высш", "Высшего Арбитражного Суда"),
    ("Правительств", "Правительства"),
    ("Президент", "Президента"),
)
_ABBREVIATED: Final = defer_pattern(r"(?:Росс?|федер|конституц|Собр|респ|обл)\.\s{1,3}\Z", re.IGNORECASE)
_TITLE: Final = defer_pattern(r"\s{0,3}[,:]?\s{0,3}(?:[«\"“„(]|(?:[Оо]б?|[Пп]ро)\s)")
_TITLE_ANYWHERE: Final = defer_pattern(r"\s[«\"“„(]|\s[Оо]б?\s|\s[Пп]ро\s|\s\(далее|,\s")
_FEDERAL_SUFFIX: Final = defer_pattern(r"-(ФКЗ|ФЗ)\Z")
_FZ_FIRST: Final = defer_pattern(r"(?<!\w)(ФКЗ|ФЗ)-(\d{1,4})(?!\w)")
_FZ_LAST: Final = defer_pattern(r"(?<![\w/-])(\d{1,4})\s?[-–]\s{0,2}(ФКЗ|ФЗ)(?!\w)")
#: Stems of the kinds of acts that may go without a date.
_UNDATED_STEMS: Final = ("каз", "акон", "останов", "ФЗ", "ФКЗ")
_OF_NUMERO: Final = defer_pattern(r"\s{0,3}\(?\s{0,3}(?:№|N|за\s+номером)?\s{0,3}\Z")


class _Dated(NamedTuple):
    date: PartialDate
    start: int
    end: int


def _identify(
    scheme: str, text: str, span: tuple[int, int], value: str, parts: dict[str, str], url: str = ""
) -> Identifier:
    return Identifier(scheme, value, Span(*span), text[span[0] : span[1]], parts, url)


def scan_legal_acts(text: str) -> Iterator[Identifier]:
    """Yield the legal acts named by kind, date and number.

    The span goes from the kind's first word to the number, or to the date behind it; a title between them
    belongs to it.

    Args:
        text: Text without hyphens at line ends.
    """
    done = 0
    for sign, position in _iterate_numbers(text):
        if sign < done:
            continue
        found = _read_act(text, sign, position)
        if found is not None:
            done = found.span.end
            yield found
    yield from _scan_bare_law_numbers(text)


def _iterate_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a number sign stands and where its number begins."""
    signs = []
    at = text.find("№")
    while at >= 0:
        position = at + 1
        while position < len(text) and position < at + 4 and text[position].isspace():
            position += 1
        signs.append((at, position))
        at = text.find("№", at + 1)
    signs.extend(found.span() for found in _LATIN_N.finditer(text))
    return iter(sorted(signs))


def _read_act(text: str, sign: int, position: int) -> Identifier | None:
    number = _NUMBER.match(text, position)
    if number is None:
        return None
    end = number.end()
    value = number[0].replace("–", "-")
    law = _LAW_NUMBER.match(text, position)
    if law:
        end = law.end()
        value = f"{law[1]}-{law[2]}"
    dated = _date_before(text, sign)
    before = dated.start if dated else sign
    if dated is None and (after := _AFTER_NUMBER.match(text, end)):
        date = match_date(text, after.end(), "ru")
        if date is not None and date.date.day is not None and date.date.end is None:
            dated = _Dated(date.date, after.end(), date.end)
            end = date.end
    titled = dated is not None or law is not None
    if not titled and not any(stem in text[max(0, before - 140) : before] for stem in _UNDATED_STEMS):
        return None
    kind = _kind_before(text, before, titled=titled)
    if kind is None:
        return None
    return _make_act(text, kind, (before, end), value, dated)


def _date_before(text: str, sign: int) -> _Dated | None:
    """Return the date in front of a number sign, `от` included in its place."""
    low = max(0, sign - 45)
    piece = text[low:sign]
    if "от" not in piece and "від" not in piece and "ад" not in piece:
        return None
    openings = list(_FROM.finditer(text, low, sign))
    if not openings:
        return None
    last = openings[-1]
    date = match_date(text, last.end(), "ru")
    if date is None or date.date.day is None or date.date.end is not None or date.end > sign:
        return None
    between = text[date.end : sign].strip(" \t\n\u00a0,.;()–-№N")
    return None if between not in {"", "г"} else _Dated(date.date, last.start(), date.end)


class _KindFound(NamedTuple):
    kind: Kind
    start: int
    authority: str


def _kind_before(text: str, end: int, *, titled: bool) -> _KindFound | None:
    """Return the kind of act and its authority that stand before a date or number."""
    low = max(0, end - (_LOOK_BACK if titled else 140))
    if not holds_literal(text[low:end], KIND_STEMS):
        return None
    matches = list(KIND.finditer(text, low, end))
    for found in reversed(matches[-6:]):
        kind = KINDS[(found.lastindex or 1) - 1]
        between = text[found.end() : end]
        if "№" in between or "//" in between or _crosses_sentence(between):
            return None
        authority = _authority_of(between)
        if authority is None:
            continue
        if kind.needs_authority and not authority:
            before = _AUTHORITY_BEFORE.search(text[max(0, found.start() - 90) : found.start()])
            if before is None:
                continue
            authority = _name_authority(before[1])
        if not kind.needs_authority and not titled and between.strip():
            continue
        return _KindFound(kind, found.start(), authority)
    return None


def _name_authority(words: str) -> str:
    """Return an authority in front of its act as it stands behind one."""
    return next(
        (f"{name} РФ" for stem, name in _AUTHORITIES if words.startswith(stem)), " ".join(words.split())
    )


def _crosses_sentence(between: str) -> bool:
    for found in _SENTENCE_END.finditer(between):
        if not _ABBREVIATED.search(between[: found.end()]):
            return True
    return "\n\n" in between


def _authority_of(between: str) -> str | None:
    """Return the authority's words between kind and date: empty where a title follows at once."""
    if not between.strip(" \t\n\u00a0,.:;–—-"):
        return ""
    if _TITLE.match(between):
        return ""
    title = _TITLE_ANYWHERE.search(between)
    words = between[: title.start()] if title else between
    words = words.strip(" \t\n\u00a0,.:;–—-")
    return words if len(words) <= 150 else None


def _make_act(
    text: str, found: _KindFound, span: tuple[int, int], number: str, dated: _Dated | None
) -> Identifier | None:
    kind, start, authority = found
    name = kind.name
    federal = name in {FEDERAL_LAW, CONSTITUTIONAL_LAW}
    if federal:
        scheme, authority = "ru-law", ""
        if not _FEDERAL_SUFFIX.search(number):
            number = f"{number}-{'ФКЗ' if name == CONSTITUTIONAL_LAW else 'ФЗ'}"
    else:
        for pattern, short in SHORTENED:
            authority = pattern.sub(short, authority)
        known = _scheme_of(name, authority)
        if known is None or (dated is None and not authority[:1].isupper()):
            return None
        scheme = known
    if (
        dated is None
        and not _FEDERAL_SUFFIX.search(number)
        and name not in {"Указ", "Закон", "Постановление"}
    ):
        return None
    if _FEDERAL_SUFFIX.search(number) and name in {"Закон", "Кодекс"}:
        name, authority, scheme = FEDERAL_LAW, "", "ru-law"
    parts = {"kind": name, "number": number}
    value = name
    if authority:
        parts["authority"] = authority
        value += f" {authority}"
    if dated is not None:
        date = dated.date
        parts["date"] = str(date)
        since = "від" if scheme == "ua-law" else "от"
        value += f" {since} {date.day:02d}.{date.month:02d}.{date.year}"
    return _identify(scheme, text, (start, span[1]), f"{value} № {number}", parts)


def _scheme_of(name: str, authority: str) -> str | None:
    if UNION_AUTHORITY.search(authority):
        return "eaeu-act"
    if name in {"Директива", "Протокол"}:
        return None
    return next((f"{code}-law" for code, pattern in NATIONAL_AUTHORITIES if pattern.search(authority)), None)


def _scan_bare_law_numbers(text: str) -> Iterator[Identifier]:
    """Yield federal laws named by number alone: `149-ФЗ`, `ФЗ-149`, `закон 149-ФЗ`."""
    done = -1
    for literal in ("ФЗ", "ФКЗ"):
        at = text.find(literal)
        while at >= 0:
            if found := _FZ_FIRST.match(text, at):
                number, letters = found[2], found[1]
            else:
                low = max(0, at - 10)
                found = next(
                    (one for one in _FZ_LAST.finditer(text, low, at + 3) if one.end() == at + len(literal)),
                    None,
                )
                number, letters = (found[1], found[2]) if found else ("", "")
            if found and found.start() > done:
                done = found.start()
                yield _make_bare(text, found.span(), f"{number}-{letters}", letters)
            at = text.find(literal, at + len(literal))


def _make_bare(text: str, span: tuple[int, int], number: str, letters: str) -> Identifier:
    start, end = span
    name = CONSTITUTIONAL_LAW if letters == "ФКЗ" else FEDERAL_LAW
    near = text[max(0, start - 60) : start]
    before = list(KIND.finditer(text, max(0, start - 60), start)) if holds_literal(near, KIND_STEMS) else []
    if before and KINDS[(before[-1].lastindex or 1) - 1].name in {FEDERAL_LAW, CONSTITUTIONAL_LAW, "Закон"}:
        between = text[before[-1].end() : start]
        if _OF_NUMERO.fullmatch(between):
            start = before[-1].start()
    dated = _date_before(text, start)
    if dated is not None:
        start = dated.start
        return _write_bare(text, (start, end), name, number, dated.date)
    after = _AFTER_NUMBER.match(text, end)
    date = match_date(text, after.end(), "ru") if after else None
    if date is not None and date.date.day is not None and date.date.end is None:
        return _write_bare(text, (start, date.end), name, number, date.date)
    return _write_bare(text, (start, end), name, number, None)


def _write_bare(
    text: str, span: tuple[int, int], name: str, number: str, date: PartialDate | None
) -> Identifier:
    parts = {"kind": name, "number": number}
    value = name
    if date is not None:
        parts["date"] = str(date)
        value += f" от {date.day:02d}.{date.month:02d}.{date.year}"
    return _identify("ru-law", text, span, f"{value} № {number}", parts)


#: Literals inside the names of gazettes, with how far before them the name may begin.
_GAZETTE_LITERALS: Final = (("СЗ", 0), ("законод", 12), ("едомости", 1))
_GAZETTE: Final = defer_pattern(
    r"(?P<name>СЗ\s+РФ|Собр(?:ание|ания|\.)\s+законод(?:ательства|-ва|\.)\s+(?:РФ|Рос(?:сийской|\.|"
    r"с\.)\s+Федерации)|"
    r"Ведомости\s+(?:СНД(?:\s+(?:РФ|РСФСР|СССР))?(?:\s+и\s+ВС\s+(?:РФ|РСФСР|СССР))|"
    r"Верховного\s+Совета\s+(?:СССР|РСФСР|РФ)|ВС\s+(?:СССР|РСФСР|РФ)|"
    r"Съезда\s+народных\s+депутатов\s+(?:РФ|РСФСР|СССР|"
    r"Российской\s+Федерации)(?:\s+и\s+Верховного\s+Совета\s+(?:РФ|РСФСР|СССР|Российской\s+Федерации))?))"
    r"[\s.,–—-]{1,6}"
)
_GAZETTE_PLACE: Final = defer_pattern(
    r"(?:от\s+)?(?P<date>\d{1,2}\.\d{1,2}\.)?(?P<year>(?:19|20)\d\d)(?:\s?г\.)?[\s.,–—-]{1,6}(?:№|"
    r"N)\s{0,2}(?P<number>\d{1,3}(?:[-–]\d{1,3})?)"
    r"(?:\s?\(\s?(?:(?:ч\.|часть|ч)\s?(?P<part>[IVX\d]{1,5})|(?P<first>[IVX\d]{1,5})\s?(?:ч\.|часть|"
    r"ч))\s?\)|,?\s(?:ч\.|часть)\s?(?P<loose>[IVX\d]{1,5}))?"
    r"[\s.,–—-]{1,6}[Сс]т(?:атья|\.)?\s{0,3}(?P<article>\d{1,5})"
)


def scan_gazettes(text: str) -> Iterator[Identifier]:
    """Yield places in official gazettes: 'СЗ РФ. 2006. № 31 (ч. 1). Ст. 3448'.

    Args:
        text: Text without hyphens at line ends.
    """
    for literal, before in _GAZETTE_LITERALS:
        at = text.find(literal)
        while at >= 0:
            low = text.rfind("Собр", max(0, at - before), at) if before > 1 else max(0, at - before)
            name = _GAZETTE.match(text, low) if low >= 0 else None
            if name and (place := _GAZETTE_PLACE.match(text, name.end())):
                yield _make_gazette(text, name, place)
            at = text.find(literal, at + len(literal))


def _make_gazette(text: str, name: re.Match[str], place: re.Match[str]) -> Identifier:
    title = re.sub(r"\s+", " ", name["name"])
    short = "СЗ РФ" if title[0] == "С" else re.sub(r"Рос(?:сийской|\.) Федерации", "РФ", title)
    part = place["part"] or place["first"] or place["loose"] or ""
    parts = {"gazette": short, "year": place["year"], "number": place["number"], "article": place["article"]}
    if part:
        parts["part"] = part
    value = (
        f"{short}. {place['year']}. № {place['number']}{f' (ч. {part})' if part else ''}. Ст. "
        f"{place['article']}"
    )
    return _identify("ru-gazette", text, (name.start(), place.end()), value, parts)
