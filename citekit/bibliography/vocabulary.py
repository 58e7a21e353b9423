"""The vocabulary of BibTeX and biblatex: entry types, fields and what each kind of field holds.

Sources: btxdoc (BibTeX 0.99d), section 3; biblatex manual 3.20, sections 2.1, 2.2 and appendix A.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

#: Fields whose value is taken as it stands, without TeX (biblatex 2.2.1: verbatim and URI fields).
VERBATIM_FIELDS: Final = frozenset(
    "doi eprint file pdf url urlraw verba verbb verbc local-url bdsk-url-1 bdsk-url-2 bdsk-file-1 "
    "bdsk-file-2 localfile attachment".split()
)

#: Verbatim fields that hold an address, in which TeX escapes are a leftover of older styles.
ADDRESS_FIELDS: Final = frozenset(("doi", "url", "urlraw", "bdsk-url-1", "bdsk-url-2"))

#: Fields that hold keys, kept without decoding (biblatex 2.2.1: key lists).
KEY_FIELDS: Final = frozenset(
    "crossref xref xdata related entryset execute options ids relatedtype relatedoptions gender "
    "groups owner timestamp".split()
)

#: Name lists of biblatex 2.2.2, then those of other styles, then the name variables of CSL 1.0.2.
NAME_FIELDS: Final = frozenset(
    "author editor editora editorb editorc translator annotator commentator introduction foreword "
    "afterword bookauthor holder shortauthor shorteditor sortname namea nameb namec "
    "director collaborator redactor reviser founder continuator "
    "chair collection-editor compiler composer container-author contributor curator editorial-director "
    "editor-translator executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator".split()
)

#: Date fields of biblatex 2.2.1 and those that only CSL 1.0.2 has.
DATE_FIELDS: Final = frozenset(("date", "urldate", "origdate", "eventdate", "available-date", "submitted"))

#: Parts of which a date can be put together where the date field is missing: date to (year, month, day).
DATE_PARTS: Final = MappingProxyType(
    {
        "date": ("year", "month", "day"),
        "urldate": ("urlyear", "urlmonth", "urlday"),
        "origdate": ("origyear", "origmonth", "origday"),
        "eventdate": ("eventyear", "eventmonth", "eventday"),
    }
)

#: The same field under another name (biblatex 2.2.5, and what older tools write).
FIELD_ALIASES: Final = MappingProxyType(
    {
        "address": "location", "annote": "annotation", "archiveprefix": "eprinttype", "journal": "journaltitle",
        "key": "sortkey", "pdf": "file", "primaryclass": "eprintclass", "school": "institution",
        "hyphenation": "langid", "keyword": "keywords", "accessed": "urldate", "lastchecked": "urldate",
        "lastaccessed": "urldate", "urlaccessdate": "urldate", "journalsubtitle": "journalsubtitle",
    }
)  # fmt: skip

#: Entry types that are another's name (biblatex 2.1.2).
TYPE_ALIASES: Final = MappingProxyType(
    {
        "conference": "inproceedings", "electronic": "online", "www": "online", "mastersthesis": "thesis",
        "phdthesis": "thesis", "techreport": "report", "webpage": "online", "website": "online",
        "internet": "online", "movie": "video", "film": "video", "misc": "misc",
    }
)  # fmt: skip

#: What an alias implies for the field `type` (biblatex 2.1.2).
IMPLIED_TYPES: Final = MappingProxyType(
    {"mastersthesis": "mathesis", "phdthesis": "phdthesis", "techreport": "techreport"}
)

#: Required fields a type; a tuple inside lists alternatives, one of which is enough (biblatex 2.1.1).
REQUIRED_FIELDS: Final = MappingProxyType(
    {
        "article": ("author", "title", "journaltitle", ("date", "year")),
        "book": (("author", "editor"), "title", ("date", "year")),
        "mvbook": (("author", "editor"), "title", ("date", "year")),
        "inbook": ("author", "title", "booktitle", ("date", "year")),
        "bookinbook": ("author", "title", "booktitle", ("date", "year")),
        "suppbook": ("author", "title", "booktitle", ("date", "year")),
        "booklet": (("author", "editor"), "title", ("date", "year")),
        "collection": ("editor", "title", ("date", "year")),
        "mvcollection": ("editor", "title", ("date", "year")),
        "incollection": ("author", "title", "booktitle", ("date", "year")),
        "suppcollection": ("author", "title", "booktitle", ("date", "year")),
        "dataset": (("author", "editor"), "title", ("date", "year")),
        "manual": (("author", "editor", "organization"), "title", ("date", "year")),
        "misc": (("author", "editor", "title", "howpublished", "note"),),
        "online": (("author", "editor", "organization", "title"), "title", ("url", "doi", "eprint")),
        "patent": ("author", "title", "number", ("date", "year")),
        "periodical": (("editor", "title"), "title", ("date", "year")),
        "proceedings": ("title", ("date", "year")),
        "mvproceedings": ("title", ("date", "year")),
        "inproceedings": ("author", "title", "booktitle", ("date", "year")),
        "reference": ("editor", "title", ("date", "year")),
        "mvreference": ("editor", "title", ("date", "year")),
        "inreference": ("title", "booktitle", ("date", "year")),
        "report": (("author", "organization", "institution"), "title", "institution", ("date", "year")),
        "thesis": ("author", "title", "institution", ("date", "year")),
        "unpublished": ("author", "title"),
        "legislation": ("title",),
        "legal": ("title",),
        "jurisdiction": ("title",),
        "standard": ("title",),
        "set": ("entryset",),
        "software": (("author", "editor", "organization"), "title"),
        "review": ("title",),
        "letter": (("author", "title"),),
        "artwork": ("title",), "audio": ("title",), "image": ("title",), "music": ("title",),
        "performance": ("title",), "video": ("title",), "commentary": ("title",),
        "customa": (), "customb": (), "customc": (), "customd": (), "custome": (), "customf": (),
        "xdata": (), "bibnote": (),
    }
)  # fmt: skip

#: BibTeX's own types ask for less: there an inbook is a part of a book that has only one title.
BIBTEX_INBOOK: Final = (("author", "editor"), "title", ("chapter", "pages"), "publisher", ("date", "year"))

ENTRY_TYPES: Final = frozenset(REQUIRED_FIELDS) | frozenset(TYPE_ALIASES)

_OTHER_FIELDS: Final = (
    "abstract addendum afterword annotation booksubtitle booktitle booktitleaddon chapter day edition "
    "editoratype editorbtype editorctype editortype eid entrysubtype eprint eprintclass eprinttype "
    "eventtitle eventtitleaddon howpublished indextitle institution isan isbn ismn isrn issn issue "
    "issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon label "
    "langid langidopts language library location mainsubtitle maintitle maintitleaddon month nameaddon "
    "note number organization origlanguage origlocation origpublisher origtitle pages pagetotal "
    "pagination bookpagination part presort publisher pubstate reprinttitle series shorthand "
    "shorthandintro shortjournal shortseries shorttitle sortkey sortshorthand sorttitle sortyear subtitle "
    "title titleaddon type url venue version volume volumes year keywords lista listb listc listd liste "
    "listf usera userb userc userd usere userf numpages archive archivelocation shelfmark lccn mrnumber "
    "zblnumber coden price size copyright contents affiliation translationof pmid pmcid edn sourcedoc "
    "citationnumber provenance date-added date-modified rating read mendeley-tags readstatus priority"
).split()

#: Every field that biblatex, BibTeX or a widespread tool knows.
KNOWN_FIELDS: Final = (
    frozenset(_OTHER_FIELDS)
    | VERBATIM_FIELDS
    | KEY_FIELDS
    | NAME_FIELDS
    | DATE_FIELDS
    | frozenset(FIELD_ALIASES)
    | frozenset(part for parts in DATE_PARTS.values() for part in parts)
)

MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

#: The macros that every BibTeX style defines (btxdoc 3.2).
MONTH_MACROS: Final = MappingProxyType({name[:3].lower(): name for name in MONTH_NAMES})
