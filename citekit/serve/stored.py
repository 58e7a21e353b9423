"""An analysis as bytes and back: what the child process sends and what a session keeps.

JSON, so that nothing but data comes back from a process that read a hostile document, and so that an
analysis outlives a change of the program. The way back to the source file is left out.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import msgspec

from citekit.diagnostics import Diagnostic
from citekit.errors import ReadError
from citekit.model import (
    Analysis,
    Block,
    Citation,
    Document,
    Entry,
    Identifier,
    Link,
    Missing,
    Note,
    Reference,
    Resolution,
)

#: Rises when what is stored can no longer be read by an older program.
VERSION: Final = 1
#: An analysis unpacks to at most so many bytes.
MAX_BYTES: Final = 1024 * 1024 * 1024


class _Answer(msgspec.Struct):
    """What became of one cite, without the cite: they stand in one order."""

    key: str | None
    method: str
    confidence: float
    candidates: tuple[str, ...] = ()


class _Stored(msgspec.Struct):
    """An analysis with the document's own parts beside it."""

    version: int
    source: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    language: str | None
    metadata: dict[str, str]
    citations: tuple[Citation, ...]
    references: tuple[Reference, ...]
    entries: tuple[Entry, ...]
    answers: tuple[_Answer, ...]
    missing: tuple[Missing, ...]
    links: tuple[Link, ...]
    identifiers: tuple[Identifier, ...]
    diagnostics: tuple[Diagnostic, ...]
    reference_keys: tuple[str | None, ...]


def _encode(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return what msgspec does not know itself."""
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"cannot store {type(value).__name__}")


def pack_analysis(analysis: Analysis) -> bytes:
    """Return an analysis as bytes."""
    document = analysis.document
    answers = {id(resolution.cite): resolution for resolution in analysis.resolutions}
    unresolved = Resolution(None, None, "unresolved", 0.0)  # type: ignore[arg-type] # no cite is kept
    ordered = [
        answers.get(id(cite), unresolved) for citation in analysis.citations for cite in citation.cites
    ]
    stored = _Stored(
        VERSION,
        document.source,
        document.format,
        document.text.encode("utf-8", "replace").decode(),
        document.blocks,
        document.notes,
        document.language,
        dict(document.metadata),
        analysis.citations,
        analysis.references,
        analysis.entries,
        tuple(_Answer(a.key, a.method, a.confidence, a.candidates) for a in ordered),
        analysis.missing,
        analysis.links,
        analysis.identifiers,
        analysis.diagnostics,
        analysis.reference_keys,
    )
    return zlib.compress(msgspec.json.encode(stored, enc_hook=_encode), 6)


def unpack_analysis(content: bytes) -> Analysis:
    """Return the analysis that `pack_analysis` packed.

    Raises:
        ReadError: The bytes are none, or come from a later program.
    """
    try:
        inflater = zlib.decompressobj()
        raw = inflater.decompress(content, MAX_BYTES)
        if inflater.unconsumed_tail:
            raise ReadError("the stored analysis is too large")
        stored = msgspec.json.decode(raw, type=_Stored)
    except (zlib.error, msgspec.DecodeError) as error:
        raise ReadError(f"the stored analysis is damaged: {error}") from error
    if stored.version > VERSION:
        raise ReadError(f"the analysis was stored by a later version ({stored.version})")
    answers = iter(stored.answers)
    resolutions = [
        Resolution(cite, answer.key, answer.method, answer.confidence, answer.candidates)
        for citation in stored.citations
        for cite, answer in zip(citation.cites, answers, strict=False)
    ]
    return Analysis(
        document=Document(
            stored.source,
            stored.format,
            stored.text,
            stored.blocks,
            stored.notes,
            stored.language,
            metadata=MappingProxyType(stored.metadata),
        ),
        citations=stored.citations,
        references=stored.references,
        entries=stored.entries,
        resolutions=tuple(resolutions),
        missing=stored.missing,
        links=stored.links,
        identifiers=stored.identifiers,
        diagnostics=stored.diagnostics,
        reference_keys=stored.reference_keys,
    )
