"""Mends of the edges of fields: what a field took of its neighbours; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.patterns import defer_pattern
from citekit.parse.serial_mends import LANDS

_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_OPEN_IMPRINT: Final = defer_pattern(r"\s?\((?P<publisher>[^()\d]{2,50})$")


def part_open_imprint(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Comparing Ports (Dart` before `Press 1997)`: what a bracket opens before a year names who published it."""
    for index, (host, following) in enumerate(pairwise(tags)):
        if host.label not in {"title", "container-title"} or following.label not in {"issued", "publisher"}:
            continue
        low = max(host.start + 1, host.end - 54)
        found = _OPEN_IMPRINT.search(text, low, host.end) if text.find("(", low, host.end) >= 0 else None
        if found is None or text[host.end : following.start].strip(" ,:"):
            continue
        start = found.start("publisher")
        end = following.end if following.label == "publisher" else host.end
        if following.label == "publisher" and text[host.end : following.start] != " ":
            continue
        publisher = Tag("publisher", start, end, host.confidence * 0.9, start, end)
        rest = tags[index + 2 :] if following.label == "publisher" else tags[index + 1 :]
        return [*tags[:index], host._replace(end=found.start(), outer_end=found.start()), publisher, *rest]
    return tags


_QUOTE_INSIDE: Final = defer_pattern(r",\s(?P<mark>[‘“«„])")


