"""Lists of authors with two family names, as in Spanish: `Vega Ruiz, M., & Soto Paz, L.`."""

from __future__ import annotations

from typing import Final

from citekit.model import Name
from citekit.parse.patterns import defer_pattern

_CAPITAL: Final = "A-ZÀ-ÖØ-Þ"
_WORD: Final = rf"[{_CAPITAL}][\w’'-]{{2,30}}"
#: Two words in capitals before initials: with a comma between no given name stands before the family name.
_TWOFOLD: Final = defer_pattern(rf"(?:\A|[;&,]\s|\s(?:y|and|e|i)\s){_WORD}\s{_WORD},\s[{_CAPITAL}]\.")
_UNIT: Final = defer_pattern(
    rf"(?P<family>(?:(?:[Dd]e(?:\s[Ll]as?|\s[Ll]os)?|[Dd]el|[Dd]a|[Dd]os|[Vv]an|[Vv]on)\s)?{_WORD}(?:\s(?:y\s)?{_WORD})?),\s(?P<given>(?:[{_CAPITAL}]\.[\s-]?){{1,4}})"
    r"(?:[,;]?\s?(?:&|and|y|e|i|et|und)\s|[,;]\s|\s?\Z)"
)


#: One person whose two family names `y` joins: `Ortega y Gasset, J.`
_JOINED: Final = defer_pattern(rf"(?P<family>{_WORD}\sy\s{_WORD}),\s(?P<given>(?:[{_CAPITAL}]\.\s?){{1,3}})")
#: The short name of a body with its full one, which no `y` parts: `CEPAL (Comisión … y el Caribe)`.
_SHORT_AND_FULL: Final = defer_pattern(rf"[{_CAPITAL}]{{2,9}}\s[(\[][{_CAPITAL}][^()\[\]]{{8,110}}[)\]]")


def read_twofold(text: str) -> tuple[Name, ...]:
    """Return the names of a list in which one has two family names, or a body; nothing for any other."""
    if text.endswith((")", "]")) and _SHORT_AND_FULL.fullmatch(text):
        return (Name(literal=text),)
    if " y " in text and (one := _JOINED.fullmatch(text)):
        return (Name(one["family"], one["given"].strip()),)
    if ", " not in text or not _TWOFOLD.search(text):
        return ()
    names: list[Name] = []
    position = 0
    text = text.strip()
    while position < len(text):
        unit = _UNIT.match(text, position)
        if unit is None:
            return ()
        names.append(Name(unit["family"], unit["given"].strip(" -")))
        position = unit.end()
    return tuple(names)
