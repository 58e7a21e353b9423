import pytest

from citekit.model import BlockKind, NotePlace
from citekit.read import read_document
from citekit.read.tei import read_tei

GROBID = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:space="preserve" xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader xml:lang="en"><fileDesc><titleStmt><title level="a" type="main">Ports and rivers</title></titleStmt>
<sourceDesc><biblStruct><analytic><author><persName><forename type="first">Jane</forename><surname>Alder</surname>
</persName></author><idno type="DOI">10.1234/port.5</idno></analytic></biblStruct></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body>
<div><head n="1">Trade</head><p>Harbours grew <ref type="bibr" target="#b0">[1]</ref> and sank
<ref type="bibr" target="#b1">(Brook, 1991)</ref>; see<ref type="foot" target="#foot_0">1</ref>.</p></div>
<note place="foot" n="1" xml:id="foot_0"><p>Alder, Fords. <ref target="https://a.example/x">here</ref></p></note>
</body><back><div type="references"><listBibl>
<biblStruct xml:id="b0"><analytic><title level="a">Harbours of old</title><author><persName>
<forename type="first">J</forename><surname>Alder</surname></persName></author></analytic><monogr>
<title level="j">River Journal</title><imprint><biblScope unit="volume">3</biblScope><biblScope unit="page" from="5" to="9"/>
<date type="published" when="1990-02"/></imprint></monogr></biblStruct>
<biblStruct xml:id="b1"><monogr><title level="m">Fords</title><author><persName><surname>Brook</surname></persName></author>
<imprint><pubPlace>York</pubPlace><publisher>Mill</publisher><date when="1991"/></imprint></monogr>
<note type="raw_reference">Brook K. Fords. York: Mill, 1991.</note></biblStruct>
</listBibl></div></back></text></TEI>"""
EDITED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text xml:lang="ru-RU"><body><div>
<head>Введение</head><p>Порт<note place="foot" n="*"><p>Громов П. С. Река.</p><p>И ещё.</p></note> открыт,
сле<lb break="no"/>дом<note place="end" n="ii">Мост.</note> <choice><abbr>стр.</abbr><expan>страница</expan></choice>
<bibl><author>Лебедева</author>, <title>Берег</title></bibl>.</p>
<list rend="ordered"><item>один</item><item><p>два</p></item></list><quote><p>Цитата.</p></quote>
<table><row><cell>1990</cell></row></table></div></body></text></TEI>"""


@pytest.fixture(scope="module")
def document():
    return read_tei(GROBID.encode(), "x.tei.xml")


def test_the_format_is_told_by_its_content():
    assert read_document(GROBID.encode()).format == "tei"


def test_citations_lead_to_references(document):
    found = [(document.slice(c.span), [cite.target for cite in c.cites]) for c in document.citations]
    assert found == [("[1]", ["b0"]), ("(Brook, 1991)", ["b1"])]
    references = [(document.slice(b.span), b.label) for b in document.blocks_of(BlockKind.REFERENCE)]
    assert references == [
        ("Alder J. Harbours of old. River Journal. 1990. 3. 5-9.", "b0"),
        ("Brook K. Fords. York: Mill, 1991.", "b1"),
    ]


def test_parts_become_items(document):
    first, second = document.items
    assert first == {
        "id": "b0", "type": "article-journal", "title": "Harbours of old", "container-title": "River Journal",
        "author": [{"family": "Alder", "given": "J"}], "volume": "3", "page": "5-9",
        "issued": {"date-parts": [[1990]]},
    }  # fmt: skip
    assert (second["type"], second["title"], second["publisher"], second["publisher-place"]) == (
        "book", "Fords", "Mill", "York",
    )  # fmt: skip


def test_notes_links_and_metadata(document):
    (note,) = document.notes
    assert (document.slice(note.call), document.slice(note.body)) == ("1", "Alder, Fords. here")
    assert [(link.url, document.slice(link.span)) for link in document.links] == [
        ("https://a.example/x", "here")
    ]
    assert document.metadata == {"title": "Ports and rivers", "author": "Jane Alder", "doi": "10.1234/port.5"}
    assert document.language == "en"


def test_notes_in_the_text_are_called_where_they_stand():
    document = read_tei(EDITED.encode(), "x.xml")
    found = [(n.number, document.slice(n.call), document.slice(n.body), n.place) for n in document.notes]
    assert found == [
        ("*", "*", "Громов П. С. Река.\nИ ещё.", NotePlace.FOOTNOTE),
        ("ii", "ii", "Мост.", NotePlace.ENDNOTE),
    ]
    assert document.text.startswith(
        "Введение\nПорт* открыт, следомii стр. Лебедева, Берег.\n1. один\n2. два\nЦитата.\n1990\n"
    )
    assert document.language == "ru"
