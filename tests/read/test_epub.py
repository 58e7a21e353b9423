import io
import zipfile

import pytest

from citekit.errors import ReadError
from citekit.read.epub import read_epub

OPF = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Мосты</dc:title><dc:creator>П. Громов</dc:creator><dc:language>ru</dc:language></metadata><manifest>
<item id="c1" href="text/c1.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="text/notes.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c1"/><itemref idref="n"/><itemref idref="gone"/></spine></package>"""
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
CHAPTER = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>Глава</h1>'
    '<p>Текст<a id="r1" epub:type="noteref" href="notes.xhtml#n1">1</a> и <a href="https://port.example/">сайт</a>.</p>'
    "</body></html>"
)
NOTES = '<html><body><aside id="n1"><p><a href="c1.xhtml#r1">1</a> Громов П. Мост.</p></aside></body></html>'


def make_epub(**changes):
    members = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF,
        "OEBPS/text/c1.xhtml": CHAPTER,
        "OEBPS/text/notes.xhtml": NOTES,
    }
    members.update({name.replace("__", "/"): text for name, text in changes.items()})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_notes_in_another_file_are_found():
    document = read_epub(make_epub(), "book.epub")
    (note,) = document.notes
    assert (document.slice(note.call), document.slice(note.body)) == ("1", "Громов П. Мост.")
    assert document.text.startswith("Глава\nТекст1 и сайт.\n")
    assert [link.url for link in document.links] == ["https://port.example/"]


def test_metadata_comes_from_the_package():
    document = read_epub(make_epub(), "book.epub")
    assert dict(document.metadata) == {"title": "Мосты", "author": "П. Громов", "language": "ru"}
    assert document.language == "ru"


@pytest.mark.parametrize(
    "content",
    [b"PK", make_epub()[:100], make_epub(**{"META-INF__container.xml": "<x/>"})],
    ids=["damaged", "truncated", "no book"],
)
def test_damaged_books_are_refused_in_one_line(content):
    with pytest.raises(ReadError) as refused:
        read_epub(content, "book.epub")
    assert "\n" not in str(refused.value)
