"""Field values of the public sets, by language, to be set anew in other styles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from citekit.parse.names import parse_names
from citekit.parse.train.examples import Example

#: (language or None, field) to values.
Pools = Mapping[tuple[str, str], list[str]]

_LIMITS = {"title": (12, 160), "container-title": (4, 90), "publisher": (3, 60), "publisher-place": (3, 40)}
_LOOSE = re.compile(r"\s+([,.;:)\]’”»])")
_OPEN = re.compile(r"([(\[‘“«’])\s+")
_HYPHEN = re.compile(r"(?<=\w)(?:\s-\s|-\s|¬\s?)(?=[a-zà-ü])")


def gather_pools(examples: Iterable[Example]) -> tuple[Pools, Mapping[str, list[tuple[str, str]]]]:
    """Gather field values and names from examples of the training side.

    Args:
        examples: Mapped examples; none of the held-out side.

    Returns:
        Values by language and field, and names `(family, given)` by language.
    """
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for example in examples:
        language = example.language
        if language not in {"en", "de", "fr", "it", "es"}:
            continue
        for start, end, label in example.spans:
            text = example.text[start:end]
            if label in _LIMITS:
                value = _tidy(text)
                low, high = _LIMITS[label]
                if low <= len(value) <= high and (label, value) not in seen and _is_sound(value, label):
                    seen.add((label, value))
                    values[language, label].append(value)
            elif label == "author" and len(text) < 120:
                found, _others = parse_names(_tidy(text), language)
                for name in found:
                    if (
                        name.family
                        and name.given
                        and len(name.family) < 25
                        and len(name.given) < 25
                        and name.family[0].isupper()
                    ):
                        particle = name.non_dropping_particle or name.dropping_particle
                        names[language].append((f"{particle} {name.family}".strip(), name.given))
    return values, names


def _tidy(text: str) -> str:
    """Undo the blanks before punctuation and the hyphens of line breaks, and trim."""
    text = _HYPHEN.sub("", _OPEN.sub(r"\1", _LOOSE.sub(r"\1", text)))
    return text.strip(" ,.;:“”«»\"'‘()[]")


def _is_sound(value: str, label: str) -> bool:
    """Keep what looks like a value: begins with a capital, holds no year and few digits."""
    if not value[:1].isupper() or re.search(r"(?:19|20)\d\d", value):
        return False
    if label != "title" and (sum(map(str.isdigit, value)) > 1 or "http" in value):
        return False
    return value.count('"') == 0 and "“" not in value and value.count("(") == value.count(")")
