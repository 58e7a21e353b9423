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
from citekit.find.name_stops import STOP_WORDS, has_family_ending, is_stop
from citekit.find.sentences import Sentence, find_sentence
from citekit.model import Citation, Cite, CiteForm, Document, Evidence, EvidenceKind, Flow, Span

_UPPER: Final = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ]"
_INITIAL: Final = rf"{_UPPER}(?:[a-zа-я]{{1,2}})?\.[-\s]?"
_FAMILY: Final = (
    rf"(?:(?:von|van|de|der|den|di|da|del|della|du|la|le|фон|ван|де|ди)\s){{0,2}}{_UPPER}[^\W\d_]{{1,30}}"
    rf"(?:[-’'][^\W\d_]{{2,30}}){{0,2}}"
)
#: A name with initials, before or behind.
_WITH_INITIALS: Final = re.compile(
    rf"(?<![\w.])(?:(?:{_INITIAL}){{1,3}}(?P<family>{_FAMILY})"
    rf"|(?P<first>{_FAMILY})\s(?:{_INITIAL}){{1,3}}(?!\s?{_UPPER}[^\W\d_]))"
)
_PLAIN: Final = re.compile(rf"(?<![\w.])(?:{_UPPER}[^\W\d_]{{2,20}}\s)?{_FAMILY}(?:['’]s?)?\Z")
_OTHERS: Final = re.compile(
    r",?\s(?:et al\.?|и др(?:\.|угие|угих|угим)|и соавт\.?|с соавторами|с соавт\."
    r"|та ін\.|u\.\s?a\.|et coll\.|y otros"
    r"|e altri)\Z"
)
_ACRONYM: Final = re.compile(rf"{_UPPER}{{2,}}\Z")
_CITED: Final = re.compile(r"\[\s?\d{1,3}[^\[\]]{0,60}\]")
_JOINED: Final = re.compile(r",?\s(?:и|та|і|й|and|und|et|e|y|&)\s\Z|,\s\Z")
_CLAUSE_END: Final = re.compile(r"[;:]\s|\s[–—]\s")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
_DIRECT_GAP: Final = re.compile(r"[\s(«“\"]{0,3}(?:см\.:?|see|vgl\.|cf\.)?\s?\Z")
#: Words that make the capitalised word behind them an author, with the case that they govern.
_GOVERNORS: Final = (
    (
        Case.GENITIVE,
        re.compile(
            r"(?:мнени\w{1,2}|слов\w{1,3}|данным|работ\w{1,3}|стать\w{1,3}|книг\w{1,3}|монографи\w{1,3}|иде\w{1,3}"
            r"|исследовани\w{1,3}|труд\w{1,3}|публикаци\w{1,3}|концепци\w{1,3}|теори\w{1,3}|модел\w{1,3}|схем\w{1,3}"
            r"|подход\w{0,3}|вывод\w{0,3}|у|взгляд\w{0,2}|классификаци\w{1,3}|определени\w{1,3}|доклад\w{0,2}"
            r"|оценк\w{1,3}|гипотез\w{1,2}|(?:представл|замеч|наблюд|высказыв|полож|предлож)ени\w{1,3}|тезис\w{0,3}|думку|праці|статті|словами|теорії)(?:\s(?:19|20)\d\d\sг\.)?\s\Z",
            re.IGNORECASE,
        ),
    ),
    (
        Case.DATIVE,
        re.compile(r"(?:^|[\s(])(?:по|согласно|следуя|благодаря|згідно|завдяки)\s\Z", re.IGNORECASE),
    ),
    (
        Case.INSTRUMENTAL,
        re.compile(
            r"(?:вслед за|слідом за|(?:^|\s)за|\w{3,20}(?:анн|енн|ян|ят|ан|ен)\w{0,3})\s\Z", re.IGNORECASE
        ),
    ),
    (
        Case.UNKNOWN,
        re.compile(
            r"(?:(?:см|ср|див|vgl|cf|cfr)\.:?|\b(?:as|by|according to|following|in|see|with)"
            r"|\b(?:nach|laut|bei|von|wie|gemäß)|\b(?:selon|d['’]après|chez|par|comme)|\b(?:secondo|come|di|da)"
            r"|\b(?:según|por|como|de)"
            r"|[а-яё]{1,12}(?:казывает|казал|исал|ишет|читает|тверждает|олагает|мечает|метил"
            r"|дч[её]ркивает|аходит)[аи]?"
            r"|[а-яіїє]{1,12}(?:азує|азав|исав|важає|верджує|значає))\s\Z",
            re.IGNORECASE,
        ),
    ),
)
#: An attribution that opens the clause, with the words between it and the name.
_ATTRIBUTED: Final = re.compile(
    r"(?:мнени\w{1,2}|словам|данным|оценк\w{1,2}|согласно|взгляд\w{0,2}|думк\w{1,2}|according to"
    r"|in the view of|nach Ansicht|laut|selon|d['’]après|secondo|según)(?:\s[^\s,.;:]{1,24}){0,8}\s\Z",
    re.IGNORECASE,
)
#: A clause that the name governs: `А. Бор сомневается, что`.
_THAT_BEHIND: Final = re.compile(
    r"\s(?:не\s)?[а-яёіїє]{3,20}(?:т|тся|л|ла|ли|лся|лась|є|ється|в|ють)"
    r"(?:,?\s[^\s,.;]{1,20}){0,3},?\s(?:что|как|о|об|про|що|як)\s"
)
#: A body that wrote a report.
_BODY: Final = re.compile(
    r"(?:(?i:доклад|отч[её]т|обзор|исследовани|оценк|данн|доповід|звіт)\w{0,3}"
    r"|(?i:report|study|data|survey|review|paper)s?\s(?:by|of|from)(?:\sthe)?|(?:Bericht|Studie)\s(?:der|des)"
    r"|(?:rapport|étude)\s(?:de la|de l[’']|du)|(?:rapporto|studio)\s(?:della|del|dell[’'])"
    r"|(?:informe|estudio)\s(?:del|de la))"
    rf"\s?(?P<body>{_UPPER}[^\W\d_]{{1,24}}(?:\s(?:[^\W\d_]{{2,24}})){{1,5}})\Z"
)
_ARTICLES: Final = frozenset(
    "the a an der die das den dem des ein eine einem einer le la les un une il lo gli el los las una".split()
)
_DATED: Final = re.compile(r"\s?\(\s?(?:1[5-9]|20)\d\d[a-zа-я]?\s?\)\Z")
_GERMAN: Final = re.compile(r"\b(?:der|die|das|und|ein|eine|ist|wird|nicht|den|dem|im|zur|zum)\b")
_WORK: Final = (
    r"(?:публикаци|работ|стать|книг|монографи|доклад|исследовани|издани|отч[её]т|труд|концепци|очерк|сочинени|трактат|диссертаци"
    r"|публікаці|прац|статт|дослідженн|доповід|paper|article|book|study|report|monograph|essay|work|thesis|survey"
    r"|Aufsatz|Buch|Studie|Beitrag|Arbeit|Bericht|Schrift|Untersuchung|Werk"
    r"|ouvrage|livre|étude|rapport|travail|libro|saggio|articolo|studio|opera|lavoro|artículo|estudio|ensayo|obra|trabajo|informe)"
)
_YEAR: Final = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_WORK_YEAR: Final = re.compile(
    rf"{_WORK}\w{{0,6}}[\s,]{{1,2}}(?:[^\W\d_]{{1,14}}\.?\s){{0,4}}\(?{_YEAR}", re.IGNORECASE
)
_YEAR_WORK: Final = re.compile(
    rf"{_YEAR}(?:\s(?:г|р|року|года|году)\.?)?\s(?:[^\W\d_]{{1,14}}\s){{0,2}}{_WORK}", re.IGNORECASE
)
_NAME_YEAR: Final = re.compile(rf"[^\W\d_]\s?\(\s?{_YEAR}[^()]{{0,12}}\)\s?\Z")


