"""Words that tell what stands around them, by class: the tagger's gazetteer.

All lists are our own; places, months and key words are facts. A word may belong to several classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.parse.gazetteer import GAZETTEER

_CLASSES: Final = MappingProxyType(
    {
        "month": """
            январь января янв февраль февраля фев февр март марта мар апрель апреля апр май мая июнь июня июн
            июль июля июл август августа авг сентябрь сентября сент сен октябрь октября окт ноябрь ноября ноя нояб
            декабрь декабря дек січень січня січ лютий лютого лют березень березня бер квітень квітня квіт травень
            травня трав червень червня черв липень липня лип серпень серпня серп вересень вересня верес жовтень
            жовтня жовт листопад листопада грудень грудня груд
            january february march april may june july august september october november december jan feb mar apr
            jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember mrz okt dez
            janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc
            gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre gen febbr
            ott dic enero febrero abril mayo junio julio septiembre octubre noviembre diciembre janeiro fevereiro
            março maio junho julho setembro outubro dezembro spring summer autumn fall winter frühjahr herbst""",
        "page": "с c s p pp стр pg page pages pag pagg seite seiten стор págs pág ss ff sqq f об",
        "volume": """т v vol vols volume volumes bd bde band bände tome tomes tom том тома tomo tomi t jg jahrgang
            ч часть частина part teil pt parte partie voll кн книга book libro livre""",
        "issue": "№ n no nos nr num núm numéro numero number heft h вып выпуск вип випуск issue iss fasc hft",
        "edition": """изд издание вид видання edition edn aufl auflage éd édition edición edizione rev revised
            испр доп перераб стер пересм випр erw überarb durchges erweiterte überarbeitete ristampa rist reprint
            repr nachdruck neuausgabe aumentada corrigée""",
        "series": "сер серия серія series reihe collection coll collana colección schriftenreihe ser studies studien",
        "editor": """ред редакцией редакцію редакція редактор редкол сост составитель составители упоряд уклад отв
            ed eds edited editor editors hrsg hg hgg herausgegeben hrg cura cur curr dir coord coords comp éd éds
            direction org réunis редактори""",
        "translator": "пер перевод переклад translated transl trans translator übers übersetzt trad traduit tradotto traducción",
        "in": "in в у dans en im кн nel nella ibid",
        "thesis": """дис дисс диссертация диссертации автореф автореферат канд кандидата докт доктора наук дисертація
            thesis dissertation diss phd habilitation thèse doctorat tesi dottorato tesis doctoral msc master masters
            masterarbeit inaugural""",
        "press": """press verlag изд издательство издательский издат изд-во вид-во видавництво наука мысль дом пресс
            publishing publishers publisher publications books éditions éditeur editore editrice edizioni editorial
            ediciones edições editora university universitätsverlag universität университет универ ун-та ун-т
            université università universidad presses institut институт ин-т ran ран акад академия elsevier springer
            wiley routledge sage blackwell oxford cambridge macmillan palgrave brill gruyter suhrkamp beck nomos
            campus fischer rowohlt reclam klett puf gallimard seuil fayard einaudi laterza mulino feltrinelli olschki
            mcgraw-hill pearson norton penguin harper academic kluwer ieee acm aaai hall prentice юрист проспект норма
            юрайт инфра-м статут логос россспэн аспект дрофа просвещение политиздат госполитиздат гос inc ltd gmbh sons
            associates наукова думка либідь""",
        "journal": """журнал вестник ведомости вопросы известия труды записки сборник бюллетень альманах обозрение
            хроника архив віснік вісник збірник часопис журнал наукові записки праці journal review revue rivista
            revista zeitschrift annals annales annali archives archiv archivio archivo bulletin bollettino boletín
            transactions letters quarterly magazine proceedings proc jahrbuch beiträge mitteilungen blätter cahiers
            quaderni studi studia études estudios acta actes atti actas rev ann bull arch lett trans mag zeitung
            gazette gazzetta newsletter advances international intern journ zeitschr phys chem biol med nature science
            cell lancet plos frontiers economist jahrb nouvelle nuova archivum""",
        "conference": """материалы конференция конференции конф тезисы докладов междунар международной науч-практ
            научно-практической конгресс съезд симпозиум форум семинар матеріали конференції тези conference symposium
            workshop congress meeting colloquium tagung kongress colloque actes congrès convegno congreso jornadas
            simposio international""",
        "newspaper": """газета правда труд коммерсант ведомости независимая российская известия комсомольская times
            guardian post tribune herald observer zeitung welt zeit spiegel monde figaro libération corriere repubblica
            stampa país mundo abc news today""",
        "law": """закон закона федеральный федер указ постановление постановл распоряжение приказ кодекс конституция
            решение определение президента правительства государственной думы законодательства собр собрание сз рф фз
            фкз ст статья ведомости верховного верховной ради україни act regulation directive decision treaty
            convention court case article council gesetz verordnung urteil beschluss bgbl bgh bverfg loi décret arrêt
            legge decreto sentenza ley real oj eu eec ec llc resolution резолюция конвенция договор протокол""",
        "archive": """ф фонд оп опись д дело ед хр л лл арк спр рга ргаэ гарф ргасф рговма рга ргасо авприф аврпи
            ргвиа рга вмф цгиа цдіак archivio archives asv asve asm bnm bav bl pro na add ms mss cod b busta reg
            registro filza fasc fascicolo cc carte fol ff c buste notarile archivum bundesarchiv staatsarchiv pa""",
        "cross": """там же указ соч ibid ibidem ebd ebda ebenda ivi id idem eadem op cit loc opcit aao ders dies dens
            supra vgl см siehe see cf cfr voir ver véase infra само вказ праця зазн""",
        "etal": "др другие al alii ін інші andere autres altri otros u.a",
        "number": "№ no nr n number num",
        "web": "url режим доступа доступ http online available retrieved accessed сайт портал ресурс электронный електронний електронный internet web site abgerufen",
        "given": """john james robert michael william david richard joseph thomas charles peter paul mark george mary
            anna elisabeth elizabeth jan hans karl carl friedrich wilhelm johann jean pierre louis marie jacques
            françois andré giovanni giuseppe antonio francesco paolo marco luigi maria carlo juan josé manuel carlos
            pedro luis susan sarah emily anne claire daniel martin stefan andreas wolfgang jürgen klaus heinrich
            helmut dieter rolf ulrich michel philippe bernard alain claude henri rené roberto mario pietro giorgio
            sergio alberto ernst otto hermann werner kurt max alexander christian matthias sabine barbara monika
            ursula andrea laura elena jorge miguel fernando javier francisco antonio иван петр пётр александр алексей
            андрей николай сергей михаил владимир дмитрий мария анна елена ольга stephen steven kevin brian edward
            henry frank christopher matthew anthony andrew joshua patrick jonathan patricia linda jennifer nancy karen""",
        "place": """м л спб пг киев київ харьков харків одесса одеса львов львів днепр дніпро минск мінск москва
            санкт-петербург петербург ленинград петроград новосибирск екатеринбург казань томск омск самара саратов
            воронеж краснодар пермь уфа иркутск владивосток хабаровск красноярск тюмень ярославль калуга тула рязань
            тверь псков смоленск ставрополь ростов-на-дону ростов новгород челябинск барнаул архангельск мурманск
            алматы алма-ата астана ташкент бишкек душанбе ашхабад баку тбилиси ереван рига вильнюс таллин чернівці
            тернопіль полтава ужгород запоріжжя вінниця суми берлин париж лондон варшава прага софия белград женева
            london paris berlin münchen munich wien vienna zürich zurich basel bern genf genève geneva frankfurt
            hamburg köln cologne stuttgart leipzig dresden heidelberg tübingen göttingen freiburg bonn bremen hannover
            darmstadt wiesbaden opladen weinheim mainz marburg münster würzburg erlangen nürnberg augsburg konstanz
            bielefeld kassel jena halle weimar potsdam rostock graz linz innsbruck salzburg luzern baden-baden
            düsseldorf essen dortmund bochum york boston chicago cambridge oxford princeton berkeley stanford
            washington philadelphia baltimore toronto montreal ottawa vancouver sydney melbourne edinburgh glasgow
            manchester dublin belfast leeds bristol amsterdam leiden rotterdam utrecht hague haag dordrecht bruxelles
            brussels brussel louvain leuven gent antwerpen lyon marseille toulouse bordeaux rennes strasbourg lille
            nantes grenoble montpellier aix-en-provence dijon poitiers roma rome milano milan torino firenze venezia
            napoli bologna padova palermo genova pisa verona siena bari modena ferrara parma trieste brescia bergamo
            vicenza treviso udine perugia pavia mantova cremona lucca ravenna roma-bari madrid barcelona valencia
            sevilla salamanca granada zaragoza bilbao lisboa porto coimbra buenos aires méxico bogotá santiago lima
            caracas montevideo rio janeiro são paulo brasília stockholm oslo copenhagen københavn helsinki uppsala
            warszawa kraków wrocław poznań praha brno bratislava budapest bucurești sofia beograd zagreb ljubljana
            athens istanbul ankara jerusalem tokyo beijing delhi bombay calcutta singapore newbury park thousand oaks
            englewood cliffs hillsdale mahwah hoboken reading upper saddle river los angeles san francisco new jersey
            ithaca durham chapel hill bloomington ann arbor minneapolis seattle houston austin pittsburgh cleveland
            cheltenham northampton aldershot farnham basingstoke harmondsworth stanford-upon ny nj ma mass ca calif uk
            usa germany venedig rom mailand lipsiae venetiis romae parisiis lugduni florentiae""",
        "body": """министерство комитет комиссия совет банк фонд организация объединённых объединенных наций союз
            оон оэср мвф всемирный ministry committee commission council bank fund organisation organization united
            nations unesco oecd eurostat agency office department institute bundesministerium statistisches amt
            conseil comité ministère consiglio comisión group collaboration consortium association society""",
        "particle": "van von der den de di del della da du la le ten ter zu zum fon фон ван де",
        "function": "the of and on for to from with by at a an as и на о об по для из от до при как der die das und für über bei ein eine la les et des du sur pour il lo gli dei delle per con el los las y sobre para та про для із",
    }
)


def _invert() -> Mapping[str, tuple[str, ...]]:
    """Turn the table round: word to its classes."""
    found: dict[str, list[str]] = {}
    for name, words in (*_CLASSES.items(), *GAZETTEER.items()):
        for word in words.split():
            classes = found.setdefault(word, [])
            if name not in classes:
                classes.append(name)
    return MappingProxyType({word: tuple(classes) for word, classes in found.items()})


#: Word in lower case to its classes.
CUES: Final = _invert()
