"""Reads United Nations document symbols with a grammar of components (UN Library, 'Document symbols').

A symbol is a body (`A`, `S`, `E`, `ST`, `CCPR`, ...) and components parted by `/`: subsidiary bodies
(`C.3`, `CN.4`), the nature of the document (`RES`, `PV.111`), session or year, number, modifiers (`Add.1`).
Cyrillic letters that look like Latin ones are read as such, and white space after a `/` is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from citekit.model import Identifier, Span
from citekit.parse.identifiers.un_bodies import (
    AMBIGUOUS_BODIES,
    BODIES,
    CASED_PREFIXES,
    COMPONENT_WORDS,
    FIRST_WORDS,
    MODIFIERS,
)
from citekit.parse.patterns import defer_pattern

SCHEME: Final = "un-symbol"
LOOK_ALIKES: Final = str.maketrans("АВСЕНКМОРТХУІЅасеорхіѕ", "ABCEHKMOPTXYISaceopxis")
_SLASH: Final = re.compile(r"/(?<=[A-ZАВСЕНКМОРТХ]/)(?=\s{0,2}[A-Za-zА-Я0-9])")
_BODY_BACK: Final = defer_pattern(r"[A-ZАВСЕНКМОРТХ-]{1,8}")
_COMPONENT: Final = defer_pattern(
    r"(?:[A-Za-zА-Яа-я]{1,7}\.\s{0,3}(?:\d{1,5}[A-Z]?|[IVX]{1,5}[AB]?)(?:-\d{1,3})?|(?:SER|Ser)\.[A-Z](?!\w)|"
    r"[EЕ]?[SЅС]-\d{1,2}|"
    r"\d{1,5}[A-Z]?(?![\w])(?:(?<=/[A-Z]{3}/\d\d)-\d\d(?![\d-]))?|[A-ZА-Я]{1,8}(?![\w.])|"
    r"(?:Summary|Excerpts?|Tables|Res|Dec|Inf|Prst)(?![\w.])|[A-Z]{1,3}\.(?=/))"
)
_GAP: Final = defer_pattern(r"\s{0,2}/[ \t\u00a0]?\n?[ \t]{0,4}")
_DOTTED: Final = defer_pattern(
    r"([A-Za-z]{1,7})\.\s{0,3}(\d{1,5}[A-Z]?|[IVX]{1,5}[AB]?|(?<=[Rr]\.)[A-Z])(-\d{1,3})?"
)
_NUMBER: Final = defer_pattern(r"\d{1,5}[A-Z]?|\d\d-\d\d")
_SESSION: Final = defer_pattern(r"(?:ES|S)-\d{1,2}")
_YEAR: Final = defer_pattern(r"(?:19[4-9]|20[0-9])\d")
ROMAN: Final = r"(?:[EЕ][SЅС]-|[SЅС]-)?[IVXLCІХШПУ]{1,7}"
_OLD_SESSION: Final = defer_pattern(rf"(?:\s?([A-ZА-Г]))?\s{{0,3}}\(\s?({ROMAN})\s?\)(?:\s?\[([A-Z])\])?")
_ADOPTED: Final = defer_pattern(r"(?:\s|%20){0,3}\(((?:19[4-9]|20[0-9])\d)\)")
_VOLUME: Final = defer_pattern(
    r"(?:\s|%20){0,3}\(((?:Vol|Part|Parts|Resumption|SUPP|Supp)\.?\s?[IVXLC\d]{1,5}(?:[-–][IVXLC\d]{1,5})?)\)"
)
_LETTER: Final = defer_pattern(r"\s?([A-Z])(?=[,.;:)\]»”]|\s(?:and|и|та|et|und)\s[A-ZА-Г](?:\W|\Z)|\Z)")
_ADDRESS: Final = defer_pattern(r"://|www\.|[a-z]\.(?:org|int|net)/", re.IGNORECASE)
_UN_ADDRESS: Final = defer_pattern(
    r"\bun\.org|undocs\.org|\bunog\.ch|ohchr\.org|[?&;](?:symbol|DS|symbolno)=", re.IGNORECASE
)
_UN_LOWER: Final = defer_pattern(
    r"(?:undocs\.org/|docs\.un\.org/|symbol=|[?&]DS=|symbolno=)(?:(?:en|fr|es|ru|ar|"
    r"zh)/(?=[A-Za-z]{1,5}/|[A-Za-z]{1,5}%2F))?"
    r"(?P<symbol>[A-Za-z]{1,5}(?:/|%2[Ff])[^\s&?#<>\"»”]{2,60})",
    re.IGNORECASE,
)
#: Literals of such an address, with how far before them the pattern may begin.
_ADDRESS_LITERALS: Final = (("docs.", 2), ("symbol", 0), ("Symbol=", 0), ("DS=", 1))
#: Series that a body numbers right after its own letters.
_SERIES: Final = frozenset("PV SR L R INF WP Agenda PET".split())
#: Subsidiary bodies, with a number.
_SUBSIDIARY: Final = frozenset("AC C CN CONF GC PC SC Sub WG SS EA COM SPC TF EC BUR".split())
#: Subsidiary bodies, without one.
_ORGANS: Final = frozenset("HRC C B CP COP SBI SBSTA KP CMA CMP UPR ECE ICEF".split())
_NUMERO: Final = defer_pattern(r"(?:№|\bN|\bNo\.?|дел[оауе]|дела)\s{0,2}\Z")
_ROMAN_LETTERS: Final = {"Ш": "III", "П": "II", "У": "V"}


class Symbol(NamedTuple):
    """A parsed symbol.

    Attributes:
        value: The symbol in its normal form.
        end: Where it ends.
        parts: `body`, `subsidiary`, `series`, `session` or `year`, `number`, `suffix`.
    """

    value: str
    end: int
    parts: Mapping[str, str]


def normalize_roman(text: str) -> str:
    """Return a Roman session number in Latin letters: Cyrillic `ХХХ`, `Ш` and `П` are look-alikes."""
    return "".join(_ROMAN_LETTERS.get(letter, letter) for letter in text).translate(LOOK_ALIKES)


def link_symbol(symbol: str) -> str:
    """Return the address of a document in the official document system."""
    bare = re.sub(r"\[[A-Z]\]\Z", "", symbol)
    return "https://docs.un.org/en/" + quote(bare, safe="/()-.")


def make_identifier(text: str, start: int, end: int, value: str, parts: Mapping[str, str]) -> Identifier:
    """Return the identifier of a symbol found at a place."""
    return Identifier(SCHEME, value, Span(start, end), text[start:end], parts, link_symbol(value))


def scan_un_symbols(text: str) -> Iterator[Identifier]:
    """Yield the symbols of a text, in it and inside addresses.

    Args:
        text: Any text, line breaks included.
    """
    done = 0
    for slash in _SLASH.finditer(text):
        if slash.start() < done:
            continue
        found = _read_at_slash(text, slash.start(), done)
        if found is not None:
            done = found.span.end
            yield found
    for literal, before in _ADDRESS_LITERALS:
        at = text.find(literal)
        while at >= 0:
            found_address = _UN_LOWER.match(text, at) or _UN_LOWER.match(text, max(0, at - before))
            if found_address and (found := _read_encoded(text, *found_address.span("symbol"))):
                yield found
            at = text.find(literal, at + len(literal))


def _read_at_slash(text: str, slash: int, done: int) -> Identifier | None:
    """Read the symbol whose first slash is given; `done` is the end of the symbol before."""
    low = max(0, slash - 8)
    back = _BODY_BACK.match(text[low:slash][::-1])
    if back is None:
        return None
    start = slash - back.end()
    before = text[start - 1 : start] if start else ""
    if start == done and text[start] == "-":  # one document of two bodies: A/59/565-S/2004/931
        start, before = start + 1, ""
    if before.isalnum() or before in {".", "_", "-"}:
        return None
    token = _token_before(text, start)
    in_address = _ADDRESS.search(token) is not None
    if in_address and not _UN_ADDRESS.search(token):
        return None
    if before == "/" and not in_address:
        return None
    letters = text[start:slash]
    if not letters.isascii() and _NUMERO.search(text, max(0, start - 8), start):
        return None
    symbol = parse_symbol(text, start, slash)
    return None if symbol is None else make_identifier(text, start, symbol.end, symbol.value, symbol.parts)


def _token_before(text: str, start: int) -> str:
    low = max(0, start - 160)
    piece = text[low:start]
    return piece[max(piece.rfind(blank) for blank in " \t\n") + 1 :]


def _read_encoded(text: str, start: int, end: int) -> Identifier | None:
    """Read a symbol in lower case or percent-encoded in the address of a United Nations document."""
    raw = text[start:end].rstrip(".,;:)")
    decoded = unquote(raw)
    if raw[0].isupper() and raw == decoded:
        return None
    upper = decoded.upper() if decoded.islower() else decoded
    slash = upper.find("/")
    symbol = parse_symbol(upper, 0, slash) if slash > 0 else None
    if symbol is None:
        return None
    length = len(raw) if symbol.end == len(decoded) else symbol.end if raw == decoded else 0
    if not length:
        return None
    return make_identifier(text, start, start + length, symbol.value, symbol.parts)


def _read_components(text: str, position: int) -> tuple[list[str], int]:
    """Return the components from a slash on, and where they end."""
    components: list[str] = []
    end = position
    while len(components) < 10:
        gap = _GAP.match(text, end) if components or text.startswith("/", end) else None
        if gap is None or (gap[0][0] != "/" and "\n" not in gap[0]):
            break
        found = _COMPONENT.match(text, gap.end())
        if found is None or (gap[0] != "/" and not _may_follow_blank(found[0])):
            break
        component = _normalize(found[0])
        if component is None:
            break
        components.append(component)
        end = found.end()
    return components, end


def _may_follow_blank(raw: str) -> bool:
    """Tell whether a component is sure enough to stand after white space."""
    return raw[0].isdigit() or "." in raw or raw.translate(LOOK_ALIKES) in COMPONENT_WORDS


def _normalize(raw: str) -> str | None:
    """Return a component in Latin letters and its usual case, or None where it is none."""
    folded = raw.translate(LOOK_ALIKES)
    if not folded.isascii():
        return None
    dotted = _DOTTED.fullmatch(folded)
    if dotted:
        prefix = CASED_PREFIXES.get(dotted[1].upper(), "CONF" if dotted[1] == "Conf" else dotted[1])
        return f"{prefix}.{dotted[2]}{dotted[3] or ''}"
    if _NUMBER.fullmatch(folded) or _SESSION.fullmatch(folded):
        return folded
    upper = folded.upper()
    if upper in CASED_PREFIXES:
        return CASED_PREFIXES[upper]
    if folded.isupper() and (upper in COMPONENT_WORDS or len(folded) == 3):
        return folded
    return upper if upper in COMPONENT_WORDS else None


def parse_symbol(text: str, start: int, slash: int) -> Symbol | None:
    """Parse the symbol that begins at a position.

    Args:
        text: Any text.
        start: Where the body's letters begin.
        slash: Where the first `/` stands.

    Returns:
        The symbol, or None where the components do not make one.
    """
    body = text[start:slash].translate(LOOK_ALIKES)
    if body not in BODIES:
        return None
    components, end = _read_components(text, slash)
    if not components or not _is_symbol(body, components, is_latin=text[start:slash].isascii()):
        return None
    if text[end : end + 1].isalnum():
        return None
    return _finish(text, body, components, end)


def _is_symbol(body: str, components: list[str], *, is_latin: bool) -> bool:
    first = components[0]
    rest = components[1:]
    if not any(character.isdigit() for component in components for character in component):
        return False
    if first.isdigit() and not rest:
        return _is_running_number(body, first, is_latin=is_latin)
    if body in FIRST_WORDS:
        return _is_principal(body, first, rest)
    if body in AMBIGUOUS_BODIES:
        return bool(rest) and (first in COMPONENT_WORDS or _YEAR.fullmatch(first) is not None or "." in first)
    return True


def _is_running_number(body: str, first: str, *, is_latin: bool) -> bool:
    """Tell whether a body's letters with a number alone are a symbol, as until the 1970s."""
    if not is_latin:
        return False
    if body in {"A", "S", "E", "TD"}:
        return len(first) >= 3
    return body in {"T", "CD", "SPLOS", "NPT"} and len(first) in {3, 4}


