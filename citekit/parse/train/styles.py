"""Synthetic references in the orders of other styles: author-date, Vancouver, humanities, law, German lists.

A style is drawn by chance, part by part, so that the tagger learns structure and not a hundred styles.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from citekit.parse.train import lexicon
from citekit.parse.train.builder import Builder
from citekit.parse.train.pools import Pools
from citekit.parse.train.style_words import BODIES, MONTHS, UNDATED, WORDS


@dataclass(frozen=True)
class Style:
    """One drawn style."""

    language: str
    words: Mapping[str, str]
    inverted: str
    initials: bool
    initials_gap: str
    vancouver: bool
    capitals: bool
    list_mark: str
    date_after_author: bool
    date_form: str
    after_author: str
    quotes: tuple[str, str]
    after_title: str
    sep: str
    number_form: int
    imprint_form: int
    dash: str
    end: str
    editor_first: bool


def draw_style(random_: random.Random, language: str) -> Style:
    """Draw a style for a language."""
    words = {key: random_.choice(values) for key, values in WORDS[language].items()}
    vancouver = random_.random() < (0.15 if language == "en" else 0.04)
    quotes = {
        "en": [("", "")] * 5 + [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")], "de": [("", "")] * 7 + [("„", "“"), ("»", "«"), ('"', '"')],
        "fr": [("", "")] * 3 + [("« ", " »"), ("«", "»"), ("“", "”")], "it": [("", "")] * 6 + [("«", "»"), ("“", "”"), ('"', '"')], "es": [("", "")] * 3 + [("«", "»"), ("“", "”"), ('"', '"')],
    }[language]  # fmt: skip
    date_first = random_.random() < {"en": 0.5, "de": 0.55, "fr": 0.3, "it": 0.2, "es": 0.5}[language]
    date_form = random_.choice(["({0})", "({0})", "({0})", "{0}", "{0}", "({0}{1})", "{0}{1}", "[{0}]"])
    if date_first:
        after = random_.choice([". ", ": ", ", ", " ", ".: ", "). "]).replace("). ", ". ")
    else:
        after = random_.choice([", ", ". ", ": ", ", ", ": " if language == "de" else ", "])
    return Style(
        language=language, words=words, inverted=random_.choice(["all", "all", "first", "none", "none" if not date_first else "all"]),
        initials=random_.random() < 0.55, initials_gap=random_.choice([" ", "", " "]), vancouver=vancouver, capitals=random_.random() < 0.07,
        list_mark=random_.choice([", ", "; ", ", "]), date_after_author=date_first, date_form=date_form, after_author=after,
        quotes=random_.choice(quotes), after_title=random_.choice([". ", ", ", ". ", ", "]), sep=random_.choice([", ", ", ", ". ", ", "]),
        number_form=random_.randrange(12), imprint_form=random_.randrange(8), dash=random_.choice(["–", "-", "-", "–", "--", "—"]),
        end=random_.choice([".", ".", "", "."]), editor_first=random_.random() < 0.6,
    )  # fmt: skip


class Renderer:
    """Renders references in drawn styles out of pools and our own lists."""

    def __init__(
        self, random_: random.Random, pools: Pools, names: Mapping[str, list[tuple[str, str]]]
    ) -> None:
        self.random = random_
        self.pools = pools
        self.names = names

    def chance(self, share: float) -> bool:
        """Return True in a share of the cases."""
        return self.random.random() < share

    def value(self, style: Style, field: str) -> str:
        """Take a value of a field, from the pools in half of the cases."""
        pool = self.pools.get((style.language, field), ())
        if len(pool) > 30 and self.chance(0.6):
            return self.random.choice(pool)
        if field == "title":
            return lexicon.latin_title(self.random, style.language)
        table = {
            "container-title": lexicon.JOURNALS,
            "publisher": lexicon.PUBLISHERS,
            "publisher-place": lexicon.PLACES,
        }[field]
        return lexicon.pick(self.random, table[style.language])

    def name(self, style: Style, *, inverted: bool) -> str:
        """Write one name."""
        known = self.names.get(style.language, ())
        if len(known) > 50 and self.chance(0.5):
            family, given = self.random.choice(known)
        else:
            family, given = (
                self.random.choice(lexicon.FAMILY[style.language]),
                self.random.choice(lexicon.GIVEN[style.language]),
            )
            if self.chance(0.25):
                given += f" {self.random.choice('ABCDEFGHJKLMNPRSTW')}."
        letters = [
            part[0] for part in given.replace(".", " ").replace("-", " ").split() if part[0].isupper()
        ][:3]
        if style.capitals:
            family = family.upper()
        if style.vancouver:
            return f"{family} {''.join(letters)}"
        if style.initials and letters:
            given = style.initials_gap.join(f"{letter}." for letter in letters)
        if not inverted:
            return f"{given} {family}"
        comma = " " if style.list_mark == ", " and style.initials and style.capitals else ", "
        return f"{family}{comma}{given}"

    def people(self, style: Style, count: int, *, inverted: str | None = None) -> str:
        """Write a list of names."""
        order = inverted or style.inverted
        names = [
            self.name(style, inverted=order == "all" or (order == "first" and index == 0))
            for index in range(count)
        ]
        if self.chance(0.06):
            return names[0] + style.words["others"]
        if count == 1:
            return names[0]
        last = style.words["and"] if not style.vancouver else ", "
        return style.list_mark.join(names[:-1]) + last + names[-1]

    def count(self) -> int:
        """Draw how many people a work has."""
        return self.random.choices([1, 2, 3, 5], [55, 28, 12, 5])[0]

    def put_date(self, builder: Builder, style: Style, year: str) -> None:
        """Put the year in the style's form."""
        letter = self.random.choice("abc")
        form = style.date_form
        before, after = form.split("{0}")
        if self.chance(0.03):
            builder.put("(").put(self.random.choice(UNDATED[style.language]), "issued").put(")")
            return
        builder.put(before).put(year + (letter if "{1}" in after else ""), "issued").put(
            after.replace("{1}", "")
        )

    def year(self) -> str:
        """Draw a year."""
        return str(
            self.random.choices(
                [
                    self.random.randint(1985, 2024),
                    self.random.randint(1900, 1985),
                    self.random.randint(1550, 1900),
                ],
                [68, 27, 5],
            )[0]
        )

    def pages(self, style: Style | None) -> str:
        """Draw pages."""
        first = self.random.randint(1, 900)
        if self.chance(0.12):
            return str(first)
        last = first + self.random.randint(1, 45)
        text = str(last)
        if self.chance(0.1) and len(text) == len(str(first)) and len(text) > 2:
            text = text[-2:]
        gap = self.random.choice(["", "", "", "", " "])
        dash = style.dash if style else self.random.choice("-–")
        return f"{first}{gap}{dash}{gap}{text}"

    def put_numbers(self, builder: Builder, style: Style, year: str, *, dated: bool) -> None:
        """Put volume, issue, the year where it is still due, and pages."""
        volume, issue = str(self.random.randint(1, 130)), str(self.random.randint(1, 12))
        if self.chance(0.06):
            volume = self.random.choice(["IV", "XII", "XXI", "LX", "II", "VII"])
        if self.chance(0.08):
            issue = f"{issue}{self.random.choice(['/', '-', '–'])}{int(issue) + 1}"
        words, form = style.words, style.number_form
        if style.language == "de" and self.chance(0.4):
            self._put_german_numbers(builder, volume, issue, year, dated=dated)
            return
        if self.chance(0.06) and not dated:
            builder.put(f"{self.random.choice(MONTHS[style.language])} {year}", "issued").put(", ")
            builder.put(words["issue"]).put(issue, "issue").put(self.random.choice([", ", ". "])).put(
                words["pages"] or "p. "
            )
            builder.put(self.pages(style), "page")
            return
        has_issue = self.chance(0.65)
        if form in {0, 1, 2}:
            builder.put(volume, "volume")
            if has_issue:
                builder.put([" (", "(", "("][form]).put(issue, "issue").put(")")
        elif form == 3:
            builder.put(volume, "volume")
            if has_issue:
                builder.put(self.random.choice(["/", ".", ":"])).put(issue, "issue")
        elif form in {4, 5}:
            builder.put(words["volume"] or "vol. ").put(volume, "volume")
            if has_issue:
                builder.put(", ").put(words["issue"]).put(issue, "issue")
        elif form == 6:
            builder.put(volume, "volume")
            if has_issue:
                builder.put(", ").put(words["issue"]).put(issue, "issue")
        elif form == 7:
            builder.put(words["issue"]).put(issue, "issue")
        elif form == 8 and style.language == "de":
            builder.put(volume, "volume").put(". Jg.")
            if has_issue:
                builder.put(self.random.choice([", ", " "])).put(words["issue"]).put(issue, "issue")
        elif form == 9:
            builder.put(volume, "volume").put(", ").put(issue, "issue")
        else:
            builder.put(volume, "volume")
        if not dated:
            builder.put(self.random.choice([" (", " (", ", ", " ["]))
            opened = builder.ends_with("([")
            square = builder.ends_with("[")
            builder.put(year, "issued").put(("]" if square else ")") if opened else "")
        if self.chance(0.93):
            builder.put(self.random.choice([": ", ", ", ", ", ":", " : ", ". "]))
            word = words["pages"]
            if not builder.ends_with(":") or self.chance(0.2):
                builder.put(word)
            builder.put(self.pages(style), "page")

    def _put_german_numbers(
        self, builder: Builder, volume: str, issue: str, year: str, *, dated: bool
    ) -> None:
        """Put the numbers of a German journal: `30. Jg., H. 2`, `H. 3/1998`, `30 (2001) 2`."""
        mark = self.random.choice(["H. ", "Heft ", "Nr. ", "H."])
        if dated:
            form = self.random.randrange(5)
            if form == 0:
                builder.put(volume, "volume").put(self.random.choice([". Jg., ", ". Jg. ", ".Jg., "])).put(
                    mark
                ).put(issue, "issue")
            elif form == 1:
                builder.put(self.random.choice(["Jg. ", "Bd. ", "Jahrgang "])).put(volume, "volume").put(
                    self.random.choice([", ", " "])
                ).put(mark).put(issue, "issue")
            elif form == 2:
                builder.put(volume, "volume").put(self.random.choice([", ", "/", " "])).put(
                    mark if self.chance(0.4) else ""
                ).put(issue, "issue")
            elif form == 3:
                builder.put(mark).put(issue, "issue")
            else:
                builder.put(volume, "volume")
        else:
            form = self.random.randrange(5)
            if form == 0:
                builder.put(mark if self.chance(0.7) else "").put(issue, "issue").put("/").put(year, "issued")
            elif form == 1:
                builder.put(volume, "volume").put(" (").put(year, "issued").put(") ").put(
                    mark if self.chance(0.3) else ""
                ).put(issue, "issue")
            elif form == 2:
                builder.put(volume, "volume").put(self.random.choice([". Jg. (", ". Jg., ("])).put(
                    year, "issued"
                ).put("), ").put(mark).put(issue, "issue")
            elif form == 3:
                builder.put("Jg. ").put(volume, "volume").put(" (").put(year, "issued").put("), ").put(
                    mark
                ).put(issue, "issue")
            else:
                builder.put(volume, "volume").put(", ").put(year, "issued").put(", ").put(mark).put(
                    issue, "issue"
                )
        builder.put(self.random.choice([", S. ", ": ", ", ", ", S. ", ", S."])).put(self.pages(None), "page")

    def put_imprint(self, builder: Builder, style: Style, year: str, *, dated: bool) -> None:
        """Put place, publisher and year in the style's order."""
        place = self.value(style, "publisher-place")
        publisher = self.value(style, "publisher")
        form = style.imprint_form
        if style.language == "de" and self.chance(0.5):
            form = self.random.choice([0, 0, 5, 2])
        if form in {0, 1}:
            builder.put("(" if form == 1 and not dated else "").put(place, "publisher-place").put(
                self.random.choice([": ", " : ", ": "])
            ).put(publisher, "publisher")
            if not dated:
                builder.put(self.random.choice([", ", ", ", " "]) if form == 0 else ", ").put(year, "issued")
            builder.put(")" if form == 1 and not dated else "")
        elif form in {2, 3}:
            builder.put(publisher, "publisher").put(", ").put(place, "publisher-place")
            if not dated:
                builder.put(", ").put(year, "issued")
        elif form == 4:
            builder.put(publisher, "publisher")
            if not dated:
                builder.put(self.random.choice([", ", " ", " ("])).put(year, "issued")
                builder.put(")" if builder._parts[-2][0] == " (" else "")  # noqa: SLF001 - closes the bracket
        elif form == 5:
            builder.put(place, "publisher-place")
            if not dated:
                builder.put(self.random.choice([" ", ", "])).put(year, "issued")
        else:
            builder.put(place, "publisher-place").put(", ").put(publisher, "publisher")
            if not dated:
                builder.put(", ").put(year, "issued")

    def date(self, language: str) -> str:
        """Write a full date."""
        day, month, year = (
            self.random.randint(1, 28),
            self.random.randint(1, 12),
            self.random.randint(1999, 2024),
        )
        name = MONTHS[language][month - 1]
        return {
            "en": self.random.choice(
                [
                    f"{day} {name} {year}",
                    f"{name} {day}, {year}",
                    f"{year}-{month:02d}-{day:02d}",
                    f"{day:02d}/{month:02d}/{year}",
                ]
            ),
            "de": self.random.choice(
                [f"{day:02d}.{month:02d}.{year}", f"{day}. {name} {year}", f"{day}.{month}.{year}"]
            ),
            "fr": self.random.choice([f"{day} {name} {year}", f"{day:02d}/{month:02d}/{year}"]),
            "it": self.random.choice([f"{day} {name} {year}", f"{day:02d}/{month:02d}/{year}"]),
            "es": self.random.choice([f"{day} de {name} de {year}", f"{day:02d}/{month:02d}/{year}"]),
        }[language]

    def put_link(self, builder: Builder, style: Style) -> None:
        """Put a DOI or an address with its access date; both are anchors."""
        if self.chance(0.45):
            builder.put(self.random.choice([". ", ", ", ". "]) if not builder.ends_with(".") else " ")
            builder.put(
                self.random.choice(["doi:", "https://doi.org/", "DOI: ", "doi: ", "http://dx.doi.org/"])
                + f"10.{self.random.randint(1000, 9999)}/j.{self.random.randint(100, 999)}.{self.random.randint(10000, 99999)}"
            )
            return
        url = (
            self.random.choice(["http://", "https://", "www."])
            + self.random.choice(
                [
                    "example.org",
                    "www.example.com",
                    "journals.example.edu",
                    "archiv.example.de",
                    "hal.example.fr",
                ]
            )
            + self.random.choice(["", "/a/{0}", "/index.php?id={0}", "/{0}.pdf", "/articles/{0}/"]).format(
                self.random.randint(1, 9999)
            )
        )
        lead = style.words["url"]
        builder.put(" " if builder.ends_with(".,") else self.random.choice([". ", ", ", " "]))
        builder.put(lead + url + (">" if lead == "<" else ""))
        if self.chance(0.7):
            builder.put(
                self.random.choice([" ", ", ", ". ", " "])
                + style.words["accessed"].format(self.date(style.language))
            )

    def put_title(self, builder: Builder, style: Style, *, quoted: bool) -> None:
        """Put the title, in the style's quotation marks where it has some."""
        opening, closing = style.quotes if quoted else ("", "")
        inside = quoted and bool(opening) and self.chance(0.3)
        builder.put(opening).put(self.value(style, "title"), "title")
        if inside:
            builder.put(style.after_title.strip()).put(closing).put(" ")
        else:
            builder.put(closing)
            builder.stop(style.after_title)

    def put_head(self, builder: Builder, style: Style, year: str, *, editors: bool = False) -> bool:
        """Put authors (or editors) and, in author-date styles, the year; return whether it is dated."""
        label = "editor" if editors else "author"
        if self.chance(0.07) and not editors:
            bodies = self.pools.get((style.language, "body"), ())
            body = self.random.choice(
                bodies if len(bodies) > 20 and self.chance(0.6) else BODIES[style.language]
            )
            builder.put(body, label)
        else:
            builder.put(self.people(style, self.count()), label)
        if editors:
            builder.put(style.words["editor_after"])
        if style.date_after_author:
            builder.put(
                " "
                if "(" in style.date_form or "[" in style.date_form
                else self.random.choice([" ", ", ", ". "])
                if not builder.ends_with(".")
                else " "
            )
            self.put_date(builder, style, year)
            builder.put(style.after_author)
            return True
        builder.stop(style.after_author)
        return False

    def article(self, builder: Builder, style: Style) -> None:
        """Render an article in a journal."""
        year = self.year()
        dated = self.put_head(builder, style, year)
        self.put_title(builder, style, quoted=True)
        if self.chance(0.35 if style.language in {"de", "fr", "it"} else 0.05):
            builder.put(style.words["in"])
        if style.quotes == ("", "") and style.language == "it" and self.chance(0.6):
            builder.put("«").put(self.value(style, "container-title"), "container-title").put("»")
        else:
            builder.put(self.value(style, "container-title"), "container-title")
        if self.chance(0.05):
            builder.put(" (").put(self.value(style, "publisher-place"), "publisher-place").put(")")
        builder.put(self.random.choice([", ", " ", ", ", ". "]))
        self.put_numbers(builder, style, year, dated=dated)

    def chapter(self, builder: Builder, style: Style) -> None:
        """Render a chapter."""
        year = self.year()
        dated = self.put_head(builder, style, year)
        self.put_title(builder, style, quoted=True)
        builder.put(style.words["in"] if self.chance(0.95) else "")
        if self.chance(0.75):
            order = self.random.choice(["none", "none", "all"]) if style.language != "de" else style.inverted
            if style.editor_first:
                builder.put(self.people(style, self.count(), inverted=order), "editor").put(
                    style.words["editor_after"] if self.chance(0.9) else ""
                )
                builder.put(
                    self.random.choice([", ", ": ", ", ", " ", ". "])
                    if style.language != "de"
                    else self.random.choice([": ", ": ", ", ", " "])
                )
                builder.put(self.value(style, "title"), "container-title")
            else:
                builder.put(self.value(style, "title"), "container-title").put(
                    self.random.choice([", ", ". ", ", "])
                )
                builder.put(style.words["editor_before"]).put(
                    self.people(style, self.count(), inverted="none"), "editor"
                )
        else:
            builder.put(self.value(style, "title"), "container-title")
        if self.chance(0.12):
            builder.put(", ").put(style.words["volume"] or "Bd. ").put(
                str(self.random.randint(1, 6)), "volume"
            )
        early = self.chance(0.35)
        if early:
            builder.put(self.random.choice([", ", " (", ", "]))
            opened = builder.ends_with("(")
            builder.put(style.words["pages"] or "pp. ").put(self.pages(style), "page").put(
                ")" if opened else ""
            )
        builder.stop(self.random.choice([". ", ", ", ". "]))
        if self.chance(0.06):
            builder.put(style.words["edition"].format(self.random.randint(2, 6)), "edition").put(
                " " if builder.ends_with(".") else ", "
            )
        self.put_imprint(builder, style, year, dated=dated)
        if not early and self.chance(0.92):
            builder.put(self.random.choice([", ", ", ", ". ", ": "]))
            builder.put(style.words["pages"] if not builder.ends_with(":") else "").put(
                self.pages(style), "page"
            )

    def book(self, builder: Builder, style: Style) -> None:
        """Render a book."""
        year = self.year()
        dated = self.put_head(builder, style, year, editors=self.chance(0.15))
        self.put_title(builder, style, quoted=False)
        if self.chance(0.14):
            builder.put(style.words["edition"].format(self.random.randint(2, 9)), "edition").put(
                " " if builder.ends_with(".") else ", "
            )
        if self.chance(0.07):
            builder.put(self.random.choice([style.words["translator"]])).put(
                self.people(style, 1, inverted="none"), "translator"
            ).put(self.random.choice([". ", ", "]))
        if self.chance(0.06):
            builder.put(style.words["volume"] or "Bd. ").put(str(self.random.randint(1, 9)), "volume").put(
                self.random.choice([". ", ", "])
            )
        series = self.chance(0.1)
        if series and self.chance(0.5):
            builder.put(self.random.choice(["(", "(= "])).put(
                lexicon.latin_title(self.random, style.language).split(":")[0], "collection-title"
            )
            self._put_series_number(builder)
            builder.put(self.random.choice([") ", "), ", "). "]))
            series = False
        self.put_imprint(builder, style, year, dated=dated)
        if series:
            builder.put(self.random.choice([" (", ", coll. « " if style.language == "fr" else " (= "]))
            close = " »" if builder.ends_with("«") else ")"
            builder.put(lexicon.latin_title(self.random, style.language).split(":")[0], "collection-title")
            self._put_series_number(builder)
            builder.put(close)
        if self.chance(0.2):
            builder.put(", ").put(style.words["pages"] or "p. ").put(self.pages(style), "page")
        elif self.chance(0.06):
            builder.put(self.random.choice([", ", ". "])).put(
                str(self.random.randint(90, 700)), "number-of-pages"
            ).put({"de": " S.", "en": " pp", "fr": " p.", "it": " pp.", "es": " pp."}[style.language])

    def _put_series_number(self, builder: Builder) -> None:
        """Put the number within a series, sometimes."""
        if self.chance(0.6):
            builder.put(self.random.choice([", ", " ", ", Bd. ", "; ", ", vol. "]))
            builder.put(str(self.random.randint(1, 150)), "volume")

    def thesis(self, builder: Builder, style: Style) -> None:
        """Render a thesis or a working paper."""
        year = self.year()
        dated = self.put_head(builder, style, year)
        self.put_title(builder, style, quoted=self.chance(0.5))
        if self.chance(0.6):
            builder.put(self.random.choice(["", "", "("]))
            opened = builder.ends_with("(")
            builder.put(style.words["thesis"], "genre").put(", ").put(
                self.value(style, "publisher"), "publisher"
            )
        else:
            opened = False
            builder.put(style.words["report"], "genre").put(self.random.choice([" ", " No. ", " Nr. "])).put(
                str(self.random.randint(1, 900)), "number"
            ).put(self.random.choice([", ", ". "])).put(self.value(style, "publisher"), "publisher")
        if self.chance(0.4):
            builder.put(", ").put(self.value(style, "publisher-place"), "publisher-place")
        if not dated:
            builder.put(", ").put(year, "issued")
        builder.put(")" if opened else "")

    def web(self, builder: Builder, style: Style) -> None:
        """Render a page or a newspaper article."""
        year = self.year()
        dated = self.put_head(builder, style, year) if self.chance(0.75) else False
        self.put_title(builder, style, quoted=True)
        if self.chance(0.7):
            if self.chance(0.3):
                builder.put(style.words["in"])
            builder.put(self.value(style, "container-title"), "container-title").put(
                self.random.choice([", ", ". "])
            )
        if not dated:
            builder.put(self.random.choice([self.date(style.language), year]), "issued")
        if self.chance(0.25):
            builder.put(", ").put(style.words["pages"] or "p. ").put(str(self.random.randint(1, 40)), "page")
        if self.chance(0.75):
            self.put_link(builder, style)
