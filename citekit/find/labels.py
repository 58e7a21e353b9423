"""Bracketed numbers that label the entries of a list: `[1] Громов П. С. …` is no citation.

A label begins its line, rises by one from entry to entry, and what it opens looks like an entry. A
citation that merely begins a line, because prose was wrapped there, has none of the three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from citekit.find.bracket_rules import begins_line
from citekit.find.brackets import Cluster
from citekit.find.reflist_headings import is_list_heading
from citekit.parse.patterns import defer_pattern

_OPENS_ENTRY: Final = defer_pattern(
    r"[.:)]?(?:[^\S\n]{1,12}|\n[^\S\n]{0,8}|(?=[«“\"A-ZА-ЯЁІЇЄҐ]))"
    r"(?:[^\W\d_a-zа-яёіїєґ]|[«„“\"'‘(\[<*_]|\d|http|www|de |von |van |d’|d')"
)
_ENDS_SENTENCE: Final = frozenset('.!?…;:)]»”"’/')
_NOTES_HEADING: Final = defer_pattern(
    r"[^\S\n]{0,12}(?:#{1,6}[^\S\n])?[*_]{0,2}(?:примечания|сноски|прим[іi]тки|виноски|notes|endnotes|footnotes"
    r"|anmerkungen|fußnoten|note|notas)[*_:.]{0,3}",
    re.IGNORECASE,
)
_ENTRY_GAP: Final = 2500


class _Candidate(NamedTuple):
    """A single number in brackets that may be a label."""

    cluster: Cluster
    number: int
    firm: bool
    opens: bool


def find_label_marks(text: str, clusters: Sequence[Cluster]) -> frozenset[int]:
    """Return the starts of the clusters that label the entries of a list.

    Args:
        text: The document's text.
        clusters: Its numeric clusters, in order.
    """
    singles = [cluster for cluster in clusters if cluster.single]
    if not singles:
        return frozenset()
    return frozenset(_find_line_runs(text, singles) | _find_runs_behind_headings(text, singles))


def may_label(text: str, clusters: Sequence[Cluster]) -> bool:
    """Tell whether any cluster stands where a label may stand: first on its line, or behind a heading."""
    return any(
        cluster.single
        and _OPENS_ENTRY.match(text, cluster.end)
        and (
            begins_line(text, cluster.start) or (cluster.single == 1 and follows_heading(text, cluster.start))
        )
        for cluster in clusters
    )


def follows_heading(text: str, position: int) -> bool:
    """Tell whether the last thing written before `position` is the heading of a list."""
    before = text[max(0, position - 160) : position].rstrip()
    line = before[before.rfind("\n") + 1 :]
    return len(line) < 120 and (is_list_heading(line) or _NOTES_HEADING.fullmatch(line) is not None)


def _find_line_runs(text: str, singles: Sequence[Cluster]) -> set[int]:
    """Return the starts of labels that begin their lines and rise one by one."""
    candidates = [
        _Candidate(
            cluster,
            cluster.single,
            _follows_an_end(text, cluster.start),
            opens_text(text, cluster.start),
        )
        for cluster in singles
        if begins_line(text, cluster.start) and _OPENS_ENTRY.match(text, cluster.end)
    ]
    marks: set[int] = set()
    run: list[_Candidate] = []
    for candidate in candidates:
        if run and not (
            run[-1].number < candidate.number <= run[-1].number + 2
            and candidate.cluster.start - run[-1].cluster.end <= _ENTRY_GAP
            and candidate.firm
        ):
            marks |= _accept_run(run)
            run = []
        run.append(candidate)
    return marks | _accept_run(run)


def _accept_run(run: Sequence[_Candidate]) -> set[int]:
    """Return the starts of a run that is a list: long enough, and each entry begun after an end."""
    while run and not run[0].firm:
        run = run[1:]
    long_enough = len(run) >= 3 or (len(run) == 2 and run[0].number == 1)
    return {candidate.cluster.start for candidate in run if long_enough or candidate.opens}


def opens_text(text: str, position: int) -> bool:
    """Tell whether a paragraph begins at `position` and the one before it, if any, came to its end.

    Nothing stands there that a citation could belong to.
    """
    before = text[max(0, position - 120) : position].rstrip(" \t\xa0")
    written = before.rstrip()
    if not written:
        return position <= 120 or "\n\n" in before
    return before.endswith("\n\n") and written[-1] in _ENDS_SENTENCE


def _follows_an_end(text: str, position: int) -> bool:
    """Tell whether a paragraph or a sentence ended on the line before."""
    before = text[max(0, position - 120) : position].rstrip(" \t\xa0")
    if not before.endswith("\n") or before.endswith("\n\n"):
        return True
    last = before.rstrip()
    return not last or last[-1] in _ENDS_SENTENCE or last[-1].isdigit() or len(last) < len(before) - 1


def _find_runs_behind_headings(text: str, singles: Sequence[Cluster]) -> set[int]:
    """Return the starts of labels that count up from 1 behind a heading, wherever they stand."""
    marks: set[int] = set()
    expected = 0
    for cluster in singles:
        if cluster.single == 1 and follows_heading(text, cluster.start):
            expected = 1
        labels = cluster.single == expected and _OPENS_ENTRY.match(text, cluster.end)
        if labels and (begins_line(text, cluster.start) or _follows_an_entry(text, cluster.start)):
            marks.add(cluster.start)
            expected += 1
    return marks


def _follows_an_entry(text: str, position: int) -> bool:
    """Tell whether an entry may have ended before `position` on the same line."""
    before = text[max(0, position - 20) : position].rstrip()
    return not before or before[-1] in _ENDS_SENTENCE or before[-1].isdigit()
