"""Locators in seven languages."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.parse.locator_terms import LABEL_OF, LOCATOR_TERMS
from citekit.parse.locators import find_label, match_locators, parse_locators

sys.path.insert(0, str(Path(__file__).parent.parent))
from case_files import load_cases

LINES = [
    pytest.param(*line.split(" ⇒ "), id=f"{case.name}: {line.split(' ⇒ ')[0]}")
    for case in load_cases("locators")
    for line in case.blocks["table"].split("\n")
]
#: CSL 1.0.2, appendix IV, locators.
CSL_LABELS = frozenset(
    "act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus page "
    "paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume".split()
)


def describe(text, locators):
    described = []
    for locator in locators:
        written = text[locator.span.start : locator.span.end]
        place = "" if written == text.strip() else f" ({written})"
        described.append(f"{locator.label} {locator.value}{place}")
    return " | ".join(described).replace("\n", "⏎") or "nothing"


@pytest.mark.parametrize(("written", "expected"), LINES)
def test_line_of_the_table(written, expected):
    text = written.replace("⏎", "\n")
    assert describe(text, parse_locators(text)) == expected


def test_labels_are_csl_locators():
    assert {label for label, _ in LOCATOR_TERMS} <= CSL_LABELS
    assert set(LABEL_OF.values()) >= CSL_LABELS - {"elocation"}


@pytest.mark.parametrize("word", ["СТАТЬЯ", "Статьях", "СТ", "стaтья", "Cтр", "cc", "рр", "§§", "Nº"])
def test_case_and_look_alike_letters(word):
    assert find_label(word) in {"article-locator", "page", "folio", "section", "issue"}


def test_a_stretch_inside_a_text():
    text = "Порт [4, п.2 Статьи 9] вырос на с. 5"
    found = parse_locators(text, 8, 21)
    assert [text[one.span.start : one.span.end] for one in found] == ["п.2", "Статьи 9"]


def test_match_stops_where_the_locators_end():
    text = "с. 5, т. 2 и далее мост"
    found, behind = match_locators(text, 0, len(text))
    assert [one.label for one in found] == ["page", "volume"]
    assert text[behind:] == " мост"


def test_match_finds_nothing_elsewhere():
    assert match_locators("мост, с. 5", 0, 10) == ((), 0)
    assert match_locators("5", 0, 1) == ((), 0)
    assert match_locators("5", 0, 1, bare=True)[0][0].label == "page"


PIECES = st.sampled_from(
    [*"0123456789ivxIVX.,;:-–()[]«»\n", " ", "с.", "ст", "п.", "Статьи", "pp.", "§", "№", "и", "об.", "ff."]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(PIECES, max_size=30).map("".join),
        st.lists(PIECES, max_size=30).map(" ".join),
    )
)
def test_any_text_gives_ordered_spans_with_values(text):
    end = 0
    for locator in parse_locators(text):
        assert end <= locator.span.start < locator.span.end <= len(text)
        end = locator.span.end
        assert locator.label in CSL_LABELS
        assert locator.value
        if "\n" not in text and "\xad" not in text:
            assert locator.value in text[locator.span.start : locator.span.end]


@pytest.mark.parametrize(
    "piece",
    [
        "с",
        "с. ",
        "с. 1",
        "1,",
        "1, ",
        "§",
        "7",
        "I",
        "с. 1, ",
        "«",
        "-\n",
        " ",
        "п. 2 ст. 9 ",
        "s.v. ",
        "1 ",
        "(",
        "а-\n",
    ],
)
def test_it_without_end_takes_linear_time(piece):
    def cpu_time(text):
        started = time.process_time()
        parse_locators(text)
        return time.process_time() - started

    text = (piece * (200_000 // len(piece) + 1))[:200_000]
    whole = cpu_time(text)
    assert (
        whole < 0.5
        or min(whole, cpu_time(text)) <= 2.3 * min(cpu_time(text[:100_000]) for _ in range(2)) + 0.2
    )
