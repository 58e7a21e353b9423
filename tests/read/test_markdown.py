"""Markdown: notes with exact calls, code left alone, front matter."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.model import BlockKind, Document
from citekit.read import read_document
from citekit.read.markdown import read_markdown
from tests.case_files import load_cases


def show(document: Document) -> str:
    shown = []
    for note in document.notes:
        call = document.slice(note.call) if note.call else "-"
        shown.append(f"{note.number}: {call} -> {' '.join(document.slice(note.body).split())}")
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            level = f" {block.level}" if block.level else ""
            shown.append(f"{block.kind}{level}: {' '.join(document.slice(block.span).split())}")
    shown.extend(f"{problem.code}: {problem.message}" for problem in document.diagnostics)
    return "\n".join(shown)


@pytest.mark.parametrize("case", load_cases("markdown"), ids=str)
def test_case(case):
    document = read_markdown(case.blocks["input"].encode(), "a.md")
    assert document.text == case.blocks["input"]
    assert show(document) == case.blocks["expect"]


def test_front_matter():
    text = (
        '---\ntitle: "Мост и порт"\nauthor:\n  - Громов П. С.\n  - Соколова Н. В.\nlang: ru-RU\n'
        "bibliography: [refs.bib, more.json]\n---\n\nТекст [@gromov, с. 5].\n"
    )
    document = read_document(text.encode(), name="a.md")
    assert document.language == "ru"
    assert document.bibliographies == ("refs.bib", "more.json")
    assert document.metadata["title"] == "Мост и порт"
    assert document.metadata["author"] == "Громов П. С.; Соколова Н. В."
    assert document.blocks[0].kind is BlockKind.CODE
    assert document.slice(document.blocks[1].span) == "Текст [@gromov, с. 5]."


def test_offsets_and_blanks():
    content = "Слово[^1].\r\n\r\n[^1]: Да.\r\n".encode("cp1251")
    document = read_document(content)
    assert document.format == "markdown"
    call = document.notes[0].call
    assert call is not None
    assert content[document.offsets.origin_at(call.start).offset :].startswith(b"1].")
    with pytest.raises(ReadError):
        read_markdown(b" \n", "a.md")


ALPHABET = "аb1 \n\t`~#[]^:>-*|=<!\\.@"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET, min_size=1, max_size=150))
def test_spans_are_places(text):
    if text.isspace():
        return
    document = read_markdown(text.encode(), "a.md")
    last = 0
    for block in document.blocks:
        assert last <= block.span.start <= block.span.end <= len(text)
        last = block.span.end
    code = [block.span for block in document.blocks_of(BlockKind.CODE)]
    for note in document.notes:
        assert 0 <= note.body.start <= note.body.end <= len(text)
        assert note.call is None or document.slice(note.call) in {"^", note.number}
        assert note.call is None or not any(span.contains(note.call) for span in code)
        assert document.slice(note.body) == document.slice(note.body).strip()


@pytest.mark.parametrize(
    "unit", ["`", "``` ", "`a` ", "[^1]", "^[", "[^1]: a\n", "# \n", "> ", "- a\n", "<!--", "<!-- -->", "~~~\n", "[",
             "    a\n", "***", "a\n===\n", "|\n", "`` ` ", "[^a]: b\n\n    c\n", "^[a] "]
)  # fmt: skip
def test_time_is_linear(unit):
    def measure(size: int) -> float:
        content = (unit * (size // len(unit)) + "a").encode()
        begin = time.process_time()
        read_markdown(content, "a.md")
        return time.process_time() - begin

    measure(10_000)
    small = min(measure(30_000) for _ in range(2))
    large = min(measure(60_000) for _ in range(2))
    assert large < 3 * small + 0.05


def test_escapes_are_taken_out_and_places_lead_back():
    content = (
        r"Порт \[3, с. 5\][^a], `\[4\]` и \* звезда; \[@нет\] \[^нет\].".encode()
        + b"\n\n[^a]: \\[7\\] www.\n"
    )
    document = read_document(content, name="a.md")
    assert document.text.startswith(r"Порт [3, с. 5][^a], `\[4\]` и * звезда; \[@нет] \[^нет].")
    (note,) = document.notes
    assert (document.slice(note.call), document.slice(note.body)) == ("a", "[7] www.")
    for word in ("Порт", "3, с", "звезда", "7] www"):
        origin = document.offsets.origin_at(document.text.index(word))
        assert content[origin.offset :].startswith(word[:1].encode())
    assert all(document.slice(block.span).strip() == document.slice(block.span) for block in document.blocks)
