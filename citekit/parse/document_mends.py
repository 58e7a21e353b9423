"""Mends of documents that are no books: symbols of bodies, treaty series, reports of cases, archives.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.patterns import defer_pattern

#: One of these stands in the text where there may be something to mend.
DATED_ACT_SIGNS: Final = ("Конвенц", "Договор", "Протокол", "Соглашен", "Пакт", "Convention", "Treaty", "Agreement", "Protocol", "» от", "» від")  # fmt: skip
#: A symbol that is an identifier as it stands; nothing else can be read into it.
_SYMBOL: Final = defer_pattern(
    r"(?:COM|SWD|SEC|JOIN)\s?\(\d{2,4}\)\s?\d{1,5}(?:\sfinal)?|ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[\w.]{1,25}(?<!\.)|(?<![\w/])(?:A|S|E|ST|TD|DP|CCPR|CEDAW|CRC|CAT|CERD|CRPD|CMW|CED|HRI)"
    r"/(?:(?:[A-Z0-9.-]{1,12}|Rev\.\d)/){0,4}(?:\d{1,5}|(?:Rev|Add|Corr)\.\d{1,3})(?:/(?:Rev|Add|Corr)\.\d{1,3}){0,3}(?![\w/])"
)
_SYMBOL_START: Final = re.compile(r"[A-Z]/|ECLI:")


_COMMISSION: Final = defer_pattern(r"(?:COM|SWD|SEC|JOIN)\s?\(")


def keep_symbols(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A field ends before an ECLI or a document symbol; the symbol of a body is its number."""
    if not _SYMBOL_START.search(text):
        return tags
    for found in _SYMBOL.finditer(text):
        start, end = found.span()
        kept: list[Tag] = []
        for tag in tags:
            if tag.end <= start or end <= tag.start or tag.label in {"URL", "DOI", "accessed"}:
                kept.append(tag)
                continue
            if tag.label in {"title", "container-title"} and tag.start < start and end < tag.end:
                kept.append(tag)
                continue
            left = len(text[tag.start : start].rstrip(" ,.;:(")) if tag.start < start else 0
            if left > 1 and tag.label != "number":
                kept.append(tag._replace(end=tag.start + left, outer_end=tag.start + left))
        inside = any(tag.start < end and start < tag.end for tag in kept)
        if not text.startswith("ECLI", start) and not inside:
            kept.append(Tag("number", start, end, 0.95, start, end))
            kept.sort(key=lambda tag: tag.start)
        tags = kept
    return tags


_TREATY_SERIES: Final = defer_pattern(
    r"(?:U\.?N\.?T\.?S|L\.?N\.?T\.?S|I\.?L\.?M|C\.?T\.?S|U\.?S\.?T|E\.?T\.?S)\.?"
)


