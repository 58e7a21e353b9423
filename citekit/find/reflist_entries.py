"""Splits the text of a reference list into its entries.

Entries are told apart by their labels where they have any; else by bullets, blank lines, indents, the
way their first lines begin and the ones before end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citekit.find.reference_cues import (
    CAPITAL,
    FAMILY_INITIALS,
    THRESHOLD,
    looks_like_reference,
    weigh_cues,
    weigh_sentence,
)
from citekit.find.reflist_headings import ends_list, is_list_heading, is_subheading
from citekit.find.reflist_labels import Label, Line, choose_labels, find_labels, line_at
from citekit.find.reflist_looks import BULLET, CONTINUES, TERMINAL, Looks, weigh_boundary
from citekit.model import Span
from citekit.parse.patterns import defer_pattern


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a reference list.

    Attributes:
        label: Its number or key without brackets and stops, or empty.
        label_span: The place of the label with its brackets and stops, or of the bullet.
        parts: Its text without the label, in order; page furniture that cuts it is left out.
    """

    label: str
    label_span: Span | None
    parts: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first to the last character of the text, without the label."""
        return Span(self.parts[0].start, self.parts[-1].end)


#: An author and a year that a dash parts from the entry: `Громов 2011 — Громов П. С. Порт. М., 2011.`
_KEY_AND_DASH: Final = defer_pattern(
    rf"(?P<key>[{CAPITAL}][^\n—–\d]{{1,60}}?,?\s(?:1[5-9]|20)\d\d[a-zа-я]?)"
    rf"(?:\s{{0,2}}[—–]|\s{{1,2}}-)[ \t\u00a0]{{1,3}}(?=[{CAPITAL}«\"])"
)
#: The same without a year, in a list whose other entries have keys: `Даль — Даль В. И. …`, `СУС — …`.
_ANY_KEY_AND_DASH: Final = defer_pattern(
    rf"{_KEY_AND_DASH.pattern}"
    rf"|(?P<short>[{CAPITAL}][^\n—–.]{{1,40}}?)\s{{1,2}}[—–][ \t\u00a0]{{1,3}}(?=[{CAPITAL}«\"])"
)
#: A key of capitals: `СРНГ — Словарь русских народных говоров`.
_CAPITALS_AND_DASH: Final = defer_pattern(
    rf"(?P<key>[{CAPITAL}]{{2,10}}[а-я]?)\s{{1,2}}[—–-][ \t\u00a0]{{1,3}}(?=[{CAPITAL}«\"])"
)
_KEY: Final = defer_pattern(rf"\[(?P<key>[{CAPITAL}a-zа-яё][^\[\]\n]{{1,40}})\][ \t\u00a0:]{{0,3}}")
_SPLIT_INSIDE: Final = defer_pattern(
    r"(?:[СCPSp]\.\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?\.|\b\d{2,4}\s[сcpS]\.|\.\d{4}\)\."
    r"|\d{4},\s\d{2,4}\s?с\.|(?<=[,.—–-]\s)(?:1[5-9]|20)\d\d[a-zа-я]?\.|(?:[Вв]ып\.|№|N)\s?\d{1,4}\.)\s{1,4}"
)
_EXTENT: Final = defer_pattern(r"[СCPSp]\.|\d{2,4}\s[сcpS]\.|\d{4},\s\d")
#: How a work without an author may stand: a title, then ` // `, or a place and a year.
_TITLED_WORK: Final = defer_pattern(
    rf"[«\"]?[{CAPITAL}][^\W\d_]{{2,20}}\s[^/\n]{{5,160}}?"
    rf"(?:\s//\s|[.–—]\s(?:[{CAPITAL}][^\W\d_]{{2,20}}|М\.|Л\.|СПб\.|К\.)(?:\s?:\s[^.,\d]{{2,40}})?,\s(?:1[5-9]|20)\d\d)"
)
#: Within how many characters the words of a name stand whose first letters are its key.
_SPELT: Final = 120
#: No running head is longer.
_LONGEST_HEAD: Final = 70
#: A head has its page number below or above it.
_LINES_OF_HEAD: Final = 3
#: Of no more lines it is asked whether they stand twice.
_MOST_ASKED: Final = 40
#: Nothing longer is one entry.
LONGEST_ENTRY: Final = 2500


def read_lines(text: str, start: int, end: int, holes: Sequence[Span]) -> list[Line]:
    """Return the lines of `[start, end)` that are not empty, without what lies in `holes`."""
    lines: list[Line] = []
    position = start
    blanks = 0
    for hole in (*holes, Span(end, end)):
        if hole.end <= position and hole.start < end:
            continue
        stop = min(max(hole.start, position), end)
        while position < stop:
            break_at = text.find("\n", position, stop)
            line_end = stop if break_at < 0 else break_at
            line = text[position:line_end]
            bare = line.strip()
            if bare:
                indent = len(line) - len(line.lstrip())
                first = position + indent
                lines.append(Line(first, first + len(bare), indent, blanks, bare))
                blanks = 0
            elif break_at >= 0:
                blanks += 1
            position = line_end + 1 if break_at >= 0 else stop
        if hole.start < end:
            position = max(position, hole.end)
            if hole.end > hole.start:
                blanks = min(blanks, 1)
        if position >= end:
            break
    if lines:
        lines[0] = lines[0]._replace(blanks=0)
    return lines


def split_entries(text: str, lines: Sequence[Line], blocks: frozenset[int] = frozenset()) -> list[ListEntry]:
    """Return the entries that the lines of a list hold.

    Args:
        text: The document's text.
        lines: The lines from behind the heading to where something else begins at the latest.
        blocks: Starts of paragraphs that the document's format itself marks.

    Returns:
        The entries in order; lines that belong to none (subheadings, what follows the list) are left out.
    """
    if not lines:
        return []
    chain = choose_labels(find_labels(lines))
    if _is_labelled(lines, chain):
        return _split_by_labels(text, lines, chain)
    for pattern in (_KEY, _KEY_AND_DASH):
        keyed = [index for index, line in enumerate(lines) if pattern.match(line.text)]
        if len(keyed) >= 2 and keyed[0] <= 2 and (pattern is _KEY or len(keyed) * 6 >= len(lines)):
            if pattern is _KEY_AND_DASH:
                return _split_by_keys(text, lines, _find_other_keys(lines, keyed), _ANY_KEY_AND_DASH)
            return _split_by_keys(text, lines, keyed, pattern)
    return _split_by_look(text, lines, blocks)


def _find_other_keys(lines: Sequence[Line], keyed: Sequence[int]) -> list[int]:
    """Return the lines with keys: those found, and where these are a third, those without a year."""
    if len(keyed) * 3 < len(lines):
        return [*keyed]
    found = set(keyed)
    return [
        index
        for index, line in enumerate(lines)
        if index in found
        or (_ANY_KEY_AND_DASH.match(line.text) and (not index or lines[index - 1].text[-1] in TERMINAL))
    ]


def _is_labelled(lines: Sequence[Line], chain: Sequence[Label]) -> bool:
    """Tell whether a chain of labels is that of the whole list."""
    if not chain:
        return False
    first = line_at(lines, chain[0].start)
    before = sum(len(line.text) for line in lines[:first])
    if before > 500 or sum(label.weight for label in chain) < 1.4 * min(len(chain), 3):
        return False
    return len(chain) >= 2 or (chain[0].number == 1 and first == 0)


def _split_by_labels(text: str, lines: Sequence[Line], chain: Sequence[Label]) -> list[ListEntry]:
    entries: list[ListEntry] = []
    doubtful = 0
    for index, label in enumerate(chain):
        final = index + 1 == len(chain)
        stop = lines[-1].end if final else chain[index + 1].start
        pieces = _take_pieces(lines, label.content, stop)
        parts, whole = _cut_entry(text, pieces, final=final)
        if not parts:
            continue
        entry = ListEntry(str(label.number), label.span, parts)
        content = " ".join(text[part.start : part.end] for part in parts)
        if len(content) > LONGEST_ENTRY or not looks_like_reference(content[:600], 0.4):
            doubtful += 1
        else:
            doubtful = 0
        entries.append(entry)
        if doubtful >= 3 or (not whole and (final or _starts_anew(chain, index))):
            break
    return entries[: len(entries) - doubtful] if doubtful >= 3 else entries


def _starts_anew(chain: Sequence[Label], index: int) -> bool:
    return chain[index + 1].number == 1


def _take_pieces(lines: Sequence[Line], start: int, stop: int) -> list[Line]:
    """Return the lines, or parts of lines, between two positions."""
    pieces = []
    index = line_at(lines, start)
    while index < len(lines) and lines[index].start < stop:
        line = lines[index]
        first, last = max(line.start, start), min(line.end, stop)
        if first < last:
            bare = line.text[first - line.start : last - line.start]
            left = len(bare) - len(bare.lstrip())
            bare = bare.strip()
            if bare:
                pieces.append(Line(first + left, first + left + len(bare), line.indent, line.blanks, bare))
        index += 1
    return pieces


def _cut_entry(text: str, pieces: list[Line], *, final: bool) -> tuple[tuple[Span, ...], bool]:
    """Return the parts of an entry, and whether nothing was cut off that ends the list."""
    whole = True
    for index in range(1, len(pieces)):
        line, previous = pieces[index], pieces[index - 1]
        ended = previous.text[-1] in TERMINAL or previous.text[-1].isalnum()
        if ended and (ends_list(line.text) or is_list_heading(line.text)):
            pieces, whole = pieces[:index], False
            break
        apart = line.blanks > 0 and previous.text[-1] in TERMINAL and not CONTINUES.match(line.text)
        if apart and (final or _reads_as_prose(pieces[index:])):
            pieces = pieces[:index]
            whole = not final
            break
        if final and previous.text[-1] in TERMINAL and _leaves_list(pieces, index):
            pieces, whole = pieces[:index], False
            break
    while len(pieces) > 1 and is_subheading(pieces[-1].text) and pieces[-2].text[-1] not in ",:-–—/":
        pieces = pieces[:-1]
    return _join_parts(text, pieces), whole


def _reads_as_prose(pieces: Sequence[Line]) -> bool:
    sample = " ".join(piece.text for piece in pieces[:8])
    return len(sample) > 80 and weigh_sentence(sample) >= 1.8 and weigh_cues(sample) < 1.0


def _leaves_list(pieces: Sequence[Line], index: int) -> bool:
    """Tell whether prose begins at a line that no blank line parts from the last entry."""
    line = pieces[index]
    return (
        line.text[0].isupper()
        and not CONTINUES.match(line.text)
        and _reads_as_prose(pieces[index : index + 4])
    )


def _join_parts(text: str, pieces: Sequence[Line]) -> tuple[Span, ...]:
    """Return spans of neighbouring lines; a new one begins where something else stood between."""
    parts: list[Span] = []
    for number, piece in enumerate(pieces):
        if parts and piece.text.isdigit() and len(piece.text) < 5 and _stands_alone(pieces, number):
            continue
        if parts and not text[parts[-1].end : piece.start].strip():
            parts[-1] = Span(parts[-1].start, piece.end)
        else:
            parts.append(Span(piece.start, piece.end))
    return tuple(parts)


def _stands_alone(pieces: Sequence[Line], number: int) -> bool:
    """Tell whether blank lines part a line from its neighbours: a bare number there is a page number."""
    behind = number + 1 == len(pieces) or pieces[number + 1].blanks > 0
    return pieces[number].blanks > 0 and behind


def _split_by_keys(
    text: str, lines: Sequence[Line], keyed: Sequence[int], pattern: re.Pattern[str]
) -> list[ListEntry]:
    entries = []
    for order, index in enumerate(keyed):
        match = pattern.match(lines[index].text)
        if match is None:  # pragma: no cover - found with this very pattern
            continue
        final = order + 1 == len(keyed)
        stop = lines[-1].end if final else lines[keyed[order + 1]].start
        start = lines[index].start
        parts, _ = _cut_entry(text, _take_pieces(lines, start + match.end(), stop), final=final)
        if parts:
            label_end = start + len(match[0].rstrip(" \t\u00a0:—–"))
            entries.append(ListEntry(match[match.lastgroup or "key"], Span(start, label_end), parts))
    return entries


def _split_by_look(text: str, lines: Sequence[Line], blocks: frozenset[int]) -> list[ListEntry]:
    lines = _drop_furniture(text, lines) if not blocks else lines
    looks = Looks(lines, blocks)
    groups: list[list[Line]] = []
    strangers = 0
    for line in lines:
        last = groups[-1][-1].text[-1] if groups and groups[-1] else "."
        ended = last in TERMINAL or last.isalnum()
        if ended and groups and ends_list(line.text):
            break
        if ended and is_subheading(line.text) and weigh_cues(line.text) < 1.0:
            groups.append([])
            continue
        keyed = last in TERMINAL and _CAPITALS_AND_DASH.match(line.text)
        if keyed or not groups or not groups[-1] or weigh_boundary(looks, groups[-1], line) > 0:
            groups.append([line])
            if len(groups) > 1 and groups[-2]:
                strangers = 0 if _looks_right(groups[-2]) else strangers + 1
        else:
            groups[-1].append(line)
            if len(groups[-1]) > 40:
                strangers = 3
        if strangers >= 3:
            break
    groups = [group for group in groups if group]
    while groups and not _looks_right(groups[-1]):
        groups.pop()
    return [
        _part_key(text, entry)
        for group in groups
        for entry in _make_entries(text, group, bulleted=looks.bulleted)
    ]


def _part_key(text: str, entry: ListEntry) -> ListEntry:
    """Part a key of capitals from its entry, where the words behind spell it or brackets cite it."""
    first = entry.parts[0]
    found = _CAPITALS_AND_DASH.match(text, first.start, first.end)
    if entry.label_span is not None or found is None:
        return entry
    key = found["key"]
    letters = iter(word[0].casefold() for word in text[found.end() : found.end() + _SPELT].split())
    if not all(letter in letters for letter in key.casefold()) and f"[{key}" not in text:
        return entry
    parts = (Span(found.end(), first.end), *entry.parts[1:])
    return ListEntry(key, Span(*found.span("key")), parts)


def _drop_furniture(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without page numbers and running heads that blank lines part from the entries.

    A head is a short line that stands a second time in the text.
    """
    kept: list[Line] = []
    asked = 0
    index = 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and end - index < _LINES_OF_HEAD and not lines[end].blanks:
            end += 1
        block = lines[index:end]
        apart = lines[index].blanks > 0 and (end == len(lines) or lines[end].blanks > 0)
        if apart and index and all(len(line.text) <= _LONGEST_HEAD for line in block):
            asked += 1
            if asked < _MOST_ASKED and all(_heads_page(text, line) for line in block):
                index = end
                continue
        kept.append(lines[index])
        index += 1
    return kept if len(kept) < len(lines) else lines


