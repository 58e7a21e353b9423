import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.model import PartialDate, Span
from citekit.parse.access_dates import observe_order, scan_access_date, scan_access_dates
from citekit.parse.date_words import ACCESS_WORDS, MONTHS
from citekit.parse.dates import Order, match_date, parse_date, read_date
from tests.case_files import load_cases

MARKS = str.maketrans({"⏎": "\n", "␭": "\u00ad"})


def iterate_lines(folder):
    for case in load_cases(folder):
        for number, line in enumerate(case.blocks["cases"].split("\n"), case.line):
            text, arrow, result = line.rpartition("=>")
            assert arrow, f"{case}: {line}"
            yield pytest.param(
                text.strip().replace("\\n", "\n"), result.strip(), id=f"{case.name}-{number}-{text.strip()}"
            )


@pytest.mark.parametrize(("text", "expected"), list(iterate_lines("dates")))
def test_date(text, expected):
    language = None
    if text[:1] == "[" and text[3:4] == "]":
        language, text = text[1:3], text[4:].strip()
    found = read_date(text, language)
    date, _, other = expected.partition(" || ")
    if date == "-":
        assert found is None
        assert parse_date(text, language) is None
        return
    assert found is not None
    assert str(found.date) == date
    assert str(found.other or "") == other
    assert parse_date(text, language) == found.date


@pytest.mark.parametrize(("text", "expected"), list(iterate_lines("access-dates")))
def test_access_date(text, expected):
    text = text.translate(MARKS)
    plain = text.replace("⟦", "").replace("⟧", "")
    found = scan_access_dates(plain)
    if expected == "-":
        assert found == ()
        return
    date, _, other = expected.partition(" || ")
    (access,) = found
    assert str(access.date) == date
    assert str(access.other or "") == other
    assert access.span == Span(text.index("⟦"), text.index("⟧") - 1)
    assert access.span.contains(access.date_span)
    assert parse_date(plain[access.date_span.start : access.date_span.end], access.language) is not None
    assert scan_access_date(plain, 0) == access


def test_an_order_seen_elsewhere_settles_an_ambiguous_date():
    text = "(accessed 07/02/2018), (accessed 25/12/2017)"
    order = observe_order(text)
    assert order is Order.DAY_FIRST
    first, second = scan_access_dates(text, order=order)
    assert (first.date, first.other) == (PartialDate(2018, 2, 7), None)
    assert second.date == PartialDate(2017, 12, 25)
    assert observe_order("12/25/2017 and 07/02/2018") is Order.MONTH_FIRST
    assert observe_order("12/25/2017 and 25/12/2017") is None
    assert observe_order("A/RES/72/283, 1/2/3/4") is None


def test_a_date_is_read_where_it_begins_and_no_further():
    text = "Указ от 5 мая 2015 г. № 7"
    found = match_date(text, text.index("5"))
    assert text[found.start : found.end] == "5 мая 2015 г."
    assert match_date(text, 0) is None
    long = match_date("2018 году Совет", 0)
    assert long.end == len("2018 году")
    assert match_date("2018 г", 0).end == len("2018")


def test_no_month_word_is_empty_and_every_month_is_known():
    assert set(MONTHS.values()) == set(range(1, 13))
    assert "" not in MONTHS
    assert all(word == word.lower() for word in MONTHS)
    assert {"ru", "uk", "en", "de", "fr", "it", "es"} <= set(ACCESS_WORDS)


PIECES = st.sampled_from(
    "22 . / - – : 2018 06 7 июня июль July May 2, 1er März de le am г. года дата обращения accessed on Zugriff ( ) [ ] \n \u00ad , IV весна ? ca.".split(
        " "
    )
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(PIECES, max_size=20).map(" ".join),
        st.lists(PIECES, max_size=20).map("".join),
    )
)
def test_any_text_is_read_and_spans_lie_in_it(text):
    found = read_date(text)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert found.date.year is not None
    parse_date(text, "en")
    last = 0
    for access in scan_access_dates(text):
        assert last <= access.span.start < access.date_span.end <= access.span.end <= len(text)
        last = access.span.end
