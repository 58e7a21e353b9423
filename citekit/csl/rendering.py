"""Renders bibliographies and citations in one call, from CSL-JSON items or entries, with either processor."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, TypedDict, Unpack

from citekit.csl.items import Item
from citekit.csl.processor import BibliographyOutput, Processor
from citekit.csl.registry import Abbreviations
from citekit.csl.style import Style
from citekit.csl.styles_index import load_style
from citekit.errors import StyleError
from citekit.model import Entry

CslItem = Mapping[str, Any]
PROCESSORS: Final = ("citekit", "citeproc-py")


class RenderOptions(TypedDict, total=False):
    """What rendering takes beside the items and the style; every option may be left out.

    Attributes:
        locale: A locale such as `ru-RU`; a style with a default-locale keeps its own.
        force_locale: `locale` wins over the style's default-locale.
        format: `text`, `html`, `markdown`, `latex`, `rtf` or `typst`.
        item_locale: Terms, dates, ordinals and quotation marks follow each item's language.
        abbreviations: Variable to (value to short value).
        first_script: `cyrillic` or `latin` first when sorting, or None for the locale's order.
    """

    locale: str | None
    force_locale: bool
    format: str
    item_locale: bool
    abbreviations: Abbreviations | None
    first_script: str | None


class CslProcessor(Protocol):
    """What a processor must offer: ours, and the adapter to citeproc-py."""

    items: dict[str, Item]

    def update_items(self, ids: Iterable[str]) -> list[str]:
        """Set the items of the bibliography; return their sorted ids."""

    def add_citations(self, citations: Iterable[Mapping[str, Any]]) -> list[str]:
        """Add citations at the end of the document; return the output of all."""

    def cite_uncited(self, ids: Iterable[str]) -> None:
        """Add items to the bibliography that no citation names."""

    def bibliography(self, section: Mapping[str, Any] | None = None) -> BibliographyOutput:
        """Render the bibliography."""


def to_csl_items(items: Iterable[CslItem | Entry]) -> list[CslItem]:
    """Return items as CSL-JSON; entries of a bibliography are converted.

    Args:
        items: CSL-JSON items, entries, or both.
    """
    converted: list[CslItem] = []
    for item in items:
        if isinstance(item, Entry):
            from citekit.bibliography.mapping import entry_to_csl, supply_title  # noqa: PLC0415 - only for entries

            converted.append(supply_title(entry_to_csl(item), item))
        else:
            converted.append(item)
    return converted


def make_processor(
    items: Iterable[CslItem | Entry],
    style: Style | str | os.PathLike[str],
    *,
    processor: str = PROCESSORS[0],
    **options: Unpack[RenderOptions],
) -> CslProcessor:
    """Return a processor for one document.

    Args:
        items: CSL-JSON items or entries.
        style: A style, or its path, short name, URI or title.
        processor: `citekit` or `citeproc-py`.
        options: See `RenderOptions`.

    Raises:
        StyleError: The style, locale, format or processor is unknown or malformed.
        ItemError: An item is malformed.
        TypeError: There is no such option.
    """
    unknown = options.keys() - RenderOptions.__annotations__.keys()
    if unknown:
        raise TypeError(f"there is no option {', '.join(sorted(unknown))}")
    loaded = load_style(style)
    csl_items = to_csl_items(items)
    if processor == "citeproc-py":
        from citekit.csl.citeproc_py import CiteprocPyProcessor  # noqa: PLC0415 - the second processor

        locale, format_name = options.get("locale"), options.get("format", "text")
        return CiteprocPyProcessor(loaded, csl_items, locale=locale, format=format_name)
    if processor not in PROCESSORS:
        raise StyleError(f'there is no processor "{processor}"', hint=f"processors: {', '.join(PROCESSORS)}")
    return Processor(loaded, csl_items, **options)


def render_bibliography(
    items: Iterable[CslItem | Entry],
    style: Style | str | os.PathLike[str],
    *,
    processor: str = PROCESSORS[0],
    keys: Sequence[str] | None = None,
    section: Mapping[str, Any] | None = None,
    **options: Unpack[RenderOptions],
) -> str:
    """Render a bibliography as one text (specification 1.0.2, 'Bibliography').

    Args:
        items: CSL-JSON items or entries, in the order of citing.
        style: A style, or its path, short name, URI or title.
        processor: `citekit` or `citeproc-py`.
        keys: Ids to take, in the order of citing; None for all.
        section: Filters `include`, `exclude`, `select`, `quash`.
        options: See `RenderOptions`.

    Raises:
        StyleError: Something about the style is wrong.
        ItemError: An item is malformed or missing.
    """
    made = make_processor(items, style, processor=processor, **options)
    made.update_items(keys if keys is not None else list(made.items))
    return made.bibliography(section).text


def render_citations(
    citations: Iterable[Mapping[str, Any] | Sequence[str] | str],
    items: Iterable[CslItem | Entry],
    style: Style | str | os.PathLike[str],
    *,
    processor: str = PROCESSORS[0],
    **options: Unpack[RenderOptions],
) -> list[str]:
    """Render citations in the order of the document (specification 1.0.2, 'Citation').

    Args:
        citations: Each an id, a list of ids, or a mapping with `citationItems` (mappings with `id`,
            `locator`, `label`, `prefix`, `suffix`) and `properties` (`noteIndex`, `mode`). Without a note
            number a note style counts the citations.
        items: CSL-JSON items or entries.
        style: A style, or its path, short name, URI or title.
        processor: `citekit` or `citeproc-py`.
        options: See `RenderOptions`.

    Raises:
        StyleError: Something about the style is wrong.
        ItemError: An item is malformed, or a citation names one that is not there.
    """
    loaded = load_style(style)
    made = make_processor(items, loaded, processor=processor, **options)
    return made.add_citations(
        _normalize_citation(citation, number, note=loaded.citation_class == "note")
        for number, citation in enumerate(citations, 1)
    )


def _normalize_citation(
    citation: Mapping[str, Any] | Sequence[str] | str, number: int, *, note: bool
) -> Mapping[str, Any]:
    """Return a citation with its cites, id and note number spelled out."""
    if isinstance(citation, Mapping):
        properties = {"noteIndex": number if note else 0, **(citation.get("properties") or {})}
        return {"citationID": f"citation-{number}", **citation, "properties": properties}
    ids = [citation] if isinstance(citation, str) else citation
    return {
        "citationID": f"citation-{number}",
        "citationItems": [{"id": item_id} for item_id in ids],
        "properties": {"noteIndex": number if note else 0},
    }
