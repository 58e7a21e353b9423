"""Writes citations by citekey as `[key, locator; key]`, for formats whose sources do not show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citekit.model import Cite, CiteForm, Locator, Origin, Span
from citekit.parse.locators import parse_locators
from citekit.read.text_builder import TextBuilder

#: A locator that is only a number is a page, as biblatex has it (manual 3.9.1).
_PAGES: Final = re.compile(r"[\dIVXLCivxlc][\divxlcIVXLC–, -]{0,60}")


def write_cites(
    builder: TextBuilder, keys: Sequence[str], prefix: str, suffix: str, origin: Origin
) -> list[Cite]:
    """Append citekeys with what stands before and behind them.

    Args:
        builder: The text; an opening bracket stands at its end.
        keys: The citekeys.
        prefix: Words before the first.
        suffix: Locator or words behind the last.
        origin: Where the keys stand in the source.

    Returns:
        The cites, the locator in the last.
    """
    cites: list[Cite] = []
    for index, key in enumerate(keys):
        if builder.pieces[-1] != "[":
            builder.add("; ")
        if prefix and index == 0:
            builder.add(prefix + " ")
        start = builder.length
        builder.add(key, origin)
        before = prefix if index == 0 else ""
        cites.append(Cite(CiteForm.KEY, key, Span(start, builder.length), key=key, prefix=before))
    if suffix and cites:
        builder.add(", ")
        start = builder.length
        builder.add(suffix)
        locators = _find_locators(suffix, start)
        last = cites[-1]
        cites[-1] = replace(
            last,
            span=Span(last.span.start, builder.length),
            locators=locators,
            suffix="" if locators else suffix,
        )
    return cites


def _find_locators(suffix: str, start: int) -> tuple[Locator, ...]:
    locators = parse_locators(suffix)
    if not locators and _PAGES.fullmatch(suffix):
        place = Span(start, start + len(suffix))
        return tuple(Locator(found.label, found.value, place) for found in parse_locators(f"p. {suffix}"))
    return tuple(
        Locator(found.label, found.value, found.span.shift(start) if found.span else None)
        for found in locators
    )
