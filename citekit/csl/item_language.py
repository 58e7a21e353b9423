"""Labels that a style writes out itself, in the language of the item.

Many styles write `Т. ` or `Vol. ` as an affix where CSL has a term. Where terms follow the language of the
item, such labels follow too: the table gives the same label in each language.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from citekit.csl.leaves import TextStyle

#: Variable to language to label, as it begins a sentence.
LABELS: Final = MappingProxyType(
    {
        "volume": {
            "ru": "Т.", "uk": "Т.", "be": "Т.", "bg": "Т.", "en": "Vol.", "de": "Bd.", "fr": "Vol.",
            "es": "Vol.",
            "it": "Vol.", "pl": "T.", "pt": "Vol.", "nl": "Dl.", "cs": "Sv.",
        },
        "issue": {
            "ru": "№", "uk": "№", "be": "№", "bg": "№", "en": "No.", "de": "Nr.", "fr": "No", "es": "N.º",
            "it": "N.",
            "pl": "Nr", "pt": "N.º", "nl": "Nr.", "cs": "Č.",
        },
        "number": {
            "ru": "№", "uk": "№", "be": "№", "bg": "№", "en": "No.", "de": "Nr.", "fr": "No", "es": "N.º",
            "it": "N.",
            "pl": "Nr", "pt": "N.º", "nl": "Nr.", "cs": "Č.",
        },
        "page": {
            "ru": "С.", "uk": "С.", "be": "С.", "bg": "С.", "en": "P.", "de": "S.", "fr": "P.", "es": "P.",
            "it": "P.",
            "pl": "S.", "pt": "P.", "nl": "P.", "cs": "S.",
        },
    }
)  # fmt: skip
#: Variables that take the labels of another.
_LIKE: Final = MappingProxyType({"number-of-pages": "page", "locator": "page", "page-first": "page"})
#: Fixed phrases, with the language that each is in.
PHRASES: Final = (
    MappingProxyType(
        {
            "ru": "[Электронный ресурс]",
            "uk": "[Електронний ресурс]",
            "en": "[Electronic resource]",
            "de": "[Elektronische Ressource]",
            "fr": "[Ressource électronique]",
            "es": "[Recurso electrónico]",
            "it": "[Risorsa elettronica]",
        }
    ),
    MappingProxyType(
        {
            "ru": "дата обращения",
            "uk": "дата звернення",
            "en": "accessed",
            "de": "Zugriff am",
            "fr": "consulté le",
            "es": "consultado el",
            "it": "consultato il",
        }
    ),
)
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_CYRILLIC_LANGUAGES: Final = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "mn", "kk", "ky"})


def _recase(label: str, like: str) -> str:
    return label[:1].lower() + label[1:] if like[:1].islower() else label


@lru_cache(maxsize=4096)
def translate_affix(affix: str, variable: str, source: str, target: str) -> str:
    """Return an affix with the label of a variable in another language.

    Args:
        affix: As the style writes it, `. Т. `.
        variable: The variable that it stands beside.
        source: Two-letter language of the style.
        target: Two-letter language of the item.
    """
    labels = LABELS.get(_LIKE.get(variable, variable))
    if labels is None or source not in labels or target not in labels or not affix.strip():
        return affix
    own = labels[source]
    match = re.search(rf"(?<!\w){re.escape(own)}(?!\w)", affix, re.IGNORECASE)
    if match is None:
        return affix
    return affix[: match.start()] + _recase(labels[target], match[0]) + affix[match.end() :]


@lru_cache(maxsize=4096)
def translate_style(style: TextStyle, variable: str, source: str, target: str) -> TextStyle:
    """Return a style whose affixes hold labels in the language of the item."""
    prefix = translate_affix(style.prefix, variable, source, target)
    suffix = translate_affix(style.suffix, variable, source, target)
    if prefix == style.prefix and suffix == style.suffix:
        return style
    return replace(style, prefix=prefix, suffix=suffix)


@lru_cache(maxsize=1024)
def translate_value(value: str, source: str, target: str) -> str:
    """Return a fixed phrase or a label that a style writes out, in the language of the item."""
    for phrases in PHRASES:
        own, other = phrases.get(source), phrases.get(target)
        if own and other and own in value:
            return value.replace(own, other)
    stripped = value.strip()
    for labels in LABELS.values():
        own, other = labels.get(source), labels.get(target)
        if own and other and stripped.casefold() == own.casefold():
            return value.replace(stripped, _recase(other, stripped))
    return value


def fits_script(text: str, language: str) -> bool:
    """Tell whether a term's script is one that the language is written in."""
    letters = any(character.isalpha() for character in text)
    return not letters or bool(_CYRILLIC.search(text)) == (language in _CYRILLIC_LANGUAGES)
