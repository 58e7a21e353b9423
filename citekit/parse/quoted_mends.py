"""Mends around titles in quotation marks, bodies, interviews, letters and classical authors; one named rule each.

`citekit.parse.mends` runs `RULES` among its own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import lay_fields
from citekit.parse.mend_rule import make_rule as _rule
from citekit.parse.patterns import defer_pattern

_MADE: Final = 0.85
_QUOTED_AND_HOST: Final = defer_pattern(
    r"[“\"](?P<title>[^“”\"]{3,160}?)[.,?!]?[”\"],?\s(?P<host>(?:The\s|A\s)?[A-ZÀ-Þ][^“”\"]{2,90})"
)
_REVIEWED: Final = defer_pattern(r"(?:Rev(?:iew|\.)\sof\s|Interview\sby\s|Translated\sby\s)")


def part_quoted_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`“Chart.” The Oxford Dictionary`: what stands behind the closing mark holds the work, or publishes it."""
    held = any(tag.label == "container-title" for tag in tags)
    kind = any(tag.label == "genre" for tag in tags)
    for index, tag in enumerate(tags):
        found = _QUOTED_AND_HOST.fullmatch(text, tag.start, tag.end) if tag.label == "title" else None
        behind = tags[index + 1] if index + 1 < len(tags) else None
        subtitled = (
            behind is not None and behind.label == "publisher-place" and text[tag.end : behind.start] == ". "
        )
        if found is None or subtitled:
            continue
        title = tag._replace(start=found.start("title"), end=found.end("title"), outer_end=found.end("title"))
        if _REVIEWED.match(found["host"]) or held:
            return [*tags[:index], title, *tags[index + 1 :]]
        label = (
            "publisher" if kind and not any(one.label == "publisher" for one in tags) else "container-title"
        )
        host = Tag(label, *found.span("host"), _MADE, *found.span("host"))
        return [*tags[:index], title, host, *tags[index + 1 :]]
    return tags


_BODY_AND_QUOTED: Final = defer_pattern(
    r"(?P<author>[A-ZÀ-Þ][^“”«»\"]{6,110}?),\s[“«\"](?P<title>[^“”«»\"]{3,240})"
)


def part_body_before_quotation(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`State Office of the Republic, “China and …”`: who stands before the quotation has written it."""
    for index, tag in enumerate(tags):
        found = _BODY_AND_QUOTED.fullmatch(text, tag.start, tag.end) if tag.label == "title" else None
        if found and text[tag.end : tag.end + 2].strip(".,")[:1] in {"”", "»", '"', ""}:
            made = [
                Tag("author", *found.span("author"), _MADE, *found.span("author")),
                Tag("title", *found.span("title"), _MADE, *found.span("title")),
            ]
            return [*tags[:index], *made, *tags[index + 1 :]]
    return tags


_PART_OF_BODY: Final = defer_pattern(
    r"(?P<part>(?:Dept\.|Department|Office|Division|Committee|Commission|Bureau|Ministry|Directorate|Secretariat|Economic\sand\sSocial|Congress|Senate|House)\b[^.“”]{0,80}(?:\.\s(?:of|for)\s[^.“”]{3,70})?)\.\s(?=[A-ZÀ-Þ“])"
)
_OF: Final = defer_pattern(r"(?:Dept|Div|Comm)\.\s(?:of|on|for)\s[^.]{3,80}\.\s(?=[A-ZÀ-Þ“])")


def join_part_of_body(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`United Nations, Dept. of Economic and Social Affairs. Report …`: a body's office is part of its name."""
    for index, (author, title) in enumerate(pairwise(tags)):
        if (
            author.label != "author"
            or title.label != "title"
            or text[author.end : title.start] not in {", ", ". "}
        ):
            continue
        found = _OF.match(text, title.start, title.end) or _PART_OF_BODY.match(text, title.start, title.end)
        if found is None or title.end - found.end() < _SHORTEST_TITLE:
            continue
        end = found.start() + len(found[0].rstrip(" ."))
        tags[index] = author._replace(end=end, outer_end=end)
        tags[index + 1] = title._replace(start=found.end(), outer_start=found.end())
        break
    return tags


_SHORTEST_TITLE: Final = 5
_DAY: Final = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s|\d{1,2}\s[A-Z][a-z]{2,8}\.?\s)(?:1[5-9]|20)\d\d"
_LETTER: Final = defer_pattern(
    rf"(?P<title>(?P<author>(?:[A-Z]\.\s?){{0,3}}[A-Z][\w’.-]{{1,30}}(?:\s[A-Z][\w’-]{{1,30}}){{0,2}})\sto\s[A-Z][^,;\d]{{2,50}}),\s(?P<issued>{_DAY}),\s"
    r"(?P<place>(?:box|folder|file|vol\.|fol\.|MS|ser\.|series)\s[^;]{1,50}?\d[\w-]*)(?:,\s(?P<archive>[A-Z][^;(]{2,140}?))?(?=\s\((?:hereafter|cited)|\.?$)"
)


