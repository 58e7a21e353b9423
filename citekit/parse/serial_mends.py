"""Mends of what a work stands in: journals without a name, hosts run into titles; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern

#: One of these stands in the text where there may be something to mend.
HEAD_SIGNS: Final = ("Proc", "Conference", "Symposium", "Workshop", "Congress", "Meeting", "Journal", "Review", "Quarterly", "Zeitschrift", "Annals", "Revue", "Archiv", "eport", "Rep", "hesis", "issertation", "aper", "Diss")  # fmt: skip
_BOOK: Final = frozenset(
    {"publisher-place", "publisher", "number-of-pages", "editor", "archive", "authority"}
)
_APPEARS: Final = re.compile(
    r"[,.]\s(?:to\sappear|in\spress|im\sErscheinen|im\sDruck|à\sparaître|in\sstampa|forthcoming)\b"
)
#: One of these stands in the text of what is to come.
APPEARS_WORDS: Final = ("appear", "press", "Erscheinen", "Druck", "paraître", "stampa", "forthcoming")
_PENDING: Final = frozenset({"to", "in", "press", "appear"})
_SENTENCE: Final = defer_pattern(r"(?<=[^\W_A-ZА-ЯЁ]{2})[.?!][\"”’»]?\s(?=[^\W\d_a-zа-яё])")
_COMMA: Final = defer_pattern(r"(?:\s?[»”],?|,)\s(?:in\s)?(?=[^\W\d_a-zа-яё])")
_SERIAL: Final = frozenset({"volume", "issue"})
_COUNTED: Final = frozenset({"volume", "issue", "issued"})
_IMPRINT: Final = frozenset({"publisher", "publisher-place"})
_FEWEST_WORDS: Final = 2
_MOST_HOST_WORDS: Final = 9


def name_journal(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A number of an issue or a volume, with pages, is that of a journal: the end of the title names it."""
    at = next(index for index, tag in enumerate(tags) if tag.label == "title")
    if holds_literal(text, APPEARS_WORDS) and _APPEARS.search(text, tags[at].start):
        kept = [tag for tag in tags if not _is_pending(text, tag)]
        return tags if _BOOK.intersection([tag.label for tag in kept]) else _part_journal(text, kept, at)
    labels = [tag.label for tag in tags]
    following = tags[at + 1] if at + 1 < len(tags) else None
    if following is None or "page" not in labels or not _SERIAL.intersection(labels):
        return tags
    if following.label in _IMPRINT and sum(label in _IMPRINT for label in labels) == 1:
        first = text[following.start : following.end].split(" ", 1)[0].strip(".,").lower()
        if following.label == "publisher-place" and "place" in CUES.get(first, ()):
            return tags
        return [tag._replace(label="container-title") if tag is following else tag for tag in tags]
    if following.label in _COUNTED and not _BOOK.intersection(labels):
        return _part_journal(text, tags, at)
    return tags


def _is_pending(text: str, tag: Tag) -> bool:
    """Tell whether a place or a publisher is but a part of `to appear`."""
    return tag.label in _IMPRINT and text[tag.start : tag.end].strip(".").lower() in _PENDING


def _part_journal(text: str, tags: list[Tag], at: int) -> list[Tag]:
    """Part the journal from the title at its last full stop, or else at its last comma."""
    title = tags[at]
    for seam in (_SENTENCE, _COMMA):
        found = None
        for one in seam.finditer(text, title.start, title.end):
            found = one
        if found is None:
            continue
        host = text[found.end() : title.end]
        if (
            len(text[title.start : found.start()].split()) >= _FEWEST_WORDS
            and len(host.split()) <= _MOST_HOST_WORDS
            and host.count("(") == host.count(")")
        ):
            end = found.start() + (text[found.start()] in "?!")
            return [
                *tags[:at],
                title._replace(end=end, outer_end=end),
                Tag(
                    "container-title",
                    found.end(),
                    title.end,
                    title.confidence * 0.8,
                    found.end(),
                    title.outer_end,
                ),
                *tags[at + 1 :],
            ]
    return tags


_LAST_SEAM: Final = defer_pattern(r"(?P<end>[.,?!]?[»”\"’]?)[.,]?\s(?P<rest>[^.,?!»”\"]{1,30})$")
_FIRST_SEAM: Final = defer_pattern(r"[^.,?!»”\"]{1,30}(?P<end>[?!]?[.,?!»”\"]{1,2})\s")
_SHORT_REST: Final = 3


