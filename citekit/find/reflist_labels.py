"""The numbers that label the entries of a reference list, found by their rising sequence.

A number may open a line or, where a converter ran entries together, stand in the middle of one. What
decides is the whole sequence: the chain of candidates with the greatest weight, in which each number is
one more than the one before (a number may be lost, and a chain may begin anew).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from citekit.find.reference_cues import CAPITAL, weigh_opening
from citekit.model import Span
from citekit.parse.patterns import defer_pattern


class Line(NamedTuple):
    """A line of a list without the blanks around it.

    Attributes:
        start: Where its text begins.
        end: Where its text ends.
        indent: Number of blanks before it.
        blanks: Number of empty lines before it.
        text: What it says.
    """

    start: int
    end: int
    indent: int
    blanks: int
    text: str


class Label(NamedTuple):
    """A number that may label an entry.

    Attributes:
        start: Where the label begins.
        end: Where it ends.
        content: Where the entry begins.
        number: As a number.
        style: `[`, `(`, `)`, `.` or a blank where nothing follows the number.
        weight: How likely it is a label by what stands around it.
    """

    start: int
    end: int
    content: int
    number: int
    style: str
    weight: float

    @property
    def span(self) -> Span:
        """The place of the label."""
        return Span(self.start, self.end)


_AT_START: Final = defer_pattern(
    r"(?:[*_>#-]{1,3}[ \t]{0,3})?(?:\[\s?(?P<square>\d{1,4})\s?\][.:]?|\((?P<round>\d{1,4})\)\.?"
    r"|(?:№\s?)?(?P<bare>\d{1,4})"
    r"(?:\s?(?P<mark>[.)])(?:\]|\))?(?!\d)|(?=[ \t\u00a0])|$))[ \t\u00a0]*"
)
_IN_LINE: Final = defer_pattern(
    rf"[ \t\u00a0](?:\[(?P<square>\d{{1,3}})\]"
    rf"|(?P<bare>\d{{1,3}})(?P<mark>[.)]?))(?:[ \t\u00a0]{{1,3}}(?=[«“„\"{CAPITAL}])|$)"
)
_ABBREVIATION: Final = defer_pattern(
    r"(?:^|[\s(,.:;–—-])(?:т|тт|том|вып|вип|кн|книга|ч|часть|№|n|no|nr|num|núm|nº|vol|volume|p|pp|с|c"
    r"|стр|s|bd|band|heft|h|"
    r"ст|п|пп|гл|sect|sec|iss|issue|fasc|art|jg|ed|изд|part|pt|tome|t|f|ф|оп|д|л|ser|сер|серия|ред"
    r"|der|den|il|№№|chap|chapter|kap|"
    r"am|le|on|от|and|i|и|–|—|-)\.?$",
    re.IGNORECASE,
)
_EXTENT: Final = defer_pattern(r"\d\s?(?:с|c|p|pp|s|S|С|стр|л)\.?$")
_LOCATOR: Final = defer_pattern(r"(?:[СсCcPSspТTVN]|pp|Vol|No|Т|Вып)\.\s?\d|\d|[–—-]\s")
_OPENS: Final = defer_pattern(
    rf"[«“„\"'‘(\[<*_—–]|[{CAPITAL}]|https?:|www\.|(?:de|van|von|di|da|d[’'])\s?[{CAPITAL}]"
)
_ENDS: Final = frozenset('.)]»”"/!?;')
_OPEN_END: Final = frozenset(",:-–—/(№&")
#: A chain that begins anew costs this much, and so does each number that is lost.
_RESTART: Final = 1.5
_LOST: Final = 1.2
_OTHER_STYLE: Final = 1.5


def find_labels(lines: Sequence[Line]) -> list[Label]:
    """Return the candidates of all lines, in order."""
    found: list[Label] = []
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        match = _AT_START.match(line.text)
        if match and (label := _read_at_start(lines, index, match, previous)):
            found.append(label)
        if len(line.text) > 20:
            following = lines[index + 1] if index + 1 < len(lines) else None
            found.extend(_read_in_line(line, following))
    return found


def _read_at_start(
    lines: Sequence[Line], index: int, match: re.Match[str], previous: Line | None
) -> Label | None:
    line = lines[index]
    digits = match["square"] or match["round"] or match["bare"]
    style = "[" if match["square"] else "(" if match["round"] else match["mark"] or " "
    rest = line.text[match.end() :]
    content = line.start + match.end()
    alone = not rest
    if alone:
        if index + 1 == len(lines) or lines[index + 1].blanks > 1:
            return None
        rest = lines[index + 1].text
        content = lines[index + 1].start
    if style == " " and (not rest[0].isupper() and rest[0] not in '«“„"'):
        return None
    like_year = len(digits) == 4 and 1400 < int(digits) < 2100
    if like_year and style == " ":
        return None
    weight = (1.0 if style == " " else 2.0) - (0.5 if alone else 0.0) - (1.5 if like_year else 0.0)
    weight += 0.5 if _OPENS.match(rest) else -0.8
    if _LOCATOR.match(rest):
        weight -= 1.5
    weight += _weigh_before(line, previous)
    start = line.start + match.start()
    return Label(
        start, line.start + len(line.text[: match.end()].rstrip()), content, int(digits), style, weight
    )


def _weigh_before(line: Line, previous: Line | None) -> float:
    """Return what the line before says of a label that opens a line."""
    if line.blanks:
        return 0.5
    if previous is None:
        return 0.0
    last = previous.text[-1:]
    if last in _OPEN_END or _awaits_number(previous.text):
        return -1.5
    return 0.5 if last in _ENDS or last.isdigit() else 0.0


def _awaits_number(before: str) -> bool:
    """Tell whether an abbreviation ends here that a number follows: `Т.`, `№`; not the extent `120 с.`."""
    tail = before[-14:]
    return _ABBREVIATION.search(tail) is not None and not _EXTENT.search(tail)


def _read_in_line(line: Line, following: Line | None) -> list[Label]:
    """Return the labels that stand in the middle of a line, or at its end before the next one's entry."""
    found = []
    for match in _IN_LINE.finditer(line.text):
        before = line.text[max(0, match.start() - 14) : match.start()].rstrip()
        if not before or _awaits_number(before):
            continue
        style = "[" if match["square"] else match["mark"] or " "
        ended = before[-1] in _ENDS
        content, rest = line.start + match.end(), line.text[match.end() : match.end() + 80]
        if not rest:
            if following is None or following.blanks or style == " " or not _OPENS.match(following.text):
                continue
            content, rest = following.start, following.text[:80]
        opening = weigh_opening(rest)
        if style == " " and not (ended and opening >= 1.5):
            continue
        weight = (1.0 if ended else 0.2) + (0.4 if opening else 0.0)
        end = line.start + len(line.text[: match.end()].rstrip())
        number = int(match["square"] or match["bare"])
        found.append(Label(line.start + match.start() + 1, end, content, number, style, weight))
    return found


