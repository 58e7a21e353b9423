"""Numeric clusters in square brackets: `[8]`, `[6; 8; 11]`, `[2, с. 8-26; 15]`, `[3]–[7]`, `[см.: 3; 5]`.

`scan_brackets` finds every bracketed stretch, `read_numbers` reads one as items with locators (GOST R
7.0.5-2008, 7.5: `;` parts items, `,` parts a number from its locator; a part that is only a number is
an item too). Whether a cluster that reads well is a citation is decided in `bracket_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from citekit.model import Cite, CiteForm, Locator, Span
from citekit.parse.locators import find_label, match_label, match_locators, mend_value
from citekit.parse.patterns import defer_pattern

#: Opening brackets with the pattern of a closed stretch behind each; the patterns begin with a literal.
_STRETCH: Final = {
    "[": defer_pattern(r"\[[^\[\]]{1,400}+\]"),
    "［": defer_pattern(r"［[^\[\]［］]{1,400}+[］\]]"),
    "【": defer_pattern(r"【[^【】]{1,400}+】"),
    "〔": defer_pattern(r"〔[^〔〕]{1,400}+〕"),
    "⟦": defer_pattern(r"⟦[^⟦⟧]{1,400}+⟧"),
}
_GAP: Final = r"[^\S\n]{0,8}(?:\n\n?[^\S\n]{0,8})?"
_DASH: Final = r"(?:[-‐‑‒–—−÷]|(?<=\s)(?:à|bis|to|до)(?=\s))"
_NUMBER: Final = defer_pattern(
    rf"(?:№{{1,2}}{_GAP})?(\d{{1,4}})([a-zа-я](?:,{_GAP}[a-zа-я](?![\w.]))*+(?!\w))?(?:{_GAP}{_DASH}{_GAP}(\d{{1,4}})(?:[a-zа-я](?!\w))?)?(?![\w*/])"
)
_LETTER: Final = defer_pattern(r"[a-zа-я]")
_CYRILLIC: Final = re.compile("[а-яё]{3}")
#: A page before its word: `[8, 97 с.]`.
_PAGES_BEFORE_WORD: Final = defer_pattern(
    rf"(\d{{1,4}}(?:{_DASH}\d{{1,4}})?)\s?(?:с|c|стр|p|pp|S)\.(?=\s?(?:[\],;]|\Z))"
)
_SPACE: Final = defer_pattern(_GAP)
_SEMICOLON: Final = defer_pattern(rf"{_GAP};{_GAP}")
_COMMA: Final = defer_pattern(rf"{_GAP},{_GAP}")
_AND: Final = defer_pattern(rf"{_GAP},?{_GAP}(?<=\s)(?:и|і|й|та|and|und|et|e|y|&){_GAP}(?<=\s)")
_BEFORE_LOCATOR: Final = defer_pattern(
    rf"{_GAP}[,.:;(]?{_GAP}(?:[-–—]{_GAP})?"
    rf"(?:(?<=\s)(?:at|esp\.|especially|in particular|insb\.|insbesondere|bes\.|besonders|notamment"
    rf"|spec\.|specie|en particular|особ\.|особенно|в частности|зокрема|особливо){_GAP}(?<=\s))?"
)
#: A volume in Roman figures alone, a labelled place behind it: `[8, II, p. 5]`.
_ROMAN_VOLUME: Final = defer_pattern(rf"{_GAP},{_GAP}([IVXLC]{{1,6}}),{_GAP}")
_AT: Final = defer_pattern(rf"{_GAP},?{_GAP}at{_GAP}(?=\d)")
_COLON: Final = defer_pattern(rf"{_GAP}:{_GAP}")
_WORDS: Final = defer_pattern(r"[^\W\d_]{1,30}")
_HEAD: Final = defer_pattern(r"[^\d;№]{1,160}+")
_CLOSER: Final = defer_pattern(rf"{_GAP}[.,;)]?{_GAP}")
#: Fonds, inventory and file of an archive stand before the folio.
_ARCHIVE: Final = defer_pattern(
    rf"(?:(?:ф|оп|д|ед\.{_GAP}хр|карт|спр)\.{_GAP}(?:№{_GAP})?[\w-]{{1,8}}{_GAP}[,.;]{_GAP}){{1,4}}",
    re.IGNORECASE,
)
#: The number and day of a newspaper stand before the page: `[8. 1861. № 12. 25 марта. С. 3]`.
_NEWSPAPER: Final = defer_pattern(
    rf"(?:1[6-9]|20)\d\d(?=\.{_GAP}№{_GAP}\d{{1,4}}(?:\s?\(\d{{1,5}}\))?(?:\.{_GAP}[СсCcPS]\.|{_GAP}(?:;|\Z)))"
    rf"|(?:1[6-9]|20)\d\d(?:{_GAP}(?:г\.|р\.))?(?:{_GAP}[.,]{_GAP}№{_GAP}\d{{1,4}}(?:[-–/]\d{{1,4}})?)?{_GAP}[.,]"
    rf"{_GAP}\d{{1,2}}{_GAP}(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
    r"|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)[а-яії]{0,7}\.?"
)
#: A numbered statement of a work, which no locator of CSL names: `[12, Th. 2.1]`, `[7, лемма 3]`.
_STATEMENT: Final = defer_pattern(
    r"(?:Th(?:eorems?|ms?)?|Lem(?:mas?)?|Cor(?:ollar(?:y|ies))?|Prop(?:ositions?)?|Def(?:initions?)?|Rem(?:arks?)?"
    r"|Ex(?:amples?)?|Alg(?:orithms?)?|Assumption|Problem|Claim|Conjecture|[Тт]еорем[аы]|[Лл]емм[аы]|[Сс]ледствие"
    r"|[Пп]редложение|[Оо]пределение|[Зз]амечание|[Пп]ример|Satz|Korollar|Hilfssatz|Beispiel|Théorème|Lemme|Teorema)"
    rf"\.?{_GAP}\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[a-z']?(?!\w)"
)
_JOINT: Final = defer_pattern(r"[-\xad][^\S\n]{0,4}\n[^\S\n]{0,8}")
_BETWEEN: Final = defer_pattern(rf"\]{_GAP}[-‐‑‒–—−]{_GAP}\[")

#: Words that send the reader to a source; one of them must stand before the number.
SIGNALS: Final = frozenset(
    "см смотри смотрите ср сравни сравните цит цитируется цитировано приводится напр например подробнее "
    "подробно детальнее источник источники ист лит литература див дивись дивіться пор порівн цитовано "
    "наведено наприклад детальніше докладніше джерело джерела see cf cp compare eg ref refs reference "
    "references quoted cited also viz contra accord pace reprinted reported reviewed discussed following "
    "adapted vgl siehe sieh zit zitiert etwa so ähnlich anders dagegen ebenso kritisch ausführlich "
    "grundlegend voir cité citée cités citées d'après selon contra vedi cfr cf v cit "
    "veda vedano citato véase véanse vid ver citado citada confróntese".split()
)
#: Words that may stand beside a signal.
COMPANIONS: Final = frozenset(
    "по за об этом об'єм о про це цього это также також так же в во из и і а также кн рус обзор обзоре "
    "обзоры работы работу работах статью например далее частности зокрема particular insb insbesondere "
    "bes particolare for example e g i in on this as the and also by from more inter alia works further "
    "details after but review reviews overview discussion summary critique recent similar view different an "
    "similarly recently earlier again both z b s auch n nach bei hier noch schon bereits aber "
    "nach u a hierzu dazu ferner besonders aussi cependant notamment "
    "surtout encore déjà également toutefois par exemple ex dans notamment p à ce "
    "sujet ad es anche si in inoltre per esempio también por ejemplo ej en entre otros".split()
)
_ABBREVIATED: Final = frozenset(
    {("e", "g"), ("z", "b"), ("s", "a"), ("p", "ex"), ("p", "ej"), ("ad", "es"), ("a", "a"), ("a", "m")}
)
_SUFFIX: Final = defer_pattern(
    r"[\s,.;:—–-]{0,6}(?:и|та|й)?\s?"
    r"(?:др|т\.\s?д|далее|далі|ін|сл|след|etc|et al|u\.\s?a|usw|passim|u\. ö|и др|inter alia|"
    r"(?:and|и|та|et|und|sowie)\s(?:the\s|les\s|die\s)?(?:(?:other\s)?references|works\scited|literature|dort|there|ссылки"
    r"|указанн|привед[её]нн|цитированн|литератур|посилання|références)|"
    r"пер(?:ев|\.|еклад)|курсив|выдел|виділен|разрядк|подч[её]рк|цит|прим|emphasis|italics|my |our |transl|"
    r"(?:мотив|резолютив|описательн|констатир|вступительн|вступн|описов)[а-яії]{1,12}\sчаст|"
    r"преамбул|введени|предислов|заключени|послеслов|вступ|передмов|preamble|introduction|preface|foreword|Vorwort|"
    r"Einleitung|préface|prefazione|prólogo|"
    r"trad|Hervorh|Übers|eig\.|corsivo|cursiv|italiques|soulign|сорт|наш|мой|авт)",
    re.IGNORECASE,
)
MAX_RANGE: Final = 200
_NO_LETTER: Final = ("",)


class Stretch(NamedTuple):
    """A bracketed stretch of text, brackets included."""

    start: int
    end: int


class Item(NamedTuple):
    """One number or range of a cluster with what belongs to it."""

    first: int
    last: int
    letters: tuple[str, ...]
    start: int
    end: int
    locators: tuple[Locator, ...]
    prefix: str
    suffix: str


class Cluster(NamedTuple):
    """A stretch that reads as a numeric cluster.

    Attributes:
        start: Where its bracket opens.
        end: Behind its closing bracket.
        items: Numbers and ranges in order.
        plain: Whether it holds numbers only: no locator, prefix or suffix.
        single: The number, where the cluster is one bare number in brackets, else 0.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    plain: bool
    single: int


