"""Parts of personal names: particles, suffixes, initials, scripts.

Specification 1.0.2, 'Name' (initialize, initialize-with), 'Name-part Order' and 'Name Variables'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from citekit.csl.markup import HAS_ALPHABETIC, STARTS_ALPHABETIC

_UPPER: Final = (
    "A-Z\u0e01-\u0e5b\u00c0-\u017f\u0400-\u042f\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u0370\u0372\u0376\u0386"
    "\u0388-\u03ab\u03e2\u03e4\u03e6\u03e8\u03ea\u03ec\u03ee\u03f4\u03f7\u03fd-\u03ff"
)
_INITIAL: Final = re.compile(
    f"([{_UPPER}])([a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0400-\u052f\u0600-\u06ff\u0370-\u03ff\u1f00-\u1fff]*)(\\.)*"
)
_WORDS: Final = re.compile(r"((?:[-\s]*+</?(?:i|b|sc|sub|sup|span)\b[^<>]*+>[-\s]*+)++|[-\s]++)")
_TAGS: Final = re.compile(r"<[^<>]*>")
_LEADING_TAGS: Final = re.compile(r"(?:<[^<>]+>)*")
_HYPHENS: Final = re.compile(r"[\s\ufeff]*+-[\s\ufeff]*+")
_BLANKS: Final = re.compile(r"[\t\n\v\f\r ]+")
_TRAILING: Final = "\t\n\v\f\r \ufeff\u00a0"
_FAMILY_PARTICLE: Final = re.compile(r"([^ ]+(?:-|\u02bb|\u2019| |') *)(.+)\Z")
_GIVEN_PARTICLE: Final = re.compile(r"([^ ]+(?:\u02bb |\u2019 | |' ) *)(.+)\Z")
_FIRST_LETTER: Final = re.compile(r"[-'\u02bb\u2019\s]*(.)")
_SUFFIX: Final = re.compile(r"\s*+,!*+\s*+")
#: Longer names are taken as they are.
_LONGEST: Final = 300
_VIETNAMESE: Final = frozenset({"vi", "hu"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the parts that rendering needs; a body has only `literal`."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    comma_dropping: str = ""
    static_order: bool = False
    script: int = 2

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two names the same."""
        return (self.non_dropping, self.family, self.given, self.dropping, self.suffix, self.literal)


def script_order(family: str, given: str, language: str) -> int:
    """Tell how a name is put together.

    Returns:
        0 for a script without spaces between the parts (family given), 1 for family first with a space,
        2 for the order of the style.
    """
    order = 2 if HAS_ALPHABETIC.search(family) else 0
    if not order and given and STARTS_ALPHABETIC.match(given):
        order = 1
    if order == 2 and language[:2] in {"ja", "zh"}:
        order = 1
    return order


def read_name(data: Mapping[str, Any], language: str) -> PersonName:
    """Return a CSL-JSON name with its particles and suffix taken apart.

    Args:
        data: A name as CSL-JSON states it.
        language: Language of the item, or empty.
    """
    fields = {key: str(data[key]) for key in data if isinstance(data[key], (str, int, float))}
    literal = fields.get("literal", "")
    family, given = fields.get("family", ""), fields.get("given", "")
    if not literal and family and not given and _is_true(data.get("isInstitution")):
        literal = family
    if literal:
        return PersonName(literal=literal)
    name = PersonName(
        family,
        given,
        fields.get("dropping-particle", ""),
        fields.get("non-dropping-particle", ""),
        fields.get("suffix", ""),
        comma_suffix=_is_true(data.get("comma-suffix")),
    )
    parse_names = data.get("parse-names", True)
    if family.startswith('"') and family.endswith('"') and len(family) > 1:
        name = replace(name, family=family[1:-1])
        parse_names = False
    if (
        _is_true(parse_names)
        and not name.non_dropping
        and family
        and given
        and not data.get("static-particles")
        and len(family) + len(given) <= _LONGEST
    ):
        name = _take_particles(name)
    script = script_order(family.replace('"', ""), given, language)
    static = _is_true(data.get("static-ordering", False)) or script == 0 or language in _VIETNAMESE
    return replace(name, script=script, static_order=static)


def _is_true(value: object) -> bool:
    return bool(value) and str(value).lower() not in {"false", "0"}


def _take_particles(name: PersonName) -> PersonName:
    """Move lower-case words before the family name and after the given name to their own parts."""
    particles, family = "", name.family
    while match := _FAMILY_PARTICLE.match(family):
        if not _is_lower(match[1]):
            break
        particles += match[1]
        family = match[2]
    suffix, comma_suffix, comma_dropping = name.suffix, name.comma_suffix, ""
    dropping, given = name.dropping, name.given
    if not suffix and (match := _SUFFIX.search(given)):
        possible = given[match.end() :]
        if possible.replace(".", "") == "et al" and not dropping:
            dropping, comma_dropping = possible, ","
        else:
            comma_suffix = "!" in match[0] or comma_suffix
            suffix = possible
        given = given[: match.start()]
    trailing: list[str] = []
    while match := _GIVEN_PARTICLE.match(given[::-1]):
        particle = match[1][::-1]
        if not _is_lower(particle):
            break
        trailing.insert(0, particle)
        given = given[: len(given) - len(particle)]
    found = "".join(trailing).strip()
    return replace(
        name,
        family=family,
        given=given,
        non_dropping=_trim_particle(particles),
        suffix=suffix,
        comma_suffix=comma_suffix,
        dropping=found or dropping,
        comma_dropping=comma_dropping,
    )


