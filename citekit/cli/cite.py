"""`citekit cite`: citation keys become formatted citations, or typed citations become live ones, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.extract import merge_bibliographies
from citekit.cli.inputs import Input, Urls, take_one
from citekit.cli.render import ProcessorName, settle_keys
from citekit.cli.streams import FailOn, exit_code, print_diagnostics, write_output
from citekit.diagnostics import Diagnostic, Severity
from citekit.errors import CitekitError
from citekit.write.formats import Format, NoteMode

if TYPE_CHECKING:
    from citekit.write import CiteMap, Written

_TO_LIVE = "Typed citations to live ones"
_TO_TEXT = "Keys to formatted citations"


def cite(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="Document, also in a zip archive; - is standard input."),
    ] = None,
    to: Annotated[
        Format | None,
        typer.Option("--to", "-t", help="Write live citations in this format.", rich_help_panel=_TO_LIVE),
    ] = None,
    bib: Annotated[
        list[Path] | None,
        typer.Option("--bib", help="Bibliography with the cited entries; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    bib_out: Annotated[
        Path | None, typer.Option(help="With --to: the .bib to write; beside the output without it.")
    ] = None,
    map_out: Annotated[
        Path | None,
        typer.Option(help="With --to: the map for --restore; OUTPUT.map.json beside the output without it."),
    ] = None,
    notes: Annotated[
        NoteMode,
        typer.Option(help="With --to: references in notes become citations there, or in the text, or stay."),
    ] = NoteMode.CITE,
    keep_list: Annotated[
        bool, typer.Option("--keep-list", help="With --to: the reference list stays as text.")
    ] = False,
    fragment: Annotated[
        bool, typer.Option("--fragment", help="With --to: no metadata, preamble or settings.")
    ] = False,
    restore: Annotated[
        Path | None,
        typer.Option("--restore", help="The map of FILE: write the document it was made of."),
    ] = None,
    style: Annotated[
        str, typer.Option("--style", "-s", help="Style: an id, a title, a URI, or a .csl file.")
    ] = "apa",
    locale: Annotated[str | None, typer.Option(help="Locale, such as ru-RU; else the style's.")] = None,
    heading: Annotated[str | None, typer.Option(help="Heading above the bibliography.")] = None,
    item_locale: Annotated[
        bool, typer.Option("--item-locale", help="Terms and dates of an entry in the entry's own language.")
    ] = False,
    processor: Annotated[
        ProcessorName, typer.Option(help="Which CSL processor renders.")
    ] = ProcessorName.CITEKIT,
    language: Annotated[
        str | None, typer.Option(help="With --to: language of the document; guessed without it.")
    ] = None,
    key_pattern: Annotated[
        str | None, typer.Option(help="With --to: pattern of the citekeys, such as {author}{year}.")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="With --to: exit with 1 on diagnostics at or above this severity.")
    ] = FailOn.NEVER,
    url: Urls = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> None:
    """Turn typed citations into live ones (--to), keys into formatted citations (--bib), or back (--restore).

    With --to markdown, latex or typst any document is written with citations by key and a .bib file. With
    --bib alone, a Markdown document with [@key, p. 3] gets formatted citations and its bibliography.
    """
    if restore is not None:
        write_restored(take_one(file, url or []), restore, output)
        return
    if to is not None:
        written = _write_live(
            take_one(file, url or []),
            to,
            bib or [],
            notes,
            (output, bib_out, map_out),
            (keep_list, fragment),
            (language, key_pattern),
        )
        print_diagnostics(written.diagnostics, quiet=quiet)
        raise typer.Exit(exit_code(written.diagnostics, fail_on))
    if not bib:
        raise typer.BadParameter("needed for formatted citations; --to gives live ones", param_hint="--bib")
    _format_keys(
        take_one(file, url or []),
        bib,
        style,
        output,
        locale=locale,
        heading=heading,
        item_locale=item_locale,
        processor=processor,
    )


def _format_keys(
    given: Input,
    bib: list[Path],
    style: str,
    output: Path | None,
    *,
    locale: str | None,
    heading: str | None,
    item_locale: bool,
    processor: ProcessorName,
) -> None:
    from citekit.csl import cite_document
    from citekit.csl.locale import require_locale
    from citekit.read.encoding import decode

    if locale is not None:
        require_locale(locale)
    bibliography = merge_bibliographies(bib)
    if bibliography is None or not bibliography.entries:
        raise CitekitError("no entries to cite", source=", ".join(map(str, bib)), code="CK802")
    document = decode(given.load_bytes()).text.replace("\r\n", "\n")
    entries, remarks = settle_keys(bibliography.entries)
    print_diagnostics([*remarks, *find_unknown_keys(document, {entry.key for entry in entries}, given.name)])
    text = cite_document(
        document,
        entries,
        style,
        locale=locale,
        force_locale=locale is not None,
        item_locale=item_locale,
        processor=processor.value,
        heading=heading,
    )
    write_output(text, output)


def find_unknown_keys(document: str, known: set[str], source: str) -> list[Diagnostic]:
    """Return a warning for every key in brackets that no entry has; such citations stay as they are."""
    from citekit.csl.markdown_cite import scan_citations

    found = []
    for citation in scan_citations(document):
        for key in dict.fromkeys(str(cite["id"]) for cite in citation.cites):
            if key not in known and not citation.in_text:
                line = document.count("\n", 0, citation.start) + 1
                message = f'no entry has the key "{key}": the citation stays as it is'
                found.append(Diagnostic("CK803", message, Severity.WARNING, source, line=line))
    return found


def _write_live(
    given: Input,
    to: Format,
    bib: list[Path],
    notes: NoteMode,
    paths: tuple[Path | None, Path | None, Path | None],
    flags: tuple[bool, bool],
    settings: tuple[str | None, str | None],
) -> Written:
    """Write the document with live citations, its bibliography, and the map that leads back."""
    from citekit.bibliography import dump_bibliography
    from citekit.pipeline import analyze
    from citekit.write import WriteOptions, dump_map, write_document

    output, bib_out, map_out = paths
    if output is None and bib_out is None:
        raise typer.BadParameter(
            "a document on standard output needs a name for its bibliography", param_hint="--bib-out"
        )
    beside = output or Path("-")
    bib_path = bib_out or beside.with_suffix(".bib")
    map_path = map_out or (beside.with_name(f"{beside.name}.map.json") if output else None)
    named = [
        path
        for path in (output, bib_path, map_path, *([] if given.content is not None else [Path(given.name)]))
        if path
    ]
    if len({path.absolute() for path in named}) < len(named):
        raise typer.BadParameter("two of the files have one name", param_hint="--output")
    document = given.read(language=settings[0])
    analysis = analyze(
        document, bibliography=merge_bibliographies(bib), language=settings[0], key_pattern=settings[1]
    )
    options = WriteOptions(
        to=to,
        bibliography=_address(bib_path, output),
        notes=notes,
        keep_list=flags[0],
        standalone=not flags[1],
    )
    written = write_document(analysis, options)
    write_output(written.text, output)
    write_output(dump_bibliography(written.entries, format="bibtex"), bib_path)
    if map_path is not None:
        made = _make_map(
            written, given.load_bytes(), given.name, to, analysis.document.text, analysis.document.format
        )
        write_output(dump_map(made), map_path)
    return written


def _address(path: Path, output: Path | None) -> str:
    """Return a file's address as seen from the written document."""
    if output is None:
        return path.as_posix()
    try:
        return path.absolute().relative_to(output.absolute().parent).as_posix()
    except ValueError:
        return path.absolute().as_posix()


