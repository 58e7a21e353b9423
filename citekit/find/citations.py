"""All citations of a document, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import Final

from citekit.find.author_date import make_author_cites, read_author_cluster
from citekit.find.author_rules import Candidate, select_author_cites
from citekit.find.bare_author_dates import ListedWorks, select_note_cites, select_text_cites
from citekit.find.bracket_rules import find_quoted, judge_cluster, lies_in, read_setting
from citekit.find.brackets import (
    Cluster,
    Stretch,
    drop_years,
    join_ranges,
    make_cites,
    read_numbers,
    scan_brackets,
    turn_into_pages,
)
from citekit.find.entry_cites import find_entry_cites
from citekit.find.glued_numbers import find_glued_numbers
from citekit.find.keys import find_keys
from citekit.find.labels import find_label_marks, may_label
from citekit.find.lettered_clusters import find_lettered
from citekit.find.mixed_clusters import read_mixed_cluster
from citekit.find.name_stops import is_stop
from citekit.find.narratives import read_narrative
from citekit.find.page_cites import find_page_cites
from citekit.find.reflist import RefList, locate_reflists
from citekit.find.repeats import OPENINGS, read_repeat
from citekit.find.round_clusters import find_round_clusters
from citekit.find.superscripts import find_superscripts
from citekit.model import Citation, Cite, CiteForm, Document, Found, Note, Span
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern

_PARENTHESES: Final = re.compile(r"\([^()]{3,300}+\)")
#: What stands before a narrative within parentheses: `(Faye et al., 2004; see Arvis (2010) for a survey)`.
_NESTED: Final = re.compile(
    r"\(([^();]{3,120}+(?:;[^();]{3,120}+){0,10});[^();]{0,60}+\((?=\s?(?:1[4-9]|20)\d\d)"
)
_BEGINS_WITH_YEAR: Final = re.compile(
    r"[(\[]\s?\[?(?:(?:1[4-9]|20)\d\d(?!\d)|n\. ?d\.|б\. ?г\.|s\. ?f\.|o\. ?J\.|in press|forthcoming"
    r"|i\. ?E\.|i\. ?Dr\.|im Druck"
    r"|в печати|en prensa|sous presse|à paraître|im Erscheinen|in stampa|у друці)"
)
_HOLDS_YEAR: Final = re.compile(
    r"(?:1[4-9]|20)\d\d(?!\d)|n\. ?d\.|б\. ?[гд]\.|o\. ?J\.|s\. ?f\.|in press|forthcoming"
    r"|i\. ?E\.|i\. ?Dr\.|im Druck"
    r"|в печати|en prensa|sous presse|à paraître|im Erscheinen|in stampa|у друці"
)
#: All years of a work in volumes.
_HOLDS_YEARS: Final = re.compile(r"(?:1[4-9]|20)\d\d[–—-]\d\d")
_HOLDS_PLACE: Final = re.compile(
    r"\.(?:(?<=[сcpPSС]\.)|(?<=стр\.)|(?<=стор\.)|(?<=p[áa]g\.))\s?\d|,(?<=[.…],)\s"
)
#: A list of so many entries tells that a number beyond it is a page.
_LEAST_LIST: Final = 4
#: A year with a word right before it; the figures come first in the pattern, since they are rarer.
_BARE_YEAR: Final = re.compile(
    r"(?:1[5-9]|20)\d\d(?:(?<=[^\W\d_.,][ ,.(]\d{4})|(?<=[^\W\d_.,][ ,.(]{2}\d{4}))"
)
_NAME_BEFORE: Final = defer_pattern(r"(?<![\w.’'-])([^\W\d_a-zà-öø-ÿа-яёіїєґ][\w’'-]{1,30})\s\Z")
_WORK_CITED: Final = defer_pattern(r"a\.\s?a\.\s?O|op\.|óp\.|указ|art\.|ob", re.IGNORECASE)
_BY_PLACE: Final = attrgetter("start", "end")
_MARKDOWN: Final = frozenset({"markdown", "md", "pandoc", "commonmark", "org", "rst"})


def find_citations(document: Document | str, reflists: Sequence[RefList] | None = None) -> Found[Citation]:
    """Find the citations of a document: numbers, authors with years, keys, repeats.

    Args:
        document: The document with the notes found before (their calls and marks are no citations),
            or a plain text.
        reflists: Its reference lists, where the caller has located them; otherwise they are located
            here as soon as something depends on them.

    Returns:
        Clusters with brackets in their spans, in the order of the text, those in notes included.
        Where two readings overlap, what the format itself marks wins, then a key, then a number.
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    text = document.text
    lists = _Lists(document, reflists)
    claims = _Claims(document.notes)
    quoted = find_quoted(document)
    numeric, rest = _find_numeric(text, quoted, lists)
    raised = find_superscripts(text)
    if not (numeric or raised or any(note.number.isdecimal() for note in document.notes)):
        raised = find_glued_numbers(text, lists.find_highest, lists.spans)
    lettered = find_lettered(text, rest, lists.find_letters)
    numbered = [one for one in (*numeric, *raised) if not claims.hold(one.span)]
    keys = find_keys(text, markdown=document.format in _MARKDOWN)
    if keys and document.format not in _MARKDOWN and lists.spans():
        keys = [one for one in keys if text[one.span.start] == "[" and not lists.hold(one.span)]  # no handles
    parentheses = [Stretch(*match.span()) for match in _PARENTHESES.finditer(text)]
    named = _find_named(text, (rest, parentheses), len(numbered) + len(document.notes), lists)
    outside = [
        [one for one in found if not lies_in(one.span.start, quoted) and not claims.hold(one.span)]
        for found in (keys, named)
    ]
    entries = _find_entry_cites(text, (rest, parentheses), named, lists)
    entries = [one for one in entries if not claims.hold(one.span)]
    bare = [one for one in _find_bare(document, lists) if not lies_in(one.span.start, quoted)]
    paged = [] if numbered or not lists.spans() else find_page_cites(text, lists.locate(), lists.spans())
    paged = [one for one in paged if not claims.hold(one.span)]
    found = _drop_overlaps(
        (document.citations, outside[0], numbered, lettered, entries, outside[1], bare, paged)
    )
    return Found(_place_in_notes(found, document.notes))