def count_series(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """The number in front of a treaty series is its volume, though it looks like a year: `1833 UNTS 397`."""
    for index in range(len(tags) - 1):
        number, series = tags[index : index + 2]
        if (
            number.label == "issued"
            and series.label == "container-title"
            and text[number.end : series.start] == " "
            and text[number.start : number.end].isdecimal()
            and _TREATY_SERIES.fullmatch(text, series.start, series.end)
        ):
            tags[index] = number._replace(label="volume")
    return tags


_LAST_NUMBER: Final = defer_pattern(r",?\s(\d{1,4})$")
_COURT: Final = defer_pattern(r"\(((?:[A-Z0-9][\w.’']{0,9}\s?){1,4}?)\s?$")


def read_report(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`v. Marsh, 12 F.3d 34 (2d Cir. 1999)`: the number before a report is its volume, the court stands by the year."""
    for index, (title, report) in enumerate(pairwise(tags)):
        if (
            title.label == "title"
            and report.label == "container-title"
            and text[title.end : report.start] == " "
        ):
            found = _LAST_NUMBER.search(text, max(title.start, title.end - 7), title.end)
            if found and not any(tag.label == "volume" for tag in tags):
                tags[index] = title._replace(end=found.start(), outer_end=found.start())
                tags.insert(index + 1, Tag("volume", *found.span(1), title.confidence, *found.span(1)))
                break
    labels = [tag.label for tag in tags]
    if (
        "author" in labels
        or "authority" in labels
        or not {"title", "volume", "container-title", "page"} <= {*labels}
    ):
        return tags
    at = labels.index("issued") if "issued" in labels else 0
    court = _COURT.search(text, tags[at - 1].end, tags[at].start) if at else None
    if court:
        tags.insert(at, Tag("authority", *court.span(1), 0.8, *court.span(1)))
    return tags


#: An archive named in front, a series or document, and its shelf mark or date.
_ARCHIVE_FIRST: Final = defer_pattern(
    r"(?:\d{1,3}\.?\s)?(?P<archive>(?:Stadt|Landes|Staats|Hauptstaats|Kreis|Universitäts|Bundes|Pfarr|Gemeinde|Zentral|Reichs)archiv(?:\s[A-ZÄÖÜ][\w-]{1,30}){0,3}|"
    r"(?:[A-Z][\w’'.-]{1,30}\s){1,4}(?:Record\sOffice|Archives?)|Archivio(?:\s(?:di\sStato|storico|comunale|segreto))?(?:\s(?:di|del(?:la)?)\s[A-Z]\w{1,30})?|"
    r"Archives\s(?:départementales|municipales|nationales|diplomatiques)(?:\sd(?:e|u|es)\s(?:la\s)?[A-Z]\w{1,30})?|Archivo\s(?:General|Histórico|Municipal)[\w\s]{0,40}),\s"
    r"(?:(?P<title>[^,.\d]{3,80}),\s)?"
    r"(?P<shelf>(?:\d{1,3}\s[A-Z]{1,2}\s?\d+|Bde?|Nr|Bl|Blatt|Abt|Best|Rep|Jg|fol|f|ff|fos?|box|vols?|bb?|busta|cc?|reg|leg|liasse|caja|libro|exp|série|series|MS|RG|[A-Z]{1,3}\s?\d)\b[^;]{1,90}?|(?=\d{1,2}\.?\s[^\W\d_]{3}))(?P<end>\.?$|(?=,\s(?:lettre|rapport|note|mémoire|Brief|Schreiben|letter|report)\b)|(?=,?\s\d{1,2}\.?\s[^\W\d_]{3,12}\s\d{4})|(?<=,\s)(?=\d))"
)


def read_archive(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Stadtarchiv X, Ratsprotokolle, Bd. 44, Bl. 12.`: an archive, a document in it, its shelf mark."""
    found = _ARCHIVE_FIRST.match(text)
    if found is None or any(tag.label == "URL" for tag in tags):
        return tags
    named = (("archive", "archive"), ("title", "title"), ("shelf", "archive_location"))
    made = [
        Tag(label, *found.span(group), 0.8, *found.span(group))
        for group, label in named
        if found[group] and found[group].strip()
    ]
    end = made[-1].end
    kept = [tag for tag in tags if tag.start >= end or tag.label == "citation-number"]
    return sorted([*made, *kept], key=lambda tag: tag.start)


_ACT: Final = defer_pattern(
    r"\s?:\s(?P<genre>(?:[Фф]едер(?:альный|\.)\s[Зз]акон|[Зз]акон\s(?:України|РФ|Российской\sФедерации)|[Уу]каз\s(?:Президента|През)[^:]{0,40}|[Пп]останов[аил][^:]{0,60}|[Нн]аказ\s[^:]{0,60}|[Пп]риказ\s[^:]{0,60}))(?:\s(?:від|от))?$"
)
#: What the kind of an act begins with, behind a colon.
ACT_SIGNS: Final = tuple(f": {letter}" for letter in "ФфЗзУуПпНн")
_GAZETTE: Final = defer_pattern(
    r"(?P<host>JORF|JO|JOUE|DOUE|BOE|OJ|GU|BGBl\.?|RGBl\.?)(?:\s(?P<part>[LC]))?\s(?:n°|n\.º|núm\.|no\.|n\.|Nr\.)\s?(?P<issue>\d{1,5})"
)
_LEAVES: Final = defer_pattern(r"[.,]?\s[–—-]\s(?P<leaves>\d{1,4})\s(?:арк|л|л\.|арк\.|f|fol|Bl)\.?$")
_DOCKET: Final = defer_pattern(r"(?<!\w)[CTF]-\d{1,4}/$")
_ACT_LABELS: Final = frozenset({"number", "genre", "archive_location", "issue"})


def read_acts(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """An act's kind ends its title, a gazette stands before its number, leaves count a file, a docket is whole."""
    cyrillic = language in {"ru", "uk", "be"} and ": " in text
    if not cyrillic and _ACT_LABELS.isdisjoint([tag.label for tag in tags]):
        return tags
    mended: list[Tag] = []
    for tag in tags:
        if cyrillic and tag.label == "title" and (act := _ACT.search(text, tag.start, tag.end)):
            mended.append(tag._replace(end=act.start(), outer_end=act.start()))
            mended.append(Tag("genre", *act.span("genre"), tag.confidence, *act.span("genre")))
        elif tag.label in {"number", "genre"} and (gazette := _GAZETTE.fullmatch(text, tag.start, tag.end)):
            mended.append(
                Tag("container-title", *gazette.span("host"), tag.confidence, *gazette.span("host"))
            )
            mended.append(Tag("issue", *gazette.span("issue"), tag.confidence, *gazette.span("issue")))
        elif tag.label == "archive_location" and (leaves := _LEAVES.search(text, tag.start, tag.end)):
            mended.append(tag._replace(end=leaves.start(), outer_end=leaves.start()))
            span = leaves.span("leaves")
            mended.append(Tag("number-of-pages", *span, tag.confidence, *span))
        elif (
            text[tag.start - 1 : tag.start] == "/"
            and tag.label in {"number", "issue"}
            and (docket := _DOCKET.search(text, max(0, tag.start - 8), tag.start))
        ):
            mended.append(tag._replace(label="number", start=docket.start(), outer_start=docket.start()))
        else:
            mended.append(tag)
    return mended


_REPORTS: Final = defer_pattern(
    r",\s(?P<host>Rec\.(?:\s(?:CE|Lebon))?|Bull\.(?:\s[a-z]{2,5}\.)?|Slg\.|GAJA|Racc\.)\s(?:p\.\s|S\.\s)?$"
)


def name_report(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Rec. p. 88` behind a decision is the report that prints it."""
    if any(tag.label == "container-title" for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        found = _REPORTS.search(text, max(0, tag.start - 24), tag.start) if tag.label == "page" else None
        if found and (not index or tags[index - 1].end <= found.start("host")):
            host = Tag("container-title", *found.span("host"), 0.8, *found.span("host"))
            return [*tags[:index], host, *tags[index:]]
    return tags


_TITLE_AND_ARCHIVE: Final = defer_pattern(
    r"(?P<title>[^,]{4,80}),\s(?P<archive>(?:Archives?|Archivio|Archivo|Stadtarchiv|Staatsarchiv|Landesarchiv)\b.{0,60})"
)


_LEAVES_BEHIND: Final = defer_pattern(r"\.?\s(?:[–—-]\s)?(?P<leaves>\d{1,4})\s(?:арк|л)\.?$")


def part_archive(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Règlement de la rade, Archives départementales` is a document and where it lies; `Архив …. Листы` the reverse."""
    labels = [tag.label for tag in tags]
    if tags and tags[-1].label == "archive_location" and (leaves := _LEAVES_BEHIND.match(text, tags[-1].end)):
        return [*tags, Tag("number-of-pages", *leaves.span("leaves"), 0.8, *leaves.span("leaves"))]
    if "title" not in labels:
        for index, tag in enumerate(tags):
            found = _TITLE_AND_ARCHIVE.fullmatch(text, tag.start, tag.end) if tag.label == "archive" else None
            if found:
                title = Tag("title", *found.span("title"), tag.confidence, *found.span("title"))
                archive = tag._replace(start=found.start("archive"), outer_start=found.start("archive"))
                return [*tags[:index], title, archive, *tags[index + 1 :]]
    elif "archive" not in labels and labels.count("container-title") == 1 and "//" not in text:
        index = labels.index("title")
        if text.startswith("Архив", tags[index].start) and labels[index + 1 : index + 2] == [
            "container-title"
        ]:
            named = [tags[index]._replace(label="archive"), tags[index + 1]._replace(label="title")]
            return [*tags[:index], *named, *tags[index + 2 :]]
    return tags


_DATED_ACT: Final = defer_pattern(r"\s(?:vom|du|of|от)\s$")


def name_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Revidierte Rheinschifffahrtsakte vom 17. Oktober 1868`: what has but a date is a work, no host."""
    labels = [tag.label for tag in tags if tag.label != "citation-number"]
    if labels[:2] != ["container-title", "issued"] or (len(labels) > 2 and labels[2] != "title"):
        return tags
    first = len(tags) - len(labels)
    host, issued = tags[first : first + 2]
    if not _DATED_ACT.fullmatch(text, host.end, issued.start):
        return tags
    rest = tags[first + 2 :]
    if rest and not _GAZETTE_NAME.match(text, rest[0].start, rest[0].end):
        return tags
    rest = [tag._replace(label="container-title") if tag is rest[0] else tag for tag in rest]
    return [*tags[:first], host._replace(label="title"), issued, *rest]


_GAZETTE_NAME: Final = defer_pattern(r"(?:R?G|B|GV|A|R)BG?l\.?|RGBl|BGBl|GVBl|JORF|СЗ\sРФ")
_GENRE_DATED: Final = defer_pattern(r"(?P<genre>.{4,60}?)\s(?:від|от)\s(?P<day>\d{1,2}\s[^\W\d_]{3,9}\.?)")
_FROM_DATABASE: Final = defer_pattern(r"Доступ\sиз\sсправ")


def date_genre(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`постанова КМУ від 12 берез` before `2008` holds a day; what follows `Доступ из справ.` is a remark."""
    for index in range(len(tags) - 1):
        genre, issued = tags[index : index + 2]
        found = _GENRE_DATED.fullmatch(text, genre.start, genre.end) if genre.label == "genre" else None
        if found and issued.label == "issued" and not text[genre.end : issued.start].strip(". "):
            end, day = found.end("genre"), found.start("day")
            tags[index] = genre._replace(end=end, outer_end=end)
            tags[index + 1] = issued._replace(start=day, outer_start=day)
            break
    remark = _FROM_DATABASE.search(text)
    if remark:
        tags = [tag for tag in tags if tag.start < remark.start() or tag.label in {"URL", "accessed"}]
    return tags


_TREATY_DATE: Final = defer_pattern(
    r"^(?:Конвенци|Договор|Протокол|Соглашение|Пакт|Convention|Treaty|Agreement|Protocol)[^()]{3,200}(?P<bracket>\s\([^(),\d]{2,40},\s(?P<date>\d{1,2}\s[^\W\d_]{3,9}\s\d{4})(?:\s?(?:г|р)\.?)?\)?)$"
)
_QUOTED_ACT: Final = defer_pattern(
    r"»(?P<rest>\s(?:от|від)\s(?P<date>\d{1,2}\s[^\W\d_]{3,9}\s\d{4}(?:\s(?:года?|г\.|року|р\.))?))$"
)


def date_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Конвенция о … (Барселона, 20 апреля 1921 г.)` and `«…» от 27 июля 2012 года` state the day of an act."""
    for index, tag in enumerate(tags):
        if tag.label != "title":
            continue
        treaty = _TREATY_DATE.match(text[tag.start : tag.end])
        quoted = _QUOTED_ACT.search(text, tag.start, tag.end)
        if treaty:
            end, (start, stop) = tag.start + treaty.start("bracket"), treaty.span("date")
            start, stop = tag.start + start, tag.start + stop
        elif quoted:
            end, (start, stop) = quoted.start("rest"), quoted.span("date")
        else:
            continue
        title = tag._replace(end=end, outer_end=end)
        return [
            *tags[:index],
            title,
            Tag("issued", start, stop, tag.confidence, start, stop),
            *tags[index + 1 :],
        ]
    return tags


_NO_COURT: Final = defer_pattern(r"[A-ZÀ-Þ][a-zà-ÿß-]{2,}(?:/[A-ZÀ-Þ][a-zà-ÿß-]{2,}){0,2}")


def name_commentator(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Kolb, JZ 1999, 112`: a family name before a journal is no court; a decision is published in no place."""
    labels = [tag.label for tag in tags]
    if "publisher-place" in labels and not {"title", "publisher", "author"}.intersection(labels):
        return [tag._replace(label="title") if tag.label == "publisher-place" else tag for tag in tags]
    for index in range(len(tags) - 1):
        court, host = tags[index : index + 2]
        if (
            court.label == "authority"
            and host.label == "container-title"
            and text[court.end : host.start] == ", "
            and _NO_COURT.fullmatch(text, court.start, court.end)
        ):
            return [*tags[:index], court._replace(label="author"), *tags[index + 1 :]]
    return tags
