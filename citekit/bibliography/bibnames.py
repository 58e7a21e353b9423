"""Names in BibTeX syntax, split before they are decoded.

`First von Last`, `von Last, First` and `von Last, Jr, First` are btxdoc 4 and 'Tame the BeaST' 11; the form
`given=..., family=...` is biblatex's extended name format (biblatex manual 3.5). Braces protect: a name wholly
in braces is a body. Where a name has no comma, surname and initials in either order are told apart
(`Петров А. Б.`), and so is a Slavic patronymic at the end.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from citekit.bibliography.tex import decode_tex
from citekit.model import Name
from citekit.parse.patterns import defer_pattern

_SPLIT_AND: Final = re.compile(r"\s+and(?=\s)", re.IGNORECASE)
_AND_OR_BRACE: Final = defer_pattern(r"[{}]|\s+and(?=\s)", re.IGNORECASE)
_SEPARATOR: Final = defer_pattern(r"[{}]|\\.|[\s~]+|,", re.DOTALL)
_EXTENDED: Final = defer_pattern(r"(?:^|,)\s*(given|family|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_EXTENDED_PART: Final = defer_pattern(r"\s*([A-Za-z]+(?:-i)?)\s*=\s*(.*)", re.DOTALL)
#: `Family, Given` with nothing to decode, protect or take for a particle.
_PLAIN_NAME: Final = defer_pattern(
    r"[^\W\d_a-zа-я][\w'’.-]*+, ?[^\W\d_][\w'’.-]*+(?: [^\W\d_][\w'’.-]*+){0,4}"
)
_INITIALS: Final = defer_pattern(r"(?:[^\W\d_]{1,2}\.(?:-?[^\W\d_]{1,2}\.)*)")
_PATRONYMIC: Final = defer_pattern(
    r"[А-ЯЁІЇЄҐ][а-яёіїєґ’'-]{2,30}(?:ович|евич|ёвич|ич|овна|евна|ична|инична|івна|ївна|йович|ович|ївна|йовна)"
)
_OTHERS: Final = frozenset(("others", "et al.", "et al", "и др.", "и др", "та ін.", "та ін", "u.a.", "u. a."))
#: Particles that stay with the family name when only it is given (CSL 1.0.2, non-dropping particles).
_NON_DROPPING: Final = frozenset(
    "van der den ten ter te het 't della dello del dei degli di lo la le les du des al al- el el- as- ben bin "
    "ibn abu bint dos das do da vander ван дер ден тер тен делла дель ди ла ле дю аль аль- эль эль- бен бин ибн "
    "абу".split()
)


class Names(NamedTuple):
    """The names of one field, whether the list goes on (`and others`), and what was wrong with it."""

    names: tuple[Name, ...]
    others: bool = False
    troubles: tuple[str, ...] = ()


def split_and(value: str) -> list[str]:
    """Split a list at the word `and` outside braces (btxdoc 4)."""
    if "{" not in value:
        return (
            [part.strip() for part in _SPLIT_AND.split(f" {value} ")]
            if "and" in value.lower()
            else [value.strip()]
        )
    parts = []
    depth = start = 0
    for found in _AND_OR_BRACE.finditer(value):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            parts.append(value[start : found.start()].strip())
            start = found.end()
    parts.append(value[start:].strip())
    return parts


def _split_words(text: str) -> list[list[str]]:
    """Split one name into its comma parts, each a list of words; braces protect both kinds of break."""
    if "{" not in text and "\\" not in text:
        text = text.replace("~", " ")
        return [part.split() for part in text.split(",")]
    parts: list[list[str]] = [[]]
    word: list[str] = []
    depth = place = 0
    for found in _SEPARATOR.finditer(text):
        word.append(text[place : found.start()])
        place = found.end()
        mark = found[0]
        if mark[0] in "\\{}" or depth:
            depth += (mark == "{") - (mark == "}")
            depth = max(depth, 0)
            word.append(mark)
            continue
        if made := "".join(word):
            parts[-1].append(made)
        word = []
        if mark == ",":
            parts.append([])
    word.append(text[place:])
    if made := "".join(word):
        parts[-1].append(made)
    return parts


def _is_lower(word: str) -> bool:
    """Tell whether BibTeX takes a word for a particle: its first letter outside braces is lower case."""
    first = word[0]
    if first.isalpha():
        return first.islower()
    if first == "{":
        if not word.startswith("{\\"):
            return False
        letters = decode_tex(word).text
        return bool(letters) and letters[0].islower()
    if first == "\\":
        letters = decode_tex(word).text
        return bool(letters) and letters[0].islower()
    return next((letter.islower() for letter in word if letter.isalpha()), False)


def _decode_words(words: list[str]) -> str:
    if not words:
        return ""
    text = " ".join(words)
    if "\\" in text or "{" in text or "~" in text or "--" in text:
        text = decode_tex(text).text
        text = text.replace("\u00a0", " ").replace("\u202f", " ")
    return text


def _split_von(words: list[str], *, first_too: bool) -> tuple[list[str], list[str], list[str]]:
    """Split words into First, von and Last; with `first_too` False there is no First."""
    last = len(words) - 1
    lower = [index for index in range(last) if _is_lower(words[index])]
    if not lower:
        return (words[:last], [], words[last:]) if first_too else ([], [], words)
    start = lower[0] if first_too else 0
    if not first_too and not _is_lower(words[0]):
        return [], [], words
    return words[:start], words[start : lower[-1] + 1], words[lower[-1] + 1 :]


def _make_name(
    given: list[str], von: list[str], family: list[str], suffix: list[str], *, useprefix: bool | None
) -> Name:
    particle = _decode_words(von)
    keep = useprefix
    if keep is None:
        keep = bool(particle) and particle.lower().split()[-1] in _NON_DROPPING
    return Name(
        family=_decode_words(family),
        given=_decode_words(given),
        dropping_particle="" if keep else particle,
        non_dropping_particle=particle if keep else "",
        suffix=_decode_words(suffix),
    )


def _is_initials(word: str) -> bool:
    return _INITIALS.fullmatch(word) is not None and word[0].isupper()


def _is_body(text: str) -> bool:
    """Tell whether a name is one group in braces that is not an accent: a body, or a name kept whole."""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    depth = 0
    for index, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return index == len(text) - 1
    return False


def _parse_extended(text: str, *, useprefix: bool | None) -> Name:
    """Parse biblatex's `given=..., family=..., prefix=..., suffix=...`."""
    found: dict[str, str] = {}
    for words in _split_words(text):
        part = _EXTENDED_PART.fullmatch(" ".join(words))
        if part:
            value = part[2].strip().strip('"')
            found[part[1].lower()] = decode_tex(value).text
    keep = useprefix
    if "useprefix" in found:
        keep = found["useprefix"].lower() == "true"
    prefix = found.get("prefix", "")
    if keep is None:
        keep = bool(prefix) and prefix.lower().split()[-1] in _NON_DROPPING
    if not found.get("given") and not prefix and not found.get("suffix"):
        return (
            Name(literal=found["family"]) if " " in found.get("family", "") else Name(found.get("family", ""))
        )
    return Name(
        family=found.get("family", ""),
        given=found.get("given", ""),
        dropping_particle="" if keep else prefix,
        non_dropping_particle=prefix if keep else "",
        suffix=found.get("suffix", ""),
    )


