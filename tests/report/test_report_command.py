"""`citekit report` as a user runs it."""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from zipfile import ZipFile

import pytest

PAPER = "Порт открыт [1, с. 97]; ср. [5].\n\nСписок литературы\n\n1. Чайкин О. Л. Гавани. М.: Причал, 2011. 240 с.\n"


def run(*arguments, stdin=None, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "citekit", "report", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "80"},
        check=False,
    )


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    (folder / "more").mkdir(parents=True)
    (folder / "one.txt").write_text(PAPER, encoding="utf-8")
    (folder / "more" / "one.md").write_text(PAPER, encoding="utf-8")
    (folder / "more" / ".hidden.txt").write_text(PAPER, encoding="utf-8")
    (folder / "data.bin").write_bytes(b"\x00")
    return folder


def test_one_document_gives_one_page(folder, tmp_path):
    done = run(folder / "one.txt", "-o", tmp_path / "out.html", "--style", "ieee", "--interface", "en", "-q")
    assert done.returncode == 0, done.stderr.decode()
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "Чайкин" in page
    assert '<html lang="en">' in page
    assert done.stdout == b""


def test_standard_input_to_standard_output():
    done = run("-", "-q", stdin=PAPER.encode())
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().startswith("<!DOCTYPE html>")


def test_a_folder_gives_an_overview_and_a_page_each(folder, tmp_path):
    done = run(folder, "-o", tmp_path / "site", "-q")
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [
        "001-one.html",
        "002-one.html",
        "index.html",
    ]
    assert 'href="index.html"' in (tmp_path / "site" / "001-one.html").read_text(encoding="utf-8")
    assert 'href="002-one.html"' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_several_documents_without_a_folder_are_wrong_usage(folder):
    done = run(folder, "-q")
    assert done.returncode == 2
    assert b"folder" in done.stderr


def test_an_unreadable_document_does_not_stop_the_others(folder, tmp_path):
    done = run(folder / "one.txt", folder / "data.bin", "-o", tmp_path / "site", "-q")
    assert done.returncode == 3
    assert (tmp_path / "site" / "001-one.html").exists()


def test_an_unknown_style_and_an_empty_folder_are_told_in_one_line(folder, tmp_path):
    done = run(folder / "one.txt", "-o", tmp_path / "out.html", "--style", "no-such-style", "-q")
    assert done.returncode == 3
    assert b"CK600" in done.stderr
    assert b"Traceback" not in done.stderr
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "-o", tmp_path / "x").returncode == 3


def test_results_of_an_audit_are_shown(tmp_path):
    results = tmp_path / "audit.json"
    link = {
        "url": "http://a.example/gone",
        "verdict": "dead",
        "status": 404,
        "message": "answers 404 Not Found",
    }
    results.write_text(json.dumps({"version": 1, "links": [link]}), encoding="utf-8")
    paper = tmp_path / "linked.txt"
    paper.write_text("See http://a.example/gone (accessed 22.06.2018).\n", encoding="utf-8")
    done = run(paper, "-o", tmp_path / "out.html", "--audit-results", results, "-q", "--styles", "1")
    assert done.returncode == 0, done.stderr.decode()
    assert "answers 404 Not Found" in (tmp_path / "out.html").read_text(encoding="utf-8")
    wrong = run(paper, "-o", tmp_path / "out.html", "--audit-results", paper, "-q")
    assert wrong.returncode == 3
    assert wrong.stderr.decode().count("\n") == 1


def test_the_links_are_audited_on_request(tmp_path):
    pytest.importorskip("pycurl", reason="the audit needs pycurl")

    class Nowhere(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Nowhere)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/gone"
        (tmp_path / "paper.txt").write_text(f"See {address} (accessed 22.06.2018).\n", encoding="utf-8")
        (tmp_path / "citekit.toml").write_text(
            '[audit]\nallow = ["127.0.0.1"]\narchive = "never"\nstore = "audit.sqlite"\nretries = 0\n',
            "utf-8",
        )
        done = run("paper.txt", "-o", "out.html", "--audit", "-q", "--styles", "1", cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        page = (tmp_path / "out.html").read_text(encoding="utf-8")
        assert 'data-t="verdict-dead"' in page
        assert "HTTP 404" in page
    finally:
        server.shutdown()
        server.server_close()


def test_an_archive_of_documents_needs_a_folder_and_gives_a_page_each(tmp_path):
    archive = tmp_path / "papers.zip"
    with ZipFile(archive, "w") as packed:
        for name in ("one", "two"):
            packed.writestr(f"{name}.txt", f"Harbours {name} [1].\n")
    assert run(archive, "-q").returncode == 2
    assert run(archive, "-q", "-o", tmp_path / "site", "--styles", "1").returncode == 0
    assert len(list((tmp_path / "site").glob("*.html"))) == 3
