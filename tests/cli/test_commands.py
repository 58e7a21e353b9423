"""The commands as a user runs them, in a process of their own."""

import json
import os
import subprocess
import sys

import pytest

PAPER = """Порт открыт для всех [7, с. 97]. Об этом писал Х. Дрозд [2]; ср. также [5]. Торговля в регионе1 росла.
1 Громов П. С. Мост // Река. 2016. № 3. С. 4–5. URL: http://port.example/a-
b (дата обращения: 22.06.2018).
"""
BIB = "@article{gromov2016,\n author = {Громов, П. С.},\n title = {Мост},\n journal = {Река},\n year = 2016\n}\n"


def run(*arguments, stdin=None, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "citekit", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "80", **environment},
        check=False,
    )


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def test_extract_writes_the_bibliography_and_a_summary(paper, tmp_path):
    done = run("extract", paper, "-o", tmp_path / "out.bib")
    assert done.returncode == 0, done.stderr.decode()
    written = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert "Мост" in written
    assert "@misc{ref-7" in written
    assert "citations" in done.stderr.decode()
    assert done.stdout == b""


@pytest.mark.parametrize("written_as", ["bibtex", "biblatex", "csl-json", "ris", "json", "csv"])
def test_extract_writes_each_format_to_a_pipe(paper, written_as):
    done = run("extract", paper, "--format", written_as, "-q")
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode()
    assert "Мост" in text
    if written_as in {"csl-json", "json"}:
        json.loads(text)
    assert done.stderr == b""


def test_json_spans_reproduce_the_text(paper):
    described = json.loads(run("extract", paper, "--json", "--with-text", "-q").stdout)["documents"][0]
    text = described["text"]
    assert text == PAPER
    for found in described["citations"]:
        start, end = found["span"]
        assert text[start:end] == found["text"]
    (link,) = described["links"]
    assert link["url"] == "http://port.example/a-b"
    assert link["accessed"]["edtf"] == "2018-06-22"
    (note,) = described["notes"]
    assert text[slice(*note["call"]["span"])] == "1"


def test_a_given_bibliography_fills_a_stub(paper, tmp_path):
    given = tmp_path / "given.bib"
    given.write_text("@book{drozd, author={Дрозд, Х.}, title={Волна}, year=2001}\n", encoding="utf-8")
    described = json.loads(run("extract", paper, "--bib", given, "--json", "-q").stdout)["documents"][0]
    resolved = {c["cites"][0]["target"]: c["cites"][0]["resolution"]["key"] for c in described["citations"]}
    assert resolved["2"] == "drozd"


def test_standard_input_is_a_document():
    done = run("extract", "-", "-q", stdin=PAPER.encode())
    assert done.returncode == 0
    assert "Мост" in done.stdout.decode()


BAD = {
    "missing": lambda tmp: tmp / "gone.txt",
    "directory": lambda tmp: tmp,
    "empty": lambda tmp: write(tmp / "empty.txt", b""),
    "binary": lambda tmp: write(tmp / "x.bin", bytes(range(256)) * 40),
    "image": lambda tmp: write(tmp / "x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
    "large": lambda tmp: write(tmp / "large.txt", b"a b " * 25_000_000),
}


def write(path, content):
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_gets_one_line_and_exit_code_3(kind, tmp_path):
    done = run("extract", BAD[kind](tmp_path))
    assert done.returncode == 3
    lines = done.stderr.decode().strip().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("error: ")
    assert "CK1" in lines[0]


def test_several_files_go_on_past_a_bad_one(paper, tmp_path):
    done = run("extract", tmp_path / "gone.txt", paper, "-o", tmp_path / "out.json")
    assert done.returncode == 3
    assert "1 of 2 files could not be read" in done.stderr.decode()
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["documents"]) == 1


def test_wrong_usage_is_exit_code_2():
    for arguments in (["extract"], ["extract", "--format", "docx", "x"], ["nothing"], ["convert", "x.bib"]):
        assert run(*arguments).returncode == 2


def test_fail_on_turns_diagnostics_into_exit_code_1(paper):
    assert run("extract", paper, "-q", "--fail-on", "info").returncode == 1
    assert run("extract", paper, "-q", "--fail-on", "error").returncode == 0


def test_an_output_that_cannot_be_written_is_told(paper, tmp_path):
    done = run("extract", paper, "-o", tmp_path / "no" / "out.bib", "-q")
    assert done.returncode == 3
    assert "CK801" in done.stderr.decode()


def test_a_failed_write_leaves_the_old_file(tmp_path):
    target = tmp_path / "out.bib"
    target.write_text("old", encoding="utf-8")
    assert run("extract", tmp_path / "gone.txt", "-o", target).returncode == 3
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("target", "expected"), [("csl-json", '"Мост"'), ("ris", "TI  - Мост"), ("biblatex", "journaltitle")]
)
def test_convert(tmp_path, target, expected):
    source = tmp_path / "refs.bib"
    source.write_text(BIB, encoding="utf-8")
    done = run("convert", source, "--to", target)
    assert done.returncode == 0, done.stderr.decode()
    assert expected in done.stdout.decode()


def test_convert_to_its_own_format_keeps_every_byte(tmp_path):
    source = tmp_path / "refs.bib"
    source.write_text("% note\n" + BIB + "@comment{x}\n", encoding="utf-8")
    assert run("convert", source, "--to", "bibtex").stdout == source.read_bytes()


