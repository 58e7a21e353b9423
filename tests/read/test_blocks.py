"""Blocks of plain text: every kind, pages, furniture. Cases in tests/cases/blocks.md."""

from __future__ import annotations

import time

import pytest

from citekit.read.blocks import split_blocks
from tests.case_files import load_cases


def show(text: str) -> str:
    shown = []
    for block in split_blocks(text):
        words = " ".join(text[block.span.start : block.span.end].split())
        level = f" {block.level}" if block.level else ""
        page = f" p{block.page}" if block.page else ""
        shown.append(f"{block.kind}{level}{page}: {words}")
    return "\n".join(shown)


@pytest.mark.parametrize("case", load_cases("blocks"), ids=str)
def test_blocks(case):
    text = case.blocks["input"].replace("⏏\n", "\f").replace("·", " ")
    assert show(text) == case.blocks["expect"]


def test_furniture_without_form_feeds():
    text = ""
    for number in range(41, 46):
        lines = [f"Строка номер {number}{word} идёт своим чередом по странице" for word in "абвгдежзиклм"]
        text += "\n".join([*lines, "", str(number), "Вестник гавани. 2019. № 3", "", ""])
    furniture = [
        text[block.span.start : block.span.end]
        for block in split_blocks(text)
        if block.kind == "page_furniture"
    ]
    assert furniture == [
        line for number in range(41, 46) for line in (str(number), "Вестник гавани. 2019. № 3")
    ]


@pytest.mark.parametrize(
    "unit",
    ["1\n", "-\n", "\n", " ", "\f", "Рис. 1. А\n", "Table 1\n", "1. a\n", "a", "А. ", "\f1\n", "1 a\n\n"],
)
def test_time_is_linear(unit):
    def measure(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        split_blocks(text)
        return time.process_time() - begin

    measure(20_000)
    small = min(measure(50_000) for _ in range(2))
    large = min(measure(100_000) for _ in range(2))
    assert large < 3 * small + 0.05
