"""`citekit serve`: the workbench in the browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.errors import CitekitError, ReadError

if TYPE_CHECKING:
    from citekit.serve.workbench import Workbench, WorkbenchOptions

DEFAULT_PORT = 8765


def serve(
    documents: Annotated[
        list[Path] | None, typer.Argument(metavar="[DOC]...", help="Documents to begin sessions with.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes any free one.")] = DEFAULT_PORT,
    host: Annotated[
        str, typer.Option(help="Address to listen on; by default only this computer.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option(help="Further name under which it may be asked; may be repeated.")
    ] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    store: Annotated[
        Path | None, typer.Option(help="File that keeps the sessions; by default in the user's data folder.")
    ] = None,
    max_size: Annotated[int, typer.Option(min=1, max=1024, help="Largest document, in MB.")] = 64,
    seconds: Annotated[int, typer.Option(min=1, max=3600, help="Longest analysis, in seconds.")] = 300,
    memory: Annotated[int, typer.Option(min=512, help="Most memory of an analysis, in MB.")] = 4096,
    doi: Annotated[str, typer.Option(help="Where DOIs are asked for.")] = "https://doi.org/",
    allow: Annotated[
        list[str] | None,
        typer.Option(help="Host or network that may be asked although it is private; may be repeated."),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nothing of the network.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the address alone.")] = False,
) -> None:
    """Open the workbench: look at documents with their citations in the browser, correct and export them."""
    try:
        from citekit.serve.server import bind_port, make_access
        from citekit.serve.server import serve as run_server
        from citekit.serve.workbench import Workbench
    except ModuleNotFoundError as error:
        from citekit.errors import ServeError

        raise ServeError(f"{error.name} is not installed", hint='pip install "citekit[serve]"') from error
    from citekit.serve.store import SessionStore

    binding = bind_port(host, port)
    access = make_access(binding, allow_host or ())
    options = make_options(
        doi=doi, allow=tuple(allow or ()), offline=offline, max_size=max_size, seconds=seconds, memory=memory
    )
    bench = Workbench(SessionStore(store or default_store()), options)

    def announce(address: str) -> None:
        if not quiet:
            typer.echo("citekit workbench, end it with Ctrl-C", err=True)
            if not binding.is_local:
                typer.echo(
                    "warning: other computers can reach it, and the token is sent in the clear", err=True
                )
        typer.echo(address)
        if browser:
            typer.launch(address)

    try:
        add_documents(bench, documents or [])
        run_server(bench, binding, access, announce)
    except KeyboardInterrupt:
        pass
    finally:
        bench.close()


def default_store() -> Path:
    """Return the file that keeps the sessions where none is named."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "citekit" / "workbench.sqlite"


def make_options(
    *, doi: str, allow: tuple[str, ...], offline: bool, max_size: int, seconds: int, memory: int
) -> WorkbenchOptions:
    """Put the options of the command line together."""
    from dataclasses import replace

    from citekit.audit.limits import FetchLimits
    from citekit.serve.analysis import AnalysisLimits
    from citekit.serve.lookup import LookupService
    from citekit.serve.workbench import WorkbenchOptions

    limits = AnalysisLimits(seconds, memory * 1024 * 1024)
    options = WorkbenchOptions(max_size * 1024 * 1024, limits=limits, lookup=LookupService(doi=""))
    if offline:
        return options
    fetching = FetchLimits(connections=4, allowed=allow)
    options = replace(options, lookup=LookupService(doi, fetching))
    try:
        from citekit.audit.run import AuditOptions
    except CitekitError:  # the audit's library is missing; the pages say so when an audit is asked for
        return options
    audit = AuditOptions(limits=FetchLimits(connections=32, allowed=allow))
    return replace(options, audit=audit, archives=replace(audit, archive="failed"))


def add_documents(bench: Workbench, documents: list[Path]) -> None:
    """Begin a session with each document.

    Raises:
        ReadError: One cannot be read, or is too large.
    """
    from citekit.read import load_bytes
    from citekit.serve.operations import clean_name

    for path in documents:
        content, _ = load_bytes(path, bench.options.max_bytes)
        if not content:
            raise ReadError("the input is empty", code="CK106", source=str(path))
        bench.add_document(clean_name(path.name), content, None)
