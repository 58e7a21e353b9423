"""Tells a reference from prose: named cues with weights, added up.

A cue is bibliographic punctuation or a term (GOST R 7.0.5-2008, 7.0.100-2018, ISO 690, journal styles);
words that only sentences have speak against. Strings are one entry, one note or a part of a note, with
line breaks already mended.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.find.cues import YEAR, make_cue
from citekit.find.law_cues import LAW_CUES
from citekit.find.press_cues import PRESS_CUES
from citekit.parse.literals import begin_word, holds_literal
from citekit.parse.patterns import defer_pattern

#: Capital letters of the Latin and Cyrillic scripts, for use inside a character class.
CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆĈČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽȘȚЀ-ЯҐҚҢӘӨҮҰҒ"
_WORD: Final = r"[\w’'ʼ-]"
_FAMILY: Final = rf"[{CAPITAL}](?!\b\.){_WORD}{{1,30}}"
_PARTICLE: Final = r"(?:(?:van|von|de|der|den|del|della|di|da|du|la|le|ten|ter|zu|dos|фон|ван|де)\s){0,3}"
_INITIALS: Final = rf"(?!U\.[SKN]\.\s)(?:(?!(?:No|Nr|Bd|Bl|St|Jg|Dr)\.)[{CAPITAL}][a-zа-я]?\.[\s-]?){{1,4}}"

#: `Family I. I.`, `Family, I. I.` at the start: the surest sign that an entry begins.
FAMILY_INITIALS: Final = re.compile(rf"{_PARTICLE}{_FAMILY}(?:[ -]{_FAMILY})?,?\s{_INITIALS}")
#: `Family, Given` or `FAMILY Given` at the start.
FAMILY_GIVEN: Final = re.compile(
    rf"{_PARTICLE}{_FAMILY}(?:[ -]{_FAMILY})?,\s{_FAMILY}"
    rf"(?:\s[{CAPITAL}][\w’'-]{{0,20}}\.?){{0,2}}(?=[\s,.;:(])"
)
#: `Given Family, ‘Title` at the start.
GIVEN_FAMILY: Final = re.compile(rf"{_FAMILY}\s(?:[{CAPITAL}]\.\s)?{_PARTICLE}{_FAMILY},\s[‘“«\"]")
#: `I. I. Family` at the start.
INITIALS_FAMILY: Final = re.compile(rf"{_INITIALS}{_PARTICLE}{_FAMILY}")
#: The same with what follows in a reference: a comma, a colon, a year, another author.
INITIALS_FAMILY_LIST: Final = re.compile(
    rf"{_INITIALS}{_PARTICLE}{_FAMILY}(?:[ -]{_FAMILY})?"
    r"\s?(?:[,:;/]|\(\d{4}|(?:and|und|et|e|y|и|&|et al)\s)"
)
#: `Family II,` at the start, without full stops.
FAMILY_BARE: Final = re.compile(
    rf"(?!(?:The|This|In|For|Der|Die|Das|Les?|La|Il|El|Los|См|Это)\b){_PARTICLE}{_FAMILY}(?:[ -]{_FAMILY})?"
    rf"\s[{CAPITAL}]{{1,3}}(?:[,.:;]|\s[{CAPITAL}][a-zа-я]+\s[{CAPITAL}]{{1,3}}\b)"
)
#: The same with a year in a bracket behind one or several: `Lave J and Wenger E (1991)`.
BARE_YEAR: Final = re.compile(
    rf"{_PARTICLE}{_FAMILY}(?:[ -]{_FAMILY})?\s[{CAPITAL}]{{1,4}}"
    rf"(?:(?:,|\sand|\s&)\s{_PARTICLE}{_FAMILY}(?:[ -]{_FAMILY})?\s[{CAPITAL}]{{1,4}}){{0,8}}"
    r"(?:,?\set\sal\.?)?\s\((?:1[5-9]|20)\d\d[a-z]?\)"
)
#: A body and a year at the start: `Amnesty International. 2009b. Nigeria`.
BODY_YEAR: Final = re.compile(
    rf"(?:[{CAPITAL}][\w&’'-]{{1,30}}\s(?:(?:of|for|and|the|&|de|des|für)\s){{0,2}}){{0,4}}[{CAPITAL}][\w’'-]{{1,30}}(?:\s\([^()]{{2,50}}\))?"
    rf"\.?\s(?:(?:1[5-9]|20)\d\d[a-z]?[.:]|\((?:1[5-9]|20)\d\d[a-z]?\)[.:,])\s"
)
#: The dash that stands for the author of the entry before.
SAME_AUTHOR: Final = re.compile(
    r"(?:[—–](?=\s\(?(?:1[5-9]|20)\d\d)|[—–―_]{2,8}|-{3,8}|[—–―] ?[—–―] ?[—–―])[.,]?\s"
)

_REPEATS: Final = (
    r"[Тт]ам\s{1,3}(?:же|само)(?!\w)",
    r"[Ii]b[ií]d(?:em)?(?!\w)",
    r"[Ee]bd\.",
    r"[Ee]benda(?!\w)",
    "[Ii]vi,",
    r"[Уу]каз\.\s?(?:соч|раб|ст|произв)",
    r"[Цц]ит\.\s?(?:соч|раб)\.",
    r"[Вв]каз\.\s?(?:пр|тв)",
    r"[Зз]азн\.\s?пр",
    r"[OoÓó]p\.\s?cit",
    r"[Aa]rt\.\s?cit",
    r"[Ll]oc\.\s?cit",
    r"[Aa]\.\s?a\.\s?O\.",
)
#: Words by which a note or an entry repeats a work that stands before it.
REPEAT_WORDS: Final = defer_pattern(f"{begin_word(_REPEATS)}(?:{'|'.join(_REPEATS)})")

_YEAR: Final = YEAR
#: The first figure and the first capital of a word: the sign comes before the test of what precedes it,
#: so that the search skips all others.
_FIGURE: Final = r"\d(?<!\w\d)"
_CAPITAL_FIRST: Final = rf"[{CAPITAL}](?<!\w[{CAPITAL}])"


_I: Final = re.IGNORECASE

#: Cues that speak for a reference, and one, with a weight below zero, against. Order is of no account.
FOR: Final = (
    *LAW_CUES,
    *PRESS_CUES,
    make_cue("host after two slashes", r"(?<![:/\w])\s?//\s", 3.0, needs="//"),
    make_cue(
        "responsibility after a slash",
        rf"\s/\s(?=[{CAPITAL}\[]|под|сост|пер|ред|отв|за|упоряд)",
        1.5,
        needs=" / ",
    ),
    make_cue(
        "place, publisher, year",
        rf"[{CAPITAL}][\w.-]{{0,25}}\s?:\s?[^:.;?!]{{2,70}}[,.\s]\s?{_YEAR}\b",
        2.5,
        needs=":",
    ),
    make_cue(
        "Russian place and year",
        rf"\b(?:М|Л|СПб|Спб|Пг|К|Х|Мн|Киев|Київ|Минск|Москва|Санкт-Петербург|Ленинград|Львів|Одеса|Харків)"
        rf"(?:\.|\b)\s?[,:][^.;]{{0,60}}\b{_YEAR}\b",
        2.5,
        words="м л спб пг к х мн киев київ минск москва санкт-петербург ленинград львів одеса харків",
    ),
    make_cue(
        "place and year",
        rf"[.,)]\s[{CAPITAL}][^\W\d]{{2,20}}(?:/[^\W\d]{{2,20}})?,?\s{_YEAR}(?=[.,;:\s]|$)",
        1.2,
    ),
    make_cue("year between stops", rf"[.,;–—-]\s\(?{_YEAR}[a-zа-е]?\)?\s?(?=[.,;:]|–|—|$)", 1.0),
    make_cue("year in round brackets", rf"\({_YEAR}[a-zа-е]?(?:,\s[\w\s]{{1,20}})?\)", 0.8, needs="("),
    make_cue("year at the end", rf"[\s,(]{_YEAR}[a-z]?\)?\s?[.,;]?$", 0.8),
    make_cue(
        "year, volume, pages",
        rf"{_YEAR}(?<!\w\d{{4}})[,;]\s?\d{{1,4}}\s?(?:\(\d{{1,3}}\))?[,:;]\s?[eE]?\d{{1,6}}",
        1.5,
    ),
    make_cue(
        "volume, page (year)",
        rf"{_FIGURE}\d{{0,3}},\s?\d{{1,6}}(?:[-–]\d{{1,6}})?\s?\(\s?{_YEAR}\s?\)",
        1.5,
        needs="(",
    ),
    make_cue("volume (year) page", rf"{_FIGURE}\d{{0,3}}\s?\(\s?{_YEAR}\s?\),?\s?\d{{1,6}}", 1.5, needs="("),
    make_cue("initials", rf"{_CAPITAL_FIRST}\.\s?(?:[{CAPITAL}]\.\s?)?{_FAMILY}", 0.5, 2, needs="."),
    make_cue(
        "abbreviated journal",
        rf"{_CAPITAL_FIRST}[a-z]{{1,6}}\.\s?(?:\b[{CAPITAL}][a-z]{{1,6}}\.\s?){{1,5}}",
        0.8,
        needs=".",
    ),
    make_cue("arXiv", r"\barXiv:|\bhep-|\bPMID|\bPMC\d", 1.5, words="arxiv hep hep- pmid pmc"),
    make_cue("pages", r"(?:\b|(?<=–))(?:[CС]|Cc|pp?|S|P|PP|стр|с|Pag|pag|pág|págs|Стор)\.?\s?\d{1,5}", 1.2),
    make_cue("page range", rf"{_FIGURE}\d{{0,4}}\s?[-–—−]{{1,2}}\s?\d{{1,5}}\b", 0.6),
    make_cue("extent", rf"{_FIGURE}\d{{1,3}}\s(?:с|p|pp|S|стр|Seiten|pages)\b", 1.2),
    make_cue(
        "volume or number",
        r"(?:\b(?:Т|Вып|Кн|Ч|Vol|vol|Iss|Issue|No|no|Nr|Bd|Jg|H|N|Вип|fasc|núm|nº|n°|rec)\.?|№)\s?\d{1,4}\b",
        1.0,
        2,
    ),
    make_cue("volume(issue)", rf"{_FIGURE}\d{{0,3}}\s?\(\d{{1,4}}(?:[-–/]\d{{1,4}})?\)", 1.2, needs="("),
    make_cue(
        "volume:pages",
        rf"{_FIGURE}\d{{0,3}}(?:\s?\(\d{{1,4}}\))?\s?:\s?[eE]?\d{{1,6}}\s?[-–]",
        1.2,
        needs=":",
    ),
    make_cue(
        "electronic resource",
        r"\[\s?(?:Электронн|Електронн|Electronic|Online|En ligne|Internet)",
        2.5,
        flags=_I,
    ),
    make_cue(
        "text and medium",
        r"(?:–|—|\.)\sТекст(?:\s\(.{0,40}\))?\s?:\s(?:непосредств|электрон)",
        2.5,
        needs="Текст",
    ),
    make_cue("address", r"\b(?:https?|ftp|hxxps?)://|\bwww\.", 1.2, words="http https ftp hxxp hxxps www"),
    make_cue(
        "label of an address",
        r"\b(?:URL|Режим доступ[ау]|Available (?:at|from|online)|Retrieved from|Verfügbar unter"
        r"|Disponible (?:en|sur)|"
        r"Disponibile)\b",
        1.5,
        flags=_I,
        words="url режим available retrieved verfügbar disponible disponibile",
    ),
    make_cue(
        "access date",
        r"\(?\b(?:дата (?:обращения|звернення|доступа)|accessed|last access|retrieved|zugriff"
        r"|abgerufen|consult[ée]|"
        r"consultato|consultado|stand:|доступ:)",
        1.8,
        flags=_I,
        words="дата accessed access retrieved zugriff abgerufen consulté consultée consultato "
        "consultado stand доступ",
    ),
    make_cue("doi", r"\bdoi(?:\.org|\s?:|\s10\.)|\b10\.\d{4,9}/", 2.5, flags=_I, needs="10."),
    make_cue("isbn or issn", r"\bISBN\b|\bISSN\b|\bEDN\b", 2.0, words="isbn issn edn"),
    make_cue(
        "editor",
        r"\b(?:под (?:общ\. |общей |науч\. )?ред|отв\. ред|ред\.-сост|за ред|сост\.|пер\. с|hg\.|hrsg|eds?\.|"
        r"dir\.|sous la dir|a cura di|coord\.|trans\.|übers\.|trad\.)",
        1.2,
        flags=_I,
        words="ред сост пер hg hrsg ed eds dir cura coord trans übers trad",
    ),
    make_cue(
        "edition",
        r"\b(?:\d{1,2}-е|\d{1,2}(?:st|nd|rd|th)|\d{1,2}\.)\s(?:изд|ed|Aufl|вид|éd)\b",
        1.5,
        words="изд е ed st nd rd th aufl вид éd",
    ),
    make_cue(
        "thesis",
        r"\b(?:дис\.|дисс\.|автореф|Diss\.|PhD|Ph\.D|thesis|thèse)",
        1.5,
        flags=_I,
        words="дис дисс автореф автореферат diss ph phd thesis thèse",
    ),
    make_cue(
        "conference",
        r"\b(?:Материалы|Сб(?:орник)?\.?\s(?:ст|науч|мат|тр)|Proceedings|Proc\.|Труды|Atti)",
        1.0,
        words="материалы сб сборник proceedings proc труды atti",
    ),
    make_cue(
        "in an anthology",
        rf"[.,»”\"’']\s(?:In|in|В кн\.|У кн\.|Dans|dans|En)\s?:?\s[{CAPITAL}«“\"]",
        1.0,
        words="in в у dans en",
    ),
    make_cue("archive", r"\bФ\.\s?[Рр]?-?\d{1,5}.{0,30}\b(?:Оп|Д|Спр)\.\s?\d", 3.0, needs="Ф."),
    make_cue(
        "archive in small letters",
        r"\bф\.\s?(?:[А-Я]-)?\d{1,5}[.,].{0,30}\b(?:оп|д|спр)\.\s?\d",
        3.0,
        needs="ф.",
    ),
    make_cue("archive, romanized", r"\bf\.\s?[Rr]?-?\d{1,5}.{0,30}\b(?:op|d|spr)\.\s?\d", 3.0, needs="f."),
    make_cue(
        "official journal",
        r"\b(?:СЗ\s(?:РФ|СССР)|Собр(?:ание|\.)\sзаконодательства|ВВР|BGBl|RGBl|ABl|JORF|Journal [Oo]fficiel"
        r"|BOE|Gazzetta [Uu]fficiale|ПСЗ|Official Journal|OJ\s[LC])",
        2.0,
        words="сз собр собрание ввр bgbl rgbl abl jorf journal boe gazzetta псз псз- official oj",
    ),
    make_cue(
        "place and publisher",
        rf"^[{CAPITAL}][^\W\d]{{2,20}}(?: [{CAPITAL}][^\W\d]{{2,20}})?: [{CAPITAL}][^.:;?!\d]{{2,50}}\.?$",
        1.2,
        needs=": ",
    ),
    make_cue(
        "court decision",
        r"^(?:STS|SAP|ATS|STC|BGH|BGHZ|BVerfG|BVerfGE|BVerwG|OLG|EuGH|CJUE|CJCE|CJEU|CE|Cass\.|Cons\. const\."
        r"|Corte cost\.|Cons\. Stato|Trib\.)[ ,].{0,80}\d",
        1.4,
    ),
    make_cue(
        "dated act",
        r"\bот\s\d{1,2}[.\s](?:\d\d|[а-я]{3,8})[.\s](?:1[89]|20)\d\d\s?(?:г\.)?\s?(?:№|N)\s?\d",
        1.0,
        words="от",
    ),
    make_cue(
        "case by its parties",
        rf"\b[{CAPITAL}][\w.&’']{{1,30}}(?:\s[\w.&’']{{1,30}}){{0,6}}\sv\.?\s(?:the\s)?[{CAPITAL}]",
        1.0,
        words="v",
    ),
    make_cue(
        "law report",
        rf"[\[(]{_YEAR}[\])]\s(?:\d{{1,3}}\s)?[A-Z][A-Za-z’']{{0,12}}\.?(?:\s[A-Z][A-Za-z]{{0,8}}\.?){{0,4}}\s[IVX\d][\w-]{{0,8}}"
        rf"|\b\d{{1,4}}\s(?:U\.?S\.?|F\.\s?(?:Supp\.\s?)?[23]?d?|S\.\s?Ct\.|U\.S\.C\.|USC)\s(?:§\s?)?\d",
        1.6,
    ),
    make_cue(
        "act of parliament",
        rf"\b(?:Act|Order|Regulations|Rules|Bill)\s(?:\([^()]{{2,30}}\)\s)?{_YEAR}\b(?:,?\s(?:ss?|art|reg|c|Sch)\.?\s?\d)?",
        2.0,
        words="act order regulations rules bill",
    ),
    make_cue("case of the court of the Union", r"\bCase\s[CTF][-‑–]\d{1,4}/\d\d", 2.0, words="case"),
    make_cue("standard or patent", r"^(?:ГОСТ|ДСТУ|ISO|Пат\.)\s", 1.5),
    make_cue(
        "treaty or document symbol",
        r"\bUNTS\b|\bU\.N\.T\.S|\bUN Doc|\bUNGA Res|\bUNSC Res"
        r"|\b[ASE]/(?:RES|HRC|PV|PRST|C\.|CN\.|\d)|\bWT/[A-Z]{2,6}/|\bWHA\s?(?:Res\s)?\d\d\.\d|\bECLI:",
        2.2,
        words="unts u un unga unsc a s e wt wha ecli",
    ),
    make_cue(
        "archive by name",
        r"\b(?:Archiv(?:es?|io|o)?|Arch\.\s(?:dép|nat|mun|com|dioc)|Staatsarchiv|Bundesarchiv|(?:H?St|Stadt|Landes|B|GSt|Hauptst)A(?:rch)?|(?:AN|AD|BnF|SHD|AMAE|ASV|ASVe|ASF|ASM|AGI|AGS|AHN)(?=,\s)|ГАРФ|ГА\s?РФ|РГА[А-Я]{2,4}|РГИА|ЦГ[А-Я]{1,4}"
        r"|ЦДА[А-Я]{2,4}|АВП\s?РФ|National "
        r"Archives|Record Office|TNA|NARA)\b.{0,80}\d",
        1.5,
        words="archiv archive archives archivio archivo staatsarchiv bundesarchiv national record tna nara "
        "arch an ad bnf shd amae asv asve asf asm agi ags ahn га "
        "sta hsta stadta stadtarch landesa barch gsta hauptsta "
        "гарф ргиа ргаспи "
        "ргани ргавмф ргада ргаэ ргали ргакфд ргантд "
        "цга цгиа цгада цгалс цам цгаспб цдіал цдаво цдавоу цдаго "
        "цдагоу цдіак авп авпрф",
    ),
    make_cue(
        "archive at the beginning",
        rf"^(?:The\s)?(?:Archivio di Stato|Archivo (?:General|Histórico|de la)"
        r"|Archives (?:[Nn]ation|[Dd]épart|[Mm]unic|[Dd]iplom)"
        rf"|(?:[{CAPITAL}][\w’'-]{{1,20}}\s){{1,3}}(?:Record Office|Archives?\b)"
        r"|[A-ZÄÖÜ][a-zäöü]{2,20}archiv\s[A-ZÄÖÜ]"
        r"|National Archives|Public Record Office|Bodleian|British Library|Bibliothèque nationale"
        r"|Biblioteca (?:Nazi|Naci|Apos|Ambr)|TNA,|PRO,|NARA,|BL,|BNF,|ASV?,|AGS?,|AN,|AD\s).{2,120}\d",
        1.0,
        words="archivio archivo archives archive office archiv national public bodleian british "
        "bibliothèque biblioteca tna pro nara bl bnf as asv ag ags an ad",
    ),
    make_cue(
        "shelf mark",
        r"\b(?:bb?|busta|filza|mazzo|cc?|fasc|fols?|ff?[°º]?|box|folder|caja|exp|carp|liasse|pièce|Bl|Nr|reg|leg|FO|RG)\.?\s\d{1,5}",
        0.6,
    ),
    make_cue(
        "newspaper of a day",
        rf"^[^.,;:]{{2,60}}(?:,|\.\s{_YEAR}\.)\s\d{{1,2}}(?:\.?\s[^\W\d]{{3,9}}"
        rf"|\.\d\d\.{_YEAR})(?:\s{_YEAR})?(?:[.,;]|$)",
        2.0,
    ),
    make_cue("nothing but an address", r"^(?:https?://|www\.)\S{4,600}$", 1.5),
    make_cue(
        "life dates",
        rf"^.{{0,60}}\((?:ок\. |род\. |р\. |нар\. |b\. |born |geb\. "
        rf"|\*)?{_YEAR}(?:\s?[–-]\s?{_YEAR})?(?:\sгг?\.)?\)\s?[–—-]\s",
        -3.0,
    ),
    make_cue("(year) volume journal", rf"\({_YEAR}\)\s\d{{1,3}}\s[{CAPITAL}]", 2.0, needs="("),
    make_cue("(place, year)", rf"\([{CAPITAL}][\w .’'-]{{2,30}},\s{_YEAR}\)", 1.0, needs="("),
    make_cue(
        "(edn, publisher year)",
        rf"\(\d{{1,2}}(?:st|nd|rd|th)\sed(?:n|\.)?,?\s[^()]{{0,60}}{_YEAR}\)",
        2.4,
        needs="(",
    ),
    make_cue("(publisher year)", rf"\([{CAPITAL}][\w .&’'-]{{2,50}}\s{_YEAR}\)", 1.8, needs="("),
    make_cue(
        "(adopted on a day)",
        r"\((?:adopted|opened for signature|signed|принят[аоы]?|подписан[аоы]?|прийнят[аоі]"
        r"|adoptée?s?|verabschiedet)"
        rf"\s[^()]{{0,60}}{_YEAR}",
        1.4,
        needs="(",
    ),
    make_cue(
        "treaty by name",
        r"^[^.;]{0,100}\b(?:Convention|Treaty|Agreement|Charter|Protocol|Конвенция|Договор|Соглашение"
        r"|Пакт|Устав"
        r"|Протокол|Конвенція|Угода|Vertrag|Übereinkommen|Traité|Trattato|Tratado|Convenio)\b",
        0.7,
    ),
    make_cue(
        "and others",
        r"\[?\b(?:и др|и соавт|та ін|et al|u\. ?a|e altri|y otros)\b\.?\]?",
        0.6,
        words="др соавт ін al a altri otros",
    ),
)

#: Words that sentences have and references seldom: finite verbs, first person, connectives, pronouns.
_SENTENCE_WORDS: Final = frozenset(
    """
    является являются являлся являлась был была было были будет будут есть может могут можно нужно
    следует отметим отметить подчеркнуть подчеркивает полагает полагают полагаем считает считают считаем
    пишет писал отмечает отмечал отмечают указывает указывал утверждает утверждал говорит сказано говорится
    речь идет идёт имеет имеют имеется имеются стал стала стали получил получила получили вошли вошел
    рассматривались рассматривается рассмотрен рассмотрены использует используется используются используем
    понимаем понимается понимают напомним заметим мы нами нас наш нашей наши нашего нам автор автора авторы
    однако поэтому также тоже что чтобы который которая которое которые которого которой которых этот эта это
    эти этого этой этих этом здесь там тогда например кроме того если же ли бы лишь только уже еще ещё так
    данный данном данная данное такой такие такая себя своего своей представляла представлял отсутствовал
    существуют существует выражаю благодарит благодарю благодарность термин термином нельзя вероятно видимо
    именно поскольку потому хотя тем менее причем причём включает состоит составил составила подписали
    є був була було були буде можна слід що який яка які якого ми нами наш автор автора також однак проте тут
    цей ця це ці цього цієї йдеться має мають зазначає вважає пише
    is are was were has have had been be being we our us my this these those that which who whose it
    its they
    them their however therefore although though because since can may might should would could must not also
    here there thus such does do did argues argue notes noted see says said refers used uses means very only
    author's
    ist sind war waren wurde wurden wird werden hat haben hatte kann können muss wir uns unser unsere
    dass diese
    dieser dieses dies sich nicht auch jedoch aber hier nur schon wenn weil dazu dabei
    est sont était étaient été sera peut peuvent nous notre nos cette cet ces qui que il elle ils elles
    on ne pas
    mais donc ici aussi ainsi c'est
    è sono era erano può possono noi nostro nostra questo questa questi che si non anche
    però qui così
    es son fue fueron era eran ser puede pueden nosotros nuestro nuestra este esta estos que se no
    también pero
    aquí así
    """.split()
)
#: The cues in the order tried: the one against first, then those with the strictest conditions.
_BY_COST: Final = tuple(
    sorted(FOR, key=lambda cue: (cue.weight > 0, not cue.needs, not cue.words, not cue.digits, -cue.weight))
)
#: Those that may be found in a text with or without a year, a digit, and any word that a cue asks for.
_CUES: Final = {
    (year, digit, worded): tuple(
        (cue.needs, cue.words, cue)
        for cue in _BY_COST
        if (year or not cue.year) and (digit or not cue.digits) and (worded or not cue.words)
    )
    for year in (True, False)
    for digit in (True, False)
    for worded in (True, False)
}
_CUE_WORDS: Final = frozenset().union(*(cue.words for cue in FOR))
_WORDS: Final = re.compile(r"[^\W\d_]+")
_QUOTED: Final = re.compile(r"«[^«»]{1,300}»|“[^“”]{1,300}”|„[^„“”]{1,300}[“”]|\"[^\"]{1,300}\"")
#: A last word in lower case, with the stop that ends a sentence.
_LOWER_WORD: Final = re.compile(r"(?!passim)[a-zà-öø-ÿа-яёіїєґ]{4,30}[.!?…]?")
_QUOTES: Final = ("«", "“", "„", '"')
#: The English abbreviation for a number, which Spanish sentences have as a word.
_NUMBER_WORD: Final = defer_pattern(r"\bno\.\s(?=\d)")
_DIGIT: Final = re.compile(r"\d")
_ANY_YEAR: Final = re.compile(_YEAR)
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://\S{1,500}|www\.\S{1,300}")

#: A string of this weight or more is taken for a reference.
THRESHOLD: Final = 2.0


def weigh_cues(text: str, enough: float = 99.0) -> float:
    """Return the weight of the cues that speak for a reference, or one of at least `enough`."""
    words = _CUE_WORDS.intersection(_WORDS.findall(text.lower()))
    year = _ANY_YEAR.search(text) is not None
    total = 0.0
    for needs, among, cue in _CUES[year, year or _DIGIT.search(text) is not None, bool(words)]:
        if needs not in text or (among and among.isdisjoint(words)):
            continue
        if cue.most > 1:
            total += cue.weight * min(cue.most, len(cue.pattern.findall(text)))
        elif cue.pattern.match(text) if cue.opens else cue.pattern.search(text):
            total += cue.weight
        if total >= enough:
            break
    return total


def weigh_sentence(text: str) -> float:
    """Return the weight of what speaks for prose, 0 or more: words of sentences outside quotation marks."""
    bare = _QUOTED.sub(" ", text) if holds_literal(text, _QUOTES) else text
    if "//" in bare or "www." in bare:
        bare = _ADDRESS.sub(" ", bare)
    if "no. " in bare:
        bare = _NUMBER_WORD.sub(" ", bare)
    words = _WORDS.findall(bare)
    found = sum(map(_SENTENCE_WORDS.__contains__, words))
    if words and not words[0].islower() and words[0].lower() in _SENTENCE_WORDS:
        found += 1
    total = min(4.0, found * 0.6)
    if len(words) > 8 and _LOWER_WORD.fullmatch(_cut_last_word(bare)):
        total += 0.8
    if len(words) > 25 and len(_DIGIT.findall(text)) < 4:
        total += 1.0
    return total


def _cut_last_word(text: str) -> str:
    """Return what stands behind the last blank, of 40 characters at most."""
    tail = text[-40:].removesuffix("\n")
    return tail.split()[-1] if tail and not tail[-1].isspace() else ""


#: How a reference may begin, surest first.
_OPENINGS: Final = (
    (FAMILY_INITIALS, 2.0),
    (SAME_AUTHOR, 2.0),
    (FAMILY_GIVEN, 1.5),
    (INITIALS_FAMILY_LIST, 1.6),
    (GIVEN_FAMILY, 1.2),
    (BARE_YEAR, 2.0),
    (FAMILY_BARE, 1.2),
    (BODY_YEAR, 1.2),
    (INITIALS_FAMILY, 0.8),
)
#: First letters of the particles before a family name; what else begins in small letters opens nothing.
_PARTICLE_LETTERS: Final = frozenset("vdltzфвд")


def weigh_opening(text: str) -> float:
    """Return how much the beginning looks like that of a reference: authors, a dash for the same author."""
    first = text[:1]
    if first.isdigit() or (first.islower() and first not in _PARTICLE_LETTERS):
        return 0.0
    for pattern, weight in _OPENINGS:
        if pattern.match(text):
            return weight
    return 0.0


def weigh_reference(text: str) -> float:
    """Return how much a string looks like a reference: above `THRESHOLD` it is one, below 0 it is prose."""
    return weigh_opening(text) + weigh_cues(text) - weigh_sentence(text)


def looks_like_reference(text: str, threshold: float = THRESHOLD) -> bool:
    """Tell whether a string reaches a weight; cheaper than `weigh_reference`."""
    missing = threshold + weigh_sentence(text) - weigh_opening(text)
    return weigh_cues(text, missing) >= missing
