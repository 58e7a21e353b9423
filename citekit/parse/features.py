"""What the tagger sees of each token: the word, its neighbours, the gaps, and the structure around it.

All that depends on one word is computed once for each word and cached, so that a token costs some list
joins. Structure is read in one pass: chunks (between any punctuation), sentences (between full stops that
end no initial), and what has come before (`//`, `/`, a year, a quotation).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from citekit.parse.cue_words import CUES
from citekit.parse.tokens import Tokens

_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-e]?")
_YEARS = re.compile(r"(?:1[4-9]|20)\d\d[-–—‒‐‑](?:(?:1[4-9]|20)\d\d|\d\d)")
_RANGE = re.compile(r"\d+(?:[-–—‒‐‑]\d+)+")
_ROMAN = re.compile(r"[IVXLCІХ]{1,7}")
_ORDINAL = re.compile(r"\d{1,3}(?:-?(?:е|є|те|ге|ое|й|я|nd|rd|th|st|e|er|ème|ª|º))")
_VOWELS: Final = frozenset("aeiouyаеёиоуыэюяіїєäöüéèêàòù")

_SHORT_INITIALS: Final = frozenset(
    {"Дж", "Ю", "Ch", "Th", "Ph", "Chr", "Yu", "Zh", "Sh", "St", "Jr", "Ts", "Kh"}
)
_PEOPLE: Final = frozenset({"given", "particle"})


class _Word(NamedTuple):
    """Cached knowledge of one word: features as current, previous, next, second previous and second next."""

    here: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    before2: str
    after2: str
    shape: str
    cue: str
    initial: bool
    year: bool
    digit: bool


def _shape_of(word: str) -> str:  # noqa: C901, PLR0911, PLR0912 - a list of shapes, the first that fits
    """Return the shape of a word, one of about thirty."""
    first = word[0]
    if first.isdigit():
        if _YEAR.fullmatch(word):
            return "Y"
        if word.isdigit():
            return f"D{min(len(word), 5)}"
        if _YEARS.fullmatch(word):
            return "YY"
        if _RANGE.fullmatch(word):
            return "R"
        if _ORDINAL.fullmatch(word):
            return "O"
        return "Da"
    length = len(word)
    if length == 1:
        return "A" if first.isupper() else "a"
    if word.isupper():
        if _ROMAN.fullmatch(word):
            return "M"
        return f"A{min(length, 4)}" if "-" not in word else "A-A"
    if first.isupper():
        if any(character.isdigit() for character in word):
            return "Xd"
        if "-" in word:
            return "X-X" if any(part[:1].isupper() for part in word.split("-")[1:]) else "X-x"
        if "’" in word or "'" in word:
            return "X’"
        if not word[1:].islower():
            return "XxX"
        return "X2" if length == 2 else "X3" if length <= 4 else "X"
    if word.islower():
        return "x1" if length <= 2 else "x2" if length <= 4 else "x" if "-" not in word else "x-x"
    return "xd" if any(character.isdigit() for character in word) else "xX"


@lru_cache(maxsize=30_000)
def _know_word(word: str) -> _Word:
    """Compute all that depends on the word alone."""
    lower = word.lower()
    shape = _shape_of(word)
    digit = word[0].isdigit()
    cues = CUES.get(lower, ())
    if digit:
        here = [f"s={shape}"]
        if len(word) <= 2:
            here.append(f"w={lower}")
    else:
        here = [f"w={lower}", f"s={shape}"]
        if len(lower) > 4:
            here.append(f"e={lower[-3:]}")
        if len(lower) > 3 and lower.isalpha() and not _VOWELS & set(lower):
            here.append("novowel")
    here += [f"c={cue}" for cue in cues]
    cue = cues[0] if cues else ""
    short = f"w={lower}" if cues or len(lower) <= 3 else f"s={shape}"
    before = [f"-{short}", f"-s={shape}", *(f"-c={cue}" for cue in cues[:2])]
    after = [f"+{short}", f"+s={shape}", *(f"+c={cue}" for cue in cues[:2])]
    return _Word(
        tuple(here),
        tuple(dict.fromkeys(before)),
        tuple(dict.fromkeys(after)),
        f"--{cue or shape}",
        f"++{cue or shape}",
        shape,
        cue,
        initial=(len(word) == 1 and word.isupper()) or word in _SHORT_INITIALS,
        year=shape in {"Y", "YY"},
        digit=digit,
    )


class _Structure(NamedTuple):
    """One pass over the tokens: for each its chunk and its sentence, and the state of the whole."""

    chunk: list[int]
    sentence: list[int]
    chunk_starts: list[int]
    state: list[str]


_QUOTE_OPENS: Final = '“‘"'
_SOFT_GAPS: Final = frozenset({" ", "’", "|", "-", "‘", "’’"})


def _read_structure(gaps: list[str], known: list[_Word]) -> _Structure:  # noqa: C901, PLR0912 - one pass, kept flat for speed
    """Number chunks and sentences, and say where each token stands in the whole."""
    chunk: list[int] = []
    sentence: list[int] = []
    chunk_starts: list[int] = []
    state: list[str] = []
    chunks = sentences = -1
    has_host = any("//" in gap for gap in gaps)
    host = "-" if has_host else "n"
    slash = year = quote = paren = "n"
    was_initial = False
    was_short = False
    for index, word in enumerate(known):
        gap = gaps[index]
        if index == 0 or gap not in _SOFT_GAPS:
            dot = gap[0] == "."
            if index == 0 or not dot or not was_initial or len(gap) > 1:
                chunks += 1
                chunk_starts.append(index)
            if index == 0 or (dot and not was_initial and not was_short) or len(gap) > 2 or "/" in gap:
                sentences += 1
            if "/" in gap:
                if "//" in gap:
                    host, slash = "+", "n"
                else:
                    slash = "+"
            if "“" in gap or "‘" in gap:
                quote = "i"
            if "”" in gap or ("’" in gap and quote == "i" and gap != "’"):
                quote = "d" if gap.rfind("“") < gap.rfind("”") or "“" not in gap else "i"
            elif '"' in gap:
                quote = "d" if quote == "i" else "i"
            if "(" in gap and gap.rfind("(") > gap.rfind(")"):
                paren = "("
            elif ")" in gap:
                paren = "n"
            if "[" in gap and gap.rfind("[") > gap.rfind("]"):
                paren = "["
            elif "]" in gap:
                paren = "n"
        chunk.append(chunks)
        sentence.append(sentences)
        state.append(f"{host}{slash}{year}{quote}{paren}")
        was_initial = word.initial
        was_short = word.shape in _SHORT_SHAPES and not word.digit
        if word.year:
            year = "p" if paren == "(" and year == "n" else "y"
    return _Structure(chunk, sentence, chunk_starts, state)


_JOINERS: Final = frozenset("и and und et e y та і u".split())
_NAME_GAPS: Final = frozenset({",", ";", ".,", ".;", "/", "./", ".&", "&", ",&", ".,&", "-", ".-", "|", ":"})


def _find_names(  # noqa: C901, PLR0912 - one pass, kept flat for speed
    words: list[str], gaps: list[str], known: list[_Word]
) -> tuple[int, int]:
    """Find the run of names with initials that a reference begins with.

    Both orders count, `Family I. O.` and `I. O. Family`; the first name settles which, so that a capital
    after the last initials is known to be no name.

    Returns:
        Start and end of the run, in tokens; the same where there is none.
    """
    count = len(words)
    start = 0
    while start < count and start < 4 and (known[start].digit or known[start].cue == "cross"):
        start += 1
    position = end = start
    direct = position < count and known[position].initial
    while position < count:
        index = position
        direct = direct or (end > start and known[position].initial)
        if direct:
            while index < count and known[index].initial and index - position < 4:
                index += 1
            initials = index - position
            while index < count and known[index].cue == "particle" and index > position:
                index += 1
            if (
                not initials
                or index >= count
                or known[index].shape[0] not in "XA"
                or gaps[index] not in {" ", ".", "|", ".-"}
            ):
                break
            index += 1
        else:
            while index < count and known[index].cue == "particle" and index - position < 3:
                index += 1
            family = index
            while (
                index < count
                and index - family < 2
                and known[index].shape[0] in "XAM"
                and not known[index].initial
            ):
                if index > family and gaps[index] != " ":
                    break
                index += 1
            if index == family or index >= count or not known[index].initial or gaps[index] not in {" ", ","}:
                break
            initial = index
            while (
                index < count
                and known[index].initial
                and index - initial < 4
                and (index == initial or gaps[index] in {".", "|", ".-", "-", " "})
            ):
                index += 1
        end = position = index
        if (
            position < count
            and words[position].lower() in _JOINERS
            and gaps[position] in {" ", ".", ",", ".,"}
        ):
            position += 1
        elif position >= count or gaps[position] not in _NAME_GAPS:
            break
    return start, end


_SHORT_SHAPES: Final = frozenset({"x1", "X2", "a"})


def _describe_chunk(known: list[_Word], start: int, end: int) -> str:
    """Sum a chunk up: initials, year, digits, first cue, length."""
    initial = year = digit = False
    cue = ""
    lower = 0
    for word in known[start:end]:
        if word.initial:
            initial = True
        elif word.year:
            year = True
        elif word.digit:
            digit = True
        if word.cue and not cue and word.cue != "function":
            cue = word.cue
        if word.shape[0] == "x":
            lower += 1
    length = end - start
    size = "1" if length == 1 else "2" if length == 2 else "3" if length <= 4 else "5" if length <= 8 else "9"
    marks = ("i" if initial else "") + ("y" if year else "") + ("d" if digit else "") + ("l" if lower else "")
    return f"{marks}{size}{cue}"


def make_features(tokens: Tokens) -> list[list[str]]:  # noqa: C901, PLR0912 - the inner loop, kept flat for speed
    """Make the features of each token.

    Args:
        tokens: Of one reference.

    Returns:
        One list of feature names for each token.
    """
    words, gaps = tokens.words, tokens.gaps
    count = len(words)
    if not count:
        return []
    known = [_know_word(word) for word in words]
    chunk, sentence, chunk_starts, state = _read_structure(gaps, known)
    bounds = [*chunk_starts, count]
    sums = [_describe_chunk(known, bounds[index], bounds[index + 1]) for index in range(len(chunk_starts))]
    last = len(sums) - 1
    of_chunk = [
        (
            f"k={own}",
            f"k-={sums[number - 1]}" if number else "k-",
            f"k+={sums[number + 1]}" if number < last else "k+",
            f"k2+{sums[number + 2]}" if number + 1 < last else "k2+",
            _NUMBERED[min(9, number)],
            _FROM_END[min(5, last - number)],
            f"kb={gaps[bounds[number]]}{known[bounds[number]].cue}",
            f"kf={gaps[bounds[number + 1]]}",
        )
        for number, own in enumerate(sums)
    ]
    digits_left = sum(word.digit for word in known)
    first_name, past_names = _find_names(words, gaps, known)
    rows = []
    for index, word in enumerate(known):
        gap, following = gaps[index], gaps[index + 1]
        row = [
            *word.here,
            *of_chunk[chunk[index]],
            f"g<{gap}",
            f"g>{following}",
            f"g={gap}{word.shape}{following}",
        ]
        row.append(f"t={state[index]}")
        if index:
            row += known[index - 1].before
            row.append(f"g<<{gaps[index - 1]}{gap}")
            if index > 1:
                row.append(known[index - 2].before2)
        else:
            row.append("first")
        if index + 1 < count:
            row += known[index + 1].after
            row.append(f"g>>{following}{gaps[index + 2]}")
            if index + 2 < count:
                row.append(known[index + 2].after2)
        else:
            row.append("last")
        number = sentence[index]
        row.append(f"sn={min(6, number)}{state[index][0]}")
        if index < past_names:
            if index >= first_name:
                row.append("nm")
        elif index == past_names and past_names > first_name:
            row.append(f"nm>{gap}{word.shape}")
        if word.digit:
            digits_left -= 1
            row.append(f"dl={min(5, digits_left)}{word.shape}")
        else:
            row.append(_DIGITS_LEFT[min(5, digits_left)])
        rows.append(row)
    return rows


_NUMBERED: Final = tuple(f"kn={number}" for number in range(10))
_FROM_END: Final = tuple(f"ke={number}" for number in range(6))
_DIGITS_LEFT: Final = tuple(f"dl={number}" for number in range(6))
