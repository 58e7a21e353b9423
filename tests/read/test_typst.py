import pytest

from citekit.model import BlockKind
from citekit.read.typst import read_typst

ARTICLE = r"""
#set document(title: "Порт и река", author: "Громов П. С.")
#set text(lang: "ru")
#let note(body) = [скрыто #body]
#show heading: it => [#it]
= Введение <intro>
Порт открыт @gromov[с. 5] @lee#footnote[Текст @orlov[97]. https://a.example/x_y-z.] и _ещё_ *раз*, см. @intro.
// нет
Так /* и тут нет */ до 1998~г. -- \[3, с. 5\], a_b и 5 * 6; #link("https://b.example/?a=1")[сюда].

- один
- два
+ первый
+ второй

#quote(block: true)[Цитата.]
#figure(table([Год], [Число]), caption: [Таблица 1. Суда.])
#cite(<lee>, supplement: [p.~7]) #super[2] #emph[да] #align(center)[середина]
`код @no`; $x_1$ #h(1em)
#bibliography("refs.bib")
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "paper.typ"
    path.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@book{lee}", encoding="utf-8")
    return read_typst(path.read_bytes(), str(path))


def test_the_text_is_what_would_be_shown(document):
    shown = document.text.replace("\u00a0", " ")
    assert shown.startswith(
        "Введение\nПорт открыт [gromov, с. 5] [lee]1 и ещё раз, см. . Так до 1998 г. – [3, с. 5],"
    )
    assert "скрыто" not in shown
    assert "нет" not in shown.split("Цитата")[0].replace("не так", "")


def test_citations_carry_keys_and_locators(document):
    found = [
        (document.slice(c.span).replace("\u00a0", " "), c.note, [cite.key for cite in c.cites])
        for c in document.citations
    ]
    assert found == [
        ("[gromov, с. 5] [lee]", None, ["gromov", "lee"]),
        ("[lee, p. 7]", None, ["lee"]),
        ("[orlov, 97]", "fn1", ["orlov"]),
    ]
    assert [locator.value for locator in document.citations[2].cites[0].locators] == ["97"]


def test_notes_links_and_bibliographies(document, tmp_path):
    (note,) = document.notes
    assert (document.slice(note.call), document.slice(note.mark)) == ("1", "1")
    assert document.slice(note.body).startswith("Текст [orlov, 97]. https://a.example")
    assert [link.url for link in document.links] == ["https://b.example/?a=1", "https://a.example/x_y-z"]
    assert document.bibliographies == (str(tmp_path / "refs.bib"),)
    assert (document.metadata["title"], document.metadata["author"]) == ("Порт и река", "Громов П. С.")
    assert document.language == "ru"


def test_blocks(document):
    kinds = {}
    for block in document.blocks:
        kinds.setdefault(block.kind, []).append(document.slice(block.span))
    assert kinds[BlockKind.HEADING] == ["Введение"]
    assert kinds[BlockKind.LIST_ITEM] == ["один", "два", "1. первый", "2. второй"]
    assert kinds[BlockKind.QUOTE] == ["Цитата."]
    assert kinds[BlockKind.TABLE_CELL] == ["Год", "Число"]
    assert kinds[BlockKind.CAPTION] == ["Таблица 1. Суда."]


def test_offsets_count_bytes(document):
    for word in ("Порт", "сюда", "второй", "Текст"):
        origin = document.offsets.origin_at(document.text.index(word))
        assert ARTICLE.encode()[origin.offset :].decode().startswith(word)


def test_files_outside_the_folder_are_left_out(tmp_path):
    (tmp_path / "paper").mkdir()
    (tmp_path / "secret.typ").write_text("тайна", encoding="utf-8")
    (tmp_path / "paper" / "part.typ").write_text("часть", encoding="utf-8")
    source = '#include "part.typ"\n\n#include "../secret.typ"\n#bibliography("/etc/passwd")'
    document = read_typst(source.encode(), str(tmp_path / "paper" / "main.typ"))
    assert document.text.strip() == "часть"
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["CK125", "CK125"]


def test_a_file_that_includes_itself_ends(tmp_path):
    path = tmp_path / "a.typ"
    path.write_text('x #include "a.typ"', encoding="utf-8")
    document = read_typst(path.read_bytes(), str(path))
    assert "CK125" in {diagnostic.code for diagnostic in document.diagnostics}
