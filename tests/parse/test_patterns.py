import ast
import re
from pathlib import Path

import pytest

import citekit
from citekit.parse.patterns import defer_pattern

PACKAGE = Path(citekit.__file__).parent


def test_a_deferred_pattern_works_as_a_compiled_one():
    pattern, compiled = defer_pattern(r"(?P<year>\d{4})", re.ASCII), re.compile(r"(?P<year>\d{4})", re.ASCII)
    text = "in 1961 and 1975"
    assert pattern.search(text)["year"] == "1961"
    assert pattern.findall(text) == compiled.findall(text)
    assert [found.span() for found in pattern.finditer(text, 5)] == [(12, 16)]
    assert pattern.match(text, 3).group() == pattern.fullmatch(text, 3, 7).group() == "1961"
    assert pattern.sub("Y", text, count=1) == "in Y and 1975"
    assert pattern.split(text) == compiled.split(text)
    assert (pattern.pattern, pattern.flags, pattern.groups) == (compiled.pattern, compiled.flags, 1)
    assert pattern.groupindex == compiled.groupindex


def test_a_deferred_pattern_is_compiled_at_the_first_use_only(monkeypatch):
    asked = []
    compile_now = re.compile
    monkeypatch.setattr(re, "compile", lambda *arguments: asked.append(arguments) or compile_now(*arguments))
    pattern = defer_pattern("a+", re.IGNORECASE)
    assert pattern.pattern == "a+"
    assert asked == []
    pattern.search("A")
    pattern.match("A")
    assert asked == [("a+", re.IGNORECASE)]


def test_a_deferred_pattern_has_no_other_members():
    with pytest.raises(AttributeError):
        defer_pattern("a").anything  # noqa: B018 - asked for what is not there


def list_deferred():
    """Return the names of the modules that defer patterns."""
    names = []
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        # Deep inside stands one that a function makes; the module that calls it holds it.
        if re.search(r"^(?! {8}).*\bdefer_pattern\(", source, re.MULTILINE) and path.name != "patterns.py":
            names.append(".".join(("citekit", *path.relative_to(PACKAGE).with_suffix("").parts)))
    return names


def compile_all(value):
    """Compile every deferred pattern of a table; return how many there are."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        return sum(compile_all(one) for one in value)
    if type(value).__name__ == "_DeferredPattern":
        re.compile(value.pattern, value.flags & ~re.UNICODE)
        return 1
    return 0


def test_every_deferred_pattern_compiles():
    modules = [__import__(name, fromlist=["_"]) for name in list_deferred()]
    assert sum(compile_all(value) for module in modules for value in vars(module).values()) > 500


@pytest.mark.parametrize("name", list_deferred())
def test_no_function_of_re_is_given_a_deferred_pattern(name):
    module = __import__(name, fromlist=["_"])
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        called = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        first = node.args[0]
        if called and isinstance(first, ast.Name) and hasattr(module, first.id):
            assert isinstance(getattr(module, first.id), (str, re.Pattern)), ast.unparse(node)


def test_no_match_is_asked_for_the_identity_of_its_pattern():
    """`match.re` is the compiled expression, never the deferred one."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                sides = (node.left, *node.comparators)
                asked = any(isinstance(side, ast.Attribute) and side.attr == "re" for side in sides)
                assert not asked, f"{path}:{node.lineno}"
