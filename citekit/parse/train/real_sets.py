"""The public labelled sets, mapped to the guideline of docs/field-guideline.md.

Each set has its own habits; what they are and how they are mapped stands beside each rule. The files are
found through the environment variable CITEKIT_SHARED and are no part of the project.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from citekit.parse.language import guess_language
from citekit.parse.train.examples import OUTSIDE, Example
from citekit.parse.train.linkedbooks import part_title

SETS: Final = (
    "anystyle_core", "anystyle_gold", "anystyle_good", "grobid_citation", "linkedbooks_train",
    "linkedbooks_valid", "openres_jats",
)  # fmt: skip

#: Original label to ours; a label that is not here is no field.
_PLAIN: Final = {
    "author": "author", "title": "title", "date": "issued", "year": "issued", "pages": "page", "publisher": "publisher",
    "location": "publisher-place", "volume": "volume", "journal": "container-title", "editor": "editor",
    "container-title": "container-title", "citation-number": "citation-number", "note": "note", "genre": "genre",
    "edition": "edition", "translator": "translator", "collection-title": "collection-title", "source": "note",
    "director": "author", "producer": "note", "medium": "note",
    "title@a": "title", "title@j": "container-title", "title@m": "title@m", "title@s": "collection-title",
    "title@?": "title", "biblScope@pp": "page", "biblScope@page": "page", "biblScope@pages": "page",
    "biblScope@volume": "volume", "biblScope@vol": "volume", "biblScope@issue": "issue", "pubPlace": "publisher-place",
    "orgName": "publisher", "orgName@collaboration": "author", "note@": "note", "note@report": "genre",
    "idno@": "number", "idno@report": "number", "idno@arxiv": "number", "idno@arxive": "number",
    "biblScope@chapter": "note",
    "pagination": "page", "publicationplace": "publisher-place", "publicationnumber-year": "volume", "tomo": "volume",
    "archivalreference": "archive_location", "archive_lib": "archive", "cartulation": "archive_location",
    "box": "archive_location", "foliation": "archive_location", "registry": "archive_location",
    "folder": "archive_location", "filza": "archive_location", "attachment": "title", "abbreviation": "cross-reference",
    "numbered_ref": "number", "ref": "note", "publicationspecifications": "note", "series": "collection-title",
    "column": "page",
    "person-group": "author", "collab": "author", "article-title": "title", "data-title": "title",
    "source@jats": "container-title", "fpage": "page", "lpage": "page", "elocation-id": "page", "issue": "issue",
    "comment": "note",
}  # fmt: skip

_KEYWORD: Final = (
    r"(?:pages?|pagg?|pp?|págs?|seiten?|ss?|vols?|volumes?|voll|bde?|t|tomes?|tomi|no?s?|nr|n°|n\.\s?º|núm|issue|heft|"
    r"hft|fasc|jg|jahrgang|in|dans|en|eds?|éds?|editors?|hrsg|hgg?|cur+|a cura di|edited by|dir|sous la dir|c|cc|ff?|b|"
    r"reg|ibid)"
)
_LEAD = re.compile(rf"[\W_]*(?:{_KEYWORD}(?:\s?[.:]|(?=[\s(\d]))\s?)?[\W_]*", re.IGNORECASE)
_EDITOR_LEAD = re.compile(
    r"[\W_]*(?:in\s?:?\s+|dans\s?:?\s+)?(?:(?:trans(?:lat(?:ed|ion)|l|)\s?\.?(?: by)?|tr\s?\. by|traduit(?: de l\W\s?\w+)? par|trad\s?\.(?: de| di| par| it\s?\. di)?|übers\s?\. v(?:on|\s?\.)|a cura di|edition de|textes réunis par|a\s?c\s?\.\s?di|dir\s?\. par|dirigé par|edited by|ed\s?\. by|eds?\s?\.|hrsg\s?\. ?v?\s?\.?|herausgegeben von|éd\s?\.|curr?\s?\.|cur\s?\.|ed\s?\. por|cura di|sous la direction de|sous la dir\s?\. de)\s+)?",
    re.IGNORECASE,
)
_EDITOR_TRAIL = re.compile(
    r"[\s,;]*[(\[]?\s*\b(?:eds?|editors?|hrsg|hgg?|hrg|herausgeber|éds?|dirs?|sous la dir|coords?|orgs?|a cura di|cur+)\b[\s.]*[)\]]?[\s.,:;]*$",
    re.IGNORECASE,
)
_EDITOR_CUE = re.compile(
    r"(?:\ba cura di\b|\ba c\s?\. di\b|\bedited by\b|\beds?\s?\.|\(\s?eds?\b|hrsg|herausgegeben|\béd\s?\.|\bcurr?\s?\.|\bsous la dir|\bcuratore|\bcur\s?\.|\bhg\s?\.)",
    re.IGNORECASE,
)
_TRANSLATOR_CUE = re.compile(r"\b(?:trad\s?\.|transl|traduzione|traduction|übers|translated)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+[A-Za-z]?(?:\s?[-–/]\s?\d+)?|[IVXLC]+\b")
#: What follows the pages and is no part of them.
_PAGES_TRAIL = re.compile(
    r"(?<=\d)\s?(?:(?:e|et|und|and)\s)?(?:segg?|sgg|ss|sqq?|ff?|suiv|s|passim)\b[\s.,;:)]*$", re.IGNORECASE
)
_EXTENT = re.compile(r"(?P<pages>\d{2,4})\s?(?:pp?|pages|pgs|S|Seiten)\b[\s.,;]*")
_SAME = re.compile(r"\W*(?:id|ead|idem|eadem|iid|ders|dies|le même)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")
_IN_BEFORE = re.compile(r"(?:^|[\s,.;:])(?:in|In|dans|Dans|en|IN)\s*[:,]?\s*[«“\"]?\s*$")


def find_shared() -> Path | None:
    """Return the folder of the labelled sets, or None where CITEKIT_SHARED is not set."""
    folder = os.environ.get("CITEKIT_SHARED")
    path = Path(folder) / "reference-strings" if folder else None
    return path if path and path.is_dir() else None


def read_set(folder: Path, name: str) -> Iterator[Example]:
    """Yield the examples of one set, mapped.

    Args:
        folder: Where the files are.
        name: One of `SETS`.

    Yields:
        Examples with at least one span; those that a set leaves unlabelled in good part are passed over.
    """
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["text"].replace("\n", " ").replace("\t", " ")
            spans = [
                (start, end, _PLAIN.get(_jats(name, original), OUTSIDE), original)
                for start, end, _, original in row["spans"]
            ]
            mapped = _map_spans(name, text, spans)
            if not mapped or (name == "openres_jats" and _is_partial(text, mapped)):
                continue
            yield Example(text, tuple(_join_spans(text, mapped)), name, guess_language(text))


def map_anystyle(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Map what AnyStyle says of a reference to the guideline, as its own training sets are mapped.

    Args:
        text: The reference.
        spans: Start, end and AnyStyle's label of each field.

    Returns:
        The spans with our labels, key words outside.
    """
    rows = [(start, end, _PLAIN.get(label, OUTSIDE), label) for start, end, label in spans]
    return _join_spans(text, _map_spans("anystyle_gold", text, rows))