def _is_principal(body: str, first: str, rest: list[str]) -> bool:
    """Tell whether components fit one of the letters A, S, E, T and ST."""
    if first in FIRST_WORDS[body]:
        return bool(rest)
    kind, dot, _ = first.partition(".")
    if body == "ST":
        fits = False
    elif dot:
        fits = kind in _SERIES or (kind in _SUBSIDIARY and bool(rest))
    elif _SESSION.fullmatch(first):
        fits = body == "A" and bool(rest)
    else:
        dated = _YEAR.fullmatch(first) is not None or (body == "A" and len(first) <= 3)
        fits = first[0].isdigit() and bool(rest) and (dated or rest[0].partition(".")[0] in MODIFIERS)
    return fits


def _finish(text: str, body: str, components: list[str], end: int) -> Symbol:
    """Add what follows the components: session of the old kind, year of adoption, volume, letter."""
    value = "/".join((body, *components))
    parts = _describe(body, components)
    if parts.get("series") in {"RES", "DEC"} and components[-1][-1].isalnum():
        if body in {"A", "E", "T"} and len(components) == 2 and (old := _OLD_SESSION.match(text, end)):
            session = normalize_roman(old[2])
            letter = (old[1] or old[3] or "").translate(LOOK_ALIKES)
            number = components[-1].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            letter = letter or components[-1][len(number) :]
            parts.update(number=number, session=session)
            if letter:
                parts["letter"] = letter
            value = f"{body}/{components[0]}/{number}({session})" + (f"[{letter}]" if letter else "")
            return Symbol(value, old.end(), parts)
        if body == "S" and len(components) == 2 and (adopted := _ADOPTED.match(text, end)):
            parts["year"] = adopted[1]
            return Symbol(f"{value} ({adopted[1]})", adopted.end(), parts)
        if body == "A" and components[-1].isdigit() and (letter_match := _LETTER.match(text, end)):
            parts["letter"] = letter_match[1]
            return Symbol(value + letter_match[1], letter_match.end(), parts)
    if volume := _VOLUME.match(text, end):
        suffix = re.sub(r"\s+", " ", volume[1])
        parts["suffix"] = f"{parts['suffix']} ({suffix})" if parts.get("suffix") else f"({suffix})"
        return Symbol(f"{value} ({suffix})", volume.end(), parts)
    return Symbol(value, end, parts)


