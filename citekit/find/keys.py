r"""Cites by key: pandoc's `[@key, p. 3]` and `@key [p. 3]`, Org's `[cite:@key]`, LaTeX's `\cite{a,b}`.

Syntax after the Pandoc User's Guide (citation syntax), the Org manual (citations) and the biblatex
manual, 3.9 (citation commands).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.model import Citation, Cite, CiteForm, Locator, Span
from citekit.parse.locators import match_locators, mend_value
from citekit.parse.patterns import defer_pattern

_KEY: Final = r"(?:\{[^{}\s]{1,200}\}|[\w*](?:[\w]|[:.#$%&+?<>~/-](?=\w)){0,120})"
_CITE: Final = defer_pattern(rf"(?P<minus>-)?@(?P<key>{_KEY})")
_BRACKETED: Final = defer_pattern(r"\[(?:cite(?:/[\w/-]{1,20})?:)?[^\[\]@]{0,200}@[^\[\]]{1,400}\]")
_OPENING: Final = defer_pattern(r"(?:cite(?:/[\w/-]{1,20})?:)?")
#: Cross-references to figures, tables and sections are written like keys (pandoc-crossref, Quarto).
_CROSS_REFERENCE: Final = defer_pattern(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|def|exm|exr|nte|tip|wrn)[:-]"
)
_BLANKS: Final = defer_pattern(r"\s{0,8}")
_TO_LOCATOR: Final = defer_pattern(r"[^\S\n]{0,4},?\s{0,8}\{?")
_BARE_PLACE: Final = defer_pattern(r"[^\S\n]{0,2}\[[^\[\]@^]{1,200}\]")
_BEFORE_KEY: Final = frozenset(" \t\n\xa0([;-—–«“*_")

#: What parts two keys that no semicolon parts: `[@a and @b]`, `[@a, @b]`.
_FURTHER_KEY: Final = defer_pattern(r"(?:,?\s(?:and|und|et|e|y|и|та|&)\s|,\s)(?=-?@)")

_COMMAND: Final = defer_pattern(
    r"\\(?P<name>[A-Za-z]{0,12}?[Cc]ite[a-zA-Z]{0,12})\*?(?P<rest>(?:\s?\([^()\n]{0,80}\)){0,2}(?:\s?\[[^\[\]]{0,200}\]){0,2}\s?\{[^{}\\]{1,600}\})"
)
_COMMANDS: Final = frozenset(
    "cite cites citep citet citealp citealt citeauthor citeyear citeyearpar citetitle citeurl citenum "
    "citetext parencite parencites textcite textcites autocite autocites footcite footcites "
    "footfullcite fullcite supercite supercites smartcite smartcites shortcite shortcites onlinecite "
    "inlinecite notecite pnotecite fnotecite footcitetext volcite pvolcite fvolcite avolcite tvolcite "
    "citefullauthor shortciteA citeA citeNP citeN citeyearNP fullciteA fullcitet ycite acite upcite "
    "citeasnoun possessivecite citeaffixed citename citedate citesnum notecites".split()
)
_FURTHER: Final = defer_pattern(r"(?:\s?\[[^\[\]]{0,200}\]){0,2}\s?\{[^{}\\]{1,600}\}")
_OPTION: Final = defer_pattern(r"\[([^\[\]]{0,200})\]")
_BRACED: Final = defer_pattern(r"\{([^{}\\]{1,600})\}")
_LATEX_KEY: Final = defer_pattern(r"[^\s,{}][^,{}]{0,200}")
_TIE: Final = defer_pattern(r"~")


def find_keys(text: str, *, markdown: bool) -> list[Citation]:
    """Find the cites by key in a text.

    Args:
        text: The text.
        markdown: Whether the document is Markdown; otherwise a bare `@key` counts only where the
            document has keys in brackets too, since elsewhere it is a mention or an address.
    """
    found: list[Citation] = []
    if "@" in text:
        bracketed = list(_find_bracketed(text))
        found += bracketed
        if bracketed or markdown:
            found += _find_bare(text, [citation.span for citation in bracketed])
    if "\\" in text:
        found += _find_commands(text)
    return found


def _find_bracketed(text: str) -> Iterator[Citation]:
    """Yield `[@a; @b, p. 3]` and Org's `[cite:@a]`."""
    for stretch in _BRACKETED.finditer(text):
        before = text[max(0, stretch.start() - 1) : stretch.start()]
        if before.isalnum() or before in {"\\", ")", "]", "*", "^"}:
            continue
        start, end = stretch.start() + 1, stretch.end() - 1
        opening = _OPENING.match(text, start, end)
        position = opening.end() if opening else start
        cites: list[Cite] = []
        while position < end:
            stop, following = _find_stop(text, position, end)
            cite = _read_part(text, position, stop)
            if cite is None and not cites and opening and opening[0] and "@" in text[stop:end]:
                position = following
                continue
            if cite is None:
                break
            cites.append(cite)
            position = following
        if cites and position >= end:
            yield Citation(tuple(cites), Span(stretch.start(), stretch.end()))


def _find_stop(text: str, position: int, end: int) -> tuple[int, int]:
    """Return where a part ends, and where the next begins: behind a semicolon, or at a further key."""
    stop = text.find(";", position, end)
    stop = end if stop < 0 else stop
    first = _CITE.search(text, position, stop)
    joint = _FURTHER_KEY.search(text, first.end(), stop) if first else None
    return (joint.start(), joint.end()) if joint else (stop, stop + 1)