def _join_spans(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join neighbours of one label with nothing but marks between them: first and last page."""
    joined: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        if (
            label == "page"
            and joined
            and joined[-1][2] == label
            and not any(map(str.isalnum, text[joined[-1][1] : start]))
        ):
            joined[-1] = (joined[-1][0], end, label)
        else:
            joined.append((start, end, label))
    return joined


def _jats(name: str, original: str) -> str:
    """Tell JATS `source` (a container) from AnyStyle's."""
    return "source@jats" if name == "openres_jats" and original == "source" else original


def _is_partial(text: str, spans: list[tuple[int, int, str]]) -> bool:
    """Tell whether more than two words of an example stand outside every span."""
    loose, last = 0, 0
    for start, end, _label in (*spans, (len(text), len(text), "")):
        gap = re.sub(
            r"Reference Source|PubMed Abstract|Free Full Text|Publisher Full Text|https?://\S+|\bReference\b|PubMed",
            "",
            text[last:start],
        )
        loose += len(re.findall(r"[^\W\d_]{2,}", gap))
        last = end
    return loose > 2


def _map_spans(name: str, text: str, spans: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str]]:
    """Apply the set's rules to one example."""
    mapped: list[tuple[int, int, str]] = []
    has_article = any(original == "title@a" for *_, original in spans)
    titles = 0
    dated = any(plain == "issued" for _, _, plain, _ in spans)
    for index, (start, end, plain, original) in enumerate(spans):
        if plain == OUTSIDE:
            continue
        if plain == "volume":
            mapped += _split_volume(
                text, start, end, dated=original == "publicationnumber-year", undated=not dated
            )
            continue
        label = plain
        if label == "title@m":
            label = "container-title" if has_article else "title"
        if name.startswith("linkedbooks"):
            label = _map_linkedbooks(text, spans, index, titles)
            titles += label in {"title", "container-title"}
        label = _map_role(text, start, end, label)
        begin = _trim_lead(text, start, end, label)
        finish = _trim_trail(text, start, end, label)
        if label == "page" and (extent := _EXTENT.fullmatch(text, begin, finish)):
            finish, label = extent.end("pages"), "number-of-pages"
        if begin >= finish:
            continue
        if label in {"title", "container-title"} and name.startswith("linkedbooks"):
            following = spans[index + 1][3] if index + 1 < len(spans) else None
            first, *others = part_title(text, begin, finish, following)
            mapped += [(first[0], first[1], label), *others]
        else:
            mapped.append((begin, finish, label))
    return mapped


