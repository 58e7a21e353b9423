"""Mends of papers of Congress, reports of courts, commentaries and standards; one named rule each.

What stands in the form of such a paper needs no guess. `citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import lay_fields
from citekit.parse.mend_rule import make_rule as _rule
from citekit.parse.patterns import defer_pattern

_SURE: Final = 0.9


_PAGES: Final = r"\d{1,5}(?:[–-]\d{1,5})?"
CONGRESS_SIGNS: Final = ("REP. NO", "Rep. No", "DOC. NO", "Doc. No", "REP. No", "CONG. REC", "Cong. Rec")
_CONGRESS_PAPER: Final = defer_pattern(
    r"(?P<genre>(?:H\.\s?R\.|S\.|H\.|S\.\sExec\.)\s(?:(?:Conf|CONF)\.\s)?(?:REP|Rep|DOC|Doc)\.)\s(?:NO|No)\.\s"
    rf"(?P<number>\d{{2,3}}[-–]\d{{1,4}})(?:,?\s(?:pt\.\s\d,?\s)?at\s(?P<page>{_PAGES}))?(?:\s\((?P<issued>(?:1[89]|20)\d\d)\))?"
    r"(?:,\s(?:as\s)?reprinted\sin\s.{0,80})?"
)
_CONGRESS_RECORD: Final = defer_pattern(
    r"(?P<volume>\d{1,3})\s(?P<host>(?:CONG|Cong)\.\s(?:REC|Rec)\.)\s(?P<page>[SHED]?\d[\d,]{0,7}(?:[–-]\d{1,5})?)"
    r"(?:\s\((?:daily\sed\.\s)?(?P<issued>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s)?(?:1[89]|20)\d\d)\))?(?:\s\([^()]{3,90}\))?"
)


def read_congress(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`H.R. Rep. No. 95-1165, at 14 (1978)`, `144 Cong. Rec. 22,117 (1998)`: kind or host, numbers and year."""
    if found := _CONGRESS_PAPER.search(text):
        labels = {"genre": "genre", "number": "number", "page": "page", "issued": "issued"}
        return lay_fields(tags, found, labels, text)
    if found := _CONGRESS_RECORD.search(text):
        labels = {"volume": "volume", "host": "container-title", "page": "page", "issued": "issued"}
        return lay_fields(tags, found, labels, text)
    return tags


_HEARING: Final = defer_pattern(
    r"(?P<title>[A-Z][^;]{3,160}?\bHearings?\s(?:on|Before|before|Pursuant)\s[^;]{5,200}?),\s\d{1,3}(?:st|nd|d|rd|th)\sCong\.,?(?:\s(?P<page>\d{1,4}(?:[–-]\d{1,4})?))?"
    r"(?:\s\((?P<issued>(?:1[89]|20)\d\d)\))?(?:\s\([^()]{3,90}\))?"
)


