"""The second processor: citeproc-py behind the same small interface, for comparison.

citeproc-py formats HTML and plain text, sorts and numbers, and does not disambiguate. Its ids are case
insensitive and it fails on some values; items that it cannot read are reported, not lost.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from citekit.csl.items import Item, read_item
from citekit.csl.processor import BibliographyOutput
from citekit.csl.style import Style
from citekit.errors import ItemError, StyleError

FORMATS: Final = ("html", "text")


class CiteprocPyProcessor:
    """Renders with citeproc-py.

    Args:
        style: An independent style.
        items: CSL-JSON items.
        locale: A locale, or None for the style's own.
        format: `text` or `html`.

    Raises:
        StyleError: The format is unknown, or citeproc-py cannot read the style.
        ItemError: An item is malformed.
    """

    def __init__(
        self,
        style: Style,
        items: Iterable[Mapping[str, Any]] = (),
        *,
        locale: str | None = None,
        format: str = "text",  # noqa: A002 - the word of the command line
    ) -> None:
        if format not in FORMATS:
            raise StyleError(
                f'citeproc-py has no output format "{format}"', hint=f"formats: {', '.join(FORMATS)}"
            )
        from citeproc import CitationStylesBibliography, CitationStylesStyle  # noqa: PLC0415 - slow to import
        from citeproc.formatter import html, plain  # noqa: PLC0415
        from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

        self.format = format
        self.items: dict[str, Item] = {}
        self._data: list[Mapping[str, Any]] = []
        for data in items:
            item = read_item(data)
            if item.id in self.items:
                raise ItemError(f'two items have the id "{item.id}"')
            self.items[item.id] = item
            self._data.append(data)
        keys = {item_id: f"item{number}" for number, item_id in enumerate(self.items)}
        self._keys = keys
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                loaded = CitationStylesStyle(_open_style(style), locale=locale, validate=False)
                source = CiteProcJSON([{**data, "id": keys[str(data["id"])]} for data in self._data])
                self._bibliography = CitationStylesBibliography(
                    loaded, source, html if format == "html" else plain
                )
            except Exception as error:
                raise StyleError(f"citeproc-py cannot go on: {error!r}", source=style.source) from error

    def update_items(self, ids: Iterable[str]) -> list[str]:
        """Set the items of the bibliography; return their sorted ids."""
        wanted = list(ids)
        self._register([[item_id] for item_id in wanted])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._bibliography.sort()
        back = {key: item_id for item_id, key in self._keys.items()}
        return [back[item.reference.key] for item in self._bibliography.items if item.reference.key in back]

    def _register(self, clusters: Sequence[Sequence[str]]) -> list[Any]:
        from citeproc import Citation, CitationItem  # noqa: PLC0415 - as above

        made = []
        for cluster in clusters:
            for item_id in cluster:
                if item_id not in self._keys:
                    raise ItemError(f'there is no item with the id "{item_id}"')
            citation = Citation([CitationItem(self._keys[item_id]) for item_id in cluster])
            self._bibliography.register(citation)
            made.append(citation)
        return made

    def cite_uncited(self, ids: Iterable[str]) -> None:
        """Add items to the bibliography that no citation names."""
        self._register([[item_id] for item_id in ids])

    def add_citations(self, citations: Iterable[Mapping[str, Any]]) -> list[str]:
        """Add citations; return their output."""
        clusters = [
            [str(cite.get("id", "")) for cite in citation.get("citationItems") or ()]
            for citation in citations
        ]
        made = self._register(clusters)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [str(self._bibliography.cite(citation, _ignore)) for citation in made]

    def bibliography(self, section: Mapping[str, Any] | None = None) -> BibliographyOutput:  # noqa: ARG002
        """Render the bibliography; filters are not known to citeproc-py."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            entries = [str(entry) for entry in self._bibliography.bibliography()]
        back = {key: item_id for item_id, key in self._keys.items()}
        ids = [back.get(item.reference.key, "") for item in self._bibliography.items]
        pairs = tuple(zip(ids, entries, strict=False))
        return BibliographyOutput(pairs, "".join(entry + "\n" for entry in entries))


def _ignore(_item: object) -> None:
    """Say nothing of items that citeproc-py does not find."""


def _open_style(style: Style) -> io.BytesIO:
    """Return the style's file for citeproc-py, which reads files only."""
    try:
        with open(style.source, "rb") as file:  # noqa: PTH123 - the source may be any name
            return io.BytesIO(file.read())
    except OSError:
        raise StyleError("citeproc-py reads styles from files only", source=style.source) from None
