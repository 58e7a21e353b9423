"""Collation: text keys that sort as a language's dictionaries do.

Primary strength of the Unicode collation algorithm (UTS #10), as CSL processors sort: case, accents and
punctuation do not count, numbers sort by value. On top of the root order stand the letters that a
language sorts as letters of their own (CLDR), and the script that it puts first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

#: Letters that stand on their own: after which letter, in order. Digraphs too.
TAILORINGS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "sv": (("z", "å ä ö"),),
    "fi": (("z", "å ä ö"),),
    "da": (("z", "æ ø å"),),
    "nb": (("z", "æ ø å"),),
    "nn": (("z", "æ ø å"),),
    "no": (("z", "æ ø å"),),
    "is": (("d", "ð"), ("a", "á"), ("e", "é"), ("i", "í"), ("o", "ó"), ("u", "ú"), ("y", "ý"), ("z",
    "þ æ ö å")),
    "fo": (("d", "ð"), ("z", "æ ø å")),
    "es": (("n", "ñ"),),
    "gl": (("n", "ñ"),),
    "cs": (("c", "č"), ("h", "ch"), ("r", "ř"), ("s", "š"), ("z", "ž")),
    "sk": (("a", "ä"), ("c", "č"), ("h", "ch"), ("o", "ô"), ("r", "ř"), ("s", "š"), ("z", "ž")),
    "pl": (("a", "ą"), ("c", "ć"), ("e", "ę"), ("l", "ł"), ("n", "ń"), ("o", "ó"), ("s", "ś"), ("z", "ź ż")),
    "hu": (
        ("c", "cs"), ("d", "dz dzs"), ("g", "gy"), ("l", "ly"), ("n", "ny"), ("o", "ö"), ("s", "sz"), ("t",
        "ty"),
        ("u", "ü"), ("z", "zs"),
    ),
    "hr": (("c", "č ć"), ("d", "dž đ"), ("l", "lj"), ("n", "nj"), ("s", "š"), ("z", "ž")),
    "bs": (("c", "č ć"), ("d", "dž đ"), ("l", "lj"), ("n", "nj"), ("s", "š"), ("z", "ž")),
    "sl": (("c", "č ć"), ("d", "đ"), ("s", "š"), ("z", "ž")),
    "lt": (("c", "č"), ("s", "š"), ("z", "ž")),
    "lv": (("c", "č"), ("g", "ģ"), ("i", "y"), ("k", "ķ"), ("l", "ļ"), ("n", "ņ"), ("r", "ŗ"), ("s", "š"),
    ("z", "ž")),
    "et": (("s", "š z ž"), ("w", "õ ä ö ü")),
    "ro": (("a", "ă â"), ("i", "î"), ("s", "ș ş"), ("t", "ț ţ")),
    "tr": (("c", "ç"), ("g", "ğ"), ("h", "ı"), ("o", "ö"), ("s", "ş"), ("u", "ü")),
    "az": (("c", "ç"), ("e", "ə"), ("g", "ğ"), ("h", "x ı"), ("k", "q"), ("o", "ö"), ("s", "ş"), ("u", "ü")),
    "sq": (
        ("c", "ç"), ("d", "dh"), ("e", "ë"), ("g", "gj"), ("l", "ll"), ("n", "nj"), ("r", "rr"), ("s", "sh"),
        ("t", "th"), ("x", "xh"), ("z", "zh"),
    ),
    "cy": (
        ("c", "ch"), ("d", "dd"), ("f", "ff"), ("g", "ng"), ("l", "ll"), ("p", "ph"), ("r", "rh"), ("t",
        "th"),
    ),
    "vi": (("a", "ă â"), ("d", "đ"), ("e", "ê"), ("o", "ô ơ"), ("u", "ư")),
}  # fmt: skip
#: Languages that sort Cyrillic before Latin.
CYRILLIC_FIRST: Final = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"})
#: Languages that sort Greek before Latin.
GREEK_FIRST: Final = frozenset({"el"})

_CYRILLIC: Final = (
    "аӑӓәӛӕбвгґѓғӻҕһдђеёєжӂӝзҙӟѕӡиѝҋйіїјкќҡқӄҟҝлӆљмӎнҥңӊӈњо"
    "ӧөӫпԥҧрҏсҫтҭћуӯўӱӳүұфхҳӽӿцҵчӵҷӌҹҽҿџшщъыӹьҍэӭюяѣѫѭѳѵ"
)
#: Letters whose primary weight is that of another.
_SAME: Final = {"ё": "е", "ѝ": "и"}
_ROOT: Final = {
    "æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "đ": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ĳ": "ij", "ŉ": "n",
    "ð": "d\uf8f0", "þ": "z\uf8f0", "ı": "i\uf8f0", "ŋ": "n\uf8f0", "ə": "e\uf8f0", "ʻ": "", "ʼ": "",
}  # fmt: skip
_NUMBER: Final = re.compile(r"\d+")
_DROPPED: Final = frozenset(" \t\n\r\v\f!\"#%&'()*,-./:;?@[\\]_{}")
#: Private characters that put a letter of its own after the letter it follows.
_FIRST_MARK: Final = 0xF8F0
_GREEK: Final = "αβγδεζηθικλμνξοπρσςτυφχψω"


def _number_key(match: re.Match[str]) -> str:
    digits = match[0].lstrip("0") or "0"
    return f"0{chr(0x20 + min(len(digits), 0x500))}{digits}"


class _Folding(dict[int, str]):
    """Code point to the piece of a key that it makes, worked out when first met."""

    def __missing__(self, code: int) -> str:
        if _FIRST_MARK <= code < _FIRST_MARK + 16:
            return chr(code)
        pieces = []
        for character in unicodedata.normalize("NFKD", chr(code)):
            place = ord(character)
            if place != code and (place in self or place < 0x80):
                pieces.append(self[place])
            elif character.isascii():
                pieces.append("" if character in _DROPPED else character)
            elif unicodedata.category(character)[0] not in "MPZC":
                pieces.append(character)
        piece = self[code] = "".join(pieces)
        return piece


class Collator:
    """Makes sort keys for one language.

    Args:
        language: A language tag.
        first_script: `latin`, `cyrillic` or `greek` before the others, or None for the language's own order.
    """

    def __init__(self, language: str, first_script: str | None = None) -> None:
        self.language = language
        bare = language.replace("_", "-").split("-")[0].lower()
        if bare == "sr" and "latn" in language.lower():
            bare = "hr"
        if first_script is None:
            first_script = (
                "cyrillic" if bare in CYRILLIC_FIRST else "greek" if bare in GREEK_FIRST else "latin"
            )
        self._folding = _Folding({ord(letter): key for letter, key in _ROOT.items()})
        self._folding[ord("|")] = "\x01"
        self._digraphs = self._add_tailoring(bare)
        self._digraph = (
            re.compile("|".join(sorted(map(re.escape, self._digraphs), key=len, reverse=True)))
            if self._digraphs
            else None
        )
        self._add_scripts(bare, first_script)
        self._turkish = bare in {"tr", "az"}

    def _add_tailoring(self, bare: str) -> dict[str, str]:
        """Give the language's own letters their places; return those of two letters."""
        digraphs = {}
        for base, letters in TAILORINGS.get(bare, ()):
            for index, letter in enumerate(letters.split()):
                key = f"{base}{chr(_FIRST_MARK + 1 + index)}"
                if len(letter) == 1:
                    self._folding[ord(letter)] = key
                else:
                    digraphs[letter] = key
        return digraphs

    def _add_scripts(self, bare: str, first_script: str) -> None:
        """Give Cyrillic letters their order, and the script that comes first its place before Latin."""
        folding = self._folding
        slot = 0x80 if first_script == "cyrillic" else 0x400
        order = _CYRILLIC.replace("ҋйіїј", "ҋіїйј") if bare in {"uk", "be"} else _CYRILLIC
        for index, letter in enumerate(order):
            folding[ord(letter)] = chr(slot + index)
        for letter, same in _SAME.items():
            folding[ord(letter)] = folding[ord(same)]
        if first_script == "cyrillic":
            behind = {code: chr(code + 0xE0) for code in range(0x61, 0x7B)}
            for code, piece in folding.items():
                folding[code] = piece.translate(behind)
            folding.update(behind)
        elif first_script == "greek":
            for index, letter in enumerate(_GREEK):
                folding[ord(letter)] = chr(0x41 + index)

    def key(self, text: str) -> str:
        """Return a key whose code points sort as the text does.

        Args:
            text: Any text; `|` parts words and sorts before all letters and digits.
        """
        if self._turkish:
            text = text.replace("I", "ı").replace("İ", "i")
        text = text.lower()
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if self._digraph is not None:
            text = self._digraph.sub(lambda match: self._digraphs[match[0]], text)
        return _NUMBER.sub(_number_key, text.translate(self._folding))


@lru_cache(maxsize=64)
def find_collator(language: str, first_script: str | None = None) -> Collator:
    """Return the collator of a language."""
    return Collator(language, first_script)
