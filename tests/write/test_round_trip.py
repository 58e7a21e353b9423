"""What is written means to pandoc and Typst what the source meant: every citation, note and word."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from citekit.bibliography import dump_bibliography
from citekit.find.reflist import locate_reflists
from citekit.model import BlockKind, Span
from citekit.pipeline import analyze
from citekit.write import (
    Format,
    NoteMode,
    WriteOptions,
    dump_map,
    load_map,
    make_map,
    restore_document,
    write_document,
)
from corpus.build_corpus import ROOT
from tests.write.round_trip import (
    ask_pandoc,
    count_notes,
    expect_clusters,
    expect_letters,
    is_live,
    read_clusters,
    read_letters,
)

SHARED = os.environ.get("CITEKIT_SHARED")
CORPUS = [
    ROOT / json.loads(path.read_text("utf-8"))["document"] for path in sorted((ROOT / "gold").glob("*.json"))
]
SEEDS = sorted((Path(SHARED) / "seeds").glob("*.txt")) if SHARED else []
SUFFIX = {Format.MARKDOWN: "md", Format.LATEX: "tex", Format.TYPST: "typ"}


@pytest.fixture(scope="module", params=[*CORPUS, *SEEDS], ids=lambda path: path.stem[:24])
def analysis(request):
    return analyze(request.param)


def write(analysis, to, folder, **options):
    """Write a document and its bibliography; return what was written and where."""
    if analysis.document.format == "markdown" and to is not Format.MARKDOWN:
        pytest.skip("a Markdown source is written as Markdown")
    written = write_document(analysis, WriteOptions(to=to, bibliography="refs.bib", **options))
    (folder / "refs.bib").write_text(dump_bibliography(written.entries, format="bibtex"), encoding="utf-8")
    path = folder / f"out.{SUFFIX[to]}"
    path.write_text(written.text, encoding="utf-8")
    return written, path


def gold_keys(analysis):
    """Return for each gold citation by number the keys that its numbers lead to by the gold alone."""
    gold_path = ROOT / "gold" / f"{Path(analysis.document.source).stem}.json"
    if not gold_path.exists():
        return None
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    made = {}
    for one in gold["references"]:
        span = Span(*one["span"])
        for reference, key in zip(analysis.references, analysis.reference_keys, strict=True):
            if reference.span.overlaps(span):
                made.setdefault(one["key"], key)
    found = []
    for citation in gold["citations"]:
        keys = [cite.get("key") for cite in citation["cites"]]
        if all(keys) and all(key in made for key in keys):
            found.append((citation["span"][0], tuple(made[key] for key in keys)))
    return found


@pytest.mark.parametrize("to", [Format.MARKDOWN, Format.LATEX])
def test_pandoc_finds_each_citation_with_its_keys(analysis, to, tmp_path):
    pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    written, path = write(analysis, to, tmp_path)
    found = read_clusters(path, to.value)
    wanted = expect_clusters(analysis)
    if analysis.document.format == "markdown":
        typed = [tuple(c.key or c.target for c in one.cites) for one in analysis.citations if is_live(one)]
        assert Counter(found) == Counter([*wanted, *typed])
        return
    assert found == wanted
    assert written.citations == len(wanted)
    assert count_notes(path, to.value) == sum(note.call is not None for note in analysis.document.notes)
    keys = {key for cluster in wanted for key in cluster}
    assert keys <= {entry.key for entry in written.entries}


def test_the_citations_are_those_of_the_gold(analysis, tmp_path):
    pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    wanted = gold_keys(analysis)
    if not wanted:
        pytest.skip("no gold of citations that lead to entries")
    _, path = write(analysis, Format.MARKDOWN, tmp_path)
    left = Counter(read_clusters(path, "markdown"))
    left.subtract(keys for _, keys in wanted)
    assert min(left.values()) >= 0, left


def test_citeproc_renders_it(analysis, tmp_path):
    pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    _, path = write(analysis, Format.MARKDOWN, tmp_path)
    rendered = ask_pandoc(path, "-f", "markdown", "--citeproc", "-t", "plain", "--columns", "9999")
    typed = any(is_live(one) for one in analysis.citations)
    assert typed or "???" not in rendered
    assert typed or "[@" not in rendered


def test_typst_finds_each_citation_with_its_keys(analysis, tmp_path):
    typst = pytest.importorskip("typst", reason="typst is not installed")
    _, path = write(analysis, Format.TYPST, tmp_path)
    assert typst.compile(str(path)).startswith(b"%PDF-")
    calls = json.loads(typst.query(str(path), "cite"))
    found = [call["key"].strip("<>") for call in calls if call["form"] is not None]
    assert found == [key for cluster in expect_clusters(analysis) for key in cluster]


@pytest.mark.parametrize("to", [Format.MARKDOWN, Format.LATEX])
def test_no_letter_is_lost_or_added(analysis, to, tmp_path):
    """Outside of citations, references and marks the text is the source's, whatever was escaped and joined."""
    pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    if analysis.document.format == "markdown":
        pytest.skip("a Markdown source stays as it is")
    written, path = write(analysis, to, tmp_path)
    body, notes = read_letters(path, to.value)
    staying = {one.span for one in written.diagnostics if "list of references stays" in one.message}
    lists = [one for one in locate_reflists(analysis.document) if one.body not in staying]
    wanted_body, wanted_notes = expect_letters(analysis, lists)
    assert Counter(notes) == Counter(wanted_notes)
    if analysis.document.notes:  # the heading of notes that have moved away goes with them
        wanted_body = wanted_body.removesuffix("Примечания")
    captions = any(analysis.document.blocks_of(BlockKind.CAPTION))
    assert body == wanted_body or (captions and Counter(body) == Counter(wanted_body))


@pytest.mark.parametrize("to", list(Format))
@pytest.mark.parametrize("notes", list(NoteMode))
def test_the_source_comes_back_byte_for_byte(analysis, to, notes, tmp_path):
    written, path = write(analysis, to, tmp_path, notes=notes)
    source = analysis.document.text
    made = load_map(dump_map(make_map(written, source, name="x", to=to.value)).encode())
    assert restore_document(path.read_text(encoding="utf-8"), made) == source
