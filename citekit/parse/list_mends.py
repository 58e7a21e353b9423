"""Mends of lists that put the year behind the author, and of what stands around it; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.patterns import defer_pattern

_SURE: Final = 0.85
_HOST_REST: Final = defer_pattern(
    r"(?P<rest>\s[^\s.,;:()/№][^.,;:()/№]{1,60})\.\s(?:[–—-]\s)?(?:№|Т\.|Вып\.|Vol\.|No\.|Iss\.|Том|N)\s?$"
)


def finish_host(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`– Международная` before `жизнь. № 3`: a journal's name goes on to the full stop before its number."""
    for index in range(1, len(tags) - 1):
        host, number = tags[index : index + 2]
        if host.label != "container-title" or number.label not in {"issue", "volume"}:
            continue
        found = _HOST_REST.fullmatch(text, host.end, number.start)
        if found:
            end = found.end("rest")
            tags[index] = host._replace(end=end, outer_end=end)
    return tags


_YEAR_BEHIND: Final = defer_pattern(r"[.,]?\s\(?(?P<issued>(?:1[89]|20)\d\d[а-яa-z]?)\)?\.?$")
_LETTERED: Final = defer_pattern(r"(?:1[5-9]|20)\d\d[а-яa-z]\.")


def trim_lettered_year(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`2013а.`: the full stop behind the letter of a year is no part of it."""
    for index, tag in enumerate(tags):
        if tag.label == "issued" and _LETTERED.fullmatch(text, tag.start, tag.end):
            tags[index] = tag._replace(end=tag.end - 1)
    return tags


def part_year_of_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Лукин А.В., Петров И.И. 2013а.` ends in the year."""
    for index, tag in enumerate(tags):
        found = (
            _YEAR_BEHIND.search(text, max(tag.start + 3, tag.end - 10), tag.end)
            if tag.label in {"author", "editor"}
            else None
        )
        if found:
            start, end = found.span("issued")
            names = tag.start + len(text[tag.start : start].rstrip(" ,("))
            author = tag._replace(end=names, outer_end=names)
            year = Tag("issued", start, end, tag.confidence, start, end)
            return [*tags[:index], author, year, *tags[index + 1 :]]
    return tags


TWO_LETTERS: Final = ("Дж", "Эд", "Юл", "Вл", "Ал", "Ст", "Ир", "Ch", "Th", "Ph", "Yu", "Zh")


def keep_stop_of_initial(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Най Дж.`: an initial of two letters keeps its full stop."""
    for index, tag in enumerate(tags):
        if (
            tag.label in {"author", "editor", "translator"}
            and text[tag.end - 2 : tag.end] in TWO_LETTERS
            and text[tag.end : tag.end + 1] == "."
            and text[max(0, tag.end - 3) : tag.end - 2] in {" ", "."}
        ):
            end = tag.end + 1
            tags[index] = tag._replace(end=end, outer_end=max(end, tag.outer_end))
    return tags


_REPORT: Final = defer_pattern(r"(?:[Оо]тч[её]т|[Зз]віт|[Дд]оклад|[Уу]став|[Пп]оложение|[Сс]татут)\s")


def join_report(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Отчёт АО` before `«Казмор» за 2017 год` is a title that names a body."""
    for index in range(len(tags) - 1):
        author, title = tags[index : index + 2]
        if (
            (author.label, title.label) == ("author", "title")
            and _REPORT.match(text, author.start, author.end)
            and text[author.end : title.start].strip(" «") == ""
        ):
            whole = title._replace(start=author.start, outer_start=author.outer_start)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


def name_site_of_acronym(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`TRACECA: Transport Corridor`: an archive without a shelf mark, on the Web, is the beginning of a title."""
    labels = [tag.label for tag in tags]
    if "archive_location" in labels or "URL" not in labels:
        return tags
    for index in range(len(tags) - 1):
        archive, title = tags[index : index + 2]
        if (archive.label, title.label) == ("archive", "title") and text[archive.end : title.start] == ": ":
            whole = title._replace(start=archive.start, outer_start=archive.outer_start)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_JUDGMENT: Final = defer_pattern(
    r"(?P<title>[^;]{5,200}?),\s(?:Provisional\sMeasures|Preliminary\sObjections?|Merits|Advisory\sOpinion|Jurisdiction[^,;\d]{0,40}|Judgment|Order|Award|Reparations)\b(?:[^;\d]{0,60}?(?:\sof\s(?P<day>\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})))?[^;\d]{0,20},\s"
    r"(?P<host>I\.?\s?C\.?\s?J\.?\sRep(?:orts|\.)?|ITLOS\sRep(?:orts|\.)?|P\.?\s?C\.?\s?I\.?\s?J\.?\sSer[^,\d]{0,12})\s(?:\(?(?P<issued>\d{4})\)?)(?:,?\s(?:p\.\s)?(?P<page>\d{1,4}))?"
)
_JUDGMENT_LABELS: Final = {"title": "title", "day": "issued", "host": "container-title", "issued": "issued", "page": "page"}  # fmt: skip


def read_judgment(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`The … Case, Provisional Measures, Order of 22 November 2013, ITLOS Reports 2013, p. 230`: its parts by form."""
    first = next((tag for tag in tags if tag.label != "citation-number"), None)
    if first is None:
        return tags
    start = first.start - (text[first.start - 1 : first.start] in {"“", '"', "«"})
    found = _JUDGMENT.match(text, max(0, start))
    if found is None:
        return tags
    made = [
        Tag(label, *found.span(group), _SURE, *found.span(group))
        for group, label in _JUDGMENT_LABELS.items()
        if found[group]
    ]
    kept = [tag for tag in tags if tag.end <= found.start() or tag.start >= found.end()]
    return sorted([*kept, *made], key=lambda tag: tag.start)


def name_place_behind_year(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`О введении …. (1864). Санкт-Петербург.`: a known place alone behind the year is no second title."""
    for index in range(1, len(tags)):
        issued, place = tags[index - 1 : index + 1]
        if (
            issued.label == "issued"
            and place.label in {"title", "container-title", "publisher"}
            and text[issued.end : place.start] in {"). ", ". ", ") "}
            and "place" in CUES.get(text[place.start : place.end].strip(".").lower(), ())
            and any(tag.label == "title" for tag in tags[:index])
            and not text[place.end :].strip(" .")
        ):
            tags[index] = place._replace(label="publisher-place")
    return tags


SAME_SIGNS: Final = ("н же", "на же", "ни же", "го же", "её же", "ее же", "Её же", "Ее же", "ін же", "на ж", "го ж")  # fmt: skip
_SAME: Final = defer_pattern(
    r"(?:^|;\s|\.\s)(?P<same>(?:Он|Она|Они)\sже|(?:Его|Её|Ее|Их)\sже|Він\sже|Вона\sж|Його\sж)(?=[.,]\s)"
)


def name_same_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`; Он же. Предисловие. М., 1992`: the same author wrote what follows, and that is a work."""
    for found in _SAME.finditer(text):
        start, end = found.span("same")
        if any(tag.start < end and start < tag.end for tag in tags):
            continue
        index = next((place for place, tag in enumerate(tags) if tag.start >= end), len(tags))
        tags.insert(index, Tag("author", start, end, _SURE, start, end))
        work = tags[index + 1] if index + 1 < len(tags) else None
        if work is not None and work.label == "container-title" and "//" not in text[end : work.start]:
            tags[index + 1] = work._replace(label="title")
    return tags


_BRACKETED_EXTENT: Final = defer_pattern(r"\d{1,4},\s\[\d{1,3}\]")
_LEAVES: Final = defer_pattern(r"\s(?:с|стр|p|S|л)\b\.?")


def name_bracketed_extent(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`348, [2] с.` is one extent: the pages and those without a number."""
    for index, tag in enumerate(tags):
        if tag.label not in {"number", "number-of-pages", "page", "volume", "issue"}:
            continue
        found = _BRACKETED_EXTENT.match(text, tag.start)
        if found and _LEAVES.match(text, found.end()):
            end = found.end()
            rest = [other for other in tags[index + 1 :] if other.start >= end]
            return [*tags[:index], tag._replace(label="number-of-pages", end=end, outer_end=end), *rest]
    return tags


_IN_PARTICULAR: Final = defer_pattern(
    r"(?:in\s)?(?:part(?:icolare)?|spec|bes|insb|hier|ici|esp)\.?,?\s(?:pp?\.|S\.)?\s?(?=\d)"
)


def trim_particular(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`in part. p. 31` is the page cited, without the words for it."""
    for index, tag in enumerate(tags):
        found = _IN_PARTICULAR.match(text, tag.start, tag.end) if tag.label == "page" else None
        if found and found.end() < tag.end:
            tags[index] = tag._replace(start=found.end(), outer_start=found.end())
    return tags
