"""Times the report's page: writing it, its size, and in a browser first paint and filtering.

    python benchmarks/report_page.py [--browser]

Writing is measured in CPU seconds for generated articles, each in a process of its own, with all styles and
with those that the page picks itself. `--browser` opens the page of 3,000 citations in Chromium (Playwright's
Python package; `CITEKIT_CHROMIUM` or on the path) and prints what the browser itself says of its first
contentful paint, and how long one filter takes from input to layout, with the CPU time of the page's thread,
which a busy machine does not lengthen.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

WORDS = (
    "harbour river fairs tides north coast bridge review salt market quay ferry archive winter letter ship "
    "grain path law port pilot lamp tower mast sail rope wharf cargo toll ledger clerk storm channel"
).split()
#: Name, entries, citations.
ARTICLES = (
    ("30 pages, 60 entries", 60, 150),
    ("300 pages, 300 entries", 300, 3000),
    ("1,000 entries", 1000, 3000),
)
FILTERS = ("harbour", "gull 7", "quay press", "")


def make_article(entries: int, citations: int) -> str:
    """Return an article with so many entries and citations, 100 words and more a citation."""
    chance = random.Random(7)  # noqa: S311 - the same article every time
    listed = []
    for number in range(1, entries + 1):
        title = " ".join(chance.choice(WORDS) for _ in range(5)).capitalize()
        year = 1950 + number % 70
        if number % 3:
            host = chance.choice(WORDS).title()
            listed.append(
                f"{number}. Heron{number} O. L., Wren P. {title} // Journal of {host}. {year}. "
                f"Vol. {number % 40 + 1}, no. {number % 5 + 1}. P. {number}–{number + 9}."
            )
        else:
            listed.append(f"{number}. Gull{number} T. {title}. London: Quay Press, {year}. {100 + number} p.")
    sentences = [
        " ".join(chance.choice(WORDS) for _ in range(40)).capitalize()
        + f" [{chance.randint(1, entries)}, p. {chance.randint(1, 300)}]."
        for _ in range(citations)
    ]
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs) + "\n\nReferences\n\n" + "\n".join(listed)


def time_writing(entries: int, citations: int, styles: int) -> None:
    """Print CPU seconds for one page, its size, and its number of styles; 0 is the page's own choice."""
    from citekit.model import Document  # noqa: PLC0415 - in a process of its own
    from citekit.pipeline import analyze  # noqa: PLC0415
    from citekit.report.page import write_page  # noqa: PLC0415

    article = make_article(entries, citations)
    analysis = analyze(Document.from_text(article, "article.txt", language="en"))
    begin = time.process_time()
    page = write_page(analysis, most_styles=styles or None)
    seconds = time.process_time() - begin
    count = page.partition('id="style"')[2].partition("</select>")[0].count("<option")
    print(f"{seconds:.2f} {len(page.encode()) / 1000:.0f} {count}")


def read_cpu(session: CDPSession) -> float:
    """Return the CPU milliseconds that the page's thread has taken so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def time_browser() -> None:
    """Print first contentful paint and filter times of the page of 3,000 citations."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only on request

    from citekit.model import Document  # noqa: PLC0415
    from citekit.pipeline import analyze  # noqa: PLC0415
    from citekit.report.page import write_page  # noqa: PLC0415

    name, entries, citations = ARTICLES[1]
    article = make_article(entries, citations)
    page_text = write_page(analyze(Document.from_text(article, "article.txt", language="en")))
    chromium = os.environ.get("CITEKIT_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        path = Path(folder) / "page.html"
        path.write_text(page_text, encoding="utf-8")
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        paints = []
        for _ in range(5):
            page = browser.new_page()
            page.goto(path.as_uri(), timeout=0)
            paints.append(
                page.evaluate(
                    "() => new Promise(done => new PerformanceObserver("
                    "list => done(list.getEntries()[0].startTime)).observe({type: 'paint', buffered: true}))"
                )
            )
            page.close()
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(path.as_uri(), timeout=0)
        opening = read_cpu(session)
        filters = {}
        for tab in ("entries", "citations"):
            page.locator(f"#tab-{tab}").click()
            for words in FILTERS:
                before = read_cpu(session)
                waited = page.evaluate(
                    "words => new Promise(done => { const box = document.getElementById('search');"
                    " const begin = performance.now(); box.value = words;"
                    " box.dispatchEvent(new Event('input', {bubbles: true}));"
                    " document.querySelector('.lists').offsetHeight;"
                    " done(performance.now() - begin); })",
                    words,
                )
                filters[f"{tab} {words!r}"] = (waited, read_cpu(session) - before)
        browser.close()
    print(
        f"{name}, {citations:,} citations: first paint {statistics.median(paints):.0f} ms (wanted: < 1000); "
        f"CPU of the page's thread until loaded {opening:.0f} ms"
    )
    for what, (waited, cpu) in filters.items():
        print(f"  filter {what}: {waited:.0f} ms, CPU {cpu:.0f} ms (wanted: < 100)")


def main() -> None:
    """Run the measurements asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--one", nargs=3, type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        time_writing(*arguments.one)
        return
    print(f"{'article':<26}{'styles':>8}{'CPU s':>8}{'KB':>8}")
    for name, entries, citations in ARTICLES:
        for styles in (0, 13):
            command = [sys.executable, __file__, "--one", str(entries), str(citations), str(styles)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, size, count = done.stdout.split()
            print(f"{name:<26}{count:>8}{seconds:>8}{size:>8}")
    if arguments.browser:
        time_browser()


if __name__ == "__main__":
    main()
