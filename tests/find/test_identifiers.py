import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.find.identifiers import find_identifiers
from citekit.model import Block, BlockKind, Document, Note, Span


def document_of(text, *bodies):
    notes = []
    for number, body in enumerate(bodies, 1):
        parts = body if isinstance(body, tuple) else (body,)
        spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
        notes.append(Note(f"fn{number}", str(number), None, spans[0], continued=tuple(spans[1:])))
    return Document("-", "plain", text, notes=tuple(notes))


def test_every_occurrence_is_found_in_text_note_and_address():
    body = "Резолюция A/RES/72/283 // ООН. URL: http://www.un.org/view_doc.asp?symbol=A/RES/72/283 (дата)"
    text = f"приняла резолюцию (A/RES/72/283) о портах1.\n1 {body}\n"
    found = find_identifiers(document_of(text, body))
    assert [one.value for one in found] == ["A/RES/72/283"] * 3
    assert [text[one.span.start : one.span.end] for one in found] == ["A/RES/72/283"] * 3
    assert found.diagnostics == ()


def test_a_resolution_that_a_page_end_cuts_is_whole():
    note = "Мост. 2010."
    text = f"принята резолюция 72/283 Генераль-\n1 {note}\n\nной Ассамблеи о портах."
    document = Document(
        "-",
        "plain",
        text,
        notes=(
            Note(
                "fn1",
                "1",
                None,
                Span(text.index(note), text.index(note) + len(note)),
                mark=Span(text.index("1 М"), text.index("1 М") + 1),
            ),
        ),
    )
    (found,) = find_identifiers(document)
    assert found.value == "A/RES/72/283"
    assert found.raw.startswith("резолюция 72/283")
    assert found.raw.endswith("Ассамблеи")


def test_page_furniture_is_passed_over():
    text = "Федеральный закон от 27 июля\nВестник гавани 12\n2006 г. № 149-ФЗ"
    at = text.index("Вестник")
    furniture = Block(BlockKind.PAGE_FURNITURE, Span(at, at + len("Вестник гавани 12")))
    (found,) = find_identifiers(Document("-", "plain", text, blocks=(furniture,)))
    assert found.value == "Федеральный закон от 27.07.2006 № 149-ФЗ"
    assert found.raw == text


def test_nothing_crosses_the_end_of_a_note():
    body = "S/RES/1325"
    text = f"Слово1\n1 {body}\n(2000) и далее"
    (found,) = find_identifiers(document_of(text, body))
    assert found.value == "S/RES/1325"


def test_a_note_goes_on_in_its_next_part():
    first, second = "см. резолюцию 1325", "(2000) Совета Безопасности."
    text = f"Слово1\n1 {first}\nчужой текст\n{second}\nи далее"
    (found,) = find_identifiers(document_of(text, (first, second)))
    assert found.value == "S/RES/1325 (2000)"


def test_a_paragraph_of_a_format_without_wrapped_lines_ends_an_identifier():
    text = "S/RES/1325\n(2000) Ports"
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, 10)), Block(BlockKind.PARAGRAPH, Span(11, len(text))))
    (found,) = find_identifiers(Document("-", "docx", text, blocks=blocks))
    assert found.value == "S/RES/1325"


def test_a_wrong_check_digit_is_reported():
    found = find_identifiers("Мост. М., 2010. ISBN 978-0-306-40615-8.")
    assert found == ()
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == "CK311"
    assert "978-0-306-40615-8" in diagnostic.message


PIECES = st.sampled_from(
    "A/RES/72/283 S/RES/1325 (2000) резолюция 72/283 Генеральной Ассамблеи № 149-ФЗ от 27.07.2006 Федеральный закон doi:10.1234/a- b \n \n\n -\n слово . ISBN 978-0-306-40615-8".split(
        " "
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.integers(0, 60), st.integers(1, 60))
def test_spans_hold_with_a_note_anywhere(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    notes = (Note("fn1", "1", None, Span(start, end)),) if start < end else ()
    last = 0
    for one in find_identifiers(Document("-", "plain", text, notes=notes)):
        assert last <= one.span.start < one.span.end <= len(text)
        last = one.span.end
        assert one.raw == text[one.span.start : one.span.end]


@pytest.mark.parametrize("piece", ["слово1\n1 S/RES/1325\n", "а "])
def test_time_is_in_proportion_with_many_notes(piece):
    times = []
    for count in (500, 1000):
        text = piece * count
        notes = tuple(
            Note(f"fn{number}", "1", None, Span(at, at + 1))
            for number, at in enumerate(range(len(piece) - 2, len(text), len(piece)))
        )
        start = time.process_time()
        find_identifiers(Document("-", "plain", text, notes=notes))
        times.append(time.process_time() - start)
    assert times[1] <= 2.3 * times[0] + 0.3, times