def _make_cluster(start: int, end: int, items: tuple[Item, ...]) -> Cluster:
    """Return the cluster with what its items say of the whole."""
    plain = not any(item.locators or item.prefix or item.suffix for item in items)
    item = items[0]
    bare = plain and len(items) == 1 and item.first == item.last and item.letters == _NO_LETTER
    return Cluster(start, end, items, plain, item.first if bare else 0)


def scan_brackets(text: str) -> Iterator[Stretch]:
    """Yield the closed bracketed stretches of at most 400 characters, without brackets inside."""
    kinds = [opener for opener in _STRETCH if opener in text]
    if len(kinds) == 1:
        for match in _STRETCH[kinds[0]].finditer(text):
            yield Stretch(match.start(), match.end())
        return
    found = [
        Stretch(match.start(), match.end()) for opener in kinds for match in _STRETCH[opener].finditer(text)
    ]
    yield from sorted(found)


def read_numbers(text: str, start: int, end: int) -> Cluster | None:
    """Read the stretch `[start, end)`, brackets included, as a numeric cluster.

    Returns:
        The cluster, or None where the stretch holds anything else, a zero, a falling range or one of
        more than 200 numbers.
    """
    stop = end - 1
    if end - start < 6 and text[start + 1 : stop].isdecimal() and text[start + 1] not in "0٠０":
        number = int(text[start + 1 : stop])
        only = Item(number, number, _NO_LETTER, start + 1, stop, (), "", "")
        return Cluster(start, end, (only,), plain=True, single=number)
    position = _skip(text, start + 1, stop)
    items: list[Item] = []
    while len(items) < 120:
        head = _read_prefix(text, position, stop)
        if head is None:
            return None
        item = _read_item(text, head[1], stop, head[0])
        if item is None:
            return None
        items.append(item)
        following = _next_item(text, item.end, stop)
        if following is None:
            break
        position = following
    closed = _CLOSER.match(text, items[-1].end, stop)
    if closed is not None and closed.end() == stop:
        return _make_cluster(start, end, tuple(items))
    rest = mend_value(text[items[-1].end : stop]).strip()
    if not _is_suffix(rest, items[-1]):
        return None
    items[-1] = items[-1]._replace(suffix=rest.lstrip(",.;:—– "), end=_rstrip(text, items[-1].end, stop))
    return _make_cluster(start, end, tuple(items))


