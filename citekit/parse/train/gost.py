"""Synthetic references after GOST R 7.0.5-2008, 7.0.100-2018, 7.1-2003 and what is made of them.

Each function makes one kind of reference; a `Manner` holds what stays the same within one list: area
marks, blanks, initials, dashes, key words.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from citekit.parse.train import lexicon
from citekit.parse.train.builder import Builder
from citekit.parse.train.examples import Example

_MONTHS_RU: Final = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)
_MONTHS_UK: Final = (
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
)
_SHORT_RU: Final = "янв. февр. марта апр. мая июня июля авг. сент. окт. нояб. дек.".split()
_HOSTS: Final = "example.org journal.example.ru www.vestnik.example.su lib.example.edu rg.example.ru un.example.org cyber.example.ru gov.example.kz mfa.example.tm elibrary.example.ru".split()
_ROMAN: Final = "I II III IV V VI VII VIII IX X XI XII XIV XV XVI XX XXV".split()


@dataclass(frozen=True)
class Manner:
    """How one author writes references."""

    language: str
    area: str
    colon: str
    slashes: str
    dash: str
    initials_gap: str
    family_comma: bool
    initials_first: bool
    page: str
    volume: str
    issue: str
    number_gap: str
    comma_numbers: bool
    end: str
    mark: bool
    full: bool


def make_manner(random_: random.Random) -> Manner:
    """Choose a manner."""
    language = "uk" if random_.random() < 0.16 else "ru"
    full = random_.random() < 0.3
    area = random_.choice([". – ", ". – ", ". — ", ". - "]) if full or random_.random() < 0.35 else ". "
    return Manner(
        language=language,
        area=area,
        colon=random_.choice([" : ", ": ", ": "]),
        slashes=random_.choice(
            [" // ", " // ", " // ", " // ", "// ", " //", "//", ". // ", " / / "]
            if random_.random() < 0.4
            else [" // "]
        ),
        dash=random_.choice(["–", "–", "-", "-", "—"]),
        initials_gap=random_.choice([" ", "", " ", "", ""]),
        family_comma=full and random_.random() < 0.8 or random_.random() < 0.05,
        initials_first=random_.random() < 0.07,
        page=random_.choice(
            ["С. ", "С. ", "С.", "с. ", "С.", "Стр. ", "стр. ", "с.", "C. ", "c. "]
            if language == "ru"
            else ["С. ", "С.", "с. ", "C. "]
        ),
        volume=random_.choice(["Т. ", "Т. ", "Т.", "т. ", "Том ", "T. "]),
        issue=random_.choice(
            ["№ ", "№ ", "№", "N ", "№ ", "Вып. ", "Вып.", "вып. ", "No. "]
            if language == "ru"
            else ["№ ", "№", "Вип. ", "Вип."]
        ),
        number_gap=random_.choice([" ", " ", ""]),
        comma_numbers=random_.random() < 0.15,
        end=random_.choice([".", ".", ".", "", ";"]),
        mark=random_.random() < 0.5,
        full=full,
    )


def make_gost_examples(count: int, seed: int) -> list[Example]:
    """Make `count` references, each in a manner and of a kind drawn by chance."""
    random_ = random.Random(seed)
    kinds, weights = zip(*KINDS, strict=True)
    examples = []
    while len(examples) < count:
        manner = make_manner(random_)
        noise = random_.choice([0.0, 0.0, 0.0, 0.05, 0.15])
        for _ in range(random_.randint(2, 6)):
            builder = Builder()
            _put_number(builder, random_)
            random_.choices(kinds, weights)[0](builder, manner, random_)
            if manner.end and not builder.ends_with(manner.end):
                builder.put(manner.end)
            language = manner.language if random_.random() < 0.95 else None
            examples.append(builder.build("gost", language, random_, noise))
    return examples[:count]


def _put_number(builder: Builder, random_: random.Random) -> None:
    """Put a list number or a footnote's opening words in front, sometimes."""
    chance = random_.random()
    number = str(random_.randint(1, 120))
    if chance < 0.12:
        builder.put(number, "citation-number").put(". ")
    elif chance < 0.16:
        builder.put("[").put(number, "citation-number").put("] ")
    elif chance < 0.24:
        builder.put(
            random_.choice(
                [
                    "См.: ",
                    "См. ",
                    "См. подробнее: ",
                    "См. также: ",
                    "Подробнее см.: ",
                    "Цит. по: ",
                    "Ср.: ",
                    "См., например: ",
                    "Об этом см.: ",
                ]
            )
        )


def _name(manner: Manner, random_: random.Random, *, direct: bool | None = None) -> str:
    """Write one name."""
    if manner.language == "uk":
        family, initials = (
            random_.choice(lexicon.FAMILY["uk"]),
            [random_.choice("АБВГДЄІЇКЛМНОПРСТЮЯ"), random_.choice("АБВГІКЛМНОПРС")],
        )
    else:
        family, initials = lexicon.russian_family(random_), lexicon.russian_initials(random_)
    if direct is None:
        direct = manner.initials_first
    if random_.random() < 0.03 and manner.language == "ru":
        given, patronymic = lexicon.russian_given(random_)
        return f"{family}{',' if manner.family_comma else ''} {given} {patronymic}"
    dotted = (". " if manner.initials_gap else ".").join(initials) + "."
    if direct:
        return f"{dotted}{manner.initials_gap or random_.choice([' ', '', ' '])}{family}"
    return f"{family}{',' if manner.family_comma else ''} {dotted}"


