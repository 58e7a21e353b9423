"""The interface as scripts use it: documents in, corrections, exports out."""

import json

import pytest

PASTED = "Novak P. Quays and cranes. Prague: Dock, 1999. 80 p."


def find_entry(state, key):
    return next(one for one in state["entries"] if one["key"].startswith(key))


def test_a_document_is_analysed_and_shown(bench, paper):
    state = bench.state(paper)
    assert [one["text"] for one in state["citations"]] == ["[1, p. 97]", "[2]", "[5; 1]"]
    assert [one["state"] for one in state["citations"]] == ["resolved", "resolved", "missing"]
    assert len(state["notes"]) == 1
    assert state["links"][0]["url"].startswith("http://port.example/a")
    status, text = bench.ask("GET", f"/api/sessions/{paper}/text")
    assert status == 200
    assert 'data-c="2"' in "".join(chunk["html"] for chunk in text["chunks"])


def test_a_field_is_corrected_undone_and_redone(bench, paper):
    entry = find_entry(bench.state(paper), "heron")
    status, confirmed = bench.correct(
        paper,
        0,
        do="edit_entry",
        entry=entry["id"],
        fields={"title": "Havens of the South", "pagetotal": None},
    )
    assert (status, confirmed["version"]) == (200, 1)
    state = bench.state(paper)
    assert state["undo"] == "edit-entry"
    changed = find_entry(state, "heron")
    assert changed["fields"]["title"] == "Havens of the South"
    assert "pagetotal" not in changed["fields"]
    assert changed["changed"]
    assert bench.ask("POST", f"/api/sessions/{paper}/undo", {"version": 1})[0] == 200
    assert find_entry(bench.state(paper), "heron") == entry
    assert bench.state(paper)["redo"] == "edit-entry"
    assert bench.ask("POST", f"/api/sessions/{paper}/redo", {"version": 2})[0] == 200
    assert find_entry(bench.state(paper), "heron") == changed
    status, history = bench.ask("GET", f"/api/sessions/{paper}/history")
    assert [row["kind"] for row in history["rows"]] == ["correction", "undo", "redo"]


def test_a_stale_correction_is_refused_with_the_newest_version(bench, paper):
    entry = find_entry(bench.state(paper), "heron")["id"]
    assert bench.correct(paper, 0, do="edit_entry", entry=entry, type="report")[0] == 200
    status, problem = bench.correct(paper, 0, do="edit_entry", entry=entry, type="misc")
    assert status == 409
    assert (problem["code"], problem["version"]) == ("stale", 1)
    assert "changed elsewhere" in problem["detail"]
    assert find_entry(bench.state(paper), "heron")["type"] == "report"
    for way in ("undo", "redo"):
        assert bench.ask("POST", f"/api/sessions/{paper}/{way}", {"version": 0})[0] == 409


def test_nothing_to_undo_is_said(bench, paper):
    status, problem = bench.ask("POST", f"/api/sessions/{paper}/undo", {"version": 0})
    assert (status, problem["code"]) == (409, "nothing")


def test_a_stub_is_filled_from_a_pasted_reference(bench, paper):
    stub = find_entry(bench.state(paper), "ref-5")
    assert stub["state"] == "missing"
    status, found = bench.ask("POST", f"/api/sessions/{paper}/lookup", {"text": PASTED})
    assert status == 200
    proposal = found["proposals"][0]
    assert proposal["origin"] == "reference"
    assert proposal["fields"]["title"] == "Quays and cranes"
    work = {name: proposal[name] for name in ("key", "type", "fields", "origin")}
    assert bench.correct(paper, 0, do="fill_entry", entry=stub["id"], **work)[0] == 200
    state = bench.state(paper)
    filled = next(one for one in state["entries"] if one["id"] == stub["id"])
    assert filled["key"] == proposal["key"]
    assert filled["state"] != "missing"
    assert state["citations"][2]["state"] == "resolved"
    assert not any(one["code"] == "CK502" for one in state["diagnostics"])


