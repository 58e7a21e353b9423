"""Items and citations drawn by chance for the CSL benchmarks: every type and variable, odd values included.

One seed gives the same items always. Every style of the comparison gets a draw of its own, so that over all
styles most pairs of type, variable and value occur.
"""

from __future__ import annotations

import random
from typing import Any, Final

Item = dict[str, Any]
Draw = random.Random

TYPES: Final = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic "
    "collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing "
    "interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference "
    "patent performance periodical personal_communication post post-weblog regulation report review "
    "review-book software song speech standard thesis treaty webpage"
).split()
USUAL_TYPES: Final = (*TYPES[1:6], "book", "chapter", "book", "chapter")
LABELS: Final = (
    "act appendix article-locator book canon chapter column elocation equation figure folio issue line note "
    "opus page paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse "
    "version volume"
).split()
LOCATORS: Final = ("12", "12-14", "12–14", "3, 7", "12-14, 20", "iv", "5a", "12 & 15", "1:02")
#: Name variable, and how often an item has it.
ROLES: Final = (
    ("author", 0.85), ("editor", 0.35), ("translator", 0.2), ("director", 0.05), ("composer", 0.05),
    ("interviewer", 0.05), ("illustrator", 0.05), ("collection-editor", 0.07), ("container-author", 0.07),
    ("editorial-director", 0.04), ("original-author", 0.04), ("recipient", 0.05), ("reviewed-author", 0.06),
    ("chair", 0.03), ("compiler", 0.04), ("contributor", 0.03), ("curator", 0.03),
    ("editor-translator", 0.04),
    ("executive-producer", 0.03), ("guest", 0.03), ("host", 0.03), ("narrator", 0.03), ("organizer", 0.03),
    ("performer", 0.04), ("producer", 0.04), ("script-writer", 0.04), ("series-creator", 0.03),
)  # fmt: skip
#: Families of names that clash: the same family name with given names more or less alike.
PEOPLE: Final[tuple[dict[str, Any], ...]] = (
    {"family": "Harlow", "given": "Mary Jane"},
    {"family": "Harlow", "given": "Michael"},
    {"family": "Harlow", "given": "M. J."},
    {"family": "Harlow", "given": "Peter"},
    {"family": "de la Cruz", "given": "Pedro"},
    {"family": "Cruz", "given": "Pedro", "non-dropping-particle": "de la"},
    {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
    {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
    {"family": "d’Aubigné", "given": "Hélène"},
    {"family": "O’Brien", "given": "Síle"},
    {"family": "al-Hakim", "given": "Tawfiq"},
    {"family": "Smith", "given": "A. B.", "suffix": "Jr."},
    {"family": "Smith", "given": "Adam", "suffix": "III", "comma-suffix": True},
    {"family": "Smith", "given": "Agnes"},
    {"family": "Meyer", "given": "Karl-Heinz"},
    {"family": "Meyer", "given": "Kurt"},
    {"family": "Громов", "given": "Пётр Сергеевич"},
    {"family": "Громов", "given": "П. С."},
    {"family": "Громова", "given": "Анна"},
    {"family": "Яковлева", "given": "Анна"},
    {"family": "Ёлкин", "given": "Юрий"},
    {"family": "川端", "given": "一郎"},
    {"family": "王", "given": "小明"},
    {"family": "Nguyễn", "given": "Văn An"},
    {"family": "Παπαδόπουλος", "given": "Γιώργος"},
    {"family": "Łukasiewicz", "given": "Jan"},
    {"family": "Öztürk", "given": "İsmail"},
    {"family": "Zola", "given": "Émile"},
    {"family": "Okafor", "given": "Ngozi A."},
    {"family": "Lee", "given": "Ann"},
    {"family": "Lee", "given": "A."},
    {"family": "Ito", "given": "Ken"},
    {"family": "Plato"},
    {"literal": "Bridge Council"},
    {"literal": "World River Organization"},
    {"literal": "Министерство рек"},
    {"family": "Institute of Fords", "isInstitution": True},
)
WORDS: Final = (
    "river bridge ford ferry water frog stone field light winter study method theory model survey history "
    "of the and in slow small deep northern a toward its"
).split()
RUSSIAN: Final = "река мост брод паром вода камень поле свет зима метод теория история и в тихая".split()
GERMAN: Final = "Fluss Brücke Furt Fähre Wasser Stein Feld Licht und der die kleine Überfahrt".split()
FRENCH: Final = "rivière pont gué bac eau pierre champ lumière et de la petite traversée".split()
LANGUAGES: Final = {
    "en": WORDS, "en-GB": WORDS, "ru": RUSSIAN, "ru-RU": RUSSIAN, "de": GERMAN, "de-DE": GERMAN,
    "fr": FRENCH, "fr-FR": FRENCH,
}  # fmt: skip
DECORATED: Final = (
    "The <i>Rana</i> of the fords",
    "H<sub>2</sub>O and CO<sup>2−</sup> in <b>bold</b> rivers",
    'On "small" things & others',
    "“Quoted whole”",
    'Reading ‘inner’ and "outer" marks',
    'A <span class="nocase">pH</span> of rivers: the <span style="font-variant:small-caps;">low</span> ones',
    "Who pays?",
    "Fords!",
    "What now? an essay",
    "Ferries: who pays? A reply",
    "Rivers & bridges; fords, etc.",
    "Why not: the 2nd ford (a case) [revised]",
    "L’eau qui dort : essai",
    "Мосты: «тихие» реки",
    "家と川",
    "don't cross O'Neill's bridge",
    "Title ending in a stop.",
    "<i>Wholly in italics</i>",
    "The state-of-the-art ford—an overview",
    "10 < 20 > 5 fords",
)
JOURNALS: Final = (
    "Journal of Quiet Waters", "Crossings", "Toll Studies", "Вестник рек", "Annals of the Ford & Ferry",
    "Zeitschrift für Furten", "Revue des gués", "The Daily Ford",
)  # fmt: skip
PLACES: Final = ("Oslo", "Hull; York", "Санкт-Петербург", "Paris, France", "New York, NY", "Leipzig")
PUBLISHERS: Final = (
    "North Quay",
    "Наука",
    "Presses du Gué",
    "Verlag Ost",
    "Smith & Sons, Inc.",
    "Pond Press.",
)
NUMBERS: Final = (
    "1", "2", "3", "4", "11", "12", "21", "44", "101", "XII", "iv", "12a", "A3", "2-4", "2–4", "1, 3",
    "5 & 6", "3rd", "2nd revised", "Special issue", "S1", "vol. 3", "no. 5", "12/13", "0", "1e",
)  # fmt: skip
PAGES: Final = (
    "215-219", "215–219", "1-20", "33-58", "1021-1029, 1033", "77–8", "101-108", "n2-n9", "e12", "A1", "44",
    "iv-xii", "1002-1006", "321-328", "71-72", "12345-12347", "5", "100-104", "496-504", "S12-S15",
    "3, 7, 9", "12 & 15", "1496-504", "600-613", "15ff",
)  # fmt: skip
DATES: Final[tuple[Any, ...]] = (
    {"date-parts": [[2014, 5, 3]]}, {"date-parts": [[2014]]}, {"date-parts": [[2014, 12]]},
    {"date-parts": [["2014", "12", "1"]]}, {"date-parts": [[1988], [1991]]},
    {"date-parts": [[1988, 3], [1988, 5]]}, {"date-parts": [[1988, 3, 1], [1988, 3, 9]]},
    {"date-parts": [[1988, 12, 30], [1989, 1, 2]]}, {"date-parts": [[1850]], "circa": True},
    {"date-parts": [[2003]], "season": "3"}, {"date-parts": [[2003]], "season": 1},
    {"literal": "n.d."}, {"literal": "forthcoming"}, {"literal": "Spring term 1999"},
    {"date-parts": [[-44, 3, 15]]}, {"date-parts": [[79]]}, {"raw": "2001-05-07"}, {"raw": "1999"},
    {"date-parts": [[2014, 1, 1]]}, {"date-parts": [[2014, 8, 31]]}, {"date-parts": [[2013]]},
    {"date-parts": [[2013, 6]]}, {"date-parts": [[2001, 2]]}, {"date-parts": [[1999, 10, 22]]},
)  # fmt: skip


#: Variable, how often an item has it, and what it is drawn from; `title` and `people` are made.
FIELDS: Final[tuple[tuple[str, float, Any], ...]] = (
    ("container-title", 0.65, JOURNALS),
    ("container-title-short", 0.2, ("J. Q. Wat.",)),
    ("collection-title", 0.2, "title"),
    ("collection-number", 0.2, NUMBERS),
    ("volume", 0.5, NUMBERS),
    ("issue", 0.4, NUMBERS),
    ("page", 0.55, PAGES),
    ("number", 0.2, NUMBERS),
    ("edition", 0.25, NUMBERS),
    ("number-of-volumes", 0.1, NUMBERS),
    ("number-of-pages", 0.15, ("1", "312", "xii, 240")),
    ("chapter-number", 0.1, NUMBERS),
    ("part-number", 0.05, NUMBERS),
    ("section", 0.08, NUMBERS),
    ("supplement-number", 0.04, NUMBERS),
    ("printing-number", 0.03, NUMBERS),
    ("version", 0.08, ("2.1", "1.0.3 beta")),
    ("publisher", 0.5, PUBLISHERS),
    ("publisher-place", 0.45, PLACES),
    ("event-title", 0.12, "title"),
    ("event", 0.08, "title"),
    ("event-place", 0.1, PLACES),
    ("event-date", 0.08, DATES),
    ("genre", 0.2, ("PhD thesis", "Technical report", "Letter", "roman", "mastersthesis")),
    ("medium", 0.1, ("Film", "Oil on board", "CD", "Online")),
    ("archive", 0.08, ("River Archive",)),
    ("archive_location", 0.06, ("Box 3, folder 2",)),
    ("archive-place", 0.04, PLACES),
    ("authority", 0.08, ("High Court",)),
    ("jurisdiction", 0.01, ("us",)),
    ("call-number", 0.04, ("QA 76.9",)),
    ("source", 0.05, JOURNALS),
    ("dimensions", 0.04, ("30 × 20 cm",)),
    ("scale", 0.04, ("1:50000",)),
    ("status", 0.04, ("in press",)),
    ("references", 0.03, ("see also Rivers Act",)),
    ("reviewed-title", 0.06, "title"),
    ("reviewed-genre", 0.03, ("novel",)),
    ("original-title", 0.06, "title"),
    ("original-publisher", 0.05, PUBLISHERS),
    ("original-publisher-place", 0.05, PLACES),
    ("original-date", 0.1, DATES),
    ("accessed", 0.35, DATES),
    ("submitted", 0.05, DATES),
    ("available-date", 0.03, DATES),
    ("title-short", 0.15, ("Fords", "Rivers", "Мосты")),
    ("URL", 0.35, ("https://example.org/a?b=1&c=2", "http://пример.рф/мост_1")),
    (
        "DOI",
        0.3,
        ("10.1234/a.1", "10.1234/b.22", "10.1002/(SICI)1097-4636(199823)43:4<338::AID-JBM2>3.0.CO;2-B"),
    ),
    ("ISBN", 0.15, ("978-0-00-000000-2",)),
    ("ISSN", 0.15, ("1234-5678",)),
    ("PMID", 0.08, ("123456",)),
    ("PMCID", 0.06, ("PMC99",)),
    ("abstract", 0.05, "title"),
    ("annote", 0.04, "title"),
    ("note", 0.08, ("A plain note.",)),
    ("keyword", 0.05, ("fords, rivers",)),
    ("volume-title", 0.04, "title"),
    ("part-title", 0.03, "title"),
    ("division", 0.03, ("Chancery",)),
    ("page-first", 0.03, ("215",)),
    ("citation-key", 0.05, ("key1",)),
)


def _title(draw: Draw, language: str) -> str:
    if draw.random() < 0.25:
        return draw.choice(DECORATED)
    words = LANGUAGES.get(language, WORDS)
    text = " ".join(draw.choice(words) for _ in range(draw.randint(1, 7)))
    text = text[:1].upper() + text[1:]
    if draw.random() < 0.25:
        text += ": " + " ".join(draw.choice(words) for _ in range(3))
    return text


def _people(draw: Draw, most: int = 4) -> list[dict[str, Any]]:
    count = draw.choice((1, 1, 1, 2, 2, 3, most))
    if draw.random() < 0.04:
        count = 12
    return draw.sample(PEOPLE, count)


def draw_item(draw: Draw, identifier: str) -> Item:
    """Return one item of any type with any of the variables of CSL 1.0.2.

    Args:
        draw: The source of chance.
        identifier: Its id.
    """
    language = draw.choice(("", "", "en", "en", "en-GB", "ru", "ru-RU", "de", "de-DE", "fr", "fr-FR"))
    kind = draw.choice(TYPES) if draw.random() < 0.7 else draw.choice(USUAL_TYPES)
    item: Item = {"id": identifier, "type": kind}
    if language:
        item["language"] = language
    if draw.random() < 0.97:
        item["title"] = _title(draw, language)
    if draw.random() < 0.93:
        item["issued"] = draw.choice(DATES)
    for role, chance in ROLES:
        if draw.random() < chance:
            item[role] = _people(draw)
    if "editor" in item and draw.random() < 0.2:
        item["translator"] = item["editor"]
    for name, chance, source in FIELDS:
        if draw.random() < chance:
            item[name] = _title(draw, language) if source == "title" else draw.choice(source)
    return item


def draw_items(seed: int, count: int = 36) -> list[Item]:
    """Return items of which about a third share their authors and year, so that cites are ambiguous.

    Args:
        seed: Of the choices.
        count: How many.
    """
    draw = Draw(seed)
    items: list[Item] = []
    for number in range(1, count + 1):
        item = draw_item(draw, f"item-{number}")
        known = [other for other in items if "author" in other]
        if known and draw.random() < 0.3:
            like = draw.choice(known)
            item["author"] = like["author"] if draw.random() < 0.6 else [like["author"][0], *_people(draw, 2)]
            if draw.random() < 0.7 and "issued" in like:
                item["issued"] = like["issued"]
        items.append(item)
    return items


def draw_citations(seed: int, items: list[Item], *, notes: bool = True) -> list[dict[str, Any]]:
    """Return citations: every item once, clusters, repeats with and without locators, affixes, modes.

    Args:
        seed: Of the choices.
        items: What is cited.
        notes: The citations stand in notes, sometimes two in one; else in the text.
    """
    draw = Draw(seed + 1)
    ids = [item["id"] for item in items]
    clusters: list[list[Item]] = [[{"id": item_id}] for item_id in ids]
    for _ in range(len(ids)):
        first = draw.choice(ids)
        kind = draw.random()
        if kind < 0.35:
            clusters.append([_draw_cite(draw, item_id) for item_id in draw.sample(ids, draw.randint(2, 5))])
        elif kind < 0.6:
            cite = _draw_cite(draw, first)
            clusters.append([cite])
            clusters.append([cite] if draw.random() < 0.5 else [_draw_cite(draw, first)])
        elif kind < 0.7:
            place = draw.randrange(len(clusters))
            clusters.insert(place + 1, [{"id": clusters[place][0]["id"]}])
        else:
            clusters.append([_draw_cite(draw, first)])
    citations = []
    note = 0
    for number, cluster in enumerate(clusters, 1):
        note += draw.random() < 0.9 or note == 0
        properties: dict[str, Any] = {"noteIndex": note if notes else 0}
        citations.append({"citationID": f"c{number}", "citationItems": cluster, "properties": properties})
    return citations


def _draw_cite(draw: Draw, item_id: str) -> Item:
    cite: Item = {"id": item_id}
    if draw.random() < 0.5:
        cite["locator"] = draw.choice(
            ("12", "12-14", "12–14", "3, 7", "12-14, 20", "iv", "5a", "12 & 15", "1:02")
        )
        cite["label"] = draw.choice(LABELS) if draw.random() < 0.7 else "page"
    if draw.random() < 0.12:
        cite["prefix"] = draw.choice(("see ", "see also", "cf. ", "<i>pace</i> ", "e.g., "))
    if draw.random() < 0.12:
        cite["suffix"] = draw.choice((" and others", ", emphasis added", ".", " [sic]"))
    if draw.random() < 0.05:
        cite["suppress-author"] = True
    return cite
