"""The report's page in a real browser: a reader's ways through it, by mouse and by keys alone.

Needs Playwright's Python package, Chromium (`CITEKIT_CHROMIUM` or on the path) and, for the check of
accessibility, axe-core below `build/node` (`npm install --no-save --prefix build/node axe-core`).
"""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

from citekit.audit.plan import plan_document
from citekit.audit.verdict import LinkCheck, Memento, Verdict
from citekit.model import Document
from citekit.pipeline import analyze
from citekit.report.overview import write_overview
from citekit.report.page import write_page
from citekit.report.page_content import gather_content

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
CHROMIUM = os.environ.get("CITEKIT_CHROMIUM") or shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed", allow_module_level=True)
ROOT = Path(__file__).parents[2]
AXE = ROOT / "build" / "node" / "node_modules" / "axe-core" / "axe.min.js"

PAPER = (
    """Harbours opened late [1, p. 97]. Wren disagreed [2]; compare [5; 1]. Trade in the region1 grew.

1 Plover, A. Bridges // River. 2016. No. 3. P. 4–5. URL: http://port.example/a-
b (accessed 22.06.2018).

"""
    + "\n".join(f"Line {number} of a long text about ferries and tides." for number in range(120))
    + """

References

1. Heron O. L. Havens of the North. London: Quay Press, 2011. 240 p.
2. Wren H. Paths and fairs // Coast Review. 2014. Vol. 3, no. 2. P. 17–29.
"""
)
HOSTILE = (
    '<script>document.title="hacked"</script><img src=x onerror="document.title=\'hacked\'"> [1] '
    "javascript:document.title='hacked' \u202eabc [9]\n\nReferences\n\n"
    "1. Wren O. </script><script>document.title='hacked'</script> Tides. 2011. 10 p.\n"
)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(write_page(analyze(Document.from_text(PAPER, "paper.txt", language="en"))), "utf-8")
    return path.as_uri()


@pytest.fixture
def troubles():
    return []


@pytest.fixture(params=[(1440, 1000), (390, 844)], ids=["wide", "narrow"])
def page(browser, address, request, troubles):
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")
    page = context.new_page()
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else troubles.append(asked.url))
    page.goto(address)
    yield page
    context.close()
    assert troubles == []


def visible_rows(page, tab):
    return page.locator(f"#list-{tab} .row:visible").count()


def test_a_citation_leads_to_its_entry_and_back(page):
    page.locator("main .ct").first.click()
    entry = page.locator("#entries .row.here")
    assert "Havens of the North" in entry.text_content()
    assert entry.evaluate("el => el === document.activeElement || el.contains(document.activeElement)")
    entry.locator('a[href="#c2"]').click()
    assert page.locator("#c2").evaluate("el => el.classList.contains('here')")
    assert page.locator("#c2").is_visible()


def test_a_note_leads_to_its_text_and_back(page):
    page.locator("main #n0").click()
    note = page.locator("#rn0")
    assert note.is_visible()
    assert page.locator("#tab-notes").get_attribute("aria-selected") == "true"
    note.locator('a[href="#nb0"]').click()
    assert page.locator("#nb0").evaluate("el => el.classList.contains('here')")


def test_a_reference_in_the_text_leads_to_its_entry(page):
    reference = page.locator("main .rf", has_text="Paths and fairs").first
    reference.scroll_into_view_if_needed()
    reference.click()
    assert "Paths and fairs" in page.locator("#entries .row.here").text_content()


def test_pointing_at_a_cite_shows_the_entry(page):
    page.locator("main .ct").first.hover()
    assert "Havens of the North" in page.locator("#tip").text_content()
    assert page.locator("main .ct.hot").count() >= 1


