"""Entries to CSL items and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.bibliography import load_bibliography
from citekit.bibliography.mapping import csl_to_entry, entry_to_csl, reference_to_entry
from citekit.bibliography.mapping_tables import (
    CSL_TO_TYPE,
    CSL_TYPES,
    DATE_VARIABLES,
    NAME_VARIABLES,
    TYPE_TO_CSL,
)
from citekit.bibliography.vocabulary import ENTRY_TYPES
from citekit.model import Field, Identifier, Name, PartialDate, Reference, Span

STANDARD = (
    "abstract annote archive archive_collection archive_location archive-place authority call-number "
    "citation-label collection-title container-title container-title-short dimensions division DOI "
    "event-title event-place genre ISBN ISSN jurisdiction keyword language license medium note "
    "original-publisher original-publisher-place original-title part-title PMCID PMID publisher "
    "publisher-place references reviewed-genre reviewed-title scale source status title title-short URL "
    "volume-title year-suffix"
).split()
NUMBERS = (
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator "
    "number number-of-pages number-of-volumes page page-first part-number printing-number section "
    "supplement-number version volume"
).split()
NAMES = (
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director editor-translator executive-producer guest host illustrator interviewer narrator "
    "organizer original-author performer producer recipient reviewed-author script-writer series-creator "
    "translator"
).split()
DATES = "accessed available-date event-date issued original-date submitted".split()


def load(text: str):
    return load_bibliography(text).entries[0]


def item_of(text: str) -> dict:
    return entry_to_csl(load(text))


def test_every_csl_type_has_an_entry_type_and_comes_back():
    assert CSL_TO_TYPE.keys() == CSL_TYPES
    for kind in CSL_TYPES:
        item = {"id": "a", "type": kind, "title": "T"}
        assert entry_to_csl(csl_to_entry(item)) == item


def test_every_entry_type_has_a_csl_type_and_comes_back():
    for kind in ENTRY_TYPES - {"xdata", "customa", "customb", "customc", "customd", "custome", "customf"}:
        assert TYPE_TO_CSL[kind] in CSL_TYPES
        entry = load(f"@{kind}{{a, title = {{T}}}}")
        assert csl_to_entry(entry_to_csl(entry)).type == kind


def test_every_variable_is_covered():
    assert set(NAMES) <= set(NAME_VARIABLES)
    assert set(DATES) <= set(DATE_VARIABLES)


@pytest.mark.parametrize("kind", sorted(CSL_TYPES))
def test_every_variable_comes_back_in_every_type(kind):
    item = {"id": "a", "type": kind}
    item |= {name: f"value of {name}" for name in STANDARD}
    item |= {name: str(number) for number, name in enumerate(NUMBERS, 3)}
    item |= {name: [{"family": "Holm", "given": name.title()}] for name in NAMES}
    item |= {name: {"date-parts": [[2000 + place, 3]]} for place, name in enumerate(DATES)}
    item["language"] = "ru-RU"
    back = entry_to_csl(csl_to_entry(item))
    assert {name: back.get(name) for name in item} == item


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "@article{a, title={T}, journal={J}, volume=3, number=4, pages={5--9}, month=mar, year=2001}",
            {
                "type": "article-journal", "container-title": "J", "volume": "3", "issue": "4", "page": "5-9",
                "issued": {"date-parts": [[2001, 3]]},
            },
        ),
        ("@article{a, entrysubtype={newspaper}, title={T}}", {"type": "article-newspaper"}),
        ("@article{a, journaltitle={J}, eid={e12}}", {"number": "e12"}),
        (
            "@incollection{a, title={T}, subtitle={S}, booktitle={B}, series={Waters}, number=4, location={Lund}}",
            {
                "type": "chapter", "title": "T: S", "container-title": "B", "collection-title": "Waters",
                "collection-number": "4", "publisher-place": "Lund",
            },
        ),
        (
            "@inbook{a, title={T}, booktitle={B}, maintitle={M}}",
            {"title": "T", "container-title": "M", "volume-title": "B"},
        ),
        ("@book{a, title={Letters}, maintitle={Works}, volume=3}", {"title": "Works", "volume-title": "Letters"}),
        ("@phdthesis{a, title={T}, school={U}}", {"type": "thesis", "genre": "PhD thesis", "publisher": "U"}),
        (
            "@thesis{a, type={mathesis}, institution={U}}",
            {"type": "thesis", "genre": "Master’s thesis", "publisher": "U"},
        ),
        ("@techreport{a, institution={I}, number={7}}", {"type": "report", "publisher": "I", "number": "7"}),
        (
            "@online{a, title={T}, url={http://x.org/a_b}, urldate={2018-06-22}, organization={O}}",
            {"type": "webpage", "URL": "http://x.org/a_b", "accessed": {"date-parts": [[2018, 6, 22]]}, "publisher": "O"},
        ),
        ("@misc{a, howpublished={\\url{http://x.org/a_b}}}", {"type": "document", "URL": "http://x.org/a_b"}),
        ("@misc{a, howpublished={Электронный ресурс}}", {"medium": "Электронный ресурс"}),
        ("@misc{a, howpublished={Private print}}", {"publisher": "Private print"}),
        (
            "@misc{a, eprint={2101.00001}, archiveprefix={arXiv}}",
            {"archive": "arXiv", "archive_location": "2101.00001", "URL": "https://arxiv.org/abs/2101.00001"},
        ),
        ("@article{a, eprint={123}, eprinttype={pubmed}}", {"PMID": "123"}),
        ("@book{a, langid={russian}}", {"language": "ru"}),
        ("@book{a, language={русский}}", {"language": "ru"}),
        ("@book{a, language={de-AT}, langid={austrian}}", {"language": "de-AT"}),
        ("@legislation{a, institution={Дума}, number={149-ФЗ}}", {"type": "legislation", "authority": "Дума", "number": "149-ФЗ"}),
        ("@report{a, number={A/72/111}, institution={UN}}", {"number": "A/72/111", "publisher": "UN"}),
        ("@movie{a, title={T}, director={Holm, Bo}}", {"type": "motion_picture", "director": [{"family": "Holm", "given": "Bo"}]}),
        ("@book{a, editor={Holm, Bo}, editortype={compiler}}", {"compiler": [{"family": "Holm", "given": "Bo"}]}),
        (
            "@book{a, author={Holm, Bo and others}}",
            {"author": [{"family": "Holm", "given": "Bo"}, {"literal": "others"}]},
        ),
        ("@book{a, date={2001/}}", {"issued": {"date-parts": [[2001], [0]]}}),
        ("@book{a, date={2001-21~}}", {"issued": {"date-parts": [[2001]], "season": 1, "circa": True}}),
        ("@book{a, year={in press}}", {"issued": {"literal": "in press"}}),
        (
            r"@book{a, title={The {UN} and \emph{Rana} H$_2$O 3\textsuperscript{rd} \textsc{x}}}",
            {
                "title": 'The <span class="nocase">UN</span> and <i>Rana</i> H<sub>2</sub>O 3<sup>rd</sup> '
                '<span style="font-variant:small-caps;">x</span>'
            },
        ),
    ],
)  # fmt: skip
def test_entry_becomes_the_item_expected(text, expected):
    item = item_of(text)
    assert {name: item.get(name) for name in expected} == expected


def test_unknown_fields_survive_in_custom_and_come_back():
    entry = load("@article{a, title={T}, journal={J}, wheel={round}, file={:C\\:/x.pdf:PDF}, subtitle={S}}")
    item = entry_to_csl(entry)
    assert item["custom"] == {"wheel": "round", "file": ":C\\:/x.pdf:PDF", "subtitle": "S"}
    back = csl_to_entry(item)
    assert {name: back.fields[name] for name in ("title", "subtitle", "wheel", "file")} == {
        "title": "T", "subtitle": "S", "wheel": "round", "file": ":C\\:/x.pdf:PDF",
    }  # fmt: skip


def test_unknown_variables_become_fields_and_come_back():
    item = {"id": "a", "type": "book", "title": "T", "x-shelf": "7", "custom": {"tags": ["a", "b"], "n": 3}}
    entry = csl_to_entry(item)
    assert entry.fields["x-shelf"] == "7"
    assert entry.fields["tags"] == '["a", "b"]'
    assert entry_to_csl(entry)["custom"] == {"x-shelf": "7", "tags": '["a", "b"]', "n": "3"}


def test_rich_text_comes_back():
    title = 'A <i>red <span class="nocase">UN</span></i> x<sup>2</sup> & 5 %'
    entry = csl_to_entry({"id": "a", "type": "book", "title": title})
    assert entry.fields["title"] == "A red UN x² & 5 %"
    assert entry.resolved["title"] == r"A \emph{red {UN}} x\textsuperscript{2} \& 5 \%"
    assert entry_to_csl(entry)["title"] == title
    assert entry_to_csl(entry, rich=False)["title"] == "A red UN x² & 5 %"


def test_a_reference_becomes_an_entry():
    reference = Reference(
        text="-",
        span=Span(0, 1),
        type="article-journal",
        fields=(
            Field("title", "О мостах", Span(0, 1), 1.0),
            Field("container-title", "Река", Span(0, 1), 1.0),
            Field("page", "4-5", Span(0, 1), 1.0),
        ),
        identifiers=(Identifier("doi", "10.1000/1", Span(0, 1)), Identifier("edn", "ABCDEF", Span(0, 1))),
        names={"author": (Name("Громов", "П. С."),)},
        dates={"issued": PartialDate(2016), "accessed": PartialDate(2018, 6, 22)},
        language="ru",
    )
    entry = reference_to_entry(reference, "gromov")
    assert (entry.key, entry.type) == ("gromov", "article")
    assert dict(entry.fields) == {
        "author": "Громов, П. С.", "title": "О мостах", "journaltitle": "Река", "pages": "4–5",
        "date": "2016", "urldate": "2018-06-22", "doi": "10.1000/1", "edn": "ABCDEF", "langid": "russian",
    }  # fmt: skip
    assert entry.names["author"] == (Name("Громов", "П. С."),)


VALUES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
FIELDS = st.dictionaries(
    st.sampled_from(
        "title subtitle maintitle booktitle journaltitle journal issue number series publisher institution "
        "school organization location note type howpublished eprint eprinttype langid date year month "
        "pages author editor editortype url doi wheel crossref".split()
    ),
    VALUES,
    max_size=8,
)


@given(st.sampled_from(sorted(ENTRY_TYPES)), FIELDS)
@settings(max_examples=150, deadline=None)
def test_no_field_is_lost_on_the_way_to_csl_and_back(kind, fields):
    from citekit.bibliography.bibdates import read_dates
    from citekit.bibliography.bibnames import parse_name_list
    from citekit.model import Entry

    names = {role: parse_name_list(fields[role]).names for role in ("author", "editor") if role in fields}
    entry = Entry("a", kind, fields, names=names, dates=read_dates(fields))
    back = csl_to_entry(entry_to_csl(entry))
    said = "\n".join(back.fields.values())
    for name, value in fields.items():
        if name in {
            "author",
            "editor",
            "date",
            "year",
            "month",
            "langid",
            "pages",
            "type",
            "editortype",
            "eprinttype",
        }:
            continue
        assert value in said, name


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=6,
    ),
    st.sampled_from(
        ["title", "author", "issued", "page", "type", "custom", "language", "genre", "odd", "id"]
    ),
)
@settings(max_examples=150, deadline=None)
def test_malformed_items_do_not_raise(value, variable):
    entry_to_csl(csl_to_entry({"id": "a", "type": "book", variable: value}))
