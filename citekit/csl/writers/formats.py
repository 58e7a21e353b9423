"""The formats of output: plain text, HTML, Markdown, LaTeX, RTF, Typst."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from citekit.csl.output import Format
from citekit.csl.writers.base import Writer
from citekit.errors import StyleError

#: Characters that HTML shows as raised letters.
SUPERSCRIPTS: Final[dict[str, str]] = {
    "ª": "a", "²": "2", "³": "3", "¹": "1", "º": "o", "ʰ": "h", "ʱ": "ɦ", "ʲ": "j", "ʳ": "r", "ʴ": "ɹ",
    "ʵ": "ɻ",
    "ʶ": "ʁ", "ʷ": "w", "ʸ": "y", "ˠ": "ɣ", "ˡ": "l", "ˢ": "s", "ˣ": "x", "ˤ": "ʕ", "ᴬ": "A", "ᴭ": "Æ",
    "ᴮ": "B",
    "ᴰ": "D", "ᴱ": "E", "ᴲ": "Ǝ", "ᴳ": "G", "ᴴ": "H", "ᴵ": "I", "ᴶ": "J", "ᴷ": "K", "ᴸ": "L", "ᴹ": "M",
    "ᴺ": "N",
    "ᴼ": "O", "ᴽ": "Ȣ", "ᴾ": "P", "ᴿ": "R", "ᵀ": "T", "ᵁ": "U", "ᵂ": "W", "ᵃ": "a", "ᵄ": "ɐ", "ᵅ": "ɑ",
    "ᵆ": "ᴂ",
    "ᵇ": "b", "ᵈ": "d", "ᵉ": "e", "ᵊ": "ə", "ᵋ": "ɛ", "ᵌ": "ɜ", "ᵍ": "g", "ᵏ": "k", "ᵐ": "m", "ᵑ": "ŋ",
    "ᵒ": "o",
    "ᵓ": "ɔ", "ᵔ": "ᴖ", "ᵕ": "ᴗ", "ᵖ": "p", "ᵗ": "t", "ᵘ": "u", "ᵙ": "ᴝ", "ᵚ": "ɯ", "ᵛ": "v", "ᵜ": "ᴥ",
    "ᵝ": "β",
    "ᵞ": "γ", "ᵟ": "δ", "ᵠ": "φ", "ᵡ": "χ", "⁰": "0", "ⁱ": "i", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7",
    "⁸": "8",
    "⁹": "9", "⁺": "+", "⁻": "−", "⁼": "=", "⁽": "(", "⁾": ")", "ⁿ": "n", "℠": "SM", "™": "TM",
    "㆒": "一", "㆓": "二", "㆔": "三", "㆕": "四", "㆖": "上", "㆗": "中", "㆘": "下", "㆙": "甲",
    "㆚": "乙",
    "㆛": "丙", "㆜": "丁", "㆝": "天", "㆞": "地", "㆟": "人", "ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي",
}  # fmt: skip
_SUPERSCRIPT: Final = re.compile("[" + "".join(SUPERSCRIPTS) + "]")
_HYPHENS: Final = re.compile("-(?=-)")
_HTML_SPECIAL: Final = re.compile(r"[&<>]|\s\s|[" + "".join(SUPERSCRIPTS) + "]")


class TextWriter(Writer):
    """Plain text, all formatting dropped."""

    name: ClassVar[str] = "text"


class HtmlWriter(Writer):
    """HTML as the CSL test suite writes it."""

    name: ClassVar[str] = "html"
    marks: ClassVar[dict[Format, tuple[str, str]]] = {
        ("font-style", "italic"): ("<i>", "</i>"),
        ("font-style", "oblique"): ("<em>", "</em>"),
        ("font-style", "normal"): ('<span style="font-style:normal;">', "</span>"),
        ("font-variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
        ("font-variant", "normal"): ('<span style="font-variant:normal;">', "</span>"),
        ("font-weight", "bold"): ("<b>", "</b>"),
        ("font-weight", "normal"): ('<span style="font-weight:normal;">', "</span>"),
        ("text-decoration", "none"): ('<span style="text-decoration:none;">', "</span>"),
        ("text-decoration", "underline"): ('<span style="text-decoration:underline;">', "</span>"),
        ("vertical-align", "sup"): ("<sup>", "</sup>"),
        ("vertical-align", "sub"): ("<sub>", "</sub>"),
        ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
    }

    def escape(self, text: str) -> str:
        """Escape the characters of HTML; keep double spaces; raise superscript letters."""
        if not _HTML_SPECIAL.search(text):
            return text
        text = text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
        text = re.sub(r"\s\s", "\u00a0 ", text)
        return _SUPERSCRIPT.sub(lambda match: f"<sup>{SUPERSCRIPTS[match[0]]}</sup>", text)

    def display(self, kind: str, content: str) -> str:
        """Return a block as a div."""
        if kind == "block":
            return f'\n\n    <div class="csl-block">{content}</div>\n'
        if kind == "left-margin":
            return f'\n    <div class="csl-left-margin">{content}</div>'
        if kind == "right-inline":
            return f'<div class="csl-right-inline">{content}</div>\n  '
        if kind == "indent":
            return f'<div class="csl-indent">{content}</div>\n  '
        return content

    def entry(self, content: str) -> str:
        """Return an entry as a div."""
        return f'  <div class="csl-entry">{content}</div>\n'

    def bibliography(self, entries: list[str]) -> str:
        """Return the entries in the bibliography's div."""
        return '<div class="csl-bib-body">\n' + "".join(entries) + "</div>"


