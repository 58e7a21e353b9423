"""The state of a session: the analysis with its log of corrections replayed.

One function a correction, in one table; the log is only ever appended to, undo and redo included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from citekit.bibliography.dedupe import merge_entries as merge
from citekit.bibliography.mapping_tables import DATE_VARIABLES, NAME_VARIABLES
from citekit.errors import ServeError
from citekit.model import (
    Analysis,
    Citation,
    Cite,
    CiteForm,
    Field,
    Identifier,
    Link,
    Locator,
    Name,
    Note,
    PartialDate,
    Reference,
    Span,
)
from citekit.parse.dates import parse_date
from citekit.parse.edtf import parse_edtf
from citekit.parse.names import parse_names
from citekit.parse.reference import parse_reference
from citekit.serve import corrections as c
from citekit.serve.draft import Answer, Corrected, Draft, begin_draft, finish_draft
from citekit.serve.entries import change_entry, choose_key, make_entry

#: How a cite was resolved that a person has led to its entry.
BY_HAND: Final = "corrected"
#: A reference is at most so long.
_LONGEST_REFERENCE: Final = 5_000


class UnfitError(ServeError):
    """A correction does not fit the session as it is."""

    default_code = "CK811"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the log: a correction, or the undoing or redoing of one."""

    kind: str
    correction: c.Correction | None = None


def fold_log(steps: Iterable[Step]) -> tuple[list[c.Correction], list[c.Correction]]:
    """Return the corrections in force, and those undone with the next to be redone at the end."""
    done: list[c.Correction] = []
    undone: list[c.Correction] = []
    for step in steps:
        if step.kind == "undo":
            if done:
                undone.append(done.pop())
        elif step.kind == "redo":
            if undone:
                done.append(undone.pop())
        elif step.correction is not None:
            done.append(step.correction)
            undone.clear()
    return done, undone


def replay(analysis: Analysis, corrections: Iterable[c.Correction]) -> Corrected:
    """Return an analysis with corrections applied.

    Raises:
        UnfitError: One does not fit what the ones before it have left.
    """
    draft = begin_draft(analysis)
    for correction in corrections:
        RULES[type(correction)](draft, correction)
    return finish_draft(draft)


