"""Cues of references to newspapers, interviews, letters, classical authors and inscriptions."""

from __future__ import annotations

import re
from typing import Final

from citekit.find.cues import YEAR, make_cue

_MONTH: Final = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|janv|févr|mars|avril|mai|juin|juill|août|sept|oct|nov"
    r"|déc|gen|feb|mar|apr|mag|giu|lug|ago|set|ott|dic|enero|abril|mayo|junio|julio|agosto|diciembre|Januar|Februar|März"
    r"|Mai|Juni|Juli|Oktober|Dezember)[a-zé]{0,7}\.?"
)
_DAY: Final = rf"(?:{_MONTH}\s\d{{1,2}},\s|\d{{1,2}}\.?\s(?:de\s)?{_MONTH}\s(?:de\s)?){YEAR}"
_MONTHS: Final = (
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec janvier février mars avril mai juin juillet août septembre "
    "octobre novembre décembre janv févr juill déc gennaio febbraio marzo aprile maggio giugno luglio "
    "agosto settembre ottobre dicembre enero febrero abril mayo junio julio septiembre octubre noviembre "
    "diciembre januar februar märz juni juli oktober dezember"
)
#: Cues that speak for such a reference.
PRESS_CUES: Final = (
    make_cue(
        "title, newspaper, day",
        rf"[,.?!][”»\"’]?[”»\"’],?\s[^,.;“«]{{3,50}}(?:\s\([^()]{{2,25}}\))?,\s{_DAY}",
        2.2,
        words=_MONTHS,
    ),
    make_cue(
        "interview or message",
        r",\s(?:interview(?:ed)?\s(?:by|with)|e-?mail(?:\smessage)?\s(?:to|from)|personal\scommunication"
        r"|telephone\s(?:interview|conversation)|entretien\s(?:avec|réalisé)|entrevista\s(?:a|con|personal|realizada)"
        rf"|intervista\s(?:a|con|di)|Interview\s(?:mit|des)|Gespräch\smit)\s[^;]{{0,90}}{YEAR}",
        2.0,
        flags=re.IGNORECASE,
        words="interview interviewed email mail personal telephone entretien entrevista intervista gespräch",
    ),
    make_cue(
        "letter in a box",
        rf"^[^,;]{{3,60}}\sto\s[^,;]{{3,50}},\s{_DAY},\s[^;]{{0,60}}\d",
        2.2,
        words=_MONTHS,
    ),
    make_cue(
        "archive by its initials and a shelf mark",
        r"^[A-Z][A-Za-z]{0,5}[A-Z](?:\s\([A-ZÀ-Þ][\w’ -]{2,30}\))?,\s"
        r"(?:[A-Z]{1,4}[\s/-]?\d[\w/.-]{0,20}|\d{6,8})(?=[,.;]|\s?$)",
        2.1,
        needs=", ",
    ),
    make_cue(
        "place in a classical author",
        r"^(?!(?:Art|Fig|Sec|Sect|Ch|Kap|Abb|Tab|Vol|No|Eq|App|Cap|Par|Abs|Nr|Rn|Bd|Pt|St|Nos|Num|Ex|Def|Prop|Thm|Lem|Cor)\.)"
        r"[A-Z][a-z]{1,7}\.\s(?:[A-Z][a-z]{1,7}\.\s(?:[A-Z][a-z]{1,7}\.\s)?)?(?:\d{1,3}(?:\.\d{1,4}){1,3}|\d{1,4}[a-f]\d{0,2})(?![\d.]*\d)",
        2.4,
        needs=". ",
    ),
    make_cue(
        "inscription or collection of sources",
        r"^(?:CIL|IG|ILS|SEG|FGrHist|BNJ|P\.\s?Oxy\.|OGIS|RIB|BGU|IGRR|SIG|PLRE|CCSL|CSEL|MGH|AASS|RIS|PRF)\s(?:[A-Z][A-Za-z.]{0,12}\s)?"
        r"[IVXL\d][\w².³]{0,8}",
        3.6,
        words="cil ig ils seg fgrhist bnj p oxy ogis rib bgu igrr sig plre ccsl csel mgh aass ris prf",
    ),
)
