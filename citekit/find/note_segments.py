"""Splits a note into prose, references, and words that repeat a reference.

The note is cut at semicolons, ends of sentences and words such as `см.:`; each piece is weighed by the cues
of `reference_cues`, and the best reading of all pieces in order is chosen (Viterbi over two states). A piece
that only goes on with a reference (`М., 2014`, `С. 41`) keeps it together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from citekit.find.note_cuts import MAY_REPEAT, Cut, find_cuts
from citekit.find.reference_cues import (
    CAPITAL,
    FAMILY_GIVEN,
    FAMILY_INITIALS,
    GIVEN_FAMILY,
    INITIALS_FAMILY_LIST,
    THRESHOLD,
    looks_like_reference,
    weigh_cues,
    weigh_opening,
    weigh_sentence,
)
from citekit.find.repeat_forms import (
    read_defined_name,
    read_plain_name,
    read_plain_title,
    read_quoted_title,
    read_short_form,
)
from citekit.model import Cite, CiteForm, Document, Flow, Note
from citekit.parse.hyphens import join_flow
from citekit.parse.patterns import defer_pattern
from citekit.parse.short_names import find_short_names


class SegmentKind(StrEnum):
    """What a part of a note is."""

    PROSE = "prose"
    REFERENCE = "reference"
    REPEAT = "repeat"


class Segment(NamedTuple):
    """A part of a note.

    Attributes:
        kind: What it is.
        start: Where it begins in the text given.
        end: Where it ends.
        lead: The words that led to it: `см. также:`.
        cite: What a repeat says, with spans in the text given.
    """

    kind: SegmentKind
    start: int
    end: int
    lead: str = ""
    cite: Cite | None = None


class NoteReading(NamedTuple):
    """A note with its text as a flow, and its segments in that."""

    note: Note
    flow: Flow
    segments: tuple[Segment, ...]


class _Piece(NamedTuple):
    start: int
    end: int
    stop: str
    lead: str
    for_: float
    against: float
    opening: float
    continues: bool
    closes: float


#: A name and a title behind the words that lead to a reference: `Karl Brandes: Die Ordnung`.
_NAMED_TITLE: Final = defer_pattern(
    rf"[{CAPITAL}][\w’'.-]{{0,30}}\s(?:(?:[{CAPITAL}]\.|von|van|de|der|di|du|zu)\s){{0,3}}[{CAPITAL}][\w’'-]{{1,30}}"
    rf"(?:/[{CAPITAL}][\w’' -]{{2,40}})?[:,]\s[{CAPITAL}„“«\"‘']"
)
_CONTINUES: Final = defer_pattern(
    r"[–—-]\s|(?!(?:see|cf|vgl|siehe|voir|vedi|cfr|véase|см|див|legge|loi|ley|ídem|idem)\b)[a-zа-яёіїєґà-ÿ]|(?:М|Л|СПб|Пг|К|Х|Мн|N\.\s?Y|Спб)\.[,:\s]|(?:1[4-9]|20)\d\d\b"
    r"|\d{1,2}\s(?:янв|фев|мар|апр|ма|июн|июл|авг|"
    r"сен|окт|ноя|дек)|\d{1,2}\.\d\d\.\d{4}|\d{2,4}\s(?:с|p|S|pp)\b|(?:[СCPSТTЧN]|Вып|Кн|Vol|No|Nr|Bd"
    r"|pp|Ст|Гл|Л|Д|Оп|Ф|Т)\.?\s?\d"
    r"|№|URL|https?:|www\.|DOI|doi|ISBN|ISSN|EDN|\[|\((?:дата|accessed|last|zugriff|consult|\d)"
    r"|Режим доступ|Доступн?о|Дата обращ|Available|Accessed"
    r"|Retrieved|Verfügbar|Zugriff|Disponib|Consult|Текст|Текст:|Изд-во|Hrsg\.|Под\sред|Пер\.\sс"
    r"|\d{1,2}-е\sизд|Сер\.|/"
)
_CLOSES: Final = defer_pattern(
    r"(?:(?:[СCPSЛ]|pp?|Ст|стр)\.?\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?(?:\sоб)?|\d{1,5}[-–—]\d{1,5}"
    r"|\b\d{2,4}\s(?:с|p|S)|\d{4}\)"
    r"|(?:1[4-9]|20)\d\d|\d\.)[.)]{0,2}$"
)
#: No end of a reference is longer, but for an address.
_LONGEST_CLOSE: Final = 40
#: An address with nothing before it but the words that lead to one.
_BARE_ADDRESS: Final = defer_pattern(
    r"(?:(?:[Dd]isponible|[Cc]onsultable|[Dd]isponibile|[Aa]vailable|[Vv]erfügbar|[Aa]brufbar|[Oo]nline"
    r"|[Ee]n ligne"
    r"|URL|[Рр]ежим доступ[ау]|[Дд]оступно)(?:\s(?:sur|en|su|at|online|unter|from|по адресу)){0,2}\s?:?\s?)?"
    r"(?:https?://|www\.)"
)
#: Authors and year as the whole piece, the title behind: `Carter, C. (1993).`
_AUTHOR_AND_YEAR: Final = defer_pattern(r"\((?:1[5-9]|20)\d\d[a-z]?\)[.:,]?\Z")
_CAPITALIZED: Final = defer_pattern(rf"[{CAPITAL}][\w’'-]{{2,40}}")
#: A decision or act by its kind and day, behind another: `; определение ВС РФ от 15.12.2015 № 309-ЭС15`.
_DECISION: Final = defer_pattern(
    r"(?:[а-я]{6,16}ое\s)?(?:определение|постановление|решение|приговор|приказ|указ|распоряжение|письмо|рішення|постанова|ухвала"
    r"|наказ|лист)\s[^;«»\n]{3,160}?\s(?:от|від)\s\d{1,2}(?:\.\d\d\.|\s[а-яії]{3,9}\s)\d{4}"
)
#: A title in quotation marks, without the sign before the closing one.
_QUOTED_TITLE: Final = defer_pattern(r"[«“„\"]([^«»“”„\"]{4,90}?)[,.]?[»”“\"]")
#: What a shortened title leaves out.
_ARTICLE: Final = defer_pattern(r"\A(?:the|an?|les?|la|der|die|das|il|lo|el|los|las)\s")
_ACCESSED: Final = defer_pattern(
    r"(?:обращен|звернен|доступ|ccessed|etrieved|ugriff|onsult)[^()]{0,40}\d{2,4}\)?\.?$"
)
#: Words in small letters between a semicolon and an author: `; and, from another angle, Thomas Barrett, “…`.
_JOINING: Final = defer_pattern(r"(?:[a-zà-öø-ÿа-яёіїєґ][\w’'-]{0,20}(?:,|\s?:)?\s){1,8}")
#: The same at the beginning of a sentence: `Una visión contraria en R. de la Torre, «…»`.
_LED_IN: Final = defer_pattern(
    rf"[{CAPITAL}][a-zà-öø-ÿа-яёіїєґ]{{1,20}}\.?(?:,?\s[a-zà-öø-ÿа-яёіїєґ’'-]{{1,20}}){{0,8}}\s(?:en|in|chez|bei|by|da|у|в):?\s"
    rf"(?=(?:[{CAPITAL}]\.\s?){{1,3}}|«)"
)
#: A newspaper of a day: `«Il Tirreno», 14 marzo 1998`.
_QUOTED_PAPER: Final = defer_pattern(r"«[^«»]{3,50}»,?\s\d{1,2}\.?\s[^\W\d_]{3,10}\.?\s(?:1[5-9]|20)\d\d")
#: Words that lead to an act or a document: `см. п. 1 Правил: постановление …`
_LED: Final = defer_pattern(
    r"(?:[Сс]м|[Дд]ив|[Vv]gl|[Cc]f)\.[^:;]{1,60}:\s(?=[«“\"]?[^\W\d_])|(?:[Ss]ee|[Vv]oir|[Ss]iehe)\s[^:;]{1,60}:\s"
)
#: An author and the words of a repeat within a sentence: `d’après L. Marchand, op. cit., p. 3`.
_INNER_REPEAT: Final = defer_pattern(
    r"\s((?:["
    + CAPITAL
    + r"]\.[\s-]?){0,3}["
    + CAPITAL
    + r"][\w’'-]{1,30}(?:\s(?:["
    + CAPITAL
    + r"]\.\s?){1,3})?,?\s"
    r"(?:[OoÓó]p\.\s?cit|[Aa]rt\.\s?cit|[Aa]\.\s{0,2}[Aa]\.\s{0,2}O|[Уу]каз\.\s?(?:соч|раб|ст)|[Вв]каз\.\s?пр))"
)
#: A clause on the work that follows its reference: `…, p. 140, who speaks of`.
_CLAUSE: Final = defer_pattern(
    r"[\d)],\s(?:who|which|where|whose|although|though|wo|wonach|der|die|dem|qui|dont|où|lequel"
    r"|который|которая|которые|где"
    r"|хотя|який|яка|де|che|dove|quien|donde)\s(?=[^\W\d_])"
)
_BETWEEN_SEMICOLONS: Final = defer_pattern(r"[^;\s][^;]*")
#: `Washington, D.C.: World Bank, 2004`.
_IMPRINT: Final = defer_pattern(
    rf"[{CAPITAL}][\w’'.-]{{1,24}}(?:,?\s(?:[{CAPITAL}][\w’'.-]{{0,24}}|[;&])){{0,4}}\s?:\s"
    rf"[{CAPITAL}][^;:()]{{1,60}},\s(?:1[5-9]|20)\d\d"
)
#: What may speak for prose in a title, and how long one is.
_LITTLE: Final = 0.7
_LONGEST_TITLE: Final = 240
#: What stands for the same author as well as for the same work.
_SAME_PERSON: Final = ("Idem", "idem", "Id", "id", "Íd", "íd")
_SAME_AUTHOR_WORD: Final = defer_pattern(
    r"(?:(?:[Ее]го|[Её]ё|[Ее]е|[Ии]х)\sже|[Йй]ого\sж|[Її]ї\sж|[Оо]н\sже|[Оо]на\sже|Ders\.|Dies\."
    r"|Derselbe|Dieselbe|[IiÍí]dem(?=,)|[Ee]adem|[IiÍí]d\.|ID\.|EAD\."
    r"|[Ee]ad\.|ders\.|dies\.|dems\.|dens\.)[.,:]?\s{0,2}"
)
_PARENTHESIS: Final = defer_pattern(
    r"\((?:(?:[Сс]м|[Дд]ив|[Vv]gl|[Cc]f|[Cc]fr)\.|[Ss]ee|[Ss]iehe|[Vv]oir)?:?\s?(?=\S)"
)


@lru_cache(maxsize=1024)
def split_note(text: str) -> tuple[Segment, ...]:
    """Split the text of a note, its lines joined.

    Args:
        text: The note without its mark.

    Returns:
        The segments in order; blanks and the marks between them belong to none.
    """
    segments: list[Segment] = []
    run: list[_Piece] = []
    pieces = _cut_pieces(text)
    index = 0
    while index < len(pieces):
        cite, following = _read_repeat(text, pieces, index)
        if cite is None:
            run.append(pieces[index])
        else:
            segments.extend(_read_run(text, run))
            run = []
            first, end = pieces[index], pieces[following - 1].end
            if before := text[first.start : cite.span.start].rstrip(" ,("):
                segments.append(
                    Segment(SegmentKind.PROSE, first.start, first.start + len(before), first.lead)
                )
            segments.append(Segment(SegmentKind.REPEAT, cite.span.start, end, first.lead, cite))
        index = following
    segments.extend(_read_run(text, run))
    return tuple(_merge_prose(_free_addresses(text, segments)))


def read_notes(document: Document) -> tuple[NoteReading, ...]:
    """Return the notes in order, each with its text as a flow and its segments in that.

    An author and a short title with a page repeat a work where a note before has a reference to that author.
    """
    known: set[str] = set()
    readings = []
    for note in document.notes:
        flow = join_flow(document.text, note.parts)
        readings.append(NoteReading(note, flow, settle_titles(flow.text, known)))
    return tuple(readings)


def settle_titles(text: str, known: set[str]) -> tuple[Segment, ...]:
    """Return the segments of a note in the light of the notes before it.

    Args:
        text: The note, its lines joined.
        known: The words in capitals, in lower case, at the beginning of the references so far; those of this
            note are added.
    """
    segments = tuple(
        settled for segment in split_note(text) for settled in _settle_title(text, segment, known)
    )
    for segment in segments:
        if segment.kind is SegmentKind.REFERENCE:
            opening = text[segment.start : min(segment.end, segment.start + 120)]
            known.update(word.lower() for word in _CAPITALIZED.findall(opening))
            titles = [match[1].lower() for match in _QUOTED_TITLE.finditer(opening)]
            known.update(f'"{title}' for title in (*titles, *(_ARTICLE.sub("", title) for title in titles)))
            known.update(
                f'"{found.name.lower()}' for found in find_short_names(text[segment.start : segment.end])
            )
    return segments


def _settle_title(text: str, segment: Segment, known: set[str]) -> Iterator[Segment]:
    """Yield a segment, as repeats if all it holds is authors known by now, each with a short title."""
    parts = [
        (match.start(), match.end())
        for match in _BETWEEN_SEMICOLONS.finditer(text, segment.start, segment.end)
    ]
    if segment.kind is SegmentKind.REPEAT or segment.end - segment.start > 130 * len(parts):
        yield segment
        return
    cites = [
        read_plain_title(text, start, end)
        or read_quoted_title(text, start, end)
        or read_plain_name(text, start, end)
        or (read_defined_name(text, start, end) if known else None)
        for start, end in parts
    ]
    settled = [
        segment._replace(kind=SegmentKind.REPEAT, start=start, end=end, cite=cite)
        for (start, end), cite in zip(parts, cites, strict=True)
        if cite is not None and _is_known(cite, known)
    ]
    if len(settled) == len(parts):
        yield from settled
    elif settled and segment.kind is SegmentKind.PROSE:
        by_start = {one.start: one for one in settled}
        for start, end in parts:
            yield by_start.get(start) or segment._replace(start=start, end=end, lead="")
    else:
        yield segment


def _is_known(cite: Cite, known: set[str]) -> bool:
    """Tell whether the authors of a short form, or without any its title, stand in a reference before."""
    if not cite.names:
        return f'"{cite.target.lower()}' in known
    return all(name.rpartition(" ")[2].lower() in known for name in cite.names)


def _read_repeat(text: str, pieces: Sequence[_Piece], index: int) -> tuple[Cite | None, int]:
    """Read the short form that begins at a piece; return it and the number of the piece behind it."""
    start = pieces[index].start
    if not MAY_REPEAT.search(text, start, min(pieces[index].end + 12, start + 160)):
        return None, index + 1
    last = index + 1
    while last < min(len(pieces), index + 5) and pieces[last].stop != ";" and not pieces[last].lead:
        last += 1
    starts = [start]
    if inner := _INNER_REPEAT.search(text, start, pieces[index].end):
        starts.append(inner.start(1))
    for begin in starts:
        for following in range(last, index, -1):
            cite = read_short_form(text, begin, pieces[following - 1].end)
            if cite is not None and not _names_author(cite, pieces, following):
                return cite, following
    return None, index + 1


def _names_author(cite: Cite, pieces: Sequence[_Piece], following: int) -> bool:
    """Tell whether `Idem` stands for the author of a further work: `Idem. Explaining Success // …`."""
    if cite.locators or cite.form is not CiteForm.IBID or not cite.target.startswith(_SAME_PERSON):
        return False
    behind = pieces[following] if following < len(pieces) else None
    return behind is not None and behind.stop == "." and not behind.lead and behind.for_ > behind.against


def _read_run(text: str, pieces: Sequence[_Piece]) -> Iterator[Segment]:
    """Yield the segments of pieces among which nothing is a repeat."""
    if not pieces:
        return
    states = _join_titles(pieces, text, _choose_states(pieces))
    begin = 0
    for index in range(1, len(pieces) + 1):
        if index == len(pieces) or states[index] != "continue":
            yield _make_segment(text, pieces[begin:index], states[begin])
            begin = index


def _join_titles(pieces: Sequence[_Piece], text: str, states: list[str]) -> list[str]:
    """Return the states with a title that stands alone as part of the reference behind it.

    `Vision and Actions on Building. Issued by NDRC. March 2015. URL: …`: a title holds no cue by itself. One
    that opens the run goes so, and behind the words that lead to a reference one with its author does.
    """
    joined = list(states)
    for index, state in enumerate(states[:-1]):
        if state != "prose" or states[index + 1] != "reference":
            if state == "continue" and states[index + 1] == "reference":
                _join_imprint(pieces, text, joined, index + 1)
            continue
        title, behind = pieces[index], pieces[index + 1]
        new = behind.opening >= (2.0 if title.lead and title.opening else 0.1)
        plain = not (behind.lead or new) and behind.stop == "." and text[title.start].isupper()
        named = bool(title.lead) and title.opening >= 1.5 and title.against < 1.0
        short = title.end - title.start < _LONGEST_TITLE
        if plain and short and (named or (not index and title.against <= _LITTLE)):
            joined[index : index + 2] = ["reference", "continue"]
    return joined


def _join_imprint(pieces: Sequence[_Piece], text: str, states: list[str], index: int) -> None:
    """Join a place and a publisher, which no reference begins with, to the body and the title before them."""
    begin = max(number for number in range(index) if states[number] != "continue")
    before = pieces[begin:index]
    if (
        states[begin] == "prose"
        and pieces[index].stop == "."
        and not (pieces[begin].lead or pieces[index].lead)
        and before[-1].end - before[0].start < _LONGEST_TITLE
        and all(piece.against <= _LITTLE and text[piece.start].isupper() for piece in before)
        and _IMPRINT.match(text, pieces[index].start)
    ):
        states[begin], states[index] = "reference", "continue"


def _cut_pieces(text: str) -> list[_Piece]:
    """Cut a note into the pieces that are weighed."""
    pieces: list[_Piece] = []
    begin, stop_before, lead_before = len(text) - len(text.lstrip()), "", ""
    for end, following, sign, lead in [*find_cuts(text), Cut(len(text.rstrip()), len(text), "", "")]:
        if text[begin:end].strip(" ,;:–—-("):
            pieces.append(_weigh_piece(text, begin, end, stop_before, lead_before))
            stop_before, lead_before = sign, lead
        else:
            stop_before, lead_before = stop_before or sign, lead or lead_before
        begin = following
    return pieces


def _weigh_piece(text: str, start: int, end: int, stop: str, lead: str) -> _Piece:
    content = text[start:end].strip()
    left = start + len(text[start:end]) - len(text[start:end].lstrip())
    opening = _weigh_author(content, led=bool(lead))
    joining = None if lead or opening else (_JOINING if stop == ";" else _LED_IN).match(content)
    if joining and (
        behind := _weigh_author(content[joining.end() :], led=True)
        or (1.5 if _QUOTED_PAPER.match(content, joining.end()) else 0.0)
    ):
        lead, opening, content = joining[0].strip(), behind, content[joining.end() :]
        left += joining.end()
    against = weigh_sentence(content)
    return _Piece(
        left,
        left + len(content),
        stop,
        lead,
        min(5.0, weigh_cues(content, 4.0 + against)),
        against,
        opening,
        bool(_CONTINUES.match(content)) and not opening,
        _weigh_close(content, opening),
    )


def _weigh_author(content: str, *, led: bool) -> float:
    """Weigh how a piece begins: an author, or with words before that lead to one a name and a title."""
    if (
        FAMILY_INITIALS.match(content)
        or INITIALS_FAMILY_LIST.match(content)
        or _SAME_AUTHOR_WORD.match(content)
        or _DECISION.match(content)
    ):
        return 2.0
    if FAMILY_GIVEN.match(content) or (led and (_NAMED_TITLE.match(content) or GIVEN_FAMILY.match(content))):
        return 1.5
    return 0.0


def _weigh_close(content: str, opening: float) -> float:
    """Weigh how much the end of a piece is that of a reference; below 0 its title must follow."""
    if opening and _AUTHOR_AND_YEAR.search(content[-12:]):
        return -1.0
    if _ACCESSED.search(content[-60:]):
        return 2.0
    in_address = "/" in content[-203:].rpartition(" ")[2]
    return 1.0 if in_address or _CLOSES.search(content[-_LONGEST_CLOSE:]) else 0.0


def _choose_states(pieces: Sequence[_Piece]) -> list[str]:
    """Return for each piece `prose` or `reference` where a segment begins, or `continue`."""
    first = pieces[0]
    scores = {"prose": _emit(first, prose=True), "reference": _emit(first, prose=False) + 0.5 * first.opening}
    back: list[dict[str, tuple[str, bool]]] = [{}]
    for index in range(1, len(pieces)):
        piece, before = pieces[index], pieces[index - 1]
        begins = _weigh_begin(piece, before)
        prose, reference = _emit(piece, prose=True), _emit(piece, prose=False)
        to_prose = [
            (scores["prose"] + prose, "prose", False),
            (
                scores["reference"]
                + prose
                - 0.9
                + (0.6 if before.closes > 0 else 1.5 * before.closes)
                - (1.5 if piece.continues else 0.0),
                "reference",
                True,
            ),
        ]
        goes_on = (
            scores["reference"]
            + reference
            - (3.0 if piece.lead else 1.2 if piece.opening >= 1.5 and before.closes > 0 else 0.0)
        )
        to_reference = [
            (goes_on, "reference", False),
            (scores["reference"] + reference + begins, "reference", True),
            (scores["prose"] + reference + begins + 0.9, "prose", True),
        ]
        chosen_prose, chosen_reference = max(to_prose), max(to_reference)
        scores = {"prose": chosen_prose[0], "reference": chosen_reference[0]}
        back.append({"prose": chosen_prose[1:], "reference": chosen_reference[1:]})
    state = max(scores, key=lambda name: scores[name])
    states: list[str] = []
    for index in range(len(pieces) - 1, 0, -1):
        previous, new = back[index][state]
        states.append(state if new else "continue")
        state = previous
    states.append(state)
    states.reverse()
    return states


def _emit(piece: _Piece, *, prose: bool) -> float:
    weight = max(-3.0, min(4.0, piece.for_ - piece.against))
    return -weight if prose else weight + 0.1


def _weigh_begin(piece: _Piece, before: _Piece) -> float:
    """Return how likely a new reference begins at a piece."""
    total = -1.8 + piece.opening * 0.9
    if piece.stop == ";":
        total += 2.4
    if piece.lead:
        total += 4.0
    if before.closes > 0:
        total += before.closes if piece.stop != ")" else 0.4
        if before.closes > 1 and piece.for_ >= 3.0:
            total += 1.5
    if piece.for_ >= 3.0:
        total += 0.5
    if piece.continues and not (piece.stop == ";" and before.closes > 1.0):
        total -= 3.0
    return total


def _make_segment(text: str, pieces: Sequence[_Piece], state: str) -> Segment:
    start, end = pieces[0].start, pieces[-1].end
    content = text[start:end]
    lead = pieces[0].lead
    if state == "prose":
        return Segment(SegmentKind.PROSE, start, end, lead)
    inner = _find_parenthesis(text, start, end)
    if inner is not None:
        return Segment(SegmentKind.REFERENCE, *inner, lead)
    if (led := _LED.match(content)) and looks_like_reference(content[led.end() :]):
        lead, start, content = led[0].strip(), start + led.end(), content[led.end() :]
    clause = _CLAUSE.search(content, 30)
    if clause and looks_like_reference(content[: clause.start() + 1]):
        content = content[: clause.start() + 1]
        end = start + len(content)
    if len(content) > 2 and text[end - 2 : end] in {").", "),"} and content.count(")") > content.count("("):
        end -= 2
    elif len(content) > 1 and content.endswith(")") and content.count(")") > content.count("("):
        end -= 1
    if content.endswith((" (", " -", " –")):
        content = content[:-2].rstrip()
        end = start + len(content)
    if looks_like_reference(content[:1500], 1.2 if lead else THRESHOLD) and (
        any(map(str.isdigit, content)) or "://" in content
    ):
        return Segment(SegmentKind.REFERENCE, start, end, lead)
    return Segment(SegmentKind.PROSE, start, end, lead)


def _find_parenthesis(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of a reference that stands in parentheses within a sentence."""
    if text[end - 1 : end] not in {".", ")"} or weigh_opening(text[start : start + 80]) >= 1.5:
        return None
    close = text.rfind(")", start, end)
    if close < end - 2:
        return None
    for match in _PARENTHESIS.finditer(text, start, close):
        inner = text[match.end() : close]
        if not _closes_early(inner) and weigh_opening(inner) >= 1.5 and looks_like_reference(inner, 3.0):
            before = text[start : match.start()]
            return (match.end(), close) if weigh_cues(before) < 2.0 else None
    return None


def _closes_early(inner: str) -> bool:
    """Tell whether a bracket closes before one opens."""
    close = inner.find(")")
    return close >= 0 and not 0 <= inner.find("(") < close


def _free_addresses(text: str, segments: Sequence[Segment]) -> Iterator[Segment]:
    """Yield the segments; an address behind a repeated work is where that is found, no work of its own."""
    before: Segment | None = None
    for segment in segments:
        bare = segment.kind is SegmentKind.REFERENCE and _BARE_ADDRESS.match(text, segment.start, segment.end)
        if bare and not segment.lead and before is not None and before.kind is SegmentKind.REPEAT:
            yield segment._replace(kind=SegmentKind.PROSE)
        else:
            yield segment
        before = segment


def _merge_prose(segments: Iterable[Segment]) -> list[Segment]:
    merged: list[Segment] = []
    for segment in segments:
        if merged and segment.kind is SegmentKind.PROSE and merged[-1].kind is SegmentKind.PROSE:
            merged[-1] = merged[-1]._replace(end=segment.end)
        else:
            merged.append(segment)
    return merged
