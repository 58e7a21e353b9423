"""`citekit read`: what was read, with blocks and notes marked, for people who wonder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.inputs import Isolate, Recursive, Urls, iterate_inputs
from citekit.cli.streams import EXIT_UNREADABLE, print_diagnostics, print_error, write_output
from citekit.errors import CitekitError

if TYPE_CHECKING:
    from citekit.model import Document


class ReadFormat(StrEnum):
    """How the document is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def read(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Documents, folders, zip archives; - is standard input."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    format: Annotated[
        ReadFormat,
        typer.Option("--format", "-f", help="The text alone, with blocks and notes, or as Markdown."),
    ] = ReadFormat.TEXT,
    recursive: Recursive = False,
    url: Urls = None,
    isolate: Isolate = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> None:
    """Show what was read of documents: their text, blocks and notes."""
    from citekit.find.notes import attach_notes, find_notes

    if not files and not url:
        raise typer.BadParameter("give a document, or --url")
    documents = []
    unreadable = 0
    for given in iterate_inputs(files or [], url or [], recursive=recursive):
        try:
            if isinstance(given, CitekitError):
                raise given
            document = given.read(isolate=isolate)
        except CitekitError as error:
            print_error(error)
            unreadable += 1
            continue
        notes = find_notes(document)
        document = attach_notes(document, notes)
        print_diagnostics((*document.diagnostics, *notes.diagnostics), quiet=quiet)
        documents.append(document)
    if documents:
        write_output(write_documents(documents, format), output)
    if unreadable:
        raise typer.Exit(EXIT_UNREADABLE)


def write_documents(documents: Sequence[Document], format: ReadFormat) -> str:
    """Return the documents in one of the formats; several as a list, or with a line between them."""
    if format is ReadFormat.TEXT:
        return "\n\f\n".join(document.text for document in documents)
    if format is ReadFormat.JSON:
        import msgspec

        described = [describe_document(document) for document in documents]
        encoded = msgspec.json.encode(described[0] if len(described) == 1 else described)
        return msgspec.json.format(encoded, indent=2).decode() + "\n"
    shown = ["\n\n".join(iterate_markdown(document)) for document in documents]
    return "\n\n---\n\n".join(shown) + "\n"


def describe_document(document: Document) -> dict[str, object]:
    """Return the document's text, blocks, notes, links and metadata as plain values."""
    from citekit.report.as_json import describe_link, describe_note, describe_span

    return {
        "source": document.source,
        "format": document.format,
        "language": document.language,
        "metadata": dict(document.metadata),
        "text": document.text,
        "blocks": [
            {
                "kind": block.kind.value,
                "span": describe_span(block.span),
                "level": block.level,
                "page": block.page,
                "note": block.note,
                "label": block.label,
            }
            for block in document.blocks
        ],
        "notes": [describe_note(note, document) for note in document.notes],
        "links": [describe_link(link, document) for link in document.links],
    }


def iterate_markdown(document: Document) -> Iterator[str]:
    """Yield the document's blocks as Markdown paragraphs, the calls as `[^1]`, the notes at the end."""
    from citekit.model import BlockKind
    from citekit.parse.hyphens import join_lines

    calls = sorted((note.call, note) for note in document.notes if note.call is not None)
    for block in document.blocks:
        if block.kind in {BlockKind.NOTE, BlockKind.PAGE_FURNITURE}:
            continue
        pieces, position = [], block.span.start
        for call, note in calls:
            if block.span.contains(call):
                pieces.append(join_lines(document.text, position, call.start).text + f"[^{note.id}]")
                position = call.end
        text = document.text[position : position + 1]
        lead = " " if pieces and text.isspace() else ""
        pieces.append(lead + join_lines(document.text, position, block.span.end).text)
        mark = {
            BlockKind.HEADING: "#" * max(1, block.level) + " ",
            BlockKind.QUOTE: "> ",
            BlockKind.LIST_ITEM: "- ",
        }.get(block.kind, "")
        yield mark + "".join(pieces)
    for note in document.notes:
        body = " ".join(join_lines(document.text, part.start, part.end).text for part in note.parts)
        yield f"[^{note.id}]: {body}"
