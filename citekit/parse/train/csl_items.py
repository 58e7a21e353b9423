"""Made-up bibliographic items in seven languages, as CSL-JSON, for the processor to render."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any, Final

from citekit.parse.train import lexicon
from citekit.parse.train.gost_areas import draw_url
from citekit.parse.train.pools import Pools
from citekit.parse.train.style_words import BODIES

Item = dict[str, Any]

_DE_PARTICLES: Final = ("von", "van der", "de", "von der", "zu")
_GENRES: Final = {
    "en": {"thesis": ["PhD thesis", "Doctoral dissertation", "Master’s thesis", "Unpublished PhD dissertation"], "report": ["Working Paper", "Technical Report", "Discussion Paper", "Policy Brief", "NBER Working Paper"]},
    "de": {"thesis": ["Dissertation", "Diss.", "Masterarbeit", "Habilitationsschrift", "Inaugural-Dissertation"], "report": ["Arbeitspapier", "Forschungsbericht", "Abschlussbericht", "Discussion Paper"]},
    "fr": {"thesis": ["Thèse de doctorat", "Mémoire de master", "Thèse", "Thèse de doctorat d’histoire"], "report": ["Rapport", "Document de travail", "Rapport final"]},
    "it": {"thesis": ["Tesi di dottorato", "Tesi di laurea"], "report": ["Rapporto", "Working paper"]},
    "es": {"thesis": ["Tesis doctoral", "Tesis de maestría"], "report": ["Informe", "Documento de trabajo"]},
    "ru": {"thesis": ["дис. ... канд. ист. наук", "дис. ... д-ра юрид. наук", "автореф. дис. ... канд. экон. наук"], "report": ["доклад", "препринт", "отчет о НИР"]},
    "uk": {"thesis": ["дис. ... канд. юрид. наук", "автореф. дис. ... д-ра іст. наук"], "report": ["доповідь", "звіт"]},
}  # fmt: skip
_UNIVERSITIES: Final = {
    "en": ["University of Michigan", "Harvard University", "London School of Economics", "Stanford University", "University of Leeds", "Yale University", "MIT", "Australian National University"],
    "de": ["Universität Bielefeld", "Freie Universität Berlin", "Universität Konstanz", "LMU München", "Technische Universität Dresden", "Univ. Köln", "Humboldt-Universität zu Berlin"],
    "fr": ["Université Paris I", "Université de Lyon 2", "EHESS", "Université de Provence", "Université Paris-Sorbonne", "IEP de Paris", "Université Laval"],
    "it": ["Università degli Studi di Padova", "Università Ca’ Foscari", "Università di Bologna"],
    "es": ["Universidad Complutense de Madrid", "Universidad de Sevilla", "UNAM", "Universitat de València"],
    "ru": ["МГУ", "СПбГУ", "Казанский государственный университет", "ТГУ", "РУДН"],
    "uk": ["КНУ", "Львівський національний університет", "НЮАУ"],
}  # fmt: skip
_CONFERENCES: Final = {
    "en": ["Proceedings of the {n}th International Conference on {t}", "Proc. {n}th Symposium on {t}", "Annual Meeting of the Society for {t}", "International Workshop on {t}", "Advances in {t}"],
    "de": ["Verhandlungen des {n}. Kongresses für {t}", "{n}. Deutscher Soziologentag: {t}", "Tagungsband {t}"],
    "fr": ["Actes du colloque {t}", "Actes du {n}e congrès national des sociétés savantes: {t}", "Colloque {t}"],
    "it": ["Atti del convegno {t}", "{n}° Congresso nazionale {t}"],
    "es": ["Actas del {n} Congreso de {t}", "Jornadas de {t}"],
    "ru": ["{t}: материалы {n}-й междунар. науч. конф.", "Материалы конференции «{t}»", "{t}: сб. науч. тр."],
    "uk": ["{t}: матеріали {n}-ї міжнар. наук. конф.", "Матеріали конференції «{t}»"],
}  # fmt: skip
_NEWSPAPERS: Final = {
    "en": ["The Guardian", "New York Times", "The Times", "Financial Times", "Washington Post", "The Economist"],
    "de": ["Die Zeit", "Frankfurter Allgemeine Zeitung", "Süddeutsche Zeitung", "taz", "Der Spiegel", "Die Welt"],
    "fr": ["Le Monde", "Libération", "Le Figaro", "L’Humanité", "Le Temps"],
    "it": ["La Repubblica", "Corriere della Sera", "La Stampa", "Il Gazzettino"],
    "es": ["El País", "La Vanguardia", "ABC", "El Mundo"],
    "ru": ["Известия", "Коммерсантъ", "Российская газета", "Правда", "Труд"],
    "uk": ["Дзеркало тижня", "День", "Голос України"],
}  # fmt: skip
_CYRILLIC: Final = frozenset({"ru", "uk"})


class ItemMaker:
    """Draws items; values come from the pools of the training side in a share of the cases."""

    def __init__(
        self, random_: random.Random, pools: Pools, names: Mapping[str, list[tuple[str, str]]]
    ) -> None:
        self.random = random_
        self.pools = pools
        self.names = names
        self._count = 0

    def chance(self, share: float) -> bool:
        """Return True in a share of the cases."""
        return self.random.random() < share

    def value(self, language: str, field: str) -> str:
        """Draw a title, journal, publisher or place."""
        pool = self.pools.get((language, field), ())
        if len(pool) > 30 and self.chance(0.65):
            return self.random.choice(pool)
        if field == "title":
            return lexicon.make_title(self.random, language)
        table = {
            "container-title": lexicon.JOURNALS,
            "publisher": lexicon.PUBLISHERS,
            "publisher-place": lexicon.PLACES,
        }
        return lexicon.pick(self.random, table[field][language])

    def name(self, language: str) -> dict[str, str]:
        """Draw one name."""
        if language == "ru":
            both = lexicon.russian_given(self.random)
            full = " ".join(both) if self.chance(0.7) else f"{both[0][0]}. {both[1][0]}."
            return {"family": lexicon.russian_family(self.random), "given": full}
        if language == "uk":
            letters = self.random.choices("АБВГДІКЛМНОПРСТЮЯ", k=2)
            return {"family": lexicon.pick(self.random, lexicon.FAMILY["uk"]), "given": f"{letters[0]}. {letters[1]}."}  # fmt: skip
        known = self.names.get(language, ())
        if len(known) > 50 and self.chance(0.6):
            family, given = self.random.choice(known)
        else:
            family = self.random.choice(lexicon.FAMILY[language])
            given = self.random.choice(lexicon.GIVEN[language])
            if self.chance(0.3):
                given += f" {self.random.choice('ABCDEFGHJKLMNPRSTW')}."
        made = {"family": family, "given": given}
        if language in {"de", "en"} and self.chance(0.04):
            made["non-dropping-particle"] = self.random.choice(_DE_PARTICLES)
        return made

    def people(self, language: str, *, bodies: float = 0.04) -> list[dict[str, str]]:
        """Draw a list of names, or a body."""
        if language in BODIES and self.chance(bodies):
            return [{"literal": self.random.choice(BODIES[language])}]
        count = self.random.choices([1, 2, 3, 4, 7], [52, 26, 12, 6, 4])[0]
        return [self.name(language) for _ in range(count)]

    def date(self, *, parts: float = 0.15) -> dict[str, Any]:
        """Draw a date, mostly a year."""
        year = self.random.randint(1950, 2024) if self.chance(0.85) else self.random.randint(1780, 1950)
        if self.chance(0.015):
            return {"date-parts": [[year], [year + 1]]}
        made = [year]
        if self.chance(parts):
            made.append(self.random.randint(1, 12))
            if self.chance(0.6):
                made.append(self.random.randint(1, 28))
        return {"date-parts": [made]}

    def pages(self) -> str:
        """Draw pages."""
        first = self.random.randint(1, 900) if self.chance(0.9) else self.random.randint(1000, 9999)
        form = self.random.random()
        if form < 0.08:
            return str(first)
        if form < 0.1:
            return f"e{first * 113}"
        if form < 0.12:
            return f"S{first}-S{first + 9}"
        return f"{first}-{first + self.random.randint(1, 45)}"

    def make(self, language: str) -> Item:
        """Draw an item of a kind drawn by weight."""
        kinds, weights = zip(*_KINDS, strict=True)
        self._count += 1
        item: Item = {"id": f"i{self._count}", "language": language}
        self.random.choices(kinds, weights)[0](self, language, item)
        if "issued" not in item and self.chance(0.98):
            item["issued"] = self.date(parts=0.05)
        if self.chance(0.12):
            item["URL"] = draw_url(self.random)
            item["accessed"] = {
                "date-parts": [
                    [self.random.randint(2004, 2024), self.random.randint(1, 12), self.random.randint(1, 28)]
                ]
            }
        return item


def _shorten(title: str) -> str:
    """Shorten the words of a journal's name."""
    words = [word for word in title.split(" ") if len(word) > 3]
    return " ".join(word[: 3 + len(word) % 4] + "." for word in words) if len(words) > 1 else title


