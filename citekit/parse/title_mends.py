"""Mends of titles: where they end, their halves and subtitles, pages on the Web; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag

_OPEN_MARK: Final = re.compile(r"\s?\[(?P<genre>[^\W\d_][^\[\]]{2,30})$")
_OPEN_WORD: Final = re.compile(r",?\s(?:version|vol|no|Nr|Bd|t|p|pp|n|vom|de|hrsg|ed)\.?$")
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
_ACCESS_WORD: Final = re.compile(
    r"(?:свободн|вільн|для зарегистр|закрыт|ограничен|free\b|open access)", re.IGNORECASE
)


def trim_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A title ends before `[data set]` and before a key word of the number behind it."""
    for tag in tags:
        if tag.label in _NAMED and text[tag.end : tag.end + 3].strip(" .")[:1] in _AFTER_OPEN:
            break
    else:
        return tags
    mended: list[Tag] = []
    for tag in tags:
        if tag.label not in _NAMED:
            mended.append(tag)
            continue
        start = max(tag.start, tag.end - 34)
        mark = _OPEN_MARK.search(text, start, tag.end) if text[tag.end : tag.end + 1] == "]" else None
        found = mark or _OPEN_WORD.search(text, start, tag.end)
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


_OPEN_SERIES: Final = re.compile(r"\s?\((?:=\s?)?(?P<rest>[^()]{3,80})$")


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


_HOST_WORD: Final = re.compile(r"(?:\bin|\bIn|\bIN|\bdans|\bDans|\bnel|\bEn|//|В кн|В сб)\W{0,3}$")


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


_CLOSING: Final = {"«": ("»",), "“": ("”",), "„": ("“", "”"), "‘": ("’,",), "'": ("',",)}


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
        if not found or rest >= tag.end or "," not in text[found:rest]:
            continue
        end = tag.start + len(text[tag.start : found].rstrip())
        title = tag._replace(end=end, outer_end=end)
        following = tags[index + 1] if index + 1 < len(tags) else None
        if following is not None and following.label == "container-title":
            host = following._replace(start=rest, outer_start=rest)
            return [*tags[:index], title, host, *tags[index + 2 :]]
        if not any(other.label == "container-title" for other in tags):
            host = Tag("container-title", rest, tag.end, tag.confidence, rest, tag.outer_end)
            return [*tags[:index], title, host, *tags[index + 1 :]]
    return tags
