"""The rules of the bibliography check: each looks at one entry and yields what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from citekit.bibliography.bibdates import month_number
from citekit.bibliography.damage import (
    find_invisible,
    find_mixed_words,
    find_strange_initials,
    find_wrong_encoding,
)
from citekit.bibliography.languages import LANGID_TAGS, to_language_tag
from citekit.bibliography.mapping_tables import OWN_NAMES, SUBTYPES
from citekit.bibliography.vocabulary import (
    BIBTEX_INBOOK,
    DATE_FIELDS,
    DATE_PARTS,
    ENTRY_TYPES,
    FIELD_ALIASES,
    KEY_FIELDS,
    KNOWN_FIELDS,
    NAME_FIELDS,
    REQUIRED_FIELDS,
    TYPE_ALIASES,
    VERBATIM_FIELDS,
)
from citekit.diagnostics import Severity
from citekit.model import Entry
from citekit.parse.edtf import parse_edtf

_ALIASED: Final = {
    target: tuple(alias for alias, name in FIELD_ALIASES.items() if name == target)
    for target in FIELD_ALIASES.values()
}
_UNREAD: Final = VERBATIM_FIELDS | KEY_FIELDS
_OWN_NAMES: Final = frozenset(name.lower() for name in OWN_NAMES)

_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d{1,9})*/[!-~]+")
_DOI_PREFIX: Final = re.compile(r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)")
_ISBN: Final = re.compile(r"[0-9Xx][0-9Xx –—-]{7,20}[0-9Xx]")
_ISSN: Final = re.compile(r"\d{4}[-–—]?\d{3}[\dXxХх]")
_URL: Final = re.compile(
    r"(?:https?|ftp)://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?|mailto:\S+@\S+|urn:\S+", re.IGNORECASE
)
_PAGES: Final = re.compile(r"([A-Za-zА-Яа-я]{0,3}\d+)\s*(-{1,3}|[–—−])\s*([A-Za-zА-Яа-я]{0,3}\d+)")
_PAGE_WORD: Final = re.compile(r"(?i)^\s*(?:pp?|с|c|стр|s|ss)\.\s*(?=\d)")
_SEMICOLON: Final = re.compile(r";|\bи др\b|\bet al\b|&(?!\w{1,8};)")
_COMMA_LIST: Final = re.compile(r"^[^,{}]+\s[^,{}]+,\s*[^,{}]+\s[^,{}]+,\s*[^,{}]+\s[^,{}]+")
_TO_ESCAPE: Final = re.compile(r"(?<!\\)[&%#]|(?<![\\$\w}])_|(?<!\\)_(?=[^{]*$)")
_MATH: Final = re.compile(r"\$[^$]{0,400}\$|\\(?:url|href|path|nolinkurl|verb)\s*\{[^{}]{0,2000}\}")
_LETTER: Final = re.compile(r"[^\W\d_]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ԯ]")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CYRILLIC_LANGUAGES: Final = frozenset("ru uk be bg sr-Cyrl mk kk ky tg mn tt".split())
_LATIN_LANGUAGES: Final = frozenset("en de fr it es pt pl cs nl sv da nb fi hu la".split())


class Finding(NamedTuple):
    """What a rule found.

    Attributes:
        code: A key of `CODES`.
        message: What is wrong.
        field: The field concerned, or empty for the entry as a whole.
        severity: How bad it is.
        hint: What to do about it.
        text: The words concerned, to find their place in the field.
    """

    code: str
    message: str
    field: str = ""
    severity: Severity = Severity.WARNING
    hint: str = ""
    text: str = ""


Rule = Callable[[Entry], Iterator[Finding]]


def _has(entry: Entry, name: str) -> bool:
    return bool(entry.get(name)) or any(entry.get(alias) for alias in _ALIASED.get(name, ()))


def check_required(entry: Entry) -> Iterator[Finding]:
    """Yield the fields that the type asks for and the entry lacks (biblatex 2.1.1)."""
    kind = TYPE_ALIASES.get(entry.type, entry.type)
    required = REQUIRED_FIELDS.get(kind, ())
    if kind == "inbook" and not _has(entry, "booktitle"):
        required = BIBTEX_INBOOK
    for wanted in required:
        names = (wanted,) if isinstance(wanted, str) else wanted
        if not any(_has(entry, name) for name in names):
            yield Finding("CK240", f"@{entry.type} '{entry.key}' lacks {' or '.join(names)}")


def check_vocabulary(entry: Entry) -> Iterator[Finding]:
    """Yield types and fields that neither BibTeX nor biblatex nor a widespread tool knows."""
    if entry.type not in ENTRY_TYPES and entry.type not in SUBTYPES:
        yield Finding("CK249", f"unknown entry type '@{entry.type}'", severity=Severity.INFO)
    for name, value in entry.fields.items():
        known = (
            name in KNOWN_FIELDS
            or name in _OWN_NAMES
            or name.startswith(("alt-", "ris-", "bdsk-", "csl-", "x-"))
        )
        if not known:
            yield Finding("CK250", f"unknown field '{name}'", name, Severity.INFO)
        if not value.strip():
            yield Finding("CK256", f"field '{name}' is empty", name, Severity.INFO)


def check_doi(entry: Entry) -> Iterator[Finding]:
    """Yield a DOI that is not `10.<registrant>/<suffix>` (ISO 26324)."""
    value = entry.get("doi").strip()
    if not value:
        return
    bare = _DOI_PREFIX.sub("", value, count=1)
    if not _DOI.fullmatch(bare):
        hint = "a DOI is 10.<number>/<suffix> in ASCII"
        yield Finding("CK242", f"malformed DOI '{value}'", "doi", Severity.ERROR, hint, value)
    elif bare != value:
        yield Finding("CK242", f"the DOI has a prefix: '{value}'", "doi", Severity.INFO, f"'{bare}'", value)
    elif bare[-1] in ".,;":
        yield Finding("CK242", f"the DOI ends in '{bare[-1]}'", "doi", Severity.WARNING, "", value)


def is_isbn(text: str) -> bool:
    """Tell whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    digits = re.sub(r"[^0-9Xx]", "", text).upper()
    if len(digits) == 13 and digits.isdecimal() and digits.startswith(("978", "979")):
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    if len(digits) == 10 and digits[:9].isdecimal():
        last = 10 if digits[9] == "X" else int(digits[9])
        return (sum((10 - place) * int(digit) for place, digit in enumerate(digits[:9])) + last) % 11 == 0
    return False


