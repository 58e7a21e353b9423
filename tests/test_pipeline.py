import itertools

from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Citation, Cite, CiteForm, Link, PartialDate, Span
from citekit.pipeline import analyze, merge_citations, merge_links
from citekit.read import read_document
from tests.read.docx_packages import field, make_docx, paragraph

LIVE_DOCX = make_docx(
    paragraph(
        "Порт открыт ",
        field(
            ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [{"id": 1, "uris": ["http://zotero.org/users/0/items/A"], '
            '"itemData": {"id": 1, "type": "book", "title": "Мост", "author": [{"family": "Громов", "given": "П."}]}}]}',
            "(Громов)",
        ),
        ".",
    )
)


def make_citations(edges):
    cuts = sorted(set(edges))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return tuple(Citation((Cite(CiteForm.NUMBER, "1", span),), span) for span in spans)


@given(st.lists(st.integers(0, 60)), st.lists(st.integers(0, 60)))
def test_merged_citations_never_overlap_and_keep_all_of_the_first(first, second):
    first, second = make_citations(first), make_citations(second)
    merged = merge_citations(first, second)
    assert set(first) <= set(merged)
    for one, other in itertools.pairwise(merged):
        assert one.span.end <= other.span.start
    for citation in second:
        free = not any(citation.span.overlaps(other.span) for other in first)
        assert any(citation is other for other in merged) == free


def test_a_marked_link_takes_the_access_date_found_in_the_text():
    marked = Link("http://a.example/x-y", Span(0, 10), "http://a.example/x")
    found = Link(
        "http://a.example/x", Span(2, 10), "a", accessed=PartialDate(2018), accessed_span=Span(12, 16)
    )
    other = Link("http://b.example/", Span(20, 30), "b")
    merged = merge_links((marked,), (found, other))
    assert [link.url for link in merged] == ["http://a.example/x-y", "http://b.example/"]
    assert merged[0].accessed == PartialDate(2018)


def test_the_bibliography_that_a_document_names_resolves_its_keys(tmp_path):
    (tmp_path / "refs.bib").write_text(
        "@book{lee2011, author={Ann Lee}, title={Ports}, year=2011}", encoding="utf-8"
    )
    paper = tmp_path / "paper.tex"
    paper.write_text(
        "\\begin{document}Ports \\cite[12]{lee2011}, \\cite{gone}.\\bibliography{refs}\\end{document}",
        encoding="utf-8",
    )
    analysis = analyze(paper)
    assert analysis.resolutions[0].key == "lee2011"
    assert [entry.get("title") for entry in analysis.entries][:1] == ["Ports"]


def test_a_broken_bibliography_of_a_document_is_told(tmp_path):
    (tmp_path / "refs.bib").write_bytes(b"\x00\x01\x02")
    paper = tmp_path / "paper.tex"
    paper.write_text("\\begin{document}Ports \\cite{a}.\\bibliography{refs}\\end{document}", encoding="utf-8")
    assert analyze(paper).diagnostics


def test_live_citations_lead_to_the_items_that_the_document_carries():
    document = read_document(LIVE_DOCX)
    analysis = analyze(document)
    assert [(r.method, r.confidence) for r in analysis.resolutions] == [("key", 1.0)]
    assert analysis.entries[0].get("title") == "Мост"
