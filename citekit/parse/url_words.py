"""The words around and inside web addresses: top-level domains, file extensions, lead-ins, prose words."""

from __future__ import annotations

import re
from typing import Final

from citekit.parse.patterns import defer_pattern

_GENERIC: Final = (
    "com org net edu gov int mil info biz name pro aero asia cat coop jobs mobi museum post tel "
    "travel xxx academy "
    "agency app archi art bank bio blog center city cloud club college community company dev digital earth "
    "education energy exchange expert foundation fund fyi global guide health help house institute "
    "international "
    "land law legal life link live ltd media moscow network news ngo one ong online page paris "
    "partners photo "
    "place plus press pub report reports research review school science shop site social software "
    "solutions space "
    "store studio study support systems team tech tips today tools top university video vip watch "
    "website wiki "
    "work works world xyz zone berlin wien swiss london nyc tatar su eu example test invalid"
)
_COUNTRIES: Final = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt "
    "bw by bz ca "
    "cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et fi fj "
    "fk fm fo fr "
    "ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir "
    "is it je jm "
    "jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml "
    "mm mn mo mp "
    "mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn "
    "pr ps pt pw "
    "py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th "
    "tj tk tl tm "
    "tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_NATIONAL: Final = "рф рус москва дети сайт орг онлайн ком укр бел қаз срб мкд мон бг ею xn--p1ai"

#: Top-level domains, in lower case.
TOP_LEVEL_DOMAINS: Final = frozenset(f"{_GENERIC} {_COUNTRIES} {_NATIONAL}".split())

#: What the last part of a path may end with, after a full stop.
FILE_EXTENSIONS: Final = frozenset(
    """html htm shtml xhtml phtml php php3 asp aspx jsp jspx cfm cgi do action pdf doc docx xls xlsx ppt
    pptx odt rtf txt xml json csv zip rar djvu epub jpg jpeg png gif svg mp3 mp4 wbk stm nsf dll pl
    mhtml ece cms""".split()
)

#: Words that say that an address follows.
ADDRESS_LEAD: Final = defer_pattern(
    r"(?:\bUR[LI]|\bу?рл|режим\s{1,3}доступ[ау]|способ\s{1,3}доступа|(?:электронный|интернет-?|веб-?|"
    r"url-?)\s{0,3}адрес|"
    r"адрес(?:\s{1,3}(?:сайта|доступа|страницы|документа|"
    r"в\s{1,3}(?:сети\s{1,3})?интернет\w{0,3}))?(?=\s{0,3}:)|"
    r"(?:официальный\s{1,3})?(?:веб-)?сайт(?=\s{0,3}:)|ссылка(?=\s{0,3}:)|доступ(?:но|ен|"
    r"на)?\s{1,3}(?:по\s{1,3}(?:адресу|ссылке)|на)|"
    r"доступ(?=\s{0,3}:)|за\s{1,3}(?:адресою|посиланням)|интернет(?=\s{0,3}:)|"
    r"available(?:\s{1,3}(?:online|electronically))?\s{0,3}(?:at|from|on|via|in|under|:)|"
    r"available(?=\s{0,3}:)|"
    r"(?:retrieved|accessed|downloaded|obtained)[^:;()\n]{0,30}\s(?:from|at)|"
    r"(?:взято|получено|извлечено|отримано|вилучено)[^:;()\n]{0,30}\s(?:из|со?|з|із|зі)|"
    r"(?:web\s?site|web\s?page|homepage|internet|online|link|web)(?=\s{0,3}:)|"
    r"(?:verfügbar|abrufbar|einsehbar|zugänglich|online)\s{1,3}(?:unter|über|auf)|quelle(?=\s{0,3}:)|"
    r"(?:disponible|consultable|accessible|en\s{1,3}ligne)\s{1,3}(?:sur|en|à\s{1,3}l['’]adresse|à|in|:)|"
    r"(?:disponibil[ei]|consultabil[ei]|reperibil[ei])\s{1,3}(?:su|in|al(?:l['’]indirizzo)?|presso|a)|"
    r"(?:disponible|recuperado|obtenido)[^:;()\n]{0,30}\s(?:en|de)|indirizzo(?=\s{0,3}:))"
    r"\s{0,3}(?::\s{0,3}){0,2}(?:URL\s{0,2}:?\s{0,3})?[<(\[]?\s{0,2}\Z",
    re.IGNORECASE,
)

