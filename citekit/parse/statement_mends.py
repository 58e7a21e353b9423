"""Mends of what stands behind a slash, and of days in words at the end of titles and dates.

The slash opens the statement of responsibility (GOST R 7.0.100-2018, 5.2.6; DSTU 8302:2015).
`citekit.parse.mends` runs `RULES` among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import lay_fields, make_rule
from citekit.parse.patterns import defer_pattern

_DAY: Final = defer_pattern(
    r"[\s,(](?P<day>\d{1,2}\s(?:янв|февр?|мар|апр|мая|июн|июл|авг|сент?|окт|нояб?|дек|січ|лют|берез?|квіт|трав|черв|лип"
    r"|серп|верес|жовт|листоп|груд)[а-яії]{0,6}\.?)$"
)


def take_day(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`прийнята 28 черв. 1996`: the day and month before the year belong to the date, not to the title."""
    for index in range(len(tags) - 1):
        before, issued = tags[index : index + 2]
        if issued.label != "issued" or before.label not in {"title", "genre"}:
            continue
        day = _DAY.search(text, max(before.start, before.end - 20), before.end)
        if (
            day
            and text[before.end : issued.start] in {" ", ". "}
            and text[issued.start : issued.start + 4].isdigit()
        ):
            end = day.start()
            whole = issued._replace(start=day.start("day"), outer_start=day.start("day"))
            return [*tags[:index], before._replace(end=end, outer_end=end), whole, *tags[index + 2 :]]
    return tags


_NUMBER_BEHIND: Final = defer_pattern(
    r"(?:\s?\((?:№|N|вип\.|вып\.)\s?(?P<issue>\d{1,5})\)?|(?<=\)|[а-яії])\.?,?\s№\s(?P<behind>\d{1,4}))$"
)


