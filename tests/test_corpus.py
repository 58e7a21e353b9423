"""The corpus is what its sources say, and its gold speaks of what stands there."""

import json
import random
from pathlib import Path

import pytest

from corpus.annotations import clean, join_address, make_gold
from corpus.build_corpus import ROOT, SOURCES, build_document
from corpus.layout import find_cuts, lay_out
from corpus.markup import MarkupError, read_source

GOLDS = sorted((ROOT / "gold").glob("*.json"))
SPANNED = ("citations", "identifiers", "references", "short_forms")


@pytest.fixture(scope="module", params=GOLDS, ids=lambda path: path.stem)
def pair(request):
    gold = json.loads(request.param.read_text(encoding="utf-8"))
    content = (ROOT / gold["document"]).read_bytes()
    return gold, content.decode(gold["encoding"]).replace("\r\n", "\n")


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.src")), ids=lambda path: path.stem)
def test_the_build_is_up_to_date(source):
    for path, content in build_document(source):
        assert path.read_bytes() == content, f"run python -m corpus.build_corpus: {path}"


def test_every_built_file_has_a_source():
    names = {path.stem for path in SOURCES.glob("*.src")}
    built = [*GOLDS, *(p for p in ROOT.iterdir() if p.suffix in {".txt", ".md"} and p.stem != "README")]
    assert {path.stem for path in built} == names
    assert {path.stem for path in (ROOT.parent / "references").glob("*.bib")} <= names


def test_every_span_is_what_the_gold_says(pair):
    gold, text = pair
    assert len(text) == gold["length"]
    for kind in SPANNED:
        for one in gold[kind]:
            assert text[slice(*one["span"])] == one["text"]
            assert one["text"] == one["text"].strip()
    for citation in gold["citations"]:
        for cite in citation["cites"]:
            assert text[slice(*cite["span"])] == cite["text"]
            assert citation["span"][0] <= cite["span"][0] <= cite["span"][1] <= citation["span"][1]
    for link in gold["links"]:
        assert text[slice(*link["span"])] == link["raw"]
        assert not set(link["url"]) & set(" \n")
    for note in gold["notes"]:
        assert [text[slice(*part)] for part in note["body"]] == note["text"]


def test_calls_and_marks_print_the_number_of_the_note(pair):
    gold, text = pair
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    for note in gold["notes"]:
        for place in (note["call"], note["mark"]):
            if place is not None:
                assert text[slice(*place)].translate(raised) == note["number"]
        if note["mark"] is not None:
            assert note["mark"][1] < note["body"][0][0]


def test_counts_are_those_of_the_lists(pair):
    gold, _ = pair
    counts = gold["counts"]
    for kind in ("citations", "notes", "links", "identifiers", "references", "short_forms", "missing"):
        assert counts[kind] == len(gold[kind])
    assert counts["calls"] == sum(note["call"] is not None for note in gold["notes"])


def test_notes_and_keys_lead_somewhere(pair):
    gold, _ = pair
    notes = {note["id"]: note for note in gold["notes"]}
    keys = {one["key"] for one in gold["references"]}
    assert len(notes) == len(gold["notes"])
    for kind in ("citations", "references", "short_forms", "links"):
        for one in gold[kind]:
            if one["note"] is not None:
                parts = notes[one["note"]]["body"]
                assert any(s <= one["span"][0] and one["span"][1] <= e for s, e in parts)
    for one in gold["short_forms"]:
        assert one["key"] in keys
        assert one["antecedent"] is None or one["antecedent"] in notes
    for one in gold["references"]:
        assert one["type"]
        assert one["fields"].get("issued", "1000").isdigit()


def test_no_sign_of_the_markup_is_left(pair):
    _, text = pair
    assert not set(text) & set("⟦⟧⟪⟫‹›⟨⟩¦↵⸗·⏎≡")


def test_the_bibliography_has_the_keys_of_the_gold(pair):
    gold, _ = pair
    path = ROOT.parent / "references" / f"{Path(gold['document']).stem}.bib"
    keys = {one["key"] for one in gold["references"]}
    cited = {c["target"] for one in gold["citations"] for c in one["cites"] if c["form"] == "key"}
    if not keys | cited:
        assert not path.exists()
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    written = {line.partition("{")[2].rstrip(",") for line in lines if line.startswith("@")}
    assert keys | cited <= written


def test_the_corpus_covers_what_it_promises():
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in GOLDS]
    languages = [gold["language"] for gold in golds]
    assert len(golds) >= 16
    least = {"ru": 6, "en": 3, "de": 2, "fr": 2, "it": 1, "uk": 1, "es": 1}
    assert all(languages.count(code) >= count for code, count in least.items())
    assert {"utf-8", "cp1251", "koi8-r", "utf-16"} <= {gold["encoding"] for gold in golds}
    assert sum(gold["counts"]["notes"] >= 40 for gold in golds) >= 2
    assert any(not any(gold["counts"].values()) for gold in golds)
    schemes = {one["scheme"] for gold in golds for one in gold["identifiers"]}
    assert len(schemes) >= 20, schemes
    forms = {cite["form"] for gold in golds for one in gold["citations"] for cite in one["cites"]}
    assert forms == {"number", "key", "author_date", "ibid", "op_cit"}


def test_layout_keeps_every_character():
    words = random.Random(3).choices(  # noqa: S311 - the same words every time
        "сотрудничество торгово-экономический в river harbour Straße объём".split(), k=400
    )
    source = read_source(f"width: 40\n---\n{' '.join(words)}")
    layout = lay_out(source, "any")
    assert all(len(line) <= 40 for line in layout.text.split("\n"))
    assert "-\n" in layout.text
    for position, letter in enumerate(source.text):
        shown = layout.text[layout.starts[position] : layout.ends[position]]
        assert shown == letter or (letter == " " and shown == "\n")


def test_cuts_leave_a_syllable_on_either_side():
    assert find_cuts("сотрудничество") == [2, 6, 8, 11]
    assert find_cuts("подъезд") == [4]
    assert find_cuts("errichten") == [2]
    assert find_cuts("мост") == []


def test_marks_that_do_not_match_are_refused():
    for wrong in ("⟪[‹1›]", "a⟧", "⟦n 1⟧1 text", "⟪‹1⟫›"):
        with pytest.raises(MarkupError):
            read_source(f"width: 0\n---\n{wrong}")


def test_a_number_leads_to_the_next_list():
    source = read_source("width: 0\n---\n⟪[‹1›]⟫\n\n⟦r a book #1¦A.⟧\n\n⟪[‹1›]⟫ ⟪[‹2›]⟫\n\n⟦r b book #1¦B.⟧")
    gold = make_gold(source, lay_out(source, "any"), "any.txt", "utf-8")
    assert [cite["key"] for one in gold["citations"] for cite in one["cites"]] == ["a", "b", None]
    assert gold["missing"] == ["2"]


def test_values_are_free_of_the_layout():
    assert clean("торгово-↵эконо⸗мический·рост") == "торгово-экономический рост"
    assert clean("Том 1.↵Часть 2") == "Том 1. Часть 2"
    assert join_address("http://tdh.·↵example/a-↵b") == "http://tdh.example/a-b"
