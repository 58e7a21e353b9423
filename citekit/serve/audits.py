"""Audits of a session's links: run in a thread, watched by the pages, kept with the session."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citekit.audit.plan import LinkTarget, plan_bibliography, plan_document
from citekit.audit.store import read_check, write_check
from citekit.audit.verdict import LinkCheck
from citekit.errors import CitekitError
from citekit.model import Analysis, Bibliography
from citekit.serve import shapes

if TYPE_CHECKING:
    from citekit.audit.run import AuditOptions


def plan_audit(analysis: Analysis) -> list[LinkTarget]:
    """Return what is to be audited: the links of the text, then those that only entries have; each once."""
    targets = {target.url: target for target in plan_document(analysis)}
    for target in plan_bibliography(Bibliography(entries=analysis.entries)):
        targets.setdefault(target.url, target)
    return list(targets.values())


def dump_check(check: LinkCheck) -> str:
    """Return a result as the store keeps it."""
    return json.dumps(write_check(check), ensure_ascii=False)


def load_check(url: str, details: str) -> LinkCheck:
    """Return a result out of the store."""
    return read_check(json.loads(details), LinkTarget(url))


def view_check(check: LinkCheck) -> shapes.Check:
    """Return a result as the interface gives it."""
    memento = check.memento
    return shapes.Check(
        check.verdict.value,
        check.reason,
        check.message,
        check.status,
        check.final_url,
        check.correction,
        check.checked_at,
        memento.url if memento else "",
        memento.when if memento else "",
    )


@dataclass(slots=True)
class AuditRun:
    """An audit under way, or ended.

    Attributes:
        total: Addresses to be checked.
        done: Those checked.
        running: Whether it goes on.
        message: Why it could not go on, or empty.
    """

    total: int = 0
    done: int = 0
    running: bool = True
    message: str = ""
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Let it end after what is under way."""
        self._stop.set()

    def view(self) -> shapes.AuditView:
        """Return how far it is."""
        return shapes.AuditView(self.running, self.done, self.total, self.message)

    def run(
        self, targets: list[LinkTarget], options: AuditOptions, on_check: Callable[[LinkCheck], None]
    ) -> None:
        """Check all targets.

        Args:
            targets: Each address once.
            options: How to check.
            on_check: Called with each result.
        """
        try:
            from citekit.audit.run import check_links  # noqa: PLC0415 - its library may be missing

            results = check_links(self._draw(targets), options)
            for check in results:
                self.done += 1
                on_check(check)
                if self._stop.is_set():
                    results.close()  # type: ignore[attr-defined] # a generator
                    break
        except CitekitError as error:
            self.message = str(error)
        finally:
            self.running = False

    def _draw(self, targets: list[LinkTarget]) -> Iterator[LinkTarget]:
        for target in targets:
            if self._stop.is_set():
                return
            yield target