def part_number_of_paper(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`2016. 3 серп. (№ 145)`: the newspaper's number is no part of its day."""
    for index, tag in enumerate(tags):
        found = _NUMBER_BEHIND.search(text, tag.start, tag.end) if tag.label == "issued" else None
        if found:
            date = tag._replace(end=found.start(), outer_end=found.start())
            span = found.span(found.lastgroup or 0)
            issue = Tag("issue", *span, tag.confidence, *span)
            return [*tags[:index], date, issue, *tags[index + 1 :]]
    return tags


_EDITING: Final = defer_pattern(
    r"\s?/\s?(?:за|под)\s(?:(?:заг|общ|наук|науч|ред)[а-яії]{0,6}\.?\s?){1,2}(?:ред[а-яії.]{0,8})?$"
)


def drop_editing_words(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`монографія / за заг. ред.`: the words before an editor are no part of the title."""
    for index, tag in enumerate(tags):
        found = _EDITING.search(text, max(tag.start, tag.end - 40), tag.end) if tag.label == "title" else None
        if found and found.start() > tag.start:
            return [
                *tags[:index],
                tag._replace(end=found.start(), outer_end=found.start()),
                *tags[index + 1 :],
            ]
    return tags


_BODY: Final = defer_pattern(
    r"(?:Верховна|Верховний|Кабінет|Президент|Міністерство|Государственная|Правительство|Президиум|Министерство"
    r"|Федеральная|Федеральное|Совет|Рада|Комитет|Комітет)\s[А-ЯЁІЇЄҐа-яёіїєґ\s’'-]{3,80}"
)


def name_responsible_body(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… № 280/97-ВР / Верховна Рада України`: a body behind the slash is responsible for the act."""
    for index, tag in enumerate(tags):
        if (
            index
            and tag.label in {"title", "publisher", "container-title"}
            and text[tags[index - 1].end : tag.start].strip() == "/"
            and _BODY.fullmatch(text, tag.start, tag.end)
        ):
            return [*tags[:index], tag._replace(label="author"), *tags[index + 1 :]]
    return tags


_CUT_BODY: Final = defer_pattern(r"/\s(?P<head>(?:[А-ЯЁІЇЄҐа-яёіїєґ-]{1,12}\.\s){1,5})\Z")


def widen_body(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`/ Одес. нац. юрид. акад.`: the words cut short before a publisher belong to its name."""
    for index, tag in enumerate(tags):
        if tag.label != "publisher":
            continue
        head = _CUT_BODY.search(text, max(0, tag.start - 60), tag.start)
        if head and (not index or tags[index - 1].end <= head.start()):
            start = head.start("head")
            return [*tags[:index], tag._replace(start=start, outer_start=start), *tags[index + 1 :]]
    return tags


def join_quoted(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`терминов «район», «район в городе» от 13 июля`: what is quoted behind a quotation is no journal."""
    for index in range(len(tags) - 2):
        title, host, issued = tags[index : index + 3]
        if (
            title.label == "title"
            and host.label == "container-title"
            and issued.label == "issued"
            and text[host.start - 1 : host.start] == "«"
            and text[title.end - 1 : title.end + 1].startswith("»")
            and text[title.end : host.start] == ", «"
            and text[host.end : issued.start] in {"» від ", "» от "}
        ):
            whole = title._replace(end=host.end + 1, outer_end=host.end + 1)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_AUTHOR_AND_TITLE: Final = defer_pattern(
    r"(?P<author>[А-ЯЁІЇЄҐ][\w’'-]{1,30},\s(?:[А-ЯЁІЇЄҐ]\.\s?){1,2})\s?(?P<title>[^/]{3,200}?)\s/\s(?P<again>[^/]{3,80})"
)


_TITLE_AND_NAMES: Final = defer_pattern(
    r"(?P<title>(?!(?:[А-ЯЁІЇЄҐ]\.){1,2})[А-ЯЁІЇЄҐA-Z«][^/,;]{3,160}?)\s/\s(?P<author>(?:[А-ЯЁІЇЄҐA-Z]\.\s?){1,2}[^/]{3,160})"
)


def part_statement(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Иванова, Т. Хранители / Т. Иванова`: author, title, and the author again behind the slash."""
    for index, tag in enumerate(tags):
        if tag.label != "author" or any(other.label == "title" for other in tags):
            continue
        if plain := _TITLE_AND_NAMES.fullmatch(text, tag.start, tag.end):
            parts = [
                Tag(label, *plain.span(label), tag.confidence, *plain.span(label))
                for label in ("title", "author")
            ]
            return [*tags[:index], *parts, *tags[index + 1 :]]
        if found := _AUTHOR_AND_TITLE.fullmatch(text, tag.start, tag.end):
            labels = (("author", "author"), ("title", "title"), ("author", "again"))
            made = [
                Tag(label, start, start + len(text[start:end].rstrip()), tag.confidence, start, end)
                for label, (start, end) in ((label, found.span(group)) for label, group in labels)
            ]
            return [*tags[:index], *made, *tags[index + 1 :]]
    return tags


_PERSON: Final = (
    r"[А-ЯЁІЇЄҐ][а-яёіїєґ’-]{1,20}\s[А-ЯЁІЇЄҐ][а-яёіїєґ’]{2,20}(?:вич|вна|ич|ична)"
    r"\s[А-ЯЁІЇЄҐ][а-яёіїєґ’-]{1,30}(?:-[А-ЯЁ][а-яё]{1,20})?"
)
_FULL_NAMES: Final = defer_pattern(rf"\s/\s(?P<author>{_PERSON}(?:,\s{_PERSON}){{0,8}})(?=\s?[;.,\[]|\s?$)")


def name_full_statement(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Институты рек / Тимур Эдуардович Озёров. – М.`: persons by their full names behind the slash."""
    found = _FULL_NAMES.search(text)
    return tags if found is None else lay_fields(tags, found, {"author": "author"}, text, trim=" ")


_TITLE_IN_FRONT: Final = defer_pattern(
    r"(?P<title>[А-ЯЁІЇЄҐ«][^/.]{2,160}(?:\.(?!\s[—–-])[^/.]{0,80}){0,3}?)\s?/\s(?:[Пп]од|[Зз]а|[Сс]ост|[Оо]тв|[Уу]поряд|[Рр]ед)"
)


def take_title_in_front(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Каталог монет / Под ред. …`: what stands before the slash, and is nothing else, is the title."""
    start = tags[0].outer_end if tags and tags[0].label == "citation-number" else 0
    start += len(text[start:]) - len(text[start:].lstrip())
    found = _TITLE_IN_FRONT.match(text, start)
    if found is None or any(tag.start < found.end("title") and tag.end > start for tag in tags):
        return tags
    end = start + len(found["title"].rstrip())
    title = Tag("title", start, end, 0.8, start, end)
    return sorted([*tags, title], key=lambda tag: tag.start)


def join_same_host(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`// Там же. Вып. 7`: both words say that the host is the one before."""
    for index in range(len(tags) - 1):
        host, repeat = tags[index : index + 2]
        if (
            host.label == "container-title"
            and repeat.label == "cross-reference"
            and text[host.end : repeat.start] == " "
        ):
            whole = host._replace(end=repeat.end, outer_end=repeat.outer_end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_PLACE_AND_PUBLISHER: Final = defer_pattern(
    r"(?P<place>[^\W\d_a-zа-яё][\w.-]{1,24}(?:[\s-][^\W\d_a-zа-яё][\w.-]{1,20}){0,2})\s?:\s(?P<publisher>[^:]{2,60})"
)


def part_imprint_of_book(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Title. Prague: Seminarium, 1927. 77 p.`: before a book's year stand place and publisher, no host."""
    for index in range(1, len(tags) - 1):
        title, host, issued = tags[index - 1 : index + 2]
        if (title.label, host.label, issued.label) != ("title", "container-title", "issued"):
            continue
        found = _PLACE_AND_PUBLISHER.fullmatch(text, host.start, host.end)
        if found and text[host.end : issued.start] == ", " and "//" not in text[title.end : host.start]:
            made = [
                Tag("publisher-place", *found.span("place"), host.confidence, *found.span("place")),
                Tag("publisher", *found.span("publisher"), host.confidence, *found.span("publisher")),
            ]
            return [*tags[:index], *made, *tags[index + 1 :]]
    return tags


_NAMED_AFTER: Final = defer_pattern(r"/\s(?P<body>[^/]{3,80}\s[іи]м\.\s)\Z")


def keep_namesake(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`/ Київ. нац. ун-т ім. Тараса Шевченка`: whom a body is named after belongs to its name."""
    for index, tag in enumerate(tags):
        if tag.label not in {"translator", "editor", "author", "container-title", "publisher"}:
            continue
        body = _NAMED_AFTER.search(text, max(0, tag.start - 90), tag.start)
        if body:
            start = body.start("body")
            whole = Tag("publisher", start, tag.end, tag.confidence, start, tag.outer_end)
            before = [other for other in tags[:index] if other.end <= start]
            return [*before, whole, *tags[index + 1 :]]
    return tags


RULES: Final = (
    make_rule(
        "full names behind a slash", name_full_statement, "title", signs=("вич ", "вна ", "ич ", "ична ")
    ),
    make_rule("author again behind a slash", part_statement, "author", lacks="title", signs=(" / ",)),
    make_rule("title before a slash", take_title_in_front, lacks="title", signs=(" / ",)),
    make_rule("host as before", join_same_host, beside=("container-title", "cross-reference")),
    make_rule(
        "imprint of a book",
        part_imprint_of_book,
        "title container-title number-of-pages issued",
        lacks="publisher publisher-place",
        signs=(": ",),
    ),
    make_rule("body named after a person", keep_namesake, signs=("ім. ", "им. ")),
    make_rule(
        "day before the year",
        take_day,
        beside=("title genre", "issued"),
        gaps=frozenset({" ", ". "}),
    ),
    make_rule(
        "number behind a day",
        part_number_of_paper,
        "issued",
        signs=(" (№", " (N", " (вип", " (вып", ". №", ", №"),
    ),
    make_rule("words before an editor", drop_editing_words, "title", signs=("/",)),
    make_rule(
        "body behind a slash",
        name_responsible_body,
        either="title publisher container-title",
        signs=("/ ",),
    ),
    make_rule("name of a body cut short", widen_body, "publisher", signs=("/ ",)),
    make_rule(
        "quotations one after another",
        join_quoted,
        beside=("title", "container-title"),
        signs=("», «",),
    ),
)
