"""How much of a text with known truth is found again in documents that real programs make of it.

    python benchmarks/formats.py [--seeds 2] [--only WORDS] [--show] [--keep FOLDER]

One source a seed and layout is written by LibreOffice, pandoc and Typst in every format; programs that are
not installed are left out. F1 of: markers in the order of reading, notes with their whole text, calls tied to
their notes, citations, links, references.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from citekit.errors import ReadError
from citekit.read import read_document
from corpus.made.layouts import LAYOUTS
from corpus.made.markup import write_markdown, write_typst
from corpus.made.opendocument import write_flat_odt
from corpus.made.programs import (
    HAS_PANDOC,
    HAS_TYPST,
    SOFFICE,
    convert_with_pandoc,
    convert_with_soffice,
    scramble_pdf,
    set_with_typst,
)
from corpus.made.score import KINDS, Score, score_document
from corpus.made.source import Source, make_source

PANDOC_FORMATS = {
    "docx": "docx", "odt": "odt", "html": "html", "latex": "tex", "jats": "xml", "tei": "tei", "epub": "epub",
    "markdown": "md", "typst": "typ", "rtf": "rtf",
}  # fmt: skip
OFFICE_FORMATS = ("docx", "odt", "rtf", "doc", "html", "epub")
SCRAMBLED = ("one column", "two columns, wide head", "German")


Made = tuple[str, str, bytes, Source]


def set_by_typst(sources: dict[str, Source]) -> Iterator[Made]:
    """Yield PDF files: what made them, their file name, their bytes and what they were made of."""
    for name, source in sources.items():
        pdf = set_with_typst(write_typst(source, LAYOUTS[name][1]))
        yield f"Typst, PDF, {name}", "x.pdf", pdf, source
        if name in SCRAMBLED:
            yield f"Typst, scrambled PDF, {name}", "x.pdf", scramble_pdf(pdf), source


def set_by_office(sources: dict[str, Source]) -> Iterator[Made]:
    """Yield PDF files of LibreOffice, with hyperlinks and without."""
    for linked in (True, False):
        flat = {
            f"{number}.fodt": write_flat_odt(source, LAYOUTS[name][1], linked=linked).encode()
            for number, (name, source) in enumerate(sources.items())
        }
        made = convert_with_soffice(flat, "pdf")
        for number, (name, source) in enumerate(sources.items()):
            if str(number) not in made:
                print(f"LibreOffice gave no PDF of {name!r}", file=sys.stderr)
                continue
            kind = "PDF" if linked else "PDF without annotations"
            yield f"LibreOffice, {kind}, {name}", "x.pdf", made[str(number)], source
            if linked and name in SCRAMBLED and HAS_TYPST:
                yield f"LibreOffice, scrambled PDF, {name}", "x.pdf", scramble_pdf(made[str(number)]), source


def write_by_office(sources: dict[str, Source]) -> Iterator[Made]:
    """Yield what LibreOffice writes in other formats."""
    names = ("one column", "notes at the end", "notes anew on each page", "brackets")
    flat = {
        f"{number}.fodt": write_flat_odt(sources[name], LAYOUTS[name][1]).encode()
        for number, name in enumerate(names)
    }
    for suffix in OFFICE_FORMATS:
        made = convert_with_soffice(flat, suffix)
        for number, name in enumerate(names):
            if str(number) in made:
                yield f"LibreOffice, {suffix}, {name}", f"x.{suffix}", made[str(number)], sources[name]


def write_by_pandoc(seed: int) -> Iterator[Made]:
    """Yield what pandoc writes of Markdown, and the Markdown itself."""
    for language in ("ru", "de", "en"):
        source = make_source(seed, language)
        markdown = write_markdown(source)
        yield f"Markdown, {language}", "x.md", markdown.encode(), source
        for target, suffix in PANDOC_FORMATS.items() if HAS_PANDOC else ():
            content = convert_with_pandoc(markdown, target)
            yield f"pandoc, {target}, {language}", f"x.{suffix}", content, source


def make_documents(seed: int, only: str) -> Iterator[Made]:
    """Yield documents of all programs that are installed and may make what is asked for."""
    sources = {
        name: make_source(31 * seed + number, layout[0])
        for number, (name, layout) in enumerate(LAYOUTS.items())
    }
    if HAS_TYPST and ("Typst" in only or not only):
        yield from set_by_typst(sources)
    if SOFFICE and ("PDF" in only or not only):
        yield from set_by_office(sources)
    if SOFFICE and "PDF" not in only and ("LibreOffice" in only or not only):
        yield from write_by_office(sources)
    if "pandoc" in only or "Markdown" in only or not only:
        yield from write_by_pandoc(seed)


def main() -> None:
    """Make the documents, read them and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seeds", type=int, default=1, help="texts for each kind of document")
    parser.add_argument(
        "--only", default="", help="words that the name of a row must hold, such as `LibreOffice PDF`"
    )
    parser.add_argument("--show", action="store_true", help="print what is missed and what is too much")
    parser.add_argument("--keep", type=Path, help="folder to keep the documents in")
    options = parser.parse_args()
    rows: dict[str, list[Score | None]] = {}
    for seed in range(1, options.seeds + 1):
        for name, file, content, source in make_documents(seed, options.only):
            if not all(word in name for word in options.only.split()):
                continue
            if options.keep:
                options.keep.mkdir(exist_ok=True)
                (options.keep / f"{name.replace(', ', '-').replace(' ', '_')}-{seed}-{file}").write_bytes(
                    content
                )
            try:
                score = score_document(read_document(content, name=file), source)
            except ReadError as error:
                print(f"{name}: {error}", file=sys.stderr)
                rows.setdefault(name, []).append(None)
                continue
            rows.setdefault(name, []).append(score)
            for kind in KINDS[1:] if options.show else ():
                if score.missed[kind] or score.surplus[kind]:
                    print(f"{name}: {kind}: {len(score.missed[kind])} missed {score.missed[kind][:4]}")
                    print(f"    {len(score.surplus[kind])} too much {score.surplus[kind][:4]}")
    print(f"{'':56}" + "".join(f"{kind:>11}" for kind in KINDS))
    for name, scores in rows.items():
        values = [sum(s.values[kind] if s else 0.0 for s in scores) / len(scores) for kind in KINDS]
        print(f"{name:56}" + "".join(f"{value:11.3f}" for value in values))


if __name__ == "__main__":
    main()
