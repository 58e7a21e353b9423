"""What is to be replaced: citations, references in notes, and the calls of notes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citekit.diagnostics import Diagnostic, Severity, diagnose
from citekit.model import (
    Analysis,
    Citation,
    Cite,
    CiteForm,
    Document,
    Entry,
    Locator,
    Note,
    Reference,
    Resolution,
    Span,
)
from citekit.parse.hyphens import join_lines
from citekit.parse.locator_terms import LABEL_OF
from citekit.write.formats import NoteMode
from citekit.write.live import Change, CiteMode, LiveCitation, LiveCite, NoteCall

#: A reference in a note that was taken apart with less confidence stays as it is typed.
_SURE: Final = 0.5
_OPENING: Final = frozenset("([")
_CLOSING: Final = frozenset(")]")
_SEPARATORS: Final = " \t\n\u00a0;,"
_AND: Final = frozenset({"и", "and", "und", "et", "e", "y", "та", "й", "і", "&", "–", "—", "-"})
#: Fields that name a place inside a work where the entry does not have their value: name, label, and the
#: fields of the entry that are asked, all of them where none is named.
_PLACES: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("page", "page", ("pages", "pagetotal")),
    ("archive_location", "folio", ("archive_location",)),
    ("section", "section", ()),
    ("chapter-number", "chapter", ()),
)
#: The leaf at the end of an archive's shelfmark; the file before it is the work.
_LEAF: Final = re.compile(r"(?:[Лл]л?|[Аа]рк|Bl|fol|f)\.?\s?(\d[\w\s.,–-]{0,40})\Z")
_LABEL_BEFORE: Final = re.compile(r"([^\W\d_]{1,12}|§§?)\.?[\s\u00a0]{0,2}\Z")
_LETTER: Final = re.compile(r"[^\W_]")
#: So many words behind the last field may belong to it; more are the author's own.
_MOST_WORDS: Final = 3
#: The bracket of a reference within the text opens no farther before it.
_FARTHEST: Final = 800
_CLOSES: Final = frozenset(")]»”’\"'")
_WORD: Final = re.compile(r"\w+")
_ORDINARY: Final = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes of a document.

    Attributes:
        changes: In the order of the text; none overlaps another.
        moved: The notes whose text moves to their call, and those that become citations.
        kept: What stays as typed, and why.
    """

    changes: tuple[Change, ...]
    moved: frozenset[str]
    kept: tuple[Diagnostic, ...]


def plan_changes(
    analysis: Analysis, notes: NoteMode, lists: Sequence[Span], *, move_notes: bool, every_key: bool
) -> Changes:
    """Return what is to be replaced in a document.

    Args:
        analysis: The analysis.
        notes: What becomes of the notes' references.
        lists: The reference lists.
        move_notes: The notes' texts move to their calls; False for a format whose notes are live already.
        every_key: Citations by key are replaced too; False where they are live already.
    """
    return _Planner(analysis, notes, lists, move_notes=move_notes, every_key=every_key).plan()


