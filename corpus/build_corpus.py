"""Builds the corpus from its marked-up sources: documents, gold and bibliographies.

python -m corpus.build_corpus            write what changed
python -m corpus.build_corpus --check    write nothing; exit with 1 if anything would change
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.annotations import dump_gold, make_gold
from corpus.bibfile import make_bibliography
from corpus.layout import lay_out
from corpus.markup import read_source

ROOT = Path(__file__).parent
SOURCES = ROOT / "sources"
REFERENCES = ROOT.parent / "references"


def build_document(path: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files that one source gives: the document, its gold, its bibliography if it has one.

    Args:
        path: A `.src` file; its settings `format` (`txt`, `md`), `encoding` and `newline` decide how the
            document is written.
    """
    source = read_source(path.read_text(encoding="utf-8"))
    settings = source.settings
    name = f"{path.stem}.{settings.get('format', 'txt')}"
    encoding = settings.get("encoding", "utf-8")
    layout = lay_out(source, path.stem)
    # A reader takes the break out of `\r\n`; nothing else differs between file and text.
    written = layout.text.replace("\n", "\r\n") if settings.get("newline") == "crlf" else layout.text
    yield ROOT / name, written.encode(encoding)
    yield ROOT / "gold" / f"{path.stem}.json", dump_gold(make_gold(source, layout, name, encoding)).encode()
    bibliography = make_bibliography(source, name)
    if "@" in bibliography:
        yield REFERENCES / f"{path.stem}.bib", bibliography.encode()


def build_all() -> Iterator[tuple[Path, bytes]]:
    """Yield all files of the corpus with their content."""
    for path in sorted(SOURCES.glob("*.src")):
        yield from build_document(path)


def main() -> int:
    """Write the files, or check that they are up to date."""
    parser = argparse.ArgumentParser(description="Build the corpus from its sources.")
    parser.add_argument("--check", action="store_true", help="write nothing, report what would change")
    check: bool = parser.parse_args().check
    changed = 0
    for path, content in build_all():
        if path.exists() and path.read_bytes() == content:
            continue
        changed += 1
        print(f"{'differs' if check else 'written'}: {path.relative_to(ROOT.parent)}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    return int(check and changed > 0)


if __name__ == "__main__":
    sys.exit(main())
