"""Mends of bodies, sites and archives, and of words that Cyrillic lists put around them; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.patterns import defer_pattern

#: One of these stands in the text where there may be something to mend.
BODY_SIGNS: Final = ("tion", "ment", "Agency", "Bureau", "Office", "Council", "Institute", "Survey", "Board", "Center", "Society", "Bank", "Committee")  # fmt: skip
#: One of these stands in the text where there may be something to mend.
TAKEN_SIGNS: Final = ("зято", "тримано", "ідновлено", "авантажено", "олучено", "звлечено", "агружено", "осстановлено")  # fmt: skip
_SURE: Final = 0.85
_BODY: Final = (
    r"(?:Administration|Department|Agency|Bureau|Office|Commission|Service|Council|Institute|Survey|Board|Committee|"
    r"Ministry|Authority|Corporation|Association|Organi[sz]ation|Foundation|Center|Centre|Society|Union|Bank|Fund)"
)
_REST_OF_BODY: Final = defer_pattern(
    rf"(?:(?:[A-Z][\w’-]+|of|and|for|the|&)\s){{0,6}}?{_BODY}\b(?:,?\s\([A-Z]{{2,8}}\))?"
)


def join_body(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`U.S. Energy` before `Information Administration` is one body."""
    for index in range(len(tags) - 1):
        author, title = tags[index : index + 2]
        if (author.label, title.label) != ("author", "title") or text[author.end : title.start] != " ":
            continue
        found = _REST_OF_BODY.match(text, title.start, title.end)
        if found is None or (found.end() < title.end and text[found.end()] != "."):
            continue
        whole = author._replace(end=found.end(), outer_end=found.end())
        start = found.end()
        while start < title.end and text[start] in " .":
            start += 1
        rest = [title._replace(start=start, outer_start=start)] if start < title.end else []
        return [*tags[:index], whole, *rest, *tags[index + 2 :]]
    return tags


_BODY_BEHIND: Final = defer_pattern(
    rf"[.!?]\s(?P<body>(?:U\.\s?[SKN]\.\s)?(?:(?:[A-Z][\w’-]+|of|and|for|the|&)\s){{1,6}}?{_BODY}(?:\s(?:of|for|on)(?:\s[\w’-]+){{1,5}})?)\.?$"
)