def _heads_page(text: str, line: Line) -> bool:
    """Tell whether a line is a page number, or stands a second time in the text."""
    if line.text.isdigit():
        return len(line.text) < 5
    return text.count(f"\n{line.text}\n") > 1


def _looks_right(group: Sequence[Line]) -> bool:
    content = " ".join(line.text for line in group)
    return len(content) <= LONGEST_ENTRY and looks_like_reference(content[:600], THRESHOLD / 2)


def _make_entries(text: str, group: list[Line], *, bulleted: bool) -> Iterator[ListEntry]:
    """Yield the entry that a group of lines is, or the entries run together in it."""
    first = group[0]
    label_span = None
    bullet = BULLET.match(first.text) if bulleted else None
    if bullet and len(bullet[0]) < len(first.text):
        label_span = Span(first.start, first.start + 1)
        group = [
            Line(first.start + bullet.end(), first.end, first.indent, 0, first.text[bullet.end() :]),
            *group[1:],
        ]
    parts = _join_parts(text, group)
    pieces = list(_split_parts(text, parts)) if sum(map(len, parts)) > 120 else [parts]
    for piece in pieces:
        yield ListEntry("", label_span, piece)
        label_span = None


def _split_parts(text: str, parts: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """Yield the parts of each entry where several without labels were run together."""
    current: list[Span] = []
    for part in parts:
        start = part.start
        for match in _SPLIT_INSIDE.finditer(text, part.start, part.end):
            if match.end() < part.end and _opens_work(text, match, part.end):
                before = " ".join(text[one.start : one.end] for one in current) + text[start : match.end()]
                if looks_like_reference(before[:600], THRESHOLD / 2):
                    end = match.start() + len(match[0].rstrip())
                    yield (*current, Span(start, end))
                    current, start = [], match.end()
        current.append(Span(start, part.end))
    yield tuple(current)


def _opens_work(text: str, end: re.Match[str], stop: int) -> bool:
    """Tell whether a work may begin behind what may end one; without an author only behind its extent."""
    if FAMILY_INITIALS.match(text, end.end(), stop):
        return True
    if not _EXTENT.match(end[0]) or CONTINUES.match(text, end.end(), stop):
        return False
    return _TITLED_WORK.match(text, end.end(), stop) is not None
