"""Sessions in an SQLite file: documents, their analyses, the log of corrections, the results of audits.

The log is only ever appended to. `synchronous=FULL` puts a correction on the disk before it is confirmed,
and the number of its row is the session's version: who writes says which version was seen.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import msgspec

from citekit.errors import ServeError
from citekit.serve.corrections import Correction
from citekit.serve.state import Step

SCHEMA_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, language TEXT, created REAL NOT NULL, changed REAL NOT NULL,
    status TEXT NOT NULL, message TEXT NOT NULL DEFAULT '', source BLOB NOT NULL, analysis BLOB
);
CREATE TABLE IF NOT EXISTS log (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, version INTEGER NOT NULL,
    kind TEXT NOT NULL, correction TEXT, written REAL NOT NULL, PRIMARY KEY (session, version)
);
CREATE TABLE IF NOT EXISTS checks (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, url TEXT NOT NULL,
    details TEXT NOT NULL, PRIMARY KEY (session, url)
);
"""
_SUMMARY: Final = (
    "SELECT id, name, language, created, changed, status, message, length(source), "
    "(SELECT coalesce(max(version), 0) FROM log WHERE session = id) FROM sessions"
)


class StaleError(ServeError):
    """A correction was made of a version that is no longer the newest.

    Args:
        version: The newest version.
    """

    def __init__(self, version: int) -> None:
        super().__init__(
            "the session was changed elsewhere meanwhile", hint="look at the change, then correct again"
        )
        self.version = version


