"""Brackets that hold a repeat beside other cites: `[там же, с. 79; 11, т. II, с. 4]`."""

from __future__ import annotations

import re
from typing import Final

from citekit.find.author_date import make_author_cites, read_author_cluster
from citekit.find.brackets import make_cites, read_numbers
from citekit.find.repeats import OPENINGS, read_repeat
from citekit.model import Cite, CiteForm
from citekit.parse.patterns import defer_pattern

#: A repeat behind the bracket or a semicolon, as a cheap test.
_REPEAT: Final = defer_pattern(
    rf"(?:[(\[]|;)\s{{0,8}}(?:{'|'.join(map(re.escape, OPENINGS))})", re.IGNORECASE
)
_PART: Final = defer_pattern(r"[^;]{1,400}+")
_MOST: Final = 20


def read_mixed_cluster(text: str, start: int, end: int) -> tuple[Cite, ...]:
    """Read a bracketed stretch whose parts between semicolons are cites of several forms.

    Args:
        text: The text.
        start: Where the bracket opens.
        end: Behind the closing bracket.

    Returns:
        The cites in order, of which one at least repeats a work (`IBID`, `OP_CIT`); nothing where a part
        says anything else, or all are of one form.
    """
    if text.find(";", start, end) < 0 or _REPEAT.search(text, start, end) is None:
        return ()
    square = text[start] == "["
    cites: list[Cite] = []
    parts = list(_PART.finditer(text, start + 1, end - 1))
    if len(parts) > _MOST:
        return ()
    for part in parts:
        read = _read_part(text, part.start(), part.end(), square=square)
        if not read:
            return ()
        cites += read
    return tuple(cites) if any(cite.form in {CiteForm.IBID, CiteForm.OP_CIT} for cite in cites) else ()


def _read_part(text: str, start: int, end: int, *, square: bool) -> tuple[Cite, ...]:
    """Read one part: a repeat, numbers (in square brackets only), or authors with years."""
    if repeat := read_repeat(text, start, end):
        return (repeat,)
    if square and (cluster := read_numbers(text, start - 1, end + 1)):
        return make_cites(cluster)
    return make_author_cites(read_author_cluster(text, start, end))
