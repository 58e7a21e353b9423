"""What resolving a cite gives before the entries have keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from citekit.diagnostics import Diagnostic
from citekit.model import Entry, Link, Missing, Resolution
from citekit.resolve.works import Work


class Answer(NamedTuple):
    """The work that a cite points to, the rule that decided, and what else fits."""

    work: Work | None
    method: str
    confidence: float
    others: tuple[Work, ...] = ()


UNRESOLVED = Answer(None, "unresolved", 0.0)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What resolving gives.

    Attributes:
        entries: One for each work, in the order of first appearance, each with a key.
        resolutions: One for each cite, in the order of the citations and their cites.
        missing: Cited numbers without an entry, in rising order, then works cited by author and year.
        links: As they came, each with the key of the entry that it belongs to.
        diagnostics: What is missing, ambiguous or leads nowhere.
        reference_keys: For each reference the key of its entry.
    """

    entries: tuple[Entry, ...]
    resolutions: tuple[Resolution, ...]
    missing: tuple[Missing, ...]
    links: tuple[Link, ...]
    diagnostics: tuple[Diagnostic, ...]
    reference_keys: tuple[str | None, ...] = ()
