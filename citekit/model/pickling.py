"""Values with read-only maps, made fit for pickling: maps travel as dictionaries and come back read-only."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import Any


def reduce_value(value: Any) -> tuple[object, tuple[type, tuple[object, ...]]]:  # noqa: ANN401 - any dataclass
    """Return what `pickle` stores of a frozen dataclass (the protocol of `object.__reduce__`)."""
    parts = (getattr(value, field.name) for field in fields(value))
    return restore_value, (
        type(value),
        tuple(dict(part) if isinstance(part, MappingProxyType) else part for part in parts),
    )


def restore_value(kind: type, parts: tuple[object, ...]) -> object:
    """Return the dataclass whose parts were stored; dictionaries become read-only."""
    return kind(*(MappingProxyType(part) if isinstance(part, dict) else part for part in parts))
