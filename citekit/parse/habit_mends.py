"""Mends of habits of medicine, engineering and history: supplements, preprints, degrees, volumes with titles.

`citekit.parse.mends` runs `RULES` among its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import lay_fields
from citekit.parse.mend_rule import make_rule as _rule
from citekit.parse.patterns import defer_pattern

_MADE: Final = 0.85
_GROUP_SIGNS: Final = (
    "Investigators.", "Group.", "Collaborators.", "Network.", "Consortium.", "Team.", "Committee.", "Collaboration.", "Society.",
)  # fmt: skip
_GROUP: Final = defer_pattern(
    r"(?P<end>(?:[\w’'-]{1,30}\s){0,4}(?:Investigators|(?:Study |Working |Research |Collaborative |Writing )?Group|Collaborators|Network|Consortium|Team|Committee|Collaboration|Society))[.:]\s(?=\S)"
)
_FOR_GROUP: Final = defer_pattern(r"\b(?:for|on behalf of|and|the)\s(?:the\s)?(?:[\w’'-]{1,30}\s?){1,5}$")


def join_group(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Costa M, for the MOVE` before `Investigators. Early …`: the group that wrote is an author whole."""
    for index, (author, title) in enumerate(pairwise(tags)):
        if author.label != "author" or title.label != "title" or text[author.end : title.start] != " ":
            continue
        found = _GROUP.match(text, title.start, title.end)
        if found and _FOR_GROUP.search(text, author.start, author.end):
            tags[index] = author._replace(end=found.end("end"), outer_end=found.end("end"))
            tags[index + 1] = title._replace(start=found.end(), outer_start=found.end())
            break
    return tags


_SUPPLEMENT: Final = defer_pattern(r"\((?P<issue>(?:\d{1,3}\s)?[Ss]uppl(?:\.|ement)?\s?\w{0,4})\)")


def join_supplement(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`65(suppl 1)`: the word is part of the issue."""
    found = _SUPPLEMENT.search(text)
    if found is None or any(tag.label == "issue" and tag.start <= found.start("issue") for tag in tags):
        return tags
    return lay_fields(tags, found, {"issue": "issue"}, text)


_PREPRINT: Final = defer_pattern(
    r"(?P<host>(?:bio|med|chem|soc|psy|Psy|eart|Chem|Bio|Med)A?r?[RrXx]x?iv)[.,:]?\s(?P<number>\d{4}\.\d\d\.\d\d\.\d{6,8}(?:v\d)?|\d{6}(?:v\d)?(?=[\s.;,]))"
    r"(?P<kind>\.?\s\[(?P<genre>[Pp]reprint)\])?"
)


def read_preprint(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`medRxiv 2020.05.11.20098012 [Preprint]` is a server and a number, no date."""
    found = _PREPRINT.search(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"host": "container-title", "number": "number", "genre": "genre"}, text)


_ARXIV: Final = defer_pattern(
    r"arXiv:\s?\d{4}\.\d{4,5}(?:v\d{1,2})?(?P<class>\s\[[a-z-]{2,9}(?:\.[A-Z]{2})?\])?"
)


def join_arxiv(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`arXiv:1906.01234v2 [math.OC]` is one number; the class is none of it."""
    found = _ARXIV.search(text)
    if found is None:
        return tags
    start, end = found.span()
    stop = found.start("class") if found["class"] else end
    inside = [tag for tag in tags if tag.start < end and start < tag.end]
    if not inside or any(tag.label not in {"number", "note", "page", "volume", "issued"} for tag in inside):
        return tags
    if any(tag.start < start or tag.end > end for tag in inside):
        return tags
    kept = [tag for tag in tags if tag not in inside]
    return sorted([*kept, Tag("number", start, stop, _MADE, start, end)], key=lambda tag: tag.start)


_COPYRIGHT: Final = defer_pattern(r"[;,]\s(?:c|©\s?|cop\.\s)(?P<issued>(?:1[89]|20)\d\d)(?=[\s.,;\[])")


def date_copyright(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Fondazione Salute; c2011`: the year of copyright is that of the work where no other is stated."""
    found = _COPYRIGHT.search(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"issued": "issued"}, text)


_BODY_WITH_ACRONYM: Final = defer_pattern(
    r"(?P<author>(?:The\s)?[A-ZÀ-Þ][^.:,;()«“\"]{8,90}\s\([A-ZÀ-Þ]{2,9}\))[.:]\s(?=[A-ZÀ-Þ«“\"])"
)


