"""RIS in and out: rispy reads and writes the lines, this module knows what they mean.

RIS has no maintained standard; the tags follow the RefMan specification of 2011 and what Zotero, EndNote and
eLIBRARY write. Tags that mean nothing here become fields `ris-xx` and are written back.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import rispy

from citekit.bibliography.bibdates import read_date
from citekit.bibliography.bibnames import parse_name
from citekit.bibliography.csl_values import csl_to_date, csl_to_names, date_to_csl, name_to_csl
from citekit.bibliography.mapping import Item, csl_to_entry, entry_to_csl
from citekit.bibliography.mapping_tables import CHAPTERS
from citekit.bibliography.richtext import strip_markup
from citekit.diagnostics import Diagnostic, Severity
from citekit.model import Bibliography, Entry, Name, PartialDate

_TO_CSL: Final = MappingProxyType(
    {
        "JOUR": "article-journal", "JFULL": "periodical", "EJOUR": "article-journal", "ABST": "article-journal",
        "INPR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book",
        "EBOOK": "book", "EDBOOK": "book", "CTLG": "book", "SER": "book", "CHAP": "chapter",
        "ECHAP": "chapter", "CONF": "book", "CPAPER": "paper-conference", "RPRT": "report",
        "GOVDOC": "report", "GRANT": "report", "THES": "thesis", "ELEC": "webpage", "ICOMM": "webpage",
        "MULTI": "webpage", "BLOG": "post-weblog", "STAT": "legislation", "LEGAL": "legislation",
        "BILL": "bill", "CASE": "legal_case", "HEAR": "hearing", "PAT": "patent", "STAND": "standard",
        "MANSCPT": "manuscript", "UNPB": "manuscript", "PCOMM": "personal_communication",
        "DATA": "dataset", "DBASE": "dataset", "AGGR": "dataset", "COMP": "software", "MAP": "map",
        "ART": "graphic", "SLIDE": "graphic", "CHART": "figure", "FIGURE": "figure", "EQUA": "figure",
        "MPCT": "motion_picture", "VIDEO": "motion_picture", "ADVS": "motion_picture", "SOUND": "song",
        "MUSIC": "musical_score", "PAMP": "pamphlet", "DICT": "entry-dictionary",
        "ENCYC": "entry-encyclopedia", "CLSWK": "classic", "ANCIENT": "classic", "GEN": "document",
    }
)  # fmt: skip
_TO_RIS: Final = MappingProxyType(
    {
        "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
        "bill": "BILL", "book": "BOOK", "broadcast": "MPCT", "chapter": "CHAP", "classic": "CLSWK",
        "dataset": "DATA", "document": "GEN", "entry": "ENCYC", "entry-dictionary": "DICT",
        "entry-encyclopedia": "ENCYC", "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR",
        "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT", "manuscript": "MANSCPT",
        "map": "MAP", "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP",
        "paper-conference": "CPAPER", "patent": "PAT", "performance": "ADVS", "periodical": "JFULL",
        "personal_communication": "PCOMM", "post": "ICOMM", "post-weblog": "BLOG", "regulation": "LEGAL",
        "report": "RPRT", "review": "JOUR", "review-book": "JOUR", "software": "COMP", "song": "SOUND",
        "speech": "UNPB", "standard": "STAND", "thesis": "THES", "treaty": "LEGAL", "webpage": "ELEC",
    }
)  # fmt: skip

#: Tags that hold one value, to the variable they mean in every type.
_SIMPLE: Final = (
    ("TI", "title"), ("T1", "title"), ("CT", "title"), ("ST", "title-short"), ("VL", "volume"),
    ("ET", "edition"), ("PB", "publisher"), ("CY", "publisher-place"), ("PP", "publisher-place"),
    ("DO", "DOI"), ("LA", "language"), ("AB", "abstract"), ("N2", "abstract"), ("CN", "call-number"),
    ("DB", "archive"), ("DP", "source"), ("AN", "archive_location"), ("NV", "number-of-volumes"),
    ("M3", "genre"), ("OP", "original-title"), ("J2", "container-title-short"), ("JA", "container-title-short"),
    ("N1", "note"), ("RN", "annote"), ("SE", "section"), ("RI", "reviewed-title"),
)  # fmt: skip
_CONTAINER: Final = ("T2", "JO", "JF", "BT")
_JOURNALS: Final = frozenset(("article-journal", "article-magazine", "article-newspaper", "periodical"))
_KNOWN: Final = frozenset(
    "TY ER ID AU A1 A2 A3 A4 ED T2 JO JF BT T3 PY Y1 DA Y2 IS SP EP SN UR KW M1".split()
) | {tag for tag, _ in _SIMPLE}

_TAG_LINE: Final = re.compile(r"([A-Z][A-Z0-9]) {0,3}-(?: |$)(.*)")
_ALL_TAGS: Final = MappingProxyType(
    {
        **{a + b: a + b for a in string.ascii_uppercase for b in string.ascii_uppercase + string.digits},
        "UK": "unknown",
    }
)
_TAG_FIELD: Final = re.compile(r"ris-[a-z][a-z0-9]")
_INITIAL: Final = re.compile(r"[^\W\d_]{1,2}\.")
_PAGES: Final = re.compile(r"([^\s–—-]+)\s*[–—-]+\s*([^\s–—-]+)")
_ISBN: Final = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")


class _TagWriter(rispy.RisWriter):  # type: ignore[misc]
    """Writes records without rispy's running numbers."""

    def set_header(self, count: int) -> str:
        """Return no header."""
        del count
        return ""


