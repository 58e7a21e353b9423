import importlib.util
import io
import json
import zipfile
from html import escape

import pytest

from citekit.errors import ReadError
from citekit.read.odt import read_odt

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def make_odt(body):
    content = (
        f"<office:document-content {NAMESPACES}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def note(number, text, place="footnote"):
    return (
        f'<text:note text:note-class="{place}"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
    )


def read(body):
    return read_odt(make_odt(body), "test.odt")


def test_notes_stand_at_their_calls():
    document = read(
        f"<text:p>Текст о регионе{note(1, 'Громов П. С. Мост.')}. Ещё{note('i', 'Конец.', 'endnote')}</text:p>"
    )
    assert document.text.startswith("Текст о регионе1. Ещёi\n")
    assert [
        (n.id, document.slice(n.call), document.slice(n.mark), document.slice(n.body)) for n in document.notes
    ] == [
        ("fn1", "1", "1", "Громов П. С. Мост."),
        ("en1", "i", "i", "Конец."),
    ]


def test_white_space_is_folded_and_counted_blanks_are_kept():
    document = read(
        '<text:p>а\n   б<text:s text:c="3"/>в<text:tab/>г<text:line-break/>д<!-- нет --></text:p>'
    )
    assert document.text == "а б   в\tг\nд\n"


def test_blocks_know_what_they_are():
    document = read(
        '<text:h text:outline-level="2">Глава</text:h>'
        "<text:list><text:list-item><text:p>один</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>клетка</text:p></table:table-cell>"
        "</table:table-row></table:table><text:tracked-changes><text:p>удалено</text:p></text:tracked-changes>"
    )
    assert [(block.kind.value, block.level, document.slice(block.span)) for block in document.blocks] == [
        ("heading", 2, "Глава"),
        ("list_item", 1, "один"),
        ("table_cell", 0, "клетка"),
    ]


def test_zotero_reference_marks():
    citation = {
        "citationItems": [{"id": 7, "itemData": {"id": 7, "type": "book", "title": "Мост"}, "locator": "5"}]
    }
    name = escape(f"ZOTERO_ITEM CSL_CITATION {json.dumps(citation)} RNDabc")
    document = read(
        f'<text:p>Текст <text:reference-mark-start text:name="{name}"/>[7, с. 5]'
        f'<text:reference-mark-end text:name="{name}"/>.</text:p>'
    )
    (found,) = document.citations
    assert document.slice(found.span) == "[7, с. 5]"
    assert (found.cites[0].key, found.cites[0].locator.value) == ("7", "5")
    assert document.items == ({"id": "7", "type": "book", "title": "Мост"},)


def test_bibliography_marks():
    document = read(
        '<text:p>Текст <text:bibliography-mark text:identifier="Lee11" text:bibliography-type="article" '
        'text:author="Ann Lee" text:title="Ports" text:year="2011">[Lee11]</text:bibliography-mark></text:p>'
    )
    assert document.items[0]["issued"] == {"date-parts": [[2011]]}
    assert document.slice(document.citations[0].span) == "[Lee11]"


def test_links_keep_their_target():
    document = read('<text:p>См. <text:a xlink:href="https://port.example/a">здесь</text:a></text:p>')
    assert [(link.url, document.slice(link.span)) for link in document.links] == [
        ("https://port.example/a", "здесь")
    ]


def test_deep_nesting_is_reported():
    document = read(
        "<text:list><text:list-item>" * 110 + "<text:p>дно</text:p>" + "</text:list-item></text:list>" * 110
    )
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["CK122"]


@pytest.mark.parametrize(
    "content",
    [b"PK", make_odt("<text:p>"), make_odt("а")[:-30]],
    ids=["damaged", "malformed", "truncated"],
)
def test_damaged_files_are_refused_in_one_line(content):
    with pytest.raises(ReadError) as refused:
        read_odt(content, "test.odt")
    assert "\n" not in str(refused.value)


@pytest.mark.skipif(importlib.util.find_spec("pypandoc") is None, reason="pypandoc_binary is not installed")
def test_a_file_of_pandoc(tmp_path):
    import pypandoc

    source = "# Порт\n\nТекст о регионе[^1] и [4, с. 5].\n\n[^1]: Громов П. С. Мост. М., 2016. С. 4.\n"
    target = tmp_path / "made.odt"
    pypandoc.convert_text(source, "odt", format="markdown", outputfile=str(target))
    document = read_odt(target.read_bytes(), "made.odt")
    assert document.text.startswith("Порт\nТекст о регионе1 и [4, с. 5].\n")
    assert [document.slice(n.body) for n in document.notes] == ["Громов П. С. Мост. М., 2016. С. 4."]