class _Hint(NamedTuple):
    """An author read off the prose, in positions of a flow."""

    start: int
    end: int
    family: str
    confidence: float
    case: Case


def find_author_hints(document: Document, citation: Citation) -> tuple[Evidence, ...]:
    """Read the sentence around a citation for its author and year.

    Args:
        document: The document with its notes; their bodies are passed over in the running text.
        citation: A citation of that document.

    Returns:
        The context sentence (confidence 1), then authors as written, nearest first, each followed by
        its nominative where one could be guessed, then years. Names and years that an author-date cite
        states itself are not repeated.
    """
    sentence = find_sentence(document, citation.span)
    found = [Evidence(EvidenceKind.CONTEXT, sentence.text, sentence.span, 1.0)]
    if any(cite.form is not CiteForm.NUMBER for cite in citation.cites):
        return tuple(found)
    share = _share(citation.cites)
    for hint in _find_authors(sentence):
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
        for year, span, confidence in _find_years(sentence.left)
    )
    return tuple(found)


def _share(cites: tuple[Cite, ...]) -> float:
    """Return how far a hint holds for one cite of the cluster: the more cites, the less."""
    count = len({cite.target for cite in cites})
    return 1.0 if count == 1 else 0.8 if count == 2 else 0.5


def _find_authors(sentence: Sentence) -> list[_Hint]:
    """Return the authors that the text before the citation names, nearest first."""
    left = sentence.left.text
    cited = [found.end() for found in _CITED.finditer(left)]
    floor = cited[-1] if cited else 0
    text = left.rstrip()
    if dated := _DATED.search(text):
        text = text[: dated.start()]
    others = _OTHERS.search(text)
    if others:
        text = text[: others.start()]
    direct = _DIRECT_GAP.search(text)
    end = direct.start() if direct else len(text)
    hints = [
        _weigh(text, found, end)
        for found in _WITH_INITIALS.finditer(text, floor, end)
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
    case = _govern(text, found.start())
    words = len(between.split())
    before = text[max(0, found.start() - 120) : found.start()]
    attributed = _ATTRIBUTED.search(before) is not None or _says(before)
    if attributed and case is Case.UNKNOWN and _ATTRIBUTED.search(before):
        case = Case.GENITIVE
    if not between.strip():
        confidence = 0.9
    elif reports_behind(between) or _THAT_BEHIND.match(between) or attributed:
        confidence = 0.6
    elif words <= 3:
        confidence = 0.7
    else:
        confidence = 0.55 if words <= 8 else 0.4
    return _Hint(found.start(), found.end(), family, confidence, case)


def _govern(text: str, start: int) -> Case:
    """Return the case that the word before a name asks for."""
    before = text[max(0, start - 40) : start]
    return next((case for case, pattern in _GOVERNORS if pattern.search(before)), Case.UNKNOWN)


def _says(before: str) -> bool:
    """Tell whether a verb of saying stands right before a name: `как отмечает`."""
    return _GOVERNORS[-1][1].search(before) is not None


def _read_body(text: str, floor: int, end: int) -> _Hint | None:
    """Return the body whose report stands right before the citation: `в докладе Всемирного банка [22]`."""
    found = _BODY.search(text, max(floor, end - 160), end)
    if found is None or not found["body"][0].isupper():
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
    found = _PLAIN.search(text, max(floor, end - 60), end)
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
    governed = [case for case, pattern in _GOVERNORS if pattern.search(before)]
    confidence = _weigh_plain(text, before, family, governed=bool(governed), firm=firm or written != found[0])
    if not confidence:
        return None
    return _Hint(start, start + len(name), family, confidence, governed[0] if governed else Case.UNKNOWN)


def _opens_only(word: str) -> bool:
    """Tell whether a capitalised word before a family name is no given name: `Laut`, `Также`."""
    if word.casefold() in STOP_WORDS or "Ѐ" <= word[0] <= "ӿ":
        return True
    return any(pattern.search(f"{word} ") for _, pattern in _GOVERNORS)


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


def _find_years(left: Flow) -> Iterator[tuple[str, Span, float]]:
    """Yield the years that the text before the citation gives to a work, nearest first."""
    text = left.text
    cited = [found.end() for found in _CITED.finditer(text)]
    floor = cited[-1] if cited else 0
    seen: dict[str, tuple[Span, float]] = {}
    for pattern, confidence in ((_NAME_YEAR, 0.8), (_WORK_YEAR, 0.6), (_YEAR_WORK, 0.6)):
        for found in pattern.finditer(text, floor):
            seen.setdefault(found["year"], (left.span(*found.span("year")), confidence))
    for year, (span, confidence) in sorted(seen.items(), key=lambda entry: -entry[1][0].start):
        yield year, span, confidence
