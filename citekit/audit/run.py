"""The run: links in, verdicts out as they come, each address asked for once."""

from __future__ import annotations

import fnmatch
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from msgspec import structs

from citekit.audit.address import parse_address
from citekit.audit.archives import ArchiveServices, find_memento, save_page
from citekit.audit.check import CheckOptions, Steps, check_link
from citekit.audit.drift import find_drift
from citekit.audit.exchange import Request
from citekit.audit.fetch import Fetcher
from citekit.audit.limits import FetchLimits
from citekit.audit.plan import LinkTarget
from citekit.audit.resolvers import ResolverServices, resolve_target
from citekit.audit.store import Store
from citekit.audit.verdict import ALIVE, LinkCheck, Verdict
from citekit.errors import AuditError

#: So many links that fail for want of a network, on so many hosts, make it worth asking whether there is one.
DOUBTFUL_LINKS: Final = 30
DOUBTFUL_HOSTS: Final = 5
_NO_NETWORK: Final = frozenset({"fault-dns", "fault-unreachable"})
#: Names whose resolving shows that there is a network.
_KNOWN_NAMES: Final = ("doi.org", "web.archive.org")


def has_network() -> bool:
    """Tell whether names resolve at all."""
    for name in _KNOWN_NAMES:
        try:
            if socket.getaddrinfo(name, 443, type=socket.SOCK_STREAM):
                return True
        except OSError:
            continue
    return False


#: Seconds that a user's regular expression may take on one address.
PATTERN_TIMEOUT: Final = 1.0


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """How links are audited.

    Attributes:
        check: How a link is checked.
        limits: What may be done to others.
        exclude: Patterns of addresses to be skipped: shell-style, or regular expressions between slashes.
        remap: Pairs of a regular expression and what takes its place in the address that is asked for.
        archive: For which links a snapshot is looked up: `never`, `failed` or `all`.
        drift: Likeness below which a living page counts as changed since its snapshot; None compares nothing.
        save: Ask the archive to keep living pages that it does not have.
        offline: List the links without asking for anything.
        robots: Obey robots.txt.
        resolvers: Where identifiers are resolved.
        archives: Where snapshots are looked up.
        is_online: Tells whether there is a network, asked only when nothing else answers.
    """

    check: CheckOptions = field(default_factory=CheckOptions)
    limits: FetchLimits = field(default_factory=FetchLimits)
    exclude: tuple[str, ...] = ()
    remap: tuple[tuple[str, str], ...] = ()
    archive: str = "never"
    drift: float | None = None
    save: bool = False
    offline: bool = False
    robots: bool = False
    resolvers: ResolverServices = field(default_factory=ResolverServices)
    archives: ArchiveServices = field(default_factory=ArchiveServices)
    is_online: Callable[[], bool] = has_network


def check_links(
    targets: Iterable[LinkTarget | str], options: AuditOptions | None = None, store: Store | None = None
) -> Iterator[LinkCheck]:
    """Check links, and yield each verdict as soon as it is known.

    Args:
        targets: Links, or addresses; drawn from as room gets free.
        options: How to check.
        store: Where results are kept and looked up; without it they are forgotten afterwards.

    Returns:
        One result for each link, in no particular order. Links with one address share its result.

    Raises:
        AuditError: There is no network, or the store fails.
    """
    chosen = options or AuditOptions()
    own = store if store is not None else Store(None)
    try:
        yield from _hold_back(_run(targets, chosen, own), chosen, own)
        own.finish()
    finally:
        own.close() if store is None else own.turn()


