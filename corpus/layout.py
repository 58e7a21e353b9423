"""Lays a plain text out as converters leave it: wrapped lines, words cut at the end of a line.

Positions are kept: `Layout.start` and `Layout.end` lead from the plain text to the laid-out one.
"""

from __future__ import annotations

import itertools
import random
import re
import zlib
from dataclasses import dataclass

from corpus.markup import BREAK, CUT, HARD_BLANK, Source

_VOWELS = frozenset("аеёиоуыэюяіїєaeiouyäöüàâéèêëîïôùûáíóúìò")
_LIQUIDS = frozenset("рлrl")
_STOPS = frozenset("пбтдкгфвpbtdkgfv")
_DIGRAPHS = frozenset("ch ck ph th qu sh gn ll".split())
_SIGNS = frozenset("ьъй")
_SHOWN = {BREAK: "\n", CUT: "-\n", HARD_BLANK: " "}
#: Words that may be cut, and hyphens that may end a line.
_CUTTABLE = re.compile(r"(?<![^\W\d_])[^\W\d_][a-zà-öø-ÿßа-яёіїєґ]{4,}(?![^\W\d_])")
_HYPHEN = re.compile(r"(?<=\w{3})-(?=\w{3})")
#: Share of words that stay whole although they could be cut.
LEFT_WHOLE = 0.15
#: Marks whose words are never cut.
_WHOLE = frozenset("u i citation call".split())


@dataclass(frozen=True)
class Layout:
    """A laid-out text and the way to it.

    Attributes:
        text: As it stands in the document.
        starts: For each code point of the plain text, where it begins in `text`.
        ends: For each, where it ends.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place of a stretch of the plain text."""
        return self.starts[start], self.ends[end - 1]


def find_cuts(word: str) -> list[int]:
    """Return where a word may be cut: before a syllable, with two letters on either side.

    A rule of thumb, good for the languages of the corpus: one consonant goes to the next syllable, of
    two the first stays unless they begin a syllable well, of more than two the first stays.
    """
    lower = word.lower()
    vowels = [index for index, letter in enumerate(lower) if letter in _VOWELS]
    cuts = []
    for before, after in itertools.pairwise(vowels):
        between = lower[before + 1 : after]
        signs = len(between) - len(between.lstrip("ьъй"))
        inner = between[signs:]
        start = before + 1 + signs
        if not inner:
            continue
        sign = next((index for index, letter in enumerate(inner) if letter in _SIGNS), None)
        if sign is not None:
            cut = start + sign + 1
        elif len(inner) == 1 or (len(inner) == 2 and inner[0] in _STOPS and inner[1] in _LIQUIDS):
            cut = start
        else:
            cut = start + 1
        if 2 <= cut <= len(word) - 3 and cut < after + 1 and lower[cut - 1 : cut + 1] not in _DIGRAPHS:
            cuts.append(cut)
    return cuts


def lay_out(source: Source, name: str) -> Layout:
    """Lay a document out after its settings `width`, `note_width` and `hyphenate`."""
    settings = source.settings
    width = settings.get("width", "0")
    widths = {
        False: int(width) if width.isdigit() else 0,
        True: int(settings.get("note_width", width if width.isdigit() else "0")),
    }
    setter = _Setter(
        source, random.Random(zlib.crc32(name.encode())), hyphenate=settings.get("hyphenate") != "no"
    )
    for paragraph in source.paragraphs:
        setter.show(paragraph.lead)
        setter.column = 0
        limit = 0 if paragraph.verbatim else widths[paragraph.note]
        setter.set_paragraph(paragraph.start, paragraph.end, limit)
    setter.show("\n" if settings.get("final_break") != "no" else "")
    return Layout("".join(setter.out), tuple(setter.starts), tuple(setter.ends))


class _Setter:
    """Sets one character after the other."""

    def __init__(self, source: Source, chance: random.Random, *, hyphenate: bool) -> None:
        self.text = source.text
        self.chance = chance
        self.out: list[str] = []
        self.length = 0
        self.column = 0
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.whole = bytearray(len(source.text) + 1)
        if not hyphenate:
            self.whole = bytearray(b"\x01" * (len(source.text) + 1))
        for mark in source.walk():
            if mark.kind in _WHOLE:
                self.whole[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)

    def show(self, shown: str) -> None:
        """Put characters that do not come from the plain text."""
        if shown:
            self.out.append(shown)
            self.length += len(shown)
            self.column = 0 if shown.endswith("\n") else self.column + len(shown)

    def put(self, shown: str) -> None:
        """Put what the next character of the plain text becomes."""
        self.starts.append(self.length)
        self.show(shown)
        self.ends.append(self.length)

    def set_paragraph(self, start: int, end: int, width: int) -> None:
        """Set a paragraph in lines of at most `width` characters (0: no wrapping)."""
        position = start
        while position < end:
            stop = self.text.find(" ", position, end)
            stop = end if stop < 0 else stop
            blank = position > start and self.text[position - 1] == " "
            if blank:
                self.set_blank(position - 1, stop, width)
            self.set_word(position, stop)
            position = stop + 1
        if end > start and self.text[end - 1] == " ":
            self.put(" ")

    def set_blank(self, position: int, stop: int, width: int) -> None:
        """Set the blank before the word that ends at `stop`: as it is, or as a line break."""
        word_start = position + 1
        length = self.first_length(word_start, stop)
        if not width or self.column == 0 or self.column + 1 + length <= width:
            self.put(" ")
            return
        cut = self.choose_cut(word_start, stop, width - self.column - 2)
        if cut is None:
            self.put("\n")
        else:
            self.put(" ")
            self.cut = cut

    cut: int | None = None

    def first_length(self, start: int, stop: int) -> int:
        """Return how many characters of a word go on the line that it begins on."""
        shown = self.text[start:stop]
        for sign, extra in ((BREAK, 0), (CUT, 1), ("\n", 0)):
            place = shown.find(sign)
            if place >= 0:
                return place + extra
        return len(shown)

    def choose_cut(self, start: int, stop: int, room: int) -> int | None:
        """Return where to cut a word so that it fills the line, or None."""
        word = self.text[start:stop]
        if self.chance.random() < LEFT_WHOLE or BREAK in word or CUT in word:
            return None
        places = [part.start() + cut for part in _CUTTABLE.finditer(word) for cut in find_cuts(part[0])]
        fitting = [place for place in places if place <= room]
        fitting += [sign.end() for sign in _HYPHEN.finditer(word) if sign.end() <= room + 1]
        free = [place for place in fitting if not self.whole[start + place - 1]]
        return start + max(free) if free else None

    def set_word(self, start: int, stop: int) -> None:
        """Set a word, cut where `set_blank` chose to."""
        for position in range(start, stop):
            if position == self.cut:
                self.show("\n" if self.text[position - 1] == "-" else "-\n")
            letter = self.text[position]
            self.put(_SHOWN.get(letter, letter))
        self.cut = None
