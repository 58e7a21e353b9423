"""Mends of what notes put around a work: words of prose, articles of handbooks, documents, translators; one rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.patterns import defer_pattern

PROSE_SIGNS: Final = (" von ", " bei ", " by ", " in ", " of ", " de ", " d’", " d'")  # fmt: skip
#: What these words begin with.
_PROSE_LETTERS: Final = frozenset("dzBASDÜUKtewacl")
_PROSE: Final = defer_pattern(
    r"(?:(?:den|die|das|der|dem|zum|zur)\s)?(?:Beitrag|Beiträge|Aufsatz|Aufsätze|Studien?|Arbeit(?:en)?|Buch|Analysen?|Darstellung|Überblick|Untersuchung(?:en)?|Bemerkungen|Ausführungen|Kritik)\s(?:von|bei|in|durch)\s|"
    r"(?:the\s)?(?:essays?|discussions?|works?|analys[ie]s|articles?|accounts?|contributions?|critique)\s(?:by|in|of)\s|"
    r"(?:l[’'](?:article|ouvrage|étude|analyse)|les\s(?:articles|travaux|analyses|remarques)|le\slivre|la\sthèse)\sd(?:e\s|[’'])"
)


#: The first three letters of all that `_PROSE` may match.
_PROSE_HEADS: Final = frozenset(
    "den die das der dem zum zur bei auf stu arb buc ana dar übe unt bem aus kri the ess dis wor art acc con cri l’a l'a l’o l'o l’é l'é les".split()
) | {"le ", "la "}


def drop_prose(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Siehe dazu den Beitrag von Claus Offer`: words of prose stand in front of a name and are no part of it."""
    first = 1 if tags[0].label == "citation-number" and len(tags) > 1 else 0
    if tags[first].label not in {"author", "title"} or text[tags[first].start] not in _PROSE_LETTERS:
        return tags
    if text[tags[first].start : tags[first].start + 3].lower() not in _PROSE_HEADS:
        return tags
    found = _PROSE.match(text, tags[first].start, tags[first].end)
    if found is None or not text[found.end() : found.end() + 1].isupper():
        return tags
    if tags[first].label == "title" and any(tag.label == "author" for tag in tags):
        return tags
    tags[first] = tags[first]._replace(start=found.end(), outer_start=found.end())
    return tags


_ARTICLE: Final = defer_pattern(r"(?:Art|art|Artikel|s\.\sv|s\.v|voce)\.?:?\s(?P<mark>[„“«\"‘])\s?")
_CLOSING: Final = {"„": "“”", "“": "”", "«": "»", '"': '"', "‘": "’"}


