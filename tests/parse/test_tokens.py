"""Tokens of a reference: words broken over a line, loose accents, gaps."""

from __future__ import annotations

import pytest

from citekit.parse.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le chiese , Vene - zia 1960", ["Le", "chiese", "Venezia", "1960"]),
        ("Zeit- schrift für Recht", ["Zeitschrift", "für", "Recht"]),
        ("hafen¬ kunde", ["hafenkunde"]),
        ("Roma - Bari 1977", ["Roma", "Bari", "1977"]),
        ("Wirtschafts- und Rechtsfragen", ["Wirtschafts", "und", "Rechtsfragen"]),
        ("Autorita\u0308re Fa\u0308hren", ["Autoritäre", "Fähren"]),
        ("pp. 12 - 19, Jean-Pierre", ["pp", "12", "19", "Jean-Pierre"]),
    ],
)
def test_words(text, words):
    tokens = tokenize(text, ())
    assert tokens.words == words
    assert len(tokens.gaps) == len(words) + 1
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert text[start:end].strip() == text[start:end]
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