def choose_labels(candidates: Sequence[Label]) -> list[Label]:
    """Return the heaviest chain of rising numbers; linear in the number of candidates."""
    totals: list[float] = []
    back: list[int] = []
    last: dict[tuple[int, str], int] = {}
    best = -1
    for index, label in enumerate(candidates):
        total, source = label.weight - (0.0 if label.number == 1 else 0.3 if best < 0 else 2.0), -1
        for step in (1, 2, 3):
            for style in ("[", "(", ")", ".", " "):
                previous = last.get((label.number - step, style))
                if previous is None:
                    continue
                cost = (step - 1) * _LOST + (0.0 if style == label.style else _OTHER_STYLE)
                if totals[previous] + label.weight - cost > total:
                    total, source = totals[previous] + label.weight - cost, previous
        if label.number == 1 and best >= 0 and totals[best] + label.weight - _RESTART > total:
            total, source = totals[best] + label.weight - _RESTART, best
        totals.append(total)
        back.append(source)
        key = (label.number, label.style)
        if key not in last or totals[last[key]] <= total:
            last[key] = index
        if best < 0 or total > totals[best]:
            best = index
    chain: list[Label] = []
    index = best
    while index >= 0:
        chain.append(candidates[index])
        index = back[index]
    chain.reverse()
    return chain


def line_at(lines: Sequence[Line], position: int) -> int:
    """Return the number of the line that holds `position`, or of the last one before it."""
    return max(0, bisect_right(lines, position, key=lambda line: line.start) - 1)
