"""Mends of documents that their kind names: decisions of courts, interviews, speeches and their places.

`citekit.parse.mends` runs `RULES` among its own.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.mend_rule import make_rule
from citekit.parse.patterns import defer_pattern

_SURE: Final = 0.9
_LABEL: Final = r"\W{0,3}(?:\d{1,4}[.)]?\s{1,3})?"
_COURT: Final = defer_pattern(
    rf"{_LABEL}(?P<genre>(?:[А-Яа-яё]{{6,16}}ое\s)?(?:[Оо]пределение|[Пп]остановление|[Рр]ешение|[Пп]риговор"
    r"|Рішення|Постанова|Ухвала|Вирок))\s"
    r"(?P<authority>(?:[^\d«»/:;№]|\d{1,2}(?=-го|\s[А-Я]))(?:(?!\s(?:от|від)\s)[^«»/:;№]){1,140}?)\s(?:от|від)\s"
    r"(?P<issued>\d{1,2}(?:\.\d{2}\.|\s[а-я]{3,9}\s)\d{4})\s?(?:[гр](?:ода|оку|\.)?\s)?(?P<numbered>(?:№|N)\s(?P<number>[\w/–-]*\d[\w/–-]*)\s?)?"
    r"(?:(?:по\sделу|у\sсправі)\s(?:№|N)\s(?P<case>[\w/–-]*\d[\w/–-]*)"
    r"|по\sделу\s[«\"](?P<parties>[^«»\"]{4,120})[»\"](?:\s\((?:жалоб[аы]|заявлени[ея])\s(?:№|N)\s(?P<application>\d{2,6}/\d\d)\))?)?"
)
_COURT_NAME: Final = defer_pattern(
    r"\bсуд(?:а|ов)?\b|\bСуда\b|\b(?:ВС|ВАС|КС)\b|\b(?:Ф?АС|ААС|СИП)\b|коллегии|Пленума|Президиума В|ЕСПЧ"
    r"|\b[Сс]уду\b|\bВП\b"
)


DECISION_SIGNS: Final = (
    "пределение ", "остановление ", "ешение ", "риговор ", "Рішення ", "Постанова ", "Ухвала ", "Вирок ",
)  # fmt: skip


_NUMBERED: Final = (
    ("issued", "issued"), ("number", "number"), ("case", "number"), ("parties", "title"),
    ("application", "number"),
)  # fmt: skip


def read_decision(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Решение АС г. Москвы от 03.02.2016 по делу № А40-1214/12`: kind and court name a decision."""
    found = _COURT.match(text)
    if found is None or _COURT_NAME.search(found["authority"]) is None:
        return tags
    head = found.start("genre"), found.end("authority")
    named = ("genre" if found["parties"] else "title", head)
    spans = [named, *((label, found.span(group)) for group, label in _NUMBERED if found[group])]
    made = [Tag(label, start, end, _SURE, start, end) for label, (start, end) in spans]
    kept = []
    for tag in tags:
        if tag.start >= found.end() or tag.label == "citation-number":
            kept.append(tag)
        elif tag.end > found.end() + 3:
            start = tag.end - len(text[found.end() : tag.end].lstrip(" .,/"))
            kept.append(tag._replace(start=start, outer_start=start))
    for index, tag in enumerate(kept):
        if tag.label == "title" and tag.start - found.end() <= 2:
            kept[index] = tag._replace(label="note" if text[tag.start] == "(" else "container-title")
        elif tag.label == "page" and text[: tag.start].endswith("№ "):
            kept[index] = tag._replace(label="number")
    return sorted([*kept, *made], key=lambda tag: tag.start)


DOCUMENT_SIGNS: Final = (
    "Интервью ", "Выступление ", "Заявление ", "Речь ", "Доклад ", "Письмо ", "Обращение ", "Послание ",
    "Беседа ", "Записка ", "Донесение ", "Отношение ", "Рапорт ", "Телеграмма ", "Депеша ",
    "Дневник ", "Протокол ",
)  # fmt: skip


