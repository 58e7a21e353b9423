"""Citekeys: readable, in ASCII, the same for the same entries in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from string import Formatter
from typing import Final

from anyascii import anyascii

from citekit.errors import BibliographyError
from citekit.model import Entry, Name
from citekit.parse.patterns import defer_pattern

DEFAULT_PATTERN: Final = "{author}{year}{title}"
_ROLES: Final = ("author", "editor", "translator", "bookauthor", "director", "compiler", "organizer")
_BODIES: Final = ("institution", "organization", "school")
#: Types that are cited by their numbers.
_NUMBERED: Final = frozenset({"legislation", "legal", "jurisdiction", "standard"})
_LONGEST_NUMBER: Final = 30
_HOSTS: Final = ("journaltitle", "booktitle", "maintitle", "eventtitle", "number", "doi", "isbn", "note")
_HOST_OF_URL: Final = defer_pattern(r"(?:[a-z]+://)?(?:www\.)?([^/?#:\s]{1,80})", re.IGNORECASE)
_NUMBERS: Final = defer_pattern(r"\d+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_YEAR: Final = defer_pattern(r"\d{4}")
_NOT_KEY: Final = re.compile(r"[^A-Za-z0-9:+/_.-]+")
_STOP_WORDS: Final = frozenset(
    "a an the of on in and for to from by with at as or der die das den dem des ein eine einer zur zum zu und "
    "von im am über le la les l un une des du de d et sur dans à aux au il lo gli i uno una di del della e il "
    "nel sul el los las y en о об в во на и к ко с со у по за из от для при до как не а но или та і й у в на "
    "до про з зі із від за её ее его их її його its their his her seine ihre leur ses sa".split()
)
_PARTS: Final = frozenset(("author", "authors", "year", "title", "shorttitle", "type", "journal", "volume"))


def _slug(text: str) -> str:
    return _NOT_KEY.sub("", anyascii(text)).strip(".:-_/+").lower()


def _name_slug(name: Name) -> str:
    """Return the family name with its non-dropping particle; a body of three words or more by its initials."""
    if not name.literal:
        return _slug(f"{name.non_dropping_particle} {name.family or name.given}")
    words = [word for word in _WORD.findall(name.literal) if word.lower() not in _STOP_WORDS]
    if len(words) >= 3:
        return "".join(_slug(word)[:1] for word in words)
    return "".join(map(_slug, words))


def _first_names(entry: Entry) -> tuple[Name, ...]:
    return next((entry.names[role] for role in _ROLES if entry.names.get(role)), ())


def _author_part(entry: Entry, count: int) -> str:
    names = _first_names(entry)
    if names:
        slugs = [slug for name in names[:count] if (slug := _name_slug(name))]
        more = count > 1 and len(names) > count
        return "-".join(slugs) + ("-etal" if more else "")
    body = next((entry.fields[field] for field in _BODIES if entry.get(field)), "")
    return _name_slug(Name(literal=body)) if body else ""


def _number_part(entry: Entry) -> str:
    """Return the number of an official document, by which it is known: `a-res-72-283`, `eu-2016-679`."""
    number = entry.get("number")
    if entry.type not in _NUMBERED or not _NUMBERS.search(number) or len(number) > _LONGEST_NUMBER:
        return ""
    slug = _slug(re.sub(r"[/\s()]+", "-", number)).strip("-")
    if slug[:1].isdigit():
        words = _WORD.findall(entry.get("institution") or entry.get("type"))
        slug = "-".join(["".join(_slug(word)[:1] for word in words), slug]).strip("-")
    return slug


def _work_part(entry: Entry) -> str:
    """Return what names a work without author or body: its title, archive and file, host, or address."""
    if title := _title_part(entry.get("title"), 2):
        return title
    if archive := _name_slug(Name(literal=entry.get("archive") or entry.get("library"))):
        places = _NUMBERS.findall(entry.get("archive_location"))
        return "-".join([archive, *places[:3]])
    for name in _HOSTS:
        if host := _title_part(entry.get(name), 2):
            return host
    address = _HOST_OF_URL.match(entry.get("url"))
    return _slug(address[1].replace(".", "-")) if address else ""


def _year_part(entry: Entry) -> str:
    date = entry.dates.get("date") or entry.dates.get("origdate")
    if date is not None and date.year is not None:
        return str(date.year).replace("-", "bc")
    found = _YEAR.search(entry.get("year") or entry.get("date"))
    return found[0] if found else ""


def _title_part(text: str, count: int) -> str:
    words = [word for word in _WORD.findall(text) if word.lower() not in _STOP_WORDS and not word.isdecimal()]
    return "-".join(slug for word in (words or _WORD.findall(text))[:count] if (slug := _slug(word)))


def _read_count(spec: str, default: int) -> int:
    return int(spec) if spec.isdecimal() and spec != "0" else default


def _make_part(entry: Entry, name: str, spec: str) -> str:
    if name == "author":
        return _author_part(entry, _read_count(spec, 1))
    if name == "authors":
        return _author_part(entry, _read_count(spec, 3))
    if name == "year":
        year = _year_part(entry)
        return year[-2:] if spec == "2" else year
    if name in {"title", "shorttitle"}:
        text = (entry.get("shorttitle") if name == "shorttitle" else "") or entry.get("title")
        return _title_part(text or entry.get("booktitle") or entry.get("note"), _read_count(spec, 1))
    if name == "journal":
        return _title_part(entry.get("journaltitle") or entry.get("journal"), _read_count(spec, 1))
    return _slug(entry.type if name == "type" else entry.get(name))


def parse_pattern(pattern: str) -> tuple[tuple[str, str, str], ...]:
    """Parse a key pattern.

    Args:
        pattern: Text with `{author}`, `{authors}`, `{year}`, `{title}`, `{shorttitle}`, `{journal}`, `{volume}`
            and `{type}`; a number after a colon says how many names or words (`{title:2}`), or digits of the
            year (`{year:2}`).

    Returns:
        Triples of literal text, part and number.

    Raises:
        BibliographyError: The pattern is malformed or names another part.
    """
    try:
        parsed = [(text, name or "", spec or "") for text, name, spec, _ in Formatter().parse(pattern)]
    except ValueError as error:
        raise BibliographyError(f"malformed key pattern '{pattern}': {error}") from error
    for _, name, _ in parsed:
        if name and name not in _PARTS:
            raise BibliographyError(
                f"key pattern names '{name}'", hint=f"known parts: {', '.join(sorted(_PARTS))}"
            )
    return tuple(parsed)


def _letters(number: int) -> str:
    """Return a, b, ..., z, aa, ab, ... for 1, 2, ..."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def make_key(entry: Entry, pattern: str = DEFAULT_PATTERN) -> str:
    """Return the key that a pattern gives an entry, without regard to other entries.

    Args:
        entry: Its names and title are transliterated to ASCII.
        pattern: See `parse_pattern`.
    """
    return _fill(entry, parse_pattern(pattern))


