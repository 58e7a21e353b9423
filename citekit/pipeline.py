"""The whole flow for one document: read, find, parse, resolve."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path

from citekit.collector import pause_collection
from citekit.diagnostics import Diagnostic
from citekit.errors import BibliographyError
from citekit.find.citations import find_citations
from citekit.find.identifiers import find_identifiers
from citekit.find.links import find_links
from citekit.find.note_segments import read_notes
from citekit.find.notes import attach_notes, find_notes
from citekit.find.references import find_references
from citekit.find.reflist import locate_reflists
from citekit.find.short_forms import find_short_forms
from citekit.model import Analysis, Bibliography, Citation, Document, Link
from citekit.read import read_document
from citekit.resolve import resolve_citations


def analyze(
    source: Document | str | PathLike[str] | bytes,
    *,
    bibliography: Bibliography | None = None,
    language: str | None = None,
    key_pattern: str | None = None,
) -> Analysis:
    """Find and resolve every citation, note, reference, link and identifier of a document.

    Args:
        source: A document, the path of a file (`-` for standard input), or the bytes of one.
            Text at hand comes in as `Document.from_text(text)`.
        bibliography: Given entries; they fill what the document's own list lacks.
        language: BCP 47 primary language of the document, where it is known better than guessed.
        key_pattern: Pattern of the citekeys that are made, for example `{author}{year}`.

    Returns:
        The analysis. `analysis.document` holds the notes with their calls; every cite has exactly one
        resolution, and a cite that leads nowhere has a resolution that says so.

    Raises:
        ReadError: The document cannot be read.
    """
    document = source if isinstance(source, Document) else read_document(source, language=language)
    if language is not None and document.language != language:
        document = replace(document, language=language)
    with pause_collection():
        return _analyze_document(document, bibliography, key_pattern)


def _analyze_document(
    document: Document, bibliography: Bibliography | None, key_pattern: str | None
) -> Analysis:
    """Find and resolve what a document holds."""
    notes = find_notes(document)
    document = attach_notes(document, notes)
    reflists = locate_reflists(document)
    readings = read_notes(document)
    marked = find_citations(document, reflists)
    short_forms = find_short_forms(document, reflists, readings)
    links = find_links(document)
    identifiers = find_identifiers(document)
    references = find_references(document, reflists, readings)
    citations = merge_citations(marked, short_forms)
    all_links = merge_links(document.links, links)
    given, unread = gather_bibliographies(document, bibliography)
    resolved = resolve_citations(
        document,
        citations,
        references,
        identifiers=identifiers,
        links=all_links,
        bibliography=given,
        key_pattern=key_pattern,
        reflists=reflists,
    )
    return Analysis(
        document=document,
        citations=citations,
        references=tuple(references),
        entries=resolved.entries,
        resolutions=resolved.resolutions,
        missing=resolved.missing,
        links=resolved.links,
        identifiers=tuple(identifiers),
        diagnostics=(
            *document.diagnostics,
            *notes.diagnostics,
            *marked.diagnostics,
            *short_forms.diagnostics,
            *links.diagnostics,
            *identifiers.diagnostics,
            *references.diagnostics,
            *unread,
            *resolved.diagnostics,
        ),
        reference_keys=resolved.reference_keys,
    )


def gather_bibliographies(
    document: Document, given: Bibliography | None
) -> tuple[Bibliography | None, tuple[Diagnostic, ...]]:
    """Return the given entries together with those of the bibliographies that the document names.

    Returns:
        One bibliography, the given entries first; and what was noticed in the document's own files.
    """
    if not document.bibliographies:
        return given, ()
    from citekit.bibliography import load_bibliography  # noqa: PLC0415 - few documents name one

    entries = [] if given is None else list(given.entries)
    diagnostics: list[Diagnostic] = []
    for path in document.bibliographies:
        try:
            loaded = load_bibliography(Path(path))
        except BibliographyError as error:
            diagnostics.append(Diagnostic(error.code, error.message, source=path, line=error.line))
            continue
        entries += loaded.entries
        diagnostics += loaded.diagnostics
    return Bibliography(entries=tuple(entries)), tuple(diagnostics)


def merge_citations(first: tuple[Citation, ...], second: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Return both in the order of the text; where two overlap, the one of `first` stays.

    Both are in the order of the text, and neither overlaps itself.
    """
    if not first or not second:
        return tuple(first or second)
    merged = list(first)
    index = 0
    for citation in second:
        while index < len(first) and first[index].span.end <= citation.span.start:
            index += 1
        if index == len(first) or first[index].span.start >= citation.span.end:
            merged.append(citation)
    return tuple(sorted(merged, key=lambda citation: citation.span))


def merge_links(marked: tuple[Link, ...], found: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the links that the format marks together with those found in the text.

    Where both hold one place, the format knows the address, and the text may know the access date.
    """
    if not marked:
        return tuple(found)
    kept = list(found)
    merged: list[Link] = []
    for link in sorted(marked, key=lambda link: link.span):
        twins = [other for other in kept if other.span.overlaps(link.span)]
        kept = [other for other in kept if not other.span.overlaps(link.span)]
        dated = next((twin for twin in twins if twin.accessed is not None), None)
        if dated is not None and link.accessed is None:
            link = replace(link, accessed=dated.accessed, accessed_span=dated.accessed_span)  # noqa: PLW2901 - completed
        merged.append(link)
    return tuple(sorted((*merged, *kept), key=lambda link: link.span))
