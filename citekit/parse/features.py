"""What the tagger sees of each token: the word, its neighbours, the gaps, and the structure around it.

Features are bytes, as the library of the tagger keeps them, and each is spelt once: the `_name_...`
functions and `_know_word` are cached, so that a token costs one list of what is there already. Structure
is read in one pass: chunks (between any punctuation), sentences (between full stops that end no initial),
and what has come before (`//`, `/`, a year, a quotation).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
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

    here: tuple[bytes, ...]
    before: tuple[bytes, ...]
    after: tuple[bytes, ...]
    before2: tuple[bytes, ...]
    after2: tuple[bytes, ...]
    shape: str
    cue: str
    initial: bool
    year: bool
    digit: bool
    marks: int


#: What stands beyond both ends, so that the first and the last words have neighbours too.
_BEGIN: Final = _Word((), (b"first",), (), (), (), "", "", initial=False, year=False, digit=False, marks=0)
_END: Final = _Word((), (), (b"last",), (), (), "", "", initial=False, year=False, digit=False, marks=0)


def _shape_of(word: str) -> str:  # noqa: C901, PLR0911, PLR0912 - a list of shapes, the first that fits
    """Return the shape of a word, one of about thirty."""
    first = word[0]
    length = len(word)
    if length > 1 and word.islower() and not first.isdigit():
        return "x1" if length <= 2 else "x2" if length <= 4 else "x" if "-" not in word else "x-x"
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
    return "xd" if any(character.isdigit() for character in word) else "xX"


def _encode(text: str) -> bytes:
    """Encode a part of a feature; half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace")


