"""Corrections as gold: documents in the corpus's format, references with labelled words."""

import json
from pathlib import Path

import pytest

from citekit.model import Document
from citekit.pipeline import analyze
from citekit.serve import corrections as c
from citekit.serve.gold import dump_gold, dump_references
from citekit.serve.state import replay

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = (
    "Harbours opened [1, p. 97]. Wren disagreed [2]. See note1.\n\n1 Ibid. P. 5.\n\nReferences\n\n"
    "1. Heron O. L. Havens of the North. London: Quay Press, 2011. 240 p.\n"
    "2. Wren H. Paths and fairs // Coast Review. 2014. Vol. 3, no. 2. P. 17–29.\n"
)


@pytest.fixture(scope="module")
def analysis():
    return analyze(Document.from_text(TEXT, "paper.txt", language="en"))


def labels(corrected, **options):
    lines = dump_references(corrected, "s", everything=options.get("everything", False)).splitlines()
    rows = [json.loads(line) for line in lines]
    return [{label: row["text"][start:end] for start, end, _, label in row["spans"]} for row in rows]


def entry_of(corrected, key):
    keys = [entry.key for entry in corrected.analysis.entries]
    return corrected.ids["entry"][next(n for n, one in enumerate(keys) if one.startswith(key))]


def test_nothing_is_gold_that_nobody_has_seen(analysis):
    assert labels(replay(analysis, [])) == []
    assert len(labels(replay(analysis, []), everything=True)) == 2


def test_a_reference_is_gold_when_it_is_confirmed_or_labelled(analysis):
    words = {"author": "Heron O. L.", "title": "Havens of the North", "issued": "2011"}
    fields = [
        c.Label(name, TEXT.index(value), TEXT.index(value) + len(value)) for name, value in words.items()
    ]
    corrected = replay(analysis, [c.LabelReference("r0", fields), c.ConfirmFinding("reference", "r1")])
    first, second = labels(corrected)
    assert first == words
    assert second["title"] == "Paths and fairs"


def test_a_corrected_field_labels_the_words_that_the_reference_holds(analysis):
    base = replay(analysis, [])
    entry = entry_of(base, "heron")
    edited = replay(analysis, [c.EditEntry(entry, fields={"title": "Havens of the North. London"})])
    (row,) = labels(edited)
    assert row["title"] == "Havens of the North. London"
    assert "publisher-place" not in row
    elsewhere = replay(analysis, [c.EditEntry(entry, fields={"title": "Words that stand nowhere"})])
    assert labels(elsewhere) == []


def test_labels_are_those_of_the_reference_sets(analysis):
    rows = [
        json.loads(line) for line in dump_references(replay(analysis, []), "s", everything=True).splitlines()
    ]
    known = {
        "author", "editor", "title", "container", "publisher", "location", "date", "volume", "issue", "pages",
        "url", "doi", "isbn", "accessed", "note", "other", "citation-number",
    }  # fmt: skip
    for row in rows:
        assert {"id", "lang", "text", "spans"} <= row.keys()
        ends = [0]
        for start, end, label, _ in row["spans"]:
            assert label in known
            assert ends[-1] <= start < end <= len(row["text"])
            ends.append(end)
    second = {label: rows[1]["text"][start:end] for start, end, label, _ in rows[1]["spans"]}
    assert second["container"] == "Coast Review"
    assert second["pages"] == "17–29"


@pytest.mark.parametrize("name", ["ru-mountain-pass", "de-hafenarchiv", "en-salt-trade", "ru-law-data"])
def test_gold_has_the_shape_of_the_corpus(name):
    gold = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    made = json.loads(dump_gold(replay(analyze(CORPUS / gold["document"]), []), gold["document"]))
    assert gold.keys() <= made.keys()
    assert gold["counts"].keys() == made["counts"].keys()
    text = made["text"]
    assert len(text) == made["length"] == gold["length"]
    for kind in ("citations", "notes", "links", "identifiers", "references", "short_forms"):
        assert made["counts"][kind] == len(made[kind])
        if gold[kind] and made[kind]:
            assert gold[kind][0].keys() <= made[kind][0].keys(), kind
    for citation in made["citations"]:
        assert text[slice(*citation["span"])] == citation["text"]
        for cite in citation["cites"]:
            assert text[slice(*cite["span"])] == cite["text"]
    for note in made["notes"]:
        assert [text[slice(*part)] for part in note["body"]] == note["text"]
    for kind in ("references", "identifiers", "short_forms"):
        for one in made[kind]:
            assert text[slice(*one["span"])] == one["text"]
    for link in made["links"]:
        assert text[slice(*link["span"])] == link["raw"]


def test_what_a_person_says_stands_in_the_gold(analysis):
    base = replay(analysis, [])
    wren = entry_of(base, "wren")
    steps = [
        c.ResolveCite("c0", 0, wren),
        c.AddFinding("link", 0, 8, value="http://port.example/"),
        c.RemoveFinding("citation", "c1"),
    ]
    gold = json.loads(dump_gold(replay(analysis, steps), "paper.txt"))
    assert gold["citations"][0]["cites"][0]["key"].startswith("wren")
    assert gold["counts"]["citations"] == len(base.analysis.citations) - 1 - len(gold["short_forms"])
    assert gold["links"][0]["url"] == "http://port.example/"
    assert {"c0", "c1"} <= set(gold["corrected"])