def is_issn(text: str) -> bool:
    """Tell whether the check digit of an ISSN is right (ISO 3297)."""
    digits = re.sub(r"[^0-9Xx]", "", text).upper()
    if len(digits) != 8 or not digits[:7].isdecimal():
        return False
    last = 10 if digits[7] == "X" else int(digits[7])
    return (sum((8 - place) * int(digit) for place, digit in enumerate(digits[:7])) + last) % 11 == 0


def check_standard_numbers(entry: Entry) -> Iterator[Finding]:
    """Yield ISBN and ISSN of a wrong form or with a wrong check digit."""
    for field, pattern, is_right in (("isbn", _ISBN, is_isbn), ("issn", _ISSN, is_issn)):
        value = entry.get(field)
        if not value.strip():
            continue
        code, name = ("CK243", "ISBN") if field == "isbn" else ("CK244", "ISSN")
        found = pattern.findall(value)
        if not found:
            yield Finding(code, f"malformed {name} '{value}'", field, Severity.ERROR, "", value)
        for number in found:
            if not is_right(number):
                message = f"{name} '{number}' has a wrong check digit or length"
                yield Finding(code, message, field, Severity.ERROR, "", number)


def check_url(entry: Entry) -> Iterator[Finding]:
    """Yield an address without scheme or host, with blanks, or with punctuation stuck to it (RFC 3986)."""
    value = entry.get("url")
    if not value:
        return
    if re.search(r"\s", value):
        yield Finding("CK245", "the address holds a blank", "url", Severity.ERROR, "", value)
    elif not _URL.fullmatch(value):
        hint = "add https://" if value.startswith("www.") else ""
        yield Finding("CK245", f"malformed address '{value[:60]}'", "url", Severity.ERROR, hint, value)
    elif value[-1] in ".,;:»”\"'>" or (value[-1] == ")" and "(" not in value):
        yield Finding("CK245", f"the address ends in '{value[-1]}'", "url", Severity.WARNING, "", value)
    if entry.type in {"online", "electronic", "www"} and not _has(entry, "urldate"):
        yield Finding("CK255", "an online source without urldate", "url", Severity.INFO)


