"""The mends that run last, once names, numbers and titles have been set right; one named rule each.

`citekit.parse.mend_rules` runs `RULES` behind its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse import (
    act_mends,
    body_mends,
    court_mends,
    edge_mends,
    field_mends,
    gost_mends,
    history_mends,
    imprint_mends,
    list_mends,
    note_mends,
    source_mends,
    title_mends,
)
from citekit.parse.mend_rule import LONG
from citekit.parse.mend_rule import make_rule as _rule

RULES: Final = (
    _rule(
        "years of a title",
        source_mends.keep_years_of_title,
        beside=("title", "number issue volume"),
        gaps=frozenset({" "}),
        signs=("/",),
    ),
    _rule(
        "closing mark of a host",
        source_mends.drop_closing_mark,
        either="title container-title",
        signs=("»", "”"),
    ),
    _rule("database of judgments", body_mends.trim_database, "issued", signs=body_mends.DATABASE_SIGNS),
    _rule(
        "host up to its number",
        list_mends.finish_host,
        "container-title",
        beside=("container-title", "issue"),
        signs=(" – ", " — ", " - "),
    ),
    _rule(
        "initial of two letters",
        list_mends.keep_stop_of_initial,
        either="author editor translator",
        signs=tuple(f"{two}." for two in list_mends.TWO_LETTERS),
    ),
    _rule("acronym of a site", list_mends.name_site_of_acronym, beside=("archive", "title"), signs=(": ",)),
    _rule("place behind the year", list_mends.name_place_behind_year, beside=("issued", "title")),
    _rule(
        "document at a shelf mark", note_mends.part_document, "archive_location", lacks="title", signs=(", ",)
    ),
    _rule("translator in a title", note_mends.name_translator, "title", signs=("raduction ", "rad. ")),
    _rule(
        "words behind numbers",
        note_mends.trim_behind_numbers,
        "title",
        odd="issued page",
        signs=note_mends.BEHIND_SIGNS,
    ),
    _rule(
        "words before a host",
        note_mends.drop_in_his,
        "container-title",
        signs=("n his ", "n her ", "n their ", "n seine", "n son "),
    ),
    _rule(
        "prose before an author", note_mends.drop_lead, beside=("title", "author"), gaps=note_mends.LEADS_TO
    ),
    _rule("same author", list_mends.name_same_author, signs=list_mends.SAME_SIGNS),
    _rule("extent with leaves in brackets", list_mends.name_bracketed_extent, signs=(", [",)),
    _rule("page cited in particular", list_mends.trim_particular, odd="page"),
    _rule("short works of a note", note_mends.read_short_works, "page", signs=("; ",)),
    _rule(
        "title between author and host",
        note_mends.find_title_between,
        beside=("author", "container-title"),
        gaps=frozenset({LONG}),
    ),
    _rule(
        "word between works",
        note_mends.drop_conjunction,
        either="author editor",
        signs=("; and ", "; und ", "; et ", "; e ", "; y ", "; sowie "),
    ),
    _rule("year from page", imprint_mends.part_year_from_page, "container-title", odd="issued"),
    _rule("name of a ruling", imprint_mends.part_name_of_ruling, odd="page"),
    _rule(
        "roles before a host",
        imprint_mends.trim_roles_of_host,
        either="container-title title",
        signs=("Trans.)", "Ed.)", "Eds.)", "Hrsg.)", "Comp.)"),
    ),
    _rule("number and kind", act_mends.trim_number_and_kind, either="number genre"),
    _rule("number of a kind of paper", act_mends.name_number_of_paper, beside=("genre", "page")),
    _rule(
        "issue of a newspaper",
        act_mends.name_issue_of_newspaper,
        "container-title",
        lacks="title genre",
        beside=("issued", "number"),
    ),
    _rule("papers in two titles", act_mends.join_papers, again="title"),
    _rule(
        "letter in an archive", act_mends.read_letter, "archive", lacks="title", signs=act_mends.LETTER_SIGNS
    ),
    _rule(
        "publisher in a bracket",
        act_mends.name_bracket_publisher,
        "publisher-place",
        lacks="publisher",
        signs=(" (",),
    ),
    _rule(
        "kind behind a title", act_mends.take_area, either="title container-title", signs=act_mends.AREA_SIGNS
    ),
    _rule(
        "title up to its full stop",
        imprint_mends.finish_title,
        beside=("title", "container-title"),
        gaps=frozenset({LONG}),
    ),
    _rule(
        "presented at", imprint_mends.part_presented, "title", lacks="container-title", signs=("resented ",)
    ),
    _rule(
        "names to come",
        imprint_mends.date_pending_author,
        either="author editor",
        lacks="issued",
        signs=(", forthcoming", ", in press", ", im Ersch", ", à par"),
    ),
    _rule(
        "mark of a son",
        act_mends.take_junior,
        beside=("author", "title"),
        gaps=frozenset({", "}),
        signs=("Jr.", "Sr.", "II"),
    ),
    _rule("place that a bracket opens", act_mends.part_open_place, beside=("note", "issued"), signs=(" (",)),
    _rule(
        "place in a bracket",
        act_mends.name_bracket_place,
        "publisher",
        lacks="publisher-place",
        signs=(" (",),
    ),
    _rule(
        "book in honour of a person",
        act_mends.join_festschrift,
        either="editor author",
        signs=("Fest", "élanges", " hono", "onore", "честь"),
    ),
    _rule(
        "place and press taken for a host",
        act_mends.part_place_and_press,
        either="container-title title",
        lacks="publisher publisher-place volume issue page",
        signs=(": ",),
    ),
    _rule(
        "words for a firm",
        act_mends.take_firm,
        beside=("publisher", "publisher-place"),
        signs=("Co.", "Inc.", "Ltd", "Corp", "Sons", "Verlag,", "GmbH", "Pub."),
    ),
    _rule("imprint in a title twice", act_mends.join_false_imprint, "title", again="publisher"),
    _rule("note behind a repeat", field_mends.read_short_form, "cross-reference"),
    _rule(
        "short form", field_mends.read_short_form, lacks="cross-reference", signs=field_mends.SHORT_FORM_SIGNS
    ),
    _rule("words of access", title_mends.drop_access_words, "URL title"),
    _rule(
        "body behind an act",
        edge_mends.join_authority,
        beside=("title", "genre"),
        gaps=frozenset({" "}),
        signs=("уда", "овета", "ации", "РФ", "СССР", "осси"),
    ),
    _rule("number of an act in its day", edge_mends.part_number_of_act, odd="issued", signs=("№",)),
    _rule("pages and days of a diary", history_mends.join_pages, "page", signs=("(запис",)),
    _rule(
        "translator by the language",
        gost_mends.name_translator,
        either="author editor",
        signs=("ер. с ", "ер. з "),
    ),
    _rule(
        "court in front of the parties",
        court_mends.drop_court_in_front,
        "title",
        signs=("ECtHR", "ECHR", "EComHR", "CEDH", "EGMR"),
    ),
    _rule("title that opens", edge_mends.name_opening_title, "publisher", lacks="title container-title"),
)
