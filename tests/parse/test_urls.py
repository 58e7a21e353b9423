import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.parse.url_tokens import clean_token, cut_token, split_trailing
from citekit.parse.urls import read_address, read_tail, scan_addresses
from tests.linear_time import assert_proportional, measure


def test_an_address_gives_its_place_and_its_other_joinings():
    text = "URL: https://ford.example/wide-\nrivers (accessed 2 July 2018)"
    (address,) = scan_addresses(text)
    assert address.url == "https://ford.example/wide-rivers"
    assert text[address.start : address.end] == "https://ford.example/wide-\nrivers"
    assert address.candidates == ("https://ford.example/widerivers", "https://ford.example/wide")
    assert address.breaks == 1


def test_an_end_is_an_end():
    text = "http://gavan.ru/a/b/c.html"
    assert read_address(text, 0, len("http://gavan.ru/a")).url == "http://gavan.ru/a"
    assert read_address("http://", 0) is None
    assert read_address("http://gavan/", 0) is None


def test_candidates_are_few_and_none_is_the_address_itself():
    text = "http://gavan.ru/" + "a-\n" * 40 + "b (дата обращения: 1.1.2018)"
    (address,) = scan_addresses(text)
    assert len(address.candidates) <= 8
    assert len({address.url, *address.candidates}) == 1 + len(address.candidates)


def test_a_tail_is_read_over_its_breaks():
    text = "doi: 10.1080/\n14683857.2018.12345. Next"
    tail = read_tail(text, 5, "https://doi.org/")
    assert tail.url == "https://doi.org/10.1080/14683857.2018.12345"
    assert text[tail.start : tail.end] == "10.1080/\n14683857.2018.12345"


@pytest.mark.parametrize(
    ("raw", "core", "trailing"),
    [
        ("gavan.ru/x).", "gavan.ru/x", ")."),
        ("gavan.ru/x_(y)", "gavan.ru/x_(y)", ""),
        ("gavan.ru/x_(y)),", "gavan.ru/x_(y)", "),"),
        ("ford.example's", "ford.example", "'s"),
        ("gavan.ru/?a=1&amp;", "gavan.ru/?a=1", "&amp;"),
        ("...", "", "..."),
        ("gavan.ru/x**", "gavan.ru/x", "**"),
        ("gavan.ru/x[", "gavan.ru/x", "["),
    ],
)
def test_what_trails_a_token(raw, core, trailing):
    assert split_trailing(raw, "") == (core, trailing)


@pytest.mark.parametrize(
    ("raw", "cut"),
    [
        ("gavan.ru/x(дата", "gavan.ru/x"),
        ("gavan.ru/x.(accessed", "gavan.ru/x"),
        ("gavan.ru/x_(planet)", "gavan.ru/x_(planet)"),
        ("gavan.ru/x&gt;y", "gavan.ru/x"),
        ("gavan.ru/x,http://b.ru", "gavan.ru/x,"),
        ("gavan.ru/x=http://b.ru", "gavan.ru/x=http://b.ru"),
        ("gavan.ru/x,а", "gavan.ru/x"),
        ("порт.рф/x,а", "порт.рф/x,а"),
    ],
)
def test_where_a_token_is_cut(raw, cut):
    assert cut_token(raw, "") == cut


def test_a_clean_token_has_no_residue():
    assert clean_token("a\u200bb\\_c&amp;d[.]e\u2011f\u00adg", "-") == "ab_c&d.e-f-g"
    assert clean_token("a\u00adb", "") == "ab"


PIECES = st.sampled_from(
    "http:// https:// www. gavan .ru /a/b - _ # ? & = % . , ; ) ( ] > < « » \n \n\n \u00ad \x02 \u200b дата обращения: 22.06.2018 accessed слово word 12. A/RES/72 URL: &amp; \\_ { } \f".split(
        " "
    )
)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(PIECES, max_size=30).map("".join),
        st.lists(PIECES, max_size=30).map(" ".join),
    )
)
def test_any_text_is_scanned(text):
    last = 0
    for address in scan_addresses(text):
        assert last <= address.start < address.end <= len(text)
        last = address.end
        assert "://" in address.url
        assert not any(character.isspace() for character in address.url)
        assert address.url not in address.candidates
        assert len(address.candidates) <= 8
        assert not text[address.start].isspace()
        assert not text[address.end - 1].isspace()


SHAPES = [
    "http://",
    "http://a.ru ",
    "http://a.ru/a-\n",
    "www.",
    "://",
    ".ru/",
    "URL: a.ru\n",
    "a.",
    "-\n",
    " ",
    "(",
    "<http://a.ru ",
    "а\u00ad",
    "h",
]


@pytest.mark.parametrize("piece", SHAPES)
def test_time_is_in_proportion_to_the_length(piece):
    assert_proportional(scan_addresses, piece)


@pytest.mark.slow
@pytest.mark.parametrize("piece", SHAPES[:4])
def test_a_megabyte_is_done_in_reasonable_time(piece):
    assert measure(scan_addresses, piece * (1_000_000 // len(piece)), runs=1) < 25
