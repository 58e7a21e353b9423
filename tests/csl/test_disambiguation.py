"""Disambiguation: groups of cites that look alike, in any order of citing, in bounded work."""

from __future__ import annotations

import sys
from itertools import permutations
from pathlib import Path

import pytest

from citekit.csl import disambiguation

sys.path.insert(0, str(Path(__file__).parent))
from style_texts import NAMES, YEAR, cite_all, make_style, work

ALL = (
    'disambiguate-add-year-suffix="true" disambiguate-add-names="true" disambiguate-add-givenname="true" '
    'givenname-disambiguation-rule="{rule}"'
)
LAYOUT = f'<group delimiter=" ">{NAMES}{YEAR}</group>'


@pytest.mark.parametrize("rule", ["all-names", "primary-name", "all-names-with-initials", "by-cite"])
def test_names_that_come_later_regroup_those_before(rule):
    style = make_style(LAYOUT, citation_options=ALL.format(rule=rule))
    items = [
        work("a", "Harlow, Mary Jane"),
        work("b", "Harlow, Mary Jane"),
        work("c", "Harlow, M. J.", "Gromov, P.", year=2003),
    ]
    looks = set()
    for order in permutations("abc"):
        made = dict(zip(order, cite_all(style, items, [[item_id] for item_id in order]), strict=True))
        looks.add(made["c"])
        assert made["a"] != made["b"], order
        assert {made["a"][-1], made["b"][-1]} == {"a", "b"}, order
    assert len(looks) == 1


@pytest.mark.parametrize("more", ["", 'disambiguate-add-year-suffix="true"'])
def test_cites_without_names_are_worked_on_once(monkeypatch, more):
    """A numeric style shows no names: nothing tells its cites apart, and nothing is to be told apart."""
    calls = []
    scan = disambiguation._Group._scan
    monkeypatch.setattr(
        disambiguation._Group, "_scan", lambda self, ids: (calls.append(len(ids)), scan(self, ids))[1]
    )
    options = 'disambiguate-add-names="true" disambiguate-add-givenname="true" ' + more
    style = make_style('<text variable="citation-number"/>', citation_options=options)
    items = [work(str(number), f"Name{number}") for number in range(40)]
    assert cite_all(style, items, [[item["id"]] for item in items]) == [str(n) for n in range(1, 41)]
    assert len(calls) < 20


def test_work_grows_with_the_group_and_not_faster(monkeypatch):
    calls = []
    look = disambiguation._Group._look
    monkeypatch.setattr(
        disambiguation._Group, "_look", lambda self, item_id: (calls.append(item_id), look(self, item_id))[1]
    )
    style = make_style(LAYOUT, citation_options=ALL.format(rule="by-cite"))
    counts = []
    for count in (50, 200):
        calls.clear()
        made = cite_all(
            style, [work(str(n), "Lee, Ann") for n in range(count)], [[str(n)] for n in range(count)]
        )
        assert len(set(made)) == count
        counts.append(len(calls))
    assert counts[1] < 6 * counts[0]


def test_a_literal_date_is_no_year_and_takes_no_suffix():
    style = make_style(LAYOUT, citation_options='disambiguate-add-year-suffix="true"')
    items = [work("a", "Lee", issued={"literal": "n.d."}), work("b", "Lee", issued={"literal": "n.d."})]
    assert cite_all(style, items, [["a"], ["b"]]) == ["Lee n.d.", "Lee n.d."]


def test_a_style_that_places_the_suffix_itself_gives_undated_works_one():
    style = make_style(
        f'<group delimiter="-">{NAMES}<text term="no date" form="short"/><text variable="year-suffix"/></group>',
        citation_options='disambiguate-add-year-suffix="true"',
    )
    items = [work("a", "Lee", year=None), work("b", "Lee", year=None)]
    assert cite_all(style, items, [["a"], ["b"]]) == ["Lee-n.d.-a", "Lee-n.d.-b"]


def test_names_tell_cites_apart_beside_others_that_stay_alike():
    style = make_style(
        '<group delimiter=", "><text macro="names"/><date variable="issued"><date-part name="year"/></date></group>',
        macros='<macro name="names"><names variable="author"><name form="short" and="text"/></names></macro>',
        citation_options='et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" '
        'disambiguate-add-year-suffix="true"',
    )
    items = [
        work("a", "Board", "Harlow", "Zola", "Kim"),
        work("b", "Board", "Ito", "Cruz"),
        work("c", "Board", "Smith", "Reed"),
        work("d", "Board", "Ito", "Cruz"),
    ]
    shown = cite_all(style, items, [["a", "b", "c", "d"]])[0].split("; ")
    assert shown == [
        "Board, Harlow, et al., 2001",
        "Board, Ito, et al., 2001a",
        "Board, Smith, et al., 2001",
        "Board, Ito, et al., 2001b",
    ]
