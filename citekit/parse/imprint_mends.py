"""Mends of imprints and of what stands by them: places, publishers, days, roles of persons; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.patterns import defer_pattern

_PRESS: Final = defer_pattern(r"(?:Univ(?:ersity|\.)?|U\.?P\.?|State|Business|City)\b|Press\b|UP\b")


def join_press(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Harvard` before `Univ. Press`: a place with nothing but a blank before a press belongs to its name."""
    for index in range(len(tags) - 1):
        place, publisher = tags[index : index + 2]
        if (
            (place.label, publisher.label) == ("publisher-place", "publisher")
            and text[place.end : publisher.start] == " "
            and _PRESS.match(text, publisher.start, publisher.end)
        ):
            whole = publisher._replace(start=place.start, outer_start=place.outer_start)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_LATE_IMPRINT: Final = defer_pattern(
    r"[.?!]\s(?P<place>[A-ZÀ-Þ][^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+){0,3}(?:\s\([A-Z]{2}\)|,\s[A-Z]{2})?)\s?:\s(?P<publisher>[A-ZÀ-Þ][^.:()]{2,60})$"
)


def part_late_imprint(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…. White River (VT): Chelsea Green` at the end of a title is an imprint."""
    for index, tag in enumerate(tags):
        last = tag.label == "title" and not text[tag.end :].strip(" .;,")
        found = _LATE_IMPRINT.search(text, tag.start + 4, tag.end) if last else None
        if found is None:
            continue
        place = found["place"].split(",")[0].split(" (")[0].lower()
        if "(" not in found["place"] and "," not in found["place"] and "place" not in CUES.get(place, ()):
            continue
        end = found.start() + (text[found.start()] in "?!")
        parts = [
            Tag(label, *found.span(group), tag.confidence * 0.9, *found.span(group))
            for group, label in (("place", "publisher-place"), ("publisher", "publisher"))
        ]
        return [*tags[:index], tag._replace(end=end, outer_end=end), *parts, *tags[index + 1 :]]
    return tags


_EDITOR_AND_PLACE: Final = defer_pattern(r"(?P<names>[^;]{3,80});\s(?P<place>[A-ZÀ-Þ][^;:\d]{2,30})")


def part_editor_and_place(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`J. H. Nayrey; Peabody` in brackets is an editor and a place."""
    for index in range(len(tags) - 1):
        editor, following = tags[index : index + 2]
        found = (
            _EDITOR_AND_PLACE.fullmatch(text, editor.start, editor.end) if editor.label == "editor" else None
        )
        if found is None or following.label not in {"publisher", "publisher-place"}:
            continue
        end, (start, stop) = found.end("names"), found.span("place")
        if following.label == "publisher-place" and text[editor.end : following.start] == ", ":
            rest = [following._replace(start=start, outer_start=start)]
        elif following.label == "publisher":
            rest = [Tag("publisher-place", start, stop, editor.confidence, start, stop), following]
        else:
            continue
        return [*tags[:index], editor._replace(end=end, outer_end=end), *rest, *tags[index + 2 :]]
    return tags


_MEDIUM: Final = defer_pattern(r"(?:^|[.,]\s)(?:Print|Web|DVD|Film|Television|E-book)\.?$")


def drop_medium(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Berkeley, Print`: the medium at the end of an entry is no place and no publisher."""
    last = next(
        (index for index in range(len(tags) - 1, -1, -1) if tags[index].label not in {"URL", "accessed"}),
        None,
    )
    if last is None or tags[last].label not in {"publisher", "publisher-place", "container-title"}:
        return tags
    tag = tags[last]
    found = _MEDIUM.search(text, tag.start, tag.end)
    if found is None or not last:
        return tags
    if found.start() == tag.start:
        return [*tags[:last], *tags[last + 1 :]]
    tags[last] = tag._replace(end=found.start(), outer_end=found.start())
    return tags


def name_first_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Good chemistry. (1996, September). Forest Magazine`: of two hosts and no title the first is the title."""
    hosts = [index for index, tag in enumerate(tags) if tag.label == "container-title"]
    first, second = hosts[:2]
    if ";" in text[tags[first].end : tags[second].start]:
        return tags
    tags[first] = tags[first]._replace(label="title")
    return tags


_TRANSLATED: Final = defer_pattern(
    r"(?:[Tt]ranslated\sby|[Tt]rans(?:l)?\.(?:\sby)?|[Üü]bers(?:etzt|\.)\s(?:von|v\.)|[Tt]raduit\s(?:\w+\s){0,3}par|[Tt]rad\.\s(?:it\.\s)?di|[Tt]raducción\sde)\s$"
)
_EDITED: Final = defer_pattern(
    r"(?:[Ee]dited\sby|[Ee]d\.\sby|[Hh](?:rsg|g)\.\s(?:von|v\.)|[Hh]erausgegeben\svon|a\scura\sdi|sous\sla\sdir(?:ection|\.)\sde|под\sред\.)\s$"
)
_SHORTEST_ROLE: Final = 5
_PERSON: Final = defer_pattern(
    r"[A-ZÀ-Þ][^\W\d_]*\.?(?:[\s-][A-ZÀ-Þ][^\W\d_]*\.?){1,3}(?:(?:\sand\s|\sund\s|\set\s|\se\s|\s&\s|,\s)[A-ZÀ-Þ][^\W\d_]*\.?(?:[\s-][A-ZÀ-Þ][^\W\d_]*\.?){1,3}){0,3}"
)


def name_person_by_role(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`translated by Caryl Emerton and Michael Holt`: who follows such words is a person, no host."""
    for index, tag in enumerate(tags):
        if tag.label not in {"container-title", "publisher", "title", "note"} or not index:
            continue
        before = max(tags[index - 1].end, tag.start - 30)
        if tag.start - before < _SHORTEST_ROLE:
            continue
        for pattern, label in ((_TRANSLATED, "translator"), (_EDITED, "editor")):
            if pattern.search(text, before, tag.start) and _PERSON.fullmatch(text, tag.start, tag.end):
                tags[index] = tag._replace(label=label)
    return tags


_DAY_OF_HOST: Final = defer_pattern(r"[,.]?\s(?P<day>\d{1,2}\s(?P<month>[A-Z][a-z]{2,8}))$")


def part_day_of_host(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`New Yorker 15 Feb` before `. 1993`: the day behind a host's name belongs to the year."""
    for index in range(len(tags) - 1):
        host, issued = tags[index : index + 2]
        if (host.label, issued.label) != ("container-title", "issued") or text[
            host.end : issued.start
        ] not in {" ", ". "}:
            continue
        month = text[host.start : host.end].rpartition(" ")[2]
        if "month" not in CUES.get(month.lower(), ()):
            continue
        found = _DAY_OF_HOST.search(text, max(host.start + 1, host.end - 16), host.end)
        if found:
            start = found.start("day")
            tags[index] = host._replace(end=found.start(), outer_end=found.start())
            tags[index + 1] = issued._replace(start=start, outer_start=start)
    return tags


_LONG_RANGE: Final = defer_pattern(r"\d{3,5}\s?[-–]\s?\d{3,5}")


def name_long_range(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`52 1230-1233, 1993`: a range of three digits and more is no issue where no page is named."""
    for index, tag in enumerate(tags):
        if tag.label == "issue" and index and _LONG_RANGE.fullmatch(text, tag.start, tag.end):
            tags[index] = tag._replace(label="page")
            break
    return tags


def name_magazine(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`The Atlantic` on the Web is a magazine, no place."""
    for index, tag in enumerate(tags):
        words = text[tag.start : tag.end]
        if tag.label == "publisher-place" and words.startswith("The ") and not words.startswith("The Hague"):
            tags[index] = tag._replace(label="container-title")
            break
    return tags


_YEAR_AND_PAGE: Final = defer_pattern(r"(?P<issued>(?:19|20)\d\d),\s(?P<page>\d{1,5})")


def part_year_from_page(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`NJW 2009, 1948`: the number behind the year of a journal is a page, though it looks like a year."""
    for index, tag in enumerate(tags):
        found = _YEAR_AND_PAGE.fullmatch(text, tag.start, tag.end) if tag.label == "issued" else None
        if found and index and tags[index - 1].label == "container-title":
            parts = [
                Tag(label, *found.span(label), tag.confidence, *found.span(label))
                for label in ("issued", "page")
            ]
            return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


_NAMED_PAGE: Final = defer_pattern(
    r"(?P<page>\d{1,5})(?:\s\((?P<cited>\d{1,5})(?:\sff?\.)?\))?\s[–—-]\s(?P<title>[A-ZÄÖÜ][^\d]{2,60})"
)


def part_name_of_ruling(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`BVerfGE 7, 198 (208) – Lüth`: page, page cited, and what the ruling is called."""
    for index, tag in enumerate(tags):
        found = _NAMED_PAGE.fullmatch(text, tag.start, tag.end) if tag.label == "page" else None
        if found:
            parts = [
                Tag(label, *found.span(group), tag.confidence, *found.span(group))
                for group, label in (("page", "page"), ("cited", "page"), ("title", "title"))
                if found[group]
            ]
            return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


_FAMILY_AND_ROLE: Final = defer_pattern(
    r"(?P<family>[A-ZÀ-Þ][\w’-]+),?\s\(?(?P<role>eds?\.?|Hrsg\.|Hg\.)\)?,\s(?=\S)"
)
_GIVEN_ALONE: Final = defer_pattern(r"[A-ZÀ-Þ][\w’-]*\.?(?:\s[A-ZÀ-Þ]\.){0,3}")


def join_family_of_editor(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`James F.` before `Larkin, ed., Stuart Proclamations` is an editor, and the title begins behind the word."""
    for index in range(len(tags) - 1):
        given, title = tags[index : index + 2]
        if (given.label, title.label) != ("author", "title") or text[given.end : title.start] != " ":
            continue
        found = _FAMILY_AND_ROLE.match(text, title.start, title.end)
        if found and _GIVEN_ALONE.fullmatch(text, given.start, given.end):
            end = found.end("family")
            editor = given._replace(label="editor", end=end, outer_end=end)
            rest = title._replace(start=found.end(), outer_start=found.end())
            return [*tags[:index], editor, rest, *tags[index + 2 :]]
    return tags


_ROLES_OF_HOST: Final = defer_pattern(r"(?:&\s)?(?:Trans|Ed|Eds|Hrsg|Comp)\.\),\s(?=\S)")


def trim_roles_of_host(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(Ed. & Trans.), The sociology`: the end of a bracket with roles is no part of the host."""
    for index, tag in enumerate(tags):
        found = (
            _ROLES_OF_HOST.match(text, tag.start, tag.end)
            if tag.label in {"container-title", "title"}
            else None
        )
        if found:
            tags[index] = tag._replace(start=found.end(), outer_start=found.end())
    return tags


_PENDING_BEHIND: Final = defer_pattern(
    r",\s(?P<date>forthcoming|in\spress|im\sErscheinen|à\sparaître)[.:,]\s"
)


def date_pending_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Achebe, P. O., forthcoming. Customs`: the word behind the names stands for the date."""
    for index in range(len(tags) - 1):
        author, title = tags[index : index + 2]
        if author.label not in {"author", "editor"}:
            continue
        found = _PENDING_BEHIND.match(text, author.end) or _PENDING_BEHIND.search(
            text, author.start + 2, author.end
        )
        if found is None or (found.end() > title.start and title.end <= found.end()):
            continue
        end = min(author.end, found.start())
        start = max(title.start, found.end())
        date = Tag("issued", *found.span("date"), author.confidence, *found.span("date"))
        rest = title._replace(start=start, outer_start=start)
        return [*tags[:index], author._replace(end=end, outer_end=end), date, rest, *tags[index + 2 :]]
    return tags


_ARCHIVE_LAST: Final = defer_pattern(
    r"(?:,\s(?P<day>\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}))?,\s(?P<shelf>[A-Z]{1,4}\s?\d{1,4}/[\d/]{1,10}(?:,\s(?:fols?|ff?|nos?|pp?)\.\s?[\dr–v-]{1,9})?),\s(?P<archive>(?:The\s)?(?:National\sArchives|Public\sRecord\sOffice|British\sLibrary|Bodleian\sLibrary|[A-Z][a-z]+(?:shire)?\sRecord\sOffice|[A-Z][a-z]+\sArchives))(?:,\s[A-Z][a-z]+)?\.?\s?$"
)


def read_archive_last(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Examination of Pell, 14 October 1634, SP 16/275, fol. 88r, The National Archives, Kew`: an archive stands last."""
    found = _ARCHIVE_LAST.search(text)
    if found is None:
        return tags
    names = (("day", "issued"), ("shelf", "archive_location"), ("archive", "archive"))
    made = [
        Tag(label, *found.span(group), 0.85, *found.span(group)) for group, label in names if found[group]
    ]
    kept = []
    for tag in tags:
        if tag.start >= found.start():
            continue
        end = min(tag.end, found.start())
        kept.append(tag._replace(end=end, outer_end=end))
    return [*kept, *made]


_REST_OF_SENTENCE: Final = defer_pattern(r"(?P<rest>(?:\s[a-zà-ÿ-]{2,20}){1,4})[.?!]\s")


def finish_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… using the Japanese` before `version. Psychiatry Res`: a title goes on to the full stop before its host."""
    for index in range(len(tags) - 1):
        title, host = tags[index : index + 2]
        if (title.label, host.label) != ("title", "container-title"):
            continue
        found = _REST_OF_SENTENCE.fullmatch(text, title.end, host.start)
        if found:
            end = found.end("rest")
            tags[index] = title._replace(end=end, outer_end=end)
    return tags


_PRESENTED: Final = defer_pattern(
    r"[,.]?[”\"’]?,?\s(?:[Pp]aper\s)?[Pp]resented\s(?:at|to)\s(?:the\s)?(?P<host>[A-Z0-9].{4,120})$"
)


def part_presented(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`“Jumps,” presented at the Amer. Control Conf.` names the conference."""
    if any(tag.label == "container-title" for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        found = _PRESENTED.search(text, tag.start + 3, tag.end) if tag.label == "title" else None
        if found:
            start = tag.start + (text[tag.start] in '“"‘')
            title = tag._replace(start=start, outer_start=start, end=found.start(), outer_end=found.start())
            host = Tag("container-title", *found.span("host"), tag.confidence, *found.span("host"))
            return [*tags[:index], title, host, *tags[index + 1 :]]
    return tags


_PATENT: Final = defer_pattern(
    r"(?P<genre>(?:U\.\s?S\.|US|Eur(?:opean|\.)|German|French|British|Japanese)\sPat(?:ent|\.))\s(?:No\.\s)?(?P<number>\d[\d ,]{3,12}\d(?:\s?[A-Z]\d?)?)(?=[,.;\s]|$)"
)


def read_patent(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`U.S. Patent 3 624 125` is a kind and a number."""
    found = _PATENT.search(text)
    if found is None:
        return tags
    made = [Tag(label, *found.span(label), 0.9, *found.span(label)) for label in ("genre", "number")]
    kept = [tag for tag in tags if tag.end <= found.start() or tag.start >= found.end()]
    return sorted([*kept, *made], key=lambda tag: tag.start)
