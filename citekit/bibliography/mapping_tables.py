"""The table between biblatex and CSL: types, text variables, names and dates.

Sources: CSL 1.0.2 specification, appendices III (types) and IV (variables); biblatex manual 3.20, 2.1 and 2.2.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

#: All item types of CSL 1.0.2.
CSL_TYPES: Final = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview "
    "legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent "
    "performance periodical personal_communication post post-weblog regulation report review review-book "
    "software song speech standard thesis treaty webpage".split()
)

#: Entry type to CSL type. Other CSL types come from `entrysubtype`.
TYPE_TO_CSL: Final = MappingProxyType(
    {
        "article": "article-journal", "suppperiodical": "article-journal", "book": "book", "mvbook": "book",
        "collection": "book", "mvcollection": "book", "proceedings": "book", "mvproceedings": "book",
        "reference": "book", "mvreference": "book", "commentary": "book", "manual": "book",
        "booklet": "pamphlet", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
        "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
        "inproceedings": "paper-conference", "conference": "paper-conference", "dataset": "dataset",
        "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
        "website": "webpage", "internet": "webpage", "thesis": "thesis", "phdthesis": "thesis",
        "mastersthesis": "thesis", "report": "report", "techreport": "report", "patent": "patent",
        "unpublished": "manuscript", "misc": "document", "periodical": "periodical", "artwork": "graphic",
        "audio": "song", "music": "song", "image": "figure", "jurisdiction": "legal_case",
        "legislation": "legislation", "legal": "treaty", "letter": "personal_communication",
        "movie": "motion_picture", "video": "motion_picture", "film": "motion_picture",
        "performance": "performance", "review": "review", "software": "software", "standard": "standard",
        "set": "collection", "bibnote": "document", "legadminmaterial": "regulation", "treaty": "treaty",
    }
)  # fmt: skip

#: CSL type to entry type and, where that alone would not lead back, `entrysubtype`.
CSL_TO_TYPE: Final = MappingProxyType(
    {
        "article": ("online", "article"), "article-journal": ("article", ""),
        "article-magazine": ("article", "magazine"), "article-newspaper": ("article", "newspaper"),
        "bill": ("legislation", "bill"), "book": ("book", ""), "broadcast": ("video", "broadcast"),
        "chapter": ("incollection", ""), "classic": ("book", "classic"), "collection": ("misc", "collection"),
        "dataset": ("dataset", ""), "document": ("misc", ""), "entry": ("inreference", "entry"),
        "entry-dictionary": ("inreference", "entry-dictionary"), "entry-encyclopedia": ("inreference", ""),
        "event": ("misc", "event"), "figure": ("image", ""), "graphic": ("artwork", ""),
        "hearing": ("legislation", "hearing"), "interview": ("misc", "interview"),
        "legal_case": ("jurisdiction", ""), "legislation": ("legislation", ""), "manuscript": ("unpublished", ""),
        "map": ("misc", "map"), "motion_picture": ("video", ""), "musical_score": ("music", "musical_score"),
        "pamphlet": ("booklet", ""), "paper-conference": ("inproceedings", ""), "patent": ("patent", ""),
        "performance": ("performance", ""), "periodical": ("periodical", ""),
        "personal_communication": ("letter", ""), "post": ("online", "post"),
        "post-weblog": ("online", "post-weblog"), "regulation": ("legislation", "regulation"),
        "report": ("report", ""), "review": ("review", ""), "review-book": ("review", "review-book"),
        "software": ("software", ""), "song": ("audio", ""), "speech": ("unpublished", "speech"),
        "standard": ("standard", ""), "thesis": ("thesis", ""), "treaty": ("legal", ""),
        "webpage": ("online", ""),
    }
)  # fmt: skip

#: Short subtypes (biblatex 2.1.3, and as people write them) to CSL types.
SUBTYPES: Final = MappingProxyType(
    {
        "magazine": "article-magazine", "newspaper": "article-newspaper", "blog": "post-weblog",
        "weblog": "post-weblog", "preprint": "article", "dictionary": "entry-dictionary",
        "encyclopedia": "entry-encyclopedia", "talk": "speech", "lecture": "speech", "case": "legal_case",
    }
)  # fmt: skip

ARTICLES: Final = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
)
CHAPTERS: Final = frozenset(
    ("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia")
)
#: Types whose `number` is a number in a series, where there is a series.
SERIAL_BOOKS: Final = frozenset(
    ("book", "chapter", "paper-conference", "entry-encyclopedia", "pamphlet", "classic")
)
#: Types whose publishing body issues them by its authority.
AUTHORITIES: Final = frozenset(
    ("legal_case", "legislation", "bill", "regulation", "hearing", "treaty", "standard")
)

#: Field to variable, the same for every type; a field further down gives way to one above.
TEXT: Final = (
    ("shorttitle", "title-short"),
    ("shortjournal", "container-title-short"),
    ("series", "collection-title"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
    ("part", "part-number"),
    ("edition", "edition"),
    ("chapter", "chapter-number"),
    ("pagetotal", "number-of-pages"),
    ("numpages", "number-of-pages"),
    ("version", "version"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("origtitle", "original-title"),
    ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"),
    ("pubstate", "status"),
    ("library", "call-number"),
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
    ("url", "URL"),
    ("keywords", "keyword"),
    ("annotation", "annote"),
    ("note", "note"),
    ("abstract", "abstract"),
    ("shorthand", "citation-label"),
)

#: Text variables that biblatex has no field for: the field takes CSL's own name.
OWN_NAMES: Final = (
    "archive", "archive_collection", "archive_location", "archive-place", "authority", "dimensions",
    "division", "jurisdiction", "license", "medium", "part-title", "references", "reviewed-genre",
    "reviewed-title", "scale", "source", "volume-title", "year-suffix", "collection-number", "number",
    "locator", "page-first", "printing-number", "section", "supplement-number", "citation-number",
    "first-reference-note-number", "journalAbbreviation", "shortTitle", "event",
)  # fmt: skip

#: Variables in which CSL-JSON rich text keeps markup (`<i>`, nocase).
RICH: Final = frozenset(
    "title title-short container-title container-title-short collection-title event-title original-title "
    "reviewed-title volume-title part-title note".split()
)

#: Name role to variable.
NAMES: Final = MappingProxyType(
    {
        "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
        "director": "director", "holder": "assignee",
        "chair": "chair", "collection-editor": "collection-editor", "compiler": "compiler",
        "composer": "composer", "contributor": "contributor", "curator": "curator",
        "editorial-director": "editorial-director", "editor-translator": "editor-translator",
        "executive-producer": "executive-producer", "guest": "guest", "host": "host",
        "illustrator": "illustrator", "interviewer": "interviewer", "narrator": "narrator",
        "organizer": "organizer", "original-author": "original-author", "performer": "performer",
        "producer": "producer", "recipient": "recipient", "reviewed-author": "reviewed-author",
        "script-writer": "script-writer", "series-creator": "series-creator",
    }
)  # fmt: skip
NAME_VARIABLES: Final = MappingProxyType({variable: role for role, variable in NAMES.items()})

#: What an editor's `editortype` makes of them (biblatex 2.3.6).
EDITOR_TYPES: Final = MappingProxyType(
    {
        "editor": "editor", "compiler": "compiler", "director": "director", "producer": "producer",
        "organizer": "organizer", "performer": "performer", "translator": "translator",
        "illustrator": "illustrator", "narrator": "narrator", "host": "host", "curator": "curator",
        "continuator": "contributor", "collaborator": "contributor", "founder": "series-creator",
    }
)  # fmt: skip

#: Date field to variable.
DATES: Final = MappingProxyType(
    {
        "date": "issued", "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date",
        "available-date": "available-date", "submitted": "submitted",
    }
)  # fmt: skip
DATE_VARIABLES: Final = MappingProxyType({variable: field for field, variable in DATES.items()})

#: biblatex's localisation keys for the field `type` (biblatex 4.9.2.13) and their English words.
GENRES: Final = MappingProxyType(
    {
        "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "bathesis": "Bachelor’s thesis",
        "candthesis": "Candidate thesis", "techreport": "Technical report", "resreport": "Research report",
        "patent": "Patent", "patentus": "U.S. patent", "patentde": "German patent",
        "patenteu": "European patent", "patentfr": "French patent", "patentuk": "British patent",
        "patreq": "Patent request", "software": "Computer software", "datacd": "Data CD",
        "audiocd": "Audio CD",
    }
)  # fmt: skip
GENRE_KEYS: Final = MappingProxyType({words.lower(): key for key, words in GENRES.items()})

#: Where an eprint of a type leads.
EPRINT_URLS: Final = MappingProxyType(
    {
        "arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/",
        "hdl": "https://hdl.handle.net/", "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/", "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
        "pmc": "https://pmc.ncbi.nlm.nih.gov/articles/", "googlebooks": "https://books.google.com/books?id=",
        "hal": "https://hal.science/", "ssrn": "https://ssrn.com/abstract=",
    }
)  # fmt: skip

#: Keys of a CSL item that are no variables.
ITEM_KEYS: Final = frozenset(("id", "type", "citation-key", "custom", "categories"))
