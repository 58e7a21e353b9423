"""Fills the templates of `note_templates` with made-up works."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import Final

from citekit.parse.train import lexicon
from citekit.parse.train.builder import Builder
from citekit.parse.train.examples import Example
from citekit.parse.train.field_templates import FIELD_TEMPLATES
from citekit.parse.train.filler import Filler
from citekit.parse.train.gost_areas import draw_url
from citekit.parse.train.note_templates import GENERAL, SIGNALS, TEMPLATES
from citekit.parse.train.pools import Pools
from citekit.parse.train.prose import LEAD_SHARE, PROSE_LANGUAGES, TAIL_SHARE, draw_lead, draw_tail
from citekit.parse.train.style_words import BODIES, MONTHS, WORDS
from citekit.parse.train.template_words import (
    ACTS,
    ARCHIVE_NAMES,
    ARCHIVES,
    BODY_HEADS,
    COURTS,
    COURTS_OF,
    GAZETTES,
    IBID,
    JOURNALS_OF_EU,
    LAW_JOURNALS,
    NEWSPAPERS,
    OPCIT,
    PARTIES,
    PIECES,
    REPORTERS,
    REPORTS_DE,
    REPORTS_FR,
    SAME,
    SERIES,
    SHELF,
    TREATIES,
    VENETIAN_SHELVES,
)

#: Languages with their weights.
LANGUAGES: Final = (("de", 32), ("en", 25), ("fr", 17), ("it", 7), ("es", 5), ("ru", 14))
_CHOICE: Final = re.compile(r"<([^<>\[\]]*)>")
_OPTION: Final = re.compile(r"\[([^\[\]]*)\]")
_TOKEN: Final = re.compile(r"\{([\w-]+)(?::([^{}]*))?\}")

_SHORTEST: Final = 12
#: How a template begins that words of prose may stand before.
_NAMED: Final = ("{A}", "{AI}", "{E} (", "{AA}", "{A},", "{EI} (")


def _pick(words: str) -> Callable[[Filler], str]:
    """Return a token that draws one of some words parted by bars."""
    return lambda filler: filler.random.choice(words.split("|"))


def _short(filler: Filler) -> str:
    """Write a short title."""
    return " ".join(filler.title().split(" ")[: filler.random.randint(1, 4)]).strip(" ,:.–-(")


def _shelf(filler: Filler) -> str:
    """Write a shelf mark."""
    numbers = [filler.random.randint(1, top) for top in (200, 4000, 300)]
    return filler.random.choice(SHELF[filler.language]).format(*numbers)


def _parties(filler: Filler) -> str:
    """Write the parties of a case."""
    one = filler.random.choice([filler.person()[0], filler.person()[0], *filler.random.sample(PARTIES, 1)])
    two = filler.random.choice([filler.person()[0], *filler.random.sample(PARTIES, 2)])
    return f"{one} {filler.random.choice(['v.', 'v.', 'v', 'vs.'])} {two}"


def _french_parties(filler: Filler) -> str:
    """Write the name of a French case."""
    name, place = filler.person()[0], filler.value("publisher-place")
    return filler.random.choice(
        [f"Commune de {place}", f"Société {name}", f"Sté {name}", f"Époux {name}", f"{name} c/ Ministre de l’Intérieur", f"Dame {name}", f"Association {name}", name, f"{name} c. France", f"Ville de {place}", f"Syndicat {name}", f"Département de {name}"]
    )  # fmt: skip


def _news_date(filler: Filler) -> str:
    """Write `1871. 14 мая`."""
    month = filler.random.choice(MONTHS["ru"])
    year = filler.random.randint(1850, 2020)
    return f"{year}. {filler.random.randint(1, 30)} {filler.random.choice([month, month[:3] + '.'])}".rstrip(
        "."
    )


def _yearbook(filler: Filler) -> str:
    """Write a yearbook or a report of one year."""
    what = filler.random.choice(["Памятная книжка", "Адрес-календарь", "Отчет", "Обзор", "Ежегодник", "Весь", "Статистический сборник", "Журналы земского собрания"])  # fmt: skip
    stem = filler.random.choice(["Вологодской", "Тульской", "Казанской", "Пермской", "Виленской", "Томской"])
    return f"{what} {stem} {filler.random.choice(['губернии', 'епархии', 'области'])} на {filler.random.randint(1850, 1916)} {filler.random.choice(['год', 'г.'])}"


def _full_names(filler: Filler) -> str:
    """Write two to four names in full with a comma before the last, as BibTeX's plain style does."""
    names = []
    for _ in range(filler.random.choices([1, 2, 3, 4], [20, 30, 35, 15])[0]):
        family, given = filler.person()
        middle = filler.random.choice(["", "", f" {filler.random.choice('ABCDEFGHJKLMPRSTW')}.", f" {filler.person()[0]}"])  # fmt: skip
        names.append(f"{given}{middle} {family}" + (", Jr." if filler.chance(0.02) else ""))
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + (", and " if len(names) > 2 else " and ") + names[-1]


