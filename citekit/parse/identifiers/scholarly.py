"""Reads identifiers of publications and people.

DOI, ISBN, ISSN, arXiv, PMID, PMCID, Handle, URN, ORCID, eLIBRARY EDN and item numbers, UDC and BBK class
marks.

Where a scheme has a check digit, an identifier that fails it has the part `check` with the value `failed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote

from citekit.model import Identifier, Span
from citekit.parse.identifiers.check_digits import is_isbn, is_issn, is_orcid
from citekit.parse.patterns import defer_pattern
from citekit.parse.urls import read_tail

FAILED: Final = "failed"
_RESOLVER: Final = "https://doi.org/"
_LOOK_ALIKES: Final = str.maketrans("ХхСсОоАаЕе", "XxCcOoAaEe")

_DOI: Final = defer_pattern(
    r"10\.(?<![\d.]10\.)(?=\d{4,9}(?:\.\d{1,9}){0,3}\s?/)\d{4,9}(?:\.\d{1,9}){0,3}\s?/"
)
#: A DOI after its letters may have blanks inside its prefix.
_DOI_LEAD: Final = defer_pattern(r"(?:doi|DOI|Doi)\s?[:.]?\s{0,2}\Z")
_DOI_SPACED: Final = defer_pattern(r"10\s?\.\s?\d{4,9}\s?/\s?")
_DOI_GLUED: Final = defer_pattern(
    r"[.,;\[(](?:URL|url|arXiv|hep-|doi|DOI|PMID|PMCID|Epub|ISSN|ISBN|PDF|https?\b|\[)|,(?=[A-Za-z]{2})"
)
_DOI_PREFIX: Final = defer_pattern(r"10\.\d{4,9}(?:\.\d{1,9}){0,3}/")
_DOI_ENCODED: Final = defer_pattern(r"10\.\d{4,9}(?:\.\d{1,9}){0,3}%2[Ff]")
_DOI_TAIL: Final = defer_pattern(
    r"/(?:full|abstract|pdf|epdf|epub|html|meta|summary|fulltext|references)\Z", re.IGNORECASE
)
#: Item numbers of journals before 2000 hold angle brackets.
_DOI_SICI: Final = defer_pattern(r"10\.\d{4,9}/\(SICI\)[^\s\"«»]{10,120}")
_ISBN_LITERALS: Final = ("ISBN", "isbn")
_ISBN_MARK: Final = defer_pattern(r"ISBN(?:-?1[03])?(?:\s?\([^()\n]{1,20}\))?[\s:№]{0,4}", re.IGNORECASE)
_ISBN: Final = defer_pattern(r"(?:97[89][\s–‐‑−-]{0,2})?\d(?:[\s–‐‑−-]?\d){8}[\s–‐‑−-]?[\dXxХх](?![\dXxХх])")
_ISBN_NEXT: Final = defer_pattern(r"\s{0,2}(?:\([^()\n]{1,30}\))?\s{0,2}[,;]\s{0,3}(?=\d)")
_ISBN_BARE: Final = defer_pattern(
    r"97[89][-–‐‑](?<![\w-]97[89][-–‐‑])\d{1,5}[-–‐‑]\d{1,7}[-–‐‑]\d{1,6}[-–‐‑]\d(?![\w-])"
)
_ISSN_MARK: Final = defer_pattern(r"ISSN(?:-L)?(?:\s?\([^()\n]{1,20}\))?[\s:№]{0,4}", re.IGNORECASE)
_ISSN: Final = defer_pattern(r"\d{4}\s?[-–‐‑−]?\s?\d{3}[\dXxХх](?![\w])")
_ISSN_NEXT: Final = defer_pattern(r"\s{0,2}(?:\([^()\n]{1,20}\))?\s{0,2}[,;/]\s{0,3}(?=\d{4}[-–])")
_SEPARATORS: Final = defer_pattern(r"[\s–‐‑−-]")
_ARXIV: Final = defer_pattern(
    r"ar[Xx]iv(?:\s?:\s?|\.org/(?:abs|pdf|html)/|\s(?:preprint\s)?(?:ar[Xx]iv\s?:\s?)?)"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>\d{1,2}))?(?!\d)"
)
_ARXIV_UPPER: Final = defer_pattern(
    r"ARXIV\s?:\s?(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>\d{1,2}))?(?!\d)"
)
_PMID: Final = defer_pattern(r"PMID[\s:№]{0,4}(?P<id>\d{1,8})(?!\d)")
_PUBMED: Final = defer_pattern(
    r"ncbi\.nlm\.nih\.gov/(?:(?<=pubmed\.ncbi\.nlm\.nih\.gov/)|pubmed/)(?P<id>\d{1,8})(?!\d)"
)
_PMCID: Final = defer_pattern(r"PMC(?<![A-Za-z0-9]PMC)(?:ID[\s:]{1,3}(?:PMC)?)?(?P<id>\d{5,8})(?!\d)")
_HANDLE: Final = defer_pattern(
    r"hdl(?:\s?:\s?(?://)?|\.handle\.net/)(?P<id>(?:\d{1,9}(?:\.\d{1,12}){0,4}|[A-Za-z\d.-]{2,20})/)",
    re.IGNORECASE,
)
_HANDLE_WORD: Final = defer_pattern(r"[Hh]andle\s?:\s{0,2}(?P<id>\d{2,9}(?:\.\d{1,12}){0,4}/)")
_URN: Final = defer_pattern(
    r"urn:(?P<space>[a-z0-9][a-z0-9-]{1,31}):(?P<rest>[A-Za-z0-9()+,.:=@;$_!*'%/?#~&-]{1,200})", re.IGNORECASE
)
_ORCID: Final = defer_pattern(r"0000-000\d(?<![\d-]0000-000\d)-\d{4}-\d{3}[\dXxХх](?![\w-])")
_EDN: Final = defer_pattern(r"EDN[\s:№]{0,4}(?P<id>[A-Z]{6})(?![A-Za-zА-я])")
_LIBRARY: Final = defer_pattern(r"library(?<=[eE]library)")
_EDN_ADDRESS: Final = defer_pattern(r"elibrary\.ru/(?P<id>[a-zA-Z]{6})(?![\w/?=-]|\.\w)")
_ELIBRARY: Final = defer_pattern(
    r"elibrary\.ru/item\.asp\?(?:[a-z]{1,12}=[^&\s]{0,30}&){0,3}id=\s?(?P<id>\d{4,12})"
)
_ELIBRARY_WORD: Final = defer_pattern(
    r"(?:eLIBRARY|eLibrary|elibrary|ELIBRARY)(?:\.RU|"
    r"\.ru)?\s{0,2}(?:ID)?\s{0,2}[:№]\s{0,2}(?P<id>\d{6,12})(?!\d)"
)
_UDC: Final = defer_pattern(
    r"(?:УДК|UDC|UDK|DK)\b[\s:№]{0,4}(?P<id>\d{1,3}(?:\.\d{1,4}){0,6}(?:[+:/]\d{1,3}(?:\.\d{1,4}){0,5}|"
    r"\([^()\s]{1,16}\)|[«\"“][^»\"”\s]{1,16}[»\"”]|"
    r"-\d{1,3}|=\d{1,4}(?:\.\d{1,3})?|(?<=[)»\"”])\.\d{1,3}(?:\.\d{1,3}){0,3}){0,5})"
)
_BBK: Final = defer_pattern(r"ББК[\s:№]{0,4}(?P<id>[\dА-Яа-я][\d.А-Яа-я()=*/+-]{0,30}\d[\d.()=)]{0,10})")


def _identify(
    scheme: str, text: str, span: tuple[int, int], value: str, url: str = "", **parts: str
) -> Identifier:
    return Identifier(scheme, value, Span(*span), text[span[0] : span[1]], parts, url)


def scan_dois(text: str) -> Iterator[Identifier]:
    """Yield DOIs (ISO 26324), line breaks inside them mended as in addresses."""
    done = 0
    for found in _DOI.finditer(text):
        start = found.start()
        if start < done or (start and text[start - 1].isalnum()):
            continue
        identifier = _read_sici(text, start) or _read_doi(text, start, start, "")
        if identifier is not None:
            done = identifier.span.end
            yield identifier
    for literal in ("10 .", "10. "):
        at = text.find(literal)
        while at >= 0:
            lead = _DOI_LEAD.search(text[max(0, at - 8) : at])
            spaced = _DOI_SPACED.match(text, at) if lead else None
            if spaced and " " in spaced[0] and not _DOI.match(text, at):
                prefix = "".join(spaced[0].split())
                if identifier := _read_doi(text, at, spaced.end(), prefix):
                    yield identifier
            at = text.find(literal, at + 4)
    if "%2" in text:
        yield from _scan_encoded_dois(text)


def _read_sici(text: str, start: int) -> Identifier | None:
    sici = _DOI_SICI.match(text, start)
    if sici is None:
        return None
    value = sici[0].rstrip(".,;:")
    if value.count(")") > value.count("("):
        value = value.removesuffix(")")
    return _make_doi(text, (start, start + len(value)), value)


def _read_doi(text: str, start: int, tail_start: int, prefix: str) -> Identifier | None:
    """Read a DOI whose tail begins at a position, its prefix given where blanks part it."""
    base = _RESOLVER + prefix
    tail = read_tail(text, tail_start, base)
    if tail is None:
        return None
    whole = tail.url.removeprefix(_RESOLVER)
    value = _trim_doi(whole, in_address=_in_address(text, start))
    known = _DOI_PREFIX.match(value)
    if known is None or known.end() == len(value):
        return None
    end = tail.end
    for _ in range(len(whole) - len(value)):
        end -= 1
        while end > start and text[end - 1].isspace():
            end -= 1
    return _make_doi(text, (start, end), value)


def _make_doi(text: str, span: tuple[int, int], value: str) -> Identifier:
    prefix, _, suffix = value.partition("/")
    url = _RESOLVER + quote(value, safe="/()[];:.,-_~!$&'*+=@")
    return _identify("doi", text, span, value, url, prefix=prefix, suffix=suffix)


def _scan_encoded_dois(text: str) -> Iterator[Identifier]:
    done = 0
    for found in _DOI_ENCODED.finditer(text):
        tail = read_tail(text, found.start(), _RESOLVER) if found.start() >= done else None
        if tail is None:
            continue
        done = tail.end
        value = _trim_doi(unquote(tail.url.removeprefix(_RESOLVER)), in_address=True)
        if _DOI_PREFIX.match(value):
            yield _make_doi(text, (found.start(), tail.end), value)


def _in_address(text: str, start: int) -> bool:
    piece = text[max(0, start - 80) : start]
    token = piece[max(piece.rfind(blank) for blank in " \t\n") + 1 :]
    return "/" in token


def _trim_doi(value: str, *, in_address: bool) -> str:
    """Return a DOI without what the address of a page or a file adds to it."""
    for mark in ("&lt;", "<"):
        value = value.partition(mark)[0]
    if glued := _DOI_GLUED.search(value):
        value = value[: glued.start()]
    if in_address:
        for mark in "?#&":
            value = value.partition(mark)[0]
        if tail := _DOI_TAIL.search(value):
            value = value[: tail.start()]
        value = value.removesuffix(".pdf")
    return value.rstrip(".,;:")


def scan_isbns(text: str) -> Iterator[Identifier]:
    """Yield ISBNs (ISO 2108), checked; without the letters ISBN only thirteen digits with hyphens."""
    taken: set[int] = set()
    for literal in _ISBN_LITERALS:
        at = text.find(literal)
        while at >= 0:
            mark = _ISBN_MARK.match(text, at)
            position = mark.end() if mark else len(text)
            while found := _ISBN.match(text, position):
                taken.add(found.start())
                yield _make_isbn(text, found)
                following = _ISBN_NEXT.match(text, found.end())
                if following is None:
                    break
                position = following.end()
            at = text.find(literal, at + 4)
    for found in _ISBN_BARE.finditer(text):
        if found.start() not in taken and is_isbn(_SEPARATORS.sub("", found[0])):
            yield _make_isbn(text, found)


def _make_isbn(text: str, found: re.Match[str]) -> Identifier:
    value = _SEPARATORS.sub("", found[0]).translate(_LOOK_ALIKES).upper()
    if is_isbn(value):
        return _identify("isbn", text, found.span(), value)
    return _identify("isbn", text, found.span(), value, check=FAILED)


def scan_issns(text: str) -> Iterator[Identifier]:
    """Yield ISSNs (ISO 3297) after the letters ISSN, checked."""
    at = text.find("ISSN")
    while at >= 0:
        mark = _ISSN_MARK.match(text, at)
        position = mark.end() if mark else len(text)
        while found := _ISSN.match(text, position):
            compact = _SEPARATORS.sub("", found[0]).translate(_LOOK_ALIKES).upper()
            value = f"{compact[:4]}-{compact[4:]}"
            url = f"https://portal.issn.org/resource/ISSN/{value}"
            if is_issn(compact):
                yield _identify("issn", text, found.span(), value, url)
            else:
                yield _identify("issn", text, found.span(), value, check=FAILED)
            following = _ISSN_NEXT.match(text, found.end())
            if following is None:
                break
            position = following.end()
        at = text.find("ISSN", at + 4)


def scan_orcids(text: str) -> Iterator[Identifier]:
    """Yield ORCIDs (ISO 7064), checked."""
    for found in _ORCID.finditer(text):
        value = found[0].translate(_LOOK_ALIKES).upper()
        if is_orcid(value.replace("-", "")):
            yield _identify("orcid", text, found.span(), value, f"https://orcid.org/{value}")
        else:
            yield _identify("orcid", text, found.span(), value, check=FAILED)


def scan_arxiv(text: str) -> Iterator[Identifier]:
    """Yield arXiv numbers, of the schemes before and since April 2007."""
    for literal, pattern in (("arXiv", _ARXIV), ("arxiv", _ARXIV), ("ARXIV", _ARXIV_UPPER)):
        at = text.find(literal)
        while at >= 0:
            found = pattern.match(text, at)
            if found:
                value, version = found["id"], found["version"]
                start = found.start("id") if ".org/" in found[0] else found.start()
                parts = {"version": f"v{version}"} if version else {}
                yield _identify(
                    "arxiv", text, (start, found.end()), value, f"https://arxiv.org/abs/{value}", **parts
                )
            at = text.find(literal, at + 5)


def _scan_literal(text: str, literal: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern at a literal that it begins with."""
    at = text.find(literal)
    while at >= 0:
        if found := pattern.match(text, at):
            yield found
        at = text.find(literal, at + len(literal))