def _run(
    targets: Iterable[LinkTarget | str], options: AuditOptions, store: Store
) -> Iterator[tuple[LinkCheck, bool]]:
    """Yield results, and whether each is new."""
    waiting: dict[str, list[LinkTarget]] = {}
    unsent: dict[Steps[tuple[LinkCheck, bool]], tuple[LinkTarget, int]] = {}

    def make_checks() -> Iterator[Steps[tuple[LinkCheck, bool]]]:
        for given in targets:
            target = given if isinstance(given, LinkTarget) else LinkTarget(given)
            if target.url in waiting:
                waiting[target.url].append(target)
                continue
            known = skip_target(target, options) or store.find_check(target)
            if known is None or not suffices(known, options):
                waiting[target.url] = []
                check = _mark_new(target, options)
                if store.is_kept:
                    unsent[check] = target, store.read_version()
                yield check
            else:
                yield _answer(known)

    def recall(check: Steps[tuple[LinkCheck, bool]]) -> tuple[LinkCheck, bool] | None:
        """Return what another run has found out since the link was planned."""
        target, version = unsent.pop(check, (None, 0))
        known = store.find_check(target) if target and store.read_version() != version else None
        return (known, False) if known is not None and suffices(known, options) else None

    fetcher = Fetcher(options.limits, on_turn=store.turn, recall=recall if store.is_kept else None)
    for check, is_new in fetcher.run(make_checks()):
        yield check, is_new
        for target in waiting.pop(check.target.url, ()):
            yield structs.replace(check, target=target), False


def suffices(known: LinkCheck, options: AuditOptions) -> bool:
    """Tell whether an earlier result holds all that is asked for now: a snapshot, a comparison with it."""
    if known.verdict not in ALIVE:
        return True
    if options.drift is not None and known.drift is None:
        return False
    wants_snapshot = options.save or options.archive == "all"
    if options.archive == "failed" and known.verdict is not Verdict.OK:
        wants_snapshot = True
    return not wants_snapshot or known.memento is not None


def _mark_new(target: LinkTarget, options: AuditOptions) -> Steps[tuple[LinkCheck, bool]]:
    try:
        check = yield from audit_link(target, options)
    except (ValueError, LookupError, ArithmeticError, RecursionError) as error:
        # What a host sends must not end the audit of all other links.
        message = f"the answer could not be judged: {type(error).__name__}: {error}"
        check = LinkCheck(target, Verdict.TEMPORARY, "not-judged", message)
    return check, True


def _answer(check: LinkCheck) -> Steps[tuple[LinkCheck, bool]]:
    yield from ()
    return check, False


def _hold_back(
    results: Iterator[tuple[LinkCheck, bool]], options: AuditOptions, store: Store
) -> Iterator[LinkCheck]:
    """Pass results on, and keep them; those that look like a missing network wait for others."""
    held: list[tuple[LinkCheck, bool]] = []
    alive = False
    for check, is_new in results:
        if alive:
            _keep(check, store, is_new=is_new)
            yield check
            continue
        held.append((check, is_new))
        if is_new and check.reason not in _NO_NETWORK and check.requests:
            alive = True
        elif check.reason in _NO_NETWORK and len(held) >= DOUBTFUL_LINKS:
            hosts = {address.host for c, _ in held if (address := parse_address(c.target.url))}
            if len(hosts) >= DOUBTFUL_HOSTS:
                _require_network(options)
                alive = True
        elif check.reason not in _NO_NETWORK:
            yield held.pop()[0]
        if alive:
            yield from _release(held, store)
    if any(check.reason in _NO_NETWORK for check, _ in held):
        _require_network(options)
    yield from _release(held, store)


def _release(held: list[tuple[LinkCheck, bool]], store: Store) -> Iterator[LinkCheck]:
    for check, is_new in held:
        _keep(check, store, is_new=is_new)
    ready = [check for check, _ in held]
    held.clear()
    yield from ready


def _keep(check: LinkCheck, store: Store, *, is_new: bool) -> None:
    if is_new and check.reason != "fault-limit":
        store.add(check)


def _require_network(options: AuditOptions) -> None:
    if not options.is_online():
        raise AuditError(
            "there is no network: no name resolves and nothing answers",
            hint="--offline lists the links without checking them",
        )


