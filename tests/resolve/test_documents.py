from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.model import Bibliography, Document, Entry, Name, PartialDate
from citekit.pipeline import analyze
from tests.case_files import load_cases


def show(analysis) -> str:
    entries = {entry.key: entry for entry in analysis.entries}
    lines = []
    for found in analysis.resolutions:
        entry = entries.get(found.key)
        if entry is None:
            place = "none"
        elif entry.provenance[0] == "list":
            place = entry.get("title")
        else:
            place = entry.provenance[0]
        lines.append(f"{found.cite.form.value} {found.cite.target} -> {place} {found.method}")
    codes = sorted({one.code for one in analysis.diagnostics if one.code.startswith("CK5")})
    return "\n".join([*lines, *([f"! {' '.join(codes)}"] if codes else [])])


@pytest.mark.parametrize("case", load_cases("resolve"), ids=str)
def test_document_is_resolved(case):
    analysis = analyze(Document.from_text(case.blocks["input"]))
    expect = case.blocks["expect"]
    if expect.startswith("= "):
        assert f"= {len(analysis.entries)} entries" == expect
    else:
        assert show(analysis) == expect


@pytest.mark.parametrize("case", load_cases("resolve"), ids=str)
def test_every_cite_has_one_resolution_and_every_key_an_entry(case):
    analysis = analyze(Document.from_text(case.blocks["input"]))
    cites = [cite for citation in analysis.citations for cite in citation.cites]
    assert [found.cite for found in analysis.resolutions] == cites
    keys = [entry.key for entry in analysis.entries]
    assert len({key.casefold() for key in keys}) == len(keys)
    assert all(keys)
    for found in analysis.resolutions:
        assert found.key is None or found.key in keys
        assert set(found.candidates) <= set(keys)
        assert found.key not in found.candidates


def test_official_document_keeps_its_links_and_places():
    case = next(case for case in load_cases("resolve") if case.name.startswith("an official"))
    analysis = analyze(Document.from_text(case.blocks["input"]))
    (entry,) = analysis.entries
    assert entry.type == "legislation"
    assert entry.get("number") == "A/RES/72/283"
    assert set(entry.provenance) == {"note 1", "text"}
    assert [link.entry for link in analysis.links] == [entry.key]


def make_entry(key, family, year, title, **fields):
    return Entry(
        key,
        "book",
        {"title": title, "author": family, "date": str(year), **fields},
        names={"author": (Name(family=family),)},
        dates={"date": PartialDate(year)},
    )


TEXT = "По П. Рябову [2], мосты дороги. Броды дёшевы [1]. Об этом писал К. Орлов [3]."
GIVEN = (
    make_entry("orlov", "Орлов", 2014, "Гавань"),
    make_entry("ryabov", "Рябов", 2001, "Мосты"),
    make_entry("sokolova", "Соколова", 2011, "Верфи"),
)


def keys_of(analysis):
    return {found.cite.target: (found.key, found.method) for found in analysis.resolutions}


def test_stub_states_nothing_but_what_the_text_says():
    analysis = analyze(Document.from_text(TEXT))
    stub = next(entry for entry in analysis.entries if entry.key == "ref-2")
    assert stub.type == "misc"
    assert "author" not in stub.fields
    assert "title" not in stub.fields
    assert "Рябов" in stub.get("x-author-hint")
    assert "По П. Рябову [2], мосты дороги." in stub.get("annotation")
    assert "inferred" in stub.get("note")
    missing = {one.number: one for one in analysis.missing}
    assert list(missing) == ["1", "2", "3"]
    assert missing["2"].key == "ref-2"
    assert {one.kind.value for one in missing["2"].evidence} >= {"context", "author"}
    for one in missing["2"].evidence:
        assert 0.0 < one.confidence <= 1.0


def test_bibliography_fills_by_label():
    given = Bibliography(
        (
            make_entry("ref-2", "Рябов", 2001, "Мосты"),
            make_entry("b", "Орлов", 2014, "Гавань", label="3"),
        )
    )
    analysis = analyze(Document.from_text(TEXT), bibliography=given)
    assert keys_of(analysis) == {
        "2": ("ref-2", "bibliography-label"),
        "1": ("ref-1", "stub"),
        "3": ("b", "bibliography-label"),
    }
    assert [one.number for one in analysis.missing] == ["1"]


