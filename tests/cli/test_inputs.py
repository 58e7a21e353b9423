import json
import os
import subprocess
import sys
import zipfile

import pytest

PAPER = "Порт открыт для всех [1, с. 97]. Торговля росла.\n\nЛитература\n\n1. Громов П. С. Река. М. : Маяк, 1999. 20 с.\n"


def run(*arguments, stdin=None):
    return subprocess.run(
        [sys.executable, "-m", "citekit", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(PAPER, encoding="utf-8")
    (tmp_path / "sub" / "b.md").write_text(PAPER, encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@book{a}", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(PAPER, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "sub" / "c.zip", "w") as archive:
        archive.writestr("inner/d.txt", PAPER)
    return tmp_path


def sources(done):
    described = json.loads(done.stdout)
    return [one["source"] for one in (described if isinstance(described, list) else [described])]


def test_a_folder_needs_recursive(folder):
    done = run("read", folder)
    assert done.returncode == 3
    assert b"CK105" in done.stderr
    assert b"--recursive" in done.stderr


def test_recursive_reads_documents_and_archives(folder):
    done = run("read", "-r", folder, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert sources(done) == [f"{folder}/a.txt", f"{folder}/sub/b.md", f"{folder}/sub/c.zip!inner/d.txt"]


def test_patterns_are_expanded(folder):
    done = run("read", f"{folder}/**/*.md", f"{folder}/*.txt", "--format", "json")
    assert sources(done) == [f"{folder}/sub/b.md", f"{folder}/a.txt"]
    assert run("read", f"{folder}/*.docx").returncode == 3


def test_an_archive_may_come_from_standard_input(folder):
    done = run("read", "-", "--format", "json", stdin=(folder / "sub" / "c.zip").read_bytes())
    assert sources(done) == ["-!inner/d.txt"]


def test_one_that_cannot_be_read_is_passed_over(folder):
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    done = run("extract", "-r", folder, "-q")
    assert done.returncode == 3
    assert done.stdout.count(b"@book") == 3
    assert b"bad.pdf: CK131" in done.stderr
    assert b"1 of 4 files could not be read" in done.stderr


def test_isolated_reading_gives_the_same(folder):
    plain = run("extract", folder / "a.txt", "--json", "-q")
    isolated = run("extract", folder / "a.txt", "--json", "-q", "--isolate")
    assert isolated.stdout == plain.stdout


def test_an_address_inside_the_own_network_is_refused():
    pytest.importorskip("pycurl", reason="pycurl is not installed")
    done = run("read", "--url", "http://127.0.0.1:1/paper.pdf")
    assert done.returncode == 3
    assert b"not public" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_nothing_to_read_is_wrong_usage():
    assert run("read").returncode == 2


@pytest.mark.parametrize("shown", ["text", "markdown", "json"])
def test_what_was_read_is_shown(folder, shown):
    done = run("read", folder / "a.txt", "--format", shown)
    assert done.returncode == 0
    assert "Порт открыт для всех [1, с. 97]" in done.stdout.decode()
