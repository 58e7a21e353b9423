"""CSL-JSON in and out (schema csl-data.json of CSL 1.0.2), through msgspec."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from citekit.bibliography.mapping import csl_to_entry, entry_to_csl
from citekit.bibliography.mapping_tables import DATE_VARIABLES, NAME_VARIABLES
from citekit.diagnostics import Diagnostic, Severity
from citekit.errors import BibliographyError
from citekit.model import Bibliography, Entry

#: Members that may hold anything, or a list of words.
_OPEN: Final = frozenset(
    {"id", "type", "custom", "multi", "relations", "categories", "keyword", "ISBN", "ISSN"}
)


def parse_items(text: str, source: str | None = None) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """Parse CSL-JSON into items.

    Args:
        text: A list of items, one item, or an object with the list under `items` or `references`.
        source: Path or name, for errors.

    Returns:
        The items, and a diagnostic for every member that is no object.

    Raises:
        BibliographyError: The text is not JSON, or holds no items.
    """
    import msgspec  # noqa: PLC0415 - only for this format

    try:
        data = msgspec.json.decode(text.encode("utf-8", errors="surrogatepass"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        line, column = _place_of(text, str(error))
        raise BibliographyError(f"not JSON: {error}", source=source, line=line, column=column) from error
    if isinstance(data, Mapping):
        inner = data.get("items", data.get("references"))
        data = inner if isinstance(inner, list) else [data]
    if not isinstance(data, list):
        raise BibliographyError("no list of CSL items", source=source, line=1, column=1)
    items = [item for item in data if isinstance(item, dict)]
    troubles = [
        Diagnostic("CK236", f"item {number} is no object", Severity.ERROR, source)
        for number, item in enumerate(data, 1)
        if not isinstance(item, dict)
    ]
    return items, troubles


def _place_of(text: str, message: str) -> tuple[int, int]:
    """Return line and column of msgspec's `(byte n)`, or the start."""
    _, found, rest = message.rpartition("(byte ")
    digits = rest.rstrip(")")
    if not found or not digits.isdecimal():
        return 1, 1
    before = text.encode("utf-8", errors="surrogatepass")[: int(digits)].decode("utf-8", errors="replace")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def find_faults(item: Mapping[str, Any]) -> list[str]:
    """Return what about an item's variables is not of the schema's shape, each with the variable's name.

    Args:
        item: A CSL-JSON object.
    """
    faults = []
    for name, value in item.items():
        if value is None or name in _OPEN:
            continue
        if name in NAME_VARIABLES:
            people = value if isinstance(value, list) else [value]
            if not all(isinstance(person, (Mapping, str)) for person in people):
                faults.append(f"{name}: a list of names is wanted")
        elif name in DATE_VARIABLES:
            if not _is_date(value):
                faults.append(f"{name}: a date is wanted, with date-parts, raw or literal")
        elif isinstance(value, Mapping) or (isinstance(value, list) and not _are_names(value)):
            faults.append(
                f"{name}: text is wanted, not {'a list' if isinstance(value, list) else 'an object'}"
            )
    return faults


def _are_names(value: list[object]) -> bool:
    return bool(value) and all(
        isinstance(part, Mapping) and part.keys() & {"family", "given", "literal"} for part in value
    )


def _is_date(value: object) -> bool:
    if isinstance(value, str):
        return True
    if not isinstance(value, Mapping):
        return False
    parts = value.get("date-parts")
    if parts is None:
        return any(isinstance(value.get(key), (str, int)) for key in ("raw", "literal", "edtf", "season"))
    return isinstance(parts, list) and all(
        isinstance(point, list) and all(isinstance(part, (int, str)) for part in point) for point in parts
    )


def load_csl_json(text: str, source: str | None = None) -> Bibliography:
    """Read CSL-JSON.

    Args:
        text: See `parse_items`.
        source: Path or name, for diagnostics.

    Raises:
        BibliographyError: The text is not JSON, or holds no items.
    """
    items, troubles = parse_items(text, source)
    entries: list[Entry] = []
    seen: set[str] = set()
    for number, item in enumerate(items, 1):
        troubles += [
            Diagnostic("CK236", f"item {item.get('id', number)!r}: {fault}", Severity.ERROR, source)
            for fault in find_faults(item)
        ]
        entry = csl_to_entry(item)
        if not entry.key:
            troubles.append(Diagnostic("CK213", f"item {number} has no id", Severity.ERROR, source))
        elif entry.key in seen:
            message = f"id '{entry.key}' was used before; item {number} is left out"
            troubles.append(Diagnostic("CK215", message, Severity.ERROR, source))
            continue
        seen.add(entry.key)
        entries.append(entry)
    return Bibliography(entries=tuple(entries), diagnostics=tuple(troubles), source=source)


def dump_csl_json(entries: Iterable[Entry], *, rich: bool = True, indent: int = 2) -> str:
    """Write entries as CSL-JSON.

    Args:
        entries: In the order wanted.
        rich: See `entry_to_csl`.
        indent: Blanks a level; 0 puts everything on one line.
    """
    import msgspec  # noqa: PLC0415 - only for this format

    data = msgspec.json.encode([entry_to_csl(entry, rich=rich) for entry in entries])
    if indent:
        data = msgspec.json.format(data, indent=indent)
    return data.decode("utf-8") + "\n"
