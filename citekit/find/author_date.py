"""Author-date cites: `(Иванов, 2010, с. 5)`, `(Smith 2010; Jones & Lee 2011a, p. 3)`, `[Карпов, с. 33]`.

`read_author_cluster` reads a stretch in parentheses or square brackets as cites by author and year
(GOST R 7.0.5-2008, 7.5.4; the author-date system of the Chicago Manual, chapter 15). How far such a
reading can be trusted is decided in `author_rules`.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citekit.find.brackets import are_signals
from citekit.model import Cite, CiteForm, Locator, Span
from citekit.parse.locators import find_label, match_label, match_locators, mend_value
from citekit.parse.patterns import defer_pattern

_GAP: Final = r"[^\S\n]{0,4}(?:\n\n?[^\S\n]{0,8})?"
_SP: Final = r"(?:[^\S\n]{1,4}(?:\n\n?[^\S\n]{0,8})?|\n\n?[^\S\n]{0,8})"
_UPPER: Final = r"[^\W\d_a-zß-öø-ÿа-яёіїєґўљњџа́]"
_INITIALS: Final = rf"(?:{_UPPER}\.(?:-{_UPPER}\.)?|Дж\.|Ю\.|Ch\.|Th\.|Ph\.)"
_PARTICLE: Final = (
    rf"(?:(?:von|van|de|der|den|di|da|del|della|dello|dos|du|la|le|ter|ten|zu|zur|al|el|bin|ibn|фон|ван|де|ди|да|дер"
    rf"|ла|ле|аль|ибн|Ó|Ní|Mac|Mc|St\.){_SP}|[dDlLОO][’']|al-|el-|аль-|эль-)"
)
_FAMILY: Final = (
    rf"{_UPPER}(?:[^\W\d_]|[’'ʼ](?=[^\W\d_])){{1,40}}+"
    rf"(?:[-‐‑](?:\n\n?[^\S\n]{{0,8}})?[^\W\d_]{{2,40}}+){{0,3}}"
)
#: The short name of a body, defined where it is first cited: `Human Rights Watch [HRW], 1999`.
_SHORT_NAME: Final = re.compile(
    rf"{_GAP}[\[(][^\W\d_a-zа-я][^\W\d_]{{1,9}}[\])](?=,?{_GAP}(?:1[5-9]|20)\d\d)"
)
#: One author in the words of another: `Ake, quoted in Ihonvbere, 1994`.
_SECONDARY: Final = re.compile(
    rf"{_UPPER}[\w.’' -]{{1,40}},?{_SP}(?:as{_SP})?(?:quoted{_SP}in|cited{_SP}in|qtd\.{_SP}in"
    rf"|цит\.{_SP}по:?|zit(?:iert|\.){_SP}(?:nach|in|bei)|cité{_SP}(?:par|dans)|citato{_SP}in|cit\.{_SP}in|citado{_SP}(?:en|por)){_SP}(?={_UPPER})"
)
_PARTICLES: Final = re.compile(rf"(?:{_PARTICLE}){{0,3}}")
_BROKEN: Final = defer_pattern(r"[-‐]\n\n?[^\S\n]{0,8}(?=[^\W\d_])(?![^\W\d_a-zß-öø-ÿа-яёіїєґ])")
_NAME: Final = re.compile(
    rf"(?:{_INITIALS}{_GAP}){{0,3}}(?P<family>(?:{_PARTICLE}){{0,3}}{_FAMILY}(?:{_SP}(?:{_PARTICLE}){{0,2}}{_FAMILY}){{0,4}})"
    rf"(?:,?{_GAP}{_INITIALS}(?:{_GAP}{_INITIALS}){{0,2}})?"
)
_AND: Final = re.compile(rf"(?:,?{_SP}(?:and|und|et|e|y|и|і|й|та)|{_GAP},?{_GAP}&|{_GAP}/){_GAP}|,{_GAP}")
_CONJUNCTION: Final = defer_pattern(r"[^\W\d_&/]*(?:and|und|et|e|y|и|і|й|та|&|/)")
_OTHERS: Final = re.compile(
    rf",?{_GAP}[\[(]?(?:et{_SP}al(?:ii)?(?!\w)\.?|et{_SP}coll\.|и{_SP}др(?:угие|\.|(?!\w))|и{_SP}соавт\.?|с{_SP}соавт\.?"
    rf"|та{_SP}[иі]н(?:ші|\.|(?!\w))|u\.{_GAP}a\.|und{_SP}andere|and{_SP}(?:others|colleagues)|et{_SP}autres|y{_SP}otros"
    rf"|e{_SP}altri|ed{_SP}altri)[\])]?"
)
_SAME_AUTHOR: Final = defer_pattern(
    rf"(?:[Dd]ers|[Dd]ies|[Ii]d|[Ee]ad)\.,?{_GAP}|(?:[Ii]dem|[Ee]adem|[Оо]н же|[Оо]на же|[Ее]го же"
    rf"|[Тт]ой же|the same),?{_SP}"
)
_YEAR: Final = defer_pattern(
    r"(?:\[(?:1[4-9]|20)\d\d\][^\S\n]?)?(?P<year>(?:1[4-9]\d\d|20\d\d)(?:/(?:(?:1[4-9]|20)\d\d|\d\d)(?!\d))?)"
    r"(?P<letter>[a-zа-я])?(?:[^\S\n]?\[(?:1[4-9]|20)\d\d\])?(?![\w°%№/])(?!\.\d)(?![-–—][^\S\n]?\d{2,4}(?!\d))"
)
_BRACKETED_YEAR: Final = defer_pattern(r"\[(?P<year>(?:1[4-9]|20)\d\d)(?P<letter>[a-z])?\](?![^\S\n]?\d)")
_NO_YEAR: Final = defer_pattern(
    r"(?:n\.[^\S\n]?d\.|o\.[^\S\n]?J\.|s\.[^\S\n]?[daf]\.|б\.[^\S\n]?[гд]\.|б\.[^\S\n]?р\."
    r"|in press|forthcoming|im Erscheinen"
    r"|im Druck|i\.[^\S\n]?E\.|i\.[^\S\n]?Dr\.|sous presse|à paraître|in stampa|en prensa|в печати|у друці)"
)
_YEAR_JOINT: Final = defer_pattern(
    rf"{_GAP},{_GAP}(?:and{_SP}|и{_SP}|und{_SP}|et{_SP})?|{_GAP}&{_GAP}|{_SP}(?:and|und|et|e|y|и|та){_SP}"
)
_YEAR_LETTER: Final = defer_pattern(r"[a-zа-я](?!\w)")
_TO_YEAR: Final = defer_pattern(rf"(?:(?:(?<=[a-z])\.)?{_GAP}[,:]{_GAP}|{_SP})\(?|(?<=\.)(?=\d)")
_CHUNK_END: Final = defer_pattern(rf"{_GAP}(?:;{_GAP}|\Z)")
_PART_COMMA: Final = defer_pattern(
    rf"{_GAP},{_GAP}(?:and{_SP}|и{_SP}|und{_SP}|et{_SP})?|{_SP}(?:and|und|et|и|та|&){_SP}"
)
_HEAD_WORD: Final = defer_pattern(r"[^\W\d_]{1,24}")
_HEAD: Final = re.compile(
    rf"(?:(?:[aA]\.[^\S\n]?[AM]\.|z\.[^\S\n]?B\.|(?P<word>[^\W\d_]{{1,24}})(?:\.[^\S\n]?(?:[a-z]\.)?)?)"
    rf"(?:{_GAP}[,:])?{_SP}){{1,8}}?"
    rf"(?={_UPPER}|@|(?:von|van|de|der|di|da|del|du|la|le)\s{_UPPER})",
    re.DOTALL,
)
_YEAR_WORD: Final = defer_pattern(r"[^\S\n]?(?:г\.|гг\.|год|г\)|р\.|рр\.|рік|року)")
#: Behind a name that reads like a locator's word: `Листов, 1988`.
_NAME_OF_YEAR: Final = defer_pattern(r",\s{1,12}(?:1[5-9]|20)\d\d(?!\d)")
_ELLIPSIS: Final = defer_pattern(rf"(?:…|\.\.\.){_GAP}")
_TITLE: Final = defer_pattern(
    rf"[«“„\"]?(?P<title>{_UPPER}[^\n;\[\]()\d…]{{2,90}}?(?:\n[^\n;\[\]()\d…]{{2,60}}?)?)(?:{_GAP}(?:…|\.\.\.))[»”“\"]?{_GAP},?{_GAP}"
)

#: A title in quotation marks in place of the author: `“Oil and Blood,” 2005`.
_QUOTED: Final = re.compile(
    rf"(?:[“„](?P<title>[^\n“”„]{{3,90}}[^“”„]{{0,60}})[”“]|«(?P<russian>[^«»]{{3,150}})»|\"(?P<plain>[^\"]{{3,150}})\"),?{_GAP}(?=\d)"
)


#: A part of a study, for which CSL has no locator: `(Epley & Schroeder, 2014, Experiment 2a)`.
_NUMBERED_PART: Final = defer_pattern(
    r",\s(?:Experiments?|Exps?\.|Stud(?:y|ies)|Samples?|Models?|Questions?|Box|Case|Example|Item|Theorem"
    r"|Lemma|Proposition|Corollary|[Ээ]ксперимент\w{0,2}|[Ии]сследовани[ея]|[Оо]пыт\w{0,2}|[Тт]еорема|[Лл]емма|Versuch|Studie|Expérience)"
    r"\s\d{1,3}[a-z]?(?:\s?[–-]\s?\d{1,3}[a-z]?|(?:,|\sand|\s&)\s\d{1,3}[a-z]?){0,4}\.?\Z"
)
#: What may stand behind the last cite: `(Luhmann 1981, S. 26; Herv. i. O.)`, `(…; emphasis added)`.
_LAST_REMARK: Final = defer_pattern(
    r"(?:Herv|Hervorh|Übers|eig\.|eigene|emphasis|italics|my |our |own |translat|trad|nous soulignons"
    r"|souligné|corsivo|cursiva|énfasis|курсив|выдел|перев|пер\.|разрядк)[^;()\d]{0,60}\Z",
    re.IGNORECASE,
)
#: What may stand before the cites in one bracket: the name of a test, a remark (`UCLA-LS; Russell, 1996`).
_REMARK: Final = defer_pattern(r"(?![^;]{0,60}(?:1[4-9]|20)\d\d)[^;()\[\]\n]{2,60};\s{1,3}")
#: A work by its title or by words that no name is, and its year: `Стратегия «Порт», 2015`.
_DATED_TITLE: Final = defer_pattern(
    rf"(?P<name>{_UPPER}[^;()\[\]\d]{{2,90}}?),?{_GAP}(?=(?P<year>(?:1[4-9]|20)\d\d[a-zа-я]?){_GAP}(?:[;,:]|\Z))"
)
_BODY_NAME: Final = re.compile(
    rf"(?P<name>{_UPPER}\w{{2,30}}(?:{_GAP}(?![а-яa-z]\.)[а-яёіїєa-z]\w{{2,30}}){{1,5}}),{_GAP}"
)


class Dated(NamedTuple):
    """One year of an author, with its place."""

    year: str
    start: int
    end: int


class AuthorCite(NamedTuple):
    """What one part of a cluster says: authors, years, locators."""

    names: tuple[str, ...]
    start: int
    end: int
    years: tuple[Dated, ...] = ()
    locators: tuple[Locator, ...] = ()
    prefix: str = ""
    suffix: str = ""
    others: bool = False
    conjunction: bool = False
    initials: bool = False


def read_author_cluster(
    text: str, start: int, end: int, before: AuthorCite | None = None
) -> tuple[AuthorCite, ...]:
    """Read `[start, end)`, without its brackets, as cites by author and year.

    Args:
        text: The text.
        start: Where the stretch begins.
        end: Where it ends.
        before: The part whose authors a year at the beginning belongs to, for `Smith (2010)`.

    Returns:
        The parts in order, or nothing where the stretch holds anything that is no part of such a
        citation.
    """
    found: list[AuthorCite] = []
    titled = 0
    position = _skip(text, start, end)
    while position < end and len(found) < 60:
        part = _read_part(text, position, end, found[-1] if found else before)
        opens = part is None and not found and before is None and text[start - 1 : start] == "("
        if opens and (remark := _REMARK.match(text, position, end)):
            position = remark.end()
            part = _read_part(text, position, end, None)
        if part is None and found and (remark := _LAST_REMARK.match(text, position, end)):
            suffix = f"{found[-1].suffix}; {mend_value(remark[0])}".strip("; ")
            found[-1] = found[-1]._replace(suffix=suffix, end=remark.end())
            break
        if part is None and before is None:
            part = _read_dated_title(text, position, end)
            titled += part is not None
        if part is None:
            return ()
        found.append(part)
        position = _find_next_part(text, part, end)
        if position < 0:
            return ()
    return tuple(found) if titled < max(1, len(found)) else ()


def _read_dated_title(text: str, position: int, end: int) -> AuthorCite | None:
    """Read a part that names a work otherwise, beside others by authors: `…; Стратегия «Порт», 2015`."""
    titled = _DATED_TITLE.match(text, position, end)
    if titled is None:
        return None
    years = read_years(text, titled.start("year"), end)
    if not years:
        return None
    locators, behind = match_places(text, years[-1].end, end, bare=True)
    return AuthorCite((mend_value(titled["name"]),), position, behind, years, locators)


def _find_next_part(text: str, part: AuthorCite, end: int) -> int:
    """Return where the next part begins, `end` behind the last, or -1 where neither is so."""
    if closed := _CHUNK_END.match(text, part.end, end):
        return closed.end()
    comma = _PART_COMMA.match(text, part.end, end)
    return comma.end() if comma and part.years else -1


def _skip(text: str, position: int, end: int) -> int:
    """Return the position behind white space."""
    while position < end and text[position].isspace():
        position += 1
    return position


def _read_part(text: str, position: int, end: int, before: AuthorCite | None) -> AuthorCite | None:
    """Read one part between semicolons."""
    prefix, position = read_signal(text, position, end)
    if title := _read_title(text, position, end, prefix):
        return title
    authors = read_names(text, position, end)
    if authors is None:
        same = _SAME_AUTHOR.match(text, position, end)
        at = same.end() if same else position
        if before is None or not read_years(text, at, end):
            return None
        authors = _Authors(before.names, before.others, before.conjunction, before.initials, at)
    inherited = before is not None and authors.names is before.names
    gap = None if inherited else _TO_YEAR.match(text, authors.end, end)
    at = gap.end() if gap else authors.end
    years = read_years(text, at, end) if gap or inherited else ()
    behind = years[-1].end if years else authors.end
    if years and at > position and text[at - 1] == "(" and text[behind : behind + 1] == ")":
        behind += 1
    if years and _YEAR_WORD.match(text, behind, end):
        return None
    locators, behind = match_places(text, behind, end, bare=bool(years))
    if not years and not locators:
        return None
    part = AuthorCite(
        names=authors.names,
        start=position,
        end=behind,
        years=years,
        locators=locators,
        prefix=prefix,
        others=authors.others,
        conjunction=authors.conjunction,
        initials=authors.initials,
    )
    return _with_suffix(text, part, end)


def _with_suffix(text: str, part: AuthorCite, end: int) -> AuthorCite | None:
    """Return the part with the words behind it as its suffix, or None where they cannot be that."""
    if _CHUNK_END.match(text, part.end, end):
        return part
    comma = _PART_COMMA.match(text, part.end, end)
    if comma and part.years and _begins_dated(text, comma.end(), end):
        return part
    stop = text.find(";", part.end, end)
    stop = end if stop < 0 else stop
    rest = text[part.end : stop].rstrip()
    if rest in {".", ","}:
        return part._replace(end=stop)
    words = mend_value(rest).strip()
    counted = any(sign.isdigit() for sign in words) and _NUMBERED_PART.match(words) is None
    if words[:1] not in {",", ".", "—", "–", "-"} or len(words) > 60 or counted:
        return None
    return part._replace(suffix=words.lstrip(",.—– -"), end=part.end + len(rest))


def _begins_dated(text: str, position: int, end: int) -> bool:
    """Tell whether a further part with a year begins at `position`."""
    position = read_signal(text, position, end)[1]
    if _YEAR.match(text, position, end):
        return True
    authors = read_names(text, position, end)
    gap = _TO_YEAR.match(text, authors.end, end) if authors else None
    return gap is not None and _YEAR.match(text, gap.end(), end) is not None


class _Authors(NamedTuple):
    """Names read, and where they end."""

    names: tuple[str, ...]
    others: bool
    conjunction: bool
    initials: bool
    end: int


def read_names(text: str, position: int, end: int) -> _Authors | None:
    """Read the authors that begin at `position`: `Иванов, Петров`, `Jones & Lee`, `Smith et al.`."""
    names: list[str] = []
    conjunction = initials = others = False
    position += text[position : position + 1] == "@"  # a handle: `@HarbourNews, 2020`
    behind = position
    while len(names) < 12:
        name = _NAME.match(text, position, end)
        if name is None or not name["family"][_particle_length(name["family"]) :][:1].isupper():
            break
        names.append(_mend_name(name["family"]))
        initials = initials or "." in name[0]
        behind = name.end()
        if short := _SHORT_NAME.match(text, behind, end):
            behind = short.end()
        if tail := _OTHERS.match(text, behind, end):
            others, behind = True, tail.end()
            break
        joint = _AND.match(text, behind, end)
        if joint is None:
            break
        following = _NAME.match(text, joint.end(), end)
        initial = text[joint.end() + 1 : joint.end() + 2] == "."
        if following is None or (
            not initial and match_label(text, joint.end(), end) and "." in text[joint.end() : joint.end() + 6]
        ):
            break
        conjunction = conjunction or "," not in joint[0] or len(joint[0].strip(" ,\n")) > 0
        position = joint.end()
    if not names or (_is_label(names[0]) and not _NAME_OF_YEAR.match(text, behind, end)):
        return None
    return _Authors(tuple(names), others, conjunction, initials, behind)


def _particle_length(family: str) -> int:
    """Return the length of the particles before a family name."""
    particles = _PARTICLES.match(family)
    return particles.end() if particles else 0


def _is_label(name: str) -> bool:
    """Tell whether the name is a locator's word: `Статья`, `Рис`, `Chapter`."""
    return " " not in name and len(name) < 14 and find_label(name) is not None


