"""Mends of titles: where they end, their halves and subtitles, pages on the Web; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.patterns import defer_pattern

_OPEN_MARK: Final = defer_pattern(r"\s?\[(?P<genre>[^\W\d_][^\[\]]{2,30})$")
_OPEN_WORDS: Final = frozenset("version vol no Nr Bd t p pp n vom de hrsg ed от від".split())
_OPEN_WORD: Final = defer_pattern(rf",?\s(?:{'|'.join(sorted(_OPEN_WORDS))})\.?$")
_NAMED: Final = frozenset({"title", "container-title"})
#: What follows where a title is to be trimmed: a bracket, a number, nothing.
_AFTER_OPEN: Final = frozenset(["", "]", *"0123456789"])
#: After one of these a title has been.
_LATE: Final = frozenset({"page", "number-of-pages"})
_PAGE: Final = frozenset({"URL", "accessed"})
_OTHERWISE_NAMED: Final = frozenset({"title", "container-title", "author", "publisher-place"})
_SHORTEST_NAME: Final = 6
_SERIAL: Final = frozenset({"volume", "issue", "page", "title", "publisher"})
_PUBLISHED: Final = frozenset({"publisher", "publisher-place"})
_PARTS: Final = frozenset({"volume", "issue", "page", "editor", "URL", "DOI", "ISSN", "cross-reference"})
_STOPS: Final = frozenset({". ", "? ", "! ", " "})
_ACCESS_WORD: Final = defer_pattern(
    r"(?:свободн|вільн|для зарегистр|закрыт|ограничен|free\b|open access)", re.IGNORECASE
)


def trim_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A title ends before `[data set]` and before a key word of the number behind it."""
    for tag in tags:
        if tag.label in _NAMED and (
            text[tag.end : tag.end + 1] == "]"
            or text[max(tag.start, tag.end - 34) : tag.end].rstrip(".").rpartition(" ")[2] in _OPEN_WORDS
        ):
            break
    else:
        return tags
    if not any(
        tag.label in _NAMED and text[tag.end : tag.end + 3].strip(" .")[:1] in _AFTER_OPEN for tag in tags
    ):
        return tags
    mended: list[Tag] = []
    for tag in tags:
        if tag.label not in _NAMED:
            mended.append(tag)
            continue
        start = max(tag.start, tag.end - 34)
        mark = _OPEN_MARK.search(text, start, tag.end) if text[tag.end : tag.end + 1] == "]" else None
        last = text[start : tag.end].rstrip(".").rpartition(" ")[2]
        found = mark or (_OPEN_WORD.search(text, start, tag.end) if last in _OPEN_WORDS else None)
        if found is None or found.start() <= tag.start:
            mended.append(tag)
            continue
        mended.append(tag._replace(end=found.start(), outer_end=found.start()))
        if mark:
            mended.append(Tag("genre", *mark.span("genre"), tag.confidence, *mark.span("genre")))
    return mended


