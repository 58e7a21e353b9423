"""Items for the CSL benchmarks: made up, of many types and languages."""

from __future__ import annotations

import random
from typing import Any

Item = dict[str, Any]


def _person(family: str, given: str, **more: str) -> dict[str, str]:
    return {"family": family, "given": given, **more}


def _date(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


def varied_items() -> list[Item]:
    """Return items of every common type, with ambiguous authors, ranges, particles and odd titles."""
    harlow, cruz = _person("Harlow", "Mary Jane"), _person("de la Cruz", "Pedro")
    ito, lee = _person("Ito", "Ken"), _person("Lee", "Ann")
    rows: list[Item] = [
        {
            "type": "article-journal",
            "title": "The slow river: a study of <i>Rana</i> migration",
            "author": [harlow, cruz],
            "container-title": "Journal of Quiet Waters",
            "container-title-short": "J. Quiet Wat.",
            "volume": "12", "issue": "3", "page": "215-219", "issued": _date(2014, 5, 3),
            "DOI": "10.1234/jqw.12.3", "ISSN": "1234-5678", "language": "en",
        },
        {
            "type": "article-journal", "title": "The slow river revisited", "author": [harlow, cruz],
            "container-title": "Journal of Quiet Waters", "volume": "13", "page": "1-20",
            "issued": _date(2014),
        },
        {
            "type": "article-journal", "title": "Does the ford hold?", "author": [_person("Harlow",
            "Michael")],
            "container-title": "Crossings", "volume": "7", "issue": "1-2", "page": "1021-1029, 1033",
            "issued": _date(2014, 12), "URL": "https://example.org/ford", "accessed": _date(2021, 2, 28),
        },
        {
            "type": "book", "title": "Мосты над тихой рекой", "author": [_person("Громов", "Пётр Сергеевич")],
            "publisher": "Наука", "publisher-place": "Москва", "issued": _date(2001),
            "number-of-pages": "312",
            "edition": "2", "language": "ru-RU",
        },
        {
            "type": "article-journal", "title": "О бродах и переправах",
            "author": [_person("Громов", "П. С."), _person("Яковлева", "Анна")],
            "container-title": "Вестник рек",
            "volume": "4", "issue": "12", "page": "15-27", "issued": _date(2012), "language": "ru",
        },
        {
            "type": "chapter", "title": 'On "small" things & others', "author": [_person("van der Berg",
            "Jan")],
            "editor": [_person("Meyer", "Karl-Heinz"), _person("Sato", "Aiko")],
            "container-title": "Handbuch der Kleinigkeiten", "publisher": "Verlag Ost",
            "publisher-place": "Leipzig",
            "page": "33-58", "issued": _date(1998), "language": "de-DE", "collection-title": "Kleine Reihe",
            "collection-number": "5",
        },
        {
            "type": "webpage", "title": "How to count bridges", "author": [{"literal": "Bridge Council"}],
            "URL": "https://example.org/bridges?a=1&b=2", "accessed": _date(2020, 11, 2),
            "issued": _date(2019, 3),
            "container-title": "Bridges online",
        },
        {
            "type": "thesis", "title": "Topics in sediment", "author": [_person("Okafor", "Ngozi A.")],
            "genre": "PhD thesis", "publisher": "University of the North", "publisher-place": "Tromsø",
            "issued": _date(2010, 6),
        },
        {
            "type": "report", "title": "Annual water survey 2005", "author": [{"literal": "Water Board"}],
            "number": "WB-17", "publisher": "Water Board", "publisher-place": "Ghent", "issued": _date(2006),
            "genre": "Technical report",
        },
        {
            "type": "legal_case", "title": "Brown v. River Authority", "container-title": "W.L.R.",
            "volume": "2",
            "page": "101", "issued": _date(1966, 2, 1), "authority": "High Court",
        },
        {"type": "legislation", "title": "Rivers Act", "number": "44", "issued": _date(1990),
        "section": "12"},
        {"type": "bill", "title": "Fords (Safety) Bill", "number": "H.R. 12", "issued": _date(2004, 4, 1)},
        {
            "type": "article-newspaper", "title": "Flood takes the old bridge", "author": [lee],
            "container-title": "The Daily Ford", "page": "A1", "issued": _date(2003, 10, 5),
            "publisher-place": "Ford", "edition": "evening",
        },
        {
            "type": "paper-conference", "title": "Counting frogs with lasers",
            "author": [_person("Harlow", "Michael"), ito, _person("Abel", "Ruth"), _person("Zola", "Émile")],
            "container-title": "Proceedings of the Frog Meeting", "event": "Frog Meeting",
            "event-title": "Frog Meeting",
            "event-place": "Oslo", "page": "1-9", "issued": _date(2014), "publisher": "Pond Press",
        },
        {
            "type": "book", "title": "Collected letters", "editor": [_person("Nowak", "Ewa")],
            "issued": {"date-parts": [[1988], [1991]]}, "publisher": "Brama", "publisher-place": "Kraków",
            "volume": "4", "number-of-volumes": "7", "language": "pl",
        },
        {
            "type": "motion_picture", "title": "Rain on slate", "director": [_person("Duval", "Claire")],
            "issued": _date(1972), "medium": "Film", "publisher": "Studio Quai",
        },
        {
            "type": "personal_communication", "author": [_person("Kim", "Soo-jin")], "recipient": [harlow],
            "issued": _date(1999, 12, 31), "genre": "Letter",
        },
        {
            "type": "patent", "title": "Frog counting apparatus", "author": [ito], "number": "US 7,000,001",
            "issued": _date(2006, 2, 14), "authority": "Patent Office", "submitted": _date(2004, 1, 2),
        },
        {
            "type": "entry-encyclopedia", "title": "Ford", "container-title": "Encyclopedia of Crossings",
            "author": [_person("Smith", "A. B.", suffix="Jr.")], "issued": {"literal": "n.d."}, "volume": "3",
            "page": "44", "publisher": "Lexicon House",
        },
        {
            "type": "speech", "title": "Rivers and us", "author": [_person("Marín", "José")],
            "event": "Water Day",
            "event-title": "Water Day", "event-place": "Lima", "issued": _date(2011, 3, 22),
            "genre": "Keynote",
        },
        {
            "type": "article-magazine", "title": "Why fords matter", "author": [lee],
            "container-title": "Crossing",
            "issued": {"date-parts": [[2003]], "season": "3"}, "issue": "7", "page": "8",
        },
        {
            "type": "dataset", "title": "Flow data", "author": [_person("Tanaka", "Yuki")],
            "issued": _date(2018, 1, 1), "version": "2.1", "DOI": "10.5555/flow", "publisher": "Data Pool",
        },
        {
            "type": "manuscript", "title": "Notes on a journey", "author": [_person("O’Brien", "Síle")],
            "archive": "River Archive", "archive_location": "Box 3", "issued": {"date-parts": [[1850]],
            "circa": True},
        },
        {
            "type": "book", "title": "L’eau qui dort: essai", "author": [_person("d’Aubigné", "Hélène")],
            "translator": [_person("Reed", "Tom")], "publisher": "Presses du Gué", "publisher-place": "Paris",
            "issued": _date(1977), "original-date": _date(1931), "edition": "3e édition revue",
            "language": "fr-FR",
        },
        {
            "type": "book", "title": "A history of ferries", "title-short": "Ferries",
            "author": [_person(name, given) for name, given in (
                ("Adams", "P."), ("Baker", "Q."), ("Clark", "R."), ("Davis", "S."), ("Evans", "T."),
                ("Frank", "U."), ("Ghosh", "V."), ("Hills", "W."), ("Irwin", "X."),
            )],
            "publisher": "North Quay", "publisher-place": "Hull; York", "issued": _date(1969),
            "ISBN": "978-0-00-000000-2", "URL": "https://example.org/ferries",
        },
        {
            "type": "chapter", "title": "The toll", "author": [_person("Adams", "P.")],
            "container-author": [_person("Baker", "Q.")], "editor": [_person("Clark", "R.")],
            "translator": [_person("Clark", "R.")], "container-title": "Works on water", "volume": "2",
            "page": "n2-n9", "publisher": "North Quay", "issued": _date(1970, 7),
        },
        {
            "type": "article-journal", "title": "The ferry: who pays?", "author": [_person("Adams", "Peter")],
            "container-title": "Toll Studies", "volume": "XII", "page": "e12", "issued": _date(1969, 2),
            "PMID": "123456", "PMCID": "PMC99",
        },
        {"type": "post-weblog", "title": "Low water", "author": [_person("Kim", "Min")],
        "container-title": "Tide log",
         "URL": "https://example.org/log", "issued": _date(2016, 8, 9), "accessed": _date(2016, 8, 10)},
        {"type": "interview", "title": "Talking to a lockkeeper", "author": [_person("Berg", "Ole")],
         "interviewer": [lee], "issued": _date(2008, 9, 1), "medium": "Tape"},
        {"type": "map", "title": "Fords of the upper valley", "author": [{"literal": "Survey Office"}],
         "scale": "1:50000", "publisher": "Survey Office", "issued": _date(1955)},
        {"type": "software", "title": "FrogCount", "author": [ito], "version": "1.4.2", "issued": _date(2020),
         "URL": "https://example.org/frogcount"},
        {"type": "review-book", "title": "Review of Collected letters", "author": [cruz],
         "reviewed-author": [_person("Nowak", "Ewa")], "reviewed-title": "Collected letters",
         "container-title": "Book Post", "volume": "9", "page": "77–8", "issued": _date(1993)},
        {"type": "graphic", "title": "Bridge at dusk", "author": [_person("Sato", "Aiko")],
        "medium": "Oil on board",
         "archive": "Town Gallery", "issued": _date(1931)},
        {"type": "standard", "title": "Safe fords", "number": "ISO 99999", "publisher": "ISO",
        "issued": _date(2015)},
        {"type": "treaty", "title": "Treaty on shared rivers", "issued": _date(1921, 5, 30)},
        {"type": "document", "title": "Untitled sheet"},
        {"type": "book", "title": "家と川", "author": [_person("川端", "一郎")], "publisher": "水社",
         "issued": _date(1965), "language": "ja-JP"},
    ]  # fmt: skip
    return [{"id": f"item-{number}", **row} for number, row in enumerate(rows, 1)]


def citations_of(items: list[Item]) -> list[dict[str, Any]]:
    """Return citations: single cites, clusters, repeats with and without locators."""
    ids = [item["id"] for item in items]
    clusters: list[list[dict[str, Any]]] = [[{"id": item_id}] for item_id in ids]
    clusters += [[{"id": item_id, "locator": "12-14", "label": "page"}] for item_id in ids[:6]]
    clusters += [[{"id": ids[5], "locator": "12-14", "label": "page"}], [{"id": ids[5]}]]
    clusters += [
        [{"id": ids[0]}, {"id": ids[1]}, {"id": ids[2]}],
        [{"id": ids[3]}, {"id": ids[12], "locator": "3"}],
    ]
    clusters += [
        [{"id": ids[7], "prefix": "see", "suffix": "and others"}],
        [{"id": ids[i]} for i in (0, 1, 3, 4, 5)],
    ]
    clusters += [[{"id": ids[8], "locator": "4", "label": "chapter"}], [{"id": ids[20]}, {"id": ids[12]}]]
    return [
        {"citationID": f"c{number}", "citationItems": cluster, "properties": {"noteIndex": number}}
        for number, cluster in enumerate(clusters, 1)
    ]


def many_items(count: int, seed: int = 1) -> list[Item]:
    """Return items as a large library holds them: authors repeat, so that some cites are ambiguous.

    Args:
        count: How many.
        seed: Of the random choices.
    """
    choose = random.Random(seed)  # noqa: S311 - made-up items, no secret
    families = [
        f"{first}{last}"
        for first in ("Har", "Gro", "Mel", "Sand", "Tor", "Wil", "Bren", "Kal", "Ost", "Pel")
        for last in ("low", "mov", "ville", "berg", "son", "der", "nan", "ko", "ley", "ton", "wick", "dahl")
    ]
    given = [
        "Mary Jane",
        "Peter",
        "Anna",
        "Karl-Heinz",
        "J. R.",
        "Olga",
        "Tim",
        "Yuki",
        "Ruth",
        "Émile",
        "Ivan",
        "Zoe",
    ]
    words = (
        "river bridge ford ferry water frog stone field light winter study method theory model survey "
        "history of the and in slow small deep northern"
    ).split()
    journals = ["Journal of Quiet Waters", "Crossings", "Toll Studies", "Annals of Sediment", "River Letters"]
    items = []
    for number in range(1, count + 1):
        people = [
            _person(choose.choice(families), choose.choice(given))
            for _ in range(choose.choice((1, 1, 2, 2, 3, 4, 8)))
        ]
        title = " ".join(choose.choice(words) for _ in range(choose.randint(4, 10))).capitalize()
        item: Item = {
            "id": f"k{number}",
            "author": people,
            "title": title,
            "issued": _date(choose.randint(1980, 2024), choose.randint(1, 12), choose.randint(1, 28)),
        }
        kind = choose.random()
        first = choose.randint(1, 900)
        if kind < 0.6:
            item |= {
                "type": "article-journal",
                "container-title": choose.choice(journals),
                "volume": str(choose.randint(1, 90)),
                "issue": str(choose.randint(1, 12)),
                "page": f"{first}-{first + choose.randint(1, 30)}",
                "DOI": f"10.1234/x.{number}",
            }
        elif kind < 0.8:
            item |= {
                "type": "book",
                "publisher": "North Quay",
                "publisher-place": "Hull",
                "edition": str(choose.randint(1, 4)),
            }
        else:
            item |= {
                "type": "chapter",
                "container-title": "Handbook of " + choose.choice(words),
                "editor": [_person(choose.choice(families), choose.choice(given))],
                "publisher": "Verlag Ost",
                "publisher-place": "Leipzig",
                "page": f"{first}-{first + 9}",
            }
        items.append(item)
    return items
