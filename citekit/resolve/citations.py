"""Resolves the citations of a document: every cite gets exactly one resolution."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from citekit.bibliography.keys import DEFAULT_PATTERN, choose_keys
from citekit.diagnostics import Diagnostic, Severity, diagnose
from citekit.find.reflist import RefList, locate_reflists
from citekit.model import (
    Bibliography,
    Citation,
    Cite,
    CiteForm,
    Document,
    Entry,
    Identifier,
    Link,
    Missing,
    Reference,
    Resolution,
    Span,
)
from citekit.resolve.answers import UNRESOLVED, Answer, Resolved
from citekit.resolve.by_author import AuthorTable
from citekit.resolve.by_identifier import place_identifiers
from citekit.resolve.by_note import RepeatReader
from citekit.resolve.by_number import NumberTable
from citekit.resolve.missing import Gap, GivenTable, first_place, gather_gaps, is_number, make_stub
from citekit.resolve.missing_dated import DatedGap, gather_dated_gaps, make_dated_stub
from citekit.resolve.works import Work, Works, gather_works, inherit_authors, inherit_host

_REPEATS: Final = frozenset({CiteForm.IBID, CiteForm.OP_CIT, CiteForm.NOTE})
#: Forms that name no work in words: where there are no others, nothing is looked up by author or title.
_WORDLESS: Final = frozenset({CiteForm.NUMBER, CiteForm.IDENTIFIER})
#: An answer of less confidence is reported where it has rivals.
_DOUBTFUL: Final = 0.75
#: Works without an entry that one message names.
_MOST_NAMED: Final = 12


def resolve_citations(
    document: Document,
    citations: Sequence[Citation],
    references: Sequence[Reference],
    *,
    identifiers: Iterable[Identifier] = (),
    links: Iterable[Link] = (),
    bibliography: Bibliography | None = None,
    key_pattern: str | None = None,
    reflists: Sequence[RefList] | None = None,
) -> Resolved:
    """Lead every cite of a document to an entry, or say that it leads nowhere.

    Args:
        document: The document with its notes.
        citations: Its citations, those in notes included, in the order of the text.
        references: From `find_references`, in the order of the text.
        identifiers: From `find_identifiers`; an official document that the text names is an entry too.
        links: From `find_links`.
        bibliography: Given entries: one that is the work of a reference stands for it, and one fills a
            number that the document's list lacks, by label, by order or by the author and year hinted at.
        key_pattern: Pattern of the citekeys that are made.
        reflists: The document's reference lists, where the caller has located them.

    Returns:
        Entries in the order of first appearance; one resolution for each cite, in order; for each number
        (or author and year) without an entry a stub `@misc{ref-25, …}` and its evidence; the links with
        their entries.

    Raises:
        BibliographyError: The key pattern is malformed.
    """
    lists = locate_reflists(document) if reflists is None else reflists
    return _Resolver(document, citations, references, bibliography, lists).resolve(
        tuple(identifiers), tuple(links), key_pattern or DEFAULT_PATTERN
    )


class _Resolver:
    """The steps of resolving one document."""

    def __init__(
        self,
        document: Document,
        citations: Sequence[Citation],
        references: Sequence[Reference],
        bibliography: Bibliography | None,
        reflists: Sequence[RefList],
    ) -> None:
        self.document = document
        self.citations = citations
        self.references = references
        self.reflists = reflists
        self.works: Works = gather_works(document, references, bibliography, reflists)
        self.given = [work for work in self.works.works if work.given and not work.aliases]
        self.answers: dict[int, Answer] = {}
        self.diagnostics: list[Diagnostic] = []
        self.gaps: dict[str, Gap] = {}
        self.stubs: dict[str, Work] = {}
        self.dated: list[tuple[DatedGap, Work]] = []
        self.dangling: dict[str, str] = {}

    def resolve(self, identifiers: Sequence[Identifier], links: Sequence[Link], pattern: str) -> Resolved:
        """Resolve all and put the result together."""
        symbols = place_identifiers(self.document, self.works, self.references, identifiers)
        self.symbols = {value.casefold(): work for (_, value), work in symbols.items()}
        cites = list(self._iterate_cites())
        forms = {cite.form for _, cite in cites}
        self.repeated = not forms.isdisjoint(_REPEATS)
        self.authors = AuthorTable(() if forms <= _WORDLESS else self.works.works)
        highest = max((int(cite.target) for _, cite in cites if is_number(cite)), default=0)
        self._resolve_listed_repeats()
        self.numbers = NumberTable(self.works, highest)
        for _, cite in cites:
            if cite.form not in _REPEATS:
                self.answers[id(cite)] = self._resolve_plain(cite)
        self._fill_gaps()
        self._make_dated_stubs()
        self._resolve_repeats()
        self._report(cites)
        for _, cite in cites:
            answer = self.answers[id(cite)]
            if answer.work is not None:
                answer.work.appear(cite.span.start)
        keys, entries = self._make_entries(pattern)
        resolutions = tuple(self._make_resolution(cite, keys) for _, cite in cites)
        missing = tuple(
            Missing(gap.number, keys[id(self.stubs[gap.number])], tuple(gap.evidence))
            for gap in sorted(self.gaps.values(), key=lambda gap: int(gap.number))
            if gap.number in self.stubs
        ) + tuple(Missing(gap.number, keys[id(stub)], tuple(gap.evidence)) for gap, stub in self.dated)
        linked = tuple(self._place_link(link, identifiers, symbols, keys) for link in links)
        of_reference = tuple(keys.get(id(work)) for work in self.works.of_reference)
        return Resolved(entries, resolutions, missing, linked, tuple(self.diagnostics), of_reference)

    def _resolve_listed_repeats(self) -> None:
        """Resolve what repeats a work within a list; such an entry's label then means that work."""
        listed = [one for one in self.citations if one.note is None and _repeats(one)]
        if not listed or not self.works.lists:
            return
        for reflist in self.reflists:
            body = reflist.body
            number = self.works.number_of_list(body)
            inside = _find_within(listed, body)
            if number is None or not inside:
                continue
            reader = RepeatReader(self.document, self.authors, asked=self.repeated)
            for entry in reflist.entries:
                reader.open_group()
                own = _find_within(inside, entry.span)
                indexes = self.works.references_in(self.references, entry.span)
                found: list[tuple[int, int | Citation]] = [(one.span.start, one) for one in own]
                found += [(self.references[index].span.start, index) for index in indexes]
                for _, one in sorted(found, key=lambda pair: pair[0]):
                    self._follow(reader, one)
                if entry.label and not indexes:
                    works = [self.answers.get(id(cite), UNRESOLVED).work for one in own for cite in one.cites]
                    self.works.lists[number] += [(entry.label, work) for work in works if work is not None]
                    if not any(works):
                        text = " ".join(self.document.slice(entry.span).split())
                        self.dangling.setdefault(entry.label, text)

    def _iterate_cites(self) -> Iterator[tuple[Citation, Cite]]:
        for citation in self.citations:
            for cite in citation.cites:
                yield citation, cite

    def _resolve_plain(self, cite: Cite) -> Answer:
        """Resolve a cite that names its work itself."""
        if cite.form is CiteForm.NUMBER:
            return self.numbers.resolve(cite)
        if cite.form is CiteForm.AUTHOR_DATE:
            labelled = self.numbers.find_dated(cite)
            return labelled if labelled.work is not None else self.authors.resolve(cite)
        if cite.form is CiteForm.KEY:
            found = self.authors.find_key(cite.key or cite.target)
            return found if found.work is not None else self.numbers.resolve(cite)
        if cite.form is CiteForm.IDENTIFIER:
            work = self.symbols.get(cite.target.casefold())
            return Answer(work, "identifier", 1.0) if work is not None else UNRESOLVED
        return UNRESOLVED

    def _fill_gaps(self) -> None:
        """Fill the numbers without an entry from the given bibliography, or make stubs for them."""
        missing = frozenset(
            cite.target
            for _, cite in self._iterate_cites()
            if is_number(cite) and self.answers[id(cite)].work is None
        )
        self.gaps = gather_gaps(self.document, self.citations, missing)
        given = GivenTable(self.given, self.gaps) if self.given else None
        filled: dict[str, list[str]] = {}
        for number, gap in self.gaps.items():
            answer = given.fill(gap) if given is not None else UNRESOLVED
            if answer.work is None:
                stub = make_stub(gap, first_place(gap).start, self.dangling.get(number, ""))
                self.stubs[number] = stub
                self.works.works.append(stub)
                answer = Answer(stub, "stub", 0.0)
            else:
                answer.work.places.append(f"cited as [{number}]")
                filled.setdefault(answer.method.removeprefix("bibliography-"), []).append(number)
            for cite in gap.cites:
                self.answers[id(cite)] = answer
        for method, numbers in filled.items():
            self._say(
                "CK506",
                f"{_count(len(numbers), 'number')} filled from the given bibliography by {method}: "
                f"{name_numbers(numbers)}",
                self.gaps[numbers[0]],
                Severity.INFO,
            )

    def _make_dated_stubs(self) -> None:
        """Make stubs for what is cited by author and year and has no entry."""
        missing = frozenset(key for key, answer in self.answers.items() if answer.work is None)
        taken = {work.entry.key for work in self.works.works}
        for gap in gather_dated_gaps(self.document, self.citations, missing) if missing else ():
            stub = make_dated_stub(gap)
            if stub.entry.key in taken:
                stub.entry = replace(stub.entry, key="")
            taken.add(stub.entry.key)
            self.dated.append((gap, stub))
            self.works.works.append(stub)
            self.authors.add(stub)
            self.answers.update((id(cite), Answer(stub, "stub", 0.0)) for cite in gap.cites)

    def _resolve_repeats(self) -> None:
        """Follow the notes, then the running text, and resolve what repeats a work cited before."""
        in_note: dict[str, list[tuple[int, int | Citation]]] = {note.id: [] for note in self.document.notes}
        body: list[tuple[int, int | Citation]] = []
        listed = {id(work) for entries in self.works.lists for _, work in entries}
        for citation in self.citations:
            if citation.note in in_note:
                in_note[citation.note].append((citation.span.start, citation))
            else:
                body.append((citation.span.start, citation))
        for index, reference in enumerate(self.references):
            if reference.note in in_note:
                in_note[reference.note].append((reference.span.start, index))
            elif reference.note is None and id(self.works.of_reference[index]) not in listed:
                body.append((reference.span.start, index))
        notes = RepeatReader(self.document, self.authors, asked=self.repeated)
        for note, found in in_note.items():
            notes.open_group(note)
            for _, one in sorted(found, key=lambda pair: pair[0]):
                self._follow(notes, one)
        text = RepeatReader(self.document, self.authors, asked=self.repeated)
        text.take_notes(notes)
        for _, one in sorted(body, key=lambda pair: pair[0]):
            text.open_group()
            self._follow(text, one)

    def _follow(self, reader: RepeatReader, found: int | Citation) -> None:
        """Take in the next reference of a note, by its number, or the next citation."""
        if isinstance(found, int):
            work = self.works.of_reference[found]
            inherit_authors(work, self.references[found], reader.last)
            inherit_host(work, self.references[found], reader.last)
            reader.put((work,))
            return
        for cite in found.cites:
            if cite.form in _REPEATS and id(cite) not in self.answers:
                self.answers[id(cite)] = reader.resolve(cite)
            # A number beside `там же` in a list is resolved later.
            answer = self.answers.get(id(cite), UNRESOLVED)
            if answer.work is not None:
                reader.put((answer.work,))

    def _report(self, cites: Sequence[tuple[Citation, Cite]]) -> None:
        """Say which numbers are missing or never cited, and which cites are ambiguous or lead nowhere."""
        numbers = {int(cite.target) for _, cite in cites if is_number(cite)}
        self._report_stubs(numbers)
        if self.numbers.labelled and numbers:
            self._report_uncited()
        for _, cite in cites:
            answer = self.answers[id(cite)]
            if answer.work is None:
                message = f"{cite.target or 'a cite'!r} leads to no entry"
                self.diagnostics.append(diagnose(self.document, "CK505", message, cite.span))
            elif answer.others and answer.confidence < _DOUBTFUL:
                message = f"{cite.target!r} may mean any of {len(answer.others) + 1} works"
                self.diagnostics.append(
                    diagnose(self.document, "CK504", message, cite.span, hint="the first candidate was taken")
                )

    def _report_stubs(self, numbers: set[int]) -> None:
        if self.stubs and not self.numbers.size:
            self._say("CK501", describe_numbers(numbers), next(iter(self.gaps.values())), Severity.WARNING)
        elif self.stubs:
            for number, gap in self.gaps.items():
                if number in self.stubs:
                    words = self.dangling.get(number)
                    what = f"its entry “{words}” repeats no work of the list" if words else "no list has it"
                    self._say("CK502", f"number {number} is cited, but {what}", gap, Severity.WARNING)
        if self.dated and not self.works.lists:
            names = "; ".join(gap.number for gap, _ in self.dated[:_MOST_NAMED])
            more = "; …" if len(self.dated) > _MOST_NAMED else ""
            what = (
                f"{_count(len(self.dated), 'work')} cited by author and year, list not found: {names}{more}"
            )
            self._say("CK501", what, self.dated[0][0], Severity.WARNING)
        else:
            for gap, _ in self.dated:
                self._say("CK502", f"{gap.number!r} is cited, but no list has it", gap, Severity.WARNING)

    def _report_uncited(self) -> None:
        cited = {id(answer.work) for answer in self.answers.values()}
        for entries in self.works.lists:
            met = {label for label, work in entries if id(work) in cited}
            idle = [(label, work) for label, work in entries if label.isdecimal() and label not in met]
            if idle and len(idle) < len(entries):
                names = name_numbers([label for label, _ in idle])
                message = f"{_count(len(idle), 'entry', 'entries')} of the list never cited: {names}"
                span = idle[0][1].references[0].span
                self.diagnostics.append(diagnose(self.document, "CK503", message, span, Severity.INFO))

    def _say(self, code: str, message: str, gap: Gap, severity: Severity) -> None:
        self.diagnostics.append(diagnose(self.document, code, message, first_place(gap), severity))

    def _make_entries(self, pattern: str) -> tuple[dict[int, str], tuple[Entry, ...]]:
        """Return the key of each work, by identity, and the entries in the order of first appearance."""
        met = {id(answer.work) for answer in self.answers.values()}
        shown = [work for work in self.works.works if not work.given or work.references or id(work) in met]
        shown.sort(key=lambda work: work.first)
        keys = choose_keys([work.entry for work in shown], pattern)
        entries = tuple(
            work.entry.place(key, dict.fromkeys(work.places)) for work, key in zip(shown, keys, strict=True)
        )
        return {id(work): key for work, key in zip(shown, keys, strict=True)}, entries

    def _make_resolution(self, cite: Cite, keys: dict[int, str]) -> Resolution:
        answer = self.answers[id(cite)]
        key = keys[id(answer.work)] if answer.work is not None else None
        others = tuple(keys[id(work)] for work in answer.others if id(work) in keys)
        return Resolution(cite, key, answer.method, round(answer.confidence, 3), others)

    def _place_link(
        self,
        link: Link,
        identifiers: Sequence[Identifier],
        symbols: dict[tuple[str, str], Work],
        keys: dict[int, str],
    ) -> Link:
        """Return a link with the key of the entry that it belongs to, if there is one."""
        index = bisect_right(self.references, link.span.start, key=lambda one: one.span.start) - 1
        if index >= 0 and self.references[index].span.contains(link.span):
            return replace(link, entry=keys.get(id(self.works.of_reference[index])))
        index = bisect_right(identifiers, link.span.start, key=lambda one: one.span.start)
        for identifier in identifiers[index : index + 2]:
            work = symbols.get((identifier.scheme, identifier.value))
            if work is not None and link.span.contains(identifier.span):
                return replace(link, entry=keys.get(id(work)))
        return link


