"""Mends of documents that are no books: symbols of bodies, treaty series, reports of cases, archives.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag

#: A symbol that is an identifier as it stands; nothing else can be read into it.
_SYMBOL: Final = re.compile(
    r"ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[\w.]{1,25}(?<!\.)|(?<![\w/])(?:A|S|E|ST|TD|DP|CCPR|CEDAW|CRC)/(?:[A-Z0-9.-]{1,12}/){0,4}\d{1,5}(?![\w/])"
)
_SYMBOL_START: Final = re.compile(r"[A-Z]/|ECLI:")


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


_TREATY_SERIES: Final = re.compile(
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


_LAST_NUMBER: Final = re.compile(r",?\s(\d{1,4})$")
_COURT: Final = re.compile(r"\(((?:[A-Z0-9][\w.’']{0,9}\s?){1,4}?)\s?$")


def read_report(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`v. Marsh, 12 F.3d 34 (2d Cir. 1999)`: the number before a report is its volume, the court stands by the year."""
    for index in range(len(tags) - 1):
        title, report = tags[index : index + 2]
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
_ARCHIVE_FIRST: Final = re.compile(
    r"(?:\d{1,3}\.?\s)?(?P<archive>(?:Stadt|Landes|Staats|Hauptstaats|Kreis|Universitäts|Bundes|Pfarr|Gemeinde|Zentral|Reichs)archiv(?:\s[A-ZÄÖÜ][\w-]{1,30}){0,3}|"
    r"(?:[A-Z][\w’'.-]{1,30}\s){1,4}(?:Record\sOffice|Archives?)|Archivio(?:\s(?:di\sStato|storico|comunale|segreto))?(?:\s(?:di|del(?:la)?)\s[A-Z]\w{1,30})?|"
    r"Archives\s(?:départementales|municipales|nationales|diplomatiques)(?:\sd(?:e|u|es)\s(?:la\s)?[A-Z]\w{1,30})?|Archivo\s(?:General|Histórico|Municipal)[\w\s]{0,40}),\s"
    r"(?:(?P<title>[^,.\d]{3,80}),\s)?"
    r"(?P<shelf>(?:Bde?|Nr|Bl|Blatt|Abt|Best|Rep|Jg|fol|f|ff|fos?|box|vols?|bb?|busta|cc?|reg|leg|liasse|caja|libro|exp|série|series|MS|RG|[A-Z]{1,3}\s?\d)\b[^;]{1,90}?|(?=\d{1,2}\.?\s[^\W\d_]{3}))(?P<end>\.?$|(?=,?\s\d{1,2}\.?\s[^\W\d_]{3,12}\s\d{4})|(?<=,\s)(?=\d))"
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


_ACT: Final = re.compile(
    r"\s?:\s(?P<genre>(?:[Фф]едер(?:альный|\.)\s[Зз]акон|[Зз]акон\s(?:України|РФ|Российской\sФедерации)|[Уу]каз\s(?:Президента|През)[^:]{0,40}|[Пп]останов[аил][^:]{0,60}|[Нн]аказ\s[^:]{0,60}|[Пп]риказ\s[^:]{0,60}))(?:\s(?:від|от))?$"
)
_GAZETTE: Final = re.compile(
    r"(?P<host>JORF|JO|JOUE|DOUE|BOE|OJ|GU|BGBl\.?|RGBl\.?)(?:\s(?P<part>[LC]))?\s(?:n°|n\.º|núm\.|no\.|n\.|Nr\.)\s?(?P<issue>\d{1,5})"
)
_LEAVES: Final = re.compile(r"[.,]?\s[–—-]\s(?P<leaves>\d{1,4})\s(?:арк|л|л\.|арк\.|f|fol|Bl)\.?$")
_DOCKET: Final = re.compile(r"(?<!\w)[CTF]-\d{1,4}/$")
_ACT_LABELS: Final = frozenset({"number", "genre", "archive_location", "issue"})


def read_acts(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """An act's kind ends its title, a gazette stands before its number, leaves count a file, a docket is whole."""
    cyrillic = language in {"ru", "uk", "be"}
    if not cyrillic and all(tag.label not in _ACT_LABELS for tag in tags):
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


_REPORTS: Final = re.compile(
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
