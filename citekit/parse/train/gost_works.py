"""Synthetic GOST references to works: articles, books, parts, theses, newspapers, electronic resources."""

from __future__ import annotations

import random

from citekit.parse.train import lexicon
from citekit.parse.train.builder import Builder
from citekit.parse.train.gost_areas import (
    MONTHS_RU,
    MONTHS_UK,
    ROMAN,
    SHORT_RU,
    Manner,
    draw_journal,
    draw_title,
    draw_year,
    put_authors,
    put_edition,
    put_extent,
    put_imprint,
    put_mark,
    put_pages,
    put_responsible,
    put_title,
    put_url,
)


def put_article(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an article in a journal."""
    if random_.random() < 0.93:
        put_authors(builder, manner, random_)
    put_title(builder, manner, random_)
    if manner.full or random_.random() < 0.06:
        put_responsible(builder, manner, random_, "author")
    put_mark(builder, manner, random_)
    builder.put(manner.slashes)
    put_host(builder, manner, random_, draw_journal(manner, random_))
    if random_.random() < 0.2:
        put_url(builder, manner, random_)
    if random_.random() < 0.08:
        builder.stop(manner.area).put(
            random_.choice(["DOI: ", "DOI ", "https://doi.org/", "doi:"])
            + f"10.{random_.randint(1000, 99999)}/{random_.randint(1000, 9999)}-{random_.randint(10, 99)}"
        )


def put_host(builder: Builder, manner: Manner, random_: random.Random, journal: str) -> None:
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
    builder.stop(area).put(draw_year(random_), "issued")
    if random_.random() < 0.06:
        builder.put(" г.")
    if random_.random() < 0.35:
        volume = str(random_.randint(1, 90)) if random_.random() < 0.8 else random_.choice(ROMAN)
        builder.stop(area).put(manner.volume).put(volume, "volume")
        if random_.random() < 0.75:
            builder.put(random_.choice([", ", ", ", area]) if area != ", " else ", ")
            put_issue(builder, manner, random_)
    elif random_.random() < 0.9:
        builder.stop(area)
        put_issue(builder, manner, random_)
    if random_.random() < 0.88:
        builder.stop(area)
        put_pages(builder, manner, random_)


def put_issue(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an issue number."""
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


def put_book(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a book."""
    authors = random_.random() < 0.8
    if authors:
        put_authors(builder, manner, random_)
    put_title(builder, manner, random_)
    if manner.mark and random_.random() < 0.1:
        put_mark(builder, manner, random_)
    if manner.full or not authors or random_.random() < 0.15:
        put_responsible(
            builder,
            manner,
            random_,
            None if not (manner.full and authors) else random_.choice(["author", "author", "both"]),
        )
    if random_.random() < 0.25:
        put_edition(builder, manner, random_)
    put_imprint(builder, manner, random_)
    multi = random_.random() < 0.12
    if multi:
        builder.stop(manner.area).put(random_.choice([manner.volume, manner.volume, "Ч. ", "Кн. "])).put(
            str(random_.randint(1, 9)) if random_.random() < 0.7 else random_.choice(ROMAN), "volume"
        )
    if random_.random() < 0.55:
        put_extent(builder, manner, random_)
    elif random_.random() < 0.7:
        builder.stop(manner.area)
        put_pages(builder, manner, random_)
    if manner.full and random_.random() < 0.5:
        builder.stop(manner.area).put(
            f"ISBN 978-5-{random_.randint(100, 999)}-{random_.randint(10000, 99999)}-{random_.randint(0, 9)}"
        )
        put_mark(builder, manner, random_)
    if random_.random() < 0.06:
        put_url(builder, manner, random_)


def put_part(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a part of a book or a paper of a conference."""
    if random_.random() < 0.93:
        put_authors(builder, manner, random_)
    put_title(builder, manner, random_)
    if manner.full or random_.random() < 0.05:
        put_responsible(builder, manner, random_, "author")
    builder.put(manner.slashes)
    container = draw_title(manner, random_).strip("«»")
    conference = random_.random() < 0.45
    if conference:
        number = random_.choice(ROMAN)
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
            months = MONTHS_UK if manner.language == "uk" else MONTHS_RU
            place = lexicon.pick(random_, lexicon.PLACES[manner.language]).rstrip(".")
            year = draw_year(random_)
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
        put_responsible(builder, manner, random_, "editor")
    if random_.random() < 0.06:
        put_edition(builder, manner, random_)
    put_imprint(builder, manner, random_)
    if random_.random() < 0.2:
        builder.stop(manner.area).put(random_.choice([manner.volume, "Ч. ", "Вып. ", "Кн. "])).put(
            random_.choice([str(random_.randint(1, 9)), random_.choice(ROMAN)]), "volume"
        )
    builder.stop(manner.area)
    put_pages(builder, manner, random_)


def put_thesis(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a thesis or its abstract."""
    put_authors(builder, manner, random_)
    put_title(builder, manner, random_)
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
        put_responsible(builder, manner, random_, "author")
    builder.stop(manner.area)
    builder.put(lexicon.pick(random_, lexicon.PLACES[manner.language]), "publisher-place").put(", ").put(
        draw_year(random_), "issued"
    )
    if random_.random() < 0.75:
        put_extent(builder, manner, random_)
    elif random_.random() < 0.7:
        builder.stop(manner.area)
        put_pages(builder, manner, random_)


def put_newspaper(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an article in a newspaper."""
    if random_.random() < 0.75:
        put_authors(builder, manner, random_)
    put_title(builder, manner, random_)
    builder.put(manner.slashes).put(
        lexicon.pick(random_, lexicon.NEWSPAPERS)
        if manner.language == "ru"
        else random_.choice(["Урядовий кур’єр", "Голос України", "День", "Дзеркало тижня", "Україна молода"]),
        "container-title",
    )
    day, month, year = random_.randint(1, 28), random_.randint(0, 11), draw_year(random_)
    short = random_.choice([SHORT_RU, MONTHS_RU]) if manner.language == "ru" else MONTHS_UK
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
        put_pages(builder, manner, random_)
    if random_.random() < 0.2:
        put_url(builder, manner, random_)


def put_electronic(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an electronic resource: `Title // Host. [Электронный ресурс] URL: … (дата обращения: …)` in all orders."""
    bare = random_.random() < 0.15
    if not bare and random_.random() < 0.5:
        put_authors(builder, manner, random_)
    put_title(builder, manner, random_)
    mark = "[Электронный ресурс]" if manner.language == "ru" else "[Електронний ресурс]"
    where = random_.random()
    if where < 0.3:
        builder.put(random_.choice([" ", ". ", " "]) + mark)
    elif manner.full and where < 0.6:
        put_mark(builder, manner, random_)
    has_host = not bare and random_.random() < 0.78
    if has_host:
        builder.put(manner.slashes)
        host = (
            lexicon.pick(random_, lexicon.SITES) if random_.random() < 0.75 else draw_journal(manner, random_)
        )
        builder.put(host, "container-title")
        if random_.random() < 0.2:
            builder.put(manner.colon + random_.choice(["[сайт]", "сайт", "[портал]", "офиц. сайт"]))
    if 0.6 < where < 0.9:
        builder.put(random_.choice([". ", " ", ". "]) + mark)
    if not bare and random_.random() < 0.5:
        day, month, year = random_.randint(1, 28), random_.randint(0, 11), random_.randint(1998, 2024)
        months = MONTHS_UK if manner.language == "uk" else MONTHS_RU
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
        put_issue(builder, manner, random_)
    put_url(builder, manner, random_)