def _body(filler: Filler) -> str:
    """Write the name of a body."""
    heads = BODY_HEADS.get(filler.language)
    if heads is None or filler.chance(0.3):
        return filler.random.choice(BODIES[filler.language])
    nouns = [
        filler.title().split(":")[0].split(".")[0].split(" ")[-1].strip("?()").capitalize()
        for _ in range(filler.random.choice([1, 1, 1, 2, 3, 4]))
    ]
    joined = (
        ", ".join(nouns[:-1])
        + (filler.and_ if len(nouns) > 1 and filler.and_.isalpha() else " & ") * (len(nouns) > 1)
        + nouns[-1]
    )
    name = f"{filler.random.choice(heads)} {joined}"
    return f"{name} ({''.join(filler.random.choices('ABCDEFIMNOPSTU', k=3))})" if filler.chance(0.2) else name


def _conference(filler: Filler) -> str:
    """Write the name of a conference's proceedings."""
    topic = " ".join(word.capitalize() for word in filler.title().split(":")[0].split(".")[0].split(" ")[-3:])
    number = filler.random.randint(2, 40)
    name = filler.random.choice(
        [f"Proceedings of the {number}th International Conference on {topic}", f"Proc. Int. Conf. {topic}", f"Proceedings of the {number}th Annual Symposium on {topic}", f"International Workshop on {topic}", f"Proceedings of {topic}", f"IEEE International Symposium on {topic}", f"Advances in {topic}", f"Proceedings of the Third International Workshop on {topic}"]
    )  # fmt: skip
    acronym = "".join(filler.random.choices("ACEILMNOPRST", k=filler.random.randint(3, 5)))
    return name + filler.random.choice(["", "", f" ({acronym})", f" ({acronym} ’{filler.random.randint(80, 99)})", f", {acronym} {filler.random.randint(1990, 2020)}"])  # fmt: skip


def _places(filler: Filler) -> str:
    """Write a place of publication, in one case of ten two to four of them."""
    count = filler.random.choices([1, 2, 3, 4], [88, 8, 3, 1])[0]
    joint = filler.random.choice(["/", "/", ", ", " und ", "; ", " – "])
    text = joint.join(dict.fromkeys(filler.value("publisher-place") for _ in range(count)))
    others = {"de": [" u. a.", " u.a.", " et al."], "en": [" et al.", " etc."]}.get(filler.language)
    return text + (filler.random.choice(others) if others and filler.chance(0.04) else "")


def _joined_editors(filler: Filler) -> str:
    """Write two to four editors, the family name first, parted by slashes or semicolons."""
    joint = filler.random.choice(["/", " / ", "; ", ", ", "/"])
    return joint.join(filler.people("inverted", most=1) for _ in range(filler.random.randint(2, 4)))


