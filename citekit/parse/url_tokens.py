"""Tokens of a web address: where they are cut, what trails them, how they are written clean."""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.patterns import defer_pattern
from citekit.parse.url_words import ACCESS_GLUED

_ENTITY_END: Final = defer_pattern(
    r"&(?:lt|gt|quot|laquo|raquo|nbsp|#3[49]|#6[02]|#x2[27]|#x3[ce]);", re.IGNORECASE
)
_SECOND: Final = defer_pattern(r"(?<![/=?&:#%])(?:https?|hxxps?|ftp)://|[,;]www\.", re.IGNORECASE)
_PROSE_GLUED: Final = defer_pattern(r"[.,;:!?)\]…](?=[А-ЯЁа-яёІіЇїЄєҐґ])")
#: Words glued to an address by a comma or full stop: `…/x.pdf,in press`, `….URL`.
_WORD_GLUED: Final = defer_pattern(
    r",[A-Za-z]{2,15}[.,;:)]{0,3}\Z|[.,](?:URL|DOI|doi|PMID|PMCID|ISSN|ISBN|arXiv|Epub)(?![a-z.])"
)
_OPENED: Final = defer_pattern(r"(?<=[^\W_]|[/.])\([^()]*\Z")
_CYRILLIC: Final = defer_pattern("[Ѐ-ӿ]")
_TRAILING: Final = frozenset(".,;:!?'\"*…’‘”“–­")
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_POSSESSIVE: Final = ("'s", "’s")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ac"))
_HYPHENS: Final = str.maketrans("\u2010\u2011\u2212", "---")
_ESCAPE: Final = defer_pattern(r"\\([_%#&~.\-])")
_DEFANGED: Final = defer_pattern(r"\[(?:\.|dot)\]|\(\.\)", re.IGNORECASE)


def cut_token(raw: str, so_far: str) -> str:
    """Cut a run of characters without white space where the address surely ends.

    Args:
        raw: The run.
        so_far: The address before it, empty at its first token.

    Returns:
        The front part: without a glued statement of the access date, a second address, an escaped
        quotation mark or angle bracket, or Cyrillic prose after the punctuation of an ASCII address.
    """
    for pattern in (_ENTITY_END, ACCESS_GLUED):
        if found := pattern.search(raw):
            raw = raw[: found.start()]
    if len(raw) > 8 and (second := _SECOND.search(raw, 1)) and so_far + raw[: second.start()]:
        raw = raw[: second.start()]
    if glued_word := _WORD_GLUED.search(raw):
        raw = raw[: glued_word.start()]
    if ")][" in raw and "(" not in so_far + raw:
        raw = raw[: raw.index(")][")]
    if "(" in raw and (opened := _OPENED.search(raw)):
        raw = raw[: opened.start()]
    if not raw.isascii():
        for glued in _PROSE_GLUED.finditer(raw):
            before = so_far + raw[: glued.start()]
            if "/" in before and not _CYRILLIC.search(before):
                return raw[: glued.start()]
    return raw


def split_trailing(raw: str, so_far: str) -> tuple[str, str]:
    """Split what trails an address off its token.

    Args:
        raw: The token.
        so_far: The address before it: brackets opened there may be closed here.

    Returns:
        The token and what trails it: punctuation, quotation marks, closing brackets never opened.
    """
    end = len(raw)
    while end:
        last = raw[end - 1]
        if last in _TRAILING:
            end -= 1
        elif last in _BRACKETS:
            opening = _BRACKETS[last]
            opened = so_far.count(opening) + raw.count(opening, 0, end)
            if opened >= so_far.count(last) + raw.count(last, 0, end):
                break
            end -= 1
        elif raw.endswith(_POSSESSIVE, 0, end) and end > 2:
            end -= 2
        elif last in "([{":
            end -= 1
        else:
            break
    if raw.endswith("&amp", 0, end):
        end -= 4
    return raw[:end], raw[end:]


def clean_token(raw: str, soft_hyphen: str) -> str:
    """Return an address as it is written in a browser.

    Args:
        raw: As found, breaks already mended.
        soft_hyphen: What U+00AD stands for.

    Returns:
        Without zero-width characters and escapes of HTML, Markdown or TeX, typographic hyphens as `-`,
        defanged dots (`[.]`) as dots.
    """
    if "&" in raw:
        raw = raw.replace("&amp;", "&").replace("&#38;", "&")
    if "\\" in raw:
        raw = _ESCAPE.sub(r"\1", raw)
    if "[" in raw or "(." in raw:
        raw = _DEFANGED.sub(".", raw)
    if raw.isascii():
        return raw
    return raw.translate(_HYPHENS).translate(_INVISIBLE).replace("\u00ad", soft_hyphen)
