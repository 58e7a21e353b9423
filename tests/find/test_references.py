from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.find.note_segments import split_note
from citekit.find.references import find_references
from citekit.find.repeat_forms import read_short_form
from citekit.find.short_forms import find_short_forms
from citekit.model import CiteForm, Document, Note, Span
from tests.case_files import load_cases


def with_notes(*bodies: str, gap: str = "Слова текста.\n") -> Document:
    text, notes = "Начало текста.\n", []
    for number, body in enumerate(bodies, 1):
        mark = f"{number} "
        start = len(text) + len(mark)
        notes.append(
            Note(
                f"fn{number}",
                str(number),
                None,
                Span(start, start + len(body)),
                mark=Span(start - 2, start - 1),
            )
        )
        text += f"{mark}{body}\n{gap}"
    return Document("-", "plain", text, notes=tuple(notes))


@pytest.mark.parametrize("case", load_cases("note_references"), ids=str)
def test_note_is_taken_apart(case):
    text = case.blocks["input"]
    found = [f"{part.kind.value} | {part.lead} | {text[part.start : part.end]}" for part in split_note(text)]
    assert "\n".join(found) == case.blocks["expect"]


def test_references_of_lists_and_notes_stand_in_order_with_their_spans():
    document = with_notes(
        "Под гаванью мы понимаем место стоянки [7].",
        "См.: Громов П. С. Мосты и\nброды // Река. 2016. № 3. С. 5–7; Орлов К. Л. Гавань и го-\nрод. М., 2014.",
    )
    text = (
        document.text
        + "\nЛитература\n\n1. Белов Т. Р. О краткости // Язык и связь. Казань, 2015.\nС. 77–80.\n"
    )
    document = Document("-", "plain", text, notes=document.notes)
    found = find_references(document)
    assert [(one.label, one.note, document.slice(one.span)) for one in found] == [
        ("2", "fn2", "Громов П. С. Мосты и\nброды // Река. 2016. № 3. С. 5–7"),
        ("2", "fn2", "Орлов К. Л. Гавань и го-\nрод. М., 2014."),
        ("1", None, "Белов Т. Р. О краткости // Язык и связь. Казань, 2015.\nС. 77–80."),
    ]
    title = next(field for field in found[1].fields if field.name == "title")
    assert title.value == "Гавань и город"
    assert document.slice(title.span) == "Гавань и го-\nрод"
    assert [one.names["author"][0].family for one in found] == ["Громов", "Орлов", "Белов"]
    assert [one.dates["issued"].year for one in found] == [2016, 2014, 2015]


def test_broken_address_is_mended_in_the_field():
    document = with_notes(
        "Порт открыт // Вестник гавани. URL: http://www.gavan.\nexample/a/port-\notkryt.html (дата обращения: 22.06.2018)."
    )
    (found,) = find_references(document)
    assert found.get("URL") == "http://www.gavan.example/a/port-otkryt.html"
    span = next(field.span for field in found.fields if field.name == "URL")
    assert document.slice(span) == "http://www.gavan.\nexample/a/port-\notkryt.html"
    assert str(found.dates["accessed"]) == "2018-06-22"


def test_note_cut_in_two_is_one_reference():
    text = "1 Орлов К. Л. Гавань и го-\nТекст между.\nрод. М., 2014.\n"
    note = Note("fn1", "1", None, Span(2, 27), continued=(Span(text.index("род."), len(text) - 1),))
    (found,) = find_references(Document("-", "plain", text, notes=(note,)))
    assert found.get("title") == "Гавань и город"