def open_article(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Art. „Stand, Klasse“`: an article of a handbook is named by what stands in the marks."""
    for index, tag in enumerate(tags):
        found = _ARTICLE.match(text, tag.start, tag.end) if tag.label == "title" else None
        if found and found.end() < tag.end:
            end = tag.end - (text[tag.end - 1] in _CLOSING[found["mark"]])
            tags[index] = tag._replace(start=found.end(), outer_start=found.end(), end=end, outer_end=end)
    return tags


_DOCUMENT: Final = defer_pattern(
    r",\s(?P<title>(?:[Rr]apport|[Ll]ettres?|[Mm]émoire|[Nn]ote\sd|[Pp]rocès-verba(?:l|ux)|[Cc]irculaire|[Dd]épêche|[Tt]élégramme|[Pp]étition|[Dd]élibérations?|[Pp]lainte|"
    r"Brief|Schreiben|Bericht|Denkschrift|Protokoll|Vermerk|Aktennotiz|Eingabe|[Ll]etter|[Rr]eport|[Mm]emorandum|[Mm]inutes?|[Tt]elegram|[Dd]ispatch|[Ll]ettera|[Rr]elazione|[Ss]upplica|[Dd]ispaccio|[Tt]estamento|[Cc]arta\sd)\b.{3,160})$"
)


def part_document(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`4 M 455, Rapport du préfet` is a shelf mark and the document that lies there."""
    if any(tag.label == "title" for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        found = _DOCUMENT.search(text, tag.start, tag.end) if tag.label == "archive_location" else None
        if found:
            end = found.start()
            title = Tag("title", *found.span("title"), tag.confidence, *found.span("title"))
            return [*tags[:index], tag._replace(end=end, outer_end=end), title, *tags[index + 1 :]]
    return tags


_TRANSLATION: Final = defer_pattern(
    r",\s(?:[Tt]raduction|[Tt]rad\.)\s(?:(?:française|fr\.|it\.)\s)?(?:(?:de\s(?:l[’'])?(?:anglais|allemand|italien|espagnol|latin|russe)(?:\s\([^()]{2,14}\))?\s)?(?:par|de|di)\s)"
    r"(?P<name>[A-ZÀ-Þ][^,;()«»\d]{3,60})$"
)


def name_translator(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…, traduction de Marc B. de Launay`: who follows the word has translated, and is no part of the title."""
    for index, tag in enumerate(tags):
        found = _TRANSLATION.search(text, tag.start + 2, tag.end) if tag.label == "title" else None
        if found:
            end = found.start()
            name = Tag("translator", *found.span("name"), tag.confidence, *found.span("name"))
            return [*tags[:index], tag._replace(end=end, outer_end=end), name, *tags[index + 1 :]]
    return tags


_EDITION: Final = defer_pattern(
    r"(?<=[,.]\s)(?:(?:stark\s|völlig\s|vollst\.\s)?(?:erw|überarb|neubearb|durchges|verb|veränd|aktual|ungek|gek)\.(?:\su(?:nd|\.)\s[a-zäöü]{3,10}\.)?\s(?:Neu)?(?:[Aa]usg|[Aa]ufl)\.|(?:Neu|Studien|Sonder|Taschenbuch)(?:ausg|aufl)\.|Neuausgabe|Studienausgabe)"
)


def find_named_edition(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`…, erw. Ausg., Frankfurt`: an edition without a number stands between title and place."""
    found = None if any(tag.label == "edition" for tag in tags) else _EDITION.search(text)
    if found is None:
        return tags
    kept = []
    for tag in tags:
        if tag.end <= found.start() or tag.start >= found.end():
            kept.append(tag)
            continue
        if tag.start < found.start():
            end = tag.start + len(text[tag.start : found.start()].rstrip(" ,."))
            kept.append(tag._replace(end=end, outer_end=end))
        if tag.end > found.end():
            start = tag.end - len(text[found.end() : tag.end].lstrip(" ,.:"))
            if start < tag.end:
                kept.append(tag._replace(start=start, outer_start=start))
    edition = Tag("edition", *found.span(), 0.85, *found.span())
    return sorted([*kept, edition], key=lambda tag: tag.start)


_TABLE: Final = defer_pattern(r",\s(?:Tab|Abb|Anm|Kap|Fn|Tafel|fig|tab|note|nota)\.?\s?[\d.]{1,6}\.?$")
#: One of these stands in the text where words stand behind a number, or before `nach` and its kin.
BEHIND_SIGNS: Final = (
    *(f"{digit}f" for digit in range(10)),
    *(
        ", Tab",
        ", Abb",
        ", Anm",
        ", Kap",
        ", Fn",
        ", Tafel",
        ", fig",
        ", tab",
        ", not",
        "zit",
        "cit",
        "quoted",
    ),
)
_GLUED: Final = defer_pattern(r"(?<=\d)ff?\.?$")
_QUOTED: Final = defer_pattern(r"(?:zit|zitiert|cité|cit|quoted|cited)\.?")


def trim_behind_numbers(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`1987, Tab. 1.2` and `339ff` end in their number; `zit.` before `nach` is no title."""
    kept = []
    for tag in tags:
        pattern = {"issued": _TABLE, "page": _GLUED}.get(tag.label)
        found = pattern.search(text, tag.start, tag.end) if pattern else None
        if found:
            kept.append(tag._replace(end=found.start(), outer_end=found.start()))
        elif not (
            tag.label == "title"
            and _QUOTED.fullmatch(text, tag.start, tag.end)
            and text[tag.end :].lstrip(". ").startswith(("nach", "par", "in ", "by"))
        ):
            kept.append(tag)
    return kept


_IN_HIS: Final = defer_pattern(
    r"(?:in|In)\s(?:his|her|their|its|seinem|seiner|ihrem|son|sa|ses)\s(?=[A-ZÀ-Þ«“‘„])"
)


def drop_in_his(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`in his Local Knowledge`: words that lead to a host are no part of its name."""
    for index, tag in enumerate(tags):
        found = _IN_HIS.match(text, tag.start, tag.end) if tag.label == "container-title" else None
        if found:
            tags[index] = tag._replace(start=found.end(), outer_start=found.end())
    return tags


LEADS_TO: Final = frozenset({" ", " : ", ": "})


def drop_lead(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Eine Übersicht bietet H. Schulte, Hafengeschichte`: prose that runs on to an author with a title is no title."""
    first = next((index for index, tag in enumerate(tags) if tag.label != "citation-number"), len(tags))
    labels = [tag.label for tag in tags[first : first + 3]]
    if labels not in (["title", "author", "title"], ["title", "author", "container-title"]):
        return tags
    lead, author = tags[first : first + 2]
    if text[lead.end : author.start] not in LEADS_TO or text[max(0, lead.start - 1) : lead.start] in {
        "«",
        "“",
        "„",
        '"',
        "‘",
    }:
        return tags
    if labels[2] == "container-title" and any(tag.label in {"volume", "issue"} for tag in tags):
        return tags
    if " " not in text[lead.start : lead.end] or "." in text[lead.start : lead.end - 1]:
        return tags
    rest = [tag._replace(label="title") if index == first + 2 else tag for index, tag in enumerate(tags)]
    return [*rest[:first], *rest[first + 1 :]]


_SHORT_WORK: Final = defer_pattern(
    r";\s(?:(?:and|und|et|e|sowie|vgl\.|see|voir|cfr\.)\s)?(?P<author>(?:[A-ZÀ-Þ]\.\s?){0,3}[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)?),\s(?P<title>[A-ZÀ-Þ][^\s,;.()\d]*(?:\s[^\s,;()\d]+){0,5}),\s(?:S\.|pp?\.)\s(?P<page>\d{1,4}(?:[-–]\d{1,4})?)(?=\s?f{0,2}\.?(?:[;.,]|$))"
)
_NO_TITLE: Final = defer_pattern(r"(?:op|art|loc|a)\.|ebd|ibid|ivi|cit", re.IGNORECASE)


def read_short_works(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`; Schmidt, Deich, S. 45`: behind a semicolon stand a family name, a short title and a page of the next work."""
    for found in _SHORT_WORK.finditer(text):
        if _NO_TITLE.match(found["title"]):
            continue
        start, end = found.span("author")[0], found.end("page")
        if any(tag.start < start < tag.end or tag.start < end < tag.end for tag in tags):
            continue
        made = [
            Tag(label, *found.span(label), 0.8, *found.span(label)) for label in ("author", "title", "page")
        ]
        kept = [tag for tag in tags if tag.end <= start or tag.start >= end]
        tags = sorted([*kept, *made], key=lambda tag: tag.start)
    return tags


_TITLE_BETWEEN: Final = defer_pattern(
    r",\s(?:[‘“«„\"]\s?(?P<quoted>[^‘’“”«»„\";]{2,160}?)\s?[’”»“\"],?\s(?:in:?\s)?[«“„]?|(?P<plain>[A-ZÀ-Þ][^,;«»“”()]{1,120}),\s(?:in:?|dans)\s[«“„]?\s?)"
)


def find_title_between(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Mary Lee, ‘Quays’, Past & Present`: what stands untagged between an author and a host is the title."""
    for index in range(len(tags) - 1):
        author, host = tags[index : index + 2]
        if (author.label, host.label) != ("author", "container-title"):
            continue
        found = _TITLE_BETWEEN.fullmatch(text, author.end, host.start)
        if found:
            group = "quoted" if found["quoted"] else "plain"
            title = Tag("title", *found.span(group), 0.8, *found.span(group))
            return [*tags[: index + 1], title, *tags[index + 1 :]]
    return tags


_CONJUNCTION: Final = defer_pattern(r"(?:and|und|et|e|y|sowie)\s(?=[A-ZÀ-Þ])")


def drop_conjunction(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`; and K. Brown (ed.)`: the word between two works is no part of a name."""
    for index, tag in enumerate(tags):
        if index and tag.label in {"author", "editor"} and text[max(0, tag.start - 2) : tag.start] == "; ":
            found = _CONJUNCTION.match(text, tag.start, tag.end)
            if found:
                tags[index] = tag._replace(start=found.end(), outer_start=found.end())
    return tags
