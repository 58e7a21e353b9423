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


ENTRY = "@book{%s,\n  author = {Alder, John},\n  title = {Harbours},\n  publisher = {Quay},\n  date = {1990},\n}\n"
COMMANDS = {
    "read": ("--format", "json"),
    "extract": ("--json",),
    "report": (),
    "audit": ("--offline", "--format", "json"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_for_documents_takes_folders_and_archives(command, folder, tmp_path):
    several = ("--output", tmp_path / "pages") if command == "report" else ("--recursive",)
    for given in ((folder, *several), (folder / "sub" / "c.zip",), (f"{folder}/*.txt",)):
        done = run(command, *given, *COMMANDS[command])
        assert done.returncode == 0, done.stderr.decode()
    assert run(command, folder / "none.txt").returncode == 3
    assert run(command).returncode == 2


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "settings.json").write_text('{"type": "module"}', encoding="utf-8")
    (tmp_path / "one.bib").write_text(ENTRY % "one", encoding="utf-8")
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "deep" / "more.zip", "w") as archive:
        archive.writestr("two.bib", ENTRY % "two")
        archive.writestr("readme.txt", "No bibliography.")
    return tmp_path


def test_check_takes_folders_of_bibliographies(shelf):
    done = run("check", "-r", shelf)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert b"2 entries, 0 findings" in done.stderr
    assert run("check", shelf).returncode == 3
    assert run("check").returncode == 2


def test_convert_and_cite_take_the_one_file_of_an_archive(shelf):
    done = run("convert", shelf / "deep" / "more.zip", "--to", "csl-json")
    assert [item["id"] for item in json.loads(done.stdout)] == ["two"]
    with zipfile.ZipFile(shelf / "paper.zip", "w") as archive:
        archive.writestr("paper.md", "Harbours grew [@one, p. 3].\n")
    done = run("cite", shelf / "paper.zip", "--bib", shelf / "one.bib")
    assert done.returncode == 0, done.stderr.decode()
    assert "(Alder, 1990, p. 3)" in done.stdout.decode()


def test_a_command_for_one_file_refuses_several(shelf):
    (shelf / "two.bib").write_text(ENTRY % "two", encoding="utf-8")
    done = run("convert", f"{shelf}/*.bib", "--to", "ris")
    assert done.returncode == 2
    assert b"one file" in done.stderr


def test_audit_reads_lists_and_bibliographies_of_a_folder(shelf):
    (shelf / "more.urls").write_text("https://port.example/a\n", encoding="utf-8")
    linked = ENTRY.replace("\n}\n", "\n  url = {https://port.example/b},\n}\n") % "three"
    (shelf / "deep" / "three.bib").write_text(linked, encoding="utf-8")
    done = run("audit", "-r", shelf, "--offline", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert {link["url"] for link in json.loads(done.stdout)["links"]} == {
        "https://port.example/a",
        "https://port.example/b",
    }