def test_short_forms_are_cites_and_no_references():
    document = with_notes(
        "Соколова Н. В. История портовых городов. СПб.: Невский берег, 2011. С. 12.",
        "Там же. С. 14; см. также: Орлов К. Л. Гавань. М., 2014.",
        "Соколова Н. В. Указ. соч. С. 120–\n122.",
        "Соколова Н. В. История портовых … С. 5.",
        "См. сноску 2.",
    )
    found = find_short_forms(document)
    assert [
        (one.cites[0].form, one.cites[0].target, one.cites[0].names, one.note, document.slice(one.span))
        for one in found
    ] == [
        (CiteForm.IBID, "Там же", (), "fn2", "Там же. С. 14"),
        (CiteForm.OP_CIT, "Указ. соч", ("Соколова",), "fn3", "Соколова Н. В. Указ. соч. С. 120–\n122."),
        (
            CiteForm.OP_CIT,
            "История портовых",
            ("Соколова",),
            "fn4",
            "Соколова Н. В. История портовых … С. 5.",
        ),
        (CiteForm.NOTE, "2", (), "fn5", "См. сноску 2."),
    ]
    assert [
        (place.label, document.slice(place.span)) for one in found for place in one.cites[0].locators
    ] == [
        ("page", "С. 14"),
        ("page", "С. 120–\n122"),
        ("page", "С. 5"),
    ]
    assert [one.note for one in find_references(document)] == ["fn1", "fn2"]


def test_short_title_repeats_only_an_author_cited_before():
    first = "Jane Alder, Fords and Ferries (London: Quayside Press, 2009), 45–46."
    document = with_notes("Birch, Tolls, 12.", first, "Alder, Fords and Ferries, 52–53.")
    (cite,) = [one.cites[0] for one in find_short_forms(document)]
    assert (cite.form, cite.target, cite.names) == (CiteForm.OP_CIT, "Fords and Ferries", ("Alder",))
    assert [(place.label, place.value) for place in cite.locators] == [("page", "52–53")]
    assert [one.note for one in find_references(document) if one.note != "fn1"] == ["fn2"]


@pytest.mark.parametrize(
    ("text", "form", "target", "names", "locators"),
    [
        ("Там же, с. 5", "ibid", "Там же", (), [("page", "5")]),
        ("Там же. Т. 2. С. 34.", "ibid", "Там же", (), [("volume", "2"), ("page", "34")]),
        ("Ibid., p. 5", "ibid", "Ibid.", (), [("page", "5")]),
        ("Ibidem.", "ibid", "Ibidem", (), []),
        ("Ebd., S. 12.", "ibid", "Ebd.", (), [("page", "12")]),
        ("Ebenda.", "ibid", "Ebenda", (), []),
        ("Ivi, p. 20", "ibid", "Ivi", (), [("page", "20")]),
        ("Ibíd., pág. 5", "ibid", "Ibíd.", (), [("page", "5")]),
        ("Там само. С. 4.", "ibid", "Там само", (), [("page", "4")]),
        ("Указ. соч. С. 120.", "op_cit", "Указ. соч.", (), [("page", "120")]),
        ("Haas E. B. Op. cit. P. 175.", "op_cit", "Op. cit.", ("Haas",), [("page", "175")]),
        ("Dorn, a.a.O., S. 3.", "op_cit", "a.a.O.", ("Dorn",), [("page", "3")]),
        ("Гайова Н. В. Вказ. праця. С. 5.", "op_cit", "Вказ. праця", ("Гайова",), [("page", "5")]),
        ("Dorn (wie Anm. 5), S. 14", "note", "5", ("Dorn",), [("page", "14")]),
        ("Dorn, supra note 5, p. 14.", "note", "5", ("Dorn",), [("page", "14")]),
        ("см. выше, сн. 4", "note", "4", (), []),
        ("See note 5 above", "note", "5", (), []),
        ("Там же. Д. 41. Л. 8 об.", "ibid", "Там же.", (), [("folio", "8 об.")]),
    ],
)
def test_short_form(text, form, target, names, locators):
    cite = read_short_form(text, 0, len(text))
    assert cite is not None
    assert (cite.form, cite.target, cite.names) == (form, target, names)
    assert [(place.label, place.value) for place in cite.locators] == locators


@pytest.mark.parametrize(
    "text",
    ["Там же он построил дом.", "Указ Президента 2010 г.", "Примечание редактора.", "Громов П. С. Мосты."],
)
def test_no_short_form(text):
    assert read_short_form(text, 0, len(text)) is None


@given(st.text(alphabet="АБвг .;,:()[]«»/0129-\n…Там жеIbidсм", max_size=200))
@settings(max_examples=60)
def test_segments_of_any_note_stand_in_order(text):
    position = 0
    for segment in split_note(text):
        assert position <= segment.start < segment.end <= len(text)
        position = segment.end
