"""What is asked of hosts and how: limits, waits, proxies, credentials, where connections go."""

import datetime as dt
import email.utils
import itertools
import shutil
import socket
import ssl
import subprocess
import time

import pytest

from citekit.audit.check import CheckOptions, check_link
from citekit.audit.exchange import Fault, Response
from citekit.audit.fetch import Fetcher
from citekit.audit.limits import ConnectTo, FetchLimits, HostLimits
from citekit.audit.plan import LinkTarget
from citekit.audit.run import AuditOptions, check_links
from tests.audit.fault_server import PROSE, FaultServer, never_answer, page, raw, redirect, write_head

QUICK = CheckOptions(retries=1, backoff=0.01, last_try=False, probe=False)


def run(urls, limits, options=QUICK):
    return list(Fetcher(limits).run(check_link(LinkTarget(url), options) for url in urls))


def make_limits(**changes):
    return FetchLimits(**{"allow_private": True, "timeout": 5.0, **changes})


def slow(active, seen):
    async def answer(_server, writer, _path):
        import asyncio

        active.append(1)
        seen.append(len(active))
        await asyncio.sleep(0.05)
        active.pop()
        writer.write(write_head("Content-Type: text/plain", "Content-Length: 2") + b"ok")

    return answer


@pytest.mark.parametrize("most", [1, 3])
def test_a_host_has_so_many_connections_at_most(most):
    seen = []
    with FaultServer({"*": slow([], seen)}) as server:
        run([f"{server.base}/{n}" for n in range(12)], make_limits(default_host=HostLimits(most)))
    assert max(seen) == most


def test_requests_to_a_host_start_apart():
    with FaultServer({"*": page()}) as server:
        run([f"{server.base}/{n}" for n in range(4)], make_limits(hosts={"127.0.0.1": HostLimits(4, 0.2)}))
        times = sorted(when for found in server.requests.values() for _, when, _ in found)
    assert all(later - earlier > 0.15 for earlier, later in itertools.pairwise(times))


@pytest.mark.parametrize("as_date", [False, True])
def test_a_host_that_asks_to_wait_is_left_alone(as_date):
    def refuse(_method, _headers, count):
        if count > 1:
            return page()
        wait = email.utils.formatdate(time.time() + 3, usegmt=True) if as_date else "2"
        return 429, {"Retry-After": wait}, b""

    with FaultServer({"/busy": refuse, "*": page()}) as server:
        urls = [f"{server.base}/busy", *(f"{server.base}/{n}" for n in range(3))]
        checks = run(urls, make_limits(default_host=HostLimits(1)))
        first = server.requests["/busy"][0][1]
        others = [when for path, found in server.requests.items() for _, when, _ in found[path == "/busy" :]]
    assert {check.verdict.value for check in checks} == {"ok"}
    assert all(when - first > 1.5 for when in others)


def test_a_wait_that_is_too_long_is_not_waited_for_nor_disregarded():
    options = CheckOptions(retries=2, backoff=0.01, probe=False, max_wait=1.0)
    with FaultServer({"/busy": (503, {"Retry-After": "999"}, b"")}) as server:
        (check,) = run([f"{server.base}/busy"], make_limits(), options)
        assert (check.verdict.value, len(server.requests["/busy"])) == ("temporary", 1)


def test_a_connection_that_nobody_reads_any_more_is_left_for_a_new_one():
    silent = raw(write_head("Content-Type: text/plain", "Content-Length: 2"), b"ok", hold=60)
    with FaultServer({"/first": silent, "/second": page()}) as server:
        limits = make_limits(default_host=HostLimits(1), timeout=20.0)
        checks = run([f"{server.base}/first", f"{server.base}/second"], limits)
        assert [len(server.requests[path]) for path in ("/first", "/second")] == [1, 1]
    assert [check.verdict.value for check in checks] == ["ok", "ok"]


def test_so_many_requests_and_no_more():
    with FaultServer({"*": page()}) as server:
        checks = run([f"{server.base}/{n}" for n in range(9)], make_limits(max_requests=4))
        assert sum(map(len, server.requests.values())) == 4
    assert sorted(check.verdict.value for check in checks) == ["ok"] * 4 + ["skipped"] * 5


def test_a_host_that_never_answers_is_given_up():
    started = time.monotonic()
    with FaultServer({"*": never_answer}) as server:
        options = CheckOptions(retries=1, backoff=0.01)
        checks = run([f"{server.base}/{n}" for n in range(40)], make_limits(timeout=1.0), options)
        assert sum(map(len, server.requests.values())) == 4
    assert {check.verdict.value for check in checks} == {"timeout"}
    assert sum("was not asked again" in check.message for check in checks) >= 36
    assert time.monotonic() - started < 10