class MarkdownWriter(Writer):
    """Markdown as pandoc reads it."""

    name: ClassVar[str] = "markdown"
    marks: ClassVar[dict[Format, tuple[str, str]]] = {
        ("font-style", "italic"): ("*", "*"),
        ("font-style", "oblique"): ("*", "*"),
        ("font-style", "normal"): ("[", "]{.upright}"),
        ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
        ("font-variant", "normal"): ("[", "]{.normalcaps}"),
        ("font-weight", "bold"): ("**", "**"),
        ("font-weight", "normal"): ("[", "]{.normal}"),
        ("text-decoration", "underline"): ("[", "]{.underline}"),
        ("vertical-align", "sup"): ("^", "^"),
        ("vertical-align", "sub"): ("~", "~"),
    }
    _special: ClassVar[re.Pattern[str]] = re.compile(r"([\\`*_{}\[\]<>^~$@#|])")
    _first: ClassVar[re.Pattern[str]] = re.compile(r"(\d{1,9})([.)])(?=\s)|([-+](?=\s))")

    def escape(self, text: str) -> str:
        """Put a backslash before every character that Markdown could read as markup."""
        text = text.replace("&", "&amp;")
        return self._special.sub(r"\\\1", text)

    def format(self, formatting: Format, content: str) -> str:
        """Return finished output in a formatting; raised text may hold no bare space."""
        if formatting[0] == "vertical-align":
            content = content.replace(" ", "\\ ")
        lead = len(content) - len(content.lstrip(" "))
        tail = len(content.rstrip(" "))
        if not content.strip():
            return content
        return content[:lead] + super().format(formatting, content[lead:tail]) + content[tail:]

    def entry(self, content: str) -> str:
        """Return an entry as a paragraph; a number that begins it makes no list."""
        content = " ".join(content.split())
        match = self._first.match(content)
        if match:
            content = f"{match[1]}\\{match[2]}" + content[match.end() :] if match[1] else "\\" + content
        return content + "\n\n"


class LatexWriter(Writer):
    """LaTeX."""

    name: ClassVar[str] = "latex"
    marks: ClassVar[dict[Format, tuple[str, str]]] = {
        ("font-style", "italic"): (r"\textit{", "}"),
        ("font-style", "oblique"): (r"\textsl{", "}"),
        ("font-style", "normal"): (r"\textup{", "}"),
        ("font-variant", "small-caps"): (r"\textsc{", "}"),
        ("font-variant", "normal"): (r"{\normalfont ", "}"),
        ("font-weight", "bold"): (r"\textbf{", "}"),
        ("font-weight", "normal"): (r"\textmd{", "}"),
        ("text-decoration", "underline"): (r"\underline{", "}"),
        ("vertical-align", "sup"): (r"\textsuperscript{", "}"),
        ("vertical-align", "sub"): (r"\textsubscript{", "}"),
    }
    _table: ClassVar[dict[int, str]] = str.maketrans(
        {
            "\\": r"\textbackslash{}",
            "{": r"\{",
            "}": r"\}",
            "$": r"\$",
            "&": r"\&",
            "#": r"\#",
            "%": r"\%",
            "_": r"\_",
            "^": r"\textasciicircum{}",
            "~": r"\textasciitilde{}",
            "<": r"\textless{}",
            ">": r"\textgreater{}",
            "\u00a0": "~",
            "\u202f": r"\,",
            "[": "{[}",
            "]": "{]}",
            "`": r"\textasciigrave{}",
            '"': r"\char34{}",
        }
    )

    def escape(self, text: str) -> str:
        """Escape the characters of TeX, and part those that it would join (`--`, `` ` ``)."""
        text = text.translate(self._table)
        return _HYPHENS.sub("-{}", text) if "--" in text else text

    def entry(self, content: str) -> str:
        """Return an entry as a paragraph of its own."""
        return content + "\n\n"


