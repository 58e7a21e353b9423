import io
import zipfile

import pytest

from citekit.errors import ReadError
from citekit.read.archives import iterate_documents
from citekit.read.sniff import sniff_format
from tests.read.docx_packages import make_docx, paragraph

DOCX = make_docx(paragraph("Порт [1]."))


def pack(members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_documents_of_an_archive_come_in_order(compression):
    content = pack(
        {
            "b/paper.docx": DOCX,
            "a.md": "Порт[^1].\n\n[^1]: Река.",
            "refs.bib": "@book{a}",
            "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(20),
            ".hidden.md": "x",
            "__MACOSX/a.md": "x",
            "~$paper.docx": "x",
            "inner.zip": pack({"x.md": "y"}),
            "empty.txt": "",
        },
        compression,
    )
    assert sniff_format(content) == "zip"
    assert [(name, len(found)) for name, found in iterate_documents(content, "x.zip")] == [
        ("x.zip!a.md", len("Порт[^1].\n\n[^1]: Река.".encode())),
        ("x.zip!b/paper.docx", len(DOCX)),
    ]


def test_an_archive_without_documents_says_so():
    with pytest.raises(ReadError) as caught:
        list(iterate_documents(pack({"a.bib": "x"}), "x.zip"))
    assert caught.value.code == "CK109"


def test_a_bomb_is_refused():
    with pytest.raises(ReadError) as caught:
        list(iterate_documents(pack({"a.txt": b" " * 70_000_000}), "x.zip"))
    assert caught.value.code == "CK111"


def test_a_member_that_lies_about_its_size_is_refused():
    content = pack({"a.txt": b"a" * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    with pytest.raises(ReadError):
        list(iterate_documents(content.replace(size, (10).to_bytes(4, "little")), "x.zip"))
