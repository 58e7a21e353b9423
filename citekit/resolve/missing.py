"""Cited numbers without an entry: stub entries with the evidence that the text gives, and what fills them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from citekit.find.hints import find_author_hints
from citekit.find.sentences import RunningText
from citekit.model import Citation, Cite, Document, Entry, Evidence, EvidenceKind, Span
from citekit.resolve.answers import UNRESOLVED, Answer
from citekit.resolve.by_author import AuthorTable, same_family
from citekit.resolve.works import Work

#: A hint of less confidence does not fill a stub.
_SURE_HINT: Final = 0.6
_LABEL_FIELDS: Final = ("label", "shorthand", "citation-number", "number-in-list")


@dataclass(slots=True)
class Gap:
    """A number that is cited, with no entry in the document, while its evidence is gathered.

    Attributes:
        number: What it is cited by.
        cites: In the order of the text.
        evidence: In the order of the text.
    """

    number: str
    cites: list[Cite] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def hints(self, kind: EvidenceKind) -> list[Evidence]:
        """Return the evidence of one kind, surest first, each value once."""
        best: dict[str, Evidence] = {}
        for found in self.evidence:
            if found.kind is kind and found.confidence > getattr(best.get(found.value), "confidence", 0.0):
                best[found.value] = found
        return sorted(best.values(), key=lambda found: -found.confidence)


def gather_gaps(document: Document, citations: Sequence[Citation], missing: frozenset[str]) -> dict[str, Gap]:
    """Gather for each missing number its cites and what the text tells of it, in the order of the text.

    Args:
        document: The document.
        citations: All citations.
        missing: The numbers that no entry bears.
    """
    gaps: dict[str, Gap] = {}
    running: RunningText | None = None
    for citation in citations:
        own = [cite for cite in citation.cites if is_number(cite) and cite.target in missing]
        if not own:
            continue
        running = running or RunningText(document)
        hints = find_author_hints(document, citation, running)
        for cite in own:
            gap = gaps.setdefault(cite.target, Gap(cite.target))
            gap.cites.append(cite)
            gap.evidence.extend(found for found in hints if found not in gap.evidence[-8:])
            gap.evidence.extend(read_locators(cite))
    return gaps


def read_locators(cite: Cite) -> Iterator[Evidence]:
    """Yield what the places of a cite tell of its work."""
    for place in cite.locators:
        value = f"{place.label} {place.value}"
        yield Evidence(EvidenceKind.LOCATOR, value, place.span or cite.span, 1.0)


def is_number(cite: Cite) -> bool:
    """Tell whether a cite names its work by a number."""
    return cite.form == "number" and cite.target.isdecimal()


def make_stub(gap: Gap, position: int, listed: str = "") -> Work:
    """Return the work of a gap: an entry that states nothing as fact but that it is cited.

    Args:
        gap: The number and its evidence.
        position: Where it is cited first.
        listed: The entry of the list that bears the number, where it only repeats a work not found.
    """
    contexts = [found.value for found in gap.hints(EvidenceKind.CONTEXT)]
    fields = {
        "note": f"Cited as [{gap.number}] {describe_times(gap)}; "
        + (f"listed as “{listed}”. " if listed else "not in the document's list of references. ")
        + "All else here is inferred from the text.",
    }
    for name, kind in (("x-author-hint", EvidenceKind.AUTHOR), ("x-year-hint", EvidenceKind.YEAR)):
        if hints := gap.hints(kind):
            fields[name] = "; ".join(f"{found.value} ({found.confidence:.2f})" for found in hints[:6])
    if locators := gap.hints(EvidenceKind.LOCATOR):
        fields["x-locators"] = "; ".join(found.value for found in locators)
    if contexts:
        fields["annotation"] = " | ".join(contexts)
    entry = Entry(f"ref-{gap.number}", "misc", MappingProxyType(fields))
    return Work(entry, position, places=[f"cited as [{gap.number}]"], stub=gap.number)


def describe_times(gap: Gap) -> str:
    """Return how often the work of a gap is cited, in words."""
    return "once" if len(gap.cites) == 1 else f"{len(gap.cites)} times"


class GivenTable:
    """A given bibliography, by the ways in which it may tell what a number means.

    Args:
        works: The works of its entries, in its order.
        gaps: The missing numbers.
    """

    def __init__(self, works: Sequence[Work], gaps: Mapping[str, Gap]) -> None:
        self._works = works
        self._authors = AuthorTable(works)
        self._labels: dict[str, Work] = {}
        for work in works:
            key = work.entry.key.casefold()
            for label in (key.removeprefix("ref-"), *(work.entry.get(name) for name in _LABEL_FIELDS)):
                if label.isdecimal():
                    self._labels.setdefault(label, work)
        self._ordered = self._is_ordered(gaps)

    def _is_ordered(self, gaps: Mapping[str, Gap]) -> bool:
        """Tell whether the n-th entry may be number n: none is beyond, and no hint speaks against it."""
        numbers = [int(number) for number in gaps]
        if not numbers or max(numbers) > len(self._works) or self._labels:
            return False
        agree = disagree = 0
        for number, gap in gaps.items():
            verdict = _agrees(self._works[int(number) - 1], gap)
            agree += verdict is True
            disagree += verdict is False
        return agree >= disagree and (agree > 0 or disagree == 0)

    def fill(self, gap: Gap) -> Answer:
        """Return the given entry that a number means: by its label, by its place, or by author and year."""
        if (labelled := self._labels.get(gap.number)) is not None:
            return Answer(labelled, "bibliography-label", 0.95)
        hinted = self._fill_by_hint(gap)
        if self._ordered:
            placed = self._works[int(gap.number) - 1]
            verdict = _agrees(placed, gap)
            if verdict is not False or hinted.work is None:
                sure = 0.95 if verdict else 0.4 if verdict is False else 0.7
                return Answer(placed, "bibliography-order", sure)
        return hinted

    def _fill_by_hint(self, gap: Gap) -> Answer:
        years = {found.value for found in gap.hints(EvidenceKind.YEAR)}
        for hint in gap.hints(EvidenceKind.AUTHOR):
            if hint.confidence < _SURE_HINT:
                break
            found, sure = self._authors.find_by_author((_family_of(hint.value),))
            dated = [work for work in found if work.year is not None and str(work.year) in years]
            if len(dated) == 1:
                return Answer(dated[0], "bibliography-hint", round(0.9 * hint.confidence * sure, 3))
            if len(found) == 1:
                return Answer(found[0], "bibliography-hint", round(0.7 * hint.confidence * sure, 3))
            if found:
                best = (dated or found)[0]
                others = tuple(work for work in (dated or found) if work is not best)
                return Answer(best, "bibliography-hint", round(0.4 * hint.confidence * sure, 3), others)
        return UNRESOLVED


def _agrees(work: Work, gap: Gap) -> bool | None:
    """Tell whether a work's authors are those hinted at; None where there is no sure hint or no author."""
    hints = [found for found in gap.hints(EvidenceKind.AUTHOR) if found.confidence >= _SURE_HINT]
    families = [name.family or name.literal for name in work.authors]
    if not hints or not families:
        return None
    return any(same_family(_family_of(hint.value), family) for hint in hints for family in families)


def _family_of(name: str) -> str:
    """Return the family name of a hint such as `Х. Садру` or `Садру Х.`."""
    words = [word for word in name.replace(".", ". ").split() if not word.endswith(".")]
    return words[-1] if words else name


def first_place(gap: Gap) -> Span:
    """Return where a missing number is cited first."""
    return gap.cites[0].span
