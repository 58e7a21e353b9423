import copy
import pickle
from types import MappingProxyType

import pytest

from citekit.bibliography import load_bibliography
from citekit.model import Bibliography, Document, Entry
from citekit.pipeline import analyze

BIB = "@string{p = {Port}}\n@article{alder, author = {Alder, J. and others}, title = {Harbours}, year = 1990, journal = p}\n"


@pytest.mark.parametrize(
    "value",
    [
        Document("x", "plain", "text", metadata=MappingProxyType({"title": "Port"})),
        Entry("alder", "book", MappingProxyType({"title": "Port"})),
        load_bibliography(BIB.encode(), format="bibtex"),
        Bibliography(),
        analyze(
            Document.from_text("См. [1, с. 5].\n\nЛитература\n\n1. Громов П. С. Река. М. : Маяк, 1999. 20 с.")
        ),
    ],
)
@pytest.mark.parametrize("turn", [lambda value: pickle.loads(pickle.dumps(value)), copy.deepcopy])  # noqa: S301
def test_values_travel_between_processes(value, turn):
    assert turn(value) == value


def test_maps_stay_read_only():
    document = pickle.loads(pickle.dumps(Document("x", "plain", "", metadata=MappingProxyType({"a": "b"}))))  # noqa: S301
    with pytest.raises(TypeError):
        document.metadata["a"] = "c"
