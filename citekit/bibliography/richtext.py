"""CSL-JSON rich text: `<i>`, `<b>`, `<sup>`, `<sub>`, small caps and nocase, to plain text and to TeX."""

from __future__ import annotations

import re
from typing import Final

from citekit.bibliography.tex import encode_tex

_TAG: Final = re.compile(r"<(/?)(i|b|sup|sub|sc|span)((?:\s[^<>]{0,80})?)>")
_TEX: Final = {
    "i": r"\emph{",
    "b": r"\textbf{",
    "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{",
    "sc": r"\textsc{",
}


def has_markup(text: str) -> bool:
    """Tell whether a CSL text holds markup."""
    return "<" in text and _TAG.search(text) is not None


def strip_markup(text: str) -> str:
    """Return a CSL text without its markup."""
    return _TAG.sub("", text) if "<" in text else text


def rich_to_tex(text: str) -> str:
    r"""Return a CSL text as the value of a BibTeX field: `<i>x</i>` is `\emph{x}`, nocase is `{x}`."""
    if not has_markup(text):
        return encode_tex(text)
    pieces: list[str] = []
    opened: list[str] = []
    place = 0
    for found in _TAG.finditer(text):
        pieces.append(encode_tex(text[place : found.start()]))
        place = found.end()
        if found[1]:
            if opened and opened[-1] == found[2]:
                opened.pop()
                pieces.append("}")
            continue
        opened.append(found[2])
        if found[2] == "span":
            pieces.append(r"\textsc{" if "small-caps" in found[3] else "{")
        else:
            pieces.append(_TEX[found[2]])
    pieces.append(encode_tex(text[place:]))
    pieces.extend("}" for _ in opened)
    return "".join(pieces)
