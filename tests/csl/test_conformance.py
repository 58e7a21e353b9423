"""The CSL test suite: one test a fixture, compared with the list of those that pass.

The suite is no part of the project. `CITEKIT_CSL_SUITE` names the folder that holds its `.txt` files.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from suite_fixtures import Fixture, read_fixture, run_fixture

HERE = Path(__file__).parent / "conformance"
FOLDER = os.environ.get("CITEKIT_CSL_SUITE")
PASSING = set((HERE / "passing.txt").read_text(encoding="utf-8").split())
LISTED = {
    line.partition(":")[0]: line.partition(":")[2].strip()
    for line in (HERE / "listed.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
}
#: Terms of the en-US locale file as they were when the listed fixtures were written.
OLDER_TERMS = """<locale xml:lang="en-US"><terms>
  <term name="month-06" form="short">Jun.</term>
  <term name="bc">BC</term>
  <term name="ad">AD</term>
  <term name="translator" form="short"><single>tran.</single><multiple>trans.</multiple></term>
</terms></locale>"""
PATHS = sorted(Path(FOLDER).glob("*.txt")) if FOLDER else []


def test_lists_do_not_overlap():
    assert not PASSING & set(LISTED)


@pytest.mark.skipif(not FOLDER, reason="CITEKIT_CSL_SUITE is not set")
def test_every_fixture_is_accounted_for():
    names = {path.stem for path in PATHS}
    assert len(names) >= 845
    assert names - PASSING - set(LISTED) == set(), "fixtures that no list names"
    assert (PASSING | set(LISTED)) - names == set(), "listed, but not in the suite"


@pytest.mark.skipif(not FOLDER, reason="CITEKIT_CSL_SUITE is not set")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_fixture(path):
    fixture = read_fixture(path)
    made = run_fixture(fixture)
    if path.stem in LISTED:
        assert made != fixture.expected, f"passes now: move {path.stem} to passing.txt"
    else:
        assert made == fixture.expected
        assert path.stem in PASSING, f"passes: add {path.stem} to passing.txt"


@pytest.mark.skipif(not FOLDER, reason="CITEKIT_CSL_SUITE is not set")
@pytest.mark.parametrize("name", sorted(LISTED))
def test_listed_fixture_passes_with_the_locale_of_its_time(name):
    fixture = read_fixture(Path(FOLDER) / f"{name}.txt")
    head, end, tail = fixture.sections["CSL"].partition("</info>")
    older = Fixture(name, {**fixture.sections, "CSL": head + end + OLDER_TERMS + tail})
    assert run_fixture(older) == fixture.expected
