"""Names as they stand in reference strings, taken apart into CSL's parts.

`parse_names` takes a whole statement (`Громов, П. С., Лебедева И. А. [и др.]`, `Smith, J. & A. Lee (eds.)`),
`parse_name` a single one. The order of a name is read off its shape: initials before or after the
family name, a comma, a patronymic, a particle; a body (`Министерство …`, `World Bank`) stays whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citekit.model import Name
from citekit.parse.literals import holds_literal
from citekit.parse.patterns import defer_pattern

#: A statement longer than this is no list of names.
_LIMIT: Final = 4000

_UPPER: Final = "".join(
    chr(code) for code in (*range(0x41, 0x250), *range(0x370, 0x530)) if chr(code).isupper()
)
_DASH: Final = r"\-‐‑"

_OTHERS = defer_pattern(
    r"[\s,;]*+[\[(]?\s?(?:и\s?др(?:угие|\.|\b)|та\s?[иі]н(?:ші|\.|\b)|і\s?[иі]н(?:ші|\.|\b)|"
    r"et\s?al(?:\.|ii\b|\b)|et\s?coll\.|u\.\s?a\.|u\.\s?v\.\s?a\.|и\s?соавт\.?|and\s?others|et\s?autres|y\s?otros|"
    r"e\s?outros|e\s?altri|und\s?andere|et\s?alii|ed\s?altri|\bi\s?in\.|и\s?колл\.)\.?\s?[\])]?",
    re.IGNORECASE,
)  # fmt: skip
_CJK = defer_pattern("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")

#: Without one of these, in lower case, the patterns for role marks and for open lists need not run.
_TRAIL_MARKS: Final = ("(", "[", " ed", " hrsg", " hg", " dir", " coord")
_OTHERS_MARKS: Final = (
    "др",
    "ін",
    "ин",
    "et al",
    "et coll",
    "u. a",
    "u.a",
    "u. v",
    "соавт",
    "other",
    "autre",
    "otro",
    "outro",
    "altri",
    "ander",
    "колл",
)

#: Words before the names that tell a role; they do not belong to any name.
_LEAD = re.compile(
    r"[\s,;:(\[/–—-]*+(?:"
    r"(?:под\s(?:общ(?:\.|ей)\s?)?(?:науч(?:\.|ной)\s?)?ред(?:\.|акцией)|за\s(?:заг(?:\.|альною)\s?)?ред(?:\.|акцією)|"
    r"(?:отв|гл|науч|общ)\.\s?ред\.|ответственный\sредактор|главный\sредактор|редкол\.|ред(?:\.|актор|кол\.)(?:-сост\.)?|"
    r"сост(?:\.|авители?|авитель)|авт(?:\.|ор)-сост\.|упоряд\.|уклад\.|вступ\.\sст\.|"
    r"пер(?:\.|евод)(?:\s(?:с|з)\s(?:[а-яё.-]{2,12}\s?){1,2})?|переклад|"
    r"ed(?:ited|itado|\.|s\.)?\s(?:and\sintrod(?:uced|\.)\s)?by|eds?\.|edited\sby|edición\sde|editors?:?|"
    r"transl(?:ated|\.)?(?:\sby)?|trans\.|traduit(?:\s[a-z’']{1,3}\s?[a-zéè]{4,9})?\spar|trad\.(?:\s(?:di|de|par))?|traducción\sde|"
    r"hrsg\.?(?:\sv(?:on|\.))?|hg\.?(?:\sv(?:on|\.))?|herausgegeben\svon|übers(?:etzt|\.)(?:\sv(?:on|\.))?|"
    r"a\scura\sdi|(?:sous\s(?:la\s)?dir(?:\.|ection)\s?(?:de|d['’])?)|textes\sréunis\spar|coord\.|dir\.|comp\.|"
    r"in|von|by|par|per|red\.)(?=[\s:(]|(?<=['’.]))[\s:]*+)+",
    re.IGNORECASE,
)  # fmt: skip
#: What such words begin with, two letters each.
_LEAD_STARTS: Final = frozenset(
    "по за от гл на об ре со ав уп ук вс пе ed tr hr hg he üb so te co di in vo by pa pe re".split()
) | {"a ", "tr"}
#: Role marks after the names.
_TRAIL = defer_pattern(
    r"[\s,;]*+(?:[(\[]\s*+(?:eds?|editors?|hrsg|hg|hgg|dirs?|coords?|org|orgs|trans|transl|übers|red|comps?|"
    r"cur|curr|sous\s(?:la\s)?dir|a\scura\sdi|ред|отв\.?\s?ред|сост|науч\.?\s?ред|отв|общ\.?\s?ред|гл\.?\s?ред|упоряд|пер|ed|"
    r"ред\.-сост|авт\.-сост)\b\.?[^()\[\]]{0,24}[)\]]|,\s?(?:eds?|hrsg|hg|dirs?|coords?|editors?)\.?(?=\s*+$))",
    re.IGNORECASE,
)

_SPLIT_AND = defer_pattern(
    r"[,;]?\s(?:и|і|й|та|and|und|et|e|ed|y|u|en|i|a|ve)\s|,?\s?&\s?|\s/\s|\s[–—-]\s", re.IGNORECASE
)
#: Where none of them and no two commas stand, there are no three names.
_JOINERS: Final = (" and ", " и ", " & ", " und ", " et ", " e ", " y ")
_SPLIT_FLAT = defer_pattern(r"\s?[,;]\s?(?:(?:и|and|und|et|e|y|&)\s)?|\s(?:и|and|und|et|e|y|&)\s")
_INITIALS = defer_pattern(rf"(?:[{_UPPER}][a-zа-яё]{{0,2}}\.?['’]?\s?[{_DASH}]?\s?){{1,4}}")
_INITIAL = defer_pattern(rf"(?:[{_UPPER}]|Дж|Ю|Ch|Th|Ph|St|Chr|Fr|Jos|Wm|Yu|Zh|Kh|Sh|Ts|Ya)\.?")
_VANCOUVER = defer_pattern(
    rf"(?P<family>(?:[a-zA-Z’']{{1,4}}\s){{0,3}}[{_UPPER}][\w’'ʼ{_DASH}]{{1,40}}(?:\s[{_UPPER}][\w’'{_DASH}]{{2,40}})?)\s(?P<given>[{_UPPER}]{{1,4}}(?:[{_DASH}][{_UPPER}])?)(?=[\s,;.]|$)"
)
#: The commonest lists, each name with its initials behind: read in one go, for speed.
_PLAIN = defer_pattern(
    rf"(?P<family>[{_UPPER}][\w’'ʼ{_DASH}]{{1,40}}+),?\s(?P<given>(?:[{_UPPER}]\.[\s{_DASH}]?){{1,3}})"
)
_PLAIN_LIST = re.compile(
    rf"{_PLAIN.pattern.replace('?P<family>', '?:').replace('?P<given>', '?:')}"
    rf"(?:[,;]?\s?(?:(?:and|und|et|и|та|&)\s)?[{_UPPER}][\w’'ʼ{_DASH}]{{1,40}}+,?\s(?:[{_UPPER}]\.[\s{_DASH}]?){{1,3}}){{0,60}}"
)
#: What may stand behind the full stop of the last initials.
_PLAIN_ENDS: Final = f" {_DASH}".replace("\\", "")
_SUFFIX = defer_pattern(r"(?:Jr|Sr|II|III|IV|мл|ст|2nd|3rd)\.?$", re.IGNORECASE)
_PATRONYMIC = defer_pattern(
    r"[а-яёіїє]{2,20}(?:ович|евич|ич|овна|евна|инична|ична|івна|ївна|ійович|йович|оглы|кызы)$", re.IGNORECASE
)

_DROPPING: Final = frozenset({"von", "v.", "zu", "zum", "zur", "vom", "de", "d'", "d’", "des", "af", "av"})
_NON_DROPPING: Final = frozenset(
    "van vander der den ten ter te 't ’t het op in la le les du da das dos do del della dello dei degli di "
    "du l' l’ dal dalla lo y el al bin ibn ben abu фон ван де дер ди да дель дю ла ле бен ибн аль".split()
)
_SLASH = defer_pattern(r"(?<=[\w.])\s?/\s?(?=[^\W\d_])")
_CAPITAL_PARTICLES: Final = frozenset(
    {"Del", "De", "Di", "Da", "Della", "Dal", "Van", "Von", "Le", "La", "Du", "Ван", "Де"}
)
_PARTICLES: Final = _DROPPING | _NON_DROPPING
#: `Ders.` and its kin stand for the author of the work before.
SAME_AUTHOR: Final = frozenset(
    "ders dies ders. dies. idem eadem id id. ead ead. iid. iidem dens. dens "
    "он же она же они же его же ее же её же их же він же вона же та же той же".split()
) | {
    "его же",
    "ее же",
    "её же",
    "их же",
    "он же",
    "она же",
    "они же",
    "він же",
    "вона ж",
    "той же",
    "та же",
    "le même",
    "la même",
}
_LONGEST_SAME: Final = len("le même..")
_SAME = re.compile(
    r"(?:ders|dies|dens|idem|eadem|id|ead|iid|le même|la même|(?:его|ее|её|их|он|она|они|він|вона|той|та) же?)\b\.?",
    re.IGNORECASE,
)
_BODY_WORDS: Final = (
    r"министер|комисс|комите|институт|універс|универс|академи|акаде́ми|организаци|організаці|"
    r"правительств|парламент|собрани|ассамбле|генеральн|верховн|суд\b|суда\b|банк|центр|фонд|союз|ассоциац|агентств|служб|федерац|росси|"
    r"республик|респуб|совет\b|рада\b|общество\b|група\b|группа\b|оон\b|музей|библиотек|архив|"
    r"universit|institut|committee|commission|council|ministr|ministère|ministero|bank|centre|center|"
    r"organi[sz]ation|nations|group|association|agency|department|office|society|foundation|union\b|"
    r"company|corp\b|corporation|inc\b|ltd|gmbh|verein|gesellschaft|ministerium|bundes|amt\b|parliament|"
    r"assembly|court|collaboration|consortium|network|programme|program\b|project|federa|board|bureau|"
    r"administration|authority|service|academy|académie|accademia|museum|library|archiv|archives|"
    r"conseil|comité|fondation|société|fundación|comisión|gobierno|asamblea|instituto|consiglio|"
    r"team\b|initiative|forum|government|secretariat|church|college|school|state\b|united\b|european\b|international\b"
)  # fmt: skip
_BODY = defer_pattern(f"(?:{_BODY_WORDS})", re.IGNORECASE)
#: What these words begin with, and letters that fold to other ones than `str.lower` makes of them.
_BODY_STARTS: Final = frozenset(word[:3] for word in _BODY_WORDS.split("|"))
_UNFOLDED: Final = frozenset("\u0130\u0131\u017f\u212a")
_BODY_SHORT = defer_pattern(rf"[{_UPPER}]{{2,10}}(?:[ /-][{_UPPER}]{{2,10}})*$")
_CAPITAL_STOP = defer_pattern(rf"[{_UPPER}]\.")
_CAPITAL_END = defer_pattern(rf"(?:^|[\s.{_DASH}])[{_UPPER}]\w{{0,2}}\.$")
_JOINED_INITIALS = defer_pattern(rf"(?<=[{_UPPER}]\.)(?=[{_UPPER}])")
_LOOSE_STOP = re.compile(r"(?<=\b\w) \.")


def parse_names(text: str, language: str | None = None) -> tuple[tuple[Name, ...], bool]:
    """Take a statement of names apart.

    Args:
        text: The statement, role words (`под ред.`, `Hrsg. von`, `(eds.)`) allowed.
        language: BCP 47 primary language, where known; only ` e `, ` y `, ` i ` and ` a ` as 'and' depend
            on nothing else.

    Returns:
        The names in the order written, and whether `et al.`, `и др.` or the like ends them.
    """
    text = " ".join(text[:_LIMIT].split())
    if " ." in text:
        text = _LOOSE_STOP.sub(".", text)
    if not text:
        return (), False
    lowered = text.lower()
    marks = count = 0
    if holds_literal(lowered, _TRAIL_MARKS):
        text, marks = _TRAIL.subn("", text)
    if holds_literal(lowered, _OTHERS_MARKS):
        text, count = _OTHERS.subn(" ", text)
    others = bool(count)
    if (not text[:1].isalpha() or text[:2].lower() in _LEAD_STARTS) and (lead := _LEAD.match(text)):
        rest = text[lead.end() :]
        if rest and (marks or not _looks_like_family(lead[0])):
            text = rest
    text = text.strip(" ,;:&/")
    if not text:
        return (), others
    if len(text) <= _LONGEST_SAME and _SAME.fullmatch(text):
        return (Name(literal=text),), others
    return tuple(_read_list(text, language)), others


@lru_cache(maxsize=4096)
def parse_name(text: str) -> Name:
    """Take a single name apart: `van der Berg, Jan`, `И. И. Иванов`, `Иванов Иван Иванович`.

    Args:
        text: One name.

    Returns:
        Its parts, or only `literal` for a body and for what is no name.
    """
    text = text.strip(" ,;:&/")
    if text.endswith(".") and not _CAPITAL_END.search(text) and not _SUFFIX.search(text):
        text = text.rstrip(".")
    if not text or _CJK.search(text) or _is_body(text):
        return Name(literal=text)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) >= 2:
        suffix = ""
        if len(parts) > 2 and _SUFFIX.fullmatch(parts[1]):
            suffix = parts.pop(1)
        elif _SUFFIX.fullmatch(parts[-1]):
            suffix = parts.pop()
        if len(parts) == 1:
            return _with_suffix(_read_direct(parts[0]), suffix)
        return _read_inverted(parts[0], " ".join(parts[1:]), suffix)
    return _read_direct(text)


@lru_cache(maxsize=4096)
def is_initials(text: str) -> bool:
    """Tell whether `text` is nothing but initials: `И. И.`, `J.-P.`, `TB`."""
    return ("." in text or (len(text) <= 4 and text.isupper()) or len(text) == 1) and _INITIALS.fullmatch(
        text
    ) is not None


def _looks_like_family(lead: str) -> bool:
    """Tell `Von Thünen` (a name) from `von J. Müller` (a role) by the capital."""
    word = lead.strip(" ,;:([/")
    return word[:1].isupper() and word.lower() in {"von", "in", "per", "by", "par"} and word.lower() == "von"


#: A body with its short name: `HRW (Human Rights Watch)`, `Human Rights Watch [HRW]`.
_BODY_AND_SHORT: Final = defer_pattern(
    r"[^\W\d_a-z][^\W\d_]{1,9}\s[(\[][^()\[\]]{4,120}[)\]]|[^()\[\]]{4,120}\s[(\[][^\W\d_a-zа-я][^\W\d_]{1,9}[)\]]"
)


def _is_body(text: str) -> bool:
    """Tell whether one unit names a body, not a person."""
    if "," in text and len(text) < 40 and _CAPITAL_STOP.search(text):
        return False
    if _BODY_SHORT.fullmatch(text):
        return len(text) <= 6 or " " in text
    if _BODY_AND_SHORT.fullmatch(text):
        return True
    words = text.split()
    if _has_body_word(words):
        return len(words) > 1 or len(text) > 5
    if any(map(str.isdigit, text)):
        return True
    lower = [word for word in words if word[0].islower() and word.lower() not in _PARTICLES and len(word) > 1]
    return len(words) > 5 or (len(words) >= 3 and bool(lower))


def _has_body_word(words: list[str]) -> bool:
    """Tell whether the words hold one that only a body has, and no initials."""
    return any(map(_is_body_word, words)) and not any(is_initials(word) and "." in word for word in words)


@lru_cache(maxsize=8192)
def _is_body_word(word: str) -> bool:
    """Tell whether a word begins as one that only a body has."""
    start = word[:3]
    if start.lower() not in _BODY_STARTS and _UNFOLDED.isdisjoint(start):
        return False
    return _BODY.match(word) is not None


def _read_list(text: str, language: str | None) -> list[Name]:
    """Split a cleaned statement into names and read each."""
    if text.rstrip(_PLAIN_ENDS).endswith(".") and _PLAIN_LIST.fullmatch(text):
        return [Name(found["family"], found["given"].rstrip(" -")) for found in _PLAIN.finditer(text)]
    if ";" not in text and _has_body_word(text.split()):
        return [Name(literal=text.rstrip("."))]
    if "/" in text and "//" not in text:
        text = _SLASH.sub("; ", text)
        parts = text.split(";")
        if all(part.count(",") == 1 for part in parts):
            return [parse_name(part) for part in parts]
    parted = text.count(",") + text.count(";") > 1 or holds_literal(text, _JOINERS)
    flat = _SPLIT_FLAT.split(text) if parted else ()
    if len(flat) > 2 and all(_is_family_only(unit) for unit in flat) and not any(map(_is_known_given, flat)):
        return [parse_name(unit) for unit in flat]
    if ";" in text:
        units = [unit for part in text.split(";") for unit in _split_and(part, language)]
        if not all(_is_complete(unit) for unit in units):
            units = [piece for unit in units for piece in _split_commas(unit)]
        return [parse_name(unit) for unit in units if unit.strip(" ,.;:&/")]
    names = []
    for part in _split_and(text, language):
        if runs := _split_vancouver(part):
            names += runs
        else:
            names += [parse_name(_strip_role(unit)) for unit in _split_commas(part)]
    return [name for name in names if (name.literal or name.family).strip(" .,") or str(name).strip(" .,")]


def _strip_role(unit: str) -> str:
    """Drop a role word before a name that is not the first of its statement."""
    lead = _LEAD.match(unit) if unit[:1].islower() else None
    return unit[lead.end() :] if lead and lead.end() < len(unit) else unit


def _is_complete(unit: str) -> bool:
    """Tell whether a unit between semicolons is one name: at most one comma beside a suffix."""
    return unit.count(",") <= 1 or bool(_SUFFIX.search(unit))


#: What stands for 'and' in lower case, between blanks; `&` needs none. The last two fold to `i` in patterns.
_AND_WORDS: Final = frozenset(
    ["\u0130".lower(), "\u0131", *"и і й та and und et e ed y u en i a ve / – — -".split()]
)


def _split_and(text: str, language: str | None) -> list[str]:
    """Split at words for 'and'; single letters count only where they cannot be initials."""
    if "&" not in text and _AND_WORDS.isdisjoint(text.lower().split()):
        return [text.strip(" ,;")] if text.strip(" ,;.") else []
    pieces, last = [], 0
    for found in _SPLIT_AND.finditer(text):
        word = found[0].strip(" ,;").lower()
        if word in {"i", "a", "u", "e", "y", "en"}:
            if found[0].strip(" ,;").isupper():
                continue
            if (
                word in {"e", "y"}
                and language == "es"
                and word == "y"
                and text[last : found.start()].count(" ") == 1
            ):
                pass
        pieces.append(text[last : found.start()])
        last = found.end()
    pieces.append(text[last:])
    return [piece.strip(" ,;") for piece in pieces if piece.strip(" ,;.")]


def _split_vancouver(text: str) -> list[Name]:
    """Read `Altomonte S, Allen JG Bluyssen PM`, family names each before capitals without full stops."""
    names, position = [], 0
    while position < len(text):
        found = _VANCOUVER.match(text, position)
        if not found:
            return []
        position = found.end()
        stop = "." if text.startswith(".", position) and len(found["given"]) == 1 else ""
        names.append(_read_inverted(found["family"], found["given"] + stop, ""))
        while position < len(text) and text[position] in " ,;.":
            position += 1
    return names


def _split_commas(text: str) -> list[str]:
    """Split at commas, keeping the comma of an inverted name."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) <= 1:
        return parts
    singles = [_is_family_only(part) for part in parts]
    given = [is_initials(part) for part in parts]
    if len(parts) > 2 and all(singles) and not any(given):
        return parts if len(parts) % 2 or not _is_known_given(parts[1]) else _pair(parts)
    if len(parts) == 2 and singles[1] and len(parts[0].split()) <= 3 and not _CAPITAL_STOP.search(parts[0]):
        return [f"{parts[0]}, {parts[1]}"]
    units: list[str] = []
    index = 0
    while index < len(parts):
        unit = parts[index]
        after = index + 1
        if after < len(parts) and (singles[index] or _has_particle_only(unit)) and not given[index]:
            suffixed = _SUFFIX.fullmatch(parts[after])
            takes = given[after] or suffixed or not _has_initials(parts[after])
            if takes:
                unit = f"{unit}, {parts[after]}"
                after += 1
                if (suffixed and after < len(parts) and given[after]) or (
                    after < len(parts) and _SUFFIX.fullmatch(parts[after])
                ):
                    unit = f"{unit}, {parts[after]}"
                    after += 1
        elif after < len(parts) and _SUFFIX.fullmatch(parts[after]):
            unit = f"{unit}, {parts[after]}"
            after += 1
        units.append(unit)
        index = after
    return units


