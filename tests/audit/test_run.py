"""Runs over many links: the store, resuming, duplicates, archives, resolvers, no network."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from citekit.audit.archives import ArchiveServices
from citekit.audit.check import CheckOptions, check_link
from citekit.audit.exchange import Fault, Response
from citekit.audit.limits import FetchLimits, HostLimits
from citekit.audit.plan import LinkTarget
from citekit.audit.resolvers import ResolverServices, check_number, find_today
from citekit.audit.run import AuditOptions, check_links
from citekit.audit.store import Store
from citekit.audit.verdict import LinkCheck, Verdict
from citekit.errors import AuditError
from citekit.model import PartialDate
from tests.audit.fault_server import NOT_FOUND, PROSE, FaultServer, page, redirect

ROOT = Path(__file__).parents[2]


def make_options(**changes):
    return AuditOptions(
        check=CheckOptions(retries=1, backoff=0.01, max_wait=1.0),
        limits=FetchLimits(allowed=("127.0.0.0/8",), timeout=2.0, archive=HostLimits(1, 0.0)),
        **changes,
    )


@pytest.fixture
def server():
    with FaultServer({f"/p{n}": page(f"Port {n}", PROSE + f" Pier {n}.") for n in range(300)}) as started:
        yield started


def test_an_address_is_asked_for_once_for_all_links(server):
    targets = [LinkTarget(f"{server.base}/p1", line=n) for n in range(20)]
    checks = list(check_links(targets, make_options()))
    assert sorted(check.target.line for check in checks) == list(range(20))
    assert len(server.requests["/p1"]) == 1


def test_successes_are_kept_and_failures_checked_again(server, tmp_path):
    urls = [f"{server.base}/p1", f"{server.base}/gone"]
    for _ in range(2):
        with Store(tmp_path / "s.sqlite") as store:
            verdicts = {c.target.url: c.verdict.value for c in check_links(urls, make_options(), store)}
        assert list(verdicts.values()).count("ok") == 1
    assert len(server.requests["/p1"]) == 1
    assert len(server.requests["/gone"]) == 2
    with Store(tmp_path / "s.sqlite") as store:
        assert [verdict.value for _, verdict in store.history(urls[1])] == ["dead", "dead"]


def test_an_old_result_does_not_count(server, tmp_path):
    for _ in range(2):
        with Store(tmp_path / "s.sqlite", max_age=0.0) as store:
            list(check_links([f"{server.base}/p1"], make_options(), store))
    assert len(server.requests["/p1"]) == 2


def test_a_stored_result_reads_as_it_was(server, tmp_path):
    server.routes["/old"] = redirect("/p1")
    target = LinkTarget(f"{server.base}/old")
    with Store(tmp_path / "s.sqlite") as store:
        (first,) = check_links([target], make_options(), store)
    with Store(tmp_path / "s.sqlite") as store:
        (again,) = check_links([target], make_options(), store)
    assert first == again
    assert first.verdict.value == "moved"


@pytest.mark.parametrize("content", [b"no database at all" * 100, None])
def test_a_file_that_is_no_store_is_refused(tmp_path, content):
    path = tmp_path / "x.sqlite"
    if content is None:
        Store(path).close()
        import sqlite3

        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(AuditError):
        Store(path)


WORKER = """
import sys
from citekit.audit.limits import FetchLimits
from citekit.audit.run import AuditOptions, check_links
from citekit.audit.store import Store
base, path = sys.argv[1:]
with Store(__import__("pathlib").Path(path)) as store:
    for check in check_links([f"{base}/p{n}" for n in range(300)], AuditOptions(limits=FetchLimits(allowed=("127.0.0.0/8",))), store):
        pass
