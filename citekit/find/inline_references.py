"""References written in full within the running text: `(Карпов А. А. Собр. соч. М., 1998. С. 8)`.

GOST R 7.0.5-2008, section 5: an in-text reference stands in parentheses (some journals use square
brackets) and names the work as a footnote would. It is read as one; whatever holds a sentence, no title,
or only an author and a year is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.find.author_date import read_author_cluster
from citekit.find.note_segments import SegmentKind, split_note
from citekit.find.reference_cues import CAPITAL, FAMILY_INITIALS, weigh_cues, weigh_opening, weigh_sentence
from citekit.model import Document, Flow, Span
from citekit.parse.hyphens import join_flow
from citekit.parse.patterns import defer_pattern

_STRETCHES: Final = (
    re.compile(r"\((?:[^()]{1,400}+|\([^()]{0,160}+\)){1,8}+\)"),
    re.compile(r"\[[^\[\]]{24,400}+\]"),
)
_SHORTEST: Final = 24
_LONGEST: Final = 700
_LONGEST_PAPER: Final = 80
#: What every such reference holds, as a cheap test: a year, and a host, pages, a place or an address.
_YEAR: Final = defer_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PLACE: Final = defer_pattern(
    r"\s//\s|(?<![^\W_])(?:[СCPSTТ]|[Рр]|pp?|Vol|Bd|Вип|Вып|№)\.?\s?\d|(?<![^\W_])(?:М|Л|СПб|Спб|Пг|К|Мн)\.[,:\s]|https?:"
)
#: An archive, its fonds and inventory: `ЦГА РУз, ф. И-125, оп. 1, д. 33, л. 12`.
_ARCHIVE: Final = defer_pattern(
    rf"(?:[Сс]м\.:?\s)?[{CAPITAL}][^()\[\];]{{2,80}}?[.,]\s[Фф]\.\s?(?:[{CAPITAL}]-)?\d{{1,5}}[.,;]\s?"
    r"(?:[Оо]п\.\s?\d|(?:[^();]{1,30}[,.]\s){1,2}(?:[Оо]п|[Дд])\.\s?\d)"
)
#: A newspaper of a day or a number: `«Искра», 1905, 15 мая`.
_NEWSPAPER: Final = defer_pattern(
    r"«[^«»]{2,40}»,?\s(?:1[6-9]|20)\d\d,?\s(?:г\.,?\s)?(?:\d{1,2}\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)|№\s?\d)"
)
#: A volume of collected works, which needs no year: `Маркс К., Энгельс Ф. Соч. 2-е изд., т. 32, с. 358`.
_WORKS: Final = defer_pattern(
    r"(?:Соч|[Сс]обр\.\sсоч|[Сс]очинения|Избр\.\s(?:произв|соч)|ПСС)\.?[,.:]?\s(?:[^()]{1,40}[,.]\s)?[Тт]\.\s?(?:\d{1,3}|[IVXL]{1,7})"
)
#: Words for the author of the reference before.
_SAME_AUTHOR: Final = defer_pattern(r"(?:[Оо]н|[Оо]на|[Ее]го|[Ее][её]|[Ии]х)\sже[.,:]?\s")
#: Words at the beginning of a remark that is no reference.
_REMARK: Final = defer_pattern(
    r"(?:[Рр]ис|[Тт]абл|[Сс]хем|[Пп]рилож|[Гг]рафик|[Дд]иаграм|[Пп]рим|[Фф]ото|[Кк]арт|[Сс]т\.|[Гг]л\.|[Пп]\.|[Чч]\."
    r"|[Тт]\.\s\d|[Сс]\.\s\d|[Ff]ig|[Tt]ab|[Cc]hap|[Ss]ec|[Aa]rt|[Аа]bb|М\.|Л\.|СПб|Пг\.|К\.[,:]|Мн\.)"
)
#: Words about how a work will be cited: `…; далее ссылки на это издание даются в тексте`.
_HENCEFORTH: Final = defer_pattern(
    r"[;.,]\s(?:(?:[Дд]алее|[Вв]\sдальнейшем|[Дд]алі|[Нн]адалі)\s(?:ссылки|цит|в\sтексте|указ|посилання|все|везде)"
    r"|(?:[Hh]ereafter|[Hh]enceforth|[Ff]urther references|[Ii]m\sFolgenden|[Dd]ésormais)\s)"
)
_NAMES: Final = defer_pattern(rf"(?:{FAMILY_INITIALS.pattern},?\s?){{1,6}}")
_TITLE_WORD: Final = defer_pattern(r"[^\W\d_]{4,}")
#: More words of sentences than one make prose.
_PROSE: Final = 0.6
_ENOUGH: Final = 3.0
_WITH_AUTHOR: Final = 2.0


def find_inline_references(document: Document, taken: Sequence[Span]) -> Iterator[tuple[Flow, Span, Span]]:
    """Find the references in full within the running text.

    Args:
        document: The document with its notes.
        taken: The places of its reference lists.

    Yields:
        The text of a stretch with its lines joined, the place of the stretch in the document, and the
        place of a reference in the joined text; in the order of the text.
    """
    text = document.text
    closed = sorted([*taken, *(part for note in document.notes for part in note.parts)])
    starts = [place.start for place in closed]
    found = [match.span() for pattern in _STRETCHES for match in pattern.finditer(text)]
    done = 0
    for start, end in sorted(found):
        if start < done or not _SHORTEST <= end - start <= _LONGEST:
            continue
        dated = (_YEAR.search(text, start, end) and _PLACE.search(text, start, end)) or (
            _WORKS.search(text, start, end) and FAMILY_INITIALS.match(text, start + 1, end)
        )
        if not dated and _ARCHIVE.match(text, start + 1, end) is None:
            continue
        inner = Span(start + 1, end - 1)
        index = bisect_right(starts, inner.end)
        if any(place.overlaps(inner) for place in closed[max(0, index - 2) : index]):
            continue
        flow = join_flow(text, (inner,))
        references = _read_references(flow.text)
        if references and not read_author_cluster(text, inner.start, inner.end):
            done = end
            for reference in references:
                yield flow, inner, reference


def _read_references(text: str) -> list[Span]:
    """Return the references that a stretch consists of, or nothing where it holds anything else."""
    if _REMARK.match(text):
        return []
    if henceforth := _HENCEFORTH.search(text):
        text = text[: henceforth.start()]
    references = []
    for segment in split_note(text):
        paper = _NEWSPAPER.match(text, segment.start) and segment.end - segment.start < _LONGEST_PAPER
        if segment.kind is SegmentKind.PROSE and not paper:
            return []
        if segment.kind is SegmentKind.REFERENCE or paper:
            if not _is_whole(text[segment.start : segment.end]):
                return []
            references.append(Span(segment.start, segment.end))
    return references


def _is_whole(text: str) -> bool:
    """Tell whether a reference names author and title, or a title with all that belongs to it."""
    if _ARCHIVE.match(text) or _NEWSPAPER.match(text):
        return True
    if same := _SAME_AUTHOR.match(text):
        text = text[same.end() :]
    if weigh_sentence(text) > _PROSE or not (text[0].isupper() or text[0] in "«“„\"'‘"):
        return False
    names = _NAMES.match(text)
    behind = text[names.end() if names else 0 :]
    if names and _WORKS.match(behind):
        return True
    year = _YEAR.search(behind)
    if year is None or _TITLE_WORD.search(behind, 0, year.start()) is None:
        return False
    if weigh_opening(text) >= 1.5:
        return weigh_cues(text, _WITH_AUTHOR) >= _WITH_AUTHOR
    return weigh_cues(text, _ENOUGH) >= _ENOUGH
