"""Mends of volumes with titles, bodies in front, chapters of commentaries, courts and archives; one named rule each.

`citekit.parse.mends` runs `RULES` last of all.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import lay_fields
from citekit.parse.mend_rule import make_rule as _rule
from citekit.parse.patterns import defer_pattern

_MADE: Final = 0.85
_COLONS: Final = frozenset({": ", " : "})


def name_title_behind_volume(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Gesellschaftsgeschichte. Bd. 3: Von der Doppelrevolution …`: what follows a volume's number is its title."""
    for index, (volume, title) in enumerate(pairwise(tags)):
        if (
            volume.label == "volume"
            and title.label in {"title", "container-title"}
            and text[volume.end : title.start] in _COLONS
            and any(tag.label in {"title", "container-title"} for tag in tags[:index])
        ):
            tags[index + 1] = title._replace(label="volume-title")
            break
    return tags


_BODY: Final = defer_pattern(
    r"(?P<author>(?=[^.]{0,90}\b(?:Centre|Center|Agency|Organi[sz]ation|Commission|Committee|Ministry|Department|Office|Institute|Council|Association|Society|Authority|Board|Federation|Network|College|Academy|Foundation|Programme)\b)[A-Z][\w’'-]{1,30}(?:\s(?:(?:for|of|and|on|the|in|&|to)\s){0,2}[A-Z][\w’'-]{1,30}){1,9})\.\s(?=[A-Z])"
)


