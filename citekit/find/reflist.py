"""Finds the reference lists of a document: by their headings, by the format's own marks, or by their look."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from citekit.find.note_sections import Section, find_sections
from citekit.find.reference_cues import (
    CAPITAL,
    FAMILY_GIVEN,
    FAMILY_INITIALS,
    REPEAT_WORDS,
    THRESHOLD,
    looks_like_reference,
    weigh_reference,
)
from citekit.find.reflist_entries import ListEntry, read_lines, split_entries
from citekit.find.reflist_headings import ListHeading, find_list_headings, is_list_heading
from citekit.model import Block, BlockKind, Document, Note, Span
from citekit.parse.patterns import defer_pattern


@dataclass(frozen=True, slots=True)
class RefList:
    """A list of references.

    Attributes:
        heading: The place of its heading, or None.
        kind: `literature`, `sources`, `notes` or `references` (a list headed in English), by its heading.
        entries: In order, at least one.
    """

    heading: Span | None
    kind: str
    entries: tuple[ListEntry, ...]

    @property
    def span(self) -> Span:
        """From the heading, or the first label or entry, to the end of the last entry."""
        first = self.entries[0]
        start = first.label_span.start if first.label_span else first.span.start
        return Span(self.heading.start if self.heading else start, self.entries[-1].span.end)

    @property
    def body(self) -> Span:
        """The same without the heading."""
        first = self.entries[0]
        return Span(
            first.label_span.start if first.label_span else first.span.start, self.entries[-1].span.end
        )


#: A list without a heading stands behind this part of the text, and not much follows it.
_TAIL: Final = 0.35
_LONGEST_REST: Final = 8000
_MOST_RUNS: Final = 6
_OPENING: Final = defer_pattern(
    r"\n[ \t\u00a0]{0,12}(?:\[\s?\d{1,3}\s?\]|\d{1,3}\s?[.)](?!\d)"
    r"|\d{1,3}(?=[ \t]))[ \t\u00a0]*[^\W\d_a-zа-я]"
)
#: A line that may begin with a name: a capital, or the first letter of a particle.
_NAME_OPENING: Final = defer_pattern(
    rf"\n[ \t\u00a0]{{0,12}}(?=[{CAPITAL}vdltzфвд][\w’'-]{{1,30}}[, \u00a0]{{1,2}}[^\W\d_])"
)
_STRUCTURED: Final = frozenset({"plain", "pdf", "text", ""})
#: Blocks of these kinds are no part of an entry.
_OUTSIDE: Final = frozenset({BlockKind.PAGE_FURNITURE, BlockKind.NOTE, BlockKind.CAPTION})


def locate_reflists(document: Document | str) -> tuple[RefList, ...]:
    """Return the reference lists of a document, in order.

    Blocks that the format marks as references win; then headings, the format's own or lines that read as
    one; then, where there is none, a run of entries at the end.

    Args:
        document: The document with its notes (a note is no entry of a list), or a plain text.

    Returns:
        The lists, each with its entries; none for a document without one.
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    if not document.text:
        return ()
    return _locate(document.text, document.format, document.blocks, document.notes)


@lru_cache(maxsize=4)
def _locate(
    text: str, format_name: str, blocks: tuple[Block, ...], notes: tuple[Note, ...]
) -> tuple[RefList, ...]:
    """Locate the lists of a document made of these parts; several stages ask for them in turn."""
    document = Document("", format_name, text, blocks, notes)
    holes = _find_holes(document)
    marked = _read_marked(document)
    if marked:
        return marked
    headings = _find_headings(document, holes)
    lists = _read_headed(document, headings, holes)
    if not any(entry.label for one in lists for entry in one.entries):
        lists = sorted([*lists, *_read_note_lists(document, holes)], key=lambda one: one.span.start)
    if not lists:
        lists = _read_unheaded(document, holes)
    return tuple(lists)


