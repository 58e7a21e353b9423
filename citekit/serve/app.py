"""The application: the routes of the interface, the pages, their files, and the guard before them all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from citekit.errors import CitekitError
from citekit.serve.openapi import describe_interface
from citekit.serve.operations import OPERATIONS, Call, File, Operation
from citekit.serve.pages import FILES, choose_interface, read_file, write_index, write_session
from citekit.serve.security import DOWNLOAD_POLICY, Access, Guard, refuse
from citekit.serve.state import UnfitError
from citekit.serve.store import FullError, StaleError
from citekit.serve.workbench import AbsentError, NothingError, Workbench

#: Largest body of a request that is JSON, in bytes.
_JSON_BYTES: Final = 8 * 1024 * 1024
_Endpoint = Callable[[Request], Awaitable[Response]]


class _TooLargeError(Exception):
    """A body is larger than it may be."""


def make_app(bench: Workbench, access: Access) -> ASGIApp:
    """Return the application (ASGI 3.0).

    Args:
        bench: The work behind it; closed when the application ends.
        access: What a request must show.
    """

    @asynccontextmanager
    async def live(_app: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(bench.close)

    paths: dict[str, dict[str, Operation]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = operation
    app = Starlette(
        routes=[
            Route("/", _show_index, methods=["GET"]),
            Route("/s/{session}", _make_session_page(bench), methods=["GET"]),
            Route("/static/{name}", _send_file, methods=["GET"]),
            Route("/favicon.ico", _send_icon, methods=["GET"]),
            Route("/api/openapi.json", _describe, methods=["GET"]),
            Route("/api/sessions/{session}/events", _make_events(bench), methods=["GET"]),
            *(
                Route(path, _make_endpoint(bench, operations), methods=list(operations))
                for path, operations in paths.items()
            ),
        ],
        lifespan=live,
        exception_handlers={HTTPException: _tell_http_problem, Exception: _tell_fault},
    )
    return Guard(app, access)


async def _tell_http_problem(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return refuse(status, "http", "There is nothing here." if status == 404 else "This cannot be done here.")


async def _tell_fault(_request: Request, _error: Exception) -> Response:
    return refuse(500, "fault", "The workbench made a mistake; what was confirmed is kept.")


def _refuse_error(error: CitekitError) -> Response:
    """Return the answer to what could not be done."""
    if isinstance(error, StaleError):
        return refuse(409, "stale", error.message, error.hint, error.version)
    if isinstance(error, AbsentError):
        status = 409 if "not ready" in error.message else 404
        return refuse(status, "absent", error.message, error.hint)
    if isinstance(error, FullError):
        return refuse(507, "store", error.message, error.hint)
    if isinstance(error, NothingError):
        return refuse(409, "nothing", error.message)
    code = "unfit" if isinstance(error, UnfitError) else error.code
    return refuse(422, code, error.message, error.hint)


# The interface.


def _make_endpoint(bench: Workbench, operations: dict[str, Operation]) -> _Endpoint:
    async def answer(request: Request) -> Response:
        operation = operations["GET" if request.method == "HEAD" else request.method]
        try:
            call = await _read_call(request, operation, bench.options.max_bytes)
        except _TooLargeError:
            return refuse(413, "too-large", "This is too large.", f"at most {bench.options.max_bytes} bytes")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return refuse(400, "malformed", f"The request is malformed: {error}")
        except ClientDisconnect:
            return Response(status_code=400)
        try:
            result = await run_in_threadpool(operation.run, bench, call)
        except CitekitError as error:
            return _refuse_error(error)
        return _write_result(result, operation)

    return answer


async def _read_call(request: Request, operation: Operation, max_bytes: int) -> Call:
    query = None
    if operation.query is not None:
        given = dict(request.query_params)
        query = msgspec.convert(given, type=operation.query, strict=False)
    body: Any = None
    if operation.body is bytes:
        body = await _read_body(request, max_bytes)
    elif operation.body is not None:
        body = msgspec.json.decode(await _read_body(request, _JSON_BYTES), type=operation.body)
    return Call(request.path_params, query, body)


async def _read_body(request: Request, most: int) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise _TooLargeError
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise _TooLargeError
        chunks.append(chunk)
    return b"".join(chunks)


def _write_result(result: Any, operation: Operation) -> Response:  # noqa: ANN401 - as the operation gives it
    if isinstance(result, File):
        headers = {
            "content-disposition": f'attachment; filename="{result.name}"',
            "content-security-policy": DOWNLOAD_POLICY,
        }
        return Response(result.content, operation.status, headers, f"{result.media}; charset=utf-8")
    if result is None:
        return Response(status_code=operation.status)
    return Response(msgspec.json.encode(result), operation.status, media_type="application/json")


async def _describe(request: Request) -> Response:
    described = describe_interface(str(request.base_url))
    return Response(msgspec.json.encode(described), media_type="application/json")


def _make_events(bench: Workbench) -> _Endpoint:
    async def watch(request: Request) -> Response:
        session = request.path_params["session"]
        try:
            summary = await run_in_threadpool(bench.summarize, session)
        except CitekitError as error:
            return _refuse_error(error)
        first = {
            "kind": "hello",
            "version": summary.version,
            "status": summary.status,
            "stage": summary.stage,
        }
        return StreamingResponse(bench.notices.stream(session, first), media_type="text/event-stream")

    return watch


# Pages and their files.


async def _show_index(request: Request) -> Response:
    return HTMLResponse(write_index(choose_interface(request.headers.get("accept-language", ""))))


def _make_session_page(bench: Workbench) -> _Endpoint:
    async def show(request: Request) -> Response:
        session = request.path_params["session"]
        try:
            summary = await run_in_threadpool(bench.summarize, session)
        except CitekitError:
            return RedirectResponse("/", 303)
        interface = choose_interface(request.headers.get("accept-language", ""))
        return HTMLResponse(write_session(summary, interface))

    return show


async def _send_file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404)
    return Response(read_file(name), media_type=FILES[name])


async def _send_icon(_request: Request) -> Response:
    return Response(status_code=204)
