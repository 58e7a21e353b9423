import bisect
import random
import re

import pytest

from citekit.errors import ReadError
from citekit.model import BlockKind, Span
from citekit.pipeline import analyze
from citekit.read import read_document
from citekit.read.pdf import read_pdf
from citekit.read.pdf_chars import Word
from citekit.read.pdf_encodings import restore_cyrillic
from citekit.read.pdf_lines import PageContent, lay_page
from corpus.made.programs import scramble_pdf, set_with_typst
from tests.read.pdf_files import (
    GERMAN,
    HAS_TYPST,
    WORDS,
    escape_typst,
    make_source,
    write_pdf,
    write_typst,
)

needs_typst = pytest.mark.skipif(not HAS_TYPST, reason="the package typst is not installed")
TWO = "#set page(columns: 2, header: [Вестник пристани. 2021. № 4])"
WIDE = (
    '#place(top + center, scope: "parent", float: true)[#text(16pt)[Очень длинный заголовок статьи о торговле '
    "портовых городов]\n\n Аннотация: " + "порт и река, договор и берег, " * 12 + "]"
)
PLAIN_DIGITS = "#set super(typographic: false)"
LAYOUTS = {
    "one column": ("", "", "ru"),
    "one column, small digits": (PLAIN_DIGITS, "", "ru"),
    "two columns": (TWO, "", "ru"),
    "two columns, small digits": (f"{TWO}\n{PLAIN_DIGITS}", "", "ru"),
    "two columns, wide head": (TWO, WIDE, "ru"),
    "notes anew on each page": (
        '#set page(header: counter(footnote).update(0))\n#set footnote(numbering: "1")', "", "ru"),
    "brackets": ('#set footnote(numbering: "[1]")\n' + PLAIN_DIGITS, "", "ru"),
    "German": (TWO, "", "de"),
}  # fmt: skip


def squeeze(text):
    return re.sub(r"[\s-]", "", text)


def rising(numbers):
    tails = []
    for number in numbers:
        tails[bisect.bisect_left(tails, number) : bisect.bisect_left(tails, number) + 1] = [number]
    return len(tails)


def score(document, source):
    """Return how much of the source is found exactly: markers, notes, calls, addresses, citations; F1 each."""
    text = document.text
    joined = re.sub(r"-?\n", "", text)
    markers = [int(number) for number in re.findall(r"qq(\d+)zz", joined)]
    bodies = [squeeze("".join(text[part.start : part.end] for part in note.parts)) for note in document.notes]
    calls = {
        squeeze(text[max(0, note.call.start - 40) : note.call.start].rstrip("["))[-8:]
        for note in document.notes
        if note.call and text[note.call.start : note.call.end].strip("[]") == note.number
    }
    wanted_calls = {squeeze(text)[-8:] for parts in source.paragraphs for text, called in parts if called}
    analysis = analyze(document)
    links = {link.url for link in analysis.links}

    def f1(found, wanted):
        right = len(set(found) & set(wanted))
        return 2 * right / (len(set(found)) + len(set(wanted)))

    return {
        "order": 2 * rising(markers) / (len(markers) + source.markers),
        "notes": f1(bodies, map(squeeze, source.notes)),
        "calls": f1(calls, wanted_calls),
        "links": f1(links, source.addresses),
        "references": f1({squeeze(r.text)[:40] for r in analysis.references}, {squeeze(n)[:40] for n in source.notes}),
        "citations": 2 * min(len(analysis.citations), source.citations)
        / (len(analysis.citations) + source.citations),
    }  # fmt: skip


@needs_typst
@pytest.mark.parametrize("layout", LAYOUTS)
def test_typst_documents_are_read_whole(layout):
    setup, head, language = LAYOUTS[layout]
    source = make_source(seed=len(layout), words=GERMAN if language == "de" else WORDS)
    document = read_pdf(set_with_typst(write_typst(source, setup, head, language)), "x.pdf")
    assert {name: value for name, value in score(document, source).items() if value < 0.99} == {}


@needs_typst
@pytest.mark.parametrize("layout", ["one column", "two columns, wide head"])
def test_a_scrambled_drawing_order_does_no_harm(layout):
    setup, head, language = LAYOUTS[layout]
    source = make_source(seed=7, paragraphs=20)
    pdf = scramble_pdf(set_with_typst(write_typst(source, f"{setup}\n{PLAIN_DIGITS}", head, language)))
    assert {
        name: value for name, value in score(read_pdf(pdf, "x.pdf"), source).items() if value < 0.97
    } == {}