def scan_pubmed(text: str) -> Iterator[Identifier]:
    """Yield PubMed and PubMed Central numbers."""
    for literal, pattern in (("PMID", _PMID), ("ncbi.nlm.nih.gov/", _PUBMED)):
        for found in _scan_literal(text, literal, pattern):
            value = found["id"]
            yield _identify(
                "pmid", text, found.span("id"), value, f"https://pubmed.ncbi.nlm.nih.gov/{value}/"
            )
    for found in _scan_literal(text, "PMC", _PMCID):
        value = f"PMC{found['id']}"
        start = found.start() if found.end() - found.start() == len(value) else found.start("id")
        if text.startswith("PMC", start - 3):
            start -= 3
        url = f"https://pmc.ncbi.nlm.nih.gov/articles/{value}/"
        yield _identify("pmcid", text, (start, found.end()), value, url)


def scan_handles(text: str) -> Iterator[Identifier]:
    """Yield handles (RFC 3650): `hdl:…`, `hdl.handle.net/…`, `Handle: …`; a DOI is not given again."""
    for literal, pattern in (("hdl", _HANDLE), ("HDL", _HANDLE), ("andle", _HANDLE_WORD)):
        at = text.find(literal)
        while at >= 0:
            stop = at + 3
            found = pattern.match(text, at if literal[0] in "hH" else max(0, at - 1))
            if found and not found["id"].startswith("10."):
                tail = read_tail(text, found.start("id"), "https://hdl.handle.net/")
                if tail is not None and tail.end > found.end("id"):
                    value = tail.url.removeprefix("https://hdl.handle.net/")
                    yield _identify("handle", text, (found.start("id"), tail.end), value, tail.url)
                    stop = tail.end
            at = text.find(literal, stop)


