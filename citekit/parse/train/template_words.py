"""Words of the templates: journals and reports of law, courts, archives, acts, repeats."""

from __future__ import annotations

from typing import Final

LAW_JOURNALS: Final = {
    "en": "Harv. L. Rev.|Yale L.J.|Colum. L. Rev.|Stan. L. Rev.|Mich. L. Rev.|U. Pa. L. Rev.|U. Chi. L. Rev.|Cornell L. Rev.|Geo. L.J.|Tex. L. Rev.|Law & Soc’y Rev.|J. Legal Stud.|Am. J. Int’l L.|Calif. L. Rev.|Wis. L. Rev.|N.Y.U. L. Rev.|Duke L.J.|MLR|LQR|CLJ|OJLS|ICLQ|EJIL|AJIL|CMLRev|ELJ|PL|Harvard L Rev|Yale LJ|Law & Society Review|Journal of Law and Society|Modern Law Review|Harvard Law Review|Social & Legal Studies|American Journal of Comparative Law|Law and Critique|HARV. L. REV.|Int’l & Comp. L.Q.|Nw. U. L. Rev.|Minn. L. Rev.",
    "de": "NJW|JZ|ARSP|AcP|AöR|ZStW|RabelsZ|KritV|KJ|JuS|DÖV|DVBl|NVwZ|EuR|ZaöRV|Der Staat|Rechtstheorie|ZfRSoz|ZRP|GG|HZ|VfZ|KZfSS|ZfS|ZfG|AfS|MGM|VSWG|ZRG GA|GRUR|WM|FamRZ|StV|MDR|VerwArch|Die Verwaltung|ZNR|Leviathan|PVS",
    "fr": "RFDA|AJDA|D.|JCP|RTD civ.|RDP|RGDIP|RTDE|RIDC|RSC|Gaz. Pal.|RRJ|Droits|Annales ESC|RHMC|Revue historique|RFSP|ARSS|JDI|Rev. crit. DIP|RCDIP|Rec. Dalloz|RDSS|Droit et société",
    "it": "Foro it.|Giur. cost.|Giur. it.|Riv. dir. civ.|Riv. trim. dir. pubbl.|Quaderni fiorentini|Pol. dir.|Dir. pubbl.|Sociologia del diritto|Cass. pen.",
    "es": "REDC|RAP|REP|ADC|RDP|CREDA|AHDE|Revista de Administración Pública|Revista Española de Derecho Constitucional",
}  # fmt: skip
REPORTERS: Final = "U.S.|U.S.|S. Ct.|F.2d|F.3d|F. Supp.|F. Supp. 2d|F.4th|P.2d|N.E.2d|N.W.2d|A.2d|So. 2d|Cal. App. 3d|N.Y.2d|Cal. Rptr.|Wall.|AC|QB|WLR|All ER|KB|Ch|CLR|ECR|I.C.J. Reports|ICJ Rep|EHRR|SCR|US|L. Ed. 2d".split(
    "|"
)
COURTS: Final = "2d Cir.|9th Cir.|D.C. Cir.|5th Cir.|7th Cir.|1st Cir.|S.D.N.Y.|E.D. Va.|N.D. Cal.|Cal.|N.Y.|CA|HL|Ch D|QB|D. Mass.|Fed. Cir.".split(
    "|"
)
PARTIES: Final = "Commission|Council|United States|State|Board of Education|City of Chicago|Secretary of State|Germany|Turkey|Russia|R|The King|Attorney General|DPP|Bank of America|Inc.|Corp.|Minister of Health|Department of Commerce|United Kingdom|People".split(
    "|"
)
COURTS_OF: Final = {
    "KDE": "BVerfG|BGH|BVerwG|BAG|OLG München|LG Berlin|EuGH|RG|BSG|BFH|VG Köln|OVG Münster|EGMR",
    "KFR": "CE|Cass. civ. 1re|Cass. crim.|Cons. const.|CJUE|CEDH|CA Paris|CJCE|Cass. soc.|CE, Ass.|CE, sect.|TA Lyon|Cass. ass. plén.",
    "KIT": "Corte cost.|Cass.|Cons. Stato|Cass. pen.|Corte di giustizia|Trib. Milano|Cass., sez. un.",
    "KES": "STS|STC|SAN|STSJ de Madrid|Auto del TC|STEDH",
}  # fmt: skip
REPORTS_DE: Final = "BVerfGE|BGHZ|BVerwGE|BGHSt|RGZ|BAGE|RGSt|BVerfGE|BSGE|EuGHE".split("|")
REPORTS_FR: Final = "JORF|Rec.|Bull. civ.|JO|Rec. CE|GAJA|Bull. crim.|JOUE".split("|")
GAZETTES: Final = "BGBl.|RGBl.|BGBl|GVBl.|ABl.|BT-Drs.|Bundesgesetzblatt".split("|")
JOURNALS_OF_EU: Final = "OJ|Official Journal|O.J.|OJ".split("|")
TREATIES: Final = "Convention on the Law of {0}|Treaty of {0}|International Covenant on {0}|Convention against {0}|Agreement on {0}|Charter of {0}|{0} Convention|United Nations Convention on {0}|Protocol on {0}".split(
    "|"
)
ARCHIVES: Final = {
    "de": "StA Hamburg|BArch|Bundesarchiv|Staatsarchiv Bremen|LHA Koblenz|StA Köln|GStA PK|HStA Düsseldorf|PA AA|Stadtarchiv Ulm|Staatsarchiv Emden|UA Göttingen|ADW|AdsD",
    "fr": "AN|Archives nationales|BnF|AD Gironde|ADN|Arch. dép. du Rhône|ANOM|Arch. mun. de Lyon|SHD|BNF",
    "en": "TNA|PRO|NARA|British Library|Public Record Office|National Archives|HSTAD|Bodleian Library|IISH",
    "it": "ASV|ASF|Archivio di Stato di Milano|BMC|ASMi|ASVe|ACS|Biblioteca Marciana",
    "es": "AGI|AHN|AGS|AGA|Archivo General de la Nación",
}  # fmt: skip
SHELF: Final = {
    "de": ("Best. {0}, Nr. {1}, fol. {2}r", "R {0}/{1}", "Rep. {0}, Nr. {1}", "NL {0}, Bd. {1}, Bl. {2}", "Abt. {0} Nr. {1}", "B {0}, Bd. {1}", "I. HA Rep. {0} Nr. {1}, Bl. {2}", "{0}-{1} II, Nr. {2}"),
    "fr": ("F{0} {1}", "série B, liasse {1}", "{0} J {1}", "ms. fr. {1}, f. {2}", "E {1}, fol. {2} v°", "BB{0} {1}, dossier {2}"),
    "en": ("FO {0}/{1}", "CAB {0}/{1}", "RG {0}, box {1}, folder {2}", "Add. MS {1}, f. {2}", "HO {0}/{1}, fol. {2}"),
    "it": ("Senato, Terra, reg. {0}, c. {2}r", "b. {0}, fasc. {2}", "Notarile, b. {1}, c. {2}", "f. {0}, c. {2}v"),
    "es": ("leg. {1}", "Estado, leg. {1}, exp. {2}", "Indiferente, {1}", "Consejos, l. {0}, f. {2}"),
}  # fmt: skip
SAME: Final = {
    "de": "Ders.|Dies.|Derselbe|ders.|dies.|Dies.",
    "fr": "Id.|Idem|Le même|ID.",
    "it": "Id.|ID.|Idem|Ead.",
    "es": "íd.|ID.|Idem",
    "en": "Id.",
}
OPCIT: Final = {
    "de": "a.a.O.|a. a. O.|aaO|op. cit.|a.a.O", "fr": "op. cit.|art. cit.|op. cit|ouvr. cité|op.cit.|loc. cit.|art. cité|ouvrage cité", "en": "op. cit.|loc. cit.|op.cit.",
    "it": "cit.|op. cit.|art. cit.|cit", "es": "op. cit.|ob. cit.|cit.",
}  # fmt: skip
IBID: Final = {
    "de": "Ebd.|Ebenda|ebd.|Ibid.|Ebda.|ebenda|A.a.O.|Ebd|Dort", "fr": "Ibid.|Ibidem|ibid.|Idem|Id.|Ibid|Ibid.", "en": "Ibid.|Id.|ibid.|Ibid|Ibidem|id.", "it": "Ivi|Ibid.|Ibidem|ivi|Ibidem|ibid.", "es": "Ibid.|Ibídem|Ibidem|Íd.|ibid.",
}  # fmt: skip
NEWSPAPERS: Final = {
    "de": "FAZ|Frankfurter Allgemeine Zeitung|Süddeutsche Zeitung|SZ|Die Zeit|Frankfurter Rundschau|FR|taz|die tageszeitung|Die Welt|Der Spiegel|Neues Deutschland|Handelsblatt|NZZ|Neue Zürcher Zeitung|Vorwärts|Stuttgarter Zeitung|Der Tagesspiegel|Berliner Zeitung|Rheinischer Merkur|Das Parlament|Stern|Focus|Die Presse|Der Standard|Kölner Stadt-Anzeiger|Hamburger Abendblatt|Leipziger Volkszeitung|Westdeutsche Allgemeine Zeitung",
    "fr": "Le Monde|Le Figaro|Libération|L’Humanité|Le Temps|La Gazette des tribunaux|Le Moniteur universel|Le Constitutionnel|Journal des débats|Le Petit Journal|La Croix|Le Matin|Le Siècle|L’Illustration|La Presse|Ouest-France|Le Canard enchaîné",
}  # fmt: skip
VENETIAN_SHELVES: Final = (
    "Senato, Terra, reg. {0}, c. {2}r", "Senato, Mar, filza {0}", "Consiglio dei Dieci, Deliberazioni, Comuni, reg. {0}, cc. {2}r-v", "Giudici di Petizion, Inventari, b. {1}, fasc. {0}", "Provveditori alla Sanità, reg. {1}", "Notarile, Atti, b. {1}, c. {2}v", "Procuratori di San Marco, b. {0}, fasc. {2}", "Senato, Dispacci, Costantinopoli, filza {0}, n. {2}",
    "Avogaria di Comun, b. {1}", "cod. Cicogna {1}, c. {0}r", "ms. it. VII, {1} (=8{1}), cc. {2}r-{2}v", "Sezione notarile, Testamenti, b. {1}, n. {2}", "Quarantia criminal, b. {0}", "Maggior Consiglio, Deliberazioni, reg. {0}, c. {2}", "Capi del Consiglio dei dieci, Lettere, b. {0}", "Inquisitori di Stato, b. {1}, fasc. {0}", "Archivio Gradenigo, b. {1}", "Arti, b. {1}, cc. n.n.", "Collegio, Notatorio, reg. {0}", "Provveditori al Sal, b. {0}, c. {2}v",
)  # fmt: skip
ARCHIVE_NAMES: Final = {
    "de": ("Stadtarchiv {0}", "Landesarchiv", "Landesarchiv {0}", "Staatsarchiv {0}", "Kreisarchiv {0}", "Universitätsarchiv {0}", "Hauptstaatsarchiv {0}", "Archiv der Stadt {0}", "Pfarrarchiv {0}"),
    "en": ("{0} Record Office", "{0} City Archives", "National Archives", "{0} Harbour Archive", "County Archive", "{0} Library", "{0} County Record Office", "State Archives", "{0} Archives", "University of {0} Archives"),
    "fr": ("Archives départementales", "Archives municipales de {0}", "Archives nationales", "Archives de la ville de {0}", "Archives diplomatiques", "Archives départementales de l’Isère"),
    "it": ("Archivio di Stato", "Archivio di Stato di {0}", "Archivio comunale di {0}", "Archivio storico di {0}", "Biblioteca civica di {0}"),
    "es": ("Archivo Municipal de {0}", "Archivo Histórico Provincial", "Archivo General de {0}", "Archivo de la Catedral de {0}"),
}  # fmt: skip
SERIES: Final = {
    "de": "Ratsprotokolle|Gerichtsakten|Rechnungen|Inventare|Kirchenbuch|Akten|Urkunden|Bürgerbuch|Protokolle|Steuerlisten|Bauakten|Hafenbücher|Kämmereirechnungen|Brief an den Rat|Polizeiakten".split("|"),
    "en": "Minutes|Letter books|Court rolls|Berthing lists|Minutes of the Council|Annual reports|Correspondence|Letter to the Governor|Poor law papers|Log of the Mary|Rate books|Papers of the Committee|Census returns".split("|"),
    "fr": "Délibérations|Registre paroissial|Correspondance|Procès-verbaux|Comptes|Règlement du port|Lettre au préfet|Rôle des tailles|Minutes notariales|Dossiers de police".split("|"),
    "it": "Notarile|Capitaneria|Catasto|Atti|Lettere|Delibere|Registri|Processi|Estimo|Inventario".split("|"),
    "es": "Actas capitulares|Protocolos|Correspondencia|Hacienda|Padrones|Cartas|Expedientes".split("|"),
}  # fmt: skip
PIECES: Final = {
    "de": ("Bd. {1}, Bl. {2}", "Nr. {1}, Blatt {2}", "Abt. {0}, Nr. {1}", "Nr. {1}, Bl. {0}–{2}", "Best. {0}, Nr. {1}, fol. {2}r", "Jg. 17{0}", "A {0}, Nr. {1}", "Bl. {2}", "Fach {0}, Nr. {1}"),
    "en": ("CR {0}/1–{2}", "vols 1–{0}", "box {0}, folder {2}", "D/{0}/{1}", "MS {1}", "fol. {2}", "vol. {0}, fol. {2}", "HB {0}/{1}", "series {0}, no. {1}"),
    "fr": ("C {1}, fol. {2} r.", "série M, {1}", "{0} J {1}", "liasse {1}", "BB {0}, f° {2}", "n° {1}"),
    "it": ("bb. {0}-{1}", "b. {1}", "reg. {0}, c. {2}r", "busta {1}, fasc. {0}", "cc. {0}-{2}"),
    "es": ("leg. {1}", "libro {0}, f. {2}", "caja {1}", "exp. {1}"),
}  # fmt: skip
ACTS: Final = {
    "fr": ("Règlement de la", "Arrêté sur les", "Loi sur la", "Charte de la", "Déclaration sur la"),
    "es": ("Ley de", "Reglamento de", "Decreto sobre"),
}  # fmt: skip
BODY_HEADS: Final = {
    "en": "Ministry of|Department of|U.S. Department of|Institute for|National Council on|Center for|Society of|Office of|Committee on|Federal Bureau of|Association for|Board of|National Institute of|Council for".split("|"),
    "de": "Bundesministerium für|Institut für|Gesellschaft für|Statistisches Amt|Zentrum für|Arbeitskreis|Deutsches Institut für|Landesamt für|Bundesamt für|Sachverständigenrat für|Bundeszentrale für|Arbeitsgemeinschaft".split("|"),
}  # fmt: skip
