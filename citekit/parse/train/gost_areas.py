"""What all synthetic GOST references are made of: the manner of a list, names, areas, numbers, addresses.

A `Manner` holds what stays the same within one list: area marks, blanks, initials, dashes, key words.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from citekit.parse.train import lexicon
from citekit.parse.train.builder import Builder

MONTHS_RU: Final = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
MONTHS_UK: Final = (
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
)
SHORT_RU: Final = "янв. февр. марта апр. мая июня июля авг. сент. окт. нояб. дек.".split()
_HOSTS: Final = "example.org journal.example.ru www.vestnik.example.su lib.example.edu rg.example.ru un.example.org cyber.example.ru gov.example.kz mfa.example.tm elibrary.example.ru".split()
ROMAN: Final = "I II III IV V VI VII VIII IX X XI XII XIV XV XVI XX XXV".split()


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
        family_comma=(full and random_.random() < 0.8) or random_.random() < 0.05,
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


def put_number(builder: Builder, random_: random.Random) -> None:
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


def write_name(manner: Manner, random_: random.Random, *, direct: bool | None = None) -> str:
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


def write_names(manner: Manner, random_: random.Random, count: int, *, direct: bool | None = None) -> str:
    """Write a list of names, with an open end at times."""
    names = ", ".join(write_name(manner, random_, direct=direct) for _ in range(count))
    if count > 1 and random_.random() < 0.04:
        names = names[::-1].replace(" ,", " и "[::-1], 1)[::-1]
    if random_.random() < (0.08 if count > 1 else 0.04):
        names += (
            random_.choice([" [и др.]", " и др.", " [и др.]", ", и др."])
            if manner.language == "ru"
            else random_.choice([" [та ін.]", " та ін."])
        )
    return names


def draw_author_count(random_: random.Random) -> int:
    """Draw how many authors a work has."""
    return random_.choices([1, 2, 3, 4], [60, 24, 12, 4])[0]


def put_authors(builder: Builder, manner: Manner, random_: random.Random) -> str:
    """Put the authors; return a gap to follow."""
    count = 1 if manner.full else draw_author_count(random_)
    builder.put(write_names(manner, random_, count), "author")
    builder.put(
        random_.choice(
            [" ", " ", " ", " ", "  ", ". ", ", "] if manner.initials_first else [" "] * 12 + [". ", ": "]
        )
    )
    return ""


def draw_title(manner: Manner, random_: random.Random) -> str:
    """Make a title, with a subtitle at times."""
    title = lexicon.make_title(random_, manner.language)
    if random_.random() < 0.2:
        title += manner.colon + lexicon.pick(random_, lexicon.SUBTITLES[manner.language])
    if random_.random() < 0.05:
        title = f"«{title}»"
    return title


def put_title(builder: Builder, manner: Manner, random_: random.Random, label: str = "title") -> None:
    """Put a title, guillemets around it outside the field."""
    title = draw_title(manner, random_)
    if title.startswith("«") and title.endswith("»"):
        builder.put("«").put(title[1:-1], label).put("»")
    else:
        builder.put(title, label)


def put_responsible(
    builder: Builder, manner: Manner, random_: random.Random, role: str | None = None
) -> None:
    """Put a statement of responsibility after ` / `."""
    builder.put(random_.choice([" / ", " / ", " / ", "/ ", " /"]) if not manner.full else " / ")
    others = manner.language == "uk"
    if role is None:
        role = random_.choice(["author", "author", "editor", "both", "translator"])
    if role in {"author", "both"}:
        builder.put(write_names(manner, random_, draw_author_count(random_), direct=True), "author")
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
        builder.put(lead).put(write_names(manner, random_, random_.choice([1, 1, 2]), direct=True), "editor")
    if role == "translator":
        builder.put(
            random_.choice(
                ["пер. с англ. ", "пер. с нем. ", "пер. с фр. ", "пер. ", "перевод с английского "]
            )
            if not others
            else "пер. з англ. "
        )
        builder.put(write_names(manner, random_, 1, direct=True), "translator")


def draw_year(random_: random.Random) -> str:
    """Draw a year."""
    return str(
        random_.choices(
            [random_.randint(1990, 2024), random_.randint(1920, 1990), random_.randint(1780, 1917)],
            [70, 22, 8],
        )[0]
    )


def draw_pages(manner: Manner, random_: random.Random) -> str:
    """Draw pages."""
    first = random_.randint(1, 420)
    if random_.random() < 0.25:
        return str(first)
    blank = random_.choice(["", "", "", "", " "])
    return f"{first}{blank}{manner.dash}{blank}{first + random_.randint(1, 40)}"


def put_pages(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put pages with their word."""
    builder.put(manner.page).put(draw_pages(manner, random_), "page")
    if random_.random() < 0.03:
        builder.put(random_.choice([", ", " "])).put(f"{random_.randint(421, 460)}", "page")


def put_extent(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put the extent, a series after it at times."""
    builder.stop(manner.area).put(str(random_.randint(24, 860)), "number-of-pages")
    builder.put(random_.choice([" с", " с", "с", " c", " стр"]) + random_.choice([".", ".", ""]))
    if random_.random() < 0.08:
        builder.put(" " + random_.choice(["(Серия «", "– (", "(Сер. "])).put(
            draw_title(manner, random_).split(":")[0].strip("«»"), "collection-title"
        ).put(random_.choice(["»)", ")", ")"]))


def put_imprint(builder: Builder, manner: Manner, random_: random.Random, *, after: bool = True) -> None:
    """Put place, publisher and year."""
    if after:
        builder.stop(manner.area)
    builder.put(lexicon.pick(random_, lexicon.PLACES[manner.language]), "publisher-place")
    if random_.random() < 0.72:
        builder.put(manner.colon).put(draw_publisher(manner, random_), "publisher")
    builder.put(random_.choice([", ", ", ", ", ", ", ", ". "])).put(draw_year(random_), "issued")
    if random_.random() < 0.05:
        builder.put(" г.")


def draw_publisher(manner: Manner, random_: random.Random) -> str:
    """Draw a publisher."""
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


def draw_journal(manner: Manner, random_: random.Random) -> str:
    """Draw a journal."""
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


def put_edition(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an edition statement."""
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


def write_access(manner: Manner, random_: random.Random) -> str:
    """Write an access date, brackets and words included; the anchors find it, so it has no label."""
    day, month, year = random_.randint(1, 28), random_.randint(1, 12), random_.randint(2004, 2024)
    months = MONTHS_UK if manner.language == "uk" else MONTHS_RU
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


def draw_url(random_: random.Random) -> str:
    """Draw an address."""
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


def put_url(builder: Builder, manner: Manner, random_: random.Random) -> None:
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
    builder.stop(manner.area if random_.random() < 0.8 else ". ").put(lead + draw_url(random_))
    if random_.random() < 0.78:
        builder.put(random_.choice([" ", " ", ". ", " – ", ", "]) + write_access(manner, random_))


def put_mark(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put the mark of the medium, sometimes."""
    if manner.full and random_.random() < 0.6:
        builder.stop(manner.area).put(
            "Текст" + manner.colon + random_.choice(["непосредственный", "электронный"])
        )
    elif manner.mark and random_.random() < 0.4:
        builder.put(" [Электронный ресурс]" if manner.language == "ru" else " [Електронний ресурс]")
