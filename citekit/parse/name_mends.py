"""Mends of names: where they end and a title begins, who is an editor; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.patterns import defer_pattern

_INITIALS: Final = r"(?:[А-ЯЁІЇЄҐA-Z]\.[\s-]?){1,3}"
#: `Лебедева И. А. Волна`: one author, then a single word, or a few, that begin a title.
_AUTHOR_AND_TITLE: Final = defer_pattern(
    rf"[А-ЯЁІЇЄҐ][\w’'-]{{1,40}},?\s{_INITIALS}\s?(?P<title>[А-ЯЁІЇЄҐ«][^\W\d_]{{2,30}}(?:\s[^\W\d_]{{1,30}}){{0,8}})"
)
_FIRST_CYRILLIC: Final = "Ё"


def part_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A word behind the initials of an author with the name first begins the title."""
    for tag in tags:
        if tag.label == "author" and text[tag.start] >= _FIRST_CYRILLIC:
            break
    else:
        return tags
    titles = [tag for tag in tags if tag.label in {"title", "container-title"}]
    mended: list[Tag] = []
    for index, tag in enumerate(tags):
        found = _AUTHOR_AND_TITLE.fullmatch(text, tag.start, tag.end) if tag.label == "author" else None
        following = tags[index + 1] if index + 1 < len(tags) else None
        joins = (
            following is not None and following.label == "title" and text[tag.end : following.start] == ", "
        )
        if found is None or (titles and not joins):
            mended.append(tag)
            continue
        start = found.start("title")
        end = tag.start + len(text[tag.start : start].rstrip())
        mended.append(tag._replace(end=end, outer_end=end))
        if following is not None and joins:
            tags[index + 1] = following._replace(start=start, outer_start=start)
        else:
            mended.append(Tag("title", start, tag.end, tag.confidence, start, tag.outer_end))
    return mended


#: Names with the initials first, the last of which lacks its family name.
_OPEN_NAMES: Final = defer_pattern(
    rf"(?:{_INITIALS}\s?[^\W\d_][\w’'-]{{0,40}}(?:,?\s(?:и|та|and|und|et|e|y|&)\s|,\s)){{0,9}}{_INITIALS}[А-ЯЁІЇЄҐA-Z]?\.?"
)
_FAMILY_FIRST: Final = defer_pattern(r"([А-ЯЁІЇЄҐ][а-яёіїєґ’'-]{1,30})\s(?=[А-ЯЁІЇЄҐ«][а-яёіїєґ])")
_INITIALS_BEFORE: Final = re.compile(rf"(?<![\w.])({_INITIALS})\s?$")
_PERSONS: Final = frozenset({"author", "editor", "translator"})


def finish_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`П. П.` before a title that begins with two capital words lacks its family name, the first of them."""
    for index, (author, title) in enumerate(pairwise(tags)):
        if author.label != "author" or title.label != "title" or text[title.start] < _FIRST_CYRILLIC:
            continue
        found = _FAMILY_FIRST.match(text, title.start, title.end)
        if (
            found
            and not text[author.end : title.start].strip(" .")
            and _OPEN_NAMES.fullmatch(text, author.start, author.end)
        ):
            tags[index] = author._replace(end=found.end(1), outer_end=found.end(1))
            tags[index + 1] = title._replace(start=found.end(), outer_start=found.end())
    return tags


def take_initials(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """Initials that stand untagged before a name belong to it."""
    last = 0
    for index, tag in enumerate(tags):
        before, last = last, tag.outer_end
        # Initials need two signs, and end at a full stop, a hyphen or a blank.
        if tag.label not in _PERSONS or tag.start - before < 2 or text[tag.start - 1] not in ". -":
            continue
        found = _INITIALS_BEFORE.search(text, max(before, tag.start - 12), tag.start)
        if found:
            tags[index] = tag._replace(start=found.start(1), outer_start=found.start(1))
    return tags


_JOINS: Final = frozenset(
    {"/", " / ", "; ", ", ", " und ", " & ", " and ", ", and ", ", & ", " et ", " e ", " y "}
)
_EDITOR_MARK: Final = defer_pattern(
    r",?\s?[(\[]?\s?(?:Hrsg|Hgg?|Hg|eds?|éds?|dirs?|coords?|a cura di|comps?)\b", re.IGNORECASE
)


def join_editors(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`A/B/C (Hrsg.)` are all editors, though the mark stands behind the last alone."""
    for index in range(len(tags) - 1):
        first, second = tags[index : index + 2]
        if (
            first.label == "author"
            and second.label == "editor"
            and text[first.end : second.start] in _JOINS
            and _EDITOR_MARK.match(text, second.end)
        ):
            return [
                *tags[:index],
                second._replace(start=first.start, outer_start=first.outer_start),
                *tags[index + 2 :],
            ]
    return tags