def _find_holes(document: Document) -> list[Span]:
    """Return the places that belong to no list: notes, page furniture, captions; merged, in order."""
    spans = [block.span for block in document.blocks if block.kind in _OUTSIDE]
    for note in document.notes:
        spans.extend(note.parts)
        if note.mark is not None:
            spans.append(note.mark)
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _holes_in(holes: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    low = bisect_left(holes, start, key=lambda hole: hole.end)
    high = bisect_right(holes, end, key=lambda hole: hole.start)
    return holes[low:high]


def _read_marked(document: Document) -> tuple[RefList, ...]:
    """Return the lists whose entries the format itself marks."""
    lists: list[RefList] = []
    run: list[ListEntry] = []
    heading: Span | None = None
    begun: Span | None = None
    for block in document.blocks:
        if block.kind is BlockKind.REFERENCE and document.slice(block.span).strip():
            if not run:
                begun = heading
            run.extend(_read_block(document, block.span))
        elif block.kind is BlockKind.HEADING:
            heading = block.span
            if run:
                lists.append(RefList(begun, "literature", tuple(run)))
                run = []
    if run:
        lists.append(RefList(begun, "literature", tuple(run)))
    return tuple(lists)


def _read_block(document: Document, span: Span) -> list[ListEntry]:
    """Return the one entry of a block, its label parted from it."""
    lines = read_lines(document.text, span.start, span.end, ())
    parts = split_entries(document.text, lines, frozenset())
    if len(parts) == 1 and parts[0].span.end == lines[-1].end:
        return parts
    match = _BLOCK_LABEL.match(document.text, span.start, span.end)
    start = match.end() if match else lines[0].start
    label = (match["number"] or match["plain"]) if match else ""
    label_span = Span(lines[0].start, match.end("label")) if match else None
    return [ListEntry(label, label_span, (Span(start, lines[-1].end),))]


_BLOCK_LABEL: Final = defer_pattern(
    r"\s{0,20}(?P<label>\[(?P<number>[^\[\]\n]{1,12})\]|(?P<plain>\d{1,4})[.)](?!\d))\s{1,20}(?=\S)"
)


def _find_headings(document: Document, holes: Sequence[Span]) -> list[ListHeading]:
    """Return the headings of lists, by the format's blocks first."""
    own = [
        block
        for block in document.blocks
        if block.kind is BlockKind.HEADING and is_list_heading(" ".join(document.slice(block.span).split()))
    ]
    found = [
        heading
        for heading in find_list_headings(document.text)
        if not any(
            hole.overlaps(heading.span) for hole in _holes_in(holes, heading.span.start, heading.span.end)
        )
    ]
    starts = [heading.span.start for heading in found]
    for block in own:
        index = bisect_left(starts, block.span.start)
        near = found[max(0, index - 1) : index + 1]
        if not any(heading.span.overlaps(block.span) for heading in near):
            found.append(ListHeading(block.span, block.span.end, "literature"))
    return sorted(found)


def _read_headed(document: Document, headings: Sequence[ListHeading], holes: Sequence[Span]) -> list[RefList]:
    lists: list[RefList] = []
    structured = document.format not in _STRUCTURED
    ends = (
        [block.span.start for block in document.blocks if block.kind is BlockKind.HEADING]
        if structured
        else []
    )
    paragraphs = (
        frozenset(
            block.span.start
            for block in document.blocks
            if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL}
        )
        if structured
        else frozenset()
    )
    for index, heading in enumerate(headings):
        stop = headings[index + 1].span.start if index + 1 < len(headings) else len(document.text)
        if lists and heading.span.start < lists[-1].span.end:
            continue
        if not document.text[heading.body : min(stop, heading.body + 200)].strip():
            continue
        after = bisect_right(ends, heading.body)
        while after < len(ends) and ends[after] < stop:
            between = document.text[heading.body : ends[after]].strip()
            if between:
                stop = ends[after]
                break
            after += 1
        lines = read_lines(document.text, heading.body, stop, _holes_in(holes, heading.body, stop))
        entries = split_entries(document.text, lines, paragraphs)
        if entries and _is_list(document.text, entries, inline=heading.inline):
            lists.append(RefList(heading.span, heading.kind, tuple(entries)))
    return lists


def _read_note_lists(document: Document, holes: Sequence[Span]) -> list[RefList]:
    """Return the numbered lists under headings of notes: what is cited there by `[2]` is a list too."""
    text = document.text
    if "[" not in text:
        return []
    sections = find_sections(text)
    lists = []
    for index, kind in enumerate(sections.kinds):
        if kind is not Section.NOTES:
            continue
        start, body = sections.starts[index], sections.ends[index]
        stop = sections.starts[index + 1] if index + 1 < len(sections.starts) else len(text)
        if any(hole.start < body + 200 and hole.end > body for hole in _holes_in(holes, body, stop)):
            continue
        entries = split_entries(text, read_lines(text, body, stop, _holes_in(holes, body, stop)))
        if len(entries) >= 2 and entries[0].label == "1" and _is_list(text, entries, inline=False):
            lists.append(RefList(Span(start, body), "notes", tuple(entries)))
    return lists


