"""The CSL type of a reference, read off its fields and key words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from citekit.parse.patterns import defer_pattern
from citekit.parse.rule_masks import list_numbers, mask_labels, mask_rules


class _Rule(NamedTuple):
    """One rule: the type, fields all of which and none of which must be there, words, and its strength.

    `hints` are literals in lower case: where none of them occurs, the words need not be sought. The words
    are sought in the field `place`, or in the whole reference.
    """

    type: str
    needs: frozenset[str]
    lacks: frozenset[str]
    words: re.Pattern[str] | None
    hints: tuple[str, ...]
    place: str
    confidence: float


def _rule(
    type_: str,
    needs: str = "",
    lacks: str = "",
    words: str = "",
    hints: str = "",
    place: str = "",
    confidence: float = 0.9,
) -> _Rule:
    pattern = defer_pattern(words, re.IGNORECASE) if words else None
    return _Rule(
        type_,
        frozenset(needs.split()),
        frozenset(lacks.split()),
        pattern,
        tuple(hints.split("|")) if hints else (),
        place,
        confidence,
    )


#: The first rule that holds decides; words are sought in the whole reference.
RULES: Final = (
    _rule(
        "webpage",
        "URL genre",
        "container-title volume issue page DOI",
        hints="сайт|портал|веб",
        place="genre",
        words=r"(?:сайт|портал|веб-?страни[цч])",
        confidence=0.8,
    ),
    _rule("document", "cross-reference", "title", confidence=0.6),
    _rule("manuscript", "archive_location", confidence=0.9),
    _rule("manuscript", "archive", "publisher container-title", confidence=0.8),
    _rule("legal_case", "authority", confidence=0.85),
    _rule(
        "thesis",
        hints="дис|автореф|thesis|diss|phd|ph.|ph d|habil|thèse|tesi|masterarb",
        words=r"\bдис(?:с|\.|серт)[^/]{0,60}наук|автореф|дисертац|\b(?:phd|doctoral|master['’]?s?|m\.?\s?(?:sc?|a|eng|phil)\.?)\s(?:thesis|diss)|\bph\.?\s?d\.?\b|"
        r"\bdissertation\b|\bdiss\.|\bhabilitation|thèse\b|tesi\s(?:di|dott)|tesis\sdoctoral|masterarbeit|unpublished thesis",
    ),
    _rule(
        "manuscript",
        "",
        "publisher volume",
        hints="unpublished|unveröff|неопубл|inédit|inedito|manuscript|рукопись|manuskript",
        words=r"\b(?:unpublished|unveröffentlicht|неопубликован|inédit|inedito|manuscript|manuskript|рукопись\.)",
        confidence=0.7,
    ),
    _rule(
        "patent",
        hints="пат|patent|а. с",
        words=r"\bпат\.\s\d|\bпатент\s(?:№|РФ|\d)|\bpatent\b.{0,30}(?:\d{5}|\d\s\d{3}\s\d{3}|\d,\d{3},\d{3})|\bа\.\sс\.\s\d{5}",
        confidence=0.85,
    ),
    _rule(
        "standard",
        hints="гост|дсту|iso |iso/|din |стб|сп |снип|санпин|рд |ост |ieee std|astm |bs en|nf en|une-en",
        words=r"\bГОСТ\b|^\W*(?:\d{1,4}\.\s)?(?:СП|СНиП|СанПиН|РД|ОСТ)\s\d[\d.]{2}|\bДСТУ\b|\bISO(?:/IEC)?\s\d{3}|\bDIN\s(?:EN\s)?\d{3}|\bСТБ\s\d|\bIEEE\sStd|\bASTM\s[A-Z]\d|\b(?:BS|NF)\sEN\s|\bUNE-EN\s",
        confidence=0.85,
    ),
    _rule(
        "legal_case",
        hints="ecli|суда|суду|по делу|у справі|пленума|президиума|case|bgh|bverf|urteil|arrêt|in re",
        words=r"^\W*(?:in re|ex parte)\s|\bECLI:|(?<!\w)(?:определение|решение|постановление)\s[^/]{0,60}(?:н|ск)ого\sсуда\b|\bпо делу\b|\bу справі №|^\W*(?:рішення|постанова|ухвала|вирок)\s[^/]{0,60}\bсуду\b|(?<!\w)(?:определени|решени|постановлени)[еяй]\s(?:пленума|президиума)\s|\bcase\s(?:no\.?\s)?[CT]-\d|\bBGHZ?\b|\bBVerfG|\bUrteil\b|\barrêt\b",
        confidence=0.75,
    ),
    _rule(
        "legal_case",
        "title",
        "author editor",
        hints=" v",
        place="title",
        words=r"(?-i:[\w.)]\svs?\.?\s(?:the\s)?[A-Z])",
        confidence=0.8,
    ),
    _rule(
        "treaty",
        "",
        "author editor",
        hints="конвенц|пакт|convention|treaty|charter|covenant|vertrag von|übereinkommen|traité|trattato|tratado",
        words=r"^\W*(?:конвенция|конвенція|международный\sпакт|convention\s(?:on|sur|against|relat|for|de)|treaty\s(?:of|on|between)|charter\sof|übereinkommen|traité\s|trattato\s|tratado\s)|"
        r"\b(?:convention|covenant|treaty|charter|protocol)\b[^/]{0,60}\((?:adopted|signed|concluded|opened|done)\b",
        confidence=0.7,
    ),
    _rule(
        "treaty",
        "title",
        "author editor",
        hints="заключительный акт|final act|acte final|schlussakte|akte vom",
        words=r"^\W*(?:заключительный\sакт|final\sact\b|acte\sfinal\b|schlussakte\b|(?:revidierte\s)?[^\W\d_]{3,40}akte\svom\b)",
        confidence=0.7,
    ),
    _rule(
        "legislation",
        "section title",
        "author editor container-title",
        hints="устав|уложение|положение|правила|кодекс|закон",
        place="title",
        words=r"^\W*(?:устав|уложение|положение|правила|кодекс|закон)(?!\w)",
        confidence=0.7,
    ),
    _rule(
        "dataset",
        "",
        "container-title issue page",
        hints="[data|dataset|données]|dati]|datensatz|данных]|version",
        words=r"\[\s?(?:data\s?set|data\sfile|dataset|données|dati|datensatz|набор\sданных|база\sданных)\s?\]|,\s(?:version|v\.)\s?\d[\d.]{0,6}\b",
        confidence=0.8,
    ),
    _rule(
        "treaty",
        hints="treaty|unts|конвенц|пакт|договор|соглашен|меморандум|протокол|договір|угода|convention|charter",
        words=r"\bTreaty Series\b|\bUNTS\b|\b(?:конвенция|пакт|договор|соглашение)\b[^/]{0,120}\b(?:от|принят|заключ|подпис)|^\W*(?:convention|treaty|charter)\b"
        r"|^\W*(?:договор|соглашение|меморандум|протокол|договір|угода)\s(?:(?:о|об|про)\s[^/]{3,160}\s)?(?:между|між)\s",
        confidence=0.6,
    ),
    _rule(
        "legislation",
        hints="фз|фкз|кз|закон|указ|постановл|постанова|наказ|розпорядж|распоряж|приказ|решение|кодекс|конститу|regulation|directive|/res/|act of|ведомости верх|сз рф|resolution|резолюц",
        words=r"\b\d{1,4}-Ф?К?З\b|(?<!\w)(?:федер(?:альный|\.)\s(?:конституционный\s)?закон|закон\s(?:рф|україни|российской|республики|от)|указ\s(?:президента|от)|"
        r"(?:постановл(?:ение|\.)|постанова|наказ|розпорядження|распоряж(?:ение|\.)|приказ|решение)\s[^/]{0,90}\b(?:от|від)\s\d|кодекс\b|конституция\b|конституція\b)|(?:\bregulation|\bdirective)\s(?:\((?:eu|ec|eec)\)\s)?(?:no\s)?\d|"
        r"\b[AS]/RES/\d|\bact\sof\s\d{4}|\bВедомости Верховной|\bСЗ РФ\b|\bСобр(?:ание|\.)\sзаконодательства|\bResolution\s\d|^\W*резолюци",
        confidence=0.85,
    ),
    _rule(
        "legislation",
        "container-title",
        "author",
        hints="oj|official journal|boe|jorf|bgbl|gvbl|abl|собр|сз|ведом|псз|gazz|r.o|u.s|u. s|c.f",
        place="container-title",
        words=r"^(?:OJ|O\.J\.|Official Journal|BOE|JORF|JO|R?G?BGBl\.?|RGBl\.?|GVBl\.?|ABl\.?|Bundesgesetzblatt|Собр\S*\sзаконод|СЗ\sРФ|СП\sСССР|СУ\sРСФСР|ПСЗ|Полное собрание законов|САПП|Ведомости\sС?В|Gazz|U\.\s?S\.\s?C|C\.\s?F\.\s?R)",
        confidence=0.75,
    ),
    _rule(
        "legislation",
        "",
        "author editor container-title volume",
        hints="règlement|loi |arrêté|décret|ordonnance|ley |real decreto|reglamento|gesetz|verordnung|legge|decreto|устав|уложение|закон|указ|act",
        words=r"^\W*(?:(?:règlement|loi|arrêté|décret|ordonnance|ley|real\sdecreto|reglamento|legge|decreto|уложение|свод\sзаконов|указ|закон)\s|[^\W\d_]{1,40}(?:gesetz|verordnung|ordnung)\b|(?:[^\W\d_]{1,30}\s){1,6}Act,?\s\d{4})",
        confidence=0.65,
    ),
    _rule(
        "interview",
        "author genre",
        "container-title publisher",
        hints="nterview|ntretien|ntrevista|ntervista|gespräch",
        place="genre",
        words=r"interview|entretien|entrevista|intervista|gespräch",
        confidence=0.8,
    ),
    _rule(
        "personal_communication",
        "author genre",
        "container-title publisher",
        hints="mail|personal communication",
        place="genre",
        words=r"mail|personal\scommunication",
        confidence=0.8,
    ),
    _rule("thesis", "genre", hints="thesis|dissertation", place="genre", words=r"^(?:thesis|dissertation)$"),
    _rule(
        "legislation",
        "genre number issued",
        "author container-title",
        hints="legge|l.|d.",
        place="genre",
        words=r"^(?:legge|l\.$|d\.|r\.\s?d\.|decreto)",
        confidence=0.7,
    ),
    _rule("classic", "author section", "issued container-title", confidence=0.7),
    _rule(
        "software",
        "",
        "container-title volume issue page",
        hints="software]|package version|github.com/|gitlab.com/|program]",
        words=r"\[(?:computer\s)?(?:software|program)\]|\bpackage\sversion\s\d|\bgit(?:hub|lab)\.com/",
        confidence=0.75,
    ),
    _rule(
        "report",
        hints="/",
        words=r"\b[AES]/(?:CN|C|AC|CONF|HRC|\d{2,4})[./]\d|\b(?:CCPR|CEDAW|CRC|CAT|CERD|CRPD|CMW)/C/",
        confidence=0.75,
    ),
    _rule(
        "paper-conference",
        "container-title",
        hints="конф|тез|proc|conferen|symposium|workshop|tagung|actes|atti|actas",
        words=r"мат[еи]р[иі]ал[ыи]\s.{0,80}конф|тез(?:исы|и|\.)\sдо[кп]|сб(?:орник|\.)\s.{0,60}конф|proceedings|\bproc\.|conference|symposium|workshop|\bTagung|\bactes\sdu\b|\batti\sdel|\bactas\sdel|конференц",
        confidence=0.85,
    ),
    _rule(
        "article-newspaper",
        "container-title title",
        "volume DOI publisher",
        hints="газет|правд|извест|ведомост|коммерс|труд|times|post|guardian|tribune|zeit|spiegel|le monde|figaro|corriere|repubblica|país|news",
        place="container-title",
        words=r"(?<!\w)(?:газета|правда|известия|ведомости|коммерсант|труд|times|post|guardian|tribune|zeitung|die zeit|spiegel|le monde|figaro|corriere|repubblica|país|news)\b",
        confidence=0.7,
    ),
    _rule(
        "article-newspaper",
        "container-title issued",
        "title volume publisher",
        hints="газет|правд|извест|ведомост|коммерс|труд|times|post|guardian|tribune|zeit|spiegel|faz|nzz|taz|rundschau|anzeiger|handelsblatt|le monde|figaro|corriere|repubblica|país|vanguardia|stampa|unità|parisien|news",
        place="issued",
        words=r"\d\s(?:de\s)?[^\W\d_]{3}|[^\W\d_]{3}\.?\s\d{1,2}\b|^\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d",
        confidence=0.7,
    ),
    _rule(
        "article-newspaper",
        "container-title issued",
        "title volume publisher author",
        hints=".",
        place="issued",
        words=r"^\d{4}\.\s\d{1,2}\s(?:\(\d{1,2}\)\s)?[^\W\d_]{3}",
        confidence=0.65,
    ),
    _rule(
        "post-weblog",
        "container-title URL",
        "volume issue publisher",
        hints="blog|блог|livejournal",
        place="container-title",
        words=r"\b(?:blogs?|блог|livejournal)\b|blog\b",
        confidence=0.75,
    ),
    _rule(
        "article-newspaper",
        "container-title title issued",
        "volume issue DOI publisher publisher-place URL editor",
        hints=" |.",
        place="issued",
        words=r"(?<!\d)\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3}|^\d{1,2}\.\d{1,2}\.\d{4}|[^\W\d_]{3}\s\d{1,2}\b(?!\d)",
        confidence=0.65,
    ),
    _rule(
        "article-newspaper",
        "container-title title issued issue",
        "volume DOI publisher publisher-place editor page",
        hints=".",
        place="issued",
        words=r"^\d{4}\.\s\d{1,2}\s(?:\(\d{1,2}\)\s)?[^\W\d_]{3}",
        confidence=0.65,
    ),
    _rule(
        "report",
        "genre",
        "volume thesis",
        hints="paper|report|rep|document de travail|rapport|informe|documento|arbeit|доклад|препринт|отч",
        place="genre",
        words=r"paper|report|\brep\b|document\sde\stravail|rapport|informe|documento\sde|arbeits(?:papier|bericht)|forschungsbericht|доклад|препринт|отч[её]т",
        confidence=0.8,
    ),
    _rule(
        "report",
        "title",
        "container-title volume",
        hints="informe|rapport|bericht|report|доклад|отч|звіт",
        place="title",
        words=r"^(?:informe|rapport|rapporto|bericht|report\s(?:of|on|to)|annual\sreport|доклад|отч[её]т|звіт)\b|bericht$",
        confidence=0.6,
    ),
    _rule(
        "article-journal",
        "container-title URL issued",
        "volume issue page publisher-place publisher DOI number genre",
        hints="bulletin|revue|journal|вестник|журнал|віснік|вісник|zeitschrift|rivista|revista|review|annales|annals",
        place="container-title",
        words=r"^(?:the\s)?(?:bulletin|revue|journal|вестник|журнал|вісник|zeitschrift|rivista|revista|review|annales|annals)\b",
        confidence=0.65,
    ),
    _rule(
        "webpage",
        "container-title URL",
        "volume issue page publisher-place publisher DOI number",
        confidence=0.7,
    ),
    _rule("chapter", "container-title publisher-place", "", confidence=0.85),
    _rule("chapter", "container-title publisher", "volume", confidence=0.8),
    _rule("chapter", "container-title editor", "", confidence=0.8),
    _rule("chapter", "container-title edition", "volume issue", confidence=0.7),
    _rule("article-journal", "container-title", "", confidence=0.85),
    _rule(
        "report",
        hints="paper|report|rep.|отч|доклад|brief|arbeitspap",
        words=r"(?<!\w)(?:working\spaper|discussion\spaper|technical\sreport|tech\.\srep|отч[её]т\sо|доклад\s|policy\sbrief|white\spaper|arbeitspapier)",
        confidence=0.75,
    ),
    _rule("book", "publisher-place", confidence=0.85),
    _rule("book", "publisher", "", confidence=0.8),
    _rule("book", "number-of-pages", confidence=0.8),
    _rule("webpage", "URL", "publisher", confidence=0.75),
    _rule("article-journal", "volume page", confidence=0.6),
    _rule("book", "edition", confidence=0.6),
    _rule("book", "title issued", confidence=0.45),
)


_LABELS: Final = mask_labels([(rule.needs, frozenset(), rule.lacks) for rule in RULES])
#: Rules that need no literal.
_UNHINTED: Final = mask_rules(not rule.hints for rule in RULES)
_choose_rules: Final = lru_cache(maxsize=2048)(_LABELS.choose)


def choose_type(fields: Mapping[str, str], text: str, hinted: int) -> tuple[str, float]:
    """Choose the CSL 1.0.2 item type of a reference.

    Args:
        fields: Its fields by name.
        text: The whole reference, for key words.
        hinted: The rules one of whose hints stands in the text (`citekit.parse.gates`).

    Returns:
        The type and how sure it is (0 to 1); `document` where nothing speaks.
    """
    for number in list_numbers(_choose_rules(frozenset(fields)) & (hinted | _UNHINTED)):
        rule = RULES[number]
        if rule.words is None or rule.words.search(fields[rule.place] if rule.place else text):
            return rule.type, rule.confidence
    return "document", 0.2
