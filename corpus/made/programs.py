"""The programs that make documents: LibreOffice, pandoc and Typst, each where it is installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
HAS_TYPST = importlib.util.find_spec("typst") is not None
HAS_PANDOC = importlib.util.find_spec("pypandoc") is not None
#: Filters that LibreOffice needs by name.
_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "html": "html:HTML (StarWriter)",
    "epub": "epub:EPUB",
    "pdf": "pdf:writer_pdf_Export",
}


def convert_with_soffice(files: Mapping[str, bytes], target: str, timeout: float = 120) -> dict[str, bytes]:
    """Return what LibreOffice makes of files.

    Args:
        files: Contents by file name.
        target: The format: `pdf`, `docx`, `odt`, `rtf`, `doc`, `html` or `epub`.
        timeout: Seconds that it may take.

    Returns:
        The results by the names without their endings.
    """
    assert SOFFICE is not None, "LibreOffice is not installed"
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "in").mkdir()
        (base / "out").mkdir()
        paths = []
        for name, content in files.items():
            path = base / "in" / name
            path.write_bytes(content)
            paths.append(path)
        _run_soffice(base, paths, target, timeout)
        # It stops or hangs at some texts; what is left is tried once more, one by one.
        for path in paths:
            if not (base / "out" / f"{path.stem}.{target}").exists():
                _run_soffice(base, [path], target, timeout / 4)
        return {path.stem: path.read_bytes() for path in (base / "out").iterdir()}


def _run_soffice(base: Path, paths: list[Path], target: str, timeout: float) -> None:
    command = [
        str(SOFFICE), f"-env:UserInstallation=file://{base}/profile", "--headless", "--norestore",
        "--convert-to", _FILTERS[target], "--outdir", str(base / "out"), *map(str, paths),
    ]  # fmt: skip
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=silent, stderr=silent, start_new_session=True) as child:  # noqa: S603 - fixed
        try:
            child.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def convert_with_pandoc(markdown: str, target: str) -> bytes:
    """Return what pandoc makes of Markdown, standalone."""
    import pypandoc  # noqa: PLC0415 - optional

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        pypandoc.convert_text(
            markdown, target, format="markdown", outputfile=str(path), extra_args=["--standalone"]
        )
        return path.read_bytes()


def set_with_typst(body: str) -> bytes:
    """Return the PDF of a Typst source."""
    import typst  # noqa: PLC0415 - optional

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.typ"
        path.write_text(body, encoding="utf-8")
        return bytes(typst.compile(str(path)))


def scramble_pdf(pdf: bytes) -> bytes:
    """Return the same pages with their words drawn one by one, row after row across the columns."""
    import pypdfium2  # noqa: PLC0415 - as above

    from citekit.read.pdf_chars import read_words  # noqa: PLC0415 - only the words and their places are taken

    made = [
        "#set page(width: 595pt, height: 842pt, margin: 0pt)",
        '#set text(top-edge: "baseline", bottom-edge: "baseline")',
    ]
    document = pypdfium2.PdfDocument(pdf)
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        words = sorted(read_words(page, textpage), key=lambda word: (-round(word.base), word.left))
        if index:
            made.append("#pagebreak()")
        height = page.get_height()
        for word in words:
            size, base = word.size, word.base
            if word.raised:
                size, base = 0.6 * word.size, word.base + 0.35 * word.size
            shown = word.text.replace("\\", "").replace('"', "")
            made.append(
                f"#place(top + left, dx: {word.left:.2f}pt, dy: {height - base:.2f}pt, "
                f'text(size: {size:.2f}pt, "{shown}"))'
            )
        textpage.close()
        page.close()
    document.close()
    return set_with_typst("\n".join(made))
