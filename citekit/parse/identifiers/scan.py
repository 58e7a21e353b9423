"""Runs every scanner over a string and settles what overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from citekit.model import Identifier
from citekit.parse.identifiers import eu, legal_acts, scholarly, treaties, un_resolutions, un_symbols
from citekit.parse.word_breaks import join_broken_words, mend_words

Scan = Callable[[str], Iterator[Identifier]]

#: Scanners that read the text as it stands: their signs hold line breaks of their own, and true hyphens.
VERBATIM: Final[tuple[Scan, ...]] = (
    un_symbols.scan_un_symbols,
    scholarly.scan_dois,
    scholarly.scan_isbns,
    scholarly.scan_issns,
    scholarly.scan_orcids,
    scholarly.scan_arxiv,
    scholarly.scan_pubmed,
    scholarly.scan_handles,
    scholarly.scan_urns,
    scholarly.scan_library_numbers,
    scholarly.scan_class_marks,
    eu.scan_celex,
    eu.scan_ecli,
    eu.scan_eli,
    eu.scan_commission_documents,
    treaties.scan_wto_documents,
)
#: Scanners that look for words, which line ends may hyphenate.
WORDED: Final[tuple[Scan, ...]] = (
    un_resolutions.scan_un_resolutions,
    legal_acts.scan_legal_acts,
    legal_acts.scan_gazettes,
    eu.scan_eu_acts,
    treaties.scan_treaty_series,
    treaties.scan_ilo_instruments,
    treaties.scan_court_reports,
    treaties.scan_european_documents,
)


def scan_all(text: str) -> tuple[Identifier, ...]:
    """Find the identifiers of a string, those with a wrong check digit included.

    Args:
        text: Any text.

    Returns:
        In the order of the text; where two overlap, the longer one stays. An identifier whose check digit
        is wrong has the part `check` with the value `failed`.
    """
    found = [identifier for scan in VERBATIM for identifier in scan(text)]
    joined = join_broken_words(text)
    worded = [identifier for scan in WORDED for identifier in scan(joined)]
    if worded and len(joined) != len(text):
        flow = mend_words(text)
        spans = [flow.span(one.span.start, one.span.end) for one in worded]
        worded = [
            replace(one, span=span, raw=text[span.start : span.end])
            for one, span in zip(worded, spans, strict=True)
        ]
    found.extend(worded)
    return keep_longest(found)


def keep_longest(found: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Return the identifiers that no longer one overlaps, in order."""
    kept: list[Identifier] = []
    for identifier in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or identifier.span.start >= kept[-1].span.end:
            kept.append(identifier)
        elif len(identifier.span) > len(kept[-1].span):
            kept[-1] = identifier
    return tuple(kept)


def scan_identifiers(text: str) -> tuple[Identifier, ...]:
    """Find the identifiers of a string: of publications, people, documents of organisations, legal acts.

    Args:
        text: Any text; words may be hyphenated at line ends, symbols broken after a slash.

    Returns:
        In the order of the text, none overlapping another, spans relative to `text`. An ISBN, ISSN or ORCID
        with a wrong check digit is none.
    """
    return tuple(one for one in scan_all(text) if one.parts.get("check") != scholarly.FAILED)
