"""Runs every scanner over a string and settles what overlaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from citekit.model import Identifier
from citekit.parse.identifiers import eu, legal_acts, scholarly, treaties, un_resolutions, un_symbols
from citekit.parse.word_breaks import join_broken_words, mend_words

Scan = Callable[[str], Iterator[Identifier]]


class Scanner(NamedTuple):
    """A scanner, with what tells that it may find something; it always runs where nothing is stated.

    Attributes:
        scan: The scanner.
        signs: ASCII literals, one of which stands in whatever it finds, or else one of `words` does; their
            blanks are left out.
        words: Literals with letters that are not ASCII.
        shape: A pattern of ASCII characters only, in place of a literal.
    """

    scan: Scan
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    shape: re.Pattern[str] | None = None

    def may_find(self, text: str, plain: str) -> bool:
        """Tell whether anything can be found in a text, given its signs (`keep_signs`)."""
        _scan, signs, words, shape = self
        for sign in signs:
            if sign in plain:
                return True
        for word in words:
            if word in text:
                return True
        return shape.search(plain) is not None if shape else not (signs or words)


#: A year in round brackets, as organisations of Europe set it before or behind a number.
_YEAR_IN_BRACKETS: Final = re.compile(r"\((?:19|20)\d\d\)")


#: Scanners that read the text as it stands: their signs hold line breaks of their own, and true hyphens.
VERBATIM: Final = (
    Scanner(un_symbols.scan_un_symbols, ("/", "docs.", "symbol", "Symbol=", "DS=")),
    Scanner(scholarly.scan_dois, ("10.",)),
    Scanner(scholarly.scan_isbns, ("ISBN", "isbn", "978", "979")),
    Scanner(scholarly.scan_issns, ("ISSN",)),
    Scanner(scholarly.scan_orcids, ("0000-000",)),
    Scanner(scholarly.scan_arxiv, ("arXiv", "arxiv", "ARXIV")),
    Scanner(scholarly.scan_pubmed, ("PMID", "PMC", "ncbi.nlm.nih.gov/")),
    Scanner(scholarly.scan_handles, ("hdl", "HDL", "andle")),
    Scanner(scholarly.scan_urns, ("urn:", "URN:")),
    Scanner(scholarly.scan_library_numbers, ("EDN", "library", "LIBRARY")),
    Scanner(scholarly.scan_class_marks, ("UDC", "UDK"), ("УДК", "ББК")),
    Scanner(eu.scan_celex, ("CELEX", "celex"), shape=re.compile(r"(?:19|20)\d\d[A-Z]{1,2}\d{4}")),
    Scanner(eu.scan_ecli, ("ECLI", "EU:C:", "EU:T:", "EU:F:")),
    Scanner(eu.scan_eli, ("/eli/",)),
    Scanner(eu.scan_commission_documents, ("COM", "SWD", "SEC", "JOIN")),
    Scanner(treaties.scan_wto_documents, ("WT/", "TN/", "IP/", "G/", "BISD")),
)
#: Scanners that look for words, which line ends may hyphenate.
WORDED: Final = (
    Scanner(
        un_resolutions.scan_un_resolutions,
        ("solu", "SOLUTION", "UNSCR", "Res"),
        ("езолюц", "ЕЗОЛЮЦ", "ез. "),
    ),
    Scanner(legal_acts.scan_legal_acts),
    Scanner(legal_acts.scan_gazettes, words=("СЗ", "законод", "едомости")),
    Scanner(eu.scan_eu_acts, ("/",)),
    Scanner(
        treaties.scan_treaty_series,
        ("NTS", "N.T.S", "reaty", "ecueildes"),
        ("борник",),
    ),
    Scanner(
        treaties.scan_ilo_instruments,
        ("onven", "bereinkommen", "ecommend"),
        ("онвенц", "екомендац"),
    ),
    Scanner(treaties.scan_court_reports, ("J",)),
    Scanner(treaties.scan_osce_documents, ("DEC/", "DOC/", "JOUR/", "GAL/", "DEL/", "INF/", "EMI/")),
    Scanner(treaties.scan_council_of_europe, shape=_YEAR_IN_BRACKETS),
    Scanner(
        treaties.scan_treaties_of_europe,
        ("ETS", "E.T.S.", "STCE", "STE", "SEV"),
        ("СДСЕ", "СЕД"),
    ),
    Scanner(treaties.scan_parliamentary_assembly, shape=_YEAR_IN_BRACKETS),
    Scanner(treaties.scan_court_applications, shape=re.compile(r"/(?<=\d/)\d\d")),
)


def scan_all(text: str) -> tuple[Identifier, ...]:
    """Find the identifiers of a string, those with a wrong check digit included.

    Args:
        text: Any text.

    Returns:
        In the order of the text; where two overlap, the longer one stays. An identifier whose check digit
        is wrong has the part `check` with the value `failed`.
    """
    joined = join_broken_words(text)
    # A sign of the text as it stands is one of the joined text, too.
    plain = keep_signs(joined)
    found = _run_scanners(VERBATIM, text, plain)
    worded = _run_scanners(WORDED, joined, plain)
    if worded and len(joined) != len(text):
        flow = mend_words(text)
        spans = [flow.span(one.span.start, one.span.end) for one in worded]
        worded = [
            replace(one, span=span, raw=text[span.start : span.end])
            for one, span in zip(worded, spans, strict=True)
        ]
    found.extend(worded)
    return keep_longest(found)


def _run_scanners(scanners: Iterable[Scanner], text: str, plain: str) -> list[Identifier]:
    """Run the scanners of which a sign stands in the text."""
    found: list[Identifier] = []
    for scanner in scanners:
        if scanner.may_find(text, plain):
            found.extend(scanner.scan(text))
    return found


def keep_signs(text: str) -> str:
    """Return what of a text is ASCII and no blank: there signs are sought, in a tenth of a Russian text."""
    return text.encode("ascii", "ignore").translate(None, b" \t\n\r\f\v").decode("ascii")


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
