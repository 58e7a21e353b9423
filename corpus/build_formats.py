"""Writes one small document of our own in every input format, by pandoc, LibreOffice and Typst.

    python -m corpus.build_formats

What the documents hold is known: it is the source that `corpus.made.source` makes of a seed. What a program
writes differs from release to release, so the files are made anew only when the source changes.
"""

from __future__ import annotations

from pathlib import Path

from corpus.made.layouts import Layout
from corpus.made.markup import write_markdown, write_typst
from corpus.made.opendocument import write_flat_odt
from corpus.made.programs import convert_with_pandoc, convert_with_soffice, set_with_typst
from corpus.made.source import Source, make_source

FOLDER = Path(__file__).parent / "formats"
SEED = 5
PARAGRAPHS = 6
WORKS = 8
#: Suffix by pandoc's name of a format.
PANDOC = {
    "html": "html",
    "latex": "tex",
    "jats": "jats.xml",
    "tei": "tei.xml",
    "epub": "epub",
    "typst": "typ",
}
OFFICE = ("docx", "odt", "rtf", "doc")


def make_sample() -> Source:
    """Return the source of the samples."""
    return make_source(SEED, "ru", paragraphs=PARAGRAPHS, works=WORKS)


def main() -> None:
    """Write the samples."""
    FOLDER.mkdir(exist_ok=True)
    source = make_sample()
    markdown = write_markdown(source)
    made = {"sample.md": markdown.encode()}
    made |= {f"sample.{suffix}": convert_with_pandoc(markdown, name) for name, suffix in PANDOC.items()}
    flat = {"sample.fodt": write_flat_odt(source, Layout()).encode()}
    for suffix in OFFICE:
        made[f"sample.{suffix}"] = convert_with_soffice(flat, suffix)["sample"]
    made["sample.pdf"] = set_with_typst(write_typst(source, Layout(columns=2, wide_head=True)))
    made["sample-office.pdf"] = convert_with_soffice(flat, "pdf")["sample"]
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
        print(f"{name}: {len(content) / 1024:.0f} kB")


if __name__ == "__main__":
    main()
