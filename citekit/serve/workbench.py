"""The work behind the interface: documents come in, corrections are confirmed, audits run, results go out."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from citekit.errors import CitekitError, ServeError
from citekit.model import Analysis
from citekit.serve import shapes
from citekit.serve.analysis import AnalysisLimits, Analyst
from citekit.serve.audits import AuditRun, dump_check, load_check, plan_audit, view_check
from citekit.serve.corrections import Correction
from citekit.serve.draft import Corrected
from citekit.serve.lookup import LookupService
from citekit.serve.notices import Notices
from citekit.serve.state import Step, fold_log, name_correction, replay
from citekit.serve.store import SessionRow, SessionStore, StaleError
from citekit.serve.stored import unpack_analysis

if TYPE_CHECKING:
    from citekit.audit.run import AuditOptions
    from citekit.audit.verdict import LinkCheck

#: Sessions whose state is kept in memory.
_KEPT: Final = 8
#: Audits under way at once.
_MOST_AUDITS: Final = 4


class AbsentError(ServeError):
    """There is no such session, or it is not ready."""


class NothingError(ServeError):
    """There is nothing to undo or redo."""


@dataclass(frozen=True, slots=True)
class WorkbenchOptions:
    """What the workbench may do.

    Attributes:
        max_bytes: Largest document.
        analysts: Documents that are analysed at once.
        limits: What one analysis may take.
        lookup: Where DOIs are asked for.
        audit: How links are audited; None: the workbench is offline.
        archives: The same with snapshots looked up.
    """

    max_bytes: int = 64 * 1024 * 1024
    analysts: int = 2
    limits: AnalysisLimits = field(default_factory=AnalysisLimits)
    lookup: LookupService = field(default_factory=LookupService)
    audit: AuditOptions | None = None
    archives: AuditOptions | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A session as it is now: its row, the corrected analysis, what could be undone and redone."""

    row: SessionRow
    corrected: Corrected
    done: tuple[Correction, ...]
    undone: tuple[Correction, ...]


