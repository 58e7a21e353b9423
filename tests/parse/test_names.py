"""Statements of names in seven languages."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.parse.names import parse_name, parse_names

sys.path.insert(0, str(Path(__file__).parent.parent))
from case_files import load_cases

LINES = [line.split(" => ") for case in load_cases("names") for line in case.blocks["input"].splitlines()]


def show(text):
    names, others = parse_names(text)
    shown = [f'"{name}"' if name.literal else str(name) for name in names]
    return " | ".join([*shown, "+"] if others else shown)


@pytest.mark.parametrize(("text", "expected"), LINES, ids=[line[0] for line in LINES])
def test_names_are_taken_apart(text, expected):
    assert show(text) == expected


def test_particles_are_kept_apart():
    assert parse_name("van der Berg, Jan").non_dropping_particle == "van der"
    assert parse_name("Ludwig von Mises").dropping_particle == "von"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_nothing_raises_and_no_name_is_empty(text):
    names, others = parse_names(text)
    assert isinstance(others, bool)
    assert all(str(name).strip() for name in names)


@pytest.mark.parametrize("unit", ["И. ", "a, ", "Smith, J., ", "et ", "(", "и др. ", "Ed. ", "A-", "; "])
def test_time_is_bounded(unit):
    text = (unit * 200_000)[:200_000]
    started = time.process_time()
    parse_names(text)
    assert time.process_time() - started < 0.5
