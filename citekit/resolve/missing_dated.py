"""Works cited by author and year without an entry: stub entries that state what the cite itself states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from anyascii import anyascii

from citekit.bibliography.keys import make_key
from citekit.find.hints import find_author_hints
from citekit.find.sentences import RunningText
from citekit.model import (
    Citation,
    Cite,
    CiteForm,
    Document,
    Entry,
    EvidenceKind,
    Name,
    PartialDate,
)
from citekit.parse.names import parse_names
from citekit.resolve.folding import spell_forms
from citekit.resolve.missing import Gap, describe_times, read_locators
from citekit.resolve.works import Work

_YEAR: Final = re.compile(r"(?P<year>\d{4})(?:/\d{2,4}|[^\W\d_])?\Z")
_KEY_PATTERN: Final = "{author}{year}"


@dataclass(slots=True)
class DatedGap(Gap):
    """A work that is cited by author and year, with no entry, while its evidence is gathered."""

    names: tuple[str, ...] = ()
    open: bool = False
    in_brackets: bool = False


def gather_dated_gaps(
    document: Document, citations: Iterable[Citation], missing: frozenset[int]
) -> list[DatedGap]:
    """Gather the works that cites by author and year mean, in the order of the text.

    Cites of the same first author (in any case of the name) and the same year with its letter mean one work:
    an author-date style tells works of one year apart by letters.

    Args:
        document: The document.
        citations: All citations.
        missing: The identities of the cites that lead to no entry.
    """
    gaps: dict[tuple[str, str], DatedGap] = {}
    running: RunningText | None = None
    for citation in citations:
        own = [cite for cite in citation.cites if id(cite) in missing and states_work(cite)]
        if not own:
            continue
        running = running or RunningText(document)
        contexts = find_author_hints(document, citation, running)[:1]
        in_brackets = document.text[citation.span.start] in "(["
        for cite in own:
            gap = gaps.setdefault((spell_forms(cite.names[0])[1], cite.year), DatedGap(cite.target))
            _take_names(gap, cite, document, in_brackets=in_brackets)
            gap.cites.append(cite)
            gap.evidence.extend(context for context in contexts if context not in gap.evidence[-8:])
            gap.evidence.extend(read_locators(cite))
    return list(gaps.values())


def states_work(cite: Cite) -> bool:
    """Tell whether a cite states an author and a year."""
    return cite.form is CiteForm.AUTHOR_DATE and bool(cite.names) and _YEAR.match(cite.year) is not None


def make_dated_stub(gap: DatedGap) -> Work:
    """Return the work of a gap, `ref-ivanov2010`, with author and year as the cite states them."""
    titled = gap.names[0].endswith("…")
    stated = {"title": gap.names[0]} if titled else {"author": " and ".join(_list_names(gap))}
    fields = {
        **stated,
        "date": gap.cites[0].year[:4],
        "note": f"Cited as ({', '.join(gap.names)}, {gap.cites[0].year}) {describe_times(gap)}; not in the "
        "document's list of references. What stands here is what the citation states.",
    }
    if locators := gap.hints(EvidenceKind.LOCATOR):
        fields["x-locators"] = "; ".join(found.value for found in locators)
    fields["annotation"] = " | ".join(found.value for found in gap.hints(EvidenceKind.CONTEXT))
    entry = Entry(
        "",
        "misc",
        MappingProxyType(fields),
        names=MappingProxyType({} if titled else {"author": _read_names(gap)}),
        others=frozenset({"author"} if gap.open else ()),
        dates=MappingProxyType({"date": PartialDate(int(fields["date"]))}),
    )
    key = f"ref-{make_key(entry, _KEY_PATTERN)}{anyascii(gap.cites[0].year[4:]).strip('/')}"
    cited = f"cited as ({gap.number})"
    return Work(replace(entry, key=key), gap.cites[0].span.start, places=[cited], stub=gap.number)


def _list_names(gap: DatedGap) -> list[str]:
    return [*gap.names, *(["others"] if gap.open else [])]


def _read_names(gap: DatedGap) -> tuple[Name, ...]:
    return tuple(one for name in gap.names for one in parse_names(name)[0])


def _take_names(gap: DatedGap, cite: Cite, document: Document, *, in_brackets: bool) -> None:
    """Take a cite's names, if they are better than those of before: in brackets names stand as they are."""
    rank = (in_brackets, len(cite.names))
    if not gap.names or rank > (gap.in_brackets, len(gap.names)):
        gap.names, gap.in_brackets, gap.number = cite.names, in_brackets, cite.target
        gap.open = parse_names(document.slice(cite.span).partition(cite.year)[0])[1]
