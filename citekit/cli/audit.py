"""`citekit audit`: do the links still stand?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from citekit.cli.audit_links import Links, Results, collect_links, number_links
from citekit.cli.audit_progress import show_progress
from citekit.cli.inputs import BIBLIOGRAPHY_SUFFIXES, Recursive, Urls
from citekit.cli.streams import (
    EXIT_FINDINGS,
    EXIT_INTERRUPTED,
    EXIT_UNREADABLE,
    load_source,
    write_chunks,
    write_output,
)

if TYPE_CHECKING:
    from citekit.audit.config import AuditConfig
    from citekit.audit.plan import LinkTarget
    from citekit.audit.run import AuditOptions
    from citekit.audit.verdict import LinkCheck, Verdict


class AuditFormat(StrEnum):
    """How an audit is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    JUNIT = "junit"
    SARIF = "sarif"
    HTML = "html"
    GITHUB = "github"


class ArchiveChoice(StrEnum):
    """For which links a snapshot is looked up."""

    NEVER = "never"
    FAILED = "failed"
    ALL = "all"


#: Verdicts that make the command fail where nothing else is asked for.
FAIL_ON = ("dead", "soft-dead", "dns")


def audit(
    given_inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="Documents, bibliographies, lists of addresses (.urls), folders or zip archives of them, or "
            "URLs to check.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    format: Annotated[AuditFormat, typer.Option("--format", "-f", help="How to print.")] = AuditFormat.TABLE,
    list_of_urls: Annotated[
        bool, typer.Option("--urls", help="The files are lists of addresses, one a line.")
    ] = False,
    offline: Annotated[bool, typer.Option(help="List the links without checking them.")] = False,
    archive: Annotated[
        ArchiveChoice | None, typer.Option(help="Look up snapshots: for links that are not ok, or for all.")
    ] = None,
    archive_delay: Annotated[
        float | None, typer.Option(help="Seconds between requests to one archive (1).")
    ] = None,
    drift: Annotated[
        bool, typer.Option("--drift", help="Compare living pages with their snapshot (citekit[drift]).")
    ] = False,
    drift_threshold: Annotated[
        float | None, typer.Option(help="Likeness below which a page counts as changed (0.8).")
    ] = None,
    save: Annotated[bool, typer.Option(help="Ask the archive to keep living pages.")] = False,
    fix: Annotated[
        Path | None, typer.Option(help="Write the bibliography with corrections and snapshots to this file.")
    ] = None,
    in_place: Annotated[bool, typer.Option(help="Write them over the input instead.")] = False,
    store: Annotated[Path | None, typer.Option(help="File that keeps results between runs.")] = None,
    no_store: Annotated[bool, typer.Option("--no-store", help="Keep no results.")] = False,
    max_age: Annotated[float | None, typer.Option(help="Days for which a good result counts.")] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(help="Verdict that makes the command fail, or 'drift', or 'never'; may be repeated."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="JSON of an earlier audit: what failed there does not fail now.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(help="Addresses to skip: host, pattern with *, or /regex/.")
    ] = None,
    accept: Annotated[list[int] | None, typer.Option(help="Status that counts as success.")] = None,
    timeout: Annotated[float | None, typer.Option(help="Seconds that one request may take.")] = None,
    retries: Annotated[int | None, typer.Option(help="Tries after trouble that may pass.")] = None,
    connections: Annotated[int | None, typer.Option(help="Requests at once in all.")] = None,
    per_host: Annotated[int | None, typer.Option(help="Requests at once to one host.")] = None,
    delay: Annotated[float | None, typer.Option(help="Seconds between requests to one host.")] = None,
    max_requests: Annotated[int | None, typer.Option(help="Requests in all.")] = None,
    max_wait: Annotated[
        float | None, typer.Option(help="Longest wait that a host may ask for, in seconds (60).")
    ] = None,
    user_agent: Annotated[str | None, typer.Option(help="What requests say they come from.")] = None,
    proxy: Annotated[str | None, typer.Option(help="Proxy; by default the environment's.")] = None,
    fragments: Annotated[bool, typer.Option(help="Check that the #fragment is there.")] = False,
    ftp: Annotated[bool, typer.Option("--ftp", help="Check ftp addresses too.")] = False,
    robots: Annotated[bool, typer.Option(help="Obey robots.txt.")] = False,
    allow_private: Annotated[bool, typer.Option(help="Ask private addresses too.")] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option(help="Private host, address or network that may be asked, also with :PORT."),
    ] = None,
    resolve: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST:PORT:ADDRESS[:PORT]",
            help="Connect to this address for this host; * stands for any.",
        ),
    ] = None,
    ca_certificates: Annotated[
        Path | None, typer.Option(help="Certificates to trust (PEM); SSL_CERT_FILE without it.")
    ] = None,
    service: Annotated[
        list[str] | None,
        typer.Option(help="Base address of a resolver or archive, as doi=https://doi.org/api/handles/."),
    ] = None,
    config: Annotated[Path | None, typer.Option(help="Configuration file.")] = None,
    recursive: Recursive = False,
    url: Urls = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show links that are ok too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no closing line.")] = False,
) -> None:
    """Check the links of documents, bibliographies and lists: do their sources still stand?"""
    from citekit.audit.config import load_config

    inputs = given_inputs or []
    if not inputs and not url:
        raise typer.BadParameter("give documents, bibliographies or addresses, or --url")
    settings = load_config(config)
    failing, drifted = read_verdicts(settings.get("fail-on", fail_on, list(FAIL_ON)))
    if (fix or in_place) and (
        len(inputs) != 1 or Path(inputs[0]).suffix.lower() not in BIBLIOGRAPHY_SUFFIXES
    ):
        raise typer.BadParameter(
            "corrections are written for one BibTeX, CSL-JSON or RIS file", param_hint="--fix"
        )
    if fix is not None and fix.resolve() == Path(inputs[0]).resolve():
        raise typer.BadParameter("this is the input; use --in-place", param_hint="--fix")
    given = {
        "timeout": timeout, "retries": retries, "connections": connections, "per-host": per_host,
        "delay": delay,
        "max-requests": max_requests, "user-agent": user_agent, "proxy": proxy, "exclude": exclude,
        "accept": accept, "allow": allow, "fragments": fragments or None, "robots": robots or None,
        "ftp": ftp or None,
        "allow-private": allow_private or None, "archive": archive.value if archive else None,
        "services": service, "max-wait": max_wait, "resolve": resolve, "archive-delay": archive_delay,
        "ca-certificates": str(ca_certificates) if ca_certificates else None, "save": save,
        "offline": offline, "drift": drift,
        "drift-threshold": drift_threshold,
    }  # fmt: skip
    if fix or in_place:
        given["archive"] = given["archive"] or settings.values.get("archive") or "failed"
    options = make_options(settings, given)
    links = collect_links(inputs, url or [], as_list=list_of_urls, recursive=recursive)
    path = None if no_store or offline else Path(settings.get("store", store, None) or default_store())
    age = settings.get("max-age", max_age, 1.0) * 86_400
    known = read_baseline(settings.get("baseline", baseline))
    with Results() as checks:
        complete = run_audit(links, options, path, age, checks, quiet=quiet)
        if (fix or in_place) and complete:
            write_fixed(inputs[0], checks, Path(inputs[0]) if in_place else fix)
        print_checks(checks, format, output, failing, verbose=verbose)
        if not quiet:
            from citekit.report.audit_table import write_counts

            typer.echo(write_counts(checks), err=True)
        if not complete:
            kept = "; the same command goes on from there" if path else ""
            typer.echo(f"stopped: {len(checks)} of {links.total} links are checked{kept}", err=True)
            raise typer.Exit(EXIT_INTERRUPTED)
        if links.unreadable:
            raise typer.Exit(EXIT_UNREADABLE)
        if any(fails(check, failing, known, drifted=drifted) for check in checks):
            raise typer.Exit(EXIT_FINDINGS)


