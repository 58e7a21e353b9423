"""Conditions of cs:if and cs:else-if.

Specification 1.0.2, 'Choose'. Each test of an element becomes a function; `match` joins them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from citekit.csl.style import Element
from citekit.csl.variables import NUMBER_VARIABLES

if TYPE_CHECKING:
    from citekit.csl.context import Context

Condition = Callable[["Context"], bool]
#: Position to the least of the values that `Cite.position` counts for it.
POSITIONS: Final = {"first": 0, "subsequent": 1, "ibid": 2, "ibid-with-locator": 3}


def compile_condition(element: Element) -> Condition:
    """Return the condition of a cs:if or cs:else-if element."""
    tests = _read_tests(element)
    nested = element.find("conditions")
    if nested is not None:
        tests += [compile_condition(child) for child in nested.find_all("condition")]
        match = nested.get("match") or "all"
    else:
        match = element.get("match") or "all"
    return _join_tests(tuple(tests), match)


def _join_tests(tests: tuple[Condition, ...], match: str) -> Condition:
    if len(tests) == 1:
        only = tests[0]
        return (lambda ctx: not only(ctx)) if match == "none" else only
    if match in {"any", "none"}:
        found = match == "any"

        def match_any(ctx: Context) -> bool:
            for test in tests:
                if test(ctx):
                    return found
            return not found

        return match_any
    held = match != "nand"

    def match_all(ctx: Context) -> bool:
        for test in tests:
            if not test(ctx):
                return not held
        return held

    return match_all


def _read_tests(element: Element) -> list[Condition]:
    tests: list[Condition] = []
    for name, value in element.attributes.items():
        words = value.split()
        if name == "type":
            # an item has one type, so that several are alternatives whatever `match` says
            tests.append(_test_type(frozenset(words)))
        elif name == "variable":
            tests += [_test_variable(word) for word in words]
        elif name == "is-numeric":
            tests += [_test_numeric(word) for word in words]
        elif name == "is-uncertain-date":
            tests += [_test_uncertain(word) for word in words]
        elif name == "locator":
            tests += [
                _test_locator(word if word != "sub" else "sub-verbo") for word in words if word != "verbo"
            ]
        elif name == "position":
            tests += [_test_position(word) for word in words]
        elif name == "disambiguate":
            tests.append(_test_disambiguate(wanted=value == "true"))
    return tests


def _test_type(kinds: frozenset[str]) -> Condition:
    return lambda ctx: ctx.item.type in kinds


def _test_variable(variable: str) -> Condition:
    if variable == "locator":
        return lambda ctx: ctx.cite is not None and bool(ctx.cite.locator)
    if variable == "first-reference-note-number":
        return lambda ctx: ctx.cite is not None and bool(ctx.cite.first_note)
    return lambda ctx: variable in ctx.item.filled


def _test_numeric(variable: str) -> Condition:
    def test(ctx: Context) -> bool:
        if variable in NUMBER_VARIABLES or variable == "page-first":
            number = ctx.number(variable)
            return number is not None and number.numeric
        value = ctx.item.fields.get(variable, "")
        return variable in {"title", "version"} and value[-1:].isdecimal()

    return test


def _test_uncertain(variable: str) -> Condition:
    def test(ctx: Context) -> bool:
        date = ctx.item.dates.get(variable)
        return date is not None and date.circa

    return test


def _test_locator(label: str) -> Condition:
    def test(ctx: Context) -> bool:
        number = ctx.number("locator")
        return number is not None and number.label == label

    return test


def _test_position(position: str) -> Condition:
    if position == "near-note":
        return lambda ctx: (
            ctx.area == "citation"
            and ctx.cite is not None
            and (ctx.cite.position or 0) >= 1
            and ctx.cite.near_note
        )
    if position == "far-note":
        return lambda ctx: (
            ctx.area == "citation"
            and ctx.cite is not None
            and (ctx.cite.position or 0) == 1
            and not ctx.cite.near_note
        )
    least = POSITIONS.get(position, 99)

    def test(ctx: Context) -> bool:
        if ctx.area == "bibliography":
            return False
        if ctx.cite is None:
            return least == 0
        current = ctx.cite.position or 0
        return current == 0 if least == 0 else current >= least

    return test


def _test_disambiguate(*, wanted: bool) -> Condition:
    def test(ctx: Context) -> bool:
        if not wanted:
            return False
        ctx.condition_total += 1
        listed = ctx.area == "bibliography"
        limit = ctx.registry.condition_of(ctx.item.id) if listed else ctx.config.condition
        if ctx.condition_count < limit:
            ctx.condition_count += 1
            return True
        return False

    return test