def _fill_article(maker: ItemMaker, language: str, item: Item) -> None:
    random_ = maker.random
    item.update(
        {"type": "article-journal", "title": maker.value(language, "title"), "author": maker.people(language)}
    )
    item["container-title"] = maker.value(language, "container-title")
    item["container-title-short"] = _shorten(item["container-title"])
    if maker.chance(0.93):
        item["volume"] = str(random_.randint(1, 160)) if maker.chance(0.93) else random_.choice(["IV", "XII", "XXIII", "LVI", "CXVI"])  # fmt: skip
    if maker.chance(0.6):
        item["issue"] = random_.choice([str(random_.randint(1, 12)), str(random_.randint(1, 12)), "1-2", "3/4", str(random_.randint(30, 400)), "Suppl. 1"])  # fmt: skip
    if maker.chance(0.94):
        item["page"] = maker.pages()
    item["issued"] = maker.date(parts=0.2)
    if maker.chance(0.25):
        item["DOI"] = f"10.{random_.randint(1000, 9999)}/{random_.choice('abcjmr')}.{random_.randint(1000, 99999)}"  # fmt: skip
    if maker.chance(0.1):
        item["ISSN"] = f"{random_.randint(1000, 9999)}-{random_.randint(1000, 9999)}"


def _fill_book(maker: ItemMaker, language: str, item: Item) -> None:
    random_ = maker.random
    item.update({"type": "book", "title": maker.value(language, "title")})
    item["editor" if maker.chance(0.12) else "author"] = maker.people(language, bodies=0.06)
    _fill_imprint(maker, language, item)
    if maker.chance(0.15):
        item["edition"] = str(random_.randint(2, 12))
    if maker.chance(0.08):
        item["volume"] = str(random_.randint(1, 6)) if maker.chance(0.6) else random_.choice(["I", "II", "III"])  # fmt: skip
    if maker.chance(0.15):
        item["number-of-pages"] = str(random_.randint(60, 900))
    if maker.chance(0.06):
        item["translator"] = [maker.name(language)]
    if maker.chance(0.1):
        item["ISBN"] = f"978-{random_.randint(1, 5)}-{random_.randint(1000, 9999)}-{random_.randint(1000, 9999)}-{random_.randint(1, 9)}"  # fmt: skip


