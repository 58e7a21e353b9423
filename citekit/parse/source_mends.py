"""Mends of newspapers, series, parliamentary papers, editions and editors; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.patterns import defer_pattern

#: One of these stands in the text where there may be something to mend.
NEWSPAPER_SIGNS: Final = ("Zeit", "FAZ", "Spiegel", "Rundschau", "FR", "taz", "SZ", "NZZ", "Le ", "La ", "Libération", "Focus", "Stern", "Blatt", "blatt", "Welt", "Anzeiger", "Nachrichten", "Neues ", "Vorwärts", "Parlament", "Humanité", "The ", "Times", "C Deb", "L Deb")  # fmt: skip
_MADE: Final = 0.85
#: A full stop before a year; the rest of a German day is looked for where it stands.
DAY_SIGNS: Final = tuple(
    f"{digit}{stop}{year}" for digit in range(10) for stop in (".", ". ") for year in (19, 20)
)
_STOP_AND_YEAR: Final = defer_pattern(r"\.\s?(?:19|20)\d\d(?![\d/-])")
_GERMAN_DAY: Final = defer_pattern(
    r"(?<![\d.])(?P<day>(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?(?:19|20)\d\d)\Z"
)
_LONGEST_DAY: Final = len("31. 12. 1999")
_DAY_LEAD: Final = defer_pattern(r"\b(?:v\.|vom)\s$")
_DATED: Final = frozenset({"issued", "volume", "issue", "page", "number", "title", "container-title", "author", "publisher", "note", "archive_location", "publisher-place"})  # fmt: skip


def join_day(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`FAZ v. 3` and `11.1994` are a newspaper and its day, `3.11.1994`."""
    for behind in _STOP_AND_YEAR.finditer(text):
        found = _GERMAN_DAY.search(text, max(0, behind.end() - _LONGEST_DAY), behind.end())
        if found is None:
            continue
        start, end = found.span("day")
        inside = [tag for tag in tags if tag.start < end and start < tag.end]
        if not inside or (
            len(inside) == 1 and (inside[0].label == "accessed" or _holds(inside[0], start, end))
        ):
            continue
        if any(tag.label not in _DATED or tag.end > end for tag in inside):
            continue
        kept = []
        for tag in tags:
            if tag not in inside:
                kept.append(tag)
            elif tag.start < start:
                lead = _DAY_LEAD.search(text, tag.start, start)
                cut = tag.start + len(text[tag.start : lead.start() if lead else start].rstrip(" ,.;:"))
                kept.append(tag._replace(end=cut, outer_end=cut))
        kept.append(Tag("issued", start, end, _MADE, start, end))
        return sorted(kept, key=lambda tag: tag.start)
    return tags


def _holds(tag: Tag, start: int, end: int) -> bool:
    """Tell whether a tag holds the whole day."""
    return tag.start <= start and end <= tag.end


_NEWSPAPER: Final = defer_pattern(
    r"(?:(?:[A-ZÄÖÜ][\w-]{2,20}\s){0,3}(?:Zeitung|Rundschau|Anzeiger|Tageblatt|Nachrichten|Abendblatt|Volksblatt|Tagblatt|Morgenpost|Volkszeitung)|FAZ|FR|SZ|NZZ|taz|WAZ|"
    r"[Dd]ie\s(?:Zeit|Welt|tageszeitung|Presse)|[Dd]er\s(?:Spiegel|Tagesspiegel|Standard)|Spiegel|Focus|Stern|Neues\sDeutschland|Handelsblatt|Vorwärts|Das\sParlament|"
    r"(?:Le|La)\s(?:Monde|Figaro|Temps|Croix|Matin|Siècle|Presse|Gazette\sdes\stribunaux)|Libération|L[’']Humanité|The\s(?:Guardian|Times|Observer|Independent|Economist|Telegraph|Daily\sTelegraph|Washington\sPost|New\sYork\sTimes|Wall\sStreet\sJournal|Scotsman|Irish\sTimes)|(?:New\sYork|N\.Y\.|Financial|Los\sAngeles)\sTimes|H[CL]\sDeb)"
)
_BEFORE_DAY: Final = defer_pattern(r",?\s(?:(?:v\.|vom|Nr\.|du|n°|No\.)\s)?")


