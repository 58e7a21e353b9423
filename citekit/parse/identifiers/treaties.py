"""Reads documents of treaty series, courts and organisations that have no United Nations symbol.

UNTS, ILO conventions, WTO and GATT documents, ICJ reports, OSCE decisions, Council of Europe documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.model import Identifier, Span
from citekit.parse.patterns import defer_pattern

_PAGE: Final = r"(?:[Pp]\.?|[Pp]p\.|[СсCc]\.|стр\.|S\.|pag\.|pág\.)"
_VOLUME: Final = r"(?:[Vv]ol(?:ume|\.)?|[Тт](?:ом|\.)|Bd\.|[Tt]ome|[Tt]\.|Band)"
_UNTS_AFTER: Final = defer_pattern(
    rf"(?:UNTS|U\.\s?N\.\s?T\.\s?S\.|LNTS|L\.\s?N\.\s?T\.\s?S\.|Treaty\s+Series|"
    rf"Recueil\s+des\s+[Tt]raités(?:\s+des\s+Nations\s+[Uu]nies)?|"
    rf"Сборник\w?\s+(?:международных\s+)?договоров)"
    rf"(?P<between>(?:\s?\(UNTS\))?[\s,.:;–—-]{{1,5}}(?:(?:19|"
    rf"20)\d\d[\s,.:;–—-]{{1,5}})?){_VOLUME}\s?(?P<volume>\d{{1,4}})[\s,.:;–—-]{{1,5}}"
    rf"(?:(?:[Nn]o\.?|[Nn]os\.|№|[Nn]r\.|"
    rf"[IJ]+-)\s?(?P<number>(?:I{{1,2}}-)?\d{{1,6}})[\s,.:;–—-]{{1,5}})?(?:{_PAGE}\s?"
    rf"(?P<page>\d{{1,4}}))?"
)
_UNTS_BEFORE: Final = defer_pattern(
    r"(?P<volume>\d{1,4})\s{1,2}(?P<series>UNTS|U\.\s?N\.\s?T\.\s?S\.|LNTS|"
    r"L\.\s?N\.\s?T\.\s?S\.)\s{0,2}(?:(?:p\.|at)\s?)?(?P<page>\d{1,4})"
)
_UNTS_LITERALS: Final = ("NTS", "N.T.S", "N. T. S", "reaty", "ecueil des", "борник")
_UNITED_NATIONS: Final = defer_pattern(
    r"(?:United\s+Nations|UN|U\.N\.|Nations\s+Unies|Организаци\w\s+Объедин[её]нных\s+Наций|ООН|"
    r"League\s+of\s+Nations)[\s,.:;–—-]{1,5}\Z"
)

_CONVENTION: Final = defer_pattern(
    r"(?:Конвенци(?:я|и|ю|ей|й|ями|ям)|конвенци(?:я|и|ю|ей|й|ями|ям)|Конвенці(?:я|ї|ю|єю)|Convention|"
    r"CONVENTION|Übereinkommens?|convention|Convenzione|Convenio|Рекомендаци(?:я|и|ю|ей)|"
    r"Recommendation|Empfehlung)"
    r"(?P<before>\s{1,3}(?:МОТ|МОП|Международной\s+организации\s+труда|Міжнародної\s+організації\s+праці|"
    r"OIL|OIT|de\s+l['’]OIT|of\s+the\s+ILO|der\s+ILO|ILO|IAO))?"
    r"\s{1,3}(?P<numero>(?:№|N|[Nn]o\.?|Nr\.|n[°º.]|núm\.)\s{0,2})?(?P<number>\d{1,3})(?![\d/-])"
    r"(?P<behind>\s{1,3}(?:МОТ|МОП|Международной\s+организации\s+труда|of\s+the\s+(?:ILO|"
    r"International\s+Labour\s+Organi[sz]ation)|der\s+(?:ILO|IAO)|"
    r"de\s+l['’]OIT|dell['’]OIL|de\s+la\s+OIT|OIT|OIL))?"
)
_NEXT_CONVENTION: Final = defer_pattern(
    r"\s{0,3}(?:,|и|та|and|und|et|e|y)\s{1,3}(?P<span>(?:№|N|[Nn]o\.?|Nr\.|n[°º.]|"
    r"núm\.)\s{0,2}(?P<number>\d{1,3}))(?![\d/-])"
)
_CONVENTION_LITERALS: Final = ("онвенц", "onven", "bereinkommen", "екомендац", "ecommend")
_ILO_BEFORE: Final = defer_pattern(
    r"(?<!\w)(?:ILO|IAO|МОТ|МОП|OIL|OIT|International\s+Labour\s+Organi[sz]ation)(?:['’]s)?[\s-]{1,3}\Z"
)
_OTHER_BEHIND: Final = defer_pattern(
    r"\s{1,3}(?:(?:of|du|des|der)\s(?:the\s)?)?(?:Council\s+of\s+Europe|Conseil\s+de\s+l|Совета\s+Европы|"
    r"Европы|Europarats)"
)
_ILO_URL: Final = "https://normlex.ilo.org/dyn/nrmlx_en/f?p=NORMLEXPUB:12100:0::NO::P12100_ILO_CODE:"

_WTO: Final = defer_pattern(
    r"(?:WT|TN|IP|G)/(?=[A-Z])(?:[A-Z]{1,6}(?:\(\d\d\))?\d{0,4})(?:/(?:[A-Z]{1,8}(?:\.\d{1,3})?\d{0,4}"
    r"(?:\(\d\d\))?|\d{1,4}|(?:Add|Corr|Rev|Suppl)\.\d{1,3})){0,8}"
    r"(?:\s?\([IVX]{1,4}\))?(?![\w])"
)
_WTO_SLASH: Final = defer_pattern(r"/(?:(?<=WT/)|(?<=TN/)|(?<=IP/)|(?<=G/))(?=[A-Z])")
_DISPUTE: Final = defer_pattern(r"WT/DS(\d{1,4})")
_WTO_DOCUMENT: Final = "https://docs.wto.org/dol2fe/Pages/FE_Search/FE_S_S006.aspx?Query=(@Symbol=%20"
_ICJ: Final = defer_pattern(
    r"(?P<court>P\.?\s?C\.?\s?I\.?\s?J\.?|C\.?\s?P\.?\s?J\.?\s?I\.?|I\.?\s?C\.?\s?J\.?|"
    r"C\.?\s?I\.?\s?J\.?)[\s,]{1,3}(?:Reports|Rep\.|Recueil|Rec\.)[\s,.]{1,3}"
    r"(?P<year>(?:19|20)\d\d)(?:\s?\((?P<volume>[IVX]{1,4})\))?[\s,.:;]{1,4}(?:(?:at\s)?(?:p\.?|pp\.|"
    r"[сc]\.|S\.|para\.)\s?)?(?P<page>\d{1,4})"
)
_ICJ_NEUTRAL: Final = defer_pattern(
    r"\[(?P<year>(?:19|20)\d\d)\]\s(?P<court>P?ICJ)\sRep(?:orts|\.)?\s(?P<page>\d{1,4})"
)
_COURT_SIGN: Final = defer_pattern(r"J(?:(?<=[CIP]J)|(?<=[CIP]\.J)|(?<=[CIP]\. J))")
_PCIJ: Final = defer_pattern(
    r"P\.?\s?C\.?\s?I\.?\s?J\.?(?:\s?Reports)?[\s,(]{1,3}[Ss]er(?:ies|\.)\s?(?P<series>A/B|A|B|"
    r"C)[\s,.]{1,3}(?:No\.?|№)\s?(?P<number>\d{1,3})"
)
_BISD: Final = defer_pattern(r"BISD\s{1,3}(?P<volume>\d{1,2})\s?S/(?P<page>\d{1,4})(?:-\d{1,4})?")
_OSCE: Final = defer_pattern(
    r"(?:PC|MC|FSC|CIO|SEC|ODIHR|CPC|RFOM|HCNM|MIN|SUM|PA|EF|EEF|RC|CSCE)(?:\(\d\d\))?\.?(?:DEC|DOC|JOUR|"
    r"GAL|DEL|INF|DD|EMI|FR|SHDM|GAL)/"
    r"\d{1,4}(?:/\d{2,4})?(?:/(?:Rev|Add|Corr)\.\d{1,2}|/[A-Z]{2,4}\.\d)?(?:\s?/\s?(?:Rev|Add|"
    r"Corr)\.?\d{1,2})?"
)
_OSCE_SLASH: Final = defer_pattern(
    r"/(?:(?<=DEC/)|(?<=DOC/)|(?<=JOUR/)|(?<=GAL/)|(?<=DEL/)|(?<=INF/)|(?<=EMI/))(?=\d)"
)
_OSCE_BACK: Final = defer_pattern(r"[A-Z.()\d]{2,16}")
_COE: Final = defer_pattern(
    r"(?P<series>CM/(?:Rec|Res[A-Z]{0,4}|Del/Dec|AS|Inf|ResDH|ResCMN|ResCSS|ResAP)|CommDH|CPT/Inf|"
    r"CDL-(?:AD|INF|REF|PI|STD|EL)|GRECO|ECRI|ResDH|Rec(?=\()|Res(?=\())\s?\((?P<year>(?:19|20)\d\d)\)"
    r"(?P<gap>\s?)(?P<number>\d{1,4})(?P<language>[a-z]{0,4}rev\d?)?(?!\w|[:–-]\d)"
)
_COE_YEAR: Final = defer_pattern(r"\((?<=[A-Za-z ]\()(?:19|20)\d\d\)(?=\s?\d)")
_ETS: Final = defer_pattern(
    r"(?P<series>CETS|C\.E\.T\.S\.|ETS|E\.T\.S\.|STCE|STE|SEV|СДСЕ|СЕД)[\s,]{1,2}(?:[Nn]o\.?|№|N|"
    r"[Nn]r\.?|n[°º.])\s?(?P<number>\d{1,3})(?!\d)"
)
_ETS_URL: Final = "https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum="
_ADOPTED: Final = defer_pattern(r"\((?<=\d \()(?:19|20)\d\d\)")
_PACE: Final = defer_pattern(
    r"(?P<kind>[Rr]esolution|[Rr]ecommendation|[Рр]езолюци(?:я|и|ю|ей)|[Рр]екомендаци(?:я|и|ю|"
    r"ей))\s+(?P<mid>(?:ПАСЕ|PACE|Парламентской\s+[Аа]ссамблеи(?:\s+Совета\s+Европы)?)\s+)?"
    r"(?:№\s?|No\.\s?)?(?P<number>\d{1,4})\s?\((?P<year>(?:19|20)\d\d)\)"
    r"(?P<behind>\s+(?:of\s+the\s+)?(?:Parliamentary\s+Assembly|PACE|ПАСЕ|Парламентской\s+[Аа]ссамблеи))?"
)
_PACE_BEFORE: Final = defer_pattern(
    r"(?:PACE|ПАСЕ|Parliamentary\s+Assembly(?:\s+of\s+the\s+Council\s+of\s+Europe)?)(?:['’]s)?[\s,]{1,3}\Z"
)
_APPLICATION: Final = defer_pattern(
    r"(?:[Aa]pplications?|[Aa]ppl?\.|жалоб\w{1,2}|[Rr]equêtes?|Beschwerde(?:\s?-?)|[Rr]icorso|"
    r"скарг\w{1,2}|заяв\w{1,2})\s{1,3}(?:[Nn]os?\.?|№№?|[Nn]r\.?|n[°º.]|"
    r"N)\s{0,2}(?P<number>\d{1,5}/\d\d)(?![\d/])"
)
_APPLICATION_SLASH: Final = defer_pattern(r"/(?<=\d/)\d\d(?![\d/])")


def _identify(
    scheme: str, text: str, span: tuple[int, int], value: str, parts: dict[str, str], url: str = ""
) -> Identifier:
    return Identifier(scheme, value, Span(*span), text[span[0] : span[1]], parts, url)


def _find_around(
    pattern: re.Pattern[str], text: str, low: int, high: int, position: int
) -> re.Match[str] | None:
    """Return the first match between `low` and `high` that covers a position."""
    return next(
        (found for found in pattern.finditer(text, low, high) if found.start() <= position < found.end()),
        None,
    )


def _find_all(text: str, literals: tuple[str, ...]) -> Iterator[int]:
    for literal in literals:
        at = text.find(literal)
        while at >= 0:
            yield at
            at = text.find(literal, at + len(literal))


def scan_treaty_series(text: str) -> Iterator[Identifier]:
    """Yield places in the treaty series of the United Nations and the League of Nations."""
    for at in sorted(set(_find_all(text, _UNTS_LITERALS))):
        low = max(0, at - 10)
        found = next((one for one in _UNTS_AFTER.finditer(text, low, at + 120) if one.start() <= at), None)
        if found:
            yield from _make_series(text, found)
            continue
        found = next((one for one in _UNTS_BEFORE.finditer(text, low, at + 40) if one.start() <= at), None)
        if found:
            league = found["series"].startswith("L")
            yield _make_unts(text, found.span(), found["volume"], found["page"], league=league)


def _make_series(text: str, found: re.Match[str]) -> Iterator[Identifier]:
    before = _UNITED_NATIONS.search(text[max(0, found.start() - 50) : found.start()])
    worded = found[0][:1] in "TRСс" or found[0].startswith(("Treaty", "Recueil"))
    if worded and before is None and "UNTS" not in found["between"] and "Nations" not in found[0]:
        return
    start = max(0, found.start() - 50) + before.start() if before and worded else found.start()
    league = found[0].startswith("L") or (before is not None and before[0].startswith("League"))
    end = found.end() if found["page"] or found["number"] else found.end("volume")
    yield _make_unts(
        text, (start, end), found["volume"], found["page"] or "", league=league, number=found["number"] or ""
    )


def _make_unts(
    text: str, span: tuple[int, int], volume: str, page: str, *, league: bool, number: str = ""
) -> Identifier:
    series = "LNTS" if league else "UNTS"
    parts = {"series": series, "volume": volume}
    if page:
        parts["page"] = page
    if number:
        parts["number"] = number
    value = f"{volume} {series} {page}" if page else f"{series}, vol. {volume}"
    if number and not page:
        value += f", No. {number}"
    url = f"https://treaties.un.org/doc/Publication/{series}/Volume%20{volume}/v{volume}.pdf"
    return _identify("unts", text, span, value, parts, url)


def scan_ilo_instruments(text: str) -> Iterator[Identifier]:
    """Yield conventions and recommendations of the International Labour Organization by number."""
    for at in _find_all(text, _CONVENTION_LITERALS):
        start = max(0, at - 1)
        found = _CONVENTION.match(text, start)
        if found is None:
            continue
        if start and text[start - 1].isalnum():
            continue
        before = _ILO_BEFORE.search(text[max(0, start - 50) : start])
        named = bool(found["before"] or found["behind"] or before)
        if not named and not found["numero"]:
            continue
        english = found[0].startswith(("Convention", "CONVENTION"))
        if not named and (not english or _OTHER_BEHIND.match(text, found.end())):
            continue
        letter = "R" if found[0][:1] in "РрRE" else "C"
        if before:
            start = max(0, start - 50) + before.start()
        yield _make_instrument(text, (start, found.end()), letter, found["number"])
        following = _NEXT_CONVENTION.match(text, found.end())
        while following:
            yield _make_instrument(text, following.span("span"), letter, following["number"])
            following = _NEXT_CONVENTION.match(text, following.end())


def _make_instrument(text: str, span: tuple[int, int], letter: str, number: str) -> Identifier:
    value = f"{letter}{int(number):03d}"
    parts = {"kind": "recommendation" if letter == "R" else "convention", "number": number}
    return _identify("ilo", text, span, value, parts, f"{_ILO_URL}{value}")


def scan_wto_documents(text: str) -> Iterator[Identifier]:
    """Yield symbols of the World Trade Organization, and places in GATT's Basic Instruments."""
    done = 0
    for slash in _WTO_SLASH.finditer(text):
        start = slash.start() - (1 if text[slash.start() - 1] == "G" else 2)
        found = _WTO.match(text, start) if start >= done else None
        if (
            found
            and not (start and (text[start - 1].isalnum() or text[start - 1] in ("/._-")))
            and _is_wto(found[0])
        ):
            done = found.end()
            value = found[0].replace(" ", "")
            parts = {"series": value.split("/")[0], "document": value.partition("/")[2]}
            if dispute := _DISPUTE.match(value):
                parts["dispute"] = dispute[1]
            yield _identify("wto", text, found.span(), value, parts, f"{_WTO_DOCUMENT}{value.lower()})")
    for found in _BISD.finditer(text):
        parts = {"volume": f"{found['volume']}S", "page": found["page"]}
        yield _identify("gatt", text, found.span(), f"BISD {found['volume']}S/{found['page']}", parts)


