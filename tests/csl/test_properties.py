"""Properties: any valid items in any style render, keep their titles and give the same bytes twice."""

from __future__ import annotations

import re
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.csl import WRITERS, Processor, load_style, render_bibliography
from citekit.csl.styles_index import style_paths
from citekit.csl.variables import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, TITLE_LIKE
from citekit.errors import ItemError

TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview "
    "legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent "
    "performance periodical personal_communication post post-weblog regulation report review review-book "
    "software song speech standard thesis treaty webpage"
).split()
INDEPENDENT = sorted(name for name, path in style_paths().items() if path.parent.name != "dependent")
#: Styles that print the title of a work of any type.
WITH_TITLES = (
    "ieee", "gost-r-7-0-5-2008", "gost-r-7-0-5-2008-numeric", "harvard-cite-them-right", "iso690-author-date-en",
    "elsevier-harvard",
)  # fmt: skip
MARKS = st.sampled_from(
    [" ", "&", "<i>", "</i>", '"', "'", "(", ")", ".", ",", "?", "–", "-", "[", "ё", "家", "{:"]
)
TEXT = st.lists(st.one_of(st.text(max_size=6), MARKS), max_size=6).map("".join)
PARTS = st.lists(st.lists(st.integers(-3000, 3000), min_size=1, max_size=3), min_size=1, max_size=2)
DATE = st.one_of(
    st.builds(lambda parts: {"date-parts": parts}, PARTS),
    st.builds(lambda parts, season: {"date-parts": parts, "season": season}, PARTS, st.integers(-1, 5)),
    st.builds(lambda parts: {"date-parts": parts, "circa": True}, PARTS),
    st.builds(lambda text: {"raw": text}, TEXT),
    st.builds(lambda text: {"edtf": text}, TEXT),
    st.builds(lambda text: {"literal": text}, TEXT),
    st.sampled_from(["2001-05/2002", "2001~", "2001-21", "-0044-03-15", "June–August 1999"]),
)
NAME = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"), TEXT
    )
    | dict.fromkeys(("comma-suffix", "static-ordering", "parse-names", "isInstitution"), st.booleans()),
)
VALUE = st.one_of(TEXT, st.integers(-5, 5000), st.floats(allow_nan=False, allow_infinity=False, width=16))
FIELDS = {
    **dict.fromkeys(NAME_VARIABLES, st.lists(NAME, max_size=4)),
    **dict.fromkeys(sorted(DATE_VARIABLES), DATE),
    **dict.fromkeys(sorted((NUMBER_VARIABLES | TITLE_LIKE) - {"title", "citation-number", "locator"}), VALUE),
    **dict.fromkeys(("note", "URL", "DOI", "abstract", "keyword", "journalAbbreviation"), TEXT),
    "language": st.sampled_from(["ru", "en-US", "de-DE", "zh", "xx", "", "ru-x-sort"]),
}


@st.composite
def draw_item(draw):
    """An item of any type with a dozen of any of the fields."""
    names = draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=12))
    kind = draw(st.sampled_from([*TYPES, "", "unheard-of"]))
    return {"type": kind, **{name: draw(FIELDS[name]) for name in sorted(names)}}


ITEM = draw_item()
CITE = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("locator", "prefix", "suffix"), TEXT)
    | {"label": st.sampled_from(["page", "chapter", "sub verbo", "nonsense", ""])}
    | dict.fromkeys(("suppress-author", "author-only"), st.booleans()),
)  # fmt: skip
ANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def render_both(style, items, cites, form, **options):
    """Return the output of citations that repeat and of the bibliography."""
    processor = Processor(load_style(style), items, format=form, **options)
    clusters = [
        [{"id": item["id"], **cite} for item, cite in zip(items, cites, strict=False)],
        *([{"id": item["id"], **cites[0]}] for item in items),
        [{"id": items[0]["id"]}],
    ]
    made = processor.add_citations(
        {"citationItems": cluster, "properties": {"noteIndex": note}}
        for note, cluster in enumerate(clusters, 1)
    )
    return made, processor.bibliography().entries