def test_search_and_states_filter(page):
    whole = visible_rows(page, "entries")
    page.fill("#search", "FAIRS paths")
    assert visible_rows(page, "entries") == 1
    page.fill("#search", "")
    page.locator('.chip[data-state="missing"]').click()
    assert visible_rows(page, "entries") == whole - 1
    assert page.locator("#shown").text_content() == f"shown {whole - 1} / {whole}"
    missing = page.locator("main .ct.s-missing").first
    assert missing.evaluate("el => getComputedStyle(el).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_marks_of_a_kind_can_be_hidden(page):
    first = page.locator("main .cn").first
    before = first.evaluate("el => getComputedStyle(el).backgroundColor")
    page.locator('input[data-kind="citations"]').uncheck()
    assert first.evaluate("el => getComputedStyle(el).backgroundColor") != before


def test_styles_switch_without_a_server(page):
    seen = set()
    for style in page.locator("#style option").evaluate_all("all => all.map(one => one.value)"):
        page.select_option("#style", style)
        seen.add(page.locator("#entries .row .rendered").all_text_contents()[0])
        shown = page.locator("#entries").text_content()
        assert "Havens" in shown
        assert "Paths" in shown
    assert len(seen) >= 6


def test_the_interface_switches_its_language(page):
    page.select_option("#interface", "ru")
    assert page.locator("#tab-notes").text_content() == "Сноски"
    assert page.locator("#search").get_attribute("placeholder").startswith("Ключ")
    assert page.evaluate("document.documentElement.lang") == "ru"


def test_colours_follow_the_system_and_the_choice(page):
    def paper():
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper() == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    dark = paper()
    assert dark != "rgb(255, 255, 255)"
    page.select_option("#theme", "light")
    assert paper() == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="light")
    page.select_option("#theme", "dark")
    assert paper() == dark


def test_everything_can_be_done_with_keys(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("#c1").evaluate("el => el.contains(document.activeElement)")
    page.keyboard.press("Enter")
    assert "Paths and fairs" in page.locator("#entries .row.here").text_content()
    page.keyboard.press("b")
    assert page.locator("#c1").evaluate("el => el.contains(document.activeElement)")
    page.keyboard.press("n")
    assert page.locator("#c2").evaluate("el => el.contains(document.activeElement)")
    page.keyboard.press("3")
    assert page.locator("#list-notes").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#list-links").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("nowhere")
    assert visible_rows(page, "links") == 0
    page.keyboard.press("Escape")
    assert visible_rows(page, "links") == 1
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_tab_reaches_the_text_and_the_panel(page):
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"search", "style", "tab-entries", "text"} <= reached


def test_bibtex_is_saved(page):
    with page.expect_download() as started:
        page.locator("#download").click()
    saved = Path(started.value.path()).read_text(encoding="utf-8")
    assert started.value.suggested_filename == "references.bib"
    assert "Havens of the North" in saved
    assert saved.count("@") >= 3


def test_nothing_is_wider_than_the_window(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_text_is_shown_whole_and_prints(page, tmp_path):
    shown = page.evaluate("document.getElementById('text').textContent")
    assert "".join(shown.split()) == "".join(PAPER.split())
    printed = tmp_path / "page.pdf"
    page.pdf(path=printed)
    assert printed.read_bytes().startswith(b"%PDF-")
    page.emulate_media(media="print")
    assert not page.locator(".tools").is_visible()
    assert page.locator("#list-entries").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(page, scheme):
    if not AXE.exists():
        pytest.skip("axe-core is not installed below build/node")
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tabs = page.locator('[role="tab"]')
    for number in range(tabs.count()):
        tabs.nth(number).click()
        found = page.evaluate("axe.run().then(result => result.violations)")
        serious = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]
        assert serious == []


