"""Which mends run for a reference."""

import pytest

from citekit.parse import mends
from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import LONG, list_gaps
from citekit.parse.mend_rules import RULES
from citekit.parse.rule_masks import list_numbers

EVERY = (1 << len(RULES)) - 1


def _tag(text: str, *fields: tuple[str, str]) -> list[Tag]:
    tags = []
    at = 0
    for label, value in fields:
        at = text.index(value, at)
        tags.append(Tag(label, at, at + len(value), 0.9, at, at + len(value)))
        at += len(value)
    return tags


def _name_rules(text: str, *fields: tuple[str, str]) -> set[str]:
    return {RULES[number].name for number in list_numbers(mends._select_rules(text, _tag(text, *fields)))}


@pytest.mark.parametrize(
    ("text", "fields", "name", "runs"),
    [
        ("Lund 1999", [("author", "Lund"), ("issued", "1999")], "words before a year", False),
        ("Lund of 1999", [("author", "Lund"), ("issued", "of 1999")], "words before a year", True),
        ("Piers 12, 4", [("title", "Piers"), ("volume", "12"), ("page", "4")], "page in brackets", False),
        (
            "Piers 12, 4 (5)",
            [("title", "Piers"), ("volume", "12"), ("page", "4 (5)")],
            "page in brackets",
            True,
        ),
        (
            "Piers. Port Notes D86",
            [("title", "Piers"), ("container-title", "Port Notes D86")],
            "letter of a journal",
            True,
        ),
    ],
)
def test_odd_numbers_and_hosts(text, fields, name, runs):
    assert (name in _name_rules(text, *fields)) is runs


def test_what_stands_between_two_fields():
    fields = [("author", "Lund"), ("title", "Ann. Piers")]
    assert "given name in a title" in _name_rules("Lund, Ann. Piers", *fields)
    assert "given name in a title" in _name_rules("Lund  ,  Ann. Piers", *fields)
    assert "given name in a title" not in _name_rules("Lund: Ann. Piers", *fields)
    assert "given name in a title" not in _name_rules("Ann. Piers. Lund", *fields[::-1])


def test_a_long_gap_is_a_gap_of_its_own():
    fields = [("title", "On piers"), ("container-title", "Port Notes")]
    assert "title up to its full stop" in _name_rules("On piers and quays. Port Notes", *fields)
    assert "title up to its full stop" not in _name_rules("On piers. Port Notes", *fields)


def test_a_field_that_stands_apart():
    assert "initials before a name" in _name_rules("A. Lund", ("author", "Lund"))
    assert "initials before a name" not in _name_rules("Lund", ("author", "Lund"))
    assert "initials before a name" not in _name_rules("(Lund", ("author", "Lund"))


def test_a_field_that_comes_again():
    fields = [("author", "Lund"), ("title", "Piers"), ("page", "4"), ("title", "Quays")]
    assert "remarks behind the pages" in _name_rules("Lund, Piers, 4, Quays", *fields)
    assert "remarks behind the pages" not in _name_rules("Lund, Piers, 4, Quays", *fields[:3])


def test_rules_of_a_language_run_for_it_alone():
    text = "Записки графа М. Д. Лугова // Архив порта"
    tags = _tag(
        text, ("title", "Записки графа"), ("author", "М. Д. Лугова"), ("container-title", "Архив порта")
    )
    assert [tag.label for tag in mends.mend_reference(text, tags, "ru", EVERY)] == [
        "title",
        "container-title",
    ]
    assert "author" in [tag.label for tag in mends.mend_reference(text, tags, "bg", EVERY)]


def test_a_rule_without_its_sign_does_not_run():
    text = "Записки графа М. Д. Лугова // Архив порта"
    tags = _tag(
        text, ("title", "Записки графа"), ("author", "М. Д. Лугова"), ("container-title", "Архив порта")
    )
    assert "author" in [tag.label for tag in mends.mend_reference(text, tags, "ru", 0)]


def test_gaps_are_all_of_their_signs():
    assert list_gaps(" ,", 2) == {"", " ", ",", "  ", " ,", ", ", ",,", LONG}


def test_every_rule_has_a_name_of_its_own():
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)
