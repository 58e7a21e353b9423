"""What an audit found is read in each of its forms, and shown with the links."""

import json
import sqlite3

import pytest

from citekit.audit.plan import plan_document
from citekit.audit.store import Store
from citekit.audit.verdict import LinkCheck, Memento, Verdict
from citekit.errors import AuditError
from citekit.model import Document, Link, Span
from citekit.pipeline import analyze
from citekit.report.audit_rows import dump_json, dump_jsonl
from citekit.report.overview import write_overview
from citekit.report.page import write_page
from citekit.report.page_content import gather_content
from citekit.report.page_links import Health, health_of, read_checks, state_of_checked
from citekit.report.page_states import State

PAPER = (
    "One http://a.example/one (accessed 22.06.2018), two http://b.example/two (accessed 2.7.2017), "
    "three http://b.example/three, four http://c.example/four.\n"
)


@pytest.fixture(scope="module")
def analysis():
    return analyze(Document.from_text(PAPER, "paper.txt", language="en"))


@pytest.fixture(scope="module")
def checks(analysis):
    first, second, third, fourth = plan_document(analysis)
    seen = "2026-11-28T12:00:00Z"
    return [
        LinkCheck(first, Verdict.OK, "status-200", status=200, checked_at=seen),
        LinkCheck(
            second,
            Verdict.DEAD,
            "status-404",
            "answers 404 Not Found",
            status=404,
            memento=Memento("https://archive.example/2017/two", "2017-07-01T00:00:00Z", 1),
            checked_at=seen,
        ),
        LinkCheck(third, Verdict.MOVED, "moved", correction="https://b.example/3<x>", checked_at=seen),
        LinkCheck(fourth, Verdict.BLOCKED, "status-403", status=403, checked_at=seen),
    ]


def test_every_form_of_results_is_read_alike(checks, tmp_path):
    (tmp_path / "a.json").write_text(dump_json(checks), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(dump_jsonl(checks), encoding="utf-8")
    with Store(tmp_path / "a.sqlite") as store:
        for check in checks:
            store.add(check)
    for name in ("a.json", "a.jsonl", "a.sqlite"):
        read = read_checks(tmp_path / name)
        assert [(one.target.url, one.verdict, one.correction, one.memento) for one in read] == [
            (one.target.url, one.verdict, one.correction, one.memento) for one in checks
        ]


def test_a_store_is_not_changed_by_reading(checks, tmp_path):
    with Store(tmp_path / "a.sqlite") as store:
        store.add(checks[0])
    before = (tmp_path / "a.sqlite").read_bytes()
    read_checks(tmp_path / "a.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"{",
        b"[1]",
        b'{"links": 5}',
        b'{"links": [{"url": "x", "verdict": "odd"}]}',
        b"SQLite format 3\x00",
    ],
)
def test_what_holds_no_results_is_told_in_one_line(content, tmp_path):
    path = tmp_path / "results"
    path.write_bytes(content)
    with pytest.raises(AuditError) as caught:
        read_checks(path)
    assert "\n" not in str(caught.value)
    with pytest.raises(AuditError):
        read_checks(tmp_path / "none")


def test_a_store_of_another_kind_is_told(tmp_path):
    database = sqlite3.connect(tmp_path / "other.sqlite")
    database.execute("CREATE TABLE x (y)")
    database.commit()
    database.close()
    with pytest.raises(AuditError):
        read_checks(tmp_path / "other.sqlite")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_state_and_a_health(verdict, checks):
    link = Link("http://a.example/", Span(0, 1), "http://a.example/")
    check = LinkCheck(checks[0].target, verdict, "x")
    state, health = state_of_checked(link, check), health_of(check)
    assert (state is State.DEAD) == (health is Health.DEAD)
    assert state is not State.MISSING


def test_the_states_follow_the_audit(analysis, checks):
    content = gather_content(analysis, checks)
    assert [row.state for row in content.links] == [
        State.RESOLVED,
        State.DEAD,
        State.REPAIRED,
        State.INFERRED,
    ]
    assert content.links[1].archived == "https://archive.example/2017/two"
    assert content.links[2].instead == "https://b.example/3<x>"
    assert [row.check for row in gather_content(analysis).links] == [None] * 4


def test_the_page_shows_verdict_correction_snapshot_and_health(analysis, checks):
    page = write_page(analysis, checks=checks)
    assert 'data-t="verdict-dead">dead</span>' in page
    assert "answers 404 Not Found" in page
    assert 'href="https://archive.example/2017/two"' in page
    assert "https://b.example/3&lt;x&gt;" in page
    assert 'id="chart-health-host-title"' in page
    assert 'id="chart-health-age-title"' in page
    assert 'class="h-dead"' in page
    assert 'class="lk s-dead"' in page
    assert 'id="chart-health-host-title"' not in write_page(analysis)


def test_hostile_results_do_nothing(analysis, tmp_path):
    links = [
        {
            "url": link.url,
            "verdict": "moved",
            "message": "</script><script>alert(1)</script>",
            "correction": "javascript:alert(2)",
            "memento": {"url": "javascript:alert(3)", "date": '"><img src=x onerror=alert(4)>', "days": None},
            "checked_at": "<b>never</b>",
        }
        for link in analysis.links
    ]
    (tmp_path / "bad.json").write_text(json.dumps({"links": links}), encoding="utf-8")
    page = write_page(analysis, checks=read_checks(tmp_path / "bad.json"))
    assert 'href="javascript' not in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>never" not in page


def test_the_overview_counts_dead_links(analysis, checks):
    page = write_overview([("a.html", analysis)], checks=checks)
    assert "Dead links" in page
    assert "Dead links" not in write_overview([("a.html", analysis)]).split('id="data"')[0]
