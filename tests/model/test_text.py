import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Document, Flow, Origin, SegmentOffsets, Span


@pytest.mark.parametrize(("position", "place"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (5, (3, 1))])
def test_lines_and_columns_count_from_one(position, place):
    assert Document.from_text("ab\nc\nd").line_and_column(position) == place


@given(st.text(alphabet="a\n", max_size=40), st.integers(0, 40))
def test_lines_and_columns_lead_back(text, position):
    position = min(position, len(text))
    line, column = Document.from_text(text).line_and_column(position)
    assert sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1 == position


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_overlap_is_a_shared_place(a, b, c, d):
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    if len(one) and len(other):
        assert one.overlaps(other) == bool(shared)
        assert one.contains(other) == (shared == set(range(other.start, other.end)))


def test_a_flow_leads_back_over_its_cuts():
    flow = Flow("интеграция", (0, 4), (10, 16))
    assert flow.origin_of(3) == 13
    assert flow.origin_of(4) == 16
    assert flow.span(2, 6) == Span(12, 18)
    assert flow.span(4, 4) == Span(16, 16)


def test_segments_lead_back_to_their_origin():
    offsets = SegmentOffsets((0, 5), (Origin("a.xml", 100), Origin("b.xml", 7, page=2)))
    assert offsets.origin_at(4) == Origin("a.xml", 104)
    assert offsets.origin_at(6) == Origin("b.xml", 8, page=2)
