"""Citation labels made of names and year, as `Doe65` (specification 1.0.2, variable citation-label)."""

from __future__ import annotations

import re
from typing import Final

from citekit.csl.items import Item
from citekit.csl.locale import Locale
from citekit.csl.markup import ALPHABETIC
from citekit.csl.text_case import STOP_WORDS
from citekit.csl.variables import NAME_VARIABLES

#: Letters taken of each name, by the number of names: one, two, three, four and more.
PATTERNS: Final = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
_YEAR_DIGITS: Final = 2
_PARTICLE: Final = re.compile(r"[ '\u2019a-z]+\s+")
_ARTICLE: Final = re.compile(r"(?:a|the|an)\s+", re.IGNORECASE)
_NOT_ALPHABETIC: Final = re.compile(f"[^{ALPHABETIC}]")


def make_label(item: Item, locale: Locale) -> str:
    """Return the label of an item: letters of its names, or of its title, and the year's last digits."""
    given = item.fields.get("citation-label")
    if given:
        return given
    label = ""
    for variable in NAME_VARIABLES:
        people = item.names.get(variable)
        if not people:
            continue
        pattern = PATTERNS[min(len(people), len(PATTERNS)) - 1]
        for person, letters in zip(people, pattern, strict=False):
            name = person.literal or _PARTICLE.sub("", person.family, count=1)
            name = _NOT_ALPHABETIC.sub("", _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name)
            if not name:
                break
            label += name[:letters].capitalize() if len(name) > 1 else name.upper()
        break
    if not label and item.fields.get("title"):
        words = [word for word in item.fields["title"].split() if word not in STOP_WORDS]
        label = "".join(words)[: PATTERNS[0][0]].capitalize()
    if not label:
        label = (locale.term("reference", "short") or "reference").replace(".", "").capitalize()
    issued = item.dates.get("issued")
    year = str(issued.year) if issued is not None and issued.year else "0000"
    return label + year[-_YEAR_DIGITS:]
