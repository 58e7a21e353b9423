"""The bodies and series of United Nations document symbols, and the years of Security Council resolutions."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

#: First component of a symbol to the body's name.
BODIES: Final = MappingProxyType(
    {
        "A": "United Nations General Assembly",
        "S": "United Nations Security Council",
        "E": "United Nations Economic and Social Council",
        "T": "United Nations Trusteeship Council",
        "ST": "United Nations Secretariat",
        "CAT": "Committee against Torture",
        "CCPR": "Human Rights Committee",
        "CED": "Committee on Enforced Disappearances",
        "CEDAW": "Committee on the Elimination of Discrimination against Women",
        "CERD": "Committee on the Elimination of Racial Discrimination",
        "CMW": "Committee on the Protection of the Rights of All Migrant Workers",
        "CRC": "Committee on the Rights of the Child",
        "CRPD": "Committee on the Rights of Persons with Disabilities",
        "SPT": "Subcommittee on Prevention of Torture",
        "HRI": "International Human Rights Instruments",
        "AT": "United Nations Administrative Tribunal",
        "CAC": "Conference of the States Parties to the Convention against Corruption",
        "CBD": "Convention on Biological Diversity",
        "UNEP/CBD": "Convention on Biological Diversity",
        "CD": "Conference on Disarmament",
        "CEB": "United Nations System Chief Executives Board for Coordination",
        "CTOC": "Conference of the Parties to the Convention against Transnational Organized Crime",
        "DC": "Disarmament Commission",
        "DP": "United Nations Development Programme",
        "DPI": "Department of Public Information",
        "ECE": "Economic Commission for Europe",
        "ESCAP": "Economic and Social Commission for Asia and the Pacific",
        "FCCC": "United Nations Framework Convention on Climate Change",
        "HS": "Commission on Human Settlements",
        "HSP": "United Nations Human Settlements Programme",
        "ICC-ASP": "Assembly of States Parties to the Rome Statute",
        "ICCD": "Convention to Combat Desertification",
        "ID": "United Nations Industrial Development Organization",
        "IDB": "Industrial Development Board",
        "ISBA": "International Seabed Authority",
        "JIU": "Joint Inspection Unit",
        "LC": "Economic Commission for Latin America and the Caribbean",
        "LOS": "Preparatory Commission for the International Seabed Authority",
        "NPT": "Parties to the Treaty on the Non-Proliferation of Nuclear Weapons",
        "PCNICC": "Preparatory Commission for the International Criminal Court",
        "SPLOS": "Meeting of States Parties to the Convention on the Law of the Sea",
        "CLCS": "Commission on the Limits of the Continental Shelf",
        "BWC": "States Parties to the Biological Weapons Convention",
        "CCW": "High Contracting Parties to the Convention on Certain Conventional Weapons",
        "CCM": "States Parties to the Convention on Cluster Munitions",
        "APLC": "States Parties to the Anti-Personnel Mine Ban Convention",
        "TD": "United Nations Conference on Trade and Development",
        "UNEP": "United Nations Environment Programme",
        "UNW": "United Nations Entity for Gender Equality and the Empowerment of Women",
        "WFC": "World Food Council",
    }
)

#: Bodies whose letters mean other things too: they need two components that fit.
AMBIGUOUS_BODIES: Final = frozenset(
    "AT CD CEB DC DP ECE HS ID IDB JIU LC LOS CAC CBD CCM CCW BWC DPI CED CAT".split()
)

#: Words that are a component by themselves.
COMPONENT_WORDS: Final = frozenset(
    """RES DEC PRST INF NGO PET BUR SPC HRC UPR SGB AI IC LIB GEN GC INT OP COP CP CMA CMP SBI SBSTA KP C
    SP Q CO B D SEC ESA ECE ESCAP ECLAC ECA ESCWA HR LEG POL SG ADM IR DEV STAT TRANS CS PC CN
    ICEF WFP FPA PCNICC MOP MC AGENDA SUMMARY EXCERPT EXCERPTS ODA OSAL DPI CTC WP REP COSP MSP
    CONF A L R RFW PLA CG GE GB ENERGY TRADE TIM WATER ENVIRONMENT EB AWGLCA AWGKP APA TP DRR OPSC
    OPAC NONE FU LOI HRBODIES ASG OPS DP UNHCR OCHA EX EP SUM WGFE REC PRE IRO""".split()
)

#: First components after the principal organs' letters.
FIRST_WORDS: Final = MappingProxyType(
    {
        "A": frozenset("RES DEC HRC INF BUR SPC DP EC".split()),
        "S": frozenset("RES PRST INF AGENDA DEC".split()),
        "E": frozenset("RES DEC INF ECE ESCAP ICEF NGO ECA LIB CONF".split()),
        "T": frozenset("RES PET COM INF DEC".split()),
        "ST": frozenset(
            """SGB AI IC LIB ESA HR LEG POL SG ADM IR DEV STAT TRANS DPI CS ECA ECE ESCAP ECLAC CTC IS TAO TAA
            SOA SPACE OCHA ODA PSCA""".split()
        ),
    }
)

#: Modifiers and subsidiary bodies whose letters have a fixed case.
CASED_PREFIXES: Final = MappingProxyType(
    {
        "ADD": "Add", "AMEND": "Amend", "CORR": "Corr", "REV": "Rev", "SUB": "Sub", "SUPP": "Supp",
        "EXCERPT": "Excerpt",
        "SUMMARY": "Summary", "TABLES": "Tables",
    }
)  # fmt: skip

#: Components that modify a document rather than name it.
MODIFIERS: Final = ("Add", "Amend", "Corr", "Rev", "Supp", "Summary", "Excerpt", "Tables")

#: Year to the number of the last Security Council resolution adopted in it, roughly; a claim that lies years
#: off is another body's resolution ('Resolution 1990 (2014)' is not the Council's).
LAST_SECURITY_COUNCIL_NUMBERS: Final = MappingProxyType(
    dict(
        zip(
            range(1946, 2025),
            (
                15, 37, 66, 78, 89, 96, 98, 103, 106, 110, 121, 126, 131, 132, 160,
                171, 178, 185, 199, 219, 232, 245, 262, 275, 291, 307, 324, 344, 366,
                384, 402, 423, 443, 461, 484, 499, 529, 545, 559, 580, 593, 606, 626,
                646, 683, 725, 799, 892, 969, 1035, 1092, 1146, 1219, 1284, 1334,
                1386, 1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907, 1966, 2032,
                2085, 2132, 2195, 2259, 2336, 2396, 2451, 2504, 2560, 2617, 2672,
                2718, 2768,
            ),
            strict=True,
        )
    )
)  # fmt: skip


def is_security_council_year(number: int, year: int) -> bool:
    """Tell whether a Security Council resolution of that number can be of that year, give or take one."""
    last = LAST_SECURITY_COUNCIL_NUMBERS
    if year > max(last):
        return number > last[max(last) - 1]
    if year < min(last):
        return False
    return last.get(year - 2, 0) < number <= last.get(year + 1, number)