class FullError(ServeError):
    """The file takes nothing more: the disk is full, the file read-only or damaged."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session without what it holds.

    Attributes:
        id: Random name.
        name: Name of the document.
        language: As given with the document, or None.
        created: Seconds since 1970.
        changed: Seconds since 1970.
        status: `waiting`, `ready` or `failed`.
        message: Why it failed.
        size: Bytes of the document.
        version: Number of the last row of its log; 0 without corrections.
    """

    id: str
    name: str
    language: str | None
    created: float
    changed: float
    status: str
    message: str
    size: int
    version: int


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the log with its version and the time of its writing."""

    version: int
    step: Step
    written: float


class SessionStore:
    """All sessions of one file. It may be used from several threads, and by several processes.

    Args:
        path: The file; it is made readable for its owner alone.

    Raises:
        ServeError: The file cannot be opened, is no store, or comes from a later version.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            self._database = sqlite3.connect(
                str(path), timeout=30, isolation_level=None, check_same_thread=False
            )
            self._prepare()
        except (sqlite3.Error, OSError) as error:
            raise ServeError(f"cannot use the store: {error}", source=str(path)) from error

    def _prepare(self) -> None:
        run = self._database.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA foreign_keys = ON")
        version = run("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise ServeError(f"the store has the schema {version}, later than {SCHEMA_VERSION}")
        run("BEGIN IMMEDIATE")
        for statement in _SCHEMA.strip().split(";\n"):
            run(statement)
        run(f"PRAGMA user_version = {SCHEMA_VERSION}")
        run("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock, suppress(sqlite3.ProgrammingError):
            self._database.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing."""
        with self._lock:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                yield self._database
                self._database.execute("COMMIT")
            except sqlite3.IntegrityError:
                self._take_back()
                raise
            except sqlite3.Error as error:
                self._take_back()
                raise FullError(
                    f"the store cannot be written: {error}", hint="nothing was changed"
                ) from error
            except BaseException:
                self._take_back()
                raise

    def _take_back(self) -> None:
        with suppress(sqlite3.Error):
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")

    def _read(self, query: str, *values: object) -> list[Any]:
        with self._lock:
            try:
                return self._database.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise FullError(f"the store cannot be read: {error}") from error

    def add_session(self, name: str, source: bytes, language: str | None) -> str:
        """Keep a document that is to be analysed, and return the id of its session."""
        made, now = secrets.token_urlsafe(16), time.time()
        with self._write() as database:
            database.execute(
                "INSERT INTO sessions (id, name, language, created, changed, status, source) "
                "VALUES (?, ?, ?, ?, ?, 'waiting', ?)",
                (made, name, language, now, now, source),
            )
        return made

    def find_session(self, session: str) -> SessionRow | None:
        """Return a session, or None."""
        rows = self._read(f"{_SUMMARY} WHERE id = ?", session)
        return SessionRow(*rows[0]) if rows else None

    def list_sessions(self, most: int = 500) -> list[SessionRow]:
        """Return the sessions, the one that was changed last first."""
        return [SessionRow(*row) for row in self._read(f"{_SUMMARY} ORDER BY changed DESC LIMIT ?", most)]

    def list_waiting(self) -> list[str]:
        """Return the sessions whose document has not been analysed."""
        return [row[0] for row in self._read("SELECT id FROM sessions WHERE status = 'waiting'")]

    def read_source(self, session: str) -> bytes:
        """Return a session's document."""
        rows = self._read("SELECT source FROM sessions WHERE id = ?", session)
        return bytes(rows[0][0]) if rows else b""

    def read_analysis(self, session: str) -> bytes | None:
        """Return a session's analysis as it was packed, or None."""
        rows = self._read("SELECT analysis FROM sessions WHERE id = ?", session)
        return bytes(rows[0][0]) if rows and rows[0][0] is not None else None

    def finish_analysis(self, session: str, analysis: bytes) -> None:
        """Keep the analysis of a session."""
        with self._write() as database:
            database.execute(
                "UPDATE sessions SET status = 'ready', message = '', analysis = ?, changed = ? WHERE id = ?",
                (analysis, time.time(), session),
            )

    def fail_analysis(self, session: str, message: str) -> None:
        """Keep why a session's document could not be analysed."""
        with self._write() as database:
            database.execute(
                "UPDATE sessions SET status = 'failed', message = ?, changed = ? WHERE id = ?",
                (message, time.time(), session),
            )

    def remove_session(self, session: str) -> bool:
        """Remove a session with all that belongs to it; tell whether it was there."""
        with self._write() as database:
            return database.execute("DELETE FROM sessions WHERE id = ?", (session,)).rowcount > 0

    def append(self, session: str, seen: int, step: Step) -> int:
        """Append a step to a session's log, on the disk when this returns.

        Args:
            session: The session.
            seen: The version that the step was made of.
            step: The step.

        Returns:
            The new version.

        Raises:
            StaleError: There is a newer version.
        """
        correction = None if step.correction is None else msgspec.json.encode(step.correction).decode()
        now = time.time()
        with self._write() as database:
            newest = database.execute(
                "SELECT coalesce(max(version), 0) FROM log WHERE session = ?", (session,)
            ).fetchone()[0]
            if newest != seen:
                raise StaleError(newest)
            database.execute(
                "INSERT INTO log (session, version, kind, correction, written) VALUES (?, ?, ?, ?, ?)",
                (session, newest + 1, step.kind, correction, now),
            )
            database.execute("UPDATE sessions SET changed = ? WHERE id = ?", (now, session))
        return int(newest) + 1

    def read_log(self, session: str) -> list[LogRow]:
        """Return a session's log, oldest first.

        Raises:
            ServeError: A row is damaged, or comes from a later version.
        """
        rows = self._read(
            "SELECT version, kind, correction, written FROM log WHERE session = ? ORDER BY version", session
        )
        try:
            return [
                LogRow(
                    version,
                    Step(kind, None if text is None else msgspec.json.decode(text, type=Correction)),
                    written,
                )
                for version, kind, text, written in rows
            ]
        except msgspec.DecodeError as error:
            raise ServeError(f"the log of the session is damaged: {error}", source=session) from error

    def keep_check(self, session: str, url: str, details: str) -> None:
        """Keep what an audit says of an address; a later result takes its place."""
        with suppress(sqlite3.IntegrityError), self._write() as database:  # the session may be gone
            database.execute(
                "INSERT INTO checks (session, url, details) VALUES (?, ?, ?) "
                "ON CONFLICT (session, url) DO UPDATE SET details = excluded.details",
                (session, url, details),
            )

    def read_checks(self, session: str) -> dict[str, str]:
        """Return what audits have said, by address."""
        return dict(self._read("SELECT url, details FROM checks WHERE session = ?", session))
