"""What the tagger sees of each token: the word, its neighbours, the gaps, and the structure around it.

Features are bytes, as the library of the tagger keeps them. Each group of them that depends on the same few
things is spelt once and cached, so that a token costs one list of what is there already. Structure is read in
one pass: chunks (between any punctuation), sentences (between full stops that end no initial), and what has
come before (`//`, `/`, a year, a quotation).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from citekit.parse.cue_words import CUES
from citekit.parse.tokens import Tokens
from citekit.parse.word_shapes import shape_of

#: Features of one group.
Group = tuple[bytes, ...]

_VOWELS: Final = frozenset("aeiouyаеёиоуыэюяіїєäöüéèêàòù")

_SHORT_INITIALS: Final = frozenset(
    {"Дж", "Ю", "Ch", "Th", "Ph", "Chr", "Yu", "Zh", "Sh", "St", "Jr", "Ts", "Kh"}
)
_ENDED: Final = 4
#: A plain dictionary is read faster than the view of one.
_CLASSES: Final = dict(CUES)
_SHORT: Final = 3
_FEW_DIGITS: Final = 2


class _Word(NamedTuple):
    """Knowledge of one word: its features, those of its four neighbours that it settles, and more."""

    here: Group
    before: Group
    after: Group
    far_behind: Group
    far_ahead: Group
    shape: str
    cue: str
    initial: bool
    year: bool
    digit: bool
    marks: int


#: What a chunk holds, as bits, and how it is written in a feature.
_INITIAL, _DATED, _COUNTED, _LOWER = 1, 2, 4, 8
_MARKS: Final = tuple(
    "".join(letter for bit, letter in enumerate("iydl") if marks >> bit & 1) for marks in range(16)
)
_SOFT_GAPS: Final = frozenset({" ", "’", "|", "-", "‘", "’’"})
#: Marks that change what has come before: a gap without them parts chunks and sentences only.
_TURNING: Final = frozenset('/“”‘’"()[]')
_SHORT_SHAPES: Final = frozenset({"x1", "X2", "a"})
_SIZES: Final = ("0", "1", "2", "3", "3", "5", "5", "5", "5")
_LONG: Final = len(_SIZES)
_FIRST: Final = (b"first",)
_LAST: Final = (b"last",)
_NO_PAIR: Final[tuple[Group, Group]] = ((), ())
_OF_NAMES: Final = b"nm"


def _encode(text: str) -> bytes:
    """Encode a part of a feature; half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace")


@lru_cache(maxsize=2000)
def _turn_state(state: str, gap: str) -> str:
    """Read a gap with marks that change what has come before: host, slash, year, quotation, brackets."""
    host, slash, year, quote, paren = tuple(state)
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
    return f"{host}{slash}{year}{quote}{paren}"


@lru_cache(maxsize=2000)
def _name_beside(chunk: str) -> tuple[bytes, bytes]:
    """Spell a chunk as the one before and as the next; where there is none, that."""
    code = chunk.encode()
    return (b"k-=" + code, b"k+=" + code) if chunk else (b"k-", b"k+")


@lru_cache(maxsize=5000)
def _name_gap_pair(gap: str, following: str) -> tuple[Group, Group]:
    """Spell two gaps, for the word after the second and for the word before the first."""
    pair = _encode(gap) + _encode(following)
    return (b"g<<" + pair,), (b"g>>" + pair,)


