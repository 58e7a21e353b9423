"""Reads United Nations resolutions named in words: 'резолюция 72/283 Генеральной Ассамблеи'.

The words of the body may stand before, between or behind; they are inflected and in seven languages. A bare
number is a resolution only with the words of the Security Council, or with a year in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from citekit.model import Identifier
from citekit.parse.dates import match_date
from citekit.parse.identifiers.un_bodies import is_security_council_year
from citekit.parse.identifiers.un_symbols import LOOK_ALIKES, ROMAN, make_identifier, normalize_roman
from citekit.parse.patterns import defer_pattern


class Body(Enum):
    """Who adopts resolutions."""

    ASSEMBLY = "A"
    COUNCIL = "S"
    ECOSOC = "E"
    HUMAN_RIGHTS = "A/HRC"
    UNITED_NATIONS = "UN"
    OTHER = ""


#: Literals inside the words for resolution, with how far before them the word begins.
_WORD_LITERALS: Final = (
    ("езолюц", 1),
    ("ЕЗОЛЮЦ", 1),
    ("solu", 2),
    ("SOLUTION", 2),
    ("UNSCR ", 0),
    ("Res", 0),
    ("ез. ", 1),
)
_WORD: Final = defer_pattern(
    r"(?:[Рр]езолюц[а-яії]{1,4}|РЕЗОЛЮЦ[А-ЯІЇ]{1,4}|[Rr](?:esolution|ésolution)(?:s|en)?|RESOLUTIONS?|"
    r"[Rr]isoluzion[ei]|"
    r"[Rr]esoluci(?:ón|ones)|UNSCR|Res\.?|[Рр]ез\.)(?!\w)"
)
_BODIES: Final = (
    (
        Body.ASSEMBLY,
        (r"Генеральн\w{2,3}\s+А[сc]{1,2}амбле\w{1,2}|Ген\.?\s?[Аа]ссамбле\w{1,2}|ГА(?!\w)|UN\s?GA(?!\w)|"
        r"UNGA|G\.\s?A\.|GA(?!\w)|"
        r"General\s+Assembly|(?:UN-|VN-)?Generalversammlung|Assemblée\s+générale|Assemblea\s+generale|"
        r"Asamblea\s+General"),
    ),
    (
        Body.COUNCIL,
        (r"Совет\w{0,2}\s+Безопасности|СБ(?!\w)|Рад\w{1,2}\s+Безпеки|РБ(?=\s+ООН)|Security\s+Council|"
        r"UN\s?SC(?!\w)|UNSC|S\.\s?C\.|"
        r"SC(?!\w)|(?:UN-|VN-|UNO-)?Sicherheitsrat\w{0,2}|Conseil\s+de\s+sécurité|"
        r"Consiglio\s+di\s+[Ss]icurezza|Consejo\s+de\s+Seguridad"),
    ),
    (
        Body.HUMAN_RIGHTS,
        (r"Совет\w{0,2}\s+(?:ООН\s+)?по\s+правам\s+человека|СПЧ(?!\w)|"
        r"Рад\w{1,2}\s+(?:ООН\s+)?з\s+прав\s+людини|Human\s+Rights\s+Council|"
        r"HRC(?!\w)|UNHRC|(?:UN-)?Menschenrechtsrat\w{0,2}|Conseil\s+des\s+droits\s+de\s+l['’]homme|"
        r"Consiglio\s+(?:per\s+i\s+)?diritti\s+umani|Consejo\s+de\s+Derechos\s+Humanos"),
    ),
    (
        Body.ECOSOC,
        (r"Экономическ\w{2,3}\s+и\s+[Сс]оциальн\w{2,3}\s+[Сс]овет\w{0,2}|ЭКОСОС|"
        r"Economic\s+and\s+Social\s+Council|ECOSOC|"
        r"Економічн\w{2,3}\s+і\s+[Сс]оціальн\w{2,3}\s+[Рр]ад\w{1,2}|ЕКОСОР|"
        r"Conseil\s+économique\s+et\s+social|Wirtschafts-\s+und\s+Sozialrat\w{0,2}"),
    ),
    (
        Body.OTHER,
        (r"Парламентск\w{2,3}\s+[Аа]ссамбле\w{1,2}|ПАСЕ|ПАРЄ|PACE(?!\w)|Parliamentary\s+Assembly|"
        r"Совет\w{0,2}\s+Европы|Council\s+of\s+Europe|"
        r"Европейск\w{2,3}\s+[Пп]арламент\w{0,2}|Европарламент\w{0,2}|European\s+Parliament|"
        r"Комитет\w{0,2}\s+[Мм]инистров|Committee\s+of\s+Ministers|"
        r"Государственн\w{2,3}\s+[Дд]ум\w{1,2}|ЮНЕСКО|UNESCO|ВОЗ(?!\w)|WHO(?!\w)|МАГАТЭ|IAEA|ИМО(?!\w)|"
        r"IMO(?!\w)|МОТ(?!\w)|ILO(?!\w)|ICAO|ИКАО|"
        r"Лиг\w{1,2}\s+[Нн]аций|League\s+of\s+Nations|ОБСЕ|OSCE|сената|Сената|Senate|Congress|съезда|"
        r"пленума|конференции"),
    ),
    (Body.UNITED_NATIONS, (
        r"ООН|Организации\s+Объедин[её]нных\s+Наций|Організації\s+Об['’]єднаних\s+Націй|"
        r"United\s+Nations|U\.?N\.?(?!\w)|ONU|VN(?!\w)|Vereinten\s+Nationen|Nations\s+[Uu]nies"
    )),
)  # fmt: skip
_BODY: Final = tuple((body, defer_pattern(rf"(?:{pattern})")) for body, pattern in _BODIES)
#: What may stand between a body's words and the word for resolution: 'в своей', 'единогласно принял'.
_ADOPTING: Final = (
    r"(?:\s?['’]s)?(?:\s+(?:ООН|UN))?[\s,]{0,4}"
    r"(?:(?:в|у)\s+(?:сво(?:ей|их|їй|їх)\s+)?|in\s+its\s+|"
    r"(?:[^\W\d_]{3,14}\s+){0,2}(?:принял\w{0,2}|утвердил\w{0,2}|одобрил\w{0,2}|прийняв|прийняла|"
    r"ухвали\w{1,3}|"
    r"adopted|passed|approved|verabschiedete|adopté|adoptó|adottato)\s+(?:the\s+|die\s+|la\s+|свою\s+)?)?\Z"
)
_BODY_BEFORE: Final = tuple(
    (body, defer_pattern(rf"(?<!\w)(?:{pattern}){_ADOPTING}")) for body, pattern in _BODIES[:-1]
)
_LINK: Final = defer_pattern(
    r"[\s,]{1,4}(?:(?:of|by|from)(?:\s+the)?(?!\w)|de\s+l['’]|dell['’]|(?:della|del|der|des|du|de\s+la|"
    r"de\s+los|de)(?!\w)|"
    r"adopted\s+by(?:\s+the)?(?!\w)|принят\w{2,3})?\s{0,3}"
)
_NUMERO: Final = defer_pattern(
    r"\s{0,3}(?:№№?|NN?(?=\s?\d)|[Nn]os?\.?|[Nn]r\.?|[Nn]úm\.?|n[°º]|номер|число)\s{0,3}"
)
_FROM: Final = defer_pattern(r"\s{1,3}(?:от|від|of|vom|du|del)\s{1,3}(?=[\d«])")
_NEW: Final = defer_pattern(
    r"((?:[EЕ][SЅС]-|[SЅС]-|ЧСС-|СС-)?\d{1,4})/(\d{1,4})(?![\d/])(?:\s?([A-Z]|[АВС](?!\.\s?[А-Я]))(?=[,.;:)\]»”]|\s(?:and|и|"
    r"та|et|und)\s[A-ZАВС](?:\W|\Z)|\Z))?"
)
_OLD: Final = defer_pattern(rf"(\d{{1,4}})(?:\s?([A-ZА-Г]))?\s{{0,3}}\(\s?({ROMAN})\s?\)")
_RUNNING: Final = defer_pattern(
    r"(\d{1,4})(?![\d/])(?:\s{0,3}\(((?:19[4-9]|20[0-9])\d)(?:\s?г(?:\.|ода?))?\))?(?!\s?[-–]\s?\d)"
    r"(?!\s{0,3}(?:г\.|гг\.|год|р\.|рок|стран|человек|млн|тыс|%|годов))"
)
_ENUMERATION: Final = defer_pattern(
    r"(?:(?<=\))(?:\d{1,3}|[¹²³⁴-⁹]{1,3})|\[\d{1,3}\])?\s{0,3}(?:,|;|\bи\b|\bта\b|\bі\b|\band\b|\bund\b|\bet\b|\be\b|\by\b|(?:,|;)\s{0,2}(?:и|and|"
    r"та))\s{1,3}(?:№\s?)?"
)
_SYMBOL_AHEAD: Final = defer_pattern(r"[AАSЅСEЕ]/")
_GAP: Final = defer_pattern(r"\s{1,4}")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LAST_OLD_SESSION: Final = 30


class _Number(NamedTuple):
    kind: str
    first: str
    second: str
    letter: str
    start: int
    end: int


def scan_un_resolutions(text: str) -> Iterator[Identifier]:
    """Yield the resolutions named in words.

    The span goes from the word for resolution to the number, and to the body's words behind it; of several
    numbers, the later ones have a span of their own.

    Args:
        text: Text without hyphens at line ends.
    """
    hits: set[int] = set()
    for literal, before in _WORD_LITERALS:
        at = text.find(literal)
        while at >= 0:
            hits.add(max(0, at - before))
            at = text.find(literal, at + 3)
    for start in sorted(hits):
        word = _WORD.match(text, start)
        if word and not (start and text[start - 1].isalnum()):
            yield from _read_named(text, word)


def _read_named(text: str, word: re.Match[str]) -> Iterator[Identifier]:
    start = word.start()
    body = Body.COUNCIL if word[0] == "UNSCR" else _body_before(text, start)
    body, position = _read_between(text, word.end(), body)
    if body is None and word[0] in {"Res", "Res.", "рез.", "Рез."}:
        return
    if _SYMBOL_AHEAD.match(text, position):
        return
    numbers = _read_numbers(text, position, body)
    if not numbers:
        return
    behind, end = _body_behind(text, numbers[-1].end)
    if behind is not None and behind is not Body.UNITED_NATIONS:
        body = behind if body in {None, Body.UNITED_NATIONS} or behind is Body.OTHER else body
    for index, number in enumerate(numbers):
        named = _name(number, body)
        if named is None:
            continue
        first = start if index == 0 else number.start
        last = end if index == len(numbers) - 1 and behind is not None else number.end
        yield make_identifier(text, first, last, *named)


def _body_before(text: str, start: int) -> Body | None:
    piece = text[max(0, start - 90) : start]
    for body, pattern in _BODY_BEFORE:
        if pattern.search(piece):
            return body
    return None


def _match_body(text: str, position: int) -> tuple[Body, int] | None:
    for body, pattern in _BODY:
        if found := pattern.match(text, position):
            return body, found.end()
    return None


def _read_between(text: str, position: int, body: Body | None) -> tuple[Body | None, int]:
    """Read what stands between the word and the number: body, date, numero sign."""
    for _ in range(4):
        if dated := _FROM.match(text, position):
            date = match_date(text, dated.end(), "ru")
            if date is not None and date.date.day is not None:
                position = date.end
                continue
        link = _LINK.match(text, position)
        if link is None or (found := _match_body(text, link.end())) is None:
            break
        if found[0] is not Body.UNITED_NATIONS or body is None:
            body = found[0]
        position = found[1]
    if numero := _NUMERO.match(text, position):
        return body, numero.end()
    gap = _GAP.match(text, position)
    return body, gap.end() if gap else position


def _body_behind(text: str, position: int) -> tuple[Body | None, int]:
    """Return the body whose words stand behind the number, and where they end."""
    body: Body | None = None
    for _ in range(3):
        link = _LINK.match(text, position)
        if link is None or (
            "," in link[0] and body is None and not text[link.end() : link.end() + 1].isupper()
        ):
            break
        found = _match_body(text, link.end())
        if found is None:
            break
        if "," in link[0] and (
            found[0] is Body.UNITED_NATIONS or _WORD.match(text, _skip_preposition(text, found[1]))
        ):
            break
        if body is None or body is Body.UNITED_NATIONS:
            body = found[0]
        position = found[1]
    return body, position


def _skip_preposition(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    position = gap.end() if gap else position
    return position + 2 if text.startswith(("в ", "у ", "в\n"), position) else position


def _read_numbers(text: str, position: int, body: Body | None) -> list[_Number]:
    """Read one number, or several of an enumeration."""
    numbers: list[_Number] = []
    while len(numbers) < 30:
        number = _read_number(text, position)
        if number is None or (
            numbers and number.kind == "running" and not number.second and body is not Body.COUNCIL
        ):
            break
        if numbers and number.kind != numbers[0].kind:
            break
        numbers.append(number)
        joint = _ENUMERATION.match(text, number.end)
        if joint is None:
            break
        position = joint.end()
    return numbers


def _read_number(text: str, position: int) -> _Number | None:
    if found := _NEW.match(text, position):
        session = (
            found[1].translate(LOOK_ALIKES).replace("ЧCC-", "ES-").replace("CC-", "S-").replace("EC-", "ES-")
        )
        session = re.sub(r"\AC-", "S-", session)
        return _Number("new", session, found[2], (found[3] or "").translate(LOOK_ALIKES), *found.span())
    if found := _OLD.match(text, position):
        letter = (found[2] or "").translate(LOOK_ALIKES)
        letter = {"Б": "B", "Г": "D"}.get(letter, letter)
        return _Number("old", found[1], normalize_roman(found[3]), letter, *found.span())
    if found := _RUNNING.match(text, position):
        return _Number("running", found[1], found[2] or "", "", *found.span())
    return None


def _roman_value(numeral: str) -> int:
    values = [_ROMAN_VALUES.get(letter, 0) for letter in numeral]
    return sum(
        -one if one < next_one else one for one, next_one in zip(values, [*values[1:], 0], strict=True)
    )


def _name(number: _Number, body: Body | None) -> tuple[str, dict[str, str]] | None:
    """Return the symbol and its parts, or None where the number is no United Nations resolution."""
    if body is Body.OTHER:
        return None
    return {"new": _name_new, "old": _name_old, "running": _name_running}[number.kind](number, body)


def _name_new(number: _Number, body: Body | None) -> tuple[str, dict[str, str]] | None:
    session, count = number.first, number.second
    parts = {"series": "RES", "number": count}
    if body is Body.HUMAN_RIGHTS:
        return f"A/HRC/RES/{session}/{count}", {"body": "A", "subsidiary": "HRC", **parts, "session": session}
    if session.isdigit() and int(session) > 1900:
        if body is Body.ECOSOC:
            return f"E/RES/{session}/{count}", {"body": "E", **parts, "year": session}
        return None
    special = not session.isdigit()
    if body is Body.ECOSOC or body is Body.COUNCIL or len(session) == 4:
        return None
    if not special and int(session) <= _LAST_OLD_SESSION and body is not Body.ASSEMBLY:
        return None
    value = f"A/RES/{session}/{count}{number.letter}"
    named = {"body": "A", **parts, "session": session}
    return value, {**named, "letter": number.letter} if number.letter else named


def _name_old(number: _Number, body: Body | None) -> tuple[str, dict[str, str]] | None:
    if body is Body.COUNCIL:
        return None
    regular = number.second.rpartition("-")[2]
    ecosoc = body is Body.ECOSOC or (body is not Body.ASSEMBLY and _roman_value(regular) > _LAST_OLD_SESSION)
    organ = "E" if ecosoc else "A"
    letter = f"[{number.letter}]" if number.letter else ""
    parts = {"body": organ, "series": "RES", "number": number.first, "session": number.second}
    if number.letter:
        parts["letter"] = number.letter
    return f"{organ}/RES/{number.first}({number.second}){letter}", parts


def _name_running(number: _Number, body: Body | None) -> tuple[str, dict[str, str]] | None:
    if body not in {Body.COUNCIL, Body.UNITED_NATIONS, None} or number.first.startswith("0"):
        return None
    parts = {"body": "S", "series": "RES", "number": number.first}
    if number.second:
        if not is_security_council_year(int(number.first), int(number.second)):
            return None
        return f"S/RES/{number.first} ({number.second})", {**parts, "year": number.second}
    return (f"S/RES/{number.first}", parts) if body is Body.COUNCIL else None
