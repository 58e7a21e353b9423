"""Three real articles that are not part of the project; CITEKIT_SHARED names the folder that has them."""

import os
from collections import Counter
from pathlib import Path

import pytest

from citekit.pipeline import analyze

SHARED = os.environ.get("CITEKIT_SHARED")
pytestmark = pytest.mark.skipif(SHARED is None, reason="CITEKIT_SHARED is not set")


@pytest.fixture(scope="module", params=["000", "001", "002"])
def seed(request):
    path = next((Path(SHARED) / "seeds").glob(f"{request.param}*.txt"))
    return request.param, analyze(path)


def test_counts(seed):
    name, analysis = seed
    numbers = {cite.target for c in analysis.citations for cite in c.cites if cite.form == "number"}
    clusters = [c for c in analysis.citations if any(cite.form == "number" for cite in c.cites)]
    notes = analysis.document.notes
    calls = sum(note.call is not None for note in notes)
    got = (len(clusters), len(numbers), len(notes), calls, len(analysis.links))
    assert got == {"000": (0, 0, 0, 0, 0), "001": (21, 16, 4, 4, 0), "002": (24, 27, 12, 12, 8)}[name]


def test_no_cite_of_another_form(seed):
    _, analysis = seed
    assert {cite.form.value for c in analysis.citations for cite in c.cites} <= {"number"}


def test_every_link_has_an_access_date(seed):
    _, analysis = seed
    assert all(link.accessed is not None and link.accessed.year == 2018 for link in analysis.links)
    assert all(" " not in link.url and "\n" not in link.url for link in analysis.links)


def test_the_symbol_is_one_entry(seed):
    name, analysis = seed
    symbols = Counter(i.value for i in analysis.identifiers if i.scheme == "un-symbol")
    assert symbols == ({"A/RES/72/283": 3} if name == "002" else {})
    if name == "002":
        holding = [e for e in analysis.entries if "A/RES/72/283" in " ".join(e.fields.values())]
        assert len(holding) == 1


def test_every_cited_number_is_a_stub_with_its_contexts(seed):
    name, analysis = seed
    cited = {"000": 0, "001": 16, "002": 27}[name]
    assert len(analysis.missing) == cited
    assert all(any(e.kind == "context" for e in missing.evidence) for missing in analysis.missing)
    assert len(analysis.resolutions) == sum(len(c.cites) for c in analysis.citations)
