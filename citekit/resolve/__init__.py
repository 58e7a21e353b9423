"""Resolving: every cite leads to an entry, or is reported as leading nowhere."""

from citekit.resolve.answers import Resolved
from citekit.resolve.citations import resolve_citations

__all__ = ["Resolved", "resolve_citations"]
