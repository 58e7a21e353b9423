"""`citekit read`: what was read, with blocks and notes marked, for people who wonder."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.streams import print_diagnostics, write_output

if TYPE_CHECKING:
    from citekit.model import Document


class ReadFormat(StrEnum):
    """How the document is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Document to read; - is standard input.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    format: Annotated[
        ReadFormat,
        typer.Option("--format", "-f", help="The text alone, with blocks and notes, or as Markdown."),
    ] = ReadFormat.TEXT,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> None:
    """Show what was read of a document: its text, blocks and notes."""
    from citekit.find.notes import attach_notes, find_notes
    from citekit.read import read_document

    document = read_document(file)
    notes = find_notes(document)
    document = attach_notes(document, notes)
    print_diagnostics((*document.diagnostics, *notes.diagnostics), quiet=quiet)
    if format is ReadFormat.TEXT:
        write_output(document.text, output)
    elif format is ReadFormat.JSON:
        import msgspec

        encoded = msgspec.json.encode(describe_document(document))
        write_output(msgspec.json.format(encoded, indent=2).decode() + "\n", output)
    else:
        write_output("\n\n".join(iterate_markdown(document)) + "\n", output)


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
