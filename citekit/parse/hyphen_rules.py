"""Which hyphens at a line end belong to the word: the rules by script and language.

A typesetter's hyphen stands inside a word and goes when the line break goes; a true hyphen parts the two
halves of a compound and stays. The rules here see the two halves only; `citekit.parse.hyphens` asks the
document's own words first.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.patterns import defer_pattern

#: Second halves before which any first half keeps its hyphen.
_PARTICLES: Final = frozenset({"таки", "либо", "нибудь", "небудь"})

#: First halves that take the Russian particle `-то`; shorter stems would catch soft breaks (`мес-то`).
_TAKES_TO: Final = frozenset(
    {
        "кто",
        "кого",
        "кому",
        "кем",
        "ком",
        "что",
        "чего",
        "чему",
        "чем",
        "чём",
        "какой",
        "какого",
        "какому",
        "каким",
        "каком",
        "какая",
        "какую",
        "какое",
        "какие",
        "каких",
        "какими",
        "где",
        "куда",
        "откуда",
        "когда",
        "как",
        "почему",
        "зачем",
        "отчего",
        "сколько",
        "чей",
        "чья",
        "чьё",
        "чье",
        "чьи",
        "чьих",
        "чьему",
        "такой",
        "такая",
        "такое",
        "такие",
        "так",
        "там",
        "туда",
        "тогда",
        "потому",
        "поэтому",
        "именно",
        "всё",
    }
)

#: Whole first half and the whole second halves (or their beginnings, ending in `*`) that it keeps.
_PAIRS: Final = {
    "из": ("за", "под"),
    "з": ("за", "під", "над"),
    "із": ("за", "під"),
    "во": ("первых", "вторых"),
    "по": (
        "русски", "моему", "твоему", "своему", "нашему", "вашему", "видимому", "прежнему", "новому",
        "старому", "другому", "иному", "разному", "настоящему", "человечески", "дружески", "товарищески",
        "братски", "перше", "друге", "третє", "перше", "новому", "іншому", "своєму",
    ),
    "кое": ("что", "чего", "чему", "чем", "кто", "кого", "кому", "кем", "где", "куда", "как", "какой",
            "какие", "каких", "какая", "какое", "когда"),
    "будь": ("який*", "яка", "яке", "які*", "якого", "якої", "якому", "яким", "яку", "хто", "що", "де",
             "коли", "як", "кого", "кому", "чого", "чому"),
    "премьер": ("министр*",),
    "прем'єр": ("міністр*",),
    "вице": ("*",),
    "віце": ("*",),
    "обер": ("*",),
    "унтер": ("*",),
    "интернет": ("*",),
    "інтернет": ("*",),
    "онлайн": ("*",),
    "экс": ("президент*", "премьер*", "министр*", "глав*", "чемпион*", "канцлер*", "директор*",
            "председател*", "депутат*", "губернатор*", "мэр*", "советник*", "посол*", "король*"),
    "генерал": ("майор*", "лейтенант*", "полковник*", "губернатор*", "адъютант*"),
    "пресс": ("секретар*", "конференц*", "служб*", "релиз*", "центр*", "бюро"),
    "штаб": ("квартир*",),
    "бизнес": ("план*", "структур*", "сообществ*", "контакт*", "процесс*", "модел*", "сред*", "элит*",
               "школ*", "центр*", "интерес*", "форум*", "проект*"),
    "северо": ("запад*", "восток*", "восточн*"),
    "юго": ("запад*", "восток*", "восточн*"),
    "північно": ("захід*", "схід*"),
    "південно": ("захід*", "схід*"),
    # English
    "non": ("aligned", "alignment", "governmental", "government", "intervention*", "member*", "regional",
            "state*", "proliferation", "nuclear", "military", "violent*", "linear", "profit", "european*",
            "western", "political", "binding", "economic", "traditional", "discriminat*", "tariff",
            "interference", "existent", "zero", "trivial", "standard", "compliance", "human", "local"),
    "self": ("determin*", "defen*", "govern*", "suffic*", "regulat*", "interest*", "evident", "report*",
             "help", "employ*", "confiden*", "conscious*", "made", "identif*", "contain*", "rul*"),
    "quasi": ("*",),
    "so": ("called",),
    "well": ("known", "being", "defined", "established", "founded", "developed", "documented", "informed"),
    "long": ("term", "standing", "range", "lasting", "run", "distance"),
    "short": ("term", "lived", "range", "run"),
    "medium": ("term", "sized", "range"),
    "mid": ("term", "century", "nineteenth", "twentieth"),
    "large": ("scale",),
    "small": ("scale", "sized"),
    "full": ("scale", "time", "fledged"),
    "part": ("time",),
    "far": ("reaching", "right", "left", "fetched"),
    "high": ("level", "ranking", "quality", "speed", "tech"),
    "low": ("level", "cost", "income"),
    "decision": ("mak*",),
    "policy": ("mak*",),
    "cross": ("border", "country", "cultural", "national", "section*", "cutting", "refer*"),
    "post": ("war", "colonial", "communist", "conflict", "cold"),
    "pre": ("war", "revolution*", "existing"),
    "co": ("author*", "ordinat*", "operat*", "exist*", "edit*"),
    "two": ("third*", "year*", "part*", "state*", "way", "stage*", "level*", "tier*", "dimension*", "day*"),
    "three": ("year*", "part*", "stage*", "level*", "quarter*", "dimension*", "day*"),
    "twenty": ("*",), "thirty": ("*",), "forty": ("*",),
    "fifty": ("*",), "sixty": ("*",), "seventy": ("*",), "eighty": ("*",), "ninety": ("*",),
    # French
    "peut": ("être",), "est": ("ce",), "c'est": ("à",), "là": ("bas", "haut", "dessus", "dedans"),
    "au": ("dessus", "delà", "dessous", "dehors", "devant"), "ci": ("après", "dessus", "dessous", "joint",
    "contre"), "par": ("delà", "dessus"), "rendez": ("vous",), "grand": ("père", "mère", "chose"),
    "chef": ("d'œuvre",), "à": ("*",), "dire": ("*",), "demi": ("*",), "quatre": ("vingt*",),
    "celui": ("ci", "là"), "celle": ("ci", "là"), "ceux": ("ci", "là"), "celles": ("ci", "là"),
    "lui": ("même",), "elle": ("même",), "eux": ("mêmes",), "elles": ("mêmes",), "soi": ("même", "disant"),
    "moi": ("même",), "nous": ("mêmes",), "vous": ("mêmes",), "outre": ("mer", "atlantique"),
    "sous": ("région*", "développ*", "marin*", "sol", "ensemble*", "titre*", "groupe*", "secrétaire*"),
    "avant": ("garde", "guerre", "propos", "hier"), "après": ("guerre", "midi", "demain"),
    "entre": ("deux",), "vis": ("à",), "moyen": ("orient",),
}  # fmt: skip

#: Russian and Ukrainian first halves that end in -о but make solid words.
_SOLID_FIRST: Final = frozenset(
    {
        "западно",
        "восточно",
        "южно",
        "северно",
        "центрально",
        "латино",
        "железно",
        "народно",
        "сельско",
        "естественно",
        "крупно",
        "полно",
        "равно",
        "разно",
        "верно",
        "одинаково",
        "міжнародно",
        "загально",
        "сільсько",
        "західно",
        "східно",
        "південно",
        "північно",
        "центральноєвро",
        "внутренно",
        "первоначально",
        "машинно",
    }
)
#: Ends of first halves whose adjective joins another adjective with a hyphen.
_ADJECTIVE_FIRST: Final = tuple(
    "нно льно чно рно тно вно йно мно жно здно дно ско цко ово ево ико іко ько лого".split()
)
_ADJECTIVE_SECOND: Final = defer_pattern(
    r"(?:[нкцтвлмщшргжчдпбсзй](?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|"
    r"ими|ей|ою|а|е|і|ої|у|ої|ій|ыя|ь?ого|ь?ому|ь?ою))\Z"
)
_SOFT_SECOND: Final = defer_pattern(r"венн|сительн|сящ|вля")
_NOUN_FIRST: Final = defer_pattern(
    r"(?:стран|государств|держав|компани|компані|банк|город|міст|республик|організаці|организаци|предприяти"
    r"|фирм|регион|регіон|общест|країн|член|учен|учён|институт)\w{0,4}\Z"
)
_NOUN_SECOND: Final = defer_pattern(
    r"(?:участни|учасни|партн|член|сосед|сусід|лидер|лідер|донор|учредител|экспорт[её]р|импорт[её]р|кредитор"
    r"|основател|реципиент|гарант|агрессор|кандидат|сателлит|производител|получател|победител|должни|засновн)"
)
_PO_SECOND: Final = defer_pattern(r"(?:йски|нски|цки|сски|тски|вски|дски|рски|ському|цькому)\Z")
_LATIN_FIRST_ADJECTIVE: Final = defer_pattern(
    r"(?:isch|deutsch|(?<=\w\w\w\w)lich|(?<=\w\w\w)ico|íco|socio|(?<=\w\w\w)ano|franco|anglo|austro|italo)\Z"
)
_LATIN_SECOND_ADJECTIVE: Final = defer_pattern(
    r"(?:(?:isch|lich)(?:e[nrsm]?)?|ic[oaie]s?|ich[ei]|ivo|iva|ivi|ive|al(?:e?s?|i)|ande?s?|oise?s?|ar[ei]?s?|an[oaie]s?|eurs?"
    r"|[eé]en(?:ne)?s?|aise?s?|ain[es]?|[iu]stas?|eñ[oa]s?|esi?|[aei]nn?es)\Z"
)
#: What follows a German suspended hyphen: `Ein- und Ausfuhr`.
SUSPENDED: Final = frozenset({"und", "oder", "bzw", "sowie", "и", "или", "або"})


def _match_pair(first: str, second: str) -> bool:
    forms = _PAIRS.get(first)
    return forms is not None and any(
        second.startswith(form[:-1]) if form.endswith("*") else second == form for form in forms
    )


def _keeps_cyrillic(first: str, second: str, part: str) -> bool:
    whole = part == first
    if second in _PARTICLES:
        return True
    if second == "то":
        return first in _TAKES_TO
    if whole and first == "по" and _PO_SECOND.search(second):
        return True
    if len(second) >= 4 and _NOUN_SECOND.match(second) and _NOUN_FIRST.search(part):
        return True
    if len(part) < 5 or len(second) < 5 or part in _SOLID_FIRST:
        return False
    return (
        part.endswith(_ADJECTIVE_FIRST)
        and (len(part) >= 6 or part in {"водно", "южно"})
        and _ADJECTIVE_SECOND.search(second) is not None
        and _SOFT_SECOND.match(second) is None
    )


def _shows_by_case(part: str, second: str) -> bool:
    """Tell whether capitals show two words: `Санкт-Петербург`, `ООН-овский`, `Ein- und Ausfuhr`."""
    if second in SUSPENDED:
        return True
    if second[0].isupper():
        return not (part.isupper() and second.isupper())
    return len(part) > 1 and part.isupper() and second[0].islower()


def keeps_hyphen(first: str, second: str) -> bool:
    """Tell whether a hyphen at a line end belongs to the word, by its two halves alone.

    Args:
        first: The letters before the hyphen, inner hyphens included (`политико-экономико`).
        second: The letters after the line break.

    Returns:
        True when the hyphen is to be kept.
    """
    part = first.rpartition("-")[2]
    if not part or not second or _shows_by_case(part, second) or (len(part) == 1 and part == first):
        return True
    first, second, part = first.lower(), second.lower(), part.lower()
    if _match_pair(part, second) and (part == first or part in {"là", "à", "ci"}):
        return True
    if "а" <= part[-1] <= "ӿ":
        return _keeps_cyrillic(first, second, part)
    return (
        len(second) >= 4
        and _LATIN_FIRST_ADJECTIVE.search(part) is not None
        and _LATIN_SECOND_ADJECTIVE.search(second) is not None
    )