@needs_typst
def test_heads_and_page_numbers_are_furniture():
    document = read_pdf(set_with_typst(write_typst(make_source(3), TWO)), "x.pdf")
    furniture = [document.slice(block.span) for block in document.blocks_of(BlockKind.PAGE_FURNITURE)]
    pages = max(block.page for block in document.blocks)
    assert furniture.count("Вестник пристани. 2021. № 4") == pages
    assert [text for text in furniture if text.isdigit()] == [str(number + 1) for number in range(pages)]


@needs_typst
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("raised", [False, True])
def test_reference_lists_and_their_citations(columns, raised):
    chance = random.Random(columns)  # noqa: S311 - the same list every time
    works = [
        f"Громов П. С. История порта {number} и его берегов // Речной журнал. {1990 + number}. № {number}. "
        f"С. {number + 10}–{number + 40}."
        for number in range(1, 21)
    ]
    calls = 0
    paragraphs = []
    for _ in range(12):
        sentences = []
        for _ in range(4):
            words = " ".join(chance.choice(WORDS) for _ in range(10))
            number = chance.randint(1, 20)
            calls += 1
            sentences.append(
                f"{words}#super[{number}]." if raised else f"{words} \\[{number}, с. {number}\\]."
            )
        paragraphs.append(" ".join(sentences))
    entries = "\n".join("+ " + escape_typst(work) for work in works)
    body = (
        f'#set page(width: 595pt, height: 842pt, columns: {columns}, numbering: "1")\n#set text(lang: "ru")\n'
        "#set par(justify: true)\n= Введение\n"
        + "\n\n".join(paragraphs)
        + "\n= Список литературы\n"
        + entries
    )
    analysis = analyze(read_pdf(set_with_typst(body), "x.pdf"))
    assert [squeeze(reference.text) for reference in analysis.references] == [squeeze(work) for work in works]
    assert len(analysis.citations) == calls
    headings = list(analysis.document.blocks_of(BlockKind.HEADING))
    assert [analysis.document.slice(block.span) for block in headings] == ["Введение", "Список литературы"]


def lines(texts, left=72, top=760, size=10, leading=13):
    return [(left, top - leading * number, size, text) for number, text in enumerate(texts)]


PROSE = ["The harbour was rebuilt in the years that followed the great flood of the"] * 6


def test_a_paragraph_goes_on_over_the_page_and_its_notes_follow_it():
    first = [
        *lines(PROSE),
        (385.5, 699, 6, "1"),
        (72, 72, 6, "1"),
        (78, 68, 8, "Alder J. Harbours. London, 1990."),
    ]
    second = lines(["river, and of the fire that came behind it when the mills were full of the", *PROSE])
    document = read_pdf(write_pdf([first, second]), "x.pdf")
    (note,) = document.notes
    assert "flood of the1\nriver, and of the fire" in document.text
    assert document.text[note.call.start - 3 : note.call.end] == "the1"
    assert document.slice(note.body) == "Alder J. Harbours. London, 1990."
    assert document.blocks[0].span.end <= note.mark.start


def test_a_note_goes_on_on_the_next_page():
    first = [*lines(PROSE), (385.5, 699, 6, "1"), (72, 81, 6, "1"), (78, 77, 8, "Alder J. Harbours, a work that the"),
             (72, 67, 8, "reader may find in the library of the")]  # fmt: skip
    second = [*lines(PROSE), (385.5, 699, 6, "2"), (72, 91, 8, "town, if it is open."), (72, 81, 6, "2"),
              (78, 77, 8, "Brook K. Fords. York, 1991.")]  # fmt: skip
    document = read_pdf(write_pdf([first, second]), "x.pdf")
    one, two = document.notes
    assert [document.slice(part) for part in one.parts] == [
        "Alder J. Harbours, a work that the\nreader may find in the library of the",
        "town, if it is open.",
    ]
    assert document.slice(two.body) == "Brook K. Fords. York, 1991."
    assert [document.slice(note.call) for note in document.notes] == ["1", "2"]


def test_line_numbers_in_the_margin_are_furniture():
    numbered = lines(PROSE * 3) + [(40, 760 - 13 * number, 6, str(number + 1)) for number in range(18)]
    document = read_pdf(write_pdf([numbered]), "x.pdf")
    furniture = [document.slice(block.span) for block in document.blocks_of(BlockKind.PAGE_FURNITURE)]
    assert furniture == [str(number + 1) for number in range(18)]


