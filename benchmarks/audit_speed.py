"""The speed of `citekit audit` beside lychee and linkinator, on hosts of loopback.

    python benchmarks/audit_speed.py [--urls 10000] [--hosts 250] [--only citekit] [--rounds 5]
    python benchmarks/audit_speed.py --latency 0.1 --hanging 0.05    # beside the time that the limits dictate
    python benchmarks/audit_speed.py --urls 100000 --only citekit    # memory

A small server listens on 127.0.1.1 and up, one address a host. Each tool runs as a child process; told are
wall time, URLs a second, CPU seconds of the child and its peak memory. In several rounds the tools take
turns, and medians are told with their ratio to lychee's. On a busy machine only the CPU time counts: a
program of many threads gets a larger share of the wall time than one of a single thread.

With hosts that hang, the limits dictate the longer of two times: that of one time limit, since a host that
leaves four requests without an answer is asked no more, and that of all other requests over the connections
that are left.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

BODY = (
    b"<html><title>Page</title><body>" + b"<p>Some words of a page on ports and piers.</p>" * 40 + b"</body>"
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"
#: Requests at once over all hosts, as `citekit audit` has it.
CONNECTIONS = 256
PEER = "lychee, as it comes"
BIN = Path(sys.executable).parent


def serve(hosts: int, port: int, latency: float, hanging: float, ready: Callable[[], None]) -> None:
    """Answer on all hosts until killed; the first share of the hosts never answers."""
    silent = int(hosts * hanging)

    class Protocol(asyncio.Protocol):
        def __init__(self, number: int) -> None:
            self.number = number

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport

        def data_received(self, data: bytes) -> None:
            if self.number < silent:
                return
            answer = MISSING if b"no-such-page" in data else ANSWER
            if data.startswith(b"HEAD"):
                answer = answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            if latency:
                asyncio.get_running_loop().call_later(latency, self.transport.write, answer)
            else:
                self.transport.write(answer)

    async def run() -> None:
        loop = asyncio.get_running_loop()
        for number in range(hosts):
            host = name_host(number)
            await loop.create_server(lambda number=number: Protocol(number), host, port, backlog=1024)
        ready()
        await asyncio.Event().wait()

    asyncio.run(run())


def name_host(number: int) -> str:
    """Return the address of a host by its number."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def measure(name: str, command: Sequence[str], urls: int) -> tuple[float, float]:
    """Run a tool and print what it took; return its wall time and CPU time in seconds."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    cpu = usage.ru_utime + usage.ru_stime
    print(
        f"{name:24} {wall:8.2f} s {urls / wall:9.0f} URLs/s {cpu:7.2f} s CPU "
        f"{usage.ru_maxrss / 1024:7.0f} MB",
        flush=True,
    )
    return wall, cpu


def compare(taken: Mapping[str, Sequence[tuple[float, float]]], urls: int) -> None:
    """Print the medians of all rounds, and their ratios to the peer's."""
    medians = {
        name: tuple(map(statistics.median, zip(*rounds, strict=True))) for name, rounds in taken.items()
    }
    peer = medians.get(PEER)
    for name, (wall, cpu) in medians.items():
        ratio = f", {peer[0] / wall:.2f} of its URLs/s, {cpu / peer[1]:.2f} of its CPU" if peer else ""
        print(f"median {name:24} {wall:.2f} s, {urls / wall:.0f} URLs/s, {cpu:.2f} s CPU{ratio}")


def main() -> None:
    """Measure every tool that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--urls", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=250)
    parser.add_argument("--port", type=int, default=18_080)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--hanging", type=float, default=0.0)
    parser.add_argument("--timeout", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default="", help="part of the names of the tools that are to run")
    options = parser.parse_args()
    event = multiprocessing.Event()
    server = multiprocessing.Process(
        target=serve,
        args=(options.hosts, options.port, options.latency, options.hanging, event.set),
        daemon=True,
    )
    server.start()
    event.wait(30)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.urls"
        addresses = [
            f"http://{name_host(n % options.hosts)}:{options.port}/page/{n}" for n in range(options.urls)
        ]
        path.write_text("\n".join(addresses), encoding="utf-8")
        page = Path(folder) / "list.html"
        page.write_text("".join(f"<a href='{url}'>x</a>\n" for url in addresses), encoding="utf-8")
        if options.hanging:
            silent = int(options.hosts * options.hanging)
            healthy = options.urls * (1 - silent / options.hosts) + options.hosts
            dictated = max(options.timeout, healthy * options.latency / (CONNECTIONS - 4 * silent))
            print(f"{'dictated by the limits':24} {dictated:8.2f} s", flush=True)
        seconds = str(options.timeout)
        ours = [
            str(BIN / "citekit"), "audit", str(path), "--allow", "127.0.0.0/8", "--format", "jsonl",
            "--timeout", seconds, "--quiet",
        ]  # fmt: skip
        tools = {"citekit": [*ours, "--no-store"], "citekit with store": ours}
        lychee = shutil.which("lychee") or str(BIN / "lychee")
        if Path(lychee).exists():
            command = [lychee, "--no-progress", "--timeout", str(max(1, int(options.timeout))), str(page)]
            tools[PEER] = command
        linkinator = shutil.which("linkinator")
        if linkinator:
            tools["linkinator"] = [linkinator, str(page), "--silent"]
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in tools if options.only in name}
        for turn in range(options.rounds):
            for name, rounds in taken.items():
                store = ["--store", f"{folder}/{turn}.sqlite"] if name == "citekit with store" else []
                rounds.append(measure(name, [*tools[name], *store], options.urls))
        if options.rounds > 1:
            compare(taken, options.urls)
    server.kill()


if __name__ == "__main__":
    main()
