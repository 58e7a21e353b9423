"""CSL-JSON rich text: `<i>`, `<b>`, `<sup>`, `<sub>`, small caps and nocase, to plain text and to TeX."""

from __future__ import annotations

import re
from typing import Final

from citekit.bibliography.tex import encode_tex
from citekit.parse.patterns import defer_pattern

_TAG: Final = defer_pattern(r"<(/?)(i|b|sup|sub|sc|span)((?:\s[^<>]{0,80})?)>")
_TEX: Final = {
    "i": r"\emph{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{",
    "sc": r"\textsc{",
}  # fmt: skip


def _pair_tags(text: str) -> list[re.Match[str]]:
    """Return the tags that open and close something, in order; a tag without its counterpart is text."""
    if "<" not in text:
        return []
    opened: list[re.Match[str]] = []
    paired: list[re.Match[str]] = []
    for found in _TAG.finditer(text):
        if not found[1]:
            opened.append(found)
        elif opened and opened[-1][2] == found[2]:
            paired += [opened.pop(), found]
    return sorted(paired, key=re.Match.start)


def has_markup(text: str) -> bool:
    """Tell whether a CSL text holds markup."""
    return bool(_pair_tags(text))


def strip_markup(text: str) -> str:
    """Return a CSL text without its markup."""
    pieces, place = [], 0
    for found in _pair_tags(text):
        pieces.append(text[place : found.start()])
        place = found.end()
    return "".join([*pieces, text[place:]])


def rich_to_tex(text: str) -> str:
    r"""Return a CSL text as the value of a BibTeX field: `<i>x</i>` is `\emph{x}`, nocase is `{x}`."""
    pieces: list[str] = []
    place = 0
    for found in _pair_tags(text):
        pieces.append(encode_tex(text[place : found.start()]))
        place = found.end()
        if found[1]:
            pieces.append("}")
        elif found[2] == "span":
            pieces.append(r"\textsc{" if "small-caps" in found[3] else "{")
        else:
            pieces.append(_TEX[found[2]])
    return "".join([*pieces, encode_tex(text[place:])])
