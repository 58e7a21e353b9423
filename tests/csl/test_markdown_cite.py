"""Citing a Markdown document: pandoc's syntax, footnotes for note styles, code left alone."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl import cite_document
from citekit.csl.markdown_cite import read_suffix, scan_citations

sys.path.insert(0, str(Path(__file__).parent))
from style_texts import make_style

ITEMS = [
    {
        "id": "harlow14",
        "type": "book",
        "title": "Slow rivers",
        "author": [{"family": "Harlow", "given": "Mary"}],
        "issued": {"date-parts": [[2014]]},
        "publisher": "North Quay",
    },
    {
        "id": "громов",
        "type": "book",
        "title": "Мосты",
        "author": [{"family": "Громов", "given": "Пётр"}],
        "issued": {"date-parts": [[2001]]},
        "publisher": "Наука",
    },
]


def scan(text):
    return [(text[found.start : found.end], found.cites) for found in scan_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so [@a].", [("[@a]", [{"id": "a"}])]),
        ("[see @a, p. 3; @b]", [
            ("[see @a, p. 3; @b]", [{"id": "a", "prefix": "see ", "locator": "3", "label": "page"}, {"id": "b"}])
        ]),
        ("[-@a, ch. 2-3]", [
            ("[-@a, ch. 2-3]", [{"id": "a", "suppress-author": True, "locator": "2-3", "label": "chapter"}])
        ]),
        ("@a says", [("@a", [{"id": "a"}])]),
        ("@a [p. 5] says", [("@a [p. 5]", [{"id": "a", "locator": "5", "label": "page"}])]),
        ("mail me@example.org", []),
        ("`[@a]` and\n```\n[@b]\n```\n", []),
        ("@{a/b:c}.", [("@{a/b:c}", [{"id": "a/b:c"}])]),
        ("[@a](x)", [("[@a]", [{"id": "a"}])]),
        ("[no cite] [@a; no]", [("@a", [{"id": "a"}])]),
    ],
)  # fmt: skip
def test_citations_are_found(text, expected):
    assert scan(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        (", p. 3", {"locator": "3", "label": "page"}),
        (", 12–14, my emphasis", {"locator": "12–14", "label": "page", "suffix": ", my emphasis"}),
        (", с. 5", {"locator": "5", "label": "page"}),
        (", § 7", {"locator": "7", "label": "section"}),
        (", {p. iv and more}", {"locator": "iv", "label": "page", "suffix": "and more"}),
        (" and passim", {"suffix": " and passim"}),
        (", pp. 3, 5 & 9", {"locator": "3, 5 & 9", "label": "page"}),
    ],
)
def test_suffixes_are_taken_apart(text, expected):
    assert read_suffix(text) == expected


def test_author_date_document():
    made = cite_document("A [@harlow14, p. 5]. @громов adds.\n", ITEMS, "apa", heading="# Works")
    assert made.startswith("A (Harlow, 2014, p. 5). Громов (2001) adds.\n\n# Works\n\n")
    assert "Harlow, M. (2014). *Slow rivers*. North Quay." in made


def test_note_style_makes_footnotes():
    made = cite_document("One [@harlow14]. Two [@harlow14].\n", ITEMS, "chicago-notes-bibliography")
    assert "One.[^cite-1] Two.[^cite-2]" in made
    assert "[^cite-1]: Mary Harlow, *Slow Rivers* (North Quay, 2014)." in made


def test_citations_inside_footnotes_stay_there():
    text = "Text.[^x]\n\n[^x]: See [@harlow14, 3].\n"
    made = cite_document(text, ITEMS, "chicago-notes-bibliography")
    assert "[^x]: See Mary Harlow, *Slow Rivers* (North Quay, 2014), 3." in made


def test_bibliography_goes_where_the_document_wants_it():
    made = cite_document("[@harlow14]\n\n::: {#refs}\n:::\n\nEnd.\n", ITEMS, "apa")
    assert made.index("North Quay") < made.index("End.")


def test_unknown_keys_stay_and_nocite_lists():
    made = cite_document("[@nobody] and @nobody2.\n", ITEMS, "apa", nocite=["*"])
    assert made.startswith("[@nobody] and @nobody2.\n")
    assert "Наука" in made


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="@[];,- `pa1^:\n{}.", max_size=60))
def test_any_text_is_cited_without_error(text):
    items = [{"id": "a", "type": "book", "title": "T"}]
    assert isinstance(cite_document(text, items, "apa"), str)


@pytest.mark.parametrize("piece", ["[", "@a", "[@a", "`", "[^", "@a [", "]", "[@a; ", "-@"])
def test_time_is_linear(piece):
    begin = time.process_time()
    scan_citations(piece * 5_000)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("following", [".", ". More.", ""])
def test_a_stop_inside_quotation_marks_is_not_doubled_in_a_note(following):
    style = make_style(citation='<text variable="title" quotes="true" suffix="."/>', kind="note")
    text = f"A claim.[^1]\n\n[^1]: See [@harlow14]{following}\n"
    made = cite_document(text, ITEMS, style).splitlines()[2]
    assert made == "[^1]: See “Slow rivers.”" + following.removeprefix(".")
