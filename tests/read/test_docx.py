import base64
import json
from contextlib import suppress
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.model import BlockKind
from citekit.read.docx import read_docx
from tests.read.docx_packages import NAMESPACES, call, field, make_docx, paragraph, run

CSL = {
    "citationID": "x",
    "properties": {"plainCitation": "(Громов, 2016, с. 5)"},
    "citationItems": [
        {
            "id": 1,
            "uris": ["http://zotero.org/users/0/items/ABCD"],
            "itemData": {
                "id": 1,
                "type": "book",
                "title": "Мост & река",
                "author": [{"family": "Громов", "given": "П."}],
            },
            "locator": "5",
            "label": "page",
            "prefix": "см. ",
        }
    ],
}


def read(content):
    return read_docx(content, "test.docx")


def test_notes_stand_at_their_calls():
    document = read(
        make_docx(
            paragraph("Текст о регионе", call(7), ". Ещё", call(3), " слово."),
            footnotes={
                "3": paragraph("Там же. С. 7."),
                "7": paragraph("Громов П. С. Мост.") + paragraph("Второй."),
            },
        )
    )
    assert document.text.startswith("Текст о регионе1. Ещё2 слово.\n")
    assert [(n.number, document.slice(n.call), document.slice(n.body)) for n in document.notes] == [
        ("1", "1", "Громов П. С. Мост.\nВторой."),
        ("2", "2", "Там же. С. 7."),
    ]
    assert all(document.slice(note.mark) == note.number for note in document.notes)


def test_endnotes_count_on_their_own():
    document = read(
        make_docx(
            paragraph("А", call(1), "Б", call(1, "endnote")),
            footnotes={"1": paragraph("раз")},
            endnotes={"1": paragraph("два")},
        )
    )
    assert [(n.id, n.number, n.place.value) for n in document.notes] == [
        ("fn1", "1", "footnote"),
        ("en1", "i", "endnote"),
    ]


def test_a_custom_mark_is_the_note_number():
    marked = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    document = read(make_docx(paragraph("Текст", marked, "."), footnotes={"2": paragraph("Сноска.")}))
    assert document.text.startswith("Текст*.")
    assert document.slice(document.notes[0].call) == "*"


def test_deletions_are_left_out_and_insertions_kept():
    document = read(
        make_docx(
            paragraph(
                "один ",
                "<w:del><w:r><w:delText>два </w:delText></w:r></w:del>",
                f"<w:ins>{run('три')}</w:ins>",
            )
        )
    )
    assert document.text == "один три\n"


@pytest.mark.parametrize("pieces", [1, 4])
@pytest.mark.parametrize("start", ["ADDIN ZOTERO_ITEM CSL_CITATION ", "ADDIN CSL_CITATION "])
def test_zotero_and_mendeley_fields(start, pieces):
    code = escape(f" {start}{json.dumps(CSL, ensure_ascii=False)} ", quote=False).replace("&amp;", "\\u0026")
    document = read(make_docx(paragraph("Текст ", field(code, "(Громов, 2016, с. 5)", pieces), ".")))
    (citation,) = document.citations
    assert document.slice(citation.span) == "(Громов, 2016, с. 5)"
    (cite,) = citation.cites
    assert (cite.key, cite.prefix, cite.locator.value) == ("http://zotero.org/users/0/items/ABCD", "см.", "5")
    assert document.items[0]["title"] == "Мост & река"
    assert not document.diagnostics


def test_typed_text_that_differs_is_told():
    code = escape(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CSL)} ", quote=False).replace(
        "&amp;", "\\u0026"
    )
    document = read(make_docx(paragraph("Текст ", field(code, "(Громов, 2017)"))))
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["CK124"]


def test_mendeley_content_control():
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(json.dumps(CSL).encode()).decode()
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>'
        f"<w:sdtContent>{run('(Громов, 2016, с. 5)')}</w:sdtContent></w:sdt>"
    )
    document = read(make_docx(paragraph("Текст ", control, ".")))
    assert document.text == "Текст (Громов, 2016, с. 5).\n"
    assert document.slice(document.citations[0].span) == "(Громов, 2016, с. 5)"


ENDNOTE = (
    "<EndNote><Cite><Author>Lee</Author><Year>2011</Year><RecNum>12</RecNum><Pages>7-9</Pages>"
    "<DisplayText>[1]</DisplayText><record><rec-number>12</rec-number>"
    '<ref-type name="Journal Article">17</ref-type><contributors><authors><author>'
    "<style>Lee, Ann</style></author></authors></contributors><titles><title>Ports</title>"
    "<secondary-title>Harbour Review</secondary-title></titles><dates><year>2011</year></dates></record></Cite></EndNote>"
)


def test_endnote_field():
    document = read(make_docx(paragraph(field(" ADDIN EN.CITE " + escape(ENDNOTE), "[1]"))))
    assert document.items == (
        {
            "id": "endnote-12",
            "type": "article-journal",
            "title": "Ports",
            "container-title": "Harbour Review",
            "author": [{"family": "Lee", "given": "Ann"}],
            "issued": {"date-parts": [[2011]]},
        },
    )
    assert document.citations[0].cites[0].locator.value == "7-9"


def test_endnote_field_with_its_data_in_base64():
    data = base64.b64encode(ENDNOTE.encode() + b"\0").decode()
    inner = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData>{data}</w:fldData></w:fldChar></w:r>'
        "<w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r>'
        f'{inner}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("[1]")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = read(make_docx(paragraph("Слово ", outer)))
    assert document.text == "Слово [1]\n"
    assert document.citations[0].cites[0].key == "endnote-12"


