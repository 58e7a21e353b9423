"""Describes what an identifier names, in CSL's terms, so that an entry can be made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from citekit.model import Identifier
from citekit.parse.identifiers.un_bodies import BODIES
from citekit.parse.identifiers.un_symbols import SCHEME as UN_SYMBOL
from citekit.parse.patterns import defer_pattern

_COUNCIL: Final = defer_pattern(r"(S/RES/\d{1,4})(?: \(\d{4}\))?\Z")
_LAW_KINDS: Final = frozenset({"RES", "DEC", "Res", "Dec"})


def identify_work(identifier: Identifier) -> str:
    """Return a key that two identifiers share when they name the same work.

    Security Council resolutions run on, so that the year does not part `S/RES/1325` from
    `S/RES/1325 (2000)`; DOIs, handles and URNs are the same in either case.

    Args:
        identifier: Any identifier.
    """
    value = identifier.value
    if identifier.scheme == UN_SYMBOL and (council := _COUNCIL.match(value)):
        value = council[1]
    elif identifier.scheme in {"doi", "handle", "urn", "eli"}:
        value = value.lower()
    elif identifier.scheme == "isbn" and len(value) == 10:
        value = _to_thirteen(value)
    return f"{identifier.scheme}:{value}"


def _to_thirteen(isbn: str) -> str:
    digits = f"978{isbn[:9]}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def describe_identifier(identifier: Identifier) -> Mapping[str, str]:
    """Describe what an identifier names.

    Args:
        identifier: As found.

    Returns:
        CSL variables (1.0.2) to values: `type` always; `title` where the name of the document is known by
        its identifier; `number`, `authority`, `issued` (EDTF), `container-title`, `volume`, `page`, `DOI`,
        `ISBN`, `URL` and the like as far as known. Empty where an identifier names no work by itself (an
        ORCID, an ISSN, a class mark).
    """
    describe = _DESCRIBERS.get(identifier.scheme)
    if describe is None and identifier.scheme.endswith("-law"):
        describe = _describe_law
    if describe is None:
        return {}
    fields = describe(identifier)
    if identifier.url:
        fields["URL"] = identifier.url
    return {name: value for name, value in fields.items() if value}


def _describe_symbol(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    series = parts.get("series", "")
    adopted = series in _LAW_KINDS or series.startswith(("RES/", "DEC/"))
    authority = BODIES.get(parts.get("body", ""), "United Nations")
    if parts.get("subsidiary") == "HRC":
        authority = "United Nations Human Rights Council"
    title = ""
    if series in {"RES", "DEC"} and "subsidiary" not in parts:
        title = f"{'Resolution' if series == 'RES' else 'Decision'} {_number_of(identifier)}"
    return {
        "type": "legislation" if adopted else "report",
        "title": title or identifier.value,
        "number": identifier.value,
        "authority": authority,
        "issued": parts.get("year", ""),
    }


def _number_of(identifier: Identifier) -> str:
    """Return the number of a resolution as it is spoken: `72/283`, `217 A (III)`, `1325 (2000)`."""
    parts = identifier.parts
    number, session = parts.get("number", ""), parts.get("session", "")
    letter = parts.get("letter", "")
    if "(" in identifier.value and session:
        return " ".join(part for part in (number, letter, f"({session})") if part)
    if session:
        return f"{session}/{number}{letter}"
    year = parts.get("year", "")
    if parts.get("body") == "S":
        return f"{number} ({year})" if year else number
    return f"{year}/{number}" if year else number


def _describe_law(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    authority = parts.get("authority", "")
    if not authority and "ФЗ" in parts.get("number", ""):
        authority = "Российская Федерация"
    court = "Суда" in authority
    return {
        "type": "legal_case" if court else "legislation",
        "title": identifier.value,
        "genre": parts.get("kind", ""),
        "number": parts.get("number", ""),
        "authority": authority,
        "issued": parts.get("date", ""),
    }


def _describe_gazette(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    number = parts.get("number", "")
    part = parts.get("part", "")
    return {
        "type": "legislation",
        "container-title": parts.get("gazette", ""),
        "issued": parts.get("year", ""),
        "issue": f"{number} (ч. {part})" if part else number,
        "section": parts.get("article", ""),
    }


def _describe_act(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    return {
        "type": "legislation",
        "title": identifier.value,
        "genre": parts.get("kind", ""),
        "number": identifier.value.partition(" ")[2] or identifier.value,
        "authority": "European Union",
        "issued": parts.get("year", ""),
    }


def _describe_celex(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    case_law = parts.get("sector") == "6"
    authority = "Court of Justice of the European Union" if case_law else "European Union"
    preparatory = parts.get("sector") == "5"
    kind = "legal_case" if case_law else "report" if preparatory else "legislation"
    return {
        "type": kind,
        "title": f"CELEX {identifier.value}",
        "number": identifier.value,
        "authority": authority,
        "issued": parts.get("year", ""),
    }


def _describe_ecli(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    return {
        "type": "legal_case",
        "title": identifier.value,
        "number": identifier.value,
        "authority": parts.get("court", ""),
        "issued": parts.get("year", ""),
    }


def _describe_eli(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    number = f"{parts['year']}/{parts['number']}" if "number" in parts else identifier.value
    return {"type": "legislation", "title": number, "number": number, "issued": parts.get("year", "")}


def _describe_commission(identifier: Identifier) -> dict[str, str]:
    return {
        "type": "report",
        "title": identifier.value,
        "number": identifier.value,
        "authority": "European Commission",
        "issued": identifier.parts.get("year", ""),
    }


def _describe_treaty(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    league = parts.get("series") == "LNTS"
    return {
        "type": "treaty",
        "title": identifier.value,
        "container-title": "League of Nations Treaty Series" if league else "United Nations Treaty Series",
        "volume": parts.get("volume", ""),
        "page": parts.get("page", ""),
        "number": parts.get("number", ""),
    }


def _describe_labour(identifier: Identifier) -> dict[str, str]:
    kind = identifier.parts.get("kind", "convention")
    number = identifier.parts.get("number", "")
    return {
        "type": "treaty" if kind == "convention" else "legislation",
        "title": f"ILO {kind.capitalize()} No. {number}",
        "number": number,
        "authority": "International Labour Organization",
    }


def _describe_court_report(identifier: Identifier) -> dict[str, str]:
    parts = identifier.parts
    permanent = parts.get("court") == "PCIJ"
    return {
        "type": "legal_case",
        "title": identifier.value,
        "container-title": "PCIJ" if permanent else "ICJ Reports",
        "authority": "Permanent Court of International Justice"
        if permanent
        else "International Court of Justice",
        "issued": parts.get("year", ""),
        "page": parts.get("page", ""),
    }


def _describe_document(kind: str, authority: str) -> Callable[[Identifier], dict[str, str]]:
    """Return a describer for documents known by their number."""

    def describe(identifier: Identifier) -> dict[str, str]:
        return {
            "type": kind,
            "title": identifier.value,
            "number": identifier.value,
            "authority": authority,
            "issued": identifier.parts.get("year", ""),
        }

    return describe


def _describe_eurasian(identifier: Identifier) -> dict[str, str]:
    return {**_describe_law(identifier), "type": "legislation"}


def _describe_application(identifier: Identifier) -> dict[str, str]:
    return {
        "type": "legal_case",
        "title": f"Application no. {identifier.value}",
        "number": identifier.value,
        "authority": "European Court of Human Rights",
    }


def _describe_variable(kind: str, variable: str) -> Callable[[Identifier], dict[str, str]]:
    """Return a describer for works whose identifier is a CSL variable."""

    def describe(identifier: Identifier) -> dict[str, str]:
        return {"type": kind, variable: identifier.value}

    return describe


_DESCRIBERS: Final[Mapping[str, Callable[[Identifier], dict[str, str]]]] = MappingProxyType(
    {
        UN_SYMBOL: _describe_symbol,
        "ru-gazette": _describe_gazette,
        "eaeu-act": _describe_eurasian,
        "eu-act": _describe_act,
        "celex": _describe_celex,
        "ecli": _describe_ecli,
        "eli": _describe_eli,
        "eu-doc": _describe_commission,
        "unts": _describe_treaty,
        "ilo": _describe_labour,
        "icj": _describe_court_report,
        "wto": _describe_document("report", "World Trade Organization"),
        "gatt": _describe_document("report", "General Agreement on Tariffs and Trade"),
        "osce": _describe_document("report", "Organization for Security and Co-operation in Europe"),
        "coe": _describe_document("legislation", "Council of Europe"),
        "echr": _describe_application,
        "doi": _describe_variable("document", "DOI"),
        "isbn": _describe_variable("book", "ISBN"),
        "pmid": _describe_variable("article-journal", "PMID"),
        "pmcid": _describe_variable("article-journal", "PMCID"),
        "arxiv": _describe_variable("article", "number"),
        "handle": _describe_variable("document", "number"),
        "urn": _describe_variable("document", "number"),
        "edn": _describe_variable("document", "number"),
        "elibrary": _describe_variable("document", "number"),
    }
)
