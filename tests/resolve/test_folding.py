from __future__ import annotations

import pytest

from citekit.resolve.by_author import same_family, same_letter
from citekit.resolve.citations import describe_numbers, name_numbers
from citekit.resolve.folding import fold_family


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Щербаков", "Shcherbakov"),
        ("Юрьев", "Iur'ev"),
        ("Цветаева", "Tsvetaeva"),
        ("Журавлёв", "Zhuravlev"),
        ("Чайкин", "Tchaikin"),
        ("Хохлов", "Khokhlov"),
        ("Орлов", "Orloff"),
        ("Müller", "Muller"),
        ("Александров", "Aleksandrov"),
    ],
)
def test_one_name_in_two_scripts(one, other):
    assert fold_family(one) == fold_family(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Громову", "Громов"),
        ("Громовым", "Громов"),
        ("Соколовой", "Соколова"),
        ("Садовского", "Садовский"),
        ("Вербицькому", "Вербицький"),
        ("Уолту", "Уолт"),
    ],
)
def test_inflected_name(one, other):
    assert same_family(one, other)


@pytest.mark.parametrize(("one", "other"), [("Громов", "Гронов"), ("Орлов", "Карлов"), ("Smith", "Schmidt")])
def test_different_names(one, other):
    assert not same_family(one, other)


def test_letters_of_years():
    assert same_letter("б", "b")
    assert not same_letter("а", "b")


def test_numbers_are_named_in_runs():
    assert name_numbers(["4", "1", "5", "6", "9"]) == "1, 4–6, 9"
    assert describe_numbers([1, 2, 3]) == "3 distinct numbers cited, list not found"
    assert describe_numbers([10**7]) == "1 distinct number cited, list not found"
