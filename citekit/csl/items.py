"""Items: checks CSL-JSON and puts it into the form that rendering reads.

Specification: the CSL-JSON schema `csl-data.json`, and the specification's appendices III and IV.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from citekit.csl.date_parsing import DateParts, read_date
from citekit.csl.name_parts import PersonName, read_name
from citekit.csl.variables import DATE_VARIABLES, NAME_SET
from citekit.errors import ItemError

_PAGE_END: Final = re.compile(r"\s*(?:&|, |-|–)\s*")
_NOTE_FIELDS: Final = re.compile(r"\{:((?:[-_a-z]+|[A-Z]+):[^{}]+)\}")
_NOTE_LINE: Final = re.compile(r"([-_a-z]+|[A-Z]+):\s*+([^{}]+)\Z")
_LANGUAGE: Final = re.compile(r"([a-zA-Z]{2})")


class Item:
    """One work, ready for rendering.

    Attributes:
        id: As text.
        type: CSL type.
        fields: Ordinary and number variables, as text.
        names: Name variables, particles taken apart.
        dates: Date variables.
        language: Language tag, or empty.
        filled: The variables that have a value.
    """

    __slots__ = ("dates", "fields", "filled", "id", "language", "names", "type")

    def __init__(self, identifier: str, kind: str) -> None:
        self.id = identifier
        self.type = kind
        self.fields: dict[str, str] = {}
        self.names: dict[str, tuple[PersonName, ...]] = {}
        self.dates: dict[str, DateParts] = {}
        self.language = ""
        self.filled: frozenset[str] = frozenset()

    @property
    def text_language(self) -> str:
        """The two-letter language of the item, `tlh` for one that says nothing useful, or empty."""
        if not self.language:
            return ""
        match = _LANGUAGE.match(self.language)
        return match[1].lower() if match else "tlh"

    def has(self, variable: str) -> bool:
        """Tell whether a variable has a value."""
        return variable in self.filled


def read_item(data: object) -> Item:
    """Check one CSL-JSON item and return it ready for rendering.

    Args:
        data: A mapping with `id` and `type`; names are lists of mappings, dates are mappings.

    Returns:
        The item; fields that CSL does not know are kept.

    Raises:
        ItemError: The item is no mapping, has no id, or a field has the wrong shape.
    """
    if not isinstance(data, Mapping):
        raise ItemError(f"an item is a mapping, not {type(data).__name__}")
    identifier = data.get("id")
    if identifier is None or isinstance(identifier, (Mapping, list, tuple, bool)) or identifier == "":
        raise ItemError("an item has no id", hint='every item needs an "id"')
    identifier = str(identifier)
    kind = data.get("type", "")
    if not isinstance(kind, str):
        raise ItemError(f'item "{identifier}": the type is not text')
    item = Item(identifier, kind)
    for name, value in data.items():
        if name in {"id", "type"} or value is None:
            continue
        _read_field(item, str(name), value)
    note = item.fields.get("note")
    if note:
        _read_note(item, note)
    _complete(item)
    return item


def _read_field(item: Item, name: str, value: Any) -> None:  # noqa: C901, ANN401 - JSON
    if name in NAME_SET or (isinstance(value, (list, tuple)) and _looks_like_names(value)):
        item.names[name] = _read_names(item, name, value)
    elif name in DATE_VARIABLES:
        try:
            item.dates[name] = read_date(value)
        except ValueError as error:
            raise ItemError(f'item "{item.id}": {name}: {error}') from None
    elif isinstance(value, bool):
        item.fields[name] = "true" if value else "false"
    elif isinstance(value, (str, int)):
        item.fields[name] = str(value)
    elif isinstance(value, float):
        item.fields[name] = str(int(value)) if value.is_integer() else str(value)
    elif name == "language":
        raise ItemError(f'item "{item.id}": language: not text')
    elif isinstance(value, (list, tuple)) and all(isinstance(part, (str, int, float)) for part in value):
        if name in {"keyword", "categories", "ISBN", "ISSN"}:
            item.fields[name] = ", ".join(str(part) for part in value)
        elif value:
            raise ItemError(f'item "{item.id}": {name}: a list where text is wanted')
    elif name not in {"custom", "multi", "categories", "relations"}:
        raise ItemError(f'item "{item.id}": {name}: {type(value).__name__} where text is wanted')


def _looks_like_names(value: Iterable[object]) -> bool:
    return any(
        isinstance(part, Mapping) and ("family" in part or "literal" in part or "given" in part)
        for part in value
    )


def _read_names(item: Item, name: str, value: object) -> tuple[PersonName, ...]:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        value = [{"literal": str(value)}]
    elif isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, (list, tuple)):
        raise ItemError(f'item "{item.id}": {name}: {type(value).__name__} where a list of names is wanted')
    names = []
    for given in value:
        part = {"literal": given} if isinstance(given, str) else given
        if not isinstance(part, Mapping):
            raise ItemError(f'item "{item.id}": {name}: a name is a mapping, not {type(part).__name__}')
        for key in ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"):
            if isinstance(part.get(key), (Mapping, list, tuple)):
                raise ItemError(f'item "{item.id}": {name}: {key} is not text')
        names.append(read_name(part, ""))
    return tuple(names)


def _read_note(item: Item, note: str) -> None:
    """Take variables out of the note: `{:name: value}`, or lines `name: value` at its beginning."""
    lines = _NOTE_FIELDS.sub(lambda match: f"\n{match[1].strip()}\n", note).split("\n")
    names: dict[str, list[dict[str, str]]] = {}
    rest: list[str] = []
    for index, line in enumerate(lines):
        match = _NOTE_LINE.match(line)
        if not match:
            if line.strip() and index:
                rest = lines[index:]
                break
            rest.append(line)
            continue
        key, value = match[1], match[2].strip()
        if key == "type":
            item.type = value
        elif key in DATE_VARIABLES:
            item.dates[key] = read_date({"raw": value})
        elif key in NAME_SET:
            if key not in item.names:
                parts = re.split(r"\s*\|\|\s*", value)
                name = {"literal": parts[0]} if len(parts) == 1 else {"family": parts[0], "given": parts[1]}
                names.setdefault(key, []).append(name)
        elif not item.fields.get(key):
            item.fields[key] = value
            continue
        rest.append(line)
    for key, found in names.items():
        item.names[key] = _read_names(item, key, found)


def _complete(item: Item) -> None:
    """Fill in what follows from other fields."""
    fields = item.fields
    page = fields.get("page")
    if page:
        first = _PAGE_END.split(page, maxsplit=1)[0]
        fields["page-first"] = page if first.endswith("\\") else first
    for short, old in (("title-short", "shortTitle"), ("container-title-short", "journalAbbreviation")):
        if not fields.get(short) and fields.get(old):
            fields[short] = fields[old]
    item.language = fields.get("language", "").strip()
    if item.language:
        language = item.language
        for role, people in item.names.items():
            item.names[role] = tuple(_with_language(person, language) for person in people)
    item.filled = frozenset(
        [name for name, value in fields.items() if value]
        + [name for name, date in item.dates.items() if not date.is_empty()]
        + [name for name, people in item.names.items() if people]
    )


def _with_language(person: PersonName, language: str) -> PersonName:
    """Return a name whose order follows the item's language."""
    if person.literal:
        return person
    short = language[:2].lower()
    if short in {"ja", "zh"} and person.script == 2:
        return _replace_order(person, 1, static=person.static_order)
    if language in {"vi", "hu"}:
        return _replace_order(person, person.script, static=True)
    return person


def _replace_order(person: PersonName, script: int, *, static: bool) -> PersonName:
    return PersonName(
        person.family,
        person.given,
        person.dropping,
        person.non_dropping,
        person.suffix,
        person.literal,
        person.comma_suffix,
        person.comma_dropping,
        static,
        script,
    )
