"""Duplicates: what is one work, what is not, and merging without loss."""

from __future__ import annotations

import random
import time

import pytest

from citekit.bibliography import find_duplicates, load_bibliography, merge_duplicates
from citekit.model import Entry, Name, PartialDate


def groups(text: str) -> list[tuple[str, ...]]:
    return [tuple(entry.key for entry in group.entries) for group in find_duplicates(load_bibliography(text))]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("title={One}, doi={10.1000/AB}", "title={Another}, doi={https://doi.org/10.1000/ab}"),
        ("title={One}, doi={10.1000/ab}", "title={One}, url={https://doi.org/10.1000/ab}"),
        ("eprint={2101.00001v2}, eprinttype={arxiv}", "eprint={2101.00001}, archiveprefix={arXiv}"),
        ("title={River}, isbn={3-16-148410-X}", "title={The River}, isbn={978-3-16-148410-0}"),
        ("title={Ports of Snow}, url={https://www.x.org/a/}", "title={Ports of snow.}, url={http://x.org/a}"),
        (
            "author={Каменев, И. П.}, title={Порог и устье: очерк}, year=2001",
            "author={Каменев, Илья}, title={Порог и устье. Очерк}, date={2001-05}",
        ),
        (
            "author={Kamenev, I.}, title={Rapids and mouths of rivers}, year=2001",
            "author={Каменев, И.}, title={Rapids and Mouths of Rivers}, year=2001",
        ),
        (
            "author={Holm, Bo}, title={A History of Bridges in the North}, year=2001, journal={J. Rivers}",
            "author={Holm, B.}, title={A history of bridges in the north}, journal={J Rivers}",
        ),
    ],
)
def test_these_are_one_work(left, right):
    assert groups(f"@article{{a, {left}}}\n@article{{x, title={{Far Away}}}}\n@article{{b, {right}}}") == [
        ("a", "b")
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("author={Holm, B.}, title={River}, year=2001", "author={Berg, P.}, title={River}, year=2001"),
        ("author={Holm, B.}, title={River}, year=2001", "author={Holm, B.}, title={River}, year=2005"),
        (
            "author={Holm, B.}, title={River, part 1}, year=2001",
            "author={Holm, B.}, title={River, part 2}, year=2001",
        ),
        ("author={Holm, B.}, title={River I}, year=2001", "author={Holm, B.}, title={River II}, year=2001"),
        (
            "author={Holm, B.}, title={River}, year=2001, volume=1",
            "author={Holm, B.}, title={River}, year=2001, volume=2",
        ),
        (
            "author={Holm, B.}, title={Rivers of the north}, year=2001, doi={10.1000/a}",
            "author={Holm, B.}, title={Rivers of the north}, year=2001, doi={10.1000/b}",
        ),
        ("title={Introduction}, year=2001", "title={Introduction}, year=2001"),
        (
            "author={Holm, B.}, title={Editorial}, year=2001, journal={Waters}",
            "author={Holm, B.}, title={Editorial}, year=2001, journal={Mountains}",
        ),
        ("isbn={3-16-148410-X}, title={Cats}", "isbn={3-16-148410-X}, title={Dogs and sheep}"),
        ("title={}", "title={}"),
    ],
)
def test_these_are_two_works(left, right):
    assert groups(f"@article{{a, {left}}}\n@article{{b, {right}}}") == []


def test_merging_loses_nothing():
    text = """@article{a, author={Holm, Bo}, title={Rivers of the North}, year=2001, doi={10.1000/a}, keywords={x, y}, note={n1}}
    @article{b, author={Holm, Bo and Berg, Per}, title={Rivers of the north}, journal={Waters}, year=2001,
      doi={10.1000/A}, keywords={y, z}, note={n2}, odd={kept}}
    @book{c, title={Alone}}"""
    merged, aliases = merge_duplicates(load_bibliography(text))
    assert [entry.key for entry in merged] == ["b", "c"]
    assert aliases == {"a": "b"}
    entry = merged[0]
    assert entry.get("ids") == "a"
    assert entry.get("keywords") == "x, y, z"
    assert (entry.get("note"), entry.get("alt-note")) == ("n2", "n1")
    assert (entry.get("odd"), entry.get("journal")) == ("kept", "Waters")
    assert entry.get("alt-author") == "Holm, Bo"
    assert len(entry.names["author"]) == 2


def test_time_is_nearly_linear():
    pick = random.Random(3)  # noqa: S311 - no secret, only repeatable
    words = [f"word{number}" for number in range(400)]

    def make(count):
        return [
            Entry(
                f"k{number}",
                "article",
                {"title": " ".join(pick.choices(words, k=6)), "doi": f"10.1000/{number}"},
                names={"author": (Name(f"Family{number % 50}", "A."),)},
                dates={"date": PartialDate(1990 + number % 30)},
            )
            for number in range(count)
        ]

    def cost(entries):
        start = time.process_time()
        find_duplicates(entries)
        return time.process_time() - start

    small, large = make(1000), make(8000)
    cost(small)
    assert cost(large) < 8 * 2.5 * cost(small) + 0.3


def test_equal_titles_by_the_thousand_stay_cheap():
    entries = [Entry(f"k{number}", "article", {"title": "Editorial"}) for number in range(5000)]
    start = time.process_time()
    assert find_duplicates(entries) == ()
    assert time.process_time() - start < 3
