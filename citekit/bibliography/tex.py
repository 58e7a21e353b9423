r"""LaTeX to Unicode and back, for the values of BibTeX fields.

`decode_tex` reads accents in all their forms (`{\'e}`, `\'{e}`, `\'e`, `\v c`, `\'{\i}`), letters and
symbols, quotes and dashes, and drops grouping braces; mathematics is kept as written, and so is a command
that no table knows. `to_rich_text` does the same, but keeps the markup that CSL knows. `encode_tex` is the
way back: UTF-8 stays, and only what TeX would misread is escaped.
"""

from __future__ import annotations

import re
import unicodedata
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

#: A value without any of these is already plain text.
_SPECIAL: Final = re.compile(r"[\\{}$~`\t\r\n]|--|''|  |<<|>>|,,")
_TOKEN: Final = re.compile(
    r"\\(?:([A-Za-z]+\*?)([ \t\r\n]*+)|([^A-Za-z]))|([{}])|(\$\$?)|[ \t\r\n]++"
    r"|~|\"---|---|--|[!?]`|``|''|`|<<|>>|,,",
    re.DOTALL,
)
_ARGUMENT: Final = re.compile(r"[ \t\r\n]*+\{([^{}]*+)\}")
_OPTION: Final = re.compile(r"\[[^\[\]{}]{0,80}\]")
_SCRIPT_MATH: Final = re.compile(r"\$([_^])(?:\{([^{}$\\]{1,40})\}|([^{}$\\]))\$")
_LINE_BREAK: Final = re.compile(r"[ \t]*+[\r\n][ \t\r\n]*+")


class Decoded(NamedTuple):
    """A decoded value, with the commands that no table knows."""

    text: str
    unknown: tuple[str, ...] = ()


class _Group:
    """An open group: what it holds so far, and what becomes of it when it closes.

    `kind` is `group`, `accent`, `argument` (of a command with a style), `drop` or `keep` (braces stay).
    """

    __slots__ = ("kind", "parts", "pending", "style")

    def __init__(self, kind: str = "group", style: str = "") -> None:
        self.kind = kind
        self.style = style
        self.parts: list[str] = []
        self.pending: list[str] = []


def _put_accents(text: str, accents: list[str]) -> str:
    """Put accents, the innermost last in the list, over the first character of `text`."""
    if not text or text[0].isspace():
        return "".join(SPACING_ACCENTS.get(accent, "") for accent in accents) + text.lstrip()
    first, rest = {"ı": "i", "ȷ": "j"}.get(text[0], text[0]), text[1:]
    marks = "".join(ACCENTS[accent] for accent in reversed(accents))
    while rest and unicodedata.combining(rest[0]):
        first, rest = first + rest[0], rest[1:]
    return unicodedata.normalize("NFC", first + marks) + rest


def _put_style(text: str, style: str, *, rich: bool) -> str:
    """Return `text` in the markup of `style`, or plain."""
    if not text:
        return text
    if rich and style in RICH_MARKS:
        before, after = RICH_MARKS[style]
        return f"{before}{text}{after}"
    if style in PLAIN_MARKS:
        before, after = PLAIN_MARKS[style]
        return f"{before}{text}{after}"
    if style in {"upper", "lower"}:
        return text.upper() if style == "upper" else text.lower()
    if style in {"sup", "sub"} and not any(map(str.isalpha, text)):
        return text.translate(SUPERSCRIPTS if style == "sup" else SUBSCRIPTS)
    return text