def test_check_prints_places_and_fails(tmp_path):
    source = tmp_path / "refs.bib"
    source.write_text("@book{a, title={Мocт}, isbn={978-5-00-000000-1}}\n", encoding="utf-8")
    done = run("check", source)
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert all(f"{source}:1:" in line for line in lines)
    assert any("ISBN" in line for line in lines)
    described = json.loads(run("check", source, "--format", "json").stdout)
    assert len(described) == len(lines)


def test_parse_takes_arguments_or_lines():
    reference = "Громов П. С. Мост // Река. 2016. № 3. С. 4–5."
    by_argument = run("parse", reference).stdout
    by_line = run("parse", stdin=f"\n{reference}\n".encode()).stdout
    assert by_argument == by_line
    described = json.loads(by_argument)
    assert described["type"] == "article-journal"
    assert {field["name"]: field["value"] for field in described["fields"]}["container-title"] == "Река"
    assert "@article" in run("parse", reference, "--format", "bibtex").stdout.decode()


def test_parse_shares_a_long_list_and_keeps_its_order(tmp_path):
    lines = [f"Громов П. С. Мост {number} // Река. 2016. № 3. С. 4–5." for number in range(2100)]
    source = "\n".join(lines).encode()
    shared = run("parse", "--jobs", "2", "-o", tmp_path / "out.jsonl", stdin=source)
    assert shared.returncode == 0, shared.stderr.decode()
    written = (tmp_path / "out.jsonl").read_bytes()
    assert [json.loads(line)["text"] for line in written.splitlines()] == lines
    assert written == run("parse", "--jobs", "1", stdin=source).stdout


def test_parse_leaves_doubtful_fields_in_the_text():
    reference = "Громов П. С. Мост // Река. 2016. № 3. С. 4–5."
    described = json.loads(run("parse", reference, "--min-confidence", "1").stdout)
    assert described["fields"] == []
    assert described["names"] == described["dates"] == {}
    assert described["text"] == reference


def test_parse_keeps_the_string_below_the_confidence():
    done = run("parse", "это просто слова о погоде", "--format", "bibtex", "--min-confidence", "0.99")
    assert "note = {это просто слова о погоде}" in done.stdout.decode()


def test_render_and_styles(tmp_path):
    source = tmp_path / "refs.bib"
    source.write_text(BIB, encoding="utf-8")
    done = run("render", source, "--style", "gost-r-7-0-5-2008-numeric", "--locale", "ru-RU")
    assert done.returncode == 0, done.stderr.decode()
    assert "Мост // Река" in done.stdout.decode()
    assert b"gost-r-7-0-5-2008-numeric" in run("styles", "search", "gost").stdout
    unknown = run("render", source, "--style", "gost-r-7-0-5")
    assert unknown.returncode == 3
    assert "gost-r-7-0-5-2008" in unknown.stderr.decode()


def test_a_narrow_terminal_without_colour(paper):
    done = run("extract", paper, paper, "-o", os.devnull, COLUMNS="40")
    assert done.returncode == 0
    assert b"\x1b[" not in done.stderr


def test_help_and_version():
    assert run("--version").stdout.startswith(b"citekit ")
    assert b"extract" in run("--help").stdout
    for command in ("extract", "parse", "convert", "check", "render"):
        assert run(command, "--help").returncode == 0


def test_a_closed_pipe_is_quiet(paper):
    command = f"{sys.executable} -m citekit extract {paper} {paper} --json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)  # noqa: S602 - a fixed command
    assert b"Traceback" not in done.stderr


def test_cite_replaces_keys_and_appends_the_bibliography(tmp_path):
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "paper.md").write_text("Порт открыт [@gromov2016, с. 5]; нет [@gone].\n", encoding="utf-8")
    done = run(
        "cite",
        tmp_path / "paper.md",
        "--bib",
        tmp_path / "refs.bib",
        "--style",
        "apa",
        "--heading",
        "Литература",
    )
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode()
    assert "Громов, 2016" in text.partition("Литература")[0]
    assert "@gone" in text
    assert "Мост" in text.partition("Литература")[2]


def test_read_shows_text_blocks_and_notes(paper):
    assert run("read", paper).stdout.decode() == PAPER
    described = json.loads(run("read", paper, "--format", "json").stdout)
    assert described["notes"][0]["number"] == "1"
    assert {"note", "paragraph"} <= {block["kind"] for block in described["blocks"]}
    shown = run("read", paper, "--format", "markdown").stdout.decode()
    assert "регионе[^fn1] росла" in shown
    assert "[^fn1]: Громов П. С. Мост // Река." in shown


def test_a_style_is_shown_by_samples():
    shown = run("styles", "show", "gost-r-7-0-5-2008-numeric").stdout.decode()
    assert "1. Соколова Н. В. История портовых городов." in shown


@pytest.mark.parametrize(
    ("order", "first"), [("given", "Мост"), ("author", "Волна"), ("year", "Ports"), ("key", "Ports")]
)
def test_render_sorts(tmp_path, order, first):
    source = tmp_path / "refs.bib"
    source.write_text(
        BIB
        + "@book{b, author={Абрамов, А.}, title={Волна}, year=2001}\n@book{a, author={Lee, A.}, title={Ports}, year=1990}\n",
        encoding="utf-8",
    )
    style = ("--style", "gost-r-7-0-5-2008-numeric", "--locale", "ru-RU")
    rendered = run("render", source, *style, "--sort", order).stdout.decode()
    assert first in rendered.splitlines()[0]
