"""The short name that a text gives a work, an archive or a body at its first mention: `(далее — РГИА)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.model import Span
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern

#: What each definition holds, as a cheap test.
SIGNS: Final = tuple(
    sign.replace("_", " ")
    for sign in "(дал [дал (в_дальн (here [here (im_Folg (künft (ci-a (désor (d’ora (d'ora (en_adel".split()
)
_DEFINITION: Final = defer_pattern(
    r"\s?[(\[](?:далее|далі|в\sдальнейшем|hereafter|hereinafter|im\sFolgenden|künftig|ci-après|désormais"
    r"|d['’]ora\s(?:in\spoi|innanzi)|en\sadelante)(?:\s(?:цит(?:ируется|\.)|cited\sas|zitiert|cité))?"
    r"\s?[:,—–-]?\s?[«“„\"]?(?P<name>[^()\[\]]{1,60}?)[»”“\"]?[)\]]"
)


class ShortName(NamedTuple):
    """A definition: its place, the blank before it included, and the name that it gives."""

    span: Span
    name: str


def find_short_names(text: str) -> Iterator[ShortName]:
    """Yield the definitions of short names in a text, in order."""
    if holds_literal(text, SIGNS):
        for found in _DEFINITION.finditer(text):
            yield ShortName(Span(*found.span()), found["name"])