def read_letter_in_box(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`T. W. Lamont to J. R. Bell, February 11, 1913, box 14, folder 3, … Records`: a letter in an archive."""
    found = _LETTER.match(text)
    if found is None:
        return tags
    labels = {"title": "title", "issued": "issued", "place": "archive_location", "archive": "archive"}
    made = lay_fields([], found, labels, text)
    return [*made, *(tag for tag in tags if tag.start >= found.end() and tag.label == "URL")]


_PRESS_DAY: Final = defer_pattern(r"(?P<first>\d{1,2})\s?[–-]\s?\d{1,2}")
_MONTH_FIRST: Final = defer_pattern(r"[A-Z][a-z]{2,8}\.?\s(?:1[5-9]|20)\d\d")


def join_days(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`28–29 June 2019`: two days before a month are no pages."""
    for index, (page, issued) in enumerate(pairwise(tags)):
        if (
            page.label == "page"
            and issued.label == "issued"
            and text[page.end : issued.start] == " "
            and _PRESS_DAY.fullmatch(text, page.start, page.end)
            and _MONTH_FIRST.fullmatch(text, issued.start, issued.end)
        ):
            whole = issued._replace(start=page.start, outer_start=page.start)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_PENDING: Final = defer_pattern(
    r"(?P<author>[A-ZÀ-Þ][\w’'-]{1,30}(?:\s[A-ZÀ-Þ][\w’'.-]{0,30}){1,3}(?:,\s(?:and\s)?[A-ZÀ-Þ][\w’'-]{1,30}(?:\s[A-ZÀ-Þ][\w’'.-]{0,30}){1,3}|\sand\s[A-ZÀ-Þ][\w’'-]{1,30}(?:\s[A-ZÀ-Þ][\w’'.-]{0,30}){1,3}){0,12})\.\s(?P<note>In\spress|Forthcoming|To\sappear)\.\s"
)


def part_pending(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Takeshi Kojima, and Yusuke Iwasawa. In press. Large …`: all names stand before the word for the date."""
    found = _PENDING.match(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"author": "author"}, text)


_CORR: Final = defer_pattern(
    r"(?P<host>CoRR|[aA]r[xX]iv),?\s(?P<number>abs/(?:\d{4}\.\d{4,5}|[a-z-]{2,10}/\d{7}))"
)


def read_corr(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`CoRR, abs/2103.10385` is a repository and a number; the title goes on up to its full stop."""
    found = _CORR.search(text)
    if found is None:
        return tags
    laid = lay_fields(tags, found, {"host": "container-title", "number": "number"}, text)
    kept = [tag for tag in laid if tag.label != "number" or tag.start >= found.start()]
    for index, tag in enumerate(kept):
        if tag.label == "title" and kept[index + 1 : index + 2] and kept[index + 1].start == found.start():
            end = len(text[: found.start()].rstrip(" ."))
            kept[index] = tag._replace(end=end, outer_end=end)
    return kept


_PROCEEDINGS: Final = defer_pattern(r"Proc\.(?:\sof(?:\sthe)?)?\s[A-Z][\w ’'-]{1,60}")


def finish_proceedings(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Proc` before `. of ICLR`: the shortened word is not the whole host."""
    for index, tag in enumerate(tags):
        found = (
            _PROCEEDINGS.match(text, tag.start)
            if tag.label == "container-title" and text[tag.start : tag.end] in {"Proc", "Proc."}
            else None
        )
        if found and (index + 1 == len(tags) or found.end() <= tags[index + 1].start):
            tags[index] = tag._replace(end=found.end(), outer_end=found.end())
    return tags


_LAND_AND_PRESS: Final = defer_pattern(
    r"(?P<land>[A-Z][A-Za-z]{2,20}(?:\s[A-Z][A-Za-z]{2,20})?)\.\s(?P<press>[A-Z][^.]{3,80})"
)


def part_land_of_press(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Punta Cana, Dominican Republic. Association …`: the land belongs to the place, the press follows."""
    for index, (place, press) in enumerate(pairwise(tags)):
        if (
            place.label != "publisher-place"
            or press.label != "publisher"
            or text[place.end : press.start] != ", "
        ):
            continue
        found = _LAND_AND_PRESS.fullmatch(text, press.start, press.end)
        if found:
            end, start = found.end("land"), found.start("press")
            tags[index] = place._replace(end=end, outer_end=end)
            tags[index + 1] = press._replace(start=start, outer_start=start)
            break
    return tags


_CLASSICAL: Final = defer_pattern(
    r"(?P<author>(?!(?:Art|Fig|Sec|Sect|Ch|Kap|Abb|Tab|Vol|No|Eq|App|Cap|Par|Abs|Nr|Rn|Bd|Pt|St|Pat|Op|Fonds)\.)[A-Z][a-z]{1,7}\.)\s(?:(?P<title>[A-Z][a-z]{1,7}\.(?:\s[A-Z][a-z]{1,7}\.)?)\s)?(?P<section>\d{1,3}(?:\.\d{1,4}){1,3}(?:[–-]\d{1,4})?|\d{1,4}[a-f]\d{0,2})(?=[\s.,;)]|$)"
)
_COLLECTION: Final = defer_pattern(
    r"(?P<host>CIL|IG|ILS|SEG|FGrHist|BNJ|P\.\s?Oxy\.|OGIS|RIB|BGU|IGRR|SIG|PLRE|CCSL|CSEL|MGH)\s(?:(?P<volume>[IVXL]{1,7}[²³]?|\d{1,3}(?=\s(?:[FT]\s)?\d|\.\d)|SS\s\d{1,2})[\s.,]\s?)?(?P<number>(?:[FT]\s)?\d{1,5}[a-z]?)"
)


def read_classical(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Cic. Att. 1.1.4`, `CIL VI 1085`: author, work and place, or collection, volume and number."""
    if found := _CLASSICAL.match(text):
        labels = {"author": "author", "title": "title", "section": "section"}
        return lay_fields([], found, labels, text)
    if found := _COLLECTION.match(text):
        return lay_fields(
            [], found, {"host": "container-title", "volume": "volume", "number": "number"}, text
        )
    return tags


_TWO_YEARS: Final = defer_pattern(
    r"(?P<issued>(?:1[4-9]|20)\d\d[a-z]?)\s?[\[(](?P<original>(?:1[4-9]|20)\d\d)[\])]"
)


def part_original_year(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`1982 [1979]`: the year of the edition, and that of the first."""
    for index, tag in enumerate(tags):
        found = _TWO_YEARS.match(text, tag.start) if tag.label == "issued" else None
        if found and tag.end <= found.end() and tag.end - tag.start > _LENGTH_OF_YEAR:
            made = [
                tag._replace(end=found.end("issued"), outer_end=found.end("issued")),
                Tag("original-date", *found.span("original"), _MADE, *found.span("original")),
            ]
            return [*tags[:index], *made, *tags[index + 1 :]]
    return tags


_LENGTH_OF_YEAR: Final = 5
_OUT_OF: Final = defer_pattern(
    r"(?P<lead>\.\s(?:Aus\sdem\s[A-ZÄÖÜ][\w.]{3,20}(?:\s[A-ZÄÖÜ][\w.]{3,20})?(?:\sübers(?:etzt|\.))?\sv(?:on|\.)|Übers(?:etzt|\.)\sv(?:on|\.)|Traduit\sde\sl[’'][a-zé]{4,12}\spar|Trad\.\sde\s(?:l[’'])?[a-zé]{4,12}\spar)\s)(?P<translator>[^.:;]{4,80})"
)


def part_translator_of_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… Urteilskraft. Aus dem Franz. von Bernd Schwibs`: who has translated is no part of the title."""
    for index, tag in enumerate(tags):
        found = (
            _OUT_OF.search(text, tag.start, tag.end) if tag.label in {"title", "container-title"} else None
        )
        if found and found.end() == tag.end:
            title = tag._replace(end=found.start(), outer_end=found.start())
            return [
                *tags[:index], title, Tag("translator", *found.span("translator"), _MADE, *found.span("translator")), *tags[index + 1 :],
            ]  # fmt: skip
    return tags


_EDITED_BY: Final = defer_pattern(r"(?:Hrsg\.|Hg\.|Herausgegeben)\sv(?:on|\.)\s")


def name_editing_body(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Hrsg. v. Statistischen Bundesamt` as a host are the editors."""
    for index, tag in enumerate(tags):
        found = _EDITED_BY.match(text, tag.start, tag.end) if tag.label == "container-title" else None
        if found and found.end() < tag.end:
            tags[index] = tag._replace(label="editor", start=found.end(), outer_start=found.end())
    return tags


_CHECKED: Final = defer_pattern(
    r"(?:zuletzt\s(?:geprüft|abgerufen|aufgerufen|besucht|eingesehen|online)\s(?:am\s)?|ultimo\saccesso:?\s(?:il\s)?|dernière\sconsultation\s(?:le\s)?|última\sconsulta:?\s|[Rr]ecuperado\sel\s|[Cc]onsultado\s(?:el|en)\s)$"
)


def name_day_checked(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`zuletzt geprüft am 12.03.2012` is the day of access."""
    for index, tag in enumerate(tags):
        if tag.label == "issued" and _CHECKED.search(text, max(0, tag.start - 30), tag.start):
            tags[index] = tag._replace(label="accessed")
    return tags


def name_edited_book(_text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Kroker (Hrsg.): Urkunden, 2 Bde., Leipzig`: a host without a work in it, its editor in front, is the work."""
    first = next((tag for tag in tags if tag.label != "citation-number"), None)
    if first is None or first.label != "editor":
        return tags
    hosts = [index for index, tag in enumerate(tags) if tag.label == "container-title"]
    if len(hosts) == 1 and tags[hosts[0]].start > first.start:
        tags[hosts[0]] = tags[hosts[0]]._replace(label="title")
    return tags


_TALK: Final = defer_pattern(
    r"(?:telephone\s|personal\s|oral\s)?(?:interview(?:ed)?|e-?mail(?:\smessage)?|personal\scommunication|conversation|entretien|entrevista|intervista|Interview|Gespräch)\b.{0,60}"
)


def name_talk(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Mary Kosinski, interview by the author`: what it was is its kind, no title."""
    for index, tag in enumerate(tags):
        if (
            tag.label == "title"
            and index
            and tags[index - 1].label == "author"
            and _TALK.fullmatch(text, tag.start, tag.end)
        ):
            tags[index] = tag._replace(label="genre")
    return tags


def open_inner_quotation(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`“‘Bread First’: Women …”`: a title keeps the mark that opens a quotation closed within it."""
    for index, tag in enumerate(tags):
        if (
            tag.label == "title"
            and tag.start
            and text[tag.start - 1] == "‘"
            and "’" in text[tag.start : tag.end - 1]
        ):
            tags[index] = tag._replace(start=tag.start - 1, outer_start=tag.start - 1)
    return tags


RULES: Final = (
    _rule(
        "host behind a quoted title",
        part_quoted_title,
        "title",
        signs=(".” ", ",” ", "?” ", "!” ", '." ', '," '),
    ),
    _rule(
        "body before a quotation",
        part_body_before_quotation,
        "title",
        lacks="author editor",
        signs=(", “", ", «", ', "'),
    ),
    _rule(
        "office of a body",
        join_part_of_body,
        beside=("author", "title"),
        gaps=frozenset({", ", ". "}),
        signs=(
            "Dept",
            "Department",
            "Office",
            "Division",
            "Committee",
            "Commission",
            "Bureau",
            "Ministry",
            "Direct",
            "Secret",
            "Congress",
            "Senate",
            "House",
        ),
    ),
    _rule(
        "letter in a box",
        read_letter_in_box,
        signs=(", box ", ", folder ", ", file ", ", ser. ", ", series "),
    ),
    _rule("two days before a month", join_days, beside=("page", "issued"), gaps=frozenset({" "})),
    _rule(
        "names before a date to come",
        part_pending,
        lacks="issued",
        signs=(". In press.", ". Forthcoming.", ". To appear."),
    ),
    _rule("number in a repository", read_corr, signs=(" abs/",)),
    _rule("proceedings by a shortened word", finish_proceedings, "container-title", signs=("Proc. ",)),
    _rule(
        "land of a press", part_land_of_press, beside=("publisher-place", "publisher"), gaps=frozenset({", "})
    ),
    _rule("classical author", read_classical, lacks="issued editor publisher publisher-place URL translator"),
    _rule("year of the first edition", part_original_year, odd="issued", signs=(" [1", " [2", "[1", "(1")),
    _rule(
        "translator behind a title",
        part_translator_of_title,
        "title",
        lacks="translator",
        signs=(". Aus dem", ". Übers", ". Trad"),
    ),
    _rule("editing body", name_editing_body, "container-title", signs=("Hrsg. v", "Hg. v", "Herausgegeben")),
    _rule(
        "day when an address was checked",
        name_day_checked,
        "URL issued",
        signs=("zuletzt", "ultimo accesso", "consult", "ecuperado"),
    ),
    _rule("edited book", name_edited_book, "editor container-title publisher-place", lacks="title author"),
    _rule(
        "talk or message",
        name_talk,
        beside=("author", "title"),
        signs=("nterview", "mail", "communication", "ntretien", "ntrevista", "ntervista", "Gespräch"),
    ),
    _rule("quotation that opens a title", open_inner_quotation, "title", signs=("“‘", "„‘", "«‘", "“‹")),
)
