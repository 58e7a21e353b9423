"""Finding: a Document gives citations, notes with their calls, references, identifiers and links.

Each kind has a module of its name; the functions are loaded when they are first used (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.find.citations import find_citations
    from citekit.find.identifiers import find_identifiers
    from citekit.find.links import find_links
    from citekit.find.notes import find_notes
    from citekit.find.references import find_references

__all__ = ["find_citations", "find_identifiers", "find_links", "find_notes", "find_references"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562 leaves no better type
    """Load a public name when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module 'citekit.find' has no attribute {name!r}")
    value = getattr(import_module(f"citekit.find.{name.removeprefix('find_')}"), name)
    globals()[name] = value
    return value
