"""Corrections written into bibliographies of every kind; what they are not about stays as it is."""

import json

import pytest

from citekit.audit.fix_records import fix_csl_json, fix_ris
from citekit.audit.plan import LinkTarget
from citekit.audit.verdict import LinkCheck, Memento, Verdict
from citekit.errors import AuditError

SNAPSHOT = Memento(
    "https://archive.example/web/20190301000000/http://a.example/gone", "2019-03-01T00:00:00Z", 4
)


def check(url, verdict, correction="", memento=None):
    return LinkCheck(LinkTarget(url, field="url"), verdict, "r", correction=correction, memento=memento)


CHECKS = (
    check("http://a.example/gone", Verdict.DEAD, memento=SNAPSHOT),
    check("http://a.example/lost", Verdict.SOFT_DEAD),
    check("http://a.example/old", Verdict.MOVED, correction="https://a.example/new"),
    check("http://a.example/fine", Verdict.OK),
)
ITEMS = """[
    {
        "id": "gone", "type": "webpage", "URL": "http://a.example/gone", "x-own": 1.50, "custom": {"k": "v"}
    },
    {"id": "lost", "URL": "http://a.example/lost"},
    {"id": "old", "URL": "http://a.example/old", "title": "Порты"},
    {"id": "fine", "URL": "http://a.example/fine", "archive": "Box 3"},
    "no item"
]
"""
RIS = (
    "TY  - ELEC\r\nTI  - Gone\r\nUR  - http://a.example/gone\r\nXX  - own\r\nER  - \r\n\r\n"
    "TY  - ELEC\r\nUR  - http://a.example/old\r\nN1  - kept\r\nER  - \r\n"
    "TY  - ELEC\r\nUR  - http://a.example/fine\r\nER  -"
)


def test_csl_json_keeps_what_it_does_not_know():
    text = fix_csl_json(ITEMS, CHECKS)
    gone, lost, old, fine, other = json.loads(text)
    assert gone["archive_location"] == SNAPSHOT.url
    assert gone["archive"] == "archive.example"
    assert gone["custom"] == {"k": "v", "urlstatus": "dead", "archivedate": "2019-03-01"}
    assert gone["URL"] == "http://a.example/gone"
    assert gone["x-own"] == 1.5
    assert lost["custom"] == {"urlstatus": "unfit"}
    assert old["URL"] == "https://a.example/new"
    assert (fine, other) == (json.loads(ITEMS)[3], "no item")
    assert "Порты" in text
    assert text.startswith("[\n    {")
    assert text.endswith("]\n")


def test_csl_json_under_items_and_without_need_stays_as_it_is():
    assert fix_csl_json(ITEMS, CHECKS[3:]) == ITEMS
    wrapped = json.loads(fix_csl_json(json.dumps({"items": json.loads(ITEMS)}), CHECKS))
    assert wrapped["items"][2]["URL"] == "https://a.example/new"


@pytest.mark.parametrize("text", ["", "[", "3", '{"a": 1}', '"x"'])
def test_what_is_no_csl_json_is_one_error(text):
    with pytest.raises(AuditError):
        fix_csl_json(text, CHECKS)


def test_ris_gets_lines_behind_the_address():
    assert fix_ris(RIS, CHECKS) == RIS.replace(
        "UR  - http://a.example/gone\r\n",
        f"UR  - http://a.example/gone\r\nAV  - {SNAPSHOT.url}\r\nN1  - urlstatus: dead; archivedate: 2019-03-01\r\n",
    ).replace("UR  - http://a.example/old", "UR  - https://a.example/new")


def test_writing_twice_changes_nothing_more():
    once = fix_ris(RIS, CHECKS), fix_csl_json(ITEMS, CHECKS)
    assert (fix_ris(once[0], CHECKS), fix_csl_json(once[1], CHECKS)) == once
