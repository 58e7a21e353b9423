"""What the gold of the corpus marks is found, with exact spans, and nothing else."""

import json
from dataclasses import replace

import pytest

pipeline = pytest.importorskip(
    "citekit.pipeline", reason="the whole flow is not there yet", exc_type=ImportError
)

from benchmarks.extraction import BASELINE, CORPUS, flatten, list_faults  # noqa: E402 - after the skip
from benchmarks.score import KINDS, Score, compare_items, fold_value, load_golds, score_analysis  # noqa: E402
from citekit.model import Span  # noqa: E402

GOLDS = load_golds(CORPUS)


@pytest.fixture(scope="module")
def analyses():
    return {path.name: pipeline.analyze(path) for path, _ in GOLDS}


@pytest.fixture(scope="module")
def scores(analyses):
    return {path.name: score_analysis(gold, analyses[path.name]) for path, gold in GOLDS}


@pytest.mark.parametrize("name", [path.name for path, _ in GOLDS])
def test_nothing_is_wrong_that_was_right(scores, name):
    kept = flatten(json.loads(BASELINE.read_text(encoding="utf-8")))
    strict = {kind: score for kind, score in scores[name].items() if kind != "fields"}
    assert not flatten(list_faults({name: strict})) - kept


def test_all_that_the_gold_marks_is_found(scores):
    strict = {
        name: {kind: score for kind, score in kinds.items() if kind != "fields"}
        for name, kinds in scores.items()
    }
    assert not flatten(list_faults(strict))


def test_fields_are_right(scores):
    total = sum((kinds["fields"] for kinds in scores.values()), Score())
    assert (total.lost, total.extra) == ([], [])


def test_the_counts_of_the_gold_are_the_counts_found(analyses):
    for path, gold in GOLDS:
        notes = analyses[path.name].document.notes
        assert len(notes) == gold["counts"]["notes"]
        assert sum(note.call is not None for note in notes) == gold["counts"]["calls"]


def find_case(kind, least):
    return next((path, gold) for path, gold in GOLDS if gold["counts"][kind] >= least)


def test_a_lost_citation_and_a_shifted_one_are_noticed(analyses):
    path, gold = find_case("citations", 10)
    whole = analyses[path.name]
    before = score_analysis(gold, whole)["citations"]
    shifted = replace(whole.citations[1], span=whole.citations[1].span.shift(1))
    changed = replace(whole, citations=(shifted, *whole.citations[2:]))
    after = score_analysis(gold, changed)["citations"]
    assert (after.right, len(after.lost)) == (before.right - 2, len(before.lost) + 2)
    assert len(after.extra) == len(before.extra) + 1


def test_a_wrong_date_a_wrong_address_and_a_wrong_note_are_noticed(analyses):
    path, gold = find_case("links", 5)
    whole = analyses[path.name]
    link = next(link for link in whole.links if link.accessed)
    wrong = replace(link, url=link.url + "x", accessed=replace(link.accessed, day=31))
    notes = tuple(
        replace(note, body=Span(note.body.start, note.body.end - 1)) for note in whole.document.notes
    )
    changed = replace(
        whole,
        links=tuple(wrong if one is link else one for one in whole.links),
        document=replace(whole.document, notes=notes),
    )
    before, after = score_analysis(gold, whole), score_analysis(gold, changed)
    for kind in ("links", "access dates"):
        assert after[kind].right == before[kind].right - 1
    assert after["bodies"].right == 0 < before["bodies"].right
    assert after["calls"].right == before["calls"].right


def test_resolutions_to_another_work_are_noticed(analyses):
    path, gold = find_case("short_forms", 10)
    whole = analyses[path.name]
    keys = [entry.key for entry in whole.entries]
    turned = dict(zip(keys, keys[1:] + keys[:1], strict=True))
    resolutions = tuple(replace(one, key=turned.get(one.key)) for one in whole.resolutions)
    before = score_analysis(gold, whole)["resolutions"]
    after = score_analysis(gold, replace(whole, resolutions=resolutions))["resolutions"]
    assert after.right < before.right // 2


def test_every_kind_is_scored(scores):
    assert all(tuple(kinds) == KINDS for kinds in scores.values())
    total = {kind: sum((kinds[kind] for kinds in scores.values()), Score()) for kind in KINDS}
    assert all(score.right > 20 for score in total.values())


def test_precision_and_recall():
    score = compare_items("aabc", "abdd")
    assert (score.right, score.lost, score.extra) == (2, ["a", "c"], ["d", "d"])
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    empty = Score()
    assert (empty.precision, empty.recall, empty.f1) == (1.0, 1.0, 1.0)


def test_values_that_differ_in_form_only_are_equal():
    assert fold_value("title", "Гавань и  город : очерк.") == fold_value("title", "гавань и город")
    assert fold_value("page", "15–48.") == "15-48"
    assert fold_value("URL", "http://a.example/B") == "http://a.example/B"
