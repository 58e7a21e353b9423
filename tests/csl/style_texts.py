"""Short styles for tests, made from the parts that a test is about."""

from __future__ import annotations

from citekit.csl import Processor, parse_style

_STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0" {options}>
  <info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>{macros}
  <citation {citation_options}>{citation_sort}<layout {layout_options}>{citation}</layout></citation>
  <bibliography {bibliography_options}>{sort}<layout>{layout}</layout></bibliography>
</style>"""
NAMES = '<names variable="author"><name form="short" initialize-with="."/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'


def make_style(
    layout='<text variable="title"/>',
    citation="",
    *,
    kind="in-text",
    options="",
    macros="",
    citation_options="",
    citation_sort="",
    layout_options='delimiter="; "',
    bibliography_options="",
    sort="",
):
    """Return a style of these parts; without a citation layout the bibliography's is taken."""
    return parse_style(
        _STYLE.format(
            kind=kind,
            options=options,
            macros=macros,
            citation_options=citation_options,
            citation_sort=citation_sort,
            layout_options=layout_options,
            citation=citation or layout,
            bibliography_options=bibliography_options,
            sort=sort,
            layout=layout,
        )
    )


def work(item_id, *people, year=2001, **fields):
    """Return a book; people are `Family` or `Family, Given`."""
    names = []
    for person in people:
        family, _, given = person.partition(", ")
        names.append({"family": family, "given": given} if given else {"family": family})
    item = {"id": item_id, "type": "book", "title": f"Title {item_id}", **fields}
    if names:
        item["author"] = names
    if year is not None and "issued" not in fields:
        item["issued"] = {"date-parts": [[year]]}
    return item


def cite_all(style, items, clusters, **options):
    """Return the output of citations, each given as a list of ids or of cites, in notes 1, 2, 3."""
    processor = Processor(style, items, **options)
    return processor.add_citations(
        {
            "citationItems": [cite if isinstance(cite, dict) else {"id": cite} for cite in cluster],
            "properties": {"noteIndex": note},
        }
        for note, cluster in enumerate(clusters, 1)
    )