def part_body_in_front(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`European Centre for Disease Prevention. Annual report`: a body up to its full stop has written the work."""
    for index, tag in enumerate(tags):
        if tag.label == "citation-number":
            continue
        found = _BODY.match(text, tag.start, tag.end) if tag.label == "title" else None
        if found is None:
            return tags
        author = Tag("author", *found.span("author"), _MADE, *found.span("author"))
        rest = tag._replace(start=found.end(), outer_start=found.end())
        return [*tags[:index], author, rest, *tags[index + 1 :]]
    return tags


_IN: Final = defer_pattern(r",\s[Ii]n:?\s$")


def name_host_of_chapter(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Schulze, in: Horst Dreier (Hrsg.), Grundgesetz-Kommentar`: behind `in` and editors stands a host."""
    if not any(tag.label == "author" for tag in tags):
        return tags
    for index, (editor, title) in enumerate(pairwise(tags)):
        if (
            (editor.label, title.label) == ("editor", "title")
            and _IN.search(text, max(0, editor.start - 6), editor.start)
            and not any(tag.label == "title" for tag in tags[:index])
        ):
            tags[index + 1] = title._replace(label="container-title")
            break
    return tags


_ITALIAN_COURT: Final = defer_pattern(
    r"(?P<authority>(?:Trib\.|App\.|Corte\sd[’']app(?:\.|ello)|TAR|T\.A\.R\.|Cons\.\sStato|Pret\.|Corte\sconti)(?:\s[A-Z][\w’-]{2,20}){0,2}(?:,\s[Ss]ez\.\s[^,]{1,20})?),\s(?P<issued>\d{1,2}\s[a-z]{5,9}\s(?:19|20)\d\d)(?:,\sn\.\s(?P<number>\d{1,6}))?"
)
_SWISS_REPORT: Final = defer_pattern(
    r"(?P<host>ATF|BGE|DTF)\s(?P<volume>\d{2,3}\s[IV]{1,3}a?)\s(?P<page>\d{1,4})(?:,\sconsid\.\s[\w.]{1,8}|\sE\.\s[\w.]{1,8})?"
)
_SWISS_COURT: Final = defer_pattern(
    r"(?:Arrêt\sdu\s|Urteil\sdes\s|Sentenza\sdel\s)(?P<authority>Tribunal\sfédéral|Bundesgerichts|Tribunale\sfederale)\s(?P<number>\d[A-Z]_\d{1,4}/\d{4})\s(?:du|vom|del)\s(?P<issued>\d{1,2}\.?\s[A-Za-zéûä]{3,9}\s(?:19|20)\d\d)(?:,\s(?:consid|E)\.\s[\d.]{1,8})?"
)
_NAMED_CASE: Final = defer_pattern(
    r"(?P<authority>TEDH|TJUE|TJCE|Corte\sIDH|CEDH|Cour\sEDH|Corte\sEDU|CIJ)(?:\s\([^()]{3,30}\))?,\s(?:caso|asunto|aff(?:\.|aire)|arrêt|sentenza)\s(?P<title>[A-Z][^,]{3,80}?),\s(?:sentencia\sde(?:l)?\s|arrêt\sdu\s|sentenza\sdel\s)?(?P<issued>\d{1,2}\s(?:de\s)?[a-zéû]{3,10}\s(?:de\s)?(?:19|20)\d\d)?"
)


def read_court(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Trib. Milano, 17 luglio 2014`, `ATF 136 III 23`, `TEDH, caso Faro c. Reino Unido`: courts by their forms."""
    for pattern in (_ITALIAN_COURT, _SWISS_REPORT, _SWISS_COURT, _NAMED_CASE):
        found = pattern.match(text)
        if found:
            groups = {name: name for name in found.re.groupindex} | {"host": "container-title"}
            labels = {name: label for name, label in groups.items() if name in found.re.groupindex}
            return lay_fields(tags, found, labels, text)
    return tags


_VOLUME_AND_ISSUE: Final = defer_pattern(r"(?P<volume>\d{1,3})-(?P<issue>\d{1,2})")


def part_volume_and_issue(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Annales ESC, 1989, 44-6, p. 1505`: of two pages the first, behind the year, is volume and issue."""
    if any(tag.label in {"volume", "issue"} for tag in tags):
        return tags
    for index in range(1, len(tags) - 1):
        issued, first, page = tags[index - 1 : index + 2]
        found = _VOLUME_AND_ISSUE.fullmatch(text, first.start, first.end)
        if (
            (issued.label, first.label, page.label) == ("issued", "page", "page")
            and found
            and "p" in text[first.end : page.start]
        ):
            made = [
                Tag(label, *found.span(label), _MADE, *found.span(label)) for label in ("volume", "issue")
            ]
            return [*tags[:index], *made, *tags[index + 1 :]]
    return tags


_EDITING: Final = defer_pattern(r"(?:Hg|Hrsg)\.\sv(?:on|\.)\s")


def name_editor_in_front(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Hg. v. Jürgen Haber, Stichworte`: the words in front make the author an editor."""
    for index, tag in enumerate(tags):
        found = _EDITING.match(text, tag.start, tag.end) if tag.label == "author" else None
        if found:
            tags[index] = tag._replace(label="editor", start=found.end(), outer_start=found.end())
    return tags


_PAPER: Final = defer_pattern(
    r"The\s(?:Economist|Guardian|Times|Observer|Independent|Telegraph|Daily\sTelegraph|Washington\sPost|New\sYork\sTimes|Wall\sStreet\sJournal|Irish\sTimes|Atlantic|New\sYorker)|Financial\sTimes|Los\sAngeles\sTimes|Der\sSpiegel|Die\sZeit|Le\sMonde|El\sPaís"
)


def name_paper_in_front(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`The Economist, ‘The next supermodel’, 2 February 2013`: a paper in front of a title holds it."""
    for index, (author, title) in enumerate(pairwise(tags)):
        if (author.label, title.label) == ("author", "title") and _PAPER.fullmatch(
            text, author.start, author.end
        ):
            tags[index] = author._replace(label="container-title")
            break
    return tags


_SHELF: Final = defer_pattern(
    r"(?P<archive>[A-ZÄÖÜ][A-Za-zÄÖÜ]{0,6}[A-ZÄÖÜ]),\s(?P<place>(?:[A-Z]{1,4}|Rep\.|Best\.|Abt\.|HA)\s?\d[\w/. -]{0,20})"
)


def read_shelf_in_front(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`PAAA, R 25018, Aufzeichnung …`: initials and a shelf mark are an archive, no author."""
    first = tags[0] if tags else None
    found = _SHELF.fullmatch(text, first.start, first.end) if first and first.label == "author" else None
    if found is None:
        return tags
    made = [
        Tag("archive", *found.span("archive"), _MADE, *found.span("archive")),
        Tag("archive_location", *found.span("place"), _MADE, *found.span("place")),
    ]
    rest = [
        tag._replace(end=tag.start + len(text[tag.start : tag.end].removesuffix(" v.").removesuffix(" vom")))
        if tag.label == "title"
        else tag
        for tag in tags[1:]
    ]
    return [*made, *rest]


def join_archive_place(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Archives …, La Courneuve, Série Z, vol. 345, f° 12`: all behind an archive in front is the place there."""
    if not tags or tags[0].label != "archive" or len(tags) < _FEWEST:
        return tags
    start, end = tags[1].start, len(text.rstrip(" ."))
    return [tags[0], Tag("archive_location", start, end, _MADE, start, end)]


_FEWEST: Final = 3

RULES: Final = (
    _rule(
        "title behind a volume",
        name_title_behind_volume,
        beside=("volume", "title container-title"),
        gaps=_COLONS,
    ),
    _rule(
        "body in front of its report",
        part_body_in_front,
        "title",
        lacks="author editor container-title",
        hints=(
            "centre ",
            "center ",
            "agency",
            "organi",
            "commission",
            "committee",
            "ministry",
            "department",
            "office",
            "institute",
            "council",
            "association",
            "society",
            "authority",
            "federation",
            "network",
            "college",
            "academy",
            "foundation",
            "programme",
        ),
    ),
    _rule(
        "host of a chapter",
        name_host_of_chapter,
        beside=("editor", "title"),
        lacks="container-title",
        signs=(", in: ", ", in ", ", In: ", ", In "),
    ),
    _rule(
        "court by its form",
        read_court,
        signs=(
            "Trib.",
            "App.",
            "TAR",
            "T.A.R.",
            "Cons. Stato",
            "Pret.",
            "ATF ",
            "BGE ",
            "DTF ",
            "Tribunal f",
            "Bundesgericht",
            "Tribunale f",
            "TEDH",
            "TJUE",
            "TJCE",
            "Corte ",
            "CEDH",
            "Cour EDH",
            "CIJ",
        ),
    ),
    _rule(
        "volume and issue before pages", part_volume_and_issue, "issued", lacks="volume issue", again="page"
    ),
    _rule("editor in front", name_editor_in_front, "author", signs=("Hg. v", "Hrsg. v")),
    _rule(
        "paper in front of a title",
        name_paper_in_front,
        beside=("author", "title"),
        lacks="container-title",
        signs=("The ", "Times, ", "Der Spiegel", "Die Zeit", "Le Monde", "El Pa"),
    ),
    _rule(
        "shelf mark in front",
        read_shelf_in_front,
        "author title",
        lacks="publisher publisher-place container-title",
        signs=(", R ", ", N ", ", Rep.", ", Best.", ", HA ", ", RG", ", GFM"),
    ),
    _rule(
        "place in an archive to the end",
        join_archive_place,
        "archive",
        "title container-title",
        lacks="issued publisher publisher-place author archive_location editor",
    ),
)
