r"""What TeX commands stand for: the tables behind `citekit.bibliography.tex`.

Sources: LaTeX2e font encoding guide (T1, T2A, TS1), babel, biblatex manual 3.5 (`\\mkbib...`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

#: Accent command to combining character.
ACCENTS: Final = MappingProxyType(
    {
        "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
        ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
        "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361", "h": "\u0309", "G": "\u030f",
        "U": "\u030e", "C": "\u030f", "f": "\u0311", "textcommabelow": "\u0326", "capitalring": "\u030a",
        "capitalacute": "\u0301", "capitalgrave": "\u0300", "capitalcaron": "\u030c", "newtie": "\u0311",
        "textroundcap": "\u0311", "textdotbelow": "\u0323", "cyrbreve": "\u0306",
    }
)  # fmt: skip

#: Accent command over nothing: the character alone.
SPACING_ACCENTS: Final = MappingProxyType(
    {"`": "`", "'": "\u00b4", "^": "^", "~": "~", "=": "\u00af", '"': "\u00a8", ".": "\u02d9"}
)

#: Control symbol to text.
SYMBOLS: Final = MappingProxyType(
    {
        "&": "&", "%": "%", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", " ": " ", "\t": " ",
        "\n": " ", "\r": " ", ",": "\u202f", ";": " ", ":": " ", "!": "", "-": "", "/": "", "\\": " ",
        "@": "", "|": "|", "*": "", "<": "<", ">": ">",
    }
)  # fmt: skip

_CYRILLIC: Final = (
    "А A Б B В V Г G Д D Е E Ё YO Ж ZH З Z И I Й ISHRT К K Л L М M Н N О O П P Р R С S Т T У U Ф F Х H "
    "Ц C Ч CH Ш SH Щ SHCH Ъ HRDSN Ы ERY Ь SFTSN Э EREV Ю YU Я YA "
    "І II Ї YI Є IE Ґ GUP Ў USHRT Ј JE Ђ DJE Ћ TSHE Љ LJE Њ NJE Џ DZHE Ѕ DZE "
    "Ә SCHWA Ө OTLD Ү Y Ұ YHCRS Қ KDSC Ң NDSC Ғ GHCRS Һ SHHA Ѣ YAT Ѳ FITA Ѵ IZH Җ ZHDSC Ҳ HDSC Ҷ CHRDSC"
).split()


def _cyrillic_commands() -> dict[str, str]:
    found = {}
    for letter, name in zip(_CYRILLIC[::2], _CYRILLIC[1::2], strict=True):
        found["CYR" + name] = letter
        found["cyr" + name.lower()] = letter.lower()
    return found


#: Control word without argument to text.
WORDS: Final = MappingProxyType(
    {
        "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
        "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
        "ng": "ŋ", "NG": "Ŋ", "th": "þ", "TH": "Þ", "ij": "ĳ", "IJ": "Ĳ", "S": "§", "P": "¶",
        "textsection": "§", "textparagraph": "¶", "dag": "†", "ddag": "‡", "textdagger": "†",
        "textdaggerdbl": "‡", "copyright": "©", "textcopyright": "©", "textregistered": "®",
        "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€",
        "EUR": "€", "textyen": "¥", "textcent": "¢", "textcurrency": "¤", "textdollar": "$",
        "textendash": "–", "textemdash": "—", "cdash": "—", "textquoteleft": "‘", "textquoteright": "’",
        "lq": "‘", "rq": "’", "textquotesingle": "'", "textquotedblleft": "“", "textquotedblright": "”",
        "textquotedbl": '"', "dq": '"', "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
        "guillemetright": "»", "flqq": "«", "frqq": "»", "guilsinglleft": "‹", "guilsinglright": "›",
        "flq": "‹", "frq": "›", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "quotedblbase": "„",
        "quotesinglbase": "‚", "textquotestraightdblbase": "„", "dots": "…", "ldots": "…",
        "textellipsis": "…", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
        "textasciigrave": "`", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">",
        "textbraceleft": "{", "textbraceright": "}", "textdegree": "°", "degree": "°", "textcelsius": "℃",
        "textperiodcentered": "·", "textbullet": "•", "textnumero": "№", "No": "№",
        "textordfeminine": "ª", "textordmasculine": "º", "textmu": "µ", "textmicro": "µ",
        "texttimes": "×", "textdiv": "÷", "textpm": "±", "textminus": "−", "textonehalf": "½",
        "textonequarter": "¼", "textthreequarters": "¾", "textonesuperior": "¹", "texttwosuperior": "²",
        "textthreesuperior": "³", "textexclamdown": "¡", "textquestiondown": "¿", "textpertenthousand": "‱",
        "textperthousand": "‰", "textvisiblespace": "␣", "textasteriskcentered": "*", "textlnot": "¬",
        "textinterrobang": "‽", "texttildelow": "˷", "textschwa": "ə", "textsmallhyphen": "-",
        "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX",
        "XeTeX": "XeTeX", "KOMAScript": "KOMA-Script", "space": " ", "quad": " ", "qquad": " ",
        "nobreakspace": "\u00a0", "thinspace": "\u202f", "enspace": " ", "textsoftsign": "ь",
        "textcompwordmark": "\u200c", "bibrangedash": "–", "hyphen": "-", "nobreakdash": "",
        "adddot": ".", "addcomma": ",", "addspace": " ", "addcolon": ":", "addsemicolon": ";",
        "addnbspace": "\u00a0", "addthinspace": "\u202f", "newline": " ", "par": " ", "linebreak": " ",
        "newblock": " ", "today": "today",
        "relax": "", "protect": "", "null": "", "allowbreak": "", "break": "", "noindent": "", "unskip": "",
        "selectfont": "", "ignorespaces": "", "nolinebreak": "", "nobreak": "", "xspace": "", "leavevmode": "",
        "textmalteseh": "ħ", "textmalteseH": "Ħ",
    }
    | _cyrillic_commands()
)  # fmt: skip

#: Command with one argument, or declaration for the rest of its group, to the markup it means.
STYLES: Final = MappingProxyType(
    {
        "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i",
        "em": "i", "it": "i", "itshape": "i", "slshape": "i", "sl": "i",
        "textbf": "b", "mkbibbold": "b", "bf": "b", "bfseries": "b",
        "textsuperscript": "sup", "mkbibsuperscript": "sup", "textsubscript": "sub", "mkbibsubscript": "sub",
        "textsc": "sc", "sc": "sc", "scshape": "sc",
        "enquote": "quote", "mkbibquote": "quote", "textquote": "quote", "mkbibparens": "parens",
        "mkbibbrackets": "brackets",
        "MakeUppercase": "upper", "uppercase": "upper", "MakeLowercase": "lower", "lowercase": "lower",
        "textrm": "", "textsf": "", "texttt": "", "textup": "", "textmd": "", "textnormal": "", "mbox": "",
        "hbox": "", "text": "", "rm": "", "sf": "", "tt": "", "rmfamily": "", "sffamily": "", "ttfamily": "",
        "upshape": "", "normalfont": "", "mdseries": "", "underline": "", "uline": "", "textlatin": "",
        "textcyrillic": "", "textcyr": "", "cyr": "", "textgreek": "", "NoCaseChange": "", "autocap": "",
        "small": "", "footnotesize": "", "large": "", "bibinfo": "skip", "foreignlanguage": "skip",
        "textcolor": "skip", "texorpdfstring": "skip", "selectlanguage": "drop", "noopsort": "drop",
        "hspace": "drop", "vspace": "drop", "label": "drop", "index": "drop", "hyphenation": "drop",
        "SortNoop": "drop", "sortnoop": "drop", "switchargs": "",
    }
)  # fmt: skip

#: Styles that are declarations: they hold to the end of their group.
DECLARATIONS: Final = frozenset(
    "em it itshape slshape sl bf bfseries sc scshape rm sf tt rmfamily sffamily ttfamily upshape normalfont "
    "mdseries cyr small footnotesize large".split()
)

#: Style to the markup of CSL-JSON rich text (CSL 1.0.2, 'rich text in fields').
RICH_MARKS: Final = MappingProxyType(
    {
        "i": ("<i>", "</i>"),
        "b": ("<b>", "</b>"),
        "sup": ("<sup>", "</sup>"),
        "sub": ("<sub>", "</sub>"),
        "sc": ('<span style="font-variant:small-caps;">', "</span>"),
        "nocase": ('<span class="nocase">', "</span>"),
    }
)

#: Characters that TeX's fonts join, and the tie, to what they print.
LIGATURES: Final = MappingProxyType(
    {
        "~": "\u00a0", "---": "—", '"---': "—", "--": "–", "!`": "¡", "?`": "¿", "``": "“", "''": "”",
        "`": "‘", "<<": "«", ">>": "»", ",,": "„",
    }
)  # fmt: skip

#: Style to the characters put around the text.
PLAIN_MARKS: Final = MappingProxyType({"quote": ("“", "”"), "parens": ("(", ")"), "brackets": ("[", "]")})

SUPERSCRIPTS: Final = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
SUBSCRIPTS: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
