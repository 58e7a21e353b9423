"""Footnotes and endnotes of plain text: bodies, calls, and what is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import Final

from citekit.diagnostics import Diagnostic, Severity, diagnose
from citekit.find.note_alignment import LEAST_CHAIN, Alignment, Pair, align_notes
from citekit.find.note_bodies import (
    NOTE_CUE,
    BodyCandidate,
    LineWidths,
    MarkStyle,
    find_body_candidates,
    measure_lines,
    refers_to_source,
)
from citekit.find.note_calls import CallCandidate, CallForm, find_call_candidates
from citekit.find.note_extents import (
    Extent,
    Joints,
    Surroundings,
    extend_over_blanks,
    find_continuation,
    find_extent,
    last_line_before,
    measure_notes,
    measure_running_text,
)
from citekit.find.note_romans import find_roman_notes
from citekit.find.note_sections import Section, Sections, find_sections
from citekit.find.note_symbols import find_symbol_notes
from citekit.model import Block, BlockKind, Document, Found, Note, NotePlace, Span
from citekit.parse.patterns import defer_pattern

#: Formats whose notes are text like the rest; every other reader brings the notes itself.
_TEXT_FORMATS: Final = frozenset({"plain", "pdf", "text", "markdown"})
_ROUNDS: Final = 3
#: So far apart may the numbers of two calls be between which others were lost.
_MOST_LOST: Final = 3
#: What a note has and an entry of a list has not: words that point to another note, or lead to a second work.
_LIKE_NOTES: Final = defer_pattern(
    r"\(n\s?\d|\b(?:Fn|Fußn|fn)\.\s?\d|\b[Ii]bid\b|\b[Oo]p\.\s?cit|\ba\.?\s?a\.?\s?O\b|\b[Ss]upra\b"
    r"|\bart\. cit|\bRn\.\s\d"
    r"|;\s(?:see|cf|vgl|siehe|voir|cfr|véase|vid|auch|so auch|dazu|ebenso|krit|ders|dies|s\. auch|s\. dazu)\b"
)
_LONGEST_BODY: Final = 1500
#: So many notes in order tell a page out of the midst of a text.
_FEWEST_OF_PAGE: Final = 3
_ENCLOSED: Final = frozenset({CallForm.BRACKET, CallForm.PARENTHESIS})
#: A bracket with a place or several numbers: it cites the works of a list and calls no note.
_CLUSTER: Final = defer_pattern(
    r"\[(\d{1,3})(?:,\s?(?:[^\W\d_]{1,8}\.?\s?)?\d|;\s?\d|\s?[–—-]\s?\d)[^\[\]]{0,80}\]"
)
#: A call of this score is one by itself.
_SURE_CALL: Final = 2.5
#: As many calls in a row, without any body, are reported.
_LONELY: Final = 4
#: From this many endnotes on, one block after all calls is a list of endnotes even without a heading.
_ENDNOTE_BLOCK: Final = 8
#: The order of the text; two numbers are compared faster than two spans.
_BY_PLACE: Final = attrgetter("span.start", "span.end")


def find_notes(document: Document | str) -> Found[Note]:
    """Find the footnotes and endnotes of a document, each with its call.

    Bodies and calls are aligned together: numbers rise by one, or begin anew on a page, and a call stands
    before its body. Where the evidence is weak there is no note.

    Args:
        document: The document. One that brings its notes (Markdown, office formats) gets them back.

    Returns:
        The notes in the order of their calls. `diagnostics` tells of a note whose call was not found
        (CK301), of a call without a note (CK302), of a number that is missing altogether (CK303), and of a
        note that breaks off (CK304).
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    if document.notes or document.format not in _TEXT_FORMATS:
        return Found(document.notes)
    numbered, diagnostics = _find_numbered_notes(document)
    if not numbered:
        numbered = find_roman_notes(document)
    calls = [note.call for note in numbered if note.call is not None]
    marked = [
        note
        for note in find_symbol_notes(document, [span for note in numbered for span in note.parts])
        if not any(note.body.contains(call) for call in calls)
    ]
    numbered = [_end_before_marks(document.text, note, marked) for note in numbered]
    places = _order_notes([*numbered, *marked])
    return Found([note for _, note in sorted(places, key=lambda place: place[0])], diagnostics)


