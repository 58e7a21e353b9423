"""The variables of CSL 1.0.2 by kind (specification, appendix IV), and the names of locator labels."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

NAME_VARIABLES: Final = (
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
    "commenter",
)
NAME_SET: Final = frozenset(NAME_VARIABLES)

NUMBER_VARIABLES: Final = frozenset(
    {
        "call-number",
        "chapter-number",
        "collection-number",
        "division",
        "edition",
        "page",
        "issue",
        "locator",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "part-number",
        "printing-number",
        "section",
        "supplement-number",
        "version",
        "volume",
        "supplement",
        "citation-number",
    }
)

#: Variables that cs:text renders as numbers too, with their range delimiters made typographic.
NUMBERS_IN_TEXT: Final = frozenset(
    {
        "page",
        "page-first",
        "chapter-number",
        "collection-number",
        "edition",
        "issue",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "volume",
    }
)

DATE_VARIABLES: Final = frozenset(
    {
        "issued",
        "event-date",
        "accessed",
        "original-date",
        "publication-date",
        "available-date",
        "submitted",
    }
)

#: Variables whose text may be abbreviated, cased by language and carry a short form.
TITLE_LIKE: Final = frozenset(
    {
        "event",
        "publisher",
        "publisher-place",
        "event-place",
        "title",
        "container-title",
        "collection-title",
        "authority",
        "genre",
        "title-short",
        "medium",
        "jurisdiction",
        "archive",
        "archive-place",
    }
)

#: Abbreviations that may stand inside a locator or a number, with the term they stand for.
LABEL_ABBREVIATIONS: Final = MappingProxyType(
    {
        "vrs.": "verse",
        "sv.": "sub-verbo",
        "subpara.": "subparagraph",
        "op.": "opus",
        "subch.": "subchapter",
        "add.": "addendum",
        "amend.": "amendment",
        "annot.": "annotation",
        "app.": "appendix",
        "art.": "article",
        "bibliog.": "bibliography",
        "bk.": "book",
        "ch.": "chapter",
        "cl.": "clause",
        "col.": "column",
        "cmt.": "comment",
        "dec.": "decision",
        "dept.": "department",
        "ex.": "example",
        "fig.": "figure",
        "fld.": "field",
        "fol.": "folio",
        "n.": "note",
        "hypo.": "hypothetical",
        "illus.": "illustration",
        "intro.": "introduction",
        "l.": "line",
        "no.": "issue",
        "p.": "page",
        "pp.": "page",
        "para.": "paragraph",
        "pt.": "part",
        "pmbl.": "preamble",
        "princ.": "principle",
        "pub.": "publication",
        "r.": "rule",
        "rn.": "randnummer",
        "sched.": "schedule",
        "sec.": "section",
        "ser.": "series",
        "subdiv.": "subdivision",
        "subsec.": "subsection",
        "supp.": "supplement",
        "tbl.": "table",
        "tit.": "title",
        "vol.": "volume",
    }
)
ABBREVIATION_OF_LABEL: Final = MappingProxyType(
    {label: short for short, label in reversed(tuple(LABEL_ABBREVIATIONS.items())) if short != "pp."}
)
