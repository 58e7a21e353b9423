"""Odd, broken and hostile HTTP on the wire, and the verdicts that come of it."""

import gzip
import socket
import zlib

import pytest

from citekit.audit.check import CheckOptions, check_link
from citekit.audit.fetch import Fetcher
from citekit.audit.limits import FetchLimits
from citekit.audit.plan import LinkTarget
from tests.audit.fault_server import (
    NOT_FOUND,
    PROSE,
    FaultServer,
    html,
    page,
    raw,
    redirect,
    reset,
    write_head,
)

BODY = html()
TEXT = "Content-Type: text/html; charset=utf-8"
LENGTH = f"Content-Length: {len(BODY)}"
PDF = b"%PDF-1.7\n1 0 obj\n"
PDF_TYPE = {"Content-Type": "application/pdf"}
HTML_TYPE = {"Content-Type": "text/html"}


def chunk(body, size=700, end=b"0\r\n\r\n"):
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + end


def encoded(name, body):
    return 200, {**HTML_TYPE, "Content-Encoding": name}, body


def by_method(head, get):
    return lambda method, _headers, _count: head if method == "HEAD" else get


def need_header(name, word=""):
    return lambda _method, headers, _count: page() if word in headers.get(name, "\0") else page(status=406)


def set_cookies(location, *cookies):
    return raw(write_head(f"Location: {location}", *(f"Set-Cookie: {c}" for c in cookies), "Content-Length: 0", status="302 Found"))  # fmt: skip


def need_cookie(wanted, unwanted="\0"):
    def answer(_method, headers, _count):
        sent = headers.get("cookie", "")
        return page() if wanted in sent and unwanted not in sent else NOT_FOUND

    return answer


def chain(name, length, end):
    steps = {f"/{name}/{step}": redirect(f"/{name}/{step + 1}", 302) for step in range(length)}
    return steps | {f"/{name}/{length}": end}


