"""The notes of a PDF: told by size and position, parted at their marks, tied to their calls."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from citekit.read.pdf_lines import Line, PageContent
from citekit.read.pdf_rules import find_ruled_zone

#: Notes are set in type smaller than this, in sizes of the text.
_SMALLER: Final = 0.945
#: A wider gap than this, in usual gaps between lines, stands above continued notes.
_ABOVE: Final = 1.2
#: Among this many notes before, a number that comes late must not have been seen.
_RECENT: Final = 40
#: Share of the notes of a page that must be called there, or anywhere in the document, for the small type at
#: its foot to be notes.
_CALLED: Final = 0.4
_CALLED_BEFORE: Final = 0.6
_MARK: Final = re.compile(
    r"(?P<open>\[)?(?P<number>\d{1,3}|[*∗†‡§¶‖]{1,4})(?(open)\])"
    r"(?P<stop>[.)])?(?P<blank>[ \t\u00a0]{0,3})(?=\S)"
)
_RAISED_NUMBER: Final = re.compile(r"\d{1,3}|[*∗†‡§¶‖]{1,4}")
_RAISED_LIST: Final = re.compile(r"[0-9]{1,3}(?:[,;–-][0-9]{1,3}){0,20}")
#: Calls of several notes in one place: `3,4`, `*, †`.
_CALL_LIST: Final = re.compile(
    r"(?:[0-9]{1,3}|[*∗†‡§¶‖]{1,4}|[a-z])(?:[,;] ?(?:[0-9]{1,3}|[*∗†‡§¶‖]{1,4}|[a-z])){1,9}"
)
_SYMBOLS: Final = re.compile(r"[*∗†‡§¶‖]{2,8}")
_SAME_SYMBOL: Final = re.compile(r"([*∗†‡§¶‖])\1{0,3}")
#: The mark of a note on the title, also as TeX draws it.
_ASTERISKS: Final = frozenset("*∗")
_SUPERSCRIPTS: Final = str.maketrans("0123456789;–-", "⁰¹²³⁴⁵⁶⁷⁸⁹,⁻⁻")
_ENDED: Final = re.compile(r"[.!?…»”\")\]/0-9a-zа-яё]\Z", re.IGNORECASE)


@dataclass(slots=True)
class PageNote:
    """A note.

    Attributes:
        number: Its mark, `3` or `*`.
        page: Page on which it begins.
        mark: Place of the mark in its first line.
        start: Where its text begins in its first line.
        parts: Its lines with their pages; a new part for every page or column on which it goes on.
        call: Line and place of its call, once found.
        bracketed: Whether the mark is in square brackets.
    """

    number: str
    page: int
    mark: tuple[int, int]
    start: int
    parts: list[list[tuple[int, Line]]] = field(default_factory=list)
    call: tuple[Line, int, int] | None = None
    bracketed: bool = False


@dataclass(slots=True)
class Call:
    """A place that may call a note: page, line and place in the line; the raised stretch that holds it."""

    page: int
    line: Line
    start: int
    end: int
    number: str
    stretch: tuple[int, int] = (0, 0)
    used: bool = False


def part_notes(pages: Sequence[PageContent], body: float) -> list[PageNote]:
    """Take the notes out of the regions of the pages.

    Args:
        pages: The pages without their furniture; the lines of notes are taken out of their regions.
        body: Size of most of the text.

    Returns:
        The notes in order, without calls.
    """
    raised = _list_raised(pages, _SMALLER * body)
    small = _list_raised(pages, 0.0)
    everywhere = set().union(*raised.values())
    notes: list[PageNote] = []
    for page in pages:
        called = raised.get(page.number, set()) | raised.get(page.number - 1, set())
        evidence = _Evidence(called | small.get(page.number, set()), everywhere, page.regions)
        kept: list[list[Line]] = []
        fresh = True
        for region in page.regions:
            ruled = find_ruled_zone(region, page.rules)
            cut = _find_zone(region, body)
            taken = 0
            if ruled is not None and ruled[0] < cut:
                taken = _read_ruled_zone(region, ruled, page.number, notes, called, fresh=fresh)
                cut = ruled[0] if taken else cut
            zone = region[cut:]
            if zone and not taken:
                before = len(notes)
                parts = len(notes[-1].parts) if notes else 0
                taken = _read_zone(zone, region[:cut], page.number, notes, called, fresh=fresh)
                parted = ruled is not None and ruled == (len(region) - taken, True)
                if not (parted or evidence.supports(notes[before:])):
                    _take_back(notes, before, parts)
                    taken = 0
            if taken:
                fresh = False
                cut += len(zone) - taken
                kept.append(region[:cut])
            else:
                kept.append(region)
        page.regions = [region for region in kept if region]
    return notes


class _Evidence:
    """What speaks for notes: numbers that call them. Lists in small type and listings have none."""

    def __init__(self, near: set[str], everywhere: set[str], regions: Sequence[Sequence[Line]]) -> None:
        self.near = near
        self.everywhere = everywhere
        self.regions = regions

    def supports(self, notes: Sequence[PageNote]) -> bool:
        """Tell whether enough of the notes that a zone opens are called; brackets must call all of them."""
        if not notes or notes[0].number in _ASTERISKS:
            return True
        called = sum(note.number in self.near for note in notes)
        if called >= _CALLED * len(notes):
            return True
        if sum(note.number in self.everywhere for note in notes) >= _CALLED_BEFORE * len(notes):
            return True
        if any(before.number + after.number in self.near for before, after in pairwise(notes)):
            return True
        text = "\n".join([line.text for region in self.regions for line in region])
        glued = sum(bool(_glued_call(note.number).search(text)) for note in notes if not note.bracketed)
        if called + glued >= _CALLED * len(notes):
            return True
        own = 2 if notes[0].bracketed else 1
        return all(text.count(f"[{note.number}]") >= own for note in notes)


def _list_raised(pages: Sequence[PageContent], least: float) -> dict[int, set[str]]:
    """Return raised numbers by page: of lines of a least size, or with 0 those inside of any line."""
    found: dict[int, set[str]] = defaultdict(set)
    for page in pages:
        for region in page.regions:
            for line in region:
                for start, end in line.raised:
                    if line.size >= least and (start or least):
                        calls = _make_calls(page.number, line, start, end)
                        found[page.number].update(call.number for call in calls)
    return found


def _find_zone(region: Sequence[Line], body: float) -> int:
    """Return where the small type at the foot of a region begins."""
    cut = len(region)
    while cut and region[cut - 1].size < _SMALLER * body:
        cut -= 1
    return cut


def _read_ruled_zone(
    region: Sequence[Line],
    ruled: tuple[int, bool],
    page: int,
    notes: list[PageNote],
    called: set[str],
    *,
    fresh: bool,
) -> int:
    """Read notes in type as large as the text below a rule; all of the zone, or nothing of it."""
    cut, short = ruled
    zone = region[cut:]
    before = len(notes)
    parts = len(notes[-1].parts) if notes else 0
    taken = _read_zone(zone, region[:cut], page, notes, called, fresh=fresh)
    opened = notes[before:]
    right = taken == len(zone) and all(note.number in called for note in opened) and (short or opened)
    if not right:
        _take_back(notes, before, parts)
    return taken if right else 0


def _take_back(notes: list[PageNote], before: int, parts: int) -> None:
    """Forget the notes behind the first `before`, and the parts of the last of those behind its first."""
    del notes[before:]
    if notes:
        del notes[-1].parts[parts:]


def _read_zone(
    zone: Sequence[Line],
    above: Sequence[Line],
    page: int,
    notes: list[PageNote],
    called: set[str],
    *,
    fresh: bool,
) -> int:
    """Read the notes at the foot of a region; return how many lines of its end they take."""
    before = len(notes)
    margin = min(line.left for line in zone)
    first = -1
    for index, line in enumerate(zone):
        note = _open_note(line, page, notes, called, margin, fresh=fresh and len(notes) == before)
        if note is not None:
            if first < 0:
                first = index
                if index and _continues(zone[:index], line, above, notes, page):
                    notes[-1].parts.append([(page, part) for part in zone[:index]])
                    first = 0
            notes.append(note)
        elif first >= 0:
            notes[-1].parts[-1].append((page, line))
    if first >= 0:
        return len(zone) - first
    if notes and _continues(zone, None, above, notes, page) and not _has_ended(notes[-1]):
        notes[-1].parts.append([(page, line) for line in zone])
        return len(zone)
    return 0


def _has_ended(note: PageNote) -> bool:
    return note.parts[-1][-1][1].text.rstrip().endswith((".", "!", "?", ".)"))


def _continues(
    lines: Sequence[Line], following: Line | None, above: Sequence[Line], notes: Sequence[PageNote], page: int
) -> bool:
    """Tell whether lines without a mark go on with the note before."""
    if not notes:
        return False
    last_page, last = notes[-1].parts[-1][-1]
    if not 0 <= page - last_page <= 1 or any(abs(line.size - last.size) > 0.3 for line in lines):
        return False
    leading = 1.2 * last.size
    if len(notes[-1].parts[-1]) > 1:
        leading = max(leading, notes[-1].parts[-1][-2][1].base - last.base)
    if following is not None and lines[-1].base - following.base > 1.9 * leading:
        return False
    return not above or above[-1].base - lines[0].base > _ABOVE * leading


def _open_note(
    line: Line, page: int, notes: Sequence[PageNote], called: set[str], margin: float, *, fresh: bool
) -> PageNote | None:
    """Return the note that begins at a line, if one does."""
    mark = _MARK.match(line.text)
    if mark is None:
        return None
    number = mark["number"]
    start, end = mark.span("number")
    risen = next((last for first, last in line.raised if first <= start < last), 0)
    if risen:
        end = risen
        inner = _RAISED_NUMBER.search(line.text, start, end)
        if inner is None or line.text[start:end].strip("[]().") != inner[0]:
            return None
        number = inner[0]
        start = inner.start()
        body = end + len(line.text[end:]) - len(line.text[end:].lstrip(" \t\u00a0.)]"))
        end = inner.end()
    else:
        body = mark.end()
        following = line.text[body : body + 1]
        broken = (mark["stop"] == "." and following.islower()) or line.left > margin + 5 * line.size
        if number.isdigit():
            glued = not mark["blank"] and following.isdigit()
            fits = not glued and _fits(int(number), notes, called, fresh=fresh)
        else:
            fits = number in called or number in _ASTERISKS
        if broken or not fits:
            return None
    note = PageNote(number, page, (start, end), body, bracketed=mark["open"] is not None)
    note.parts.append([(page, line)])
    return note


def _fits(number: int, notes: Sequence[PageNote], called: set[str], *, fresh: bool) -> bool:
    """Tell whether a number follows the last note's, or begins anew on a page."""
    last = 0
    for note in reversed(notes[-_RECENT:]):
        last = max(last, int(note.number) if note.number.isdigit() else 0)
        if note.number == "1":
            break
    if number == last + 1:
        return True
    if str(number) not in called or number > last + 5:
        return number == 1 and fresh
    # Some programs set the notes of a page out of order, or on the page behind their calls.
    swapped = all(note.number != str(number) for note in notes[-_RECENT:])
    return number > last or fresh or swapped