def check_dates(entry: Entry) -> Iterator[Finding]:
    """Yield dates that are no EDTF, years and months that are none, and contradictions."""
    for name in sorted(DATE_FIELDS & entry.fields.keys()):
        value = entry.fields[name].strip()
        if value and parse_edtf(value) is None:
            hint = "YYYY-MM-DD or YYYY/YYYY"
            yield Finding(
                "CK246", f"'{value}' in '{name}' is no date in EDTF", name, Severity.WARNING, hint, value
            )
    for year, month, _ in DATE_PARTS.values():
        value = entry.get(year).strip()
        if value and not _YEAR.search(value) and parse_edtf(value) is None:
            severity = Severity.INFO if _LETTER.search(value) else Severity.WARNING
            yield Finding("CK246", f"'{value}' in '{year}' is no year", year, severity, "", value)
        value = entry.get(month).strip()
        if value and not _is_month(value):
            yield Finding("CK246", f"'{value}' in '{month}' is no month", month, Severity.WARNING, "", value)
    date, whole = _YEAR.findall(entry.get("year")), _YEAR.findall(entry.get("date"))
    if date and whole and not set(date) & set(whole):
        yield Finding("CK261", f"year {date[0]} and date {whole[0]} contradict each other", "year")
    issued, seen = entry.dates.get("date"), entry.dates.get("urldate")
    if issued and seen and issued.year and seen.year and seen.year < issued.year:
        message = f"accessed in {seen.year}, before it appeared in {issued.year}"
        yield Finding("CK261", message, "urldate")


def _is_month(value: str) -> bool:
    if value.isdecimal():
        return 1 <= int(value) <= 12
    words = re.findall(r"[^\W\d_]{3,}", value)
    seasons = ("spring", "summer", "autumn", "fall", "winter", "весна", "лето", "осень", "зима")
    return any(month_number(word) or word.lower() in seasons for word in words)


def check_encoding(entry: Entry) -> Iterator[Finding]:
    """Yield text read in a wrong encoding, and invisible characters, in any field."""
    for name, value in entry.fields.items():
        if value.isascii() and "????" not in value and value.isprintable():
            continue
        for found in find_wrong_encoding(value):
            yield Finding("CK248", f"{found.message}, in '{name}'", name, hint=found.hint, text=found.text)
        for found in find_invisible(value):
            yield Finding("CK259", f"{found.message} in '{name}'", name, text=found.text)


def check_scripts(entry: Entry) -> Iterator[Finding]:
    """Yield words, keys and initials that mix Latin with Cyrillic letters of the same look."""
    for found in find_mixed_words(entry.key):
        yield Finding("CK247", f"{found.message}, in the citekey", hint=found.hint)
    for name, value in entry.fields.items():
        if name not in _UNREAD or name in {"doi", "url"}:
            for found in find_mixed_words(value):
                yield Finding(
                    "CK247", f"{found.message}, in '{name}'", name, hint=found.hint, text=found.text
                )
    for role, names in entry.names.items():
        for person in names:
            for found in find_strange_initials(person.family, person.given):
                yield Finding(
                    "CK247", f"{found.message}, in '{role}'", role, hint=found.hint, text=person.family
                )


