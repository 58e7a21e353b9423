"""Where the body of a note ends, and where it goes on after other text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from citekit.find.note_bodies import BodyCandidate, LineWidths
from citekit.model import Span
from citekit.model.slots import store_by_slot
from citekit.parse.patterns import defer_pattern

#: Lines and characters that one footnote may have.
_MOST_LINES: Final = 90
_MOST_CHARACTERS: Final = 9_000
_STOP: Final = defer_pattern(r"[.!?…][»”\"’')\]]{0,3}\Z")
#: The same in running text, where a call may follow the stop.
_TEXT_STOP: Final = defer_pattern(
    r"(?:[^\W_][»”\"’')\]]{0,3}|[»”\"’')\]])[.!?…][»”\"’')\]]{0,3}(?:\d{1,3}|[¹²³⁴-⁹]{1,3}|\*{1,3})?\Z"
)
_WEAK_STOP: Final = defer_pattern(
    r"(?:(?:\A|[\s(«])(?:[^\W\d_]|[Сс]тр?|[Гг]л|[Ии]м|[Тт]ом|[Сс]м|[Нн]апр|[Vv]ol|[Pp]p|[Nn]os?|"
    r"[Nn]r|[Бб]ул|[Рр]ис|"
    r"[Ff]ig|[Aa]rt|[Cc]h|[Ee]ds?|[Hh]rsg|[Дд]р|[Дд]ис|[Пп]ер|[Сс]ост|[Пп]од ред|[Рр]ед|[Мм]ин|"
    r"[Дд]оц|[Пп]роф|"
    r"[Кк]анд|[Фф]едер|[Тт]ыс|[Мм]лн|[Cc]f|[Vv]gl|[Ss]t|Aufl|Ausg|Abs|Rn|Slg|Bd|Jg|édn?|rééd|coll|[Aa]rch|mun"
    r"|dép|nat|rist|anast|trad|núm|págs?|vols|edn|[Rr]ev|[Rr]ep|[Ss]upp|[Rr]eg)\.)\Z"
)
_OPEN: Final = defer_pattern(r"(?:[,;:–—(«„“/&]|[-\u00ad\u2010\x02]|[^\W\d_])\Z")
_ADDRESS: Final = defer_pattern(r"://|www\.|@|\w\.[a-z]{2,4}/|[\w-]\.[\w-]{1,20}\.\w")
_ADDRESS_GOES_ON: Final = defer_pattern(r"[\w%&?=#+~:-]{0,30}[./=&?%_-][\w./%&?=#-]")
_GOES_ON: Final = defer_pattern(
    r"(?:URL|<|\d{1,2}\.\d\d\.\d{4}|(?:1[89]|20)\d\d[.,]\s|https?:|hxxp|www\."
    r"|\(?(?:дата обращения|accessed|retrieved|abgerufen|consult)|//|"
    r"[)\]»”.,;:]|[–—-]\s|"
    r"[СсSsPp]\.\s?\d|pp\.\s|№|Vol\.|Т\.\s\d|ISBN|ISSN|DOI|doi)",
)
#: Place and year of a book that the line before names: `Баку, 2002. С. 12`, `М.: Наука, 1983.`
_IMPRINT: Final = defer_pattern(
    r"(?=[^\W\d_a-zа-яё])[^\W\d_][\w.-]{0,24}(?:[;,]\s[^\W\d_][\w.-]{0,24}){0,2}"
    r"(?:\s?:\s[^,:;\n]{2,50})?,\s(?:1[5-9]|20)\d\d[.,;:]"
)
#: What the running text seldom holds.
_SOURCE: Final = defer_pattern(r"URL:|https?://|[Дд]ата обращения|\(accessed|//\s|\d\s[cс]\.$")
_LIST_ITEM: Final = defer_pattern(r"\d{1,2}[.)]\s+[^\W\d_]")
#: A running head: words in capitals alone, with a year or a number of the journal at most; a report by its
#: initials and a page (`U.S.C.C.A.N. 3301.`) is none.
_HEAD: Final = defer_pattern(
    r"(?!(?:[A-Z]\.){2,8}\s\d)(?=(?:[^\W\d_]{1,40}+\W{1,4}){2})[^a-zа-яёіїєґß-öø-ÿ]{16,200}(?:[гт]\.[^a-zа-яё]{0,20})?\Z"
)
_RULE_LINE: Final = defer_pattern(r"[_\-–—=*~]{4,200}")
_PAGE_NUMBER_LINE: Final = 14
_PAGE_NUMBER: Final = defer_pattern(r"[-–—]?\s?\d{1,4}\s?[-–—]?")
_WORD: Final = defer_pattern(r"[^\W\d_]{1,30}")
#: How far around a place other words of the text are asked.
_NEIGHBOURHOOD: Final = 50_000
_LOWER: Final = defer_pattern(r"[«„“\"(]?[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a body reaches.

    Attributes:
        start: First character of the note's text.
        end: Position after its last character that is not blank.
        continued: Further parts.
        open: The text breaks off and its rest was not found.
    """

    start: int
    end: int
    continued: tuple[Span, ...] = ()
    open: bool = False