def drop_late_title(_text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """Words behind the pages of a work that has its title, as `Reprinted from …`, are a remark."""
    titles = [index for index, tag in enumerate(tags) if tag.label == "title"]
    if len(titles) <= 1:
        return tags
    late = {
        index
        for index in titles[1:]
        if any(tag.label in _LATE for tag in tags[titles[0] : index])
        and not any(tag.label in {"author", "container-title", "page"} for tag in tags[index:])
        and tags[index - 1].label != "author"
    }
    return [tag._replace(label="note") if index in late else tag for index, tag in enumerate(tags)]


def name_page(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """What a page on the Web is called is its title, where there is no other."""
    labels = [tag.label for tag in tags]
    if labels and labels[0] == "URL" and {*labels} <= _PAGE:
        front = text[: tags[0].outer_start].rstrip(" .,:;–—-")
        if len(front) >= _SHORTEST_NAME and front[0].isalpha():
            return [Tag("title", 0, len(front), 0.5, 0, len(front)), *tags]
    if "URL" in labels and labels[0] == "publisher" and not _OTHERWISE_NAMED.intersection(labels):
        return [tags[0]._replace(label="title"), *tags[1:]]
    if "URL" not in labels or labels.count("container-title") != 1 or _SERIAL.intersection(labels):
        return tags
    return [tag._replace(label="title") if tag.label == "container-title" else tag for tag in tags]


def join_halves(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A host with nothing but a blank between it and the title behind it is the title's beginning."""
    for index in range(len(tags) - 1):
        host, title = tags[index : index + 2]
        if (
            host.label == "container-title"
            and title.label == "title"
            and text[host.end : title.start] == " "
            and not any(tag.label == "title" for tag in tags[:index])
        ):
            whole = title._replace(start=host.start, outer_start=host.outer_start)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


def join_subtitle(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Title. Subtitle. Place: Publisher` without pages, numbers and editors is a book with a subtitle."""
    labels = [tag.label for tag in tags]
    if (
        _PARTS.intersection(labels)
        or labels.count("container-title") != 1
        or not _PUBLISHED.intersection(labels)
    ):
        return tags
    index = labels.index("container-title")
    if (
        not index
        or labels[index - 1] != "title"
        or text[tags[index - 1].end : tags[index].start] not in _STOPS
    ):
        return tags
    title, host = tags[index - 1 : index + 1]
    return [*tags[: index - 1], title._replace(end=host.end, outer_end=host.outer_end), *tags[index + 1 :]]


def drop_access_words(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`свободный` behind an address says how it is reached; it is no title."""
    addresses = [index for index, tag in enumerate(tags) if tag.label == "URL"]
    if not addresses:
        return tags
    return [
        tag
        for index, tag in enumerate(tags)
        if not (
            index > addresses[0] and tag.label == "title" and _ACCESS_WORD.match(text, tag.start, tag.end)
        )
    ]


_OPEN_SERIES: Final = defer_pattern(r"\s?\((?:=\s?)?(?P<rest>[^()]{3,80})$")


def close_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A bracket that a title opens and a number closes holds the series."""
    mended: list[Tag] = []
    for tag, number in zip(tags, [*tags[1:], None], strict=True):
        numbered = (
            number is not None and number.label == "volume" and text[number.end : number.end + 1] == ")"
        )
        found = _OPEN_SERIES.search(text, tag.start, tag.end) if numbered and tag.label == "title" else None
        if found is None or found.start() <= tag.start:
            mended.append(tag)
            continue
        start, end = found.span("rest")
        mended.append(tag._replace(end=found.start(), outer_end=found.start()))
        mended.append(Tag("collection-title", start, end, tag.confidence, start, end))
    return mended


_HOST_WORD: Final = defer_pattern(r"(?:\bin|\bIn|\bIN|\bdans|\bDans|\bnel|\bEn|//|В кн|В сб)\W{0,3}$")


def name_book(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A host without a part, behind its editors or authors and with an imprint, is a book."""
    labels = [tag.label for tag in tags]
    if "title" in labels or labels.count("container-title") != 1 or _PART_NUMBERS.intersection(labels):
        return tags
    index = labels.index("container-title")
    if not index or labels[index - 1] not in {"author", "editor", "issued"}:
        return tags
    if _HOST_WORD.search(text, max(0, tags[index].start - 8), tags[index].start):
        return tags
    return [*tags[:index], tags[index]._replace(label="title"), *tags[index + 1 :]]


_PART_NUMBERS: Final = frozenset({"issue", "page", "DOI", "ISSN"})


_CLOSING: Final = {"«": ("»",), "“": ("”",), "„": ("“", "”"), "‘": ("’,",), "'": ("',",), '"': ('"',)}


_IN_WORD: Final = defer_pattern(r"(?:[Ii]n|[Dd]ans)\b:?\s(?=\S)")


def _skip_in(text: str, start: int, end: int) -> int:
    """Return where a host begins behind `in`."""
    found = _IN_WORD.match(text, start, end)
    return found.end() if found else start


def close_quotation(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A title in quotation marks ends where they close; what follows, parted by a comma, is its host."""
    for index, tag in enumerate(tags):
        if tag.label != "title":
            continue
        closing = _CLOSING.get(text[max(0, tag.start - 2) : tag.start].strip()[-1:])
        found = next(
            (place for mark in closing or "" if (place := text.find(mark, tag.start, tag.end)) > 0), 0
        )
        rest = found + 1
        while found and rest < tag.end and text[rest] in " ,":
            rest += 1
        stopped = text[found - 1 : found] in {",", "."} and text[found : found + 1] in {"”", '"'}
        if (
            not found
            or rest >= tag.end
            or not (stopped or "," in text[found:rest] or _IN_WORD.match(text, rest))
        ):
            continue
        end = tag.start + len(text[tag.start : found].rstrip())
        title = tag._replace(end=end, outer_end=end)
        following = tags[index + 1] if index + 1 < len(tags) else None
        if following is not None and following.label == "container-title":
            rest = _skip_in(text, rest, following.end)
            host = following._replace(start=rest, outer_start=rest)
            return [*tags[:index], title, host, *tags[index + 2 :]]
        if not any(other.label == "container-title" for other in tags):
            rest = _skip_in(text, rest, tag.end)
            host = Tag("container-title", rest, tag.end, tag.confidence, rest, tag.outer_end)
            return [*tags[:index], title, host, *tags[index + 1 :]]
    return tags


_IN_TITLE: Final = defer_pattern(
    r"(?P<stop>[.?!]|,)\s(?P<word>In|in|Dans|dans)(?::\s|\s)(?=[«“„\"‘]?(?:[A-ZÀ-Þ0-9«“„]))(?P<host>.{6,})$"
)
_TWO_WORDS: Final = defer_pattern(r"\W*\w+\W+\w+")
_COMMA_LANGUAGES: Final = frozenset({"it", "de", "fr", "la"})
_HOST_AFTER_NAME: Final = defer_pattern(
    r"\b[Ii]n:?\s(?:(?:[Dd](?:ers|ies|ens)|[Ii]d|[Ee]ad|[Ii]dem)\.?,?:?\s?)$"
)


def part_host(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """`… spectra. In 9th World Conference on Dykes` and `…, in Il campanile riedificato` name a host."""
    if any(tag.label in {"container-title", "URL"} for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        if tag.label != "title":
            continue
        before = text[max(0, tag.start - 12) : tag.start]
        if (
            index
            and any(other.label == "title" for other in tags[:index])
            and _HOST_AFTER_NAME.search(before)
        ):
            return [*tags[:index], tag._replace(label="container-title"), *tags[index + 1 :]]
        found = _IN_TITLE.search(text, tag.start + 8, tag.end)
        if found and not _TWO_WORDS.match(text, found.start("host"), tag.end):
            found = None
        if found is None or (
            found["stop"] == "," and (language not in _COMMA_LANGUAGES or found["word"][0].isupper())
        ):
            continue
        if found["stop"] != "," and found["word"][0].islower() and language not in _COMMA_LANGUAGES:
            continue
        start = found.start("host")
        end = found.start() + (found["stop"] in "?!")
        if text[start] in '«“„"‘':
            start += 1
        title = tag._replace(end=end, outer_end=end)
        host = Tag("container-title", start, tag.end, tag.confidence * 0.9, start, tag.outer_end)
        return [*tags[:index], title, host, *tags[index + 1 :]]
    return tags


_PLACE_AT_END: Final = defer_pattern(
    r"(?P<stop>[.,?!])\s(?P<place>[МЛКХ]\.(?:;\sЛ\.)?|[A-ZÀ-ÞА-ЯЁ][\w’]{1,24}(?:\s-\s[a-zà-ÿ]{1,12})?(?:-[A-ZÀ-ÞА-ЯЁ]\w+)?\.?)$"
)
_IMPRINTS: Final = frozenset({"issued", "publisher"})


def part_place(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… губернии на 1880 г. Вятка, 1880`: a place at the end of a title, before the year, is no part of it."""
    if any(tag.label in {"publisher-place", "container-title"} for tag in tags):
        return tags
    for index in range(len(tags) - 1):
        title, following = tags[index : index + 2]
        gap = text[title.end : following.start].strip()
        if title.label != "title" or following.label not in _IMPRINTS or gap not in {"", ",", ":", "("}:
            continue
        found = _PLACE_AT_END.search(text, max(title.start + 4, title.end - 40), title.end)
        if found is None:
            continue
        word = found["place"].replace(" - ", "").rstrip(".").lower()
        if (
            len(word) > 1
            and "place" not in CUES.get(word, ())
            and not (found["stop"] == "." and text[found.start() - 1 : found.start()] == "г")
        ):
            continue
        end = found.start() + (
            text[max(0, found.start() - 2) : found.start()].strip() in {"г", "в", "гг", "вв"}
        )
        place = Tag("publisher-place", *found.span("place"), title.confidence, *found.span("place"))
        return [*tags[:index], title._replace(end=end, outer_end=end), place, *tags[index + 1 :]]
    return tags


_OPEN_BRACKET: Final = defer_pattern(r"\s?\[(?P<inside>[^\[\]]{0,40})$")
_MARKED: Final = defer_pattern(
    r"\s?\[(?P<genre>(?:data\s?set|data\sfile|données|dati|datos|Datensatz|computer\ssoftware|software|motion\spicture|film|video|dvd|cd(?:-rom)?|podcast|manuscript)[^\[\]]{0,20})\]?$",
    re.IGNORECASE,
)
_LONGEST_MARK: Final = 30


def end_title_at_bracket(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Links of archives [data set]`: the mark of the medium is no part of the title."""
    for index, tag in enumerate(tags):
        if tag.label not in _NAMED:
            continue
        open_ = _OPEN_BRACKET.search(text, max(tag.start, tag.end - 44), tag.end)
        closing = text.find("]", tag.end, tag.end + _LONGEST_MARK) if open_ else -1
        marked = _MARKED.search(text, max(tag.start, tag.end - 44), tag.end)
        if (
            open_
            and closing > 0
            and open_.start() > tag.start
            and not (index + 1 < len(tags) and tags[index + 1].start < closing)
        ):
            span = (open_.start("inside"), closing)
        elif marked and marked.start() > tag.start:
            span = marked.span("genre")
        else:
            continue
        start = (open_ if open_ and closing > 0 else marked).start()  # type: ignore[union-attr]
        start = tag.start + len(text[tag.start : start].rstrip(" :"))
        title = tag._replace(end=start, outer_end=start)
        return [*tags[:index], title, Tag("genre", *span, tag.confidence, *span), *tags[index + 1 :]]
    return tags


_SITE: Final = defer_pattern(r",\s(?P<site>(?P<word>[A-ZÀ-Þ][^\W\d_]+)\s[^,]{3,60})$")
_SITE_WORDS: Final = frozenset(
    {
        "portale",
        "portail",
        "portal",
        "sito",
        "site",
        "blog",
        "chambre",
        "camera",
        "cámara",
        "comisión",
        "observatoire",
        "osservatorio",
    }
)


def part_site(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Tarif de la rade, Chambre des pilotes`: a page and the body or the site that keeps it."""
    labels = [tag.label for tag in tags]
    if "URL" not in labels:
        return tags
    if "publisher" in labels and not _PRINTED.intersection(labels) and "title" in labels:
        return [tag._replace(label="container-title") if tag.label == "publisher" else tag for tag in tags]
    if "publisher" in labels:
        return tags
    if labels[:2] == ["author", "title"] and text[tags[0].end : tags[1].start] == ", ":
        first = text[tags[1].start : tags[1].end].split(" ", 1)[0].lower()
        if first in _SITE_WORDS and "." not in text[tags[0].start : tags[0].end]:
            named = [tags[0]._replace(label="title"), tags[1]._replace(label="container-title")]
            return [*named, *tags[2:]]
    for index, tag in enumerate(tags):
        found = _SITE.search(text, tag.start, tag.end) if tag.label == "title" else None
        if found and (found["word"].lower() in _SITE_WORDS or "body" in CUES.get(found["word"].lower(), ())):
            site = Tag("container-title", *found.span("site"), tag.confidence, *found.span("site"))
            title = tag._replace(end=found.start(), outer_end=found.start())
            return [*tags[:index], title, site, *tags[index + 1 :]]
    return tags


_PRINTED: Final = frozenset(
    {
        "author",
        "editor",
        "publisher-place",
        "ISBN",
        "edition",
        "number-of-pages",
        "DOI",
        "number",
        "genre",
        "container-title",
    }
)


_VOLUME_AT_END: Final = defer_pattern(r",\s(?P<volume>[IVXLC]{1,7})$")
_AFTER_VOLUME: Final = frozenset({"publisher-place", "publisher", "issued", "page"})
_REST_OF_TITLE: Final = defer_pattern(
    r"[.:]\s(?P<rest>[^;()]{3,90}?),?\s(?:a\scura\sdi|hrsg\.?\s(?:v\.|von)|herausgegeben\svon|sous\sla\sdir|edited\sby|ed\.\sby|éd\.\spar)"
)


def end_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Le maraviglie, I, Venezia` ends in its volume; `La pittura. Il Cinquecento, a cura di` goes on to the editor."""
    for index in range(len(tags) - 1):
        title, following = tags[index : index + 2]
        if title.label != "title":
            continue
        found = _VOLUME_AT_END.search(text, max(title.start + 1, title.end - 10), title.end)
        if (
            found
            and following.label in _AFTER_VOLUME
            and text[title.end : following.start] == ", "
            and not any(tag.label == "volume" for tag in tags)
        ):
            volume = Tag("volume", *found.span("volume"), title.confidence, *found.span("volume"))
            return [
                *tags[:index],
                title._replace(end=found.start(), outer_end=found.start()),
                volume,
                *tags[index + 1 :],
            ]
        rest = _REST_OF_TITLE.match(text, title.end, following.start) if following.label == "editor" else None
        if rest:
            end = rest.end("rest")
            return [*tags[:index], title._replace(end=end, outer_end=end), *tags[index + 1 :]]
    return tags


#: One of these stands in the text where an acronym of a press opens a bracket.
PRESS_SIGNS: Final = tuple(f"({letter}" for letter in ascii_uppercase)
_ACRONYM_PRESS: Final = defer_pattern(r"[A-Z]{3,5}")


def name_cited_book(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Law’s Empire 225 (1986)` is a book; `(OUP, 1999)` names who published it."""
    labels = [tag.label for tag in tags]
    for index, tag in enumerate(tags):
        if (
            tag.label == "container-title"
            and labels[index + 1 : index + 3] == ["page", "issued"]
            and "title" not in labels
            and "author" in labels[:index]
            and text[tag.end : tags[index + 1].start] == " "
            and text[tags[index + 1].end : tags[index + 2].start] == " ("
        ):
            return [*tags[:index], tag._replace(label="title"), *tags[index + 1 :]]
        if (
            tag.label == "publisher-place"
            and "publisher" not in labels
            and text[tag.start - 1 : tag.start] == "("
            and _ACRONYM_PRESS.fullmatch(text, tag.start, tag.end)
        ):
            return [*tags[:index], tag._replace(label="publisher"), *tags[index + 1 :]]
    return tags