def _order_notes(notes: Sequence[Note]) -> Iterator[tuple[Span, Note]]:
    """Yield each note with the place of its call; one without a call stands before the note behind it."""
    following: Span | None = None
    for note in sorted(notes, key=lambda note: note.body, reverse=True):
        place = note.call or note.body
        if note.call is None and following is not None and following < place:
            place = Span(following.start, following.start)
        following = place
        yield place, note


def _end_before_marks(text: str, note: Note, marked: Sequence[Note]) -> Note:
    """Return a numbered note whose body ends where that of a note with a sign begins: `* Прим.`."""
    body = note.body
    for other in marked:
        if other.mark is not None and body.start < other.mark.start < body.end:
            body = Span(body.start, body.start + len(text[body.start : other.mark.start].rstrip()))
    return note if body == note.body else replace(note, body=body, continued=())


def _find_numbered_notes(document: Document) -> tuple[list[Note], list[Diagnostic]]:
    text = document.text
    headings = tuple(block.span.start for block in document.blocks if block.kind is BlockKind.HEADING)
    sections = find_sections(text, headings)
    widths = measure_lines(text)
    calls = find_call_candidates(text)
    bodies = _drop_cited(text, find_body_candidates(document, sections, widths), calls)
    furniture = [block.span for block in document.blocks if block.kind is BlockKind.PAGE_FURNITURE]
    joints = Joints.of(text, furniture)
    style, alignment = _choose_style(text, bodies, calls, joints)
    if _cites_a_list(bodies, calls, alignment):
        return [], []
    if not alignment.pairs:
        listed = any(kind is Section.WORKS for kind in sections.kinds)
        return [], [] if listed else _report_lonely_calls(document, calls)
    extents: list[Extent] = []
    banned: set[int] = set()
    for _ in range(_ROUNDS):
        extents = _find_extents(document, sections, widths, joints, alignment)
        inside = _calls_inside(alignment, extents)
        if not inside:
            break
        banned |= inside
        calls = [call for call in calls if call.start not in banned]
        bodies_of_style = [body for body in bodies if body.style is style]
        alignment = align_notes(
            bodies_of_style, _calls_for(text, style, bodies_of_style, calls), joints.starts
        )
        if not alignment.pairs:
            return [], []
    else:
        extents = _find_extents(document, sections, widths, joints, alignment)
        alignment = _drop_calls(alignment, _calls_inside(alignment, extents))
    places = _place_notes(text, alignment)
    notes = _make_notes(alignment, extents, places)
    return notes, _report_problems(document, alignment, extents, notes, calls)


def _drop_cited(
    text: str, bodies: list[BodyCandidate], calls: Sequence[CallCandidate]
) -> list[BodyCandidate]:
    """Return the bodies without those of a list headed as notes that the text cites with places.

    Such a list is one of works, whatever its heading says, unless raised numbers call most of it.
    """
    listed = [body for body in bodies if body.section in {Section.NOTES, Section.EITHER}]
    if not listed:
        return bodies
    numbers = {body.number for body in listed}
    first = listed[0].line
    cited = {int(cluster[1]) for cluster in _CLUSTER.finditer(text, 0, first)} & numbers
    raised = {
        call.number
        for call in calls
        if call.start < first and call.form in {CallForm.GLUED, CallForm.RAISED} and call.score >= _SURE_CALL
    } & numbers
    if not cited or 2 * len(raised) > len(numbers):
        return bodies
    return [body for body in bodies if body.section not in {Section.NOTES, Section.EITHER}]


