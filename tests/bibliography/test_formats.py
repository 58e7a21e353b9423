"""Sources, CSL-JSON and RIS."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from citekit.bibliography import dump_bibliography, load_bibliography
from citekit.bibliography.csljson import load_csl_json
from citekit.errors import BibliographyError
from citekit.model import Name, PartialDate

RIS = """TY  - JOUR
AU  - Каменев, Илья Петрович
AU  - Дубов А. Б.
A1  - Society of Rivers
TI  - Порог и
 устье
JO  - Вестник реки
J2  - Вестн. реки
PY  - 2001/05/12/
VL  - 3
IS  - 4
SP  - 12
EP  - 15
SN  - 1234-5679
DO  - 10.1000/1
UR  - https://example.org/a;b
KW  - река
KW  - мост
N1  - first
N1  - second
LA  - ru
ZZ  - kept
ID  - kam
ER  -

TY - BOOK
AU - Holm, Bo, Jr.
A2 - Berg, Per
TI - Bridges
T2 - River Series
Y1 - 1999//
CY - Lund
PB - Oak
SN - 978-3-16-148410-0
"""


def test_ris_is_read():
    found = load_bibliography(RIS)
    first, second = found.entries
    assert (first.key, first.type) == ("kam", "article")
    assert first.names["author"] == (
        Name("Каменев", "Илья Петрович"), Name("Дубов", "А. Б."), Name(literal="Society of Rivers"),
    )  # fmt: skip
    assert first.dates["date"] == PartialDate(2001, 5, 12)
    assert {name: first.get(name) for name in ("title", "journaltitle", "shortjournal", "volume", "number", "pages")} == {
        "title": "Порог и устье", "journaltitle": "Вестник реки", "shortjournal": "Вестн. реки", "volume": "3",
        "number": "4", "pages": "12–15",
    }  # fmt: skip
    assert first.get("url") == "https://example.org/a;b"
    assert first.get("note") == "first; second"
    assert first.get("ris-zz") == "kept"
    assert second.type == "book"
    assert second.names["author"] == (Name("Holm", "Bo", suffix="Jr."),)
    assert (second.get("series"), second.get("isbn"), second.get("location")) == (
        "River Series",
        "978-3-16-148410-0",
        "Lund",
    )
    assert [item.code for item in found.diagnostics] == ["CK237"]
    assert found.diagnostics[0].line == 26


def test_ris_is_written_and_read_again():
    written = dump_bibliography(load_bibliography(RIS), "ris")
    assert written.count("TY  - ") == written.count("ER  - ") == 2
    again = load_bibliography(written)
    assert dump_bibliography(again, "ris") == written
    for one, other in zip(load_bibliography(RIS).entries, again.entries, strict=True):
        assert (one.type, one.fields, one.names) == (other.type, other.fields, other.names)


def test_csl_json_is_read_and_written():
    items = [
        {"id": "a", "type": "book", "title": "T <i>x</i>", "author": [{"family": "Holm", "given": "Bo"}]},
        {"id": 7, "type": "webpage", "issued": {"raw": "2001-05"}, "volume": 3},
    ]
    found = load_bibliography(json.dumps(items))
    assert [entry.key for entry in found] == ["a", "7"]
    written = json.loads(dump_bibliography(found, "csl-json"))
    assert written[0] == items[0]
    assert written[1] == {"id": "7", "type": "webpage", "issued": {"date-parts": [[2001, 5]]}, "volume": "3"}


@pytest.mark.parametrize("wrapped", ['{"items": [%s]}', '{"references": [%s]}', "[%s]", "%s"])
def test_csl_json_may_be_wrapped(wrapped):
    text = wrapped % '{"id": "a", "type": "book"}'
    assert [entry.key for entry in load_bibliography(text)] == ["a"]


def test_csl_json_with_odd_members_goes_on():
    found = load_bibliography('[3, {"type": "book"}, {"id": "a"}, {"id": "a"}]', format="csl-json")
    assert [item.code for item in found.diagnostics] == ["CK236", "CK213", "CK215"]
    assert [entry.key for entry in found] == ["", "a"]


@pytest.mark.parametrize(
    ("text", "line"), [('[\n{"id": "a",,}\n]', 2), ("[1, 2", 1), ("7", 1), ("[" * 100_000, 1)]
)
def test_broken_json_is_an_error_with_a_line(text, line):
    with pytest.raises(BibliographyError) as caught:
        load_bibliography(text, format="csl-json")
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@book{a, title={T}}"),
        ("a.json", '[{"id": "a", "type": "book"}]'),
        ("a.ris", RIS),
        ("a.txt", RIS),
    ],
)
def test_a_path_is_read_by_what_it_holds(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    for source in (path, str(path), path.read_bytes(), text):
        assert load_bibliography(source).entries
    assert load_bibliography(path).source == str(path)
    assert load_bibliography(path).entries[0].source in {str(path), None}


def test_what_cannot_be_read_is_one_clear_error(tmp_path):
    with pytest.raises(BibliographyError, match="No such file"):
        load_bibliography(tmp_path / "none.bib")
    with pytest.raises(BibliographyError, match="directory"):
        load_bibliography(tmp_path)
    with pytest.raises(BibliographyError, match="binary") as caught:
        load_bibliography(b"PK\x03\x04\n\x00\x01\x02 binary")
    assert caught.value.line == 2
    with pytest.raises(BibliographyError, match="unknown format"):
        load_bibliography("@book{a}", format="word")
    assert load_bibliography("").entries == ()
    assert load_bibliography(b"").entries == ()


def test_damaged_utf8_is_read_and_reported():
    text = "@book{a, title = {Порог и устье реки}, note = {x}}".encode().replace(b"{x}", b"{x\xff}")
    found = load_bibliography(text)
    assert found.entries[0].get("title") == "Порог и устье реки"
    assert [item.code for item in found.diagnostics] == ["CK202"]


def test_a_name_for_the_source_stands_in_diagnostics():
    found = load_bibliography(b"@book{, title={T}}", name="<stdin>")
    assert str(found.diagnostics[0]).startswith("<stdin>:1:7: CK213 ")


def test_import_is_light():
    code = "import sys, citekit.bibliography, citekit.bibliography.mapping; print({'bibtexparser', 'msgspec', 'rispy', 'rapidfuzz'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"title": ["x"]}, "title: text is wanted, not a list"),
        ({"volume": {"a": 1}}, "volume: text is wanted, not an object"),
        ({"author": [5]}, "author: a list of names is wanted"),
        ({"issued": {"date-parts": "no"}}, "issued: a date is wanted"),
        ({"issued": 5}, "issued: a date is wanted"),
    ],
)
def test_a_malformed_csl_item_names_item_and_field(item, words):
    loaded = load_csl_json(json.dumps([{"id": "q", "type": "book", **item}]))
    assert [trouble.code for trouble in loaded.diagnostics] == ["CK236"]
    assert f"item 'q': {words}" in loaded.diagnostics[0].message


def test_what_the_csl_schema_allows_is_no_fault():
    item = {
        "id": "q", "type": "book", "author": "Ann Lee", "editor": [{"literal": "Board"}, "Kim"], "volume": 3,
        "issued": "2001-05", "accessed": {"raw": "2001"}, "submitted": {"date-parts": [[2001, "5"], [2002]]},
        "event-date": {"literal": "spring"}, "keyword": ["a"], "custom": {"x": [1]},
        "guest-editor": [{"family": "Lee"}], "note": None,
    }  # fmt: skip
    assert not load_csl_json(json.dumps([item])).diagnostics
