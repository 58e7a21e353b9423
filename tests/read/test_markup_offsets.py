import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.read import read_document
from citekit.read.markup_offsets import find_shown
from tests.read.test_tei import GROBID

PAGE = (
    '<!DOCTYPE html><html lang="ru"><head><meta charset="CHARSET"><title>Порт &amp; река</title>'
    "<script>if (a < b) { c = '</p>'; }</script><style>p > a { }</style></head><body><!-- нет <p> -->"
    '<p title="a > b">Торговля&nbsp;росла: 2 &lt; 3<sup><a href="#n1" id="r1">1</a></sup> и&#1102;ль.</p>\r\n'
    '<p>Вторая <b>строка</b> текста.</p><ol><li id="n1">Громов П. С. Река. <a href="#r1">^</a></li></ol></body></html>'
)
JATS = (
    '<?xml version="1.0" encoding="UTF-8"?><article dtd-version="1.2"><front/><body><sec><title>Вступ</title>'
    '<p>Порт<xref ref-type="fn" rid="f">1</xref> и <![CDATA[река <a>]]> здесь.</p></sec></body><back><fn-group>'
    '<fn id="f"><p>Сноска тут.</p></fn></fn-group></back></article>'
)


def check(document, content, words, codec="utf-8", part=""):
    for word in words:
        origin = document.offsets.origin_at(document.text.index(word))
        assert (origin.part, content[origin.offset :][: len(word.encode(codec))]) == (
            part,
            word.encode(codec),
        )


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("windows-1251", "cp1251")])
def test_html(charset, codec):
    content = PAGE.replace("CHARSET", charset).encode(codec)
    document = read_document(content, name="a.html")
    check(
        document, content, ("Торговля", "росла", "3", "Вторая", "строка", "текста", "Громов", "Река"), codec
    )
    entity = document.offsets.origin_at(document.text.index("< 3"))
    assert content[entity.offset :].startswith(b"&lt;")


def test_xml():
    for content in (JATS.encode(), b"\xef\xbb\xbf" + JATS.encode()):
        document = read_document(content, name="a.xml")
        assert document.format == "jats"
        check(document, content, ("Вступ", "Порт", "река", "здесь", "Сноска", "тут"))
    document = read_document(GROBID.encode())
    check(document, GROBID.encode(), ("Trade", "Harbours", "(Brook", "Alder, Fords"))


def test_epub_parts():
    buffer = io.BytesIO()
    parts = {f"OEBPS/{n}.xhtml": f"<html><body><p>Глава {n} слово{n}.</p></body></html>" for n in (1, 2)}
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/c.opf"/></rootfiles></container>',
        )
        items = "".join(
            f'<item id="i{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in (1, 2)
        )
        archive.writestr(
            "OEBPS/c.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>'
            '<itemref idref="i1"/><itemref idref="i2"/></spine></package>',
        )
        for name, text in parts.items():
            archive.writestr(name, text)
    document = read_document(buffer.getvalue())
    for number in (1, 2):
        name = f"OEBPS/{number}.xhtml"
        check(document, parts[name].encode(), (f"слово{number}",), part=name)


@given(st.text(alphabet="<>!-[]&;/ aя\"'=?#1ptDCATAscript\n", max_size=300))
def test_any_markup_gives_rising_places(source):
    places = list(find_shown(source))
    assert places == sorted(places)
    assert all(0 <= place < len(source) for place in places)