def part_body_with_acronym(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Guidelines Network (SIGN). Management of …`: a body with its acronym in front has written the work."""
    for index, tag in enumerate(tags):
        if tag.label == "citation-number":
            continue
        found = _BODY_WITH_ACRONYM.match(text, tag.start, tag.end) if tag.label == "title" else None
        if found is None or tag.end - found.end() < _SHORTEST_TITLE:
            return tags
        author = Tag("author", *found.span("author"), _MADE, *found.span("author"))
        rest = tag._replace(start=found.end(), outer_start=found.end())
        return [*tags[:index], author, rest, *tags[index + 1 :]]
    return tags


_SHORTEST_TITLE: Final = 5
_LICENCE: Final = defer_pattern(r"[Ll]icen[cs]e:\s(?:CC[\s-])?")


def drop_licence(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Licence: CC BY-NC-SA 3.0 IGO` is no number of the work."""
    found = _LICENCE.search(text)
    if found is None:
        return tags
    return [
        tag for tag in tags if not (tag.start >= found.start() and tag.label in {"number", "note", "genre"})
    ]


DEGREE_SIGNS: Final = ("S. thesis", "Sc. thesis", "A. thesis", "MS thesis", "MSc thesis", "MA thesis", "aster’s thesis", "aster's thesis", "ng. thesis", "hil. thesis", "D. thesis", "PhD thesis", "D. dissertation", "D. diss")  # fmt: skip
_DEGREE: Final = defer_pattern(
    r"(?<=[”\"’.,])\s(?P<genre>(?:M\.\s?S\.|M\.\s?Sc\.|M\.\s?A\.|M\.\s?Eng\.|M\.\s?Phil\.|B\.\s?Sc\.|Ph\.\s?D\.|MSc?|MA|PhD|[Mm]aster[’']s|[Dd]octoral)\s(?:thesis|dissertation|diss\.)),\s"
    r"(?P<publisher>(?:Dept\.\s[^,]{2,40},\s|Dep(?:t\.|artment)\sof\s[^,]{2,40},\s|(?:School|Faculty)\sof\s[^,]{2,40},\s|[A-Z][^,]{2,40}\s(?:Division|Department|School|Faculty|Laboratory),\s)?[^,]{3,60}),\s"
    r"(?:(?P<place>[^,\d]{2,30}(?:,\s[A-Z][\w.]{1,16}){0,2}),\s)?(?P<issued>(?:19|20)\d\d)(?=[.,;\s]|$)"
)


def read_degree(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`“…,” M.S. thesis, Dept. Comput. Sci., Univ. Toronto, Toronto, ON, Canada, 2015` (IEEE) by its form."""
    found = _DEGREE.search(text)
    if found is None:
        return tags
    labels = {"genre": "genre", "publisher": "publisher", "place": "publisher-place", "issued": "issued"}
    return [_strip_marks(text, tag) for tag in lay_fields(tags, found, labels, text)]


def _strip_marks(text: str, tag: Tag) -> Tag:
    """Return the tag, if it is a title, without the quotation marks and the comma around it."""
    if tag.label != "title":
        return tag
    value = text[tag.start : tag.end]
    start = tag.start + len(value) - len(value.lstrip(' “"‘'))
    return tag._replace(start=start, end=tag.start + len(value.rstrip(' ,”"’')))


_SOFTWARE_AUTHOR: Final = defer_pattern(
    r"(?:[A-Z]\.[\s-]?){1,3}(?:(?:de|van|von|der|di)\s){0,2}[A-ZÀ-Þ][\w’'-]{1,30}(?P<end>)\.\s(?P<title>[A-Z][\w -]{2,40}?)\.?$"
)


def part_title_of_software(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`N. Okada. SparseKit. (2020). GitHub.`: a title of a word before the year, the house behind it."""
    for index, (author, issued) in enumerate(pairwise(tags)):
        if (
            author.label != "author"
            or issued.label != "issued"
            or text[author.end : issued.start] not in {". (", " ("}
        ):
            continue
        found = _SOFTWARE_AUTHOR.match(text, author.start, author.end)
        if found is None:
            continue
        title = Tag("title", *found.span("title"), _MADE, *found.span("title"))
        behind = [
            tag._replace(label="publisher") if tag.label == "title" else tag for tag in tags[index + 1 :]
        ]
        end = found.end("end")
        return [*tags[:index], author._replace(end=end, outer_end=end), title, *behind]
    return tags


_VOLUME_TITLE: Final = defer_pattern(
    r"(?P<part>(?:L[ae]s?\s|L[’']|Des?\s|Du\s|D[’']|Une?\s|I\s|Il\s|Gli\s|Le\s|El\s|Los\s|Las\s|Die\s|Der\s|Das\s|Von\s|The\s)[^,]{3,70}),\s(?P<place>[A-ZÀ-Þ][\w’'-]{2,30}(?:[ -][\w’'-]{2,20}){0,3})"
)
_TOWN: Final = frozenset({"La Haye", "Le Caire", "Le Havre", "Le Mans", "La Rochelle", "La Habana", "Las Palmas", "La Plata", "Los Angeles", "La Paz", "The Hague", "Den Haag", "Le Puy", "L’Aquila", "L'Aquila"})  # fmt: skip


def name_volume_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`t. II, La Régence, Montpellier`: behind a volume's number stands the volume's title, then the place."""
    for index, (volume, place) in enumerate(pairwise(tags)):
        if (
            volume.label != "volume"
            or place.label != "publisher-place"
            or text[volume.end : place.start] not in {", ", " : ", ": "}
        ):
            continue
        found = _VOLUME_TITLE.fullmatch(text, place.start, place.end)
        if found is None or found["part"] in _TOWN:
            continue
        part = Tag("volume-title", *found.span("part"), _MADE, *found.span("part"))
        town = place._replace(start=found.start("place"), outer_start=found.start("place"))
        return [*tags[: index + 1], part, town, *tags[index + 2 :]]
    return tags


_PERIOD: Final = defer_pattern(r"(?:c\.\s?)?(?:1[0-9]|20)\d\d\s?[–-]\s?(?:1[0-9]|20)?\d\d")


def name_period_of_volume(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`IV: 1500–1640`: years behind a volume's number, the work's own year behind them, are its title."""
    issued = next((tag for tag in tags if tag.label == "issued"), None)
    for index, (volume, page) in enumerate(pairwise(tags)):
        if (
            issued is None
            or volume.label != "volume"
            or page.label not in {"page", "issued", "number"}
            or page is issued
            or page.end > issued.start
            or text[volume.end : page.start] not in {": ", ", ", " : ", ". "}
            or not _PERIOD.fullmatch(text, page.start, page.end)
        ):
            continue
        return [*tags[: index + 1], page._replace(label="volume-title"), *tags[index + 2 :]]
    return tags


_SERIES: Final = defer_pattern(
    r"(?P<series>[A-ZÀ-Þ«“\"][^,;()\d]{5,70}),\s(?:(?:n\.|nº|n°|no\.|vol\.|Bd\.|t\.)\s?)?(?P<number>\d{1,4}|[IVXLC]{1,7})"
)


def part_series_in_bracket(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Firenze, Olschki, 1993 (Biblioteca storica toscana, 30)`: series and number stand behind the year."""
    for index, (issued, note) in enumerate(pairwise(tags)):
        if (
            issued.label != "issued"
            or note.label != "note"
            or text[issued.end : note.start] not in {" (", ", ("}
        ):
            continue
        found = _SERIES.fullmatch(text, note.start, note.end)
        if found and text[note.end : note.end + 1] == ")":
            made = [
                Tag("collection-title", *found.span("series"), _MADE, *found.span("series")),
                Tag("number", *found.span("number"), _MADE, *found.span("number")),
            ]
            return [*tags[: index + 1], *made, *tags[index + 2 :]]
    return tags


_TRANSLATED: Final = defer_pattern(
    r"\((?P<translator>(?:[A-Z]\.\s?){1,3}[A-ZÀ-Þ][\w’'-]{1,30}(?:,?\s(?:&|and)\s(?:[A-Z]\.\s?){1,3}[A-ZÀ-Þ][\w’'-]{1,30})?),\sTrans\.\)\.?"
)
_ORIGINAL: Final = defer_pattern(r"\((?:Original work|Originally) published (?:ca?\.\s)?[^()]{3,30}\)")


def read_translator(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(S. H. Butcher, Trans.)` names a translator, `(Original work published ca. 350 B.C.E.)` nobody (APA)."""
    if original := _ORIGINAL.search(text):
        tags = [
            tag
            for tag in tags
            if tag.end <= original.start() or tag.start >= original.end() or tag.label == "note"
        ]
    found = _TRANSLATED.search(text)
    if found is None:
        return tags
    held = next((tag for tag in tags if tag.label == "translator"), None)
    if held is None or (held.start, held.end) == found.span("translator"):
        return tags
    kept = [tag for tag in tags if tag is not held]
    made = [Tag("translator", *found.span("translator"), _MADE, *found.span("translator"))]
    rest = text[found.end() : held.end]
    if len(rest.strip(" .")) > _SHORTEST_TITLE:
        begin = held.end - len(rest.lstrip(" ."))
        made.append(held._replace(label="container-title", start=begin, outer_start=begin))
    return sorted([*kept, *made], key=lambda tag: tag.start)


_BEFORE_DAY: Final = re.compile(r",?\s")
_PAPER: Final = defer_pattern(
    r"(?:El\s(?:País|Mundo|Periódico|Comercio|Tiempo|Universal|Correo|Espectador|Mercurio|Sol)|La\s(?:Vanguardia|Nación|Jornada|Razón|Voz\sde\sGalicia|Prensa|Stampa|Repubblica|Gaceta)|ABC|Público|Clarín"
    r"|(?:Il\s)?Corriere\sdella\s[Ss]era|Il\s(?:Sole\s24\s[Oo]re|Messaggero|Giornale|Manifesto|manifesto|Mattino|Foglio|Giorno|Resto\sdel\sCarlino)|l[’']Unità|L[’'](?:Unità|Espresso|Osservatore\sromano|Express|Obs|Aurore|Écho\sde\sParis|Opinion)|Avvenire|Avanti!"
    r"|Le\s(?:Parisien|Soir|Petit\sJournal|Nouvel\sObservateur|Point|Monde\sdiplomatique|Devoir|Journal\sdes\sdébats)|Les\s(?:Échos|Temps\smodernes)|Ouest-France|Mediapart)"
)


def name_romance_paper(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`J. Pradera, El País, 12 de mayo de 1996`: a paper of France, Italy, Spain before a day is the host."""
    if any(tag.label == "container-title" for tag in tags):
        return tags
    for index, (paper, issued) in enumerate(pairwise(tags)):
        if (
            paper.label in {"title", "publisher", "author"}
            and issued.label == "issued"
            and " " in text[issued.start : issued.end]
            and _PAPER.fullmatch(text, paper.start, paper.end)
            and _BEFORE_DAY.fullmatch(text, paper.end, issued.start)
        ):
            tags[index] = paper._replace(label="container-title")
            return tags
    return tags


RULES: Final = (
    _rule(
        "group behind names",
        join_group,
        beside=("author", "title"),
        gaps=frozenset({" "}),
        signs=_GROUP_SIGNS,
    ),
    _rule("supplement as an issue", join_supplement, "volume", signs=("uppl",)),
    _rule("number of a preprint", read_preprint, signs=("Rxiv", "rXiv ", "rxiv")),
    _rule("number at arXiv", join_arxiv, "number", signs=("arXiv:",)),
    _rule("year of copyright", date_copyright, lacks="issued", signs=(" c1", " c2", "©", "cop. ")),
    _rule(
        "body with its acronym", part_body_with_acronym, "title", lacks="author editor", signs=(").", "):")
    ),
    _rule("licence", drop_licence, either="number note genre", signs=("icence: ", "icense: ")),
    _rule("thesis for a degree", read_degree, signs=DEGREE_SIGNS),
    _rule(
        "title of software",
        part_title_of_software,
        beside=("author", "issued"),
        gaps=frozenset({". (", " ("}),
    ),
    _rule("title of a volume", name_volume_title, beside=("volume", "publisher-place")),
    _rule(
        "years as a volume's title",
        name_period_of_volume,
        "volume issued",
        beside=("volume", "page"),
        gaps=frozenset({": ", " : "}),
    ),
    _rule(
        "series in a bracket",
        part_series_in_bracket,
        "note",
        lacks="collection-title",
        beside=("issued", "note"),
    ),
    _rule("translator in a bracket", read_translator, "translator", signs=(", Trans.)",)),
    _rule(
        "paper of France, Italy, Spain",
        name_romance_paper,
        "issued",
        lacks="container-title URL",
        signs=(
            "El ",
            "La ",
            "Il ",
            "Le ",
            "L’",
            "L'",
            "l’",
            "l'",
            "Corriere",
            "ABC",
            "Les ",
            "Avvenire",
            "Ouest",
            "Clar",
            "Público",
            "Avanti",
        ),
    ),
)