def scan_urns(text: str) -> Iterator[Identifier]:
    """Yield URNs (RFC 8141)."""
    for literal in ("urn:", "URN:"):
        for found in _scan_literal(text, literal, _URN):
            start = found.start()
            if start and text[start - 1].isalnum():
                continue
            raw = found[0].rstrip(".,;:)'")
            if len(raw) <= found.start("rest") - start:
                continue
            space = found["space"].lower()
            value = f"urn:{space}:{raw[found.start('rest') - start :]}"
            url = f"https://nbn-resolving.org/{value}" if space == "nbn" else ""
            yield _identify("urn", text, (start, start + len(raw)), value, url, namespace=space)


def scan_class_marks(text: str) -> Iterator[Identifier]:
    """Yield UDC and BBK class marks."""
    for literal in ("УДК", "UDC", "UDK"):
        for found in _scan_literal(text, literal, _UDC):
            yield _identify("udc", text, found.span("id"), found["id"])
    for found in _scan_literal(text, "ББК", _BBK):
        yield _identify("bbk", text, found.span("id"), found["id"])


def scan_library_numbers(text: str) -> Iterator[Identifier]:
    """Yield eLIBRARY's codes and item numbers."""
    for found in _scan_literal(text, "EDN", _EDN):
        yield _identify(
            "edn", text, found.span("id"), found["id"], f"https://elibrary.ru/{found['id'].lower()}"
        )
    for found in _scan_literal(text, "library", _LIBRARY):
        start = max(0, found.start() - 1)
        if code := _EDN_ADDRESS.match(text, start):
            if code["id"].islower() or code["id"].isupper():
                value = code["id"].upper()
                yield _identify("edn", text, code.span("id"), value, f"https://elibrary.ru/{value.lower()}")
        elif item := _ELIBRARY.match(text, start) or _ELIBRARY_WORD.match(text, start):
            yield _make_item(text, item)
    for literal in ("ELIBRARY", "eLIBRARY"):
        for found in _scan_literal(text, literal, _ELIBRARY_WORD):
            yield _make_item(text, found)


def _make_item(text: str, found: re.Match[str]) -> Identifier:
    value = found["id"]
    return _identify("elibrary", text, found.span("id"), value, f"https://elibrary.ru/item.asp?id={value}")