def test_bibliography_fills_by_order_where_the_hints_agree():
    given = Bibliography((GIVEN[2], GIVEN[1], GIVEN[0]))
    analysis = analyze(Document.from_text(TEXT), bibliography=given)
    assert keys_of(analysis) == {
        "2": ("ryabov", "bibliography-order"),
        "1": ("sokolova", "bibliography-order"),
        "3": ("orlov", "bibliography-order"),
    }
    sure = {found.cite.target: found.confidence for found in analysis.resolutions}
    assert sure["2"] > sure["1"]


def test_bibliography_in_another_order_fills_by_hint():
    analysis = analyze(Document.from_text(TEXT), bibliography=Bibliography(GIVEN[:2]))
    found = keys_of(analysis)
    assert found["2"] == ("ryabov", "bibliography-hint")
    assert found["3"] == ("orlov", "bibliography-hint")
    assert found["1"] == ("ref-1", "stub")


def test_given_entry_stands_for_the_reference_of_a_note():
    text = "Порт рос быстро1.\n\n1 Громов П. С. Мосты и броды // Река. 2016. № 3. С. 5–7.\n"
    given = make_entry("mine", "Громов", 2016, "Мосты и броды", journaltitle="Река")
    analysis = analyze(Document.from_text(text), bibliography=Bibliography((given, GIVEN[0])))
    assert [entry.key for entry in analysis.entries] == ["mine"]


def test_entries_stand_in_the_order_of_first_appearance():
    case = next(case for case in load_cases("resolve") if case.name.startswith("numbers to"))
    analysis = analyze(Document.from_text(case.blocks["input"]))
    assert [entry.provenance[0] for entry in analysis.entries] == [
        "list, entry 2",
        "list, entry 1",
        "list, entry 3",
        "list, entry 4",
    ]


def test_missing_list_is_summed_up():
    analysis = analyze(Document.from_text("Мосты [1]. Броды [5]. Паромы [4; 5]."))
    (found,) = [one for one in analysis.diagnostics if one.code == "CK501"]
    assert found.message == "3 distinct numbers cited, list not found; 2 below 5 never cited: 2, 3"


def test_same_author_words_take_over_the_author():
    text = (
        "Порт рос1. Город2.\n\n1 Соколова Н. В. История портовых городов. СПб.: Невский берег, 2011. С. 12.\n"
        "2 Ее же. Верфи нижней реки. М.: Маяк, 2014. С. 14.\n"
    )
    analysis = analyze(Document.from_text(text))
    assert [entry.names["author"][0].family for entry in analysis.entries] == ["Соколова", "Соколова"]


def test_title_of_an_official_document_holds_its_symbol():
    text = (
        "Ассамблея решила1.\n\n1 Резолюция A/RES/72/283, принятая Ассамблеей 22 июня 2018 года // ООН. 25.06.2018. "
        "URL: http://www.un.org/en/ga/search/view_doc.asp?symbol=A/RES/72/283 (дата обращения: 02.07.2018).\n"
    )
    (entry,) = analyze(Document.from_text(text)).entries
    assert entry.get("title") == "Резолюция A/RES/72/283, принятая Ассамблеей 22 июня 2018 года"
    assert entry.get("number") == "A/RES/72/283"
    assert "author" not in entry.fields


def test_long_list_is_found_whole():
    lines = [f"{n}. Громов П. С. Мосты и броды {n} // Река. 2016. № {n}. С. 5–7.\n" for n in range(1, 1501)]
    text = "".join(f"Мосты [{n}]. " for n in range(1, 1501)) + "\n\nЛитература\n\n" + "".join(lines)
    analysis = analyze(Document.from_text(text))
    assert len(analysis.entries) == 1500
    assert {found.method for found in analysis.resolutions} == {"number"}


@given(st.text(alphabet="АБвг .,;:()[]«»/0129-\nТам жеIbid", max_size=200))
@settings(max_examples=40)
def test_any_text_is_resolved(text):
    analysis = analyze(Document.from_text(text + "\n1 " + text + "\n\nЛитература\n1. " + text))
    cites = [cite for citation in analysis.citations for cite in citation.cites]
    assert [found.cite for found in analysis.resolutions] == cites


def test_a_number_beside_a_repeat_in_a_list_is_resolved():
    text = (
        "Право вины [1], [2].\n\nЛитература\n\n1. Орлов П. А. Вина и право. М.: Наука, 2010. 200 с.\n"
        "2. [Там же, с. 79; 1, с. 4].\n3. Белов К. Н. Порт и право. СПб.: Питер, 2012. 100 с.\n"
    )
    repeat, number = analyze(Document.from_text(text)).resolutions[-2:]
    assert (repeat.cite.target, repeat.key) == ("Там же", "orlov2010vina")
    assert (number.cite.target, number.key) == ("1", "orlov2010vina")
