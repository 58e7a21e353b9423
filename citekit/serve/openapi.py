"""The description of the interface (OpenAPI 3.1), made of the table of operations and their types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

import msgspec

from citekit import __version__
from citekit.serve import shapes
from citekit.serve.exports import EXPORTS
from citekit.serve.operations import OPERATIONS, File, Operation

Json = dict[str, Any]

#: What any request may be refused with: malformed, no token, foreign, too large or long, no host, no room.
ANY_PROBLEMS: Final = (400, 401, 403, 413, 414, 421, 507)
_PARAMETER: Final = re.compile(r"\{(\w+)\}")
_REFERENCE: Final = "#/components/schemas/{name}"
_SCHEMES: Final = {
    "token": {"type": "http", "scheme": "bearer", "description": "The token in the printed address."}
}


def describe_interface(server: str = "/") -> Json:
    """Return the description as a JSON object.

    Args:
        server: Address of the server.
    """
    types = [kind for operation in OPERATIONS for kind in _types_of(operation)]
    schemas, components = msgspec.json.schema_components([*types, shapes.Problem], ref_template=_REFERENCE)
    queries = [operation.query for operation in OPERATIONS if operation.query is not None]
    _, described = msgspec.json.schema_components(queries, ref_template=_REFERENCE)
    by_type = dict(zip([*types, shapes.Problem], schemas, strict=True))
    paths: Json = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _describe(
            operation, by_type, described
        )
    paths["/api/sessions/{session}/events"] = {"get": _describe_events()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "citekit workbench",
            "version": __version__,
            "description": "Documents with their citations: analysed, corrected, exported.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": _SCHEMES},
    }


def _types_of(operation: Operation) -> Iterator[Any]:
    if operation.body not in {None, bytes}:
        yield operation.body
    if operation.result not in {None, File}:
        yield operation.result


def _describe(operation: Operation, schemas: Json, queries: Json) -> Json:
    described: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*_describe_path(operation), *_describe_query(operation, queries)],
        "responses": {
            str(operation.status): _describe_result(operation, schemas),
            **_describe_problems((*ANY_PROBLEMS, *operation.problems)),
        },
    }
    if operation.body is bytes:
        content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
        described["requestBody"] = {"required": True, "content": content}
    elif operation.body is not None:
        content = {"application/json": {"schema": schemas[operation.body]}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _describe_path(operation: Operation) -> Iterator[Json]:
    for name in _PARAMETER.findall(operation.path):
        schema: Json = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
        if name in operation.values:
            schema = {"type": "string", "enum": list(operation.values[name])}
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _describe_query(operation: Operation, queries: Json) -> Iterator[Json]:
    if operation.query is None:
        return
    schema = queries[operation.query.__name__]
    for name, one in schema["properties"].items():
        yield {"name": name, "in": "query", "required": name in schema.get("required", ()), "schema": one}


def _describe_result(operation: Operation, schemas: Json) -> Json:
    answer: Json = {"description": operation.summary}
    if operation.result is File:
        media = sorted({export.media for export in EXPORTS.values()})
        answer["content"] = {
            name: {"schema": {"type": "array" if name.endswith("+json") else "string"}} for name in media
        }
    elif operation.result is not None:
        answer["content"] = {"application/json": {"schema": schemas[operation.result]}}
    return answer


def _describe_problems(statuses: tuple[int, ...]) -> Json:
    schema = {"$ref": _REFERENCE.format(name="Problem")}
    return {
        str(status): {
            "description": HTTPStatus(status).phrase,
            "content": {"application/problem+json": {"schema": schema}},
        }
        for status in sorted(set(statuses))
    }


def _describe_events() -> Json:
    return {
        "operationId": "watchSession",
        "summary": "Watch a session: server-sent events, each a JSON object with its `kind`.",
        "description": "`hello`, `changed` (version), `stage`, `ready`, `check` (url, check, audit), "
        "`audit`, `reload`, `removed`.",
        "parameters": [
            {
                "name": "session",
                "in": "path",
                "required": True,
                "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
            }
        ],
        "responses": {
            "200": {
                "description": "An event stream.",
                "content": {"text/event-stream": {"schema": {"type": "string"}}},
            },
            **_describe_problems((*ANY_PROBLEMS, 404)),
        },
    }
