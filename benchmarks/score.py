"""Compares what citekit found in a document with its gold; shared by benchmark and tests.

The gold's shape is described in `corpus/README.md`. Every kind of finding becomes a list of comparable
items on both sides; what both have is right, what only the gold has is lost, the rest is extra.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeGuard

from citekit.model import Analysis, Citation, Entry, Reference

Json = dict[str, Any]

#: Kinds in the order of the table.
KINDS: Final = (
    "citations", "cites", "cite spans", "locators", "notes", "calls", "bodies", "links", "access dates",
    "identifiers", "references", "fields", "short forms", "resolutions", "works", "missing",
)  # fmt: skip
#: Fields of a reference that the gold speaks of.
FIELDS: Final = (
    "type", "author", "editor", "title", "container-title", "issued", "volume", "issue", "page",
    "URL", "DOI", "accessed",
)  # fmt: skip
#: Share of common words from which an entry may be the work of a reference.
LEAST_SIMILARITY: Final = 0.2
_REPEATS: Final = frozenset({"ibid", "op_cit", "note"})
_EDGES: Final = " .,;:–—-/()[]«»“”„\"'‘’"
_WORD: Final = re.compile(r"\w{2,}")


@dataclass
class Score:
    """What is right, lost and extra of one kind; lost and extra as words that a person can read."""

    right: int = 0
    lost: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        """Return both together."""
        return Score(self.right + other.right, self.lost + other.lost, self.extra + other.extra)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + len(self.extra)) if self.right or self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.right / (self.right + len(self.lost)) if self.right or self.lost else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def load_golds(folder: Path) -> list[tuple[Path, Json]]:
    """Return the documents of a folder that have gold in its `gold/`, each with it."""
    golds = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "gold").glob("*.json"))
    ]
    return [(folder / gold["document"], gold) for gold in golds]


def score_analysis(gold: Json, analysis: Analysis) -> dict[str, Score]:
    """Compare an analysis with the gold of its document.

    Args:
        gold: The gold.
        analysis: What `citekit.analyze` gave.

    Returns:
        A score for every kind of `KINDS`.
    """
    found = _Found(gold, analysis)
    sides: dict[str, tuple[Iterable[Hashable], Iterable[Hashable]]] = {
        "citations": (_gold_citations(gold), found.iterate_citations()),
        "cites": (_gold_cites(gold), found.iterate_cites()),
        "cite spans": (_gold_cite_spans(gold), found.iterate_cite_spans()),
        "locators": (found.iterate_gold_locators(), found.iterate_locators()),
        "notes": (_gold_notes(gold, "mark"), found.iterate_notes("mark")),
        "calls": (_gold_notes(gold, "call"), found.iterate_notes("call")),
        "bodies": (_gold_notes(gold, "body"), found.iterate_notes("body")),
        "links": (_gold_links(gold), found.iterate_links()),
        "access dates": (_gold_dates(gold), found.iterate_dates()),
        "identifiers": (_gold_identifiers(gold), found.iterate_identifiers()),
        "references": (_gold_references(gold), found.iterate_references()),
        "fields": (_gold_fields(gold), found.iterate_fields()),
        "short forms": (_gold_short_forms(gold), found.iterate_short_forms()),
        "resolutions": found.pair_resolutions(),
        "works": (((key,) for key in found.works), found.iterate_works()),
        "missing": (((number,) for number in gold["missing"]), ((one.number,) for one in analysis.missing)),
    }
    show = _make_shower(analysis.document.text)
    return {kind: compare_items(*sides[kind], show) for kind in KINDS}


def compare_items(
    gold: Iterable[Hashable], found: Iterable[Hashable], show: Callable[[Hashable], str] = str
) -> Score:
    """Compare two collections in which an item may occur more than once."""
    expected, got = Counter(gold), Counter(found)
    lost, extra = expected - got, got - expected
    return Score(
        right=(expected & got).total(),
        lost=[show(item) for item in lost.elements()],
        extra=[show(item) for item in extra.elements()],
    )


def fold_value(name: str, value: str) -> str:
    """Return a field's value in the form in which two are compared.

    Case, dashes and blanks are no matter, nor is what follows the colon of a title.
    """
    if name == "URL":
        return value
    if name in {"title", "container-title"}:
        value = value.partition(":")[0]
    folded = re.sub(r"[‐‑‒–—−]", "-", value.casefold()).replace("ё", "е").replace("’", "'")
    return re.sub(r"\s+", " ", folded).strip(_EDGES)


def _make_shower(text: str) -> Callable[[Hashable], str]:
    """Return a function that names an item: line, what stands there, and the rest of the item."""

    def show(item: Hashable) -> str:
        parts: list[object] = list(item) if isinstance(item, tuple) else [item]
        place = next((part for part in parts if _is_span(part)), None)
        if place is None:
            return " ".join(str(part) for part in parts)
        parts.remove(place)
        line = text.count("\n", 0, place[0]) + 1
        shown = text[place[0] : place[1]].replace("\n", "⏎")
        shown = f"{shown[:60]}…{shown[-24:]}" if len(shown) > 90 else shown
        rest = " ".join(str(part) for part in parts)
        return f"{line}:{place[0]}-{place[1]} “{shown}” {rest}".rstrip()

    return show


def _is_span(part: object) -> TypeGuard[tuple[int, int]]:
    return isinstance(part, tuple) and len(part) == 2 and all(isinstance(edge, int) for edge in part)


def _gold_citations(gold: Json) -> Iterator[Hashable]:
    for one in gold["citations"]:
        yield tuple(one["span"]), _fold_note(one["note"])


def _gold_cites(gold: Json) -> Iterator[Hashable]:
    for one in gold["citations"]:
        for cite in one["cites"]:
            yield tuple(one["span"]), cite["form"], _target(cite)


def _target(cite: Json) -> str:
    if cite["form"] == "author_date":
        return f"{', '.join(cite['names'])} {cite['year']}".strip()
    return str(cite["target"]) if "target" in cite else ", ".join(cite["names"])


def _gold_cite_spans(gold: Json) -> Iterator[Hashable]:
    for one in gold["citations"]:
        for cite in one["cites"]:
            yield (tuple(cite["span"]),)


def _gold_notes(gold: Json, what: str) -> Iterator[Hashable]:
    for note in gold["notes"]:
        if what == "body":
            yield _fold_note(note["id"]), tuple(tuple(part) for part in note["body"])
        elif note[what] is not None:
            yield _fold_note(note["id"]), tuple(note[what])


def _fold_note(name: str | None) -> str:
    """Return the id of a note without the letters that tell footnotes from endnotes: the text may not say."""
    return (name or "")[2:]


def _gold_links(gold: Json) -> Iterator[Hashable]:
    for link in gold["links"]:
        yield tuple(link["span"]), link["url"]


def _gold_dates(gold: Json) -> Iterator[Hashable]:
    for link in gold["links"]:
        if link["accessed"]:
            yield tuple(link["span"]), link["accessed"]


def _gold_identifiers(gold: Json) -> Iterator[Hashable]:
    for one in gold["identifiers"]:
        yield tuple(one["span"]), one["scheme"], _fold_identifier(one["value"])


def _fold_identifier(value: str) -> str:
    return re.sub(r"\s+", "", value).upper()


def _gold_references(gold: Json) -> Iterator[Hashable]:
    for one in gold["references"]:
        yield tuple(one["span"]), one["label"], _fold_note(one["note"])


def _gold_fields(gold: Json) -> Iterator[Hashable]:
    for one in gold["references"]:
        place = (one["span"][0], one["span"][0] + 1)
        yield place, "type", one["type"]
        for name, value in one["fields"].items():
            yield place, name, _fold_field(name, value)


def _fold_field(name: str, value: str | list[str]) -> str:
    if isinstance(value, list):
        return "; ".join(fold_value(name, part) for part in value)
    return fold_value(name, value)


def _gold_short_forms(gold: Json) -> Iterator[Hashable]:
    for one in gold["short_forms"]:
        yield one["form"], (one["span"][0], one["span"][0] + 1)


class _Found:
    """The findings of an analysis as items."""

    def __init__(self, gold: Json, analysis: Analysis) -> None:
        self.gold = gold
        self.analysis = analysis
        short = [tuple(one["span"]) for one in gold["short_forms"]]
        self.repeats = [one for one in analysis.citations if _is_repeat(one) and _touches(one.span, short)]
        self.citations = [one for one in analysis.citations if one not in self.repeats]
        #: Short titles that were taken for references to the same work, which is as good.
        self.stand_ins = [
            one
            for one in gold["short_forms"]
            if not any(_touches(repeat.span, [tuple(one["span"])]) for repeat in self.repeats)
            and any(_touches(reference.span, [tuple(one["span"])]) for reference in analysis.references)
        ]
        listed = [tuple(one["span"]) for one in gold["references"]]
        ignored = [tuple(span) for span in gold["optional_references"]] + short
        self.works = dict.fromkeys(one["key"] for one in gold["references"])
        self.entries = self._match_entries()
        self.references = [
            one
            for one in analysis.references
            if _touches(one.span, listed) or not _touches(one.span, ignored)
        ]

    def iterate_citations(self) -> Iterator[Hashable]:
        for one in self.citations:
            yield (one.span.start, one.span.end), _fold_note(one.note)

    def iterate_cites(self) -> Iterator[Hashable]:
        for one in self.citations:
            for cite in one.cites:
                target = f"{', '.join(cite.names)} {cite.year}".strip() if cite.year else cite.target
                if cite.form in _REPEATS:
                    target = ", ".join(cite.names)
                yield (one.span.start, one.span.end), cite.form.value, target

    def iterate_cite_spans(self) -> Iterator[Hashable]:
        for one in self.citations:
            for cite in one.cites:
                yield ((cite.span.start, cite.span.end),)

    def iterate_gold_locators(self) -> Iterator[Hashable]:
        cites = [cite for citation in self.gold["citations"] for cite in citation["cites"]]
        repeats = [one for one in self.gold["short_forms"] if one not in self.stand_ins]
        for one in (*cites, *repeats):
            for locator in one["locators"]:
                place = (one["span"][0], one["span"][0] + 1)
                yield place, locator["label"], fold_value("", locator["value"])

    def iterate_locators(self) -> Iterator[Hashable]:
        for one in (*self.citations, *self.repeats):
            for cite in one.cites:
                for locator in cite.locators:
                    place = (cite.span.start, cite.span.start + 1)
                    yield place, locator.label, fold_value("", locator.value)

    def iterate_notes(self, what: str) -> Iterator[Hashable]:
        for note in self.analysis.document.notes:
            if what == "body":
                yield _fold_note(note.id), tuple((part.start, part.end) for part in note.parts)
                continue
            place = note.call if what == "call" else note.mark
            if place is not None:
                yield _fold_note(note.id), (place.start, place.end)

    def iterate_links(self) -> Iterator[Hashable]:
        for link in self.analysis.links:
            yield (link.span.start, link.span.end), link.url

    def iterate_dates(self) -> Iterator[Hashable]:
        for link in self.analysis.links:
            if link.accessed is not None:
                yield (link.span.start, link.span.end), str(link.accessed)

    def iterate_identifiers(self) -> Iterator[Hashable]:
        for one in self.analysis.identifiers:
            yield (one.span.start, one.span.end), one.scheme, _fold_identifier(one.value)

    def iterate_references(self) -> Iterator[Hashable]:
        for one in self.references:
            yield (one.span.start, one.span.end), one.label, _fold_note(one.note)

    def iterate_fields(self) -> Iterator[Hashable]:
        """Yield the fields of the references that the gold knows, under the gold's place."""
        for one in self.gold["references"]:
            place = (one["span"][0], one["span"][0] + 1)
            twins = [ref for ref in self.references if _touches(ref.span, [tuple(one["span"])])]
            if not twins:
                continue
            nearest = max(twins, key=lambda ref: _overlap(ref, one["span"]))
            for name, value in _read_fields(nearest):
                if name != "author" or one["fields"].get("author") != []:
                    yield place, name, value
            if one["fields"].get("author") == []:
                yield place, "author", ""

    def iterate_short_forms(self) -> Iterator[Hashable]:
        for one in self.repeats:
            yield one.cites[0].form.value, (one.span.start, one.span.start + 1)
        for short in self.stand_ins:
            yield short["form"], (short["span"][0], short["span"][0] + 1)

    def pair_resolutions(self) -> tuple[list[Hashable], list[Hashable]]:
        """Return what each number and short form should lead to, and what it leads to, by gold keys."""
        keys = self.entries
        leads = {
            (item.cite.span.start, item.cite.form.value, item.cite.target): item.key
            for item in self.analysis.resolutions
            if item.method not in {"stub", "unresolved"}
        }
        expected: list[Hashable] = []
        got: list[Hashable] = []
        for citation in self.gold["citations"]:
            for cite in citation["cites"]:
                if cite["form"] == "number" and cite["key"]:
                    span = tuple(cite["span"])
                    expected.append((span, cite["target"], cite["key"]))
                    key = leads.get((span[0], "number", cite["target"]))
                    if key is not None:
                        got.append((span, cite["target"], keys.get(key, key)))
        targets = {one.span.start: one.cites[0] for one in self.repeats}
        for one in self.gold["short_forms"]:
            span = tuple(one["span"])
            expected.append((span, one["key"]))
            repeat = targets.get(span[0])
            key = leads.get((repeat.span.start, repeat.form.value, repeat.target)) if repeat else None
            if one in self.stand_ins:
                key = self._find_entry_of_note(one)
            if key is not None:
                got.append((span, keys.get(key, key)))
        return expected, got

    def _find_entry_of_note(self, short: Json) -> str | None:
        """Return the entry that a note leads to by its own words: the one that says where it was found."""
        number = next(note["number"] for note in self.gold["notes"] if note["id"] == short["note"])
        there = [entry.key for entry in self.analysis.entries if f"note {number}" in entry.provenance]
        right = [key for key in there if self.entries.get(key) == short["key"]]
        return next(iter(right or there), None)

    def iterate_works(self) -> Iterator[Hashable]:
        """Yield the gold's key of every entry that is one of its works: each should come once."""
        for key in self.entries.values():
            yield (key,)

    def _match_entries(self) -> dict[str, str]:
        """Return the gold's key for each entry: of the work whose references share most words with it.

        An entry made of an identifier in the text must share its number as well.
        """
        words: dict[str, set[str]] = {}
        for one in self.gold["references"]:
            words.setdefault(one["key"], set()).update(_split_words(_mend(one["text"])))
        matched: dict[str, str] = {}
        for entry in self.analysis.entries if words else ():
            own = _split_words(_describe_entry(entry))
            best = max(words, key=lambda key: _similarity(own, words[key]))
            named = "text" not in entry.provenance or _split_words(entry.get("number")) <= words[best]
            if named and _similarity(own, words[best]) > LEAST_SIMILARITY:
                matched[entry.key] = best
        return matched


