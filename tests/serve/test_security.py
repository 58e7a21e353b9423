"""Who is let in, and what a hostile document or request can do: nothing."""

import pytest

FOREIGN = "http://evil.example"


def given(bench, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"Authorization": f"Bearer {bench.token}", **named}


@pytest.mark.parametrize(
    "path", ["/", "/api/sessions", "/api/openapi.json", "/static/page.css", "/s/x", "/nowhere"]
)
def test_without_the_token_nothing_is_shown(bench, path):
    assert bench.send("GET", path)[0] == 401
    for wrong in (
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic x",
        f"Bearer {bench.token}x",
        "Bearer Я".encode().decode("latin-1"),
    ):
        assert bench.send("GET", path, headers={"Authorization": wrong})[0] == 401
    assert bench.send("GET", path, headers={"Cookie": f"citekit-{bench.port}=wrong"})[0] == 401
    assert bench.send("GET", path, headers={"Cookie": f"citekit-1={bench.token}"})[0] == 401


@pytest.mark.parametrize(
    "path", ["/?token=", "/?token=wrong", "/?token=%00", "/?token=Я".encode().decode("latin-1")]
)
def test_a_wrong_token_leaves_no_cookie(bench, path):
    status, headers, _ = bench.send("GET", path.encode("latin-1").decode("latin-1").replace("Ð¯", "%D0%AF"))
    assert status == 401
    assert "set-cookie" not in headers


def test_the_address_leaves_a_strict_cookie_and_goes_on_without_the_token(bench):
    status, headers, _ = bench.send("GET", f"/?token={bench.token}")
    assert (status, headers["location"]) == (303, "/")
    cookie = headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    status, headers, _ = bench.send("GET", "/", headers={"Cookie": cookie.split(";")[0]})
    assert status == 200
    assert bench.send("GET", "/", headers={"Cookie": f'bad="\x01; {cookie.split(";")[0]}'})[0] in {200, 400}
    assert bench.send("POST", f"/api/sessions?token={bench.token}", b"x")[0] == 401


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", ""],
)
def test_a_foreign_host_is_refused(bench, host):
    name = host.format(port=bench.port)
    assert bench.send("GET", "/api/sessions", headers=given(bench, Host=name))[0] in {400, 421}


def test_own_names_are_accepted(bench):
    for host in (f"127.0.0.1:{bench.port}", f"localhost:{bench.port}", f"LOCALHOST:{bench.port}"):
        assert bench.send("GET", "/api/sessions", headers=given(bench, Host=host))[0] == 200


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS", "HEAD"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": FOREIGN},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_pages_are_refused(bench, method, headers):
    named = {name: value.format(port=bench.port) for name, value in headers.items()}
    status, answered, _ = bench.send(
        method, "/api/sessions", b"" if method == "POST" else None, given(bench, **named)
    )
    assert status == 403
    assert not any(name.lower().startswith("access-control") for name in answered)


def test_the_own_page_is_let_in(bench):
    headers = given(bench, Origin=f"http://127.0.0.1:{bench.port}", Sec_Fetch_Site="same-origin")
    assert bench.send("GET", "/api/sessions", headers=headers)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../pages.py", "/static/..%2fpages.py", "/static/%2e%2e/pages.py", "/static/..%5c..%5cpages.py",
        "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/../../etc/passwd", "/static/index.html", "/static/",
        "/static/page.css%00", "/s/../../etc/passwd", "/api/sessions/../../etc/passwd", "/api/sessions/..%2f..%2fx",
        "/api/sessions/%00", "/api/sessions/x'%20OR%20'1'='1", "/api/sessions/x/export/..%2f..%2fpasswd", "//evil.example/",
    ],
)  # fmt: skip
def test_paths_that_climb_out_lead_nowhere(bench, path):
    status, _, content = bench.send("GET", path, headers=given(bench))
    assert 400 <= status < 500
    assert b"root:" not in content
    assert b"def " not in content


def test_every_answer_bears_the_security_headers(bench, paper):
    for path in ("/", f"/s/{paper}", "/static/common.js", f"/api/sessions/{paper}", "/nowhere"):
        for headers in (given(bench), {}):
            answered = bench.send("GET", path, headers=headers)[1]
            policy = answered["content-security-policy"]
            assert "script-src 'self';" in policy
            assert "unsafe" not in policy
            assert "require-trusted-types-for 'script'" in policy
            assert answered["x-content-type-options"] == "nosniff"
            assert answered["x-frame-options"] == "DENY"
            assert answered["referrer-policy"] == "no-referrer"
            assert answered["cache-control"] == "no-store"
            assert "server" not in answered


def test_pages_hold_no_inline_script(bench, paper):
    for path in ("/", f"/s/{paper}"):
        page = bench.send("GET", path, headers=given(bench))[2].decode()
        scripts = [part.split(">", 1) for part in page.split("<script")[1:]]
        assert scripts
        for attributes, rest in scripts:
            assert rest.startswith("</script>") or 'type="application/json"' in attributes
        assert " onclick" not in page
        assert " style=" not in page


def test_too_large_is_refused_also_when_not_announced(start):
    bench = start("--max-size", "1", "--offline")
    big = b"x" * (1024 * 1024 + 1)
    assert bench.ask("POST", "/api/sessions?name=a.txt", big)[0] == 413
    status, _, _ = bench.send("POST", "/api/sessions?name=a.txt", iter([big[:1000], big]), given(bench))
    assert status == 413
    assert bench.ask("POST", "/api/sessions?name=a.txt", b"x" * 1024 * 1024)[0] == 201


def test_an_address_that_is_too_long_is_refused(bench):
    assert bench.send("GET", "/api/sessions?" + "x" * 20_000, headers=given(bench))[0] == 414
    assert 400 <= bench.send("GET", "/" + "x" * 30_000, headers=given(bench))[0] < 500


@pytest.mark.parametrize(
    "name",
    [
        "../../x.txt",
        "..\\..\\x.txt",
        "a\r\nSet-Cookie: x=1.txt",
        "\u202ex\x00.txt",
        "'\"<script>.txt",
        "." * 300,
    ],
)
def test_file_names_are_only_names(bench, name):
    summary = bench.add("Tides [1].\n", name)
    assert "/" not in summary["name"]
    assert "\\" not in summary["name"]
    assert summary["name"].isprintable()
    headers = bench.send("GET", f"/api/sessions/{summary['id']}/export/bibtex", headers=given(bench))[1]
    assert "set-cookie" not in headers
    assert headers["content-disposition"].isascii()


def test_a_line_of_ten_megabytes_breaks_nothing(bench):
    summary = bench.add("A port [1] " + "<script>alert(1)</script> word " * 340_000, "long.txt")
    assert summary["status"] == "ready"
    status, text = bench.ask("GET", f"/api/sessions/{summary['id']}/text")
    assert status == 200
    assert not any("<script" in chunk["html"] for chunk in text["chunks"])
