"""What LaTeX's commands for single characters stand for."""

from __future__ import annotations

import unicodedata
from typing import Final

#: Accent command to the combining character that it sets.
ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a", "t": "\u0361", "G": "\u030f", "U": "\u030e",
}  # fmt: skip
#: Command without arguments to the text that it sets.
SYMBOLS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å",
    "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£", "euro": "€",
    "texteuro": "€", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "flqq": "«",
    "frqq": "»", "glqq": "„", "grqq": "“", "quotedblbase": "„", "quotesinglbase": "‚", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">",
    "textunderscore": "_", "textdegree": "°", "textnumero": "№", "No": "№", "numero": "№", "textsection": "§",
    "textbullet": "•", "textregistered": "®", "texttrademark": "™", "textperiodcentered": "·", "slash": "/",
    "TeX": "TeX", "LaTeX": "LaTeX", "quad": " ", "qquad": " ", "thinspace": " ", "enspace": " ", "space": " ",
    "hfill": " ", "newline": "\n", "linebreak": "\n", "par": "\n\n", "cdash": "—", "textcyrillic": "",
    ",": " ", ";": " ", ":": " ", " ": " ", "!": "", "-": "\u00ad", "/": "", "@": "", "&": "&", "%": "%",
    "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "\\": "\n", "\n": " ",
}  # fmt: skip
#: Input that TeX's fonts join to one character, longest first.
LIGATURES: Final = (
    ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("<<", "«"), (">>", "»"),
    (",,", "„"), ("~", "\u00a0"),
)  # fmt: skip
#: babel's shorthands for Russian and German.
SHORTHANDS: Final = {
    '"---': "—", '"--~': "—", '"=': "-",
    '"~': "-", '"-': "\u00ad", '"<': "«", '">': "»", '"`': "„", "\"'": "“",
    '"|': "", '""': "",
}  # fmt: skip


def compose_accent(accent: str, letter: str) -> str:
    """Return a letter with an accent as one character, where Unicode has it."""
    base = {"ı": "i", "ȷ": "j"}.get(letter[:1], letter[:1])
    if not base:
        return ""
    return unicodedata.normalize("NFC", base + ACCENTS[accent]) + letter[1:]


def join_ligatures(text: str) -> str:
    """Return running text with TeX's input ligatures and babel's shorthands replaced."""
    if '"' in text:
        for written, set_text in SHORTHANDS.items():
            text = text.replace(written, set_text)
    for written, set_text in LIGATURES:
        if written in text:
            text = text.replace(written, set_text)
    return text