def snap_host(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…, Le` before `Moyen Âge`: a title and its journal part at a mark, not at a blank."""
    for index, (title, host) in enumerate(pairwise(tags)):
        if title.label != "title" or host.label != "container-title" or text[title.end : host.start] != " ":
            continue
        found = _LAST_SEAM.search(text, max(title.start, title.end - 34), title.end)
        if found is None and _is_book_cited(text, tags, index):
            whole = title._replace(end=host.end, outer_end=host.outer_end)
            return [*tags[:index], whole, *tags[index + 2 :]]
        if found is None or not found["end"] + text[found.end("end") : found.end("end") + 1].strip():
            continue
        start = found.start("rest")
        if (
            len(found["rest"].split()) > _SHORT_REST
            or start - title.start < len("A title")
            or not text[start].isupper()
        ):
            continue
        end = found.start("end") + len(found["end"].rstrip('.,”»"’'))
        tags[index] = title._replace(end=end, outer_end=end)
        tags[index + 1] = host._replace(start=start, outer_start=start)
        break
    return tags


def _is_book_cited(text: str, tags: list[Tag], index: int) -> bool:
    """Tell whether `Order` before `Without Law 40 (1991)` is one title: pages and a year follow, no volume."""
    labels = [tag.label for tag in tags[index + 2 :]]
    return labels[:2] == ["page", "issued"] and text[tags[index + 2].end : tags[index + 3].start] == " ("


_HOST_YEAR: Final = defer_pattern(r"\s(?P<year>(?:1[89]|20)\d\d)$")


def part_host_year(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`RLCT 2006`: where no year was found, the one behind a journal's name is it."""
    if any(tag.label == "issued" for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        found = (
            _HOST_YEAR.search(text, max(tag.start, tag.end - 6), tag.end)
            if tag.label == "container-title"
            else None
        )
        if found and found.start() > tag.start:
            host = tag._replace(end=found.start(), outer_end=found.start())
            issued = Tag("issued", *found.span("year"), tag.confidence * 0.9, *found.span("year"))
            return [*tags[:index], host, issued, *tags[index + 1 :]]
    return tags


_SLASHED_DATE: Final = defer_pattern(
    r"(?<![\d/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])"
)
_DATED: Final = frozenset({"volume", "issue", "issued", "page", "number"})


def join_slashed_date(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`29/10/2010` is a day, no volume, issue and year."""
    found = _SLASHED_DATE.search(text) if "/" in text else None
    if found is None:
        return tags
    start, end = found.span()
    inside = [tag for tag in tags if tag.start < end and start < tag.end]
    if len(inside) < _FEWEST_WORDS or any(tag.label not in _DATED or tag.start < start for tag in inside):
        return tags
    date = Tag("issued", start, end, inside[0].confidence, start, end)
    return sorted([*(tag for tag in tags if tag not in inside), date], key=lambda tag: tag.start)


_ROLE_INSIDE: Final = defer_pattern(
    r"(?P<names>.{4,80}?),?\s\(?(?:[Ee]ds?|Hrsg|Hg|éds?|dirs?)\.?\)?[,:]?\s(?P<host>[A-ZÀ-Þ«“‘][^\W\d_]+[\s:-].{4,})"
)


def part_editor(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`D. R. Goyal, ed, Non-Alignment: Concepts` is an editor and the book."""
    for index, tag in enumerate(tags):
        found = _ROLE_INSIDE.fullmatch(text, tag.start, tag.end) if tag.label == "editor" else None
        if found is None:
            continue
        end, (start, stop) = found.end("names"), found.span("host")
        label = "container-title" if any(one.label == "title" for one in tags[:index]) else "title"
        host = Tag(label, start, stop, tag.confidence * 0.8, start, tag.outer_end)
        return [*tags[:index], tag._replace(end=end, outer_end=end), host, *tags[index + 1 :]]
    return tags


_HEADED: Final = defer_pattern(
    r"(?P<stop>[.?!])[\"”’]?\s(?=(?:Proceedings|Proc\.|\d{1,3}(?:st|nd|rd|th)\s(?:[A-Z]\w+\s){0,3}(?:Conference|Symposium|Workshop|Congress|Meeting)|(?:The\s)?(?:[A-Z]\w+\s){0,2}(?:Journal|Review|Quarterly|Zeitschrift)\s(?:of|for|on|für)|International\s(?:Conference|Symposium|Workshop)|Zeitschrift\sfür|Annals\sof|Revue\s(?:de|d|du|des|française|internationale|historique)\b|Archiv\sfür))"
)
_REPORT: Final = defer_pattern(
    r"[.,]\s(?P<genre>(?:Technical|Tech\.?|Research)\s(?:[Rr]eport|[Rr]ep\.?)|Ph\.?\s?D\.?\s(?:[Tt]hesis|[Dd]issertation)|(?:Master[’']?s?|MSc|Doctoral)\s[Tt]hesis|(?:Working|Discussion)\s[Pp]aper|Diss\.|Dissertation(?=,|\sUni))(?:,?\s(?:(?:No|Nr)\.?\s)?(?P<number>[A-Z]{0,8}[-/ ]?\d[\w/-]*)(?=[,.]|$))?(?:,?\s(?P<rest>.{3,}))?$"
)


def part_head(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…. Proceedings of …`, `…. Technical report …` inside a title begin the host, the kind of work."""
    for index, tag in enumerate(tags):
        if tag.label != "title":
            continue
        headed = _HEADED.search(text, tag.start + 8, tag.end)
        if headed and not any(other.label == "container-title" for other in tags):
            end = headed.start() + (headed["stop"] in "?!")
            host = Tag(
                "container-title", headed.end(), tag.end, tag.confidence * 0.9, headed.end(), tag.outer_end
            )
            return [*tags[:index], tag._replace(end=end, outer_end=end), host, *tags[index + 1 :]]
        found = _REPORT.search(text, tag.start + 8, tag.end)
        if found and not any(other.label == "genre" for other in tags):
            parts = [tag._replace(end=found.start(), outer_end=found.start())]
            kinds = (("genre", "genre"), ("number", "number"), ("rest", "publisher"))
            parts += [
                Tag(label, *found.span(group), tag.confidence * 0.9, *found.span(group))
                for group, label in kinds
                if found[group] and not (label == "publisher" and any(one.label == label for one in tags))
            ]
            return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


#: Lands, states and their short names, in lower case.
LANDS: Final = frozenset(
    "the netherlands|netherlands|germany|france|italy|spain|austria|switzerland|belgium|sweden|norway|denmark|finland|"
    "poland|portugal|greece|turkey|israel|egypt|morocco|south africa|india|china|japan|korea|south korea|taiwan|"
    "singapore|malaysia|australia|new zealand|canada|brazil|argentina|mexico|chile|ireland|scotland|england|wales|uk|"
    "united kingdom|usa|u.s.a|us|united states|vic|nsw|qld|act|deutschland|österreich|schweiz|russia|hungary|czech republic|"
    "ca|ny|ma|nj|il|pa|tx|dc|d.c|md|va|wa|mi|oh|ct|nc|ill|mass|calif|conn|pa|md|fl|ga|co|mn|wi|ontario|on|qc|bc|quebec".split(
        "|"
    )
)
_LAND_FIRST: Final = defer_pattern(r"(?P<land>[A-Z]{2,3}|[A-Z][a-z]{2,4}\.|[A-Z]\.\s?[A-Z]\.)\s?:\s(?=\S)")


def join_land(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Melbourne, Vic: Allen` and `Marrakech, Morocco`: a land belongs to the place before it."""
    for index in range(len(tags) - 1):
        place, publisher = tags[index : index + 2]
        if (
            place.label != "publisher-place"
            or publisher.label != "publisher"
            or text[place.end : publisher.start].replace(" ", "") != ","
        ):
            continue
        if text[publisher.start : publisher.end].rstrip(".").lower() in LANDS:
            end = publisher.end
            return [*tags[:index], place._replace(end=end, outer_end=publisher.outer_end), *tags[index + 2 :]]
        found = _LAND_FIRST.match(text, publisher.start, publisher.end)
        if found and found["land"].rstrip(".").lower() in LANDS:
            end = found.end("land")
            tags[index] = place._replace(end=end, outer_end=end)
            tags[index + 1] = publisher._replace(start=found.end(), outer_start=found.end())
            break
    return tags


_IEEE_EDITOR: Final = defer_pattern(
    r"(?P<host>[A-ZÀ-Þ][^,.]{5,90}(?:,\s[^,.]{3,60}){0,2}),\s(?P<names>(?:[A-Z]\.\s?){1,3}[A-ZÀ-Þ][^\W\d_]+.{0,60})"
)
#: One of these stands in the text where a kind of work is run into a host.
KIND_SIGNS: Final = (", Tech", ", Working ", ", Discussion ", ", Research ")
_EDITED_IN: Final = re.compile(r"\b[Ii]n\s\Z")
_HOST_GENRE: Final = re.compile(
    r"(?P<host>.{4,}),\s(?P<genre>Tech(?:nical|\.)?\s[Rr]ep(?:ort|\.)?|Working\s[Pp]aper|Discussion\s[Pp]aper|Research\s[Rr]eport)(?:\s(?:No|Nr)\.?)?"
)


def part_host_kind(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`in Essays on Naming, K. Sand, Ed.` and `Archives Network, Tech. Rep. 5`: a host and what is run into it."""
    for index, tag in enumerate(tags):
        if tag.label == "editor" and _EDITED_IN.search(text[max(0, tag.start - 4) : tag.start]):
            found = _IEEE_EDITOR.fullmatch(text, tag.start, tag.end)
            if found and not any(other.label == "container-title" for other in tags):
                host = Tag("container-title", *found.span("host"), tag.confidence, *found.span("host"))
                names = found.start("names")
                return [*tags[:index], host, tag._replace(start=names, outer_start=names), *tags[index + 1 :]]
        elif tag.label == "container-title" and index + 1 < len(tags):
            number = tags[index + 1]
            if number.label in {"volume", "issue", "number"} and (
                found := _HOST_GENRE.fullmatch(text, tag.start, tag.end)
            ):
                body = Tag("publisher", *found.span("host"), tag.confidence, *found.span("host"))
                genre = Tag("genre", *found.span("genre"), tag.confidence, *found.span("genre"))
                return [*tags[:index], body, genre, number._replace(label="number"), *tags[index + 2 :]]
    return tags
