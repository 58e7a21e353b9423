"""Parsing: a string becomes a value. Pure functions that know nothing of documents or files.

The two names are loaded when they are first used (PEP 562), so that its light modules stay light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.parse.reference import parse_reference, parse_references

__all__ = ["parse_reference", "parse_references"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562 leaves no better type
    """Load a public name when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module 'citekit.parse' has no attribute {name!r}")
    from citekit.parse import reference  # noqa: PLC0415 - loaded on first use

    globals()[name] = getattr(reference, name)
    return globals()[name]
