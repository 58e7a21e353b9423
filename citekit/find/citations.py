"""All citations of a document, in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from citekit.find.bracket_rules import judge_cluster, read_setting
from citekit.find.brackets import join_ranges, make_cites, read_numbers, scan_brackets
from citekit.find.labels import find_label_marks
from citekit.model import Citation, Document, Found, Note, Span


def find_citations(document: Document | str) -> Found[Citation]:
    """Find the citations of a document: numbers, authors with years, keys.

    Args:
        document: The document with the notes found before (their calls and marks are no citations),
            or a plain text.

    Returns:
        Clusters with brackets in their spans, in the order of the text, those in notes included;
        citations that the format itself marks come first where they overlap.
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    found = list(document.citations)
    found += _find_numeric(document)
    claimed = _Claims(document.notes)
    kept = [citation for citation in found if not claimed.holds(citation.span)]
    return Found(_place_in_notes(_drop_overlaps(kept), document.notes))


def _find_numeric(document: Document) -> list[Citation]:
    """Return the numeric clusters in brackets."""
    text = document.text
    clusters = [
        cluster
        for stretch in scan_brackets(text)
        if (cluster := read_numbers(text, stretch.start, stretch.end))
    ]
    if not clusters:
        return []
    setting = read_setting(document, clusters)
    labels = find_label_marks(text, clusters)
    kept = [
        cluster
        for cluster in clusters
        if cluster.start not in labels and judge_cluster(text, cluster, setting) is None
    ]
    return [
        Citation(make_cites(cluster), Span(cluster.start, cluster.end)) for cluster in join_ranges(text, kept)
    ]


class _Claims:
    """The places that notes claim: their calls, and the marks that open their bodies."""

    def __init__(self, notes: Sequence[Note]) -> None:
        places = sorted(place for note in notes for place in (note.call, note.mark) if place is not None)
        self._starts = [place.start for place in places]
        self._places = places

    def holds(self, span: Span) -> bool:
        """Tell whether `span` overlaps a claimed place."""
        index = bisect_right(self._starts, span.start)
        nearby = self._places[max(0, index - 1) : index + 1]
        return any(place.overlaps(span) for place in nearby)


def _drop_overlaps(citations: Iterable[Citation]) -> list[Citation]:
    """Return the citations in order; of two that overlap, the one found first stays."""
    kept: list[Citation] = []
    end = -1
    for citation in sorted(citations, key=lambda citation: citation.span):
        if citation.span.start >= end:
            kept.append(citation)
            end = citation.span.end
    return kept


def _place_in_notes(citations: Sequence[Citation], notes: Sequence[Note]) -> list[Citation]:
    """Return the citations with the note that each stands in."""
    parts = sorted((part, note.id) for note in notes for part in note.parts)
    if not parts:
        return list(citations)
    starts = [part.start for part, _ in parts]
    placed = []
    for citation in citations:
        index = bisect_right(starts, citation.span.start) - 1
        inside = index >= 0 and parts[index][0].contains(citation.span)
        placed.append(Citation(citation.cites, citation.span, parts[index][1]) if inside else citation)
    return placed
