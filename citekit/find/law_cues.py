"""Cues of references to acts, cases, papers of parliaments and manuscripts."""

from __future__ import annotations

import re
from typing import Final

from citekit.find.cues import make_cue

#: Cues that speak for such a reference.
LAW_CUES: Final = (
    make_cue(
        "code of law",
        r"\b\d{1,3}\s(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?|C\.?\s?F\.?\s?R\.?)\s§{1,2}\s?\d",
        2.2,
        needs="§",
    ),
    make_cue(
        "journal year, page",
        r"\b(?:[A-ZÄÖÜ]{2,6}|[A-ZÄÖÜ][a-zäöü]{0,4}[A-ZÄÖÜ][A-Za-zäöü]{0,4})(?:-[A-Z]{2,3})?"
        r"\s(?:1[89]|20)\d\d,\s(?:S\.\s)?"
        r"\d{1,4}(?=[.;,)]|\s\(\d|\sff?\.|\sRn|\sm\.|$)",
        2.1,
    ),
    make_cue(
        "report by year",
        r"\b(?:1[89]|20)\d\d\s(?:S\.?L\.?T|SC(?:LR)?|SCCR|JC|GWD|F\.?C\.?A|SCR)\.?\s\d{1,5}\b|\bECHR\s(?:19|20)\d\d[–-][IVX]{1,6}"
        r"|\bApp(?:lication|l)?\.?\s[Nn]os?\.?\s\d{3,5}/\d\d",
        1.6,
        words="slt sc sclr sccr jc gwd fca scr s f echr app application appl",
    ),
    make_cue(
        "paper of a British house",
        r"\b(?:HC|HL Paper|HL)\s\d{1,4}(?:-[IVX]{1,4})?,\s(?:1[89]|20)\d\d"
        r"|\bCm(?:n?d)?\.?\s\d{3,5}\b|\bH[CL] Deb\s\d",
        2.1,
        words="hc hl paper cm cmd cmnd",
    ),
    make_cue(
        "paper of Congress",
        r"\b\d{1,3}(?:st|nd|rd|th|d)\sCong\.|\b(?:H\.\s?R|S)\.\s(?:Rep|Doc)\.\sNo\.|\bPub\.\sL\.\s(?:No\.\s)?\d",
        2.1,
        flags=re.IGNORECASE,
        words="cong rep doc pub",
    ),
    make_cue(
        "resolution by number",
        r"^(?:[A-Z][a-z]{1,12}\s(?:[A-Z][a-z]{1,12}\s){0,3})?[Rr]esolution\s"
        r"(?:\d{1,3}/\d{1,4}|\d{1,4}\s?[A-Z]?\s?\([IVXL\d]{1,7}\))",
        2.0,
        words="resolution",
    ),
    make_cue(
        "paper of the Commission",
        r"\b(?:COM|SWD|SEC|JOIN|C|Ares)\s?\((?:19|20)\d\d\)\s?\d{1,8}|\bEU:[CTF]:(?:19|20)\d\d:\d",
        2.1,
        words="com swd sec join c ares eu",
    ),
    make_cue(
        "French law report",
        r"\b(?:JCP(?: [A-Z])?|D|S|DP|Gaz\. Pal|RTD [a-z]{2,4}|RDSS|AJDA|RFDA|LPA|Defrénois|Rec\. CE)\.?"
        r"\s(?:1[89]|20)\d\d,\s(?:[IVX]{1,4}|\d{1,5}|p\.|somm\.)",
        2.1,
        words="jcp d s dp pal rtd rdss ajda rfda lpa defrénois ce",
    ),
    make_cue(
        "act by number",
        r"^(?:(?:D\.\s?P\.\s?R\.|[Dd]\.\s?lgs\.|[Ll]\.|[Rr]\.\s?d\.|[Ll]egge)\s\d{1,2}\s[a-z]{4,9}\s\d{4},\sn\.\s\d"
        r"|(?:Loi|Ordonnance|Décret|Arrêté)\s(?:organique\s)?n°\s\d"
        r"|(?:Ley(?:\sOrgánica)?|Real Decreto(?:-ley)?|Orden)\s(?:[A-Z]{2,4}/)?\d{1,4}/\d{4})",
        3.0,
        words="d l r legge loi ordonnance décret arrêté ley real orden",
    ),
    make_cue(
        "judgment of a court of Europe",
        r"^(?:STJUE|STJCE|ATJUE|STGUE|S?STEDH|SST[SC]|STSJ|CEDH|Cour EDH|Corte EDU|EGMR|CGUE|TJUE|BAG|BSG"
        r"|BFH|BVerwG)"
        r"[ ,].{0,70}(?:19|20)\d\d",
        2.2,
        words="stjue stjce atjue stgue stedh sstedh sstc ssts stsj cedh cour corte egmr cgue tjue bag bsg "
        "bfh bverwg",
    ),
    make_cue("judicial review", r"^(?:R|Re|Ex parte)\s\([^()]{2,60}\)\sv\.?\s[A-Z]", 1.5, needs=" v"),
    make_cue(
        "French review by year",
        r"^(?:AJDA|RFDA|RTD\s(?:civ|com|eur)\.|RDP|RFDC|D\.|JCP(?:\s[A-Z])?|LPA|Gaz\.\sPal\.|Dr\.\sfam\.)"
        r"\s(?:19|20)\d\d[.,]\s?(?:p\.\s)?\d",
        2.4,
        words="ajda rfda rtd rdp rfdc d jcp lpa pal fam",
    ),
    make_cue(
        "reports of a German court",
        r"\b(?:BVerf(?:G|GK)E?|BVerwGE|BGH(?:Z|St)|RG(?:Z|St)|BAGE|BSGE|BFHE|BayObLGZ|OGHZ|BPatGE)\s\d{1,3},\s\d{1,4}",
        2.4,
        words="bverfge bverfgk bverwge bghz bghst rgz rgst bage bsge bfhe bayoblgz oghz bpatge",
    ),
    make_cue("paper of a parliament", r"\b(?:BT|BR)-Dr(?:s|ucks)\.\s\d{1,3}/\d{1,5}", 2.1, needs="-Dr"),
    make_cue(
        "minutes of a parliament", r"\b(?:BT-)?(?:Plenarprotokoll|PlPr\.?)\s\d{1,3}/\d{1,4}", 2.4, needs="Pl"
    ),
    make_cue(
        "collection of manuscripts",
        r"\b(?:Add\.|Egerton|Harley|Cotton|Sloane|Rawl\.|Vat\.|Cod\.|Clm|Cgm|Reg\.|NAF|Ms\. (?:fr|lat)\.|BL"
        r"|MSS?\.?)\s"
        r"(?:MSS?\.?\s|lat\.\s|gr\.\s)?[A-Z]?\d{1,6}\b",
        1.6,
        words="add egerton harley cotton sloane rawl vat cod clm cgm reg naf ms mss bl",
    ),
)
