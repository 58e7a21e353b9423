"""What a field holds, and how its value is decoded accordingly."""

from __future__ import annotations

from typing import Final

from citekit.bibliography.tex import Decoded, decode_address, decode_tex
from citekit.bibliography.vocabulary import (
    ADDRESS_FIELDS,
    DATE_FIELDS,
    DATE_PARTS,
    KEY_FIELDS,
    NAME_FIELDS,
    VERBATIM_FIELDS,
)

_DATED: Final = DATE_FIELDS | {parts[0] for parts in DATE_PARTS.values()}
_UNDECODED: Final = VERBATIM_FIELDS | KEY_FIELDS


def kind_of(name: str) -> str:
    """Return what a field holds: `names`, `date`, `address`, `verbatim` or `text`.

    Args:
        name: The field's name in lower case.
    """
    if name in _UNDECODED:
        return "address" if name in ADDRESS_FIELDS else "verbatim"
    if name in NAME_FIELDS:
        return "names"
    return "date" if name in _DATED else "text"


def decode_value(kind: str, value: str) -> Decoded:
    """Return the plain text of a value.

    Args:
        kind: See `kind_of`. A verbatim value is left as it is, of an address only escapes are undone, and in
            a date `~` means 'about' (EDTF), not a blank.
        value: The value before decoding.
    """
    if kind == "address":
        return Decoded(decode_address(value))
    if kind == "verbatim" or (kind == "date" and "~" in value and "\\" not in value and "{" not in value):
        return Decoded(value.strip())
    return decode_tex(value)
