"""Reads the results in a store without becoming a run of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from citekit.audit.plan import LinkTarget
from citekit.audit.store import read_check
from citekit.audit.verdict import LinkCheck
from citekit.errors import AuditError


def read_results(path: Path) -> Iterator[LinkCheck]:
    """Yield the results that a store holds, oldest first; it is opened for reading only.

    Raises:
        AuditError: The file is no store.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            for url, details in database.execute("SELECT url, details FROM checks ORDER BY checked"):
                yield read_check(json.loads(details), LinkTarget(str(url)))
    except sqlite3.Error as error:
        raise AuditError(f"is no store of audits: {error}", source=str(path)) from error