def _run_names(filler: Filler) -> str:
    """Write names as medicine does: `Little RJA, Rubin DB`."""
    names = []
    for _ in range(filler.random.choices([1, 2, 3, 4], [35, 35, 20, 10])[0]):
        family, given = filler.person()
        letters = "".join(part[0] for part in re.split(r"[\s.\-]+", given) if part[:1].isupper())[:2] or "K"
        names.append(f"{family} {letters}{filler.random.choice(['', '', 'A'])}")
    return ", ".join(names) + (" et al" if filler.chance(0.08) else "")


def _family_first(filler: Filler) -> str:
    """Write `Concina Ennio` or `Muraro M.`, the family name first and no comma."""
    names = []
    for _ in range(filler.random.choices([1, 2], [85, 15])[0]):
        family, given = filler.person()
        names.append(f"{family} {given if filler.manner < 0.5 else given[0] + '.'}")  # fmt: skip
    return ", ".join(names)


def _middle_initial(filler: Filler) -> str:
    """Write `Hart, Albert O`, whose full stop the template puts; or a given name alone."""
    family, given = filler.person()
    first = re.split(r"[\s.]+", given)[0]
    return f"{family}, {first}" + (
        f" {filler.random.choice('ABCDEFGHJKLMOPRSTW')}" if filler.chance(0.5) else ""
    )


def _modern_names(filler: Filler) -> str:
    """Write `Huber, Anna, Max Vogt, and Ida Roth`: the first name inverted, the others not."""
    family, given = filler.person()
    others = [f"{given} {family}" for family, given in (filler.person() for _ in range(filler.random.choices([1, 2, 3], [60, 30, 10])[0]))]  # fmt: skip
    joint = filler.random.choice([", and ", ", and ", " and ", ", & "])
    return ", ".join([f"{family}, {given}", *others[:-1]]) + joint + others[-1]


def _broken_title(filler: Filler) -> str:
    """Make a title that a comma or a colon breaks soon after its beginning."""
    first = lexicon.make_title(filler.random, filler.language).strip("?.")
    word = first.split(" ")[0].strip(",.:;")
    second = lexicon.make_title(filler.random, filler.language).split(" ")
    return filler.random.choice(
        [f"{word}, {second[0].strip(',.:')}, {filler.and_.strip(' ,')} {first}", f"{word}: {first}", f"{' '.join(first.split(' ')[:2])}: {' '.join(second)}", f"{word}, {' '.join(second)}"]
    )  # fmt: skip


def _archive_name(filler: Filler) -> str:
    """Write the name of an archive."""
    return filler.random.choice(ARCHIVE_NAMES[filler.language]).format(
        filler.value("publisher-place").split(",")[0]
    )


def _series(filler: Filler) -> str:
    """Write the name of a series or a document in an archive."""
    return filler.random.choice(SERIES[filler.language]) if filler.chance(0.7) else _short(filler)


def _site(filler: Filler) -> str:
    """Write the name of a site, a blog or a body that publishes."""
    words = [
        word for word in filler.title().split(":")[0].split(".")[0].split(" ") if word[-1:].isalpha()
    ] or ["Port"]
    name = " ".join(word[:1].upper() + word[1:] for word in words[-filler.random.randint(1, 3) :]).strip(
        "?()–"
    )
    return filler.random.choice(
        [
            name,
            name,
            f"{name} Blog",
            f"{name} {filler.random.choice(['Network', 'Portal', 'Online', 'Forum'])}",
        ]
    )


def _address(filler: Filler) -> str:
    """Write an address with the words before it."""
    lead = filler.random.choice([*WORDS[filler.language]["url"], "", "", "<"])
    return f"{lead}{draw_url(filler.random)}{'>' if lead == '<' else ''}"


def _reversed_date(filler: Filler) -> str:
    """Write `2007, May 5` as APA does for newspapers."""
    month, year, day = (
        filler.random.choice(MONTHS[filler.language]),
        filler.year(),
        filler.random.randint(1, 28),
    )
    return {
        "en": f"{year}, {month} {day}", "de": f"{year}, {day}. {month}", "fr": f"{year}, {day} {month}",
        "es": f"{year}, {day} de {month}", "it": f"{year}, {day} {month}",
    }.get(filler.language, year)  # fmt: skip