def _is_repeat(citation: Citation) -> bool:
    return all(cite.form.value in _REPEATS for cite in citation.cites)


def _touches(span: Any, others: Iterable[tuple[int, int]]) -> bool:  # noqa: ANN401 - any span
    return any(span.start < end and start < span.end for start, end in others)


def _overlap(reference: Reference, span: list[int]) -> int:
    return min(reference.span.end, span[1]) - max(reference.span.start, span[0])


def _read_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the key fields of a parsed reference in the form in which they are compared."""
    for name in FIELDS:
        if name == "type":
            yield name, reference.type
        elif name in {"author", "editor"}:
            families = [one.family or one.literal for one in reference.names.get(name, ())]
            if families:
                yield name, _fold_field(name, families)
        elif name in {"issued", "accessed"}:
            date = reference.dates.get(name)
            if date is not None:
                yield name, str(date.year) if name == "issued" else str(date)
        elif value := reference.get(name):
            yield name, fold_value(name, value)


def _mend(text: str) -> str:
    return re.sub(r"(?<=\w)-\n(?=\w)", "", text)


def _split_words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _describe_entry(entry: Entry) -> str:
    names = " ".join(str(name) for names in entry.names.values() for name in names)
    return f"{' '.join(entry.fields.values())} {names}"


def _similarity(first: set[str], second: set[str]) -> float:
    return len(first & second) / len(first | second) if first and second else 0.0
