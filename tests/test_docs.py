"""The documents of the project keep to the code."""

import re
from pathlib import Path

from citekit.diagnostics import CODES

ROOT = Path(__file__).parent.parent
CODE = re.compile(r'"(CK[1-8]\d\d)"')


def test_every_code_in_use_stands_in_the_table():
    used = {
        code
        for path in (ROOT / "citekit").rglob("*.py")
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    assert used <= set(CODES), sorted(used - set(CODES))


def test_every_code_is_documented_with_its_meaning():
    page = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(CK\d{3})` \| (.+) \|$", page, re.MULTILINE))
    assert rows == dict(CODES)


def test_the_navigation_names_pages_that_exist():
    pages = re.findall(r": ([a-z-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert pages
    for page in pages:
        assert (ROOT / "docs" / page).exists(), page


def test_links_between_the_pages_lead_somewhere():
    for page in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\(([a-z-]+\.md)\)", page.read_text(encoding="utf-8")):
            assert (ROOT / "docs" / target).exists(), f"{page.name}: {target}"
