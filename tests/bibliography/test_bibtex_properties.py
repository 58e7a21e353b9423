"""Properties that hold for any text: nothing raises, nothing is lost, rewriting settles at once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from citekit.bibliography import check_bibliography, dump_bibliography, load_bibliography
from citekit.errors import BibliographyError

PIECES = st.sampled_from(
    [
        "@article{", "@book(", "@comment{", "@string{", "@preamble{", "@", "{", "}", "(", ")", '"', ",", "=", "#",
        "\n", "\r\n", "\r", " ", "%", "\\", "key", "key,", "title = ", "title = {A}", "author = {B and C},",
        " and ", "year = 2000", "jan", "crossref = {key}", "$", '\\"o', "\\'{", "~", "--", "x", "é", "Ж",
        "\\url{", "@ x{", "{{", "}}", "@{", "@x\n{", "date={2001", 'abc = "', "xdata={k}", "@xdata{k,",
        "\\emph{", "\\foo", "others", "<i>", "url = {", "\u00a0", "'", "`", "file={", "\\", "@misc{k, title={",
    ]
)  # fmt: skip
BIBTEX = st.lists(PIECES, max_size=40).map("".join)


@given(BIBTEX)
@settings(max_examples=200, deadline=None)
@example("@article{@comment{--title = ")
def test_any_bibtex_is_read_and_written_back(text):
    found = load_bibliography(text.encode(), format="bibtex")
    assert dump_bibliography(found) == text
    check_bibliography(found)


@given(BIBTEX)
@settings(max_examples=200, deadline=None)
def test_entries_written_anew_are_stable(text):
    found = load_bibliography(text.encode(), format="bibtex")
    entries = [replace(entry, raw=None, key=f"k{place}") for place, entry in enumerate(found.entries)]
    written = dump_bibliography(entries, "biblatex")
    again = load_bibliography(written.encode(), format="bibtex")
    assert [entry.key for entry in again.entries] == [entry.key for entry in entries]
    assert not [item for item in again.diagnostics if item.code < "CK213"]
    assert dump_bibliography([replace(entry, raw=None) for entry in again], "biblatex") == written


@given(BIBTEX, st.sampled_from(["csl-json", "ris"]))
@settings(max_examples=100, deadline=None)
def test_any_entry_goes_through_the_other_formats(text, format):
    found = load_bibliography(text.encode(), format="bibtex")
    again = load_bibliography(dump_bibliography(found, format).encode(), format=format)
    assert len(again.entries) <= len(found.entries)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_random_bytes_raise_nothing_but_a_bibliography_error(data):
    for format in (None, "bibtex", "csl-json", "ris"):
        try:
            found = load_bibliography(data, format=format)
        except BibliographyError as error:
            assert error.line is not None
        else:
            check_bibliography(found)
