"""The rule-based tagger: reads a reference by its punctuation alone.

It knows GOST R 7.0.5-2008 and 7.0.100-2018 (`//` before the host, `/` before the statement of
responsibility, `. –` between areas, `Place : Publisher, year`) and the plain author-date and footnote
orders of other styles. It is what remains where the trained tagger cannot be loaded.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.patterns import defer_pattern

_U: Final = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЇІЄҐ"
_INITIAL: Final = rf"(?:[{_U}]|Дж|Ю|Ch|Th)\.\s?(?:-\s?)?"
_FAMILY: Final = rf"(?:(?:van|von|de|der|den|di|del|della|da|du|la|le|фон|де|ван|дер|el|al)\s){{0,3}}[{_U}][\w’'ʼ]{{1,30}}+(?:[-‐‑][\w’']{{1,30}}+)?"
_BARE: Final = rf"{_FAMILY},?\s{_INITIAL}(?:{_INITIAL}){{0,3}}|{_INITIAL}(?:{_INITIAL}){{0,3}}\s?{_FAMILY}|{_FAMILY}(?:\s{_FAMILY})?\s[{_U}]{{1,3}}(?=[,.;:]|\s(?:and|&))"
_PERSON = defer_pattern(_BARE)
_FULL = defer_pattern(
    rf"{_FAMILY}(?:\s{_FAMILY})?,\s[{_U}][\w’'-]{{1,20}}(?:\s(?:[{_U}]\.\s?|[{_U}][\w-]{{2,20}})){{0,2}}(?=\s?(?:[.,;:(&]|and\s|und\s|et\s))"
)
_RUSSIAN_FULL = defer_pattern(
    rf"[{_U}][а-яё-]{{1,25}},?\s[{_U}][а-яё]{{2,15}}\s[{_U}][а-яё]{{3,18}}(?:вич|вна|ич|чна)(?=[\s.,])"
)
_NEXT = defer_pattern(
    r"(?:\s?[,;&/]\s?(?:(?:и|and|und|et|e|y|та|і|&)\s)?|\s(?:и|and|und|et|e|y|та|і|&|–|-)\s)(?=\S)"
)
_ET_AL = defer_pattern(r"\s?,?\s?[\[(]?(?:и\sдр|et\sal|u\.\s?a|та\sін|и\sдругие)\.?[\])]?")
_SAME = defer_pattern(
    r"(?:Ders|Dies|Idem|Eadem|Id|Ead|(?:Его|Ее|Её|Их|Он|Она|Они|Він|Вона|Той|Та)\sже?)\.?(?=[\s,:])"
)
_CROSS = defer_pattern(
    r"(?:Там\sже|Там\sсамо|Ibid(?:em)?|Ebd(?:a)?|Ebenda|Ivi|Ibíd|Указ\.\s?соч|Вказ\.\s?праця|Зазн\.\s?праця|[Oo]p\.?\s?cit|[Ll]oc\.?\s?cit|a\.\s?a\.\s?O|"
    r"art\.\s?cit|[Аа]\.\s?а\.\s?О)\.?",
)
_LEAD_WORDS = defer_pattern(
    r"(?:(?:См|Подробнее|Цит|Ср|Див|See|Cf|Vgl|Siehe|Voir|Cfr|Véase)\.?(?:\s(?:также|об\sэтом|подробнее|например|по|also|auch|aussi|anche|e\.g\.))?\s?[:.,]?\s?){1,2}"
)

_YEAR: Final = r"(?:1[4-9]|20)\d\d"
_PAGES = defer_pattern(
    r"(?<![\w.])(?:[СCcсPpSs]|Pp|pp|PP|Стр|стр|pag|pág|págs|Seiten?|стор|Стор)\.?\s?"
    r"(?P<value>[A-Za-zА-Я]?\d{1,6}[a-z]?(?:\s?[–—‒−-]\s?[A-Za-z]?\d{1,6})?(?:\s?,\s?\d{1,5}(?:\s?[–—-]\s?\d{1,5})?(?![\w.]))?(?:\s?(?:об\.?|ff?|и\sсл|sq)\b\.?)?|[ivxlcIVXLC]{1,7}\s?[–—-]\s?[ivxlcIVXLC]{1,7})(?![\d])"
)
_EXTENT = defer_pattern(
    r"(?<![\w–—-])(?P<value>(?:\[?[IVXLCХІ]{1,7}\]?\s?,\s?)?\d{1,5})\s?(?:с|c|s|p|pp|S|стр|Seiten|pages|стор|л|арк)(?:\.|(?=\s?[;:–—-]|$))(?!\s?\d)"
)
_VOLUME = defer_pattern(
    r"(?<![\w.])(?:[ТT]|[Тт]ом|[Vv]ol(?:ume)?|Bd|Band|[Tt]ome?|Jg|Jahrgang|vol|Vol|t|т|Ч|Part|Teil)\.?\s?(?P<value>\d{1,4}|[IVXLCХІ]{1,8}(?:\s?\(\d+\))?)(?![\w])"
)
_ISSUE = defer_pattern(
    r"(?<![\w.])(?:№№?|[Nn]o?\.?|nr|Nr|Heft|H|[Вв]ып|[Вв]ип|[Ii]ss(?:ue)?|n|num|núm|n\.?º|fasc|Кн|Сер|Число)\.?\s?(?P<value>\d{1,5}(?:\s?[/–—-]\s?\d{1,5})?(?:\s?\(\d{1,5}\))?(?:,\s?(?:ч|part)\.\s?\d+)?)(?![\w])"
)
_ARTICLE = defer_pattern(r"(?<![\w.])(?:Ст|ст|Art|art|Статья)\.?\s?(?P<value>\d{1,6}(?:\.\d+)?)(?![\w])")
_ARCHIVE = defer_pattern(
    r"(?<!\w)Ф\.\s?[Рр]?-?\d+[^/]{0,80}?(?:(?:Д|Спр)\.\s?\d+[^/]{0,12}?)?(?:Лл?|Арк)\.\s?\d+(?:\s?об\.)?(?:\s?[–—-]\s?\d+(?:\s?об\.)?)?"
)
_EDITION = defer_pattern(
    r"(?<!\w)(?P<value>\d{1,3}(?:-?(?:е|є|те|ге|ое|nd|rd|th|st|er|e|ème|ª|a|º)\.?|\.)\s?(?:изд(?:ание|\.)?|вид(?:ання|\.)|[Aa]ufl(?:age|\.)|[Ee]d(?:n|ition|ición|\.|izione)?|éd(?:ition|\.))(?:[,\s]{1,2}(?:испр|доп|перераб|стер|пересм|випр|rev|erw|überarb|aug|durchges)[а-яa-zё]{0,10}\.?(?:\s?(?:и|та|und)\s)?){0,3})",
)
_IMPRINT = defer_pattern(
    rf"(?<![\w.])(?<![{_U}]\.\s)(?P<place>\[?(?:М|Л|СПб|Спб|Пг|К|Х|Н\.\s?Новгород|Ростов\s?н/Д|Ростов-на-Дону|[{_U}][\w’'-]{{2,25}}(?:[\s-][{_U}][\w’'-]{{2,20}}){{0,2}})\.?\]?(?:\s?[;,–—-]\s?(?:М|Л|СПб|К|[{_U}][\w-]{{2,25}}(?:\s[{_U}][\w-]{{2,20}})?)\.?){{0,3}})"
    rf"\s?(?:\s?:\s?(?P<publisher>[^:;/]{{2,120}}?))?,\s?(?:cop\.\s|©\s?)?(?P<year>{_YEAR}(?:\s?[–—-]\s?{_YEAR})?[a-zа-е]?)(?!\d)"
)
_DATE = defer_pattern(
    rf"(?<![\w./])(?P<value>\d{{1,2}}\.\d{{1,2}}\.{_YEAR}|{_YEAR}\s?\.?\s?(?:[–—-]\s)?\d{{1,2}}\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)[а-яії]{{0,7}}\.?|"
    rf"\d{{1,2}}\.?\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|mai|juin)[\wа-я]{{0,8}}\.?,?\s{_YEAR}|"
    rf"{_YEAR}(?:\s?[/–—-]\s?\d{{2,4}})?[a-e]?)(?![\d/])(?:\s?г(?:ода|\.)?(?!\w))?"
)
_RESPONSIBLE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("editor", defer_pattern(r"(?:под\s(?:\w{1,8}\.?\s){0,2}ред|за\s(?:\w{1,8}\.?\s){0,2}ред|(?:отв|гл|науч|общ)\.\s?ред|ред(?:кол|актор)?\.?\s?[:.]|сост|упоряд|уклад|ed(?:s|ited\sby|\.\s?by)?\b|hrsg|hg\.|a\scura|sous\sla\sdir|coord)", re.IGNORECASE)),
    ("translator", defer_pattern(r"(?:пер(?:\.|евод)|переклад|transl|trans\.|übers|trad)", re.IGNORECASE)),
)  # fmt: skip
_THESIS = defer_pattern(
    r"(?:автореф(?:ерат|\.)\s?)?дис(?:с|сертац[а-яії]{1,4}|ерт)?\.?\s?(?:на\sсоиск[а-яё.]{1,10}\s)?.{0,20}?(?:канд|докт?|д-ра|доктора|кандидата)\.?\s[а-яёії.-]{2,20}\.?(?:\s?-?\s?[а-яёії.]{2,12})?\s?наук",
    re.IGNORECASE,
)
_QUOTED = defer_pattern(r"[«“„\"](?P<value>[^«»“”„\"]{3,400}+)[»”“\"]")
_IN = defer_pattern(r"(?:[.,:;]\s|\s)(?:In|in|В кн\.|У кн\.|Dans|dans|En|En:|У)\s?:?\s(?=\S)")
_HOST_END = defer_pattern(
    rf"[.,;]?\s(?:[–—-]\s)?(?=(?:{_YEAR}(?!\w)|(?:[ТT]|Vol|vol|Bd|№|N|No|Вып|Вип|Jg|Ч|С|P|S|pp|Ст|Ф)\.?\s?\d|\d{{1,4}}\s?[(:,]|\x00|\d{{1,2}}\.\d\d\.\d{{4}}|\({_YEAR}\)|\d{{1,2}}\s[а-я]{{3,8}}))"
)
_GOST_HOST_END = defer_pattern(
    rf"(?:[.,;]\s(?:[–—-]\s)?|\s(?=[(]{_YEAR}))(?=(?:{_YEAR}(?!\w)|(?:[ТTт]|Vol|vol|Bd|№|N|No|Вып|Вип|Jg|Ч|С|P|S|pp|Ст|Ф)\.?\s?\d|\x00|\d{{1,2}}\.\d\d\.\d{{4}}|\({_YEAR}\)|\d{{1,2}}\s[а-я]{{3,8}}))"
)
_LAW_DATE = defer_pattern(
    rf"\s(?:от|від)\s(?P<issued>\d{{1,2}}\.\d{{1,2}}\.{_YEAR}|\d{{1,2}}\s[а-яії]{{3,9}}\s{_YEAR})(?:\s(?:г(?:ода|\.)|р(?:оку|\.)))?\s?(?:(?:№|N)\s?(?P<number>[\w/-]{{1,20}}))?"
)
_LAW = defer_pattern(r"\s?:\s(?=(?:федер|закон|указ|постановл|приказ|распоряж))", re.IGNORECASE)
_BLANK: Final = "\x00"
_STRIP: Final = " ,;:.–—-/\x00(["


class _Sheet:
    """The reference with what is already labelled blotted out."""

    def __init__(self, text: str, anchors: tuple[Tag, ...]) -> None:
        self.text = text
        self.tags: list[Tag] = []
        self.free = bytearray(b"\x01" * len(text))
        self.masked = text
        for anchor in anchors:
            self._blot(anchor.outer_start, anchor.outer_end)
        self._refresh()

    def _blot(self, start: int, end: int) -> None:
        self.free[start:end] = bytes(end - start)

    def _refresh(self) -> None:
        self.masked = "".join(
            character if free else _BLANK for character, free in zip(self.text, self.free, strict=True)
        )

    def add(
        self, label: str, start: int, end: int, confidence: float, outer: tuple[int, int] | None = None
    ) -> None:
        """Label `[start, end)` without the punctuation around it and blot it out."""
        while start < end and self.masked[start] in " ,;:.–—-/\x00)]":
            start += 1
        while end > start and self.masked[end - 1] in " ,;:–—-/\x00([":
            end -= 1
        if end > start and self.masked[end - 1] == "." and not _keeps_stop(self.masked[start:end]):
            end -= 1
        if end <= start or _BLANK in self.masked[start:end]:
            cut = self.masked.find(_BLANK, start, end)
            if cut <= start:
                return None
            return self.add(label, start, cut, confidence, outer)
        outer_start, outer_end = outer or (start, end)
        self.tags.append(Tag(label, start, end, confidence, outer_start, outer_end))
        self._blot(outer_start, outer_end)
        self.masked = self.masked[:outer_start] + _BLANK * (outer_end - outer_start) + self.masked[outer_end:]
        return None


def _keeps_stop(value: str) -> bool:
    """Tell whether the full stop at the end belongs to the value: an initial or an abbreviation."""
    return bool(re.search(rf"(?:^|[\s.])(?:[{_U}]|[а-яёa-z]{{1,4}}|Jr|al|др)\.$", value))


def tag_by_rules(text: str, anchors: tuple[Tag, ...], language: str | None = None) -> tuple[Tag, ...]:
    """Label a reference by its punctuation.

    Args:
        text: The reference, blanks for line breaks.
        anchors: What `find_anchors` found in it.
        language: BCP 47 primary language, where known.

    Returns:
        Tags in the order of the text, anchors not included.
    """
    sheet = _Sheet(text, anchors)
    start = 0
    while start < len(text) and sheet.masked[start] in " \x00":
        start += 1
    if lead := _LEAD_WORDS.match(sheet.masked, start):
        start = lead.end()
    host = sheet.masked.find("//", start)
    end = len(text)
    if host >= 0:
        _tag_front(sheet, start, host)
        _tag_host(sheet, host + 2, end)
    elif language in {"ru", "uk", "be", "bg", "kk"} or ". – " in sheet.masked or ". — " in sheet.masked:
        _tag_front(sheet, start, end)
    else:
        _tag_western(sheet, start, end)
    return tuple(sorted(sheet.tags, key=lambda tag: tag.start))


def _tag_authors(sheet: _Sheet, start: int) -> int:
    """Label the names at `start`; return where they end."""
    masked = sheet.masked
    if same := _SAME.match(masked, start):
        sheet.add("author", start, same.end(), 0.8)
        return same.end()
    position, count = start, 0
    while count < 40:
        found = (
            _PERSON.match(masked, position)
            or _RUSSIAN_FULL.match(masked, position)
            or _FULL.match(masked, position)
        )
        if not found:
            break
        end, count = found.end(), count + 1
        following = _NEXT.match(masked, end)
        position = following.end() if following else end
        if not following:
            break
    if not count:
        return start
    if et_al := _ET_AL.match(masked, end):
        end = et_al.end()
    sheet.add("author", start, end, 0.85)
    return end


def _tag_front(sheet: _Sheet, start: int, end: int) -> None:
    """Label what stands before `//`, or a whole book."""
    title = _tag_authors(sheet, start)
    if cross := _CROSS.search(sheet.masked, title, min(end, title + 20)):
        sheet.add("cross-reference", *cross.span(), 0.9)
        _tag_numbers(sheet, cross.end(), end)
        return
    if thesis := _THESIS.search(sheet.masked, title, end):
        sheet.add("genre", *thesis.span(), 0.9)
    imprint = _IMPRINT.search(sheet.masked, title + 1, end)
    edition = _EDITION.search(sheet.masked, title, end)
    stop = min(
        (
            place
            for place in (
                imprint.start() if imprint else end,
                edition.start() if edition else end,
                thesis.start() if thesis else end,
                sheet.masked.find(" / ", title, end) if " / " in sheet.masked[title:end] else end,
                _find_blank(sheet.masked, title, end),
            )
            if place > title
        ),
        default=end,
    )
    if law := _LAW.search(sheet.masked, title, stop):
        _tag_law(sheet, title, law, stop)
    else:
        stop = _end_title(sheet.masked, title, stop, end)
        sheet.add("title", title, stop, 0.7)
    _tag_responsible(sheet, stop, imprint.start() if imprint else end)
    if edition:
        sheet.add("edition", *edition.span(), 0.85)
    if imprint:
        _tag_imprint(sheet, imprint)
    _tag_numbers(sheet, title, end)


def _tag_law(sheet: _Sheet, title: int, law: re.Match[str], stop: int) -> None:
    """Label an act: title, kind, date and number."""
    sheet.add("title", title, law.start(), 0.7)
    dated = _LAW_DATE.search(sheet.masked, law.end(), stop)
    sheet.add("genre", law.end(), dated.start() if dated else stop, 0.6)
    if dated:
        for name in ("issued", "number"):
            if dated[name]:
                sheet.add(name, *dated.span(name), 0.85)


def _end_title(masked: str, title: int, stop: int, end: int) -> int:
    """Return where a title ends that runs into numbers: at the first full stop before them."""
    numbers = _HOST_END.search(masked, title + 2, stop)
    if numbers and numbers.end() < end and masked[numbers.start()] == ".":
        return numbers.start()
    return stop


def _find_blank(masked: str, start: int, end: int) -> int:
    """Return the first blotted place from `start`, after the labelled names."""
    position = start
    while position < end and masked[position] in " .,:;\x00":
        position += 1
    found = masked.find(_BLANK, position, end)
    return found if found >= 0 else end


def _tag_responsible(sheet: _Sheet, start: int, end: int) -> None:
    """Label the statement of responsibility after ` / `: authors, editors, translators."""
    slash = sheet.masked.find(" / ", start, end)
    if slash < 0:
        return
    position = slash + 3
    area = re.compile(r"\.\s[–—-]\s|\x00").search(sheet.masked, position, end)
    stop = area.start() if area else end
    for part in re.compile(r"[^;]+").finditer(sheet.masked, position, stop):
        label = next((role for role, words in _RESPONSIBLE if words.search(part[0])), "author")
        person = _PERSON.search(sheet.masked, part.start(), part.end())
        sheet.add(label, person.start() if person else part.start(), part.end(), 0.75)


def _tag_imprint(sheet: _Sheet, found: re.Match[str]) -> None:
    """Label place, publisher and year."""
    spans = [(name, found.span(name)) for name in ("place", "publisher", "year") if found[name]]
    names = {"place": "publisher-place", "publisher": "publisher", "year": "issued"}
    for name, (start, end) in spans:
        if _BLANK not in sheet.masked[start:end]:
            sheet.add(names[name], start, end, 0.8)


def _tag_host(sheet: _Sheet, start: int, end: int) -> None:
    """Label what stands after `//`: journal, collection, site, archive, law gazette."""
    if archive := _ARCHIVE.search(sheet.masked, start, end):
        sheet.add("archive", start, archive.start(), 0.8)
        sheet.add("archive_location", *archive.span(), 0.9)
        return
    imprint = _IMPRINT.search(sheet.masked, start, end)
    numbers = _GOST_HOST_END.search(sheet.masked, start + 1, end)
    stop = min(
        imprint.start() if imprint and imprint.start() > start + 1 else end,
        numbers.start() if numbers else end,
        _find_blank(sheet.masked, start, end),
    )
    slash = sheet.masked.find(" / ", start, stop)
    if imprint and imprint.start() < stop:
        stop = imprint.start()
    sheet.add("container-title", start, slash if slash > 0 else stop, 0.8)
    if slash > 0:
        part = re.compile(r"[^;\x00]+").search(sheet.masked, slash + 3, stop)
        if part:
            label = next((role for role, words in _RESPONSIBLE if words.search(part[0])), "author")
            person = _PERSON.search(sheet.masked, part.start(), part.end())
            sheet.add(label, person.start() if person else part.start(), part.end(), 0.7)
    if imprint:
        _tag_imprint(sheet, imprint)
    _tag_numbers(sheet, stop, end)


def _tag_numbers(sheet: _Sheet, start: int, end: int) -> None:
    """Label dates, volumes, issues, pages and extents."""
    for label, pattern, confidence in (
        ("page", _PAGES, 0.85),
        ("number-of-pages", _EXTENT, 0.85),
        ("volume", _VOLUME, 0.8),
        ("issue", _ISSUE, 0.8),
        ("section", _ARTICLE, 0.7),
        ("issued", _DATE, 0.8),
    ):
        if label == "issued" and any(tag.label == "issued" for tag in sheet.tags):
            continue
        found = pattern.search(sheet.masked, start, end)
        if found and _BLANK not in found[0]:
            sheet.add(label, *found.span("value"), confidence, found.span())


def _tag_western(sheet: _Sheet, start: int, end: int) -> None:  # noqa: C901 - the areas in their order
    """Label author-date, Vancouver and footnote orders in Latin letters."""
    title = _tag_authors(sheet, start)
    if cross := _CROSS.search(sheet.masked, title, min(end, title + 20)):
        sheet.add("cross-reference", *cross.span(), 0.9)
        _tag_numbers(sheet, cross.end(), end)
        return
    year = re.compile(rf"[\s,.:]*+[(\[]?\s?(?P<year>{_YEAR}[a-e]?)\s?[)\]]?\s?[.,:]?").match(
        sheet.masked, title
    )
    if year and title > start:
        sheet.add("issued", *year.span("year"), 0.9, year.span())
        title = year.end()
    quoted = _QUOTED.search(sheet.masked, title, end)
    if quoted and quoted.start() - title < 5:
        sheet.add("title", *quoted.span("value"), 0.8, quoted.span())
        rest = quoted.end()
    else:
        rest = _end_western_title(sheet.masked, title, end)
        sheet.add("title", title, rest, 0.6)
    imprint = _IMPRINT.search(sheet.masked, rest, end)
    inside = _IN.search(sheet.masked, max(title, rest - 2), end)
    if inside and (not imprint or inside.start() < imprint.start()):
        rest = inside.end()
    numbers = _HOST_END.search(sheet.masked, rest, end)
    stop = min(
        imprint.start() if imprint else end,
        numbers.start() if numbers else end,
        _find_blank(sheet.masked, rest, end),
    )
    if not imprint or inside:
        sheet.add("container-title", rest, stop, 0.6)
    if edition := _EDITION.search(sheet.masked, rest, end):
        sheet.add("edition", *edition.span(), 0.8)
    if imprint:
        _tag_imprint(sheet, imprint)
    run = re.compile(
        r"(?P<volume>\d{1,4})\s?(?:[(/.,]\s?(?:no\.?\s?|n\.\s?|H\.\s?|Nr\.\s?)?(?P<issue>\d{1,4}(?:[–-]\d{1,4})?)\)?)?\s?[:,]\s?(?:pp?\.\s|S\.\s)?(?P<page>e?\d{1,6}(?:\s?[–—-]\s?e?\d{1,6})?)"
    ).search(sheet.masked, stop, end)
    if run and not imprint:
        for name in ("volume", "issue", "page"):
            if run[name]:
                sheet.add(name, *run.span(name), 0.8)
    _tag_numbers(sheet, rest, end)


def _end_western_title(masked: str, start: int, end: int) -> int:
    """Return where an unquoted title ends: at its full stop, `In`, imprint or numbers."""
    ends = [end, _find_blank(masked, start, end)]
    stop = re.compile(rf"(?<=[\w)?!]{{3}})(?:\.(?=\s)|(?<=[?!])(?=\s[{_U}]))").search(masked, start, end)
    ends += [
        found.start()
        for found in (stop, _IN.search(masked, start + 3, end), _IMPRINT.search(masked, start + 3, end))
        if found
    ]
    return min(ends)
