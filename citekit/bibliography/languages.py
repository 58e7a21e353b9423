"""Names of languages: babel and polyglossia names (biblatex `langid`) to BCP 47 tags and back."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from citekit.parse.patterns import defer_pattern

_PAIRS: Final = (
    "english en american en-US usenglish en-US british en-GB ukenglish en-GB australian en-AU canadian en-CA "
    "newzealand en-NZ german de ngerman de austrian de-AT naustrian de-AT swissgerman de-CH nswissgerman de-CH "
    "french fr francais fr canadien fr-CA acadian fr-CA italian it spanish es portuguese pt brazilian pt-BR "
    "brazil pt-BR portuges pt russian ru ukrainian uk belarusian be bulgarian bg kazakh kk polish pl czech cs "
    "slovak sk slovene sl slovenian sl croatian hr serbian sr serbianc sr-Cyrl bosnian bs macedonian mk "
    "albanian sq dutch nl danish da swedish sv norsk nb norwegian nb nynorsk nn finnish fi estonian et "
    "latvian lv lithuanian lt hungarian hu magyar hu romanian ro greek el polutonikogreek el ancientgreek grc "
    "turkish tr arabic ar hebrew he persian fa farsi fa chinese zh japanese ja korean ko latin la catalan ca "
    "galician gl basque eu irish ga welsh cy vietnamese vi armenian hy georgian ka azerbaijani az uzbek uz "
    "kyrgyz ky tajik tg turkmen tk tatar tt mongolian mn icelandic is afrikaans af esperanto eo "
    "indonesian id bahasa id hindi hi thai th urdu ur bengali bn tamil ta telugu te sanskrit sa occitan oc"
).split()

#: `langid` in lower case to BCP 47.
LANGID_TAGS: Final = MappingProxyType(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))

_IDS: dict[str, str] = {}
for _name, _tag in LANGID_TAGS.items():
    _IDS.setdefault(_tag.lower(), _name)
#: BCP 47 in lower case to the first `langid` that stands for it.
TAG_LANGIDS: Final = MappingProxyType(_IDS)

#: What people write into the field `language` besides.
_WORDS: Final = MappingProxyType(
    {
        "rus": "ru", "рус": "ru", "русский": "ru", "рос": "ru", "eng": "en", "англ": "en", "английский": "en",
        "ger": "de", "deu": "de", "deutsch": "de", "нем": "de", "fre": "fr", "fra": "fr", "français": "fr",
        "ita": "it", "italiano": "it", "spa": "es", "español": "es", "ukr": "uk", "укр": "uk",
        "українська": "uk", "українською": "uk", "kaz": "kk", "қазақша": "kk", "chi": "zh", "jpn": "ja",
        "пол": "pl", "polski": "pl", "беларуская": "be",
    }
)  # fmt: skip
_TAG: Final = defer_pattern(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def to_language_tag(name: str) -> str | None:
    """Return the BCP 47 tag of a `langid`, of a language's name or of a tag, or None.

    Args:
        name: `russian`, `langrussian` (biblatex 4.9.2.18), `ru_RU`, `Deutsch`.
    """
    folded = name.strip().lower()
    found = (
        LANGID_TAGS.get(folded)
        or LANGID_TAGS.get(folded.removeprefix("lang"))
        or _WORDS.get(folded.rstrip("."))
    )
    if found:
        return found
    if _TAG.fullmatch(name.strip()) and (len(folded) < 3 or "-" in folded or "_" in folded):
        head, *rest = re.split(r"[-_]", name.strip())
        return "-".join([head.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)])
    return None


def to_langid(tag: str) -> str | None:
    """Return the `langid` of a BCP 47 tag, of the exact tag or else of its primary language, or None."""
    folded = tag.strip().replace("_", "-").lower()
    return TAG_LANGIDS.get(folded) or TAG_LANGIDS.get(folded.split("-")[0])
