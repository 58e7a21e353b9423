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
            and not _is_place(text[tag.start : tag.end])
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


_JUNIOR: Final = defer_pattern(r"(?P<mark>(?:Jr|Sr)\.|I{2,3}|IV)[.,]?\s(?=\S)")


def take_junior(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Nye J. S., Jr. Bound to Lead`: the mark of a son belongs to the author before it."""
    for index in range(len(tags) - 1):
        author, title = tags[index : index + 2]
        found = _JUNIOR.match(text, title.start, title.end) if author.label == "author" else None
        if found and title.label == "title" and text[author.end : title.start] == ", ":
            end = found.end("mark")
            tags[index] = author._replace(end=end, outer_end=end)
            tags[index + 1] = title._replace(start=found.end(), outer_start=found.end())
            break
    return tags


#: Towns as they are written in Latin letters by those who cite Slavic works.
_TOWNS: Final = frozenset(
    "petersburg odessa odesa kiev kyiv moscow moskva leningrad warsaw vilna vilnius riga tiflis kazan kharkiv kharkov lviv lvov minsk tbilisi tashkent yerevan baku tomsk saratov irkutsk vladivostok poltava dnipro chernihiv uzhhorod".split()
)


def _is_place(words: str) -> bool:
    """Tell whether one of the words is a known place."""
    return any(
        word in _TOWNS or "place" in CUES.get(word, ())
        for word in (part.strip(".,").lower() for part in words.split())
    )


_OPEN_PLACE: Final = defer_pattern(r"\s?\((?P<place>[A-ZÀ-Þ][^()\d]{2,40})$")


def part_open_place(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`45 vols. (St. Petersburg` before `, 1830)`: what a bracket opens before a year is a place."""
    for index in range(len(tags) - 1):
        note, issued = tags[index : index + 2]
        if (note.label, issued.label) != ("note", "issued") or text[note.end : issued.start] not in {
            ", ",
            " ",
        }:
            continue
        found = _OPEN_PLACE.search(text, note.start, note.end)
        if found and _is_place(found["place"]):
            place = Tag("publisher-place", *found.span("place"), note.confidence, *found.span("place"))
            rest = note._replace(end=found.start(), outer_end=found.start())
            return [*tags[:index], rest, place, *tags[index + 1 :]]
    return tags


_SHORT_WORD: Final = 4


def name_bracket_place(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(Odessa, 1853)`: a known place alone in the bracket of a year is no publisher."""
    for index, tag in enumerate(tags):
        if (
            tag.label == "publisher"
            and text[tag.start - 1 : tag.start] == "("
            and text[tag.end : tag.end + 2] == ", "
            and all(len(word) < _SHORT_WORD or _is_place(word) for word in text[tag.start : tag.end].split())
        ):
            tags[index] = tag._replace(label="publisher-place")
    return tags


_HONOUR: Final = defer_pattern(
    r"(?:Festschrift|Festgabe|Mélanges|Studies\sin\shono|Essays\sin\shono|Scritti\sin\sonore|Studi\sin\sonore|Сборник\sв\sчесть)"
)


def join_festschrift(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Das Hinterland. Festschrift für K. Bahr`: whom a book honours has not edited it."""
    for index in range(1, len(tags)):
        title, editor = tags[index - 1 : index + 1]
        if (
            editor.label in {"editor", "author"}
            and title.label in {"title", "container-title"}
            and _HONOUR.match(text, editor.start, editor.end)
            and text[title.end : editor.start] in {". ", ": ", ", "}
        ):
            whole = title._replace(end=editor.end, outer_end=editor.outer_end)
            return [*tags[: index - 1], whole, *tags[index + 1 :]]
    return tags


_LATIN_ARCHIVE: Final = defer_pattern(
    r"(?P<archive>[A-Z][A-Za-z]{2,9}(?:\s[A-Z][\w]{2,12})?)[,.]?\s(?P<shelf>[Ff]\.\s?[\w-]{1,8}[,.]\s[Oo]p\.\s?[\w-]{1,8}(?:[,.]\s[Dd]\.\s?[\w-]{1,8})?(?:[,.]\s[Ll]{1,2}\.\s?[\w–-]{1,14}(?:\sob\.)?)?)"
)


#: `State Archive of Tomsk Oblast (GATO). Fund R-829. List 1. File 145. p. 3`.
_TRANSLATED_ARCHIVE: Final = defer_pattern(
    r"(?P<archive>(?:The\s)?(?:[A-Z][\w’'-]{1,24}\s(?:(?:of|and|the|for)\s)?){0,7}Archives?(?:\s(?:of|for|in)(?:\s(?:the\s)?[\w’'-]{1,24}){1,9}?)?"
    r"|[A-Z]{3,9})(?:\s\([A-Z][\w\s]{1,14}\))?[.,]\s"
    r"(?P<shelf>(?:Fund|Fond|F\.)\s?[\w-]{1,10}(?:[.,]\s(?:List|Inventory|Opis|Series|L\.)\s?[\w-]{1,8})?"
    r"(?:[.,]\s(?:File|Case|Folder|Delo|D\.)\s?[\w-]{1,8})?(?:[.,]\s(?:pp?|[Ss]heets?|fol|ll?|L{1,2})\.?\s?\d[\w–-]{0,13})?)"
)


def read_latin_archive(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`RGADA, f. 248, op. 113, d. 1525, ll. 12–14ob.`: a Russian archive in Latin letters and its shelf mark."""
    found = _LATIN_ARCHIVE.search(text) or _TRANSLATED_ARCHIVE.search(text)
    if found is None:
        return tags
    made = [Tag("archive", *found.span("archive"), 0.9, *found.span("archive")), Tag("archive_location", *found.span("shelf"), 0.9, *found.span("shelf"))]  # fmt: skip
    kept = [tag for tag in tags if tag.end <= found.start() or tag.start >= found.end()]
    return sorted([*kept, *made], key=lambda tag: tag.start)


_PLACE_AND_PRESS: Final = defer_pattern(
    r"(?P<place>[A-ZÀ-Þ][\w’-]{2,20}(?:\s[A-ZÀ-Þ][\w’-]{2,20})?)\s?:\s(?P<publisher>[A-ZÀ-Þ][^\[\]:.]{1,60}?)(?:\s\[[Ii]n\s[A-Z]\w+\])?"
)


def part_place_and_press(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Odesa: Feniks [in Ukrainian]` is a place and who published there, no host."""
    for index, tag in enumerate(tags):
        if tag.label not in {"container-title", "title"} or not index:
            continue
        found = _PLACE_AND_PRESS.fullmatch(text, tag.start, tag.end)
        if found and _is_place(found["place"]):
            parts = [
                Tag(label, *found.span(group), tag.confidence, *found.span(group))
                for group, label in (("place", "publisher-place"), ("publisher", "publisher"))
            ]
            return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


_FIRM: Final = defer_pattern(r"(?:Co|Inc|Ltd|Corp|Sons|Verlag|GmbH|AG|Pub)\.?,\s(?=[A-ZÀ-Þ])")


def take_firm(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Addison-Welsey Pub.` before `Co., Reading`: the words for a firm belong to the publisher before them."""
    for index in range(len(tags) - 1):
        publisher, place = tags[index : index + 2]
        if (publisher.label, place.label) != ("publisher", "publisher-place"):
            continue
        found = _FIRM.match(text, place.start, place.end)
        if found and text[publisher.end : place.start] in {" ", ". "}:
            end = place.start + len(text[place.start : found.end()].rstrip(", "))
            tags[index] = publisher._replace(end=end, outer_end=end)
            tags[index + 1] = place._replace(start=found.end(), outer_start=found.end())
    return tags


_TWICE: Final = ["title", "publisher-place", "publisher", "publisher-place", "publisher"]


def join_false_imprint(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Wandel. Rückblick, Analyse, Prognosen, Frankfurt: Campus`: of two imprints the first is the end of the title."""
    labels = [tag.label for tag in tags]
    for index in range(len(tags) - 4):
        if labels[index : index + 5] != _TWICE:
            continue
        title, place, publisher = tags[index : index + 3]
        if _is_place(text[place.start : place.end]) or text[title.end : place.start] not in {
            ". ",
            ": ",
            ", ",
        }:
            continue
        whole = title._replace(end=publisher.end, outer_end=publisher.outer_end)
        return [*tags[:index], whole, *tags[index + 3 :]]
    return tags
