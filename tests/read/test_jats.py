import pytest

from citekit.errors import ReadError
from citekit.read.jats import read_jats

ARTICLE = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="ru" dtd-version="1.2"><front><journal-meta>
<journal-title-group><journal-title>Река</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">10.1234/x</article-id><title-group><article-title>Мосты</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Громов</surname><given-names>П. С.</given-names></name>
</contrib></contrib-group><pub-date><year>2016</year></pub-date></article-meta></front>
<body><sec><title>Введение</title><p>Порт открыт [<xref ref-type="bibr" rid="B1">1</xref>,
 <xref ref-type="bibr" rid="B2 B3">2–3</xref>], см. сноску<xref ref-type="fn" rid="fn1"><sup>1</sup></xref>.
 Ещё<fn id="fn2"><p>Внутри.</p></fn> и <ext-link xlink:href="https://port.example/a">здесь</ext-link>.</p>
<list><list-item><p>пункт</p></list-item></list><fig><caption><p>Рисунок</p></caption></fig></sec></body>
<back><fn-group><fn id="fn1"><label>1</label><p>Текст сноски <xref ref-type="bibr" rid="B3">3</xref>.</p></fn></fn-group>
<ref-list><title>Литература</title>
<ref id="B1"><label>[1]</label><element-citation publication-type="journal"><person-group person-group-type="author">
<name><surname>Lee</surname><given-names>A.</given-names></name></person-group><article-title>Ports</article-title>
<source>Harbour</source><year>2011</year><volume>3</volume><fpage>5</fpage><lpage>9</lpage>
<pub-id pub-id-type="doi">10.5555/p</pub-id></element-citation></ref>
<ref id="B2"><label>2.</label><mixed-citation>Лебедева И. А. Волна. М., 2010.</mixed-citation></ref>
<ref id="B3"><mixed-citation>Орлов К. Л. Гавань. М., 2014.</mixed-citation></ref></ref-list></back></article>"""


@pytest.fixture(scope="module")
def document():
    return read_jats(ARTICLE.encode(), "test.xml")


def test_cross_references_are_citations(document):
    found = [(document.slice(c.span), [cite.target for cite in c.cites]) for c in document.citations]
    assert found == [("1", ["1"]), ("2–3", ["2", "B3"]), ("3", ["B3"])]
    assert document.citations[-1].note == "fn1"


def test_notes_stand_at_their_calls(document):
    assert [(n.id, document.slice(n.call), document.slice(n.body)) for n in document.notes] == [
        ("fn1", "1", "Текст сноски 3."),
        ("fn2", "2", "Внутри."),
    ]


def test_references_are_blocks_with_labels(document):
    references = [(b.label, document.slice(b.span)) for b in document.blocks if b.kind.value == "reference"]
    assert references == [
        ("1", "Lee A. Ports. Harbour. 2011. 3. 5. 9. 10.5555/p."),
        ("2", "Лебедева И. А. Волна. М., 2010."),
        ("B3", "Орлов К. Л. Гавань. М., 2014."),
    ]


def test_a_structured_reference_is_an_item(document):
    assert document.items == (
        {
            "id": "1",
            "type": "article-journal",
            "title": "Ports",
            "container-title": "Harbour",
            "volume": "3",
            "DOI": "10.5555/p",
            "page": "5-9",
            "issued": {"date-parts": [[2011]]},
            "author": [{"family": "Lee", "given": "A."}],
        },
    )


def test_metadata_and_language(document):
    assert document.metadata["title"] == "Мосты"
    assert document.metadata["author"] == "Громов, П. С."
    assert document.language == "ru"


def test_blocks_know_what_they_are(document):
    kinds = [(b.kind.value, document.slice(b.span)) for b in document.blocks]
    assert ("heading", "Введение") in kinds
    assert ("list_item", "пункт") in kinds
    assert ("caption", "Рисунок") in kinds
    assert [link.url for link in document.links] == ["https://port.example/a"]


def test_entities_are_refused():
    with pytest.raises(ReadError):
        read_jats(b'<!DOCTYPE article [<!ENTITY a SYSTEM "file:///etc/passwd">]><article>&a;</article>', "x")