def _is_wto(raw: str) -> bool:
    components = raw.split("/")
    if not any(character.isdigit() for character in raw):
        return False
    return components[0] == "WT" or len(components) >= 3


def scan_court_reports(text: str) -> Iterator[Identifier]:
    """Yield places in the reports of the International Court of Justice and its forerunner."""
    if not _COURT_SIGN.search(text):
        return
    for literal in ("Reports", "Rep.", "Recueil", "Rec."):
        at = text.find(literal)
        while at >= 0:
            low = max(0, at - 16)
            found = next(
                (one for one in _ICJ.finditer(text, low, at + 60) if one.start() < at < one.end()), None
            )
            if found:
                permanent = found["court"].replace(".", "").replace(" ", "") in {"PCIJ", "CPJI"}
                court = "PCIJ" if permanent else "ICJ"
                volume = f" ({found['volume']})" if found["volume"] else ""
                value = f"{court} Reports {found['year']}{volume}, p. {found['page']}"
                parts = {"court": court, "year": found["year"], "page": found["page"]}
                yield _identify("icj", text, found.span(), value, parts)
            at = text.find(literal, at + 4)
    for found in _ICJ_NEUTRAL.finditer(text):
        parts = {"court": found["court"], "year": found["year"], "page": found["page"]}
        value = f"{found['court']} Reports {found['year']}, p. {found['page']}"
        yield _identify("icj", text, found.span(), value, parts)
    for literal in ("Series", "Ser.", "series"):
        at = text.find(literal)
        while at >= 0:
            low = max(0, at - 24)
            found = next(
                (one for one in _PCIJ.finditer(text, low, at + 40) if one.start() < at < one.end()), None
            )
            if found:
                value = f"PCIJ, Series {found['series']}, No. {found['number']}"
                parts = {"court": "PCIJ", "series": found["series"], "number": found["number"]}
                yield _identify("icj", text, found.span(), value, parts)
            at = text.find(literal, at + 4)


