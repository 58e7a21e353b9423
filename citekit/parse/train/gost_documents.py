"""Synthetic GOST references to documents: acts, archives, the United Nations, standards; repeats and foreign works."""

from __future__ import annotations

import random

from citekit.parse.train import lexicon
from citekit.parse.train.builder import Builder
from citekit.parse.train.gost_areas import (
    MONTHS_RU,
    Manner,
    draw_author_count,
    draw_journal,
    draw_pages,
    draw_publisher,
    draw_year,
    put_extent,
    put_pages,
    put_url,
    write_names,
)


def put_law(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put an act: Russian law, decree, order, code, treaty."""
    day, month, year = random_.randint(1, 28), random_.randint(0, 11), random_.randint(1992, 2024)
    date = random_.choice(
        [
            f"{day:02d}.{month + 1:02d}.{year}",
            f"{day} {MONTHS_RU[month]} {year} г.",
            f"{day} {MONTHS_RU[month]} {year} года",
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
            put_url(builder, manner, random_)


def put_treaty(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a treaty, a constitution or a code with the words of its adoption."""
    day, month, year = random_.randint(1, 28), random_.randint(0, 11), random_.randint(1945, 2022)
    date = random_.choice(
        [
            f"{day:02d}.{month + 1:02d}.{year}",
            f"{day} {MONTHS_RU[month]} {year} г.",
            f"{day} {MONTHS_RU[month]} {year} года",
        ]
    )
    kind = random_.choice(
        [
            "Договор о",
            "Соглашение о",
            "Конвенция о",
            "Протокол о",
            "Конституция",
            "Устав",
            "Декларация о",
            "Хартия",
            "Меморандум о",
        ]
    )
    title = f"{kind} {lexicon.russian_title(random_)[0].lower()}{lexicon.russian_title(random_)[1:]}"
    words = random_.choice(
        [
            "подписан в г. {0}",
            "заключен в г. {0}",
            "принята в г. {0}",
            "Заключено в г. {0}",
            "принята всенародным голосованием",
            "утв. решением Совета",
            "подписано в {0}",
        ]
    )
    chance = random_.random()
    if chance < 0.6:
        title += f" ({words.format(lexicon.pick(random_, ['Москве', 'Минске', 'Астане', 'Женеве', 'Нью-Йорке', 'Алма-Ате', 'Вене', 'Ялте']))} {date})"
        builder.put(title, "title")
    elif chance < 0.85:
        builder.put(title, "title").put(" от ").put(date.removesuffix(" г.").removesuffix(" года"), "issued")
        builder.put(" г." if date.endswith("г.") else " года" if date.endswith("года") else "")
    else:
        builder.put(f"{title} {year} г.", "title")
    where = random_.random()
    if where < 0.55:
        builder.put(manner.slashes)
        builder.put(
            lexicon.pick(
                random_,
                [
                    "Бюллетень международных договоров",
                    "СЗ РФ",
                    "Российская газета",
                    "Собрание законодательства РФ",
                    "Ведомости Верховного Совета СССР",
                    "Международное право в документах",
                ],
            ),
            "container-title",
        )
        builder.stop(manner.area).put(draw_year(random_), "issued").stop(manner.area).put("№ ").put(
            str(random_.randint(1, 52)), "issue"
        )
        builder.stop(manner.area)
        if random_.random() < 0.5:
            builder.put("Ст. ").put(str(random_.randint(1, 6900)), "section")
        else:
            builder.put(manner.page).put(draw_pages(manner, random_), "page")
    elif where < 0.85:
        builder.put(manner.slashes).put(
            lexicon.pick(
                random_,
                [
                    "СПС «КонсультантПлюс»",
                    "КонсультантПлюс",
                    "Гарант",
                    "Официальный сайт ООН",
                    "Официальный сайт ЕЭК",
                    "Кодекс",
                ],
            ),
            "container-title",
        )
        if random_.random() < 0.6:
            put_url(builder, manner, random_)


def put_archive(builder: Builder, manner: Manner, random_: random.Random) -> None:  # noqa: ARG001 - all kinds are called alike
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


def put_un_document(builder: Builder, manner: Manner, random_: random.Random) -> None:
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
            random_.choice([f"{day} {MONTHS_RU[month]} {year}", f"{day:02d}.{month + 1:02d}.{year}"]),
            "issued",
        ).put(random_.choice([" г.", "", " года"]))
    if random_.random() < 0.6:
        put_url(builder, manner, random_)


