"""Mends of details that end in a field beside them: versions, numbers of documents, servers, treaties, acts.

`citekit.parse.mends` runs `RULES` among its own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import lay_fields
from citekit.parse.mend_rule import make_rule as _rule
from citekit.parse.patterns import defer_pattern

_MADE: Final = 0.85
_TAILS: Final = (
    ("number", defer_pattern(r"[.,]\s(?P<tail>(?:COM|SWD|SEC|JOIN)\s?\(\d{4}\)\s\d{1,5}(?:\sfinal(?:/\d)?)?)$")),
    ("version", defer_pattern(r"[.,]\s(?P<tail>(?:[Vv]ersion|[Vv]er\.|v\.|V)\s?\d[\d.]{0,8})$")),
    ("container-title", defer_pattern(r"[.,]\s(?P<tail>(?:bio|med|chem|PsyA|SocA|EdA|PaleoR|Eng)r?[Rr]xiv|SSRN(?:\sElectronic\sJournal)?|Zenodo|Research\sSquare)$")),
)  # fmt: skip


def part_tail(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`… Intelligence. COM(2020) 65 final`, `… Computing. Version 4.0.2`: what ends a title is a field of its own."""
    made: list[Tag] = []
    for tag in tags:
        made.append(tag)
        if tag.label not in {"title", "container-title"}:
            continue
        for label, pattern in _TAILS:
            found = pattern.search(text, tag.start, tag.end)
            if found and found.start() - tag.start > _FEW_LETTERS and label != tag.label:
                made[-1] = tag._replace(end=found.start(), outer_end=found.start())
                made.append(Tag(label, *found.span("tail"), _MADE, *found.span("tail")))
                break
    return made


_FEW_LETTERS: Final = 4
_UNDATED: Final = defer_pattern(
    r"(?P<author>[A-Z][^.“\"]{2,60})\.\s[nN]\.\s?d\.\s[“\"](?P<title>[^”\"]{2,160}?)[.,]?[”\"]"
)


