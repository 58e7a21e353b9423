"""Schemathesis over the interface: whatever fits its description or does not, nothing breaks.

Needs the package schemathesis; the examples are the same in every run.
"""

import pytest

from citekit.serve.openapi import describe_interface
from citekit.serve.operations import OPERATIONS

hypothesis = pytest.importorskip("hypothesis", reason="the package hypothesis is not installed")
schemathesis = pytest.importorskip("schemathesis", reason="the package schemathesis is not installed")

EXAMPLES = 12


@pytest.fixture(scope="module")
def schema():
    return schemathesis.openapi.from_dict(describe_interface())


@pytest.fixture(scope="module")
def checks():
    from schemathesis.checks import load_all_checks, not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    load_all_checks()
    return not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance


@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_no_request_breaks_the_interface(bench, paper, schema, checks, operation, mode, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    described = schema[operation.path][operation.method]
    generation = schemathesis.GenerationMode(mode)

    @hypothesis.given(
        case=described.as_strategy(generation_mode=generation), real=hypothesis.strategies.booleans()
    )
    @hypothesis.settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
    )  # fmt: skip
    def send(case, real):
        if real and "session" in case.path_parameters:
            case.path_parameters["session"] = paper
        headers = {"Authorization": f"Bearer {bench.token}"}
        case.call_and_validate(base_url=f"http://{bench.host}", headers=headers, checks=list(checks))

    send()
