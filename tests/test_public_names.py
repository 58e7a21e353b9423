"""The public face: the names that `import citekit` offers, and what importing costs."""

import subprocess
import sys

import citekit

PUBLIC = """
Analysis AuditError Bibliography BibliographyError Block BlockKind Citation Cite CiteForm CitekitError
Diagnostic Document Entry Evidence Field Identifier ItemError Link Locator Missing Name Note Origin
PartialDate ReadError Reference Resolution Severity Span StyleError analyze check_links dump_bibliography
find_citations find_identifiers find_links find_notes find_references load_bibliography parse_reference
parse_references read_document resolve_citations
""".split()


def test_the_public_names_are_these():
    assert sorted(citekit.__all__) == sorted(PUBLIC)


def test_every_public_name_loads():
    for name in PUBLIC:
        assert getattr(citekit, name) is not None
    assert set(PUBLIC) <= set(dir(citekit))


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(citekit, "find_everything")


def test_importing_the_package_loads_nothing_heavy():
    code = "import citekit, sys; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = {
        "lxml",
        "bibtexparser",
        "citeproc",
        "typer",
        "rich",
        "regex",
        "pypdfium2",
        "pycrfsuite",
        "msgspec",
    }
    assert not heavy & set(loaded.split())