@ANY
@given(
    st.lists(ITEM, min_size=1, max_size=4),
    st.lists(CITE, min_size=1, max_size=4),
    st.sampled_from(INDEPENDENT),
    st.sampled_from(sorted(WRITERS)),
    st.sampled_from([None, "ru-RU", "de-DE", "fr-FR", "en-US", "ja-JP"]),
    st.booleans(),
)
def test_any_items_render_in_any_style(items, cites, style, form, locale, item_locale):
    items = [{**item, "id": place} for place, item in enumerate(items)]
    options = {"locale": locale, "item_locale": item_locale}
    first = render_both(style, items, cites, form, **options)
    assert len(first[0]) == len(items) + 2
    assert render_both(style, items, cites, form, **options) == first


@ANY
@given(
    st.lists(ITEM, min_size=1, max_size=4),
    st.lists(TEXT, min_size=4, max_size=4),
    st.sampled_from(WITH_TITLES),
    st.sampled_from(sorted(WRITERS)),
)
def test_no_title_is_lost(items, texts, style, form):
    items = [
        {**item, "id": str(place), "title": f"Kept{place} {text}".strip()}
        for place, (item, text) in enumerate(zip(items, texts, strict=False))
    ]
    # fields in the note may set a title of their own
    items = [{name: value for name, value in item.items() if name != "note"} for item in items]
    _, entries = render_both(style, items, [{}], form)
    kept = dict(entries)
    for item in items:
        assert f"kept{item['id']}" in kept[item["id"]].lower()


WRONG = st.sampled_from([{"a": 1}, [[1]], [{"x": [1]}, 5], {"family": "x"}, object()])


@ANY
@given(ITEM, st.sampled_from(sorted(TITLE_LIKE | {"volume", "URL", "language"})), WRONG)
def test_a_malformed_field_is_named(item, name, value):
    item = {**item, "id": "the-id", name: value}
    with pytest.raises(ItemError, match=re.escape(name)) as caught:
        render_bibliography([item], "apa")
    assert "the-id" in str(caught.value)


@ANY
@given(
    ITEM,
    st.sampled_from(NAME_VARIABLES),
    st.sampled_from([[5], [["x"]], 5.5j, [{"family": {"a": 1}}], object()]),
)
def test_a_malformed_name_is_named(item, name, value):
    with pytest.raises(ItemError, match=re.escape(name)) as caught:
        render_bibliography([{**item, "id": "the-id", name: value}], "apa")
    assert "the-id" in str(caught.value)


@ANY
@given(
    ITEM, st.sampled_from(sorted(DATE_VARIABLES)), st.sampled_from([[1999], {"date-parts": 5}, 5.5, object()])
)
def test_a_malformed_date_is_named(item, name, value):
    with pytest.raises(ItemError, match=re.escape(name)) as caught:
        render_bibliography([{**item, "id": "the-id", name: value}], "apa")
    assert "the-id" in str(caught.value)


def test_order_of_styles_and_threads_changes_no_byte():
    items = [
        {"id": str(n), "type": kind, "title": f"Title {n}", "author": [{"family": "Lee", "given": given}],
         "issued": {"date-parts": [[2001]]}, "page": "1-9", "language": language}
        for n, (kind, given, language) in enumerate(
            (kind, given, language) for kind in ("book", "article-journal", "webpage")
            for given in ("Ann", "Alan", "Bo") for language in ("en", "ru")
        )
    ]  # fmt: skip
    names = [INDEPENDENT[place] for place in range(0, len(INDEPENDENT), len(INDEPENDENT) // 12)]
    alone = {name: render_both(name, items, [{}], "html", item_locale=True) for name in names}
    backwards = {name: render_both(name, items, [{}], "html", item_locale=True) for name in reversed(names)}
    assert backwards == alone
    made = {}

    def work(shift):
        for name in names[shift:] + names[:shift]:
            made[shift, name] = render_both(name, items, [{}], "html", item_locale=True)

    threads = [threading.Thread(target=work, args=(shift,)) for shift in range(0, len(names), 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == len(threads) * len(names)
    assert all(result == alone[name] for (_, name), result in made.items())
