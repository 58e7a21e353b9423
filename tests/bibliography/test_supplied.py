"""Entries that say nothing render as something in square brackets."""

import pytest

from citekit.bibliography import load_bibliography
from citekit.csl import render_bibliography
from citekit.pipeline import analyze

TEXT = "Порт растёт [3, с. 5]. По мнению П. Рябова [4], он мал; о публикации 1961 г. К. Орлова [5] забыли."


@pytest.fixture(scope="module")
def rendered():
    analysis = analyze(TEXT.encode())
    return render_bibliography(analysis.entries, "gost-r-7-0-5-2008-numeric")


def test_a_stub_renders_its_number_and_its_hints_in_brackets(rendered):
    lines = rendered.strip().split("\n")
    assert len(lines) == 3
    assert all("[Источник №" in line and line.rstrip(" .").endswith("]") for line in lines)
    assert "Рябова" in lines[1]
    assert "Орлова" in lines[2]
    assert "1961" in lines[2]
    assert "0.9" not in rendered


def test_a_stub_by_author_and_year_states_what_the_citation_states():
    text = "Порт растёт (Рябов и др., 2011а, с. 5). У Рябова (2011а) мало данных; иначе (Smith & Lee 2004)."
    analysis = analyze(text.encode())
    assert [(entry.key, entry.get("author")) for entry in analysis.entries] == [
        ("ref-ryabov2011a", "Рябов and others"),
        ("ref-smith2004", "Smith and Lee"),
    ]
    assert [(one.number, one.key) for one in analysis.missing] == [
        ("Рябов 2011а", "ref-ryabov2011a"),
        ("Smith, Lee 2004", "ref-smith2004"),
    ]
    assert [one.value for one in analysis.missing[0].evidence if one.kind == "locator"] == ["page 5"]
    assert {resolution.method for resolution in analysis.resolutions} == {"stub"}
    assert [found.code for found in analysis.diagnostics] == ["CK501"]
    assert "Рябов и др. [в списке литературы не найдено]" in render_bibliography(
        analysis.entries, "gost-r-7-0-5-2008-numeric"
    )


def test_an_english_stub_and_an_entry_with_nothing():
    stubs = analyze(b"Ports grow [2]. They shrink [7].").entries
    assert "[Source 2: not found in the list of references]" in render_bibliography(stubs, "apa")
    bare = load_bibliography("@misc{quay, volume = {3}}\n@book{b, title = {Real}}").entries
    text = render_bibliography(bare, "apa")
    assert "[no title: quay]" in text
    assert "Real" in text
    assert "[Real" not in text