def read_verdicts(names: Sequence[str]) -> tuple[frozenset[Verdict], bool]:
    """Return the verdicts that are named, also joined by commas, and whether `drift` is among them."""
    from citekit.audit.verdict import Verdict

    parts = {part.strip() for name in names for part in name.split(",")}
    try:
        return frozenset(Verdict(part) for part in parts - {"never", "drift", ""}), "drift" in parts
    except ValueError as error:
        raise typer.BadParameter(
            f"{error}; one of {', '.join(Verdict)}, drift, never", param_hint="--fail-on"
        ) from error


def fails(
    check: LinkCheck, failing: frozenset[Verdict], known: frozenset[tuple[str, str]], *, drifted: bool
) -> bool:
    """Tell whether a result makes the command fail, by its verdict or by drift."""
    if check.verdict in failing and (check.target.url, check.verdict.value) not in known:
        return True
    return drifted and check.drift is not None and check.drift.changed


def default_store() -> Path:
    """Return the file that keeps results where none is named: in the user's cache folder."""
    import os

    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "citekit" / "audit.sqlite"


def make_options(settings: AuditConfig, given: dict[str, Any]) -> AuditOptions:
    """Put the configuration and the command line together; the command line wins."""
    from dataclasses import fields

    from citekit.audit.archives import ArchiveServices
    from citekit.audit.check import CheckOptions
    from citekit.audit.drift import THRESHOLD
    from citekit.audit.limits import USER_AGENT, ConnectTo, FetchLimits, HostLimits
    from citekit.audit.resolvers import ResolverServices
    from citekit.audit.run import AuditOptions

    def get(name: str, default: Any = None) -> Any:  # noqa: ANN401 - as the file says
        return settings.get(name, given.get(name), default)

    services = dict(settings.values.get("services", {}))
    services |= dict(pair.split("=", 1) for pair in given.get("services") or () if "=" in pair)
    known = {f.name for f in (*fields(ResolverServices), *fields(ArchiveServices))}
    if set(services) - known:
        raise typer.BadParameter(f"unknown; one of {', '.join(sorted(known))}", param_hint="--service")
    try:
        connect_to = tuple(ConnectTo.read(rule) for rule in get("resolve", ()))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--resolve") from error
    return AuditOptions(
        check=CheckOptions(
            retries=get("retries", 2),
            max_wait=float(get("max-wait", 60.0)),
            fragments=bool(get("fragments")),
            ftp=bool(get("ftp")),
            accepted=frozenset(get("accept", ())),
        ),
        limits=FetchLimits(
            connections=get("connections", 256),
            timeout=float(get("timeout", 20.0)),
            max_requests=get("max-requests"),
            max_wait=float(get("max-wait", 60.0)),
            connect_to=connect_to,
            certificates=get("ca-certificates", find_certificates()),
            archive=HostLimits(1, float(get("archive-delay", 1.0))),
            allow_private=bool(get("allow-private")),
            allowed=tuple(get("allow", ())),
            user_agent=get("user-agent", USER_AGENT),
            proxy=get("proxy"),
            default_host=HostLimits(get("per-host", 4), float(get("delay", 0.0))),
            hosts=settings.read_hosts(),
        ),
        exclude=(*settings.values.get("exclude", ()), *(given.get("exclude") or ())),
        remap=tuple(settings.values.get("remap", {}).items()),
        archive=get("archive", "never"),
        drift=float(get("drift-threshold", THRESHOLD)) if given.get("drift") else None,
        save=bool(given.get("save")),
        offline=bool(given.get("offline")),
        robots=bool(get("robots")),
        resolvers=ResolverServices(**{n: v for n, v in services.items() if hasattr(ResolverServices(), n)}),
        archives=ArchiveServices(**{n: v for n, v in services.items() if hasattr(ArchiveServices(), n)}),
    )