def _find_entry_cites(
    text: str,
    enclosed: tuple[Iterable[Stretch], Iterable[Stretch]],
    named: Iterable[Citation],
    lists: _Lists,
) -> list[Citation]:
    """Return the cites by labels and first words of entries, where no other reading has as many cites."""
    if not lists.locate():
        return []
    counts = {citation.span.start: len(citation.cites) for citation in named}
    brackets, parentheses = enclosed
    ranged = (one for one in parentheses if _HOLDS_YEARS.search(text, one.start, one.end))
    return [
        one
        for one in find_entry_cites(text, [*brackets, *ranged], lists.locate(), lists.works)
        if len(one.cites) > counts.get(one.span.start, 0) and not lists.hold(one.span)
    ]


class _Lists:
    """The reference lists of a document, located when they are first asked for."""

    def __init__(self, document: Document, reflists: Sequence[RefList] | None) -> None:
        self._document = document
        self._reflists = reflists
        self._spans: list[Span] | None = None
        #: Where the lists begin, in order, and for each the farthest end of it and those before.
        self._starts: list[int] = []
        self._farthest: list[int] | None = None

    def locate(self) -> Sequence[RefList]:
        """Return the lists."""
        if self._reflists is None:
            self._reflists = locate_reflists(self._document)
        return self._reflists

    @cached_property
    def works(self) -> ListedWorks:
        """The authors of all entries with their years."""
        return ListedWorks(self._document.text, self.locate())

    def find_labels(self) -> frozenset[int]:
        """Return where the labels of all entries begin."""
        return frozenset(
            entry.label_span.start for one in self.locate() for entry in one.entries if entry.label_span
        )

    def find_highest(self) -> int:
        """Return the highest label of an entry that is a number, or 0."""
        labels = [entry.label for one in self.locate() for entry in one.entries]
        return max((int(label) for label in labels if label.isdecimal() and len(label) < 5), default=0)

    def find_letters(self) -> dict[str, int]:
        """Return the labels in brackets that hold a letter, each with the place of its bracket."""
        text = self._document.text
        found = {}
        for entry in (entry for one in self.locate() for entry in one.entries):
            if entry.label_span and any(map(str.isalpha, entry.label)):
                place = text.find("[", max(0, entry.label_span.start - 1), entry.label_span.start + 1)
                if place >= 0:
                    found[entry.label] = place
        return found

    def spans(self) -> list[Span]:
        """Return the places of the lists."""
        if self._spans is None:
            self._spans = [one.span for one in self.locate()]
        return self._spans

    def hold(self, span: Span) -> bool:
        """Tell whether `span` lies in a list."""
        if self._farthest is None:
            spans = sorted(self.spans())
            self._starts = [place.start for place in spans]
            self._farthest = list(accumulate((place.end for place in spans), max))
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and self._farthest[index] >= span.end


