"""The processor beyond the CSL test suite: hostile input, item locale, sorting, filters, updates."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl import WRITERS, Processor, load_style, parse_style, render_bibliography, render_citations
from citekit.csl.collation import find_collator
from citekit.errors import ItemError, StyleError

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>{macros}
  <citation><layout>{citation}</layout></citation>
  <bibliography>{sort}<layout>{layout}</layout></bibliography>
</style>"""
TITLE = '<text variable="title"/>'
PERSON = {"family": "Harlow", "given": "Mary Jane"}


def make_style(layout=TITLE, citation=TITLE, sort="", macros=""):
    return parse_style(STYLE.format(layout=layout, citation=citation, sort=sort, macros=macros))


def book(item_id, **fields):
    return {"id": item_id, "type": "book", "title": f"Title {item_id}", **fields}


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_hostile_text_is_escaped_in_every_writer(name):
    hostile = '<script>alert(1)</script><img src=x onerror="p()">'
    item = book(
        "a", title=hostile, author=[{"family": hostile, "given": "\\write18{x}"}], publisher="$#%_^~{}[]"
    )
    made = render_bibliography([item], "apa", format=name)
    if name == "html":
        assert "<script" not in made
        assert "<img" not in made
    elif name == "markdown":
        assert "\\<script\\>" in made
    elif name == "latex":
        assert "\\write18" not in made
        assert "\\$\\#\\%\\_" in made
    elif name == "typst":
        assert "\\$\\#" in made
    elif name == "rtf":
        assert "\\write18" not in made.replace("\\\\write18", "")


def test_affixes_terms_and_quotes_are_escaped_too():
    style = parse_style(
        STYLE.format(
            macros='<locale><terms><term name="open-quote">&lt;q&gt;</term></terms></locale>',
            citation=TITLE,
            sort="",
            layout='<text variable="title" prefix="&lt;b&gt;" quotes="true"/><text value="&lt;u&gt;"/>',
        )
    )
    made = render_bibliography([book("a")], style, format="html")
    assert "<q>" not in made
    assert "<b>" not in made
    assert "<u>" not in made


def test_rich_text_works():
    title = 'On <i>Rana</i> H<sub>2</sub>O <b>b</b> <span style="font-variant:small-caps;">sc</span>'
    made = render_bibliography([book("a", title=title)], make_style(), format="html")
    assert "<i>Rana</i> H<sub>2</sub>O <b>b</b>" in made
    assert '<span style="font-variant:small-caps;">sc</span>' in made


def test_ids_that_differ_in_case_are_two_items():
    assert render_bibliography([book("a"), book("A")], make_style()) == "Title a\nTitle A\n"


def test_item_locale_gives_each_entry_its_own_labels():
    items = [
        {
            "id": "ru", "type": "article-journal", "title": "О реках", "author": [{"family": "Громов", "given": "П."}],
            "container-title": "Реки", "volume": "12", "issue": "4", "page": "15-27",
            "issued": {"date-parts": [[2012]]}, "language": "ru",
        },
        {
            "id": "en", "type": "article-journal", "title": "On rivers", "author": [PERSON],
            "container-title": "Rivers", "volume": "75", "issue": "3", "page": "512-534",
            "issued": {"date-parts": [[2010]]}, "language": "en",
        },
    ]  # fmt: skip
    made = render_bibliography(items, "gost-r-7-0-5-2008", locale="ru-RU", item_locale=True)
    russian, english = made.splitlines()[:2]
    assert "Т. 12. № 4. С. 15–27" in russian
    assert "Vol. 75. No. 3. P. 512–534" in english
    plain = render_bibliography(items, "gost-r-7-0-5-2008", locale="ru-RU")
    assert "Т. 75. № 3. С. 512–534" in plain


def test_cyrillic_sorts_first_for_russian_and_last_for_english():
    style = make_style(sort='<sort><key variable="title"/></sort>')
    items = [book(name, title=name) for name in ("Zulu", "Яблоко", "alpha", "Ёлка", "Еж", "Жук")]
    russian = render_bibliography(items, style, locale="ru-RU").split()
    assert russian == ["Еж", "Ёлка", "Жук", "Яблоко", "alpha", "Zulu"]
    english = render_bibliography(items, style, locale="en-US").split()
    assert english == ["alpha", "Zulu", "Еж", "Ёлка", "Жук", "Яблоко"]
    assert render_bibliography(items, style, locale="ru-RU", first_script="latin").split()[0] == "alpha"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "zebra ångar ärlig öppen"),
        ("da", "zebra æble øl å"),
        ("cs", "cena čaj hora chata zima žena"),
        ("pl", "lampa łapa nos ósmy"),
        ("es", "nube ñu oro"),
        ("de", "arm Ärmel Art"),
        ("fr", "cote coté côte côté"),
        ("en", "item 2|item 10"),
        ("tr", "ıslak iyi jant"),
        ("ru", "Громов Ёлка Яковлев æra Émile Łuk Ørsted Zulu"),
        ("uk", "гай ґанок дім їжак йод"),
    ],
)
def test_collation_follows_the_language(language, words):
    ordered = words.split("|") if "|" in words else words.split()
    keys = [find_collator(language).key(word) for word in ordered]
    assert keys == sorted(keys)