def end_author_at_quote(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Paul Craddock, ‘Theory` before `“Pure Theory” and Values`: a quotation opens the title."""
    for index in range(len(tags) - 1):
        author, title = tags[index : index + 2]
        found = _QUOTE_INSIDE.search(text, author.start, author.end) if author.label == "author" else None
        if found and title.label == "title" and found.start() > author.start + 2:
            start = found.end("mark")
            tags[index] = author._replace(end=found.start(), outer_end=found.start())
            tags[index + 1] = title._replace(start=start, outer_start=start)
            break
    return tags


_NUMBER_FIRST: Final = re.compile(r"(?P<volume>\d{1,3})\s(?=[A-Z])")
_RULING: Final = re.compile(r"(?:Urt|Urteil|Beschl|Beschluss|Beschluß|arrêt|sent|sentenza)\.?")
#: What one of these begins with.
RULINGS: Final = ("Urt", "Beschl", "arrêt", "sent")
_LONGEST_RULING: Final = len("Beschluss.")
_MONTHS_BEHIND: Final = re.compile(
    r",\s(?P<months>(?P<first>[^\W\d_]{3,12})\.?(?:\s?[-–/]\s?[^\W\d_]{3,12}\.?)?)$"
)


def trim_host(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`14 Journal of Law`, `Annales, novembre-décembre`, `Urt.`: a volume, months and a kind are no name of a host."""
    for index, tag in enumerate(tags):
        if tag.label != "container-title":
            continue
        found = _NUMBER_FIRST.match(text, tag.start, tag.end) if text[tag.start].isdecimal() else None
        if found and index and not any(other.label == "volume" for other in tags):
            volume = Tag("volume", *found.span("volume"), tag.confidence, *found.span("volume"))
            host = tag._replace(start=found.end(), outer_start=found.end())
            return [*tags[:index], volume, host, *tags[index + 1 :]]
        if tag.end - tag.start <= _LONGEST_RULING and _RULING.fullmatch(text, tag.start, tag.end):
            return [*tags[:index], tag._replace(label="genre"), *tags[index + 1 :]]
        following = tags[index + 1] if index + 1 < len(tags) else None
        if (
            following is not None
            and following.label == "issued"
            and text[tag.end : following.start] == " "
            and (months := _MONTHS_BEHIND.search(text, max(tag.start + 1, tag.end - 30), tag.end))
            and "month" in CUES.get(months["first"].lower(), ())
        ):
            start = months.start("months")
            host = tag._replace(end=months.start(), outer_end=months.start())
            dated = following._replace(start=start, outer_start=start)
            return [*tags[:index], host, dated, *tags[index + 2 :]]
    return tags


_COUNT_BEHIND: Final = re.compile(rf"(?P<years>{_YEAR}\s?[-–]\s?\d{{2,4}}),\s\d{{1,2}}")
_DATE_LEAD: Final = re.compile(r"(?:v\.|vom)\s(?=\d)")
_TONGUES: Final = frozenset({"fr", "it", "esp", "angl", "all", "англ", "нем"})


def trim_dates(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`1984-1992, 3` before `tomes` ends in its years, `vom 3. Mai` begins with its day."""
    kept = []
    for tag in tags:
        found = _COUNT_BEHIND.fullmatch(text, tag.start, tag.end) if tag.label == "issued" else None
        lead = _DATE_LEAD.match(text, tag.start, tag.end) if tag.label == "issued" else None
        if found:
            kept.append(tag._replace(end=found.end("years"), outer_end=found.end("years")))
        elif lead:
            kept.append(tag._replace(start=lead.end(), outer_start=lead.end()))
        else:
            kept.append(tag)
    return kept


def drop_tongue(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`fr.` is no translator, `version 2` no volume."""
    return [
        tag
        for tag in tags
        if not (
            (tag.label == "volume" and text[max(0, tag.start - 8) : tag.start].lower() == "version ")
            or (tag.label == "translator" and text[tag.start : tag.end].strip(".") in _TONGUES)
        )
    ]


_PLACE_AND_MORE: Final = defer_pattern(
    r"(?P<place>(?P<word>[A-ZÀ-Þ][\w’]+)(?:[\s–/-]+[A-ZÀ-Þ][\w’]+){0,3}),\s(?P<more>[A-ZÀ-Þ][^,]{2,40})"
)


def part_place_and_publisher(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Paris, Ellipse`: a second name behind a place that is none itself has published the work."""
    if any(tag.label == "publisher" for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        found = (
            _PLACE_AND_MORE.fullmatch(text, tag.start, tag.end) if tag.label == "publisher-place" else None
        )
        if found is None or "place" not in CUES.get(found["word"].lower(), ()):
            continue
        if any("place" in CUES.get(word.strip(".").lower(), ()) for word in found["more"].split()):
            continue
        if found["more"].isupper() or found["more"].rstrip(".").lower() in LANDS:
            continue
        end = found.end("place")
        publisher = Tag("publisher", *found.span("more"), tag.confidence * 0.8, *found.span("more"))
        return [*tags[:index], tag._replace(end=end, outer_end=end), publisher, *tags[index + 1 :]]
    return tags


def name_second_work(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…; voir aussi Thierry Lent, Le Grand Consulat, Paris`: behind a second author stands a title."""
    for index in range(1, len(tags) - 2):
        author, work, place = tags[index : index + 3]
        if (
            author.label == "author"
            and work.label in {"publisher", "note", "container-title"}
            and place.label == "publisher-place"
            and text[author.end : work.start] == ", "
            and ";" in text[tags[index - 1].end : author.start]
        ):
            return [*tags[: index + 1], work._replace(label="title"), *tags[index + 2 :]]
    return tags


_GERMAN_EDITION: Final = defer_pattern(
    rf"(?<!\d)\d{{1,2}}\.,?\s(?:[a-zäöü]{{3,12}}\.,?\s){{0,2}}Aufl(?:age\b|\.|\b)(?:,?\s(?P<year>{_YEAR}))?"
)
_CUT: Final = frozenset({"issued", "note", "volume", "page", "number", "issue", "container-title", "title"})


def find_edition(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`2. Aufl. 2004` is an edition and a year, whatever it was taken for."""
    found = _GERMAN_EDITION.search(text)
    if found is None or any(tag.label == "edition" for tag in tags):
        return tags
    end = found.start("year") if found["year"] else found.end()
    edition_end = found.start() + len(text[found.start() : end].rstrip(" ,"))
    kept = []
    for tag in tags:
        if tag.end <= found.start() or tag.start >= found.end():
            kept.append(tag)
        elif tag.label not in _CUT or (
            tag.start < found.start() and tag.label != "note" and tag.end > found.end()
        ):
            return tags
        elif tag.start < found.start():
            stop = tag.start + len(text[tag.start : found.start()].rstrip(" ,.;:"))
            kept.append(tag._replace(end=stop, outer_end=stop))
    kept.append(Tag("edition", found.start(), edition_end, 0.9, found.start(), edition_end))
    if found["year"]:
        kept.append(Tag("issued", *found.span("year"), 0.9, *found.span("year")))
    return sorted(kept, key=lambda tag: tag.start)


_JOINING: Final = frozenset({" de ", " du ", " des ", " of ", " de la ", " sur ", " über ", " "})


def join_document(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Règlement de la rade` in an archive is what the document is called, no kind of act."""
    if len(tags) > 1 and tags[0].label == "genre" and tags[1].label == "title":
        genre, title = tags[:2]
        if text[genre.end : title.start] in _JOINING:
            return [title._replace(start=genre.start, outer_start=genre.start), *tags[2:]]
    return tags


_SERIES_NOTE: Final = defer_pattern(r"(?P<series>.{4,90}?),?\s(?:(?:Bd|H|Nr|Heft)\.?\s)?(?P<number>\d{1,4})")


def name_series(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """What stands in `(= …, 12)` is a series and its number."""
    for index, tag in enumerate(tags):
        if tag.label not in {"note", "publisher", "title", "container-title"}:
            continue
        if not text[max(0, tag.start - 3) : tag.start].startswith("(="):
            continue
        found = _SERIES_NOTE.fullmatch(text, tag.start, tag.end)
        if found is None:
            return [*tags[:index], tag._replace(label="collection-title"), *tags[index + 1 :]]
        parts = [
            Tag("collection-title", *found.span("series"), tag.confidence, *found.span("series")),
            Tag("volume", *found.span("number"), tag.confidence, *found.span("number")),
        ]
        return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


_SHORTEST_GIVEN: Final = 4
_FIRST_WORD: Final = defer_pattern(
    r"(?:\d{1,3}\.?\s|[^\W\d_]{2,5}\.\s)?(?P<given>[A-ZÀ-Þ][a-zà-ÿß]{2,14})\s$"
)
_LEAD_ENDINGS: Final = ("lich", "end", "iv", "ig", "isch", "nach", "bei", "by", "also", "voir", "siehe")
_LEADS: Final = frozenset(
    "see also compare accord contra thus and but quoted cited per after from nach bei dazu hierzu siehe vgl so ebenso anders "
    "ferner auch schon zuletzt statt etwa insbes dagegen sowie zum zur für näher überblick nachweise zitat zit lire voir "
    "comparer cité dans ainsi contre selon cfr vedi così citato véase ver así citado first second later here".split()
)


_INITIALS_FIRST: Final = defer_pattern(r"^(?:[A-Z]\.\s?){1,2}")


def take_first_word(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Nikolas` before `Lohmann` is a given name, where no word in front of works is known to be like it."""
    for first in tags:
        if first.label != "citation-number":
            break
    else:
        return tags
    if first.label != "author" or first.start < _SHORTEST_GIVEN:
        return tags
    name = _INITIALS_FIRST.sub("", text[first.start : first.end].split(",", 1)[0])
    found = _FIRST_WORD.fullmatch(text, 0, first.start) if " " not in name and name[:1].isupper() else None
    if found is None or found["given"].lower() in _LEADS or found["given"].lower().endswith(_LEAD_ENDINGS):
        return tags
    start = found.start("given")
    return [tag._replace(start=start, outer_start=start) if tag is first else tag for tag in tags]


def name_opening_title(_text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A publisher that opens a reference without a title is its title: `Коносамент. – Одесса, 1916.`."""
    first = tags[0]
    return [first._replace(label="title"), *tags[1:]] if first.label == "publisher" else tags


#: Courts and bodies in the genitive, of which a genre cannot consist.
_OF_A_BODY: Final = defer_pattern(
    r"(?:(?:[А-ЯЁ][а-яё]+(?:ого|ой|их|ых)\s){0,3}(?:Суда|Совета|Правительства|Президента|Федерации|Собрания)|РФ|РСФСР|СССР|России)\b"
)


def join_authority(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """The body behind the words of an act belongs to its title: `Определение … Верховного Суда РФ`."""
    for index, (title, genre) in enumerate(pairwise(tags)):
        if (title.label, genre.label) == ("title", "genre") and text[title.end : genre.start] == " ":
            if _OF_A_BODY.match(text, genre.start, genre.end):
                joined = title._replace(end=genre.end, outer_end=genre.outer_end)
                return [*tags[:index], joined, *tags[index + 2 :]]
            break
    return tags


_DAY_AND_NUMBER: Final = defer_pattern(r"(\d{1,2}\.\d\d\.\d{4})(?:\sг\.)?\s№\s?(\S{1,30})")


def part_number_of_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """The number of an act is no part of its day: `12.03.2015 № 305-ЭС14-5846`."""
    for index, tag in enumerate(tags):
        if tag.label != "issued":
            continue
        found = _DAY_AND_NUMBER.fullmatch(text, tag.start, tag.end)
        if found is not None:
            day = tag._replace(end=found.end(1), outer_end=found.end(1))
            number = tag._replace(label="number", start=found.start(2), outer_start=found.end(1))
            return [*tags[:index], day, number, *tags[index + 1 :]]
    return tags