def _parse_without_comma(words: list[str], *, useprefix: bool | None) -> Name:
    """Parse `First von Last`, or a surname before initials or before a name with its patronymic."""
    if len(words) == 1:
        return Name(family=_decode_words(words))
    if _is_initials(words[-1]) and not _is_initials(words[0]):
        first = next(index for index, word in enumerate(words) if _is_initials(word))
        if all(map(_is_initials, words[first:])):
            _, von, family = _split_von(words[:first], first_too=False)
            return _make_name(words[first:], von, family, [], useprefix=useprefix)
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[2]) and not _PATRONYMIC.fullmatch(words[1]):
        return _make_name(words[1:], [], words[:1], [], useprefix=useprefix)
    given, von, family = _split_von(words, first_too=True)
    return _make_name(given, von, family, [], useprefix=useprefix)


def parse_name(text: str, *, useprefix: bool | None = None) -> tuple[Name, str]:
    r"""Parse one name, still with its TeX.

    Args:
        text: `Ludwig van Beethoven`, `{World Bank}`, `{\'E}tienne de La Bo{\'e}tie`.
        useprefix: biblatex's option: True keeps every particle with the family name, False none.

    Returns:
        The name, and what was wrong with it, or an empty string.
    """
    if _PLAIN_NAME.fullmatch(text):
        last, _, first = text.partition(",")
        return Name(family=last, given=first.strip()), ""
    if _is_body(text):
        return Name(literal=decode_tex(text).text), ""
    if "=" in text and _EXTENDED.search(text):
        return _parse_extended(text, useprefix=useprefix), ""
    parts = _split_words(text)
    if len(parts) == 1:
        return (
            (_parse_without_comma(parts[0], useprefix=useprefix), "") if parts[0] else (Name(), "empty name")
        )
    trouble = ""
    if len(parts) > 3:
        trouble = "too many commas"
        parts = [parts[0], parts[1], [word for part in parts[2:] for word in part]]
    _, von, family = _split_von(parts[0], first_too=False) if parts[0] else ([], [], [])
    suffix = parts[1] if len(parts) == 3 else []
    if not family:
        trouble = trouble or "family name missing"
        return _make_name([], [], parts[-1] or suffix, [], useprefix=useprefix), trouble
    return _make_name(parts[-1], von, family, suffix, useprefix=useprefix), trouble


