"""The server: a port of this computer, an address with a token, and uvicorn on it."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from citekit.errors import ServeError

try:
    import uvicorn
except ImportError as error:
    raise ServeError(
        "uvicorn and starlette are not installed", hint='pip install "citekit[serve]"'
    ) from error

from citekit.serve.app import make_app
from citekit.serve.security import Access
from citekit.serve.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Binding:
    """A port that is ours.

    Attributes:
        socket: Bound, not yet listening.
        host: The host as an address has it.
        port: The port.
    """

    socket: socket.socket
    host: str
    port: int

    @property
    def is_local(self) -> bool:
        """Tell whether only this computer can reach it."""
        with suppress(ValueError):
            return ipaddress.ip_address(self.socket.getsockname()[0]).is_loopback
        return False


def bind_port(host: str, port: int) -> Binding:
    """Take a port.

    Args:
        host: Name or IP address.
        port: The port; 0 for any that is free.

    Raises:
        ServeError: The port is taken, or the host is none of this computer.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError, OverflowError) as error:
        raise ServeError(f"{host} is no address of this computer: {error}") from error
    try:
        if sys.platform != "win32":  # there it would share a port that is taken
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(128)
    except (OSError, OverflowError) as error:
        bound.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise ServeError(f"port {port} is taken", hint="--port 0 takes any that is free") from error
        raise ServeError(f"cannot listen on {host}:{port}: {error}") from error
    shown = f"[{host}]" if ":" in host else host
    return Binding(bound, shown, bound.getsockname()[1])


def make_access(binding: Binding, hosts: Iterable[str] = ()) -> Access:
    """Return what a request must show: a new token, and one of the names of this server.

    Args:
        binding: The port.
        hosts: Further names under which it may be asked.
    """
    names = {binding.host, *hosts}
    if binding.is_local:
        names |= {"localhost", "127.0.0.1", "[::1]"}
    allowed = {f"{name.lower()}:{binding.port}" for name in names}
    if binding.port == 80:
        allowed |= {name.lower() for name in names}
    return Access(secrets.token_urlsafe(32), frozenset(allowed), f"citekit-{binding.port}")


class _Server(uvicorn.Server):
    """Ends the event streams first, for which it would wait otherwise."""

    bench: Workbench

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.bench.notices.close()
        await super().shutdown(sockets)


def serve(
    bench: Workbench, binding: Binding, access: Access, on_ready: Callable[[str], None] | None = None
) -> None:
    """Serve until interrupted.

    Args:
        bench: The work behind it.
        binding: The port.
        access: What requests must show.
        on_ready: Called with the address that opens the workbench.
    """
    config = uvicorn.Config(
        make_app(bench, access),
        log_level="error",
        access_log=False,
        server_header=False,
        ws="none",
        loop="asyncio",
        http="h11",
        lifespan="on",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = _Server(config)
    server.bench = bench
    if on_ready is not None:
        on_ready(f"http://{binding.host}:{binding.port}/?token={access.token}")
    server.run(sockets=[binding.socket])
