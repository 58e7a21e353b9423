"""`citekit audit` on files, with all formats, corrections, configuration and exit codes."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from typer.testing import CliRunner

from citekit.audit.config import load_config
from citekit.cli.main import main, make_app
from citekit.errors import AuditError
from tests.audit.fault_server import PROSE, FaultServer, page, redirect

HOSTILE = "javascript:alert('<b>')"


@pytest.fixture(scope="module")
def server():
    routes = {"/ok": page(), "/old": redirect("/ok"), "/avail": None}
    with FaultServer(routes) as started:
        closest = {
            "available": True,
            "url": "http://archive.example/web/20190301000000/x",
            "timestamp": "20190301000000",
        }
        body = json.dumps({"archived_snapshots": {"closest": closest}}).encode()
        routes["/avail"] = (200, {"Content-Type": "application/json"}, body)
        yield started


@pytest.fixture
def files(server, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "all.urls").write_text(
        f"# list\n{server.base}/ok\n{server.base}/gone\n{server.base}/old\n{HOSTILE}\n"
    )
    (tmp_path / "good.urls").write_text(f"{server.base}/ok\n")
    (tmp_path / "refs.bib").write_text(
        f"% kept\n@online{{gone19,\n  title = {{Gone}},\n  url = {{{server.base}/gone}},\n  urldate = {{2019-03-05}},\n}}\n\n"
        f"@online{{ok20,\n  title={{Fine}}, url={{{server.base}/ok}}\n}}\n"
        f"@online{{old20, title={{Moved}}, url={{{server.base}/old}}}}\n"
    )
    (tmp_path / "paper.md").write_text(
        f"# Ports\n\nAs told elsewhere ({server.base}/gone, accessed 5 March 2019), the pier stands.\n\n{PROSE}\n"
    )
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(
        make_app(), ["audit", "--allow", "127.0.0.0/8", "--retries", "0", "--archive-delay", "0", *arguments]
    )


@pytest.mark.usefixtures("files")
def test_exit_codes():
    assert run("good.urls").exit_code == 0
    assert run("all.urls").exit_code == 1
    assert run("all.urls", "--fail-on", "never").exit_code == 0
    assert run("good.urls", "--fail-on", "ok,moved").exit_code == 1
    assert run("good.urls", "--fail-on", "nonsense").exit_code == 2
    assert run("missing.urls").exit_code == 3


def test_json_tells_all(files):
    result = run("paper.md", "--format", "json")
    (link,) = json.loads(result.stdout)["links"]
    assert (link["verdict"], link["accessed"], link["line"]) == ("dead", "2019-03-05", 3)
    text = (files / "paper.md").read_text()
    assert text[slice(*link["span"])] == link["url"]
    assert "pier stands" in link["context"]


@pytest.mark.usefixtures("files")
def test_jsonl_and_csv_have_a_row_for_each_link():
    assert len(run("all.urls", "--format", "jsonl").stdout.splitlines()) == 4
    rows = list(csv.DictReader(io.StringIO(run("all.urls", "--format", "csv").stdout)))
    assert [row["verdict"] for row in rows] == ["ok", "dead", "moved", "skipped"]
    assert rows[2]["correction"].endswith("/ok")


@pytest.mark.usefixtures("files")
def test_junit_fails_what_fails():
    suite = ET.fromstring(run("all.urls", "--format", "junit").stdout)  # noqa: S314 - our own output
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "1", "1")


@pytest.mark.usefixtures("files")
def test_sarif_points_to_the_place():
    (first,) = json.loads(run("paper.md", "--format", "sarif").stdout)["runs"][0]["results"]
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


@pytest.mark.usefixtures("files")
def test_annotations_are_one_line_each():
    lines = run("paper.md", "--format", "github").stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::error file=paper.md,line=3,col=")


@pytest.mark.usefixtures("files")
def test_markdown_and_table_name_the_dead():
    assert "| dead |" in run("all.urls", "--format", "markdown").stdout
    assert "dead" in run("all.urls").stdout


@pytest.mark.usefixtures("files")
def test_the_page_holds_everything_and_links_only_the_web():
    html = run("all.urls", "paper.md", "--format", "html").stdout
    assert html.count("<article") == 5
    assert "<svg" in html
    assert 'href="javascript' not in html.lower()
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_corrections_go_to_a_new_file(files, server):
    before = (files / "refs.bib").read_text()
    services = [f"{name}=" for name in ("timegate", "timemap", "cdx")] + [
        f"availability={server.base}/avail?url="
    ]
    options = [part for service in services for part in ("--service", service)]
    assert run("refs.bib", "--fix", "refs.bib").exit_code == 2
    result = run("refs.bib", "--fix", "fixed.bib", *options)
    assert result.exit_code == 1, result.output
    assert (files / "refs.bib").read_text() == before
    fixed = (files / "fixed.bib").read_text()
    assert "archiveurl" in fixed
    assert "2019-03-01" in fixed
    assert "urlstatus" in fixed
    assert fixed.startswith("% kept\n")
    assert f"@online{{ok20,\n  title={{Fine}}, url={{{server.base}/ok}}\n}}" in fixed
    assert "/old}" not in fixed
    run("refs.bib", "--in-place", "--archive", "never")
    assert (files / "refs.bib").read_text() != before


@pytest.mark.usefixtures("files")
def test_a_baseline_forgives_what_it_knows():
    run("all.urls", "--format", "json", "-o", "base.json")
    assert run("all.urls", "--baseline", "base.json").exit_code == 0
    assert run("paper.md", "all.urls", "--baseline", "base.json").exit_code == 0
    assert (
        run(
            "all.urls", "http://127.0.0.1:1/x", "--baseline", "base.json", "--fail-on", "dead,temporary"
        ).exit_code
        == 1
    )


@pytest.mark.usefixtures("files")
def test_offline_lists_every_link(server):
    before = sum(map(len, server.requests.values()))
    result = run("paper.md", "all.urls", "--offline", "--format", "jsonl")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 5
    assert sum(map(len, server.requests.values())) == before


def test_the_configuration_is_read_and_the_command_line_wins(files):
    (files / "citekit.toml").write_text('[audit]\nexclude = ["/gone$/"]\nfail-on = ["moved"]\n')
    rows = list(csv.DictReader(io.StringIO(run("all.urls", "--format", "csv").stdout)))
    assert rows[1]["reason"] == "excluded"
    assert run("all.urls").exit_code == 1
    assert run("all.urls", "--fail-on", "dead").exit_code == 0


@pytest.mark.parametrize(
    "text", ["[audit]\nnonsense = 1", "[audit]\nexclude = 1", "not toml", '[audit.remap]\n"(" = "x"']
)
def test_a_wrong_configuration_is_an_error(tmp_path, text):
    path = tmp_path / "citekit.toml"
    path.write_text(text)
    with pytest.raises(AuditError):
        load_config(path)


def test_corrections_go_into_csl_json_and_ris_too(files, server):
    services = ["--service", "timegate=", "--service", "timemap=", "--service", "cdx="]
    services += ["--service", f"availability={server.base}/avail?url="]
    (files / "refs.json").write_text(
        json.dumps([{"id": "a", "type": "webpage", "URL": f"{server.base}/gone"}])
    )
    (files / "refs.ris").write_text(f"TY  - ELEC\nTI  - Moved\nUR  - {server.base}/old\nER  - \n")
    assert run("refs.json", "--fix", "fixed.json", *services).exit_code == 1
    assert json.loads((files / "fixed.json").read_text())[0]["archive_location"].startswith(
        "http://archive.example/"
    )
    assert run("refs.ris", "--fix", "fixed.ris", *services).exit_code == 0
    assert f"UR  - {server.base}/ok\n" in (files / "fixed.ris").read_text()
    assert run("paper.md", "--fix", "fixed.md").exit_code == 2


@pytest.mark.usefixtures("files")
def test_no_network_is_a_message_and_an_exit_code_of_its_own(monkeypatch, capsys):
    monkeypatch.setattr("citekit.audit.run._KNOWN_NAMES", ("nothing.invalid",))
    urls = ["http://one.invalid/a", "http://two.invalid/b"]
    monkeypatch.setattr("sys.argv", ["citekit", "audit", *urls, "--retries", "0", "--format", "json"])
    with pytest.raises(SystemExit) as stop:
        main()
    told = capsys.readouterr()
    assert stop.value.code == 3
    assert "there is no network" in told.err
    assert "--offline" in told.err
    assert not told.out


@pytest.mark.usefixtures("files")
def test_names_are_led_to_an_address():
    assert run("http://port.example/x", "--resolve", "nonsense").exit_code == 2


def test_many_results_are_as_few(files, server, monkeypatch):
    """More results than are held in memory come out in the order of the links all the same."""
    urls = [f"{server.base}/ok?{n}" for n in range(120)] + [HOSTILE]
    (files / "many.urls").write_text("\n".join(urls))
    few = run("many.urls", "good.urls", "--no-store", "--format", "csv")
    monkeypatch.setattr("citekit.cli.audit_links.HELD", 10)
    many = run("many.urls", "good.urls", "--no-store", "--format", "csv", "-o", "many.csv")
    assert (few.exit_code, many.exit_code) == (0, 0)
    written = (files / "many.csv").read_bytes().decode()
    rows = [row["url"] for row in csv.DictReader(io.StringIO(written))]
    assert rows == [*urls, f"{server.base}/ok"]
    assert [row["url"] for row in csv.DictReader(io.StringIO(few.stdout))] == rows
    assert "122 links: 121 ok, 1 skipped" in many.stderr


def test_what_is_stopped_says_so_and_keeps_what_is_there(files, server, monkeypatch):
    from citekit.audit import run as audit_run

    links = "\n".join(f"{server.base}/ok?{n}" for n in range(30))
    (files / "thirty.urls").write_text(links)
    original = audit_run._run

    def stop(targets, options, store):
        for number, found in enumerate(original(targets, options, store)):
            if number == 12:
                raise KeyboardInterrupt
            yield found

    with monkeypatch.context() as patch:
        patch.setattr(audit_run, "_run", stop)
        result = run("thirty.urls")
    assert result.exit_code == 130
    assert "stopped: 12 of 30 links are checked" in result.stderr
    before = sum(len(found) for path, found in server.requests.items() if path.startswith("/ok?"))
    assert run("thirty.urls").exit_code == 0
    after = sum(len(found) for path, found in server.requests.items() if path.startswith("/ok?"))
    assert after - before <= 18


def test_a_terminal_shows_failures_counts_and_a_bar():
    from rich.console import Console

    from citekit.audit.plan import LinkTarget
    from citekit.audit.verdict import LinkCheck, Verdict
    from citekit.cli.audit_progress import show_progress

    checks = [
        LinkCheck(LinkTarget(f"http://a.example/[b]{n}/{'x' * 90}"), v, "r") for n, v in enumerate(Verdict)
    ]
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=60, height=30)
    assert list(show_progress(iter(checks), len(checks), console)) == checks
    shown = stream.getvalue()
    assert "14/14" in shown
    assert "http://a.example/[b]5" in shown
    assert "soft-dead 1" in shown
