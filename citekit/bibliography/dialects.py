"""BibTeX's and biblatex's ways to say the same: types, field names, dates."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from citekit.bibliography.vocabulary import MONTH_NAMES
from citekit.model import PartialDate

#: biblatex type to the type of BibTeX's standard styles.
_TO_BIBTEX_TYPE: Final = MappingProxyType(
    {
        "online": "misc", "electronic": "misc", "www": "misc", "report": "techreport", "mvbook": "book",
        "collection": "book", "mvcollection": "book", "reference": "book", "mvreference": "book",
        "mvproceedings": "proceedings", "bookinbook": "inbook", "suppbook": "inbook",
        "suppcollection": "incollection", "inreference": "incollection", "suppperiodical": "article",
        "review": "article", "periodical": "misc", "dataset": "misc", "software": "misc", "video": "misc",
        "movie": "misc", "audio": "misc", "music": "misc", "image": "misc", "artwork": "misc",
        "performance": "misc", "legislation": "misc", "legal": "misc", "jurisdiction": "misc",
        "standard": "misc", "letter": "misc", "commentary": "book", "patent": "misc",
    }
)  # fmt: skip
_MASTERS: Final = ("mathesis", "master", "магист", "магіст", "bathesis", "bachelor", "бакалав", "diplom")
_TO_BIBTEX_FIELD: Final = MappingProxyType(
    {
        "journaltitle": "journal", "location": "address", "annotation": "annote",
        "eprinttype": "archiveprefix", "eprintclass": "primaryclass", "sortkey": "key",
    }
)  # fmt: skip
_TO_BIBLATEX_FIELD: Final = MappingProxyType(
    {
        "journal": "journaltitle", "address": "location", "annote": "annotation", "school": "institution",
        "archiveprefix": "eprinttype", "primaryclass": "eprintclass", "key": "sortkey", "pdf": "file",
        "hyphenation": "langid",
    }
)  # fmt: skip

#: The order in which the fields of a new entry are written; the others follow as they come.
FIELD_ORDER: Final = (
    "author", "editor", "editora", "translator", "bookauthor", "title", "subtitle", "titleaddon",
    "shorttitle", "maintitle", "booktitle", "booksubtitle", "journal", "journaltitle",
    "journalsubtitle", "shortjournal", "eventtitle", "eventdate", "venue", "edition", "series",
    "volume", "number", "issue", "eid", "chapter", "pages", "pagetotal", "type", "howpublished",
    "publisher", "organization", "institution", "school", "address", "location", "date", "year",
    "month", "day", "origdate", "doi", "isbn", "issn", "eprint", "eprinttype", "archiveprefix",
    "eprintclass", "primaryclass", "url", "urldate", "language", "langid", "note", "annotation",
    "annote", "abstract", "keywords", "entrysubtype",
)  # fmt: skip
_RANK: Final = MappingProxyType({name: rank for rank, name in enumerate(FIELD_ORDER)})


def order_fields(values: dict[str, str]) -> dict[str, str]:
    """Return fields in the order of `FIELD_ORDER`."""
    return dict(sorted(values.items(), key=lambda pair: _RANK.get(pair[0], len(_RANK))))


def _split_date(date: PartialDate) -> dict[str, str]:
    """Return the fields year, month and day that say what a date says, as far as they can."""
    made = {"year": f"{date.year:04d}" if date.year is not None and date.year >= 0 else str(date)}
    if date.circa:
        made["year"] = f"[{made['year']}]"
    if date.end is not None and date.end.year != date.year:
        made["year"] += "--" + (f"{date.end.year:04d}" if date.end.year is not None else "")
    elif date.month and not date.season:
        made["month"] = MONTH_NAMES[date.month - 1]
        if date.end is not None and date.end.month and date.end.month != date.month:
            made["month"] += "--" + MONTH_NAMES[date.end.month - 1]
        elif date.day:
            made["day"] = str(date.day)
    return made


def _bibtex_type(kind: str, values: dict[str, str]) -> str:
    if kind == "thesis":
        thesis = values.get("type", "").lower()
        return "mastersthesis" if any(word in thesis for word in _MASTERS) else "phdthesis"
    return _TO_BIBTEX_TYPE.get(kind, kind)


def to_bibtex(kind: str, values: dict[str, str], dates: dict[str, PartialDate]) -> tuple[str, dict[str, str]]:
    """Put an entry into the terms of BibTeX's standard styles.

    Args:
        kind: Entry type.
        values: Fields, ready to be written.
        dates: Date fields to dates.

    Returns:
        Type and fields; what BibTeX has no field for stays as it is, since its styles pass over it.
    """
    made: dict[str, str] = {}
    made_kind = _bibtex_type(kind, values)
    for name, value in values.items():
        target = _TO_BIBTEX_FIELD.get(name, name)
        if name == "institution" and made_kind in {"phdthesis", "mastersthesis"}:
            target = "school"
        if (
            name == "type"
            and value in {"phdthesis", "mathesis"}
            and made_kind in {"phdthesis", "mastersthesis"}
        ):
            continue
        if name == "date":
            date = dates.get("date")
            parts = _split_date(date) if date is not None and date.year is not None else {"year": value}
            for part, text in parts.items():
                made.setdefault(part, text)
        elif target in made and target != name:
            made[name] = value
        else:
            made[target] = value
    for title, subtitle in (
        ("title", "subtitle"),
        ("booktitle", "booksubtitle"),
        ("journal", "journalsubtitle"),
    ):
        if title in made and subtitle in made:
            made[title] = f"{made[title]}: {made.pop(subtitle)}"
    return made_kind, made


def to_biblatex(
    kind: str, values: dict[str, str], dates: dict[str, PartialDate]
) -> tuple[str, dict[str, str]]:
    """Put an entry into biblatex's terms: field names without aliases, `date` for year, month and day.

    Args:
        kind: Entry type; an alias such as `phdthesis` stays, since biblatex knows it.
        values: Fields, ready to be written.
        dates: Date fields to dates.
    """
    made: dict[str, str] = {}
    date = dates.get("date")
    whole = date is not None and date.year is not None and not date.literal and "date" not in values
    for name, value in values.items():
        if whole and name in {"year", "month", "day"}:
            made.setdefault("date", str(date))
            continue
        target = _TO_BIBLATEX_FIELD.get(name, name)
        made[name if target in values and target != name else target] = value
    return kind, made