def tie_calls(notes: Sequence[PageNote], regions: Sequence[tuple[int, Sequence[Line]]]) -> list[Call]:
    """Give each note its call.

    Args:
        notes: The notes in order; each gets its `call`.
        regions: The running text in the order of reading: page numbers with lines.

    Returns:
        All raised numbers of the running text; those that call a note are marked as used.
    """
    calls = [
        call
        for page, lines in regions
        for line in lines
        for start, end in line.raised
        for call in _make_calls(page, line, start, end)
    ]
    by_number: dict[str, list[int]] = defaultdict(list)
    for index, call in enumerate(calls):
        by_number[call.number.strip()].append(index)
    last = -1
    for note in notes:
        choices = [
            index
            for index in by_number.get(note.number, ())
            if not calls[index].used and -1 <= calls[index].page - note.page <= 1
        ]
        best = next((index for index in choices if index > last and calls[index].page == note.page), None)
        if best is None:
            best = next((index for index in choices if index > last), choices[0] if choices else None)
        if best is not None:
            _tie(note, calls[best])
            last = best
    _tie_endnotes(notes, calls, by_number)
    _tie_joined(notes, calls)
    lines_of: dict[int, list[Line]] = defaultdict(list)
    for page, lines in regions:
        lines_of[page].extend(lines)
    for note in notes:
        if note.call is None:
            note.call = _find_plain_call(note, lines_of[note.page])
    return calls


