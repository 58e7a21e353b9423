import itertools

from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Citation, Cite, CiteForm, Link, PartialDate, Span
from citekit.pipeline import merge_citations, merge_links


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