def _pair(parts: list[str]) -> list[str]:
    """Join each odd part with the even one after it."""
    return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]


_GIVEN: Final = frozenset(
    "john james robert michael william david richard joseph thomas charles peter paul mark george mary anna "
    "elisabeth elizabeth jan hans karl friedrich wilhelm johann jean pierre louis marie jacques françois andré "
    "giovanni giuseppe antonio francesco paolo marco luigi maria carlo juan josé manuel carlos pedro luis "
    "иван петр пётр александр алексей андрей николай сергей михаил владимир дмитрий мария анна елена ольга "
    "susan sarah emily anne claire daniel martin stefan thomas andreas wolfgang jürgen klaus heinrich".split()
)


def _is_known_given(part: str) -> bool:
    """Tell whether a part begins with a well known given name."""
    return part.split(" ", 1)[0].lower() in _GIVEN


def _has_initials(part: str) -> bool:
    """Tell whether a part holds initials beside other words (`И. И. Иванов`): a name of its own."""
    words = part.replace(".", ". ").split()
    marked = [bool(_INITIAL.fullmatch(word)) for word in words]
    return any(marked) and not all(marked) and (marked[0] and not marked[-1])


def _is_family_only(part: str) -> bool:
    """Tell whether a part can be a family name alone: one word, particles and a double name aside."""
    words = [word for word in part.split() if word.lower() not in _PARTICLES]
    return len(words) == 1 and not is_initials(part)