def _find_within(citations: Sequence[Citation], place: Span) -> Sequence[Citation]:
    """Return those of the citations, in the order of the text, that lie in a place."""
    first = bisect_left(citations, place.start, key=lambda one: one.span.start)
    last = bisect_right(citations, place.end, first, key=lambda one: one.span.start)
    return [one for one in citations[first:last] if place.contains(one.span)]


def _repeats(citation: Citation) -> bool:
    return any(cite.form in _REPEATS for cite in citation.cites)


def _count(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def name_numbers(numbers: Iterable[str | int], most: int = 40) -> str:
    """Return numbers in rising order, runs of three or more as ranges: `1, 4–7, 9`."""
    rising = sorted({int(number) for number in numbers})
    runs: list[list[int]] = []
    for number in rising:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        parts.extend([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))
    return ", ".join(parts[:most]) + (", …" if len(parts) > most else "")


def describe_numbers(numbers: Iterable[int]) -> str:
    """Return the summary for a document without a list: what is cited, and which numbers never are."""
    cited = set(numbers)
    highest = max(cited, default=0)
    if highest > 100_000:
        return f"{_count(len(cited), 'distinct number')} cited, list not found"
    never = [number for number in range(1, highest) if number not in cited]
    summary = f"{_count(len(cited), 'distinct number')} cited, list not found"
    return f"{summary}; {len(never)} below {highest} never cited: {name_numbers(never)}" if never else summary
