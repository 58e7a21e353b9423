"""What patterns find for certain in a reference."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.parse.anchors import find_anchors
from citekit.parse.tokens import tokenize

TABLE = [
    ("17. Орлов К. Порт.", [("citation-number", "17")]),
    ("[4] Smith J. Quay.", [("citation-number", "4")]),
    ("(12) Smith J. Quay.", [("citation-number", "12")]),
    ("1984 was a year", []),
    ("doi: 10.1234/abc.def-1.", [("DOI", "10.1234/abc.def-1")]),
    ("https://doi.org/10.1234/abc(2010)5", [("DOI", "10.1234/abc(2010)5")]),
    ("URL: http://example.org/a_(b). Next", [("URL", "http://example.org/a_(b)")]),
    ("URL: www.example.org/x, (дата обращения: 22.06.2018).", [("URL", "www.example.org/x"), ("accessed", "22.06.2018")]),
    ("https://pub.example.org/doi/10.1234/abc", [("URL", "https://pub.example.org/doi/10.1234/abc")]),
    ("(accessed 2 July 2018)", [("accessed", "2 July 2018")]),
    ("Zugriff am 04.05.2017", [("accessed", "04.05.2017")]),
    ("consulté le 12 mai 2015", [("accessed", "12 mai 2015")]),
    ("ISBN 978-5-4461-0923-4.", [("ISBN", "978-5-4461-0923-4")]),
    ("ISSN 0132-1625", [("ISSN", "0132-1625")]),
    ("[Электронный ресурс]. Текст : электронный", [("genre", "Электронный ресурс"), ("genre", "электронный")]),
    ("PMID: 30873058; PMC6401605", [("PMID", "30873058"), ("PMCID", "PMC6401605")]),
    ("Порт [и др.] // Река [сайт]", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_anchors_are_found(text, expected):
    assert [(tag.label, text[tag.start : tag.end]) for tag in find_anchors(text)] == expected


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "10.1234/a",
                "http://a.org/",
                "URL: ",
                "(",
                ")",
                " ",
                "ISBN ",
                "0132-1625",
                "дата обращения: 1.2.2018",
                "[",
                "1. ",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_anchors_are_in_order_and_apart_and_tokens_stand_between(text):
    anchors = find_anchors(text)
    last = 0
    for tag in anchors:
        assert last <= tag.outer_start <= tag.start < tag.end <= tag.outer_end <= len(text)
        last = tag.outer_end
    tokens = tokenize(text, anchors)
    assert len(tokens.gaps) == len(tokens.words) + 1
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start:end] == word
        assert not any(start < tag.outer_end and tag.outer_start < end for tag in anchors)
