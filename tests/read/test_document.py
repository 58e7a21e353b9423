"""read_document: where the bytes come from, which reader, which language, what goes wrong."""

from __future__ import annotations

import io
import os
import pickle
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.model import BlockKind
from citekit.read import read_document
from citekit.read.sniff import sniff_format

TEXT = "Порт открыт.\n\nСуда идут вверх по реке, и торговля растёт.\n"


def package(*members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for member in members:
            name, _, body = member.partition("=")
            archive.writestr(name, body)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"%PDF-1.7\n", "", "pdf"),
        (b"{\\rtf1\\ansi", "", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "", "ole"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40) + "WordDocument".encode("utf-16-le"), "", "doc"),
        (b'#set text(lang: "ru")\n= Title', "", "typst"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a.txt", "image"),
        (package("word/document.xml"), "", "docx"),
        (package("mimetype=application/epub+zip", "a.xhtml"), "", "epub"),
        (package("mimetype=application/vnd.oasis.opendocument.text", "content.xml"), "", "odt"),
        (package("xl/workbook.xml"), "", "xlsx"),
        (package("a.txt"), "", "zip"),
        (b"<!DOCTYPE html><p>a", "", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "", "html"),
        (b"<?xml version='1.0'?><article dtd-version='1.2'><front>", "", "jats"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "", "tei"),
        (b"% a\n\\documentclass[12pt]{article}", "", "latex"),
        (b"= Title", "a.typ", "typst"),
        (b"Text[^1].\n\n[^1]: Note.\n", "", "markdown"),
        (b"Text[^1].\r\n\r\n[^1]: Note.\r\n", "", "markdown"),
        (b"Text[^1].\n\n[^1]: Note.\n", "a.txt", "markdown"),
        (b"# Title", "a.md", "markdown"),
        (b"# Title", "", "plain"),
        (TEXT.encode(), "", "plain"),
        (TEXT.encode("utf-16"), "", "plain"),
        (TEXT.encode("cp1251"), "a.dat", "plain"),
        (bytes(range(32)) * 10, "a.txt", "binary"),
        (b"\x7fELF\x02", "", "program"),
    ],
)
def test_sniff(content, name, expected):
    assert sniff_format(content, name) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "utf-16-be"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_offsets_lead_to_bytes(encoding, line_break):
    raw = TEXT.replace("\n", line_break)
    content = raw.encode(encoding)
    document = read_document(content)
    assert document.text == TEXT
    single = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
    for position, character in enumerate(TEXT):
        offset = document.offsets.origin_at(position).offset
        if character != "\n":
            assert content[offset:].startswith(character.encode(single))
        else:
            assert content[offset:].startswith(line_break.encode(single))
    end = document.offsets.origin_at(len(TEXT)).offset
    assert end == len(content)


def test_offsets_of_a_long_damaged_file():
    content = ("Слово и дело.\r\n" * 900).encode()
    content = content[:3000] + b"\xfe\xfe" + content[3000:]
    document = read_document(content)
    for position in (0, 5, 2999, 8000, len(document.text) - 3):
        offset = document.offsets.origin_at(position).offset
        assert content[:offset].decode("utf-8", "surrogateescape").replace("\r\n", "\n") == "".join(
            "\udcfe" if character == "\ufffd" else character for character in document.text[:position]
        )


def test_offsets_travel():
    document = read_document(TEXT.replace("\n", "\r\n").encode())
    again = pickle.loads(pickle.dumps(document.offsets))  # noqa: S301 - made two words earlier
    assert again == document.offsets
    assert again.origin_at(14) == document.offsets.origin_at(14)


def test_file_and_name(tmp_path):
    path = tmp_path / "статья.txt"
    path.write_bytes(TEXT.encode())
    assert read_document(path).source == str(path)
    assert read_document(str(path)).text == TEXT
    assert read_document(path, name="a").source == "a"
    assert read_document(path, language="uk").language == "uk"
    assert read_document(b"# x", format="plain", name="b.md").format == "plain"


def test_standard_input(monkeypatch):
    class Stream:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr("sys.stdin", Stream())
    document = read_document("-")
    assert (document.source, document.text) == ("-", TEXT)


def test_language_is_guessed():
    pytest.importorskip("citekit.parse.language")
    assert read_document((TEXT * 5).encode()).language == "ru"


def fails_with(source, **options) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_document(source, **options)
    assert "\n" not in str(caught.value)
    return caught.value


def test_what_cannot_be_read(tmp_path):
    assert fails_with(tmp_path / "none.txt").code == "CK103"
    assert fails_with(tmp_path).code == "CK105"
    assert fails_with("a\0b").code == "CK100"
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert fails_with(empty).code == "CK106"
    for blank in (b" \r\n\t", b"\xef\xbb\xbf\n", b"\xff\xfe \x00", b"\xc2\xa0\n"):
        assert fails_with(blank).code == "CK106"
    assert fails_with(bytes(range(256)) * 4).code == "CK108"
    assert fails_with(b"\x89PNG\r\n\x1a\n....").code == "CK109"
    assert fails_with(b"text", format="wordperfect").code == "CK109"
    assert "no such file" in str(fails_with(tmp_path / "none.txt"))


def test_too_large(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    problem = fails_with(path)
    assert problem.code == "CK107"
    assert "64 MB" in str(problem)
    assert fails_with(b"abcdef", max_bytes=5).code == "CK107"


@pytest.mark.skipif(os.name == "nt", reason="file modes work otherwise there")
def test_permission(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_bytes(b"text")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert fails_with(path).code == "CK104"


def test_format_without_a_reader(monkeypatch):
    from citekit.read import document, sniff

    monkeypatch.setattr(document, "FORMATS", {**sniff.FORMATS, "troff": "troff"})
    problem = fails_with(b"text", format="troff")
    assert problem.code == "CK109"
    assert "troff is not read here" in str(problem)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="аб.1\r\n\f \t-*[]^:#`яA", min_size=1, max_size=120))
def test_blocks_keep_order(text):
    try:
        document = read_document(text.encode(), format="plain")
    except ReadError as problem:
        assert problem.code == "CK106"  # noqa: PT017 - either outcome is right
        return
    last = 0
    for block in document.blocks:
        assert last <= block.span.start < block.span.end <= len(document.text)
        assert document.text[last : block.span.start].strip() == ""
        assert not document.slice(block.span)[0].isspace()
        last = block.span.end
    assert document.text[last:].strip() == ""


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_a_document_or_one_line(content):
    try:
        document = read_document(content)
    except ReadError as problem:
        assert "\n" not in str(problem)  # noqa: PT017 - either outcome is right
    else:
        assert document.text
        assert all(block.kind in BlockKind for block in document.blocks)