def make_features(tokens: Tokens) -> list[list[bytes]]:
    """Make the features of each token.

    Args:
        tokens: Of one reference.

    Returns:
        One list of feature names for each token.
    """
    words, gaps = tokens.words, tokens.gaps
    if not words:
        return []
    known = list(map(_know_word, words))
    heres, befores, afters, fars_behind, fars_ahead, *columns = zip(*known, strict=True)
    shapes = columns[0]
    near, places = _read_structure(gaps, *columns)
    pairs = list(map(_name_gap_pair, gaps, gaps[1:]))
    rows = [
        [*around, *place, *here, *before, *after, *far, *farther, *sides, *behind[0], *ahead[1]]
        for around, place, here, before, after, far, farther, sides, behind, ahead in zip(
            near,
            places,
            heres,
            (_FIRST, *befores),
            (*afters[1:], _LAST),
            ((), (), *fars_behind),
            (*fars_ahead[2:], (), ()),
            map(_name_gaps, gaps, shapes, gaps[1:]),
            (_NO_PAIR, *pairs),
            (*pairs[1:], _NO_PAIR),
            strict=False,  # those of the neighbours are one longer
        )
    ]
    first, past = find_names(words, gaps, known)
    if past > first:
        for row in rows[first:past]:
            row.append(_OF_NAMES)
        if past < len(rows):
            rows[past].append(b"nm>" + _encode(gaps[past]) + shapes[past].encode())
    return rows


def _read_structure(  # noqa: C901 - one pass, kept flat for speed
    gaps: Sequence[str],
    shapes: Sequence[str],
    cues: Sequence[str],
    initials: Sequence[bool],
    years: Sequence[bool],
    digits: Sequence[bool],
    marked: Sequence[int],
) -> tuple[list[Group], list[Group]]:
    """Number chunks and sentences; spell for each token its chunk, and where in the whole it stands."""
    chunks: list[str] = []
    starts: list[int] = []
    places: list[Group] = []
    place: Group = ()
    left = sum(digits)
    chunk_start = marks = sentences = 0
    lead = ""
    state = "-nnnn" if "//" in " ".join(gaps) else "nnnnn"
    changed = True
    for index, (gap, cue, digit, own) in enumerate(
        zip(gaps, cues, digits, marked, strict=False)  # a gap stands behind the last word
    ):
        if gap not in _SOFT_GAPS or not index:
            stop = gap[0] == "."
            if not index:
                starts.append(0)
            else:
                if stop and initials[index - 1]:
                    stop = False
                if stop or gap != ".":
                    size = index - chunk_start
                    chunks.append(f"{_MARKS[marks]}{_SIZES[size] if size < _LONG else '9'}{lead}")
                    starts.append(index)
                    chunk_start = index
                    marks = 0
                    lead = ""
                if (stop and shapes[index - 1] not in _SHORT_SHAPES) or len(gap) > 2 or "/" in gap:
                    sentences += 1
                    changed = True
            if not _TURNING.isdisjoint(gap):
                state = _turn_state(state, gap)
                changed = True
        marks |= own
        if cue and not lead and cue != "function":
            lead = cue
        if digit:
            left -= 1
            place = _name_place(state, sentences, left, shapes[index])
            changed = True
            if years[index]:
                state = f"{state[:2]}{'p' if state[4] == '(' and state[2] == 'n' else 'y'}{state[3:]}"
        elif changed:
            place = _name_place(state, sentences, left, "")
            changed = False
        places.append(place)
    size = len(shapes) - chunk_start
    chunks.append(f"{_MARKS[marks]}{_SIZES[size] if size < _LONG else '9'}{lead}")
    return _spell_chunks(gaps, cues, chunks, starts), places


def _spell_chunks(
    gaps: Sequence[str], cues: Sequence[str], chunks: list[str], starts: list[int]
) -> list[Group]:
    """Spell for each token its chunk; what stands around it is told to its first and last word alone."""
    left = len(chunks)
    starts.append(len(cues))
    before = b"k-"  # nothing
    behind, _ahead = _name_beside(chunks[0])
    near: list[Group] = []
    for number, (chunk, following, start, end) in enumerate(
        zip(chunks, (*chunks[1:], ""), starts, starts[1:], strict=False)
    ):
        left -= 1
        inside = _name_chunk(chunk, gaps[start], cues[start])
        next_behind, ahead = _name_beside(following)
        edge = (
            *inside,
            _NUMBERS[number] if number < _MANY else _NUMBERS[_MANY],
            _name_end(min(_FAR, left), gaps[end]),
            before,
            ahead,
        )
        before, behind = behind, next_behind
        near.append(edge)
        between = end - start - 2
        if between > 0:
            near += [inside] * between
        if between >= 0:
            near.append(edge)
    return near