def test_a_page_that_hangs_takes_the_time_limit_once():
    options = CheckOptions(retries=2, backoff=0.01)
    with FaultServer({"/hang": never_answer, "/hang.pdf": never_answer, "/fine": page()}) as server:
        urls = [f"{server.base}/hang", f"{server.base}/hang.pdf", f"{server.base}/fine"]
        found = {check.target.url: check for check in run(urls, make_limits(timeout=1.5), options)}
        asked = [[method for method, *_ in server.requests[path]] for path in ("/hang", "/hang.pdf")]
    assert [found[url].verdict.value for url in urls] == ["timeout", "timeout", "ok"]
    assert asked == [["GET"], ["HEAD", "GET"]]


def test_what_a_hanging_head_takes_is_off_the_limit_of_get():
    check = check_link(LinkTarget("http://host.example/a.pdf"), CheckOptions(probe=False))
    head = next(check)
    get = check.send(Response(head.address, "HEAD", fault=Fault.TIMEOUT, patience=head.patience))
    assert (head.method, get.method) == ("HEAD", "GET")
    assert head.patience + get.patience == pytest.approx(1.0)


@pytest.mark.parametrize(("taken", "again"), [(0.5, 0.5), (0.95, None), (1.0, None)])
def test_a_time_out_is_tried_again_within_what_is_left_of_its_limit(taken, again):
    check = check_link(LinkTarget("http://host.example/a"), CheckOptions(probe=False))
    first = next(check)
    no_answer = Response(first.address, "GET", fault=Fault.TIMEOUT, patience=taken)
    if again is None:
        with pytest.raises(StopIteration) as stop:
            check.send(no_answer)
        assert stop.value.value.verdict.value == "timeout"
        return
    second = check.send(no_answer)
    assert (second.late, second.patience) == (True, again)
    with pytest.raises(StopIteration) as stop:
        check.send(Response(first.address, "GET", 200, {"content-type": "text/plain"}, b"there"))
    assert stop.value.value.verdict.value == "ok"
    assert "at first: no answer" in "".join(stop.value.value.evidence)


def test_the_user_agent_is_honest_and_can_be_changed():
    with FaultServer({"*": page()}) as server:
        run([f"{server.base}/a"], make_limits())
        run([f"{server.base}/b"], make_limits(user_agent="harbour/1 (+mailto:a@b.example)"))
        assert server.requests["/a"][0][2]["user-agent"].startswith("citekit/")
        assert server.requests["/b"][0][2]["user-agent"] == "harbour/1 (+mailto:a@b.example)"


def test_a_host_gets_its_own_headers_and_no_other_does():
    rules = {"localhost": HostLimits(headers={"Authorization": "Bearer x"})}
    with FaultServer({"/to": redirect("http://127.0.0.1:1/"), "*": page()}) as server:
        server.routes["/to"] = redirect(f"{server.base}/other", 302)
        run([f"http://localhost:{server.port}/to"], make_limits(hosts=rules))
        assert server.requests["/to"][0][2]["authorization"] == "Bearer x"
        assert "authorization" not in server.requests["/other"][0][2]


def test_cookies_do_not_go_to_other_hosts():
    with FaultServer({"*": page()}) as server:
        server.routes["/set"] = raw(write_head(f"Location: http://localhost:{server.port}/other", "Set-Cookie: a=1; Path=/", "Content-Length: 0", status="302 Found"))  # fmt: skip
        run([f"{server.base}/set"], make_limits())
        assert "cookie" not in server.requests["/other"][0][2]


def test_a_proxy_is_used_unless_the_environment_excepts_the_host(monkeypatch):
    with FaultServer({"*": page(text=PROSE + " by proxy")}) as proxy, FaultServer({"*": page()}) as server:
        monkeypatch.setenv("no_proxy", "127.0.0.1,.inside.example")
        monkeypatch.delenv("NO_PROXY", raising=False)
        for limits in (make_limits(proxy=proxy.base), make_limits()):
            monkeypatch.setenv("http_proxy", proxy.base)
            checks = run(["http://port.example/x", f"{server.base}/direct"], limits)
            assert {check.verdict.value for check in checks} == {"ok"}
        assert len(proxy.requests["http://port.example/x"]) == 2
        assert len(server.requests["/direct"]) >= 1
        checks = run(["http://name.invalid/"], make_limits(proxy=""))
        assert {check.verdict.value for check in checks} == {"dns"}


def test_behind_a_proxy_private_addresses_are_unsafe_all_the_same():
    with FaultServer({"*": page()}) as proxy:
        (check,) = run(["http://10.0.0.1/"], FetchLimits(proxy=proxy.base, timeout=2.0))
        assert check.verdict.value == "unsafe"
        assert not proxy.requests