def _edition(filler: Filler) -> str:
    """Write an edition statement."""
    return filler.random.choice(WORDS[filler.language]["edition"]).format(filler.random.randint(2, 12))


def _volume(filler: Filler) -> str:
    """Draw a volume."""
    if filler.chance(0.1):
        return filler.random.choice(["I", "II", "III", "IV", "XII", "LXVI"])
    return str(filler.random.randint(1, 140))


def _author(form: str, most: int = 3) -> Callable[[Filler], str]:
    """Return a token that writes names, or now and then a body."""

    def write(filler: Filler) -> str:
        if form not in {"family", "capitals"} and filler.chance(0.03):
            return filler.random.choice(BODIES[filler.language])
        return filler.people(form, most=most)

    return write


def _russian(form: str, most: int = 4) -> Callable[[Filler], str]:
    """Return a token that writes Russian names: `Family I. O.` or `I. O. Family`."""

    def write(filler: Filler) -> str:
        count = filler.random.choices(range(1, most + 1), [66, 22, 8, 4][:most])[0]
        gap = "" if filler.manner > 0.5 else " "
        names = []
        for _ in range(count):
            family, (given, patronymic) = (
                lexicon.russian_family(filler.random),
                lexicon.russian_given(filler.random),
            )
            short = f"{given[0]}." + (f"{gap}{patronymic[0]}." if filler.chance(0.9) else "")
            if filler.manner > 0.93:
                short = f"{given} {patronymic}"
            comma = "," if 0.3 < filler.manner < 0.4 else ""
            names.append(f"{short} {family}" if form == "direct" else f"{family}{comma} {short}")
        text = ", ".join(names)
        return text + (
            filler.random.choice([" и др.", " [и др.]"]) if count > 2 or filler.chance(0.02) else ""
        )

    return write


def _foreign(write: Callable[[Filler], str]) -> Callable[[Filler], str]:
    """Return a token that writes as an English hand would, in a Russian list."""

    def turn(filler: Filler) -> str:
        filler.language, language = filler.random.choice(["en", "en", "de", "fr"]), filler.language
        text = write(filler)
        filler.language = language
        return text

    return turn


def _latin_people(filler: Filler) -> str:
    """Write Latin names as Russian lists do: `Smith A. B., Lee C.`."""
    names = []
    for _ in range(filler.random.choices([1, 2, 3], [60, 28, 12])[0]):
        family, given = filler.person()
        letters = [part[0] for part in re.split(r"[\s.\-]+", given) if part[:1].isupper()][:2] or ["J"]
        names.append(f"{family} {' '.join(letter + '.' for letter in letters)}")
    return ", ".join(names) + (" et al." if filler.chance(0.08) else "")


def _issue_month(filler: Filler) -> str:
    """Write a month and a year."""
    return f"{filler.random.choice(MONTHS[filler.language])} {filler.year()}"


def _listed(filler: Filler) -> str:
    """Write one to four inverted names as APA and the social sciences list them."""
    count = filler.random.choices([1, 2, 3, 4], [35, 30, 22, 13])[0]
    names = [filler.people("inverted", most=1) for _ in range(count)]
    if count == 1:
        return names[0]
    gap, joint = filler.random.choice([(", ", " & "), (", ", ", & "), (", ", " and "), ("; ", "; "), ("/", "/"), (" / ", " / "), (", ", " und "), (", ", ", and ")])  # fmt: skip
    return gap.join(names[:-1]) + joint + names[-1]


def _body_with_acronym(filler: Filler) -> str:
    """Write a body that has an acronym before or behind its name, or is nothing else."""
    name = _body(filler).split(" (")[0]
    acronym = "".join(word[0] for word in name.split() if word[0].isupper()) or "OECD"
    return filler.random.choice([acronym, f"{acronym} – {name}", f"{acronym} ({name})", f"{name} ({acronym})", f"{acronym}, {name}"])  # fmt: skip