#: What such words end with; most words before a host are none of these.
_LEAD_ENDS: Final = frozenset(
    """доступа доступу адрес адресу сайта страницы документа интернет интернете сайт ссылка ссылке доступ на
    адресою посиланням рл урл at from on via in under available online website site page webpage homepage
    internet link web electronically unter über auf quelle sur en à adresse l'adresse l’adresse su al
    із зі з из с со all'indirizzo all’indirizzo presso a de indirizzo ligne url-адрес""".split()
)


def find_address_lead(before: str) -> int | None:
    """Return where the words begin that lead to an address at the end of a text, or None.

    Args:
        before: What stands before the address; the last 90 characters are enough.
    """
    stripped = before.rstrip(" \t\n\u00a0<([:")
    words = stripped[-20:].split()
    last = words[-1].lower().lstrip("([<.,;–—-") if words else ""
    if last in {"url", "uri"}:
        return len(stripped) - 3
    if last not in _LEAD_ENDS:
        return None
    lead = ADDRESS_LEAD.search(before)
    return None if lead is None else lead.start()


#: How the statement of an access date begins, right after an address.
ACCESS_BEGINS: Final = defer_pattern(
    r"[\s.,;:–—-]{0,8}[(\[]?[\s–—-]{0,3}(?:"
    r"дат[аыу]\s|(?:последн|посл\.)\w{0,4}\s|обращени|просмотр|провер[ея]н|посещ|по\sсостоянию|"
    r"переглян|останн|станом|"
    r"(?:last\s|date\s)?(?:access|retriev|visited|viewed|consult|cited|checked)|last\s|"
    r"(?:letzte[rs]?|zuletzt|letztmal\w{0,3})\s|zugriff|zugegriffen|abgerufen|abruf|aufgerufen|aufruf|"
    r"abgefragt|eingesehen|"
    r"besucht|stand:|(?:page|site|dernière?|date)\s|visité|vue?\sle|ultim[oa]\s|data\s|accesso|visitato|"
    r"fecha\s|citad[oa]|recuperad|acceso|visto|visitad|acess|dostęp|загл\.|яз\.|қаралған|жүгінген)",
    re.IGNORECASE,
)
#: The same, glued to the address with its bracket.
ACCESS_GLUED: Final = defer_pattern(
    r"[.,;]?[(\[](?=\s?(?:дат[аыу]|последн|обращ|просмотр|провер|посещ|access|last|retriev|visited|"
    r"viewed|consult|cited|checked|"
    r"letzte|zuletzt|zugriff|abger|abruf|aufger|besucht|stand|ultim|fecha|останн|переглян))",
    re.IGNORECASE,
)

#: Words of prose that a piece of an address on the next line is hardly ever.
PROSE_WORDS: Final = frozenset(
    """a about accessed after all also an and are as at available be been but by can doi for from had has
    have he he/she her his how if in into is it its last may more no not of on one or our retrieved
    s/he see she so such than that the their there these they this to under url was we were what
    when which while who will with would you and/or either/or n/a w/o km/h p pp vol no nr ed eds
    aber als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem einer er es
    für hat im in ist mit nach nicht noch nur oder sich sie sind so über um und unter von vor war
    wie wird wurde zu zum zur und/oder siehe vgl zit à au aussi aux avec ce ces cette comme dans
    de des dont du elle en est et il ils la le les leur mais ne nous on ou où par pas plus pour que
    qui sa se ses son sont sur un une voir et/ou a al alla anche che come con cui da dal dalla degli
    dei del della delle di e ed gli ha i il in la le lo ma nel nella non o per più quale se si sono
    su sul tra un una uno vedi e/o al como con de del el en entre es esta este la las lo los más no
    o para pero por que se sin sobre su sus un una véase y y/o""".split()
)
