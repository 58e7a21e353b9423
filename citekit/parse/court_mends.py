"""Mends of decisions and acts of France, Spain, Italy and the courts of Europe; one named rule each.

`citekit.parse.mends` runs `RULES` among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import lay_fields
from citekit.parse.mend_rule import make_rule as _rule
from citekit.parse.patterns import defer_pattern

_APPLICATION: Final = defer_pattern(
    r"(?:(?:ECtHR|ECHR|EComHR)[.:,]\s)?(?P<title>[A-Z][^;]{2,80}?\sv\.?\s[A-Z][^;(\[]{2,60}?)\.?(?:\s\[GC\]|\s\([Dd]ec\.?\))?,?\s(?:App(?:l?\.|lication)?\s[Nn]os?\.?|[Nn]os?\.)\s(?P<number>\d{3,6}/\d\d(?:\sand\s\d{3,6}/\d\d)?)"
    r"(?:\s\((?P<court>ECtHR|ECHR|EComHR|Commission)?,?\s?(?P<issued>(?:\d{1,2}\s[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d)\)|,\s(?P<host>ECHR)\s(?P<year>(?:19|20)\d\d)(?:[–-][IVX]{1,6})?)?"
)


def read_application(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`X v Y [GC] App no 21722/11 (ECtHR, 9 January 2013)`: parties, number, court and day by their form."""
    found = _APPLICATION.match(text)
    if found is None:
        return tags
    labels = {
        "title": "title",
        "number": "number",
        "court": "authority",
        "issued": "issued",
        "host": "container-title",
        "year": "issued",
    }
    return lay_fields(tags, found, labels, text)


_ECLI_BEHIND: Final = defer_pattern(r",?\s(?:ECLI:)?EU:[CTF]:(?:19|20)\d\d:\d{1,4}")


_STRASBOURG: Final = defer_pattern(r"(?:ECtHR|ECHR|EComHR|CEDH|EGMR)[.:,]\s")