def _names(manner: Manner, random_: random.Random, count: int, *, direct: bool | None = None) -> str:
    """Write a list of names, with an open end at times."""
    names = ", ".join(_name(manner, random_, direct=direct) for _ in range(count))
    if count > 1 and random_.random() < 0.04:
        names = names[::-1].replace(" ,", " и "[::-1], 1)[::-1]
    if random_.random() < (0.08 if count > 1 else 0.04):
        names += (
            random_.choice([" [и др.]", " и др.", " [и др.]", ", и др."])
            if manner.language == "ru"
            else random_.choice([" [та ін.]", " та ін."])
        )
    return names


def _author_count(random_: random.Random) -> int:
    return random_.choices([1, 2, 3, 4], [60, 24, 12, 4])[0]


def _put_authors(builder: Builder, manner: Manner, random_: random.Random) -> str:
    """Put the authors; return a gap to follow."""
    count = 1 if manner.full else _author_count(random_)
    builder.put(_names(manner, random_, count), "author")
    builder.put(
        random_.choice(
            [" ", " ", " ", " ", "  ", ". ", ", "] if manner.initials_first else [" "] * 12 + [". ", ": "]
        )
    )
    return ""


def _title(manner: Manner, random_: random.Random) -> str:
    """Make a title, with a subtitle at times."""
    title = lexicon.make_title(random_, manner.language)
    if random_.random() < 0.2:
        title += manner.colon + lexicon.pick(random_, lexicon.SUBTITLES[manner.language])
    if random_.random() < 0.05:
        title = f"«{title}»"
    return title


def _put_title(builder: Builder, manner: Manner, random_: random.Random, label: str = "title") -> None:
    title = _title(manner, random_)
    if title.startswith("«") and title.endswith("»"):
        builder.put("«").put(title[1:-1], label).put("»")
    else:
        builder.put(title, label)


def _put_responsible(
    builder: Builder, manner: Manner, random_: random.Random, role: str | None = None
) -> None:
    """Put a statement of responsibility after ` / `."""
    builder.put(random_.choice([" / ", " / ", " / ", "/ ", " /"]) if not manner.full else " / ")
    others = manner.language == "uk"
    if role is None:
        role = random_.choice(["author", "author", "editor", "both", "translator"])
    if role in {"author", "both"}:
        builder.put(_names(manner, random_, _author_count(random_), direct=True), "author")
    if role == "both":
        builder.put(random_.choice([" ; ", "; "]))
    if role in {"editor", "both"}:
        lead = (
            random_.choice(["за ред. ", "за заг. ред. ", "відп. ред. ", "упоряд. ", "під ред. "])
            if others
            else random_.choice(
                [
                    "под ред. ",
                    "под ред. ",
                    "под редакцией ",
                    "под общ. ред. ",
                    "отв. ред. ",
                    "отв. ред.: ",
                    "ред. ",
                    "сост. ",
                    "сост.: ",
                    "под науч. ред. ",
                    "науч. ред. ",
                    "гл. ред. ",
                    "редкол.: ",
                    "авт.-сост. ",
                    "Под ред. ",
                ]
            )
        )
        builder.put(lead).put(_names(manner, random_, random_.choice([1, 1, 2]), direct=True), "editor")
    if role == "translator":
        builder.put(
            random_.choice(
                ["пер. с англ. ", "пер. с нем. ", "пер. с фр. ", "пер. ", "перевод с английского "]
            )
            if not others
            else "пер. з англ. "
        )
        builder.put(_names(manner, random_, 1, direct=True), "translator")


def _year(random_: random.Random) -> str:
    return str(
        random_.choices(
            [random_.randint(1990, 2024), random_.randint(1920, 1990), random_.randint(1780, 1917)],
            [70, 22, 8],
        )[0]
    )


def _pages(manner: Manner, random_: random.Random) -> str:
    first = random_.randint(1, 420)
    if random_.random() < 0.25:
        return str(first)
    blank = random_.choice(["", "", "", "", " "])
    return f"{first}{blank}{manner.dash}{blank}{first + random_.randint(1, 40)}"


def _put_pages(builder: Builder, manner: Manner, random_: random.Random) -> None:
    builder.put(manner.page).put(_pages(manner, random_), "page")
    if random_.random() < 0.03:
        builder.put(random_.choice([", ", " "])).put(f"{random_.randint(421, 460)}", "page")


def _put_extent(builder: Builder, manner: Manner, random_: random.Random) -> None:
    builder.stop(manner.area).put(str(random_.randint(24, 860)), "number-of-pages")
    builder.put(random_.choice([" с", " с", "с", " c", " стр"]) + random_.choice([".", ".", ""]))
    if random_.random() < 0.08:
        builder.put(" " + random_.choice(["(Серия «", "– (", "(Сер. "])).put(
            _title(manner, random_).split(":")[0].strip("«»"), "collection-title"
        ).put(random_.choice(["»)", ")", ")"]))


def _put_imprint(builder: Builder, manner: Manner, random_: random.Random, *, after: bool = True) -> None:
    """Put place, publisher and year."""
    if after:
        builder.stop(manner.area)
    builder.put(lexicon.pick(random_, lexicon.PLACES[manner.language]), "publisher-place")
    if random_.random() < 0.72:
        builder.put(manner.colon).put(_publisher(manner, random_), "publisher")
    builder.put(random_.choice([", ", ", ", ", ", ", ", ". "])).put(_year(random_), "issued")
    if random_.random() < 0.05:
        builder.put(" г.")