def _calls_for(
    text: str, style: MarkStyle, bodies: Sequence[BodyCandidate], calls: Sequence[CallCandidate]
) -> list[CallCandidate]:
    """Return the calls that fit bodies of a style: `[1]` calls `[1] text`, or a list headed as notes."""
    if style is MarkStyle.BRACKET:
        return _choose_bracket_calls(text, bodies, calls)
    if style is MarkStyle.PARENTHESIS and all(text[body.line] == "(" for body in bodies):
        return _choose_parenthesis_calls(text, bodies, calls)
    bare = [call for call in calls if call.form not in _ENCLOSED]
    if any(body.section is Section.NOTES for body in bodies) and not _CLUSTER.search(text):
        bracketed = [call.number for call in calls if call.form is CallForm.BRACKET]
        return list(calls) if bracketed == sorted(set(bracketed)) else bare
    return bare


def _choose_bracket_calls(
    text: str, bodies: Sequence[BodyCandidate], calls: Sequence[CallCandidate]
) -> list[CallCandidate]:
    """Return the calls `[1]`, `[2]` ... where they call notes and do not cite the works of a list.

    Notes are called once each and in order, and at least one of them reads like a note: it begins so,
    it points to another, or it leads to a second work.
    """
    marks = {body.mark[0] for body in bodies}
    called = [call for call in calls if call.form is CallForm.BRACKET and call.start not in marks]
    if not called:
        return []
    first = called[0].number
    in_order = [call.number for call in called] == list(range(first, first + len(called)))
    if not in_order or (first > 1 and len(called) < _FEWEST_OF_PAGE):
        return []
    reads = any(body.section is Section.NOTES or NOTE_CUE.match(text, body.start) for body in bodies)
    if not reads:
        ends = [*(body.line for body in bodies[1:]), len(text)]
        reads = any(
            body.section is not Section.WORKS
            and _LIKE_NOTES.search(text, body.start, min(end, body.start + _LONGEST_BODY))
            for body, end in zip(bodies, ends, strict=True)
        )
    return called if reads else []


def _choose_parenthesis_calls(
    text: str, bodies: Sequence[BodyCandidate], calls: Sequence[CallCandidate]
) -> list[CallCandidate]:
    """Return the calls `(1)`, `(2)` ... of bodies `(1) Cfr. …`, most of which must read like notes.

    A text that counts its points has them too: there nothing refers to a source.
    """
    marks = {body.mark[0] for body in bodies}
    called = [call for call in calls if call.form is CallForm.PARENTHESIS and call.start not in marks]
    # Under a heading a call may be lost, or stand with a place: `(3, с. 14)`.
    step = _MOST_LOST if any(body.section is Section.NOTES for body in bodies) else 1
    follow = all(
        call.number == 1 or 0 < call.number - before.number <= step for before, call in pairwise(called)
    )
    reads = sum(refers_to_source(text, body.start) for body in bodies)
    return called if called and called[0].number == 1 and follow and 2 * reads >= len(bodies) else []


def _choose_style(
    text: str, bodies: Sequence[BodyCandidate], calls: Sequence[CallCandidate], joints: Joints
) -> tuple[MarkStyle, Alignment]:
    """Align the bodies of each mark style by itself, and return the best."""
    best, best_style = Alignment(), MarkStyle.PLAIN
    for style in MarkStyle:
        chosen = [body for body in bodies if body.style is style]
        if not chosen:
            continue
        alignment = align_notes(chosen, _calls_for(text, style, chosen, calls), joints.starts)
        if alignment.value > max(best.value, LEAST_CHAIN if style is MarkStyle.PLAIN else LEAST_CHAIN + 1):
            best, best_style = alignment, style
    return best_style, best


def _cites_a_list(
    bodies: Sequence[BodyCandidate], calls: Sequence[CallCandidate], alignment: Alignment
) -> bool:
    """Tell whether the raised numbers cite a numbered list of works, as journals of medicine do.

    Then a list of theses may match a few of them; the list of works matches nearly all.
    """
    listed = {body.number for body in bodies if body.section is Section.WORKS}
    if len(listed) < 3:
        return False
    called = {call.number for call in calls if call.score >= 2.5 and call.form not in _ENCLOSED}
    matched = {pair.body.number for pair in alignment.pairs if pair.call is not None}
    return len(called & listed) >= 3 and 2 * len(matched) <= len(called) <= 1.5 * len(called & listed)