def put_repeat(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a repeated reference: `Там же`, `Указ. соч.`, `Ibid.`."""
    kind = random_.random()
    if manner.language == "uk":
        same, work = "Там само", random_.choice(["Вказ. праця", "Зазнач. праця", "Указ. праця"])
    else:
        same, work = "Там же", random_.choice(["Указ. соч.", "указ. соч.", "Указ. раб.", "Op. cit."])
    if kind < 0.4:
        builder.put(random_.choice([same, same, "Ibid", "Ibidem"]), "cross-reference")
    elif kind < 0.75:
        builder.put(write_names(manner, random_, 1), "author").put(random_.choice([" ", ". ", ", "])).put(
            work, "cross-reference"
        )
    else:
        builder.put(write_names(manner, random_, 1), "author").put(" ").put(
            " ".join(lexicon.make_title(random_, manner.language).split(" ")[:3]), "title"
        ).put(random_.choice([" …", "...", " ...", "…"]))
    if random_.random() < 0.2:
        builder.stop(". ").put(manner.volume).put(str(random_.randint(1, 9)), "volume")
    if random_.random() < 0.9:
        builder.stop(". ")
        put_pages(builder, manner, random_)


def put_standard(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a standard or a patent."""
    if random_.random() < 0.6:
        number = random_.choice(
            [
                str(random_.randint(1, 60000)),
                f"7.{random_.randint(0, 99)}",
                f"7.0.{random_.randint(1, 110)}",
                f"2.{random_.randint(100, 500)}",
            ]
        )
        year = random_.randint(1980, 2023)
        kind = random_.choice(["ГОСТ ", "ГОСТ Р ", "ГОСТ Р ИСО ", "ДСТУ ", "ГОСТ ISO "])
        builder.put(f"{kind}{number}{manner.dash}{random_.choice([year, year % 100])}", "number")
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
        put_extent(builder, manner, random_)
    else:
        builder.put(lexicon.russian_title(random_), "title").put(manner.colon).put(
            random_.choice(["пат.", "патент", "а. с."]), "genre"
        ).put(" ").put(str(random_.randint(2000000, 2900000)), "number").put(
            random_.choice([" Рос. Федерация", " РФ", " Российская Федерация"])
        )
        builder.put(" / ").put(write_names(manner, random_, 2, direct=True), "author").put("; опубл. ").put(
            f"{random_.randint(1, 28):02d}.{random_.randint(1, 12):02d}.{random_.randint(1990, 2023)}",
            "issued",
        ).put(", Бюл. № ").put(str(random_.randint(1, 36)), "issue")


def put_foreign(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a work in Latin letters in the GOST manner."""
    language = random_.choices(["en", "de", "fr"], [80, 12, 8])[0]
    names = []
    for _ in range(draw_author_count(random_)):
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
        builder.stop(manner.area).put(draw_year(random_), "issued")
        if random_.random() < 0.8:
            builder.stop(manner.area).put(key[0]).put(str(random_.randint(1, 90)), "volume")
        if random_.random() < 0.7:
            builder.put(random_.choice([", ", manner.area]) if not builder.ends_with(".") else " ").put(
                key[1]
            ).put(str(random_.randint(1, 12)), "issue")
        builder.stop(manner.area).put(key[2]).put(draw_pages(manner, random_), "page")
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
        builder.put(", ").put(draw_year(random_), "issued")
        if kind > 0.8 or random_.random() < 0.3:
            builder.stop(manner.area).put(key[2]).put(draw_pages(manner, random_), "page")
        elif random_.random() < 0.6:
            builder.stop(manner.area).put(str(random_.randint(80, 700)), "number-of-pages").put(
                random_.choice([" p.", " с.", " S.", "p."])
            )
    if random_.random() < 0.2:
        put_url(builder, manner, random_)


def put_loose(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a reference in a loose manner: commas, year in brackets, quotation marks."""
    builder.put(write_names(manner, random_, draw_author_count(random_)), "author")
    dated = random_.random() < 0.5
    if dated:
        builder.put(" (").put(draw_year(random_), "issued").put(random_.choice(["). ", ") ", "), "]))
    else:
        builder.put(random_.choice([", ", ". ", " "]))
    quoted = random_.random() < 0.3
    builder.put("«" if quoted else "").put(lexicon.make_title(random_, manner.language), "title").put(
        "»" if quoted else ""
    )
    if random_.random() < 0.6:
        builder.put(random_.choice([". ", ", ", ". В: ", " // "])).put(
            draw_journal(manner, random_), "container-title"
        ).put(", ")
        form = random_.random()
        if form < 0.4:
            builder.put(str(random_.randint(1, 60)), "volume").put("(").put(
                str(random_.randint(1, 12)), "issue"
            ).put(")")
        elif form < 0.8:
            builder.put(manner.issue).put(str(random_.randint(1, 12)), "issue")
            if not dated:
                builder.put(random_.choice([", ", " ("])).put(draw_year(random_), "issued")
                builder.put(")" if builder._parts[-2][0] == " (" else "")  # noqa: SLF001 - closes the bracket
        else:
            builder.put(manner.volume).put(str(random_.randint(1, 60)), "volume")
        builder.put(", ").put(random_.choice([manner.page, "с. ", ""])).put(
            draw_pages(manner, random_), "page"
        )
    else:
        builder.put(random_.choice([". ", ", "])).put(
            lexicon.pick(random_, lexicon.PLACES[manner.language]), "publisher-place"
        ).put(random_.choice([": ", ", "])).put(draw_publisher(manner, random_), "publisher")
        if not dated:
            builder.put(", ").put(draw_year(random_), "issued")
        if random_.random() < 0.3:
            builder.put(random_.choice([", ", ". "]))
            put_pages(builder, manner, random_)


def put_transliterated(builder: Builder, manner: Manner, random_: random.Random) -> None:
    """Put a Russian work in Latin letters with a translated title, as lists for foreign readers do."""
    from anyascii import anyascii  # noqa: PLC0415 - training only

    builder.put(
        anyascii(write_names(manner, random_, draw_author_count(random_))).replace("[i dr.]", "et al."),
        "author",
    ).put(random_.choice([" ", ". "]))
    title = anyascii(lexicon.make_title(random_, manner.language)).replace("'", "’")
    if random_.random() < 0.7:
        title += f" [{lexicon.latin_title(random_, 'en')}]"
    builder.put(title, "title")
    builder.stop(". ").put(
        anyascii(lexicon.pick(random_, lexicon.JOURNALS[manner.language])), "container-title"
    ).put(", ").put(draw_year(random_), "issued")
    if random_.random() < 0.4:
        builder.put(", vol. ").put(str(random_.randint(1, 70)), "volume")
    builder.put(", no. ").put(str(random_.randint(1, 12)), "issue").put(", pp. ").put(
        draw_pages(manner, random_), "page"
    ).put(random_.choice([". (In Russian)", " (In Russ.)", ". (in Russian)", ""]))
