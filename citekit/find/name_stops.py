"""Capitalised words that stand before a year without being an author: months, places, titles, publishers."""

from __future__ import annotations

from itertools import groupby
from typing import Final

#: Whole words, in lower case.
STOP_WORDS: Final = frozenset(
    # months, seasons, days
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec spring summer autumn fall winter early late mid январь январе "
    "января февраль феврале февраля март марте марта апрель апреле апреля май мае мая июнь июне июня "
    "июль июле июля август августе августа сентябрь сентябре сентября октябрь октябре октября ноябрь "
    "ноябре ноября декабрь декабре декабря весна весной лето летом осень осенью зима зимой січень січня "
    "лютий лютого березень березня квітень квітня травень травня червень червня липень липня серпень "
    "серпня вересень вересня жовтень жовтня листопад листопада грудень грудня januar februar märz mai "
    "juni juli oktober dezember frühjahr frühling sommer herbst janvier février mars avril juin juillet "
    "août septembre octobre novembre décembre printemps été automne hiver gennaio febbraio marzo aprile "
    "maggio giugno luglio agosto settembre ottobre novembre dicembre primavera estate autunno inverno "
    "enero febrero abril mayo junio julio septiembre octubre noviembre diciembre verano otoño monday "
    "tuesday wednesday thursday friday saturday sunday "
    # words that begin a phrase with a year
    "following according like unlike contrary despite per whereas while although because if when where "
    "similarly likewise thus hence however moreover furthermore drawing building using citing quoting "
    "both neither auch obwohl während ähnlich comme chez ainsi come según secondo laut selon вслед "
    "согласно например как так у также однако следуя wie since until till from in by after before about "
    "around circa ca born died published updated "
    "accessed retrieved copyright revised founded established adopted signed approx between during for "
    "the a an as of on at and or but this that these those it he she they we its his her their our my "
    "all both each some any no not see also cf compare version release edition reprint vol volume no "
    "issue number part chapter section article appendix annex table figure fig scheme box map page pp "
    "year years fiscal q1 q2 q3 q4 war wars act law treaty treaties constitution convention charter "
    "agreement protocol directive regulation resolution decision declaration statute code report "
    "reports census survey olympics games cup championship conference congress summit meeting session "
    "workshop symposium proceedings journal review bulletin press university institute verlag windows "
    "office linux python java android web internet online science media business society company group "
    "sons ltd gmbh science media business society company group sons ltd gmbh publishing publishers "
    "publications editors ed eds source sources data note notes model phase stage study project "
    "programme program plan strategy budget gdp total average с в на к о об от до по за из у и а но или "
    "что как при это этот эта эти он она они его ее их мы наш наша все после начиная примерно около "
    "ранее позднее затем далее см ср например источник источники данные рисунок таблица схема "
    "приложение глава раздел часть том выпуск номер статья пункт версия издание год годы закон законы "
    "указ договор договоры конституция конвенция хартия соглашение протокол директива регламент "
    "резолюция решение декларация устав кодекс постановление приказ доклад отчет отчёт перепись опрос "
    "олимпиада игры кубок чемпионат конференция конгресс съезд саммит встреча сессия заседание форум "
    "революция война реформа кризис концепция стратегия программа проект план бюджет федеральный "
    "федерация республика союз изд издательство университет институт академия журнал вестник труды "
    "сборник материалы газета первая вторая третья великая закону законом закона договора договоре "
    "хартии конвенции войны революции реформы кризиса год года году після починаючи джерело рисунок "
    "таблиця додаток розділ частина стаття конституція конвенція угода рік року seit bis ab nach vor um "
    "etwa gegen im am zum zur der die das ein eine gesetz vertrag verfassung konvention abkommen "
    "protokoll richtlinie verordnung beschluss erklärung bericht tabelle abbildung anhang kapitel teil "
    "band heft ausgabe auflage krieg weltkrieg konferenz stand jahr jahre quelle quellen depuis après "
    "avant vers selon le la les un une des loi traité constitution charte accord protocole décret "
    "rapport tableau annexe chapitre partie tome guerre conférence année années source dal dopo prima "
    "circa il lo gli una uno legge trattato costituzione carta accordo protocollo decreto tabella "
    "figura allegato capitolo parte guerra conferenza anno anni fonte fonti desde hasta después antes "
    "hacia el los las ley tratado constitución acuerdo decreto tabla anexo capítulo parte guerra "
    "conferencia año años fuente".split()
)

