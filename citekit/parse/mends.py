"""Mends of a labelled reference: what a pattern knows better than the tagger, one named rule each.

The rules run in the order of `RULES`, each over the tags of the whole string in the order of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from citekit.parse import (
    act_mends,
    body_mends,
    case_mends,
    document_mends,
    edge_mends,
    field_mends,
    history_mends,
    imprint_mends,
    list_mends,
    name_mends,
    note_mends,
    number_mends,
    serial_mends,
    source_mends,
    statement_mends,
    title_mends,
)
from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import AGAIN, ODD, Fact
from citekit.parse.mend_rule import make_rule as _rule

_HOW: Final = frozenset({ODD, AGAIN})
_YEAR_LENGTH: Final = 4
_FEW_LETTERS: Final = 5
#: Labels of numbers, and labels behind which what parts a field from the next is told.
_COUNTED: Final = frozenset({"issued", "page", "volume", "issue", "number", "number-of-pages"})
_NAMED: Final = frozenset({"author", "title", "container-title", "publisher-place"})


def mend_reference(text: str, tags: list[Tag], language: str | None) -> list[Tag]:
    """Return the tags with what cannot be set right.

    Args:
        text: The reference, line breaks as blanks.
        tags: In the order of the text.
        language: BCP 47 primary language, or None.
    """
    mended = [*tags]
    plain = text.isascii()
    ready = _READY[plain]
    numbers = _number_rules(text, mended, plain=plain)
    position = 0
    while position < len(numbers):
        number = numbers[position]
        position += 1
        mend, signs = ready[number]
        if signs:
            for sign in signs:  # as `holds_literal`, without a call for each rule
                if sign in text:
                    break
            else:
                continue
        found = mend(text, [*mended], language)
        if found == mended:
            continue
        mended = found
        numbers = _number_rules(text, mended, plain=plain)
        position = bisect_right(numbers, number)
    return mended


def _number_rules(text: str, tags: Sequence[Tag], *, plain: bool) -> Sequence[int]:
    """Return the numbers of the rules that may have something to mend in these tags."""
    held: set[str] = set()
    facts: set[Fact] = set()
    before, end = "", 0
    for label, start, stop, _confidence, _outer_start, _outer_end, _value in tags:
        if label in held:
            facts.add((label, AGAIN))
        else:
            held.add(label)
        if before in _NAMED:
            facts.add((before, label, text[end:start]))
        facts.add((before, label))
        if label in _COUNTED:
            if _is_odd(text, label, start, stop):
                facts.add((label, ODD))
        elif label == "container-title" and stop - start <= _FEW_LETTERS:
            facts.add((label, ODD))
        before, end = label, stop
    always, wanting = _select_rules(frozenset(held), plain)
    wanted = [numbers for fact in facts if (numbers := wanting.get(fact))]
    return sorted({*always, *chain.from_iterable(wanted)}) if wanted else always


@lru_cache(maxsize=2048)
def _select_rules(
    labels: frozenset[str],
    plain: bool,  # noqa: FBT001 - a cached function is called without names
) -> tuple[tuple[int, ...], dict[Fact, list[int]]]:
    """Return the rules for these labels: those that want nothing more, and by a fact those that want it.

    Args:
        labels: Of all tags.
        plain: The text is ASCII, so that no other sign stands in it.
    """
    always: list[int] = []
    wanting: dict[Fact, list[int]] = {}
    known = labels | _HOW
    for number, rule in enumerate(RULES):
        if not (rule.needs <= labels and labels.isdisjoint(rule.lacks)):
            continue
        if rule.either and labels.isdisjoint(rule.either):
            continue
        if rule.signs and not _READY[plain][number][1]:
            continue
        if not rule.wants:
            always.append(number)
        for fact in rule.wants:
            if fact[0] in labels and fact[1] in known:
                wanting.setdefault(fact, []).append(number)
    return tuple(always), wanting


def _is_odd(text: str, label: str, start: int, stop: int) -> bool:
    """Tell whether a field is more than a year or a plain number, or has a letter behind or a `§` before it."""
    value = text[start:stop]
    if label == "issued":
        if stop - start != _YEAR_LENGTH or not value.isdecimal():
            return True
    elif not (value.isdecimal() or value.replace("–", "-").replace("-", "", 1).isdecimal()):
        return True
    behind = text[stop : stop + 2].lstrip()
    return behind[:1].isalpha() or "§" in text[max(0, start - 2) : start]


RULES: Final = (
    _rule(
        "report without parties",
        case_mends.read_bare_report,
        signs=(" U.S. ", " U. S. ", " F.", " S. Ct. ", "2d ", " L. Ed", " Cal. "),
    ),
    _rule("article by OSCOLA", case_mends.read_oscola_article, "author", signs=case_mends.OSCOLA_SIGNS),
    _rule("archive at the end", imprint_mends.read_archive_last, signs=("Archives", "Office", "Library")),
    _rule(
        "given name before an editor",
        imprint_mends.join_family_of_editor,
        beside=("author", "title"),
        gaps=frozenset({" "}),
    ),
    _rule(
        "names to come",
        imprint_mends.date_pending_author,
        either="author editor",
        lacks="issued",
        signs=(", forthcoming", ", in press", ", im Ersch", ", à par"),
    ),
    _rule(
        "place before a press",
        imprint_mends.join_press,
        beside=("publisher-place", "publisher"),
        gaps=frozenset({" "}),
    ),
    _rule(
        "imprint behind a title",
        imprint_mends.part_late_imprint,
        "title",
        lacks="publisher publisher-place",
        signs=(": ",),
    ),
    _rule(
        "editor and place",
        imprint_mends.part_editor_and_place,
        "editor",
        "publisher publisher-place",
        signs=("; ",),
    ),
    _rule(
        "medium at the end",
        imprint_mends.drop_medium,
        either="publisher publisher-place container-title",
        signs=("Print", "Web", "DVD", "Film", "Telev", "E-book"),
    ),
    _rule(
        "person by words for roles",
        imprint_mends.name_person_by_role,
        either="container-title publisher title",
        signs=(" by ", "rans.", "ransl.", "bers", "rsg. v", "cura di", "la dir", "par ", "rad. "),
    ),
    _rule(
        "day behind a host",
        imprint_mends.part_day_of_host,
        beside=("container-title", "issued"),
        gaps=frozenset({" ", ". "}),
    ),
    _rule("range for an issue", imprint_mends.name_long_range, "issue", lacks="page"),
    _rule(
        "magazine taken for a place",
        imprint_mends.name_magazine,
        "publisher-place",
        lacks="container-title publisher",
        signs=("The ",),
    ),
    _rule("first of two hosts", imprint_mends.name_first_title, lacks="title", again="container-title"),
    _rule("words of prose", note_mends.drop_prose, either="author title", signs=note_mends.PROSE_SIGNS),
    _rule(
        "article of a handbook",
        note_mends.open_article,
        "title",
        signs=("Art", "art.", "s. v", "s.v", "voce"),
    ),
    _rule(
        "edition without a number", note_mends.find_named_edition, signs=("Ausg.", "ausg", "Aufl.", "aufl.")
    ),
    _rule(
        "judgment of a world court",
        list_mends.read_judgment,
        signs=("ITLOS", "I.C.J", "ICJ", "P.C.I.J", "PCIJ"),
    ),
    _rule("letter of a year", list_mends.trim_lettered_year, odd="issued"),
    _rule("year behind an author", list_mends.part_year_of_author, either="author editor", lacks="issued"),
    _rule(
        "report of a body",
        list_mends.join_report,
        beside=("author", "title"),
        signs=("тчет", "тчёт", "віт", "оклад", "став", "оложение", "татут"),
    ),
    _rule(
        "body cut in two",
        body_mends.join_body,
        beside=("author", "title"),
        gaps=frozenset({" "}),
        signs=body_mends.BODY_SIGNS,
    ),
    _rule(
        "day when it was taken",
        body_mends.name_day_taken,
        "URL",
        signs=body_mends.TAKEN_SIGNS,
    ),
    _rule("official site", body_mends.name_official_site, signs=("сайт", "портал", "сторінк", "страниц")),
    _rule("word for in", body_mends.drop_cyrillic_in, "editor", signs=("У ", "В ")),
    _rule("no date", body_mends.date_undated, signs=body_mends.UNDATED_SIGNS),
    _rule("printer taken for an archive", body_mends.name_printer, "archive", signs=(": ", " : ")),
    _rule("archive with its full name", body_mends.name_russian_archive, signs=("Ф.", "ф.", "Фонд")),
    _rule("next author and year", body_mends.name_next_author, "author issued", signs=(";",)),
    _rule("second author", body_mends.name_second_author, "editor", signs=(";",)),
    _rule("report of parties", case_mends.read_case, signs=(" v. ", " v ", " vs. ")),
    _rule("report of a law review", case_mends.read_law_review, "author", signs=case_mends.REVIEW_SIGNS),
    _rule(
        "section of a code",
        case_mends.read_statute,
        signs=(" U.S", " C.F.R", " U. S", " Fed. Reg", " Stat. "),
    ),
    _rule("section of an act", case_mends.read_act, signs=case_mends.ACT_SIGNS),
    _rule("paper of parliament", source_mends.read_paper, signs=("Dr", "dr", "GBl", "VBl", "esgesetzblatt")),
    _rule(
        "day with full stops", source_mends.join_day, signs=(".19", ".20", ". 19", ". 20", " v. ", " vom ")
    ),
    _rule("raised number of an edition", source_mends.part_raised_edition, signs=source_mends.RAISED_SIGNS),
    _rule(
        "series in guillemets",
        source_mends.part_series,
        either="publisher publisher-place",
        signs=("« ", "«"),
    ),
    _rule(
        "editors behind the year",
        source_mends.name_editors_behind_year,
        beside=("author", "issued"),
        signs=source_mends.EDITOR_SIGNS,
    ),
    _rule("editors cut in two", source_mends.join_broken_editors, "author editor"),
    _rule(
        "given name in a bracket",
        source_mends.take_given_of_editor,
        either="editor translator",
        signs=(" (",),
    ),
    _rule("volume before an issue", source_mends.part_issue, "issue", lacks="volume"),
    _rule("acronym of a body", source_mends.take_acronym, either="author editor", signs=(" – ", " - ")),
    _rule(
        "volume before a law review",
        source_mends.shift_report,
        "title container-title volume issued",
        beside=("title", "container-title"),
        gaps=frozenset({" "}),
    ),
    _rule(
        "words for roles in Russian",
        source_mends.trim_russian_roles,
        either="editor translator",
        signs=source_mends.ROLE_SIGNS,
    ),
    _rule(
        "town of a thesis",
        source_mends.name_town_of_thesis,
        "genre publisher issued",
        signs=("дис", "Дис", "втореф"),
    ),
    _rule("second issue", source_mends.name_second_issue, "issue page", signs=("; №", "; N")),
    _rule("roman pages", source_mends.find_roman_pages, lacks="page", signs=("p. ", "pp.")),
    _rule(
        "newspaper of a day",
        source_mends.name_newspaper,
        either="title container-title author publisher",
        signs=source_mends.NEWSPAPER_SIGNS,
    ),
    _rule("archive in front", document_mends.read_archive, signs=("rchiv", "Office")),
    *history_mends.RULES,
    *statement_mends.RULES,
    _rule("words in front", field_mends.drop_signal),
    _rule(
        "symbols of documents", document_mends.keep_symbols, signs=("/", "ECLI:", "COM", "SWD", "SEC", "JOIN")
    ),
    _rule(
        "quotation in an author",
        edge_mends.end_author_at_quote,
        beside=("author", "title"),
        signs=(", ‘", ", “", ", «", ", „"),
    ),
    _rule("series behind =", edge_mends.name_series, either="note publisher", signs=("(=",)),
    _rule("first word of a name", edge_mends.take_first_word, "author"),
    _rule("edition with its year", edge_mends.find_edition, signs=("Aufl",)),
    _rule("words of a repeat", field_mends.name_repeat),
    _rule(
        "mark of the medium", title_mends.end_title_at_bracket, either="title container-title", signs=("[",)
    ),
    _rule("end of a quotation", title_mends.close_quotation, "title", signs=("«", "“", "„", "‘", "'", '"')),
    _rule("preposition before a name", name_mends.drop_preposition, "author"),
    _rule("end of a title", title_mends.trim_title, either="title container-title"),
    _rule("year and page", number_mends.part_year_and_page, odd="issued", signs=(",",)),
    _rule(
        "imprint in a title",
        number_mends.part_imprint,
        either="title container-title",
        lacks="issued publisher publisher-place",
        signs=(" (",),
    ),
    _rule(
        "day with slashes",
        serial_mends.join_slashed_date,
        either="volume issue issued page",
        signs=("/19", "/20"),
    ),
    _rule("book behind an editor", serial_mends.part_editor, "editor"),
    _rule(
        "imprint that opens in a host",
        edge_mends.part_open_imprint,
        either="title container-title",
        signs=(" (",),
    ),
    _rule("edges of a host", edge_mends.trim_host, "container-title"),
    _rule("edges of dates", edge_mends.trim_dates, odd="issued"),
    _rule("version and tongue", edge_mends.drop_tongue, either="translator volume"),
    _rule(
        "publisher in a place",
        edge_mends.part_place_and_publisher,
        "publisher-place",
        lacks="publisher container-title",
    ),
    _rule(
        "head of a host",
        serial_mends.part_head,
        "title",
        signs=serial_mends.HEAD_SIGNS,
    ),
    _rule(
        "title and host at a mark",
        serial_mends.snap_host,
        beside=("title", "container-title"),
        gaps=frozenset({" "}),
    ),
    _rule("kind run into a host", serial_mends.part_host_kind, either="editor container-title"),
    _rule("land behind a place", serial_mends.join_land, beside=("publisher-place", "publisher")),
    _rule(
        "host in a title",
        title_mends.part_host,
        "title",
        lacks="container-title URL",
        signs=("In", "in ", "ans ", "in:"),
    ),
    _rule(
        "place in a title",
        title_mends.part_place,
        "title",
        "issued publisher",
        lacks="publisher-place container-title",
    ),
    _rule("words before a year", field_mends.part_issued, odd="issued"),
    _rule("dashes for an author", name_mends.name_dashes, signs=("——", "––", "__", "--", "―")),
    _rule(
        "ranks before a name",
        name_mends.drop_rank,
        either="author editor translator",
        signs=("акад.", "проф.", "доц.", "д-р", "канд.", "корр.", "rof.", "r. "),
    ),
    _rule(
        "initials that begin a title",
        name_mends.leave_initials,
        beside=("author", "title"),
        gaps=frozenset({" "}),
    ),
    _rule(
        "date to come", number_mends.date_pending, either="author editor", lacks="issued", signs=(" (", ",(")
    ),
    _rule("day behind an address", number_mends.name_access, beside=("URL", "issued")),
    _rule("given name in a title", name_mends.take_given, beside=("author", "title")),
    _rule("author at a full stop", name_mends.end_author, beside=("author", "title"), gaps=name_mends.BREAKS),
    _rule("title behind initials", name_mends.part_author, "author"),
    _rule("title called genre", field_mends.name_genre, "genre"),
    _rule("author in a title", name_mends.part_title, "title", lacks="author editor translator"),
    _rule(
        "title in an author",
        name_mends.part_author_and_title,
        beside=("author", "title"),
        gaps=name_mends.STOPS,
    ),
    _rule(
        "last name cut in two",
        name_mends.finish_last_name,
        beside=("author", "title"),
        gaps=frozenset({" ", ". "}),
    ),
    _rule("given name like a month", name_mends.part_month_and_name, beside=("author", "issued")),
    _rule("family name behind initials", name_mends.finish_author, beside=("author", "title")),
    _rule(
        "role behind a name",
        name_mends.take_role,
        either="author editor",
        signs=("Hrsg", "Hg", " ed", "(ed", "Ed", "éd", "dir", "coord", "a cura di"),
    ),
    _rule("words for roles", name_mends.name_roles, either="author editor"),
    _rule("editors before the last", name_mends.join_editors, beside=("author", "editor")),
    _rule("initials before a name", name_mends.take_initials, either="author editor translator"),
    _rule(
        "names in a title",
        name_mends.keep_title_whole,
        beside=("title", "author"),
        gaps=frozenset({" "}),
        odd="container-title",
    ),
    _rule("volume and issue", field_mends.part_volume, lacks="issue", odd="volume"),
    _rule("journal of a number", serial_mends.name_journal, "title", lacks="container-title URL"),
    _rule("year behind a journal", serial_mends.part_host_year, "container-title", lacks="issued"),
    _rule("letter of a journal", number_mends.part_lettered_volume, "container-title"),
    _rule(
        "number behind a report",
        number_mends.name_last_number,
        beside=("container-title", "volume"),
        gaps=frozenset({" "}),
    ),
    _rule(
        "page behind a title",
        number_mends.end_title_at_page,
        "title",
        "issued edition",
        lacks="page container-title volume URL",
        signs=(" (",),
    ),
    _rule("who prepared an edition", number_mends.part_edition, "edition"),
    _rule("volume of a treaty series", document_mends.count_series, beside=("issued", "container-title")),
    _rule("acronyms in brackets", field_mends.close_brackets, either="author container-title", signs=(" (",)),
    _rule(
        "volume at the end of a title",
        title_mends.end_title,
        "title",
        "publisher-place publisher issued page editor",
        signs=(", I", ", V", ", X", "a cura", "hrsg", "sous la", "dited by", "d. by"),
    ),
    _rule(
        "book cited by a page",
        title_mends.name_cited_book,
        either="container-title publisher-place",
        signs=("(",),
    ),
    _rule("second work of a note", edge_mends.name_second_work, "author publisher-place", signs=(";",)),
    _rule(
        "remarks behind the pages", title_mends.drop_late_title, either="page number-of-pages", again="title"
    ),
    _rule("extent of a book", field_mends.count_pages, odd="page"),
    _rule("pages that follow", field_mends.trim_pages, odd="page"),
    _rule("columns and pages cited", source_mends.trim_columns, odd="page"),
    _rule("page in brackets", number_mends.part_cited_page, odd="page"),
    _rule("place before a year", number_mends.name_cyrillic_place, beside=("container-title", "issued")),
    _rule(
        "front matter and pages",
        number_mends.join_extent,
        either="number-of-pages page",
        odd="volume number-of-pages page",
    ),
    _rule("document in an archive", document_mends.part_archive, either="archive archive_location"),
    _rule("document with its kind", edge_mends.join_document, "archive", beside=("genre", "title")),
    _rule(
        "day of an act",
        document_mends.date_act,
        "title",
        signs=document_mends.DATED_ACT_SIGNS,
    ),
    _rule("no court", document_mends.name_commentator, "authority"),
    _rule("day between year and month", number_mends.join_day, either="issue volume page", again="issued"),
    _rule("extent by its sign", number_mends.name_extent, odd="page number", again="issued"),
    _rule("act and date", document_mends.name_act, beside=("container-title", "issued")),
    _rule("page and page cited", field_mends.part_pages, odd="page"),
    _rule("not published", field_mends.name_manuscript, either="publisher container-title"),
    _rule(
        "body that keeps a page",
        body_mends.part_body,
        "title URL",
        lacks="container-title publisher",
        signs=body_mends.BODY_SIGNS,
    ),
    _rule("site of a page", title_mends.part_site, "URL title", lacks="container-title"),
    _rule("title of a page", title_mends.name_page, "URL"),
    _rule("report of a decision", document_mends.name_report, "authority page", lacks="container-title"),
    _rule("short note", name_mends.part_short_note, "author", "page edition", lacks="title"),
    _rule("acts and gazettes", document_mends.read_acts, either="number genre issue archive_location title"),
    _rule("day in a genre", document_mends.date_genre, signs=("від", "от ", "Доступ из")),
    _rule("number of a paper", field_mends.part_number, either="genre number"),
    _rule("report of a case", document_mends.read_report, "title container-title"),
    _rule(
        "halves of a title",
        title_mends.join_halves,
        beside=("container-title", "title"),
        gaps=frozenset({" "}),
    ),
    _rule(
        "subtitle taken for a host",
        title_mends.join_subtitle,
        "title container-title",
        "publisher publisher-place",
    ),
    _rule("series in an open bracket", title_mends.close_title, beside=("title", "volume"), signs=("(",)),
    _rule("book taken for a host", title_mends.name_book, "container-title", "publisher publisher-place"),
    _rule("running number", field_mends.join_running_number, beside=("issue", "volume"), signs=(" (",)),
    _rule("words before numbers", field_mends.name_numbers, either="volume issue"),
    _rule("years of a title", source_mends.keep_years_of_title, "title", "number issue volume", signs=("/",)),
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
    _rule(
        "place behind the year",
        list_mends.name_place_behind_year,
        beside=("issued", "title"),
    ),
    _rule(
        "document at a shelf mark", note_mends.part_document, "archive_location", lacks="title", signs=(", ",)
    ),
    _rule("translator in a title", note_mends.name_translator, "title", signs=("raduction ", "rad. ")),
    _rule("words behind numbers", note_mends.trim_behind_numbers, either="title", odd="issued page"),
    _rule(
        "words before a host",
        note_mends.drop_in_his,
        "container-title",
        signs=("n his ", "n her ", "n their ", "n seine", "n son "),
    ),
    _rule(
        "prose before an author", note_mends.drop_lead, beside=("title", "author"), gaps=note_mends.LEADS_TO
    ),
    _rule(
        "same author",
        list_mends.name_same_author,
        signs=list_mends.SAME_SIGNS,
    ),
    _rule("extent with leaves in brackets", list_mends.name_bracketed_extent, signs=(", [",)),
    _rule("page cited in particular", list_mends.trim_particular, odd="page"),
    _rule("short works of a note", note_mends.read_short_works, "page", signs=("; ",)),
    _rule(
        "title between author and host", note_mends.find_title_between, beside=("author", "container-title")
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
    _rule("short form", field_mends.read_short_form),
    _rule("words of access", title_mends.drop_access_words, "URL title"),
    _rule(
        "body behind an act",
        edge_mends.join_authority,
        beside=("title", "genre"),
        gaps=frozenset({" "}),
        signs=("уда", "овета", "ации", "РФ", "СССР", "осси"),
    ),
    _rule("number of an act in its day", edge_mends.part_number_of_act, odd="issued", signs=("№",)),
    _rule("title that opens", edge_mends.name_opening_title, "publisher", lacks="title container-title"),
)
#: What each rule does, and the signs of which one must stand in the text: in any text, in one of ASCII.
_READY: Final = (
    tuple((rule.mend, rule.signs) for rule in RULES),
    tuple((rule.mend, tuple(filter(str.isascii, rule.signs))) for rule in RULES),
)