def _fill_imprint(maker: ItemMaker, language: str, item: Item) -> None:
    """Add publisher, place and series."""
    if maker.chance(0.88):
        item["publisher"] = maker.value(language, "publisher")
    if maker.chance(0.88):
        item["publisher-place"] = maker.value(language, "publisher-place")
    if maker.chance(0.12):
        item["collection-title"] = lexicon.make_title(maker.random, language).split(":")[0]
        if maker.chance(0.7):
            item["collection-number"] = str(maker.random.randint(1, 300))


def _fill_chapter(maker: ItemMaker, language: str, item: Item) -> None:
    item.update(
        {"type": "chapter", "title": maker.value(language, "title"), "author": maker.people(language)}
    )
    item["container-title"] = maker.value(language, "title")
    if maker.chance(0.85):
        item["editor"] = maker.people(language, bodies=0.01)
    if maker.chance(0.92):
        item["page"] = maker.pages()
    _fill_imprint(maker, language, item)
    if maker.chance(0.08):
        item["volume"] = str(maker.random.randint(1, 9))
    if maker.chance(0.06):
        item["edition"] = str(maker.random.randint(2, 6))


def _fill_conference(maker: ItemMaker, language: str, item: Item) -> None:
    random_ = maker.random
    item.update(
        {
            "type": "paper-conference",
            "title": maker.value(language, "title"),
            "author": maker.people(language),
        }
    )
    name = random_.choice(_CONFERENCES[language]).format(
        n=random_.randint(2, 40), t=lexicon.make_title(random_, language).split(":")[0]
    )
    if maker.chance(0.85):
        item["container-title"] = name
        item["page"] = maker.pages()
        _fill_imprint(maker, language, item)
        if maker.chance(0.2):
            item["editor"] = maker.people(language, bodies=0)
    else:
        item["event-title"] = item["event"] = name
        item["event-place"] = maker.value(language, "publisher-place")


