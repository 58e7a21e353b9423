"""The report's page: what it marks, what it shows, and that nothing in a document can act."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markupsafe import Markup

from citekit.model import (
    Analysis,
    Citation,
    Cite,
    CiteForm,
    Document,
    Entry,
    Link,
    Resolution,
    Span,
)
from citekit.pipeline import analyze
from citekit.report.overview import write_overview
from citekit.report.page import escape_json, write_page
from citekit.report.page_bibliography import STYLES, clean_markup
from citekit.report.page_content import gather_content, make_address
from citekit.report.page_states import State, state_of_link, state_of_resolution, worst_of
from citekit.report.page_terms import LANGUAGES, TERMS, terms_of
from citekit.report.page_text import Mark, mark_text, split_chunks

PAPER = """Порт открыт для всех [1, с. 97]. Об этом писал Х. Дрозд [2]; ср. также [5; 1]. Торговля в регионе1 росла.

1 Громов П. С. Мост // Река. 2016. № 3. С. 4–5. URL: http://port.example/a-
b (дата обращения: 22.06.2018).

Список литературы

1. Чайкин О. Л. Гавани севера. М.: Причал, 2011. 240 с.
2. Дрозд Х. Пути и ярмарки // Вестник побережья. 2014. № 2. С. 17–29.
"""
HOSTILE = (
    "<script>alert(1)</script> </style> \"quotes\" 'single' <img src=x onerror=alert(2)> [1] "
    "see javascript:alert(3) and http://a.example/<script>x</script>?q=\"'> \u202eright\u202c \x00\x07\ud800 [9].\n\n"
    "References\n\n1. <b onclick=alert(4)>Wren, O.</b> </script><script>alert(5)</script> Tides. 2011. "
    "URL: javascript:alert(6)\n"
)


class PageReader(HTMLParser):
    """Collects what matters of a page: elements with attributes, and the text of each kind of element."""

    def __init__(self, page):
        super().__init__()
        self.elements = []
        self.open = []
        self.texts = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, text):
        for tag in set(self.open):
            self.texts.setdefault(tag, []).append(text)

    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def with_class(self, name):
        return [a for _, a in self.elements if name in (a.get("class") or "").split()]


@pytest.fixture(scope="module")
def analysis():
    return analyze(Document.from_text(PAPER, "порт.txt", language="ru"))


@pytest.fixture(scope="module")
def page(analysis):
    return PageReader(write_page(analysis))


def test_every_citation_note_link_and_identifier_is_marked_once(analysis, page):
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for prefix, found in (
        ("c", analysis.citations),
        ("n", analysis.document.notes),
        ("l", analysis.links),
        ("r", analysis.references),
    ):
        assert found
        assert {f"{prefix}{number}" for number in range(len(found))} <= set(ids)


def test_every_link_inside_the_page_leads_to_an_element(page):
    ids = set(page.ids())
    targets = [a["href"][1:] for tag, a in page.elements if tag == "a" and a["href"].startswith("#")]
    assert len(targets) > 20
    assert set(targets) <= ids


def test_labels_and_controls_name_elements_that_exist(page):
    ids = set(page.ids())
    for name in ("aria-labelledby", "aria-controls"):
        for _, attributes in page.elements:
            if name in attributes:
                assert attributes[name] in ids


def test_a_cite_leads_to_its_entry_and_the_entry_back(analysis, page):
    keys = {entry.key: number for number, entry in enumerate(analysis.entries)}
    first = analysis.resolutions[0]
    marked = page.with_class("ct")[0]
    assert marked["href"] == f"#e{keys[first.key]}"
    assert any(a.get("href") == "#c0" for tag, a in page.elements if tag == "a")


def test_the_states_are_those_of_the_resolutions(analysis):
    content = gather_content(analysis)
    assert [row.state for row in content.citations] == [State.RESOLVED, State.RESOLVED, State.MISSING]
    stub = next(row for row in content.entries if row.state is State.MISSING)
    assert stub.number == "5"
    assert stub.evidence
    assert content.links[0].state is not State.RESOLVED
    assert content.notes[0].state is State.RESOLVED


def test_each_entry_knows_its_reference(analysis):
    content = gather_content(analysis)
    for row in content.entries:
        if row.state is State.RESOLVED:
            texts = [analysis.references[number].text for number in row.references]
            assert any(row.entry.get("title") in text for text in texts)


def test_the_page_holds_a_dozen_styles_and_each_renders_every_known_entry(analysis):
    page = write_page(analysis)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    assert len(data["styles"]) >= 12
    assert set(data["styles"]) == set(STYLES)
    known = {n for n, entry in enumerate(analysis.entries) if not entry.key.startswith("ref-")}
    for rendered in data["styles"].values():
        assert {number for number, _ in rendered} == known
        assert all("Гавани" in html for _, html in rendered if "Чайкин" in html)


def test_the_chosen_style_comes_first(analysis):
    assert '<option value="ieee" selected>' in write_page(analysis, style="ieee")


def test_both_languages_have_every_word():
    assert all(len(words) == len(LANGUAGES) and all(words) for words in TERMS.values())
    assert terms_of("ru")["notes"] == "Сноски"
    with pytest.raises(ValueError, match="not in tuple"):
        terms_of("fr")


def test_the_interface_follows_the_document_or_the_option(analysis):
    assert '<html lang="ru">' in write_page(analysis)
    english = write_page(analysis, interface="en")
    assert '<html lang="en">' in english
    assert 'data-t="notes">Notes<' in english


def test_terms_used_by_the_templates_and_the_script_exist():
    from citekit.report.page import read_template

    used = set()
    for name in ("page.html", "overview.html"):
        used.update(re.findall(r'\bt\("([a-z-]+)"\)', read_template(name)))
        used.update(term for _, term in re.findall(r'\bta\("([a-z-]+)", "([a-z-]+)"\)', read_template(name)))
    used.update(re.findall(r'\btell\("([a-z-]+)"\)', read_template("page.js")))
    assert used
    assert used <= set(TERMS)


@pytest.mark.parametrize("source", ["a.txt", '<img src=x onerror="alert(1)">.txt', "</title><script>.txt"])
def test_nothing_in_a_document_becomes_markup(source):
    page = write_page(analyze(Document.from_text(HOSTILE, source)))
    read = PageReader(page)
    assert sum(tag == "script" for tag, _ in read.elements) == 3
    assert not any(tag == "img" for tag, _ in read.elements)
    for _, attributes in read.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert not attributes.get("href", "").strip().lower().startswith(("javascript", "data", "vbscript"))
        assert "style" not in attributes
    assert "\x00" not in page
    page.encode("utf-8")


def test_hostile_entries_stay_text():
    bad = '"><script>alert(1)</script>'
    entry = Entry(bad, "book", {"title": bad, "url": "javascript:alert(1)", "note": "</script>"})
    cite = Cite(CiteForm.KEY, bad, Span(0, 4))
    link = Link("javascript:alert(1)", Span(5, 9), "x", candidates=("data:text/html,x",), entry=bad)
    page = write_page(
        Analysis(
            document=Document.from_text("word text", bad),
            citations=(Citation((cite,), Span(0, 4)),),
            entries=(entry,),
            resolutions=(Resolution(cite, bad, "key", 1.0),),
            links=(link,),
        )
    )
    read = PageReader(page)
    assert sum(tag == "script" for tag, _ in read.elements) == 3
    assert not any("javascript" in a.get("href", "") for _, a in read.elements)


def test_the_policy_allows_exactly_the_scripts_and_sheets_of_the_page(analysis):
    page = write_page(analysis)
    policy = PageReader(page).elements[3][1]["content"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    bodies = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    bodies += re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(bodies) == 3
    for body in bodies:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_the_page_needs_no_network(page):
    for tag, attributes in page.elements:
        assert tag not in {"link", "iframe", "object", "embed"}
        assert "src" not in attributes
        if attributes.get("target") == "_blank":
            assert "noopener" in attributes["rel"]


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://a.example/x?y=1", True),
        ("HTTP://a.example", True),
        ("ftp://a.example/f", True),
        ("javascript:alert(1)", False),
        (" java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("http://[broken", False),
        ("file:///etc/passwd", False),
        ("https://a.example/\u202egpj.exe", False),
        ("", False),
    ],
)
def test_only_web_addresses_open(url, opens):
    assert bool(make_address(url)) is opens


def test_rendered_entries_keep_their_formatting_and_nothing_else():
    content = (
        '  <div class="csl-entry"><i>A</i> <span style="font-variant:small-caps;">b</span> &#38; &#60;x&#62; '
        '<script>alert(1)</script><a href="javascript:x">y</a> "q" & <b>open</div>\n'
    )
    cleaned = clean_markup(content)
    assert isinstance(cleaned, Markup)
    assert cleaned == (
        '<i>A</i> <span class="f-small-caps">b</span> &#38; &#60;x&#62; '
        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;a href=&#34;javascript:x&#34;&gt;y&lt;/a&gt; &#34;q&#34; &amp; <b>open</b>"
    )


def test_json_cannot_end_its_element():
    dumped = escape_json(json.dumps({"a": "</script><!--\u2028"}, ensure_ascii=False))
    assert "<" not in dumped
    assert json.loads(dumped) == {"a": "</script><!--\u2028"}


def test_chunks_cover_the_text_and_long_lines_are_cut():
    text = "a\n\nb\n" + "word " * 30_000 + "\n" + "x\n" * 5000
    chunks = split_chunks(text)
    assert chunks[0].start == 0
    assert chunks[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(chunks))
    assert max(map(len, chunks)) <= 20_000
    assert split_chunks("") == []


def read_text(html):
    return unescape(re.sub("<[^<>]*>", "", html))


def test_crossing_and_nested_marks_leave_the_text_alone_and_nest_properly():
    text = "one [two] three four"
    marks = [
        Mark(Span(0, 9), "outer", id="o"),
        Mark(Span(4, 9), "cn", "#x", "c"),
        Mark(Span(5, 8), "ct", "#y", "d", rank=1),
        Mark(Span(6, 15), "crossing", id="k"),
        Mark(Span(3, 3), "empty", id="never"),
        Mark(Span(18, 99), "beyond", id="never"),
    ]
    (made,) = mark_text(text, marks)
    assert read_text(made) == text
    reader = PageReader(made)
    assert reader.open == []
    assert [a.get("id") for _, a in reader.elements].count("k") == 1
    assert "never" not in reader.ids()
    assert [tag for tag, _ in reader.elements].count("a") == 1


def test_a_mark_over_a_chunk_border_is_cut_and_has_one_id():
    text = "word " * 9000
    made = mark_text(text, [Mark(Span(100, 44_000), "rf", "", "r")])
    assert len(made) > 1
    assert "".join(map(read_text, made)) == text
    assert "".join(made).count('id="r"') == 1
    assert sum('class="rf"' in chunk for chunk in made) == len(made)


def test_marking_takes_linear_time():
    text = "[1] " * 40_000
    marks = [Mark(Span(place, place + 3), "cn", "#e0", f"c{place}") for place in range(0, len(text), 4)]
    assert "".join(mark_text(text, marks)).count("<a ") == len(marks)


def test_states():
    cite = Cite(CiteForm.NUMBER, "1", Span(0, 1))
    assert state_of_resolution(Resolution(cite, "k", "number", 0.95)) is State.RESOLVED
    assert state_of_resolution(Resolution(cite, "k", "op-cit", 0.5)) is State.INFERRED
    assert state_of_resolution(Resolution(cite, "k", "stub", 0.0)) is State.MISSING
    assert state_of_resolution(Resolution(cite, None, "unresolved", 0.0)) is State.MISSING
    assert state_of_resolution(None) is State.MISSING
    assert worst_of([State.RESOLVED, State.MISSING, State.INFERRED]) is State.MISSING
    assert worst_of([]) is State.RESOLVED
    link = Link("http://a.example/ab", Span(0, 5), "http://a.example/a-\nb")
    assert state_of_link(link) is State.REPAIRED
    assert state_of_link(replace(link, raw=link.url)) is State.RESOLVED
    assert state_of_link(replace(link, candidates=("x",))) is State.INFERRED


def test_an_empty_document_has_a_page():
    page = PageReader(write_page(Analysis(document=Document.from_text(""))))
    assert page.with_class("none")


def test_the_overview_counts_and_leads_to_each_page(analysis):
    overview = write_overview([("001-a b.html", analysis), ("002.html", analysis)])
    read = PageReader(overview)
    links = [a["href"] for tag, a in read.elements if tag == "a"]
    assert links == ["001-a%20b.html", "002.html"]
    foot = [text for text in read.texts["tfoot"] if text.isdecimal()]
    assert foot[0] == str(2 * len(analysis.citations))
    assert "<tbody>" in write_overview([])
