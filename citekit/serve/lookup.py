"""Finding a work for an entry: out of a pasted reference, a bibliography, or a DOI.

A DOI is asked of doi.org by content negotiation (DOI Handbook, 3.6.3; CrossCite), through the audit's
fetcher, which refuses private addresses at the moment of connecting, on every redirect anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from citekit.audit.address import Address, join_address, parse_address
from citekit.audit.exchange import Fault, Request, Response
from citekit.audit.limits import FetchLimits
from citekit.bibliography import load_bibliography
from citekit.bibliography.mapping import csl_to_entry, reference_to_entry
from citekit.errors import BibliographyError, CitekitError, ServeError
from citekit.model import Entry, EvidenceKind, Missing
from citekit.parse.reference import check_reference, parse_reference
from citekit.serve import shapes
from citekit.serve.entries import choose_key, show_fields

#: Works that one look-up gives at most.
MOST_PROPOSALS: Final = 200
_LONGEST_REFERENCE: Final = 5_000
_MOST_REDIRECTS: Final = 8
_ANSWER_BYTES: Final = 1024 * 1024
_ACCEPT: Final = "application/vnd.citationstyles.csl+json, application/json;q=0.5"
_DOI: Final = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s{0,3})?(10\.\d{4,9}/[^\s\"<>]{1,500})", re.IGNORECASE
)
_BIBLIOGRAPHY: Final = re.compile(
    r"\s{0,1000}(?:@\s{0,9}\w{1,40}\s{0,9}[{(]|\[\s{0,99}\{|\{\s{0,99}\"|TY {1,3}-)"
)
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class LookupService:
    """Where DOIs are asked for.

    Attributes:
        doi: Base address; the DOI goes behind it. Empty: nothing is asked of the network.
        limits: What the fetcher may do.
    """

    doi: str = "https://doi.org/"
    limits: FetchLimits = field(default_factory=lambda: FetchLimits(connections=2, timeout=20.0))


def find_works(
    request: shapes.LookupRequest, service: LookupService, taken: Iterable[str]
) -> shapes.Proposals:
    """Return the works that a text tells of.

    Args:
        request: A reference, a bibliography, or a DOI.
        service: Where DOIs are asked for.
        taken: Keys that other entries have.

    Raises:
        CitekitError: Nothing can be read, or the DOI cannot be asked for.
    """
    text = request.text.strip()
    kind = _choose_kind(text) if request.kind == "auto" else request.kind
    if kind == "doi":
        return _find_doi(text, service, taken)
    if kind == "bibliography":
        return _read_bibliography(text, taken)
    return _read_reference(text, taken)


def rank_proposals(found: shapes.Proposals, gap: Missing | None) -> shapes.Proposals:
    """Return the works in order: first those whose authors and year the text names where it cites the gap."""
    if gap is None or len(found.proposals) < 2:
        return found
    authors = {
        word
        for evidence in gap.evidence
        if evidence.kind is EvidenceKind.AUTHOR
        for word in re.findall(r"\w{3,}", evidence.value.casefold())
    }
    years = {evidence.value for evidence in gap.evidence if evidence.kind is EvidenceKind.YEAR}

    def fit(proposal: shapes.Proposal) -> int:
        fields = proposal.fields
        names = set(
            re.findall(r"\w{3,}", f"{fields.get('author', '')} {fields.get('editor', '')}".casefold())
        )
        date = fields.get("date") or fields.get("year") or ""
        return 2 * bool(names & authors) + (date[:4] in years)

    return shapes.Proposals(sorted(found.proposals, key=fit, reverse=True), found.messages)


def _choose_kind(text: str) -> str:
    if _BIBLIOGRAPHY.match(text):
        return "bibliography"
    return "doi" if _DOI.fullmatch(text) else "reference"


def _read_reference(text: str, taken: Iterable[str]) -> shapes.Proposals:
    if len(text) > _LONGEST_REFERENCE:
        raise ServeError(
            "this is too long for a reference", hint=f"at most {_LONGEST_REFERENCE} characters", code="CK421"
        )
    reference = parse_reference(text)
    entry = reference_to_entry(reference)
    messages = [found.message for found in check_reference(text, reference)]
    return shapes.Proposals([_propose(entry, "reference", taken, reference.confidence)], messages)


def _read_bibliography(text: str, taken: Iterable[str]) -> shapes.Proposals:
    found = load_bibliography(text.encode(), name="the pasted text")
    keys = list(taken)
    proposals = []
    for entry in found.entries[:MOST_PROPOSALS]:
        proposals.append(_propose(entry, "bibliography", keys, 1.0))
        keys.append(proposals[-1].key)
    messages = [str(diagnostic) for diagnostic in found.diagnostics[:20]]
    if len(found.entries) > MOST_PROPOSALS:
        messages.append(f"only the first {MOST_PROPOSALS} of {len(found.entries)} entries are shown")
    if not proposals:
        raise BibliographyError("there are no entries", code="CK203")
    return shapes.Proposals(proposals, messages)


def _propose(entry: Entry, origin: str, taken: Iterable[str], confidence: float) -> shapes.Proposal:
    keys = list(taken)
    free = entry.key and entry.key.casefold() not in {key.casefold() for key in keys}
    key = (
        entry.key
        if free and re.fullmatch(r"[^\s,{}\"#%~\\()='<>]{1,200}", entry.key)
        else choose_key(entry, keys)
    )
    fields = {
        name: value
        for name, value in show_fields(entry).items()
        if re.fullmatch(r"[a-z][a-z0-9_+-]{0,63}", name)
    }
    kind = entry.type if re.fullmatch(r"[a-z][a-z_-]{0,39}", entry.type) else "misc"
    return shapes.Proposal(origin, key, kind, fields, confidence)  # type: ignore[arg-type] # one of three


def _find_doi(text: str, service: LookupService, taken: Iterable[str]) -> shapes.Proposals:
    found = _DOI.fullmatch(text)
    if found is None:
        raise ServeError("this is no DOI", hint="write it as 10.1000/182", code="CK242")
    item = fetch_item(found[1].rstrip(".,;"), service)
    entry = csl_to_entry(item, "")
    return shapes.Proposals([_propose(entry, "doi", taken, 1.0)], [])


def fetch_item(doi: str, service: LookupService) -> dict[str, object]:
    """Return the CSL-JSON item that the registry holds for a DOI.

    Raises:
        ServeError: There is no network, no such DOI, or no sensible answer.
    """
    if not service.doi:
        raise ServeError("DOIs are not asked for: the workbench is offline")
    address = parse_address(service.doi + quote(doi, safe="/:;()<>.-_"))
    if address is None:
        raise ServeError(f"{service.doi} is no address")
    try:
        from citekit.audit.fetch import Fetcher  # noqa: PLC0415 - its library may be missing
    except CitekitError as error:
        raise ServeError(f"DOIs cannot be asked for: {error.message}", hint=error.hint) from error
    fetcher: Fetcher[Response] = Fetcher(service.limits)
    answer = next(iter(_run(fetcher.run([_follow(address)]))))
    return _read_answer(doi, answer)


def _run(answers: Iterator[Response]) -> Iterator[Response]:
    yield from answers


def _follow(address: Address) -> Generator[Request, Response, Response]:
    """Ask, and go where the answer leads."""
    for _ in range(_MOST_REDIRECTS):
        answer = yield Request(address, headers={"Accept": _ACCEPT}, body_limit=_ANSWER_BYTES)
        target = answer.header("location") if answer.status in _REDIRECTS else ""
        following = join_address(address, target) if target else None
        if following is None:
            return answer
        address = following
    return answer


def _read_answer(doi: str, answer: Response) -> dict[str, object]:
    if answer.fault is Fault.UNSAFE:
        raise ServeError(f"the answer for {doi} leads to a private address, which is not asked")
    if answer.fault is not None:
        raise ServeError(
            f"{answer.address.host} cannot be reached: {answer.fault.value}",
            hint="paste the reference or its BibTeX instead",
        )
    if answer.status == 404:
        raise ServeError(f"the DOI {doi} is not registered")
    if answer.status != 200 or answer.truncated:
        raise ServeError(f"{answer.address.host} answers with {answer.status}", hint="try again later")
    try:
        item = json.loads(answer.body)
    except (ValueError, RecursionError):
        item = None
    if not isinstance(item, dict) or not item.get("title"):
        raise ServeError(f"{answer.address.host} gives no description of {doi}")
    return item