def join_document(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Интервью М. Леонтьева радиостанции`: the kind of a document in front is no author."""
    for index in range(len(tags) - 1):
        author, title = tags[index : index + 2]
        if (
            (author.label, title.label) == ("author", "title")
            and text.startswith(DOCUMENT_SIGNS, author.start)
            and text[author.end : title.start] in {" ", ". "}
        ):
            return [
                *tags[:index],
                title._replace(start=author.start, outer_start=author.start),
                *tags[index + 2 :],
            ]
    return tags


#: Where heads of state meet and documents are signed.
_CAPITALS: Final = frozenset(
    "Нью-Йорк Вашингтон Вена Гаага Брюссель Астана Нур-Султан Бишкек Душанбе Ашхабад Пекин Дели "
    "Анкара Тегеран Кабул Tashkent Astana Bishkek Dushanbe Ashgabat Beijing Brussels Vienna Kabul "
    "Moscow Helsinki Rome".split()
)


def drop_place_of_event(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Выступление на сессии. Нью-Йорк, 28 сентября 2009 г. // Вестник`: a place before a day is no host."""
    return [
        tag
        for tag, following in zip_longest(tags, tags[1:])
        if tag.label != "container-title"
        or following is None
        or following.label != "issued"
        or text[tag.end : following.start] != ", "
        or not _is_place(text[tag.start : tag.end])
    ]


def _is_place(name: str) -> bool:
    return name in _CAPITALS or "place" in CUES.get(name.lower(), ())


ACT_SIGNS: Final = ("Закон ", "Указ ", "Постановление ", "Кодекс ", "Приказ ", "Распоряжение ")
_ACT: Final = defer_pattern(r"(?:Закон|Указ|Постановление|Кодекс|Приказ|Распоряжение)\s[А-ЯЁ][\w\s-]{1,60}")


def name_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Закон КР «О миграции» от 17 июля 2000 года № 61`: the kind of an act and its state are no author."""
    for index, tag in enumerate(tags):
        if tag.label == "author" and _ACT.fullmatch(text, tag.start, tag.end):
            tags[index] = tag._replace(label="genre")
    return tags


_LOOKED_AT: Final = defer_pattern(
    r"\(?[Дд]ата\s(?:обр|доступа|просмотра|посещения)\.?\s?[:–—-]?\s?(?P<day>\d{1,2}\.\d{1,2}\.(?:20)?\d\d)"
)


def name_day_looked_at(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`URL: … (дата обр.: 5.02.2016)`: the day behind shortened words is when the page was looked at."""
    found = _LOOKED_AT.search(text)
    if found is None:
        return tags
    start, end = found.span("day")
    kept = [tag for tag in tags if tag.end <= found.start() or tag.start >= end]
    return sorted([*kept, Tag("accessed", start, end, _SURE, found.start(), end)], key=lambda tag: tag.start)


_ENGLISH_BODY: Final = defer_pattern(
    r"[A-Z][\w’'&-]{1,24}(?:\s(?:of|the|on|for|and|[A-Z][\w’'&-]{1,24})){0,8}?\s(?:Committee|Council|Commission|Assembly|Organi[sz]ation"
    r"|Secretariat|Court|Conference|Tribunal|Nations)(?:\s(?:on|of|for)(?:\s(?:the|and|of|on|[A-Z][\w’'-]{1,24})){1,8})?"
)
_DAY_BEHIND: Final = defer_pattern(
    r"[.,]\s(?P<day>\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\s(?:19|20)\d\d)$"
)


def name_body_of_document(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Human Rights Committee. General Comment No. 31: … 26 May 2004`: a body, its document, its day."""
    titles = [index for index, tag in enumerate(tags) if tag.label == "title"]
    first = tags[titles[0]]
    if len(titles) > 1 and _ENGLISH_BODY.fullmatch(text, first.start, first.end):
        tags[titles[0]] = first._replace(label="author")
    last = tags[titles[-1]]
    found = _DAY_BEHIND.search(text, last.start, last.end)
    if found is None or any(tag.label == "issued" for tag in tags):
        return tags
    start, end = found.span("day")
    title = last._replace(end=found.start(), outer_end=found.start())
    return [*tags[: titles[-1]], title, Tag("issued", start, end, _SURE, start, end), *tags[titles[-1] + 1 :]]


RULES: Final = (
    make_rule(
        "body of a document",
        name_body_of_document,
        "title",
        lacks="author",
        again="title",
        signs=("ommi", "ouncil", "ssembly", "rgani", "ourt", "ations"),
    ),
    make_rule("kind of an act and its state", name_act, "author", lacks="container-title", signs=ACT_SIGNS),
    make_rule(
        "day looked at",
        name_day_looked_at,
        "URL",
        lacks="accessed",
        signs=("ата обр.", "ата доступа", "ата просм", "ата посещ"),
    ),
    make_rule("decision of a court", read_decision, signs=DECISION_SIGNS),
    make_rule("kind of a document in front", join_document, beside=("author", "title"), signs=DOCUMENT_SIGNS),
    make_rule(
        "place of an event", drop_place_of_event, beside=("container-title", "issued"), gaps=frozenset({", "})
    ),
)
