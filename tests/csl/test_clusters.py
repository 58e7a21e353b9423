"""Citations with several cites: sorting, grouping, collapsing, affixes, parentheses in notes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from style_texts import NAMES, YEAR, cite_all, make_style, work

LAYOUT = f'<group delimiter=" ">{NAMES}{YEAR}</group>'
BY_YEAR = '<sort><key macro="year"/></sort>'
YEAR_MACRO = f'<macro name="year">{YEAR}</macro>'
ITEMS = [
    work("doe99", "Doe", year=1999),
    work("smith02", "Smith", year=2002),
    work("doe06", "Doe", year=2006),
    work("both07", "Doe", "Roe", year=2007),
]


def cite_one(style, ids, items=ITEMS, **options):
    return cite_all(style, items, [ids], **options)[0]


def test_grouping_brings_the_same_names_together_after_sorting():
    """The specification's own example of 'Cite Grouping'."""
    style = make_style(LAYOUT, citation_options='collapse="year"', citation_sort=BY_YEAR, macros=YEAR_MACRO)
    assert (
        cite_one(style, ["both07", "doe06", "smith02", "doe99"])
        == "Doe 1999, 2006; Smith 2002; Doe, Roe 2007"
    )


def test_cites_without_names_are_no_group():
    names = '<names variable="author"><substitute><text variable="title"/></substitute></names>'
    layout = f'<group delimiter=" ">{names}{YEAR}</group>'
    style = make_style(layout, citation_options='collapse="year"', citation_sort=BY_YEAR, macros=YEAR_MACRO)
    items = [work("a", year=2001), work("b", "Lee", year=2002), work("c", year=2003)]
    assert cite_one(style, ["c", "b", "a"], items) == "Title a 2001; Lee 2002; Title c 2003"


def test_the_shown_names_decide_between_equal_keys():
    style = make_style(LAYOUT, citation_options='collapse="year"', citation_sort=BY_YEAR, macros=YEAR_MACRO)
    items = [work("z", "Zola"), work("b", "Berg"), work("k", "Kim")]
    assert cite_one(style, ["z", "k", "b"], items) == "Berg 2001; Kim 2001; Zola 2001"


@pytest.mark.parametrize(
    ("delimiter", "expected"),
    [
        (None, "Doe 1999; Smith 2002; Doe 2006"),
        ("", "Doe 1999; Smith 2002; Doe 2006"),
        (", ", "Doe 1999, Doe 2006; Smith 2002"),
        (" / ", "Doe 1999 / Doe 2006; Smith 2002"),
    ],
)
def test_cite_group_delimiter(delimiter, expected):
    """An empty cite-group-delimiter is none: it asks for no grouping."""
    option = "" if delimiter is None else f'cite-group-delimiter="{delimiter}"'
    style = make_style(LAYOUT, citation_options=option, citation_sort=BY_YEAR, macros=YEAR_MACRO)
    assert cite_one(style, ["doe06", "smith02", "doe99"]) == expected


@pytest.mark.parametrize(
    ("collapse", "expected"),
    [
        ("year", "Doe 2001a, 2001b, 2001c, 2002"),
        ("year-suffix", "Doe 2001a, b, c, 2002"),
        ("year-suffix-ranged", "Doe 2001a–c, 2002"),
    ],
)
def test_collapse_modes(collapse, expected):
    options = f'collapse="{collapse}" disambiguate-add-year-suffix="true" cite-group-delimiter=", "'
    style = make_style(LAYOUT, citation_options=options)
    items = [work(name, "Doe") for name in "abc"] + [work("d", "Doe", year=2002)]
    assert cite_one(style, list("abcd"), items) == expected


def test_citation_numbers_collapse_into_ranges():
    style = make_style(
        '<text variable="citation-number"/>',
        citation_options='collapse="citation-number"',
        citation_sort='<sort><key variable="citation-number"/></sort>',
        layout_options='prefix="[" suffix="]" delimiter=", "',
    )
    items = [work(str(n), "Doe") for n in range(1, 8)]
    made = cite_all(style, items, [[str(n)] for n in range(1, 8)] + [["7", "1", "3", "2", "5"]])
    assert made[-1] == "[1–3, 5, 7]"


def test_label_of_the_first_note():
    term = (
        '<locale><terms><term name="first-reference-note-number" form="short">'
        "<single>n.</single><multiple>nn.</multiple></term></terms></locale>"
    )
    label = (
        '<choose><if position="subsequent"><group delimiter=" ">'
        '<label variable="first-reference-note-number" form="short"/>'
        '<text variable="first-reference-note-number"/></group></if><else><text variable="title"/></else></choose>'
    )
    style = make_style('<text variable="title"/>', label, kind="note", macros=term)
    items = [work("a"), work("b")]
    assert cite_all(style, items, [["a"], ["b"], ["a"]])[-1] == "n. 1"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<group prefix="(" suffix=")"><text variable="title"/></group>', "([Title a])"),
        ('<text variable="title" prefix="(" suffix=")"/>', "((Title a))"),
        ('<names variable="author" prefix="(" suffix=")"/>', "((Ann Lee))"),
    ],
)
def test_parentheses_of_groups_turn_inside_others_in_notes(inner, expected):
    style = make_style(
        '<text variable="title"/>', f'<group prefix="(" suffix=")">{inner}</group>', kind="note"
    )
    assert cite_one(style, ["a"], [work("a", "Lee, Ann")]) == expected


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        ({"prefix": "see", "suffix": "and so on"}, "see Doe 1999 and so on"),
        ({"prefix": "<i>pace</i> "}, "<i>pace</i> Doe 1999"),
        ({"suppress-author": True}, "1999"),
        ({"author-only": True}, "Doe"),
        ({"prefix": "<script>", "suffix": "<b&"}, "&#60;script&#62;Doe 1999&#60;b&#38;"),
    ],
)
def test_affixes_and_modes_of_a_cite(cite, expected):
    made = cite_one(make_style(LAYOUT), [{"id": "doe99", **cite}], format="html")
    assert made == expected


def test_the_year_of_a_cite_without_names_is_not_collapsed_into_that_of_another():
    style = make_style(
        f'<group delimiter=" ">{NAMES}{YEAR}</group>',
        citation_options='collapse="year-suffix" disambiguate-add-year-suffix="true"',
    )
    items = [work("a", "Lee", year=2014), work("b", year=2014)]
    assert cite_all(style, items, [["a", "b"]]) == ["Lee 2014; 2014"]