def _fill(entry: Entry, parts: tuple[tuple[str, str, str], ...]) -> str:
    filled = []
    named = True
    for text, name, spec in parts:
        filled.append(_NOT_KEY.sub("", text))
        if name in {"author", "authors"} and not _first_names(entry) and (part := _number_part(entry)):
            named = False
        elif name in {"title", "shorttitle"} and not named:
            part = ""
        else:
            part = _make_part(entry, name, spec) if name else ""
            if name in {"author", "authors"} and not part:
                part, named = _work_part(entry), False
            elif name == "year" and part and not named and part in "".join(filled):
                part = ""
            elif name == "year" and part and not named and "".join(filled)[-1:].isdigit():
                part = f"-{part}"
        filled.append(part)
    return "".join(filled).strip(".:-_/+") or _slug(entry.type) or "entry"


def make_keys(
    entries: Iterable[Entry], pattern: str = DEFAULT_PATTERN, *, keep: bool = True
) -> tuple[Entry, ...]:
    """Return entries with a key each, no two of which differ only in case.

    Args:
        entries: In the order wanted; of two that would get one key the later one gets a letter.
        pattern: See `parse_pattern`.
        keep: Leave keys that are there; False makes all anew.

    Returns:
        The entries in the same order; the same input gives the same keys.
    """
    entries = tuple(entries)
    keys = choose_keys(entries, pattern, keep=keep)
    return tuple(
        entry if keep and entry.key else replace(entry, key=key)
        for entry, key in zip(entries, keys, strict=True)
    )


def choose_keys(
    entries: Sequence[Entry], pattern: str = DEFAULT_PATTERN, *, keep: bool = True
) -> tuple[str, ...]:
    """Return the keys alone that `make_keys` gives to entries, in the same order."""
    parts = parse_pattern(pattern)
    taken = {entry.key.casefold() for entry in entries if entry.key} if keep else set()
    counts: dict[str, int] = {}
    made = []
    for entry in entries:
        if keep and entry.key:
            made.append(entry.key)
            continue
        stem = _fill(entry, parts)
        number = counts.get(stem, 0)
        key = stem
        while key.casefold() in taken:
            number += 1
            key = f"{stem}{'-' if stem[-1:].isalpha() else ''}{_letters(number)}"
        counts[stem] = number
        taken.add(key.casefold())
        made.append(key)
    return tuple(made)