def test_works_are_found_in_a_bibliography(bench, paper):
    text = "@book{a, title={One}, author={Rook, Ann}}\n@book{heron2011havens, title={Two}, date={1999}}"
    status, found = bench.ask("POST", f"/api/sessions/{paper}/lookup", {"text": text})
    assert status == 200
    assert [one["fields"]["title"] for one in found["proposals"]] == ["One", "Two"]
    taken = {one["key"] for one in bench.state(paper)["entries"]}
    assert not taken & {one["key"] for one in found["proposals"]}


def test_works_that_fit_what_the_text_tells_come_first(bench):
    session = bench.add("As A. Robinson showed in 1999 [4], harbours open late.\n")["id"]
    stub = bench.state(session)["entries"][0]
    assert "Robinson" in json.dumps(stub["evidence"])
    text = (
        "@book{a, title={One}, author={Rook, Ann}, date={1999}}\n@book{b, title={Two}, author={Robinson, A.}}"
    )
    for entry, first in ((stub["id"], "Two"), (None, "One"), ("e99", "One")):
        status, found = bench.ask("POST", f"/api/sessions/{session}/lookup", {"text": text, "entry": entry})
        assert status == 200
        assert found["proposals"][0]["fields"]["title"] == first


def test_a_doi_is_not_asked_for_offline(bench, paper):
    status, problem = bench.ask("POST", f"/api/sessions/{paper}/lookup", {"text": "doi:10.1000/182"})
    assert status == 422
    assert "offline" in problem["detail"]


def test_an_audit_is_refused_offline(bench, paper):
    status, problem = bench.ask("POST", f"/api/sessions/{paper}/audit", {})
    assert status == 422
    assert "offline" in problem["detail"]


def test_entries_are_merged_and_their_cites_kept(bench, paper):
    state = bench.state(paper)
    heron, stub = find_entry(state, "heron"), find_entry(state, "ref-5")
    assert bench.correct(paper, 0, do="merge_entries", entries=[heron["id"], stub["id"]])[0] == 200
    after = bench.state(paper)
    assert stub["id"] not in {one["id"] for one in after["entries"]}
    assert [cite["entry"] for cite in after["citations"][2]["cites"]] == [heron["id"], heron["id"]]
    merged = find_entry(after, "heron")
    assert merged["fields"]["title"] == heron["fields"]["title"]
    assert "ref-5" in merged["fields"]["ids"]