def _describe(body: str, components: list[str]) -> dict[str, str]:
    """Return the parts that the components name."""
    parts = {"body": body}
    subsidiary: list[str] = []
    suffixes: list[str] = []
    for component in components:
        kind, _, number = component.partition(".")
        if kind in MODIFIERS:
            suffixes.append(component)
        elif _SESSION.fullmatch(component):
            parts["session"] = component
        elif component[0].isdigit():
            _add_number(parts, component)
        elif component in _ORGANS or (number and kind in _SUBSIDIARY):
            subsidiary.append(component)
        else:
            _add_series(parts, kind, number)
    if subsidiary:
        parts["subsidiary"] = "/".join(subsidiary)
    if suffixes:
        parts["suffix"] = "/".join(suffixes)
    return parts


def _add_series(parts: dict[str, str], kind: str, number: str) -> None:
    """Take a series, with its number if it has one; a number before it was a session or year."""
    if not number:
        parts["series"] = f"{parts['series']}/{kind}" if "series" in parts else kind
        return
    if "number" in parts and "series" not in parts:
        first = parts["number"]
        parts["year" if _YEAR.fullmatch(first) else "session"] = first
    parts["series"] = kind
    parts["number"] = number


def _add_number(parts: dict[str, str], component: str) -> None:
    """Take a number as year, session or number, by what is known so far."""
    if "number" not in parts:
        parts["number"] = component
        return
    first = parts["number"]
    if "year" in parts or "session" in parts:
        parts["number"] = f"{first}/{component}"
        return
    parts["year" if _YEAR.fullmatch(first) else "session"] = first
    parts["number"] = component
