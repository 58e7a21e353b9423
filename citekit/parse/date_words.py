"""The words that dates are written with: months, seasons, ordinals, words around an access date."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

#: Language to the twelve months: nominative, genitive, prepositional and short forms, in lower case.
_MONTH_NAMES: Final = {
    "ru": (
        "январь января январе янв", "февраль февраля феврале февр фев", "март марта марте мар",
        "апрель апреля апреле апр", "май мая мае", "июнь июня июне июн", "июль июля июле июл",
        "август августа августе авг", "сентябрь сентября сентябре сент сен", "октябрь октября октябре окт",
        "ноябрь ноября ноябре нояб ноя", "декабрь декабря декабре дек",
    ),
    "uk": (
        "січень січня січні січ", "лютий лютого лютому лют", "березень березня березні берез бер",
        "квітень квітня квітні квіт кві", "травень травня травні трав тра", "червень червня червні черв чер",
        "липень липня липні лип", "серпень серпня серпні серп сер", "вересень вересня вересні верес вер",
        "жовтень жовтня жовтні жовт жов", "листопад листопада листопаді листоп лист лис",
        "грудень грудня грудні груд гру",
    ),
    "be": (
        "студзень студзеня студз", "люты лютага", "сакавік сакавіка сак", "красавік красавіка крас",
        "травень траўня", "чэрвень чэрвеня чэрв", "ліпень ліпеня ліп", "жнівень жніўня жн",
        "верасень верасня", "кастрычнік кастрычніка кастр", "лістапад лістапада ліст", "снежань снежня снеж",
    ),
    "kk": (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан",
        "қараша", "желтоқсан",
    ),
    "en": (
        "january jan", "february feb febr", "march mar", "april apr", "may", "june jun", "july jul",
        "august aug", "september sept sep", "october oct", "november nov", "december dec",
    ),
    "de": (
        "januar jänner jan jän", "februar feber feb febr", "märz maerz mär mrz", "april apr", "mai",
        "juni jun", "juli jul", "august aug", "september sept sep", "oktober okt", "november nov",
        "dezember dez",
    ),
    "fr": (
        "janvier janv jan", "février fevrier févr fevr fév", "mars", "avril avr", "mai", "juin",
        "juillet juil juill", "août aout", "septembre sept", "octobre oct", "novembre nov",
        "décembre decembre déc dec",
    ),
    "it": (
        "gennaio gen genn", "febbraio feb febbr", "marzo mar", "aprile apr", "maggio mag magg",
        "giugno giu", "luglio lug", "agosto ago", "settembre set sett", "ottobre ott", "novembre nov",
        "dicembre dic",
    ),
    "es": (
        "enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul",
        "agosto ago ag", "septiembre setiembre sept set", "octubre oct", "noviembre nov", "diciembre dic",
    ),
    "pt": (
        "janeiro", "fevereiro fev", "março", "abril", "maio mai", "junho", "julho", "agosto", "setembro",
        "outubro out", "novembro", "dezembro dez",
    ),
    "pl": (
        "styczeń stycznia", "luty lutego", "marzec marca", "kwiecień kwietnia", "maj maja",
        "czerwiec czerwca", "lipiec lipca", "sierpień sierpnia", "wrzesień września",
        "październik października", "listopad listopada", "grudzień grudnia",
    ),
    "nl": (
        "januari", "februari", "maart mrt", "april", "mei", "juni", "juli", "augustus", "", "oktober", "", "",
    ),
}  # fmt: skip

#: Month word in lower case, without a full stop, to 1..12. No word names two months in two languages.
MONTHS: Final = MappingProxyType(
    {
        word: number
        for names in _MONTH_NAMES.values()
        for number, words in enumerate(names, 1)
        for word in words.split()
    }
)

_SEASON_NAMES: Final = (
    "spring весна весны весной весну вясна frühling frühjahr printemps primavera",
    "summer лето лета летом літо літа лета sommer été estate verano",
    "autumn fall осень осени осенью осінь осені восень herbst automne autunno otoño",
    "winter зима зимы зимой зиму зіма winter hiver inverno invierno",
)
#: Season word in lower case to 1 (spring) .. 4 (winter), as CSL counts.
SEASONS: Final = MappingProxyType(
    {word: number for number, words in enumerate(_SEASON_NAMES, 1) for word in words.split()}
)

ROMAN_MONTHS: Final = MappingProxyType(
    {word: number for number, word in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
)

#: What may follow a day in figures, as an ordinal.
ORDINAL: Final = r"(?:\s?-?(?:st|nd|rd|th|er|re|го|е|ое|й|ого)\b|[.º°ª])?"
#: What may follow a year: 'г.', 'года', 'року'.
YEAR_WORD: Final = (
    r"(?:\s{0,3}(?:годах|годов|года|годы|году|год|г\.\s?г\.|гг\.?|г\.?|"
    r"року|роки|рік|рр\.|р\.|жыл[ыа]?|ж\.)(?!\w))?"
)
#: Between the two ends of a range.
RANGE_WORD: Final = (
    r"(?:\s{0,3}[-–—/]\s{0,3}|"
    r"\s{1,3}(?:по|до|to|through|until|till|bis(?:\szum)?|au|al|a|and|und|et|y|e|и|та|й)\s{1,3})"
)
#: 'about', before a date.
ABOUT: Final = r"(?:(?:circa|ca\.?|c\.|около|ок\.|близько|бл\.|um|vers|verso|hacia|about|approx\.)\s{0,3})?"
#: Articles, prepositions and weekdays before a date.
BEFORE_DATE: Final = (
    r"(?:l['’]\s?|(?:от|від|с|on|the|le|il|el|am|den|dem|vom|du|dal|del|from|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|"
    r"mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo)[.,]{0,2}\s{1,3})"
)

#: Language to the words that state an access date, before the date itself. Each is a pattern over text in
#: which hyphenation is undone; `_` stands for white space.
_ACCESS_WORDS: Final = {
    "ru": (
        (
            r"дата_(?:последн(?:его|ей)_|посл\._)?(?:обращени[яе]|обращ\.|доступа|посещения|просмотра|входа)"
            r"(?:_ко?_(?:[^\W\d_]{1,20}_){0,3}[^\W\d_]{1,20})?"
        ),
        "дата_(?:запроса|проверки|копирования|сохранения|выгрузки|вызова|извлечения)",
        "(?:последн(?:ее|ий)_)?(?:обращение|посещение|просмотр|доступ|визит)",
        r"(?:взято|извлечено)(?=[^:;()\n]{4,30}\s(?:из|со?)\s)",
        "(?:просмотрено|проверено|посещено|посещался|обращались|загружено|скачано|получено)",
        "(?:данные_)?(?:по_состоянию_на|актуально_на)",
    ),
    "uk": (
        "дата_(?:останнього_)?(?:звернення|звертання|доступу|перегляду|відвідування)",
        "(?:останн(?:є|ій)_)?(?:звернення|відвідування|перегляд)|переглянуто|відвідано|станом_на",
        r"(?:взято|отримано|вилучено)(?=[^:;()\n]{4,30}\s(?:з|із|зі)\s)",
    ),
    "be": ("дата_(?:апошняга_)?(?:звароту|доступу|прагляду)",),
    "kk": ("(?:қаралған|жүгінген|өтініш(?:_берген)?|қол_жеткізілген)_күні",),
    "en": (
        "(?:date_of_(?:last_)?access|(?:last_|date_)?access(?:ed)?(?:_date|_time)?|retrieval_date)",
        "(?:last_|date_)?(?:retrieved|visited|viewed|consulted|checked|cited|seen|downloaded)",
        "(?:as_at|status)",
    ),
    "de": (
        "(?:letzte[rs]?_|zuletzt_|letztmals_|letztmalig_)?(?:zugriff(?:sdatum)?|zugegriffen|abgerufen|abruf(?:datum)?)",
        "(?:letzte[rs]?_|zuletzt_|letztmals_|letztmalig_)?(?:aufgerufen|aufruf|abgefragt|eingesehen|besucht?)",
        "(?:zuletzt_|letztmals_)?(?:geprüft|überprüft|gesehen|gelesen|heruntergeladen)",
        "(?:datum_des_(?:letzten_)?(?:zugriffs|abrufs)|stand)",
    ),
    "fr": (
        "(?:(?:page|site|document|lien)_|dernière_fois_)?(?:consultée?s?|visitée?s?|récupérée?s?|vue?s?)",
        "(?:derni(?:er|ère)_)?(?:consultation|visite|accès)",
        "date_(?:de_(?:la_)?(?:dernière_)?(?:consultation|visite)|d['’]accès)",
    ),
    "it": (
        "(?:ultim[oa]_)?(?:accesso|consultazione|visita|visualizzazione)",
        "(?:consultat|visitat|visualizzat|visionat)[oaie]",
        "data_(?:di_|dell['’] ?)?(?:ultim[oa]_)?(?:accesso|consultazione)",
    ),
    "es": (
        "(?:consultad|visitad|recuperad|citad|accedid|vist)[oa]s?",
        "(?:últim[oa]_|ultim[oa]_)?(?:acceso|consulta|visita)",
        "fecha_de_(?:la_)?(?:últim[oa]_)?(?:acceso|consulta|visita)",
    ),
    "pt": ("(?:acesso|acessado|acedido|consultado)_em", "(?:data_de_|último_)acesso"),
    "pl": ("(?:data_)?(?:dostępu?|odczytu?)|stan_na",),
}

#: Language to one pattern of all its words.
ACCESS_WORDS: Final = MappingProxyType(
    {
        language: "(?:" + "|".join(forms).replace("_", r"\s{1,4}").replace(r"\d\s{1,4}", r"\d_") + ")"
        for language, forms in _ACCESS_WORDS.items()
    }
)
#: What may stand between those words and the date.
BEFORE_ACCESS_DATE: Final = (
    r"\s{0,3}(?:[:,–—-]|был[аои]?)?\s{0,3}"
    r"(?:(?:in\s+data|la\s+data|effettuat[oa]\s+il|eseguit[oa]\s+il|z\s+dnia|on|in|am|vom|den|le|la|il|el|en|l['’]|от|від|dem|em|dnia)"
    r"[:\s]\s{0,2})?"
)