def test_every_kind_of_correction_works(bench, paper):
    state = bench.state(paper)
    heron, wren = find_entry(state, "heron")["id"], find_entry(state, "wren")["id"]
    citation, note, link = state["citations"][1], state["notes"][0], state["links"][0]
    reference = next(one for one in state["references"] if one["entry"] == heron)
    start = reference["span"][0]
    steps = [
        {
            "do": "add_entry",
            "type": "book",
            "fields": {"title": "New", "author": "Finch, Eve and {World Bank}"},
        },
        {"do": "resolve_cite", "citation": citation["id"], "cite": 0, "entry": heron},
        {
            "do": "edit_cite",
            "citation": citation["id"],
            "cite": 0,
            "target": "1",
            "label": "chapter",
            "locator": "3",
        },
        {"do": "move_span", "kind": "citation", "finding": citation["id"], "start": 10, "end": 14},
        {"do": "move_span", "kind": "note", "finding": note["id"], "part": "call", "start": 2, "end": 3},
        {"do": "move_span", "kind": "note", "finding": note["id"], "part": "body", "start": 120, "end": 140},
        {"do": "move_span", "kind": "link", "finding": link["id"], "start": 20, "end": 30},
        {
            "do": "move_span",
            "kind": "reference",
            "finding": reference["id"],
            "start": start,
            "end": start + 40,
        },
        {"do": "edit_finding", "kind": "note", "finding": note["id"], "value": "7"},
        {
            "do": "edit_finding",
            "kind": "link",
            "finding": link["id"],
            "value": "http://port.example/b",
            "accessed": "2018-07-01",
        },
        {
            "do": "label_reference",
            "reference": reference["id"],
            "fields": [{"name": "author", "start": start, "end": start + 11}],
        },
        {"do": "confirm_finding", "kind": "reference", "finding": reference["id"]},
        {"do": "add_finding", "kind": "citation", "start": 0, "end": 8, "value": "2", "entry": wren},
        {"do": "add_finding", "kind": "link", "start": 30, "end": 40, "value": "http://port.example/c"},
        {
            "do": "add_finding",
            "kind": "identifier",
            "start": 40,
            "end": 50,
            "scheme": "doi",
            "value": "10.1000/1",
        },
        {"do": "add_finding", "kind": "reference", "start": start, "end": start + 60},
        {
            "do": "add_finding",
            "kind": "note",
            "start": 50,
            "end": 51,
            "value": "9",
            "body_start": 60,
            "body_end": 70,
        },
        {"do": "remove_finding", "kind": "citation", "finding": citation["id"]},
        {"do": "remove_entry", "entry": heron},
    ]
    for version, step in enumerate(steps):
        status, answer = bench.correct(paper, version, **step)
        assert status == 200, (step, answer)
        assert (answer["added"] is not None) == step["do"].endswith(("add_entry", "add_finding"))
    after = bench.state(paper)
    added = next(one for one in after["entries"] if one["fields"].get("title") == "New")
    assert added["fields"]["author"] == "Finch, Eve and {World Bank}"
    assert after["notes"][0]["number"] == "7"
    assert next(one for one in after["links"] if one["id"] == link["id"])["accessed"] == "2018-07-01"
    labelled = next(one for one in after["references"] if one["id"] == reference["id"])
    assert [(one["name"], one["value"]) for one in labelled["fields"]] == [("author", "Heron O. L.")]
    assert not any(cite["entry"] == heron for one in after["citations"] for cite in one["cites"])
    for _ in steps:
        version = bench.state(paper)["session"]["version"]
        assert bench.ask("POST", f"/api/sessions/{paper}/undo", {"version": version})[0] == 200
    undone = bench.state(paper)
    for kind in ("entries", "citations", "notes", "links", "identifiers", "references", "diagnostics"):
        assert undone[kind] == state[kind], kind