def parse_name_list(value: str, *, useprefix: bool | None = None) -> Names:
    """Parse a name field.

    Args:
        value: The value before decoding, `Knuth, Donald E. and others`.
        useprefix: See `parse_name`.
    """
    names: list[Name] = []
    troubles: list[str] = []
    others = False
    for part in split_and(value):
        if not part or part == "and":
            if value.strip():
                troubles.append("empty name between two 'and'")
            continue
        if part.lower() in _OTHERS:
            others = True
            continue
        name, trouble = parse_name(part, useprefix=useprefix)
        if trouble:
            troubles.append(f"{trouble}: '{part[:40]}'")
        names.append(name)
    return Names(tuple(names), others, tuple(troubles))


def _protect(text: str) -> str:
    """Put braces round a part that BibTeX would take apart."""
    if _SPLIT_AND.search(f" {text} ") or "," in text:
        return f"{{{text}}}"
    return text


def format_name(name: Name) -> str:
    """Return a name as `von Last, Jr, First`, undecoded text left as it is; a literal in braces."""
    if name.literal:
        return f"{{{name.literal}}}"
    von = " ".join(part for part in (name.dropping_particle, name.non_dropping_particle) if part)
    family = _protect(name.family)
    if not von and name.family and unicodedata.category(name.family[0]) == "Ll" and " " in name.family:
        family = f"{{{name.family}}}"
    if von and not all(word[0].islower() for word in von.split()):
        pairs = (("family", name.family), ("given", name.given), ("prefix", von), ("suffix", name.suffix))
        return ", ".join(f"{role}={{{part}}}" for role, part in pairs if part)
    last = f"{von} {family}" if von else family
    if not name.given and not name.suffix:
        return f"{{{last}}}" if " " in last and not last.startswith("{") else last
    if name.suffix:
        return f"{last}, {_protect(name.suffix)}, {_protect(name.given)}"
    return f"{last}, {_protect(name.given)}"


def format_name_list(names: tuple[Name, ...], *, others: bool = False) -> str:
    """Return names as the value of a BibTeX field."""
    return " and ".join([*map(format_name, names), *(["others"] if others else [])])
