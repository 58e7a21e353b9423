import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.find.links import find_links
from citekit.model import Block, BlockKind, Document, Note, Span
from tests.case_files import load_cases
from tests.linear_time import assert_proportional, measure

MARKS = str.maketrans({"⏎": "\n", "␭": "\u00ad", "␂": "\x02"})


def read_marked(text):
    """Return the text without marks, and the places of addresses and access dates."""
    plain, places = [], {"⟦": [], "⟪": []}
    opened = {}
    closing = {"⟧": "⟦", "⟫": "⟪"}
    for character in text.translate(MARKS):
        if character in places:
            opened[character] = len(plain)
        elif character in closing:
            places[closing[character]].append(Span(opened.pop(closing[character]), len(plain)))
        else:
            plain.append(character)
    return "".join(plain), places["⟦"], places["⟪"]


@pytest.mark.parametrize("case", load_cases("links"), ids=str)
def test_case(case):
    text, addresses, dates = read_marked(case.blocks["input"])
    expected = [line for line in case.blocks["links"].split("\n") if line]
    found = find_links(text)
    urls = [line.split(" ")[0] for line in expected]
    assert [link.url for link in found] == urls
    assert [link.span for link in found] == addresses
    assert [str(link.accessed or "-") for link in found] == [line.split(" ")[1] for line in expected]
    assert sorted({link.accessed_span for link in found if link.accessed_span}) == dates
    for link, line in zip(found, expected, strict=True):
        assert text[link.span.start : link.span.end] == link.raw
        assert set(line.split(" | ")[1:]) <= set(link.candidates)


def test_an_ambiguous_access_date_is_reported_with_its_place():
    found = find_links("See http://ford.example/x (retrieved 07/02/2018).")
    assert str(found[0].accessed) == "2018-07-02"
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == "CK310"
    assert "2018-02-07" in diagnostic.message
    assert (diagnostic.line, diagnostic.column) == (1, 28)
    clear = find_links(
        "http://ford.example/x (accessed 07/02/2018); http://ford.example/y (accessed 25/12/2017)"
    )
    assert str(clear[0].accessed) == "2018-02-07"
    assert clear.diagnostics == ()
    assert find_links("http://gue.fr/x (consulté le 07/02/2018)").diagnostics == ()


def test_links_that_only_a_separator_parts_share_the_date_behind_them():
    for text in (
        "URL: http://gavan.ru/x; http://gavan.ru/y (дата обращения: 22.06.2018)",
        "http://ford.example/x and http://ford.example/y, both accessed 22 June 2018",
        "http://ford.example/x, http://ford.example/y (accessed 22 June 2018)",
    ):
        assert [str(link.accessed) for link in find_links(text)] == ["2018-06-22"] * 2
    apart = find_links("http://ford.example/x\nhttp://ford.example/y (accessed 22 June 2018)")
    assert [link.accessed is None for link in apart] == [True, False]


def test_a_date_stated_for_all_links_holds_where_there_is_no_other():
    text = "All links accessed on 2 July 2018.\n1. http://a.example/x\n2. http://b.example/z (accessed 3 July 2018)"
    assert [str(link.accessed) for link in find_links(text)] == ["2018-07-02", "2018-07-03"]
    russian = "1. http://gavan.ru/x\n2. http://gavan.ru/y\n\nДата обращения ко всем ссылкам: 22.06.2018"
    assert [str(link.accessed) for link in find_links(russian)] == ["2018-06-22"] * 2


def document_of(text, *pieces):
    """Return a document whose notes are the pieces `number text` of it, in order."""
    notes = []
    for number, piece in enumerate(pieces, 1):
        parts = piece if isinstance(piece, tuple) else (piece,)
        spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
        mark = Span(spans[0].start, spans[0].start + 1)
        body = Span(spans[0].start + 2, spans[0].end)
        notes.append(Note(f"fn{number}", str(number), None, body, mark=mark, continued=tuple(spans[1:])))
    return Document("-", "plain", text, notes=tuple(notes))