@store_by_slot
@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indented: bool


@dataclass(frozen=True, slots=True)
class Joints:
    """What parts pages: form feeds and page furniture, as spans in order."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, furniture: Sequence[Span]) -> Joints:
        """Return the joints of a text, given the furniture that the reader saw."""
        spans = list(furniture)
        place = text.find("\f")
        while place >= 0:
            spans.append(Span(place, place + 1))
            place = text.find("\f", place + 1)
        spans.extend(page_number for span in spans[:] for page_number in _page_numbers_at(text, span))
        spans.sort()
        return cls(tuple(spans), tuple(span.start for span in spans))

    def next_after(self, position: int) -> int:
        """Return the start of the first joint at or after a position, or -1."""
        index = bisect_left(self.starts, position)
        return self.starts[index] if index < len(self.starts) else -1

    def covers(self, position: int) -> bool:
        """Tell whether a position lies in a joint."""
        index = bisect_right(self.starts, position) - 1
        return index >= 0 and position < self.spans[index].end


def _page_numbers_at(text: str, joint: Span) -> list[Span]:
    """Return the lines before and after a form feed that hold a page number and nothing else."""
    if text[joint.start] != "\f":
        return []
    low = max(0, joint.start - _PAGE_NUMBER_LINE)
    before = text.rfind("\n", low, max(low, joint.start - 1)) + 1
    after = text.find("\n", joint.end, joint.end + _PAGE_NUMBER_LINE)
    lines = []
    if before > 0 or low == 0:
        lines.append(Span(before, joint.start))
    if after >= 0:
        lines.append(Span(joint.end, after))
    return [line for line in lines if _PAGE_NUMBER.fullmatch(text[line.start : line.end].strip())]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a note stands in.

    Attributes:
        text: The text.
        widths: How long the lines of the running text are.
        note_width: How long the lines of the notes are, or 0 when not known.
        joints: What parts pages.
        language: The language of the text, or None.
    """

    text: str
    widths: LineWidths
    note_width: int
    joints: Joints
    language: str | None


