"""Parts of a reference that a pattern finds for certain: addresses, access dates, identifiers, marks.

Their order in `ANCHORS` is their precedence: what an earlier rule took, a later one leaves alone, and the
tagger never labels it anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from citekit.parse.access_dates import scan_access_dates
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern
from citekit.parse.rule_masks import list_numbers, mask_rules
from citekit.parse.urls import scan_addresses


class Tag(NamedTuple):
    """A labelled stretch of a reference.

    Attributes:
        label: A CSL variable, or `citation-number`.
        start: First character of the value.
        end: End of the value, half-open.
        confidence: 0 to 1.
        outer_start: Start of all that belongs to it, its key word and bracket included.
        outer_end: End of all that belongs to it.
        value: What it says, where that differs from the text: an address with its breaks mended.
    """

    label: str
    start: int
    end: int
    confidence: float
    outer_start: int
    outer_end: int
    value: str = ""


_URL_LEAD = defer_pattern(
    r"(?:URL|Режим\sдоступ[ауі]|Доступно(?:\sпо\sадресу)?|Available\s(?:at|from|online)|Retrieved\sfrom|Verfügbar\s(?:unter|über)|"
    r"Online\sunter|Disponible\s(?:sur|en|à\sl['’]adresse)|Disponibile\s(?:su|in|al?)|Recuperado\sde|En\sligne|Internet|from)"
    r"\s?:?\s?(?:URL\s?:?\s?)?[<(\[]?\s?$",
    re.IGNORECASE,
)
_RESOLVER = defer_pattern(r"https?://(?:dx\.|www\.)?doi\.org/10\.", re.IGNORECASE)
_TRAILING: Final = ".,;:!?'\"’”»>*…"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_OPENING: Final = "([ "
_CLOSING: Final = ")] "
_DOI = defer_pattern(r"10\.\d{4,9}/[^\s\"<>«»]{1,300}")
_DOI_LEAD = defer_pattern(r"(?:doi\s?[:.]?\s?|https?://(?:dx\.)?doi\.org/)\s?$", re.IGNORECASE)
#: A DOI of the form `…/j.abbreviation.2012.04.012`, broken behind the year.
_DOI_YEAR = defer_pattern(r"\.(?:19|20)\d\d$")
_DOI_REST = defer_pattern(r"\.\s(?P<rest>(?:0[1-9]|1[0-2])\.\d{3})(?!\d)")
_ISBN = defer_pattern(
    r"ISBN(?:-1[03])?\s?:?\s?(?P<isbn>(?:97[89][ –‐‑-]?)?\d(?:[ –‐‑-]?\d){8}[ –‐‑-]?[\dXxХх](?!\d))",
    re.IGNORECASE,
)
_ISSN = defer_pattern(
    r"(?:e-?|p-?)?ISSN(?:-L)?\s?:?\s?(?P<issn>\d{4}\s?[–‐‑-]\s?\d{3}[\dXxХх])", re.IGNORECASE
)
_PUBMED = defer_pattern(r"PMID\s?:?\s?(?P<PMID>\d{4,9})(?!\d)|(?<!\w)(?P<PMCID>PMC\s?:?\s?\d{4,9})(?!\d)")
_MARK = defer_pattern(
    r"\[\s?(?P<mark>(?:Эл(?:ектронный|ектрон|\.|ектр\.)|Електронний)\s?(?:ресурс|рес\.?)|Electronic\s?resource|"
    r"Internet|Online|On-line|En\sligne|Elektronische Ressource|Текст|Text|Recurso electrónico|Risorsa elettronica)\s?\]|"
    r"Текст\s?:\s?(?P<medium>(?:не)?(?:посредственный|электронный)|непосредственный|электронный)|"
    r"Text\s?:\s?(?P<medium_en>electronic|direct|unmediated)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\s*+(?:\[(?P<bracket>\d{1,4}[a-z]?)\]|\((?P<round>\d{1,3})\)(?=\s)|(?P<stop>\d{1,3})[.)](?=\s\s?[^\W\d_\s«\"„“\[(])|"
    r"\[(?P<key>[A-Z][A-Za-z+]{1,12}\s?\d{2,4}[a-z]?)\](?=\s)|[•●▪–—*-]\s)\.?\s*+"
)


def _scan_number(text: str) -> Iterator[Tag]:
    """Yield the number in front of a list entry."""
    found = _NUMBER.match(text)
    if found and found.lastgroup:
        yield Tag("citation-number", *found.span(found.lastgroup), 0.97, 0, found.end())


def _scan_urls(text: str) -> Iterator[Tag]:
    """Yield addresses, their breaks mended, without the words before them."""
    yield from _tag_addresses(text, [(found.start, found.end, found.url) for found in scan_addresses(text)])


def _tag_addresses(text: str, addresses: list[tuple[int, int, str]]) -> Iterator[Tag]:
    """Yield addresses that are no DOI; `URL:` and its kin before them are theirs."""
    for start, end, url in addresses:
        if not _RESOLVER.match(text, start):
            lead = _URL_LEAD.search(text, max(0, start - 40), start)
            yield Tag("URL", start, end, 0.99, lead.start() if lead else start, end, url)


def _trim_url(text: str, start: int, end: int) -> int:
    """Return the end of an address without closing punctuation and unopened brackets."""
    while end > start:
        last = text[end - 1]
        if last in _TRAILING or (
            last in _BRACKETS and text.count(last, start, end) > text.count(_BRACKETS[last], start, end)
        ):
            end -= 1
        elif (cut := text.rfind(".(", start, end)) > start:
            end = cut
        else:
            break
    return end


def _scan_accessed(text: str) -> Iterator[Tag]:
    """Yield access dates, their words and brackets outside."""
    for access in scan_access_dates(text):
        start, end = access.span.start, access.span.end
        while start and text[start - 1] in _OPENING:
            start -= 1
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        date = access.date_span
        yield Tag("accessed", date.start, date.end, 0.98, start, end)


def _scan_doi(text: str) -> Iterator[Tag]:
    """Yield DOIs, the resolver's address outside."""
    if "10." not in text:
        return
    for found in _DOI.finditer(text):
        start = found.start()
        end = _trim_url(text, start, found.end())
        lead = _DOI_LEAD.search(text, max(0, start - 30), start)
        outer = lead.start() if lead else start
        rest = _DOI_REST.match(text, end) if _DOI_YEAR.search(text, start, end) else None
        if rest:
            value = text[start:end] + "." + rest["rest"]
            yield Tag("DOI", start, rest.end(), 0.9, outer, rest.end(), value)
        else:
            yield Tag("DOI", start, end, 0.99, outer, end)


