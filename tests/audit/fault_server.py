"""A web server on loopback that misbehaves on purpose: one path, one behaviour.

`FaultServer` counts what is asked of it: methods, times, bytes that it could send.
"""

import asyncio
import contextlib
import gzip
import socket
import threading
import time
import weakref
from collections import defaultdict

PROSE = " ".join(f"Sentence {number} tells of ports and bridges along the river." for number in range(60))


def page(title="Ports", text=PROSE, head="", status=200, **headers):
    body = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1><p>{text}</p></body></html>"
    return status, {"Content-Type": "text/html; charset=utf-8", **headers}, body.encode()


def redirect(location, status=301):
    return status, {"Location": location}, b""


NOT_FOUND = page("404 Not Found", "The page was not found.", status=404)


class FaultServer:
    """Serves `routes`: path to an answer, or to a function of (method, headers, count) that gives one.

    An answer is `(status, headers, body)`; a coroutine function gets the stream and does as it likes.
    Unknown paths give 404, or what the route `*` says.
    """

    def __init__(self, routes, host="127.0.0.1", tls=None):
        self.routes = routes
        self.host = host
        self.tls = tls
        self.requests = defaultdict(list)
        self.sent = defaultdict(int)
        self.port = 0
        self._writers = weakref.WeakSet()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def base(self):
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    def _run(self):
        asyncio.run(self._serve())

    async def _serve(self):
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._answer, self.host, 0, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.02)

    async def _answer(self, reader, writer):
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self._writers.add(writer)
            while True:
                first = await reader.readexactly(1)
                if first == b"\x16":  # TLS where none is spoken
                    writer.write(b"HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n")
                    break
                head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                line, *lines = head.split("\r\n")
                method, path, _ = line.split(" ", 2)
                headers = {
                    name.lower(): value.strip() for name, _, value in (h.partition(":") for h in lines if h)
                }
                self.requests[path].append((method, time.monotonic(), headers))
                if not await self._write(writer, method, path, headers):
                    break
        with contextlib.suppress(Exception):
            writer.close()

    async def _write(self, writer, method, path, headers):
        route = self.routes.get(
            path, self.routes.get(path.partition("?")[0], self.routes.get("*", NOT_FOUND))
        )
        if asyncio.iscoroutinefunction(route):
            await route(self, writer, path)
            return False
        if callable(route):
            route = route(method, headers, len(self.requests[path]))
        status, fields, body = route
        fields = {"Content-Length": str(len(body)), **fields}
        text = (
            f"HTTP/1.1 {status} X\r\n"
            + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            + "\r\n"
        )
        writer.write(text.encode("utf-8") + (b"" if method == "HEAD" else body))
        await writer.drain()
        return True


async def never_answer(_server, _writer, _path):
    await asyncio.sleep(60)


async def reset(_server, writer, _path):
    writer.transport.abort()


async def garbage(_server, writer, _path):
    writer.write(b"\x00\x01\x02 this is no HTTP\r\n\r\n")
    await writer.drain()


async def endless(server, writer, path):
    # What is counted is to be what was taken, not what the kernel holds for a slow reader.
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32_768)
    writer.transport.set_write_buffer_limits(high=8192)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Log</title><p>")
    while True:
        writer.write(b"word and more words " * 200)
        await writer.drain()
        server.sent[path] += 4000


async def slow_drip(_server, writer, _path):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Ports</title><p>")
    while True:
        writer.write(b"word ")
        await writer.drain()
        await asyncio.sleep(0.2)


def gzip_bomb():
    body = gzip.compress(b"<html><title>Ports</title><p>" + b"word and more " * 4_000_000)
    return 200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, body


def raw(*chunks, pause=0.0, hold=0.0, abort=False):
    """Return a route that writes bytes as they are, and then closes, waits or breaks off."""

    async def write(_server, writer, _path):
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
            if pause:
                await asyncio.sleep(pause)
        await asyncio.sleep(hold)
        if abort:
            writer.transport.abort()

    return write


def html(text=PROSE, title="Ports"):
    return f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()


def write_head(*lines, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")