def check_pages(entry: Entry) -> Iterator[Finding]:
    """Yield page ranges that run backwards, have one hyphen, or a word before them."""
    value = entry.get("pages")
    if not value:
        return
    if word := _PAGE_WORD.match(value):
        yield Finding("CK252", f"'{word[0].strip()}' does not belong into 'pages'", "pages", text=value)
    raw = entry.resolved.get("pages", value)
    for found in _PAGES.finditer(raw):
        first, dash, last = found.groups()
        if dash == "-":
            message, hint = f"page range '{found[0]}' has a single hyphen", f"'{first}--{last}'"
            yield Finding("CK252", message, "pages", Severity.INFO, hint, found[0])
        if first.isdecimal() and last.isdecimal() and len(first) <= len(last) and int(first) > int(last):
            yield Finding("CK252", f"page range '{found[0]}' runs backwards", "pages", text=found[0])


def check_names(entry: Entry) -> Iterator[Finding]:
    """Yield name lists that are parted by something else than `and`."""
    for role in NAME_FIELDS & entry.fields.keys():
        raw = entry.resolved.get(role, entry.fields[role])
        bare = re.sub(r"\{[^{}]*\}", "{}", raw)
        if found := _SEMICOLON.search(bare):
            hint = "'and others'" if found[0][-1:].isalpha() else "part names by 'and'"
            yield Finding(
                "CK254", f"'{found[0]}' in the names of '{role}'", role, Severity.WARNING, hint, found[0]
            )
        elif " and " not in bare and bare.count(",") >= 2 and _COMMA_LIST.match(bare):
            yield Finding("CK254", f"names in '{role}' seem to be parted by commas", role, hint="use 'and'")


def check_title(entry: Entry) -> Iterator[Finding]:
    """Yield titles in capitals only."""
    for name in ("title", "booktitle", "journaltitle", "journal"):
        letters = _LETTER.findall(entry.get(name))
        if len(letters) >= 20 and "".join(letters).isupper():
            yield Finding("CK257", f"'{name}' is in capitals only", name, Severity.INFO)


def check_escapes(entry: Entry) -> Iterator[Finding]:
    """Yield characters that stop LaTeX in a field that it reads: `&`, `%`, `#`, `_`."""
    for name, value in entry.resolved.items():
        if name in _UNREAD or name in {"abstract", "keywords", "note", "annotation"}:
            continue
        if not ("&" in value or "%" in value or "#" in value or "_" in value):
            continue
        if found := _TO_ESCAPE.search(_MATH.sub("", value)):
            hint = f"write '\\{found[0]}'"
            yield Finding("CK258", f"bare '{found[0]}' in '{name}'", name, Severity.WARNING, hint, found[0])


def check_language(entry: Entry) -> Iterator[Finding]:
    """Yield languages that nothing knows, and those that do not fit the letters of the title."""
    for name in ("langid", "hyphenation"):
        value = entry.get(name)
        if not value:
            continue
        tag = to_language_tag(value)
        if value.lower() not in LANGID_TAGS and tag is None:
            yield Finding("CK260", f"unknown language '{value}'", name, Severity.INFO, "", value)
        letters = _LETTER.findall(entry.get("title"))
        cyrillic = len(_CYRILLIC.findall(entry.get("title")))
        if tag is None or len(letters) < 8:
            continue
        if (tag in _CYRILLIC_LANGUAGES and not cyrillic) or (
            tag.split("-")[0] in _LATIN_LANGUAGES and cyrillic * 2 > len(letters)
        ):
            yield Finding(
                "CK260", f"language '{value}' does not fit the title's letters", name, Severity.INFO
            )


def check_aliases(entry: Entry) -> Iterator[Finding]:
    """Yield fields that stand twice under two names with two values."""
    for alias, name in FIELD_ALIASES.items():
        if alias == name or alias not in entry.fields or name not in entry.fields:
            continue
        if entry.fields[alias] != entry.fields[name]:
            yield Finding("CK261", f"'{alias}' and '{name}' contradict each other", alias)


#: Every rule, in the order in which they are applied.
RULES: Final[tuple[Rule, ...]] = (
    check_required,
    check_vocabulary,
    check_names,
    check_title,
    check_dates,
    check_pages,
    check_doi,
    check_standard_numbers,
    check_url,
    check_encoding,
    check_scripts,
    check_escapes,
    check_language,
    check_aliases,
)
