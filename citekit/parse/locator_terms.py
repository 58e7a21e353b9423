"""The words for places inside a work, by CSL 1.0.2 locator label and language.

A word stands in lower case and without its full stop. `стат:ья,ьи` is a stem with its endings, where
`-` is the empty ending. A word belongs to one label, and the first row that claims it keeps it: where
languages disagree, the reading that is common in citations stands here, and the parser decides the
rest by what follows (`c. 12r` is a folio, `art. 5, c. 2` a paragraph).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_NOUN_A: Final = "а,ы,е,у,ой,ою,-,ам,ами,ах"
_NOUN_KA: Final = "ка,ки,ке,ку,кой,ок,кам,ками,ках"
_NOUN: Final = "-,а,у,ом,е,ы,ов,ам,ами,ах"
_NOUN_I: Final = "-,а,у,ом,е,и,ов,ам,ами,ах"
_NOUN_E: Final = "е,я,ю,ем,и,й,ям,ями,ях"
_UK_NOUN: Final = "-,а,у,ом,ові,і,и,ів,ам,ами,ах"
_UK_NOUN_KA: Final = "ка,ки,ці,ку,кою,ок,кам,ками,ках"

#: Label and words, a row for each label and group of languages (ru, uk; en; de; fr, it, es).
LOCATOR_TERMS: Final[tuple[tuple[str, str], ...]] = (
    ("page", "с сс стр c страниц:а,ы,е,у,ей,ею,-,ам,ами,ах стор сторін:ка,ки,ці,ку,кою,ок,кам,ками,ках"),
    ("page", "p pp str pg pgs page pages s ss seite seiten pag pagg pagina pagine pág págs página páginas"),
    ("article-locator", "ст стст стат:ья,ьи,ье,ью,ьёй,ьей,ей,ьям,ьями,ьях,тя,ті,тю,тею,тям,тями,тях"),
    ("article-locator", "art arts article articles artikel artikeln artikels artt articolo articoli"),
    ("article-locator", "artículo artículos"),
    ("section", f"§ §§ разд раздел:{_NOUN} подраздел:{_NOUN} параграф:{_NOUN},і,ів"),
    ("section", f"розд розділ:{_UK_NOUN} підрозділ:{_UK_NOUN}"),
    ("section", "sec secs sect sects section sections subsection subsections subsec"),
    ("section", "abschn abschnitt abschnitts abschnitte abschnitten"),
    ("section", "sez sezione sezioni paragrafo paragrafi secc sección secciones"),
    ("paragraph", f"¶ ¶¶ п пп пункт:{_NOUN},і,и,ів подп пп подпункт:{_NOUN} підпункт:{_UK_NOUN}"),
    ("paragraph", "абз абзац:-,а,у,ем,е,ы,ев,ам,ами,ах,і,и,ів"),
    ("paragraph", "para paras par pars paragraph paragraphs subparagraph subpara point points"),
    ("paragraph", "abs absatz absatzes absätze absätzen rn rdn rdnr rz randnummer randnummern randziffer"),
    ("paragraph", "lit ziff ziffer ziffern punkt paragraphe paragraphes alinéa alinéas al comma commi co"),
    (
        "paragraph",
        "cpv capoverso punto punti puntos párr párrs párrafo párrafos apdo apartado inciso incisos",
    ),
    ("chapter", f"гл глав:{_NOUN_A},і,ою"),
    ("chapter", "ch chs chap chaps chapter chapters kap kapitel kapitels kapiteln"),
    ("chapter", "chapitre chapitres cap caps capp capitolo capitoli capítulo capítulos"),
    ("volume", f"т тт том:{_NOUN},і,и,ів"),
    ("volume", "t tt v vol vols volume volumes bd bde bdn band bände bänden bandes tom tome tomes"),
    ("volume", "tomo tomi tomos volumi volumen volúmenes"),
    ("issue", f"№ №№ вып выпуск:{_NOUN_I} вип випуск:{_UK_NOUN} ном номер:{_NOUN}"),
    ("issue", "no nos nr nrn num nums núm núms h number numbers issue issues iss heft hefte heften ausgabe"),
    ("issue", "n° nº numéro numéros numero numeri número números fasc fascicolo fascículo"),
    ("folio", f"л лл лист:{_NOUN} арк аркуш:-,а,у,ем,і,ів,ами,ах"),
    ("folio", "f ff fo fos fol fols foll folio folios f° fº blatt blätter bl carta carte cc"),
    ("figure", "рис рисун:ок,ка,ку,ком,ке,ки,ков,кам,ками,ках мал малюн:ок,ка,ку,ком,ки,ків"),
    ("figure", f"ил илл иллюстраци:я,и,ю,ей схем:{_NOUN_A} график:{_NOUN_I} диаграмм:{_NOUN_A}"),
    (
        "figure",
        "fig figs figure figures plate plates pl abb abbn abbildung abbildungen bild bilder tafel taf",
    ),
    ("figure", "illustration illustrations ill planche planches figura figure figuras tav tavola tavole lám"),
    ("table", "табл таблиц:а,ы,е,у,ей,-,ам,ами,ах,я,і,ю,ею,ь"),
    ("table", "tab tabs tbl table tables tabelle tabellen tableau tableaux tabella tabla tablas cuadro"),
    ("column", f"стб стлб столб:ец,ца,це,цы,цов,цах кол колон:{_NOUN_KA} стовп:ець,ця,ці,цю"),
    ("column", "col cols column columns sp spalte spalten colonne colonnes colonna columna columnas"),
    ("line", "строк:а,и,е,у,ой,-,ам,ами,ах рядок ряд:ка,ку,ки,ків"),
    ("line", "l ll line lines z zeile zeilen ligne lignes riga righe línea líneas lín"),
    ("note", f"прим примеч примечани:{_NOUN_E} сн снос:{_NOUN_KA} приміт:{_UK_NOUN_KA} винос:{_UK_NOUN_KA}"),
    ("note", "n nn note notes fn fns footnote footnotes anm anmerkung anmerkungen fußnote fußnoten"),
    ("note", "fussnote fussnoten nota notas"),
    ("part", f"ч чч отд отдел:{_NOUN} отделени:{_NOUN_E} част:ь,и,ью,ей,ям,ями,ях частин:{_NOUN_A},і,ою"),
    ("part", "pt pts part parts teil teile teils teilen tl partie parties parte parti partes"),
    ("book", "кн книг:а,и,е,у,ой,-,ам,ами,ах,ою книз:і"),
    ("book", "bk bks book books buch bücher livre livres liv libro libri libros lib"),
    ("verse", f"стих:{_NOUN_I} вірш:-,а,у,і,ів"),
    ("verse", "vv verse verses vers verset versets versetto versetti versículo versículos"),
    ("appendix", f"прил приложени:{_NOUN_E} дод додат:ок,ка,ку,ком,ки,ків,ках"),
    ("appendix", "app apps appendix appendices annex annexes annexe anh anhang anl anlage anlagen"),
    ("appendix", "all allegato allegati appendice anexo anexos apéndice"),
    ("act", f"действ действи:{_NOUN_E} акт:-,а,у,е,ы дія дії"),
    ("act", "act acts akt akte aufzug acte actes atto atti acto actos"),
    ("scene", f"явл явлени:{_NOUN_E} сцен:{_NOUN_A},і"),
    ("scene", "scene scenes sc szene szenen auftritt scène scènes scena escena escenas"),
    ("rule", "правил:о,а,у,ом,е,-"),
    ("rule", "r rr rule rules regel regeln règle règles regola regole regla reglas"),
    ("title-locator", f"титул:{_NOUN}"),
    ("title-locator", "tit title titles titel titre titres titolo titoli título títulos"),
    ("canon", f"канон:{_NOUN} can cann canon canons kanon canone canoni canones"),
    ("equation", f"формул:{_NOUN_A} уравн уравнени:{_NOUN_E}"),
    ("equation", "eq eqs eqn equation equations gl gleichung formel éq équation equazione ecuación formula"),
    ("opus", "op opus opp"),
    ("supplement", "suppl supp supplement supplements supplément supplemento suplemento beilage"),
    ("version", "version versions верси:я,и,ю версі:я,ї,ю versione versión"),
    ("timestamp", "timestamp мин min хв"),
    ("sub-verbo", "sv svv"),
)

#: Letters that look alike, in lower case (the capitals `В Н К М Т` decide for `b h k m t`).
TO_CYRILLIC: Final = str.maketrans("abcehikmoptxy", "авсенікмортху")
TO_LATIN: Final = str.maketrans("авсенікмортху", "abcehikmoptxy")


def expand_terms(rows: tuple[tuple[str, str], ...]) -> MappingProxyType[str, str]:
    """Return every word form of a table with its label; the first row to claim a form keeps it."""
    forms: dict[str, str] = {}
    for label, words in rows:
        for word in words.split():
            stem, _, endings = word.partition(":")
            for ending in endings.split(","):
                forms.setdefault(stem + ending.replace("-", ""), label)
    return MappingProxyType(forms)


#: Word form to label.
LABEL_OF: Final = expand_terms(LOCATOR_TERMS)
