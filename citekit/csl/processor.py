"""The processor: items in, citations and a bibliography out.

One `Processor` serves one document. A compiled style is shared; nothing that one document renders
changes what another gets.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from citekit.csl.clusters import render_citation
from citekit.csl.compiled import compile_style, item_locale
from citekit.csl.context import Cite
from citekit.csl.disambiguation import render_look
from citekit.csl.entries import render_entries
from citekit.csl.items import Item, read_item
from citekit.csl.locale import Locale
from citekit.csl.positions import CitationState, set_positions
from citekit.csl.registry import Abbreviations, Registry
from citekit.csl.sorting import order_by_keys, sort_key
from citekit.csl.style import Style
from citekit.csl.styles_index import load_style
from citekit.csl.variables import LABEL_ABBREVIATIONS
from citekit.csl.writers import find_writer
from citekit.errors import ItemError
from citekit.parse.language import guess_language

_LOCATOR_LABEL: Final = re.compile(
    "(" + "|".join(re.escape(short[:-1]) for short in LABEL_ABBREVIATIONS) + r")\.\s+(.*)\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class BibliographyOutput:
    """A rendered bibliography.

    Attributes:
        entries: Id and output of each entry, in order.
        text: All of it as one text.
        hanging_indent: Entries hang.
        entry_spacing: Lines between entries.
        line_spacing: Lines from line to line.
        second_field_align: `flush`, `margin` or empty.
    """

    entries: tuple[tuple[str, str], ...]
    text: str
    hanging_indent: bool = False
    entry_spacing: int = 1
    line_spacing: int = 1
    second_field_align: str = ""


class Processor:
    """Renders the citations and the bibliography of one document.

    Args:
        style: A style, or its path, short name, URI or title.
        items: CSL-JSON items, or a mapping of id to item.
        locale: A locale; a style with a default-locale keeps its own unless `force_locale` is set.
        format: Name of the output format.
        item_locale: Terms, dates, ordinals and quotation marks follow each item's own language, or the one
            that its title speaks.
        abbreviations: Variable to (full value to short value).
        first_script: `cyrillic` or `latin` first in the bibliography, or None for the locale's own order.

    Raises:
        ItemError: An item is malformed, or two items have one id.
        StyleError: There is no such style or format, or the style is malformed.
    """

    def __init__(
        self,
        style: Style | str | os.PathLike[str],
        items: Iterable[Mapping[str, Any]] | Mapping[str, Mapping[str, Any]] = (),
        *,
        locale: str | None = None,
        force_locale: bool = False,
        format: str = "text",  # noqa: A002 - the word of the command line
        item_locale: bool = False,
        abbreviations: Abbreviations | None = None,
        first_script: str | None = None,
    ) -> None:
        self.compiled = compile_style(load_style(style), locale, force=force_locale)
        self.writer = find_writer(format)
        self._by_item = item_locale
        self._languages: dict[str, str] = {}
        self.registry = Registry(self.compiled, self._locale_for, abbreviations, first_script)
        self.items: dict[str, Item] = {}
        self._citations: dict[str, CitationState] = {}
        self._sequence: list[str] = []
        self._uncited: list[str] = []
        self._counts: dict[str, int] = {}
        for data in items.values() if isinstance(items, Mapping) else items:
            self.add_item(data)

    def add_item(self, data: Mapping[str, Any]) -> None:
        """Take in one CSL-JSON item.

        Raises:
            ItemError: It is malformed, or its id is taken.
        """
        item = read_item(data)
        if item.id in self.items:
            raise ItemError(f'two items have the id "{item.id}"')
        self.items[item.id] = item

    def _locale_for(self, item: Item) -> Locale:
        if not self._by_item:
            return self.compiled.locale
        language = self._languages.get(item.id)
        if language is None:
            words = " ".join(item.fields.get(name, "") for name in ("title", "container-title"))
            language = self._languages[item.id] = item.language or guess_language(words) or ""
        return item_locale(self.compiled, language) if language else self.compiled.locale

    # registration

    def update_items(self, ids: Iterable[str]) -> list[str]:
        """Set the items of the bibliography, in the order of citing; return their sorted ids."""
        wanted = [str(item_id) for item_id in ids]
        for item_id in wanted:
            self._require(item_id)
        self.registry.update(self.items, wanted)
        return self.registry.order[:]

    def cite_uncited(self, ids: Iterable[str]) -> None:
        """Add items to the bibliography that no citation names (nocite)."""
        self._uncited = [str(item_id) for item_id in ids]
        self._refresh()

    def _require(self, item_id: str) -> None:
        if item_id not in self.items:
            raise ItemError(f'there is no item with the id "{item_id}"')

    # citations

    def read_cite(self, data: Mapping[str, Any]) -> Cite:
        """Return a cite as CSL-JSON states it: `id`, `locator`, `label`, `prefix`, `suffix`, flags.

        Raises:
            ItemError: There is no such item.
        """
        item_id = str(data.get("id", ""))
        self._require(item_id)
        locator = data.get("locator")
        text = "" if locator is None else str(locator).rstrip()
        label = str(data.get("label") or "").replace("sub verbo", "sub-verbo")
        if text and label in {"", "page"}:
            match = _LOCATOR_LABEL.match(text)
            if match:
                term = LABEL_ABBREVIATIONS[match[1] + "."]
                if self.compiled.locale.term(term):
                    label, text = term, match[2]
        text = text.split("|", 1)[0] if "|" in text else text
        position = data.get("position")
        return Cite(
            item_id,
            text,
            label,
            str(data.get("prefix") or ""),
            str(data.get("suffix") or ""),
            bool(data.get("suppress-author")),
            bool(data.get("author-only")),
            position if isinstance(position, int) else None,
            bool(data.get("near-note")),
            int(data.get("first-reference-note-number") or 0),
        )

    def render_cluster(self, cites: Sequence[Mapping[str, Any]]) -> str:
        """Render one citation of items already registered, outside of any sequence."""
        state = CitationState("", [self.read_cite(cite) for cite in cites])
        if len(state.cites) > 1 and self.compiled.citation_sort:
            self._sort_cites(state, grouped=False)
        return render_citation(self.registry, state, self.writer)

    def process(
        self,
        citation: Mapping[str, Any],
        before: Sequence[Sequence[Any]] = (),
        after: Sequence[Sequence[Any]] = (),
    ) -> list[tuple[int, str, str]]:
        """Insert or change a citation and render what changed.

        Args:
            citation: `citationID`, `citationItems`, `properties` with `noteIndex`, `mode` and so on.
            before: Pairs of id and note number of the citations before, in order.
            after: The same of those after.

        Returns:
            (place, output, id) of this citation and of all others that changed, by place.
        """
        state = self._read_citation(citation)
        self._citations[state.id] = state
        sequence = []
        for pair in before:
            self._citations[str(pair[0])].note = int(pair[1] or 0)
            sequence.append(str(pair[0]))
        sequence.append(state.id)
        for pair in after:
            self._citations[str(pair[0])].note = int(pair[1] or 0)
            sequence.append(str(pair[0]))
        self._sequence = sequence
        before_states = {identifier: self._signature(identifier) for identifier in sequence}
        self._refresh(state)
        changed = []
        for place, identifier in enumerate(sequence):
            current = self._citations[identifier]
            output = render_citation(self.registry, current, self.writer)
            moved = before_states[identifier] != self._signature(identifier)
            if identifier == state.id or moved or output != current.output or self._is_touched(current):
                changed.append((place, output, identifier))
            current.output = output
        return changed

    def _signature(self, identifier: str) -> tuple[object, ...]:
        """Return what a citation's output depends on besides its items."""
        registry = self.registry
        found: list[object] = []
        for cite in self._citations[identifier].cites:
            settings = registry.disambiguation.get(cite.id)
            number = registry.number_of(cite.id) if self.compiled.uses_number else 0
            key = settings.key() if settings is not None else None
            found.append((cite.id, cite.position, cite.first_note, cite.near_note, number, key))
        return tuple(found)

    def _is_touched(self, state: CitationState) -> bool:
        return any(cite.id in self.registry.touched for cite in state.cites)

    def add_citations(self, citations: Iterable[Mapping[str, Any]]) -> list[str]:
        """Add citations at the end of the document, all at once; return the output of all."""
        for citation in citations:
            state = self._read_citation(citation)
            self._citations[state.id] = state
            self._sequence.append(state.id)
        self._refresh()
        return self.render_all()

    def render_all(self) -> list[str]:
        """Return the output of all citations in order."""
        made = []
        for identifier in self._sequence:
            state = self._citations[identifier]
            state.output = render_citation(self.registry, state, self.writer)
            made.append(state.output)
        return made

    def _read_citation(self, citation: Mapping[str, Any]) -> CitationState:
        properties = citation.get("properties") or {}
        identifier = str(citation.get("citationID") or f"citation-{len(self._citations) + 1}")
        items = citation.get("citationItems") or ()
        return CitationState(
            identifier,
            [self.read_cite(cite) for cite in items],
            int(properties.get("noteIndex") or 0),
            str(properties.get("mode") or ""),
            str(properties.get("infix") or ""),
            str(properties.get("prefix") or ""),
            str(properties.get("suffix") or ""),
            bool(properties.get("unsorted")),
        )

    def _refresh(self, current: CitationState | None = None) -> None:  # noqa: C901 - one pass over the cases of the specification
        """Number, sort and tell apart all that is cited, and set the positions."""
        states = [self._citations[identifier] for identifier in self._sequence]
        registry = self.registry
        registry.first_notes = {}
        cited: dict[str, None] = {}
        for state in states:
            for cite in state.cites:
                if cite.id not in cited:
                    cited[cite.id] = None
                    registry.first_notes[cite.id] = state.note
        for item_id in self._uncited:
            self._require(item_id)
            cited[item_id] = None
        registry.update(self.items, cited)
        if self.compiled.citation_sort:
            for state in states:
                if len(state.cites) > 1 and not state.unsorted:
                    self._sort_cites(state, grouped=self.compiled.grouped_sort)
        if self.compiled.uses_position:
            self._set_positions(states, current)
        else:
            for state in states:
                for cite in state.cites:
                    cite.position = None

    def _set_positions(self, states: list[CitationState], current: CitationState | None) -> None:
        """Set the positions; items whose place in the document changed are told apart again."""
        registry = self.registry
        before = {id(cite): cite.first_note for state in states for cite in state.cites}
        set_positions(states, self.compiled.near_note_distance)
        again: dict[str, None] = {}
        counts: dict[str, int] = {}
        for state in states:
            for item_id in {cite.id for cite in state.cites}:
                counts[item_id] = counts.get(item_id, 0) + 1
            for cite in state.cites:
                if cite.first_note:
                    registry.first_notes[cite.id] = cite.first_note
                if state is not current and current is not None and cite.first_note != before[id(cite)]:
                    again[cite.id] = None
        registry.touched |= set(again)
        if self.compiled.is_note and self.compiled.has_condition:
            for item_id, count in counts.items():
                known = self._counts.get(item_id)
                if known is None or (known < 2) != (count < 2):
                    again[item_id] = None
            registry.touched |= set(again)
            self._counts = counts
        if again:
            registry.disambiguate_again(again)

    def _sort_cites(self, state: CitationState, *, grouped: bool) -> None:
        registry, keys = self.registry, self.compiled.citation_sort
        collate = registry.collator.key
        rows: list[tuple[str, list[str | None]]] = []
        for place, cite in enumerate(state.cites):
            item = registry.items[cite.id]
            raw = [sort_key(registry, item, key, "citation") for key in keys]
            rows.append((str(place), [None if key is None else collate(key) for key in raw]))
        directions = [key.descending for key in keys]
        if grouped:
            # the names that are shown decide between cites with the same keys
            names = [self._author_text(cite) for cite in state.cites]
            rows = [(row, [*made, collate(names[int(row)]) or None]) for row, made in rows]
            directions.append(False)
        order = [int(row) for row in order_by_keys(rows, directions)]
        if grouped:
            order = _group_by_names(order, names)
        state.cites = [state.cites[place] for place in order]

    def _author_text(self, cite: Cite) -> str:
        config = self.registry.disambiguation[cite.id].copy()
        _, ctx = render_look(self.registry, cite.id, config, request=True)
        return ctx.first_names or ""

    # bibliography

    def bibliography(self, section: Mapping[str, Any] | None = None) -> BibliographyOutput:
        """Render the bibliography of all registered items.

        Args:
            section: Filters: `include`, `exclude`, `select`, `quash`.
        """
        compiled = self.compiled
        entries = render_entries(self.registry, self.writer, section) if compiled.bibliography else []
        text = self.writer.bibliography([entry for _, entry in entries])
        bibliography = compiled.style.bibliography
        align = bibliography.get("second-field-align") if bibliography is not None else None
        return BibliographyOutput(
            tuple(entries),
            text,
            compiled.hanging_indent,
            compiled.entry_spacing,
            compiled.line_spacing,
            align or "",
        )


def _group_by_names(order: list[int], names: list[str]) -> list[int]:
    """Bring cites with the same names together where the first of them stands.

    Specification 1.0.2, 'Cite Grouping': the cites were sorted before; those without names stay apart.
    """
    groups: dict[str | int, list[int]] = {}
    for place in order:
        groups.setdefault(names[place] or place, []).append(place)
    return [place for group in groups.values() for place in group]
