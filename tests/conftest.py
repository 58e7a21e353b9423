"""What holds for all tests."""

import gc

import pytest


def pytest_collection_modifyitems(items):
    """Measure again what a busy machine disturbed: a test of linear time passes if one of three runs does."""
    for item in items:
        if "linear" in item.name:
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(autouse=True)
def keep_the_collector_still(request):
    """Where time is measured, do not let the collector look through what other tests have left."""
    if "linear" not in request.node.name:
        yield
        return
    gc.collect()
    gc.disable()
    yield
    gc.enable()
