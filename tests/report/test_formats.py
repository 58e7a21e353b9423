import csv
import io
import json
from dataclasses import replace

from citekit.model import (
    Analysis,
    Citation,
    Cite,
    CiteForm,
    Document,
    Link,
    Locator,
    Note,
    PartialDate,
    Resolution,
    Span,
)
from citekit.report.as_csv import COLUMNS, dump_rows
from citekit.report.as_json import count_findings, dump_analyses

TEXT = "Порт открыт [7, с. 97].\nСм. http://port.example/a (дата обращения: 22.06.2018), сноска1.\n1 Текст."


def make_analysis() -> Analysis:
    cite = Cite(CiteForm.NUMBER, "7", Span(13, 21), (Locator("page", "97", Span(16, 21)),))
    url = TEXT.index("http")
    call = TEXT.index("1.\n")
    body = TEXT.index("Текст")
    note = Note("fn1", "1", Span(call, call + 1), Span(body, len(TEXT)))
    link = Link(
        "http://port.example/a",
        Span(url, url + 21),
        TEXT[url : url + 21],
        accessed=PartialDate(2018, 6, 22),
    )
    return Analysis(
        document=replace(Document.from_text(TEXT, "порт.txt"), notes=(note,)),
        citations=(Citation((cite,), Span(12, 22)),),
        resolutions=(Resolution(cite, "ref-7", "stub", 1.0),),
        links=(link,),
    )


def test_json_states_each_finding_with_its_place_and_text():
    described = json.loads(dump_analyses([make_analysis()]))["documents"][0]
    citation = described["citations"][0]
    assert citation["text"] == "[7, с. 97]"
    assert citation["cites"][0]["locators"] == [{"label": "page", "value": "97", "span": [16, 21]}]
    assert citation["cites"][0]["resolution"]["key"] == "ref-7"
    assert described["notes"][0]["text"] == "Текст."
    assert described["notes"][0]["call"]["line"] == 2
    assert citation["origin"] == {
        "part": "", "offset": 12, "page": None, "box": None, "paragraph": None, "run": None,
    }  # fmt: skip
    assert described["links"][0]["accessed"]["edtf"] == "2018-06-22"
    assert "text" not in described


def test_json_spans_reproduce_the_text():
    described = json.loads(dump_analyses([make_analysis()], with_text=True))["documents"][0]
    for found in (*described["citations"], *described["links"]):
        start, end = found["span"]
        assert described["text"][start:end] == found.get("raw", found.get("text"))


def test_counts_tell_stubs_as_unresolved():
    counts = count_findings(make_analysis())
    assert (counts["citations"], counts["unresolved"], counts["notes"], counts["calls"]) == (1, 1, 1, 1)


def test_csv_has_a_row_for_each_finding_in_the_order_of_the_text():
    rows = list(csv.DictReader(io.StringIO(dump_rows([make_analysis()]))))
    assert [row["kind"] for row in rows] == ["cite", "link", "call", "note"]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["locator"] == "page 97"
    assert rows[1]["accessed"] == "2018-06-22"
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["text"] for row in rows)