def _find_extents(
    document: Document, sections: Sections, widths: LineWidths, joints: Joints, alignment: Alignment
) -> list[Extent]:
    text = document.text
    bodies = [pair.body for pair in alignment.pairs]
    calls = sorted(pair.call.start for pair in alignment.pairs if pair.call is not None)
    running = measure_running_text(text, calls, widths)
    around = Surroundings(text, running, measure_notes(text, bodies), joints, document.language)
    extents: list[Extent] = []
    before = ""
    for index, body in enumerate(bodies):
        limit = bodies[index + 1].line if index + 1 < len(bodies) else len(text)
        if body.section in {Section.NOTES, Section.EITHER}:
            extents.append(_find_endnote_extent(around, sections, body, limit, last=index + 1 == len(bodies)))
            continue
        if not extents or text[extents[-1].end : body.line].strip(" \t\r\n\f_—-"):
            before = last_line_before(around, body.line)
        extent = find_extent(around, body, limit, before, calls)
        extents.append(extend_over_blanks(around, extent, limit, before))
    for index, extent in enumerate(extents):
        if extent.open and not extent.continued and index + 1 < len(extents):
            part = find_continuation(around, extent, bodies[index + 1].line)
            if part is not None:
                extents[index] = Extent(extent.start, extent.end, (part,))
    return extents


def _find_endnote_extent(
    around: Surroundings, sections: Sections, body: BodyCandidate, limit: int, *, last: bool
) -> Extent:
    """An endnote reaches to the next one, over blank lines; the last one ends with its paragraph."""
    text = around.text
    index = bisect_right(sections.starts, body.line)
    if index < len(sections.starts) and sections.starts[index] < limit:
        limit, last = sections.starts[index], True
    if last:
        extent = find_extent(around, body, limit, "", ())
        return extend_over_blanks(around, extent, limit, "")
    end = body.start + len(text[body.start : limit].rstrip())
    joint = around.joints.next_after(body.start)
    if 0 <= joint < end:
        head = body.start + len(text[body.start : joint].rstrip())
        parts = _parts_between(around, joint, end)
        return Extent(body.start, head, parts)
    return Extent(body.start, end)


def _parts_between(around: Surroundings, start: int, end: int) -> tuple[Span, ...]:
    """Return the stretches of a body that page joints part, without the blanks around them."""
    text = around.text
    parts = []
    joints = [span for span in around.joints.spans if start <= span.start < end]
    place = start
    for span in (*joints, Span(end, end)):
        piece = text[place : span.start]
        if piece.strip():
            begin = place + len(piece) - len(piece.lstrip())
            parts.append(Span(begin, begin + len(piece.strip())))
        place = span.end
    return tuple(parts)


def _calls_inside(alignment: Alignment, extents: Sequence[Extent]) -> set[int]:
    """Return the starts of calls that turn out to stand inside a body."""
    parts = sorted(part for extent in extents for part in (Span(extent.start, extent.end), *extent.continued))
    starts = [part.start for part in parts]
    inside = set()
    for pair in alignment.pairs:
        if pair.call is None:
            continue
        index = bisect_right(starts, pair.call.start) - 1
        if index >= 0 and pair.call.start < parts[index].end:
            inside.add(pair.call.start)
    return inside


def _drop_calls(alignment: Alignment, starts: set[int]) -> Alignment:
    """Return the alignment without the calls that begin at these places."""
    pairs = tuple(
        replace(pair, call=None) if pair.call is not None and pair.call.start in starts else pair
        for pair in alignment.pairs
    )
    return replace(alignment, pairs=pairs)


