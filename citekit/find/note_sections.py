"""Headings that open a list of notes or a list of works."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from citekit.parse.patterns import defer_pattern


class Section(Enum):
    """What the lines after a heading are."""

    TEXT = "text"
    NOTES = "notes"
    WORKS = "works"
    EITHER = "either"


_NOTES: Final = (
    "примечания", "примечание", "сноски", "комментарии", "комментарии и примечания", "ссылки и примечания",
    "примітки", "виноски", "notes", "endnotes", "footnotes", "end notes", "anmerkungen", "fußnoten",
    "endnoten",
    "fussnoten", "note", "note al testo", "note di chiusura", "notas", "notas al pie", "notas finales",
    "notes de fin", "notes de bas de page", "prypisy", "зноскі", "сноски и примечания",
)  # fmt: skip
_WORKS: Final = (
    "литература", "список литературы", "список использованной литературы", "библиография", "источники",
    "библиографический список", "список источников", "список использованных источников", "references",
    "источники и литература", "список источников и литературы", "список литературы и источников",
    "список использованных источников и литературы", "литература и источники",
    "пристатейный список литературы",
    "bibliography", "works cited", "literature cited", "reference list", "literature", "cited literature",
    "literatur", "literaturverzeichnis", "quellen", "quellen und literatur", "quellenverzeichnis",
    "bibliographie", "références", "références bibliographiques", "ouvrages cités", "bibliografia",
    "riferimenti bibliografici", "riferimenti", "bibliografía", "referencias", "referencias bibliográficas",
    "література", "список літератури", "список використаних джерел", "джерела",
    "список використаної літератури",
    "бібліографія", "транслитерация", "spisok literatury", "cписок литературы", "sources",
)  # fmt: skip
_EITHER: Final = (
    "ссылки", "библиографические ссылки", "notes and references", "references and notes", "посилання",
    "примечания и литература", "литература и примечания", "anmerkungen und literatur", "notes et références",
    "бібліографічні посилання", "библиографические ссылки и примечания", "примечания и ссылки",
)  # fmt: skip
_KIND_OF: Final = {
    **dict.fromkeys(_NOTES, Section.NOTES),
    **dict.fromkeys(_WORKS, Section.WORKS),
    **dict.fromkeys(_EITHER, Section.EITHER),
}
#: How the names of lists begin.
_HEADS: Final = (
    "п(?:рим|ос|ристат)", "с(?:нос|сыл|пис)", "комм", "вино", "л[иі]те", "б[иі]бл", "исто", "джер", "зно",
    "трансл", "not[ea]", "end", "foot", "anm", "fu(?:ß|ss)", "r(?:efe|éfé|ife)", "bibl", "work", "lite",
    "quel", "ouvr", "s(?:pis|our)", "cited",
)  # fmt: skip
#: First letters only, so that most lines are passed over at once.
_CANDIDATE: Final = re.compile(
    rf"\n[ \t\f#*\u00a0]{{0,12}}+(?=[{''.join(sorted({head[0] for head in _HEADS}))}ivx\d])"
    rf"((?:[ivxIVX\d]{{1,5}}\.[ ]?)?(?:{'|'.join(_HEADS)})[^\n]{{0,60}})(?=\n|\Z)",
    re.IGNORECASE,
)
_NUMBER: Final = defer_pattern(r"\A(?:[ivx\d]{1,5}\.\s?)", re.IGNORECASE)


#: `Notes to Chapter 2`, `Anmerkungen zu Kapitel III`.
_OF_CHAPTER: Final = defer_pattern(
    r"\s(?:to|for|zum?|к|до|aux?|du|al|alla|del)\s(?:the\s)?(?:chapter|kapitel|chapitre|capitolo|capítulo|главе|части|розділу"
    r"|introduction|conclusion|einleitung|introducción|introduzione|введению)(?:\s[\w.]{1,8})?\Z"
)


@dataclass(frozen=True, slots=True)
class Sections:
    """The headings of a text that matter for notes.

    Attributes:
        starts: Positions of the headings, rising, beginning with 0.
        ends: Where each heading's own line ends.
        kinds: What follows each of them.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: tuple[Section, ...]

    def kind_at(self, position: int) -> Section:
        """Return what the text at `position` is, by the last heading before it."""
        return self.kinds[bisect_right(self.starts, position) - 1]


def name_section(heading: str) -> Section:
    """Return what a heading opens; `TEXT` for every other line."""
    words = _NUMBER.sub("", heading.strip(" \t\f#*_:.\u00a0").casefold()).strip()
    if "  " in words:
        words = " ".join(words.split())
    return _KIND_OF.get(_OF_CHAPTER.sub("", words), Section.TEXT)


@lru_cache(maxsize=2)
def _find_named(text: str) -> tuple[tuple[int, int, Section], ...]:
    """Return start, end and kind of each line that names a list; kept, since two stages ask for it."""
    found = []
    for match in _CANDIDATE.finditer(text):
        kind = name_section(match[1])
        if kind is not Section.TEXT:
            found.append((*match.span(1), kind))
    return tuple(found)


def find_sections(text: str, heading_starts: tuple[int, ...] = ()) -> Sections:
    """Return the headings of note lists and work lists.

    Args:
        text: The text.
        heading_starts: Starts of the headings that the reader marked; one of them ends a list.

    Returns:
        The sections; a heading line that names neither list ends the list before it.
    """
    found: dict[int, tuple[int, Section]] = {}
    for match in _CANDIDATE.finditer(f"\n{text[:80]}") if text[:1] != "\n" else ():
        if match.start() == 0 and match.end() <= 80:
            kind = name_section(match[1])
            if kind is not Section.TEXT:
                found[0] = (match.end() - 1, kind)
        break
    for place, end, kind in _find_named(text):
        found[place] = (end, kind)
    if found:
        for start in heading_starts:
            found.setdefault(start, (start, Section.TEXT))
    found.setdefault(0, (0, Section.TEXT))
    starts = tuple(sorted(found))
    return Sections(
        starts, tuple(found[start][0] for start in starts), tuple(found[start][1] for start in starts)
    )