def _make_map(written: Written, content: bytes, name: str, to: Format, text: str, format: str) -> CiteMap:
    """Return the map; for a text file with what makes its bytes again, where that gives the same ones."""
    from citekit.read.encoding import decode
    from citekit.write import encode_source, make_map

    made = make_map(written, text, name=name, to=to.value)
    if format not in {"plain", "markdown"}:
        return made
    decoded = decode(content)
    newline = "\r\n" if b"\r" in content.replace(b"\x00", b"") else "\n"
    mark = content[: decoded.mark].hex()
    full = make_map(
        written, text, name=name, to=to.value, encoding=decoded.encoding, mark=mark, newline=newline
    )
    return full if encode_source(full, text) == content else made


def write_restored(given: Input, map_path: Path, output: Path | None) -> None:
    """Write the document that a written one was made of, in its own encoding where that is known.

    Raises:
        CitekitError: A file cannot be read or written, or the map is damaged.
    """
    from citekit.cli.streams import write_bytes
    from citekit.read import load_bytes
    from citekit.write import encode_source, load_map, restore_document

    content = given.load_bytes()
    made = load_map(load_bytes(str(map_path))[0], str(map_path))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise CitekitError("is not in UTF-8, as it was written", source=given.name, code="CK101") from error
    write_bytes(encode_source(made, restore_document(text, made)), output)
