"""Writes the bibliography of a document as biblatex, from the marks of its source."""

from __future__ import annotations

from corpus.annotations import FIELDS, clean, join_address, read_reference_attrs, split_names
from corpus.markup import Mark, Source

#: CSL type to biblatex type.
_TYPES = {
    "article-journal": "article", "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "paper-conference": "inproceedings", "thesis": "thesis", "webpage": "online", "post-weblog": "online",
    "report": "report", "legislation": "legislation", "legal_case": "jurisdiction", "treaty": "legal",
    "manuscript": "unpublished", "document": "misc", "standard": "misc", "patent": "patent",
    "dataset": "dataset",
}  # fmt: skip
_NAMES = {
    "title": "title", "issued": "date", "volume": "volume", "issue": "number", "page": "pages",
    "publisher-place": "location", "publisher": "publisher", "number-of-pages": "pagetotal",
    "collection-title": "series", "edition": "edition", "archive": "library", "archive_location": "note",
    "section": "eid", "genre": "titleaddon", "number": "number",
}  # fmt: skip
_LANGUAGES = {
    "ru": "russian", "uk": "ukrainian", "en": "english", "de": "german", "fr": "french", "it": "italian",
    "es": "spanish",
}  # fmt: skip


def make_bibliography(source: Source, name: str) -> str:
    """Return the biblatex of all works that the document lists or cites in full, sorted by key.

    Of a work that is given several times the first reference speaks; fields that only a later one has
    are added.
    """
    entries: dict[str, tuple[str, dict[str, str]]] = {}
    for part in (source, source.unprinted):
        for mark in part.walk() if part else ():
            if mark.kind == "r":
                key, type_, _ = read_reference_attrs(mark.attrs)
                _, fields = entries.setdefault(key, (_TYPES[type_], {}))
                for field, value in _read_fields(part, mark, type_, source.settings.get("language")).items():
                    fields.setdefault(field, value)
    head = f"% The works of corpus/{name}. They are invented, except official documents.\n"
    return head + "".join(_write_entry(key, *entries[key]) for key in sorted(entries))


def _read_fields(source: Source, reference: Mark, type_: str, language: str | None) -> dict[str, str]:
    fields: dict[str, str] = {}
    host = "booktitle" if type_ in {"chapter", "paper-conference"} else "journaltitle"
    if type_ in {"webpage", "post-weblog", "legislation", "report", "document"}:
        host = (
            "maintitle" if type_ == "report" else "journaltitle" if type_ == "legislation" else "organization"
        )
    for mark in reference.walk():
        raw = source.text[mark.start : mark.end]
        if mark.kind == "part" and mark.attrs in FIELDS:
            name = FIELDS[mark.attrs]
            if name in {"author", "editor", "translator"}:
                people = " and ".join(
                    f"{family}, {given}" if given else f"{{{family}}}"
                    for family, given in split_names(mark, source.text)
                )
                fields[name] = f"{fields[name]} and {people}" if name in fields else people
            elif name == "container-title":
                fields.setdefault(host, clean(raw))
            else:
                fields.setdefault(
                    _NAMES[name], clean(raw).replace("–", "--") if name == "page" else clean(raw)
                )
        elif mark.kind == "u" and "url" not in fields:
            accessed, _, url = mark.attrs.partition(" ")
            fields["url"] = url.strip().removeprefix("=") or join_address(raw)
            if accessed not in {"", "-"}:
                fields["urldate"] = accessed
        elif mark.kind == "i" and mark.attrs.split(" ")[0] in {"doi", "isbn", "issn"}:
            scheme, _, value = mark.attrs.partition(" ")
            fields.setdefault(scheme, value.strip() or join_address(raw))
    if language:
        text = source.text[reference.start : reference.end]
        cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in text) * 2 > sum(letter.isalpha() for letter in text)
        guessed = language if cyrillic == (language in {"ru", "uk"}) else "en"
        fields["langid"] = _LANGUAGES[guessed]
    return fields


def _write_entry(key: str, type_: str, fields: dict[str, str]) -> str:
    lines = [f"  {name:<12} = {{{_escape(name, value)}}},\n" for name, value in fields.items()]
    return f"\n@{type_}{{{key},\n{''.join(lines)}}}\n"


def _escape(name: str, value: str) -> str:
    if name in {"url", "doi"}:
        return value
    for sign in "&%#$":
        value = value.replace(sign, f"\\{sign}")
    return value.replace("_", "\\_")
