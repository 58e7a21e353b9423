"""The table of BibTeX cases: what is read, and that nothing is lost on the way back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from citekit.bibliography import dump_bibliography, load_bibliography
from citekit.bibliography.source import decode_bytes
from citekit.diagnostics import CODES
from tests.bibliography.bibtex_case import describe, encode
from tests.case_files import load_cases

CASES = load_cases("bibtex")


def test_there_are_enough_cases():
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case_is_read_as_expected(case):
    expected = json.loads(case.blocks["expect"])
    options = {name: expected.pop(name) for name in ("encoding", "newline", "bom") if name in expected}
    assert describe(case.blocks["input"], options) == expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_untouched_file_is_written_back_as_it_was(case):
    data = encode(case.blocks["input"], json.loads(case.blocks["expect"]))
    assert dump_bibliography(load_bibliography(data, format="bibtex")) == decode_bytes(data).text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_entries_written_anew_say_the_same(case):
    data = encode(case.blocks["input"], json.loads(case.blocks["expect"]))
    found = load_bibliography(data, format="bibtex")
    entries = [
        replace(entry, raw=None, key=f"{number}", fields=dict(entry.fields))
        for number, entry in enumerate(found.entries)
        if not entry.fields.keys() & {"crossref", "xdata"}
    ]
    written = dump_bibliography(entries, "biblatex")
    again = load_bibliography(written)
    assert not [item for item in again.diagnostics if item.code not in {"CK217", "CK227", "CK231"}]
    for entry, back in zip(entries, again.entries, strict=True):
        for name, value in entry.fields.items():
            if name in back.fields and name not in entry.names:
                assert back.fields[name] == value.strip()
        for role, names in entry.names.items():
            assert back.names[role] == names or "options" in entry.fields
        assert back.others == entry.others
    assert dump_bibliography(again, "biblatex") == written


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_diagnostic_has_a_code_and_a_place(case):
    data = encode(case.blocks["input"], json.loads(case.blocks["expect"]))
    for found in load_bibliography(data, format="bibtex").diagnostics:
        assert found.code in CODES
        assert found.line is not None
        assert found.column is not None
