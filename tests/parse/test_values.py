"""Fields to values: ranges, Roman numbers, editions, places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.parse.values import expand_pages, read_edition, read_number, read_roman, split_places


@pytest.mark.parametrize(
    ("text", "value"),
    [("XIV", 14), ("ХХУ", 25), ("ХІV", 14), ("ІІІ", 3), ("Ш", 3), ("xii", 12), ("MCMXCIX", 1999), ("IIII", None), ("слово", None), ("", None)],
)  # fmt: skip
def test_roman_numbers_also_in_cyrillic_letters(text, value):
    assert read_roman(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("462-8", "462–468"), ("102-9", "102–109"), ("С. 41–57", "41–57"), ("pp. 7 -- 9", "7–9"), ("1234–56", "1234–1256"),
        ("12", "12"), ("S. 112-30, 140", "112–130, 140"), ("98-7", "98–7"), ("xii–xv", "xii–xv"), ("e104715", "e104715"),
    ],
)  # fmt: skip
def test_page_ranges_are_written_in_full(text, value):
    assert expand_pages(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("Vol. 30", "30"), ("Т. ХІV", "14"), ("№ 3", "3"), ("12 (45)", "12 (45"), ("Bd. IV", "4"), ("H. 2", "2"), ("5–6", "5–6")],
)  # fmt: skip
def test_numbers_lose_their_words(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("2-е изд., испр.", "2"), ("3. Aufl.", "3"), ("2nd edn", "2"), ("second edition", "2"), ("II изд.", "2"), ("nouvelle édition", "nouvelle édition"), ("2ª ed.", "2")],
)  # fmt: skip
def test_editions_become_numbers(text, value):
    assert read_edition(text) == value


def test_places_are_split_and_written_in_full_when_asked():
    assert split_places("М.; СПб.") == ("М", "СПб")
    assert split_places("М.; СПб.", expand=True) == ("Москва", "Санкт-Петербург")
    assert split_places("Frankfurt a. M. / New York", expand=True) == ("Frankfurt am Main", "New York")
    assert split_places("Ростов-на-Дону") == ("Ростов-на-Дону",)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_nothing_raises(text):
    expand_pages(text)
    read_number(text)
    read_edition(text)
    read_roman(text)
    split_places(text, expand=True)