ROUTES = {
    "/": page("Home", PROSE.upper()),
    "/real": page(),
    # The head of an answer.
    "/no-reason": raw(b"HTTP/1.1 200\r\n" + TEXT.encode() + b"\r\n\r\n", BODY),
    "/odd-reason": raw(write_head(TEXT, LENGTH, status="200 Not Found"), BODY),
    "/http-1.0": raw(b"HTTP/1.0 200 OK\r\n" + TEXT.encode() + b"\r\n\r\n", BODY),
    "/line-feeds": raw(b"HTTP/1.1 200 OK\n" + TEXT.encode() + b"\n\n", BODY),
    "/folded": raw(write_head("X-Long: one", "  two", TEXT, LENGTH), BODY),
    "/continue": raw(b"HTTP/1.1 100 Continue\r\n\r\n", write_head(TEXT, LENGTH), BODY),
    "/early-hints": raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", write_head(TEXT, LENGTH), BODY),
    "/lower-case": raw(b"HTTP/1.1 200 OK\r\ncontent-type: TEXT/HTML;Charset=UTF-8\r\n\r\n", BODY),
    "/latin-header": raw(b"HTTP/1.1 200 OK\r\nX-Name: Fran\xe7ois\r\n" + TEXT.encode() + b"\r\n\r\n", BODY),
    "/many-headers": raw(write_head(*(f"X-{n}: {'v' * 300}" for n in range(90)), TEXT, LENGTH), BODY),
    "/same-length-twice": raw(write_head(TEXT, LENGTH, LENGTH), BODY),
    "/slow-first-byte": raw(b"", write_head(TEXT, LENGTH), BODY, pause=0.5),
    "/slow-pieces": raw(write_head(TEXT, LENGTH)[:20], write_head(TEXT, LENGTH)[20:], BODY[:50], BODY[50:], pause=0.1),
    "/no-close": raw(write_head(TEXT, LENGTH), BODY, hold=5),
    "/201": page(status=201), "/202": page(status=202), "/203": page(status=203), "/206": page(status=206),
    "/204": (204, {}, b""), "/226": page(status=226), "/300": page("Choices", "One of two versions: first, second.", status=300),
    # Bodies.
    "/chunked": raw(write_head(TEXT, "Transfer-Encoding: chunked"), chunk(BODY)),
    "/chunked-trailer": raw(write_head(TEXT, "Transfer-Encoding: chunked", "Trailer: X-A"), chunk(BODY, end=b"0\r\nX-A: 1\r\n\r\n")),
    "/chunked-no-end": raw(write_head(TEXT, "Transfer-Encoding: chunked"), chunk(BODY, end=b"")),
    "/too-long": raw(write_head(TEXT, f"Content-Length: {len(BODY) - 40}", "Connection: keep-alive"), BODY),
    "/too-short": raw(write_head(TEXT, f"Content-Length: {len(BODY) + 999}"), BODY),
    "/gzip": encoded("gzip", gzip.compress(BODY)),
    "/gzip-unasked": encoded("x-gzip", gzip.compress(BODY)),
    "/deflate": encoded("deflate", zlib.compress(BODY)),
    "/deflate-raw": encoded("deflate", zlib.compress(BODY)[2:-4]),
    "/gzip-twice": encoded("gzip, gzip", gzip.compress(gzip.compress(BODY))),
    "/gzip-not": encoded("gzip", BODY),
    "/gzip-cut": raw(write_head(TEXT, "Content-Encoding: gzip"), gzip.compress(BODY)[:-30]),
    "/encoding-unknown": encoded("utf-8", BODY),
    "/encoding-identity": encoded("identity", BODY),
    "/bom": (200, HTML_TYPE, b"\xef\xbb\xbf" + BODY),
    "/utf-16": (200, {"Content-Type": "text/html; charset=utf-16"}, BODY.decode().encode("utf-16")),
    "/charset-unknown": (200, {"Content-Type": "text/html; charset=x-harbour"}, BODY),
    "/charset-wrong": (200, {"Content-Type": "text/html; charset=ascii"}, html("Größe и ширина " * 60)),
    "/nul-bytes": (200, HTML_TYPE, BODY.replace(b"of", b"o\x00f")),
    "/upper-tags": (200, HTML_TYPE, BODY.upper()),
    "/unclosed": (200, HTML_TYPE, b"<title>Ports<p>" + PROSE.encode()),
    "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n"),
    "/xml": (200, {"Content-Type": "application/xml"}, b"<?xml version='1.0'?><a/>"),
    "/pdf-no-suffix": (200, PDF_TYPE, PDF * 9000),
    "/pdf-as-html.pdf": (200, HTML_TYPE, PDF),
    "/pdf-as-stream.pdf": (200, {"Content-Type": "application/octet-stream"}, PDF),
    "/big-head": (200, HTML_TYPE, b"<html><head><title>Ports</title><style>" + b"p{color:red}" * 9000 + b"</style><body>" + BODY),
    # HEAD.
    "/head-404.pdf": by_method(NOT_FOUND, (200, PDF_TYPE, PDF)),
    "/head-reset.pdf": lambda method, _h, _c: (503, {}, b"") if method == "HEAD" else (200, PDF_TYPE, PDF),
    "/head-html.pdf": by_method(page(), (200, PDF_TYPE, PDF)),
    "/head-typeless.pdf": by_method((200, {}, b""), (200, PDF_TYPE, PDF)),
    "/head-lies.pdf": by_method((200, HTML_TYPE, b""), NOT_FOUND),
    "/head-redirects.pdf": by_method(redirect("/real.pdf", 302), redirect("/real.pdf", 302)),
    "/real.pdf": (200, PDF_TYPE, PDF),
    # What a host wants to see in a request.
    "/needs-accept": need_header("accept", "text/html"),
    "/needs-agent": need_header("user-agent", "citekit"),
    "/needs-host": need_header("host", "127.0.0.1"),
    "/needs-language": need_header("accept-language", "en"),
    # Redirects.
    "/to-relative": redirect("real", 302),
    "/to-query": redirect("?x=1", 302),
    "/to-query?x=1": page(),
    "/to-fragment": redirect("/real#part", 302),
    "/to-space": redirect("/with space", 302),
    "/with%20space": page(),
    "/to-utf8": redirect("/путь", 302),
    "/%D0%BF%D1%83%D1%82%D1%8C": page(),
    "/no-body-redirect": raw(write_head("Location: /real", status="302 Found")),
    "/long-body-redirect": (302, {"Location": "/real", **HTML_TYPE}, BODY * 400),
    "/refresh-header": (200, {**HTML_TYPE, "Refresh": "0; url=/real"}, b"<p>one moment"),
    "/script": (200, HTML_TYPE, b"<title>x</title><script>window.location.replace('/real');</script>"),
    "/script-assign": (200, HTML_TYPE, b'<body><script>location.href = "/real"</script>Moved'),
    "/once-itself": lambda _m, _h, count: redirect("/once-itself", 302) if count == 1 else page(),
    **chain("hops", 20, page()),
    **chain("more", 21, page()),
    "/cookie": set_cookies("/shop/in", "a=1; Path=/shop", "b=2; Path=/other; HttpOnly"),
    "/shop/in": need_cookie("a=1", "b=2"),
    "/cookie-deleted": set_cookies("/cookie-then", "k=1; Path=/"),
    "/cookie-then": set_cookies("/cookie-last", "k=; Path=/; Max-Age=0", "d=4; Expires=Thu, 01 Jan 2037 00:00:00 GMT"),
    "/cookie-last": need_cookie("d=4", "k="),
    "/cookie-foreign": set_cookies("/cookie-none", "f=1; Domain=elsewhere.example", "g=1"),
    "/cookie-none": need_cookie("g=1", "f=1"),
    # Not there.
    "/404-chunked": raw(write_head(TEXT, "Transfer-Encoding: chunked", status="404 Not Found"), chunk(BODY)),
    "/404-gzip": (404, {**HTML_TYPE, "Content-Encoding": "gzip"}, gzip.compress(BODY)),
    "/404-nothing": raw(b"HTTP/1.1 404\r\n\r\n"),
    "/404-endless": raw(write_head(TEXT, status="404 Not Found"), BODY * 3000),
    "/script-home": (200, HTML_TYPE, b"<title>x</title><script>window.location='/';</script>"),
    "/refresh-home": (200, {**HTML_TYPE, "Refresh": "0;url=/"}, b"moved"),
    "/to-error": redirect("/errors/404.html", 302),
    "/errors/404.html": page("Harbour", "Choose a section from the menu."),
    "/to-home-marked": redirect("/?utm_source=old&error=404", 302),
    "/to-start": redirect("/en/start.html", 302),
    "/en/start.html": page("Welcome", PROSE.upper()),
    "/to-logon": redirect("/Account/LogOn?ReturnUrl=%2Fx", 302),
    "/Account/LogOn": page("Members", "<input type='password'>"),
    "/to-members": redirect("/members.php?returnto=x", 302),
    "/members.php": page("Members", "<input type='password'>" + PROSE),
    "/old/one/report": redirect("/reports", 302),
    "/old/one/citekit-no-such-page-7f3a91c4": redirect("/reports", 302),
    "/reports": page("Reports", PROSE),
    "/to-search": redirect("/?q=ports", 302),
    "/?q=ports": page("Found", PROSE),
    "/forbidden-200": page("403 Forbidden", "You may not see this."),
    "/location-empty": raw(write_head("Location: ", "Content-Length: 0", status="302 Found")),
    "/location-nonsense": redirect("http://[broken/", 302),
    "/to-script": redirect("javascript:alert(1)", 302),
    # Trouble.
    "/no-answer": raw(),
    "/half-head": raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "/http-0.9": raw(BODY),
    "/not-http": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "/reset-after-head": raw(write_head(TEXT, LENGTH), abort=True),
    "/reset-once": lambda _m, _h, count: (503, {}, b"") if count == 1 else page(),
    "/520": page("x", "x", status=520), "/507": page("x", "x", status=507), "/504": page("x", "x", status=504),
    "/retry-nonsense": lambda _m, _h, count: (503, {"Retry-After": "soon, in 2030"}, b"") if count == 1 else page(),
    "/retry-past": lambda _m, _h, count: (503, {"Retry-After": "Thu, 01 Jan 2004 00:00:00 GMT"}, b"") if count == 1 else page(),
    "/head-hang": raw(b"HTTP/1.1 200 OK\r\nContent-Type: te", hold=30),
    "/drip-head": raw(*[b"HTTP/1.1 200 OK\r\n"] + [f"X-{n}: 1\r\n".encode() for n in range(200)], pause=0.1),
    **{f"/slow-chain/{n}": raw(b"", write_head(f"Location: /slow-chain/{n + 1}", "Content-Length: 0", status="302 Found"), pause=0.4) for n in range(20)},
    # Refused.
    "/yandex": redirect("/showcaptcha?retpath=x", 302),
    "/showcaptcha": page("Oops", "Please confirm."),
    "/datadome": (403, {**HTML_TYPE, "X-DataDome": "protected"}, b"<p>no"),
    "/datadome-ok": (200, {**HTML_TYPE, "X-DataDome": "protected"}, BODY),
    "/cloudflare": (403, {**HTML_TYPE, "Cf-Mitigated": "challenge"}, b"<title>Just a moment...</title>"),
    # Ways out of the web, chains of pages that send on, codings, heads without end, waits too long.
    "/to-file": redirect("file:///etc/passwd", 302),
    "/to-ftp": redirect("ftp://host.example/a.txt", 302),
    "/meta/one": page(text="", head='<meta http-equiv="refresh" content="0;url=/meta/two">'),
    "/meta/two": page(text="", head="""<meta http-equiv="Refresh" content="1; URL='/real'">"""),
    "/meta/gone": page(text="", head='<meta http-equiv="refresh" content="0;url=/nothing-there">'),
    "/meta/itself": page(head='<meta http-equiv="refresh" content="30;url=/meta/itself">'),
    "/to-error-query": redirect("/index.php?option=home&error=404", 302),
    "/index.php": page("Home", PROSE.upper()),
    "/to-fehler": redirect("/fehler404.html", 302),
    "/fehler404.html": page("Hafen", "Wählen Sie einen Bereich aus dem Menü."),
    "/to-suspended": redirect("/cgi-sys/suspendedpage.cgi", 302),
    "/cgi-sys/suspendedpage.cgi": page("Account Suspended", "This account has been suspended."),
    "/to-consent": redirect("/consent?continue=/to-consent", 302),
    "/consent": page("Before you continue", PROSE[:400] + "<button>Accept all</button>"),
    "/zstd": encoded("zstd", b"\x28\xb5\x2f\xfd" + b"\x01" * 300),
    "/brotli": encoded("br", bytes.fromhex("0b028068656c6c6f03")),
    "/nothing-of-it": raw(write_head(TEXT, "Content-Length: 100")),
    "/empty.pdf": (200, PDF_TYPE, b""),
    "/one-long-header": page(**{"X-Long": "v" * 60_000}),
    "/head-without-end": raw(b"HTTP/1.1 200 OK\r\n", (b"X-A: " + b"v" * 1000 + b"\r\n") * 600),
    "/503-long": (503, {"Retry-After": "99999"}, b""),
    "/429-date": (429, {"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}, b""),
    "/http-9": raw(b"HTTP/9.9 banana\r\n\r\n"),
    "/299": page(status=299),
    "/two-lines": redirect("/real\r\nSet-Cookie: x=1", 302),
    "/402": page("x", "x", status=402), "/405": page("x", "x", status=405), "/406": page("x", "x", status=406),
}  # fmt: skip
EXPECTED = {
    "ok": "no-reason odd-reason http-1.0 line-feeds folded continue early-hints lower-case latin-header many-headers same-length-twice "
    "slow-first-byte slow-pieces no-close 201 202 203 204 206 226 300 chunked chunked-trailer chunked-no-end too-long too-short gzip "
    "gzip-unasked deflate deflate-raw gzip-twice gzip-not gzip-cut encoding-unknown encoding-identity bom utf-16 charset-unknown "
    "charset-wrong nul-bytes upper-tags unclosed image xml pdf-no-suffix pdf-as-html.pdf pdf-as-stream.pdf big-head head-404.pdf "
    "head-reset.pdf head-html.pdf head-typeless.pdf needs-accept needs-agent needs-host needs-language retry-nonsense retry-past "
    "reset-once datadome-ok meta/itself zstd brotli one-long-header 299",
    "redirected": "head-redirects.pdf to-relative to-query to-fragment to-space to-utf8 no-body-redirect long-body-redirect "
    "refresh-header to-search script script-assign once-itself hops/0 meta/one to-consent two-lines cookie cookie-deleted cookie-foreign",
    "dead": "head-lies.pdf more/0 404-chunked 404-gzip 404-nothing 404-endless location-empty location-nonsense to-script "
    "meta/gone",
    "soft-dead": "script-home refresh-home to-error to-home-marked to-start to-logon to-members old/one/report "
    "to-error-query to-fehler to-suspended empty.pdf",
    "temporary": "no-answer half-head http-0.9 not-http reset-after-head 520 507 504 nothing-of-it head-without-end "
    "503-long http-9",
    "timeout": "head-hang drip-head slow-chain/0",
    "blocked": "yandex forbidden-200 datadome cloudflare 402 405 406 429-date",
    "unsafe": "to-file",
    "skipped": "to-ftp",
}  # fmt: skip
CASES = [(verdict, f"/{path}") for verdict, paths in EXPECTED.items() for path in paths.split()]
OPTIONS = CheckOptions(retries=1, backoff=0.02, max_wait=2.0)


@pytest.fixture(scope="module")
def checks():
    limits = FetchLimits(allow_private=True, timeout=5.0)
    with FaultServer(ROUTES) as server:
        targets = [LinkTarget(server.base + path) for _, path in CASES]
        run = Fetcher(limits).run(check_link(target, OPTIONS) for target in targets)
        yield {check.target.url.removeprefix(server.base): check for check in run}


@pytest.mark.parametrize(("verdict", "path"), CASES)
def test_verdict(checks, verdict, path):
    check = checks[path]
    assert check.verdict.value == verdict, (check.reason, check.message, check.evidence, check.chain)


SKIPPED = (
    "mailto:a@b.example", "tel:+3222", "data:text/plain,x", "javascript:void(0)", "ftp://host.example/a", "file:///etc/passwd",
    "urn:isbn:x", "about:blank", "MAILTO:a@b.example", "news:comp.x", "magnet:?xt=1", "sip:a@b.example", "geo:1,2", "blob:x", "irc://h/x",
)  # fmt: skip
UNSAFE = (
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.0.0.1/",
    "http://localhost/", "http://localhost./", "http://LOCALHOST/", "http://a.localhost/", "http://[::1]/", "http://[::]/", "http://0.0.0.0/",
    "http://0/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest", "http://100.64.0.1/", "http://224.0.0.1/",
    "http://255.255.255.255/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[ff02::1]/", "http://user:pass@127.0.0.1/",
    "http://router.local/", "http://db.internal/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "https://127.0.0.1:443/", "http://127.0.0.1:22/",
    "http://[::ffff:169.254.169.254]/", "http://[fe80::1%25eth0]/",
)  # fmt: skip


@pytest.mark.parametrize("url", SKIPPED)
def test_what_is_no_web_address_is_skipped(url):
    (check,) = Fetcher(FetchLimits()).run([check_link(LinkTarget(url), OPTIONS)])
    assert (check.verdict.value, check.requests) == ("skipped", 0)


@pytest.mark.parametrize("way", ["direct", "redirect", "meta", "script"])
def test_nothing_inside_is_ever_asked_for(way):
    """A listener on every loopback address that a redirect, a refresh or a script can name counts what reaches it."""
    with FaultServer({"*": page()}, host="127.0.0.2") as inside, FaultServer({}, host="127.0.0.1") as server:
        urls = [
            *UNSAFE,
            f"{inside.base}/x",
            f"http://localhost:{inside.port}/",
            f"http://2130706434:{inside.port}/",
        ]
        if way == "redirect":
            server.routes |= {f"/{n}": redirect(url, 302) for n, url in enumerate(urls)}
        elif way == "meta":
            server.routes |= {
                f"/{n}": page(text="", head=f'<meta http-equiv=refresh content="0; url={url}">')
                for n, url in enumerate(urls)
            }
        elif way == "script":
            server.routes |= {
                f"/{n}": page(text="", head=f"<script>location='{url}'</script>")
                for n, url in enumerate(urls)
            }
        asked = urls if way == "direct" else [f"{server.base}/{n}" for n in range(len(urls))]
        limits = FetchLimits(allowed=(f"127.0.0.1:{server.port}",), timeout=2.0)
        checks = list(Fetcher(limits).run(check_link(LinkTarget(url), OPTIONS) for url in asked))
        assert {check.target.url: check.verdict.value for check in checks} == dict.fromkeys(asked, "unsafe")
        assert not inside.requests


def test_a_name_that_leads_inside_is_unsafe_when_it_is_connected():
    name = socket.gethostname()
    try:
        inside = socket.gethostbyname(name)
    except OSError:
        pytest.skip("this machine's own name does not resolve")
    with FaultServer({"*": page()}, host=inside) as server:
        (check,) = Fetcher(FetchLimits(timeout=2.0)).run(
            [check_link(LinkTarget(f"http://{name}:{server.port}/"), OPTIONS)]
        )
        assert check.verdict.value == "unsafe"
        assert not server.requests


def test_a_port_that_nobody_listens_on_is_temporary_trouble():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    limits = FetchLimits(allow_private=True, timeout=2.0)
    (check,) = Fetcher(limits).run([check_link(LinkTarget(f"http://127.0.0.1:{port}/"), OPTIONS)])
    assert (check.verdict.value, check.reason, check.requests) == ("temporary", "fault-refused", 4)


def test_resets_are_tried_again_and_once_more_at_the_end():
    with FaultServer({"/reset": reset}) as server:
        limits = FetchLimits(allow_private=True, timeout=2.0)
        (check,) = Fetcher(limits).run([check_link(LinkTarget(f"{server.base}/reset"), OPTIONS)])
        assert check.verdict.value == "temporary"
        assert len(server.requests["/reset"]) >= 4