class RtfWriter(Writer):
    """Rich Text Format, ASCII only."""

    name: ClassVar[str] = "rtf"
    marks: ClassVar[dict[Format, tuple[str, str]]] = {
        ("font-style", "italic"): (r"{\i{}", "}"),
        ("font-style", "oblique"): (r"{\i{}", "}"),
        ("font-style", "normal"): (r"{\i0{}", "}"),
        ("font-variant", "small-caps"): (r"{\scaps ", "}"),
        ("font-variant", "normal"): (r"{\scaps0{}", "}"),
        ("font-weight", "bold"): (r"{\b{}", "}"),
        ("font-weight", "normal"): (r"{\b0{}", "}"),
        ("text-decoration", "none"): (r"{\ulnone{}", "}"),
        ("text-decoration", "underline"): (r"{\ul{}", "}"),
        ("vertical-align", "baseline"): (r"{\nosupersub{}", "}"),
        ("vertical-align", "sup"): (r"{\super ", "}"),
        ("vertical-align", "sub"): (r"{\sub ", "}"),
    }

    def escape(self, text: str) -> str:
        """Escape the characters of RTF, and all outside ASCII as UTF-16 code units."""
        parts = []
        for character in text:
            code = ord(character)
            if character in "\\{}":
                parts.append("\\" + character)
            elif character in "\n\t":
                parts.append(r"\line " if character == "\n" else r"\tab ")
            elif 32 <= code < 128:
                parts.append(character)
            elif code >= 128:
                units = character.encode("utf-16-be", "surrogatepass")
                for index in range(0, len(units), 2):
                    unit = int.from_bytes(units[index : index + 2], "big", signed=True)
                    parts.append(f"\\uc0\\u{unit}{{}}")
        return "".join(parts)

    def display(self, kind: str, content: str) -> str:
        """Return a block with tab stops and line breaks."""
        if kind == "left-margin":
            return content + r"\tab "
        if kind == "block":
            return r"\line{}" + content + "\\line\r\n"
        if kind == "indent":
            return r"\par \tab " + content
        return content

    def entry(self, content: str) -> str:
        """Return an entry as a paragraph."""
        return content + "\\\r\n"

    def bibliography(self, entries: list[str]) -> str:
        """Return the entries as a document."""
        return "{\\rtf \n" + "".join(entries) + "}"


class TypstWriter(Writer):
    """Typst markup."""

    name: ClassVar[str] = "typst"
    marks: ClassVar[dict[Format, tuple[str, str]]] = {
        ("font-style", "italic"): ("#emph[", "]"),
        ("font-style", "oblique"): ("#emph[", "]"),
        ("font-style", "normal"): ('#text(style: "normal")[', "]"),
        ("font-variant", "small-caps"): ("#smallcaps[", "]"),
        ("font-weight", "bold"): ("#strong[", "]"),
        ("font-weight", "normal"): ('#text(weight: "regular")[', "]"),
        ("text-decoration", "underline"): ("#underline[", "]"),
        ("vertical-align", "sup"): ("#super[", "]"),
        ("vertical-align", "sub"): ("#sub[", "]"),
    }
    _special: ClassVar[re.Pattern[str]] = re.compile(r"""([\\*_`$#\[\]<>@~'"=/+-])""")

    def escape(self, text: str) -> str:
        """Put a backslash before every character that Typst could read as markup."""
        return self._special.sub(r"\\\1", text)

    def entry(self, content: str) -> str:
        """Return an entry as a paragraph."""
        return content + "\n\n"


WRITERS: Final[dict[str, Writer]] = {
    writer.name: writer
    for writer in (TextWriter(), HtmlWriter(), MarkdownWriter(), LatexWriter(), RtfWriter(), TypstWriter())
}


def find_writer(name: str) -> Writer:
    """Return the writer of a format.

    Args:
        name: `text`, `html`, `markdown`, `latex`, `rtf` or `typst`.

    Raises:
        StyleError: There is no such format.
    """
    writer = WRITERS.get(name)
    if writer is None:
        known = ", ".join(sorted(WRITERS))
        raise StyleError(f'there is no output format "{name}"', hint=f"formats: {known}")
    return writer