def _fill_thesis(maker: ItemMaker, language: str, item: Item) -> None:
    item.update({"type": "thesis", "title": maker.value(language, "title"), "author": [maker.name(language)]})
    item["genre"] = maker.random.choice(_GENRES[language]["thesis"])
    item["publisher"] = maker.random.choice(_UNIVERSITIES[language])
    if maker.chance(0.5):
        item["publisher-place"] = maker.value(language, "publisher-place")
    if maker.chance(0.3):
        item["number-of-pages"] = str(maker.random.randint(80, 600))


def _fill_report(maker: ItemMaker, language: str, item: Item) -> None:
    item.update(
        {
            "type": "report",
            "title": maker.value(language, "title"),
            "author": maker.people(language, bodies=0.4),
        }
    )
    item["genre"] = maker.random.choice(_GENRES[language]["report"])
    if maker.chance(0.7):
        item["number"] = str(maker.random.randint(1, 2999))
    _fill_imprint(maker, language, item)


def _fill_newspaper(maker: ItemMaker, language: str, item: Item) -> None:
    item.update({"type": "article-newspaper", "title": maker.value(language, "title")})
    if maker.chance(0.75):
        item["author"] = [maker.name(language)]
    item["container-title"] = maker.random.choice(_NEWSPAPERS[language])
    item["issued"] = maker.date(parts=1)
    if maker.chance(0.5):
        item["page"] = str(maker.random.randint(1, 60))
    if maker.chance(0.2):
        item["publisher-place"] = maker.value(language, "publisher-place")


def _fill_page(maker: ItemMaker, language: str, item: Item) -> None:
    item.update({"type": "webpage", "title": maker.value(language, "title"), "URL": draw_url(maker.random)})
    if maker.chance(0.7):
        item["author"] = maker.people(language, bodies=0.5)
    if maker.chance(0.6):
        item["container-title"] = maker.value(language, "container-title")
    item["issued"] = maker.date(parts=0.6)


def _fill_entry(maker: ItemMaker, language: str, item: Item) -> None:
    _fill_chapter(maker, language, item)
    item["type"] = "entry-encyclopedia"
    item["title"] = lexicon.make_title(maker.random, language).split(" ")[-1].capitalize()


def _fill_manuscript(maker: ItemMaker, language: str, item: Item) -> None:
    item.update(
        {
            "type": "manuscript",
            "title": maker.value(language, "title"),
            "author": maker.people(language, bodies=0),
        }
    )
    if maker.chance(0.5):
        item["genre"] = maker.random.choice(_GENRES[language]["report"])


#: Kinds with their weights.
_KINDS: Final[tuple[tuple[Callable[[ItemMaker, str, Item], None], int], ...]] = (
    (_fill_article, 36), (_fill_book, 24), (_fill_chapter, 19), (_fill_conference, 5), (_fill_thesis, 4), (_fill_report, 5),
    (_fill_newspaper, 3), (_fill_page, 2), (_fill_entry, 1), (_fill_manuscript, 1),
)  # fmt: skip