_COLUMN: Final = re.compile(r"(?:стб|ст|кол|sp|cols?)\.?", re.IGNORECASE)


def keep_title_whole(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A name with nothing but a blank between it and the title, behind the authors, is part of the title."""
    mended: list[Tag] = []
    for tag in tags:
        last = mended[-1] if mended else None
        if (
            tag.label == "author"
            and last is not None
            and last.label == "title"
            and text[last.end : tag.start] == " "
            and any(other.label == "author" for other in mended)
        ):
            mended[-1] = last._replace(end=tag.end, outer_end=tag.outer_end)
        elif tag.label != "container-title" or not _COLUMN.fullmatch(text, tag.start, tag.end):
            mended.append(tag)
    return mended


_CAPITALS: Final = defer_pattern(
    r"(?P<given>[A-ZÀ-ÖØ-Þ][^\W\d_]{1,20})(?:\s[A-Z]\.|\s[A-ZÀ-ÖØ-Þ][^\W\d_]{2,20}){0,2}?\s(?:(?:de|van|von|der|di|du|la|le)\s){0,2}[A-ZÀ-ÖØ-Þ][^\W\d_]{1,25}(?:-[A-ZÀ-ÖØ-Þ][^\W\d_]{1,25})?(?P<end>),\s(?=[«“\"‘„'A-ZÀ-ÖØ-Þ])"
)


def part_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Ann Porter, The Law of Harbors`: where no author was found, a given name in front is one's."""
    if not tags or any(tag.label in _PERSONS for tag in tags):
        return tags
    index = next((number for number, tag in enumerate(tags) if tag.label == "title"), None)
    if index is None or any(tag.label != "citation-number" for tag in tags[:index]):
        return tags
    title = tags[index]
    if "given" not in CUES.get(text[title.start : title.end].partition(" ")[0].lower(), ()):
        return tags
    found = _CAPITALS.match(text, title.start, title.end)
    if found is None:
        return tags
    if title.end - found.end() < _SHORTEST_TITLE:
        return tags
    end = found.start("end")
    author = Tag("author", title.start, end, title.confidence * 0.9, title.start, end)
    return [
        *tags[:index],
        author,
        title._replace(start=found.end(), outer_start=found.end()),
        *tags[index + 1 :],
    ]


_SHORTEST_TITLE: Final = 8
_DIRECT_AND_MORE: Final = defer_pattern(
    r"(?P<given>[A-ZÀ-ÖØ-Þ][^\W\d_]{1,20})(?:-[A-ZÀ-ÖØ-Þ][^\W\d_]{1,20})?(?:\s[A-Z]\.)?\s(?:(?:de|van|von|der|di|du|la|le)\s){0,2}[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}(?P<end>),\s(?P<title>[A-ZÀ-ÖØ-Þ][^\W\d_]{2,30}(?:\s[^\W\d_]{2,30}){1,6})"
)


def part_author_and_title(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Reinhold Kosel, Vergangene Flut` before the rest of a title: the second is no person."""
    for index, (author, title) in enumerate(pairwise(tags)):
        if author.label != "author" or title.label != "title" or text[author.end : title.start] not in STOPS:
            continue
        found = _DIRECT_AND_MORE.fullmatch(text, author.start, author.end)
        if found is None or "given" not in CUES.get(found["given"].lower(), ()):
            continue
        if any("given" in CUES.get(word.lower(), ()) for word in found["title"].split()[:1]):
            continue
        end, start = found.start("end"), found.start("title")
        tags[index] = author._replace(end=end, outer_end=end)
        tags[index + 1] = title._replace(start=start, outer_start=start)
        break
    return tags


#: What parts a last name from a title that was read into it.
STOPS: Final = frozenset({". ", "? ", "! ", ": "})
_LAST_GIVEN: Final = defer_pattern(
    r"(?:,?\s(?:and|und|et|e|y|&)\s)(?P<given>[A-ZÀ-ÖØ-Þ][^\W\d_]{1,20})(?:\s[A-Z])?$"
)
_LAST_FAMILY: Final = defer_pattern(r"([A-ZÀ-ÖØ-Þ][\w’'-]{1,30})[.:]\s(?=[«“\"‘„'A-ZÀ-ÖØ-Þ0-9])")


def finish_last_name(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Dana Basker, Andrea Vas, and Jared` before `Wunsche. Asymptotics`: the last name is cut in two."""
    for index, (author, title) in enumerate(pairwise(tags)):
        if (
            author.label != "author"
            or title.label != "title"
            or text[author.end : title.start] not in {" ", ". "}
        ):
            continue
        family = _LAST_FAMILY.match(text, title.start, title.end)
        found = family and _LAST_GIVEN.search(text, max(author.start, author.end - 40), author.end)
        first = text[author.start : author.end].split(",", maxsplit=1)[0]
        direct = " " in first or (found is not None and "given" in CUES.get(found["given"].lower(), ()))
        if found and family and direct and title.end - family.end() >= _SHORTEST_TITLE:
            tags[index] = author._replace(end=family.end(1), outer_end=family.end(1))
            tags[index + 1] = title._replace(start=family.end(), outer_start=family.end())
    return tags


_GIVEN_AND_YEAR: Final = defer_pattern(
    r"(?P<given>Jan|Mai|April|June|August|Juli|Avril|Mars)\.\s(?P<year>(?:1[5-9]|20)\d\d[a-z]?)"
)
_FAMILY: Final = defer_pattern(r"(?:(?:van|von|der|den|de|ten|zur?)\s){0,3}[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}")


def part_month_and_name(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`van der Berg, Jan. 2001.` is a given name and a year, no January."""
    for index in range(len(tags) - 1):
        author, issued = tags[index : index + 2]
        if author.label != "author" or issued.label != "issued" or text[author.end : issued.start] != ", ":
            continue
        found = _GIVEN_AND_YEAR.fullmatch(text, issued.start, issued.end)
        if found and index + 2 < len(tags) and _FAMILY.fullmatch(text, author.start, author.end):
            tags[index] = author._replace(end=found.end("given"), outer_end=found.end("given"))
            start = found.start("year")
            tags[index + 1] = issued._replace(start=start, outer_start=start)
    return tags


_TRANSLATES: Final = defer_pattern(
    r"(?:\btrad(?:\.|uit|uction|ucción|uzione)(?:\s(?:fr|it|esp)\.)?(?:\s(?:de\sl['’]\w{3,12}|par|di|de|por))*|\btrans(?:\.|l\.|lated)(?:\sby)?|\bübers(?:\.|etzt)(?:\sv(?:on|\.))?|\bпер(?:\.|евод)(?:\s(?:с|со)\s\w{2,12}\.?)?|\bпереклад)\s$",
    re.IGNORECASE,
)
_EDITS: Final = defer_pattern(
    r"(?:\bhrsg\.?\s(?:v\.|von)|\bherausgegeben\svon|\bhg\.\sv(?:\.|on)|\ba\scura\sdi|\bedited\sby|\beds?\.\sby|\bsous\sla\sdir(?:ection|\.)\sd['’e]\s?|\b(?:под|за)(?:\s(?:общ|науч|заг)\.)?\sред(?:\.|акцией|акцією)|\bотв\.\sред\.|\bсост\.|\bупоряд\.)\s?$",
    re.IGNORECASE,
)


#: One of these stands in the text, in lower case, where there is a word for a role.
ROLE_HINTS: Final = ("trad", "trans", "übers", "пер", "hrsg", "herausgegeben", "hg.", "a cura di", "edited by", "ed. by", "eds. by", "sous la dir", "ред", "сост.", "упоряд.")  # fmt: skip


def name_roles(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """Words such as `trad.` and `hrsg. v.` in front of a name say what the person did."""
    last = 0
    for index, tag in enumerate(tags):
        before, last = max(last, tag.start - 40), tag.end
        if not index or tag.label not in _PERSONS:
            continue
        if tag.start - before < _SHORTEST_ROLE:
            continue
        if tag.label != "translator" and _TRANSLATES.search(text, before, tag.start):
            tags[index] = tag._replace(label="translator")
        elif tag.label != "editor" and _EDITS.search(text, before, tag.start):
            tags[index] = tag._replace(label="editor")
    return tags


_SHORTEST_ROLE: Final = 5


_PREPOSITION: Final = defer_pattern(r"(?:de|di|d['’]|by|von|bei|du|del|della)\s?(?=[A-ZÀ-ÖØ-Þ])")


def drop_preposition(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`l’ouvrage de Jean Delmar`: behind words of prose a preposition is no part of the first name."""
    first = tags[0] if tags else None
    if first is None or first.label != "author" or first.start < 2 or not text[first.start - 2].isalpha():
        return tags
    found = _PREPOSITION.match(text, first.start, first.end)
    if found is None or " " not in text[found.end() : first.end]:
        return tags
    return [first._replace(start=found.end(), outer_start=found.end()), *tags[1:]]


_FAMILY_AND_TITLE: Final = defer_pattern(
    r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}(?P<end>),\s(?P<title>(?P<first>[A-ZÀ-ÖØ-Þ][^\W\d_]{3,30})(?:\s[\w-]{1,30}){0,5})"
)
_SHORT_LABELS: Final = frozenset(
    {"author", "page", "volume", "citation-number", "edition", "issued", "section", "note"}
)
_SHORTEST_SUBJECT: Final = 8


def part_short_note(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Krüger, Strom, S. 48` is a family name, a short title and a page: given names stand in no short note."""
    labels = [tag.label for tag in tags]
    if labels.count("author") != 1 or not _SHORT_LABELS.issuperset(labels):
        return tags
    index = labels.index("author")
    author = tags[index]
    found = _FAMILY_AND_TITLE.fullmatch(text, author.start, author.end)
    if found is None or "given" in CUES.get(found["first"].lower(), ()):
        return tags
    end, (start, stop) = found.start("end"), found.span("title")
    title = Tag("title", start, stop, author.confidence * 0.8, start, author.outer_end)
    return [*tags[:index], author._replace(end=end, outer_end=end), title, *tags[index + 1 :]]


_INVERTED: Final = re.compile(r"[^\W\d_][\w’'-]{1,40}(?:\s[^\W\d_][\w’'-]{1,30})?,?\s[^\W\d_]")
_STILL_NAMES: Final = defer_pattern(
    r"(?:^|\s)(?:and|und|et|e|y|&|et al|u\.\s?a)(?:\s|$)|,\s[A-ZÀ-Þ](?:\.|$)", re.IGNORECASE
)
_LAST_INVERTED: Final = defer_pattern(
    r"(?:^|[,;&]\s|\s(?:and|und|et|y|e|и)\s)(?:(?:van|von|der|den|de|del|di|la|le|du)\s){0,3}[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w’'-]{1,40}(?:\s[A-ZÀ-Þ][\w’'-]{1,30})?,?\s"
    r"(?:[A-ZÀ-ÞА-Я][\w-]{0,20}\.?[\s-]?){1,3}$"
)
_TWO_INITIALS: Final = defer_pattern(r"\s[A-ZÀ-ÞА-ЯЁІЇЄҐ]\.[\s-]?[A-ZÀ-ÞА-ЯЁІЇЄҐ]\.$")
#: What parts inverted names from the rest of a title whose first words were read into them.
BREAKS: Final = frozenset({" ", ", ", ": ", " – ", " - ", ": “", " & ", "? ", "’s "})
_TITLED: Final = frozenset({"Jr", "Sr", "St", "Dr", "Prof", "von", "van", "de"})
_MOST_WORDS: Final = 6


def _is_family_first(names: str) -> bool:
    """Tell whether names without a comma are `Family I. O.`."""
    return _TWO_INITIALS.search(names) is not None and "given" not in CUES.get(
        names.split(" ", 1)[0].lower(), ()
    )


def end_author(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Hart, Albert O. Exit` before `, Voice, and Law`: a full stop parts inverted names from the title."""
    for index, (author, title) in enumerate(pairwise(tags)):
        if author.label != "author" or title.label != "title":
            continue
        cut = text.rfind(". ", author.start, author.end)
        if cut < 0 or text[author.end : title.start] not in BREAKS or not _INVERTED.match(text, author.start):
            continue
        names, rest = text[author.start : cut + 1], text[cut + 2 : author.end]
        words = rest.split()
        if (
            not words
            or len(words) > _MOST_WORDS
            or not (words[0][0].isupper() or words[0][0] in '“«"‘')
            or len(words[0].strip(".,")) < _SHORTEST_WORD
            or names[:-1].rsplit(" ", 1)[-1] in _TITLED
            or "," in rest
            or _STILL_NAMES.search(rest)
            or ("," not in names and not _is_family_first(names))
            or words[0] in _TITLED
            or not _LAST_INVERTED.search(names)
        ):
            continue
        end = cut + 1 if len(names[:-1].rsplit(" ", 1)[-1]) <= 2 else cut
        tags[index] = author._replace(end=end, outer_end=end)
        tags[index + 1] = title._replace(start=cut + 2, outer_start=cut + 2)
        break
    return tags


_SHORTEST_WORD: Final = 2
_ROLE_BEHIND: Final = defer_pattern(
    r",?\s[(\[]?(?P<role>Hrsg|Hgg?|[Ee]ds?|éds?|dirs?|coords?|a\scura\sdi)\.?[)\]]?$"
)
_OPEN_PAIR: Final = defer_pattern(r",?\s(?:and|und|et|e|y|&)$")


def take_role(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Huber, Christine & Ina Schnell Hrsg.` are editors, the word is no part of their names."""
    for index, tag in enumerate(tags):
        found = (
            _ROLE_BEHIND.search(text, max(tag.start, tag.end - 16), tag.end)
            if tag.label == "author"
            else None
        )
        if (
            found
            and found.start() > tag.start
            and (found["role"][0].isupper() or text[tag.end : tag.end + 1] in ".)")
        ):
            tags[index] = tag._replace(label="editor", end=found.start(), outer_end=found.start())
    for index in range(len(tags) - 1):
        first, second = tags[index : index + 2]
        if (
            first.label == "container-title"
            and second.label == "editor"
            and text[first.end : second.start] == " "
            and _OPEN_PAIR.search(text, first.start, first.end)
        ):
            joined = second._replace(start=first.start, outer_start=first.outer_start)
            return [*tags[:index], joined, *tags[index + 2 :]]
    return tags


_LONE_FAMILY: Final = defer_pattern(
    r"(?:(?:van|von|de|di|del|der)\s){0,2}[A-ZÀ-Þ][\w’'-]{1,30}(?:\s[A-ZÀ-Þ][\w’'-]{1,30})?"
)
_GIVEN_FIRST: Final = defer_pattern(
    r"(?P<first>[A-ZÀ-Þ][a-zà-ÿ]{1,20})(?:-[A-ZÀ-Þ][a-zà-ÿ]{1,20})?(?:\s[A-ZÀ-Þ]\.?|\s(?P<more>[A-ZÀ-Þ][a-zà-ÿ]{1,20}))?\s?[.:]\s(?=\S)"
)


def take_given(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`FAVIER` before `Anne-Lise. Infections`: a given name behind a family name and a comma is no title."""
    for index, (author, title) in enumerate(pairwise(tags)):
        if (
            author.label != "author"
            or title.label != "title"
            or text[author.end : title.start].replace(" ", "") != ","
            or not _LONE_FAMILY.fullmatch(text, author.start, author.end)
        ):
            continue
        found = _GIVEN_FIRST.match(text, title.start, title.end)
        if found is None or title.end - found.end() < _SHORTEST_TITLE:
            continue
        if (
            "given" not in CUES.get(found["first"].lower(), ())
            and not text[author.start : author.end].isupper()
        ):
            continue
        end = title.start + len(text[title.start : found.end()].rstrip(" .:"))
        tags[index] = author._replace(end=end, outer_end=end)
        tags[index + 1] = title._replace(start=found.end(), outer_start=found.end())
        break
    return tags


_DOUBLE_INITIALS: Final = defer_pattern(
    r"[А-ЯЁІЇЄҐ][\w’'-]{1,40},?\s[А-ЯЁІЇЄҐ]\.\s?[А-ЯЁІЇЄҐ](?P<stop>\.)\s(?P<title>(?:[А-ЯЁІЇЄҐ]\.\s?){1,3})$"
)
_RANK: Final = defer_pattern(
    r"(?:(?:акад|проф|доц|д-р|канд|чл\.-корр|prof|Prof|Dr|dr)\.\s(?:[а-я]{3,8}\.\s)?)+(?=[A-ZÀ-ÞА-ЯЁ])"
)
_DASHES: Final = defer_pattern(r"[\s•·*(\[]{0,3}(?P<dashes>[—–―_-]{2,8})(?=[\s.,:(])")


def drop_rank(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`акад. В. С. Мясин`, `Prof. Ann Wood`: a rank is no part of a name."""
    for index, tag in enumerate(tags):
        rank = _RANK.match(text, tag.start, tag.end) if tag.label in _PERSONS else None
        if rank:
            tags[index] = tag._replace(start=rank.end(), outer_start=rank.end())
    return tags


def leave_initials(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """`Хохлов А.Н. Н.Ф.` before `Петров в Кашгаре`: the second initials begin the title."""
    if language not in _CYRILLIC:
        return tags
    for index in range(len(tags) - 1):
        author, title = tags[index : index + 2]
        if author.label != "author" or title.label != "title" or text[author.end : title.start] != " ":
            continue
        found = _DOUBLE_INITIALS.fullmatch(text, author.start, author.end)
        if found:
            end, start = found.end("stop"), found.start("title")
            tags[index] = author._replace(end=end, outer_end=end)
            tags[index + 1] = title._replace(start=start, outer_start=start)
    return tags


_CYRILLIC: Final = frozenset({"ru", "uk", "be"})


def name_dashes(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`———. 2002.`: dashes in front stand for the author of the entry before."""
    found = _DASHES.match(text)
    if found is None or not tags or any(tag.start < found.end() for tag in tags):
        return tags
    if any(tag.label == "author" for tag in tags[:2]):
        return tags
    return [Tag("author", *found.span("dashes"), 0.9, *found.span("dashes")), *tags]