def scan_court_applications(text: str) -> Iterator[Identifier]:
    """Yield applications to the European Court of Human Rights by number."""
    for slash in _APPLICATION_SLASH.finditer(text):
        found = _find_around(_APPLICATION, text, max(0, slash.start() - 40), slash.end() + 3, slash.start())
        if found:
            url = f"https://hudoc.echr.coe.int/eng#{{%22appno%22:[%22{found['number']}%22]}}"
            yield _identify("echr", text, found.span(), found["number"], {"number": found["number"]}, url)


def scan_osce_documents(text: str) -> Iterator[Identifier]:
    """Yield documents of the OSCE by symbol."""
    for at in (slash.start() for slash in _OSCE_SLASH.finditer(text)):
        low = max(0, at - 16)
        back = _OSCE_BACK.match(text[low:at][::-1])
        if back is None:
            continue
        found = _OSCE.match(text, at - back.end())
        if found and not (found.start() and text[found.start() - 1].isalnum()):
            value = found[0].replace(" ", "")
            body, _, rest = value.partition(".")
            parts = {"body": body, "series": rest.split("/")[0], "number": value.partition("/")[2]}
            yield _identify("osce", text, found.span(), value, parts)


def scan_council_of_europe(text: str) -> Iterator[Identifier]:
    """Yield recommendations and other documents of the Council of Europe by series, year and number."""
    for year in _COE_YEAR.finditer(text):
        low = max(0, year.start() - 14)
        found = _find_around(_COE, text, low, year.end() + 12, year.start() + 1)
        if found and not (
            found.start() and (text[found.start() - 1].isalnum() or text[found.start() - 1] in ("/-"))
        ):
            if found["gap"] and found["series"] in {"Rec", "Res"}:
                continue
            value = f"{found['series']}({found['year']}){found['number']}"
            parts = {"series": found["series"], "year": found["year"], "number": found["number"]}
            yield _identify("coe", text, found.span(), value, parts)