def read_hearing(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Name: Hearing on S. 981 Before the S. Comm. on …, 105th Cong. 33 (1998)` is one title, a page, a year."""
    found = _HEARING.search(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"title": "title", "page": "page", "issued": "issued"}, text)


_FEDERAL_REGISTER: Final = defer_pattern(
    rf"(?P<volume>\d{{1,3}})\s(?P<host>Fed\.\sReg\.)\s(?P<page>\d{{1,3}}(?:,\d{{3}})?)(?:,\s(?:at\s)?(?P<pin>\d{{1,3}}(?:,\d{{3}})?(?:[–-]{_PAGES})?))?"
    r"(?:\s\((?:proposed\s)?(?P<issued>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s)?(?:19|20)\d\d)\))?(?:\s\(to\sbe\scodified[^()]{0,60}\))?"
)


def read_federal_register(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`63 Fed. Reg. 41,201, 41,203 (Aug. 3, 1998)`: pages of the gazette hold a comma."""
    found = _FEDERAL_REGISTER.search(text)
    if found is None:
        return tags
    labels = {
        "volume": "volume",
        "host": "container-title",
        "page": "page",
        "pin": "page",
        "issued": "issued",
    }
    return lay_fields(tags, found, labels, text)


_UNION_DOCKET: Final = defer_pattern(
    r"(?P<lead>(?:,?\s(?:verb(?:\.|undene)\s)?(?:Rs\.|Rechtssachen?)|,?\saff(?:\.|aires?)(?:\sjointes)?|,?\scaus[ae](?:\sriunite)?|,?\sas(?:\.|untos?)(?:\sacumulados)?|\(?(?:Joined\s)?Cases?)\s)?"
    r"(?P<number>[CTF][-‑–]\d{1,4}/\d\d(?:\sP)?(?:(?:,\s|\s(?:und|bis|et|e|y|and|to)\s)[CTF][-‑–]\d{1,4}/\d\d(?:\sP)?){0,6})(?!\d)(?:\s\((?P<title>[A-Z][^()]{2,40})\))?"
)


def read_union_docket(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`verb. Rs. C-293/12 und C-594/12` is the number of joined cases, its words are none of the court's name."""
    found = _UNION_DOCKET.search(text)
    if found is None or any(
        tag.label == "number"
        and tag.start <= found.start("number")
        and found.end("number") <= tag.end <= found.end("number") + 2
        for tag in tags
    ):
        return tags
    return [
        tag
        for tag in lay_fields(tags, found, {"number": "number", "title": "title"}, text)
        if tag.label != "number" or tag.start <= found.start("number")
    ]


_NATIONAL_DOCKET: Final = defer_pattern(
    r"(?P<court>BGH|BAG|BSG|BFH|BVerwG|BVerfG|OLG\s[A-Z][a-zäöü]{2,12}|LG\s[A-Z][a-zäöü]{2,12}|KG)(?:\s\([A-Z]{2,8}\))?,\s(?:Urt(?:\.|eil)|Beschl(?:\.|uss))\s(?:v\.|vom)\s"
    r"(?P<issued>\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]{2,8})\s?(?:19|20)\d\d)\s?[–,-]\s?(?:Az\.:?\s)?(?P<number>(?:[IVX]{1,4}|\d{1,2})\s[A-Z][A-Za-z]{0,4}(?:\s\([A-Z]\))?\s\d{1,4}/\d\d)"
)


def read_national_docket(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`BGH, Beschl. v. 3.4.2019 – I ZR 12/18`: court, day and docket number by their form."""
    found = _NATIONAL_DOCKET.search(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"court": "authority", "issued": "issued", "number": "number"}, text)


_PARAGRAPH: Final = defer_pattern(
    r"(?:\b(?:Rn|Rz|Rdnr?|Randnr|Tz|paras?|Ziff)\.?|\bparagraphs?)\s(?:\d{1,4}(?:[–-]\d{1,4})?,\s){0,3}$"
)


def drop_paragraph(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Rn. 134`, `paras 12–14`: a paragraph is no page."""
    return [
        tag
        for tag in tags
        if tag.label not in {"page", "issue"}
        or not _PARAGRAPH.search(text, max(0, tag.start - 30), tag.start)
    ]


COMMENTARY_SIGNS: Final = ("Ko", "OK", "OGK", "NK-", "KK-", "LK-", "SK-", "HK-")
_COMMENTARY: Final = defer_pattern(
    r"(?P<host>(?:Mü|Beck|jurisPK|Staudinger|Erman)[A-Za-z-]{0,12}(?:\s(?:BGB|StGB|HGB|ZPO|GG))?|[NKLSHJ]{1,2}K-[A-Z][A-Za-z]{1,5})/(?P<author>[A-ZÄÖÜ][\w’-]{1,30}(?:/[A-ZÄÖÜ][\w’-]{1,30}){0,2})(?=,)"
)


def read_commentary(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`MüKoBGB/Wagner`: the commentary by its short name holds what the author wrote."""
    found = _COMMENTARY.match(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"host": "container-title", "author": "author"}, text)


_STANDARD: Final = defer_pattern(
    r"(?P<host>IEEE\sStd\.?|ASTM|BS(?:\sEN)?|EN(?:\sISO)?|NF(?:\sEN)?|UNE(?:-EN)?|UNI(?:\sEN)?|ITU-T\sRec(?:\.|ommendation)|NIST\sSP)\s(?P<number>[A-Z]{0,2}[\d][\w.:/–-]{1,20}[\dA-Za-z])"
)


def name_standard(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`IEEE Std. 754-2019` is the number of a standard, neither journal nor pages."""
    found = _STANDARD.search(text)
    if found is None:
        return tags
    numbered = [Tag("number", *found.span(), _SURE, *found.span())]
    kept = lay_fields(tags, found, {}, text)
    return sorted([*kept, *numbered], key=lambda tag: tag.start)


RULES: Final = (
    _rule("paper of Congress", read_congress, signs=CONGRESS_SIGNS),
    _rule("hearing of Congress", read_hearing, signs=("Hearing",)),
    _rule("gazette with commas in pages", read_federal_register, signs=("Fed. Reg. ",)),
    _rule("docket of the court of the Union", read_union_docket, signs=(" C-", " T-", " C‑", " C–", "(C-")),
    _rule(
        "docket of a German court",
        read_national_docket,
        signs=("Urt. v", "Beschl. v", "Urteil vom", "Beschluss vom"),
    ),
    _rule(
        "paragraph taken for a page",
        drop_paragraph,
        either="page issue",
        signs=("Rn", "Rz", "Rdn", "Tz", "para", "Ziff"),
    ),
    _rule("commentary by its short name", read_commentary, "author", signs=COMMENTARY_SIGNS),
    _rule(
        "number of a standard",
        name_standard,
        signs=(" Std", "ASTM ", "BS ", "EN ", "NF ", "UNE", "UNI ", "ITU-T", "NIST "),
    ),
)