def measure_notes(text: str, bodies: Sequence[BodyCandidate]) -> int:
    """Return the length of a full line of the notes: most first lines of longer notes are full."""
    lengths = []
    for body in bodies[:400]:
        end = text.find("\n", body.start, body.start + 400)
        if end > 0 and text[end + 1 : end + 2].strip():
            lengths.append(len(text[body.line : end].rstrip()))
    if not lengths:
        return 0
    lengths.sort()
    return lengths[len(lengths) * 3 // 4]


def measure_running_text(text: str, calls: Sequence[int], widths: LineWidths) -> LineWidths:
    """Measure the lines around the calls: they are running text for certain."""
    lengths: list[int] = []
    for call in calls[:400]:
        start = text.rfind("\n", 0, call) + 1
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        end = text.find("\n", call)
        end = len(text) if end < 0 else end
        pieces = (text[above:start], text[start:end])
        lengths.extend(len(piece.rstrip()) for piece in pieces if piece and not piece.isspace())
    if len(lengths) < 2:
        return widths
    lengths.sort()
    return replace(widths, main=lengths[len(lengths) * 9 // 10])


def _split_region(around: Surroundings, start: int, limit: int) -> tuple[list[_Line], int]:
    """Return the lines of a body up to the first thing that must end it, and where that stands."""
    text = around.text
    joint = around.joints.next_after(start)
    stop = min(limit, start + _MOST_CHARACTERS)
    if joint >= 0:
        stop = min(stop, joint)
    lines: list[_Line] = []
    place = start
    while place < stop and len(lines) < _MOST_LINES:
        end = text.find("\n", place, stop)
        if end < 0:
            end = stop
        line = text[place:end]
        stripped = line.strip()
        between = around.widths.spaced and bool(lines) and text[place - 2 : place - 1] not in {"", "\n"}
        if not stripped and between:
            place = end + 1
            continue
        if not stripped or _RULE_LINE.fullmatch(stripped):
            break
        left = len(line) - len(line.lstrip())
        lines.append(_Line(place + left, place + left + len(stripped), bool(left) and bool(lines)))
        place = end + 1
    return lines, place


def find_extent(
    around: Surroundings, body: BodyCandidate, limit: int, before: str, calls: Sequence[int]
) -> Extent:
    """Find the end of a footnote.

    Args:
        around: What the note stands in.
        body: Its first line.
        limit: Start of the next note's line, or the end of the text.
        before: The last line of running text before the block of notes.
        calls: Starts of the calls of the chain, rising: running text goes on before one of them.

    Returns:
        The extent. The end is the line end with the best sum of cues: a full stop, a short last line, the
        blank that opens the next line, the interrupted sentence that goes on, the width of the lines.
    """
    lines, stop = _split_region(around, body.start, limit)
    if not lines:
        return Extent(body.start, body.start)
    text = around.text
    width = max(around.note_width, max(line.end - line.start for line in lines[:1]) + body.start - body.line)
    interrupted = _is_interrupted(before)
    best, best_score = len(lines) - 1, -99.0
    called = bisect_left(calls, body.start)
    for index, line in enumerate(lines):
        length = line.end - (line.start if index else body.line)
        score = _weigh_end(text[max(line.start, line.end - 60) : line.end])
        if index + 1 < len(lines):
            score += _weigh_next(around, before, line, lines[index + 1], interrupted=interrupted)
            score += _weigh_widths(around, width, length, lines, index)
            if around.widths.unwrapped:
                score += 3 if index == 0 else 0
        elif stop >= limit < len(text):
            score += 2.5
        else:
            score += 2.0 + _weigh_resumption(around, stop, interrupted=interrupted)
        score -= 6 * (bisect_left(calls, line.end) - called)
        if score > best_score:
            best, best_score = index, score
    return Extent(body.start, lines[best].end, open=_breaks_off(text[lines[best].start : lines[best].end]))


def _breaks_off(line: str) -> bool:
    """Tell whether a note's last line cannot be its end; an address may end in a letter."""
    return _OPEN.search(line[-1:]) is not None and not _ADDRESS.search(line.rpartition(" ")[2][:200])


def _is_interrupted(before: str) -> bool:
    return bool(before) and (not _TEXT_STOP.search(before[-12:]) or bool(_WEAK_STOP.search(before[-12:])))


def _weigh_end(tail: str) -> float:
    """Weigh how a line ends."""
    if _STOP.search(tail):
        return -0.5 if _WEAK_STOP.search(tail[-14:]) else 2.0
    last = tail[-1:]
    if last in "-\u00ad\u2010\x02":
        return -6.0
    if last in ",:;–—(«&" or tail.endswith((" и", "//")):
        return -3.5
    if last == "/" and not _ADDRESS.search(tail.rpartition(" ")[2]):
        return -3.5
    if last.isdigit() or last in ')]/»”"':
        return 0.0
    return -2.5


def _weigh_next(
    around: Surroundings, before: str, line: _Line, following: _Line, *, interrupted: bool
) -> float:
    """Weigh how the next line begins."""
    text = around.text
    score = 3.5 if following.indented and around.widths.indented < 0.25 else 0.0
    score += _weigh_cues(text, line, following)
    start = text[following.start : following.start + 30]
    if _begins_lower(start, 0):
        score += 2.0 if interrupted else -3.5
        if interrupted and before[-1:] in "-\u00ad\u2010":
            score += 2.0 if _joins(text, before, following.start) else 1.0
    elif interrupted:
        score -= 0.3 if around.language == "de" or start[:1].isdigit() else 2.0
        if before[-1:] == "-":
            score -= 2.0
    else:
        score += 0.8
    return score


def _weigh_cues(text: str, line: _Line, following: _Line) -> float:
    """Weigh what in the next line only a note has, or only what follows one."""
    score = 0.0
    start = text[following.start : following.start + 30]
    if _GOES_ON.match(start):
        score -= 3.0
    elif _SOURCE.search(text, following.start, following.end):
        score -= 2.0
    if _IMPRINT.match(text, following.start, following.end):
        score -= 3.0
    if _LIST_ITEM.match(start):
        score += 2.5
    if _HEAD.match(text[following.start : following.end]) and not _HEAD.match(text[line.start : line.end]):
        score += 6.0
    if _ADDRESS_GOES_ON.match(start) and _ADDRESS.search(text, max(line.start, line.end - 40), line.end):
        score -= 5.0
    return score


def _joins(text: str, before: str, position: int) -> bool:
    """Tell whether the halves of a word cut by the notes make a word of this text."""
    half = before.rstrip("-\u00ad\u2010").rpartition(" ")[2]
    rest = _WORD.match(text, position)
    if rest is None or len(half) < 2:
        return False
    low = max(0, position - _NEIGHBOURHOOD)
    return text.find(half + rest[0], low, position + _NEIGHBOURHOOD) >= 0


def _weigh_widths(around: Surroundings, width: int, length: int, lines: list[_Line], index: int) -> float:
    """Weigh the widths of the lines: a short line ends a paragraph; notes are often set wider or closer."""
    if around.widths.unwrapped:
        return 0.0
    score = 0.0
    if length < 0.8 * width:
        score += 1.5
    elif length >= 0.93 * width:
        score -= 0.7
    main = around.widths.main
    following = lines[index + 1].end - lines[index + 1].start
    rest = 0
    for line in lines[index + 1 : min(index + 4, len(lines) - 1)]:
        rest = max(rest, line.end - line.start)
    if width > 1.12 * main and following > 1.08 * main:
        score -= 4.0
    elif 0 < rest < 0.88 * width:
        score += 3.0
    elif not rest and width > 1.12 * main and 0.75 * main <= following <= 1.06 * main:
        score += 2.5
    elif width <= 1.12 * main and following > 1.12 * width:
        score += 2.0
    return score


def _weigh_resumption(around: Surroundings, stop: int, *, interrupted: bool) -> float:
    """Weigh how the text goes on after what must end the note."""
    start = around.text[stop : stop + 200].lstrip()[:3]
    if not start:
        return -2.0 if interrupted else 0.0
    if _LOWER.match(start) is None:
        return 0.0
    return 0.5 if _begins_lower(start, 0) == interrupted else -0.5


def last_line_before(around: Surroundings, position: int) -> str:
    """Return the last line of running text before a block of notes: furniture and rules are passed over."""
    text = around.text
    end = position
    for _ in range(12):
        start = text.rfind("\n", 0, max(0, end - 1)) + 1
        raw = text[start:end]
        line = raw.strip()
        place = start + len(raw) - len(raw.lstrip())
        if line and not _RULE_LINE.fullmatch(line) and not around.joints.covers(place):
            return line
        if start == 0:
            return ""
        end = start
    return ""


def extend_over_blanks(around: Surroundings, extent: Extent, limit: int, before: str) -> Extent:
    """Let a note that breaks off go on in the next paragraph, where the running text cannot go on there."""
    if not extent.open or _is_interrupted(before):
        return extent
    text = around.text
    place = _next_text(around, extent.end, limit)
    if place <= extent.end or not _begins_lower(text, place):
        return extent
    lines, _ = _split_region(around, place, limit)
    if not lines:
        return extent
    end = _end_of_sentence(text, lines)
    if not text[extent.end : place].strip():
        return Extent(extent.start, end)
    return Extent(extent.start, extent.end, (Span(place, end),))


def _next_text(around: Surroundings, position: int, limit: int) -> int:
    """Return the next character that is neither blank nor between pages, or -1; a line must end before it."""
    text = around.text
    place = position
    while place < limit:
        rest = text[place : place + 200]
        gap = len(rest) - len(rest.lstrip())
        if place == position and "\n" not in rest[:gap]:
            return -1
        place += gap
        if not around.joints.covers(place):
            return place if place < limit else -1
        place = text.find("\n", place)
        if place < 0:
            return -1
    return -1


def _begins_lower(text: str, position: int) -> bool:
    first = _LOWER.match(text, position)
    return first is not None and first[0][-1].islower()


def _end_of_sentence(text: str, lines: list[_Line]) -> int:
    """Return the end of the first line that ends a paragraph: a full stop, then an indent, or the last."""
    for line, following in pairwise(lines):
        if _STOP.search(text[line.end - 4 : line.end]) and following.indented:
            return line.end
    return lines[-1].end


def find_continuation(around: Surroundings, extent: Extent, next_line: int) -> Span | None:
    """Find the rest of a note that breaks off, at the foot of the next page above that page's first note.

    Args:
        around: What the note stands in.
        extent: The note so far.
        next_line: Start of the next note's line, or the end of that page.

    Returns:
        The paragraph that stands directly above, begins in lower case after a blank line, and ends there.
    """
    text = around.text
    low = max(extent.end, next_line - 4_000)
    above = text[low:next_line].rstrip()
    gap = max(above.rfind("\n\n"), above.rfind("\n \n"), above.rfind("\f"))
    begin = low + gap + len(above[gap:]) - len(above[gap:].lstrip())
    end = low + len(above)
    directly = next_line == len(text) or text.count("\n", end, next_line) <= 1
    if gap < 0 or not directly or begin <= extent.end or not _begins_lower(text, begin):
        return None
    head = last_line_before(around, begin)
    if _TEXT_STOP.search(head[-12:]) or text[extent.end - 1] == "-":
        return Span(begin, end)
    return None
