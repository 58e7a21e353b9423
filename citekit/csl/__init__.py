"""A CSL 1.0.2 processor: styles and items in, citations and bibliographies out.

    from citekit.csl import render_bibliography
    print(render_bibliography(items, "apa", format="html"))

Names are imported when first used, so that `import citekit` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.csl.citeproc_py import CiteprocPyProcessor
    from citekit.csl.markdown_cite import cite_document
    from citekit.csl.processor import BibliographyOutput, Processor
    from citekit.csl.rendering import RenderOptions, render_bibliography, render_citations
    from citekit.csl.style import Style, parse_style
    from citekit.csl.styles_index import StyleInfo, load_style, search_styles
    from citekit.csl.writers import WRITERS
    from citekit.csl.writers.runs import Run, split_runs

_HOMES = {
    "BibliographyOutput": "processor",
    "CiteprocPyProcessor": "citeproc_py",
    "Processor": "processor",
    "RenderOptions": "rendering",
    "Run": "writers.runs",
    "Style": "style",
    "StyleInfo": "styles_index",
    "WRITERS": "writers",
    "cite_document": "markdown_cite",
    "load_style": "styles_index",
    "parse_style": "style",
    "render_bibliography": "rendering",
    "render_citations": "rendering",
    "search_styles": "styles_index",
    "split_runs": "writers.runs",
}

__all__ = [
    "WRITERS",
    "BibliographyOutput",
    "CiteprocPyProcessor",
    "Processor",
    "RenderOptions",
    "Run",
    "Style",
    "StyleInfo",
    "cite_document",
    "load_style",
    "parse_style",
    "render_bibliography",
    "render_citations",
    "search_styles",
    "split_runs",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Import a public name from its module."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