def test_links_of_annotations_confirm_an_address_over_two_lines():
    address = "https://example.org/harbour/register-of-ships"
    annotations = "/Annots[" + "".join(
        f"<</Type/Annot/Subtype/Link/Rect[{box}]/A<</S/URI/URI({address})>>>>"
        for box in ("70 690 400 705", "70 677 400 692")
    ) + "]"  # fmt: skip
    page = lines([*PROSE[:5], "https://example.org/harbour/register-", "of-ships"])
    document = read_pdf(write_pdf([page], annotations=annotations), "x.pdf")
    (link,) = document.links
    assert (link.url, link.raw) == (address, "https://example.org/harbour/register-\nof-ships")
    assert document.slice(link.span) == link.raw


def test_offsets_lead_to_page_and_box():
    document = read_pdf(write_pdf([lines(PROSE), lines(["Another page."])]), "x.pdf")
    origin = document.offsets.origin_at(document.text.index("Another"))
    assert origin.page == 2
    left, bottom, right, top = origin.box
    assert (round(left), bottom < 760 < top, right > left) == (72, True, True)


@pytest.mark.parametrize("columns", [1, 2])
def test_offsets_give_each_character_the_box_of_its_word(columns):
    words = [[(72 + 250 * column + 60 * n, 700 - 14 * row, 10, f"word{column}{row}{n}") for n in range(3)]
             for column in range(columns) for row in range(6)]  # fmt: skip
    document = read_pdf(write_pdf([[word for row in words for word in row]]), "x.pdf")
    for left, base, size, text in (word for row in words for word in row):
        start = document.text.index(text)
        boxes = {document.offsets.origin_at(place).box for place in range(start, start + len(text))}
        ((low, bottom, high, top),) = boxes
        assert abs(low - left) < 0.5
        assert low < high < left + 60
        assert bottom < base < top < base + size
    for place, character in enumerate(document.text.rstrip()):
        origin = document.offsets.origin_at(place)
        assert origin.page == 1
        assert origin.box is not None
        if character == " ":
            before, after = (document.offsets.origin_at(place + step).box for step in (-1, 1))
            assert (origin.box[0], origin.box[2]) == (before[2], after[0])


def test_the_origin_of_a_span_reaches_over_its_first_line():
    document = read_pdf(write_pdf([lines(["One two three", "four five."])]), "x.pdf")
    start = document.text.index("two")
    both = document.origin_of(Span(start, document.text.index("five")))
    first, last = (document.offsets.origin_at(document.text.index(word)).box for word in ("two", "three"))
    assert both.box == (first[0], first[1], last[2], first[3])


def test_offsets_come_back_from_a_child_process():
    pdf = write_pdf([lines(PROSE)])
    assert read_document(pdf, isolate=True).offsets == read_document(pdf).offsets


def test_letter_spaced_words_are_whole():
    spaced = [(72 + 9 * number, 700, 10, letter) for number, letter in enumerate("harbour")]
    document = read_pdf(write_pdf([[*spaced, (160, 700, 10, "again")]]), "x.pdf")
    assert document.text.strip() == "harbour again"