def _mend_name(raw: str) -> str:
    """Return a name on one line, a word broken at the line's end joined."""
    if "\n" not in raw:
        return raw
    joined = _BROKEN.sub("", raw)
    return " ".join(joined.replace("-\n", "-").split())


def read_signal(text: str, position: int, end: int) -> tuple[str, int]:
    """Return the signal words (`см. также`, `see`) at `position` and the position behind them."""
    if second := _SECONDARY.match(text, position, end):
        return mend_value(second[0]).strip(), second.end()
    head = _HEAD.match(text, position, end)
    if head is None:
        return "", position
    written = _HEAD_WORD.findall(head[0])
    words = [word.casefold() for word in written]
    if not are_signals(words) and not (
        all(map(str.islower, written)) and any(are_signals(words[-count:]) for count in (1, 2, 3))
    ):
        return "", position
    return mend_value(head[0]).strip(), head.end()


def read_years(text: str, position: int, end: int) -> tuple[Dated, ...]:
    """Return the years at `position`: `2010`, `2010a, b`, `2010, 2012a,b`, `n.d.`."""
    if none := _NO_YEAR.match(text, position, end):
        return (Dated(none[0], none.start(), none.end()),)
    if bracketed := _BRACKETED_YEAR.match(text, position, end):
        year = bracketed["year"] + (bracketed["letter"] or "")
        return (Dated(year, bracketed.start("year"), bracketed.end()),)
    found: list[Dated] = []
    while len(found) < 20 and (year := _YEAR.match(text, position, end)):
        found.append(Dated(year["year"] + (year["letter"] or ""), year.start(), year.end()))
        position = year.end()
        while (joint := _YEAR_JOINT.match(text, position, end)) and len(found) < 20:
            letter = _YEAR_LETTER.match(text, joint.end(), end) if found[-1].year[-1].isalpha() else None
            if letter is None or match_locators(text, joint.end(), end)[0]:
                break
            found.append(Dated(year["year"] + letter[0], letter.start(), letter.end()))
            position = letter.end()
        joint = _YEAR_JOINT.match(text, position, end)
        if joint is None or not _YEAR.match(text, joint.end(), end):
            break
        position = joint.end()
    return tuple(found)