def test_names_can_be_led_to_an_address_and_nothing_else_becomes_public():
    with FaultServer({"*": page()}, host="127.0.0.1") as server:
        server.routes["/in"] = redirect(f"http://127.0.0.1:{server.port}/secret", 302)
        rules = (ConnectTo.read(f"port.example:80:127.0.0.1:{server.port}"),)
        limits = FetchLimits(connect_to=rules, timeout=3.0)
        checks = run(["http://port.example/a", "http://port.example/in", f"{server.base}/b"], limits)
        assert {c.target.url: c.verdict.value for c in checks} == {
            "http://port.example/a": "ok",
            "http://port.example/in": "unsafe",
            f"{server.base}/b": "unsafe",
        }
        assert server.requests["/a"][0][2]["host"] == "port.example"
        assert "/secret" not in server.requests


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a.example:80:127.0.0.1", ConnectTo("a.example", 80, "127.0.0.1")),
        ("A.example:*:[::1]:8080", ConnectTo("a.example", 0, "::1", 8080)),
        ("*::127.0.0.1:8080", ConnectTo("*", 0, "127.0.0.1", 8080)),
        ("nonsense", None),
        ("a:b:c", None),
        ("*.example:80:127.0.0.1", None),
    ],
)
def test_a_rule_is_read(text, rule):
    if rule is None:
        with pytest.raises(ValueError, match="HOST:PORT:ADDRESS"):
            ConnectTo.read(text)
    else:
        assert ConnectTo.read(text) == rule


def test_any_host_can_be_led_to_one_server():
    with FaultServer({"*": page()}) as server:
        limits = FetchLimits(connect_to=(ConnectTo.read(f"*::127.0.0.1:{server.port}"),), timeout=3.0)
        checks = run([f"http://host{n}.example/x{n}" for n in range(5)], limits)
        assert {check.verdict.value for check in checks} == {"ok"}
        assert len(server.requests) == 5


@pytest.mark.parametrize(
    ("allowed", "verdict"),
    [
        ("127.0.0.1", "ok"), ("127.0.0.0/8", "ok"), ("127.0.0.1:PORT", "ok"), ("127.0.0.1:1", "unsafe"), ("localhost", "ok"),
        ("10.0.0.0/8", "unsafe"), ("nonsense", "unsafe"),
    ],
)  # fmt: skip
def test_what_is_allowed_is_asked_for(allowed, verdict):
    with FaultServer({"*": page()}) as server:
        limits = FetchLimits(allowed=(allowed.replace("PORT", str(server.port)),), timeout=3.0)
        (check,) = run([f"{server.base}/"], limits)
        assert check.verdict.value == verdict


def test_link_local_addresses_are_not_allowed_with_the_private_ones():
    (check,) = run(["http://169.254.169.254/latest/"], make_limits(timeout=1.0))
    assert check.verdict.value == "unsafe"


def test_ipv6():
    try:
        with FaultServer({"*": page()}, host="::1") as server:
            (check,) = run([f"http://[::1]:{server.port}/six"], make_limits())
            assert check.verdict.value == "ok"
            assert server.requests["/six"][0][2]["host"] == f"[::1]:{server.port}"
    except AssertionError:
        raise
    except OSError:
        pytest.skip("no IPv6 on loopback here")


def test_a_name_with_a_dead_ipv6_address_is_reached_over_ipv4():
    """Happy eyeballs (RFC 8305): localhost is both, and the server listens on one only."""
    found = {family for family, *_ in socket.getaddrinfo("localhost", 80, type=socket.SOCK_STREAM)}
    if socket.AF_INET not in found:
        pytest.skip("localhost has no IPv4 address here")
    with FaultServer({"*": page()}) as server:
        (check,) = run([f"http://localhost:{server.port}/"], make_limits())
        assert check.verdict.value == "ok"


def test_a_client_certificate_is_shown_to_its_host(tmp_path):
    from tests.audit.test_tls import make_certificate, write_pem

    root = make_certificate("Root", authority=True)
    own, client = make_certificate("localhost", root), make_certificate("reader", root)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(write_pem(tmp_path / "s.pem", own[0], key=own[1]))
    context.load_verify_locations(write_pem(tmp_path / "root.pem", root[0]))
    context.verify_mode = ssl.CERT_REQUIRED
    pem = write_pem(tmp_path / "c.pem", client[0], key=client[1])
    with FaultServer({"*": page()}, tls=context) as server:
        url = f"https://localhost:{server.port}/x"
        trusted = {"certificates": str(tmp_path / "root.pem")}
        (shown,) = run([url], make_limits(hosts={"localhost": HostLimits(client_certificate=pem)}, **trusted))
        (refused,) = run([url], make_limits(**trusted))
    assert shown.verdict.value == "ok", shown.message
    assert refused.verdict.value in {"tls", "temporary"}


