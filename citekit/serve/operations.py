"""The operations of the interface: one table, from which both the routes and the description are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Final

from citekit.serve import shapes
from citekit.serve.exports import EXPORTS, Exported, name_export
from citekit.serve.lookup import find_works, rank_proposals
from citekit.serve.workbench import AbsentError, Workbench


@dataclass(frozen=True, slots=True)
class Call:
    """A request, checked: parameters of the path, of the query, and the body."""

    path: Mapping[str, str]
    query: Any = None
    body: Any = None


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is a file to be saved."""

    content: bytes
    name: str
    media: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        method: HTTP method.
        path: Path with its parameters in braces.
        name: `operationId`.
        summary: What it does, in a line.
        run: Does it, in a thread of its own.
        result: Type of the answer; None for no content, `File` for a file.
        query: Type of the query, or None.
        body: Type of the body, `bytes` for a raw one, or None.
        status: HTTP status of the answer.
        problems: Statuses of refusals, besides those that any request may get.
    """

    method: str
    path: str
    name: str
    summary: str
    run: Callable[[Workbench, Call], Any]
    result: Any
    query: Any = None
    body: Any = None
    status: int = 200
    problems: tuple[int, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def clean_name(name: str) -> str:
    """Return the last part of a file name, without what a name must not hold."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    cleaned = "".join(sign if sign.isprintable() else " " for sign in last).strip(" .")
    return cleaned.encode("utf-8", "replace").decode()[:200] or "document"


def _upload(bench: Workbench, call: Call) -> shapes.SessionSummary:
    return bench.add_document(clean_name(call.query.name), call.body, call.query.language)


def _export(bench: Workbench, call: Call) -> File:
    export = EXPORTS.get(call.path["format"])
    if export is None:
        raise AbsentError(f"there is no such export; one of {', '.join(EXPORTS)}")
    opened = bench.open(call.path["session"])
    given = Exported(opened.corrected, opened.row, call.query, bench.read_checks(opened.row.id))
    text = export.write(given)
    return File(text.encode("utf-8", "replace"), name_export(opened.row, export), export.media)


def _history(bench: Workbench, call: Call) -> shapes.History:
    bench.summarize(call.path["session"])
    rows = bench.store.read_log(call.path["session"])
    return shapes.History(
        [shapes.HistoryRow(row.version, row.step.kind, row.written, row.step.correction) for row in rows]  # type: ignore[arg-type] # one of three
    )


def _text(bench: Workbench, call: Call) -> shapes.TextView:
    from citekit.serve.views import view_text  # noqa: PLC0415 - slow to import, only with sessions

    opened = bench.open(call.path["session"])
    return view_text(opened.corrected, opened.row.version, bench.read_checks(call.path["session"]))


def _look_up(bench: Workbench, call: Call) -> shapes.Proposals:
    opened = bench.open(call.path["session"])
    analysis = opened.corrected.analysis
    found = find_works(call.body, bench.options.lookup, [entry.key for entry in analysis.entries])
    entry = opened.corrected.entry(call.body.entry) if call.body.entry else None
    gap = next((gap for gap in analysis.missing if entry is not None and gap.key == entry.key), None)
    return rank_proposals(found, gap)


_SESSION: Final = "/api/sessions/{session}"
OPERATIONS: Final = (
    Operation(
        "GET", "/api/sessions", "listSessions", "List the sessions.",
        lambda bench, _: bench.list_sessions(), shapes.SessionList,
    ),
    Operation(
        "POST", "/api/sessions", "addSession", "Send a document: a session begins, and its analysis.",
        _upload, shapes.SessionSummary, query=shapes.UploadQuery, body=bytes, status=201,
    ),
    Operation(
        "GET", _SESSION, "readSession", "Read all that a session shows, the text aside.",
        lambda bench, call: bench.view(call.path["session"]), shapes.SessionState, problems=(404, 409),
    ),
    Operation(
        "DELETE", _SESSION, "removeSession", "Remove a session with all that belongs to it.",
        lambda bench, call: bench.remove(call.path["session"]), None, status=204, problems=(404,),
    ),
    Operation(
        "GET", _SESSION + "/summary", "summarizeSession", "Read how far a session is.",
        lambda bench, call: bench.summarize(call.path["session"]), shapes.SessionSummary, problems=(404,),
    ),
    Operation(
        "GET", _SESSION + "/text", "readText", "Read the text as HTML with everything marked.",
        _text, shapes.TextView, problems=(404, 409),
    ),
    Operation(
        "GET", _SESSION + "/history", "readHistory", "Read the log of corrections.",
        _history, shapes.History, problems=(404,),
    ),
    Operation(
        "POST", _SESSION + "/corrections", "correct", "Confirm a correction.",
        lambda bench, call: bench.correct(call.path["session"], call.body.version, call.body.correction),
        shapes.Confirmed, body=shapes.CorrectionRequest, problems=(404, 409, 422),
    ),
    Operation(
        "POST", _SESSION + "/undo", "undo", "Undo the last correction in force.",
        lambda bench, call: bench.undo(call.path["session"], call.body.version),
        shapes.Confirmed, body=shapes.VersionRequest, problems=(404, 409),
    ),
    Operation(
        "POST", _SESSION + "/redo", "redo", "Redo the correction that was undone last.",
        lambda bench, call: bench.redo(call.path["session"], call.body.version),
        shapes.Confirmed, body=shapes.VersionRequest, problems=(404, 409),
    ),
    Operation(
        "POST", _SESSION + "/lookup", "lookUp", "Find a work by a reference, a bibliography or a DOI.",
        _look_up, shapes.Proposals, body=shapes.LookupRequest, problems=(404, 409, 422),
    ),
    Operation(
        "POST", _SESSION + "/audit", "beginAudit", "Begin to audit the links.",
        lambda bench, call: bench.begin_audit(call.path["session"], call.body),
        shapes.AuditView, body=shapes.AuditRequest, status=202, problems=(404, 409, 422),
    ),
    Operation(
        "DELETE", _SESSION + "/audit", "stopAudit", "Let an audit end.",
        lambda bench, call: bench.stop_audit(call.path["session"]), shapes.AuditView, problems=(404,),
    ),
    Operation(
        "GET", _SESSION + "/export/{format}", "export", "Take a session away as a file.",
        _export, File, query=shapes.ExportQuery, problems=(404, 409, 422), values={"format": tuple(EXPORTS)},
    ),
)  # fmt: skip