def match_places(text: str, position: int, end: int, *, bare: bool) -> tuple[tuple[Locator, ...], int]:
    """Return the locators behind a name or a year (`, с. 5`, `: 3–5`, ` p. 3`) and where they end.

    A number without its label is a page only with `bare`, behind a comma or colon.
    """
    gap = _TO_LOCATOR.match(text, position, end)
    if gap is None:
        return (), position
    separated = "," in gap[0] or ":" in gap[0]
    locators, behind = match_locators(text, gap.end(), end, bare=bare and separated)
    return (locators, behind) if locators else ((), position)


_TO_LOCATOR: Final = defer_pattern(rf"{_GAP}[,:.]?{_GAP}(?:[-–—]{_GAP})?")


def _read_title(text: str, position: int, end: int, prefix: str) -> AuthorCite | None:
    """Read a cite by a shortened title: `История портовых …, с. 17`, `История порта…, 1999, т. 1`."""
    if quoted := _QUOTED.match(text, position, end):
        years = read_years(text, quoted.end(), end)
        if not years:
            return None
        locators, behind = match_places(text, years[-1].end, end, bare=True)
        return AuthorCite(
            (mend_value(quoted[quoted.lastgroup or 0]).rstrip(" ,."),),
            position,
            behind,
            years,
            locators,
            prefix,
        )
    if text.find("…", position, end) < 0 and text.find("...", position, end) < 0:
        return _read_body(text, position, end, prefix)
    title = _TITLE.match(text, position, end)
    if title is None:
        return None
    years = read_years(text, title.end(), end)
    if years:
        locators, behind = match_places(text, years[-1].end, end, bare=False)
    else:
        locators, behind = match_locators(text, title.end(), end)
    if not (locators or years):
        return None
    name = f"{mend_value(title['title']).strip()} …"
    return AuthorCite((name,), position, behind, years, locators, prefix)


