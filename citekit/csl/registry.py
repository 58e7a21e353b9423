"""The registry: all items of one document with their numbers, suffixes, sort keys and names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from citekit.csl.author_substitution import AuthorSubstitution
from citekit.csl.collation import find_collator
from citekit.csl.context import Context, Disambiguation
from citekit.csl.disambiguation import Disambiguator, add_item, render_look
from citekit.csl.items import Item
from citekit.csl.labels import make_label
from citekit.csl.locale import Locale
from citekit.csl.name_registry import NameRegistry
from citekit.csl.numbers import format_letters
from citekit.csl.sorting import sort_ids, sort_key

if TYPE_CHECKING:
    from citekit.csl.compiled import CompiledStyle

Abbreviations = Mapping[str, Mapping[str, str]]
_NONE: Final[Abbreviations] = {}


class Registry:
    """Items of one document and what disambiguation decided about them.

    Attributes:
        compiled: The compiled style; its options stand here too, where rendering reads them.
        order: Ids in the order of the bibliography.
        disambiguation: Id to settings.
        groups: Cites that look alike, by what they look like.
    """

    def __init__(
        self,
        compiled: CompiledStyle,
        locale_for: Callable[[Item], Locale],
        abbreviations: Abbreviations | None = None,
        first_script: str | None = None,
    ) -> None:
        self.compiled = compiled
        self.locale_for = locale_for
        self.default_language = compiled.locale.language
        self.collapse = compiled.collapse
        self.group_delimiter = compiled.group_delimiter
        self.year_suffix_delimiter_set = compiled.year_suffix_delimiter is not None
        self.year_suffix_delimiter = compiled.year_suffix_delimiter or compiled.layout_delimiter
        self.layout_delimiter = compiled.layout_delimiter
        self.add_year_suffix = compiled.add_year_suffix
        self.page_range_format = compiled.page_range_format
        self.year_range_format = compiled.year_range_format
        self.author_substitution: AuthorSubstitution | None = None
        if compiled.substitute_text is not None:
            self.author_substitution = AuthorSubstitution(compiled.substitute_text, compiled.substitute_rule)
        self.names = NameRegistry(
            compiled.givenname_rule,
            active=compiled.add_givenname,
            keep_particle=compiled.style.root.get("demote-non-dropping-particle") == "never",
        )
        self.collator = find_collator(self.default_language, first_script)
        self.items: dict[str, Item] = {}
        self.cited: list[str] = []
        self.places: dict[str, int] = {}
        self.order: list[str] = []
        self.touched: set[str] = set()
        self.fresh: set[str] = set()
        self._sort_keys: dict[str, dict[int, str | None]] = {}
        self.numbers: dict[str, int] = {}
        self.disambiguation: dict[str, Disambiguation] = {}
        self.groups: dict[str, list[str]] = {}
        self.group_of: dict[str, str] = {}
        self.first_notes: dict[str, int] = {}
        self._abbreviations = abbreviations or _NONE
        self._labels: dict[str, str] = {}
        self._plain_terms = compiled.style.citation_class == "in-text"

    def suffix_of(self, item_id: str) -> int | None:
        """Return an item's year suffix counted from 0, or None."""
        settings = self.disambiguation.get(item_id)
        return settings.year_suffix if settings is not None else None

    def condition_of(self, item_id: str) -> int:
        """Return how many disambiguate conditions hold for an item."""
        settings = self.disambiguation.get(item_id)
        return settings.condition if settings is not None else 0

    def key_of(self, item_id: str, index: int) -> str | None:
        """Return one of an item's collated keys for the bibliography.

        Args:
            item_id: The item.
            index: Of the key, which is rendered when it is asked for first.
        """
        known = self._sort_keys.get(item_id)
        if known is None:
            known = self._sort_keys[item_id] = {}
            if self.names.active:
                # names in sort keys are among those that given names tell apart
                for place, key in enumerate(self.compiled.bibliography_sort):
                    if key.names:
                        known[place] = self._collate_key(item_id, place)
        if index not in known:
            known[index] = self._collate_key(item_id, index)
        return known[index]

    def _collate_key(self, item_id: str, index: int) -> str | None:
        raw = sort_key(self, self.items[item_id], self.compiled.bibliography_sort[index], "bibliography")
        return None if raw is None else self.collator.key(raw)

    def update(self, items: Mapping[str, Item], ids: Iterable[str]) -> None:
        """Take in items in the order of citing: tell them apart, sort and number them.

        Args:
            items: Id to item.
            ids: All ids, in the order of citing.
        """
        self.cited = list(dict.fromkeys(ids))
        self.places = {item_id: place for place, item_id in enumerate(self.cited)}
        wanted = set(self.cited)
        gone = {item_id for item_id in self.items if item_id not in wanted}
        touched: dict[str, None] = {}
        if gone:
            self.names.remove(gone)
            for item_id in gone:
                touched[self._remove(item_id)] = None
        for place, item_id in enumerate(self.cited, 1):
            if item_id not in self.items:
                self.items[item_id] = items[item_id]
                touched[add_item(self, item_id)] = None
                self.fresh.add(item_id)
            self.numbers[item_id] = place
        self.touched = self.names.touched
        self.names.touched = set()
        self.fresh -= self.touched
        for item_id in sorted(self.touched & self.group_of.keys(), key=self.places.__getitem__):
            self._regroup(item_id, touched)
        disambiguator = Disambiguator(self)
        for look in touched:
            disambiguator.run(look)
        self.fresh.clear()
        self._renumber()

    def disambiguate_again(self, ids: Iterable[str]) -> None:
        """Tell the groups of some items apart once more, after their positions changed."""
        disambiguator = Disambiguator(self)
        for look in dict.fromkeys(self.group_of[item_id] for item_id in ids if item_id in self.group_of):
            disambiguator.run(look)

    def _regroup(self, item_id: str, touched: dict[str, None]) -> None:
        """Move an item to the group of its look, which names that came after it may have changed."""
        old = self.group_of[item_id]
        touched[old] = None
        look, _ = render_look(self, item_id, Disambiguation(), request=False)
        if look != old:
            self.groups[old].remove(item_id)
            self.groups.setdefault(look, []).append(item_id)
            self.group_of[item_id] = look
            touched[look] = None

    def _remove(self, item_id: str) -> str:
        del self.items[item_id]
        look = self.group_of.pop(item_id)
        self.groups[look].remove(item_id)
        self.disambiguation.pop(item_id, None)
        self._sort_keys.pop(item_id, None)
        for other in self.groups[look]:
            fresh = Disambiguation()
            render_look(self, other, fresh, request=False)
            self.disambiguation[other] = fresh
        return look

    def _renumber(self) -> None:
        self.order = sort_ids(self, self.cited) if self.compiled.bibliography_sort else self.cited[:]
        count = len(self.order)
        for place, item_id in enumerate(self.order, 1):
            self.numbers[item_id] = count - place + 1 if self.compiled.descending_numbers else place

    def number_of(self, item_id: str) -> int:
        """Return an item's citation number."""
        return self.numbers.get(item_id, 0)

    def format_suffix(self, suffix: int) -> str:
        """Return a year suffix as letters."""
        return format_letters(suffix)

    def label_of(self, item: Item, locale: Locale) -> str:
        """Return an item's citation label without suffix."""
        label = self._labels.get(item.id)
        if label is None:
            label = self._labels[item.id] = make_label(item, locale)
        return label

    def plain_terms(self, area: str) -> bool:
        """Tell whether terms that begin a cite keep their case."""
        return self._plain_terms and area == "citation"

    def abbreviate(self, _item: Item, variable: str, text: str) -> str:
        """Return the abbreviation given for a value, or an empty string."""
        return self._abbreviations.get(variable, {}).get(text, "") if self._abbreviations else ""

    def context(
        self,
        item: Item,
        area: str,
        config: Disambiguation,
        *,
        request: bool = False,
        looking: bool = False,
        sorting: bool = False,
    ) -> Context:
        """Return a context for rendering an item outside of a citation."""
        return Context(
            item,
            None,
            self.locale_for(item) if not sorting else self.compiled.locale,
            self,
            area,
            config,
            request=request,
            looking=looking,
            sorting=sorting,
        )