def _has_particle_only(part: str) -> bool:
    """Tell whether a part is a family name of two words after a particle."""
    words = part.split()
    return words[0].lower() in _PARTICLES and len(words) <= 4


def _read_inverted(family: str, given: str, suffix: str) -> Name:
    """Make a name from `van der Berg` and `Jan`; particles may stand on either side."""
    dropping, non_dropping, family = _take_particles(family)
    words = given.split()
    tail: list[str] = []
    while len(words) > 1 and words[-1].lower() in _PARTICLES and words[-1][0].islower():
        tail.insert(0, words.pop())
    if tail:
        dropping = " ".join((*tail, dropping)).strip()
    return Name(family, " ".join(words), dropping, non_dropping, suffix)


def _take_particles(family: str) -> tuple[str, str, str]:
    """Part leading particles from a family name: (dropping, non-dropping, rest)."""
    words = family.split()
    count = 0
    while (
        count < len(words) - 1
        and words[count].lower() in _PARTICLES
        and (words[count][0].islower() or count == 0)
    ):
        count += 1
    particles, rest = words[:count], " ".join(words[count:])
    if not particles or particles[0][0].isupper():
        return "", "", family
    if all(word.lower() in _DROPPING for word in particles):
        return " ".join(particles), "", rest
    return "", " ".join(particles), rest


