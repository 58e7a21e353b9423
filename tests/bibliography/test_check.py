"""The bibliography check: each rule finds what it is for, at its place, and nothing in sound entries."""

from __future__ import annotations

import pytest

from citekit.bibliography import check_bibliography, load_bibliography
from citekit.bibliography.check_rules import is_isbn, is_issn
from citekit.diagnostics import CODES, Severity

SOUND = r"""@string{oak = "Oak Press"}
@article{kamenev, author = {Каменев, И. П. and Berg, Per and others}, title = {Порог и устье}, journal = {Река},
  year = 2001, month = mar, pages = {12--15}, doi = {10.1000/abc_1}, issn = {0378-5955}, langid = {russian}}
@book{holm, author = {{Oak \& Sons}}, title = {Rivers \& Ports: 5\,\% of $x_1$}, publisher = oak, date = {2001-02/2001-05},
  isbn = {978-3-16-148410-0}, url = {https://example.org/a_b?c=%20&d}, langid = {english}}
@online{berg, author = {Berg, Per}, title = {A page about COVIDный IT-рынок}, url = {https://пример.рф/страница}, urldate = {2018-06-22}}
"""


def found(text: str) -> list[tuple[str, int, int]]:
    return [(item.code, item.line, item.column) for item in check_bibliography(load_bibliography(text))]


def test_nothing_is_found_in_sound_entries():
    assert check_bibliography(load_bibliography(SOUND)) == ()


@pytest.mark.parametrize(
    ("fields", "code", "words"),
    [
        ("doi = {10.1000}", "CK242", "10.1000"),
        ("doi = {10.1000/абв}", "CK242", "10.1000/абв"),
        ("doi = {https://doi.org/10.1000/a}", "CK242", "https://doi.org"),
        ("doi = {10.1000/a.}", "CK242", "10.1000/a."),
        ("isbn = {978-3-16-148410-1}", "CK243", "978-3-16-148410-1"),
        ("isbn = {about}", "CK243", "about"),
        ("issn = {1234-5678}", "CK244", "1234-5678"),
        ("url = {www.example.org}", "CK245", "www.example.org"),
        ("url = {https:/example.org}", "CK245", "https:/example.org"),
        ("url = {https://example.org/a b}", "CK245", "https://example.org/a b"),
        ("url = {https://example.org/a.}", "CK245", "https://example.org/a."),
        ("urldate = {22.06.2018}", "CK246", "22.06.2018"),
        ("date = {2001-02-30}", "CK246", "2001-02-30"),
        ("month = {foo}", "CK246", "foo"),
        ("month = {13}", "CK246", "13"),
        ("note = {Cлово}", "CK247", "Cлово"),
        ("note = {Иванoв и сын}", "CK247", "Иванoв"),
        ("note = {Oксфорд}", "CK247", "Oксфорд"),
        ("note = {Вook}", "CK247", "Вook"),
        ("editor = {Петров, A. Б.}", "CK247", "Петров"),
        ("note = {ÐŸÑ€Ð¸Ð²ÐµÑ‚}", "CK248", "ÐŸÑ€Ð¸Ð²ÐµÑ‚"),
        ("note = {РџСЂРёРІРµС‚}", "CK248", "РџСЂРёРІРµС‚"),
        ("note = {Èâàíîâ}", "CK248", "Èâàíîâ"),
        ("note = {cafÃ©}", "CK248", "Ã©"),
        ("note = {a \ufffd b}", "CK248", "\ufffd"),
        ("note = {?????? ????}", "CK248", "??????"),
        ("wheel = {x}", "CK250", "wheel"),
        ("pages = {12-15}", "CK252", "12-15"),
        ("pages = {45--12}", "CK252", "45--12"),
        ("pages = {с. 12}", "CK252", "с. 12"),
        ("editor = {Holm, B.; Berg, P.}", "CK254", ";"),
        ("editor = {Holm, B. and et al}", "CK254", "et al"),
        ("editor = {Bo Holm, Per Berg, Ida Dal}", "CK254", "editor"),
        ("note = {}", "CK256", "note"),
        ("booktitle = {THE RIVERS OF THE FAR NORTH}", "CK257", "booktitle"),
        ("booktitle = {Rivers & Ports}", "CK258", "&"),
        ("booktitle = {50% of it}", "CK258", "%"),
        ("note = {so\u200bft}", "CK259", "\u200b"),
        ("langid = {klingon}", "CK260", "klingon"),
        ("journal = {A}, journaltitle = {B}", "CK261", "journal"),
        ("year = 2001, date = {2005}", "CK261", "year"),
        ("year = 2005, urldate = {2001-01-01}", "CK261", "urldate"),
    ],
)
def test_a_rule_finds_its_fault_at_its_place(fields, code, words):
    text = f"@misc{{a,\n  title = {{T}},\n  {fields}\n}}\n"
    items = [item for item in check_bibliography(load_bibliography(text)) if item.code == code]
    assert items, check_bibliography(load_bibliography(text))
    assert items[0].line == 3
    line = text.split("\n")[2]
    assert line[items[0].column - 1 :].startswith(words)
    assert text[items[0].span.start : items[0].span.end].startswith(words)


