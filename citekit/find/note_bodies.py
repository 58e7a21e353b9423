"""Lines that may open the body of a note: a number, then text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from citekit.find.note_sections import Section, Sections
from citekit.model import BlockKind, Document
from citekit.model.slots import store_by_slot
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern


class MarkStyle(Enum):
    """How the number of a body is set; one text keeps to one style."""

    PLAIN = "plain"
    DOT = "dot"
    PARENTHESIS = "parenthesis"
    BRACKET = "bracket"


@store_by_slot
@dataclass(frozen=True, slots=True)
class BodyCandidate:
    """A line that may open a note.

    Attributes:
        number: Its number.
        line: Start of its line, blanks excluded.
        mark: Start and end of the number itself.
        start: First character of the note's text.
        style: How the number is set.
        score: How much the line itself looks like the beginning of a note; above 0 speaks for it.
        section: What the last heading before it opens.
    """

    number: int
    line: int
    mark: tuple[int, int]
    start: int
    style: MarkStyle
    score: float
    section: Section


SUPERSCRIPT: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK: Final = re.compile(
    r"\n[ \t\f\u00a0]{0,60}+(?P<open>[\[(<]?)(?P<number>[0-9]{1,3}+|[⁰¹²³⁴-⁹]{1,3}+)"
    r"(?P<close>\.\)|[.)\]>]?)(?P<gap>[ \t\u00a0\u2002-\u200a\u202f]{0,12}+)(?P<first>[^\s]|"
    r"\n[ \t]{0,20}+[^\W\d_])"
)
_PAGE_MARK: Final = defer_pattern(_MARK.pattern.replace(r"\n[ \t\f\u00a0]", r"\f[ \t\u00a0]", 1))
#: Words with which a note likes to begin.
NOTE_CUE: Final = re.compile(
    r"(?:см\.?|там же|цит\.|подробнее|подр\.|указ\.|ср\.|например|напр\.|там само|див\.|пор\.|ibid|"
    r"id\.|idem|see\b"
    r"|cf\.?|op\.|vgl\.?|ebd|ebenda|siehe|dazu|zit\.|voir|cité|ivi|cfr|vedi|véase|vid\.|cit\.|url|"
    r"https?:|www\.|"
    r"art\.\s?\d|ст\.\s?\d|здесь и далее|тут і далі|here and|hereinafter|e\.g\.|in:|так,|речь идет|речь идёт|"
    r"имеется в виду|имеются в виду|об этом|перевод|авт\.|прим\.|s\.\s|a\.a\.o|loc\.)",
    re.IGNORECASE,
)
_OPENING_WORD: Final = defer_pattern(r"[^\W\d_](?:[^\W\d_A-ZА-ЯЁЇІЄҐ]|[. ]|[^\W\d_]{2})")
_REFERENCE: Final = re.compile(
    r"//|http|URL|[СсSsPpФДЛТт]\.\s?\d|(?:1[5-9]|20)\d\d(?!\d)|№\s?\d|[Vv]ol\.|Оп\.|Bl\.|fol\.|[Ii]bid|Там же"
)
#: A number that says what it counts; two of them make no row of a table: `СЗ РФ. 2012. № 19. Ст. 2343.`
_LABELLED_NUMBER: Final = defer_pattern(r"(?<![^\W_])(?:№|[Nn]o\.|Nr\.|[СсТтЧчФДЛSsPp]\.|[Сс]т\.|Оп\.)\s?\d")
#: A short reference that is a whole note: `Лидерс 1987: 12.`
_AUTHOR_YEAR: Final = defer_pattern(
    r"(?:[^\W\d_]{1,12}\.?:? ){0,2}[^\W\d_][^\W\d_’'-]{2,30},? \(?(?:1[5-9]|20)\d\d[a-zа-я]?[:.,;) ]"
)
#: A report or a code by volume and number: `427 U.S. 212 (1976)`, `16 U.S.C. § 1274(b)`.
_LAW_REPORT: Final = defer_pattern(
    r"\d{1,4}\s(?=[^\d]{0,14}[A-Za-z]\.)(?:[A-Z][A-Za-z.’']{0,9}\s?){1,4}(?:[23]d\s)?(?:§{1,2}\s?)?\d"
)
#: Last words of a line after which a number goes on the sentence.
_WANTS_NUMBER: Final = frozenset(
    """№ § ст. п. пп. ч. гл. с. стр. рис. табл. т. тт. вып. кн. см. ред. абз. прил. art. no. nr. vol. p.
    pp. ch.
    sec. fig. tab. abs. s. bd. nos. núm. n. par. para. cap. fasc. n° от до в на с из за по к около более менее
    свыше через и или примерно статья статьи статье статью пункт пункта пункте главы глава главе часть части
    раздел раздела номер страница the of in to from and or by about over than article section chapter page
    volume part table figure number rule between under some only at on with for am vom bis im seit über rund
    artikel kapitel abschnitt seite und les des de du le la en à chapitre del el los las di il""".split()
)
_RULE_LINE: Final = re.compile(r"[_\-–—=*~]{4,200}")
_NUMBERS: Final = re.compile(r"\d[\d.,]*")
_TERMINAL: Final = re.compile(r"[.!?…:;][»”\"’')\]]{0,3}\Z")
_PARAGRAPH_END: Final = re.compile(r"(?:\n[ \t\u00a0]{0,80}+)?(?:\f|\Z)|\n[ \t\u00a0]{0,80}+\n")
_MONTHS: Final = re.compile(
    r"(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|січ|лют|берез|"
    r"квіт|трав|черв|"
    r"лип|серп|верес|жовт|листоп|груд|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|"
    r"agosto|settembre|ottobre|dicembre|enero|febrero|abril|junio|julio|septiembre|octubre|diciembre)(?!e\b)",
    re.IGNORECASE,
)
#: Where the authors stand, whose affiliations are numbered like notes.
_HEAD: Final = 4_000
_AFFILIATION: Final = tuple(
    f"{letter}{rest}"
    for letters, rest in (
        ("Уу", "ниверситет"), ("Ии", "нститут"), ("Аа", "кадеми"), ("Кк", "афедр"), ("Фф", "акультет"),
        ("М", "ГИМО"), ("М", "ГУ"), ("Н", "ИУ"), ("Уу", "ніверситет"), ("Іі", "нститут"), ("Uu", "niversit"),
        ("Ii", "nstitut"), ("Dd", "epartment"), ("Aa", "cademy"), ("Ss", "chool of"), ("Cc", "entre for"),
        ("Cc", "enter for"), ("Ll", "aborator"), ("Uu", "niversidad"), ("Ff", "akultät"),
        ("Dd", "ipartimento"), ("Ff", "acult"),
    )
    for letter in letters
)  # fmt: skip
#: A year or an address tells a source from an affiliation.
_DATED: Final = defer_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|//|https?:")
#: How many lines tell a double-spaced text, how many of them a blank one follows, and how many go on.
_FEWEST_SPACED: Final = 10
_NEARLY_ALL: Final = 0.95
_OFTEN: Final = 0.15
_STYLE_SCORE: Final = {
    MarkStyle.PLAIN: 0.0,
    MarkStyle.DOT: -1.0,
    MarkStyle.PARENTHESIS: -1.0,
    MarkStyle.BRACKET: -0.5,
}
#: Signs that may open the text of a note.
_FIRST_SIGN: Final = {
    **dict.fromkeys("«“„\"‘'", 0.5),
    **dict.fromkeys("([<", -0.5),
    **dict.fromkeys("№§…", -1.0),
}
#: A number between two sentences on one line, or the blank line that ends the notes.
_INLINE_MARK: Final = defer_pattern(
    r"\s(?<=[.!?)»”’\"\]]\s)\s{0,2}(?P<number>[1-9]\d{0,2})\s{1,3}(?=[^\W\d_a-zà-öø-ÿа-яёіїєґ]|[«“„\"‘(])"
    r"|\n[ \t]{0,20}\n"
)
#: Words whose number such a figure is.
_LABEL_BEFORE: Final = defer_pattern(
    r"(?:vols?|nos?|nr|bde?|t|pp?|ch|pt|figs?|tabs?|[сcст]|вып|ст|art|№|arts|ser|bk|hft|h|s)\.\Z",
    re.IGNORECASE,
)
_LONGEST_LINE: Final = 1_500
_SKIPPED_KINDS: Final = frozenset(
    {BlockKind.CODE, BlockKind.TABLE_CELL, BlockKind.REFERENCE, BlockKind.PAGE_FURNITURE, BlockKind.CAPTION}
)
_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class LineWidths:
    """How long the lines of the running text are.

    Attributes:
        main: The length that nine of ten lines do not pass.
        unwrapped: One line holds a whole paragraph.
        indented: Share of lines that begin with a blank.
        spaced: A blank line follows every line, also within a sentence.
    """

    main: int
    unwrapped: bool
    indented: float
    spaced: bool = False


def measure_lines(text: str) -> LineWidths:
    """Measure the lines of the first 100,000 characters."""
    every = text[:100_000].split("\n")
    lines = [line for line in every if line and not line.isspace()]
    if not lines:
        return LineWidths(80, unwrapped=False, indented=0.0)
    lengths = sorted(map(len, lines))
    total = sum(lengths)
    long = sum(length for length in lengths if length > 200)
    indented = max(0, sum(line[0] in " \t\u00a0" for line in lines) - 1) / len(lines)
    return LineWidths(lengths[len(lengths) * 9 // 10], 2 * long > total, indented, _is_double_spaced(every))


def _is_double_spaced(lines: Sequence[str]) -> bool:
    """Tell whether a blank line follows nearly every line, and sentences go on behind it."""
    blank = sum(not line or line.isspace() for line in lines)
    if blank < _NEARLY_ALL * (len(lines) - blank - 1):
        return False
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if len(filled) < _FEWEST_SPACED:
        return False
    apart = sum(following > index + 1 for index, following in pairwise(filled))
    goes_on = sum(lines[index].lstrip()[:1].islower() for index in filled)
    return apart >= _NEARLY_ALL * (len(filled) - 1) and goes_on >= _OFTEN * len(filled)


def find_body_candidates(document: Document, sections: Sections, widths: LineWidths) -> list[BodyCandidate]:
    """Return the lines that may open a note, in the order of the text."""
    text = document.text
    skipped = [block.span for block in document.blocks if block.kind in _SKIPPED_KINDS]
    starts = [span.start for span in skipped]
    found: list[BodyCandidate] = []
    matches = list(_MARK.finditer(text))
    if "\f" in text:
        matches.extend(_PAGE_MARK.finditer(text))
        matches.sort(key=re.Match.start)
    first = _MARK.match(f"\n{text[:200]}")
    if first is not None and (candidate := _weigh_body(text, first, -1, sections, widths)):
        found.append(candidate)
    for match in matches:
        place = match.start("number")
        index = bisect_right(starts, place) - 1
        if index >= 0 and place < skipped[index].end:
            continue
        candidate = _weigh_body(text, match, 0, sections, widths)
        if candidate is not None and (not found or found[-1].line < candidate.line):
            found.append(candidate)
    found = sorted([*found, *_find_inline_bodies(text, found)], key=lambda one: one.line)
    if len(found) > _MOST:
        kept = set(sorted(range(len(found)), key=lambda index: -found[index].score)[:_MOST])
        found = [candidate for index, candidate in enumerate(found) if index in kept]
    return found


def _find_inline_bodies(text: str, found: Sequence[BodyCandidate]) -> Iterator[BodyCandidate]:
    """Yield the bodies behind another on its line, as in `1 Ibid., p. 47. 2 Colyer, p. 51`."""
    for index, body in enumerate(found):
        if body.style is not MarkStyle.PLAIN:
            continue
        end = found[index + 1].line if index + 1 < len(found) else len(text)
        number = body.number
        for match in _INLINE_MARK.finditer(text, body.start, min(end, body.start + _LONGEST_LINE)):
            if not match["number"]:
                break
            if int(match["number"]) != number + 1 or _LABEL_BEFORE.search(
                text, max(body.start, match.start() - 10), match.start()
            ):
                continue
            number += 1
            yield BodyCandidate(
                number,
                match.start("number"),
                match.span("number"),
                match.end(),
                body.style,
                -0.5,
                body.section,
            )


def _style_of(match: re.Match[str]) -> MarkStyle | None:
    opened, closed = match["open"], match["close"]
    if opened == "[":
        return MarkStyle.BRACKET if closed == "]" else None
    if opened == "<":
        return MarkStyle.BRACKET if closed == ">" else None
    if opened == "(":
        return MarkStyle.PARENTHESIS if closed == ")" else None
    if closed in {"]", ">"}:
        return None
    return {"": MarkStyle.PLAIN, ".": MarkStyle.DOT}.get(closed, MarkStyle.PARENTHESIS)


def _weigh_body(
    text: str, match: re.Match[str], shift: int, sections: Sections, widths: LineWidths
) -> BodyCandidate | None:
    style = _style_of(match)
    mark = match.start("number") + shift, match.end("number") + shift
    digits = match["number"]
    number = int(digits.translate(SUPERSCRIPT))
    start = match.end() - 1 + shift
    if style is None or not number or digits[0] == "0":
        return None
    raised = digits[0] not in "0123456789"
    shape = _weigh_shape(text, match, start, style, raised=raised)
    if shape is None:
        return None
    line = mark[0] - len(match["open"])
    section = sections.kind_at(line)
    score = shape + _weigh_words(text, start, widths) + _weigh_place(text, line)
    head = text[start : start + 160].partition("\n")[0] if line < _HEAD else ""
    if holds_literal(head, _AFFILIATION) and not _DATED.search(head):
        score -= 10 if raised else 6
    if section is Section.NOTES:
        score += 3
    elif section is Section.WORKS:
        score -= 8
    return BodyCandidate(number, line, mark, start, style, score, section)


def _weigh_shape(
    text: str, match: re.Match[str], start: int, style: MarkStyle, *, raised: bool
) -> float | None:
    """Weigh how number and text meet; None where they cannot."""
    first = text[start]
    broken = match["first"][0] == "\n"
    # A raised mark comes on a line of its own, with its text set in; a page number has plain text below.
    alone = broken and match["first"][1] not in " \t"
    score = _STYLE_SCORE[style] + (3.0 if raised else 0.0) - (1.0 if alone else 0.0)
    if not first.isalpha():
        apart = match["gap"] or broken or not first.isdigit()
        weight = -1.5 if first.isdigit() else _FIRST_SIGN.get(first)
        return score + weight if apart and weight is not None else None
    cue = NOTE_CUE.match(text, start)
    apart = match["gap"] or broken or raised
    if not apart and not cue and not (first.isupper() and _OPENING_WORD.match(text, start)):
        return None
    if cue:
        return score + 2.5
    month = _MONTHS.match(text, start) is not None
    if first.isupper():
        return score + (-0.5 if month and style is not MarkStyle.DOT and not raised else 1.0)
    return score - (0.5 if raised else 2.5) - (2.0 if month else 0.0)


def _weigh_words(text: str, start: int, widths: LineWidths) -> float:
    """Weigh the line's own words: prose and references speak for a note, figures and short titles against."""
    end = text.find("\n", start, start + 2000)
    end = min(len(text), start + 2000) if end < 0 else end
    line = text[start:end].rstrip()
    refers = _REFERENCE.search(line, 0, 240) is not None
    score = 1.0 if refers else 0.0
    numbers = sum(map(len, _NUMBERS.findall(line, 0, 200)))
    if numbers * 6 > min(len(line), 200):
        letters = sum(map(str.isalpha, line[:200]))
        labelled = len(_LABELLED_NUMBER.findall(line, 0, 240)) > 1
        if (
            numbers * 2 > letters
            and (not refers or numbers > letters)
            and not (labelled or _AUTHOR_YEAR.match(line) or _LAW_REPORT.match(line))
        ):
            score -= 3
    if not widths.unwrapped and len(line) > 1.12 * widths.main:
        score += 1.5
    if not widths.spaced and _PARAGRAPH_END.match(text, end) and not _TERMINAL.search(line[-4:]):
        score -= 2.5 if len(line) < 80 and not refers else 0.5
    return score


def refers_to_source(text: str, start: int) -> bool:
    """Tell whether the text of a body begins as a note does, or holds what references hold."""
    end = text.find("\n", start, start + 300)
    stop = end if end >= 0 else start + 300
    return NOTE_CUE.match(text, start) is not None or _REFERENCE.search(text, start, stop) is not None


def _weigh_place(text: str, line: int) -> float:
    """Weigh what stands before the line."""
    before = text[max(0, line - 200) : line].rstrip(" \t\f\u00a0")
    if not before.strip():
        return 0.3
    blank = before.endswith("\n") and before[:-1].rstrip(" \t\r\u00a0").endswith(("\n", "\f"))
    previous = before.rstrip()
    tail = previous.rpartition("\n")[2].strip()
    if _RULE_LINE.fullmatch(tail):
        return 2.5
    if previous.endswith("-") and previous[-2:-1].isalpha():
        return 3
    word = tail.rpartition(" ")[2].lower().lstrip('([«„“"')
    if word in _WANTS_NUMBER or previous[-1] in "([=+×/–—,№§":
        return -4 if not blank else -1.5
    if blank:
        return 0.7
    return 0.5 if not _TERMINAL.search(previous[-4:]) else 0.0
