"""Author and year hints, the sentence around a citation, and nominatives."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.find.citations import find_citations
from citekit.find.hints import find_author_hints
from citekit.find.name_forms import Case, guess_nominative
from citekit.find.sentences import find_sentence
from citekit.model import Document, EvidenceKind, Note, Span

sys.path.insert(0, str(Path(__file__).parent.parent))
from case_files import load_cases

LINES = [
    pytest.param(*line.split(" ⇒ "), id=f"{case.name}: {line.split(' ⇒ ')[0]}")
    for case in load_cases("hints")
    for line in case.blocks["table"].split("\n")
]


def hints_of(text, index=-1, notes=()):
    document = Document("x", "plain", text, notes=notes)
    return find_author_hints(document, find_citations(document)[index])


@pytest.mark.parametrize(("written", "expected"), LINES)
def test_line_of_the_table(written, expected):
    found = [
        f"{one.value} {one.confidence}"
        for one in hints_of(written.replace("⏎", "\n"))
        if one.kind is not EvidenceKind.CONTEXT
    ]
    assert (" | ".join(found) or "nothing") == expected


def sentence_of(text, notes=(), index=0):
    document = Document("x", "plain", text, notes=notes)
    return find_sentence(document, find_citations(document)[index].span)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Мост стар. Порт вырос [5]. Склад пуст.", "Порт вырос [5]."),
        ("Порт вырос в 2014 г. на 5 % [5]. Склад", "Порт вырос в 2014 г. на 5 % [5]."),
        ("Порт рос в 2011–2014 гг. Это видно [5].", "Порт рос в 2011–2014 гг. Это видно [5]."),
        ("Порт, склад и т. д. выросли [5]. Мост", "Порт, склад и т. д. выросли [5]."),
        ("Так писал А. А. Орлов [5]. Мост", "Так писал А. А. Орлов [5]."),
        ("Мост.\nПорт вы-\nрос, как пи-\nшут [5].", "Порт вырос, как пишут [5]."),
        ("Порт рос. [5] Потом упал.", "Порт рос. [5]"),
        ("Порт рос. [5] показал иное.", "[5] показал иное."),
        ("«Порт рос?» [5]. Да!", "«Порт рос?» [5]."),
        ("1. Мост.\n2. Порт рос [5].\n3. Склад.", "Порт рос [5]."),
        ("Введение\n\nПорт рос [5].\n\nСклад пуст.", "Порт рос [5]."),
        ("Порт рос на юге\n\nстраны [5]. Мост", "Порт рос на юге страны [5]."),
        (
            "Ports grew, cf. Fig. 3, by 5 p.c., i.e. little [5]. Then",
            "Ports grew, cf. Fig. 3, by 5 p.c., i.e. little [5].",
        ),
        (
            "Der Hafen wuchs z. B. um 5 Mio. bzw. mehr [5]. Dann",
            "Der Hafen wuchs z. B. um 5 Mio. bzw. mehr [5].",
        ),
        ("Порт [5]", "Порт [5]"),
        ("[5]", "[5]"),
    ],
)
def test_sentence(text, sentence):
    assert sentence_of(text).text == sentence


def test_a_footnote_block_does_not_cut_the_sentence():
    text = "Мост. Порт вырос за между-\n1 Там же. С. 5.\nнародный год [5]. Склад."
    start = text.index("1 Там")
    end = text.index("\nнародный")
    notes = (Note("fn1", "1", None, Span(start + 2, end), mark=Span(start, start + 1)),)
    sentence = sentence_of(text, notes)
    assert sentence.text == "Порт вырос за международный год [5]."
    assert text[sentence.span.start : sentence.span.end].startswith("Порт вырос")
    assert text[sentence.span.start : sentence.span.end].endswith("[5].")


def test_a_citation_in_a_note_is_read_within_it():
    text = "Порт вырос\n1 Об этом см. П. Громов [5]. Мост.\nза год."
    notes = (Note("fn1", "1", None, Span(13, text.index("\nза")), mark=Span(11, 12)),)
    assert sentence_of(text, notes).text == "Об этом см. П. Громов [5]."


def test_context_comes_first_and_is_certain():
    first, author = hints_of("Мост. Порт, по П. Громову [5], вырос. Склад.")[:2]
    assert (first.kind, first.value, first.confidence) == (
        EvidenceKind.CONTEXT,
        "Порт, по П. Громову [5], вырос.",
        1.0,
    )
    assert author.kind is EvidenceKind.AUTHOR


def test_spans_lead_back_to_the_text():
    text = "Мост. После публикации 1961 г. П. Гро-\nмова [5] порт вырос."
    context, author, guess, year = hints_of(text)
    assert text[context.span.start : context.span.end] == text[6:]
    assert text[author.span.start : author.span.end] == "П. Гро-\nмова"
    assert (author.value, guess.value) == ("П. Громова", "П. Громов")
    assert text[year.span.start : year.span.end] == year.value == "1961"


def test_author_date_cites_need_no_hint():
    document = Document.from_text("Порт, по П. Громову (Белов, 2010, с. 5), вырос.")
    (citation,) = find_citations(document)
    assert [one.kind for one in find_author_hints(document, citation)] == [EvidenceKind.CONTEXT]


def test_a_name_before_another_citation_belongs_to_that():
    assert [one.value for one in hints_of("П. Громов [3], а также порт [5].")[1:]] == []
    assert [one.value for one in hints_of("П. Громов [3] и Т. Белов [5].")[1:]] == ["Т. Белов"]


@pytest.mark.parametrize(
    ("name", "case", "nominative"),
    [
        ("Орлову", Case.UNKNOWN, "Орлов"),
        ("Орловым", Case.UNKNOWN, "Орлов"),
        ("Орловой", Case.UNKNOWN, "Орлова"),
        ("Орлова", Case.UNKNOWN, None),
        ("Орлова", Case.GENITIVE, "Орлов"),
        ("Невского", Case.UNKNOWN, "Невский"),
        ("Невской", Case.UNKNOWN, "Невская"),
        ("Эдисону", Case.DATIVE, "Эдисон"),
        ("Эдисону", Case.UNKNOWN, None),
        ("Эдисона", Case.GENITIVE, "Эдисон"),
        ("Эдисоном", Case.INSTRUMENTAL, "Эдисон"),
        ("Петренка", Case.UNKNOWN, "Петренко"),
        ("Дюма", Case.GENITIVE, "Дюм"),
        ("Садру", Case.UNKNOWN, None),
        ("Гёте", Case.DATIVE, None),
        ("Лесин-Бор", Case.GENITIVE, None),
        ("Smith", Case.UNKNOWN, None),
    ],
)
def test_nominative(name, case, nominative):
    assert guess_nominative(name, case) == nominative


PIECES = st.sampled_from(
    [
        "[5]",
        "[6, с. 7]",
        "П. Громов",
        "по",
        "Орлову",
        ".",
        ",",
        " ",
        "\n",
        "\n\n",
        "-\n",
        "г.",
        "1961",
        "книге",
        "Smith",
        "(",
        ")",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_hints_with_places(text):
    document = Document.from_text(text)
    for citation in find_citations(document):
        evidence = find_author_hints(document, citation)
        assert evidence[0].kind is EvidenceKind.CONTEXT
        assert evidence[0].span.contains(citation.span)
        for one in evidence:
            assert 0 < one.confidence <= 1
            assert one.value
            assert 0 <= one.span.start < one.span.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["А. ", "П. Громов ", "Громов ", "по ", "я", "1961 ", ". ", "\n\n", "-\n", " ", "(", "[5] ", "мнению а "],
)
def test_a_citation_in_a_megabyte_of_it_costs_little(piece):
    text = (piece * (500_000 // len(piece)))[:500_000] + " [5]. " + piece * 1000
    document = Document.from_text(text)
    citation = find_citations(document)[-1]
    find_author_hints(document, citation)
    gc.disable()
    started = time.process_time()
    find_author_hints(document, citation)
    taken = time.process_time() - started
    gc.enable()
    assert taken < 0.1


def test_a_long_block_of_notes_does_not_cut_the_sentence():
    block = "1 Там же. " + "См. также обзор портов. " * 60
    text = f"Мост.\nПорт вырос, и\n\n{block}\n характер его иной [5]. Склад."
    start = text.index("1 Там")
    notes = (Note("fn1", "1", None, Span(start + 2, start + len(block)), mark=Span(start, start + 1)),)
    assert sentence_of(text, notes).text == "Порт вырос, и характер его иной [5]."
