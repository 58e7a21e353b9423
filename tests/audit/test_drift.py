"""Pages held against what they said on the access date."""

import pytest

from citekit.audit.archives import ArchiveServices
from citekit.audit.check import CheckOptions
from citekit.audit.drift import compare_versions, name_raw
from citekit.audit.limits import FetchLimits, HostLimits
from citekit.audit.plan import LinkTarget
from citekit.audit.run import AuditOptions, check_links
from citekit.audit.store import Store
from citekit.model import PartialDate
from tests.audit.fault_server import FaultServer, page

HARBOUR = "The harbour was widened in 1931 by order of the council. "
TRAMS = "Trams reached the quay two years later, and with them the Sunday crowds. "
FERRY = "The ferry to the island runs every hour from the northern pier. "
GULLS = "Since last summer a colony of gulls has nested on the old crane. "


def article(*sentences):
    paragraphs = "".join(f"<p>{sentence * 3}</p>" for sentence in sentences)
    text = f"<nav>Home About</nav><article><h1>The quay</h1>{paragraphs}</article><footer>Contact</footer>"
    return page("The quay", text)


@pytest.mark.parametrize(
    ("before", "after", "least", "most"),
    [
        (HARBOUR, HARBOUR, 1.0, 1.0),
        (HARBOUR, HARBOUR.upper().replace(".", " !"), 1.0, 1.0),
        (HARBOUR, GULLS, 0.0, 0.3),
        (HARBOUR + TRAMS + FERRY, HARBOUR + TRAMS + FERRY + GULLS, 0.75, 0.95),
        ("", "", 1.0, 1.0),
        ("", HARBOUR, 0.0, 0.0),
    ],
)
def test_likeness(before, after, least, most):
    assert least <= compare_versions(before, after).likeness <= most


def test_what_changed_is_told():
    drift = compare_versions(HARBOUR + TRAMS, HARBOUR + GULLS, threshold=0.9)
    assert drift.changed
    assert drift.removed == (TRAMS.strip(),)
    assert drift.added == (GULLS.strip(),)


def test_long_texts_are_cut_and_take_linear_space():
    drift = compare_versions("word other " * 40_000, "other word " * 40_000)
    assert drift.likeness > 0.9
    assert all(len(sentence) <= 240 for sentence in drift.removed + drift.added)


def test_a_wayback_snapshot_is_asked_for_without_its_banner():
    assert (
        name_raw("https://w.example/web/20190301000000/http://x/")
        == "https://w.example/web/20190301000000id_/http://x/"
    )
    assert name_raw("https://archive.example/abc") == "https://archive.example/abc"


def test_pages_are_compared_with_their_snapshots(tmp_path):
    pytest.importorskip("trafilatura", reason="an extra: citekit[drift]")
    with FaultServer({}) as server:
        server.routes |= {
            "/same": article(HARBOUR, TRAMS, FERRY),
            "/changed": article(HARBOUR, GULLS),
            "/never-kept": article(FERRY),
            "/gone": page(status=404),
            "/tm/same": timemap(server, "/kept/web/20190301000000/x"),
            "/tm/changed": timemap(server, "/kept/web/20190302000000/x"),
            "/kept/web/20190301000000id_/x": article(HARBOUR, TRAMS, FERRY),
            "/kept/web/20190302000000id_/x": article(HARBOUR, TRAMS, FERRY),
        }
        services = ArchiveServices(
            timegate="", timemap=f"{server.base}/tm/", availability="", cdx="", save=""
        )
        # The page's address goes behind the base; the server takes its last part alone.
        server.routes["*"] = lambda _m, _h, _c: page(status=404)
        for name in ("same", "changed"):
            server.routes[f"/tm/{server.base}/{name}"] = server.routes[f"/tm/{name}"]
        options = AuditOptions(
            check=CheckOptions(retries=0, last_try=False),
            limits=FetchLimits(allowed=("127.0.0.1",), timeout=3.0, archive=HostLimits(1, 0.0)),
            archives=services,
            drift=0.8,
        )
        names = ("same", "changed", "never-kept", "gone")
        targets = [LinkTarget(f"{server.base}/{name}", accessed=PartialDate(2019, 3, 5)) for name in names]
        for _ in range(2):  # the second time from the store
            with Store(tmp_path / "s.sqlite") as store:
                found = {
                    c.target.url.rpartition("/")[2]: c.drift for c in check_links(targets, options, store)
                }
            assert found["same"].likeness == 1.0
            assert not found["same"].changed
            assert found["changed"].changed
            assert any("Trams reached" in sentence for sentence in found["changed"].removed)
            assert any("gulls" in sentence for sentence in found["changed"].added)
            assert found["never-kept"] is found["gone"] is None
        assert len(server.requests["/kept/web/20190301000000id_/x"]) == 1


def timemap(server, path):
    link = f'<{server.base}{path}>; rel="memento"; datetime="Fri, 01 Mar 2019 00:00:00 GMT"'
    return 200, {"Content-Type": "application/link-format"}, link.encode()