def test_citavi_field():
    placeholder = {
        "Entries": [
            {
                "Reference": {
                    "Id": "r1",
                    "ReferenceType": "Book",
                    "Title": "Häfen",
                    "Year": "2009",
                    "Authors": [{"FirstName": "Eva", "LastName": "Lang"}],
                },
                "PageRange": {"OriginalString": "12-15"},
            }
        ]
    }
    code = "ADDIN CitaviPlaceholder{" + base64.b64encode(json.dumps(placeholder).encode()).decode() + "}"
    document = read(make_docx(paragraph(field(code, "(Lang 2009)"))))
    assert document.items[0]["author"] == [{"family": "Lang", "given": "Eva"}]
    assert document.citations[0].cites[0].locator.value == "12-15"


def test_words_own_sources():
    sources = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source>'
        "<b:Tag>Lan09</b:Tag><b:SourceType>Book</b:SourceType><b:Title>Häfen</b:Title><b:Year>2009</b:Year>"
        "<b:Author><b:Author><b:NameList><b:Person><b:Last>Lang</b:Last><b:First>Eva</b:First></b:Person>"
        "</b:NameList></b:Author></b:Author></b:Source></b:Sources>"
    )
    body = paragraph(field(r" CITATION Lan09 \l 1031 \p 12 \m Kra01 ", "(Lang, 2009, S. 12)"))
    document = read(make_docx(body, parts={"customXml/item1.xml": sources}))
    assert [cite.key for cite in document.citations[0].cites] == ["Lan09", "Kra01"]
    assert document.citations[0].cites[0].locator.value == "12"
    assert document.items[0]["author"] == [{"family": "Lang", "given": "Eva"}]


def test_hyperlinks_keep_their_target():
    relationships = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="https://port.example/a" TargetMode="External"/></Relationships>'
    )
    body = paragraph("См. ", f'<w:hyperlink r:id="rId1">{run("здесь")}</w:hyperlink>')
    document = read(make_docx(body, parts={"word/_rels/document.xml.rels": relationships}))
    (link,) = document.links
    assert (link.url, document.slice(link.span)) == ("https://port.example/a", "здесь")


def test_list_numbers_are_drawn():
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr></w:pPr>'
    body = paragraph("А", properties=properties) + paragraph("Б", properties=properties)
    document = read(make_docx(body, parts={"word/numbering.xml": numbering}))
    assert document.text == "[1] А\n[2] Б\n"
    assert {block.kind for block in document.blocks} == {BlockKind.LIST_ITEM}


def test_blocks_cover_what_they_say():
    table = f"<w:tbl><w:tr><w:tc>{paragraph('клетка')}</w:tc></w:tr></w:tbl>"
    document = read(make_docx(paragraph("абзац") + table + paragraph()))
    assert [(b.kind.value, document.slice(b.span)) for b in document.blocks] == [
        ("paragraph", "абзац"),
        ("table_cell", "клетка"),
    ]


ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 broken",
        make_docx(paragraph("а"))[:-40],
        make_docx("", parts={"word/document.xml": "<w:document>"}),
        make_docx("", parts={"word/document.xml": f"{ENTITY}<a>&b;</a>"}),
        make_docx("", parts={"word/document.xml": "<a>" * 5000}),
    ],
    ids=["damaged", "truncated", "malformed", "entity", "deep"],
)
def test_damaged_packages_are_refused_in_one_line(content):
    with pytest.raises(ReadError) as refused:
        read(content)
    assert "\n" not in str(refused.value)


def test_a_bomb_is_refused():
    bomb = make_docx("", parts={"word/document.xml": "<a>" + " " * 40_000_000 + "</a>"})
    with pytest.raises(ReadError, match="too much"):
        read(bomb)


VALID = make_docx(
    paragraph("Текст", call(1), field("ADDIN EN.CITE " + escape(ENDNOTE), "[1]")),
    footnotes={"1": paragraph("Сноска.")},
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(VALID) - 1), st.binary(min_size=1, max_size=8))
def test_flipped_bytes_raise_nothing_but_read_errors(position, damage):
    with suppress(ReadError):
        read(VALID[:position] + damage + VALID[position + len(damage) :])


def test_offsets_lead_to_part_paragraph_and_run():
    content = make_docx(
        paragraph("Первый абзац."),
        footnotes=None,
    )
    assert read_docx(content, "x.docx").offsets.origin_at(0).paragraph == 0
    content = make_docx(
        paragraph("Первый.") + paragraph("Порт ", "и ", "река", call(1), "."),
        footnotes={1: paragraph("Сноска ", "здесь.")},
    )
    document = read_docx(content, "x.docx")
    found = {}
    for word in ("Первый", "Порт", "и ", "река", "ека", "Сноска", "здесь", "десь"):
        origin = document.offsets.origin_at(document.text.index(word))
        found[word] = (origin.part, origin.paragraph, origin.run, origin.offset)
    assert found == {
        "Первый": ("word/document.xml", 0, 0, 0),
        "Порт": ("word/document.xml", 1, 0, 0),
        "и ": ("word/document.xml", 1, 1, 0),
        "река": ("word/document.xml", 1, 2, 0),
        "ека": ("word/document.xml", 1, 2, 1),
        "Сноска": ("word/footnotes.xml", 0, 0, 0),
        "здесь": ("word/footnotes.xml", 0, 1, 0),
        "десь": ("word/footnotes.xml", 0, 1, 1),
    }
