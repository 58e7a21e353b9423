"""The text of a page flows: paragraphs are whole, and no hyphen of a line end is seen."""

import json
import os
import re
from html import unescape
from pathlib import Path

import pytest

from citekit.model import Document
from citekit.pipeline import analyze
from citekit.read import read_document
from citekit.report.page import write_page
from citekit.report.page_paragraphs import find_paragraphs
from corpus.build_corpus import ROOT

TEXT = """ A first para-
graph of some lines
that ends. A well-
known word.
 A second paragraph that is broken by

a page and goes on.
"""


def test_paragraphs_and_hyphens_are_found():
    document = read_document(TEXT.encode())
    found = find_paragraphs(document)
    assert [TEXT[start : start + 8] for start in found.starts] == ["A first ", " A secon"]
    assert [TEXT[span.start - 4 : span.end + 5] for span in found.hyphens] == ["para-\ngraph"]


def test_a_format_with_paragraphs_keeps_its_lines():
    analysis = analyze(read_document(b"# A\n\nOne\ntwo.\n"))
    if analysis.document.format == "markdown":
        assert find_paragraphs(analysis.document).starts == ()
    assert 'class="flows"' not in write_page(analyze(Document("x", "docx", "One two.")))


def read_main(page):
    """Return the element of a page that holds the document."""
    return page.partition("<main")[2].partition("</main>")[0].partition(">")[2]


def strip_tags(markup):
    return unescape(re.sub(r"<[^<>]*>", "", markup))


def texts_of(main, kind, key):
    """Return the text of the elements of a kind, the pieces of one finding put together."""
    found = {}
    for match in re.finditer(rf'<(a|span) class="{kind} s-[a-z]+"[^<>]*data-{key}="(\d+)"[^<>]*>', main):
        depth, position = 1, match.end()
        for tag in re.finditer(rf"<(/?){match[1]}\b[^<>]*>", main[match.end() :]):
            depth += -1 if tag[1] else 1
            if not depth:
                position = match.end() + tag.start()
                break
        found[int(match[2])] = found.get(int(match[2]), "") + strip_tags(main[match.end() : position])
    return fold(value for _, value in sorted(found.items()))


def fold(values):
    return ["".join(value.split()) for value in values]


@pytest.mark.parametrize("path", sorted((ROOT / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_the_page_of_each_document_holds_its_text_and_every_finding_of_the_gold(path):
    """The page's own elements against the gold: citations, calls and notes stand where they should."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    analysis = analyze(ROOT / gold["document"])
    main = read_main(write_page(analysis, most_styles=1))
    text = analysis.document.text
    assert fold([strip_tags(main)]) == fold([text])
    cited = texts_of(main, "cn", "c")
    repeats = fold(one["text"] for one in gold["short_forms"])
    # A remark in parentheses may follow a short form; there is nothing else that is no citation.
    left = [words for words in cited if not any(words.startswith(one) for one in repeats)]
    assert left == fold(one["text"] for one in gold["citations"])
    calls = [one for one in gold["notes"] if one["call"] is not None]
    assert sorted(texts_of(main, "nt", "n")) == sorted(fold(text[slice(*one["call"])] for one in calls))
    assert sorted(texts_of(main, "nb", "n")) == sorted(fold("".join(one["text"]) for one in gold["notes"]))


@pytest.mark.skipif("CITEKIT_SHARED" not in os.environ, reason="CITEKIT_SHARED is not set")
@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_the_page_of_a_seed_holds_its_text_and_every_finding(number):
    [path] = (Path(os.environ["CITEKIT_SHARED"]) / "seeds").glob(f"{number}_*.txt")
    analysis = analyze(path)
    main = read_main(write_page(analysis, most_styles=1))
    document = analysis.document
    assert fold([strip_tags(main)]) == fold([document.text])
    assert texts_of(main, "cn", "c") == fold(document.slice(one.span) for one in analysis.citations)
    called = fold(document.slice(note.call) for note in document.notes if note.call is not None)
    assert texts_of(main, "nt", "n") == called
    bodies = fold("".join(document.slice(part) for part in note.parts) for note in document.notes)
    assert texts_of(main, "nb", "n") == bodies


def test_entries_of_a_list_without_labels_are_paragraphs():
    text = (
        "A text (Heron 2011).\n\nReferences\n\nGull T. Tides. Bergen: Fjord, 1999. 90 p.\n"
        "Heron O. L. Havens of the\nNorth. London: Quay Press, 2011. 240 p.\nWren H. Paths. London: Quay, 2014. 17 p.\n"
    )
    found = find_paragraphs(analyze(read_document(text.encode())).document)
    assert [text[start : start + 5] for start in found.starts][-3:] == ["Gull ", "Heron", "Wren "]
