from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.find.reflist import locate_reflists
from citekit.find.reflist_headings import ends_list, find_list_headings, is_list_heading, is_subheading
from citekit.model import Block, BlockKind, Document, Note, Span
from tests.case_files import load_cases


def show(document: Document) -> str:
    lists = []
    for reflist in locate_reflists(document):
        lines = []
        for entry in reflist.entries:
            text = " ".join(" ".join(document.slice(part).split()) for part in entry.parts)
            lines.append(f"{entry.label} | {text}")
        lists.append("\n".join(lines))
    return "\n===\n".join(lists)


@pytest.mark.parametrize("case", load_cases("reflist"), ids=str)
def test_list_is_split_into_entries(case):
    assert show(Document.from_text(case.blocks["input"])) == case.blocks["expect"]


@pytest.mark.parametrize("case", load_cases("reflist"), ids=str)
def test_list_is_found_behind_a_long_text_too(case):
    before = "Мосты строятся медленно, а броды остаются.\n" * 40 + "\n"
    assert show(Document.from_text(before + case.blocks["input"])) == case.blocks["expect"]


@pytest.mark.parametrize("case", load_cases("reflist"), ids=str)
def test_label_spans_hold_the_label(case):
    document = Document.from_text(case.blocks["input"])
    for reflist in locate_reflists(document):
        for entry in reflist.entries:
            if entry.label:
                assert document.slice(entry.label_span).strip("[]().: ") == entry.label
                assert entry.label_span.end <= entry.span.start


@pytest.mark.parametrize(
    "line",
    [
        "Литература",
        "ЛИТЕРАТУРА:",
        "Список литературы",
        "5. Список использованной литературы и источников",
        "Список использованных источников",
        "Библиография",
        "Библиографический список",
        "Пристатейный библиографический список",
        "Источники и литература",
        "## Список литературы / References",
        "References",
        "REFERENCES AND NOTES",
        "Selected Bibliography",
        "Works Cited",
        "Literature",
        "Literatur",
        "Literaturverzeichnis",
        "Quellen- und Literaturverzeichnis",
        "Quellen",
        "Bibliographie",
        "VI. Références bibliographiques",
        "REFERENCES BIBLIOGRAPHIQUES",
        "Bibliografia",
        "Riferimenti bibliografici",
        "Referencias",
        "Referencias bibliográficas",
        "Bibliografía citada",
        "Список літератури",
        "Список використаних джерел",
        "Джерела та література",
        "Джерела",
        "**Литература**",
    ],
)
def test_heading_of_a_list(line):
    assert is_list_heading(line)
    (found,) = find_list_headings(f"Текст.\n\n{line}\n\n1. Громов")
    assert found.body <= len(f"Текст.\n\n{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "Список сокращений",
        "Источники финансирования проекта",
        "Литература и искусство эпохи",
        "References to the treaty",
        "Литература 45",
        "Sources of conflict",
        "Список участников",
    ],
)
def test_no_heading_of_a_list(line):
    assert not is_list_heading(line)


def test_subheadings_and_endings():
    assert is_subheading("II. Нормативные правовые акты")
    assert is_subheading("Secondary literature")
    assert not is_subheading("Громов П. С. Мосты")
    for line in (
        "Об авторах",
        "Сведения об авторе:",
        "Приложение 1",
        "ABSTRACT",
        "About the authors",
        "Anhang A",
    ):
        assert ends_list(line), line
    for line in ("Абстракция в живописи. М., 1999.", "Notebooks of a pilot. 1999.", "Аннотированный каталог"):
        assert not ends_list(line), line


def test_notes_and_furniture_are_left_out_of_entries():
    text = (
        "Литература\n\n1. Громов П. С. Мосты и\n14\nброды // Река. 2016. № 3. С. 5–7.\n"
        "1 Это примечание редакции.\n2. Орлов К. Л. Гавань и город. М., 2014. 210 с.\n"
    )
    note_start = text.index("1 Это")
    number = text.index("\n14\n") + 1
    document = Document(
        source="-",
        format="plain",
        text=text,
        blocks=(Block(BlockKind.PAGE_FURNITURE, Span(number, number + 2)),),
        notes=(
            Note(
                "fn1",
                "1",
                None,
                Span(note_start + 2, text.index("\n2. ")),
                mark=Span(note_start, note_start + 1),
            ),
        ),
    )
    assert show(document) == (
        "1 | Громов П. С. Мосты и броды // Река. 2016. № 3. С. 5–7.\n2 | Орлов К. Л. Гавань и город. М., 2014. 210 с."
    )
    ((first, _),) = [reflist.entries for reflist in locate_reflists(document)]
    assert len(first.parts) == 2


def test_blocks_of_the_format_win():
    text = "Sources\nAlder, Fords\nfirst edition\nBirch, Tolls"
    blocks = (
        Block(BlockKind.HEADING, Span(0, 7), 1),
        Block(BlockKind.REFERENCE, Span(8, 34)),
        Block(BlockKind.REFERENCE, Span(35, 47)),
    )
    document = Document("-", "jats", text, blocks)
    assert show(document) == " | Alder, Fords first edition\n | Birch, Tolls"
    assert locate_reflists(document)[0].heading == Span(0, 7)


def test_paragraphs_of_the_format_part_entries():
    one = "Alder, J. Fords and ferries. London: Quay, 2009."
    two = "tolls of the lower river, a survey. Kiel: Reet, 1999, p. 4"
    text = f"References\n{one}\n{two}\nConclusion\nNothing more, see p. 5."
    starts = [text.index(part) for part in ("References", one, two, "Conclusion")]
    blocks = (
        Block(BlockKind.HEADING, Span(0, 10), 1),
        Block(BlockKind.PARAGRAPH, Span(starts[1], starts[1] + len(one))),
        Block(BlockKind.PARAGRAPH, Span(starts[2], starts[2] + len(two))),
        Block(BlockKind.HEADING, Span(starts[3], starts[3] + 10), 1),
        Block(BlockKind.PARAGRAPH, Span(starts[3] + 11, len(text))),
    )
    assert show(Document("-", "docx", text, blocks)) == f" | {one}\n | {two}"


@given(st.text(alphabet="[]1234567890. \n-АЯа:;/Aя", max_size=300))
@settings(max_examples=60)
def test_any_text_gives_entries_that_lie_in_order(text):
    position = 0
    for reflist in locate_reflists("Литература\n" + text):
        for entry in reflist.entries:
            for part in entry.parts:
                assert position <= part.start < part.end
                position = part.end
