"""Citations of every form, and what is none."""

from __future__ import annotations

import gc
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.find.bracket_rules import RULES, find_quoted, judge_cluster, read_setting
from citekit.find.brackets import read_numbers, scan_brackets
from citekit.find.citations import find_citations
from citekit.model import Block, BlockKind, Citation, Cite, CiteForm, Document, Note, Span

sys.path.insert(0, str(Path(__file__).parent.parent))
from case_files import load_cases

FORM_SIGN = {
    CiteForm.NUMBER: "",
    CiteForm.AUTHOR_DATE: "~",
    CiteForm.KEY: "@",
    CiteForm.IBID: "=",
    CiteForm.OP_CIT: "^",
}
LINES = [
    pytest.param(*line.split(" ⇒ "), id=f"{case.path.stem}: {case.name}: {line.split(' ⇒ ')[0]}")
    for case in load_cases("citations")
    for line in case.blocks["table"].split("\n")
]


def describe_cite(cite):
    described = FORM_SIGN[cite.form] + cite.target
    described += "".join(f" {{{locator.label} {locator.value}}}" for locator in cite.locators)
    described += f" <{cite.prefix}>" if cite.prefix else ""
    return described + (f" >{cite.suffix}<" if cite.suffix else "")


def describe(text, citations):
    clusters = [
        f"{text[one.span.start : one.span.end]} = {' | '.join(describe_cite(cite) for cite in one.cites)}"
        for one in citations
    ]
    return " ‖ ".join(clusters).replace("\n", "⏎") or "nothing"


@pytest.mark.parametrize(("written", "expected"), LINES)
def test_line_of_the_tables(written, expected):
    text = written.replace("⏎", "\n")
    assert describe(text, find_citations(text)) == expected


@pytest.mark.parametrize("case", load_cases("citation_documents"), ids=str)
def test_whole_document(case):
    text = case.blocks["document"]
    found = [describe(text, (citation,)) for citation in find_citations(text)]
    assert found == case.blocks["expect"].split("\n")


def test_tables_are_as_long_as_they_should_be():
    assert len(LINES) >= 150


def slices(text):
    return [
        [text[cite.span.start : cite.span.end] for cite in citation.cites]
        for citation in find_citations(text)
    ]


def test_each_cite_has_its_own_part():
    assert slices("Порт [см.: 2, с. 8-26; 15].") == [["2, с. 8-26", "15"]]
    assert slices("Порт [4, п.2 Статьи 9].") == [["4, п.2 Статьи 9"]]
    assert slices("Порт (Smith 2010, 2012a,b; Jones 2011, p. 3).") == [
        ["Smith 2010", "2012a", "b", "Jones 2011, p. 3"]
    ]
    assert slices("Порт [@a; see @b, p. 3].") == [["@a", "@b, p. 3"]]


def test_members_of_a_range_share_its_span():
    text = "Обзор [3–5; 9] и [1]-[2]."
    first, second = find_citations(text)
    assert [text[cite.span.start : cite.span.end] for cite in first.cites] == ["3–5", "3–5", "3–5", "9"]
    assert {text[cite.span.start : cite.span.end] for cite in second.cites} == {"1]-[2"}


def test_locators_have_places_in_the_text():
    text = "Порт [4, п.2 Статьи 9]."
    (citation,) = find_citations(text)
    assert [text[one.span.start : one.span.end] for one in citation.cites[0].locators] == ["п.2", "Статьи 9"]


def test_names_and_year_of_an_author_date_cite():
    (citation,) = find_citations("Порт (Jones & van der Lee 2011a, p. 3).")
    (cite,) = citation.cites
    assert (cite.names, cite.year, cite.form) == (("Jones", "van der Lee"), "2011a", CiteForm.AUTHOR_DATE)


def test_key_of_a_key_cite():
    (citation,) = find_citations("Порт [@doe99].")
    assert citation.cites[0].key == "doe99"


def test_a_work_cited_before_keeps_its_author():
    (citation,) = find_citations("Порт (Карпов, указ. соч., с. 5).")
    assert citation.cites[0].names == ("Карпов",)


def note(number, call, body, mark=None, continued=()):
    return Note(f"fn{number}", number, call, body, mark=mark, continued=continued)


def test_what_notes_claim_is_no_citation():
    text = "Порт[1] и склад² и мост [3].\n[1] Там же [5].\n² Ibid."
    body = text.index(" Там")
    notes = (
        note("1", Span(4, 7), Span(body, body + 12), Span(text.index("[1] Т"), text.index("[1] Т") + 3)),
        note("2", Span(text.index("²"), text.index("²") + 1), Span(len(text) - 5, len(text))),
    )
    citations = find_citations(Document("x", "plain", text, notes=notes))
    assert describe(text, citations) == "[3] = 3 ‖ [5] = 5"
    assert [citation.note for citation in citations] == [None, "fn1"]


def test_a_citation_in_the_continuation_of_a_note_belongs_to_it():
    text = "Порт вырос.\n1 Об этом\nтекст страницы\nговорит [7].\nДалее [8]."
    start, end = text.index("говорит"), text.index("\nДалее")
    notes = (note("1", None, Span(14, 22), continued=(Span(start, end),)),)
    assert [one.note for one in find_citations(Document("x", "plain", text, notes=notes))] == ["fn1", None]


def test_code_blocks_hold_no_citations():
    text = "Порт [1].\nvalues [2]\nСклад [3]."
    start = text.index("values")
    blocks = (Block(BlockKind.CODE, Span(start, start + 10)),)
    assert describe(text, find_citations(Document("x", "html", text, blocks=blocks))) == "[1] = 1 ‖ [3] = 3"