def split_cluster(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield the parts of a stretch between semicolons, without the blanks before them."""
    while start < stop:
        end = text.find(";", start, stop)
        end = stop if end < 0 else end
        yield Span(end - len(text[start:end].lstrip()), end)
        start = end + 1


def _skip(text: str, position: int, end: int) -> int:
    """Return the position behind blanks and at most one line break."""
    gap = _SPACE.match(text, position, end)
    return gap.end() if gap else position


def _rstrip(text: str, start: int, end: int) -> int:
    """Return `end` moved back over white space, not below `start`."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _read_prefix(text: str, position: int, end: int) -> tuple[str, int] | None:
    """Return the prefix that begins at `position` and the position of its number.

    The prefix is empty where a number stands at once; None where other words stand there.
    """
    if text[position : position + 1].isdigit() or text[position : position + 1] == "№":
        return "", position
    head = _HEAD.match(text, position, end)
    if head is None or head.end() == end:
        return None
    words = [word.casefold() for word in _WORDS.findall(_JOINT.sub("", head[0]))]
    if not words or (
        find_label(words[-1]) and words[-1] not in SIGNALS and tuple(words[-2:]) != ("zit", "n")
    ):
        return None
    opened = (words[-1] in SIGNALS or words == ["по"]) and head[0].rstrip().endswith(":")
    if not opened and not are_signals(words):
        return None
    return mend_value(head[0]).strip(), head.end()


def are_signals(words: list[str]) -> bool:
    """Tell whether words, in lower case, send the reader to a source: `см. также`, `see`, `e.g.`."""
    if not all(word in SIGNALS or word in COMPANIONS for word in words):
        return False
    return any(word in SIGNALS for word in words) or any(pair in _ABBREVIATED for pair in pairwise(words))


def _read_item(text: str, position: int, end: int, prefix: str) -> Item | None:
    """Read a number or range and its locators at `position`."""
    number = _NUMBER.match(text, position, end)
    if number is None or number[1][0] == "0" or not number[1].isdecimal():
        return None
    first = int(number[1])
    last = int(number[3]) if number[3] else first
    if number[3] and (number[3][0] == "0" or not first < last <= first + MAX_RANGE):
        return None
    locators, suffix, behind = read_places(text, number.end(), end)
    if locators:
        locators, behind = _read_more_places(text, locators, behind, end)
    letters = tuple(_LETTER.findall(number[2])) if number[2] else _NO_LETTER
    return Item(first, last, letters, position, behind, locators, prefix, suffix)


def read_places(text: str, position: int, end: int) -> tuple[tuple[Locator, ...], str, int]:
    """Read the locators behind a number, and what of an archive's address no locator can hold.

    Returns:
        The locators, the words for the suffix, and the position behind both.
    """
    if (roman := _ROMAN_VOLUME.match(text, position, end)) and match_label(text, roman.end(), end):
        volume = Locator("volume", roman[1], Span(*roman.span(1)))
        locators, behind = match_locators(text, roman.end(), end)
        return (volume, *locators), "", behind
    gap = _BEFORE_LOCATOR.match(text, position, end)
    start = gap.end() if gap else position
    if dated := _NEWSPAPER.match(text, start, end):
        locators, behind = match_locators(text, dated.end(), end)
        return locators, mend_value(dated[0]).rstrip(" ,.;"), behind if locators else dated.end()
    if statement := _STATEMENT.match(text, start, end):
        locators, behind = match_locators(text, statement.end(), end)
        return locators, mend_value(statement[0]), behind if locators else statement.end()
    if archive := _ARCHIVE.match(text, start, end):
        locators, behind = match_locators(text, archive.end(), end)
        if locators:
            return locators, mend_value(archive[0]).rstrip(" ,.;"), behind
    return _read_locators(text, position, start, end)


def _read_locators(text: str, position: int, start: int, end: int) -> tuple[tuple[Locator, ...], str, int]:
    """Read the locators behind a number that ends at `position`, with a sign between up to `start`."""
    if start > position and (pages := _PAGES_BEFORE_WORD.match(text, start, end)):
        return (Locator("page", pages[1], Span(*pages.span(1))),), "", pages.end()
    if match_label(text, start, end):
        locators, behind = match_locators(text, start, end)
        if locators and text.startswith("cc.", start) and _CYRILLIC.search(text, max(0, start - 200), start):
            # Latin letters for Cyrillic ones: pages, where Italian has leaves.
            locators = tuple(replace(one, label="page") if one.label == "folio" else one for one in locators)
        if locators:
            opened = text[position:start].strip() == "(" and text[behind : behind + 1] == ")"
            return locators, "", behind + opened
    if at := _AT.match(text, position, end):
        locators, behind = match_locators(text, at.end(), end, bare=True)
        if locators:
            return locators, "", behind
    colon = _COLON.match(text, position, end)
    if colon is not None and colon.end() < end:
        locators, behind = match_locators(text, colon.end(), end, bare=True)
        if locators:
            return locators, "", behind
    return (), "", position


def _read_more_places(
    text: str, locators: tuple[Locator, ...], position: int, end: int
) -> tuple[tuple[Locator, ...], int]:
    """Read places of the same work behind a semicolon: `т. 1, с. 201; т. 2, с. 17`."""
    while (gap := _SEMICOLON.match(text, position, end)) and match_label(text, gap.end(), end):
        more, behind = match_locators(text, gap.end(), end)
        if not more:
            break
        locators, position = locators + more, behind
    return locators, position


def _next_item(text: str, position: int, end: int) -> int | None:
    """Return where the next item of the cluster begins, or None."""
    for separator in (_SEMICOLON, _COMMA, _AND):
        found = separator.match(text, position, end)
        if found is None or found.end() >= end:
            continue
        if _NUMBER.match(text, found.end(), end):
            return found.end()
        if _read_prefix(text, found.end(), end) is not None:
            return found.end()
    return None


def _is_suffix(rest: str, item: Item) -> bool:
    """Tell whether what stands behind the last item may be its suffix."""
    if len(rest) > 120:
        return False
    if _SUFFIX.match(rest):
        return True
    parted = rest[:1] in {",", ";", ".", "—", "–", "("}
    return bool(item.locators) and parted and not any(sign.isdigit() for sign in rest)


def drop_years(cluster: Cluster) -> Cluster:
    """Return the cluster with years behind a number as that number's suffix: `[5, 2010, с. 3]`."""
    if not any(item.first >= 1000 for item in cluster.items[1:]):
        return cluster
    kept: list[Item] = []
    for item in cluster.items:
        if item.first < 1000 or not kept:
            kept.append(item)
            continue
        before = kept[-1]
        suffix = f"{before.suffix} {item.first}".strip()
        kept[-1] = before._replace(end=item.end, locators=before.locators + item.locators, suffix=suffix)
    return _make_cluster(cluster.start, cluster.end, tuple(kept))


def turn_into_pages(text: str, cluster: Cluster, highest: int) -> Cluster:
    """Return the cluster with numbers beyond the list's last as pages of the work before: `[6, 12—15]`.

    Args:
        text: The text.
        cluster: A cluster.
        highest: The highest number of the reference list.
    """
    kept: list[Item] = []
    for item in cluster.items:
        before = kept[-1] if kept else None
        if (
            before is None
            or item.first <= highest
            or before.first > highest
            or ";" in text[before.end : item.start]
        ):
            kept.append(item)
            continue
        page = Locator("page", mend_value(text[item.start : item.end]), Span(item.start, item.end))
        kept[-1] = before._replace(end=item.end, locators=(*before.locators, page))
    return _make_cluster(cluster.start, cluster.end, tuple(kept))


def _end_alone(cluster: Cluster) -> int:
    """Return the number that ends a cluster of numbers alone, or 0."""
    last = cluster.items[-1]
    alone = cluster.plain and last.first == last.last and last.letters == _NO_LETTER
    return last.first if alone else 0


def join_ranges(text: str, clusters: list[Cluster]) -> list[Cluster]:
    """Join `[3]–[7]` and `[2, 3]–[7]` to one cluster; neighbours with any other sign between stay apart."""
    joined: list[Cluster] = []
    for cluster in clusters:
        before = joined[-1] if joined else None
        if before is not None and (low := _end_alone(before)) and (high := cluster.single):
            between = _BETWEEN.match(text, before.end - 1, cluster.start + 1)
            if between and between.end() == cluster.start + 1 and low < high <= low + MAX_RANGE:
                item = Item(low, high, _NO_LETTER, before.items[-1].start, cluster.items[0].end, (), "", "")
                joined[-1] = _make_cluster(before.start, cluster.end, (*before.items[:-1], item))
                continue
        joined.append(cluster)
    return joined


def make_cites(cluster: Cluster) -> tuple[Cite, ...]:
    """Return one cite for each number; the members of a range share its span and locators."""
    return tuple(
        Cite(
            form=CiteForm.NUMBER,
            target=f"{number}{letter}",
            span=Span(item.start, item.end),
            locators=item.locators,
            prefix=item.prefix,
            suffix=item.suffix,
        )
        for item in cluster.items
        for number in range(item.first, item.last + 1)
        for letter in item.letters
    )