def drop_court_in_front(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`ECtHR. Al-Skeini v. the United Kingdom`: the court in front is no part of the parties."""
    for index, tag in enumerate(tags):
        found = _STRASBOURG.match(text, tag.start, tag.end) if tag.label == "title" else None
        if found:
            tags[index] = tag._replace(start=found.end(), outer_start=found.end())
    return tags


def cut_ecli(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… Law Reform EU:C:2012:744`: the identifier is part of no other field."""
    found = _ECLI_BEHIND.search(text)
    return tags if found is None else lay_fields(tags, found, {}, text)


_REVIEWS: Final = (
    r"JCP(?:\s[A-Z])?|D\.|S\.|DP|Gaz\.\sPal\.|AJDA|RFDA|RTD\s(?:civ|com|eur)\.|RDP|LPA|Dr\.\sfam\."
)
_NOTED: Final = defer_pattern(
    rf"(?P<host>{_REVIEWS})\s(?P<issued>(?:1[89]|20)\d\d)(?:\.\s|,\s)(?:(?P<volume>I{{1,3}}|\d)(?:\.\s|,\s))?(?:p\.\s|somm\.\s)?(?P<page>\d{{1,6}})"
)
_RULING_DAY: Final = defer_pattern(
    r"(?P<issued>\d{1,2}\s[a-zéû]{3,9}\.?\s(?:19|20)\d\d),\s(?P<title>[A-Z][^,;\d]{2,40})$"
)


def read_french_review(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`obs. JCP G 1991, II, 21673`, `AJDA 2005. 663`: review, year, part and page; a day before stays the ruling's."""
    found = _NOTED.search(text)
    if found is None or any(tag.label == "container-title" and tag.end <= found.start() for tag in tags):
        return tags
    dated = [tag for tag in tags if tag.label == "issued" and tag.end <= found.start()]
    made = []
    for tag in tags:
        inner = (
            _RULING_DAY.match(text[tag.start : found.start()].rstrip(" ,"))
            if tag.label == "issued" and tag.start < found.start() < tag.end
            else None
        )
        if inner:
            day, case = (
                (tag.start + inner.start("issued"), tag.start + inner.end("issued")),
                (tag.start + inner.start("title"), tag.start + inner.end("title")),
            )
            made += [Tag("issued", *day, 0.85, *day), Tag("title", *case, 0.85, *case)]
            dated.append(tag)
        else:
            made.append(tag)
    labels = {"host": "container-title", "volume": "volume", "page": "page"}
    if not dated:
        labels["issued"] = "issued"
    return lay_fields(made, found, labels, text)


_FRENCH_DOCKET: Final = defer_pattern(
    r"n°\s(?P<number>\d{2}-\d{2}[.\s]\d{3}|\d{2,4}-\d{1,4}\s(?:DC|QPC|L|I|LP)|\d{5,6})(?:,\s(?P<title>[A-Z][^,;\d]{3,60}))?(?:,\s(?:Rec\.\s)?(?P<host>Lebon),?\s(?:p\.\s)?(?P<page>\d{1,4}))?"
)


def read_french_docket(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`n° 94-21.111`, `n° 82-144 DC` are numbers of a ruling, no issue; `Lebon 45` prints it."""
    found = _FRENCH_DOCKET.search(text)
    if found is None:
        return tags
    labels = {"number": "number", "host": "container-title", "page": "page"}
    if found["host"]:
        labels["title"] = "title"
        return lay_fields(tags, found, labels, text)
    short = defer_pattern(r"n°\s(?P<number>\S{4,12}(?:\s(?:DC|QPC|L|I|LP))?)").match(
        text, found.start(), found.end("number")
    )
    return tags if short is None else lay_fields(tags, short, {"number": "number"}, text)


_FRENCH_ACT: Final = defer_pattern(
    r"(?P<genre>L\.|Loi(?:\sorganique)?|Ord\.|Ordonnance|Décr?\.|Décret|D\.|Arr\.|Arrêté)\s(?:n°\s(?P<number>[\d-]{3,12})\s)?du\s(?P<issued>\d{1,2}(?:er)?\s[a-zéû]{3,9}\.?\s(?:1[789]|20)\d\d)"
    r"(?P<gazette>,\s(?P<host>JO(?:RF)?)(?:\s(?:du\s)?\d{1,2}\s[a-zéû]{3,9}\.?(?:\s(?:19|20)\d\d)?)?(?:,\sp\.\s(?P<page>\d{1,6}))?)?"
)


def read_french_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`L. n° 2008-561 du 17 juin 2008, JO 18 juin 2008, p. 9856`: kind, number, day, gazette and page."""
    found = _FRENCH_ACT.match(text)
    if found is None:
        return tags
    labels = {
        "genre": "genre",
        "number": "number",
        "issued": "issued",
        "host": "container-title",
        "page": "page",
    }
    return lay_fields(tags, found, labels, text)


_SPANISH_ACT: Final = defer_pattern(
    r"(?P<genre>Ley(?:\sOrgánica)?|Real\sDecreto(?:[-\s](?:ley|[Ll]egislativo))?|Decreto(?:-ley)?|Orden)\s(?P<number>(?:[A-Z]{2,4}/)?\d{1,4}/\d{4}),\sde\s\d{1,2}\sde\s[a-z]{4,10},\s(?P<title>(?:de|del|sobre|por|relativ[oa]|para)\s[^()]{3,200}?)"
    r"(?=\s?\(|\.?$|,\s(?:art|BOE))"
)


def read_spanish_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Real Decreto-ley 17/1977, de 4 de marzo, sobre …`: kind, number and title; the day has no year."""
    found = _SPANISH_ACT.match(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"genre": "genre", "number": "number", "title": "title"}, text)


_TITLE_NUMBER: Final = defer_pattern(r",\sn\.?(?:º|°)?$")


def trim_number_sign(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… c. Turquía, n.` before `º 68959/01`: the sign of a number ends no title."""
    for index, tag in enumerate(tags):
        found = _TITLE_NUMBER.search(text, tag.start, tag.end) if tag.label == "title" else None
        if found:
            tags[index] = tag._replace(end=found.start(), outer_end=found.start())
    return tags


def name_number_of_ruling(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Corte cost., 4 maggio 1960, n. 29`: the number of a ruling is no volume."""
    if any(tag.label == "number" for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        if tag.label == "volume" and text[max(0, tag.start - 4) : tag.start].endswith((" n. ", " n° ")):
            tags[index] = tag._replace(label="number")
            break
    return tags


_PARAGRAPH: Final = defer_pattern(r",\sn(?:°|os)\s$")


def drop_numbered_paragraph(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Dalloz, 2013, n° 830`: behind the year of a book a number is a paragraph, no issue."""
    year = next((tag.end for tag in tags if tag.label == "issued"), len(text))
    return [
        tag
        for tag in tags
        if tag.label != "issue"
        or tag.start < year
        or not _PARAGRAPH.search(text, max(0, tag.start - 6), tag.start)
    ]


RULES: Final = (
    _rule("application at Strasbourg", read_application, signs=(" v ", " v. ")),
    _rule("identifier of a ruling", cut_ecli, signs=(" EU:C:", " EU:T:", "ECLI:EU:")),
    _rule(
        "French review by year",
        read_french_review,
        signs=("JCP ", " D. 1", " D. 2", "AJDA ", "RFDA ", "RTD ", "RDP ", "LPA "),
        lacks="number",
    ),
    _rule("docket of a French court", read_french_docket, "authority", signs=("n° ",)),
    _rule("French act", read_french_act, signs=(" n° ", " du ")),
    _rule("Spanish act", read_spanish_act, signs=("Ley ", "Decreto", "Orden ")),
    _rule("sign of a number in a title", trim_number_sign, "title authority", signs=(", n.",)),
    _rule(
        "number of a ruling",
        name_number_of_ruling,
        "authority volume",
        lacks="number",
        signs=(" n. ", " n° "),
    ),
    _rule(
        "numbered paragraph of a book",
        drop_numbered_paragraph,
        "issue publisher issued",
        lacks="container-title",
        signs=(" n° ", " nos "),
    ),
)
