"""Reads the short forms that repeat a work within notes (GOST R 7.0.5-2008, section 4.6).

`Там же. С. 12`, `Соколова Н. В. Указ. соч. С. 120`, `Dorn (wie Anm. 5), S. 14`, `supra note 5`,
`см. сноску 3`, and a shortened title: `Соколова Н. В. История портовых … С. 120`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from citekit.find.author_date import read_names
from citekit.find.reference_cues import CAPITAL
from citekit.find.repeats import read_repeat
from citekit.model import Cite, CiteForm, Flow, Locator, Span
from citekit.parse.locators import match_label, match_locators, parse_locators
from citekit.parse.patterns import defer_pattern

_SAME_PLACE: Final = defer_pattern(
    r"(?:[Тт]ам\s{1,3}(?:же|само)|[Ii]b[ií]d(?:em)?\b|[Ii]dem\b|[IiÍí]d\.|[Ee]bd\.|[Ee]bend(?:a|ort)\b"
    r"|[Ii]vi\b|[Ll]oc\.\s?cit\.)\.?"
)
#: The author of the work before, another work of whom is meant: `Ead., « Le bac », art. cit.`
_SAME_AUTHOR: Final = defer_pattern(
    r"(?:Idem|Eadem|[IiÍí]d\.|[Ee]ad\.|[Dd]ers\.|[Dd]ies\.|[Оо]н[аи]?\sже|(?:[Ее]го|[Её]ё|[Ее]е|[Ии]х)\sже)[.,:]?\s"
)
_WORK_CITED: Final = defer_pattern(
    r"(?:[Уу]каз(?:\.|анное|анная)\s?(?:соч(?:инение|\.)|раб(?:ота|\.)|ст(?:атья|\.)|произв\.|изд\.|дис\.)"
    r"|[Цц]ит\.\s?(?:соч|раб|ст|произв|изд)\.|[Вв]каз\.\s?(?:праця|тв\.|пр\.)|[Зз]азн\.\s?(?:праця|пр\.)"
    r"|[Цц]ит\.\s?праця|[OoÓó]p\.\s?cit\.|[Aa]rt\.\s?cit\.|[Oo]b(?:\.|ra)\s?cit(?:\.|ada)|[Ll]oc\.\s?cit\.|[Aa]\.\s{0,2}[Aa]\.\s{0,2}O\.|\b[Aa]aO\b\.?|\b(?:[Vv]oce|[Nn]ota|[Ss]ent\.)\scit\.|(?:[Aa]rt\.|[Oo]bs\.|[Nn]ote|[Cc]hron\.)\s?préc\.|\bcit\.(?=,)|[Ss]upra(?=,?\s(?:at\s)?(?:pp?\.\s)?\d))"
)
_NOTE: Final = defer_pattern(
    r"(?:"
    r"(?:[Сс]м\.|[Дд]ив\.|[Уу]каз(?:ано)?\.?)\s(?:также\s|выше,?\s|вище,?\s)?(?:в\s"
    r"|у\s)?(?:сноск[аеиу]|сн\.|примеч(?:ани[еяи]|\.)|прим\."
    r"|ссылк[аеиу]|примітк[аиу])\s?(?:№\s?)?(?P<ru>\d{1,3})"
    r"|(?:[Ss]upra|[Aa]bove|[Ss]ee|[Ii]nfra),?\s(?:ch(?:ap)?\.\s\d{1,2},\s)?(?:at\s)?(?:fn\.?|nn?\.?|notes?"
    r"|footnotes?)\s?(?P<en>\d{1,3})(?:\s(?:above|supra))?"
    r"|(?:fn\.?|nn?\.?|notes?|footnotes?)\s(?P<en_behind>\d{1,3}),?\s(?:above|supra)\b"
    r"|(?:[Ww]ie|[Ss]iehe|[Vv]gl\.|[Ss]\.|in)\s(?:(?:schon|bereits|auch|dazu)\s)?(?:oben\s|o\.\s)?(?:Anm\.|Fn\.|Fußn\.|Fußnote"
    r"|Anmerkung)\s?(?P<de>\d{1,3})"
    r"|\((?:o\.\s|oben\s)?(?:Anm\.|Fn\.|Fußn\.|Fußnote|Anmerkung)\s?(?P<de_bare>\d{1,3})\)"
    r"|(?:[Ss]upra|[Vv]oir|ci-dessus)?,?\s?\bnote\s(?P<fr>\d{1,3})(?:\s(?:supra|ci-dessus))?(?=[\s,.);]|$)"
    r"|\(n\s?(?P<oscola>\d{1,3})\)"
    r"|(?:[Ss]upra|[Vv]edi|[Vv]éase|[Vv]er|cit(?:\.|ad[oa]))(?:,|\sen|\sin)?\s(?:alla\s|la\s)?nota\s(?P<it>\d{1,3})"
    r")"
)
#: A page in American legal notes: `id. at 461`, `supra note 1, at 50`.
_AT: Final = defer_pattern(r",?\s?at\s(?:pp?\.\s)?(?=\d)")
_SIGNAL: Final = defer_pattern(
    r"(?:[Ss]ee|[Сс]м\.|[Дд]ив\.|[Vv]gl\.|[Ss]iehe|[Vv]oir|[Cc]fr?\.?)\s(?:also\s|auch\s|также\s)?"
)
#: Between an author and the number of a note: `Dorn, a.a.O. (Fn. 5)`.
_BEFORE_NOTE: Final = defer_pattern(
    r"[\s,.:(]{0,6}(?:(?:a\.\s?a\.\s?O\.|aaO\.?|[Oo]p\.\s?cit\.|cit\.|[Ss]upra)[\s,:(]{0,4})?"
)
#: A short title between an author with initials and the note: `P. Alba, Fragmentos, cit. en nota 4`.
_TITLE_BETWEEN: Final = defer_pattern(r",\s[^\d;:()]{4,70},\s")
#: Before a note in parentheses: the note is one on that page of the work, `S. 33 (Fn. 8)`.
_PAGE_BEFORE: Final = defer_pattern(r"(?:S|Rn|Rz|Sp|pp?)\.?\s?\d{1,5}(?:\sff?\.)?\s?\Z")
_FRENCH_CUE: Final = defer_pattern(r"[Ss]upra|[Vv]oir|ci-dessus")
_ELLIPSIS: Final = defer_pattern(r"\s?(?:…|\.{3})[.,]?\s{0,2}(?=\S|$)")
#: Between an author and the words of a repeat: `Viney et Jourdain, ibid., n° 503`.
_NAME_GAP: Final = defer_pattern(r"[,.:]?\s{1,2}")
_REST: Final = defer_pattern(
    r"[\s.,:;()–—-]{0,4}(?:(?:Протокол|Письмо|Дело|Док|Ф|Оп|Д|Л|Лл|К|Кн|Карт|Ед\.\s?хр|Спр|Арк|Т|Вып"
    r"|Ч|№|С|P|S|p|с|Вып|Vol"
    r"|Bd|bb?|fasc|busta|filza|mazzo|reg|ins|cc?|nn?)\.?\s?(?:№\s?)?[\d\w–-]{1,12}"
    r"(?:\sоб\.?)?[\s.,;()–—-]{0,4}){0,6}(?:loc\.\scit\.)?$"
)
#: Words on the place cited: `ivi, p. 44, la discussione del testo`.
_REMARK_BEHIND: Final = defer_pattern(r",\s(?=[a-zà-öø-ÿа-яёіїєґ])[^;:\d«“\"/]{3,90}[.\s]*$")
#: A volume in Roman figures without its word: `cit., I, p. 346`.
_ROMAN_VOLUME: Final = defer_pattern(r",?\s([IVXLC]{1,7})(?=,\s(?:pp?|S|с|n|c)\.)")
_SHORT_REST: Final = defer_pattern(r"[\s.,:;()–—-]{0,4}[^\d;.]{0,16}\.?\s?\d[\w–-]{0,12}[).]{0,2}$")
_PLACE_WORDS: Final = defer_pattern(r"\b(?:1[4-9]|20)\d\d\b|//|https?:|\b\d{2,4}\sс\.")
_LONGEST: Final = 240
_LONGEST_NAME: Final = 60
_NAME_AND_TITLE: Final = defer_pattern(
    rf"(?P<name>(?:(?:[{CAPITAL}]\.\s?){{1,3}}[{CAPITAL}][\w’'-]{{1,30}}"
    rf"|[{CAPITAL}][\w’'-]{{1,30}}\s(?:[{CAPITAL}]\.\s?){{1,3}}))"
    rf"[,.:]?\s(?P<title>[«“\"]?[{CAPITAL}][^;()\d]{{2,60}}),?\s$"
)
#: A family name and a title before a mere `cit.`: `Brando, Civiltà e imperi, cit.`
_FAMILY_AND_TITLE: Final = defer_pattern(
    rf"(?P<name>[{CAPITAL}][\w’'-]{{1,30}}(?:(?:\s[-–]\s|[ -])[{CAPITAL}][\w’'-]{{1,30}}){{0,2}})"
    r"(?:\s\((?:a cura di|Hrsg\.|Hg\.|eds?\.|éds?\.|dirs?\.|coords?\.|comps?\.)\))?,\s"
    rf"(?P<title>[«“\"]?[{CAPITAL}][^;()\d]{{2,60}}?),?\s$"
)
_NAMES_JOINT: Final = defer_pattern(r"\s[-–]\s")
#: The words in capitals that stand last: a name, or the short title of a work.
_LAST_NAME: Final = defer_pattern(
    rf"(?:^|\s)((?:[{CAPITAL}][\w’'-]{{1,30}},\s)?[{CAPITAL}][\w’'-]{{1,30}}(?:\s[{CAPITAL}][\w’'-]{{1,30}}){{0,3}})[\s,]{{0,3}}\(?$"
)


def read_short_form(text: str, start: int, end: int) -> Cite | None:
    """Read `[start, end)` as a short form.

    Args:
        text: The text of a note, lines joined.
        start: Where the form would begin.
        end: Where it would end, at the latest; a closing full stop may stand before it.

    Returns:
        The cite (`IBID`, `OP_CIT` or `NOTE`; for a shortened title `target` holds the title), with spans in
        `text`, or None when the stretch says something else.
    """
    if end - start > _LONGEST:
        return None
    return (
        _read_note(text, start, end)
        or read_repeat(text, start, end)
        or _read_words(text, start, end)
        or _read_short_title(text, start, end)
        or _read_short_case(text, start, end)
    )


def _read_words(text: str, start: int, end: int) -> Cite | None:
    """Read `Указ. соч. С. 120` without an author, and repeats with archive numbers."""
    names: tuple[str, ...] = ()
    title = ""
    position = start
    if (
        (author := _SAME_AUTHOR.match(text, start, end))
        and (cited := _WORK_CITED.search(text, author.end(), min(end, author.end() + 120)))
        and not any(map(str.isdigit, text[author.end() : cited.start()]))
    ):
        position = author.end()
    words = _SAME_PLACE.match(text, position, end) or _WORK_CITED.match(text, position, end)
    same = words is not None and _SAME_PLACE.match(words[0]) is not None
    if (
        words is None
        and (authors := read_names(text, start, end))
        and (gap := _NAME_GAP.match(text, authors.end, end))
    ):
        words, names = _SAME_PLACE.match(text, gap.end(), end), authors.names
    if words is None:
        names = ()
        words = _WORK_CITED.search(text, position, min(end, position + 120))
        if words is None:
            return None
        named = (
            _read_named(text, start, words)
            if position == start
            else ((), text[position : words.start()].strip(" ,.:;(«»“”\"'…"))
        )
        if named is None:
            return None
        names, title = named
    volume = _ROMAN_VOLUME.match(text, words.end(), end)
    at = _AT.match(text, words.end(), end)
    begin = at.end() if at else volume.end() if volume else words.end()
    locators, behind = match_locators(text, begin, end, bare=True)
    covered = bool(locators) and not text[behind:end].strip(" .;)")
    remark = _REMARK_BEHIND.match(text, behind, end) if same and locators else None
    if not (
        covered or remark or _REST.match(text, words.end(), end) or _SHORT_REST.match(text, words.end(), end)
    ):
        return None
    locators = locators or parse_locators(text, words.end(), end)
    if volume:
        span = Span(volume.start(1), volume.end(1))
        locators = (Locator("volume", volume[1], span), *locators)
    last = text[start : behind if remark else end].rstrip(" .;")
    first = min((found.span.start for found in locators if found.span), default=start + len(last))
    suffix = text[words.end() : first].strip(" .,;:()")
    suffix = "" if suffix == "at" else suffix
    stop = max(words.end(), start + len(last))
    form = CiteForm.IBID if same else CiteForm.OP_CIT
    return Cite(form, title or words[0], Span(start, stop), locators, "", suffix, names)


def _read_named(text: str, start: int, words: re.Match[str]) -> tuple[tuple[str, ...], str] | None:
    """Read what stands before `op. cit.`: authors, authors with a short title, or a title alone."""
    if single := _NAME_AND_TITLE.match(text, start, words.start()):
        named = read_names(text, start, single.end("name"))
        if named is not None and not _PLACE_WORDS.search(single["title"]):
            return named.names, single["title"].strip(" ,.:«»“”\"'")
    if words[0].startswith("cit") and (single := _FAMILY_AND_TITLE.match(text, start, words.start())):
        return tuple(_NAMES_JOINT.split(single["name"])), single["title"].strip(" ,.:«»“”\"'")
    authors = read_names(text, start, words.start())
    names = authors.names if authors is not None else ()
    title = text[authors.end if authors is not None else start : words.start()].strip(" ,.:;(«»“”\"'")
    if not title:
        return (names, "") if names else None
    if len(title) > _LONGEST_NAME or _PLACE_WORDS.search(title) or not title[0].isupper():
        return None
    return (names, title) if "cit" in words[0].lower() else None


def _read_note(text: str, start: int, end: int) -> Cite | None:
    """Read a pointer to another note: `supra note 5`, `Dorn (wie Anm. 5), S. 14`."""
    found = _NOTE.search(text, start, end)
    if found is None or found.start() - start > 100 or (found["fr"] and not _FRENCH_CUE.search(found[0])):
        return None
    number = next(group for group in found.groups() if group)
    if found["de_bare"] and _PAGE_BEFORE.search(text, max(start, found.start() - 16), found.start()):
        return None
    if signal := _SIGNAL.match(text, start, found.start()):
        start = signal.end()
    before = text[start : found.start()]
    names: tuple[str, ...] = ()
    begin = found.start()
    if before.strip(" (,"):
        authors = read_names(text, start, found.start())
        if (authors is not None and _BEFORE_NOTE.fullmatch(text, authors.end, found.start())) or (
            authors is not None
            and authors.initials
            and _TITLE_BETWEEN.fullmatch(text, authors.end, found.start())
        ):
            names, begin = authors.names, start
        elif (named := _LAST_NAME.search(before)) and not _PLACE_WORDS.search(before):
            begin = start + named.start(1)
            names = (named[1],) if " " not in named[1] else ()
    position = found.end()
    while position < end and text[position] in ") ,.":
        position += 1
    at = _AT.match(text, position, end)
    locators, behind = match_locators(text, at.end() if at else position, end, bare=bool(names or at))
    stop = behind if locators else found.end()
    if stop == found.end() and text[stop : stop + 1] == ")" and "(" in text[begin:stop]:
        stop += 1
    return Cite(CiteForm.NOTE, number, Span(begin, stop), locators, "", "", names)


def _read_short_title(text: str, start: int, end: int) -> Cite | None:
    """Read `Соколова Н. В. История портовых … С. 120`: an author, a title cut short, a place."""
    authors = read_names(text, start, end)
    if authors is None:
        return None
    cut = _ELLIPSIS.search(text, authors.end, end)
    if cut is None or cut.start() - authors.end > 120:
        return None
    title = text[authors.end : cut.start()].strip(' .,:«»“”„"')
    if len(title) < 3 or _PLACE_WORDS.search(title) or _PLACE_WORDS.search(text, cut.end(), end):
        return None
    locators, behind = match_locators(text, cut.end(), end, bare=True)
    if text[behind if locators else cut.end() : end].strip(" .;»"):
        return None
    stop = behind if locators else start + len(text[start : cut.end()].rstrip())
    return Cite(CiteForm.OP_CIT, title, Span(start, stop), locators, "", "", authors.names)


_PLACE: Final = (
    r"(?P<place>(?:pp?\.|S\.|Sp\.|Nr\.|n°|Taf\.|Abb\.|с\.|págs?\.|fols?\.|ff?\.|f°|chaps?\.|§)?\s?(?:(?P<volume>\d{1,2}):)?\d{1,5}[rv]?"
    r"(?:\s?[-–]\s?\d{1,5}[rv]?)?(?:,\s\d{1,5}(?:[-–]\d{1,5})?){0,8}"
    r"(?:\sff?\.)?(?:(?:,?\s(?:notes?|fn|Anm|Fn)|,?\s?nn?)\.?\s?\d{1,3})?)"
    r"(?P<clause>,\s(?:where|who|which|although|though|but|wo|où)\s[^;:]{2,120})?[.\s]*$"
)
_PLAIN_TITLE: Final = defer_pattern(
    r"(?P<names>[^.;:,()\d]{2,40})(?:,\s|:\s)(?P<title>[«“„\"'‘]?[^\d;:/()]{3,70}?[»”“\"'’]?)(?:\s(?P<roman>[IVX]{1,5}))?,?[»”“\"'’]?,?\s?"
    + _PLACE
)
#: A short title behind `ders.`: `ders., Zollrollen, S. 20`.
_TITLE_ALONE: Final = defer_pattern(
    rf"(?P<title>[«“„\"]?[{CAPITAL}][^\d;:/(),]{{3,60}}?[»”“\"]?),\s" + _PLACE
)
#: A title in quotation marks without an author: `“Book of the Salt Farm,” fol. 44v.`
_QUOTED_TITLE: Final = defer_pattern(r"[«“„\"](?P<title>[^«»“”„\"]{4,90}?),?[»”“\"],?\s?" + _PLACE)
#: A name with a page alone: `Pryce, 33.`, `Pryce and Hore, pp. 33–35`.
_PLAIN_NAME: Final = defer_pattern(
    rf"(?P<names>[{CAPITAL}][\w’'-]{{1,30}}(?:\s(?:and|und|et|e|y|&)\s[{CAPITAL}][\w’'-]{{1,30}})?),\s"
    r"(?P<place>(?:pp?\.|S\.)?\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:,\s\d{1,4}(?:[-–]\d{1,4})?){0,8})[.\s]*$"
)
#: The same by GOST: `Белов Т. Р. Сплав и сплавщики. С. 70`.
_PLAIN_GOST: Final = defer_pattern(
    rf"(?P<names>[^\W\d_][\w’'-]{{1,30}},?\s(?:[{CAPITAL}]\.\s?){{1,3}})(?P<title>[{CAPITAL}«][^\d;:/()]{{3,90}}?)\.\s?"
    r"(?P<place>(?:[СCPSсp]|[Тт])\.\s?\d[^:;/]{0,30})$"
)


def read_plain_title(text: str, start: int, end: int) -> Cite | None:
    """Read `Alder, Fords and Ferries, 45–46.`: an author, a short title, a page and nothing else.

    Whether the author was cited before, without which this is a reference of its own, is not asked.
    """
    same = _SAME_AUTHOR.match(text, start, end)
    if same and (titled := _TITLE_ALONE.match(text, same.end(), end)):
        return _make_titled(text, start, end, titled, ())
    found = _PLAIN_TITLE.match(text, start, end) or _PLAIN_GOST.match(text, start, end)
    if found is None or not found["title"].strip("«“„\"'‘ ")[:1].isupper():
        return None
    authors = read_names(text, start, found.end("names"))
    if authors is None or text[authors.end : found.end("names")].strip():
        return None
    return _make_titled(text, start, end, found, authors.names)


_DEFINED_NAME: Final = defer_pattern(
    r"[«“„\"]?(?P<name>[^\W\d_][\w-]{1,24}(?:[\s-][\w-]{1,24}){0,3})[»”“\"]?[.,:]?\s(?=[^\W\d_]{1,12}\.?\s?\d|[№§])"
)


def read_plain_name(text: str, start: int, end: int) -> Cite | None:
    """Read `Pryce, 33.`: authors, a page and nothing else; whether they were cited before is not asked."""
    found = _PLAIN_NAME.match(text, start, end)
    authors = read_names(text, start, found.end("names")) if found else None
    if found is None or authors is None or authors.end != found.end("names"):
        return None
    locators, behind = match_locators(text, found.start("place"), end, bare=True)
    years = any(1400 <= int(one.value) < 2100 for one in locators if one.value.isdigit())
    if not locators or years or text[behind:end].strip(" ."):
        return None
    return Cite(
        CiteForm.OP_CIT, text[start : authors.end], Span(start, behind), locators, "", "", authors.names
    )


def read_defined_name(text: str, start: int, end: int) -> Cite | None:
    """Read `Записки. С. 12.`: a short name and places; whether it was defined before is not asked."""
    found = _DEFINED_NAME.match(text, start, end)
    if found is None or not match_label(text, found.end(), end):
        return None
    locators, behind = match_locators(text, found.end(), end)
    if not locators or text[behind:end].strip(" ."):
        return None
    return Cite(CiteForm.OP_CIT, found["name"], Span(start, behind), locators)


def read_quoted_title(text: str, start: int, end: int) -> Cite | None:
    """Read `“Book of the Salt Farm,” fol. 44v.`: a title in quotation marks, a place and nothing else.

    Whether a work of that title was cited before is not asked.
    """
    found = _QUOTED_TITLE.match(text, start, end)
    return None if found is None else _make_titled(text, start, end, found, ())


def _make_titled(
    text: str, start: int, end: int, found: re.Match[str], names: tuple[str, ...]
) -> Cite | None:
    """Return the cite of a work by its title, or None where no place in it follows."""
    parts = found.groupdict()
    stop = found.start("clause") if parts.get("clause") else end
    place = found.start("place")
    volume: tuple[Locator, ...] = ()
    if parts.get("volume"):
        volume = (Locator("volume", found["volume"], Span(*found.span("volume"))),)
        place = found.end("volume") + 1
    elif parts.get("roman"):
        volume = (Locator("volume", found["roman"], Span(*found.span("roman"))),)
    locators, behind = match_locators(text, place, stop, bare=True)
    if not locators or text[behind:stop].strip(" ."):
        return None
    if any(1400 <= int(one.value) < 2100 for one in locators if one.value.isdigit()):
        return None
    title = found["title"].strip("«“»”„\"'‘’ ,.")
    return Cite(CiteForm.OP_CIT, title, Span(start, behind), (*volume, *locators), "", "", names)


#: `Harrow, 427 U.S. at 230 (Palmer, J., dissenting)`: a case by its report, the page behind `at`.
_SHORT_CASE: Final = defer_pattern(
    rf"(?:(?P<name>[{CAPITAL}][\w.&’' -]{{1,60}}?),\s)?(?P<report>\d{{1,4}}\s[A-Z][A-Za-z0-9.’' ]{{1,24}}?)"
    r"\sat\s(?=\d)"
)
_REMARK: Final = defer_pattern(r"\s\([^()]{2,100}\)")


def _read_short_case(text: str, start: int, end: int) -> Cite | None:
    """Read an American case cited before (Bluebook, rule 10.9); the target is volume and reporter."""
    found = _SHORT_CASE.match(text, start, end)
    if found is None:
        return None
    locators, behind = match_locators(text, found.end(), end, bare=True)
    remark = _REMARK.match(text, behind, end)
    stop = remark.end() if remark else behind
    if not locators or text[stop:end].strip(" ."):
        return None
    suffix = remark[0].strip() if remark else ""
    names = (found["name"],) if found["name"] else ()
    return Cite(CiteForm.OP_CIT, found["report"], Span(start, stop), locators, "", suffix, names)


def move_cite(cite: Cite, flow: Flow) -> Cite:
    """Return a cite read in the text of a flow with its places in the original."""

    def move(span: Span) -> Span:
        return flow.span(span.start, span.end)

    locators = tuple(
        replace(found, span=move(found.span)) if found.span is not None else found for found in cite.locators
    )
    return replace(cite, span=move(cite.span), locators=locators)
