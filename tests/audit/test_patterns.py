"""Expressions of users and of our own: none takes longer than its text is long."""

import pytest

from citekit.audit.address import parse_address
from citekit.audit.cookies import CookieJar
from citekit.audit.exchange import Response
from citekit.audit.judge import judge_response
from citekit.audit.page import read_page, read_source
from citekit.audit.page_rules import Sight, judge_page
from citekit.audit.run import matches
from citekit.errors import AuditError
from tests.linear_time import assert_proportional


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("port.example", True),
        ("*/deep/*", True),
        ("/deep.a$/", True),
        ("other.example", False),
        ("/^ftp/", False),
    ],
)
def test_patterns_match_hosts_shell_style_and_expressions(pattern, expected):
    assert matches(pattern, "https://port.example/deep/a") is expected


def test_a_malformed_expression_is_one_clear_error():
    with pytest.raises(AuditError, match="malformed"):
        matches("/(/", "https://port.example/")


def test_an_expression_that_never_ends_is_cut():
    with pytest.raises(AuditError, match="too long"):
        matches("/(.*?,){20}P/", "https://port.example/" + "1," * 60)


HOSTILE = (
    "<script>", "document.cookie = ", "<p>", "not found ", "page 404 ", " ", "404 not found is ", "<h1>", "<title>", "<meta ",
    "<meta http-equiv=refresh content='", "© 2019 ", "this domain ", "location='", "<!--", "<style>", "&amp;", "сайт временно ",
    "страница a b c ", "seite a b c d ", "<a href=", "<noscript>", "<embed ", "sorry sorry ", "- | · ", "2019 w w w w w w w ", "?",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_judging_a_page_takes_linear_time(piece):
    address = parse_address("http://h.example/a/b.pdf?x=1")

    def judge(text):
        read_source.cache_clear()
        response = Response(address, "GET", 200, {"content-type": "text/html"}, text.encode())
        page = read_page(response)
        judge_response(response, page)
        judge_page(Sight(address, response, page, redirected=True, unlike=response, unlike_page=page))

    assert_proportional(judge, piece, 16_000, 64_000)


@pytest.mark.parametrize("piece", [" ", "a=", ";", "path=", '"', "a=1;"])
def test_keeping_cookies_takes_linear_time(piece):
    address = parse_address("http://h.example/a")

    def keep(text):
        jar = CookieJar()
        jar.keep(Response(address, "GET", 200, {"set-cookie": f"a=1; {text}\nb=2;{text}"}))
        jar.write(address)

    assert_proportional(keep, piece)