def _tie(note: PageNote, call: Call) -> None:
    call.used = True
    note.call = (call.line, call.start, call.end)


def _tie_endnotes(notes: Sequence[PageNote], calls: Sequence[Call], by_number: dict[str, list[int]]) -> None:
    """Give notes at the end of the document their calls, which stand in order on the pages before."""
    last = -1
    for note in notes:
        if note.call is not None:
            continue
        choices = [index for index in by_number.get(note.number, ()) if not calls[index].used]
        best = next((i for i in choices if i > last and calls[i].page <= note.page), None)
        if best is not None:
            _tie(note, calls[best])
            last = best


def _tie_joined(notes: Sequence[PageNote], calls: Sequence[Call]) -> None:
    """Give notes their calls that stand together without a comma: `1112` calls the notes 11 and 12."""
    by_page: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        if not call.used and call.number.isdigit():
            by_page[call.page].append(call)
    for place, note in enumerate(notes):
        if note.call is not None or not note.number.isdigit():
            continue
        for call in by_page.get(note.page, ()):
            run = [] if call.used else _find_run(notes[place : place + 4], call.number)
            start = call.start
            for other in run:
                other.call = (call.line, start, start + len(other.number))
                start += len(other.number)
            if run:
                call.used = True
                break


def _find_run(notes: Sequence[PageNote], joined: str) -> Sequence[PageNote]:
    """Return the first notes whose numbers, one after the other, are `joined`; none where they are not."""
    length = 0
    for count, note in enumerate(notes, 1):
        if note.call is not None or not joined.startswith(note.number, length):
            return ()
        length += len(note.number)
        if length == len(joined):
            return notes[:count] if count > 1 else ()
    return ()


