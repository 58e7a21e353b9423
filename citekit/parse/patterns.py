"""Regular expressions that are compiled where they are first used.

Citekit knows some thousand expressions, and a document needs a third of them: compiling all of them at
import would cost a small run of the command line more than reading its document. Use `re.compile` for what
nearly every document needs, and `defer_pattern` for the rest. `benchmarks/throughput.py` prints how many
expressions a document compiles.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

_MEMBERS: Final = (
    "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split",
    "flags", "groups", "groupindex",
)  # fmt: skip


class _DeferredPattern:
    """Stands for a compiled expression, and takes over its members when one of them is asked for."""

    __slots__ = ("_flags", "pattern", *_MEMBERS)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever member of a pattern was asked for
        if name not in _MEMBERS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for member in _MEMBERS:
            setattr(self, member, getattr(compiled, member))
        return getattr(compiled, name)


def defer_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that is compiled where it is first used.

    Args:
        pattern: What `re.compile` takes; a mistake in it shows at the first use only.
        flags: As for `re.compile`.

    Returns:
        An object with the members of `re.Pattern`; functions such as `re.sub(pattern, …)` refuse it.
    """
    return cast("re.Pattern[str]", _DeferredPattern(pattern, flags))