class _LineMender:
    """Brings lines into the shape that rispy reads: one line a value, `ER` after every record."""

    def __init__(self, source: str | None) -> None:
        self.source = source
        self.lines: list[list[str]] = []
        self.starts: list[int] = []
        self.troubles: list[Diagnostic] = []
        self.inside = False
        self.strayed = False

    def warn(self, message: str, number: int, severity: Severity = Severity.WARNING) -> None:
        """Add a diagnostic at a line."""
        self.troubles.append(Diagnostic("CK237", message, severity, self.source, None, number, 1))

    def mend(self, text: str) -> str:
        """Return the mended text; `starts` then holds the line of every record."""
        for number, raw in enumerate(text.splitlines(), 1):
            line = raw.strip("\ufeff\x00 \t")
            found = _TAG_LINE.match(line)
            tag = found[1] if found else ""
            if tag == "TY":
                self.open_record(number)
            if tag == "ER":
                self.close_record()
            elif self.inside and found:
                self.lines.append([f"{tag}  - {found[2].strip()}"])
            elif self.inside and line:
                self.lines[-1].append(line)
            elif line and not line.rstrip(".").isdecimal() and not self.strayed:
                self.strayed = True
                self.warn("text outside a record is left out", number, Severity.INFO)
        if self.inside:
            self.warn("the last record has no ER", self.starts[-1])
            self.close_record()
        return "\n".join(" ".join(pieces) for pieces in self.lines)

    def open_record(self, number: int) -> None:
        """Begin a record, and end the one before if it has no end."""
        if self.inside:
            self.warn("record without ER before this one", number)
            self.close_record()
        self.inside = True
        self.starts.append(number)

    def close_record(self) -> None:
        """End a record."""
        if self.inside:
            self.lines.append(["ER  - "])
        self.inside = self.strayed = False


def _read_name(text: str) -> Name:
    """Read `Family, Given, Suffix`; without a comma a name is a body, unless it has initials."""
    if "," in text:
        parts = [part.strip() for part in text.split(",")]
        order = [parts[0], *parts[2:], parts[1]] if len(parts) > 2 else parts
        return parse_name(", ".join(order))[0]
    if " " in text and _INITIAL.search(text):
        return parse_name(text)[0]
    return Name(literal=text) if " " in text else Name(family=text)