def _slashed(filler: Filler) -> str:
    """Write `Renate Vogt/Max Huber`."""
    return filler.random.choice(["/", "/", " / "]).join(filler.people("direct", most=1) for _ in range(filler.random.choice([2, 2, 3])))  # fmt: skip


def _and_others(filler: Filler) -> str:
    """Write `Wilhelm Huber u.a.`."""
    return filler.people("direct", most=1) + filler.random.choice([" u.a.", " u. a.", " et al."])


def _with_others(filler: Filler) -> str:
    """Write `Huber, W. et al.`."""
    return filler.people("inverted", most=1) + filler.random.choice(
        [" et al.", " u.a.", " u. a.", ", et al."]
    )


def _given_in_brackets(filler: Filler) -> str:
    """Write `Roche (Daniel)`."""
    names = []
    for _ in range(filler.random.choice([1, 1, 1, 2])):
        family, given = filler.person()
        names.append(f"{family} ({given if filler.manner < 0.5 else given[0] + '.'})")
    return filler.random.choice([" et ", ", "]).join(names)


def _dashed(filler: Filler) -> str:
    """Write `G. Borri - P. Lana`."""
    return filler.random.choice([" - ", "-", ", ", " e "]).join(filler.people("initials", most=1) for _ in range(filler.random.choice([2, 2, 3])))  # fmt: skip


