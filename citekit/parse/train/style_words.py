"""Key words of the styles in six languages: months, roles, numbers, bodies, words for undated."""

from __future__ import annotations

from typing import Final

MONTHS: Final = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
}
WORDS: Final = {
    "en": {
        "and": [" and ", " & ", ", and ", ", & "], "in": ["In: ", "In ", "in ", "in: ", "In "], "pages": ["pp. ", "p. ", "pp ", "", "pp."],
        "volume": ["vol. ", "Vol. ", "vol ", "v. ", "volume "], "issue": ["no. ", "No. ", "issue ", "iss. ", "nr. ", "n. "],
        "editor_after": [" (ed.)", " (eds.)", " (Ed.)", " (Eds.)", ", ed.", ", eds.", " (eds)", " (ed)", " (editors)"],
        "editor_before": ["ed. by ", "edited by ", "ed. ", "Ed. ", "Edited by ", "eds. "],
        "translator": ["trans. by ", "translated by ", "trans. ", "tr. "], "edition": ["{0}th ed.", "{0}th edition", "2nd ed.", "3rd edn", "rev. ed.", "second edition", "2nd rev. ed.", "{0}th edn", "3rd ed.", "second revised edition", "Revised ed."],
        "accessed": ["accessed {0}", "Accessed: {0}", "(accessed {0})", "[accessed {0}]", "last accessed {0}", "retrieved {0}", "(last visited {0})", "Accessed {0}"],
        "url": ["URL: ", "Available at: ", "available at ", "Retrieved from ", "", "Available from: ", "<"], "thesis": ["PhD thesis", "Ph.D. dissertation", "Doctoral dissertation", "Master's thesis", "PhD diss.", "unpublished PhD thesis"],
        "report": ["Working Paper", "Discussion Paper", "Technical Report", "Tech. Rep.", "Policy Research Working Paper"], "others": [" et al.", ", et al.", " and others"],
        "see": ["See ", "See also ", "Cf. ", "See, e.g., ", "see "], "opcit": ["op. cit.", "supra note 12", "ibid."], "ibid": ["Ibid.", "Id.", "ibid"],
    },
    "de": {
        "and": [" und ", "/", " / ", "; ", " & ", ", "], "in": ["In: ", "in: ", "In: ", "in: ", "In "], "pages": ["S. ", "S. ", "S.", "", "Seite ", "pp. "],
        "volume": ["Bd. ", "Band ", "Jg. ", "Vol. ", ""], "issue": ["H. ", "Heft ", "Nr. ", "Hft. ", "No. "],
        "editor_after": [" (Hrsg.)", " (Hg.)", " (Hrsg.)", " (Hg.)", " (Hgg.)", " (Eds.)", " [Hrsg.]", ", Hrsg.", " (eds.)"],
        "editor_before": ["hrsg. von ", "hrsg. v. ", "herausgegeben von ", "Hrsg. ", "Hg. v. "],
        "translator": ["übers. von ", "aus dem Engl. von ", "Übers. "], "edition": ["{0}. Aufl.", "{0}. Auflage", "{0}., überarb. Aufl.", "{0}., erw. Aufl.", "{0}. Aufl", "{0}., durchges. Aufl.", "{0}., neu bearbeitete und erweiterte Auflage", "{0}., aktualisierte Auflage", "{0}., vollst. überarb. Aufl.", "{0}., erweiterte und überarbeitete Auflage", "{0}., unveränd. Aufl.", "2., verb. Aufl."],
        "accessed": ["Zugriff am {0}", "abgerufen am {0}", "(Zugriff: {0})", "letzter Zugriff {0}", "(zuletzt abgerufen am {0})", "[Stand: {0}]", "(abgerufen am {0})"],
        "url": ["URL: ", "Online unter: ", "", "Verfügbar unter: ", "Internet: "], "thesis": ["Diss.", "Dissertation", "Diss. phil.", "Habil.-Schr.", "Magisterarbeit", "unveröff. Diss."],
        "report": ["Arbeitspapier", "Discussion Paper", "Arbeitsbericht", "Forschungsbericht", "Working Paper"], "others": [" u. a.", " et al.", " u.a."],
        "see": ["Vgl. ", "Siehe ", "Vgl. hierzu ", "S. ", "Vgl. auch ", "Zit. nach "], "opcit": ["a. a. O.", "a.a.O.", "op. cit."], "ibid": ["Ebd.", "Ebenda", "ebd."],
    },
    "fr": {
        "and": [" et ", " & ", ", "], "in": ["in ", "dans ", "In : ", "in : ", "dans : ", "In "], "pages": ["p. ", "p. ", "pp. ", "p.", ""],
        "volume": ["vol. ", "t. ", "tome ", "Vol. ", ""], "issue": ["n° ", "no ", "no. ", "n°", "nº ", "fasc. ", "n. "],
        "editor_after": [" (dir.)", " (éd.)", " (éds)", " (sous la dir.)", " (dirs.)", ", éd.", " (ed.)", " (coord.)"],
        "editor_before": ["sous la direction de ", "sous la dir. de ", "éd. ", "éd. par ", "textes réunis par "],
        "translator": ["trad. par ", "trad. de ", "traduit par ", "trad. fr. "], "edition": ["{0}e éd.", "2e éd. revue", "nouvelle édition", "{0}ème édition", "rééd.", "{0}e éd. revue et augmentée", "{0}e éd.", "nouvelle éd."],
        "accessed": ["consulté le {0}", "(consulté le {0})", "[consulté le {0}]", "Consulté le {0}", "page consultée le {0}"],
        "url": ["URL : ", "[En ligne] ", "", "disponible sur ", "[en ligne], URL : ", "En ligne : "], "thesis": ["thèse de doctorat", "thèse", "mémoire de maîtrise", "Thèse pour le doctorat"],
        "report": ["document de travail", "rapport de recherche", "cahier de recherche"], "others": [" et al.", " et alii"],
        "see": ["Voir ", "Cf. ", "Voir aussi ", "Sur ce point, voir ", "voir "], "opcit": ["op. cit.", "art. cit.", "op. cit", "ouvr. cité"], "ibid": ["Ibid.", "Ibidem", "ibid."],
    },
    "it": {
        "and": [" e ", ", ", " - ", " ed "], "in": ["in ", "in: ", "In ", "in ", "in "], "pages": ["pp. ", "p. ", "pp.", "pag. ", ""],
        "volume": ["vol. ", "voll. ", "t. ", "tomo ", ""], "issue": ["n. ", "fasc. ", "n° ", "num. ", "nr. "],
        "editor_after": [" (a cura di)", " (cur.)", " (ed.)", " (a c. di)"], "editor_before": ["a cura di ", "a cura di ", "a c. di ", "ed. ", "cur. "],
        "translator": ["trad. di ", "trad. it. di ", "traduzione di "], "edition": ["{0}a ed.", "seconda edizione", "2ª ed.", "ristampa", "nuova ed."],
        "accessed": ["consultato il {0}", "(consultato il {0})", "ultimo accesso {0}", "[consultato il {0}]"], "url": ["URL: ", "", "disponibile su ", "<"],
        "thesis": ["tesi di laurea", "tesi di dottorato", "Tesi di dottorato"], "report": ["documento di lavoro", "rapporto di ricerca"], "others": [" et al.", " e altri"],
        "see": ["Cfr. ", "Si veda ", "Vedi ", "cfr. "], "opcit": ["op. cit.", "cit.", "art. cit."], "ibid": ["Ibid.", "Ivi", "Ibidem", "ivi"],
    },
    "es": {
        "and": [" y ", " & ", "; ", ", "], "in": ["En: ", "En ", "en ", "en: ", "In "], "pages": ["pp. ", "p. ", "págs. ", "pp.", ""],
        "volume": ["vol. ", "Vol. ", "t. ", "tomo ", ""], "issue": ["núm. ", "n.º ", "nº ", "No. ", "n. "],
        "editor_after": [" (ed.)", " (eds.)", " (coord.)", " (coords.)", " (comp.)", " (dir.)"], "editor_before": ["edición de ", "ed. de ", "coord. por ", "dir. por "],
        "translator": ["trad. de ", "traducción de "], "edition": ["{0}ª ed.", "2.ª edición", "segunda edición", "2a ed. rev."],
        "accessed": ["consultado el {0}", "(consultado el {0})", "[consultado el {0}]", "fecha de consulta: {0}"], "url": ["URL: ", "Disponible en: ", "", "Recuperado de ", "disponible en "],
        "thesis": ["tesis doctoral", "Tesis doctoral", "tesis de maestría"], "report": ["documento de trabajo", "informe técnico"], "others": [" et al.", " y otros"],
        "see": ["Véase ", "Cfr. ", "Ver ", "Vid. "], "opcit": ["op. cit.", "ob. cit."], "ibid": ["Ibíd.", "Ibidem"],
    },
    "ru": {
        "and": [" и ", ", "], "in": ["В: ", "В кн.: ", "в кн.: "], "pages": ["С. ", "С.", "c. ", "стр. "], "volume": ["Т. ", "Т.", "том "], "issue": ["№ ", "№", "Вып. ", "вып. "],
        "editor_after": [" (ред.)", " (отв. ред.)"], "editor_before": ["под ред. ", "под редакцией "], "translator": ["пер. с англ. ", "пер. "],
        "edition": ["{0}-е изд.", "{0}-е изд., перераб. и доп.", "Изд. {0}-е", "{0}-е изд., испр.", "изд. {0}-е, доп."], "accessed": ["дата обращения: {0}"], "url": ["URL: ", "Режим доступа: "],
        "thesis": ["дис. ... канд. ист. наук"], "report": ["доклад"], "others": [" и др.", " [и др.]"], "see": ["См.: ", "См. ", "См. также: ", "Цит. по: ", "Ср.: "], "opcit": ["Указ. соч."], "ibid": ["Там же"],
    },
}  # fmt: skip