def test_dynamic_citations_move_ibid_and_numbers():
    style = parse_style(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title/><id/></info>'
        '<citation><layout><choose><if position="ibid"><text term="ibid"/></if><else><text variable="title"/></else>'
        "</choose></layout></citation></style>"
    )
    processor = Processor(style, [book("a"), book("b")])
    first = {"citationID": "1", "citationItems": [{"id": "a"}], "properties": {"noteIndex": 1}}
    second = {"citationID": "2", "citationItems": [{"id": "a"}], "properties": {"noteIndex": 2}}
    between = {"citationID": "3", "citationItems": [{"id": "b"}], "properties": {"noteIndex": 2}}
    assert processor.process(first) == [(0, "Title a", "1")]
    assert processor.process(second, [("1", 1)]) == [(1, "Ibid.", "2")]
    changed = processor.process(between, [("1", 1)], [("2", 3)])
    assert [(place, text) for place, text, _ in changed] == [(1, "Title b"), (2, "Title a")]


def test_nocite_and_sections_choose_entries():
    processor = Processor(make_style(), [book("a"), book("b", type="report"), book("c")])
    processor.add_citations([{"citationItems": [{"id": "a"}]}])
    processor.cite_uncited(["b", "c"])
    assert [item_id for item_id, _ in processor.bibliography().entries] == ["a", "b", "c"]
    section = {"include": [{"field": "type", "value": "report"}]}
    assert [item_id for item_id, _ in processor.bibliography(section).entries] == ["b"]
    section = {"exclude": [{"field": "type", "value": "report"}]}
    assert [item_id for item_id, _ in processor.bibliography(section).entries] == ["a", "c"]


def test_abbreviations_stand_for_short_forms():
    style = make_style('<text variable="container-title" form="short"/>')
    item = book("a", **{"container-title": "Journal of Quiet Waters"})
    names = {"container-title": {"Journal of Quiet Waters": "J. Q. W."}}
    assert render_bibliography([item], style, abbreviations=names) == "J. Q. W.\n"


def test_composite_citation_names_the_author_in_the_sentence():
    item = book("a", author=[PERSON], issued={"date-parts": [[1999]]})
    citation = {"citationItems": [{"id": "a", "locator": "5"}], "properties": {"mode": "composite"}}
    assert render_citations([citation], [item], "apa") == ["Harlow (1999, p. 5)"]
    citation = {"citationItems": [{"id": "a"}], "properties": {"mode": "author-only"}}
    assert render_citations([citation], [item], "ieee") == ["Harlow"]


def test_rendering_does_not_depend_on_what_came_before_or_on_threads():
    items = [book(str(number), author=[PERSON], issued={"date-parts": [[2000]]}) for number in range(8)]
    styles = ["apa", "ieee", "chicago-notes-bibliography", "gost-r-7-0-5-2008"]
    expected = {style: render_bibliography(items, style, format="html") for style in styles}
    made: dict[int, dict[str, str]] = {}

    def work(place):
        order = styles[place:] + styles[:place]
        made[place] = {style: render_bibliography(items, style, format="html") for style in order}

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(styles))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == expected for result in made.values())


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"type": "book"}, "no id"),
        ({"id": "a", "type": 5}, '"a": the type'),
        ({"id": "a", "author": 5.5j}, '"a": author'),
        ({"id": "a", "author": [5]}, '"a": author'),
        ({"id": "a", "author": [{"family": ["x"]}]}, '"a": author: family'),
        ({"id": "a", "issued": [1999]}, '"a": issued'),
        ({"id": "a", "issued": {"date-parts": 5}}, '"a": issued'),
        ({"id": "a", "title": {"x": 1}}, '"a": title'),
        ("x", "mapping"),
    ],
)
def test_malformed_items_name_item_and_field(item, words):
    with pytest.raises(ItemError, match=words):
        render_bibliography([item], make_style())


def test_unknown_ids_and_doubled_ids_are_errors():
    with pytest.raises(ItemError, match='"b"'):
        render_citations(["b"], [book("a")], make_style())
    with pytest.raises(ItemError, match="two items"):
        render_bibliography([book("a"), book("a")], make_style())


def test_unknown_style_names_the_nearest():
    with pytest.raises(StyleError) as caught:
        load_style("gost-r-7-0-5-2007")
    assert "gost-r-7-0-5-2008" in caught.value.hint


def test_style_names_of_all_kinds_lead_to_one_style():
    style = load_style("apa")
    assert load_style("http://www.zotero.org/styles/apa") is style
    assert load_style(style.title) is style
    assert load_style("2d-materials").citation is not None


@pytest.mark.parametrize(
    ("macros", "words"),
    [
        ('<macro name="a"><text macro="a"/></macro>', "calls itself"),
        ('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>', "a > b > a"),
        ('<macro name="a"><text macro="nowhere"/></macro>', 'no macro "nowhere"'),
    ],
)
def test_macro_faults_have_a_line(macros, words):
    with pytest.raises(StyleError, match=words) as caught:
        make_style(macros=macros)
    assert caught.value.line is not None


