"""What the prose around a citation tells of the work: its author, its year, the sentence itself.

For a document whose reference list is missing. A hint is a reading with a confidence, never a fact; the
name is kept as written, and a nominative is added as a second, weaker hint where its rule is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.find.author_rules import reports_behind
from citekit.find.name_forms import Case, guess_nominative
from citekit.find.name_stops import SAYING_ENDINGS, STOP_WORDS, has_family_ending, is_stop
from citekit.find.sentences import RunningText, Sentence, find_sentence
from citekit.model import Citation, Cite, CiteForm, Document, Evidence, EvidenceKind, Flow, Span
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern

_UPPER: Final = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ]"
_INITIAL: Final = rf"{_UPPER}(?:[a-zа-я]{{1,2}})?\.[-\s]?"
_FAMILY: Final = (
    rf"(?:(?:von|van|de|der|den|di|da|del|della|du|la|le|фон|ван|де|ди)\s){{0,2}}{_UPPER}[^\W\d_]{{1,30}}"
    rf"(?:[-’'][^\W\d_]{{2,30}}){{0,2}}"
)
#: A name with initials, before or behind.
_WITH_INITIALS: Final = defer_pattern(
    rf"(?<![\w.])(?:(?:{_INITIAL}){{1,3}}(?P<family>{_FAMILY})"
    rf"|(?P<first>{_FAMILY})\s(?:{_INITIAL}){{1,3}}(?!\s?{_UPPER}[^\W\d_]))"
)
#: The full stop of an initial, as a cheap test.
_INITIAL_STOP: Final = defer_pattern(
    rf"\.(?:(?<={_UPPER}\.)|(?<={_UPPER}[a-zа-я]\.)|(?<={_UPPER}[a-zа-я]{{2}}\.))"
)
_PLAIN: Final = defer_pattern(rf"(?<![\w.])(?:{_UPPER}[^\W\d_]{{2,20}}\s)?{_FAMILY}(?:['’]s?)?\Z")
_OTHERS: Final = defer_pattern(
    r",?\s(?:et al\.?|и др(?:\.|угие|угих|угим)|и соавт\.?|с соавторами|с соавт\."
    r"|та ін\.|u\.\s?a\.|et coll\.|y otros"
    r"|e altri)\Z"
)
_ACRONYM: Final = defer_pattern(rf"{_UPPER}{{2,}}\Z")
_CITED: Final = defer_pattern(r"\[\s?\d{1,3}[^\[\]]{0,60}\]")
_JOINED: Final = defer_pattern(r",?\s(?:и|та|і|й|and|und|et|e|y|&)\s\Z|,\s\Z")
_CLAUSE_END: Final = defer_pattern(r"[;:]\s|\s[–—]\s")
_POSSESSIVE: Final = defer_pattern(r"['’]s?\Z")
_DIRECT_GAP: Final = defer_pattern(r"[\s(«“\"]{0,3}(?:см\.:?|see|vgl\.|cf\.)?\s?\Z")
#: Nouns whose genitive is the author, by their beginnings: `в работе Орлова`.
_NOUNS: Final = tuple(
    "мнени словам слова работ стать статей книг монографи исследовани труд публикаци концепци теори "
    "идея идеи идей идею модел схем подход вывод взгляд классификаци определени доклад оценк гипотез "
    "представлени замечани наблюдени высказывани положени предложени тезис данным думку думкою праці "
    "праць статті словами теорії".split()
)
#: Words that govern a name, whole: word, case.
_PREPOSITIONS: Final = {
    **dict.fromkeys("у вид від".split(), Case.GENITIVE),
    **dict.fromkeys("по согласно следуя благодаря згідно завдяки".split(), Case.DATIVE),
    **dict.fromkeys("за".split(), Case.INSTRUMENTAL),
    **dict.fromkeys(
        "см. ср. см.: ср.: см см: див. vgl. cf. cfr. as by to following in see with nach laut bei von "
        "wie gemäß selon d'après d’après chez par comme secondo come di da según por como de".split(),
        Case.UNKNOWN,
    ),
}
#: Passive forms, by their endings: `описан П. Громовым`.
_PASSIVES: Final = (
    "ан",
    "ана",
    "ано",
    "аны",
    "ен",
    "ена",
    "ено",
    "ены",
    "анный",
    "енный",
    "анная",
    "енная",
    "анные",
    "енные",
)
#: An attribution that opens the clause, with the words between it and the name.
_ATTRIBUTION: Final = defer_pattern(
    r"(?:мнени\w{1,2}|словам|данным|оценк\w{1,2}|согласно|взгляд\w{0,2}|думк\w{1,2}|according to"
    r"|in the view of|nach Ansicht|laut|selon|d['’]après|secondo|según)(?:\s[^\s,.;:]{1,24}){0,8}\s\Z",
    re.IGNORECASE,
)
_ATTRIBUTION_STEMS: Final = tuple(
    "мнени словам данным оценк согласно взгляд думк ccording iew Ansicht aut elon après econdo egún".split()
)
#: A clause that the name governs: `А. Бор сомневается, что`.
_THAT_BEHIND: Final = defer_pattern(
    r"\s(?:не\s)?[а-яёіїє]{3,20}(?:т|тся|л|ла|ли|лся|лась|є|ється|в|ють)"
    r"(?:,?\s[^\s,.;]{1,20}){0,3},?\s(?:что|как|о|об|про|що|як)\s"
)
#: A body that wrote a report.
_BODY: Final = defer_pattern(
    r"(?:(?i:доклад|отч[её]т|обзор|исследовани|оценк|данн|доповід|звіт)\w{0,3}"
    r"|(?i:report|study|data|survey|review|paper)s?\s(?:by|of|from)(?:\sthe)?|(?:Bericht|Studie)\s(?:der|des)"
    r"|(?:rapport|étude)\s(?:de la|de l[’']|du)|(?:rapporto|studio)\s(?:della|del|dell[’'])"
    r"|(?:informe|estudio)\s(?:del|de la))"
    rf"\s?(?P<body>{_UPPER}[^\W\d_]{{1,24}}(?:\s(?:[^\W\d_]{{2,24}})){{1,5}})\Z"
)
#: A cheap test before `_BODY`.
_REPORTED: Final = tuple(
    "оклад тчет тчёт бзор сследован ценк анн оповід віт eport tud urvey eview aper ericht appor nform "
    "ata".split()
)
_ARTICLES: Final = frozenset(
    "the a an der die das den dem des ein eine einem einer le la les un une il lo gli el los las una".split()
)
_DATED: Final = defer_pattern(r"\s?\(\s?(?:1[5-9]|20)\d\d[a-zа-я]?\s?\)\Z")
_GERMAN: Final = defer_pattern(r"\b(?:der|die|das|und|ein|eine|ist|wird|nicht|den|dem|im|zur|zum)\b")
#: Words for a work, by their beginnings.
_WORK_STEMS: Final = tuple(
    "публикаци работ стать статей книг монографи доклад исследовани издани отчет отчёт труд концепци очерк "
    "сочинени трактат диссертаци публікаці прац статт дослідженн доповід paper article book study report "
    "monograph essay work thesis survey aufsatz buch studie beitrag arbeit bericht schrift untersuchung werk "
    "ouvrage livre étude rapport travail libro saggio articolo studio opera lavoro artículo estudio ensayo "
    "obra trabajo informe".split()
)
_WORK: Final = defer_pattern("|".join(_WORK_STEMS), re.IGNORECASE)
#: How far from a year such a word is looked for.
_WORK_REACH: Final = 64
#: The figures come first in the pattern, since they are rarer than what must not stand before them.
_YEAR: Final = defer_pattern(r"(?:1[5-9]|20)\d\d(?<![\d./–-]\d{4})(?![\d–/-])")
_WORDS_BETWEEN: Final = defer_pattern(r"\w{0,6},?(?:\s[^\W\d_]{1,14}\.?){0,4}\s\(?")
_YEAR_TAIL: Final = defer_pattern(r"(?:\s(?:г|р|року|года|году)\.?)?\s(?:[^\W\d_]{1,14}\s){0,2}")
_NAMED_YEAR: Final = defer_pattern(r"[^\W\d_]\s?\(\s?\Z")


class _Hint(NamedTuple):
    """An author read off the prose, in positions of a flow."""

    start: int
    end: int
    family: str
    confidence: float
    case: Case


def find_author_hints(
    document: Document, citation: Citation, running: RunningText | None = None
) -> tuple[Evidence, ...]:
    """Read the sentence around a citation for its author and year.

    Args:
        document: The document with its notes; their bodies are passed over in the running text.
        citation: A citation of that document.
        running: The document's running text, where the caller asks for many citations.

    Returns:
        The context sentence (confidence 1), then authors as written, nearest first, each followed by
        its nominative where one could be guessed, then years. Names and years that an author-date cite
        states itself are not repeated.
    """
    sentence = find_sentence(document, citation.span, running)
    found = [Evidence(EvidenceKind.CONTEXT, sentence.text, sentence.span, 1.0)]
    if any(cite.form is not CiteForm.NUMBER for cite in citation.cites):
        return tuple(found)
    share = _share(citation.cites)
    cited = [found.end() for found in _CITED.finditer(sentence.left.text)]
    floor = cited[-1] if cited else 0
    for hint in _find_authors(sentence, floor):
        span = sentence.left.span(hint.start, hint.end)
        written = sentence.left.text[hint.start : hint.end].strip()
        confidence = round(hint.confidence * share, 2)
        found.append(Evidence(EvidenceKind.AUTHOR, written, span, confidence))
        nominative = guess_nominative(hint.family, hint.case)
        if nominative is not None:
            guessed = written.replace(hint.family, nominative)
            found.append(Evidence(EvidenceKind.AUTHOR, guessed, span, round(confidence * 0.8, 2)))
    found.extend(
        Evidence(EvidenceKind.YEAR, year, span, round(confidence * share, 2))
        for year, span, confidence in _find_years(sentence.left, floor)
    )
    return tuple(found)


def _share(cites: tuple[Cite, ...]) -> float:
    """Return how far a hint holds for one cite of the cluster: the more cites, the less."""
    count = len({cite.target for cite in cites})
    return 1.0 if count == 1 else 0.8 if count == 2 else 0.5


def _find_authors(sentence: Sentence, floor: int) -> list[_Hint]:
    """Return the authors that the text before the citation names from `floor` on, nearest first."""
    text = sentence.left.text.rstrip()
    if dated := _DATED.search(text, max(0, len(text) - 16)):
        text = text[: dated.start()]
    others = _OTHERS.search(text, max(0, len(text) - 24))
    if others:
        text = text[: others.start()]
    direct = _DIRECT_GAP.search(text, max(0, len(text) - 12))
    end = direct.start() if direct else len(text)
    hints = [
        _weigh(text, found, end)
        for found in (
            _WITH_INITIALS.finditer(text, floor, end) if _INITIAL_STOP.search(text, floor, end) else ()
        )
        if not is_stop(found["family"] or found["first"])
    ]
    near = [hint for hint in hints if hint.end == end]
    if not near:
        firm = bool(others or dated) or reports_behind(sentence.right.text)
        alone = _read_body(text, floor, end) or _read_plain(text, floor, end, firm=firm)
        hints += [alone] if alone else []
    return _choose(text, hints, end)


def _weigh(text: str, found: re.Match[str], end: int) -> _Hint:
    """Return a name with initials, with a confidence by its distance from the citation."""
    family = found["family"] or found["first"]
    between = text[found.end() : end]
    before = text[: found.start()]
    words = len(between.split())
    case = _govern(before)
    attributed = _is_attributed(before)
    said = attributed or before.rstrip().endswith(SAYING_ENDINGS)
    if case is None:
        case = Case.GENITIVE if attributed else Case.UNKNOWN
    if not between.strip():
        confidence = 0.9
    elif reports_behind(between) or _THAT_BEHIND.match(between) or said:
        confidence = 0.6
    elif words <= 3:
        confidence = 0.7
    else:
        confidence = 0.55 if words <= 8 else 0.4
    return _Hint(found.start(), found.end(), family, confidence, case)


def _govern(before: str) -> Case | None:
    """Return the case that the word before a name asks for, or None where it makes no author of it."""
    words = before[-48:].split()
    if len(words) > 2 and words[-1].rstrip(".") in {"г", "р", "года"} and words[-2].isdigit():
        words = words[:-2]
    if not words or before[-1:].isalnum():
        return None
    word = words[-1].casefold().lstrip('(«“„"')
    if word in _PREPOSITIONS:
        return _PREPOSITIONS[word]
    if word.startswith(_NOUNS):
        return Case.GENITIVE
    if word.endswith(SAYING_ENDINGS):
        return Case.UNKNOWN
    return Case.INSTRUMENTAL if len(word) > 5 and word.endswith(_PASSIVES) else None


def _is_attributed(before: str) -> bool:
    """Tell whether an attribution such as `по мнению известного экономиста` leads up to a name."""
    near = before[-120:]
    return holds_literal(near, _ATTRIBUTION_STEMS) and _ATTRIBUTION.search(near) is not None


def _read_body(text: str, floor: int, end: int) -> _Hint | None:
    """Return the body whose report stands right before the citation: `в докладе Всемирного банка [22]`."""
    start = max(floor, end - 160)
    if not holds_literal(text[start:end], _REPORTED):
        return None
    found = _BODY.search(text, start, end)
    if found is None:
        return None
    return _Hint(found.start("body"), found.end("body"), "", 0.6, Case.UNKNOWN)


def _read_plain(text: str, floor: int, end: int, *, firm: bool) -> _Hint | None:
    """Return a family name without initials that stands right before the citation.

    Args:
        text: The sentence before the citation.
        floor: Where to begin reading.
        end: Where the name must end.
        firm: Whether what follows shows a name: `et al.`, a year, a verb of saying.
    """
    start = max(floor, end - 60)
    last = text[start:end].rsplit(None, 1)[-1:]
    found = _PLAIN.search(text, start, end) if last and last[0][0].isupper() else None
    if found is None:
        return None
    written = _POSSESSIVE.sub("", found[0])
    words = written.split()
    start = found.start()
    dropped = ""
    if len(words) > 1 and _opens_only(words[0]):
        dropped = words.pop(0)
        start += len(dropped) + 1
    name, family = " ".join(words), words[-1]
    before = text[max(0, start - 40) : start]
    article = [dropped] if dropped else before.split()[-1:] or [""]
    if is_stop(name) or _ACRONYM.match(family) or article[0].casefold().strip("(«“") in _ARTICLES:
        return None
    case = _govern(text[:start])
    firm = firm or written != found[0]
    confidence = _weigh_plain(text, before, family, governed=case is not None, firm=firm)
    return _Hint(start, start + len(name), family, confidence, case or Case.UNKNOWN) if confidence else None


def _opens_only(word: str) -> bool:
    """Tell whether a capitalised word before a family name is no given name: `Laut`, `Также`."""
    if word.casefold() in STOP_WORDS or "Ѐ" <= word[0] <= "ӿ":
        return True
    return word.casefold() in _PREPOSITIONS


def _weigh_plain(text: str, before: str, family: str, *, governed: bool, firm: bool) -> float:
    """Return the confidence of a name without initials, 0 for none."""
    if governed:
        return 0.7
    opens = not before.strip() or before.rstrip()[-1:] in ".!?"
    if not has_family_ending(family) or (_GERMAN.search(text) and not firm) or (opens and not firm):
        return 0.0
    if firm:
        return 0.6
    return 0.5 if "Ѐ" <= family[0] <= "ӿ" else 0.4


def _choose(text: str, hints: list[_Hint], end: int) -> list[_Hint]:
    """Return the hints that count, nearest first: a group of joined names, and a reported one further off.

    Names joined right before the citation (`А. Орлов и Б. Белов [5]`) leave no room for others.
    """
    ordered = sorted(hints, key=lambda hint: -hint.end)
    group: list[_Hint] = []
    for hint in ordered:
        if group and not _JOINED.fullmatch(text[hint.end : group[-1].start]):
            break
        group.append(hint._replace(confidence=group[0].confidence) if group else hint)
    if not group or group[0].end == end:
        return group
    return group + [hint for hint in ordered[len(group) :] if hint.confidence >= 0.6][:1]


def _find_years(left: Flow, floor: int) -> Iterator[tuple[str, Span, float]]:
    """Yield the years that the text before the citation gives to a work from `floor` on, nearest first."""
    text = left.text
    years = [found.span() for found in _YEAR.finditer(text, floor)]
    for start, end in reversed(years):
        if confidence := _weigh_year(text, start, end):
            yield text[start:end], left.span(start, end), confidence


def _weigh_year(text: str, start: int, end: int) -> float:
    """Return how surely a year is that of the cited work, 0 for not at all."""
    if _NAMED_YEAR.search(text, max(0, start - 4), start) and not text[end:].strip(" )abcdабвг"):
        return 0.8
    low = max(0, start - _WORK_REACH)
    near = text[low : end + _WORK_REACH].lower()
    if not holds_literal(near, _WORK_STEMS):
        return 0.0
    for work in _WORK.finditer(text, low, start):
        if _WORDS_BETWEEN.fullmatch(text, work.end(), start):
            return 0.6
    follows = _WORK.search(text, end, end + 48)
    return 0.6 if follows is not None and _YEAR_TAIL.fullmatch(text, end, follows.start()) else 0.0