def _find_numeric(text: str, quoted: Sequence[int], lists: _Lists) -> tuple[list[Citation], list[Stretch]]:
    """Return the numeric clusters in brackets, and the stretches that hold anything else."""
    clusters, rest = [], []
    for stretch in scan_brackets(text):
        cluster = read_numbers(text, stretch.start, stretch.end)
        if cluster is None:
            rest.append(stretch)
        else:
            clusters.append(cluster)
    if not clusters:
        found = find_round_clusters(text, lists.find_highest)
        return [Citation(make_cites(one), Span(one.start, one.end)) for one in found], rest
    setting = read_setting(text, clusters, quoted)
    labels: frozenset[int] = frozenset()
    if may_label(text, clusters):
        labels = find_label_marks(text, clusters) | lists.find_labels()
    kept = []
    for cluster in clusters:
        if cluster.start in labels:
            continue
        rule = judge_cluster(text, cluster, setting)
        if rule is None:
            kept.append(cluster if setting.high_numbers else drop_years(cluster))
        elif rule.name == "year":
            rest.append(Stretch(cluster.start, cluster.end))
    joined = join_ranges(text, _read_pages(text, kept, lists))
    return [Citation(make_cites(cluster), Span(cluster.start, cluster.end)) for cluster in joined], rest


def _read_pages(text: str, clusters: list[Cluster], lists: _Lists) -> list[Cluster]:
    """Return the clusters with numbers that the list cannot have as pages: `[6, 12—15]`.

    The list must be long enough to tell, and no cluster may begin beyond it: else its end is lost.
    """
    if not any(len(cluster.items) > 1 and "," in text[cluster.start : cluster.end] for cluster in clusters):
        return clusters
    highest = lists.find_highest()
    if highest < _LEAST_LIST or any(cluster.items[0].first > highest for cluster in clusters):
        return clusters
    return [turn_into_pages(text, cluster, highest) for cluster in clusters]


def _find_named(
    text: str, enclosed: tuple[Iterable[Stretch], Iterable[Stretch]], others: int, lists: _Lists
) -> list[Citation]:
    """Return the author-date citations and the repeats, in brackets and parentheses."""
    repeats: list[Citation] = []
    candidates: list[Candidate] = []
    places = [
        (one.start, one.end, form)
        for form, stretches in zip(("brackets", "parentheses"), enclosed, strict=True)
        for one in stretches
    ]
    for start, end, form in places:
        if _BEGINS_WITH_YEAR.match(text, start):
            if candidate := read_narrative(text, start, end):
                candidates.append(candidate)
        elif _may_repeat(text[start + 1 : end]) and (cite := read_repeat(text, start + 1, end - 1)):
            repeats.append(_name_repeat(text, cite, Span(start, end)))
        elif mixed := read_mixed_cluster(text, start, end):
            repeats.append(Citation(mixed, Span(start, end)))
        elif _may_name(text, start, end) and (parts := read_author_cluster(text, start + 1, end - 1)):
            candidates.append(Candidate(parts, Span(start, end), form))
    candidates += [
        Candidate(parts, Span(match.start(1), match.end(1)), "parentheses")
        for match in _NESTED.finditer(text)
        if (parts := read_author_cluster(text, match.start(1), match.end(1)))
    ]
    cited = [candidate for candidate in candidates if not lists.hold(candidate.span)]
    selected = select_author_cites(text, cited, others, lists.spans() if cited else ())
    return repeats + [Citation(make_author_cites(one.parts), one.span) for one in selected]


