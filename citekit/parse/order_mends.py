"""Mends of labels in an order that no style has: a shelf mark before a year, an author behind a place.

`citekit.parse.mends` runs `RULES` among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.mend_rule import make_rule
from citekit.parse.patterns import defer_pattern

_REVIEW: Final = defer_pattern(
    r"(?P<host>[A-Z][\w.’&]*(?:\s(?:[A-Z&][\w.’]*|of|the|and)){0,6})\s(?P<page>\d{1,4})"
)


def read_review(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`3 Tidal Q. 55 (1990)`: between volume and year stand journal and page, no shelf mark."""
    for index in range(1, len(tags) - 1):
        volume, shelf, issued = tags[index - 1 : index + 2]
        found = _REVIEW.fullmatch(text, shelf.start, shelf.end) if shelf.label == "archive_location" else None
        if found and volume.label == "volume" and issued.label == "issued" and text[volume.end] == " ":
            host = Tag("container-title", *found.span("host"), shelf.confidence, *found.span("host"))
            page = Tag("page", *found.span("page"), shelf.confidence, *found.span("page"))
            return [*tags[:index], host, page, *tags[index + 1 :]]
    return tags


def join_shelf(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Ф. 1. Оп. 2. Т. 1. Д. 390`: a volume between two parts of a shelf mark is one of its parts."""
    for index in range(1, len(tags) - 1):
        before, volume, behind = tags[index - 1 : index + 2]
        if before.label == behind.label == "archive_location" and volume.label in {"volume", "issue"}:
            whole = before._replace(end=behind.end, outer_end=behind.outer_end)
            return join_shelf(text, [*tags[: index - 1], whole, *tags[index + 2 :]], None)
    return tags


_LETTERED_YEAR: Final = defer_pattern(r"(?:1[5-9]|20)\d\d[a-zа-е]\.?")


def date_lettered(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`2008а. № 1`: a year with its letter is no volume."""
    return [
        tag._replace(label="issued", end=tag.end - (text[tag.end - 1] == "."))
        if tag.label == "volume" and _LETTERED_YEAR.fullmatch(text, tag.start, tag.end)
        else tag
        for tag in tags
    ]


def name_publisher_behind_place(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Bristol: Severn (in press)`: behind a place and a colon stands the publisher."""
    for index in range(1, len(tags)):
        place, author = tags[index - 1 : index + 1]
        if (place.label, author.label) == ("publisher-place", "author") and text[
            place.end : author.start
        ].strip() == ":":
            return [*tags[:index], author._replace(label="publisher"), *tags[index + 1 :]]
    return tags


def name_site_of_page(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Horario común (2011). Comisión de Muelles. URL`: a second title, behind the year, is the site."""
    titles = [index for index, tag in enumerate(tags) if tag.label == "title"]
    if len(titles) != 2:
        return tags
    second = titles[1]
    if tags[second - 1].label == "issued" and text[tags[second - 1].end : tags[second].start] in {
        "). ",
        ". ",
    }:
        return [*tags[:second], tags[second]._replace(label="container-title"), *tags[second + 1 :]]
    return tags


_IN_FRONT: Final = defer_pattern(r"(?P<title>[^\W\d_a-zà-ÿа-яё][^()\[\]/]{8,200}?)\s\(\Z")


def take_title_before_year(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`El futuro que queremos (2012). A/RES/66/288`: what stands before the year alone is the title."""
    first = tags[0] if tags else None
    found = _IN_FRONT.match(text, 0, first.start) if first is not None and first.label == "issued" else None
    if found is None or " " not in found["title"]:
        return tags
    return [Tag("title", *found.span("title"), 0.7, *found.span("title")), *tags]


_NEWSPAPER_BEHIND: Final = defer_pattern(r"\.\s(?P<host>[^\W\d_a-zà-ÿа-яё][^.]{2,40})$")
_DAY: Final = defer_pattern(r"\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3}|[^\W\d_]{3,10}\s\d{1,2}(?!\d)")


def part_newspaper(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(2007, 12 de mayo). Falta una grúa. El Ribereño, p. 4`: the paper stands behind its article."""
    for index in range(1, len(tags) - 1):
        issued, title, page = tags[index - 1 : index + 2]
        if (issued.label, title.label, page.label) != ("issued", "title", "page"):
            continue
        found = _NEWSPAPER_BEHIND.search(text, title.start + 3, title.end)
        if found and _DAY.search(text, issued.start, issued.end) and text[title.end] == ",":
            host = Tag("container-title", *found.span("host"), title.confidence, *found.span("host"))
            title = title._replace(end=found.start(), outer_end=found.start())
            return [*tags[:index], title, host, *tags[index + 1 :]]
    return tags


_PUBLISHER_AT_END: Final = defer_pattern(r",\s(?P<publisher>(?:il\s|la\s)?[A-ZÀ-Þ][\w’]{2,20})$")


def part_publisher(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """`Il magistrato dei moli, Marea, Genova 1988`: one word between title and place is the publisher."""
    for index in range(len(tags) - 2 if language == "it" else 0):
        title, place, issued = tags[index : index + 3]
        if (title.label, place.label, issued.label) != ("title", "publisher-place", "issued"):
            continue
        found = _PUBLISHER_AT_END.search(text, title.start + 8, title.end)
        if (
            found
            and (text[title.end : place.start], text[place.end : issued.start]) == (", ", " ")
            and "place" not in CUES.get(found["publisher"].lower(), ())
        ):
            publisher = Tag("publisher", *found.span("publisher"), 0.7, *found.span("publisher"))
            title = title._replace(end=found.start(), outer_end=found.start())
            return [*tags[:index], title, publisher, *tags[index + 1 :]]
    return tags


_LETTER: Final = defer_pattern(
    r"(?P<kind>lettre|letter|Brief|Schreiben|lettera|carta|письмо|лист)\s(?:du|of|vom|del|de|от|від)"
)


def name_letter(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`4 S 118, lettre du 3 mai 1833`: what a paper in an archive is, is no title."""
    for index, tag in enumerate(tags):
        found = _LETTER.fullmatch(text, tag.start, tag.end) if tag.label == "title" else None
        if found:
            kind = tag._replace(label="genre", end=found.end("kind"), outer_end=found.end("kind"))
            return [*tags[:index], kind, *tags[index + 1 :]]
    return tags


RULES: Final = (
    make_rule("review between volume and year", read_review, "volume archive_location issued"),
    make_rule("volume within a shelf mark", join_shelf, "archive_location", "volume issue"),
    make_rule("year with its letter", date_lettered, "volume", lacks="issued"),
    make_rule("publisher behind a place", name_publisher_behind_place, beside=("publisher-place", "author")),
    make_rule(
        "site of a page with two titles", name_site_of_page, "title issued URL", lacks="container-title"
    ),
    make_rule("title before the year", take_title_before_year, "issued", lacks="title author", signs=(" (",)),
    make_rule("newspaper behind a title", part_newspaper, "issued title page", lacks="container-title"),
    make_rule("publisher before a place", part_publisher, "title publisher-place issued", lacks="publisher"),
    make_rule("kind of a paper", name_letter, "archive title"),
)
