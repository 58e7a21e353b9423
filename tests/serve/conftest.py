"""A workbench that runs as users run it: its own process, a free port, a store of its own."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

pytest.importorskip("starlette", reason="the packages of citekit[serve] are not installed")
pytest.importorskip("uvicorn", reason="the packages of citekit[serve] are not installed")

PAPER = (
    """Harbours opened late [1, p. 97]. Wren disagreed [2]; compare [5; 1]. Trade in the region1 grew.

1 Plover, A. Bridges // River. 2016. No. 3. P. 4–5. URL: http://port.example/a-
b (accessed 22.06.2018).

"""
    + "\n".join(f"Line {number} of a long text about ferries and tides." for number in range(60))
    + """

References

1. Heron O. L. Havens of the North. London: Quay Press, 2011. 240 p.
2. Wren H. Paths and fairs // Coast Review. 2014. Vol. 3, no. 2. P. 17–29.
"""
)


class Running:
    """A workbench in a process of its own, and ways to ask it."""

    def __init__(self, store, *options):
        self.store = store
        command = [sys.executable, "-m", "citekit", "serve", "--port", "0", "--quiet", "--store", str(store)]
        kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        environment = {**kept, "PYTHONWARNINGS": "error"}
        self.process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.process.communicate()[1]
        parts = urlsplit(self.address)
        self.host, self.port = f"127.0.0.1:{parts.port}", parts.port
        self.token = parse_qs(parts.query)["token"][0]
        self.errors = []
        self.reader = threading.Thread(target=lambda: self.errors.extend(self.process.stderr), daemon=True)
        self.reader.start()

    def send(self, method, path, body=None, headers=None):
        """Send a request as it is; return status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def ask(self, method, path, body=None, headers=None):
        """Send a request with the token; return status and what the answer's JSON says."""
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        given = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        status, answered, content = self.send(method, path, body, given)
        is_json = (
            answered.get_content_type().endswith("json")
            and answered.get_content_type() != "application/x-ndjson"
        )
        return status, json.loads(content) if content and is_json else content

    def add(self, text, name="paper.txt", language="en"):
        """Add a document, and wait until it is analysed."""
        content = text if isinstance(text, bytes) else text.encode()
        query = f"?name={quote(name)}" + (f"&language={language}" if language else "")
        status, session = self.ask("POST", f"/api/sessions{query}", content)
        assert status == 201, session
        return self.wait_for(session["id"])

    def wait_for(self, session):
        """Wait until a session is ready or failed."""
        for _ in range(600):
            status, summary = self.ask("GET", f"/api/sessions/{session}/summary")
            assert status == 200
            if summary["status"] != "waiting":
                return summary
            time.sleep(0.1)
        raise AssertionError("the analysis never ends")

    def correct(self, session, version, **correction):
        """Confirm a correction."""
        correction["do"] = correction.pop("do").replace("_", "-")
        return self.ask(
            "POST", f"/api/sessions/{session}/corrections", {"version": version, "correction": correction}
        )

    def state(self, session):
        """Return what a session shows."""
        status, state = self.ask("GET", f"/api/sessions/{session}")
        assert status == 200, state
        return state

    def stop(self):
        """End it as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(30)
        self.reader.join(30)
        self.process.stdout.close()
        self.process.stderr.close()


@pytest.fixture
def start(tmp_path):
    """Start workbenches; all are stopped in the end."""
    running = []

    def begin(*options, store=None):
        running.append(Running(store or tmp_path / "store" / "workbench.sqlite", *options))
        return running[-1]

    yield begin
    for one in running:
        one.stop()


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """One workbench for the tests of a module that do not disturb each other."""
    running = Running(tmp_path_factory.mktemp("bench") / "workbench.sqlite", "--offline")
    yield running
    running.stop()
    assert running.errors == []


@pytest.fixture(scope="session")
def packed():
    """The analysis of the paper, as a session keeps it."""
    from citekit.model import Document
    from citekit.pipeline import analyze
    from citekit.serve.stored import pack_analysis

    return pack_analysis(analyze(Document.from_text(PAPER, "paper.txt", language="en")))


@pytest.fixture
def paper(bench, packed):
    """A new session with a paper in it, analysed beforehand."""
    from citekit.serve.store import SessionStore

    with SessionStore(bench.store) as store:
        session = store.add_session("paper.txt", PAPER.encode(), "en")
        store.finish_analysis(session, packed)
    return session


@pytest.fixture(scope="session")
def axe():
    """The script of axe-core, or None."""
    path = Path(__file__).parents[2] / "build" / "node" / "node_modules" / "axe-core" / "axe.min.js"
    return path.read_text(encoding="utf-8") if path.exists() else None