def _read_direct(text: str) -> Name:  # noqa: PLR0911 - a list of orders, the first that fits
    """Read a name without commas by the place of its initials, particle or patronymic."""
    words = _JOINED_INITIALS.sub(" ", text).split()
    if len(words) == 1:
        return Name(family=words[0]) if words[0][:1].isalpha() else Name(literal=text)
    marks = [bool(_INITIAL.fullmatch(word)) or is_initials(word) for word in words]
    if marks[-1] and not marks[0]:
        first = marks.index(True)
        return _read_inverted(" ".join(words[:first]), " ".join(words[first:]), "")
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[2]) and not _PATRONYMIC.fullmatch(words[1]):
        return Name(words[0], " ".join(words[1:]), suffix=suffix)
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[1]):
        return Name(words[2], " ".join(words[:2]), suffix=suffix)
    for index, word in enumerate(words[1:-1], 1):
        if word.lower() in _PARTICLES and (
            word[0].islower()
            or (word in _CAPITAL_PARTICLES and (marks[index - 1] or index == len(words) - 2))
        ):
            dropping, non_dropping, family = _take_particles(" ".join(words[index:]))
            return Name(family, " ".join(words[:index]), dropping, non_dropping, suffix)
    if words[0].lower() in _PARTICLES and words[0][0].islower():
        dropping, non_dropping, family = _take_particles(" ".join(words))
        return Name(family, "", dropping, non_dropping, suffix)
    if not marks[0] and words[0].isupper() and len(words[0]) > 2 and not words[-1].isupper():
        return Name(words[0], " ".join(words[1:]), suffix=suffix)
    if len(words) == 2 and _is_known_given(words[1]) and not _is_known_given(words[0]):
        return Name(words[1 - 1], words[1], suffix=suffix)
    return Name(words[-1], " ".join(words[:-1]), suffix=suffix)


def _with_suffix(name: Name, suffix: str) -> Name:
    """Return the name with a suffix."""
    return Name(
        name.family, name.given, name.dropping_particle, name.non_dropping_particle, suffix, name.literal
    )