@lru_cache(maxsize=200)
def _name_shape(shape: str) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Spell the features of a shape: of the word, before and after it, two before and two after it."""
    code = shape.encode()
    return b"s=" + code, b"-s=" + code, b"+s=" + code, b"--" + code, b"++" + code


@lru_cache(maxsize=30_000)
def _know_word(word: str) -> _Word:
    """Compute all that depends on the word alone."""
    lower = word.lower()
    shape = _shape_of(word)
    shaped, before, after, before2, after2 = _name_shape(shape)
    digit = word[0].isdigit()
    cues = CUES.get(lower, ())
    here: tuple[bytes, ...]
    if digit:
        here = (shaped, b"w=" + _encode(lower)) if len(word) <= 2 else (shaped,)
    else:
        here = (b"w=" + _encode(lower), shaped)
        if len(lower) > 4:
            here += (b"e=" + _encode(lower[-3:]),)
        if len(lower) > 3 and lower.isalpha() and _VOWELS.isdisjoint(lower):
            here += (b"novowel",)
    befores: tuple[bytes, ...] = (before,)
    afters: tuple[bytes, ...] = (after,)
    if cues or len(lower) <= 3:
        code = _encode(lower)
        befores = (b"-w=" + code, before, *(b"-c=" + cue.encode() for cue in cues[:2]))
        afters = (b"+w=" + code, after, *(b"+c=" + cue.encode() for cue in cues[:2]))
    cue = ""
    if cues:
        cue = cues[0]
        here += tuple(b"c=" + one.encode() for one in cues)
        before2, after2 = b"--" + cue.encode(), b"++" + cue.encode()
    initial = shape == "A" or word in _SHORT_INITIALS
    year = shape in {"Y", "YY"}
    kind = _INITIAL if initial else _DATED if year else _COUNTED if digit else 0
    return _Word(
        here,
        befores,
        afters,
        (before2,),
        (after2,),
        shape,
        cue,
        initial,
        year,
        digit,
        kind | _LOWER if shape[0] == "x" else kind,
    )


#: What a chunk holds, as bits, and how it is written in a feature.
_INITIAL, _DATED, _COUNTED, _LOWER = 1, 2, 4, 8
_MARKS: Final = tuple(
    "".join(letter for bit, letter in enumerate("iydl") if marks >> bit & 1) for marks in range(16)
)


class _Structure(NamedTuple):
    """One pass over the tokens: for each its chunk and its sentence, and the state of the whole."""

    chunk: list[int]
    sentence: list[int]
    chunk_starts: list[int]
    state: list[str]


_SOFT_GAPS: Final = frozenset({" ", "’", "|", "-", "‘", "’’"})
#: Marks that change what has come before: a gap without them parts chunks and sentences only.
_TURNING: Final = frozenset('/“”‘’"()[]')


def _read_structure(gaps: list[str], known: list[_Word]) -> _Structure:  # noqa: C901, PLR0912 - one pass, kept flat for speed
    """Number chunks and sentences, and say where each token stands in the whole."""
    chunk: list[int] = []
    sentence: list[int] = []
    chunk_starts: list[int] = []
    state: list[str] = []
    chunks = sentences = -1
    host = "n"
    for gap in gaps:
        if "//" in gap:
            host = "-"
            break
    slash = year = quote = paren = "n"
    current = f"{host}nnnn"
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
            if not _TURNING.isdisjoint(gap):
                if "//" in gap:
                    host, slash = "+", "n"
                elif "/" in gap:
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
                current = f"{host}{slash}{year}{quote}{paren}"
        chunk.append(chunks)
        sentence.append(sentences)
        state.append(current)
        was_initial = word.initial
        was_short = word.shape in _SHORT_SHAPES
        if word.year:
            year = "p" if paren == "(" and year == "n" else "y"
            current = f"{host}{slash}{year}{quote}{paren}"
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
    marks = 0
    cue = ""
    for word in known[start:end]:
        marks |= word.marks
        if word.cue and not cue and word.cue != "function":
            cue = word.cue
    length = end - start
    return f"{_MARKS[marks]}{_SIZES[length] if length < 9 else '9'}{cue}"


_SIZES: Final = ("0", "1", "2", "3", "3", "5", "5", "5", "5")


@lru_cache(maxsize=2000)
def _name_chunk(described: str) -> tuple[bytes, bytes, bytes, bytes]:
    """Spell the features of a chunk: as the own one, before, after and two after it."""
    code = described.encode()
    return b"k=" + code, b"k-=" + code, b"k+=" + code, b"k2+" + code


@lru_cache(maxsize=2000)
def _name_chunk_start(gap: str, cue: str) -> bytes:
    """Spell how a chunk begins."""
    return b"kb=" + _encode(gap) + cue.encode()


@lru_cache(maxsize=2000)
def _name_chunk_end(gap: str) -> bytes:
    """Spell what follows a chunk."""
    return b"kf=" + _encode(gap)


@lru_cache(maxsize=5000)
def _name_gaps(gap: str, shape: str, following: str) -> tuple[bytes, bytes, bytes]:
    """Spell what stands on both sides of a word."""
    left, right = _encode(gap), _encode(following)
    return b"g<" + left, b"g>" + right, b"g=" + left + shape.encode() + right


@lru_cache(maxsize=5000)
def _name_gap_pair(gap: str, following: str) -> tuple[tuple[bytes], tuple[bytes]]:
    """Spell two gaps, for the word after the second and for the word before the first."""
    pair = _encode(gap) + _encode(following)
    return (b"g<<" + pair,), (b"g>>" + pair,)


@lru_cache(maxsize=2000)
def _name_state(state: str, sentence: int) -> tuple[bytes, bytes]:
    """Spell where in the whole a word stands."""
    return b"t=" + state.encode(), b"sn=%d" % min(6, sentence) + state[0].encode()


@lru_cache(maxsize=500)
def _name_digits_left(count: int, shape: str) -> bytes:
    """Spell how many numbers follow, with the shape of a number itself."""
    return b"dl=%d" % min(5, count) + shape.encode()


@lru_cache(maxsize=500)
def _name_behind_names(gap: str, shape: str) -> bytes:
    """Spell what follows the names that a reference begins with."""
    return b"nm>" + _encode(gap) + shape.encode()


def make_features(tokens: Tokens) -> list[list[bytes]]:
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
    of_chunk = _describe_chunks(gaps, known, chunk_starts)
    pairs = [_name_gap_pair(gap, following) for gap, following in pairwise(gaps)]
    around = [_BEGIN, _BEGIN, *known, _END, _END]
    before: tuple[bytes, ...] = ()
    digits_left = sum([word.digit for word in known])
    rows = []
    for index, word in enumerate(known):
        if word.digit:
            digits_left -= 1
            digits = _name_digits_left(digits_left, word.shape)
        else:
            digits = _name_digits_left(digits_left, "")
        rows.append(
            [
                digits,
                *word.here,
                *of_chunk[chunk[index]],
                *_name_gaps(gaps[index], word.shape, gaps[index + 1]),
                *_name_state(state[index], sentence[index]),
                *around[index + 1].before,
                *around[index].before2,
                *around[index + 3].after,
                *around[index + 4].after2,
                *before,
            ]
        )
        before, after = pairs[index]
        if index:
            rows[index - 1] += after
    first_name, past_names = _find_names(words, gaps, known)
    if past_names > first_name:
        for row in rows[first_name:past_names]:
            row.append(b"nm")
        if past_names < count:
            rows[past_names].append(_name_behind_names(gaps[past_names], known[past_names].shape))
    return rows


def _describe_chunks(
    gaps: list[str], known: list[_Word], starts: list[int]
) -> list[tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]]:
    """Make the features that all words of a chunk share."""
    bounds = [*starts, len(known)]
    named = [_name_chunk(_describe_chunk(known, start, end)) for start, end in pairwise(bounds)]
    last = len(named) - 1
    return [
        (
            own[0],
            named[number - 1][1] if number else b"k-",
            named[number + 1][2] if number < last else b"k+",
            named[number + 2][3] if number + 1 < last else b"k2+",
            _NUMBERED[min(9, number)],
            _FROM_END[min(5, last - number)],
            _name_chunk_start(gaps[bounds[number]], known[bounds[number]].cue),
            _name_chunk_end(gaps[bounds[number + 1]]),
        )
        for number, own in enumerate(named)
    ]


_NUMBERED: Final = tuple(b"kn=%d" % number for number in range(10))
_FROM_END: Final = tuple(b"ke=%d" % number for number in range(6))
