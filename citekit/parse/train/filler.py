"""Draws the names, works, dates and numbers that templates are filled with."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from citekit.parse.train import lexicon
from citekit.parse.train.pools import Pools
from citekit.parse.train.style_words import MONTHS, WORDS


class Filler:
    """Fills templates in one language."""

    def __init__(
        self, random_: random.Random, language: str, pools: Pools, names: Mapping[str, list[tuple[str, str]]]
    ) -> None:
        self.random = random_
        self.language = language
        self.pools = pools
        self.names = names
        self.manner = random_.random()
        self.dash = random_.choice(["–", "-", "-", "–", " – "])
        self.and_ = random_.choice(WORDS[language]["and"])
        self.quotes = random_.choice(
            {
                "en": [("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'")],
                "de": [("„", "“"), ("„", "”"), ("»", "«"), ('"', '"')],
                "fr": [("« ", " »"), ("«", "»"), ("“", "”"), ("« ", " »")],
                "it": [("“", "”"), ("«", "»")],
                "es": [("«", "»"), ("“", "”"), ('"', '"')],
                "ru": [("«", "»"), ('"', '"')],
            }[language]
        )

    def chance(self, share: float) -> bool:
        """Return True in a share of the cases."""
        return self.random.random() < share

    def value(self, field: str) -> str:
        """Draw a title, journal, publisher or place."""
        pool = self.pools.get((self.language, field), ())
        if len(pool) > 30 and self.chance(0.6):
            return self.random.choice(pool)
        if field == "title":
            return self.title()
        table = {
            "container-title": lexicon.JOURNALS,
            "publisher": lexicon.PUBLISHERS,
            "publisher-place": lexicon.PLACES,
        }
        return lexicon.pick(self.random, table[field][self.language])

    def title(self) -> str:
        """Make a title, with a subtitle after a full stop in a good part."""
        title = lexicon.make_title(self.random, self.language)
        if self.chance(0.08):
            first = self.random.randint(1600, 1950)
            title += f"{self.random.choice([' ', ', ', ' (', ' '])}{first}{self.random.choice('–-')}{first + self.random.randint(2, 90)}"
            title += ")" if "(" in title and ")" not in title else ""
        if self.chance(0.3):
            title = title.rstrip(".?") + self.random.choice([". ", ". ", ": "])
            title += lexicon.make_title(self.random, self.language)
        return title

    def person(self) -> tuple[str, str]:
        """Draw family and given name."""
        if self.language == "ru":
            return lexicon.russian_family(self.random), " ".join(lexicon.russian_given(self.random))
        known = self.names.get(self.language, ())
        if len(known) > 50 and self.chance(0.5):
            return self.random.choice(known)
        return self.random.choice(lexicon.FAMILY[self.language]), self.random.choice(
            lexicon.GIVEN[self.language]
        )

    def people(self, form: str, *, most: int = 3) -> str:
        """Write one to three names: `direct`, `initials`, `inverted`, `family`, `capitals`."""
        count = self.random.choices(range(1, most + 1), [70, 22, 8][:most])[0]
        joint = self.random.choice(["/", self.and_, self.and_, self.and_])
        written = [self._write(form) for _ in range(count)]
        if count == 1:
            return written[0] + (WORDS[self.language]["others"][0] if self.chance(0.05) else "")
        if joint == "/":
            return "/".join(written)
        gap = "; " if form == "inverted" and self.chance(0.3) else ", "
        return gap.join(written[:-1]) + joint + written[-1]

    def _write(self, form: str) -> str:
        family, given = self.person()
        letters = [part[0] for part in re.split(r"[\s.\-]+", given) if part[:1].isupper()][:2] or ["M"]
        short = self.random.choice(["", " "]).join(f"{letter}." for letter in letters)
        if form == "family":
            return family.upper() if self.chance(0.06) else family
        if form == "capitals":
            return f"{given} {family.upper()}" if self.chance(0.6) else f"{family.upper()} {given}"
        if form == "capitals-initials":
            return f"{family.upper()} {short}" if self.chance(0.6) else f"{family} {short}"
        if form == "inverted":
            return f"{family}, {given if self.manner < 0.6 else short}"
        if form == "initials":
            return f"{short} {family}"
        return f"{short if self.manner < 0.3 else given} {family}"

    def year(self) -> str:
        """Draw a year."""
        return str(self.random.randint(1900, 2024) if self.chance(0.93) else self.random.randint(1600, 1899))

    def page(self) -> str:
        """Draw a page or a range."""
        first = self.random.randint(1, 900)
        if self.chance(0.5):
            return str(first)
        return f"{first}{self.dash}{first + self.random.randint(1, 40)}"

    def date(self) -> str:
        """Write a full date."""
        day, month, year = (
            self.random.randint(1, 28),
            self.random.randint(1, 12),
            self.random.randint(1950, 2024),
        )
        name = MONTHS[self.language][month - 1]
        return {
            "en": self.random.choice([f"{day} {name} {year}", f"{name} {day}, {year}", f"{day}.{month}.{year}"]),
            "de": self.random.choice([f"{day}. {name} {year}", f"{day:02d}.{month:02d}.{year}", f"{day}.{month}.{year}"]),
            "fr": self.random.choice([f"{day} {name} {year}", f"{day} {name[:4]}. {year}" if len(name) > 5 else f"{day} {name} {year}"]),
            "it": f"{day} {name} {year}",
            "es": f"{day} de {name} de {year}",
            "ru": self.random.choice([f"{day} {name} {year}", f"{day} {name} {year} г.", f"{day:02d}.{month:02d}.{year}", f"{year}. {day} {name[:3]}."]),
        }[self.language]  # fmt: skip

    def number(self) -> str:
        """Draw the number of a case or an act."""
        form = self.random.randrange(4)
        low, high = self.random.randint(1, 900), self.random.randint(1, 99999)
        if form == 0:
            return f"{low}/{self.random.randint(60, 99)}"
        if form == 1:
            return f"{self.random.randint(1950, 2024)}/{low}"
        return str(high) if form == 2 else str(low)