def test_nothing_of_a_hostile_document_runs(browser, tmp_path):
    source = '<img src=x onerror="document.title=1">.txt'
    path = tmp_path / "hostile.html"
    path.write_text(write_page(analyze(Document.from_text(HOSTILE, source))), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    for style in page.locator("#style option").evaluate_all("all => all.map(one => one.value)"):
        page.select_option("#style", style)
    page.locator("main .ct").first.hover()
    assert page.title().endswith("citekit")
    assert "hacked" not in page.title()
    assert page.locator("main img, main script").count() == 0
    assert page.locator("#entries img, #entries script").count() == 0
    page.close()


def test_the_text_flows_and_shows_its_lines_on_request(page):
    """The fixture's note breaks an address at a hyphen that stays; a word's hyphen is hidden."""
    main = page.locator("#text")
    assert main.evaluate("el => getComputedStyle(el.querySelector('p')).whiteSpace") == "normal"
    page.locator("#lines").check()
    assert "pre-wrap" in main.evaluate("el => getComputedStyle(el.querySelector('p')).whiteSpace")


@pytest.fixture
def audited(browser, tmp_path):
    analysis = analyze(Document.from_text(LINKED, "paper.txt", language="en"))
    first, second = plan_document(analysis)
    checks = [
        LinkCheck(first, Verdict.OK, "status-200", status=200),
        LinkCheck(
            second,
            Verdict.DEAD,
            "status-404",
            "answers 404 Not Found",
            status=404,
            memento=Memento("https://archive.example/2018/two", "2018-06-20T00:00:00Z", 2),
        ),
    ]
    path = tmp_path / "audited.html"
    path.write_text(write_page(analysis, checks=checks), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    yield page
    page.close()


LINKED = "See http://a.example/one and http://b.example/two (accessed 22.06.2018) for exam-\nple.\n"


def test_a_dead_link_is_marked_filtered_and_leads_both_ways(audited):
    assert audited.locator(".counts").text_content().count("1 dead") == 1
    dead = audited.locator("main .lk.s-dead")
    assert dead.text_content() == "http://b.example/two"
    dead.click()
    row = audited.locator("#list-links .row.here")
    assert "answers 404" in row.text_content()
    assert row.locator('a[href="https://archive.example/2018/two"]').count() == 1
    row.locator('a[href="#l1"]').click()
    assert audited.locator("#l1").evaluate("el => el.classList.contains('here')")
    audited.locator('.chip[data-state="dead"]').click()
    assert visible_rows(audited, "links") == 1
    assert audited.locator(".hy").evaluate("el => getComputedStyle(el).display") == "none"


def test_the_audit_has_no_serious_violation_either(audited):
    if not AXE.exists():
        pytest.skip("axe-core is not installed below build/node")
    audited.evaluate(AXE.read_text(encoding="utf-8"))
    for tab in ("links", "charts"):
        audited.locator(f"#tab-{tab}").click()
        found = audited.evaluate("axe.run().then(result => result.violations)")
        assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []


def test_three_thousand_citations_open_and_filter(browser, tmp_path):
    """Figures come from benchmarks/report_page.py; here only that nothing hangs, and that all is right."""
    spec = importlib.util.spec_from_file_location("report_page", ROOT / "benchmarks" / "report_page.py")
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    analysis = analyze(Document.from_text(benchmark.make_article(60, 3000), "a.txt", language="en"))
    path = tmp_path / "large.html"
    path.write_text(write_page(analysis, most_styles=1), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.locator("main .cn[id]").count() == 3000
    page.locator("#tab-citations").click()
    wanted = sum("[7, p. " in row.text for row in gather_content(analysis).citations)
    page.fill("#search", "[7, p.")
    assert page.locator("#list-citations .row:not([hidden])").count() >= wanted
    page.fill("#search", "nowhere at all")
    assert page.locator("#list-citations .row:not([hidden])").count() == 0
    assert page.locator("#shown").text_content() == "shown 0 / 3000"
    page.close()


def test_one_line_of_a_million_letters_opens(browser, tmp_path):
    text = "a" * 500_000 + " [1] " + "b " * 250_000 + "\u202e[2]\u2066"
    path = tmp_path / "line.html"
    path.write_text(write_page(analyze(Document.from_text(text, "a.txt"))), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.getElementById('text').textContent.replace(/\\s+/gu, '').length") == len(
        "".join(text.split())
    )
    page.locator("main .ct").first.click()
    assert page.locator("#entries .row.here").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_the_overview_sorts(browser, tmp_path):
    few = analyze(Document.from_text("Ferries [1].\n", "a.txt", language="en"))
    many = analyze(Document.from_text(PAPER, "b.txt", language="en"))
    path = tmp_path / "index.html"
    path.write_text(write_overview([("a.html", few), ("b.html", many)]), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("thead th button").nth(2).click()
    assert page.locator("tbody tr th").all_text_contents() == ["b.txt", "a.txt"]
    page.locator("thead th button").nth(2).click()
    assert page.locator("tbody tr th").all_text_contents() == ["a.txt", "b.txt"]
    page.close()
