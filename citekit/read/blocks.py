"""Blocks of a plain text: paragraphs, headings, captions, list items, page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from citekit.model import Block, BlockKind, Span
from citekit.read.page_furniture import find_furniture

_CAPTION: Final = re.compile(
    r"(?:Рисунок|Рис\.|Таблица|Табл\.|Схема|Диаграмма|График|Карта|Малюнок|Мал\.|Таблиця|Figure|Fig\.|FIGURE"
    r"|Table|TABLE|Chart|Map|Abbildung|Abb\.|Tabelle|Tab\.|Karte|Graphique|Tableau|Carte|Figura|Tabella"
    r"|Grafico|Gráfico|Cuadro|Tabla|Mapa|РИСУНОК|ТАБЛИЦА)\s?(?:№\s?)?[A-ZА-Я]?\d{1,3}(?:[.\-–]\d{1,3})?"
    r"(?P<close>\s?[.:|]|\s?[–—-]|\)|)(?:\s++(?P<first>\S)|\Z)"
)
_CAPTION_INITIALS: Final = frozenset("РТСДГКМFTCMAG")
_LIST_ITEM: Final = re.compile(r"(?:\d{1,3}[.)]|[-–—•·▪●*]|\(?[a-zа-яё]\)|\([ivx\d]{1,4}\))\s++\S")
_LIST_INITIALS: Final = frozenset("0123456789-–—•·▪●*(")
_NUMBERED: Final = re.compile(r"((?:\d{1,2}\.){0,4}\d{1,2})\.?\s++[^\W\d_]")
_ENDS: Final = frozenset('.,;:…»"”!')
_DANGLING: Final = re.compile(
    r"(?:(?:\A|\s)(?:и|в|на|с|по|от|для|о|об|к|из|за|при|что|как|или|а|the|of|and|in|to|for|a|und|der|die|das|von|"
    r"de|la|le|et|du|des|il|di|y|el|см\.?|see)|[-–—,(])\Z",
    re.IGNORECASE,
)
#: A sentence that ends inside what would be a heading.
_SENTENCE: Final = re.compile(r"[^\W\d_]{4}[.!?;]\s[^\W\d_]")
_HEADING_WORDS: Final = frozenset(
    {
        "введение", "заключение", "выводы", "литература", "список литературы", "библиография", "примечания",
        "источники", "сноски", "приложение", "вступ", "висновки", "література", "примітки", "introduction",
        "conclusion", "conclusions", "references", "bibliography", "notes", "endnotes", "abstract",
        "einleitung", "schluss", "fazit", "literatur", "literaturverzeichnis", "anmerkungen", "conclusione",
        "bibliografia", "note", "conclusión", "referencias", "bibliografía", "notas",
        "bibliographie", "acknowledgements",
    }
)  # fmt: skip
#: A text is taken as one line a paragraph when most of it stands in lines longer than this.
_UNWRAPPED: Final = 200
_LONGEST_HEADING: Final = 200


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines of a text.

    Attributes:
        lines: Without the blanks around them.
        starts: Position of each line's first character that is not blank.
        indented: Which lines begin with a blank.
        page_starts: Number of each page's first line.
        unwrapped: One line is one paragraph.
    """

    lines: list[str]
    starts: list[int]
    indented: list[bool]
    page_starts: list[int]
    unwrapped: bool


def lay_out_lines(text: str) -> _Layout:
    """Return the lines of a text, form feeds counting as line ends too."""
    paged = "\f" in text
    raw = (text.replace("\f", "\n") if paged else text).split("\n")
    line_starts = list(accumulate((len(line) + 1 for line in raw), initial=0))
    lines = [line.strip() for line in raw]
    starts = [
        start if not line or line[0] > " " else start + len(line) - len(line.lstrip())
        for start, line in zip(line_starts, raw, strict=False)
    ]
    page_starts = [0]
    if paged:
        number = 0
        for part in text.split("\f")[:-1]:
            number += part.count("\n") + 1
            page_starts.append(number)
    total = sum(map(len, lines))
    long = sum(length for length in map(len, lines) if length > _UNWRAPPED)
    indented = [line[:1] in " \t\u00a0" and line != "" for line in raw]
    return _Layout(lines, starts, indented, page_starts, 2 * long > total)


