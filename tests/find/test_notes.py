"""Footnotes and endnotes of plain text, with exact places."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.find.notes import attach_notes, body_spans, find_notes
from citekit.model import BlockKind, Document, Note, NotePlace, Span
from citekit.parse.hyphens import join_flow
from citekit.read import read_document
from tests.case_files import load_cases
from tests.find.note_pages import Setting, set_document

CASES = load_cases("notes")
_SIGN = re.compile(r"⟨([^⟩]+)⟩|⟪([^⟫!]+)(!?)⟫|(⟦)|(⟧)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def read_gold(marked: str, calls: str = "") -> tuple[str, list[tuple]]:
    """Return the text without the signs, and `(number, call, mark, parts)` of each note."""
    for line in calls.splitlines():
        plain = re.sub(r"⟨([^⟩]+)⟩", r"\1", line)
        assert marked.count(plain) == 1
        marked = marked.replace(plain, line)
    out, length, last = [], 0, 0
    called: dict[str, list] = {}
    bodies: list[list] = []
    opened = None

    def emit(piece: str) -> int:
        nonlocal length
        out.append(piece)
        length += len(piece)
        return length

    for sign in _SIGN.finditer(marked):
        emit(marked[last : sign.start()])
        last = sign.end()
        start = length
        if sign[1]:
            called.setdefault(sign[1].translate(_DIGITS), []).append((start, emit(sign[1])))
        elif sign[2]:
            bodies.append([sign[2].translate(_DIGITS), sign[3], (start, emit(sign[2])), []])
        elif sign[4]:
            opened = start
        else:
            parts = bodies[-1][3]
            parts.append((opened, length))
    emit(marked[last:])
    gold = [
        (number, None if lost else called[number].pop(0), mark, parts) for number, lost, mark, parts in bodies
    ]
    assert not any(called.values())
    return "".join(out).replace("⏏\n", "\f"), gold


def as_pair(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def show(text: str, notes) -> list[str]:
    """Show notes so that a failure can be read."""
    return [
        f"{number}: call {text[call[0] - 8 : call[1]]!r}, mark {mark}, "
        + " + ".join(f"{text[start : start + 16]!r}…{text[end - 16 : end]!r}" for start, end in parts)
        if call
        else f"{number}: no call, {parts} {text[parts[0][0] : parts[0][1]]!r}"
        for number, call, mark, parts in notes
    ]


@pytest.mark.parametrize("reader", ["file", "text"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case, reader):
    text, gold = read_gold(case.blocks["input"].replace("⏏\n", "⏏"), case.blocks.get("calls", ""))
    text = text.replace("⏏", "\f")
    from_file = reader == "file"
    document = read_document(text.encode(), format="plain") if from_file else Document.from_text(text)
    assert document.text == text
    found = find_notes(document)
    gold.sort(key=lambda note: note[3][0])
    got = [
        (note.number, as_pair(note.call), as_pair(note.mark), [as_pair(part) for part in note.parts])
        for note in sorted(found, key=lambda note: note.body)
    ]
    assert show(text, got) == show(text, gold)
    assert [problem.code for problem in found.diagnostics] == case.blocks.get("diagnostics", "").split()
    place = NotePlace(case.blocks.get("place", "footnote"))
    assert {note.place for note in found} <= {place}
    assert len({note.id for note in found}) == len(found)
    check_blocks(document, found)


def check_blocks(document: Document, found) -> None:
    """Blocks and running text of the document with its notes."""
    attached = attach_notes(document, found)
    assert attached.notes == tuple(found)
    last = 0
    for block in attached.blocks:
        assert last <= block.span.start < block.span.end <= len(document.text)
        last = block.span.end
    note_blocks = {block.note for block in attached.blocks_of(BlockKind.NOTE)}
    assert note_blocks == {note.id for note in found}
    running = body_spans(attached)
    assert list(running) == sorted(running)
    for note in found:
        assert note.call is None or any(span.contains(note.call) for span in running)
        assert not any(span.overlaps(part) for span in running for part in note.parts)
    covered = "".join(attached.slice(block.span) for block in attached.blocks)
    assert len("".join(covered.split())) == len("".join(document.text.split())) or not document.blocks
    assert attach_notes(attached, found) == attached


SETTINGS = {
    "as in a PDF": Setting(),
    "narrow columns": Setting(width=46, note_width=104),
    "one width": Setting(note_width=72, indent_after=False),
    "one width, no blank line": Setting(note_width=72, indent_after=False, blank_before=False),
    "no sign of the end": Setting(indent_after=False, blank_before=False),
    "blank lines everywhere": Setting(blank_after=True, blank_between=True, indent_after=False),
    "pages, new numbers": Setting(form_feed=True, restart=True, indent_after=False, notes=30),
    "pages, one count": Setting(form_feed=True, indent_after=False, notes=30),
    "new numbers without pages": Setting(restart=True, notes=30),
    "glued marks": Setting(mark="{}", note_width=90),
    "full stops": Setting(mark="{}. ", note_width=90),
    "brackets": Setting(mark="{}) ", call="{})"),
    "blank before the call": Setting(call=" {}"),
    "call after the stop": Setting(after_stop=True),
    "one line a paragraph": Setting(wrapped=False, page=3, indent_after=False, blank_before=False),
    "theses at the end": Setting(theses=True),
    "a note a sentence": Setting(density=0.9, notes=60),
    "two hundred notes": Setting(notes=200),
    "one note": Setting(notes=1),
    "pages, page numbers": Setting(form_feed=True, indent_after=False, notes=30, foot="{}\n"),
    "pages, heads": Setting(form_feed=True, indent_after=False, notes=30, head="{} Journal of Harbours\n\n"),
    "page numbers without pages": Setting(indent_after=False, notes=30, foot="\n- {} -\n\n"),
    "brackets at the foot": Setting(mark="[{}] ", call="[{}]", language="de"),
}


@pytest.mark.parametrize("language", ["ru", "en", "de", "fr"])
@pytest.mark.parametrize("name", SETTINGS)
def test_set_pages(name, language):
    setting = SETTINGS[name]
    setting.language = language
    least = 0.9 if "blank before the call" in name else 1.0
    hits = total = extra = 0
    for seed in range(2):
        text, gold = set_document(setting, seed)
        found = find_notes(read_document(text.encode(), format="plain"))
        expected = {(note.call, note.body) for note in gold}
        got = {(as_pair(note.call), as_pair(note.body)) for note in found if not note.continued}
        hits += len(expected & got)
        extra += len(got - expected)
        total += len(gold)
    assert hits >= least * total
    assert extra <= (1 - least) * total


def test_notes_of_other_formats_come_back():
    note = Note("fn1", "1", Span(1, 2), Span(3, 4))
    document = Document("a.docx", "docx", "a1 b c", notes=(note,))
    assert tuple(find_notes(document)) == (note,)
    assert tuple(find_notes(Document("a.html", "html", "слово1\n\n1 Текст сноски."))) == ()


def test_word_cut_by_notes_is_whole_again():
    text = (
        "Мост строили долго1 и открыли на крупных междуна-\n1 Об этом см.: Устав гавани. СПб., 1887.\n"
        " родных торгах, где его и продали.\n"
    )
    document = attach_notes(Document.from_text(text), find_notes(text))
    flow = join_flow(text, body_spans(document))
    assert flow.text == "Мост строили долго1 и открыли на крупных международных торгах, где его и продали."


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="аБ1 23.\n\f-*[]()«»,xX¹²†_", max_size=200)
    | st.lists(
        st.sampled_from(
            ["слово1. ", "слово2 ", "мост*", "\n1 Сноска. ", "\n2 См. там же.", "\n\n", "\f", "\n* Прим.", "[1]",
             "\n[1] Текст", "\nПримечания\n", "\nЛитература\n", "в 20123 ", "\n3. Тезис", "¹", "\n¹ Да."]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_spans_are_places(text):
    document = Document.from_text(text)
    found = find_notes(document)
    for note in found:
        assert 0 <= note.body.start <= note.body.end <= len(text)
        assert text[note.body.start : note.body.end] == text[note.body.start : note.body.end].strip()
        assert note.mark is not None
        assert note.mark.end <= note.body.start
        if note.call is not None:
            assert document.slice(note.call).translate(_DIGITS) == note.number
            assert not any(part.overlaps(note.call) for other in found for part in other.parts)
    check_blocks(document, found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_nothing_raises(text):
    find_notes(text)


@pytest.mark.parametrize(
    "unit",
    ["1 ", "1\n", "1", "-\n", " ", "\n", "[", "1,", "слово1 \n1 Слово\n", "1 А\n", "а1 ", "*\n", "а* ", "\n* а",
     "¹", "\f1 А", "1 А\n2 Б\n", "а1 б2 \n1 А\n2 Б\n", "Примечания\n1. А\n", "[1] а\n", "а", "1. Аа аа\n\n", "№"],
)  # fmt: skip
def test_time_is_linear(unit):
    def measure(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        document = Document.from_text(text)
        attach_notes(document, find_notes(document))
        return time.process_time() - begin

    measure(10_000)
    small = min(measure(30_000) for _ in range(2))
    large = min(measure(60_000) for _ in range(2))
    assert large < 3 * small + 0.05


def test_a_sign_within_a_note_calls_no_other() -> None:
    text = "Берег укрепили* осенью.\n\n* Прим.\nсм. также мост*\n\n* Другое"
    (note,) = find_notes(Document.from_text(text))
    assert text[note.body.start : note.body.end] == "Прим.\nсм. также мост*"
    assert note.call == Span(14, 15)
