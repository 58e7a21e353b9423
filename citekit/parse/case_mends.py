"""Mends of decisions and acts as Bluebook and OSCOLA write them; one named rule each.

A decision is known by its parties and by the form of its report, so that what stands in that form needs no
guess. `citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.field_mends import SIGNAL
from citekit.parse.patterns import defer_pattern

_NUMBERED: Final = defer_pattern(r"\s{0,2}(?:\[?\d{1,3}[\].]\s{1,2}|\d{1,3}\s(?=[A-Z]))")
#: The parties, from a capital letter to what begins the report.
_PARTIES: Final = r"(?P<title>(?:(?:R|Re)\s\()?[A-Z][^;:“”\"‘?!]{0,110}?\sv\.?s?\.?\s(?:\(?[A-Z]|the\s[A-Z])[^;:“”\"‘?!]{0,110}?)"
_REPORT: Final = r"(?P<host>[A-Z][A-Za-z.’']{0,11}(?:\s?(?:[A-Z][A-Za-z.’']{0,9}|[234]d|4th|App\.|&)){0,4})"
_PIN: Final = r"(?:,?\s(?:at\s)?(?P<pin>\d{1,5}(?:[–-]\d{1,5})?)(?=[\s,.;(\]]|$))?"
#: `, 467 U.S. 837, 842–43 (1984)`.
_AMERICAN: Final = defer_pattern(
    rf"{_PARTIES},\s(?P<volume>\d{{1,4}})\s{_REPORT}(?:\s\(\d\s[A-Z][a-z.]{{2,9}}\))?\s(?P<page>\d{{1,5}}){_PIN}"
    r"(?:\sn\.\s?\d{1,3})?(?:\s\((?:(?P<court>[A-Z0-9][\w.’ ]{1,24}?)\s)?(?P<issued>(?:1[78]|19|20)\d\d)\))?"
)
#: `[1990] 2 AC 605 (HL), 617`, `(1989) 11 EHRR 439`.
_BRITISH: Final = defer_pattern(
    rf"{_PARTIES},?\s[\[(](?P<issued>(?:1[89]|20)\d\d)[\])]\s(?:(?P<volume>\d{{1,3}})\s)?{_REPORT}\s"
    rf"(?P<page>(?:I-)?\d{{1,5}})(?:\s\((?P<court>[A-Z]{{2,5}}(?:\s\([A-Z]\))?)\))?{_PIN}"
)
#: `, no. 23452/94`: the number of an application at the European Court of Human Rights.
_APPLICATION: Final = defer_pattern(
    rf"{_PARTIES[:-1]}(?:\s\(No\.\s\d\))?)(?:\s\[GC\])?(?:\s\((?P<issued>(?:19|20)\d\d)\))?,\s"
    r"(?:[Nn]os?\.|App(?:lication|l)?\.?\s[Nn]os?\.?|[Aa]ppl?\.\s[Nn]os?\.?)\s(?P<number>\d{3,6}/\d\d)"
)
_NEUTRAL: Final = frozenset(
    {"UKSC", "UKHL", "UKPC", "EWCA Civ", "EWCA Crim", "EWHC", "HCA", "SCC", "NZCA", "NZSC", "CSIH", "IESC", "FCA", "SCA"}
)  # fmt: skip
_LABELS: Final = {
    "title": "title", "volume": "volume", "host": "container-title", "page": "page", "pin": "page", "court": "authority",
    "issued": "issued", "number": "number",
}  # fmt: skip
_SHORTENED: Final = defer_pattern(r"[A-Z.\s]{2,}|All\sER|.*\.")


def _skip_number(text: str) -> int:
    """Return where a reference begins behind the number of its note."""
    found = _NUMBERED.match(text)
    return found.end() if found else 0


def _match_report(text: str, start: int) -> re.Match[str] | None:
    """Match a decision in one of the forms; a report is named in capitals or shortened."""
    for pattern in (_APPLICATION, _AMERICAN, _BRITISH):
        found = pattern.match(text, start)
        if found and ("host" not in pattern.groupindex or _SHORTENED.fullmatch(found["host"])):
            return found
    return None


def read_case(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Parties v. Others, 467 U.S. 837 (1984)`, `[1932] AC 562`, `no. 23452/94` are read by their form."""
    start = _skip_number(text)
    signal = SIGNAL.match(text, start)
    start = signal.end() if signal else start
    docket = _DOCKET.match(text, start)
    found = _match_report(text, docket.end() if docket else start)
    if found is None:
        return tags
    groups = found.groupdict()
    host = groups.get("host")
    made = []
    for group, label in _LABELS.items():
        if not groups.get(group) or (group == "host" and host in _NEUTRAL):
            continue
        if group == "page" and host in _NEUTRAL:
            label = "number"  # noqa: PLW2901 - the number of a neutral citation
        begin, end = found.span(group)
        begin += 2 * (group == "page" and text.startswith("I-", begin))
        made.append(Tag(label, begin, end, 0.9, begin, end))
    if docket:
        made.append(Tag("number", *docket.span("number"), 0.9, *docket.span("number")))
    first, last = min(tag.start for tag in made), max(tag.end for tag in made)
    for tag in tags:
        if tag.end <= first or tag.start >= last:
            made.append(tag)
        elif tag.end > last:
            begin = tag.end - len(text[last : tag.end].lstrip(" ,.;/"))
            made.append(tag._replace(start=begin, outer_start=begin))
    return sorted(made, key=lambda tag: tag.start)