def _get(found: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - as the map has it
    try:
        return found[name]
    except KeyError:
        raise UnfitError(f"there is no {name}", hint="it was removed or merged meanwhile") from None


def _require_free(draft: Draft, key: str, own: str | None) -> None:
    for name, entry in draft.entries.items():
        if name != own and entry.key.casefold() == key.casefold():
            raise UnfitError(f"the key {key} belongs to another entry", hint="take another, or merge them")


def _make_span(draft: Draft, start: int, end: int) -> Span:
    length = len(draft.base.document.text)
    if not start < end <= length:
        raise UnfitError(f"{start} to {end} is no place of the text", hint=f"0 to {length}")
    return Span(start, end)


# Entries.


def edit_entry(draft: Draft, given: c.EditEntry) -> None:
    """Change an entry; a stub that gets a title or an author is one no more."""
    entry = _get(draft.entries, given.entry)
    if given.key is not None:
        _require_free(draft, given.key, given.entry)
    changed = change_entry(entry, key=given.key, type=given.type, fields=given.fields)
    draft.entries[given.entry] = changed
    draft.changed.add(given.entry)
    edits = draft.edits.setdefault(given.entry, {})
    edits.update({name: changed.get(name) for name in given.fields})
    if given.entry in draft.gaps and {"title", "author", "editor"} & changed.fields.keys():
        _settle(draft, given.entry)


def fill_entry(draft: Draft, given: c.FillEntry) -> None:
    """Put a work in the place of an entry; what was known of its place stays."""
    entry = _get(draft.entries, given.entry)
    key = given.key or entry.key
    _require_free(draft, key, given.entry)
    made = make_entry(key, given.type, given.fields)
    if not made.fields:
        raise UnfitError("there is nothing to fill the entry with")
    draft.entries[given.entry] = replace(made, provenance=entry.provenance)
    draft.changed.add(given.entry)
    draft.edits.setdefault(given.entry, {}).update(dict(made.fields))
    _settle(draft, given.entry)


def _settle(draft: Draft, name: str) -> None:
    """Let cites of a stub count as resolved, now that it is a work."""
    draft.gaps.pop(name, None)
    for citation, answers in draft.answers.items():
        for number, answer in enumerate(answers):
            if answer.entry == name and answer.method == "stub":
                answers[number] = replace(answer, method="filled", confidence=1.0)
                draft.changed.add(citation)


def add_entry(draft: Draft, given: c.AddEntry) -> None:
    """Add an entry; without a key it gets one."""
    made = make_entry(given.key or "", given.type, given.fields)
    key = given.key or choose_key(made, [entry.key for entry in draft.entries.values()])
    _require_free(draft, key, None)
    name = draft.new_id("entry")
    draft.entries[name] = replace(made, key=key)
    draft.changed.add(name)


def remove_entry(draft: Draft, given: c.RemoveEntry) -> None:
    """Remove an entry; what led there leads nowhere."""
    _get(draft.entries, given.entry)
    del draft.entries[given.entry]
    draft.gaps.pop(given.entry, None)
    _redirect(draft, {given.entry: None})


def merge_entries(draft: Draft, given: c.MergeEntries) -> None:
    """Make one entry of several; the first id stays."""
    names = list(dict.fromkeys(given.entries))
    entries = [_get(draft.entries, name) for name in names]
    if len(names) < 2:
        raise UnfitError("one entry alone cannot be merged")
    works = [entry for name, entry in zip(names, entries, strict=True) if name not in draft.gaps] or entries
    merged = merge(works)
    for entry in entries:
        if entry not in works:
            aliases = ", ".join(filter(None, (merged.get("ids"), entry.key)))
            merged = change_entry(merged, fields={"ids": aliases})
    draft.entries[names[0]] = replace(merged, raw=None, span=None)
    for name in names[1:]:
        del draft.entries[name]
    is_work = any(name not in draft.gaps for name in names)
    for name in names[1:]:
        draft.gaps.pop(name, None)
    draft.changed.add(names[0])
    _redirect(draft, dict.fromkeys(names[1:], names[0]))
    if is_work:
        _settle(draft, names[0])


def _redirect(draft: Draft, moves: Mapping[str, str | None]) -> None:
    for citation, answers in draft.answers.items():
        for number, answer in enumerate(answers):
            if not ({answer.entry, *answer.candidates} & moves.keys()):
                continue
            candidates = (moves.get(other, other) for other in answer.candidates)
            entry = moves.get(answer.entry, answer.entry) if answer.entry is not None else None
            answers[number] = replace(
                answer,
                entry=entry,
                method="unresolved" if entry is None else answer.method,
                candidates=tuple(dict.fromkeys(o for o in candidates if o is not None and o != entry)),
            )
            draft.changed.add(citation)
    for owners in (draft.link_entries, draft.reference_entries):
        for name, owner in list(owners.items()):
            if owner in moves:
                target = moves[owner]
                if target is None:
                    del owners[name]
                else:
                    owners[name] = target


# Cites.


def resolve_cite(draft: Draft, given: c.ResolveCite) -> None:
    """Lead a cite to an entry, or nowhere."""
    answers = _get(draft.answers, given.citation)
    if given.cite >= len(answers):
        raise UnfitError(f"{given.citation} has {len(answers)} cites")
    if given.entry is not None:
        _get(draft.entries, given.entry)
    method = BY_HAND if given.entry else "unresolved"
    answers[given.cite] = Answer(given.entry, method, 1.0)
    draft.changed.add(given.citation)


def edit_cite(draft: Draft, given: c.EditCite) -> None:
    """Change target and locator of a cite."""
    citation: Citation = _get(draft.citations, given.citation)
    if given.cite >= len(citation.cites):
        raise UnfitError(f"{given.citation} has {len(citation.cites)} cites")
    cite = citation.cites[given.cite]
    if given.target is not None:
        cite = replace(cite, target=given.target.strip())
    if given.locator is not None or given.label is not None:
        known = cite.locator or Locator("page", "")
        value = known.value if given.locator is None else given.locator.strip()
        made = (Locator(given.label or known.label, value, known.span),) if value else ()
        cite = replace(cite, locators=(*(one for one in cite.locators if one is not cite.locator), *made))
    cites = (*citation.cites[: given.cite], cite, *citation.cites[given.cite + 1 :])
    draft.citations[given.citation] = replace(citation, cites=cites)
    draft.changed.add(given.citation)


# Findings.


def move_span(draft: Draft, given: c.MoveSpan) -> None:
    """Put a finding in another place."""
    found = draft.findings(given.kind)
    old: Any = _get(found, given.finding)
    span = _make_span(draft, given.start, given.end)
    new: Any
    if isinstance(old, Note):
        new = replace(old, body=span, continued=()) if given.part == "body" else replace(old, call=span)
    elif isinstance(old, Citation):
        new = replace(old, span=span, cites=tuple(_clip_cite(cite, span) for cite in old.cites))
    elif isinstance(old, Reference):
        fields = tuple(one for one in old.fields if span.contains(one.span))
        text = _flatten(draft.base.document.slice(span))
        new = replace(old, span=span, text=text, fields=fields)
    elif isinstance(old, Link):
        new = replace(old, span=span, raw=draft.base.document.slice(span))
    else:
        new = replace(old, span=span)
    found[given.finding] = new
    draft.changed.add(given.finding)


def _clip_cite(cite: Cite, span: Span) -> Cite:
    """Return a cite that lies inside its citation."""
    start, end = max(cite.span.start, span.start), min(cite.span.end, span.end)
    return replace(cite, span=Span(start, end) if start < end else span)


def _flatten(text: str) -> str:
    return " ".join(text.split())


def edit_finding(draft: Draft, given: c.EditFinding) -> None:
    """Change what a link, an identifier or a note says."""
    found = draft.findings(given.kind)
    old: Any = _get(found, given.finding)
    value = None if given.value is None else given.value.strip()
    new: Any
    if value == "":
        raise UnfitError("there is no value")
    if isinstance(old, Link):
        new = old if value is None else replace(old, url=value, candidates=())
        if given.accessed is not None:
            date = parse_edtf(given.accessed.strip()) if given.accessed.strip() else None
            if date is None and given.accessed.strip():
                raise UnfitError(f"{given.accessed} is no date", hint="write it as 2018-06-22")
            new = replace(new, accessed=date)
    elif isinstance(old, Identifier):
        new = replace(old, value=value or old.value, scheme=given.scheme or old.scheme, url="")
    else:
        new = replace(old, number=value or old.number)
    found[given.finding] = new
    draft.changed.add(given.finding)


def add_finding(draft: Draft, given: c.AddFinding) -> None:
    """Mark something that was not found."""
    span = _make_span(draft, given.start, given.end)
    document = draft.base.document
    raw, name = document.slice(span), draft.new_id(given.kind)
    value = given.value.strip()
    if given.kind == "citation":
        if given.entry is not None:
            _get(draft.entries, given.entry)
        target = value or raw.strip("[]() ")
        form = CiteForm.NUMBER if target.isdecimal() else CiteForm.KEY
        draft.citations[name] = Citation((Cite(form, target, span),), span, _note_at(draft, span))
        method = BY_HAND if given.entry else "unresolved"
        draft.answers[name] = [Answer(given.entry, method, 1.0)]
    elif given.kind == "link":
        draft.links[name] = Link(value or _join_lines(raw), span, raw)
        if given.entry is not None:
            _get(draft.entries, given.entry)
            draft.link_entries[name] = given.entry
    elif given.kind == "identifier":
        draft.identifiers[name] = Identifier(given.scheme, value or _flatten(raw), span, raw)
    elif given.kind == "note":
        if given.body_start is None or given.body_end is None:
            raise UnfitError("a note needs the place of its text")
        body = _make_span(draft, given.body_start, given.body_end)
        taken = {note.id for note in draft.notes.values()}
        number = value or raw.strip()
        label = f"fn{number}" if f"fn{number}" not in taken else f"fn{number}-{name}"
        draft.notes[name] = Note(label, number, span, body)
    else:
        if len(span) > _LONGEST_REFERENCE:
            raise UnfitError("too long for a reference", hint=f"at most {_LONGEST_REFERENCE} characters")
        parsed = parse_reference(raw, document.language)
        fields = tuple(one._replace(span=one.span.shift(span.start)) for one in parsed.fields)
        draft.references[name] = replace(parsed, span=span, fields=fields, note=_note_at(draft, span))
    draft.changed.add(name)


def _join_lines(text: str) -> str:
    return "".join(text.split())


def _note_at(draft: Draft, span: Span) -> str | None:
    """Return the id of the note whose text holds a place."""
    notes = (note for note in draft.notes.values() if any(part.contains(span) for part in note.parts))
    return next((note.id for note in notes), None)


def remove_finding(draft: Draft, given: c.RemoveFinding) -> None:
    """Take away what is none."""
    found = draft.findings(given.kind)
    _get(found, given.finding)
    del found[given.finding]
    draft.changed.add(given.finding)


def label_reference(draft: Draft, given: c.LabelReference) -> None:
    """Say which words of a reference are which fields."""
    reference: Reference = _get(draft.references, given.reference)
    fields: list[Field] = []
    for label in sorted(given.fields, key=lambda one: (one.start, one.end)):
        span = _make_span(draft, label.start, label.end)
        if not reference.span.contains(span):
            raise UnfitError(f"{label.name} lies outside the reference")
        if fields and fields[-1].span.overlaps(span):
            raise UnfitError(f"{label.name} overlaps {fields[-1].name}")
        fields.append(Field(label.name, _flatten(draft.base.document.slice(span)), span, 1.0))
    kind = given.type or reference.type
    language = reference.language or draft.base.document.language
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, PartialDate] = {}
    for one in fields:
        if one.name in NAME_VARIABLES:
            names[one.name] = (*names.get(one.name, ()), *parse_names(one.value, language)[0])
        elif one.name in DATE_VARIABLES and (date := parse_date(one.value, language)) is not None:
            dates.setdefault(one.name, date)
    draft.references[given.reference] = replace(
        reference, fields=tuple(fields), type=kind, confidence=1.0, names=names, dates=dates
    )
    draft.changed.add(given.reference)


def confirm_finding(draft: Draft, given: c.ConfirmFinding) -> None:
    """Say that a finding is right."""
    _get(draft.findings(given.kind), given.finding)
    draft.confirmed.add(given.finding)


#: What each correction does.
RULES: Final[Mapping[type, Callable[[Draft, Any], None]]] = MappingProxyType(
    {
        c.EditEntry: edit_entry,
        c.FillEntry: fill_entry,
        c.AddEntry: add_entry,
        c.RemoveEntry: remove_entry,
        c.MergeEntries: merge_entries,
        c.ResolveCite: resolve_cite,
        c.EditCite: edit_cite,
        c.MoveSpan: move_span,
        c.EditFinding: edit_finding,
        c.AddFinding: add_finding,
        c.RemoveFinding: remove_finding,
        c.LabelReference: label_reference,
        c.ConfirmFinding: confirm_finding,
    }
)


def name_correction(correction: c.Correction) -> str:
    """Return the name of a correction's kind."""
    return str(correction.__struct_config__.tag)
