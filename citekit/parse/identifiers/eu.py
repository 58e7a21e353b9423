"""Reads identifiers of European Union law: CELEX numbers, ECLI, ELI, COM documents, acts by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.model import Identifier, Span
from citekit.parse.patterns import defer_pattern

_CELEX_TAIL: Final = r"\d\d[A-Z]{1,2}\d{4}(?:R?\(\d\d\))?(?:-\d{8})?(?!\w)"
_CELEX: Final = tuple(
    defer_pattern(rf"{century}(?<=[0-9CE]{century}){_CELEX_TAIL}") for century in ("19", "20")
)
_CELEX_TREATY: Final = defer_pattern(
    r"(?:CELEX|uri=CELEX|celex)\s?:?\s?(?P<id>1\d{4}[A-Z]{1,3}\d{3}|1\d{4}[A-Z]/(?:TXT|PRO/\d\d))"
)
_CELEX_PART: Final = defer_pattern(r"([0-9CE])((?:19|20)\d\d)([A-Z]{1,2})(\d{4})")
_CELEX_LETTERS: Final = frozenset(
    """R L D H A B C E F G J K M O Q S X Y CJ CC CO CA CB CD CP CS CT CU CV CX TJ TO TC TA TT FJ FO DC PC SC
    JC AE AR IE IR AP BP IP DP XC XG XP AA AB AC AG AS AT BA BD BF BH CI FI HB HR XA XB XE XK XM XO XR XS
    XX""".split()
)
_ECLI: Final = defer_pattern(
    r"ECLI\s?:\s?(?P<country>[A-Z]{2})\s?:\s?(?P<court>[A-Z0-9]{1,7})\s?:\s?(?P<year>\d{4})\s?:\s?"
    r"(?P<rest>[A-Za-z0-9.]{1,25})"
)
#: The form that the Court of Justice itself uses since 2014: `EU:C:2014:317`.
_BARE_ECLI: Final = defer_pattern(
    r"(?<![\w:])EU:(?P<court>[CTF]):(?P<year>(?:19|20)\d\d):(?P<rest>\d{1,4})(?!\w)"
)
_ELI: Final = defer_pattern(r"/eli/(?P<path>[a-z][A-Za-z_]{1,30}/[^\s<>\"«»“”),;\]]{3,120})")
_ELI_HOST: Final = defer_pattern(r"(?:https?://)?[A-Za-z0-9.-]{4,60}\Z")
_ELI_EU: Final = defer_pattern(r"(?P<type>[a-z_]{2,20})/(?P<year>\d{4})/(?P<number>\d{1,5})")
_COM: Final = defer_pattern(
    r"(?:COM|SWD|SEC|JOIN)(?:\s?\((?P<year>(?:19|20)\d\d|"
    r"\d\d)\)\s{0,8}|/(?P<slashed>(?:19|20)\d\d)/)(?P<number>\d{1,5})(?:\s?(?P<final>final|endg(?:ültig|\.)?|fin\.|"
    r"окончат\w{0,6}))?(?:/(?P<part>\d))?(?!\w)"
)
_COM_LITERALS: Final = ("COM", "SWD", "SEC", "JOIN")
_ACT_NUMBER: Final = re.compile(r"/(?<=\d/)(?=\d{1,4})")
_DIGITS_BEFORE: Final = defer_pattern(r"(?<![\d/.])(\d{1,4})\Z")
_COMMUNITIES: Final = {
    "EU": "EU", "EC": "EC", "EEC": "EEC", "ЕС": "", "ЕЭС": "EEC", "ЕЕС": "EEC", "ЄС": "", "ЄЕС": "EEC",
    "UE": "EU", "CE": "EC", "CEE": "EEC", "EG": "EC", "EWG": "EEC", "EURATOM": "Euratom",
    "ЕВРАТОМ": "Euratom",
    "CFSP": "CFSP", "JHA": "JHA", "GASP": "CFSP", "PESC": "CFSP", "ОВПБ": "CFSP", "JI": "JHA", "JAI": "JHA",
    "ECSC": "ECSC",
    "ЕOУС": "ECSC", "EК": "EC",
}  # fmt: skip
_COMMUNITY: Final = (
    r"EURATOM|Euratom|ЕВРАТОМ|Евратом|CFSP|JHA|GASP|PESC|ОВПБ|JAI|JI|ECSC|EEC|EWG|CEE|ЕЭС|ЄЕС|EU|EC|"
    r"ЕС|ЄС|UE|CE|EG|EK"
)
_NUMBER_AFTER: Final = defer_pattern(rf"/(?P<second>\d{{1,4}})(?:/(?P<mark>{_COMMUNITY})(?!\w))?(?![\d/])")
_KINDS: Final = (
    (
        "Framework Decision",
        r"Framework\s+Decision|[Рр]амочн\w{2,3}\s+[Рр]ешени\w{1,2}|Rahmenbeschluss\w{0,2}|décision-cadre",
    ),
    ("Directive", r"[Dd]irectives?|DIRECTIVE|[Дд]иректив\w{1,3}|Richtlinie|[Dd]irettiv[ae]|[Dd]irectivas?"),
    (
        "Regulation",
        (
            r"[Rr]egulations?|REGULATION|[Рр]егламент\w{0,3}|Verordnung|[Rr]èglement|[Rr]egolamento|"
            r"[Rr]eglamento"
        ),
    ),
    (
        "Decision",
        (
            r"[Dd]ecisions?|DECISION|[Рр]ешени\w{1,2}|[Рр]ішенн\w{1,2}|Beschluss\w{0,2}|Entscheidung|"
            r"[Dd]écision|[Dd]ecisione|[Dd]ecisión"
        ),
    ),
    (
        "Recommendation",
        (
            r"[Rr]ecommendation|[Рр]екомендаци\w{1,3}|Empfehlung|[Rr]ecommandation|[Rr]accomandazione|"
            r"[Rr]ecomendación"
        ),
    ),
)
_KIND: Final = defer_pattern("(?<!\\w)(?:" + "|".join(f"({pattern})" for _, pattern in _KINDS) + r")(?!\w)")
_BETWEEN: Final = defer_pattern(
    rf"\s{{1,4}}(?:(?P<authority>(?:(?:of|by)\s+the\s+|des\s+|du\s+|del\s+|"
    rf"der\s+)?(?:European\s+Parliament|Европейского\s+[Пп]арламента|"
    r"Європейського\s+[Пп]арламенту|Europäischen\s+Parlaments|Parlement\s+européen|"
    r"Parlamento\s+[Ee]uropeo|Council|Совета|Ради|Rates|Conseil|Consiglio|Consejo|"
    r"Commission|Комиссии|Еврокомиссии|Комісії|Kommission|Commissione|Comisión|Европейской\s+[Кк]омиссии)"
    r"(?:\s+(?:and\s+of\s+the|and\s+the|и|та|und\s+des|et\s+du|e\s+del|y\s+del)\s+(?:Council|Совета|Ради|"
    r"Rates|Conseil|Consiglio|Consejo))?)\s{1,4})?"
    rf"(?:(?P<union>Европейского\s+[Сс]оюза|Евросоюза|ЕС|ЄС|ЕЭС)\s{{1,4}})?"
    rf"(?:\((?P<mark>{_COMMUNITY})(?:\s?,\s?(?:{_COMMUNITY}))?\)\s{{0,4}})?(?:(?:[Nn]o\.?|№|N|[Nn]r\.?|"
    rf"[Nn]\.?[°º]|[Nn]\.|[Nn]úm\.)\s{{0,3}})?"
    r"(?:(?:от|of|vom|du|del|від)\s+[^()\n/]{6,40}?(?:№|No\.?|N|Nr\.?)?\s{0,3})?"
)
_LETTERS: Final = {
    "Directive": "L",
    "Regulation": "R",
    "Decision": "D",
    "Framework Decision": "F",
    "Recommendation": "H",
}
_CELEX_URL: Final = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:"


def _identify(
    scheme: str, text: str, span: tuple[int, int], value: str, url: str, parts: dict[str, str]
) -> Identifier:
    return Identifier(scheme, value, Span(*span), text[span[0] : span[1]], parts, url)


def scan_celex(text: str) -> Iterator[Identifier]:
    """Yield CELEX numbers: sector, year, letters of the kind, number."""
    for found in (found for pattern in _CELEX for found in pattern.finditer(text)):
        start = found.start() - 1
        raw = text[start : found.end()]
        before = text[start - 1 : start] if start else ""
        part = _CELEX_PART.match(raw)
        if (
            part is None
            or (before.isalnum() and text[start - 3 : start] != "%3A")
            or part[3] not in _CELEX_LETTERS
        ):
            continue
        parts = {"sector": part[1], "year": part[2], "type": part[3], "number": part[4]}
        yield _identify("celex", text, (start, found.end()), raw, _CELEX_URL + raw, parts)
    if "CELEX" in text or "celex" in text:
        for found in _CELEX_TREATY.finditer(text):
            yield _identify(
                "celex", text, found.span("id"), found["id"], _CELEX_URL + found["id"], {"sector": "1"}
            )


def scan_ecli(text: str) -> Iterator[Identifier]:
    """Yield European Case Law Identifiers (Council conclusions 2011/C 127/01)."""
    for found in _BARE_ECLI.finditer(text):
        value = f"ECLI:{found[0]}"
        url = f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri={value}"
        parts = {"country": "EU", "court": found["court"], "year": found["year"], "number": found["rest"]}
        yield _identify("ecli", text, found.span(), value, url, parts)
    for found in _ECLI.finditer(text):
        rest = found["rest"].rstrip(".")
        end = found.end() - len(found["rest"]) + len(rest)
        value = f"ECLI:{found['country']}:{found['court']}:{found['year']}:{rest}"
        url = (
            f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri={value}"
            if found["country"] == "EU"
            else f"https://e-justice.europa.eu/ecli/{value}"
        )
        parts = {"country": found["country"], "court": found["court"], "year": found["year"], "number": rest}
        yield _identify("ecli", text, (found.start(), end), value, url, parts)


def scan_eli(text: str) -> Iterator[Identifier]:
    """Yield European Legislation Identifiers; those of the Union lead to data.europa.eu."""
    for found in _ELI.finditer(text):
        low = max(0, found.start() - 70)
        host = _ELI_HOST.search(text[low : found.start()])
        if host is None:
            continue
        start = low + host.start()
        path = found["path"].rstrip(".:;,/")
        end = found.start("path") + len(path)
        union = host[0].endswith("europa.eu")
        value = (
            f"http://data.europa.eu/eli/{path}"
            if union
            else f"{host[0] if '://' in host[0] else 'http://' + host[0]}/eli/{path}"
        )
        act = _ELI_EU.match(path)
        parts = act.groupdict() if act else {}
        yield _identify("eli", text, (start, end), value, value, parts)


def scan_commission_documents(text: str) -> Iterator[Identifier]:
    """Yield documents of the Commission: `COM(2019) 640 final`, `JOIN(2016) 29`."""
    for literal in _COM_LITERALS:
        at = text.find(literal)
        while at >= 0:
            found = _COM.match(text, at)
            if found and not (at and text[at - 1].isalnum()):
                stated = found["year"] or found["slashed"]
                year = stated if len(stated) == 4 else f"19{stated}"
                final = " final" if found["final"] else ""
                value = f"{literal}({year}) {found['number']}{final}"
                url = f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri={literal}:{year}:{found['number']}:FIN"
                parts = {"series": literal, "year": year, "number": found["number"]}
                yield _identify("eu-doc", text, found.span(), value, url, parts)
            at = text.find(literal, at + 3)


def scan_eu_acts(text: str) -> Iterator[Identifier]:
    """Yield acts of the Union by kind and number: `Directive 95/46/EC`, `Регламент (ЕС) 2016/679`.

    Args:
        text: Text without hyphens at line ends.
    """
    for slash in _ACT_NUMBER.finditer(text):
        low = max(0, slash.start() - 180)
        first = _DIGITS_BEFORE.search(text[low : slash.start()])
        after = _NUMBER_AFTER.match(text, slash.start())
        if first is None or after is None:
            continue
        start = low + first.start()
        kinds = list(_KIND.finditer(text, low, start))
        if not kinds:
            continue
        last = kinds[-1]
        between = _BETWEEN.fullmatch(text, last.end(), start)
        if between is None:
            continue
        kind = _KINDS[(last.lastindex or 1) - 1][0]
        found = _make_act(
            text, kind, (last.start(), after.end()), (first[1], after["second"]), (between, after["mark"])
        )
        if found is not None:
            yield found


def _make_act(
    text: str,
    kind: str,
    span: tuple[int, int],
    numbers: tuple[str, str],
    marks: tuple[re.Match[str], str | None],
) -> Identifier | None:
    between, behind = marks
    mark = between["mark"] or behind or between["union"] or ""
    known = bool(
        mark
        or (between["authority"] and "arl" in between["authority"])
        or (between["authority"] and "арл" in between["authority"])
    )
    first, second = numbers
    year, number = _order_numbers(kind, first, second, in_front=between["mark"] is not None)
    if year is None:
        return None
    if not known and not (kind in {"Directive", "Regulation"} and len(first) == 4):
        return None
    community = _COMMUNITIES.get(mark.upper(), "") if mark else ""
    if not community:
        community = "EEC" if year < 1993 and kind != "Decision" else "EC" if year < 2010 else "EU"
    value = _write_act(kind, community, year, number, written=(first, second))
    celex = f"3{year}{_LETTERS[kind]}{int(number):04d}"
    parts = {"kind": kind, "year": str(year), "number": number, "community": community, "celex": celex}
    return _identify("eu-act", text, span, value, _CELEX_URL + celex, parts)


def _order_numbers(kind: str, first: str, second: str, *, in_front: bool) -> tuple[int | None, str]:
    """Return year and number: directives and acts since 2015 have the year first, old regulations last."""
    if kind == "Regulation" and not (len(first) == 4 and 2013 <= int(first) <= 2099 and in_front):
        if _is_year(second):
            return _full_year(second), first
        return (_full_year(first), second) if _is_year(first) else (None, "")
    if _is_year(first):
        return _full_year(first), second
    return (_full_year(second), first) if _is_year(second) else (None, "")


def _is_year(figures: str) -> bool:
    if len(figures) == 2:
        return int(figures) >= 52
    return len(figures) == 4 and 1952 <= int(figures) <= 2099


def _full_year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 1900 + int(figures)


def _write_act(kind: str, community: str, year: int, number: str, written: tuple[str, str]) -> str:
    if kind == "Regulation" and (year < 2015 or written[0] == number):
        return f"Regulation ({community}) No {number}/{written[1] if written[0] == number else year}"
    if year >= 2015 and community in {"EU", "Euratom", "CFSP"}:
        return f"{kind} ({community}) {year}/{number}"
    return f"{kind} {written[0]}/{written[1]}/{community}"
