"""How fast documents are read: PDF with layout beside other programs, and a long DOCX.

    python benchmarks/reading.py [--pages 40] [--repeat 3]

Peers that are not installed are left out. Times are processor seconds of this process, the best of several
runs; all readers see the same bytes in the same run. The PDF is set by the package typst in two columns with
footnotes, or given by `--pdf`.
"""

from __future__ import annotations

import argparse
import importlib
import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

SENTENCE = "Приграничная торговля портовых городов развивается вслед за договорами о переправах через реку"


def make_pdf(pages: int) -> bytes:
    """Return a PDF of about so many pages, two columns with footnotes."""
    import typst  # noqa: PLC0415 - only where no file is given

    note = "Громов П. С. Речная торговля // Вестник пристани. 2016. № 3. С. 41–57. URL: https://example.org/a-b/c"
    paragraph = (
        f"{SENTENCE}. " * 4 + f"{SENTENCE}#footnote[{note.replace('//', chr(92) + '/' + chr(92) + '/', 1)}]. "
    )
    body = "\n\n".join([paragraph * 2] * (pages * 5))
    setup = (
        '#set page(width: 595pt, height: 842pt, columns: 2, margin: 72pt, numbering: "1")\n'
        '#set text(lang: "ru", size: 10.5pt)\n#set par(justify: true)\n'
    )
    return bytes(typst.compile((setup + body).encode()))


def make_docx(paragraphs: int = 400, notes: int = 321) -> bytes:
    """Return a DOCX of about 181 pages with its footnotes."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = f"{SENTENCE}. " * 12
    body, bodies = [], []
    for number in range(paragraphs):
        call = f'<w:r><w:footnoteReference w:id="{number + 1}"/></w:r>' if number < notes else ""
        body.append(f"<w:p><w:r><w:t>{text}</w:t></w:r>{call}</w:p>")
    for number in range(notes):
        shown = f"Громов П. С. Речная торговля. М., {1900 + number % 120}. С. {number + 1}."
        bodies.append(
            f'<w:footnote w:id="{number + 1}"><w:p><w:r><w:t>{shown}</w:t></w:r></w:p></w:footnote>'
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{''.join(body)}</w:body></w:document>"
        )
        archive.writestr("word/footnotes.xml", f"<w:footnotes {space}>{''.join(bodies)}</w:footnotes>")
    return buffer.getvalue()


def measure(read: Callable[[], object], repeat: int) -> float:
    """Return the least processor time of several runs, in seconds."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        read()
        best = min(best, time.process_time() - start)
    return best


def list_readers(content: bytes) -> dict[str, Callable[[], object]]:
    """Return the readers that are installed."""
    from citekit.read.pdf import read_pdf  # noqa: PLC0415 - beside its peers

    readers: dict[str, Callable[[], object]] = {"citekit": lambda: read_pdf(content, "x.pdf")}

    def load(name: str) -> Any:  # noqa: ANN401 - a module of any kind
        try:
            return importlib.import_module(name)
        except ImportError:
            print(f"{name}: not installed, left out")
            return None

    if plumber := load("pdfplumber"):

        def read_with_plumber() -> None:
            with plumber.open(io.BytesIO(content)) as pdf:
                for page in pdf.pages:
                    page.extract_text()
                    page.close()

        readers["pdfplumber"] = read_with_plumber
    if miner := load("pdfminer.high_level"):
        readers["pdfminer.six"] = lambda: miner.extract_text(io.BytesIO(content))
    if text := load("pdftext.extraction"):

        def read_with_pdftext() -> None:
            path = Path("/tmp/citekit-reading.pdf")  # noqa: S108 - pdftext reads files only
            path.write_bytes(content)
            text.dictionary_output(str(path), sort=True)

        readers["pdftext"] = read_with_pdftext
    return readers


def main() -> None:
    """Measure, and print one line for each reader."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--pdf", type=Path)
    options = parser.parse_args()
    content = options.pdf.read_bytes() if options.pdf else make_pdf(options.pages)
    import pypdfium2  # noqa: PLC0415 - only to count the pages

    pages = len(pypdfium2.PdfDocument(content))
    print(f"PDF: {pages} pages, {len(content) / 1024:.0f} kB")
    readers = list_readers(content)
    least = dict.fromkeys(readers, float("inf"))
    for _ in range(options.repeat):  # in turn, since the speed of a shared machine comes and goes
        for name, read in readers.items():
            least[name] = min(least[name], measure(read, 1))
    for name, seconds in least.items():
        print(f"{name:14}{pages / seconds:8.1f} pages a processor second")
    from citekit.read.docx import read_docx  # noqa: PLC0415 - as above

    docx = make_docx()
    seconds = measure(lambda: read_docx(docx, "x.docx"), options.repeat + 1)
    notes = len(read_docx(docx, "x.docx").notes)
    print(f"DOCX: 400 paragraphs, {notes} notes: {seconds:.3f} processor seconds")


if __name__ == "__main__":
    main()
