"""Words by which a page says that it is not what was asked for, in seven languages.

Each table is a list of alternatives; they are searched only in titles, headings and short texts, whose
length is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Phrases:
    """Alternatives, tried only where one of a few literal words stands.

    Attributes:
        hints: Lower-case words of which every phrase has one; a search for them is cheap.
        pattern: The alternatives, compiled when they are first needed.
    """

    hints: tuple[str, ...]
    pattern: str

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first phrase in a text, or None."""
        lowered = text.lower()
        for hint in self.hints:
            if hint in lowered:
                return compile_phrases(self.pattern).search(text)
        return None


@lru_cache(maxsize=64)
def compile_phrases(pattern: str) -> re.Pattern[str]:
    """Return the alternatives as a compiled pattern."""
    return re.compile(pattern, re.IGNORECASE)


def _list_phrases(hints: str, *phrases: str) -> Phrases:
    return Phrases(tuple(hints.split()), "|".join(phrases))


_THING: Final = (
    r"(?:page|file|document|article|content|resource|url|site|item|record|publication|entry|story)"
)
_LEFT: Final = (
    r"(?:not (?:be )?found|not exist|not available|no longer (?:exists?|available|online|published|here)"
    r"|been (?:removed|deleted|withdrawn|moved)|removed|deleted|withdrawn|unavailable|expired)"
)
#: A page says that there is nothing; strong in a title or heading, weaker in a short text.
NOT_FOUND: Final = _list_phrases(
    "404 410 found exist available online published removed deleted withdrawn moved unavailable expired missing "
    "such find broken oops найден обнаружен существ доступ удал отсутству страниц перемещ снят ошибка нет неверный сожалению "
    "запрашиваем знайден існу видален помилка сторінк gibt gefunden nothing verfügbar vorhanden existiert fehler gelöscht entfernt "
    "verschoben introuvable inexistant existe est trouvé supprimé retiré erreur trovat disponibile esiste esistente "
    "rimoss eliminat errore encontr disponible borrad retirad encuentra trouv trovare trovato finden нашли найти знайшли знайти "
    "invalid correspond looking gone",
    # English
    rf"\b{_THING}s? (?:that )?(?:you(?:['’]re|['’]ve)? )?(?:requested |(?:are |were |have been )?looking for |wanted |are trying to (?:reach|access|view) )?"
    rf"(?:is |was |were |are |can |could |has |have |does |did |may )?(?:not been |have )?{_LEFT}\b",
    rf"\b{_THING} (?:you(?:['’]re|['’]ve)? )?(?:requested |(?:are |were )?looking for )?(?:doesn['’]t|does not|can['’]t|cannot|couldn['’]t|could not) (?:exist|be found)",
    rf"\b{_THING} not found\b",
    r"^\W{0,3}(?:http |error )?(?:404|410)\b.{0,3}(?:error|not found|gone|page)?\W{0,3}$",
    r"\b(?:404|410)\b.{0,6}\b(?:not found|error|gone)",
    r"\b(?:error|http|status)\b.{0,8}\b(?:404|410)\b",
    r"\b(?:404|410) page\b",
    r"^\W{0,3}not found\b",
    r"\bnothing (?:was )?found (?:here|at this)",
    r"\bpage (?:is )?missing\b",
    r"\bmissing page\b",
    rf"\bno such {_THING}\b",
    rf"\b(?:this|that|the) {_THING} (?:is|has) gone\b",
    rf"\bwe (?:can['’]?t|cannot|could not|couldn['’]t|are unable to) find (?:the|this|that|your) {_THING}",
    rf"\bwe (?:can['’]?t|cannot|could not|couldn['’]t|(?:are|were) unable to) find (?:what|the {_THING} (?:that )?) ?you(?:['’]re| are| were)? (?:looking|searching)",
    rf"\binvalid (?:{_THING}|identifier)(?: id| identifier| number)?\b",
    rf"\bdoes not correspond to (?:a|any) (?:valid |existing )?{_THING}",
    r"\bbroken link\b",
    r"\b(?:there['’]?s|there is|we have) nothing (?:here|at this address)\b",
    r"^\W{0,3}oops\b",
    # Russian
    r"страниц\w{0,3}(?: \w{1,20}){0,4} не ?(?:найден|существу|доступн|обнаружен)\w{0,4}",
    r"несуществующ\w{2,4} (?:страниц|адрес|ссылк)",
    r"не (?:смогли |можем |удалось )?на(?:шли|йти) (?:\w{1,20} ){0,2}(?:страниц\w{0,3}|(?:эт|так|нужн|запро)\w{1,12} (?:документ|материал|стать|файл|публикац)\w{0,3})\b",
    r"(?:запрошенн|запрашиваем)\w{2,3} (?:вами )?(?:страниц|документ|файл|материал|адрес|тем|стать|запис|объект|ресурс|публикаци|новост)\w{0,3} (?:на (?:сервере|сайте) )?(?:нет|отсутству\w{2,4}|не)\b", r"такого (?:адреса|документа) (?:не существует|нет)",
    r"(?:страница|материал|документ|стать[яи]|файл|запись|новость|публикация|ресурс|объект|выпуск|номер|издание|раздел|тема|ссылка)(?: \w{1,12}){0,3} "
    r"(?:не ?найден|не ?обнаружен|не ?доступ|удал[её]н|перемещ[её]н|снят|отсутству)\w{0,3}(?:\b)",
    r"^\W{0,3}не (?:найден|обнаружен)[аоы]?\b(?!\s+\w)",
    r"(?:ошибка|код) (?:404|410)",
    r"\b404\b.{0,12}(?:ошибк|не найден)",
    r"такой страницы(?: \w{1,12}){0,3} (?:не существует|не найдено|нет)\b",
    r"(?:страниц\w|материал\w?|документ\w?) (?:больше )?не существует",
    r"запрашиваем\w{2,3} (?:вами )?\w{1,20} не",
    r"неверный адрес страницы",
    r"к сожалению, (?:такой|эта|данная|запра)\w{0,12} (?:страниц|материал)",
    # Ukrainian
    r"сторінк\w{0,3}(?: \w{1,20}){0,4} не (?:знайден|існу|доступн)\w{0,4}",
    r"^\W{0,3}не знайдено\b(?!\s+\w)",
    r"(?:документ|матеріал|файл|статт[яю])(?: \w{1,12}){0,3} (?:не знайден|видален)\w{0,3}",
    r"помилка 404",
    r"сторінку (?:було )?видалено", r"такої сторінки(?: \w{1,12}){0,3} (?:немає|не існує|не знайдено)",
    r"не (?:змогли |можемо |вдалося )?знай(?:шли|ти) (?:\w{1,20} ){0,2}сторінк\w{0,3}\b",
    # German
    r"(?:seite|dokument|datei|artikel|inhalt)\w{0,2}(?: \w{1,20}){0,4} (?:nicht (?:gefunden|(?:mehr )?verfügbar|(?:mehr )?vorhanden"
    r"|(?:mehr )?existiert)|existiert (?:leider )?nicht|gibt es (?:leider )?nicht)",
    r"^\W{0,3}nicht gefunden\b",
    r"(?:konnten|können) (?:\w{1,20} ){0,4}(?:seite|(?:angefordert|gesucht|gewünscht)\w{1,3} (?:dokument|datei|artikel|inhalt)\w{0,2})(?: \w{1,20}){0,2} nicht finden",
    r"fehler 404",
    r"(?:seite|artikel|dokument|datei) wurde (?:gelöscht|entfernt|verschoben)",
    # French
    r"(?:page|document|fichier|article|contenu)(?: \w{1,20}){0,4} (?:introuvable|inexistante?|n['’](?:existe|est) (?:pas|plus)"
    r"|n['’]a (?:pas|plus) (?:pu être|été) trouvée?|a été (?:supprimée?|retirée?))",
    r"n['’](?:avons pas (?:pu )?|arrivons pas à )trouv(?:é|er) (?:la |cette |votre )?page",
    r"^\W{0,3}introuvable\b",
    r"erreur 404",
    # Italian
    r"(?:pagina|documento|file|articolo|contenuto)(?: \w{1,20}){0,4} (?:non (?:è )?(?:stat[ao] |più )?(?:trovat[ao]|disponibile|esiste|esistente)"
    r"|inesistente|è stat[ao] (?:rimoss[ao]|eliminat[ao]))",
    r"non (?:abbiamo trovato|riusciamo a trovare|(?:è stato )?possibile trovare) (?:la |questa )?pagina",
    r"^\W{0,3}non trovat[ao]\b",
    r"errore 404",
    # Spanish
    r"(?:página|documento|archivo|artículo|contenido)(?: \w{1,20}){0,4} (?:no (?:\w{1,10} ){0,3}?(?:encontrad[ao]|disponible|existe|encuentra|encontr[óo])"
    r"|inexistente|ha sido (?:eliminad[ao]|borrad[ao]|retirad[ao]))",
    r"no (?:hemos|se|se ha|podemos|pudimos|se pudo|se puede|ha sido posible|fue posible) encontr(?:ado|ar|ó) (?:la |el |esta |este |su )?(?:página|documento|archivo|artículo|contenido)",
    r"^\W{0,3}no encontrad[ao]\b",
)  # fmt: skip
#: A domain that nobody uses any more.
PARKED: Final = _list_phrases(
    "domain domaine dominio домен parked parking sedoparking hugedomains afternic sale entsteht",
    r"\b(?:this |the )?(?:premium )?domain (?:name )?(?:\S{1,60} )?(?:is|may be|could be) (?:for sale|available for (?:purchase|sale)|parked)\b",
    r"\bdomain (?:name )?for sale\b",
    r"\bthis (?:web ?site|site|name) is (?:available )?for sale\b",
    r"\bthe owner of \S{1,80} (?:is offering|offers) (?:it|this (?:name|domain|site)) for sale\b",
    r"\bhier entsteht (?:\w{1,12} ){0,3}(?:internet(?:präsenz|seite|auftritt)|web(?:site|seite|präsenz|auftritt)|homepage)\b",
    r"\bthis (?:domain|web ?page|site) (?:name )?(?:is|has been) parked\b",
    r"\b(?:buy|purchase|get|own) this domain\b",
    r"\b(?:inquire|enquire|make an offer) (?:about|for|on) (?:this domain|\S{1,60}\.\w{2,12}\b)",
    r"\binterested in this domain\b",
    r"\bdomain parking\b",
    r"\bparked (?:free|domain)\b",
    r"\bdomain (?:name )?(?:\S{1,60} )?(?:has |is )?expired\b",
    r"\bthis domain (?:name )?(?:has been|was|is) (?:recently )?registered (?:with|at|through|via|by)\b",
    r"\b(?:sedoparking|hugedomains|afternic)\b",
    r"(?:этот |данный )?домен (?:\S{1,60} )?(?:продаётся|продается|припаркован|выставлен|свободен)",
    r"(?:купить|продаётся|продается) (?:этот |данный )?домен",
    r"срок (?:действия )?(?:регистрации |делегирования |оплаты )?домена",
    r"домен (?:\S{1,60} )?не (?:прилинкован|оплачен|делегирован)",
    r"(?:цей )?домен (?:\S{1,60} )?(?:продається|припарковано)",
    r"(?:diese )?domain (?:\S{1,60} )?(?:steht zum verkauf|ist (?:zu verkaufen|geparkt))",
    r"(?:ce|le) (?:nom de )?domaine (?:\S{1,60} )?(?:est|a été) (?:à vendre|en vente|réservé|enregistré|parqué|déposé)",
    r"dominio (?:\S{1,60} )?(?:è )?(?:in vendita|(?:stato )?(?:registrato|parcheggiato))",
    r"dominio (?:\S{1,60} )?(?:está |ha sido )?(?:en venta|a la venta|aparcado|registrado)",
)  # fmt: skip
#: What a server shows where nobody has put anything, or no longer may.
PARKED_ALONE: Final = _list_phrases(
    "suspended nginx apache iis works index default disabled заблокирован отключ приостановл",
    r"\baccount (?:has been )?(?:suspended|disabled)\b",
    r"\bwelcome to nginx\b",
    r"\bapache2? (?:\w{3,10} )?(?:default|test) page\b",
    r"\biis windows server\b",
    r"^\W{0,3}it works!",
    r"\bdefault (?:web ?site|web|server) page\b",
    r"\b(?:хостинг|сайт|аккаунт)\w{0,2} (?:заблокирован|отключ[её]н|приостановлен)\w?",
)
#: What stands where a site is to come; a page that says so and shows something all the same is one.
UNDER_CONSTRUCTION: Final = _list_phrases(
    "construction costruzione construcción aufbau разработке разработки розробці",
    r"\b(?:web ?site|site|page) (?:is )?(?:currently )?(?:under construction|en construction)\b",
    r"\b(?:sito|sitio|página)(?: web)? (?:è |está )?(?:in costruzione|en construcción)\b",
    r"\b(?:web)?seite (?:ist |befindet sich )?(?:derzeit |noch )?im aufbau\b",
    r"\bсайт (?:находится |пока |знаходиться )?[ву] (?:стадии )?(?:разработке|разработки|розробці)\b",
)
#: A host that is at rest for a while.
TROUBLE: Final = _list_phrases(
    "maintenance temporarily overloaded database soon технические временно wartung indisponible manutenzione mantenimiento "
    "технічні тимчасово профилактическ vorübergehend gateway unavailable error back kürze bientôt pronto presto",
    r"^\W{0,3}(?:(?:http |error )?5\d\d\b\W{0,3})?(?:bad gateway|gateway time-?out|internal server error|service (?:temporarily )?unavailable)\W{0,3}$",
    r"\bwe(?:['’]ll| will) be (?:right )?back\b",
    r"\b(?:performing|doing|carrying out) (?:\w{1,12} ){0,2}maintenance\b",
    r"\bin kürze wieder (?:verfügbar|erreichbar|zur verfügung|für sie da|online)\b",
    r"\b(?:serons de retour|revenons|de retour) (?:très )?bientôt\b",
    r"\bvolveremos (?:muy )?(?:pronto|en breve)\b",
    r"\btorneremo (?:presto|a breve|online)\b",
    r"\b(?:проводяться|ведуться|тривають) (?:планові )?технічні роботи\b",
    r"\b(?:site|service|server|page|system|website|we) (?:is |are )?(?:currently |temporarily )?(?:down for|undergoing|under|in|off-?line for) (?:\w{1,12} )?maintenance\b",
    r"^\W{0,3}(?:scheduled |site |website )?maintenance(?: mode)?\W{0,3}$",
    r"\bbriefly unavailable for scheduled maintenance\b",
    r"\b(?:service|site|server|website|page) (?:is )?temporarily (?:unavailable|overloaded|down|offline)\b",
    r"\berror establishing a database connection\b",
    r"\bdatabase (?:connection )?error\b",
    r"\bведутся (?:плановые )?(?:технические|профилактические) работы\b",
    r"^\W{0,3}(?:технические|профилактические) работы\W{0,3}$",
    r"\b(?:сайт|сервер|сервис|портал) временно (?:недоступен|не работает)",
    r"\b(?:wegen|derzeit) \w{0,20}wartung",
    r"^\W{0,3}wartungs(?:arbeiten|modus)\W{0,3}$",
    r"\b(?:seite|website|dienst) ist (?:derzeit |vorübergehend )(?:nicht (?:verfügbar|erreichbar))",
    r"\b(?:site|service) (?:est )?(?:temporairement indisponible|en (?:cours de )?maintenance)",
    r"\b(?:sito|servizio) (?:è )?(?:temporaneamente non disponibile|in manutenzione)",
    r"\b(?:sitio|servicio|página) (?:web )?(?:está )?(?:temporalmente no disponible|en mantenimiento)",
    r"\b(?:сайт|сервер) тимчасово (?:недоступний|не працює)",
    r"\bтехнічні роботи\b",
)  # fmt: skip
#: A page that is kept from the reader: by law, by country, by address, for having asked too much.
WITHHELD: Final = _list_phrases(
    "country region location territory legal requests support ограничен заблокирован недоступ запросов запитів країні land pays "
    "région país región paese anfragen requêtes richieste solicitudes peticiones blocked banned",
    r"\bnot available (?:in|from|for) your (?:country|region|location|territory)\b",
    r"\bunavailable (?:in your (?:country|region)|(?:for|due to) legal reasons)\b",
    r"\btoo many requests\b",
    r"\byour ip(?:[- ]address)?\b.{0,40}\b(?:blocked|banned|blacklisted)\b",
    r"\byour support id is\b",
    r"\bдоступ к (?:\w{1,30} ){0,3}(?:ресурс|сайт|страниц|материал)\w{0,2} (?:\w{1,15} )?(?:ограничен|заблокирован)",
    r"\bнедоступ\w{1,4} в ваш\w{2} (?:стране|регионе)\b",
    r"\bваш ip\b.{0,40}заблокирован",
    r"\bслишком много запросов\b",
    r"\bнедоступн\w{1,3} [ву] вашій країні\b", r"\bзабагато запитів\b",
    r"\bin (?:ihrem|deinem) (?:land|region) (?:leider )?nicht verfügbar\b", r"\bzu viele anfragen\b",
    r"\b(?:pas|plus|non) disponible dans votre (?:pays|région)\b", r"\btrop de requêtes\b",
    r"\bnon (?:è )?disponibile nel (?:tuo|suo) paese\b", r"\btroppe richieste\b",
    r"\bno (?:está )?disponible en (?:su|tu) (?:país|región)\b", r"\bdemasiadas (?:solicitudes|peticiones)\b",
)  # fmt: skip
#: A page that asks who is there.
LOGIN: Final = _list_phrases(
    "log sign auth войти авторизац вход увійти anmeld einloggen connect connexion accedi sesión",
    r"\b(?:log|sign)[ -]?in\b", r"\blogin\b", r"\bauthenticat", r"\bвойти\b", r"\bавторизац", r"\bвход\b", r"\bувійти\b",
    r"\banmelden\b", r"\banmeldung\b", r"\beinloggen\b", r"\bse connecter\b", r"\bconnexion\b", r"\baccedi\b", r"\biniciar sesión\b",
)  # fmt: skip
LOGIN_PATH: Final = re.compile(
    r"/(?:(?:[\w.]{0,20}|(?:user|account|member|admin)[-_])(?:log|sign)[-_]?[io]n|sso|cas|auth|oauth2?|saml2?|shibboleth|idp|account/login|vhod|user/login|wp-login\.php)\b",
    re.IGNORECASE,
)
#: Paths of pages that say 'not found' by their name.
ERROR_PATH: Final = re.compile(
    r"/(?:(?:error|err|http|page|seite|status|fehler|erreur|errore|oshibka|pomylka|pagina)?[-_]?(?:404|410)|(?:page[-_]?)?(?:not[-_]?found|missing|unavailable|gone)|error[-_]?pages?|errors?"
    r"|404[-_]?(?:error|page|not[-_]?found))(?:\.\w{2,5}|/|$)",
    re.IGNORECASE,
)
#: Queries that say so.
ERROR_QUERY: Final = re.compile(
    r"(?:^|&)(?:error|err|errno|code|status)=(?:404|410|not[-_]?found)(?:&|$)", re.IGNORECASE
)
#: Paths of pages that test whether a person is reading.
CHALLENGE_PATH: Final = re.compile(
    r"/(?:show)?captcha\b|/sorry/index|/cdn-cgi/(?:challenge|l/chk)|/_Incapsula_Resource|/checkcaptcha|/distil_r_captcha"
    r"|/\.within\.website|/bot-?(?:check|detection|verification)|/human-?(?:check|verification)",
    re.IGNORECASE,
)
#: A page that tests whether a person is reading.
CHALLENGE: Final = _list_phrases(
    "moment browser site cloudflare javascript human robot ddos interruption security traffic подтвердите робот "
    "браузера denied unsuccessful detection protection navigateur bot hold verified verification запросы verify forbidden",
    r"^\W{0,3}403\b.{0,8}\bforbidden\b",
    r"\b(?:making sure|confirm) (?:that )?you(?:['’]re| are) (?:not a bot|(?:a )?human)",
    r"\bpress (?:&|and) hold\b",
    r"\brequest is being verified\b",
    r"\bone moment, please\b",
    r"\b(?:human|bot|security|browser) (?:verification|check)\b",
    r"\bverify (?:that )?you(?:['’]re| are) (?:not a (?:ro)?bot|(?:a )?human)",
    r"\bпроверка, что вы не (?:ро)?бот",
    r"\bзапросы с вашего (?:устройства|адреса)",
    r"just a moment\b\W{1,3}",
    r"checking (?:your browser|if the site connection is secure)",
    r"attention required! \| cloudflare",
    r"enable javascript and cookies to continue",
    r"verify(?:ing)? (?:that )?you are (?:a )?human",
    r"\bare you a robot\b",
    r"\bare not a robot\b",
    r"ddos[- ]guard",
    r"ddos protection by",
    r"pardon our interruption",
    r"please complete the security check",
    r"unusual traffic from",
    r"подтвердите, что (?:запросы|вы)",
    r"вы не робот",
    r"проверка (?:вашего )?браузера",
    r"перевірка браузера",
    r"access (?:to this page )?(?:has been )?denied",
    r"request unsuccessful",
    r"\bbot (?:detection|protection)",
    r"ddos-защит",
    r"ihr browser wird überprüft",
    r"vérification de votre navigateur",
)
#: The same, in the source of a page that shows next to nothing.
CHALLENGE_SOURCE: Final = _list_phrases(
    "cf- challenge incapsula ddos datadome captcha waf",
    r"cf-browser-verification", r"challenge-platform", r"cf-chl", r"_incapsula_resource", r"ddos-guard/js", r"datadome",
    r"g-recaptcha", r"h-captcha", r"hcaptcha\.com", r"smartcaptcha", r"aws-waf", r"captcha-form",
)  # fmt: skip
#: A script builds the page; without running it nothing can be told.
SHELL: Final = re.compile(
    r"<(?:div|main|section)[^<>]{0,200}\bid=[\"']?(?:root|app|__next|___gatsby|__nuxt|main-app|application|q-app|svelte|react-root)"
    r"[\"']?[\s>]|<app-root|<noscript>[^<]{0,300}(?:enable|requires?|need|включите|увімкніть|activez|aktivieren|habilit|abilita)"
    r"[^<]{0,100}javascript|<noscript>[^<]{0,100}javascript",
    re.IGNORECASE,
)