class _Decoder:
    """One run over one value, with a stack of open groups: depth costs no recursion."""

    __slots__ = ("place", "protected", "rich", "stack", "unknown", "value")

    def __init__(self, value: str, *, rich: bool) -> None:
        self.protected = False
        self.value = value
        self.rich = rich
        self.place = 0
        self.stack = [_Group()]
        self.unknown: list[str] = []

    def run(self) -> str:
        value = self.value
        search = _TOKEN.search
        while found := search(value, self.place):
            start = found.start()
            if start > self.place:
                self.put(value[self.place : start])
            self.place = found.end()
            group = found.lastindex
            if group is None:
                self.put_ligature(found[0])
            elif group == 4:
                if found[4] == "{":
                    self.open_group(start)
                else:
                    self.close_group()
            elif group == 2:
                self.take_word(found[1], found[2])
            elif group == 3:
                self.take_symbol(found[3])
            else:
                self.take_math(found[5], start)
        if self.place < len(value):
            self.put(value[self.place :])
        while len(self.stack) > 1:
            self.close_group()
        last = self.stack[0]
        text = "".join(last.parts)
        if last.pending:
            text += _put_accents("", last.pending)
        return _put_style(text, last.style, rich=self.rich) if last.style else text

    def put(self, text: str) -> None:
        """Add text to the open group; a waiting accent lands on its first character."""
        group = self.stack[-1]
        if group.pending and text:
            text = _put_accents(text, group.pending)
            group.pending = []
        group.parts.append(text)

    def put_ligature(self, text: str) -> None:
        """Add what a ligature means; blanks and line breaks are one blank, and none under an accent."""
        meaning = LIGATURES.get(text)
        if meaning is not None:
            self.put(meaning)
        elif not self.stack[-1].pending:
            self.stack[-1].parts.append(" ")

    def open_group(self, start: int) -> None:
        """Open a group; in rich text one that protects its letters from a change of case."""
        pending = self.stack[-1].pending
        style = ""
        if self.rich and not self.protected and not pending:
            if self.value[start + 1 : start + 2] not in {"\\", "}", "$"}:
                style = "nocase"
                self.protected = True
        self.stack.append(_Group("group", style))

    def close_group(self) -> None:
        """Close the open group and give its text to the group around it; a stray brace is dropped."""
        if len(self.stack) == 1:
            return
        group = self.stack.pop()
        text = "".join(group.parts)
        if group.pending:
            text += _put_accents("", group.pending)
        if group.kind == "drop":
            return
        if group.style:
            self.protected = self.protected and group.style != "nocase"
            text = _put_style(text, group.style, rich=self.rich)
        if group.kind == "keep":
            text = f"{{{text}}}"
        outer = self.stack[-1]
        if outer.pending:
            text = _put_accents(text, outer.pending)
            outer.pending = []
        outer.parts.append(text)

    def take_symbol(self, symbol: str) -> None:
        r"""Read a control symbol: an accent, an escaped character, or `\(` mathematics."""
        if symbol in ACCENTS:
            self.stack[-1].pending.append(symbol)
        elif symbol in SYMBOLS:
            self.put(SYMBOLS[symbol])
        elif symbol in "([":
            end = self.value.find("\\" + {"(": ")", "[": "]"}[symbol], self.place)
            end = end + 2 if end >= 0 else self.place
            self.put(_LINE_BREAK.sub(" ", self.value[self.place - 2 : end]))
            self.place = end
        else:
            self.put("\\" + symbol)

    def take_word(self, word: str, blank: str) -> None:
        """Read a control word, with its argument where that is read raw."""
        if word in WORDS:
            self.put(WORDS[word])
            if self.value.startswith("{}", self.place):
                self.place += 2
            return
        if word in ACCENTS:
            self.stack[-1].pending.append(word)
            return
        style = STYLES.get(word.rstrip("*"))
        argument = _ARGUMENT.match(self.value, self.place)
        if word in {"url", "nolinkurl", "path"}:
            if argument:
                self.put(argument[1])
                self.place = argument.end()
            else:
                self.open_argument("argument", "")
        elif argument and word in {"href", "hyperref"}:
            self.place = argument.end()
            self.open_argument("argument", "")
        elif argument and word == "ensuremath":
            self.put(f"${argument[1]}$")
            self.place = argument.end()
        elif style is None:
            self.unknown.append(word)
            self.put(f"\\{word}" if blank.startswith("{") or self.at_brace() else f"\\{word}{blank and ' '}")
            self.open_argument("keep", "")
        elif word in DECLARATIONS and not self.at_brace():
            self.stack[-1].style = style
        elif style in {"skip", "drop"}:
            self.skip_argument()
            if style == "skip":
                self.open_argument("argument", "")
        else:
            self.open_argument("argument", style)

    def at_brace(self) -> bool:
        return self.value.startswith("{", self.place)

    def open_argument(self, kind: str, style: str) -> None:
        """Open the group that follows, if one does, as an argument."""
        option = _OPTION.match(self.value, self.place) if kind == "argument" else None
        place = option.end() if option else self.place
        if self.value.startswith("{", place):
            self.place = place + 1
            self.stack.append(_Group(kind, style))

    def skip_argument(self) -> None:
        """Leave out the argument that follows, if it is a group without groups."""
        if argument := _ARGUMENT.match(self.value, self.place):
            self.place = argument.end()
        elif self.at_brace():
            self.place += 1
            self.stack.append(_Group("drop"))

    def take_math(self, mark: str, start: int) -> None:
        """Copy mathematics as written; a dollar that opens none stands for itself."""
        if self.rich and (script := _SCRIPT_MATH.match(self.value, start)):
            text = script[2] or script[3]
            self.put(_put_style(text, "sup" if script[1] == "^" else "sub", rich=True))
            self.place = script.end()
            return
        end = self.value.find(mark, self.place)
        while end > 0 and self.value[end - 1] == "\\":
            end = self.value.find(mark, end + 1)
        end = end + len(mark) if end >= 0 else self.place
        self.put(_LINE_BREAK.sub(" ", self.value[start:end]))
        self.place = end


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
    decoder = _Decoder(value, rich=False)
    text = decoder.run()
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(part for part in text.split(" ") if part)
    return Decoded(text, tuple(decoder.unknown))


def to_rich_text(value: str) -> str:
    """Return a field value as CSL-JSON rich text: `<i>`, `<b>`, `<sup>`, `<sub>`, small caps, nocase.

    Args:
        value: A value without its delimiters, before decoding.
    """
    if not _SPECIAL.search(value):
        return value
    text = _Decoder(value, rich=True).run()
    return " ".join(part for part in text.split(" ") if part)


_VERBATIM_ESCAPE: Final = re.compile(
    r"\\(?:url|path|nolinkurl)[ \t]*\{([^{}]*+)\}|\{?\\textasciitilde(?:\{\}|\})?|\\~\{\}|\{\\~\}|\\~|\$\\sim\$"
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
_MATH: Final = re.compile(r"\$(?=\S)(?:[^$\\]|\\.){1,400}?(?<=\S)\$(?!\d)|\\\((?:[^\\]|\\[^)]){0,400}\\\)")
_KEPT_COMMAND: Final = re.compile(r"\\[A-Za-z]+\*?")
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