def test_http_2(tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    from tests.audit.test_tls import make_certificate, write_pem

    made = make_certificate("localhost", last=dt.datetime.now(dt.UTC) + dt.timedelta(days=1))
    pem = write_pem(tmp_path / "s.pem", made[0], key=made[1])
    script = (
        "const h=require('http2'),f=require('fs').readFileSync(process.argv[1]);"
        "const s=h.createSecureServer({key:f,cert:f});s.on('stream',(t,q)=>{t.respond({':status':q[':path']=='/ok'?200:404,"
        "'content-type':'text/html'});t.end('<p>'+'Words of a page. '.repeat(200))});"
        "s.listen(0,'127.0.0.1',()=>console.log(s.address().port))"
    )
    process = subprocess.Popen([node, "-e", script, pem], stdout=subprocess.PIPE, text=True)
    try:
        port = int(process.stdout.readline())
        limits = make_limits(certificates=pem)
        checks = run([f"https://localhost:{port}/ok", f"https://localhost:{port}/lost"], limits)
    finally:
        process.kill()
        process.communicate()
    assert sorted(check.verdict.value for check in checks) == ["dead", "ok"]


def test_what_a_host_sends_never_ends_the_audit(monkeypatch):
    def break_off(*_):
        raise ValueError("nonsense")

    with FaultServer({"*": page()}) as server:
        monkeypatch.setattr("citekit.audit.run.audit_link", break_off)
        (check,) = check_links([f"{server.base}/"], AuditOptions(limits=make_limits()))
    assert (check.verdict.value, check.reason) == ("temporary", "not-judged")


def serve_ftp(listener, log):
    """One connection after another: `/pub/there.txt` is there, the account `closed` is refused."""
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, connection.makefile("rwb", buffering=0) as stream:
            stream.write(b"220 ready\r\n")
            for line in stream:
                command, _, rest = line.decode().strip().partition(" ")
                log.append(line.decode().strip())
                answer = {
                    "USER": "331 password" if rest != "closed" else "530 no", "PASS": "230 in", "PWD": '257 "/"', "TYPE": "200 ok",
                    "CWD": "250 ok" if rest in {"pub", "/"} else "550 no such folder", "REST": "350 ok", "QUIT": "221 bye",
                    "SIZE": "213 7" if rest == "there.txt" else "550 no such file",
                    "MDTM": "213 20190301000000" if rest == "there.txt" else "550 no such file",
                }.get(command, "502 no")  # fmt: skip
                stream.write(answer.encode() + b"\r\n")
                if command == "QUIT":
                    break


def test_ftp_is_checked_by_option():
    import threading

    log = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve_ftp, args=(listener, log), daemon=True)
        thread.start()
        base = f"ftp://127.0.0.1:{listener.getsockname()[1]}"
        urls = [f"{base}/pub/there.txt", f"{base}/pub/lost.txt", f"{base}/nowhere/x.txt"]
        limits = make_limits(default_host=HostLimits(1))
        options = CheckOptions(retries=0, last_try=False, ftp=True)
        found = {c.target.url.removeprefix(base): c.verdict.value for c in run(urls, limits, options)}
        (unsafe,) = run(urls[:1], FetchLimits(timeout=2.0), options)
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    assert found == {"/pub/there.txt": "ok", "/pub/lost.txt": "dead", "/nowhere/x.txt": "dead"}
    assert unsafe.verdict.value == "unsafe"
    assert not any(line.startswith(("RETR", "STOR", "DELE", "PORT")) for line in log)


@pytest.mark.parametrize(
    ("fragment", "verdict"),
    [
        ("part", "ok"), ("named", "ok"), ("top", "ok"), ("", "ok"), ("lost", "soft-dead"), ("%D1%87%D0%B0%D1%81%D1%82%D1%8C", "ok"),
        (":~:text=ports%20and%20bridges", "ok"), (":~:text=no%20such%20words", "soft-dead"), ("part:~:text=Sentence,river", "ok"),
        ("!/route", "ok"), ("far", "ok"),
    ],
)  # fmt: skip
def test_fragments_are_checked_on_request(fragment, verdict):
    text = (
        f"<h2 id='part'>A</h2><a name=named></a><p id=\"часть\">{PROSE}</p>"
        + PROSE * 30
        + "<p id=far>end</p>"
    )
    with FaultServer({"/page": page(text=text), "/": page("Home", "x")}) as server:
        options = CheckOptions(retries=0, fragments=True)
        (check,) = run([f"{server.base}/page#{fragment}"], make_limits(), options)
        (without,) = run([f"{server.base}/page#{fragment}"], make_limits())
    assert (check.verdict.value, without.verdict.value) == (verdict, "ok"), check.message
