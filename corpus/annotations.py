"""Makes the gold of a document from the marks of its source: what is where, in code points."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from corpus.layout import Layout
from corpus.markup import BREAK, CUT, HARD_BLANK, Mark, Source

Json = dict[str, Any]

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_FORMS = {"k": "key", "a": "author_date", "i": "ibid", "o": "op_cit", "n": "number"}
#: Letter of a reference's part to the CSL variable.
FIELDS = {
    "A": "author", "E": "editor", "H": "translator", "T": "title", "J": "container-title", "Y": "issued",
    "V": "volume", "N": "issue", "P": "page", "M": "publisher-place", "B": "publisher", "S": "section",
    "X": "number-of-pages", "L": "archive_location", "C": "collection-title", "d": "edition", "G": "genre",
    "R": "archive", "K": "number",
}  # fmt: skip
#: The fields that the gold holds; the others serve the bibliography only.
KEY_FIELDS = ("author", "editor", "title", "container-title", "issued", "volume", "issue", "page")
_MARK = re.compile(r"[\[(]?\^?([\w*¹²³⁴⁵⁶⁷⁸⁹⁰-]+?)\]?(?:[.):]|:)?[ ·]+")
_SEPARATOR = re.compile(
    r"[,;&]|(?<!\w)(?:и|and|und|et|e|y|та|і)(?!\w)|\[и др\.\]|(?<!\w)(?:et al\.|и др\.|та ін\.|u\. a\.)"
)
_DOI = "https://doi.org/"
_YEAR = re.compile(r"\d{4}")


def make_gold(source: Source, layout: Layout, name: str, encoding: str) -> Json:
    """Return the gold of a document; its shape is described in `corpus/README.md`."""
    return _Gold(source, layout).make(name, encoding)


def dump_gold(gold: Json) -> str:
    """Return the gold as JSON that a person can read: sorted keys, spans on one line."""
    text = json.dumps(gold, ensure_ascii=False, indent=1, sort_keys=True)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text) + "\n"


def clean(text: str) -> str:
    """Return a stretch of the plain text without what the layout did to it."""
    text = text.replace(CUT, "")
    text = re.sub(rf"(?<=[-–/])[ ·]*{BREAK}[ ·]*", "", text)
    text = text.replace(BREAK, " ").replace(HARD_BLANK, " ").replace("\xad", "")
    return re.sub(r"\s+", " ", text).strip()


def join_address(text: str) -> str:
    """Return an address without the blanks and line breaks that the converter put in."""
    return re.sub(rf"[\s{BREAK}{HARD_BLANK}]", "", text)


def split_names(mark: Mark, text: str) -> list[tuple[str, str]]:
    """Return family and given names of a part that holds names.

    What stands between two families belongs to the first up to a separator, and to the second from
    the last separator on: `Hale, Robert, and Anna Moreau`.
    """
    families = [inner for inner in mark.marks if inner.kind == "family"]
    edges = [mark.start, *(place for inner in families for place in (inner.start, inner.end)), mark.end]
    between = [
        [piece.strip() for piece in _SEPARATOR.split(clean(f"{text[start:end]}\N{ZERO WIDTH SPACE}"))]
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    names = []
    for index, family in enumerate(families):
        before = between[index][-1].strip("\N{ZERO WIDTH SPACE} ")
        behind = next((piece for piece in between[index + 1] if piece.strip("\N{ZERO WIDTH SPACE} ")), "")
        given = before or behind.strip("\N{ZERO WIDTH SPACE} ")
        names.append((clean(text[family.start : family.end]), given))
    return names


class _Gold:
    """Collects what the marks of one source say."""

    def __init__(self, source: Source, layout: Layout) -> None:
        self.source = source
        self.layout = layout
        self.prefix = "en" if source.settings.get("notes") == "endnotes" else "fn"
        self.ids = self.number_notes()

    def number_notes(self) -> dict[str, str]:
        """Return for each note as marked (`3#2`) its id: `fn3-2` for the second note numbered 3."""
        turns: dict[str, list[str]] = {}
        for mark in self.source.walk():
            if mark.kind == "note" and not mark.attrs.endswith("+"):
                turns.setdefault(mark.attrs.partition("#")[0], []).append(mark.attrs)
        return {
            attrs: f"{self.prefix}{number}" + (f"-{turn}" if turn > 1 else "")
            for number, marked in turns.items()
            for turn, attrs in enumerate(marked, 1)
        }

    def name_note(self, attrs: str) -> str:
        """Return the id of the note that a call, a body or a continuation speaks of."""
        return self.ids[attrs.partition("=")[0].rstrip("+")]

    def span(self, mark: Mark) -> list[int]:
        start, end = mark.start, mark.end
        while end > start and self.source.text[end - 1] in " ·\n↵":
            end -= 1
        while start < end and self.source.text[start] in " ·\n↵":
            start += 1
        return list(self.layout.span(start, end))

    def shown(self, span: list[int]) -> str:
        return self.layout.text[span[0] : span[1]]

    def raw(self, mark: Mark) -> str:
        return self.source.text[mark.start : mark.end]

    def make(self, name: str, encoding: str) -> Json:
        settings = self.source.settings
        citations = list(self.iterate_citations())
        references = list(self.iterate_references())
        listed = [one for one in references if one["note"] is None]
        entries = listed + list(self.iterate_repeated_entries())
        labels = {one["label"] for one in entries}
        numeric = [cite for one in citations for cite in one["cites"] if cite["form"] == "number"]
        for cite in numeric:
            cite["key"] = find_entry(cite["target"], cite["span"][0], entries)
        numbers = {cite["target"] for cite in numeric}
        missing = sorted(numbers - labels, key=int)
        notes = self.collect_notes()
        heading = next((mark for mark in self.source.walk() if mark.kind == "h"), None)
        gold: Json = {
            "document": name,
            "encoding": encoding,
            "language": settings.get("language"),
            "length": len(self.layout.text),
            "citations": citations,
            "notes": notes,
            "links": list(self.iterate_links()),
            "identifiers": list(self.iterate_identifiers()),
            "references": references,
            "short_forms": list(self.iterate_short_forms()),
            "optional_references": [self.span(mark) for mark in self.source.walk() if mark.kind == "o"],
            "reference_list": {
                "present": bool(listed),
                "heading": self.span(heading) if heading else None,
                "text": self.shown(self.span(heading)) if heading else None,
            },
            "missing": missing,
        }
        gold["counts"] = {
            "citations": len(citations),
            "cites": sum(len(one["cites"]) for one in citations),
            "distinct_numbers": len(numbers),
            "notes": len(notes),
            "calls": sum(one["call"] is not None for one in notes),
            "links": len(gold["links"]),
            "identifiers": len(gold["identifiers"]),
            "references": len(references),
            "short_forms": len(gold["short_forms"]),
            "missing": len(missing),
        }
        return gold

    def note_of(self, mark: Mark) -> str | None:
        note = mark.enclosing("note")
        return self.name_note(note.attrs) if note else None

    def iterate_citations(self) -> Iterator[Json]:
        for mark in self.source.walk():
            if mark.kind == "citation":
                span = self.span(mark)
                cites = [
                    cite for inner in mark.marks if inner.kind == "cite" for cite in self.read_cite(inner)
                ]
                yield {"span": span, "text": self.shown(span), "note": self.note_of(mark), "cites": cites}

    def read_cite(self, mark: Mark) -> Iterator[Json]:
        span = self.span(mark)
        letter, _, spec = mark.attrs.partition(":")
        form = _FORMS[letter or "n"]
        cite: Json = {
            "form": form,
            "span": span,
            "text": self.shown(span),
            "locators": list(self.read_locators(mark)),
        }
        if form == "author_date":
            names, _, year = spec.rpartition(" ")
            yield {**cite, "names": names.split(";"), "year": year}
        elif form == "number":
            raw = spec or self.raw(mark).translate(_RAISED)
            found = re.match(r"№?\s?(\d+)(?:\]?\s?[-–—]\s?\[?(\d+))?", clean(raw))
            assert found, raw
            for number in range(int(found[1]), int(found[2] or found[1]) + 1):
                yield {**cite, "target": str(number)}
        elif form == "key":
            yield {**cite, "target": spec}
        else:
            yield {**cite, "names": spec.split(";") if spec else []}

    def read_locators(self, mark: Mark) -> Iterator[Json]:
        for part in mark.marks:
            if part.kind == "part" and len(part.attrs) > 1:
                yield {"label": part.attrs, "value": clean(self.raw(part))}

    def collect_notes(self) -> list[Json]:
        notes: dict[str, Json] = {}
        for mark in self.source.walk():
            if mark.kind == "call":
                name = self.name_note(mark.attrs)
                notes.setdefault(name, self.empty_note(mark.attrs))["call"] = self.span(mark)
            elif mark.kind == "note":
                attrs = mark.attrs.removesuffix("+")
                note = notes.setdefault(self.name_note(attrs), self.empty_note(attrs))
                if mark.attrs.endswith("+"):
                    part = self.span(mark)
                else:
                    found = _MARK.match(self.raw(mark))
                    assert found, self.raw(mark)[:60]
                    note["mark"] = list(
                        self.layout.span(mark.start + found.start(1), mark.start + found.end(1))
                    )
                    inner = Mark("body", "", mark.start + found.end(), mark.end)
                    part = self.span(inner)
                note["body"].append(part)
                note["text"].append(self.shown(part))
        return sorted(notes.values(), key=lambda note: note["call"] or note["body"][0])

    def empty_note(self, attrs: str) -> Json:
        number = attrs.partition("=")[0].partition("#")[0]
        return {
            "id": self.name_note(attrs),
            "number": number,
            "call": None,
            "mark": None,
            "body": [],
            "text": [],
        }

    def iterate_links(self) -> Iterator[Json]:
        for mark in self.source.walk():
            if mark.kind == "u":
                accessed, _, url = mark.attrs.partition(" ")
                span = self.span(mark)
                address = url.strip().removeprefix("=") or join_address(self.raw(mark))
                date = None if accessed in {"", "-"} else accessed
                yield {
                    "span": span,
                    "raw": self.shown(span),
                    "url": address,
                    "accessed": date,
                    "note": self.note_of(mark),
                }

    def iterate_identifiers(self) -> Iterator[Json]:
        for mark in self.source.walk():
            if mark.kind == "i":
                scheme, _, value = mark.attrs.partition(" ")
                span = self.span(mark)
                inside = mark.enclosing("u") is not None
                value = value.strip() or (join_address(self.raw(mark)) if inside else clean(self.raw(mark)))
                yield {
                    "scheme": scheme,
                    "value": value,
                    "span": span,
                    "text": self.shown(span),
                    "in_link": inside,
                }

    def iterate_references(self) -> Iterator[Json]:
        for mark in self.source.walk():
            if mark.kind == "r":
                key, type_, label = read_reference_attrs(mark.attrs)
                span = self.span(mark)
                note = mark.enclosing("note")
                if note is not None:
                    label = note.attrs.partition("#")[0].rstrip("+")
                yield {
                    "key": key, "type": type_, "label": label, "note": self.note_of(mark),
                    "span": span, "text": self.shown(span), "fields": self.read_fields(mark),
                }  # fmt: skip

    def read_fields(self, mark: Mark) -> Json:
        fields: Json = {}
        for part in mark.walk():
            if part.kind == "part" and part.attrs in FIELDS:
                name = FIELDS[part.attrs]
                if name in {"author", "editor"}:
                    families = [family for family, _ in split_names(part, self.source.text)]
                    fields.setdefault(name, []).extend(families)
                elif name == "issued":
                    year = _YEAR.search(self.raw(part))
                    assert year, self.raw(mark)
                    fields.setdefault(name, year[0])
                elif name in KEY_FIELDS:
                    fields.setdefault(name, clean(self.raw(part)))
            elif part.kind == "i" and part.attrs.startswith("doi"):
                fields.setdefault("DOI", join_address(self.raw(part)))
            elif part.kind == "u" and not {"URL", "DOI"} & fields.keys():
                accessed, _, url = part.attrs.partition(" ")
                address = url.strip().removeprefix("=") or join_address(self.raw(part))
                doi = address.startswith(_DOI)
                fields["DOI" if doi else "URL"] = address.removeprefix(_DOI)
                if accessed not in {"", "-"}:
                    fields["accessed"] = accessed
        return fields

    def iterate_repeated_entries(self) -> Iterator[Json]:
        """Yield the entries of a list that only repeat a work: `⟦s ibid key #2¦Там же.⟧`."""
        for mark in self.source.walk():
            if mark.kind == "s" and "#" in mark.attrs:
                _, key, label = mark.attrs.split(" ")
                yield {"label": label.removeprefix("#"), "key": key, "span": self.span(mark)}

    def iterate_short_forms(self) -> Iterator[Json]:
        for mark in self.source.walk():
            if mark.kind == "s":
                form, _, target = mark.attrs.partition(" ")
                key, _, antecedent = target.partition("#")[0].strip().partition(" ")
                span = self.span(mark)
                yield {
                    "form": form.replace("-", "_"), "span": span, "text": self.shown(span),
                    "note": self.note_of(mark), "key": key,
                    "antecedent": self.name_note(antecedent.strip()) if antecedent else None,
                    "locators": list(self.read_locators(mark)),
                }  # fmt: skip


def find_entry(label: str, position: int, listed: list[Json]) -> str | None:
    """Return the key of the list entry that a number leads to: the next with that label, else the last."""
    fitting = [one for one in listed if one["label"] == label]
    behind = [one for one in fitting if one["span"][0] > position]
    if not fitting:
        return None
    key: str = (behind[0] if behind else fitting[-1])["key"]
    return key


def read_reference_attrs(attrs: str) -> tuple[str, str, str]:
    """Return key, CSL type and label of a reference mark: `key type #12`."""
    key, type_, *rest = attrs.split(" ")
    return key, type_, " ".join(rest).removeprefix("#")