class _Planner:
    """Gathers the changes of one document."""

    def __init__(
        self, analysis: Analysis, notes: NoteMode, lists: Sequence[Span], *, move_notes: bool, every_key: bool
    ) -> None:
        self.analysis = analysis
        self.document: Document = analysis.document
        self.text = analysis.document.text
        self.mode = notes
        self.lists = sorted(lists)
        self.move_notes = move_notes
        self.every_key = every_key
        self.resolutions = {id(one.cite): one for one in analysis.resolutions}
        self.entries = {entry.key: entry for entry in analysis.entries}
        self.kept: list[Diagnostic] = []

    def plan(self) -> Changes:
        """Return the changes."""
        changes = [*self._change_citations(), *self._change_references(), *self._change_inline()]
        changes = _drop_overlapping(changes)
        changes = sorted([*changes, *self._mend_links(changes)], key=lambda one: one.span)
        moved: set[str] = set()
        if self.move_notes or self.mode is NoteMode.INLINE:
            changes, moved = self._move_notes(changes)
        return Changes(tuple(changes), frozenset(moved), tuple(self.kept))

    def _change_citations(self) -> Iterator[Change]:
        for citation in self.analysis.citations:
            if (
                citation.note is not None
                and self.mode is NoteMode.TEXT
                and not _is_marked(citation, self.text)
            ):
                continue
            if not self.every_key and all(cite.form is CiteForm.KEY for cite in citation.cites):
                continue
            found = [self.resolutions.get(id(cite)) for cite in citation.cites]
            if any(one is None or one.key is None for one in found):
                self._keep(citation.span, "leads nowhere")
                continue
            yield self._change_citation(citation, [one for one in found if one is not None])

    def _keep(self, span: Span, reason: str) -> None:
        typed = " ".join(self.document.slice(span).split())
        shown = typed if len(typed) <= 60 else f"{typed[:59]}…"
        self.kept.append(diagnose(self.document, "CK804", f"{shown} stays as typed: it {reason}", span))

    def _change_citation(self, citation: Citation, resolutions: Sequence[Resolution]) -> Change:
        """Return a typed citation as a live one; names that belong to the sentence stay there."""
        text, span = self.text, citation.span
        mode = CiteMode.NORMAL
        marked = _is_marked(citation, text)
        first, last = citation.cites[0], citation.cites[-1]
        start, end = span.start, span.end
        if not marked:
            opening = next((at for at in range(first.span.start, span.end) if text[at] in _OPENING), -1)
            if first.form is CiteForm.AUTHOR_DATE and opening > 0 and text[span.end - 1] in _CLOSING:
                start, mode = opening, CiteMode.SUPPRESS_AUTHOR
            else:
                start, end = first.span.start, last.span.end
                end -= text[end - 1] == "." and citation.note is not None
        if first.form is CiteForm.KEY:
            if text.startswith("-", first.span.start):
                mode = CiteMode.SUPPRESS_AUTHOR
            elif not marked:
                mode = CiteMode.AUTHOR_IN_TEXT
        cites: list[LiveCite] = []
        position = start + 1 if marked else start
        for cite, resolution in zip(citation.cites, resolutions, strict=True):
            prefix = ""
            if cite.span.start >= position:
                prefix = self._tidy(text[position : cite.span.start]) if (marked or cites) else ""
            position = max(position, cite.span.end)
            assert resolution.key is not None  # noqa: S101 - those without a key were sorted out
            cites.append(self._make_cite(cite, resolution.key, prefix))
        tail = self._tidy(text[last.span.end : end - 1]) if marked and end - 1 > last.span.end else ""
        if tail and _LETTER.search(tail):
            cites[-1] = _add_suffix(cites[-1], tail)
        return Change(Span(start, end), LiveCitation(tuple(cites), mode))

    def _tidy(self, typed: str) -> str:
        """Return words between cites without what only parts them."""
        words = join_lines(typed).text.strip(_SEPARATORS + "[]")
        return "" if words.casefold() in _AND or not _LETTER.search(words) else words

    def _make_cite(self, cite: Cite, key: str, prefix: str) -> LiveCite:
        locator = cite.locators[0] if len(cite.locators) == 1 else None
        if locator is not None:
            locator = Locator(locator.label, " ".join(locator.value.split()))
        return LiveCite(key, prefix, locator, self._read_places(cite), " ".join(cite.suffix.split()))

    def _read_places(self, cite: Cite) -> str:
        """Return the places in the work as typed."""
        if not cite.locators:
            return ""
        spans = [one.span for one in cite.locators if one.span is not None]
        if len(spans) < len(cite.locators):
            return ", ".join(f"{one.label} {one.value}" for one in cite.locators)
        start, end = min(one.start for one in spans), max(one.end for one in spans)
        return join_lines(self.text, start, end).text

    def _change_references(self) -> Iterator[Change]:
        """Yield the references in notes, as citations."""
        if self.mode is NoteMode.TEXT:
            return
        for reference, key in zip(self.analysis.references, self.analysis.reference_keys, strict=False):
            if reference.note is None:
                continue
            entry = self.entries.get(key or "")
            if entry is None:
                continue
            if reference.confidence < _SURE:
                self._keep(reference.span, "was taken apart with little confidence")
                continue
            cite = self._cite_reference(reference, entry)
            yield Change(self._trim_reference(reference), LiveCitation((cite,)))

    def _change_inline(self) -> Iterator[Change]:
        """Yield the references in full within the running text, those of one bracket as one citation."""
        groups: dict[int, list[tuple[Reference, Entry]]] = {}
        for reference, key in zip(self.analysis.references, self.analysis.reference_keys, strict=False):
            entry = self.entries.get(key or "")
            if reference.note is None and entry is not None and not lies_in(reference.span, self.lists):
                groups.setdefault(_find_opening(self.text, reference.span.start), []).append(
                    (reference, entry)
                )
        for opening, found in groups.items():
            start, end = found[0][0].span.start, found[-1][0].span.end
            if any(reference.confidence < _SURE for reference, _ in found):
                self._keep(Span(start, end), "was taken apart with little confidence")
                continue
            cites = [self._cite_reference(reference, entry) for reference, entry in found]
            behind = end
            while self.text[behind : behind + 1] in {".", " ", "\n"}:
                behind += 1
            if opening >= 0 and self.text[behind : behind + 1] in _CLOSING:
                prefix = self._tidy(self.text[opening + 1 : start])
                cites[0] = replace(cites[0], prefix=prefix)
                start, end = opening, behind + 1
            yield Change(Span(start, end), LiveCitation(tuple(cites)))

    def _trim_reference(self, reference: Reference) -> Span:
        """Return a reference's place without its full stop, and without words that no field has."""
        start, end = reference.span.start, reference.span.end
        spans = [one.span for one in reference.fields if reference.span.contains(one.span)]
        if spans:
            last = max(one.end for one in spans)
            while last < end and self.text[last] in _CLOSES:
                last += 1
            if len(_WORD.findall(self.text, last, end)) > _MOST_WORDS:
                return Span(start, last)
        return Span(start, end - (self.text[end - 1] == "."))

    def _cite_reference(self, reference: Reference, entry: Entry) -> LiveCite:
        """Return a reference as a cite: a place in the work that its entry does not state is the locator."""
        for name, label, fields in _PLACES:
            stated = {word for one in fields or entry.fields for word in _WORD.findall(entry.get(one))}
            for found in reference.fields:
                if found.name != name or stated.issuperset(_WORD.findall(found.value)):
                    continue
                if name == "archive_location":
                    leaf = _LEAF.search(found.value)
                    if leaf is None:
                        continue
                    return LiveCite(entry.key, "", Locator(label, leaf[1]), _flatten(leaf[0]))
                typed = self.document.slice(found.span)
                before = _LABEL_BEFORE.search(self.text, max(0, found.span.start - 16), found.span.start)
                if before and (known := LABEL_OF.get(before[1].casefold())):
                    return LiveCite(entry.key, "", Locator(known, found.value), _flatten(before[0] + typed))
                return LiveCite(entry.key, "", Locator(label, found.value), _flatten(typed))
        return LiveCite(entry.key)

    def _mend_links(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Yield the addresses that a line end broke, where nothing else takes their place."""
        for link in self.analysis.links:
            typed = self.document.slice(link.span)
            if "\n" not in typed or _overlaps(changes, link.span):
                continue
            joined = "".join(typed.split())
            letters = _letters(link.url)
            yield Change(link.span, link.url if letters == _letters(joined) else joined)

    def _move_notes(self, changes: list[Change]) -> tuple[list[Change], set[str]]:
        """Add the calls of the notes whose text can move there."""
        own = _Covered(self.document.notes)
        labels: set[str] = set()
        moved: set[str] = set()
        calls: list[Change] = []
        gone: list[Span] = []
        for note in self.document.notes:
            if (
                note.call is None
                or not any(len(part) for part in note.parts)
                or own.inside(note.call, note.id)
            ):
                continue
            call = widen_call(self.text, note.call)
            inside = [
                one
                for part in note.parts
                for one in changes_in(changes, part)
                if part.contains(one.span) and isinstance(one.by, LiveCitation)
            ]
            if self.mode is NoteMode.INLINE and self._is_reference(note, inside):
                cites = tuple(c for one in inside if isinstance(one.by, LiveCitation) for c in one.by.cites)
                calls.append(Change(call, LiveCitation(cites)))
                gone.extend(note.parts)
            elif self.move_notes:
                label = _name_note(note.number, labels)
                calls.append(Change(call, NoteCall(label, note.parts)))
            else:
                continue
            moved.add(note.id)
        gone.sort()
        kept = [one for one in changes if not lies_in(one.span, gone)]
        return _drop_overlapping([*calls, *kept]), moved

    def _is_reference(self, note: Note, inside: Sequence[Change]) -> bool:
        """Tell whether a note holds citations and nothing else that has a letter."""
        if not inside:
            return False
        for part in note.parts:
            position = part.start
            for one in sorted(inside, key=lambda change: change.span):
                if part.contains(one.span):
                    if _LETTER.search(self.text, position, one.span.start):
                        return False
                    position = one.span.end
            if _LETTER.search(self.text, position, part.end):
                return False
        return True


class _Covered:
    """The parts of the notes, to tell whether a call stands inside another note."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._parts = sorted((part.start, part.end, note.id) for note in notes for part in note.parts)
        self._starts = [start for start, _, _ in self._parts]

    def inside(self, span: Span, own: str) -> bool:
        """Tell whether a place lies in the text of a note other than `own`."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._parts[index][1] and self._parts[index][2] != own


def _is_marked(citation: Citation, text: str) -> bool:
    """Tell whether a citation stands in brackets of its own."""
    span = citation.span
    return len(span) > 1 and text[span.start] in _OPENING and text[span.end - 1] in _CLOSING


def _name_note(number: str, labels: set[str]) -> str:
    """Return a label that no other note has, the note's own number where that is free."""
    stem = number if _ORDINARY.fullmatch(number) else f"note{len(labels) + 1}"
    label, again = stem, 1
    while label in labels:
        again += 1
        label = f"{stem}-{again}"
    labels.add(label)
    return label


def _find_opening(text: str, position: int) -> int:
    """Return the place of the bracket that is open at a position, or -1; it is not far."""
    depth = 0
    for place in range(position - 1, max(-1, position - _FARTHEST), -1):
        if text[place] in _CLOSING:
            depth += 1
        elif text[place] in _OPENING:
            if not depth:
                return place
            depth -= 1
    return -1


def _flatten(typed: str) -> str:
    return join_lines(typed).text


def _add_suffix(cite: LiveCite, words: str) -> LiveCite:
    return LiveCite(cite.key, cite.prefix, cite.locator, cite.typed, f"{cite.suffix} {words}".strip())


def widen_call(text: str, call: Span) -> Span:
    """Return the span of a call with the brackets that are its own: `[1]`, `[^1]`, `(1)`."""
    start, end = call.start, call.end
    if start and text[start - 1] == "^":
        start -= 1
    pair = text[start - 1 : start] + text[end : end + 1]
    if pair in {"[]", "()"}:
        return Span(start - 1, end + 1)
    return call


def _drop_overlapping(changes: list[Change]) -> list[Change]:
    """Return changes in the order of the text; of two that overlap the inner one stays, else the first."""
    changes = sorted(changes, key=lambda one: (one.span.start, -one.span.end))
    kept: list[Change] = []
    for one in changes:
        if kept and one.span.start < kept[-1].span.end:
            if kept[-1].span.contains(one.span) and one.span != kept[-1].span:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _overlaps(changes: Sequence[Change], span: Span) -> bool:
    """Tell whether a span overlaps a change; they are in the order of the text."""
    index = bisect_right(changes, span.start, key=lambda one: one.span.start)
    return any(one.span.overlaps(span) for one in changes[max(0, index - 1) : index + 1])


def lies_in(span: Span, spans: Sequence[Span]) -> bool:
    """Tell whether a span lies in one of others, which are in order and do not overlap."""
    index = bisect_right(spans, span.start, key=lambda one: one.start) - 1
    return index >= 0 and spans[index].contains(span)


def changes_in(changes: Sequence[Change], span: Span) -> Sequence[Change]:
    """Return the changes that begin inside a span; `changes` is in the order of the text."""
    first = bisect_left(changes, span.start, key=lambda one: one.span.start)
    last = bisect_left(changes, span.end, key=lambda one: one.span.start)
    return changes[first:last]


def warn_stubs(count: int, document: Document) -> Diagnostic:
    """Return what tells that citations lead to stubs."""
    return Diagnostic(
        "CK805",
        f"{count} {'entry is a stub' if count == 1 else 'entries are stubs'}: cited, but not in the document",
        Severity.INFO,
        document.source,
        hint="complete them in the written bibliography",
    )