def test_deep_nesting_is_an_error():
    with pytest.raises(StyleError, match="deep"):
        make_style("<group>" * 150 + TITLE + "</group>" * 150)


def test_entities_are_not_expanded_and_files_not_read():
    text = '<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "boom">]>' + STYLE.format(
        macros="", citation=TITLE, sort="", layout='<text value="A"/>'
    ).replace("<title>t", "<title>&x;&y;")
    style = parse_style(text)
    assert "root:" not in style.title
    assert "boom" not in style.title


@pytest.mark.parametrize(
    "text", ["", "<style", "<locale/>", "<style/>", "\x00", "<style><citation/></style>"]
)
def test_malformed_styles_are_style_errors(text):
    with pytest.raises(StyleError):
        parse_style(text)


TEXT = st.text(max_size=30)
DATE = st.one_of(
    st.builds(
        lambda parts: {"date-parts": parts},
        st.lists(st.lists(st.integers(-3000, 3000), min_size=1, max_size=3), min_size=1, max_size=2),
    ),
    st.builds(lambda raw: {"raw": raw}, TEXT),
    st.builds(lambda literal: {"literal": literal}, TEXT),
)
NAME = st.fixed_dictionaries({}, optional={"family": TEXT, "given": TEXT, "literal": TEXT, "suffix": TEXT})
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(["book", "article-journal", "chapter", "webpage", "legal_case", "", "x"])},
    optional={
        "author": st.lists(NAME, max_size=4),
        "editor": st.lists(NAME, max_size=2),
        "issued": DATE,
        "accessed": DATE,
        "container-title": TEXT,
        "volume": TEXT,
        "page": TEXT,
        "edition": TEXT,
        "language": TEXT,
        "note": TEXT,
        "URL": TEXT,
    },
)
NAMES = [
    "apa",
    "ieee",
    "chicago-notes-bibliography",
    "gost-r-7-0-5-2008",
    "nature",
    "modern-language-association",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(ITEM, min_size=1, max_size=4), st.sampled_from(NAMES), st.sampled_from(sorted(WRITERS)), TEXT)
def test_any_items_in_any_style_render_and_keep_their_titles(items, style, name, locator):
    items = [{**item, "id": str(place), "title": f"Kept{place}"} for place, item in enumerate(items)]
    processor = Processor(load_style(style), items, format=name)
    cites = [
        {"citationItems": [{"id": item["id"], "locator": locator}], "properties": {"noteIndex": place + 1}}
        for place, item in enumerate(items)
    ]
    assert len(processor.add_citations(cites)) == len(items)
    entries = dict(processor.bibliography().entries)
    for place in range(len(items)):
        assert f"kept{place}" in entries[str(place)].lower()


def test_runs_carry_the_formatting():
    from citekit.csl import Run, split_runs

    item = book("a", title="On <i>Rana</i> & H<sub>2</sub>O")
    style = make_style('<text variable="title" font-weight="bold"/><text value=" end"/>')
    made = render_bibliography([item], style, format="html")
    assert split_runs(made) == (
        Run("On ", bold=True),
        Run("Rana", bold=True, italic=True),
        Run(" & H", bold=True),
        Run("2", bold=True, raised=-1),
        Run("O", bold=True),
        Run(" end"),
    )


def test_entries_of_a_bibliography_render():
    from citekit.model import Entry, Name, PartialDate

    entry = Entry(
        key="harlow14",
        type="book",
        fields={"title": "Slow rivers", "publisher": "North Quay", "date": "2014", "author": "Harlow, Mary"},
        names={"author": (Name(family="Harlow", given="Mary"),)},
        dates={"date": PartialDate(2014)},
    )
    assert render_bibliography([entry], "apa") == "Harlow, M. (2014). Slow rivers. North Quay.\n"


@pytest.mark.parametrize(
    "piece",
    [
        "<i>",
        "<i><b>",
        '"',
        " '",
        "<i>a",
        "</i>",
        '<span class="nocase">',
        "a-",
        "1, ",
        "12a-b",
        "de ",
        "(",
        "А.",
    ],
)
def test_time_stays_bounded_and_nothing_recurses_too_deep(piece):
    import time

    text = piece * 20_000
    item = book("a", title=text, author=[{"family": text, "given": text}], page=text, issued={"raw": text})
    begin = time.process_time()
    for name in ("apa", "chicago-notes-bibliography"):
        render_bibliography([item], name, format="html")
    assert time.process_time() - begin < 20


def test_a_renamed_style_is_found_by_its_old_name():
    assert load_style("vancouver") is load_style("nlm-citation-sequence")


def test_and_others_of_bibtex_is_et_al():
    item = {
        "id": "a",
        "type": "book",
        "title": "Ports",
        "author": [{"family": "Lee", "given": "Ann"}, {"literal": "others"}],
        "issued": {"date-parts": [[2011]]},
    }
    assert render_bibliography([item], "apa").startswith("Lee, A. et al. (2011).")
    assert "и др." in render_bibliography([item], "gost-r-7-0-5-2008-numeric", locale="ru-RU")