def _name_repeat(text: str, cite: Cite, span: Span) -> Citation:
    """Return a repeat in parentheses, with the author before them: `Weiß (a. a. O., S. 12)`."""
    name = _NAME_BEFORE.search(text, max(0, span.start - 40), span.start)
    if name is None or cite.names or not _WORK_CITED.match(cite.target) or is_stop(name[1]):
        return Citation((cite,), span)
    span = Span(name.start(1), span.end)
    named = replace(cite, form=CiteForm.OP_CIT, names=(name[1],), span=Span(name.start(1), cite.span.end))
    return Citation((named,), span)


def _find_bare(document: Document, lists: _Lists) -> Iterator[Citation]:
    """Yield the authors with a year that no brackets enclose: within notes, and with a place in the text."""
    if _BARE_YEAR.search(document.text) is None:
        return
    listed = lists.works if lists.locate() else None
    cites = select_note_cites(document, listed) if document.notes else []
    if listed is not None:
        cites += select_text_cites(document, listed, lists.spans())
    for cite in cites:
        yield Citation(make_author_cites((cite.part,)), cite.span)


def _may_name(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch holds a year or a page, as a cheap test."""
    return bool(_HOLDS_YEAR.search(text, start, end) or _HOLDS_PLACE.search(text, start, end))


def _may_repeat(inside: str) -> bool:
    """Tell whether a stretch may be a repeated cite: its words are there, as a cheap test."""
    words = inside[:80].casefold()
    return holds_literal(words, OPENINGS)


class _Claims:
    """The places that notes claim: their calls, and the marks that open their bodies."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._places = sorted(
            (place for note in notes for place in (note.call, note.mark) if place is not None),
            key=_BY_PLACE,
        )
        self._starts = [place.start for place in self._places]

    def hold(self, span: Span) -> bool:
        """Tell whether `span` overlaps a claimed place."""
        index = bisect_right(self._starts, span.start)
        return any(place.overlaps(span) for place in self._places[max(0, index - 1) : index + 1])


def _drop_overlaps(ranked: Sequence[Iterable[Citation]]) -> Iterator[Citation]:
    """Yield the citations in order; of two that overlap, the one of the earlier group stays."""
    ordered = sorted(
        ((citation.span, rank, citation) for rank, group in enumerate(ranked) for citation in group),
        key=lambda entry: (entry[0].start, entry[0].end, entry[1]),
    )
    last: tuple[Span, int, Citation] | None = None
    for entry in ordered:
        if last is None or entry[0].start >= last[0].end:
            if last is not None:
                yield last[2]
            last = entry
        elif entry[1] < last[1]:
            last = entry
    if last is not None:
        yield last[2]


def _place_in_notes(citations: Iterable[Citation], notes: Sequence[Note]) -> Iterator[Citation]:
    """Yield the citations with the note that each stands in."""
    parts = sorted((part.start, part.end, note.id) for note in notes for part in note.parts)
    starts = [start for start, _, _ in parts]
    for citation in citations:
        index = bisect_right(starts, citation.span.start) - 1
        if index >= 0 and citation.note is None and citation.span.end <= parts[index][1]:
            yield Citation(citation.cites, citation.span, parts[index][2])
        else:
            yield citation