def test_a_note_ends_an_address_and_a_date():
    text = "Слово1 и\n1 Мост. URL: http://gavan.ru/a-\n2 Брод. URL: http://gavan.ru/b\nдалее (дата обращения: 22.06.2018)."
    document = document_of(text, "1 Мост. URL: http://gavan.ru/a-", "2 Брод. URL: http://gavan.ru/b")
    found = find_links(document)
    assert [link.raw for link in found] == ["http://gavan.ru/a-", "http://gavan.ru/b"]
    assert [link.accessed for link in found] == [None, None]


def test_an_address_in_the_text_goes_on_behind_the_notes():
    text = "Так сказано на http://gavan.ru/shirokie-\n1 Мост. 2010.\n\nreki/plan.html (дата обращения: 22.06.2018)."
    document = document_of(text, "1 Мост. 2010.")
    (link,) = find_links(document)
    assert link.url == "http://gavan.ru/shirokie-reki/plan.html"
    assert link.raw == text[link.span.start : link.span.end]
    assert link.raw.endswith("plan.html")
    assert str(link.accessed) == "2018-06-22"


def test_the_part_of_an_address_behind_the_notes_is_no_link_of_its_own():
    text = "Так на http://www.\n1 Мост. URL: http://brod.ru/a\n\ngavan.ru/plan/1 и далее."
    found = find_links(document_of(text, "1 Мост. URL: http://brod.ru/a"))
    assert [link.url for link in found] == ["http://www.gavan.ru/plan/1", "http://brod.ru/a"]


def test_an_address_in_a_note_goes_on_in_the_part_on_the_next_page():
    first, second = "1 Мост. URL: http://gavan.ru/plan/", "2018/most.html (дата обращения: 22.06.2018)."
    text = f"Слово1 и\n{first}\nдругой текст страницы\n{second}\nи далее"
    (link,) = find_links(document_of(text, (first, second)))
    assert link.url == "http://gavan.ru/plan/2018/most.html"
    assert str(link.accessed) == "2018-06-22"


def test_a_date_behind_a_page_end_belongs_to_the_link_before_it():
    text = "Так на http://gavan.ru/plan\n1 Мост. 2010.\n(дата обращения: 22.06.2018) и далее."
    (link,) = find_links(document_of(text, "1 Мост. 2010."))
    assert str(link.accessed) == "2018-06-22"
    assert text[link.accessed_span.start : link.accessed_span.end] == "дата обращения: 22.06.2018"


def test_a_paragraph_of_a_format_without_wrapped_lines_ends_an_address():
    text = "See http://ford.example/a-\nb/c.html is another paragraph"
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(0, 26)),
        Block(BlockKind.PARAGRAPH, Span(27, len(text))),
    )
    (link,) = find_links(Document("-", "docx", text, blocks=blocks))
    assert link.raw == "http://ford.example/a-"
    (wrapped,) = find_links(Document("-", "plain", text, blocks=blocks))
    assert wrapped.raw == "http://ford.example/a-\nb/c.html"


PIECES = st.sampled_from(
    "http://gavan.ru/a http://b.example/ www.c.ru/x- - \n \n\n . , ; ( ) [ ] и and from (дата обращения: 22.06.2018) (accessed 07/02/2018) Retrieved July 2, 2018, from (2.7.2018) слово 1. URL: All links accessed on 3 May 2019".split(
        " "
    )
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join)))
def test_any_text_gives_links_with_true_spans(text):
    last = 0
    for link in find_links(text):
        assert last <= link.span.start < link.span.end <= len(text)
        last = link.span.end
        assert text[link.span.start : link.span.end] == link.raw
        assert (link.accessed is None) == (link.accessed_span is None)
        if link.accessed_span:
            assert 0 <= link.accessed_span.start < link.accessed_span.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "http://a.ru/b (accessed 1 May 2018) ",
        "http://a.ru/b accessed ",
        "дата обращения ",
        "1/2/2018 ",
        "All links http://a.ru ",
    ],
)
def test_time_is_in_proportion_to_the_length(piece):
    assert_proportional(find_links, piece)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "http://a.ru/b (accessed 1 May 2018) ",
        "http://a.ru/b accessed ",
        "дата обращения ",
        "1/2/2018 ",
        "All links http://a.ru ",
    ],
)
def test_a_megabyte_is_done_in_reasonable_time(piece):
    assert measure(find_links, piece * (1_000_000 // len(piece)), runs=1) < 25