def test_what_the_type_asks_for():
    assert found("@article{a, title = {T}}") == [("CK240", 1, 1)] * 3
    assert found("@inbook{a, author = {A}, title = {T}, chapter = 2, publisher = {P}, year = 2001}") == []
    assert found("@phdthesis{a, author = {A}, title = {T}, school = {S}, year = 2001}") == []
    assert found("@misc{a, note = {x}}") == []
    assert (
        found(
            "@incollection{a, author={A}, title={T}, crossref={b}}\n@collection{b, editor={E}, title={B}, year=2001}"
        )
        == []
    )


def test_whole_files():
    text = """@string{used = "x"}
@string{never = "y"}
@dream{Key, title = used}
@book{key, author = {Holm, Bo}, title = {Rivers of the North}, year = 2001}
@book{c, author = {Holm, B.}, title = {Rivers of the north}, year = 2001}
@online{d, title = {T}, url = {https://example.org}}
"""
    assert found(text) == [
        ("CK251", 2, 9), ("CK249", 3, 1), ("CK253", 4, 1), ("CK241", 5, 1), ("CK255", 6, 25),
    ]  # fmt: skip


def test_reading_problems_are_among_the_findings_in_the_order_of_the_file():
    items = check_bibliography(
        load_bibliography("@book{a, title = harbour\n}\n@misc{b, note = {x} year = 2001}", name="r.bib")
    )
    assert [(item.line, item.code) for item in items] == [
        (1, "CK240"),
        (1, "CK240"),
        (1, "CK217"),
        (3, "CK211"),
    ]
    assert str(items[2]).startswith("r.bib:1:10: CK217 ")
    assert items[2].severity is Severity.ERROR


def test_mixed_scripts_list_the_look_alikes():
    item = next(
        item
        for item in check_bibliography(load_bibliography("@misc{a, title = {Cтрана}}"))
        if item.code == "CK247"
    )
    assert "Latin 'C' (U+0043)" in item.message
    assert item.hint == "probably 'Страна'"


def test_entries_from_other_formats_have_no_lines():
    items = check_bibliography(load_bibliography('[{"id": "a", "type": "book", "DOI": "x"}]'))
    assert "CK242" in {item.code for item in items}
    assert {item.line for item in items} == {None}


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("978-3-16-148410-0", True), ("3-16-148410-X", True), ("3-16-148410-1", False), ("9783161484101", False),
        ("123", False), ("", False),
    ],
)  # fmt: skip
def test_isbn(number, right):
    assert is_isbn(number) is right


@pytest.mark.parametrize(
    ("number", "right"), [("0378-5955", True), ("2434-561X", True), ("0378-5954", False), ("", False)]
)
def test_issn(number, right):
    assert is_issn(number) is right


def test_every_code_is_explained():
    for code in (code for code in CODES if code.startswith("CK2")):
        assert CODES[code]
