"""The sentence around a citation: over line breaks, abbreviations and initials, and past footnote blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from citekit.model import Document, Flow, Note, Span
from citekit.parse.hyphens import join_flow
from citekit.parse.patterns import defer_pattern

#: How far a sentence is followed to each side.
_REACH: Final = 600
_NEAR: Final = 200
#: How far a block of notes may push the halves of a sentence apart.
_FAR: Final = 8000
_END: Final = defer_pattern(
    r"[.!?…][.!?…]{0,2}[\"»”’)\]]{0,3}\s{1,12}(?=[\"«“„(\[]{0,2}(?:[^\W\d_a-zß-öø-ÿа-яёіїєґ]|[—–]\s)|\d)"
)
_PARAGRAPH: Final = defer_pattern(r"\n[^\S\n]{0,40}\n[\s]{0,40}")
_ITEM: Final = defer_pattern(r"\n[^\S\n]{0,12}(?:[-•*–—]\s|\d{1,2}[.)]\s(?=[^\W\d_a-zа-яё]))")
#: A line in capitals alone, three words or more: a title or a heading.
_HEADING: Final = re.compile(
    r"^[^\S\n]{0,40}+(?:[^\W\d_a-zß-öø-ÿа-яёіїєґ]{1,30}+[^\w\n]{1,6}+){2}[^a-zß-öø-ÿа-яёіїєґ\n]{3,200}+\n",
    re.MULTILINE,
)
_CLOSING: Final = '"»”’)]'
_STOPS: Final = frozenset(".!?…")
#: Words whose full stop ends no sentence, in lower case; single letters need not stand here.
_ABBREVIATIONS: Final = frozenset(
    "дж вл гг вв др пр см ср напр стр пп ст гл рис табл тыс руб долл коп им проф акад доц ок нач кон изд ред "
    "пер сост илл вып отв мин сек час кв ул пос обл респ гос респуб т.е и.о н.э т.к т.н рр стор див пор "
    "акад тис грн cf vs dr mr mrs ms prof vol vols no nos pp fig figs al ed eds st jr sr approx ca i.e "
    "e.g viz art arts ch sec dept bzw vgl nr bd bde hrsg hg abs abb tab anm z.b u.a d.h s.o s.u ggf "
    "evtl sog usf zit geb gest jh str kap mm mme mlle chap p.ex éd env av apr cit pag pagg cap capp sig "
    "sigg dott ecc sra sres núm págs pág vid ej".split()
)


_EMPTY: Final = Flow("", (), ())


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


class RunningText:
    """The stretches of a document between the bodies of its notes, laid once for all its citations.

    Args:
        document: The document with its notes.
    """

    def __init__(self, document: Document) -> None:
        #: The calls of the notes, in order.
        self.calls = sorted(note.call for note in document.notes if note.call is not None)
        self.call_ends = [call.end for call in self.calls]
        self._length = len(document.text)
        owned = sorted(
            ((part, note) for note in document.notes for part in note.parts), key=lambda pair: pair[0]
        )
        self._notes = [note for _, note in owned]
        self._parts = [part for part, _ in owned]
        self._starts = [part.start for part in self._parts]
        self._stretches = list(_cut_holes(document.text, owned))
        self._stretch_starts = [stretch.start for stretch in self._stretches]
        self._stretch_ends = [stretch.end for stretch in self._stretches]

    def part(self, span: Span) -> tuple[Iterator[Span], Iterator[Span]]:
        """Return the stretches of the same text before and behind `span`, each the nearest first.

        They are laid as they are asked for: a sentence seldom reaches over more than one.
        """
        index = bisect_right(self._starts, span.start) - 1
        if index >= 0 and self._parts[index].contains(span):
            parts: Sequence[Span] = self._notes[index].parts
            last, first = len(parts) - 1, 0
        else:
            parts = self._stretches
            last = bisect_left(self._stretch_starts, span.start) - 1
            first = bisect_right(self._stretch_ends, span.end)
        before = (parts[number] for number in range(last, -1, -1))
        behind = (parts[number] for number in range(first, len(parts)))
        return self._cut_before(before, span.start), self._cut_behind(behind, span.end)

    @staticmethod
    def _cut_before(parts: Iterable[Span], end: int) -> Iterator[Span]:
        """Yield what of the stretches, from the last one back, stands before a position and near it."""
        low = max(0, end - _FAR)
        for part in parts:
            if part.end <= low:
                return
            if part.start < end:
                yield Span(max(low, part.start), min(part.end, end))

    def _cut_behind(self, parts: Iterable[Span], start: int) -> Iterator[Span]:
        """Yield what of the stretches, in order, stands behind a position and near it."""
        high = min(self._length, start + _FAR)
        for part in parts:
            if part.start >= high:
                return
            if part.end > start:
                yield Span(max(part.start, start), min(part.end, high))


def find_sentence(document: Document, span: Span, running: RunningText | None = None) -> Sentence:
    """Return the sentence around a place of the document.

    A citation behind the full stop (`… grew. [5] Then …`) belongs to the sentence before, unless the
    text goes on in lower case (`… grew. [5] shows …`).

    Args:
        document: The document with its notes; the running text is read past their bodies, and a place
            inside a note is read within that note.
        span: The place.
        running: The document's running text, where the caller asks for many sentences.
    """
    if running is None:
        running = RunningText(document)
    text = document.text
    before, behind = running.part(span)
    written = text[max(0, span.start - 40) : span.start].rstrip()
    follows = text[span.end : span.end + 40].lstrip(' \t\n\xa0"«“„(—–')[:1]
    ended = written.rstrip(_CLOSING)[-1:] in _STOPS and not _is_abbreviated(written)
    opens = ended and (follows.islower() or follows == ",")
    closes = ended and (follows.isupper() or not follows)
    left = _EMPTY if opens else _cut_flow(join_flow(text, _follow_back(text, before)), running)
    right = _EMPTY if closes else _cut_flow(join_flow(text, _follow_on(text, behind)), running)
    before_gap = " " if text[span.start - 1 : span.start].isspace() and left.text else ""
    behind_gap = " " if text[span.end : span.end + 1].isspace() and right.text else ""
    cited = " ".join(text[span.start : span.end].split())
    whole = f"{left.text.strip()}{before_gap}{cited}{behind_gap}{right.text.strip()}"
    first = left.origin_of(len(left.text) - len(left.text.lstrip())) if left.text.strip() else span.start
    last = right.origin_of(len(right.text.rstrip()) - 1) + 1 if right.text.strip() else span.end
    return Sentence(left, right, whole, Span(min(first, span.start), max(last, span.end)))


def _cut_flow(flow: Flow, running: RunningText) -> Flow:
    """Return a flow without the calls of notes, which are no part of the words that they are glued to."""
    calls = running.calls
    if not flow.text or not calls:
        return flow
    last = flow.origins[-1] + len(flow.text) - flow.starts[-1]
    nearest = bisect_left(running.call_ends, flow.origins[0])
    if flow.origins[0] <= last and (nearest == len(calls) or calls[nearest].start >= last):
        return flow
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for start, end, origin in zip(flow.starts, (*flow.starts[1:], len(flow.text)), flow.origins, strict=True):
        position = start
        first = bisect_left(running.call_ends, origin)
        behind = bisect_left(calls, origin + end - start, first, key=lambda call: call.start)
        for low, high in [*((call.start, call.end) for call in calls[first:behind]), (-1, -1)]:
            stop = end if low < 0 else max(position, start + low - origin)
            if stop > position:
                starts.append(length)
                origins.append(origin + position - start)
                pieces.append(flow.text[position:stop])
                length += stop - position
            position = min(end, start + high - origin)
    return Flow("".join(pieces), tuple(starts), tuple(origins))


def _cut_holes(text: str, owned: Iterable[tuple[Span, Note]]) -> Iterator[Span]:
    """Yield what is left of a text when the bodies of notes with their marks are taken out."""
    holes = sorted(
        Span(note.mark.start if note.mark and part == note.body else part.start, part.end)
        for part, note in owned
    )
    position = 0
    for hole in holes:
        if hole.start > position:
            yield Span(position, position + len(text[position : hole.start].rstrip()))
        position = max(position, hole.end)
    if position < len(text):
        yield Span(position, len(text))


def _find_last(text: str, stretch: Span) -> int:
    """Return where the last sentence of a stretch begins, or -1: near its end first, as is usual."""
    for reach in (_NEAR, _REACH):
        start = max(stretch.start, stretch.end - reach)
        begun = -1
        for pattern, holds in _BOUNDARIES:
            # From behind, so that most candidates need not be judged.
            for found in reversed([*pattern.finditer(text, start, stretch.end)]):
                if holds(text, found):
                    begun = max(begun, found.end())
                    break
        if begun >= 0 or start == stretch.start:
            return begun
    return stretch.end - _REACH


def _find_first(text: str, stretch: Span) -> int:
    """Return where the first sentence of a stretch ends, or -1: near its beginning first, as is usual."""
    for reach in (_NEAR, _REACH):
        stop = min(stretch.end, stretch.start + reach)
        closed = stop + 1
        for pattern, holds in _BOUNDARIES:
            for found in pattern.finditer(text, stretch.start, stop):
                if holds(text, found):
                    mark = found[0].rstrip() if pattern is _END else ""
                    closed = min(closed, found.start() + len(mark))
                    break
        if closed <= stop:
            return closed
        if stop == stretch.end:
            return -1
    return stretch.start + _REACH


def _follow_back(text: str, stretches: Iterable[Span]) -> list[Span]:
    """Return what belongs to the sentence that the first stretch ends in; the others go back from it."""
    taken: list[Span] = []
    for stretch in stretches:
        if taken and _meets_end(text, stretch.end, taken[0].start):
            break
        begun = _find_last(text, stretch)
        taken.insert(0, Span(max(begun, stretch.start), stretch.end))
        if begun >= 0:
            break
    return taken


def _follow_on(text: str, stretches: Iterable[Span]) -> list[Span]:
    """Return what belongs to the sentence that the first stretch goes on with."""
    taken: list[Span] = []
    for stretch in stretches:
        if taken and _meets_end(text, taken[-1].end, stretch.start):
            break
        closed = _find_first(text, stretch)
        taken.append(Span(stretch.start, stretch.end if closed < 0 else closed))
        if closed >= 0:
            break
    return taken


def _meets_end(text: str, end: int, start: int) -> bool:
    """Tell whether a sentence ends at `end`, before an interruption, and another begins at `start`."""
    before = text[max(0, end - 40) : end].rstrip()
    behind = text[start : start + 40].lstrip()
    return before.rstrip(_CLOSING)[-1:] in _STOPS and behind[:1].isupper() and not _is_abbreviated(before)


def _parts_paragraphs(text: str, found: re.Match[str]) -> bool:
    """Tell whether an empty line really begins anew: a page joint may cut a sentence."""
    before = text[max(0, found.start() - 80) : found.start()].rstrip()
    behind = text[found.end() : found.end() + 1]
    if not before or not behind or behind.islower():
        return not before
    short = len(before) - (before.rfind("\n") + 1) < 50
    return before[-1] in ".!?…:;»”)" or (short and before[-1] not in ",-–—")


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    """Tell whether a full stop ends a sentence, and no abbreviation or initial."""
    return found[0][0] != "." or not _is_abbreviated(text[max(0, found.start() - 16) : found.start() + 1])


def _is_abbreviated(written: str) -> bool:
    """Tell whether the text ends in an abbreviation or an initial with its full stop."""
    bare = written[-24:].rstrip(_CLOSING)
    if not bare.endswith("."):
        return False
    words = bare[:-1].split()
    word = words[-1].lstrip("(«“„[") if words else ""
    last = word.rpartition(".")[2]
    return (len(last) == 1 and last.isalpha()) or word.casefold() in _ABBREVIATIONS


def _begins_item(text: str, found: re.Match[str]) -> bool:
    """Tell that an item of a list, or what follows a heading, always begins anew."""
    del text, found
    return True


#: What ends a sentence: a pattern, and what must hold of its match.
_BOUNDARIES: Final[tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], bool]], ...]] = (
    (_END, _ends_sentence),
    (_PARAGRAPH, _parts_paragraphs),
    (_ITEM, _begins_item),
    (_HEADING, _begins_item),
)
