"""The garbage collector is left as it was found."""

import gc

import pytest

from citekit.collector import SELDOM, ease_collection, pause_collection


def test_it_looks_seldom_and_then_as_before():
    before = gc.get_threshold()
    with ease_collection():
        assert gc.get_threshold() == (SELDOM, *before[1:])
    assert gc.get_threshold() == before


def test_it_stands_still_and_then_goes_on():
    assert gc.isenabled()
    with pause_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize("manager", [ease_collection, pause_collection])
def test_an_error_changes_nothing(manager):
    before = gc.get_threshold(), gc.isenabled()
    with pytest.raises(KeyError), manager():
        raise KeyError
    assert (gc.get_threshold(), gc.isenabled()) == before
