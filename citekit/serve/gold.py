"""Corrections as gold: what a person has seen, in the formats of `corpus/gold` and of labelled references."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from citekit.find.reflist import locate_reflists
from citekit.model import (
    Citation,
    Cite,
    CiteForm,
    Document,
    Field,
    Link,
    Name,
    Note,
    Reference,
    Span,
)
from citekit.serve.draft import Answer, Corrected

#: CSL variable to the label of the reference sets.
_LABELS: Final = MappingProxyType(
    {
        "author": "author", "editor": "editor", "title": "title", "container-title": "container",
        "publisher": "publisher", "publisher-place": "location", "issued": "date", "volume": "volume",
        "issue": "issue", "page": "pages", "DOI": "doi", "URL": "url", "ISBN": "isbn", "accessed": "accessed",
        "note": "note", "citation-number": "citation-number",
    }
)  # fmt: skip
#: Field of an entry to the CSL variable whose words it holds.
_VARIABLES: Final = MappingProxyType(
    {
        "title": "title", "journaltitle": "container-title", "booktitle": "container-title", "date": "issued",
        "year": "issued", "pages": "page", "volume": "volume", "number": "issue", "publisher": "publisher",
        "location": "publisher-place", "address": "publisher-place", "url": "URL", "doi": "DOI",
        "isbn": "ISBN", "series": "collection-title", "edition": "edition", "author": "author",
        "editor": "editor",
    }
)  # fmt: skip
_GOLD_TEXTS: Final = ("title", "container-title", "volume", "issue", "page", "URL", "DOI")
_REPEATS: Final = frozenset({CiteForm.IBID, CiteForm.OP_CIT, CiteForm.NOTE})
_FORMS: Final = frozenset({CiteForm.NUMBER, CiteForm.KEY, CiteForm.AUTHOR_DATE, *_REPEATS})
Json = dict[str, Any]


def relabel(reference: Reference, document: Document, edits: Mapping[str, str]) -> Reference:
    """Return a reference with the fields that a person has set in its entry, where its text has those words.

    A value that the text does not hold exactly once says nothing of the text, and changes nothing.
    """
    text = document.slice(reference.span)
    fields = list(reference.fields)
    for name, value in edits.items():
        variable = _VARIABLES.get(name)
        words = value.split()
        if variable is None or not words or len(value) > len(text):
            continue
        places = list(re.finditer(r"\s+".join(map(re.escape, words)), text))
        if len(places) != 1 or any(f.name == variable and f.value == value for f in fields):
            continue
        span = Span(places[0].start(), places[0].end()).shift(reference.span.start)
        fields = [f for f in fields if f.name != variable and not f.span.overlaps(span)]
        fields.append(Field(variable, " ".join(words), span, 1.0))
    ordered = tuple(sorted(fields, key=lambda found: found.span))
    return reference if ordered == reference.fields else replace(reference, fields=ordered, confidence=1.0)


def iterate_references(corrected: Corrected, *, everything: bool) -> Iterator[tuple[str, Reference]]:
    """Yield references with their ids: those that a person has corrected or confirmed, or all."""
    document = corrected.analysis.document
    for name, reference in zip(corrected.ids["reference"], corrected.analysis.references, strict=True):
        owner = corrected.reference_entries.get(name, "")
        labelled = relabel(reference, document, corrected.edits.get(owner, {}))
        seen = name in corrected.changed or name in corrected.confirmed
        if everything or seen or labelled is not reference:
            yield name, labelled


def dump_references(corrected: Corrected, session: str, *, everything: bool) -> str:
    """Return labelled reference strings, one JSON object a line.

    Each has `id`, `lang`, `text`, and `spans` of `[start, end, label, CSL variable]` in code points.
    """
    document = corrected.analysis.document
    rows = []
    for name, reference in iterate_references(corrected, everything=everything):
        start = reference.span.start
        spans = [
            [f.span.start - start, f.span.end - start, _LABELS.get(f.name, "other"), f.name]
            for f in reference.fields
            if reference.span.contains(f.span) and f.span.end > f.span.start
        ]
        rows.append(
            {
                "id": f"{session}/{name}",
                "lang": reference.language or document.language,
                "text": document.slice(reference.span),
                "spans": spans,
                "type": reference.type,
            }
        )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def dump_gold(corrected: Corrected, name: str) -> str:
    """Return a document and all that is in it as one line of JSON: as `corpus/gold` has it, with its text."""
    analysis = corrected.analysis
    document = analysis.document
    owners = _Owners(corrected)
    short_forms: list[Json] = []
    citations: list[Json] = []
    for number, citation in zip(corrected.ids["citation"], analysis.citations, strict=True):
        answers = corrected.answers[number]
        if citation.note is not None and all(cite.form in _REPEATS for cite in citation.cites):
            short_forms += _describe_repeats(citation, answers, owners, document)
        elif any(cite.form in _FORMS for cite in citation.cites):
            citations.append(_describe_citation(citation, answers, owners, document))
    links = [_describe_link(link, document) for link in analysis.links]
    references = [
        _describe_reference(reference, document, owners.key(corrected.reference_entries.get(known)))
        for known, reference in iterate_references(corrected, everything=True)
    ]
    lists = locate_reflists(document)
    heading = lists[0].heading if lists else None
    gold: Json = {
        "document": name,
        "encoding": "utf-8",
        "language": document.language,
        "length": len(document.text),
        "text": document.text,
        "citations": citations,
        "notes": [_describe_note(note, document) for note in document.notes],
        "links": links,
        "identifiers": [
            {
                "scheme": found.scheme,
                "value": found.value,
                "span": _pair(found.span),
                "text": document.slice(found.span),
                "in_link": any(link.span.overlaps(found.span) for link in analysis.links),
            }
            for found in analysis.identifiers
        ],
        "references": references,
        "short_forms": short_forms,
        "optional_references": [],
        "reference_list": {
            "present": bool(lists),
            "heading": None if heading is None else _pair(heading),
            "text": None if heading is None else document.slice(heading),
        },
        "missing": [gap.number for gap in analysis.missing if gap.number.isdecimal()],
        "corrected": sorted(corrected.changed),
        "confirmed": sorted(corrected.confirmed),
    }
    gold["counts"] = _count(gold)
    return json.dumps(gold, ensure_ascii=False) + "\n"


def _count(gold: Json) -> Json:
    cites = [cite for citation in gold["citations"] for cite in citation["cites"]]
    kinds = ("citations", "notes", "links", "identifiers", "references", "short_forms", "missing")
    return {
        **{kind: len(gold[kind]) for kind in kinds},
        "cites": len(cites),
        "calls": sum(note["call"] is not None for note in gold["notes"]),
        "distinct_numbers": len({cite["target"] for cite in cites if cite["form"] == "number"}),
    }


class _Owners:
    """Keys of entries by their ids, and the notes that name them."""

    def __init__(self, corrected: Corrected) -> None:
        entries = zip(corrected.ids["entry"], corrected.analysis.entries, strict=True)
        stubs = {gap.key for gap in corrected.analysis.missing}
        self._keys = {name: entry.key for name, entry in entries if entry.key not in stubs}
        self._named: dict[str, list[tuple[int, str]]] = {}
        for name, reference in zip(corrected.ids["reference"], corrected.analysis.references, strict=True):
            owner = corrected.reference_entries.get(name)
            if owner is not None and reference.note is not None:
                self._named.setdefault(owner, []).append((reference.span.start, reference.note))

    def key(self, entry: str | None) -> str | None:
        """Return an entry's key; None for a stub, which is no entry of the document."""
        return None if entry is None else self._keys.get(entry)

    def antecedent(self, entry: str | None, before: int) -> str | None:
        """Return the last note before a place that names the entry."""
        notes = [note for start, note in self._named.get(entry or "", ()) if start < before]
        return notes[-1] if notes else None


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _locators(cite: Cite) -> list[Json]:
    return [{"label": place.label, "value": place.value} for place in cite.locators]