print("done")
"""


def test_a_killed_run_goes_on_where_it_stopped(server, tmp_path):
    for route in list(server.routes):
        server.routes[route] = page("Port", PROSE + route)
    path = tmp_path / "s.sqlite"
    rounds = 0
    while rounds < 40:
        rounds += 1
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, server.base, str(path)], cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )  # fmt: skip
        deadline = time.monotonic() + 20
        seen = sum(len(v) for v in server.requests.values())
        while process.poll() is None and time.monotonic() < deadline:
            if rounds < 6 and sum(len(v) for v in server.requests.values()) > seen + 25 * rounds:
                process.send_signal(signal.SIGKILL)
            time.sleep(0.002)
        out = process.communicate()[0]
        if b"done" in out:
            break
    asked = {path: len(found) for path, found in server.requests.items() if path.startswith("/p")}
    assert len(asked) == 300
    # What was in flight at a kill, on at most four connections, may be asked for again, and with it the pages that
    # waited for the host's answer to an impossible path, which comes before all others.
    assert sum(asked.values()) <= 300 + rounds * (4 + 16)
    with Store(path) as store:
        assert all(
            [v.value for _, v in store.history(f"{server.base}/p{n}")][-1:] == ["ok"] for n in range(300)
        )


def test_what_another_run_has_found_out_meanwhile_is_not_asked_for(server, tmp_path):
    path, urls = tmp_path / "s.sqlite", [f"{server.base}/p{n}" for n in range(5)]

    def write_meanwhile(_method, _headers, _count):
        with Store(path) as other:
            for url in urls[3:]:
                other.add(LinkCheck(LinkTarget(url), Verdict.OK, "status-200"))
        return page(text=PROSE)

    server.routes["/p0"] = write_meanwhile
    limits = FetchLimits(allowed=("127.0.0.0/8",), default_host=HostLimits(1), timeout=20.0)
    options = AuditOptions(check=CheckOptions(probe=False), limits=limits)
    twice = [LinkTarget(url, line=line) for url in urls for line in (1, 2)]
    with Store(path) as store:
        checks = list(check_links(twice, options, store))
    assert [check.verdict.value for check in checks] == ["ok"] * 10
    assert {(check.target.url, check.target.line) for check in checks} == {(t.url, t.line) for t in twice}
    assert [len(server.requests[f"/p{n}"]) for n in range(5)] == [1, 1, 1, 0, 0]


def start_worker(server, path, numbers):
    return subprocess.Popen(
        [sys.executable, "-c", OVERLAPPING, server.base, str(path), *map(str, numbers)], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


OVERLAPPING = """
import sys
from pathlib import Path
from citekit.audit.limits import FetchLimits
from citekit.audit.run import AuditOptions, check_links
from citekit.audit.store import Store
base, path, first, last = sys.argv[1:]
urls = [f"{base}/p{n}" for n in range(int(first), int(last))]
with Store(Path(path)) as store:
    options = AuditOptions(limits=FetchLimits(allowed=("127.0.0.0/8",)))
    print(sorted((check.target.url, check.verdict.value) for check in check_links(urls, options, store)) == sorted(
        (url, "ok") for url in urls))
