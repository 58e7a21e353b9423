"""Mends that need no other place: words in front, years, numbers, brackets, repeats; one named rule each.

`citekit.parse.mends` runs them among its own.
"""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.dates import parse_date
from citekit.parse.patterns import defer_pattern

_YEAR_LENGTH: Final = 4
_YEAR: Final = defer_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d[a-zа-я]?(?!\w)")
#: At least two words, and no day before them: `of Maritime Transport`.
_WORDS_BEFORE: Final = defer_pattern(
    r"(?:[^\W\d_]{1,40}[\s,:'’-]{1,3}){0,12}?[^\W\d_]{3,40}[\s,:'’-]{1,3}[^\W\d_]{3,40}[\s,.:;(]{1,3}"
)
_TWO_NUMBERS: Final = defer_pattern(
    r"(\d{1,4}|[IVXLC]{1,7})\s?,\s?(\d{1,4}(?:\s?[-–/]\s?\d{1,3})?|[IVXLC]{1,5})"
)


def part_issued(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """Words before a year are no date: they are the title, or its end."""
    mended: list[Tag] = []
    titled = any(tag.label == "title" for tag in tags)
    for tag in tags:
        found = None
        if (
            tag.label == "issued"
            and tag.end - tag.start > _YEAR_LENGTH
            and parse_date(text[tag.start : tag.end], language) is None
        ):
            found = _YEAR.search(text, tag.start, tag.end)
        if found is None or not _WORDS_BEFORE.fullmatch(text, tag.start, found.start()):
            mended.append(tag)
            continue
        end = tag.start + len(text[tag.start : found.start()].rstrip(" ,.:;("))
        last = mended[-1] if mended else None
        if last is not None and last.label == "title" and not text[last.end : tag.start].strip(" "):
            mended[-1] = last._replace(end=end, outer_end=end)
        elif not titled and end > tag.start:
            mended.append(
                tag._replace(label="title", end=end, outer_end=end, confidence=tag.confidence * 0.8)
            )
        mended.append(tag._replace(start=found.start(), outer_start=found.start(), end=found.end()))
    return mended


def name_genre(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """The words that a reference without a title begins with are its title, not its genre."""
    if not tags or tags[0].label != "genre" or any(tag.label == "title" for tag in tags):
        return tags
    if " " not in text[tags[0].start : tags[0].end]:
        return tags
    return [tags[0]._replace(label="title"), *tags[1:]]


def part_volume(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`4, 2` is volume and issue."""
    if any(tag.label == "issue" for tag in tags):
        return tags
    mended: list[Tag] = []
    for tag in tags:
        found = _TWO_NUMBERS.fullmatch(text, tag.start, tag.end) if tag.label == "volume" else None
        if found is None:
            mended.append(tag)
            continue
        mended.append(tag._replace(end=found.end(1), outer_end=found.end(1)))
        mended.append(Tag("issue", found.start(2), tag.end, tag.confidence, found.start(2), tag.outer_end))
    return mended


#: Words in front of a work, each with its language's marks; the longer first.
SIGNAL: Final = defer_pattern(
    r"(?:(?:см|ср|цит|див|пор|напр|подробн\w{0,4}|об\sэтом|см\.\s(?:также|подробнее|об\sэтом|напр|например))\b(?:\.|,|\s(?:также|по|об\sэтом|подробнее|например|напр\.|см\.))*+:?|"
    r"(?:vgl|siehe|s\.\s(?=auch|dazu|hierzu)|dazu|hierzu|zit\.\snach|zitiert\snach|so\sauch|so\setwa|ebenso|anders|ähnlich|kritisch|ferner|grundlegend|ausführlich|eingehend|näher|statt\svieler)\b\.?"
    r"(?:\s(?:auch|dazu|hierzu|nur|etwa|insbes\.|insbesondere|z\.\s?b\.|ausführlich|ferner|eingehend|näher|bei|zum\sganzen|zum\sfolgenden|statt\svieler))*+:?|"
    r"(?:see|cf|but\ssee|but\scf|quoted\sin|cited\sin|accord|contra)\b\.?(?:,?\s(?:also|generally|e\.g\.,?|for\s(?:example|instance),?|especially|in\sparticular,?|further))*+:?|"
    r"(?:voir|cf|comparer|cité\s(?:par|dans|in)|sur\s(?:ce|cette)\s\w{1,12},?\s(?:voir|cf\.))\b\.?(?:\s(?:aussi|notamment|également|par\sexemple|sur\sce\spoint|en\sparticulier),?)*+:?|"
    r"(?:cfr|si\sveda(?:no)?|vedi|cit\.\sin)\b\.?(?:\s(?:anche|per\sesempio|in\sparticolare))*+:?|"
    r"(?:véase|vid|ver)\b\.?(?:\s(?:también|asimismo|por\sejemplo))*+:?),?\s++(?=[^\W\d_]|[«“\"‘„])",
    re.IGNORECASE,
)
#: The words that such a phrase begins with.
_SIGNAL_WORDS: Final = frozenset(
    "см ср цит див пор напр подробно подробнее об vgl siehe s dazu hierzu zit zitiert so ebenso anders ähnlich kritisch "
    "ferner grundlegend ausführlich eingehend näher statt see cf but quoted cited accord contra voir comparer cité sur "
    "cfr si vedi cit véase vid ver".split()
)
#: Labels that a word in front of a work is wrongly read into.
_HEADED: Final = frozenset({"author", "title", "editor", "container-title"})


def drop_signal(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Vgl. dazu`, `See also`, `См., напр.:` stand in front of a work and belong to no field of it."""
    for first in tags:
        if first.label != "citation-number":
            break
    else:
        return tags
    if first.label not in _HEADED:
        return tags
    if text[first.start : first.end].partition(" ")[0].strip(".,:").lower() not in _SIGNAL_WORDS:
        return tags
    if text[: first.start].strip(' «“"‘„([.]0123456789'):
        return tags
    found = SIGNAL.match(text, first.start, first.end)
    if found is None or first.end - found.end() < _SHORTEST_VALUE:
        return tags
    moved = first._replace(start=found.end(), outer_start=found.end())
    return [moved if tag is first else tag for tag in tags]


_SHORTEST_VALUE: Final = 2
_LONGEST_REPEAT: Final = 5
_LONGEST_REPEAT_WORD: Final = len("там само.")
#: One of these stands in the text, in lower case, where there is a word for a repeat.
REPEATS: Final = ("там же", "там само", "ibid", "ebd", "ebenda", "ivi", "ídem", "ibíd")
_REPEAT: Final = defer_pattern(r"(?:там\s(?:же|само)|ibid(?:em)?|ebd|ebenda|ivi|ídem|ibíd)\.?", re.IGNORECASE)


def name_repeat(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Там же` is a cross-reference, whatever it was taken for."""
    if len(tags) > _LONGEST_REPEAT:
        return tags
    return [
        tag._replace(label="cross-reference")
        if tag.end - tag.start <= _LONGEST_REPEAT_WORD
        and tag.label in _HEADED
        and _REPEAT.fullmatch(text, tag.start, tag.end)
        else tag
        for tag in tags
    ]


_NO_ACRONYM: Final = frozenset({"issued", "page", "volume", "issue", "publisher", "publisher-place"})
#: One of these stands in the text where an acronym stands in brackets.
ACRONYM_SIGNS: Final = tuple(f" ({letter}" for letter in ascii_uppercase)
_ACRONYM: Final = defer_pattern(r"\s\(([A-Z][A-Za-z’' 0-9-]{1,14})\)")


def close_brackets(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`(LREC)` behind the name of a conference or a body belongs to that name, whatever it was taken for."""
    for index, tag in enumerate(tags):
        opens = text[tag.end : tag.end + 2] == " (" and tag.label in {"container-title", "author"}
        found = _ACRONYM.match(text, tag.end) if opens else None
        if found is None or found[1].isdigit() or (tag.label == "author" and not found[1].isupper()):
            continue
        following = tags[index + 1] if index + 1 < len(tags) else None
        inside = following is not None and following.start < found.end()
        if following is None or not inside or following.label in _NO_ACRONYM:
            continue
        tags[index] = tag._replace(end=found.end(), outer_end=max(found.end(), tag.outer_end))
        if following.end <= found.end():
            return [*tags[: index + 1], *tags[index + 2 :]]
        rest = text[found.end() : following.end]
        start = found.end() + len(rest) - len(rest.lstrip(" ,.;:"))
        tags[index + 1] = following._replace(start=start, outer_start=start)
    return tags


_EXTENT: Final = defer_pattern(
    r"\s?(?:pp?|[сcsS]|стр|стор|Seiten|pages|págs?|pagine)(?:\.|\b(?!\s?\.?\s?\d))"
)
_NUMBER_FIRST: Final = re.compile(r"\d{2,4}(?![\d–-])")
_LONGEST_WORD: Final = 9
_PAGE_WORD: Final = defer_pattern(
    r"(?:\b(?:pp?|[СсCcSs]|стр|стор|Seiten?|pages?|págs?|pagg?)\.?|[,:–—-])\s?$"
)


def count_pages(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """A number with `p.`, `с.` or `S.` behind it and none before is the extent of a book."""
    for index, tag in enumerate(tags):
        found = _NUMBER_FIRST.match(text, tag.start, tag.end) if tag.label == "page" else None
        if (
            found
            and _EXTENT.match(text, found.end())
            and tag.end <= found.end() + _LONGEST_WORD
            and not _PAGE_WORD.search(text, max(0, tag.start - 8), tag.start)
        ):
            end = found.end()
            tags[index] = tag._replace(label="number-of-pages", end=end, outer_end=max(end, tag.outer_end))
    return tags


_NUMBERED_GENRE: Final = defer_pattern(
    r"(?P<end>(?:paper|report|rep\.|bericht|papier|travail|rapport|trabajo|documento|paper)s?)\s(?:(?:No|Nr|no|nr|n°|nº|№)\.?\s?)?(?P<number>[\w/–-]{0,12}\d[\w/–-]{0,12})",
    re.IGNORECASE,
)
_NOTE_NUMBER: Final = defer_pattern(r"(?:note|n|nn|Anm|Fn)\.?\s?\d{1,4}", re.IGNORECASE)


def part_number(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Discussion Paper 2007-202` is a genre and a number; `note 5` behind `op. cit.` is neither."""
    mended: list[Tag] = []
    numbered = any(tag.label == "number" for tag in tags)
    for tag in tags:
        if tag.label == "number" and _NOTE_NUMBER.fullmatch(text, tag.start, tag.end):
            continue
        found = (
            _NUMBERED_GENRE.search(text, tag.start, tag.end)
            if tag.label == "genre" and not numbered
            else None
        )
        if found is None or found.end() != tag.end:
            mended.append(tag)
            continue
        end, (start, stop) = found.end("end"), found.span("number")
        mended.append(tag._replace(end=end, outer_end=end))
        mended.append(Tag("number", start, stop, tag.confidence, start, stop))
    return mended


def join_running_number(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`№ 5-2 (46)` is one issue with its running number."""
    for index in range(len(tags) - 1):
        issue, running = tags[index : index + 2]
        if (
            issue.label == "issue"
            and running.label == "volume"
            and text[issue.end : running.start] == " ("
            and text[running.end : running.end + 1] == ")"
            and "№" in text[max(0, issue.start - 3) : issue.start]
        ):
            end = running.end + 1
            return [*tags[:index], issue._replace(end=end, outer_end=end), *tags[index + 2 :]]
    return tags


_CHAPTER_WORD: Final = defer_pattern(r"\b(?:chap|ch|Kap|cap|гл|chs)\.?\s?$")
#: What a word before a number does not end with; most issues stand in brackets.
_NO_WORD_END: Final = frozenset({"", "(", "/", ",", "-", "[", ":"})
_VOLUME_WORD: Final = defer_pattern(r"\b(?:[Vv]ols?|Bde?|Band|[ТтTt]|[Tt]ome|[Tt]omo|Jg|Jahrgang)\.?\s?$")
_ISSUE_WORD: Final = defer_pattern(
    r"(?:\b(?:[Nn]o|Nr|Heft|H|[Вв]ып|[Вв]ип|[Ii]ssue|[Ff]asc|[Nn]úm)\.?|№|[Nn]°)\s?$"
)
#: Any of these: most numbers behind a blank have none of them.
_NUMBER_WORDS: Final = tuple(
    "chap ch Kap cap гл chs vol Vol vols Vols Bd Bde Band Т т T t Tome tome Tomo tomo Jg Jahrgang no No Nr Heft H "
    "Вып вып Вип вип Issue issue Fasc fasc Núm núm № N° n°".split()
)


def name_numbers(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """The word in front says whether a number is that of a volume or of an issue."""
    for index, tag in enumerate(tags):
        if tag.label not in {"volume", "issue"} or text[tag.start - 1 : tag.start] in _NO_WORD_END:
            continue
        if not text[max(0, tag.start - 10) : tag.start].rstrip(" .").endswith(_NUMBER_WORDS):
            continue
        if _CHAPTER_WORD.search(text, max(0, tag.start - 10), tag.start):
            tags[index] = tag._replace(label="note")
            continue
        other, word = ("issue", _ISSUE_WORD) if tag.label == "volume" else ("volume", _VOLUME_WORD)
        if word.search(text, max(0, tag.start - 10), tag.start) and not any(
            one.label == other for one in tags
        ):
            tags[index] = tag._replace(label=other)
    return tags


_RENAMED: Final = _HEADED - {"author"}
_OPEN_NOTE: Final = defer_pattern(r",?\s\(?(?:note|n|nn|Anm|Fn)\.?$")
#: One of these stands in the text of a short form without a repeat.
SHORT_FORM_SIGNS: Final = (" (n", " (f", " (F", " (A", " (w")
_SHORT_FORM: Final = defer_pattern(
    r"(?P<author>[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}(?:\s(?:and|und|et|&|e|y)\s[A-ZÀ-ÖØ-Þ][\w’'-]{1,30})?)\s\((?:n|nn|fn|note|[Ff]n\.|Anm\.|wie\sAnm\.)\s?\d{1,4}\)"
)


def read_short_form(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Horne (n 12) 136` names an author and a note; `op. cit., note 5` a note after the repeat."""
    repeats = "cross-reference" in [tag.label for tag in tags]
    if not repeats and not (tags and tags[0].label in _RENAMED and " (" in text):
        return tags
    mended: list[Tag] = []
    for index, tag in enumerate(tags):
        found = _OPEN_NOTE.search(text, tag.start, tag.end) if tag.label == "cross-reference" else None
        if found and found.start() > tag.start:
            mended.append(tag._replace(end=found.start(), outer_end=found.start()))
        elif not (
            index
            and tags[index - 1].label == "cross-reference"
            and _OPEN_NOTE.search(text, tags[index - 1].start, tags[index - 1].end)
            and text[tags[index - 1].end : tag.start] in {" ", ". "}
        ):
            mended.append(tag)
    short = _SHORT_FORM.match(text, mended[0].start) if mended and mended[0].label in _RENAMED else None
    if short:
        start, end = short.span("author")
        mended[0] = mended[0]._replace(label="author", start=start, end=end, outer_end=end)
    return mended


_PAGE_TAIL: Final = re.compile(
    r"\s(?:e\s(?:sgg?|ss|segg?)|et\s(?:s|ss|suiv|seq)|sgg?|sqq?|ff?|ss|y\sss|passim|и\sдал|и\sслед)\.?$"
)


def trim_pages(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`121 e sgg.`: what stands for the following pages is no part of the page."""
    for index, tag in enumerate(tags):
        found = (
            _PAGE_TAIL.search(text, max(tag.start, tag.end - 10), tag.end) if tag.label == "page" else None
        )
        if found and found.start() > tag.start:
            tags[index] = tag._replace(end=found.start(), outer_end=found.start())
    return tags


_PINPOINT: Final = re.compile(r"(\d{1,5})(?:[–-](\d{1,5}))?,\s(?:at\s)?((\d{1,5})(?:[–-]\d{1,5})?)")


def part_pages(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`101, 109` is the first page of an article and the page cited, two fields."""
    mended: list[Tag] = []
    for tag in tags:
        found = _PINPOINT.fullmatch(text, tag.start, tag.end) if tag.label == "page" else None
        if found is None or int(found[4]) < int(found[1]) or (found[2] and int(found[4]) > int(found[2])):
            mended.append(tag)
            continue
        end = found.end(2) if found[2] else found.end(1)
        mended.append(tag._replace(end=end, outer_end=end))
        mended.append(tag._replace(start=found.start(3), outer_start=found.start(3)))
    return mended


_NOT_PUBLISHED: Final = re.compile(
    r"(?:unveröff|unpubl|manus[ck]ript|неопубл|рукопись|inédit|inedito)", re.IGNORECASE
)


#: One of these stands in the text, in lower case, where something is not published.
NOT_PUBLISHED_HINTS: Final = (
    "unveröff",
    "unpubl",
    "manusk",
    "manusc",
    "неопубл",
    "рукопись",
    "inédit",
    "inedito",
)
_NOT_PUBLISHED_LETTERS: Final = frozenset("uUmMнНрРiIİı")


def name_manuscript(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Unveröffentlichtes Manuskript` is no publisher and no host."""
    return [
        tag._replace(label="genre")
        if tag.label in {"publisher", "container-title"}
        and text[tag.start] in _NOT_PUBLISHED_LETTERS
        and _NOT_PUBLISHED.match(text, tag.start, tag.end)
        else tag
        for tag in tags
    ]
