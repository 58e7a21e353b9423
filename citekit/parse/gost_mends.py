"""Mends of what GOST prescribes for rarer works: patents, standards, discs, bodies, dissertations, volumes.

After the examples of GOST R 7.0.5-2008 and GOST R 7.0.100-2018. `citekit.parse.mends` runs `RULES` among its
own.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.mend_rule import lay_fields, make_rule
from citekit.parse.patterns import defer_pattern

_SURE: Final = 0.9
_LABEL: Final = r"\W{0,3}(?:\d{1,4}[.)]?\s{1,3})?"

#: `Пат. 2345678 Российская Федерация, МПК F16L 55/07. Title / names ; …` up to the names.
_PATENT: Final = defer_pattern(
    rf"{_LABEL}(?P<genre>Пат(?:ент)?\.?(?:\sна\s[а-я]{{6,14}}(?:\s[а-я]{{6,14}})?)?|А\.\s?с\.|Авт\.\sсвид\.)\s"
    r"(?:(?:РФ|RU|SU|СССР)\s)?(?:№\s?)?(?P<number>\d[\d\s]{3,10}\d)\s(?:(?!\d{4}\b)[^./]{0,30}(?:,\s)?(?:МПК|МКИ|М\.\s?Кл\.?)"
    r"[^/]{0,8}?(?:\d{1,2}\s?)?[A-HА-Н][^/.]{0,24}(?:/\d{1,4})?[^/.]{0,30}|[^./\d]{0,30}\d?)[.:]\s(?P<title>[^/]{6,300}?)\s/\s"
    r"(?P<author>[^/;()]{4,200}?)(?=\s?[;(]|[.,]?\s(?:№|[Зз]аявл|заявитель|[Оо]публ|патентооблад))"
)
_APPLIED: Final = defer_pattern(r"№\s(?P<number>(?:\d{4,10}|\d{2,4}/\d{2,4})(?:[/-]\d{1,4}){0,2})")
_PUBLISHED: Final = defer_pattern(
    r"[Оо]публ\.\s?(?P<issued>\d{1,2}\.\d{2}\.(?:\d{4}|\d{2}))(?:,|;|\.)?(?:\s?Бюл\.\s?№\s?(?P<issue>\d{1,4}))?"
)
_EXTENT: Final = defer_pattern(r"(?P<pages>\d{1,4})\s[сcpл]\.")


def read_patent(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Пат. 2345678 РФ. Устройство / Сычёв А. П. ; … опубл. 27.01.2009, Бюл. № 3` is read by its form."""
    found = _PATENT.match(text)
    if found is None:
        return tags
    spans = [(group, *found.span(group)) for group in ("genre", "number", "title", "author")]
    position = found.end()
    if applied := _APPLIED.search(text, position):
        spans.append(("number", *applied.span("number")))
    if published := _PUBLISHED.search(text, position):
        spans.append(("issued", *published.span("issued")))
        if published["issue"]:
            spans.append(("issue", *published.span("issue")))
        if extent := _EXTENT.search(text, published.end()):
            spans.append(("number-of-pages", *extent.span("pages")))
    kept = [tag for tag in tags if tag.label in {"citation-number", "URL", "accessed"}]
    made = [Tag(label, start, end, _SURE, start, end) for label, start, end in spans]
    return sorted([*kept, *made], key=lambda tag: tag.start)


_STANDARD: Final = defer_pattern(
    rf"{_LABEL}(?P<number>(?:СП|СНиП|СанПиН|ГН|РД|ВСН|НПБ|МУК?|РМГ|ПБ|ОСТ|ТУ|МДС|ВНТП)\s(?:[А-Я]{{1,4}}\s)?"
    r"\d[\d./\-–*]{2,24}\d\*?)[.:,]?\s(?=[А-ЯЁ«])"
)
STANDARD_SIGNS: Final = (
    "СП ", "СНиП", "СанПиН", "ГН ", "РД ", "ВСН ", "НПБ ", "МУ",
    "РМГ ", "ПБ ", "ОСТ ", "ТУ ", "МДС ",
)  # fmt: skip


def number_standard(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`СП 131.13330.2012. Строительная климатология`: sign, number and year are the number of a standard."""
    found = _STANDARD.match(text)
    if found is None:
        return tags
    start, end = found.span("number")
    kept = []
    for tag in tags:
        if tag.end <= start or tag.start >= end:
            kept.append(tag)
        elif tag.end > end:
            begin = tag.end - len(text[end : tag.end].lstrip(" .,:"))
            kept.append(tag._replace(label="title", start=begin, outer_start=begin))
    return sorted([*kept, Tag("number", start, end, _SURE, start, end)], key=lambda tag: tag.start)


def join_title_of_standard(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`ГОСТ Р 57618–2017. Флот = Fleet. General provisions. М.`: no host stands there."""
    for index in range(1, len(tags) - 1):
        title, host, place = tags[index - 1 : index + 2]
        if (
            (title.label, host.label, place.label) == ("title", "container-title", "publisher-place")
            and "//" not in text[title.end : host.start]
            and re.search(r"(?:ГОСТ|СП|ОСТ|СТО)\s", text[: title.start])
        ):
            whole = title._replace(end=host.end, outer_end=host.end)
            return [*tags[: index - 1], whole, *tags[index + 1 :]]
    return tags


DISC_SIGNS: Final = ("дискет", "Электрон. ", "электрон. ", "Загл. с", "Систем. треб", "CD-ROM", "DVD-ROM")
_DISC: Final = defer_pattern(
    r"(?:[–—-]\s)?(?:Электрон\.\s(?:дан|текст|прогр|журн|граф)[^–—]{0,60}|Загл\.\sс\s[а-я]{4,12}(?:\s[а-я]{4,10})?"
    r"|Систем\.\sтребования[^–—]{0,120}|\d{1,3}\s(?:дискет\w{0,2}|(?:CD|DVD)-ROM|(?:электрон|эл)\.\s(?:опт\.\s)?диск\w{0,2}(?:\s\([^()]{2,20}\))?))"
    r"(?=[.;]?\s[–—-]|[.;,]\s|[.;]?$)"
)


def drop_disc(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`– Электрон. дан. – М. : Лань, 1999. – 1 дискета. – Загл. с экрана`: the carrier is no field."""
    carriers = [found.span() for found in _DISC.finditer(text)]
    if not carriers:
        return tags
    kept = []
    for tag in tags:
        start = next((start for start, end in carriers if tag.start < end and start < tag.end), tag.end)
        end = tag.start + len(text[tag.start : start].rstrip(" .–—-"))
        if start == tag.end or tag.label in {"URL", "accessed"}:
            kept.append(tag)
        elif end > tag.start:
            kept.append(tag._replace(end=end, outer_end=end))
    return kept


BODY_SIGNS: Final = ("акад.", "Акад.", "Ин-т", "ин-т ", "ун-т", "М-во", "м-во", "о-во", "науч.-", "центр")
_BODIES: Final = defer_pattern(
    r"\s/\s(?P<body>(?:(?:Рос|Всерос|Всесоюз|Гос|Моск|С\.-Петерб|Федер|Нац|Акад|Сиб|Урал|Дальневост|Новосиб|Казан|Ленингр|Перм"
    r"|Том|Самар|Саратов|Воронеж|Приволж|Юж|Сев|Центр|Поволж|Алт|Омск|Твер|Рязан|Нижегор|Краснояр|Иркут|Ярослав)"
    r"[а-я]{0,4}\.|М-во|Ин-т|Ун-т|Об-во|О-во|Упр|Ком)\s[^/;:\[\]]{6,160}?)\.\s(?:[–—-]\s)?"
    r"(?=(?:М|Л|СПб|Пг|К|[А-ЯЁ][а-яё-]{2,24}(?:\s[А-ЯЁ][а-яё]{2,16})?)\.?(?:\s?;\s[А-ЯЁ][\w.]{0,20})?\s?(?::\s|,\s(?:1[6-9]|20)\d\d))"
)


def name_bodies(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`/ Рос. акад. наук, Ин-т экономики. М. : ИМЭМО, 2007`: bodies behind the slash are responsible."""
    found = _BODIES.search(text)
    return tags if found is None else lay_fields(tags, found, {"body": "author"}, text, trim=" ")


_DEFENDED: Final = defer_pattern(
    r"\s:\s(?:\d\d\.\d\d\.\d\d\s:\s)?защищена\s[\d.]{6,10}(?:\s:\sутв\.\s[\d.]{6,10})?"
)


def drop_defence(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`: защищена 22.01.02 : утв. 15.07.02. М., 2002`: a dissertation's date is that of the imprint."""
    found = _DEFENDED.search(text)
    if found is None:
        return tags
    return [tag for tag in tags if tag.end <= found.start() or tag.start >= found.end()]


_LONE_PLACE: Final = defer_pattern(r"[А-ЯЁІЇЄҐ][а-яёіїєґ’-]{2,24}(?:-[А-ЯЁ][а-яё]{2,14})?")
_PLACE_BEHIND: Final = defer_pattern(
    r"(?:\.|\bт\.|\bч\.)\s(?P<place>[А-ЯЁІЇЄҐ][а-яёіїєґ-]{2,24}(?:ск|град|бург|поль|овск|ль|ов|ин|ва|нь|ма|вка|каз|ар))$"
)


def name_lone_place(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… и языке. Кудымкар, 2004`: one word alone before the year is the place."""
    for index in range(len(tags) - 1):
        tag, issued = tags[index : index + 2]
        if issued.label != "issued" or text[tag.end : issued.start] != ", ":
            continue
        if tag.label == "publisher":
            plain = _LONE_PLACE.fullmatch(text, tag.start, tag.end)
            ahead = text[max(0, tag.start - 3) : tag.start].rstrip(" –—-")
            if plain and ahead.endswith(".") and "publisher" not in CUES.get(plain[0].lower(), ()):
                return [*tags[:index], tag._replace(label="publisher-place"), *tags[index + 1 :]]
        elif tag.label == "title" and (found := _PLACE_BEHIND.search(text, tag.start, tag.end)):
            start, stop = found.span("place")
            end = start - 1 if text[start - 3].isalpha() and text[start - 4] in " \xa0" else start - 2
            part = tag._replace(end=end, outer_end=end)
            return [
                *tags[:index],
                part,
                Tag("publisher-place", start, stop, tag.confidence, start, stop),
                *tags[index + 1 :],
            ]
    return tags


_VOLUMES: Final = defer_pattern(r"(?:Bde?|Vols?|[Тт]т?|[Tt]t|voll)\.\s$")


def count_volumes(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Bd. 1–3. Heidelberg`: behind the word for volumes stand no pages."""
    for index, tag in enumerate(tags):
        if tag.label == "page" and _VOLUMES.search(text, max(0, tag.start - 6), tag.start):
            tags[index] = tag._replace(label="volume")
    return tags


_NUMBER_AND_MONTH: Final = defer_pattern(
    r"(?P<number>\d{1,5})\.\s(?P<issued>[А-ЯЁІЇЄҐ][а-яёіїєґ]{2,9}\s(?:1[89]|20)\d\d)"
)


def part_number_and_month(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`бюллетень № 331. Ноябрь 2016 г.`: the number behind its sign is no day."""
    for index, tag in enumerate(tags):
        found = _NUMBER_AND_MONTH.fullmatch(text, tag.start, tag.end) if tag.label == "issued" else None
        if found and text[: tag.start].rstrip().endswith("№"):
            made = [
                Tag(label, *found.span(label), tag.confidence, *found.span(label))
                for label in ("number", "issued")
            ]
            return [*tags[:index], *made, *tags[index + 1 :]]
    return tags


def keep_year_in_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Здравоохранение в России. 2017: Стат. сб. М., 2017`: a year before a colon belongs to the title."""
    for index in range(len(tags) - 2):
        title, year, following = tags[index : index + 3]
        named = title.label == "author" and not any(tag.label == "title" for tag in tags)
        between = text[year.end : following.start]
        words = between.partition(" / ")[0]
        if (
            (named or title.label in {"title", "container-title"})
            and (year.label, following.label) == ("issued", "publisher-place")
            and text[title.end : year.start] == ". "
            and words.lstrip().startswith(":")
            and any(tag.label == "issued" for tag in tags[index + 3 :])
        ):
            end = year.end + len(words.rstrip(" –—-"))
            end -= text[end - 1] == "." and not re.search(r"(?:сб|тр|ст|вып)\.$", text[title.end : end])
            whole = title._replace(label="title", end=end, outer_end=end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_SHEETS: Final = defer_pattern(
    r"\b\d{1,3}\s(?:отд\.\s)?л\.\s(?:ил|карт|табл|портр|факс)|\((?:\d{1,2}[,.])?\d{1,2}\s?п\.\s?л\.?[^()]{0,40}\)"
)


def drop_sheets(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`С. 145–148 (0,5 п.л.)`, `416 с., 32 л. ил.`: sheets of an author and of plates are no field."""
    found = _SHEETS.search(text)
    if found is None:
        return tags
    return [tag for tag in tags if tag.end <= found.start() or tag.start >= found.end()]


_SHORT_BODY: Final = defer_pattern(
    r"\s/\s(?P<body>[А-ЯЁA-Z][А-ЯЁA-Z-]{2,9}(?:\s(?:России|РФ|РАН))?|Росстат|Мин[а-я]{3,14}(?:\s(?:России|РФ))?|Рос[а-я]{4,14}"
    r"|Держстат\w{0,8}|(?:[А-ЯЁ][а-яё-]{3,24}\s){1,2}(?:банк|фонд|институт|центр|комиссия|комитет|агентство|служба|академия"
    r"|университет|совет|общество|ассоциация|палата)(?:\s[\w-]{1,24}){0,7}?)(?=\.\s|\s;|\s?$)"
)


def name_short_body(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`стат. сб. / Росстат. – М., 2018`, `Review / UNCTAD`: a body by its short name is responsible."""
    found = _SHORT_BODY.search(text)
    if found is None or any(
        tag.label != "title" for tag in tags if tag.end > found.start() and tag.start < found.end()
    ):
        return tags
    return lay_fields(tags, found, {"body": "author"}, text, trim=" ")


def count_leaves(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`2017. IV, 7 с.`: numbers before the sign of pages, the Roman ones too, are the extent."""
    for index in range(len(tags) - 1):
        first, last = tags[index : index + 2]
        if (
            first.label == "volume"
            and last.label in {"issue", "page", "number"}
            and text[first.end : last.start] == ", "
            and not text[first.start : first.end].isdecimal()
            and _PAGES_BEHIND.match(text, last.end)
        ):
            whole = first._replace(label="number-of-pages", end=last.end, outer_end=last.end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_PAGES_BEHIND: Final = defer_pattern(r"\s[сcp]\.")


def name_next_responsible(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`/ В. А. Громов ; Институт экономики города. – М.`: who follows in the statement is no second title."""
    for index in range(2, len(tags)):
        person, body = tags[index - 1 : index + 1]
        if (
            (person.label, body.label) == ("author", "title")
            and text[person.end : body.start] == " ; "
            and text[: person.start].endswith("/ ")
        ):
            tags[index] = body._replace(label="author")
    return tags


def join_halves(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`сб. ст. Первой конф.`: two titles with a blank between are one."""
    for index in range(len(tags) - 1):
        first, second = tags[index : index + 2]
        if (first.label, second.label, text[first.end : second.start]) == ("title", "title", " "):
            whole = first._replace(end=second.end, outer_end=second.end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


BODY_IN_FRONT_SIGNS: Final = (
    "служба ", "инистерство ", "рганизация ", "гентство ", "анк ", "омитет ", "омиссия ",
    "рганізація ", "іністерство ", "омісія ", "омітет ", "рхив ",
)  # fmt: skip
_BODY_IN_FRONT: Final = defer_pattern(
    r"(?:(?:Федеральн|Государственн|Национальн|Всемирн|Международн|Европейск|Центральн|Межгосударственн|Державн|Світов|Всесвітн"
    r"|Міжнародн|Європейськ)[а-яії]{2,3}\s(?:[а-яёії]{5,24}\s)?"
    r"(?:служба|организация|агентство|банк|комитет|комиссия|організація|комітет|комісія|фонд|архив)"
    r"|Министерство|Міністерство)(?:\s(?!и\s[А-ЯЁ])[\w’-]{1,24},?){0,9}"
)


def name_body_in_front(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Федеральная служба статистики. Россия в цифрах. М., 2017`: the body in front is the author."""
    first = next((index for index, tag in enumerate(tags) if tag.label != "citation-number"), None)
    if first is None or tags[first].label != "title":
        return tags
    title = tags[first]
    found = _BODY_IN_FRONT.match(text, title.start, title.end)
    if found is None or text[found.end() : found.end() + 2] != ". ":
        return tags
    body = title._replace(label="author", end=found.end(), outer_end=found.end())
    following = tags[first + 1] if first + 1 < len(tags) else None
    if found.end() < title.end:
        rest = title._replace(start=found.end() + 2, outer_start=found.end() + 2)
        return [*tags[:first], body, rest, *tags[first + 1 :]]
    if following is not None and following.label == "container-title" and following.start == found.end() + 2:
        return [*tags[:first], body, following._replace(label="title"), *tags[first + 2 :]]
    return tags


_COUNTED_PAGES: Final = defer_pattern(r"\b(?P<pages>(?:[IVXLC]{1,7},\s)?\d{1,4},\s\[\d{1,3}\])\s[сcpS]\.")
_ROMAN_AND_PAGES: Final = defer_pattern(r"\b(?P<pages>[ivxlcIVXLC]{1,7}\s\+\s\d{1,4})\s(?:pp?|с|S|s)\.")


def count_all_pages(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`2003. – 603, [5] с.`, `xiv + 52 p.`: pages without numbers and Roman ones are the extent too."""
    found = _COUNTED_PAGES.search(text) or _ROMAN_AND_PAGES.search(text)
    return tags if found is None else lay_fields(tags, found, {"pages": "number-of-pages"}, text)


_EDITING: Final = defer_pattern(
    r"/\s(?:[Пп]од\s)?(?:[Оо]бщ|[Оо]тв|[Гг]л|[Нн]ауч)\.\sред\.\s(?:и\s[а-я]{4,10}\.\s)?(?:(?:акад|проф|чл\.-корр?)\.\s(?:РАН\s)?)?\Z"
)


def name_editor(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`/ Общ. ред. и предисл. акад. В. С. Мясникова`: who edited and wrote before a work is its editor."""
    for index, tag in enumerate(tags):
        if tag.label in {"author", "translator"} and _EDITING.search(text, max(0, tag.start - 44), tag.start):
            tags[index] = tag._replace(label="editor")
    return tags


_TRANSLATED: Final = defer_pattern(
    r"\s?[:;./]\s[Пп]ер\.\sс\s[а-я]{2,12}\.?(?:\s(?:и\sдоп|и\sред|под\sред)\.?)?\.?$"
)


def trim_translation(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Словарь : пер. с нем. и доп. О. Н. Рябова`: words before a translator are no part of the title."""
    for index in range(len(tags) - 1):
        title, translator = tags[index : index + 2]
        if title.label in {"title", "container-title"} and translator.label in {"translator", "editor"}:
            found = _TRANSLATED.search(text, title.start, title.end)
            if found and found.start() > title.start:
                tags[index] = title._replace(end=found.start(), outer_end=found.start())
    return tags


_TRANSLATING: Final = defer_pattern(r"[Пп]ер\.\s[сз]\s[а-яії]{2,12}\.?\s(?:и\sдоп\.\s)?\Z")


def name_translator(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`/ пер. с нем. В. В. Зуева ; отв. ред. А. И. Озёров`: who stands behind the language translated."""
    for index, tag in enumerate(tags):
        if tag.label in {"author", "editor"} and _TRANSLATING.search(text, max(0, tag.start - 34), tag.start):
            tags[index] = tag._replace(label="translator")
    return tags


RULES: Final = (
    make_rule(
        "words before a translator", trim_translation, either="translator editor", signs=("пер. с", "Пер. с")
    ),
    make_rule("editor by what he did", name_editor, either="author translator", signs=(". ред. ",)),
    make_rule("all pages", count_all_pages, signs=("] с.", "] c.", "] p.", "] S.", " + ")),
    make_rule("sheets", drop_sheets, signs=("п.л", "п. л", " л. ")),
    make_rule("body in front", name_body_in_front, "title", lacks="author", signs=BODY_IN_FRONT_SIGNS),
    make_rule("year in a title", keep_year_in_title, again="issued", signs=(": ",)),
    make_rule("short name of a body", name_short_body, "title", signs=(" / ",)),
    make_rule("extent in two numbers", count_leaves, beside=("volume", "issue")),
    make_rule(
        "next who is responsible", name_next_responsible, beside=("author", "title"), gaps=frozenset({" ; "})
    ),
    make_rule("two halves of a title", join_halves, beside=("title", "title"), gaps=frozenset({" "})),
    make_rule("patent by GOST", read_patent, signs=("Пат. ", "Патент ", "А. с. ", "А.с. ", "Авт. свид")),
    make_rule("number of a code of rules", number_standard, signs=STANDARD_SIGNS),
    make_rule(
        "title of a standard",
        join_title_of_standard,
        beside=("title", "container-title"),
        signs=("ГОСТ", "СП ", "ОСТ ", "СТО "),
    ),
    make_rule("carrier of a file", drop_disc, signs=DISC_SIGNS),
    make_rule("bodies behind a slash", name_bodies, "title", signs=BODY_SIGNS),
    make_rule("defence of a thesis", drop_defence, "genre", signs=("защищена",)),
    make_rule(
        "place alone before a year",
        name_lone_place,
        lacks="publisher-place",
        beside=("publisher title", "issued"),
        gaps=frozenset({", "}),
        languages="ru uk",
    ),
    make_rule(
        "volumes from and to",
        count_volumes,
        beside=("title", "page"),
        signs=("Bd", "Vol", "Т.", "т.", "T.", "voll."),
    ),
    make_rule("number and month", part_number_and_month, odd="issued", signs=("№",)),
)