def _scan_isbn(text: str) -> Iterator[Tag]:
    """Yield ISBNs."""
    for found in _ISBN.finditer(text):
        yield Tag("ISBN", *found.span("isbn"), 0.98, *found.span())


def _scan_issn(text: str) -> Iterator[Tag]:
    """Yield ISSNs."""
    for found in _ISSN.finditer(text):
        yield Tag("ISSN", *found.span("issn"), 0.98, *found.span())


def _scan_pubmed(text: str) -> Iterator[Tag]:
    """Yield PubMed and PubMed Central numbers."""
    for found in _PUBMED.finditer(text):
        group = found.lastgroup or "PMID"
        yield Tag(group, *found.span(group), 0.98, *found.span())


def _scan_marks(text: str) -> Iterator[Tag]:
    """Yield marks of the medium: `[Электронный ресурс]`, `Текст : электронный`."""
    for found in _MARK.finditer(text):
        group = found.lastgroup or "mark"
        yield Tag("genre", *found.span(group), 0.97, *found.span())


#: Each rule with a literal, folded, without which it need not run; the order is the precedence.
ANCHORS: Final[tuple[tuple[str, tuple[str, ...], Callable[[str], Iterator[Tag]]], ...]] = (
    ("number", (), _scan_number),
    ("url", ("http", "www.", "ftp", "hxxp", "url", "://"), _scan_urls),
    ("doi", ("10.",), _scan_doi),
    (
        "accessed",
        ("дата", "обращ", "просмотр", "провер", "access", "retriev", "visited", "viewed", "consult", "checked",
         "cited", "zug", "abge", "abruf", "aufger", "eingesehen", "besucht", "stand", "посещ", "acces", "accès",
         "visto", "acesso"),
        _scan_accessed,
    ),
    ("isbn", ("isbn",), _scan_isbn),
    ("issn", ("issn",), _scan_issn),
    ("pubmed", ("pmid", "pmc"), _scan_pubmed),
    ("mark", ("[", "текст", "text"), _scan_marks),
)  # fmt: skip


def find_anchors(
    text: str, addresses: list[tuple[int, int, str]] | None = None, opened: int | None = None
) -> tuple[Tag, ...]:
    """Find all that a pattern finds for certain.

    Args:
        text: A reference with blanks for line breaks.
        addresses: Start, end and address where they are known already, so that they are not sought here.
        opened: The rules one of whose literals stands in the text, where it is known (`citekit.parse.gates`).

    Returns:
        Tags in the order of the text, none overlapping another.
    """
    if opened is None or _LONGER_FOLDED in text:
        opened = _open_rules(text)
    taken: list[Tag] = []
    for number in list_numbers(opened | _UNGATED):
        name, _literals, scan = ANCHORS[number]
        found = scan(text)
        if name == "url" and addresses is not None:
            found = _tag_addresses(text, addresses)
        for tag in found:
            if tag.start < tag.end and not any(
                tag.outer_start < other.outer_end and other.outer_start < tag.outer_end for other in taken
            ):
                taken.append(tag)
    return tuple(sorted(taken, key=lambda tag: tag.start))


#: Rules that need no literal.
_UNGATED: Final = mask_rules(not literals for _name, literals, _scan in ANCHORS)
#: The only letter that becomes two in lower case.
_LONGER_FOLDED: Final = "\u0130"


def _open_rules(text: str) -> int:
    """Return the rules one of whose literals stands in a text."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = text
    return mask_rules(holds_literal(folded, literals) for _name, literals, _scan in ANCHORS)