def _is_list(text: str, entries: Sequence[ListEntry], *, inline: bool) -> bool:
    """Tell whether what stands under a heading is a list of references."""
    sample = [_content(text, entry) for entry in entries[:12]]
    good = sum(
        1
        for content in sample
        if looks_like_reference(content[:600], THRESHOLD / 2) or REPEAT_WORDS.search(content[:120])
    )
    if len(entries) == 1:
        return looks_like_reference(sample[0][:600], THRESHOLD * 1.5 if inline else THRESHOLD)
    return good >= max(1, (0.6 if inline else 0.45) * len(sample))


def _content(text: str, entry: ListEntry) -> str:
    return " ".join(" ".join(text[part.start : part.end].split()) for part in entry.parts)


def _read_unheaded(document: Document, holes: Sequence[Span]) -> list[RefList]:
    """Return the list that stands at the end without a heading, if there is one."""
    text = document.text
    start = int(len(text) * _TAIL) if len(text) > 3000 else 0
    begin = text.rfind("\n", 0, start) if start else 0
    places = _candidate_places(text, max(begin, 0), holes)
    if len(places) < 3:
        return []
    if begin > 0 and places[0] - begin < 900 and _promises(text, places):
        places = _candidate_places(text, 0, holes)
    runs: list[list[int]] = []
    for place in places:
        if runs and place - runs[-1][-1] <= 900:
            runs[-1].append(place)
        else:
            runs.append([place])
    for whole in runs[: -_MOST_RUNS - 1 : -1]:
        run = _drop_paragraphs(text, whole)
        if len(run) < 3 or not _promises(text, run):
            continue
        end = min(len(text), run[-1] + 900)
        lines = read_lines(text, run[0], end, _holes_in(holes, run[0], end))
        entries = split_entries(text, lines)
        if len(entries) < 3 or entries[0].label not in {"", "1"} or not _is_surely_list(text, entries):
            continue
        rest = len(text) - entries[-1].span.end
        if rest <= max(_LONGEST_REST, 0.25 * len(text)):
            return [RefList(None, "literature", tuple(entries))]
    return []


def _drop_paragraphs(text: str, run: list[int]) -> list[int]:
    """Return a run from its first label in brackets on: paragraphs with numbers may stand before."""
    bracketed = [place for place in run if text[place : place + 14].lstrip().startswith("[")]
    return [place for place in run if place >= bracketed[0]] if len(bracketed) >= 3 else run


def _candidate_places(text: str, begin: int, holes: Sequence[Span]) -> list[int]:
    """Return the starts of the lines that may open an entry, in order."""
    numbered = [match.start() + 1 for match in _OPENING.finditer(text, begin)]
    named = [
        match.end()
        for match in _NAME_OPENING.finditer(text, begin)
        if FAMILY_INITIALS.match(text, match.end()) or FAMILY_GIVEN.match(text, match.end())
    ]
    places = sorted({*numbered, *named})
    return [place for place in places if not _lies_in(place, holes)] if holes else places


def _lies_in(place: int, holes: Sequence[Span]) -> bool:
    index = bisect_right(holes, place, key=lambda hole: hole.start) - 1
    return index >= 0 and place < holes[index].end


def _promises(text: str, run: Sequence[int]) -> bool:
    """Tell by a sample whether a run of lines may be a list, before it is split."""
    step = max(1, len(run) // 8)
    sample = run[::step][:10]
    good = 0
    for number, place in enumerate(sample, 1):
        good += looks_like_reference(" ".join(text[place : place + 260].split()), 1.5)
        if number >= 3 and good * 3 < number:
            return False
    return good >= 0.6 * len(sample)


def _is_surely_list(text: str, entries: Sequence[ListEntry]) -> bool:
    """Tell whether entries without a heading are references: most of them, with a margin."""
    contents = [_content(text, entry)[:600] for entry in entries[:40]]
    weights = [
        THRESHOLD + 0.5 if REPEAT_WORDS.search(content[:120]) else weigh_reference(content)
        for content in contents
    ]
    good = sum(1 for weight in weights if weight >= THRESHOLD)
    return good >= 0.75 * len(weights) and sum(weights) / len(weights) >= THRESHOLD + 0.5