def _read_part(text: str, start: int, end: int) -> Cite | None:
    """Read one part between semicolons: prefix, key, locator, suffix."""
    blanks = _BLANKS.match(text, start, end)
    start = blanks.end() if blanks else start
    found = _CITE.search(text, start, end)
    if found is None or not _may_precede(text, found.start()) or _CROSS_REFERENCE.match(found["key"]):
        return None
    if text[found.end() : found.end() + 1] in {"=", "("}:
        return None
    locators, suffix, stop = _read_places(text, found.end(), end)
    prefix = mend_value(text[start : found.start()]).strip()
    key = found["key"].strip("{}")
    return Cite(CiteForm.KEY, key, Span(found.start(), stop), locators, prefix, suffix, key=key)


def _may_precede(text: str, position: int) -> bool:
    """Tell whether a key may begin at `position`: an address has a letter before its `@`."""
    return position == 0 or text[position - 1] in _BEFORE_KEY or text[position - 1] == ":"


def _read_places(text: str, start: int, end: int) -> tuple[tuple[Locator, ...], str, int]:
    """Return the locators behind a key, the suffix, and where both end."""
    gap = _TO_LOCATOR.match(text, start, end)
    at = gap.end() if gap else start
    separated = gap is not None and "," in gap[0]
    locators, behind = match_locators(text, at, end, bare=separated)
    if not locators:
        behind = start
    elif text[behind : behind + 1] == "}" and behind < end:
        behind += 1
    rest = text[behind:end].rstrip()
    suffix = mend_value(rest).strip(" ,")
    return locators, suffix, behind + len(rest)


def _find_bare(text: str, taken: list[Span]) -> Iterator[Citation]:
    """Yield `@key` and `@key [p. 3]` outside the bracketed cites, which are given in order."""
    edges = iter([*taken, Span(len(text) + 1, len(text) + 1)])
    edge = next(edges)
    for found in _CITE.finditer(text):
        while found.start() >= edge.end:
            edge = next(edges)
        if found.start() >= edge.start or found["minus"] or not _may_precede(text, found.start()):
            continue
        if _CROSS_REFERENCE.match(found["key"]) or _is_decorator(text, found):
            continue
        key = found["key"].strip("{}")
        place = _BARE_PLACE.match(text, found.end())
        locators: tuple[Locator, ...] = ()
        suffix, stop = "", found.end()
        if place is not None:
            inside = text.index("[", found.end()) + 1
            locators, suffix = match_locators(text, inside, place.end() - 1, bare=True)[0], ""
            if locators:
                stop = place.end()
                suffix = (
                    mend_value(text[locators[-1].span.end : stop - 1]).strip(" ,")
                    if locators[-1].span
                    else ""
                )
        cite = Cite(CiteForm.KEY, key, Span(found.start(), stop), locators, "", suffix, key=key)
        yield Citation((cite,), Span(found.start(), stop))


def _is_decorator(text: str, found: re.Match[str]) -> bool:
    """Tell whether an `@name` that begins its line stands alone there, as in code."""
    if found.start() and text[found.start() - 1] != "\n":
        return False
    behind = text[found.end() : found.end() + 2]
    return behind[:1] in {"\n", "("} or not behind


def _find_commands(text: str) -> Iterator[Citation]:
    r"""Yield LaTeX's citation commands: `\cite[see][12]{a,b}`, `\autocites[3]{a}[4]{b}`."""
    for command in _COMMAND.finditer(text):
        name = command["name"]
        if name not in _COMMANDS and name[:1].lower() + name[1:] not in _COMMANDS:
            continue
        cites = list(_read_arguments(text, command.start("rest"), command.end("rest")))
        end = command.end()
        while name.endswith("cites") and (more := _FURTHER.match(text, end)) and len(cites) < 100:
            cites += _read_arguments(text, end, more.end())
            end = more.end()
        if cites:
            yield Citation(tuple(cites), Span(command.start(), end))


def _read_arguments(text: str, start: int, end: int) -> Iterator[Cite]:
    """Yield the cites of one `[prefix][locator]{keys}`; the locator belongs to the last key."""
    braced = _BRACED.search(text, start, end)
    if braced is None:
        return
    options = list(_OPTION.finditer(text, start, braced.start()))
    prefix = _TIE.sub(" ", options[0][1]).strip() if len(options) == 2 else ""
    keys = list(_LATEX_KEY.finditer(text, braced.start(1), braced.end(1)))
    for index, key in enumerate(keys):
        last = index == len(keys) - 1
        locators, suffix = _read_option(text, options[-1]) if options and last else ((), "")
        name = key[0].strip()
        yield Cite(
            form=CiteForm.KEY,
            target=name,
            span=Span(key.start(), key.start() + len(name)),
            locators=locators,
            prefix=prefix if index == 0 else "",
            suffix=suffix,
            key=name,
        )


def _read_option(text: str, option: re.Match[str]) -> tuple[tuple[Locator, ...], str]:
    """Return the locators of a postnote, and what is left of it."""
    tied = text[option.start(1) : option.end(1)].replace("~", " ").replace("\\,", "  ")
    found, behind = match_locators(tied, 0, len(tied), bare=True)
    rest = tied[behind:].strip(" ,.") if found else tied.strip()
    shifted = tuple(
        Locator(locator.label, locator.value, locator.span.shift(option.start(1)))
        for locator in found
        if locator.span is not None
    )
    return shifted, rest
