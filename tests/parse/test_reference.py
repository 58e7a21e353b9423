"""Reference strings: the case tables, spans, batches, bad input, time, and the tagger's fall-back."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citekit.parse import parse_reference, parse_references, tagger
from citekit.parse.reference import LONGEST, check_reference

sys.path.insert(0, str(Path(__file__).parent.parent))
from case_files import CASES, load_cases
from marked import read_marked

#: Cases that are not right yet, with what goes wrong: strict, so that a mended one must leave the list.
GAPS = dict(
    line.split(" :: ", 1)
    for line in (CASES / "reference_gaps.txt").read_text(encoding="utf-8").splitlines()
    if " :: " in line
)
LOOSE = ' ,;:.–—-"«»“”„()[]'


def cases():
    for case in load_cases("reference"):
        marks = [pytest.mark.xfail(reason=GAPS[str(case)], strict=True)] if str(case) in GAPS else []
        yield pytest.param(case, id=str(case), marks=marks)


@pytest.mark.parametrize("case", list(cases()))
def test_reference_has_the_expected_fields(case):
    text, fields = read_marked(case.blocks["marked"])
    expected = json.loads(case.blocks["expect"])
    reference = parse_reference(text)
    found = [(field.name, text[field.span.start : field.span.end].strip(LOOSE)) for field in reference.fields]
    assert found == [(name, value.strip(LOOSE)) for name, value, _start in fields]
    assert reference.type == expected["type"]
    for role, names in expected.get("names", {}).items():
        assert [str(name) for name in reference.names[role]] == names
    for name, date in expected.get("dates", {}).items():
        assert str(reference.dates[name]) == date


def test_there_are_cases_enough():
    assert len(load_cases("reference")) >= 150


def test_line_breaks_are_mended_and_spans_lead_back():
    text = (
        "Рыбаков Л. Т. Паромы и мо-\nсты // Вестник пе-\nреправы. [Электронный ре-\nсурс]. URL: http://par.\nexample.org/a-\nb "
        "(дата обраще-\nния: 22.06.2018)."
    )
    reference = parse_reference(text)
    assert reference.get("title") == "Паромы и мосты"
    assert reference.get("container-title") == "Вестник переправы"
    assert reference.get("accessed") == "22.06.2018"
    assert "\n" not in reference.text
    title = next(field for field in reference.fields if field.name == "title")
    assert text[title.span.start : title.span.end] == "Паромы и мо-\nсты"


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            ["Иванов", "И.", " ", ", ", "//", " / ", ". – ", "С. ", "41–57", "2016", "URL: ", "http://a.org/b", "(", ")", "[", "]",
             "«", "»", "№ 3", "In: ", "Smith, J.", "(Hrsg.)", "\n", "-\n", "\u00ad", "\x00", "İ", "10.1234/x", "дата обращения: 1.2.2018"]
        ),
        max_size=40,
    ).map("".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example('0::::::{Http//0.AA"0')
def test_spans_are_in_order_inside_and_do_not_overlap(text):
    reference = parse_reference(text)
    last = 0
    for field in reference.fields:
        assert last <= field.span.start < field.span.end <= len(text)
        assert 0 <= field.confidence <= 1
        assert field.value
        last = field.span.end
    assert 0 <= reference.confidence <= 1


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp", "Cs"),
            include_characters=" ",
            exclude_characters="¬",
        ),
        max_size=200,
    )
)
def test_values_reproduce_the_text(text):
    for field in parse_reference(text).fields:
        if field.name != "URL":
            assert re.sub(" +", " ", text[field.span.start : field.span.end]) == field.value


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_a_batch_is_the_same_as_one_by_one(texts):
    assert list(parse_references(texts)) == [parse_reference(text) for text in texts]


def test_processes_give_the_same():
    texts = [read_marked(case.blocks["marked"])[0] for case in load_cases("reference")][:40]
    assert list(parse_references(texts, processes=2, chunk=8)) == [parse_reference(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "CK420"),
        (" \n\t", "CK420"),
        ("\x00\x01\x02", "CK420"),
        ("а" * 100_000, "CK421"),
        ("The harbour master walked along the quay and thought of nothing in particular that day", "CK422"),
        ("Паром медленно шёл через реку, и никто из пассажиров не смотрел на воду", "CK422"),
    ],
)
def test_what_is_no_reference_has_little_confidence_and_a_diagnostic(text, code):
    reference = parse_reference(text)
    assert reference.confidence < 0.25
    assert code in {diagnostic.code for diagnostic in check_reference(text, reference)}


def test_a_good_reference_has_no_diagnostic():
    text = "Громов П. С. Паром // Река. 2016. № 3. С. 4–5."
    reference = parse_reference(text)
    assert reference.confidence > 0.6
    assert check_reference(text, reference) == ()


@pytest.mark.parametrize(
    "unit",
    ["[", "1,", " ", "-\n", "7", "а", "// ", ". ", "М., ", "И. И. ", "http://", "(", "«", "ed. ", "10.1234/"],
)
def test_time_is_linear(unit):
    def spend(count):
        text = (unit * count)[:count]
        best = 9.0
        for _ in range(3):
            started = time.process_time()
            parse_reference(text)
            best = min(best, time.process_time() - started)
        return best

    spend(1000)
    short, long = spend(LONGEST // 4), spend(LONGEST)
    assert long <= 4 * 2.3 * short + 0.01
    assert spend(1_000_000) <= 2.3 * long + 0.05


def forget_tagger():
    tagger._read_model.cache_clear()
    vars(tagger._LOCAL).clear()


def test_threads_do_not_disturb_each_other():
    texts = [read_marked(case.blocks["marked"])[0] for case in load_cases("reference")]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(parse_reference, texts * 3)) == [parse_reference(text) for text in texts] * 3


def test_a_damaged_model_is_refused_and_rules_take_its_place(monkeypatch, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / tagger.MODEL).write_bytes(b"no model")
    (tmp_path / "model" / tagger.CHECKSUM).write_text(
        hashlib.sha256(b"another").hexdigest(), encoding="ascii"
    )
    monkeypatch.setattr(tagger.resources, "files", lambda _package: tmp_path)
    forget_tagger()
    try:
        loaded, diagnostic = tagger.load_tagger()
        assert loaded is None
        assert diagnostic.code == "CK412"
        text = "Громов П. С. Паром // Река. 2016. № 3. С. 4–5."
        reference = parse_reference(text)
        assert reference.get("container-title") == "Река"
        assert "CK412" in {one.code for one in check_reference(text, reference)}
    finally:
        forget_tagger()


def test_a_missing_library_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    forget_tagger()
    try:
        loaded, diagnostic = tagger.load_tagger()
        assert loaded is None
        assert diagnostic.code == "CK410"
    finally:
        forget_tagger()


def test_the_shipped_model_is_whole_and_small():
    folder = Path(tagger.__file__).parent / "model"
    model = (folder / tagger.MODEL).read_bytes()
    assert (
        hashlib.sha256(model).hexdigest() == (folder / tagger.CHECKSUM).read_text(encoding="ascii").split()[0]
    )
    assert len(model) <= 25_000_000
