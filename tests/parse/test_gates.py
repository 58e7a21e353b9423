"""Which literals stand in a reference."""

import sys

import pytest

from citekit.parse import gates
from citekit.parse.anchors import ANCHORS
from citekit.parse.gates import IDENTIFIED, Gates, open_gates
from citekit.parse.item_types import RULES as TYPES
from citekit.parse.mend_rules import RULES as MENDS
from citekit.parse.rule_masks import list_numbers

TEXTS = (
    "",
    " ",
    "Громов П. С. Гавани Севера // Вестник мореплавания. 1998. № 3. С. 12–19.",
    "Иванов И. И. Устав порта: дис. ... канд. наук: 07.00.02. СПб., 2004; № 2. См. там же.",
    "Smith, J., ‘The Law of Ports’ (1998) 12 L.Q.R. 45, 50 (eds.); and Lee v. Port of London, 12 U.S. 345",
    "Müller, K. (Hrsg.): Häfen. Bd. 2, 3., neu bearb. Aufl. Berlin 1987, S. 12 ff.; vgl. BT-Drs. 12/345",
    "Dupont J., « Les ports », dans Revue des ports, t. 2, n° 3, 1987, p. 12-19. ISBN 978-5-00-000000-1",
    "İstanbul limanı. ISSN 1234-5678. URL: https://example.org (дата обращения: 01.02.2010) doi:10.1000/182",
)


def _open_one_by_one(text: str) -> Gates:
    folded = text.lower()
    return Gates(
        sum(
            1 << number
            for number, rule in enumerate(MENDS)
            if any(sign in text for sign in rule.signs) or any(hint in folded for hint in rule.hints)
        ),
        sum(1 << number for number, rule in enumerate(TYPES) if any(hint in folded for hint in rule.hints)),
        sum(1 << number for number, rule in enumerate(ANCHORS) if any(one in folded for one in rule[1])),
        any(literal in folded for literal in IDENTIFIED),
    )


@pytest.mark.parametrize("text", TEXTS)
def test_the_gates_are_those_whose_literals_stand_in_the_text(text):
    assert open_gates(text) == _open_one_by_one(text)


def test_each_literal_opens_its_gates():
    literals = {sign for rule in MENDS for sign in rule.signs} | {
        hint for rule in TYPES for hint in rule.hints
    }
    for literal in sorted(literals):
        assert open_gates(f"x{literal}x") == _open_one_by_one(f"x{literal}x"), literal


def test_without_the_automaton_the_gates_are_the_same(monkeypatch):
    with_library = [open_gates(text) for text in TEXTS]
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    gates._load_finders.cache_clear()
    try:
        assert [open_gates(text) for text in TEXTS] == with_library
    finally:
        gates._load_finders.cache_clear()


def test_numbers_of_bits():
    assert list_numbers(0) == []
    assert list_numbers(0b1001_0110) == [1, 2, 4, 7]
    assert list_numbers(1 << 300 | 1) == [0, 300]