def name_newspaper(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A newspaper before a day or a number holds what is cited: `FAZ v. 3.11.1994`, `Der Spiegel 41/1986`."""
    for index, tag in enumerate(tags):
        following = tags[index + 1] if index + 1 < len(tags) else None
        if (
            following is None
            or tag.label not in {"title", "container-title", "author", "publisher"}
            or following.label not in {"issued", "issue", "volume", "number"}
            or not _BEFORE_DAY.fullmatch(text, tag.end, following.start)
        ):
            continue
        start = _take_capitals(text, tags[index - 1].end if index else 0, tag.start)
        found = _NEWSPAPER.fullmatch(text, start, tag.end)
        if found is None or (start == tag.start and tag.label == "container-title"):
            continue
        if any(one.label == "container-title" for one in tags[:index]):
            continue
        tags[index] = tag._replace(label="container-title", start=start, outer_start=start)
        return tags
    return tags


_CAPITALS: Final = defer_pattern(r"(?:^|[\s:(])(?P<words>(?:[A-ZÄÖÜ][\w-]{2,20}\s){1,2})$")
_NO_NAME: Final = frozenset(
    {"Siehe", "Vgl", "Dazu", "Nach", "Laut", "Auch", "So", "Voir", "See", "In", "Aus", "Zitiert"}
)


def _take_capitals(text: str, low: int, start: int) -> int:
    """Return where the capital words in front of a name begin that no field took."""
    found = _CAPITALS.search(text, max(low, start - 44), start)
    if found is None:
        return start
    words = found["words"].split()
    while words and words[0] in _NO_NAME:
        words.pop(0)
    return start - len(" ".join(words)) - 1 if words else start


RAISED_SIGNS: Final = (" 21", " 31", " 41", " 51", " 61", " 71", " 22", " 32", "²", "³", "⁴")  # fmt: skip
_SUPERSCRIPT: Final = defer_pattern(r"(?P<edition>[2-9²³⁴-⁹])(?P<issued>(?:1[5-9]|20)\d\d)(?!\d)")


def part_raised_edition(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`²1986`, read from a page as `21986`, is the second edition and its year."""
    for index, tag in enumerate(tags):
        found = (
            _SUPERSCRIPT.fullmatch(text, tag.start, tag.end)
            if tag.label
            in {"issued", "page", "number", "volume", "note", "publisher-place", "publisher", "edition"}
            else None
        )
        if found and "issued" not in [one.label for one in tags if one is not tag]:
            parts = [
                Tag(label, *found.span(label), tag.confidence, *found.span(label))
                for label in ("edition", "issued")
            ]
            return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


_PAPER: Final = defer_pattern(
    r"(?P<genre>(?:BT|BR)-(?:Drs|Drucks?)\.?|Bundestags-?[Dd]rucksache|(?:BT|BR)-Drucksache|Drs\.|Drucksache)\s(?:Nr\.\s)?(?P<number>\d{1,2}/\d{1,5}|VI?I?/\d{2,5})"
)
_GAZETTE: Final = defer_pattern(
    r"(?P<host>R?BGBl\.?|RGBl\.?|GVBl\.?|Bundesgesetzblatt)(?:,?\s(?P<issued>(?:19|20)\d\d))?(?:\s(?:Teil\s)?(?P<volume>I{1,3}))?,?\s(?:S\.\s)(?P<page>\d{1,5})"
)
_PAPER_LABELS: Final = {"genre": "genre", "number": "number", "host": "container-title", "volume": "volume", "page": "page", "issued": "issued"}  # fmt: skip


def read_paper(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`BT-Drs. 12/6000` is a paper of parliament and its number, `BGBl. I S. 297` a gazette, part and page."""
    for pattern in (_PAPER, _GAZETTE):
        found = pattern.search(text)
        if found is None:
            continue
        groups = found.groupdict()
        inside = [tag for tag in tags if tag.start < found.end() and found.start() < tag.end]
        if any(tag.start < found.start() or tag.end > found.end() for tag in inside):
            continue
        made = [
            Tag(_PAPER_LABELS[group], *found.span(group), _MADE, *found.span(group))
            for group in groups
            if groups[group]
        ]
        tags = sorted([*(tag for tag in tags if tag not in inside), *made], key=lambda tag: tag.start)
    return tags


_SERIES: Final = defer_pattern(r"(?P<publisher>[^«»]{2,60}?)(?:,\s|\s\()«\s?(?P<series>[^«»]{2,90}?)\s?»?")


def part_series(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Paris, PUF, « Quadrige », 1998`: what stands in guillemets behind a publisher is the series."""
    for index, tag in enumerate(tags):
        if tag.label not in {"publisher", "publisher-place"}:
            continue
        found = _SERIES.fullmatch(text, tag.start, tag.end)
        if found:
            end = found.end("publisher")
            series = Tag("collection-title", *found.span("series"), tag.confidence, *found.span("series"))
            return [*tags[:index], tag._replace(end=end, outer_end=end), series, *tags[index + 1 :]]
    return tags


_ROMAN_PAGES: Final = defer_pattern(
    r"\bpp?\.\s?(?P<page>[ivxlc]{1,8}(?:[-–][ivxlc]{1,8})?)(?=[\s.,;)]|$)", re.IGNORECASE
)


def find_roman_pages(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`p. xv-xlii` are pages."""
    if any(tag.label == "page" for tag in tags):
        return tags
    found = _ROMAN_PAGES.search(text)
    if found is None:
        return tags
    inside = [tag for tag in tags if tag.start < found.end() and found.start("page") < tag.end]
    if any(tag.label not in {"note", "number"} or tag.start < found.start("page") for tag in inside):
        return tags
    tags = [tag for tag in tags if tag not in inside]
    page = Tag("page", *found.span("page"), _MADE, *found.span("page"))
    return sorted([*tags, page], key=lambda tag: tag.start)


EDITOR_SIGNS: Final = ("ds.)", "d.)", "ds)", "d)", "sg.)", "Hg.)", "sg)", "Hg)")  # fmt: skip
_EDITOR_BEHIND: Final = defer_pattern(r"\)?,?\s\(?\s?(?:[Ee]ds?|Hrsg|Hg|éds?|dirs?)\.?\s?\)")
_ROLE_WITH_YEAR: Final = defer_pattern(r"\s?,\s(?:[Ee]ds?|Hrsg|Hg)\.\)")


def name_editors_behind_year(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Mayer, K. (1990) (eds.):` names editors, though the year stands between."""
    for index in range(min(2, len(tags) - 1)):
        author, issued = tags[index : index + 2]
        if (
            author.label == "author"
            and issued.label == "issued"
            and (_EDITOR_BEHIND.match(text, issued.end) or _ROLE_WITH_YEAR.match(text, issued.end))
        ):
            tags[index] = author._replace(label="editor")
            break
    return tags


_BROKEN_NAMES: Final = frozenset({" ", ". ", "-"})
_EDITOR_MARK: Final = defer_pattern(r"\s?[(\[]\s?(?:[Ee]ds?|Hrsg|Hg|éds?|dirs?)\b")


def join_broken_editors(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Kluegel, J. R., Mason, D.` before `S. & Wegener, B. (Eds.)`: one list of names is cut in two."""
    for index in range(len(tags) - 1):
        first, second = tags[index : index + 2]
        if (
            {first.label, second.label} == {"author", "editor"}
            and text[first.end : second.start] in _BROKEN_NAMES
            and _EDITOR_MARK.match(text, second.end)
        ):
            whole = first._replace(label="editor", end=second.end, outer_end=second.outer_end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_OPEN_GIVEN: Final = defer_pattern(r"\((?P<given>[A-Z][a-zà-ÿ]{2,14}\s(?:[A-Z]\.\s)?)$")


def take_given_of_editor(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(Guenther` before `Roth & Claus Wittich eds.`: a given name behind the bracket belongs to the editor."""
    for index, tag in enumerate(tags):
        if tag.label not in {"editor", "translator"}:
            continue
        low = tags[index - 1].end if index else 0
        found = _OPEN_GIVEN.search(text, max(low, tag.start - 24), tag.start)
        if found:
            start = found.start("given")
            tags[index] = tag._replace(start=start, outer_start=start)
    return tags


_COUNTED_TITLE: Final = defer_pattern(r"(?:1[5-9]|20)\d\d/\d\d(?:\d\d)?")


def keep_years_of_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… in Deutschland und Frankreich 1848/49`: years behind a title with a blank alone belong to it."""
    for index in range(len(tags) - 1):
        title, number = tags[index : index + 2]
        if (
            title.label in {"title", "container-title"}
            and number.label in {"number", "issue", "volume"}
            and text[title.end : number.start] == " "
            and title.label == "title"
            and _COUNTED_TITLE.fullmatch(text, number.start, number.end)
        ):
            whole = title._replace(end=number.end, outer_end=number.outer_end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_NUMBERS: Final = defer_pattern(r"(?P<volume>\d{1,3}),\s?(?P<issue>\d{1,3}(?:[-–/]\d{1,2})?)")


def part_issue(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`101, 4: 993` is a volume and an issue."""
    for index, tag in enumerate(tags):
        found = _NUMBERS.fullmatch(text, tag.start, tag.end) if tag.label == "issue" else None
        if found and text[tag.start - 2 : tag.start] in {", ", ") "}:
            parts = [
                Tag(label, *found.span(label), tag.confidence, *found.span(label))
                for label in ("volume", "issue")
            ]
            return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


_ACRONYM_LEAD: Final = defer_pattern(
    r"(?:\[?\d{1,3}[\].]?\s)?(?P<words>[A-Z]{2,10}\s[–-]\s(?:[A-Z][\w-]+\s){0,3})"
)


def take_acronym(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`UNDP – United` before `Nations Development Programme`: acronym and first word are part of the name."""
    first = next((tag for tag in tags if tag.label != "citation-number"), None)
    if first is None or first.start < len("UN – ") or first.label not in {"author", "editor"}:
        return tags
    found = _ACRONYM_LEAD.fullmatch(text, 0, first.start)
    if found is None:
        return tags
    start = found.start("words")
    return [tag._replace(start=start, outer_start=start) if tag is first else tag for tag in tags]


_REPORT_LATE: Final = defer_pattern(r",\s(?P<volume>\d{1,4})$")


def shift_report(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…, 7` before `Wis. Int’l L.J. 1 (1988)`: the volume stands in front of a law review, a page behind."""
    for index in range(len(tags) - 3):
        title, host, number, issued = tags[index : index + 4]
        if [title.label, host.label, number.label, issued.label] != [
            "title",
            "container-title",
            "volume",
            "issued",
        ]:
            continue
        found = _REPORT_LATE.search(text, max(title.start + 1, title.end - 6), title.end)
        if (
            found
            and text[title.end : host.start] == text[host.end : number.start] == " "
            and text[number.end : issued.start] in {" (", ", "}
        ):
            tags[index] = title._replace(end=found.start(), outer_end=found.start())
            tags[index + 2] = number._replace(label="page")
            tags.insert(
                index + 1, Tag("volume", *found.span("volume"), title.confidence, *found.span("volume"))
            )
            break
    return tags


ROLE_SIGNS: Final = ("ред", "доп.", "сост", "ослесл", "ступ", "имеч", "оммент")  # fmt: skip
_ROLES_BEFORE: Final = defer_pattern(
    r"(?:(?:и|с)\s)?(?:(?:общ|науч|отв|гл)\.\s(?:науч\.\s)?ред|ред|сост|предисл|послесл|вступ\.\s(?:ст|слово)|прим(?:еч)?|коммент|авт\.\sвступ\.\sст|доп|перераб|исправл|редкол|пер\.\sс\s[а-я]{2,6})\.?:?,?\s(?:(?:и|с)\s(?=[а-я]))?"
)
_TRANSLATED: Final = defer_pattern(r"(?:[Пп]ер\.|[Пп]еревод)\sс\s[а-я.-]{2,9}\sи\sдоп\.\s\Z")
_OTHER_ROLE: Final = defer_pattern(
    r"\s?;\s(?:предисл|послесл|вступ|пер|прим|коммент|авт|худож|ред|сост)[^;]{0,60}$"
)


def trim_russian_roles(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`общ. ред. и предисл. Н. А. Шматко`: the words for what was done are no part of the name."""
    for index, tag in enumerate(tags):
        if tag.label not in {"editor", "translator"}:
            continue
        if text[tag.start] < "а":
            if tag.label == "editor" and _TRANSLATED.search(text, max(0, tag.start - 30), tag.start):
                tags[index] = tag._replace(label="translator")
            continue
        start = tag.start
        while found := _ROLES_BEFORE.match(text, start, tag.end):
            start = found.end()
        other = _OTHER_ROLE.search(text, start, tag.end)
        end = other.start() if other else tag.end
        if start < end and text[start].isupper():
            label = "translator" if _TRANSLATED.search(text, max(0, start - 30), start) else tag.label
            tags[index] = tag._replace(label=label, start=start, outer_start=start, end=end, outer_end=end)
    return tags


_TOWN: Final = defer_pattern(r"[А-ЯЁІЇЄҐ][а-яёіїєґ]{2,16}(?:-[А-ЯЁ]?[а-яё]{2,12}){0,2}")


def name_town_of_thesis(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`дис. … канд. наук. Днепропетровск, 1991`: a thesis names the town where a book names its publisher."""
    labels = [tag.label for tag in tags]
    index = labels.index("publisher")
    if (
        "publisher-place" in labels
        or labels[index + 1 : index + 2] != ["issued"]
        or not _TOWN.fullmatch(text, tags[index].start, tags[index].end)
    ):
        return tags
    return [*tags[:index], tags[index]._replace(label="publisher-place"), *tags[index + 1 :]]


_PAGES_AND_CITED: Final = defer_pattern(
    r"(?P<pages>\d{1,5}[-–]\d{1,5})\s?:\s(?P<cited>\d{1,5}(?:[-–]\d{1,5})?)"
)
_COLUMN: Final = defer_pattern(r"(?:coll?|Sp|стб)\.\s(?=\d)")
_AND_SO_ON: Final = defer_pattern(r"(?<=\d)\s(?:e|et|и|und|and|y)$")


def trim_columns(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`col. 341`, `45 e` before `passim`, `65-125: 70`: words are no part of pages, the page cited is its own."""
    for index, tag in enumerate(tags):
        if tag.label != "page":
            continue
        column = _COLUMN.match(text, tag.start, tag.end)
        if column:
            tag = tag._replace(start=column.end(), outer_start=column.end())  # noqa: PLW2901 - goes on with the rest
            tags[index] = tag
        if tail := _AND_SO_ON.search(text, tag.start, tag.end):
            tags[index] = tag._replace(end=tail.start(), outer_end=tail.start())
        if cited := _PAGES_AND_CITED.fullmatch(text, tag.start, tag.end):
            parts = [
                tag._replace(start=one, end=two, outer_start=one, outer_end=two)
                for one, two in (cited.span("pages"), cited.span("cited"))
            ]
            return [*tags[:index], *parts, *tags[index + 1 :]]
    return tags


_SECOND_ISSUE: Final = defer_pattern(r";\s(?:№|N|No\.)\s?(?P<issue>\d{1,4})\.\s(?:[СC]|P|S)\.\s?$")


def name_second_issue(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`№ 1. С. 77–144; № 2. С. 87–154`: an article goes on in a second issue."""
    for index, tag in enumerate(tags):
        if not index or tag.label != "page":
            continue
        found = _SECOND_ISSUE.search(text, tags[index - 1].end, tag.start)
        if found:
            issue = Tag("issue", *found.span("issue"), _MADE, *found.span("issue"))
            return [*tags[:index], issue, *tags[index:]]
    return tags


_OPENING: Final = {"»": "«", "”": "“"}


def drop_closing_mark(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Annali»`: a closing mark whose opening one stands outside is no part of a name."""
    for index, tag in enumerate(tags):
        if tag.label not in {"title", "container-title"}:
            continue
        opening = _OPENING.get(text[tag.end - 1])
        if opening and opening not in text[tag.start : tag.end] and tag.end - tag.start > 1:
            end = tag.start + len(text[tag.start : tag.end - 1].rstrip())
            tags[index] = tag._replace(end=end, outer_end=tag.outer_end)
    return tags
