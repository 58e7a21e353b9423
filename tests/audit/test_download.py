import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytest.importorskip("pycurl", reason="pycurl is not installed")

from citekit.audit.download import download
from citekit.audit.limits import FetchLimits
from citekit.errors import AuditError

OPEN = FetchLimits(allow_private=True, timeout=5.0)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answers = {
            "/paper.md": (200, {"Content-Type": "text/markdown"}, b"Port [1]."),
            "/moved": (302, {"Location": "/paper.md"}, b""),
            "/loop": (302, {"Location": "/loop"}, b""),
            "/large": (200, {}, b"x" * 50_000),
            "/inside": (302, {"Location": "file:///etc/passwd"}, b""),
        }
        status, headers, body = answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Keep quiet: a client that has enough goes away."""


@pytest.fixture(scope="module")
def base():
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["/paper.md", "/moved"])
def test_a_document_is_fetched(base, path):
    found = download(base + path, max_bytes=1_000, limits=OPEN)
    assert (found.content, found.name, found.content_type) == (b"Port [1].", "paper.md", "text/markdown")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/nowhere", "404"), ("/loop", "lead nowhere"), ("/large", "larger"), ("/inside", "lead nowhere")],
)
def test_what_cannot_be_had_is_said_so(base, path, reason):
    with pytest.raises(AuditError, match=reason):
        download(base + path, max_bytes=10_000, limits=OPEN)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "http://localhost/x", "ftp://a.example/x", "x"])
def test_the_own_network_is_not_asked(url):
    with pytest.raises(AuditError):
        download(url, max_bytes=10_000)