def _roman_year(filler: Filler) -> str:
    """Write a year of an early print in Roman numerals."""
    number = filler.random.randint(1490, 1799)
    text = ""
    for value, sign in ((1000, "M"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        text += sign * (number // value)
        number %= value
    return text


def _roman_pages(filler: Filler) -> str:
    """Write the pages of a preface."""
    return filler.random.choice(["xv-xlii", "ix-xxiv", "vii-xii", "XII", "XI-XXIII", "xvii", "IX-XV", "VII"])


def _sectioned_journal(filler: Filler) -> str:
    """Write a bulletin of a university with its series."""
    place = filler.random.choice(["Московского", "Томского государственного", "Санкт-Петербургского", "Пермского", "Нижегородского", "Казанского", "Саратовского"])  # fmt: skip
    return f"{filler.random.choice(['Вестник', 'Вестник', 'Известия', 'Ученые записки'])} {place} {filler.random.choice(['университета', 'ун-та', 'гос. ун-та'])}{filler.random.choice(['. Сер. ', '. Серия ', '. Сер. '])}{filler.random.choice(['11, Право', '7, Философия', 'Социология', '6. Экономика', '2. История', 'Политология', '18: Социология и политология', 'Юридические науки'])}"  # fmt: skip


def _russian_place(filler: Filler) -> str:
    """Write the place of a thesis: a town in full."""
    return filler.random.choice(["М.", "СПб.", "Л.", "Киев", "Минск", "Казань", "Саратов", "Омск", "Томск", "Днепропетровск", "Харьков", "Екатеринбург", "Ростов н/Д", "Алма-Ата", "Уфа", "Тбилиси", "Ташкент", "Иркутск", "Воронеж", "Хабаровск"])  # fmt: skip


#: Token to its field (None: no field) and what writes it.
TOKENS: Final[Mapping[str, tuple[str | None, Callable[[Filler], str]]]] = {
    "A": ("author", _author("direct")), "AI": ("author", _author("initials")), "AV": ("author", _author("inverted")),
    "AU": ("author", _author("capitals", 2)), "AUI": ("author", _author("capitals-initials")), "a": ("author", _author("family", 2)),
    "aa": ("author", lambda filler: f"{filler.person()[0]}/{filler.person()[0]}"), "a2": ("editor", _author("family", 2)), "AU0": (None, _author("direct", 1)),
    "AV2": ("editor", _author("inverted")), "E": ("editor", _author("direct")), "TR": ("translator", _author("direct", 1)),
    "Ders": ("author", lambda filler: filler.random.choice(SAME[filler.language].split("|"))),
    "T": ("title", lambda filler: filler.value("title")), "ET": ("title", lambda filler: filler.value("title")), "title2": ("title", lambda filler: filler.value("title")),
    "t": ("title", _short), "C": ("container-title", lambda filler: filler.value("title")),
    "J": ("container-title", lambda filler: filler.value("container-title")),
    "j": ("container-title", lambda filler: filler.random.choice(LAW_JOURNALS[filler.language].split("|"))),
    "NW": ("container-title", _pick("Die Zeit|FAZ|Süddeutsche Zeitung|taz|Le Monde|Libération|Le Figaro|The Guardian|The New York Times|The Times|N.Y. Times|Wall St. J.|Frankfurter Rundschau|Der Spiegel|La Croix|L’Humanité|The Economist|Washington Post|NZZ|Vossische Zeitung")),
    "P": ("publisher-place", _places),
    "B": ("publisher", lambda filler: filler.value("publisher")), "S": ("collection-title", _short),
    "Y": ("issued", lambda filler: filler.year()), "Y0": ("issued", lambda filler: filler.year()), "D": ("issued", lambda filler: filler.date()), "Dm": ("issued", _issue_month),
    "V": ("volume", _volume), "I": ("issue", lambda filler: str(filler.random.randint(1, 300) if filler.chance(0.3) else filler.random.randint(1, 12))),
    "p": ("page", lambda filler: filler.page()), "p1": ("page", lambda filler: str(filler.random.randint(1, 1800))), "N0": ("number-of-pages", lambda filler: str(filler.random.randint(80, 700))),
    "f": (None, _pick("|||| f.| ff.| f| ff")), "N": (None, lambda filler: str(filler.random.randint(1, 150))), "ED": ("edition", _edition),
    "O": ("cross-reference", lambda filler: filler.random.choice(OPCIT[filler.language].split("|"))), "IB": ("cross-reference", lambda filler: filler.random.choice(IBID[filler.language].split("|"))),
    "R": ("container-title", lambda filler: filler.random.choice(REPORTERS)), "K": ("authority", lambda filler: filler.random.choice(COURTS)), "v": ("title", _parties), "X": ("number", lambda filler: filler.number()),
    "RDE": ("container-title", lambda filler: filler.random.choice(REPORTS_DE)), "RFR": ("container-title", lambda filler: filler.random.choice(REPORTS_FR)), "BG": ("container-title", lambda filler: filler.random.choice(GAZETTES)),
    "OJ": ("container-title", lambda filler: filler.random.choice(JOURNALS_OF_EU)), "U": ("number", lambda filler: f"{filler.random.choice(['A', 'S', 'E'])}/RES/{filler.random.randint(1, 2800)}"),
    "TR0": ("title", lambda filler: filler.random.choice(TREATIES).format(filler.title().split(":")[0].split(".")[0])),
    "l": ("title", lambda filler: filler.title().lower()), "ar": ("archive", lambda filler: filler.random.choice(ARCHIVES[filler.language].split("|"))), "ars": ("archive_location", _shelf),
    "RA": ("author", _russian("inverted")), "RD": ("author", _russian("direct")), "ER": ("editor", _russian("direct", 2)), "TRR": ("translator", _russian("direct", 2)),
    "AL": ("author", _full_names), "BO": ("author", _body), "BE": ("editor", _body), "CF": ("container-title", _conference), "M0": ("issued", lambda filler: filler.random.choice(MONTHS[filler.language])),
    "note0": (None, _pick("To appear|In press|Special issue on networks|Reprinted from the first edition|Print|Unpublished manuscript|Introduction by the editor")), "P0": ("publisher-place", lambda filler: filler.value("publisher-place")),
    "arn": ("archive", _archive_name), "sr": ("title", _series), "ars2": ("archive_location", lambda filler: filler.random.choice(PIECES[filler.language]).format(*[filler.random.randint(1, top) for top in (40, 400, 200)])),
    "site": ("container-title", _site), "url": (None, _address), "acc": (None, lambda filler: filler.random.choice(WORDS[filler.language]["accessed"]).strip("()[]").format(filler.date())),
    "Dr": ("issued", _reversed_date), "l0": ("title", lambda filler: filler.title()), "ti0": ("title", lambda filler: f"{filler.random.choice(ACTS.get(filler.language, ('Act',)))} {filler.title().lower()}"),
    "AV3": ("editor", _joined_editors), "AVV": ("author", _run_names), "EVV": ("editor", _run_names), "vd": ("title", lambda filler: filler.random.choice([f"{filler.person()[0]} & {filler.person()[0]}", filler.person()[0], f"Kommission/{filler.random.choice(['Deutschland', 'Rat', 'Italien'])}"])),
    "a0": (None, lambda filler: filler.person()[0]),
    "inre": ("title", lambda filler: f"{filler.random.choice(['In re', 'Ex parte', 'In the Matter of', 'Re'])} {filler.person()[0]}"), "vf": ("title", _french_parties),
    "Dn": ("issued", _news_date), "pk": ("title", _yearbook),
    "NR": ("container-title", lambda filler: filler.random.choice(lexicon.NEWSPAPERS).strip()), "RLA": ("author", _foreign(_latin_people)), "LE": ("editor", _foreign(_author("initials", 2))),
    "AF": ("author", _family_first), "AVO": ("author", _middle_initial), "AVM": ("author", _modern_names), "EVM": ("editor", _modern_names), "TC": ("title", _broken_title), "LTC": ("title", _foreign(_broken_title)),
    "BP": ("publisher", _body), "YY0": ("issued", lambda filler: f"{filler.year()} [{filler.random.randint(1850, 1950)}]"),
    "LT": ("title", _foreign(lambda filler: filler.value("title"))), "LT2": ("container-title", _foreign(lambda filler: filler.value("title"))), "LJ": ("container-title", _foreign(lambda filler: filler.value("container-title"))),
    "LP": ("publisher-place", _foreign(lambda filler: filler.value("publisher-place"))), "LB": ("publisher", _foreign(lambda filler: filler.value("publisher"))),
    **{key: ("authority", _pick(words)) for key, words in COURTS_OF.items()},
    "EI": ("editor", _author("initials", 2)), "TRI": ("translator", _author("initials", 2)), "EVA": ("editor", _listed), "AVS": ("author", _joined_editors), "BOA": ("author", _body_with_acronym),
    "AA": ("author", _slashed), "EUA": ("editor", _and_others), "AET": ("author", _with_others), "AP": ("author", _given_in_brackets), "EDA": ("editor", _dashed), "idE": ("editor", lambda filler: filler.random.choice(SAME[filler.language].split("|")).lower()),
    "Ya": ("issued", lambda filler: f"{filler.year()}{filler.random.choice('аабв' if filler.language == 'ru' else 'aabbc')}"), "Y5": ("issued", lambda filler: f"{filler.random.choice('2345²³⁴')}{filler.random.randint(1950, 2020)}"), "Ymd": ("issued", _roman_year),
    "NWD": ("container-title", _pick(NEWSPAPERS["de"])), "NWF": ("container-title", _pick(NEWSPAPERS["fr"])), "pr": ("page", _roman_pages), "PP": ("publisher-place", lambda filler: f"{filler.value('publisher-place')}{filler.random.choice(['-', ' - ', '–'])}{filler.value('publisher-place')}"),
    "ars3": ("archive_location", lambda filler: filler.random.choice(VENETIAN_SHELVES).format(*[filler.random.randint(1, top) for top in (90, 400, 200)])), "JS": ("container-title", _sectioned_journal), "P0R": ("publisher-place", _russian_place),
    "AU0R": (None, _russian("direct", 1)), "RE": ("editor", _russian("inverted")), "D0": (None, lambda filler: filler.date()), "D1": (None, lambda filler: f"{filler.random.randint(1, 28):02d}.{filler.random.randint(1, 12):02d}"),
}  # fmt: skip
_QUOTED: Final = {"q": "T", "g": "T", "gs": "t"}


def expand_template(template: str, random_: random.Random) -> str:
    """Settle the choices and the parts that may be missing."""
    while True:
        settled = _CHOICE.sub(lambda found: random_.choice(found[1].split("|")), template)
        settled = _OPTION.sub(
            lambda found: random_.choice([random_.choice(found[1].split("|")), ""]), settled
        )
        if settled == template:
            return settled
        template = settled


def fill_template(filler: Filler, template: str, builder: Builder) -> None:
    """Put a template, its tokens filled."""
    text = expand_template(template, filler.random)
    last = 0
    for found in _TOKEN.finditer(text):
        _put_literal(filler, builder, text[last : found.start()])
        last = found.end()
        name = found[1]
        if found[2] is not None:
            builder.put(found[2], name)
            continue
        opening, closing = filler.quotes if name in _QUOTED else ("", "")
        if name == "q" and filler.language == "de":
            opening, closing = filler.random.choice([("", ""), (opening, closing)])
        label, write = TOKENS[_QUOTED.get(name, name)]
        inside = (
            opening in {"“", '"'}
            and filler.language == "en"
            and text[last : last + 1] == ","
            and filler.chance(0.6)
        )
        builder.put(opening).put(write(filler), label).put("," if inside else "").put(closing)
        last += inside
    _put_literal(filler, builder, text[last:])


def _put_literal(filler: Filler, builder: Builder, text: str) -> None:
    """Put what stands between tokens, its key words as this hand writes them."""
    text = text.replace("⟦", "[").replace("⟧", "]")
    if filler.language != "en" and text.startswith(".") and builder.ends_with(".?!"):
        text = text[1:]
    if "p. " in text and filler.language != "de" and filler.manner > 0.8:
        text = text.replace("pp. ", "pp.").replace(" p. ", " p.")
    builder.put(text)


def make_template_examples(
    count: int, seed: int, pools: Pools, names: Mapping[str, list[tuple[str, str]]]
) -> list[Example]:
    """Make `count` notes and list entries.

    Args:
        count: How many.
        seed: Of the draw.
        pools: Field values of the training side.
        names: Names of the training side, by language.

    Returns:
        Examples of the source `templates`.
    """
    random_ = random.Random(seed)
    languages = [language for language, _ in LANGUAGES]
    shares = [share for _, share in LANGUAGES]
    examples: list[Example] = []
    while len(examples) < count:
        language = random_.choices(languages, shares)[0]
        filler = Filler(random_, language, pools, names)
        own = TEMPLATES[language] + FIELD_TEMPLATES[language]
        noise = random_.choice([0.0, 0.0, 0.0, 0.08, 0.2])
        for _ in range(random_.randint(2, 6)):
            builder = Builder()
            template = random_.choice(GENERAL if random_.random() < 0.2 and language != "ru" else own)
            chance = random_.random()
            if chance < 0.05:
                builder.put(f"{random_.randint(1, 200)} ")
            if 0.03 < chance < 0.3 and not template.startswith("{IB}"):
                signal = random_.choice(SIGNALS[language])
                builder.put(signal + (" " if signal.endswith(":") else random_.choice([" ", " ", " ", ": "])))
            elif template.startswith(_NAMED) and chance > 1 - LEAD_SHARE and language in PROSE_LANGUAGES:
                builder.put(draw_lead(filler))
            fill_template(filler, template, builder)
            if (
                template.endswith(("p. {p}.", "{p}.", "{Y}.", "{p1}."))
                and random_.random() < TAIL_SHARE
                and language in PROSE_LANGUAGES
            ):
                builder.put(draw_tail(filler))
            example = builder.build("templates", language, random_, noise)
            text = example.text
            if random_.random() < 0.3 and text.endswith(".") and example.spans[-1][1] < len(text):
                example = example._replace(text=text[:-1])
            elif random_.random() < 0.05:
                example = example._replace(text=text + random_.choice([";", " ;", ",", " m.w.N."]))
            if len(example.text) >= _SHORTEST or "cross-reference" in {label for *_, label in example.spans}:
                examples.append(example)
    return examples[:count]