BODIES: Final = {
    "en": ["World Bank", "European Commission", "OECD", "United Nations", "Eurostat", "UNESCO", "Council of Europe", "U.S. Department of State", "International Monetary Fund", "Ministry of Defence", "WHO", "National Bureau of Statistics"],
    "de": ["Statistisches Bundesamt", "Bundesministerium für Bildung und Forschung", "Deutscher Bundestag", "BMFSFJ", "OECD", "Bundesagentur für Arbeit", "Deutsche Gesellschaft für Soziologie", "Autorengruppe Bildungsberichterstattung", "Europäische Kommission"],
    "fr": ["Ministère de l’Intérieur", "INSEE", "COLLECTIF", "Commission européenne", "Conseil d’État", "OCDE", "Haute Autorité de santé", "Ministère des transports", "Assemblée nationale"],
    "it": ["ISTAT", "Banca d’Italia", "Ministero della Pubblica Istruzione", "Commissione europea", "Regione Veneto"],
    "es": ["Instituto Nacional de Estadística", "Banco de España", "Ministerio de Cultura", "CEPAL", "Comisión Europea", "Naciones Unidas"],
    "ru": ["Росстат", "Минэкономразвития России", "Институт истории РАН", "Государственная дума", "Правительство Москвы"],
}  # fmt: skip
UNDATED: Final = {
    "en": ["n.d.", "forthcoming", "in press", "in preparation"], "de": ["o. J.", "o.J.", "im Erscheinen", "i. E."],
    "fr": ["s. d.", "s.d.", "à paraître"], "it": ["s.d.", "s. d.", "in corso di stampa"], "es": ["s. f.", "en prensa", "s.f."],
}  # fmt: skip