def _publisher(manner: Manner, random_: random.Random) -> str:
    publisher = lexicon.pick(random_, lexicon.PUBLISHERS[manner.language])
    if random_.random() < 0.08:
        word = lexicon.pseudo_word(random_, "ru").capitalize()
        publisher = random_.choice(
            [
                f"Изд-во «{word}»",
                word,
                f"Изд. дом «{word}»",
                f"Издательство {word}",
                f"ООО «{word}»",
                f"ИД {word}",
            ]
        )
    return publisher


def _journal(manner: Manner, random_: random.Random) -> str:
    if random_.random() < 0.2:
        if manner.language == "uk":
            return (
                random_.choice(
                    ["Вісник ", "Наукові записки ", "Збірник наукових праць ", "Проблеми ", "Питання "]
                )
                + lexicon.make_title(random_, "uk").split(" ")[-1]
            )
        noun = lexicon.make_title(random_, "ru").split(" ")
        return random_.choice(
            [
                "Вестник ",
                "Вопросы ",
                "Проблемы ",
                "Труды ",
                "Известия ",
                "Журнал ",
                "Ученые записки ",
                "Сборник трудов ",
                "Бюллетень ",
                "",
            ]
        ) + " ".join(noun[-2:]).strip("»?.,")
    return lexicon.pick(random_, lexicon.JOURNALS[manner.language])


def _put_edition(builder: Builder, manner: Manner, random_: random.Random) -> None:
    number = random_.randint(2, 9)
    if manner.language == "uk":
        edition = random_.choice(
            [
                f"{number}-ге вид.",
                f"{number}-е вид., випр. і допов.",
                f"Вид. {number}-ге",
                f"{number}-те вид., переробл.",
            ]
        )
    else:
        edition = random_.choice(
            [
                f"{number}-е изд.",
                f"{number}-е изд., испр.",
                f"{number}-е изд., испр. и доп.",
                f"{number}-е изд., перераб. и доп.",
                f"Изд. {number}-е",
                f"Изд. {number}-е, доп.",
                f"{number}-е издание",
                f"{number}-е изд., стер.",
            ]
        )
    builder.stop(manner.area).put(edition, "edition")


def _access(manner: Manner, random_: random.Random) -> str:
    """Write an access date, brackets and words included; the anchors find it, so it has no label."""
    day, month, year = random_.randint(1, 28), random_.randint(1, 12), random_.randint(2004, 2024)
    months = _MONTHS_UK if manner.language == "uk" else _MONTHS_RU
    date = random_.choice(
        [
            f"{day:02d}.{month:02d}.{year}",
            f"{day:02d}.{month:02d}.{year}",
            f"{day} {months[month - 1]} {year}",
            f"{day:02d}.{month:02d}.{year} г.",
            f"{day} {months[month - 1]} {year} г.",
        ]
    )
    word = (
        "дата звернення"
        if manner.language == "uk"
        else random_.choice(
            [
                "дата обращения",
                "дата обращения",
                "дата обращения",
                "Дата обращения",
                "дата доступа",
                "дата посещения",
                "последнее посещение",
            ]
        )
    )
    return random_.choice(
        [
            f"({word}: {date})",
            f"({word}: {date})",
            f"({word} {date})",
            f"({word} – {date})",
            f"[{word}: {date}]",
            f"{word}: {date}",
        ]
    )


def _url(random_: random.Random) -> str:
    path = random_.choice(
        [
            "/index.php?id={0}",
            "/articles/{0}",
            "/doc/{0}.html",
            "/news/2018/{0}",
            "/ru/item/{0}/",
            "/{0}.pdf",
            "/cgi/view?l=ru&art={0}",
            "",
            "/razgovory-o-morye-{0}.html",
        ]
    ).format(random_.randint(100, 99999))
    return (
        random_.choice(["http://", "https://", "http://", "www.", "https://"]) + random_.choice(_HOSTS) + path
    )