def scan_parliamentary_assembly(text: str) -> Iterator[Identifier]:
    """Yield resolutions and recommendations of the Parliamentary Assembly, the year in brackets."""
    for year in _ADOPTED.finditer(text):
        yield from _read_assembly(text, year)


def scan_treaties_of_europe(text: str) -> Iterator[Identifier]:
    """Yield treaties of the Council of Europe by their number in the series."""
    for literal in ("№", "No", "n°", "Nr"):
        at = text.find(literal)
        while at >= 0:
            found = _find_around(_ETS, text, max(0, at - 12), at + 8, at)
            if found and not (found.start() and text[found.start() - 1].isalnum()):
                number = int(found["number"])
                series = "CETS" if number > 193 else "ETS"
                parts = {"series": series, "number": str(number)}
                yield _identify(
                    "coe", text, found.span(), f"{series} No. {number:03d}", parts, f"{_ETS_URL}{number:03d}"
                )
            at = text.find(literal, at + 1)


def _read_assembly(text: str, year: re.Match[str]) -> Iterator[Identifier]:
    """Yield a text of the Parliamentary Assembly with its year in brackets."""
    found = _find_around(_PACE, text, max(0, year.start() - 90), year.end() + 60, year.start())
    if found is None:
        return
    before = _PACE_BEFORE.search(text[max(0, found.start() - 70) : found.start()])
    if found["mid"] or found["behind"] or before:
        kind = "Resolution" if found["kind"][1:3] in {"es", "ез"} else "Recommendation"
        value = f"PACE {kind} {found['number']} ({found['year']})"
        parts = {"body": "PACE", "kind": kind, "number": found["number"], "year": found["year"]}
        yield _identify("coe", text, found.span(), value, parts)
