"""EDTF, levels 0 and 1."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.model import PartialDate
from citekit.parse.edtf import parse_edtf


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1999", PartialDate(1999)),
        ("1999-05", PartialDate(1999, 5)),
        ("1999-05-12", PartialDate(1999, 5, 12)),
        ("2000-02-29", PartialDate(2000, 2, 29)),
        (" 1999 ", PartialDate(1999)),
        ("1999-05-12T10:20:30", PartialDate(1999, 5, 12)),
        ("1999-05-12T10:20:30+03:00", PartialDate(1999, 5, 12)),
        ("0000", PartialDate(0)),
        ("-0043-03-15", PartialDate(-43, 3, 15)),
        ("y12000", PartialDate(12000)),
        ("Y-12000", PartialDate(-12000)),
        ("1999-21", PartialDate(1999, season=1)),
        ("1999-24", PartialDate(1999, season=4)),
        ("1999?", PartialDate(1999, circa=True)),
        ("1999-05~", PartialDate(1999, 5, circa=True)),
        ("1999%", PartialDate(1999, circa=True)),
        ("1999/2001", PartialDate(1999, end=PartialDate(2001))),
        ("1999-05/1999-07", PartialDate(1999, 5, end=PartialDate(1999, 7))),
        ("1999~/2001", PartialDate(1999, end=PartialDate(2001), circa=True)),
        ("1999/", PartialDate(1999, end=PartialDate())),
        ("1999/..", PartialDate(1999, end=PartialDate())),
        ("/1999", PartialDate(end=PartialDate(1999), literal="/1999")),
        ("../1999", PartialDate(end=PartialDate(1999), literal="../1999")),
        ("199X", PartialDate(1990, end=PartialDate(1999), literal="199X")),
        ("19xx", PartialDate(1900, end=PartialDate(1999), literal="19xx")),
        ("199u", PartialDate(1990, end=PartialDate(1999), literal="199u")),
        ("199X/201X", PartialDate(1990, end=PartialDate(2019), literal="199X")),
        ("1999-05-XX", PartialDate(1999, 5, literal="1999-05-XX")),
        ("1999-XX", PartialDate(1999, literal="1999-XX")),
    ],
)
def test_edtf_is_read(text, date):
    assert parse_edtf(text) == date


@pytest.mark.parametrize(
    "text",
    ["", "99", "1999-13", "1999-00", "1999-02-29", "1999-05-32", "1999-21-03", "12.05.1999", "May 1999", "1999-5", "1999/2000/2001",
     "/", "../..", "in press", "1999-", "19999", "1999 ?", "199X-05", "x" * 100],
)  # fmt: skip
def test_other_text_is_not(text):
    assert parse_edtf(text) is None


@given(st.text("0123456789-/.XxuyYT:~?% ", max_size=24))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_and_what_is_read_is_written_as_edtf(text):
    date = parse_edtf(text)
    if date is not None and date.year is not None and abs(date.year) < 10_000:
        again = parse_edtf(str(date))
        assert again is not None
        assert str(again) == str(date)
