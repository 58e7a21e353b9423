"""Mends of what historians cite: archives by full names, memoirs and letters, papers by two calendars.

`citekit.parse.mends` runs `RULES` among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.model import Span
from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import make_rule
from citekit.parse.patterns import defer_pattern
from citekit.parse.short_names import SIGNS, find_short_names

#: Its initials beside its name: `Российский государственный архив литературы (РГАЛИ). Ф. 12`.
_INITIALS: Final = defer_pattern(r"\s\([А-ЯЁІЇЄҐ]{3,8}\)(?=[.,]\s(?:Ф|Фонд|ф)\.\s)")
_FONDS_BEHIND: Final = defer_pattern(r"[.,]?\s(?:Ф|Фонд|ф|F|f)\.\s?\S")


def name_in_full(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Российский исторический архив (далее — РГИА). Ф. 1282`: the short name belongs to no field."""
    initials = _INITIALS.search(text) if "архив" in text or "архів" in text else None
    named = [one.span for one in find_short_names(text)][:1] or ([Span(*initials.span())] if initials else [])
    if not named:
        return tags
    start, end = named[0].start, named[0].end
    mended: list[Tag] = []
    for tag in tags:
        if tag.end <= start or end <= tag.start:
            mended.append(tag)
        elif tag.start < start:
            mended.append(tag._replace(end=start, outer_end=start))
        elif end < tag.end:
            left = end + len(text[end : tag.end]) - len(text[end : tag.end].lstrip(" .,;:"))
            mended.append(tag._replace(start=left, outer_start=left))
    if mended and _FONDS_BEHIND.match(text, end) and mended[0].start < start:
        first = mended[0]
        mended = [
            Tag("archive", first.start, start, 0.8, first.start, start),
            *(tag for tag in mended if tag.start >= end),
        ]
    return mended


#: What one of the words of papers begins with.
PAPERS_SIGNS: Final = tuple(
    "Записки Письм Дневник Воспоминания Мемуары Переписка Бумаги Донесени Показани Автобиография Исповедь "
    "Завещание Речь Щоденник Спогади Лист".split()
)
#: Words of papers that a person left, with the person's name in the genitive.
_PAPERS: Final = defer_pattern(
    r"(?:Записки|Письм[оа]|Дневники?|Воспоминания|Мемуары|Переписка|Бумаги|Донесени[ея]|Показани[ея]|Автобиография"
    r"|Исповедь|Завещание|Речь|Щоденники?|Спогади|Листи?|Листування)\s(?:[а-яёіїє-]{3,20}\s){0,3}"
    r"(?:[А-ЯЁІЇЄҐ]\.\s?){1,2}[А-ЯЁІЇЄҐ][а-яёіїєґ’'-]{2,24}"
)


def name_papers(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """`Записки графа М. Д. Орлова // Русский архив`: whose papers they are is said by the title."""
    if language not in {"ru", "uk", "be"}:
        return tags
    found = (_PAPERS.match(text, tag.start) for tag in tags if tag.label in {"author", "title"})
    papers = next(filter(None, found), None)
    if papers is None:
        return tags
    start = papers.start()
    inside = [tag for tag in tags if start <= tag.start < papers.end()]
    if not any(tag.label == "author" for tag in inside) or any(
        tag.label not in {"author", "title"} for tag in inside
    ):
        return tags
    end = max(papers.end(), *(tag.end for tag in inside))
    title = Tag("title", start, end, min(tag.confidence for tag in inside), start, end)
    before = [tag for tag in tags if tag.start < start]
    return [*before, title, *(tag for tag in tags if tag.start >= papers.end())]


#: A day by the old and the new calendar, behind the year: `1862. 14 (26) янв.`
_TWO_CALENDARS: Final = defer_pattern(
    r"[.,]?\s(?:[—–-]\s)?\d{1,2}\s?\(\d{1,2}(?:\s[а-яёіїє]{3,9}\.?)?\)\s?"
    r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)[а-яіє]{0,7}"
)


