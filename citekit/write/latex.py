r"""LaTeX with biblatex: `\autocite[97]{key}`, `\footnote{}`, and text in which nothing is markup.

See the manual of biblatex: 'Citation Commands' and 'Qualified Citation Lists'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from citekit.write.live import CiteMode, LiveCitation, LiveCite
from citekit.write.locator_labels import NUMERIC
from citekit.write.target import Frame, replace_all

_SPECIAL: Final = re.compile(r"[\\{}$&#%_^~<>|\"'`]|-{2,}|,,|[?!](?=`)")
_TABLE: Final[dict[str, str]] = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",
    ",": ",{}",
    "?": "?{}",
    "!": "!{}",
}
_LANGUAGES: Final = MappingProxyType(
    {
        "de": "ngerman", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "ru": "russian",
        "uk": "ukrainian",
    }
)  # fmt: skip
_CYRILLIC: Final = frozenset({"ru", "uk"})
_STYLES: Final = MappingProxyType({"number": "numeric", "author_date": "authoryear", "note": "verbose-ibid"})
_LEVELS: Final = ("section", "subsection", "subsubsection", "paragraph", "subparagraph")


class Latex:
    """Writes LaTeX for biblatex."""

    name = "latex"
    moves_notes = True

    def escape(
        self, text: str, *, opens: bool, after_change: bool, before_change: bool
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the places of characters that must be written in another way; see `Target.escape`."""
        del opens, before_change
        start = 0
        if after_change and text[:1] == "[":
            yield 0, 1, "{[}"
            start = 1
        for at, end, written in replace_all(text[start:], _SPECIAL, _TABLE):
            yield start + at, start + end, written

    def cite(self, citation: LiveCitation, following: str) -> str:
        """Return a citation command."""
        del following
        if citation.mode is CiteMode.AUTHOR_IN_TEXT:
            return "\\textcite" + _write_cite(citation.cites[0])
        if citation.mode is CiteMode.SUPPRESS_AUTHOR:
            return ", ".join("\\autocite*" + _write_cite(cite) for cite in citation.cites)
        if len(citation.cites) == 1:
            return "\\autocite" + _write_cite(citation.cites[0])
        return "\\autocites" + "".join(_write_cite(cite) for cite in citation.cites)

    def open_note(self, label: str) -> str:
        """Return what opens a note."""
        del label
        return "\\footnote{"

    def close_note(self, following: str) -> str:
        """Return what closes a note."""
        del following
        return "}"

    def define_note(self, label: str) -> str:
        """Return nothing: the text stands at the call."""
        del label
        return ""

    def open_heading(self, level: int) -> tuple[str, str]:
        """Return what stands around a heading."""
        return f"\\{_LEVELS[min(level, len(_LEVELS)) - 1]}*{{", "}"

    def mark_bibliography(self, frame: Frame) -> str:
        """Return the command that prints the bibliography; its heading stands in the text."""
        uncited = f"\\nocite{{{','.join(frame.uncited)}}}\n" if frame.uncited else ""
        return f"{uncited}\\printbibliography[heading=none]"

    def open_document(self, frame: Frame) -> str:
        """Return a preamble that LuaLaTeX, XeLaTeX and pdfLaTeX take."""
        language = _LANGUAGES.get(frame.language, "english")
        font = "\\setmainfont{CMU Serif}" if frame.language in _CYRILLIC else ""
        coding = "T2A" if frame.language in _CYRILLIC else "T1"
        return "\n".join(
            [
                "\\documentclass{article}",
                "\\usepackage{iftex}",
                f"\\iftutex\\usepackage{{fontspec}}{font}\\else\\usepackage[{coding}]{{fontenc}}\\fi",
                "\\usepackage{textcomp}",
                f"\\usepackage[{language}]{{babel}}",
                "\\usepackage{csquotes}",
                f"\\usepackage[backend=biber,style={_STYLES[frame.form]}]{{biblatex}}",
                f"\\addbibresource{{{frame.bibliography}}}",
                "\\begin{document}",
                "",
                "",
            ]
        )

    def close_document(self, frame: Frame) -> str:
        """Return the end of the document."""
        del frame
        return "\n\\end{document}\n"


def _write_cite(cite: LiveCite) -> str:
    r"""Return `[prefix][places]{key}`."""
    places = cite.typed
    if cite.locator is not None and cite.locator.label == "page" and NUMERIC.fullmatch(cite.locator.value):
        places = cite.locator.value
    places = ", ".join(part for part in (places, cite.suffix) if part)
    prefix, after = _write_option(cite.prefix), _write_option(places)
    if cite.prefix:
        return f"[{prefix}][{after}]{{{cite.key}}}"
    return f"[{after}]{{{cite.key}}}" if places else f"{{{cite.key}}}"


def _write_option(words: str) -> str:
    written, position = [], 0
    for start, end, escaped in replace_all(words, _SPECIAL, _TABLE):
        written += [words[position:start], escaped]
        position = end
    whole = "".join([*written, words[position:]])
    return f"{{{whole}}}" if "[" in whole or "]" in whole else whole
