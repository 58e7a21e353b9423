"""An analysis while corrections are applied to it: everything by ids that never change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from citekit.diagnostics import Diagnostic
from citekit.model import (
    Analysis,
    Citation,
    Entry,
    Identifier,
    Link,
    Missing,
    Note,
    Reference,
    Resolution,
    Span,
)

#: First letter of the ids of each kind.
LETTERS: Final = MappingProxyType(
    {"entry": "e", "citation": "c", "link": "l", "identifier": "i", "reference": "r", "note": "n"}
)
#: Diagnostics that tell of cites without an entry: gone when a person has found it.
_ABOUT_CITES: Final = frozenset({"CK502", "CK504", "CK505"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one cite, its entries by id."""

    entry: str | None
    method: str
    confidence: float
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """The parts of an analysis by id, open to corrections.

    Attributes:
        base: The analysis as it was made.
        entries: Id to entry.
        gaps: Id of a stub entry to what is missing there.
        citations: Id to citation.
        answers: Id of a citation to what became of its cites, in their order.
        links: Id to link.
        link_entries: Id of a link to the id of its entry.
        identifiers: Id to identifier.
        references: Id to reference.
        reference_entries: Id of a reference to the id of the entry made of it.
        notes: Id to note.
        changed: Ids of what a person has changed or added.
        confirmed: Ids of what a person has said to be right.
        edits: Id of an entry to the fields that a person has set.
    """

    base: Analysis
    entries: dict[str, Entry] = field(default_factory=dict)
    gaps: dict[str, Missing] = field(default_factory=dict)
    citations: dict[str, Citation] = field(default_factory=dict)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    link_entries: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, Identifier] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    reference_entries: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    edits: dict[str, dict[str, str]] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)

    def new_id(self, kind: str) -> str:
        """Return the next free id of a kind."""
        number = self.used[kind]
        self.used[kind] = number + 1
        return f"{LETTERS[kind]}{number}"

    def findings(self, kind: str) -> dict[str, Any]:
        """Return the findings of a kind."""
        found: dict[str, dict[str, Any]] = {
            "citation": self.citations,
            "link": self.links,
            "identifier": self.identifiers,
            "reference": self.references,
            "note": self.notes,
        }
        return found[kind]


def begin_draft(analysis: Analysis) -> Draft:
    """Return an analysis as a draft without corrections."""
    draft = Draft(analysis)
    ids: dict[str, str] = {}
    for number, entry in enumerate(analysis.entries):
        draft.entries[f"e{number}"] = entry
        ids.setdefault(entry.key, f"e{number}")
    draft.gaps = {ids[gap.key]: gap for gap in analysis.missing if gap.key in ids}
    answers = {id(resolution.cite): resolution for resolution in analysis.resolutions}
    for number, citation in enumerate(analysis.citations):
        draft.citations[f"c{number}"] = citation
        draft.answers[f"c{number}"] = [_answer(answers.get(id(cite)), ids) for cite in citation.cites]
    for number, link in enumerate(analysis.links):
        draft.links[f"l{number}"] = link
        if link.entry in ids:
            draft.link_entries[f"l{number}"] = ids[link.entry]
    draft.identifiers = {f"i{number}": found for number, found in enumerate(analysis.identifiers)}
    draft.references = {f"r{number}": reference for number, reference in enumerate(analysis.references)}
    for number, key in enumerate(analysis.reference_keys):
        if key in ids:
            draft.reference_entries[f"r{number}"] = ids[key]
    draft.notes = {f"n{number}": note for number, note in enumerate(analysis.document.notes)}
    draft.used = {
        "entry": len(draft.entries),
        "citation": len(draft.citations),
        "link": len(draft.links),
        "identifier": len(draft.identifiers),
        "reference": len(draft.references),
        "note": len(draft.notes),
    }
    return draft


def _answer(resolution: Resolution | None, ids: Mapping[str, str]) -> Answer:
    if resolution is None:
        return Answer(None, "unresolved", 0.0)
    candidates = tuple(ids[key] for key in resolution.candidates if key in ids)
    return Answer(ids.get(resolution.key or ""), resolution.method, resolution.confidence, candidates)


