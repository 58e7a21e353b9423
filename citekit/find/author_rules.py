"""How far an author-date reading can be trusted: one table of named rules, and the document's evidence.

`(Иванов, 2010, с. 5)` is a citation wherever it stands; `(Москва, 2010)` is a place; `(Иванов, 2010)`
is a citation in a document that cites by author and year, and doubtful in one that cites by number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from citekit.find.author_date import AuthorCite
from citekit.find.name_stops import SAYING_ENDINGS, STOP_WORDS, has_family_ending, is_stop
from citekit.model import Span
from citekit.parse.patterns import defer_pattern

_LISTED_YEAR: Final = 260
_REPORTS: Final = defer_pattern(
    r"[^\S\n]?\n?[^\S\n]?(?:[^\W\d_]{1,12}[^\S\n\w]){0,1}"
    r"(?:показ|пиш|пис|утвержд|отмеч|счит|полага|дока|предлож|предлаг|опис|определ|выдел|называ|подч[её]рк|указ|обнаруж|"
    r"исслед|анализ|рассм|ввод|ввел|ввёл|критик|развив|вважа|ствердж|зазнач|доводи|довел|пропону|запропон|"
    r"argu|show|claim|find|found|suggest|propos|note|writ|wrote|describ|demonstrat|stat|report|observ|point|conclud|"
    r"defin|introduc|maintain|contend|develop|examin|analy|identif|provid|discuss"
    r"|has (?:shown|argued|found|proposed|suggested|noted)"
    r"zeig|argument|schreib|schrieb|behaupt|betont|meint|beschreib|definier|untersuch|stellt|sieht|nennt|hat "
    r"|montr|affirm|soutien|écri|propose|souligne|considère|estime|analyse|défin|a |"
    r"mostra|afferma|sostiene|scrive|propone|sottolinea|ritiene|ha |"
    r"muestra|afirma|escribe|señala|considera|argumenta)"
)
_ATTRIBUTES: Final = defer_pattern(
    r"(?:^|[\s(«“\"])(?:по|согласно|вслед за|у|см\.|см\. также|ср\.|мнению|данным|словам|за"
    r"|згідно з|слідом за|у праці"
    r"|концепци\w{1,2}|модел\w{1,3}|работ\w{1,3}|исследовани\w{1,3}|теори\w{1,2}"
    r"|by|according to|following|see|cf\.|e\.g\.,?|nach|laut|bei|vgl\.|siehe|selon|d['’]après|chez|voir"
    r"|secondo|vedi|cfr\.|según|véase)\s{1,3}$",
    re.IGNORECASE,
)
_ENTRY_BEHIND: Final = defer_pattern(r"[^\S\n]?[.,:;]")
#: A line that ends within a sentence: the next one opens no entry.
_GOES_ON: Final = defer_pattern(r"[a-zà-öø-ÿа-яёіїєґ]{2},?[^\S\n]{0,3}\n[^\S\n]{0,8}\Z")
_VOLUME_BEHIND: Final = defer_pattern(r"[:,]?[^\S\n]?\d")
_NUMBER_BEHIND: Final = defer_pattern(r"[^\S\n]?\[\d{1,3}(?:[,;–-]|\s?\])")
_LIST_BEFORE: Final = defer_pattern(r"(?:&|(?<!\w)[^\W\d_]\.,?(?:\s(?:and|und|et|y|e|и))?)\s?\Z")
_ARTICLE: Final = defer_pattern(
    r"(?:^|\s)(?:[Tt]he|[Aa]n?|[Dd]er|[Dd]ie|[Dd]as|[Ll][ea]s?|[Ii]l|[Ll]o|[Ee]l)\s\Z"
)
_ACRONYM: Final = defer_pattern(r"[^\W\d_a-zа-яёіїєґ]{2,8}(?: [^\W\d_a-zа-яёіїєґ]{2,8})*\Z")


#: Between the words of a body's name whose first letters make its short name.
_BODY_JOINT: Final = r"\w{1,20}\s(?:(?:of|for|and|the|on|de|des|für)\s){0,2}"


class Candidate(NamedTuple):
    """An author-date reading with what is around it.

    Attributes:
        parts: What was read.
        span: The place, brackets and the name of `Smith (2010)` included.
        form: `brackets`, `parentheses` or `narrative`.
        opens_line: Whether it begins its line.
    """

    parts: tuple[AuthorCite, ...]
    span: Span
    form: str
    opens_line: bool = False


class Rule(NamedTuple):
    """A named reason for or against a reading.

    Attributes:
        name: What is seen.
        reason: What it means.
        applies: The test.
        yields_to_list: Whether it counts only where no reference list could confirm the name.
    """

    name: str
    reason: str
    applies: Callable[[str, Candidate], bool]
    yields_to_list: bool = False


def _names(candidate: Candidate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in candidate.parts for name in part.names))


def _is_no_person(_text: str, candidate: Candidate) -> bool:
    """A third of the parts that name no person speak against all; fewer are works by their titles."""
    strange = sum(
        any(is_stop(name) and not name.endswith("…") for name in part.names)
        for part in candidate.parts
        if not part.others
    )
    return strange > 0 and 3 * strange >= len(candidate.parts)


def _is_list_entry(text: str, candidate: Candidate) -> bool:
    if candidate.form != "narrative":
        return False
    start = candidate.span.start
    if candidate.opens_line and _ENTRY_BEHIND.match(text, candidate.span.end):
        return _GOES_ON.search(text, max(0, start - 30), start) is None
    return (
        _VOLUME_BEHIND.match(text, candidate.span.end) is not None
        or _LIST_BEFORE.search(text, max(0, start - 8), start) is not None
    )


def _is_undated_in_parentheses(_text: str, candidate: Candidate) -> bool:
    undated = [part for part in candidate.parts if not part.years]
    if candidate.form == "brackets" or not undated:
        return False
    return any(
        all(locator.label not in {"page", "folio", "column"} for locator in part.locators)
        or not (has_family_ending(part.names[0]) or len(part.names) > 1)
        for part in undated
    )


def _is_doubtful(_text: str, candidate: Candidate) -> bool:
    """An acronym, or two capitalised words: a body or an author here, a state or a film there."""
    return all(_is_doubtful_part(part) for part in candidate.parts)


def _is_doubtful_part(part: AuthorCite) -> bool:
    if len(part.names) > 1 or part.others or part.initials or (part.locators and part.years):
        return False
    words = part.names[0].split(" ")
    several = len(words) > 1 and all(word[0].isupper() for word in words) and not part.locators
    return several or _ACRONYM.match(part.names[0]) is not None


def _has_article(text: str, candidate: Candidate) -> bool:
    before = text[max(0, candidate.span.start - 6) : candidate.span.start]
    return candidate.form == "narrative" and _ARTICLE.search(before) is not None


def _is_common_word(text: str, candidate: Candidate) -> bool:
    """A Cyrillic noun before a year in parentheses, without the ending of a family name."""
    if candidate.form != "narrative" or _has_attribution(text, candidate):
        return False
    first = candidate.parts[0]
    return not (first.initials or first.others or has_family_ending(first.names[0]))


def _has_number_behind(text: str, candidate: Candidate) -> bool:
    """`Б. Бузан (2003) [80]`: the number says which work it is."""
    return candidate.form == "narrative" and _NUMBER_BEHIND.match(text, candidate.span.end) is not None


AGAINST: Final[tuple[Rule, ...]] = (
    Rule("number behind", "the number of its source follows in brackets", _has_number_behind),
    Rule("list entry", "an entry of a reference list or a journal's volume", _is_list_entry),
    Rule("no person", "a month, a place, a kind of document or a publisher", _is_no_person),
    Rule("no year", "a name and a locator without year or page", _is_undated_in_parentheses),
    Rule("article", "an article stands before the name", _has_article),
    Rule("common word", "a noun before a year", _is_common_word),
)


def _has_locator(_text: str, candidate: Candidate) -> bool:
    return any(part.locators for part in candidate.parts)


def _has_others(_text: str, candidate: Candidate) -> bool:
    return any(part.others for part in candidate.parts)


def _has_signal(_text: str, candidate: Candidate) -> bool:
    return any(part.prefix for part in candidate.parts)


def _has_year_letter(_text: str, candidate: Candidate) -> bool:
    return any(
        dated.year[-1].isalpha() and dated.year[0].isdigit()
        for part in candidate.parts
        for dated in part.years
    )


def _has_pair(_text: str, candidate: Candidate) -> bool:
    return any(part.conjunction and len(part.names) >= 2 for part in candidate.parts)


def _has_several(_text: str, candidate: Candidate) -> bool:
    return candidate.form != "narrative" and len({part.names for part in candidate.parts}) > 1


def _has_initials(_text: str, candidate: Candidate) -> bool:
    return any(part.initials for part in candidate.parts)


def _is_possessive(text: str, candidate: Candidate) -> bool:
    """`Nwajiaku’s (2012) view`."""
    if candidate.form != "narrative":
        return False
    before = text[candidate.span.start : candidate.span.end].partition("(")[0].rstrip()
    return before.endswith(("’s", "'s", "s’", "s'"))


def _is_shortened(_text: str, candidate: Candidate) -> bool:
    """`(Отчёт…, 1896)`."""
    return any(name.endswith("…") for name in _names(candidate))


def _in_brackets(_text: str, candidate: Candidate) -> bool:
    return candidate.form == "brackets"


def _has_attribution(text: str, candidate: Candidate) -> bool:
    if candidate.form != "narrative":
        return False
    before = text[max(0, candidate.span.start - 24) : candidate.span.start]
    behind = text[candidate.span.end : candidate.span.end + 32]
    said = before.rstrip().endswith(SAYING_ENDINGS)
    return said or _REPORTS.match(behind) is not None or _ATTRIBUTES.search(before) is not None


FOR: Final[tuple[Rule, ...]] = (
    Rule("locator", "it gives a page or another place", _has_locator),
    Rule("others", "et al. stands with the name", _has_others),
    Rule("signal", "see, cf. or the like stands before it", _has_signal),
    Rule("year letter", "a letter tells works of one year apart", _has_year_letter),
    Rule("pair", "two authors joined by a word", _has_pair),
    Rule("several", "several works are named", _has_several),
    Rule("initials", "initials stand with the name", _has_initials),
    Rule("possessive", "the name owns what follows the year", _is_possessive),
    Rule("shortened", "an ellipsis shortens a title before the year", _is_shortened),
    Rule("brackets", "square brackets hold nothing else of this shape", _in_brackets),
    Rule("attribution", "the sentence reports what the author says", _has_attribution, yields_to_list=True),
)


def select_author_cites(
    text: str, candidates: Sequence[Candidate], others: int, lists: Sequence[Span] = ()
) -> list[Candidate]:
    """Return the candidates that are citations.

    A reading that no rule speaks against is kept when a rule speaks for it, when its author and year
    stand together elsewhere in the text (the reference list), or when the document as a whole cites
    by author and year.

    Args:
        text: The document's text.
        candidates: The readings, in order.
        others: How many citations of other forms and notes the document has.
        lists: The places of its reference lists. Where there is one, a reading that nothing else speaks
            for must stand in it.
    """
    refused = [any(rule.applies(text, candidate) for rule in AGAINST) for candidate in candidates]
    reasons = tuple(rule for rule in FOR if not (lists and rule.yields_to_list))
    strong = [
        not no
        and not _is_doubtful(text, candidate)
        and any(rule.applies(text, candidate) for rule in reasons)
        for candidate, no in zip(candidates, refused, strict=True)
    ]
    evidence = _weigh_document(candidates, refused, strong, others)
    budget = 400
    kept: list[Candidate] = []
    for candidate, no, firm in zip(candidates, refused, strong, strict=True):
        if firm or (not no and not lists and evidence.carries(text, candidate)):
            kept.append(candidate)
        elif budget > 0 and not (_is_list_entry(text, candidate) or _has_number_behind(text, candidate)):
            budget -= 1
            if _is_listed(text, candidate):
                kept.append(candidate)
    return kept


class _Evidence(NamedTuple):
    """What the document shows: whether it cites by author and year, and how surely."""

    by_author: bool
    strong: int
    narratives: int

    def carries(self, text: str, candidate: Candidate) -> bool:
        """Tell whether that is enough for a candidate that no rule speaks for."""
        if not self.by_author:
            return False
        if _is_doubtful(text, candidate):
            return self.strong >= 2
        return candidate.form != "narrative" or self.strong >= 1 or self.narratives >= 2


def _weigh_document(
    candidates: Sequence[Candidate], refused: Sequence[bool], strong: Sequence[bool], others: int
) -> _Evidence:
    """Return the document's evidence."""
    sure = sum(strong)
    narratives = {
        candidate.parts[0].names[0]
        for candidate, no in zip(candidates, refused, strict=True)
        if not no and candidate.form == "narrative"
    }
    return _Evidence(others == 0 or sure >= max(2, others // 2), sure, len(narratives))


def _is_listed(text: str, candidate: Candidate) -> bool:
    """Tell whether every author stands elsewhere with that year soon behind, as in a reference list."""
    return all(
        any(
            _stands_with(text, part.names[0], dated.year, candidate.span)
            or _spells_body(text, part.names[0], dated.year)
            for dated in part.years
        )
        for part in candidate.parts
    )


def _spells_body(text: str, name: str, year: str) -> bool:
    """Tell whether a line begins with a body whose initials are `name`, and the year follows soon."""
    if not 3 <= len(name) <= 8 or not (name.isascii() and name.isupper()):
        return False
    words = _BODY_JOINT.join(name)
    found = re.search(rf"(?:\n|\A)[^\S\n]{{0,8}}{words}\w{{1,20}}", text)
    return found is not None and text.find(year[:4], found.end(), found.end() + _LISTED_YEAR) >= 0


def _stands_with(text: str, name: str, year: str, place: Span) -> bool:
    """Tell whether `name` begins a line elsewhere and `year` follows it within 260 characters."""
    if name.casefold() in STOP_WORDS:
        return False
    if text.find(name, place.end) < 0 and name.upper() in text:
        name = name.upper()
    position = -1
    for _ in range(40):
        position = text.find(name, position + 1)
        if position < 0:
            return False
        entry = "\n" in text[max(0, position - 8) : position] or position < 8
        if not (place.start <= position < place.end) and entry:
            found = text.find(year[:4], position, position + _LISTED_YEAR)
            if found >= 0:
                return True
    return False


def reports_behind(text: str) -> bool:
    """Tell whether a text begins with a verb that reports what an author says."""
    return _REPORTS.match(text) is not None
