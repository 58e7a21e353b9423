"""The language of a short text, by its letters and its commonest words.

A reference string has few words, so letters that only one language has count most, then function
words and the words of the trade (`дата обращения`, `Hrsg.`, `a cura di`).
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from citekit.parse.patterns import defer_pattern

#: Longest stretch looked at: a guess does not get better with more.
_LIMIT: Final = 2000

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")

#: The same in a text of ASCII in lower case.
_PLAIN_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")

_ADDRESS = defer_pattern(r"[a-z]{3,6}://\S*")

#: Letters that speak for a language, with their weight.
_LETTERS: Final = MappingProxyType(
    {
        "uk": ("їєґ", 6),
        "be": ("ў", 6),
        "kk": ("әғқңөұһ", 4),
        "ru": ("ыэъё", 3),
        "de": ("ßäöü", 2),
        "fr": ("œêèàçîûùâ", 1),
        "es": ("ñ¿¡", 4),
        "pt": ("ãõ", 4),
        "pl": ("łśżźęąćń", 3),
        "cs": ("řěůčšžý", 3),
        "tr": ("ğış", 3),
        "it": ("òìù", 1),
    }
)
_LETTER_VOTES: Final = {
    letter: (language, weight) for language, (letters, weight) in _LETTERS.items() for letter in letters
}

#: Function words and words of the trade; one that stands under two languages votes for both.
_WORDS: Final = MappingProxyType(
    {
        "ru": "и в на с по о об для из к от при под как его ее между или что это "
        "дата обращения обращение ресурс электронный изд ред вып дис канд наук вестник журнал вопросы "
        "российской россии история право развитие статья там же указ соч сост пер англ материалы",
        "uk": "і та й у з на до від про для із як його її між або що це "
        "дата звернення ресурс електронний вид дис канд вісник журнал питання україни історія "
        "розвиток стаття там само вказ праця матеріали упоряд наук видання",
        "be": "і у з на да ад пра для як яго паміж або што гэта выд гісторыя беларусі часопіс весці",
        "kk": "және мен бен пен туралы үшін қазақстан республикасы бойынша жылы тарихы",
        "bg": "и в на с за от при към със във като българия българската издателство история право",
        "sr": "и у на са за од при као или историја право развој",
        "en": "the a of and in on for to from with by at an is as between into after towards "
        "press university journal review accessed retrieved vol ed eds edited thesis available",
        "de": "der die das und in von zu im zur zum des den dem für auf mit über bei ein eine aus nach "
        "hrsg herausgegeben verlag aufl bd jg heft abgerufen zugriff universität zeitschrift geschichte ders",
        "fr": "le la les et de du des en dans sur pour par au aux une un avec entre sous "
        "revue éditions édition dir presses université consulté histoire tome thèse paris",
        "it": "il lo la le gli e di del della dei delle degli in nel nella per con su da dal tra fra un una "
        "a cura ivi cit storia rivista editore consultato università edizioni ristampa",
        "es": "el la los las y de del en por para con sobre entre una un al como "
        "revista editorial universidad historia consultado tesis edición coord núm",
        "pt": "o a os as e de do da dos das em no na por para com sobre entre uma um "
        "revista editora universidade história acesso edição tese",
        "nl": "de het een en van in op voor met te aan door over bij tussen "
        "uitgeverij geschiedenis universiteit tijdschrift",
        "pl": "i w z na do o od przez dla jako oraz między "
        "wydawnictwo historia uniwersytet red warszawa kraków dostęp",
        "cs": "a v z na do o od pro jako nebo mezi nakladatelství dějiny univerzita praha vydání",
        "tr": "ve bir için ile bu olarak üzerine arasında üniversitesi tarihi yayınları",
    }
)


def _list_votes() -> dict[str, tuple[str, ...]]:
    """Return the languages of each word, in their order."""
    votes: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in dict.fromkeys(words.split()):
            votes.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in votes.items()}


_WORD_VOTES: Final = _list_votes()
_TELLING_LETTER = re.compile(f"[{''.join(_LETTER_VOTES)}]")
_CYRILLIC_LETTER = re.compile("[а-ӿ]")
#: The first letter behind the Latin ones.
_BEYOND_LATIN: Final = "ɐ"
_ENOUGH_CYRILLIC: Final = 12
_ONE_WORD: Final = 2
_CYRILLIC: Final = frozenset({"ru", "uk", "be", "bg", "sr", "kk"})
_SERBIAN = defer_pattern("[ђјљњћџ]")
#: In Bulgarian the soft sign stands before `о` alone.
_SOFT_SIGN = re.compile("ь(?!о)")
#: No Ukrainian text so long is without its own letters.
_TELLING: Final = 32
_UKRAINIAN_I = defer_pattern("[іїєґ]")


def guess_language(text: str) -> str | None:
    """Guess the language of a short text.

    Args:
        text: Any text; its first 2,000 characters are looked at.

    Returns:
        A BCP 47 primary language (`ru uk be kk bg sr en de fr it es pt nl pl cs tr el zh ja ko ar he`),
        or None where nothing speaks for one.
    """
    lowered = text[:_LIMIT].lower()
    if "://" in lowered:
        lowered = _ADDRESS.sub(" ", lowered)
    if lowered.isascii():
        return _choose_latin(_count_votes(_PLAIN_WORD.findall(lowered)))
    words = _WORD.findall(lowered)
    cyrillic, latin = _weigh_scripts(words) if _CYRILLIC_LETTER.search(lowered) else (0, _has_latin(words))
    if not cyrillic and not latin:
        return _guess_by_script(lowered)
    votes = _count_votes(words)
    for letter in dict.fromkeys(_TELLING_LETTER.findall(lowered)):
        language, weight = _LETTER_VOTES[letter]
        votes[language] = votes.get(language, 0) + weight
    if cyrillic >= latin or cyrillic >= _ENOUGH_CYRILLIC:
        return _guess_cyrillic(lowered, votes)
    return _choose_latin(votes)


def _count_votes(words: list[str]) -> dict[str, int]:
    """Let the words vote for the languages that have them."""
    votes: dict[str, int] = {}
    for languages in filter(None, map(_WORD_VOTES.get, words)):
        for language in languages:
            votes[language] = votes.get(language, 0) + 2
    return votes


def _weigh_scripts(words: list[str]) -> tuple[int, int]:
    """Count the letters of the words that begin in Cyrillic, and of those in Latin."""
    cyrillic = latin = 0
    for word in words:
        first = word[0]
        if "а" <= first <= "ӿ":
            cyrillic += len(word)
        elif first < _BEYOND_LATIN:
            latin += len(word)
    return cyrillic, latin


def _has_latin(words: list[str]) -> bool:
    """Tell whether a word begins with a Latin letter; it is the first in nearly every text that has one."""
    return any(word[0] < _BEYOND_LATIN for word in words)


def _choose_latin(votes: dict[str, int]) -> str | None:
    """Choose among the languages in Latin letters; one word that several have is no evidence."""
    best, most, level = None, 0, False
    for language, count in votes.items():
        if language in _CYRILLIC or count < most:
            continue
        level = count == most
        if not level:
            best, most = language, count
    return None if level and most <= _ONE_WORD else best


def _guess_cyrillic(lowered: str, votes: dict[str, int]) -> str:
    """Choose among the languages in Cyrillic letters; Russian where nothing speaks against it."""
    counted = {language: count for language, count in votes.items() if language in _CYRILLIC}
    if _SERBIAN.search(lowered):
        return "sr"
    counted["sr"] = 0
    counted["ru"] = counted.get("ru", 0) + 1
    if _UKRAINIAN_I.search(lowered) and "ы" not in lowered and "ў" not in lowered:
        counted["uk"] = counted.get("uk", 0) + 5
    if "ы" in lowered or "э" in lowered:
        counted["bg"] = counted["uk"] = 0
    elif _SOFT_SIGN.search(lowered):
        counted["bg"] = 0
    if len(lowered) > _TELLING and not _UKRAINIAN_I.search(lowered):
        counted["uk"] = 0
    return max(counted, key=lambda language: (counted[language], language == "ru"))


def _guess_by_script(text: str) -> str | None:  # noqa: PLR0911 - a list of scripts
    """Name the language of a text without Latin or Cyrillic letters by its first telling letter."""
    for letter in text:
        if letter < "Ͱ":
            continue
        if letter < "Ѐ":
            return "el"
        if "\u0590" <= letter <= "\u05ff":
            return "he"
        if "\u0600" <= letter <= "\u06ff":
            return "ar"
        if "\u3040" <= letter <= "\u30ff":
            return "ja"
        if "\uac00" <= letter <= "\ud7af":
            return "ko"
        if "\u4e00" <= letter <= "\u9fff":
            return "zh"
    return None