def join_calendars(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`1862. 14 (26) янв.` is one date, its day in both calendars."""
    for index, tag in enumerate(tags):
        found = _TWO_CALENDARS.match(text, tag.end) if tag.label == "issued" else None
        if found:
            whole = tag._replace(end=found.end(), outer_end=max(tag.outer_end, found.end()))
            behind = [other for other in tags[index + 1 :] if other.start >= found.end()]
            return [*tags[:index], whole, *behind]
    return tags


_SAME_AUTHOR: Final = defer_pattern(
    r"\s*(?:Он\sже|Она\sже|Они\sже|Его\sже|Её\sже|Ее\sже|Их\sже|Той\sже|Та\sж|Його\sж|Її\sж)\.?\s{1,3}"
)


def leave_same_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Он же. Музейное дело. Вопросы экспозиции`: what follows has no initials and is the title."""
    same = _SAME_AUTHOR.match(text)
    for index, tag in enumerate(tags[:2] if same else ()):
        if (
            same
            and tag.label == "author"
            and tag.start == same.end()
            and not _INITIAL.search(text, tag.start, tag.end)
        ):
            following = tags[index + 1 : index + 2]
            joins = (
                bool(following)
                and following[0].label == "title"
                and text[tag.end : following[0].start] == ". "
            )
            end = following[0].end if joins else tag.end
            title = tag._replace(label="title", end=end, outer_end=end)
            return [*tags[:index], title, *tags[index + 1 + joins :]]
    return tags


def end_body(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """`Росстат. Регионы России. Показатели`: a body's name has no initials and ends at its full stop."""
    if language not in {"ru", "uk", "be"}:
        return tags
    for index, tag in enumerate(tags[:-1]):
        stop = text.find(". ", tag.start, tag.end) if tag.label == "author" else -1
        following = tags[index + 1]
        if (
            stop - tag.start > _SHORTEST_BODY
            and following.label == "title"
            and text[tag.end : following.start] in {". ", " ", ": ", " : "}
            and not _INITIAL.search(text, tag.start, tag.end)
            and "," not in text[tag.start : tag.end]
        ):
            author = tag._replace(end=stop, outer_end=stop)
            title = following._replace(start=stop + 2, outer_start=stop + 2)
            return [*tags[:index], author, title, *tags[index + 2 :]]
    return tags


_SHORTEST_BODY: Final = 2
_SITE: Final = defer_pattern(
    r"\s?:\s(?P<kind>(?:офиц(?:\.|иальный|ійний)\s)?(?:веб-|интернет-|інтернет-)?(?:сайт|портал)(?:\s[а-яёіїє]{3,20}){0,3})(?=[.,\s]|$)"
)


def name_site(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Музей гавани: офиц. сайт`: the site's name is its title, what it is its kind."""
    for index, tag in enumerate(tags):
        if tag.label not in {"author", "title"}:
            continue
        kind = _SITE.match(text, tag.end) or _SITE.search(text, tag.start, tag.end)
        if kind and not any(other.label == "title" for other in tags if other is not tag):
            start = kind.start()
            title = tag._replace(label="title", end=start, outer_end=start)
            genre = Tag("genre", *kind.span("kind"), tag.confidence, *kind.span("kind"))
            kept = [other for other in tags[index + 1 :] if other.start >= kind.end()]
            return [*tags[:index], title, genre, *kept]
    return tags


def join_academy(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Тип. Имп. Акад. наук`: the sciences belong to the academy that prints."""
    for index in range(len(tags) - 1):
        publisher, genre = tags[index : index + 2]
        if (
            publisher.label == "publisher"
            and text[genre.start : genre.end].rstrip(".") == "наук"
            and text[publisher.end : genre.start] in {". ", " "}
        ):
            whole = publisher._replace(end=genre.end, outer_end=genre.end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_INITIAL: Final = defer_pattern(r"[А-ЯЁІЇЄҐA-Z]\.")
_ONE_NAME: Final = defer_pattern(r"[А-ЯЁІЇЄҐ][а-яёіїєґ’-]{2,24}(?:\s[а-яёіїєґ]{3,20})?")


_DAY_BEHIND: Final = defer_pattern(r"\d{4}\.\s\d{1,2}\s(?:\(\d{1,2}\)\s)?[а-яії]{3}")


def name_paper_alone(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """`Колокол. 1862. Л. 122`, `Новое время. 1908. 12 мая. № 1`: what stands alone before that is a paper."""
    named = [index for index, tag in enumerate(tags) if tag.label in {"author", "title"}]
    if language not in {"ru", "uk", "be"} or len(named) != 1 or named[0] + 1 >= len(tags):
        return tags
    name, issued = tags[named[0] : named[0] + 2]
    if issued.label != "issued" or text[name.end : issued.start] != ". ":
        return tags
    if name.label == "title":
        alone = _DAY_BEHIND.match(text, issued.start, issued.end)
    else:
        alone = _ONE_NAME.match(text, name.start, name.end)
    if alone is None:
        return tags
    labels = {name.label: "container-title", "number": "issue"}
    return [tag._replace(label=labels.get(tag.label, tag.label)) for tag in tags]


_MORE_LEAVES: Final = defer_pattern(r"\d{1,4}(?:\s?об\.?)?(?:\s?[–—-]\s?\d{1,4}(?:\s?об\.?)?)?")


def join_shelf_mark(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Ф. 1288. Оп. 2. 1899 г. Д. 14. Л. 22`: the year of an inventory belongs to the shelf mark."""
    for index in range(len(tags) - 2):
        first, year, last = tags[index : index + 3]
        if (
            (first.label, year.label, last.label) == ("archive_location", "issued", "archive_location")
            and text[first.end : year.start].strip() in {".", ","}
            and text[year.end : last.start] in {" г. ", ". ", "г. ", " р. "}
        ):
            whole = first._replace(end=last.end, outer_end=last.outer_end)
            return [*tags[:index], whole, *tags[index + 3 :]]
    return tags


def join_leaves(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Ф. 582. Оп. 139. Д. 56. Л. 4, 9–10`: what follows the first leaf are leaves too."""
    for index in range(len(tags) - 1):
        location, page = tags[index : index + 2]
        if (
            (location.label, page.label) == ("archive_location", "page")
            and text[location.end : page.start] == ", "
            and _MORE_LEAVES.fullmatch(text, page.start, page.end)
        ):
            whole = location._replace(end=page.end, outer_end=page.outer_end)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


_YEARS: Final = defer_pattern(r"(?:1[4-9]|20)\d\d\s?[–—-]\s?(?:1[4-9]|20)\d\d")


def name_years_of_volume(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Т. 2: 1858–1865. С. 179`: the years of which a volume tells are its title and no number."""
    for index, tag in enumerate(tags):
        if (
            index
            and (tags[index - 1].label, tag.label) == ("volume", "number")
            and text[tags[index - 1].end : tag.start] == ": "
            and _YEARS.fullmatch(text, tag.start, tag.end)
        ):
            tags[index] = tag._replace(label="volume-title")
    return tags


def join_pages(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`С. 179, 180 (записи 5 и 6 марта)`: pages one after another are one field, days of a diary none."""
    entry = text.find("(запис")
    tags = [
        tag for tag in tags if entry < 0 or tag.start < entry or tag.label not in {"issue", "number", "page"}
    ]
    for index in range(len(tags) - 1):
        first, second = tags[index : index + 2]
        if (first.label, second.label, text[first.end : second.start]) == ("page", "page", ", "):
            return [
                *tags[:index],
                first._replace(end=second.end, outer_end=second.outer_end),
                *tags[index + 2 :],
            ]
    return tags


RULES: Final = (
    make_rule("year of an inventory", join_shelf_mark, beside=("archive_location", "issued")),
    make_rule("further leaves", join_leaves, beside=("archive_location", "page")),
    make_rule("years of a volume", name_years_of_volume, beside=("volume", "number")),
    make_rule("short name in brackets", name_in_full, signs=(*SIGNS, "рхив", "рхів")),
    make_rule("papers of a person", name_papers, "author", languages="ru uk be", signs=PAPERS_SIGNS),
    make_rule("title behind the same author", leave_same_author, "author", signs=(" же", " ж ", " ж.")),
    make_rule(
        "title behind a body", end_body, beside=("author", "title"), signs=(". ",), languages="ru uk be"
    ),
    make_rule("name of a site", name_site, either="author title", signs=("сайт", "портал")),
    make_rule("academy that prints", join_academy, "publisher", signs=("наук",)),
    make_rule("two calendars", join_calendars, "issued", signs=(") ",)),
    make_rule(
        "newspaper by its name alone",
        name_paper_alone,
        "issued",
        "author title",
        lacks="container-title publisher publisher-place URL",
        beside=("author title", "issued"),
        gaps=frozenset({". "}),
        languages="ru uk be",
    ),
)