def _read_ris_date(text: str) -> dict[str, Any] | None:
    """Read `YYYY/MM/DD/other`, any part of which may be missing, or any other date."""
    parts = [part.strip() for part in text.split("/")]
    if (
        parts[0].isdecimal()
        and len(parts[0]) == 4
        and all(part.isdecimal() or not part for part in parts[1:3])
    ):
        numbers = [int(parts[0])]
        for part in parts[1:3]:
            if not part or int(part) == 0:
                break
            numbers.append(int(part))
        return date_to_csl(csl_to_date({"date-parts": [numbers]}) or PartialDate(year=numbers[0]))
    date = read_date(text)
    return date_to_csl(date) if date is not None else None


def _put_names(item: Item, kind: str, record: Mapping[str, list[str]]) -> None:
    """Set the names; what A2 to A4 mean depends on the type."""
    second = "editor" if kind in CHAPTERS or kind == "book" else "contributor"
    if kind == "book" and "A3" not in record and "T2" in record:
        second = "collection-editor"
    roles = {
        "AU": "author",
        "A1": "author",
        "ED": "editor",
        "A2": second,
        "A3": "collection-editor",
        "A4": "translator",
    }
    for tag, role in roles.items():
        names = [name_to_csl(_read_name(text)) for text in record.get(tag, ()) if text]
        if names:
            item[role] = [*item.get(role, []), *names]


def _put_pages(item: Item, record: Mapping[str, list[str]]) -> None:
    first, last = record.get("SP", [""])[0], record.get("EP", [""])[0]
    if found := _PAGES.fullmatch(first):
        first, last = found[1], last or found[2]
    if first:
        item["page"] = f"{first}-{last}" if last and last != first else first


def _put_titles(item: Item, kind: str, tags: Mapping[str, list[str]]) -> None:
    """Set the container's and the series' title; of a book the second title names the series."""
    titles = [value for tag in _CONTAINER for value in tags.get(tag, ()) if value]
    if titles and "title" not in item:
        item["title"] = titles[0]
    elif titles:
        item.setdefault("collection-title" if kind == "book" else "container-title", titles[0])
    if series := [value for value in tags.get("T3", ()) if value]:
        item.setdefault("collection-title", series[0])


def _put_dates(item: Item, tags: Mapping[str, list[str]]) -> None:
    for tag, variable in (("DA", "issued"), ("PY", "issued"), ("Y1", "issued"), ("Y2", "accessed")):
        if tag in tags and (date := _read_ris_date(tags[tag][0])) is not None:
            known = item.get(variable)
            if known is None or "date-parts" not in known:
                item[variable] = date


def _put_numbers(item: Item, kind: str, tags: Mapping[str, list[str]]) -> None:
    number = "issue" if kind in _JOURNALS else "collection-number" if kind == "book" else "number"
    if "IS" in tags:
        item[number] = tags["IS"][0]
    if "M1" in tags:
        item.setdefault("number", tags["M1"][0])
    for value in tags.get("SN", ()):
        item.setdefault("ISBN" if _ISBN.search(value) else "ISSN", value)


def _record_to_item(record: Mapping[str, Any]) -> Item:
    """Return one rispy record, all tags lists, as a CSL item."""
    kind = _TO_CSL.get(str(record["TY"]).strip().upper(), "document")
    tags: dict[str, list[str]] = {tag: value for tag, value in record.items() if isinstance(value, list)}
    item: Item = {"id": tags.get("ID", [""])[0], "type": kind}
    _put_names(item, kind, tags)
    for tag, variable in _SIMPLE:
        if values := [value for value in tags.get(tag, ()) if value]:
            item.setdefault(variable, "; ".join(values) if tag in {"N1", "AB", "N2"} else values[0])
    _put_titles(item, kind, tags)
    _put_dates(item, tags)
    _put_numbers(item, kind, tags)
    _put_pages(item, tags)
    if keywords := [value for value in tags.get("KW", ()) if value]:
        item["keyword"] = ", ".join(keywords)
    addresses = tags.get("UR", [])
    if addresses:
        item["URL"] = addresses[0]
    unknown = {f"ris-{tag.lower()}": "; ".join(values) for tag, values in tags.items() if tag not in _KNOWN}
    if len(addresses) > 1:
        unknown["ris-ur"] = "; ".join(addresses[1:])
    if unknown:
        item["custom"] = unknown
    return item


