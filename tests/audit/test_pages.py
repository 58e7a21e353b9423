"""Pages that answer with success: what they say of themselves, held against what their host says."""

import re

import pytest

from citekit.audit.check import CheckOptions, check_link
from citekit.audit.fetch import Fetcher
from citekit.audit.limits import FetchLimits
from citekit.audit.plan import LinkTarget
from tests.audit.fault_server import NOT_FOUND, PROSE, FaultServer
from tests.case_files import CASES, read_cases

PAGES = list(read_cases(CASES / "audit_pages.md"))
UNLIKELY = "citekit-no-such-page-7f3a91c4"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def write_prose(found):
    return (PROSE * 2)[: int(found[1] or 3000)]


def make_routes():
    """Each case's page, and the host's answer beside it."""
    routes = {"*": NOT_FOUND}
    for case in PAGES:
        path = case.name.split()[0]
        charset = re.search(r"undeclared", path) and path.rpartition("/")[2].split("-")[0]
        names = {"koi8": "koi8-r", "cp1251": "cp1251"}
        html = re.sub(r"<prose ?(\d*)/>", write_prose, case.blocks["html"])
        fields = {"Content-Type": "text/html"} if charset else HTML
        routes[path] = (200, fields, html.encode(names[charset] if charset else "utf-8"))
        if "random" in case.blocks:
            folder = path.rpartition("/")[0]
            routes[f"{folder}/{UNLIKELY}"] = (200, HTML, case.blocks["random"].encode())
    return routes


@pytest.fixture(scope="module")
def verdicts():
    with FaultServer(make_routes()) as server:
        targets = [LinkTarget(server.base + case.name.split()[0]) for case in PAGES]
        fetcher = Fetcher(FetchLimits(allow_private=True, timeout=5.0))
        options = CheckOptions(retries=0, last_try=False)
        found = fetcher.run(check_link(target, options) for target in targets)
        return {check.target.url.removeprefix(server.base): check for check in found}


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_page(verdicts, case):
    path, verdict = case.name.split()
    check = verdicts[path]
    assert check.verdict.value == verdict, (check.reason, check.message)