def find_certificates() -> str:
    """Return the file of certificates that the environment names, or an empty string for the system's."""
    import os

    names = ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE")
    return next((os.environ[name] for name in names if os.environ.get(name)), "")


def run_audit(
    links: Links, options: AuditOptions, path: Path | None, max_age: float, results: Results, *, quiet: bool
) -> bool:
    """Check the links, with a progress bar on a terminal; tell whether the results are complete."""
    from citekit.audit.run import check_links
    from citekit.audit.store import Store

    numbers: dict[int, tuple[int, LinkTarget]] = {}
    with Store(path, max_age) as store:
        checks = check_links(number_links(links, numbers), options, store)
        try:
            for check in checks if quiet or not sys.stderr.isatty() else show_progress(checks, links.total):
                results.add(numbers.pop(id(check.target))[0], check)
        except KeyboardInterrupt:
            return False
    return True


def read_baseline(path: str | Path | None) -> frozenset[tuple[str, str]]:
    """Return the addresses with their verdicts of an earlier audit."""
    import json

    from citekit.errors import ReadError

    if path is None:
        return frozenset()
    try:
        links = json.loads(Path(path).read_text(encoding="utf-8"))["links"]
        return frozenset((link["url"], link["verdict"]) for link in links)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"cannot read the baseline: {error}", source=str(path)) from error