#: `, 96 Harv. L. Rev. 561, 570 (1983)`.
_LAW_REVIEW: Final = defer_pattern(
    r"(?P<lead>,|,?[’”\"'])\s(?P<volume>\d{1,3})\s(?P<host>[A-Z][\w.’']{0,14}(?:\s?(?:[A-Z][\w.’']{0,14}|&|of|on|and|in|for)){1,8})\s(?P<page>\d{1,5})"
    r"(?:,\s(?:at\s)?(?P<pin>\d{1,5}(?:[–-]\d{1,5})?))?(?:\sn{1,2}\.\s?\d{1,3})?\s\((?P<issued>(?:18|19|20)\d\d)\)"
)
REVIEW_SIGNS: Final = ("Rev. ", "L.J. ", "L. J. ", "L.Q. ", " J. ", "Law ", "L.R. ")  # fmt: skip
_LAW_WORDS: Final = defer_pattern(r"\b(?:L|Rev|J|Q|Law|Legal|Jurisp)\b")
_REVIEW_LABELS: Final = {"volume": "volume", "host": "container-title", "page": "page", "pin": "page", "issued": "issued"}  # fmt: skip


def read_law_review(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…, 96 Harv. L. Rev. 561, 570 (1983)` is volume, journal, page, page cited and year."""
    for found in _LAW_REVIEW.finditer(text):
        if not _LAW_WORDS.search(found["host"]):
            continue
        start, end = found.end("lead"), found.end()
        made = [
            Tag(label, *found.span(group), 0.9, *found.span(group))
            for group, label in _REVIEW_LABELS.items()
            if found[group]
        ]
        for tag in tags:
            if tag.end <= start or tag.start >= end:
                made.append(tag)
            elif tag.start < found.start():
                made.append(tag._replace(end=found.start(), outer_end=found.start()))
        tags = sorted(made, key=lambda tag: tag.start)
    return tags


#: `427 U.S. 212, 220 (1976)` without its parties.
_BARE: Final = defer_pattern(
    rf"(?P<volume>\d{{1,4}})\s(?P<host>U\.\s?S\.|S\.\s?Ct\.|L\.\s?Ed\.(?:\s2d)?|F\.(?:\s?(?:[23]d|4th|Supp\.(?:\s[23]d)?))?|[A-Z]\.(?:[A-Z]\.)?\s?2d|Cal\.\s(?:Rptr|App)\.(?:\s?[23]d)?)\s(?P<page>\d{{1,5}}){_PIN}"
    r"(?:\sn\.\s?\d{1,3})?(?:\s\((?:(?P<court>[A-Z0-9][\w.’ ]{1,24}?)\s)?(?P<issued>(?:1[78]|19|20)\d\d)\))?"
)


def read_bare_report(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`427 U.S. 212, 220 (1976)` is a volume of a report, its page, the page cited and the year."""
    found = _BARE.search(text)
    if found is None or any(tag.start < found.start() and tag.label != "citation-number" for tag in tags):
        return tags
    made = [
        Tag(_LABELS[group], *found.span(group), 0.9, *found.span(group))
        for group in found.re.groupindex
        if found[group]
    ]
    return [*made, *(tag for tag in tags if tag.start >= found.end())]


#: `’ (2018) 55(5) Common Market Law Review 1619, 1625`.
_OSCOLA: Final = defer_pattern(
    rf"(?P<lead>[’'”\"])\s[(\[](?P<issued>(?:18|19|20)\d\d)[)\]]\s(?:(?P<volume>\d{{1,3}})(?:\((?P<issue>\d{{1,2}})\))?\s)?(?P<host>[A-Z][^\d,;()\[\]]{{1,70}}?)\s(?P<page>\d{{1,5}}(?:[–-]\d{{1,5}})?){_PIN}"
)
_OSCOLA_LABELS: Final = {**_REVIEW_LABELS, "issue": "issue"}
OSCOLA_SIGNS: Final = ("’ (", "' (", "” (", "’ [", "' [")


def read_oscola_article(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`‘…’ (2018) 55(5) Common Market Law Review 1619, 1625`: year, volume, issue, journal and pages by form."""
    for found in _OSCOLA.finditer(text):
        made = [
            Tag(_OSCOLA_LABELS[group], *found.span(group), 0.9, *found.span(group))
            for group in found.re.groupindex
            if group in _OSCOLA_LABELS and found[group]
        ]
        for tag in tags:
            if tag.end <= found.start() or tag.start >= found.end():
                made.append(tag)
            elif tag.start < found.start():
                made.append(tag._replace(end=found.start(), outer_end=found.start()))
        tags = sorted(made, key=lambda tag: tag.start)
    return tags


_DOCKET: Final = defer_pattern(
    r"(?:Joined\s)?Cases?\s(?P<number>(?:[CTF]-)?\d{1,4}/\d\d)(?:\sP)?,?\s(?=[A-Z])"
)
_STATUTE: Final = defer_pattern(
    r"(?P<volume>\d{1,3})\s(?P<host>U\.\s?S\.\s?C\.(?:\s?A\.)?|C\.\s?F\.\s?R\.|Fed\.\sReg\.|Stat\.)\s"
    r"(?:§{1,2}\s?(?P<section>\d[\w.–-]{0,14}(?:\([\w]{1,4}\)){0,4})|(?P<page>\d{1,5}))(?:\s\((?P<issued>(?:19|20)\d\d)\))?"
)
_STATUTE_LABELS: Final = {
    "volume": "volume", "host": "container-title", "section": "section", "page": "page", "issued": "issued",
}  # fmt: skip


def read_statute(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`42 U.S.C. § 1983 (2006)` is the title of a code, the code and its section."""
    found = _STATUTE.search(text)
    if found is None:
        return tags
    made = [
        Tag(label, *found.span(group), 0.9, *found.span(group))
        for group, label in _STATUTE_LABELS.items()
        if found[group]
    ]
    kept = [tag for tag in tags if tag.end <= found.start() or tag.start >= found.end()]
    return sorted([*kept, *made], key=lambda tag: tag.start)


ACT_SIGNS: Final = (" Act 1", " Act 2", "Ordinance 1", "Regulations 1", "Regulations 2", "Rules 1", "Rules 2")  # fmt: skip
_ACT: Final = defer_pattern(
    r"(?P<title>(?:The\s)?(?:[A-Z][\w’'-]{1,20}\s|\([^()]{3,40}\)\s|(?:of|and|the|for|to|in)\s){1,10}(?:Act|Ordinance|Regulations|Rules)\s(?:1[789]|20)\d\d)"
    r",?\s(?:ss?|pt|Sch(?:edule)?|regs?|arts?|para)\.?\s(?P<section>\d[\w()–-]{0,12})"
)


def read_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Human Rights Act 1998, s 6(1)` is an act, named with its year, and its section."""
    found = _ACT.match(text, _skip_number(text))
    if found is None:
        return tags
    made = [Tag(group, *found.span(group), 0.9, *found.span(group)) for group in ("title", "section")]
    return sorted([*made, *(tag for tag in tags if tag.start >= found.end())], key=lambda tag: tag.start)
