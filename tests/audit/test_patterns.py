import pytest

from citekit.audit.run import matches
from citekit.errors import AuditError


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
