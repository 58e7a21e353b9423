"""Damaged and hostile files: nothing but `ReadError`. `benchmarks/fuzzing.py` runs longer."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.read import read_document
from corpus.made.damage import damage
from tests.read.docx_packages import NAMESPACES, make_docx, paragraph

FORMATS = sorted(
    path
    for path in (Path(__file__).parents[2] / "corpus" / "formats").iterdir()
    if path.suffix not in {".rtf", ".doc"}  # through LibreOffice, seconds a file
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.name)
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_gives_a_document_or_an_error(path, seed):
    damaged = damage(path.read_bytes(), random.Random(seed))  # noqa: S311 - the same damage every time
    try:
        document = read_document(damaged, name=path.name)
    except ReadError:
        return
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(document.text)
    for note in document.notes:
        assert all(0 <= part.start <= part.end <= len(document.text) for part in note.parts)
    for position in range(0, len(document.text), max(1, len(document.text) // 20)):
        document.offsets.origin_at(position)


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE], ids=["bomb", "outside"])
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("jats", '<article dtd-version="1.2"><front/><body><p>&a;</p></body></article>'),
        ("tei", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&a;</p></body></text></TEI>'),
        (
            "docx",
            f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>",
        ),
    ],
)
def test_entities_are_refused(name, body, declaration):
    content = (declaration + body).encode()
    if name == "docx":
        content = make_docx(paragraph("x"), parts={"word/document.xml": declaration + body})
    with pytest.raises(ReadError) as caught:
        read_document(content, name=f"x.{name}", format=name)
    assert caught.value.code == "CK113"


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "word/styles.xml"])
def test_a_package_that_unpacks_to_too_much_is_refused(part):
    bomb = make_docx(paragraph("x"), parts={part: b"<a>" + b" " * 300_000_000})
    assert len(bomb) < 1_000_000
    with pytest.raises(ReadError) as caught:
        read_document(bomb, name="x.docx")
    assert caught.value.code == "CK111"