def test_what_the_format_marks_wins():
    text = "Порт [1, 2] и [3]."
    marked = Citation((Cite(CiteForm.KEY, "doe99", Span(5, 11), key="doe99"),), Span(5, 11))
    found = find_citations(Document("x", "docx", text, citations=(marked,)))
    assert describe(text, found) == "[1, 2] = @doe99 ‖ [3] = 3"


def test_bare_keys_count_in_markdown():
    text = "Says @doe99 [p. 3]; mail doe@a.example."
    assert not find_citations(text)
    assert (
        describe(text, find_citations(Document("x", "markdown", text))) == "@doe99 [p. 3] = @doe99 {page 3}"
    )


def test_numbers_over_a_thousand_in_a_long_list():
    text = "Порт [998], [1001], [1002–1003], [1010] и [1411]."
    assert [one.cites[0].target for one in find_citations(text)] == ["998", "1001", "1002", "1010", "1411"]


def test_doubtful_author_and_year_in_a_document_that_cites_so():
    many = "Порт (Орлов, 2001, с. 5), склад (Белов и др., 2002), мост (Невский, 2010)."
    assert find_citations(many)[2].cites[0].target == "Невский 2010"


def test_citations_are_in_order_and_apart():
    text = "Порт [1] (Орлов, 2001, с. 5), [@doe99], [2–4], слово¹, (там же)."
    spans = [one.span for one in find_citations(text)]
    assert len(spans) == 6
    assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("В [2010] г.", "year"),
        ("Запись [12:30].", "time"),
        ("x ∈ [1, 2]", "interval"),
        ("a[3]", "index"),
        ("[[1,2],[3,4]]", "nested"),
        ("[5](http://a.example)", "link text"),
        ("x\n[5]: http://a.example", "definition"),
        ("[порт][1], [1]: http://a.example", "link reference"),
        ("http://a.example/x[5]", "address"),
        ("взяли [60]фуллерен", "chemistry"),
        ("вот `[5]`", "quoted"),
    ],
)
def test_every_rule_names_its_reason(text, rule):
    clusters = [found for one in scan_brackets(text) if (found := read_numbers(text, *one))]
    setting = read_setting(text, clusters, find_quoted(Document.from_text(text)))
    judged = judge_cluster(text, clusters[0], setting)
    assert judged is not None
    assert judged.name == rule
    assert judged.reason


def test_rules_have_their_own_names():
    assert len({rule.name for rule in RULES}) == len(RULES)


PIECES = st.sampled_from(
    "[ ] ( ) { } @ \\cite ; , . : - – ¹ ² <sup> </sup> ^ $ ` 1 2 12 2010 0 с. p. S. см. Иванов Smith и and et al. и др. "
    "там же ст. № a б \n ［ ］ 【 】".split(" ")
)
ANY_TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT)
def test_any_text_gives_ordered_spans_inside_it(text):
    end = 0
    for citation in find_citations(text):
        assert end <= citation.span.start < citation.span.end <= len(text)
        end = citation.span.end
        assert citation.cites
        for cite in citation.cites:
            assert citation.span.contains(cite.span)
            assert cite.target
            assert cite.target in text or cite.form in {CiteForm.AUTHOR_DATE, CiteForm.NUMBER} or "\n" in text
            for locator in cite.locators:
                assert locator.span is not None
                assert citation.span.contains(locator.span)
                assert locator.value


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=8), st.sampled_from([",", ", ", ";", "; ", ";\n"]))
def test_every_written_list_is_read(numbers, separator):
    text = f"Порт [{separator.join(str(number) for number in numbers)}] вырос."
    (citation,) = find_citations(text)
    assert [cite.target for cite in citation.cites] == [str(number) for number in numbers]


HOSTILE = [
    "[", "[1,", "[1", "1,", "(", "a (", "А (2010", "(А 2010; ", "7", "²", "¹,", "@", "[@", "@a ", "^", "^1", "<sup>", "<sup>1", "\\cite{",
    "\\cite[", "`", "```\n", "$", "$^1", "[a](", "][", " ", "-\n", "[см. ", "[А, ", "(и др. ", "Литература\n", "A. ", "Иванов, ", "№", "[1-",
    "[там же, ", "(там же", "…", "[Порт …", "so it goes on.1 word by word2,3 ", "[Gri87] ", "(ab; Ef, 2010) ",
]  # fmt: skip


def cpu_time(text):
    gc.disable()
    started = time.process_time()
    find_citations(text)
    taken = time.process_time() - started
    gc.enable()
    return taken


def takes_linear_time(text):
    whole = cpu_time(text)
    if whole < 0.25:
        return True
    half = min(cpu_time(text[: len(text) // 2]) for _ in range(2))
    return min(whole, cpu_time(text)) <= 2.3 * half + 0.2


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_it_takes_linear_time(piece):
    assert takes_linear_time((piece * (1_000_000 // len(piece) + 1))[:1_000_000])


@pytest.mark.parametrize(
    "piece", ["[1] ", "[1]", "\n[1] А", "слово¹ ", "Иванов (2010) ", "(Иванов 2010) ", "[@a] ", "(там же) "]
)
def test_citations_without_end_take_linear_time(piece):
    text = piece * (80_000 // len(piece))
    assert takes_linear_time(text)
    assert find_citations(text) or piece.startswith("\n")