_MANY: Final = 9
_FAR: Final = 5
_NUMBERS: Final = tuple(b"kn=%d" % number for number in range(_MANY + 1))


@lru_cache(maxsize=2000)
def _name_end(left: int, gap: str) -> bytes:
    """Spell how many chunks follow, and what stands behind this one."""
    return b"kf=%d" % left + _encode(gap)


@lru_cache(maxsize=10_000)
def _name_chunk(chunk: str, gap: str, cue: str) -> Group:
    """Spell a chunk, and how it begins."""
    return (b"k=" + b" ".join((chunk.encode(), _encode(gap), cue.encode())),)


@lru_cache(maxsize=5000)
def _name_place(state: str, sentence: int, left: int, shape: str) -> Group:
    """Spell where in the whole a word stands: what came before, how many numbers follow."""
    return (
        b"t=" + state.encode(),
        b"sn=%d" % min(6, sentence) + state[0].encode(),
        b"dl=%d" % min(5, left) + shape.encode(),
    )


@lru_cache(maxsize=200)
def _name_far(code: bytes) -> tuple[Group, Group]:
    """Spell a class or a shape for the second word behind and for the second word before."""
    return (b"--" + code,), (b"++" + code,)


@lru_cache(maxsize=5000)
def _name_gaps(gap: str, shape: str, following: str) -> Group:
    """Spell what stands on both sides of a word."""
    left, right = _encode(gap), _encode(following)
    return (b"g<" + left, b"g>" + right, b"g=" + left + shape.encode() + right)


@lru_cache(maxsize=200)
def _know_shape(shape: str) -> tuple[Group, Group, Group, Group, Group, bool, bool, int]:
    """Compute all that depends on the shape of a word alone."""
    code = shape.encode()
    year = shape in {"Y", "YY"}
    digit = shape[0] in "DYRO"
    marks = _INITIAL if shape == "A" else _DATED if year else _COUNTED if digit else 0
    if shape[0] == "x":
        marks |= _LOWER
    return (b"s=" + code,), (b"-s=" + code,), (b"+s=" + code,), *_name_far(code), year, digit, marks


@lru_cache(maxsize=30_000)
def _know_word(word: str) -> _Word:
    """Compute all that depends on the word alone; a third of the words of a new reference come here."""
    lower = word.lower()
    shape = shape_of(word)
    here, before, after, far_behind, far_ahead, year, digit, marks = _know_shape(shape)
    spelt = lower.encode("utf-8", "replace")
    length = len(lower)
    cues = _CLASSES.get(lower)
    cue = ""
    if length > _ENDED and not digit:
        here = (*here, b"e=" + lower[-3:].encode("utf-8", "replace"))
    if length > _SHORT and not digit and _VOWELS.isdisjoint(lower) and lower.isalpha():
        here += (b"novowel",)
    if cues:
        cue = cues[0]
        code = cue.encode()
        here += tuple([b"c=" + one.encode() for one in cues])
        before, after = (b"-c=" + code,), (b"+c=" + code,)
        far_behind, far_ahead = _name_far(code)
    if not digit or len(word) <= _FEW_DIGITS:
        here += (b"w=" + spelt,)
    if cues or length <= _SHORT:
        before += (b"-w=" + spelt,)
        after += (b"+w=" + spelt,)
    initial = shape == "A"
    if length <= _SHORT and word in _SHORT_INITIALS:
        initial = True
        marks |= _INITIAL
    return _make_word(
        _Word,
        (here, before, after, far_behind, far_ahead, shape, cue, initial, year, digit, marks),
    )


#: What `_Word(...)` does, without looking at keywords.
_make_word: Final = tuple.__new__


_JOINERS: Final = frozenset("и and und et e y та і u".split())
_NAME_GAPS: Final = frozenset({",", ";", ".,", ".;", "/", "./", ".&", "&", ",&", ".,&", "-", ".-", "|", ":"})


def find_names(  # noqa: C901, PLR0912 - one pass, kept flat for speed
    words: Sequence[str], gaps: Sequence[str], known: Sequence[_Word]
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
