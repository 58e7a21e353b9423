"""Mends of acts, their numbers and kinds, of letters in archives and of words that end a title; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.patterns import defer_pattern

_NUMBER_SIGN: Final = defer_pattern(r"(?:[гр]\.\s)?(?:n°|№|nº|No\.|Nr\.|n\.\s?º)\s?(?=\S)")
_GENRE_END: Final = defer_pattern(r"\s(?:від|от|vom|du|of)$")


def trim_number_and_kind(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`n° 301456` without its sign, `Закон України від` without the word before the day."""
    for index, tag in enumerate(tags):
        if tag.label == "number" and (sign := _NUMBER_SIGN.match(text, tag.start, tag.end)):
            tags[index] = tag._replace(start=sign.end(), outer_start=sign.end())
        elif tag.label == "genre" and (end := _GENRE_END.search(text, tag.start + 2, tag.end)):
            tags[index] = tag._replace(end=end.start(), outer_end=end.start())
    return tags


def name_number_of_paper(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Discussion Paper 2007-202`: what follows the kind of a paper is its number, no page."""
    for index in range(len(tags) - 1):
        genre, page = tags[index : index + 2]
        if (genre.label, page.label) == ("genre", "page") and text[genre.end : page.start] in {
            " ",
            " Nr. ",
            " No. ",
        }:
            tags[index + 1] = page._replace(label="number")
    return tags


def name_issue_of_newspaper(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Новая пристань. 1908. 12 мая. № 11553`: the number of a newspaper is an issue."""
    for index in range(1, len(tags)):
        issued, number = tags[index - 1 : index + 1]
        if (issued.label, number.label) == ("issued", "number") and "№" in text[issued.end : number.start]:
            tags[index] = number._replace(label="issue")
    return tags


_PAPERS: Final = defer_pattern(
    r"(?:Записки|Письма|Дневники?|Воспоминания|Мемуары|Переписка|Автобиография|Спогади|Щоденник)\s"
)


def join_papers(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Воспоминания Т. П. Лоцман. Из дальних лет` is one title."""
    for index in range(len(tags) - 1):
        first, second = tags[index : index + 2]
        if (
            first.label == second.label == "title"
            and text[first.end : second.start] == ". "
            and _PAPERS.match(text, first.start, first.end)
        ):
            whole = first._replace(end=second.end, outer_end=second.outer_end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


LETTER_SIGNS: Final = ("Письм", "Записк", "Донесени", "Рапорт", "Телеграмм", "Прошени", "Лист ", "Доклад")
_LETTER: Final = defer_pattern(
    r"(?P<title>(?:Письм[оа]|Записк[аи]|Донесени[ея]|Рапорт|Телеграмма|Докладная\sзаписка|Прошение|Лист)\s(?:[а-яёіїє-]{2,20}\s){0,4}(?:[А-ЯЁІЇЄҐ]\.\s?){0,2}[А-ЯЁІЇЄҐ][\w-]{2,30}(?:\s[^.,\d]{2,60}?)?)\s(?:от|від)\s(?=\d)"
)


def read_letter(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… Ед. хр. 4332. Письмо А. С. Лапина от 3 марта 1913` names the letter that lies there."""
    found = _LETTER.search(text)
    if found is None:
        return tags
    start, end = found.span("title")
    inside = [tag for tag in tags if tag.start < end and start < tag.end]
    if any(tag.start < start or tag.label in {"title", "archive_location"} for tag in inside):
        return tags
    kept = [tag for tag in tags if tag not in inside]
    return sorted([*kept, Tag("title", start, end, 0.85, start, end)], key=lambda tag: tag.start)


_BRACKET_YEAR: Final = re.compile(r"\s\d{4}\)")


def name_bracket_publisher(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(Dartmouth 1997)`: a name before the year that is no known place has published the work."""
    for index, tag in enumerate(tags):
        if (
            tag.label == "publisher-place"
            and text[tag.start - 1 : tag.start] == "("
            and _BRACKET_YEAR.match(text, tag.end)
            and all(
                "place" not in CUES.get(word.strip(".").lower(), ())
                for word in text[tag.start : tag.end].split()
            )
        ):
            tags[index] = tag._replace(label="publisher")
    return tags


AREA_SIGNS: Final = (
    "сб.",
    "сборник",
    "сб ",
    " т.",
    "учеб",
    "материалы",
    "монография",
    "очерки",
    "стат.",
    "пособ",
)
_AREA: Final = defer_pattern(
    r"\s?[:.]\s(?P<area>(?:[вВуУ]\s\d{1,2}(?:-[а-яё]{1,2})?\s(?:т|кн|ч|томах|частях)\.?|сб\.?\s(?:науч\.\s)?(?:ст|тр|материалов|статей|трудов)\.?|сборник\s(?:научных\s)?(?:статей|трудов|материалов)|"
    r"материалы\s(?:[а-яё.-]{2,20}\s){0,4}конф(?:\.|еренции)|учеб(?:ник|\.)?(?:\s(?:пособие|для\s[а-яё]{3,8}))?\.?|монография|очерки|стат\.\sсб\.|(?:навч|учеб)\.\sпос(?:іб|об)\.))(?=[\s.,/;]|$)"
)


def take_area(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`: в 2 т.`, `: сб. ст.` behind a title say what it is, and belong to it."""
    for index, tag in enumerate(tags):
        if tag.label not in {"title", "container-title"}:
            continue
        stop = tags[index + 1].start if index + 1 < len(tags) else len(text)
        found = _AREA.match(text, tag.end, stop)
        if found and (found["area"][0] not in "вВуУ" or text[tag.end : tag.end + 2].strip().startswith(":")):
            tags[index] = tag._replace(end=found.end(), outer_end=found.end())
    return tags


_TITLED_ACT: Final = defer_pattern(
    r"\s{0,2}(?:\[?\d{1,3}[\].]\s)?[«\"“]?(?P<title>[А-ЯЁІЇЄҐ][^/«»]{5,260}?)[»\"”]?\s?:\s(?P<genre>(?:[Пп]останов[аи]|[Пп]остановление|[Зз]акон|[Уу]каз|[Нн]аказ|[Пп]риказ|[Рр]озпорядження|[Рр]аспоряжение|[Рр]ішення|[Рр]ешение|[Фф]едер(?:\.|альный)\s(?:конституц(?:\.|ионный)\s)?закон)(?:\s[^:/\d]{2,110}?)?)\s(?:від|от)\s"
    r"(?P<issued>\d{1,2}(?:\.\d{1,2}\.\d{4}|\s[а-яії]{3,9}\.?\s\d{4}))(?:\s(?:р|г)\.|\s(?:року|года))?,?\s(?:№|N)\s?(?P<number>[\w/–-]{1,20})"
)


def read_titled_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Про внесення змін : Постанова Кабінету Міністрів від 22.07.2016 р. № 465`: title, kind, day and number."""
    found = _TITLED_ACT.match(text)
    if found is None:
        return tags
    made = [
        Tag(label, *found.span(label), 0.9, *found.span(label))
        for label in ("title", "genre", "issued", "number")
    ]
    start = found.start("title")
    kept = [tag for tag in tags if tag.end <= start or tag.start >= found.end()]
    return sorted([*kept, *made], key=lambda tag: tag.start)


def join_shortened_press(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Одес. нац. юрид. акад. Одеса`: a shortened word before a publisher is no place where another one follows."""
    for index in range(len(tags) - 2):
        short, press, place = tags[index : index + 3]
        if (
            [short.label, press.label, place.label] == ["publisher-place", "publisher", "publisher-place"]
            and text[short.end : press.start] in {". ", " "}
            and text[press.start].islower()
        ):
            whole = press._replace(start=short.start, outer_start=short.outer_start)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags
