"""Mends of numbers and of what hangs on them: years, volumes, pages, imprints; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.patterns import defer_pattern

_YEAR: Final = r"(?:1[5-9]|20)\d\d[a-z]?"
_YEAR_AND_PAGE: Final = defer_pattern(
    rf"(?P<year>{_YEAR})\s?,\s(?P<page>\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?)(?=[\s.,;()]|$)"
)
_PAGE_AND_YEAR: Final = defer_pattern(rf"(?P<page>\d{{1,4}}),\s(?P<year>{_YEAR})")
_AFTER_YEAR: Final = defer_pattern(rf"(?P<year>{_YEAR}),\s(?:sec|col|section|Nr|no|n°|№)\b.{{0,12}}")
_YEAR_AND_EXTENT: Final = defer_pattern(rf"(?P<year>{_YEAR})[.,]\s(?P<pages>\d{{2,4}})\s?[pсS]\.?")
_LIKELY_YEARS: Final = range(1850, 2031)


def part_year_and_page(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`NJW 1998, 2051` and `Berlin 1910, 25` are a year and a page, `101: 1441, 1998` a page and a year."""
    mended: list[Tag] = []
    paged = any(tag.label == "page" for tag in tags)
    for tag in tags:
        if tag.label != "issued" or "," not in text[tag.start : tag.end]:
            mended.append(tag)
            continue
        found = _YEAR_AND_PAGE.fullmatch(text, tag.start, tag.end)
        extent = _YEAR_AND_EXTENT.fullmatch(text, tag.start, tag.end)
        if extent:
            mended.append(tag._replace(end=extent.end("year"), outer_end=extent.end("year")))
            mended.append(
                Tag("number-of-pages", *extent.span("pages"), tag.confidence, *extent.span("pages"))
            )
            continue
        late = _AFTER_YEAR.fullmatch(text, tag.start, tag.end)
        if late:
            mended.append(tag._replace(end=late.end("year"), outer_end=late.end("year")))
        elif found and not paged and not _is_year(found["page"]):
            mended.append(tag._replace(end=found.end("year"), outer_end=found.end("year")))
            mended.append(Tag("page", *found.span("page"), tag.confidence, *found.span("page")))
        elif (
            (swapped := _PAGE_AND_YEAR.fullmatch(text, tag.start, tag.end))
            and not paged
            and text[max(0, tag.start - 2) : tag.start] == ": "
        ):
            page, year = swapped.span("page"), swapped.span("year")
            mended.append(Tag("page", *page, tag.confidence, *page))
            mended.append(tag._replace(start=year[0], outer_start=year[0]))
        else:
            mended.append(tag)
    return mended


def _is_year(number: str) -> bool:
    """Tell whether a number may be a year of our times."""
    return number.isdecimal() and int(number) in _LIKELY_YEARS


_BEHIND_REPORT: Final = frozenset({" ", ", ", " , ", ":", ": "})


def name_last_number(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`28 Am. Soc. Rev. 55` and `[1932] AC 562`: the number behind a report is a page."""
    for index in range(1, len(tags) - 1):
        before, host, number = tags[index - 1 : index + 2]
        if (
            host.label == "container-title"
            and number.label == "volume"
            and text[host.end : number.start] == " "
            and text[number.start : number.end].isdecimal()
            and (
                (before.label == "volume" and text[before.end : host.start] == " ")
                or (before.label == "issued" and text[before.end : host.start] == "] ")
            )
        ):
            tags[index + 1] = number._replace(label="page")
            break
    return tags


_CITED_IN_TITLE: Final = defer_pattern(
    r"\s(?P<page>\d{1,3}(?:[-–]\d{1,3})?(?:,\s\d{1,3}(?:[-–]\d{1,3})?){0,3})$"
)


def end_title_at_page(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`A History of American Law 23 (2d ed. 1985)`: the number before the bracket of a book is the page cited."""
    if any(tag.label in {"page", "container-title", "volume", "URL"} for tag in tags):
        return tags
    for index in range(len(tags) - 1):
        title, following = tags[index : index + 2]
        if (
            title.label != "title"
            or following.label not in {"issued", "edition"}
            or text[title.end : following.start] not in {" (", ", ("}
        ):
            continue
        found = _CITED_IN_TITLE.search(text, max(title.start, title.end - 30), title.end)
        if found and any(tag.label == "author" for tag in tags[:index]):
            page = Tag("page", *found.span("page"), title.confidence, *found.span("page"))
            title = title._replace(end=found.start(), outer_end=found.start())
            return [*tags[:index], title, page, *tags[index + 1 :]]
    return tags


_LETTERED: Final = defer_pattern(r"(?P<host>.{2,}?[\w.,]\s?[A-Z])(?P<volume>\d{1,4})")


def part_lettered_volume(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Phys. Rev. D86`: the letter is the section of the journal, the number its volume."""
    for index, tag in enumerate(tags):
        lettered = tag.label == "container-title" and text[tag.end - 1].isdigit()
        found = _LETTERED.fullmatch(text, tag.start, tag.end) if lettered else None
        if found is None or "." not in found["host"]:
            continue
        volume = Tag("volume", *found.span("volume"), tag.confidence, *found.span("volume"))
        rest = tags[index + 1 :]
        if any(other.label == "page" for other in rest):
            if any(other.label == "volume" for other in rest):
                return tags
        else:
            rest = [other._replace(label="page") if other.label == "volume" else other for other in rest]
        host = tag._replace(end=found.end("host"), outer_end=found.end("host"))
        return [*tags[:index], host, volume, *rest]
    return tags


_IMPRINT: Final = defer_pattern(
    rf"\s?\((?:(?P<place>[^():;,]{{2,30}}):\s)?(?P<publisher>[^()\d]{{2,60}}?),?\s(?P<year>{_YEAR})\)$"
)


def part_imprint(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Comparing Legal Cultures (Dartmouth 1997)` holds a publisher and a year."""
    if any(tag.label in {"issued", "publisher", "publisher-place"} for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        found = (
            _IMPRINT.search(text, max(tag.start, tag.end - 110), tag.end)
            if tag.label in {"title", "container-title"} and text[tag.end - 1] == ")"
            else None
        )
        if found is None or found.start() <= tag.start:
            continue
        parts = [tag._replace(end=found.start(), outer_end=found.start())]
        for group, label in (("place", "publisher-place"), ("publisher", "publisher"), ("year", "issued")):
            if found[group]:
                parts.append(Tag(label, *found.span(group), tag.confidence * 0.9, *found.span(group)))
        return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


_REVISED_BY: Final = defer_pattern(
    r",?\s(?:besorgt|bearb(?:eitet|\.)?|hrsg\.?|herausgegeben|édition établie)\s(?:von|v\.|par)\s(?P<editor>[^\d()]{4,80})$"
)


def part_edition(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`5., rev. Aufl., besorgt von Johannes Vogt` is an edition and who prepared it."""
    for index, tag in enumerate(tags):
        found = _REVISED_BY.search(text, tag.start, tag.end) if tag.label == "edition" else None
        if found and found.start() > tag.start:
            edition = tag._replace(end=found.start(), outer_end=found.start())
            editor = Tag("editor", *found.span("editor"), tag.confidence, *found.span("editor"))
            return [*tags[:index], edition, editor, *tags[index + 1 :]]
    return tags


_CITED_PAGE: Final = re.compile(
    r"(?P<pages>\d{1,5}(?:[–-]\d{1,5})?)\s\((?:hier\s|ici\s)?(?:S\.\s|p\.\s)?(?P<cited>\d{1,5}(?:[–-]\d{1,5})?)\)?"
)


def part_cited_page(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`201–220 (205)` is the pages of an article and the page cited, two fields; what stands behind `§` is no page."""
    mended: list[Tag] = []
    for tag in tags:
        found = _CITED_PAGE.fullmatch(text, tag.start, tag.end) if tag.label == "page" else None
        if found:
            mended.append(tag._replace(end=found.end("pages"), outer_end=found.end("pages")))
            mended.append(Tag("page", *found.span("cited"), tag.confidence, *found.span("cited")))
        elif tag.label == "page" and text[max(0, tag.start - 2) : tag.start].strip() == "§":
            mended.append(tag._replace(label="note"))
        else:
            mended.append(tag)
    return mended


_CAPITAL_WORDS: Final = defer_pattern(
    r"(?:М|Л|СПб|Пг|К|Х|Одеса|Одесса)\.?(?:\s?[;—–-]\s?(?:М|Л|СПб|Пг|К|Х)\.?)?|[А-ЯЁІЇЄ][а-яёіїє-]{2,24}(?:\s[А-ЯЁІЇЄ][а-яёіїє-]{2,24})?"
)


def name_cyrillic_place(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """`Записки ревизора. Вятка, 1862`: without `//` a lone name before the year is a place."""
    if (
        language not in {"ru", "uk", "be"}
        or "//" in text
        or any(tag.label == "publisher-place" for tag in tags)
    ):
        return tags
    for index in range(1, len(tags) - 1):
        before, host, issued = tags[index - 1 : index + 2]
        if (
            host.label == "container-title"
            and issued.label == "issued"
            and before.label in {"title", "editor", "edition", "translator"}
            and text[host.end : issued.start] == ", "
            and _CAPITAL_WORDS.fullmatch(text, host.start, host.end)
        ):
            return [*tags[:index], host._replace(label="publisher-place"), *tags[index + 1 :]]
    return tags


_PAGES_ROMAN: Final = defer_pattern(r"[IVXLC]{1,7}(?:,\s|\s\+\s)\d{1,4}")
_EXTENT_BEHIND: Final = defer_pattern(r"\s?[сp]\.")


def join_extent(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`VIII, 706 с.` is one extent."""
    for index in range(len(tags) - 1):
        front, pages = tags[index : index + 2]
        if (
            front.label in {"volume", "number-of-pages", "page"}
            and pages.label in {"number-of-pages", "page"}
            and _PAGES_ROMAN.fullmatch(text, front.start, pages.end)
            and _EXTENT_BEHIND.match(text, pages.end)
        ):
            whole = pages._replace(label="number-of-pages", start=front.start, outer_start=front.start)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_DAY: Final = defer_pattern(r"[0-3]?\d")
_MONTH: Final = defer_pattern(r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}\.?")


def join_day(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """`1902. 3 мая` is one date, no issue between a year and a month."""
    if language != "ru":
        return tags
    for index in range(len(tags) - 2):
        year, day, month = tags[index : index + 3]
        if (
            year.label == month.label == "issued"
            and text[year.end : day.start] == ". "
            and text[day.end : month.start] == " "
            and _DAY.fullmatch(text, day.start, day.end)
            and _MONTH.fullmatch(text, month.start, month.end)
        ):
            whole = year._replace(end=month.end, outer_end=month.outer_end)
            return [*tags[:index], whole, *tags[index + 3 :]]
    return tags


_PENDING: Final = defer_pattern(
    r"[\s,]{1,2}\((?P<date>forthcoming|in\s(?:press|preparation|print)|to\sappear|im\s(?:Erscheinen|Druck)|i\.\s?E\.|в\sпечати|у\sдруці|à\sparaître|sous\spresse|in\s(?:stampa|corso\sdi\sstampa)|en\sprensa)\)[\s.,:]{0,3}"
)


def date_pending(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(forthcoming)` and `(im Erscheinen)` behind the names stand for the date."""
    if any(tag.label == "issued" for tag in tags):
        return tags
    for index in range(len(tags) - 1):
        names, title = tags[index : index + 2]
        if names.label not in {"author", "editor"}:
            continue
        found = _PENDING.match(text, names.end) or _PENDING.search(
            text, max(names.start, names.end - 32), title.start
        )
        if found is None or title.label not in {"title", "container-title"} or title.end <= found.end():
            continue
        date = Tag("issued", *found.span("date"), names.confidence, *found.span("date"))
        names = names._replace(end=min(names.end, found.start()), outer_end=min(names.end, found.start()))
        start = max(title.start, found.end())
        return [
            *tags[:index],
            names,
            date,
            title._replace(start=start, outer_start=start),
            *tags[index + 2 :],
        ]
    return tags


def name_access(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A day in brackets just behind an address is when it was looked at."""
    for index in range(1, len(tags)):
        address, date = tags[index - 1 : index + 1]
        if (
            address.label == "URL"
            and date.label == "issued"
            and text[address.outer_end : date.start] == " ("
            and text[date.end : date.end + 1] == ")"
            and date.end - date.start > len("2001")
            and not any(tag.label == "accessed" for tag in tags)
        ):
            return [*tags[:index], date._replace(label="accessed"), *tags[index + 1 :]]
    return tags


_SIGNED_EXTENT: Final = re.compile(r"(?P<pages>\d{2,4})(?:\s?[pсS]\.?)?")
#: A number and what stands for pages behind it.
EXTENT_SIGNS: Final = tuple(
    f"{digit}{blank}{sign}" for digit in range(10) for blank in ("", " ") for sign in "pсS"
)
_SIGN: Final = defer_pattern(r"\s?(?:p|с|S|стр)\.?(?=[\s.,;)]|$)")


def name_extent(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`2008. Vol. 1. 1500 p.` and `93 p.`: a number with `p.` behind it is an extent, no second year and no page."""
    years = sum(tag.label == "issued" for tag in tags)
    for index, tag in enumerate(tags):
        if tag.label not in {"issued", "page", "number"} or (tag.label == "issued" and years == 1):
            continue
        found = _SIGNED_EXTENT.fullmatch(text, tag.start, tag.end)
        if found is None or not _SIGN.match(text, found.end("pages")):
            continue
        if tag.label == "page" and found.end("pages") == tag.end:
            continue
        end = found.end("pages")
        return [
            *tags[:index],
            tag._replace(label="number-of-pages", end=end, outer_end=max(end, tag.outer_end)),
            *tags[index + 1 :],
        ]
    return tags
