"""Writing BibTeX: untouched entries as they came, all others anew, in either dialect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citekit.bibliography import dump_bibliography, load_bibliography
from citekit.errors import BibliographyError
from citekit.model import Entry, Name, PartialDate

FILE = """% a header
@string{oak = "Oak Press"}

@book{a, author = {Holm, Bo}, title = "T" # { two},
   publisher = oak,   year=2001, month = jan}

some words
@comment{nothing}
@article{b,title={Ice}, journal={J}, crossref = {p}}
@periodical{p, title={P}, issn={1}}
"""


def test_the_untouched_file_comes_back():
    assert dump_bibliography(load_bibliography(FILE)) == FILE


def test_a_changed_entry_is_written_anew_in_its_place():
    found = load_bibliography(FILE)
    first = found.entries[0]
    changed = replace(first, fields={**first.fields, "title": "A & B"})
    text = dump_bibliography(replace(found, entries=(changed, *found.entries[1:])))
    start, end = FILE.index("@book"), FILE.index("\n\nsome words")
    assert text.startswith(FILE[:start] + "@book{a,\n")
    assert text.endswith(FILE[end:])
    assert r"title = {A \& B}" in text
    assert load_bibliography(text).entries[0].fields == changed.fields


def test_an_entry_written_anew_keeps_the_macros_of_its_file():
    found = load_bibliography(FILE)
    first = found.entries[0]
    changed = replace(first, fields={**first.fields, "title": "A"})
    text = dump_bibliography(replace(found, entries=(changed,)), "biblatex")
    assert "publisher = oak," in text
    assert load_bibliography(text).entries[0].get("publisher") == "Oak Press"
    assert "publisher = {Oak Press}" in dump_bibliography([changed])


def test_a_removed_entry_is_gone_and_an_added_one_stands_at_the_end():
    found = load_bibliography(FILE)
    added = Entry("new", "book", {"title": "New"})
    text = dump_bibliography(replace(found, entries=(*found.entries[1:], added)))
    assert "@book{a," not in text
    assert text.endswith("@book{new,\n  title = {New},\n}\n")
    assert "@string{oak" in text


def test_entries_alone_do_not_need_their_file():
    found = load_bibliography(FILE)
    again = load_bibliography(dump_bibliography(found.entries[:2]))
    assert not again.diagnostics
    assert again.entries[0].get("publisher") == "Oak Press"
    assert again.entries[1].get("issn") == "1"
    assert "crossref" not in again.entries[1].fields


def test_new_names_dates_and_signs_are_encoded():
    entry = Entry(
        key="k 1",
        type="online",
        fields={
            "author": "?",
            "title": "100 % of A_B {x}",
            "url": "http://x.org/a_b%20#c",
            "date": "2001-02/2001-03",
        },
        names={
            "author": (
                Name("Meer", "Piet", non_dropping_particle="van der"),
                Name(literal="Oak and Sons, Ltd"),
                Name("King", "M. L.", suffix="Jr."),
                Name("O & P", "X."),
                Name("Vega", "Luis", non_dropping_particle="De la"),
                Name("Mononym"),
            )
        },
        others=frozenset({"author"}),
        dates={"date": PartialDate(2001, 2, end=PartialDate(2001, 3))},
    )
    text = dump_bibliography([entry], "biblatex")
    assert text == (
        "@online{k-1,\n"
        "  author = {van der Meer, Piet and {Oak and Sons, Ltd} and King, Jr., M. L. and O \\& P, X. and "
        "family={Vega}, given={Luis}, prefix={De la} and Mononym and others},\n"
        "  title = {100 \\% of A\\_B \\{x\\}},\n"
        "  date = {2001-02/2001-03},\n"
        "  url = {http://x.org/a_b%20#c},\n"
        "}\n"
    )
    again = load_bibliography(text).entries[0]
    assert again.names["author"] == entry.names["author"]
    assert again.get("title") == entry.get("title")


@pytest.mark.parametrize(
    ("biblatex", "bibtex"),
    [
        (
            "@online{a, title={T}, date={2001-05-07}, url={http://x.org}, urldate={2018-06-22}, langid={russian}}",
            {
                "type": "misc",
                "year": "2001",
                "month": "May",
                "day": "7",
                "urldate": "2018-06-22",
                "langid": "russian",
            },
        ),
        (
            "@article{a, journaltitle={J}, journalsubtitle={S}, location={Lund}, eprinttype={arxiv}}",
            {"type": "article", "journal": "J: S", "address": "Lund", "archiveprefix": "arxiv"},
        ),
        ("@thesis{a, type={phdthesis}, institution={U}}", {"type": "phdthesis", "school": "U"}),
        ("@thesis{a, type={Master's thesis}, institution={U}}", {"type": "mastersthesis", "school": "U"}),
        ("@report{a, institution={I}}", {"type": "techreport", "institution": "I"}),
        (
            "@book{a, title={T}, subtitle={S}, date={1998/2001}}",
            {"type": "book", "title": "T: S", "year": "1998–2001"},
        ),
        ("@misc{a, date={in press}}", {"year": "in press"}),
        ("@legislation{a, title={T}, number={5}}", {"type": "misc", "number": "5"}),
    ],
)
def test_biblatex_becomes_bibtex(biblatex, bibtex):
    entry = load_bibliography(dump_bibliography(load_bibliography(biblatex), "bibtex")).entries[0]
    assert {name: entry.type if name == "type" and name not in entry.fields else entry.get(name) for name in bibtex} == {
        **bibtex, **({"type": entry.get("type")} if entry.get("type") else {}),
    }  # fmt: skip


def test_bibtex_becomes_biblatex():
    text = "@phdthesis{a, school={U}, year=2001, month=mar, journal={J}, address={Lund}, annote={x}}"
    entry = load_bibliography(dump_bibliography(load_bibliography(text), "biblatex")).entries[0]
    assert entry.type == "phdthesis"
    assert dict(entry.fields) == {
        "institution": "U", "date": "2001-03", "journaltitle": "J", "location": "Lund", "annotation": "x",
    }  # fmt: skip


def test_an_entry_already_in_the_dialect_is_left_alone():
    text = "@book{a,title={T},   year=2001}\n"
    assert dump_bibliography(load_bibliography(text), "bibtex") == text
    text = "@book{a,title={T},   date={2001}}\n"
    assert dump_bibliography(load_bibliography(text), "biblatex") == text


def test_provenance_stands_in_a_comment_or_a_field():
    entry = Entry("a", "book", {"title": "T"}, provenance=("note 3, line\n12", "[4]"))
    assert dump_bibliography([entry], provenance="comment").startswith("% note 3, line 12\n% [4]\n@book{a,")
    assert "provenance = {note 3, line\n12; [4]}" in dump_bibliography([entry], provenance="field")
    assert "note 3" not in dump_bibliography([entry])
    assert "note 3" not in dump_bibliography([entry], provenance="none")


def test_values_can_be_aligned():
    text = dump_bibliography([Entry("a", "book", {"title": "T", "publisher": "P"})], align=True)
    assert text == "@book{a,\n  title     = {T},\n  publisher = {P},\n}\n"


def test_an_unknown_format_is_an_error():
    with pytest.raises(BibliographyError, match="unknown format 'word'"):
        dump_bibliography([], "word")
