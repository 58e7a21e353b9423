"""An analysed document written back as one with live citations, and the way from there to the original.

`write_document` gives pandoc Markdown, LaTeX for biblatex or Typst; `restore_document` undoes it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.write.document import WriteOptions, Written, write_document
    from citekit.write.formats import Format, NoteMode
    from citekit.write.restore import (
        CiteMap,
        dump_map,
        encode_source,
        load_map,
        make_map,
        restore_document,
    )

__all__ = [
    "CiteMap",
    "Format",
    "NoteMode",
    "WriteOptions",
    "Written",
    "dump_map",
    "encode_source",
    "load_map",
    "make_map",
    "restore_document",
    "write_document",
]

_HOMES = {
    "Format": "formats",
    "NoteMode": "formats",
    "WriteOptions": "document",
    "Written": "document",
    "write_document": "document",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    """Load a name when it is asked for, so that a command's help needs no writer."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'restore')}"), name)