#: Beginnings of place names; a word of at most two letters more is that place in some case.
PLACE_STEMS: Final = tuple(
    "москв петербург ленинград санкт- спб ташкент душанб бишкек алмат астан нур-султан ашхабад минск "
    "киев київ вильнюс риг таллин тбилис ереван баку кишинев кишинёв варшав праг будапешт бухарест софи "
    "белград загреб берлин мюнхен вена вене веной вену париж лондон рим риме брюссел гааг женев цюрих "
    "мадрид лиссабон афин анкар стамбул тегеран дели пекин токи сеул гонконг шанха вашингтон нью-йорк "
    "чикаго хельсинк стокгольм осло копенгаген казан новосибирск екатеринбург самар сочи владивосток "
    "иркутск омск томск уф пермь перми харьков одесс львов росси украин україн беларус белорусси "
    "казахстан узбекистан киргизи кыргызстан таджикистан туркменистан туркмени грузи армени азербайджан "
    "молдов эстони латви литв польш чехи венгри румыни болгари серби хорвати германи франци итали "
    "испани португали грец турци иран ирак инди кита япони коре монголи сша ссср снг рф ес еаэс шос "
    "брикс вто мвф обсе великобритани англи шотланди ирланди австри швейцари швеци норвеги дани "
    "финлянди голланди нидерланд бельги канад мексик бразили аргентин чили куб египет египт марокко "
    "алжир тунис ливи сири израил афганистан пакистан вьетнам индонези европ ази африк америк австрали "
    "арктик сибир кавказ крым балкан moscow moskva moskau moscou mosca moscú petersburg leningrad "
    "tashkent kiev kyiv minsk warsaw warschau varsovie prague prag budapest bucharest vienna wien "
    "vienne berlin munich münchen paris london londres londra rome rom roma brussels brüssel bruxelles "
    "hague geneva genf genève zürich zurich madrid lisbon athens athen istanbul tehran delhi beijing "
    "peking tokyo seoul shanghai washington chicago boston helsinki stockholm oslo copenhagen russia "
    "ukraine belarus kazakhstan uzbekistan kyrgyzstan tajikistan turkmenistan georgia armenia "
    "azerbaijan moldova germany france italy spain portugal greece turkey china india japan korea "
    "mongolia poland hungary romania bulgaria serbia croatia britain england scotland ireland austria "
    "switzerland sweden norway denmark finland netherlands belgium canada mexico brazil argentina chile "
    "cuba egypt morocco algeria tunisia libya syria israel afghanistan pakistan vietnam indonesia "
    "europe asia africa america australia usa ussr deutschland frankreich italien spanien russland "
    "österreich schweiz polen ungarn türkei europa asien allemagne italie espagne russie autriche "
    "suisse pologne hongrie turquie chine inde japon germania francia italia spagna russia austria "
    "svizzera polonia cina giappone alemania rusia españa milano firenze napoli venezia torino padova "
    "pisa bari genova palermo vicenza verona milan florence naples venice turin padua leipzig jena "
    "freiburg göttingen tübingen heidelberg frankfurt stuttgart köln hamburg bonn mainz wiesbaden "
    "dresden halle weimar basel bern graz innsbruck salzburg lyon bordeaux toulouse strasbourg lille "
    "marseille grenoble barcelona valencia sevilla granada salamanca buenos edinburgh glasgow dublin "
    "manchester leiden utrecht rotterdam antwerp leuven philadelphia baltimore francisco york haven "
    "berkeley toronto montreal ottawa sydney melbourne durham banff ann bremen hull leeds bristol "
    "liverpool birmingham rostock kiel maastricht lisboa lissabon amsterdam nizza nice schengen bologna "
    "versailles potsdam jalta yalta ялт потсдам версал маастрихт лиссабон амстердам шенген болон "
    "хельсинки".split()
)

#: The same by their first two letters, so that a name is held against few of them.
_PLACES_BY_OPENING: Final = {
    opening: tuple(stems) for opening, stems in groupby(sorted(PLACE_STEMS), key=lambda stem: stem[:2])
}

#: Publishers, as in `(Springer, 2010)`.
PUBLISHERS: Final = frozenset(
    "mcgraw mcgraw-hill wiley-interscience blackwell pergamon plenum westview dover norton knopf random "
    "houghton addison-wesley addison prentice prentice-hall pearson thomson birkhäuser gruyter "
    "akademie-verlag linnaeus linné mcgraw mcgraw-hill wiley-interscience blackwell pergamon plenum "
    "westview dover norton knopf random houghton addison-wesley addison prentice prentice-hall pearson "
    "thomson birkhäuser gruyter akademie-verlag linnaeus linné academicpress springer routledge "
    "elsevier wiley sage macmillan palgrave penguin brill nomos suhrkamp fischer beck reclam campus "
    "gallimard seuil puf larousse vrin einaudi laterza mondadori feltrinelli mulino taurus siglo "
    "alianza akal cambridge oxford harvard yale princeton stanford наука мысль прогресс просвещение "
    "юрист юрайт норма проспект статут".split()
)

#: Endings of East Slavic, Georgian, Armenian and Turkic family names, in several cases.
FAMILY_ENDINGS: Final = (
    *"ов ова ову овым овой ове ев ева еву евым евой еве ёв ин ина ину иным иной ине ын ына ский ского "
    "скому ским ская ской скую цкий цкого цким цкая цкой енко ук юк чук як ик ян яна яну яном дзе швили "
    "ич ича ичу ичем ых их ман мана манн штейн берг ер ель ский ько ло ко ець ів їв єв ська ський "
    "ського ському цька цький зон сон".split(),
)

#: Verbs of saying before their subject, by their endings: `как отмечает П. Громов`.
SAYING_ENDINGS: Final = tuple(
    "казывает казал казала исал исала ишет читает читал тверждает тверждал олагает олагал мечает метил "
    "метила черкивает чёркивает аходит ворит азує азав исав важає верджує значає".split()
)


_ARTICLES_OF_NAMES: Final = frozenset({"Le", "La", "Les", "Des", "Lo"})


def is_stop(name: str) -> bool:
    """Tell whether a capitalised name is a month, a place, a kind of document or a publisher."""
    words = name.split()
    if len(words) > 1 and words[0] in _ARTICLES_OF_NAMES:
        words = words[1:]  # `Le Goix`, `La Porta`
    return any(_is_stop_word(word.casefold()) for word in words if word[0].isupper())


def _is_stop_word(word: str) -> bool:
    if word in STOP_WORDS or word in PUBLISHERS or word.partition("-")[0] in STOP_WORDS:
        return True
    return any(
        word.startswith(stem) and len(word) - len(stem) <= 2 for stem in _PLACES_BY_OPENING.get(word[:2], ())
    )


def has_family_ending(name: str) -> bool:
    """Tell whether a Cyrillic name ends like a family name; any other script passes."""
    last = name.rsplit(" ", maxsplit=1)[-1].casefold()
    if not "Ѐ" <= last[:1] <= "ӿ":
        return True
    return last.endswith(FAMILY_ENDINGS)
