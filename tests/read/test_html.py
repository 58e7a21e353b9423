import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.read.html import read_html


def read(page):
    return read_html(page.encode(), "test.html")


NOTES = {
    "mediawiki": '<p>Text<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> goes on.</p>'
    '<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b>'
    '</span> <span class="reference-text">Громов П. Мост.</span></li></ol>',
    "word": '<p>Text<a href="#_ftn1" name="_ftnref1" title=""><span>[1]</span></a> goes on.</p><div><hr><div id=ftn1>'
    '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Громов П. Мост.</p></div></div>',
    "libreoffice": '<p>Text<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> goes '
    'on.</p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a>Громов П. Мост.</p></div>',
    "wordpress": '<p>Text<sup data-fn="u1" class="fn"><a href="#u1" id="u1-link">1</a></sup> goes on.</p>'
    '<ol class="wp-block-footnotes"><li id="u1">Громов П. Мост. <a href="#u1-link">↩︎</a></li></ol>',
    "pandoc": '<p>Text<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> goes on.</p>'
    '<section id="footnotes"><hr /><ol><li id="fn1"><p>Громов П. Мост.<a href="#fnref1" class="footnote-back" '
    'role="doc-backlink">↩︎</a></p></li></ol></section>',
    "journal": '<p>Text<sup><a name="b1" href="#f1">1</a></sup> goes on.</p><p><a name="f1" href="#b1">1</a>. '
    "Громов П. Мост.</p>",
    "role alone": '<p>Text<a role="doc-noteref" href="#n1">1</a> goes on.</p><aside id="n1">Громов П. Мост.</aside>',
}


@pytest.mark.parametrize("page", NOTES.values(), ids=NOTES.keys())
def test_notes_of_all_kinds(page):
    document = read(page)
    (note,) = document.notes
    assert (note.number, document.slice(note.call)) == ("1", "1")
    assert document.slice(note.body) == "Громов П. Мост."
    assert document.text.startswith("Text")
    assert any(block.note == note.id for block in document.blocks)


@pytest.mark.parametrize(
    "page",
    [
        '<ul><li><a href="#s1">1</a></li></ul><h2 id="s1">First</h2><p>Text.</p>',
        '<p><a href="#top">1</a></p>',
        '<p id="a"><a href="#b">chapter</a></p><p id="b"><a href="#a">back</a></p>',
    ],
    ids=["table of contents", "no target", "words"],
)
def test_other_links_are_no_notes(page):
    assert read(page).notes == ()


def test_main_text_alone_is_read():
    document = read(
        "<head><title>T</title><style>x</style></head><nav>menu</nav><main><h1>A  b</h1><p>один\n два<br>три</p>"
        "<script>x</script><table><tr><td>клетка</td></tr></table></main><footer>foot</footer>"
    )
    assert document.text == "A b\nодин два\nтри\nклетка\n"
    assert [(block.kind.value, document.slice(block.span)) for block in document.blocks] == [
        ("heading", "A b"),
        ("paragraph", "один два\nтри"),
        ("table_cell", "клетка"),
    ]
    assert document.metadata["title"] == "T"


def test_links_resolve_against_the_base():
    document = read(
        '<head><base href="https://port.example/d/"></head><p><a href="a?x=1&amp;y=2">здесь</a></p>'
    )
    assert [(link.url, link.raw) for link in document.links] == [
        ("https://port.example/d/a?x=1&y=2", "здесь")
    ]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8"])
def test_the_declared_encoding_is_used(encoding):
    page = f'<meta charset="{encoding}"><p>Мост через реку</p>'
    assert read_html(page.encode(encoding), "x").text == "Мост через реку\n"


def test_metadata_of_the_page():
    document = read(
        '<html lang="ru-RU"><meta name="citation_title" content="Мост"><meta name="citation_author" content="Громов">'
        '<meta name="citation_author" content="Лебедева"><meta name="DC.title" content="другое">'
        '<meta name="citation_doi" content="10.1234/x"><p>Текст'
    )
    assert dict(document.metadata) == {"title": "Мост", "author": "Громов; Лебедева", "doi": "10.1234/x"}
    assert document.language == "ru"


def test_metadata_as_json_ld():
    document = read(
        '<script type="application/ld+json">{"@graph": [{"@type": "ScholarlyArticle", "headline": "Ports", '
        '"author": [{"name": "Ann Lee"}], "datePublished": "2011-02-03"}]}</script><p>x'
    )
    assert dict(document.metadata) == {"title": "Ports", "author": "Ann Lee", "issued": "2011-02-03"}


def test_works_as_coins():
    document = read(
        '<p>x<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.genre=article&amp;rft.atitle=Ports&amp;'
        'rft.jtitle=Harbour&amp;rft.aulast=Lee&amp;rft.aufirst=Ann&amp;rft.date=2011-02"></span></p>'
    )
    assert document.items == (
        {
            "id": "coins-1",
            "type": "article-journal",
            "title": "Ports",
            "container-title": "Harbour",
            "author": [{"family": "Lee", "given": "Ann"}],
            "issued": {"date-parts": [[2011, 2]]},
        },
    )


def test_an_empty_page_is_refused():
    with pytest.raises(ReadError):
        read("<!-- -->")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"<>&\"'a1#", *NOTES.values(), "<p>", "</p>", "<a href='#x'>", "<li id=x>", "\x00"])
    )
)
def test_any_page_is_read_or_refused(pieces):
    try:
        document = read("".join(pieces))
    except ReadError:
        return
    for note in document.notes:
        assert document.slice(note.call) == note.number


def test_many_notes_stay_linear():
    import time

    def page(count):
        calls = "".join(f'<p>t<sup><a id="r{n}" href="#n{n}">{n}</a></sup></p>' for n in range(1, count + 1))
        return calls + "".join(f'<p id="n{n}">{n}. b <a href="#r{n}">^</a></p>' for n in range(1, count + 1))

    def measure(count):
        start = time.process_time()
        assert len(read(page(count)).notes) == count
        return time.process_time() - start

    measure(100)
    assert measure(2000) <= 2.5 * measure(1000) + 0.05
