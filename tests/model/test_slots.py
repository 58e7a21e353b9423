"""The faster `__init__` of the model's values makes what the generated one makes."""

from __future__ import annotations

import inspect
from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from citekit.model import Cite, CiteForm, Span
from citekit.model.slots import store_by_slot


@dataclass(frozen=True, slots=True, order=True)
class Plain:
    """What `dataclasses` makes."""

    name: str
    count: int = 3
    parts: dict[str, int] = field(default_factory=dict)


@store_by_slot
@dataclass(frozen=True, slots=True, order=True)
class Stored:
    """The same, stored by slot."""

    name: str
    count: int = 3
    parts: dict[str, int] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("arguments", "named"), [(("a",), {}), (("a", 4), {"parts": {"b": 1}}), ((), {"name": "c", "count": 0})]
)
def test_same_values(arguments: tuple[object, ...], named: dict[str, object]) -> None:
    plain, stored = Plain(*arguments, **named), Stored(*arguments, **named)  # type: ignore[arg-type]
    assert (plain.name, plain.count, plain.parts) == (stored.name, stored.count, stored.parts)
    assert repr(plain) == repr(stored).replace("Stored", "Plain")


def test_each_value_has_its_own_default() -> None:
    assert Stored("a").parts is not Stored("a").parts


def test_stays_frozen_and_compared() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(1, 2).start = 3  # type: ignore[misc]
    assert Span(1, 2) == Span(1, 2) < Span(1, 3)
    assert len({Span(1, 2), Span(1, 2)}) == 1


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError):
        Stored()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Stored("a", size=1)  # type: ignore[call-arg]


def test_signature_names_the_fields() -> None:
    assert list(inspect.signature(Plain).parameters) == list(inspect.signature(Stored).parameters)
    assert list(inspect.signature(Cite).parameters)[:2] == ["form", "target"]
    assert Cite(CiteForm.NUMBER, "8", Span(0, 3)).locators == ()