@pytest.mark.parametrize(
    "correction",
    [
        {"do": "edit_entry", "entry": "e999"},
        {"do": "edit_entry", "entry": "e0", "key": "wren2014paths"},
        {"do": "fill_entry", "entry": "e0", "type": "book", "fields": {}},
        {"do": "merge_entries", "entries": ["e0", "e0"]},
        {"do": "resolve_cite", "citation": "c0", "cite": 5, "entry": None},
        {"do": "resolve_cite", "citation": "c0", "cite": 0, "entry": "e77"},
        {"do": "move_span", "kind": "link", "finding": "l0", "start": 9, "end": 9},
        {"do": "move_span", "kind": "link", "finding": "l0", "start": 0, "end": 10_000_000},
        {"do": "edit_finding", "kind": "link", "finding": "l0", "accessed": "yesterday"},
        {"do": "edit_finding", "kind": "link", "finding": "l0", "value": " "},
        {"do": "label_reference", "reference": "r0", "fields": [{"name": "title", "start": 0, "end": 1}]},
        {"do": "add_finding", "kind": "note", "start": 0, "end": 1},
    ],
)
def test_a_correction_that_does_not_fit_is_refused(bench, paper, correction):
    status, problem = bench.correct(paper, 0, **correction)
    assert status == 422, problem
    assert problem["detail"]
    assert bench.state(paper)["session"]["version"] == 0


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b'{"version": 0}', b'{"version": -1, "correction": {"do": "add-entry"}}',
        b'{"version": 0, "correction": {"do": "drop-table"}}', b"\xff\xfe", b"[" * 100_000,
        b'{"version": 0, "correction": {"do": "edit-entry", "entry": "e0", "fields": {"BAD NAME": "x"}}}',
        b'{"version": 0, "correction": {"do": "edit-entry", "entry": "e0", "key": "a b"}}',
        b'{"version": 0, "correction": {"do": "edit-entry", "entry": "e0", "fields": {"title": "\\ud800"}}}',
    ],
)  # fmt: skip
def test_malformed_requests_are_refused(bench, paper, body):
    status, problem = bench.ask("POST", f"/api/sessions/{paper}/corrections", body)
    assert status == 400, problem
    assert problem["status"] == 400


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.bin", bytes(range(256)) * 8, "binary"),
        ("broken.pdf", b"%PDF-1.7 nothing", "PDF"),
        ("broken.docx", b"PK\x03\x04 nothing", "archive"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(bench, name, content, words):
    summary = bench.add(content, name)
    assert summary["status"] == "failed"
    assert words in summary["message"]
    assert "\n" not in summary["message"]
    status, problem = bench.ask("GET", f"/api/sessions/{summary['id']}")
    assert status == 409
    assert summary["message"] in problem["detail"]


def test_a_document_cannot_draw_in_other_files(bench):
    text = "---\nbibliography: [/etc/passwd, pyproject.toml, ../refs.bib]\n---\n\nA claim [@key].\n"
    state = bench.state(bench.add(text, "../../draft.md")["id"])
    assert state["document"]["name"] == "draft.md"
    assert not any("passwd" in json.dumps(one) for one in (state["entries"], state["diagnostics"]))


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("bibtex", "@book{heron2011havens"),
        ("biblatex", "journaltitle"),
        ("csl-json", '"container-title"'),
        ("ris", "TY  - BOOK"),
        ("gost", "Havens of the North"),
        ("report", "<!DOCTYPE html>"),
        ("markdown", "[@heron2011havens, p. 97]"),
        ("latex", "cite[97]{heron2011havens}"),
        ("typst", "@heron2011havens"),
        ("gold", '"citations"'),
        ("references?scope=all", '"spans"'),
    ],
)
def test_everything_can_be_taken_away(bench, paper, name, sign):
    given = {"Authorization": f"Bearer {bench.token}"}
    status, headers, content = bench.send("GET", f"/api/sessions/{paper}/export/{name}", headers=given)
    assert status == 200
    assert sign in content.decode()
    assert headers["content-disposition"].startswith('attachment; filename="paper.')
    assert "sandbox" in headers["content-security-policy"]


def test_a_session_is_removed(bench, paper):
    assert bench.ask("DELETE", f"/api/sessions/{paper}")[0] == 204
    assert bench.ask("GET", f"/api/sessions/{paper}")[0] == 404
    assert paper not in {one["id"] for one in bench.ask("GET", "/api/sessions")[1]["sessions"]}
    assert bench.ask("DELETE", f"/api/sessions/{paper}")[0] == 404


def test_the_description_names_every_operation(bench):
    status, described = bench.ask("GET", "/api/openapi.json")
    assert status == 200
    assert described["openapi"].startswith("3.1")
    assert {"addSession", "correct", "undo", "export", "watchSession"} <= {
        operation["operationId"] for path in described["paths"].values() for operation in path.values()
    }
    dumped = json.dumps(described)
    names = {part.split('"')[0] for part in dumped.split("#/components/schemas/")[1:]}
    assert names <= set(described["components"]["schemas"])
    assert "edit-entry" in dumped
    answers = described["paths"]["/api/sessions/{session}/export/{format}"]["get"]["responses"]["200"][
        "content"
    ]
    assert answers["application/vnd.citationstyles.csl+json"]["schema"] == {"type": "array"}
    assert answers["text/markdown"]["schema"] == {"type": "string"}