def skip_target(target: LinkTarget, options: AuditOptions) -> LinkCheck | None:
    """Return the result for a link that is not to be asked for, or None."""
    if options.offline:
        return LinkCheck(target, Verdict.SKIPPED, "offline", "not checked: offline")
    for pattern in options.exclude:
        if matches(pattern, target.url):
            return LinkCheck(target, Verdict.SKIPPED, "excluded", f"excluded by {pattern}")
    return None


def matches(pattern: str, url: str) -> bool:
    """Tell whether a pattern of the configuration matches an address.

    Raises:
        AuditError: A regular expression is malformed, or takes too long.
    """
    if len(pattern) > 2 and pattern.startswith("/") and pattern.endswith("/"):
        import regex  # noqa: PLC0415 - slow to import, seldom needed

        try:
            return regex.search(pattern[1:-1], url, timeout=PATTERN_TIMEOUT) is not None
        except regex.error as error:
            raise AuditError(f"the pattern {pattern} is malformed: {error}") from error
        except TimeoutError:
            raise AuditError(f"the pattern {pattern} takes too long", hint="make it simpler") from None
    address = parse_address(url)
    return fnmatch.fnmatchcase(url, pattern) or (address is not None and address.host == pattern.lower())


def audit_link(target: LinkTarget, options: AuditOptions) -> Steps[LinkCheck]:
    """Check one link: resolve what it identifies, check it, look for a snapshot."""
    asked = remap_target(target, options.remap)
    if options.robots and not (yield from is_allowed(asked.url, options.limits.user_agent)):
        return LinkCheck(target, Verdict.SKIPPED, "robots", "robots.txt asks robots to stay away")
    check = yield from resolve_target(
        asked, options.resolvers, lambda resolved: check_link(resolved, options.check)
    )
    if check.target is not target:
        check = structs.replace(check, target=target)
    wanted = options.archive == "all" or (options.archive == "failed" and check.verdict is not Verdict.OK)
    compared = options.drift is not None and check.verdict in ALIVE
    if (wanted or compared) and check.verdict not in {Verdict.SKIPPED, Verdict.UNSAFE}:
        memento = yield from find_memento(target.url, target.accessed, options.archives)
        check = structs.replace(check, memento=memento)
        if options.drift is not None and compared and memento is not None:
            drift = yield from find_drift(check.final_url or target.url, memento, options.drift)
            check = structs.replace(check, drift=drift)
    if options.save and check.verdict in ALIVE and check.memento is None:
        saved = yield from save_page(check.final_url or target.url, options.archives)
        check = structs.replace(
            check, memento=saved, evidence=(*check.evidence, "saved" if saved else "not saved")
        )
    return check


def remap_target(target: LinkTarget, remap: tuple[tuple[str, str], ...]) -> LinkTarget:
    """Return the target with the address that is asked for in its place."""
    if not remap:
        return target
    import regex  # noqa: PLC0415 - slow to import, seldom needed

    url = target.url
    for pattern, replacement in remap:
        try:
            url = regex.sub(pattern, replacement, url, timeout=PATTERN_TIMEOUT)
        except (regex.error, IndexError) as error:
            raise AuditError(f"the remap {pattern} is malformed: {error}") from error
        except TimeoutError:
            raise AuditError(f"the remap {pattern} takes too long", hint="make it simpler") from None
    return target if url == target.url else structs.replace(target, url=url)


def is_allowed(url: str, user_agent: str) -> Steps[bool]:
    """Tell whether robots.txt lets an address be asked for (RFC 9309)."""
    address = parse_address(url)
    if address is None or address.scheme not in {"http", "https"}:
        return True
    place = structs.replace(address, path="/robots.txt", query="", fragment="")
    response = yield Request(place, share=f"robots {address.site}")
    if response.status != 200:
        return True
    from urllib.robotparser import RobotFileParser  # noqa: PLC0415 - slow to import, seldom needed

    rules = RobotFileParser()
    rules.parse(response.body.decode("utf-8", "replace").splitlines())
    return rules.can_fetch(user_agent.split("/", maxsplit=1)[0], str(address))