def _make_calls(page: int, line: Line, start: int, end: int) -> list[Call]:
    """Return a raised stretch as calls; brackets and commas around a number are no part of it."""
    shown = line.text[start:end]
    if _CALL_LIST.fullmatch(shown):
        places = [(start + part.start(), start + part.end()) for part in _RAISED_NUMBER.finditer(shown)]
    elif _SYMBOLS.fullmatch(shown):
        places = [(start + part.start(), start + part.end()) for part in _SAME_SYMBOL.finditer(shown)]
    else:
        bare = shown.strip("[](),; ") or shown
        first = start + shown.index(bare)
        places = [(first, first + len(bare))]
    return [Call(page, line, low, high, line.text[low:high], (start, end)) for low, high in places]


def _find_plain_call(note: PageNote, lines: Sequence[Line]) -> tuple[Line, int, int] | None:
    """Find a call on the note's page that is not raised: `[3]`, or a number glued to a word."""
    bracket = re.compile(rf"\[({re.escape(note.number)})\]")
    glued = _glued_call(note.number)
    for pattern in (bracket, glued) if note.bracketed else (glued, bracket):
        for line in lines:
            found = pattern.search(line.text)
            if found is not None:
                return line, *found.span(1)
    return None


def _glued_call(number: str) -> re.Pattern[str]:
    """Return the pattern of a number glued to a word."""
    return re.compile(rf"(?<=[^\W\d_])(?<![A-Za-z])[.,»”)]?({re.escape(number)})(?![\w.,]\d|\w)")


def show_raised(calls: Sequence[Call]) -> None:
    """Write raised numbers that call no note as superscripts, so that they are no part of a word."""
    used = {(id(call.line), call.stretch) for call in calls if call.used}
    for call in calls:
        line, (start, end) = call.line, call.stretch
        shown = line.text[start:end]
        if (id(line), call.stretch) not in used and _RAISED_LIST.fullmatch(shown):
            line.text = f"{line.text[:start]}{shown.translate(_SUPERSCRIPTS)}{line.text[end:]}"
