"""Checks against a real server on loopback that misbehaves on purpose."""

import email.utils
import time

import pytest

from citekit.audit.check import CheckOptions, check_link
from citekit.audit.fetch import Fetcher
from citekit.audit.limits import FetchLimits
from citekit.audit.plan import LinkTarget
from tests.audit.fault_server import (
    PROSE,
    FaultServer,
    endless,
    garbage,
    gzip_bomb,
    never_answer,
    page,
    redirect,
    reset,
    slow_drip,
)

OPTIONS = CheckOptions(retries=2, backoff=0.02, max_wait=2.0)
LIMITS = FetchLimits(allow_private=True, timeout=5.0)


def by_count(*answers):
    return lambda _method, _headers, count: answers[min(count, len(answers)) - 1]


def refuse_head(status):
    return lambda method, _headers, _count: (
        page(status=status) if method == "HEAD" else (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")
    )


def need_cookie(_method, headers, _count):
    if "seen=1" in headers.get("cookie", ""):
        return page()
    return 302, {"Location": "/needs-cookie", "Set-Cookie": "seen=1; Path=/"}, b""


PDF = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 ...")
ROUTES = {
    "/": page("Home of ports", PROSE.upper()),
    "/ok": page(),
    "/file.pdf": PDF,
    "/head-405.pdf": refuse_head(405),
    "/head-403.pdf": refuse_head(403),
    "/head-404.pdf": refuse_head(404),
    "/head-500.pdf": refuse_head(500),
    "/cyrillic-%D0%BF%D1%83%D1%82%D1%8C": page(),
    "/about-404": page("404 Not Found: a history of an error", PROSE * 3),
    "/long-mention": page(
        "Reading logs", PROSE * 2 + " Then the page was not found and we went on. " + PROSE
    ),
    "/short": page("Notice", "Ferry times: 8:15, 9:40, 12:05."),
    "/script": (
        200,
        {"Content-Type": "text/html"},
        b"<html><title>App</title><script src=a.js></script><div id=root></div></html>",
    ),
    "/301": redirect("/ok"),
    "/308": redirect("/ok", 308),
    "/302": redirect("/ok", 302),
    "/301-302": redirect("/302"),
    "/needs-cookie": need_cookie,
    "/meta": page(head='<meta http-equiv="refresh" content="0; url=/ok">', text=""),
    "/viewer.pdf": page("Viewer", "", head='<script></script><iframe src="/real/viewer.pdf"></iframe>'),
    "/no-content-type": (200, {}, b"<html><title>Ports</title><body>" + PROSE.encode()),
    "/big": page(text=PROSE * 100),
    "/once-503": by_count(page(status=503), page()),
    "/twice-500": by_count(page(status=500), page(status=500), page()),
    "/retry-after": by_count((429, {"Retry-After": "1"}, b""), page()),
    "/retry-date": lambda _method, _headers, count: (
        (503, {"Retry-After": email.utils.formatdate(time.time() + 2, usegmt=True)}, b"")
        if count == 1
        else page()
    ),
    "/404": page("Not here", status=404),
    "/410": page("Gone", status=410),
    "/loop": redirect("/loop2", 302),
    "/loop2": redirect("/loop", 302),
    "/nowhere": (302, {}, b""),
    "/to-404": redirect("/404"),
    "/to-home": redirect("/", 302),
    "/deep/old/article.html": redirect("/", 301),
    "/meta-home": page(head='<meta http-equiv="refresh" content="0; url=/">', text=""),
    "/to-login": redirect("/login?next=/x", 302),
    "/login": page("Sign in", "<form><input type='password'></form>"),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/old.pdf": page("Archive", "The file has been removed from the archive."),
    "/parked": page("port-archive.example", "This domain is for sale. Buy this domain today!"),
    "/challenge": page("Just a moment...", "Checking your browser before accessing the site.", status=503),
    "/challenge-200": page("DDoS-Guard", "Checking your browser before accessing."),
    "/403": page("Forbidden", "No.", status=403),
    "/451": page("Unavailable", "Legal reasons.", status=451),
    "/999": page("Denied", "No.", status=999),
    "/429": page("Slow down", "Too many.", status=429),
    "/429-long": (429, {"Retry-After": "9999"}, b""),
    "/401": (401, {"WWW-Authenticate": "Basic"}, b""),
    "/500": page("Trouble", "x", status=500),
    "/502": page("Trouble", "x", status=502),
    "/503": page("Trouble", "x", status=503),
    "/reset": reset,
    "/garbage": garbage,
    "/never": never_answer,
    "/to-private": redirect("http://10.0.0.1/secret", 302),
    "/to-metadata": redirect("http://169.254.169.254/latest/", 302),
    "/to-mail": redirect("mailto:a@b.example", 302),
    "/endless": endless,
    "/drip": slow_drip,
    "/bomb": gzip_bomb(),
    **{
        f"/soft-{language}": page(title, text)
        for language, title, text in (
            ("en", "Page not found", "Sorry, we could not find it."),
            ("ru", "Страница не найдена", "Возможно, она была удалена."),
            ("uk", "Сторінку не знайдено", "Перевірте адресу."),
            ("de", "Seite nicht gefunden", "Bitte prüfen Sie die Adresse."),
            ("fr", "Page introuvable", "Vérifiez l’adresse."),
            ("it", "Pagina non trovata", "Controlla l’indirizzo."),
            ("es", "Página no encontrada", "Revise la dirección."),
        )
    },
}
TITLE_ONLY = "Port archive | Page not found"
ROUTES |= {
    # Living pages that look odd.
    "/cp1251": (200, {"Content-Type": "text/html; charset=windows-1251"}, f"<title>Порты</title><p>{'Причалы и мосты. ' * 40}".encode("cp1251")),
    "/redirect-303": redirect("/ok", 303),
    "/redirect-307": redirect("/ok", 307),
    "/relative/up": redirect("../ok", 302),
    "/raw-location": redirect("/cyrillic-путь", 302),
    "/hang-head.pdf": lambda method, _headers, _count: PDF if method == "GET" else page(status=503),
    "/download.zip": (200, {"Content-Type": "application/octet-stream"}, b"PK"),
    "/text.txt": (200, {"Content-Type": "text/plain"}, b"404 not found is the name of this exhibition"),
    "/data.json": (200, {"Content-Type": "application/json"}, b'{"error": null}'),
    "/frames": (200, {"Content-Type": "text/html"}, b"<html><title>Ports</title><frameset><frame src=a.html></frameset>"),
    "/wrong-length": (200, {"Content-Type": "text/html", "Content-Length": "999999", "Connection": "close"}, f"<title>Ports</title>{PROSE}".encode()),
    "/lost-works": page("Lost works: what was not found in the harbour archive", PROSE[:900]),
    "/deleted-scenes": page("Deleted scenes of a harbour film", "Two scenes were deleted from the film before the first showing in 1931. A shot of the quay was found later."),
    "/domain-history": page("A history of domain parking", PROSE * 2 + " This domain is for sale, said the sign. " + PROSE),
    "/login-box": page("Port review", PROSE + "<form>Log in <input type='password'></form>"),
    "/robots-essay": page("Are machines readers?", PROSE + " Are you a robot? asks the page."),
    "/captcha-form": page("Guest book", PROSE + "<div class='g-recaptcha'></div>"),
    "/ru-living": page("Порт и город", "Документы о снятых с учёта судах не найдены в фонде, но описаны у современников. " * 8),
    "/slow-refresh": page(head='<meta http-equiv="refresh" content="300">'),
    "/en/": page("Home", PROSE),
    "/accept-language": lambda _method, headers, _count: page() if headers.get("accept-language") else page(status=406),
    "/viewer-js.pdf": page("Reader", "", head="<script src='pdf.js'></script>"),
    "/plain-again": lambda _method, _headers, _count: page(),
    # Pages that are gone without saying so by status.
    "/soft-title": page(TITLE_ONLY, PROSE[:1500]),
    "/soft-oops": page("Oops!", "Something went wrong and there is nothing here."),
    "/soft-410": page("Error 410", "Gone."),
    "/removed": page("Notice", "This article has been removed at the request of its author."),
    "/ru-removed": page("Уведомление", "Материал был удалён по просьбе автора."),
    "/for-sale": page("harbour.example", "The domain harbour.example is for sale. Contact the broker."),
    "/ru-parked": page("harbour.example", "Срок регистрации домена истёк."),
    "/to-lang-home": redirect("/en/", 302),
    "/blank": page("", " "),
    "/notice.docx": page("Archive", "Files are no longer kept here, write to the archive."),
    "/to-error-page": redirect("/notfound.html", 302),
    "/notfound.html": page("Not found", "There is nothing at this address."),
    "/catch/one": page("Catalogue", "All our books at a glance, for friends of the sea."),
    "/catch/citekit-no-such-page-7f3a91c4": page("Catalogue", "All our books at a glance, for friends of the sea."),
    "/captcha": page("Check", "<div class='g-recaptcha'></div>", status=200),
    "/guard": page("", "", head="<script src='/.well-known/ddos-guard/js/x'></script>", status=403),
    "/waf": (202, {"x-amzn-waf-action": "challenge"}, b""),
    "/ru-robot": page("Вы не робот?", "Подтвердите, что вы не робот."),
    "/407": page("Proxy", "x", status=407),
    "/408": page("x", "x", status=408),
    "/521": page("x", "x", status=521),
}  # fmt: skip
EXPECTED = {
    "ok": "/ok /file.pdf /head-405.pdf /head-403.pdf /head-404.pdf /head-500.pdf /cyrillic-путь /about-404 /long-mention /short /script "
    "/viewer.pdf /no-content-type /big /once-503 /twice-500 /retry-after /retry-date /endless /drip /bomb /",
    "ok ": "/cp1251 /hang-head.pdf /download.zip /text.txt /data.json /frames /wrong-length /lost-works "
    "/deleted-scenes /domain-history /login-box /robots-essay /captcha-form /ru-living /slow-refresh /en/ "
    "/accept-language /viewer-js.pdf /plain-again",
    "soft-dead ": "/soft-title /soft-oops /soft-410 /removed /ru-removed /for-sale /ru-parked /to-lang-home /blank "
    "/notice.docx /to-error-page /notfound.html /catch/one",
    "blocked ": "/captcha /guard /waf /ru-robot",
    "auth ": "/407",
    "temporary ": "/408 /521",
    "moved": "/301 /308",
    "redirected": "/redirect-303 /redirect-307 /relative/up /raw-location /302 /301-302 /needs-cookie /meta",
    "dead": "/404 /410 /loop /nowhere /to-404 /unknown /to-mail",
    "soft-dead": "/to-home /deep/old/article.html /meta-home /to-login /empty /old.pdf /parked "
    "/soft-en /soft-ru /soft-uk /soft-de /soft-fr /soft-it /soft-es",
    "blocked": "/challenge /challenge-200 /403 /451 /999 /429 /429-long",
    "auth": "/401",
    "temporary": "/500 /502 /503 /reset /garbage",
    "timeout": "/never",
}
CASES = [(verdict.strip(), path) for verdict, paths in EXPECTED.items() for path in paths.split()]


@pytest.fixture(scope="module")
def checks():
    with FaultServer(ROUTES) as server:
        targets = [LinkTarget(server.base + path) for _, path in CASES]
        fetcher = Fetcher(LIMITS)
        found = {
            c.target.url.removeprefix(server.base): c
            for c in fetcher.run(check_link(t, OPTIONS) for t in targets)
        }
        found["server"] = server
        yield found


@pytest.mark.parametrize(("verdict", "path"), CASES)
def test_verdict(checks, verdict, path):
    check = checks[path]
    assert check.verdict.value == verdict, (check.reason, check.message, check.evidence)
    assert check.message


def test_an_endless_body_is_cut(checks):
    assert 0 < checks["server"].sent["/endless"] <= 256 * 1024


def test_no_more_is_asked_than_needed(checks):
    requests = checks["server"].requests
    assert [method for method, *_ in requests["/file.pdf"]] == ["HEAD"]
    assert [method for method, *_ in requests["/head-405.pdf"]] == ["HEAD", "GET"]
    assert [method for method, *_ in requests["/404"]].count("GET") == 2  # itself, and what leads to it
    assert len(requests["/429-long"]) == 1


def test_retry_after_is_waited_for(checks):
    for path in ("/retry-after", "/retry-date"):
        first, second = [when for _, when, _ in checks["server"].requests[path]]
        assert second - first > 0.4, path


def test_a_redirect_is_told_with_its_chain(checks):
    check = checks["/301-302"]
    assert [(hop.status, hop.kind) for hop in check.chain] == [
        (301, "permanent"),
        (302, "temporary"),
        (200, ""),
    ]
    assert checks["/301"].correction.endswith("/ok")