def split_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text in order; blanks between them belong to none."""
    layout = lay_out_lines(text)
    lines = layout.lines
    furniture = find_furniture(lines, layout.page_starts)
    pages = iter([*layout.page_starts[1:], len(lines) + 1])
    page: int | None = 1 if len(layout.page_starts) > 1 else None
    next_page = next(pages)
    blocks: list[Block] = []
    group: list[int] = []
    for number, line in enumerate(lines):
        if number == next_page:
            _add_group(layout, group, page, blocks)
            page, next_page = (page or 0) + 1, next(pages)
        if not line:
            _add_group(layout, group, page, blocks)
        elif number in furniture:
            _add_group(layout, group, page, blocks)
            blocks.append(_make_block(layout, BlockKind.PAGE_FURNITURE, number, number, page))
        else:
            group.append(number)
            if layout.unwrapped:
                _add_group(layout, group, page, blocks)
    _add_group(layout, group, page, blocks)
    return tuple(blocks)


def _make_block(
    layout: _Layout, kind: BlockKind, first: int, last: int, page: int | None, level: int = 0
) -> Block:
    end = layout.starts[last] + len(layout.lines[last])
    return Block(kind, Span(layout.starts[first], end), level, page)


def _add_group(layout: _Layout, group: list[int], page: int | None, blocks: list[Block]) -> None:
    """Add the blocks of one run of lines without a blank line, and empty the run."""
    if not group:
        return
    for kind, first, last in _split_group(layout, group):
        level = 0
        if kind is BlockKind.PARAGRAPH:
            level = _heading_level(layout, first, last)
            kind = BlockKind.HEADING if level else kind  # noqa: PLW2901 - a paragraph turns out a heading
        elif kind is BlockKind.LIST_ITEM:
            level = 1
        blocks.append(_make_block(layout, kind, first, last, page, level))
    group.clear()


def _split_group(layout: _Layout, group: list[int]) -> Iterator[tuple[BlockKind, int, int]]:
    """Yield the kind, first and last line of each part of a run of lines."""
    kind, first = BlockKind.PARAGRAPH, group[0]
    last = group[-1]
    number = first
    while number <= last:
        line = layout.lines[number]
        if line[0] in _CAPTION_INITIALS and _opens_caption(layout, number, first):
            if number > first:
                yield kind, first, number - 1
            end = _end_of_caption(layout, number, last)
            yield BlockKind.CAPTION, number, end
            number = first = end + 1
            kind = BlockKind.PARAGRAPH
            continue
        if line[0] in _LIST_INITIALS and _LIST_ITEM.match(line):
            if number > first:
                yield kind, first, number - 1
            kind, first = BlockKind.LIST_ITEM, number
        number += 1
    if first <= last:
        yield kind, first, last


def _opens_caption(layout: _Layout, number: int, first: int) -> bool:
    """Tell whether a caption begins on a line: it may stand in the middle of a paragraph."""
    match = _CAPTION.match(layout.lines[number])
    if not match:
        return False
    initial = match["first"] or ""
    if match["close"] == ")" or (initial and not (initial.isupper() or initial in '«"“„(')):
        return False
    if not match["close"].strip() and not (layout.indented[number] or number == first):
        return False
    if number == first or layout.indented[number]:
        return True
    return (
        _DANGLING.search(layout.lines[number - 1][-12:]) is None and layout.lines[number - 1][-1] in ".:!?…"
    )


def _end_of_caption(layout: _Layout, number: int, last: int) -> int:
    """Return the last line of a caption: it ends with a full stop, a blank line or an indented line."""
    for line in range(number, min(last, number + 4)):
        if layout.lines[line][-1] in ".!?" or layout.indented[line + 1] != layout.indented[number]:
            return line
        if layout.lines[line + 1][0].isupper() and not layout.lines[line][-1].isalpha():
            return line
    return min(last, number + 3)


def _heading_level(layout: _Layout, first: int, last: int) -> int:
    """Return the depth of a heading, or 0 for a paragraph."""
    words = " ".join(layout.lines[first : min(last, first + 3) + 1])
    if last - first > 2 or len(words) > _LONGEST_HEADING:
        return 0
    if words.casefold().rstrip(".: ") in _HEADING_WORDS:
        return 1
    if words[-1] in _ENDS or _DANGLING.search(words[-12:]) or _SENTENCE.search(words):
        return 0
    following = next((line for line in layout.lines[last + 1 : last + 4] if line), "")
    if following[:1].islower() or (following[:1].isdigit() and (last > first or len(words) > 60)):
        return 0
    numbered = _NUMBERED.match(words)
    if numbered:
        return numbered[1].count(".") + 1
    opens = words[0].isupper() or words[0] in '«"“§'
    apart = first == 0 or not layout.lines[first - 1] or words.isupper()
    return int(opens and apart and any(map(str.isalpha, words[:40])))