def _put_url(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put the address with its words and the access date; both are anchors."""
    if random_.random() < 0.25 and not manner.full:
        builder.stop(". ").put("[Электронный ресурс]" if manner.language == "ru" else "[Електронний ресурс]")
    lead = random_.choice(
        [
            "URL: ",
            "URL: ",
            "URL: ",
            "Режим доступа: ",
            "Режим доступа: ",
            "URL:",
            "",
            "Доступно по адресу: ",
            "Режим доступа : ",
        ]
    )
    builder.stop(manner.area if random_.random() < 0.8 else ". ").put(lead + _url(random_))
    if random_.random() < 0.78:
        builder.put(random_.choice([" ", " ", ". ", " – ", ", "]) + _access(manner, random_))


def _put_mark(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put the mark of the medium, sometimes."""
    if manner.full and random_.random() < 0.6:
        builder.stop(manner.area).put(
            "Текст" + manner.colon + random_.choice(["непосредственный", "электронный"])
        )
    elif manner.mark and random_.random() < 0.4:
        builder.put(" [Электронный ресурс]" if manner.language == "ru" else " [Електронний ресурс]")


def _article(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an article in a journal."""
    if random_.random() < 0.93:
        _put_authors(builder, manner, random_)
    _put_title(builder, manner, random_)
    if manner.full or random_.random() < 0.06:
        _put_responsible(builder, manner, random_, "author")
    _put_mark(builder, manner, random_)
    builder.put(manner.slashes)
    _put_host(builder, manner, random_, _journal(manner, random_))
    if random_.random() < 0.2:
        _put_url(builder, manner, random_)
    if random_.random() < 0.08:
        builder.stop(manner.area).put(
            random_.choice(["DOI: ", "DOI ", "https://doi.org/", "doi:"])
            + f"10.{random_.randint(1000, 99999)}/{random_.randint(1000, 9999)}-{random_.randint(10, 99)}"
        )


def _put_host(builder: Builder, manner: Manner, random_: random.Random, journal: str) -> None:
    """Put journal, year, volume, issue and pages."""
    if random_.random() < 0.1:
        builder.put("«").put(journal, "container-title").put("»")
    else:
        builder.put(journal, "container-title")
    area = ", " if manner.comma_numbers else manner.area
    if random_.random() < 0.03:
        builder.put(" (").put(lexicon.pick(random_, lexicon.PLACES[manner.language]), "publisher-place").put(
            ")"
        )
    builder.stop(area).put(_year(random_), "issued")
    if random_.random() < 0.06:
        builder.put(" г.")
    if random_.random() < 0.35:
        volume = str(random_.randint(1, 90)) if random_.random() < 0.8 else random_.choice(_ROMAN)
        builder.stop(area).put(manner.volume).put(volume, "volume")
        if random_.random() < 0.75:
            builder.put(random_.choice([", ", ", ", area]) if area != ", " else ", ")
            _put_issue(builder, manner, random_)
    elif random_.random() < 0.9:
        builder.stop(area)
        _put_issue(builder, manner, random_)
    if random_.random() < 0.88:
        builder.stop(area)
        _put_pages(builder, manner, random_)


def _put_issue(builder: Builder, manner: Manner, random_: random.Random) -> None:
    number = random_.randint(1, 24)
    issue = random_.choice(
        [str(number)] * 6
        + [
            f"{number} ({number * 7})",
            f"{number}-{number + 1}",
            f"{number}/{number + 1}",
            f"{number}({number * 5})",
            f"{number} (ч. 2)",
        ]
    )
    builder.put(manner.issue).put(issue, "issue")


def _book(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a book."""
    authors = random_.random() < 0.8
    if authors:
        _put_authors(builder, manner, random_)
    _put_title(builder, manner, random_)
    if manner.mark and random_.random() < 0.1:
        _put_mark(builder, manner, random_)
    if manner.full or not authors or random_.random() < 0.15:
        _put_responsible(
            builder,
            manner,
            random_,
            None if not (manner.full and authors) else random_.choice(["author", "author", "both"]),
        )
    if random_.random() < 0.25:
        _put_edition(builder, manner, random_)
    _put_imprint(builder, manner, random_)
    multi = random_.random() < 0.12
    if multi:
        builder.stop(manner.area).put(random_.choice([manner.volume, manner.volume, "Ч. ", "Кн. "])).put(
            str(random_.randint(1, 9)) if random_.random() < 0.7 else random_.choice(_ROMAN), "volume"
        )
    if random_.random() < 0.55:
        _put_extent(builder, manner, random_)
    elif random_.random() < 0.7:
        builder.stop(manner.area)
        _put_pages(builder, manner, random_)
    if manner.full and random_.random() < 0.5:
        builder.stop(manner.area).put(
            f"ISBN 978-5-{random_.randint(100, 999)}-{random_.randint(10000, 99999)}-{random_.randint(0, 9)}"
        )
        _put_mark(builder, manner, random_)
    if random_.random() < 0.06:
        _put_url(builder, manner, random_)


def _part(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a part of a book or a paper of a conference."""
    if random_.random() < 0.93:
        _put_authors(builder, manner, random_)
    _put_title(builder, manner, random_)
    if manner.full or random_.random() < 0.05:
        _put_responsible(builder, manner, random_, "author")
    builder.put(manner.slashes)
    container = _title(manner, random_).strip("«»")
    conference = random_.random() < 0.45
    if conference:
        number = random_.choice(_ROMAN)
        what = (
            random_.choice(
                [
                    "материалы {0} Междунар. науч.-практ. конф.",
                    "материалы {0} международной научной конференции",
                    "сб. материалов {0} Всерос. конф.",
                    "тез. докл. {0} конф.",
                    "материалы конф.",
                    "сборник статей по материалам {0} международной конференции",
                    "труды {0} Всероссийской конференции",
                ]
            )
            if manner.language == "ru"
            else random_.choice(
                [
                    "матеріали {0} Міжнар. наук.-практ. конф.",
                    "тези доп. {0} Всеукр. конф.",
                    "зб. матеріалів конф.",
                ]
            )
        ).format(number)
        container += manner.colon + what
        if random_.random() < 0.6:
            day = random_.randint(1, 20)
            months = _MONTHS_UK if manner.language == "uk" else _MONTHS_RU
            place = lexicon.pick(random_, lexicon.PLACES[manner.language]).rstrip(".")
            year = _year(random_)
            container += random_.choice(
                [
                    f" ({place}, {day}–{day + 2} {random_.choice(months)} {year} г.)",
                    f" (г. {place}, {day} {random_.choice(months)} {year} г.)",
                    f", {place}, {day}-{day + 1} {random_.choice(months)} {year} г.",
                    f" ({place}, {year})",
                ]
            )
    elif random_.random() < 0.3:
        container += manner.colon + random_.choice(
            ["сб. ст.", "сб. науч. тр.", "сборник статей", "сб. статей", "коллективная монография"]
            if manner.language == "ru"
            else ["зб. ст.", "зб. наук. пр."]
        )
    builder.put(container, "container-title")
    if random_.random() < 0.35:
        _put_responsible(builder, manner, random_, "editor")
    if random_.random() < 0.06:
        _put_edition(builder, manner, random_)
    _put_imprint(builder, manner, random_)
    if random_.random() < 0.2:
        builder.stop(manner.area).put(random_.choice([manner.volume, "Ч. ", "Вып. ", "Кн. "])).put(
            random_.choice([str(random_.randint(1, 9)), random_.choice(_ROMAN)]), "volume"
        )
    builder.stop(manner.area)
    _put_pages(builder, manner, random_)


def _thesis(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a thesis or its abstract."""
    _put_authors(builder, manner, random_)
    _put_title(builder, manner, random_)
    council = random_.choice(lexicon.COUNCILS)
    if manner.language == "uk":
        genre = random_.choice(
            [
                f"дис. … канд. {council}. наук",
                f"автореф. дис. на здобуття наук. ступеня канд. {council}. наук",
                f"дис. ... д-ра {council}. наук",
            ]
        )
    else:
        genre = random_.choice(
            [f"дис. … канд. {council}. наук", f"дис. ... канд. {council}. наук", f"автореф. дис. … канд. {council}. наук", f"автореф. дис. ... д-ра {council}. наук", f"дис. … д-ра {council}. наук",
             f"диссертация на соискание ученой степени кандидата {council}. наук", f"дисс. ... канд. {council}. наук", f"автореферат диссертации на соискание ученой степени доктора {council}. наук", f"Дис. … канд. {council}. наук", f"автореф. дис. канд. {council}. наук"]
        )  # fmt: skip
    builder.put(random_.choice([manner.colon, manner.colon, ". "])).put(genre, "genre")
    if random_.random() < 0.55:
        builder.put(manner.colon).put(
            f"{random_.randint(1, 23):02d}.{random_.randint(0, 10):02d}.{random_.randint(1, 25):02d}", "note"
        )
    if manner.full:
        _put_responsible(builder, manner, random_, "author")
    builder.stop(manner.area)
    builder.put(lexicon.pick(random_, lexicon.PLACES[manner.language]), "publisher-place").put(", ").put(
        _year(random_), "issued"
    )
    if random_.random() < 0.75:
        _put_extent(builder, manner, random_)
    elif random_.random() < 0.7:
        builder.stop(manner.area)
        _put_pages(builder, manner, random_)


def _newspaper(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an article in a newspaper."""
    if random_.random() < 0.75:
        _put_authors(builder, manner, random_)
    _put_title(builder, manner, random_)
    builder.put(manner.slashes).put(
        lexicon.pick(random_, lexicon.NEWSPAPERS)
        if manner.language == "ru"
        else random_.choice(["Урядовий кур’єр", "Голос України", "День", "Дзеркало тижня", "Україна молода"]),
        "container-title",
    )
    day, month, year = random_.randint(1, 28), random_.randint(0, 11), _year(random_)
    short = random_.choice([_SHORT_RU, _MONTHS_RU]) if manner.language == "ru" else _MONTHS_UK
    form = random_.random()
    if form < 0.6:
        between = random_.choice([manner.area, ". ", ", "])
        builder.stop(manner.area).put(f"{year}{between}{day} {short[month]}", "issued")
    elif form < 0.8:
        builder.stop(manner.area).put(f"{day:02d}.{month + 1:02d}.{year}", "issued")
    else:
        builder.stop(manner.area).put(f"{day} {short[month].rstrip('.')} {year}", "issued").put(
            random_.choice([" г.", " г.", ""])
        )
    if random_.random() < 0.35:
        builder.put(random_.choice([". № ", " (№ ", ". – № "])).put(str(random_.randint(1, 300)), "issue")
        if builder._parts[-2][0].startswith(" ("):  # noqa: SLF001 - the bracket just opened is closed
            builder.put(")")
    if random_.random() < 0.55:
        builder.stop(manner.area)
        _put_pages(builder, manner, random_)
    if random_.random() < 0.2:
        _put_url(builder, manner, random_)


def _electronic(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an electronic resource: `Title // Host. [Электронный ресурс] URL: … (дата обращения: …)` in all orders."""
    if random_.random() < 0.45:
        _put_authors(builder, manner, random_)
    _put_title(builder, manner, random_)
    mark = "[Электронный ресурс]" if manner.language == "ru" else "[Електронний ресурс]"
    where = random_.random()
    if where < 0.3:
        builder.put(random_.choice([" ", ". ", " "]) + mark)
    elif manner.full and where < 0.6:
        _put_mark(builder, manner, random_)
    has_host = random_.random() < 0.75
    if has_host:
        builder.put(manner.slashes)
        host = lexicon.pick(random_, lexicon.SITES) if random_.random() < 0.75 else _journal(manner, random_)
        builder.put(host, "container-title")
        if random_.random() < 0.2:
            builder.put(manner.colon + random_.choice(["[сайт]", "сайт", "[портал]", "офиц. сайт"]))
    if 0.6 < where < 0.9:
        builder.put(random_.choice([". ", " ", ". "]) + mark)
    if random_.random() < 0.45:
        day, month, year = random_.randint(1, 28), random_.randint(0, 11), random_.randint(1998, 2024)
        months = _MONTHS_UK if manner.language == "uk" else _MONTHS_RU
        date = random_.choice(
            [
                f"{day:02d}.{month + 1:02d}.{year}",
                str(year),
                f"{day} {months[month]} {year}",
                f"{year}{manner.area}{day} {months[month]}",
            ]
        )
        builder.stop(manner.area if random_.random() < 0.8 else ", ").put(date, "issued")
        if random_.random() < 0.06:
            builder.put(" г.")
    if random_.random() < 0.1:
        builder.stop(manner.area)
        _put_issue(builder, manner, random_)
    _put_url(builder, manner, random_)


def _law(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an act: Russian law, decree, order, code, treaty."""
    day, month, year = random_.randint(1, 28), random_.randint(0, 11), random_.randint(1992, 2024)
    date = random_.choice(
        [
            f"{day:02d}.{month + 1:02d}.{year}",
            f"{day} {_MONTHS_RU[month]} {year} г.",
            f"{day} {_MONTHS_RU[month]} {year} года",
        ]
    )
    number = str(random_.randint(1, 900))
    act, suffix = random_.choice(
        [("федер. закон", "-ФЗ"), ("Федеральный закон", "-ФЗ"), ("федер. конституц. закон", "-ФКЗ"), ("Указ Президента РФ", ""), ("Указ Президента Российской Федерации", ""), ("постановление Правительства РФ", ""),
         ("Постановление Правительства Российской Федерации", ""), ("распоряжение Правительства РФ", "-р"), ("приказ Минфина России", "н"), ("Закон РФ", "-1"), ("Приказ Министерства образования и науки РФ", ""),
         ("Решение Коллегии Евразийской экономической комиссии", ""), ("Постановление Пленума Верховного Суда РФ", ""), ("Определение Конституционного Суда РФ", "-О")]
    )  # fmt: skip
    subject = random_.choice(["О ", "Об "]) + lexicon.russian_title(random_).split(" ", 1)[-1].lower()
    mark = random_.choice(["№ ", "№ ", "№", "N "])
    first = random_.random() < 0.5
    if first:
        quoted = random_.random() < 0.4
        builder.put("«" if quoted else "").put(subject, "title").put("»" if quoted else "").put(manner.colon)
        builder.put(act, "genre").put(" от ").put(date.removesuffix(" г.").removesuffix(" года"), "issued")
        builder.put(" г." if date.endswith(" г.") else " года" if date.endswith("года") else "")
        builder.put(" " + mark).put(number + suffix, "number")
    else:
        builder.put(act[0].upper() + act[1:], "genre").put(" от ").put(
            date.removesuffix(" г.").removesuffix(" года"), "issued"
        )
        builder.put(" г." if date.endswith(" г.") else " года" if date.endswith("года") else "")
        builder.put(" " + mark).put(number + suffix, "number").put(random_.choice([" «", ' "', " "]))
        opened = builder._parts[-1][0].strip()  # noqa: SLF001 - closes the quotation just opened
        builder.put(subject, "title").put({"«": "»", '"': '"'}.get(opened, ""))
    if random_.random() < 0.35:
        builder.put(
            random_.choice(
                [" (ред. от {0})", " (в ред. от {0})", " (с изм. и доп. от {0})", " (в редакции от {0} г.)"]
            ).format(f"{day:02d}.{random_.randint(1, 12):02d}.{year + 3}")
        )
    chance = random_.random()
    if chance < 0.6:
        builder.put(manner.slashes)
        gazette = random_.choice(
            [
                "Собр. законодательства Рос. Федерации",
                "Собрание законодательства РФ",
                "СЗ РФ",
                "Российская газета",
                "Рос. газ.",
                "Собрание законодательства Российской Федерации",
                "Ведомости СНД и ВС РФ",
                "Бюллетень Верховного Суда РФ",
                "Рос. газета",
            ]
        )
        builder.put(gazette, "container-title").stop(manner.area).put(str(year), "issued")
        builder.stop(manner.area).put(mark).put(
            random_.choice(
                [
                    str(random_.randint(1, 52)),
                    f"{random_.randint(1, 52)} (ч. {random_.choice(['1', '2', 'I', 'II'])})",
                ]
            ),
            "issue",
        )
        if random_.random() < 0.85:
            builder.stop(manner.area).put(random_.choice(["Ст. ", "ст. ", "Ст."])).put(
                str(random_.randint(1, 6900)), "section"
            )
    elif chance < 0.85:
        builder.put(manner.slashes).put(
            lexicon.pick(
                random_,
                [
                    "СПС «КонсультантПлюс»",
                    "КонсультантПлюс",
                    "Гарант",
                    "СПС «Гарант»",
                    "Официальный интернет-портал правовой информации",
                    "Справ.-правовая система «КонсультантПлюс»",
                ],
            ),
            "container-title",
        )
        if random_.random() < 0.6:
            _put_url(builder, manner, random_)


def _archive(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an archival document."""
    if random_.random() < 0.5:
        kind = random_.choice(
            ["Письмо", "Доклад", "Записка", "Протокол заседания", "Донесение", "Отчет", "Рапорт"]
        )
        builder.put(f"{kind} {lexicon.russian_title(random_).lower()}", "title").put(
            random_.choice([" // ", ". ", " // "])
        )
    archive = random_.choice(
        [
            "РГАВМФ",
            "ГАРФ",
            "РГАСПИ",
            "РГАЭ",
            "РГВИА",
            "РГИА",
            "РГАДА",
            "АВП РФ",
            "АВПРИ",
            "ЦГА РУз",
            "ОР РНБ",
            "РО ИРЛИ",
            "ЦДІАК України",
            "НИОР РГБ",
            "ЦГА СПб",
            "ГАСО",
            "Архив РАН",
            "Государственный архив Российской Федерации (ГАРФ)",
        ]
    )
    fund = random_.choice([str(random_.randint(1, 9000)), f"Р-{random_.randint(1, 900)}"])
    sheet = random_.randint(1, 300)
    location = f"Ф. {fund}. Оп. {random_.randint(1, 40)}. Д. {random_.randint(1, 2000)}. " + random_.choice(
        [
            f"Л. {sheet}",
            f"Л. {sheet} об.",
            f"Л. {sheet}–{sheet + 4}",
            f"Лл. {sheet}-{sheet + 2}",
            f"Л. {sheet}-{sheet + 1} об.",
        ]
    )
    if random_.random() < 0.2:
        location = (
            location.replace(". О", ", о").replace(". Д", ", д").replace(". Л", ", л").replace("Ф", "ф", 1)
        )
    builder.put(archive, "archive").put(random_.choice([". ", ". ", ", "])).put(location, "archive_location")


def _un_document(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a document of the United Nations or another body."""
    symbol = random_.choice(
        ["A/RES/{0}/{1}", "S/RES/{1} (20{0})", "A/{0}/{1}", "E/CN.4/20{0}/{1}", "A/HRC/RES/{0}/{1}"]
    ).format(random_.randint(10, 76), random_.randint(1, 2200))
    title = random_.choice(
        ["Резолюция ", "Доклад ", "Заявление ", "Декларация ", "Решение "]
    ) + random_.choice(
        [
            "Генеральной Ассамблеи ООН",
            "Совета Безопасности ООН",
            "Генерального секретаря",
            "Комиссии по правам человека",
            "Экономического и Социального Совета",
        ]
    )
    if random_.random() < 0.5:
        title += " «" + lexicon.russian_title(random_) + "»"
    builder.put(title, "title")
    builder.put(random_.choice([". ", " ", ", ", " // "]))
    if builder.ends_with("/"):
        builder.put("ООН", "container-title").put(". ")
    builder.put(random_.choice(["Док. ООН ", "Документ ", "", "Doc. ", "UN Doc. "])).put(symbol, "number")
    if random_.random() < 0.6:
        day, month, year = random_.randint(1, 28), random_.randint(0, 11), random_.randint(1990, 2024)
        builder.put(random_.choice([". ", " от ", ", "])).put(
            random_.choice([f"{day} {_MONTHS_RU[month]} {year}", f"{day:02d}.{month + 1:02d}.{year}"]),
            "issued",
        ).put(random_.choice([" г.", "", " года"]))
    if random_.random() < 0.6:
        _put_url(builder, manner, random_)


def _repeat(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a repeated reference: `Там же`, `Указ. соч.`, `Ibid.`."""
    kind = random_.random()
    if manner.language == "uk":
        same, work = "Там само", random_.choice(["Вказ. праця", "Зазнач. праця", "Указ. праця"])
    else:
        same, work = "Там же", random_.choice(["Указ. соч.", "указ. соч.", "Указ. раб.", "Op. cit."])
    if kind < 0.4:
        builder.put(random_.choice([same, same, "Ibid", "Ibidem"]), "cross-reference")
    elif kind < 0.75:
        builder.put(_names(manner, random_, 1), "author").put(random_.choice([" ", ". ", ", "])).put(
            work, "cross-reference"
        )
    else:
        builder.put(_names(manner, random_, 1), "author").put(" ").put(
            " ".join(lexicon.make_title(random_, manner.language).split(" ")[:3]), "title"
        ).put(random_.choice([" …", "...", " ...", "…"]))
    if random_.random() < 0.2:
        builder.stop(". ").put(manner.volume).put(str(random_.randint(1, 9)), "volume")
    if random_.random() < 0.9:
        builder.stop(". ")
        _put_pages(builder, manner, random_)


def _standard(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a standard or a patent."""
    if random_.random() < 0.6:
        builder.put(
            f"ГОСТ {random_.choice(['', 'Р ', 'Р ИСО ', 'ISO '])}{random_.randint(1, 60000)}", "number"
        )
        year = random_.randint(1980, 2023)
        builder._parts[-1] = (f"{builder._parts[-1][0]}{manner.dash}{year}", "number")  # noqa: SLF001 - the year is part of the number
        builder.put(". ").put(
            lexicon.russian_title(random_)
            + random_.choice(
                [
                    "",
                    ". Общие требования и правила составления",
                    ". Термины и определения",
                    ". Технические условия",
                ]
            ),
            "title",
        )
        builder.stop(manner.area).put(random_.choice(["Введ. ", "введ. "])).put(
            f"{year}-01-01", "note"
        ) if random_.random() < 0.4 else None
        builder.stop(manner.area).put("М.", "publisher-place").put(manner.colon).put(
            random_.choice(
                ["Стандартинформ", "Изд-во стандартов", "ИПК Изд-во стандартов", "Госстандарт России"]
            ),
            "publisher",
        ).put(", ").put(str(year + 1), "issued")
        _put_extent(builder, manner, random_)
    else:
        builder.put(lexicon.russian_title(random_), "title").put(manner.colon).put(
            random_.choice(["пат.", "патент", "а. с."]), "genre"
        ).put(" ").put(str(random_.randint(2000000, 2900000)), "number").put(
            random_.choice([" Рос. Федерация", " РФ", " Российская Федерация"])
        )
        builder.put(" / ").put(_names(manner, random_, 2, direct=True), "author").put("; опубл. ").put(
            f"{random_.randint(1, 28):02d}.{random_.randint(1, 12):02d}.{random_.randint(1990, 2023)}",
            "issued",
        ).put(", Бюл. № ").put(str(random_.randint(1, 36)), "issue")


def _foreign(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a work in Latin letters in the GOST manner."""
    language = random_.choices(["en", "de", "fr"], [80, 12, 8])[0]
    names = []
    for _ in range(_author_count(random_)):
        initials = (". " if manner.initials_gap else ".").join(
            random_.choice("ABCDEFGHJKLMNPRSTW") for _ in range(random_.choice([1, 2]))
        )
        names.append(
            f"{random_.choice(lexicon.FAMILY[language])}{',' if manner.family_comma else ''} {initials}."
        )
    builder.put(", ".join(names), "author").put(" ").put(lexicon.latin_title(random_, language), "title")
    key = {
        "en": (
            "Vol. ",
            random_.choice(["No. ", "N ", "№ ", "Iss. "]),
            random_.choice(["P. ", "P.", "p. ", "Pp. "]),
        ),
        "de": ("Bd. ", "H. ", "S. "),
        "fr": ("T. ", "N° ", "P. "),
    }[language]
    kind = random_.random()
    if kind < 0.55:
        builder.put(manner.slashes).put(lexicon.pick(random_, lexicon.JOURNALS[language]), "container-title")
        builder.stop(manner.area).put(_year(random_), "issued")
        if random_.random() < 0.8:
            builder.stop(manner.area).put(key[0]).put(str(random_.randint(1, 90)), "volume")
        if random_.random() < 0.7:
            builder.put(random_.choice([", ", manner.area]) if not builder.ends_with(".") else " ").put(
                key[1]
            ).put(str(random_.randint(1, 12)), "issue")
        builder.stop(manner.area).put(key[2]).put(_pages(manner, random_), "page")
    else:
        if kind > 0.8:
            builder.put(manner.slashes).put(lexicon.latin_title(random_, language), "container-title")
            if random_.random() < 0.6:
                builder.put(random_.choice([" / ed. by ", " / Ed. by ", " / eds. "])).put(
                    f"{random_.choice('ABCDEFGHJ')}. {random_.choice(lexicon.FAMILY[language])}", "editor"
                )
        builder.stop(manner.area).put(lexicon.pick(random_, lexicon.PLACES[language]), "publisher-place")
        if random_.random() < 0.8:
            builder.put(manner.colon).put(lexicon.pick(random_, lexicon.PUBLISHERS[language]), "publisher")
        builder.put(", ").put(_year(random_), "issued")
        if kind > 0.8 or random_.random() < 0.3:
            builder.stop(manner.area).put(key[2]).put(_pages(manner, random_), "page")
        elif random_.random() < 0.6:
            builder.stop(manner.area).put(str(random_.randint(80, 700)), "number-of-pages").put(
                random_.choice([" p.", " с.", " S.", "p."])
            )
    if random_.random() < 0.2:
        _put_url(builder, manner, random_)


def _loose(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a reference in a loose manner: commas, year in brackets, quotation marks."""
    builder.put(_names(manner, random_, _author_count(random_)), "author")
    dated = random_.random() < 0.5
    if dated:
        builder.put(" (").put(_year(random_), "issued").put(random_.choice(["). ", ") ", "), "]))
    else:
        builder.put(random_.choice([", ", ". ", " "]))
    quoted = random_.random() < 0.3
    builder.put("«" if quoted else "").put(lexicon.make_title(random_, manner.language), "title").put(
        "»" if quoted else ""
    )
    if random_.random() < 0.6:
        builder.put(random_.choice([". ", ", ", ". В: ", " // "])).put(
            _journal(manner, random_), "container-title"
        ).put(", ")
        form = random_.random()
        if form < 0.4:
            builder.put(str(random_.randint(1, 60)), "volume").put("(").put(
                str(random_.randint(1, 12)), "issue"
            ).put(")")
        elif form < 0.8:
            builder.put(manner.issue).put(str(random_.randint(1, 12)), "issue")
            if not dated:
                builder.put(random_.choice([", ", " ("])).put(_year(random_), "issued")
                builder.put(")" if builder._parts[-2][0] == " (" else "")  # noqa: SLF001 - closes the bracket
        else:
            builder.put(manner.volume).put(str(random_.randint(1, 60)), "volume")
        builder.put(", ").put(random_.choice([manner.page, "с. ", ""])).put(_pages(manner, random_), "page")
    else:
        builder.put(random_.choice([". ", ", "])).put(
            lexicon.pick(random_, lexicon.PLACES[manner.language]), "publisher-place"
        ).put(random_.choice([": ", ", "])).put(_publisher(manner, random_), "publisher")
        if not dated:
            builder.put(", ").put(_year(random_), "issued")
        if random_.random() < 0.3:
            builder.put(random_.choice([", ", ". "]))
            _put_pages(builder, manner, random_)


def _transliterated(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a Russian work in Latin letters with a translated title, as lists for foreign readers do."""
    from anyascii import anyascii  # noqa: PLC0415 - training only

    builder.put(
        anyascii(_names(manner, random_, _author_count(random_))).replace("[i dr.]", "et al."), "author"
    ).put(random_.choice([" ", ". "]))
    builder.put(anyascii(lexicon.make_title(random_, manner.language)).replace("'", "’"), "title")
    if random_.random() < 0.7:
        builder.put(" [").put(lexicon.latin_title(random_, "en"), "title").put("]")
    builder.stop(". ").put(
        anyascii(lexicon.pick(random_, lexicon.JOURNALS[manner.language])), "container-title"
    ).put(", ").put(_year(random_), "issued")
    if random_.random() < 0.4:
        builder.put(", vol. ").put(str(random_.randint(1, 70)), "volume")
    builder.put(", no. ").put(str(random_.randint(1, 12)), "issue").put(", pp. ").put(
        _pages(manner, random_), "page"
    ).put(random_.choice([". (In Russian)", " (In Russ.)", ". (in Russian)", ""]))


#: Kinds with their weights.
KINDS: Final[tuple[tuple[Callable[[Builder, Manner, random.Random], None], int], ...]] = (
    (_article, 27), (_book, 20), (_part, 13), (_electronic, 12), (_foreign, 8), (_law, 5), (_newspaper, 5), (_thesis, 4),
    (_repeat, 4), (_archive, 3), (_un_document, 2), (_standard, 2), (_loose, 3), (_transliterated, 2),
)  # fmt: skip
