"""Features of tokens: what a word tells of itself and gives to its neighbours."""

from __future__ import annotations

import pytest

from citekit.parse.features import make_features
from citekit.parse.tokens import tokenize


def features_of(text, index):
    return set(make_features(tokenize(text, ()))[index])


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Колодец", {"s=X", "e=дец", "w=колодец"}),
        ("wells", {"s=x", "e=lls", "w=wells"}),
        ("pp", {"s=x1", "c=page", "w=pp"}),
        ("1987", {"s=Y"}),
        ("12", {"s=D2", "w=12"}),
        ("J", {"s=A", "w=j"}),
        ("сгврт", {"s=x", "e=врт", "novowel", "w=сгврт"}),
    ],
)
def test_a_word_tells_its_shape_its_end_its_classes_and_itself(word, told):
    own = {
        name.decode()
        for name in features_of(word, 0)
        if name.startswith((b"s=", b"e=", b"w=", b"c=", b"novowel"))
    }
    assert own == told


def test_neighbours_tell_their_class_or_shape_and_short_ones_themselves():
    told = features_of("The Keeping in Leeds 1987 a", 3)
    assert {b"--X", b"-c=in", b"-w=in", b"+s=Y", b"++function"} <= told
    assert not {name for name in told if name.startswith((b"-s=", b"+c=", b"+w="))}


def test_the_ends_have_no_neighbours():
    rows = make_features(tokenize("Leeds 1987", ()))
    assert b"first" in rows[0]
    assert b"last" in rows[1]
    assert not [name for row in rows for name in row if name.startswith((b"--", b"++"))]
    assert make_features(tokenize("", ())) == []


def test_years_and_marks_tell_what_comes_after_them():
    rows = make_features(tokenize("Hollis (1987) Wells // Water", ()))
    assert [name for name in rows[1] if name.startswith(b"t=")] == [b"t=-nnn("]
    assert [name for name in rows[2] if name.startswith(b"t=")] == [b"t=-npnn"]
    assert [name for name in rows[3] if name.startswith(b"t=")] == [b"t=+npnn"]


def test_half_a_surrogate_pair_is_no_error():
    assert make_features(tokenize("\ud800ab \udfff, 12", ()))