class Workbench:
    """All sessions of one store, with what is under way in them. It may be used from several threads.

    Args:
        store: Where sessions are kept.
        options: What it may do.
    """

    def __init__(self, store: SessionStore, options: WorkbenchOptions | None = None) -> None:
        self.store = store
        self.options = options or WorkbenchOptions()
        self.notices = Notices()
        self._analyst = Analyst(self.options.limits)
        self._pool = ThreadPoolExecutor(self.options.analysts, thread_name_prefix="analysis")
        self._lock = threading.RLock()
        self._session_locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._opened: OrderedDict[str, tuple[Analysis, Opened]] = OrderedDict()
        self._stages: dict[str, str] = {}
        self._audits: dict[str, AuditRun] = {}
        self._closed = threading.Event()
        for session in store.list_waiting():
            self._begin_analysis(session)

    def close(self) -> None:
        """Stop what is under way; a document that waits is analysed when the workbench opens again."""
        self._closed.set()
        self.notices.close()
        with self._lock:
            audits = list(self._audits.values())
        for audit in audits:
            audit.stop()
        self._analyst.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.store.close()

    # Documents.

    def add_document(self, name: str, content: bytes, language: str | None) -> shapes.SessionSummary:
        """Keep a document and begin to analyse it."""
        session = self.store.add_session(name, content, language)
        self._begin_analysis(session)
        return self.summarize(session)

    def _begin_analysis(self, session: str) -> None:
        with self._lock:
            self._stages[session] = "wait"
        self._pool.submit(self._analyze, session)

    def _analyze(self, session: str) -> None:
        row = self.store.find_session(session)
        if row is None or self._closed.is_set():
            return
        try:
            content = self.store.read_source(session)
            packed = self._analyst.analyze(
                content, row.name, row.language, lambda stage: self._set_stage(session, stage)
            )
            unpack_analysis(packed)
            self.store.finish_analysis(session, packed)
        except CitekitError as error:
            if self._closed.is_set():
                return
            self.store.fail_analysis(
                session, f"{error.message} ({error.hint})" if error.hint else error.message
            )
        with self._lock:
            self._stages.pop(session, None)
        self.notices.publish(session, {"kind": "ready"})

    def _set_stage(self, session: str, stage: str) -> None:
        with self._lock:
            self._stages[session] = stage
        self.notices.publish(session, {"kind": "stage", "stage": stage})

    def summarize(self, session: str) -> shapes.SessionSummary:
        """Return a session's summary.

        Raises:
            AbsentError: There is no such session.
        """
        from citekit.serve.views import view_summary  # noqa: PLC0415 - slow to import, only with sessions

        return view_summary(self._find(session), self._stages.get(session, ""))

    def list_sessions(self) -> shapes.SessionList:
        """Return all sessions."""
        from citekit.serve.views import view_summary  # noqa: PLC0415 - as above

        rows = self.store.list_sessions()
        return shapes.SessionList([view_summary(row, self._stages.get(row.id, "")) for row in rows])

    def remove(self, session: str) -> None:
        """Remove a session with all that belongs to it."""
        self._find(session)
        with self._lock:
            audit = self._audits.pop(session, None)
            self._opened.pop(session, None)
        if audit is not None:
            audit.stop()
        self.store.remove_session(session)
        self.notices.publish(session, {"kind": "removed"})

    def _find(self, session: str) -> SessionRow:
        row = self.store.find_session(session)
        if row is None:
            raise AbsentError("there is no such session", hint="it was removed, or the address is wrong")
        return row

    # State and corrections.

    def open(self, session: str) -> Opened:
        """Return a session as it is now.

        Raises:
            AbsentError: There is no such session, or its document is not analysed.
            ServeError: What is stored is damaged.
        """
        with self._session_locks[session]:
            return self._open(session)

    def _open(self, session: str) -> Opened:
        row = self._find(session)
        if row.status != "ready":
            why = row.message or "its document is being analysed"
            raise AbsentError(f"the session is not ready: {why}")
        with self._lock:
            kept = self._opened.get(session)
            if kept is not None:
                self._opened.move_to_end(session)
        if kept is not None and kept[1].row.version == row.version:
            return kept[1]
        packed = self.store.read_analysis(session)
        analysis = kept[0] if kept is not None else unpack_analysis(packed or b"")
        done, undone = fold_log(one.step for one in self.store.read_log(session))
        opened = Opened(row, replay(analysis, done), tuple(done), tuple(undone))
        self._keep(session, analysis, opened)
        return opened

    def _keep(self, session: str, analysis: Analysis, opened: Opened) -> None:
        with self._lock:
            self._opened[session] = (analysis, opened)
            self._opened.move_to_end(session)
            while len(self._opened) > _KEPT:
                self._opened.popitem(last=False)

    def correct(self, session: str, version: int, correction: Correction) -> shapes.Confirmed:
        """Confirm a correction: it fits the session, and is on the disk when this returns.

        Raises:
            StaleError: The session has a newer version than `version`.
            UnfitError: The correction does not fit.
        """
        with self._session_locks[session]:
            before = self._open(session)
            if before.row.version != version:
                raise StaleError(before.row.version)
            done = (*before.done, correction)
            after = replay(self._opened[session][0], done)
            return self._append(session, version, Step("correction", correction), before, after, done, ())

    def undo(self, session: str, version: int) -> shapes.Confirmed:
        """Undo the last correction that is in force."""
        return self._turn(session, version, "undo")

    def redo(self, session: str, version: int) -> shapes.Confirmed:
        """Redo the correction that was undone last."""
        return self._turn(session, version, "redo")

    def _turn(self, session: str, version: int, kind: str) -> shapes.Confirmed:
        with self._session_locks[session]:
            before = self._open(session)
            if before.row.version != version:
                raise StaleError(before.row.version)
            done, undone = before.done, before.undone
            if not (done if kind == "undo" else undone):
                raise NothingError(f"there is nothing to {kind}")
            if kind == "undo":
                done, undone = done[:-1], (*undone, done[-1])
            else:
                done, undone = (*done, undone[-1]), undone[:-1]
            after = replay(self._opened[session][0], done)
            return self._append(session, version, Step(kind), before, after, done, undone)

    def _append(
        self,
        session: str,
        version: int,
        step: Step,
        before: Opened,
        after: Corrected,
        done: tuple[Correction, ...],
        undone: tuple[Correction, ...],
    ) -> shapes.Confirmed:
        new = self.store.append(session, version, step)
        self._keep(session, self._opened[session][0], Opened(self._find(session), after, done, undone))
        self.notices.publish(session, {"kind": "changed", "version": new})
        return shapes.Confirmed(new, _find_added(before.corrected.ids, after.ids))

    def view(self, session: str) -> shapes.SessionState:
        """Return all that a session shows, the text aside."""
        from citekit.serve.views import view_state, view_summary  # noqa: PLC0415 - as above

        opened = self.open(session)
        audit = self._audits.get(session)
        return view_state(
            view_summary(opened.row, self._stages.get(session, "")),
            opened.corrected,
            name_correction(opened.done[-1]) if opened.done else None,
            name_correction(opened.undone[-1]) if opened.undone else None,
            audit.view() if audit else shapes.AuditView(running=False, done=0, total=0),
            self.read_checks(session),
        )

    # Audits.

    def read_checks(self, session: str) -> dict[str, LinkCheck]:
        """Return what audits have said of a session's links, by address."""
        return {url: load_check(url, details) for url, details in self.store.read_checks(session).items()}

    def begin_audit(self, session: str, request: shapes.AuditRequest) -> shapes.AuditView:
        """Begin to audit a session's links, unless that is under way.

        Raises:
            ServeError: The workbench is offline, or too many audits run.
        """
        options = self.options.archives if request.archives else self.options.audit
        if options is None:
            raise ServeError("links are not audited: the workbench is offline")
        known = {} if request.again else self.store.read_checks(session)
        targets = [one for one in plan_audit(self.open(session).corrected.analysis) if one.url not in known]
        with self._lock:
            running = self._audits.get(session)
            if running is not None and running.running:
                return running.view()
            if sum(audit.running for audit in self._audits.values()) >= _MOST_AUDITS:
                raise ServeError("too many audits run at once", hint="wait for one to end")
            audit = self._audits[session] = AuditRun(len(targets))

        def keep(check: LinkCheck) -> None:
            self.store.keep_check(session, check.target.url, dump_check(check))
            notice = {"kind": "check", "url": check.target.url, "check": view_check(check)}
            self.notices.publish(session, {**notice, "audit": audit.view()})

        def run() -> None:
            audit.run(targets, options, keep)
            self.notices.publish(session, {"kind": "audit", "audit": audit.view()})

        threading.Thread(target=run, name="audit", daemon=True).start()
        self.notices.publish(session, {"kind": "audit", "audit": audit.view()})
        return audit.view()

    def stop_audit(self, session: str) -> shapes.AuditView:
        """Let an audit end."""
        self._find(session)
        audit = self._audits.get(session)
        if audit is None:
            return shapes.AuditView(running=False, done=0, total=0)
        audit.stop()
        return audit.view()


def _find_added(before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the id of the entry or finding that is there now and was not before."""
    for kind, names in after.items():
        if len(names) > len(before[kind]):
            return next(iter(set(names) - set(before[kind])), None)
    return None