"""


@pytest.mark.parametrize("parts", [[(0, 300), (0, 300)], [(0, 200), (100, 300), (0, 300), (150, 250)]])
def test_runs_at_once_on_one_store_lose_nothing_also_where_one_is_killed(server, tmp_path, parts):
    import sqlite3

    path = tmp_path / "s.sqlite"
    killed, *others = [start_worker(server, path, part) for part in parts]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and killed.poll() is None and len(server.requests) < 60:
        time.sleep(0.005)
    killed.kill()
    killed.communicate()
    for process in others:
        out, errors = process.communicate(timeout=120)
        assert (process.returncode, out.strip(), errors) == (0, b"True", b"")
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = database.execute("SELECT url, verdict FROM checks").fetchall()
    database.close()
    assert {verdict for _, verdict in rows} == {"ok"}
    covered = {n for first, last in parts[1:] for n in range(first, last)}
    assert {url for url, _ in rows} >= {f"{server.base}/p{n}" for n in covered}
    before = sum(len(found) for found in server.requests.values())
    last = start_worker(server, path, (min(covered), max(covered) + 1))
    assert last.communicate(timeout=120)[0].strip() == b"True"
    assert sum(len(found) for found in server.requests.values()) == before


def test_no_network_is_one_error_and_not_many_dead_links():
    urls = [f"http://host{n}.invalid/" for n in range(3)]
    with pytest.raises(AuditError, match="no network"):
        list(check_links(urls, make_options(is_online=lambda: False)))
    checks = list(check_links(urls, make_options(is_online=lambda: True)))
    assert {check.verdict.value for check in checks} == {"dns"}


def test_offline_lists_without_asking(server):
    (check,) = check_links([f"{server.base}/p1"], make_options(offline=True))
    assert (check.verdict.value, check.reason) == ("skipped", "offline")
    assert not server.requests


@pytest.mark.parametrize("pattern", ["127.0.0.1", "http://127.*", "/p\\d+$/"])
def test_excluded_links_are_skipped(server, pattern):
    (check,) = check_links([f"{server.base}/p1"], make_options(exclude=(pattern,)))
    assert check.reason == "excluded"
    assert not server.requests


def test_a_remapped_address_is_asked_for_instead(server):
    (check,) = check_links(
        ["http://old.invalid/p7"], make_options(remap=(("http://old.invalid", server.base),))
    )
    assert check.verdict.value == "ok"
    assert check.target.url == "http://old.invalid/p7"


def test_robots_are_obeyed_by_option(server):
    server.routes["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /p2\n")
    checks = check_links([f"{server.base}/p1", f"{server.base}/p2"], make_options(robots=True))
    assert {c.target.url[-2:]: c.reason for c in checks} == {"p1": "status-200", "p2": "robots"}


def test_private_addresses_are_never_asked_for(server):
    server.routes["/in"] = redirect("http://10.0.0.1/", 302)
    server.routes["/meta"] = redirect("http://169.254.169.254/latest", 302)
    urls = [
        f"{server.base}/in",
        f"{server.base}/meta",
        "http://192.168.0.1/",
        "http://[::1]:1/",
        "http://0x0a000001/",
    ]
    assert {c.verdict.value for c in check_links(urls, make_options())} == {"unsafe"}


def test_a_candidate_that_answers_is_the_correction(server):
    target = LinkTarget(f"{server.base}/p1-", candidates=(f"{server.base}/p-1", f"{server.base}/p1"))
    (check,) = check_links([target], make_options())
    assert (check.verdict.value, check.correction) == ("repaired", f"{server.base}/p1")


def handle_answer(code, url=""):
    values = [{"index": 1, "type": "URL", "data": {"format": "string", "value": url}}] if url else []
    body = json.dumps({"responseCode": code, "values": values}).encode()
    return 404 if code == 100 else 200, {"Content-Type": "application/json"}, body


def test_a_name_that_does_not_resolve_is_not_tried_with_other_paths():
    url = "http://host.invalid/a"
    check = check_link(
        LinkTarget(url, (f"{url}b", "http://other.invalid/a")), CheckOptions(retries=0, last_try=False)
    )
    request, asked, found = next(check), [], None
    while found is None:
        asked.append(str(request.address))
        try:
            request = check.send(Response(request.address, request.method, fault=Fault.DNS))
        except StopIteration as stop:
            found = stop.value
    assert asked == [url, "http://other.invalid/a"]
    assert found.verdict.value == "dns"


def test_dois_are_asked_of_their_registry(server):
    server.routes |= {
        "/h/10.5555/good": handle_answer(1, f"{server.base}/p1"),
        "/h/10.5555/lost": handle_answer(1, f"{server.base}/lost"),
        "/h/10.5555/none": handle_answer(100),
        "/h/10.5555/part": handle_answer(100),
        "/h/10.5555/part-two": handle_answer(1, f"{server.base}/p2"),
    }
    services = ResolverServices(doi=f"{server.base}/h/")
    targets = [LinkTarget(f"https://doi.org/10.5555/{name}") for name in ("good", "lost", "none")]
    targets.append(LinkTarget("https://doi.org/10.5555/part", ("https://doi.org/10.5555/part-two",)))
    checks = {c.target.url[24:]: c for c in check_links(targets, make_options(resolvers=services))}
    assert {name: (c.verdict.value, c.reason) for name, c in checks.items()} == {
        "good": ("ok", "registered"),
        "lost": ("dead", "status-404"),
        "none": ("dead", "not-registered"),
        "part": ("repaired", "candidate"),
    }
    assert "is registered, but" in checks["lost"].message


@pytest.mark.parametrize(
    ("url", "today"),
    [
        ("http://www.un.org/ga/search/view_doc.asp?symbol=A/RES/70/1", "https://docs.un.org/en/A/RES/70/1"),
        (
            "http://www.un.org/ga/search/view_doc.asp?symbol=A/RES/72/283&Lang=R",
            "https://docs.un.org/ru/A/RES/72/283",
        ),
        ("https://www.un.org/en/ga/search/view_doc.asp?symbol=S/2019/1", "https://docs.un.org/en/S/2019/1"),
        ("http://daccess-ods.un.org/access.nsf/Get?Open&DS=A/67/1&Lang=F", "https://docs.un.org/fr/A/67/1"),
        ("https://undocs.org/ru/A/72/L.51", "https://docs.un.org/ru/A/72/L.51"),
        ("https://undocs.org/en/S/RES/1325(2000)", "https://docs.un.org/en/S/RES/1325(2000)"),
        ("arXiv:2101.00001v2", "https://arxiv.org/abs/2101.00001v2"),
        ("urn:nbn:de:101:1-201102033592", "https://nbn-resolving.org/urn:nbn:de:101:1-201102033592"),
        ("http://elibrary.ru/download.asp?x=1&id=12345678", "https://elibrary.ru/item.asp?id=12345678"),
        ("http://cyberleninka.ru/article/n/porty-i-mosty", "https://cyberleninka.ru/article/n/porty-i-mosty"),
        ("https://example.org/", ""),
    ],
)
def test_identifiers_lead_to_todays_address(url, today):
    assert find_today(url, ResolverServices())[1] == today


@pytest.mark.parametrize(
    ("urn", "right"),
    [
        ("urn:isbn:978-3-16-148410-0", True),
        ("urn:isbn:978-3-16-148410-1", False),
        ("urn:isbn:0-306-40615-2", True),
        ("urn:issn:0378-5955", True),
        ("urn:issn:0378-5954", False),
    ],
)
def test_check_digits(urn, right):
    assert (check_number(urn) == "") is right


def archive_routes(server):
    base = server.base

    def timegate(_method, headers, _count):
        assert headers["accept-datetime"] == "Tue, 05 Mar 2019 12:00:00 GMT"
        return (
            302,
            {
                "Location": f"{base}/m/20190301000000/http://x",
                "Link": f'<{base}/m/20190301000000/http://x>; rel="memento"; datetime="Fri, 01 Mar 2019 00:00:00 GMT", '
                f'<{base}/m/20100101000000/http://x>; rel="first memento"; datetime="Fri, 01 Jan 2010 00:00:00 GMT"',
            },
            b"",
        )

    timemap = (
        f'<{base}/gone>; rel="original",\n<{base}/m/1>; rel="memento"; datetime="Fri, 01 Mar 2019 00:00:00 GMT",\n'
        f'<{base}/m/2>; rel="last memento"; datetime="Mon, 04 Mar 2019 00:00:00 GMT"'
    )
    closest = {"available": True, "url": f"{base}/m/3", "timestamp": "20190306000000", "status": "200"}
    json_type = {"Content-Type": "application/json"}
    return {
        f"/tg/{base}/gone": timegate,
        f"/tm/{base}/gone": (200, {"Content-Type": "application/link-format"}, timemap.encode()),
        "/available": (200, json_type, json.dumps({"archived_snapshots": {"closest": closest}}).encode()),
        "/cdx": (200, json_type, json.dumps([["timestamp", "original", "statuscode"], ["20190310000000", "http://x/", "200"]]).encode()),
        "/gone": NOT_FOUND,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ways", "days"),
    [
        ({"timegate": "/tg/"}, 4),
        ({"timemap": "/tm/"}, 1),
        ({"availability": "/available?url="}, 1),
        ({"cdx": "/cdx?url="}, 5),
        ({"timegate": "/nothing/", "timemap": "/nothing/", "cdx": "/cdx?url="}, 5),
        ({}, None),
    ],
)
def test_the_snapshot_closest_to_the_access_date_is_found(server, ways, days):
    server.routes |= archive_routes(server)
    empty = dict.fromkeys(("timegate", "timemap", "availability", "cdx", "save"), "")
    services = ArchiveServices(**{**empty, **{way: server.base + path for way, path in ways.items()}})
    target = LinkTarget(f"{server.base}/gone", accessed=PartialDate(2019, 3, 5))
    (check,) = check_links([target], make_options(archive="failed", archives=services))
    assert check.verdict.value == "dead"
    assert (check.memento.days if check.memento else None) == days


def no_services(**chosen):
    return ArchiveServices(
        **{**dict.fromkeys(("timegate", "timemap", "availability", "cdx", "save"), ""), **chosen}
    )


def test_an_archive_is_asked_at_its_own_pace_and_when_it_says(server):
    server.routes |= {
        "/tm": lambda _m, _h, count: (429, {"Retry-After": "1"}, b"") if count == 1 else NOT_FOUND,
        "/gone1": NOT_FOUND,
        "/gone2": NOT_FOUND,
    }
    options = AuditOptions(
        check=CheckOptions(retries=0, probe=False),
        limits=FetchLimits(allowed=("127.0.0.1",), timeout=3.0, archive=HostLimits(1, 0.3)),
        archive="failed",
        archives=no_services(timemap=f"{server.base}/tm?"),
    )
    list(check_links([f"{server.base}/gone{n}" for n in (1, 2)], options))
    asked = sorted(
        when for path, found in server.requests.items() if path.startswith("/tm") for _, when, _ in found
    )
    assert len(asked) == 4  # each address of its own, and each has to wait once
    assert all(later - earlier > 0.25 for earlier, later in itertools.pairwise(asked))


def test_living_pages_are_saved_where_the_archive_has_none(server):
    def save(_method, _headers, _count):
        return 302, {"Location": "/web/20260101000000/http://x/p1"}, b""

    server.routes |= {
        f"/save/{server.base}/p1": save,
        f"/save/{server.base}/p2": (520, {}, b""),
        "/gone": NOT_FOUND,
    }
    options = make_options(save=True, archives=no_services(save=f"{server.base}/save/"))
    checks = {
        c.target.url[-3:]: c
        for c in check_links([f"{server.base}/{p}" for p in ("p1", "p2", "gone")], options)
    }
    assert checks["/p1"].memento.url == f"{server.base}/web/20260101000000/http://x/p1"
    assert "saved" in checks["/p1"].evidence
    assert "not saved" in checks["/p2"].evidence
    assert not [path for path in server.requests if path.startswith("/save/") and path.endswith("gone")]


def test_a_snapshot_that_is_wanted_now_is_looked_for_though_the_result_is_kept(server, tmp_path):
    server.routes |= {f"/tm/{server.base}/p1": (200, {"Content-Type": "application/link-format"}, f'<{server.base}/m/9>; rel="memento"; datetime="Fri, 01 Mar 2019 00:00:00 GMT"'.encode())}  # fmt: skip
    services = no_services(timemap=f"{server.base}/tm/")
    for archive, found in (("never", None), ("all", f"{server.base}/m/9"), ("all", f"{server.base}/m/9")):
        with Store(tmp_path / "s.sqlite") as store:
            (check,) = check_links(
                [f"{server.base}/p1"], make_options(archive=archive, archives=services), store
            )
        assert (check.memento.url if check.memento else None) == found
    assert len(server.requests[f"/tm/{server.base}/p1"]) == 1