def _place_notes(text: str, alignment: Alignment) -> list[NotePlace]:
    """Tell footnotes from endnotes: by the heading above, or one long block after all calls."""
    pairs = alignment.pairs
    last_call = max((pair.call.start for pair in pairs if pair.call is not None), default=0)
    first_body = min(pair.body.line for pair in pairs)
    bracketed = pairs[0].body.style is MarkStyle.BRACKET and text[first_body] == "["
    closing = last_call < first_body and (
        bracketed or (len(pairs) >= _ENDNOTE_BLOCK and first_body > 6_000 and "\f" not in text)
    )
    endnote = {Section.NOTES, Section.EITHER}
    return [
        NotePlace.ENDNOTE if closing or pair.body.section in endnote else NotePlace.FOOTNOTE for pair in pairs
    ]


def _make_notes(alignment: Alignment, extents: Sequence[Extent], places: Sequence[NotePlace]) -> list[Note]:
    seen: Counter[str] = Counter()
    notes = []
    for pair, extent, place in zip(alignment.pairs, extents, places, strict=True):
        prefix = "en" if place is NotePlace.ENDNOTE else "fn"
        name = f"{prefix}{pair.body.number}"
        seen[name] += 1
        notes.append(
            Note(
                id=name if seen[name] == 1 else f"{name}-{seen[name]}",
                number=str(pair.body.number),
                call=Span(pair.call.start, pair.call.end) if pair.call is not None else None,
                body=Span(extent.start, extent.end),
                place=place,
                mark=Span(*pair.body.mark),
                continued=extent.continued,
            )
        )
    return notes


def _report_problems(
    document: Document,
    alignment: Alignment,
    extents: Sequence[Extent],
    notes: Sequence[Note],
    calls: Sequence[CallCandidate],
) -> list[Diagnostic]:
    """Tell of calls, bodies and numbers that are missing."""
    found = []
    for note, extent in zip(notes, extents, strict=True):
        if note.call is None and note.mark is not None:
            message = f"the call of note {note.number} was not found"
            found.append(diagnose(document, "CK301", message, note.mark))
        if extent.open and not extent.continued:
            message = f"note {note.number} breaks off"
            end = Span(extent.end - 1, extent.end)
            found.append(diagnose(document, "CK304", message, end, Severity.INFO))
    used = {pair.call.start for pair in alignment.pairs if pair.call is not None}
    starts = set(alignment.starts)
    previous: Pair | None = None
    for index, pair in enumerate(alignment.pairs):
        first = 1 if previous is None or index in starts else previous.body.number + 1
        low = previous.call.end if previous is not None and previous.call is not None else 0
        high = pair.call.start if pair.call is not None else pair.body.line
        missing = [
            (number, _best_call(calls, number, low, high, used)) for number in range(first, pair.body.number)
        ]
        excerpt = previous is None and len(missing) > 2
        found.extend(
            _report_missing(document, number, call, pair) for number, call in missing if call or not excerpt
        )
        previous = pair
    if previous is not None and previous.call is not None:
        number, low = previous.body.number + 1, previous.call.end
        while call := _best_call(calls, number, low, len(document.text), used):
            if any(extent.start <= call.start < extent.end for extent in extents):
                break
            found.append(_report_missing(document, number, call, previous))
            number, low = number + 1, call.end
    return sorted(found, key=lambda problem: problem.span or Span(0, 0))


def _best_call(
    calls: Sequence[CallCandidate], number: int, low: int, high: int, used: set[int]
) -> CallCandidate | None:
    fitting = [
        call
        for call in calls
        if call.number == number
        and low <= call.start < high
        and call.score >= 2
        and call.start not in used
        and call.form not in _ENCLOSED
    ]
    return max(fitting, key=lambda call: call.score, default=None)


def _report_missing(document: Document, number: int, call: CallCandidate | None, near: Pair) -> Diagnostic:
    if call is not None:
        message = f"note {number} is called here, but its text was not found"
        return diagnose(document, "CK302", message, Span(call.start, call.end))
    message = f"note {number} is missing: neither its call nor its text was found"
    return diagnose(document, "CK303", message, Span(*near.body.mark))


