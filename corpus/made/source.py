"""One text with known truth: markers of its order, notes with calls, citations, links, references."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

WORDS: Final = {
    "ru": (
        "порт река торговля граница договор переправа исследование взаимодействие регион экономика город "
        "берег пошлина соглашение развитие история документ комиссия управление строительство перевозчик "
        "население промышленность государственный международный хозяйственный неравномерность сотрудничество"
    ).split(),
    "de": (
        "Hafen Handel Grenze Vertrag Untersuchung Verwaltung Zusammenarbeit Wirtschaftsgeschichte "
        "Bevölkerung Schifffahrtsordnung Genehmigung Zollverwaltung Entwicklung Landesregierung Überfahrt "
        "Flussufer"
    ).split(),
    "en": (
        "harbour river trade border treaty crossing research region economy city shore duty agreement "
        "commission administration construction carrier population industry government international "
        "development history"
    ).split(),
}
FAMILIES: Final = {
    "ru": "Громов Лебедева Соколова Карпов Орлов Белов Ершова Зимин Кравцова Мельник".split(),
    "de": "Brandt Lüders Kessler Hartmann Winkler Böhm Seidel Vogt Kranz Reuter".split(),
    "en": "Alder Brook Carter Dunmore Ellery Foxley Granger Holt Ingram Jarvis".split(),
}
LETTERS: Final = {"ru": "АБВГДЕИКЛМНПРСТ", "de": "ABDEFGHKLMNPRST", "en": "ABCDEFGHJKLMNPRST"}
PAGES: Final = {"ru": "с.", "de": "S.", "en": "p."}
HEADINGS: Final = {
    "ru": ("Введение", "Торговля и берега", "Заключение", "Список литературы"),
    "de": ("Einleitung", "Handel und Ufer", "Schluss", "Literaturverzeichnis"),
    "en": ("Introduction", "Trade and shores", "Conclusion", "References"),
}
TITLES: Final = {
    "ru": "Очерк истории торговли портовых городов на берегах большой реки",
    "de": "Abriss der Handelsgeschichte der Hafenstädte an den Ufern des großen Flusses",
    "en": "An outline of the history of trade in the port towns of a large river",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence without its full stop.

    Attributes:
        text: Its words.
        cite: The citation cluster behind it, with its brackets, or empty.
        note: Number of the note that it calls, counted from 1; 0 for none.
    """

    text: str
    cite: str = ""
    note: int = 0


@dataclass(slots=True)
class Source:
    """What a document is made of; everything in it is known."""

    language: str
    title: str
    headings: tuple[str, ...]
    sections: list[list[list[Part]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    noted_works: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    markers: int = 0

    @property
    def parts(self) -> list[Part]:
        """All sentences in order."""
        return [part for section in self.sections for paragraph in section for part in paragraph]


def make_source(seed: int = 1, language: str = "ru", paragraphs: int = 30, works: int = 18) -> Source:
    """Return a text.

    Args:
        seed: The same seed gives the same text.
        language: `ru`, `de` or `en`.
        paragraphs: How many paragraphs, parted into three sections.
        works: How many works the list of references has.
    """
    return _Maker(random.Random(seed), language).make(paragraphs, works)


class _Maker:
    def __init__(self, chance: random.Random, language: str) -> None:
        self.chance = chance
        self.language = language
        self.made = Source(language, TITLES[language], HEADINGS[language])

    def make(self, paragraphs: int, works: int) -> Source:
        for number in range(works):
            self.made.works.append(self.describe_work(linked=number % 5 == 3))
        for section in range(3):
            share = paragraphs // 3 + (section < paragraphs % 3)
            self.made.sections.append([self.write_paragraph() for _ in range(share)])
        return self.made

    def write_sentence(self, count: int) -> str:
        chosen = [self.chance.choice(WORDS[self.language]) for _ in range(count)]
        return " ".join([chosen[0].capitalize(), *chosen[1:]])

    def write_paragraph(self) -> list[Part]:
        parts = []
        for _ in range(self.chance.randint(3, 6)):
            self.made.markers += 1
            text = f"{self.write_sentence(self.chance.randint(7, 14))} qq{self.made.markers}zz"
            note, cite = 0, ""
            if self.chance.random() < 0.28:
                self.made.notes.append(self.write_note())
                note = len(self.made.notes)
            elif self.chance.random() < 0.3 and self.made.works:
                cite = self.write_cluster()
            parts.append(Part(text, cite, note))
        return parts

    def write_cluster(self) -> str:
        numbers = sorted(
            self.chance.sample(range(1, len(self.made.works) + 1), self.chance.choice((1, 1, 1, 2, 3)))
        )
        if len(numbers) == 1 and self.chance.random() < 0.6:
            return f"[{numbers[0]}, {PAGES[self.language]} {self.chance.randint(2, 300)}]"
        parting = self.chance.choice((", ", "; ", ","))
        return f"[{parting.join(map(str, numbers))}]"

    def write_name(self) -> str:
        first, second = (self.chance.choice(LETTERS[self.language]) for _ in range(2))
        family = self.chance.choice(FAMILIES[self.language])
        return f"{family} {first}. {second}." if self.language == "ru" else f"{family}, {first}."

    def write_address(self) -> str:
        host = self.chance.choice(["pristan.example.org", "archiv-portov.ru", "www.ufer-recht.de"])
        pieces = []
        for _ in range(self.chance.randint(2, 6)):
            letters = "abcdefghijklmnoprstuvxyz"
            piece = "".join(self.chance.choice(letters) for _ in range(self.chance.randint(3, 9)))
            pieces.append(
                piece + (f"-{self.chance.choice(['reka', 'most'])}" if self.chance.random() < 0.6 else "")
            )
        address = f"https://{host}/{'/'.join(pieces)}.html"
        self.made.addresses.append(address)
        return address

    def describe_work(self, *, linked: bool) -> str:
        chance = self.chance
        name, title, year = self.write_name(), self.write_sentence(4), chance.randint(1980, 2020)
        first, last, number = chance.randint(5, 99), chance.randint(100, 200), chance.randint(1, 12)
        day, month, seen = chance.randint(10, 28), chance.randint(1, 9), chance.randint(2010, 2022)
        if self.language == "ru":
            if linked:
                return (
                    f"{name} {title} // Речной журнал. {year}. № {number}. С. {first}–{last}. "
                    f"URL: {self.write_address()} (дата обращения: {day}.0{month}.{seen})."
                )
            return f"{name} {title}. М. : Маяк, {year}. {last} с."
        if self.language == "de":
            if linked:
                return (
                    f"{name}: {title}, in: Zeitschrift für Hafengeschichte {number} ({year}), "
                    f"S. {first}–{last}, {self.write_address()} (abgerufen am {day}.0{month}.{seen})."
                )
            return f"{name}: {title}. Hamburg: Ankerverlag, {year}."
        if linked:
            return (
                f"{name} ({year}). {title}. Journal of River Towns, {number}, {first}–{last}. "
                f"{self.write_address()} (accessed {day}.0{month}.{seen})."
            )
        return f"{name} ({year}). {title}. London: Anchor Press."

    def write_note(self) -> str:
        kind = self.chance.random()
        work = self.describe_work(linked=kind < 0.45)
        self.made.noted_works.append(work)
        if kind > 0.88:
            return f"{work} {self.write_sentence(60)}. {self.write_sentence(60)}."
        return work
