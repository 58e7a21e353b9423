"""The sentence around a citation: over line breaks, abbreviations and initials, and past footnote blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.model import Document, Flow, Span
from citekit.parse.hyphens import join_flow

#: How far a sentence is followed to each side.
_REACH: Final = 600
_END: Final = re.compile(
    r"[.!?…]{1,3}[\"»”’)\]]{0,3}[^\S\n]{1,8}(?=[\"«“„(\[]{0,2}(?:[^\W\d_a-zß-öø-ÿа-яёіїєґ]|[—–]\s)|\d)"
)
_PARAGRAPH: Final = re.compile(r"\n[^\S\n]{0,40}\n[\s]{0,40}")
_ITEM: Final = re.compile(r"\n[^\S\n]{0,12}(?:[-•*–—]\s|\d{1,2}[.)]\s(?=[^\W\d_a-zа-яё]))")
_WORD_BEFORE: Final = re.compile(r"[^\W_]{1,12}(?:\.[^\W_]{1,3})?\Z")
_CLOSING: Final = '"»”’)]'
_STOPS: Final = frozenset(".!?…")
#: Words whose full stop ends no sentence, in lower case; single letters need not stand here.
_ABBREVIATIONS: Final = frozenset(
    "гг вв др пр см ср напр стр пп ст гл рис табл тыс руб долл коп им проф акад доц ок нач кон изд ред "
    "пер сост илл вып отв мин сек час кв ул пос обл респ гос респуб т.е и.о н.э т.к т.н рр стор див пор "
    "акад тис грн cf vs dr mr mrs ms prof vol vols no nos pp fig figs al ed eds st jr sr approx ca i.e "
    "e.g viz art arts ch sec dept bzw vgl nr bd bde hrsg hg abs abb tab anm z.b u.a d.h s.o s.u ggf "
    "evtl sog usf zit geb gest jh str kap mm mme mlle chap p.ex éd env av apr cit pag pagg cap capp sig "
    "sigg dott ecc sra sres núm págs pág vid ej".split()
)


class Sentence(NamedTuple):
    """The sentence that a citation stands in.

    Attributes:
        left: What stands before the citation, joined.
        right: What stands behind it, joined.
        text: The whole sentence, the citation included, on one line.
        span: From the sentence's first to its last character; it may enclose a footnote block.
    """

    left: Flow
    right: Flow
    text: str
    span: Span


def find_sentence(document: Document, span: Span) -> Sentence:
    """Return the sentence around a place of the document.

    Args:
        document: The document with its notes; the running text is read past their bodies, and a place
            inside a note is read within that note.
        span: The place.
    """
    text = document.text
    before = list(_list_stretches(document, span, forward=False))
    behind = list(_list_stretches(document, span, forward=True))
    left = join_flow(text, before)
    right = join_flow(text, behind)
    start, stop = _find_bounds(left.text, right.text)
    left = _cut(left, start, len(left.text))
    right = _cut(right, 0, stop)
    before_gap = " " if text[span.start - 1 : span.start].isspace() and left.text else ""
    behind_gap = " " if text[span.end : span.end + 1].isspace() and right.text else ""
    cited = " ".join(text[span.start : span.end].split())
    whole = f"{left.text.rstrip()}{before_gap}{cited}{behind_gap}{right.text.lstrip()}".strip()
    first = left.origin_of(_first_sign(left.text)) if left.text.strip() else span.start
    last = right.origin_of(len(right.text.rstrip()) - 1) + 1 if right.text.strip() else span.end
    return Sentence(left, right, whole, Span(min(first, span.start), max(last, span.end)))


def _first_sign(text: str) -> int:
    return len(text) - len(text.lstrip())


def _cut(flow: Flow, start: int, stop: int) -> Flow:
    """Return a part of a flow."""
    if start >= stop:
        return Flow("", (), ())
    starts, origins = [0], [flow.origin_of(start)]
    for begin, origin in zip(flow.starts, flow.origins, strict=True):
        if start < begin < stop:
            starts.append(begin - start)
            origins.append(origin)
    return Flow(flow.text[start:stop], tuple(starts), tuple(origins))


def _list_stretches(document: Document, span: Span, *, forward: bool) -> Iterator[Span]:
    """Yield the stretches before or behind `span` that belong to the same text, in order."""
    text = document.text
    low, high = (span.end, span.end + _REACH) if forward else (span.start - _REACH, span.start)
    low, high = max(0, low), min(len(text), high)
    own = next((note for note in document.notes if any(part.contains(span) for part in note.parts)), None)
    if own is not None:
        stretches = [Span(max(low, part.start), min(high, part.end)) for part in own.parts]
    else:
        stretches = list(_cut_holes(document, low, high))
    kept = [_cut_paragraph(text, stretch, forward=forward) for stretch in stretches if len(stretch) > 0]
    if not forward:
        kept.reverse()
    taken: list[Span] = []
    for stretch, closed in kept:
        taken.append(stretch)
        if closed:
            break
    yield from taken if forward else reversed(taken)


def _cut_holes(document: Document, low: int, high: int) -> Iterator[Span]:
    """Yield what is left of `[low, high)` when the bodies of notes with their marks are taken out."""
    holes = sorted(
        Span(note.mark.start if note.mark and part == note.body else part.start, part.end)
        for note in document.notes
        for part in note.parts
        if part.start < high and part.end > low
    )
    position = low
    for hole in holes:
        if hole.start > position:
            yield Span(position, min(hole.start, high))
        position = max(position, hole.end)
    if position < high:
        yield Span(position, high)


def _cut_paragraph(text: str, stretch: Span, *, forward: bool) -> tuple[Span, bool]:
    """Return the part of a stretch that belongs to the paragraph, and whether the paragraph ends there."""
    breaks = [
        found
        for pattern in (_PARAGRAPH, _ITEM)
        for found in pattern.finditer(text, stretch.start, stretch.end)
        if _parts_paragraphs(text, found)
    ]
    if not breaks:
        return stretch, False
    if forward:
        return Span(stretch.start, min(found.start() for found in breaks)), True
    return Span(
        max(found.end() - (len(found[0]) - 1 if found.re is _ITEM else 0) for found in breaks), stretch.end
    ), True


def _parts_paragraphs(text: str, found: re.Match[str]) -> bool:
    """Tell whether an empty line or an item really begins anew: a page joint may cut a sentence."""
    if found.re is _ITEM:
        return True
    before = text[max(0, found.start() - 80) : found.start()].rstrip()
    behind = text[found.end() : found.end() + 1]
    if not before or not behind or behind.islower():
        return not before
    short = len(before) - (before.rfind("\n") + 1) < 50
    return before[-1] in ".!?…:;»”)" or (short and before[-1] not in ",-–—")


def _find_bounds(left: str, right: str) -> tuple[int, int]:
    """Return where the sentence begins in the text before a citation, and where it ends behind it.

    A citation behind the full stop (`… grew. [5] Then …`) belongs to the sentence before, unless the
    text goes on in lower case (`… grew. [5] shows …`).
    """
    written = left.rstrip()
    ended = written.rstrip(_CLOSING)[-1:] in _STOPS and not _is_abbreviated(written)
    follows = right.lstrip(' "«“„(—–')[:1]
    if written and ended and (follows.islower() or follows == ","):
        return len(left), _find_stop(right)
    starts = [found.end() for found in _END.finditer(left) if _ends_sentence(left, found)]
    closed = bool(written) and ended and (follows.isupper() or not follows)
    return (starts[-1] if starts else 0), (0 if closed else _find_stop(right))


def _find_stop(right: str) -> int:
    """Return where the sentence ends in the text behind a citation."""
    for found in _END.finditer(right):
        if _ends_sentence(right, found):
            return len(right[: found.end()].rstrip())
    return len(right.rstrip())


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    """Tell whether a full stop ends a sentence, and no abbreviation or initial."""
    return found[0][0] != "." or not _is_abbreviated(text[max(0, found.start() - 16) : found.start() + 1])


def _is_abbreviated(written: str) -> bool:
    """Tell whether the text ends in an abbreviation or an initial with its full stop."""
    if not written.rstrip(_CLOSING).endswith("."):
        return False
    word = _WORD_BEFORE.search(written.rstrip(_CLOSING)[-17:-1])
    if word is None:
        return False
    last = word[0].rpartition(".")[2]
    return (len(last) == 1 and last.isalpha()) or word[0].casefold() in _ABBREVIATIONS
