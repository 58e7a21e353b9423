"""What is asked of the network: DOIs and links, of a server of our own; private addresses are refused."""

import json
import time

import pytest

from tests.audit.fault_server import FaultServer, page, redirect
from tests.serve.conftest import Running

pytest.importorskip("pycurl", reason="the package of citekit[audit] is not installed")

ITEM = {
    "type": "article-journal",
    "title": "Tides of the <i>North</i>",
    "author": [{"family": "Heron", "given": "Olga"}],
    "issued": {"date-parts": [[2014, 5]]},
    "container-title": "Coast Review",
    "DOI": "10.1000/182",
}
CSL = {"Content-Type": "application/vnd.citationstyles.csl+json"}


def item(**changes):
    return 200, CSL, json.dumps({**ITEM, **changes}).encode()


@pytest.fixture(scope="module")
def server():
    routes = {
        "/10.1000/182": redirect("/csl/182", 302),
        "/csl/182": item(),
        "/10.1000/html": page("No item"),
        "/10.1000/list": (200, CSL, b"[1, 2]"),
        "/10.1000/deep": (200, CSL, b"[" * 100_000),
        "/10.1000/private": redirect("http://127.0.0.2:1/", 302),
        "/10.1000/local": redirect("http://localhost:1/", 302),
        "/10.1000/file": redirect("file:///etc/passwd", 302),
        "/10.1000/loop": redirect("/10.1000/loop", 302),
        "/10.1000/broken": (500, {}, b"no"),
        "/good": page("Good"),
        "/gone": page("404 Not Found", "The page was not found.", status=404),
    }
    with FaultServer(routes) as started:
        yield started


@pytest.fixture(scope="module")
def online(server, tmp_path_factory):
    store = tmp_path_factory.mktemp("online") / "workbench.sqlite"
    running = Running(store, "--doi", f"{server.base}/", "--allow", "127.0.0.1")
    yield running
    running.stop()
    assert running.errors == []


def look_up(bench, session, text):
    return bench.ask("POST", f"/api/sessions/{session}/lookup", {"text": text})


def test_a_stub_is_filled_by_a_doi(online, server):
    session = online.add("Tides rise [3].\n")["id"]
    for text in ("10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182"):
        status, found = look_up(online, session, text)
        assert status == 200, found
    proposal = found["proposals"][0]
    assert proposal["origin"] == "doi"
    assert proposal["fields"]["author"] == "Heron, Olga"
    assert proposal["fields"]["date"] == "2014-05"
    assert server.requests["/10.1000/182"]
    stub = online.state(session)["entries"][0]
    work = {name: proposal[name] for name in ("type", "fields", "key", "origin")}
    assert online.correct(session, 0, do="fill_entry", entry=stub["id"], **work)[0] == 200
    assert online.state(session)["citations"][0]["state"] == "resolved"


@pytest.mark.parametrize(
    ("doi", "words"),
    [
        ("10.1000/nowhere", "not registered"),
        ("10.1000/html", "no description"),
        ("10.1000/list", "no description"),
        ("10.1000/deep", "no description"),
        ("10.1000/private", "private address"),
        ("10.1000/local", "private address"),
        ("10.1000/file", "302"),
        ("10.1000/loop", "302"),
        ("10.1000/broken", "500"),
    ],
)
def test_what_a_doi_does_not_give_is_said(online, doi, words):
    session = online.add("Tides rise [3].\n")["id"]
    status, problem = look_up(online, session, doi)
    assert status == 422
    assert words in problem["detail"]


def test_a_private_address_is_not_asked(start, server):
    bench = start("--doi", f"{server.base}/")
    server.requests.clear()
    session = bench.add("Tides rise [3].\n")["id"]
    status, problem = look_up(bench, session, "10.1000/182")
    assert status == 422
    assert "private address" in problem["detail"]
    assert not server.requests


def test_a_server_that_is_not_there_is_said(start):
    bench = start("--doi", "http://127.0.0.1:9/", "--allow", "127.0.0.1")
    session = bench.add("Tides rise [3].\n")["id"]
    status, problem = look_up(bench, session, "10.1000/182")
    assert status == 422
    assert "cannot be reached" in problem["detail"]
    assert "paste" in problem["hint"]


def test_links_are_audited_and_the_results_kept(online, server, start):
    text = f"See {server.base}/good and {server.base}/gone and http://127.0.0.9/private for more.\n"
    session = online.add(text)["id"]
    status, audit = online.ask("POST", f"/api/sessions/{session}/audit", {})
    assert status == 202
    assert audit["total"] == 3
    for _ in range(300):
        state = online.state(session)
        if not state["audit"]["running"]:
            break
        time.sleep(0.1)
    verdicts = {link["url"].rpartition("/")[2]: link["check"]["verdict"] for link in state["links"]}
    assert verdicts == {"good": "ok", "gone": "dead", "private": "unsafe"}
    assert state["audit"]["done"] == 3
    assert {link["url"].rpartition("/")[2]: link["state"] for link in state["links"]}["gone"] == "dead"
    shown = "".join(
        chunk["html"] for chunk in online.ask("GET", f"/api/sessions/{session}/text")[1]["chunks"]
    )
    assert "lk s-dead" in shown
    report = online.ask("GET", f"/api/sessions/{session}/export/report")[1].decode()
    assert "lk s-dead" in report
    again = online.ask("POST", f"/api/sessions/{session}/audit", {})[1]
    assert again["total"] == 0
    later = start("--offline", store=online.store)
    assert later.state(session)["links"] == state["links"]


def test_pages_are_told_what_happens(online, server):
    import http.client

    session = online.add(f"See {server.base}/good for more [3].\n")["id"]
    connection = http.client.HTTPConnection("127.0.0.1", online.port, timeout=60)
    connection.request(
        "GET", f"/api/sessions/{session}/events", headers={"Authorization": f"Bearer {online.token}"}
    )
    stream = connection.getresponse()
    assert stream.headers["content-type"].startswith("text/event-stream")

    def hear(kind):
        while True:
            line = stream.readline().decode()
            assert line, "the stream ended"
            if line.startswith("data:") and (told := json.loads(line[5:]))["kind"] == kind:
                return told

    assert hear("hello")["version"] == 0
    assert online.correct(session, 0, do="add_entry", type="book", fields={"title": "New"})[0] == 200
    assert hear("changed")["version"] == 1
    online.ask("POST", f"/api/sessions/{session}/audit", {})
    assert hear("check")["check"]["verdict"] == "ok"
    stream.close()
    connection.close()