def _describe_citation(
    citation: Citation, answers: Sequence[Answer], owners: _Owners, document: Document
) -> Json:
    cites = []
    for cite, answer in zip(citation.cites, answers, strict=True):
        row: Json = {
            "form": cite.form.value,
            "span": _pair(cite.span),
            "text": document.slice(cite.span),
            "locators": _locators(cite),
        }
        if cite.form is CiteForm.AUTHOR_DATE:
            row |= {"names": list(cite.names), "year": cite.year}
        else:
            row["target"] = cite.target
        row["key"] = owners.key(answer.entry)
        cites.append(row)
    text = document.slice(citation.span)
    return {"span": _pair(citation.span), "text": text, "note": citation.note, "cites": cites}


def _describe_repeats(
    citation: Citation, answers: Sequence[Answer], owners: _Owners, document: Document
) -> Iterator[Json]:
    for cite, answer in zip(citation.cites, answers, strict=True):
        yield {
            "form": cite.form.value,
            "span": _pair(cite.span),
            "text": document.slice(cite.span),
            "note": citation.note,
            "locators": _locators(cite),
            "key": owners.key(answer.entry),
            "antecedent": owners.antecedent(answer.entry, citation.span.start),
        }


def _describe_note(note: Note, document: Document) -> Json:
    return {
        "id": note.id,
        "number": note.number,
        "call": None if note.call is None else _pair(note.call),
        "mark": None if note.mark is None else _pair(note.mark),
        "body": [_pair(part) for part in note.parts],
        "text": [document.slice(part) for part in note.parts],
    }


def _describe_link(link: Link, document: Document) -> Json:
    return {
        "span": _pair(link.span),
        "raw": document.slice(link.span),
        "url": link.url,
        "accessed": None if link.accessed is None else str(link.accessed),
        "note": next(
            (note.id for note in document.notes if any(part.contains(link.span) for part in note.parts)), None
        ),
    }


def _describe_reference(reference: Reference, document: Document, key: str | None) -> Json:
    fields: Json = {}
    for role in ("author", "editor"):
        if names := reference.names.get(role):
            fields[role] = [_family(name) for name in names]
    issued, accessed = reference.dates.get("issued"), reference.dates.get("accessed")
    if issued is not None and issued.year is not None:
        fields["issued"] = str(issued.year)
    if accessed is not None:
        fields["accessed"] = str(accessed)
    for name in _GOLD_TEXTS:
        if value := reference.get(name):
            fields[name] = value
    return {
        "key": key,
        "type": reference.type,
        "label": reference.label,
        "note": reference.note,
        "span": _pair(reference.span),
        "text": document.slice(reference.span),
        "fields": fields,
    }


def _family(name: Name) -> str:
    return name.family or name.literal
