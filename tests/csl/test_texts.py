"""Text of fields, affixes and dates: quotation marks by locale, addresses, ranges, references in attributes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from citekit.csl import render_bibliography

sys.path.insert(0, str(Path(__file__).parent))
from style_texts import make_style, work


def render(style, locale="en-US", **fields):
    return render_bibliography([work("a", **fields)], style, locale=locale).rstrip("\n")


@pytest.mark.parametrize(
    ("locale", "title", "expected"),
    [
        ("en-US", 'On "small" things', "On “small” things"),
        ("en-US", "On ‘small’ things", "On ‘small’ things"),
        ("en-US", "“outer ‘inner’ outer”", "“outer ‘inner’ outer”"),
        ("en-GB", 'On "small" things', "On ‘small’ things"),
        ("en-GB", "On ‘small’ things", "On ‘small’ things"),
        ("en-GB", "“double” as given", "“double” as given"),
        ("fr-FR", 'x "y" z', "x «\u00a0y\u00a0» z"),
        ("fr-FR", "« y »", "«\u202fy\u202f»"),
        ("ru-RU", 'x "y" z', "x «y» z"),
        ("de-DE", 'x "y" z', "x „y“ z"),
        ("en-US", "O'Neill's don't", "O’Neill’s don’t"),
    ],
)
def test_quotation_marks_of_a_title(locale, title, expected):
    assert render(make_style(), locale, title=title) == expected


def test_quotation_marks_nest_inside_those_of_the_style():
    style = make_style('<text variable="title" quotes="true"/>')
    assert render(style, title='On "small" things') == "“On ‘small’ things”"
    assert render(style, "en-GB", title='On "small" things') == "‘On “small” things’"


@pytest.mark.parametrize("variable", ["DOI", "URL"])
@pytest.mark.parametrize(
    "layout",
    [
        '<text variable="{0}" strip-periods="true"/>',
        '<group strip-periods="true"><text variable="{0}"/></group>',
    ],
)
def test_addresses_keep_their_points(variable, layout):
    address = "https://example.org/a.b.c" if variable == "URL" else "10.1234/a.b.c"
    assert render(make_style(layout.format(variable)), **{variable: address}) == address


@pytest.mark.parametrize("reference", ["&amp;#160;", "&#160;", "&amp;#xA0;"])
def test_character_references_escaped_twice_are_read(reference):
    style = make_style(f'<text variable="title" prefix="p.{reference}"/>')
    assert render(style, title="T") == "p.\u00a0T"


def test_only_numeric_references_are_read_a_second_time():
    assert (
        render(make_style('<text value="&amp;lt;b&amp;gt;"/><text variable="title"/>'), title="T")
        == "&lt;b&gt;T"
    )


@pytest.mark.parametrize(
    ("attributes", "dates", "expected"),
    [
        ("", [[1988], [1991]], "1988–1991"),
        ('range-delimiter=""', [[1988], [1991]], "1988–1991"),
        ('range-delimiter="/"', [[1988], [1991]], "1988/1991"),
        ("", [[1988], [1988]], "1988"),
        ("", [[-50], [20]], "50 BC–20 AD"),
    ],
)
def test_ranges_of_years(attributes, dates, expected):
    style = make_style(f'<date variable="issued"><date-part name="year" {attributes}/></date>')
    made = render(style, issued={"date-parts": dates})
    assert made.replace("\u00a0", " ") == expected


FULL = (
    '<date variable="issued" delimiter=" "><date-part name="day"/><date-part name="month"/>'
    '<date-part name="year"/></date>'
)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"date-parts": [[1988, 3, 1], [1988, 3, 9]]}, "1–9 March 1988"),
        ({"date-parts": [[1988, 3, 1], [1988, 5, 9]]}, "1 March–9 May 1988"),
        ({"date-parts": [[1988, 12, 30], [1989, 1, 2]]}, "30 December 1988–2 January 1989"),
        ({"date-parts": [[1988, 3], [1988, 5]]}, "March–May 1988"),
        ({"date-parts": [[2003]], "season": 3}, "Autumn 2003"),
        ({"date-parts": [["2014", "12", "1"]]}, "1 December 2014"),
        ({"raw": "2001-05-07"}, "7 May 2001"),
        ({"edtf": "2001-21"}, "Spring 2001"),
        ("2001-05-07/2001-05-09", "7–9 May 2001"),
        ({"literal": "forthcoming"}, "forthcoming"),
        ({"date-parts": [[79, 8, 24]]}, "24 August 79 AD"),
        ({"date-parts": [[-44, 3, 15]]}, "15 March 44 BC"),
    ],
)
def test_dates_of_all_shapes(date, expected):
    assert render(make_style(FULL), issued=date).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("style_format", "page", "expected"),
    [
        ("expanded", "1021-9", "1021–1029"),
        ("minimal", "1021-1029", "1021–9"),
        ("minimal-two", "1021-1029", "1021–29"),
        ("chicago-15", "1496-1504", "1496–1504"),
        ("chicago-16", "1002-1006", "1002–6"),
        ("chicago", "321-328", "321–28"),
        ("chicago", "100-104", "100–104"),
        ("expanded", "n2-n9", "n2–n9"),
        ("minimal", "1021-1029, 1033", "1021–9, 1033"),
        ("expanded", "iv-xii", "iv–xii"),
    ],
)
def test_page_ranges(style_format, page, expected):
    style = make_style('<text variable="page"/>', options=f'page-range-format="{style_format}"')
    assert render(style, page=page) == expected


@pytest.mark.parametrize(
    ("label", "locator", "expected"),
    [
        ("page", "12", "p. 12"),
        ("page", "12-14", "pp. 12–14"),
        ("chapter", "3, 7", "chaps. 3, 7"),
        ("sub-verbo", "x", "s.v. x"),
        ("sub verbo", "x", "s.v. x"),
        ("section", "5 & 6", "secs. 5 &#38; 6"),
        ("verse", "1-3", "vv. 1–3"),
        ("timestamp", "1:02", "1:02"),
        ("nonsense", "4", "4"),
    ],
)
def test_locators(label, locator, expected):
    from style_texts import cite_all

    layout = '<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>'
    cite = {"id": "a", "label": label, "locator": locator}
    assert cite_all(make_style(layout), [work("a")], [[cite]], format="html") == [expected]


@pytest.mark.parametrize("call", ['<text macro="m"/>', '<group><text macro="m"/></group>'])
def test_two_blanks_that_a_style_states_stay(call):
    style = make_style(
        f'{call}<text variable="title" prefix="("/>',
        macros='<macro name="m"><names variable="author" suffix="  "/></macro>',
    )
    assert render_bibliography([work("a", "Lee, Ann")], style) == "Ann Lee  (Title a\n"


def test_a_label_announces_the_value_of_another_variable():
    volumes = '<text variable="number-of-volumes"/><label variable="volume" form="short" prefix=" "/>'
    assert render(make_style(volumes), **{"number-of-volumes": "3"}) == "3 vol."
    # no cite in a bibliography: the label can only mean the page that follows
    pages = '<text variable="title"/><label variable="locator" form="short" prefix=", "/>'
    assert render(make_style(pages + '<text variable="page"/>'), title="T", page="7") == "T, p.7"
    # a group whose own variable is empty takes its label along
    group = (
        '<text variable="title"/><group><label variable="issue" prefix=" "/><text variable="issue"/></group>'
    )
    assert render(make_style(group), title="T") == "T"


def test_a_cite_without_locator_shows_no_label():
    from style_texts import cite_all

    layout = '<text variable="title"/><label variable="locator" form="short" prefix=", "/>'
    assert cite_all(make_style(layout), [work("a")], [["a"]]) == ["Title a"]


def test_a_localized_date_takes_affixes_of_the_style_and_fonts_of_the_locale():
    date = (
        '<date variable="issued" form="numeric" date-parts="year" prefix="(" suffix=")" font-weight="bold"/>'
    )
    processor_output = render_bibliography([work("a")], make_style(date), locale="en-US", format="html")
    assert "(2001)" in processor_output
    assert "<b>" not in processor_output


@pytest.mark.parametrize("mark", [".\u00a0", ". ", "."])
def test_initials_of_a_compound_name_stay_together(mark):
    style = make_style(f'<names variable="author"><name initialize-with="{mark}"/></names>')
    assert render_bibliography([work("a", "Meyer, Karl-Heinz")], style) == "K.-H. Meyer\n"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"volume": "21"}, "21:."),
        ({"volume": "1e"}, "1e:"),
        ({"volume": "Special issue"}, "Special issue:"),
    ],
)
def test_marks_behind_a_number_stay_apart(fields, expected):
    assert (
        render(make_style('<group suffix="."><text variable="volume" suffix=":"/></group>'), **fields)
        == expected
    )


@pytest.mark.parametrize(
    ("options", "authors", "expected"),
    [
        ('suffix="."', [{"literal": "Water Board"}], "Water Board"),
        ('suffix="."', [{"family": "Lee", "given": "Ann"}], "Ann Lee."),
        (
            'and="symbol" delimiter-precedes-last="never"',
            [{"family": "Lee"}, {"family": "Ito"}, {"family": "Kim"}],
            "Lee, Ito & Kim",
        ),
        (
            'and="symbol" delimiter-precedes-last="never"',
            [{"family": "Lee"}, {"family": "Ito"}, {"literal": "Water Board"}],
            "Lee, Ito, & Water Board",
        ),
    ],
)
def test_names_of_bodies_take_no_affixes_and_keep_their_delimiter(options, authors, expected):
    style = make_style(f'<names variable="author"><name {options}/></names>')
    assert render(style, author=authors) == expected


def test_a_label_without_locator_stays_where_a_value_follows():
    from style_texts import cite_all

    layout = '<text variable="title"/><label variable="locator" form="short" prefix=", " suffix=" "/>'
    pages = make_style(layout + '<text variable="page"/>')
    assert cite_all(pages, [work("a", page="7")], [["a"]]) == ["Title a, p. 7"]
    assert cite_all(pages, [work("a")], [["a"]]) == ["Title a"]


@pytest.mark.parametrize(("suffix", "expected"), [(". ", "2019\u00a0г. T"), (", ", "2019\u00a0г., T")])
def test_a_blank_behind_the_mark_that_a_date_ends_with_stays(suffix, expected):
    date = f'<date variable="issued" form="text" date-parts="year" suffix="{suffix}"/>'
    style = make_style(date + '<text variable="title"/>')
    issued = {"date-parts": [[2019]]}
    assert render(style, locale="ru-RU", title="T", issued=issued).replace(" г", "\u00a0г") == expected


def test_roman_numerals_are_latin_in_turkish_too():
    style = make_style('<number variable="volume" form="roman" text-case="uppercase"/>')
    assert render(style, locale="tr-TR", volume="12") == "XII"


@pytest.mark.parametrize("variable", ["URL", "DOI"])
@pytest.mark.parametrize("address", ["https://a.org/l'eau", "https://a.org/'q'?x=\"1\"", "10.1/a--b...c_<i>"])
def test_an_address_stays_as_it_is(variable, address):
    style = make_style(
        f'<group strip-periods="true"><text variable="{variable}" strip-periods="true"/></group>'
    )
    assert render_bibliography([work("a", **{variable: address})], style) == address + "\n"


def test_a_blank_behind_the_number_of_an_entry_is_not_doubled():
    style = make_style(
        '<text macro="number"/><text variable="title" prefix=" "/>',
        macros='<macro name="number"><text variable="citation-number" suffix=". "/></macro>',
    )
    assert render(style, title="Water") == "1. Water"


def test_a_stop_before_a_semicolon_of_the_next_group_stands_alone():
    layout = (
        '<group suffix="."><text variable="title" font-style="italic" suffix="."/></group>'
        '<group prefix="; "><text variable="page"/></group>'
    )
    assert render(make_style(layout), title="T", page="7") == "T. 7"
