"""What the entries of a list without labels look like, and where a line begins a new one.

Blank lines or indents decide where a list uses them throughout; else each joint of two lines is weighed: how
the one ends, how the other begins, whether what stands before is complete, and the order of the alphabet.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from citekit.find.reference_cues import SAME_AUTHOR, looks_like_reference, weigh_cues, weigh_opening
from citekit.find.reflist_labels import Line
from citekit.parse.patterns import defer_pattern

#: A bullet that opens an entry.
BULLET: Final = defer_pattern(r"(?:[•·▪●◦■□*∙‣⁃]|[-–—](?![-–—_ ]*[-–—]))[ \t\u00a0]{1,8}")
#: What a line begins with that goes on with an entry.
CONTINUES: Final = defer_pattern(
    r"[a-zà-öø-ÿа-яёіїєґ\d,.;:)/–—-]|URL|https?:|www\.|DOI|doi|\((?:дата|accessed|last|zugriff"
    r"|consult)|\[Электрон|[СCPS]\.\s?\d"
    r"|(?:Т|Вып|Vol|No|№|Изд-во|Изд|Издательство|М|СПб|Ст|Ч|Кн)\.?\s?[:\d№]|(?:М|Л|К|СПб)\.,\s"
)
_CONTINUING_NAME: Final = defer_pattern(
    r"(?:de|van|von|di|da|del|della|ten|ter|al|el|фон|ван|де)\s|d[’']"
    r"|[a-z]{3,15},\s[a-z]{3,15}(?:,?\sand\s[A-Z]|[.,]?\s\(?(?:19|20)\d\d)"
)
#: With what a complete entry ends.
TERMINAL: Final = frozenset(".)]»”!?/")
_YEAR: Final = defer_pattern(r"\b(?:1[5-9]|20)\d\d\b")
#: A body or a word for the work with the year behind: `ФТС (2016). Таможенная статистика`.
_DATED: Final = defer_pattern(r"[^\W\d_a-zа-яё][^()\n\d]{1,60}\s\((?:1[5-9]|20)\d\d[a-zа-я]?\)[.,:]\s")
#: From here on `weigh_opening` has seen a name with initials.
_NAMED: Final = 1.5
_OPEN_ENDS: Final = frozenset(",:;-–—(&")
#: Initials, or a word cut short that another word must follow, at the end of a line.
_OPEN_WORDS: Final = defer_pattern(
    r"(?:^|[\s(/])(?:(?:[A-ZА-ЯЁІЇЄ]\.[\s-]?){1,3}|(?:[СCPSТ]|[Рр]ед|[Пп]ер|[Сс]ост|[Ии]зд|[Вв]ып|[Кк]н|[Мм]ат|[Нн]ауч"
    r"|[Мм]еждунар|[Уу]н-т|[Вв]естн|[Сс]б|[Оо]тв|им|проф|акад|[Vv]ol|[Nn]o|[Nn]r|[Bb]d|[Ee]ds?|[Hh]rsg|(?<!\d\s)[Pp]p?|[Tt]r|Univ"
    r"|[Pp]roc|[Ii]nt)\.)$"
)
#: How many lines tell what a list looks like.
_SAMPLE: Final = 240
_FIRM: Final = 3.0


class Looks:
    """What the lines of an unlabelled list have in common.

    Args:
        lines: The lines; what follows the list may be among them.
        blocks: Starts of paragraphs that the document's format itself marks.
    """

    def __init__(self, lines: Sequence[Line], blocks: frozenset[int]) -> None:
        lines = lines[:_SAMPLE]
        lengths = sorted(len(line.text) for line in lines)
        self.blocks = blocks
        self.width = lengths[int(len(lengths) * 0.8)]
        self.unwrapped = self.width > 130 or (len(lines) > 2 and _ends_each_line(lines))
        self.low = min(line.indent for line in lines)
        bullets = sum(1 for line in lines if BULLET.match(line.text))
        self.bulleted = bullets >= max(2, len(lines) // 6) and bool(BULLET.match(lines[0].text))
        self.by_blanks, self.hanging = _judge_layout(lines, self.low)
        self.gaps = sum(1 for line in lines[1:] if line.blanks)
        firsts = [line.text[0].lower()[:1] for line in lines if weigh_opening(line.text) >= 1.0]
        rising = sum(1 for one, other in pairwise(firsts) if one <= other)
        self.alphabetical = len(firsts) >= 4 and rising >= 0.8 * (len(firsts) - 1)


def _ends_each_line(lines: Sequence[Line]) -> bool:
    """Tell whether nearly each line begins and ends as an entry does."""
    whole = sum(1 for line in lines if _ends_well(line) and not CONTINUES.match(line.text))
    if whole < 0.85 * len(lines):
        return False
    sample = lines[:: max(1, len(lines) // 20)]
    return sum(1 for line in sample if looks_like_reference(line.text, 1.0)) >= 0.75 * len(sample)


def _ends_well(line: Line) -> bool:
    return line.text[-1] in TERMINAL or line.text[-1].isdigit()


def _judge_layout(lines: Sequence[Line], low: int) -> tuple[bool, bool | None]:
    """Tell whether blank lines part the entries, and whether their first lines hang out (True) or stand in.

    None where indents tell nothing.
    """
    joints = [(previous, line, _weigh_plain_joint(previous, line)) for previous, line in pairwise(lines)]
    if len(joints) < 3:
        return False, None
    apart = [quality for _, line, quality in joints if line.blanks]
    close = [quality for _, line, quality in joints if not line.blanks]
    by_blanks = len(apart) >= 2 and _mean(apart) >= 1.3 and _mean(apart) - _mean(close) >= 0.35
    outer = [quality for _, line, quality in joints if line.indent <= low + 1]
    inner = [quality for _, line, quality in joints if line.indent > low + 1]
    if min(len(outer), len(inner)) < 2 or abs(_mean(outer) - _mean(inner)) < 0.35:
        return by_blanks, None
    return by_blanks, _mean(outer) > _mean(inner)


def _weigh_plain_joint(previous: Line, line: Line) -> float:
    """Return 0 to 2: whether one line ends and the other begins as entries do."""
    begins = line.text[0].isupper() or line.text[0] in "«“\"[‘'—_"
    return float(_ends_well(previous)) + float(begins and not CONTINUES.match(line.text))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def weigh_boundary(looks: Looks, entry: Sequence[Line], line: Line) -> float:
    """Return how likely a new entry begins at `line`; above 0 it does.

    Args:
        looks: Of the whole list.
        entry: The lines of the entry so far.
        line: The line that follows.
    """
    if line.start in looks.blocks:
        return 5.0
    if looks.bulleted:
        return _FIRM if BULLET.match(line.text) else -_FIRM
    opening = weigh_opening(line.text)
    total = -2.2 + (2.4 if opening >= _NAMED else 1.2 if opening else 0.0)
    if SAME_AUTHOR.match(line.text):
        total += 2.0
    elif 0 < opening < _NAMED and _DATED.match(line.text):
        total += 1.2
    complete = weigh_cues(" ".join(piece.text for piece in entry[-6:])[-400:], 2.5)
    total += 0.8 if complete >= 2.5 else -0.8 if complete < 1.0 else 0.0
    if complete >= 2.5 and not opening and _YEAR.search(line.text):
        total += 0.5
    return total + _weigh_joint(looks, entry[-1], line) + _weigh_layout(looks, entry, line)


def _weigh_joint(looks: Looks, previous: Line, line: Line) -> float:
    """Return what the end of one line and the beginning of the next say of a boundary."""
    total = 0.0
    last = previous.text[-1]
    if last == "." and not line.blanks and _OPEN_WORDS.search(previous.text[-16:]):
        total -= 3.0
    elif last in ".)/":
        total += 1.0
    elif last in _OPEN_ENDS or (last.isalpha() and last.islower() and not looks.unwrapped):
        total -= 3.0
    continues = CONTINUES.match(line.text) and not SAME_AUTHOR.match(line.text)
    if continues and not _CONTINUING_NAME.match(line.text):
        total -= 3.0
    elif line.text[0].isupper() or line.text[0] in '«“"[':
        total += 0.4
    return total


def _weigh_layout(looks: Looks, entry: Sequence[Line], line: Line) -> float:
    """Return what blank lines, indents, short lines and the alphabet say of a boundary."""
    total = 0.0
    if looks.by_blanks:
        total += _FIRM if line.blanks else -1.5
    elif line.blanks:
        total += 2.5 if looks.gaps > 1 else 1.5
    if looks.hanging is not None:
        outer = line.indent <= looks.low + 1
        total += _FIRM if outer == looks.hanging else -_FIRM
    if looks.unwrapped:
        total += 2.0
    elif len(entry[-1].text) < 0.75 * looks.width:
        total += 1.2
    if looks.alphabetical:
        first, letter = entry[0].text[0].lower()[:1], line.text[0].lower()[:1]
        if letter < first or ord(letter) - ord(first) > 6:
            total -= 1.2
        else:
            total += 0.4
    return total