def _report_lonely_calls(document: Document, calls: Sequence[CallCandidate]) -> list[Diagnostic]:
    """Tell of a run of calls 1, 2, 3 ... when the document has no notes at all."""
    run: list[CallCandidate] = []
    for call in calls:
        if (
            call.score >= 2.5
            and call.form in {CallForm.GLUED, CallForm.RAISED}
            and call.number == len(run) + 1
        ):
            run.append(call)
    if len(run) < _LONELY:
        return []
    first = run[0]
    message = f"{len(run)} notes seem to be called, from here on, but the document holds no notes"
    return [diagnose(document, "CK302", message, Span(first.start, first.end))]


def attach_notes(document: Document, notes: Sequence[Note]) -> Document:
    """Return the document with these notes, their bodies as blocks of their own.

    A block that a body cuts in two becomes two blocks of its kind; every part of a note becomes a `NOTE`
    block that begins at its mark.
    """
    notes = tuple(notes)
    if notes == document.notes and any(block.kind is BlockKind.NOTE for block in document.blocks):
        return document
    places = [
        (
            Span(
                min(part.start, note.mark.start) if note.mark and part is note.body else part.start, part.end
            ),
            note,
        )
        for note in notes
        for part in note.parts
    ]
    places.sort(key=lambda place: place[0])
    blocks = _carve_blocks(document, places)
    return replace(document, notes=notes, blocks=tuple(blocks))


def _carve_blocks(document: Document, places: Sequence[tuple[Span, Note]]) -> list[Block]:
    blocks: list[Block] = []
    index = 0
    kept = [block for block in document.blocks if block.kind is not BlockKind.NOTE]
    if not kept:
        kept = [Block(BlockKind.PARAGRAPH, Span(0, len(document.text)))] if document.text else []
    pages: dict[int, int | None] = {}
    for block in kept:
        start = block.span.start
        while index < len(places) and places[index][0].start < block.span.end:
            span = places[index][0]
            pages[index] = block.page
            _add_piece(document, blocks, block, start, span.start)
            start = max(start, span.end)
            if span.end > block.span.end:
                break
            index += 1
        _add_piece(document, blocks, block, start, block.span.end)
    for number, (span, note) in enumerate(places):
        blocks.append(Block(BlockKind.NOTE, span, page=pages.get(number), note=note.id))
    return sorted(blocks, key=_BY_PLACE)


def _add_piece(document: Document, blocks: list[Block], block: Block, start: int, end: int) -> None:
    """Add what is left of a block between `start` and `end`, without the blanks around it."""
    piece = document.text[start:end] if start < end else ""
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        end = begin + len(stripped)
        if begin == block.span.start and end == block.span.end:
            blocks.append(block)
        else:
            span = Span(begin, end)
            blocks.append(Block(block.kind, span, block.level, block.page, block.note, block.label))


def body_spans(document: Document) -> tuple[Span, ...]:
    """Return the running text: all but note bodies and page furniture, as spans in order.

    Spans that follow each other may cut a sentence or a word: `join_flow` puts them together.
    """
    left_out = [part for note in document.notes for part in _marked_parts(document.text, note)]
    left_out.extend(block.span for block in document.blocks_of(BlockKind.PAGE_FURNITURE))
    left_out.sort()
    spans = []
    start = 0
    for span in left_out:
        if span.start > start and not document.text[start : span.start].isspace():
            spans.append(Span(start, span.start))
        start = max(start, span.end)
    if start < len(document.text) and not document.text[start:].isspace():
        spans.append(Span(start, len(document.text)))
    return tuple(spans)


def _marked_parts(text: str, note: Note) -> tuple[Span, ...]:
    """Return the parts of a note, the first one from its mark on, the mark's brackets included."""
    start = min(note.body.start, note.mark.start) if note.mark else note.body.start
    while note.mark and start and text[start - 1] in "[(^" and (note.call is None or note.call.end != start):
        start -= 1
    return (Span(start, note.body.end), *note.continued)