def _read_body(text: str, position: int, end: int, prefix: str) -> AuthorCite | None:
    """Read a body cited by year and place in square brackets: `[Архив экспедиции, 1976, л. 12 об.]`."""
    body = _BODY_NAME.match(text, position, end)
    if body is None or text[position - 1 : position] not in {"[", " "}:
        return None
    years = read_years(text, body.end(), end)
    if len(years) != 1:
        return None
    locators, behind = match_places(text, years[0].end, end, bare=False)
    if not locators or text[behind : behind + 1] not in {"]", ";"}:
        return None
    return AuthorCite((mend_value(body["name"]),), position, behind, years, locators, prefix)


def make_author_cites(parts: tuple[AuthorCite, ...]) -> tuple[Cite, ...]:
    """Return one cite for each year; the first carries the names' place, the last the locators."""
    cites: list[Cite] = []
    for part in parts:
        written = ", ".join(part.names)
        if not part.years:
            span = Span(part.start, part.end)
            cites.append(
                Cite(CiteForm.AUTHOR_DATE, written, span, part.locators, part.prefix, part.suffix, part.names)
            )
        for index, dated in enumerate(part.years):
            last = index == len(part.years) - 1
            cites.append(
                Cite(
                    form=CiteForm.AUTHOR_DATE,
                    target=f"{written} {dated.year}",
                    span=Span(part.start if index == 0 else dated.start, part.end if last else dated.end),
                    locators=part.locators if last else (),
                    prefix=part.prefix if index == 0 else "",
                    suffix=part.suffix if last else "",
                    names=part.names,
                    year=dated.year,
                )
            )
    return tuple(cites)
