"""The workbench in a real browser: an editor's ways through it, by mouse and by keys alone.

Needs Playwright's Python package, Chromium (`CITEKIT_CHROMIUM` or on the path) and, for the check of
accessibility, axe-core below `build/node` (`npm install --no-save --prefix build/node axe-core`).
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.serve.conftest import PAPER

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
CHROMIUM = os.environ.get("CITEKIT_CHROMIUM") or shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed", allow_module_level=True)
expect = playwright.expect
#: Milliseconds: a page that is right on a busy machine is right.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

HOSTILE = (
    "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\"> [1] "
    "javascript:document.title='hacked' \u202eabc [9] \"'><svg onload=document.title='hacked'>\n\nReferences\n\n"
    "1. Wren O. </script><script>document.title='hacked'</script> Tides. 2011. 10 p. "
    "URL: javascript:document.title='hacked'\n"
)
HOSTILE_FIELD = (
    "\"><img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>\u202e"
)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def troubles():
    """What a console says, and what is asked for outside: nothing."""
    found = []
    yield found
    assert found == []


@pytest.fixture
def context(browser):
    made = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light", locale="en-GB")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture(params=[(1440, 1000), (390, 844)], ids=["wide", "narrow"])
def any_context(browser, request):
    width, height = request.param
    made = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="light", locale="en-GB"
    )
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


def open_page(context, bench, troubles, path=None):
    page = context.new_page()
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    own = f"http://{bench.host}/"
    page.on(
        "request", lambda asked: None if asked.url.startswith((own, "data:")) else troubles.append(asked.url)
    )
    page.goto(bench.address)
    if path:
        page.goto(own + path)
        page.wait_for_selector("#rows .row")
        page.wait_for_selector("#text p")
    return page


def open_form(page, words):
    page.locator("#rows .row", has_text=words).first.locator(".open").click()
    return page.locator("#rows .row", has_text=words).first.locator("form").first


def test_an_editor_uploads_corrects_undoes_and_exports(any_context, bench, troubles, tmp_path):
    path = tmp_path / "harbours.txt"
    path.write_text(PAPER, encoding="utf-8")
    page = open_page(any_context, bench, troubles)
    page.set_input_files("#file", path)
    page.wait_for_url("**/s/*")
    expect(page.locator("#text .ct").first).to_have_text("1, p. 97")
    form = open_form(page, "Havens of the North")
    form.locator('[data-field="title"]').fill("Havens of the South")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#message")).to_have_text("Saved.")
    expect(page.locator("#rows")).to_contain_text("Havens of the South")
    assert page.locator("#rows .row.changed").count() == 1
    page.locator("#undo").click()
    expect(page.locator("#rows")).to_contain_text("Havens of the North")
    expect(page.locator("#undo")).to_be_disabled()
    page.locator("#redo").click()
    expect(page.locator("#rows")).to_contain_text("Havens of the South")
    for name, sign in (
        ("bibtex", "Havens of the South"),
        ("report", "<!DOCTYPE html>"),
        ("gold", '"citations"'),
    ):
        with page.expect_download() as started:
            page.select_option("#export", name)
        assert sign in Path(started.value.path()).read_text(encoding="utf-8")
        assert started.value.suggested_filename.startswith("harbours.")
    page.locator("#tab-history").click()
    expect(page.locator("#rows .row")).to_have_count(3)


def test_text_is_pasted_and_analysed(context, bench, troubles):
    page = open_page(context, bench, troubles)
    page.fill("#pasted", "A claim about tides [3].")
    page.get_by_role("button", name="Analyse").click()
    page.wait_for_url("**/s/*")
    expect(page.locator("#rows")).to_contain_text("[3]")


def test_a_file_is_dropped(context, bench, troubles):
    page = open_page(context, bench, troubles)
    page.evaluate(
        """text => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "dropped.txt"));
            document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }""",
        PAPER,
    )
    page.wait_for_url("**/s/*")
    expect(page.locator("h1")).to_contain_text("dropped.txt")


def test_a_session_is_found_again_after_a_restart(browser, start, troubles):
    bench = start("--offline")
    session = bench.add(PAPER)["id"]
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(PATIENCE)
    page = open_page(context, bench, troubles, f"s/{session}")
    form = open_form(page, "Havens of the North")
    form.locator('[data-field="title"]').fill("Havens of the West")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#message")).to_have_text("Saved.")
    page.close()
    bench.stop()
    again = start("--offline", store=bench.store)
    page = open_page(context, again, troubles)
    page.locator("#sessions a", has_text="paper.txt").click()
    expect(page.locator("#rows")).to_contain_text("Havens of the West")
    context.close()


def test_two_tabs_tell_each_other_and_none_overwrites(context, bench, paper, troubles):
    first = open_page(context, bench, troubles, f"s/{paper}")
    second = open_page(context, bench, [], f"s/{paper}")  # the refused request stands in its console
    form = open_form(second, "Paths and fairs")
    form.locator('[data-field="title"]').fill("Paths and ferries")
    mine = open_form(first, "Paths and fairs")
    mine.locator('[data-field="title"]').fill("Paths and piers")
    mine.get_by_role("button", name="Save", exact=True).click()
    expect(first.locator("#message")).to_have_text("Saved.")
    expect(second.locator("#message")).to_contain_text("Changed in another tab")
    kept = second.locator('form [data-field="title"]').first
    assert kept.input_value() == "Paths and ferries"
    second.locator("form").first.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator("#message")).to_contain_text("nothing was saved")
    assert "Paths and piers" in json.dumps(bench.state(paper))
    second.locator("form").first.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator("#message")).to_have_text("Saved.")
    expect(first.locator("#rows")).to_contain_text("Paths and ferries")


def test_a_citation_leads_to_its_entry_and_a_cite_is_corrected(context, bench, paper, troubles):
    page = open_page(context, bench, troubles, f"s/{paper}")
    page.locator("#text .ct").first.click()
    expect(page.locator(".row.here")).to_contain_text("Havens of the North")
    page.locator("#tab-citations").click()
    row = page.locator("#row-c2")
    row.locator(".open").click()
    form = row.locator("form").first
    form.locator("select").select_option(label=form.locator("option", has_text="wren2014").inner_text())
    form.get_by_role("button", name="Save entry").click()
    expect(page.locator("#message")).to_have_text("Saved.")
    cites = bench.state(paper)["citations"][2]["cites"]
    assert (cites[0]["method"], cites[0]["state"]) == ("corrected", "resolved")
    expect(page.locator("#text .cn.s-missing")).to_have_count(0)


def test_a_stub_is_filled_from_a_reference(context, bench, paper, troubles):
    page = open_page(context, bench, troubles, f"s/{paper}")
    form = open_form(page, "[5]")
    form.get_by_role("button", name="Fill from").click()
    page.fill("#fill-text", "Novak P. Quays and cranes. Prague: Dock, 1999. 80 p.")
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("button", name="Use", exact=True).click()
    expect(page.locator("#message")).to_have_text("Saved.")
    expect(page.locator(".row.here")).to_contain_text("Quays and cranes")
    expect(page.locator("#dialog")).to_be_hidden()


def test_an_audit_is_begun_and_refused_in_words(context, bench, paper):
    page = open_page(context, bench, [], f"s/{paper}")  # the refused request stands in its console
    page.locator("#audit").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#message")).to_contain_text("offline")
    page.locator("#message").click()
    expect(page.locator("#message")).to_be_hidden()


def test_entries_are_merged(context, bench, paper, troubles):
    page = open_page(context, bench, troubles, f"s/{paper}")
    page.locator("#rows .row", has_text="Havens").locator(".pick").check()
    page.locator("#rows .row", has_text="[5]").locator(".pick").check()
    page.locator("#merge").click()
    expect(page.locator("#message")).to_have_text("Saved.")
    expect(page.locator("#rows .row")).to_have_count(3)


def test_a_selection_becomes_a_place(context, bench, troubles):
    session = bench.add("Астра 🚢 seen, and 🚢 Harbours [1] late [2].\n", "emoji.txt")["id"]
    page = open_page(context, bench, troubles, f"s/{session}")
    page.locator("#tab-citations").click()
    page.locator("#rows .row").first.locator(".open").click()
    page.evaluate(
        """() => {
            const whole = document.querySelector("#text p");
            const walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
            const first = walker.nextNode();
            const start = first.nodeValue.indexOf("Harbours");
            getSelection().setBaseAndExtent(first, start, first, start + 8);
        }"""
    )
    row = page.locator("#rows .row").first
    row.get_by_role("button", name="From selection").click()
    row.get_by_role("button", name="Save place").click()
    expect(page.locator("#message")).to_have_text("Saved.")
    moved = bench.state(session)["citations"][0]
    assert moved["text"] == "Harbours"
    expect(page.locator("#text #c0")).to_have_text("Harbours")


def test_what_was_not_found_is_marked(context, bench, paper, troubles):
    page = open_page(context, bench, troubles, f"s/{paper}")
    page.locator("#mark").click()
    dialog = page.locator("#dialog")
    dialog.locator("input[type=number]").nth(0).fill("0")
    dialog.locator("input[type=number]").nth(1).fill("8")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("#message")).to_have_text("Saved.")
    expect(page.locator(".row.here")).to_contain_text("Harbours")
    assert len(bench.state(paper)["citations"]) == 4


def test_words_of_a_reference_are_labelled(context, bench, paper, troubles):
    page = open_page(context, bench, troubles, f"s/{paper}")
    page.locator("#rows .row", has_text="Havens").locator(".open").click()
    labels = page.locator("#rows .row", has_text="Havens").locator("form").nth(1)
    labels.locator('[aria-label^="Remove: publisher"]').first.click()
    labels.get_by_role("button", name="Save labels").click()
    expect(page.locator("#message")).to_have_text("Saved.")
    status, gold = bench.ask("GET", f"/api/sessions/{paper}/export/references")
    assert status == 200
    row = json.loads(gold)
    assert [0, 11, "author", "author"] in row["spans"]


def test_everything_can_be_done_with_keys(context, bench, paper, troubles):
    page = open_page(context, bench, troubles, f"s/{paper}")
    page.keyboard.press("j")
    assert page.locator("#c0").evaluate("el => el.contains(document.activeElement)")
    page.keyboard.press("Enter")
    expect(page.locator(".row.here")).to_contain_text("Havens of the North")
    expect(page.locator(".row.here .open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".row.here form, #rows form").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.field") == "author"
    page.keyboard.press("End")
    page.keyboard.type(" and Finch, Eve")
    page.keyboard.press("Escape")
    expect(page.locator("#rows form")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Finch, Eve")
    while page.evaluate("document.activeElement.dataset.t") != "save":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_have_text("Saved.")
    page.locator("#text").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#undo")).to_be_disabled()
    page.keyboard.press("3")
    expect(page.locator("#tab-notes")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-links")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("/")
    page.keyboard.type("nowhere")
    expect(page.locator("#rows .row:visible")).to_have_count(0)
    page.locator("#text").focus()
    page.keyboard.press("?")
    expect(page.locator("#dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()


def test_the_interface_speaks_russian_and_remembers(context, bench, paper, troubles):
    page = open_page(context, bench, troubles, f"s/{paper}")
    page.select_option("#interface", "ru")
    expect(page.locator("#tab-notes")).to_have_text("Сноски")
    expect(page.locator("#undo")).to_have_text("Отменить")
    page.reload()
    expect(page.locator("#tab-notes")).to_have_text("Сноски")
    page.goto(f"http://{bench.host}/")
    expect(page.locator("h1")).to_have_text("Рабочее место citekit")


def test_colours_follow_the_system_and_the_choice(context, bench, paper, troubles):
    page = open_page(context, bench, troubles, f"s/{paper}")
    paper_colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper_colour) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper_colour)
    assert dark != "rgb(255, 255, 255)"
    page.select_option("#theme", "light")
    assert page.evaluate(paper_colour) == "rgb(255, 255, 255)"


def test_nothing_is_wider_than_the_window(any_context, bench, paper, troubles):
    page = open_page(any_context, bench, troubles, f"s/{paper}")
    open_form(page, "Havens")
    for tab in ("entries", "citations", "notes", "links", "problems", "history"):
        page.locator(f"#tab-{tab}").click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab
    page.goto(f"http://{bench.host}/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(any_context, bench, paper, axe, scheme):
    if axe is None:
        pytest.skip("axe-core is not installed below build/node")
    page = any_context.new_page()
    page.emulate_media(color_scheme=scheme)

    def check(where):
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(axe)
        found = page.evaluate("axe.run().then(result => result.violations)")
        serious = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]
        assert serious == [], where

    page.goto(bench.address)
    page.wait_for_selector("#sessions td")
    check("sessions")
    page.goto(f"http://{bench.host}/s/{paper}")
    page.wait_for_selector("#rows .row")
    for tab in ("entries", "citations", "notes", "links"):
        page.locator(f"#tab-{tab}").click()
        page.locator("#rows .row .open").first.click()
        check(tab)
    for tab in ("problems", "history"):
        page.locator(f"#tab-{tab}").click()
        check(tab)
    page.locator("#mark").click()
    check("dialog")


def test_nothing_of_a_hostile_document_runs(context, bench, troubles):
    session = bench.add(HOSTILE, "<img src=x onerror=document.title='hacked'>.txt")["id"]
    state = bench.state(session)
    entry = state["entries"][0]["id"]
    fields = {"title": HOSTILE_FIELD, "author": HOSTILE_FIELD, "url": "javascript:document.title='hacked'"}
    assert bench.correct(session, 0, do="edit_entry", entry=entry, fields=fields)[0] == 200
    page = open_page(context, bench, troubles)
    expect(page.locator("#sessions")).to_contain_text("<img src=x")
    page.goto(f"http://{bench.host}/s/{session}")
    page.wait_for_selector("#rows .row")
    for tab in ("entries", "citations", "notes", "links", "identifiers", "problems", "history"):
        page.locator(f"#tab-{tab}").click()
        for row in page.locator("#rows .row .open").all()[:3]:
            row.click()
    assert page.locator("#text img, #text script, #text svg, #rows img, #rows script, #rows svg").count() == 0
    assert page.locator('a[href^="javascript:" i]').count() == 0
    assert "hacked" not in page.title().replace("document.title='hacked'", "")
    assert page.evaluate("document.querySelectorAll('[onerror], [onload]').length") == 0
    page.locator("#tab-entries").click()
    open_form(page, "img src=x").get_by_role("button", name="Fill from").click()
    page.fill(
        "#fill-text",
        "@book{x, title = {" + HOSTILE_FIELD.replace('"', "") + "}, author = {<script>x</script>}}",
    )
    page.get_by_role("button", name="Look up").click()
    expect(page.locator(".proposal")).to_have_count(1)
    assert page.locator(".proposal img, .proposal script").count() == 0
    with page.expect_download() as started:
        page.keyboard.press("Escape")
        page.select_option("#export", "report")
    report = context.new_page()
    report.goto(Path(started.value.path()).as_uri())
    assert "hacked" not in report.title().replace("document.title='hacked'", "")


@pytest.mark.parametrize(
    "attack",
    [
        "document.body.innerHTML = '<b>x</b>'",
        "document.createElement('img').setAttribute('onerror', 'window.hacked = true')",
        "document.body.append(Object.assign(document.createElement('script'), { text: 'window.hacked = true' }))",
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.hacked=true>')",
    ],
)
def test_a_script_put_into_the_page_would_not_run(context, bench, attack):
    page = context.new_page()
    page.goto(bench.address)
    page.wait_for_selector("#drop")
    tried = page.evaluate(f"() => {{ try {{ {attack}; return 'done'; }} catch {{ return 'refused'; }} }}")
    page.wait_for_timeout(50)
    assert (tried, page.evaluate("window.hacked")) == ("refused", None)
