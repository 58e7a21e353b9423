"""Properties that hold for any text: nothing raises, nothing is lost, rewriting settles at once."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
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
def test_any_entry_goes_through_the_other_formats(text, kind):
    found = load_bibliography(text.encode(), format="bibtex")
    again = load_bibliography(dump_bibliography(found, kind).encode(), format=kind)
    assert len(again.entries) <= len(found.entries)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_random_bytes_raise_nothing_but_a_bibliography_error(data):
    for kind in (None, "bibtex", "csl-json", "ris"):
        found, error = read(data, kind)
        assert error is None or error.line is not None
        if found is not None:
            check_bibliography(found)


def read(data, kind):
    try:
        return load_bibliography(data, format=kind), None
    except BibliographyError as error:
        return None, error


@pytest.mark.parametrize("frame", ["{}", "@a{{k, title={}}}", '@a{{k, title="{}"}}', "@a{{k, {}", "@a(k, {}"])
@pytest.mark.parametrize(
    "piece",
    ["[", "{", "}", "@", "@a{", "@a{k,\n", "@a{k, t={\n", "1,", " ", "-\n", '"', '"%', "%", "@comment{\n", "a={\n",
     'a="', "\\a{", "\\'{", "$", " and ", "#", "(", "@string{a=a#a#a}\n"],
)  # fmt: skip
def test_time_is_linear(frame, piece):
    def cost(size):
        data = frame.format(piece * (size // len(piece))).encode()
        start = time.process_time()
        check_bibliography(load_bibliography(data, format="bibtex"))
        return time.process_time() - start

    cost(500)
    assert cost(24_000) < 4 * 2.3 * cost(6_000) + 0.25
