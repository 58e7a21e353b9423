"""Writers: turn the output tree into text of one format."""

from __future__ import annotations

from citekit.csl.writers.base import Writer
from citekit.csl.writers.formats import WRITERS, find_writer

__all__ = ["WRITERS", "Writer", "find_writer"]