def _map_role(text: str, start: int, end: int, label: str) -> str:
    """Tell translators and editors by their words."""
    if label in {"author", "editor"} and _TRANSLATOR_CUE.search(text, start, end):
        return "translator"
    if label == "author" and _EDITOR_TRAIL.search(text, max(start, end - 24), end):
        return "editor"
    return label


def _trim_trail(text: str, start: int, end: int, label: str) -> int:
    """Move the end before role words in brackets, and before `e segg.` behind pages."""
    if label in {"editor", "translator"} and (trail := _EDITOR_TRAIL.search(text, max(start, end - 30), end)):
        return trail.start()
    if label == "page" and (trail := _PAGES_TRAIL.search(text, start, end)):
        return trail.start()
    return end


def _map_linkedbooks(text: str, spans: list[tuple[int, int, str, str]], index: int, titles: int) -> str:
    """Tell container from title and editor from author, which LinkedBooks does not.

    A title after `in`, or just after another title, is the container.
    """
    start, end, label, original = spans[index]
    before = text[max(0, start - 24) : start]
    if original == "title" and titles:
        if _IN_BEFORE.search(before) or re.match(r"\W*in\s", text[start:end], re.IGNORECASE):
            return "container-title"
        if spans[index - 1][3] == "title":
            return "container-title"
    if original == "abbreviation" and _SAME.match(text, start, end):
        return "author"
    if original == "author":
        if _EDITOR_CUE.search(text, max(0, start - 14), end):
            return "editor"
        return "author"
    return label


def _trim_lead(text: str, start: int, end: int, label: str) -> int:
    """Move the start past key words that the guideline leaves outside."""
    if label in {"page", "volume", "issue"}:
        found = _LEAD.match(text, start, end)
        return found.end() if found and found.end() < end else start
    if label in {"editor", "translator"}:
        found = _EDITOR_LEAD.match(text, start, end)
        return found.end() if found and found.end() < end else start
    if label == "publisher-place":
        found = re.compile(r"\W*[Ii]n\s(?=[A-ZÀ-Þ])").match(text, start, end)
        return found.end() if found else start
    if label == "container-title":
        found = re.compile(r"[\W_]*(?:in|dans|en)\b\s?[:.]?\s*(?=[«“\"A-ZÀ-Ö])", re.IGNORECASE).match(
            text, start, end
        )
        return found.end() if found and found.end() < end else start
    return start


def _split_volume(
    text: str, start: int, end: int, *, dated: bool, undated: bool
) -> list[tuple[int, int, str]]:
    """Split `vol. 12, no. 3`, `12 (3)` and `13, 5` into volume and issue; `XV (1974)` into volume and year.

    Where nothing else dates the reference, a year among several numbers is its date.
    """
    numbers = list(_NUMBER.finditer(text, start, end))
    if not numbers:
        return [(start, end, "volume")]
    found = []
    for index, number in enumerate(numbers[:3]):
        before = text[numbers[index - 1].end() if index else start : number.start()].lower()
        is_issue = bool(
            re.search(r"\bn(?:o|r|os|um|úm)?\s?[.°º]|n\s?°|№|issue|heft|\bh\.|fasc|\(", before)
        ) or (index > 0 and bool(re.search(r"[(,/:.]", before)))
        is_issue = is_issue and not re.search(r"\b(?:vol|bd|band|jg|tome|t)\b", before)
        if (dated or (undated and len(numbers) > 1)) and _YEAR.fullmatch(number[0]):
            found.append((number.start(), number.end(), "issued"))
        elif index and re.search(r":\s*$|\bpp?\s?\.\s*$", before):
            found.append((number.start(), number.end(), "page"))
        elif index and re.fullmatch(r"\s*(?:[-–&+]|and|et|e)\s*", before):
            found[-1] = (found[-1][0], number.end(), found[-1][2])
        else:
            found.append((number.start(), number.end(), "issue" if is_issue else "volume"))
    return found
