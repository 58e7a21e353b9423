"""Corrections written into CSL-JSON and RIS files: what they say of an address, and nothing else.

The files are not read into entries and written anew: a CSL-JSON item keeps every key and its order, a RIS
file every line that is not about the address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from citekit.audit.fix import URL_STATUS
from citekit.audit.verdict import GONE, LinkCheck
from citekit.errors import AuditError

_TAG: Final = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")


def _choose(checks: Iterable[LinkCheck]) -> dict[str, LinkCheck]:
    """Return, by address, the results that something is to be written of."""
    return {
        check.target.url.strip(): check
        for check in checks
        if check.target.field == "url" and (check.correction or check.verdict in GONE)
    }


def fix_csl_json(text: str, checks: Iterable[LinkCheck]) -> str:
    """Write corrections into CSL-JSON.

    A corrected address stands in `URL`. Of a page that is gone, the snapshot stands in `archive_location`,
    its archive in `archive`, and `archivedate` and `urlstatus` in `custom`.

    Args:
        text: The file.
        checks: Results for its links.

    Returns:
        The file, indented as it was; the text as it is where nothing is to be written.

    Raises:
        AuditError: The text is no CSL-JSON.
    """
    found = _choose(checks)
    try:
        content = json.loads(text)
    except ValueError as error:
        raise AuditError(f"cannot read CSL-JSON: {error}") from error
    items = (
        content if isinstance(content, list) else content.get("items") if isinstance(content, dict) else None
    )
    if not isinstance(items, list):
        raise AuditError("cannot read CSL-JSON: there is no list of items")
    if not sum([_fix_item(item, found) for item in items if isinstance(item, dict)]):
        return text
    indent = re.search(r"[\[{]\r?\n([ \t]+)", text)
    written = json.dumps(content, ensure_ascii=False, indent=indent[1] if indent else None)
    return written + ("\n" if text.endswith("\n") else "")


def _fix_item(item: dict[str, Any], found: dict[str, LinkCheck]) -> bool:
    check = found.get(str(item.get("URL", "")).strip())
    if check is None:
        return False
    before = json.dumps(item)
    if check.correction:
        item["URL"] = check.correction
    if check.verdict in GONE:
        custom = item["custom"] if isinstance(item.get("custom"), dict) else {}
        custom["urlstatus"] = URL_STATUS[check.verdict]
        if check.memento is not None:
            host = re.match(r"https?://([^/]+)", check.memento.url)
            item.setdefault("archive", host[1] if host else check.memento.url)
            item["archive_location"] = check.memento.url
            custom["archivedate"] = check.memento.when[:10]
        item["custom"] = custom
    return json.dumps(item) != before


def fix_ris(text: str, checks: Iterable[LinkCheck]) -> str:
    """Write corrections into RIS.

    A corrected address stands in `UR`. Of a page that is gone, the snapshot stands in `AV` (location in
    archives) and a note (`N1`) says what became of the address and when the snapshot was taken; both stand
    behind the address.

    Args:
        text: The file.
        checks: Results for its links.
    """
    found = _choose(checks)
    lines = text.splitlines(keepends=True)
    written = {line.strip() for line in lines}
    fixed = []
    for line in lines:
        body = line.rstrip("\r\n")
        tag = _TAG.match(body)
        check = found.get(tag[2].strip()) if tag is not None and tag[1] == "UR" else None
        if check is None:
            fixed.append(line)
            continue
        end = line[len(body) :] or "\n"
        fixed.append(f"UR  - {check.correction}{end}" if check.correction else body + end)
        fixed += [more + end for more in _list_lines(check) if more not in written]
    return "".join(fixed)


def _list_lines(check: LinkCheck) -> list[str]:
    if check.verdict not in GONE:
        return []
    note = f"N1  - urlstatus: {URL_STATUS[check.verdict]}"
    if check.memento is None:
        return [note]
    return [f"AV  - {check.memento.url}", f"{note}; archivedate: {check.memento.when[:10]}"]