def read_undated(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Wikipedia. n.d. “Algorithm.”`: author and title around the word for no date."""
    found = _UNDATED.match(text)
    if found is None or any(tag.label == "author" for tag in tags):
        return tags
    return lay_fields(tags, found, {"author": "author", "title": "title"}, text)


def close_bracket(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`UNHRC (United Nations Council` before `). 2019`: the bracket of a name is closed."""
    for index, tag in enumerate(tags):
        value = text[tag.start : tag.end]
        if (
            tag.label == "author"
            and value.count("(") > value.count(")")
            and text[tag.end : tag.end + 1] == ")"
        ):
            tags[index] = tag._replace(end=tag.end + 1, outer_end=max(tag.outer_end, tag.end + 1))
    return tags


_FRENCH_UNIVERSITY: Final = defer_pattern(
    r"(?P<publisher>Universit[éà]\s(?:de\s)?(?:Paris|Lyon|Lille|Bordeaux|Grenoble|Montpellier|Rennes|Strasbourg|Toulouse|Aix-Marseille)[\s-](?:\d{1,2}|[IVX]{1,4})(?:[\s-][A-Z][\w-]{3,30})?),\s(?P<issued>(?:19|20)\d\d)(?:,\s(?P<extent>\d{2,4})\s[fp]\.)?(?:\s\([^()]{3,20}\))?(?:,\s[fp]\.\s(?P<page>\d{1,4}(?:-\d{1,4})?))?"
)


def read_french_university(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Université Paris 1, 2017, 412 f.`: the number belongs to the name, the year and the extent follow."""
    found = _FRENCH_UNIVERSITY.search(text)
    if found is None:
        return tags
    labels = {"publisher": "publisher", "issued": "issued", "extent": "number-of-pages", "page": "page"}
    return lay_fields(tags, found, labels, text)


_COLLECTION: Final = defer_pattern(r"coll\.\s«\s?(?P<series>[^«»]{2,60}?)\s?(?:»|\Z)")


def name_collection(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`coll. « Insee Références », édition`: the series stands in the guillemets."""
    for index, tag in enumerate(tags):
        found = _COLLECTION.match(text, tag.start, tag.end) if tag.label == "note" else None
        if found:
            tags[index] = Tag("collection-title", *found.span("series"), _MADE, *found.span("series"))
    return tags


_ITALIAN_ACT: Final = defer_pattern(
    r"(?P<genre>[Ll]egge(?:\s(?:cost(?:\.|ituzionale)))?|[Ll]\.|[Dd]\.\s?[Ll]gs\.|[Dd]\.\s?[Ll]\.|D\.\s?P\.\s?R\.|[Rr]\.\s?[Dd]\.|[Dd]ecreto(?:\s(?:legislativo|legge))?)\s(?P<issued>\d{1,2}\s[a-z]{5,9}\s(?:18|19|20)\d\d),\sn\.\s(?P<number>\d{1,5})"
)


def read_italian_act(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`legge 31 dicembre 1962, n. 1859`: kind, day and number of an act."""
    found = _ITALIAN_ACT.match(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"genre": "genre", "issued": "issued", "number": "number"}, text)


_SHORT_JOURNAL: Final = defer_pattern(
    r"(?P<author>[A-ZÄÖÜ][\w’/-]{1,40}(?:\s[A-ZÄÖÜ][\w’-]{1,30})?),\s(?P<host>[A-ZÄÖÜ][A-Za-zÄÖÜ]{0,4}[A-Z]{1,4}(?:-RR)?)"
)
_YEAR_AND_PAGE: Final = defer_pattern(r"\s(?P<issued>(?:19|20)\d\d),\s(?:S\.\s)?(?P<page>\d{1,4})")


def part_short_journal(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Wolff, ZD 2018, 151`: capitals between a name, a year and a page are a journal, no given name."""
    for index, tag in enumerate(tags):
        found = _SHORT_JOURNAL.fullmatch(text, tag.start, tag.end) if tag.label == "author" else None
        dated = _YEAR_AND_PAGE.match(text, tag.end) if found else None
        if found is None or dated is None:
            continue
        tags[index] = tag._replace(end=found.end("author"), outer_end=found.end("author"))
        tags.insert(index + 1, Tag("container-title", *found.span("host"), _MADE, *found.span("host")))
        return lay_fields(tags, dated, {"issued": "issued", "page": "page"}, text)
    return tags


def name_body_online(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`DSK, Orientierungshilfe vom 29.3.2019, abrufbar unter …`: no archive whose place has no figure is online."""
    archive = next((index for index, tag in enumerate(tags) if tag.label == "archive"), -1)
    place = next((index for index, tag in enumerate(tags) if tag.label == "archive_location"), -1)
    if min(archive, place) < 0 or any(map(str.isdigit, text[tags[place].start : tags[place].end])):
        return tags
    end = tags[place].start + len(
        text[tags[place].start : tags[place].end].removesuffix(" vom").removesuffix(" v.")
    )
    tags[archive] = tags[archive]._replace(label="author")
    tags[place] = tags[place]._replace(label="title", end=end, outer_end=end)
    return tags


_EDITION: Final = defer_pattern(r"ed\.\s\d{1,2}")


def name_edition(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(CRC Press, Boca Raton, FL, ed. 2, 2009)`: `ed. 2` is an edition."""
    for index, tag in enumerate(tags):
        if tag.label in {"publisher", "publisher-place", "note"} and _EDITION.fullmatch(
            text, tag.start, tag.end
        ):
            tags[index] = tag._replace(label="edition")
    return tags


def name_editor_behind(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Cortes de León, ed. Real Academia de la Historia, Madrid`: who edits a work holds it not."""
    if not any(tag.label == "title" for tag in tags):
        return tags
    for index, tag in enumerate(tags):
        if tag.label == "container-title" and text[max(0, tag.start - 6) : tag.start] == ", ed. ":
            tags[index] = tag._replace(label="editor")
    return tags


_TREATY: Final = defer_pattern(
    r"(?P<title>[A-Z][^;()]{5,170}?)(?:\s\([Nn]o\.?\s(?P<number>\d{1,4})\))?\s\((?:adopted|opened\sfor\ssignature|signed|concluded|done)\s(?:on\s)?(?P<issued>\d{1,2}\s[A-Z][a-z]{2,8}\s(?:19|20)\d\d)[^()]{0,80}\)\s"
    r"(?P<volume>\d{1,4})\s(?P<host>UNTS|LNTS|U\.N\.T\.S\.)\s(?P<page>\d{1,6})(?:\s\([A-Z]{2,9}\))?(?:,?\s(?:arts?|Art)\.?\s[\d(),\sa-z–-]{1,20})?"
)
_BODY_BEFORE: Final = defer_pattern(r"(?P<body>[A-Z]{2,6}|[A-Z][a-z]+\sof\s[A-Z][a-z]+),\s(?=[A-Z])")


def read_treaty(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Vienna Convention … (opened for signature 23 May 1969) 1155 UNTS 331`: title, day, volume and page."""
    body = _BODY_BEFORE.match(text)
    found = _TREATY.match(text, body.end() if body else 0)
    if found is None:
        return tags
    labels = {"title": "title", "number": "number", "issued": "issued", "volume": "volume", "host": "container-title", "page": "page"}  # fmt: skip
    laid = [
        tag
        for tag in lay_fields(tags, found, labels, text)
        if tag.start >= found.start() and tag.label != "authority"
    ]
    return [Tag("author", *body.span("body"), _MADE, *body.span("body")), *laid] if body else laid


_NORM: Final = defer_pattern(
    r"(?:ISO|DIN|IEC|EN|VDI|ÖNORM|SIA|NF|BS|UNE|UNI)[\s/](?:[A-Z]{2,4}[\s/]?){0,2}\s?\d[\d:.–-]{1,20}"
)


def name_norm(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`ISO 23247-1:2021: Automation systems`: the number of a standard is no author."""
    first = tags[0] if tags else None
    if first is None or first.label != "author":
        return tags
    found = _NORM.match(text, first.start)
    if found is None or found.end() < first.end:
        return tags
    value = found[0].rstrip(":.")
    end = first.start + len(value)
    return [
        first._replace(label="number", end=end, outer_end=end),
        *(tag for tag in tags[1:] if tag.start >= end),
    ]


_LAST_WORDS: Final = defer_pattern(
    r",\s(?P<publisher>(?:Bollati\sBoringhieri|[Ii]l\sMulino|Laterza|Einaudi|Feltrinelli|Donzelli|Carocci|FrancoAngeli|Franco\sAngeli|Olschki|Viella|Giuffrè|Giappichelli|Cedam|Mondadori|Rizzoli|Garzanti|Bompiani|Marsilio|Sellerio|Guida|Liguori|Salerno|Jaca\sBook|La\sNuova\sItalia|Editori\sRiuniti|Edizioni\sdi\s[A-Z][\w\s]{3,30}"
    r"|Tecnos|Civitas|Alianza|Ariel|Crítica|Taurus|Siglo\sXXI|Trotta|Marcial\sPons|Aranzadi|Espasa-Calpe|Cátedra|Gredos|Tirant\slo\sBlanch|Akal|Anagrama|Planeta|FCE|Fondo\sde\sCultura\sEconómica))$"
)


def part_publisher_of_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`L’inutile salotto, Bollati Boringhieri, Torino 1993`: a known house before the place is no part of the title."""
    for index, (title, place) in enumerate(pairwise(tags)):
        if title.label not in {"title", "container-title"} or place.label != "publisher-place":
            continue
        found = _LAST_WORDS.search(text, title.start + 2, title.end)
        if found:
            house = Tag("publisher", *found.span("publisher"), _MADE, *found.span("publisher"))
            return [
                *tags[:index],
                title._replace(end=found.start(), outer_end=found.start()),
                house,
                *tags[index + 1 :],
            ]
    return tags


def name_title_of_volume(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`t. 3 : Le Temps du monde, Paris, Armand Colin`: of two houses the first, behind a volume, is its title."""
    if sum(tag.label == "publisher" for tag in tags) < _TWO:
        return tags
    for index, (volume, first) in enumerate(pairwise(tags)):
        if (
            volume.label == "volume"
            and first.label == "publisher"
            and text[volume.end : first.start] in {" : ", ": "}
        ):
            tags[index + 1] = first._replace(label="volume-title")
            break
    return tags


_TWO: Final = 2
_CENTURIES: Final = defer_pattern(r"[XVI]{1,5}e(?:[-–][XVI]{1,5}e)?\s(?:siècles?|s\.)")


def join_centuries(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Civilisation matérielle, XVe-XVIIIe siècle`: centuries end a title and hold no work."""
    for index, (title, host) in enumerate(pairwise(tags)):
        if (
            title.label == "title"
            and host.label == "container-title"
            and _CENTURIES.fullmatch(text, host.start, host.end)
        ):
            whole = title._replace(end=host.end, outer_end=host.outer_end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_HABILITATION: Final = defer_pattern(r"(?:Habilitation|HDR|Thèse|thèse|Mémoire|mémoire)\b.{0,60}")


def name_habilitation(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Habilitation à diriger des recherches` is the kind of a paper, no host."""
    for index, tag in enumerate(tags):
        if tag.label == "container-title" and _HABILITATION.fullmatch(text, tag.start, tag.end):
            tags[index] = tag._replace(label="genre")
    return tags


def close_guillemets(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Villes et réseaux « petits-mondes` before ` »`: a title keeps the mark that closes its quotation."""
    for index, tag in enumerate(tags):
        if (
            tag.label == "title"
            and text[tag.end : tag.end + 2] == " »"
            and text[tag.start + 1 : tag.end].count("«") > text[tag.start : tag.end].count("»")
        ):
            tags[index] = tag._replace(end=tag.end + 2, outer_end=max(tag.outer_end, tag.end + 2))
    return tags


_LETTERED_SUPPLEMENT: Final = defer_pattern(
    r"(?P<volume>\d{1,4})\((?P<issue>[sS]\d{0,2})\)[:,]\s?(?P<page>[sS]\d{1,5}(?:[–-][sS]?\d{1,5})?)"
)


def read_lettered_supplement(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`16(s1): S1–S21`: issue and pages of a supplement bear a letter."""
    found = _LETTERED_SUPPLEMENT.search(text)
    if found is None:
        return tags
    return lay_fields(tags, found, {"volume": "volume", "issue": "issue", "page": "page"}, text)


_UNIVERSITY_AND_PLACE: Final = defer_pattern(
    r"(?P<publisher>(?:[A-ZÀ-Þ][\w’'-]{1,30}\s){0,4}(?:University|Universiteit|Universität)(?:\sof(?:\s[A-Z][\w’'-]{1,30}){1,3})?)(?:,\s(?P<place>(?:The\s)?[A-ZÀ-Þ][^\d]{2,40}))?"
)


def part_university(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`PhD Thesis, Leiden University, The Netherlands`: a university is no place."""
    for index, tag in enumerate(tags):
        found = (
            _UNIVERSITY_AND_PLACE.fullmatch(text, tag.start, tag.end)
            if tag.label == "publisher-place"
            else None
        )
        if found is None:
            continue
        made = [
            Tag(label, *found.span(group), _MADE, *found.span(group))
            for group, label in (("publisher", "publisher"), ("place", "publisher-place"))
            if found[group]
        ]
        return [*tags[:index], *made, *tags[index + 1 :]]
    return tags


_HANDLE_OR_ROLE: Final = defer_pattern(
    r"\s[\[(](?:@\w{1,30}|(?:Executive\s)?(?:Host|Director|Producer|Writer|Speaker|Narrator|Presenter|Composer|Artist)s?)[\])]$"
)


def trim_handle(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`HarbourNews [@HarbourNews]`, `Glass, I. (Host)`: handle and role are no part of a name (APA, 7th ed.)."""
    for index, tag in enumerate(tags):
        found = _HANDLE_OR_ROLE.search(text, tag.start, tag.end) if tag.label == "author" else None
        if found:
            tags[index] = tag._replace(end=found.start(), outer_end=found.start())
    return tags


_TO_PRESENT: Final = defer_pattern(r"\s?[–-]\s?(?:present|heute|en\scours|presente|actualidad)$")


def date_to_present(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(1995–present)`: the year in which a series began."""
    for index, tag in enumerate(tags):
        found = _TO_PRESENT.search(text, tag.start, tag.end) if tag.label == "issued" else None
        if found:
            tags[index] = tag._replace(end=found.start(), outer_end=found.start())
    return tags


_SERIES_OF_HOST: Final = defer_pattern(
    r"[.,]\s(?P<series>LNCS|LNAI|LNBIP|CCIS|LIPIcs|IFIP\sAICT|AISC|Lecture\s[Nn]otes\sin\s[A-Z][\w\s]{3,40})$"
)


def part_series_of_host(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`In: … (eds.) POST 2017. LNCS, vol. 10204`: the series stands behind the host."""
    for index, tag in enumerate(tags):
        found = _SERIES_OF_HOST.search(text, tag.start, tag.end) if tag.label == "container-title" else None
        if found:
            series = Tag("collection-title", *found.span("series"), _MADE, *found.span("series"))
            return [
                *tags[:index],
                tag._replace(end=found.start(), outer_end=found.start()),
                series,
                *tags[index + 1 :],
            ]
    return tags


def keep_year_of_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(2018, May 31). Teens & technology 2018. https://…`: dated in front, a year behind the title is its own."""
    for index in range(len(tags) - 2):
        first, title, year = tags[index : index + 3]
        if (
            (first.label, title.label, year.label) == ("issued", "title", "issued")
            and text[title.end : year.start] == " "
            and text[year.start : year.end].isdecimal()
        ):
            whole = title._replace(end=year.end, outer_end=year.outer_end)
            return [*tags[: index + 1], whole, *tags[index + 3 :]]
    return tags


_ACRONYM_AND_NAME: Final = defer_pattern(
    r"(?P<author>[A-ZÀ-Þ]{2,9}\s[(\[][A-ZÀ-Þ][^()\[\]]{8,110}[)\]])\.?,?\s\((?P<issued>(?:19|20)\d\d[a-z]?)\)"
)


def join_acronym_and_name(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`CEPAL (Comisión Económica para América Latina) (2019)`: the short and the full name are one author."""
    found = _ACRONYM_AND_NAME.match(text)
    return tags if found is None else lay_fields(tags, found, {"author": "author", "issued": "issued"}, text)


_SYMBOL: Final = defer_pattern(
    r"\s\((?P<number>LC/[A-Z]{1,6}[./]\d{4}/\d{1,4}(?:/Rev\.\d)?(?:-P)?(?:/[A-Z])?)\)"
)


def read_symbol_of_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Panorama social, 2018 (LC/PUB.2019/3-P)`: the symbol behind a title is a number."""
    found = _SYMBOL.search(text)
    return tags if found is None else lay_fields(tags, found, {"number": "number"}, text)


_COMPILERS: Final = defer_pattern(r"\s\((?:comps?|coords?|orgs?|eds?)\.?\)?$")


def name_compilers(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`De la Garza, E. y Neffa, J. C. (comps.)`: who has compiled a book is its editor."""
    for index, tag in enumerate(tags):
        found = _COMPILERS.search(text, tag.start, tag.end) if tag.label == "author" else None
        if found:
            tags[index] = tag._replace(label="editor", end=found.start(), outer_end=found.start())
    return tags


_SPANISH_EDITION: Final = defer_pattern(r"(?P<edition>\d{1,2}\.?[ªº]\s(?:ed\.|edición))(?:,\s\d\svols?\.)?")


def read_spanish_edition(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`7.ª ed.` is an edition whole."""
    found = _SPANISH_EDITION.search(text)
    if found is None or any(tag.label == "edition" and tag.end >= found.end("edition") - 1 for tag in tags):
        return tags
    return lay_fields(tags, found, {"edition": "edition"}, text)


RULES: Final = (
    _rule(
        "short and full name of a body",
        join_acronym_and_name,
        beside=("author", "title"),
        gaps=frozenset({" "}),
        signs=(") (", "] (", "). (", "]. ("),
    ),
    _rule("symbol behind a title", read_symbol_of_title, "title", signs=("(LC/",)),
    _rule("compilers", name_compilers, "author", signs=("(comp", "(coord", "(org")),
    _rule("Spanish edition", read_spanish_edition, signs=("ª ed", "º ed")),
    _rule(
        "handle or role behind a name",
        trim_handle,
        "author",
        signs=(
            "[@",
            "(Host)",
            "Director)",
            "Producer)",
            "(Writer",
            "(Speaker)",
            "(Narrator)",
            "(Presenter)",
            "(Composer)",
            "(Artist)",
        ),
    ),
    _rule(
        "years up to now", date_to_present, odd="issued", signs=("present", "heute", "en cours", "actualidad")
    ),
    _rule(
        "series of a host",
        part_series_of_host,
        "container-title",
        lacks="collection-title",
        signs=("LNCS", "LNAI", "LNBIP", "CCIS", "LIPIcs", "AICT", "AISC", "Lecture N", "Lecture n"),
    ),
    _rule(
        "year of a title dated in front",
        keep_year_of_title,
        beside=("title", "issued"),
        gaps=frozenset({" "}),
        again="issued",
    ),
    _rule("supplement with letters", read_lettered_supplement, "volume", signs=("(s", "(S")),
    _rule(
        "university among places",
        part_university,
        "publisher-place",
        lacks="publisher",
        signs=("University", "Universit"),
    ),
    _rule(
        "title of a volume before a house",
        name_title_of_volume,
        beside=("volume", "publisher"),
        gaps=frozenset({" : ", ": "}),
        signs=("t. ", "vol. ", "Bd. ", "tome "),
    ),
    _rule(
        "centuries of a title",
        join_centuries,
        beside=("title", "container-title"),
        gaps=frozenset({", "}),
        signs=("siècle", "e s."),
    ),
    _rule(
        "habilitation", name_habilitation, "container-title", signs=("Habilitation", "HDR", "hèse", "émoire")
    ),
    _rule("guillemets that close a title", close_guillemets, "title", signs=(" »",)),
    _rule(
        "number, version or server that ends a title",
        part_tail,
        either="title container-title",
        signs=(
            "COM(",
            "COM (",
            "SWD(",
            "SEC(",
            "JOIN(",
            "ersion ",
            "xiv",
            "SSRN",
            "Zenodo",
            "averse, V",
            "Research Sq",
            ". v.",
        ),
    ),
    _rule("undated page of a body", read_undated, lacks="author", signs=(" n.d. ", ". N.d. ", " n. d. ")),
    _rule(
        "bracket of a name",
        close_bracket,
        beside=("author", "issued title"),
        gaps=frozenset({"). ", ") (", "), ", "): ", ") "}),
    ),
    _rule("French university", read_french_university, signs=("Université ", "Università ")),
    _rule("French collection", name_collection, "note", signs=("coll. «",)),
    _rule("Italian act", read_italian_act, signs=(", n. ",), lacks="authority author"),
    _rule("journal of capitals", part_short_journal, "author", lacks="container-title title", signs=(", ",)),
    _rule("body whose paper is online", name_body_online, "archive archive_location URL"),
    _rule(
        "edition among the imprint", name_edition, either="publisher publisher-place note", signs=("ed. ",)
    ),
    _rule(
        "editing body behind a title",
        name_editor_behind,
        "title container-title",
        lacks="editor",
        signs=(", ed. ",),
    ),
    _rule("treaty with its series", read_treaty, signs=("UNTS", "LNTS", "U.N.T.S.")),
    _rule(
        "number of a norm", name_norm, "author", signs=("ISO", "DIN ", "IEC ", "EN ", "VDI ", "NORM ", "SIA ")
    ),
    _rule(
        "known house behind a title",
        part_publisher_of_title,
        "publisher-place",
        lacks="publisher",
        beside=("title", "publisher-place"),
    ),
    _rule(
        "known house behind a host",
        part_publisher_of_title,
        "publisher-place",
        lacks="publisher",
        beside=("container-title", "publisher-place"),
    ),
)
