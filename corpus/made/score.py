"""How much of a source is found again in a document: F1 of each kind."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from citekit.model import Analysis, Document, Span
from citekit.pipeline import analyze
from corpus.made.source import Source

KINDS = ("order", "notes", "calls", "citations", "resolved", "links", "references")
_NUMBER = re.compile(r"\d+")
_LOCATOR = re.compile(r", (?:с|S|p)\. \d+")
_MARKER = re.compile(r"qq(\d+)zz")


@dataclass(frozen=True, slots=True)
class Score:
    """F1 of each kind, with what is missing and what is too much.

    Attributes:
        values: Kind to F1.
        missed: Kind to what was not found.
        surplus: Kind to what should not be there.
    """

    values: dict[str, float]
    missed: dict[str, list[str]]
    surplus: dict[str, list[str]]


def squeeze(text: str) -> str:
    """Return a text without blanks and hyphens, typographic signs as typed ones."""
    text = text.replace("…", "...").replace("’", "'").replace("\u00ad", "")
    return re.sub(r"[\s\-‐–—]", "", text)


def score_document(document: Document, source: Source) -> Score:
    """Return how much of the source is found exactly in a document."""
    analysis = analyze(document)
    found = list_found(analysis)
    found["resolved"] = list_resolved(analysis, source)
    wanted = list_wanted(source)
    values, missed, surplus = {}, {}, {}
    for kind, right in wanted.items():
        have, want = Counter(found[kind]), Counter(right)
        values[kind] = 2 * (have & want).total() / max(have.total() + want.total(), 1)
        missed[kind], surplus[kind] = sorted((want - have).elements()), sorted((have - want).elements())
    joined = re.sub(r"-?\n", "", document.text)
    markers = [int(number) for number in _MARKER.findall(joined)]
    values["order"] = 2 * _measure_rise(markers) / max(len(markers) + source.markers, 1)
    return Score({kind: values[kind] for kind in KINDS}, missed, surplus)


def list_wanted(source: Source) -> dict[str, list[str]]:
    """Return what the source holds, each kind as comparable strings."""
    clusters, calls = [], []
    for part in source.parts:
        before = squeeze(part.text)[-8:]
        if part.cite:
            clusters.append(f"{before} {squeeze(part.cite)}")
        if part.note:
            calls.append(f"{before} {squeeze(source.notes[part.note - 1])[:24]}")
    return {
        "notes": [squeeze(note) for note in source.notes],
        "calls": calls,
        "citations": clusters,
        "resolved": [
            f"{squeeze(part.text)[-8:]} {number}"
            for part in source.parts
            for number in _NUMBER.findall(_LOCATOR.sub("", part.cite))
        ],
        "links": source.addresses,
        "references": [squeeze(work)[:40] for work in (*source.noted_works, *source.works)],
    }


def list_resolved(analysis: Analysis, source: Source) -> list[str]:
    """Return the cites by number that lead to the right work of the list: words before, number."""
    document = analysis.document
    works = [squeeze(work) for work in source.works]
    entries = {entry.key: squeeze(entry.get("title"))[:30] for entry in analysis.entries}
    right = []
    for resolution in analysis.resolutions:
        target = resolution.cite.target
        if not target.isdecimal() or not 0 < int(target) <= len(works):
            continue
        title = entries.get(resolution.key or "", "")
        cluster = next((c for c in analysis.citations if resolution.cite in c.cites), None)
        if title and title in works[int(target) - 1] and cluster is not None:
            text = document.text[max(0, cluster.span.start - 60) : cluster.span.start]
            right.append(f"{squeeze(text.rstrip())[-8:]} {target}")
    return right


def list_found(analysis: Analysis) -> dict[str, list[str]]:
    """Return what was found, each kind as comparable strings."""
    document = analysis.document

    def before(place: Span) -> str:
        text = document.text[max(0, place.start - 60) : place.start]
        return squeeze(text.rstrip("[^ \n"))[-8:]

    calls, bodies = [], []
    for note in document.notes:
        body = squeeze("".join(document.slice(part) for part in note.parts))
        bodies.append(body)
        if note.call is not None and document.slice(note.call).strip("[]") == note.number:
            calls.append(f"{before(note.call)} {body[:24]}")
    return {
        "notes": bodies,
        "calls": calls,
        "citations": [
            f"{before(citation.span)} {squeeze(document.slice(citation.span))}"
            for citation in analysis.citations
        ],
        "links": [link.url for link in analysis.links],
        "references": [squeeze(reference.text)[:40] for reference in analysis.references],
    }


def _measure_rise(numbers: Iterable[int]) -> int:
    """Return the length of the longest rising run."""
    tails: list[int] = []
    for number in numbers:
        place = bisect.bisect_left(tails, number)
        tails[place : place + 1] = [number]
    return len(tails)