def load_ris(text: str, source: str | None = None) -> Bibliography:
    """Read RIS.

    Args:
        text: The whole file.
        source: Path or name, for diagnostics.

    Returns:
        The entries; a record without `ID` has an empty key, for `make_keys` to fill.
    """
    mender = _LineMender(source)
    records = rispy.loads(
        mender.mend(text), mapping=_ALL_TAGS, list_tags=list(_ALL_TAGS), delimiter_tags_mapping={}
    )
    entries: list[Entry] = []
    seen: set[str] = set()
    for record, line in zip(records, mender.starts, strict=False):
        entry = csl_to_entry(_record_to_item(record))
        if entry.key and entry.key in seen:
            message = f"ID '{entry.key}' was used before; this record is left out"
            mender.troubles.append(Diagnostic("CK215", message, Severity.ERROR, source, None, line, 1))
            continue
        seen.add(entry.key)
        entries.append(entry)
    return Bibliography(entries=tuple(entries), diagnostics=tuple(mender.troubles), source=source)


def _name_line(name: Name) -> str:
    if name.literal:
        return name.literal
    family = " ".join(
        part for part in (name.dropping_particle, name.non_dropping_particle, name.family) if part
    )
    parts = [family, name.given, name.suffix]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(parts) if len(parts) > 1 else f"{family},"


def _date_line(value: object) -> str:
    date = csl_to_date(value)
    if date is None or date.year is None:
        return f"///{date.literal}" if date and date.literal else ""
    parts = [
        f"{date.year:04d}",
        f"{date.month:02d}" if date.month else "",
        f"{date.day:02d}" if date.day else "",
    ]
    return "/".join(parts).rstrip("/")


_ROLE_TAGS: Final = (
    ("author", "AU"), ("editor", "ED"), ("collection-editor", "A3"), ("translator", "A4"), ("contributor", "A2"),
)  # fmt: skip


def _item_to_record(item: Item) -> dict[str, Any]:
    kind = str(item["type"])
    record: dict[str, Any] = {"TY": _TO_RIS.get(kind, "GEN")}

    def put(tag: str, value: object) -> None:
        text = " ".join(strip_markup(str(value)).split())
        if text:
            record.setdefault(tag, []).append(text)

    for role, tag in _ROLE_TAGS:
        names, _ = csl_to_names(item.get(role, []))
        for name in names:
            put(tag, _name_line(name))
    written: set[str] = set()
    for tag, variable in _SIMPLE:
        if variable in item and variable not in written:
            written.add(variable)
            put(tag, item[variable])
    issued = _date_line(item.get("issued"))
    first, _, last = str(item.get("page", "")).partition("-")
    number = item.get("number", "")
    issue = item.get("issue") or item.get("collection-number", "")
    values = (
        ("T2", item.get("container-title", "")), ("T3", item.get("collection-title", "")),
        ("PY", issued[:4].rstrip("/")), ("DA", issued), ("Y2", _date_line(item.get("accessed"))),
        ("IS", issue or number), ("M1", number if issue else ""), ("SP", first), ("EP", last),
        ("SN", item.get("ISSN", "")), ("SN", item.get("ISBN", "")),
        *(("KW", word) for word in re.split(r"\s*[,;]\s*", str(item.get("keyword", "")))),
        ("UR", item.get("URL", "")),
        *((name[4:].upper(), value) for name, value in item.get("custom", {}).items() if _TAG_FIELD.fullmatch(name)),
        ("ID", item["id"]),
    )  # fmt: skip
    for tag, value in values:
        put(tag, value)
    return record


def dump_ris(entries: Iterable[Entry]) -> str:
    """Write entries as RIS."""
    records = [_item_to_record(entry_to_csl(entry, rich=False)) for entry in entries]
    mapping = dict(_ALL_TAGS)
    writer = _TagWriter(
        mapping={tag: name.lower() for tag, name in mapping.items() if tag != "UK"} | {"UK": "unknown"},
        list_tags=[tag for tag in mapping if tag != "TY"],
        delimiter_tags_mapping={},
    )
    writer.REFERENCE_TYPE_KEY = "TY"
    text: str = writer.formats(records)
    return text
