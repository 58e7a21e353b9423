"""The training side: generators, alignment, the split, the score, the mapping of the public sets."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pycrfsuite
import pytest

from citekit.parse import tagger
from citekit.parse.features import make_features
from citekit.parse.train.csl_sets import FIELD_OF, make_csl_examples
from citekit.parse.train.examples import Example, align_example, split_of
from citekit.parse.train.fit import mark_edges
from citekit.parse.train.gost import make_gost_examples
from citekit.parse.train.real_sets import SETS, find_shared, map_anystyle, read_set
from citekit.parse.train.scoring import Score, trim_field
from citekit.parse.train.style_sets import make_style_examples
from citekit.parse.train.temper import scale_weights
from citekit.parse.train.template_sets import make_template_examples

LABELS = {
    "author", "editor", "translator", "title", "container-title", "collection-title", "edition", "volume", "issue",
    "page", "number-of-pages", "publisher", "publisher-place", "issued", "genre", "number", "section", "archive",
    "archive_location", "citation-number", "cross-reference", "note", "authority",
}  # fmt: skip


@pytest.mark.parametrize(
    "make",
    [
        make_gost_examples,
        lambda count, seed: make_style_examples(count, seed, {}, {}),
        lambda count, seed: make_template_examples(count, seed, {}, {}),
        lambda count, seed: make_csl_examples(count, seed, {}, {}),
    ],
    ids=["gost", "styles", "templates", "csl"],
)
def test_generated_spans_are_whole_and_in_order(make):
    examples = make(400, 5)
    assert len({example.text for example in examples}) > 380
    for example in examples:
        last = 0
        for start, end, label in example.spans:
            assert last <= start < end <= len(example.text)
            assert example.text[start:end] == example.text[start:end].strip()
            assert label in LABELS
            last = end


def test_generators_repeat_themselves_with_a_seed():
    assert make_gost_examples(30, 9) == make_gost_examples(30, 9)
    assert make_gost_examples(30, 9) != make_gost_examples(30, 10)
    assert make_csl_examples(30, 9, {}, {}) == make_csl_examples(30, 9, {}, {})
    assert make_template_examples(30, 9, {}, {}) == make_template_examples(30, 9, {}, {})


def test_rendered_fields_are_what_the_item_holds():
    examples = make_csl_examples(300, 4, {}, {})
    fields = Counter(label for example in examples for *_, label in example.spans)
    assert set(FIELD_OF.values()) >= fields.keys()
    assert min(fields[name] for name in ("author", "title", "container-title", "issued", "page")) > 100
    for example in examples:
        for start, end, label in example.spans:
            if label in {"page", "volume"}:
                assert any(map(str.isalnum, example.text[start:end]))
        assert not re.search("[\U000f0000-\U000f1000]", example.text)


def test_words_take_the_label_of_their_span():
    example = Example(
        "Орлов К. Порт // Река. 2016. С. 4–5.",
        ((0, 8, "author"), (9, 13, "title"), (17, 21, "container-title")),
        "x",
        "ru",
    )
    aligned = align_example(example)
    assert list(zip(aligned.tokens.words, aligned.labels, strict=True)) == [
        ("Орлов", "author"), ("К", "author"), ("Порт", "title"), ("Река", "container-title"), ("2016", "O"), ("С", "O"), ("4–5", "O"),
    ]  # fmt: skip


def test_the_split_looks_at_letters_only():
    assert split_of("Smith, J.: Quay!") == split_of("smith j quay")
    sides = [split_of(f"reference {number}") for number in range(2000)]
    assert 0.07 < sides.count("dev") / 2000 < 0.13


def test_the_score_trims_punctuation_and_key_words():
    assert trim_field("pp. 12–15.") == trim_field("12-15")
    assert trim_field("Vol. 3") == "3"
    score = Score()
    score.add([("pages", "S. 12"), ("title", "Die Ufer")], [("pages", "12"), ("title", "Ufer")])
    assert score.f1("pages") == 1
    assert score.f1("title") == 0
    assert score.f1() == 0.5


@pytest.mark.skipif(find_shared() is None, reason="CITEKIT_SHARED does not name the labelled sets")
@pytest.mark.parametrize("name", SETS)
def test_public_sets_are_mapped_to_the_guideline(name):
    count = 0
    for example in read_set(find_shared(), name):
        last = 0
        for start, end, label in example.spans:
            assert last <= start < end <= len(example.text)
            assert label in LABELS
            last = end
        count += 1
        if count == 1500:
            break
    assert count > 1000


def test_the_fields_of_anystyle_are_mapped_to_the_guideline():
    text = "Smith, J. (Ed.) (2001). Harbours. Review 12(3), pp. 4–9."
    spans = [(0, 15, "author"), (16, 23, "date"), (24, 33, "title"), (34, 40, "container-title"), (41, 47, "volume"), (48, 56, "pages")]  # fmt: skip
    found = [(text[start:end], label) for start, end, label in map_anystyle(text, spans)]
    assert ("12", "volume") in found
    assert ("3", "issue") in found
    assert ("4–9.", "page") in found
    assert ("Smith, J.", "editor") in found


def test_first_and_last_words_have_labels_of_their_own():
    labels = ["O", "author", "author", "author", "title", "O", "title", "title", "page", "page"]
    marked = mark_edges(labels)
    assert marked == [
        "O", "author|B", "author", "author|E", "title|B", "O", "title|B", "title|E", "page", "page",
    ]  # fmt: skip
    assert [label.partition("|")[0] for label in marked] == labels


def test_cooler_weights_change_probabilities_and_no_label():
    model = (Path(tagger.__file__).parent / "model" / tagger.MODEL).read_bytes()
    examples = [align_example(one) for one in make_gost_examples(30, 3)]
    hot, cold = pycrfsuite.Tagger(), pycrfsuite.Tagger()
    cooled = scale_weights(model, 0.5)
    hot.open_inmemory(model)
    cold.open_inmemory(cooled)
    for example in examples:
        features = make_features(example.tokens)
        cold.set(features)
        labels = cold.tag()
        first = cold.marginal(labels[0], 0)
        hot.set(features)
        assert hot.tag() == labels
        assert hot.marginal(labels[0], 0) >= first - 1e-9
    with pytest.raises(ValueError, match="no model"):
        scale_weights(bytes(100), 0.5)
