"""Results in an SQLite file: the history of every address, and what an interrupted run had done already.

Successes count until they are too old; failures are checked again, but for those of a run that never
ended, so that it goes on where it stopped. Several runs may write to one file.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

import msgspec

from citekit.audit.plan import LinkTarget
from citekit.audit.verdict import ALIVE, Drift, Hop, LinkCheck, Memento, Verdict
from citekit.errors import AuditError

SCHEMA_VERSION: Final = 1
#: Results that are held in memory at most until they are written, where none is to outlive the run.
BATCH_UNKEPT: Final = 20_000
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, started REAL NOT NULL, pid INTEGER NOT NULL, finished REAL
);
CREATE TABLE IF NOT EXISTS checks (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), url TEXT NOT NULL,
    checked REAL NOT NULL, verdict TEXT NOT NULL, details TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS checks_by_url ON checks (url, checked);
"""
_ALIVE_VALUES: Final = tuple(sorted(verdict.value for verdict in ALIVE))
_FIND: Final = f"""
SELECT details FROM checks JOIN runs ON runs.id = checks.run
WHERE url = ? AND (run = ? OR (checked > ? AND (
    verdict IN ({", ".join("?" * len(_ALIVE_VALUES))}) OR finished IS NULL)))
ORDER BY checked DESC LIMIT 1
"""  # noqa: S608 - nothing but question marks is put in


class Store:
    """The results of all runs that used one file.

    Args:
        path: The file; None keeps results for this run only, in a temporary file of SQLite's own.
        max_age: Seconds for which a result counts.

    Attributes:
        is_kept: The results outlive the run.

    Raises:
        AuditError: The file cannot be opened, is no store, or comes from a later version.
    """

    def __init__(self, path: Path | None, max_age: float = 86_400.0) -> None:
        self.max_age = max_age
        self._pending: dict[str, tuple[float, LinkCheck]] = {}
        self.is_kept = path is not None
        self._done: set[int] = set()
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(str(path) if path else "", timeout=30, isolation_level=None)
            self._prepare()
        except (sqlite3.Error, OSError) as error:
            raise AuditError(f"cannot use the store: {error}", source=str(path)) from error

    def _prepare(self) -> None:
        run = self._database.execute
        run("PRAGMA busy_timeout = 30000")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        version = run("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise AuditError(f"the store has the schema {version}, later than {SCHEMA_VERSION}")
        run("BEGIN IMMEDIATE")
        for statement in _SCHEMA.strip().split(";\n"):
            run(statement)
        run(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._has_others = run("SELECT 1 FROM checks LIMIT 1").fetchone() is not None
        cursor = run("INSERT INTO runs (started, pid) VALUES (?, ?)", (time.time(), os.getpid()))
        self.run_id = cursor.lastrowid
        run("COMMIT")
        self._first_version = self.read_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def find_check(self, target: LinkTarget) -> LinkCheck | None:
        """Return the result that counts for a link, or None where it is to be checked."""
        pending = self._pending.get(target.url)
        if pending is not None:
            return msgspec.structs.replace(pending[1], target=target)
        if hash(target.url) not in self._done and not self._may_know():
            return None
        row = self._database.execute(
            _FIND,
            (target.url, self.run_id, time.time() - self.max_age, *_ALIVE_VALUES),
        ).fetchone()
        return read_check(msgspec.json.decode(row[0]), target) if row else None

    def _may_know(self) -> bool:
        """Tell whether results of other runs are there: of earlier ones, or of one that writes meanwhile."""
        if not self._has_others and self.is_kept:
            self._has_others = self.read_version() != self._first_version
        return self._has_others

    def read_version(self) -> int:
        """Return a number that changes when another run writes."""
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def add(self, check: LinkCheck) -> None:
        """Keep a result; it is on the disk with the next `turn`, before anything else is waited for."""
        self._pending[check.target.url] = (time.time(), check)
        self._done.add(hash(check.target.url))
        if len(self._pending) >= BATCH_UNKEPT:
            self.flush()

    def turn(self) -> None:
        """Write what waits, unless nothing is to outlive the run."""
        if self.is_kept and self._pending:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        rows = [
            (self.run_id, url, when, check.verdict.value, msgspec.json.encode(write_check(check)).decode())
            for url, (when, check) in self._pending.items()
        ]
        if rows:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany(
                "INSERT INTO checks (run, url, checked, verdict, details) VALUES (?, ?, ?, ?, ?)", rows
            )
            self._database.execute("COMMIT")
        self._pending.clear()

    def history(self, url: str) -> Iterator[tuple[float, Verdict]]:
        """Yield when an address was checked, in seconds since 1970, and with which verdict, oldest first."""
        self.flush()
        for when, verdict in self._database.execute(
            "SELECT checked, verdict FROM checks WHERE url = ? ORDER BY checked", (url,)
        ):
            yield when, Verdict(verdict)

    def finish(self) -> None:
        """Note that the run is complete, and with it those whose process is gone."""
        if not self.is_kept:
            return
        self.flush()
        gone = [
            run
            for run, pid in self._database.execute("SELECT id, pid FROM runs WHERE finished IS NULL")
            if run != self.run_id and not _is_running(pid)
        ]
        self._database.executemany(
            "UPDATE runs SET finished = ? WHERE id = ?", [(time.time(), run) for run in (self.run_id, *gone)]
        )

    def close(self) -> None:
        """Write what waits, and close the file."""
        with suppress(sqlite3.ProgrammingError):
            if self.is_kept:
                self.flush()
            self._database.close()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def write_check(check: LinkCheck) -> dict[str, Any]:
    """Return a result without its target as plain values."""
    memento, drift = check.memento, check.drift
    return {
        "verdict": check.verdict.value,
        "reason": check.reason,
        "message": check.message,
        "status": check.status,
        "chain": [[hop.url, hop.status, hop.kind] for hop in check.chain],
        "final_url": check.final_url,
        "correction": check.correction,
        "evidence": list(check.evidence),
        "confidence": check.confidence,
        "requests": check.requests,
        "seconds": check.seconds,
        "checked_at": check.checked_at,
        "memento": [memento.url, memento.when, memento.days] if memento else None,
        "drift": [drift.likeness, drift.changed, drift.removed, drift.added] if drift else None,
    }


def read_check(values: dict[str, Any], target: LinkTarget) -> LinkCheck:
    """Return the result that `write_check` wrote, for a target."""
    fields = dict(values)
    memento, drift = fields.pop("memento", None), fields.pop("drift", None)
    return LinkCheck(
        target=target,
        verdict=Verdict(fields.pop("verdict")),
        chain=tuple(Hop(*hop) for hop in fields.pop("chain")),
        evidence=tuple(fields.pop("evidence")),
        memento=Memento(*memento) if memento else None,
        drift=Drift(drift[0], drift[1], tuple(drift[2]), tuple(drift[3])) if drift else None,
        **fields,
    )
