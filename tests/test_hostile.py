"""Any text at all goes through the whole analysis: nothing raises, spans hold, time stays linear."""

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.model import Document, Span
from citekit.pipeline import analyze
from citekit.report.as_csv import dump_rows
from citekit.report.as_json import dump_analyses

PIECES = st.sampled_from(
    """[ ] ( ) [8] [16,17] [2, с. 8-26; 15] [@key, p. 3] (Иванов, 2010, с. 5) // . – — - -\n \n \n\n \f 1. 2 ¹ ² регионе1 Там же. Ibid.
    http://a. example/x-\ny URL: (дата обращения: 22.06.2018). А/RES/72/283 10.1000/182 ISBN 978-5-00-000000-0 Литература References
    Иванов И. И. Smith, J. 2010 С. 5–7. Рис. 1 п.2 статья § 5 т. 2 \u00ad \u0002 \u200b \ufeff \u202e « » “ ” " ' < > & # {} \\cite{a} ^[note] [^1] [^1]:
    """.split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)


def iterate_spans(analysis):
    for citation in analysis.citations:
        yield citation.span
        yield from (cite.span for cite in citation.cites)
        yield from (locator.span for cite in citation.cites for locator in cite.locators)
    for note in analysis.document.notes:
        yield from (note.call, note.mark, *note.parts)
    for found in (*analysis.links, *analysis.identifiers, *analysis.references):
        yield found.span
    for reference in analysis.references:
        yield from (field.span for field in reference.fields)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_analysed_and_every_span_lies_in_it(text):
    analysis = analyze(Document.from_text(text))
    for span in iterate_spans(analysis):
        if span is not None:
            assert isinstance(span, Span)
            assert 0 <= span.start <= span.end <= len(text)
    for link in analysis.links:
        assert text[link.span.start : link.span.end] == link.raw
    assert len(analysis.resolutions) == sum(len(citation.cites) for citation in analysis.citations)
    assert len({entry.key for entry in analysis.entries}) == len(analysis.entries)
    dump_analyses([analysis], with_text=True)
    dump_rows([analysis])


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_analysed_or_refused_in_one_line(content):
    try:
        analyze(content)
    except ReadError as refused:
        message = str(refused)
    else:
        message = ""
    assert "\n" not in message


PROSE = "Политика региона меняется, и в 2010-х гг. торговля росла на 40,8% (по данным банка).\n"
SHAPES = {
    "opening brackets": "[",
    "numbers and commas": "1,",
    "bracketed numbers and commas": "[1,",
    "blanks": " ",
    "hyphens and line breaks": "-\n",
    "digits": "7",
    "letters": "а",
    "dots": "a.",
    "opening parentheses": "(",
    "line breaks": "\n",
    "numbered lines": "1 а\n",
    "addresses": "http://",
    "slashes": "A/",
    "citations": "слово [8], ",
    "notes": "слово1 и\n1 Текст.\n",
    "years": "(Иванов, 2010) ",
    "names": "И. ",
    "quotes": "«",
    "at signs": "@a;",
    "reference heads": "Литература\n1. А. Б. В // Г. 2010. С. 5.\n",
    "repeats": "Там же. ",
    "prose": PROSE,
}


@pytest.mark.parametrize("piece", SHAPES.values(), ids=SHAPES.keys())
def test_time_is_linear_in_the_length(piece):
    size = 100_000
    texts = [(piece * (size * factor // len(piece))) for factor in (1, 2)]
    best = [float("inf"), float("inf")]
    for _ in range(5):  # other programs on the machine disturb single measurements
        best = [min(least, measure(text)) for least, text in zip(best, texts, strict=True)]
        # 2.3 times, and 30 ms for what a short measurement adds.
        if best[1] <= 2.3 * best[0] + 0.03:
            return
    pytest.fail(f"{best[0]:.3f} s for n, {best[1]:.3f} s for 2 n")


@pytest.mark.slow
@pytest.mark.parametrize("piece", SHAPES.values(), ids=SHAPES.keys())
def test_a_megabyte_is_done_in_reasonable_time(piece):
    text = piece * (1_000_000 // len(piece.encode()))
    slowness = measure_slowness()
    assert measure(text) < 20 * max(1.0, slowness)


def measure_slowness():
    """How many times slower than 10 million additions a second the machine is right now."""
    start = time.process_time()
    total = 0
    for number in range(3_000_000):
        total += number
    return (time.process_time() - start) / 0.3


def measure(text):
    gc.collect()
    start = time.process_time()
    analyze(Document.from_text(text))
    return time.process_time() - start