def write_fixed(source: str, checks: Iterable[LinkCheck], path: Path | None) -> None:
    """Write the bibliography with its corrections; over the input only where that was asked for."""
    from citekit.audit.fix import fix_bibliography
    from citekit.audit.fix_records import fix_csl_json, fix_ris
    from citekit.bibliography import dump_bibliography

    suffix = Path(source).suffix.lower()
    if suffix in {".bib", ".bibtex"}:
        fixed = dump_bibliography(fix_bibliography(load_source(source, None), checks))
    else:
        with Path(source).open(encoding="utf-8-sig", newline="") as stream:
            text = stream.read()
        fixed = fix_csl_json(text, checks) if suffix == ".json" else fix_ris(text, checks)
    write_output(fixed, path)


def print_checks(
    checks: Results,
    format: AuditFormat,
    output: Path | None,
    failing: frozenset[Verdict],
    *,
    verbose: bool,
) -> None:
    """Print an audit in one of the formats."""
    if format is AuditFormat.TABLE:
        from rich.console import Console

        from citekit.report.audit_table import make_table

        everything = verbose or all(check.reason == "offline" for check in checks)
        if output is None:
            Console(highlight=False).print(make_table(checks, everything=everything))
            return
        with output.open("w", encoding="utf-8") as stream:
            Console(file=stream, width=160).print(make_table(checks, everything=everything))
        return
    from citekit.report import audit_rows

    if format in {AuditFormat.JSONL, AuditFormat.CSV}:
        lines = audit_rows.write_jsonl if format is AuditFormat.JSONL else audit_rows.write_csv
        write_chunks(lines(checks), output)
        return
    from citekit.report import audit_ci, audit_html

    found = list(checks)
    writers = {
        AuditFormat.JSON: lambda: audit_rows.dump_json(found),
        AuditFormat.MARKDOWN: lambda: audit_rows.dump_markdown(found),
        AuditFormat.JUNIT: lambda: audit_ci.dump_junit(found, failing),
        AuditFormat.SARIF: lambda: audit_ci.dump_sarif(found),
        AuditFormat.GITHUB: lambda: audit_ci.dump_annotations(found),
        AuditFormat.HTML: lambda: audit_html.dump_html(found),
    }
    write_output(writers[format](), output)
    if format is AuditFormat.GITHUB:
        add_summary(audit_rows.dump_markdown(found))


def add_summary(text: str) -> None:
    """Add a text to the summary of the step of GitHub Actions that this runs in, if it does."""
    import os

    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if place:
        with Path(place).open("a", encoding="utf-8") as stream:
            stream.write(text)
