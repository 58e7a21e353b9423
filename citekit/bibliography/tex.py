r"""LaTeX to Unicode and back, for the values of BibTeX fields.

`decode_tex` reads accents in all their forms (`{\'e}`, `\'{e}`, `\'e`, `\v c`, `\'{\i}`), letters and
symbols, quotes and dashes, and drops grouping braces; mathematics is kept as written, and so is a command
that no table knows. `to_rich_text` does the same, but keeps the markup that CSL knows. `encode_tex` is the
way back: UTF-8 stays, and only what TeX would misread is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.bibliography.texcodes import (
    ACCENTS,
    DECLARATIONS,
    LIGATURES,
    PLAIN_MARKS,
    RICH_MARKS,
    SPACING_ACCENTS,
    STYLES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    SYMBOLS,
    WORDS,
)
from citekit.parse.patterns import defer_pattern

#: A value without any of these is already plain text.
_SPECIAL: Final = defer_pattern(r"[\\{}$~`\t\r\n]|--|''|  |<<|>>|,,")
_TOKEN: Final = defer_pattern(
    r"\\(?:([A-Za-z]+\*?)([ \t\r\n]*+)|([^A-Za-z]))|([{}])|(\$\$?)|[ \t\r\n]++"
    r"|~|\"---|---|--|[!?]`|``|''|`|<<|>>|,,",
    re.DOTALL,
)
_ARGUMENT: Final = defer_pattern(r"[ \t\r\n]*+\{([^{}]*+)\}")
_OPTION: Final = defer_pattern(r"\[[^\[\]{}]{0,80}\]")
_SCRIPT_MATH: Final = defer_pattern(r"\$([_^])(?:\{([^{}$\\]{1,40})\}|([^{}$\\]))\$")
_BLANKS: Final = defer_pattern(r"  +")
_RAW_WORDS: Final = frozenset(("url", "nolinkurl", "path", "href", "hyperref", "ensuremath"))
_LINE_BREAK: Final = defer_pattern(r"[ \t]*+[\r\n][ \t\r\n]*+")


def needs_decoding(value: str) -> bool:
    """Tell whether a value holds anything but plain text."""
    return _SPECIAL.search(value) is not None


class Decoded(NamedTuple):
    """A decoded value, with the commands that no table knows."""

    text: str
    unknown: tuple[str, ...] = ()


class _Group(NamedTuple):
    """An open group: what becomes of it when it closes, and where it begins in the output.

    `kind` is `group`, `argument` (of a command), `drop` (nothing of it stays) or `keep` (braces stay).
    """

    kind: str
    start: int
    closing: str
    style: str


def _put_accents(text: str, accents: list[str]) -> str:
    """Put accents, the innermost last in the list, over the first character of `text`."""
    if not text or text[0].isspace():
        return "".join(SPACING_ACCENTS.get(accent, "") for accent in accents) + text
    first, rest = {"ı": "i", "ȷ": "j"}.get(text[0], text[0]), text[1:]
    marks = "".join(ACCENTS[accent] for accent in reversed(accents))
    while rest and unicodedata.combining(rest[0]):
        first, rest = first + rest[0], rest[1:]
    return unicodedata.normalize("NFC", first + marks) + rest


class _Decoder:
    """One run over one value.

    The output is one list of pieces and the open groups are a stack, so that a deep or long value costs no
    recursion and no copying: what a group does to its text is done as the text comes.
    """

    __slots__ = (
        "change",
        "out",
        "pending",
        "place",
        "protected",
        "rich",
        "stack",
        "unclosed",
        "unknown",
        "value",
    )

    def __init__(self, value: str, *, rich: bool) -> None:
        self.value = value
        self.rich = rich
        self.place = 0
        self.out: list[str] = []
        self.stack: list[_Group] = []
        self.pending: list[str] = []
        self.change = ""
        self.protected = False
        self.unknown: list[str] = []
        self.unclosed: set[str] = set()

    def run(self) -> str:
        """Return the decoded value."""
        value = self.value
        search = _TOKEN.search
        takers = (
            self.put_ligature,
            self.take_word,
            self.take_word,
            self.take_symbol,
            self.take_brace,
            self.take_math,
        )
        while found := search(value, self.place):
            start = found.start()
            if start > self.place:
                self.put(value[self.place : start])
            self.place = found.end()
            takers[found.lastindex or 0](found)
        if self.place < len(value):
            self.put(value[self.place :])
        while self.stack:
            self.close_group()
        self.flush_accents()
        return "".join(self.out)

    def put(self, text: str) -> None:
        """Add text to the output; a waiting accent lands on its first character."""
        if self.pending and text:
            text = _put_accents(text, self.pending)
            self.pending = []
        if self.change:
            text = _CHANGES[self.change](text)
        self.out.append(text)

    def flush_accents(self) -> None:
        """Let accents that found no letter stand for themselves."""
        if self.pending:
            self.out.append(_put_accents("", self.pending))
            self.pending = []

    def put_ligature(self, found: re.Match[str]) -> None:
        """Add what a ligature means; blanks and line breaks are one blank, and none under an accent."""
        meaning = LIGATURES.get(found[0])
        if meaning is not None:
            self.put(meaning)
        elif not self.pending:
            self.out.append(" ")

    def take_brace(self, found: re.Match[str]) -> None:
        """Open or close a group; in rich text one that protects its letters from a change of case."""
        if found[0] == "}":
            if self.stack:
                self.flush_accents()
                self.close_group()
            return
        style = ""
        if self.rich and not self.protected and not self.pending:
            following = self.value[self.place : self.place + 1]
            style = "" if following in {"\\", "}", "$"} else "nocase"
        self.open_group("group", style)

    def open_group(self, kind: str, style: str) -> None:
        """Open a group, with the markup that its style has."""
        opening, closing = "", ""
        if self.rich and style in RICH_MARKS:
            opening, closing = RICH_MARKS[style]
            self.protected = self.protected or style == "nocase"
        elif style in PLAIN_MARKS:
            opening, closing = PLAIN_MARKS[style]
        elif kind == "keep":
            self.flush_accents()
            opening, closing = "{", "}"
        changed = style if style in _CHANGES and not closing else ""
        self.stack.append(_Group(kind, len(self.out), closing, self.change if changed else style))
        if changed:
            self.stack[-1] = _Group(kind, len(self.out), "\0", self.change)
            self.change = changed
        elif opening:
            self.out.append(opening)

    def close_group(self) -> None:
        """Close the innermost group; a group without text leaves nothing."""
        group = self.stack.pop()
        if group.closing == "\0":
            self.change = group.style
            return
        if group.style == "nocase":
            self.protected = False
        if group.kind == "drop":
            del self.out[group.start :]
        elif group.closing:
            if len(self.out) == group.start + 1 and group.kind != "keep":
                del self.out[group.start :]
            else:
                self.out.append(group.closing)

    def take_symbol(self, found: re.Match[str]) -> None:
        r"""Read a control symbol: an accent, an escaped character, or `\(` mathematics."""
        symbol = found[3]
        if symbol in ACCENTS:
            self.pending.append(symbol)
        elif symbol in SYMBOLS:
            self.put(SYMBOLS[symbol])
        elif symbol in "([":
            end = self.find_math_end("\\)" if symbol == "(" else "\\]")
            self.put(_LINE_BREAK.sub(" ", self.value[self.place - 2 : end]))
            self.place = end
        else:
            self.put("\\" + symbol)

    def take_word(self, found: re.Match[str]) -> None:
        """Read a control word, with its argument where that is read raw."""
        word = found[1]
        if word in WORDS:
            self.put(WORDS[word])
            if self.value.startswith("{}", self.place):
                self.place += 2
        elif word in ACCENTS:
            self.pending.append(word)
        elif word in _RAW_WORDS:
            self.take_raw(word)
        else:
            self.take_style(word, STYLES.get(word.rstrip("*")), found[2])

    def take_raw(self, word: str) -> None:
        """Read a command whose argument is no text: an address, or mathematics."""
        argument = _ARGUMENT.match(self.value, self.place)
        if argument is None:
            self.open_argument("argument", "")
            return
        self.place = argument.end()
        if word == "ensuremath":
            self.put(f"${argument[1]}$")
        elif word in {"href", "hyperref"}:
            self.open_argument("argument", "")
        else:
            self.put(argument[1])

    def take_style(self, word: str, style: str | None, blank: str) -> None:
        """Read a command that changes how its argument looks, or one that no table knows."""
        if style is None:
            self.unknown.append(word)
            self.put(f"\\{word}" if self.at_brace() else f"\\{word}{blank and ' '}")
            self.open_argument("keep", "")
        elif word in DECLARATIONS and not self.at_brace():
            self.restyle_group(style)
        elif style in {"skip", "drop"}:
            self.skip_argument()
            if style == "skip":
                self.open_argument("argument", "")
        else:
            self.open_argument("argument", style)

    def restyle_group(self, style: str) -> None:
        r"""Give the rest of the open group a style: `{\em ...}`."""
        if not self.stack:
            self.open_group("group", style)
            return
        group = self.stack[-1]
        if self.rich and style in RICH_MARKS and not group.closing and len(self.out) == group.start:
            opening, closing = RICH_MARKS[style]
            self.stack[-1] = _Group(group.kind, group.start, closing, group.style)
            self.out.append(opening)

    def at_brace(self) -> bool:
        """Tell whether a group follows."""
        return self.value.startswith("{", self.place)

    def open_argument(self, kind: str, style: str) -> None:
        """Open the group that follows, if one does, as an argument."""
        option = _OPTION.match(self.value, self.place) if kind == "argument" else None
        place = option.end() if option else self.place
        if self.value.startswith("{", place):
            self.place = place + 1
            self.open_group(kind, style)

    def skip_argument(self) -> None:
        """Leave out the argument that follows."""
        if argument := _ARGUMENT.match(self.value, self.place):
            self.place = argument.end()
        elif self.at_brace():
            self.place += 1
            self.open_group("drop", "")

    def take_math(self, found: re.Match[str]) -> None:
        """Copy mathematics as written; a dollar that opens none stands for itself."""
        mark, start = found[5], found.start()
        if self.rich and (script := _SCRIPT_MATH.match(self.value, start)):
            opening, closing = RICH_MARKS["sup" if script[1] == "^" else "sub"]
            self.put(f"{opening}{script[2] or script[3]}{closing}")
            self.place = script.end()
            return
        end = self.find_math_end(mark)
        self.put(_LINE_BREAK.sub(" ", self.value[start:end]))
        self.place = end

    def find_math_end(self, mark: str) -> int:
        """Return the position after the mathematics that `mark` opened, or of the text after a lone mark."""
        if mark in self.unclosed:
            return self.place
        end = self.value.find(mark, self.place)
        while end > 0 and self.value[end - 1] == "\\":
            end = self.value.find(mark, end + 1)
        if end < 0:
            self.unclosed.add(mark)
            return self.place
        return end + len(mark)


def _raise_digits(text: str) -> str:
    return text if any(map(str.isalpha, text)) else text.translate(SUPERSCRIPTS)


def _lower_digits(text: str) -> str:
    return text if any(map(str.isalpha, text)) else text.translate(SUBSCRIPTS)


#: Styles that change the characters themselves, in text without markup.
_CHANGES: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {"upper": str.upper, "lower": str.lower, "sup": _raise_digits, "sub": _lower_digits}
)


#: The commonest forms of a special letter, with or without braces round it or its letter.
_LETTER_FORM: Final = defer_pattern(
    r"(?<!\\)(?:\{\\(?:[\"'`^~=.] ?|[uvHcdbkr](?: |(?=\{)))(?:\{(?:\\[ij]|[A-Za-z])\}|\\[ij]|[A-Za-z])\}"
    r"|\\(?:[\"'`^~=.]|[uvHcdbkr](?=\{))(?:\{(?:\\[ij]|[A-Za-z])\}|\\[ij](?=[^A-Za-z\s])|[A-Za-z])"
    r"|\{\\[A-Za-z]{1,2}\}|\\[&%#_])"
)
_LIGATURE: Final = defer_pattern(r"~|\"---|---?|[!?]`|``|''|`|<<|>>|,,|[ \t\r\n]+")
_NO_BRACES: Final = {ord("{"): None, ord("}"): None}


@lru_cache(maxsize=2048)
def _decode_letter(form: str) -> str:
    decoder = _Decoder(form, rich=False)
    text = decoder.run()
    return form if decoder.unknown else text


def _decode_form(found: re.Match[str]) -> str:
    return _decode_letter(found[0])


def _replace_ligature(found: re.Match[str]) -> str:
    text = found[0]
    return LIGATURES.get(text, " " if text.isspace() else text)


def _decode_plain(value: str) -> str:
    """Decode a value that has no commands left: only groups, ligatures and blanks."""
    text = _LIGATURE.sub(_replace_ligature, value).translate(_NO_BRACES)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")


def decode_tex(value: str) -> Decoded:
    r"""Return a field value as plain Unicode.

    Args:
        value: A value without its delimiters, `G{\"o}del's {\LaTeX} book`.

    Returns:
        The text, white space collapsed as BibTeX does it (btxdoc 4), and the names of the commands that no
        table knows; those stay in the text as written.
    """
    if not _SPECIAL.search(value):
        return Decoded(value.strip(" "))
    if "\\" in value and "$" not in value and "\\url" not in value and "\\href" not in value:
        value = _LETTER_FORM.sub(_decode_form, value)
    if "\\" not in value and "$" not in value and "{}" not in value:
        return Decoded(_decode_plain(value))
    decoder = _Decoder(value, rich=False)
    text = decoder.run()
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return Decoded(text.strip(" "), tuple(decoder.unknown))


def to_rich_text(value: str) -> str:
    """Return a field value as CSL-JSON rich text: `<i>`, `<b>`, `<sup>`, `<sub>`, small caps, nocase.

    Args:
        value: A value without its delimiters, before decoding.
    """
    if not _SPECIAL.search(value):
        return value
    text = _Decoder(value, rich=True).run()
    return " ".join(part for part in text.split(" ") if part)


_VERBATIM_ESCAPE: Final = defer_pattern(
    r"\\(?:url|path|nolinkurl)[ \t]*\{([^{}]*+)\}"
    r"|\{?\\textasciitilde(?:\{\}|\})?|\\~\{\}|\{\\~\}|\\~|\$\\sim\$"
    r"|\{\\([_%&#$])\}|\\([_%&#$])|[ \t]*[\r\n]+[ \t\r\n]*"
)


def decode_address(value: str) -> str:
    r"""Return a URL or DOI field without the escapes that older styles needed.

    The field is verbatim (biblatex manual 2.2.1), but files made for other styles hold `\_`, `\%`, `\&` and
    `\~{}` there; a backslash cannot stand in an address, so they are undone, and so are line breaks.
    """
    value = value.strip()
    if "\\" not in value and "\n" not in value and "$" not in value:
        return value

    def replace(found: re.Match[str]) -> str:
        if found[1] is not None:
            return found[1]
        if found[2] or found[3]:
            return found[2] or found[3]
        return "~" if found[0].lstrip()[:1] in {"\\", "{", "$"} else ""

    return _VERBATIM_ESCAPE.sub(replace, value)


_TO_ESCAPE: Final = re.compile(r"[&%#_~^\\{}$]")
_MATH: Final = defer_pattern(r"\$(?=\S)(?:[^$\\]|\\.){1,400}?(?<=\S)\$(?!\d)|\\\((?:[^\\]|\\[^)]){0,400}\\\)")
_KEPT_COMMAND: Final = defer_pattern(r"\\[A-Za-z]+\*?")
_ESCAPES: Final = {
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}",
}  # fmt: skip


def is_balanced(text: str) -> bool:
    """Tell whether the braces of a text pair off, counted as BibTeX counts them."""
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def encode_tex(text: str) -> str:
    r"""Return plain text as a field value.

    UTF-8 stays as it is; `& % # _ $` are escaped, and so are `~`, `^`, a lone backslash and literal braces,
    which TeX would read as something else. Mathematics (`$x^2$`) and commands (`\foo{...}`) are left alone.
    """
    if not _TO_ESCAPE.search(text):
        return text
    pieces: list[str] = []
    place = 0
    kept: list[bool] = []
    balanced = is_balanced(text)
    while found := _TO_ESCAPE.search(text, place):
        start = found.start()
        pieces.append(text[place:start])
        character = found[0]
        place = start + 1
        if character in "$\\" and (math := _MATH.match(text, start)) and is_balanced(math[0]):
            pieces.append(math[0])
            place = math.end()
        elif character == "\\" and (command := _KEPT_COMMAND.match(text, start)):
            pieces.append(command[0])
            place = command.end()
            if balanced and text.startswith("{", place):
                pieces.append("{")
                place += 1
                kept.append(True)
        elif character == "{" and balanced:
            kept.append(False)
            pieces.append(r"\{")
        elif character == "}" and balanced:
            pieces.append("}" if kept and kept.pop() else r"\}")
        elif character in "{}":
            pieces.append(r"\textbraceleft{}" if character == "{" else r"\textbraceright{}")
        else:
            pieces.append(_ESCAPES[character])
    pieces.append(text[place:])
    encoded = "".join(pieces)
    if is_balanced(encoded):
        return encoded
    return encoded.replace("{", r"\textbraceleft ").replace("}", r"\textbraceright ")