def test_the_format_is_told_by_its_content():
    assert read_document(write_pdf([lines(PROSE)])).format == "pdf"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\nnothing", "CK131"),
        (write_pdf([[]]), "CK132"),
        (write_pdf([lines(PROSE)], trailer="/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"
                   + "ab" * 32 + ">/U<" + "cd" * 32 + ">>>/ID[<00><00>]"), "CK130"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("isolate", [False, True])
def test_what_cannot_be_read_is_said_so(content, code, isolate):
    with pytest.raises(ReadError) as caught:
        read_document(content, name="x.pdf", isolate=isolate)
    assert caught.value.code == code
    assert str(caught.value).startswith("x.pdf: ")


def test_a_child_process_reads_the_same():
    pdf = write_pdf([lines(PROSE), lines(PROSE)])
    assert read_document(pdf, name="x.pdf", isolate=True) == read_document(pdf, name="x.pdf")


def test_damaged_files_give_an_error_or_a_text():
    pdf = write_pdf([lines(PROSE), [*lines(PROSE), (72, 60, 8, "1 Alder J. Harbours.")]])
    chance = random.Random(5)  # noqa: S311 - the same damage every time
    read = 0
    for number in range(150):
        damaged = bytearray(pdf[: chance.randrange(20, len(pdf))] if number % 3 == 0 else pdf)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read_pdf(bytes(damaged), "x.pdf")
        except ReadError:
            continue
        read += 1
    assert 20 < read < 150


def test_cyrillic_of_old_fonts_is_restored():
    russian = ["Торговля портовых городов росла вслед за договорами о переправах."] * 3
    western = [text.encode("cp1251").decode("latin-1") for text in russian]
    document = read_pdf(write_pdf([lines(western)]), "x.pdf")
    assert document.text.split("\n")[0] == russian[0]
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["CK135"]


def test_cyrillic_signs_of_notes_full_of_addresses_are_restored():
    prose = "Торговля портовых городов росла вслед за договорами".encode("cp1251").decode("latin-1")
    sign = "Река. ".encode("cp1251").decode("latin-1") + "\x9d 4. https://example.org/a/long/address/of/it"
    page = PageContent(1, 595, 842)
    words = [Word(72, 400, 700 - 13 * number, 10, prose) for number in range(4)]
    lay_page(page, [*words, Word(72, 400, 72, 8, sign)])
    assert restore_cyrillic([page]) == 1
    assert [line.text for line in page.regions[-1]][-1].startswith("Река. № 4. https")


@pytest.mark.parametrize(("code", "mark"), [("\x84", "†"), ("\x85", "‡"), ("\x86", "‖")])
def test_marks_of_notes_in_fonts_without_a_map(code, mark):
    page = PageContent(1, 595, 842)
    lay_page(page, [Word(72, 100, 700, 10, "harbour"), Word(100, 104, 704, 7, code)])
    assert page.regions[0][0].text == f"harbour{mark}"


def test_wide_blanks_of_justified_lines_are_no_cells():
    wide = [(72 + 60 * number, 700, 10, word) for number, word in enumerate("three wide words".split())]
    text = read_pdf(write_pdf([[*lines(PROSE), *wide]]), "x.pdf").text
    assert "three wide words" in text


def test_western_letters_stay():
    french = ["Été après été, les bateaux relièrent la forêt à la côte."] * 3
    document = read_pdf(write_pdf([lines(french)]), "x.pdf")
    assert document.text.split("\n")[0] == french[0]


@needs_typst
def test_metadata_and_outline_are_read():
    body = (
        '#set document(title: "Порт и река", author: "Громов П. С.", keywords: "10.1234/port.5")\n'
        "#set heading(numbering: none)\n#show heading: set text(size: 11pt)\n= Введение\n"
        + "Порт и река. "
        * 60
    )
    document = read_pdf(set_with_typst(body), "x.pdf")
    assert document.metadata["title"] == "Порт и река"
    assert document.metadata["author"] == "Громов П. С."
    assert document.metadata["doi"] == "10.1234/port.5"
    assert [document.slice(block.span) for block in document.blocks_of(BlockKind.HEADING)] == ["Введение"]


def test_cyrillic_is_restored_word_by_word_where_fonts_differ():
    english = lines(["The harbour was rebuilt in the years that followed."] * 4)
    notes = ["Ãðîìîâ Ï. Ñ. Òîðãîâëÿ ïîðòîâ. \x9d 3. URL: https://a.example/x (äàòà îáðàùåíèÿ)"] * 3
    western = [(72, 300 - 10 * number, 8, text) for number, text in enumerate(notes)]
    pdf = write_pdf([[*english, *western]])
    text = read_pdf(pdf, "x.pdf").text
    assert "The harbour was rebuilt" in text
    assert "Громов П. С. Торговля портов." in text
    assert "https://a.example/x (дата обращения)" in text


def test_notes_as_large_as_the_text_stand_below_a_rule():
    body = [*lines(PROSE), (385.5, 699, 6, "1"), (72, 200, 10, "1 Alder J. Harbours. London, 1990."),
            (72, 188, 10, "It was printed again in York.")]  # fmt: skip
    without = read_pdf(write_pdf([body]), "x.pdf")
    assert without.notes == ()
    pdf = write_pdf([body]).replace(b"BT /F1", b"72 212 140 0.5 re f BT /F1", 1)
    (note,) = read_pdf(_mend_lengths(pdf), "x.pdf").notes
    assert note.number == "1"


def _mend_lengths(pdf):
    return re.sub(
        rb"/Length \d+>>stream\n(.*?)\nendstream",
        lambda found: b"/Length %d>>stream\n%b\nendstream" % (len(found[1]), found[1]),
        pdf,
        flags=re.DOTALL,
    )


def test_accents_drawn_apart_are_put_over_their_letters():
    # The accent is drawn first, and the letter under it.
    words = [
        (72, 700, 10, "Gr"), (82, 700, 10, "\xa8"), (80.9, 700, 10, "o\xdfe"), (110, 700, 10, "und"),
        (130, 702, 10, "\xa8"), (129, 700, 10, "Uber"), (160, 700, 10, "Pe"), (171.9, 700, 10, "\xb4"), (171.5, 700, 10, "i"),
        (173.7, 700, 10, "n"),
    ]  # fmt: skip
    document = read_pdf(write_pdf([words]), "x.pdf")
    assert document.text.strip() == "Größe und Über Peín"


def test_pages_full_of_accents_and_signs_stay_as_they_are():
    rows = ["\xa8 ^ ~ " * 20 + "a"] * 60
    text = read_pdf(write_pdf([lines(rows, top=800, size=6, leading=12)]), "x.pdf").text
    assert text.count("^") == text.count("~") == text.count("\xa8") == 20 * 60


def test_letters_set_lower_stay_in_their_word():
    words = [(72, 700, 10, "LAT"), (89.2, 697.8, 10, "E"), (95.9, 700, 10, "X3"), (120, 700, 10, "is set")]
    assert read_pdf(write_pdf([words]), "x.pdf").text.strip() == "LATEX3 is set"


def test_superscript_characters_call_notes():
    pdf = write_pdf([[*lines([*PROSE, "as the council said\xb9 of an area of 20 m\xb2."]),
                      *lines(["1 Alder J. Harbours. London, 1990. P. 12."], top=72, size=8)]])  # fmt: skip
    document = read_pdf(pdf, "x.pdf")
    (note,) = document.notes
    assert document.slice(note.body) == "Alder J. Harbours. London, 1990. P. 12."
    assert document.text[note.call.start - 4 : note.call.end] == "said1"
    assert "20 m²" in document.text


@pytest.mark.parametrize("calls", ["1,2", "1, 2", "12"])
def test_several_calls_in_one_place(calls):
    pdf = write_pdf([[*lines([*PROSE, "as the council said"]), (156, 686, 6, calls),
                      *lines(["1 Alder J. Harbours.", "2 Birch K. Rivers."], top=72, size=8)]])  # fmt: skip
    document = read_pdf(pdf, "x.pdf")
    assert [document.slice(note.call) for note in document.notes] == ["1", "2"]


def test_two_symbols_in_one_place_call_two_notes():
    pdf = write_pdf([[*lines(["A title of a work"]), (141, 764, 6, "*\x86"), *lines(PROSE, top=700),
                      *lines(["* Thanks are due.", "\x86 To the town."], top=72, size=8)]])  # fmt: skip
    document = read_pdf(pdf, "x.pdf")
    assert [document.slice(note.call) for note in document.notes] == ["*", "†"]


def test_a_list_in_small_type_is_no_note():
    works = [
        f"[{number}] Author {number}. A book of harbours. London, {1990 + number}." for number in range(1, 9)
    ]
    pdf = write_pdf([lines([*PROSE, "as was shown [1] and again [3, 8]."]),
                     [*lines(["References"], size=12), *lines(works, top=740, size=8)]])  # fmt: skip
    document = read_pdf(pdf, "x.pdf")
    assert document.notes == ()
    assert len(analyze(document).references) == 8


def test_a_listing_with_numbered_lines_is_no_note():
    code = [f"{number} value = read(channel, {number});" for number in range(1, 8)]
    pdf = write_pdf([[*lines(PROSE), *lines(code, top=600, size=8)]])
    assert read_pdf(pdf, "x.pdf").notes == ()


def test_a_line_too_long_for_its_column_stays_in_it():
    left = ["The harbour was rebuilt in the years that follow"] * 12
    right = ["and the council of the town has paid for all of it"] * 12
    long = "The harbour was rebuilt in the years that followeded"
    words = [*lines([*left[:5], long, *left[6:]]), *lines(right, left=72 + 232)]
    text = read_pdf(write_pdf([words]), "x.pdf").text
    assert f"{left[0]}\n{long}\n{left[0]}" in text
    assert "\n".join(right) in text
