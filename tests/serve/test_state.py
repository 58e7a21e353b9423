"""Corrections replayed: any of them leaves a state that holds together, and undoing all gives the first one."""

import pytest

from citekit.bibliography import load_bibliography
from citekit.model import Document
from citekit.pipeline import analyze
from citekit.report.as_json import describe_analysis
from citekit.serve import corrections as c
from citekit.serve import shapes
from citekit.serve.state import RULES, Step, UnfitError, fold_log, replay
from citekit.serve.store import SessionRow
from citekit.serve.views import view_state, view_summary, view_text

hypothesis = pytest.importorskip("hypothesis", reason="the package hypothesis is not installed")
st = hypothesis.strategies

TEXT = (
    "Harbours opened [1, p. 97]. Wren disagreed [2]; see [7; 1] and note1 with doi:10.1000/182.\n\n"
    "1 Plover A. Bridges. London: Quay, 2016. URL: http://port.example/a.\n\nReferences\n\n"
    "1. Heron O. L. Havens of the North. London: Quay Press, 2011. 240 p.\n"
    "2. Wren H. Paths and fairs // Coast Review. 2014. Vol. 3, no. 2. P. 17–29.\n"
)
ANALYSIS = analyze(Document.from_text(TEXT, "paper.txt", language="en"))
ROW = SessionRow("s", "paper.txt", "en", 0.0, 0.0, "ready", "", 1, 0)
AUDIT = shapes.AuditView(running=False, done=0, total=0)


def ids(letter):
    return st.integers(0, 6).map(lambda number: f"{letter}{number}")


positions = st.integers(0, len(TEXT))
words = st.text(max_size=20)
names = st.sampled_from(["title", "author", "date", "year", "url", "pages", "x-own", "editor"])
types = st.sampled_from(["book", "article", "misc", "online"])
keys = st.none() | st.sampled_from(["a", "b", "heron2011havens", "ключ"])
kinds = st.sampled_from(["citation", "link", "identifier", "reference", "note"])
found = st.sampled_from("clirn").flatmap(ids)
labels = st.builds(c.Label, st.sampled_from(["title", "author", "issued"]), positions, positions)
corrections = st.one_of(
    st.builds(c.EditEntry, ids("e"), keys, st.none() | types, st.dictionaries(names, st.none() | words, max_size=3)),
    st.builds(c.FillEntry, ids("e"), types, st.dictionaries(names, words, max_size=3), keys),
    st.builds(c.AddEntry, types, st.dictionaries(names, words, max_size=3), keys),
    st.builds(c.RemoveEntry, ids("e")),
    st.builds(c.MergeEntries, st.lists(ids("e"), min_size=2, max_size=3)),
    st.builds(c.ResolveCite, ids("c"), st.integers(0, 2), st.none() | ids("e")),
    st.builds(c.EditCite, ids("c"), st.integers(0, 2), st.none() | words, st.none(), st.none() | words),
    st.builds(c.MoveSpan, kinds, found, positions, positions, st.sampled_from(["whole", "call", "body"])),
    st.builds(c.EditFinding, st.sampled_from(["link", "identifier", "note"]), found, words, st.none(), st.none() | words),
    st.builds(c.AddFinding, kinds, positions, positions, words, st.just("doi"), st.none() | ids("e"), positions, positions),
    st.builds(c.RemoveFinding, kinds, found),
    st.builds(c.LabelReference, ids("r"), st.lists(labels, max_size=3)),
    st.builds(c.ConfirmFinding, kinds, found),
)  # fmt: skip


def test_every_correction_has_a_rule():
    assert set(RULES) == set(c.Correction.__args__)


@hypothesis.given(st.lists(corrections, max_size=8))
@hypothesis.settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_any_corrections_leave_a_state_that_holds_together(given):
    applied = []
    for correction in given:
        try:
            corrected = replay(ANALYSIS, [*applied, correction])
        except UnfitError:
            continue
        applied.append(correction)
        analysis = corrected.analysis
        length = len(analysis.document.text)
        cites = [cite for citation in analysis.citations for cite in citation.cites]
        assert [resolution.cite for resolution in analysis.resolutions] == cites
        known = [entry.key for entry in analysis.entries]
        assert len({key.casefold() for key in known}) == len(known)
        assert {r.key for r in analysis.resolutions if r.key} <= set(known)
        assert {key for key in analysis.reference_keys if key} <= set(known)
        assert len(analysis.reference_keys) == len(analysis.references)
        assert {gap.key for gap in analysis.missing} <= set(known)
        for kind in (analysis.citations, analysis.links, analysis.identifiers, analysis.references):
            assert all(0 <= one.span.start < one.span.end <= length for one in kind)
            assert list(kind) == sorted(kind, key=lambda one: one.span)
        assert len({name for several in corrected.ids.values() for name in several}) == sum(
            map(len, corrected.ids.values())
        )
    final = replay(ANALYSIS, applied)
    view_state(view_summary(ROW), final, None, None, AUDIT, {})
    shown = "".join(chunk.html for chunk in view_text(final, 0, {}).chunks)
    assert "<script" not in shown


def test_replaying_nothing_gives_the_analysis():
    assert describe_analysis(replay(ANALYSIS, []).analysis) == describe_analysis(ANALYSIS)


@pytest.mark.parametrize(
    ("steps", "done", "undone"),
    [
        ("abc", "abc", ""),
        ("ab<", "a", "b"),
        ("ab<<", "", "ba"),
        ("ab<<>", "a", "b"),
        ("ab<c", "ac", ""),
        ("ab<c>", "ac", ""),
        ("<a", "a", ""),
        (">a<>", "a", ""),
    ],
)
def test_the_log_folds(steps, done, undone):
    rows = [
        Step(
            {"<": "undo", ">": "redo"}.get(sign, "correction"),
            None if sign in "<>" else c.RemoveEntry(f"e{ord(sign)}"),
        )
        for sign in steps
    ]
    now, back = fold_log(rows)
    assert "".join(chr(int(one.entry[1:])) for one in now) == done
    assert "".join(chr(int(one.entry[1:])) for one in back) == undone


def test_names_come_back_as_they_were_edited():
    entry = replay(ANALYSIS, []).ids["entry"][0]
    value = "van der Berg, Anna and {World Bank} and Müller, Jörg and others"
    corrected = replay(ANALYSIS, [c.EditEntry(entry, fields={"author": value})]).entry(entry)
    assert [name.literal or name.family for name in corrected.names["author"]] == [
        "Berg",
        "World Bank",
        "Müller",
    ]
    from citekit.bibliography import dump_bibliography
    from citekit.serve.entries import show_fields

    assert show_fields(corrected)["author"] == value
    again = load_bibliography(dump_bibliography([corrected], "biblatex")).entries[0]
    assert again.names["author"] == corrected.names["author"]
    assert "author" in again.others


def test_a_value_is_written_as_it_was_typed():
    from citekit.bibliography import dump_bibliography

    entry = replay(ANALYSIS, []).ids["entry"][0]
    value = "50 % of R&D costs $5 #1 in the_north ~ 2^2"
    corrected = replay(ANALYSIS, [c.EditEntry(entry, fields={"title": value, "date": "2014-05"})]).entry(
        entry
    )
    again = load_bibliography(dump_bibliography([corrected], "biblatex")).entries[0]
    assert again.get("title") == value
    assert corrected.dates["date"].month == 5
