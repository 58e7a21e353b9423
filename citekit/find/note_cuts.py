"""Where a note may be cut: at semicolons, ends of sentences, conjunctions and words such as `см.:`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citekit.find.reference_cues import CAPITAL, FAMILY_INITIALS
from citekit.parse.literals import begin_word, join_by_letter
from citekit.parse.patterns import defer_pattern

#: A name that stands behind words which lead to a reference only there.
_NAME_NEXT: Final = (
    rf"(?=\s(?:[{CAPITAL}][\w’'./-]{{0,30}}\s){{0,3}}[{CAPITAL}][\w’'/-]{{1,30}}(?:[,:.]|\s\())"
)
_DETAIL: Final = r"(?:\sоб этом)?(?:,?\s(?:см|в|у)\.?|\s?:)(?:\s?также)?"
_BEFORE_SOURCE: Final = ("[Сс]оставлен", "[Рр]ассчитан", "[Пп]одсчитан", "[Пп]остроен")
_MADE: Final = (
    rf"[оа] (?:автор(?:ом|ами) )?(?:по|на основе)(?: данным)?(?: [{CAPITAL}][\w.-]{{1,20}}){{0,3}}(?=\s?:)"
)
#: Words that lead to a reference only before a name, with what may follow them.
_BEFORE_NAME: Final = (
    *(
        f"{word}(?: auch| dazu| hierzu| bei| bereits| schon| jetzt| noch)?"
        for word in (
            *("[Zz]uletzt", "[Dd]azu", "[Hh]ierzu", "[Aa]nders", "[Ss]o", "[Ss]owie", "[Ff]erner"),
            *("[Dd]agegen", "[Ee]benso", "[Kk]ritisch", "[Aa]usführlich", "[Gg]rundlegend"),
            *(r"[Ii]nsbes(?:ondere|\.)", "[Ää]hnlich", "[Ss]tatt (?:vieler|aller)", "[Nn]äher"),
            *("[Ee]ingehend", r"[Aa]\. ?A\.", "[Ee]twa", "[Vv]gl"),
            *(
                r"[Kk]rit\.(?: dagegen| hierzu)?",
                "[Dd]ifferenzierend",
                "[Ee]inschränkend",
                r"[Zz]ust\.",
                r"[Aa]bl\.",
                r"[Aa]usf\.",
                r"[Gg]rdl\.",
            ),
            *("[Zz]ustimmend", "[Aa]blehnend", "[Oo]ffen ?gelassen (?:in|von|bei)"),
        )
    ),
    *(r"[Cc]osì(?:\s(?:anche|ancora|già|pure))?", r"[Aa]sí(?:\s(?:también|ya))?"),
    *("[Aa]insi que", "[Ee]t aussi", "[Nn]onché", "[Aa]sí como", "[Aa]nd also"),
    *(r"[Аа]\s[Тт]акже:?", "[Тт]акже:?", "[Кк]роме того,?", r"[Аа]\sтакож:?"),
)
_LEADS: Final = (
    r"[Пп]одробн(?:ее|о)" + _DETAIL,
    r"[Бб]олее подробно" + _DETAIL,
    (
        r"[Сс]м\.(?:,?\s?(?:также|тж\.?|об этом|подробнее|подробно|подр\.|например|напр\."
        r"|прежде всего|ещё|еще|и|в):?){0,3}"
    ),
    r"[Сс]р\.(?:\s(?:также|с))?",
    r"[Цц]ит(?:ируется|\.)?\s?(?:по|за)(?=[\s:])",
    r"[Пп]риводится по",
    r"[Цц]итата по",
    r"[Ии]сточник(?=:)",
    r"[Дд]ив\.(?:\s?(?:також|докладніше|напр\.)){0,2}",
    r"[Пп]ор\.",
    (
        r"[Ss]ee(?:\s(?:also|further|especially|generally))?(?:,?\s(?:e\.\s?g\."
        r"|for (?:example|instance)|inter alia),?)?"
    ),
    r"[Ee]\.\s?g\.,?",
    r"[Aa]ccord",
    r"[Bb]ut (?:see|cf\.)(?: also)?",
    r"[Cc]f(?:\.|(?=\s[A-Z]))",
    r"[Cc]ompare",
    r"[Qq]uoted (?:in|from|after)",
    r"[Cc]ited (?:in|after|by)",
    r"[Ss]ource(?=:)",
    r"[Vv]gl\.(?:\s(?:auch|dazu|hierzu|etwa|z\.\s?B\.|nur)){0,2}",
    r"[Ss]\.(?:\s(?:auch|dazu|hierzu|etwa|a\.)){1,2}",
    r"[Ss]iehe(?:\s(?:auch|dazu|hierzu|etwa)){0,2}",
    r"[Zz]it(?:iert|\.)\s(?:nach|n\.|bei|in)",
    r"[Aa]bgedr(?:uckt|\.) (?:in|bei)(?=:)",
    r"[Qq]uelle(?=:)",
    (
        r"[Vv]oir(?:\s(?:aussi|notamment|par exemple|en particulier|cependant|également|surtout"
        r"|toutefois|entre autres|en dernier lieu|sur ce point|à ce (?:sujet|propos)|ainsi|encore"
        r"|par ex\.),?){0,2}"
    ),
    r"[Cc]ité(?:e|s)? (?:par|dans|d['’]après)",
    (
        r"[Cc]fr\.(?:\s?(?:anche|asimismo|igualmente|ora|almeno|soprattutto|in particolare|da ultimo|inoltre"
        r"|también|además|por todos|entre otros)){0,2}"
    ),
    (
        r"[Ss]i veda(?:no)?(?:\s(?:anche|ad esempio|in proposito|al riguardo|sul punto|tra gli altri"
        r"|per tutti|almeno|ora|soprattutto|in particolare|da ultimo|inoltre|altresì)){0,2}"
    ),
    r"[Vv]edi(?:\sanche)?",
    r"[Rr]invi[oa](?:\sanche)? a",
    r"[Rr]imand[oa](?:\sanche)? a",
    r"[Rr]envo(?:ie|yer|yons)(?:\saussi)? à",
    r"[Rr]emito a",
    r"[Cc]onf\.",
    r"[Cc]omp\.",
    r"[Aa]dde",
    r"[Cc]ontra(?:\s?:)?",
    r"[Vv]\. (?:déjà|aussi|not\.|notamment|par ex\.|anche|pure|per tutti|inoltre|ora|in particolare)",
    r"[Oo]ra(?:\sanche)?\sin",
    r"[Cc]it(?:ato|\.) in",
    *(f"{word}(?=:)" for word in ("[Пп]ример", "[Нн]апример", "[Дд]оступно", "[Ee]xample", "[Bb]eispiel")),
    r"[Vv]id\.(?:\s(?:por todos|también|asimismo|además|entre otros|al respecto)){0,2}",
    r"[Cc]it\. (?:en|por|dans|par|bei)",
    r"[Vv]éa(?:se|nse)(?:\s(?:también|asimismo|por ejemplo|entre otros)){0,2}",
    r"[Cc]itado (?:en|por)",
)
#: Words that lead to a reference or a repeated one, wherever in a note they stand.
LEAD: Final = re.compile(
    begin_word((*_LEADS, *_BEFORE_SOURCE, *_BEFORE_NAME)) + f"(?:{join_by_letter(_LEADS)}"
    f"|(?:{join_by_letter(_BEFORE_SOURCE)}){_MADE}"
    f"|(?:{join_by_letter(_BEFORE_NAME)}){_NAME_NEXT}"
    r")(?:\s?:)?\s{1,3}(?=[\[«“„\"(]?["
    + CAPITAL
    + r"]|[«“„\"]|\d{1,4}\s[A-Z]|там\s|(?:его|её|ее|их)\sже\s|ib[ií]d|id\.|указ\.|[oó]p\.|<?https?://|www\.|ebd|ivi\b|above,|supra,)"
)
_STOP: Final = defer_pattern(
    r"(?:;|[.!?…]+[)»”\"’\]]{0,2}|[»”\"]\.)(?:\s{1,4}(?=\S)|$)|(?<=\d\))\s(?!UN Doc|U\.N\.)(?=["
    + CAPITAL
    + r"])"
)
#: What a number with a full stop counts: a day's month, an edition, a volume.
_ORDINAL_BEFORE: Final = defer_pattern(
    r"(?:Jan|Jän|Feb|M[äa]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[kc]t|Nov|De[zc])[a-zé]{0,7}\.?\s\d"
    r"|(?:Aufl|Ausg|Bde?|Band|Jg|Jahrg|Teil|Halbbd|Jahrhundert|Jh|Lfg|Abt|Heft)(?:age|abe|ang)?\b"
)
_LAST_WORD: Final = defer_pattern(r"(?:^|[\s(\[«“„\"/–—-])([^\s(\[«“„\"]{1,14})$")
#: Abbreviations behind which no piece ends unless a new reference plainly begins there.
_ABBREVIATIONS: Final = frozenset(
    """
    т тт вып кн ч см ср др пр изд ред сост пер авт отв под проф акад им ст п пп гл стр рис табл напр цит
    указ соч
    г гг в вв руб млн млрд тыс ок коп ун-та ун-т науч общ междунар федер дис канд докт д-ра ист экон
    юрид полит
    филол филос соц рос респ нац обл губ респуб зам нач журн сб тр мат вопр вестн изв учеб учён учен пособ
    вид укр держ див зб с c стор
    vol vols ser no nr num p pp ed eds vgl hg hrsg bd jg s sq f ff cf al etc dr prof st ca col fig sec art ch
    trans transl
    univ inst int intern rev soc assoc dept co inc ltd jr sr e.g i.e z.b u.a d.h bzw aufl übers tit rec
    cl lit sign sig akz abt fol lfd
    trad éd éds rééd coll préf introd bibl arch dép ms fr bull civ crim
    núm pág págs cap fasc coll dir rés res tab ann op cit loc ibid
    tratt comm noviss dig dir trasp giur enc riv mass foro cost somm concl obs adde
    sottof sottofasc sc cat
    janv févr juill déc chron bl masch
    rist anast mun com nat dép dépt krit zust abl ausf jan feb apr aug sept oct nov
    add cod fols rawl pub cong comm subcomm sess supp stat fed reg rep app assn dist cty gen admin leg
    """.split()
)
#: What follows the short name of a classical author or work: `Il. 2.204`, `9.22.1`, `Mor. 511b`.
_ANCIENT: Final = defer_pattern(r"(?:[A-Z][a-z]{1,7}\.\s){0,2}(?:\d{1,3}\.\d|\d{1,4}[a-f]\d{0,2}(?!\w))")
_LONGEST_ANCIENT: Final = 9
#: The tongue of a translation: `trad. it. Einaudi, Torino 1989`.
_TONGUES: Final = frozenset("it fr ingl ted esp cast".split())
_TRANSLATION: Final = defer_pattern(r"\b(?:trad|ed|vers)\.\s[a-z]{2,4}\Z")
#: An ordinal number within a German phrase: `auf dem 20. Hafenkongress`.
_GERMAN_ORDINAL: Final = defer_pattern(r"\b(?:dem|der|des|den|beim|zum|zur|im|am|vom)\s\d{1,2}\Z")
#: A French review by its year, the page behind a full stop: `AJDA 2005. 663`.
_REVIEW_YEAR: Final = defer_pattern(
    r"\b(?:AJDA|RFDA|RTD\s(?:civ|com|eur)\.|RDP|D\.|JCP(?:\s[A-Z])?|LPA)\s\d{4}\Z"
)
#: Words that open a sentence, behind `Ibid.`
_SENTENCE: Final = defer_pattern(rf"[{CAPITAL}][a-zà-öø-ÿа-яёіїєґ]{{1,20}}\s[a-zà-öø-ÿа-яёіїєґ]{{2,20}}[\s,]")
#: Words of short forms.
_SHORT_FORMS: Final = (
    r"[Тт]ам\s{1,3}(?:же|само)",
    r"[Ii]b[ií]d",
    r"[IiÍí]d(?:em)?\b",
    r"[Ee]bd\.",
    r"[Ee]bend",
    r"[Ii]vi\b",
    r"[Ll]oc\.",
    r"[OoÓó]p\.\s?cit",
    r"[Уу]каз",
    r"[Цц]ит\.",
    r"[Вв]каз",
    r"[Зз]азн\.",
    r"[Aa]rt\.\s?cit",
    r"[Oo]b(?:\.|ra)\s?cit",
    r"[Aa]\.\s{0,2}[Aa]\.\s{0,2}O",
    r"[Aa]aO\b",
    r"[Cc]it\.",
    r"\(n\s?\d",
    r"\(wie",
    r"[Ss]upra",
    r"[Aa]bove,?\sn",
    r"[Сс]носк",
    r"[Сс]н\.",
    r"[Пп]рим\.",
    r"[Пп]римеч",
    r"[Пп]риміт",
    r"[Сс]сылк",
    r"[Nn]ot[ea]",
    r"[Ff]n\.",
    r"[Nn]n?\.\s?\d",
    r"Anm\.",
    r"Fn\.",
    r"Fußn",
    r"Anmerk",
    r"[Ff]ootnote",
    r"préc\.",
)
#: What a short form holds, as a cheap test.
MAY_REPEAT: Final = defer_pattern(
    f"{begin_word(_SHORT_FORMS)}(?:{'|'.join(_SHORT_FORMS)})" + r"|…|\.\.\.|[.dh]\sat\s\d"
)
#: A conjunction between two short forms: `ibid., p. 4, et Martin, op. cit., p. 5`.
_AND_REPEAT: Final = defer_pattern(
    r"(?:(?<=[\d).»”])|(?<=above)|(?<=supra)),?\s(?:et|and|und|e|y|и|та)\s(?=(?:["
    + CAPITAL
    + r"][^;()]{1,40}?[\s,])?"
    r"(?:[Ii]b[ií]d|[OoÓó]p\.\s?cit|[Aa]rt\.\s?cit|cit\.,|\(n\s?\d"
    r"|[Уу]каз\.|[Тт]ам же|[Вв]каз\.|ob\.\s?cit|a\.\s?a\.\s?O))"
)
#: A conjunction between two works in one sentence, a name and a title behind it.
_AND_WORK: Final = defer_pattern(
    rf"(?<=[\d)»”\"’]),?\s(?:and|und|et|e|y|и|та)\s(?=(?:[{CAPITAL}]\.\s?){{1,3}}[{CAPITAL}][\w’'-]{{2,30}},?\s[{CAPITAL}«“‘\"']"
    rf"|[{CAPITAL}][\w’'-]{{1,30}},?\s(?:[{CAPITAL}]\.\s?){{1,3}}[,.]?\s?[{CAPITAL}«“‘\"']"
    rf"|[{CAPITAL}][\w’'-]{{1,30}}\s(?:[{CAPITAL}]\.\s?)?[{CAPITAL}][\w’'-]{{1,30}}"
    rf"(?:\s&\s[{CAPITAL}][\w’'-]{{1,30}}\s(?:[{CAPITAL}]\.\s?)?[{CAPITAL}][\w’'-]{{1,30}})?,\s[{CAPITAL}«“‘\"'])"
)
#: A second short title of the same author: `Hart, Black Bread, 190, and “Men Who Sold,” 34`.
_AND_TITLE: Final = defer_pattern(r"(?<=\d),\sand\s(?=[“«][^“”«»]{3,80}[”»],?\s\d)")
#: What `Compare` sets against the work before: `Compare Dane, supra note 4, with MARY POOL, SALT 5 (1990)`.
_COMPARED: Final = defer_pattern(rf",?\swith\s(?=[{CAPITAL}][\w.’'-]{{0,30}}[\s,])")
#: A further document behind a semicolon: `A/HRC/32/45, paras. 12–18; and A/66/264`.
_AND_SYMBOL: Final = defer_pattern(
    r";\s(?:and|и|et|y|und|та)\s(?=(?:[ASE]|ST|TD|CCPR|CEDAW|CERD|CRC|CAT)/[A-Z\d]|[Rr]esolution\s\d|резолюци[яи]\s\d)"
)
#: `voir` in short behind a comma: `Sur l’ensemble, v. G. Viney et P. Jourdain, Traité …`.
_SEE: Final = defer_pattern(rf",\sv\.\s(?=(?:[{CAPITAL}][a-z]?\.\s?){{1,2}}[{CAPITAL}][a-z])")
#: The author named before, behind a preposition: `So der Titel bei dems., Rheinzölle, Köln 1841`.
_SAME: Final = defer_pattern(rf"\s(?:bei|von|durch)\s(?=(?:dems|ders|dens|dies)\.,\s[{CAPITAL}])")
#: An archive by its initials within a sentence, the fonds behind: `compare those in RGADA, f. 248, op. 113`.
_ARCHIVE: Final = defer_pattern(
    rf"\s(?<=[a-zà-öø-ÿа-яёіїєґ]\s)(?=(?:[{CAPITAL}]{{2,8}}\s){{0,2}}[{CAPITAL}]{{2,9}}[.,]?\s[FfФф]\.?\s?[RrРр]?-?\d)"
)
#: A colon behind words of a sentence, before an author: `наиболее полно в работе: Лагутина М. О. …`
_COLON: Final = defer_pattern(rf":(?<=[a-zà-öø-ÿа-яёіїєґ]:)\s(?={FAMILY_INITIALS.pattern})")
#: A place of publication at the end of a piece, and one with its year behind a semicolon.
_PLACE_BEFORE: Final = defer_pattern(
    rf"[.—–]\s[{CAPITAL}][\w.-]{{0,20}}(?:\s[{CAPITAL}][\w.-]{{1,20}}){{0,2}}\Z"
)
_PLACE_BEHIND: Final = defer_pattern(
    rf"[{CAPITAL}][\w.-]{{0,20}}(?:\s[{CAPITAL}][\w.-]{{1,20}}){{0,2}}(?:\s?:[^:;]{{2,40}})?,\s(?:1[5-9]|20)\d\d"
)
_ASIDE: Final = defer_pattern(
    r"\((?:trad|пер|übers|trans|reed|reimpr|rééd|rist|ed|éd|переизд|ориг|orig|d[’']ora|далее|hereafter"
    r"|im Folgenden|ci-après|désormais|d’ora|in avanti|en adelante|[^()]{2,40};\saccessed"
    r"|[^()]{2,40};\sдата обр|[^()]{2,40};\sZugriff)[^()]{0,140}\)",
    re.IGNORECASE,
)


#: How the joints begin that lead to a reference by their words.
_WITH_WORDS: Final = ("; ", ", v. ", " bei ", " von ", " durch ", " with ", ", with ")


class Cut(NamedTuple):
    """A place between two pieces.

    Attributes:
        end: Where the piece before ends.
        start: Where the piece behind begins.
        sign: What parts them, or empty.
        lead: The words that lead to the piece behind.
    """

    end: int
    start: int
    sign: str
    lead: str


def find_cuts(text: str) -> list[Cut]:
    """Return the places where a note may be cut, in order.

    Args:
        text: The note, its lines joined.
    """
    cuts: list[Cut] = []
    asides = _find_asides(text)
    joints = [
        match
        for joint in (_SEE, _SAME, _AND_SYMBOL, _AND_WORK, _AND_REPEAT, _AND_TITLE, _COLON, _ARCHIVE)
        for match in joint.finditer(text)
    ]
    if "ompare " in text:
        joints += _COMPARED.finditer(text)
    leads = {match.start(): match for match in (*LEAD.finditer(text), *joints)}
    stops = {match.start(): match for match in _STOP.finditer(text)}
    taken = -1
    for start in sorted({*leads, *stops}):
        if start < taken:
            continue
        if (led := leads.get(start)) is not None:
            joined = led.re.pattern != LEAD.pattern
            sign = "" if not joined else ":" if led[0].startswith(":") else ";"
            # A document behind `; and` begins anew though its symbol may begin in small letters.
            words = led[0].strip() if not joined else ""
            if joined and led[0].startswith(_WITH_WORDS):
                words = led[0].strip(";, ")
            cuts.append(Cut(start, led.end(), sign, words))
            taken = led.end()
        elif (
            (stop := stops.get(start)) is not None
            and not any(low < start < high for low, high in asides)
            and _ends_piece(text, stop)
        ):
            mark = stop[0].strip()
            cuts.append(Cut(start if mark == ";" else start + len(mark), stop.end(), mark or ")", ""))
    return cuts


def _find_asides(text: str) -> list[tuple[int, int]]:
    """Return the short parentheses, in which no piece ends: `(trad. it. Il commercio, Viella, Roma 2016)`."""
    return [match.span() for match in _ASIDE.finditer(text)] if "(" in text else []


def _ends_piece(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a full stop or semicolon ends a piece."""
    if stop.end() == len(text) or stop[0].startswith(";") or not stop[0].strip():
        return not _parts_places(text, stop)
    following = text[stop.end() : stop.end() + 70]
    if stop[0][0] != ".":
        return following[0].isupper() or following[0] in '«“"[('
    opens = following[0].isupper() or following[0].isdigit() or following[0] in '«“„"[–—('
    if not (opens or following.startswith("http")):
        return False
    word = _LAST_WORD.search(text[max(0, stop.start() - 16) : stop.start()])
    if word is None:
        return True
    last = word[1].rpartition("/")[2] or word[1]
    return not _goes_on(text, stop, last, following) and (
        not _is_abbreviation(last) or _begins_plainly(text, stop, last, following)
    )