@dataclass(frozen=True, slots=True)
class Corrected:
    """An analysis as corrected, with the ids of its parts, each in the order of the analysis.

    Attributes:
        analysis: What `citekit.report` and the exports take.
        ids: Kind to ids, in the order of the analysis.
        answers: Id of a citation to what became of its cites.
        reference_entries: Id of a reference to the id of its entry.
        link_entries: Id of a link to the id of its entry.
        changed: Ids of what a person has changed or added.
        confirmed: Ids of what a person has said to be right.
        edits: Id of an entry to the fields that a person has set.
    """

    analysis: Analysis
    ids: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[Answer, ...]]
    reference_entries: Mapping[str, str]
    link_entries: Mapping[str, str]
    changed: frozenset[str]
    confirmed: frozenset[str]
    edits: Mapping[str, Mapping[str, str]]

    def entry(self, id: str) -> Entry | None:  # noqa: A002 - the word of the interface
        """Return the entry with an id, or None."""
        try:
            return self.analysis.entries[self.ids["entry"].index(id)]
        except ValueError:
            return None


def finish_draft(draft: Draft) -> Corrected:
    """Return a draft as an analysis, its findings in the order of the text."""
    base = draft.base
    keys = {name: entry.key for name, entry in draft.entries.items()}
    citations = sorted(draft.citations.items(), key=lambda item: item[1].span)
    resolutions = [
        Resolution(
            cite,
            keys.get(answer.entry or ""),
            answer.method,
            answer.confidence,
            tuple(keys[other] for other in answer.candidates if other in keys),
        )
        for name, citation in citations
        for cite, answer in zip(citation.cites, draft.answers[name], strict=True)
    ]
    links = sorted(draft.links.items(), key=lambda item: item[1].span)
    identifiers = sorted(draft.identifiers.items(), key=lambda item: item[1].span)
    references = sorted(draft.references.items(), key=lambda item: item[1].span)
    notes = sorted(draft.notes.items(), key=lambda item: item[1].call or item[1].body)
    owners = {
        name: draft.reference_entries[name]
        for name, _ in references
        if draft.reference_entries.get(name) in draft.entries
    }
    analysis = Analysis(
        document=replace(base.document, notes=tuple(note for _, note in notes)),
        citations=tuple(citation for _, citation in citations),
        references=tuple(reference for _, reference in references),
        entries=tuple(draft.entries.values()),
        resolutions=tuple(resolutions),
        missing=tuple(
            replace(gap, key=keys[name]) for name, gap in draft.gaps.items() if name in draft.entries
        ),
        links=tuple(replace(link, entry=keys.get(draft.link_entries.get(name, ""))) for name, link in links),
        identifiers=tuple(found for _, found in identifiers),
        diagnostics=tuple(_keep_diagnostics(draft, base.diagnostics)),
        reference_keys=tuple(keys.get(owners.get(name, "")) for name, _ in references),
    )
    return Corrected(
        analysis,
        MappingProxyType(
            {
                "entry": tuple(draft.entries),
                "citation": tuple(name for name, _ in citations),
                "link": tuple(name for name, _ in links),
                "identifier": tuple(name for name, _ in identifiers),
                "reference": tuple(name for name, _ in references),
                "note": tuple(name for name, _ in notes),
            }
        ),
        MappingProxyType({name: tuple(draft.answers[name]) for name, _ in citations}),
        MappingProxyType(owners),
        MappingProxyType(
            {name: owner for name, owner in draft.link_entries.items() if owner in draft.entries}
        ),
        frozenset(draft.changed),
        frozenset(draft.confirmed),
        MappingProxyType(draft.edits),
    )


def _keep_diagnostics(draft: Draft, diagnostics: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """Yield the diagnostics but those of cites for which a person has found the entry since."""
    settled = sorted(
        citation.span
        for name, citation in draft.citations.items()
        if name in draft.changed and all(a.entry and a.entry not in draft.gaps for a in draft.answers[name])
    )
    filled = {gap.key for gap in draft.base.missing} - {gap.key for gap in draft.gaps.values()}
    for diagnostic in diagnostics:
        about_cite = diagnostic.code in _ABOUT_CITES and diagnostic.span is not None
        if about_cite and _touches(diagnostic.span, settled):
            continue
        if diagnostic.code == "CK502" and filled and not draft.gaps:
            continue
        yield diagnostic


def _touches(span: Span | None, sorted_spans: list[Span]) -> bool:
    if span is None:
        return False
    first = max(0, bisect_left(sorted_spans, Span(span.start, span.start)) - 1)
    last = bisect_right(sorted_spans, Span(span.end, span.end))
    return any(span.overlaps(other) for other in sorted_spans[first:last])
