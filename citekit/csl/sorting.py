"""Sorting of the bibliography and of the cites in a citation.

Specification 1.0.2, 'Sorting'. Empty keys come last in either direction; ties keep the order of citing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from citekit.csl.compiler import SortKey
from citekit.csl.context import Context, Disambiguation
from citekit.csl.dates import date_sort_key
from citekit.csl.items import Item
from citekit.csl.leaves import make_leaf
from citekit.csl.output import Node, plain_text
from citekit.csl.variables import DATE_VARIABLES, NUMBER_VARIABLES

if TYPE_CHECKING:
    from citekit.csl.registry import Registry

_ALL_PARTS = ("year", "month", "day")


def sort_key(registry: Registry, item: Item, key: SortKey, area: str) -> str | None:
    """Return one of an item's keys: text ready for collation, or None for an empty one.

    Args:
        registry: The document's items.
        item: The item.
        key: The key of the style.
        area: `citation` or `bibliography`.
    """
    text = _key_text(registry, item, key, area)
    return text.replace(" ", "|") + "|" if text else None


def _key_text(registry: Registry, item: Item, key: SortKey, area: str) -> str:
    variable = key.variable
    if key.render is None:
        if variable in DATE_VARIABLES:
            return date_sort_key(item.dates.get(variable), _ALL_PARTS)
        if variable == "citation-number":
            return f"{registry.number_of(item.id):020d}"
        if variable == "citation-label":
            return registry.label_of(item, registry.compiled.locale)
        value = item.fields.get(variable, "")
        if variable in NUMBER_VARIABLES:
            return _pad_number(value)
        return _without_markup(registry, item, value)
    ctx: Context = registry.context(item, area, Disambiguation(), sorting=True)
    nodes: list[Node] = []
    key.render(ctx, nodes)
    parts: list[str] = []
    for node in nodes:
        plain_text(node, parts)
    return "".join(parts)


def _without_markup(registry: Registry, item: Item, value: str) -> str:
    """Return a field's text without its markup."""
    if "<" not in value:
        return value
    ctx = registry.context(item, "bibliography", Disambiguation(), sorting=True)
    parts: list[str] = []
    plain_text(make_leaf(ctx, value), parts)
    return "".join(parts)


def _pad_number(value: str) -> str:
    digits = value.strip()
    number = digits.lstrip("-")
    end = 0
    while end < len(number) and number[end].isdecimal():
        end += 1
    if not end:
        return value
    amount = int(number[:end][:18])
    return f"{10**19 - amount if digits.startswith('-') else amount:020d}"


def order_by_keys(rows: list[tuple[str, list[str | None]]], descending: Sequence[bool]) -> list[str]:
    """Return ids sorted by their keys, the first key counting most.

    Args:
        rows: Id and collated keys, in the order that ties keep.
        descending: Direction of each key.
    """
    for index in range(len(descending) - 1, -1, -1):
        if descending[index]:
            rows.sort(key=lambda row: (row[1][index] is not None, row[1][index] or ""), reverse=True)
        else:
            rows.sort(key=lambda row: (row[1][index] is None, row[1][index] or ""))
    return [item_id for item_id, _ in rows]


def sort_ids(registry: Registry, ids: list[str]) -> list[str]:
    """Return items in the order of the bibliography, ties in the order of citing."""
    place = registry.places
    ids = sorted(ids, key=lambda item_id: place.get(item_id, 0))
    return _sort_from(registry, ids, 0)


def _sort_from(registry: Registry, ids: list[str], index: int) -> list[str]:
    """Sort by a key and those after it, which are rendered only for items that this one leaves level."""
    keys = registry.compiled.bibliography_sort
    if index == len(keys) or len(ids) < 2:
        return ids
    level: dict[str | None, list[str]] = {}
    for item_id in ids:
        level.setdefault(registry.key_of(item_id, index), []).append(item_id)
    present = sorted((key for key in level if key is not None), reverse=keys[index].descending)
    order: list[str | None] = [*present, None] if None in level else [*present]
    return [item_id for key in order for item_id in _sort_from(registry, level[key], index + 1)]