def _goes_on(text: str, stop: re.Match[str], last: str, following: str) -> bool:
    """Tell whether the full stop is one within a place, a review or an ordinal number."""
    if last[0].isupper() and len(last) < _LONGEST_ANCIENT and _ANCIENT.match(following):
        return True
    if not last.isdigit():
        return (
            last in _TONGUES
            and _TRANSLATION.search(text, max(0, stop.start() - 14), stop.start()) is not None
        )
    if len(last) < 3 and _GERMAN_ORDINAL.search(text, max(0, stop.start() - 10), stop.start()):
        return True
    if len(last) == 4:
        return _REVIEW_YEAR.search(text, max(0, stop.start() - 24), stop.start()) is not None
    return len(last) < 3 and _ORDINAL_BEFORE.match(following) is not None


def _parts_places(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a semicolon parts two places of one work: `Leipzig; Wien, 1929`."""
    return (
        _PLACE_BEFORE.search(text, max(0, stop.start() - 40), stop.start()) is not None
        and _PLACE_BEHIND.match(text, stop.end()) is not None
    )


def _is_abbreviation(word: str) -> bool:
    initials = word[0].isupper() and all(len(part) <= 2 for part in word.split("."))
    return (len(word) == 1 and word.isalpha()) or (initials and "." in word) or word.lower() in _ABBREVIATIONS


def _begins_plainly(text: str, stop: re.Match[str], word: str, following: str) -> bool:
    """Tell whether what follows an abbreviation is plainly something new."""
    if word[0].isupper() and word.lower() not in _ABBREVIATIONS:
        return False
    if word.lower() in {"ibid", "ebd"} and _SENTENCE.match(following):
        return True
    before = text[max(0, stop.start() - 8) : stop.start() - len(word)].rstrip()
    after_number = len(word) > 1 or word.islower()
    if FAMILY_INITIALS.match(following) or MAY_REPEAT.match(following):
        return after_number
    return after_number and before[-1:].isdigit() and following[0].isupper()