def _is_lower(particle: str) -> bool:
    match = _FIRST_LETTER.match(particle)
    return bool(match) and match is not None and match[1].upper() != match[1]


def _trim_particle(particles: str) -> str:
    trimmed = particles.strip()
    if particles.endswith(" ") and trimmed.endswith(("'", "\u2019")):
        trimmed += " "
    return trimmed


@lru_cache(maxsize=65536)
def initialize(given: str, mark: str, *, full: bool, hyphen: bool, keep_spaces: bool = False) -> str:
    """Return a given name as initials.

    Args:
        given: The given names.
        mark: What follows each initial (initialize-with).
        full: False leaves full names and gives only initials that are already there the mark
            (initialize="false").
        hyphen: Keep the hyphen of a compound name (initialize-with-hyphen).
        keep_spaces: Keep what stands between names, for comparing initials.
    """
    if given in {"Lord", "Lady"} or not STARTS_ALPHABETIC.match(_LEADING_TAGS.sub("", given, count=1)):
        return given
    if not hyphen:
        given = given.replace("-", " ")
    given = re.sub(r"\s+", " ", re.sub(r"\s*-\s*", "-", given))
    given = re.sub(r"-(?=[a-z])", "\u2013", given)
    given = re.sub(r"\.(?=[^ ])", ". ", given)
    pieces = _WORDS.split(given)
    if len(pieces) == 1:
        tail = pieces[0].rpartition(".")[2]
        if len(tail) == 1 and tail != tail.lower():
            pieces[0] += "."
    done = _to_initials(pieces, mark, keep_spaces=keep_spaces) if full else _normalize(pieces, mark)
    done = _HYPHENS.sub("-", done.rstrip(_TRAILING))
    return re.sub(r"\u2013(?=[a-z])", "-", _BLANKS.sub(" ", done))


def _merge_tags(separator: str, mark: str) -> str:
    """Return the mark with the tags of the separator that it replaces."""
    tags = "".join(re.findall(r"-*<[^<>]+>-*", separator))
    if not tags:
        return mark
    stripped = mark.rstrip()
    return stripped + tags + mark[len(stripped) :]


def _to_initials(pieces: list[str], mark: str, *, keep_spaces: bool) -> str:  # noqa: C901, PLR0912 - one pass over the cases of the specification
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        if not word:
            continue
        match = _INITIAL.match(word)
        if match:
            first, rest, dot = match[1], match[2], match[3]
            if rest and dot:
                first, rest = first + rest, ""
            if first[0] == first[0].upper():
                leading = ""
                for letter in rest:
                    if letter != letter.upper():
                        break
                    leading += letter
                extra = leading.lower() if len(leading) < len(rest) else ""
                pieces[index] = first + extra
                if keep_spaces:
                    continue
                if index + 1 < len(pieces):
                    separator = pieces[index + 1]
                    if "-" in separator:
                        pieces[index + 1] = _merge_tags(separator.replace("-", "", 1), mark) + "-"
                    else:
                        pieces[index + 1] = _merge_tags(separator, mark)
                else:
                    pieces.append(mark)
                continue
        if HAS_ALPHABETIC.search(word) and not (match and match[3]):
            pieces[index] = " " + word
    return "".join(pieces)


def _normalize(pieces: list[str], mark: str) -> str:
    """Give initials that are already there the mark; leave full names."""
    short = []
    for index, piece in enumerate(pieces):
        bare = _LEADING_TAGS.sub("", piece, count=1)
        if len(bare) > 1 and bare.endswith("."):
            pieces[index] = piece[: piece.rindex(".")] + piece[piece.rindex(".") + 1 :]
            short.append(True)
        else:
            short.append(len(piece) == 1 and piece.upper() == piece)
    for index in range(0, len(pieces), 2):
        if not short[index]:
            continue
        if index < len(pieces) - 2:
            tags = "".join(_TAGS.findall(pieces[index + 1])) or pieces[index + 1]
            pieces[index + 1] = tags
            if not short[index + 2]:
                pieces[index + 1] = ("".join(_TAGS.findall(tags)) or tags) + " "
            if len(pieces[index + 2]) > 1:
                pieces[index + 1] = mark.rstrip("\ufeff") + pieces[index + 1]
            else:
                pieces[index + 1] = _merge_tags(pieces[index + 1], mark)
        if index == len(pieces) - 1:
            pieces[index] += mark
    return "".join(pieces)
