"""Line ends: soft hyphenation undone, true hyphens kept, positions led back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.model import Span
from citekit.parse.hyphens import join_flow, join_lines
from tests.case_files import load_cases

PAIRS = [
    pytest.param(line, case.blocks.get("document", ""), id=f"{case.name}: {line.split(' = ')[0]}")
    for case in load_cases("hyphens")
    for line in case.blocks["words"].splitlines()
]


def unfold(words: str) -> str:
    return words.replace("⏎", "\n").replace("<AD>", "\u00ad").replace("<02>", "\x02")


@pytest.mark.parametrize(("line", "document"), PAIRS)
def test_line_end(line, document):
    broken, expected = line.split(" = ")
    before = f"{document}\nслово " if document else "слово "
    text = f"{before}{unfold(broken)} конец"
    flow = join_lines(text, len(before))
    assert flow.text == f"{expected} конец"


def test_positions_lead_back():
    text = "Первый мо-\nст и торгово-\n экономический\n\n порт\u00adовый узел"
    flow = join_lines(text)
    assert flow.text == "Первый мост и торгово-экономический портовый узел"
    word = flow.text.index("мост")
    span = flow.span(word, word + 4)
    assert text[span.start : span.end] == "мо-\nст"
    word = flow.text.index("портовый")
    span = flow.span(word, word + 8)
    assert text[span.start : span.end] == "порт\u00adовый"


def test_range_and_blanks():
    text = "a b\n\n \t c  \n"
    assert join_lines(text).text == "a b c"
    assert join_lines(text, 2, 8).text == "b"
    assert join_lines("").text == ""
    assert join_lines(" \n ").text == ""


def test_word_cut_by_a_note_block():
    text = "на крупных междуна-\n8 На встрече не было никого.\n родных площадках"
    first, second = Span(0, 19), Span(text.index(" родных"), len(text))
    flow = join_flow(text, (first, second))
    assert flow.text == "на крупных международных площадках"
    place = flow.text.index("международных")
    assert flow.origin_of(place) == text.index("междуна")
    assert flow.origin_of(place + len("междуна")) == text.index("родных")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="аб-\n \u00ad\x02¬Aя/–7.\f\r", max_size=90), st.integers(0, 40), st.integers(0, 90))
def test_every_character_has_its_place(text, start, end):
    flow = join_lines(text, start, end)
    assert "\n" not in flow.text
    last = -1
    for position, character in enumerate(flow.text):
        origin = flow.origin_of(position)
        assert last < origin < min(end, len(text))
        assert origin >= start
        source = text[origin]
        assert (
            source == character
            or (character == " " and source.isspace())
            or (character == "-" and source == "\x02")
        )
        last = origin


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_nothing_raises(text):
    flow = join_lines(text)
    assert flow.text == flow.text.strip()


@pytest.mark.parametrize(
    "unit",
    [
        "а-\n",
        "-\n",
        "a-b a-\nb ",
        " ",
        "\n",
        "слово\u00ad",
        "\x02",
        "а\x02б",
        "я¬",
        "abcdefgh",
        "x/\n",
        "а-а",
        "'-\n",
    ],
)
def test_time_is_linear(unit):
    def measure(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        join_lines(text)
        return time.process_time() - begin

    measure(20_000)
    small = min(measure(40_000) for _ in range(2))
    large = min(measure(80_000) for _ in range(2))
    assert large < 3 * small + 0.05