def part_body(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Caspian Sea Region. U.S. Energy Information Administration`: the body that keeps a page is no part of its title."""
    if any(tag.label in {"container-title", "publisher"} for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        found = _BODY_BEHIND.search(text, tag.start + 3, tag.end) if tag.label == "title" else None
        if found:
            site = Tag("container-title", *found.span("body"), tag.confidence, *found.span("body"))
            title = tag._replace(end=found.start(), outer_end=found.start())
            return [*tags[:index], title, site, *tags[index + 1 :]]
    return tags


_SITE: Final = defer_pattern(
    r"\W{0,3}(?P<site>(?:[Оо]фициальн\w{2,3}|[Оо]фиц\.|[Оо]фіційний)\s(?:[\w-]{2,20}\s)?(?:сайт|портал|интернет-портал|вебсайт|веб-сайт|страница|сторінка)[^.\[/]{2,90})"
)


def name_official_site(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Официальный сайт Президента России` in front of all is one name, the page's title."""
    found = _SITE.match(text)
    if found is None:
        return tags
    start, end = found.start("site"), found.start("site") + len(found["site"].rstrip())
    kept = [tag for tag in tags if tag.start >= end]
    if any(tag.start < end < tag.end for tag in tags) or any(tag.label == "title" for tag in kept):
        return tags
    return [Tag("title", start, end, _SURE, start, end), *kept]


_IN_BEFORE: Final = defer_pattern(r"(?:В|У|в|у)\s(?=(?:[А-ЯЁІЇЄҐ]\.\s?){1,2}[А-ЯЁІЇЄҐ])")


def drop_cyrillic_in(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`У В. Смолій (Ред.)`, `В К. Петров (ред.)`: the word for `in` is no initial of the editor."""
    for index, tag in enumerate(tags):
        found = _IN_BEFORE.match(text, tag.start, tag.end) if tag.label == "editor" else None
        if found and "(" in text[tag.end : tag.end + 3]:
            tags[index] = tag._replace(start=found.end(), outer_start=found.end())
    return tags


UNDATED_SIGNS: Final = ("б. ", "б.г", "б.р", "б/", "без ", "n.d", "n. d", "s.d", "s. d", "o.J", "o. J")  # fmt: skip
_UNDATED: Final = defer_pattern(
    r"[\s,]{1,2}\(?(?P<date>б\.\s?[гр]\.|б/[гр]|без\s(?:года|дати|даты)|n\.\s?d\.|s\.\s?d\.|o\.\s?J\.)\)"
)


def date_undated(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(б. г.)`, `(б. р.)`, `(n.d.)` behind the names stand for the date."""
    found = _UNDATED.search(text)
    if found is None or any(
        tag.label == "issued" and any(map(str.isdigit, text[tag.start : tag.end]))
        for tag in tags
        if tag.start <= found.end()
    ):
        return tags
    kept = []
    titled = any(tag.label == "title" for tag in tags)
    for tag in tags:
        if tag.end <= found.start() or tag.start >= found.end():
            kept.append(tag)
        elif tag.label not in {"author", "editor", "title", "note", "publisher-place", "issued"}:
            return tags
        elif tag.start < found.start():
            kept.append(tag._replace(end=found.start(), outer_end=found.start()))
        elif tag.end > found.end():
            start = tag.end - len(text[found.end() : tag.end].lstrip(" .,:"))
            label = "title" if tag.label == "issued" and not titled else tag.label
            kept.append(tag._replace(label=label, start=start, outer_start=start))
    date = Tag("issued", *found.span("date"), _SURE, *found.span("date"))
    return sorted([*kept, date], key=lambda tag: tag.start)


_PRINTED: Final = defer_pattern(
    r"(?P<place>[А-ЯЁІЇЄҐ][\w.-]{0,20}(?:\s[А-ЯЁІЇЄҐ][\w.-]{1,20})?)\s?:\s(?P<publisher>(?:Тип|Типо|Изд|Вид|Друк|Кн|Лит)[^\d]{1,80}?)[.,]?"
)


def name_printer(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Полтава: Тип. Л. Фришберга` is a place and a printer, no archive."""
    for index, tag in enumerate(tags):
        if tag.label != "archive":
            continue
        following = tags[index + 1] if index + 1 < len(tags) else None
        joined = following is not None and following.label == "archive_location"
        end = following.end if joined and following is not None else tag.end
        found = _PRINTED.fullmatch(text, tag.start, end)
        if found:
            parts = [
                Tag(label, *found.span(group), tag.confidence, *found.span(group))
                for group, label in (("place", "publisher-place"), ("publisher", "publisher"))
            ]
            return [*tags[:index], *parts, *tags[index + 1 + joined :]]
    return tags


_RUSSIAN_ARCHIVE: Final = defer_pattern(
    r"\s{0,2}(?:\[?\d{1,3}[\].]?\s)?(?P<archive>(?:[А-ЯЁІЇЄҐ]{2,9}(?:\s[А-ЯЁ][а-яё]{1,14}|\s[А-ЯЁ]{2,5}){0,2}|(?:ОР|НИОР|ОПИ|НА)\s[А-ЯЁ]{2,5})(?:\s\([^()\d]{5,80}\))?)[.,:]?\s"
    r"(?=(?:Ф|ф|Фонд)\.?\s?[\wР-]{1,8}\b)"
)


def name_russian_archive(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`РГИА (Рос. гос. ист. арх.). Ф. 1290`: what stands before the fond is the archive, its full name included."""
    found = _RUSSIAN_ARCHIVE.match(text)
    if found is None:
        return tags
    start, end = found.span("archive")
    if any(tag.label == "archive" and (tag.start, tag.end) == (start, end) for tag in tags):
        return tags
    kept = [tag for tag in tags if tag.start >= end or tag.end <= start]
    if not any(tag.label == "archive_location" for tag in kept):
        return tags
    return sorted([*kept, Tag("archive", start, end, _SURE, start, end)], key=lambda tag: tag.start)


_LONE_NAME: Final = defer_pattern(
    r"[A-ZÀ-ÞА-ЯЁІЇЄҐ][^\W\d_]+(?:[-/][A-ZÀ-Þ][^\W\d_]+)?(?:\s(?:et\sal|u\.\s?a|и\sдр)\.)?"
)


def name_next_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Müller 2001, S. 12; Schmidt 1999`: a bare name behind a semicolon and before a year is the next author."""
    labels = [tag.label for tag in tags]
    if labels[:2] != ["author", "issued"] or "title" in labels:
        return tags
    for index in range(2, len(tags) - 1):
        name, issued = tags[index : index + 2]
        if (
            issued.label == "issued"
            and name.label not in {"author", "editor"}
            and ";" in text[tags[index - 1].end : name.start]
            and text[name.end : issued.start] in {" ", " ("}
            and _LONE_NAME.fullmatch(text, name.start, name.end)
        ):
            tags[index] = name._replace(label="author")
    return tags


_ROLE_NEAR: Final = defer_pattern(r"(?:[Ee]ds?|[Hh]rsg|[Hh]g|éd|dir|cura|ред|[Cc]oord|herausg)")


def name_second_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…; L. Bianchi, Navi, Padova 1901`: no word says that who follows the semicolon edited anything."""
    for index in range(1, len(tags)):
        person = tags[index]
        before = text[tags[index - 1].end : person.start]
        if (
            person.label == "editor"
            and before.lstrip(".)").startswith(";")
            and not _ROLE_NEAR.search(before)
            and not _ROLE_NEAR.search(text, person.end, person.end + 8)
        ):
            tags[index] = person._replace(label="author")
            following = tags[index + 1] if index + 1 < len(tags) else None
            if following is not None and following.label == "publisher-place":
                return _part_title_and_place(text, tags, index + 1)
    return tags


def _part_title_and_place(text: str, tags: list[Tag], index: int) -> list[Tag]:
    """Part `Navi, Padova` into a title and a place."""
    tag = tags[index]
    comma = text.rfind(", ", tag.start, tag.end)
    place = text[comma + 2 : tag.end].split(" ", 1)[0].strip(".").lower()
    if comma < 0 or "place" not in CUES.get(place, ()):
        return tags
    title = tag._replace(label="title", end=comma, outer_end=comma)
    return [*tags[:index], title, tag._replace(start=comma + 2, outer_start=comma + 2), *tags[index + 1 :]]


_PARAGRAPH: Final = defer_pattern(r"§{1,2}\s?[\d–-]{1,9},\s(?=\d)")
DATABASE_SIGNS: Final = ("HUDOC", "LEXIS", "Lexis", "Westlaw", "WL", "BAILII", "§ ")  # fmt: skip
_DATABASE: Final = defer_pattern(r",\s(?:HUDOC|LEXIS|Westlaw|WL|BAILII|Lexis)\.?$")


def trim_database(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`§ 61, 18 December 2008, HUDOC` is a paragraph, a day and the database that holds the judgment."""
    for index, tag in enumerate(tags):
        if tag.label == "issued" and (paragraph := _PARAGRAPH.match(text, tag.start, tag.end)):
            tag = tag._replace(start=paragraph.end(), outer_start=paragraph.end())  # noqa: PLW2901 - goes on with the rest
            tags[index] = tag
        found = _DATABASE.search(text, tag.start, tag.end) if tag.label == "issued" else None
        if found:
            tags[index] = tag._replace(end=found.start(), outer_end=found.start())
    return tags


_TAKEN: Final = defer_pattern(
    r"(?P<word>[Вв]зято|[Оо]тримано|[Вв]ідновлено|[Зз]авантажено|[Пп]олучено|[Ии]звлечено|[Зз]агружено|[Вв]осстановлено)\s(?P<day>[^:;()]{4,28}?)(?:\s(?:р|г)\.)?,?\s(?:из|з|с|со|із|зі)\s{0,2}(?:<\s?)?$"
)


def name_day_taken(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Взято 12 травня 2020 з URL`: the day before the address is when it was looked at."""
    address = next((tag for tag in tags if tag.label == "URL"), None)
    found = _TAKEN.search(text, max(0, address.start - 60), address.start) if address else None
    if found is None:
        return tags
    start, end = found.span("day")
    kept = []
    for tag in tags:
        if tag.end <= found.start() or tag.start >= end:
            kept.append(tag)
        elif tag.start < found.start():
            stop = tag.start + len(text[tag.start : found.start()].rstrip(" .,"))
            kept.append(tag._replace(end=stop, outer_end=stop))
    return sorted([*kept, Tag("accessed", start, end, _SURE, found.start(), end)], key=lambda tag: tag.start)
